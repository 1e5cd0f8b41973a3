# Values of slots, attributes, cells and members replaced while others read them: a reader that could not count without the lock must find the value alive.
import sys
import threading

N = int(sys.argv[1]) if len(sys.argv) > 1 else 3
ROUNDS = 6000


class Slotted:
    __slots__ = ("p", "q")


class Plain:
    def __init__(self):
        self.p = self.q = [0]


def run(*bodies):
    errors = []
    go = threading.Barrier(N)

    def work(i):
        go.wait()
        try:
            for n in range(ROUNDS):
                bodies[(i + n) % len(bodies)](n)
        except BaseException as e:
            errors.append(e)

    ts = [threading.Thread(target=work, args=(i,)) for i in range(N)]
    for t in ts: t.start()
    for t in ts: t.join()
    return errors[:1] or "ok"


def attributes(o):
    def store(n): o.p = o.q = [n]
    def replace(n): setattr(o, "p", [n])
    def read(n):
        try: assert len(o.p) == 1
        except AttributeError: pass
    def get(n): assert len(getattr(o, "q", [0])) == 1
    def delete(n):
        try: del o.q
        except AttributeError: pass
    return store, read, replace, get, read, delete


for kind in (Slotted, Plain):
    o = kind()
    o.p = o.q = [1]
    print(kind.__name__, run(*attributes(o)))


def cells():
    v = [0]
    def store(n):
        nonlocal v
        v = [n]
    def read(n): assert len(v) == 1
    return store, read


print("cell", run(*cells()))


def exceptions(e):
    def store(n): e.args = (n,)
    def cause(n): e.__cause__ = ValueError(n)
    def read(n): assert len(e.args) == 1
    def why(n): assert e.__cause__ is None or len(e.__cause__.args) == 1
    return store, read, cause, why


print("exception", run(*exceptions(ValueError(1))))


def function(f):
    def store(n): f.__name__ = f"n{n}"; f.__qualname__ = f"a.n{n}"; f.__doc__ = f"d{n}"
    def defaults(n): f.__defaults__ = ([n], [n]); f.__kwdefaults__ = {"k": [n]}
    def annotations(n): f.__annotations__ = {"x": [n]}; f.__module__ = f"m{n}"
    def read(n): assert f.__name__ and f.__qualname__ and f.__doc__ and f.__module__
    def call(n):
        a, b, k = f()
        assert len(a) == len(b) == len(k) == 1
    def look(n):
        assert len(f.__defaults__) == 2 and len(f.__kwdefaults__) == 1 and len(f.__annotations__) <= 1
        f.__code__, f.__type_params__
    return store, read, call, defaults, look, annotations


def f(a=[1], b=[2], *, k=[3]):
    "d"
    return a, b, k


print("function", run(*function(f)))


def prop(p):
    def again(n): p.__init__(lambda self: [n], None, None, f"doc{n}")
    def read(n): assert len(p.__get__(1)) == 1
    def look(n): assert p.fget and p.__doc__
    return again, read, look


print("property", run(*prop(property(lambda self: [1], doc="d"))))

# a property that is its own getter
p = property()
p.__init__(p)
for name in ("__name__", "__isabstractmethod__"):
    try: getattr(p, name)
    except RecursionError: print("recursion")
p.__init__()
