"""Lock traffic: one lock that all threads share, and one of its own for each."""
import sys
import threading
import time

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 1
N = int(sys.argv[2]) if len(sys.argv) > 2 else 1_500_000

shared = threading.Lock()
total = 0


def work(times):
    global total
    own, mine = threading.Lock(), 0
    for i in range(times):
        with own:
            mine += 1
        if i % 4 == 0:
            with shared:
                total += 1
    with shared:
        total += mine


start = time.perf_counter()
workers = [threading.Thread(target=work, args=(N // THREADS,)) for _ in range(THREADS)]
for w in workers:
    w.start()
for w in workers:
    w.join()
elapsed = time.perf_counter() - start
print(total)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
