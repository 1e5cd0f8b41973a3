def err(f, *args):
    try: print('ok', f(*args))
    except Exception as e: print(type(e).__name__, e)
class A:
    a: int
    b: str = 'x'
    def f(self, q: int) -> str: pass
print(A.__annotations__, A.b, A.f.__annotations__)
class B(A): pass
print(B.__annotations__)
print(A.__dict__['b'], sorted(k for k in A.__dict__ if not k.startswith('_')), type(A.__dict__).__name__)
print(A.__doc__, int.__doc__ is not None, type.__name__, type(type), object.__bases__, bool.__base__)
class En(type):
    def __iter__(c): return iter([1, 2])
    def __len__(c): return 2
    def __contains__(c, x): return x == 1
    def __getitem__(c, k): return k
class En1(metaclass=En): pass
print(list(En1), len(En1), 1 in En1, En1['k'])
class Ab:
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(x): return x
print(Ab.c(), Ab().c(), Ab.s(3), Ab().s(4), Ab.__dict__['c'].__func__.__name__, Ab.__dict__['s'](5))
m = Ab().c
print(m.__self__ is Ab, m.__func__.__name__, m == Ab.c, m.__name__)
class T:
    def meth(self): "doc"; return self
t = T()
print(t.meth.__doc__, t.meth.__func__ is T.meth, t.meth == t.meth, t.meth.__self__ is t)
print(T.meth.__get__(t, T)() is t)
err(lambda: T.meth())
p = property(lambda self: 1, doc='hello')
print(p.__doc__, p.fget is not None, p.fset)
class Sup:
    def __init__(self): self.d = {}
    def __setitem__(self, k, v): self.d[k] = v
    def __getattr__(self, n):
        if n.startswith('__'): raise AttributeError(n)
        return self.d.get(n)
s = Sup(); s['x'] = 1
print(s.x, s.y)
class Ctx:
    def __enter__(self): return 'in'
    def __exit__(self, *a): print('exit', a[0]); return True
with Ctx() as c: print(c); raise ValueError
print(isinstance(3, (str, (int, float))), isinstance(A(), A), issubclass(B, A))
class Neg:
    def __instancecheck__(self, o): return True
print(isinstance(1, Neg()))
print(getattr(A(), 'zz', 'dflt'), hasattr(A, 'f'))
class Slotted:
    __slots__ = 'only'
sl = Slotted(); sl.only = 1
err(lambda: setattr(sl, 'other', 1))
err(lambda: sl.__dict__)
class RO:
    @property
    def x(self): return self._x
err(lambda: RO().x)
err(lambda: setattr(RO(), 'x', 1))
x = type('Dyn', (A,), {'z': 1, '__module__': 'mymod'})
print(x, x.z, x.__module__)
err(lambda: type.__call__(type, 1, 2))
err(lambda: A.__new__())
err(lambda: A.__new__(int))
err(lambda: int.__new__(A))
err(lambda: list.__new__(A))
class Callable1:
    def __call__(self, *a, **k): return (a, sorted(k.items()))
print(Callable1()(1, 2, z=3, a=4))
print([type(x).__name__ for x in (None, ..., NotImplemented, A.f, A().f, len, [].append, list.append, int.__add__, (1).__add__)])
print(None.__class__, type(None)(), repr(...), bool(None))
err(lambda: bool(NotImplemented))
print(A.mro(), A.__subclasses__())
