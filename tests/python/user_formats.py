"""One data set through JSON, CSV, INI and TOML, in threads, with the errors of each."""
import configparser
import csv
import io
import json
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4


@dataclass
class Order:
    id: int
    customer: str
    amount: Decimal
    day: date
    tags: list[str]


class Encoder(json.JSONEncoder):
    def default(self, o):
        match o:
            case Decimal(): return {"$dec": str(o)}
            case date(): return o.isoformat()
            case Order(): return asdict(o)
            case set(): return sorted(o)
        return super().default(o)


def hook(d):
    return Decimal(d["$dec"]) if d.keys() == {"$dec"} else d


def orders(n):
    for i in range(n):
        yield Order(i, f'Client "{i % 7}", Ltd', Decimal(i * 1237 % 10000) / 100, date(2024, 1 + i % 12, 1 + i % 28), [t for t in ("új", "gift", "\u2603") if i % (len(t) + 1) == 0])


TOML = '''
title = "T\\u00d6ML"
[server]
host = "::1"
ports = [8000, 8001, 8_002]
timeout = 1.5e1
when = 2024-05-06T07:08:09.123Z
day = 2024-02-29
flags = {debug = true, level = 0x1f}
[[server.route]]
path = '/a\\b'
[[server.route]]
path = """multi
line"""
'''
INI = """
[DEFAULT]
base = /srv
[app]
root = %(base)s/app
debug = yes
ratio = 0.25
list =
    one
    two
; comment
[empty]
flag
"""


def through_json(o): return json.loads(json.dumps(o, cls=Encoder, ensure_ascii=False), object_hook=hook)


def main():
    data = list(orders(300))
    with ThreadPoolExecutor(THREADS) as ex:
        back = list(ex.map(through_json, data))
    print(all(b["amount"] == o.amount and b["tags"] == o.tags for b, o in zip(back, data)))
    print(json.dumps(data[:2], cls=Encoder, indent=2, sort_keys=True))
    print(json.dumps([1.0, 1e100, float("inf"), -0.0, True, None, "é\n\u2028\U0001f600"], separators=(",", ":")), json.dumps({1: 2, None: 3, 1.5: 4, True: 5}))
    for bad in ('{"a": }', "[1, 2", '{"a" 1}', '"\\x"', "nul", "[1,]", '"abc', "1 2", '{"a":1,}', "\ufeff1", '"a\tb"', "-"):
        try: json.loads(bad)
        except json.JSONDecodeError as e: print(f"{e.msg} | {e.lineno} {e.colno} {e.pos} | {e}")
    for bad in ({1, 2}, {(1, 2): 3}, float("nan"), object):
        try: print(json.dumps(bad, allow_nan=False))
        except (TypeError, ValueError) as e: print(type(e).__name__, e, getattr(e, "__notes__", ()) and "")
    loop = []; loop.append(loop)
    try: json.dumps(loop)
    except ValueError as e: print(e)
    print(json.loads('{"a": 1, "a": 2, "b": [NaN, -Infinity, 1E5, 12345678901234567890]}', parse_int=lambda s: s + "!", object_pairs_hook=list))
    buf = io.StringIO(newline="")
    w = csv.DictWriter(buf, ["id", "customer", "amount"], extrasaction="ignore", quoting=csv.QUOTE_NONNUMERIC)
    w.writeheader()
    for o in data: w.writerow(asdict(o))
    text = buf.getvalue()
    print(text[:120].splitlines())
    sums = defaultdict(Decimal)
    for row in csv.DictReader(io.StringIO(text)): sums[row["customer"]] += Decimal(row["amount"])
    print({k: str(v) for k, v in sorted(sums.items())}, csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter)
    for row in csv.reader(['a,"b\nc",d', 'x,"y""z",', "'q',1"], quotechar='"'): print(row)
    for row in csv.reader(["a|b\\|c|'d|e'"], delimiter="|", escapechar="\\", quotechar="'"): print(row)
    try: list(csv.reader(['"a"b'], strict=True))
    except csv.Error as e: print(e)
    t = tomllib.loads(TOML)
    print(t)
    for bad in ("a = ", "a = 1\na = 2", "[x", "a = '", "x = 2024-13-01", "= 1"):
        try: tomllib.loads(bad)
        except tomllib.TOMLDecodeError as e: print(e)
    cp = configparser.ConfigParser(allow_no_value=True)
    cp.read_string(INI)
    print(cp.sections(), dict(cp["app"]), cp.getboolean("app", "debug"), cp["app"].getfloat("ratio"), cp["app"].get("no", fallback=7), cp["empty"]["flag"])
    for bad in ("[a]\n[a]", "x = 1", "[s]\nk=1\nk=2", "[s]\nv = %(nope)s"):
        try:
            c = configparser.ConfigParser(); c.read_string(bad); print(c["s"]["v"])
        except configparser.Error as e: print(type(e).__name__, str(e).replace("\n", "/"))
    out = io.StringIO(); cp.write(out); print(out.getvalue())


main()
