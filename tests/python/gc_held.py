# Classes, which nobody counts, that only native code holds while Python code runs and collects: what a heap, a dict or an iterator hands on is the object that came in.
import gc, heapq, functools, collections, sys, itertools

def churn():
    gc.collect(); gc.collect()
    return [type("T%d" % i, (), {}) for i in range(20)]
class M(type):
    def __lt__(a, b):
        del a, b
        churn()
        return False
    def __eq__(a, b):
        r = a is b
        del a, b
        churn()
        return r
    def __hash__(a):
        del a
        churn()
        return 1
def mk(n): return M(n, (), {"n": n})
class K:
    def __init__(s, n): s.n = n
    def __hash__(s): churn(); return 1
    def __eq__(s, o): churn(); return s.n == o.n
    def __lt__(s, o): churn(); return s.n < o.n
def t(name, f):
    try: print(name, f())
    except Exception as e: print(name, type(e).__name__, e)
def show(c): return c.__name__, c.n, c.__mro__[0] is c
def f_heappop():
    h = [mk("a"), mk("b"), mk("c"), mk("d")]
    return show(heapq.heappop(h))
def f_heapreplace():
    h = [mk("a"), mk("b"), mk("c"), mk("d")]
    return show(heapq.heapreplace(h, mk("x")))
def f_pushpop():
    class MM(M):
        def __lt__(a, b): churn(); return a.n < b.n
    h = [MM(x, (), {"n": x}) for x in "abcd"]
    return heapq.heappushpop(h, MM("z", (), {"n": "z"})).n
def f_update():
    class KK(K):
        def __eq__(s, o):
            d2.clear(); churn(); return s.n == o.n
        __hash__ = K.__hash__
    d1 = {KK(1): 0}
    d2 = {KK(1): mk("v")}
    d1.update(d2)
    return show(list(d1.values())[0])
def f_or():
    class KK(K):
        def __eq__(s, o):
            d2.clear(); churn(); return s.n == o.n
        __hash__ = K.__hash__
    d1 = {KK(1): 0}
    d2 = {KK(1): mk("v")}
    return show(list((d1 | d2).values())[0])
def f_pairs():
    def g():
        yield [K(1), mk("p")]
        yield (K(1), mk("q"))
    return show(list(dict(g()).values())[0])
def f_fromkeys():
    return [show(c) for c in dict.fromkeys(mk(x) for x in "abc")]
def f_set():
    return sorted(show(c) for c in {mk(x) for x in "abc"})
def f_setu():
    s = set(); s.update(mk(x) for x in "abc"); return sorted(show(c) for c in s)
def f_lru():
    @functools.lru_cache
    def f(k): return mk("r%d" % k.n)
    f(K(1))
    return show(f(K(2)))
def f_lru1():
    @functools.lru_cache(maxsize=1)
    def f(k): return mk("r%d" % k.n)
    f(K(1)); f(K(2))
    return show(f(K(3)))
def f_meta_init():
    class I(type):
        def __new__(m, n): return super().__new__(m, n, (), {"n": n})
        def __init__(cls, n):
            del cls
            churn()
    return show(I("made"))
def f_setdefault():
    d = {K(1): 0}
    return show(d.setdefault(K(2), mk("sd")))
def f_pop():
    d = {K(1): mk("p1"), K(2): mk("p2")}
    return show(d.pop(K(2)))
def f_counter():
    return len(collections.Counter(mk(x) for x in "aab"))
def f_odict():
    d = collections.OrderedDict(); d[K(1)] = mk("a"); d[K(2)] = mk("b")
    return show(d.popitem()[1]), show(d.pop(K(1)))
def f_dd():
    d = collections.defaultdict(lambda: mk("dd"))
    d[K(1)] = 1
    return show(d[K(2)])
def f_index():
    l = [mk(x) for x in "abc"]; return l.index(l[2])
def f_getitem():
    d = {mk("a"): mk("v")}
    k = list(d)[0]
    return show(d[k])
def f_max(): return show(max(mk(x) for x in "abc"))
def f_sorted(): return [show(c) for c in sorted(mk(x) for x in "abc")]
def f_reduce(): return show(functools.reduce(lambda a, b: (churn(), mk("r"))[1], [1, 2, 3]))
def f_getattr():
    class A:
        def __getattr__(s, n): r = mk(n); return r
    return show(getattr(A(), "zz"))
def f_prop():
    class C:
        @functools.cached_property
        def p(self): return mk("cp")
    return show(C().p)
def f_next():
    def g():
        yield mk("x")
    return show(next(g()))
def f_iter2():
    return [show(c) for c in iter(lambda: mk("i"), 5).__next__().__class__.__mro__[:0]]
def f_accumulate():
    return [show(c) for c in itertools.accumulate([mk("a"), mk("b"), mk("c")], lambda a, b: (churn(), b)[1])]
def f_groupby():
    return [show(k) for k, g in itertools.groupby([1, 2, 3], lambda i: mk("g%d" % i))]
def f_pairwise():
    return [(show(a), show(b)) for a, b in itertools.pairwise((churn(), mk("w%d" % i))[1] for i in range(3))]
def f_product(): return [show(a[0]) for a in itertools.product((mk("p%d" % i) for i in range(2)), (churn() and 1 for _ in range(2)))]
def f_zipl(): return [(show(a), b) for a, b in itertools.zip_longest((mk("z%d" % i) for i in range(2)), (churn() and 1 for _ in range(2)))]
def f_batched(): return [[show(x) for x in b] for b in itertools.batched(((churn(), mk("b%d" % i))[1] for i in range(3)), 2)]
def f_filter(): return [show(c) for c in filter(lambda c: churn() or True, (mk("f%d" % i) for i in range(2)))]
def f_filterx():
    def p(c):
        del c; churn(); return True
    return [[show(c) for c in k(p, (mk("f%d" % i) for i in range(2)))] for k in (filter, itertools.takewhile, itertools.filterfalse, itertools.dropwhile)]
def f_compress(): return [show(c) for c in itertools.compress((mk("f%d" % i) for i in range(2)), (churn() and 1 for _ in range(2)))]
def f_sortkey():
    def k(c):
        del c; churn(); return 1
    return [show(c) for c in sorted((mk("f%d" % i) for i in range(2)), key=k)], show(max((mk("f%d" % i) for i in range(2)), key=k))
def f_bisect():
    import bisect
    l = [mk("a"), mk("b")]
    bisect.insort(l, mk("c")); return [c.n for c in l]
def f_isinst():
    class IM(type):
        def __instancecheck__(c, o):
            del c; churn(); return True
    return isinstance(1, IM("x", (), {}))
def f_call():
    class CM(type):
        def __call__(c):
            del c; churn(); return 5
    return CM("x", (), {})()
def f_new():
    class A:
        def __new__(c): return mk("new")
    return show(A())
def f_binop():
    class BM(type):
        def __add__(a, b):
            del a, b; churn(); return NotImplemented
        def __radd__(a, b):
            r = b.n; del a; churn(); return r
    return BM("l", (), {"n": "l"}) + type("S", (BM,), {})("r", (), {"n": "r"})
def f_setattr():
    class D:
        def __set__(s, o, v):
            del o, v; churn()
    class A: x = D()
    A().x = mk("sa"); return 1
for k, v in list(globals().items()):
    if k.startswith("f_"): t(k, v)
