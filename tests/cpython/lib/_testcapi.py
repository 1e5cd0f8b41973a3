"""
What CPython's thread tests ask of `_testcapi`, as far as Typhon has the thing itself. harness.py offers it to the modules that run.ts measures; others skip what wants the
C API, as they do on a CPython without this module.

Not here, since it is not there: subinterpreters, the legacy finalizers of extension types (tp_del), ctypes.pythonapi.
"""
import _thread

from _typhon import ContainerNoGC, hamt

_handle = None


def create_cfunction():
    """A new built-in function object."""
    return [].append


def call_in_temporary_c_thread(function, wait=True):
    """Runs function in a thread that the threading module does not know."""
    global _handle
    _handle = _thread.start_joinable_thread(function)
    if wait:
        join_temporary_c_thread()


def join_temporary_c_thread():
    global _handle
    handle, _handle = _handle, None
    handle.join()
