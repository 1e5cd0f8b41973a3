/**
 * A collection (contract, section 9; CPython Python/gc_free_threading.c: gc_collect_main).
 *
 *   pause 1       world stopped: merge queues emptied, garbage found (marks.ts), its weak references cleared, one reference taken to each counted object of it
 *   world goes    objects that died in the merge queues are deallocated; callbacks of weak references; finalizers, each once (PEP 442)
 *   pause 2       only if a finalizer ran or classes, functions, modules, code are among the garbage: what is reachable again stays
 *   world goes    tp_clear of each, the collector's references dropped: the cycles fall apart by counting. Deferred objects are deallocated last, by the collector
 *                 itself, those whose type is garbage too before their type; their blocks stay until the next collection (zombies.ts)
 *
 * While it is garbage no other thread can get at an object: weak references are cleared, `__subclasses__` and gc.get_objects leave out what is GC_UNREACHABLE.
 * If a counted object survives all clearing (a leak, or a cycle that no tp_clear breaks) the blocks of the deferred ones are never given back, since it may name them.
 *
 * One collection at a time: GcState.collecting, won by compare-and-swap; who does not win does not wait.
 */
import { Ptr, Value, NULL, isPtr } from "../base/value";
import { DEFERRED, GC_FINALIZED, GC_UNREACHABLE, GC_UNTRACKED, LOCAL_SENTINELS } from "../base/obj";
import { TP_DEALLOC } from "../base/type-layout";
import { monotonicNs } from "../base/clock";
import { COUNT_GC_FREED, COUNT_GC_NS, COUNT_GC_PAUSE_MAX_NS, COUNT_GC_PAUSE_NS, COUNT_GC_RESURRECTED, COUNT_GC_RUNS, counterAdd, counterMax } from "../base/counters";
import { T, TypeObject, TF_HEAPTYPE, TF_TYPE_SUBCLASS } from "../../generated/core/types";
import { isExact } from "../objects/typeof";
import { memFree } from "../memory/alloc";
import { blockIsObject, gcCountReset } from "../memory/walk";
import { tidyStopped } from "../memory/usage";
import { decrefPtr, increfPtr } from "../refcount/count";
import { mergeExplicit } from "../refcount/count-slow";
import { BIASED, COUNT } from "../refcount/mode";
import { demoteAllStopped } from "../refcount/promote";
import { GC_TRASH, LINK, deallocObject } from "../refcount/dealloc";
import { mergeQueueDrainStopped } from "../refcount/merge-queue";
import { worldStart, worldStop } from "../threads/attach";
import { unparkAll } from "../sync/parking";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { errFetch, errRestore, errOccurred } from "../objects/errors";
import { typeIsSubtype } from "../objects/type-static";
import { finalizeOnce } from "../objects/finalize";
import { weakrefClearCollect, weakrefRevived, weakrefRevivedReset, weakrefRunCallbacks, weakrefSilence } from "../objects/weakref";
import { unraisable } from "../objects/unraisable";
import { gcGarbage, gcGarbageCount, gcGarbageDeferred, gcLive, gcMark } from "./marks";
import { isGcObject, threadsSnapshot } from "./roots";
import { GcState, GC_STATE, gcState } from "./state";
import { gcArm } from "./trigger";
import { gcFreeZombies, gcKeepZombies } from "./zombies";
import { gcCallbacks, gcDebugCollect, gcDebugObject, gcDebugStart, gcSaveGarbage, GC_DEBUG_COLLECTABLE, GC_DEBUG_SAVEALL } from "./notify";

/** why */
export const GC_AUTO: i32 = 0, GC_EXPLICIT: i32 = 1, GC_SHUTDOWN: i32 = 2, GC_PRESSED: i32 = 3;

