# Objects that several threads count (docs/internals/promotion.md) die like others: at once, once, wherever.
# args: --stress 536870912
# The switch promotes whatever is merged, and merges what another thread than its owner counts.
import gc, queue, sys, threading, time, weakref


class Noisy:
    log = []

    def __init__(self, name):
        self.name = name
        self.items = [name, [1]]

    def __del__(self):
        Noisy.log.append((self.name, threading.current_thread().name))


def said():
    r = sorted(Noisy.log)
    Noisy.log.clear()
    return r


def in_threads(f, n=3, *args):
    ts = [threading.Thread(target=f, args=args, name=f"w{i}") for i in range(n)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()


def read(o, n=300):
    for _ in range(n):
        o.items[1]
        [o, o]


print("dropped by main")
o = Noisy("a")
in_threads(read, 3, o)
print(said())
o = None
print(said())

print("dropped by a worker")
box = [Noisy("b")]


def drop():
    read(box[0])
    box[0] = None


in_threads(drop, 1)
print(said())

print("weak references")
o = Noisy("c")
r, called = weakref.ref(o), []
r2 = weakref.ref(o, lambda w: called.append(threading.current_thread().name))


def through(n=300):
    for _ in range(n):
        x = r()
        x.items


in_threads(through)
print(r() is o, called)
o = None
print(r(), called, said())

print("resurrected")
kept = []


class Phoenix:
    def __init__(self):
        self.items = [0, 1]

    def __del__(self):
        kept.append(self)
        in_threads(read, 2, self)


o = Phoenix()
in_threads(read, 2, o)
o = None
print(len(kept), kept[0].items)
r = weakref.ref(kept[0])
kept.clear()
print(len(kept), r())

print("reference counts")
o = object()
before = sys.getrefcount(o)
many = []
in_threads(lambda: many.extend([o] * 1000))
print(sys.getrefcount(o) - before)
del many[500:]
print(sys.getrefcount(o) - before)

print("through queues")
q, back, died = queue.Queue(50), queue.Queue(50), []


class Counted:
    def __init__(self):
        self.x = [1]

    def __del__(self):
        died.append(1)


def worker():
    while (o := q.get()) is not None:
        o.x, o.x
        back.put(o)


def collect():
    for _ in range(2000):
        back.get().x


ts = [threading.Thread(target=worker) for _ in range(3)] + [threading.Thread(target=collect)]
for t in ts:
    t.start()
for _ in range(2000):
    q.put(Counted())
for _ in range(3):
    q.put(None)
for t in ts:
    t.join()
t = None
print(len(died))

print("while others are busy")
stop = False


def busy():
    n = 0
    while not stop:
        n += 1


ts = [threading.Thread(target=busy) for _ in range(3)]
for t in ts:
    t.start()
late = 0
for i in range(40):
    box = [Noisy("d")]
    in_threads(read, 2, box[0], 30)
    box.clear()
    end = time.monotonic() + 5
    while not Noisy.log:
        if time.monotonic() > end:
            late += 1
            break
    Noisy.log.clear()
stop = True
for t in ts:
    t.join()
print(late)

print("cycles")
gc.collect()


def cycle():
    a, b = Noisy("e"), Noisy("f")
    a.other, b.other = b, a
    in_threads(read, 2, a)
    in_threads(read, 2, b)


cycle()
print(said())
gc.collect()
print([name for name, _ in said()])

print("counted by threads that are gone")
shared = [Noisy(str(i)) for i in range(20)]


def take(out):
    for o in shared:
        read(o, 20)
        out.append(o)


outs = [[] for _ in range(4)]
ts = [threading.Thread(target=take, args=(out,)) for out in outs]
for t in ts:
    t.start()
for t in ts:
    t.join()
shared.clear()
print(said())
for out in outs[1:]:
    out.clear()
print(said())
outs[0].clear()
print(len(said()))
