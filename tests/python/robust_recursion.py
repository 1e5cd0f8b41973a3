"""Endless recursion and very deep structures, one way in for each kind of native code that can call itself: RecursionError or a result, never a crash, in the main thread and in another; afterwards the program goes on. (The expected output is ours: pyodide dies of these.)"""
import sys, threading, json, pickle, copy, re, functools
def plain(): plain()
class GA:
    def __getattr__(self, n): return getattr(self, n + 'x')
class RP:
    def __repr__(self): return repr(self)
class RP2:
    def __repr__(self): return f'{self!r}'
class K:
    def __lt__(self, o): return sorted([K(), K()]) and True
def deep(n, mk=list):
    l = []
    for _ in range(n): l = [l]
    return l
def deeptuple(n):
    l = ()
    for _ in range(n): l = (l,)
    return l
def deepdict(n):
    l = {}
    for _ in range(n): l = {'a': l}
    return l
N = 30000
class Eq:
    def __eq__(self, o): return self == o
    def __hash__(self): return hash(self)
class Call: pass
Call.__call__ = Call()
class Iter:
    def __iter__(self): return iter(self)
class Add:
    def __add__(self, o): return self + o
    def __index__(self): return range(self)[0]
    def __bool__(self): return bool(self)
    def __len__(self): return len(self)
    def __getitem__(self, k): return self[k]
    def __contains__(self, k): return k in self
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
    def __format__(self, s): return format(self, s)
    def __str__(self): return str(self)
    def __del__(self): pass
    def __setattr__(self, n, v): setattr(self, n, v)
    def __instancecheck__(self, o): return isinstance(o, self)
class MetaP(type):
    def __instancecheck__(c, o): return isinstance(o, c)
    def __subclasscheck__(c, o): return issubclass(o, c)
    def __call__(c): return c()
class HasMeta(metaclass=MetaP): pass
def gen(): yield from gen()
def genexp(n): return (x for x in genexp(n+1))
def dec():
    @functools.lru_cache
    def f(n): return f(n+1)
    return f(0)
def nestedpartial():
    f = len
    for _ in range(N): f = functools.partial(functools.partial(f), 1) if False else type('P',(functools.partial,),{})(f)
    return f([])
def mapchain():
    it = iter([1])
    for _ in range(N): it = map(int, it)
    return next(it)
def zipchain():
    import itertools
    it = iter([1])
    for _ in range(N): it = itertools.chain(it)
    return next(it)
def isinst():
    t = (int,)
    for _ in range(N): t = (t,)
    return isinstance('', t)
class Des:
    def __get__(self, o, t): return o.x if o else self
class HasDes: x = Des()
def excchain():
    e = None
    for i in range(N):
        n = ValueError(i); n.__context__ = e; e = n
    import traceback
    return len(traceback.format_exception(e))
def egdeep():
    e = ValueError(1)
    for i in range(N): e = ExceptionGroup('x', [e])
    return e.split(TypeError)
def cls():
    class Meta(type):
        def __new__(m, *a): return Meta('x', (), {})
    return Meta('x', (), {})
def slicecmp(): 
    a, b = slice(deep(N)), slice(deep(N)); return a == b
def unionhash(): return hash(deeptuple(N))
def fmt():
    s = '{0'
    return ('{:' * 1000 + '}' * 1000).format(*range(1000))
def expr(): return eval('(' * 150 + '1' + ')' * 150)
def evalrec(): return eval('evalrec()')
def execrec(): exec('execrec()')
def imp(): return __import__('json') and imp()
def sortkey(): return sorted([1, 2], key=lambda x: sortkey())
def comp(): return [comp() for x in [1]]
def lam(): return (lambda: lam())()
def prop():
    class P:
        @property
        def p(self): return self.p
    return P().p
def deld():
    l = deep(N); del l
    t = deeptuple(N); del t
    d = deepdict(N); del d
    class O: pass
    o = O()
    for _ in range(N):
        n = O(); n.next = o; o = n
    del o
    g = iter([])
    for _ in range(N): g = map(int, g)
    del g
    f = lambda: 0
    for _ in range(N): f = (lambda f: lambda: f)(f)
    del f
    return 'deleted'