/** Objects that died in merge queues, to be deallocated when the world goes on: thread-local chain of the collecting thread, linked as in the trashcan (refcount/dealloc.ts), for memory may be out. */
let dead: Ptr = 0;
function noteDead(p: Ptr): void {
  // like an object in the trashcan: intact, not to be looked at as a candidate
  const gc = load<u8>(p, 3);
  if (!(gc & GC_UNTRACKED)) store<u8>(p, gc | GC_UNTRACKED | GC_TRASH, 3);
  atomic.store<u32>(p + LINK, <u32>(dead >> 4));
  dead = p;
}
/** Exact counts: nothing is promoted, nothing waits to be merged. */
function drainQueues(): void {
  const f: (p: Ptr) => void = noteDead;
  demoteAllStopped(f.index);
  const threads = threadsSnapshot();
  if (!threads) return;
  const n = load<u32>(threads);
  for (let i: u32 = 0; i < n; i++) mergeQueueDrainStopped(changetype<ThreadState>(load<u32>(threads + 4 + (<usize>i << 2))), f.index);
  memFree(threads);
}
function buryDead(): void {
  let p = dead;
  dead = 0;
  while (p) {
    const next: Ptr = <usize>load<u32>(p + LINK) << 4, gc = load<u8>(p, 3);
    atomic.store<u32>(p + LINK, 0);
    if (gc & GC_TRASH) store<u8>(p, gc & ~(GC_TRASH | GC_UNTRACKED), 3);
    deallocObject(p);
    p = next;
  }
}
// @ts-ignore: decorator
@inline function typeOfPtr(p: Ptr): TypeObject { return changetype<TypeObject>(load<u32>(p, 12)); }

