"""Access logs: regular expressions with names, sums per status and hour, the slow requests, from slices by threads."""
import re
import sys
import threading
from collections import Counter, defaultdict
from datetime import datetime, timedelta, timezone
from statistics import StatisticsError, fmean, mean, median, mode, multimode, pstdev, quantiles, stdev, variance

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4
LINE = re.compile(r"""
    (?P<ip>\d{1,3}(?:\.\d{1,3}){3}) \s+ - \s+ (?P<user>-|[\w.]+) \s+
    \[(?P<time>[^\]]+)\] \s+ "(?P<method>GET|POST|PUT|DELETE)\ (?P<path>[^\s?"]+)(?:\?(?P<query>\S*))?\ HTTP/(?P<http>[\d.]+)" \s+
    (?P<status>\d{3}) \s+ (?P<size>\d+|-) \s+ (?P<ms>\d+(?:\.\d+)?)ms""", re.VERBOSE)


def make(n):
    base, x = datetime(2024, 2, 28, 22, 0, tzinfo=timezone(timedelta(hours=2))), 7
    for i in range(n):
        x = (x * 16807) % 2147483647
        when = base + timedelta(seconds=x % 9000)
        method = ("GET", "POST", "PUT", "DELETE")[x % 4]
        path = ("/", "/api/items", "/static/app.js", "/api/users/17")[x // 4 % 4]
        query = "?q=a%20b&page=3" if x % 5 == 0 else ""
        yield f'10.0.{x % 3}.{x % 250} - {"-" if x % 2 else "jo.e"} [{when:%d/%b/%Y:%H:%M:%S %z}] "{method} {path}{query} HTTP/1.{x % 2}" {(200, 404, 500, 301)[x // 16 % 4]} {x % 5000 if x % 7 else "-"} {x % 900 / 10}ms'
        if i % 50 == 49:
            yield "garbage line " + "x" * (i % 9)


def analyse(lines, out, slot):
    hours, status, paths, times, bad = Counter(), Counter(), defaultdict(int), [], []
    for line in lines:
        if not (m := LINE.fullmatch(line)):
            bad.append(line)
            continue
        d = m.groupdict(default="")
        when = datetime.strptime(d["time"], "%d/%b/%Y:%H:%M:%S %z").astimezone(timezone.utc)
        hours[when.strftime("%Y-%m-%d %H")] += 1
        status[int(d["status"]) // 100 * 100] += 1
        paths[re.sub(r"\d+", "N", d["path"])] += int(d["size"]) if d["size"].isdigit() else 0
        times.append(float(m["ms"]))
    out[slot] = hours, status, paths, times, bad


def main():
    lines = list(make(1500))
    out = [None] * THREADS
    step = -(-len(lines) // THREADS)
    ts = [threading.Thread(target=analyse, args=(lines[i * step:(i + 1) * step], out, i)) for i in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    hours, status, paths, times, bad = Counter(), Counter(), Counter(), [], []
    for h, s, p, t, b in out:
        hours += h; status += s; paths.update(p); times += t; bad += b
    print(sorted(hours.items()), sorted(status.items()), paths.most_common(), len(bad), sorted(set(bad))[:3])
    print(f"{mean(times):.4f} {fmean(times):.4f} {median(times)} {pstdev(times):.6f} {stdev(times):.6f} {variance(times):.6f} {quantiles(times, n=4)} {mode(times)} {len(multimode(times))}")
    try: mean([])
    except StatisticsError as e: print(e)
    print(re.split(r"([,;])\s*", "a, b;c,d"), re.findall(r"(\w)(\d)?", "a1b"), re.sub(r"(?P<x>\w+) (\w+)", r"\2 \g<x>\g<0>", "hello world foo bar", count=1), re.subn("a*", "-", "baac"))
    print([m.span() for m in re.finditer(r"\b\w+?\b", "to be, or")], re.match("(a)(b)?", "a").groups(), re.match("(a)(b)?", "a").lastindex, re.escape("a.b*c [x]"), re.search("(?i)STRASSE|ß", "straße"))
    print(re.compile(r"(?<=\$)\d+(?!\d|%)").findall("$12 $13% $7"), re.sub(r"(\w)(?=(\d{3})+$)", r"\1,", "1234567") , re.fullmatch(r"(?:a|b)*+c", "ababc"), re.match(r"(?>a+)ab", "aaab"), re.compile("x", re.I | re.M))
    for bad_re in ("(", "a{2,1}", "*a", "(?P<1>x)", "[z-a]", "\\", "(?P=no)", "(?<=a+)b", "(?i", "x(?z)", "(a)\\2", "(?P<a>.)(?P<a>.)", "[", "a**"):
        try: re.compile(bad_re)
        except re.error as e: print(f"{bad_re!r}: {e} | {e.pos} {e.lineno} {e.colno}")
    try: re.sub("(a)", r"\3", "a")
    except re.error as e: print(e)
    print(LINE.groupindex["status"], LINE.groups, LINE.flags, repr(re.compile("a" * 10)), re.compile("a") == re.compile("a"))
    m = re.match(r"(?P<a>.)(?P<b>.)", "xy")
    print(m, m.expand(r"\2-\g<a>"), m.start("b"), m.regs, m.string, m.lastgroup, m["a"], m[2])
    try: m["zzz"]
    except IndexError as e: print(e)


main()
