"""Runs a program whose threads can do their work one after the other, in one thread: alone.py PROGRAM ARGUMENT… The process never has a second one, so that everything that may be left out for a single thread is.

`start()` of a thread runs it to its end, and a pool runs what it is given at once. A program whose threads wait for each other cannot run so and ends with an error (status 3).
"""
import concurrent.futures
import queue
import runpy
import sys
import threading


def start(thread):
    thread.run()


class Pool(concurrent.futures.Executor):
    def __init__(self, max_workers=None): pass

    def submit(self, function, /, *args, **kwargs):
        future = concurrent.futures.Future()
        try: future.set_result(function(*args, **kwargs))
        except BaseException as e: future.set_exception(e)
        return future


def get(self, block=True, timeout=None):
    try: return take(self, False)
    except queue.Empty:
        if not block: raise
        sys.exit(3)


threading.Thread.start, threading.Thread.join = start, lambda thread, timeout=None: None
concurrent.futures.ThreadPoolExecutor = Pool
take, queue.Queue.get = queue.Queue.get, get
del sys.argv[0]
sys.path[0] = sys.argv[0].rpartition("/")[0]
runpy.run_path(sys.argv[0], run_name="__main__")
