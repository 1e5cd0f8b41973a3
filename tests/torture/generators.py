"""Generators, coroutines and closures shared by threads: resumed, thrown into, closed and dropped by whoever comes."""
import sys
from common import check, done, torture

finals = []


def gen():
    n = 0
    try:
        while True:
            try:
                n += (yield n) or 1
            except KeyError:
                n += 2
    finally:
        finals.append(1)


def outer():
    while True:
        yield from gen()


async def co():
    class W:
        def __await__(self):
            yield 1
    while True:
        await W()


class Holder: pass


h = Holder()
h.g, h.c, h.o = gen(), co(), outer()


def closure():
    n = 0

    def bump():
        nonlocal n
        n += 1
        return n
    return bump


bump = closure()


def play(d):
    k = d.roll(12)
    try:
        if k < 4: check(isinstance(next(h.g), int))
        elif k == 4: h.g.send(None)
        elif k == 5: h.g.throw(KeyError)
        elif k == 6: h.g.close()
        elif k == 7: h.g = gen()
        elif k == 8: h.c.send(None)
        elif k == 9: h.c.close(); h.c = co()
        elif k == 10: next(h.o); h.o.gi_frame; h.o.gi_yieldfrom; h.o.gi_running
        else:
            h.o = outer(); next(h.o)
            check(bump() >= 1)
    except (ValueError, StopIteration, KeyError, RuntimeError, TypeError) as e:
        t = str(e)
        check(isinstance(e, (StopIteration, KeyError)) or "already" in t or "reuse" in t or "just-started" in t or "being awaited" in t or "ignored" in t, t)


def frames(d):
    for f in list(sys._current_frames().values()):
        f.f_code, f.f_lineno
        f.f_back


def recursion(d):
    def deep(n):
        return deep(n - 1) + 1 if n else 0
    check(deep(d.roll(300)) >= 0)
    try:
        (lambda f: f(f))(lambda f: f(f))
    except RecursionError:
        pass


def exceptions(d):
    try:
        try:
            raise shared
        finally:
            {}[d.roll(3)]
    except KeyError as e:
        check(e.__context__ is shared)
    except ValueError:
        pass
    shared.__traceback__ = None


shared = ValueError("shared")
torture(play, play, frames, recursion, exceptions)
h.__dict__.clear()
done()
