"""Raising and catching, with frames between; finally and with; errors of the core."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 350_000


class Stop(Exception):
    pass


class Guard:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return exc[0] is KeyError


def deep(k, n):
    if n:
        return deep(k, n - 1)
    if k % 3 == 0:
        raise Stop(k)
    return k


def run(n):
    caught = done = 0
    table = {}
    for i in range(n):
        try:
            deep(i, 2)
        except Stop as e:
            caught += e.args[0] & 1
        finally:
            done += 1
        with Guard():
            table[i]
    return caught, done


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
