def show(label, f):
    try:
        print(label, repr(f()))
    except BaseException as e:
        print(label, type(e).__name__ + ':', e)

# --- metaclasses
class Meta(type):
    def __prepare__(name, bases, **kw):
        print('prepare', name, bases, kw); return {'injected': 1}
    def __new__(m, name, bases, ns, **kw):
        print('new', name, sorted(k for k in ns if not k.startswith('__')), kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw); super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print('call', cls.__name__, a, k); return super().__call__(*a, **k)
    def __len__(cls): return 42
    def __contains__(cls, x): return x == 'in'
    def __getitem__(cls, k): return ('item', k)
    def __iter__(cls): return iter([1, 2])
    def __repr__(cls): return '<Meta ' + cls.__name__ + '>'
    def __instancecheck__(cls, o): return o == 'inst'
    def __subclasscheck__(cls, o): return o is int
    @property
    def mprop(cls): return 'mprop of ' + cls.__name__
    def mmeth(cls): return 'mmeth'
Meta.__prepare__ = classmethod(lambda m, n, b, **k: Meta.__dict__['p'](n, b, **k)) if False else staticmethod(Meta.__prepare__)
class A(metaclass=Meta, opt=1):
    x = 5
    def __init__(self, v=0): self.v = v
class B(A, opt=2): pass
print(A, B, len(A), 'in' in A, 'out' in A, A[3], list(B), isinstance('inst', A), isinstance(5, A), issubclass(int, A), issubclass(str, A))
print(A.mprop, B.mmeth(), A(3).v, type(B) is Meta, B.injected)
show('inst.mprop', lambda: A().mprop)
show('conflict', lambda: type('X', (A, type('Y', (), {}, )), {}))
class M2(type): pass
class M3(type): pass
class X2(metaclass=M2): pass
class X3(metaclass=M3): pass
show('conflict', lambda: type('X', (X2, X3), {}))
def fmeta(name, bases, ns): return (name, bases, sorted(k for k in ns if k[0] != '_'))
class F(metaclass=fmeta):
    a = 1
print(F)

# --- __init_subclass__, __set_name__
class Base:
    subs = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw); Base.subs.append((cls.__name__, tag))
class D1(Base, tag='t1'): pass
class D2(D1): pass
print(Base.subs)
def bad():
    class D3(Base, other=1): pass
show('bad init_subclass', bad)
class Named:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name); self.n = name
    def __get__(self, o, t=None): return ('get', self.n, o is not None, t.__name__)
class UsesNamed:
    p = Named()
    q = Named()
print(UsesNamed.p, UsesNamed().q)
class BadName:
    def __set_name__(self, o, n): raise ValueError('bad')
def badname():
    class Z: a = BadName()
show('bad set_name', badname)

# --- descriptors
class Data:
    def __get__(self, o, t): return 'data get'
    def __set__(self, o, v): print('data set', v)
    def __delete__(self, o): print('data del')
class NonData:
    def __get__(self, o, t): return 'nondata get'
class Desc:
    d = Data(); n = NonData()
x = Desc()
x.d = 1; x.n = 2; print(x.d, x.n, x.__dict__); del x.d
del x.n; print(x.n)
show('del missing', lambda: x.__delattr__('zzz'))
class RO:
    def __get__(self, o, t): return 1
    def __set__(self, o, v): raise AttributeError('read-only!')
class UR: r = RO()
def setr(): UR().r = 3
show('ro', setr)
class OnlySet:
    def __set__(self, o, v): o.__dict__['os'] = v
class UOS: os = OnlySet()
u = UOS(); print(type(u.os).__name__); u.os = 5; print(u.os)
def delos(): del u.os
show('delos', delos)

# --- property
class P:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): del self._x
    @property
    def ro(self): return 'ro'
p = P(); p.x = 10; print(p.x, P.x.__doc__, P.x.fget.__name__)
del p.x
def getx(): return p.x
show('deleted', getx)
def setro(): p.ro = 1
show('setro', setro)
def delro(): del p.ro
show('delro', delro)
def wo():
    class W: y = property(None, lambda s, v: None)
    return W().y
show('wo', wo)

# --- slots
class S:
    __slots__ = ('a', 'b', '__weakref__')
    def __init__(self): self.a = 1
