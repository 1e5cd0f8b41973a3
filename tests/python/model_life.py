# finalizers and odd corners of instances
log = []
class D:
    def __init__(self, n): self.n = n
    def __del__(self): log.append(self.n)
d = D(1)
d = D(2)
print(log)
del d
print(log)
def f():
    x = D(3)
    y = D(4)
    return None
f()
print(sorted(log))
keep = []
class R:
    count = 0
    def __del__(self):
        R.count += 1
        keep.append(self)
r = R()
r.v = 5
del r
print(R.count, keep[0].v)
keep.clear()
print(R.count)
class S:
    __slots__ = ('a',)
    def __del__(self): log.append(self.a)
s = S(); s.a = 'slot'
del s
print(log[-1])
class L(list):
    def __del__(self): log.append(len(self))
l = L([1, 2, 3])
del l
print(log[-1])
# many attributes, deletion and order
class O: pass
o = O()
for n in 'abcdefgh': setattr(o, n, n)
del o.c
o.c = 'again'
print(list(o.__dict__.items()))
p = O()
p.h = 1; p.a = 2; p.z = 3
print(list(vars(p)) if 'vars' in dir(__builtins__) else list(p.__dict__))
del p.h
print(p.__dict__, hasattr(p, 'h'))
p.__dict__['dyn'] = 9
print(p.dyn)
del p.__dict__['a']
print(hasattr(p, 'a'))
objs = [O() for _ in range(100)]
for i, q in enumerate(objs): q.i = i; q.j = -i
print(sum(q.i + q.j for q in objs), len(objs))
class C:
    n = 0
    def inc(self): self.n += 1; return self.n
c = C()
for i in range(1000): c.inc()
print(c.n, C.n)
class M:
    def m(self): return 1
m = M()
t = 0
for i in range(10):
    t += m.m()
    if i == 4: m.m = lambda: 100
print(t)
t = 0
for i in range(10):
    t += M().m()
    if i == 4: M.m = lambda self: 10
print(t)
class Sub(M): pass
s = Sub()
t = 0
for i in range(6):
    t += s.m()
    if i == 2: Sub.m = lambda self: 7
    if i == 4: del Sub.m
print(t)
print(object().__reduce_ex__.__name__, type(object().__dir__()).__name__)
print('x' in dir(type('T', (), {'x': 1})()))
err = None
try: [].append(1, 2)
except TypeError as e: print(e)
try: [].append(x=1)
except TypeError as e: print(e)
try: len()
except TypeError as e: print(e)
