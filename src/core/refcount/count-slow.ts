/**
 * The out-of-line half of counting: foreign threads, sentinels, merging, try-incref (PEP 703; CPython Objects/object.c).
 *
 * The shared word is `count << 2 | state`, the count signed. States go forward only:
 *   default → maybe-weakref'd → queued → merged.
 * The object is alive while local + shared count (+ the reference a queue holds) is not zero.
 *
 *   foreign incref   shared += 1
 *   foreign decref   shared -= 1; but if the count is 0 and the state default or maybe-weakref'd, the state becomes queued instead, and the
 *                    reference goes to the owner's merge queue (merge-queue.ts), which drops it when it merges.
 *   merge            owner and local become 0 *first*, then one compare-and-swap adds what local was and sets merged: the thread that sees
 *                    merged may free the object, so nobody may write to it after. Who finds owner 0 in between simply counts in shared.
 *   owner reaches 0  if shared is the plain word 0 nobody else ever had it: dies without an atomic instruction. Otherwise it merges.
 *
 * An object without an owner may be promoted: then `local` is a tag, threads count in tables, and the state is queued (promote.ts).
 *
 * try-incref must fail on shared == 0: the owner may be freeing the object at this moment, without atomics. A dead object has shared 0 or
 * merged-with-0, and keeps it until its block is an object again.
 */
import { Ptr, Value, isPtr } from "../base/value";
import { CHECK, check, panic } from "../base/panic";
import { DEFERRED, IMMORTAL, LOCAL_SENTINELS, LOCAL_TAGS, SHARED_DEFAULT, SHARED_MAYBE_WEAKREF, SHARED_MERGED, SHARED_ONE, SHARED_QUEUED } from "../base/obj";
import { YIELD_MERGE, YIELD_MERGE_ZERO, YIELD_QUEUE, YIELD_TRY_INCREF, yieldPoint } from "../base/stress";
import { PROC_MULTI } from "../base/map";
import { FAST_NONE, FAST_PROMOTED, STATS, fastCount } from "../base/counters";
import { COUNT_LOCKS } from "../sync/layout";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { csMerged } from "../threads/critical-section";
import { tid } from "../threads/self";
import { ATOMIC, BIASED, COUNT, LOCKED } from "./mode";
import { deallocObject } from "./dealloc";
import { T } from "../../generated/core/types";
import { freeBlockFast } from "../memory/alloc";
import { soloCount } from "./solo-count";
import { mergeQueuePush } from "./merge-queue";
import { alarm, countDrop, counted, isTag, tableAdd, tableRefill, tableSub, tablesSum } from "./promote";

const STATE: u32 = 3;

// @ts-ignore: decorator
@inline function lockOf(p: Ptr): Ptr { return COUNT_LOCKS + ((p >> 2) & 0xFC); }

