# Classes made while another thread gives their bases other bases or other special methods, and one class below two whose bases change at once: whatever the order, the MRO and the slots are those of the bases at the end.
import threading
import time


class M(type):
    def mro(cls):
        print(cls.__mro__, getattr(cls, 'x', None))
        return super().mro()


class A(metaclass=M):
    x = 1


class B(A):
    pass


class C:
    y = 2


# what is not found while mro() runs is not remembered
print(A.x, B.x)
B.__bases__ = (A, C)
print(B.y)


class X:
    pass


class Y:
    def __len__(self):
        return 3


class P(X):
    pass


class Q(X):
    pass


class R(P, Q):
    pass


ROUNDS = 100000
END = time.monotonic() + 1.2
gate = threading.Barrier(4)
made, wrong, go = [], [], [True]


def rounds(f):
    k = 0
    try:
        while True:
            gate.wait()
            if not go[0]:
                return
            f(k)
            gate.wait()
            k += 1
    except BaseException as e:
        wrong.append(repr(e))
        gate.abort()


def flip(k):
    if k & 4:
        P.__len__ = lambda self: 5
    P.__bases__ = (X,) if k & 1 else (Y,)
    if not k & 4 and '__len__' in P.__dict__:
        del P.__len__


def other(k):
    Q.__bases__ = (X,) if k & 2 else (Y,)


def make(k):
    made.append([type('C', (P,), {}) for _ in range(3)])


def length(c):
    try:
        return len(c())
    except TypeError:
        return None


def check():
    for cs in made:
        for c in cs:
            if c.__mro__ != (c,) + P.__mro__:
                wrong.append(f'MRO {c.__mro__}, of the base {P.__mro__}')
            if length(c) != length(P):
                wrong.append(f'length {length(c)}, of the base {length(P)}')
    made.clear()
    if R.__mro__[1:] != type('R', (P, Q), {}).__mro__[1:]:
        wrong.append(f'MRO {R.__mro__}')


ts = [threading.Thread(target=rounds, args=(f,)) for f in (flip, other, make)]
for t in ts:
    t.start()
try:
    while True:
        go[0] = time.monotonic() < END and not wrong
        gate.wait()
        if not go[0]:
            break
        gate.wait()
        check()
except threading.BrokenBarrierError:
    pass
for t in ts:
    t.join()
print(len(wrong), wrong[:3])
