"""Do threads that do the same thing get in each other's way? In the spirit of CPython's Tools/ftscalingbench.

    scaling.py count [--threads 2,8,32] [--iterations N] [name …]   atomic count operations and contended locks per iteration (Typhon only), as JSON lines
    scaling.py time  [--threads 2,8] [--seconds 0.3] [name …]       how much faster threads are together than one after the other, as JSON lines

A case is a function that makes what it needs and returns run(n). Each is measured on objects of its own (every thread calls the case) and on shared
objects (one call for all). `bench/scaling.ts` shows the results as a table; `tests/python/scaling.test.ts` checks the counts.
"""
import collections, contextlib, copy, dataclasses, enum, functools, json, math, operator, re, sys, threading, time, weakref

CASES = {}


def case(f):
    CASES[f.__name__] = f
    return f


class Thing:
    kind = ["a list in a class"]

    def __init__(self):
        self.name = "".join(["na", "me"])
        self.items = [1, 2, 3]

    def get(self):
        return self.items

    def put(self, a, b=None, *, c=None):
        return a

    @property
    def first(self):
        return self.items[0]

    @classmethod
    def make(cls):
        return cls

    @staticmethod
    def plain(a):
        return a

    def __add__(self, other):
        return other

    def __eq__(self, other):
        return self is other

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None


class Derived(Thing):
    def get(self):
        return super().get()


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a = a
        self.b = b


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


@dataclasses.dataclass
class Record:
    a: object
    b: object


Pair = collections.namedtuple("Pair", "a b")
GLOBAL = ["a global"]


def function(a, b):
    return b


def star(*args, **kwargs):
    return args


@contextlib.contextmanager
def managed():
    yield GLOBAL


@functools.lru_cache(maxsize=None)
def cached(a):
    return [a]


@case
def nothing():
    def run(n):
        for _ in range(n):
            pass
    return run


@case
def attribute_reads():
    o = Thing()

    def run(n):
        for _ in range(n):
            o.name; o.items; o.kind
    return run


@case
def slot_reads():
    o = Slotted([1], "".join(["b", "b"]))

    def run(n):
        for _ in range(n):
            o.a; o.b
    return run


@case
def property_reads():
    o = Thing()

    def run(n):
        for _ in range(n):
            o.first
    return run


@case
def method_calls():
    o = Thing()

    def run(n):
        for _ in range(n):
            o.get(); o.put(o, c=o)
    return run


@case
def bound_methods():
    m = Thing().get

    def run(n):
        for _ in range(n):
            m()
    return run


@case
def super_calls():
    o = Derived()

    def run(n):
        for _ in range(n):
            o.get()
    return run


@case
def class_methods():
    o = Thing()

    def run(n):
        for _ in range(n):
            o.make(); Thing.plain(o)
    return run


@case
def local_class():
    class Local:
        def m(self):
            return self

    o = Local()

    def run(n):
        for _ in range(n):
            o.m(); Local()
    return run


@case
def operators():
    a, b = Thing(), Thing()

    def run(n):
        for _ in range(n):
            a + b; a == b
    return run


@case
def function_calls():
    o = Thing()

    def run(n):
        for _ in range(n):
            function(o, GLOBAL); function(b=o, a=o)
    return run


@case
def star_calls():
    args, kwargs = (Thing(), Thing()), {"k": Thing()}

    def run(n):
        for _ in range(n):
            star(*args, **kwargs)
    return run


@case
def module_functions():
    def run(n):
        for _ in range(n):
            math.sqrt(2.5); operator.itemgetter; collections.deque; threading.current_thread
    return run


@case
def native_functions():
    o, items = Thing(), [1, 2, 3]

    def run(n):
        for _ in range(n):
            len(items); isinstance(o, Thing); getattr(o, "name"); id(o); max(items)
    return run


@case
def closures():
    o = Thing()

    def outer(x):
        def inner():
            return x, o
        return inner
    f = outer(Thing())

    def run(n):
        for _ in range(n):
            f()
    return run


@case
def lambdas():
    o = Thing()

    def run(n):
        for _ in range(n):
            (lambda x: x)(o)
    return run


@case
def object_creation():
    def run(n):
        for _ in range(n):
            Thing()
    return run