/** Not the owner's. Takes a reference. */
export function increfSlow(p: Ptr): void {
  check(p >= 0x10000, "incref: not an object");
  const local = COUNT == BIASED ? atomic.load<u32>(p, 4) : load<u32>(p, 4);
  if (COUNT == BIASED) {
    // promoted ones first: they are those that many threads count
    if (local >= LOCAL_TAGS) { if (local >= LOCAL_SENTINELS || tableAdd(p, local)) { if (STATS) fastCount(local >= LOCAL_SENTINELS ? FAST_NONE : FAST_PROMOTED); return; } }
    increfShared(p, local);
    return;
  }
  if (local >= LOCAL_SENTINELS) return;
  if (COUNT == LOCKED) { const l = lockOf(p); rawLock(l); store<u32>(p, load<u32>(p, 4) + 1, 4); rawUnlock(l); }
  else atomic.add<u32>(p, 1, 4);
}
function increfShared(p: Ptr, local: u32): void {
  if (local < LOCAL_TAGS && load<u32>(PROC_MULTI) == 0 && soloCount(p, local, 1)) return;
  counted(p, atomic.add<u32>(p, SHARED_ONE, 8), local);
}
/** Not the owner's. Drops a reference. */
export function decrefSlow(p: Ptr): void {
  check(p >= 0x10000, "decref: not an object");
  const local = COUNT == BIASED ? atomic.load<u32>(p, 4) : load<u32>(p, 4);
  if (COUNT == BIASED) {
    if (local >= LOCAL_TAGS) { if (local >= LOCAL_SENTINELS || tableSub(local)) { if (STATS) fastCount(local >= LOCAL_SENTINELS ? FAST_NONE : FAST_PROMOTED); return; } }
    decrefForeign(p, local);
    return;
  }
  if (local >= LOCAL_SENTINELS) return;
  if (COUNT == LOCKED) {
    const l = lockOf(p);
    rawLock(l);
    const n = load<u32>(p, 4) - 1;
    store<u32>(p, n, 4);
    rawUnlock(l);
    if (n == 0) deallocObject(p);
  } else if (atomic.sub<u32>(p, 1, 4) == 1) deallocObject(p);
}
function decrefForeign(p: Ptr, local: u32): void {
  if (local >= LOCAL_TAGS) { if (tableRefill(p, local)) return; }
  else if (load<u32>(PROC_MULTI) == 0 && soloCount(p, local, -1)) { if (load<u32>(p, 4) == 0) decrefToZero(p); return; }
  if (decrefShared(p)) deallocObject(p);
}
/** Drops a reference to an object that is nobody's. True: it is dead, and not deallocated yet. */
export function dropUnowned(p: Ptr): bool {
  const local = atomic.load<u32>(p, 4);
  if (local >= LOCAL_SENTINELS) return false;
  return (local < LOCAL_TAGS || !tableSub(local)) && decrefShared(p);
}
/** True: p is dead, the caller deallocates. */
function decrefShared(p: Ptr): bool {
  countDrop();
  let shared = atomic.load<u32>(p, 8);
  while (true) {
    const queue = shared == SHARED_DEFAULT || shared == SHARED_MAYBE_WEAKREF;
    const next: u32 = queue ? SHARED_QUEUED : shared - SHARED_ONE;
    if (CHECK >= 1) { if ((shared & STATE) == SHARED_MERGED && <i32>next < 0) panic("decref: count below zero"); }
    const seen = atomic.cmpxchg<u32>(p, shared, next, 8);
    if (seen != shared) { shared = seen; continue; }
    if (queue) { yieldPoint(YIELD_QUEUE); mergeQueuePush(p); return false; }
    if ((next & STATE) == SHARED_QUEUED && <i32>next < <i32>SHARED_ONE) return alarm(p);
    return next == SHARED_MERGED;
  }
}
/** The owner's local count reached zero. */
export function decrefToZero(p: Ptr): void {
  if (COUNT != BIASED) { deallocObject(p); return; }
  let shared = atomic.load<u32>(p, 8);
  if (shared == 0) {
    // as in deallocObject, which it spares
    if (load<u32>(p, 12) == changetype<u32>(T.str) && atomic.load<u8>(p, 22) == 0) { freeBlockFast(p); return; }
    deallocObject(p);
    return;
  }
  csMerged(p);
  atomic.store<u16>(p, 0);
  yieldPoint(YIELD_MERGE_ZERO);
  while (true) {
    const next = (shared & ~STATE) | SHARED_MERGED;
    const seen = atomic.cmpxchg<u32>(p, shared, next, 8);
    if (seen == shared) { if (next == SHARED_MERGED) deallocObject(p); return; }
    shared = seen;
  }
}
/**
 * Merges, adding `extra` references. By the owner, or while it cannot run. Returns the number of references; 0: the caller deallocates.
 * With the world stopped it works on a merged object too; a promoted one is demoted before (demoteStopped).
 */
export function mergeExplicit(p: Ptr, extra: i32): i32 {
  let local = load<u32>(p, 4);
  check(local < LOCAL_TAGS, "merge: not a counted object");
  const owner = load<u16>(p);
  if (owner) {
    if (owner == tid) csMerged(p);
    store<u32>(p, 0, 4);
    atomic.store<u16>(p, 0);
  } else local = 0;
  yieldPoint(YIELD_MERGE);
  let shared = atomic.load<u32>(p, 8);
  while (true) {
    const n = (<i32>shared >> 2) + <i32>local + extra;
    const seen = atomic.cmpxchg<u32>(p, shared, <u32>(n << 2) | SHARED_MERGED, 8);
    if (seen == shared) { check(n >= 0, "merge: count below zero"); return n; }
    shared = seen;
  }
}
/** The owner gives up its ownership; the object stays alive (the caller holds a reference). */
export function mergeObject(p: Ptr): void {
  if (COUNT == BIASED && load<u16>(p) == tid) mergeExplicit(p, 0);
}

/**
 * Takes a reference to the object that was read from `slot` without a lock; fails if it may be dying or the slot changed meanwhile
 * (then nothing is taken and the reader goes through the lock: increfLockHeld). NULL and immediates succeed. The slot is looked at again for what nobody counts,
 * too: it may be a function or a class that has come into the block of what was read.
 */
