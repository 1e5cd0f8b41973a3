/**
 * Walking all objects that have GC (contract, section 9): by pages, no list of objects. The world is stopped; pages of running threads, of exited
 * ones and large pages are all found through the page table. A block is an object if its type word is neither 0 nor odd.
 *
 * Dying objects whose deallocation the trashcan put off carry GC_UNTRACKED | GC_TRASH in their gc byte: the collector skips what is untracked.
 */
import { Ptr } from "../base/value";
import { HEAP_FIRST_SLICE, KIND_GC, PAGE_FREE, PAGE_PENDING, Page, SLICES_HIGH, SLICE_MAP, addr, pageOfSlice, GC_THRESHOLD, GC_TOTAL } from "./layout";
import { ts } from "../base/self";
import { TS_GC_COUNT } from "../base/thread-layout";

/** The first page of GC objects at or after slice s, or 0. */
export function gcPageAt(s: u32): Page { return pageAt(s, KIND_GC); }
/** Pages of all kinds up to `kinds` (KIND_OBJECT: all objects): the first at or after slice s, or 0. Those that wait for QSBR hold nothing and are left out. */
export function pageAt(s: u32, kinds: u32): Page {
  const end = load<u32>(SLICES_HIGH);
  while (s < end) {
    const bits = load<u64>(SLICE_MAP + (<usize>(s >> 6) << 3));
    if (bits == ~0) { s = (s | 63) + 1; continue; }
    const p = pageOfSlice(s);
    if ((bits >> (<u64>s & 63) & 1) == 0 && p.state != PAGE_FREE && p.slices) {
      if (p.kind <= <u8>kinds && p.state != PAGE_PENDING) return p;
      s += p.slices;
    } else s++;
  }
  return changetype<Page>(0);
}
/** Pages of GC objects: `for (let p = gcPageFirst(); changetype<usize>(p); p = gcPageNext(p))`, then blocks i < p.capacity at p.start + i * p.blockSize. */
export function gcPageFirst(): Page { return pageAt(HEAP_FIRST_SLICE, KIND_GC); }
export function gcPageNext(p: Page): Page { return pageAt((p.start >> 16) + p.slices, KIND_GC); }
/** The same for any kind. Of raw pages the walk cannot tell which blocks are in use. */
export function pageFirstOf(kind: u32): Page { return onlyOf(pageAt(HEAP_FIRST_SLICE, kind), kind); }
export function pageNextOf(p: Page): Page { return onlyOf(pageAt((p.start >> 16) + p.slices, p.kind), p.kind); }
function onlyOf(p: Page, kind: u32): Page {
  while (addr(p) && p.kind != <u8>kind) p = pageAt((p.start >> 16) + p.slices, kind);
  return p;
}
/** Whether block b of a GC page holds an object. */
// @ts-ignore: decorator
@inline export function blockIsObject(b: Ptr): bool { const t = load<u32>(b, 12); return t != 0 && (t & 1) == 0; }
/** Calls function number `fn` (the index of a function value) with each GC object. */
export function gcForEachObject(fn: u32): void {
  for (let p = gcPageFirst(); addr(p); p = gcPageNext(p)) {
    let b: Ptr = p.start;
    for (let i: u32 = 0; i < p.capacity; i++, b += p.blockSize) if (blockIsObject(b)) call_indirect<void>(fn, b);
  }
}
/** Number of GC objects (world stopped). */
export function gcObjectCount(): u32 {
  let n: u32 = 0;
  for (let p = gcPageFirst(); addr(p); p = gcPageNext(p)) {
    let b: Ptr = p.start;
    for (let i: u32 = 0; i < p.capacity; i++, b += p.blockSize) n += <u32>blockIsObject(b);
  }
  return n;
}

// The collector's trigger: GC objects allocated minus freed since the last reset, counted page by page in slow paths (so late by up to
// a page's worth), gathered from threads in lots of 512. Past the threshold a thread sets EB_GC in its own eval breaker.
export function gcSetThreshold(n: i32): void { atomic.store<i32>(GC_THRESHOLD, n); }
export function gcThreshold(): i32 { return atomic.load<i32>(GC_THRESHOLD); }
export function gcCount(): i32 { return atomic.load<i32>(GC_TOTAL) + (ts ? load<i32>(ts + TS_GC_COUNT) : 0); }
/** World stopped, or the count may be off by what others gather meanwhile. */
export function gcCountReset(): void { atomic.store<i32>(GC_TOTAL, 0); if (ts) store<i32>(ts + TS_GC_COUNT, 0); }
