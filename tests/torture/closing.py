"""Files that are closed, detached and opened again while other threads write, read, iterate, seek and print to them: an error that says so or the whole of what was asked, and in the file whole lines only."""
import io
import os
import tempfile
import threading
from common import check, done, torture

folder = tempfile.mkdtemp()
SLOTS = 4
names = [os.path.join(folder, str(i)) for i in range(SLOTS)]
texts, buffers, raws, memories = [None] * SLOTS, [None] * SLOTS, [None] * SLOTS, [None] * SLOTS
counts = [[] for _ in range(SLOTS)]
turns = [threading.Lock() for _ in range(SLOTS)]
# A raw file has no lock, in CPython neither: a write that has read the number may meet another file under it when this one is closed. So those are closed at the end.
detached = []
MINE = "closed", "detached", "uninitialized", "not readable", "not writable"


def fresh(i):
    texts[i] = open(names[i] + ".txt", "w+" if i % 2 else "a", newline="\n", buffering=1 if i == 3 else -1)
    buffers[i] = open(names[i] + ".bin", "w+b", buffering=16 << i)
    if not raws[i]: raws[i] = open(names[i] + ".raw", "w+b", buffering=0)
    memories[i] = io.TextIOWrapper(io.BytesIO()) if i % 2 else io.StringIO()


def whole(i):
    """What the text file holds: whole lines, each with its length."""
    with open(names[i] + ".txt") as f:
        for line in f: check(line.endswith(">\n") and line.count("<") == 1 == line.count(">") and len(line) == int(line[1:4]), line)


def uses(d):
    i = d.roll(SLOTS)
    k = d.roll(12)
    try:
        if k < 3:
            n = 6 + d.roll(300)
            r = texts[i].write(f"<{n:03}".ljust(n - 2, "x") + ">\n")
            check(r == n, r, n)
            counts[i].append(1)
        elif k == 3: print("<014 printed>", file=texts[i])
        elif k == 4: texts[i].flush(); texts[i].fileno(); texts[i].name; texts[i].closed
        elif k == 5: texts[i].writelines([f"<{8 + j:03}{'y' * (2 + j)}>\n" for j in range(d.roll(9))])
        elif k == 6: buffers[i].write(b"z" * d.roll(100)); buffers[i].seek(d.roll(50))
        elif k == 7: buffers[i].read(d.roll(60)); buffers[i].readline(10); buffers[i].tell(); next(buffers[i], None)
        elif k == 8: buffers[i].readinto(bytearray(20)); buffers[i].peek(3); buffers[i].truncate(400)
        elif k == 9: raws[i].write(b"raw"); raws[i].seek(0); raws[i].read(3); raws[i].readall()
        elif k == 10: memories[i].write("memory\n"); memories[i].seek(0); memories[i].read(5); next(memories[i], None)
        else:
            with texts[i] as f: f.write("<015 the last>\n")
    except ValueError as e: check(any(m in str(e) for m in MINE), str(e))
    except OSError as e: check(isinstance(e, io.UnsupportedOperation), repr(e))


def ends(d):
    i = d.roll(SLOTS)
    k = d.roll(4)
    with turns[i]:
        try:
            if k == 0: texts[i].detach().close()
            elif k == 1: detached.append(buffers[i].detach())
        except ValueError as e: check(any(m in str(e) for m in MINE), str(e))
        for f in texts[i], buffers[i], memories[i]:
            try: f.close()
            except ValueError as e: check(any(m in str(e) for m in MINE), str(e))
        whole(i)
        fresh(i)


for i in range(SLOTS): fresh(i)
torture(uses, ends, uses, uses)
for i in range(SLOTS):
    for f in texts[i], buffers[i], raws[i], memories[i]: f.close()
    whole(i)
# what was taken is there, where a file is not made anew each time
for i in 0, 2:
    with open(names[i] + ".txt") as f: n = sum(line[4] in "x>" for line in f)
    check(n == len(counts[i]), i, n, len(counts[i]))
for f in detached: f.close()
for name in os.listdir(folder): os.remove(os.path.join(folder, name))
os.rmdir(folder)
done()
