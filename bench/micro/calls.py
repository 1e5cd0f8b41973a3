"""Calls of Python functions with positional arguments, recursion."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 32


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def run(n):
    return fib(n)


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
