"""The functions in this module allow compression and decompression using the
zlib library's formats (RFC 1950, 1951, 1952).

Typhon's own: the raw streams are native (_zlib), heads and trailers are here. The data that comes out is what zlib's levels give."""
import _zlib
from _thread import RLock as _RLock
from _zlib import adler32, crc32

DEFLATED = 8
DEF_BUF_SIZE = 16384
DEF_MEM_LEVEL = 8
MAX_WBITS = 15
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = '1.3.1'
Z_BEST_COMPRESSION = 9
Z_BEST_SPEED = 1
Z_DEFAULT_COMPRESSION = -1
Z_NO_COMPRESSION = 0
Z_DEFAULT_STRATEGY = 0
Z_FILTERED = 1
Z_HUFFMAN_ONLY = 2
Z_RLE = 3
Z_FIXED = 4
Z_NO_FLUSH = 0
Z_PARTIAL_FLUSH = 1
Z_SYNC_FLUSH = 2
Z_FULL_FLUSH = 3
Z_FINISH = 4
Z_BLOCK = 5
Z_TREES = 6
__version__ = '1.0'

_SLICE = 1 << 18
_RAW, _ZLIB, _GZIP, _AUTO = range(4)


class error(Exception):
    pass


error.__module__ = 'zlib'


def _format(wbits, reading):
    """(format, window bits) that wbits stands for; None if there is none."""
    if -15 <= wbits <= -8:
        return _RAW, -wbits
    if 8 <= wbits <= 15 or reading and wbits == 0:
        return _ZLIB, wbits or 15
    if 24 <= wbits <= 31 or reading and wbits == 16:
        return _GZIP, wbits - 16 or 15
    if reading and (40 <= wbits <= 47 or wbits == 32):
        return _AUTO, wbits - 32 or 15
    return None


