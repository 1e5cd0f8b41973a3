/**
 * Heaps: the pages of one thread, by kind and size class, and everything that is not the two-instruction path (mimalloc's heap.c, page.c).
 *
 * A thread allocates from the page at the head of its class queue; `direct` repeats that head for every size up to 1 KiB, so that the fast path
 * in alloc.ts needs no class. A page whose blocks are all used leaves the queue for its heap's full list. It comes back when
 *   - the owner frees one of its blocks (`pageFreeEvent`), or
 *   - another thread frees one: it finds XFREE_FULL in the page's xfree word, takes the flag, and pushes the block on the heap's `delayed` list
 *     instead of the page's; the owner drains that in its slow path.
 * Blocks freed by others otherwise lie on xfree until the owner runs out (`pageCollect`).
 *
 * Locks: none for an own heap. xfree and delayed are atomic stacks that are only ever taken whole (no ABA). A heap's memory is type-stable:
 * a slow freer may push on the delayed list of a heap that has meanwhile another owner, who then finds a page that is not his and
 * frees the block again. DEAD in `delayed` turns freers away from a heap without a thread.
 *
 * An empty page of objects keeps its size class until QSBR says that no reader without a lock can hold a pointer into it (pages.ts).
 */
import { Ptr } from "../base/value";
import { COUNT_FREES_FOREIGN, counterAdd } from "../base/counters";
import { check } from "../base/panic";
import { YIELD_ABANDON, YIELD_HAND_OVER, yieldPoint } from "../base/stress";
import { ts, heap, setHeap } from "../base/self";
import { EB_GC, TS_EVAL_BREAKER, TS_GC_COUNT, TS_HEAP } from "../base/thread-layout";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { CLASSES, DIRECT_MAX, GC_THRESHOLD, GC_TOTAL, HEAPS_FREE, KINDS, KIND_GC, MEDIUM_MAX, MEM_LOCK, PAGE_ABANDONED, PAGE_FULL, PAGE_QUEUED, PAGE_TABLE,
  PAGE_XFREE, Page, XFREE_FULL, addr, classOf, classSize, pageOf } from "./layout";
import { metaAlloc } from "./slices";
import { pageAbandonLockHeld, pageFresh, pageReclaim, pageRelease, largeAlloc, largeFree } from "./pages";
import { delayedPoll, delayedAdopt } from "./delayed";
import { poisonFreed, pageCheck } from "./heap.check";

// layout of a heap
// @ts-ignore: decorator
@inline export const HEAP_KIND_DIRECT: usize = 260; // direct: u32[65] for each kind, at 0
// @ts-ignore: decorator
@inline export const HEAP_QUEUES: usize = 784; // u32[80] for each kind
// @ts-ignore: decorator
@inline export const HEAP_FULL: usize = 1744; // u32[3]: lists of full pages
// @ts-ignore: decorator
@inline export const HEAP_NEXT: usize = 1756; // u32 @lock memory: list of heaps without a thread
// @ts-ignore: decorator
@inline export const HEAP_SLOW_COUNT: usize = 1760; // u32 @owner
// @ts-ignore: decorator
@inline export const HEAP_DELAYED: usize = 1792; // u32 @atomic, on its own line
// @ts-ignore: decorator
@inline export const HEAP_QSBR: usize = 1856; // delayed.ts: 32 bytes
// @ts-ignore: decorator
@inline export const HEAP_SIZE: usize = 1920;
const DEAD: u32 = 1;

