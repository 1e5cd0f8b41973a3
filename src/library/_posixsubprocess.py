"""fork_exec for subprocess.py where there is no fork: the host starts the program in one call (posix._spawn), from a request that says all that CPython's child does between fork and exec.

A program that cannot be started is told as CPython's child tells it: through the error pipe. Its process id is then one that nobody has."""
import os as _os
from posix import _spawn

_NOBODY = 0x7fffffff
_ABOUT_CWD = 0x10000


def _numbers(*numbers):
    return b''.join(n.to_bytes(4, 'little', signed=True) for n in numbers)


def _texts(texts):
    out = [_numbers(len(texts))]
    for t in texts:
        t = _os.fsencode(t)
        if b'\0' in t:
            raise ValueError('embedded null byte')
        out.append(_numbers(len(t)))
        out.append(t)
    return b''.join(out)


def fork_exec(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid,
              pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, /):
    if preexec_fn is not None:
        raise NotImplementedError('preexec_fn: Typhon starts programs without fork')
    if extra_groups is not None:
        raise NotImplementedError('extra_groups: the host cannot set them')
    if pgid_to_set > 0 or (pgid_to_set == 0 and not call_setsid):
        raise NotImplementedError('process_group: the host cannot set it')
    if close_fds and errpipe_write < 3:
        raise ValueError('errpipe_write must be >= 3')
    keep = [fd for fd in pass_fds if fd != errpipe_write]
    request = _numbers(p2cread, c2pwrite, errwrite, int(call_setsid), -1 if uid is None else uid, -1 if gid is None else gid, child_umask, int(not close_fds))
    request += _numbers(len(keep), *keep) + _texts(args) + _texts(executable_list) + _texts([] if cwd is None else [cwd])
    request += _numbers(-1) if env is None else _texts(env)
    pid = _spawn(request)
    if pid > 0:
        return pid
    what = ''
    error = -pid
    if error >= _ABOUT_CWD:
        error -= _ABOUT_CWD
        what = 'noexec:chdir'
    _os.write(errpipe_write, b'OSError:%x:%s' % (error, what.encode()))
    return _NOBODY
