"""_socket before there are sockets on the host: constants, name look-ups of this machine, and socketpair(), whose two ends are joined by two pipes. Any other socket is OSError.

An end is known by the descriptor it reads from; the one it writes to is in _writers. detach() joins them: what is written to the one descriptor that is left goes to the other (posix._writer).
"""
import os as _os
import select as _select
import time as _time
from posix import _writer, uname as _uname

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_RDM, SOCK_SEQPACKET = 1, 2, 3, 4, 5
SOCK_NONBLOCK, SOCK_CLOEXEC = 0o4000, 0o2000000
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOL_SOCKET, SOL_TCP, SOL_UDP, SOMAXCONN = 1, 6, 17, 4096
SO_DEBUG, SO_REUSEADDR, SO_TYPE, SO_ERROR, SO_DONTROUTE, SO_BROADCAST, SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE, SO_OOBINLINE, SO_LINGER, SO_REUSEPORT = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 15
SO_ACCEPTCONN, SO_PROTOCOL, SO_DOMAIN = 30, 38, 39
IPPROTO_IP, IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6 = 0, 1, 6, 17, 41
IPV6_V6ONLY, TCP_NODELAY, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT = 26, 1, 4, 5, 6
MSG_OOB, MSG_PEEK, MSG_DONTROUTE, MSG_WAITALL, MSG_DONTWAIT, MSG_NOSIGNAL = 1, 2, 4, 0x100, 0x40, 0x4000
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST, AI_V4MAPPED, AI_ALL, AI_ADDRCONFIG, AI_NUMERICSERV = 1, 2, 4, 8, 0x10, 0x20, 0x400
NI_NUMERICHOST, NI_NUMERICSERV, NI_NOFQDN, NI_NAMEREQD, NI_DGRAM, NI_MAXHOST, NI_MAXSERV = 1, 2, 4, 8, 16, 1025, 32
EAI_FAMILY, EAI_NONAME, EAI_SERVICE, EAI_SOCKTYPE, EAI_FAIL = -6, -2, -8, -7, -4
INADDR_ANY, INADDR_LOOPBACK, INADDR_BROADCAST = 0, 0x7f000001, 0xffffffff
has_ipv6 = False

error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


_default_timeout = None
_writers = {}


def _missing(what):
    return OSError(97, f'{what}: Typhon has no sockets yet')


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    _default_timeout = _seconds(timeout)


def _seconds(timeout):
    if timeout is None:
        return None
    timeout = float(timeout)
    if timeout < 0:
        raise ValueError('Timeout value out of range')
    return timeout


def gethostname():
    return _uname().nodename


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    raise gaierror(EAI_FAIL, 'getaddrinfo: Typhon has no sockets yet')


def gethostbyname(name, /):
    raise gaierror(EAI_FAIL, 'gethostbyname: Typhon has no sockets yet')


gethostbyname_ex = gethostbyaddr = gethostbyname


def getnameinfo(address, flags, /):
    raise gaierror(EAI_FAIL, 'getnameinfo: Typhon has no sockets yet')


def htons(x, /):
    return int.from_bytes(x.to_bytes(2, 'little'), 'big')


def htonl(x, /):
    return int.from_bytes(x.to_bytes(4, 'little'), 'big')


ntohs, ntohl = htons, htonl


def inet_aton(text, /):
    parts = text.split('.')
    if len(parts) != 4 or not all(p.isascii() and p.isdigit() and int(p) < 256 for p in parts):
        raise OSError('illegal IP address string passed to inet_aton')
    return bytes(map(int, parts))


def inet_ntoa(packed, /):
    if len(packed) != 4:
        raise OSError('packed IP wrong length')
    return '.'.join(map(str, packed))


