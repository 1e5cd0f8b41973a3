/** _bisect: binary search in sequences. Mirrors Modules/_bisectmodule.c. */
import { Value, NULL, None } from "../../base/value";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { raise } from "../../objects/errors";
import { getItem, length, richCompareBool, sequenceItem, takeWideLength } from "../../objects/abstract";
import { call1, callMethod2 } from "../../objects/call";
import { holdingBegin, holdingEnd } from "../../objects/finalize";
import { isExact } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { listInsert } from "../../types/list/methods";
import { intFromI64 } from "../../types/int/core";
import { COUNT_ERROR, countArg } from "../itertools/stream";

/** len(a), of 64 bits: one may search in a range or a sequence that computes its items. */
function lengthOf(a: Value): i64 {
  const n = length(a);
  return n >= 0 ? n : takeWideLength();
}
function itemAt(a: Value, i: i64): Value {
  if (i <= i32.MAX_VALUE) return sequenceItem(a, <i32>i);
  const k = intFromI64(i), v = k ? getItem(a, k) : NULL;
  decref(k);
  return v;
}
/** The place for x in a[lo:hi]; -1 with an exception. */
function search(a: Value, x: Value, low: Value, high: Value, key: Value, right: bool): i64 {
  const l = countArg(low);
  if (l == COUNT_ERROR) return -1;
  if (l < 0) { raise(T.ValueError, "lo must be non-negative"); return -1; }
  let lo: i64 = l, hi: i64 = -1;
  if (high != None) { hi = countArg(high); if (hi == COUNT_ERROR) return -1; }
  if (hi == -1) { hi = lengthOf(a); if (hi < 0) return -1; }
  while (lo < hi) {
    const mid = lo + ((hi - lo) >> 1);
    let v = itemAt(a, mid);
    if (!v) return -1;
    if (key != None) { const k = call1(key, v); decref(v); v = k; if (!v) return -1; }
    const c = right ? richCompareBool(x, v, 0) : richCompareBool(v, x, 0);
    decref(v);
    if (c < 0) return -1;
    if ((c != 0) == right) hi = mid; else lo = mid + 1;
  }
  return lo;
}
export function bisectRight(module: Value, a: Value, x: Value, lo: Value, hi: Value, key: Value): Value { const i = search(a, x, lo, hi, key, true); return i < 0 ? NULL : intFromI64(i); }
export function bisectLeft(module: Value, a: Value, x: Value, lo: Value, hi: Value, key: Value): Value { const i = search(a, x, lo, hi, key, false); return i < 0 ? NULL : intFromI64(i); }
function insort(a: Value, x: Value, lo: Value, hi: Value, key: Value, right: bool): Value {
  const k = key == None ? newRef(x) : call1(key, x);
  if (!k) return NULL;
  // nobody else has k, which may be a class that nobody counts
  holdingBegin();
  const i = search(a, k, lo, hi, key, right);
  holdingEnd();
  decref(k);
  if (i < 0) return NULL;
  if (isExact(a, T.list)) return listInsert(a, <i32>i, x) < 0 ? NULL : None;
  const at = intFromI64(i), r = at ? callMethod2(a, N.insert, at, x) : NULL;
  decref(at);
  if (!r) return NULL;
  decref(r);
  return None;
}
export function insortRight(module: Value, a: Value, x: Value, lo: Value, hi: Value, key: Value): Value { return insort(a, x, lo, hi, key, true); }
export function insortLeft(module: Value, a: Value, x: Value, lo: Value, hi: Value, key: Value): Value { return insort(a, x, lo, hi, key, false); }