export function tryIncref(slot: Ptr, v: Value): bool {
  if (!isPtr(v)) return true;
  const p = <Ptr>v;
  if (COUNT == BIASED) {
    const local = atomic.load<u32>(p, 4);
    // a promoted object is not freed before this thread's next safepoint; a tag just dropped by a demotion counts nobody wrongly before that either
    if (local >= LOCAL_TAGS) {
      if (local >= LOCAL_SENTINELS) return atomic.load<u64>(slot) == v;
      if (tableAdd(p, local)) {
        if (atomic.load<u64>(slot) == v) return true;
        decrefSlow(p);
        return false;
      }
    }
  }
  return tryIncrefCounted(slot, p);
}
/** The same for an object that is counted in its header. */
function tryIncrefCounted(slot: Ptr, p: Ptr): bool {
  const local = COUNT == BIASED ? atomic.load<u32>(p, 4) : load<u32>(p, 4);
  if (local >= LOCAL_SENTINELS) return atomic.load<u64>(slot) == <Value>p;
  // An object this thread owns cannot die while this thread is here.
  if (COUNT == BIASED && load<u16>(p) == tid) { store<u32>(p, load<u32>(p, 4) + 1, 4); return true; }
  if (COUNT == BIASED && load<u32>(PROC_MULTI) == 0 && soloCount(p, load<u32>(p, 4), 1)) return true;
  if (!tryIncrefDying(p)) return false;
  yieldPoint(YIELD_TRY_INCREF);
  if (atomic.load<u64>(slot) == <Value>p) return true;
  if (COUNT == BIASED) decrefSlow(p); else decrefAny(p);
  return false;
}
function decrefAny(p: Ptr): void {
  if (COUNT == ATOMIC || COUNT == LOCKED) { decrefSlow(p); return; }
  const n = load<u32>(p, 4) - 1;
  store<u32>(p, n, 4);
  if (n == 0) deallocObject(p);
}
/**
 * Takes a reference unless the object may be dying. For those who need no recheck: tables that do not count what they hold (weak references, interned
 * strs, subclasses), under their lock. The object must have been given to setMaybeWeakref when it was entered, or other threads than its
 * owner fail although it is alive.
 */
