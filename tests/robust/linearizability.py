"""Concurrent histories of built-in containers against their sequential specification (Wing & Gong): each single operation is atomic, so there must be an order of the operations, in keeping with what
ended before what began, in which one thread would have got the same results and left the same contents.

    typhon [--seed N] tests/robust/linearizability.py SEED SECONDS [part of a name]…

Each round: an object that THREADS threads share does a few operations a thread; results and the order of begins and ends are noted; then all orders are tried, depth first, states seen before cut off. The
specification is the same type used by one thread: what is tested is not what an operation does but that it does it at once. With the checked core, --seed makes the yield points wait now and then.
A failure prints the history, the seed and the round.
"""
import collections
import itertools
import queue
import random
import sys
import threading
import time

SEED, SECONDS, ONLY = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
THREADS, OPERATIONS = 3, 4


class Box:
    """An instance: its attributes."""


def attempt(f, *a):
    """A result that compares: a value, or the exception's type."""
    try:
        r = f(*a)
    except (IndexError, KeyError, ValueError, AttributeError, RuntimeError, queue.Empty) as e:
        return type(e).__name__
    return r


def popitem(d): return d.popitem()
def delitem(o, k): del o[k]
def setitem(o, k, v): o[k] = v
def setslice(o, i, j, v): o[i:j] = v
def delslice(o, i, j): del o[i:j]
def ior(o, v): o |= v
def iadd(o, v): o += v
def isub(o, v): o -= v
def ixor(o, v): o ^= v
def imul(o, n): o *= n


L = {  # list
    "append": lambda o, r: attempt(o.append, r), "pop": lambda o, r: attempt(o.pop), "pop0": lambda o, r: attempt(o.pop, 0), "insert": lambda o, r: attempt(o.insert, 1, r), "extend": lambda o, r: attempt(o.extend, [r, r + 100]),
    "set": lambda o, r: attempt(setitem, o, 0, r), "get": lambda o, r: attempt(o.__getitem__, -1), "len": lambda o, r: len(o), "del": lambda o, r: attempt(delitem, o, 0), "slice": lambda o, r: tuple(o[0:3]), "copy": lambda o, r: tuple(o.copy()),
    "clear": lambda o, r: attempt(o.clear), "reverse": lambda o, r: attempt(o.reverse), "setslice": lambda o, r: attempt(setslice, o, 0, 2, [r]), "delslice": lambda o, r: attempt(delslice, o, 0, 2), "iadd": lambda o, r: attempt(iadd, o, (r, r)), "imul": lambda o, r: attempt(imul, o, 2) if len(o) < 9 else None,
    "remove": lambda o, r: attempt(o.remove, r % 3), "index": lambda o, r: attempt(o.index, r % 3), "count": lambda o, r: o.count(r % 3),
}
# two steps in one lambda are no operation: what looks at the length first is left out
del L["imul"]
D = {  # dict
    "set": lambda o, r: attempt(setitem, o, r % 3, r), "get": lambda o, r: o.get(r % 3), "getitem": lambda o, r: attempt(o.__getitem__, r % 3), "pop": lambda o, r: attempt(o.pop, r % 3), "popd": lambda o, r: attempt(o.pop, r % 3, None), "popitem": lambda o, r: attempt(popitem, o),
    "setdefault": lambda o, r: attempt(o.setdefault, r % 3, r), "del": lambda o, r: attempt(delitem, o, r % 3), "in": lambda o, r: r % 3 in o, "len": lambda o, r: len(o), "copy": lambda o, r: tuple(o.copy().items()), "clear": lambda o, r: attempt(o.clear),
    "update": lambda o, r: attempt(o.update, {r % 3: r, 7: r}), "ior": lambda o, r: attempt(ior, o, {r % 3: r, 8: r}), "list": lambda o, r: tuple(list(o)), "items": lambda o, r: tuple(list(o.items())),
}
S = {  # set
    "add": lambda o, r: attempt(o.add, r % 4), "discard": lambda o, r: attempt(o.discard, r % 4), "remove": lambda o, r: attempt(o.remove, r % 4), "in": lambda o, r: r % 4 in o, "len": lambda o, r: len(o), "copy": lambda o, r: frozenset(o.copy()), "clear": lambda o, r: attempt(o.clear),
    "update": lambda o, r: attempt(o.update, [r % 4, 9]), "ior": lambda o, r: attempt(ior, o, {r % 4, 8}), "isub": lambda o, r: attempt(isub, o, {r % 4, 8}), "ixor": lambda o, r: attempt(ixor, o, {r % 4, 7}),
}
Q = {  # deque
    "append": lambda o, r: attempt(o.append, r), "appendleft": lambda o, r: attempt(o.appendleft, r), "pop": lambda o, r: attempt(o.pop), "popleft": lambda o, r: attempt(o.popleft), "extend": lambda o, r: attempt(o.extend, (r, r)), "extendleft": lambda o, r: attempt(o.extendleft, (r, -r)),
    "rotate": lambda o, r: attempt(o.rotate, 1), "len": lambda o, r: len(o), "get": lambda o, r: attempt(o.__getitem__, 0), "clear": lambda o, r: attempt(o.clear), "copy": lambda o, r: tuple(o.copy()), "reverse": lambda o, r: attempt(o.reverse), "insert": lambda o, r: attempt(o.insert, 1, r), "remove": lambda o, r: attempt(o.remove, r % 3), "set": lambda o, r: attempt(setitem, o, 0, r),
}
P = {  # SimpleQueue
    "put": lambda o, r: attempt(o.put, r), "get": lambda o, r: attempt(o.get_nowait), "qsize": lambda o, r: o.qsize(), "empty": lambda o, r: o.empty(),
}
A = {  # attributes of an instance
    "set": lambda o, r: attempt(setattr, o, "abc"[r % 3], r), "get": lambda o, r: attempt(getattr, o, "abc"[r % 3]), "del": lambda o, r: attempt(delattr, o, "abc"[r % 3]), "dict": lambda o, r: tuple(o.__dict__.copy().items()), "setdefault": lambda o, r: o.__dict__.setdefault("abc"[r % 3], r),
}
B = {  # bytearray
    "append": lambda o, r: attempt(o.append, r & 255), "pop": lambda o, r: attempt(o.pop), "extend": lambda o, r: attempt(o.extend, b"ab"), "len": lambda o, r: len(o), "set": lambda o, r: attempt(setitem, o, 0, r & 255), "get": lambda o, r: attempt(o.__getitem__, -1), "clear": lambda o, r: attempt(o.clear), "setslice": lambda o, r: attempt(setslice, o, 0, 2, b"xyz"), "insert": lambda o, r: attempt(o.insert, 1, r & 255), "reverse": lambda o, r: attempt(o.reverse),
}
C = {"next": lambda o, r: next(o)}  # itertools.count


