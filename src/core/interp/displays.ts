/** Displays, formatting and unpacking: what BUILD_…, …_APPEND, FORMAT_…, UNPACK_… do out of line. Elements are taken out of their registers. CPython: Python/ceval.c. */
import { T } from "../../generated/core/types";
import { copyBytes } from "../base/bytes";
import { int, isInt, NULL, Ptr, Value } from "../base/value";
import { errClear, errMatches, errOccurred, raiseFmt } from "../objects/errors";
import { isExact, typeOf } from "../objects/typeof";
import { decref, incref, increfHot, newRef } from "../refcount/count";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { dictSet } from "../types/dict/core";
import { LIST_SIZE, listAppendSlow, listCapacity, listFromArraySteal, listGetItem, listSize, listSlot, listTruncate } from "../types/list/core";
import { isPrivate } from "../types/sharing";
import { setAdd } from "../types/set/core";
import { sbFinish, sbNew, sbStr } from "../types/str/builder";
import { strData, strKind, strLen, strNew } from "../types/str/core";
import { copyRefs, tupleFromArraySteal, tupleItem, tupleItems, tupleSize } from "../types/tuple/core";
import { CODE_TEMPBASE } from "./code";
import { FRAME_HEADER } from "./frame";
import { drop } from "./slow";
import * as X from "../objects/abstract";

