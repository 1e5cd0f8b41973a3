"""Locks, conditions, semaphores, barriers, events and queues with time-outs, asynchronous exceptions and threads that give up."""
import io
import queue
import threading
import time
import traceback
import _typhon
from common import SECONDS, check, done, torture

lock, rlock, cond, sem, event, q = threading.Lock(), threading.RLock(), threading.Condition(), threading.BoundedSemaphore(2), threading.Event(), queue.Queue(3)
inside = 0
total = [0, 0]


def locks(d):
    global inside
    k = d.roll(9)
    if k == 0:
        if lock.acquire(timeout=d.roll(3) / 1000):
            inside += 1; check(inside == 1); inside -= 1
            lock.release()
    elif k == 1:
        with rlock, rlock: pass
    elif k == 2:
        with cond: cond.wait(d.roll(3) / 1000)
    elif k == 3:
        with cond: cond.notify_all() if d.roll(2) else cond.notify()
    elif k == 4:
        if sem.acquire(timeout=0.001): sem.release()
    elif k == 5: event.wait(d.roll(2) / 1000); event.set() if d.roll(2) else event.clear()
    elif k == 6:
        try: q.put(d.roll(10), timeout=0.001)
        except queue.Full: pass
    elif k == 7:
        try: q.get(timeout=0.001)
        except queue.Empty: pass
    else:
        with lock: total[0] += 1


class Stop(Exception): pass


# One that comes while a thread is about to print another's traceback must find all modules imported: importlib takes the import lock one line before its `try`, in CPython too.
try: raise Stop
except Stop: traceback.print_exc(file=io.StringIO())


def victim():
    try:
        while True:
            with lock: total[1] += 1
            event.wait(0.001)
    except Stop:
        pass


def killer(d):
    t = threading.Thread(target=victim)
    t.start()
    time.sleep(d.roll(5) / 1000)
    while t.is_alive():
        _typhon.set_async_exc(t.ident, Stop)
        t.join(0.01)


# it may come when the victim is already on its way out
threading.excepthook = lambda a: None if a.exc_type is Stop else threading.__excepthook__(a)
torture(locks, locks, locks)
torture(killer, seconds=SECONDS / 3)
done()
