/**
 * Finding garbage, with the world stopped: tables of unexplained references, their subtraction, marking. (CPython Python/gc_free_threading.c keeps the counts in the
 * objects' headers; ours have no room, so each page gets a table for the time of a pause: Page.gcTable.)
 *
 *   1. the roots of roots.ts (frames, thread states, modules …) are marked, and all they reach
 *   2. each other object's entry is its reference count, from which the references among these objects are subtracted: what is left comes from outside (native
 *      code, raw memory, static types)
 *   3. objects with something left and those that are roots by nature are marked, and all they reach
 *   4. the rest is garbage
 *
 * Roots by nature: untracked objects (under construction, in the trashcan), frozen and immortal ones, and what is dying: an object with count 0 is in the middle
 * of its deallocation; it is not looked into, but its type is kept. Deferred objects have no counts: they are alive if reached. Where uncounted
 * references may lie in native frames (a finalizer runs inside of a deallocation, in any thread) all deferred objects are kept for this time.
 */
import { Ptr } from "../base/value";
import { DEFERRED, GC_FROZEN, GC_SHARED, GC_UNREACHABLE, GC_UNTRACKED, IMMORTAL } from "../base/obj";
import { TP_TRAVERSE } from "../base/type-layout";
import { Page, addr } from "../memory/layout";
import { blockIsObject, gcPageFirst, gcPageNext } from "../memory/walk";
import { memAlloc, memFree } from "../memory/alloc";
import { refCount } from "../refcount/count-slow";
import { tid } from "../threads/self";
import { ThreadState } from "../threads/state";
import { CHUNK, COUNTS, DEFER, PIN, REACHED, VISIT_CALL, VISIT_MARK, VISIT_SUBTRACT, gcEntry, gcLost, gcLostReset, gcPop, gcPush, gcReached, gcStackBegin, gcReachedOne, gcReachedReset, gcSetMode, gcVisit } from "./visit";
import { gcVisitRoots, threadsSnapshot } from "./roots";

/** Results of gcMark. Thread-local: the collecting thread's. */
export let gcLive: u32 = 0;
export let gcGarbage: Ptr = 0;
export let gcGarbageCount: u32 = 0;
export let gcGarbageDeferred: u32 = 0;
let arena: Ptr = 0;

// @ts-ignore: decorator
@inline export function traverse(p: Ptr): void {
  const f = load<u32>(load<u32>(p, 12), TP_TRAVERSE);
  if (f) call_indirect<void>(f, p);
}
/** Tables for all pages of GC objects. False: no memory. A page that becomes free during the pause loses its table then (memory/pages.ts): tablesEnd does not see it. */
function tablesBegin(): bool {
  let bytes: usize = 0;
  for (let p = gcPageFirst(); addr(p); p = gcPageNext(p)) bytes += 8 + (<usize>p.capacity << 2);
  arena = memAlloc(CHUNK + bytes + 16);
  if (!arena) return false;
  gcStackBegin(arena);
  let at = arena + CHUNK;
  for (let p = gcPageFirst(); addr(p); p = gcPageNext(p)) {
    const bs = p.blockSize;
    store<u32>(at, bs <= 1 || p.capacity <= 1 ? 0 : <u32>((0xFFFFFFFF + <u64>bs) / bs));
    store<u32>(at, p.start, 4);
    memory.fill(at + 8, 0, <usize>p.capacity << 2);
    p.gcTable = <u32>at;
    at += 8 + (<usize>p.capacity << 2);
  }
  gcReachedReset();
  return true;
}
function tablesEnd(): void {
  for (let p = gcPageFirst(); addr(p); p = gcPageNext(p)) p.gcTable = 0;
  memFree(arena);
  arena = 0;
}
/** Whether a finalizer runs inside of a deallocation on any thread. */
function somebodyFinalizes(): bool {
  const threads = threadsSnapshot();
  if (!threads) return true;
  let any = false;
  const n = load<u32>(threads);
  for (let i: u32 = 0; i < n; i++) any = any || changetype<ThreadState>(load<u32>(threads + 4 + (<usize>i << 2))).finalizing != 0;
  memFree(threads);
  return any;
}
/** Entry of object p at first. `again`: the second pause, in which garbage has one reference of the collector's. */
function firstEntry(p: Ptr, again: bool): u32 {
  const gc = load<u8>(p, 3);
  if (gc & (GC_UNTRACKED | GC_FROZEN)) return PIN;
  const local = load<u32>(p, 4);
  if (local == IMMORTAL) return PIN;
  if (local == DEFERRED) return DEFER;
  let n = refCount(p);
  if (n == 0) return REACHED;
  if (again && (gc & GC_UNREACHABLE)) n--;
  return n < COUNTS ? n : COUNTS;
}
function drain(): void {
  while (true) {
    for (let p = gcPop(); p; p = gcPop()) traverse(p);
    if (!gcLost) return;
    findLost();
  }
}
/**
 * There was no memory to note down some of the marked objects: follows the references of all that are marked, in the order of addresses. Each is followed at once, so that
 * only what is lost anew behind this walk needs another one. What is dying is marked too, but not looked into (firstEntry).
 */
