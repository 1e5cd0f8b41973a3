/**
 * Copies of a list or dict without its lock, so that threads that copy the same one do not wait for each other: a copy as the container was at one moment, or none (then it is made under the
 * lock). The copies themselves: list/snapshot.ts, dict/snapshot.ts. (CPython: list_slice and dict_copy lock.)
 *
 *   writer    in its section, before its first change: version + 1 (sharing.ts: writing)
 *   copier    version, then the mutex byte: nobody holds it; then size, array or table, and each slot with a try-incref; at the end the version and the array or table are
 *             the same. Else what was taken is dropped
 *
 * Why it is right: a writer that had counted up before the copier looked holds the mutex until it is done, so that the copier sees it, in this order of the two loads; one that counts up later
 * has not changed anything before. Between the two looks nothing changed, so each slot held its reference when it was taken. (Model: tests/models/snapshot.model.ts.)
 *
 * The version is 0 until somebody asks for a copy, who sets it under the lock: containers that nobody copies cost their writers a load. No safepoint lies between the first look and the last: the
 * memory for the copy is asked for before. So the thread cannot become the only one that runs, nor a writer private, on the way; and arrays and tables given up are not used again.
 */
import { Ptr } from "../base/value";
import { YIELD_SNAPSHOT, YIELD_SNAPSHOT_END, yieldPoint } from "../base/stress";
import { csBegin, csEnd } from "../threads/critical-section";
import { mutexIsLocked } from "../sync/mutex";
import { VERSION, isReadable, shareLockHeld } from "./sharing";

const SPINS: i32 = 100;
/** The version of p, which is not private, for a copy that begins now; 0: not now (snapshotWait). */
// @ts-ignore: decorator
@inline export function snapshotBegin(p: Ptr): u32 {
  const v = atomic.load<u32>(p, VERSION);
  if (!v || !isReadable(p) || mutexIsLocked(p + 2)) return 0;
  yieldPoint(YIELD_SNAPSHOT);
  return v;
}
/** Nothing of p has been changed since snapshotBegin gave v. */
// @ts-ignore: decorator
@inline export function snapshotHolds(p: Ptr, v: u32): bool { yieldPoint(YIELD_SNAPSHOT_END); return atomic.load<u32>(p, VERSION) == v; }
/**
 * The same when snapshotBegin gave 0. Opens p to copies, and waits for who holds it: first by looking, since that is mostly a writer in the middle of one store; then in an empty section. (If each who
 * meets a locked container made its copy under the lock, the others would find it taken again and again, with nobody writing.)
 */
export function snapshotWait(p: Ptr): u32 {
  for (let i = 0; i < SPINS && isReadable(p) && atomic.load<u32>(p, VERSION); i++) if (!mutexIsLocked(p + 2)) { const v = snapshotBegin(p); if (v) return v; }
  csBegin(p);
  shareLockHeld(p);
  if (load<u32>(p, VERSION) == 0) atomic.store<u32>(p, 1, VERSION);
  csEnd();
  return snapshotBegin(p);
}
