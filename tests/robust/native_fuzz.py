"""Every native callable with junk arguments: only Python exceptions may come out, never a trap (status 134). A tool, run by hand so far:

    LOG=1 typhon --watchdog 290 tests/robust/native_fuzz.py SEED ROUNDS [part of a name]…

LOG=1 writes the call that is being made to native_fuzz.py.SEED.log beside it, so after a trap its last line is the culprit. Three rounds take half a minute on an idle machine.
"""
import sys, random, types, json, os
seed, rounds = int(sys.argv[1]), int(sys.argv[2])
only = sys.argv[3:] 
rng = random.Random(seed)
MODS = '''builtins _abc _bisect _codecs _collections _contextvars _csv _functools _heapq _io _json _operator _queue _random _sre _statistics _string _struct _typing _weakref _warnings
array atexit binascii cmath errno gc itertools marshal math time unicodedata _imp _tokenize _ast _sysconfig _symtable _locale _sha1 _md5 _sha2 _blake2 _opcode zlib _datetime _decimal select _socket _posixsubprocess _pickle _lsprof _zoneinfo _interpchannels'''.split()
SKIP = {'input','breakpoint','exit','quit','help','copyright','credits','license','open','sleep','_exit','abort','exec','eval','compile','__import__','__breakpointhook__','interrupt_main','set_debug','collect','_dump','dump', 'open_code', 'print', 'getpass', 'set_threshold','FileIO','disable', 'get_objects','freeze','_clear','_run_exitfuncs', 'kill','raise_signal','pause','alarm','setitimer', 'tzset','_forget_codec','unregister', '_xoptions','exec_dynamic','exec_builtin','create_dynamic','create_builtin','_fix_co_filename','acquire_lock','release_lock','init_frozen','setswitchinterval','filters_mutated_lock_held', '_filters_mutated_lock_held','factorial','perm','comb','repeat', 'fork_exec', 'register_at_fork', 'gc', 'setstate','_acquire_lock', 'set_int_max_str_digits','lcm','get_referrers'}
class Evil:
    def __getattr__(self, n): raise AttributeError(n)
class Idx:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
    def __int__(self): return 7
    def __float__(self): return 1.5
class Bad:
    def __index__(self): raise ZeroDivisionError
    def __eq__(self, o): raise ZeroDivisionError
    def __hash__(self): return 1
    def __iter__(self): raise ZeroDivisionError
    def __len__(self): return -1
    def __repr__(self): return 5
    def __bool__(self): return 3
    def __call__(self, *a): raise ZeroDivisionError
    def __getitem__(self, i): raise IndexError
class Lies(list):
    def __len__(self): return 10**6
    def __iter__(self): return iter([1,2])
class S(str): pass
class I(int): pass
class B(bytes): pass
class T(tuple): pass
class D(dict): 
    def keys(self): return [1,2]
class W: 
    def write(self, s): return 5
    def read(self, *a): return 'x'
    def readinto(self, b): return 10**6
def gen():
    yield 1
    yield 2
async def co(): pass
FACT = [lambda: None, lambda: True, lambda: 0, lambda: 1, lambda: -1, lambda: 2**31, lambda: -2**31, lambda: 2**63, lambda: -2**63-1, lambda: 2**100, lambda: 1.5, lambda: float('nan'), lambda: float('inf'), lambda: 1j,
 lambda: '', lambda: 'a', lambda: 'abc', lambda: '\ud800', lambda: '\U0001F600x', lambda: 'utf-8', lambda: 'strict', lambda: b'', lambda: b'abc', lambda: bytearray(b'xyz'), lambda: memoryview(b'abcd'), lambda: memoryview(bytearray(8)).cast('I'),
 lambda: [], lambda: [1,2,3], lambda: ['a', 1, None], lambda: (), lambda: (1,2), lambda: (1,), lambda: ('a','b','c'), lambda: {}, lambda: {'a': 1}, lambda: {1: 2}, lambda: set(), lambda: {1,2}, lambda: frozenset([1]), lambda: range(3), lambda: slice(1,2,3), lambda: slice(None),
 lambda: iter([1,2]), lambda: iter('ab'), lambda: gen(), lambda: map(str,[1]), lambda: zip('a','b'), lambda: enumerate([1]), lambda: (lambda *a, **k: 1), lambda: len, lambda: int, lambda: str, lambda: list, lambda: dict, lambda: type, lambda: object, lambda: object(), lambda: Evil(), lambda: Evil, lambda: Idx(2), lambda: Idx(2**70), lambda: Bad(), lambda: Lies(), lambda: S('zz'), lambda: I(3), lambda: B(b'q'), lambda: T((1,2)), lambda: D(a=1), lambda: W(),
 lambda: ValueError('x'), lambda: ValueError, lambda: types.SimpleNamespace(a=1), lambda: sys, lambda: NotImplemented, lambda: Ellipsis, lambda: property(), lambda: gen, lambda: gen.__code__, lambda: 'a'.join, lambda: 10**400, lambda: classmethod(len), lambda: staticmethod(len), lambda: sys._getframe(), lambda: types.MappingProxyType({}), lambda: {}.keys(), lambda: {1:2}.items(), lambda: list[int], lambda: int|str, lambda: __import__('array').array('i',[1,2]), lambda: __import__('collections').deque([1]), lambda: __import__('io').BytesIO(b'abc'), lambda: __import__('io').StringIO('abc'), lambda: __import__('re').compile('a')]
