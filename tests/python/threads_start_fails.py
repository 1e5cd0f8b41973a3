# A thread that fails before it could say that it has started: start() returns, the thread is not alive and can be joined.
import sys
import threading

sys.unraisablehook = lambda u: print(type(u.exc_value).__name__)


class Fails(threading.Thread):
    def _set_ident(self):
        raise MemoryError


t = Fails(target=print, daemon=True)
t.start()
t.join()
print(t.is_alive(), threading.enumerate() == [threading.main_thread()])
