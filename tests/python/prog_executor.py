"""ThreadPoolExecutor in all its uses."""
import concurrent.futures as cf
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED, CancelledError, TimeoutError, InvalidStateError, Future

local = threading.local()
started = []


def init(value, *, lock=threading.Lock()):
    local.value = value
    with lock:
        started.append(threading.current_thread().name)


def work(n):
    if n == 5:
        raise ValueError("five is right out")
    time.sleep(0.001 * (n % 3))
    return n * n + local.value


print("== map")
with ThreadPoolExecutor(max_workers=3, thread_name_prefix="sq", initializer=init, initargs=(100,)) as ex:
    print(list(ex.map(work, range(5))))
    it = ex.map(work, [4, 5, 6])
    print(next(it))
    try:
        next(it)
    except ValueError as e:
        print("raised", e)
    print(list(it))
    print(list(ex.map(pow, [2, 3, 4], [5, 2, 3])), list(ex.map(lambda a, b: a + b, "ab", "cdef")))
    print(all(n.startswith("sq_") for n in started), len(started) <= 3)

print("== as_completed")
with ThreadPoolExecutor(4) as ex:
    fs = {ex.submit(divmod, 17, n): n for n in (0, 1, 2, 3)}
    results = {}
    for f in as_completed(fs):
        try:
            results[fs[f]] = f.result()
        except ZeroDivisionError as e:
            results[fs[f]] = repr(e)
    print(sorted(results.items()))
    bad = [f for f in fs if f.exception()]
    print(len(bad), bad[0].exception().__class__, bad[0].done(), bad[0].running(), bad[0].cancelled())

print("== wait")
gate = threading.Event()
with ThreadPoolExecutor(2) as ex:
    slow = ex.submit(gate.wait, 10)
    quick = ex.submit(lambda: "quick")
    done, not_done = wait([slow, quick], return_when=FIRST_COMPLETED)
    print(done == {quick}, not_done == {slow}, slow.running())
    r = wait([slow], timeout=0.02)
    print(len(r.done), len(r.not_done), type(r).__name__)
    try:
        slow.result(timeout=0.01)
    except TimeoutError as e:
        print("timeout", repr(e), TimeoutError is cf.TimeoutError is __builtins__.TimeoutError)
    try:
        for f in as_completed([slow, quick], timeout=0.02):
            print("got", f.result())
    except TimeoutError as e:
        print(e)
    queued = [ex.submit(gate.wait, 10) for _ in range(3)]
    print([f.cancel() for f in queued[1:]], slow.cancel())
    try:
        queued[2].result()
    except CancelledError as e:
        print("cancelled", repr(e), queued[2].cancelled())
    gate.set()
    print(wait([slow, *queued], return_when=ALL_COMPLETED).not_done)
    e = ex.submit(int, "x")
    print(wait([e], return_when=FIRST_EXCEPTION).done == {e}, str(e.exception()))

print("== callbacks")
order = []
with ThreadPoolExecutor(1) as ex:
    f = ex.submit(sum, [1, 2, 3])
    f.add_done_callback(lambda f: order.append(("a", f.result())))
    f.add_done_callback(lambda f: order.append(("b", f.result())))
f.add_done_callback(lambda f: order.append("late"))
print(order)

print("== shutdown")
ex = ThreadPoolExecutor(1)
ev = threading.Event()
first = ex.submit(ev.wait); time.sleep(0.05)
rest = [ex.submit(print, "never") for _ in range(4)]
ex.shutdown(wait=False, cancel_futures=True)
ev.set()
print(first.result(), [f.cancelled() for f in rest])
try:
    ex.submit(print)
except RuntimeError as e:
    print(e)
for bad in (lambda: ThreadPoolExecutor(0), lambda: ThreadPoolExecutor(1, initializer=3), lambda: ThreadPoolExecutor(1).submit(), lambda: ThreadPoolExecutor(1).map(print, [1], timeout=1, foo=3)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)

print("== future by hand")
f = Future()
print(f.set_running_or_notify_cancel(), f.running())
f.set_result(42)
try:
    f.set_result(43)
except InvalidStateError as e:
    print("invalid", str(e)[:14], f.result())

print("== broken")


def bad_init():
    raise RuntimeError("no")


import logging
logging.getLogger("concurrent.futures").setLevel(100)
with ThreadPoolExecutor(1, initializer=bad_init) as ex:
    try:
        ex.submit(print, 1).result()
    except cf.BrokenExecutor as e:
        print(type(e).__module__, type(e).__name__, e)

print("== traceback across")


def deep(n):
    if n == 0:
        return {}["missing"]
    return deep(n - 1)


with ThreadPoolExecutor(1) as ex:
    f = ex.submit(deep, 2)
    try:
        f.result()
    except KeyError:
        tb = traceback.format_exc()
        print("\n".join(l.replace(__file__, "FILE") for l in tb.splitlines() if "concurrent/futures" not in l and "self" not in l and "return" not in l and "^" not in l))

print("== nested submit")
with ThreadPoolExecutor(4) as ex:
    def fib(n):
        if n < 2:
            return n
        if n > 9:
            a = ex.submit(fib, n - 1)
            return fib(n - 2) + a.result()
        return fib(n - 1) + fib(n - 2)
    print(fib(12))
