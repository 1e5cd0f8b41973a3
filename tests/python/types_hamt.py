"""The trie beneath contexts. CPython shows its own as _testcapi.hamt (3.14: _testinternalcapi.hamt); the output is the same there."""
try:
    from _typhon import hamt
except ImportError:
    from _testcapi import hamt
import gc
import random
import threading
import weakref


class Key:
    """With a hash of its own; equality can fail."""
    made = 0

    def __init__(self, hash, name, fails=False):
        self.hash, self.name, self.fails = hash, name, fails

    def __hash__(self):
        if self.hash is None:
            raise ZeroDivisionError('no hash')
        return self.hash

    def __eq__(self, other):
        if self.fails or other.fails:
            raise ValueError(f'cannot compare {self.name} with {other.name}')
        return self.name == other.name


def shown(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)


# Against a dict: hashes that share many bits, so that all kinds of nodes come and go
def against_dict(seed, keys, steps):
    r = random.Random(seed)
    h, d, kept = hamt(), {}, []
    for i in range(steps):
        k = r.choice(keys)
        if r.random() < (0.65 if i % 600 < 300 else 0.3):
            h = h.set(k, i)
            d[k] = i
        else:
            h2 = h.delete(k)
            assert (h2 is h) == (k not in d)
            h = h2
            d.pop(k, None)
        if i % 97 == 0:
            assert len(h) == len(d) and dict(h.items()) == d and set(h) == set(h.keys()) == set(d) and sorted(h.values()) == sorted(d.values())
            kept.append((h, dict(d)))
        assert h.get(k, 'none') == d.get(k, 'none') and (k in h) == (k in d)
    # what was kept is as it was
    for h, d in kept:
        assert len(h) == len(h.items()) == len(h.keys()) == len(h.values()) == len(d) and dict(h.items()) == d
        for k in keys:
            assert h.get(k, 'none') == d.get(k, 'none')
    return len(kept)


print(against_dict(1, [Key(i, i) for i in range(40)], 4000))
print(against_dict(2, [Key(i << 5 | 3, i) for i in range(60)], 4000))
print(against_dict(3, [Key(i % 7, i) for i in range(50)], 4000))
print(against_dict(4, [Key((i % 5) << 30 | i % 3, i) for i in range(80)], 4000))
print(against_dict(5, [Key(1 << (i % 60), i) for i in range(200)], 6000))
print(against_dict(6, [*range(-500, 500), *map(str, range(300)), *(float(i) / 7 for i in range(100))], 9000))

Key.__repr__ = lambda self: f'<key {self.name}>'
late = Key(3, 'late')
# Errors come out, and leave the trie as it was
a, b, c, wrong = Key(100, 'a'), Key(100, 'b'), Key(103, 'c'), Key(100, 'wrong', True)
h = hamt().set(a, 1).set(b, 2).set(c, 3)
for f in h.get, h.__getitem__, h.__contains__, h.delete:
    shown(f, wrong)
    shown(f, Key(None, 'x'))
    shown(f, [])
shown(h.set, wrong, 1)
shown(h.set, Key(None, 'x'), 1)
print(len(h), h[a], h[b], h[c], h.set(a, h[a]) is h, h.get(Key(5, 'x')), h.get(Key(5, 'x'), 'dflt'))
shown(lambda: h == hamt().set(wrong, 1).set(b, 2).set(c, 3))
shown(lambda: h[late])
shown(hash, h)
shown(lambda: h < h)
print(h == h, h != h, h == hamt().set(c, 3).set(b, 2).set(a, 1), h == h.set(a, 4), h == 5, hamt() == hamt(), hamt() == h)
print(h.delete(a).delete(b).delete(c) == hamt(), len(hamt().delete(1)), list(hamt()), list(hamt().items()))

# A key whose hash fails when a full bitmap node becomes an array node

g = hamt().set(late, 0)
for i in range(15):
    g = g.set(Key(16 + i if i else 0, i), i)
late.hash = None
shown(g.set, Key(10, 'one more'), 1)
print(len(g), sum(1 for _ in g))

# Equality that changes other tries meanwhile
class Busy(Key):
    __hash__ = Key.__hash__

    def __eq__(self, other):
        x = hamt()
        for i in range(40):
            x = x.set(Key(i, i), i)
        return self.name == other.name
h1 = hamt().set(Busy(9, 'p'), 1).set(Busy(9, 'q'), 2).set(Busy(9, 'p'), 3)
print(len(h1), sorted(h1.values()))

# Cycles through a trie, and iterators
class Box:
    pass
box = Box()
box.trie = hamt().set('self', box).set(1, 2)
for i in range(50):
    box.trie = box.trie.set(i, box)
box.iterator = iter(box.trie.items())
next(box.iterator)
dead = weakref.ref(box), weakref.ref(box.trie)
del box
gc.collect()
print(dead[0](), dead[1]())
it = hamt().set(1, 'x').items()
print(len(it), iter(it) is it, next(it), next(it, 'over'), next(it, 'over'), len(it))

# Many threads grow tries from a common one, and share iterators
base = hamt()
for i in range(300):
    base = base.set(Key(i * 31, i), i)
shared_items = base.items()
seen, failures = [], []
def work(n):
    try:
        r = random.Random(n)
        mine, d = base, {}
        for i in range(1500):
            k = r.randrange(400)
            if r.random() < 0.6:
                mine = mine.set(Key(k * 31, k), i)
            else:
                mine = mine.delete(Key(k * 31, k))
        got = [v for k, v in shared_items]
        seen.extend(got)
        assert len(mine) == sum(1 for _ in mine) and len(base) == 300
        assert all(base[Key(i * 31, i)] == i for i in range(300))
    except BaseException as e:
        failures.append(repr(e))
threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(failures, sorted(seen) == list(range(300)), len(base))
