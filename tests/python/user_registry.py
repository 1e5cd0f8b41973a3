"""functools, operator, contextlib, descriptors and metaclasses in one plug-in registry used by threads."""
import abc
import contextlib
import functools
import inspect
import io
import operator
import sys
import threading
import weakref
from typing import Any, Callable, ClassVar, Generic, Literal, ParamSpec, TypeVar, get_type_hints, overload

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4
P, R = ParamSpec("P"), TypeVar("R")


class Registry(type):
    plugins: ClassVar[dict[str, type]] = {}
    _lock = threading.Lock()

    @classmethod
    def __prepare__(mcs, name, bases, **kw): return {"prepared": name.lower()}

    def __new__(mcs, name, bases, ns, *, key=None, **kw):
        cls = super().__new__(mcs, name, bases, ns, **kw)
        if key:
            with mcs._lock: mcs.plugins[key] = cls
        return cls

    def __init__(cls, name, bases, ns, *, key=None, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        o = super().__call__(*a, **k)
        o.made_by = threading.current_thread().name.split("-")[0]
        return o
    def __contains__(cls, key): return key in cls.plugins
    def __repr__(cls): return f"<plugin {cls.__name__}>"


class Typed:
    def __init__(self, kind, default=None): self.kind, self.default = kind, default
    def __set_name__(self, owner, name): self.name, self.slot = name, "_" + name
    def __get__(self, obj, owner=None): return self if obj is None else obj.__dict__.get(self.slot, self.default)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind): raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        obj.__dict__[self.slot] = value
    def __delete__(self, obj): del obj.__dict__[self.slot]


class Plugin(metaclass=Registry):
    size = Typed(int, 3)
    label = Typed(str)
    def __init_subclass__(cls, /, flavour="plain", **kw): super().__init_subclass__(**kw); cls.flavour = flavour
    @functools.cached_property
    def big(self): return [self.size] * 3
    @functools.singledispatchmethod
    def feed(self, x): return f"{type(self).__name__} eats {type(x).__name__}"
    @feed.register
    def _(self, x: int): return x + self.size
    @feed.register(list)
    @feed.register(tuple)
    def _(self, x): return [self.feed(i) for i in x]


class A(Plugin, key="a", flavour="sweet"): size = Typed(int, 10)
class B(Plugin, key="b"): pass


def traced(fn: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(fn)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        inner.calls += 1
        return fn(*args, **kwargs)
    inner.calls = 0
    return inner


@traced
def area(w: float, h: float = 2, /, *, unit: Literal["m", "km"] = "m") -> str:
    "The area."
    return f"{w * h} {unit}²"


@functools.singledispatch
def show(x, depth=0): return f"?{x!r}"
@show.register
def _(x: int | float, depth=0): return f"#{x}"
@show.register
def _(x: dict, depth=0): return "{" + ", ".join(f"{k}={show(v, depth + 1)}" for k, v in x.items()) + "}"
@show.register(type(None))
def _(x, depth=0): return f"null@{depth}"


@functools.total_ordering
class Version:
    def __init__(self, s): self.t = tuple(map(int, s.split(".")))
    def __eq__(self, o): return self.t == o.t if isinstance(o, Version) else NotImplemented
    def __lt__(self, o): return self.t < o.t if isinstance(o, Version) else NotImplemented
    def __repr__(self): return "v" + ".".join(map(str, self.t))


@contextlib.contextmanager
def tag(name, log):
    log.append(f"<{name}>")
    try: yield name
    except ZeroDivisionError: log.append("!"); 
    finally: log.append(f"</{name}>")


def main():
    made = []
    def work(k):
        for i in range(20):
            cls = Registry.plugins["ab"[i % 2]]
            o = cls(); o.size = i
            made.append((cls.__name__, o.size, o.feed(i), o.made_by, len(o.big)))
    ts = [threading.Thread(target=work, args=(k,), name=f"w-{k}") for k in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    print(len(made), sorted(set(made))[:4], Plugin, A.flavour, B.flavour, "a" in A, A.prepared, Registry.plugins)
    a = A()
    print(a.size, a.feed("x"), a.feed([1, (2, "y")]), a.__dict__, A.size.__class__.__name__)
    for bad in (lambda: setattr(a, "size", "x"), lambda: delattr(a, "size"), lambda: type("C", (int, str), {}), lambda: area(1, h=3), lambda: area(), lambda: Version("1.2") < 3, lambda: functools.reduce(operator.add, []), lambda: functools.partial(3), lambda: show.register(3), lambda: operator.attrgetter("a.b")(1)):
        try: bad()
        except Exception as e: print(type(e).__name__, e)
    print(area(3.0), area.__name__, area.__doc__, area.calls, inspect.signature(area), area.__wrapped__.__kwdefaults__, get_type_hints(area)["unit"])
    print(show({"a": 1, "b": {"c": None, "d": "x"}}), show.dispatch(bool) is show.dispatch(int), sorted([Version("1.10"), Version("1.9")]), Version("1") >= Version("1"), max(Version("2.0"), Version("1.99")))
    p = functools.partial(int, base=2)
    print(p("101"), p, p.func, p.keywords, functools.partial(p, "11")(), functools.reduce(lambda a, b: a * 10 + b, [1, 2, 3], 0), functools.cmp_to_key(lambda a, b: b - a)(1) < functools.cmp_to_key(lambda a, b: b - a)(0), sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
    log = []
    with contextlib.ExitStack() as st:
        for n in "abc": st.enter_context(tag(n, log))
        st.callback(log.append, "cb"); st.push(lambda t, v, tb: log.append(t and t.__name__) or True)
        raise KeyError(1)
    with tag("z", log): 1 / 0
    with contextlib.suppress(KeyError, IndexError): [][0]
    with contextlib.redirect_stdout(io.StringIO()) as out: print("captured")
    with contextlib.nullcontext(5) as five: pass
    with contextlib.closing(io.StringIO("x")) as c: pass
    print(log, out.getvalue().strip(), five, c.closed)
    try:
        with contextlib.contextmanager(lambda: iter([1, 2]))(): pass
    except Exception as e: print(type(e).__name__, e)
    class Decor(contextlib.ContextDecorator):
        def __enter__(self): log.append("in"); return self
        def __exit__(self, *a): log.append("out"); return False
    @Decor()
    def f(): return "f"
    print(f(), log[-2:], operator.methodcaller("split", ",")("a,b"), operator.itemgetter(1, 0)("ab"), operator.attrgetter("real", "imag")(3j), operator.index(True), operator.length_hint(iter([1, 2])), operator.concat("a", "b"), operator.contains([1], 1))
    print(A.__mro__, type(A), isinstance(a, Plugin), issubclass(B, Plugin), inspect.isabstract(Plugin), [n for n, _ in inspect.getmembers(a) if not n.startswith("_")], inspect.getdoc(area), inspect.ismethod(a.feed))


main()
