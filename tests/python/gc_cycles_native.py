# Cycles that only native objects hold together are broken by the collector: their tp_clear lets go of every Value that can be set after they are made. (Expected: Typhon; CPython 3.13 crashes here.)
import collections, functools, gc, io


class Raw(io.RawIOBase):
    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return 0

    def seek(self, *a):
        return 0


def again(make, start):
    o = start()
    try:
        o.__init__(*make(o))
    except (ValueError, AttributeError, TypeError) as e:
        print(type(o).__name__, type(e).__name__)
    return o


d = collections.defaultdict()
d.default_factory = d.items
del d
for t in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom):
    b = t(Raw())
    b.raw.me = b
    b = t(Raw())
    again(lambda o: (collections.deque([o.close]),), lambda: b)
    c = t(Raw())
    try:
        c.__init__(c)
    except ValueError:
        pass  # CPython
    del b, c
n = io.IncrementalNewlineDecoder(None, False)
n.__init__(n.decode, False)
del n
p = io.BufferedRWPair(Raw(), Raw())
p.__init__(p, p)
del p
f = functools.partial(print)
f.me = f
del f
t = io.TextIOWrapper(io.BufferedReader(Raw()))
t.buffer.raw.me = t
del t
print(gc.collect() > 0, gc.collect(), gc.garbage)

# a built-in method that is its own __module__
b = [].append
b.__module__ = b
del b
gc.collect()
# properties and partials that hold themselves, by name and by state
p = property()
p.__name__ = p
p = property()
p.__set_name__(p, [p])
f = functools.partial(print)
f.__setstate__((f, (f,), {'f': f}, None))
del p, f
gc.collect()
