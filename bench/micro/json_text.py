"""json.dumps and json.loads of records."""
import sys
import time
import json
N = int(sys.argv[2]) if len(sys.argv) > 2 else 26


def run(n):
    rows = [{"id": i, "name": f"user {i}", "tags": ["a", "b\\n", "ü"], "score": i / 7, "ok": i % 2 == 0, "none": None} for i in range(3000)]
    total = 0
    for _ in range(n):
        text = json.dumps(rows)
        total += len(text) + len(json.dumps(rows[:300], indent=2, sort_keys=True))
        back = json.loads(text)
        total += len(back) + back[-1]["id"]
    return total


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
