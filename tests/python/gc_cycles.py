# Cycles of every kind die by collection, finalizers run once, resurrection is seen.
import gc
gc.disable()
log = []
class A:
    def __init__(self, name): self.name = name
    def __del__(self): log.append(self.name)
def drop(make):
    make()
    gc.collect()
    r = sorted(log)
    log.clear()
    return r
def self_cycle(): a = A("self"); a.me = a
def pair(): a = A("a"); b = A("b"); a.o = b; b.o = a
def in_list(): a = A("list"); l = [a]; a.l = l; l.append(l)
def in_dict(): a = A("dict"); d = {"k": a}; d["d"] = d; a.d = d
def in_tuple(): a = A("tuple"); a.t = (1, (a, "x"))
def in_set(): a = A("set"); a.s = {a}; a.f = frozenset([a])
def in_closure():
    a = A("closure")
    def f(): return a, f
    a.f = f
def in_method(): a = A("method"); a.m = a.__init__
def in_generator():
    a = A("generator")
    def g():
        yield a
        yield a
    a.g = g(); next(a.g)
def in_exception():
    a = A("exception")
    try: raise ValueError(a)
    except ValueError as e: a.e = e
def in_frame():
    import sys
    a = A("frame")
    a.f = sys._getframe()
def in_class():
    class B:
        x = A("class")
    B.x.c = B
def in_partial():
    import functools
    a = A("partial"); a.p = functools.partial(print, a)
def in_property():
    a = A("property")
    class P: v = property(lambda self: a)
    a.p = P()
def in_deque():
    import collections
    a = A("deque"); d = collections.deque([a]); a.d = d; d.append(d)
def in_iter(): a = A("iter"); l = [a]; a.i = iter(l); a.e = enumerate(l); a.z = zip(l, l); a.m = map(str, l)
for f in (self_cycle, pair, in_list, in_dict, in_tuple, in_set, in_closure, in_method, in_generator, in_exception, in_frame, in_class, in_partial, in_property, in_deque, in_iter):
    print(f.__name__, drop(f))
def long_chain():
    first = n = A("chain 0")
    for i in range(1, 5):
        m = A("chain %d" % i); n.next = m; m.prev = n; n = m
    n.next = first
print(drop(long_chain))
print(gc.collect())
# resurrection
saved = []
class R:
    def __del__(self): saved.append(self)
def res(): r = R(); r.me = r; r.l = [1, 2, 3]
res(); gc.collect()
print(len(saved), saved[0].me is saved[0], saved[0].l)
r = saved.pop(); del r
gc.collect()
print(len(saved))
class Half:
    def __init__(self): self.keep = None; self.other = None
    def __del__(self):
        if self.keep is not None: saved.append(self.keep)
def half():
    h = Half(); k = A("kept"); h.keep = k; h.me = h; k.back = [k]
half(); gc.collect()
print(log, len(saved), saved[0].name, saved[0].back[0] is saved[0])
saved[0].back.clear(); saved.clear()
print(log)
# deep structures
d = None
for i in range(100000): d = [d]
d2 = {}; d2["d"] = d2; d2["deep"] = d
del d, d2
print(gc.collect() > 100000)
class Node: pass
first = n = Node()
for i in range(50000): m = Node(); n.n = m; m.p = n; n = m
del first, n, m
print(gc.collect() >= 50000)
