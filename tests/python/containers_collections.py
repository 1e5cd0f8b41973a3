from _collections import deque, defaultdict, OrderedDict, _count_elements, _tuplegetter
def err(f, *a, **k):
    try:
        return f(*a, **k)
    except BaseException as e:
        return type(e).__name__ + ": " + str(e)
d = deque([1, 2, 3]); d.append(4); d.appendleft(0); print(d, len(d), d[0], d[-1], d[2], 3 in d, d.pop(), d.popleft(), d)
d.extend([5, 6]); d.extendleft([7, 8]); print(d); d.rotate(2); print(d); d.rotate(-3); print(d); d.reverse(); print(d, d.count(5), d.index(5))
d.insert(1, 'x'); d.remove(7); del d[0]; d[0] = 'y'; print(d, list(reversed(d)), d.copy() == d, d + deque([1]), d * 2)
m = deque(range(10), maxlen=3); print(m, m.maxlen); m.append(10); m.appendleft(0); print(m, err(m.insert, 0, 1), deque(maxlen=0), deque([1], 0))
print(err(deque().pop), err(deque().popleft), err(lambda: deque()[0]), err(lambda: deque(5)), err(deque, [], -1), err(deque([1]).index, 2), deque([1, 2]) < deque([1, 3]), deque("ab"))
def mut():
    q = deque([1, 2, 3])
    for x in q: q.append(x)
print(err(mut)); big = deque()
for i in range(1000): big.append(i)
for i in range(995): big.popleft()
print(big); big += [1]; big *= 2; print(big); big.clear(); print(big, bool(big))
r = deque([1]); r.append(r); print(r)
dd = defaultdict(list); dd['a'].append(1); dd['b']; print(dd, dict(dd), dd.default_factory, 'z' in dd, dd.get('z'), err(lambda: defaultdict()['q']), err(defaultdict, 5))
d2 = defaultdict(int, {'x': 1}, y=2); d2['z'] += 5; print(d2, d2.copy(), d2 | {'w': 1}, type(d2 | {}).__name__, {'k': 1} | d2)
o = OrderedDict([('a', 1), ('b', 2), ('c', 3)]); o.move_to_end('a'); print(list(o), list(o.items())); o.move_to_end('c', last=False); print(list(o), o.popitem(), o.popitem(last=False), list(o))
for i in range(30): o[i] = i
for i in range(30): o.move_to_end(i, last=i % 2)
print(list(o)); print(o == OrderedDict(o), o == dict(o), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), {'a': 1, 'b': 2} == OrderedDict(b=2, a=1))
for i in range(20): o.popitem(last=False)
print(list(o), list(reversed(o)), o.pop('b', 0), o.pop('nope', 5), err(o.pop, 'nope'), err(o.move_to_end, 'nope'), err(OrderedDict().popitem), o.setdefault('n', 3))
print(list(OrderedDict.fromkeys("abc").items()), list(o.keys())[:3], list(o.values())[:3], type(o.copy()).__name__, len(o.copy()) == len(o), OrderedDict())
class OD(OrderedDict): pass
x = OD(a=1); x.attr = 5; print(x.attr, type(x.copy()).__name__, list(x | {'b': 2}))
c = {}; _count_elements(c, "abracadabra"); print(c)
class T(tuple):
    a = _tuplegetter(0, 'first'); b = _tuplegetter(1, 'second')
t = T((5, 6)); print(t.a, t.b, T.a.__doc__, T.a, err(lambda: T.a.__get__(5)), err(setattr, t, 'a', 1))
