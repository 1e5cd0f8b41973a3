"""Threads that are alone and then are not (src/core/threads/solo.ts): each works on shared objects for a while, sleeps for a moment, wakes up and uses what the others took over."""
import threading
import time
import weakref
from common import check, done, torture

lock = threading.Lock()
shared = {"list": [], "table": {}, "box": None}
refs = []
total, expected = [0], []


class Node:
    __slots__ = ("value", "next", "__weakref__")

    def __init__(self, value, next=None):
        self.value, self.next = value, next


class Box:
    def __init__(self, n):
        self.n, self.items = n, [n]

    def __del__(self):
        time.sleep(0)


shared["box"] = Box(0)


def numbers():
    while True:
        yield from range(100)


def work(d):
    rounds = (1, 10, 300, 2000)[d.roll(4)]
    g = numbers()
    for i in range(rounds):
        items, table = shared["list"], shared["table"]
        items.append((i, next(g)))
        if len(items) > 200:
            with lock:
                del items[:100]
        table[d.roll(50)] = Node(i, table.get(d.roll(50)))
        if i % 7 == 0:
            for _, node in list(table.items()):
                node.next = None
        shared["box"].items.append(i)
        if i % 11 == 0:
            shared["box"] = Box(i)
        if i % 13 == 0:
            refs.append(weakref.ref(table[next(iter(list(table)))]))
            for ref in refs[-5:]:
                node = ref()
                check(node is None or isinstance(node.value, int))
        if len(refs) > 100:
            del refs[:50]
        with lock:
            total[0] += 1
    expected.append(rounds)
    if d.roll(10) < 7:
        time.sleep((0, 0.0005, 0.003, 0.02)[d.roll(4)])


torture(work)
check(total[0] == sum(expected), total[0], sum(expected))
check(all(type(x) is tuple and len(x) == 2 for x in shared["list"]))
done()
