# Functions and classes that take themselves out of where native code found them, and collect, while native code uses them.
import gc, sys, functools, operator, itertools, collections, warnings, codecs, contextvars, threading, atexit, types, re, json, builtins
def churn():
    gc.collect(); gc.collect()
    ns = {}
    for i in range(20): exec("def f%d(a, b=1, *c): return a" % i, ns); type("T%d" % i, (), {})
def t(name, f):
    try: print(name, f(), flush=True)
    except Exception as e: print(name, type(e).__name__, e, flush=True)
def fresh(text, name="f", **k):
    ns = dict(globals(), **k); exec(text, ns); f = ns.pop(name); return f
def f_getattribute_gone():
    A = type("A", (), {})
    A.__getattribute__ = fresh("def f(s, n):\n  del A.__getattribute__\n  churn()\n  return n", A=A)
    return A().x
def f_call_gone():
    A = type("A", (), {})
    A.__call__ = fresh("def f(s, n):\n  del A.__call__\n  churn()\n  return n", A=A)
    return list(map(A(), [1]))
def f_next_gone():
    A = type("A", (), {"__iter__": lambda s: s})
    A.__next__ = fresh("def f(s):\n  del A.__next__\n  churn()\n  return 5", A=A)
    try: return [x for x in A()]
    except TypeError as e: return str(e)
def f_lt_gone():
    A = type("A", (), {})
    A.__lt__ = fresh("def f(s, o):\n  del A.__lt__\n  churn()\n  return NotImplemented", A=A)
    A.__gt__ = fresh("def f(s, o):\n  del A.__gt__\n  churn()\n  return True", A=A)
    return A() < A()
def f_add_gone():
    A = type("A", (), {}); B = type("B", (A,), {})
    A.__add__ = fresh("def f(s, o):\n  del A.__add__\n  churn()\n  return NotImplemented", A=A)
    B.__radd__ = fresh("def f(s, o):\n  del B.__radd__\n  churn()\n  return NotImplemented", B=B)
    try: return A() + B()
    except TypeError as e: return str(e)
def f_hash_gone():
    A = type("A", (), {})
    A.__hash__ = fresh("def f(s):\n  del A.__hash__\n  churn()\n  return 7", A=A)
    return len({A(): 1, A(): 2})
def f_factory():
    d = collections.defaultdict(None)
    d.default_factory = fresh("def f():\n  d.default_factory = None\n  churn()\n  return 3", d=d)
    return d["x"]
def f_factory_class():
    d = collections.defaultdict(None)
    class C:
        def __new__(c):
            d.default_factory = None; del c; churn(); return 4
    d.default_factory = C; del C
    return d["x"]
def f_property():
    p = property()
    p.__init__(fresh("def f(s):\n  p.__init__(None)\n  churn()\n  return 3", p=p))
    A = type("A", (), {"p": p})
    return A().p
def f_property_del():
    A = type("A", (), {})
    A.p = property(fresh("def f(s):\n  del A.p\n  churn()\n  return 3", A=A))
    return A().p
def f_partial_setstate():
    p = functools.partial(int)
    f = fresh("def f(*a):\n  p.__setstate__((int, (), {}, None))\n  churn()\n  return a", p=p)
    p.__setstate__((f, (fresh("class f: n = 1"),), {}, None)); del f
    return p(1)[0].n
def f_module_getattr():
    m = types.ModuleType("m")
    m.__getattr__ = fresh("def f(n):\n  del m.__getattr__\n  churn()\n  return n", m=m)
    return m.foo
def f_descr_get():
    A = type("A", (), {}); D = type("D", (), {})
    D.__get__ = fresh("def f(s, o, t):\n  del A.x, D.__get__\n  churn()\n  return 8", A=A, D=D)
    A.x = D()
    return A().x
def f_descr_set():
    A = type("A", (), {}); D = type("D", (), {})
    D.__set__ = fresh("def f(s, o, t):\n  del A.x, D.__set__\n  churn()", A=A, D=D)
    A.x = D(); a = A(); a.x = 1
    return a.__dict__
def f_class_getitem():
    A = type("A", (), {})
    A.__class_getitem__ = classmethod(fresh("def f(c, k):\n  del A.__class_getitem__\n  churn()\n  return k", A=A))
    return A[5]
def f_init_gone():
    A = type("A", (), {})
    A.__init__ = fresh("def f(s):\n  del A.__init__\n  churn()\n  s.x = 1", A=A)
    return A().x
def f_new_gone():
    A = type("A", (), {})
    A.__new__ = fresh("def f(c):\n  del A.__new__\n  churn()\n  return object.__new__(c)", A=A)
    return type(A()).__name__
def f_missing():
    A = type("A", (dict,), {})
    A.__missing__ = fresh("def f(s, k):\n  del A.__missing__\n  churn()\n  return k", A=A)
    return A()[4]
def f_missing_eq():
    A = type("A", (dict,), {})
    class K:
        def __hash__(s): return 1
        def __eq__(s, o): del A.__missing__; churn(); return False
    a = A({K(): 1})
    A.__missing__ = fresh("def f(s, k): return 6")
    try: return a[K()]
    except KeyError: return "KeyError"
