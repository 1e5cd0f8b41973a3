/**
 * Biased reference counting (PEP 703; CPython Include/internal/pycore_object.h): the inline paths. The owner counts `local` with plain
 * loads and stores; everybody else goes to count-slow.ts. Immediates and NULL cost one compare. Immortal and deferred objects have owner 0,
 * which is no thread's id, so the owner's path never sees a sentinel.
 *
 * Pairing: `owner` and `local` are written by the owner only (or while it cannot run: merge-queue.ts); a foreign thread's plain load of `owner`
 * may be stale, but it can only be equal to the reader's own id if it is right.
 */
import { Value, Ptr, isPtr } from "../base/value";
import { FAST_NONE, FAST_OWN, STATS, fastCount } from "../base/counters";
import { LOCAL_SENTINELS, LOCAL_TAGS } from "../base/obj";
import { increfSlow, decrefSlow, decrefToZero, tryIncref as tryIncrefSlow } from "./count-slow";
import { BIASED, COUNT, PLAIN, RACY } from "./mode";
import { tableAdd, tableSub } from "./promote";
import { racePoint } from "./race";
import { tid, ts } from "../threads/self";
import { ThreadState } from "../threads/state";

/** Takes a reference. Any Value, NULL included. */
// @ts-ignore: decorator
@inline export function incref(v: Value): void {
  if (isPtr(v)) increfPtr(<Ptr>v);
}
// @ts-ignore: decorator
@inline export function increfPtr(p: Ptr): void {
  if (COUNT == BIASED) {
    if (load<u16>(p) == tid) { fastCount(FAST_OWN); store<u32>(p, load<u32>(p, 4) + 1, 4); }
    else increfSlow(p);
  } else if (COUNT == PLAIN || COUNT == RACY) {
    if (COUNT == RACY) racePoint();
    const local = load<u32>(p, 4);
    if (COUNT == RACY) racePoint();
    if (local < LOCAL_SENTINELS) store<u32>(p, local + 1, 4);
  } else increfSlow(p);
}
/**
 * Where an own object's count lies; for an object that is immortal or deferred, a word of this thread that nobody reads. Without a branch (docs/decisions/0017-counts-without-a-branch.md): where own and immortal objects come
 * mixed, the processor guesses wrong, and a store that it begins in vain takes the immortal object's cache line away from the other threads.
 */
// @ts-ignore: decorator
@inline export function countedAt(p: Ptr, own: bool): Ptr {
  const nowhere = ts + offsetof<ThreadState>("nowhere");
  return nowhere ^ ((nowhere ^ (p + 4)) & -<usize>own);
}
/** incref, without a call for immortal and promoted objects: for copies of what several threads read. */
// @ts-ignore: decorator
@inline export function increfHot(v: Value): void {
  if (COUNT != BIASED) { incref(v); return; }
  if (!isPtr(v)) return;
  const p = <Ptr>v, own = load<u16>(p) == tid, local = atomic.load<u32>(p, 4);
  if (own | (local >= LOCAL_SENTINELS)) { if (STATS) fastCount(own ? FAST_OWN : FAST_NONE); store<u32>(countedAt(p, own), local + 1); return; }
  if (local < LOCAL_TAGS || !tableAdd(p, local)) increfSlow(p);
}
/** decref of an object, likewise. */
// @ts-ignore: decorator
@inline export function decrefHot(p: Ptr): void {
  if (COUNT != BIASED) { decrefPtr(p); return; }
  const own = load<u16>(p) == tid, local = atomic.load<u32>(p, 4);
  if (own | (local >= LOCAL_SENTINELS)) {
    if (STATS) fastCount(own ? FAST_OWN : FAST_NONE);
    store<u32>(countedAt(p, own), local - 1);
    if (local == 1) decrefToZero(p); // its own
    return;
  }
  if (local < LOCAL_TAGS || !tableSub(local)) decrefSlow(p);
}
/** Drops a reference. Any Value, NULL included. May run finalizers, so any Python code. */
// @ts-ignore: decorator
@inline export function decref(v: Value): void {
  if (isPtr(v)) decrefPtr(<Ptr>v);
}
// @ts-ignore: decorator
@inline export function decrefPtr(p: Ptr): void {
  if (COUNT == BIASED) {
    if (load<u16>(p) == tid) {
      fastCount(FAST_OWN);
      const local = load<u32>(p, 4) - 1;
      store<u32>(p, local, 4);
      if (local == 0) decrefToZero(p);
    } else decrefSlow(p);
  } else if (COUNT == PLAIN || COUNT == RACY) {
    if (COUNT == RACY) racePoint();
    const local = load<u32>(p, 4);
    if (COUNT == RACY) racePoint();
    if (local < LOCAL_SENTINELS) { store<u32>(p, local - 1, 4); if (local == 1) decrefToZero(p); }
  } else decrefSlow(p);
}
/** Takes a reference to what is mostly deferred or immortal (classes, functions): without a call then. */
// @ts-ignore: decorator
@inline export function increfDeferred(p: Ptr): void { if (load<u32>(p, 4) < LOCAL_SENTINELS) increfPtr(p); }
// @ts-ignore: decorator
@inline export function decrefDeferred(p: Ptr): void { if (load<u32>(p, 4) < LOCAL_SENTINELS) decrefPtr(p); }
/** tryIncref of count-slow.ts: what this thread owns cannot die while it is here. */
// @ts-ignore: decorator
@inline export function tryIncref(slot: Ptr, v: Value): bool {
  if (!isPtr(v)) return true;
  if (COUNT == BIASED && load<u16>(<Ptr>v) == tid) { fastCount(FAST_OWN); store<u32>(<Ptr>v, load<u32>(<Ptr>v, 4) + 1, 4); return true; }
  return tryIncrefSlow(slot, v);
}
/** A new reference to v: returns v. */
// @ts-ignore: decorator
@inline export function newRef(v: Value): Value { incref(v); return v; }
/** Replaces what a slot owned by this thread (or under its lock) holds. Steals v. */
// @ts-ignore: decorator
@inline export function setSlot(slot: Ptr, v: Value): void { const old = load<u64>(slot); atomic.store<u64>(slot, v); decref(old); }
/** Empties a slot and drops what it held. */
// @ts-ignore: decorator
@inline export function clearSlot(slot: Ptr): void { const old = load<u64>(slot); atomic.store<u64>(slot, 0); decref(old); }
