"""_lsprof: the profiler under cProfile, over sys.setprofile. Only the thread that calls enable() is profiled. Mirrors Modules/_lsprof.c: contexts on a stack, entries by code object or native function.

A profiler belongs to the thread that enabled it; nothing here is locked.
"""
import sys
from collections import namedtuple
from time import perf_counter_ns

__all__ = ['Profiler', 'profiler_entry', 'profiler_subentry']

profiler_entry = namedtuple('profiler_entry', 'code callcount reccallcount totaltime inlinetime calls', module='_lsprof')
profiler_subentry = namedtuple('profiler_subentry', 'code callcount reccallcount totaltime inlinetime', module='_lsprof')

_MODULE = type(sys)


class _Entry:
    """Counts of a function, or of a function called by another one. Times in units of the timer."""
    __slots__ = ('user', 'calls', 'recursive', 'total', 'inline', 'level', 'subs')

    def __init__(self, user):
        self.user = user
        self.calls = self.recursive = self.total = self.inline = self.level = 0
        self.subs = None

    def end(self, took, own):
        """A call is over: only the outermost of nested ones counts its whole time."""
        self.level -= 1
        if self.level == 0:
            self.total += took
        else:
            self.recursive += 1
        self.inline += own
        self.calls += 1


class _Context:
    """A call that has not returned."""
    __slots__ = ('entry', 'start', 'inner', 'previous', 'key')


def _native(f):
    """What stands for a native function in the statistics (normalizeUserObj)."""
    owner, name = f.__self__, f.__name__
    if owner is None or isinstance(owner, _MODULE):
        module = f.__module__
        return f'<built-in method {module}.{name}>' if module is not None else f'<{name}>'
    for t in type(owner).__mro__:
        if name in t.__dict__:
            return repr(t.__dict__[name])
    return f'<built-in method {name}>'


class Profiler:
    """Builds a profiler object using the specified timer function. A timer that is given returns integers, in units of `timeunit` seconds, or (timeunit 0) seconds."""

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer = timer
        self._unit = timeunit if timer is not None and timeunit > 0 else 1.0 if timer is not None else 1e-9
        self._clock = timer if timer is not None else perf_counter_ns
        self._subcalls, self._builtins = bool(subcalls), bool(builtins)
        self._entries, self._names, self._top, self._on = {}, {}, None, False

    def _begin(self, key, user):
        entry = self._entries.get(key)
        if entry is None:
            entry = self._entries[key] = _Entry(user)
        c = _Context()
        c.entry, c.inner, c.key, c.previous = entry, 0, key, self._top
        entry.level += 1
        if self._subcalls and c.previous is not None:
            caller = c.previous.entry
            if caller.subs is None:
                caller.subs = {}
            sub = caller.subs.get(key)
            if sub is None:
                sub = caller.subs[key] = _Entry(user)
            sub.level += 1
        self._top = c
        c.start = self._clock()

    def _end(self, key):
        c = self._top
        if c is None:
            return
        if key is None or c.key == key:
            self._stop(c, self._clock())

    def _stop(self, c, now):
        took = now - c.start
        own = took - c.inner
        self._top = previous = c.previous
        if previous is not None:
            previous.inner += took
        c.entry.end(took, own)
        if self._subcalls and previous is not None and previous.entry.subs is not None:
            sub = previous.entry.subs.get(c.key)
            if sub is not None:
                sub.end(took, own)

    def _key(self, f):
        owner = f.__self__
        return (f.__module__ if owner is None or isinstance(owner, _MODULE) else type(owner), f.__name__)

    def _event(self, frame, event, arg):
        if event == 'call':
            code = frame.f_code
            if code is _DISABLE:
                self._begin(code, "<method 'disable' of '_lsprof.Profiler' objects>")
            else:
                self._begin(code, code)
        elif event == 'return':
            self._end(frame.f_code)
        elif self._builtins and frame.f_code is not _DISABLE:
            key = self._key(arg)
            if event == 'c_call':
                user = self._names.get(key)
                if user is None:
                    user = self._names[key] = _native(arg)
                self._begin(key, user)
            else:
                self._end(key)

    def enable(self, subcalls=True, builtins=True):
        """Start collecting profiling information. 'subcalls' also records for each function its callees; 'builtins' also records the time spent in built-in functions."""
        if sys.getprofile() is not None:
            raise ValueError('Another profiling tool is already active')
        self._subcalls, self._builtins, self._on = bool(subcalls), bool(builtins), True
        sys.setprofile(self._event)

    def disable(self):
        """Stop collecting profiling information."""
        if self._on:
            sys.setprofile(None)
            self._on = False
        now = self._clock()
        while self._top is not None:
            self._stop(self._top, now)

    def clear(self):
        """Clear all profiling information collected so far."""
        self._entries, self._top = {}, None

    def getstats(self):
        """A list of profiler_entry (code, callcount, reccallcount, totaltime, inlinetime, calls); calls: None, or a list of profiler_subentry. Times in seconds; code: a code object, or the name of a native function."""
        if self._on:
            sys.setprofile(None)
        try:
            unit, result = self._unit, []
            for e in self._entries.values():
                if e.calls == 0:
                    continue
                subs = None
                if e.subs:
                    subs = [profiler_subentry(s.user, s.calls, s.recursive, s.total * unit, s.inline * unit) for s in e.subs.values() if s.calls]
                result.append(profiler_entry(e.user, e.calls, e.recursive, e.total * unit, e.inline * unit, subs or None))
            return result
        finally:
            if self._on:
                sys.setprofile(self._event)


_DISABLE = Profiler.disable.__code__
