# More of gc_held.py: classes, which nobody counts, that only native code holds while Python code runs and collects.
import gc, heapq, functools, collections, sys, itertools, bisect, operator, json, copy, contextvars
def churn():
    gc.collect(); gc.collect()
    return [type("T%d" % i, (), {}) for i in range(20)]
class M(type):
    def __lt__(a, b):
        n, m = a.n, b.n
        del a, b
        churn()
        return n < m
def mk(n): return M(n, (), {"n": n})
def show(c): return c.__name__, c.n, c.__mro__[0] is c
def t(name, f):
    try: print(name, f(), flush=True)
    except Exception as e: print(name, type(e).__name__, e, flush=True)
class K:
    def __init__(s, n): s.n = n
    def __hash__(s): churn(); return 1
    def __eq__(s, o): churn(); return s.n == o.n
    def __lt__(s, o): churn(); return s.n < o.n
class Seq:
    def __len__(s): churn(); return 3
    def __getitem__(s, i): churn(); return i
    def insert(s, i, x): churn(); s.x = x, i
def f_insort_key():
    s = Seq()
    bisect.insort(s, 1, key=lambda i: (churn(), mk("k%d" % i))[1])
    return s.x
def f_insort_left():
    s = Seq()
    bisect.insort_left(s, 1, key=lambda i: (churn(), mk("k%d" % i))[1])
    return s.x
def f_bisect_idx():
    class I:
        def __index__(s): churn(); return 0
    return bisect.bisect(Seq(), mk("zz"), I(), I(), key=lambda i: mk("k%d" % i))
def f_sort1():
    l = [mk("one")]
    def key(c):
        del c; l.clear(); churn(); return 1
    try: l.sort(key=key)
    except ValueError as e: print(e)
    return [show(c) for c in l]
def f_partial():
    return show(functools.partial(lambda a, b: (churn(), a)[1], mk("pa"))(1))
def f_attrgetter():
    class A:
        def __getattr__(s, n): return mk(n)
    class MM(M):
        def __getattr__(c, n):
            del c; churn(); return mk(n)
    class B:
        def __getattr__(s, n): return MM(n, (), {"n": n})
    return show(operator.attrgetter("x.y")(B()))
def f_itemgetter():
    class A:
        def __getitem__(s, n): churn(); return mk("i%d" % n)
    return [show(c) for c in operator.itemgetter(1, 2)(A())]
def f_chain():
    return [show(c) for c in itertools.chain.from_iterable((churn(), [mk("c%d" % i)])[1] for i in range(2))]
def f_tee():
    a, b = itertools.tee((churn(), mk("t%d" % i))[1] for i in range(2))
    return [(show(x), show(y)) for x, y in zip(a, b)]
def f_starmap():
    return [show(c) for c in itertools.starmap(lambda a: (churn(), a)[1], ((mk("s%d" % i),) for i in range(2)))]
def f_zip():
    return [(show(a), show(b)) for a, b in zip((mk("z%d" % i) for i in range(2)), ((churn(), mk("y%d" % i))[1] for i in range(2)))]
def f_zip_strict():
    return [(show(a), show(b)) for a, b in zip((mk("z%d" % i) for i in range(2)), ((churn(), mk("y%d" % i))[1] for i in range(2)), strict=True)]
def f_map2():
    return [(show(a), show(b)) for a, b in map(lambda a, b: (churn(), (a, b))[1], (mk("z%d" % i) for i in range(2)), ((churn(), mk("y%d" % i))[1] for i in range(2)))]
def f_enumerate():
    return [show(c) for i, c in enumerate((churn(), mk("e%d" % i))[1] for i in range(2))]
def f_combos():
    return [[show(c) for c in x] for x in itertools.combinations(((churn(), mk("e%d" % i))[1] for i in range(2)), 2)]
def f_deque():
    d = collections.deque((churn(), mk("d%d" % i))[1] for i in range(3))
    class E:
        def __eq__(s, o): d.clear(); churn(); return True
    try: d.remove(E())
    except Exception as e: print(type(e).__name__)
    d = collections.deque([mk("q1"), mk("q2")])
    class E:
        def __eq__(s, o): churn(); return False
    return d.count(E()), [show(c) for c in d]
