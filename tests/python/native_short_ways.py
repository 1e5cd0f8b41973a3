# The short ways of decision 12 (calls of classes, special methods, sets, the end of iterators and generators) and the cases that must leave them.
import abc, sys, types

def show(label, f, *args):
    try: r = f(*args)
    except BaseException as e: r = f'{type(e).__name__}: {e}'
    print(label, r)

# ---- classes with a metaclass
class Shape(abc.ABC):
    def __init__(self, n, k=2): self.n, self.k = n, k
    @abc.abstractmethod
    def area(self): ...
class Square(Shape):
    def area(self): return self.n * self.k
def make(c, *a, **k): return c(*a, **k)
for i in range(3):
    show('square', lambda: vars(Square(i)))
    show('kw', lambda: vars(Square(i, k=5)))
    show('abstract', lambda: str(make(Shape, i))[:40])
    show('few', lambda: Square())
class Later(Shape): pass
show('later', lambda: Later(1))
Later.area = lambda self: 7
abc.update_abstractmethods(Later)
show('later', lambda: Later(1).area())
Later.area.__isabstractmethod__ = True
del Later.area
abc.update_abstractmethods(Later)
show('later', lambda: Later(1))
class Meta(type):
    def __call__(cls, *a): return ('called', cls.__name__, a)
class Odd(metaclass=Meta):
    def __init__(self, x): raise ZeroDivisionError
class Plain(type): pass
class Even(metaclass=Plain):
    def __init__(self, x): self.x = x
def build(c): return c(1)
for i in range(4):
    if i == 2: Plain.__call__ = lambda cls, *a: ('now', a)
    if i == 3: del Plain.__call__
    show('meta', build, Odd)
    show('plain', lambda: getattr(build(Even), 'x', None) or build(Even))

# ---- exceptions with an __init__
class Bad(Exception):
    def __init__(self, who, *, why='none'):
        super().__init__(f'{who} {why}')
        self.who = who
class Worse(Bad):
    def __new__(cls, *a, **k):
        e = super().__new__(cls, 'made')
        e.made = a
        return e
class Returns(Exception):
    def __init__(self): return 5
class Silent(Exception):
    def __init__(self, *a): pass
for i in range(2):
    def raising(c, *a, **k):
        try: raise c(*a, **k)
        except Exception as e: return type(e).__name__, e.args, sorted(vars(e).items())
    show('bad', lambda: raising(Bad, 'x', why='y'))
    show('worse', lambda: raising(Worse, 'x'))
    show('returns', lambda: Returns())
    show('silent', lambda: raising(Silent, 1, 2))
    show('missing', lambda: Bad())

# ---- bound methods, defaults
class C:
    def __init__(self, x): self.x = x
    def m(self, a, b=10): return (self.x, a, b)
    def none(): return 'none'
    @classmethod
    def c(cls, a=1): return (cls.__name__, a)
def five(a, b=2, c=3): return (a, b, c)
def calls():
    o = C(4)
    m, n, l, k = o.m, types.MethodType(C.m, 5.5) if False else o.c, types.MethodType(len, [1, 2]), types.MethodType(five, 0)
    return m(1), m(1, 2), m(a=3), n(), n(6), l(), k(), k(8), k(8, 9), five(1), five(1, 2), five(1, c=5)
print(calls())
show('too many', lambda: C(1).m(1, 2, 3))
show('too few', lambda: C(1).m())
show('none', lambda: C(1).none())
five.__defaults__ = (7, 8)
print(five(1))
five.__defaults__ = None
show('no defaults', lambda: five(1))

# ---- with
class Ctx:
    def __enter__(self): return 'in'
    def __exit__(self, *a): return a[0] is KeyError
class Other(Ctx):
    def __enter__(self): return 'other'
def inside(c, e=None):
    with c as x:
        if e: raise e
        return x
    return 'swallowed'
for i in range(3):
    o = Ctx()
    o.__enter__ = lambda: 'never'
    print(inside(o), inside(Other()), inside(Ctx(), KeyError(1)))
    show('passes', inside, Other(), ValueError(2))
    show('not one', inside, i)
Ctx.__enter__ = staticmethod(lambda: 'static')
print(inside(Ctx()))
del Ctx.__exit__
show('gone', lambda: inside(Ctx()))

# ---- special methods from native code
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n if isinstance(o, V) else NotImplemented
    def __hash__(self): return 3
    def __lt__(*a): return len(a)
    def __len__(self): return self.n
    def __str__(self, extra='!'): return f'V{self.n}{extra}'
    def __getitem__(self, i, j=5): return (i, j)
    def __neg__(self): return -self.n
    def __add__(self, o, more=1): return self.n + more
print(V(1) == V(1), V(1) == 1, V(1) != V(2), V(1) < 2, len(V(3)), bool(V(0)), str(V(2)), V(1)[9], -V(4), V(1) + V(1), hash(V(1)), sorted({V(1), V(2), V(1)}, key=len) == [V(1), V(2)])
show('negative', lambda: len(V(-1)))

