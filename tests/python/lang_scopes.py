def show(label, f):
    try:
        print(label, repr(f()))
    except BaseException as e:
        print(label, type(e).__name__ + ':', e)
x = 'global'
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by; return n
    def get(): return n
    return inc, get
i, g = counter(); i(); i(5); print(g(), i.__closure__[0].cell_contents, i.__code__.co_freevars, counter.__code__.co_cellvars)
fs = [lambda: k for k in range(3)]; print([f() for f in fs])
fs = [lambda k=k: k for k in range(3)]; print([f() for f in fs])
def loopvar():
    out = []
    for z in range(3):
        def f(): return z
        out.append(f)
    return [f() for f in out]
print(loopvar())
def glob():
    global newglob
    newglob = 5
    def inner():
        global newglob
        newglob += 1
    inner(); return newglob
print(glob(), newglob)
del newglob
show('deleted', lambda: newglob)
def deep():
    a = 1
    def b():
        def c():
            def d():
                nonlocal a
                a += 1; return a
            return d()
        return c()
    return b(), a
print(deep())
def delcell():
    v = 1
    def f(): return v
    del v
    return f
show('delcell', lambda: delcell()())
def nldel():
    v = 1
    def f():
        nonlocal v
        del v
    f()
    return v
show('nldel', nldel)
print([x for x in range(3)], x)
print([(a, b) for a in range(3) if a for b in range(a) if b != 1], {k: v for k, v in zip('ab', [1, 2])}, sorted({c for c in 'aab'}))
def compscope():
    y = 10
    return [y + z for z in range(3)], [[y * w for w in range(z)] for z in range(3)], (lambda: [y for _ in range(2)])()
print(compscope())
class CompClass:
    n = 3
    l = [i for i in range(n)]
    def f(self): return [i for i in self.l]
print(CompClass.l, CompClass().f())
def compclass():
    class Q:
        n = 3
        l = [n for i in range(2)]
    return Q.l
print([y := 5, y ** 2], y)
print([last := i for i in range(4)], last, (lambda: [w := 3 for _ in [1]])())
def walrus():
    if (n := len([1, 2, 3])) > 2: return n
    while (n := n - 1) > 0: pass
print(walrus())
def wcomp():
    r = [(t := v * 2) for v in range(3)]
    return t, r
print(wcomp())
def shadow(list=list, len=len): return list(range(len('ab')))
print(shadow())
def loc():
    a = 1; b = 2
    def f(): return a
    d = locals(); return sorted(d)
print(loc())
def lc():
    a = 1
    return sorted(locals()), [sorted(locals()) for _ in range(1)][0] if False else 0
print(lc())
print('x' in globals(), globals()['x'], __name__)
exec('ex1 = 1\ndef ef(): return ex1'); print(ex1, ef())
ns = {}; exec('a = 1\nb = [a for _ in range(2)]', ns); print(ns['a'], ns['b'], '__builtins__' in ns)
ns, ls = {}, {}; exec('a = 1\nglobal gg\ngg = 2', ns, ls); print(ls, ns['gg'])
print(eval('x + y2', {'x': 1}, {'y2': 2}), eval('[x for _ in range(2)]', {'x': 7}))
def evl():
    q = 5
    return eval('q + 1'), eval('[q for _ in [1]]', {'q': 9})
print(evl())
def exl():
    q = 5
    exec('q = 6')
    return q
print(exl())
class Map:
    def __init__(self): self.log = []
    def __getitem__(self, k): self.log.append(k); return k * 2 if k.startswith('m') else self.miss(k)
    def miss(self, k): raise KeyError(k)
    def __setitem__(self, k, v): self.log.append((k, v))
    def __delitem__(self, k): self.log.append(('del', k))