def f_instancecheck():
    M = type("M", (type,), {})
    M.__instancecheck__ = fresh("def f(c, o):\n  del M.__instancecheck__\n  churn()\n  return True", M=M)
    return isinstance(1, M("x", (), {}))
def f_exit_gone():
    A = type("A", (), {"__enter__": lambda s: s})
    A.__exit__ = fresh("def f(s, *a):\n  churn()\n  return True")
    with A(): del A.__exit__; churn(); 1 / 0
    return 1
def f_enter_gone():
    A = type("A", (), {"__exit__": fresh("def f(s, *a):\n  churn()\n  return True")})
    A.__enter__ = fresh("def f(s):\n  del A.__enter__, A.__exit__\n  churn()\n  return 3", A=A)
    with A() as x: churn(); 1 / 0
    return x
def f_setname_gone():
    D = type("D", (), {})
    D.__set_name__ = fresh("def f(s, o, n):\n  if hasattr(D, '__set_name__'): del D.__set_name__\n  churn()", D=D)
    C = type("C", (), {"a": D(), "b": D()})
    return C.__name__
def f_initsub_gone():
    B = type("B", (), {})
    B.__init_subclass__ = classmethod(fresh("def f(c):\n  del B.__init_subclass__\n  churn()", B=B))
    return type("C", (B,), {}).__name__
def f_mro_gone():
    M = type("M", (type,), {})
    M.mro = fresh("def f(c):\n  if 'mro' in M.__dict__: del M.mro\n  churn()\n  return type.mro(c)", M=M)
    return M("X", (), {}).__mro__[1].__name__
def f_bool_gone():
    A = type("A", (), {})
    A.__bool__ = fresh("def f(s):\n  del A.__bool__\n  churn()\n  return False", A=A)
    return not A(), [x for x in filter(None, [A()])] != []
def f_len_gone():
    A = type("A", (), {"__getitem__": lambda s, i: i})
    A.__len__ = fresh("def f(s):\n  del A.__len__\n  churn()\n  return 2", A=A)
    return list(reversed(A()))
def f_index_gone():
    A = type("A", (), {})
    A.__index__ = fresh("def f(s):\n  del A.__index__\n  churn()\n  return 1", A=A)
    return [1, 2, 3][A()]
def f_format_gone():
    A = type("A", (), {})
    A.__format__ = fresh("def f(s, p):\n  del A.__format__\n  churn()\n  return 'fm'", A=A)
    return f"{A()}"
def f_repr_gone():
    A = type("A", (), {})
    A.__repr__ = fresh("def f(s):\n  del A.__repr__\n  churn()\n  return 'rp'", A=A)
    return repr([A()])
def f_del_gone():
    A = type("A", (), {}); out = []
    A.__del__ = fresh("def f(s):\n  del A.__del__\n  churn()\n  out.append(1)", A=A, out=out)
    A()
    return out
def f_trace():
    out = []
    f = fresh("def f(*a):\n  sys.settrace(None)\n  churn()\n  out.append(a[1])\n  return None", out=out)
    def g(): return 1
    sys.settrace(f); del f
    g()
    sys.settrace(None)
    return out[:1]
def f_profile():
    out = []
    f = fresh("def f(*a):\n  sys.setprofile(None)\n  churn()\n  out.append(a[1])", out=out)
    def g(): return 1
    sys.setprofile(f); del f
    g()
    return out[:1]
def f_local_trace():
    out = []
    def g():
        x = 1
        return x
    def tr(fr, ev, arg):
        return fresh("def f(fr, ev, arg):\n  fr.f_trace = None\n  churn()\n  out.append(ev)", out=out)
    sys.settrace(tr); g(); sys.settrace(None)
    return out[:1]
def f_displayhook():
    out = []
    sys.displayhook = fresh("def f(v):\n  sys.displayhook = sys.__displayhook__\n  churn()\n  out.append(v)", out=out)
    exec(compile("5", "x", "single"))
    return out
def f_unraisable():
    out = []
    sys.unraisablehook = fresh("def f(u):\n  sys.unraisablehook = sys.__unraisablehook__\n  churn()\n  out.append(u.exc_type.__name__)", out=out)
    class D:
        def __del__(s): 1 / 0
    D()
    return out
def f_import():
    old = builtins.__import__
    try:
        builtins.__import__ = fresh("def f(n, *a):\n  builtins.__import__ = old\n  churn()\n  return old(n, *a)", old=old)
        import math
    finally: builtins.__import__ = old
    return math.__name__
def f_build_class():
    old = builtins.__build_class__
    try:
        builtins.__build_class__ = fresh("def f(*a):\n  builtins.__build_class__ = old\n  churn()\n  return old(*a)", old=old)
        class X: pass
    finally: builtins.__build_class__ = old
    return X.__name__