# ---- sets
a, b = {1, 2, 3}, {3, 4}
print(a | b, {V(1), V(2)} | {V(2), V(3)} == {V(1), V(2), V(3)}, len({V(1)} | {V(1)}), frozenset(a) | b, type(b | frozenset(a)).__name__, set() | a, a | set(), a | a is a)
big, x = set(range(40)), 'x'
print(len(big | {x, 39, 40}), sorted(set(range(5)) | set(range(3, 9))), (lambda y: {y, y, 1, True, 1.0, -1, -2})(7) == {7, 1, -1, -2})
def unhashable(v): return {1, v, [], v}
show('unhashable', unhashable, x)
class Grows:
    def __init__(self, s): self.s = s
    def __hash__(self): return 1
    def __eq__(self, o): self.s.add(len(self.s) + 100); return False
s = {1}
t = {Grows(s)}
print(len(s | t) >= 2)
for n in range(12):
    s = set()
    for i in range(n): s = s | {i}
    assert s == set(range(n)) and len(s) == n

# ---- the end of iterators over dicts and sets
def loop(c, change):
    seen = []
    for x in c:
        seen.append(x)
        change(c, x)
    return seen
show('same', loop, {1: 2, 3: 4}, lambda c, x: None)
show('grown', loop, {1: 2}, lambda c, x: c.update({9: 9}))
show('other keys', loop, {1: 2}, lambda c, x: (c.pop(x), c.__setitem__(x + 1, 0)) if x == 1 else None)
show('set', loop, {5}, lambda c, x: c.add(6))
show('set', loop, {5, 7}, lambda c, x: None)
def items(d):
    out = []
    for k, v in d.items(): out.append((k, v))
    it = iter(d.items())
    for k, v in it: out.append(v)
    return out, list(it), next(it, 'end')
print(items({}), items({1: 2}), items({'a': 1, 'b': 2}))

# ---- generators that are closed
log = []
class Note:
    def __init__(self, n): self.n = n
    def __del__(self): log.append(self.n)
def plain():
    n = Note('local')
    while True: yield 1
def guarded():
    try: yield 1
    finally: log.append('finally')
def catching():
    try: yield 1
    except GeneratorExit: log.append('caught'); return 'value'
def ignoring():
    try: yield 1
    except GeneratorExit: yield 2
class Around:
    def __enter__(self): log.append("in")
    def __exit__(self, *a): log.append("out")
def within():
    with Around(): yield 1
def handling():
    try: raise KeyError('k')
    except KeyError: yield sys.exception() is not None if hasattr(sys, 'exception') else True
def sub(): yield from guarded()
for f in plain, guarded, catching, within, sub, handling:
    g = f()
    next(g)
    frame = g.gi_frame
    g.close()
    log.append((f.__name__, g.gi_frame, next(g, 'over')))
    g = f()
    next(g)
    del g
    f().close()
    print(log)
    log.clear()
g = ignoring(); next(g)
show('ignored', g.close)
def itself():
    try: me.close()
    except ValueError as e: yield str(e)
me = itself()
print(next(me))
print(any(x > 1 for x in [1, 2, 3]), all(x > 1 for x in [1, 2]))

# ---- static types called
print(list((1, 2)), list(range(3)), list(x for x in 'ab'), tuple([1]), tuple(x for x in 'ab'), float(3), float('2.5'), type(1), list(enumerate('ab', 5)), list(zip('ab', 'cd')), list(map(str, [1])), range(2, 8, 3), list(reversed([1, 2])), bool([]), complex(1, 2))
for bad in (lambda: list(5), lambda: tuple(5), lambda: float('x'), lambda: range(), lambda: range('x'), lambda: enumerate(), lambda: enumerate(5), lambda: map(), lambda: type(1, 2), lambda: object(1), lambda: zip(1)): show('bad', bad)
for n in range(2):
    lst = [1, 2]
    new = list(lst)
    new.append(3)
    print(lst, new)

# ---- attributes deleted and set again, members
class O: pass
o = O()
o.a, o.b, o.c = 1, 2, 3
del o.b
o.b = 5
print(vars(o))
o = O()
o.a, o.b, o.c = 1, 2, 3
del o.a; del o.c
o.c = 9
print(list(o.__dict__.items()))
class S:
    __slots__ = ('x', 'y')
    def __init__(self, x): self.x = x; self.y = x
for i in range(3):
    s = S(Note(i))
    del s.x
    show('deleted', lambda: s.x)
    s.x = s.y
    del s
print(log)

# ---- ints that are no immediates
h, t = 2 ** 70, 2 ** 40
class I(int):
    def __radd__(self, o): return 'radd'
    def __sub__(self, o): return 'sub'
print(h + 1, 1 + h, h - 1, 1 - h, h * t, t * t, h + h, h - h, h + True, h * False, h + I(1), I(h) - 1, 3 - I(h))
h += 5; t -= h
print(h, t)
