/** Integers out of objects: numberIndex and what is built on it. */
import { Ptr, Value, NULL, isInt, isPtr, intOf } from "../base/value";
import { as, Obj } from "../base/obj";
import { T, TF_LONG_SUBCLASS, call_nb_index } from "../../generated/core/types";
import { newRef, decref } from "../refcount/count";
import { raiseFmt, errOccurred } from "./errors";
import { typeOf, isExact } from "./typeof";
import { intAsI64Overflow as intAsI64 } from "../types/int/core";
import { stackAlloc, stackMark, stackRestore } from "./scratch";

/** operator.index(v): an int (or int subclass instance). New. */
export function numberIndex(v: Value): Value {
  if (isInt(v)) return v;
  const t = typeOf(v);
  // as PyNumber_Index: an exact int, of bools and instances of subclasses too
  if (t.tp_flags & TF_LONG_SUBCLASS) return intExact(v);
  if (!t.nb_index) return raiseFmt(T.TypeError, "'%T' object cannot be interpreted as an integer", v);
  const r = call_nb_index(t, v);
  if (!r || isInt(r) || isExact(r, T.int)) return r;
  if (!(typeOf(r).tp_flags & TF_LONG_SUBCLASS)) {
    raiseFmt(T.TypeError, "__index__ returned non-int (type %T)", r);
    decref(r);
    return NULL;
  }
  return r;
}
import { intExact } from "../types/int/core";
/** v as an index, clamped to i32; -1 with an exception if it is none (ask errOccurred). */
export function indexAsSsize(v: Value): i32 {
  let n: i64;
  if (isInt(v)) n = intOf(v);
  else {
    const i = numberIndex(v);
    if (!i) return -1;
    const mark = stackMark(), o = stackAlloc(16);
    if (!o) { decref(i); return -1; }
    store<i32>(o, 0);
    n = intAsI64(i, o);
    const over = load<i32>(o);
    stackRestore(mark);
    decref(i);
    if (over) return over > 0 ? i32.MAX_VALUE : i32.MIN_VALUE;
    if (n == -1 && errOccurred()) return -1;
  }
  return n > i32.MAX_VALUE ? i32.MAX_VALUE : n < i32.MIN_VALUE ? i32.MIN_VALUE : <i32>n;
}
/** Whether v (something with an index) fits CPython's 64-bit sizes; if not, OverflowError is set. What fits them and not our 32 bits is MemoryError, the caller's. */
export function indexFits64(v: Value): bool {
  if (isInt(v)) return true;
  const i = numberIndex(v);
  if (!i) return false;
  const mark = stackMark(), o = stackAlloc(16);
  if (!o) { decref(i); return false; }
  store<i32>(o, 0);
  intAsI64(i, o);
  const over = load<i32>(o) != 0;
  stackRestore(mark);
  decref(i);
  if (over) raiseFmt(T.OverflowError, "cannot fit '%T' into an index-sized integer", v);
  return !over;
}
