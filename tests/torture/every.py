"""A collection at every allocation (checked core: `_typhon.collect_allocations(1)`), or at every third, in all threads, while they make, call, change and drop all kinds of things."""
import _typhon
import collections
import functools
import heapq
import itertools
import weakref
from common import check, done, torture


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y): self.x, self.y = x, y
    def __lt__(self, o): return self.x < o.x
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))


def classes(d):
    class Meta(type):
        def __call__(cls, *a, **k): return super().__call__(*a, **k)
    class A(metaclass=Meta):
        n = d.roll(100)
        def __init__(self, v): self.v = v
        @property
        def twice(self): return self.v * 2
        @staticmethod
        def s(a, *b, c=1, **k): return a, b, c, k
        @classmethod
        def made(cls, v): return cls(v)
    class B(A):
        def __del__(self): died.append(self.v % 2)
    b = B.made(d.roll(10))
    check(b.twice == 2 * b.v and B.s(1, 2, c=3, e=4) == (1, (2,), 3, {"e": 4}))
    b.me = b
    shared[d.roll(8)] = B
    del died[:]


def functions(d):
    def outer(a, *rest, k=None):
        def inner(x): return [a, x, k, *rest]
        return inner
    f = outer(1, 2, 3, k="k")
    check(f(9) == [1, 9, "k", 2, 3])
    g = functools.partial(f, 7)
    check(g()[1] == 7 and (lambda *a, **k: (a, k))(1, b=2) == ((1,), {"b": 2}))
    shared[d.roll(8)] = g
    exec("def h(a=[1]): return lambda: a\nr = h()()", space := {})
    check(space["r"] == [1])


def generators(d):
    def gen(n):
        try:
            for i in range(n): yield [i]
        finally: closed.append(n)
    g = gen(4)
    check(next(g) == [0] and [*g] == [[1], [2], [3]])
    check(list(map(lambda a, b: a + b, [1, 2], (x for x in (3, 4)))) == [4, 6])
    check([k for k, v in itertools.groupby("aabb")] == ["a", "b"] and sum(x for x in range(5)) == 10)
    h = gen(9); next(h); del h
    del closed[:]


def containers(d):
    ps = [Point(d.roll(50), i) for i in range(12)]
    h = list(ps); heapq.heapify(h)
    out = [heapq.heappop(h).x for _ in range(12)]
    check(out == sorted(p.x for p in ps) and max(ps, key=lambda p: (p.x, p.y)).x == out[-1])
    t = {p: [p.y] for p in ps}
    check(all(t[Point(p.x, p.y)] == [p.y] for p in ps) and len({*ps}) == 12)
    o = collections.OrderedDict((str(i), [i]) for i in range(6)); o.move_to_end("2"); o.popitem()
    q = collections.deque(ps, 5); q.rotate(2)
    check("".join(sorted(o)) == "01345" and len(q) == 5 and collections.Counter("abca")["a"] == 2)
    shared[d.roll(8)] = (ps, t)


def errors(d):
    try:
        try: {}[Point(1, 2)]
        except KeyError as e: raise ValueError(f"{d.roll(9)!r:>{5}}") from e
    except ValueError as e:
        check(type(e.__cause__) is KeyError and e.__traceback__ is not None)
        shared[d.roll(8)] = e
    r = weakref.ref(p := Node(), lambda r: seen.append(1)); p.me = p
    check(r() is p)
    del p
    try: sorted([Point(1, 1), 3])
    except (TypeError, AttributeError): pass
    del seen[:]


class Node: pass


shared, died, closed, seen = [None] * 8, [], [], []
import common
_typhon.collect_allocations(1 + common.SEED % 3)
torture(classes, functions, generators, containers, errors)
_typhon.collect_allocations(0)
shared.clear()
done()
