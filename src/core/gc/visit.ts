/**
 * gcVisit: what every tp_traverse calls for each reference it owns. What it does depends on the pass; thread-local, since the collecting thread walks alone with the
 * world stopped.
 *
 *   SUBTRACT  a reference from inside: one less in the target's entry (gc/marks.ts)
 *   MARK      the target is reachable: entry marked, pushed on the mark stack
 *   VALUE     calls a function with each Value, immediates too (gc.get_referents)
 *   CALL      calls a function with the target's address (gc.get_referrers and the like)
 */
import { Ptr, Value, isPtr } from "../base/value";
import { Page, pageOf } from "../memory/layout";
import { memAlloc, memFree } from "../memory/alloc";

// bits of a table entry; below them the count of references that are not explained yet
/** found reachable */
// @ts-ignore: decorator
@inline export const REACHED: u32 = 0x80000000;
/** a deferred object: alive only if reached */
// @ts-ignore: decorator
@inline export const DEFER: u32 = 0x40000000;
/** a root by nature */
// @ts-ignore: decorator
@inline export const PIN: u32 = 0x20000000;
// @ts-ignore: decorator
@inline export const COUNTS: u32 = 0x1FFFFFFF;

// @ts-ignore: decorator
@inline export const VISIT_CALL: i32 = 0;
// @ts-ignore: decorator
@inline export const VISIT_SUBTRACT: i32 = 1;
// @ts-ignore: decorator
@inline export const VISIT_MARK: i32 = 2;
// @ts-ignore: decorator
@inline export const VISIT_VALUE: i32 = 3;
let mode: i32 = VISIT_CALL;
let visitor: u32 = 0;
/** Objects with more references from inside than they have counts, in this collection: our bug; they are kept. */
export let gcUnderflows: u32 = 0;

/** Objects marked so far in this pass. */
export let gcReached: u32 = 0;
export function gcReachedOne(): void { gcReached++; }
export function gcReachedReset(): void { gcReached = 0; }

/** Sets the function that gets the address of each object visited: fn(p: Ptr): void. */
export function gcSetVisitor(fn: (p: Ptr) => void): void { visitor = fn.index; mode = VISIT_CALL; }
/** Sets the function that gets each Value visited: fn(v: Value): void. */
export function gcSetValueVisitor(fn: (v: Value) => void): void { visitor = fn.index; mode = VISIT_VALUE; }
export function gcSetMode(m: i32): void { mode = m; if (m == VISIT_SUBTRACT) gcUnderflows = 0; }
export function gcVisit(v: Value): void {
  if (mode == VISIT_VALUE) { if (v) call_indirect<void>(visitor, v); return; }
  if (!isPtr(v)) return;
  const p = <Ptr>v;
  if (mode == VISIT_CALL) { call_indirect<void>(visitor, p); return; }
  const e = gcEntry(p);
  if (!e) return;
  const x = load<u32>(e);
  if (mode == VISIT_MARK) {
    if (!(x & REACHED)) { store<u32>(e, x | REACHED); gcReached++; gcPush(p); }
  } else if (x < PIN) {
    if (x) store<u32>(e, x - 1); else { store<u32>(e, PIN); gcUnderflows++; }
  }
}
/**
 * Address of the entry of object p, or 0 if its page has no table (objects without GC, static types). A page's table: +0 magic, 2^32 / blockSize rounded up, +4 its
 * start, then an entry for each block. The multiplication is exact, since an object's offset is a multiple of the block size.
 */
// @ts-ignore: decorator
@inline export function gcEntry(p: Ptr): Ptr {
  const t: Ptr = pageOf(p).gcTable;
  if (!t) return 0;
  return t + 8 + <usize>((<u64>(<u32>p - load<u32>(t, 4)) * <u64>load<u32>(t)) >> 32 << 2);
}

// ---- the mark stack: chunks of 16,380 addresses -----------------------------------------------------------------------------------
// The first chunk is the caller's (gcStackBegin). If there is no memory for another, what would be pushed is only marked, and gcLost says that there are marked objects whose
// references nobody has followed: marks.ts then looks for them.
export const CHUNK: usize = 65536;
let chunk: Ptr = 0;
let top: Ptr = 0;
let limit: Ptr = 0;
export let gcLost: bool = false;

/** An empty stack in the CHUNK bytes at `first`. */
export function gcStackBegin(first: Ptr): void { store<u32>(first, 0); chunk = first; top = first + 16; limit = first + CHUNK; gcLost = false; }
export function gcLostReset(): void { gcLost = false; }
export function gcPush(p: Ptr): void {
  if (top == limit && !more()) { gcLost = true; return; }
  store<u32>(top, <u32>p);
  top += 4;
}
function more(): bool {
  const c = memAlloc(CHUNK);
  if (!c) return false;
  store<u32>(c, <u32>chunk);
  chunk = c; top = c + 16; limit = c + CHUNK;
  return true;
}
/** The address pushed last, or 0. */
export function gcPop(): Ptr {
  if (top == chunk + 16) {
    const c = chunk, below: Ptr = load<u32>(c);
    if (!below) return 0;
    memFree(c);
    chunk = below; limit = below + CHUNK; top = limit;
  }
  top -= 4;
  return load<u32>(top);
}
