# Frame and traceback objects that several threads have, while the frames' owners run, return, raise and end generators. A race shows as a crash, or on the checked core as a panic.
import gc
import random
import sys
import threading
import time


def two():
    yield 1
    yield 2


def show(f):
    try:
        print(f())
    except RuntimeError as e:
        print(e)


# what clear() refuses, and f_generator of a generator that is gone
a = two()
f = a.gi_frame
print(f.f_generator is a)
next(a)
show(f.clear)
a.close()
print(f.f_generator, f.clear(), f.f_lineno)
b = two()
b.gi_frame.clear()
print(list(b), b.gi_frame)
show(sys._getframe().clear)


def failing():
    k = [1]
    yield sys._getframe()
    raise ValueError(k)


g = failing()
f = next(g)
print(f.f_generator is g)
try:
    next(g)
except ValueError as e:
    tb = e.__traceback__
del g
gc.collect()
print(f.f_generator, f is tb.tb_next.tb_frame, f.f_locals, f.f_lineno - tb.tb_next.tb_lineno)
try:
    tb.tb_next.tb_next = tb
except ValueError as e:
    print(e)
del f, tb

END = time.monotonic() + 1.0
pool = [None] * 64
Frame = type(sys._getframe())


def leaf(n, r):
    x = [n]
    y = (x, n)
    if r.random() < .5:
        pool[r.randrange(64)] = sys._getframe()
    if r.random() < .3:
        raise ValueError(x)
    return y


def mid(n, r):
    a = [n] * 3

    def inner():
        return a, leaf(n, r)
    return mid(n - 1, r) if n else inner()


def gen(r):
    k = [1]
    pool[r.randrange(64)] = sys._getframe()
    for i in range(r.randrange(4)):
        yield k, leaf(i, r)


def tracer(frame, event, arg):
    return tracer


def own(seed):
    r = random.Random(seed)
    while time.monotonic() < END:
        k = r.randrange(6)
        try:
            if k == 0:
                mid(r.randrange(5), r)
            elif k == 1:
                for _ in gen(r):
                    pass
            elif k == 2:
                g = gen(r)
                next(g, None)
                pool[r.randrange(64)] = g.gi_frame
                if r.random() < .5:
                    g.close()
            elif k == 3:
                sys.settrace(tracer)
                mid(1, r)
            else:
                try:
                    mid(3, r)
                except ValueError as e:
                    pool[r.randrange(64)] = e.__traceback__
                    raise
        except ValueError as e:
            if r.random() < .3:
                pool[r.randrange(64)] = e.__traceback__
        finally:
            sys.settrace(None)


def walk(f):
    while f:
        f.f_lineno
        f = f.f_back


def remember(r):
    for f in sys._current_frames().values():
        pool[r.randrange(64)] = f


FRAME = [lambda f, r: f.f_locals, lambda f, r: f.f_back, lambda f, r: f.f_lineno, lambda f, r: f.clear(), lambda f, r: f.f_generator, lambda f, r: repr(f), lambda f, r: setattr(f, 'f_trace', lambda *a: None),
         lambda f, r: delattr(f, 'f_trace'), lambda f, r: f.f_trace, lambda f, r: (f.f_code.co_name, f.f_globals, f.f_builtins), lambda f, r: walk(f), lambda f, r: f.f_lasti, lambda f, r: setattr(f, 'f_trace_lines', False)]


def links(t, r):
    while t:
        t.tb_lineno, t.tb_frame
        t = t.tb_next


def keep(t, r):
    pool[r.randrange(64)] = t.tb_frame


def other(t, r):
    u = pool[r.randrange(64)]
    if type(u) is type(t):
        t.tb_next = u


TRACEBACK = [links, keep, other, lambda t, r: setattr(t, 'tb_next', None), lambda t, r: t.tb_lasti]


def look(seed):
    r = random.Random(seed)
    while time.monotonic() < END:
        for _ in range(30):
            f = pool[r.randrange(64)]
            try:
                if r.random() < .05:
                    remember(r)
                if f is not None:
                    r.choice(FRAME if isinstance(f, Frame) else TRACEBACK)(f, r)
            except (RuntimeError, ValueError):
                pass


ts = [threading.Thread(target=f, args=(i,)) for i in range(2) for f in (own, look)]
for t in ts:
    t.start()
for t in ts:
    t.join()
pool = None
gc.collect()
print('end')
