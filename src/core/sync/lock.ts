/**
 * What `_thread.lock` and `_thread.RLock` are made of. A lock is one byte (a mutex) inside the object; any thread may release it. An RLock is
 * 16 bytes: +0 u8 mutex · +4 u32 count (@lock the mutex) · +8 u64 ident of the owner (@atomic; 0 nobody). Acquiring detaches while it
 * waits, and a signal or an asynchronous exception ends the wait with LOCK_INTERRUPTED: the caller handles it and calls again with what is left of
 * its time.
 */
import { Ptr } from "../base/value";
import { LOCK_ACQUIRED, mutexIsLocked, mutexLockTimed, mutexTryUnlock } from "./mutex";
import { PARK_DETACH, PARK_INTERRUPTIBLE } from "./parking";

/** ns: 0 try, < 0 for ever. Returns LOCK_TIMEOUT, LOCK_ACQUIRED or LOCK_INTERRUPTED. */
export function lockAcquire(p: Ptr, ns: i64): i32 { return mutexLockTimed(p, ns, PARK_DETACH | PARK_INTERRUPTIBLE); }
/** False: it was not locked. */
export function lockRelease(p: Ptr): bool { return mutexTryUnlock(p); }
export function lockIsLocked(p: Ptr): bool { return mutexIsLocked(p); }

/** ident: of the calling thread (ThreadState.ident). */
export function rlockAcquire(p: Ptr, ident: u64, ns: i64): i32 {
  if (atomic.load<u64>(p, 8) == ident) { store<u32>(p, load<u32>(p, 4) + 1, 4); return LOCK_ACQUIRED; }
  const r = mutexLockTimed(p, ns, PARK_DETACH | PARK_INTERRUPTIBLE);
  if (r == LOCK_ACQUIRED) { atomic.store<u64>(p, ident, 8); store<u32>(p, 1, 4); }
  return r;
}
/** False: not the owner. */
export function rlockRelease(p: Ptr, ident: u64): bool {
  if (atomic.load<u64>(p, 8) != ident) return false;
  const count = load<u32>(p, 4) - 1;
  store<u32>(p, count, 4);
  if (count == 0) { atomic.store<u64>(p, 0, 8); mutexTryUnlock(p); }
  return true;
}
export function rlockIsOwned(p: Ptr, ident: u64): bool { return atomic.load<u64>(p, 8) == ident; }
export function rlockIsLocked(p: Ptr): bool { return mutexIsLocked(p); }
/** How often the calling thread holds it. */
export function rlockCount(p: Ptr, ident: u64): u32 { return atomic.load<u64>(p, 8) == ident ? load<u32>(p, 4) : 0; }
/** Condition variables: lets go whatever the count, which is returned; 0: not the owner. */
export function rlockReleaseSave(p: Ptr, ident: u64): u32 {
  if (atomic.load<u64>(p, 8) != ident) return 0;
  const count = load<u32>(p, 4);
  store<u32>(p, 0, 4);
  atomic.store<u64>(p, 0, 8);
  mutexTryUnlock(p);
  return count;
}
/** Takes it back with that count; not interruptible. */
export function rlockAcquireRestore(p: Ptr, ident: u64, count: u32): void {
  mutexLockTimed(p, -1, PARK_DETACH);
  atomic.store<u64>(p, ident, 8);
  store<u32>(p, count, 4);
}
/** After a fork-like reset, or when the owner is gone. */
export function rlockReset(p: Ptr): void { atomic.store<u64>(p, 0, 8); store<u32>(p, 0, 4); atomic.store<u8>(p, 0); }
