"""What once trapped, hung or corrupted: found by CPython's own tests on this runtime. Each case says what it is about; the output is CPython's."""
import array, collections, io, os, sys, tempfile


def shown(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


# an iterator whose class loses __next__ in the middle of a loop, or that becomes another class
class Loses:
    def __iter__(self): return self
    def __next__(self):
        del Loses.__next__
        return 1

def loop(it):
    for _ in it: pass
print(shown(loop, Loses()))

class Plain: pass
class Turns:
    def __iter__(self): return self
    def __next__(self):
        self.__class__ = Plain
        return 1
print(shown(loop, Turns()), shown(next, Plain()), shown(iter, Plain()))

def delegates(it): yield from it
class Loses2:
    def __iter__(self): return self
    def __next__(self):
        del Loses2.__next__
        return 1
print(shown(list, delegates(Loses2())))

# __bases__ assigned again from mro()
ready = False
class M(type):
    def mro(cls):
        if ready:
            if cls.__name__ == 'B1': B2.__bases__ = (B1,)
            if cls.__name__ == 'B2': B1.__bases__ = (B2,)
        return type.mro(cls)
class A(metaclass=M): pass
class B1(A): pass
class B2(A): pass
ready = True
def assign(): B1.__bases__ += ()
print(shown(assign))
ready = False
print(B1.__mro__ == (B1,) + B1.__base__.__mro__)

class M2(type):
    def mro(cls):
        global ready
        if ready and cls.__name__ == 'C2':
            ready = False
            C2.__bases__ = (Y,)
        return type.mro(cls)
class R(metaclass=M2): pass
class X(R): pass
class Y(R): pass
class C2(R): pass
ready = True
C2.__bases__ = (X,)
X.__bases__ = (C2,)
print(C2.__bases__, Y.__subclasses__(), X.__subclasses__(), X.__bases__, C2.__subclasses__())

# an MRO in an order of its own
class Reversed(type):
    def mro(cls): return type.mro(cls)[::-1]
class P:
    def f(self): return 'P'
class Q(P, metaclass=Reversed):
    def f(self): return 'Q'
print(Q.__mro__ == (object, P, Q), Q().f(), isinstance(Q(), object), issubclass(Q, P))

# __slotnames__ changed while it is read
class S(str): pass
class Z:
    __slotnames__ = [S('spam')]
    def __getattr__(self, name):
        if name == 'spam':
            Z.__slotnames__[:] = [S('spam')]
            return 42
        raise AttributeError
print(Z().__reduce_ex__(2)[2])

# the function behind array's pickles with wrong arguments
rebuild = array._array_reconstructor
for args in [('', 'b', 0, b''), (str, 'b', 0, b''), (array.array, b'', 0, b''), (array.array, 'bb', 0, b''), (array.array, '?', 0, b''), (array.array, 'b', 'x', b''), (array.array, 'b', 99, b''),
             (array.array, 'b', 0, '')]:
    print(shown(rebuild, *args))

# two open files have two positions
with tempfile.TemporaryDirectory() as d:
    a, b = os.path.join(d, 'a'), os.path.join(d, 'b')
    with open(a, 'w') as out:
        with open(b, 'w') as other:
            other.write('x' * 100)
            other.flush()
            out.write('abc')
            out.flush()
            with open(b) as back: print(len(back.read()))
            out.write('def')
    print(open(a).read(), os.path.getsize(b))
    files = [open(os.path.join(d, str(i)), 'w+') for i in range(50)]
    for n in range(10):
        for i, f in enumerate(files): f.write(f'{i} {n}\n'); f.flush()
    for f in files: f.seek(0)
    print(all(f.read() == ''.join(f'{i} {n}\n' for n in range(10)) for i, f in enumerate(files)))
    for f in files: f.close()
