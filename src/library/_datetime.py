"""What CPython has in C, here its implementation in Python, whose classes messages call "datetime.date" and so on, as they do the C types."""
from _pydatetime import *
from _pydatetime import __doc__, UTC
from _typhon import full_name as _full_name

for _cls in date, datetime, time, timedelta, timezone, tzinfo:
    _full_name(_cls)
del _cls
