"""Matrices over array and memoryview: product, LU, determinant, inverse, power; rows shared between threads."""
from __future__ import annotations
import math
import random
import sys
import threading
from array import array
from functools import reduce
from operator import matmul

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4


class Matrix:
    __slots__ = ("rows", "cols", "data", "view")
    __array_priority__ = 10

    def __init__(self, rows: int, cols: int, values=None):
        self.rows, self.cols = rows, cols
        self.data = array("d", values if values is not None else bytes(8 * rows * cols))
        if len(self.data) != rows * cols:
            raise ValueError(f"{len(self.data)} values for a {rows}x{cols} matrix")
        self.view = memoryview(self.data)

    @classmethod
    def identity(cls, n: int) -> Matrix:
        m = cls(n, n)
        for i in range(n): m[i, i] = 1.0
        return m

    @classmethod
    def random(cls, n: int, seed: int) -> Matrix:
        rng = random.Random(seed)
        return cls(n, n, (rng.uniform(-1, 1) for _ in range(n * n)))

    def row(self, i): return self.view[i * self.cols:(i + 1) * self.cols]
    def column(self, j): return self.data[j::self.cols]

    def __getitem__(self, key):
        match key:
            case (int(i), int(j)): return self.data[i * self.cols + j]
            case int(i): return self.row(i)
            case slice() as s: return [self.row(i).tolist() for i in range(*s.indices(self.rows))]
            case _: raise TypeError(f"bad index {key!r}")

    def __setitem__(self, key, value):
        i, j = key
        self.data[i * self.cols + j] = value

    def __matmul__(self, other: Matrix) -> Matrix:
        if self.cols != other.rows: return NotImplemented
        out = Matrix(self.rows, other.cols)
        columns = [other.column(j) for j in range(other.cols)]

        def work(start):
            for i in range(start, self.rows, THREADS):
                r, target = self.row(i), out.row(i)
                for j, c in enumerate(columns):
                    target[j] = math.fsum(x * y for x, y in zip(r, c))
        ts = [threading.Thread(target=work, args=(k,)) for k in range(THREADS)]
        for t in ts: t.start()
        for t in ts: t.join()
        return out

    def __pow__(self, n: int) -> Matrix:
        return reduce(matmul, [self] * n, Matrix.identity(self.rows))

    def __imul__(self, k: float):
        for i, v in enumerate(self.data): self.data[i] = v * k
        return self

    def __iter__(self): return iter(self.data)
    def __eq__(self, other): return isinstance(other, Matrix) and self.data == other.data
    __hash__ = None

    def lu(self):
        n, a, sign, perm = self.rows, array("d", self.data), 1, list(range(self.rows))
        for k in range(n):
            p = max(range(k, n), key=lambda i: abs(a[i * n + k]))
            if a[p * n + k] == 0.0: raise ZeroDivisionError("singular matrix")
            if p != k:
                a[k * n:(k + 1) * n], a[p * n:(p + 1) * n] = a[p * n:(p + 1) * n], a[k * n:(k + 1) * n]
                perm[k], perm[p] = perm[p], perm[k]
                sign = -sign
            for i in range(k + 1, n):
                f = a[i * n + k] = a[i * n + k] / a[k * n + k]
                for j in range(k + 1, n): a[i * n + j] -= f * a[k * n + j]
        return a, perm, sign

    def det(self):
        a, _, sign = self.lu()
        return sign * math.prod(a[i * self.rows + i] for i in range(self.rows))


def main():
    a, b = Matrix.random(40, 1), Matrix.random(40, 2)
    c = a @ b
    print(f"{sum(c):.12f} {max(c):.12f} {c[3, 4]!r}")
    print(f"{a.det():.10e} {abs(c.det() - a.det() * b.det()) < 1e-6}")
    print((Matrix(2, 2, [1, 1, 1, 0]) ** 10)[:])
    m = Matrix(2, 3, range(6)); m *= 2
    print(m[0].tolist(), m[1].tolist(), m.column(1), m.data.itemsize, m.data.typecode, m.view.format, m.view.nbytes, m.view.readonly)
    for bad in (lambda: Matrix(2, 2, [1, 2, 3]), lambda: m["x"], lambda: m @ m, lambda: Matrix(2, 2).det(), lambda: hash(m), lambda: m.data.append(1), lambda: m.view[10], lambda: setattr(m, "zzz", 1), lambda: m + 1, lambda: m.view.__setitem__(0, "x")):
        try:
            bad()
        except Exception as e:
            print(f"{type(e).__name__}: {e}")
    v = memoryview(bytearray(b"abcdefgh"))
    w = v.cast("H")
    w[1] = 0x4142
    print(bytes(v), w.tolist(), v[::2].tobytes(), v[::-1].tolist()[:3], w.shape, w.strides, v.hex(":"), v[2:4] == b"BA", v.contiguous)
    with memoryview(b"xyz") as mv: pass
    try: mv[0]
    except ValueError as e: print(e)
    arr = array("i", [3, 1, 2]); arr.extend([5, 4]); arr.insert(1, 9); arr.byteswap(); arr.byteswap(); arr.reverse()
    print(arr, arr.index(9), arr.count(5), arr.tobytes()[:8], sorted(arr), arr + array("i", [7]), arr[1:3], array("u", "hé").tolist(), array("b", b"\xff\x01"))
    try: array("B", [256])
    except OverflowError as e: print(e)
    try: array("i", ["a"])
    except TypeError as e: print(e)
    try: arr.append(2 ** 40)
    except OverflowError as e: print(e)


main()