def f_deque_max():
    d = collections.deque((mk("d%d" % i) for i in range(5)), maxlen=2)
    d.extend((churn(), mk("x%d" % i))[1] for i in range(3))
    return [show(c) for c in d]
def f_send():
    def g():
        x = yield
        churn(); yield x
    i = g(); next(i)
    return show(i.send(mk("sent")))
def f_yieldfrom():
    class It:
        def __iter__(s): return s
        def __next__(s): churn(); return mk("nx")
        def send(s, v): churn(); return v
    def g(): yield from It()
    i = g(); next(i)
    return show(i.send(mk("sent")))
def f_stopvalue():
    def g():
        yield 1
        return mk("ret")
    def h():
        r = yield from g()
        churn()
        return r
    i = h(); next(i)
    try: next(i)
    except StopIteration as e: return show(e.value)
def f_sum():
    class S(type):
        def __add__(a, b):
            del a, b; churn(); return S("sum", (), {"n": 0})
        __radd__ = __add__
    return show(sum((S("s%d" % i, (), {"n": i}) for i in range(3)), S("st", (), {"n": 1})))
def f_min_default():
    return show(min((mk("m%d" % (3-i)) for i in range(3))))
def f_unpack():
    def g():
        yield mk("u0"); churn(); yield mk("u1")
    a, b = g()
    return show(a), show(b)
def f_unpack_ex():
    def g():
        yield mk("u0"); churn(); yield mk("u1"); churn(); yield mk("u2")
    a, *b = g()
    return show(a), [show(c) for c in b]
def f_star():
    def g():
        yield mk("u0"); churn(); yield mk("u1"); churn()
    def f(*a): churn(); return [show(c) for c in a]
    return f(*g())
def f_starstar():
    class Mp:
        def keys(s): churn(); return ["a", "b"]
        def __getitem__(s, k): churn(); return mk(k)
    def f(**k): churn(); return [show(c) for c in k.values()]
    return f(**Mp())
def f_dictupdate_map():
    class Mp:
        def keys(s): churn(); return (mk("k%d" % i) for i in range(2))
        def __getitem__(s, k):
            del k; churn(); return mk("v")
    d = {}; d.update(Mp()); return [(show(a), show(b)) for a, b in d.items()]
def f_dictcomp():
    return [(show(a), show(b)) for a, b in {mk("a"): (churn(), mk("b"))[1]}.items()]
def f_fromkeys_sub():
    class D(dict):
        def __setitem__(s, k, v):
            churn(); super().__setitem__(k, v)
    return [show(c) for c in D.fromkeys(mk("f%d" % i) for i in range(2))]
def f_setop():
    class H(type):
        def __hash__(c):
            n = c.n; del c; churn(); return 1
        def __eq__(a, b):
            r = a is b; del a, b; churn(); return r
    a = {H("h%d" % i, (), {"n": i}) for i in range(3)}
    l = list(a)
    return len(a | set(l)), len(a & set(l)), len(a ^ set(l)), len(a - set(l[1:])), a.issubset(l), len(a.intersection(iter(l))), len(a.symmetric_difference(iter(l))), len(set().union((H("g%d" % i, (), {"n": i}) for i in range(2)), (H("g%d" % i, (), {"n": i}) for i in range(2))))
def f_inter_iter():
    class H(type):
        def __hash__(c): return 1
        def __eq__(a, b):
            s.clear(); del a, b; churn(); return True
    s = {H("h", (), {})}
    return [c.__name__ for c in s.intersection([H("x", (), {})])]
def f_json_const():
    return [show(c) for c in json.loads('[NaN, 1.0, 5]', parse_constant=lambda s: (churn(), mk("j"))[1], parse_float=lambda s: (churn(), mk("f"))[1], parse_int=lambda s: (churn(), mk("i"))[1])]
def f_super():
    class A:
        @property
        def p(self): churn(); return mk("p")
    class B(A):
        @property
        def p(self): return super().p
    return show(B().p)
def f_getattribute():
    class A:
        def __getattribute__(s, n):
            del s; churn(); raise AttributeError
        def __getattr__(s, n): churn(); return mk(n)
    return show(A().q)
