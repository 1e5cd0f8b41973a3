/**
 * RawLock: a 4-byte futex for the machinery's own short sections (slice map, parking buckets, thread list, merge queues).
 *
 *   0 unlocked · 1 locked · 2 locked, and somebody may sleep on it
 *
 * Invariant: while a thread holds one it runs no Python code, allocates nothing that could take another raw lock of lower rank, drops no
 * reference, and never attaches or detaches; therefore waiting for one while attached is bounded. Rank, taken in this order only:
 * threads < merge queue < memory < parking bucket. Fairness: none, sections are of a few hundred instructions.
 */
import { Ptr } from "../base/value";
import { wait32 } from "../base/atomics";
import { check } from "../base/panic";

const SPINS: i32 = 64;

// @ts-ignore: decorator
@inline export function rawLock(p: Ptr): void { if (atomic.cmpxchg<u32>(p, 0, 1) != 0) rawLockSlow(p); }
// @ts-ignore: decorator
@inline export function rawTryLock(p: Ptr): bool { return atomic.cmpxchg<u32>(p, 0, 1) == 0; }
// @ts-ignore: decorator
@inline export function rawUnlock(p: Ptr): void {
  check(atomic.load<u32>(p) != 0, "rawUnlock: not locked");
  if (atomic.xchg<u32>(p, 0) == 2) atomic.notify(p, 1);
}

function rawLockSlow(p: Ptr): void {
  for (let i = 0; i < SPINS; i++) if (atomic.load<u32>(p) == 0 && atomic.cmpxchg<u32>(p, 0, 1) == 0) return;
  // From here on the word is set to 2, although nobody else may sleep: at worst one notify too many.
  while (atomic.xchg<u32>(p, 2) != 0) wait32(p, 2, -1);
}
