# The module gc.
import gc
print(gc.isenabled()); gc.disable(); print(gc.isenabled()); gc.enable(); print(gc.isenabled()); gc.disable()
t = gc.get_threshold(); gc.set_threshold(100, 5, 3); print(gc.get_threshold()); gc.set_threshold(50); print(gc.get_threshold()[0]); gc.set_threshold(*t)
print(len(gc.get_count()), all(isinstance(x, int) for x in gc.get_count()))
print([sorted(s) for s in gc.get_stats()])
for bad in (lambda: gc.collect(3), lambda: gc.collect(-1), lambda: gc.get_objects(5), lambda: gc.set_threshold("x")):
    try: bad(); print("no error")
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
class T:
    def __init__(self): self.l = [1, 2]
x = T()
print(gc.is_tracked(x), gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked("a"), gc.is_tracked(1.5), gc.is_tracked(None), gc.is_tracked(print), gc.is_tracked(T))
inner = ["inner"]; outer = [inner, 5, "s"]; d = {"k": inner}
print(any(o is outer for o in gc.get_objects()), any(o is inner for o in gc.get_objects()))
refs = gc.get_referrers(inner)
print(any(r is outer for r in refs), any(r is d for r in refs))
print(all(any(o is x for o in gc.get_referents(outer)) for x in (inner, outer[2])))
print(any(o is inner for o in gc.get_referents(d)), gc.get_referents(1, "a"))
class F:
    def __del__(self): keep.append(self)
keep = []
f = F(); print(gc.is_finalized(f)); del f; print(gc.is_finalized(keep[0])); keep.clear()
# callbacks
calls = []
def cb(phase, info): calls.append((phase, sorted(info), info["generation"]))
gc.callbacks.append(cb)
gc.collect(); gc.collect(0)
gc.callbacks.remove(cb)
print(calls)
def bad_cb(phase, info): calls.append("bad")
# SAVEALL
gc.collect(); gc.set_debug(gc.DEBUG_SAVEALL); print(gc.get_debug())
class S: pass
s = S(); s.s = s; del s
gc.collect(); gc.set_debug(0)
print(any(type(o) is S for o in gc.garbage)); gc.garbage.clear()
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
n = gc.get_freeze_count(); gc.freeze(); print(gc.get_freeze_count() > n); gc.unfreeze(); print(gc.get_freeze_count() == 0)
gc.collect()
l = []; l.append(l); gc.freeze(); del l; print(gc.collect() == 0); gc.unfreeze(); print(gc.collect() >= 1)
print(gc.collect())
# automatic collection
gc.enable(); gc.set_threshold(500)
died = []
class D:
    def __del__(self): died.append(1)
for i in range(200000):
    d2 = D(); d2.me = d2
    if died: break
print(len(died) > 0)