def f_getattr_default():
    class A:
        def __getattr__(s, n): del s; churn(); raise AttributeError
    return show(getattr(A(), "q", mk("dflt")))
def f_with():
    class C:
        def __enter__(s): churn(); return mk("ent")
        def __exit__(s, *a): churn(); return False
    with C() as c: churn()
    return show(c)
def f_mappingproxy_or():
    import types
    return [(show(a)) for a in (types.MappingProxyType({"a": mk("a")}) | {"b": mk("b")}).values()]
def f_iter_sentinel2():
    n = iter(range(5))
    class E(type):
        def __eq__(a, b):
            r = a.n == b.n; del a, b; churn(); return r
        __hash__ = type.__hash__
    return [show(c) for c in iter(lambda: E("e", (), {"n": next(n)}), E("z", (), {"n": 3}))]
def f_lru_key():
    class H(type):
        def __hash__(c): churn(); return 1
        def __eq__(a, b): del a, b; churn(); return False
    @functools.lru_cache(maxsize=2)
    def f(c): churn(); return c
    return [f(H("h%d" % i, (), {})).__name__ for i in range(5)]
def f_cmp_to_key():
    return [show(c) for c in sorted((mk("c%d" % i) for i in range(3)), key=functools.cmp_to_key(lambda a, b: (churn(), 0)[1]))]
def f_merge():
    return [show(c) for c in heapq.merge((mk("a%d" % i) for i in range(3)), (mk("b%d" % i) for i in range(3)))]
def f_nsmall():
    return [show(c) for c in heapq.nsmallest(2, (mk("a%d" % i) for i in range(4)))], [show(c) for c in heapq.nlargest(2, (mk("a%d" % i) for i in range(4)))]
def f_match():
    class P(type):
        def __instancecheck__(c, o): churn(); return True
    class Q(metaclass=P):
        __match_args__ = ("x",)
    class Obj:
        @property
        def x(s): churn(); return mk("mx")
    match Obj():
        case Q(c): return show(c)
def f_match_map():
    class D(dict):
        def get(s, k, d=None): churn(); return mk(k)
    match D(a=1, b=2):
        case {"a": x, "b": y, **r}: return show(x), show(y)
def f_contextvar():
    v = contextvars.ContextVar("v")
    tok = v.set(mk("cv")); churn()
    r = show(v.get()); v.reset(tok)
    return r, show(v.get(mk("dd")))
def f_print():
    class W:
        def write(s, x): churn()
        def flush(s): churn()
    class R(type):
        def __repr__(c): del c; churn(); return "R"
    print(R("r", (), {}), R("r2", (), {}), file=W()); return 1
def f_fmt():
    class R(type):
        def __format__(c, s): del c; churn(); return "R"
        def __repr__(c): del c; churn(); return "r"
    return f"{R('r', (), {})}{R('q', (), {})!r}", "%s %r" % (R("a", (), {}), R("b", (), {})), "{} {!r}".format(R("a", (), {}), R("b", (), {}))
def f_fmt_attr():
    class A:
        def __getattr__(s, n): return type(n, (type,), {"__getattr__": lambda c, m: (churn(), mk(m))[1]})(n, (), {})
        def __getitem__(s, n): churn(); return mk("it")
    return "{0.a.b}".format(A()), "{0[x].__name__}".format(A())
def f_copy():
    return show(copy.copy([mk("c")])[0]), show(copy.deepcopy({"a": mk("c")})["a"])
def f_setname():
    class D:
        def __set_name__(s, c, n): del c; churn()
    def mkc(): return type("C", (), {"a": D(), "b": D(), "n": "C"})
    c = mkc(); churn(); return show(c)
def f_initsub():
    class A:
        def __init_subclass__(cls, **k): del cls; churn()
    c = type("C", (A,), {"n": 1}); churn(); return show(c)
def f_prepare():
    class PM(type):
        @classmethod
        def __prepare__(m, n, b): churn(); return {}
        def __new__(m, n, b, d): churn(); return super().__new__(m, n, b, d)
        def __init__(c, *a): del c; churn()
    class X(metaclass=PM): n = 1
    churn(); return show(X)