def drain(q): return tuple(q.get_nowait() for _ in range(q.qsize()))
def filled(q, items):
    for i in items: q.put(i)
    return q
def box(items):
    b = Box()
    b.__dict__.update(items)
    return b


# name: operations, make from items, contents (after the run), copy for the specification, first items
KINDS = {
    "list": (L, list, tuple, list, lambda r: [r.randrange(3) for _ in range(r.randrange(4))]),
    "dict": (D, dict, lambda o: tuple(o.items()), dict, lambda r: {i: -1 for i in range(r.randrange(4))}),
    "set": (S, set, frozenset, set, lambda r: set(range(r.randrange(4)))),
    "deque": (Q, collections.deque, tuple, collections.deque, lambda r: [r.randrange(3) for _ in range(r.randrange(4))]),
    "boundeddeque": (Q, lambda x: collections.deque(x, 3), tuple, lambda o: collections.deque(o, 3), lambda r: [r.randrange(3) for _ in range(3)]),
    "ordereddict": (D, collections.OrderedDict, lambda o: tuple(o.items()), collections.OrderedDict, lambda r: {i: -1 for i in range(r.randrange(4))}),
    "attributes": (A, box, lambda o: tuple(o.__dict__.items()), lambda o: box(o.__dict__), lambda r: {n: -1 for n in "abc"[:r.randrange(4)]}),
    "simplequeue": (P, lambda items: filled(queue.SimpleQueue(), items), drain, None, lambda r: [r.randrange(3) for _ in range(r.randrange(3))]),
    "bytearray": (B, bytearray, bytes, bytearray, lambda r: bytes(r.randrange(3) for _ in range(r.randrange(4)))),
}
# inserting into a full deque is an error; what OrderedDict does item by item in CPython it does here too
# list.count reads item by item without the lock, as CPython's
LEFT_OUT = {"list": {"count"}, "boundeddeque": {"insert"}, "ordereddict": {"list", "items", "copy", "ior", "update"}}


