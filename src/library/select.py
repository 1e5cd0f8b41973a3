"""select and poll over the host's fdPoll (posix._poll). There is no epoll, kqueue or devpoll: selectors.py takes poll then."""
import math as _math
import time as _time
from posix import _poll

__all__ = ['select', 'poll', 'error', 'PIPE_BUF', 'POLLIN', 'POLLPRI', 'POLLOUT', 'POLLERR', 'POLLHUP', 'POLLNVAL', 'POLLRDNORM', 'POLLRDBAND', 'POLLWRNORM', 'POLLWRBAND', 'POLLMSG', 'POLLRDHUP']

error = OSError
PIPE_BUF = 4096
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
POLLRDNORM, POLLRDBAND, POLLWRNORM, POLLWRBAND, POLLMSG, POLLRDHUP = 64, 128, 256, 512, 1024, 8192

_INTERRUPTED = -4


def _fileno(file):
    if isinstance(file, int):
        fd = file
    else:
        try:
            method = file.fileno
        except AttributeError:
            raise TypeError('argument must be an int, or have a fileno() method.') from None
        fd = method()
        if not isinstance(fd, int):
            raise TypeError('fileno() returned a non-integer')
    if fd < 0:
        raise ValueError(f'file descriptor cannot be a negative integer ({fd})')
    return int(fd)


def _wait(pairs, seconds):
    """[(fd, events)] → [(fd, result)] of those that have one; seconds None: without end."""
    entries = bytearray()
    for fd, events in pairs:
        entries += fd.to_bytes(4, 'little', signed=True) + (events & 0x7fff).to_bytes(4, 'little') + b'\0\0\0\0'
    end = None if seconds is None else _time.monotonic() + seconds
    while True:
        left = -1.0 if end is None else max(0.0, (end - _time.monotonic()) * 1000)
        n = _poll(entries, left)
        if n != _INTERRUPTED:
            break
    out = []
    if n:
        for i, (fd, _) in enumerate(pairs):
            result = int.from_bytes(entries[i * 12 + 8:i * 12 + 12], 'little')
            if result:
                out.append((fd, result))
    return out


def select(rlist, wlist, xlist, timeout=None, /):
    if timeout is not None:
        if not isinstance(timeout, (int, float)):
            try:
                timeout = float(timeout)
            except TypeError:
                raise TypeError('timeout must be a float or None') from None
        if _math.isnan(timeout):
            raise ValueError('Invalid value NaN (not a number)')
        if timeout < 0:
            raise ValueError('timeout must be non-negative')
    lists = [[(f, _fileno(f)) for f in files] for files in (rlist, wlist, xlist)]
    events = {}
    for files, bit in zip(lists, (POLLIN, POLLOUT, POLLPRI)):
        for _, fd in files:
            events[fd] = events.get(fd, 0) | bit
    found = dict(_wait(list(events.items()), timeout))
    if any(result & POLLNVAL for result in found.values()):
        raise OSError(9, 'Bad file descriptor')
    masks = (POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI)
    return tuple([f for f, fd in files if found.get(fd, 0) & mask] for files, mask in zip(lists, masks))


class poll:
    """A polling object, which supports registering and unregistering file descriptors, and then polling them for I/O events."""

    def __init__(self):
        self._events = {}
        self._polling = False

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._events[_fileno(fd)] = _mask(eventmask)

    def modify(self, fd, eventmask, /):
        fd = _fileno(fd)
        if fd not in self._events:
            raise FileNotFoundError(2, 'No such file or directory')
        self._events[fd] = _mask(eventmask)

    def unregister(self, fd, /):
        del self._events[_fileno(fd)]

    def poll(self, timeout=None, /):
        if timeout is not None:
            timeout = _math.ceil(timeout)
            if timeout < 0:
                timeout = None
        if self._polling:
            raise RuntimeError('concurrent poll() invocation')
        self._polling = True
        try:
            return _wait(list(self._events.items()), None if timeout is None else timeout / 1000)
        finally:
            self._polling = False


def _mask(mask):
    if not isinstance(mask, int):
        raise TypeError(f"'{type(mask).__name__}' object cannot be interpreted as an integer")
    if mask < 0:
        raise ValueError('value must be positive')
    if mask > 0xffff:
        raise OverflowError('Python int too large for C unsigned short')
    return mask
