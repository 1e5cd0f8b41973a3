def show(label, f):
    try:
        print(label, repr(f()))
    except BaseException as e:
        print(label, type(e).__name__ + ':', e)
def tb(e):
    r, t = [], e.__traceback__
    while t: r.append((t.tb_frame.f_code.co_name, t.tb_lineno - t.tb_frame.f_code.co_firstlineno)); t = t.tb_next
    return r
def f1():
    raise ValueError('v')
def f2():
    x = 1
    f1()
def f3():
    try:
        f2()
    except ValueError as e:
        raise KeyError('k') from e
def f4():
    try:
        f2()
    except ValueError:
        raise KeyError('k2')
def f5():
    try:
        f2()
    except ValueError:
        raise KeyError('k3') from None
def f6():
    try:
        f2()
    except ValueError:
        raise
for f in (f3, f4, f5, f6):
    try: f()
    except Exception as e: print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__, tb(e)[1:])
def fin(n):
    out = []
    try:
        out.append('try')
        if n == 0: return out
        if n == 1: raise ValueError
        if n == 2: 1 / 0
    except ValueError:
        out.append('except'); 
        return out
    else: out.append('else')
    finally:
        out.append('finally')
        if n == 3: return 'override'
    return out
for i in (0, 1, 3, 4): print(fin(i))
show('fin2', lambda: fin(2))
def finloop():
    r = []
    for i in range(4):
        try:
            if i == 1: continue
            if i == 3: break
            r.append(i)
        finally: r.append('f%d' % i)
    else: r.append('noelse')
    return r
print(finloop())
def swallow():
    for i in range(3):
        try: raise ValueError(i)
        finally: 
            if i == 2: break
            continue
    return 'swallowed'
print(swallow())
def nest():
    try:
        try: raise ValueError('a')
        finally: raise TypeError('b')
    except TypeError as e: return repr(e), repr(e.__context__)
print(nest())
def unbound():
    try: raise ValueError
    except ValueError as e: pass
    return e
show('unbound', unbound)
def bare():
    raise
show('bare', bare)
show('raise int', lambda: (_ for _ in ()).throw(5))
def ri(): raise 5
show('ri', ri)
def rc(): raise ValueError from 5
show('rc', rc)
def rcls(): raise ValueError
show('rcls', rcls)
def rnoninst():
    class X(Exception):
        def __new__(cls): return 5
    raise X
show('noninst', rnoninst)
def exbad():
    try: raise ValueError('q')
    except 5: pass
show('exbad', exbad)
def exbad2():
    try: raise ValueError('q')
    except (TypeError, 'x'): pass
show('exbad2', exbad2)
def extuple():
    try: raise KeyError('q')
    except (TypeError, (KeyError,) if False else KeyError) as e: return repr(e)
print(extuple())
# names, args, str
for e in (Exception(), Exception(1), Exception(1, 2), KeyError('k'), KeyError(1, 2), StopIteration(3), SystemExit(4), UnicodeDecodeError('utf8', b'a\xff', 1, 2, 'bad'), UnicodeEncodeError('ascii', 'a\u1234', 1, 2, 'bad'), SyntaxError('m', ('f', 1, 2, 't')), ImportError('x', name='n', path='p'), AttributeError('a', name='n', obj=3), NameError('z', name='zz'), AssertionError('q')):
    print(type(e).__name__, str(e), repr(e), e.args)
print(StopIteration(5).value, SystemExit(3).code, isinstance(IOError(), OSError))
e = ValueError('n'); e.add_note('note1'); e.add_note('note2'); print(e.__notes__)
show('badnote', lambda: e.add_note(5))
e2 = e.with_traceback(None); print(e2 is e)
def setbad(): e.__cause__ = 5
show('badcause', setbad)
def setbad(): e.__traceback__ = 5
show('badtb', setbad)
e.__cause__ = KeyError('c'); print(e.__suppress_context__)
class MyE(Exception):
    def __str__(self): return 'custom str'
