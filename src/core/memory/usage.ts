/**
 * What the heap holds, exactly: bytes and blocks in use, as against the pages they lie in (slices.ts counts those, and a page with one block in use is a whole page).
 *
 *   blocks in use   handed out and not freed. What waits for QSBR (delayed.ts) is in use still; what another thread freed (xfree, the delayed list of a heap) is not.
 *   waiting         of these, buffers that wait for QSBR
 *   pending         empty pages of objects that wait for QSBR
 *   meta            thread states and heaps, never given back but used again: the pool that idle threads leave
 *
 * World stopped: the lists of all threads are walked. For counters, tests and the leak check; nothing here is fast.
 */
import { Ptr } from "../base/value";
import { TS_HEAP } from "../base/thread-layout";
import { qsbrAdvance, qsbrQuiescent } from "../sync/qsbr";
import { TID_MAX, TID_TABLE } from "../sync/layout";
import { CLASSES, KINDS, PAGE_XFREE, PENDING_SLICES, Page, SLICE_SHIFT, XFREE_FULL, addr, classSize, pageOf } from "./layout";
import { HEAP_DELAYED, heapTrim } from "./heap";
import { delayedBytesOf, delayedBytesCommon, delayedTidyCommon, delayedTidyStopped } from "./delayed";
import { abandonedSweep, pendingProcess } from "./pages";
import { pageFirstOf, pageNextOf } from "./walk";

/** Columns of a table of u32: blocks in use of each size class, then the number of large ones. */
// @ts-ignore: decorator
@inline export const USAGE_COLUMNS: u32 = CLASSES + 1;
/** Bytes of the table: KINDS rows. */
// @ts-ignore: decorator
@inline export const USAGE_BYTES: usize = <usize>(KINDS * USAGE_COLUMNS) << 2;

// @ts-ignore: decorator
@inline function at(out: Ptr, kind: u32, column: u32): Ptr { return out + (<usize>(kind * USAGE_COLUMNS + column) << 2); }
function foreignFrees(page: Page): u32 {
  let n: u32 = 0;
  for (let b: Ptr = atomic.load<u32>(addr(page) + PAGE_XFREE) & ~XFREE_FULL; b; b = load<u32>(b, 12) & ~1) n++;
  return n;
}
/** Fills the table at `out`; returns the bytes in use of all kinds. @lock world stopped */
export function usageStopped(out: Ptr): u64 {
  memory.fill(out, 0, USAGE_BYTES);
  let large: u64 = 0;
  for (let kind: u32 = 0; kind < KINDS; kind++) for (let page = pageFirstOf(kind); addr(page); page = pageNextOf(page)) {
    const w = at(out, kind, page.large ? CLASSES : page.cls);
    store<u32>(w, load<u32>(w) + page.used - (page.large ? 0 : foreignFrees(page)));
    if (page.large) large += <u64>page.slices << SLICE_SHIFT;
  }
  // blocks of full pages on their way to the owner
  const last = atomic.load<u32>(TID_MAX);
  for (let i: u32 = 1; i <= last; i++) {
    const heap = heapOf(i);
    for (let b: Ptr = heap ? atomic.load<u32>(heap + HEAP_DELAYED) & ~15 : 0; b; b = load<u32>(b, 12) & ~15) {
      const page = pageOf(b), w = at(out, page.kind, page.cls);
      store<u32>(w, load<u32>(w) - 1);
    }
  }
  let bytes = large;
  for (let kind: u32 = 0; kind < KINDS; kind++) for (let c: u32 = 0; c < CLASSES; c++) bytes += <u64>load<u32>(at(out, kind, c)) * classSize(c);
  return bytes;
}
/** Bytes of buffers that wait for QSBR, of all threads. @lock world stopped */
export function waitingStopped(): u64 {
  let n = delayedBytesCommon();
  const last = atomic.load<u32>(TID_MAX);
  for (let i: u32 = 1; i <= last; i++) { const heap = heapOf(i); if (heap) n += delayedBytesOf(heap); }
  return n;
}
/** Bytes of empty pages that wait for QSBR. */
export function pendingBytes(): u64 { return <u64>load<u32>(PENDING_SLICES) << SLICE_SHIFT; }
/**
 * What waits for a quiescent state goes back, and so do the empty pages that exited threads left and those of the caller's own heap: in a stopped world every other thread is at a
 * safepoint or detached, and so is the caller, a collection being one. Afterwards bytes in pages differ from before by what lies in half-used pages only.
 * @lock world stopped
 */
export function tidyStopped(): void {
  qsbrAdvance();
  qsbrQuiescent();
  const last = atomic.load<u32>(TID_MAX);
  for (let i: u32 = 1; i <= last; i++) { const heap = heapOf(i); if (heap) delayedTidyStopped(heap); }
  delayedTidyCommon();
  heapTrim();
  abandonedSweep();
  qsbrAdvance();
  qsbrQuiescent();
  pendingProcess();
}
function heapOf(tid: u32): Ptr {
  const state: Ptr = atomic.load<u32>(TID_TABLE + (<usize>tid << 2));
  return state ? load<u32>(state + TS_HEAP) : 0;
}
