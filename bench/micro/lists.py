"""Lists: append, pop, indexing, slices, assignment, iteration, in."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 500_000


def run(n):
    total = 0
    for _ in range(4):
        a = []
        for i in range(n):
            a.append(i)
        for i in range(0, n, 2):
            a[i] = a[i + 1] + 1
        b = a[: n // 2] + a[n // 2 :]
        b[10:20] = [0] * 5
        for x in b:
            total += x
        while len(a) > n // 2:
            total -= a.pop()
        total += 7 in b[:100]
    return total


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
