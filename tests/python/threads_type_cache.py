# One instruction meets many types in many threads: each must find its own type's method and constant, never another's, also while types are changed.
import sys
import threading

N = int(sys.argv[1]) if len(sys.argv) > 1 else 300


def make(i):
    def who(self):
        return i
    return type(f"C{i}", (), {"who": who, "K": i, "F": i + 0.1, "H": i * 0.5})


classes = [make(i) for i in range(24)]
objects = [c() for c in classes]
wrong = []


def look(seed):
    step = seed % 23 + 1
    at = seed
    for _ in range(N):
        for _ in range(48):
            at = (at + step) % 24
            o = objects[at]
            if o.who() != at or o.K != at or o.F != at + 0.1 or o.H != at * 0.5 or type(o).K != at:
                wrong.append(at)


def change(stop):
    # the same answers, by new functions: versions come and go, blocks are used again
    i = 0
    while not stop.is_set():
        i = (i + 1) % 24
        classes[i].who = (lambda n: lambda self: n)(i)
        classes[i].extra = [lambda: "never to be called by who"]
        del classes[i].extra


stop = threading.Event()
changer = threading.Thread(target=change, args=(stop,))
changer.start()
threads = [threading.Thread(target=look, args=(i,)) for i in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
stop.set()
changer.join()
print("wrong:", wrong)
