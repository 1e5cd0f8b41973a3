"""One object of each native type, used by several threads at once: every attribute read, called with plausible arguments, set and deleted, every operator. Only results and Python
exceptions may come out (the checked core looks at the rest):

    typhon --check --memory 1024 tests/robust/race_fuzz.py SEED MILLISECONDS [THREADS [part of a name]…]

MILLISECONDS for each kind of object. The kind is written to standard error as it begins, so that a crash tells its culprit. The leak check at the end counts too.
"""
import array, collections, contextvars, copy, csv, functools, gc, hashlib, io, itertools, operator, random, re, struct, sys, threading, time, types, weakref, zlib
import _queue, _thread, decimal, datetime

SEED, MS = int(sys.argv[1]), int(sys.argv[2])
THREADS = int(sys.argv[3]) if len(sys.argv) > 3 else 3
ONLY = sys.argv[4:]


class Plain:
    def __init__(self): self.a = [1]
    def m(self): return self.a


class Slots:
    __slots__ = ("a", "b", "__weakref__")


class SubList(list): pass
class SubDict(dict): pass
class SubStr(str): pass
class SubInt(int): pass
class SubTuple(tuple): pass


def generator():
    x = 0
    while x < 999:
        y = yield [x]
        x += 1
        if y == 5: return y


async def coroutine():
    await asleep()
    return 1


@types.coroutine
def asleep():
    for i in range(1000): yield i


async def agen():
    for i in range(1000):
        yield [i]


def function(a=1, *b, c=2, **d):
    "doc"
    return a, b, c, d


def closure():
    x = [1]
    def inner():
        nonlocal x
        x = [2]
        return x
    return inner


def raised():
    try: {}[1]
    except KeyError as e: return e


def klass():
    class K:
        x = [1]
        def m(self): return 1
        @property
        def p(self): return [1]
    return K


def frame():
    return sys._getframe()


def suspended():
    "The frame of a generator that lives until the next one is made."
    g = generator()
    next(g)
    GENERATORS[:] = [g]
    return g.gi_frame


GENERATORS = []


def group():
    return ExceptionGroup("g", [ValueError(1), TypeError(2)])


