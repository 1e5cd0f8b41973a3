# OrderedDict: who reads while another thread moves entries to the ends finds each key at any moment, the length stays, and copies have all.
import threading
from collections import OrderedDict
d = OrderedDict((str(i), i) for i in range(8))
ints = OrderedDict((i, i) for i in range(8))
stop = False
lost, short, copies = [0], [0], [0]
def mover(d, key):
    for i in range(20000):
        d.move_to_end(key(i % 8), last=i % 3 != 0)
def reader():
    while not stop:
        for i in range(8):
            try:
                if d[str(i)] != i or ints[i] != i: lost[0] += 1
            except KeyError: lost[0] += 1
            if str(i) not in d or d.get(str(i)) != i: lost[0] += 1
def length():
    while not stop:
        if len(d) != 8 or len(ints) != 8: short[0] += 1
def copier():
    while not stop:
        if len(d.copy()) != 8 or sorted(list(ints.copy())) != list(range(8)): copies[0] += 1
rest = [threading.Thread(target=f) for f in (reader, length, copier)]
movers = [threading.Thread(target=mover, args=a) for a in ((d, str), (ints, int))]
for t in rest + movers: t.start()
for t in movers: t.join()
stop = True
for t in rest: t.join()
print("lost", lost[0], "short", short[0], "copies", copies[0])
# what it is when nobody else looks
o = OrderedDict.fromkeys("abcdefgh")
for k, last in (("a", True), ("h", False), ("c", False), ("h", True), ("d", False), ("d", True)) * 40: o.move_to_end(k, last)
print("".join(o), len(o), o.popitem()[0], o.popitem(False)[0], "".join(reversed(o)))
for k in "xyz": o[k] = k
o.move_to_end("b", False); del o["x"]; o.move_to_end("z", False); o.move_to_end("g")
print("".join(o), o["z"], "x" in o, list(o.items())[-1])
n = OrderedDict((i, None) for i in range(1000))
for i in range(1000): n.move_to_end(i, i % 2 == 0)
print(list(n)[:3], list(n)[-3:], len(n))
