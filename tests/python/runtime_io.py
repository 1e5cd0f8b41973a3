import io, os, sys, tempfile
p = os.path.join(tempfile.gettempdir(), f"typhon_io_{os.getpid()}.txt")
with open(p, "w") as f:
    print(f.write("one\ntwo\nthree é\n"), f.closed)
    print("four", "five", sep="-", file=f)
print(f.closed, os.path.getsize(p))
with open(p) as f:
    print(f.readline(), list(f))
with open(p, "rb") as f:
    print(f.read(3), f.tell(), f.seek(-5, 2), f.read(), f.peek(1))
with open(p, "r+") as f:
    f.seek(4); print(f.read(3), f.tell()); f.seek(0, 2); f.write("end\r\nx")
with open(p, newline="") as f:
    print(f.readlines()[-2:])
with open(p) as f:
    print(f.read().splitlines()[-2:])
for mode in ("x", "rw", "q"):
    try: open(p, mode)
    except (OSError, ValueError) as e: print(type(e).__name__, e.errno if isinstance(e, OSError) else e)
try: open("/nonexistent/file")
except FileNotFoundError as e: print(e)
os.unlink(p)
b = io.BytesIO(b"abc\ndef"); print(b.readline(), b.read(), b.getvalue(), b.seek(1), b.write(b"ZZ"), b.getvalue())
s = io.StringIO("a\nb\n"); print(list(s), s.tell(), s.write("é"), s.getvalue())
print(io.StringIO("a\r\nb", newline=None).read().encode(), io.TextIOWrapper(io.BytesIO(b"x\r\ny"), "latin-1").read().encode())
w = io.BytesIO(); t = io.TextIOWrapper(w, "utf-16-le", newline="\r\n"); t.write("a\n"); t.flush(); print(w.getvalue())
try: io.BytesIO().write("x")
except TypeError as e: print(e)
try: io.StringIO().fileno()
except io.UnsupportedOperation as e: print(e, isinstance(e, ValueError), isinstance(e, OSError))

# a plain class before the base of streams
class Mixed:
    def __init__(self, data=b'abcdef'):
        self.data = data
        self.at = 0


class MixedRaw(Mixed, io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, b):
        part = self.data[self.at:self.at + len(b)]
        b[:len(part)] = part
        self.at += len(part)
        return len(part)


class MixedText(Mixed, io.TextIOBase):
    pass


print(MixedRaw().read(4), MixedRaw(b'xyz').readall(), io.BufferedReader(MixedRaw(), 2).read(5), io.TextIOWrapper(io.BufferedReader(MixedRaw(b'l1\nl2'))).readlines(), MixedText().data)
with MixedRaw() as raw:
    print(raw.closed, list(iter(lambda: raw.read(4), b'')))
print(raw.closed, isinstance(raw, io.IOBase))
