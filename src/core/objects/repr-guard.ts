/** Py_ReprEnter: which objects this thread is in the middle of printing, so that a container in itself prints as '...'. @owner: a list per thread. */
import { Ptr, Value } from "../base/value";
import { memAlloc, memRealloc } from "../memory/alloc";
import { raiseNoMemory } from "./errors";

/** Thread-local (wasm globals). */
let items: Ptr = 0;
let count: i32 = 0;
let capacity: i32 = 0;

/** 0: go on, and call leaveRepr at the end. 1: already being printed. -1: MemoryError. */
export function enterRepr(v: Value): i32 {
  for (let i = count - 1; i >= 0; i--) if (load<u64>(items + (<usize>i << 3)) == v) return 1;
  if (count == capacity) {
    const c = capacity ? capacity * 2 : 16;
    const p = memRealloc(items, <usize>c << 3);
    if (!p) { raiseNoMemory(); return -1; }
    items = p; capacity = c;
  }
  store<u64>(items + (<usize>count << 3), v);
  count++;
  return 0;
}
export function leaveRepr(v: Value): void {
  for (let i = count - 1; i >= 0; i--) if (load<u64>(items + (<usize>i << 3)) == v) {
    memory.copy(items + (<usize>i << 3), items + (<usize>(i + 1) << 3), <usize>(count - 1 - i) << 3);
    count--;
    return;
  }
}
