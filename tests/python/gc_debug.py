# gc: what the debug flags write, what callbacks are told, and that a callback that fails is told of and does no harm.
import gc
import re
import subprocess
import sys

program = '''
import gc
gc.disable()
gc.collect()
class Node: pass
n = Node(); n.me = n
del n
gc.set_debug(gc.DEBUG_STATS | gc.DEBUG_COLLECTABLE)
gc.collect()
gc.set_debug(0)
'''
r = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
lines = r.stderr.splitlines()
print(r.returncode, r.stdout == "")
for pattern in (r"gc: collecting generation 2\.\.\.", r"gc: objects in each generation: \d+ \d+ \d+", r"gc: collectable <Node 0x[0-9a-f]+>", r"gc: done, \d+ unreachable, 0 uncollectable, \d+\.\d{4}s elapsed"):
    print(sum(re.fullmatch(pattern, line) is not None for line in lines))

gc.disable()
gc.collect()
told = []


def callback(phase, info):
    told.append((phase, dict(info)))


def fails(phase, info):
    raise ValueError(phase)


class Node: pass


n = Node()
n.me = n
del n
sys.unraisablehook = lambda u: print(type(u.exc_value).__name__, u.exc_value, u.object is fails)
gc.callbacks[:] = [fails, callback]
found = gc.collect()
gc.callbacks.clear()
print(told == [("start", {"generation": 2, "collected": 0, "uncollectable": 0}), ("stop", {"generation": 2, "collected": found, "uncollectable": 0})], found)

# each function of CPython 3.14's module is there
names = """callbacks collect disable enable freeze garbage get_count get_debug get_freeze_count get_objects get_referents get_referrers get_stats get_threshold is_finalized is_tracked
isenabled set_debug set_threshold unfreeze DEBUG_COLLECTABLE DEBUG_LEAK DEBUG_SAVEALL DEBUG_STATS DEBUG_UNCOLLECTABLE""".split()
print([x for x in names if not hasattr(gc, x)], gc.get_threshold())

# statistics count: a collection more, and what it found
before = gc.get_stats()[2]
n = Node()
n.me = n
del n
found = gc.collect()
after = gc.get_stats()[2]
print(after["collections"] - before["collections"], after["collected"] - before["collected"] >= found > 0, after["uncollectable"])

# frozen objects are left out of collections, wherever their cycle leads, until they are thawed
gc.freeze()
n = Node()
n.me = n
del n
print(gc.collect() > 0, gc.get_freeze_count() > 0)
gc.unfreeze()
print(gc.get_freeze_count())
# threshold 0: none by itself
gc.enable()
gc.set_threshold(0)
count = sum(s["collections"] for s in gc.get_stats())
for _ in range(20000):
    n = Node()
    n.me = n
print(sum(s["collections"] for s in gc.get_stats()) - count)
