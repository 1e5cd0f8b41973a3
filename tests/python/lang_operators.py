def show(label, f):
    try:
        print(label, repr(f()))
    except BaseException as e:
        print(label, type(e).__name__ + ':', e)
ops = ['+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '|', '^', '@']
names = ['add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', 'lshift', 'rshift', 'and', 'or', 'xor', 'matmul']
def mk(cls, fmt):
    for n in names: setattr(cls, fmt % n, (lambda n: lambda self, o: (cls.__name__, fmt % n))(n))
class L: pass
mk(L, '__%s__')
class R: pass
mk(R, '__r%s__')
class I: pass
mk(I, '__i%s__')
class N: pass
for op in ops:
    print(op, eval('L() %s 1' % op), eval('1 %s R()' % op), eval('L() %s R()' % op), eval('N() %s R()' % op))
    ns = {'x': I()}; exec('x %s= 1' % op, ns); print(ns['x'])
    ns = {'x': L()}; exec('x %s= 1' % op, ns); print(ns['x'])
    show(op, lambda: eval('N() %s 1' % op)); show(op, lambda: eval('1 %s N()' % op)); show(op, lambda: eval('"a" %s N()' % op) if op != '%' else 0)
    ns = {'x': N()}; show(op, lambda: exec('x %s= 1' % op, ns))
class B:
    def __add__(self, o): return 'B.add'
    def __radd__(self, o): return 'B.radd'
class D(B):
    def __radd__(self, o): return 'D.radd'
class D2(B): pass
print(B() + D(), B() + D2(), D() + B(), B() + B(), 1 + B(), D2() + B())
class NI:
    def __add__(self, o): return NotImplemented
    def __radd__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
    def __iadd__(self, o): return NotImplemented
show('ni', lambda: NI() + 1); show('ni', lambda: 1 + NI()); show('ni', lambda: NI() < NI()); print(NI() == NI(), NI() != 1)
class Cmp:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __le__(self, o): return self.v <= o.v
print(Cmp(1) == Cmp(1), Cmp(1) != Cmp(1), Cmp(1) < Cmp(2), Cmp(1) > Cmp(2), Cmp(1) >= Cmp(1), sorted([Cmp(3), Cmp(1)], key=lambda c: c.v)[0].v, max(Cmp(1), Cmp(2)).v if False else '')
show('hash', lambda: hash(Cmp(1)))
class U:
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __invert__(self): return 'inv'
    def __abs__(self): return 'abs'
    def __int__(self): return 42
    def __float__(self): return 4.5
    def __complex__(self): return 1j
    def __index__(self): return 7
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 'trunc'
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __bool__(self): return False
    def __len__(self): return 3
    def __contains__(self, x): return x == 1
    def __getitem__(self, i): return ('item', i)
    def __call__(self, *a): return a
    def __format__(self, s): return 'fmt:' + s
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
    def __bytes__(self): return b'bytes'
    def __hash__(self): return 99
    def __reversed__(self): return 'rev'
    def __length_hint__(self): return 5
    def __divmod__(self, o): return 'divmod'
    def __rdivmod__(self, o): return 'rdivmod'
    def __pow__(self, o, m=None): return ('pow', o, m)
u = U()
print(-u, +u, ~u, abs(u), int(u), float(u), complex(u), [0] * 7 == [0] * u, round(u), round(u, 2), bool(u), len(u), 1 in u, 2 in u, u[3], u[1:2], u[1, 2], u[...], u(5), format(u, 'q'), f'{u:zz} {u!r} {u!s}', str(u), repr(u), bytes(u), hash(u), reversed(u), divmod(u, 1), divmod(1, u), pow(u, 2), pow(u, 2, 3), hex(u), bin(u), range(u), 'abcdefghij'[u], not u, 'y' if u else 'n')
class BadR:
    def __repr__(self): return 5
    def __len__(self): return -1
    def __bool__(self): return 5
    def __hash__(self): return 'x'
    def __index__(self): return 'x'
    def __iter__(self): return 5
    def __int__(self): return 'x'
    def __float__(self): return 'x'
    def __contains__(self, o): raise ValueError('contains')
    def __format__(self, s): return 5
    def __str__(self): return 5
b = BadR()
for f in (repr, len, bool, hash, iter, int, float, str, format, hex, list): show(f.__name__, lambda: f(b))
show('in', lambda: 1 in b); show('idx', lambda: [1][b])
class Len:
    def __len__(self): return 0
print(bool(Len()))
class BL:
    def __len__(self): return 'x'
show('bl', lambda: bool(BL())); show('bl', lambda: len(BL()))
class BL2:
    def __len__(self): return 2 ** 100
show('bl2', lambda: len(BL2()))
class Seq:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError
        return i * 10
    def __len__(self): return self.n
print(list(Seq(3)), 20 in Seq(3), list(reversed(Seq(3))), [*Seq(2)], tuple(Seq(2)), max(Seq(3)))
class It:
    def __iter__(self): yield 1; yield 2
print(list(It()), 2 in It(), sum(It()), dict(zip(It(), It())))
class EqHash:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, EqHash) and self.v == o.v
    def __hash__(self): return hash(self.v)
print({EqHash(1): 'a'}[EqHash(1)], EqHash(1) in {EqHash(1)}, len({EqHash(1), EqHash(1), EqHash(2)}))
class NoHash: __hash__ = None
show('nohash', lambda: hash(NoHash()))
class NoIter:
    __iter__ = None
    def __getitem__(self, i): return 1
show('noiter', lambda: iter(NoIter()))
class NoCont:
    __contains__ = None
    def __iter__(self): return iter([1])
show('nocont', lambda: 1 in NoCont())
class NoAdd(B): __add__ = None
show('noadd', lambda: NoAdd() + 1)
# inst attributes do not override specials
class Plain: pass
p = Plain(); p.__len__ = lambda: 5; p.__call__ = lambda: 1
show('len', lambda: len(p)); show('call', lambda: p())
Plain.__len__ = lambda self: 6; print(len(p)); del Plain.__len__; show('len', lambda: len(p))
class DelItem:
    def __delitem__(self, k): print('del', k)
d = DelItem(); del d[1], d[1:2], d['x', 3]
class MM:
    def __matmul__(self, o): return 'mm'
    def __rmatmul__(self, o): return 'rmm'
    def __imatmul__(self, o): return 'imm'
m = MM(); print(m @ 1, 1 @ m); m @= 2; print(m)
print(1 .__add__(2), (1).__add__(1.5), (1).__radd__(2), int.__add__(1, 2), 'a'.__add__('b'), [1].__add__([2]), (5).__pow__(2, 7), (1).__lt__(2), (1).__eq__('a'), 'a'.__contains__('a'), [1, 2].__len__(), {}.__contains__(1))
show('wrap', lambda: int.__add__('a', 1)); show('wrap', lambda: int.__add__(1)); show('wrap', lambda: 'a'.__add__(1)); show('wrap', lambda: [1].__len__(2)); show('wrap', lambda: (1).__add__())
print(repr(int.__add__), repr((1).__add__)[:32], repr([].append)[:38], repr(list.append), repr(len), repr(int.real), repr(dict.fromkeys)[:40], repr(type.__dict__['__dict__'])[:40])
