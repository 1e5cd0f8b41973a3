# args: --memory 96
# Garbage in cycles that holds large buffers, too few objects for the collector's threshold: it is asked for on the way to the memory limit, in every thread; MemoryError comes for what is really in use.
import gc
import threading


class Node:
    def __init__(self, size):
        self.me, self.load = self, bytearray(size)


def churn(total, size):
    for _ in range(total // size): Node(size)


gc.collect()
churn(2 << 30, 1 << 20)
churn(1 << 30, 5 << 20)
print("one thread")

threads = [threading.Thread(target=churn, args=(1 << 29, 1 << 20)) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print("three threads")

# beside something that stays
kept = [bytes(1 << 20) for _ in range(25)]
churn(1 << 30, 1 << 20)
print("beside 25 MB that stay")

# close to the limit no collection follows another
stats = lambda: sum(s["collections"] for s in gc.get_stats())
began = stats()
try:
    while True: kept.append(bytes(1 << 19))
except MemoryError:
    pass
print("MemoryError", len(kept) > 40, stats() - began < 12)
for _ in range(3): kept.pop()
for _ in range(2000):
    kept.pop()
    kept.append(bytes(1 << 19))
print("and many more times", stats() - began < 14)

kept.clear()
gc.disable()
try:
    churn(1 << 30, 1 << 20)
    print("no MemoryError")
except MemoryError:
    print("not while the collector is off")
gc.enable()
gc.collect()
churn(1 << 30, 1 << 20)
print("on again")
