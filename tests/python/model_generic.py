"""typing.Generic among other bases makes objects as they say; __slots__ with it; which class object.__new__ names. memoryview and struct refuse what is no number."""
import struct
from array import array
from collections.abc import MutableMapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Base: pass
class Slotted: __slots__ = ("x", "y")
class After(Base, Generic[T]):
    def __init__(self, n): self.n = n
class Thin(Slotted, Generic[T]): __slots__ = ()
class Thin2(Generic[T], Slotted): __slots__ = ()
class One(Generic[T]): __slots__ = ("a",)
class Items(list, Generic[T]): __slots__ = ()
class New[K]:
    __slots__ = ("v",)
    def __init__(self, v): self.v = v
class Map(MutableMapping, Generic[T]):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
class D(dict): pass
class E(Base, ValueError): pass
class F(D):
    def __new__(cls): return dict.__new__(cls)


def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)


print(After(3).n, After[int](4).n, Items([1]), New(5).v, New[int](6).v, len(Map()))
m = Map(); m["a"] = 1
print(dict(m), "__new__" in Generic.__dict__, "__dict__" in Generic.__dict__)
for cls in Thin, Thin2, One, Items, New, After:
    print(cls.__name__, cls.__base__.__name__, hasattr(cls, "__dict__"), hasattr(cls, "__weakref__"))
t = Thin(); t.x = 1
attempt(lambda: setattr(t, "z", 1))
attempt(lambda: setattr(One(), "b", 1))
attempt(lambda: One(1))
for cls in D, E, F:
    attempt(lambda: object.__new__(cls))
attempt(lambda: list.__new__(F))
attempt(lambda: dict.__new__(list))


class Fails:
    def __float__(self): raise KeyError("float")
    def __index__(self): raise IndexError("index")
    def __bool__(self): raise LookupError("bool")


for code in "fdiB?":
    view = memoryview(bytearray(8)).cast(code)
    for value in ("1", b"1", None, 10 ** 400, 1e300, 2.5, Fails()):
        def store():
            view[0] = value
            return code, view[0]
        attempt(store)
c = memoryview(bytearray(1)).cast("c")
for value in (b"xy", "x", b"q", 1):
    def store_char():
        c[0] = value
        return c[0]
    attempt(store_char)
for code in ("f", "<f", "d", "e", "<i"):
    for value in ("3", 1e300, 10 ** 400, Fails()):
        attempt(lambda: (code, struct.pack(code, value)))
attempt(lambda: array("d", ["1"]))
