"""marshal with references, code objects and all versions; py_compile, .pyc files, zipimport and runpy of what we write; code.replace() and equality of code. What is printed is CPython 3.14's too."""
import importlib.util
import io
import marshal
import os
import py_compile
import runpy
import subprocess
import sys
import tempfile
import types
import zipfile


def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


class Sub(list):
    pass


values = [None, True, False, ..., StopIteration, 0, -1, 2 ** 31 - 1, -2 ** 31, 2 ** 31, -2 ** 63, 2 ** 200, -3 ** 100, 0.0, -0.0, 1.5, 1e308, float('inf'), 2 + 3j, '', 'a', 'name',
          'é', '\u1234', '\U00012345', '\udc80', 'x' * 300, b'', b'abc', b'\xff' * 300, (), (1,), (1, (2, 'x')), tuple(range(300)), [], [1, [2]], {}, {'a': 1, 2: [3]}, set(), {1, 2}, frozenset({1, 'b'}),
          slice(1, 'x', None)]
for version in range(6):
    bad = []
    for v in values:
        if isinstance(v, slice) and version < 5:
            continue
        w = marshal.loads(marshal.dumps(v, version))
        if repr(w) != repr(v) and v != w:
            bad.append(v)
    print(version, bad)
t(lambda: marshal.dumps(slice(1), 4))
t(lambda: marshal.dumps([object()]))
t(lambda: marshal.dumps(Sub()))
print(marshal.loads(marshal.dumps(bytearray(b'ab'))), marshal.loads(marshal.dumps(memoryview(b'cd'))))
print(marshal.loads(marshal.dumps(float('nan'))))

print('-- references')
x = ['shared', 1]
y = marshal.loads(marshal.dumps([x, x, (x,)]))
print(y, y[0] is y[1] is y[2][0])
y = marshal.loads(marshal.dumps([x, x], 2))
print(y, y[0] is y[1])
x.append(x)
y = marshal.loads(marshal.dumps(x))
print(y, y[2] is y)
d = {'k': 1}
d['self'] = d
y = marshal.loads(marshal.dumps(d))
print(y['self'] is y)
s = 'a text that is long enough' * 2
y = marshal.loads(marshal.dumps((s, s, s.encode(), 10 ** 30)))
print(y[0] is y[1])
big = list(map(str, range(3000)))
print(marshal.loads(marshal.dumps([big] * 50)) == [big] * 50, len(marshal.dumps([big] * 50)) < 30000)
# what CPython 3.11 wrote: [x, x] with x = ['shared', 1], and (1, 'a', 'a')
print(marshal.loads(b'\xdb\x02\x00\x00\x00\xdb\x02\x00\x00\x00\xda\x06sharedi\x01\x00\x00\x00r\x01\x00\x00\x00'), marshal.loads(b'\xa9\x03\xe9\x01\x00\x00\x00\xda\x01ar\x02\x00\x00\x00'))

print(marshal.loads(b'I\xfe\xff\xff\xff\xff\xff\xff\x7f'))
print('-- damaged')
for data in b'', b'r\x00\x00\x00\x00', b'i\x01', b'(\xff\xff\xff\xff', b'?', b'[\x01\x00\x00\x00r\x00\x00\x00\x00', b'[\x01\x00\x00\x000', b'l\x01\x00\x00\x00\x00\x00', b'l\x01\x00\x00\x00\xff\xff', b'{00':
    try:
        print(marshal.loads(data))
    except Exception as e:
        print(type(e).__name__)
deep = []
for _ in range(5000):
    deep = [deep]
t(lambda: marshal.dumps(deep))
t(lambda: marshal.loads(b'[\x01\x00\x00\x00' * 5000 + b'N'))
f = io.BytesIO()
marshal.dump([1, 'two'], f)
marshal.dump((3.0,), f, 2)
f.write(b'rest')
f.seek(0)
print(marshal.load(f), marshal.load(f), f.read())

print('-- code')
source = '''
"""doc"""
import math
K = (1, 2.5, 'text', b'by', frozenset({1}), 3j, None, ..., 10 ** 30)
def f(a, /, b=2, *args, c=3, **kw):
    """f's doc"""
    def inner(n):
        return a + b + n + len(args)
    try:
        return [inner(i) for i in range(c)], sorted(kw)
    except TypeError as e:
        return str(e)
class C[T]:
    x: int = 1
    def m(self): return self.x, __class__.__name__
async def co(): return 1
def g():
    try:
        x = yield 1
        yield from (x, x)
    finally:
        K
def m(v):
    match v:
        case {'a': a, **rest}: return a, rest
        case C(x=1): return 'C'
        case [p, *q]: return p, q
r = (f(1, 2, 3, c=2, z=1, y=2), f('a', 1), C().m(), list(g()), m({'a': 1, 'b': 2}), m([1, 2]), m(C()), math.floor(2.5))
'''
code = compile(source, 'some/file.py', 'exec')
data = marshal.dumps(code)
again = marshal.loads(data)
print(type(again), again == code, hash(again) == hash(code), again is code, again.co_filename, again.co_name, again.co_consts == code.co_consts, again.co_code == code.co_code)
ns, ns2 = {'__name__': 'ns'}, {'__name__': 'ns'}
exec(code, ns)
exec(again, ns2)
print(ns['r'] == ns2['r'], ns['r'])
# caches that have been filled do not show
for _ in range(50):
    exec(code, {'__name__': 'n'})