function findLost(): void {
  gcLostReset();
  for (let g = gcPageFirst(); addr(g); g = gcPageNext(g)) {
    let p: Ptr = g.start, e: Ptr = g.gcTable + 8;
    for (let i: u32 = 0; i < g.capacity; i++, p += g.blockSize, e += 4) {
      if (!(load<u32>(e) & REACHED) || !blockIsObject(p) || refCount(p) == 0) continue;
      traverse(p);
      for (let q = gcPop(); q; q = gcPop()) traverse(q);
    }
  }
}
// @ts-ignore: decorator
@inline function reach(e: Ptr, p: Ptr): void { store<u32>(e, load<u32>(e) | REACHED); gcReachedOne(); gcPush(p); }

/**
 * World stopped. First pause: finds all garbage, sets GC_UNREACHABLE in it, lists it (gcGarbage, addresses; the caller frees it). `again`: the second pause, which
 * takes the bit from what is reachable now. False: no memory, nothing was changed.
 */
export function gcMark(again: bool): bool {
  if (!tablesBegin()) return false;
  // 1. from the roots that are known: most of a large heap, with one visit each
  gcSetMode(VISIT_MARK);
  if (!gcVisitRoots()) { gcSetMode(VISIT_CALL); tablesEnd(); return false; }
  drain();
  // 2. what is left gets its counts …
  let dying = false, left: u32 = 0;
  for (let g = gcPageFirst(); addr(g); g = gcPageNext(g)) {
    let p: Ptr = g.start, e: Ptr = g.gcTable + 8;
    for (let i: u32 = 0; i < g.capacity; i++, p += g.blockSize, e += 4) {
      if (load<u32>(e)) continue;
      if (!blockIsObject(p)) { store<u32>(e, REACHED); continue; }
      const x = firstEntry(p, again);
      store<u32>(e, x);
      if (x == REACHED) dying = true; else left++;
    }
  }
  const reached = gcReached;
  gcSetMode(VISIT_SUBTRACT);
  if (left) for (let g = gcPageFirst(); addr(g); g = gcPageNext(g)) {
    let p: Ptr = g.start, e: Ptr = g.gcTable + 8;
    for (let i: u32 = 0; i < g.capacity; i++, p += g.blockSize, e += 4) if (!(load<u32>(e) & REACHED) && !isPinned(p)) traverse(p);
  }
  // 3. … and is alive if something is left of them
  gcSetMode(VISIT_MARK);
  const keepDeferred = dying || somebodyFinalizes();
  if (left) for (let g = gcPageFirst(); addr(g); g = gcPageNext(g)) {
    let p: Ptr = g.start, e: Ptr = g.gcTable + 8;
    for (let i: u32 = 0; i < g.capacity; i++, p += g.blockSize, e += 4) {
      const x = load<u32>(e);
      if (x & REACHED) { if (dying && blockIsObject(p) && refCount(p) == 0) gcVisit(<u64>load<u32>(p, 12)); }
      else if (x & DEFER ? keepDeferred : x != 0) { reach(e, p); drain(); }
    }
  }
  drain();
  gcSetMode(VISIT_CALL);
  gcLive = gcReached;
  let ok = true;
  if (again) unmarkReached(); else ok = listGarbage(left - (gcReached - reached));
  tablesEnd();
  return ok;
}
/** A root by nature, whose references were not subtracted. */
// @ts-ignore: decorator
@inline function isPinned(p: Ptr): bool { return (load<u8>(p, 3) & (GC_UNTRACKED | GC_FROZEN)) != 0 || load<u32>(p, 4) == IMMORTAL; }

function listGarbage(n: u32): bool {
  let deferred: u32 = 0;
  gcGarbageCount = n;
  gcGarbageDeferred = 0;
  gcGarbage = 0;
  if (!n) return true;
  const list = memAlloc(<usize>n << 2);
  if (!list) { gcGarbageCount = 0; return false; }
  let at = list;
  for (let g = gcPageFirst(); addr(g); g = gcPageNext(g)) {
    let p: Ptr = g.start, e: Ptr = g.gcTable + 8;
    for (let i: u32 = 0; i < g.capacity; i++, p += g.blockSize, e += 4) {
      if (load<u32>(e) & REACHED) continue;
      // common from now on: taking it apart asks no owner (threads/bias.ts; the world is stopped, so no section over it is active)
      store<u8>(p, load<u8>(p, 3) | GC_UNREACHABLE | (load<u16>(p) == tid ? 0 : GC_SHARED), 3);
      if (load<u32>(p, 4) == DEFERRED) deferred++;
      store<u32>(at, <u32>p);
      at += 4;
    }
  }
  gcGarbage = list;
  gcGarbageDeferred = deferred;
  return true;
}
/** Second pause: what finalizers brought back is garbage no more. */
function unmarkReached(): void {
  for (let i: u32 = 0; i < gcGarbageCount; i++) {
    const p: Ptr = load<u32>(gcGarbage + (<usize>i << 2)), e = gcEntry(p);
    if (load<u32>(e) & REACHED) store<u8>(p, load<u8>(p, 3) & ~GC_UNREACHABLE, 3);
  }
}
