# What a thread that runs alone takes over (threads/solo.ts) stays common: a second thread that comes later need not ask the first one for each object.
import threading
import _typhon

N = 400
lists = [[i] for i in range(N)]
tables = [{"n": i} for i in range(N)]
rounds = 0
stop = False
alone = threading.Event()


def first():
    global rounds
    while not stop:
        for l in lists:
            l[0] += 1
        for t in tables:
            t["n"] += 1
        rounds += 1
        if rounds == 40:
            alone.set()


def second():
    for l in lists:
        l.append(1)
    for t in tables:
        t["m"] = 1


a = threading.Thread(target=first)
a.start()
alone.wait()
before = _typhon.stats()
b = threading.Thread(target=second)
b.start()
b.join()
stop = True
a.join()
after = _typhon.stats()
asked = after["bias_answered"] - before["bias_answered"]
assert asked < 20, asked
assert after["bias_off"] == before["bias_off"]
assert all(l[0] == i + rounds and l[1:] == [1] for i, l in enumerate(lists))
assert all(t == {"n": i + rounds, "m": 1} for i, t in enumerate(tables))
print("ok")
