/**
 * Allocation and freeing: the interface of this room and its fast paths (contract, section 4; mimalloc's alloc.c, free.c).
 *
 * Object blocks. `size` counts the 16-byte header. Everything after the header is zeroed; the header keeps what the last object left, and its type
 * word has bit 0 set until the caller stores a type (atomically, last). A free list is linked through the type word only (`link | 1`), so a
 * reader that read a pointer before the object died still finds its owner and counts. A block never changes size class before QSBR.
 *
 * The fast path takes no atomic instruction but the load of the page's owner in a free: the page belongs to this thread, or the call goes out of line.
 * An instance whose `heap` is still 0 reads zeroes from the guard page and goes out of line too.
 */
import { Ptr } from "../base/value";
import { FAST_BLOCKS, fastCount } from "../base/counters";
import { CHECK, panic } from "../base/panic";
import { failAllocation, watchAllocated } from "../base/stress";
import { heap } from "../base/self";
import { qsbrInit } from "../sync/qsbr";
import { DIRECT_MAX, HEAP_FIRST_SLICE, KIND_GC, KIND_OBJECT, KIND_RAW, PAGE_TABLE, Page, SLICE_SHIFT, addr, memoryLayoutAssert, pageOf } from "./layout";
import { HEAP_KIND_DIRECT, freeForeign, heapAllocMedium, heapAllocSlow, pageFreeEvent } from "./heap";
import { largeBytes, largeResize } from "./pages";
import { slicesInit } from "./slices";
import { poisonFreed } from "./heap.check";
export { memFreeDelayed } from "./delayed";
export { memSetLimit, memLimit, memUsed, memPeak, memUsedByKind, memHighWater, memResume, metaAlloc, metaUsed } from "./slices";

/** Once in a process, before anything else. base: end of the module's static data. */
export function memoryInit(base: usize): void { memoryInitAt(base, HEAP_FIRST_SLICE); }
/** With the heap's first slice given: 0x8000 puts everything above 2 GiB (a stress switch). */
export function memoryInitAt(base: usize, firstSlice: u32): void {
  memoryLayoutAssert();
  if (base > PAGE_TABLE) panic("memoryInit: static data overlaps the page table");
  slicesInit(firstSlice);
  qsbrInit();
}

/** A block for an object of `size` bytes (header included), zeroed after the header; 0 when memory is out. The caller writes the header, the type last. */
// @ts-ignore: decorator
@inline export function allocObjectBlock(gc: bool, size: usize): Ptr {
  if (failAllocation()) return 0;
  if (size <= DIRECT_MAX) {
    const page: Ptr = load<u32>(heap + (gc ? 0 : HEAP_KIND_DIRECT) + ((size + 15) >> 4 << 2));
    const b: Ptr = load<u32>(page);
    if (b) {
      fastCount(FAST_BLOCKS);
      store<u32>(page, load<u32>(b, 12) - 1);
      store<u32>(page, load<u32>(page, 4) + 1, 4);
      const end = b + size;
      let q = b + 16;
      while (q < end) { v128.store(q, i64x2(0, 0)); q += 16; }
      watchAllocated(b);
      return b;
    }
  }
  return allocObjectSlow(gc ? KIND_GC : KIND_OBJECT, size);
}
/** The same, its payload as the last owner left it: for who writes all of it before anybody (the collector too) can look. */
// @ts-ignore: decorator
@inline export function allocObjectBlockRaw(gc: bool, size: usize): Ptr {
  if (failAllocation()) return 0;
  if (size <= DIRECT_MAX) {
    const page: Ptr = load<u32>(heap + (gc ? 0 : HEAP_KIND_DIRECT) + ((size + 15) >> 4 << 2));
    const b: Ptr = load<u32>(page);
    if (b) {
      fastCount(FAST_BLOCKS);
      store<u32>(page, load<u32>(b, 12) - 1);
      store<u32>(page, load<u32>(page, 4) + 1, 4);
      return b;
    }
  }
  return allocObjectSlow(gc ? KIND_GC : KIND_OBJECT, size);
}
/** Out of line, and never inlined for having many callers. */
export function allocObjectSlow(kind: u32, size: usize): Ptr {
  if (size < 16) size = 16;
  const b = heapAllocSlow(kind, size);
  if (b) memory.fill(b + 16, 0, size - 16);
  watchAllocated(b);
  return b;
}
/** Gives an object's block back, from any thread. The type word must not be needed any more. */
export function freeObjectBlock(p: Ptr): void { freeBlockFast(p); }
// @ts-ignore: decorator
@inline export function freeBlockFast(p: Ptr): void {
  const page = pageOf(p);
  if (CHECK >= 1) { if (p < <usize>(HEAP_FIRST_SLICE << SLICE_SHIFT) || (p & 15) != 0) panic("freeObjectBlock: not a block"); }
  if (atomic.load<u32>(addr(page) + 8) == <u32>heap && heap != 0) freeOwn(page, p);
  else freeForeign(page, p);
}
// @ts-ignore: decorator
@inline function freeOwn(page: Page, p: Ptr): void {
  poisonFreed(page, p);
  const head = page.free, used = page.used - 1;
  // plain: nobody reads the type of an object without a reference to it, and the collector's walk stops the world
  store<u32>(p, head | 1, 12);
  page.free = <u32>p;
  page.used = used;
  if (used == 0 || head == 0) pageFreeEvent(page);
}

/** A raw buffer, 16-byte aligned, not zeroed; 0 when memory is out. */
export function memAlloc(size: usize): Ptr {
  if (failAllocation()) return 0;
  if (size <= DIRECT_MAX) {
    const page: Ptr = load<u32>(heap + 2 * HEAP_KIND_DIRECT + ((size + 15) >> 4 << 2));
    const b: Ptr = load<u32>(page);
    if (b && size) {
      store<u32>(page, load<u32>(b, 12) - 1);
      store<u32>(page, load<u32>(page, 4) + 1, 4);
      watchAllocated(b);
      return b;
    }
    return watched(heapAllocSlow(KIND_RAW, size));
  }
  return watched(heapAllocMedium(size));
}
// @ts-ignore: decorator
@inline function watched(p: Ptr): Ptr { watchAllocated(p); return p; }
/** Frees a raw buffer, from any thread. 0 is allowed. */
export function memFree(p: Ptr): void { if (p) freeObjectBlock(p); }
/** How many bytes the buffer really has. */
export function memUsableSize(p: Ptr): usize { const page = pageOf(p); return page.large ? largeBytes(page) : <usize>page.blockSize; }
/** A buffer of `size` bytes with the contents of p (which is gone then, unless 0 is returned). p may be 0. */
export function memRealloc(p: Ptr, size: usize): Ptr {
  if (!p) return memAlloc(size);
  const page = pageOf(p);
  const old = memUsableSize(p);
  if (size <= old && size >= old >> 1) return p;
  if (page.large && size > 0x10000 && largeResize(page, size)) return p;
  const q = memAlloc(size);
  if (!q) return size <= old ? p : 0;
  memory.copy(q, p, old < size ? old : size);
  memFree(p);
  return q;
}