s = S(); print(s.a, hasattr(s, 'b'), hasattr(s, '__dict__'))
def setc(): s.c = 1
show('slot c', setc)
show('slot b', lambda: s.b)
def dels(): del s.b
show('del slot b', dels)
del s.a; show('slot a', lambda: s.a)
class S2(S): __slots__ = ('c',)
s2 = S2(); s2.a, s2.b, s2.c = 1, 2, 3; print(s2.a, s2.b, s2.c, S2.__slots__)
class S3(S): pass
s3 = S3(); s3.zz = 5; s3.a = 6; print(s3.__dict__, s3.a)
def badslots():
    class Q:
        __slots__ = ('a',)
        a = 1
show('badslots', badslots)
def badslots2():
    class Q: __slots__ = ('1a',)
show('badslots2', badslots2)
def layout():
    class L1: __slots__ = ('a',)
    class L2: __slots__ = ('b',)
    class L3(L1, L2): pass
show('layout', layout)
class Sd: __slots__ = ['__dict__', 'x']
sd = Sd(); sd.y = 1; sd.x = 2; print(sd.__dict__)
print(type(S.a).__name__, S.a)

# --- super, MRO
class R: 
    def who(self): return ['R']
class L(R):
    def who(self): return ['L'] + super().who()
class M(R):
    def who(self): return ['M'] + super().who()
class N(L, M):
    def who(self): return ['N'] + super().who()
print(N().who(), [c.__name__ for c in N.__mro__], N.mro() == list(N.__mro__))
def badmro():
    class Z(R, N): pass
show('badmro', badmro)
def dupbase():
    class Z(R, R): pass
show('dup', dupbase)
class Cm(N):
    @classmethod
    def cm(cls): return super().__thisclass__.__name__ if False else super().__init_subclass__.__name__
    @staticmethod
    def s(): return super()
print(Cm.cm()); show('super static', lambda: Cm.s())
show('super bad', lambda: super(int, 'x').foo)
print(super(L, N()).who(), super(N, N).who(N()))
sup = super(N, N()); print(sup.__self_class__.__name__, sup.__thisclass__.__name__)
def nested_super():
    class A1:
        def f(self): return 'A1.f'
    class B1(A1):
        def f(self):
            return [super(B1, self).f() for _ in range(2)] + [(lambda: super(B1, self).f())()]
        def g(self):
            def inner(): return __class__
            return inner().__name__
    return B1().f(), B1().g()
print(nested_super())
class Mro(type):
    def mro(cls): return [cls, R, object]
class CM(metaclass=Mro): pass
print([c.__name__ for c in CM.__mro__], CM().who())

# --- attribute hooks
class G:
    def __getattr__(self, n):
        if n.startswith('x'): return 'got ' + n
        raise AttributeError(n)
    def __setattr__(self, n, v): print('setattr', n, v); object.__setattr__(self, n, v)
    def __delattr__(self, n): print('delattr', n); super().__delattr__(n)
g = G(); g.a = 1; print(g.a, g.xyz, getattr(g, 'q', 'dflt'), hasattr(g, 'zz')); del g.a
show('del', lambda: delattr(g, 'a'))
class GA:
    def __getattribute__(self, n):
        if n == 'boom': raise AttributeError('boom!')
        return 'ga ' + n
    def __getattr__(self, n): return 'fallback ' + n
print(GA().foo, GA().boom, GA().__class__)
class Dir:
    def __dir__(self): return ['b', 'a']
print(dir(Dir()))
print([n for n in dir(N()) if n[0] != '_'])

# --- creation
class New:
    def __new__(cls, *a, **k): print('new', a, k); return super().__new__(cls)
    def __init__(self, *a, **k): print('init', a, k)
New(1, k=2)
class Single:
    inst = None
    def __new__(cls):
        if cls.inst is None: cls.inst = object.__new__(cls)
        return cls.inst
print(Single() is Single())
class NotInst:
    def __new__(cls): return 5
    def __init__(self): print('never')
print(NotInst())
class BadInit:
    def __init__(self): return 5
show('badinit', lambda: BadInit())
class NoArgs: pass
show('noargs', lambda: NoArgs(1))
show('noargs', lambda: NoArgs(x=1))
class OnlyInit:
    def __init__(self, a): pass
