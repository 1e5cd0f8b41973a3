"""Every synchronisation primitive and its errors."""
import sys
import threading
import time
import _thread


def barrier():
    n = 4
    log = []
    lock = threading.Lock()
    b = threading.Barrier(n, action=lambda: log.append("action"), timeout=5)

    def run(i):
        for phase in range(3):
            with lock:
                log.append(phase)
            r = b.wait()
            with lock:
                assert 0 <= r < n
            b.wait()
    ts = [threading.Thread(target=run, args=(i,)) for i in range(n)]
    [t.start() for t in ts]
    [t.join() for t in ts]
    print(log, b.parties, b.n_waiting, b.broken)
    b2 = threading.Barrier(2)
    res = []

    def waiter():
        try:
            b2.wait()
        except threading.BrokenBarrierError as e:
            res.append(repr(e))
    t = threading.Thread(target=waiter)
    t.start()
    while not b2.n_waiting:
        time.sleep(0.001)
    b2.abort()
    t.join()
    print(res, b2.broken)
    b2.reset()
    print(b2.broken)
    try:
        b2.wait(0.01)
    except threading.BrokenBarrierError as e:
        print("timeout", repr(e), issubclass(threading.BrokenBarrierError, RuntimeError))
    try:
        threading.Barrier(0)
    except ValueError as e:
        print(e)


def condition():
    c = threading.Condition()
    items = []
    out = []

    def consumer(k):
        with c:
            while True:
                c.wait_for(lambda: items)
                x = items.pop(0)
                if x is None:
                    return
                out.append(x)
    ts = [threading.Thread(target=consumer, args=(k,)) for k in range(3)]
    [t.start() for t in ts]
    for i in range(10):
        with c:
            items.append(i)
            c.notify()
    with c:
        items += [None] * 3
        c.notify_all()
    [t.join() for t in ts]
    print(sorted(out))
    print(c.acquire(), c.wait(0.01), c.wait_for(lambda: 0, timeout=0.01), c.wait_for(lambda: "yes"))
    c.release()
    for f in (c.wait, c.notify, c.notify_all, c.release):
        try:
            f()
        except RuntimeError as e:
            print(f.__name__, e)


def locks():
    l = threading.Lock()
    print(l.acquire(), l.locked(), l.acquire(False), l.acquire(timeout=0.01))
    l.release()
    for f in (l.release, lambda: l.acquire(False, 1), lambda: l.acquire(timeout=-2), lambda: l.acquire(timeout=1e20)):
        try:
            f()
        except (RuntimeError, ValueError, OverflowError) as e:
            print(type(e).__name__, e)
    r = threading.RLock()
    with r:
        with r:
            print("twice")
    try:
        r.release()
    except RuntimeError as e:
        print(e)
    res = []
    r.acquire()
    t = threading.Thread(target=lambda: res.append(r.acquire(blocking=False)))
    t.start()
    t.join()
    def other():
        try:
            r.release()
        except RuntimeError as e:
            res.append(str(e))
    t = threading.Thread(target=other)
    t.start()
    t.join()
    r.release()
    print(res)
    import re
    print(re.sub("0x[0-9a-f]+", "0x", repr(l)), re.sub("0x[0-9a-f]+", "0x", repr(r)).split(" owner")[0])
    print(type(l), _thread.LockType is type(l), threading.Lock)


def semaphores():
    s = threading.Semaphore(2)
    active = peak = 0
    lock = threading.Lock()

    def run():
        nonlocal active, peak
        with s:
            with lock:
                active += 1
                peak = max(peak, active)
            time.sleep(0.002)
            with lock:
                active -= 1
    ts = [threading.Thread(target=run) for _ in range(8)]
    [t.start() for t in ts]
    [t.join() for t in ts]
    print(peak <= 2, active)
    b = threading.BoundedSemaphore(1)
    print(b.acquire(), b.acquire(blocking=False), b.acquire(timeout=0.01))
    b.release()
    for f in (b.release, lambda: threading.Semaphore(-1), lambda: s.release(0), lambda: s.acquire(False, 3)):
        try:
            f()
        except ValueError as e:
            print(e)


def events():
    e = threading.Event()
    print(e.is_set(), e.wait(0.005))
    t = threading.Timer(0.01, e.set)
    t.start()
    print(e.wait(5), e.is_set(), t.finished.is_set() or t.finished.wait(1))
    t.join()  # it is counted below otherwise
    e.clear()
    t2 = threading.Timer(30, print, args=["never"], kwargs={"sep": ""})
    t2.start()
    t2.cancel()
    t2.join()
    print(t2.is_alive(), t2.function is print, t2.args, t2.kwargs, t2.interval)
    import re
    print(re.sub("0x[0-9a-f]+", "0x", repr(e)), re.sub("0x[0-9a-f]+", "0x", repr(threading.Barrier(3))))


def threads():
    t = threading.Thread(target=lambda: None, name="bob", daemon=True)
    print(t, t.name, t.daemon, t.ident, t.is_alive())
    for f in (t.join, lambda: threading.current_thread().join()):
        try:
            f()
        except RuntimeError as e:
            print(e)
    t.start()
    t.join()
    print(str(t).replace(str(t.ident), "N"), t.native_id == t.ident or True)
    for f in (t.start, lambda: setattr(t, "daemon", False) or print("daemon set ok"), lambda: threading.Thread(group=1), lambda: threading.Thread(target=print, args=(1,), kwargs=None).run(), lambda: threading.Thread(targt=1)):
        try:
            f()
        except Exception as e:
            print(type(e).__name__, e)
    t.name = 42
    print(t.name, threading.main_thread() is threading.current_thread())
    seen = []

    class Mine(threading.Thread):
        def __init__(self):
            super().__init__()
            self.result = None

        def run(self):
            self.result = [x.name for x in threading.enumerate() if x is not self]
            seen.append(threading.get_ident() == self.ident)
    m = Mine()
    m.start()
    m.join()
    print(m.result, seen, threading.active_count(), m.name.startswith("Thread-"))

    class NoInit(threading.Thread):
        def __init__(self):
            pass
    try:
        NoInit().start()
    except RuntimeError as e:
        print(e)


def hooks():
    got = []
    old = threading.excepthook
    threading.excepthook = lambda a: got.append((a.exc_type.__name__, str(a.exc_value), a.thread.name, type(a).__name__, len(a)))
    t = threading.Thread(target=lambda: 1 / 0, name="zero")
    t.start()
    t.join()
    t = threading.Thread(target=sys.exit, args=(3,), name="exit")
    t.start()
    t.join()
    threading.excepthook = old
    print(got, threading.excepthook is threading.__excepthook__)
    t = threading.Thread(target=int, args=("zz",), name="loud")
    t.start()
    t.join()
    calls = []
    threading.setprofile(None)
    threading.settrace(lambda *a: calls.append(a[1]))
    def f():
        x = 1
        return x
    t = threading.Thread(target=f)
    t.start()
    t.join()
    threading.settrace(None)
    print("call" in calls, "line" in calls, "return" in calls, threading.gettrace())
    print(threading.stack_size(), threading.TIMEOUT_MAX > 1e6)


for f in (barrier, condition, locks, semaphores, events, threads, hooks):
    print("--", f.__name__)
    f()
