"""Many threads on functions, frames, classes and errors: annotations evaluated, code and defaults replaced, frames of others looked at, tracing turned on and off, tracebacks and suggestions made."""
import abc
import dataclasses
import enum
import gc
import sys
import threading
import traceback
import types
import typing
import warnings
import weakref
from common import SECONDS, THREADS, check, done, torture


def target(a: int, b: "str" = "x", *c: list[int], d: T = 1) -> dict[str, int]:
    e = (a, b, c, d)
    return e


def other(a, b="y", *c, d=2):
    return (a, b, c, d)


T = typing.TypeVar("T")
CODES = [target.__code__, other.__code__]


class Annotated:
    x: int
    y: Later
    z: "list[Later]" = None

    def m(self, v: Later) -> Later:
        return v


Later = int


def functions(d):
    k = d.roll(12)
    if k == 0: target.__code__ = CODES[d.roll(2)]
    elif k == 1: target.__defaults__ = ("x", "y")[d.roll(2)],
    elif k == 2: target.__kwdefaults__ = {"d": d.roll(9)}
    elif k == 3:
        r = target(1)
        check(r[0] == 1 and r[1] in ("x", "y") and r[2] == () and type(r[3]) is int, r)
    elif k == 4: check(set(target.__annotations__) <= {"a", "b", "c", "d", "return", "new"})
    elif k == 5: target.__annotations__ = {"a": int, "new": d.roll(9)}
    elif k == 6: target.__annotate__ = None if d.roll(2) else (lambda format: {"a": int})
    elif k == 7: check(set(Annotated.__annotations__) == {"x", "y", "z"} and Annotated.m.__annotations__["v"] is int)
    elif k == 8: typing.get_type_hints(Annotated); target.__dict__[f"n{d.roll(5)}"] = 1; target.__doc__ = None
    elif k == 9: check(target(3, d=4)[3] == 4); target.__name__ = "target"; target.__qualname__ = "q.target"
    elif k == 10: types.FunctionType(target.__code__, globals(), "copy", target.__defaults__)(1, d=1)
    else: repr(target); target.__module__; target.__type_params__; target.__closure__


class Base(metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def f(self): ...


class Plugin:
    found = []

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Plugin.found.append(weakref.ref(cls))
        del Plugin.found[:-20]

    def __set_name__(self, owner, name):
        self.name = name


class Slots:
    __slots__ = ("a", "b")


SLOTS, SUP = Slots(), []


class Colour(enum.Flag):
    R = 1
    G = 2
    B = 4


class Meta(type):
    def __getattr__(cls, name):
        return name


class M(metaclass=Meta):
    pass


class Up:
    def f(self): return ["up"]


class Down(Up):
    def f(self): return super().f() + [self.tag]
    tag = "down"


def classes(d):
    k, n = d.roll(15), d.roll(30)
    try:
        if k == 0: class_ = type(f"C{n}", (Base,), {"f": lambda self: n} if n & 1 else {}); class_().f()
        elif k == 1: Base.register(type("V", (), {})); isinstance(n, Base); issubclass(int, Base)
        elif k == 2: type("P", (Plugin,), {"x": n}); [r() for r in Plugin.found]
        elif k == 3: dataclasses.make_dataclass("D", [("a", int), ("b", list)], frozen=bool(n & 1))(1, [2]) == 3
        elif k == 4: check((Colour.R | Colour.G) in Colour and Colour(5) == Colour.R | Colour.B and ~Colour.R)
        elif k == 5: SLOTS.a = [n]
        elif k == 6: check(type(SLOTS.a) is list)
        elif k == 7: del SLOTS.a
        elif k == 8: check(getattr(M, f"x{n}") == f"x{n}"); setattr(M, f"y{n}", n); delattr(M, f"y{n}")
        elif k == 9: check(Down().f()[0] == "up"); Down.tag = ("down", "D")[n & 1]
        elif k == 10: Down.__bases__ = (Up,); Up.f = lambda self: ["up", "again"]
        elif k == 11: list[n]; dict[str, int] == dict[str, int]; typing.Optional[int]; int | None; typing.Union[int, str]
        elif k == 12: Slots.b.__get__(SLOTS, Slots); hasattr(SLOTS, "zz")
        elif k == 13: Down.prop = property(lambda self: n); check(Down().prop in range(30)); Down.__doc__ = str(n)
        else: type.__subclasses__(Plugin); Down.mro(); dir(Down); vars(Down).copy(); Up.__subclasscheck__(Down)
    except TypeError as e:
        check(k == 0 and "abstract" in str(e), k, e)
    except AttributeError as e:
        check(k in (6, 7, 8, 12), k, e)


def deep(n, d):
    if n:
        return deep(n - 1, d)
    return errors(d)


def noticed(frame, event, arg):
    return noticed


def gen():
    x = 0
    while True:
        x = (yield x) or x + 1


GENS = [gen() for _ in range(3)]


def errors(d):
    k, n = d.roll(16), d.roll(20)
    try:
        if k == 0: [].apend
        elif k == 1: undefined_nme
        elif k == 2: raise KeyError(n) from ValueError("cause")
        elif k == 3: {}[n]
        elif k == 4: raise ExceptionGroup("g", [ValueError(n), TypeError("t")])
        elif k == 5:
            for f in sys._current_frames().values():
                while f is not None:
                    f.f_lineno, f.f_code.co_name, len(f.f_locals), f.f_lasti
                    f = f.f_back
        elif k == 6: traceback.extract_stack(); sys._getframe().f_back.f_code
        elif k == 7: sys.settrace(noticed if n & 1 else None)
        elif k == 8: sys.setprofile(noticed if n & 1 else None)
        elif k == 9: check(next(GENS[n % 3]) is not None)
        elif k == 10: GENS[n % 3].send(n); GENS[n % 3].gi_frame; repr(GENS[n % 3])
        elif k == 11: GENS[n % 3].throw(ValueError("thrown")) if n < 3 else GENS[n % 3].gi_running
        elif k == 12: GENS[n % 3].close(); GENS[n % 3] = gen()
        elif k == 13: threading.local().x = [n]; threading.current_thread().name = f"n{n}"; threading.enumerate()
        elif k == 14:
            if n == 0: gc.collect()
            sys.exc_info(), sys._current_exceptions(); gc.get_referrers(GENS[0]) if n == 1 else gc.get_referents(SUP)
        else:
            with warnings.catch_warnings(): warnings.simplefilter("ignore"); warnings.warn("w")
    except RecursionError:
        raise
    except Exception as e:
        text = "".join(traceback.TracebackException.from_exception(e, capture_locals=n == 3).format())
        check(type(e).__name__ in text)
        if k == 1: check("undefined_nme" in str(e))
        if k not in (0, 1, 2, 3, 4):
            check(isinstance(e, (ValueError, StopIteration, RuntimeError)) or k == 10 and isinstance(e, TypeError), repr(e), text)
        SUP[:] = [e.__traceback__, e.with_traceback(None).__class__]


def errors_deep(d):
    deep(d.roll(12), d)




torture(functions, classes, errors_deep, threads=max(THREADS, 3))
torture(functions, functions, seconds=SECONDS / 3)
torture(errors_deep, errors_deep, seconds=SECONDS / 3)
SUP.clear()
done()
