# Class attributes of every immediate kind, read at the same instructions through instances and classes of several types, and changed meanwhile.
VALUES = [None, True, False, ..., NotImplemented, 0, 1, -1, 255, -255, 2**31, -(2**31), 2**32 - 1, 2**32, 2**32 + 1, -(2**32), -(2**32) - 1, 2**40, 2**40 + 1, -(2**40) - 3,
          2**48 - 1, -(2**48), 2**49 - 1, -(2**49), 2**49, -(2**49) - 1, 2**70, 0.0, -0.0, 1.0, -1.0, 0.5, 0.1, -0.1, 3.141592653589793, 1e300, -1e-300, 5e-324, float("inf"), float("-inf"),
          float("nan"), 1e9, 123456.789, 2.0**36 + 1, "text", (1, 2), 3j]


def through(o):
    return o.X


def read(o, n):
    last = None
    for _ in range(n):
        last = o.X
    return last


class Empty:
    __slots__ = ()


def same(a, b):
    return a is b or (type(a) is type(b) and (a == b and repr(a) == repr(b) or a != a and b != b))


bad = []
kinds = []
for v in VALUES:
    kinds.append(type("WithDict", (), {"X": v}))
    kinds.append(type("Slotted", (Empty,), {"X": v, "__slots__": ()}))
for k in kinds:
    # a function that has met nothing yet, and one that meets all
    own = {}
    exec("def read(o, n):\n    last = None\n    for _ in range(n):\n        last = o.X\n    return last\n", own)
    for o in (k(), k):
        for r in (read(o, 5), own["read"](o, 300), through(o), through(o)):
            if not same(r, k.__dict__["X"]):
                bad.append((k.__dict__["X"], r))
for turn in range(3):
    for i, k in enumerate(kinds):
        v = VALUES[(i // 2 + turn) % len(VALUES)]
        k.X = v
        o = k()
        for _ in range(3):
            for r in (through(o), through(k), read(o, 2), read(k, 2)):
                if not same(r, v):
                    bad.append((v, r))
print("wrong:", bad)
a, b = kinds[-1], kinds[0]
for i in range(600):
    a.X, b.X = 0.1 * i, i - 300
    if through(a()) != 0.1 * i or through(b()) != i - 300 or through(a) != 0.1 * i:
        print("stale", i)
print("instance attributes shadow:", end=" ")
o = kinds[0]()
o.X = 0.7
print(read(o, 3), through(o), through(kinds[0]()))
