"""The same function, module and class used by every thread at once: what must not slow down because it is shared."""
import sys
import threading
import time

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 1
N = int(sys.argv[2]) if len(sys.argv) > 2 else 1_600_000

SCALE = 3


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def norm(self):
        return abs(self.x) + abs(self.y)


def helper(i):
    return Point(i, -i).norm() * SCALE


def work(k, results):
    total = 0
    for i in range(N // THREADS):
        total += helper(i)
    results[k] = total > 0


start = time.perf_counter()
results = [None] * THREADS
workers = [threading.Thread(target=work, args=(k, results)) for k in range(THREADS)]
for w in workers:
    w.start()
for w in workers:
    w.join()
elapsed = time.perf_counter() - start
print(all(results))
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