class socket:
    """socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object"""

    __slots__ = '_timeout', '_fd', '_family', '_type', '_proto'

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._timeout = _default_timeout
        self._family = AF_UNIX if family == -1 else int(family)
        self._type = SOCK_STREAM if type == -1 else int(type)
        self._proto = 0 if proto == -1 else proto
        self._fd = -1
        if fileno is None or fileno not in _writers and not _writer(fileno):
            raise _missing('socket')
        _writers.setdefault(fileno, fileno)
        self._fd = fileno

    family = property(lambda self: self._family)
    type = property(lambda self: self._type)
    proto = property(lambda self: self._proto)
    timeout = property(lambda self: self._timeout)

    def fileno(self):
        return self._fd

    def detach(self):
        fd, self._fd = self._fd, -1
        writer = _writers.pop(fd, -1)
        if writer >= 0 and writer != fd:
            _writer(fd, writer)
        return fd

    def close(self):
        fd, self._fd = self._fd, -1
        if fd >= 0:
            writer = _writers.pop(fd, -1)
            if writer >= 0 and writer != fd:
                _os.close(writer)
            _os.close(fd)

    def __del__(self):
        if getattr(self, '_fd', -1) >= 0:
            self.close()

    def __repr__(self):
        return f'<socket object, fd={self._fd}, family={self.family}, type={self.type}, proto={self.proto}>'

    def settimeout(self, timeout, /):
        self._timeout = _seconds(timeout)

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0.0

    def _open(self):
        if self._fd < 0:
            raise OSError(9, 'Bad file descriptor')
        return self._fd

    def _ready(self, fd, event):
        poll = _select.poll()
        poll.register(fd, event)
        if poll.poll(None if self._timeout is None else self._timeout * 1000):
            return
        raise BlockingIOError(11, 'Resource temporarily unavailable') if self._timeout == 0 else TimeoutError('timed out')

    def recv(self, bufsize, flags=0, /):
        if flags:
            raise _missing('recv with flags')
        fd = self._open()
        self._ready(fd, _select.POLLIN)
        return _os.read(fd, bufsize)

    def recv_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast('B')
        data = self.recv(nbytes or len(view), flags)
        view[:len(data)] = data
        return len(data)

    def send(self, data, flags=0, /):
        if flags & ~MSG_NOSIGNAL:
            raise _missing('send with flags')
        writer = _writers[self._open()]
        if writer < 0:
            raise BrokenPipeError(32, 'Broken pipe')
        self._ready(writer, _select.POLLOUT)
        return _os.write(writer, data)

    def sendall(self, data, flags=0, /):
        view = memoryview(data).cast('B')
        end = None if self._timeout is None else _time.monotonic() + self._timeout
        while view:
            view = view[self.send(view, flags):]
            if end is not None and view and _time.monotonic() > end:
                raise TimeoutError('timed out')

    def shutdown(self, how, /):
        fd = self._open()
        if how in (SHUT_WR, SHUT_RDWR):
            writer = _writers[fd]
            if writer == fd:
                raise _missing('shutdown of a joined pair')
            _writers[fd] = -1
            if writer >= 0:
                _os.close(writer)
        elif how != SHUT_RD:
            raise OSError(22, 'Invalid argument')

    def getsockname(self):
        self._open()
        return ''

    getpeername = getsockname

    def getsockopt(self, level, option, buflen=0, /):
        self._open()
        if level == SOL_SOCKET and option in (SO_ERROR, SO_TYPE):
            return self.type if option == SO_TYPE else 0
        raise OSError(92, 'Protocol not available')

    def setsockopt(self, level, option, value, optlen=0, /):
        self._open()
        if level != SOL_SOCKET or option not in (SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE):
            raise OSError(92, 'Protocol not available')

    def _none(self, *args):
        raise _missing('this operation')

    accept = _accept = bind = connect = connect_ex = listen = recvfrom = recvfrom_into = sendto = _none


SocketType = socket


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /):
    if family != AF_UNIX or type & 0xf != SOCK_STREAM:
        raise _missing('socketpair of this kind')
    read1, write1 = _os.pipe()
    read2, write2 = _os.pipe()
    _writers[read1] = write2
    _writers[read2] = write1
    return socket(family, type, proto, read1), socket(family, type, proto, read2)


def close(fd, /):
    writer = _writers.pop(fd, -1)
    if writer >= 0 and writer != fd:
        _os.close(writer)
    _os.close(fd)


def dup(fd, /):
    raise _missing('dup')
