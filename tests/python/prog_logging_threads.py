# status: 1
import io
import logging
import logging.config
import logging.handlers
import queue
import sys
import threading
import tempfile, os


class Upper(logging.Formatter):
    def format(self, record):
        return super().format(record).upper()


class OnlyEven(logging.Filter):
    def filter(self, record):
        return getattr(record, "n", 0) % 2 == 0


def build():
    q = queue.Queue(-1)
    target = io.StringIO()
    h = logging.StreamHandler(target)
    h.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(threadName)s:%(funcName)s:%(lineno)d:%(message)s"))
    listener = logging.handlers.QueueListener(q, h, respect_handler_level=True)
    root = logging.getLogger("app")
    root.setLevel(logging.DEBUG)
    root.propagate = False
    root.addHandler(logging.handlers.QueueHandler(q))
    listener.start()
    return listener, target, root


listener, target, root = build()


def worker(n):
    log = logging.getLogger(f"app.worker{n}")
    for i in range(3):
        log.info("step %d of %s", i, {"a": n})
    try:
        [].pop()
    except IndexError:
        log.exception("oops")


ts = [threading.Thread(target=worker, args=(i,), name=f"T{i}") for i in range(3)]
[t.start() for t in ts]
[t.join() for t in ts]
listener.stop()
lines = target.getvalue().splitlines()
print(len(lines))
for l in sorted(l for l in lines if l.startswith(("INFO", "ERROR"))):
    print(l)
print(sum("IndexError: pop from empty list" in l for l in lines))

log = logging.getLogger("fmt")
log.propagate = False
out = logging.StreamHandler(sys.stdout)
log.addHandler(out)
log.setLevel(5)
for style, fmt in (("%", "%(levelno)3d %(message)s"), ("{", "{levelname:>9} {message!r}"), ("$", "$name - ${message}")):
    out.setFormatter(logging.Formatter(fmt, style=style))
    log.log(7, "custom %s", "level")
    log.warning("plain")
logging.addLevelName(7, "TRACE")
out.setFormatter(Upper("%(levelname)s %(message)s"))
log.log(7, "shout")
out.addFilter(OnlyEven())
for n in range(4):
    log.info("n=%d", n, extra={"n": n})
print(log, out, logging.getLevelName(7), logging.getLevelName("INFO"), log.isEnabledFor(4), log.getEffectiveLevel(), log.hasHandlers())
try:
    log.info("x", extra={"message": 1})
except KeyError as e:
    print(e)
try:
    logging.Formatter("{foo", style="{")
except ValueError as e:
    print(e)
try:
    log.setLevel("NOPE")
except ValueError as e:
    print(e)
log.info("bad args %d", "x")
with tempfile.TemporaryDirectory() as d:
    path = os.path.join(d, "a.log")
    rot = logging.handlers.RotatingFileHandler(path, maxBytes=60, backupCount=2, encoding="utf-8")
    rl = logging.getLogger("rot")
    rl.propagate = False
    rl.addHandler(rot)
    rl.setLevel(logging.INFO)
    for i in range(12):
        rl.info("line number %d é", i)
    rot.close()
    for name in sorted(os.listdir(d)):
        with open(os.path.join(d, name), encoding="utf-8") as f:
            print(name, f.read().split("\n"))
logging.config.dictConfig({
    "version": 1, "disable_existing_loggers": False,
    "formatters": {"f": {"format": "[%(name)s] %(message)s"}},
    "filters": {"even": {"()": OnlyEven}},
    "handlers": {"c": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "f", "filters": ["even"]}},
    "loggers": {"conf": {"handlers": ["c"], "level": "INFO", "propagate": False}},
    "root": {"level": "WARNING"},
})
logging.getLogger("conf").info("configured", extra={"n": 2})
logging.getLogger("conf.child").info("skipped", extra={"n": 3})
logging.getLogger("conf.child").info("kept", extra={"n": 4})
mem = logging.handlers.MemoryHandler(2, target=out, flushLevel=logging.ERROR)
m = logging.getLogger("mem"); m.propagate = False; m.addHandler(mem); m.setLevel(1)
out.filters.clear()
m.info("one"); print("buffered", len(mem.buffer)); m.info("two"); print(len(mem.buffer)); m.error("three")
adapter = logging.LoggerAdapter(log, {"who": "me"})
adapter.info("adapted"); print(adapter)
logging.captureWarnings(True)
import warnings
warnings.warn("captured", UserWarning)
logging.captureWarnings(False)
logging.warning("to root via lastResort")
logging.disable(logging.CRITICAL); log.critical("off"); logging.disable(logging.NOTSET)
raise RuntimeError("end") from KeyError("k")
