/**
 * The slice map: which 64 KiB slices of the heap are free (mimalloc's segment.c and its span queues, in one bitmap).
 *
 * One bit a slice, one 64-bit word a 4 MiB segment; neighbouring one-bits are a hole, so holes merge by being neighbours. First fit
 * from below: a hint keeps the lowest word with a free bit, so the usual request (one slice) looks at one word. All of it under
 * MEM_LOCK: a slice is asked for once in thousands of allocations. The memory limit is counted here, and a collection asked for on the way to it.
 *
 * Wasm memory never goes back to the system: a freed slice keeps its pages until it is used again.
 */
import { Ptr } from "../base/value";
import { PROC_MEMORY_END } from "../base/map";
import { HOST_PAGE_HOST_REGION_ADDR } from "../../generated/core/host";
import { check } from "../base/panic";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { EB_GC, TS_EVAL_BREAKER } from "../base/thread-layout";
import { ts } from "../base/self";
import { HEAP_FIRST_SLICE, KIND_SLICES, MEM_LOCK, META_END, META_LIMIT, META_START, META_TOP, PAGE_FREE, SLICES_END, SLICES_FIRST, SLICES_HIGH, SLICES_LIMIT,
  META_USED, SLICES_PEAK, SLICES_PRESSURE, SLICES_USED, SLICE_HINT, SLICE_MAP, SLICE_SHIFT, SWEEP_COUNTDOWN, pageOfSlice } from "./layout";

/** One more than the last slice of the heap: the host's region on top of the memory is not ours (a core without a host has none). */
function endSlice(): u32 {
  const region = load<u32>(HOST_PAGE_HOST_REGION_ADDR) >> SLICE_SHIFT, pages = <u32>memory.size();
  const end = region && region < pages ? region : pages;
  // The very last slice stays unused, so that one past the end of a block is never 0.
  return end > 65535 ? 65535 : end;
}
/** Once in a process. `firstSlice`: where the heap begins (a stress switch puts it above 2 GiB). */
export function slicesInit(firstSlice: u32): void {
  const end = endSlice();
  check(firstSlice >= HEAP_FIRST_SLICE, "slicesInit: inside the meta area");
  store<u32>(PROC_MEMORY_END, end << SLICE_SHIFT);
  store<u32>(SLICES_END, end);
  store<u32>(SLICES_FIRST, firstSlice);
  for (let i = firstSlice; i < end; i++) {
    if ((i & 63) == 0 && i + 64 <= end) { store<u64>(SLICE_MAP + (<usize>i >> 3), ~0); i += 63; }
    else setBits(i, 1, true);
  }
  store<u32>(SLICE_HINT, firstSlice >> 6);
  store<u32>(SLICES_HIGH, firstSlice);
  store<u32>(META_TOP, <u32>META_START);
  store<u32>(META_END, <u32>META_LIMIT);
  store<u32>(SWEEP_COUNTDOWN, 64);
  memPressureArm();
}

/** Marks n slices from `slice` as free or used. @lock memory */
function setBits(slice: u32, n: u32, free: bool): void {
  while (n) {
    const bit = slice & 63;
    const take = min<u32>(64 - bit, n);
    const mask: u64 = (take == 64 ? ~(<u64>0) : ((<u64>1 << take) - 1)) << bit;
    const word = SLICE_MAP + (<usize>(slice >> 6) << 3);
    const old = load<u64>(word);
    check(free ? (old & mask) == 0 : (old & mask) == mask, "slice map: taken twice or freed twice");
    store<u64>(word, free ? old | mask : old & ~mask);
    slice += take; n -= take;
  }
}
/** Bit i set where a run of n (1 … 64) one-bits begins at i. */
function runs(bits: u64, n: u32): u64 {
  let left = n - 1, step: u32 = 1;
  while (left && bits) { const t = min(step, left); bits &= bits >> t; left -= t; step <<= 1; }
  return bits;
}
/** First of n free slices, or 0. @lock memory */
function findRun(n: u32): u32 {
  const words = (load<u32>(SLICES_END) + 63) >> 6;
  let before: u32 = 0; // free slices that end where the current word begins
  let w = load<u32>(SLICE_HINT);
  while (w < words && load<u64>(SLICE_MAP + (<usize>w << 3)) == 0) w++;
  store<u32>(SLICE_HINT, w);
  for (; w < words; w++) {
    const bits = load<u64>(SLICE_MAP + (<usize>w << 3));
    if (bits == 0) { before = 0; continue; }
    const low = bits == ~0 ? 64 : <u32>ctz(~bits);
    if (before + low >= n) return (w << 6) - before;
    if (low == 64) { before += 64; continue; }
    if (n <= 64) { const r = runs(bits, n); if (r) return (w << 6) + <u32>ctz(r); }
    before = <u32>clz(~bits);
  }
  return 0;
}
/** Takes n slices for a page of `kind`; 0 when memory is out or the limit would be passed. @lock memory */
export function slicesTakeLockHeld(n: u32, kind: u32): u32 {
  const used = load<u32>(SLICES_USED) + n;
  const limit = atomic.load<u32>(SLICES_LIMIT);
  if (limit && used > limit) return 0;
  const s = findRun(n);
  if (!s) return 0;
  setBits(s, n, false);
  count(used, n, kind);
  if (s + n > load<u32>(SLICES_HIGH)) atomic.store<u32>(SLICES_HIGH, s + n);
  return s;
}
function count(used: u32, n: u32, kind: u32): void {
  atomic.store<u32>(SLICES_USED, used);
  if (n && used >= atomic.load<u32>(SLICES_PRESSURE) && ts) atomic.or<u32>(ts + TS_EVAL_BREAKER, EB_GC);
  if (used > load<u32>(SLICES_PEAK)) store<u32>(SLICES_PEAK, used);
  const k = KIND_SLICES + (<usize>kind << 2);
  atomic.store<u32>(k, load<u32>(k) + n);
}
/** @lock memory */
export function slicesGiveLockHeld(slice: u32, n: u32, kind: u32): void {
  check(slice + n <= load<u32>(SLICES_END), "slicesGive: outside of the heap");
  pageOfSlice(slice).state = PAGE_FREE;
  setBits(slice, n, true);
  count(load<u32>(SLICES_USED) - n, 0, kind);
  const k = KIND_SLICES + (<usize>kind << 2);
  atomic.store<u32>(k, load<u32>(k) - n);
  if ((slice >> 6) < load<u32>(SLICE_HINT)) store<u32>(SLICE_HINT, slice >> 6);
}
/** Takes the n slices from `slice` on, if they are free (a large buffer grows in place). @lock memory */
export function slicesExtendLockHeld(slice: u32, n: u32, kind: u32): bool {
  const used = load<u32>(SLICES_USED) + n;
  const limit = atomic.load<u32>(SLICES_LIMIT);
  if ((limit && used > limit) || slice + n > load<u32>(SLICES_END)) return false;
  for (let i: u32 = 0; i < n; i++) if (!(load<u64>(SLICE_MAP + (<usize>((slice + i) >> 6) << 3)) >> (<u64>(slice + i) & 63) & 1)) return false;
  setBits(slice, n, false);
  count(used, n, kind);
  if (slice + n > load<u32>(SLICES_HIGH)) store<u32>(SLICES_HIGH, slice + n);
  return true;
}

