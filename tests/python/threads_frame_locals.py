"""f_locals of frames that other threads run, suspend and end (PEP 667): read and written from outside while they go on."""
import sys
import threading
import time

ROUNDS = 300


def work(ready, stop):
    n = 0
    text = 'begin'
    box = []
    ready.append(sys._getframe())
    while not stop:
        n += 1
        box = [n]
        text = 'turn' + str(n & 7)
    return n


def gen():
    value = 'made'
    while value != 'end':
        value = yield value


def from_outside(frame, seen):
    loc = frame.f_locals
    for i in range(ROUNDS):
        d = dict(loc)
        assert isinstance(d['text'], str) and isinstance(d['box'], list), d
        loc['text'] = f'outside{i}'
        loc['extra%d' % (i % 5)] = i
        assert loc['n'] >= 0 and 'stop' in loc
        if i % 50 == 0:
            loc['box'] = ['put']
    seen.append(sorted(k for k in loc if k.startswith('extra')))


ready, stop = [], []
workers = [threading.Thread(target=work, args=(ready, stop)) for _ in range(2)]
for w in workers:
    w.start()
while len(ready) < 2:
    time.sleep(0.001)
seen = []
others = [threading.Thread(target=from_outside, args=(f, seen)) for f in ready for _ in range(2)]
for o in others:
    o.start()
for o in others:
    o.join()
stop.append(1)
for w in workers:
    w.join()
print(seen == [['extra%d' % i for i in range(5)]] * 4)
# ended frames
for f in ready:
    f.f_locals['text'] = 'last'
print([f.f_locals['text'] for f in ready], [sorted(f.f_locals)[:6] for f in ready])

g = gen()
next(g)


def resume(n):
    for i in range(n):
        try:
            g.send(i)
        except ValueError:
            pass


def poke(n):
    frame = g.gi_frame
    for i in range(n):
        frame.f_locals['value'] = i
        assert 'value' in frame.f_locals


ts = [threading.Thread(target=resume, args=(500,)), threading.Thread(target=resume, args=(500,)), threading.Thread(target=poke, args=(200,)), threading.Thread(target=poke, args=(200,))]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(isinstance(next(g), (int, type(None))))

# one proxy, extra names from many threads
def hold():
    loc = sys._getframe().f_locals
    def put(k):
        for i in range(200):
            loc[f'{k}-{i}'] = i
            loc['shared'] = k
    ts = [threading.Thread(target=put, args=(k,)) for k in range(4)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    return len(locals())


print(hold())
