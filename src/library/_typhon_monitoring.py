"""sys.monitoring (PEP 669): tools and their callbacks. No event is delivered yet: asking for one is NotImplementedError. sys.settrace and sys.setprofile are there."""
import sys as _sys

DEBUGGER_ID, COVERAGE_ID, PROFILER_ID, OPTIMIZER_ID = 0, 1, 2, 5


class _Token:
    __slots__ = ()


DISABLE, MISSING = _Token(), _Token()

_NAMES = ('PY_START', 'PY_RESUME', 'PY_RETURN', 'PY_YIELD', 'CALL', 'LINE', 'INSTRUCTION', 'JUMP', 'BRANCH_LEFT', 'BRANCH_RIGHT', 'STOP_ITERATION', 'RAISE', 'EXCEPTION_HANDLED', 'PY_UNWIND',
          'PY_THROW', 'RERAISE', 'C_RETURN', 'C_RAISE', 'BRANCH')
events = type(_sys.implementation)(**{name: 1 << i for i, name in enumerate(_NAMES)}, NO_EVENTS=0)
_TOOLS = 6
_names = [None] * _TOOLS
_callbacks = {}


def _check(tool_id):
    if not 0 <= tool_id < _TOOLS:
        raise ValueError(f'invalid tool {tool_id} (must be between 0 and 5)')
    return tool_id


def _in_use(tool_id):
    if _names[_check(tool_id)] is None:
        raise ValueError(f'tool {tool_id} is not in use')


def use_tool_id(tool_id, name, /):
    _check(tool_id)
    if not isinstance(name, str):
        raise ValueError('tool name must be a str')
    if _names[tool_id] is not None:
        raise ValueError(f'tool {tool_id} is already in use')
    _names[tool_id] = name


def clear_tool_id(tool_id, /):
    if _names[_check(tool_id)] is not None:
        for key in [k for k in _callbacks if k[0] == tool_id]:
            del _callbacks[key]


def free_tool_id(tool_id, /):
    clear_tool_id(tool_id)
    _names[tool_id] = None


def get_tool(tool_id, /):
    return _names[_check(tool_id)]


def register_callback(tool_id, event, func, /):
    _check(tool_id)
    if event <= 0 or event & (event - 1):
        raise ValueError('The callback can only be set for one event at a time')
    if event >= 1 << len(_NAMES):
        raise ValueError(f'invalid event {event}')
    old = _callbacks.pop((tool_id, event), None)
    if func is not None:
        _callbacks[tool_id, event] = func
    return old


def _set(tool_id, event_set):
    _in_use(tool_id)
    if not 0 <= event_set < 1 << len(_NAMES):
        raise ValueError(f'invalid event set 0x{event_set:x}')
    if event_set:
        raise NotImplementedError('sys.monitoring: Typhon delivers no events yet; sys.settrace and sys.setprofile do')


def get_events(tool_id, /):
    _in_use(tool_id)
    return 0


def set_events(tool_id, event_set, /):
    _set(tool_id, event_set)


def get_local_events(tool_id, code, /):
    _in_use(tool_id)
    return 0


def set_local_events(tool_id, code, event_set, /):
    _set(tool_id, event_set)


def restart_events():
    pass


def _all_events():
    return {}
