"""Discrete event simulation: bank tellers, elevators and a Markov chain, with heapq, generators as processes, seeded randomness per replication; replications on threads."""
import heapq, itertools, random, statistics, sys, threading
from dataclasses import dataclass, field
from enum import Enum, auto
THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4
class Env:
    def __init__(self): self.now, self.queue, self.count = 0.0, [], itertools.count()
    def process(self, gen): self.schedule(0, gen)
    def schedule(self, delay, gen, value=None): heapq.heappush(self.queue, (self.now + delay, next(self.count), gen, value))
    def run(self, until):
        while self.queue and self.queue[0][0] <= until:
            self.now, _, gen, value = heapq.heappop(self.queue)
            try: command = gen.send(value)
            except StopIteration: continue
            match command:
                case ("wait", t): self.schedule(t, gen)
                case ("get", Resource() as r): r.request(gen)
                case ("put", Resource() as r): r.release(); self.schedule(0, gen)
                case _: gen.throw(TypeError(f"bad command {command!r}"))
class Resource:
    def __init__(self, env, n): self.env, self.free, self.waiting = env, n, []
    def request(self, g):
        if self.free: self.free -= 1; self.env.schedule(0, g)
        else: self.waiting.append(g)
    def release(self):
        if self.waiting: self.env.schedule(0, self.waiting.pop(0))
        else: self.free += 1
def customer(env, desk, rng, waits):
    start = env.now
    yield "get", desk
    waits.append(env.now - start)
    yield "wait", rng.expovariate(1 / 3)
    yield "put", desk
def arrivals(env, desk, rng, waits):
    while True:
        yield "wait", rng.expovariate(1 / 2)
        env.process(customer(env, desk, rng, waits))
class Dir(Enum): UP = auto(); DOWN = auto(); IDLE = auto()
@dataclass
class Lift:
    floor: int = 0; dir: Dir = Dir.IDLE; stops: set[int] = field(default_factory=set); moved: int = 0
    def step(self):
        if self.floor in self.stops: self.stops.remove(self.floor); return
        if not self.stops: self.dir = Dir.IDLE; return
        if self.dir is Dir.IDLE: self.dir = Dir.UP if min(self.stops, key=lambda s: (abs(s - self.floor), s)) > self.floor else Dir.DOWN
        if self.dir is Dir.UP and not any(s > self.floor for s in self.stops): self.dir = Dir.DOWN
        elif self.dir is Dir.DOWN and not any(s < self.floor for s in self.stops): self.dir = Dir.UP
        self.floor += 1 if self.dir is Dir.UP else -1; self.moved += 1
def replicate(seed):
    rng, env, waits = random.Random(seed), Env(), []
    desk = Resource(env, 2); env.process(arrivals(env, desk, rng, waits)); env.run(400)
    lift = Lift()
    for t in range(300):
        if rng.random() < 0.2: lift.stops.add(rng.randrange(12))
        lift.step()
    chain = {"sun": [("sun", 7), ("rain", 3)], "rain": [("sun", 4), ("rain", 6)]}; state, days = "sun", []
    for _ in range(200): nxt, w = zip(*chain[state]); state = rng.choices(nxt, w)[0]; days.append(state)
    return len(waits), round(statistics.fmean(waits), 9), lift.moved, lift.floor, lift.dir.name, days.count("rain"), round(rng.gauss(0, 1), 9), round(rng.betavariate(2, 3), 9), round(rng.triangular(1, 5, 2), 9), rng.sample(range(100), 4), rng.randbytes(3).hex(), round(rng.vonmisesvariate(1, 2), 7), rng.getrandbits(70), round(rng.paretovariate(3), 7), round(rng.lognormvariate(0, 1), 7), round(rng.gammavariate(2, 1), 7)
out = [None] * 8; it = iter(range(8)); lock = threading.Lock()
def work():
    while True:
        with lock: k = next(it, None)
        if k is None: return
        out[k] = replicate(k)
ts = [threading.Thread(target=work) for _ in range(THREADS)]
for t in ts: t.start()
for t in ts: t.join()
for o in out: print(*o)
e = Env()
def broken():
    try: yield "nonsense"
    except TypeError as x: print("thrown in:", x); raise
e.process(broken())
try: e.run(1)
except TypeError as x: print(x, x.__traceback__.tb_next is not None)
r = random.Random("text seed"); st = r.getstate(); a = r.random(); r.setstate(st); print(a == r.random(), r.randrange(0, 100, 7), r.choice("abc"), r.uniform(2, 1) < 2.1)
for bad in (lambda: r.choice([]), lambda: r.sample([1], 2), lambda: r.randrange(0), lambda: r.choices([], k=1), lambda: r.sample({1}, 1), lambda: random.Random([])):
    try: bad()
    except Exception as x: print(type(x).__name__, x)
