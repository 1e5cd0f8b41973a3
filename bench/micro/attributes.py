"""Reading and writing attributes of instances, with a dict and with __slots__."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 5_000_000


class Plain:
    def __init__(self):
        self.x, self.y, self.z = 1, 2, 3


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x, self.y = 1, 2


def run(n):
    p, s = Plain(), Slotted()
    for i in range(n):
        p.x = p.y + p.z
        p.z = i & 7
        s.x = s.y + p.x
        s.y = i & 3
    return p.x, p.z, s.x, s.y


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
