"""Producer/consumer pipeline with sentinels, dataclasses, bounded queues and an error channel."""
import sys, threading, queue, dataclasses, hashlib, json, itertools, functools
from typing import Optional, Iterator
N = int(sys.argv[1]) if len(sys.argv) > 1 else 4
STOP = object()
@dataclasses.dataclass(frozen=True, order=True)
class Item:
    key: int
    text: str = dataclasses.field(compare=False)
    digest: Optional[str] = dataclasses.field(default=None, compare=False)
    def hashed(self) -> 'Item':
        return dataclasses.replace(self, digest=hashlib.sha256(self.text.encode()).hexdigest()[:12])
def stage(fn, inq, outq, workers, errors):
    alive = itertools.count(1)
    done = threading.Lock()
    left = [workers]
    def run():
        while True:
            item = inq.get()
            try:
                if item is STOP:
                    inq.put(STOP)
                    return
                try:
                    for out in fn(item):
                        outq.put(out)
                except Exception as e:
                    errors.put((type(e).__name__, str(e)))
            finally:
                inq.task_done()
    def guard():
        try: run()
        finally:
            with done:
                left[0] -= 1
                if not left[0]: outq.put(STOP)
    ts = [threading.Thread(target=guard, name=f'{fn.__name__}-{next(alive)}') for _ in range(workers)]
    for t in ts: t.start()
    return ts
def parse(line: str) -> Iterator[Item]:
    head, _, rest = line.partition(':')
    if not rest: raise ValueError(f'bad line {line!r}')
    yield Item(int(head), rest.strip())
def enrich(item: Item) -> Iterator[Item]:
    yield item.hashed()
    if item.key % 10 == 0:
        yield dataclasses.replace(item, key=item.key + 100000, text=item.text.upper()).hashed()
q1, q2, q3, errs = queue.Queue(8), queue.Queue(8), queue.Queue(), queue.SimpleQueue()
threads = stage(parse, q1, q2, N, errs) + stage(enrich, q2, q3, N, errs)
for i in range(200):
    q1.put(f'{i}: line number {i}' if i % 37 else f'broken {i}')
q1.put(STOP)
for t in threads: t.join(30)
out = []
while True:
    x = q3.get()
    if x is STOP: break
    out.append(x)
out.sort()
print(len(out), out[0], out[-1])
print(functools.reduce(lambda a, i: hashlib.md5((a + i.digest).encode()).hexdigest(), out, ''))
bad = []
while not errs.empty(): bad.append(errs.get())
print(sorted(bad))
print(json.dumps(dataclasses.asdict(out[3]), sort_keys=True), any(t.is_alive() for t in threads))
