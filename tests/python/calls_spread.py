# f(*args, **kwargs) to every kind of callee: what is bound, which dict the callee gets, errors, recursion through wrappers, methods, classes.
def w(f):
    def inner(*args, **kwargs): return f(*args, **kwargs)
    return inner

def plain(a, b=2): return a, b
def kwonly(a, *, c=3): return a, c
def pos(a, /, b=1, **k): return a, b, sorted(k.items())
def both(*a, **k): return a, sorted(k.items())
def keep(**k): return k
class C:
    def __init__(self, *a, **k): self.v = (a, sorted(k.items()))
    def m(self, *a, **k): return self.v, a, sorted(k.items())
    @classmethod
    def c(cls, *a, **k): return cls.__name__, a, sorted(k.items())
    def __call__(self, *a, x=1): return a, x

for f in (plain, kwonly, pos, both, keep, C(5, z=1).m, C.c, C(0), len, dict, str.upper, print):
    for args, kw in (((), {}), ((1,), {}), ((1, 2), {}), ((1,), {"b": 5}), ((1,), {"c": 5}), ((1,), {"a": 5}), ((), {"a": 1, "q": 2}), ((1, 2, 3), {"x": 9})):
        try: r = w(f)(*args, **kw)
        except TypeError as e: r = f"TypeError {e}"
        try: s = f(*args, **kw)
        except TypeError as e: s = f"TypeError {e}"
        print(f.__name__ if hasattr(f, "__name__") else "C()", r, r == s)

d = {"x": 1}
k = keep(**d)
k["y"] = 2
print(d, k, keep(**d) is d, keep(**k, z=3))
class S(str): pass
print(keep(**{S("s"): 1}), type(list(keep(**{S("s"): 1}))[0]).__name__)
try: keep(**{1: 2})
except TypeError as e: print(e)
try: keep(**{"x": 1}, **{"x": 2})
except TypeError as e: print(e)
try: plain(*5)
except TypeError as e: print(e)
try: plain(**5)
except TypeError as e: print(e)
print(both(*range(3), *"ab", **{"k": 1}, **{"l": 2}))
print(len(both(*range(3000))[0]), len(both(**{f"k{i}": i for i in range(2000)})[1]))

@w
@w
@w
def depth(n): return n and depth(n - 1) + 1
print(depth(150))
@w
def gen(*a, **k):
    yield a
    yield k
print(list(gen(1, b=2)))
class M(dict):
    def keys(self): return ["p", "q"]
    def __getitem__(self, k): return k * 2
print(keep(**M()))
@w
def bad(*a): raise ValueError(a)
try: bad(1, 2)
except ValueError as e:
    import traceback
    print(e, [f.name for f in traceback.extract_tb(e.__traceback__)])
def forever(*a, **k): return forever(*a, **k)
try: forever(1, x=2)
except RecursionError as e: print(e)
