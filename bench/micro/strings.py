"""Strings: join, split, f-strings, replace, find, slices, case, comparison."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000


def run(n):
    total = 0
    for i in range(n):
        s = f"{i:06d}-{i * 7 % 1000:>4}-{i / 3:.2f}"
        parts = s.split("-")
        t = "/".join(parts).upper().replace("0", "o")
        if t.startswith("oo") and t.find("7") >= 0:
            total += len(t)
        total += len(t[2:-2].strip()) + (s < t) + s.count("1")
        t += "%s:%d" % (parts[0], i)
        total += ord(t[-1])
    return total


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
