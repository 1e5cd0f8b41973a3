"""SemLock within one process: threads are all that can share it, since there are no forked processes here. So multiprocessing.pool.ThreadPool and multiprocessing.dummy work."""
import threading as _threading

flags = {}


def sem_unlink(name, /):
    pass


class SemLock:
    """Semaphore type of multiprocessing: kind 0 is a recursive mutex, 1 a semaphore."""
    SEM_VALUE_MAX = 2147483647

    def __init__(self, kind, value, maxvalue, name, unlink):
        # no name: nothing for a resource tracker to clean up
        self.kind, self.maxvalue, self.name, self.handle = kind, maxvalue, None, id(self)
        self._value = value
        self._owner, self._count = None, 0
        self._condition = _threading.Condition(_threading.Lock())

    def _is_mine(self):
        return self._count > 0 and self._owner == _threading.get_ident()

    def _get_value(self):
        return self._value

    def _is_zero(self):
        return self._value == 0

    def _count_of(self):
        return self._count

    def acquire(self, block=True, timeout=None):
        with self._condition:
            if self.kind == 0 and self._is_mine():
                self._count += 1
                return True
            if not self._value and not (block and self._condition.wait_for(lambda: self._value, None if timeout is None else max(timeout, 0))):
                return False
            self._value -= 1
            self._owner, self._count = _threading.get_ident(), self._count + 1
            return True

    def release(self):
        with self._condition:
            if self.kind == 0:
                if not self._is_mine():
                    raise AssertionError("attempt to release recursive lock not owned by thread")
                if self._count > 1:
                    self._count -= 1
                    return
            elif self._value >= self.maxvalue:
                raise ValueError("semaphore or lock released too many times")
            self._count -= 1
            self._value += 1
            self._condition.notify()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()
