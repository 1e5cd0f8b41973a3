# What is published: a list and a dict that both threads change, and one of each that only its owner changes and the other thread only reads,
# so that no lock orders the two whichever thread runs first.
import threading

shared, table = [], {}
lists, tables = ([], []), ({}, {})
start = threading.Barrier(2)


def work(i):
    mine, named = lists[i], tables[i]
    other, others = lists[1 - i], tables[1 - i]
    seen = 0
    start.wait()
    for k in range(3000):
        shared.append((k, i))
        table[i, k % 100] = [k]
        mine.append((k, i))
        named[k] = [k]
        if shared[-1][0] >= 0 and table.get((1 - i, k % 100)) is not None:
            seen += 1
        if other and other[len(other) // 2][1] == 1 - i and others.get(k) != 0:
            seen += 1
    start.wait()
    assert len(other) == len(others) == 3000, (len(other), len(others))


threads = [threading.Thread(target=work, args=(i,)) for i in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(shared), len(table))
