"""Dicts: string and integer keys, setdefault, get, items, deletion."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 400_000


def run(n):
    words = [f"word{i % 997}" for i in range(n)]
    counts = {}
    for _ in range(4):
        for w in words:
            counts[w] = counts.get(w, 0) + 1
    table = {}
    for i in range(n):
        table.setdefault(i % 5003, []).append(i)
    squares = {i: i * i for i in range(n)}
    total = sum(v for k, v in squares.items() if k & 1)
    for i in range(0, n, 3):
        del squares[i]
    return len(counts), counts["word7"], len(table), total, len(squares)


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
