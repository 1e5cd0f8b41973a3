# Native objects that ask themselves, and names that are no str: exceptions, never a trap (found by tests/robust/race_fuzz.py).
import io


def kind(f):
    try:
        f()
    except Exception as e:
        return type(e).__name__
    return "no error"


c = classmethod(len)
c.__init__(c)
s = staticmethod(len)
s.__init__(s)
print(kind(lambda: c.__annotations__), kind(lambda: s.__annotations__))
t = io.TextIOWrapper(io.BytesIO())
try:
    t.__init__(t)
except Exception:
    pass
print(kind(lambda: t.closed) in ("RecursionError", "no error", "ValueError"), kind(lambda: t.name) in ("RecursionError", "AttributeError"))
t.__init__(io.BytesIO())


class P:
    def m(self):
        pass


p = P()
for o in (p.m, [].append, io, super(P, p), list[int], int | str, P, p, kind):
    print(kind(lambda: type(o).__getattribute__(o, 1.5)), kind(lambda: type(o).__setattr__(o, 1, 2)), kind(lambda: type(o).__delattr__(o, None)))
