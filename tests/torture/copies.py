"""Copies of lists and dicts that others change: each is a state that one whole operation left behind."""
import heapq
from common import THREADS, check, done, torture


class Thing:
    def __init__(self, n):
        self.n = n


KEYS = [f"k{i}" for i in range(9)]
SAME, SORTED, HEAP, WINDOW = [Thing(0)] * 5, list(range(30)), list(range(12)), list(range(10))
FACTS, COMING = dict.fromkeys(KEYS, Thing(0)), {"c0": 0}


def spread(*args):
    return args


def named(**kw):
    return kw


def list_copy(l, d):
    k = d.roll(8)
    return list(l[:] if k == 0 else l.copy() if k == 1 else list(l) if k == 2 else tuple(l) if k == 3 else spread(*l) if k == 4 else [*l] if k == 5 else l[0:] if k == 6 else [].__add__(l))


def dict_copy(m, d):
    k = d.roll(6)
    return m.copy() if k == 0 else dict(m) if k == 1 else named(**m) if k == 2 else {**m} if k == 3 else m | {} if k == 4 else dict(**m)


def write(d):
    k, n = d.roll(14), d.roll(1000)
    if k == 0: SAME[:] = [Thing(n)] * (d.roll(9) + 1)
    elif k == 1: del SAME[1:]
    elif k == 2: SAME.clear()
    elif k == 3: SAME.reverse()
    elif k == 4: SORTED.sort(reverse=bool(n & 1))
    elif k == 5: SORTED.reverse()
    elif k == 6: heapq.heapreplace(HEAP, n)
    elif k == 7: WINDOW[:] = range(n, n + d.roll(40))
    elif k == 8: WINDOW.__imul__(d.roll(2))
    elif k == 9: FACTS.update(dict.fromkeys(KEYS, Thing(n)))
    elif k == 10: FACTS.clear() if n < 100 else FACTS.update(dict.fromkeys(KEYS, n))
    elif k == 11: COMING[f"c{n}"] = n
    elif k == 12: COMING.pop(f"c{n}", None)
    elif len(COMING) > 300: COMING.clear()


def read(d):
    c = list_copy(SAME, d)
    check(all(x is c[0] for x in c), "same", c)
    c = list_copy(SORTED, d)
    check(not c or c == list(range(30)) or c == list(range(29, -1, -1)), "sorted", c)
    c = list_copy(HEAP, d)
    check(len(c) == 12 and all(type(x) is int for x in c), "heap", c)
    c = list_copy(WINDOW, d)
    check(c == list(range(c[0], c[0] + len(c))) if c else True, "window", c)
    lo = d.roll(9)
    c = WINDOW[lo:lo + 5]
    check(c == list(range(c[0], c[0] + len(c))) if c else True, "slice of a window", c)
    c = dict_copy(FACTS, d)
    check(len(c) in (0, 9) and len({id(v) for v in c.values()}) < 2 and all(c[k] is c["k0"] for k in c), "facts", c)
    c = dict_copy(COMING, d)
    check(all(v == int(k[1:]) and c[k] == v and k in c for k, v in c.items()), "coming", c)
    c["own"] = 1
    check(c.pop("own") == 1 and "own" not in COMING)


def either(d):
    write(d) if d.roll(2) else read(d)


torture(write, read, either, read, threads=max(THREADS, 4))
done()
