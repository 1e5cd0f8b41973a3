/** list: slots and methods. Mirrors Objects/listobject.c. */
import { copyRefs } from "../tuple/core";
import { PROC_MULTI } from "../../base/map";
import { Ptr, Value, NULL, None, NotImplemented, True, boolean, int, isInt, isPtr } from "../../base/value";
import { load32, loadV } from "../../base/atomics";
import { Obj, VarObj, as, toValue } from "../../base/obj";
import { T, TypeObject, TF_LIST_SUBCLASS } from "../../../generated/core/types";
import { freeBlockFast, memFree } from "../../memory/alloc";
import { freeObject } from "../../objects/alloc";
import { raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { repr, richCompare, richCompareBool, indexAsSsize } from "../../objects/abstract";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { csBegin, csBegin2, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { StrBuilder, sbNew, sbLit, sbStr, sbFinish, sbDiscard } from "../str/builder";
import { strFromLiteral } from "../str/core";
import { argAt, argsCount, argsNoKeywords } from "../args";
import { reprEnter, reprLeave } from "../repr-guard";
import { isPrivate, isReadable, moveSlots, storeSlot, publish, publishIn, writing } from "../sharing";
import {
  ARRAY_ITEMS, LIST_ITEMS, LIST_SIZE, listAppend, listCapacity, listClear, listEmpty, listFromArray, listGetItemOrNull, listInit, listItem, listNew,
  listKeepsArray, listReserveLockHeld, listShrinkLockHeld, listSize, listSlot, listTakeLockHeld, listFreeTaken, LIST_MAX, listReplaceLockHeld,
} from "./core";
import { listExtend } from "./extend";
import { copyRefsLockHeld, listSnapshot } from "./snapshot";

export function list_init(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (kwnames && typeOf(self).tp_new == T.list.tp_new && !argsNoKeywords("list", kwnames)) return -1;
  if (!argsCount("list", nargs, 0, 1)) return -1;
  if (listSize(self)) listClear(self);
  return nargs ? listExtend(self, argAt(args, 0)) : 0;
}
export function list_dealloc(p: Ptr): void {
  const a: Ptr = load<u32>(p, LIST_ITEMS), n = load<i32>(p, LIST_SIZE);
  store<i32>(p, 0, LIST_SIZE); store<u32>(p, 0, LIST_ITEMS);
  if (a) listFreeTaken(<Value>p, a, n);
  // exact lists are never deferred, and their type is counted by nobody
  if (load<u32>(p, 12) == changetype<u32>(T.list)) freeBlockFast(p); else freeObject(p);
}
export function list_traverse(p: Ptr): void {
  const n = load<i32>(p, LIST_SIZE);
  for (let i = 0; i < n; i++) gcVisit(listItem(<Value>p, i));
}
export function list_clearSlot(p: Ptr): void { listClear(<Value>p); }

export function list_len(self: Value): i32 { return listSize(self); }
export function list_repr(self: Value): Value {
  if (listSize(self) == 0) return strFromLiteral("[]");
  const g = reprEnter(self);
  if (g) return g < 0 ? NULL : strFromLiteral("[...]");
  const sb = sbNew(64);
  sbLit(sb, "[");
  let r: Value = NULL;
  for (let i = 0; ; i++) {
    const v = listGetItemOrNull(self, i);
    if (!v) { sbLit(sb, "]"); r = sbFinish(sb); break; }
    if (i) sbLit(sb, ", ");
    const t = repr(v);
    decref(v);
    if (!t) { sbDiscard(sb); break; }
    sbStr(sb, t);
    decref(t);
  }
  reprLeave(self);
  return r;
}
/** How many items at the front are identical in a and b, as far as their arrays as they are now say. */
function sameItems(a: Value, b: Value): i32 {
  if (!isReadable(<Ptr>a) || !isReadable(<Ptr>b)) return 0;
  const x: Ptr = load32(<Ptr>a + LIST_ITEMS), y: Ptr = load32(<Ptr>b + LIST_ITEMS);
  const n = min(min(listSize(a), load<i32>(x)), min(listSize(b), load<i32>(y)));
  let i = 0;
  while (i < n && loadV(x + (<usize>i << 3) + ARRAY_ITEMS) == loadV(y + (<usize>i << 3) + ARRAY_ITEMS)) i++;
  return i;
}
export function list_compare(a: Value, b: Value, op: i32): Value {
  if (!hasFlag(a, TF_LIST_SUBCLASS) || !hasFlag(b, TF_LIST_SUBCLASS)) return NotImplemented;
  if (listSize(a) != listSize(b) && (op == 2 || op == 3)) return boolean(op == 3);
  for (let i = sameItems(a, b); ; i++) {
    const x = listGetItemOrNull(a, i);
    if (!x) break;
    const y = listGetItemOrNull(b, i);
    if (!y) { decref(x); break; }
    const c = x == y ? 1 : richCompareBool(x, y, 2);
    // __eq__ may have shortened a list
    const short = c == 0 && (i >= listSize(a) || i >= listSize(b));
    const r: Value = c ? NULL : short ? compareSizes(listSize(a), listSize(b), op) : op == 2 ? boolean(false) : op == 3 ? True : richCompare(x, y, op);
    decref(x); decref(y);
    // (a loop body that ends in a plain return is miscompiled when it also has a continue: asc 0.28)
    if (c <= 0) return r;
  }
  return compareSizes(listSize(a), listSize(b), op);
}
export function compareSizes(m: i32, n: i32, op: i32): Value {
  return boolean(op == 0 ? m < n : op == 1 ? m <= n : op == 2 ? m == n : op == 3 ? m != n : op == 4 ? m > n : m >= n);
}
/**
 * First index from `from` on whose item may be equal to v, as far as the array as it is now says: identical, or not both small ints. An item that is read only to be
 * compared by identity needs no reference.
 */
function skipUnequal(self: Value, v: Value, from: i32): i32 {
  if (!isInt(v) || !isReadable(<Ptr>self)) return from;
  const a: Ptr = load32(<Ptr>self + LIST_ITEMS), n = listSize(self), cap = load<i32>(a), end = n < cap ? n : cap;
  let i = from;
  for (; i < end; i++) { const x = loadV(a + (<usize>i << 3) + ARRAY_ITEMS); if (x == v || !isInt(x)) break; }
  return i;
}
export function list_contains(self: Value, v: Value): i32 {
  for (let i = 0; ; i++) {
    i = skipUnequal(self, v, i);
    const x = listGetItemOrNull(self, i);
    if (!x) return 0;
    const c = x == v ? 1 : richCompareBool(x, v, 2);
    decref(x);
    if (c) return c;
  }
  return 0;
}
export function list_item(self: Value, i: i32): Value {
  const v = i < 0 ? NULL : listGetItemOrNull(self, i);
  return v ? v : raise(T.IndexError, "list index out of range");
}
export function list_concat(a: Value, b: Value): Value {
  if (!hasFlag(b, TF_LIST_SUBCLASS)) return raiseFmt(T.TypeError, "can only concatenate list (not \"%T\") to list", b);
  let r: Value = NULL;
  csBegin2(<Ptr>a, <Ptr>b);
  const m = listSize(a), n = listSize(b);
  if (m + n > LIST_MAX) raiseNoMemory(); else r = listNew(m + n);
  if (r) {
    if (m) copyRefs(listSlot(r, 0), listSlot(a, 0), m);
    if (n) copyRefs(listSlot(r, m), listSlot(b, 0), n);
  }
  csEnd();
  return r;
}
export function list_repeat(self: Value, n: i32): Value {
  let r: Value = NULL;
  csBegin(<Ptr>self);
  const m = listSize(self);
  if (n <= 0 || m == 0) r = listEmpty();
  else if (<i64>m * n > LIST_MAX) raiseNoMemory();
  else {
    r = listNew(m * n);
    if (r) fillRepeated(r, self, m, n, 0);
  }
  csEnd();
  return r;
}
function fillRepeated(r: Value, self: Value, m: i32, n: i32, from: i32): void {
  if (m == 1 && !isPtr(listItem(self, 0))) {
    const v = listItem(self, 0), end = listSlot(r, n);
    for (let p = listSlot(r, from); p < end; p += 8) store<u64>(p, v);
    return;
  }
  for (let i = 0; i < m; i++) {
    const v = listItem(self, i);
    for (let k = from; k < n; k++) listInit(r, k * m + i, newRef(v));
  }
}
export function list_inplaceConcat(self: Value, b: Value): Value { return listExtend(self, b) < 0 ? NULL : newRef(self); }
export function list_inplaceRepeat(self: Value, n: i32): Value {
  let a: Ptr = 0, count = 0, ok = true;
  csBegin(<Ptr>self);
  const m = listSize(self);
  if (n <= 0) { count = m; a = listTakeLockHeld(self); }
  else if (n > 1 && m > 0) {
    if (<i64>m * n > LIST_MAX) { raiseNoMemory(); ok = false; }
    else if (listReserveLockHeld(self, m * n)) {
      writing(<Ptr>self);
      for (let i = m; i < m * n; i++) publish<u64>(listSlot(self, i), newRef(listItem(self, i - m)));
      publish<i32>(<Ptr>self, m * n, LIST_SIZE);
    } else ok = false;
  }
  csEnd();
  if (a) listFreeTaken(self, a, count);
  return ok ? newRef(self) : NULL;
}

// ---- methods ----------------------------------------------------------------------------------------------------------------
export function list_append(self: Value, v: Value): Value { return listAppend(self, v) < 0 ? NULL : None; }
export function list_extend(self: Value, it: Value): Value { return listExtend(self, it) < 0 ? NULL : None; }
export function list_clear(self: Value): Value { listClear(self); return None; }
export function list_copy(self: Value): Value { return listCopySlice(self, 0, LIST_MAX); }
/** self[from:to], bounds clipped; a new list. */
export function listCopySlice(self: Value, from: i32, to: i32): Value {
  // what several threads read: without its lock, or at least no memory is asked for while others wait for it, if its length stays
  let guess = -1, early: Value = NULL;
  if (!isPrivate(<Ptr>self)) {
    const size = listSize(self);
    guess = clippedTo(size, from, to);
    early = listNew(guess);
    if (!early || (guess > 0 && listSnapshot(self, size, from, guess, early))) return early;
  }
  csBegin(<Ptr>self);
  const n = clipped(self, from, to);
  let r = early;
  if (n != guess) r = n > 0 ? listFromArray(listSlot(self, from), n) : listEmpty();
  else if (n > 0) copyRefsLockHeld(listSlot(r, 0), listSlot(self, from), n);
  csEnd();
  if (r != early) decref(early);
  return r;
}
/** How many of from … to are there. */
function clipped(self: Value, from: i32, to: i32): i32 { return clippedTo(listSize(self), from, to); }
function clippedTo(n: i32, from: i32, to: i32): i32 { const end = to > n ? n : to; return end > from ? end - from : 0; }
/** Inserts before `where` (clipped; negative counts from the end). Borrows v. */
export function listInsert(self: Value, where: i32, v: Value): i32 {
  let r = 0;
  csBegin(<Ptr>self);
  const n = listSize(self);
  if (where < 0) { where += n; if (where < 0) where = 0; }
  if (where > n) where = n;
  if (listReserveLockHeld(self, n + 1)) {
    const priv = writing(<Ptr>self);
    moveSlots(priv, listSlot(self, where + 1), listSlot(self, where), n - where);
    storeSlot(priv, listSlot(self, where), newRef(v));
    publishIn<i32>(<Ptr>self, <Ptr>self + LIST_SIZE, n + 1);
  } else r = -1;
  csEnd();
  return r;
}
export function list_insert(self: Value, index: Value, v: Value): Value {
  const i = indexArg(index);
  if (i == -1 && failed) return NULL;
  return listInsert(self, i, v) < 0 ? NULL : None;
}
/** set by indexArg */
let failed: bool = false;
/** an index argument; -1 with `failed` on an exception */
export function indexArg(v: Value): i32 {
  failed = false;
  const i = indexAsSsize(v);
  if (i == -1) failed = errOccurred() != NULL;
  return i;
}
export function indexFailed(): bool { return failed; }
import { errOccurred } from "../../objects/errors";
/** Takes item i (in bounds) out; returned, owned. Lock held. */
export function listTakeItemLockHeld(self: Value, i: i32): Value {
  const p = <Ptr>self, n = load<i32>(p, LIST_SIZE), v = listItem(self, i);
  const priv = writing(p);
  if (i < n - 1) moveSlots(priv, listSlot(self, i), listSlot(self, i + 1), n - 1 - i);
  storeSlot(priv, listSlot(self, n - 1), NULL);
  publishIn<i32>(p, p + LIST_SIZE, n - 1);
  listShrinkLockHeld(self);
  return v;
}
export function list_pop(self: Value, index: Value): Value {
  if (index == int(-1) && isPrivate(<Ptr>self)) {
    const last = listSize(self) - 1;
    if (last >= 0 && listKeepsArray(last, listCapacity(self))) {
      const slot = listSlot(self, last), v = load<u64>(slot);
      store<u64>(slot, NULL);
      store<i32>(<Ptr>self, last, LIST_SIZE);
      return v;
    }
  }
  let i = -1;
  if (index != int(-1)) { i = indexArg(index); if (i == -1 && failed) return NULL; }
  let v: Value = NULL;
  csBegin(<Ptr>self);
  const n = listSize(self);
  if (i < 0) i += n;
  if (<u32>i < <u32>n) v = listTakeItemLockHeld(self, i);
  csEnd();
  if (v) return v;
  return raise(T.IndexError, n == 0 ? "pop from empty list" : "pop index out of range");
}
/** One section from the search to the removal: the item taken out is the one that was compared, unless the comparison is Python's. */
export function list_remove(self: Value, v: Value): Value {
  let c = 0, old: Value = NULL;
  csBegin(<Ptr>self);
  for (let i = 0; c == 0 && i < listSize(self); i++) {
    const x = newRef(listItem(self, i));
    c = x == v ? 1 : richCompareBool(x, v, 2);
    decref(x);
    if (c > 0 && i < listSize(self)) old = listTakeItemLockHeld(self, i);
  }
  csEnd();
  if (c == 0) return raise(T.ValueError, "list.remove(x): x not in list");
  decref(old);
  return c < 0 ? NULL : None;
}
export function list_count(self: Value, v: Value): Value {
  let n: i64 = 0;
  for (let i = 0; ; i++) {
    const x = listGetItemOrNull(self, i);
    if (!x) return int(n);
    const c = x == v ? 1 : richCompareBool(x, v, 2);
    decref(x);
    if (c < 0) return NULL;
    n += c;
  }
  return NULL;
}
/** start and stop of index(): NULL is the default. */
export function boundArg(v: Value, dflt: i32, n: i32): i32 {
  if (!v) return dflt;
  let i = indexArg(v);
  if (i < 0 && !failed) { i += n; if (i < 0) i = 0; }
  return i;
}
export function list_index(self: Value, v: Value, start: Value, stop: Value): Value {
  const n = listSize(self);
  const from = boundArg(start, 0, n);
  if (start && failed) return NULL;
  const to = boundArg(stop, i32.MAX_VALUE, n);
  if (stop && failed) return NULL;
  for (let i = from; i < to; i++) {
    i = skipUnequal(self, v, i);
    if (i >= to) break;
    const x = listGetItemOrNull(self, i);
    if (!x) break;
    const c = x == v ? 1 : richCompareBool(x, v, 2);
    decref(x);
    if (c < 0) return NULL;
    if (c) return int(i);
  }
  return raise(T.ValueError, "list.index(x): x not in list");
}
export function reverseSlots(a: Ptr, b: Ptr): void {
  if (load<u32>(PROC_MULTI) == 0) {
    for (b -= 8; a < b; a += 8, b -= 8) { const t = load<u64>(a); store<u64>(a, load<u64>(b)); store<u64>(b, t); }
    return;
  }
  for (b -= 8; a < b; a += 8, b -= 8) {
    const t = load<u64>(a);
    publish<u64>(a, load<u64>(b));
    publish<u64>(b, t);
  }
}
export function list_reverse(self: Value): Value {
  csBegin(<Ptr>self);
  const n = listSize(self);
  writing(<Ptr>self);
  if (n > 1) reverseSlots(listSlot(self, 0), listSlot(self, n));
  csEnd();
  return None;
}
export function list_sizeof(self: Value): Value { return int(24 + (load<u32>(<Ptr>self, LIST_ITEMS) ? ARRAY_ITEMS + (listCapacity(self) << 3) : 0)); }
