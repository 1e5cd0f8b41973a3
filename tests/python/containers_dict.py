def err(f, *a):
    try:
        return f(*a)
    except BaseException as e:
        return type(e).__name__ + ": " + str(e)
d = {}
for i in range(50): d[i] = i * i; d[str(i)] = i
print(len(d), d[7], d['7'], d.get(100), d.get(100, 'x'), 7 in d, 100 in d)
for i in range(0, 50, 2): del d[i]
print(len(d), list(d)[:10], list(d.values())[:10], list(d.items())[:5])
print(err(lambda: d[0]), err(lambda: d['zz']), err(d.pop, 'zz'), d.pop('zz', 5), d.pop(1), err(lambda: {}.popitem()))
print(d.popitem(), d.popitem(), len(d))
e = dict(a=1, b=2); e.update(c=3); e.update([('d', 4)]); e.update({'a': 10}, z=26); print(e)
print(dict([(1, 2), (3, 4)]), dict({1: 2}, x=3), dict(zip("ab", (1, 2))), dict.fromkeys("abc"), dict.fromkeys([1, 2], 0))
print(e.setdefault('a', 5), e.setdefault('q'), e.setdefault('w', []), e)
print(e | {'a': 0}, {1: 1} | {2: 2}); e |= {'n': 1}; e |= [('m', 2)]; print(e)
print(list(reversed(e)), list(reversed(e.values())), list(reversed(e.items())))
print(e.keys() & {'a', 'zz'}, sorted(e.keys() | {'zz'}), sorted(e.keys() - {'a', 'b'}), sorted(e.keys() ^ {'a', 'zz'}), e.keys() >= {'a'}, e.items() & {('a', 10)}, e.keys().isdisjoint({'p'}))
print({1: 2} == {1: 2.0}, {1: 2} != {1: 3}, {1: 2, 3: 4} == {3: 4, 1: 2}, {1: 1}.keys() == {1})
print(e.keys(), e.values(), e.items(), {}.keys(), len(e.items()))
print({1: 'int', 1.0: 'float', True: 'bool'}, {0: 1, False: 2}, {(1, 2): 3}[(1, 2)])
x = {}; x['self'] = x; print(x)
def f():
    t = {1: 1, 2: 2}
    for k in t: t[k + 10] = 1
print(err(f))
def f():
    t = {1: 1, 2: 2}
    for k in t:
        del t[k]; t[k + 1000] = 1
print(err(f))
class Bad:
    def __init__(s, h): s.h = h
    def __hash__(s): return s.h
    def __eq__(s, o): raise ValueError("eq")
b = {Bad(1): 1}
print(err(lambda: b[1]), err(lambda: b.get(Bad(1))), b.get(2))
class K:
    def __init__(s, v): s.v = v
    def __hash__(s): return 5
    def __eq__(s, o): return isinstance(o, K) and s.v == o.v
    def __repr__(s): return "K%d" % s.v
kk = {K(i): i for i in range(20)}
print(kk[K(7)], len(kk), K(30) in kk); del kk[K(3)]; print(K(3) in kk, kk)
class D(dict):
    def __missing__(s, k): return ('missing', k)
q = D(a=1); print(q['a'], q['b'], q.get('b'), q, len(q), type(q.copy()), 'b' in q)
print(err(lambda: dict(5)), err(lambda: dict([1])), err(lambda: dict([(1, 2, 3)])), err(lambda: dict(1, 2)))
big = {}
for i in range(100000): big[i] = i
for i in range(99990): del big[i]
print(big, len(big))
for i in range(1000): big['k%d' % i] = i
print(sum(big.values()), len(big), list(big)[:12])
c = big.copy(); c.clear(); print(len(c), len(big), c)
print({k: v for k, v in zip('abc', range(3))}, {**{'a': 1}, 'b': 2, **{'a': 3}})
s = {'%d' % i: i for i in range(300)}
print(all(s[str(i)] == i for i in range(300)), s.get('300'))
it = iter({1: 1, 2: 2, 3: 3}); print(next(it), it.__length_hint__(), list(it), list(it))
vv = {'a': 1, 'b': 2}.values(); print(list(vv), 1 in vv, {'a': 1}.items().__contains__(('a', 1)))
print({}.__class_getitem__) if 0 else None
o = {}; o[1] = 'a'; o[2] = 'b'; del o[1]; o[1] = 'c'; print(o)
for i in range(100): o[i] = i; o.pop(i)
print(o, {-1: 1, -2: 2}, {2**61: 1, 2**100: 2}[2**100], {1.5: 2}[1.5], {None: 1, ...: 2})
def kw(**k): return k
print(kw(a=1, b=2, **{'c': 3}))
def g():
    w = {i: i for i in range(10)}
    r = []
    while w:
        r.append(w.popitem()[0])
        if len(r) == 3: w['new'] = 1
    return r
print(g())
# emptied and filled again by update() in the middle of a loop over it: the loop is over
for fill in (lambda d: d.update({2: 0}), lambda d: d.update(a=0), lambda d: d.update([(2, 0)]), lambda d: d.setdefault(2, 0)):
    d, n = {1: 2}, 0
    try:
        for x in d: n += 1; d.pop(x); fill(d)
        print(n, d)
    except RuntimeError as e: print(n, e)
