def err(f, *a):
    try:
        return f(*a)
    except BaseException as e:
        return type(e).__name__ + ": " + str(e)
l = []
for i in range(20): l.append(i)
print(l, len(l), l[3], l[-1], l[2:5], l[::-2], l[5:100], l[-3:], l[:])
l.insert(0, 'a'); l.insert(-1, 'b'); l.insert(100, 'c'); print(l)
print(l.pop(), l.pop(0), l.pop(-2), l)
l.remove(5); print(l, 5 in l, 6 in l, l.index(6), l.count(6))
del l[0]; del l[-1]; del l[2:5]; del l[::3]; print(l)
l[1:3] = 'xyz'; print(l); l[::2] = [0] * len(l[::2]); print(l)
l[2:2] = [1, 2, 3]; print(l); l[1:] = []; print(l); l[:] = range(5); print(l)
l[:] = l + l; l[1:3] = l; print(l)
l = [1, 2]; l *= 3; l += (7, 8); l += 'ab'; print(l, l * 2, 0 * l, [1] + [2])
l.extend(l); print(l); l.extend(x for x in range(3)); print(l)
l.reverse(); print(l); print(list(reversed(l)), l.copy() == l, l.copy() is l)
l.clear(); print(l, l == [], [1, 2] < [1, 3], [1, 2] < [1, 2, 0], [2] > [1, 9], [1] == [1.0], [1] != [2])
print(err(lambda: [][0]), err(lambda: [1][5]), err([].pop), err([1].pop, 3), err([].remove, 1), err(lambda: [1] + (2,)))
print(err(lambda: [1]['a']), err(lambda: [1][1.0]), err(list, 5), err(list, 1, 2))
def f():
    x = [1, 2, 3]; x[5] = 1
print(err(f))
def f():
    x = [1, 2, 3, 4]; x[::2] = [1]
print(err(f))
def f():
    x = [1, 2, 3, 4]; x[1:2] = 5
print(err(f))
a = [1]; a.append(a); print(a, repr([a, a]))
print(sorted([3, 1, 2]), sorted("hello"), sorted([1.5, -2.0, 0.0]), sorted([3, 1.5, True, 2]), sorted([(2, 'b'), (1, 'z'), (2, 'a')]))
print(sorted(range(10), key=lambda x: -x), sorted([1, 2, 3], reverse=True), sorted("bAcD", key=str.lower))
x = 12345
def rnd():
    global x
    x = (x * 1103515245 + 12345) & 0x7fffffff
    return x >> 8
for n in (0, 1, 2, 3, 10, 63, 64, 65, 100, 127, 128, 1000, 5000):
    d = [rnd() % (n + 1) for _ in range(n)]
    s = sorted(d)
    assert all(s[i] <= s[i + 1] for i in range(len(s) - 1)), n
    assert len(s) == n and sum(s) == sum(d)
    d2 = [(v, i) for i, v in enumerate(d)]
    d2.sort(key=lambda t: t[0])
    assert all(d2[i][0] < d2[i + 1][0] or (d2[i][0] == d2[i + 1][0] and d2[i][1] < d2[i + 1][1]) for i in range(n - 1)), n
    d2.sort(key=lambda t: t[0], reverse=True)
    assert all(d2[i][0] > d2[i + 1][0] or (d2[i][0] == d2[i + 1][0] and d2[i][1] < d2[i + 1][1]) for i in range(n - 1)), n
    # partly ordered: runs
    r = []
    for k in range(5): r += sorted(d, reverse=k % 2)
    t = [float(v) for v in r]; t.sort(); assert t == sorted(r)
    u = [str(v) for v in r]; u.sort(); assert all(u[i] <= u[i + 1] for i in range(len(u) - 1))
    m = list(range(n)) + list(range(n // 2)) + [7]
    assert sorted(m) == sorted(sorted(m, reverse=True))
    w = [[v] for v in r]; w.sort(); assert [q[0] for q in w] == sorted(r)
print("sorted ok")
def bad(v):
    if v == 3: raise KeyError("boom")
    return v
z = [1, 2, 3, 4]
print(err(lambda: z.sort(key=bad)), z)
class C:
    def __init__(s, v): s.v = v
    def __lt__(s, o):
        if s.v == 7: raise ValueError("lt")
        return s.v < o.v
    def __repr__(s): return "C%d" % s.v
z = [C(i) for i in (3, 1, 9, 7, 2)]
print(err(z.sort), sorted(map(repr, z)))
def mod(v):
    z.append(1); return v
z = [3, 2, 1]
print(err(lambda: z.sort(key=mod)), z)
print(err(lambda: sorted([1, 'a'])))
print([1, 2, 3].__contains__(2), [1, 2].__len__(), list.__doc__[:17], [].__class_getitem__)if 0 else None
it = iter([1, 2, 3]); print(next(it), it.__length_hint__(), list(it), list(it), err(lambda: next(it)))
b = [0] * 3
b[1] = b; print(b)
class L(list):
    pass
q = L([1, 2]); q.x = 5; print(q, q.x, q + [3], type(q + [3]), q == [1, 2], isinstance(q, list))
print([[0] * 3 for _ in range(2)], [1, [2, [3]]], [None, True, 'a', 1.5, b'x'])
print(list(range(10))[8:2:-2], list("abc")[-2::-1], [1,2,3][5:2], [1,2,3][::-1])
big = list(range(100000)); del big[10:99990]; print(big); 
