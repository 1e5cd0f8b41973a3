"""
What CPython has in C, here its implementation in Python, whose classes messages call "datetime.date" and so on, as they do the C types. Where the two differ in behaviour or in the words of an
error, it is as C has it: what follows replaces methods of those classes.
"""
import math as _math
import time as _time

import _pydatetime as _py
from _pydatetime import *
from _pydatetime import __doc__, UTC
from _typhon import full_name as _full_name

for _cls in date, datetime, time, timedelta, timezone, tzinfo:
    _full_name(_cls)
del _cls
_MAX_ORDINAL = date.max.toordinal()
_MAX_DAYS = timedelta.max.days
_new = object.__new__


def _delta(days, seconds, microseconds):
    """timedelta of three ints."""
    carry, microseconds = divmod(microseconds, 1000000)
    carry, seconds = divmod(seconds + carry, 86400)
    days += carry
    if not -_MAX_DAYS <= days <= _MAX_DAYS:
        raise OverflowError(f'days={days}; must have magnitude <= {_MAX_DAYS}')
    self = _new(timedelta)
    self._days, self._seconds, self._microseconds, self._hashcode = days, seconds, microseconds, -1
    return self


def _shift(self, days, seconds, microseconds):
    """The datetime that much later, of self's class."""
    carry, microseconds = divmod(self._microsecond + microseconds, 1000000)
    carry, seconds = divmod(self._hour * 3600 + self._minute * 60 + self._second + seconds + carry, 86400)
    days += carry
    year, month, day = self._year, self._month, self._day + days
    if not 0 < day <= 28:
        day = self.toordinal() + days
        if not 0 < day <= _MAX_ORDINAL:
            raise OverflowError('date value out of range')
        year, month, day = _py._ord2ymd(day)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    cls = type(self)
    if cls is not datetime:
        return cls(year, month, day, hour, minute, second, microseconds, self._tzinfo)
    new = _new(datetime)
    new._year, new._month, new._day, new._hour, new._minute, new._second, new._microsecond = year, month, day, hour, minute, second, microseconds
    new._tzinfo, new._hashcode, new._fold = self._tzinfo, -1, 0
    return new


def _datetime_add(self, other):
    if not isinstance(other, timedelta):
        return NotImplemented
    return _shift(self, other._days, other._seconds, other._microseconds)


_general_sub = datetime.__sub__


def _datetime_sub(self, other):
    if isinstance(other, timedelta):
        return _shift(self, -other._days, -other._seconds, -other._microseconds)
    if not isinstance(other, datetime):
        return NotImplemented
    if self._tzinfo is not other._tzinfo:
        return _general_sub(self, other)
    return _delta(self.toordinal() - other.toordinal(), (self._hour - other._hour) * 3600 + (self._minute - other._minute) * 60 + self._second - other._second, self._microsecond - other._microsecond)


_general_fromtimestamp = datetime._fromtimestamp.__func__
_general_mktime = datetime._mktime
_EPOCH = date(1970, 1, 1).toordinal()


def _from_timestamp(cls, t, utc, tz):
    # the usual case: local time of no zone, on a day that does not repeat an hour
    if not isinstance(t, (int, float)) and not hasattr(t, '__index__') and not hasattr(t, '__float__'):
        raise TypeError(f'argument must be int or float, not {type(t).__name__}')
    if t != t:
        raise ValueError('Invalid value NaN (not a number)')
    if utc or tz is not None or not -1e10 < t < 2e11:
        return _general_fromtimestamp(cls, t, utc, tz)
    frac, whole = _math.modf(t)
    us, seconds = round(frac * 1e6), int(whole)
    carry, us = divmod(us, 1000000)
    seconds += carry
    at = _time.localtime(seconds)
    if at.tm_gmtoff != _time.localtime(seconds - 86400).tm_gmtoff:
        return _general_fromtimestamp(cls, t, utc, tz)
    return cls(at[0], at[1], at[2], at[3], at[4], min(at[5], 59), us)


def _seconds_of(self):
    if not 2 < self._year < 9998:
        return _general_mktime(self)
    t = (self.toordinal() - _EPOCH) * 86400 + self._hour * 3600 + self._minute * 60 + self._second
    offset = _time.localtime(t).tm_gmtoff
    # one offset a day before and after: nothing changes near here
    if offset == _time.localtime(t - 172800).tm_gmtoff == _time.localtime(t + 172800).tm_gmtoff:
        return t - offset
    return _general_mktime(self)


def _timedelta_add(self, other):
    if not isinstance(other, timedelta):
        return NotImplemented
    return _delta(self._days + other._days, self._seconds + other._seconds, self._microseconds + other._microseconds)


def _timedelta_sub(self, other):
    if not isinstance(other, timedelta):
        return NotImplemented
    return _delta(self._days - other._days, self._seconds - other._seconds, self._microseconds - other._microseconds)


def _date_add(self, other):
    if not isinstance(other, timedelta):
        return NotImplemented
    day = self.toordinal() + other.days
    if not 0 < day <= _MAX_ORDINAL:
        raise OverflowError('date value out of range')
    return type(self).fromordinal(day)


