# classes: attributes, slots, MRO, descriptors, metaclasses, hooks
class A:
    x = 1
    def __init__(self): self.y = 2
    def f(self): return self.y
a = A()
print(a.f(), A.x, a.x)
a.x = 10
print(a.x, A.x)
del a.x
print(a.x)
for i in range(40): setattr(a, 'k%d' % i, i)
print(len(a.__dict__), a.k39, list(a.__dict__)[:4])
a.__dict__ = {'q': 1}
print(a.q, a.__dict__)

def err(f, *args):
    try: print('ok', f(*args))
    except Exception as e: print(type(e).__name__, e)
err(lambda: a.nope)
err(lambda: A.nope)
err(lambda: (1).foo)
err(lambda: setattr(1, 'foo', 2))
err(lambda: delattr(a, 'nope'))
err(lambda: setattr(int, 'foo', 1))
try: a.nope
except AttributeError as e: print(e.name, e.obj is a)

class S:
    __slots__ = ('p', '__q')
s = S()
s.p = 5
print(s.p, sorted(S.__slots__), hasattr(s, '__dict__'))
err(lambda: s._S__q)
s._S__q = 6
print(s._S__q)
err(lambda: type('X', (int,), {'__slots__': ('a',)}))
err(lambda: type('X', (), {'__slots__': ('a',), 'a': 1}))
class S2(S):
    __slots__ = ('r', '__dict__')
t = S2(); t.p = 1; t.r = 2; t.z = 3
print(t.p, t.r, t.z, t.__dict__)

class X: pass
class Y(X): pass
class Z(X): pass
class W(Y, Z): pass
print([c.__name__ for c in W.__mro__])
err(lambda: type('V', (X, Y), {}))
err(lambda: type('V', (list, dict), {}))
err(lambda: type('V', (bool,), {}))
err(lambda: type('V', (X, X), {}))
err(lambda: type(1, (), {}))
print(X.__subclasses__())

class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        c = super().__new__(mcs, name, bases, ns)
        c.kw = kw
        return c
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a): return ('made', cls.__name__, super().__call__(*a).v)
    @classmethod
    def __prepare__(mcs, name, bases, **kw): return {'prepared': name}
    def __getattr__(cls, n): return 'meta ' + n
class M(metaclass=Meta, flag=3):
    def __init__(self, v): self.v = v
print(M.kw, M.prepared, M(9), M.anything, type(M).__name__)

class Desc:
    def __set_name__(self, owner, name): self.name = (owner.__name__, name)
    def __get__(self, o, t=None): return ('get', o is not None, t.__name__, self.name)
class D2(Desc):
    def __set__(self, o, v): print('set', v)
    def __delete__(self, o): print('delete')
class H:
    d = Desc()
    e = D2()
h = H()
print(h.d, H.d)
h.d = 1
print(h.d)
h.e = 2
print(h.e)
del h.e

class Base:
    subs = []
    def __init_subclass__(cls, **kw): Base.subs.append((cls.__name__, kw))
class C1(Base, a=1): pass
class C2(C1): pass
print(Base.subs)
err(lambda: type('C3', (), {}, b=2))

class P:
    def __init__(self): self._v = 1
    @property
    def v(self): "doc of v"; return self._v
    @v.setter
    def v(self, x): self._v = x
    @v.deleter
    def v(self): del self._v
    @property
    def ro(self): return 1
p = P(); p.v = 7
print(p.v, P.v.__doc__)
err(lambda: setattr(p, 'ro', 1))
err(lambda: delattr(p, 'ro'))
del p.v
err(lambda: p.v)

class Dyn:
    def __getattr__(self, n):
        if n == 'bad': raise AttributeError(n)
        return n.upper()
    def __setattr__(self, n, v): object.__setattr__(self, n + '_', v)
d = Dyn(); d.foo = 1
print(d.foo_, d.bar)
err(lambda: d.bad)
class GA:
    def __getattribute__(self, n): return 'ga ' + n
print(GA().foo)

# class attribute changes are seen
class Q: pass
q = Q()
err(lambda: len(q))
Q.__len__ = lambda self: 42
print(len(q))
del Q.__len__
err(lambda: len(q))
class Q2(Q): pass
Q.__call__ = lambda self, x: x + 1
print(Q2()(1))
Q.__getattr__ = lambda self, n: 'dyn ' + n
print(Q2().zzz)
del Q.__getattr__
err(lambda: Q2().zzz)

# __class__, __bases__
class K1: pass
class K2:
    def hi(self): return 'hi'
k = K1(); k.a = 1
k.__class__ = K2
print(k.hi(), k.a, type(k).__name__)
k.b = 2
print(k.__dict__)
err(lambda: setattr(k, '__class__', int))
class B1: v = 'b1'
class B2: v = 'b2'
class B3(B1): pass
b = B3()
print(b.v)
B3.__bases__ = (B2,)
print(b.v, B3.__mro__)

print(super(W, W()).__thisclass__.__name__)
class SA:
    def m(self): return ['SA']
class SB(SA):
    def m(self): return ['SB'] + super().m()
class SC(SA):
    def m(self): return ['SC'] + super().m()
class SD(SB, SC):
    def m(self): return ['SD'] + super().m()
print(SD().m())
print(repr(A), repr(Meta), A.__name__, A.__qualname__, A.__module__)
A.__name__ = 'Renamed'
print(A)
err(lambda: setattr(A, '__name__', 1))
print(isinstance(True, int), issubclass(bool, (str, int)), isinstance(1, int | str))
err(lambda: isinstance(1, 1))
err(lambda: issubclass(1, int))
print(list[int], dict[str, list[int]], int | None)
err(lambda: int[3])
class GG:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(GG[1])
class IC(type):
    def __instancecheck__(c, o): return o == 5
    def __subclasscheck__(c, o): return o is int
class ICC(metaclass=IC): pass
print(isinstance(5, ICC), isinstance(6, ICC), issubclass(int, ICC), issubclass(str, ICC))
print(object.__new__(A).x)
err(lambda: object(1))
err(lambda: A(1, 2))
class N0: pass
err(lambda: N0(1))
err(lambda: object.__new__(int))
print([].__len__(), int.__add__(1, 2), (5).__add__(6), list.__len__)
err(lambda: list.__len__(1))
err(lambda: list.append())
err(lambda: str.upper(1))
print(type(list.append), type([].append), type(list.__len__), type([].__len__), type(int.real) if hasattr(int, 'real') else '')
