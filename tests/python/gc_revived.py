# A finalizer makes a weak reference to a function that is being collected and takes the function out while it is taken apart: it lives on, empty (CPython issue 91636).
import gc
import weakref

class Late:
    __slots__ = ('ref',)
    def __del__(self):
        global func
        func = self.ref()

class Cyclic(tuple):
    __slots__ = ()
    def __del__(self):
        self[1].ref = weakref.ref(self[0])
        global late
        del late

late = Late()
def func():
    return 1
cyc = tuple.__new__(Cyclic, (func, late))
func.__module__ = cyc
del func, cyc
gc.collect()
print(type(func).__name__, func is None or repr(func).startswith('<function '))
for _ in range(3):
    gc.collect()
print(type(func).__name__)
del func
gc.collect()

# callbacks of one object's weak references: the newest first
class A:
    pass
a, log = A(), []
refs = [weakref.ref(a, lambda r, i=i: log.append(i)) for i in range(5)]
plain = weakref.ref(a)
proxy = weakref.proxy(a)
refs.append(weakref.ref(a, lambda r: log.append('last')))
del refs[2]
del a
print(log, plain())

# what gc.collect() and gc.get_count() count
class B:
    def __init__(self):
        self.one = 1
b = B()
b.two = b
b.three = 3
gc.collect()
del b
print(gc.collect())
before = gc.get_count()[0]
kept = []
print(gc.get_count()[0] > before, gc.get_count()[1:])
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(1)
print(gc.get_count()[1:])
print(sorted(map(repr, gc.get_referents([1, 2.5, 'x']))), sorted(map(repr, gc.get_referents((None, True)))))
