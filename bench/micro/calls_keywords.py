"""Calls with keywords, defaults, *args and **kwargs; closures."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 900_000


def area(width, height=2, *, scale=1):
    return width * height * scale


def spread(*args, **kwargs):
    return len(args) + len(kwargs)


def adder(k):
    def add(x):
        return x + k
    return add


def run(n):
    total = 0
    add = adder(3)
    for i in range(n):
        total += area(i) + area(i, height=3, scale=2)
        total += spread(i, i, key=i) + add(i)
    return total


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
