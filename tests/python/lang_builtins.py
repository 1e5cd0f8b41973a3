def show(label, f):
    try:
        print(label, repr(f()))
    except BaseException as e:
        print(label, type(e).__name__ + ':', e)
tests = r'''
'abc'.upper(), 'ABC'.lower(), 'aBc'.swapcase(), 'hello world'.title(), 'hello'.capitalize(), 'ß'.upper(), 'İ'.lower(), 'ß'.casefold(), "they're bill's".title()
'a,b,,c'.split(','), 'a,b,,c'.rsplit(',', 1), ' a  b '.split(), 'a\nb\r\nc\x0bd'.splitlines(), 'a\nb'.splitlines(True), 'abc'.partition('b'), 'abcb'.rpartition('b'), 'abc'.partition('z'), 'aXbXc'.split('X', 1), '   '.split(), ''.split(','), ''.split()
'abc'.split('')
'  x '.strip(), 'xxabxx'.strip('x'), 'abcba'.lstrip('ab'), 'abc'.rstrip('c'), 'abc'.removeprefix('a'), 'abc'.removesuffix('c'), 'abc'.removeprefix('z')
'hello'.find('l'), 'hello'.rfind('l'), 'hello'.index('e'), 'hello'.find('z'), 'hello'.find('l', 3), 'hello'.find('', 10), 'hello'.count('l'), 'aaaa'.count('aa'), 'abc'.count(''), 'hello'.find('lo', -2), 'hello'.rindex('l')
'hello'.index('z')
'abc'.replace('b', 'XX'), 'aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'), ''.replace('', 'x'), 'abcabc'.replace('abc', '')
'abc'.center(9, '*'), 'abc'.ljust(5) + '|', 'abc'.rjust(5), '42'.zfill(5), '-42'.zfill(5), 'a\tb'.expandtabs(), 'a\tb\tc'.expandtabs(4), 'x'.center(4)
'abc'.center(5, 'ab')
'abc'.startswith('a'), 'abc'.startswith(('x', 'ab')), 'abc'.endswith('bc', 1), 'abc'.startswith('b', 1), 'abc'.endswith(('x',)), 'abc'.startswith('')
'abc'.startswith(5)
'-'.join(['a', 'b']), ''.join([]), ', '.join('abc'), 'x'.join(('a',)), 'x'.join({'k': 1}), 'x'.join(c for c in 'ab')
'abc1'.isalnum(), 'abc'.isalpha(), '123'.isdigit(), '²'.isdigit(), '²'.isdecimal(), '½'.isnumeric(), 'abc'.isidentifier(), 'a b'.isidentifier(), 'ABC'.isupper(), 'abc'.islower(), ' \t'.isspace(), 'Abc Def'.istitle(), 'abc\n'.isprintable(), ''.isalpha(), 'é'.isascii(), 'def'.isidentifier()
'abc'.translate({97: 'X', 98: None, 99: 0x64}), str.maketrans('ab', 'xy', 'z'), 'abz'.translate(str.maketrans('ab', 'xy', 'z')), str.maketrans({'a': 1})
'abc' < 'abd', 'a' < 'B', 'é' > 'z', 'abc' * 3, 3 * 'ab', 'abc' * -1, 'b' in 'abc', '' in 'abc', 'abc'[1], 'abc'[-1], 'a\u1234\U0001f600'[2], len('a\u1234\U0001f600'), 'abc' == 'abc', 'a' != 'b', hash('abc') == hash('ab' + 'c')
'é'.encode(), 'é'.encode('latin-1'), 'é\u1234'.encode('utf-16-le'), 'é'.encode('ascii', 'replace'), 'é'.encode('ascii', 'xmlcharrefreplace'), 'é'.encode('ascii', 'backslashreplace'), 'é'.encode('ascii', 'ignore'), b'\xc3\xa9'.decode(), b'\xff'.decode('utf8', 'replace'), b'a\xffb'.decode('ascii', 'ignore')
'é'.encode('ascii')
b'\xff'.decode()
'a'.encode('bogus')
str(5), str([1, 'a']), str(None), str(b'x'), repr('a\'b'), ascii('é'), str(1.0), str(True), str(type), str(...), str({'a': [1]}), str((1,)), str(set()), str({1}), str(frozenset([1])), str(range(3)), str(slice(1, 2)), repr(Exception('x')), str(NotImplemented)
[1, 2, 3].index(2), [1, 2, 1].count(1), [3, 1, 2] + [4], [1] * 3, [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 2], [[]] == [[]], 2 in [1, 2], [1, 2, 3][::-1], [1, 2, 3].copy(), list('abc'), list(range(3)), list({'a': 1})
[1].index(5)
[1, 2, 3].index(3, 0, 2)
[].pop()
[1, 2, 3].pop(5)
[1].remove(5)
[1, 'a'].sort()
sorted([3, 1, 2]), sorted('hello'), sorted([1, -2, 3], key=abs), sorted([(1, 'b'), (1, 'a'), (0, 'z')]), sorted(['b', 'A', 'c'], key=str.lower), sorted([1, 2, 3], reverse=True), sorted([(1, 'x'), (1, 'a')], key=lambda t: t[0], reverse=True)
(1, 2, 3).index(2), (1, 2, 1).count(1), (1, 2) + (3,), (1,) * 3, (1, 2) < (1, 3), (1, [2]), hash((1, 2)) == hash((1, 2)), tuple([1, 2]), (), (1, 2, 3)[1:]
(1,).index(2)
{'a': 1, 'b': 2}.items(), {'a': 1}.keys(), {'a': 1}.values(), {**{'a': 1}}, dict(a=1), dict([('x', 1)]), dict.fromkeys('ab', 0), {'a': 1} | {'b': 2}, {'a': 1} == {'a': 1}, 'a' in {'a': 1}, len({'a': 1}), list({'b': 1, 'a': 2}), {'a': 1}.get('b'), {'a': 1}.get('b', 5), {1: 'a', 1.0: 'b', True: 'c'}, list(reversed({'a': 1, 'b': 2}))
{'a': 1}.pop('b')
{}.popitem()
{'a': 1}.keys() & {'a', 'b'}, {'a': 1}.keys() | {'b'} == {'a', 'b'}, {'a': 1}.items() - {('a', 1)}, {'a': 1}.keys() == {'a'}, {'a': 1}.keys() ^ {'a'}, {'a': 1}.keys().isdisjoint(['b']), ('a', 1) in {'a': 1}.items(), 1 in {'a': 1}.values()
{1, 2} | {3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1} < {1, 2}, {1, 2} >= {1}, {1}.isdisjoint({2}), {1}.union([2], (3,)), {1, 2}.intersection([2]), {1, 2}.difference([1]), {1}.symmetric_difference([2]), {1}.issubset([1, 2]), {1, 2}.issuperset([1]), set('aab') == {'a', 'b'}, frozenset([1]) == {1}, hash(frozenset([1])) == hash(frozenset([1])), {frozenset([1])}, set() == frozenset(), type(frozenset([1]) | {2}).__name__, type({2} | frozenset([1])).__name__
{1}.remove(2)
set().pop()
{1} | [2]
{1} < [2]
b'abc'[0], b'abc'[1:], bytes([1, 2]), bytes(3), b'a' + b'b', b'ab' * 2, b'abc'.find(b'c'), b'a,b'.split(b','), b','.join([b'a', b'b']), b'abc'.hex(), bytes.fromhex('61 62'), b'ABC'.lower(), b'abc'.upper(), b'abc'.replace(b'b', b'X'), 97 in b'abc', b'b' in b'abc', list(b'ab'), b'abc' == bytearray(b'abc'), b'abc'.startswith(b'a'), b' a '.strip(), b'a' < b'b', bytearray(b'abc'), b'%d' % 5, b'abc'.hex('-'), b'abcdef'.hex(':', 2), b'abc'.translate(None, b'b'), b'abc'.isalpha(), b'a\tb'.expandtabs(4), b'5'.zfill(3)
b'a' + 'b'
b'abc'.find('a')
b''.join(['a'])
bytes.fromhex('6')
range(5), range(1, 10, 2), list(range(5, 0, -1)), len(range(0, 10, 3)), 3 in range(5), 2.0 in range(5), range(5)[2], range(5)[1:3], range(10)[::-2], range(5) == range(0, 5), range(0) == range(1, 1), hash(range(3)) == hash(range(0, 3)), range(5).index(3), range(5).count(9), range(10**20)[10**19], list(reversed(range(3))), range(5).start, range(1, 5).step, range(-1, -10, -3)[-1]
range(5)[10]
range(5).index(9)
slice(1, 2, 3), slice(5).indices(3), slice(None, None, -1).indices(5), slice(1, 2) == slice(1, 2), slice(1).start, slice(-3, None).indices(10)
slice(None, None, 0).indices(5)
list(zip([1, 2], 'ab')), list(enumerate('ab', 1)), list(map(str, [1, 2])), list(filter(lambda x: x > 1, [1, 2, 3])), list(reversed([1, 2])), any([0, 1]), all([]), sum([1, 2, 3]), min('b', 'a'), max([1, 5, 3]), abs(-5), divmod(7, 2), pow(2, 3), round(2.567, 1), chr(97), ord('a'), hex(255), bin(5), oct(8), len('abc'), sum([[1], [2]], []), min([], default=None), list(zip()), list(map(lambda *a: a, [1, 2], [3]))
isinstance(1, (str, int)), isinstance(True, int), issubclass(bool, int), callable(print), type(1), type('a') is str, isinstance(1, int | str), issubclass(int, int | str), isinstance([], list), isinstance(None, type(None)), type(None), int | str, int | None, isinstance(None, int | None)
isinstance(1, 'a')
isinstance(1, list[int])
iter([1]).__length_hint__(), next(iter([1])), list(iter(lambda l=[1, 2, 0]: l.pop(0), 0)), [*iter('ab')], next(iter({}), 'none'), list(iter((1, 2)))
id(1) == id(1), [] is [], None is None, () is (), type(iter([])).__name__, type(iter({})).__name__, type({}.items()).__name__, type(zip()).__name__, type((i for i in [])).__name__, type(lambda: 0).__name__, type(len).__name__, type([].append).__name__, type(str.upper).__name__, type(int.__add__).__name__, type((1).__add__).__name__, type(type.__dict__['mro']).__name__, type(dict.__dict__['fromkeys']).__name__, type(object.__dict__['__class__']).__name__
memoryview(b'abc')[1], memoryview(b'abc').tolist(), bytes(memoryview(b'abc')[1:]), memoryview(bytearray(b'ab')).readonly, len(memoryview(b'abc')), memoryview(b'abc') == b'abc'
object() == object(), object().__class__, hasattr(object(), '__dict__'), dir(object())[:3], object.__subclasshook__(1), object().__eq__(1), object().__ne__(1), str(object())[:18]
complex(1, 2).real, complex('1+2j'), (1).__class__, (1).__doc__[:10], int.__name__, int.__module__, len.__module__, len.__self__.__name__, [].append.__self__, print.__name__, print.__qualname__, [].append.__qualname__, str.join.__qualname__, str.join.__objclass__
sum(range(101)), [i for i in range(20) if i % 3 == 0], {i: i * i for i in range(4)}, {i % 3 for i in range(10)}, sum(i * i for i in range(10)), [[j for j in range(i)] for i in range(4)], dict(enumerate('abc')), dict(zip('ab', [1, 2])), max({'a': 3, 'b': 1}, key={'a': 3, 'b': 1}.get)
'%s' % (1,), '%d items' % 3, '{:>10}'.format('x'), f'{1:03d}', '%-5s|' % 'a', '{0}-{1}'.format(1, 2), '%(k)s' % {'k': 'v'}
list[int][str]
list[int].__args__, list[int].__origin__, list[int] == list[int], dict[str, int].__args__, list[int](), tuple[()], type[int], (int | str).__args__, int | list[int], repr(list['int']), list[int] | None
'abc'.__class__, 'abc'.__len__(), 'abc'.__getitem__(0), 'a'.__eq__('b'), 'a'.__eq__(1), 'a'.__hash__() == hash('a'), 'a'.__format__('>3'), 'a'.__mod__(1) if False else 0, 'a'.__str__(), 'a'.__repr__(), 'a'.__add__('b'), 'a'.__lt__('b'), 'a'.__sizeof__() > 0
(1).__truediv__(2), (1).__rtruediv__(2), (7).__divmod__(2), (7).__rdivmod__(2), (2).__pow__(3), (2).__rpow__(3), (5).__bool__(), (5).__neg__(), (5).__floor__(), (5.5).__floor__(), (5.5).__trunc__(), (5.5).__ceil__(), (5.5).__round__(), (5).__round__(-1), (5).__getnewargs__(), 5.5.__getnewargs__()
globals() is globals(), 'show' in globals(), __name__, type(__builtins__).__name__ in ('module', 'dict'), vars() is not None, callable(show), show.__name__, show.__module__
1 if True else 2, (lambda: 1)(), not 1, 1 and 2, 0 or 3, 1 < 2 < 3, 1 is not None, 2 not in [1], -2 ** 2, 2 ** -1, 2 ** 3 ** 2, 1 + 2 * 3, (1 + 2) * 3, 7 // 2 * 2, 1 << 2 + 1, 5 & 3 | 4, ~5, not 1 == 2, 1 if 0 else 2 if 0 else 3, [1, 2][0], {'a': 1}['a'], (1, 2)[1], 'a'.upper().lower(), -1 ** 2, 10 - 3 - 2, 2 * 3 % 4, True or 1 / 0, not not 5
'''
for line in tests.strip().split('\n'):
    if line.endswith("'a\\") or line.startswith("b', '\\x41") or line.startswith("', \"a\\tb\""): continue
    if line.startswith("'a' 'b'"): continue
    show(line[:60], lambda: eval(line))
