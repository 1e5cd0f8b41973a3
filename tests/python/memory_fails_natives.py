# args: --memory 512
# As memory_fails.py, over native modules, classes, generators, coroutines, files, exceptions and text. A failure in the library's own Python may surface as another exception; a crash or a leak is the bug.
import _typhon
import array, bisect, binascii, collections, contextlib, contextvars, copy, csv, dataclasses, datetime, enum, functools, hashlib, heapq, io, itertools, json, math, operator, os, pickle, queue, random, re, string, struct, sys, tempfile, threading, time, traceback, types, unicodedata, warnings, weakref, zlib, abc, typing, textwrap, marshal, statistics, fractions, decimal


class A:
    def __init__(self, x):
        self.x = x
        self.y = [x]

    def __repr__(self):
        return f"A({self.x})"


def kw(a, *b, c=1, **d):
    return a, b, c, d


class S:
    __slots__ = ("a", "b", "__weakref__")
    def __init__(self, a, b): self.a = a; self.b = b
    def __eq__(self, o): return self.a == o.a
    def __hash__(self): return hash(self.a)
class P(A):
    @property
    def p(self): return [self.x]
    @classmethod
    def c(cls, *a): return cls(a)
    @staticmethod
    def s(*a, **k): return a, k
    def __getattr__(self, n):
        if n.startswith("_"): raise AttributeError(n)
        return (n, self)
    def __iter__(self): yield from (self.x, self.y)
    def __len__(self): return 3
    def __getitem__(self, i): return [i]
    def __call__(self, *a, **k): return (self, a, k)
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __add__(self, o): return [self, o]
    def __format__(self, s): return s * 2
    def __missing__(self, k): return k
async def co(n):
    return [n]
async def agen():
    for i in range(3): yield [i]
async def amain():
    r = [await co(i) for i in range(3)]
    async for x in agen(): r.append(x)
    async with AC() as c: r.append(c)
    return r + [y async for y in agen()]
class AC:
    async def __aenter__(self): return [self]
    async def __aexit__(self, *a): return False
