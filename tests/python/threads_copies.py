"""Copies of lists and dicts that other threads change: each is the container as it was at one moment."""
import collections
import heapq
import threading


class Thing:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"Thing({self.n})"


def spread(*args):
    return list(args)


def named(**kw):
    return kw


def together(name, writers, check, readers=2, rounds=150):
    """The writers run until the readers are done; a reader that sees a state that never was says so."""
    stop, wrong, line = threading.Event(), [], threading.Barrier(len(writers) + readers)

    def write(step):
        line.wait()
        i = 0
        while not stop.is_set():
            step(i)
            i += 1

    def read():
        line.wait()
        try:
            for _ in range(rounds):
                bad = check()
                if bad:
                    wrong.append(bad)
                    return
        except Exception as e:
            wrong.append(repr(e))

    ws = [threading.Thread(target=write, args=(w,)) for w in writers]
    rs = [threading.Thread(target=read) for _ in range(readers)]
    for t in ws + rs:
        t.start()
    for t in rs:
        t.join()
    stop.set()
    for t in ws:
        t.join()
    print(name, wrong[:2] or "ok")


def list_copies(l):
    yield from (l[:], l.copy(), list(l), list(tuple(l)), spread(*l), [*l], l[0:], list(sorted(l, key=lambda x: 0)))


def same(make):
    """All items of a copy are the same one."""
    def check():
        for n, c in enumerate(list_copies(make)):
            if any(x is not c[0] for x in c):
                return n, c
    return check


# one slice assignment puts the same thing everywhere, with other lengths too
shared = [Thing(0)] * 6
things = [Thing(i) for i in range(5)]


def fill(i):
    shared[:] = [things[i % 5]] * (6 if i % 3 else 4 + i % 7)


together("fill", [fill], same(shared))


def fill_new(i):
    shared[:] = [Thing(i)] * (5 + i % 3)


together("fill with new ones, two writers", [fill, fill_new], same(shared))

# order: reversed and sorted, rotated by a slice; an item is never seen twice nor missing
order = [Thing(i) for i in range(12)]
first = list(order)


def reverse(i):
    order.reverse()


def by_number(i):
    order.sort(key=lambda t: t.n, reverse=i % 2)


def whole():
    for n, c in enumerate(list_copies(order)):
        # (a sort with a key in Python lets others in: they find the list empty, and may say so)
        if c and [t.n for t in sorted(c, key=lambda t: t.n)] != list(range(12)):
            return n, c


together("reverse", [reverse, reverse], lambda: whole())


def two_orders():
    for n, c in enumerate(list_copies(order)):
        k = [t.n for t in c]
        if k and k != sorted(k) and k != sorted(k, reverse=True):
            return n, k


order[:] = first
together("reverse in order", [reverse], two_orders)
numbers = list(range(40))
together("sort in place", [lambda i: numbers.sort(reverse=i % 2 == 0)],
         lambda: next((c for c in list_copies(numbers) if c not in (list(range(40)), list(range(39, -1, -1)))), None))
together("sort with a key", [by_number], whole)
order[:] = first

# a window that moves: append at the end, take from the front
window = list(range(8))


def move(i):
    window.append(window[-1] + 1)
    del window[0]


def consecutive():
    for n, c in enumerate(list_copies(window)):
        if c != list(range(c[0], c[0] + len(c))) or len(c) not in (8, 9):
            return n, c


def consecutive_slice():
    c = window[2:6]
    if c != list(range(c[0], c[0] + 4)):
        return c


together("window", [move], consecutive)
together("slice of a window", [move], consecutive_slice)

# insert and pop, repeat and truncate, steps, heaps
pairs = [1, 1]


def doubles(i):
    pairs[1:1] = [i, i]
    if len(pairs) > 20:
        del pairs[1:9]


together("pairs", [doubles], lambda: next((c for c in list_copies(pairs) if len(c) % 2 or c[1::2] != c[1:-1:2] + c[-1:] or sum(c[1:-1:2]) != sum(c[2:-1:2])), None))
steps = [0] * 10


def every_other(i):
    steps[::2] = [i] * 5


together("steps", [every_other], lambda: next((c for c in list_copies(steps) if len(set(c[::2])) > 1 or any(c[1::2])), None))
grow = [7]


def repeat(i):
    grow.__imul__(3)
    if len(grow) > 100:
        del grow[1:]


