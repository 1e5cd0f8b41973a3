"""Many threads on the objects of native modules: iterators of itertools, heaps, arrays, patterns, streams, caches, pickles, structs (the subjects of CPython's test_free_threading)."""
import array
import bisect
import contextvars
import copy
import csv
import functools
import heapq
import io
import itertools
import json
import operator
import pickle
import random
import re
import string
import struct
import sys
import tokenize
import types
import zlib
from common import SECONDS, THREADS, check, done, torture

MAKERS = [
    lambda: itertools.count(1), lambda: itertools.count(0, [].__len__() + 3), lambda: itertools.cycle([1, 2, 3]), lambda: itertools.repeat("x", 100), lambda: itertools.chain(range(50), "abc" * 20),
    lambda: itertools.chain.from_iterable([i] * 3 for i in range(40)), lambda: itertools.batched(range(100), 3), lambda: itertools.islice(itertools.count(), 5, 200, 3),
    lambda: itertools.accumulate(range(100)), lambda: itertools.accumulate([[1]] * 50, operator.add), lambda: itertools.product(range(5), "ab", (1,)), lambda: itertools.permutations(range(5), 3),
    lambda: itertools.combinations("abcdef", 3), lambda: itertools.combinations_with_replacement("abcd", 2), lambda: itertools.compress(range(100), [1, 0] * 50), lambda: itertools.dropwhile(bool, [1, 0] * 40),
    lambda: itertools.takewhile(lambda x: x < 90, range(100)), lambda: itertools.filterfalse(None, [0, 1, []] * 30), lambda: itertools.starmap(pow, [(2, i) for i in range(60)]),
    lambda: itertools.zip_longest(range(50), "abc", fillvalue=[]), lambda: itertools.pairwise(range(80)), lambda: itertools.groupby([1, 1, 2, 2, 3] * 20), lambda: itertools.tee(range(200), 2)[1],
    lambda: reversed(list(range(90))), lambda: enumerate(range(90), 1 << 40), lambda: zip(range(60), [[]] * 60, strict=True), lambda: map(lambda a, b: (a, b), range(60), "xyz" * 20), lambda: filter(None, range(90)),
    lambda: iter(bytes(range(90))), lambda: iter(array.array("d", range(80))), lambda: iter("äöü" * 30), lambda: re.finditer("a+", "aab" * 40), lambda: iter(memoryview(bytes(80))), lambda: struct.iter_unpack("<h", bytes(90)),
    lambda: csv.reader("a,b,c\n" for _ in range(40)), lambda: zip(*[iter(range(60))] * 3), lambda: iter([].copy, 1), lambda: iter(io.StringIO("line\n" * 40)), lambda: iter(io.BytesIO(b"line\n" * 40)),
    lambda: iter({i: i for i in range(40)}.items()), lambda: reversed({i: i for i in range(40)}), lambda: iter(frozenset(range(40))), lambda: json.JSONDecoder().raw_decode('[1, {"a": [2]}]')[0].__iter__(),
]
ITS = [m() for m in MAKERS]


def iterators(d):
    i = d.roll(len(ITS))
    try:
        for _ in range(d.roll(5) + 1):
            x = next(ITS[i])
            if type(x) is tuple:
                hash(repr(x))
        if d.roll(9) == 0:
            operator.length_hint(ITS[i], 3)
        if d.roll(30) == 0:
            repr(ITS[i])
    except StopIteration:
        ITS[i] = MAKERS[i]()
    except (RuntimeError, ValueError) as e:
        # groupby, generators, files and the like say so when two threads are in them at once
        check("already" in str(e) or "changed" in str(e) or "longer" in str(e) or "shorter" in str(e) or "tee" in str(e) or "read" in str(e), e)
        ITS[i] = MAKERS[i]()
    if d.roll(200) == 0:
        ITS[i] = MAKERS[i]()


SHORT = [iter(()) for _ in range(3)]


def short_iterators(d):
    # over fresh containers, which their maker has to itself: the others wait for them inside next(), and meanwhile somebody reaches the end
    i = d.roll(3)
    try:
        for x in SHORT[i]:
            check(type(x) in (tuple, int) and (type(x) is int or len(x) == 2), x)
    except RuntimeError as e:
        check("keys changed" in str(e), e)
    SHORT[i] = iter([[(2, 3)] * 3, {(1, 2): 3, (3, 4): 5}.items(), {7, 8, 9}, {(1, 2): 3}, ((4, 5), (6, 7))][d.roll(5)])


HEAP, SORTED, ARR, MAXHEAP = list(range(40)), list(range(0, 100, 2)), array.array("i", range(50)), list(range(40, 0, -1))


