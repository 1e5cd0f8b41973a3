# Streams whose lower layer calls back into them, is taken away, or answers with something else; positions and states out of range; streams detached, made again and closed by
# several threads. Nothing here may crash; single-threaded output is CPython's where CPython defines it.
import codecs
import io
import os
import tempfile
import threading
import time


def shows(f):
    try:
        print(f())
    except Exception as e:
        print(f'{type(e).__name__}: {e}')


# ---- positions and states ---------------------------------------------------------------------------------------------------
for make, one in (io.BytesIO, b'x'), (io.StringIO, 'x'):
    f = make()
    f.seek(0x7fffffff)
    try:
        f.write(one)
        print('written')
    except (OverflowError, MemoryError):
        print('refused', make.__name__)
    f.seek(0)
    f.write(one * 3)
    print(f.getvalue())
shows(lambda: io.StringIO().__setstate__((5, '\n', 0, None)))
s = io.StringIO('abc')
s.__setstate__((None, '\n', 0, None))
print(repr(s.getvalue()))
b = io.BytesIO(b'abc')
view = b.getbuffer()
for f in (lambda: b.write(b'more'), lambda: b.truncate(1), b.close):
    shows(f)
view.release()
print(b.getvalue())


# ---- lower layers that are not what they should be --------------------------------------------------------------------------------
class Odd:
    closed = False

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return False

    def read(self, n=-1):
        return 5

    def flush(self):
        pass

    def close(self):
        pass

    write = read1 = read


shows(lambda: io.BufferedReader(Odd()).read())
shows(lambda: io.TextIOWrapper(Odd()).readline())


class NoBytes(codecs.IncrementalEncoder):
    def encode(self, text, final=False):
        return 'text'


codecs.register(lambda name: codecs.CodecInfo(codecs.utf_8_encode, codecs.utf_8_decode, incrementalencoder=NoBytes, incrementaldecoder=codecs.getincrementaldecoder('utf-8'), name='odd') if name == 'odd' else None)
shows(lambda: io.TextIOWrapper(io.BytesIO(), encoding='odd').write('x'))


# ---- calls from inside of a call: what comes out differs from CPython (which refuses reads, too); it must be bytes and end ------------------
class Raw(io.RawIOBase):
    calls = 0
    inside = None

    def readable(self):
        return True

    def writable(self):
        return True

    def again(self):
        self.calls += 1
        if self.calls < 4:
            try:
                self.inside()
            except (RuntimeError, ValueError):
                pass

    def readinto(self, b):
        self.again()
        b[:5] = b'abcde'
        return 5

    def write(self, b):
        self.again()
        return len(b)


for name in 'read', 'read1', 'peek', 'readline', 'init', 'detach':
    r = Raw()
    b = io.BufferedReader(r, 64)
    r.inside = {'read': lambda: b.read(3), 'read1': lambda: b.read1(2), 'peek': lambda: b.peek(), 'readline': lambda: b.readline(3), 'init': lambda: b.__init__(r, 1), 'detach': lambda: b.detach()}[name]
    print(name, [type(x) is bytes for x in (b.read(9), b.read(4), b.peek(), b.readline(3), b.read1())])
for name in 'write', 'flush', 'init', 'detach':
    r = Raw()
    b = io.BufferedWriter(r, 16)
    r.inside = {'write': lambda: b.write(b'xyz'), 'flush': lambda: b.flush(), 'init': lambda: b.__init__(r, 1), 'detach': lambda: b.detach()}[name]
    print(name, b.write(b'a' * 10), b.write(b'b' * 10), b.write(b'c' * 40), b.flush())
    t = io.TextIOWrapper(io.BufferedWriter(r, 16), encoding='ascii', errors='strict')
    r.calls = 0
    r.inside = {'write': lambda: t.write('xyz'), 'flush': lambda: t.flush(), 'init': lambda: t.__init__(t.buffer), 'detach': lambda: t.detach()}[name]
    print(name, t.write('a' * 9000), t.flush())


def reconfigures(e):
    t.reconfigure(errors='ignore')
    return '?', e.end


codecs.register_error('reconfigures', reconfigures)
t = io.TextIOWrapper(io.BytesIO(), encoding='ascii', errors='reconfigures')
t.write('a\xffb')
t.write('c\xffd')
t.flush()
print(t.buffer.getvalue())


# ---- several threads -------------------------------------------------------------------------------------------------------------------------
def race(*functions):
    end = time.monotonic() + 0.15
    odd = []

    def run(f):
        while time.monotonic() < end:
            try:
                f()
            except (ValueError, OSError, RuntimeError, AttributeError, BufferError):
                pass
            except BaseException as e:
                odd.append(f'{type(e).__name__}: {e}')
                return
    threads = [threading.Thread(target=run, args=(f,)) for f in functions]
    for x in threads:
        x.start()
    for x in threads:
        x.join()
    print(sorted(set(odd)))


box = [io.TextIOWrapper(io.BytesIO(b'line\n' * 100))]
mem = io.BytesIO()


def detach():
    t = box[0]
    b = t.detach()
    b.detach()
    box[0] = io.TextIOWrapper(io.BytesIO(b'line\n' * 100))


def use():
    t = box[0]
    t.write('text\n')
    t.flush()
    t.name, t.closed, repr(t), t.readable()


def read():
    t = box[0]
    t.readline()
    t.buffer.read(3)
    t.seek(0)


race(detach, use, read, detach)


def again():
    box[0].__init__(io.BytesIO(b'abc\n' * 50), encoding='latin-1', newline='\r\n')
    box[0].reconfigure(encoding='utf-8', errors='replace')


race(again, use, read, again)
buffered = io.BufferedReader(io.BytesIO(b'x' * 10000))


def remake():
    buffered.__init__(io.BytesIO(b'y' * 10000), 100)


race(remake, lambda: buffered.read(10), lambda: buffered.peek(), lambda: buffered.readline(5), lambda: buffered.raw.read(1))
pair = io.BufferedRWPair(io.BytesIO(b'x' * 1000), io.BytesIO())
race(lambda: pair.__init__(io.BytesIO(b'x' * 1000), io.BytesIO()), lambda: pair.read(3), lambda: pair.write(b'abc'), lambda: pair.flush())
race(lambda: mem.write(b'z' * 100), lambda: mem.getbuffer()[0:1].release(), lambda: mem.truncate(0), lambda: mem.seek(0))


def views():
    v = mem.getbuffer()
    if len(v):
        v[0] = 65
        v[-1] = 66
    v.release()


race(views, lambda: mem.__init__(b'q' * 50), views, lambda: mem.write(b'r' * 1000))
# of several threads that close a file one closes the descriptor: another file's number is left alone
with tempfile.TemporaryDirectory() as d:
    wrong = 0
    for k in range(150):
        f = open(os.path.join(d, 'a'), 'wb', buffering=0)
        other = []

        def close():
            f.close()
            other.append(open(os.path.join(d, 'b'), 'ab', buffering=0))
        threads = [threading.Thread(target=close) for _ in range(3)]
        for x in threads:
            x.start()
        for x in threads:
            x.join()
        for o in other:
            try:
                o.write(b'x')
                o.close()
            except OSError:
                wrong += 1
    print('closed under another:', wrong)
