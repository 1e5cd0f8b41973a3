# Calls of native functions that the interpreter does itself (src/spec/quick.ts, interp/native.ts), and the cases that must not be taken for them.
import random, threading

def show(label, f):
    try: r = f()
    except BaseException as e: r = f'{type(e).__name__}: {e}'
    print(label, r)

# ---- len
class L(list):
    def __len__(self): return 77
class S(str): pass
class NoLen: pass
class BadLen:
    def __len__(self): return -1
for x in ([1, 2], 'héé', {1: 2}, (1, 2, 3), {4, 5}, frozenset('ab'), b'xyz', bytearray(4), range(9), L([1]), S('four')): print('len', type(x).__name__, len(x))
for x in (NoLen(), 5, None, 2.5, BadLen()): show('len', lambda: len(x))
show('len()', lambda: len()); show('len(1, 2)', lambda: len([], [])); show('len(obj=)', lambda: len(obj=[]))

# ---- isinstance
class Liar:
    @property
    def __class__(self): return int
class Meta(type):
    def __instancecheck__(cls, o): return o == 'special'
class Special(metaclass=Meta): pass
print([isinstance(x, int) for x in (1, True, 1.5, None, '1', Liar(), 10 ** 30)])
print([isinstance(x, bool) for x in (1, True, None)], isinstance(True, int), isinstance(L(), list), isinstance([], L))
print([isinstance(x, Special) for x in ('special', 'other', Special())])
print([isinstance(x, (int, str)) for x in (1, 'a', 2.5)], isinstance(None, type(None)), isinstance(int, type), isinstance(1, int | str))
show('isinstance', lambda: isinstance(1, 2)); show('isinstance', lambda: isinstance(1)); show('isinstance', lambda: isinstance(1, (int, 2))); show('isinstance', lambda: isinstance('', (int, 2)))

# ---- list.append
def fill(n):
    l = []
    for i in range(n):
        r = l.append([i])
        assert r is None
    return l
print(sum(x[0] for x in fill(100)), len(fill(100)))
class Logged(list):
    def append(self, x): print('append', x); super().append(x)
l = Logged(); l.append(1); list.append(l, 2); print(l)
show('append', lambda: [].append()); show('append', lambda: [].append(1, 2)); show('append', lambda: list.append(5, 1)); show('append', lambda: list.append())
shared = []
def adder(k):
    for i in range(3000): shared.append((k, i))
