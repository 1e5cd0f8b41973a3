# What is published: a list and a dict that both threads change, and then lists and dicts that one thread only changes and the other only reads.
# In the second part the reader reads first and says so through a pipe, which orders the two in time and not in memory (the race detector sees no
# host call): a plain publication is found whatever the timing. The two sides have functions of their own, so that they share no inline caches.
import os
import threading

shared, table = [], {}
lists, tables = ([], []), ({}, {})
start = threading.Barrier(2)
pipes = (os.pipe(), os.pipe())
ROUNDS = 50


def both(i):
    seen = 0
    for k in range(3000):
        shared.append((k, i))
        table[i, k % 100] = [k]
        if shared[-1][0] >= 0 and table.get((1 - i, k % 100)) is not None:
            seen += 1
    return seen


def change(i):
    mine, named, wake = lists[i], tables[i], pipes[i][0]
    for k in range(ROUNDS):
        os.read(wake, 1)
        mine.append(k)
        named[k] = k


def look(i):
    other, others, wake = lists[i], tables[i], pipes[i][1]
    for k in range(ROUNDS):
        if other:
            other[0]
        len(other)
        len(others)
        others.get(k)
        os.write(wake, b'.')


def work(i):
    start.wait()
    both(i)
    for turn in range(2):
        start.wait()
        (change if turn == i else look)(turn)
    start.wait()
    assert lists[1 - i] == list(tables[1 - i]) == list(range(ROUNDS)), (lists, tables)


threads = [threading.Thread(target=work, args=(i,)) for i in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(shared), len(table))
