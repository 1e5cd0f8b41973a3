"""Dining philosophers in four ways: ordered forks, a waiter, try-lock with back-off, and Conditions."""
import contextlib
import sys
import threading
from collections import Counter

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4
SEATS = max(THREADS, 2)
MEALS = 60


class Table:
    def __init__(self):
        self.forks = [threading.Lock() for _ in range(SEATS)]
        self.meals = Counter()
        self.eating = [False] * SEATS

    def eat(self, i):
        left, right = (i - 1) % SEATS, (i + 1) % SEATS
        if SEATS > 2 and (self.eating[left] or self.eating[right]):
            raise AssertionError("a neighbour eats")
        self.eating[i] = True
        self.meals[i] += 1
        self.eating[i] = False

    def dine(self, i):
        raise NotImplementedError


class Ordered(Table):
    def dine(self, i):
        a, b = sorted((i, (i + 1) % SEATS))
        with self.forks[a], self.forks[b]:
            self.eat(i)


class Waiter(Table):
    def __init__(self):
        super().__init__()
        self.waiter = threading.BoundedSemaphore(SEATS - 1)

    def dine(self, i):
        with self.waiter, self.forks[i], self.forks[(i + 1) % SEATS]:
            self.eat(i)


class Polite(Table):
    def dine(self, i):
        a, b = self.forks[i], self.forks[(i + 1) % SEATS]
        while True:
            with contextlib.ExitStack() as stack:
                if a.acquire(timeout=0.5):
                    stack.callback(a.release)
                    if b.acquire(blocking=False):
                        stack.callback(b.release)
                        self.eat(i)
                        return
            a, b = b, a


class Conditions(Table):
    def __init__(self):
        super().__init__()
        self.lock = threading.Lock()
        self.can_eat = [threading.Condition(self.lock) for _ in range(SEATS)]
        self.state = ["thinking"] * SEATS

    def test(self, i):
        if self.state[i] == "hungry" and "eating" not in (self.state[(i - 1) % SEATS], self.state[(i + 1) % SEATS]):
            self.state[i] = "eating"
            self.can_eat[i].notify()

    def dine(self, i):
        with self.lock:
            self.state[i] = "hungry"
            self.test(i)
            self.can_eat[i].wait_for(lambda: self.state[i] == "eating")
        self.eat(i)
        with self.lock:
            self.state[i] = "thinking"
            for n in ((i - 1) % SEATS, (i + 1) % SEATS):
                self.test(n)


def main():
    for kind in (Ordered, Waiter, Polite, Conditions):
        table = kind()
        errors = []

        def philosopher(i):
            try:
                for _ in range(MEALS):
                    table.dine(i)
            except BaseException as e:
                errors.append(e)

        ts = [threading.Thread(target=philosopher, args=(i,)) for i in range(SEATS)]
        for t in ts: t.start()
        for t in ts: t.join()
        print(f"{kind.__name__:>10}: {set(table.meals.values())} {errors} {[f.locked() for f in table.forks].count(True)}")
    try:
        table.dine(SEATS + 3) if False else Table().dine(0)
    except NotImplementedError as e:
        print(repr(e))
    s = threading.BoundedSemaphore(1)
    try:
        s.release()
    except ValueError as e:
        print(e)
    lock = threading.Lock()
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    c = threading.Condition()
    for call in (c.notify, c.wait, c.release):
        try:
            call()
        except RuntimeError as e:
            print(e)
    r = threading.RLock()
    with r, r:
        print(repr(r).split(" at ")[0].replace(hex(threading.get_ident()), "me").split(" owner")[0], r.acquire(blocking=False))
        r.release()
    print(threading.Semaphore(2), sep="") if False else None
    b = threading.Barrier(2, timeout=0.01)
    try:
        b.wait()
    except threading.BrokenBarrierError as e:
        print(type(e).__name__, b.broken, b.n_waiting, b.parties)
    b.reset()
    print(b.broken)
    for bad in (lambda: threading.Semaphore(-1), lambda: lock.acquire(False, 1), lambda: lock.acquire(timeout=-2), lambda: lock.acquire(timeout=1e20)):
        try:
            bad()
        except (ValueError, OverflowError) as e:
            print(type(e).__name__, e)


main()