/** A heap for this thread. False: out of memory. */
export function heapAttach(): bool {
  const h = heapNew();
  if (!h) return false;
  setHeap(h);
  if (ts) store<u32>(ts + TS_HEAP, <u32>h);
  return true;
}
/** A heap, new or of an exited thread, to be given to `setHeap` of the thread that will use it. */
export function heapNew(): Ptr {
  rawLock(MEM_LOCK);
  let h: Ptr = load<u32>(HEAPS_FREE);
  if (h) store<u32>(HEAPS_FREE, load<u32>(h, HEAP_NEXT));
  rawUnlock(MEM_LOCK);
  if (!h) {
    h = metaAlloc(HEAP_SIZE);
    if (!h) return 0;
  }
  for (let i: usize = 0; i < 3 * HEAP_KIND_DIRECT; i += 4) store<u32>(h + i, <u32>PAGE_TABLE); // the descriptor of slice 0: never a free block
  memory.fill(h + HEAP_QUEUES, 0, HEAP_FULL + 12 - HEAP_QUEUES);
  memory.fill(h + HEAP_QSBR, 0, 32);
  atomic.store<u32>(h + HEAP_DELAYED, 0);
  return h;
}
/** The thread is going: its pages become everybody's. It allocates no more. */
export function heapAbandon(): void {
  const h = heap;
  if (!h) return;
  setHeap(0);
  store<u32>(ts + TS_HEAP, 0);
  delayedAdopt(h);
  // From here on nobody hands blocks to this heap; those handed over before go back to their pages.
  let b: Ptr = atomic.xchg<u32>(h + HEAP_DELAYED, DEAD);
  for (let k: u32 = 0; k < KINDS; k++) {
    for (let c: u32 = 0; c <= CLASSES; c++) {
      const head = c == CLASSES ? h + HEAP_FULL + (<usize>k << 2) : queueOf(h, k, c);
      let p = changetype<Page>(load<u32>(head));
      while (addr(p)) {
        const next = changetype<Page>(p.next);
        if (k == KIND_GC) account(p);
        p.state = PAGE_ABANDONED;
        atomic.store<u32>(addr(p) + 8, 0);
        yieldPoint(YIELD_ABANDON);
        atomic.and<u32>(addr(p) + PAGE_XFREE, ~XFREE_FULL);
        pageCollect(p);
        if (p.used == 0) pageRelease(p); else { rawLock(MEM_LOCK); pageAbandonLockHeld(p); rawUnlock(MEM_LOCK); }
        p = next;
      }
      store<u32>(head, 0);
    }
  }
  while (b > DEAD) { const next = load<u32>(b, 12) & ~15; pageFreeForeign(pageOf(b), b); b = next; }
  rawLock(MEM_LOCK);
  store<u32>(h, load<u32>(HEAPS_FREE), HEAP_NEXT);
  store<u32>(HEAPS_FREE, <u32>h);
  rawUnlock(MEM_LOCK);
}

// @ts-ignore: decorator
@inline function queueOf(h: Ptr, kind: u32, c: u32): Ptr { return h + HEAP_QUEUES + (<usize>(kind * CLASSES + c) << 2); }

/** Lets `direct` follow the head of a queue. */
function directSet(h: Ptr, kind: u32, c: u32, head: Ptr): void {
  if (classSize(c) > <u32>DIRECT_MAX) return;
  const to = h + <usize>kind * HEAP_KIND_DIRECT;
  const last: u32 = classSize(c) >> 4, first: u32 = c == 0 ? 0 : (classSize(c - 1) >> 4) + 1;
  for (let i = first; i <= last; i++) store<u32>(to + (<usize>i << 2), head ? <u32>head : <u32>PAGE_TABLE);
}
function queueRemove(h: Ptr, p: Page): void {
  if (p.prev) changetype<Page>(p.prev).next = p.next; else { store<u32>(queueOf(h, p.kind, p.cls), p.next); directSet(h, p.kind, p.cls, p.next); }
  if (p.next) changetype<Page>(p.next).prev = p.prev;
}
function queuePushHead(h: Ptr, p: Page): void {
  const q = queueOf(h, p.kind, p.cls);
  const old = load<u32>(q);
  p.prev = 0; p.next = old; p.state = PAGE_QUEUED;
  if (old) changetype<Page>(old).prev = <u32>addr(p);
  store<u32>(q, <u32>addr(p));
  directSet(h, p.kind, p.cls, addr(p));
}
/** Behind the head, so that the page in use stays in use. */
function queuePushSecond(h: Ptr, p: Page): void {
  const head = changetype<Page>(load<u32>(queueOf(h, p.kind, p.cls)));
  if (!addr(head)) { queuePushHead(h, p); return; }
  p.state = PAGE_QUEUED;
  p.prev = <u32>addr(head); p.next = head.next;
  if (head.next) changetype<Page>(head.next).prev = <u32>addr(p);
  head.next = <u32>addr(p);
}
function fullPush(h: Ptr, p: Page): void {
  const f = h + HEAP_FULL + (<usize>p.kind << 2);
  const old = load<u32>(f);
  p.prev = 0; p.next = old; p.state = PAGE_FULL;
  if (old) changetype<Page>(old).prev = <u32>addr(p);
  store<u32>(f, <u32>addr(p));
}
function fullRemove(h: Ptr, p: Page): void {
  if (p.prev) changetype<Page>(p.prev).next = p.next; else store<u32>(h + HEAP_FULL + (<usize>p.kind << 2), p.next);
  if (p.next) changetype<Page>(p.next).prev = p.prev;
}

