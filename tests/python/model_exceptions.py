def err(f, *args):
    try: print('ok', f(*args))
    except BaseException as e: print(type(e).__name__, e, repr(e))
e = ValueError('a', 1)
print(e.args, str(e), repr(e), str(ValueError()), str(ValueError('x')))
err(lambda: {}['k'])
print(str(KeyError('k')), str(KeyError('a', 'b')))
o = OSError(2, 'No such file', 'fn')
print(type(o).__name__, o.errno, o.strerror, o.filename, o, repr(o), o.args)
print(OSError(2, 'x', 'a', None, 'b'), type(OSError(13, 'x')).__name__, type(OSError('x')).__name__, OSError(1))
class MyOS(OSError): pass
print(type(MyOS(2, 'x')).__name__)
class MyErr(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
    def __str__(self): return 'my %s %s' % (self.args[0], self.b)
m = MyErr(1, 2)
print(m, repr(m), m.args, m.b)
try:
    try: raise ValueError('one')
    except ValueError: raise TypeError('two')
except TypeError as x:
    print(repr(x.__context__), x.__cause__, x.__suppress_context__)
try:
    try: raise ValueError('one')
    except ValueError as v: raise TypeError('two') from v
except TypeError as x:
    print(repr(x.__context__), repr(x.__cause__), x.__suppress_context__)
try: raise KeyError('z') from None
except KeyError as x: print(x.__cause__, x.__suppress_context__)
err(lambda: setattr(e, '__cause__', 1))
err(lambda: setattr(e, '__context__', 1))
err(lambda: setattr(e, '__traceback__', 1))
err(lambda: ValueError(a=1))
err(lambda: AttributeError('x', foo=1))
n = NameError('x', name='nm'); print(n.name, n)
i = ImportError('x', name='n', path='p'); print(i.name, i.path, i.msg, i)
err(lambda: ImportError('x', foo=1))
s = SystemExit(3); print(s.code, SystemExit().code, SystemExit(1, 2).code)
st = StopIteration(5); print(st.value, StopIteration().value)
se = SyntaxError('bad', ('f.py', 3, 4, 'text'))
print(se, se.lineno, se.offset, se.text, se.filename, se.msg)
u = UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'invalid start byte'); print(u)
u = UnicodeEncodeError('ascii', 'é', 0, 1, 'ordinal'); print(u, u.start, u.object)
e.add_note('note 1'); e.add_note('note 2')
print(e.__notes__)
err(lambda: e.add_note(1))
print(e.with_traceback(None) is e, e.__traceback__)
eg = ExceptionGroup('eg', [ValueError(1), TypeError(2), ExceptionGroup('in', [ValueError(3), OSError(4)])])
print(eg, repr(eg), eg.message, len(eg.exceptions))
a, b = eg.split(ValueError)
print(repr(a), repr(b))
print(repr(eg.subgroup(lambda x: isinstance(x, OSError))))
print(eg.subgroup(KeyError))
err(lambda: ExceptionGroup('x', []))
err(lambda: ExceptionGroup('x', [1]))
err(lambda: ExceptionGroup('x', [KeyboardInterrupt()]))
err(lambda: ExceptionGroup(1, [ValueError()]))
print(type(BaseExceptionGroup('x', [ValueError()])).__name__, type(BaseExceptionGroup('x', [KeyboardInterrupt()])).__name__)
print(ExceptionGroup.__mro__)
try:
    raise ExceptionGroup('g', [ValueError(1), TypeError(2), KeyError(3)])
except* ValueError as g: print('V', repr(g))
except* (TypeError, KeyError) as g: print('T', repr(g))
try:
    try: raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
    except* ValueError: pass
except ExceptionGroup as g: print('rest', repr(g))
try:
    raise ValueError('naked')
except* ValueError as g: print(repr(g))
print(e.__reduce__())
x = ValueError('q'); x.__setstate__({'foo': 1}); print(x.foo, x.__dict__)
class Both(KeyError, AttributeError): pass
print(Both('z'), repr(Both('z')))
err(lambda: 1 / 0)
def rec(): return rec()
try: rec()
except RecursionError as r: print(type(r).__name__)
try: raise ValueError
except ValueError as v: print(repr(v))
try: raise 1
except TypeError as t: print(t)
