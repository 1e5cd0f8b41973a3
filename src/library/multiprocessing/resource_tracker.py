"""
In place of CPython's, which starts a process that unlinks what dead processes left behind: here nothing has a name in the system. Semaphores are pipes (_multiprocessing),
shared memory there is none, so the tracker has nothing to do and no process.
"""

__all__ = ['ensure_running', 'register', 'unregister']


class ResourceTracker:
    # spawn_main stores what its command line says; there it is None
    _fd = None

    def ensure_running(self):
        pass

    def register(self, name, rtype):
        raise NotImplementedError(f'{rtype} {name!r}: Typhon has no named resources for processes to share')

    unregister = register

    def _stop(self):
        pass


_resource_tracker = ResourceTracker()
ensure_running = _resource_tracker.ensure_running
register = _resource_tracker.register
unregister = _resource_tracker.unregister
