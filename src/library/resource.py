"""Resource usage and limits: getrusage is the host's, the limits are read from /proc. Limits cannot be changed: setrlimit accepts what is in force and raises OSError (ENOSYS) for anything else."""
import errno as _errno
import os as _os
from collections import namedtuple as _namedtuple
from posix import _rusage

error = OSError
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1
RLIM_INFINITY = -1
(RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_RSS, RLIMIT_NPROC, RLIMIT_NOFILE, RLIMIT_MEMLOCK, RLIMIT_AS, _, RLIMIT_SIGPENDING, RLIMIT_MSGQUEUE,
 RLIMIT_NICE, RLIMIT_RTPRIO, RLIMIT_RTTIME) = range(16)
RLIMIT_OFILE = RLIMIT_NOFILE
_NAMES = ('cpu time', 'file size', 'data size', 'stack size', 'core file size', 'resident set', 'processes', 'open files', 'locked memory', 'address space', 'file locks', 'pending signals',
          'msgqueue size', 'nice priority', 'realtime priority', 'realtime timeout')


class struct_rusage(_namedtuple('struct_rusage', 'ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt ru_majflt ru_nswap ru_inblock ru_oublock ru_msgsnd ru_msgrcv ru_nsignals ru_nvcsw ru_nivcsw')):
    """struct_rusage: Result from getrusage."""
    __slots__ = ()

    def __repr__(self):
        return 'resource.' + super().__repr__()


struct_rusage.__module__ = 'resource'


def getrusage(who, /):
    if who == RUSAGE_SELF:
        return struct_rusage(*_rusage())
    if who in (RUSAGE_CHILDREN, RUSAGE_THREAD):
        raise OSError(_errno.ENOSYS, _os.strerror(_errno.ENOSYS))
    raise ValueError('invalid who parameter')


def getrlimit(resource, /):
    if not isinstance(resource, int):
        raise TypeError(f"'{type(resource).__name__}' object cannot be interpreted as an integer")
    if not 0 <= resource < len(_NAMES):
        raise ValueError('invalid resource specified')
    with open('/proc/self/limits') as file:
        for line in file:
            if line.lower().startswith(f'max {_NAMES[resource]} '):
                soft, hard = line[26:].split()[:2]
                return tuple(RLIM_INFINITY if text == 'unlimited' else int(text) for text in (soft, hard))
    raise OSError(_errno.ENOSYS, _os.strerror(_errno.ENOSYS))


def setrlimit(resource, limits, /):
    soft, hard = limits
    if (soft, hard) != getrlimit(resource):
        raise OSError(_errno.ENOSYS, 'limits of resources cannot be changed')


def getpagesize():
    return _os.sysconf('SC_PAGESIZE')
