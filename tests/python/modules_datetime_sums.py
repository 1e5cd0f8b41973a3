"""Sums and differences of datetime and timedelta: carries, ends of the calendar, time zones, subclasses, fold, and what is refused. Threads use one clock's zone at once."""
import random
import threading
import time
import zlib
from datetime import UTC, date, datetime, timedelta, timezone


class Stamp(datetime):
    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls, *args, **kwargs)
        self.args = args
        return self


class Span(timedelta): pass


def attempt(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)


rng = random.Random(11)
crc = 0
for _ in range(3000):
    a = datetime(rng.randint(1, 9999), rng.randint(1, 12), rng.randint(1, 28), rng.randrange(24), rng.randrange(60), rng.randrange(60), rng.randrange(10 ** 6))
    b = datetime(rng.randint(1, 9999), rng.randint(1, 12), rng.randint(1, 28), rng.randrange(24), rng.randrange(60), rng.randrange(60), rng.randrange(10 ** 6))
    d = timedelta(rng.randint(-800, 800), rng.randint(-10 ** 6, 10 ** 6), rng.randint(-10 ** 7, 10 ** 7), rng.randint(-5000, 5000), rng.randint(-99, 99), rng.randint(-99, 99), rng.randint(-9, 9))
    for f in (lambda: a + d, lambda: d + a, lambda: a - d, lambda: a - b, lambda: b - a, lambda: d + (a - b), lambda: d - (a - b), lambda: -d - d, lambda: d * 3 + d / 7, lambda: a.date() + d, lambda: (a - b) // timedelta(hours=7)):
        try: r = repr(f())
        except OverflowError as e: r = str(e)
        crc = zlib.crc32(r.encode(), crc)
print(crc)
m = datetime(2024, 2, 28, 23, 59, 59, 999999)
for d in (timedelta(0, 0, 1), timedelta(1, 0, 1), timedelta(-59), timedelta.min, timedelta.max, Span(2), timedelta(hours=True)):
    attempt(lambda: m + d)
    attempt(lambda: m - d)
s = Stamp(2024, 1, 31, 12, tzinfo=UTC)
attempt(lambda: (type(s + timedelta(1)).__name__, (s + timedelta(1)).args, type(s - s).__name__))
attempt(lambda: m.replace(fold=1) + timedelta(1))
attempt(lambda: (m.replace(fold=1, tzinfo=UTC) + timedelta(1)).tzinfo)
attempt(lambda: m.replace(tzinfo=UTC) - m.replace(tzinfo=timezone(timedelta(hours=3))))
attempt(lambda: m - m.replace(tzinfo=UTC))
attempt(lambda: type(Span(1) + Span(2)).__name__)
attempt(lambda: Span(days=1, hours=30))
for f in (lambda: m + 1, lambda: 1 - m, lambda: m - date(2024, 1, 1), lambda: timedelta(1) + 1, lambda: timedelta(1) - m, lambda: timedelta.max + timedelta(1), lambda: timedelta.min - timedelta(1), lambda: timedelta(10 ** 9), lambda: timedelta(hours=10 ** 12), lambda: timedelta("1"), lambda: timedelta(days=None), lambda: timedelta(1.5, 0.25, 1.75), lambda: timedelta(weeks=-1, microseconds=-1), lambda: hash(timedelta(1) + timedelta(2)) == hash(timedelta(3)), lambda: datetime.max + timedelta(0, 0, 1), lambda: datetime.min - timedelta(0, 0, 1), lambda: datetime.__add__(m, 3), lambda: datetime.__sub__.__name__):
    attempt(f)
wrong = []
def ask(k):
    for i in range(300):
        at = 1_000_000_000 + (i * 7919 + k * 104729) % 86400 // 3600
        t = time.localtime(at)
        if time.mktime(t) != at or datetime.fromtimestamp(at).timestamp() != at: wrong.append(at)
threads = [threading.Thread(target=ask, args=(k,)) for k in range(4)]
try:
    for t in threads: t.start()
    for t in threads: t.join()
except RuntimeError:  # CPython without threads
    pass
print(wrong)
for f in (lambda: datetime.combine(1, 2), lambda: datetime.combine(date(2020, 1, 1), 2), lambda: datetime.combine(date(2020, 1, 1), datetime(2000, 1, 1, 7, tzinfo=UTC).timetz()), lambda: datetime.combine(m, m.time(), tzinfo=UTC), lambda: datetime.combine(date=m, time=m.time()), lambda: datetime(2020, 1, 1, tzinfo=3), lambda: m.replace(tzinfo="x"), lambda: Stamp.combine(m, m.time()).args, lambda: m.time().replace(tzinfo=1), lambda: datetime.fromtimestamp('x'), lambda: datetime.fromtimestamp(None), lambda: datetime.fromtimestamp(float('nan')), lambda: datetime.fromtimestamp(float('inf')), lambda: datetime.fromtimestamp(-0.5, UTC), lambda: datetime.fromtimestamp(1.9999999, UTC)):
    attempt(f)
