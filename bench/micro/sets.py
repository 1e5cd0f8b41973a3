"""Sets: add, discard, membership, union, intersection, difference."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 1_300_000


def run(n):
    a, b = set(), set()
    for i in range(n):
        a.add(i * 7 % 100_003)
        b.add(i * 11 % 100_003)
    hits = 0
    for i in range(n):
        if i in a:
            hits += 1
        if i not in b:
            hits -= 1
    return hits, len(a | b), len(a & b), len(a - b), len(a ^ b)


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
