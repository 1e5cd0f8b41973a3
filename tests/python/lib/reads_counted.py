"""On the stats build (tests/python/modes.test.ts): two threads read the same objects; none of the reads takes a lock, and what they count goes where it should."""
import sys
import threading


class Shared:
    kind = ("class", 1)

    def __init__(self): self.field = [1]
    def method(self): return None


items, table, one = [[n] for n in range(20)], {"name": [1], 7: [2]}, Shared()
GLOBAL, pairs = [0], (("a", [1]), ("b", [2]))
ROUNDS = 3000
line, results = threading.Barrier(2), []


def reads():
    for _ in range(ROUNDS):
        items[3], items[-1], len(items)
        table["name"], table[7], table.get("name"), "name" in table
        one.field, one.kind, GLOBAL, Shared.kind
        one.method()
        for x in items: x
        for a, b in pairs: b


def work():
    reads()
    line.wait()
    before = sys._typhon.stats()
    reads()
    after = sys._typhon.stats()
    results.append({k: after[k] - before[k] for k in after if k.startswith("fast_")})
    line.wait()


ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
for r in results:
    assert r["fast_sections_locked"] < ROUNDS / 10, r
    assert r["fast_promoted"] > 10 * ROUNDS and r["fast_none"] > ROUNDS, r


def alone():
    l, d = [], {}
    for n in range(ROUNDS):
        l.append([n])
        d[n] = l[-1]
        l.sort(key=len)


before = sys._typhon.stats()
alone()
after = sys._typhon.stats()
mine = {k: after[k] - before[k] for k in after if k.startswith("fast_")}
assert mine["fast_own"] > ROUNDS and mine["fast_blocks"] > ROUNDS / 2 and mine["fast_sections"] > ROUNDS, mine
print("ok")