let pauseBegan: i64 = 0;
function pauseBegin(): void { worldStop(); pauseBegan = monotonicNs(); }
function pauseEnd(): void {
  const ns = <u64>(monotonicNs() - pauseBegan);
  worldStart();
  counterAdd(COUNT_GC_PAUSE_NS, ns);
  counterMax(COUNT_GC_PAUSE_MAX_NS, ns);
}
/** Collects. Returns the number of unreachable objects; 0 too if another thread is at it. Keeps the exception that is set. */
export function gcCollect(generation: i32, why: i32): i32 {
  if (atomic.cmpxchg<u32>(GC_STATE, 0, <u32>ts, offsetof<GcState>("collecting")) != 0) return 0;
  const saved = errFetch();
  if (why != GC_SHUTDOWN) gcCallbacks(true, generation, 0);
  const began = monotonicNs();
  if (gcState().debug) gcDebugStart(generation);
  const n = collect(why);
  // who asks for a collection wants memory back, and so does who is short of it: before other threads have used what is left
  if (why == GC_EXPLICIT || why == GC_PRESSED) { worldStop(); tidyStopped(); worldStart(); }
  const ended = monotonicNs(), ns = ended - began;
  atomic.store<i64>(GC_STATE, ended, offsetof<GcState>("ended"));
  atomic.store<i64>(GC_STATE, ns, offsetof<GcState>("took"));
  counterAdd(COUNT_GC_RUNS, 1);
  counterAdd(COUNT_GC_NS, <u64>ns);
  counterAdd(COUNT_GC_FREED, n);
  const row = GC_STATE + offsetof<GcState>("collections0") + <usize>generation * 24;
  atomic.add<u64>(row, 1);
  atomic.add<u64>(row, n, 8);
  const state = gcState();
  if (generation == 0) state.count1++; else { state.count2 = generation == 1 ? state.count2 + 1 : 0; state.count1 = 0; }
  if (gcState().debug) gcDebugCollect(n, ns);
  gcArm();
  atomic.store<u32>(GC_STATE, 0, offsetof<GcState>("collecting"));
  unparkAll(GC_STATE + offsetof<GcState>("collecting"));
  if (why != GC_SHUTDOWN) gcCallbacks(false, generation, n);
  errRestore(saved);
  return n;
}
function collect(why: i32): i32 {
  gcFreeZombies();
  weakrefRevivedReset();
  pauseBegin();
  drainQueues();
  const before = gcState().live;
  if (!gcMark(false)) { pauseEnd(); buryDead(); return 0; }
  const list = gcGarbage, n = gcGarbageCount, deferred = gcGarbageDeferred;
  let chain: Ptr = 0;
  for (let i: u32 = 0; i < n; i++) {
    const p: Ptr = load<u32>(list + (<usize>i << 2));
    chain = weakrefClearCollect(p, chain, true);
    weakrefSilence(p);
    hold(p);
  }
  gcCountReset();
  gcState().live = gcLive;
  adapt(why, n, gcLive > before ? gcLive - before : 0);
  pauseEnd();
  if (gcState().debug & GC_DEBUG_COLLECTABLE) for (let i: u32 = 0; i < n; i++) { const p: Ptr = load<u32>(list + (<usize>i << 2)); if (!isExact(<Value>p, T.code)) gcDebugObject(p); }
  buryDead();
  weakrefRunCallbacks(chain);
  if (!n) return 0;
  let finalizers = false;
  // Files after everybody who may still write to them, and what is below after what is above: the text layer has bytes for the buffer, the buffer for the descriptor.
  for (let rank: u32 = 0, later: u32 = 0; rank < 4; rank++) {
    if (rank && !later) break;
    for (let i: u32 = 0; i < n; i++) {
      const p: Ptr = load<u32>(list + (<usize>i << 2)), t = typeOfPtr(p);
      if (!t.tp_finalize || (load<u8>(p, 3) & GC_FINALIZED)) continue;
      const r = finalizeRank(t);
      if (r > rank) { later = 1; continue; }
      finalizers = true;
      finalizeOnce(p);
      if (errOccurred()) unraisable(<Value>p, "Exception ignored in garbage collection");
    }
  }
  let left = n;
  if (finalizers || deferred) left = keepResurrected(list, n);
  if (gcState().debug & GC_DEBUG_SAVEALL) gcSaveGarbage(list, left);
  // what CPython would not count: code objects, and the dict that an instance got when its values did not fit
  let parts: u32 = 0;
  for (let i: u32 = 0; i < left; i++) {
    const p: Ptr = load<u32>(list + (<usize>i << 2));
    if (isExact(<Value>p, T.code)) { parts++; continue; }
    const tail = typeOfPtr(p).tp_tail, d: Value = tail > 0 ? load<u64>(p + tail) : NULL;
    if (isPtr(d) && (load<u8>(<Ptr>d, 3) & GC_UNREACHABLE) && isExact(d, T.dict)) parts++;
  }
  if (!(gcState().debug & GC_DEBUG_SAVEALL)) dismantle(list, left);
  memFree(list);
  return <i32>(left - parts);
}
function finalizeRank(t: TypeObject): u32 {
  if (!typeIsSubtype(t, T._IOBase)) return 0;
  return typeIsSubtype(t, T._TextIOBase) ? 1 : typeIsSubtype(t, T._BufferedIOBase) ? 2 : 3;
}
/** World stopped: a reference of the collector's. Merged, so that the last reference frees the object at once, whoever owned it: its class may be freed next. */
function hold(p: Ptr): void {
  if (load<u32>(p, 4) >= LOCAL_SENTINELS) return;
  if (COUNT == BIASED) mergeExplicit(p, 1); else increfPtr(p);
}
/** Pause 2. Moves the objects that are still garbage to the front of the list; returns how many. */
function keepResurrected(list: Ptr, n: u32): u32 {
  pauseBegin();
  drainQueues();
  const ok = gcMark(true);
  pauseEnd();
  buryDead();
  let left: u32 = 0, back: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    const p: Ptr = load<u32>(list + (<usize>i << 2));
    if (ok && (load<u8>(p, 3) & GC_UNREACHABLE)) {
      const other = load<u32>(list + (<usize>left << 2));
      store<u32>(list + (<usize>left << 2), <u32>p);
      store<u32>(list + (<usize>i << 2), other);
      left++;
    }
  }
  for (let i = left; i < n; i++) {
    const p: Ptr = load<u32>(list + (<usize>i << 2));
    atomic.and<u8>(p + 3, ~GC_UNREACHABLE);
    back++;
    decrefPtr(p);
  }
  counterAdd(COUNT_GC_RESURRECTED, back);
  return left;
}
/** Clears and frees n objects that nobody can reach. */
function dismantle(list: Ptr, n: u32): void {
  let deferred: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    const p: Ptr = load<u32>(list + (<usize>i << 2)), clear = typeOfPtr(p).tp_clear;
    if (load<u32>(p, 4) == DEFERRED) { deferred++; continue; }
    if (clear) call_indirect<void>(clear, p);
    if (errOccurred()) unraisable(<Value>p, "Exception ignored in tp_clear");
  }
  // Classes last: the instances' deaths need them.
  for (let i: u32 = 0; deferred && i < n; i++) {
    const p: Ptr = load<u32>(list + (<usize>i << 2)), clear = typeOfPtr(p).tp_clear;
    if (load<u32>(p, 4) == DEFERRED && clear) call_indirect<void>(clear, p);
  }
  // counted ones to the front
  const counted = n - deferred;
  for (let i: u32 = 0, k: u32 = 0; i < n; i++) {
    const p = load<u32>(list + (<usize>i << 2));
    if (load<u32>(p, 4) == DEFERRED) continue;
    const other = load<u32>(list + (<usize>k << 2));
    store<u32>(list + (<usize>k << 2), p);
    store<u32>(list + (<usize>i << 2), other);
    k++;
  }
  for (let i: u32 = 0; i < counted; i++) decrefPtr(load<u32>(list + (<usize>i << 2)));
  if (deferred) endDeferred(list + (<usize>counted << 2), deferred);
  // (only now: what code objects hold they hold to their end)
  let survivors = false;
  for (let i: u32 = 0; i < counted; i++) {
    const p: Ptr = load<u32>(list + (<usize>i << 2));
    if (!isGcObject(p) || !(load<u8>(p, 3) & GC_UNREACHABLE)) continue;
    atomic.and<u8>(p + 3, ~GC_UNREACHABLE);
    survivors = true;
  }
  if (survivors && deferred) gcKeepZombies();
}
/**
 * Deferred objects have no counts that could say that one was revived. A finalizer may have made a weak reference to one and got it from there while it was taken apart: then all of
 * them stay as they are, empty, and the next collection finds those that nobody has. Without their weak references nobody can get one any more.
 */
