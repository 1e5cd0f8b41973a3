"""close() and detach() call a flush() of the program's without their lock: it may wait for another user of the file. The native one runs under it."""
import io, os, tempfile, threading

folder = tempfile.mkdtemp()
path = os.path.join(folder, "file")


def ending(make, end):
    """One thread ends the file, and its flush() waits for the other's lock; the other holds that, and writes."""
    turn, waits, log = threading.Lock(), threading.Event(), []

    def flush(super_flush):
        waits.set()
        with turn: log.append("flush")
        return super_flush()
    f = make(flush)
    with turn:
        t = threading.Thread(target=lambda: log.append(end(f)))
        t.start()
        waits.wait()
        f.write("kept\n" if isinstance(f, io.TextIOBase) else b"kept\n")
        log.append("written")
    t.join()
    return f, log


class Text(io.TextIOWrapper):
    def flush(self): return self.how(super().flush)


class Binary(io.BufferedWriter):
    def flush(self): return self.how(super().flush)


class Both(io.BufferedRandom):
    def flush(self): return self.how(super().flush)


def subclass(kind, raw):
    def make(flush):
        f = kind(raw())
        f.how = flush
        return f
    return make


def instance(kind, raw):
    def make(flush):
        f = kind(raw())
        native = f.flush
        f.flush = lambda: flush(native)
        return f
    return make


raw = lambda: open(path, "w+b", buffering=0)
binary = lambda: open(path, "w+b")
for name, make in [("text subclass", subclass(Text, binary)), ("binary subclass", subclass(Binary, raw)), ("both subclass", subclass(Both, raw)),
                   ("text instance", instance(io.TextIOWrapper, binary)), ("binary instance", instance(io.BufferedWriter, raw))]:
    f, log = ending(make, lambda f: f.close())
    print(name, "close", log, f.closed, open(path, "rb").read())
    f, log = ending(make, lambda f: f.detach().close())
    print(name, "detach", log, open(path, "rb").read())

# what it raises comes after the close; what raw.close() raises has it as its context
class Failing(io.BytesIO):
    def close(self):
        super().close()
        raise OSError("close")


def fails(): raise RuntimeError("flush")


for below in io.BytesIO(), Failing():
    f = io.BufferedWriter(below)
    f.flush = fails
    try: f.close()
    except Exception as e: print(repr(e), repr(e.__context__), below.closed)
    f = io.TextIOWrapper(io.BufferedWriter(io.BytesIO()))
    f.flush = fails
    try: f.detach()
    except Exception as e: print(repr(e), f.buffer is not None)
    del f.flush

# one that closes the file itself
class Again(io.BufferedWriter):
    def flush(self):
        if not self.closed: super().flush()
        if self.inner:
            self.inner = False
            self.close()


for end in "close", "detach":
    below = io.BytesIO()
    f = Again(below)
    f.inner = True
    try: print(end, getattr(f, end)() is below)
    except Exception as e: print(end, type(e).__name__, e)
