# Files that nobody closed: what was written to them is there, whoever let them go, a count, the collector or the end of the program.
import gc
import os
import tempfile

d = tempfile.mkdtemp()
name = os.path.join(d, "f")


def content():
    with open(name) as f:
        return f.read()


open(name, "w").write("by count")
print(content())
f = open(name, "wb")
f.write(b"binary")
del f
print(content())


class Holder:
    pass


h = Holder()
# (CPython may lose the text of such a file: it finalises the descriptor first.)
h.me = h
h.f = open(name, "w")
h.f.write("by the collector")
del h
gc.collect()
print(content())


class Late:
    def __init__(self):
        self.me = self
        self.f = open(name, "w")

    def __del__(self):
        self.f.write("by a finalizer")


Late()
gc.collect()
print(content())
import io


class Raw(io.RawIOBase):
    def __init__(self):
        self.got = []

    def writable(self):
        return True

    def write(self, b):
        print("raw write", bytes(b))
        return len(b)

    def close(self):
        if not self.closed:
            print("raw close")
        super().close()


io.TextIOWrapper(io.BufferedWriter(Raw())).write("text")
print("gone")
os.remove(name)
os.rmdir(d)
last = io.TextIOWrapper(io.BufferedWriter(Raw()))
last.write("at exit")
