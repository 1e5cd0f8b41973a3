"""Words of native errors: misspelt keywords with their suggestion, arguments of complex(), deque, streams, imports without importlib's frames."""
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
from collections import deque, OrderedDict
t(lambda: deque([1]).remove(2)); t(lambda: deque([1]).index(2))
t(lambda: complex('1','2')); t(lambda: complex(1,'2')); t(lambda: complex([])); t(lambda: complex(1,[])); t(lambda: complex('a')); t(lambda: complex(1, imag='x')); t(lambda: complex(imag='1')); t(lambda:complex(real='1'))
t(lambda: print(1, sepp=1)); t(lambda: sorted([1], revers=1)); t(lambda: int('1', bas=3)); t(lambda: 'a'.split(sepp=1)); t(lambda: 'a'.encode(encodin='a')); t(lambda: open('x', mod='r')); t(lambda: list(iterable=1)); t(lambda: [].sort(kye=1)); t(lambda: max(1,2,kee=1)); t(lambda: zip(1,strit=2)); t(lambda: sum([], star=1)); t(lambda: dict.fromkeys(a=1)); t(lambda: b'a'.decode(encodng='x')); t(lambda: round(1.5, ndigit=2)); t(lambda: pow(2, ex=3)); t(lambda: property(fgt=1)); t(lambda: deque(maxle=1)); t(lambda: __import__('os', globls=1)); t(lambda: compile('1','a','eval',flag=1)); t(lambda: exec('1', globas={})); t(lambda: bytes(sourc=1)); t(lambda: bytearray(encodng=1)); t(lambda: str(objec=1)); t(lambda: set(a=1)); t(lambda: tuple(a=1)); t(lambda: float(x=1)); t(lambda: bool(x=1)); t(lambda: range(a=1)); t(lambda: slice(a=1)); t(lambda: type(a=1)); t(lambda: super(a=1)); t(lambda: object(a=1)); t(lambda: min([], defaul=1)); t(lambda: __build_class__(a=1)); t(lambda: ValueError(a=1)); t(lambda: ImportError(nme=1)); t(lambda: AttributeError(ob=1)); t(lambda: (1).to_bytes(lengt=1)); t(lambda: int.from_bytes(b'', byteorde='big')); t(lambda: 'a'.format_map()); t(lambda: 'abc'.expandtabs(tabsze=1)); t(lambda: 'abc'.splitlines(keepend=1)); t(lambda: 'a'.replace('a','b',cont=1))
import itertools, functools, re, json, math, random, time, threading, _thread, io
t(lambda: itertools.count(strt=1)); t(lambda: itertools.accumulate([], initia=1)); t(lambda: itertools.product([], repea=1)); t(lambda: itertools.groupby([], kye=1)); t(lambda: itertools.zip_longest([], fill=1)); t(lambda: itertools.batched([], 1, stric=1)); t(lambda: itertools.repeat(1, time=1)); t(lambda: itertools.permutations([], rr=1)); t(lambda: functools.lru_cache(maxsiz=1)); t(lambda: functools.reduce(a=1)); t(lambda: re.compile('a', flag=1)); t(lambda: re.compile('a').sub('b', 'c', coun=1)); t(lambda: re.compile('a').match('a', ps=1)); t(lambda: math.isclose(1,2,rel=1)); t(lambda: math.prod([], strt=1)); t(lambda: threading.Lock().acquire(timeou=1)); t(lambda: threading.RLock().acquire(timeou=1)); t(lambda: io.StringIO(newlin=1)); t(lambda: io.BytesIO(initial=1)); t(lambda: OrderedDict().move_to_end('a', lst=1)); t(lambda: OrderedDict().popitem(lst=1)); t(lambda: functools.cmp_to_key(myc=1)); t(lambda: io.open('x', mde='r'))
def f(alpha, beta=1): pass
t(lambda: f(1, bet=2)); t(lambda: f(alpa=1))

import os, pathlib, sys, tempfile, traceback, warnings
def frames(code):
    try: exec(code)
    except BaseException as e: print(type(e).__name__, e, [f.name for f in traceback.extract_tb(e.__traceback__)])
d = tempfile.mkdtemp()
sys.path.insert(0, d)
for name, text in (('b1', 'import nosuch2'), ('b2', '1/0'), ('b3', 'def f():\n  import b2\nf()')):
    pathlib.Path(d, f'{name}_mod.py').write_text(text.replace('b2', 'b2_mod'))
for code in ('import nosuch', 'import nosuch.b', 'import os.path.foo', 'import xml.nosuch', 'import b1_mod', 'import b2_mod', 'from b2_mod import x', 'import b3_mod', '__import__("nosuch3")'): frames(code)
class Name(Exception): pass
for f in (lambda: pathlib.Path(d).mkdir(), lambda: os.stat(pathlib.Path(d, 'nope')), lambda: os.rename(pathlib.Path(d, 'nope'), 'x')):
    try: f()
    except OSError as e: print(type(e).__name__, type(e.filename).__name__, type(e.filename2).__name__, e.filename.startswith(d))
p = os.path.join(d, 'f.txt')
with open(p, 'w') as f:
    for m in (f.read, f.readline, lambda: next(f), f.readlines): t(m)
with open(p) as f:
    for m in (lambda: f.write('x'), lambda: f.writelines(['x']), f.read): t(m)
t(lambda: sys.stdin.write('x')) if sys.stdin and sys.platform == 'never' else None
for enc in ('utf-8-sig', 'utf-16'):
    with open(p, 'w', encoding=enc) as f: f.write('aa')
    with open(p, 'a', encoding=enc) as f: f.write('bb'); f.flush()
    with open(p, 'r+', encoding=enc) as f: f.seek(0, 2); f.write('cc'); f.seek(0); f.write('AA')
    print(open(p, 'rb').read(), repr(open(p, encoding=enc).read()))
def g():
    try: yield
    except ValueError as e: yield repr(e)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    it = g(); next(it); print(it.throw(ValueError, 'old')); print([str(x.message) for x in w])
async def m():
    class Sync:
        def __enter__(self): pass
        def __exit__(self, *a): pass
    async with Sync(): pass
t(lambda: m().send(None))
class Async:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass
def s():
    with Async(): pass
t(s)
