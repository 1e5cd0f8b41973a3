# args: --memory 512
# Every n-th allocation of this thread fails (checked core): MemoryError or a result, never a crash. What was held is dropped: the leak check at exit sees it.
import _typhon
import collections
import functools
import io
import re
import sys
from _queue import SimpleQueue


class A:
    def __init__(self, x):
        self.x = x
        self.y = [x]

    def __repr__(self):
        return f"A({self.x})"


class D(dict):
    pass


def gen(n):
    for i in range(n):
        yield [i]


def kw(a, *b, c=1, **d):
    return a, b, c, d


def raises():
    try:
        raise ValueError("x", [1])
    except ValueError as e:
        return str(e)


def here(n):
    kept = [n]
    return here(n - 1) if n else sys._getframe()


def frames(n):
    f = here(n)
    r = []
    while f:
        r.append((f.f_lineno, f.f_code, f.f_locals, repr(f), f.f_generator))
        f.clear() if f.f_code is here.__code__ else None
        f = f.f_back
    return r


big = 12345678901234567890
words = "a b c d e f".split()
work = [
    lambda: [str(i) for i in range(30)],
    lambda: {str(i): [i] for i in range(30)},
    lambda: {(i,) for i in range(30)} | {1, 2} - {3},
    lambda: sorted([3, 1, 2] * 5, key=lambda v: -v),
    lambda: "".join(words) + "x" * 100 + "%s %r" % (1, [2]),
    lambda: "a,b,c".split(",") + "abc".upper().partition("b")[0].splitlines(),
    lambda: [A(i) for i in range(5)] and repr(A(1)),
    lambda: list(gen(5)) + [x for x in gen(3)],
    lambda: kw(1, 2, 3, c=4, e=5),
    lambda: functools.partial(kw, 1, z=2)(3),
    lambda: big ** 5 // 7 % 1000 + int("9" * 40),
    lambda: f"{big:,} {3.14159:.2f} {'x':>10} {big!r}",
    lambda: type("T", (A,), {"m": lambda self: 1})(2).m(),
    lambda: D(a=1, b=2).items() and D({1: 2}) | {3: 4},
    lambda: collections.deque(range(100), 50).rotate(3),
    lambda: collections.OrderedDict(zip("abc", range(3))).popitem(),
    lambda: raises(),
    lambda: re.findall(r"(\w)(\d)", "a1 b2 c3 " * 3),
    lambda: io.StringIO("a\nb\nc").readlines() + [io.BytesIO(b"abc" * 50).read()],
    lambda: b"abc" * 100 + bytes(range(50)).hex().encode() + bytearray(b"x" * 50).replace(b"x", b"yy"),
    lambda: eval("[lambda a=i: a for i in range(5)]"),
    lambda: exec("class C:\n def f(self): return [self]\nC().f()", {}),
    lambda: [[*range(5)], (*words, 1), {**{"a": 1}}, {*words}],
    lambda: memoryview(b"abcdef")[1:4].tobytes() + b"%d" % 5,
    lambda: set(words).union(*[[str(i)] for i in range(10)]),
    lambda: list(map(str, filter(None, range(20)))) + list(zip(words, enumerate(words))),
    lambda: "ä€𝄞" * 20 + "ä€𝄞".encode().decode() + "ÄÖ".lower(),
    lambda: isinstance(1, (int, str)) and issubclass(A, object) and dir(A(1)),
    lambda: frames(3),
    lambda: SimpleQueue().put(1) or memoryview(bytearray(b"abc"))[::2] == memoryview(b"ac"),
]
fail = _typhon.fail_allocations
try:
    fail(0)
except NotImplementedError:
    def fail(n):
        pass
for number, f in enumerate(work):
    right = f()
    for n in range(1, 80):
        fail(n)
        try:
            f()
        except MemoryError:
            pass
        except BaseException as e:
            fail(0)
            print(number, n, type(e), e)
        fail(0)
print("done")
