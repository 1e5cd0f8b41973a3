"""What the fast paths of the built-in types must not change: tuples that iterators use again, short copies, case by 16 bytes, stripping by a bit mask."""
import gc
import threading

# ---- an iterator gives its last tuple out again only if nobody kept it
kept = list(zip("abc", range(3)))
print(kept, len({id(t) for t in kept}))
print(list(enumerate("xyz", 5)), list({"k": 1, "l": 2}.items()))
it = enumerate("abcdef")
first = next(it)
second = next(it)
print(first, second, first is second)
del first, second
holder = []
for i, pair in enumerate(zip("pqr", "stu")):
    if i == 1:
        holder.append(pair)
print(holder, i, pair)


class Again:
    """Calls the iterator that is calling it."""

    def __init__(self):
        self.depth = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.depth += 1
        if self.depth == 3:
            inner.append(next(outer))
        if self.depth > 6:
            raise StopIteration
        return self.depth


inner = []
outer = zip(Again(), range(100))
print([t for t in outer], inner)


class Dies:
    log = []

    def __init__(self, n):
        self.n = n

    def __del__(self):
        self.log.append(self.n)


for i, d in enumerate(map(Dies, range(4))):
    pass
del d
print(sorted(Dies.log))

d = {i: str(i) for i in range(5)}
try:
    for k, v in d.items():
        d[k + 10] = v
except RuntimeError as e:
    print(e)
for k in list(d):
    del d[k]
print(d, list(d.items()), list(zip()), list(zip("ab")), list(zip("ab", "cd", "ef")))

shared = enumerate(range(20000))
seen = [[] for _ in range(4)]


def take(out):
    for pair in shared:
        out.append(pair)
        n, v = pair
        assert type(pair) is tuple and len(pair) == 2


threads = [threading.Thread(target=take, args=(s,)) for s in seen]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(all(type(p) is tuple for s in seen for p in s), sum(map(len, seen)) >= 20000 - 4)
gc.collect()

# ---- texts of every short length
ok = True
for n in range(300):
    s = "".join(chr(33 + (i * 7 + n) % 90) for i in range(n))
    b = s.encode()
    ok &= b.decode() == s and (s + s)[n:] == s and s[:n] == s and len(s + "x") == n + 1 and b + b == (s + s).encode()
    ok &= s.lower() == "".join(c.lower() for c in s) and s.upper() == "".join(c.upper() for c in s)
    ok &= "-".join([s, s, s]) == s + "-" + s + "-" + s and s.replace("!", "??") == "".join("??" if c == "!" else c for c in s)
    if n:
        t = s[:-1] + "~~"[: 1]
        ok &= (s == t) == (s[-1] == "~") and (s < t) == (s[-1] < "~") and hash(s[:-1] + s[-1]) == hash(s)
        ok &= bytes(b) == b and (b < t.encode()) == (s < t)
    ok &= list(range(n))[:] == list(range(n)) and tuple(range(n)) == tuple(list(range(n)))
    ok &= [0] * n == [0 for _ in range(n)] and len(dict.fromkeys(range(n))) == n
print(ok)
print("[\\]^_`{|}~@AZaz".lower(), "[\\]^_`{|}~@AZaz".upper(), "ÀÉ".lower(), "ß".upper())

# ---- strip
print("..,;word-12'".strip(".,;:!?()[]'\"-0123456789"), "aé".strip("é"), "\x7fx\x7f".strip("\x7f"), "?x?".rstrip("?@"), "\u20acx\u20ac".strip("\u20ac"), repr("   ".strip(" ")), repr("".strip("a")))

# ---- sets built from sets
for n in (0, 1, 4, 5, 8, 9, 30, 200):
    a, b = set(range(n)), set(range(n // 2, n + n // 2))
    assert a | b == set(range(n + n // 2)) and len(a | b) == n + n // 2 if n > 1 else True
    assert sorted(a & b) == list(range(n // 2, n)) and sorted(a - b) == list(range(n // 2)) and len(a ^ b) == len((a | b) - (a & b))
    for x in list(a)[::2]:
        a.discard(x)
        a.add(x + 1000)
    assert len(a | a) == len(a) and all(x in a | b for x in b)


class Collides:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return 1

    def __eq__(self, o):
        victims.clear()
        return False


victims = {Collides(1)}
grown = {Collides(2)}
print(len(grown | victims), len(victims))
l = list(range(10))
l.reverse()
l[2:5] = l[5:8]
l.insert(3, 99)
del l[::3]
print(l)

# ---- tables copied as they are, sorts within sorts
d = {i: str(i) for i in range(60)}
for k in (3, 59, 10):
    del d[k]
c = d.copy()
c[3] = "again"
d["new"] = 1
e = dict(c)
print(list(c)[:3], list(c)[-2:], len(c), len(d), 3 in d, 59 in c, e == c, [k for k in range(60) if k not in c])
for k in list(c)[5:]:
    del c[k]
print(c.copy(), {}.copy(), {k: v for k, v in zip("ab", "cd")}.copy())
from collections import OrderedDict
o = OrderedDict((k, k) for k in "abc")
o.move_to_end("c", last=False)
print(o.copy(), dict(o), dict(o).copy())
print(sorted([3, 1, 2], key=lambda x: sorted([x, 1, 5], key=lambda y: -y)[-1] - x))
print({1, 2, 3} & {2, 3.0, 4}, {1, 2, 3} - {2.0}, {"a", "b"} & {"b", "c"}, {Collides(1)} & {Collides(2)}, {1} <= {1.0, 2}, {1, 2} <= {1}, {True} - {1}, {(1, 2), 3} & {(1, 2)}, frozenset("ab") <= set("abc"), len({1, 2} ^ {2, 3}))
print("abc".replace("b"[:1], "x"), "a,b".split(","), "x".ljust(3, "-"), "abc".find("c", 1), [1, 2, 3].pop(), [1, 2, 3].pop(0), {}.get("k"), {"k": 1}.get("k", 2), {}.setdefault("q", []), "a b".split(None, 1))
for call in (lambda: {}.get(), lambda: [].pop(1, 2), lambda: "a".replace("b"), lambda: "".split(sep=1), lambda: {}.get("a", "b", "c")):
    try:
        call()
    except TypeError as e:
        print(e)
for chars in ("x", "0123456789abcdef", "0123456789abcdefg", ".,;:!?()[]'\"-0123456789abcdefghijklmnopqrstuvwxyz", "é\xff\xa0", ""):
    print([s.strip(chars) for s in ("xaXa", "0Qf", "gQg", "z-Q-z", "éQ\xff", "", "fff")], "--a--".lstrip("-" + chars), "a\n".rstrip(chars + "\n"))
w = {"the" + str(i % 7): i for i in range(30)}
print([w["th" + "e" + str(i)] for i in range(7)], w.get("the" + "9"), "".join(c for c in "abc"), "-".join(("a", "b")), "-".join(()), "+".join(iter(["q"])))
