/**
 * Pages between heaps: fresh, abandoned, pending, released; and large pages, which no heap owns.
 *
 * A page is in exactly one place: a heap's queue or full list (owner), an abandoned list (its thread exited; by kind and class), the
 * pending list (empty, waits for QSBR before its slices may hold anything else), or free. The lists here are under MEM_LOCK.
 *
 * Why empty pages of objects wait: a reader without a lock may have read a pointer to an object that died since, and will look at its
 * header (try-incref). In its own size class the header stays a header; in a raw buffer it would be anything. While only one thread was ever
 * started nobody reads so, and nothing waits.
 *
 * CPython: _PyMem_mi_page_maybe_free and friends in Objects/obmalloc.c. mimalloc: abandoned segments; here the unit is the page (as in
 * mimalloc 3), because slices are central.
 */
import { Ptr } from "../base/value";
import { PROC_MULTI } from "../base/map";
import { COUNT_PAGES_FRESH, COUNT_PAGES_RECLAIMED, counterAdd } from "../base/counters";
import { check } from "../base/panic";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { qsbrAdvance, qsbrNextGoal, qsbrReached, qsbrRequest } from "../sync/qsbr";
import { ABANDONED, ABANDONED_PAGES, CLASSES, KINDS, KIND_GC, KIND_RAW, MEDIUM_SLICES, MEM_LOCK, PAGE_ABANDONED, PAGE_LARGE, PAGE_PENDING, PAGE_QUEUED, PAGE_XFREE,
  PENDING_HEAD, PENDING_SLICES, PENDING_TAIL, Page, SLICE_SHIFT, SLICE_SIZE, SMALL_MAX, SWEEP_COUNTDOWN, addr, classSize, pageOfSlice } from "./layout";
import { slicesExtendLockHeld, slicesGiveLockHeld, slicesLeftLockHeld, slicesTakeLockHeld } from "./slices";
import { gcCountAdd, pageCollect } from "./heap";

/** More than this many slices pending asks all threads for a quiescent state. */
const PENDING_FORCE: u32 = 32;
/** Every so many fresh pages the abandoned ones are looked through for empty ones. */
const SWEEP_EVERY: u32 = 64;

// @ts-ignore: decorator
@inline function sliceOf(p: Page): u32 { return <u32>(p.start >> SLICE_SHIFT); }