def arg(): return rng.choice(FACT)()
log = open(sys.argv[0] + f'.{seed}.log', 'w') if 'LOG' in os.environ else None
last = [None]
def attempt(name, f, nargs, kw):
    args = [arg() for _ in range(nargs)]
    kwargs = {k: arg() for k in kw}
    if log:
        log.seek(0); log.write((name + ' ' + ', '.join(safe(a) for a in args) + ' ' + ', '.join(k + '=' + safe(v) for k, v in kwargs.items()))[:500].replace('\n',' ') .encode('ascii','replace').decode()+ '\n'); log.truncate(); log.flush()
    try:
        r = f(*args, **kwargs)
        if type(r).__name__.endswith(('iterator', 'generator')) or type(r) in (map, zip, filter, enumerate, reversed):
            for _ in range(5): next(r)
        elif type(r).__name__ not in ('coroutine',): 
            repr(r)[:10]
    except (KeyboardInterrupt, SystemExit): pass
    except MemoryError: pass
    except Exception as e: pass
    except BaseException: pass
def safe(a):
    try: return repr(a)[:60]
    except Exception: return object.__repr__(a)
def targets():
    seen = set()
    out = []
    def add(name, f):
        if id(f) in seen: return
        seen.add(id(f)); keep.append(f); out.append((name, f))
    for m in MODS:
        try: mod = __import__(m)
        except BaseException: continue
        for n in sorted(vars(mod)):
            if n in SKIP: continue
            v = vars(mod)[n]
            if isinstance(v, type):
                if v.__module__ in ('sys',) : continue
                add(f'{m}.{n}', v)
                for a in sorted(vars(v), key=str):
                    if a in SKIP or a in ('__class__',): continue
                    d = vars(v)[a]
                    if callable(d): add(f'{m}.{n}.{a}', d)
                    elif hasattr(d, '__get__') and hasattr(d, '__set__'): add(f'{m}.{n}.{a}.__get__', d.__get__); 
                    elif isinstance(d, (classmethod, staticmethod)) or type(d).__name__ == 'classmethod_descriptor':
                        try: add(f'{m}.{n}.{a}', getattr(v, a))
                        except Exception: pass
            elif callable(v) and type(v).__name__ in ('builtin_function_or_method',): add(f'{m}.{n}', v)
    for tp in (types.FunctionType, types.CodeType, types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, types.FrameType, types.TracebackType, types.MethodType, types.BuiltinFunctionType, types.ModuleType, types.CellType, types.MappingProxyType, types.SimpleNamespace, types.GenericAlias, types.UnionType, types.WrapperDescriptorType, types.GetSetDescriptorType, type(iter([])), type(iter(())), type(iter({})), type({}.keys()), type({}.items()), type({}.values()), type(iter(set())), type(iter('')), type(iter(b'')), type(iter(range(3))), type(reversed([])), type(NotImplemented), type(...), type(None)):
        add(f'types.{tp.__name__}', tp)
        for a in sorted(vars(tp)):
            if a in SKIP: continue
            d = vars(tp)[a]
            if callable(d): add(f'types.{tp.__name__}.{a}', d)
    return out
keep = []
T_ = [t for t in targets() if not only or any(o in t[0] for o in only)]
# a proper self for methods, now and then
INST = {}
def selfs(name):
    tn = name.split('.')[1]
    return [f for f in FACTBY.get(tn, ())]
FACTBY = {}
for f in FACT:
    try: FACTBY.setdefault(type(f()).__name__, []).append(f)
    except Exception: pass
KW = 'key default errors encoding start step maxsplit sep end file reverse strict initial mod base exp object name value'.split()
sys.stdout.write(f'{len(T_)} targets\n'); sys.stdout.flush()
# keep the process's own streams from harm
real_out = sys.stdout
for r in range(rounds):
    for name, f in T_:
        n = rng.choice((0,1,1,2,2,2,3,3,4,5,6))
        kw = [rng.choice(KW)] if rng.random() < 0.1 else []
        ss = selfs(name) if name.count('.') >= 2 else ()
        if ss and rng.random() < 0.8:
            s = rng.choice(ss)
            def g(*a, f=f, s=s, **k): return f(s(), *a, **k)
            attempt(name, g, max(0, n - 1), kw)
        else: attempt(name, f, n, kw)
if log: log.close()
real_out.write('done\n')
