/** list: items copied without the lock (types/snapshot.ts says why that is right), and under it. */
import { Ptr, Value, isPtr } from "../../base/value";
import { decref } from "../../refcount/count";
import { tryIncrefHot } from "../../refcount/count-slow";
import { isPrivate, newRefLockHeld } from "../sharing";
import { snapshotBegin, snapshotHolds, snapshotWait } from "../snapshot";
import { isExact } from "../../objects/typeof";
import { T } from "../../../generated/core/types";
import { tupleItems } from "../tuple/core";
import { ARRAY_ITEMS, LIST_SIZE, listCapacity, listSlot } from "./core";

/**
 * New references to items [from, from + n) of l, which is not private, go into the new list or tuple `out`, which has n NULLs, if l has `size` items, and as they all were at one moment. False: nothing
 * was taken; under the lock then.
 */
export function listSnapshot(l: Value, size: i32, from: i32, n: i32, out: Value): bool {
  const p = <Ptr>l, v = snapshotBegin(p);
  if (v) return snapshot(p, v, size, from, n, out);
  const w = snapshotWait(p);
  return w != 0 && snapshot(p, w, size, from, n, out);
}
function snapshot(p: Ptr, v: u32, size: i32, from: i32, n: i32, out: Value): bool {
  const both = atomic.load<u64>(p, LIST_SIZE), a = <Ptr>(both >> 32);
  // the list may be between two arrays: the items must lie in this one
  if (<i32>both != size || from + n > load<i32>(a)) return false;
  // gc.get_objects() may have shown a list to another thread
  if (isExact(out, T.list) && (!isPrivate(<Ptr>out) || listCapacity(out) < n)) return false;
  const to = isExact(out, T.list) ? listSlot(out, 0) : tupleItems(out);
  const src = a + ARRAY_ITEMS + (<usize>from << 3);
  let i = 0;
  for (; i < n; i++) {
    const slot = src + (<usize>i << 3), x = atomic.load<u64>(slot);
    if (isPtr(x) ? !tryIncrefHot(slot, x) : !x) break;
    store<u64>(to + (<usize>i << 3), x);
  }
  if (i == n && snapshotHolds(p, v) && atomic.load<u64>(p, LIST_SIZE) == both) return true;
  while (i > 0) {
    const at = to + (<usize>--i << 3), x = load<u64>(at);
    store<u64>(at, 0);
    decref(x);
  }
  return false;
}
/** New references to n Values of a list that is not private go to `to`, which nobody else can see. Opens them to try-incref, so that the next copy needs no lock. Lock held. */
export function copyRefsLockHeld(to: Ptr, from: Ptr, n: i32): void {
  for (let i = 0; i < n; i++) store<u64>(to + (<usize>i << 3), newRefLockHeld(load<u64>(from + (<usize>i << 3))));
}
