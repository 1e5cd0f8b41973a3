/** The out-of-line half of counting: foreign threads, sentinels, death. */
import { Ptr, Value } from "../base/value";
import { LOCAL_SENTINELS, SHARED_ONE } from "../base/obj";
import { deallocObject } from "./dealloc";

export function increfSlow(p: Ptr): void {
  if (load<u32>(p, 4) >= LOCAL_SENTINELS) return;
  atomic.add<u32>(p, SHARED_ONE, 8);
}
export function decrefSlow(p: Ptr): void {
  if (load<u32>(p, 4) >= LOCAL_SENTINELS) return;
  atomic.sub<u32>(p, SHARED_ONE, 8);
}
/** The owner's local count reached zero. */
export function decrefToZero(p: Ptr): void {
  if (atomic.load<u32>(p, 8) == 0) deallocObject(p);
}
/**
 * Takes a reference to the object that was read from `slot` without a lock; fails if it may be dying or the slot changed meanwhile
 * (then nothing is taken and the reader goes through the lock). NULL and immediates succeed.
 */
export function tryIncref(slot: Ptr, v: Value): bool {
  increfSlow(<Ptr>v);
  return atomic.load<u64>(slot) == v;
}
