"""Queue traffic: the main thread puts, the workers get and put back, through queue.SimpleQueue and queue.Queue."""
import queue
import sys
import threading
import time

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 1
N = int(sys.argv[2]) if len(sys.argv) > 2 else 60_000


def work(jobs, results):
    while (job := jobs.get()) is not None:
        results.put(job * 2)


def traffic(make):
    jobs, results = make(), make()
    workers = [threading.Thread(target=work, args=(jobs, results)) for _ in range(THREADS)]
    for w in workers:
        w.start()
    for i in range(N):
        jobs.put(i)
    total = sum(results.get() for _ in range(N))
    for _ in workers:
        jobs.put(None)
    for w in workers:
        w.join()
    return total


start = time.perf_counter()
total = traffic(queue.SimpleQueue) + traffic(queue.Queue)
elapsed = time.perf_counter() - start
print(total)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
