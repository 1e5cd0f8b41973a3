"""Weak references, finalizers, cycles and copies; object pools shared by threads."""
import copy
import copyreg
import gc
import pickle
import sys
import threading
import types
import weakref
from collections import ChainMap, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple
from enum import Enum, IntEnum, IntFlag, Flag, StrEnum, auto, unique, member, nonmember

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4


class Node:
    alive = 0
    _lock = threading.Lock()
    def __init__(self, name, parent=None):
        self.name, self.children = name, []
        self.parent = weakref.ref(parent) if parent else None
        if parent: parent.children.append(self)
        with Node._lock: Node.alive += 1
    def __del__(self):
        with Node._lock: Node.alive -= 1
    def __repr__(self): return f"Node({self.name})"


class Pool:
    def __init__(self): self._items, self._lock, self.made = weakref.WeakValueDictionary(), threading.Lock(), 0
    def get(self, key):
        with self._lock:
            if (n := self._items.get(key)) is None:
                n = self._items[key] = Node(key); self.made += 1
            return n


class Color(Enum):
    RED, GREEN = 1, 2
    CRIMSON = 1
    @property
    def pretty(self): return self.name.title()
    @classmethod
    def _missing_(cls, v): return cls.GREEN if v == "green" else None


class Perm(Flag):
    R = auto(); W = auto(); X = auto()
    RW = R | W


class Level(IntEnum): LOW = 1; HIGH = 5
class Mode(StrEnum): FAST = auto(); SLOW = "s"
class Bits(IntFlag): A = 1; B = 2; C = 4
class Planet(Enum):
    EARTH = (5.97, 6.37)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius


class Point:
    def __init__(self, x, y): self.x, self.y = x, y
    def __reduce__(self): return Point, (self.x, self.y)
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)


class State:
    __slots__ = ("a", "b", "__weakref__")
    def __init__(self): self.a, self.b = [1], {2: 3}
    def __getstate__(self): return {"a": self.a}
    def __setstate__(self, s): self.a = s["a"]; self.b = "restored"


Pair = namedtuple("Pair", "left right", defaults=[0])


def main():
    def build():
        for i in range(60):
            root = Node(f"r{i}")
            for j in range(4): Node(f"c{j}", root)
            root.loop = root
    ts = [threading.Thread(target=build) for _ in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    gc.collect()
    print("alive", Node.alive)
    pool, keep = Pool(), []
    def use():
        for i in range(200): assert pool.get(i % 10).name == i % 10
        keep.append(pool.get(3))
    ts = [threading.Thread(target=use) for _ in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    print(len(set(map(id, keep))), len(pool._items), Node.alive)
    keep.clear(); gc.collect()
    print(len(pool._items), Node.alive)
    log = []
    n = Node("x"); f = weakref.finalize(n, log.append, "finalized"); r = weakref.ref(n, lambda r: log.append(r() is None)); p = weakref.proxy(n)
    print(p.name, f.alive, r() is n, weakref.getweakrefcount(n) >= 2, type(p).__name__)
    del n; gc.collect()
    print(log, f.alive, r())
    try: p.name
    except ReferenceError as e: print(e)
    for bad in (1, "s", [], (), None):
        try: weakref.ref(bad)
        except TypeError as e: print(e)
    ws = weakref.WeakSet([Color.RED, Point]); wk = weakref.WeakKeyDictionary({Point: 1}); wm = weakref.WeakMethod(pool.get)
    print(len(ws), wk[Point], wm() is None)
    print(Color.RED, repr(Color(2)), Color["CRIMSON"] is Color.RED, Color("green"), Color.RED.pretty, list(Color), Color.__members__.keys(), Perm.RW, Perm.R | Perm.X, ~Perm.R, Perm(7), Perm.R in Perm.RW, list(Perm.RW), Level.HIGH > 3, f"{Level.HIGH}", f"{Mode.FAST!r} {Mode.SLOW}", Bits(5), Bits.A | 8, Planet.EARTH.mass, len(Perm), bool(Perm(0)), Perm(0))
    for bad in (lambda: Color(9), lambda: Color["X"], lambda: setattr(Color, "RED", 3), lambda: Perm(64), lambda: type("D", (Color,), {}), lambda: Color.RED < Color.GREEN, lambda: Color.RED.RED.nope, lambda: unique(Color), lambda: Color(1, 2)):
        try: print(bad())
        except Exception as e: print(type(e).__name__, e)
    data = {"p": Point(1, 2), "e": Color.RED, "n": Pair(1), "s": {1, 2}, "d": defaultdict(list, a=[1]), "o": OrderedDict(z=1, y=2), "q": deque([1, 2], 5), "f": frozenset("ab"), "b": bytearray(b"x"), "c": 1 + 2j, "big": 1 << 100, "fn": len, "cls": Point, "perm": Perm.RW, "exc": KeyError("k"), "r": range(3), "sl": slice(1, 2), "t": (None, True, ...)}
    data["self"] = data
    for proto in range(pickle.HIGHEST_PROTOCOL + 1):
        try:
            d = pickle.loads(pickle.dumps(data, proto))
            print(proto, d["self"] is d, d["p"] == Point(1, 2), d["e"] is Color.RED, d["n"], d["d"], d["q"], d["fn"], repr(d["exc"]), d["perm"], d["o"])
        except Exception as e: print(proto, type(e).__name__, e)
    s = pickle.loads(pickle.dumps(State()))
    c, dc = copy.copy(data["d"]), copy.deepcopy(data)
    print(s.a, s.b, c, c["a"] is data["d"]["a"], dc["self"] is dc, dc["d"]["a"] is not data["d"]["a"], copy.copy(State()).b, copy.replace(Pair(1), left=5) if hasattr(copy, "replace") else Pair(5))
    for bad in (lambda: pickle.dumps(threading.Lock()), lambda: pickle.loads(b"garbage"), lambda: pickle.loads(b""), lambda: copy.deepcopy(threading.Lock()), lambda: pickle.dumps((i for i in ())), lambda: Pair(), lambda: Pair(1, 2, 3), lambda: namedtuple("X", "a a"), lambda: namedtuple("X", "class"), lambda: Pair(1)._replace(z=1)):
        try: bad()
        except Exception as e: print(type(e).__name__, str(e).replace("<locals>.", ""))
    cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
    print(cm["b"], dict(cm), cm.new_child({"c": 1}).maps[0], UserDict(a=1), UserList([1]) + [2], UserString("x") * 3, types.SimpleNamespace(a=1, b="x"), types.MappingProxyType({1: 2}), deque(range(10), 3), Pair(1)._asdict())


main()
