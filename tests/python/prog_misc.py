"""LRU cache with lock, event bus with weak methods, thread-local contexts, generator under a lock, subprocess from threads, signal-free timeouts."""
import sys, threading, collections, weakref, subprocess, contextlib, functools, time, itertools, os, tempfile, pathlib, shutil, pickle, copy, uuid, inspect, types, operator
N = int(sys.argv[1]) if len(sys.argv) > 1 else 4
class LRU:
    def __init__(self, cap): self.cap, self.d, self.lock, self.hits, self.misses = cap, collections.OrderedDict(), threading.RLock(), 0, 0
    def get(self, k, make):
        with self.lock:
            if k in self.d: self.d.move_to_end(k); self.hits += 1; return self.d[k]
            self.misses += 1
            v = self.d[k] = make(k)
            while len(self.d) > self.cap: self.d.popitem(last=False)
            return v
c = LRU(10)
def use(seed):
    for i in range(200): assert c.get((i * seed) % 15, lambda k: k * k) == ((i * seed) % 15) ** 2
ts = [threading.Thread(target=use, args=(s,)) for s in range(1, N + 1)]; [t.start() for t in ts]; [t.join() for t in ts]
print(c.hits + c.misses, len(c.d))
class Bus:
    def __init__(self): self.subs = collections.defaultdict(list); self.lock = threading.Lock()
    def on(self, topic, fn):
        ref = weakref.WeakMethod(fn) if inspect.ismethod(fn) else weakref.ref(fn)
        with self.lock: self.subs[topic].append(ref)
    def emit(self, topic, *a, **k):
        with self.lock: refs = list(self.subs[topic])
        return [fn(*a, **k) for r in refs if (fn := r()) is not None]
class Listener:
    def __init__(self, n): self.n, self.got = n, []
    def handle(self, x, *, scale=1): self.got.append(x * scale); return self.n
bus = Bus(); ls = [Listener(i) for i in range(3)]
for l in ls: bus.on('t', l.handle)
print(bus.emit('t', 5, scale=2)); del ls[1]; 
l = None
print(bus.emit('t', 1), [x.got for x in ls])
loc = threading.local()
class Ctx(threading.local):
    count = 0
    def __init__(self, start=0): self.stack = [start]
ctx = Ctx(7); seen = []
def tl(i):
    loc.v = i; ctx.stack.append(i); ctx.count += 1; time.sleep(0.001); seen.append((loc.v == i, ctx.stack == [7, i], ctx.count))
ts = [threading.Thread(target=tl, args=(i,)) for i in range(N)]; [t.start() for t in ts]; [t.join() for t in ts]
print(set(seen), hasattr(loc, 'v'), ctx.stack, ctx.count)
class Locked:
    def __init__(self, it): self.it, self.lock = iter(it), threading.Lock()
    def __iter__(self): return self
    def __next__(self):
        with self.lock: return next(self.it)
def gen():
    total = 0
    for i in range(500): total += i; yield total
src = Locked(gen()); outs = [[] for _ in range(N)]
ts = [threading.Thread(target=lambda o: o.extend(src), args=(o,)) for o in outs]; [t.start() for t in ts]; [t.join() for t in ts]
print(sorted(itertools.chain.from_iterable(outs)) == list(itertools.accumulate(range(500))))
res = {}
def sub(i):
    r = subprocess.run([sys.executable, '-c', f'import sys; print({i}**2); print("err", file=sys.stderr); sys.exit({i})'], capture_output=True, text=True, timeout=60)
    res[i] = (r.stdout.strip(), r.stderr.strip(), r.returncode)
ts = [threading.Thread(target=sub, args=(i,)) for i in range(min(N, 3))]; [t.start() for t in ts]; [t.join() for t in ts]; print(sorted(res.items())[:1])
with tempfile.TemporaryDirectory() as d:
    p = pathlib.Path(d)
    def files(i):
        f = p / f'dir{i % 2}' / f'f{i}.txt'; f.parent.mkdir(exist_ok=True); f.write_text('x' * i + '\n', encoding='utf-8'); os.replace(f, f.with_suffix('.dat'))
    ts = [threading.Thread(target=files, args=(i,)) for i in range(8)]; [t.start() for t in ts]; [t.join() for t in ts]
    print(sorted(str(x.relative_to(p)) for x in p.rglob('*.dat')), sum(x.stat().st_size for x in p.rglob('*.dat')))
    shutil.make_archive(str(p / 'arc'), 'zip', p / 'dir0'); print(sorted(x.name for x in p.iterdir()))
hook = []
def excepthook(a): hook.append((a.exc_type.__name__, str(a.exc_value), a.thread.name, a.exc_traceback is not None))
threading.excepthook = excepthook
t = threading.Thread(target=lambda: 1 / 0, name='bad'); t.start(); t.join(); print(hook)
def lin(n):
    if n: return lin(n - 1)
    return threading.current_thread().name
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
r = []; ts = [threading.Thread(target=lambda: r.append(fib(80))) for _ in range(N)]; [t.start() for t in ts]; [t.join() for t in ts]; print(set(r), fib.cache_info().currsize)
print(uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), copy.deepcopy({'a': [1, {2}]}), pickle.loads(pickle.dumps({'k': (1, 2.5, b'x', None)})))
print(str(inspect.signature(LRU.get)), inspect.getfullargspec(Listener.handle).kwonlydefaults, types.SimpleNamespace(a=1, b='x'), operator.attrgetter('a.b')(types.SimpleNamespace(a=types.SimpleNamespace(b=3))))
