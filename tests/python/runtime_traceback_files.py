# Tracebacks through the library: what CPython has in C leaves no entries, what it has frozen is shown as "<frozen os>" without source. Exceptions that such code catches itself are no context.
import copy, datetime, decimal, importlib, os, pickle, sys, traceback


class NoPickle:
    def __reduce__(self):
        raise TypeError("no way")


class BadState:
    def __getstate__(self):
        return 1

    def __setstate__(self, state):
        raise ValueError("bad state")


class Generator:
    def __init__(self):
        self.it = (i for i in [1])


def in_handler():
    try:
        {}["own"]
    except KeyError:
        decimal.Decimal("x")


calls = [
    lambda: os.environ["NOPE"], lambda: os.path.join(1), lambda: os.path.getsize("/nope"), lambda: importlib.import_module("nope_x"), lambda: __import__("nope_y"),
    lambda: pickle.dumps([lambda: 1]), lambda: pickle.dumps({"a": NoPickle()}), lambda: pickle.dumps(Generator()), lambda: pickle.loads(pickle.dumps(BadState())), lambda: pickle.loads(b"\x80\x04."),
    lambda: pickle.loads(b""), lambda: pickle.loads(b"junk"), lambda: pickle.loads(b"\x00"), lambda: pickle.loads(b"cnope_mod\nx\n."), lambda: pickle.loads(pickle.dumps([1] * 100)[:-5]),
    lambda: copy.deepcopy(Generator()), lambda: decimal.Decimal("x"), lambda: decimal.Decimal(1) / 0, lambda: decimal.Decimal([1]), lambda: decimal.Decimal(1) < "x", lambda: int(decimal.Decimal("NaN")), in_handler,
    lambda: datetime.datetime(2020, 13, 1), lambda: datetime.datetime.strptime("x", "%Y"), lambda: datetime.date.fromisoformat("2020-1-1"), lambda: datetime.timedelta(1) + 3,
    lambda: datetime.datetime.now() - datetime.date.today(), lambda: datetime.timedelta(days=10**9), lambda: datetime.timedelta(days=10**10), lambda: datetime.timedelta(days="x"), lambda: datetime.date.max + datetime.timedelta(1),
    lambda: datetime.datetime.max + datetime.timedelta(1), lambda: datetime.date.min - datetime.timedelta(1), lambda: datetime.datetime.now() < datetime.datetime.now(datetime.timezone.utc),
    lambda: datetime.time(1) < datetime.time(1, tzinfo=datetime.timezone.utc), lambda: datetime.timezone(5), lambda: datetime.datetime.now().strftime(5), lambda: datetime.date(2020, 1, 1) < 5,
]
for call in calls:
    try:
        call()
    except Exception as e:
        frames = [(f.filename.rpartition("/")[2], f.name) for f in traceback.extract_tb(e.__traceback__)[1:]]
        print(type(e).__module__, type(e).__qualname__, str(e).replace(hex(id(e)), "")[:18] if "0x" in str(e) else e, frames, getattr(e, "__notes__", ""), type(e.__context__).__name__)
print(datetime.date(2024, 12, 30).isocalendar(), os.makedirs.__code__.co_filename, os.path.join.__code__.co_flags & 0x80000000)
