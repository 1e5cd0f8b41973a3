"""Priority scheduler: PriorityQueue, heapq tie-breaking, rate limiter, timers, events."""
import sys, threading, queue, heapq, itertools, time, functools, collections, dataclasses
N = int(sys.argv[1]) if len(sys.argv) > 1 else 4
@functools.total_ordering
class Job:
    counter = itertools.count()
    def __init__(self, prio, name): self.prio, self.name, self.seq = prio, name, next(Job.counter)
    def __eq__(self, o): return (self.prio, self.seq) == (o.prio, o.seq)
    def __lt__(self, o): return (self.prio, self.seq) < (o.prio, o.seq)
    def __repr__(self): return f'{type(self).__name__}({self.prio}, {self.name!r})'
class TokenBucket:
    def __init__(self, capacity): self.sem = threading.BoundedSemaphore(capacity); self.max = 0; self.cur = 0; self.lock = threading.Lock()
    def __enter__(self):
        self.sem.acquire()
        with self.lock: self.cur += 1; self.max = max(self.max, self.cur)
        return self
    def __exit__(self, *exc):
        with self.lock: self.cur -= 1
        self.sem.release(); return False
pq = queue.PriorityQueue()
for i in range(60): pq.put(Job(i * 7 % 5, f'job{i}'))
single = []
copyq = queue.PriorityQueue(); copyq.queue = list(pq.queue); heapq.heapify(copyq.queue)
while not copyq.empty(): single.append(copyq.get().name)
print(single[:8], single[-3:])
bucket = TokenBucket(2); results = collections.defaultdict(list); rl = threading.Lock()
def worker():
    while True:
        try: job = pq.get_nowait()
        except queue.Empty: return
        with bucket:
            v = sum(k * k for k in range(200)) % (job.prio + 11)
        with rl: results[job.prio].append((job.name, v))
        pq.task_done()
ts = [threading.Thread(target=worker) for _ in range(N)]
[t.start() for t in ts]; pq.join(); [t.join() for t in ts]
print({k: len(v) for k, v in sorted(results.items())}, bucket.max <= 2)
fired = []; ev = threading.Event()
def fire(tag, last=False):
    fired.append(tag)
    if last: ev.set()
timers = [threading.Timer(0.02 * (i + 1), fire, (i,), {'last': i == 4}) for i in range(5)]
timers[2].cancel()
for t in timers: t.start()
print(ev.wait(10)); [t.join() for t in timers]
print(sorted(fired), threading.active_count())
try: bucket.sem.release()
except ValueError as e: print(e)
lifo = queue.LifoQueue(3)
for x in 'abc': lifo.put(x)
try: lifo.put('d', timeout=0.01)
except queue.Full as e: print('full', repr(e))
print([lifo.get() for _ in range(3)])
if hasattr(queue, 'ShutDown') and sys.version_info >= (3, 13):
    q = queue.Queue(); q.put(1); q.shutdown(); q.get()
    try: q.get()
    except queue.ShutDown as e: pass
