"""Ordered containers by hand: B-tree, skip list, k-d tree, treap, heap, bloom filter, ring buffer; readers and a writer."""
import bisect
import hashlib
import math
import operator
import random
import sys
import threading
from collections.abc import Iterable, Iterator, MutableSet, Sequence
from dataclasses import dataclass, field
from typing import Optional

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4


class BTree:
    class Node:
        __slots__ = "keys", "values", "kids"
        def __init__(self, keys=(), values=(), kids=()):
            self.keys, self.values, self.kids = list(keys), list(values), list(kids)

    def __init__(self, t=3): self.t, self.root, self._n = t, BTree.Node(), 0

    def __setitem__(self, key, value):
        r = self.root
        if len(r.keys) == 2 * self.t - 1:
            self.root = r = BTree.Node(kids=[r])
            self._split(r, 0)
        while True:
            i = bisect.bisect_left(r.keys, key)
            if i < len(r.keys) and r.keys[i] == key: r.values[i] = value; return
            if not r.kids: r.keys.insert(i, key); r.values.insert(i, value); self._n += 1; return
            if len(r.kids[i].keys) == 2 * self.t - 1:
                self._split(r, i)
                if key == r.keys[i]: r.values[i] = value; return
                i += key > r.keys[i]
            r = r.kids[i]

    def _split(self, parent, i):
        t, full = self.t, parent.kids[i]
        right = BTree.Node(full.keys[t:], full.values[t:], full.kids[t:])
        parent.keys.insert(i, full.keys[t - 1]); parent.values.insert(i, full.values[t - 1]); parent.kids.insert(i + 1, right)
        del full.keys[t - 1:], full.values[t - 1:], full.kids[t:]

    def __getitem__(self, key):
        n = self.root
        while True:
            i = bisect.bisect_left(n.keys, key)
            if i < len(n.keys) and n.keys[i] == key: return n.values[i]
            if not n.kids: raise KeyError(key)
            n = n.kids[i]

    def __len__(self): return self._n
    def __iter__(self):
        def walk(n):
            for i, k in enumerate(n.keys):
                if n.kids: yield from walk(n.kids[i])
                yield k
            if n.kids: yield from walk(n.kids[-1])
        return walk(self.root)


class SkipList(MutableSet):
    def __init__(self, items: Iterable = (), seed=0):
        self.rng, self.head, self.n = random.Random(seed), [None] * 12, 0
        for x in items: self.add(x)

    def _path(self, x):
        node, path = self.head, [None] * 12
        for level in reversed(range(12)):
            while node[level] is not None and node[level][-1] < x: node = node[level]
            path[level] = node
        return path

    def add(self, x):
        path = self._path(x)
        if (n := path[0][0]) is not None and n[-1] == x: return
        height = min(1 + sum(1 for _ in iter(lambda: self.rng.random() < 0.5, False)), 12)
        new = [path[i][i] for i in range(height)] + [x]
        for i in range(height): path[i][i] = new
        self.n += 1

    def discard(self, x):
        path = self._path(x)
        if (n := path[0][0]) is not None and n[-1] == x:
            for i in range(len(n) - 1): path[i][i] = n[i]
            self.n -= 1

    def __contains__(self, x): n = self._path(x)[0][0]; return n is not None and n[-1] == x
    def __iter__(self):
        n = self.head[0]
        while n is not None: yield n[-1]; n = n[0]
    def __len__(self): return self.n