/** Tells the collector's count how many GC blocks of p were taken or freed since it last looked. */
function account(p: Page): void {
  const d = <i32>p.used - p.accounted;
  p.accounted = <i32>p.used;
  gcCountAdd(d);
}
export function gcCountAdd(d: i32): void {
  if (!ts) { atomic.add<i32>(GC_TOTAL, d); return; }
  const n = load<i32>(ts + TS_GC_COUNT) + d;
  if (n < 512 && n > -512) { store<i32>(ts + TS_GC_COUNT, n); return; }
  store<i32>(ts + TS_GC_COUNT, 0);
  const total = atomic.add<i32>(GC_TOTAL, n) + n, threshold = atomic.load<i32>(GC_THRESHOLD);
  if (threshold > 0 && total > threshold) atomic.or<u32>(ts + TS_EVAL_BREAKER, EB_GC);
}

/** Takes over what other threads freed. Owner (or the world stopped, or an abandoned page under its list's lock). */
export function pageCollect(p: Page): void {
  if ((atomic.load<u32>(addr(p) + PAGE_XFREE) & ~XFREE_FULL) == 0) return;
  const list: Ptr = atomic.xchg<u32>(addr(p) + PAGE_XFREE, 0) & ~XFREE_FULL;
  let n: u32 = 1, last = list;
  for (let next = load<u32>(last, 12) & ~1; next; next = load<u32>(last, 12) & ~1) { last = next; n++; }
  check(n <= p.used, "pageCollect: more blocks freed than used");
  store<u32>(last, p.free | 1, 12);
  p.free = <u32>list;
  p.used -= n;
  counterAdd(COUNT_FREES_FOREIGN, n);
}
/** Links some more of the page's blocks into its free list: 8 KiB's worth, so that a fresh page is not touched to its end at once. */
export function pageExtend(p: Page): void {
  let n: u32 = 8192 / p.blockSize;
  if (n == 0) n = 1;
  if (n > p.reserved - p.capacity) n = p.reserved - p.capacity;
  const first: Ptr = p.start + p.capacity * p.blockSize;
  let b = first;
  for (let i: u32 = 1; i < n; i++) { const next = b + p.blockSize; store<u32>(b, <u32>next | 1, 12); b = next; }
  store<u32>(b, p.free | 1, 12);
  p.free = <u32>first;
  p.capacity += n;
}
/** Leaves the queue for the full list; false if a block came in meanwhile. */
function pageToFull(h: Ptr, p: Page): bool {
  if (atomic.cmpxchg<u32>(addr(p) + PAGE_XFREE, 0, XFREE_FULL) != 0) { pageCollect(p); return false; }
  queueRemove(h, p);
  fullPush(h, p);
  return true;
}
/** A page with a free block at the head of the queue of (kind, c), or 0. */
function pageFind(h: Ptr, kind: u32, c: u32): Page {
  while (true) {
    const p = changetype<Page>(load<u32>(queueOf(h, kind, c)));
    if (!addr(p)) break;
    if (!p.free) pageCollect(p);
    if (!p.free && p.capacity < p.reserved) { if (kind == KIND_GC) account(p); pageExtend(p); }
    if (p.free) return p;
    if (kind == KIND_GC) account(p);
    if (!pageToFull(h, p)) return p;
  }
  // A page that an exited thread left, else a fresh one.
  let p = pageReclaim(kind, c);
  if (!addr(p)) p = pageFresh(kind, c);
  if (!addr(p)) return p;
  atomic.store<u32>(addr(p) + 8, <u32>h);
  if (!p.free) pageCollect(p);
  if (!p.free && p.capacity < p.reserved) pageExtend(p);
  queuePushHead(h, p);
  return p.free ? p : pageFind(h, kind, c);
}
/** What the owner does about once in a page: blocks handed over by others, delayed frees that have become free. */
function heapHousekeeping(h: Ptr): void {
  if (atomic.load<u32>(h + HEAP_DELAYED)) {
    let b: Ptr = atomic.xchg<u32>(h + HEAP_DELAYED, 0);
    while (b) {
      const next = load<u32>(b, 12) & ~15;
      const p = pageOf(b);
      if (p.heap == <u32>h) { pageFreeLocal(p, b); counterAdd(COUNT_FREES_FOREIGN, 1); } else pageFreeForeign(p, b);
      b = next;
    }
  }
  const n = load<u32>(h + HEAP_SLOW_COUNT) + 1;
  store<u32>(h + HEAP_SLOW_COUNT, n);
  if ((n & 15) == 0) delayedPoll(h);
}
/** The calling thread's pages: what others freed is taken over, empty pages go back, the last of its class too (a medium one has 512 KiB). */
export function heapTrim(): void {
  const h = heap;
  if (!h) return;
  heapHousekeeping(h);
  for (let k: u32 = 0; k < KINDS; k++) for (let c: u32 = 0; c < CLASSES; c++) {
    let p = changetype<Page>(load<u32>(queueOf(h, k, c)));
    while (addr(p)) {
      const next = changetype<Page>(p.next);
      pageCollect(p);
      if (k == KIND_GC) account(p);
      if (p.used == 0) { queueRemove(h, p); atomic.store<u32>(addr(p) + 8, 0); pageRelease(p); }
      p = next;
    }
  }
}
/** A block of `size` bytes (any), not zeroed; 0 when memory is out. */
export function heapAllocSlow(kind: u32, size: usize): Ptr {
  if (!heap && !heapAttach()) return 0;
  const h = heap;
  heapHousekeeping(h);
  if (size > MEDIUM_MAX) return largeAlloc(kind, size);
  const p = pageFind(h, kind, classOf(size ? size : 1));
  if (!addr(p)) return 0;
  const b: Ptr = p.free;
  p.free = load<u32>(b, 12) & ~1;
  p.used++;
  pageCheck(p);
  return b;
}
/** A raw block above 1 KiB, where `direct` does not reach. */
export function heapAllocMedium(size: usize): Ptr {
  if (heap && size <= MEDIUM_MAX) {
    const p = changetype<Page>(load<u32>(queueOf(heap, 2, classOf(size))));
    if (addr(p) && p.free) {
      const b: Ptr = p.free;
      p.free = load<u32>(b, 12) & ~1;
      p.used++;
      return b;
    }
  }
  return heapAllocSlow(2, size);
}

