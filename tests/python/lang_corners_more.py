"""What CPython's own tests found: bytes of an int by __bytes__, repetition beyond indices, names of classes, patterns by the MRO, closing a broken iterator. Expected output: CPython 3.14's."""
import collections.abc
import sys


def t(f):
    try:
        r = f()
        print(r if not hasattr(r, '__len__') or len(r) < 50 else len(r))
    except BaseException as e:
        print(type(e).__name__, e)


class Bytes:
    def __init__(self, value):
        self.value = value

    def __bytes__(self):
        if self.value is None:
            raise RuntimeError('no bytes')
        return self.value


for v in Bytes(b'\x01\x02'), Bytes(3), Bytes(None), [1, 2], 'x', 3, memoryview(b'ab'), (i for i in (1, 0)):
    t(lambda: int.from_bytes(v))
for s in 'a', b'a', [1], (1,), [], '', bytearray(b'x'):
    for n in 2 ** 100, -2 ** 100:
        t(lambda: s * n)
        t(lambda: n * s)
    print(s * -5, s * -2 ** 20)
for base in 2 ** 30, 37, -1, 1:
    t(lambda: int('10', base))


def which(x):
    match x:
        case [*_]:
            return 'sequence'
        case {}:
            return 'mapping'


class A(dict, collections.abc.Sequence):
    pass


class B(collections.abc.Sequence, dict):
    def __getitem__(self, i): return 1
    def __len__(self): return 0


class C(collections.abc.Mapping, list):
    def __getitem__(self, i): return 1
    def __len__(self): return 0
    def __iter__(self): return iter(())
    def get(self, k, d=None): return d


class D(C):
    pass


print(which(A()), which(B()), which(C()), which(D()), which([]), which(collections.UserDict()), which(''))


class Broken:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __getattr__(self, name):
        1 / 0


def delegate():
    yield from Broken()


told = []
sys.unraisablehook = lambda u: told.append(u.exc_type)
g = delegate()
next(g)
t(g.close)
g = delegate()
next(g)
t(lambda: g.throw(GeneratorExit))
g = delegate()
next(g)
t(lambda: g.send(1))
print(told)


class Named:
    pass


for name in 'A\0B', 'A\udc80', 'Ä':
    def rename():
        Named.__name__ = name
        return Named.__name__
    t(rename)
    t(lambda: type(name, (), {}).__name__)
