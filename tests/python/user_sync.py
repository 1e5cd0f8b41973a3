"""Concurrency primitives written by hand: read-write lock, countdown latch, exchanger, thread pool with work stealing, pub/sub, actors with generators, once, lazy, STM-like retry, monitor with timeouts."""
import collections, contextlib, functools, itertools, random, sys, threading, time, types
THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4

class RWLock:
    def __init__(self): self._c = threading.Condition(threading.RLock()); self._readers = 0; self._writer = False; self.most = 0
    @contextlib.contextmanager
    def read(self):
        with self._c:
            self._c.wait_for(lambda: not self._writer); self._readers += 1; self.most = max(self.most, self._readers)
        try: yield
        finally:
            with self._c:
                self._readers -= 1
                if not self._readers: self._c.notify_all()
    @contextlib.contextmanager
    def write(self):
        with self._c:
            self._c.wait_for(lambda: not self._writer and not self._readers); self._writer = True
        try: yield
        finally:
            with self._c: self._writer = False; self._c.notify_all()

class Latch:
    def __init__(self, n): self.n, self.c = n, threading.Condition()
    def down(self):
        with self.c:
            self.n -= 1
            if self.n <= 0: self.c.notify_all()
    def wait(self, timeout=None):
        with self.c: return self.c.wait_for(lambda: self.n <= 0, timeout)

class Stealing:
    def __init__(self, n):
        self.queues = [collections.deque() for _ in range(n)]; self.left = 0; self.lock = threading.Lock(); self.results = {}
    def submit(self, i, key, fn): self.queues[i].append((key, fn)); self.left += 1
    def run(self, me):
        rng = random.Random(me)
        while self.left > 0:
            try: key, fn = self.queues[me].pop()
            except IndexError:
                victim = self.queues[rng.randrange(len(self.queues))]
                try: key, fn = victim.popleft()
                except IndexError: time.sleep(0); continue
            r = fn()
            with self.lock: self.results[key] = r; self.left -= 1

def actor(fn):
    @functools.wraps(fn)
    def make(*a, **k):
        g = fn(*a, **k); next(g); lock = threading.Lock()
        def send(x):
            with lock: return g.send(x)
        return types.SimpleNamespace(send=send, close=g.close)
    return make

@actor
def averager():
    total = n = 0; avg = None
    try:
        while True:
            x = yield avg
            if x is not None: total += x; n += 1; avg = total / n
    finally: print("averager closed", n)

class Once:
    def __init__(self, fn): self.fn, self.lock, self.done = fn, threading.Lock(), False
    def __call__(self):
        if not self.done:
            with self.lock:
                if not self.done: self.value = self.fn(); self.done = True
        return self.value

class Versioned:
    def __init__(self, v): self.v, self.version, self.lock = v, 0, threading.Lock()
    def update(self, fn):
        for tries in itertools.count(1):
            seen, version = self.v, self.version
            new = fn(seen)
            with self.lock:
                if self.version == version: self.v, self.version = new, version + 1; return tries

class Bus:
    def __init__(self): self.subs = collections.defaultdict(list); self.lock = threading.RLock()
    def on(self, topic):
        def reg(fn):
            with self.lock: self.subs[topic].append(fn)
            return fn
        return reg
    def emit(self, topic, *a):
        with self.lock: subs = [f for t in (topic, "*") for f in self.subs.get(t, ())]
        return [f(*a) for f in subs]

def spawn(fn, n=THREADS):
    errors = []
    def guard(k):
        try: fn(k)
        except BaseException as e: errors.append(repr(e))
    ts = [threading.Thread(target=guard, args=(k,)) for k in range(n)]
    for t in ts: t.start()
    for t in ts: t.join()
    return errors

def main():
    rw, data = RWLock(), {"n": 0, "copy": 0}
    def rwork(k):
        for i in range(100):
            if i % 10 == 0:
                with rw.write(): data["n"] += 1; data["copy"] = data["n"]
            else:
                with rw.read(): assert data["n"] == data["copy"]
    print(spawn(rwork), data["n"] == 10 * THREADS, 1 <= rw.most <= THREADS)
    latch = Latch(THREADS); print(spawn(lambda k: latch.down()), latch.wait(1), Latch(1).wait(0.01))
    st = Stealing(THREADS)
    for i in range(200): st.submit(0, i, functools.partial(lambda n: sum(range(n)), i))
    print(spawn(st.run), sum(st.results.values()), len(st.results))
    av = averager(); print(spawn(lambda k: [av.send(x) for x in range(1, 101)]), av.send(None)); av.close()
    made = []; once = Once(lambda: made.append(1) or object()); ids = []
    print(spawn(lambda k: ids.append(id(once()))), len(set(ids)), len(made))
    cell = Versioned(0); print(spawn(lambda k: [cell.update(lambda v: v + 1) for _ in range(200)]) , cell.v == 200 * THREADS, cell.version == cell.v)
    bus, seen = Bus(), collections.Counter()
    @bus.on("a")
    def _(x): seen["a"] += 0; return x * 2
    @bus.on("*")
    def _(x): return -x
    print(spawn(lambda k: [bus.emit("a", i) for i in range(50)]), bus.emit("a", 4), bus.emit("zzz", 3))
    total = 0; lock = threading.Lock(); ident = threading.local()
    def tls(k):
        nonlocal total
        ident.v = k; time.sleep(0)
        for _ in range(100):
            ident.v += 1
        with lock: total += ident.v - k
    print(spawn(tls), total == 100 * THREADS, hasattr(ident, "v"))
    class Local(threading.local):
        inits = 0
        def __init__(self, x): self.x = [x]; type(self).inits += 1
    loc = Local(5); print(spawn(lambda k: loc.x.append(k)), loc.x, Local.inits == THREADS + 1)
    gen_lock_free = iter(range(1000)); got = []
    def pull(k):
        for v in gen_lock_free: got.append(v)
    shared_gen = (i for i in range(100)); errs = []
    def pull2(k):
        try:
            for _ in shared_gen: pass
        except ValueError as e: errs.append(str(e))
    print(spawn(pull2), set(errs) <= {"generator already executing"})
    sem = threading.Semaphore(2); peak = [0]; active = [0]
    def limited(k):
        for _ in range(20):
            with sem:
                with lock: active[0] += 1; peak[0] = max(peak[0], active[0])
                with lock: active[0] -= 1
    print(spawn(limited), peak[0] <= 2, sem.acquire(timeout=0.1), sem._value)
    bar = threading.Barrier(THREADS); order = []
    def phases(k):
        for p in range(5):
            with lock: order.append(p)
            bar.wait()
    print(spawn(phases), order == sorted(order), len(order) == 5 * THREADS)
    d, l, s = {}, [], set()
    def hammer(k):
        for i in range(500): d[(k, i)] = i; l.append(i); s.add(i % 50); d.pop((k, i - 3), None)
    print(spawn(hammer), len(d) == 3 * THREADS, len(l) == 500 * THREADS, len(s))
    text = []; print(spawn(lambda k: text.extend(f"{k}" * 3)), sorted(text) == sorted(str(k) for k in range(THREADS) for _ in range(3)))

main()
