# The interpreter's short ways (src/core/interp: slow.ts, iterate.ts, caches.ts) and the cases that must leave them.
import sys, threading
from collections import namedtuple

def show(label, f):
    try: r = f()
    except BaseException as e: r = f'{type(e).__name__}: {e}'
    print(label, r)

# ---- pairs unpacked at once
def pairs():
    out = [(i, c) for i, c in enumerate('abc')]
    out += [(a, b) for a, b in zip([1, 2, 3], (4.5, 5.5))]
    out += [(k, v) for k, v in {'x': 1, 'y': None}.items()]
    for i, (a, b) in enumerate(zip('pq', [7, 8])): out.append((i, a, b))
    for i, x in enumerate([1], 2 ** 49 - 1): out.append((i, x))
    for i, x in enumerate('no', 10 ** 30): out.append((i, x))
    for i, x in enumerate([]): out.append('never')
    return out
print(pairs())

def gen():
    yield 'one'
    raise KeyError('inside')
def step(iterable):
    seen = []
    try:
        for i, x in enumerate(iterable): seen.append((i, x))
    except KeyError as e: seen.append(repr(e))
    return seen
print(step(gen()))
def zips(strict):
    r = []
    for a, b in zip([1, 2, 3], [4, 5], strict=strict): r.append(a + b)
    return r
show('zip', lambda: zips(False)); show('zip strict', lambda: zips(True))
def grows():
    d = {'a': 1, 'b': 2}
    for k, v in d.items(): d[k + 'x'] = v
show('items', grows)
def kept():
    last = None
    for pair in zip('ab', 'cd'):
        if last is not None: last.append(pair)
        else: last = [pair]
    return last
print(kept())
class Bad:
    def __iter__(self): return self
    def __next__(self): return (1, 2, 3)
def three():
    for a, b in Bad(): pass
show('three', three)
class Stop:
    n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration
        return self.n
print([(i, v) for i, v in enumerate(Stop())], [(a, b) for a, b in zip(Stop(), Stop())])

# ---- properties
class P:
    def __init__(self, v): self.v = v
    @property
    def double(self): return self.v * 2
    @property
    def fails(self): raise ValueError(f'no {self.v}')
    @property
    def missing(self): return self.nothing
    def __getattr__(self, name): return f'<{name}>'
def properties():
    out = []
    for v in (1, 2.5, 'ab', [0]):
        p = P(v)
        out.append(p.double); out.append(P(v).double)
        out.append(p.missing)
        try: p.fails
        except AttributeError as e: out.append(e)
        except ValueError as e: out.append(str(e))
    return out
print(properties())
class Q:
    @property
    def a(self): return 1
def changes():
    out, q = [], Q()
    for i in range(4):
        out.append(q.a)
        if i == 1: Q.a = property(lambda self: 'new')
        if i == 2: Q.a = 5
    return out
print(changes())
def deep():
    class D:
        @property
        def x(self): return self.x
    return D().x
show('deep', deep)
def inside_traceback():
    try: P(3).fails
    except AttributeError: pass
    except ValueError as e:
        names, t = [], e.__traceback__
        while t: names.append(t.tb_frame.f_code.co_name); t = t.tb_next
        return names
print(inside_traceback())

# ---- operators of classes
class V:
    def __init__(self, x): self.x = x
    def __add__(self, o): return V(self.x + (o.x if isinstance(o, V) else o))
    def __sub__(self, o): return NotImplemented
    def __rsub__(self, o): return 'rsub'
    def __mul__(self, o):
        if o == 0: raise ZeroDivisionError('mine')
        return V(self.x * (o.x if isinstance(o, V) else o))
    def __matmul__(self, o): return self.x @ o if not isinstance(o, V) else self.x * o.x
    def __iadd__(self, o): self.x += 100; return self
    def __radd__(self, o): return ('radd', o)
    def __truediv__(self, o): yield self.x; yield o
    def __repr__(self): return f'V({self.x})'
class W(V):
    def __radd__(self, o): return 'W.radd'
class L(list):
    def __add__(self, o): return 'L.add'
def operators():
    out, a, b = [], V(2), V(3)
    for _ in range(3):
        out += [a + b, a + 1, a + 2.5, 1 + a, a * b, a * 2, a @ b, a + W(1), W(1) + a, L([1]) + [2], L([1]) * 2]
    c = V(1); c += b; out.append(c)
    c *= 2; out.append(c)
    out.append(list(a / b)); out.append(list(a / 4))
    return out
print(operators())
show('sub', lambda: V(1) - V(2)); show('sub small', lambda: V(1) - 2); show('sub float', lambda: V(1) - 2.5); show('rsub', lambda: 2 - V(1))
show('mul', lambda: V(1) * 0); show('matmul', lambda: V(1) @ 5)
def inplace():
    v = V(1)
    v -= V(2)