READS = {"len", "in", "get", "getitem", "list", "items", "sorted", "setdefault"}
MANY = {"update", "ior", "isub", "ixor", "extend", "extendleft", "setslice", "rotate", "reverse", "insert", "remove"}


def run(kind, seed):
    """One round: (first items, history as a list of (begin, end, name, argument, result), contents at the end)."""
    operations, make, contents, _, first = KINDS[kind]
    r = random.Random(seed)
    names = [n for n in operations if n not in LEFT_OUT.get(kind, ())]
    names = r.sample(names, min(len(names), 5))
    # readers without a lock may see an operation over several elements half done, in CPython too
    if kind != "list" and MANY.intersection(names): names = [n for n in names if n not in READS]
    start = first(r)
    plans = [[(r.choice(names), 3 * i + 30 * k + r.randrange(3)) for i in range(OPERATIONS)] for k in range(THREADS)]
    o = make(start)
    clock, notes, ready = itertools.count(), [[] for _ in range(THREADS)], threading.Barrier(THREADS)

    def work(k):
        mine, note = plans[k], notes[k]
        todo = [(operations[n], n, a) for n, a in mine]
        ready.wait()
        for f, n, a in todo:
            begin = next(clock)
            result = f(o, a)
            note.append((begin, next(clock), n, a, result))

    ts = [threading.Thread(target=work, args=(k,)) for k in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    return start, notes, contents(o)


def explain(kind, start, notes, end):
    """Whether there is an order. notes: a list of operations for each thread, in its order."""
    operations, make, contents, copy, _ = KINDS[kind]
    seen, n = set(), len(notes)
    state = lambda o: contents(make(drain_back(o))) if copy is None else contents(o)

    def drain_back(q):
        items = drain(q)
        filled(q, items)
        return items

    def search(at, o):
        if all(at[k] == len(notes[k]) for k in range(n)): return state(o) == end
        key = (at, state(o))
        if key in seen: return False
        seen.add(key)
        # only what began before every other one that is left ended may come next
        bound = min(notes[k][at[k]][1] for k in range(n) if at[k] < len(notes[k]))
        for k in range(n):
            if at[k] == len(notes[k]) or notes[k][at[k]][0] > bound: continue
            _, _, name, a, result = notes[k][at[k]]
            c = make(drain_back(o)) if copy is None else copy(o)
            if operations[name](c, a) == result and search(at[:k] + (at[k] + 1,) + at[k + 1:], c): return True
        return False

    return search((0,) * n, make(start))


# the checker itself: histories that no order explains must be found
assert not explain("list", [], [[(0, 1, "append", 1, None)], [(2, 3, "len", 0, 0)]], (1,))
assert not explain("dict", {}, [[(0, 3, "setdefault", 1, 1)], [(1, 2, "setdefault", 4, 4)]], ((1, 1),))
assert explain("dict", {}, [[(0, 3, "setdefault", 1, 4)], [(1, 2, "setdefault", 4, 4)]], ((1, 4),))

sys.setswitchinterval(1e-5)
kinds = [k for k in KINDS if not ONLY or any(o in k for o in ONLY)]
rounds, begun = 0, time.monotonic()
while time.monotonic() - begun < SECONDS:
    kind = kinds[rounds % len(kinds)]
    seed = f"{SEED}/{rounds}"
    start, notes, end = run(kind, seed)
    if not explain(kind, start, notes, end):
        print(f"not linearizable: {kind}, seed {SEED}, round {rounds}\nfrom {start!r} to {end!r}", flush=True)
        for begin, over, k, name, a, result in sorted((b, e, k, name, a, r) for k, t in enumerate(notes) for b, e, name, a, r in t):
            print(f"  {begin:3}–{over:3} thread {k}: {name}({a}) = {result!r}", flush=True)
        sys.exit(1)
    rounds += 1
print(f"{rounds} rounds", file=sys.stderr)
print("ok")
