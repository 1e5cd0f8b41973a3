/**
 * The layout of the heap (mimalloc's include/mimalloc/types.h is the model).
 *
 *   0x0040_0000  PAGE_TABLE: a descriptor of 128 bytes for every 64 KiB slice of the address space (8 MiB, touched where used)
 *   0x00C0_0000  SLICE_MAP: a bit for each slice, 1 = free; one 64-bit word is a 4 MiB segment
 *   0x00C1_0000  TID_TABLE (sync/layout.ts)
 *   0x00C5_0000  meta area: heaps and thread states, never given back
 *   0x0100_0000  the heap
 *
 * A slice is 64 KiB. A page is a run of slices holding blocks of one size and one kind: 1 slice for blocks up to 8 KiB (small), 8
 * slices up to 64 KiB (medium); above that a page holds a single block in as many slices as it needs (large), across segments if need be
 * (huge). Descriptors lie in one table instead of in each segment's head as in mimalloc: the descriptor of an address is one
 * shift away, no slice is lost to headers, and the descriptors of all segments do not compete for the same cache sets.
 * Holes merge by themselves, being neighbouring one-bits.
 *
 * The arithmetic invariant of a page:  blocks in free + blocks in xfree + blocks in use = capacity,  used = in use + blocks in xfree.
 */
import { Ptr } from "../base/value";
import { PROC_MEMORY } from "../base/map";

/** Descriptor of a page. Tags: @owner the thread whose heap holds it; @frozen while the page is in use. */
@unmanaged
export class Page {
  /** @owner head of the free list, 0 when empty; the link lies at +12 of each block as `link | 1` */
  free: u32;
  /** @owner */
  used: u32;
  /** @atomic the heap that owns it; 0 when abandoned, pending or large */
  heap: u32;
  /** @frozen bytes of a block */
  blockSize: u32;
  /** @frozen bytes from the head descriptor to this one */
  back: u32;
  /** @owner links of its queue; of the abandoned or pending list (@lock memory) */
  next: u32;
  prev: u32;
  /** @owner blocks that were ever linked */
  capacity: u32;
  /** @frozen blocks that fit */
  reserved: u32;
  /** @frozen address of block 0 */
  start: u32;
  /** @frozen KIND_* */
  kind: u8;
  /** @frozen size class; 255 for a large page */
  cls: u8;
  /** @owner PAGE_* */
  state: u8;
  /** @frozen 1: one block only */
  large: u8;
  /** @frozen number of slices (of a large raw page: @owner of the block) */
  slices: u32;
  /** @lock memory: QSBR goal while pending */
  goal: u64;
  /** @owner `used` when the collector's count last saw this page */
  accounted: i32;
  /** the collector's table of this page while it has stopped the world (gc/marks.ts), 0 otherwise; who releases the page clears it (@lock memory) */
  gcTable: u32;
}
/** xfree, u32 @atomic, on a cache line of its own: blocks freed by other threads | XFREE_FULL. */
// @ts-ignore: decorator
@inline export const PAGE_XFREE: usize = 64;
/** The page has left its queue: who frees the next block must hand it to the heap. */
// @ts-ignore: decorator
@inline export const XFREE_FULL: u32 = 1;

// @ts-ignore: decorator
@inline export const PAGE_FREE: u8 = 0;
// @ts-ignore: decorator
@inline export const PAGE_QUEUED: u8 = 1;
// @ts-ignore: decorator
@inline export const PAGE_FULL: u8 = 2;
// @ts-ignore: decorator
@inline export const PAGE_ABANDONED: u8 = 3;
/** Empty; waits for QSBR. */
// @ts-ignore: decorator
@inline export const PAGE_PENDING: u8 = 4;
// @ts-ignore: decorator
@inline export const PAGE_LARGE: u8 = 5;

// @ts-ignore: decorator
@inline export const PAGE_TABLE: usize = 0x400000;
// @ts-ignore: decorator
@inline export const SLICE_MAP: usize = 0xC00000;
// @ts-ignore: decorator
@inline export const META_START: usize = 0xC50000;
// @ts-ignore: decorator
@inline export const META_LIMIT: usize = 0x1000000;
// @ts-ignore: decorator
@inline export const HEAP_FIRST_SLICE: u32 = 0x100;
// @ts-ignore: decorator
@inline export const SLICE_SHIFT: u32 = 16;
// @ts-ignore: decorator
@inline export const SLICE_SIZE: usize = 0x10000;

// kinds of heap
// @ts-ignore: decorator
@inline export const KIND_GC: u32 = 0;
// @ts-ignore: decorator
@inline export const KIND_OBJECT: u32 = 1;
// @ts-ignore: decorator
@inline export const KIND_RAW: u32 = 2;
// @ts-ignore: decorator
@inline export const KINDS: u32 = 3;