show('onlyinit', lambda: OnlyInit())
show('onlyinit', lambda: OnlyInit(1, 2))
show('object.__new__', lambda: object.__new__(int))
show('object.__new__', lambda: object.__new__())
show('object.__new__', lambda: object.__new__(5))
class I2(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
    def __repr__(self): return 'I2(%d)' % int(self)
print(I2(4), I2(4) + 1, type(I2(1) + 1).__name__)
class L2(list):
    def __init__(self, *a): super().__init__(a); self.extra = 1
print(L2(1, 2), L2(1).extra, len(L2(1, 2, 3)), L2(3, 1) == [3, 1])
class Dd(dict):
    def __missing__(self, k): return 'missing ' + str(k)
print(Dd(a=1)['a'], Dd()['z'], Dd().get('z'))
class St(str):
    def __getitem__(self, i): return 'item'
    def __eq__(self, o): return 'eq'
    __hash__ = str.__hash__
print(St('abc')[0], St('abc') == 'x', len(St('abc')), St('a') + 'b')
class T2(tuple):
    def __new__(cls, *a): return tuple.__new__(cls, a)
print(T2(1, 2), T2(1, 2)[1], T2(1) + (2,))
class E2(Exception):
    def __init__(self, a, b): self.a = a; super().__init__(a + b)
try: raise E2(1, 2)
except E2 as e: print(e, e.args, e.a)

# --- class attributes
class CG:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(CG[int, 3], CG['x'])
show('not subscriptable', lambda: NoArgs[1])
show('int[1]', lambda: int[1])
print(list[int], dict[str, int], tuple[int, ...], type(list[int]).__name__)
print(C1 if (C1 := type('C1', (R,), {'z': 1, '__doc__': 'd'})) and False else C1.z, C1.__doc__, C1.__bases__[0].__name__, C1.__module__, C1.__qualname__)
class Outer:
    class Inner:
        def f(self): pass
print(Outer.Inner.__qualname__, Outer.Inner.f.__qualname__, Outer.Inner)
C1.__name__ = 'Renamed'; print(C1, C1.__name__)
def badname2(): C1.__name__ = 5
show('badname', badname2)
def setint(): int.foo = 1
show('setint', setint)
def delint(): del int.real
show('delint', delint)
class Cc: pass
class Ce: pass
o = Cc(); o.a = 1; o.__class__ = Ce; print(type(o).__name__, o.a)
def badclass(): o.__class__ = int
show('badclass', badclass)
def badclass2(): o.__class__ = 5
show('badclass', badclass2)
class Cd(Ce): pass
Cd.__bases__ = (Cc,); print(Cd.__mro__[1].__name__)
show('inherit bool', lambda: type('X', (bool,), {}))
show('inherit func', lambda: type('X', (type(lambda: 0),), {}))
show('inherit 5', lambda: type('X', (5,), {}))
show('inherit None', lambda: type('X', (type(None),), {}))
show('two layouts', lambda: type('X', (int, str), {}))
class Mangle:
    __priv = 1
    def __init__(self): self.__x = 5
    def get(self): return self.__x, Mangle.__priv
    def __meth(self): pass
print(sorted(n for n in Mangle().__dict__), Mangle().get(), [n for n in dir(Mangle) if 'Mangle' in n])
o = R(); o.__dict__ = {'k': 5}; print(o.k, vars(o))
def baddict(): o.__dict__ = 5
show('baddict', baddict)
class Cb:
    x = 1
    y = [x for _ in range(3)] if False else [1]
    def f(self): return x if False else self.x
    locals()['dyn'] = 7
print(Cb.dyn, Cb().f())
x = 'global'
class Sc:
    x = 'class'
    def f(self): return x
    l = lambda: x
    y = x
print(Sc().f(), Sc.l(), Sc.y)
def classcell():
    x = 'enclosing'
    class Q:
        y = x
        x2 = x
        def f(self): return x
    return Q.y, Q().f()
print(classcell())
class KW(R, object): pass
kwbase = (R,)
class KW2(*kwbase, **{'metaclass': type}): pass
print(KW2.__mro__[1].__name__)
class ME:
    def __mro_entries__(self, bases): return (R,)
class KW3(ME()): pass
print(KW3.__bases__[0].__name__, KW3.__orig_bases__ is not None)
print(NoArgs.__dict__.get('__doc__'), type(NoArgs.__dict__).__name__, '__weakref__' in NoArgs.__dict__)
print(object.__doc__ is not None, type.__mro__, type(type) is type, isinstance(type, object), isinstance(object, type))
print(repr(R.who)[:18], repr(R().who)[:14], R.who is R.who, R().who == R().who)
a = R(); m = a.who; print(m.__self__ is a, m.__func__ is R.who, a.who == a.who, hash(a.who) == hash(a.who))
