def err(f, *a):
    try:
        return f(*a)
    except BaseException as e:
        return type(e).__name__ + ": " + str(e)
t = (1, 2, 3); print(t, (), (1,), t + (4,), t * 2, t[1], t[-1], t[1:], t[::-1], t.index(2), t.count(1), 2 in t, len(t), hash(t))
print((1, 2) < (1, 3), (1,) == (1.0,), () < (1,), tuple([1, 2]), tuple("ab"), tuple(), err(lambda: t[5]), err(lambda: t['a']), err(t.index, 9), err(lambda: t + [1]))
class P(tuple):
    def __new__(c, *a): return tuple.__new__(c, a)
p = P(1, 2); p.z = 3; print(p, p.z, type(p[:]).__name__, p == (1, 2), hash(p) == hash((1, 2)))
r = range(1, 20, 3); print(r, list(r), len(r), r[2], r[-1], r[1:3], r[::-1], 4 in r, 5 in r, r.index(7), r.count(7), r == range(1, 21, 3), hash(r) == hash(range(1, 21, 3)))
print(list(range(10, 0, -3)), list(range(0)), list(range(5, 5)), range(3), range(0, 10, 2).stop, bool(range(0)), bool(range(1)), list(reversed(range(5))))
print(err(lambda: range(1, 2, 0)), err(lambda: range()), err(lambda: range(1.5)), err(lambda: range(3)[3]), err(range(3).index, 9))
b = range(10**20, 10**20 + 5); print(b, list(b), len(b), b[2], 10**20 + 3 in b, b[1:3], list(reversed(b)), b.index(10**20 + 1))
s = slice(1, 10, 2); print(s, s.start, s.indices(5), slice(None).indices(3), slice(None, None, -1).indices(4), slice(1, 2) == slice(1, 2), err(slice(1, 2, 0).indices, 3), slice(10**30).indices(10**20), slice(-3, None).indices(10))
print(list(enumerate("abc")), list(enumerate("ab", 5)), list(enumerate([1], start=10**20)), list(zip([1, 2], "ab")), list(zip()), list(zip([1, 2], [3])))
print(err(lambda: list(zip([1, 2], [3], strict=True))), err(lambda: list(zip([1], [3, 4], strict=True))), err(lambda: list(zip([1], [3], [4, 5], strict=True))), list(zip([1], [2], strict=True)))
print(list(map(lambda x: x * 2, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(map(str, range(3))), list(filter(None, [0, 1, '', 2])), list(filter(lambda x: x > 1, [1, 2, 3])))
print(list(reversed([1, 2, 3])), list(reversed((1, 2))), list(reversed("abc")), err(reversed, {1}), list(iter([1, 2].pop, 1)) if 0 else 0)
c = [0]
def nx(): c[0] += 1; return c[0]
print(list(iter(nx, 4)))
class Q:
    def __getitem__(s, i):
        if i > 3: raise IndexError
        return i * 10
    def __len__(s): return 4
print(list(Q()), list(reversed(Q())), 20 in Q())
i = iter(range(3)); print(next(i), list(i), list(i)); i = iter((1, 2)); print(next(i), list(i), err(next, i)); print(next(iter([]), 'dflt'))
print(err(lambda: next(iter([]))), [x for x in range(3)], sum(range(1000)), max(range(5)), list(range(-5, 6, 5)))
n = 0
for a, b in zip(range(100), range(100, 0, -1)):
    if a > b: break
    n += a * b
print(n)
print(err(lambda: tuple(5)), err(lambda: tuple(1, 2)), err(lambda: zip(1)), err(lambda: map(1)), err(lambda: enumerate()), err(lambda: filter(None)))
