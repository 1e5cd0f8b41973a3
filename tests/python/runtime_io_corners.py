"""Corners of io: keywords, streams initialised again, newlines of StringIO, unclosed files, blocking raw streams; what else keeps CPython's ways in small. Expected output: CPython 3.14's."""
import gc
import io
import os
import sys
import tempfile
import types
import warnings


def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


print('-- keywords')
b = io.BytesIO(b'abc\n')
t(lambda: io.TextIOWrapper(b, encodin=1))
t(lambda: io.TextIOWrapper())
t(lambda: io.TextIOWrapper(io.BytesIO(), 'utf-8', encoding='x'))
t(lambda: io.TextIOWrapper(io.BytesIO(), 'utf-8', 'strict', None, False, False, 1))
t(lambda: io.TextIOWrapper(buffer=io.BytesIO(b'q'), write_through=True).read())
t(lambda: io.BufferedReader(1, 2, 3, 4))
t(lambda: enumerate())
t(lambda: enumerate(iterabl=[1]))
t(lambda: enumerate([], 1, 2))
t(lambda: enumerate([], foo=2))
t(lambda: enumerate(start=2))
t(lambda: list(enumerate(start=2, iterable='ab')))
t(lambda: list(enumerate(iterable='ab', start=2)))
t(lambda: enumerate([], 1, start=2))
t(lambda: memoryview())
t(lambda: bytes(memoryview(object=b'a')))
t(lambda: memoryview(obj=b'a'))
t(lambda: memoryview(b'', 1))


class SubSet(set):
    def __new__(cls, arg, more=None):
        return super().__new__(cls, arg)


t(lambda: SubSet([1], more=3))

print('-- initialised again')
r = io.TextIOWrapper(io.BytesIO(b'one\ntwo'), encoding='ascii')
print(r.readline())
r.__init__(io.BytesIO(b'q\nz'), encoding='utf-8')
print(r.read(), r.encoding)
t(lambda: r.__init__(io.BytesIO(b'q\nz'), newline='xyz'))
t(r.read)
t(lambda: repr(r))
t(lambda: repr(io.TextIOWrapper.__new__(io.TextIOWrapper)))
r.__init__(io.BytesIO(b'again'))
print(r.read())
r.detach()
t(r.read)
regular = os.path.join(tempfile.mkdtemp(), 'r')
for cls in io.BufferedReader, io.BufferedWriter, io.BufferedRandom:
    s = cls(io.FileIO(regular, 'w+'))
    t(lambda: s.__init__(s.raw, 0))
    t(s.flush)
d = io.IncrementalNewlineDecoder.__new__(io.IncrementalNewlineDecoder)
for f in lambda: d.decode(b'x'), d.getstate, d.reset, lambda: d.setstate((b'', 0)):
    t(f)

print('-- StringIO.newlines')
for newline in None, '', '\n', '\r', '\r\n':
    s = io.StringIO('a\r\nb\rc\n', newline=newline)
    print(repr(newline), s.newlines, end=' ')
    s.read()
    print(repr(s.newlines))
s = io.StringIO(newline=None)
for text in 'a\n', 'b', 'c\r\n', 'd\r':
    s.write(text)
    print(repr(s.newlines))

print('-- buffers')
v = io.BytesIO(b'abcdef')
w = v.getbuffer()
print(type(w.obj), w.nbytes, w.readonly)
t(lambda: v.write(b'longer than it was'))
w[0] = 90
w.release()
print(v.getvalue(), v.readinto1(bytearray(3)), v.read1())
t(lambda: memoryview(v))
t(lambda: io.RawIOBase().write(b''))
t(lambda: io.RawIOBase().readinto(bytearray(1)))


class NoLine(io.IOBase):
    def readline(self):
        return None


t(lambda: next(NoLine()))


class ViewStream(io.BytesIO):
    def read1(self, n=-1):
        return memoryview(super().read1(n))

    def read(self, n=-1):
        return memoryview(super().read(n))


print(repr(io.TextIOWrapper(ViewStream(b'line\nrest')).readline()), repr(io.TextIOWrapper(ViewStream(b'line\nrest')).read()))
t(lambda: delattr(io.TextIOWrapper(io.BytesIO()), '_CHUNK_SIZE'))


class Blocks(io.RawIOBase):
    """Takes `room` bytes, then nothing."""
    def __init__(self, room):
        self.room = room
        self.got = b''

    def writable(self):
        return True

    def write(self, data):
        n = min(self.room, len(data))
        if not n:
            return None
        self.room -= n
        self.got += bytes(data[:n])
        return n


raw = Blocks(5)
out = io.BufferedWriter(raw, 8)
print(out.write(b'abcd'), out.write(b'efghi'), raw.got)
try:
    out.write(b'opqrwxyz0123456789')
except BlockingIOError as e:
    print(e.characters_written, e.strerror)
raw.room = 100
out.flush()
print(raw.got)


class BadBoth(io.RawIOBase):
    def writable(self):
        return True

    def close(self):
        raise OSError('close')


class BadFlush(io.TextIOWrapper):
    def flush(self):
        raise ValueError('flush')


x = BadFlush(BadBoth())
try:
    x.close()
except OSError as e:
    print(repr(e), repr(e.__context__))
del x

print('-- unclosed files')
path = os.path.join(tempfile.mkdtemp(), 'f')
open(path, 'w').close()
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    for args in ('r',), ('wb',), ('rb', 0), ('r+b',):
        f = open(path, *args)
        del f
    with open(path):
        pass
    f = open(path)
    f.close()
    f = io.FileIO(os.open(path, os.O_RDONLY), closefd=False)
    os.close(f.fileno())
    del f
    gc.collect()
for m in seen:
    print(m.category.__name__, str(m.message).replace(path, 'PATH').replace('UTF-8', 'utf-8'), m.source is None)
print(os.readinto(os.open(path, os.O_RDWR), bytearray(3)))

print('-- others')
print(types.CapsuleType, types.CapsuleType.__module__)
print(reversed([]).__reduce__(), iter([]).__reduce__())
d = {1: 2}
for k in d:
    d.pop(k)
    d.update({2: 0})
print(d)
print(sys.getsizeof(list(range(10))) - sys.getsizeof([0] * 10), sys.getsizeof(list(range(11))) - sys.getsizeof([0] * 12))


class Hashed:
    count = 0

    def __hash__(self):
        Hashed.count += 1
        return 1


d = dict.fromkeys([Hashed()])
n = Hashed.count
s = set(d)
f = frozenset(d)
s.difference(d)
s.symmetric_difference_update(d)
s.update(d)
dict.fromkeys(set(d))
print(Hashed.count - n)


class NoneLines(io.IOBase):
    def __next__(self):
        return None


class BadRead(io.BytesIO):
    def readinto(self, b):
        return b''


t(lambda: NoneLines().readlines(1))
try:
    io.BufferedReader(BadRead(b'12')).readline()
except OSError as e:
    print(e, type(e.__cause__))

# keywords that TextIOWrapper and reconfigure do not have
t = io.TextIOWrapper(io.BytesIO())
for kw in ({"encodin": "x"}, {"foo": 2}, {"encoding": "latin-1"}, {"line_buffering": True}, {"write_through": True, "nope": 1}):
    try: print(t.reconfigure(**kw), t.encoding, t.line_buffering)
    except TypeError as e: print(e)
try: io.TextIOWrapper(io.BytesIO(), encodin=1)
except TypeError as e: print(e)
