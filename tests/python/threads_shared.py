# Many threads on one list, dict, set, object, class, generator, iterator, bytearray, deque: single operations are atomic, nothing breaks.
import sys, threading, collections, itertools
N = int(sys.argv[1]) if len(sys.argv) > 1 else 8
K = 2000
def run(f):
    b = threading.Barrier(N); errs = []
    def g(i):
        b.wait()
        try: f(i)
        except BaseException as e: errs.append(repr(e))
    ts = [threading.Thread(target=g, args=(i,)) for i in range(N)]
    for t in ts: t.start()
    for t in ts: t.join()
    return errs
L = []
def f(i):
    for k in range(K): L.append((i, k))
print(run(f), len(L), len(set(L)), all([x for x in L if x[0] == i] == [(i, k) for k in range(K)] for i in range(N)))
popped = []
def f(i):
    while True:
        try: popped.append(L.pop())
        except IndexError: return
print(run(f), len(L), len(set(popped)))
def f(i):
    for k in range(300):
        L.extend([i] * 10); L[:] = L[:50]; L.insert(0, k); len(L); L.copy(); L.reverse(); sum(1 for x in L); 5 in L; sorted(L)
        try: L.remove(i)
        except ValueError: pass
        try: L.sort()
        except ValueError: pass
print([e for e in run(f) if "modified" not in e])
D = {}
def f(i):
    for k in range(K): D[(i, k)] = k; D.setdefault(k, i); D.get((i - 1, k)); (i, k) in D
print(run(f), len(D))
def f(i):
    for k in range(K): D.pop((i, k)); D.pop(k, None)
print(run(f), len(D))
def f(i):
    for k in range(300):
        D[k % 40] = [i]; D.update({k: i, "a": k}); list(D.items()); dict(D); D.copy(); repr(D)[:1]
        try:
            for x in D: pass
        except RuntimeError: pass
        if k % 50 == 0: D.clear()
print(run(f))
S = set()
def f(i):
    for k in range(K): S.add((i, k)); S.add(k); k in S
print(run(f), len(S))
def f(i):
    for k in range(200): S.discard((i, k)); S | {k}; S & {k}; S.copy(); S.update([k]); len(S)
print(run(f))
class O: pass
o = O(); o.n = 0
def f(i):
    for k in range(K):
        setattr(o, "a%d" % (k % 60), [k]); getattr(o, "a%d" % ((k + 7) % 60), None); o.x = [i]; o.x
        if k % 7 == 0:
            try: del o.x
            except AttributeError: pass
        if k % 100 == 0: o.__dict__.get("x"); vars(o)
print([e for e in run(f) if "AttributeError" not in e], len([a for a in vars(o) if a[0] == "a"]))
class C:
    v = 0
    def m(self): return 1
c = C()
def f(i):
    for k in range(300):
        C.v = k; c.v; c.m()
        C.m = lambda self: 1
        setattr(C, "w%d" % (k % 10), k)
        class Sub(C): pass
        Sub().m(); isinstance(c, Sub)
        o2 = C(); o2.__class__ = Sub; o2.m()
print(run(f), c.m())
it = iter(range(N * K)); seen = [[] for i in range(N)]
def f(i):
    for x in it: seen[i].append(x)
print(run(f), len(set(itertools.chain(*seen))) > 0)
def gen():
    i = 0
    while True: yield i; i += 1
g = gen(); seen = [[] for i in range(N)]
def f(i):
    for k in range(K):
        try: seen[i].append(next(g))
        except ValueError as e: assert str(e) == "generator already executing"
print(run(f), sum(len(s) for s in seen) == len(set(itertools.chain(*seen))))
cnt = itertools.count(); dq = collections.deque(maxlen=100); ba = bytearray(); cd = collections.Counter(); dd = collections.defaultdict(list)
def f(i):
    for k in range(K):
        next(cnt); dq.append(k); dq.rotate(1); ba.append(k & 255); dd[k % 50].append(i)
        if k % 3 == 0:
            try: dq.popleft(); ba.pop()
            except IndexError: pass
print(run(f), len(dq) <= 100, sum(map(len, dd.values())) == N * K)
lock = threading.Lock(); n = [0]
def f(i):
    for k in range(K):
        with lock: n[0] += 1
print(run(f), n[0] == N * K)
s = ["x"]
def f(i):
    for k in range(500): sys.intern("name%d" % k); ("a" * k + str(i)).upper(); hash((i, k)); "%d %s" % (k, i)
print(run(f))
def f(i):
    for k in range(200):
        try:
            try: raise KeyError(k)
            except KeyError as e: raise ValueError(i) from e
        except ValueError as e: assert e.args == (i,) and e.__cause__.args == (k,)
print(run(f))
print("end")