/** n slices, after giving back whatever has become free, if it must be. 0: out of memory or past the limit. Takes the memory lock. */
function slicesTake(n: u32, kind: u32): u32 {
  rawLock(MEM_LOCK);
  pendingProcessLockHeld();
  let s = slicesTakeLockHeld(n, kind);
  if (!s) { sweepLockHeld(); pendingProcessLockHeld(); s = slicesTakeLockHeld(n, kind); }
  else if (load<u32>(ABANDONED_PAGES)) {
    const left = load<u32>(SWEEP_COUNTDOWN) - 1;
    store<u32>(SWEEP_COUNTDOWN, left ? left : SWEEP_EVERY);
    if (!left) sweepLockHeld();
  }
  rawUnlock(MEM_LOCK);
  return s;
}
/** A page of fresh slices without blocks linked yet, or 0. Its heap word is 0. */
export function pageFresh(kind: u32, c: u32): Page {
  const blockSize = classSize(c);
  const slices: u32 = blockSize <= <u32>SMALL_MAX ? 1 : MEDIUM_SLICES;
  const s = slicesTake(slices, kind);
  if (!s) return changetype<Page>(0);
  counterAdd(COUNT_PAGES_FRESH, 1);
  const p = pageOfSlice(s);
  pageReset(p, s, slices, kind);
  p.blockSize = blockSize;
  p.reserved = (slices << SLICE_SHIFT) / blockSize;
  p.cls = <u8>c;
  p.state = PAGE_QUEUED;
  for (let i: u32 = 1; i < slices; i++) pageOfSlice(s + i).back = i << 7;
  return p;
}
function pageReset(p: Page, s: u32, slices: u32, kind: u32): void {
  p.free = 0; p.used = 0; p.back = 0; p.next = 0; p.prev = 0; p.capacity = 0; p.large = 0; p.accounted = 0; p.goal = 0;
  check(p.gcTable == 0, "pageReset: the page has still a collector's table");
  p.start = s << SLICE_SHIFT;
  p.slices = slices;
  p.kind = <u8>kind;
  atomic.store<u32>(addr(p) + 8, 0);
  atomic.store<u32>(addr(p) + PAGE_XFREE, 0);
}
/** An empty page that is in no list any more goes back: at once if nobody can hold a pointer into it, else through the pending list. */
export function pageRelease(p: Page): void {
  rawLock(MEM_LOCK);
  const force = pageReleaseLockHeld(p);
  rawUnlock(MEM_LOCK);
  if (force) qsbrRequest();
}
/** True: ask for quiescent states (after unlocking). @lock memory */
function pageReleaseLockHeld(p: Page): bool {
  check(p.used == 0 || p.large != 0, "pageRelease: blocks in use");
  // In a collection's pause (its mark stack or list of garbage takes memory, and that looks for empty pages): the walk at its end does not come here any more.
  p.gcTable = 0;
  if (p.kind == <u8>KIND_RAW || atomic.load<u32>(PROC_MULTI) == 0) { slicesGiveLockHeld(sliceOf(p), p.slices, p.kind); return false; }
  p.state = PAGE_PENDING;
  p.goal = qsbrNextGoal();
  p.next = 0;
  const tail = load<u32>(PENDING_TAIL);
  if (tail) changetype<Page>(tail).next = <u32>addr(p); else atomic.store<u32>(PENDING_HEAD, <u32>addr(p));
  store<u32>(PENDING_TAIL, <u32>addr(p));
  const n = load<u32>(PENDING_SLICES) + p.slices;
  store<u32>(PENDING_SLICES, n);
  // near the end of the memory nothing may wait longer than it must
  const most: u32 = slicesLeftLockHeld() < 4 * PENDING_FORCE ? 1 : PENDING_FORCE;
  if (n < most) return false;
  pendingProcessLockHeld();
  return load<u32>(PENDING_SLICES) >= most;
}
/** @lock memory */
function pendingProcessLockHeld(): void {
  let p = changetype<Page>(load<u32>(PENDING_HEAD));
  if (!addr(p)) return;
  if (p.goal >= qsbrNextGoal()) qsbrAdvance();
  while (addr(p) && (atomic.load<u32>(PROC_MULTI) == 0 || qsbrReached(p.goal))) {
    const next = changetype<Page>(p.next);
    store<u32>(PENDING_SLICES, load<u32>(PENDING_SLICES) - p.slices);
    slicesGiveLockHeld(sliceOf(p), p.slices, p.kind);
    p = next;
  }
  atomic.store<u32>(PENDING_HEAD, <u32>addr(p));
  if (!addr(p)) store<u32>(PENDING_TAIL, 0);
}
/** Gives back what QSBR has released (called at quiescent states). */
export function pendingProcess(): void {
  if (atomic.load<u32>(PENDING_HEAD) == 0) return;
  rawLock(MEM_LOCK);
  pendingProcessLockHeld();
  rawUnlock(MEM_LOCK);
}

