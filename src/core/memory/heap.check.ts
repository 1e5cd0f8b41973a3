/** Validators of the heap, compiled in by CHECK: 1 poison, 2 each operation looks at its page, 3 whole structures. */
import { Ptr } from "../base/value";
import { CHECK, panic } from "../base/panic";
import { KIND_RAW, PAGE_ABANDONED, PAGE_FREE, PAGE_FULL, PAGE_PENDING, PAGE_QUEUED, PAGE_XFREE, Page, SLICES_END, SLICES_HIGH, SLICE_MAP, SLICE_SHIFT, XFREE_FULL, addr, pageOf, pageOfSlice } from "./layout";

/** Fills what a freed block held with 0xDD; header words of objects stay (stale readers look at them). Finds double frees of objects. */
// @ts-ignore: decorator
@inline export function poisonFreed(p: Page, b: Ptr): void {
  if (CHECK >= 1) poison(p, b);
}
function poison(p: Page, b: Ptr): void {
  if (p.state == PAGE_FREE || p.state == PAGE_PENDING) panic("free: the page is not in use");
  if ((b - p.start) % p.blockSize != 0) panic("free: not the start of a block");
  if (p.kind == <u8>KIND_RAW) { memory.fill(b, 0xDD, p.large ? 256 : p.blockSize); return; }
  if (load<u32>(b, 12) & 1) panic("free: object freed twice (or never given a type)");
  memory.fill(b + 16, 0xDD, p.large ? 256 : p.blockSize - 16);
}
/** Of the page just used, by its owner. */
// @ts-ignore: decorator
@inline export function pageCheck(p: Page): void {
  if (CHECK >= 2) { if (!pageIsValid(p, CHECK >= 3)) panic("page is not valid"); }
}
/** The arithmetic invariant. `whole`: with the lists walked (owner, or the world stopped). */
export function pageIsValid(p: Page, whole: bool): bool {
  if (p.used > p.capacity || p.capacity > p.reserved || p.back != 0) return false;
  if (p.large) return p.used <= 1;
  if (p.free && (p.free - p.start) % p.blockSize != 0) return false;
  if (!whole) return true;
  let free: u32 = 0;
  for (let b: Ptr = p.free; b; b = load<u32>(b, 12) & ~1) {
    if (addr(pageOf(b)) != addr(p) || (b - p.start) % p.blockSize != 0 || (load<u32>(b, 12) & 1) == 0 || ++free > p.capacity) return false;
  }
  return free + p.used == p.capacity;
}
/** Every page and the slice map, with the world stopped. 0, or a number that says what is wrong. */
export function heapsValidate(): i32 {
  const end = load<u32>(SLICES_HIGH);
  let s: u32 = 0x100;
  while (s < end) {
    const isFree = (load<u64>(SLICE_MAP + (<usize>(s >> 6) << 3)) >> (<u64>s & 63) & 1) != 0;
    const p = pageOfSlice(s);
    if (p.state == PAGE_FREE || isFree) { if (isFree && p.state != PAGE_FREE) return 1; s++; continue; }
    if (p.start != s << SLICE_SHIFT || p.slices == 0) return 2;
    if (p.state != PAGE_PENDING && !pageIsValid(p, true)) return 3;
    const x = atomic.load<u32>(addr(p) + PAGE_XFREE);
    if (p.state == PAGE_QUEUED && (x & XFREE_FULL)) return 4;
    if (p.state == PAGE_ABANDONED && atomic.load<u32>(addr(p) + 8) != 0) return 5;
    if (p.state == PAGE_FULL && p.free != 0) return 6;
    let n: u32 = 0;
    for (let b: Ptr = x & ~XFREE_FULL; b; b = load<u32>(b, 12) & ~1) { if (addr(pageOf(b)) != addr(p) || ++n > p.used) return 7; }
    s += p.slices;
  }
  return s <= load<u32>(SLICES_END) ? 0 : 8;
}
