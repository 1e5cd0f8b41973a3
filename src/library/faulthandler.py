"""faulthandler: dumps of Python's stacks. The runtime's own dump (SIGQUIT, a watchdog, a fatal error) is always on; enable() only remembers that it was asked for."""
import os as _os
import sys as _sys
import threading as _threading

_enabled = False
_timer = None
_registered = {}


def _fd(file):
    if file is None:
        file = _sys.stderr
        if file is None:
            raise RuntimeError('unable to get sys.stderr')
    if isinstance(file, int):
        if file < 0:
            raise ValueError('file is not a valid file descripter')
        return file
    fd = file.fileno()
    try:
        file.flush()
    except Exception:
        pass
    return fd


def _stack(frame):
    lines = []
    while frame is not None and len(lines) < 100:
        code = frame.f_code
        lines.append(f'  File "{code.co_filename}", line {frame.f_lineno if frame.f_lineno is not None else "???"} in {code.co_name}')
        frame = frame.f_back
    if frame is not None:
        lines.append('  ...')
    return lines


def _dump(fd, all_threads, current):
    """current: the caller's frame, or None if the dump is not its own."""
    me = _threading.get_ident()
    out = []
    if all_threads:
        for ident, frame in _sys._current_frames().items():
            if ident == me:
                if current is None:
                    continue
                frame = current
                out.append(f'Current thread 0x{ident:016x} (most recent call first):')
            else:
                out.append(f'Thread 0x{ident:016x} (most recent call first):')
            out += _stack(frame)
            out.append('')
        if out:
            out.pop()
    else:
        out = ['Stack (most recent call first):', *_stack(current)]
    _os.write(fd, ('\n'.join(out) + '\n').encode('ascii', 'backslashreplace'))


def dump_traceback(file=None, all_threads=True):
    _dump(_fd(file), all_threads, _sys._getframe(1))


def dump_c_stack(file=None):
    raise NotImplementedError('faulthandler.dump_c_stack: there is no C stack')


def enable(file=None, all_threads=True, c_stack=True):
    global _enabled
    _fd(file)
    _enabled = True


def disable():
    global _enabled
    was, _enabled = _enabled, False
    return was


def is_enabled():
    return _enabled


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    global _timer
    if timeout <= 0:
        raise ValueError('timeout must be greater than 0')
    fd = _fd(file)
    cancel_dump_traceback_later()
    over = _threading.Event()
    hours, rest = divmod(timeout, 3600)
    text = f'Timeout ({int(hours)}:{int(rest // 60):02}:{rest % 60:0{2 if rest == int(rest) else 9}.{0 if rest == int(rest) else 6}f})!\n'

    def watch():
        while not over.wait(timeout):
            _os.write(fd, text.encode())
            _dump(fd, True, None)
            if exit:
                _os._exit(1)
            if not repeat:
                return

    _timer = over
    # Not a Thread object: threading.enumerate() does not show it.
    _threading._start_joinable_thread(watch, daemon=True)


def cancel_dump_traceback_later():
    global _timer
    if _timer is not None:
        _timer.set()
        _timer = None


def register(signum, file=None, all_threads=True, chain=False):
    import signal
    fd = _fd(file)

    def handler(number, frame):
        _dump(fd, all_threads, frame)
        if chain and callable(old):
            old(number, frame)

    old = _registered[signum][1] if signum in _registered else signal.getsignal(signum)
    signal.signal(signum, handler)
    _registered[signum] = handler, old


def unregister(signum):
    import signal
    if signum not in _registered:
        return False
    _, old = _registered.pop(signum)
    signal.signal(signum, old)
    return True
