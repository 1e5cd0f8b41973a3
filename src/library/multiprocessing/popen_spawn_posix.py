"""
How multiprocessing starts a process with the start method 'spawn', in place of CPython's module of this name: the same protocol (spawn.spawn_main reads what to do from a pipe, a second
pipe tells its death), without the descriptor of a resource tracker (resource_tracker.py).
"""
import io
import os
from posix import _writer

from . import popen_fork, spawn, util
from .context import reduction, set_spawning_popen

__all__ = ['Popen']


class _Inherited:
    """A descriptor under the number that it has in the child. An end of a two-way pipe is two of them."""

    def __init__(self, fd):
        self.fd = fd
        self.writer = _writer(fd)

    def detach(self):
        if self.writer and not _writer(self.fd):
            _writer(self.fd, self.writer)
        return self.fd


class Popen(popen_fork.Popen):
    method = 'spawn'
    DupFd = _Inherited

    def __init__(self, process_obj):
        self._fds = []
        super().__init__(process_obj)

    def duplicate_for_child(self, fd):
        writer = _writer(fd)
        self._fds += [fd, writer] if writer else [fd]
        return fd

    def _launch(self, process_obj):
        task = io.BytesIO()
        set_spawning_popen(self)
        try:
            reduction.dump(spawn.get_preparation_data(process_obj._name), task)
            reduction.dump(process_obj, task)
        finally:
            set_spawning_popen(None)
        # the child holds the writer of `sentinel` until it ends
        sentinel, held = os.pipe()
        read, write = os.pipe()
        self.finalizer = util.Finalize(self, util.close_fds, (sentinel, write))
        try:
            command = spawn.get_command_line(pipe_handle=read)
            self.pid = util.spawnv_passfds(spawn.get_executable(), command, [*self._fds, read, held])
        finally:
            os.close(read)
            os.close(held)
        self.sentinel = sentinel
        with open(write, 'wb', closefd=False) as f:
            f.write(task.getbuffer())
