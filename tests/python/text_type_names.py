# What messages call types: native ones, and those of the library that stand for native ones, with their modules. Unions with type variables. Hashes and quotients at the edge.
import array
import collections
import datetime
import decimal
import pickle
import re
import threading
from typing import ParamSpec, TypeVar


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(f'{type(e).__name__}: {e}')


attempt(lambda: decimal.Decimal(1) + 1.5)
attempt(lambda: datetime.datetime(2020, 1, 1) + datetime.datetime(2020, 1, 1))
attempt(lambda: datetime.date(2020, 1, 1) < 3)
attempt(lambda: datetime.date(2020, 1, 1) < datetime.datetime(2020, 1, 1))
attempt(lambda: int(datetime.timedelta(1)))
attempt(lambda: datetime.date(1, 1, 1).no_such)
attempt(lambda: [1] + collections.deque())
attempt(lambda: collections.OrderedDict() + 1)
attempt(lambda: collections.defaultdict() < 3)
attempt(lambda: re.compile('a') + 1)
attempt(lambda: array.array('i') < 3)
attempt(lambda: pickle.dumps(threading.Lock()))
attempt(lambda: collections.Counter() + 1)
attempt(lambda: collections.deque.append)
attempt(lambda: repr(ValueError('a', 1)))


class Mine(decimal.Decimal):
    pass


attempt(lambda: Mine(1) + 'x')

T = TypeVar('T')
P = ParamSpec('P')
attempt(lambda: T | None)
attempt(lambda: int | T)
attempt(lambda: T | 'Node')
attempt(lambda: list[T] | None)
attempt(lambda: (int | list[T])[str])
attempt(lambda: T | 3)
attempt(lambda: int | 'Node')
attempt(lambda: P | None)


class Wide:
    def __init__(self, h):
        self.h = h

    def __hash__(self):
        return self.h


for h in (2**62 + 5, -2**63, 2**63 - 1, -1, 2**64, True):
    attempt(lambda: hash(Wide(h)))
attempt(lambda: 0 / -10**60)

nan = float('nan')
print(array.array('d', [nan]) == array.array('d', [nan]), [nan] == [nan])
for code in 'bBhHiIlLqQfd':
    a = array.array(code, [1, 2, 3])
    for protocol in range(6):
        b = pickle.loads(pickle.dumps(a, protocol))
        assert b == a and b.typecode == code, (code, protocol)
print(array.array('i', [1]).__reduce_ex__(2), array.array('h', [1]).__reduce_ex__(4)[1][1:], isinstance(array.array('i'), collections.abc.MutableSequence))
