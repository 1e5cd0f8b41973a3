# Several threads make and drop cycles, classes, generators and weak references while several collect.
import gc, sys, threading, weakref
N = int(sys.argv[1]) if len(sys.argv) > 1 else 6
made = [0] * N; died = []
class Base:
    def __del__(self): died.append(1)
shared = []
def work(i):
    refs = []
    for k in range(150):
        class C(Base):
            attr = k
            def m(self): return self.attr
        a = C(); b = C(); a.o = b; b.o = a; a.f = a.m
        made[i] += 2
        def gen(x):
            while True: yield x
        g = gen(a); next(g); b.g = g
        refs.append(weakref.ref(a))
        shared.append([a]) if k % 10 == 0 else None
        if k % 25 == i: gc.collect()
        if len(shared) > 20:
            try: shared.pop(0)
            except IndexError: pass
        assert a.f() == k and next(g) is a
ts = [threading.Thread(target=work, args=(i,)) for i in range(N)]
for t in ts: t.start()
for t in ts: t.join()
shared.clear()
gc.collect(); gc.collect()
print(sum(made), len(died) == sum(made), len(Base.__subclasses__()))
# resurrection by one thread, death by another
saved = []
class R:
    def __del__(self):
        if self.first: self.first = False; saved.append(self)
        else: died.append("R")
    first = True
died.clear()
def make():
    for i in range(50): r = R(); r.me = r
ts = [threading.Thread(target=make) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
gc.collect()
print(len(saved), all(s.me is s for s in saved))
def end():
    while True:
        try: s = saved.pop()
        except IndexError: return
        s.me = None
ts = [threading.Thread(target=end) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(len(saved), died)
# threads that end while others hold their objects
box = []
def owner(): box.append([[i] for i in range(1000)])
for i in range(20):
    t = threading.Thread(target=owner); t.start(); t.join()
gc.collect()
print(sum(len(b) for b in box)); box.clear(); gc.collect()
print("end")
