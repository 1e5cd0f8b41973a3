"""Futures: map, as_completed, exceptions, time-outs, callbacks, cancellation, initializers, wait in all its ways."""
import concurrent.futures as cf
import functools
import operator
import sys
import threading
import time
import traceback

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4
local = threading.local()


def init(tag, base=0):
    local.tag = tag
    local.count = base


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    local.count += 1
    return steps


def explode(n):
    if n % 5 == 4:
        raise ArithmeticError(f"number {n}") from KeyError(n)
    return n * n


def main():
    with cf.ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="calc", initializer=init, initargs=("x",)) as ex:
        print(max(ex.map(collatz, range(1, 2000)), default=0), list(ex.map(pow, [2, 3], [5, 4])), list(ex.map(lambda a, b, c: a + b + c, "abc", "def", "gh")))
        fs = {ex.submit(explode, n): n for n in range(20)}
        good, bad = {}, {}
        for f in cf.as_completed(fs, timeout=30):
            if (e := f.exception()) is not None:
                bad[fs[f]] = f"{type(e).__name__}: {e} <- {e.__cause__!r}"
            else:
                good[fs[f]] = f.result()
        print(sorted(good.items()))
        for n in sorted(bad): print(n, bad[n])
        names = set(ex.map(lambda _: threading.current_thread().name.rsplit("_", 1)[0], range(20)))
        print(names)
        try:
            for v in ex.map(explode, range(3, 10)): print(v, end=" ")
        except ArithmeticError as e:
            print("stopped:", e, len(traceback.extract_tb(e.__traceback__)) > 2, traceback.format_exception_only(e))
        ev = threading.Event()
        waits = [ex.submit(ev.wait) for _ in range(THREADS)]
        blocked = ex.submit(print, "never")
        try:
            waits[0].result(timeout=0.02)
        except cf.TimeoutError as e:
            print("timed out", repr(e), cf.TimeoutError is TimeoutError)
        print(blocked.cancel(), blocked.cancelled(), blocked.done(), repr(blocked).split(" at ")[0], "cancelled" in repr(blocked))
        try:
            blocked.result()
        except cf.CancelledError as e:
            print("CancelledError", e.args)
        done, pending = cf.wait(waits, timeout=0.01)
        print(len(done), len(pending) == THREADS)
        ev.set()
        print(cf.wait(waits, return_when=cf.ALL_COMPLETED).not_done)
        try:
            next(cf.as_completed([cf.Future()], timeout=0.01))
        except TimeoutError as e:
            print(e)
        first = cf.wait([ex.submit(explode, 4), ex.submit(time.sleep, 0.05)], return_when=cf.FIRST_EXCEPTION)
        print(len(first.done) >= 1)
        calls = []
        f = ex.submit(operator.mul, 6, 7)
        f.add_done_callback(lambda f: calls.append(("a", f.result())))
        f.result()
        f.add_done_callback(lambda f: calls.append(("b", f.running(), f.done())))
        time.sleep(0.02)
        print(sorted(calls))
    try:
        ex.submit(print)
    except RuntimeError as e:
        print(e)
    fut = cf.Future()
    fut.set_running_or_notify_cancel()
    fut.set_exception(ZeroDivisionError("by hand"))
    print(fut.exception(), fut.done())
    try:
        fut.set_result(3)
    except cf.InvalidStateError as e:
        print(type(e).__name__, str(e).split(":")[0])

    def broken():
        raise OSError("no init")
    import logging
    logging.getLogger("concurrent.futures").disabled = True
    pool = cf.ThreadPoolExecutor(1, initializer=broken)
    try:
        pool.submit(print, 1).result(5)
    except cf.BrokenExecutor as e:
        print(type(e).__name__, e)
    pool.shutdown()
    for bad_arg in (0, -3):
        try:
            cf.ThreadPoolExecutor(bad_arg)
        except ValueError as e:
            print(e)
    with cf.ThreadPoolExecutor(THREADS) as ex:
        tree = functools.reduce(lambda acc, f: acc + f.result(), [ex.submit(sum, range(i, i + 10)) for i in range(0, 100, 10)], 0)
    ex2 = cf.ThreadPoolExecutor(1)
    gate = threading.Event()
    ex2.submit(gate.wait)
    rest = [ex2.submit(abs, -1) for _ in range(5)]
    ex2.shutdown(wait=False, cancel_futures=True)
    gate.set()
    ex2.shutdown()
    print(tree, sum(f.cancelled() for f in rest))


main()
