"""Sorting: numbers, strings, tuples, with a key, nearly sorted."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 90_000


def run(n):
    seed, numbers = 1, []
    for _ in range(n):
        seed = seed * 48271 % 2147483647
        numbers.append(seed)
    words = [str(x) for x in numbers]
    pairs = [(x % 100, x) for x in numbers]
    check = 0
    for _ in range(2):
        check += sorted(numbers)[n // 2] + len(sorted(words)[n // 3])
        check += sorted(pairs)[5][1] + sorted(numbers, key=lambda x: -x)[3]
        check += sorted(sorted(numbers) + [5, 4, 3], reverse=True)[-1]
        check += min(numbers) + max(pairs)[1]
    return check


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
