"""
SemLock of multiprocessing. It begins as a counter within the process, which is all that threads need. When it is pickled for a child (its handle is asked for while one is being spawned) it
moves into a pipe that both have: the value is the sum of the 4-byte numbers in the pipe.

    acquire   takes one number, and puts back what is left of it; an empty pipe is a semaphore at 0
    release   takes all numbers there are and puts back their sum and one

So nobody ever waits to write, the pipe stays short, and the semaphore dies with its last process: it has no name and needs no cleaning up. What differs from POSIX: a process that is killed
between taking a number and putting back the rest keeps the rest; and while another process is at it, a look at the value may find too little (acquire(False) looks again).
A waiting thread sleeps 1 to 8 ms between looks, since no host lets a thread wait for a pipe.
"""
import os as _os
import threading as _threading
import time as _time

flags = {}


def sem_unlink(name, /):
    raise FileNotFoundError(2, 'semaphores of Typhon have no names', name)


class SemLock:
    """Semaphore type of multiprocessing: kind 0 is a recursive mutex, 1 a semaphore."""
    SEM_VALUE_MAX = 2147483647

    def __init__(self, kind, value, maxvalue, name, unlink):
        # no name: nothing for a resource tracker to clean up
        self._begin(kind, maxvalue)
        self._value = value

    def _begin(self, kind, maxvalue):
        self.kind, self.maxvalue, self.name = kind, maxvalue, None
        # guards all that follows; waiters of this process sleep on it until there is a pipe
        self._condition = _threading.Condition(_threading.Lock())
        self._value = 0
        self._owner, self._held = None, 0
        # read end, write end; never taken back
        self._pipe = None

    @property
    def handle(self):
        from multiprocessing.context import get_spawning_popen
        popen = get_spawning_popen()
        if popen is None:
            return id(self)
        with self._condition:
            if self._pipe is None:
                pipe = _os.pipe()
                _os.set_blocking(pipe[0], False)
                self._pipe = pipe
                self._put(self._value)
                self._condition.notify_all()
        r, w = map(popen.duplicate_for_child, self._pipe)
        return r << 32 | w

    @classmethod
    def _rebuild(cls, handle, kind, maxvalue, name, /):
        self = cls.__new__(cls)
        self._begin(kind, maxvalue)
        self._pipe = handle >> 32, handle & 0xffffffff
        _os.set_blocking(self._pipe[0], False)
        return self

    def __del__(self):
        pipe = getattr(self, '_pipe', None)
        if pipe is not None:
            for fd in pipe:
                _os.close(fd)

    def _put(self, n):
        if n:
            _os.write(self._pipe[1], n.to_bytes(4, 'little'))

    def _take(self):
        """One of the numbers in the pipe; 0: there is none now."""
        try:
            return int.from_bytes(_os.read(self._pipe[0], 4), 'little')
        except BlockingIOError:
            return 0

    def _take_all(self):
        total = 0
        while n := self._take():
            total += n
        return total

    def _is_mine(self):
        return self._held > 0 and self._owner == _threading.get_ident()

    def _get_value(self):
        if self._pipe is None:
            return self._value
        with self._condition:
            value = self._take_all()
            self._put(value)
        return value

    def _is_zero(self):
        return self._get_value() == 0

    def _count(self):
        return self._held

    def _got_it(self):
        self._owner, self._held = _threading.get_ident(), self._held + 1
        return True

    def acquire(self, block=True, timeout=None):
        end = None if timeout is None else _time.monotonic() + max(timeout, 0)
        with self._condition:
            if self.kind == 0 and self._is_mine():
                self._held += 1
                return True
            if self._pipe is None:
                if not self._value and not (block and self._condition.wait_for(lambda: self._value or self._pipe, None if timeout is None else max(timeout, 0))):
                    return False
                if self._pipe is None:
                    self._value -= 1
                    return self._got_it()
        # another process may have the numbers of a semaphore in hand for a moment
        looks = 0 if self.maxvalue == 1 else 3
        pause = 0.001
        while True:
            with self._condition:
                if n := self._take():
                    self._put(n - 1)
                    return self._got_it()
            if looks:
                looks -= 1
                left = pause
            elif not block:
                return False
            else:
                left = pause if end is None else end - _time.monotonic()
                if left <= 0:
                    return False
            _time.sleep(min(pause, left))
            pause = min(pause * 2, 0.008)

    def release(self):
        with self._condition:
            if self.kind == 0:
                if not self._is_mine():
                    raise AssertionError("attempt to release recursive lock not owned by thread")
                if self._held > 1:
                    self._held -= 1
                    return
            value = self._value if self._pipe is None else self._take_all()
            over = self.kind != 0 and value >= self.maxvalue
            if not over:
                self._held -= 1
                value += 1
            if self._pipe is None:
                self._value = value
                self._condition.notify()
            else:
                self._put(value)
        if over:
            raise ValueError("semaphore or lock released too many times")

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()
