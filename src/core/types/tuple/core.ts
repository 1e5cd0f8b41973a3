/**
 * tuple: layout and making of tuples. Methods: methods.ts. Mirrors Objects/tupleobject.c.
 *
 *   +16 i32 size | +20 u32 0 | +24 items[size] (Values, owned)
 *
 * Invariants: the items are written by the thread that makes the tuple, before anybody else can see it, and never change: no lock, no atomics.
 * An item is NULL only while the tuple is being made. The empty tuple (of exact type) is one immortal object. Differs from CPython: tuples are not
 * untracked (our collector finds objects by walking pages), and there is no free list (the allocator's page lists serve).
 */
import { Ptr, Value, NULL } from "../../base/value";
import { VarObj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { newObjectRaw, newVarObject } from "../../objects/alloc";
import { decref, increfHot, newRef } from "../../refcount/count";
import { immortalize, isUniquelyReferenced } from "../../refcount/count-slow";
import { copyBytes } from "../../base/bytes";
import { raiseNoMemory } from "../../objects/errors";

@unmanaged
export class TupleObject extends VarObj {
  pad: u32;
}
// @ts-ignore: decorator
@inline export const TUPLE_ITEMS: usize = 24;
const EMPTY: usize = memory.data(8);

// @ts-ignore: decorator
@inline export function tupleSize(t: Value): i32 { return load<i32>(<Ptr>t, 16); }
/** Item i, borrowed. No bounds check. */
// @ts-ignore: decorator
@inline export function tupleItem(t: Value, i: i32): Value { return load<u64>(<Ptr>t + (<usize>i << 3), TUPLE_ITEMS); }
/** Sets item i of a tuple under construction. Steals v. */
// @ts-ignore: decorator
@inline export function tupleInit(t: Value, i: i32, v: Value): void { store<u64>(<Ptr>t + (<usize>i << 3), v, TUPLE_ITEMS); }
/** Address of the items. */
// @ts-ignore: decorator
@inline export function tupleItems(t: Value): Ptr { return <Ptr>t + TUPLE_ITEMS; }

/** The empty tuple. Immortal: need not be counted. */
export function tupleEmpty(): Value {
  const e = load<u64>(EMPTY);
  if (e) return e;
  // first use is while the process starts, on its only thread
  const p = newVarObject(T.tuple, TUPLE_ITEMS, 0);
  if (!p) return NULL;
  immortalize(p);
  store<u64>(EMPTY, <Value>p);
  return <Value>p;
}
/** A tuple of n NULLs, to be filled with tupleInit. */
export function tupleNew(n: i32): Value {
  if (n == 0) return tupleEmpty();
  return tupleNewOf(T.tuple, n);
}
/** The same for a subclass (always a fresh object). */
export function tupleNewOf(t: TypeObject, n: i32): Value {
  if (<u32>n > 0x0FFFFFF0) return raiseNoMemory();
  return <Value>newVarObject(t, TUPLE_ITEMS + (<usize>n << 3), n);
}
/** A tuple whose n >= 1 items the caller writes at once. */
// @ts-ignore: decorator
@inline function tupleRaw(n: i32): Value {
  const p = newObjectRaw(T.tuple, true, TUPLE_ITEMS + (<usize>n << 3));
  if (p) store<u64>(p, <u64>n, 16);
  return <Value>p;
}
/** A tuple of n Values at p. Borrows them. */
export function tupleFromArray(p: Ptr, n: i32): Value {
  if (n <= 0) return tupleEmpty();
  const t = <u32>n > 0x0FFFFFF0 ? raiseNoMemory() : tupleRaw(n);
  if (t) copyRefs(tupleItems(t), p, n);
  return t;
}
/** New references to the n Values at `from` go to `to`, which nobody else can see yet. */
export function copyRefs(to: Ptr, from: Ptr, n: i32): void {
  const end = from + (<usize>n << 3);
  for (; from < end; from += 8, to += 8) { const v = load<u64>(from); increfHot(v); store<u64>(to, v); }
}
/** A tuple of n Values at p. Steals them if it succeeds. */
export function tupleFromArraySteal(p: Ptr, n: i32): Value {
  if (n <= 0) return tupleEmpty();
  const t = <u32>n > 0x0FFFFFF0 ? raiseNoMemory() : tupleRaw(n);
  if (t) copyBytes(tupleItems(t), p, <usize>n << 3);
  return t;
}
/**
 * Whether an iterator may give out its last result tuple again (as CPython's zip and enumerate do): only the iterator refers to it, and this thread made it, so that
 * no other thread can be looking.
 */
// @ts-ignore: decorator
@inline export function tupleReusable(t: Value): bool { return t != NULL && isUniquelyReferenced(<Ptr>t); }
/** The reusable pair t with other items: a new reference. Steals a and b; the old items are dropped, which may run any code. */
export function tupleReuse2(t: Value, a: Value, b: Value): Value {
  const p = <Ptr>t, x = load<u64>(p, TUPLE_ITEMS), y = load<u64>(p, TUPLE_ITEMS + 8);
  store<u32>(p, 2, 4);
  store<u64>(p, a, TUPLE_ITEMS); store<u64>(p, b, TUPLE_ITEMS + 8);
  decref(x); decref(y);
  return t;
}
/** A pair. Steals a and b in any case. */
export function tupleSteal2(a: Value, b: Value): Value {
  const t = tupleRaw(2);
  if (!t) { decref(a); decref(b); return NULL; }
  store<u64>(<Ptr>t, a, TUPLE_ITEMS); store<u64>(<Ptr>t, b, TUPLE_ITEMS + 8);
  return t;
}
export function tuplePack1(a: Value): Value {
  const t = tupleRaw(1);
  if (t) tupleInit(t, 0, newRef(a));
  return t;
}
export function tuplePack2(a: Value, b: Value): Value {
  const t = tupleRaw(2);
  if (t) { tupleInit(t, 0, newRef(a)); tupleInit(t, 1, newRef(b)); }
  return t;
}
export function tuplePack3(a: Value, b: Value, c: Value): Value {
  const t = tupleRaw(3);
  if (t) { tupleInit(t, 0, newRef(a)); tupleInit(t, 1, newRef(b)); tupleInit(t, 2, newRef(c)); }
  return t;
}
export function tuplePack4(a: Value, b: Value, c: Value, d: Value): Value {
  const t = tupleRaw(4);
  if (t) { tupleInit(t, 0, newRef(a)); tupleInit(t, 1, newRef(b)); tupleInit(t, 2, newRef(c)); tupleInit(t, 3, newRef(d)); }
  return t;
}
/** t[from:to] of a tuple, bounds within it. */
export function tupleSlice(t: Value, from: i32, to: i32): Value {
  if (from == 0 && to == tupleSize(t) && as<VarObj>(t).type == changetype<u32>(T.tuple)) return newRef(t);
  return to <= from ? tupleEmpty() : tupleFromArray(tupleItems(t) + (<usize>from << 3), to - from);
}
