/** list: subscripts and slices. Mirrors list_subscript, list_ass_slice and list_ass_subscript in Objects/listobject.c. */
import { copyBytes } from "../../base/bytes";
import { Ptr, Value, NULL, int, isInt, intOf } from "../../base/value";
import { VarObj, as } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { memAlloc, memFree } from "../../memory/alloc";
import { errMatches, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { sequenceToList } from "../../objects/abstract";
import { isExact, typeOf } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { isPrivate, moveSlots, storeSlot, publishIn, writing } from "../sharing";
import { sliceAdjust, sliceLength, sliceStart, sliceStep, sliceStop, sliceUnpack } from "../slice/core";
import { ARRAY_ITEMS, LIST_SIZE, listEmpty, listFromArray, listGetFromEnd, listGetItemOrNull, listInit, listItem, listNew, listReplaceLockHeld, listReserveLockHeld, listShrinkLockHeld, listSize, listSlot } from "./core";
import { copyRefsLockHeld, listSnapshot } from "./snapshot";
import { indexArg, indexFailed, listTakeItemLockHeld } from "./methods";

export function list_subscript(self: Value, key: Value): Value {
  if (isInt(key)) {
    const i = intOf(key), v = i < 0 ? listGetFromEnd(self, i) : i <= 0x7FFFFFFF ? listGetItemOrNull(self, <i32>i) : NULL;
    return v ? v : raise(T.IndexError, "list index out of range");
  }
  if (isExact(key, T.slice)) {
    if (!sliceUnpack(key)) return NULL;
    if (!isPrivate(<Ptr>self)) {
      const start = sliceStart, stop = sliceStop, step = sliceStep, size = listSize(self);
      sliceAdjust(size);
      const n = sliceLength, from = sliceStart, r = step == 1 && n > 0 ? listNew(n) : NULL;
      if (r && listSnapshot(self, size, from, n, r)) return r;
      if (step == 1 && n > 0 && !r) return NULL;
      decref(r);
      sliceLoad(start, stop, step);
    }
    csBegin(<Ptr>self);
    sliceAdjust(listSize(self));
    const r = listSliceLockHeld(self, sliceStart, sliceStep, sliceLength);
    csEnd();
    return r;
  }
  if (!typeOf(key).nb_index) return raiseFmt(T.TypeError, "list indices must be integers or slices, not %T", key);
  const i = indexArg(key);
  if (i == -1 && indexFailed()) return NULL;
  const v = i < 0 ? listGetFromEnd(self, i) : listGetItemOrNull(self, i);
  return v ? v : raise(T.IndexError, "list index out of range");
}
function listSliceLockHeld(self: Value, start: i32, step: i32, n: i32): Value {
  if (n <= 0) return listEmpty();
  const priv = isPrivate(<Ptr>self);
  if (step == 1 && priv) return listFromArray(listSlot(self, start), n);
  const r = listNew(n);
  if (r && step == 1) { copyRefsLockHeld(listSlot(r, 0), listSlot(self, start), n); return r; }
  if (r) for (let i = 0, at = start; i < n; i++, at += step) listInit(r, i, newRef(listItem(self, at)));
  return r;
}
export function list_assSubscript(self: Value, key: Value, v: Value): i32 {
  if (isExact(key, T.slice)) return v ? assignSlice(self, key, v) : deleteSlice(self, key);
  if (!typeOf(key).nb_index) { raiseFmt(T.TypeError, "list indices must be integers or slices, not %T", key); return -1; }
  let i = indexArg(key);
  if (i == -1 && indexFailed()) return -1;
  let old: Value = NULL;
  csBegin(<Ptr>self);
  const n = listSize(self);
  if (i < 0) i += n;
  const ok = <u32>i < <u32>n;
  if (ok) old = v ? listReplaceLockHeld(self, i, newRef(v)) : listTakeItemLockHeld(self, i);
  csEnd();
  decref(old);
  if (ok) return 0;
  raise(T.IndexError, "list assignment index out of range");
  return -1;
}
/** Items taken out of a list, to be dropped when the section has ended: an array of `goneCount` Values. Thread's own, used at once. */
let gone: Ptr = 0;
let goneCount: i32 = 0;
function dropGone(a: Ptr, n: i32): void {
  if (!a) return;
  for (let i = n - 1; i >= 0; i--) decref(load<u64>(a + (<usize>i << 3)));
  memFree(a);
}
/** Replaces items [from, to) by n Values at p, borrowed; the old ones are left in `gone`. Lock held. */
function replaceLockHeld(self: Value, from: i32, to: i32, p: Ptr, n: i32): i32 {
  const o = <Ptr>self, size = listSize(self), removed = to - from;
  gone = 0; goneCount = 0;
  if (removed) {
    gone = memAlloc(<usize>removed << 3);
    if (!gone) { raiseNoMemory(); return -1; }
    copyBytes(gone, listSlot(self, from), <usize>removed << 3);
  }
  if (n > removed && !listReserveLockHeld(self, size + n - removed)) { memFree(gone); gone = 0; return -1; }
  goneCount = removed;
  const priv = writing(o);
  if (n != removed && size > to) moveSlots(priv, listSlot(self, from + n), listSlot(self, to), size - to);
  for (let i = 0; i < n; i++) storeSlot(priv, listSlot(self, from + i), newRef(load<u64>(p + (<usize>i << 3))));
  const left = size + n - removed;
  for (let i = left; i < size; i++) storeSlot(priv, listSlot(self, i), NULL);
  publishIn<i32>(o, o + LIST_SIZE, left);
  if (left < size) listShrinkLockHeld(self);
  return 0;
}
/** self[key] = v for a slice. */
function assignSlice(self: Value, key: Value, v: Value): i32 {
  if (!sliceUnpack(key)) return -1;
  const start = sliceStart, stop = sliceStop, step = sliceStep;
  // a copy: v may be self, or change while we work
  const items = sequenceToList(v);
  if (!items) {
    if (errMatches(T.TypeError)) raise(T.TypeError, step == 1 ? "can only assign an iterable" : "must assign iterable to extended slice");
    return -1;
  }
  const n = listSize(items), src = n ? listSlot(items, 0) : 0;
  let r = 0, need = 0;
  csBegin(<Ptr>self);
  sliceLoad(start, stop, step);
  sliceAdjust(listSize(self));
  if (step == 1) {
    let to = sliceStop;
    if (to < sliceStart) to = sliceStart;
    r = replaceLockHeld(self, sliceStart, to, src, n);
  } else {
    gone = 0; goneCount = 0;
    need = sliceLength;
    if (need != n) r = -2;
    else if (n) {
      gone = memAlloc(<usize>n << 3);
      if (!gone) { raiseNoMemory(); r = -1; }
      else {
        goneCount = n;
        for (let i = 0, at = sliceStart; i < n; i++, at += step)
          store<u64>(gone + (<usize>i << 3), listReplaceLockHeld(self, at, newRef(load<u64>(src + (<usize>i << 3)))));
      }
    }
  }
  const g = gone, c = goneCount;
  csEnd();
  dropGone(g, c);
  decref(items);
  if (r == -2) { raiseFmt(T.ValueError, "attempt to assign sequence of size %d to extended slice of size %d", int(n), int(need)); r = -1; }
  return r;
}
import { sliceLoad } from "../slice/core";
function deleteSlice(self: Value, key: Value): i32 {
  if (!sliceUnpack(key)) return -1;
  let r = 0;
  csBegin(<Ptr>self);
  const size = listSize(self);
  sliceAdjust(size);
  let n = sliceLength, start = sliceStart, step = sliceStep;
  gone = 0; goneCount = 0;
  if (n > 0) {
    if (step < 0) { start = start + step * (n - 1); step = -step; }
    if (step == 1) r = replaceLockHeld(self, start, start + n, 0, 0);
    else r = deleteSteppedLockHeld(self, start, step, n, size);
  }
  const g = gone, c = goneCount;
  csEnd();
  dropGone(g, c);
  return r;
}
function deleteSteppedLockHeld(self: Value, start: i32, step: i32, n: i32, size: i32): i32 {
  gone = memAlloc(<usize>n << 3);
  if (!gone) { raiseNoMemory(); return -1; }
  goneCount = n;
  const priv = writing(<Ptr>self);
  let to = start;
  for (let i = 0, at = start; i < n; i++, at += step) {
    store<u64>(gone + (<usize>i << 3), listItem(self, at));
    const next = i + 1 < n ? at + step : size;
    moveSlots(priv, listSlot(self, to), listSlot(self, at + 1), next - at - 1);
    to += next - at - 1;
  }
  for (let i = to; i < size; i++) storeSlot(priv, listSlot(self, i), NULL);
  publishIn<i32>(<Ptr>self, <Ptr>self + LIST_SIZE, to);
  listShrinkLockHeld(self);
  return 0;
}
/** l[from:to] = items of v, as PyList_SetSlice; v NULL deletes. */
export function listSetSlice(self: Value, from: i32, to: i32, v: Value): i32 {
  const items = v ? sequenceToList(v) : NULL;
  if (v && !items) return -1;
  const n = items ? listSize(items) : 0;
  csBegin(<Ptr>self);
  const size = listSize(self);
  if (from < 0) from = 0;
  if (from > size) from = size;
  if (to > size) to = size;
  if (to < from) to = from;
  const r = replaceLockHeld(self, from, to, n ? listSlot(items, 0) : 0, n);
  const g = gone, c = goneCount;
  csEnd();
  dropGone(g, c);
  decref(items);
  return r;
}
