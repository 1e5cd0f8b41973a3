# Instances of classes derived from every built-in type that can be: what their attributes hold dies with them, and cycles through their attributes are collected.
import _thread
import array
import collections
import contextvars
import functools
import gc
import io
import itertools
import operator
import random
import types
import weakref

dead = []


class Marker:
    def __del__(self):
        dead.append(self.name)


cases = [
    (object, ()), (int, (5,)), (float, (1.5,)), (complex, (1,)), (str, ("abc",)), (bytes, (b"abc",)), (bytearray, (b"abc",)), (list, ([1],)), (tuple, ((1, 2),)), (dict, ({"a": 1},)), (set, ([1],)),
    (frozenset, ([1],)), (Exception, (1,)), (OSError, (1, "x")), (StopIteration, (1,)), (SyntaxError, ("x",)), (UnicodeDecodeError, ("a", b"b", 0, 1, "r")), (ImportError, ("x",)), (AttributeError, ("x",)),
    (ExceptionGroup, ("g", [ValueError(1)])), (collections.deque, ([1],)), (collections.defaultdict, (int,)), (collections.OrderedDict, ([(1, 2)],)), (collections.Counter, ("aab",)),
    (functools.partial, (print, 1)), (io.StringIO, ("x",)), (io.BytesIO, (b"x",)), (io.BufferedReader, (lambda: io.BytesIO(b"x"),)), (io.TextIOWrapper, (lambda: io.BytesIO(b"x"),)), (io.FileIO, (0, "r", False)),
    (itertools.count, (1,)), (itertools.chain, ([1],)), (itertools.cycle, ([1],)), (itertools.repeat, (1,)), (map, (str, [1])), (filter, (None, [1])), (zip, ([1], [2])), (enumerate, ([1],)),
    (property, (len,)), (staticmethod, (len,)), (classmethod, (len,)), (super, (int,)), (types.ModuleType, ("m",)), (types.SimpleNamespace, ()), (array.array, ("i", [1])), (random.Random, (1,)),
    (_thread._local, ()), (type, ("T", (), {})), (BaseException, ()), (itertools.groupby, ([1],)), (itertools.islice, ([1], 1)), (io.IOBase, ()), (weakref.WeakSet, ([],)), (itertools.product, ([1],)),
]
for base, args in cases:
    class Derived(base):
        pass

    for how in ("count", "cycle"):
        try:
            o = Derived(*[a() if isinstance(a, types.LambdaType) else a for a in args])
        except TypeError as e:
            print(base.__name__, e)
            break
        m = o.marker = Marker()
        m.name = (base.__name__, how)
        o.more = [1]
        if how == "cycle":
            o.self = o
        del o, m
        gc.collect()
        if dead != [(base.__name__, how)]:
            print("kept:", base.__name__, how, dead)
        dead.clear()
natives = [lambda: (lambda: 1), lambda: types.ModuleType("m"), lambda: types.SimpleNamespace(), lambda: functools.partial(print), lambda: functools.lru_cache(lambda x: x), lambda: Exception(),
           lambda: staticmethod(len), lambda: classmethod(len), lambda: io.StringIO(), lambda: io.BytesIO(), lambda: io.TextIOWrapper(io.BytesIO()), lambda: io.BufferedReader(io.BytesIO()), lambda: _thread._local()]
for make in natives:
    for how in ("count", "cycle"):
        o = make()
        m = o.marker = Marker()
        m.name = how
        if how == "cycle":
            o.self = o
        kind = type(o).__name__
        del o, m
        gc.collect()
        if dead != [how]:
            print("kept:", kind, how, dead)
        dead.clear()
print("done")
