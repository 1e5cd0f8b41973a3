"""
ZoneInfo over a TZif file (RFC 8536), what CPython has in C. The file's table gives the transitions; past it the footer's rule holds.

Local time and fold: around a transition at UTC time t from offset b to a, local times below t + max(a, b) belong to b for fold 0, those below t + min(a, b) for fold 1. So each transition has
one bound for each fold, and finding an offset is a binary search among them. A zone does not change after it is made; the caches of a class are guarded by a lock.
"""
import os
from bisect import bisect_right as _bisect_right
from collections import OrderedDict as _OrderedDict
from datetime import datetime as _datetime, timedelta as _timedelta, tzinfo as _tzinfo
from re import compile as _compile
from weakref import WeakValueDictionary as _WeakValueDictionary
from _thread import RLock as _RLock

_EPOCH = 719163
_STRONG = 8
_lock = _RLock()


class _Offset:
    """What holds between two transitions."""
    __slots__ = 'utcoff', 'dst', 'name', 'seconds'

    def __init__(self, seconds, dst, name):
        self.seconds = seconds
        self.utcoff = _timedelta(seconds=seconds)
        self.dst = _timedelta(seconds=dst)
        self.name = name


class _Change:
    """A day of each year and a time of it: when the clocks change by a rule."""
    __slots__ = 'month', 'week', 'day', 'julian', 'time'

    def __init__(self, text):
        day, _, time = text.partition('/')
        self.time = _seconds(time) if time else 7200
        self.month = self.julian = None
        if day[:1] == 'M':
            month, week, weekday = day[1:].split('.')
            self.month, self.week, self.day = int(month), int(week), int(weekday)
            if not (1 <= self.month <= 12 and 1 <= self.week <= 5 and 0 <= self.day <= 6):
                raise ValueError(f'Invalid dst start/end date: {text}')
        elif day[:1] == 'J':
            self.julian = int(day[1:])
        else:
            self.day = int(day)

    def at(self, year):
        """Seconds of local time since 1970."""
        if self.month is not None:
            first = _datetime(year, self.month, 1)
            day = 1 + (self.day - first.isoweekday()) % 7 + (self.week - 1) * 7
            last = (_datetime(year + self.month // 12, self.month % 12 + 1, 1) - first).days if year < 9999 or self.month < 12 else 31
            while day > last:
                day -= 7
            ordinal = first.toordinal() + day - 1
        else:
            ordinal = _datetime(year, 1, 1).toordinal()
            if self.julian is not None:
                leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
                ordinal += self.julian - 1 + (leap and self.julian >= 60)
            else:
                ordinal += self.day
        return (ordinal - _EPOCH) * 86400 + self.time


def _seconds(text):
    sign = -1 if text[0] == '-' else 1
    parts = [int(part) for part in text.lstrip('+-').split(':')]
    return sign * sum(part * scale for part, scale in zip(parts, (3600, 60, 1)))


_RULE = _compile(r'(<[^>]+>|[A-Za-z]{3,})([-+]?[\d:]+)(?:(<[^>]+>|[A-Za-z]{3,})([-+]?[\d:]+)?(?:,([^,]+),([^,]+))?)?')


class _Rule:
    """A footer such as "CET-1CEST,M3.5.0,M10.5.0/3"."""
    __slots__ = 'std', 'dst', 'start', 'end', 'delta'

    def __init__(self, text):
        m = _RULE.fullmatch(text)
        if m is None:
            raise ValueError(f'Invalid TZ string: {text!r}')
        std, offset, dst, dst_offset, start, end = m.groups()
        west = _seconds(offset)
        self.std = _Offset(-west, 0, std.strip('<>'))
        self.dst = None
        if dst is not None:
            if start is None:
                raise ValueError(f'Invalid TZ string: {text!r}')
            seconds = -_seconds(dst_offset) if dst_offset else 3600 - west
            self.delta = seconds + west
            self.dst = _Offset(seconds, self.delta, dst.strip('<>'))
            self.start, self.end = _Change(start), _Change(end)

    def local(self, seconds, year, fold):
        if self.dst is None:
            return self.std
        start, end = self.start.at(year), self.end.at(year)
        if fold:
            start, end = start + min(self.delta, 0), end + min(-self.delta, 0)
        else:
            start, end = start + max(self.delta, 0), end + max(-self.delta, 0)
        return self.dst if (start <= seconds < end if start < end else not end <= seconds < start) else self.std

    def utc(self, seconds, year):
        """The offset and whether its local time comes a second time."""
        if self.dst is None:
            return self.std, False
        start, end = self.start.at(year) - self.std.seconds, self.end.at(year) - self.dst.seconds
        summer = start <= seconds < end if start < end else not end <= seconds < start
        since = seconds - (start if summer else end)
        return self.dst if summer else self.std, 0 <= since < (-self.delta if summer else self.delta)


def _daylight(indices, offsets, isdst):
    """How much of each kind of offset is daylight saving: against the standard offset beside it, an hour where there is none."""
    found = [0] * len(offsets)
    for at, index in enumerate(indices):
        if not isdst[index] or found[index]:
            continue
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(indices) and not isdst[indices[beside]] and offsets[index] != offsets[indices[beside]]:
                found[index] = offsets[index] - offsets[indices[beside]]
                break
    return [found[i] or (3600 if isdst[i] else 0) for i in range(len(offsets))]


class ZoneInfo(_tzinfo):
    _strong_cache = _OrderedDict()
    _weak_cache = _WeakValueDictionary()
    __module__ = 'zoneinfo'

    def __init_subclass__(cls):
        cls._strong_cache = _OrderedDict()
        cls._weak_cache = _WeakValueDictionary()

    def __new__(cls, key):
        with _lock:
            zone = cls._weak_cache.get(key)
        if zone is None:
            fresh = cls._load(key)
            fresh._from_cache = True
            with _lock:
                zone = cls._weak_cache.setdefault(key, fresh)
        with _lock:
            cls._strong_cache[key] = cls._strong_cache.pop(key, zone)
            if len(cls._strong_cache) > _STRONG:
                cls._strong_cache.popitem(last=False)
        return zone

    @classmethod
    def _load(cls, key):
        from zoneinfo import _common, _tzpath
        path = _tzpath.find_tzfile(key)
        if path is not None:
            file = open(path, 'rb')
        else:
            from importlib import resources
            package, _, name = f'tzdata.zoneinfo.{key.replace("/", ".")}'.rpartition('.')
            try:
                file = resources.files(package).joinpath(name).open('rb')
            except (ImportError, FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError, UnicodeEncodeError, TypeError):
                raise _common.ZoneInfoNotFoundError(f'No time zone found with key {key}') from None
        with file:
            return cls._read(file, key)

    @classmethod
    def _read(cls, file, key):
        from zoneinfo import _common
        self = _tzinfo.__new__(cls)
        indices, times, offsets, isdst, names, footer = _common.load_data(file)
        daylight = _daylight(indices, offsets, isdst)
        kinds = [_Offset(*kind) for kind in zip(offsets, daylight, names)]
        self._key = key
        self._from_cache = False
        self._times = times = list(times)
        self._after = [kinds[i] for i in indices]
        standard = [i for i in range(len(kinds)) if not isdst[i]]
        self._before = kinds[standard[0] if standard else 0] if kinds else None
        self._bounds = early, late = [], []
        previous = self._before
        for time, kind in zip(times, self._after):
            low, high = sorted((previous.seconds, kind.seconds))
            early.append(time + high)
            late.append(time + low)
            previous = kind
        self._rule = _Rule(footer.decode() if isinstance(footer, bytes) else footer) if footer else None
        if self._rule is None and previous is None:
            raise ValueError('No time zone information found.')
        self._last = previous
        end = previous if self._rule is None else self._rule.std if self._rule.dst is None else None
        self._fixed = end is not None and (not kinds or len(kinds) == 1 and (kinds[0].seconds, kinds[0].dst, kinds[0].name) == (end.seconds, end.dst, end.name))
        return self

    @classmethod
    def no_cache(cls, key):
        return cls._load(key)

    @classmethod
    def from_file(cls, file_obj, /, key=None):
        zone = cls._read(file_obj, key)
        zone._file_repr = repr(file_obj)
        return zone

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        with _lock:
            for key in list(cls._weak_cache) if only_keys is None else only_keys:
                cls._weak_cache.pop(key, None)
                cls._strong_cache.pop(key, None)

    @property
    def key(self):
        return self._key

    def _find(self, dt):
        if dt is None:
            if not self._fixed:
                return None
            return self._rule.std if self._rule is not None else self._last
        seconds = (dt.toordinal() - _EPOCH) * 86400 + dt.hour * 3600 + dt.minute * 60 + dt.second
        bounds = self._bounds[1 if dt.fold else 0]
        at = _bisect_right(bounds, seconds)
        if at == len(bounds) and self._rule is not None:
            return self._rule.local(seconds, dt.year, dt.fold)
        return self._after[at - 1] if at else self._before

    def utcoffset(self, dt, /):
        kind = self._find(dt)
        return None if kind is None else kind.utcoff

    def dst(self, dt, /):
        kind = self._find(dt)
        return None if kind is None else kind.dst

    def tzname(self, dt, /):
        kind = self._find(dt)
        return None if kind is None else kind.name

    def fromutc(self, dt, /):
        if not isinstance(dt, _datetime):
            raise TypeError('fromutc: argument must be a datetime')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        seconds = (dt.toordinal() - _EPOCH) * 86400 + dt.hour * 3600 + dt.minute * 60 + dt.second
        times = self._times
        at = _bisect_right(times, seconds)
        if at == len(times) and self._rule is not None:
            kind, again = self._rule.utc(seconds, dt.year)
            again = again or self._repeats(at, seconds)
        else:
            kind = self._after[at - 1] if at else self._before
            again = self._repeats(at, seconds)
        local = dt + kind.utcoff
        return local.replace(fold=1) if again else local

    def _repeats(self, at, seconds):
        """Whether the transition before index `at` set the clock back by more than has passed since."""
        if not at:
            return False
        before = self._after[at - 2] if at > 1 else self._before
        return seconds - self._times[at - 1] < before.seconds - self._after[at - 1].seconds

    def __str__(self):
        return self._key if self._key is not None else repr(self)

    def __repr__(self):
        name = f'{type(self).__module__}.{type(self).__qualname__}'
        return f'{name}(key={self._key!r})' if self._key is not None else f'{name}.from_file({self._file_repr})'

    def __reduce__(self):
        if self._key is None:
            from pickle import PicklingError
            raise PicklingError('Cannot pickle a ZoneInfo file from a file stream.')
        return type(self)._unpickle, (self._key, self._from_cache)

    @classmethod
    def _unpickle(cls, key, from_cache, /):
        return cls(key) if from_cache else cls.no_cache(key)