ts = [threading.Thread(target=adder, args=(k,)) for k in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(len(shared), len(set(shared)), all([i for kk, i in shared if kk == k] == list(range(3000)) for k in range(4)))

# ---- defaults, unbound methods, subclasses as receivers, too many arguments
d = {'a': 1}
print(d.get('a'), d.get('b'), d.get('b', 3), dict.get(d, 'a'), d.setdefault('z'), d.pop('a'), d.pop('a', None), 'a,b,c'.split(','), 'a,b,c'.split(',', 1), str.upper('x'), S('ab').upper(), str.join('-', 'abc'))
for f in (lambda: d.get(), lambda: d.get(1, 2, 3), lambda: dict.get(), lambda: dict.get([], 1), lambda: 'a'.upper(1), lambda: str.upper(5), lambda: 'a'.split(1), lambda: d.pop('nope'), lambda: [].sort(1), lambda: [3].sort(lambda x: x)): show('call', f)
from collections import Counter, OrderedDict, defaultdict
c = Counter('abca'); o = OrderedDict(x=1); dd = defaultdict(list)
print(c.get('a'), c.get('z', 0), o.get('x'), o.get('y'), dd.get('q'), dd['q'], dict(dd))

# ---- classes with plain arguments
print(str(5), str(-7), str('x'), str(), str(2.5), str(None), str(10 ** 30), str(S('sub')), type(str(S('sub'))) is str, int(5), int(), int(2.9), int('12'), int(True), type(5), type('x'), type(None), type(type), list(), dict(), set(), tuple(), float(), float(3), bool())
class Named:
    def __str__(self): return 'named'
    def __int__(self): return 42
print(str(Named()), int(Named()))
for f in (lambda: str(1, 2), lambda: int('x'), lambda: type(), lambda: type(1, 2), lambda: int([]), lambda: set(1), lambda: list(1, 2)): show('class', f)

# ---- call1: what map, filter, sort, max are given
print(list(map(len, ['a', 'bcd'])), list(map(str.upper, ['a', 'b'])), list(filter(str.isalpha, 'a1b2')), max(['bb', 'a'], key=len), sorted(['B', 'a'], key=str.lower), list(map(abs, [-1, 2])), list(map(str.upper, [S('s')])))
for f in (lambda: list(map(len, [1])), lambda: list(map(str.upper, [1])), lambda: list(filter(str.isalpha, [1])), lambda: sorted([1, 'a'], key=str.lower)): show('map', f)

# ---- text of small ints, splitting, equality of short texts
for i in list(range(-1200, 1200)) + [s * (10 ** k + e) for k in range(15) for e in (-1, 0, 1) for s in (-1, 1)] + [2 ** 49 - 1, -2 ** 49, 2 ** 49, 99999999, 100000000]:
    s = str(i)
    assert s == repr(i) == format(i) == f'{i}' == '%d' % i and int(s) == i and s.isascii() and len(s) == len(list(s)), (i, s)
r = random.Random(3)
for _ in range(3000):
    w = ''.join(r.choice('ab  \t\x85\xa0é\x1f\x20\x7fcdefgh') for _ in range(r.randrange(60)))
    out, cur = [], ''
    for ch in w + ' ':
        if not ch.isspace(): cur += ch
        elif cur: out.append(cur); cur = ''
    assert w.split() == out, ascii(w)
for a in ['', 'a', 'ab', 'abcdefg', 'abcdefgh', 'abcdefghi', 'x' * 15, 'x' * 16, 'x' * 17, 'é' * 3, 'é' * 9, '\u1234' * 2, '\u1234' * 5, '\U0001f600' * 2, '\U0001f600' * 5]:
    for b in [a, a[:-1] + 'y', 'y' + a[1:], a + 'y', a[:-1]]:
        x, y, same = ''.join(list(a)), ''.join(list(b)), list(a) == list(b)
        assert (x == y) == same == (y in {x: 1}) == (y in {x}) == ({x: 1}.get(y) == 1), (a, b)
print('a b\tc'.split(None, 1), ' x '.split(), ''.split(), '\x1ca\x1d\x85b'.split(), [bool(x) for x in ('', 'a', [], [0], (), {}, {1: 2})])

# ---- steps of iterators in a for loop
def loop(x):
    out = []
    for v in x: out.append(v)
    return out
print(loop('aé\u1234'), loop({1: 2, 3: 4}), loop({1: 2, 3: 4}.values()), loop({5}), loop([1, 'x']), loop(reversed([1, 2])))
def changes(x, act):
    n = 0
    for v in x:
        n += 1
        if n > 5: break
        act(x, n)
    return n
show('dict', lambda: changes({1: 1, 2: 2}, lambda d, n: d.update({n + 10: 0}))); show('set', lambda: changes({1, 2}, lambda s, n: s.add(n + 10)))
show('keys', lambda: changes({1: 1, 2: 2}, lambda d, n: (d.pop(n), d.update({n + 100: 1})))); show('list', lambda: changes([1, 2], lambda l, n: l.append(n))); show('shrink', lambda: changes([1, 2, 3, 4], lambda l, n: l.pop()))

# ---- stores into dicts, operators of sets, keywords from dicts, a list's last item
class K(str):
    def __eq__(self, other): return str.__eq__(self, other)
    def __hash__(self): return str.__hash__(self)
d = {1: 'int', 'a': 'str', 2.5: 'float', K('k'): 'sub'}
d[1.0] = 'replaced'; d[True] = 'again'; d['k'] = 'plain'; d[K('a')] = 'by sub'; d[2] = 'new'; d[-1] = 'minus'; d[-2] = 'two'; d[1] = 1
print(d, [type(k).__name__ for k in d])
def stores(n):
    d = {}
    for i in range(n): d[str(i % 50)] = i; d[i % 50] = i
    return d
print(len(stores(1000)), sum(stores(1000).values()))
class S2(set):
    def __or__(self, o): return 'or'
    def __rsub__(self, o): return 'rsub'
a, b = {1, 2, 3, 'x'}, {2, 3.0, 'y', 'x'}
print(sorted(map(str, a | b)), sorted(map(str, a & b)), sorted(map(str, a - b)), sorted(map(str, b - a)), S2(a) | b, a - S2(b), type(a | frozenset(b)).__name__, type(frozenset(a) | b).__name__)
a |= {9}; a &= {1, 9, 2}; a -= {2}; print(sorted(a))
show('or', lambda: a | [1]); show('hash', lambda: {1} | {()} | {frozenset()}); show('unhashable', lambda: [] in {1})
class Eq:
    def __hash__(self): return 7
    def __eq__(self, o): raise KeyError('eq')
show('eq', lambda: {Eq()} | {Eq()}); show('eq in', lambda: 7 in {Eq()}); show('eq dict', lambda: {Eq(): 1}.get(7)); show('eq store', lambda: {Eq(): 1}.__setitem__(7, 1))
for n in (3, 5, 8, 20, 100):
    s = set(range(n)); t = s | {1000}; u = s - {0, 1}; c = s.copy(); s.clear(); s.add(5)
    s &= {5, 6}; c &= set(range(2)); print(n, len(t), len(u), sorted(c), s, sum(t), sum(u))
def kw(**k): return k
def kwa(a, **k): return a, k
def both(f, m, **k): return f(**m, **k)
print(kw(**{}), kw(**{'a': 1, 'b': 2}), both(kw, {'x': 1}, y=2), kwa(**{'a': 1, 'z': 3}))
class M:
    def keys(self): return ['p', 'q']
    def __getitem__(self, k): return k * 2
print(kw(**M()), both(kw, M(), r=1))
for f in (lambda: kw(**{1: 2}), lambda: kw(**{'a': 1, 2: 3}), lambda: both(kw, {'y': 1}, y=2), lambda: kw(**5), lambda: kw(**{K('s'): 1})): show('kw', f)
l = list(range(10))
print([l.pop() for _ in range(7)], l, l.pop(), l.pop(0), l.pop(-1), l); show('pop', lambda: l.pop()); show('pop', lambda: [1].pop(3))
print([int(x) for x in ('0', '007', '-5', ' 12 ', '1_000', '123456789012345', '1234567890123456', '99999999999999999999', '\u0663')])
for x in ('', '-', '1__0', '0x10', '1.5', 'é', '1 2'): show('int', lambda: int(x))
print(''.join(filter(str.isalpha, 'a1b\u0394\U0001d49c2!')), list(filter(str.isspace, 'a b\tc')), ''.join(filter(None, 'ab')), ''.join(x for x in 'héllo'), '-'.join(c for c in 'abc'), ''.join(map(str, range(30))))
