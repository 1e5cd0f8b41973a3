/**
 * The roots of a collection. Counted references from outside the GC heap need no list: they are what is left of an object's count when all references from inside
 * are subtracted. The list is for what is not counted: deferred objects (functions, classes, modules, code) in frames, thread states and process words. It visits
 * counted ones too, which does no harm.
 */
import { Ptr, Value, isPtr } from "../base/value";
import { PROC_THREADS, PROC_THREADS_LOCK } from "../base/map";
import { HEAP_FIRST_SLICE, KIND_GC, PAGE_FREE, PAGE_PENDING, SLICE_SHIFT, SLICES_HIGH, pageOf } from "../memory/layout";
import { blockIsObject } from "../memory/walk";
import { memAlloc, memFree } from "../memory/alloc";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { ThreadState, TS_INTERP, TS_SIZE } from "../threads/state";
import { Frame } from "../interp/frame";
import { frameVisit } from "../interp/generator";
import { interpVisit } from "../boot/state";
import { handlesVisit } from "./handles";
import { gcVisit } from "./visit";
import { gcState } from "./state";

/** Words registered by other rooms, each the address of a Value outside PROC_INTERP. @frozen once start-up is over (each room registers in its init). */
const ROOTS: Ptr = memory.data(8 + 64 * 4, 16);
/** The word at `slot` (static memory) holds a Value that may be deferred. At start-up only. */
export function gcAddRoot(slot: Ptr): void {
  const n = load<u32>(ROOTS);
  if (n >= 64) unreachable();
  store<u32>(ROOTS + 8 + (<usize>n << 2), <u32>slot);
  store<u32>(ROOTS, n + 1);
}
/** Whether p is the address of a GC object: for words that may hold anything. */
export function isGcObject(p: Ptr): bool {
  if (p & 15 || p < <usize>(HEAP_FIRST_SLICE << SLICE_SHIFT) || (<u32>p >> SLICE_SHIFT) >= atomic.load<u32>(SLICES_HIGH)) return false;
  const page = pageOf(p);
  if (page.kind != <u8>KIND_GC || page.state == PAGE_FREE || page.state == PAGE_PENDING || !page.blockSize) return false;
  const off = <u32>p - page.start;
  return p >= <Ptr>page.start && off % page.blockSize == 0 && off / page.blockSize < page.capacity && blockIsObject(p);
}
function visitMaybe(v: Value): void { if (isPtr(v) && isGcObject(<Ptr>v)) gcVisit(v); }

/** Copies the list of threads (a detached thread may leave it even now): u32 count, then the states. 0: no memory. */
export function threadsSnapshot(): Ptr {
  let n: u32 = 0;
  rawLock(PROC_THREADS_LOCK);
  for (let s: Ptr = load<u32>(PROC_THREADS); s; s = changetype<ThreadState>(s).next) n++;
  rawUnlock(PROC_THREADS_LOCK);
  const room = n + 16, b = memAlloc(<usize>(room + 1) << 2);
  if (!b) return 0;
  n = 0;
  rawLock(PROC_THREADS_LOCK);
  for (let s: Ptr = load<u32>(PROC_THREADS); s && n < room; s = changetype<ThreadState>(s).next) { store<u32>(b + 4 + (<usize>n << 2), <u32>s); n++; }
  rawUnlock(PROC_THREADS_LOCK);
  store<u32>(b, n);
  return b;
}
/** World stopped: visits everything that may hold an uncounted reference. False: no memory. */
export function gcVisitRoots(): bool {
  const threads = threadsSnapshot();
  if (!threads) return false;
  const n = load<u32>(threads);
  for (let i: u32 = 0; i < n; i++) threadVisit(changetype<ThreadState>(load<u32>(threads + 4 + (<usize>i << 2))));
  memFree(threads);
  interpVisit();
  const k = load<u32>(ROOTS);
  for (let i: u32 = 0; i < k; i++) gcVisit(load<u64>(load<u32>(ROOTS + 8 + (<usize>i << 2))));
  gcVisit(gcState().garbage);
  gcVisit(gcState().callbacks);
  return true;
}
function threadVisit(s: ThreadState): void {
  for (let f: Ptr = s.frame; f; f = changetype<Frame>(f).prev) frameVisit(changetype<Frame>(f));
  for (let i: Ptr = s.excInfo; i; i = load<u32>(i, 8)) gcVisit(load<u64>(i));
  gcVisit(s.exc); gcVisit(s.asyncExc); gcVisit(s.dict); gcVisit(s.name);
  gcVisit(s.startFunc); gcVisit(s.startArgs); gcVisit(s.startKwargs); gcVisit(s.handle);
  handlesVisit(s);
  // the interpreter's block: Values and other words
  for (let p = changetype<Ptr>(s) + TS_INTERP; p < changetype<Ptr>(s) + TS_SIZE; p += 8) visitMaybe(load<u64>(p));
}
