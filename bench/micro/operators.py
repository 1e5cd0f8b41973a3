"""Operators of user classes: __add__, __mul__, __eq__, __lt__, __getitem__, __len__."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 450_000


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __lt__(self, other):
        return self.x < other.x

    def __getitem__(self, i):
        return self.y if i else self.x

    def __len__(self):
        return 2


def run(n):
    v, step, hits = Vector(0, 0), Vector(1, 2), 0
    for i in range(n):
        w = v + step * 2
        if v < w and not v == w and w[1] > w[0]:
            hits += len(w)
        v = w
    return v.x, v.y, hits


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
