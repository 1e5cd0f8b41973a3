"""Starting and joining threads, THREADS at a time."""
import sys
import threading
import time

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 1
N = int(sys.argv[2]) if len(sys.argv) > 2 else 1_500

done = []
start = time.perf_counter()
for i in range(N // THREADS):
    workers = [threading.Thread(target=done.append, args=(i,)) for _ in range(THREADS)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
elapsed = time.perf_counter() - start
print(len(done))
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
