import _weakref
from _weakref import ref, proxy, getweakrefcount, getweakrefs
def err(f, *args):
    try: print('ok', f(*args))
    except Exception as e: print(type(e).__name__, e)
class A:
    def __init__(self, v=0): self.v = v
    def __eq__(self, o): return isinstance(o, A) and self.v == o.v
    def __hash__(self): return hash(self.v)
a = A(5)
log = []
r = ref(a)
print(r() is a, ref(a) is r, getweakrefcount(a), r == ref(A(5)), hash(r) == hash(5))
r2 = ref(a, lambda w: log.append(('dead', w is r2, w())))
print(r2 is r, getweakrefcount(a), getweakrefs(a)[0] is r)
p = proxy(a)
print(p.v, type(p).__name__)
p.w = 3
print(a.w, p == a)
print(r.__callback__, r2.__callback__ is not None)
del a
print(r(), log, r2.__callback__)
err(lambda: p.v)
err(lambda: ref(1))
err(lambda: ref([]))
err(lambda: hash(ref(A(9))))
class L(list): pass
l = L([1]); w = ref(l); print(w() == [1]); del l; print(w())
class S:
    __slots__ = ('a',)
err(lambda: ref(S()))
class S2:
    __slots__ = ('a', '__weakref__')
s = S2(); ws = ref(s); print(ws() is s, s.__weakref__ is ws); del s; print(ws())
class KR(ref):
    def __new__(cls, o, cb, key): return super().__new__(cls, o, cb)
    def __init__(self, o, cb, key): super().__init__(o, cb); self.key = key
b = A(1)
k = KR(b, lambda w: log.append(w.key), 'thekey')
print(k().v, k.key, k == ref(b))
del b
print(log[-1])
def fn(): pass
wf = ref(fn); print(wf() is fn)
wc = ref(A); print(wc() is A)
class N:
    def __add__(self, o): return 'add'
    def __len__(self): return 3
    def __getitem__(self, i): return i
    def __call__(self): return 'called'
    def __str__(self): return 'str'
n = N(); q = proxy(n)
print(q + 1, len(q), q[2], q(), str(q), type(q).__name__, bool(q))