def _view(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    view = memoryview(data)
    return view if view.format == 'B' and view.ndim == 1 else view.cast('B')


class _Compress:
    """What compressobj() returns."""
    __slots__ = ('_stream', '_format', '_head', '_check', '_size', '_done', '_lock')

    def __init__(self, level, method, wbits, memLevel, strategy, zdict):
        form = _format(wbits, False)
        if method != DEFLATED or form is None or not -1 <= level <= 9 or not 1 <= memLevel <= 9 or not 0 <= strategy <= 4 or wbits == -8:
            raise ValueError("Invalid initialization option")
        level = 6 if level == -1 else level
        self._format, bits = form
        self._stream = _zlib.Deflater(level, bits, memLevel, strategy)
        self._lock = _RLock()
        self._size = 0
        self._done = False
        self._check = 1 if self._format == _ZLIB else 0
        hint = 0 if strategy >= Z_HUFFMAN_ONLY or level < 2 else 1 if level < 6 else 2 if level == 6 else 3
        if self._format == _ZLIB:
            head = (max(bits, 9) - 8 << 4 | 8) << 8 | hint << 6
            if zdict is not None:
                head |= 0x20
            head += 31 - head % 31
            self._head = head.to_bytes(2)
            if zdict is not None:
                self._head += adler32(zdict).to_bytes(4)
        elif self._format == _GZIP:
            self._head = b'\x1f\x8b\x08\0\0\0\0\0' + (b'\2' if level == 9 else b'\4' if strategy >= Z_HUFFMAN_ONLY or level < 2 else b'\0') + b'\3'
        else:
            self._head = b''
        if zdict is not None:
            if self._format == _GZIP:
                raise ValueError("Invalid dictionary")
            self._stream.set_dictionary(zdict)

    def compress(self, data, /):
        """Returns a bytes object containing compressed data."""
        view = _view(data)
        with self._lock:
            if self._done:
                raise error("Error -2 while compressing data: inconsistent stream state")
            out = [self._head]
            self._head = b''
            for at in range(0, len(view), _SLICE):
                part = view[at:at + _SLICE]
                if self._format == _ZLIB:
                    self._check = adler32(part, self._check)
                elif self._format == _GZIP:
                    self._check = crc32(part, self._check)
                out.append(self._stream.run(part, Z_NO_FLUSH))
            self._size += len(view)
            return b''.join(out)

    def flush(self, mode=Z_FINISH, /):
        """Return a bytes object containing any remaining compressed data."""
        if mode == Z_NO_FLUSH:
            return b''
        if not 0 <= mode <= 4:
            raise error("Error -2 while flushing: inconsistent stream state")
        with self._lock:
            if self._done:
                raise error("Error -2 while flushing: inconsistent stream state" if mode == Z_FINISH else "Error -2 while flushing: inconsistent stream state")
            out = self._head + self._stream.run(b'', mode)
            self._head = b''
            if mode == Z_FINISH:
                self._done = True
                if self._format == _ZLIB:
                    out += self._check.to_bytes(4)
                elif self._format == _GZIP:
                    out += self._check.to_bytes(4, 'little') + (self._size & 0xffffffff).to_bytes(4, 'little')
            return out

    def copy(self):
        """Return a copy of the compression object."""
        with self._lock:
            if self._done:
                raise ValueError("Inconsistent stream state")
            other = object.__new__(type(self))
            for name in ('_format', '_head', '_check', '_size', '_done'):
                setattr(other, name, getattr(self, name))
            other._stream = self._stream.copy()
            other._lock = _RLock()
            return other

    __copy__ = copy

    def __deepcopy__(self, memo, /):
        return self.copy()


_Compress.__name__ = _Compress.__qualname__ = 'Compress'


class _Reader:
    """One stream of any format: head, deflated data, trailer. `feed` gives what comes out of the data, `rest` is what was not used of it."""
    __slots__ = ('form', 'bits', 'zdict', 'stream', 'pending', 'check', 'size', 'eof', 'stage')

    def __init__(self, wbits, zdict=None):
        form = _format(wbits, True)
        if form is None:
            raise ValueError("Invalid initialization option")
        self.form, self.bits = form
        self.zdict = zdict
        self.pending = b''
        self.size = 0
        self.check = 0
        self.eof = False
        self.stage = 0
        self.stream = None
        if self.form == _RAW:
            self._begin()

    def _begin(self):
        self.stream = _zlib.Inflater(self.bits)
        self.stage = 1
        self.check = 1 if self.form == _ZLIB else 0
        if self.form == _RAW and self.zdict is not None:
            self.stream.set_dictionary(self.zdict)

    def copy(self):
        other = object.__new__(_Reader)
        for name in _Reader.__slots__:
            setattr(other, name, getattr(self, name))
        if self.stream is not None:
            other.stream = self.stream.copy()
        return other

    def _head(self, data):
        """Length of the head at the begin of data; 0 if data ends within."""
        if self.form == _AUTO:
            if len(data) < 2:
                return 0
            self.form = _GZIP if data[:2] == b'\x1f\x8b' else _ZLIB
        if self.form == _ZLIB:
            if len(data) < 2:
                return 0
            if (data[0] << 8 | data[1]) % 31:
                raise error("Error -3 while decompressing data: incorrect header check")
            if data[0] & 15 != 8:
                raise error("Error -3 while decompressing data: unknown compression method")
            if (data[0] >> 4) + 8 > self.bits:
                raise error("Error -3 while decompressing data: invalid window size")
            if not data[1] & 0x20:
                self._begin()
                return 2
            if len(data) < 6:
                return 0
            if self.zdict is None:
                raise error("Error 2 while decompressing data")
            if adler32(self.zdict) != int.from_bytes(data[2:6]):
                raise error("Error -3 while setting zdict: invalid input data")
            self._begin()
            self.stream.set_dictionary(self.zdict)
            return 6
        if len(data) >= 2 and data[:2] != b'\x1f\x8b':
            raise error("Error -3 while decompressing data: incorrect header check")
        if len(data) >= 3 and data[2] != 8:
            raise error("Error -3 while decompressing data: unknown compression method")
        if len(data) < 10:
            return 0
        flags, at = data[3], 10
        if flags & 0xe0:
            raise error("Error -3 while decompressing data: unknown header flags set")
        if flags & 4:
            if len(data) < at + 2:
                return 0
            at += 2 + int.from_bytes(data[at:at + 2], 'little')
        for bit in 8, 16:
            if flags & bit:
                at = data.find(b'\0', at) + 1
                if not at:
                    return 0
        if flags & 2:
            if len(data) < at + 2:
                return 0
            if crc32(data[:at]) & 0xffff != int.from_bytes(data[at:at + 2], 'little'):
                raise error("Error -3 while decompressing data: header crc mismatch")
            at += 2
        if len(data) < at:
            return 0
        self._begin()
        return at

    def feed(self, data, limit):
        """(output, unused data): at most limit bytes of output (-1: all)."""
        out = []
        view = _view(data)
        if self.stage == 0:
            head = self.pending + bytes(view)
            n = self._head(head)
            if not n:
                self.pending = head
                return b'', b''
            view = _view(head[n:])
            self.pending = b''
        while self.stage == 1:
            want = _SLICE if limit < 0 else min(limit, _SLICE)
            try:
                part, used, done = self.stream.run(view, want)
            except ValueError as e:
                raise error(f"Error -3 while decompressing data: {e}") from None
            if self.form == _ZLIB:
                self.check = adler32(part, self.check)
            elif self.form == _GZIP:
                self.check = crc32(part, self.check)
            self.size += len(part)
            out.append(part)
            view = view[used:]
            if limit >= 0:
                limit -= len(part)
            if done:
                self.stream = None
                self.stage = 2
            elif len(part) < want or limit == 0:
                break
        if self.stage == 2:
            need = 0 if self.form == _RAW else 4 if self.form == _ZLIB else 8
            take = need - len(self.pending)
            self.pending += bytes(view[:take])
            view = view[take:]
            if len(self.pending) == need:
                if self.form == _ZLIB and int.from_bytes(self.pending) != self.check or self.form == _GZIP and int.from_bytes(self.pending[:4], 'little') != self.check:
                    raise error("Error -3 while decompressing data: incorrect data check")
                if self.form == _GZIP and int.from_bytes(self.pending[4:], 'little') != self.size & 0xffffffff:
                    raise error("Error -3 while decompressing data: incorrect length check")
                self.pending = b''
                self.eof = True
                self.stage = 3
        return out[0] if len(out) == 1 else b''.join(out), bytes(view)


class _Decompress:
    """What decompressobj() returns."""
    __slots__ = ('_reader', '_lock', '_unused', '_tail')

    def __init__(self, wbits, zdict):
        if zdict is not None:
            memoryview(zdict).release()
        self._reader = _Reader(wbits, zdict)
        self._lock = _RLock()
        self._unused = self._tail = b''

    @property
    def eof(self):
        """True if the end-of-stream marker has been reached."""
        return self._reader.eof

    @property
    def unused_data(self):
        """Data found after the end of the compressed stream."""
        return self._unused

    @property
    def unconsumed_tail(self):
        """Data that was not consumed by the last call of decompress() because of max_length."""
        return self._tail

    def _run(self, data, limit):
        if self._reader.eof:
            self._unused += bytes(data)
            self._tail = b''
            return b''
        out, rest = self._reader.feed(data, limit)
        if self._reader.eof:
            self._unused += rest
            self._tail = b''
        else:
            self._tail = rest
        return out

    def decompress(self, data, /, max_length=0):
        """Return a bytes object containing the decompressed version of the data."""
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        with self._lock:
            return self._run(data, max_length or -1)

    def flush(self, length=DEF_BUF_SIZE, /):
        """Return a bytes object containing any remaining decompressed data."""
        if length <= 0:
            raise ValueError("length must be greater than zero")
        with self._lock:
            if self._reader.eof:
                return b''
            return self._run(self._tail, -1)

    def copy(self):
        """Return a copy of the decompression object."""
        with self._lock:
            other = object.__new__(type(self))
            other._reader = self._reader.copy()
            other._lock = _RLock()
            other._unused, other._tail = self._unused, self._tail
            return other

    __copy__ = copy

    def __deepcopy__(self, memo, /):
        return self.copy()


_Decompress.__name__ = _Decompress.__qualname__ = 'Decompress'


class _ZlibDecompressor:
    """Create a decompressor object for decompressing data incrementally."""
    __slots__ = ('_reader', '_lock', '_unused', '_input')

    def __init__(self, wbits=MAX_WBITS, zdict=b''):
        self._reader = _Reader(wbits, zdict or None)
        self._lock = _RLock()
        self._unused = self._input = b''

    @property
    def eof(self):
        """True if the end-of-stream marker has been reached."""
        return self._reader.eof

    @property
    def unused_data(self):
        """Data found after the end of the compressed stream."""
        return self._unused

    @property
    def needs_input(self):
        """True if more input is needed before more decompressed data can be produced."""
        return not self._input and not self._reader.eof

    def decompress(self, data, max_length=-1):
        """Decompress *data*, returning uncompressed data as bytes."""
        with self._lock:
            if self._reader.eof:
                raise EOFError("End of stream already reached")
            if self._input:
                data = self._input + bytes(data)
            out, rest = self._reader.feed(data, max_length)
            if self._reader.eof:
                self._input = b''
                self._unused = rest
            else:
                self._input = rest
            return out


def compress(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS):
    """Returns a bytes object containing compressed data."""
    view = _view(data)
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    stream = _Compress(level, DEFLATED, wbits, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, None)
    return stream.compress(view) + stream.flush()


def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    """Returns a bytes object containing the uncompressed data."""
    if bufsize <= 0:
        raise ValueError("bufsize must be non-negative") if bufsize < 0 else ValueError("bufsize must be non-zero")
    reader = _Reader(wbits)
    out, _ = reader.feed(data, -1)
    if not reader.eof:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return out


def compressobj(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None):
    """Return a compressor object."""
    return _Compress(level, method, wbits, memLevel, strategy, zdict)


def decompressobj(wbits=MAX_WBITS, zdict=None):
    """Return a decompressor object."""
    return _Decompress(wbits, zdict)
