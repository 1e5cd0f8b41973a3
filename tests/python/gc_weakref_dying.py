# args: --seed 3
# A weak reference and what it refers to die at the same time on two threads, and the reference's memory becomes another weak reference at once: whoever clears the references of what dies must not touch one that is gone.
# It shows as a callback of a reference whose object lives, as a lost one, or as a panic of the checked core.
import threading
import weakref


class Thing:
    pass


ROUNDS, SIZE = 60, 150
wrong, go = [], threading.Barrier(2)
things, refs, kept = [], [], Thing()


def expected(r):
    pass


def never(r):
    wrong.append(r)


def drop_things():
    # made here too: an object dies on the thread that made it, if that is at work
    for _ in range(ROUNDS):
        things.extend(Thing() for _ in range(SIZE))
        go.wait()
        go.wait()
        while things:
            things.pop()
        go.wait()


def drop_refs():
    for _ in range(ROUNDS):
        mine = []
        go.wait()
        refs.extend(weakref.ref(t, expected) for t in things)
        go.wait()
        while refs:
            refs.pop()
            mine.append(weakref.ref(kept, never))
        go.wait()
        assert all(r.__callback__ is never and r() is kept for r in mine), 'a callback is lost'


threads = [threading.Thread(target=f) for f in (drop_things, drop_refs)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(wrong, weakref.getweakrefcount(kept), weakref.getweakrefs(kept))
