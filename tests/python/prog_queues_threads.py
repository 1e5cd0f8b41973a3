"""Pipelines with every queue."""
import heapq
import itertools
import queue
import threading
from dataclasses import dataclass, field
from queue import Queue, LifoQueue, PriorityQueue, SimpleQueue, Empty, Full, ShutDown


@dataclass(order=True)
class Job:
    priority: int
    seq: int
    name: str = field(compare=False)


SENTINEL = object()


def stage(name, inq, outq, fn, n):
    def run():
        while (item := inq.get()) is not SENTINEL:
            for result in fn(item):
                outq.put(result)
            inq.task_done()
        inq.task_done()
    ts = [threading.Thread(target=run, name=f"{name}-{i}") for i in range(n)]
    for t in ts:
        t.start()
    return ts


def pipeline():
    q1, q2, q3, q4 = Queue(10), Queue(5), Queue(), Queue()
    a = stage("split", q1, q2, lambda s: s.split(), 2)
    b = stage("clean", q2, q3, lambda w: [w.strip(".,").lower()] if w.strip(".,") else [], 3)
    c = stage("len", q3, q4, lambda w: [(w, len(w))], 1)
    text = ["The quick brown fox, jumps.", "over . the , lazy dog", "And THE end."] * 20
    for line in text:
        q1.put(line)
    for q, ts in ((q1, a), (q2, b), (q3, c)):
        for _ in ts:
            q.put(SENTINEL)
        q.join()
        for t in ts:
            t.join()
    counts = {}
    while not q4.empty():
        w, n = q4.get_nowait()
        counts[w] = counts.get(w, 0) + n
    print(sorted(counts.items()))
    print([q.qsize() for q in (q1, q2, q3, q4)], q1.unfinished_tasks)


def priorities():
    q = PriorityQueue()
    seq = itertools.count()
    for p, name in [(3, "low"), (1, "high"), (2, "mid"), (1, "high2")]:
        q.put(Job(p, next(seq), name))
    print([q.get().name for _ in range(q.qsize())])
    l = LifoQueue()
    for i in range(4):
        l.put(i)
    print([l.get(block=False) for _ in range(4)])
    q.put((1, {}))
    try:
        q.put((1, {}))
    except TypeError as e:
        print(e)


def limits():
    q = Queue(maxsize=2)
    q.put(1)
    q.put_nowait(2)
    print(q.full(), q.maxsize)
    for f in (lambda: q.put(3, block=False), lambda: q.put(3, timeout=0.01), lambda: q.put(3, timeout=-1)):
        try:
            f()
        except Full as e:
            print("Full", repr(e))
        except ValueError as e:
            print(e)
    q.get(), q.get()
    for f in (q.get_nowait, lambda: q.get(timeout=0.01), lambda: q.get(True, -1)):
        try:
            f()
        except Empty as e:
            print("Empty", repr(e))
        except ValueError as e:
            print(e)
    q.task_done()
    q.task_done()
    try:
        q.task_done()
    except ValueError as e:
        print(e)
    s = SimpleQueue()
    s.put("x")
    print(s.get(), s.empty(), s.qsize())
    try:
        s.get(timeout=0.01)
    except Empty:
        print("simple empty")
    try:
        s.get(timeout=-1)
    except ValueError as e:
        print(e)
    print(type(s), queue.SimpleQueue.__module__, Empty.__module__, Empty.__mro__)


def shutdown():
    q = Queue()
    got, errors = [], []
    lock = threading.Lock()

    def consumer():
        while True:
            try:
                item = q.get()
            except ShutDown as e:
                with lock:
                    errors.append(repr(e))
                return
            with lock:
                got.append(item)
            q.task_done()
    ts = [threading.Thread(target=consumer) for _ in range(3)]
    for t in ts:
        t.start()
    for i in range(50):
        q.put(i)
    q.shutdown()
    for t in ts:
        t.join()
    print(sorted(got) == list(range(50)), errors, q.is_shutdown)
    try:
        q.put(1)
    except ShutDown as e:
        print("put", type(e).__name__)
    q2 = Queue()
    for i in range(3):
        q2.put(i)
    q2.shutdown(immediate=True)
    try:
        q2.get()
    except ShutDown:
        print("immediate", q2.qsize(), q2.unfinished_tasks)
    q2.join()


def bounded_handoff():
    q = Queue(1)
    trace = []

    def producer():
        for i in range(5):
            q.put(i)
        q.put(None)
    t = threading.Thread(target=producer)
    t.start()
    for item in iter(q.get, None):
        trace.append(item)
    t.join()
    print(trace)


for f in (pipeline, priorities, limits, shutdown, bounded_handoff):
    print("--", f.__name__)
    f()
h = []
for x in [5, 1, 4]:
    heapq.heappush(h, x)
print(h, heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), heapq.nsmallest(2, h), heapq.nlargest(1, h, key=lambda v: -v), list(heapq.merge([1, 4], [2, 3], reverse=False)))
