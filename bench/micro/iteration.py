"""itertools, zip, enumerate, map, filter, sum, any, all."""
import sys
import time
import itertools
N = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000


def run(n):
    total = 0
    for i, (a, b) in enumerate(zip(range(n), range(n, 0, -1))):
        total += a * b + i
    total += sum(map(abs, range(-n, n))) + sum(filter(None, range(n)))
    total += sum(itertools.accumulate(itertools.islice(itertools.chain(range(n), range(n)), 1, None, 2)))
    total += any(x < 0 for x in range(n)) + all(x >= 0 for x in range(n))
    for key, group in itertools.groupby(range(n), lambda x: x // 100):
        total += key * len(list(group))
    return total


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
