"""Pages that dead threads left behind become free in the middle of a collection's pause, when that takes memory: they must not keep the collector's table (checked core: pageReset looks)."""
import gc
import threading


def cycle():
    a = []
    a.append(a)


gc.disable()
for round in range(60):
    for _ in range(17_000): cycle()
    left = []
    t = threading.Thread(target=lambda: left.extend([[i] for i in range(3_000)]))
    t.start()
    t.join()
    left.clear()
    # The list of the garbage takes a page, and every 64th time that pages are taken looks for empty ones among the abandoned. The end of gc.collect() finds all that are left.
    assert gc.collect() >= 17_000
    texts = [str(i) * 3 for i in range(5_000 + 200 * (round % 16))]
    gc.collect()
    assert all(t == str(i) * 3 for i, t in enumerate(texts))
    del texts
print("ok")