def _date_sub(self, other):
    if isinstance(other, timedelta):
        day = self.toordinal() - other.days
        if not 0 < day <= _MAX_ORDINAL:
            raise OverflowError('date value out of range')
        return type(self).fromordinal(day)
    if isinstance(other, date) and not isinstance(other, datetime):
        return timedelta(self.toordinal() - other.toordinal())
    return NotImplemented


def _reworded(method, error, text, instead):
    """The method, an error of that text in other words."""
    def replaced(self, /, *args, **kwargs):
        try:
            return method(self, *args, **kwargs)
        except error as e:
            if e.args[0] != text:
                raise
        raise error(instead)
    replaced.__name__, replaced.__qualname__, replaced.__doc__ = method.__name__, method.__qualname__, method.__doc__
    return replaced


_new_timedelta = timedelta.__new__


def _timedelta_new(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
    if type(days) is type(seconds) is type(microseconds) is type(milliseconds) is type(minutes) is type(hours) is type(weeks) is int:
        carry, us = divmod(microseconds + milliseconds * 1000, 1000000)
        carry, s = divmod(seconds + minutes * 60 + hours * 3600 + carry, 86400)
        d = days + weeks * 7 + carry
        if -_MAX_DAYS <= d <= _MAX_DAYS:
            self = _new(cls)
            self._days, self._seconds, self._microseconds, self._hashcode = d, s, us, -1
            return self
    try:
        return _new_timedelta(cls, days, seconds, microseconds, milliseconds, minutes, hours, weeks)
    except OverflowError as e:
        text = e.args[0]
        if not text.startswith('timedelta # of days is too large: '):
            raise
        count = int(text.rpartition(' ')[2])
    except TypeError:
        for name, value in zip(('days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks'), (days, seconds, microseconds, milliseconds, minutes, hours, weeks)):
            if not isinstance(value, (int, float)):
                raise TypeError(f'unsupported type for timedelta {name} component: {type(value).__name__}') from None
        raise
    if -1 << 31 <= count < 1 << 31:
        raise OverflowError(f'days={count}; must have magnitude <= 999999999')
    raise OverflowError('Python int too large to convert to C int')


def _checked(method, position, kind, text):
    """The method, whose argument at that position must be of that kind."""
    def replaced(self, /, *args, **kwargs):
        if len(args) > position and not isinstance(args[position], kind):
            raise TypeError(f'{text}, not {type(args[position]).__name__}')
        return method(self, *args, **kwargs)
    replaced.__name__, replaced.__qualname__, replaced.__doc__ = method.__name__, method.__qualname__, method.__doc__
    return replaced


def _check_tzinfo(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(zone).__name__}'")


def _combine(cls, date, time, tzinfo=True):
    for position, value, kind in (1, date, _py.date), (2, time, _py.time):
        if not isinstance(value, kind):
            raise TypeError(f'combine() argument {position} must be datetime.{kind.__name__}, not {type(value).__name__}')
    return _general_combine(cls, date, time, tzinfo)


_general_combine = datetime.combine.__func__
_combine.__name__, _combine.__qualname__, _combine.__doc__ = 'combine', 'datetime.combine', datetime.combine.__doc__


def _week_repr(self):
    return f'datetime.IsoCalendarDate(year={self.year}, week={self.week}, weekday={self.weekday})'


date.__add__ = date.__radd__ = _date_add
date.__sub__ = _date_sub
_py._IsoCalendarDate.__repr__ = _week_repr
_py._IsoCalendarDate.__module__ = 'datetime'
datetime.__add__ = datetime.__radd__ = _datetime_add
datetime.__sub__ = _datetime_sub
_general_sub = _reworded(_general_sub, TypeError, 'cannot mix naive and timezone-aware time', "can't subtract offset-naive and offset-aware datetimes")
_py._check_tzinfo_arg = _check_tzinfo
datetime._fromtimestamp = classmethod(_from_timestamp)
datetime._mktime = _seconds_of
timedelta.__add__ = timedelta.__radd__ = _timedelta_add
timedelta.__sub__ = _timedelta_sub
datetime._cmp = _reworded(datetime._cmp, TypeError, 'cannot compare naive and aware datetimes', "can't compare offset-naive and offset-aware datetimes")
time._cmp = _reworded(time._cmp, TypeError, 'cannot compare naive and aware times', "can't compare offset-naive and offset-aware times")
date.strftime = _checked(date.strftime, 0, str, 'strftime() argument 1 must be str')
time.strftime = _checked(time.strftime, 0, str, 'strftime() argument 1 must be str')
timezone.__new__ = staticmethod(_checked(timezone.__new__, 0, timedelta, 'timezone() argument 1 must be datetime.timedelta'))
timedelta.__new__ = staticmethod(_timedelta_new)
datetime.combine = classmethod(_combine)
for _function in _datetime_add, _datetime_sub, _timedelta_add, _timedelta_sub, _date_add, _date_sub:
    _function.__name__ = '__add__' if _function.__name__.endswith('add') else '__sub__'
del _function, _from_timestamp, _seconds_of, _combine, _check_tzinfo, _date_add, _date_sub, _week_repr, _timedelta_new, _datetime_add, _datetime_sub, _timedelta_add, _timedelta_sub
