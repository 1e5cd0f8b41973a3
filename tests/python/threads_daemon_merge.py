# What waited for a daemon that is stopped inside of a finalizer dies all the same: the main thread adopts the buffer that the daemon was working on.
import threading

N = 300
inside, forever, ready = threading.Event(), threading.Event(), threading.Event()
big = bytes(20_000_000)
box = []
daemon = None
died = []


class D:
    def __del__(self):
        if threading.get_ident() == daemon and not inside.is_set():
            inside.set()
            forever.wait()
            print("never")
        died.append(1)
        if len(died) == N - 1:
            print("all but the one")


def work():
    global daemon
    daemon = threading.get_ident()
    box.extend([D() for _ in range(N)])
    ready.set()
    while True:
        big.count(b"q")  # no safepoint for a while, so that many are queued


threading.Thread(target=work, daemon=True).start()
ready.wait()
box.clear()
inside.wait()
print("main ends")
