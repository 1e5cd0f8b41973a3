"""Creating and dropping instances, tuples, lists and dicts."""
import sys
import time

N = int(sys.argv[2]) if len(sys.argv) > 2 else 1_400_000


class Node:
    __slots__ = ("value", "next")

    def __init__(self, value, next):
        self.value, self.next = value, next


def run(n):
    head, total = None, 0
    for i in range(n):
        head = Node(i, head if i & 63 else None)
        pair = (i, head)
        box = [i, pair]
        total += len(box) + len({"a": i}) + pair[1].value
    return total


start = time.perf_counter()
result = run(N)
elapsed = time.perf_counter() - start
print(result)
print(f"elapsed {elapsed:.4f}", file=sys.stderr)
