# zoneinfo: offsets, folds and gaps around transitions, past the table, in zones whose daylight saving is negative; caches; pickling; from threads. A zone file is made here, so no system needs to have any.
import io, pickle, struct, threading
from datetime import datetime, time, timedelta, timezone
import zoneinfo
from zoneinfo import ZoneInfo


def tzif(transitions, kinds, footer):
    names = b"".join(name.encode() + b"\0" for _, _, name in kinds)
    at = 0
    infos = b""
    for offset, dst, name in kinds:
        infos += struct.pack(">lbb", offset, dst, at)
        at += len(name) + 1

    def block(code):
        head = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, len(transitions), len(kinds), len(names))
        return head + struct.pack(f">{len(transitions)}{code}", *(t for t, _ in transitions)) + bytes(k for _, k in transitions) + infos + names
    return block("l") + block("q") + b"\n" + footer.encode() + b"\n"


kinds = [(3208, 0, "LMT"), (7200, 1, "CEST"), (3600, 0, "CET")]
berlin = tzif([(-1693706400, 2), (1680397200 - 586800, 1), (1698541200, 2), (1711846800, 1), (1729990800, 2)], kinds, "CET-1CEST,M3.5.0,M10.5.0/3")
z = ZoneInfo.from_file(io.BytesIO(berlin), key="Test/Berlin")
print(z, repr(z), z.key)
for naive in (datetime(1850, 1, 1), datetime(2024, 1, 1, 12), datetime(2024, 3, 31, 2, 30), datetime(2024, 7, 1, 12), datetime(2024, 10, 27, 2, 30), datetime(2025, 3, 30, 2, 30), datetime(2025, 10, 26, 2, 30), datetime(2100, 7, 1)):
    for fold in (0, 1):
        d = naive.replace(tzinfo=z, fold=fold)
        print(d.isoformat(), d.tzname(), d.dst(), d.astimezone(timezone.utc).isoformat())
for t in (0, 1711846799, 1711846800, 1729987199, 1729990800, 1729994399, 1729994400, 1761440399, 1761440400, 1761443999, 1761444000, 4120000000):
    d = datetime.fromtimestamp(t, z)
    print(t, d.isoformat(), d.fold, d.tzname())
for footer in ("IST-1GMT0,M10.5.0,M3.5.0/1", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "EST5EDT,0/0,J365/25", "UTC0"):
    zone = ZoneInfo.from_file(io.BytesIO(tzif([], [(0, 0, "X")], footer)))
    print(footer, [(datetime.fromtimestamp(t, zone).isoformat(), datetime.fromtimestamp(t, zone).fold, datetime.fromtimestamp(t, zone).dst()) for t in (1700000000, 1720000000, 1729990800, 1711846800)], time(1, tzinfo=zone).utcoffset())
print(datetime(2024, 3, 30, 12, tzinfo=z) + timedelta(days=1), datetime(2024, 3, 31, 12, tzinfo=z) - datetime(2024, 3, 30, 12, tzinfo=timezone.utc))
for bad in ("Nope/Zone", "../etc/passwd", "/abs", ""):
    try:
        ZoneInfo(bad)
    except Exception as e:
        print(type(e).__name__, e)
for call in (lambda: pickle.dumps(ZoneInfo.from_file(io.BytesIO(berlin))), lambda: ZoneInfo.from_file(io.BytesIO(b"junk")), lambda: z.fromutc(3), lambda: z.fromutc(datetime(2024, 1, 1))):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
import os, tempfile
with tempfile.TemporaryDirectory() as folder:
    os.mkdir(f"{folder}/Test")
    with open(f"{folder}/Test/Berlin", "wb") as f:
        f.write(berlin)
    zoneinfo.reset_tzpath([folder])
    print(zoneinfo.TZPATH == (folder,), "Test/Berlin" in zoneinfo.available_timezones())
    got = []
    threads = [threading.Thread(target=lambda: got.append(ZoneInfo("Test/Berlin"))) for _ in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(len(set(map(id, got))), pickle.loads(pickle.dumps(got[0])) is got[0], ZoneInfo.no_cache("Test/Berlin") is got[0])
    first = got[0]
    ZoneInfo.clear_cache()
    print(ZoneInfo("Test/Berlin") is first, ZoneInfo("Test/Berlin") is ZoneInfo("Test/Berlin"))
