"""While and for loops over small integers."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 3_500_000


def run(n):
    total = i = 0
    while i < n:
        if i & 1:
            total += i * 3
        else:
            total -= i >> 1
        i += 1
    for k in range(n):
        total ^= k
    return total


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
