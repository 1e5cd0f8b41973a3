# Native objects that take attributes: a cycle through one is found and collected, with what hangs on it.
import collections, functools, gc, io, threading, types, weakref


class Mark: pass

def function(): pass
makers = {
    "OrderedDict": lambda: collections.OrderedDict(a=1), "partial": lambda: functools.partial(print), "lru_cache": lambda: functools.lru_cache(lambda: 1),
    "function": lambda: (lambda: 1), "SimpleNamespace": types.SimpleNamespace, "module": lambda: types.ModuleType("m"), "exception": lambda: ValueError(1),
    "oserror": lambda: OSError(2, "x"), "BytesIO": io.BytesIO, "StringIO": io.StringIO, "staticmethod": lambda: staticmethod(function), "classmethod": lambda: classmethod(function),
    "local": threading.local, "BufferedReader": lambda: io.BufferedReader(io.BytesIO()), "TextIOWrapper": lambda: io.TextIOWrapper(io.BytesIO()), "class": lambda: type("K", (), {}),
    "sub dict": lambda: type("K", (dict,), {})(), "sub list": lambda: type("K", (list,), {})(), "sub odict": lambda: type("K", (collections.OrderedDict,), {})(),
}
gc.disable()
for name, make in makers.items():
    o, mark = make(), Mark()
    o.me = o
    o.mark = mark
    w = weakref.ref(mark)
    del o, mark
    gc.collect()
    print(name, w() is None)
