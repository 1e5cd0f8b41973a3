def show(label, f):
    try:
        print(label, repr(f()))
    except BaseException as e:
        print(label, type(e).__name__ + ':', e)

def g1():
    x = yield 1
    print('got', x)
    y = yield 2
    print('got', y)
    return 'done'
g = g1()
show('send early', lambda: g.send(5))
print(next(g), g.send('a'))
show('end', lambda: g.send('b'))
show('after', lambda: next(g))
print(next(g, 'dflt'))
def g2():
    try:
        yield 1
    except ValueError as e:
        print('caught', e); yield 'recovered'
    finally:
        print('finally')
    yield 'after'
g = g2(); next(g); print(g.throw(ValueError('v'))); print(next(g)); show('stop', lambda: next(g))
g = g2(); next(g); show('throw other', lambda: g.throw(KeyError('k'))); show('dead', lambda: next(g))
g = g2(); show('throw unstarted', lambda: g.throw(ValueError('early'))); show('next', lambda: next(g))
g = g2(); next(g); g.close(); print(g.gi_frame, g.gi_running, g.gi_yieldfrom)
g = g2(); g.close(); show('next closed', lambda: next(g))
def g3():
    try: yield 1
    except GeneratorExit: print('exit'); yield 2
g = g3(); next(g); show('ignored', lambda: g.close())
def g3b():
    try: yield 1
    except GeneratorExit: print('exit'); return 7
g = g3b(); next(g); g.close()
def sub():
    try:
        r = yield 's1'
        print('sub got', r)
        r = yield 's2'
        print('sub got', r)
    except KeyError as e:
        print('sub caught', repr(e)); yield 'handled'
    finally:
        print('sub finally')
    return 'subret'
def outer():
    r = yield from sub()
    print('sub returned', r)
    r2 = yield from [10, 20]
    print('list returned', r2)
    return (yield from sub2())
def sub2():
    return 5
    yield
o = outer()
print(next(o), o.gi_yieldfrom.__name__); print(o.send('A')); print(o.throw(KeyError('x'))); print(next(o)); print(next(o)); show('end', lambda: next(o))
o = outer(); next(o); o.close()
o = outer(); next(o); show('thr', lambda: o.throw(TypeError('t')))
def deleg():
    try: yield from sub()
    except TypeError as e: print('outer caught', e); yield 'ok'
o = deleg(); next(o); print(o.throw(TypeError, TypeError('tt')) if False else o.throw(TypeError('tt')))
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration('itval')
        return self.n
    def throw(self, *a): print('It.throw', a[0] if isinstance(a[0], type) else type(a[0]).__name__); return 'thrown'
    def close(self): print('It.close')
    def send(self, v): print('It.send', v); return 'sent'
def di(): r = yield from It(); print('r', r)
d = di(); print(next(d), d.send(3), d.throw(ValueError('x')), next(d)); show('fin', lambda: next(d))
d = di(); next(d); d.close()
def stopiter():
    yield 1
    raise StopIteration('x')
s = stopiter(); next(s)
try: next(s)
except RuntimeError as e: print(e, repr(e.__cause__), e.__suppress_context__)
def running():
    yield
    gg.send(None)
gg = running(); next(gg); show('running', lambda: next(gg))
print(type(g1()).__name__, g1().__name__, g1().__qualname__, g1.__code__.co_flags & 0x20)
g = g1(); print(g.gi_frame is not None, g.gi_code is g1.__code__, g.gi_running, repr(g).startswith('<generator object g1 at'))
g.__name__ = 'renamed'; print(g.__name__, repr(g)[:25])
show('yf str', lambda: list((lambda: (yield from 'abc'))()))
def yf5(): yield from 5
show('yf int', lambda: next(yf5()))
print(list(x * 2 for x in range(5) if x % 2), sum(i for i in range(10)), list((x, y) for x in 'ab' for y in (1, 2)))
ge = (i for i in [1, 2]); print(next(ge), list(ge), ge.__name__)
show('ge not iterable', lambda: (i for i in 5))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
import itertools
print(list(itertools.islice(fib(), 15)))
def genreturn():
    try: return 1
    finally: yield 2
g = genreturn(); print(next(g)); show('ret', lambda: next(g))
def nested():
    def inner(n):
        if n: yield n; yield from inner(n - 1)
    yield from inner(5)
print(list(nested()))
def tree(n): 
    if n:
        yield from tree(n - 1); yield n; yield from tree(n - 1)
print(list(tree(4)))
# exc context in a generator
def ctx():
    try: 1 / 0
    except ZeroDivisionError:
        yield 'in handler'
        try: raise
        except ZeroDivisionError as e: yield repr(e)
c = ctx()
try: raise KeyError('outer')
except KeyError:
    print(next(c)); print(next(c))
def exc_in_gen():
    yield
    raise ValueError('in gen')
c = exc_in_gen(); next(c)
try:
    try: raise KeyError('outer')
    except KeyError: next(c)
except ValueError as e: print(repr(e), repr(e.__context__))
def throw_ctx():
    try: yield 1
    except ValueError as e: print('ctx', repr(e.__context__)); raise
c = throw_ctx(); next(c)
try:
    try: 1 / 0
    except ZeroDivisionError: c.throw(ValueError('thrown'))
except ValueError as e: print(repr(e), repr(e.__context__))
show('throw bad', lambda: g1().throw(5))
show('throw bad', lambda: g1().throw(ValueError('a'), 5))
show('throw noargs', lambda: g1().throw())
a, *b = (i for i in range(4)); print(a, b)
def w():
    while True:
        x = (yield)
        if x is None: break
        print('w', x)
    return 'end'
c = w(); next(c); c.send(1); c.send(2); show('w', lambda: c.send(None))
# __del__ closes a generator
def fin():
    try: yield 1
    finally: print('closed by del')
c = fin(); next(c); del c
for x in fin(): break
print('after break')
def multi():
    for i in range(3):
        try:
            yield i
        except Exception as e:
            print('caught', e)
m = multi(); print(next(m), m.throw(Exception('e1')), next(m), next(m, 'end'))
print(list(map(lambda t: t[0] + t[1], zip(fib(), [1, 2, 3]))))
def gen_with_locals(a, b=2, *c, **d):
    yield a; yield b; yield c; yield d
print(list(gen_with_locals(1, 3, 4, z=5)))
# deep delegation
def deep(n):
    if n == 0: yield 'bottom'
    else: yield from deep(n - 1)
print(list(deep(100)))
try: print(len([*deep(5000)]))
except RecursionError: print('RecursionError')