cases = dict(plain=plain, getattr=lambda: GA().x, repr=lambda: repr(RP()), repr2=lambda: repr(RP2()), sort=lambda: sorted([K(), K()]), sortkey=sortkey,
  listrepr=lambda: repr(deep(N)), dictrepr=lambda: repr(deepdict(N)), tuplerepr=lambda: repr(deeptuple(N)), listcmp=lambda: deep(N) == deep(N), tuplecmp=lambda: deeptuple(N) < deeptuple(N), dictcmp=lambda: deepdict(N) == deepdict(N),
  hash=unionhash, jsondumps=lambda: json.dumps(deep(N)), jsonloads=lambda: json.loads('[' * N), jsonloadsd=lambda: json.loads('{"a":' * N), jsonpy=lambda: json.dumps(deep(N), indent=1), pickle=lambda: pickle.dumps(deep(N)), deepcopy=lambda: copy.deepcopy(deep(N)),
  re=lambda: re.match('(?:a|b)*c' , 'ab' * N), re2=lambda: re.match('((a)|b)*c' , 'ab' * N), re3=lambda: re.compile('(' * 5000 + ')' * 5000), eq=lambda: Eq() == Eq(), heq=lambda: hash(Eq()), call=lambda: Call()(), iter=lambda: list(Iter()),
  add=lambda: Add() + 1, index=lambda: [1][Add()], bool=lambda: bool(Add()), len=lambda: len(Add()), getitem=lambda: Add()[1], contains=lambda: 1 in Add(), enter=lambda: Add().__enter__(), format=lambda: format(Add(), ''), str=lambda: str(Add()), setattr=lambda: setattr(Add(), 'a', 1),
  isinstance=lambda: isinstance(1, HasMeta), issubclass=lambda: issubclass(int, HasMeta), metacall=lambda: HasMeta(), gen=lambda: list(gen()), genexp=lambda: list(genexp(0)), lru=dec, partial=nestedpartial, mapchain=mapchain, chain=zipchain, isinst=isinst, des=lambda: HasDes().x, excchain=excchain, egdeep=egdeep,
  cls=cls, slicecmp=slicecmp, fmt=fmt, evalrec=evalrec, execrec=execrec, imp=imp, comp=comp, lam=lam, prop=prop, deld=deld, ast=lambda: eval('-' * 100000 + '1'), str_mod=lambda: '%s' % RP(), print=lambda: print(RP()), reduce=lambda: functools.reduce(lambda a, b: plain(), [1, 2]), max=lambda: max([1, 2], key=lambda x: plain()), dictkey=lambda: {Eq(): 1}, hashset=lambda: {Eq()}, min=lambda: [RP()].index(Eq()))
def run(where):
    for name, f in cases.items():
        try: r = repr(f())[:40]
        except RecursionError: r = 'RecursionError'
        except MemoryError: r = 'RecursionError'   # CPython's word for sources too complex
        except SyntaxError: r = 'RecursionError'   # and ours
        except Exception as e: r = type(e).__name__ + ': ' + str(e)[:60]
        print(where, name, r, flush=True)
run('main')
t = threading.Thread(target=run, args=('thread',)); t.start(); t.join()

# the limit is followed: by Python calls at once, by nested native calls up to a bound
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
def native(n): return 0 if n == 0 else 1 + max([n - 1], key=lambda k: 0) and 1 + sorted([n], key=lambda k: native(n - 1))[0] * 0 + n - 1
def attempt(f, n):
    try: return f(n)
    except RecursionError: return 'RecursionError'
print(attempt(depth, 900), attempt(depth, 5000))
sys.setrecursionlimit(20000)
print(attempt(depth, 15000), attempt(native, 500))
out = []
t = threading.Thread(target=lambda: out.append((attempt(depth, 15000), attempt(depth, 25000)))); t.start(); t.join()
print(out)
sys.setrecursionlimit(500)
print(attempt(depth, 600), attempt(depth, 300))
for bad in (0, -1, 'x', 1):
    try: sys.setrecursionlimit(bad)
    except (ValueError, TypeError, RecursionError) as e: print(type(e).__name__)
    else: print('set')
