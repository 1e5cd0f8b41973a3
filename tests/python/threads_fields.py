# Fields of shared native objects, read by some threads while others replace what they hold, and single operations of containers that must be whole.
# A race shows as a crash, or on the checked core as a panic; what is printed at the end says that nothing was lost.
import collections
import functools
import itertools
import sys
import threading
import time
import weakref

ROUNDS = 0.12


def race(*functions):
    """All at once until ROUNDS seconds are over; an exception in one of them is printed."""
    end = time.monotonic() + ROUNDS
    gate = threading.Barrier(len(functions))
    errors = []

    def run(f):
        gate.wait()
        try:
            n = 0
            while time.monotonic() < end:
                f(n)
                n += 1
        except BaseException as e:
            errors.append(f'{f.__name__}: {type(e).__name__}: {e}')
    threads = [threading.Thread(target=run, args=(f,)) for f in functions]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    for e in sorted(set(errors)):
        print(e)


def text(n):
    return f'{n:040d}' * (n % 7 + 1)


# ---- names of classes -------------------------------------------------------------------------------------------------
class Named:
    pass


def rename(n):
    Named.__name__ = text(n)
    Named.__qualname__ = text(n + 1)


def readName(n):
    assert Named.__name__.isdigit() and Named.__qualname__.isdigit()
    repr(Named)
    repr(Named())


rename(0)
race(rename, readName, readName, rename)
print('names')


# ---- super objects that are made again ----------------------------------------------------------------------------------
class Base:
    def who(self):
        return 'base'


class Middle(Base):
    def who(self):
        return 'middle'


class Last(Middle):
    pass


shared = super(Last, Last())


def again(n):
    super.__init__(shared, Last if n & 1 else Middle, Last())


def ask(n):
    assert shared.who() in ('middle', 'base')
    repr(shared)
    assert shared.__self__ is not None


race(again, ask, ask, again)
print('super')


# ---- callbacks of weak references ------------------------------------------------------------------------------------------
class Thing:
    pass


refs = [None] * 8


def makeRefs(n):
    t = Thing()
    refs[n & 7] = weakref.ref(t, lambda r, n=text(n): None)
    del t


def readCallback(n):
    for r in refs:
        if r is not None:
            c = r.__callback__
            assert c is None or callable(c)


race(makeRefs, readCallback, makeRefs, readCallback)
print('callbacks')

# ---- default_factory, __module__ of a bound method, keywords of a partial -----------------------------------------------------
table = collections.defaultdict(lambda: 0)


def newFactory(n):
    s = text(n)
    table.default_factory = lambda: s
    table.__init__(lambda: s)


def miss(n):
    table[n]
    del table[n]
    repr(table)


race(newFactory, miss)
table.default_factory = None
method = [].append


def setModule(n):
    method.__module__ = text(n)


def getModule(n):
    assert method.__module__ is None or method.__module__.isdigit()


race(setModule, getModule, getModule)


def target(*args, **kw):
    return len(args) + len(kw)


part = functools.partial(target, 1, a=1, b=2)


def setState(n):
    part.__setstate__((target, (text(n), 2), {'a': text(n), 'c': 3}, {}))


def callPart(n):
    assert part(5, d=1) == 6
    repr(part)
    functools.partial(part, 1)()


def changeKeywords(n):
    part.keywords['x'] = n
    part.keywords.pop('x', None)


setState(0)
race(setState, callPart, callPart)


def callChanging(n):
    assert part(5, d=1) in (6, 7)


race(changeKeywords, callChanging, callChanging)
print('defaultdict, methods, partial')

# ---- text of exceptions -----------------------------------------------------------------------------------------------------
syntax = SyntaxError('m', ('f', 1, 2, 't'))
system = OSError(1, 'text', 'file', None, 'file2')
encode = UnicodeEncodeError('ascii', 'abc\xff', 3, 4, 'reason')


def fields(n):
    syntax.msg = text(n)
    syntax.filename = text(n)
    system.filename = text(n)
    system.strerror = text(n)
    encode.object = text(n)
    encode.reason = text(n)


def texts(n):
    str(syntax)
    str(system)
    system.__reduce__()
    str(encode)


race(fields, texts, fields, texts)
print('exceptions')

# ---- memoryviews released while views of them are made: nobody writes into memory that is another's ---------------------------------
box = [memoryview(bytearray(64))]


def renew(n):
    array = bytearray(64)
    view = memoryview(array)
    box[0] = view
    view.release()
    try:
        array.extend(b'x' * 1000)
        array.clear()
    except BufferError:
        pass  # a view of it was made in time


def write(n):
    try:
        part = box[0][8:16]
    except ValueError:
        return
    part[0] = n & 255


race(renew, write, write)
print('memoryview')


# ---- attributes while the instance's dict is made ------------------------------------------------------------------------------------
def attributes():
    lost = 0
    for k in range(150):
        class Fresh:
            pass
        o = Fresh()
        gate = threading.Barrier(3)

        def store(prefix):
            gate.wait()
            for i in range(3):
                setattr(o, f'{prefix}{i}', i)

        def asDict():
            gate.wait()
            o.__dict__
        threads = [threading.Thread(target=store, args=('a',)), threading.Thread(target=store, args=('b',)), threading.Thread(target=asDict)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        lost += 6 - len(o.__dict__) + sum(getattr(o, f'{p}{i}', None) != i for p in 'ab' for i in range(3))
    return lost


print('attributes lost:', attributes())


class Left:
    pass


class Right:
    pass


thing = Left()
thing.x = 1


def flip(n):
    thing.__class__ = Right if n & 1 else Left


def look(n):
    assert thing.x == 1


race(flip, look, flip)
print('class', type(thing) in (Left, Right))


# ---- one operation is one step ------------------------------------------------------------------------------------------------------------
def removals(make, count=3000):
    """Each thread removes its own numbers while the others do the same: nobody's are taken by another."""
    shared = make(range(4 * count))
    failed = []

    def run(k):
        for v in range(k, 4 * count, 4):
            try:
                shared.remove(v)
            except (ValueError, IndexError) as e:
                failed.append(str(e))
    threads = [threading.Thread(target=run, args=(k,)) for k in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return len(shared), failed[:3]


print('list.remove', removals(list, 600))
print('deque.remove', removals(collections.deque, 600))
queue = collections.deque(range(50))


def turn(n):
    queue.append(queue.popleft())


def search(n):
    assert 1000 not in queue
    queue.count(7)
    queue.copy()
    try:
        queue.index(1000)
    except ValueError:
        pass


race(turn, search, search)
print('deque', sorted(queue) == list(range(50)))
groups = itertools.groupby(itertools.cycle([1, 1, 2, 2, 2, 3]))


def group(n):
    try:
        key, items = next(groups)
    except (ValueError, StopIteration):
        return
    assert key in (1, 2, 3)
    for _, v in zip(range(3), items):
        assert v in (1, 2, 3)


race(group, group, group)
print('groupby')