def sequences(d):
    k, n = d.roll(16), d.roll(100)
    try:
        if k == 0: heapq.heappush(HEAP, n)
        elif k == 1: check(isinstance(heapq.heappop(HEAP), int))
        elif k == 2: heapq.heapreplace(HEAP, n)
        elif k == 3: heapq.heappushpop(HEAP, n)
        elif k == 4: heapq.heapify(HEAP); check(heapq.nsmallest(2, HEAP) is not None)
        elif k == 5: bisect.insort(SORTED, n)
        elif k == 6: check(0 <= bisect.bisect_left(SORTED, n) <= 100000); SORTED.pop(len(SORTED) // 2) if len(SORTED) > 60 else None
        elif k == 7: ARR.append(n)
        elif k == 8: check(isinstance(ARR.pop(), int))
        elif k == 9: ARR[n] = n; ARR[n:n + 2] = array.array("i", [1, 2])
        elif k == 10: ARR.extend(range(n // 10)); ARR.byteswap(); ARR.reverse()
        elif k == 11: ARR.tobytes(); ARR.tolist(); ARR.index(n)
        elif k == 12: m = memoryview(ARR); len(m) and m[0]; m.release()
        elif k == 13: ARR.remove(n); ARR.insert(n, n)
        elif k == 14: heapq.heappush_max(MAXHEAP, n); heapq.heappop_max(MAXHEAP)
        else: HEAP[:] = HEAP[:60]; del ARR[200:]; del SORTED[100:]; copy.copy(ARR) == ARR
    except (IndexError, ValueError, BufferError):
        pass


PATTERN, TEXT = re.compile(r"(?P<a>a+)(b*)"), "aabbb caab " * 20
BIO, SIO = io.BytesIO(b"x" * 100), io.StringIO("y" * 100)
PICKLED = pickle.dumps([1, {"a": (2, 3.5)}, "text"])
PACKER, PART, VAR = struct.Struct("<ihq3s"), functools.partial(pow, 2), contextvars.ContextVar("v", default=0)
NS, RND, OPENED = types.SimpleNamespace(a=1), random.Random(3), zlib.compressobj()


@functools.lru_cache(maxsize=20)
def bounded(x): return [x]


@functools.cache
def unbounded(x): return [x]


@functools.singledispatch
def dispatch(x): return "object"


class Cached:
    @functools.cached_property
    def value(self): return [1]

    @functools.singledispatchmethod
    def m(self, x): return "any"


CACHED = [Cached() for _ in range(4)]


def helpers(d):
    k, n = d.roll(24), d.roll(60)
    try:
        if k == 0: check(PATTERN.search(TEXT, n).group("a") in ("a", "aa")); PATTERN.sub(lambda m: m[1], TEXT)
        elif k == 1: re.compile(f"x{n}+"); re.escape("a.b"); re.purge() if n == 0 else None
        elif k == 2: BIO.seek(n); BIO.write(b"abc"); BIO.read(5); BIO.truncate(200)
        elif k == 3: BIO.getvalue(); b = BIO.getbuffer(); len(b); b.release()
        elif k == 4: SIO.seek(n); SIO.write("äbc"); SIO.read(4); SIO.readline()
        elif k == 5: SIO.getvalue(); SIO.truncate(300)
        elif k == 6: check(bounded(n) == [n] and unbounded(n) == [n]); bounded.cache_info()
        elif k == 7: bounded.cache_clear() if n == 0 else check(bounded(n % 25) == [n % 25])
        elif k == 8: check(pickle.loads(PICKLED)[2] == "text"); pickle.loads(pickle.dumps(copy.deepcopy({n: [n]})))
        elif k == 9: check(PACKER.unpack(PACKER.pack(n, -1, n, b"abc"))[0] == n); struct.calcsize(f"{n}i")
        elif k == 10: check(PART(n % 9) == 2 ** (n % 9)); PART.__setstate__((pow, (2,), {}, None)); repr(PART)
        elif k == 11: check(json.loads(json.dumps({"a": [n, None, "ä"]}, indent=n % 2 or None))["a"][0] == n)
        elif k == 12: c = contextvars.copy_context(); c.run(VAR.set, n); check(c[VAR] == n); t = VAR.set(n); VAR.reset(t)
        elif k == 13: setattr(NS, f"b{n % 5}", n); repr(NS); NS == types.SimpleNamespace(); vars(NS).pop("b1", 0)
        elif k == 14: RND.random(); RND.seed(n); RND.getstate(); RND.shuffle([1, 2, 3])
        elif k == 15: zlib.decompress(zlib.compress(b"abc" * n)); zlib.crc32(b"x", n)
        elif k == 16:
            dispatch.register(type(f"T{n % 4}", (), {}), lambda x: "t"); check(dispatch(n) in ("object", "t"))
        elif k == 17: o = CACHED[n % 4]; check(o.value == [1]); o.__dict__.pop("value", None); check(o.m(n) == "any")
        elif k == 18: sys.intern("".join(["shared", str(n)])) is sys.intern("shared" + str(n)) or check(False, "intern")
        elif k == 19: check(len(list(tokenize.generate_tokens(io.StringIO(f"def f(x):\n  return {n}\n").readline))) > 8)
        elif k == 20: compile(f"x = {n}\ndef f(): return x", "<t>", "exec"); eval(f"{n} + 1")
        elif k == 21: string.Template("$a ${b}").substitute(a=n, b=2); "{:>{w}}".format(n, w=8); f"{n!r:>9}"
        elif k == 22: "äö".encode("utf-16").decode("utf-16"); str(n).zfill(9).translate({48: "o"}); "a,b".split(",")
        else: functools.reduce(operator.add, range(n), 0); operator.itemgetter(0, -1)([n, 1]); operator.attrgetter("a")(NS)
    except (ValueError, BufferError) as e:
        check(k in (2, 3), k, e)
    except RuntimeError as e:
        # functools.py goes over the registry without a lock
        check(k == 16 and "changed size" in str(e), k, e)


torture(iterators, sequences, helpers, short_iterators, threads=max(THREADS, 4))
torture(short_iterators, short_iterators, seconds=SECONDS / 3)
torture(iterators, iterators, seconds=SECONDS / 3)
torture(helpers, helpers, seconds=SECONDS / 3)
done()
