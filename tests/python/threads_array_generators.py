# array.pop and remove are one step each; a generator that delegates is finished, closed and thrown into by several threads at once: only results and Python's exceptions come out.
import array
import io
import threading


def together(n, f):
    out = [[] for _ in range(n)]
    go = threading.Barrier(n)

    def work(i):
        go.wait()
        f(i, out[i])
    ts = [threading.Thread(target=work, args=(i,)) for i in range(n)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    return out


N = 4000
a = array.array("i", range(N))


def popper(i, out):
    try:
        while True:
            out.append(a.pop(-1 if i % 2 else 0))
    except IndexError:
        pass


print(sorted(sum(together(4, popper), [])) == list(range(N)), len(a))

a = array.array("i", list(range(500)) * 4)


def remover(i, out):
    for x in range(500):
        a.remove(x)


together(4, remover)
print(len(a))
try:
    array.array("q").fromfile(io.BytesIO(b""), 1 << 29)
except MemoryError:
    print("MemoryError")

kinds = set()
for _ in range(200):
    def inner():
        while True:
            try:
                yield 1
            except KeyError:
                pass

    def outer():
        yield from inner()
    g = outer()
    next(g)

    def pull(i, out):
        for k in range(20):
            try:
                if i == 0:
                    g.throw(KeyError(k))
                elif i == 1 and k == 15:
                    g.close()
                else:
                    next(g)
            except (StopIteration, KeyError, ValueError) as e:
                out.append(type(e).__name__)

    for names in together(3, pull):
        kinds.update(names)
print(kinds <= {"StopIteration", "KeyError", "ValueError"})
