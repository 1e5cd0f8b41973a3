"""The tracing of allocations is not there: it can't be started, and is never on. Everything else answers as CPython does while it is off."""


def start(nframe=1, /):
    raise NotImplementedError('tracemalloc cannot trace: Typhon does not record where memory is allocated')


def stop():
    pass


def is_tracing():
    return False


def clear_traces():
    pass


def reset_peak():
    pass


def get_traced_memory():
    return (0, 0)


def get_tracemalloc_memory():
    return 0


def get_traceback_limit():
    return 1


def _get_traces():
    return []


def _get_object_traceback(obj, /):
    return None