def drive(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
def sender():
    x = None
    while True:
        x = yield [x]
def genuse():
    g = sender(); next(g); g.send({1}); 
    try: g.throw(ValueError("q"))
    except ValueError: pass
    g2 = sender(); next(g2); g2.close()
    return [*sub()]
def sub():
    r = yield from [[1], [2]]
    try: yield {}
    finally: r = [r]
def match_it(v):
    match v:
        case {"a": [x, *y], **rest}: return x, y, rest
        case [1, 2, *r]: return r
        case S(a=1, b=b): return b
        case str() | bytes(): return [v]
    return None
def groups():
    try: raise ExceptionGroup("g", [ValueError(1), TypeError([2]), ExceptionGroup("h", [KeyError("k")])])
    except* ValueError as e: a = [e]
    except* (TypeError, KeyError) as e: a = [e]
def chain():
    try:
        try: 1 / 0
        except ZeroDivisionError as e: raise KeyError([1]) from e
    except KeyError as e:
        return traceback.format_exception(e)
def deleg():
    with contextlib.ExitStack() as st:
        st.callback(list); st.enter_context(P(1)); raise ValueError([1])
def cells():
    a = [1]; b = {2}
    def f(x=a, *, y=b):
        nonlocal a
        a = [a, x]
        def g(): return a, b, x, y
        return g
    return f()()
class Meta(type):
    def __new__(m, n, b, d, **k): return super().__new__(m, n, b, dict(d))
    def __prepare__(n, b, **k): return {"q": [1]}
def classes():
    class X(P, metaclass=Meta, flag=[1]):
        z: int = 1
        __slots__ = ("w",)
        def m(self): return super().s(1)
        def __set_name__(self, o, n): pass
    class Y[T](list): 
        def f[U](self, x: U) -> T: return x
    X.attr = 5; del X.attr
    x = X(1); x.w = [1]; x.__class__
    return X.__mro__, X.__dict__["m"], Y[int], X.__doc__, [k for k in dir(x)], x.m()
@dataclasses.dataclass(order=True)
class DC:
    x: int = 1
    y: list = dataclasses.field(default_factory=list)
class E(enum.IntFlag):
    A = 1; B = 2
NT = collections.namedtuple("NT", "a b c")
cv = contextvars.ContextVar("cv", default=[0])
def ctx():
    t = cv.set([1]); cv.reset(t)
    c = contextvars.copy_context(); return c.run(lambda: (cv.set([2]), cv.get(), dict(c.items())))
def weak():
    l = []; o = A(1); r = weakref.ref(o, lambda r: l.append([r])); p = weakref.proxy(o); p.x
    d = weakref.WeakValueDictionary(); d["k"] = o; k = weakref.WeakKeyDictionary(); k[o] = [1]
    weakref.finalize(o, l.append, 3)
    del o
    return l
def pk(o): return pickle.loads(pickle.dumps(o))
def trace():
    l = []
    def tr(f, e, a): l.append((e, a)); return tr
    sys.settrace(tr)
    try: cells()
    finally: sys.settrace(None)
    return l
def files():
    n = os.path.join(tempfile.gettempdir(), "typhon-mf-%d" % os.getpid())
    try:
        with open(n, "w") as f: f.write("äbc\n" * 50); f.writelines(["a", "b"])
        with open(n) as f: a = f.readline(), f.read(5), f.tell(), list(f)
        with open(n, "rb") as f: b = f.read(3), f.readinto(bytearray(10)), f.readlines(); f.seek(2); f.peek(2)
        with open(n, "r+b", buffering=0) as f: f.write(b"q"); f.readall()
        os.stat(n); os.listdir(os.path.dirname(n))
    finally:
        try: os.unlink(n)
        except OSError: pass
def odict():
    o = collections.OrderedDict(a=[1], b=[2]); o.move_to_end("a"); o["c"] = [3]; del o["b"]
    return o.copy(), list(reversed(o)), o == o.copy(), repr(o), o | {"z": [1]}, list(o.items())
def deq():
    d = collections.deque([[1], [2]], 5); d.extend("abc"); d.appendleft([3]); d.rotate(2); d.insert(1, [4]) if len(d) < 5 else 0
    return d.copy(), d + d, d * 2, list(d), d.pop(), d.popleft(), d.index("a") if "a" in d else 0, repr(d), list(reversed(d))
def sets():
    s = {(i,) for i in range(10)}; f = frozenset("abc")
    s |= {(3,), (99,)}; s ^= {(1,), (77,)}; s -= {(2,)}; s &= s | {(1,)}
    return s.copy(), f | s, s.pop(), s.symmetric_difference(f), s.issubset(f), repr(f), sorted(map(str, s)), s.union([1], [2]), s.intersection([(4,)], s), s.difference(f)
def lists():
    l = [[i] for i in range(8)]
    l[1:3] = [[9]] * 4; l[::2] = [0] * len(l[::2]); del l[1:2]; l *= 2; l.insert(0, [1]); l.extend({1: 2}); l.extend(x for x in "ab"); l.reverse()
    l.sort(key=str); l.remove(0); l.index(0)
    return l + l, l[1:], l.copy(), l * 2, repr(l), l == l[:], list(reversed(l)), l.pop(), tuple(l), l.count(0)
def dicts():
    d = {str(i): [i] for i in range(12)}
    d.update(a=[1], **{"b": [2]}); d.setdefault("q", [3]); d.pop("1"); d.popitem(); d |= {"z": [5]}
    return d.copy(), dict.fromkeys("abc", [1]), d | {1: 2}, list(d.items()), d.keys() & {"a"}, d.keys() - set(), repr(d), dict(zip("ab", [[1], [2]])), dict(d, k=1), {**d}, list(reversed(d)), d.keys() | [1], dict([("a", [1]), "bc"]), d == d.copy(), sorted(d)
def strs():
    s = "héllo wörld" * 3
    return s.upper(), s.title(), s.split(), s.replace("l", "LL"), s.center(80), s.translate({104: "HH", 101: None}), s.encode("utf-16"), s.encode("latin-1"), s.partition(" "), s.rsplit("o", 2), s.expandtabs(), s.join("ab"), s.format(1), "{0!r:>{w}} {a[0]} {b.x}".format([1], w=9, a=[1], b=A(2)), s.casefold(), s % (), "%(a)s %(b)5d" % {"a": [1], "b": 3}, s.splitlines(), s.zfill(90), s.swapcase(), s * 2 + s, ascii(s), repr(s), s.maketrans("a", "b"), s[::-1], "é" in s, f"{s!r:10}{1.5:>10.3e}{10**30:,}", s.isidentifier(), s.strip("h"), s.removeprefix("h"), str(b"abc", "ascii"), unicodedata.normalize("NFD", s)
def byts():
    b = b"hello" * 5; a = bytearray(b)
    a += b"x" * 50; a[2:5] = b"qq" * 20; del a[::3]; a.extend([1, 2]); a.insert(1, 5)
    return b.split(b"l"), b.replace(b"l", b"LL"), b.hex(":"), bytes.fromhex("00 ff"), b % (), b"%s" % b, a.copy(), a.upper(), b.join([b, a]), b.translate(None, b"l"), memoryview(a)[1:].tolist(), memoryview(b).cast("B").hex(), b.decode("latin-1"), bytes(a), b * 3, repr(b), a.partition(b"e"), b.splitlines(), bytes([1, 2]), bytes(i for i in b"ab"), b.center(60), a == b, struct.pack("<if4s", 1, 2.5, b"ab"), struct.unpack("<i4s", b"\0" * 8), list(struct.iter_unpack("<h", b"\0" * 8)), binascii.hexlify(b), array.array("i", [1, 2, 3]) * 3, array.array("d", b"\0" * 16).tolist()
def nums():
    x = 3 ** 200; y = 7 ** 90
    return x * y, x // y, x % y, divmod(-x, y), x << 100, x >> 30, x & y, x | -y, ~x, x ** 3, pow(x, 5, y), str(x), int(str(y)), int("ff" * 20, 16), hex(x), x.to_bytes(60, "big"), int.from_bytes(b"\xff" * 30, "little"), float(y), x / y, round(x, -5), (1.5).hex(), float("1e10"), repr(0.1), complex("1+2j") ** 2, repr(1j), math.factorial(30), math.gcd(x, y), math.comb(50, 20), math.isqrt(x), sum([x, y]), max(x, y), (2.5).as_integer_ratio(), math.fsum([.1] * 10), math.prod([x] * 3), math.hypot(1, 2, 3), round(2.567, 2), fractions.Fraction(x, y), hash(x), x.bit_length(), math.dist([1, 2], [3, 4])
def iters():
    return [list(x) for x in (itertools.chain([[1]], "ab"), itertools.product("ab", repeat=2), itertools.permutations("abc"), itertools.combinations("abcd", 2), itertools.islice(itertools.count(10 ** 20), 3), itertools.groupby("aabb"), itertools.accumulate([[1], [2]]), itertools.zip_longest("abc", "d"), itertools.starmap(pow, [(2, 3)]), itertools.takewhile(bool, [1, 0]), itertools.compress("abc", [1, 0, 1]), itertools.pairwise("abc"), itertools.batched("abcde", 2), itertools.repeat([1], 2), map(lambda *a: a, "ab", "cd"), zip("ab", "cd", strict=True), enumerate("ab", 10 ** 20), reversed([1, 2]), filter(None, "ab"), itertools.tee("abc")[1], itertools.combinations_with_replacement("ab", 2), itertools.dropwhile(bool, "ab"), itertools.filterfalse(None, [0]), iter(lambda: 1, 1), range(10 ** 20, 10 ** 20 + 3))]
def reg():
    m = re.compile("(?P<a>\\w+)-(?P<b>\\d+)").match("abc-12")
    return m.groupdict(), m.groups(), m.expand("\\1x"), re.sub("b(.)", lambda m: m[1] * 2, "abcabd"), re.split("(,)", "a,b,c"), [m.span() for m in re.finditer("a|b", "abab")], re.subn("a", "\\g<0>b", "aab"), m["a"], m.start(1), repr(m)
def excs():
    try: raise OSError(2, "x", "f")
    except OSError as e: r = str(e), e.args, e.filename, repr(e)
    try: {}["k"]
    except KeyError as e: e.add_note("n"); r += (str(e), e.__notes__)
    try: [].foo
    except AttributeError as e: r += (str(e), e.name)
    try: undefined_name
    except NameError as e: r += (str(e),)
    try: kw()
    except TypeError as e: r += (str(e),)
    try: int("x" * 50)
    except ValueError as e: r += (str(e), e.__traceback__.tb_frame.f_locals.keys())
    try: b"\xff".decode()
    except UnicodeDecodeError as e: r += (str(e),)
    try: exec("a b", {})
    except SyntaxError as e: r += (str(e), e.text)
    try: a, b = [1]
    except ValueError as e: r += (str(e),)
    try: a, *b = 5
    except TypeError as e: r += (str(e),)
    a, *b, c = [[1], [2], [3], [4]]
    return r, b
def thr():
    l = []
    t = threading.Thread(target=l.append, args=([1],)); t.start(); t.join()
    k = threading.local(); k.x = [1]
    q = queue.SimpleQueue(); q.put([1]); q.get(); lk = threading.RLock()
    with lk: pass
    return l, k.x
def csvs():
    f = io.StringIO(); w = csv.writer(f); w.writerow(["a", 1, 2.5, 'q"']); w.writerows([[1], [2]])
    return list(csv.reader(f.getvalue().splitlines())), list(csv.DictReader(["a,b", "1,2"]))
def calls():
    f = P(1)
    return f(*[1], **{"k": [2]}), kw(*"ab", *"cd", c=[1], **{"e": 1}, **{"f": 2}), P.c(1, 2), f.s(1, z=2), f.zz, f.p, [*f], f[1:2], f + 1, functools.reduce(lambda a, b: [a, b], "abc"), functools.lru_cache(lambda x: [x])(1), functools.cmp_to_key(lambda a, b: 0)(1), functools.partial(kw, 1)(2, c=3), operator.itemgetter(1, 0)([[1], [2]]), operator.attrgetter("x", "y")(f), operator.methodcaller("s", 1, k=2)(f), types.MethodType(kw, 1)(2), types.SimpleNamespace(a=[1]), property(len).fget, super(P, f).__init__, f.__init__, type(f).__dict__["p"].__get__(f), getattr(f, "qq"), setattr(f, "new", [1]), vars(f).copy(), f"{f:ab}", isinstance(f, A | int), list[int], int | None, typing.Optional[int], f.__reduce_ex__(2), copy.copy(f), copy.deepcopy([1, {2: [3]}]), S(1, 2) == S(1, 3), {S(1, 2)}, types.MappingProxyType({1: 2}) | {3: 4}, slice(1, [2], None).indices if 0 else slice(1, 2).indices(5), sorted([[3], [1]], reverse=True), min("abc", key=ord), max([1], default=2), sum([[1]], []), any(x for x in [0, []]), divmod(7, 2), chr(300), ord("é"), hex(255), print(file=io.StringIO()), input if 0 else None, iter([1]).__reduce__(), compile("1+1", "f", "eval"), eval("[x for x in 'ab']"), globals() is None, id(f), format(1.5, ".2f"), type("Q", (), {})(), __import__("math"), breakpoint if 0 else 0
names = "genuse,groups,chain,deleg,cells,classes,ctx,weak,trace,files,odict,deq,sets,lists,dicts,strs,byts,nums,iters,reg,excs,thr,csvs,calls".split(",")
work2 = [globals()[n] for n in names] + [
    lambda: match_it({"a": [1, 2, 3], "b": 1}), lambda: match_it([1, 2, [3]]), lambda: match_it(S(1, [2])), lambda: match_it("q"),
    lambda: drive(amain()),
    lambda: (DC(1), repr(DC(2)), DC(1) < DC(2), dataclasses.asdict(DC(3)), dataclasses.replace(DC(1), x=5)),
    lambda: (E.A | E.B, E(2), list(E), E["A"]), lambda: (NT(1, [2], 3)._replace(a=4), NT(*"abc")._asdict(), repr(NT(1, 2, 3))),
    lambda: json.loads(json.dumps({"a": [1, 2.5, None, "ä"], "b": {"c": [True] * 3}}, indent=1)),
    lambda: pk([1, {"a": (1, 2)}, {3}, 2 ** 70, "x", 1.5, A(3), DC(1), b"q", frozenset([1])]), lambda: marshal.loads(marshal.dumps([1, "a", (2.5, None), {1: 2}, b"x", 2 ** 70])),
    lambda: (datetime.datetime(2020, 1, 2, 3) + datetime.timedelta(days=3.5)).isoformat(),
    lambda: (heapq.nsmallest(3, [5, 1, 4]), heapq.merge([1], [2]), bisect.bisect([1, 2, 3], 2), bisect.insort([], [1])),
    lambda: (hashlib.sha256(b"a" * 100).hexdigest(), hashlib.md5(b"x").digest(), zlib.decompress(zlib.compress(b"abc" * 100)), zlib.crc32(b"q")),
    lambda: (random.Random(1).sample(range(100), 5), random.Random(2).choices("abc", k=3), random.Random(3).getstate()),
    lambda: (string.Template("$a b").substitute(a=[1]), textwrap.wrap("a b c d " * 10, 20), time.strftime("%Y", time.gmtime(0)), time.localtime(0)),
    lambda: decimal.Decimal("1.5") * 3 + decimal.Decimal(2) / 3,
    lambda: statistics.mean([1, 2, 3]),
    lambda: (io.TextIOWrapper(io.BytesIO(b"a\nb\xc3\xa4\n")).read(), io.BufferedReader(io.BytesIO(b"abc")).peek(), io.StringIO("q\n" * 5).readlines(), io.BytesIO(b"ab").getbuffer().tobytes()),
    lambda: list(collections.ChainMap({1: [2]}, {3: 4}).items()) + collections.Counter("abcab").most_common() + [collections.defaultdict(list)[1]],
    lambda: (abc.ABCMeta("Z", (), {"f": abc.abstractmethod(lambda: 0)}), isinstance({}, collections.abc.Mapping)),
]

fail = _typhon.fail_allocations
try:
    fail(0)
except NotImplementedError:
    def fail(n):
        pass
work = work2
if len(sys.argv) > 1:
    work = [work2[int(x)] for x in sys.argv[1:]]
for f in work:
    f()
    for n in [*range(1, 50), *range(50, 200, 7)]:
        fail(n)
        try:
            f()
        except Exception:
            pass
        fail(0)
print("done")
