# Native loops that would run for hours hear signals, and let other threads stop the world.
import collections
import gc
import itertools
import os
import signal
import threading
import time


class Stop(Exception):
    pass


def handler(number, frame):
    raise Stop


signal.signal(signal.SIGINT, handler)
go = threading.Event()
over = False


def kill():
    while not over:
        if go.wait(0.02):
            go.clear()
            time.sleep(0.03)
            gc.get_freeze_count()  # the world is stopped for it
            os.kill(os.getpid(), signal.SIGINT)


threading.Thread(target=kill, daemon=True).start()
for name, f in {
    'sum': lambda: sum(range(10**12)), 'deque': lambda: collections.deque(itertools.repeat(1), maxlen=0), 'any': lambda: any(itertools.repeat(0)),
    'max': lambda: max(range(10**12)), 'in': lambda: -1 in map(abs, itertools.count()), 'islice': lambda: next(itertools.islice(itertools.count(), 10**15, None)),
    'dict': lambda: dict(zip(itertools.repeat(1), itertools.repeat(2))), 'set': lambda: set(itertools.repeat(1)), 'list': lambda: list(itertools.filterfalse(None, itertools.repeat(1))),
    'reduce': lambda: __import__('functools').reduce(max, itertools.count()),
}.items():
    start = time.monotonic()
    try:
        go.set()
        f()
        print(name, 'ended')
    except Stop:
        print(name, 'stopped', 'in time' if time.monotonic() - start < 5 else 'late')
over = True
