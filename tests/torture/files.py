"""One text file, one binary file, standard output: what one call writes is never mixed with another's, and nothing is lost."""
import io
import os
import sys
import tempfile
from common import check, done, torture

path = tempfile.mktemp()
f = open(path, "w")
b = open(path + "b", "w+b", buffering=64)
text, raw = io.StringIO(), io.BytesIO()
counts = [0] * 64


def writes(d):
    n = d.roll(64)
    f.write(f"<{n}>" + "x" * d.roll(40) + "</>\n")
    k = d.roll(12)
    if k == 0: f.flush()
    elif k == 1: text.write("abc"); text.getvalue()
    elif k == 2: raw.write(b"abc"); raw.getvalue()[:3]; raw.seek(0)
    elif k == 3: text.seek(0); text.truncate(); text.read(1)
    elif k == 4: b.write(b"y" * d.roll(200))
    elif k == 5: b.seek(d.roll(100)); b.read(10)
    elif k == 6: b.flush(); b.tell()
    elif k == 7: print("line", n, file=f)
    elif k == 8:
        with open(path) as g: g.readline(); next(g, None)
    elif k == 9: open(path).read(10)
    elif k == 10: print(f"<{n}>", end="", file=sys.stderr) if d.roll(500) == 0 else None
    else: f.closed, f.name, f.encoding


torture(writes)
f.close(); b.close()
with open(path) as g:
    for line in g:
        check(line.startswith("line ") or (line.startswith("<") and line.endswith("</>\n") and line.count("<") == 2), line)
os.remove(path); os.remove(path + "b")
done()
