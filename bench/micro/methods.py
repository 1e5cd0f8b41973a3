"""Method calls: instances, inheritance, super, properties, static and class methods."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 900_000


class Base:
    count = 0

    def step(self, k):
        return k + 1

    @staticmethod
    def twice(k):
        return k * 2

    @classmethod
    def named(cls):
        return cls.count


class Derived(Base):
    def __init__(self):
        self.total = 0

    def step(self, k):
        return super().step(k) + 1

    @property
    def half(self):
        return self.total >> 1


def run(n):
    d, b = Derived(), Base()
    for i in range(n):
        d.total += d.step(i) - b.step(i) + d.twice(1) + d.named()
        d.total -= d.half & 1
    return d.total


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