/** The owner frees a block of its own page. */
export function pageFreeLocal(p: Page, b: Ptr): void {
  const head = p.free;
  store<u32>(b, head | 1, 12);
  p.free = <u32>b;
  if (--p.used == 0 || head == 0) pageFreeEvent(p);
}
/** After an own free that emptied the page, or that gave it the only block of its free list. */
export function pageFreeEvent(p: Page): void {
  const h = heap;
  if (p.kind == KIND_GC) account(p);
  if (p.state == PAGE_FULL) {
    // Takes the flag away, so that others push on xfree again; whatever they pushed comes along.
    const list = atomic.load<u32>(addr(p) + PAGE_XFREE);
    if (list == XFREE_FULL) { if (atomic.cmpxchg<u32>(addr(p) + PAGE_XFREE, XFREE_FULL, 0) != XFREE_FULL) pageCollect(p); }
    else pageCollect(p);
    fullRemove(h, p);
    queuePushSecond(h, p);
  }
  // The only page of its class stays, so that a program that allocates and frees around a page boundary does not fetch and return it for ever.
  if (p.used == 0 && (p.prev | p.next) != 0) { pageCheck(p); queueRemove(h, p); atomic.store<u32>(addr(p) + 8, 0); pageRelease(p); }
}
/** A thread that does not own the page frees a block of it. */
export function pageFreeForeign(p: Page, b: Ptr): void {
  if (p.large) { largeFree(p); return; }
  const word = addr(p) + PAGE_XFREE;
  while (true) {
    const old = atomic.load<u32>(word);
    if (old & XFREE_FULL) {
      if (atomic.cmpxchg<u32>(word, old, old & ~XFREE_FULL) == old && delayedHandOver(p, b)) return;
      continue;
    }
    atomic.store<u32>(b + 12, old | 1);
    if (atomic.cmpxchg<u32>(word, old, <u32>b) == old) return;
  }
}
/** Gives a block of a full page to the page's heap. False if the heap has no thread any more (the page is then nobody's, or about to be). */
function delayedHandOver(p: Page, b: Ptr): bool {
  const h: Ptr = atomic.load<u32>(addr(p) + 8);
  if (!h) return false;
  yieldPoint(YIELD_HAND_OVER);
  const word = h + HEAP_DELAYED;
  while (true) {
    const old = atomic.load<u32>(word);
    if (old == DEAD) return false;
    atomic.store<u32>(b + 12, old | 1);
    if (atomic.cmpxchg<u32>(word, old, <u32>b) == old) return true;
  }
}
/** Out of line part of both frees: not this thread's page. */
export function freeForeign(p: Page, b: Ptr): void { poisonFreed(p, b); pageFreeForeign(p, b); }
