"""Daemon threads that are in the middle of everything when the program ends: they stop, the program does not hang, and nobody crashes."""
import gc
import io
import sys
import threading
import time
from common import SECONDS, THREADS, Dice


class Del:
    def __del__(self):
        self.x = [i for i in range(50)]
        if len(self.x) % 7 == 0: time.sleep(0)


lock = threading.Lock()
shared = []


def busy(k, d):
    while True:
        if k == 0: Del(); shared.append(Del()); shared.clear()
        elif k == 1:
            with lock: shared.append([1])
        elif k == 2: gc.collect()
        elif k == 3: time.sleep(0.001)
        elif k == 4:
            import json
            json.dumps({"a": [1, 2, {"b": None}]})
        elif k == 5: x = Del(); x.me = x
        elif k == 6: sorted(range(1000), key=lambda v: -v)
        else: threading.Thread(target=lambda: None, daemon=True).start()


for i in range(max(THREADS, 8)):
    threading.Thread(target=busy, args=(i % 8, Dice(i)), daemon=True).start()
time.sleep(min(SECONDS, 0.05 + Dice(1).roll(300) / 1000))
print("ok")
