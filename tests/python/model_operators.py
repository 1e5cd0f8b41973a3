def err(f, *args):
    try: print('ok', f(*args))
    except Exception as e: print(type(e).__name__, e)
class V:
    def __init__(self, v): self.v = v
    def __repr__(self): return 'V(%r)' % (self.v,)
    def __add__(self, o): return V(self.v + (o.v if isinstance(o, V) else o))
    def __radd__(self, o): return V(('r', o, self.v))
    def __iadd__(self, o): self.v += o; return self
    def __mul__(self, o): return NotImplemented
    def __neg__(self): return V(-self.v)
    def __eq__(self, o): return isinstance(o, V) and self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __hash__(self): return hash(self.v)
    def __bool__(self): return self.v != 0
    def __getitem__(self, k): return ('item', k)
    def __setitem__(self, k, v): print('setitem', k, v)
    def __delitem__(self, k): print('delitem', k)
    def __contains__(self, k): return k == 3
    def __call__(self, *a, **k): return (a, k)
    def __index__(self): return self.v
    def __int__(self): return self.v
    def __float__(self): return self.v + 0.5
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __divmod__(self, o): return ('dm', o)
    def __matmul__(self, o): return ('mm', o)
    def __format__(self, s): return 'fmt<' + s + '>'
    def __round__(self, n=None): return ('round', n)
v = V(3)
print(v + 4, 4 + v, v + V(1), -v, v == V(3), v != V(3), v < V(4), v > V(2), hash(v) == hash(3), bool(V(0)), bool(v))
v += 10
print(v, v[1:2], 3 in v, 4 in v, v(1, k=2), [0] * 14 == [0] * v, int(v), float(v), v ** 2, pow(v, 2, 5), divmod(v, 3), v @ 1, f'{v:>5}')
v['a'] = 1
del v['a']
err(lambda: v * 2)
err(lambda: v - 1)
err(lambda: 1 - v)
err(lambda: 1 < v)
err(lambda: ~v)
err(lambda: len(v))
err(lambda: -'x')
err(lambda: 1 + 'x')
err(lambda: [] < 1)
err(lambda: len(3))
err(lambda: (3)[0])
err(lambda: iter(3))
err(lambda: 3())
err(lambda: hash([]))
err(lambda: abs('x'))
err(lambda: 3 ** 'x')
class L(V):
    def __radd__(self, o): return 'L.radd'
    def __gt__(self, o): return 'L.gt'
print(V(1) + L(2), V(1) < L(2))
class E:
    def __eq__(self, o): return True
err(lambda: hash(E()))
print(E.__hash__)
class BadLen:
    def __len__(self): return -1
err(lambda: len(BadLen()))
class BadLen2:
    def __len__(self): return 'x'
err(lambda: len(BadLen2()))
class BadBool:
    def __bool__(self): return 1
err(lambda: bool(BadBool()))
class BadRepr:
    def __repr__(self): return 1
err(lambda: repr(BadRepr()))
class BadStr:
    def __str__(self): return 1
err(lambda: str(BadStr()))
class BadHash:
    def __hash__(self): return 'x'
err(lambda: hash(BadHash()))
class BadInit:
    def __init__(self): return 1
err(lambda: BadInit())
class Seq:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
print(list(Seq()), 9 in Seq())
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(It()))
class NotIt:
    def __iter__(self): return 1
err(lambda: iter(NotIt()))
class NoIter:
    __iter__ = None
err(lambda: iter(NoIter()))
class NoC:
    __contains__ = None
err(lambda: 1 in NoC())
class MyL(list):
    def __len__(self): return 99
    def __getitem__(self, i): return 'mine'
m = MyL([1, 2])
print(len(m), m[0], m, m + [3], list.__len__(m))
class MyI(int):
    def __add__(self, o): return 'added'
print(MyI(3) + 1, 1 + MyI(3), MyI(3) * 2, MyI(7) == 7)
class MyS(str):
    def __add__(self, o): return 'S+' + o
ms = MyS('ab'); ms.attr = 1
print(ms + 'x', ms.upper(), ms.attr, len(ms), ms == 'ab')
class MyD(dict):
    def __missing__(self, k): return 'missing ' + k
print(MyD(a=1)['a'], MyD()['zz'])
class T3(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
t3 = T3(1, 2); t3.x = 5
print(t3, t3.x)
class F(float): pass
print(F(1.5) + 1, type(F(2)).__name__)
class Cmp:
    def __lt__(self, o): return 'lt'
    def __ge__(self, o): return NotImplemented
print(Cmp() < 1, 1 > Cmp())
err(lambda: Cmp() >= 1)
import_ok = True
