# Weak references and the collector: cleared before finalizers run, callbacks of reachable references only.
import gc, weakref
gc.disable()
log = []
class C: pass
def cycle(): c = C(); c.me = c; return c
c = cycle(); w = weakref.ref(c, lambda r: log.append(("cb", r() is None))); del c
print(w() is not None); gc.collect(); print(w(), log); log.clear()
# a reference that is garbage itself: no callback
c = cycle(); c.w = weakref.ref(c, lambda r: log.append("never")); del c
gc.collect(); print(log)
# two references, one callback; the order is newest first
c = cycle(); a = weakref.ref(c, lambda r: log.append("a")); b = weakref.ref(c, lambda r: log.append("b")); n = weakref.ref(c); del c
gc.collect(); print(log, a(), b(), n()); log.clear()
# a callback cannot bring the object back
c = cycle()
def cb(r): log.append(r())
w = weakref.ref(c, cb); del c; gc.collect(); print(log); log.clear()
# WeakValueDictionary, WeakKeyDictionary, WeakSet
class K:
    def __init__(self, n): self.n = n
    def __repr__(self): return "K%d" % self.n
d = weakref.WeakValueDictionary(); k = weakref.WeakKeyDictionary(); s = weakref.WeakSet()
xs = [K(i) for i in range(5)]
for x in xs: x.me = x; d[x.n] = x; k[x] = x.n; s.add(x)
print(sorted(d), sorted(k.values()), len(s))
x = None
del xs[1:4]; gc.collect()
print(sorted(d), sorted(k.values()), len(s), d[4])
# weakref.finalize
o = cycle(); f = weakref.finalize(o, log.append, "fin"); print(f.alive); del o; gc.collect(); print(f.alive, log); log.clear()
# classes die too, and with them what only they hold
class Base: pass
def mk():
    class Sub(Base):
        v = K(7)
    Sub.self = Sub
    return weakref.ref(Sub), weakref.ref(Sub.v)
r = mk(); print(len(Base.__subclasses__())); gc.collect(); print(r[0](), r[1](), Base.__subclasses__())
def fn():
    def inner(): return inner
    return weakref.ref(inner)
r = fn(); gc.collect(); print(r())
import types
m = types.ModuleType("m"); m.m = m; exec("def f(): return f\nclass Q: pass\nq = Q()", m.__dict__)
r = weakref.ref(m), weakref.ref(m.f), weakref.ref(m.Q), weakref.ref(m.q); del m; gc.collect(); print([x() for x in r])
p = weakref.proxy(cycle())
gc.collect()
try: p.me
except ReferenceError as e: print("ReferenceError", e)
# garbage holds an object that the collector does not see through; a weak reference in the same garbage to what is behind it has died unheard
try: from _typhon import ContainerNoGC
except ImportError: from _testcapi import ContainerNoGC
class A: pass
def behind(cls, *extra):
    a = A(); a.me = a; a.y = ContainerNoGC(A()); a.w = cls(a.y.value, lambda w: log.append("called")); a.keep = [a.w]; a.keep.append(a.keep)
    return extra and [x(a.y.value, lambda w: log.append("heard")) for x in extra]
behind(weakref.ref); gc.collect(); print(log)
behind(weakref.proxy); gc.collect(); print(log)
w = behind(weakref.ref, weakref.ref); gc.collect(); print(log, w[0]()); log.clear()
