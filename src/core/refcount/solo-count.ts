/**
 * Counting while this thread is the only one that runs (PROC_MULTI is 0: threads/solo.ts). No atomic instruction is needed, and what is counted changes
 * hands: the object becomes this thread's, so that its next count is the inline path. Its previous owner sleeps and counts like any foreign
 * thread when it comes back; nobody keeps "I am the owner" over a detach (resurrectEnd and dropAfterFinalizer look again).
 *
 *   owned: default, maybe-weakref'd   owner := this, local += shared count, the state stays
 *   merged (local is a record)        owner := this, local := shared count, state maybe-weakref'd: other threads went on taking references without a lock
 *   queued                            not here: a queue has a reference and the owner's id, or it is promoted, which is cheap, or being demoted
 *
 * What changes hands had another user, so it is common from now on (GC_SHARED): were it this thread's own, every other thread that uses it later would have to ask (threads/bias.ts),
 * and a thread that is asked too often loses its bias altogether.
 *
 * A dead object on the trash chain (refcount/dealloc.ts) has owner 0 without being merged and is never reached through a counted reference.
 */
import { Ptr } from "../base/value";
import { check } from "../base/panic";
import { GC_SHARED, SHARED_MAYBE_WEAKREF, SHARED_MERGED, SHARED_QUEUED } from "../base/obj";
import { tid } from "../threads/self";

const STATE: u32 = 3;

/** Takes over a foreign object and changes its count by one. False: not one of these; count as if others ran. A drop may leave local 0: it is dead then. */
export function soloCount(p: Ptr, local: u32, change: i32): bool {
  const shared = load<u32>(p, 8), state = shared & STATE;
  if (state == SHARED_QUEUED) return false;
  let n = <i32>shared >> 2;
  if (load<u16>(p) != 0) n += <i32>local;
  else if (state != SHARED_MERGED) return false;
  check(n > 0, "soloCount: the object is dead");
  store<u32>(p, n + change, 4);
  store<u32>(p, state == SHARED_MERGED ? SHARED_MAYBE_WEAKREF : state, 8);
  store<u32>(p, (load<u32>(p) & 0xFFFF0000) | (<u32>GC_SHARED << 24) | <u32>tid);
  return true;
}