show('isub', inplace)
class S(V):
    __slots__ = ()
    def __add__(self, o, *more): return ('star', o, more)
    def __mul__(self, o, k=3): return ('default', o, k)
    __and__ = lambda self, o: 'lambda'
    @staticmethod
    def __or__(o): return ('static', o)
    @classmethod
    def __xor__(cls, o): return (cls.__name__, o)
show('star', lambda: [S(1) + 2, S(1) * 2, S(1) & 1, S(1) | 1, S(1) ^ 1])
def rebound():
    class R:
        def __add__(self, o): return 'first'
    r, out = R(), []
    for i in range(4):
        out.append(r + 1)
        if i == 1: R.__add__ = lambda self, o: 'second'
    del R.__add__
    try: r + 1
    except TypeError as e: out.append(str(e))
    return out
print(rebound())
def deep_add():
    class A:
        def __add__(self, o): return self + o
    return A() + 1
show('deep add', deep_add)

# ---- arguments
def f(a, b=2, c=3, *, d=4): return a, b, c, d
def g(a, b=2, c=3): return a, b, c
def h(a, b, /, c): return a, b, c
def calls():
    return [g(1), g(1, 5), g(1, c=5), g(b=1, a=0), g(1, 2, 3), h(1, 2, 3), h(1, 2, c=3), f(1, d=0), g(*[1], **{'c': 9})]
print(calls())
for label, call in [('none', lambda: g()), ('many', lambda: g(1, 2, 3, 4)), ('twice', lambda: g(1, a=2)), ('unknown', lambda: g(1, z=2)), ('posonly', lambda: h(1, b=2, c=3)), ('lacks', lambda: h(1, 2))]:
    show(label, call)
class C:
    def __init__(self, a, b=1, *, k=0): self.t = (a, b, k)
    def m(self, x, y='y'): return self.t, x, y
class C2:
    def __init__(self, a, b='b'): self.t = (a, b)
def classes():
    c = C2(1); bound = C(1, k=2).m
    return [c.t, C2(b=1, a=2).t, C(3, 4).t, C(3, k=5).t, bound(1), bound(y=1, x=2), C.m(C(1), 2)]
print(classes())
show('class lacks', lambda: C2()); show('class many', lambda: C2(1, 2, 3))
class Returns:
    def __init__(self): return 5
show('init', lambda: Returns())

# ---- items and stores
def items():
    l, t, out = [1, 'two', 3.0], (4, None), []
    for i in (0, -1, 1, 2, -3, 5, True): 
        try: out.append(l[i])
        except IndexError as e: out.append(str(e))
    for i in (0, 1, -2, 2):
        try: out.append(t[i])
        except IndexError as e: out.append(str(e))
    l[0], l[-1] = 'x', [l]
    try: l[3] = 1
    except IndexError as e: out.append(str(e))
    return out, l[0], l[2][0] is l
print(items())
class Dies:
    def __init__(self, l): self.l = l
    def __del__(self): self.l.clear()
def reentrant():
    l = [0, 1, 2]
    l[1] = Dies(l)
    l[1] = 5
    return l
print(reentrant())
Point = namedtuple('Point', 'x y')
class Point3(Point):
    z = 3
def tuples():
    out = []
    for p in (Point(1, 2), Point3('a', [1]), Point(None, 0.5)): out += [p.x, p.y, getattr(p, 'z', '-')]
    return out, Point.x.__doc__
print(tuples())
class Slots:
    __slots__ = ('a', 'b')
def slots():
    s, out = Slots(), []
    for v in (1, 'x', None):
        s.a = v; out.append(s.a)
        try: s.b
        except AttributeError as e: out.append(str(e))
    del s.a
    try: s.a
    except AttributeError as e: out.append(str(e))
    return out
print(slots())

# ---- comparisons, with NaNs and mixed numbers
nan = float('nan')
def compares():
    vs, out = [1, 1.0, 2, nan, -0.0, 0, True, 2 ** 60], []
    for a in vs:
        for b in vs: out.append(''.join('01'[x] for x in (a < b, a <= b, a == b, a != b, a > b, a >= b)))
    return ' '.join(out)
print(compares())

# ---- one generator, many threads: each value once, or ValueError
def shared_generator():
    def numbers():
        for i in range(20000): yield i
    g, got, lock = numbers(), [], threading.Lock()
    def work():
        mine = []
        while True:
            try: mine.append(next(g))
            except ValueError: continue
            except StopIteration: break
        with lock: got.extend(mine)
    next(g)
    ts = [threading.Thread(target=work) for _ in range(4)]
    for t in ts: t.start()
    for t in ts: t.join()
    return sorted(got) == list(range(1, 20000))
print(shared_generator())
print([round(x, 2) for x in (2.675, 0.125, -1.005, 1e300, 5e-324, 123456.785, 2.5)], round(2.5), round(-0.4, 0), round(1234.5, -2))
