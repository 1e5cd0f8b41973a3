def err(f, *a):
    try:
        return f(*a)
    except BaseException as e:
        return type(e).__name__ + ": " + str(e)
s = {3, 1, 2}; s.add(10); s.add(3); print(s, len(s), 3 in s, 4 in s)
s.discard(99); s.remove(1); print(s, err(s.remove, 77), err(set().pop))
a, b = set(range(10)), set(range(5, 15))
print(a & b, a | b, a - b, a ^ b, a < b, a <= a, {1} < {1, 2}, a > {1}, a == set(range(10)), a != b, a.isdisjoint({100}))
print(a.union([20], (21,)), a.intersection(range(3), [1, 2]), a.difference([1], {2}), a.symmetric_difference([0, 100]))
c = set(a); c &= b; print(c); c |= {1}; print(c); c -= {5}; print(c); c ^= {1, 99}; print(c)
c.update([1], "ab" if 0 else [2]); c.intersection_update(range(9)); c.difference_update([8]); c.symmetric_difference_update([100]); print(c)
f = frozenset([1, 2, 3]); print(f, f | {4}, f & {1}, hash(f) == hash(frozenset([3, 2, 1])), {f: 1}[frozenset({1, 2, 3})], f == {1, 2, 3})
print(hash(frozenset()), hash(frozenset([1])), hash(frozenset(range(10))), hash((1, 2, 3)), hash(()), hash((1,)))
print(set(), frozenset(), {1} | frozenset([2]), frozenset([2]) | {1}, type(frozenset([2]) | {1}).__name__)
print(err(lambda: {1} + {2}), err(lambda: {1} | [2]), err(lambda: set(5)), err(lambda: hash({1})))
n = {frozenset([1]), frozenset([2])}; print({1} in n, {3} in n)
def g():
    t = {1, 2, 3}
    for x in t: t.add(x + 10)
print(err(g))
big = set(range(10000)); big -= set(range(9990)); print(sorted(big)); big.clear(); print(big)
print(sorted(set("hello world")), {x * x for x in range(-3, 4)})
t = {1, 2, 3}; r = []
while t: r.append(t.pop())
print(r)
print({1, 2, 3}.issubset([1, 2, 3, 4]), {1, 2}.issuperset([1]), set([1, 2]).copy())
class S(set): pass
u = S([1, 2]); u.x = 1; print(u, type(u | {3}).__name__, u.copy() == u)
x = {0, 16, 32, 48, 64, 80}; x.add(8); x.discard(16); x.add(24); print(x)
print({1.0, 1, True}, {0.5, -1, -2}, {(1, 2), (1, 3)} == {(1, 3), (1, 2)})
it = iter({1, 2, 3}); print(next(it), it.__length_hint__(), list(it), list(it))
