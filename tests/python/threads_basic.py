# threading as CPython has it: threads, locks, conditions, events, barriers, semaphores, timers, locals, exceptions.
import threading, time, queue, sys
from concurrent.futures import ThreadPoolExecutor, as_completed
res = []
def f(a, b=1, *, c=2): res.append((a, b, c, threading.current_thread().name, threading.current_thread() is not threading.main_thread()))
t = threading.Thread(target=f, args=(1,), kwargs={"c": 5}, name="worker")
print(t.is_alive(), t.ident, t.daemon, t.name)
t.start(); t.join(); print(res, t.is_alive(), t.ident is not None)
for bad in (lambda: t.start(), lambda: threading.Thread(target=f).join(), lambda: threading.current_thread().join(), lambda: setattr(t, "daemon", True) or None):
    try: bad(); print("no error")
    except RuntimeError as e: print("RuntimeError", e)
print(threading.active_count(), [x.name for x in threading.enumerate()], threading.main_thread().name, threading.get_ident() == threading.main_thread().ident)
class MyThread(threading.Thread):
    def run(self): self.result = 42
m = MyThread(); m.start(); m.join(); print(m.result)
lock = threading.Lock(); n = 0
def inc(k):
    global n
    for i in range(k):
        with lock: n += 1
ts = [threading.Thread(target=inc, args=(2000,)) for i in range(8)]
[t.start() for t in ts]; [t.join() for t in ts]; print(n)
print(lock.acquire(), lock.acquire(blocking=False), lock.locked(), lock.release(), lock.locked())
t0 = time.monotonic(); lock.acquire(); print(lock.acquire(timeout=0.1), 0.09 < time.monotonic() - t0 < 5); lock.release()
r = threading.RLock(); r.acquire(); r.acquire(); r.release(); r.release()
try: r.release()
except RuntimeError as e: print(e)
try: lock.release()
except RuntimeError as e: print(e)
ev = threading.Event(); out = []
def waiter(): out.append(ev.wait(10))
w = threading.Thread(target=waiter); w.start(); ev.set(); w.join(); print(out, ev.is_set(), threading.Event().wait(0.01))
cond = threading.Condition(); items = []
def consumer():
    for i in range(100):
        with cond:
            while not items: cond.wait()
            got.append(items.pop(0))
got = []
c = threading.Thread(target=consumer); c.start()
for i in range(100):
    with cond: items.append(i); cond.notify()
c.join(); print(got == list(range(100)))
bar = threading.Barrier(4); order = []
def b(i):
    for k in range(3): bar.wait(); order.append(k); bar.wait()
ts = [threading.Thread(target=b, args=(i,)) for i in range(4)]
[t.start() for t in ts]; [t.join() for t in ts]; print(order)
sem = threading.BoundedSemaphore(2); active = [0]; peak = [0]
def s():
    with sem:
        with lock: active[0] += 1; peak[0] = max(peak[0], active[0])
        time.sleep(0.005)
        with lock: active[0] -= 1
ts = [threading.Thread(target=s) for i in range(6)]
[t.start() for t in ts]; [t.join() for t in ts]; print(peak[0] <= 2, active)
try: sem.release()
except ValueError as e: print(e)
tm = threading.Timer(0.01, lambda: out.append("timer")); tm.start(); tm.join(); print(out)
tm = threading.Timer(10, print); tm.start(); tm.cancel(); tm.join(); print(tm.finished.is_set())
loc = threading.local()
class Loc(threading.local):
    def __init__(self, v): self.v = v; self.l = []
sub = Loc(7)
def l(i):
    loc.x = i; sub.l.append(i); time.sleep(0.001)
    out.append((loc.x == i, sub.v, sub.l == [i]))
out.clear(); loc.x = "main"
ts = [threading.Thread(target=l, args=(i,)) for i in range(4)]
[t.start() for t in ts]; [t.join() for t in ts]; print(out, loc.x, sub.l, hasattr(loc, "y"))
caught = []
threading.excepthook = lambda a: caught.append((a.exc_type.__name__, str(a.exc_value), a.thread.name))
def boom(): raise ValueError("boom")
t = threading.Thread(target=boom, name="B"); t.start(); t.join()
def ex(): sys.exit(3)
t = threading.Thread(target=ex); t.start(); t.join()
threading.excepthook = threading.__excepthook__
print(caught)
q = queue.Queue(maxsize=10); total = []
def prod(i):
    for k in range(100): q.put(i * 100 + k)
def cons():
    while True:
        x = q.get()
        if x is None: return
        total.append(x); q.task_done()
ps = [threading.Thread(target=prod, args=(i,)) for i in range(3)]; cs = [threading.Thread(target=cons) for i in range(3)]
[t.start() for t in ps + cs]; [t.join() for t in ps]; q.join(); [q.put(None) for c in cs]; [t.join() for t in cs]
print(sorted(total) == list(range(300)))
with ThreadPoolExecutor(4) as exr:
    print(list(exr.map(lambda x: x * x, range(10))))
    fs = [exr.submit(pow, i, 2) for i in range(5)]
    print(sorted(f.result() for f in as_completed(fs)))
    def bad(): raise KeyError("in pool")
    try: exr.submit(bad).result()
    except KeyError as e: print("KeyError", e)
d = threading.Thread(target=lambda: time.sleep(1000), daemon=True); d.start(); print(d.daemon, d.is_alive())
def late(): time.sleep(0.05); print("a thread that is no daemon is waited for"); sys.stdout.flush()
threading.Thread(target=late).start()
print("end of main"); sys.stdout.flush()
