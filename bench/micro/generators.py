"""Generators: for, yield from, expressions, send."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 1_200_000


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def both(n):
    yield from count(n)
    yield from count(n)


def accumulate():
    total = 0
    while True:
        total += yield total


def run(n):
    total = sum(x * 2 for x in count(n))
    for x in both(n):
        total += x
    acc = accumulate()
    next(acc)
    for i in range(n):
        last = acc.send(i)
    return total, last


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
