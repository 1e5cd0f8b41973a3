# A collection whose mark stack gets no more memory: what it cannot note down it finds again by walking over the heap (checked core: every n-th allocation fails).
import gc
import _typhon

gc.disable()


class N:
    pass


def make(n):
    root = N()
    root.kids = [[i, [i]] for i in range(n)]
    for k in root.kids: k.append(root.kids)
    return root


def fail(n):
    while True:
        try:
            _typhon.fail_allocations(n)
            return
        except NotImplementedError:
            return
        except MemoryError:
            pass


def collect(n):
    try:
        if n: fail(n)
        found = gc.collect()
    except MemoryError:
        found = 0
    fail(0)
    return found


keep = make(60000)
found = 0
for n in range(2, 12):
    make(20000)
    found += collect(n)
    print(len(keep.kids), all(k[2] is keep.kids and k[1] == [k[0]] for k in keep.kids))
found += collect(0)
print(found >= 400000)
