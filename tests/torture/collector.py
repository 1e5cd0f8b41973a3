"""Collections without end, in every thread and by themselves (threshold 1), while threads make, link, change and drop all kinds of things."""
import collections
import gc
import functools
import weakref
from common import check, done, torture


def build(d):
    k = d.roll(9)
    if k == 0:
        class C:
            def m(self): return self
        c = C(); c.c = c; check(c.m() is c)
    elif k == 1:
        l = []; l.append(l); l.append({"l": l})
    elif k == 2:
        def f(): return f
        check(f() is f)
    elif k == 3:
        g = (x for x in [1, 2, 3]); check(sum(g) == 6)
    elif k == 4:
        try: raise ValueError(d)
        except ValueError as e: keep[d.roll(20)] = e
    elif k == 5: keep[d.roll(20)] = functools.partial(build, [keep[d.roll(20)]])
    elif k == 6: keep[d.roll(20)] = weakref.ref(build, lambda r: None)
    elif k == 7: exec("def h(a, *b, c=[1], **d): return [lambda: a]\nkeep[%d] = h(1)" % d.roll(20), {"keep": keep})
    else: keep[d.roll(20)] = collections.OrderedDict(zip("abc", range(3)))


def collect(d):
    gc.collect()


gc.set_threshold(1)
keep = [None] * 20
torture(build, build, build, collect)
keep.clear()
done()
