# Containers that one thread makes and others use: each object changes from private to common once, whether its owner runs, sleeps, waits for a lock or has gone.
import collections
import queue
import threading

THREADS = 4


def run(*targets):
    ts = [threading.Thread(target=t) for t in targets]
    for t in ts:
        t.start()
    for t in ts:
        t.join()


# a producer that runs while consumers change what it made
q, done, lock = queue.SimpleQueue(), [], threading.Lock()


def produce():
    for i in range(600):
        q.put(({"n": i}, [i], {i}, collections.deque([i]), bytearray(b"x")))
    for _ in range(THREADS):
        q.put(None)


def consume():
    total = 0
    while (item := q.get()) is not None:
        d, l, s, dq, b = item
        d["m"] = d["n"] + 1
        l.append(d["m"])
        s.add(-1)
        dq.append(l[1])
        b += b"y"
        total += sum(l) + len(s) + len(dq) + len(b) + d["m"]
    with lock:
        done.append(total)


run(produce, *[consume] * THREADS)
print(sum(done), sum(2 * i + 1 + 2 + 2 + 2 + i + 1 for i in range(600)))

# threads that append to, pop from and extend each other's lists all the time
lists = [[] for _ in range(THREADS)]
counts = [0] * THREADS


def mixer(me):
    def go():
        mine = []
        lists[me] = mine
        for i in range(3000):
            mine.append((me, i))
            other = lists[(me + i) % THREADS]
            if i % 7 == 0:
                try:
                    x = other.pop()
                    lists[(me + 1) % THREADS].append(x)
                except IndexError:
                    pass
            if i % 501 == 0:
                both = []
                both.extend(other)
                both.extend(mine)
                both.sort()
                mine[len(mine):] = []
        counts[me] = 1
    return go


start = lists[:]
run(*[mixer(i) for i in range(THREADS)])
everything = sorted(set(x for l in lists for x in l))
print(sum(counts), all(len(x) == 2 for x in everything), len(everything) == len(set(everything)))

# one dict of each thread, updated by all
dicts = [dict() for _ in range(THREADS)]


def updater(me):
    def go():
        for i in range(2000):
            d = dicts[(me + i) % THREADS]
            d[me, i] = i
            if i % 100 == 0:
                d.update({(me, -1): i})
                dict(d)
    return go


run(*[updater(i) for i in range(THREADS)])
print(sum(len(d) for d in dicts), sum(v for d in dicts for k, v in d.items() if k[1] >= 0) == THREADS * sum(range(2000)))

# what a thread leaves behind when it ends, and a thread that waits inside a comparison of its own list's sort
left = {}


def leave(me):
    def go():
        left[me] = [{"k": [me]} for _ in range(50)]
    return go


run(*[leave(i) for i in range(20)])
for v in left.values():
    for d in v:
        d["k"].append(1)
        d["z"] = 1
print(sum(len(d["k"]) + len(d) for v in left.values() for d in v))

inside, go_on = threading.Event(), threading.Event()


class Slow:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        inside.set()
        go_on.wait()
        return self.n < other.n


mine = [Slow(3), Slow(1), Slow(2)]


def intrude():
    inside.wait()
    print("seen while sorted:", len(mine))
    go_on.set()


t = threading.Thread(target=intrude)
t.start()
mine.sort()
t.join()
print([s.n for s in mine])

# objects of another thread get new attributes while their owner goes on
class Box:
    pass


boxes = [Box() for _ in range(300)]


def fill(me):
    def go():
        for b in boxes:
            setattr(b, "a%d" % me, me)
            b.__dict__
    return go


t = [threading.Thread(target=fill(i)) for i in range(3)]
for x in t:
    x.start()
for b in boxes:
    b.own = 1
for x in t:
    x.join()
print(sum(len(vars(b)) for b in boxes), sum(b.a0 + b.a1 + b.a2 + b.own for b in boxes))
