# One instruction that meets many types: attributes, methods, stores, class attributes, static and class methods, special methods; and what invalidates them.
import threading


class A:
    kind = "A"
    __slots__ = ("x",)
    def __init__(self, x): self.x = x
    def name(self): return "A.name"
    @staticmethod
    def st(v): return ("A", v)
    @classmethod
    def cm(cls, v): return (cls.__name__, v)
    @property
    def p(self): return -self.x
    def __add__(self, o): return ("A+", o.x if isinstance(o, A) else o)
    def __getitem__(self, i): return ("A[]", i)
    def __call__(self, *a, **k): return ("A()", a, k)


class B:
    kind = "B"
    def __init__(self, x): self.x = x
    def name(self): return "B.name"
    @staticmethod
    def st(v): return ("B", v)
    @classmethod
    def cm(cls, v): return (cls.__name__, v)
    p = 5
    def __add__(self, o): return NotImplemented
    def __getitem__(self, i): return NotImplemented
    def __call__(self, a, b=2): return ("B()", a, b)


class C(B):
    kind = "C"
    def name(self): return "C.name"
    def __getattr__(self, n): return f"missing {n}"


class D(dict):
    x = 7
    kind = "D"
    p = "p"
    def name(self): return "D.name"
    st = staticmethod(lambda v: ("D", v))
    cm = classmethod(lambda cls, v: (cls.__name__, v))
    def __getitem__(self, k): return ("D[]", k)
    def __call__(self, *a): return a


def read(o): return (o.x, o.kind, o.p, o.name(), o.st(1), o.cm(2), o[3], o(4))
def cls_read(c): return (c.kind, c.st(5), c.cm(6), c.name.__name__)
def store(o, v): o.x = v

things = [A(1), B(2), C(3), D()]
for _ in range(3):
    for t in things: print(*read(t))
    for t in things: print(*cls_read(type(t)))
for _ in range(40):
    for i, t in enumerate(things): store(t, i * 10)
print([t.x for t in things])
for _ in range(3):
    for t in things[:3]:
        try: print(t + t, t + 1)
        except TypeError as e: print(e)
print(things[2].other, things[2].name())

# instances shadow, classes change, metaclasses change
things[1].name = lambda: "own"
things[1].st = lambda v: ("own st", v)
things[1].cm = lambda v: ("own cm", v)
print(*read(things[1]))
B.name = lambda self: "B.name 2"
B.st = staticmethod(lambda v: ("B2", v))
B.kind = "B2"
print(*read(things[2]), *cls_read(B), *cls_read(C))
A.__getitem__ = lambda self, i: ("A[] 2", i)
A.__call__ = lambda self, *a: "A() 2"
A.__add__ = lambda self, o: "A+ 2"
print(*read(things[0]), things[0] + things[0])
del A.__getitem__
try: things[0][1]
except TypeError as e: print(e)


class Meta(type):
    pass

class M(metaclass=Meta):
    attr = "class"
    @classmethod
    def cm(cls): return cls.__name__

class N2(M):
    attr = "sub"

def attr_of(c): return c.attr
def call_cm(c): return c.cm()
for _ in range(3): print([attr_of(c) for c in (M, N2)], [call_cm(c) for c in (M, N2)])
Meta.attr = property(lambda cls: "meta of " + cls.__name__)
print([attr_of(c) for c in (M, N2)])
del Meta.attr
print([attr_of(c) for c in (M, N2)])
Meta.cm = property(lambda cls: lambda: "meta cm")
print([call_cm(c) for c in (M, N2)])
Meta.__getattribute__ = lambda cls, n: "all " + n
print(attr_of(M))
del Meta.__getattribute__
print(attr_of(M))

# code that is freed: its instructions' addresses are used again
def make(i):
    ns = {}
    exec(f"def f(o): return o.a{i % 7}\ndef g(o): return o.m{i % 7}()", ns)
    return ns["f"], ns["g"]
class P: pass
class Q: pass
for n in range(7):
    setattr(P, f"a{n}", ("P", n)); setattr(Q, f"a{n}", ("Q", n))
    setattr(P, f"m{n}", lambda self, n=n: ("Pm", n)); setattr(Q, f"m{n}", lambda self, n=n: ("Qm", n))
p, q = P(), Q()
for i in range(300):
    f, g = make(i)
    for _ in range(3):
        assert f(p) == ("P", i % 7) and f(q) == ("Q", i % 7) and g(p) == ("Pm", i % 7) and g(q) == ("Qm", i % 7)

# all of it from threads while a class changes
stop = threading.Event()
def reader(out):
    n = 0
    while not stop.is_set() or n < 50:
        for t in (p, q):
            r = t.a3
            assert r[1] == 3, r
            r = t.m2()
            assert r[1] == 2, r
        n += 1
    out.append(n > 0)
out = []
ts = [threading.Thread(target=reader, args=(out,)) for _ in range(3)]
for t in ts: t.start()
for i in range(500):
    P.a3 = (str(i), 3)
    Q.m2 = lambda self, i=i: (i, 2)
stop.set()
for t in ts: t.join()
print(out)

# a class method called on instances whose tails lie elsewhere: after the digits of an int
class Plain:
    @classmethod
    def make(cls): return cls.__name__
class Big(int):
    @classmethod
    def make(cls): return cls.__name__
class Long(tuple):
    @classmethod
    def make(cls): return cls.__name__
def name_of(o): return o.make()
for o in [Plain(), Big(5), Big(1 << 200), Long((1, 2, 3)), Plain(), Big(7), Big(-1 << 99), Long()] * 20:
    if name_of(o) != type(o).__name__: print("wrong", type(o))