// size classes: 16 … 128 by 16, then 8 to each doubling
// @ts-ignore: decorator
@inline export const CLASSES: u32 = 80;
// @ts-ignore: decorator
@inline export const DIRECT_MAX: usize = 1024;
// @ts-ignore: decorator
@inline export const SMALL_MAX: usize = 8192;
// @ts-ignore: decorator
@inline export const MEDIUM_MAX: usize = 65536;
// @ts-ignore: decorator
@inline export const MEDIUM_SLICES: u32 = 8;

// words of the process block, 0x1100 … 0x17FF
// @ts-ignore: decorator
@inline export const MEM_LOCK: usize = PROC_MEMORY; // u32 raw lock "memory"
// @ts-ignore: decorator
@inline export const META_TOP: usize = PROC_MEMORY + 4; // @lock memory
// @ts-ignore: decorator
@inline export const META_END: usize = PROC_MEMORY + 8; // @lock memory
// @ts-ignore: decorator
@inline export const HEAPS_FREE: usize = PROC_MEMORY + 12; // @lock memory: heaps of exited threads
// @ts-ignore: decorator
@inline export const SLICES_END: usize = PROC_MEMORY + 16; // @frozen
// @ts-ignore: decorator
@inline export const SLICE_HINT: usize = PROC_MEMORY + 20; // @lock memory: no free slice in a word below
// @ts-ignore: decorator
@inline export const SLICES_USED: usize = PROC_MEMORY + 24; // @lock memory
// @ts-ignore: decorator
@inline export const SLICES_LIMIT: usize = PROC_MEMORY + 28; // @atomic
// @ts-ignore: decorator
@inline export const SLICES_HIGH: usize = PROC_MEMORY + 32; // @lock memory: end of the highest slice ever used
// @ts-ignore: decorator
@inline export const PENDING_HEAD: usize = PROC_MEMORY + 36; // @lock memory
// @ts-ignore: decorator
@inline export const PENDING_TAIL: usize = PROC_MEMORY + 40;
// @ts-ignore: decorator
@inline export const PENDING_SLICES: usize = PROC_MEMORY + 44;
// @ts-ignore: decorator
@inline export const ABANDONED_PAGES: usize = PROC_MEMORY + 48; // @lock memory: how many
// @ts-ignore: decorator
@inline export const SWEEP_COUNTDOWN: usize = PROC_MEMORY + 52; // @lock memory
// @ts-ignore: decorator
@inline export const GC_THRESHOLD: usize = PROC_MEMORY + 56; // i32 @atomic; 0 never
// @ts-ignore: decorator
@inline export const GC_TOTAL: usize = PROC_MEMORY + 60; // i32 @atomic
// @ts-ignore: decorator
@inline export const SLICES_PEAK: usize = PROC_MEMORY + 64; // @lock memory
// @ts-ignore: decorator
@inline export const KIND_SLICES: usize = PROC_MEMORY + 68; // u32[3] @lock memory
// @ts-ignore: decorator
@inline export const META_USED: usize = PROC_MEMORY + 80; // u64 @lock memory: bytes handed out by metaAlloc
// @ts-ignore: decorator
@inline export const SLICES_PRESSURE: usize = PROC_MEMORY + 88; // @atomic: a collection is asked for when so many are in use
// @ts-ignore: decorator
@inline export const SLICES_FIRST: usize = PROC_MEMORY + 92; // @frozen: where the heap begins
/** Lists of abandoned pages by kind and class. @lock memory */
// @ts-ignore: decorator
@inline export const ABANDONED: usize = PROC_MEMORY + 256;

/** Size class of a block of 1 … 65536 bytes. */
// @ts-ignore: decorator
@inline export function classOf(size: usize): u32 {
  if (size <= 128) return (<u32>(size + 15) >> 4) - 1;
  const s = <u32>size - 1, b = 31 - clz<u32>(s);
  return ((b - 7) << 3) + ((s >> (b - 3)) & 7) + 8;
}
export function classSize(c: u32): u32 {
  if (c < 8) return (c + 1) << 4;
  const b = ((c - 8) >> 3) + 7, m = (c - 8) & 7;
  return (1 << b) + ((m + 1) << (b - 3));
}
/** Descriptor of the page that holds block p. */
// @ts-ignore: decorator
@inline export function pageOf(p: Ptr): Page {
  const d = PAGE_TABLE + ((p >> 9) & ~127);
  return changetype<Page>(d - load<u32>(d, 16));
}
// @ts-ignore: decorator
@inline export function pageOfSlice(slice: u32): Page { return changetype<Page>(PAGE_TABLE + (<usize>slice << 7)); }
// @ts-ignore: decorator
@inline export function addr(page: Page): Ptr { return changetype<Ptr>(page); }

/** Compile-time only. */
export function memoryLayoutAssert(): void {
  if (offsetof<Page>("back") != 16) ERROR("back");
  if (offsetof<Page>("heap") != 8) ERROR("heap");
  if (offsetof<Page>() > PAGE_XFREE) ERROR("Page");
}
