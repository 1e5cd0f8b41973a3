/**
 * list: layout, and the operations that the rest of the core uses. Methods, slices, sort: the files beside. Mirrors Objects/listobject.c
 * of the free-threaded build.
 *
 *   +16 i32 size (@atomic) | +20 u32 items (@atomic; 0: no array)
 *   +24 u32 version (@atomic, types/sharing.ts: who copies the list without its lock sees by it that it was changed)
 *   array:  +0 u32 capacity | +8 Values[capacity], NULL from size on
 *
 * The capacity lies in the array so that a reader who loaded one array can bound its index by that array's own capacity.
 * Writers hold the list's lock. Readers of items and size take none: load size, array, slot; tryIncref; see that the array is still the same;
 * else take the lock. A slot that is given up is made NULL before the reference is dropped, a replaced array goes through QSBR if the list is shared
 * (types/sharing.ts). Address 0 reads as zero, so a list without an array bounds every index by capacity 0.
 */
import { copyRefs } from "../tuple/core";
import { isPtr, Ptr, Value, NULL } from "../../base/value";
import { VarObj, as } from "../../base/obj";
import { load32 } from "../../base/atomics";
import { clearBytes, copyBytes } from "../../base/bytes";
import { T, TypeObject } from "../../../generated/core/types";
import { freeBlockFast, memAlloc } from "../../memory/alloc";
import { newObject, newObjectRaw } from "../../objects/alloc";
import { raise, raiseNoMemory } from "../../objects/errors";
import { newRef, incref, decref, decrefHot, tryIncref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { VERSION, isPrivate, isReadable, shareLockHeld, freeBufferOf, newRefLockHeld, storeSlot, publish, publishIn, writing } from "../sharing";

@unmanaged
export class ListObject extends VarObj {
  /** @atomic address of the array, or 0 */ items: u32;
  /** @atomic */ version: u32;
}
// @ts-ignore: decorator
@inline export const LIST_SIZE: usize = 16;
// @ts-ignore: decorator
@inline export const LIST_ITEMS: usize = 20;
/** offset of item 0 in the array */
// @ts-ignore: decorator
@inline export const ARRAY_ITEMS: usize = 8;
// @ts-ignore: decorator
@inline export const LIST_MAX: i32 = 0x0FFFFFF0;

// @ts-ignore: decorator
@inline export function listSize(l: Value): i32 { return <i32>load32(<Ptr>l + LIST_SIZE); }
/** Address of the slot of item i. The lock is held, or nobody else knows the list. */
// @ts-ignore: decorator
@inline export function listSlot(l: Value, i: i32): Ptr { return <usize>load<u32>(<Ptr>l, LIST_ITEMS) + (<usize>i << 3) + ARRAY_ITEMS; }
/** Item i, borrowed. The lock is held, or nobody else knows the list. No bounds check. */
// @ts-ignore: decorator
@inline export function listItem(l: Value, i: i32): Value { return load<u64>(listSlot(l, i)); }
// @ts-ignore: decorator
@inline export function listCapacity(l: Value): i32 { return load<i32>(load<u32>(<Ptr>l, LIST_ITEMS)); }

/** An array with room for `capacity` items, all NULL; 0 with MemoryError. */
export function listArrayNew(capacity: i32): Ptr {
  if (<u32>capacity > <u32>LIST_MAX) { raiseNoMemory(); return 0; }
  const a = memAlloc((<usize>capacity << 3) + ARRAY_ITEMS);
  if (!a) { raiseNoMemory(); return 0; }
  store<u32>(a, capacity);
  clearBytes(a + ARRAY_ITEMS, <usize>capacity << 3);
  return a;
}
// @ts-ignore: decorator
@inline function listRaw(): Ptr {
  const l = newObjectRaw(T.list, true, offsetof<ListObject>());
  if (l) { store<u64>(l, 0, LIST_SIZE); store<u32>(l, 0, VERSION); } // and the array
  return l;
}
export function listEmpty(): Value { return <Value>listRaw(); }
/** A list of n NULLs: fill with listInit before anybody sees it. */
export function listNew(n: i32): Value {
  const l = listRaw();
  if (!l || n <= 0) return <Value>l;
  const a = listArrayNew(n);
  if (!a) { decref(<Value>l); return NULL; }
  store<u32>(l, <u32>a, LIST_ITEMS);
  store<i32>(l, n, LIST_SIZE);
  return <Value>l;
}
/** Sets item i of a list that nobody else knows. Steals v. */
// @ts-ignore: decorator
@inline export function listInit(l: Value, i: i32, v: Value): void { store<u64>(listSlot(l, i), v); }
/** A list of n Values at p. Steals them if it succeeds. */
export function listFromArraySteal(p: Ptr, n: i32): Value {
  const l = listRaw();
  if (!l || n <= 0) return <Value>l;
  const a = <u32>n > <u32>LIST_MAX ? 0 : memAlloc((<usize>n << 3) + ARRAY_ITEMS);
  if (!a) { decref(<Value>l); return raiseNoMemory(); }
  store<u32>(a, n);
  copyBytes(a + ARRAY_ITEMS, p, <usize>n << 3);
  store<u32>(l, <u32>a, LIST_ITEMS);
  store<i32>(l, n, LIST_SIZE);
  return <Value>l;
}
/** A list of n Values at p. Borrows them. */
export function listFromArray(p: Ptr, n: i32): Value {
  const l = listNew(n);
  if (l && n > 0) copyRefs(listSlot(l, 0), p, n);
  return l;
}

// ---- reading without the lock -----------------------------------------------------------------------------------------
/** Item i, new; NULL without an exception if there is none. */
// @ts-ignore: decorator
@inline export function listGetItemOrNull(l: Value, i: i32): Value {
  const p = <Ptr>l;
  if (<u32>i >= load32(p + LIST_SIZE)) return NULL;
  if (isReadable(p)) {
    const a: Ptr = load32(p + LIST_ITEMS);
    if (<u32>i < load<u32>(a)) {
      const slot = a + (<usize>i << 3) + ARRAY_ITEMS;
      const v = atomic.load<u64>(slot);
      if (v && tryIncref(slot, v)) {
        if (<usize>load32(p + LIST_ITEMS) == a) return v;
        decref(v);
      }
    }
  }
  return listGetItemSlow(l, i);
}
/** Holds the list: while this thread waits for the lock another may run alone and exhaust the iterator that l was borrowed from, which drops it. */
export function listGetItemSlow(l: Value, i: i32): Value {
  incref(l);
  csBegin(<Ptr>l);
  shareLockHeld(<Ptr>l);
  const v = <u32>i < <u32>listSize(l) ? newRefLockHeld(listItem(l, i)) : NULL;
  csEnd();
  decref(l);
  return v;
}
/**
 * Item i, counted from the end (negative), new; NULL without an exception if there is none. One step: if the length is another one after the item was read, both are read again under the lock. (CPython may take the place
 * from one length and the item from another.)
 */
export function listGetFromEnd(l: Value, i: i64): Value {
  const n = listSize(l), at = <i64>n + i, v = at < 0 ? NULL : listGetItemOrNull(l, <i32>at);
  if (listSize(l) == n && (v || at < 0)) return v;
  decref(v);
  incref(l);
  csBegin(<Ptr>l);
  shareLockHeld(<Ptr>l);
  const now = <i64>listSize(l) + i, r = now < 0 ? NULL : newRefLockHeld(listItem(l, <i32>now));
  csEnd();
  decref(l);
  return r;
}
/** Item i (not negative), new; NULL with IndexError. */
export function listGetItem(l: Value, i: i32): Value {
  const v = listGetItemOrNull(l, i);
  return v ? v : raise(T.IndexError, "list index out of range");
}

// ---- growing -------------------------------------------------------------------------------------------------------------
/** Replaces the array by one of `capacity` items that holds the first `keep`; the old one is freed, its references moved. Lock held. */
export function listSetCapacityLockHeld(l: Value, capacity: i32, keep: i32): bool {
  if (setCapacityLockHeld(l, capacity, keep)) return true;
  raiseNoMemory();
  return false;
}
function setCapacityLockHeld(l: Value, capacity: i32, keep: i32): bool {
  const p = <Ptr>l, old: Ptr = load<u32>(p, LIST_ITEMS);
  shareLockHeld(p);
  if (<u32>capacity > <u32>LIST_MAX) return false;
  let a: Ptr = 0;
  if (capacity) {
    a = memAlloc((<usize>capacity << 3) + ARRAY_ITEMS);
    if (!a) return false;
    store<u32>(a, capacity);
    if (keep) copyBytes(a + ARRAY_ITEMS, old + ARRAY_ITEMS, <usize>keep << 3);
    clearBytes(a + ARRAY_ITEMS + (<usize>keep << 3), <usize>(capacity - keep) << 3);
  }
  publishIn<u32>(p, p + LIST_ITEMS, <u32>a);
  freeBufferOf(p, old);
  return true;
}
/** Room for n items, by CPython's growth pattern 0, 4, 8, 16, 24, 32, 40, 52, 64, 76 … Size unchanged. Lock held. */
export function listReserveLockHeld(l: Value, n: i32): bool {
  if (n <= listCapacity(l)) return true;
  const size = load<i32>(<Ptr>l, LIST_SIZE);
  let c = (n + (n >> 3) + 6) & ~3;
  // one large extend gets what it asks for
  if (n - size > c - n) c = (n + 3) & ~3;
  return listSetCapacityLockHeld(l, c, size);
}
/** An array of `capacity` stays for `size` items: it is half full, or so small that a stack that grows and shrinks would change it all the time. */
// @ts-ignore: decorator
@inline export function listKeepsArray(size: i32, capacity: i32): bool { return size >= capacity >> 1 || capacity <= 8; }
/** Gives room back when less than half is used, if there is memory for the smaller array. Lock held. */
export function listShrinkLockHeld(l: Value): void {
  const size = load<i32>(<Ptr>l, LIST_SIZE), cap = listCapacity(l);
  if (listKeepsArray(size, cap)) return;
  setCapacityLockHeld(l, size ? (size + (size >> 3) + 6) & ~3 : 0, size);
}
/** Appends. Steals v in any case. */
export function listAppendStealLockHeld(l: Value, v: Value): i32 {
  const p = <Ptr>l, n = load<i32>(p, LIST_SIZE);
  if (n >= listCapacity(l) && !listReserveLockHeld(l, n + 1)) { decref(v); return -1; }
  const slot = listSlot(l, n);
  if (writing(p)) { store<u64>(slot, v); store<i32>(p, n + 1, LIST_SIZE); }
  else { publish<u64>(slot, v); publish<i32>(p, n + 1, LIST_SIZE); }
  return 0;
}
/** list.append: the fast path is taken while nobody else has used the list and there is room. Borrows v. */
// @ts-ignore: decorator
@inline export function listAppend(l: Value, v: Value): i32 {
  const n = load<i32>(<Ptr>l, LIST_SIZE);
  if (isPrivate(<Ptr>l) && n < listCapacity(l)) {
    incref(v);
    store<u64>(listSlot(l, n), v);
    store<i32>(<Ptr>l, n + 1, LIST_SIZE);
    return 0;
  }
  return listAppendSlow(l, v);
}
export function listAppendSlow(l: Value, v: Value): i32 {
  incref(v);
  csBegin(<Ptr>l);
  const r = listAppendStealLockHeld(l, v);
  csEnd();
  return r;
}
/** Appends. Steals v, also when it fails. */
// @ts-ignore: decorator
@inline export function listAppendSteal(l: Value, v: Value): i32 {
  const r = listAppend(l, v);
  decref(v);
  return r;
}
/** Takes all items out: the list is empty, the caller owns array and items. Lock held. */
export function listTakeLockHeld(l: Value): Ptr {
  const p = <Ptr>l, a: Ptr = load<u32>(p, LIST_ITEMS);
  writing(p);
  publishIn<i32>(p, p + LIST_SIZE, 0);
  publishIn<u32>(p, p + LIST_ITEMS, 0);
  return a;
}
/** Drops n items of an array taken out of l, then the array. No lock. */
export function listFreeTaken(l: Value, a: Ptr, n: i32): void {
  for (let i = n - 1; i >= 0; i--) { const v = load<u64>(a + (<usize>i << 3) + ARRAY_ITEMS); if (isPtr(v)) decrefHot(<Ptr>v); }
  if (a && isPrivate(<Ptr>l)) freeBlockFast(a); else freeBufferOf(<Ptr>l, a);
}
export function listClear(l: Value): void {
  csBegin(<Ptr>l);
  const n = listSize(l), a = listTakeLockHeld(l);
  csEnd();
  listFreeTaken(l, a, n);
}
/** Drops the items from n on, the last one first. Needs no memory, so it cannot fail. */
export function listTruncate(l: Value, n: i32): void {
  while (true) {
    csBegin(<Ptr>l);
    const size = listSize(l), v = size > n ? listTakeItemLockHeld(l, size - 1) : NULL;
    csEnd();
    if (!v) return;
    decref(v);
  }
}
import { listTakeItemLockHeld } from "./methods";
/** Replaces item i (in bounds). Steals v, returns the old item (owned by the caller). Lock held. */
export function listReplaceLockHeld(l: Value, i: i32, v: Value): Value {
  const slot = listSlot(l, i), old = load<u64>(slot);
  storeSlot(writing(<Ptr>l), slot, v);
  return old;
}
/** l[i] = v. Borrows v. -1 with IndexError. */
export function listSetItem(l: Value, i: i32, v: Value): i32 {
  let old: Value = NULL, r = 0;
  csBegin(<Ptr>l);
  if (<u32>i < <u32>listSize(l)) old = listReplaceLockHeld(l, i, newRef(v)); else r = -1;
  csEnd();
  decref(old);
  if (r) raise(T.IndexError, "list assignment index out of range");
  return r;
}
import { listSetSlice } from "./slices";
export { listSetSlice };
export { listExtend } from "./extend";
export { listSort } from "./sort";
export function list_newSlot(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return <Value>newObject(as<TypeObject>(type)); }
/** A tuple of the items. */
export function listToTuple(l: Value): Value {
  if (!isPrivate(<Ptr>l)) {
    const n = listSize(l), t = n ? tupleNew(n) : NULL;
    if (t && listSnapshot(l, n, 0, n, t)) return t;
    if (n && !t) return NULL;
    decref(t);
  }
  csBegin(<Ptr>l);
  const n = listSize(l), priv = isPrivate(<Ptr>l);
  const t = !n ? tupleEmpty() : priv ? tupleFromArray(listSlot(l, 0), n) : tupleNew(n);
  if (n && t && !priv) copyRefsLockHeld(tupleItems(t), listSlot(l, 0), n);
  csEnd();
  return t;
}
import { tupleEmpty, tupleFromArray, tupleItems, tupleNew } from "../tuple/core";
import { copyRefsLockHeld, listSnapshot } from "./snapshot";
