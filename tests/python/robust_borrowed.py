# What native code was given or borrowed turns out to be something else, or goes away while it is used. What is printed is CPython's.
import copy
import functools
import gc
import itertools


def shows(f):
    try:
        print(f())
    except Exception as e:
        print(f'{type(e).__name__}: {e}')


# ---- copying: what __getnewargs_ex__ and __slotnames__ say is checked ---------------------------------------------------------
class A:
    result = (1, 2)

    def __getnewargs_ex__(self):
        return self.result


shows(lambda: copy.copy(A()))
A.result = ((), 2)
shows(lambda: copy.copy(A()))
A.result = ((), {})
shows(lambda: type(copy.copy(A())).__name__)


class B:
    __slotnames__ = 5


shows(lambda: copy.copy(B()))

# ---- lists in aliases ----------------------------------------------------------------------------------------------------------
print(list[[[int]]], list[[int, str], ...], int | list[[int]])
own = []
own.append(own)
print(list[own])

# ---- classes and functions, which nobody counts, held by native code alone while a collection runs -----------------------------------
def collecting(x):
    gc.collect()
    gc.collect()
    return x


def made(n):
    for i in range(n):
        yield type(f'C{i}', (), {'number': -i})


classes = list(made(20))
classes.sort(key=lambda c: collecting(c.number))
print([c.__name__ for c in classes[:3]], len(classes))
print(max(made(10), key=lambda c: collecting(-c.number)).__name__, min(made(10), key=lambda c: collecting(-c.number)).__name__)
print(functools.reduce(lambda a, b: collecting(a if a.number < b.number else b), made(10)).__name__)


def slow(n):
    for c in made(n):
        yield collecting(c)


print([a.__name__ + b.__name__ for a, b in zip(made(3), slow(3))], [x for x in map(lambda a, b: a.__name__ + b.__name__, made(3), slow(3))], [c.__name__ for c in itertools.compress(made(3), slow(3))])


# ---- str() of one part of an exception replaces the others ------------------------------------------------------------------------------
class Evil:
    def __init__(self, e):
        self.e = e

    def __str__(self):
        for name in 'msg', 'filename', 'lineno', 'strerror', 'filename2', 'reason', 'object':
            if hasattr(self.e, name):
                setattr(self.e, name, None)
        self.junk = [str(i) * 10 for i in range(200)]
        return 'evil'


e = SyntaxError('x', ('/a/b' * 10, 5, 1, 'text'))
e.msg = Evil(e)
print(e)
e = OSError(1, 2, 3)
e.errno, e.filename, e.filename2, e.strerror = Evil(e), 'f' * 10, 'g' * 10, 's' * 10
print(e)
for e in UnicodeEncodeError('ascii', 'abc\xff', 3, 4, 'r'), UnicodeTranslateError('abc\xff', 3, 4, 'r'), UnicodeDecodeError('ascii', b'abc\xff', 3, 4, 'r'):
    print(e)
    e.object = 5
    shows(lambda: str(e))
print(UnicodeDecodeError('ascii', b'abc\xff', 30, 31, 'r'))

# ---- numbers too large for what is made of them ---------------------------------------------------------------------------------------------
for f in (lambda: itertools.tee([], 2**32), lambda: itertools.tee([], 2**33 + 1), lambda: itertools.product([1], [2], repeat=2**62 + 1)):
    try:
        f()
        print('made')
    except (MemoryError, OverflowError):
        print('refused', ())