def f_typecall():
    class A:
        def __new__(c): return (churn(), mk("x"))[1]
    return show(A())
def f_reduce_init():
    return show(functools.reduce(lambda a, b: b, ((churn(), mk("r%d" % i))[1] for i in range(3)), mk("i")))
def f_divmod():
    class BM(type):
        def __divmod__(a, b): del a, b; churn(); return NotImplemented
        def __rdivmod__(a, b): n = b.n; del a; churn(); return n
        def __pow__(a, b, m=None): del a, b; churn(); return NotImplemented
        def __rpow__(a, b, m=None): n = b.n; del a, b; churn(); return n
    S = type("S", (BM,), {})
    return divmod(BM("l", (), {"n": "l"}), S("r", (), {"n": "r"})), pow(BM("l", (), {"n": "l"}), S("r", (), {"n": "r"}))
def f_iadd():
    class BM(type):
        def __iadd__(a, b): del a, b; churn(); return NotImplemented
        def __add__(a, b): n = a.n, b.n; del a, b; churn(); return n
    x = BM("l", (), {"n": "l"}); x += BM("r", (), {"n": "r"}); return x
def f_cmp2():
    class BM(type):
        def __lt__(a, b): del a, b; churn(); return NotImplemented
        def __gt__(a, b): n = a.n, b.n; del a, b; churn(); return n
        def __eq__(a, b): del a, b; churn(); return NotImplemented
        __hash__ = type.__hash__
    return BM("l", (), {"n": "l"}) < BM("r", (), {"n": "r"}), [BM("l", (), {"n": "l"})] == [BM("r", (), {"n": "r"})], (BM("l", (), {"n": "l"}),) < (BM("r", (), {"n": "r"}),)
def f_listextend():
    class It:
        def __init__(s): s.i = 0
        def __iter__(s): return s
        def __next__(s):
            s.i += 1; churn()
            if s.i > 3: raise StopIteration
            return mk("l%d" % s.i)
        def __length_hint__(s): churn(); return 3
    l = [mk("first")]; l.extend(It()); return [show(c) for c in l]
def f_slice_assign():
    l = [mk("a"), mk("b")]
    l[0:1] = ((churn(), mk("s%d" % i))[1] for i in range(3)); return [show(c) for c in l]
def f_tuple():
    return [show(c) for c in tuple((churn(), mk("s%d" % i))[1] for i in range(3))]
def f_raise_from():
    def f():
        class C(Exception):
            def __init__(s): churn()
        class D(Exception):
            def __init__(s): churn()
        raise C from D
    try: f()
    except Exception as x: churn(); return type(x).__name__, type(x.__cause__).__name__
def f_except_match():
    class MM(type):
        def __instancecheck__(c, o): churn(); return False
        def __subclasscheck__(c, o): churn(); return False
    def ex(): return type("Q", (Exception,), {})
    try: raise ex()
    except Exception as e: churn(); return type(e).__name__
def f_weakcb():
    import weakref
    out = []
    c = mk("w")
    w = weakref.ref(c, lambda r: (churn(), out.append(1)))
    del c; churn(); return out
def f_ordered_move():
    d = collections.OrderedDict((mk("o%d" % i), (churn(), i)[1]) for i in range(3))
    k = list(d)[0]; d.move_to_end(k); churn(); return [show(c) for c in d]
def f_counter2():
    c = collections.Counter(); c.update((churn(), mk("o%d" % i))[1] for i in range(3)); return [show(x) for x in c]
def f_isinstance_tuple():
    class P(type):
        def __instancecheck__(c, o): del c; churn(); return False
    return isinstance(1, (P("a", (), {}), P("b", (), {}), int)), issubclass(int, (P("a", (), {}), P("b", (), {}), int))
def f_round():
    class R(type):
        def __round__(c, n=None): del c; churn(); return mk("rd")
        def __abs__(c): del c; churn(); return mk("ab")
    return show(round(R("a", (), {}))), show(abs(R("a", (), {})))
names = sys.argv[1:] or [k for k in globals() if k.startswith("f_")]
for k in names: t(k, globals()[k])
