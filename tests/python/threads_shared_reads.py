"""Many threads read one cache and copy one container: counters lose nothing, and each copy is the container at one moment."""
import functools
import threading

N, THREADS = 4000, 6


def together(body):
    line = threading.Barrier(THREADS)
    failures = []

    def run(i):
        try:
            line.wait()
            body(i)
        except BaseException as e:
            failures.append(repr(e))
    threads = [threading.Thread(target=run, args=(i,)) for i in range(THREADS)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return failures


@functools.lru_cache(maxsize=None)
def unbounded(x):
    return [x]


@functools.lru_cache(maxsize=64)
def bounded(x):
    return [x]


@functools.lru_cache(maxsize=0)
def never(x):
    return [x]


for f in unbounded, bounded, never:
    f(0)
    print(together(lambda i: [f(j % 50) for j in range(N)]))
    info = f.cache_info()
    print(info.hits + info.misses, info.currsize, info.hits > 0, f(7) == [7])
    f.cache_clear()
    print(f.cache_info())

# One thread turns the container over while others copy it: all values of one copy are of one generation
L, D, S = [0] * 10, dict.fromkeys(range(10), 0), {0}
stop = threading.Event()


def turn():
    n = 0
    while not stop.is_set():
        n += 1
        L[:] = [n] * 10
        D.update(dict.fromkeys(range(10), n))
        S.add(n)
        S.discard(n - 1)


def copies(i):
    for _ in range(600):
        for c in list(L), [*L], L.copy(), sorted(L), L[:]:
            assert len(c) == 10 and len(set(c)) == 1, c
        for d in dict(D), {**D}, D.copy(), D | {}:
            assert len(d) == 10 and len(set(d.values())) == 1, d
            d[11] = 1
        for s in set(S), frozenset(S), S.copy(), S | set():
            assert 0 <= len(s) <= 2, s
        mine = list(L)
        mine.extend(L)
        mine += L
        assert len(mine) == 30


t = threading.Thread(target=turn)
t.start()
print(together(copies))
stop.set()
t.join()
