# args: --stress 1
# The heap begins at 2 GiB: every address is negative as a signed number, in the core and in what crosses to the host (files, text, compiled code, big numbers, threads, collections).
import gc
import io
import json
import math
import os
import re
import select
import subprocess
import sys
import tempfile
import threading
import time
import weakref
import zlib

print(min(id(o) for o in gc.get_objects() if type(o) is list) >= 2 ** 31, sys._typhon.heap_is_valid())


class Node: pass


# objects, cycles, weak references, deep structures
n = Node()
n.me, n.items = n, list(range(1000))
r = weakref.ref(n)
del n
gc.collect()
d = None
for _ in range(100000): d = [d]
d = None
print(r(), len({str(k): [k] for k in range(5000)}), sorted("bca"), "".join(map(chr, range(0x3b1, 0x3b6))))

# host calls: files, environment, compile, numbers
with tempfile.TemporaryDirectory() as where:
    path = os.path.join(where, "naïve.txt")
    with open(path, "w") as f: f.write("zeile\n" * 10000)
    with open(path, "rb") as f: data = f.read()
    os.utime(path, (10.5, 20.25))
    os.symlink(path, path + ".link")
    os.link(path, path + ".hard")
    os.rename(path + ".hard", path + ".moved")
    print(len(data), os.stat(path).st_size, os.stat(path).st_mtime, sorted(os.listdir(where)), os.path.basename(os.readlink(path + ".link")), os.path.realpath(path + ".link") == os.path.realpath(path))
    with open(path, "r+b") as f: print(f.seek(0, 2), f.truncate(7), f.tell(), os.pread(f.fileno(), 5, 1), os.pwrite(f.fileno(), b"Z", 0))
r, w = os.pipe()
print(select.select([r], [w], [], 0) == ([], [w], []), os.write(w, b"abc"), select.select([r], [], [], 5) == ([r], [], []), os.read(r, 10))
os.close(r), os.close(w)
os.environ["HIGH"] = "ä"
print(time.gmtime(86400 * 365)[:5], len(time.localtime()), time.strftime("%Y", time.localtime(10 ** 9)), len(os.urandom(100000)), os.environ["HIGH"], math.isqrt(10 ** 101), str(7 ** 300)[-20:], int("9" * 400) % 1000, float.fromhex("0x1.8p3"), f"{1 / 3:.40f}")
print(eval(compile("sum(i * i for i in range(10))", "<s>", "eval")), 3 ** 500 % (10 ** 60), math.factorial(60), float("1e308") * 10, repr(0.1 + 0.2))
print(re.sub(r"(\w+)", lambda m: m[1].title(), "one two"), json.loads(json.dumps({"a": [1, 2.5, None, "é"]})), zlib.decompress(zlib.compress(b"x" * 10000)) == b"x" * 10000)
print(subprocess.run([sys.executable, "-c", "import sys; print(sys.stdin.read().upper())"], input="pipe", capture_output=True, text=True).stdout.strip(), io.BytesIO(bytes(range(10))).getvalue()[-1])
try: exec("def f(:\n pass")
except SyntaxError as e: print(type(e).__name__, e.lineno)

# threads: locks, shared containers, deaths on other threads
table, lock, total = {}, threading.Lock(), 0


def work(i):
    global total
    for k in range(500):
        table[i, k] = [k]
        with lock: total += 1
        if k % 100 == 0: gc.collect()


ts = [threading.Thread(target=work, args=(i,)) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(len(table), total, sys._typhon.heap_is_valid())
