"""Objects that outlive the thread that made them, die on another, are found by the collector in any; each finalizer runs exactly once."""
import gc
import queue
import threading
import time
import weakref
from common import SECONDS, THREADS, Dice, check, done, failures, finish

lock = threading.Lock()
born = 0
died = {}


class Life:
    def __init__(self):
        global born
        with lock:
            born += 1
            self.n = born

    def __del__(self):
        n = self.n
        with lock:
            died[n] = died.get(n, 0) + 1


class Back(Life):
    """Comes back once."""
    kept = []

    def __del__(self):
        Back.kept.append(self)
        if len(Back.kept) > 10:
            Back.kept.clear()
        super().__del__()


shelf = [None] * 64
q = queue.Queue()
tls = threading.local()


def worker(d, rounds):
    try:
        tls.life = Life()
        for _ in range(rounds):
            k = d.roll(9)
            x = Life()
            if k == 0: shelf[d.roll(64)] = x
            elif k == 1: q.put(x)
            elif k == 2:
                x.me = x
                x.more = [x, shelf[d.roll(64)]]
            elif k == 3:
                try: q.get_nowait()
                except queue.Empty: pass
            elif k == 4:
                y = shelf[d.roll(64)]
                if isinstance(y, Life): x.other = y; y.other = x
            elif k == 5: shelf[d.roll(64)] = None
            elif k == 6: shelf[d.roll(64)] = weakref.ref(x)
            elif k == 7: Back()
            else:
                y = shelf[d.roll(64)]
                if isinstance(y, weakref.ref): y()
        if d.roll(20) == 0: gc.collect()
    except BaseException:
        import traceback
        failures.append(traceback.format_exc())


end = time.monotonic() + SECONDS
salt = 0
alive = []
dice = Dice(99)
while time.monotonic() < end and not failures:
    while len(alive) < THREADS * 2:
        salt += 1
        t = threading.Thread(target=worker, args=(Dice(salt), 20 + dice.roll(200)))
        t.start()
        alive.append(t)
    t = alive.pop(dice.roll(len(alive)))
    t.join()
for t in alive: t.join()
finish()
shelf[:] = []
del t, alive
while True:
    try: q.get_nowait()
    except queue.Empty: break
Back.kept.clear()
gc.collect(); gc.collect()
Back.kept.clear()
gc.collect()
check(all(v == 1 for v in died.values()), "a finalizer ran twice")
check(len(died) == born, "not all died", born, len(died))
done()