print(len(marshal.dumps(code)) > 100, code == again, marshal.loads(marshal.dumps(code, 2)) == code)
t(lambda: marshal.dumps(code, allow_code=False))
t(lambda: marshal.dumps([code], allow_code=False))
t(lambda: marshal.loads(data, allow_code=False))
try:
    marshal.loads(data[:200] + bytes([data[200] ^ 1]) + data[201:])
    assert sys.implementation.name != 'typhon', 'damaged code is taken'
except (ValueError, EOFError):
    pass
try:
    marshal.loads(data[:-3])
except (ValueError, EOFError):
    print('short code is refused')
try:
    ns2['f'](1, b='x')
except TypeError as e:
    print(e.__traceback__.tb_next is not None and e.__traceback__.tb_next.tb_frame.f_code.co_name, e)
print(ns['f'].__doc__, ns2['f'].__doc__, ns2['f'].__code__.co_varnames, ns2['f'].__code__.co_cellvars)

print('-- equality')


def one():
    return 1


def two():
    return 1


e = lambda s: compile(s, 'f', 'eval')
print(e('1') == e('1'), e('1') == e('1.0'), e('1') == e('True'), e('0.0') == e('-0.0'), e('(1, 2)') == e('(1, 2.0)'), e('x.y') == e('x.y'), e('x.y') == e('x.z'), e('lambda: 1') == e('lambda: 2'))
print(compile('x', 'a', 'eval') == compile('x', 'b', 'eval'), compile('\nx', 'a', 'eval') == compile('x', 'a', 'eval'), one.__code__ == two.__code__, one.__code__ != one.__code__, one.__code__ == 1)
print(len({e('a + 1'), e('a + 1'), e('a + 2')}), hash(e('a + 1')) == hash(e('a + 1')))

print('-- replace')


def base(a, b):
    total = a + b
    k = 'text'
    return total, k, other


r = base.__code__.replace(co_name='renamed', co_qualname='q.renamed', co_filename='elsewhere', co_firstlineno=50)
print(r.co_name, r.co_qualname, r.co_filename, r.co_firstlineno, r == base.__code__, base.__code__.replace() == base.__code__)
r = base.__code__.replace(co_consts=tuple('changed' if c == 'text' else c for c in base.__code__.co_consts), co_names=('another',))
print(types.FunctionType(r, {'another': 7})(1, 2), r.co_names, base.__code__.co_names)
r = base.__code__.replace(co_varnames=('x', 'y', 'total', 'k'))
print(types.FunctionType(r, {'other': 7})(x=1, y=2), r.co_varnames)
t(lambda: types.FunctionType(r, {'other': 7})(a=1, b=2))
for wrong in {'co_name': 1}, {'co_consts': []}, {'co_names': 5}, {'nope': 1}:
    try:
        base.__code__.replace(**wrong)
    except (TypeError, ValueError) as err:
        print(type(err).__name__)
same = {k: getattr(base.__code__, k) for k in dir(base.__code__) if k.startswith('co_') and k not in ('co_lines', 'co_positions', 'co_branches', 'co_lnotab')}
print(base.__code__.replace(**same) == base.__code__)


def outer():
    v = 1
    return lambda: v


inner = outer.__code__.co_consts[[isinstance(c, types.CodeType) for c in outer.__code__.co_consts].index(True)]
r = outer.__code__.replace(co_consts=tuple(c.replace(co_name='swapped') if c is inner else c for c in outer.__code__.co_consts))
print(types.FunctionType(r, {})().__code__.co_name, types.FunctionType(r, {})()())

print('-- files')
root = tempfile.mkdtemp()
with open(os.path.join(root, 'modx.py'), 'w') as file:
    file.write('VALUE = 41\ndef f():\n    return VALUE + 1, __file__ is not None\nif __name__ == "__main__": print("main", f())\n')
pyc = py_compile.compile(os.path.join(root, 'modx.py'), doraise=True)
print(os.path.basename(os.path.dirname(pyc)), os.path.basename(pyc).count('.'), importlib.util.source_from_cache(pyc) == os.path.join(root, 'modx.py'))
sys.path.insert(0, root)
import modx
print(modx.f(), os.path.basename(modx.__cached__) == os.path.basename(pyc))
del sys.modules['modx']
# the file without its source
bare = os.path.join(root, 'bare.pyc')
os.rename(pyc, bare)
import bare as bare_module
print(bare_module.f(), os.path.basename(bare_module.__file__))
print(runpy.run_path(bare)['VALUE'])
with zipfile.ZipFile(os.path.join(root, 'z.zip'), 'w') as z:
    z.write(bare, 'inzip.pyc')
    z.writestr('src.py', 'A = 5')
sys.path.insert(0, os.path.join(root, 'z.zip'))
import inzip
import src
print(inzip.f(), src.A)
with open(bare, 'r+b') as file:
    file.write(b'\0\0\0\0')
del sys.modules['bare']
importlib.invalidate_caches()
try:
    import bare
except ImportError as err:
    print('bad magic number' in str(err))

# every byte of code damaged, every length too short: an exception, nothing lost (the checked core looks)
small = marshal.dumps(compile('x = 1\ndef f(a): return a', 'a', 'exec'))
for i in range(0, len(small), 3):
    for broken in small[:i], small[:i] + bytes([small[i] ^ 1]) + small[i + 1:]:
        if sys.implementation.name == 'typhon':
            try:
                marshal.loads(broken)
            except (ValueError, EOFError, TypeError):
                pass


class NoBytes:
    def tell(self): return 0
    def read(self, n=-1): return bytearray(b"N")


try:
    marshal.load(NoBytes())
except TypeError as e:
    print(e)
