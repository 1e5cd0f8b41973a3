"""Arithmetic on floats in locals."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 4_500_000


def run(n):
    x, y, s = 0.5, 1.5, 0.0
    for i in range(n):
        x = x * 0.999 + y * 0.001
        y = y - x * 0.0005
        s += x * y
    return f"{s:.6f}"


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