@case
def slotted_creation():
    o = Thing()

    def run(n):
        for _ in range(n):
            Slotted(o, o)
    return run


@case
def dict_creation():
    o = Thing()

    def run(n):
        for _ in range(n):
            {"a": o, "b": o}; dict(a=o)
    return run


@case
def list_creation():
    o = Thing()

    def run(n):
        for _ in range(n):
            [o, o, o]; (o, GLOBAL); {1, 2}; [x for x in (o, o)]
    return run


@case
def constants():
    def run(n):
        for _ in range(n):
            (1, 2, "a tuple"); "a text of some words"; b"bytes"; 1.5; frozenset; 12345678901234567890123
    return run


@case
def texts():
    s, t = "".join(["so", "me"]), "".join(["tex", "t"])

    def run(n):
        for _ in range(n):
            f"{s} {t}"; s == t; s.upper(); s in t
    return run


@case
def generators():
    o = Thing()

    def make(n):
        for _ in range(n):
            yield o

    def run(n):
        for _ in range(n // 10 + 1):
            for x in make(10):
                pass
    return run


@case
def list_iteration():
    items = [Thing() for _ in range(10)]

    def run(n):
        for _ in range(n // 10 + 1):
            for x in items:
                x
    return run


@case
def tuple_iteration():
    items = tuple(Thing() for _ in range(10))

    def run(n):
        for _ in range(n // 10 + 1):
            for x in items:
                x
            a, *b = items
    return run


@case
def list_index():
    items = [Thing() for _ in range(10)]

    def run(n):
        for _ in range(n):
            items[3]; items[-1]
    return run


@case
def dict_get():
    d = {"a": Thing(), 5: Thing(), (1, 2): Thing()}

    def run(n):
        for _ in range(n):
            d.get("a"); d["a"]; d[5]
    return run


@case
def dict_iteration():
    d = {str(i): Thing() for i in range(10)}

    def run(n):
        for _ in range(n // 10 + 1):
            for k, v in d.items():
                pass
    return run


@case
def set_contains():
    s, t = {1, 2, "a"}, frozenset(["".join(["x", "y"]), "b"])

    def run(n):
        for _ in range(n):
            "a" in s; "b" in t
    return run


@case
def thread_local_reads():
    local = threading.local()

    def run(n):
        local.x = Thing()
        for _ in range(n):
            local.x
    return run


@case
def record_creation():
    o = Thing()

    def run(n):
        for _ in range(n):
            Record(o, o)
    return run


@case
def record_reads():
    r = Record(Thing(), Thing())

    def run(n):
        for _ in range(n):
            r.a; r.b
    return run


@case
def named_tuples():
    p = Pair(Thing(), Thing())

    def run(n):
        for _ in range(n):
            p.a; p.b
            Pair(p, p)
    return run


@case
def enums():
    def run(n):
        for _ in range(n):
            Colour.RED; Colour.RED.value; Colour("blue")
    return run


@case
def deep_copies():
    o = [{"a": [1, 2], "b": (3, "x")}, Thing()]

    def run(n):
        for _ in range(n // 20 + 1):
            copy.deepcopy(o)
    return run


@case
def context_managers():
    o = Thing()

    def run(n):
        for _ in range(n // 2 + 1):
            with o:
                pass
            with managed():
                pass
    return run


@case
def exceptions():
    o = Thing()

    def run(n):
        for _ in range(n // 2 + 1):
            try:
                raise KeyError(o)
            except KeyError as e:
                e.args
    return run


@case
def caches():
    cached(1)

    def run(n):
        for _ in range(n):
            cached(1)
    return run


@case
def partials():
    p = functools.partial(function, Thing())

    def run(n):
        for _ in range(n):
            p(1)
    return run


@case
def patterns():
    p, text = re.compile("b+c"), "aaabbbc".lower()

    def run(n):
        for _ in range(n // 2 + 1):
            p.search(text)
    return run


@case
def weak_references():
    o = Thing()
    r = weakref.ref(o)

    def run(n, o=o):
        for _ in range(n):
            r()
    return run


@case
def sorting():
    items = [Thing() for _ in range(10)]

    def run(n):
        for _ in range(n // 10 + 1):
            sorted(items, key=id)
    return run


class Seconds(float):
    """Of the wall clock, and in `cpu` of the process: what is lost to each other shows there too, on a machine with other work."""


def together(runs, n, warm=0, probe=None):
    """Runs each of `runs` in a thread of its own. Seconds, and what `probe` says before and after."""
    line = threading.Barrier(len(runs) + 1)
    errors = []

    def body(run):
        try:
            if warm:
                # by itself, while others start, and then together: a thread that runs alone takes objects over without promoting them
                run(warm)
                line.wait()
                run(warm)
            line.wait()
            line.wait()
            run(n)
        except BaseException as e:
            errors.append(e)
        finally:
            line.wait()
            line.wait()
    threads = [threading.Thread(target=body, args=(r,)) for r in runs]
    for t in threads:
        t.start()
    if warm:
        line.wait()
    line.wait()
    before = probe and probe()
    cpu = time.process_time()
    begun = time.perf_counter()
    line.wait()
    line.wait()
    seconds = Seconds(time.perf_counter() - begun)
    seconds.cpu = time.process_time() - cpu
    after = probe and probe()
    line.wait()
    for t in threads:
        t.join()
    if errors:
        raise errors[0]
    return seconds, before, after


def runs_of(make, shared, k):
    if shared:
        return [make()] * k
    return [Own(make) for _ in range(k)]


class Own:
    """Makes its objects in the thread that uses them."""

    def __init__(self, make):
        self.make = make
        self.run = None

    def __call__(self, n):
        if self.run is None:
            self.run = self.make()
        self.run(n)


def count(names, threads, n):
    import _typhon

    def probe():
        s = _typhon.stats()
        return {"counts": s["count_shared"], "contended": s["mutex_contended"], "promoted": s["promoted"], "collections": s["gc_runs"]}

    def measure(make, shared, k):
        each = max(n // k, 200)
        _, a, b = together(runs_of(make, shared, k), each, 2000 + 4 * n // k, probe)
        return {key: (b[key] - a[key]) / (each * k) if key != "collections" else b[key] - a[key] for key in a}
    for k in threads:
        idle = measure(nothing, True, k)
        for name in names:
            for shared in (False, True):
                d = measure(CASES[name], shared, k)
                row = {"case": name, "shared": shared, "threads": k}
                for key in ("counts", "contended"):
                    row[key] = round(max(0, d[key] - idle[key]), 5)
                row["collections"] = d["collections"]
                print(json.dumps(row), flush=True)


def clock(names, threads, seconds):
    for name in names:
        make = CASES[name]
        for shared in (False, True):
            n = 1000
            while True:
                t, _, _ = together(runs_of(make, shared, 1), n)
                if t >= seconds:
                    break
                n = max(n * 2, int(n * seconds / max(t, 1e-6) * 1.1)) if t < seconds / 2 else int(n * seconds / t * 1.2)
            # one after the other: the same total work as together
            alone = cpu = 0.0
            for r in runs_of(make, shared, 2):
                t = together([r], n, n // 20 + 1)[0]
                alone += t
                cpu += t.cpu
            row = {"case": name, "shared": shared, "iterations": n, "alone": round(alone, 4), "cpu": round(cpu, 4)}
            for k in threads:
                t, _, _ = together(runs_of(make, shared, k), 2 * n // k, n // 20 + 1)
                row[str(k)] = round(t, 4)
                row[f"cpu{k}"] = round(t.cpu, 4)
            print(json.dumps(row), flush=True)


def main(args):
    mode = args.pop(0) if args else "time"
    options = {"--threads": None, "--iterations": "6000", "--seconds": "0.3"}
    names = []
    while args:
        a = args.pop(0)
        if a in options:
            options[a] = args.pop(0)
        elif a in CASES:
            names.append(a)
        else:
            sys.exit(f"scaling.py: no case {a}")
    names = names or [n for n in CASES if n != "nothing"]
    threads = [int(k) for k in (options["--threads"] or ("2,8,32" if mode == "count" else "2,8")).split(",")]
    if mode == "count":
        count(names, threads, int(options["--iterations"]))
    else:
        clock(names, threads, float(options["--seconds"]))


if __name__ == "__main__":
    main(sys.argv[1:])