together("repeat", [repeat], lambda: next((c for c in list_copies(grow) if len(c) not in (1, 3, 9, 27, 81, 243)), None))
heap = list(range(16))


def push_pop(i):
    heapq.heapreplace(heap, i % 50 + 20)


together("heap", [push_pop], lambda: next((c for c in list_copies(heap) if len(c) != 16), None))


# dicts
def dict_copies(d):
    yield from (d.copy(), dict(d), named(**d), {**d}, d | {})


def values_agree(d):
    """A dict whose update stores the same value under every key."""
    def check():
        for n, c in enumerate(dict_copies(d)):
            if len({id(v) for v in c.values()}) > 1:
                return n, c
            for k in c:
                if c[k] is not c[next(iter(c))]:
                    return n, "lookup", c
    return check


keys = [f"k{i}" for i in range(7)]
state = dict.fromkeys(keys, things[0])
updates = [dict.fromkeys(keys, t) for t in things]
together("update", [lambda i: state.update(updates[i % 5])], values_agree(state))
together("update with new ones, two writers", [lambda i: state.update(updates[i % 5]), lambda i: state.update(dict.fromkeys(keys, Thing(i)))], values_agree(state))
numbered = {"a": 0, "b": 0, "c": 0}


def count(i):
    numbered.update(a=i)
    numbered.update({"b": i, "c": i})


def b_is_c():
    for n, c in enumerate(dict_copies(numbered)):
        if c["b"] != c["c"] or not c["a"] - c["b"] in (0, 1) or len(c) != 3:
            return n, c


numbered["a"] = 0
together("keywords", [count], b_is_c)
# keys that come and go (an OrderedDict, below, is copied by its iterator, which says that it was changed: only dict.copy is one step)
coming = {"k0": 0}


def come_and_go(i):
    coming[f"k{i + 1}"] = i + 1
    del coming[f"k{i}"]


def one_or_two():
    for n, c in enumerate(dict_copies(coming)):
        ks = list(c)
        if len(ks) not in (1, 2) or any(c[k] != int(k[1:]) or k not in c for k in ks) or len(ks) == 2 and c[ks[1]] != c[ks[0]] + 1:
            return n, c


together("come and go", [come_and_go], one_or_two)
tail = {f"t{i}": Thing(i) for i in range(5)}


def last_changes(i):
    tail[f"x{i}"] = i
    tail.popitem()


together("popitem", [last_changes], lambda: next((c for c in dict_copies(tail) if list(c)[:5] != ["t0", "t1", "t2", "t3", "t4"] or len(c) > 6), None))
emptied = {k: 1 for k in keys}


def clear_and_fill(i):
    emptied.clear()
    emptied.update(updates[i % 5])


together("clear", [clear_and_fill], lambda: next((c for c in dict_copies(emptied) if len(c) not in (0, 7) or len({id(v) for v in c.values()}) > 1), None))
ordered = collections.OrderedDict((k, i) for i, k in enumerate(keys))


def turn(i):
    ordered.move_to_end(keys[i % 7], last=i % 2 == 0)


together("move_to_end", [turn], lambda: next((c for c in (dict.copy(ordered), dict.copy(ordered)) if sorted(c) != keys or sorted(c.values()) != list(range(7))), None))
counts = collections.defaultdict(list, {k: [] for k in keys})
together("defaultdict", [lambda i: counts[keys[i % 7]].append(i) if i < 1000 else None], lambda: next((c for c in dict_copies(counts) if list(c) != keys), None))


# subclasses have their own fields and slots behind the version
class Slotted(list):
    __slots__ = ("a", "b")


class Held(dict):
    pass


s = Slotted([1, 2, 3])
s.a, s.b = "a", "b"
h = Held(x=1)
h.field = "field"


def use(i):
    s.append(i)
    s.pop()
    h["y"] = i
    del h["y"]


together("subclasses", [use], lambda: None if s[:][:3] == [1, 2, 3] and (s.a, s.b) == ("a", "b") and dict(h)["x"] == 1 and h.field == "field" else "changed")
# who copies gets a list of its own
a = shared[:]
a.append(None)
b = [*shared]
b += shared
print(len(a) - len(shared), len(b) - 2 * len(shared), type(s[:]), type(h.copy()), [*[], *shared[:0]])
