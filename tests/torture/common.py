"""What the torture programs share. Each is called as `name.py SEED SECONDS [THREADS]`, hurts the runtime for that long, checks what must hold, and prints "ok"."""
import sys
import threading
import time

SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 1
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 2.0
THREADS = int(sys.argv[3]) if len(sys.argv) > 3 else 4
stop = False
failures = []


class Dice:
    """A stream of numbers that depends on the seed and the thread only."""

    def __init__(self, salt):
        self.x = (SEED * 2654435761 + salt * 40503 + 12345) & 0xFFFFFFFF or 1

    def roll(self, n):
        x = self.x
        x ^= (x << 13) & 0xFFFFFFFF
        x ^= x >> 17
        x ^= (x << 5) & 0xFFFFFFFF
        self.x = x
        return (x >> 3) % n


def check(condition, *what):
    if not condition:
        raise AssertionError(*what)


def guarded(body, dice, go):
    go.wait()
    try:
        while not stop:
            body(dice)
    except BaseException as e:
        import traceback
        failures.append(traceback.format_exc())


def torture(*bodies, seconds=None, threads=None):
    """Runs bodies[i % len(bodies)](dice) again and again in each of the threads."""
    global stop
    stop = False
    n = max(threads or THREADS, len(bodies))
    # A thread that meets the memory limit before it could say that it has started leaves start() waiting for ever, as in CPython.
    go = threading.Event()
    ts = [threading.Thread(target=guarded, args=(bodies[i % len(bodies)], Dice(i), go)) for i in range(n)]
    for t in ts:
        t.start()
    go.set()
    end = time.monotonic() + (seconds or SECONDS)
    while time.monotonic() < end and not failures:
        time.sleep(0.02)
    stop = True
    for t in ts:
        t.join()
    finish()


def finish():
    if failures:
        print(failures[0])
        sys.exit(1)


def done():
    finish()
    print("ok")
