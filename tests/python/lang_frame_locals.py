"""PEP 667: f_locals of a function reads and writes its variables; locals() is a new dict each time. Expected output: CPython 3.14's."""
import gc
import sys


def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


def caller(a, b):
    c = 1
    loc = sys._getframe().f_locals
    print(loc, type(loc).__name__, loc.keys(), type(loc.items()).__name__, type(loc.values()).__name__, type(iter(loc)).__name__, reversed(loc))
    loc['c'] = 5
    loc['zz'] = 6
    print(c, loc, locals(), loc | {1: 2}, {1: 2} | loc, type(loc | {1: 2}).__name__)
    t(lambda: loc.pop('c'))
    t(lambda: loc.pop('zz'))
    t(lambda: loc.pop('zzx'))
    t(lambda: loc.pop('zzx', 3))
    t(lambda: loc.popitem())
    t(lambda: loc.clear())
    try:
        del loc['c']
    except ValueError as e:
        print(e)
    try:
        del loc['nope']
    except KeyError as e:
        print(repr(e))
    t(lambda: hash(loc))
    t(lambda: (loc == dict(loc), loc == loc, loc != loc, loc == sys._getframe(1).f_locals, loc == 3))
    t(lambda: loc['nope'])
    t(lambda: loc.copy())
    t(lambda: loc.update(5))
    t(lambda: loc.update(a=3))
    t(lambda: loc.update({'a': 3, 'new': 4}))
    t(lambda: loc.setdefault('qq'))
    t(lambda: loc.setdefault('a', 9))
    t(lambda: (loc.get('a', 9), loc.get('a1', 9), loc.get('a1')))
    t(lambda: loc | 3)
    t(lambda: type(loc)(sys._getframe()))
    t(lambda: type(loc)(3))
    t(lambda: type(loc)())
    t(lambda: loc < loc)
    t(lambda: (len(loc), 'a' in loc, 'nope' in loc))
    t(lambda: [] in loc)
    t(lambda: loc[[]])
    loc[1] = 2
    print(loc)
    loc |= {'b': 77}
    print(b)
    t(lambda: loc.__ior__([('b', 8)]))
    print([x for x in dir(type(loc)) if not x.startswith('__')])
    match loc:
        case {'a': x}:
            print('matched', x)
    print(locals() is locals())
    exec('q9 = 1')
    print('q9' in locals())
    snap = locals()
    exec('q9 = 1; c = 99', globals(), snap)
    print('q9' in snap, snap['c'], c)
    print(eval('a + b + c'), eval('zz' if 'zz' in loc else 'c'))
    return loc


loc = caller(1, 2)
print(loc['c'], sorted(map(str, loc)))
loc['c'] = 'after'
print(loc['c'])


def cells(a):
    def inner():
        nonlocal a
        a += 1
        return a
    f = sys._getframe().f_locals
    f['a'] = 10
    print(inner(), f['a'])
    del a
    print('a' in f, f.keys())
    f['a'] = 3
    print(a, inner())

    def free():
        g = sys._getframe().f_locals
        g['a'] = a + 100
        print(g['a'], sorted(g))
    free()
    print(a)


cells(1)


def gen():
    x = 1
    yield x
    yield x


g = gen()
next(g)
g.gi_frame.f_locals['x'] = 9
print(g.gi_frame.f_locals, next(g))


class C:
    z = 1
    print(type(sys._getframe().f_locals).__name__, sys._getframe().f_locals is locals())


def comprehensions():
    x = 5
    a = [locals() for i in range(2)]
    b = [sorted(sys._getframe().f_locals.items(), key=str)[:1] for x in range(2)]
    c = [eval('i') for i in range(2)], [sys._getframe().f_locals['x'] for x in range(2)]
    return a, b, c, x


print(comprehensions())


def unbound():
    f = sys._getframe().f_locals
    print('later' in f, f.get('later'))
    f['later'] = 1
    print(later)
    later = 2
    print(f['later'])


unbound()


class Noisy:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('dead', self.n)

    def __add__(self, other):
        sys._getframe(1).f_locals['n'] = None
        return self.n + other


def replaced():
    n = Noisy(1)
    print(n + 41, n)
    f = sys._getframe().f_locals
    f['n'] = Noisy(2)
    f['n'] = 3
    print('end')


replaced()
gc.collect()


def tracer(frame, event, arg):
    if event == 'line' and frame.f_code.co_name == 'traced':
        frame.f_locals['n'] = frame.f_locals.get('n', 0) + 1
    return tracer


def traced():
    n = 0
    a = n
    b = n
    return a, b, n


sys.settrace(tracer)
r = traced()
sys.settrace(None)
print(r)