def f_gccallbacks():
    out = []
    gc.callbacks.append(fresh("def f(p, i):\n  gc.callbacks.clear()\n  churn()\n  out.append(p)", out=out))
    gc.collect()
    return out
def f_weakcb():
    import weakref
    out = []
    class C: pass
    c = C()
    ws = [weakref.ref(c, fresh("def f(r):\n  ws.clear()\n  churn()\n  out.append(1)", ws=None, out=out))]
    ws[0].__callback__.__globals__["ws"] = ws
    del c
    return out
def f_re():
    return re.sub("a", fresh("def f(m):\n  churn()\n  return 'b'"), "aaa")
def f_annotate():
    f = fresh("def f(x: (churn(), g.__setattr__('__annotate__', None))[0]): pass", g=None)
    f.__globals__["g"] = f
    return list(f.__annotations__)
def f_default_kw():
    f = fresh("def f(a, *, k=fresh('class f: n = 2')):\n  g.__kwdefaults__ = None\n  churn()\n  return k.n")
    f.__globals__["g"] = f
    return f(1)
def f_defaults():
    f = fresh("def f(a, k=fresh('class f: n = 2')):\n  g.__defaults__ = None\n  churn()\n  return k.n")
    f.__globals__["g"] = f
    return f(1)
def f_code():
    f = fresh("def f():\n  g.__code__ = (lambda: 1).__code__\n  churn()\n  return [x for x in range(3)]")
    f.__globals__["g"] = f
    return f(), f()
def f_closure_gen():
    def g():
        c = fresh("class f: n = 3")
        yield c
        del c
        churn()
        yield 1
    a, b = g()
    return a.n, b
def f_zip_dict():
    return {k: v.n for k, v in dict(zip([1, 2], (fresh("class f: n = %d" % i) for i in range(2)))).items()}
def f_bases_gone():
    class A: n = 1
    class B: pass
    class C(A):
        def m(self):
            r = super()
            C.__bases__ = (B,); churn()
            try: return r.n
            except AttributeError as e: return str(e)
    return C().m()
def f_class_assign():
    A = type("A", (), {"__slots__": ()}); 
    class X: pass
    o = X()
    Y = fresh("class f:\n  def m(s):\n    s.__class__ = X\n    churn()\n    return type(s).__name__", X=X)
    o.__class__ = Y; del Y
    return o.m()
def f_class_assign_native():
    class X:
        def __add__(s, o): return "X"
    o = X()
    Y = fresh("class f:\n  def __add__(s, o):\n    s.__class__ = X\n    churn()\n    return NotImplemented\n  def __lt__(s, o):\n    s.__class__ = X\n    churn()\n    return NotImplemented", X=X)
    o.__class__ = Y; del Y
    try: return o + 1
    except TypeError as e: return str(e)
def f_class_assign_call():
    class X: pass
    o = X()
    o.__class__ = fresh("class f:\n  def __call__(s):\n    s.__class__ = X\n    churn()\n    return 1\n  def __iter__(s):\n    s.__class__ = X\n    churn()\n    return iter([1])\n  def __getitem__(s, k):\n    s.__class__ = X\n    churn()\n    return k\n  def __len__(s):\n    s.__class__ = X\n    churn()\n    return 1", X=X)
    Y = type(o)
    def again():
        o.__class__ = Y
    r = [o()]
    again(); r.append(list(o)); again(); r.append(o[3]); again(); r.append(len(o))
    return r
def f_class_assign_last():
    r = []
    for op in ("o()", "list(o)", "o[3]", "len(o)", "str(o)", "repr(o)", "hash(o)", "bool(o)", "o.zz", "int(o)", "o == 2", "o < 2", "o + 2", "-o", "2 in o", "f'{o}'", "next(o)", "del_(o)", "o.__dict__", "dir(o)", "reversed(o)", "round(o)", "divmod(o, 1)", "pow(o, 2)", "complex(o)", "bytes(o)", "operator.index(o)", "isinstance(1, o)", "o @ 1"):
        class X: pass
        o = X()
        body = "class f:\n  def _(s, *a):\n    s.__class__ = X\n    churn()\n    return 1\n  __call__ = __getitem__ = __len__ = __hash__ = __bool__ = __getattr__ = __int__ = __eq__ = __lt__ = __add__ = __neg__ = __contains__ = __next__ = __reversed__ = __round__ = __divmod__ = __pow__ = __index__ = __instancecheck__ = __matmul__ = _\n  def __str__(s): s._(); return 's'\n  __repr__ = __str__\n  def __format__(s, p): s._(); return 'f'\n  def __iter__(s): s._(); return iter([1])\n  def __complex__(s): s._(); return 1j\n  def __bytes__(s): s._(); return b'x'\n  def __dir__(s): s._(); return ['q']\n"
        o.__class__ = fresh(body, X=X)
        try: r.append(eval(op, dict(globals(), o=o, del_=lambda o: 0)))
        except Exception as e: r.append(type(e).__name__)
        finally: o = None
    return r
names = sys.argv[1:] or [k for k in globals() if k.startswith("f_")]
for k in names: t(k, globals()[k])