export function tryIncrefDying(p: Ptr): bool {
  const local = COUNT == BIASED ? atomic.load<u32>(p, 4) : load<u32>(p, 4);
  if (local >= LOCAL_SENTINELS) return true;
  // A promoted object is not freed before this thread's next safepoint.
  if (COUNT == BIASED && local >= LOCAL_TAGS && tableAdd(p, local)) return true;
  if (COUNT == BIASED) {
    if (load<u16>(p) == tid) { if (local == 0) return false; store<u32>(p, local + 1, 4); return true; }
    let shared = atomic.load<u32>(p, 8);
    if (load<u32>(PROC_MULTI) == 0) { if (shared == 0 || shared == SHARED_MERGED) return false; store<u32>(p, shared + SHARED_ONE, 8); return true; }
    while (true) {
      if (shared == 0 || shared == SHARED_MERGED) return false;
      const seen = atomic.cmpxchg<u32>(p, shared, shared + SHARED_ONE, 8);
      if (seen == shared) { counted(p, shared, local); return true; }
      shared = seen;
    }
  }
  if (COUNT == ATOMIC) {
    let n = atomic.load<u32>(p, 4);
    while (n) {
      const seen = atomic.cmpxchg<u32>(p, n, n + 1, 4);
      if (seen == n) return true;
      n = seen;
    }
    return false;
  }
  const l = lockOf(p);
  if (COUNT == LOCKED) rawLock(l);
  const n = load<u32>(p, 4);
  if (n) store<u32>(p, n + 1, 4);
  if (COUNT == LOCKED) rawUnlock(l);
  return n != 0;
}
/** Takes a reference if the object is promoted (it is not freed before this thread's next safepoint). For readers without a lock, who look again at where they found it. */
// @ts-ignore: decorator
@inline export function tryIncrefPromoted(p: Ptr): bool { const local = atomic.load<u32>(p, 4); return isTag(local) && tableAdd(p, local); }
/** tryIncref, without a call for immortal and promoted objects: for the steps of iterators over what several threads read. */
// @ts-ignore: decorator
@inline export function tryIncrefHot(slot: Ptr, v: Value): bool {
  if (COUNT == BIASED && isPtr(v)) {
    const local = atomic.load<u32>(<Ptr>v, 4);
    if (local >= LOCAL_TAGS) {
      if (tableAdd(<Ptr>v, local)) {
        if (atomic.load<u64>(slot) == v) return true;
        decrefSlow(<Ptr>v);
        return false;
      }
      if (local >= LOCAL_SENTINELS) return atomic.load<u64>(slot) == v; // beyond any table
    }
  }
  return tryIncref(slot, v);
}
/** A reference for a reader that holds the container's lock (so the object is alive): with it the object becomes open to try-incref. */
export function increfLockHeld(v: Value): void {
  if (!isPtr(v)) return;
  const p = <Ptr>v;
  if (COUNT == BIASED && load<u16>(p) == tid) { store<u32>(p, load<u32>(p, 4) + 1, 4); return; }
  if (COUNT != BIASED) { tryIncrefDying(p); return; }
  const local = atomic.load<u32>(p, 4);
  if (local >= LOCAL_SENTINELS || (local >= LOCAL_TAGS && tableAdd(p, local))) return;
  if (load<u32>(PROC_MULTI) == 0 && soloCount(p, local, 1)) return;
  let shared = atomic.load<u32>(p, 8);
  while (true) {
    const next = (shared + SHARED_ONE) | ((shared & STATE) == SHARED_DEFAULT ? SHARED_MAYBE_WEAKREF : 0);
    const seen = atomic.cmpxchg<u32>(p, shared, next, 8);
    if (seen == shared) { counted(p, shared, local); return; }
    shared = seen;
  }
}
/** The caller holds a reference, and from now on other threads may try-incref the object although its shared count is 0. */
export function setMaybeWeakref(p: Ptr): void {
  if (COUNT != BIASED || load<u32>(p, 4) >= LOCAL_SENTINELS) return;
  let shared = atomic.load<u32>(p, 8);
  while ((shared & STATE) == SHARED_DEFAULT) {
    const seen = atomic.cmpxchg<u32>(p, shared, shared | SHARED_MAYBE_WEAKREF, 8);
    if (seen == shared) return;
    shared = seen;
  }
}
/** Whether the caller's reference is the only one and nobody can get another (owned, never shared). */
// @ts-ignore: decorator
@inline export function isUniquelyReferenced(p: Ptr): bool {
  if (COUNT == BIASED) return load<u16>(p) == tid && load<u32>(p, 4) == 1 && atomic.load<u32>(p, 8) == 0;
  return load<u32>(p, 4) == 1;
}
/** Never dies, is never counted. The object is not published yet, or the world is stopped. */
export function immortalize(p: Ptr): void { store<u32>(p, IMMORTAL, 4); atomic.store<u32>(p, 0, 8); atomic.store<u16>(p, 0); }
// @ts-ignore: decorator
@inline export function isImmortal(p: Ptr): bool { return load<u32>(p, 4) == IMMORTAL; }
/** Counted by nobody from now on; only the collector frees it. The object is not published yet, or the world is stopped. */
export function setDeferred(p: Ptr): void { store<u32>(p, DEFERRED, 4); atomic.store<u32>(p, 0, 8); atomic.store<u16>(p, 0); }
// @ts-ignore: decorator
@inline export function isDeferred(p: Ptr): bool { return load<u32>(p, 4) == DEFERRED; }
/** Gives a deferred object found dead (world stopped, or unreachable) one real reference, so that the caller's decref frees it. */
export function undefer(p: Ptr): void { store<u32>(p, 1, 4); atomic.store<u16>(p, COUNT == BIASED ? tid : 0); }

/** What sys.getrefcount says; exact only while nobody else counts. 0: dead or dying. Immortal and deferred: 0xFFFFFFFF, 0xFFFFFFFE. */
export function refCount(p: Ptr): u32 {
  const local = load<u32>(p, 4);
  if (local >= LOCAL_SENTINELS) return local;
  if (COUNT != BIASED) return local;
  const shared = atomic.load<u32>(p, 8);
  const counts = load<u16>(p) ? <i32>local : isTag(local) ? tablesSum(local) : 0, n = counts + (<i32>shared >> 2);
  return n > 0 ? <u32>n : 0;
}
/** The header's states agree (checked builds; world stopped or the caller holds a reference). */
export function headerIsValid(p: Ptr): bool {
  const local = load<u32>(p, 4), shared = atomic.load<u32>(p, 8), owner = load<u16>(p);
  if (local >= LOCAL_SENTINELS) return owner == 0 && shared == 0;
  if (COUNT != BIASED) return true;
  if (local >= LOCAL_TAGS) return owner == 0 && (shared & STATE) == SHARED_QUEUED;
  if ((shared & STATE) == SHARED_MERGED) return owner == 0 && <i32>shared >= 0;
  return true;
}