// @ts-ignore: decorator
@inline function abandonedList(kind: u32, c: u32): Ptr { return ABANDONED + (<usize>(kind * CLASSES + c) << 2); }
/** The heads are stored atomically: pageReclaim looks before it takes the lock. @lock memory */
export function pageAbandonLockHeld(p: Page): void {
  const list = abandonedList(p.kind, p.cls);
  p.state = PAGE_ABANDONED;
  p.prev = 0;
  p.next = load<u32>(list);
  atomic.store<u32>(list, <u32>addr(p));
  store<u32>(ABANDONED_PAGES, load<u32>(ABANDONED_PAGES) + 1);
}
/** An abandoned page of this kind and class, or 0. The caller makes it its own. */
export function pageReclaim(kind: u32, c: u32): Page {
  const list = abandonedList(kind, c);
  if (atomic.load<u32>(list) == 0) return changetype<Page>(0);
  rawLock(MEM_LOCK);
  const p = changetype<Page>(load<u32>(list));
  if (addr(p)) { atomic.store<u32>(list, p.next); store<u32>(ABANDONED_PAGES, load<u32>(ABANDONED_PAGES) - 1); p.next = 0; counterAdd(COUNT_PAGES_RECLAIMED, 1); }
  rawUnlock(MEM_LOCK);
  return p;
}
/** Collects what was freed into abandoned pages, and gives the empty ones back. @lock memory */
function sweepLockHeld(): void {
  for (let k: u32 = 0; k < KINDS; k++) for (let c: u32 = 0; c < CLASSES; c++) {
    const list = abandonedList(k, c);
    let p = changetype<Page>(load<u32>(list)), last = changetype<Page>(0);
    while (addr(p)) {
      const next = changetype<Page>(p.next);
      pageCollect(p);
      if (p.used == 0) {
        if (addr(last)) last.next = <u32>addr(next); else atomic.store<u32>(list, <u32>addr(next));
        store<u32>(ABANDONED_PAGES, load<u32>(ABANDONED_PAGES) - 1);
        if (k == KIND_GC) gcCountAdd(-p.accounted);
        pageReleaseLockHeld(p);
      } else last = p;
      p = next;
    }
  }
}
/** Looks through the abandoned pages now (the collector calls it; tests too). */
export function abandonedSweep(): void { rawLock(MEM_LOCK); sweepLockHeld(); rawUnlock(MEM_LOCK); }

/** One block of more than 64 KiB in slices of its own. 0 when memory is out. */
export function largeAlloc(kind: u32, size: usize): Ptr {
  if (size > 0xFFFF0000) return 0;
  const n = <u32>((size + 0xFFFF) >> SLICE_SHIFT);
  const s = slicesTake(n, kind);
  if (!s) return 0;
  const p = pageOfSlice(s);
  pageReset(p, s, n, kind);
  p.blockSize = n << SLICE_SHIFT;
  p.reserved = 1; p.capacity = 1; p.used = 1; p.large = 1; p.cls = 255;
  const b: Ptr = p.start;
  store<u32>(b, 1, 12); // not an object yet
  p.state = PAGE_LARGE;
  if (kind == KIND_GC) gcCountAdd(1);
  return b;
}
export function largeFree(p: Page): void {
  if (p.kind == <u8>KIND_GC) gcCountAdd(-1);
  store<u32>(p.start, 1, 12);
  pageRelease(p);
}
/** Makes a large raw block larger or smaller where it is. */
export function largeResize(p: Page, size: usize): bool {
  if (size > 0xFFFF0000) return false;
  const n = <u32>((size + 0xFFFF) >> SLICE_SHIFT), s = sliceOf(p);
  if (n == p.slices) return true;
  rawLock(MEM_LOCK);
  let ok = true;
  if (n > p.slices) ok = slicesExtendLockHeld(s + p.slices, n - p.slices, p.kind);
  else slicesGiveTail(s + n, p.slices - n, p.kind);
  if (ok) { p.slices = n; p.blockSize = n << SLICE_SHIFT; }
  rawUnlock(MEM_LOCK);
  return ok;
}
function slicesGiveTail(s: u32, n: u32, kind: u32): void { slicesGiveLockHeld(s, n, kind); }
/** Bytes a large page of n slices holds. */
export function largeBytes(p: Page): usize { return <usize>p.slices * SLICE_SIZE; }
