"""A thread-safe LRU cache with time-outs, statistics and eviction callbacks, hammered by many threads."""
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass
class Stats:
    hits: int = 0
    misses: int = 0
    evictions: int = 0

    @property
    def ratio(self) -> float:
        total = self.hits + self.misses
        return self.hits / total if total else 0.0


class LRUCache(MutableMapping, Generic[K, V]):
    def __init__(self, capacity: int, on_evict: Callable[[K, V], None] | None = None) -> None:
        if capacity <= 0:
            raise ValueError(f"{capacity=} must be positive")
        self._data: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.RLock()
        self._capacity = capacity
        self._on_evict = on_evict
        self.stats = Stats()

    def __getitem__(self, key: K) -> V:
        with self._lock:
            try:
                value = self._data[key]
            except KeyError:
                self.stats.misses += 1
                raise
            self._data.move_to_end(key)
            self.stats.hits += 1
            return value

    def __setitem__(self, key: K, value: V) -> None:
        with self._lock:
            self._data[key] = value
            self._data.move_to_end(key)
            while len(self._data) > self._capacity:
                old, gone = self._data.popitem(last=False)
                self.stats.evictions += 1
                if self._on_evict:
                    self._on_evict(old, gone)

    def __delitem__(self, key: K) -> None:
        with self._lock:
            del self._data[key]

    def __iter__(self):
        with self._lock:
            return iter(list(self._data))

    def __len__(self) -> int:
        return len(self._data)

    def get_or_make(self, key: K, make: Callable[[K], V]) -> V:
        with self._lock:
            if key in self._data:
                self._data.move_to_end(key)
                self.stats.hits += 1
                return self._data[key]
            self.stats.misses += 1
            value = make(key)
            self[key] = value
            return value


def memoize(cache):
    def decorate(fn):
        def wrapper(*args, **kwargs):
            key = args + tuple(sorted(kwargs.items()))
            return cache.get_or_make(key, lambda _: fn(*args, **kwargs))
        wrapper.__name__ = fn.__name__
        wrapper.__wrapped__ = fn
        return wrapper
    return decorate


fib_cache: LRUCache[tuple, int] = LRUCache(200)


@memoize(fib_cache)
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def main() -> None:
    evicted: list[Any] = []
    cache: LRUCache[int, str] = LRUCache(64, lambda k, v: evicted.append(k))
    wrong = []

    def worker(seed: int) -> None:
        x = seed
        for _ in range(3000):
            x = (x * 1103515245 + 12345) & 0x7FFFFFFF
            key = (x >> 8) % 100
            if cache.get_or_make(key, str) != str(key):
                wrong.append(key)

    ts = [threading.Thread(target=worker, args=(i + 1,)) for i in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    s = cache.stats
    print(len(cache), wrong, s.hits + s.misses == 3000 * THREADS, len(evicted) == s.evictions, s.misses - s.evictions)
    print(fib(150), fib.__name__, len(fib_cache), fib_cache.stats)
    results = [None] * THREADS
    def fibs(i): results[i] = fib(180)
    ts = [threading.Thread(target=fibs, args=(i,)) for i in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    print(set(results))
    small = LRUCache(2)
    small.update(a=1, b=2)
    small["a"]
    small["c"] = 3
    print(sorted(small), small.get("b", "gone"), small.pop("a"), small.setdefault("z", 9), dict(small), small == {"c": 3, "z": 9})
    try:
        LRUCache(0)
    except ValueError as e:
        print(repr(e))
    try:
        del small["nope"]
    except KeyError as e:
        print(repr(e), e.args)
    print(LRUCache[int, str], LRUCache.__mro__[1:3], LRUCache.__orig_bases__)
    print(f"{small.stats.ratio:.3%}")


main()
