/** _bisect: binary search in sequences. Mirrors Modules/_bisectmodule.c. */
import { Value, NULL, None, int } from "../../base/value";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { raise } from "../../objects/errors";
import { length, richCompareBool, sequenceItem } from "../../objects/abstract";
import { call1, callMethod2 } from "../../objects/call";
import { isExact } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { listInsert } from "../../types/list/methods";
import { COUNT_ERROR, countArg } from "../itertools/stream";

/** The place for x in a[lo:hi]; -1 with an exception. */
function search(a: Value, x: Value, low: Value, high: Value, key: Value, right: bool): i32 {
  const l = countArg(low);
  if (l == COUNT_ERROR) return -1;
  if (l < 0) { raise(T.ValueError, "lo must be non-negative"); return -1; }
  let lo = l > i32.MAX_VALUE ? i32.MAX_VALUE : <i32>l, hi = 0;
  if (high == None) { hi = length(a); if (hi < 0) return -1; }
  else { const h = countArg(high); if (h == COUNT_ERROR) return -1; hi = h < 0 ? -1 : h > i32.MAX_VALUE ? i32.MAX_VALUE : <i32>h; if (h == -1) { hi = length(a); if (hi < 0) return -1; } }
  while (lo < hi) {
    const mid = <i32>((<u32>lo + <u32>hi) >> 1);
    let v = sequenceItem(a, mid);
    if (!v) return -1;
    if (key != None) { const k = call1(key, v); decref(v); v = k; if (!v) return -1; }
    const c = right ? richCompareBool(x, v, 0) : richCompareBool(v, x, 0);
    decref(v);
    if (c < 0) return -1;
    if ((c != 0) == right) hi = mid; else lo = mid + 1;
  }
  return lo;
}
export function bisectRight(module: Value, a: Value, x: Value, lo: Value, hi: Value, key: Value): Value { const i = search(a, x, lo, hi, key, true); return i < 0 ? NULL : int(i); }
export function bisectLeft(module: Value, a: Value, x: Value, lo: Value, hi: Value, key: Value): Value { const i = search(a, x, lo, hi, key, false); return i < 0 ? NULL : int(i); }
function insort(a: Value, x: Value, lo: Value, hi: Value, key: Value, right: bool): Value {
  const k = key == None ? newRef(x) : call1(key, x);
  if (!k) return NULL;
  const i = search(a, k, lo, hi, key, right);
  decref(k);
  if (i < 0) return NULL;
  if (isExact(a, T.list)) return listInsert(a, i, x) < 0 ? NULL : None;
  const r = callMethod2(a, N.insert, int(i), x);
  if (!r) return NULL;
  decref(r);
  return None;
}
export function insortRight(module: Value, a: Value, x: Value, lo: Value, hi: Value, key: Value): Value { return insort(a, x, lo, hi, key, true); }
export function insortLeft(module: Value, a: Value, x: Value, lo: Value, hi: Value, key: Value): Value { return insort(a, x, lo, hi, key, false); }
