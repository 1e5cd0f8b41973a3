"""Modules imported by many threads at once, thrown out of sys.modules and imported again; each body runs once an import, and nobody sees half a module."""
import importlib
import os
import sys
import tempfile
import threading
from common import THREADS, SECONDS, Dice, check, done, failures, finish
import time

d = tempfile.mkdtemp()
sys.path.insert(0, d)
runs = {}
sys.torture_runs = runs
N = 12
for i in range(N):
    with open(os.path.join(d, f"tm{i}.py"), "w") as f:
        f.write(f"""
import sys
value = None
{f'import tm{i + 1}' if i + 1 < N else ''}
class C:
    def f(self): return {i}
sys.torture_runs[{i}] = sys.torture_runs.get({i}, 0) + 1
value = {i}
def get(): return value
""")
stdlib = ["json", "textwrap", "dataclasses", "string", "bisect", "heapq", "copy", "difflib", "calendar", "csv"]


def load(dice, barrier):
    try:
        barrier.wait()
        for _ in range(4):
            i = dice.roll(N)
            m = importlib.import_module(f"tm{i}")
            check(m.value == i and m.get() == i and m.C().f() == i, i, m.value)
            importlib.import_module(stdlib[dice.roll(len(stdlib))])
            try: importlib.import_module("no_such_module")
            except ImportError: pass
    except BaseException:
        import traceback
        failures.append(traceback.format_exc())


end = time.monotonic() + SECONDS
dice = Dice(7)
while time.monotonic() < end and not failures:
    barrier = threading.Barrier(THREADS)
    ts = [threading.Thread(target=load, args=(Dice(dice.roll(10000)), barrier)) for i in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    check(all(v == 1 for v in runs.values()), runs)
    runs.clear()
    for i in range(N): sys.modules.pop(f"tm{i}", None)
    for m in stdlib: sys.modules.pop(m, None)
del sys.torture_runs
for f in os.listdir(d): os.remove(os.path.join(d, f))
os.rmdir(d)
done()