show('MyE', lambda: (_ for _ in ()).throw(MyE(1)))
print(repr(MyE(1, 'a')))
# name errors etc.
show('name', lambda: undefined_name)
show('attr', lambda: (5).foo)
show('attr', lambda: [].foo)
show('attr', lambda: int.foo)
show('attr mod', lambda: None.foo)
show('idx', lambda: [1][5])
show('idx', lambda: (1,)[5])
show('idx', lambda: 'a'[5])
show('key', lambda: {}['a'])
show('key', lambda: {}[(1, 2)])
show('type', lambda: 1 + 'a')
show('type', lambda: 'a' + 1)
show('type', lambda: [] + ())
show('type', lambda: -'a')
show('type', lambda: 1 < 'a')
show('type', lambda: [] < 5)
show('type', lambda: 1 in 5)
show('type', lambda: 1 in 'abc')
show('type', lambda: [1]['a'])
show('type', lambda: 'abc'['a'])
show('type', lambda: (1,)['a'])
show('type', lambda: 5[0])
show('type', lambda: None[0])
show('type', lambda: {}[[]])
show('type', lambda: {[]: 1})
show('type', lambda: {[]})
show('unpack', lambda: [a for a, b in [(1, 2, 3)]])
show('unpack', lambda: [a for a, b in [(1,)]])
show('unpack', lambda: [a for a, b, *c in [(1,)]])
show('unpack', lambda: [a for a, b in [5]])
show('iter', lambda: [x for x in 5])
show('iter', lambda: list(None))
show('star', lambda: [*5])
show('dstar', lambda: {**5})
show('zero', lambda: 1 / 0)
show('zero', lambda: 1.0 / 0)
show('zero', lambda: 1 // 0)
show('zero', lambda: 1 % 0)
show('zero', lambda: 0 ** -1)
show('shift', lambda: 1 << -1)
show('overflow', lambda: int(float('inf')))
show('nan', lambda: int(float('nan')))
def setitem(): (1,)[0] = 1
show('setitem', setitem)
def setitem(): 'a'[0] = 1
show('setitem', setitem)
def delitem(): del (1,)[0]
show('delitem', delitem)
def delkey(): del {}['x']
show('delkey', delkey)
def delidx(): del [][0]
show('delidx', delidx)
def setattr_(): (5).x = 1
show('setattr', setattr_)
def assert_(): assert 1 == 2, 'msg'
show('assert', assert_)
def assert_(): assert []
show('assert', assert_)
def local():
    print(zzz)
    zzz = 1
show('local', local)
def free():
    def inner(): return vv
    r = inner()
    vv = 1
show('free', free)
def dellocal():
    a = 1; del a; del a
show('dellocal', dellocal)
# groups
eg = ExceptionGroup('eg', [ValueError(1), TypeError(2), ExceptionGroup('in', [ValueError(3), KeyError(4)])])
print(repr(eg), eg, eg.message, len(eg.exceptions))
m, r = eg.split(ValueError); print(repr(m), repr(r)); print(repr(eg.subgroup(lambda e: isinstance(e, KeyError))), eg.subgroup(OSError), repr(eg.derive([ValueError(9)])))
show('empty', lambda: ExceptionGroup('x', []))
show('bad', lambda: ExceptionGroup('x', [5]))
show('bad', lambda: ExceptionGroup('x', [KeyboardInterrupt()]))
show('bad', lambda: ExceptionGroup(5, [ValueError()]))
print(type(BaseExceptionGroup('x', [ValueError()])).__name__, type(BaseExceptionGroup('x', [KeyboardInterrupt()])).__name__)
def star(ex):
    out = []
    try:
        raise ex
    except* ValueError as e: out.append(('V', repr(e)))
    except* (TypeError, KeyError) as e: out.append(('TK', repr(e)))
    else: out.append('else')
    finally: out.append('fin')
    return out
print(star(eg)); print(star(ValueError('plain')))
show('star rest', lambda: star(ExceptionGroup('g', [OSError('o'), ValueError('v')])))
show('star other', lambda: star(OSError('o')))
def star2():
    try: raise ExceptionGroup('g', [ValueError('v'), TypeError('t')])
    except* ValueError as e: raise KeyError('new')
    except* TypeError as e: raise
try: star2()
except BaseException as e: print(repr(e), [repr(x.__context__) for x in e.exceptions])
def star3():
    try: raise ValueError(1)
    except* ExceptionGroup: pass
show('star3', star3)
def star4():
    for i in range(3):
        try: raise ExceptionGroup('g', [ValueError(i)])
        except* ValueError as e: print('loop', e.exceptions)
star4()
# with
class CM:
    def __init__(self, n, sup=False): self.n = n; self.sup = sup
    def __enter__(self): print('enter', self.n); return self
    def __exit__(self, t, v, tb): print('exit', self.n, t and t.__name__, v, tb is not None); return self.sup
with CM(1) as a, CM(2) as b: print(a.n, b.n)
with CM(3, True): raise ValueError('sup')
def withret():
    with CM(4): return 'ret'
print(withret())
try:
    with CM(5), CM(6, True), CM(7): raise KeyError('x')
    print('suppressed')
    with CM(8): raise KeyError('y')
except KeyError as e: print('out', e)
for i in range(3):
    with CM(i):
        if i == 0: continue
        if i == 1: break
class NoExit:
    def __enter__(self): pass
def noexit():
    with NoExit(): pass
show('noexit', noexit)
def noenter():
    with 5: pass
show('noenter', noenter)
class BadExit(CM):
    def __exit__(self, *a): raise TypeError('in exit')
try:
    with BadExit(1): raise ValueError('orig')
except TypeError as e: print(repr(e), repr(e.__context__))
with (CM('p1') as x, CM('p2') as y,): pass
class T:
    def __enter__(self): return (1, [2, 3])
    def __exit__(self, *a): pass
with T() as (q, [w, *z]): print(q, w, z)
# recursion
def rec(n): return rec(n + 1)
try: rec(0)
except RecursionError as e: print('RecursionError', str(e)[:32])
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(900))
# context cycles and tracebacks
try:
    try: raise ValueError(1)
    except ValueError as e: raise e
except ValueError as e: print(e.__context__, len(tb(e)))
def lineno():
    try:
        (1 +
         undefined)
    except NameError as e:
        return e.__traceback__.tb_lineno - lineno.__code__.co_firstlineno
print(lineno())
def multi():
    return [
        1,
        2 / 0,
    ]
try: multi()
except ZeroDivisionError as e: print(tb(e)[-1])
def callargs():
    f1(
    )
try: callargs()
except ValueError as e: print(tb(e)[1:])
def loopline():
    for i in [1, 2]:
        if i == 2:
            raise ValueError
try: loopline()
except ValueError as e: print(tb(e)[-1])
def deco_line():
    with CM(1):
        x = 1
        raise ValueError
try: deco_line()
except ValueError as e: print(tb(e)[-1])
