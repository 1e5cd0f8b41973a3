/**
 * A reference to a dead object for its finalizer, and back. The header of a dead object says: local 0; shared 0 (it was its owner's alone) or merged with
 * count 0. Reviving makes it this thread's with one local reference and a fresh shared word: no other thread has a reference to it, and try-incref fails on 0.
 */
import { Ptr } from "../base/value";
import { tid } from "../threads/self";
import { BIASED, COUNT } from "../refcount/mode";
import { LOCAL_SENTINELS } from "../base/obj";

export function reviveForFinalizer(p: Ptr): void {
  atomic.store<u32>(p, 0, 8);
  store<u32>(p, 1, 4);
  if (COUNT == BIASED) atomic.store<u16>(p, tid);
}
/** Drops that reference. True: nobody took another; the object is dead for good. */
export function dropAfterFinalizer(p: Ptr): bool {
  const local = load<u32>(p, 4);
  if (local >= LOCAL_SENTINELS) return false;
  if (COUNT == BIASED) {
    const shared = atomic.load<u32>(p, 8);
    // still ours, and no other thread ever counted: or merged meanwhile, then our reference is in shared
    if (load<u16>(p) == tid && shared == 0) {
      store<u32>(p, local - 1, 4);
      return local == 1;
    }
    return dropShared(p);
  }
  store<u32>(p, local - 1, 4);
  return local == 1;
}
import { decrefSlow, dropUnowned, mergeExplicit } from "../refcount/count-slow";
/** Other threads hold or held references: merges, without our one, or if it is merged (promoted even) meanwhile, drops it. */
function dropShared(p: Ptr): bool {
  const owner = load<u16>(p);
  if (owner == tid) return mergeExplicit(p, -1) == 0;
  // taken over by a thread that ran alone meanwhile (threads/solo.ts), so alive
  if (owner != 0) { decrefSlow(p); return false; }
  return dropUnowned(p);
}
