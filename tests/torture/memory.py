# args: --memory 192
"""One thread runs into the memory limit again and again, while others go on: MemoryError where it happens, everything else untouched."""
import gc
from common import check, done, torture

hits = [0]


def greedy(d):
    keep = []
    try:
        k = d.roll(5)
        while True:
            if k == 0: keep.append(bytes(1 << 20))
            elif k == 1: keep.append([0] * 100000)
            elif k == 2: keep.append({i: str(i) for i in range(10000)})
            elif k == 3: keep.append("x" * (1 << d.roll(24)))
            else: keep.append([[] for _ in range(20000)])
    except MemoryError:
        keep.clear()
        hits[0] += 1


def modest(d):
    try:
        x = [str(i) for i in range(d.roll(200))]
        check(len("".join(x)) >= len(x))
        y = {a: b for a, b in zip(x, x)}
        check(all(y[k] == k for k in x))
        sorted(x); (10 ** d.roll(200)) * 7
        class C: z = x
        check(C().z is x)
    except MemoryError:
        pass


torture(greedy, modest, modest, modest)
gc.collect()
check(hits[0] > 0, "the limit was never met")
done()