function endDeferred(list: Ptr, n: u32): void {
  let chain: Ptr = 0;
  for (let i: u32 = 0; i < n; i++) chain = weakrefClearCollect(load<u32>(list + (<usize>i << 2)), chain, true);
  if (weakrefRevived()) for (let i: u32 = 0; i < n; i++) atomic.and<u8>(load<u32>(list + (<usize>i << 2)) + 3, ~GC_UNREACHABLE);
  else freeDeferred(list, n);
  weakrefRunCallbacks(chain);
}
/**
 * The order in which deferred objects die: functions, modules and code before classes; instances of a metaclass before the metaclass. (The larger
 * number first.)
 */
function rank(p: Ptr): u8 {
  let d: u8 = 0;
  const own = typeOfPtr(p);
  for (let t = own; (t.tp_flags & TF_HEAPTYPE) && d < 7; t = typeOfPtr(changetype<Ptr>(t))) d++;
  return own.tp_flags & TF_TYPE_SUBCLASS ? d : d + 8;
}
function freeDeferred(list: Ptr, n: u32): void {
  // beside the address, in bits that are 0 in it: memory may be out
  for (let i: u32 = 0; i < n; i++) { const e = list + (<usize>i << 2), p = load<u32>(e); store<u32>(e, p | rank(p)); }
  for (let d: u32 = 15; d < 16; d--) {
    for (let i: u32 = 0; i < n; i++) {
      const e = load<u32>(list + (<usize>i << 2)), p: Ptr = e & ~15;
      if ((e & 15) == d) call_indirect<void>(load<u32>(load<u32>(p, 12), TP_DEALLOC), p);
    }
  }
}
/** The factor by which the heap may grow before the next automatic collection: collections that find little make it larger, up to twice the live objects. */
function adapt(why: i32, found: u32, grown: u32): void {
  const s = gcState();
  // a program that collects itself knows why: the next automatic one comes early, as in CPython
  if (why != GC_AUTO) { s.growth = 1; return; }
  if (found > (found + grown) >> 2) s.growth = 1;
  else if (s.growth < 8) s.growth <<= 1;
}
