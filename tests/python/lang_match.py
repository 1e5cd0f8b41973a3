def show(label, f):
    try:
        print(label, repr(f()))
    except BaseException as e:
        print(label, type(e).__name__ + ':', e)
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x = x; self.y = y
    def __repr__(self): return 'Point(%r, %r)' % (self.x, self.y)
class P3(Point):
    def __init__(self, x, y, z): super().__init__(x, y); self.z = z
class Color: RED = 1; GREEN = 2
def m(v):
    match v:
        case 0: return 'zero'
        case -1 | -2: return 'neg'
        case 1.5: return 'float'
        case 1+2j: return 'complex'
        case 'hello': return 'str'
        case b'bytes': return 'bytes'
        case None: return 'None'
        case True: return 'True'
        case False: return 'False'
        case Color.GREEN: return 'green'
        case []: return 'empty seq'
        case [x]: return ('one', x)
        case [1, y]: return ('1,y', y)
        case (2, _, z): return ('2,_,z', z)
        case [3, *rest]: return ('3,*', rest)
        case [4, *_, last]: return ('4..last', last)
        case [first, *mid, 5]: return ('..5', first, mid)
        case {'k': v, 'j': 2}: return ('map2', v)
        case {'k': v, **rest}: return ('map', v, rest)
        case {1: [a, {'b': c}]}: return ('nested', a, c)
        case {}: return ('mapping')
        case P3(z=3): return 'p3'
        case P3(1, y=yy): return ('p3 1', yy)
        case Point(0, 0): return 'origin'
        case Point(x=0, y=y): return ('on y', y)
        case Point(x, y) if x == y: return ('diag', x)
        case Point(): return 'point'
        case int(n): return ('int', n)
        case str() as s: return ('str', s)
        case float() | complex() as n: return ('num', n)
        case (a, b) | [a, b, _]: return ('ab', a, b)
        case _: return 'default'
for v in [0, -1, -2, 1.5, 1+2j, 'hello', b'bytes', None, True, False, 2, [], [9], (1, 2), (2, 3, 4), [3], [3, 4, 5], [4, 5, 6], [7, 8, 5], {'k': 1, 'j': 2}, {'k': 1, 'z': 3}, {1: [2, {'b': 3}]}, {}, {'x': 1}, P3(0, 0, 3), P3(1, 2, 9), Point(0, 0), Point(0, 5), Point(4, 4), Point(1, 2), 77, 'other', 2.5, 3j, (8, 9), [7, 7, 7], range(3), object, b'zz', bytearray(b'q'), set()]:
    print(repr(v) if not isinstance(v, (type,)) else 'type', '->', m(v))
def m2(v):
    match v:
        case {'a': {'b': [1, *r]}} if r: return r
        case {'a': x}: return ('a', x)
    return None
print(m2({'a': {'b': [1, 2, 3]}}), m2({'a': {'b': [1]}}), m2(5))
def m3(x):
    match x:
        case [Point(x=a), Point(x=b)] | [Point(y=a), b]: return a, b
        case [[a, b], [c, d]]: return a, b, c, d
print(m3([Point(1, 2), Point(3, 4)]), m3([Point(1, 2), 5]), m3([[1, 2], (3, 4)]))
def m4(a, b):
    match a, b:
        case 1, 2: return 'a'
        case x, y if x > y: return 'gt'
        case *z,: return z
print(m4(1, 2), m4(3, 2), m4(1, 5))
class NoMA: pass
def bad1():
    match NoMA():
        case NoMA(1): pass
show('bad1', bad1)
def bad2():
    match Point(1, 2):
        case Point(1, 2, 3): pass
show('bad2', bad2)
def bad3():
    match 5:
        case m2(): pass
show('bad3', bad3)
class MA1: __match_args__ = ['x']
def bad4():
    match MA1():
        case MA1(1): pass
show('bad4', bad4)
class MA2: __match_args__ = ('x', 5)
def bad5():
    match MA2():
        case MA2(1, 2): pass
print('bad5', bad5())
class MA3:
    __match_args__ = ('x', 5); x = 1
def bad6():
    match MA3():
        case MA3(1, 2): pass
show('bad6', bad6)
def bad7():
    match Point(1, 2):
        case Point(1, x=1): pass
show('bad7', bad7)
def bad8():
    match 5:
        case int(1, 2): pass
show('bad8', bad8)
def keys():
    k = 'x'
    class K: a = 'x'; b = 'x'
    match {'x': 1}:
        case {K.a: 1, K.b: 1}: return 1
show('dup keys', keys)
def bind():
    match [1, 2]:
        case [a, 3]: pass
        case [a, b]: pass
    return a, b
print(bind())
match 5:
    case x: pass
print(x)
match = 3; case = 4; type = 'soft'; print(match, case, type, match * (case))
del type
def seqs(v):
    match v:
        case [*a]: return ('seq', a)
        case _: return 'no'
print(seqs('abc'), seqs(b'x'), seqs((1,)), seqs({1}), seqs(range(2)), seqs(iter([])), seqs(memoryview(b'ab')))
class MyMap(dict): pass
class MyList(list): pass
print(seqs(MyList([1])), m2(MyMap(a=1)))
def names(v):
    match v:
        case Color.RED | Color.GREEN as c: return c
        case (1 | 2 | 3) as n, _: return n
        case {'x': (int() | str()) as w}: return w
        case [[[deep]]]: return deep
print(names(1), names([3, 9]), names({'x': 'w'}), names([[[42]]]), names({'x': 2.0}))
def side():
    log = []
    class S:
        def __eq__(self, o): log.append(o); return False
    match S():
        case 1 | 'a': pass
        case 3.0: pass
    return log
print(side())
