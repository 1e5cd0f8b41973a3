"""Actor system: mailboxes, ask pattern with futures, supervision, timers."""
import sys, threading, queue, time, enum, abc, weakref, concurrent.futures as cf, traceback
N = int(sys.argv[1]) if len(sys.argv) > 1 else 4
class Msg(enum.Enum):
    INC = enum.auto(); GET = enum.auto(); CRASH = enum.auto(); STOP = enum.auto()
class Actor(abc.ABC):
    registry = weakref.WeakValueDictionary()
    def __init__(self, name):
        self.name = name; self.box = queue.Queue(); self.restarts = 0; self.errors = []
        Actor.registry[name] = self
        self.thread = threading.Thread(target=self._loop, name=f'actor-{name}', daemon=True)
    def start(self): self.thread.start(); return self
    def tell(self, msg, *args): self.box.put((msg, args, None))
    def ask(self, msg, *args):
        f = cf.Future(); self.box.put((msg, args, f)); return f
    def _loop(self):
        while True:
            msg, args, fut = self.box.get()
            if msg is Msg.STOP:
                if fut: fut.set_result(self.name)
                return
            try:
                r = self.receive(msg, *args)
            except Exception as e:
                self.errors.append(traceback.format_exception_only(type(e), e)[-1].strip())
                self.restarts += 1
                self.reset()
                if fut: fut.set_exception(e)
            else:
                if fut: fut.set_result(r)
    @abc.abstractmethod
    def receive(self, msg, *args): ...
    def reset(self): pass
class Counter(Actor):
    def __init__(self, name): super().__init__(name); self.n = 0
    def receive(self, msg, *args):
        match msg, args:
            case Msg.INC, (k,): self.n += k
            case Msg.INC, (): self.n += 1
            case Msg.GET, _: return self.n
            case Msg.CRASH, (why, *_): raise RuntimeError(f'{self.name}: {why}')
            case other: raise TypeError(other)
    def reset(self): self.n = 0
try:
    Actor('x')
except TypeError as e: print('abstract:', type(e).__name__)
actors = [Counter(f'c{i}').start() for i in range(N)]
def spam(a):
    for i in range(300): a.tell(Msg.INC, 2)
with cf.ThreadPoolExecutor(N) as ex:
    list(ex.map(spam, actors * 2))
print([a.ask(Msg.GET).result(10) for a in actors])
f = actors[0].ask(Msg.CRASH, 'boom', 1)
try: f.result(10)
except RuntimeError as e: print('caught', e, actors[0].restarts, actors[0].errors)
print(actors[0].ask(Msg.GET).result(10))
done = cf.wait([a.ask(Msg.STOP) for a in actors], timeout=10)
print(sorted(f.result() for f in done.done), len(done.not_done))
for a in actors: a.thread.join(10)
print(sorted(Actor.registry))
del a, actors, f, done
import gc; gc.collect()
print(sorted(Actor.registry))
