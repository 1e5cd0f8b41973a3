"""Jobs with priorities and dependencies through a PriorityQueue, with retries, sentinels, task_done and shutdown."""
import itertools
import queue
import sys
import threading
from dataclasses import dataclass, field
from functools import total_ordering
from graphlib import CycleError, TopologicalSorter

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4


@dataclass(order=True, slots=True)
class Job:
    priority: int
    number: int
    name: str = field(compare=False)
    tries: int = field(default=0, compare=False)


class Transient(Exception):
    pass


def crunch(job: Job) -> int:
    if job.number % 7 == 3 and job.tries < 2:
        job.tries += 1
        raise Transient(job.name)
    if job.number % 31 == 30:
        raise ValueError(f"job {job.number} cannot work")
    return sum(i * job.number for i in range(200)) % 9973


def main():
    q: queue.PriorityQueue[Job] = queue.PriorityQueue(maxsize=0)
    done: dict[str, int] = {}
    failed: list[str] = []
    retried = itertools.count()
    lock = threading.Lock()

    def worker():
        while True:
            job = q.get()
            try:
                if job.priority == sys.maxsize:
                    return
                result = crunch(job)
            except Transient:
                next(retried)
                q.put(job)
            except ValueError as e:
                with lock:
                    failed.append(str(e))
            else:
                with lock:
                    done[job.name] = result
            finally:
                q.task_done()

    for n in range(200):
        q.put(Job(n * 37 % 50, n, f"job-{n:03}"))
    ts = [threading.Thread(target=worker, daemon=True) for _ in range(THREADS)]
    for t in ts: t.start()
    q.join()
    for _ in ts: q.put(Job(sys.maxsize, 0, "stop"))
    for t in ts: t.join()
    print(len(done), sorted(failed), next(retried), q.qsize(), q.empty(), sum(done.values()))

    order = []
    graph = {"link": {"compile", "assets"}, "compile": {"parse"}, "parse": {"fetch"}, "assets": {"fetch"}, "test": {"link"}, "pack": {"test", "docs"}, "docs": {"fetch"}}
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    ready, finished = queue.Queue(), queue.SimpleQueue()

    def builder():
        while (node := ready.get()) is not None:
            finished.put((node, len(node)))

    ts = [threading.Thread(target=builder) for _ in range(THREADS)]
    for t in ts: t.start()
    while sorter.is_active():
        batch = sorter.get_ready()
        for node in batch: ready.put(node)
        got = sorted(finished.get() for _ in batch)
        order.append([n for n, _ in got])
        sorter.done(*(n for n, _ in got))
    for _ in ts: ready.put(None)
    for t in ts: t.join()
    print(order)
    try:
        list(TopologicalSorter({"a": ["b"], "b": ["c"], "c": ["a"]}).static_order())
    except CycleError as e:
        print(e.args[0], sorted(set(e.args[1])))
    small = queue.Queue(2)
    small.put(1); small.put(2)
    for call in (lambda: small.put_nowait(3), lambda: small.put(3, timeout=0.01), lambda: queue.LifoQueue().get_nowait(), lambda: small.put(1, timeout=-1)):
        try:
            call()
        except (queue.Full, queue.Empty, ValueError) as e:
            print(type(e).__name__, e)
    lifo = queue.LifoQueue()
    for c in "abc": lifo.put(c)
    print([lifo.get() for _ in range(3)], small.full())
    try:
        small.task_done(); small.task_done(); small.task_done()
    except ValueError as e:
        print(e)
    if hasattr(queue, "ShutDown"):
        sq = queue.Queue()
        ended = []
        def until_shutdown(n):
            try:
                while True: sq.get(); sq.task_done()
            except queue.ShutDown:
                ended.append(n)
        ts = [threading.Thread(target=until_shutdown, args=(i,)) for i in range(THREADS)]
        for t in ts: t.start()
        for i in range(50): sq.put(i)
        sq.shutdown()
        for t in ts: t.join()
        try:
            sq.put(1)
        except queue.ShutDown as e:
            print("shut down", e, sorted(ended) == list(range(THREADS)), sq.is_shutdown)


main()
