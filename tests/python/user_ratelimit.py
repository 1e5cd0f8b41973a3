"""Token bucket and sliding window rate limiters on a simulated clock shared by threads."""
import enum
import heapq
import sys
import threading
from abc import ABC, abstractmethod
from collections import Counter, deque
from fractions import Fraction
from typing import NamedTuple, Protocol, runtime_checkable

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4


@runtime_checkable
class Clock(Protocol):
    def now(self) -> Fraction: ...


class FakeClock:
    def __init__(self) -> None:
        self._t = Fraction(0)
        self._lock = threading.Lock()

    def now(self) -> Fraction:
        with self._lock:
            return self._t

    def advance(self, dt) -> None:
        with self._lock:
            self._t += Fraction(dt)


class Verdict(enum.Enum):
    ALLOW = enum.auto()
    DENY = enum.auto()

    def __bool__(self):
        return self is Verdict.ALLOW


class Limiter(ABC):
    def __init__(self, clock: Clock, rate: int, per: Fraction | int = 1):
        if not isinstance(clock, Clock):
            raise TypeError(f"{type(clock).__name__} is no clock")
        self.clock, self.rate, self.per = clock, rate, Fraction(per)
        self.lock = threading.Lock()

    @abstractmethod
    def _take(self, now: Fraction) -> bool: ...

    def acquire(self) -> Verdict:
        with self.lock:
            return Verdict.ALLOW if self._take(self.clock.now()) else Verdict.DENY


class TokenBucket(Limiter):
    def __init__(self, *args, burst: int = 5, **kwargs):
        super().__init__(*args, **kwargs)
        self.tokens = Fraction(burst)
        self.burst = burst
        self.last = self.clock.now()

    def _take(self, now):
        self.tokens = min(Fraction(self.burst), self.tokens + (now - self.last) * self.rate / self.per)
        self.last = now
        if self.tokens >= 1:
            self.tokens -= 1
            return True
        return False


class SlidingWindow(Limiter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.times: deque[Fraction] = deque(maxlen=self.rate)

    def _take(self, now):
        while self.times and self.times[0] <= now - self.per:
            self.times.popleft()
        if len(self.times) < self.rate:
            self.times.append(now)
            return True
        return False


class Event(NamedTuple):
    at: Fraction
    kind: str = "tick"

    def __str__(self):
        return f"{self.kind}@{float(self.at):.3f}"


def run(limiter: Limiter, clock: FakeClock, ticks: int) -> Counter:
    total = Counter()
    lock = threading.Lock()
    start = threading.Barrier(THREADS, action=lambda: clock.advance(Fraction(1, 10)))

    def client(i):
        mine = Counter()
        for _ in range(ticks):
            start.wait()
            for _ in range(24 // THREADS):
                mine[limiter.acquire()] += 1
        with lock:
            total.update(mine)

    ts = [threading.Thread(target=client, args=(i,), name=f"client-{i}") for i in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    return total


def main():
    for make in (TokenBucket, SlidingWindow):
        clock = FakeClock()
        limiter = make(clock, rate=30)
        result = run(limiter, clock, 20)
        print(make.__name__, {v.name: n for v, n in sorted(result.items(), key=lambda kv: kv[0].value)}, result.total())
    clock = FakeClock()
    bucket = TokenBucket(clock, 10, burst=3)
    print([bool(bucket.acquire()) for _ in range(5)])
    clock.advance("0.25")
    print([bucket.acquire().name for _ in range(4)], bucket.tokens, repr(bucket.tokens))
    try:
        Limiter(clock, 3)
    except TypeError as e:
        print(e)
    try:
        TokenBucket(object(), 3)
    except TypeError as e:
        print(e)
    heap = [Event(Fraction(i * 7 % 11, 3)) for i in range(8)]
    heapq.heapify(heap)
    print(*(str(heapq.heappop(heap)) for _ in range(len(heap))))
    print(Event(Fraction(1, 3)), Event._fields, Event._field_defaults, Event(1)._replace(kind="x")._asdict())
    print(list(Verdict), Verdict(1), Verdict["DENY"], Verdict.DENY.value, bool(Verdict.DENY))
    print(sum((Fraction(1, n) for n in range(1, 20)), Fraction()).limit_denominator(1000), Fraction("3.14159").limit_denominator(100), round(Fraction(22, 7), 3), f"{Fraction(22, 7):.5f}", divmod(Fraction(7, 2), Fraction(2, 3)))


main()