@dataclass(slots=True)
class KD:
    point: tuple
    left: Optional["KD"] = None
    right: Optional["KD"] = None

    @classmethod
    def build(cls, points, axis=0):
        if not points: return None
        points = sorted(points, key=operator.itemgetter(axis))
        m, nxt = len(points) // 2, (axis + 1) % len(points[0])
        return cls(points[m], cls.build(points[:m], nxt), cls.build(points[m + 1:], nxt))

    def nearest(self, q, axis=0, best=None):
        if best is None or math.dist(q, self.point) < best[0]: best = math.dist(q, self.point), self.point
        near, far = (self.left, self.right) if q[axis] < self.point[axis] else (self.right, self.left)
        nxt = (axis + 1) % len(q)
        if near: best = near.nearest(q, nxt, best)
        if far and abs(q[axis] - self.point[axis]) < best[0]: best = far.nearest(q, nxt, best)
        return best


class Bloom:
    def __init__(self, bits, k): self.bits, self.k, self.field, self.lock = bits, k, bytearray(bits // 8), threading.Lock()
    def _spots(self, item):
        d = hashlib.blake2b(repr(item).encode(), digest_size=4 * self.k).digest()
        return [int.from_bytes(d[i:i + 4], "little") % self.bits for i in range(0, len(d), 4)]
    def add(self, item):
        with self.lock:
            for s in self._spots(item): self.field[s >> 3] |= 1 << (s & 7)
    def __contains__(self, item): return all(self.field[s >> 3] >> (s & 7) & 1 for s in self._spots(item))


class Ring(Sequence):
    def __init__(self, size): self._d, self._i = [None] * size, 0
    def push(self, x): self._d[self._i % len(self._d)] = x; self._i += 1
    def __len__(self): return min(self._i, len(self._d))
    def __getitem__(self, k):
        if isinstance(k, slice): return [self[i] for i in range(*k.indices(len(self)))]
        k = operator.index(k)
        if k < 0: k += len(self)
        if not 0 <= k < len(self): raise IndexError("ring index out of range")
        return self._d[(max(self._i - len(self._d), 0) + k) % len(self._d)]


def main():
    rng = random.Random(5)
    keys = rng.sample(range(10000), 1500)
    tree, lock, bloom = BTree(), threading.Lock(), Bloom(1 << 14, 5)
    skips = [SkipList(seed=i) for i in range(THREADS)]
    def fill(k):
        for key in keys[k::THREADS]:
            with lock: tree[key] = key * 2
            bloom.add(key)
            skips[k].add(key)
    ts = [threading.Thread(target=fill, args=(k,)) for k in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    merged = SkipList(seed=9)
    for s in skips: merged |= s
    print(len(tree), list(tree) == sorted(keys), tree[keys[7]] == keys[7] * 2, len(merged), list(merged) == sorted(keys), all(k in bloom for k in keys))
    print(sum(1 for k in range(10000, 12000) if k in bloom) < 200, bloom.field.count(0), hashlib.sha1(bloom.field).hexdigest())
    try: tree[-1]
    except KeyError as e: print(repr(e))
    pts = [(rng.random(), rng.random(), rng.random()) for _ in range(300)]
    kd = KD.build(pts)
    out = [0] * THREADS
    def look(k):
        for i in range(k, 60, THREADS):
            q = (i / 60, (i * 7 % 60) / 60, 0.5)
            out[k] += kd.nearest(q) == min((math.dist(q, p), p) for p in pts)
    ts = [threading.Thread(target=look, args=(k,)) for k in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    print(sum(out), f"{kd.nearest((0.5, 0.5, 0.5))[0]:.12f}")
    s = SkipList([5, 1, 3]); s.remove(3)
    print(list(s), list(s & {1, 9}), type(s ^ {1}).__name__, s <= {1, 5, 7}, s.isdisjoint([2]), s.pop(), len(s), 5 in s)
    try: s.remove(77)
    except KeyError as e: print(repr(e))
    r = Ring(4)
    for i in range(6): r.push(i)
    print(list(r), r[-1], r[1:3], r.index(4), r.count(9), list(reversed(r)), 3 in r)
    for bad in (lambda: r[4], lambda: r["x"], lambda: r.index(99), lambda: Sequence()):
        try: bad()
        except Exception as e: print(type(e).__name__, e)


main()
