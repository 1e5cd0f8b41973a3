# args: -X gil=1
# Under the GIL busy threads take turns although none of them ever waits: who holds it is asked, after the switch interval, to let it go. The counters tell so.
import sys
import threading


def attempt(v):
    try: sys.setswitchinterval(v)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)


print(sys._is_gil_enabled(), sys.getswitchinterval())
for v in (0, -1.0, "x"): attempt(v)
sys.setswitchinterval(0.0005)
print(round(sys.getswitchinterval(), 6))

turns = [0, 0]
ROUNDS = 20


def busy(me):
    other = 1 - me
    while turns[me] < ROUNDS:
        # my turn when the other one is not behind; else burn time
        if turns[other] >= turns[me]: turns[me] += 1


before = sys._typhon.stats()
ts = [threading.Thread(target=busy, args=(i,)) for i in range(2)]
for t in ts: t.start()
for t in ts: t.join()
after = sys._typhon.stats()
print(turns)
moved = {k: after[k] - before[k] for k in ("gil_switches", "gil_forced", "gil_waits", "gil_wait_ns", "gil_held_ns")}
# one thread cannot get ahead of the other by more than a round, so each round is a switch that somebody had to ask for
print(moved["gil_switches"] >= ROUNDS, moved["gil_forced"] > 0, moved["gil_waits"] > 0, moved["gil_wait_ns"] > 0, moved["gil_held_ns"] > 0)

# plain increments of a global are exact if nobody is asked to let go between load and store: nobody is, in a loop without a back edge
n = 0


def add():
    global n
    n += 1; n += 1; n += 1; n += 1; n += 1


def many():
    for _ in range(2000): add()


ts = [threading.Thread(target=many) for _ in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(n)
