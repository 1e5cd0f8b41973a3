# Single operations of built-in containers are one step for all threads (free-threading.md, section 1): what only a whole operation can leave behind is there, however they interleave.
import collections
import threading

N, ROUNDS = 4, 400


def run(body):
    line, errors = threading.Barrier(N), []

    def work(i):
        line.wait()
        try: body(i)
        except BaseException as e: errors.append(repr(e))

    ts = [threading.Thread(target=work, args=(i,)) for i in range(N)]
    for t in ts: t.start()
    for t in ts: t.join()
    return errors


# extend and += of a list: each operation's items lie together
items = []


def extend(i):
    for n in range(ROUNDS):
        if n & 1: items.extend([(i, n)] * 7)
        else:
            more = items
            more += [(i, n)] * 7


print(run(extend), len(items) == N * ROUNDS * 7, all(items[k] == items[k + 6] for k in range(0, len(items), 7)))

# insert at the front, a slice replaced, a list reversed: nothing is lost
items = list(range(100))


def shuffle(i):
    for n in range(ROUNDS):
        items.insert(0, items.pop())
        items.reverse()


print(run(shuffle), sorted(items) == list(range(100)))

# setdefault: all threads get the one that was there first
table, got = {}, [[] for _ in range(N)]


def default(i):
    for n in range(ROUNDS): got[i].append(table.setdefault(n, object()))


print(run(default), all(got[i][n] is table[n] for i in range(N) for n in range(ROUNDS)))

# pop of a key, popitem, pop of a set, popleft: everything comes out once
for name, make, take in (
    ("pop", lambda: dict.fromkeys(range(ROUNDS), 1), lambda c, n: n if c.pop(n, None) else None),
    ("popitem", lambda: dict.fromkeys(range(ROUNDS), 1), lambda c, n: c.popitem()[0]),
    ("set.pop", lambda: set(range(ROUNDS)), lambda c, n: c.pop()),
    ("popleft", lambda: collections.deque(range(ROUNDS)), lambda c, n: c.popleft()),
    ("list.pop", lambda: list(range(ROUNDS)), lambda c, n: c.pop(0)),
):
    container, out = make(), [[] for _ in range(N)]

    def takes(i):
        for n in range(ROUNDS):
            try: x = take(container, n)
            except (KeyError, IndexError): return
            if x is not None: out[i].append(x)

    print(name, run(takes), sorted(sum(out, [])) == list(range(ROUNDS)), len(container))

# an attribute and an item: what is read was stored whole by somebody
class Box: pass


box, slots = Box(), [None]
box.value = (0, 0)
d = {"k": (0, 0)}


def store(i):
    for n in range(ROUNDS):
        pair = (i, n)
        box.value = d["k"] = slots[0] = pair
        for a, b in (box.value, d["k"], slots[0]): assert a < N and b < ROUNDS


print(run(store))

# add of a set, one of many keys each: all are there
s = set()
print(run(lambda i: [s.add((i, n)) or s.add(n) for n in range(ROUNDS)]), len(s) == N * ROUNDS + ROUNDS)


# while a list is sorted it is seen empty
seen = []


class Item:
    def __init__(self, n): self.n = n
    def __lt__(self, other):
        seen.append(len(mine))
        return self.n < other.n


mine = [Item(n) for n in (3, 1, 2)]
t = threading.Thread(target=mine.sort)
t.start()
t.join()
print(set(seen), [x.n for x in mine])
