/**
 * Handles: Values that native code holds across Python code without a counted reference, because the object is deferred (a class that is being made, a module that is
 * being filled). Roots of the collector. A stack per thread: `const h = handleMark(); handlePush(v); … handleRelease(h)`; also on the way of an exception.
 * Counted objects need none: their count says it.
 */
import { Ptr, Value } from "../base/value";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { memAlloc, memFree, memRealloc } from "../memory/alloc";
import { gcVisit } from "./visit";

const HEADER: usize = 16; // +0 u32 used bytes, +4 u32 capacity in bytes
const FIRST: u32 = 1024;

// @ts-ignore: decorator
@inline function self(): ThreadState { return changetype<ThreadState>(ts); }
export function handleMark(): u32 { const b: Ptr = self().handles; return b ? load<u32>(b) : 0; }
/** If memory is out, nothing is noted: the object is at the mercy of who else holds it. */
export function handlePush(v: Value): void {
  const s = self();
  let b: Ptr = s.handles;
  if (!b) {
    b = memAlloc(HEADER + FIRST);
    if (!b) return;
    store<u32>(b, 0); store<u32>(b, FIRST, 4);
    s.handles = <u32>b;
  }
  const n = load<u32>(b);
  if (n == load<u32>(b, 4)) {
    const bigger = memRealloc(b, HEADER + (<usize>n << 1));
    if (!bigger) return;
    b = bigger;
    store<u32>(b, n << 1, 4);
    s.handles = <u32>b;
  }
  store<u64>(b + HEADER + n, v);
  store<u32>(b, n + 8);
}
export function handleRelease(mark: u32): void { const b: Ptr = self().handles; if (b) store<u32>(b, mark); }
/** The thread ends. */
export function handlesFree(): void { const s = self(); memFree(s.handles); s.handles = 0; }
export function handlesVisit(s: ThreadState): void {
  const b: Ptr = s.handles;
  if (!b) return;
  const end = b + HEADER + load<u32>(b);
  for (let p = b + HEADER; p < end; p += 8) gcVisit(load<u64>(p));
}