function take(from: Ptr, n: i32): void { for (let i = 0; i < n; i++) store<u64>(from + (<usize>i << 3), NULL); }
// without memory the temporaries keep what they hold, and unwinding drops it
export function buildTuple(from: Ptr, n: i32): Value { const t = tupleFromArraySteal(from, n); if (t) take(from, n); return t; }
export function buildList(from: Ptr, n: i32): Value { const l = listFromArraySteal(from, n); if (l) take(from, n); return l; }
export function buildString(from: Ptr, n: i32): Value {
  let total = 0, kind: u32 = 1, ascii = true;
  for (let i = 0; i < n; i++) {
    const s = load<u64>(from + (<usize>i << 3));
    total += strLen(s);
    if (strKind(s) > kind) kind = strKind(s);
    if (!load<u8>(<Ptr>s, 21)) ascii = false;
  }
  let r: Value;
  if (kind == 1) {
    r = strNew(total, ascii ? 127 : 255);
    if (r) {
      let d = strData(r);
      for (let i = 0; i < n; i++) { const s = load<u64>(from + (<usize>i << 3)); copyBytes(d, strData(s), strLen(s)); d += strLen(s); }
    }
  } else {
    const sb = sbNew(total);
    for (let i = 0; i < n; i++) sbStr(sb, load<u64>(from + (<usize>i << 3)));
    r = sbFinish(sb);
  }
  for (let i = 0; i < n; i++) { const p = from + (<usize>i << 3), s = load<u64>(p); store<u64>(p, NULL); decref(s); }
  return r;
}
export function listAppendOp(l: Value, v: Value): i32 {
  const n = load<i32>(<Ptr>l, LIST_SIZE);
  if (!isPrivate(<Ptr>l) || n >= listCapacity(l)) return listAppendSlow(l, v);
  increfHot(v);
  store<u64>(listSlot(l, n), v);
  store<i32>(<Ptr>l, n + 1, LIST_SIZE);
  return 0;
}
export function setAddOp(s: Value, v: Value): i32 { return setAdd(s, v); }
export function mapAddOp(d: Value, k: Value, v: Value): i32 { return dictSet(d, k, v); }
export function convertValue(v: Value, how: u32): Value { return how == 1 ? X.str(v) : how == 2 ? X.repr(v) : X.ascii(v); }
export function formatSimple(v: Value): Value {
  if (isExact(v, T.str)) return newRef(v);
  if (isInt(v)) return X.str(v);
  return X.format(v, NULL);
}
/** The items of a go to n temporaries from `to`; `src` is the register of a. Consumes a if it is a temporary (it may be one of the targets). */
export function unpackSequence(v: Value, to: Ptr, n: i32, src: Ptr): i32 {
  if (isExact(v, T.tuple) && tupleSize(v) == n) {
    const f = changetype<ThreadState>(ts).frame, last = src - f - FRAME_HEADER >= <usize>load<u32>(load<u32>(f), CODE_TEMPBASE);
    if (last) store<u64>(src, NULL);
    copyRefs(to, tupleItems(v), n);
    if (last) drop(<Ptr>v);
    return 0;
  }
  const frame = changetype<ThreadState>(ts).frame;
  const temp = src - frame - FRAME_HEADER >= <usize>load<u32>(load<u32>(frame), CODE_TEMPBASE);
  // the source register may be the first target: take the reference out of it
  if (temp) store<u64>(src, NULL); else incref(v);
  const r = unpackTo(v, to, n);
  decref(v);
  return r;
}
function countError(n: i32, got: i32): i32 {
  if (got < n) raiseFmt(T.ValueError, "not enough values to unpack (expected %d, got %d)", int(n), int(got));
  else raiseFmt(T.ValueError, "too many values to unpack (expected %d, got %d)", int(n), int(got));
  return -1;
}
function unpackTo(v: Value, to: Ptr, n: i32): i32 {
  if (isExact(v, T.tuple)) {
    const m = tupleSize(v);
    if (m != n) return countError(n, m);
    for (let i = 0; i < n; i++) store<u64>(to + (<usize>i << 3), newRef(tupleItem(v, i)));
    return 0;
  }
  if (isExact(v, T.list)) {
    const m = listSize(v);
    if (m != n) return countError(n, m);
    for (let i = 0; i < n; i++) {
      const x = listGetItem(v, i);
      if (!x) { for (let j = 0; j < i; j++) { const p = to + (<usize>j << 3), y = load<u64>(p); store<u64>(p, NULL); decref(y); } errClear(); return countError(n, i); }
      store<u64>(to + (<usize>i << 3), x);
    }
    return 0;
  }
  return unpackIterable(v, to, n, -1);
}
/** n items to `to`, and with after >= 0 a list of the rest, then the last `after` items. */
export function unpackIterable(v: Value, to: Ptr, n: i32, after: i32): i32 {
  const t = typeOf(v);
  const it = X.iter(v);
  if (!it) {
    if (errMatches(T.TypeError) && !t.tp_iter && !t.sq_item) { errClear(); raiseFmt(T.TypeError, "cannot unpack non-iterable %T object", v); }
    return -1;
  }
  let i = 0;
  for (; i < n; i++) {
    const x = X.iterNext(it);
    if (!x) break;
    store<u64>(to + (<usize>i << 3), x);
  }
  let ok = i == n && !errOccurred();
  if (!ok) {
    if (!errOccurred()) {
      if (after < 0) raiseFmt(T.ValueError, "not enough values to unpack (expected %d, got %d)", int(n), int(i));
      else raiseFmt(T.ValueError, "not enough values to unpack (expected at least %d, got %d)", int(n + after), int(i));
    }
  } else if (after < 0) {
    const x = X.iterNext(it);
    if (x) { decref(x); raiseFmt(T.ValueError, "too many values to unpack (expected %d)", int(n)); ok = false; }
    else ok = !errOccurred();
  } else {
    const l = X.sequenceToList(it);
    if (!l) ok = false;
    else {
      const have = listSize(l);
      if (have < after) { raiseFmt(T.ValueError, "not enough values to unpack (expected at least %d, got %d)", int(n + after), int(n + have)); decref(l); ok = false; }
      else {
        store<u64>(to + (<usize>n << 3), l);
        for (let j = 0; j < after; j++) store<u64>(to + (<usize>(n + 1 + j) << 3), listGetItem(l, have - after + j));
        listTruncate(l, have - after);
      }
    }
  }
  decref(it);
  if (ok) return 0;
  for (let j = 0; j < i; j++) { const p = to + (<usize>j << 3), y = load<u64>(p); store<u64>(p, NULL); decref(y); }
  return -1;
}
