from _functools import partial, reduce, cmp_to_key, _lru_cache_wrapper
from _heapq import *
from _bisect import bisect_left, bisect_right, insort_left, insort_right
from _operator import *
from _queue import SimpleQueue, Empty
def err(f, *a, **k):
    try:
        return f(*a, **k)
    except BaseException as e:
        return type(e).__name__ + ": " + str(e)
def f(*a, **k): return a, k
p = partial(f, 1, x=2); print(p(3, y=4), p(x=9), p.args, p.keywords, p.func is f, partial(p, 5, z=1)(), partial(p, 5).args, err(partial), err(partial, 5))
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a + b, [], 7), err(reduce, lambda a, b: a, []), err(reduce, f, 5))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
class CI(tuple): pass
n = 0
def sq(x, k=1):
    global n; n += 1
    return x * x * k
mk = lambda h, m, s, c: (h, m, s, c)
c = _lru_cache_wrapper(sq, 3, False, mk)
print([c(i) for i in (1, 2, 3, 1, 2, 3, 4, 1)], n, c.cache_info(), c(2, k=3), c(2, k=3), c.cache_info()); c.cache_clear(); print(c.cache_info())
c = _lru_cache_wrapper(sq, None, False, mk); print([c(i) for i in (1, 2, 1)], c.cache_info()); c = _lru_cache_wrapper(sq, 0, False, mk); print(c(1), c(1), c.cache_info())
c = _lru_cache_wrapper(sq, 10, True, mk); print(c(1), c(1.0), c.cache_info())
h = []
for v in (5, 2, 8, 1, 9, 3): heappush(h, v)
print(h, [heappop(h) for _ in range(6)], err(heappop, []), heappushpop([1, 2], 0), heappushpop([1, 2], 5))
h = [9, 8, 7, 6, 5, 4, 3]; heapify(h); print(h, heapreplace(h, 10), h, 1)
a = [1, 2, 2, 3, 5]; print(bisect_right(a, 2), bisect_left(a, 2), bisect_right(a, 2, 0, 2), bisect_left(a, 4), bisect_right(a, -3, key=lambda v: -v), err(bisect_right, a, 1, -1)); insort_right(a, 4); insort_left(a, 2); print(a)
print(add(1, 2), mul('a', 3), not_(0), truth([]), contains([1], 1), getitem([1, 2], 1), countOf([1, 1, 2], 1), indexOf([1, 2], 2), err(indexOf, [1], 5), concat([1], [2]), is_(None, None), index(True), neg(5), inv(5), lt(1, 2), floordiv(7, 2), err(concat, 1, 2))
print(itemgetter(1)([1, 2]), itemgetter(0, 2)('abc'), itemgetter(1), attrgetter('real')(5), attrgetter('real', 'imag')(5), attrgetter('__class__.__name__')(5), attrgetter('a.b', 'c'), methodcaller('upper')('a'), methodcaller('split', 'x', maxsplit=1)('axbxc'), methodcaller('f', 1, k=2), err(attrgetter, 5), err(itemgetter(1), {}))
l = [1, 2]; setitem(l, 0, 5); delitem(l, 1); print(l, length_hint([1, 2]), length_hint(iter([1])), call(max, 1, 2), iadd([1], [2]))
q = SimpleQueue(); q.put(1); q.put(2); print(q.get(), q.qsize(), q.empty(), q.get_nowait(), q.empty(), err(q.get_nowait), err(q.get, False), err(q.get, timeout=0.01))

print('-- partial: state, copies, keywords')
import copy, functools
p = functools.partial(print, 1, a=2)
p.attr = []
q = copy.copy(p)
print(q.attr is p.attr, q.keywords is p.keywords, q.args is p.args)
try:
    del p.__dict__
except TypeError as e:
    print(e)
f = functools.partial(print)
f.attr = []
f.__setstate__((print, (1,), dict(a=10), None))
print(f.args, f.keywords, f.__dict__)
p = functools.partial(dict, 1)
p.keywords[1] = 'v'
try:
    p()
except TypeError as e:
    print(e)
for args in (1, 2), ('f', 1, 2), tuple(range(8)):
    try:
        SyntaxError('m', args)
    except TypeError as e:
        print(e)
import collections.abc
try:
    class Both(collections.abc.Sequence):
        __abc_tpflags__ = (1 << 5) | (1 << 6)
except TypeError as e:
    print(e)
