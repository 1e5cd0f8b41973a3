/**
 * The one-byte mutex (CPython Python/lock.c, PyMutex): in every object header, and inside `_thread.lock`.
 *
 *   0 unlocked · 1 locked · 2 unlocked, threads are parked · 3 locked, threads are parked
 *
 * Lock is one compare-and-swap; when it fails the thread spins a little (not if others are parked already) and parks. Unlock wakes one waiter.
 * Fairness: a waiter that has waited for 1 ms is handed the lock (it stays locked on the waiter's behalf), so nobody starves; before that
 * barging is allowed, which keeps the lock moving without a thread switch in between.
 *
 * Pairing: the compare-and-swap that locks pairs with the store or exchange that unlocked; all are sequentially consistent.
 * The bit for parked threads is only set under its compare, and only cleared under the bucket's lock (unlock).
 */
import { Ptr } from "../base/value";
import { panic } from "../base/panic";
import { COUNT_LOCK_CONTENDED, COUNT_MUTEX_CONTENDED, COUNT_MUTEX_HANDED, COUNT_MUTEX_PARKED, contendedMutex, counterAdd } from "../base/counters";
import { monotonicNs } from "../base/clock";
import { ts } from "../base/self";
import { TS_PARK_ARG, TS_PARK_FAIR_AT } from "../base/thread-layout";
import { PARK_BYTE, PARK_DETACH, PARK_HOLDING, PARK_INTERRUPTED, PARK_INTERRUPTIBLE, PARK_OK, PARK_TIMEOUT, park, parkAnswer, unparkBegin, unparkEnd, unparkMore } from "./parking";

const LOCKED: u8 = 1;
const PARKED: u8 = 2;
const SPINS: i32 = 100;
const FAIR_NS: i64 = 1000000;

// @ts-ignore: decorator
@inline export const LOCK_TIMEOUT: i32 = 0;
// @ts-ignore: decorator
@inline export const LOCK_ACQUIRED: i32 = 1;
// @ts-ignore: decorator
@inline export const LOCK_INTERRUPTED: i32 = 2;

/** Locks; detached while it waits, in the middle of native code. */
// @ts-ignore: decorator
@inline export function mutexLock(p: Ptr): void { if (atomic.cmpxchg<u8>(p, 0, 1) != 0) mutexLockSlow(p, -1, PARK_DETACH | PARK_HOLDING); }
// @ts-ignore: decorator
@inline export function mutexTryLock(p: Ptr): bool { return atomic.cmpxchg<u8>(p, 0, 1) == 0 || mutexTrySlow(p); }
// @ts-ignore: decorator
@inline export function mutexUnlock(p: Ptr): void { if (atomic.cmpxchg<u8>(p, 1, 0) != 1) mutexUnlockSlow(p); }
// @ts-ignore: decorator
@inline export function mutexIsLocked(p: Ptr): bool { return (atomic.load<u8>(p) & LOCKED) != 0; }

/** ns: 0 try, < 0 for ever. flags: PARK_DETACH, PARK_INTERRUPTIBLE. Returns LOCK_*. */
export function mutexLockTimed(p: Ptr, ns: i64, flags: i32): i32 {
  if (mutexTryLock(p)) return LOCK_ACQUIRED;
  return ns == 0 ? LOCK_TIMEOUT : mutexLockSlow(p, ns, flags);
}
/** Unlocked, though others are parked: may be taken too. */
function mutexTrySlow(p: Ptr): bool {
  const v = atomic.load<u8>(p);
  return v == PARKED && atomic.cmpxchg<u8>(p, v, v | LOCKED) == v;
}
export function mutexLockSlow(p: Ptr, ns: i64, flags: i32): i32 {
  counterAdd(COUNT_MUTEX_CONTENDED, 1);
  if (flags & PARK_INTERRUPTIBLE) counterAdd(COUNT_LOCK_CONTENDED, 1); else contendedMutex(p);
  let spins = 0;
  let started: i64 = 0;
  let v = atomic.load<u8>(p);
  while (true) {
    if ((v & LOCKED) == 0) {
      if (atomic.cmpxchg<u8>(p, v, v | LOCKED) == v) return LOCK_ACQUIRED;
      v = atomic.load<u8>(p);
      continue;
    }
    if ((v & PARKED) == 0 && spins < SPINS) { spins++; v = atomic.load<u8>(p); continue; }
    if ((v & PARKED) == 0) {
      if (atomic.cmpxchg<u8>(p, v, v | PARKED) != v) { v = atomic.load<u8>(p); continue; }
    }
    const now = monotonicNs();
    if (!started) { started = now; store<i64>(ts + TS_PARK_FAIR_AT, now + FAIR_NS); }
    else store<i64>(ts + TS_PARK_FAIR_AT, started + FAIR_NS);
    let left: i64 = -1;
    if (ns >= 0) { left = started + ns - now; if (left <= 0) return LOCK_TIMEOUT; }
    counterAdd(COUNT_MUTEX_PARKED, 1);
    const r = park(p, <u32>(LOCKED | PARKED), left, 0, flags | PARK_BYTE);
    if (r == PARK_OK) { if (parkAnswer) return LOCK_ACQUIRED; }
    else if (r == PARK_TIMEOUT) return LOCK_TIMEOUT;
    else if (r == PARK_INTERRUPTED) return LOCK_INTERRUPTED;
    v = atomic.load<u8>(p);
  }
}
/** Unlocks; false if it was not locked. */
export function mutexTryUnlock(p: Ptr): bool {
  while (true) {
    const v = atomic.load<u8>(p);
    if ((v & LOCKED) == 0) return false;
    if (v & PARKED) { unlockParked(p); return true; }
    if (atomic.cmpxchg<u8>(p, v, 0) == v) return true;
  }
}
export function mutexUnlockSlow(p: Ptr): void { if (!mutexTryUnlock(p)) panic("mutexUnlock: not locked"); }
function unlockParked(p: Ptr): void {
  const node = unparkBegin(p);
  let v: u8 = 0;
  if (node) {
    if (load<i64>(node + TS_PARK_FAIR_AT) <= monotonicNs()) { store<u32>(node + TS_PARK_ARG, 1); v = LOCKED; counterAdd(COUNT_MUTEX_HANDED, 1); }
    if (unparkMore(p)) v |= PARKED;
  }
  atomic.store<u8>(p, v);
  unparkEnd(p, node);
}