l = [5, 2, 9]; l.append(1); l.extend('ab'); l.insert(1, 'i'); l.insert(-1, 'j'); l.insert(100, 'k'); l.reverse(); print(l, l.pop(), l.pop(0), l); l.remove(2); del l[0]; l.clear(); print(l)
l = [3, 1, 2]; l.sort(); print(l); l.sort(key=lambda x: -x); print(l); l.sort(reverse=True); print(l, l.sort())
d = {'a': 1}; d['b'] = 2; d.update(c=3); d.update({'d': 4}); d.update([('e', 5)]); print(d, d.setdefault('a', 9), d.setdefault('z', 9), d.pop('a'), d.pop('q', None), d.popitem(), d); d |= {'n': 1}; print(d, d.copy() == d); d.clear(); print(d)
s = {1, 2}; s.add(3); s.discard(9); s.update([4], (5,)); s -= {1}; s |= {7}; s &= {2, 3, 7}; s ^= {3, 8}; print(sorted(s)); s.intersection_update([2]); s.difference_update([2]); s.symmetric_difference_update([1]); print(s)
b = bytearray(b'abc'); b.append(100); b.extend(b'ef'); b[0] = 65; b[1:2] = b'XYZ'; del b[-1]; b.insert(0, 33); b.reverse(); print(b, b.pop(), b); b += b'q'; b *= 2; print(b)
it = iter([1, 2, 3]); print(next(it), list(it), next(it, 'end'))
def mutate():
    d = {1: 1}
    for k in d: d[k + 1] = 1
show('mutate', mutate)
def mutate():
    s = {1}
    for k in s: s.add(k + 1)
show('mutate set', mutate)
l = [1, 2, 3]
for x in l:
    if x < 3: l.append(x + 10)
print(l)
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return 'K%d' % self.v
print(sorted([K(3), K(1), K(2)]), min(K(2), K(1)), max([K(1), K(5)]))
import itertools
print(sorted(range(100), key=lambda i: (i * 7919) % 101)[:10], sorted([1.5, 1, True, 0.5]), sorted(['b', 'a', 'C']), [*itertools.chain([1], [2])])
show('cmp err', lambda: sorted([1, 'a', None]))
r = []; r.append(r); print(r); dd = {}; dd['d'] = dd; print(dd); t = ([],); t[0].append(t); print(t)
print(print('a', 'b', sep='-', end='!\n'), [print(x, end=' ') for x in 'xyz'])
print(*[], sep='x'); print(None, True, 1.0, sep=None, end=None); show('sep', lambda: print(1, sep=5))
