/**
 * Small things over the parking lot: event, once, semaphore. Each is a 32-bit word, zero at first. Waiting detaches.
 */
import { Ptr } from "../base/value";
import { monotonicNs } from "../base/clock";
import { PARK_DETACH, PARK_INTERRUPTED, PARK_TIMEOUT, park, unparkAll, unparkOne } from "./parking";
import { LOCK_ACQUIRED, LOCK_INTERRUPTED, LOCK_TIMEOUT } from "./mutex";

// @ts-ignore: decorator
@inline export function eventIsSet(p: Ptr): bool { return atomic.load<u32>(p) != 0; }
/** Wakes all; stays set. */
export function eventSet(p: Ptr): void { if (atomic.xchg<u32>(p, 1) == 0) unparkAll(p); }
/** ns < 0: for ever. Returns LOCK_*. */
export function eventWait(p: Ptr, ns: i64, flags: i32): i32 {
  const end: i64 = ns < 0 ? 0 : monotonicNs() + ns;
  while (atomic.load<u32>(p) == 0) {
    const left: i64 = ns < 0 ? -1 : end - monotonicNs();
    if (ns >= 0 && left <= 0) return LOCK_TIMEOUT;
    const r = park(p, 0, left, 0, flags);
    if (r == PARK_TIMEOUT) return LOCK_TIMEOUT;
    if (r == PARK_INTERRUPTED) return LOCK_INTERRUPTED;
  }
  return LOCK_ACQUIRED;
}

/** True: the caller is the one that does it, and calls onceEnd. False: it has been done. Others wait meanwhile. */
export function onceBegin(p: Ptr): bool {
  while (true) {
    const v = atomic.load<u32>(p);
    if (v == 2) return false;
    if (v == 0 && atomic.cmpxchg<u32>(p, 0, 1) == 0) return true;
    if (v == 1) park(p, 1, -1, 0, PARK_DETACH);
  }
}
/** done false: it failed, the next one tries again. */
export function onceEnd(p: Ptr, done: bool): void { atomic.store<u32>(p, done ? 2 : 0); unparkAll(p); }

export function semaphorePost(p: Ptr): void { atomic.add<u32>(p, 1); unparkOne(p); }
/** ns < 0: for ever. Returns LOCK_*. */
export function semaphoreWait(p: Ptr, ns: i64, flags: i32): i32 {
  const end: i64 = ns < 0 ? 0 : monotonicNs() + ns;
  while (true) {
    const v = atomic.load<u32>(p);
    if (v) { if (atomic.cmpxchg<u32>(p, v, v - 1) == v) return LOCK_ACQUIRED; continue; }
    const left: i64 = ns < 0 ? -1 : end - monotonicNs();
    if (ns >= 0 && left <= 0) return LOCK_TIMEOUT;
    const r = park(p, 0, left, 0, flags);
    if (r == PARK_TIMEOUT) return LOCK_TIMEOUT;
    if (r == PARK_INTERRUPTED) return LOCK_INTERRUPTED;
  }
}
