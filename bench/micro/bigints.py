"""Integers beyond the machine word: products, quotients, powers, decimal digits."""
import sys
import time

sys.set_int_max_str_digits(0)

N = int(sys.argv[2]) if len(sys.argv) > 2 else 12_000


def run(n):
    a, b = 1, 1
    for i in range(1, n):
        a *= i
        b += a // (i * i + 1)
    return len(str(a)), b % 1_000_003, pow(3, a, 1_000_003), (a & b).bit_length()


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
