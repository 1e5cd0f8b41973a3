/**
 * _heapq: heaps in lists, smallest or largest first. Mirrors Modules/_heapqmodule.c. Each operation is a critical section of the list; comparisons may run
 * Python code, after which the list's size is checked.
 */
import { Ptr, Value, NULL, None } from "../../base/value";
import { T, TF_LIST_SUBCLASS } from "../../../generated/core/types";
import { raise, raiseFmt } from "../../objects/errors";
import { richCompareBool } from "../../objects/abstract";
import { holdingBegin, holdingEnd } from "../../objects/finalize";
import { hasFlag } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { listAppendStealLockHeld, listItem, listReplaceLockHeld, listSize, listSlot } from "../../types/list/core";
import { listTakeItemLockHeld } from "../../types/list/methods";
import { storeSlot, writing } from "../../types/sharing";

function isList(heap: Value): bool {
  if (hasFlag(heap, TF_LIST_SUBCLASS)) return true;
  raiseFmt(T.TypeError, "heap argument must be a list, not %T", heap);
  return false;
}
function swap(heap: Value, i: i32, j: i32): void {
  const priv = writing(<Ptr>heap);
  const a = listSlot(heap, i), b = listSlot(heap, j), v = load<u64>(a);
  storeSlot(priv, a, load<u64>(b));
  storeSlot(priv, b, v);
}
/** Whether item i goes before item j: 1, 0, -1 with an exception. */
function before(heap: Value, i: i32, j: i32, max: bool): i32 {
  const x = newRef(listItem(heap, i)), y = newRef(listItem(heap, j)), n = listSize(heap);
  const c = max ? richCompareBool(y, x, 0) : richCompareBool(x, y, 0);
  decref(x); decref(y);
  if (c >= 0 && listSize(heap) != n) { raise(T.RuntimeError, "list changed size during iteration"); return -1; }
  return c;
}
function siftDown(heap: Value, start: i32, pos: i32, max: bool): i32 {
  while (pos > start) {
    const parent = (pos - 1) >> 1, c = before(heap, pos, parent, max);
    if (c < 0) return -1;
    if (!c) break;
    swap(heap, parent, pos);
    pos = parent;
  }
  return 0;
}
function siftUp(heap: Value, pos: i32, max: bool): i32 {
  const start = pos, end = listSize(heap), limit = end >> 1;
  while (pos < limit) {
    let child = 2 * pos + 1;
    if (child + 1 < end) {
      const c = before(heap, child, child + 1, max);
      if (c < 0) return -1;
      if (!c) child++;
    }
    swap(heap, child, pos);
    pos = child;
  }
  return siftDown(heap, start, pos, max);
}
/** The first item finds its place while the caller has the one that was there, which may be a class that nobody counts. */
function siftTop(heap: Value, max: bool): i32 {
  holdingBegin();
  const r = siftUp(heap, 0, max);
  holdingEnd();
  return r;
}
function push(heap: Value, item: Value, max: bool): Value {
  if (!isList(heap)) return NULL;
  csBegin(<Ptr>heap);
  const r = listAppendStealLockHeld(heap, newRef(item)) < 0 ? -1 : siftDown(heap, 0, listSize(heap) - 1, max);
  csEnd();
  return r < 0 ? NULL : None;
}
function pop(heap: Value, max: bool): Value {
  if (!isList(heap)) return NULL;
  let v: Value = NULL, r = 0;
  csBegin(<Ptr>heap);
  const n = listSize(heap);
  if (n) {
    v = listTakeItemLockHeld(heap, n - 1);
    if (n > 1) { v = listReplaceLockHeld(heap, 0, v); r = siftTop(heap, max); }
  }
  csEnd();
  if (!v) return raise(T.IndexError, "index out of range");
  if (r == 0) return v;
  decref(v);
  return NULL;
}
function replace(heap: Value, item: Value, max: bool): Value {
  if (!isList(heap)) return NULL;
  let v: Value = NULL, r = 0;
  csBegin(<Ptr>heap);
  if (listSize(heap)) { v = listReplaceLockHeld(heap, 0, newRef(item)); r = siftTop(heap, max); }
  csEnd();
  if (!v) return raise(T.IndexError, "index out of range");
  if (r == 0) return v;
  decref(v);
  return NULL;
}
function pushPop(heap: Value, item: Value, max: bool): Value {
  if (!isList(heap)) return NULL;
  let v: Value = NULL, r = 0;
  csBegin(<Ptr>heap);
  if (listSize(heap)) {
    const top = newRef(listItem(heap, 0));
    r = max ? richCompareBool(item, top, 0) : richCompareBool(top, item, 0);
    decref(top);
    if (r > 0) {
      if (listSize(heap) == 0) { raise(T.IndexError, "index out of range"); r = -1; }
      else { v = listReplaceLockHeld(heap, 0, newRef(item)); r = siftTop(heap, max); }
    }
  }
  csEnd();
  if (r < 0) { decref(v); return NULL; }
  return v ? v : newRef(item);
}
function heapifyAny(heap: Value, max: bool): Value {
  if (!isList(heap)) return NULL;
  let r = 0;
  csBegin(<Ptr>heap);
  const n = listSize(heap);
  for (let i = (n >> 1) - 1; r == 0 && i >= 0; i--) r = siftUp(heap, i, max);
  csEnd();
  return r < 0 ? NULL : None;
}
export function heappush(module: Value, heap: Value, item: Value): Value { return push(heap, item, false); }
export function heappop(module: Value, heap: Value): Value { return pop(heap, false); }
export function heapreplace(module: Value, heap: Value, item: Value): Value { return replace(heap, item, false); }
export function heappushpop(module: Value, heap: Value, item: Value): Value { return pushPop(heap, item, false); }
export function heapify(module: Value, heap: Value): Value { return heapifyAny(heap, false); }
export function heappushMax(module: Value, heap: Value, item: Value): Value { return push(heap, item, true); }
export function heappopMax(module: Value, heap: Value): Value { return pop(heap, true); }
export function heapreplaceMax(module: Value, heap: Value, item: Value): Value { return replace(heap, item, true); }
export function heappushpopMax(module: Value, heap: Value, item: Value): Value { return pushPop(heap, item, true); }
export function heapifyMax(module: Value, heap: Value): Value { return heapifyAny(heap, true); }
