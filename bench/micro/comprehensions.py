"""List, dict and set comprehensions, nested and with conditions."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 80


def run(n):
    total = 0
    for k in range(n):
        squares = [x * x for x in range(40_000) if x % 3]
        table = {x: x + k for x in range(20_000)}
        rest = {x % 997 for x in squares}
        grid = [[r * c for c in range(100)] for r in range(100)]
        total += len(squares) + len(table) + len(rest) + sum(map(sum, grid))
    return total


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
