"""
What CPython has in C, here its implementation in Python, whose classes messages call "datetime.date" and so on, as they do the C types. Where the two differ in behaviour or in the words of an
error, it is as C has it: what follows replaces methods of those classes.
"""
import _pydatetime as _py
from _pydatetime import *
from _pydatetime import __doc__, UTC
from _typhon import full_name as _full_name

for _cls in date, datetime, time, timedelta, timezone, tzinfo:
    _full_name(_cls)
del _cls
_MAX_ORDINAL = date.max.toordinal()


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


def _week_repr(self):
    return f'datetime.IsoCalendarDate(year={self.year}, week={self.week}, weekday={self.weekday})'


date.__add__ = date.__radd__ = _date_add
date.__sub__ = _date_sub
_py._IsoCalendarDate.__repr__ = _week_repr
_py._IsoCalendarDate.__module__ = 'datetime'
datetime.__add__ = datetime.__radd__ = _reworded(datetime.__add__, OverflowError, 'result out of range', 'date value out of range')
datetime._cmp = _reworded(datetime._cmp, TypeError, 'cannot compare naive and aware datetimes', "can't compare offset-naive and offset-aware datetimes")
time._cmp = _reworded(time._cmp, TypeError, 'cannot compare naive and aware times', "can't compare offset-naive and offset-aware times")
date.strftime = _checked(date.strftime, 0, str, 'strftime() argument 1 must be str')
time.strftime = _checked(time.strftime, 0, str, 'strftime() argument 1 must be str')
timezone.__new__ = staticmethod(_checked(timezone.__new__, 0, timedelta, 'timezone() argument 1 must be datetime.timedelta'))
timedelta.__new__ = staticmethod(_timedelta_new)
del _date_add, _date_sub, _week_repr, _timedelta_new
