# _weakref._remove_dead_weakref finds, looks and deletes in one step: what takes the dead reference's place meanwhile stays.
import _weakref
import weakref


class Thing:
    pass


class Key:
    calls = 0

    def __hash__(self):
        return 1

    def __eq__(self, other):
        Key.calls += 1
        if Key.calls == 2:
            d[stored] = weakref.ref(alive)
        return True


alive, gone = Thing(), Thing()
stored = Key()
d = {stored: weakref.ref(gone)}
del gone
_weakref._remove_dead_weakref(d, Key())
print(Key.calls, len(d))

d = {1: weakref.ref(alive), 2: 3}
_weakref._remove_dead_weakref(d, 1)
_weakref._remove_dead_weakref(d, 5)
print(len(d))
for args in ((d, 2), (d, []), ([], 1)):
    try:
        _weakref._remove_dead_weakref(*args)
    except TypeError as e:
        print(type(e).__name__, str(e)[:25])