mp = Map(); exec('r = mx + str(len("a"))\ndel r', {}, mp); print(mp.log)
c = compile('1 + 2', '<s>', 'eval'); print(eval(c), c.co_filename, c.co_name)
c = compile('for i in range(2): print(i)', '<s>', 'exec'); exec(c)
compile('print(5)\n', '<s>', 'single'); exec(compile('5 + 5\nNone\n"s"', 's', 'exec'))
for src in ['1 +', 'def f(:', 'x = = 1', 'return 5', 'break', 'nonlocal x', 'def f():\nreturn', 'f(a=1, a=2)', '1 = 2', '(a, 1) = 2', 'del 1', 'x = "abc', 'lambda x, x: 1', 'def f(a=1, b): pass', 'yield 1', 'await x', 'class A:\n  x\n y', 'f(**a, *b)', 'f(a for a in b, c)', '*a', 'a = *b', 'import *', 'from x import *, y', 'global x\nx = 1\nglobal x', 'def f():\n  x = 1\n  global x', 'def f(x):\n  global x', 'for 1 in x: pass', 'a + 1 = 2', 'x: int: 3', '(x for x in y) = 1', 'f() = 1', 'None = 1', 'def None(): pass', 'a.None = 1', '"a" "b" b"c"', '0777', '1_', '1__0', '0xg', '1e', "'\\x1'", "'\\N{foo bar}'", 'f"{a"', 'f"{}"', 'f"{a!x}"', '\tif 1:\n  x', '[1, 2', '(1, 2]', 'if x = 1: pass', 'print 1', 'try: pass', 'try:\n pass\nexcept:\n pass\nexcept ValueError:\n pass', 'a, b += 1', 'async def f(): yield from x', 'with 1 as 2: pass', 'assert (1, 2), 3', '{**a, 1}', '{a: 1, 2}', 'x := 1', '[x := 1 for x in y]', 'def f():\n  nonlocal zz', 'match 1:\n  case a: pass\n  case b: pass', 'match 1:\n  case {**r, "a": 1}: pass', 'match 1:\n  case a | b: pass', 'match 1:\n case C(a=1, a=2): pass', '$', '?', 'a b', 'not', '...']:
    try: compile(src, 'f', 'exec'); print(repr(src), 'ok')
    except SyntaxError as e: print(repr(src), type(e).__name__, e.msg, e.lineno, e.offset)
# del, star-unpacking, chains
a = b = c = [1]; print(a is b is c)
a, (b, *c), d = 1, (2, 3, 4), 5; print(a, b, c, d)
*a, = 'abc'; print(a); [a, *b] = {1: 2, 3: 4}; print(a, b)
(a), b = 1, 2; [(a, b), [c, d]] = [[1, 2], (3, 4)]; print(a, b, c, d)
l = [0] * 3; l[0], l[1], l[2] = 1, 2, 3; print(l); i = 0; i, l[i] = 2, 9; print(i, l)
del l[0], l[0]; print(l); d = {1: 2}; del d[1]; print(d)
print(*[1, 2], *'ab', sep='-'); print([*range(3), *'x'], {*[1], *[2]}, {**{'a': 1}, 'b': 2, **{'a': 3}}, (*[1], 2))
print(1 < 2 < 3, 1 < 3 < 2, 1 < 2 > 1, 1 == 1.0 == True, not 1 == 2, 1 if 0 else 2, 0 or [] or 'x', 1 and 0 and 2)
def order():
    log = []
    def t(n): log.append(n); return n
    {t(1): t(2), t(3): t(4)}; [t(5), t(6)][t(0)]; t(7) < t(8) < t(9); t(20) < t(10) < t(11)
    d = {}; d[t(12)] = t(13); t(14) if t(0) else t(15)
    return log
print(order())
class Aug:
    def __init__(self): self.v = 1; self.d = {'k': 1}; self.log = []
    def __iadd__(self, o): self.v += o; return self
    def __getitem__(self, i): self.log.append(('get', i)); return 10
    def __setitem__(self, i, v): self.log.append(('set', i, v))
o = Aug(); o += 5; o.v *= 3; o.d['k'] -= 2; o[1] += 2; o[1:2] |= 5; print(o.v, o.d, o.log)
t = ([1],)
try: t[0] += [2]
except TypeError as e: print(e, t)
x = 5; x += 1; x -= 2; x *= 3; x //= 2; x **= 2; x %= 20; x <<= 3; x >>= 1; x |= 1; x &= 0xff; x ^= 3; x /= 2; print(x)
l = [1, 2]; l2 = l; l += (3,); l *= 2; print(l2 is l, l); s = 'a'; s += 'b'; s *= 2; print(s)
print([1, 2, 3, 4, 5][1:4:2], 'hello'[::-1], (1, 2, 3)[-2:], [1, 2, 3][5:], 'abc'[-100:2], list(range(10))[8:2:-3])
l = list(range(10)); l[2:5] = ['a']; l[::3] = [0] * 3; print(l); del l[::2]; print(l); l[1:1] = [7, 8]; print(l)
def sl(): l = [1, 2, 3]; l[::2] = [1]
show('ext slice', sl)
def ann():
    a: int = 1
    b: 'str'
    return a, sorted(locals())
print(ann())
a: int = 3; (b): str = 'x'; print(__annotations__ if False else a)
while True:
    try: break
    finally: print('while fin')
else: print('never')
for i in range(3):
    for j in range(3):
        if j == 1: break
    else: continue
    if i == 1: break
else: print('never')
print(i, j)
for i, (j, *k) in [(1, (2, 3, 4))]: print(i, j, k)
for l2 in [[]]: pass
d = {}
for d['key'] in range(3): pass
print(d)
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4), (lambda: (yield))().__class__.__name__)
print(__debug__, Ellipsis, ..., NotImplemented)
if 1:
    def cond(): return 'a'
else:
    def cond(): return 'b'
print(cond())