/** Zeroed memory that is never given back (heaps, thread states); 64-byte aligned; 0 when memory is out. */
export function metaAlloc(size: usize): Ptr {
  size = (size + 63) & ~63;
  rawLock(MEM_LOCK);
  let p: Ptr = load<u32>(META_TOP);
  if (p + size > <usize>load<u32>(META_END)) {
    const n = <u32>((size + 0xFFFF) >> SLICE_SHIFT);
    const s = slicesTakeLockHeld(n, 2);
    if (!s) { rawUnlock(MEM_LOCK); return 0; }
    p = <usize>s << SLICE_SHIFT;
    store<u32>(META_END, <u32>(p + (<usize>n << SLICE_SHIFT)));
  }
  store<u32>(META_TOP, <u32>(p + size));
  store<u64>(META_USED, load<u64>(META_USED) + size);
  rawUnlock(MEM_LOCK);
  memory.fill(p, 0, size);
  return p;
}

/** Bytes handed out by metaAlloc, in all. */
export function metaUsed(): u64 { return load<u64>(META_USED); }
/** Bytes that may be in pages; 0: no limit. Past it allocation fails and the program gets MemoryError. */
export function memSetLimit(bytes: u64): void {
  const slices = bytes >> SLICE_SHIFT;
  atomic.store<u32>(SLICES_LIMIT, bytes == 0 ? 0 : slices == 0 ? 1 : slices > 65535 ? 65535 : <u32>slices);
  memPressureArm();
}
/**
 * After a collection, and when the room changes: the next one is due when half of what is left is in use, however few objects that takes (a cycle may hold a large buffer), but a thirty-second part of the room is. So there are
 * some six on the way to the end of the memory, and none for a program that lives close below it. Any thread; who stores last decides.
 */
export function memPressureArm(): void {
  const room = roomInAll();
  const used = atomic.load<u32>(SLICES_USED), half = used < room ? (room - used) >> 1 : 0, step = room >> 5;
  atomic.store<u32>(SLICES_PRESSURE, used + (half > step ? half : step) + 1);
}
function roomInAll(): u32 {
  const all = load<u32>(SLICES_END) - load<u32>(SLICES_FIRST), limit = atomic.load<u32>(SLICES_LIMIT);
  return limit && limit < all ? limit : all;
}
/** Slices that may still be taken. @lock memory */
export function slicesLeftLockHeld(): u32 { const room = roomInAll(), used = load<u32>(SLICES_USED); return used < room ? room - used : 0; }
/** More is in use than it was to be without a collection. */
export function memPressed(): bool {
  return atomic.load<u32>(SLICES_USED) >= atomic.load<u32>(SLICES_PRESSURE);
}
export function memLimit(): u64 { return <u64>atomic.load<u32>(SLICES_LIMIT) << SLICE_SHIFT; }
/** Bytes in pages now, and at most since the start; bytes in pages of one kind. */
export function memUsed(): u64 { return <u64>atomic.load<u32>(SLICES_USED) << SLICE_SHIFT; }
export function memPeak(): u64 { return <u64>load<u32>(SLICES_PEAK) << SLICE_SHIFT; }
export function memUsedByKind(kind: u32): u64 { return <u64>atomic.load<u32>(KIND_SLICES + (<usize>kind << 2)) << SLICE_SHIFT; }
/** First address above all that was ever used (a snapshot needs no more than what lies below). */
export function memHighWater(): Ptr { return <usize>load<u32>(SLICES_HIGH) << SLICE_SHIFT; }
/** After a snapshot was written into a memory of another size. */
export function memResume(): void {
  const end = endSlice(), old = load<u32>(SLICES_END);
  if (end > old) setBits(old, end - old, true); else if (end < old) setBits(end, old - end, false);
  store<u32>(SLICES_END, end);
  store<u32>(PROC_MEMORY_END, end << SLICE_SHIFT);
  memPressureArm();
}
