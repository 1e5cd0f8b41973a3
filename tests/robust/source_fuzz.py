"""Mutated sources compiled and run: words of the language's own test programs deleted, doubled, exchanged and replaced. Only Python exceptions may come out (the checked core looks at the rest).

    typhon --memory 512 tests/robust/source_fuzz.py SEED SECONDS

What runs for too long gets an asynchronous exception from another thread; one that still does not end is a failure. The mutant at work is in standard error's last line: `SEED/ROUND`; a second argument
`SEED/ROUND` instead of SEED runs that one alone and prints it.
"""
import io
import os
import random
import re
import sys
import threading
import time
import _typhon

seed, _, alone = sys.argv[1].partition("/")
SECONDS = float(sys.argv[2])
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "python")
UNSAFE = re.compile(r"\bopen\(|\bos\b|subprocess|socket|stdin|exit|thread|_typhon|shutil|tempfile|input\(|setrecursion|import sys|settrace|gc\.|signal|time\b|10 \*\* [5-9]|\* 10_000|asyncio|range\(\d{5}|\d{7}")
SOURCES = []
for name in sorted(os.listdir(HERE)):
    if name.endswith(".py") and name.startswith(("lang_", "text_", "containers_", "class")):
        with open(os.path.join(HERE, name), encoding="utf-8") as f: text = f.read()
        # top-level pieces: a statement with what is indented below it
        for piece in re.split(r"\n(?=[^\s#)\]}])", text):
            if 10 < len(piece) < 1500 and not UNSAFE.search(piece): SOURCES.append(piece)
WORDS = re.compile(r"\w+|[^\S\n]+|\n|[^\w\s]+")
EDGE = ["0", "-1", "None", "[]", "()", "{}", "''", "b''", "1 << 70", "float('nan')", "lambda: 0", "yield", "await", "*", "**", ":=", "self", "super()", "__class__", "del", "nonlocal x", "global x", "async", "(", ")", "[", "]", ":", ",", "=", ".", "\n", " ", "match", "case _:", "type X = int", "raise", "return", "try:", "finally:", "except* E:", "f'{", "}'", "\\", "#", "\x00", "é", "@", "->", "..."]
PRELUDE = "\n".join(p for p in SOURCES if p.startswith(("import ", "from ")))
stop_at = [None]
current = [""]


class Stop(BaseException):
    """Too long."""


def watch(main):
    while True:
        time.sleep(0.02)
        at = stop_at[0]
        if at is None: continue
        late = time.monotonic() - at
        if late > 8: print(f"stuck: {current[0]}", file=sys.stderr, flush=True); os._exit(3)
        if late > 0: _typhon.set_async_exc(main, Stop)


def mutant(r):
    words = WORDS.findall(r.choice(SOURCES))
    if r.randrange(3) == 0: words += ["\n"] + WORDS.findall(r.choice(SOURCES))
    for _ in range(r.choice((1, 1, 2, 3, 6))):
        i, j = r.randrange(len(words)), r.randrange(len(words))
        k = r.randrange(7)
        if k == 0: del words[i]
        elif k == 1: words.insert(i, words[j])
        elif k == 2: words[i], words[j] = words[j], words[i]
        elif k == 3: words[i] = r.choice(EDGE)
        elif k == 4: words.insert(i, r.choice(EDGE))
        elif k == 5: words[i] = r.choice(WORDS.findall(r.choice(SOURCES)))
        elif len(words) > 4: del words[min(i, j):max(i, j)]
        if not words: words = ["pass"]
    return "".join(words)


def attempt(text):
    space = {"__name__": "mutant", "print": lambda *a, **k: None, "input": None, "open": None, "exit": None, "quit": None, "breakpoint": None}
    stop_at[0] = time.monotonic() + 0.3
    try:
        exec(compile(PRELUDE, "prelude", "exec"), space)
        exec(compile(text, "mutant", r.choice(("exec", "exec", "eval", "single"))), space)
    except BaseException: pass
    finally:
        stop_at[0] = None
        for _ in range(3):
            try: _typhon.set_async_exc(threading.get_ident(), None); break
            except BaseException: pass


threading.Thread(target=watch, args=(threading.get_ident(),), daemon=True).start()
sys.unraisablehook = lambda u: None
sys.stdout = io.StringIO()
begun, n, counted = time.monotonic(), int(alone or 0), 0
while time.monotonic() - begun < SECONDS:
    r = random.Random(f"{seed}/{n}")
    current[0] = f"{seed}/{n}"
    text = mutant(r)
    if alone: print(text, file=sys.stderr, flush=True)
    elif n % 50 == 0: print(current[0], file=sys.stderr, flush=True)
    try: attempt(text)
    except Stop: pass
    n += 1
    counted += 1
    if alone: break
print(f"{counted} mutants of {len(SOURCES)} pieces", file=sys.stderr)
print("ok", file=sys.__stdout__)
sys.__stdout__.flush()
os._exit(0)
