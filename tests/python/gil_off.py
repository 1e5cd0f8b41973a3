# No GIL unless it is asked for: -X gil=1 and PYTHON_GIL=1 turn it on, -X gil=0 wins over the variable. Without it busy threads run side by side, and its counters stay 0.
import os
import subprocess
import sys
import threading

print(sys._is_gil_enabled())
turns = [0, 0]


def busy(me):
    while turns[me] < 20:
        if turns[1 - me] >= turns[me]: turns[me] += 1


ts = [threading.Thread(target=busy, args=(i,)) for i in range(2)]
for t in ts: t.start()
for t in ts: t.join()
stats = sys._typhon.stats()
print(turns, [stats[k] for k in ("gil_switches", "gil_forced", "gil_waits", "gil_wait_ns", "gil_held_ns")])


def child(*args, **env):
    code = "import sys; print(sys._is_gil_enabled())"
    return subprocess.run([sys.executable, *args, "-c", code], env={**os.environ, **env}, capture_output=True, text=True).stdout.strip()


print(child(), child("-X", "gil=1"), child(PYTHON_GIL="1"), child("-X", "gil=0", PYTHON_GIL="1"), child(PYTHON_GIL="0"))
