# staticmethod and classmethod whose function is replaced (__init__ again) while other threads call, read and show them; and ones that were never initialised.
import threading


class K:
    s = staticmethod(lambda: ["s"])
    c = classmethod(lambda cls: [cls.__name__])

S, C = K.__dict__["s"], K.__dict__["c"]
stop, errors = threading.Event(), []

def reader(k):
    n = 0
    while not stop.is_set() or n < 200:
        n += 1
        try:
            assert k.s() == ["s"] and K.s() == ["s"] and S() == ["s"]
            assert k.c() == ["K"] and K.c() == ["K"]
            assert repr(S).startswith("<staticmethod(<function") and callable(C.__func__) and callable(S.__wrapped__)
        except Exception as e:
            errors.append(e)
            return

threads = [threading.Thread(target=reader, args=(K(),)) for _ in range(3)]
for t in threads: t.start()
for i in range(3000):
    S.__init__(lambda i=i: ["s"])
    C.__init__(lambda cls, i=i: [cls.__name__])
stop.set()
for t in threads: t.join()
print(errors)

for w in (staticmethod, classmethod):
    u = w.__new__(w)
    class L: m = u
    for f in (lambda: L.m, lambda: L().m(), lambda: L.m()):
        for _ in range(3):
            try: f()
            except RuntimeError as e: print(e)