KINDS = {
    "list": lambda: [[1], 2, "3"], "dict": lambda: {"a": [1], 2: 3, "b": "c"}, "set": lambda: {1, "a", (2,)}, "frozenset": lambda: frozenset([1, "a"]),
    "sublist": lambda: SubList([1, [2]]), "subdict": lambda: SubDict(a=[1]), "substr": lambda: SubStr("abc"), "subint": lambda: SubInt(5), "subtuple": lambda: SubTuple(([1], 2)),
    "tuple": lambda: ([1], 2, "3"), "str": lambda: "abcäbc" * 3, "bytes": lambda: b"abcdef", "bytearray": lambda: bytearray(b"abcdef"), "int": lambda: 10 ** 30, "float": lambda: 1.5, "complex": lambda: 1 + 2j,
    "range": lambda: range(1, 100, 3), "slice": lambda: slice(1, [2], 3), "memoryview": lambda: memoryview(bytearray(b"abcdefgh")), "array": lambda: array.array("i", [1, 2, 3]),
    "deque": lambda: collections.deque([[1], 2, 3], 50), "ordereddict": lambda: collections.OrderedDict(a=[1], b=2), "defaultdict": lambda: collections.defaultdict(list, a=[1]), "counter": lambda: collections.Counter("abca"),
    "namespace": lambda: types.SimpleNamespace(a=[1], b=2), "mappingproxy": lambda: types.MappingProxyType({"a": [1]}),
    "list_iterator": lambda: iter([[i] for i in range(500)]), "reversed": lambda: reversed([[i] for i in range(500)]), "tuple_iterator": lambda: iter(tuple([i] for i in range(500))),
    "dict_keys": lambda: {"a": [1], "b": 2}.keys(), "dict_items": lambda: {"a": [1], "b": 2}.items(), "dict_iterator": lambda: iter({str(i): [i] for i in range(500)}), "items_iterator": lambda: iter({str(i): [i] for i in range(500)}.items()),
    "set_iterator": lambda: iter({str(i) for i in range(500)}), "str_iterator": lambda: iter("abcä" * 200), "range_iterator": lambda: iter(range(10 ** 20, 10 ** 20 + 999)), "bytes_iterator": lambda: iter(b"abc" * 300), "callable_iterator": lambda: iter(iter([[1]] * 999).__next__, 5),
    "enumerate": lambda: enumerate(itertools.repeat([1], 999)), "zip": lambda: zip(range(999), itertools.repeat([1], 999)), "map": lambda: map(lambda x: [x], range(999)), "filter": lambda: filter(None, range(1, 999)),
    "count": lambda: itertools.count(1.5), "cycle": lambda: itertools.cycle([[1], [2], [3]]), "chain": lambda: itertools.chain([[1]] * 50, itertools.repeat([2], 999)), "islice": lambda: itertools.islice(itertools.repeat([1], 999), 0, 999, 2), "accumulate": lambda: itertools.accumulate(range(999)),
    "groupby": lambda: itertools.groupby(range(999), lambda x: x // 3), "tee": lambda: itertools.tee(range(999))[0], "product": lambda: itertools.product(range(9), repeat=3), "permutations": lambda: itertools.permutations(range(6)),
    "combinations": lambda: itertools.combinations(range(20), 4), "cwr": lambda: itertools.combinations_with_replacement(range(9), 4), "starmap": lambda: itertools.starmap(lambda x: [x], [(1,)] * 999), "takewhile": lambda: itertools.takewhile(lambda x: True, range(999)),
    "dropwhile": lambda: itertools.dropwhile(lambda x: x < 10, range(999)), "batched": lambda: itertools.batched(range(999), 3), "pairwise": lambda: itertools.pairwise(range(999)), "compress": lambda: itertools.compress(range(999), itertools.cycle([1, 0])),
    "zip_longest": lambda: itertools.zip_longest(range(999), range(9)), "filterfalse": lambda: itertools.filterfalse(None, itertools.repeat(0, 999)), "repeat": lambda: itertools.repeat([1], 999),
    "generator": generator, "coroutine": coroutine, "agen": agen, "function": lambda: types.FunctionType(function.__code__, globals(), "f", (1,)), "closure": closure, "cell": lambda: closure().__closure__[0], "method": lambda: Plain().m, "builtin": lambda: [].append, "code": lambda: function.__code__,
    "partial": lambda: functools.partial(function, 1, c=3), "lru_cache": lambda: functools.lru_cache(maxsize=5)(lambda *a, **k: [a]), "cached_property": lambda: functools.cached_property(lambda s: [1]), "cmp_to_key": lambda: functools.cmp_to_key(lambda a, b: 0)(1),
    "property": lambda: property(lambda s: [1], doc="d"), "classmethod": lambda: classmethod(function), "staticmethod": lambda: staticmethod(function), "super": lambda: super(SubList, SubList()),
    "plain": Plain, "slots": Slots, "class": klass, "exception": raised, "oserror": lambda: OSError(2, "x", "f"), "group": group, "traceback": lambda: raised().__traceback__, "frame": frame, "suspended": suspended, "module": lambda: types.ModuleType("m"),
    "weakref": lambda: weakref.ref(KEEP), "proxy": lambda: weakref.proxy(KEEP), "weakset": lambda: weakref.WeakSet([KEEP]), "weakdict": lambda: weakref.WeakValueDictionary(a=KEEP),
    "context": contextvars.copy_context, "contextvar": lambda: contextvars.ContextVar("v", default=[1]), "alias": lambda: list[int], "union": lambda: int | str, "typevar": lambda: __import__("typing").TypeVar("T"),
    "pattern": lambda: re.compile(r"(a)(?P<n>b)?"), "match": lambda: re.match(r"(a)(?P<n>b)?", "abc"), "finditer": lambda: re.finditer("a", "ab" * 500), "random": lambda: random.Random(1), "struct": lambda: struct.Struct("<ihq"), "sha256": lambda: hashlib.sha256(b"x"), "blake2": lambda: hashlib.blake2b(b"x"),
    "compressor": zlib.compressobj, "decompressor": zlib.decompressobj, "bytesio": lambda: io.BytesIO(b"abc\ndef\n" * 20), "stringio": lambda: io.StringIO("abc\ndef\n" * 20), "textio": lambda: io.TextIOWrapper(io.BytesIO(b"abc\ndef\n" * 20)), "buffered": lambda: io.BufferedRandom(io.BytesIO(b"abc\ndef\n" * 20)),
    "bufferedreader": lambda: io.BufferedReader(io.BytesIO(b"abc\ndef\n" * 50), 16), "file": lambda: open(__file__), "rawfile": lambda: open(__file__, "rb", buffering=0),
    "csvreader": lambda: csv.reader(["a,b"] * 999), "csvwriter": lambda: csv.writer(io.StringIO()), "local": threading.local, "simplequeue": _queue.SimpleQueue, "decimal": lambda: decimal.Decimal("1.5"), "datetime": lambda: datetime.datetime(2020, 1, 1),
}
KEEP = Plain()
SKIP = {"acquire", "acquire_lock", "__enter__", "get", "put", "__subclasses__", "__sizeof__", "fileno", "close", "detach", "_checkClosed", "isatty", "__loader__", "__spec__", "__class__", "__init_subclass__", "run", "truncate", "randbytes", "getrandbits", "_randbelow", "_randbelow_with_getrandbits", "_randbelow_without_getrandbits", "zfill", "center", "ljust", "rjust", "expandtabs"}
ALLOWED = {"dict": {"get"}, "subdict": {"get"}, "mappingproxy": {"get"}, "plain": {"__class__"}, "context": {"get"}, "contextvar": {"get"}}
# FileIO.__init__(5) would take, and close, a descriptor of the host's; clear() of a weak dictionary whose popitem was replaced never ends, nor does a logarithm of a Decimal whose digits were
FORBIDDEN = {"rawfile": {"__init__"}, "weakdict": {"popitem", "clear"}, "decimal": {"ln", "log10", "exp", "sqrt", "__pow__", "__rpow__"}}
BINARY = [operator.add, operator.sub, operator.or_, operator.and_, operator.xor, operator.eq, operator.lt, operator.contains, operator.getitem, operator.delitem, operator.iadd, operator.ior, operator.isub, operator.mod]
UNARY = [len, repr, hash, bool, iter, list, str, copy.copy, id, type, dir, tuple, sorted, operator.length_hint, vars]


def value(r, shared):
    k = r.randrange(24)
    if k < 4: return r.randrange(-2, 6)
    if k == 4: return None
    if k == 5: return "a"
    if k == 6: return [r.randrange(9)]
    if k == 7: return (1, [2])
    if k == 8: return {"a": [r.randrange(9)]}
    if k == 9: return {1, "a"}
    if k == 10: return b"abc"
    if k == 11: return "n%d" % r.randrange(5)
    if k == 12: return lambda *a, **k: [a]
    if k == 13: return bytearray(b"xy")
    if k == 14: return slice(r.randrange(-3, 4), r.randrange(-3, 4), r.choice((None, 1, 2, -1)))
    if k == 15: return iter([[1], 2])
    if k == 16: return ValueError(r.randrange(9))
    if k == 17: return Plain()
    if k == 18: return 1.5
    if k == 19: return True
    if k == 20: return "utf-8"
    return shared


def attempt(r, shared, names):
    k = r.randrange(20)
    if k < 10 and names:
        name = r.choice(names)
        v = getattr(shared, name)
        if callable(v) and not isinstance(v, type):
            v = v(*[value(r, shared) for _ in range(r.choice((0, 0, 1, 1, 1, 2, 2, 3)))])
            if hasattr(v, "__next__") and v is not shared:
                for _ in range(3): next(v)
        return
    if k < 12 and names:
        name = r.choice(names)
        if r.randrange(6): setattr(shared, name, value(r, shared))
        else: delattr(shared, name)
    elif k < 14: next(shared)
    elif k == 14: shared[value(r, shared)] = value(r, shared)
    elif k < 17:
        f = r.choice(BINARY)
        # these two never end
        if f is not operator.contains or type(shared) not in (itertools.count, itertools.cycle): f(shared, value(r, shared))
    elif k == 17: isinstance(shared, type(shared)); shared == shared
    elif k == 18 and not hasattr(shared, "__next__"): r.choice(UNARY)(shared)
    else:
        # kept small
        if hasattr(shared, "__len__") and len(shared) > 300 and hasattr(shared, "clear"): shared.clear()
        else: shared()


def work(seed, box, names, go, end):
    r = random.Random(seed)
    go.wait()
    while time.monotonic() < end[0]:
        for _ in range(20):
            try: attempt(r, box[0], names)
            except (Exception, GeneratorExit): pass


def one(kind, make, seed):
    sys.stderr.write(f"{kind} {seed}\n"); sys.stderr.flush()
    box = [make()]
    names = [n for n in dir(box[0]) if (n not in SKIP or n in ALLOWED.get(kind, ())) and n not in FORBIDDEN.get(kind, ())]
    go, end = threading.Event(), [0.0]
    ts = [threading.Thread(target=work, args=(f"{seed}/{i}", box, names, go, end)) for i in range(THREADS)]
    for t in ts: t.start()
    end[0] = time.monotonic() + MS / 1000
    go.set()
    # a fresh object now and then: those first uses are the interesting ones
    while time.monotonic() < end[0]:
        time.sleep(0.01)
        box[0] = make()
    for t in ts: t.join()


sys.unraisablehook = lambda u: None
for kind, make in KINDS.items():
    if ONLY and not any(o in kind for o in ONLY): continue
    one(kind, make, SEED)
    gc.collect()
print("ok")
