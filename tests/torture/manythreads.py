"""Thousands of short threads, one after another and many at once: live bytes and threads are the same afterwards, the resident set is flat over the second half."""
import _thread
import gc
import threading
import time
import _typhon
from common import SECONDS, check, done

count = 0
lock = threading.Lock()


def short():
    global count
    x = [i for i in range(20)]
    with lock:
        count += 1


def rss():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * 4096


def settle():
    for _ in range(3): gc.collect()
    s = _typhon.stats()
    return s["bytes_used"], s["threads"]


def one_by_one(seconds):
    end = time.monotonic() + seconds
    n = 0
    while time.monotonic() < end:
        for _ in range(20):
            t = threading.Thread(target=short)
            t.start()
            t.join()
            n += 1
    return n


def at_once(n):
    go = threading.Event()
    ts = [threading.Thread(target=lambda: (go.wait(), short())) for _ in range(n)]
    for t in ts: t.start()
    go.set()
    for t in ts: t.join()


one_by_one(SECONDS / 4)
at_once(12)
before, r0 = settle(), rss()
n = one_by_one(SECONDS / 2)
for _ in range(5): at_once(12)
after, r1 = settle(), rss()
check(before[1] == after[1], "threads", before, after)
check(after[0] <= before[0] + (1 << 20), "bytes", before, after, n)
check(r1 < r0 + (48 << 20), "rss", r0, r1, n)
check(threading.active_count() == 1 and _thread._count() == 0)
done()
