# Classes whose slots, attributes and bases change while others look them up: who stops the world waits for no lock of a stopped thread.
import sys
import threading

N = int(sys.argv[1]) if len(sys.argv) > 1 else 2
ROUNDS = 1500


class A: pass
class B(A): pass
class M: pass


o = B()
errors = []


def slots(n):
    A.__call__ = lambda self: 1
    A.__len__ = lambda self: 1
    try: del A.__call__
    except AttributeError: pass
    try: assert o() == 1
    except TypeError: pass


def attributes(n):
    setattr(A, f"x{n % 50}", n)
    A.__dict__.get("x1")
    try: list(vars(A))
    except RuntimeError: pass
    getattr(A, "x3", 0)


def classes(n):
    o.__class__ = A if n % 2 else B
    try: assert len(o) == 1
    except TypeError: pass
    if n % 10 == 0: B.__bases__ = (A, M) if n % 20 else (A,)


def work(f):
    try:
        for n in range(ROUNDS): f(n)
    except BaseException as e:
        errors.append(e)


ts = [threading.Thread(target=work, args=(f,)) for i in range(N) for f in (slots, attributes, classes)]
for t in ts: t.start()
for t in ts: t.join()
print(errors[:1] or "ok")
