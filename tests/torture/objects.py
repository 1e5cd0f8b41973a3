"""One object, one class, seen and changed by all: attributes, __dict__, __class__, methods replaced, classes made and dropped, descriptors, slots, weak references."""
import gc
import weakref
from common import SECONDS, check, done, torture


class A:
    kind = "a"

    def __init__(self):
        self.x = 1

    def method(self):
        return "A"

    @property
    def prop(self):
        return self.kind


class B(A):
    def method(self):
        return "B"


class Slotted:
    __slots__ = ("p", "q", "__weakref__")


o = A()
s = Slotted()
names = ["x", "y", "z", "w"] + [f"n{i}" for i in range(30)]


def attributes(d):
    k, n = d.roll(10), names[d.roll(len(names))]
    try:
        if k < 3: setattr(o, n, [n])
        elif k < 5:
            v = getattr(o, n)
            check(v == 1 or v == [n], v)
        elif k == 5: delattr(o, n)
        elif k == 6: check(isinstance(vars(o), dict)); list(o.__dict__.items())
        elif k == 7: o.__dict__[n] = [n]
        elif k == 8: o.__dict__ = {"x": 1} if d.roll(8) == 0 else o.__dict__
        else: o.__class__ = B if d.roll(2) else A
    except AttributeError:
        check(k in (3, 4, 5), k)
    except RuntimeError as e:
        check(k == 6 and "changed" in str(e), e)


def calls(d):
    check(o.method() in ("A", "B", "C", "D"), "method")
    check(o.prop in ("a", "b", "c", None), "prop")
    check(isinstance(o, A))
    check(type(o) in (A, B))
    b = B()
    check(b.x == 1 and b.method() in ("A", "B", "C", "D"))


def classes(d):
    k = d.roll(8)
    if k == 0: A.method = lambda self: "C"
    elif k == 1: B.method = lambda self: "D"
    elif k == 2: A.kind = "abc"[d.roll(3)]
    elif k == 3: B.kind = "b"
    elif k == 4:
        try: del B.kind
        except AttributeError: pass
    elif k == 5:
        C = type("C", (B,), {"extra": d.roll(9), "__eq__": lambda a, b: True, "__hash__": None})
        c = C()
        c.method(); c.more = c
        check(c == 5)
    elif k == 6:
        check(all(isinstance(c, type) for c in A.__subclasses__()))
        B.__bases__ = (A,)
    else:
        A.__call__ = lambda self: 1
        try: o()
        except TypeError: pass
        try: del A.__call__
        except AttributeError: pass


refs = [None] * 8


def weak(d):
    k, i = d.roll(7), d.roll(8)
    if k == 0:
        a = A(); a.me = a
        refs[i] = weakref.ref(a, lambda r: None)
    elif k == 1: refs[i] = weakref.ref(o)
    elif k == 2:
        r = refs[i]
        if r is not None:
            x = r()
            check(x is None or isinstance(x, A))
    elif k == 3: weakref.getweakrefs(o); weakref.getweakrefcount(o)
    elif k == 4: weakref.proxy(o).x if hasattr(o, "x") else None
    elif k == 5: s.p = s.q = [d.roll(5)]
    else:
        try: check(len(s.p) == 1); del s.q
        except AttributeError: pass


def mess(d):
    try:
        weak(d)
    except (AttributeError, ReferenceError):
        pass


torture(attributes, calls, classes, mess)
torture(attributes, attributes, calls, seconds=SECONDS / 3)
torture(classes, calls, calls, seconds=SECONDS / 3)
gc.collect()
done()
