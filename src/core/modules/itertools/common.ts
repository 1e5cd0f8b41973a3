/**
 * What the iterators of itertools have in common. Each instance is a header, then its Value fields (number 0, 1, … at +16, +24, …), then plain numbers.
 *
 * Thread-safety: a field that is set once is read plainly (@frozen); a field that changes is read by `field` (a new reference, taken under the object's
 * lock once there are several threads) and changed by `setField`. Two threads that share an iterator may see an item twice or lose one, as in CPython;
 * they never touch a dead object.
 */
import { Ptr, Value, NULL } from "../../base/value";
import { Obj } from "../../base/obj";
import { freeObject } from "../../objects/alloc";
import { newRef, decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { singleThreaded } from "../../types/sharing";

@unmanaged export class Fields1 extends Obj { f0: Value; }
@unmanaged export class Fields2 extends Obj { f0: Value; f1: Value; }
@unmanaged export class Fields3 extends Obj { f0: Value; f1: Value; f2: Value; }
@unmanaged export class Fields4 extends Obj { f0: Value; f1: Value; f2: Value; f3: Value; }

// @ts-ignore: decorator
@inline export function slotOf(o: Value, i: i32): Ptr { return <Ptr>o + 16 + (<usize>i << 3); }
/** Field i of an object that only this thread knows, or a @frozen one. Borrowed. */
// @ts-ignore: decorator
@inline export function frozen(o: Value, i: i32): Value { return load<u64>(slotOf(o, i)); }
/** Sets field i of a new object. Steals v. */
// @ts-ignore: decorator
@inline export function initField(o: Value, i: i32, v: Value): void { store<u64>(slotOf(o, i), v); }
/** Field i: new reference, NULL if empty. */
export function field(o: Value, i: i32): Value {
  if (singleThreaded()) return newRef(load<u64>(slotOf(o, i)));
  csBegin(<Ptr>o);
  const v = newRef(load<u64>(slotOf(o, i)));
  csEnd();
  return v;
}
/** Replaces field i. Steals v (NULL empties). */
export function setField(o: Value, i: i32, v: Value): void { decref(swapField(o, i, v)); }
/** Replaces field i, returns what it held (owned). Steals v. */
export function swapField(o: Value, i: i32, v: Value): Value {
  if (singleThreaded()) { const old = load<u64>(slotOf(o, i)); store<u64>(slotOf(o, i), v); return old; }
  csBegin(<Ptr>o);
  const old = load<u64>(slotOf(o, i));
  atomic.store<u64>(slotOf(o, i), v);
  csEnd();
  return old;
}
function drop(p: Ptr, n: i32): void {
  for (let i = 0; i < n; i++) { const v = load<u64>(slotOf(p, i)); store<u64>(slotOf(p, i), NULL); decref(v); }
  freeObject(p);
}
function visit(p: Ptr, n: i32): void { for (let i = 0; i < n; i++) gcVisit(load<u64>(slotOf(p, i))); }
function clear(p: Ptr, n: i32): void { for (let i = 0; i < n; i++) setField(p, i, NULL); }
export function dealloc1(p: Ptr): void { drop(p, 1); }
export function dealloc2(p: Ptr): void { drop(p, 2); }
export function dealloc3(p: Ptr): void { drop(p, 3); }
export function dealloc4(p: Ptr): void { drop(p, 4); }
export function dealloc6(p: Ptr): void { drop(p, 6); }
export function visit1(p: Ptr): void { visit(p, 1); }
export function visit2(p: Ptr): void { visit(p, 2); }
export function visit3(p: Ptr): void { visit(p, 3); }
export function visit4(p: Ptr): void { visit(p, 4); }
export function visit6(p: Ptr): void { visit(p, 6); }
export function clear1(p: Ptr): void { clear(p, 1); }
