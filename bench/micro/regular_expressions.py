"""re: search, findall, sub, groups."""
import sys
import time
import re
N = int(sys.argv[2]) if len(sys.argv) > 2 else 180


def run(n):
    line = "2026-11-22 10:41:07 [worker-12] GET /api/items/4711?x=1&y=two HTTP/1.1 200 512ms; "
    text = line * 250
    when = re.compile(r"(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)")
    pair = re.compile(r"(?P<key>\w+)=(?P<value>[^&\s]+)")
    total = 0
    for _ in range(n):
        total += len(when.findall(text))
        total += sum(len(m["value"]) for m in pair.finditer(text))
        total += len(re.sub(r"\b[a-z]+\b", lambda m: m[0].upper(), text))
        total += len(re.split(r"[;,]\s*", text))
        total += sum(1 for m in re.finditer(r"(?:GET|POST)\s+(/\S*?)\?", text) if m[1].endswith("1"))
    return total


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
