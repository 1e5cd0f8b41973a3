/**
 * Optional start and end arguments of find, count, index, startswith and the like (CPython: _PyEval_SliceIndex and ADJUST_INDICES). The result lies in two globals,
 * which are thread-local: read them before anything else is called.
 */
import { Value, NULL, None, isInt, intOf } from "../../base/value";
import { T } from "../../../generated/core/types";
import { typeOf } from "../../objects/typeof";
import { raise, raiseFmt, errOccurred } from "../../objects/errors";
import { indexAsSsize } from "../../objects/abstract";

export let argStart: i32 = 0;
export let argEnd: i32 = 0;

// @ts-ignore: decorator
@inline function clamp(i: i64): i32 { return i > i32.MAX_VALUE ? i32.MAX_VALUE : i < -i32.MAX_VALUE ? -i32.MAX_VALUE : <i32>i; }
let oneIndex: i32 = 0;
function sliceIndex(v: Value): bool {
  if (isInt(v)) { oneIndex = clamp(intOf(v)); return true; }
  if (!typeOf(v).nb_index) { raise(T.TypeError, "slice indices must be integers or None or have an __index__ method"); return false; }
  oneIndex = indexAsSsize(v);
  return !(oneIndex == -1 && errOccurred());
}
/** start, end: None or NULL for the default. Unadjusted results in argStart, argEnd. */
export function parseBounds(start: Value, end: Value): bool {
  let s: i32 = 0, e: i32 = i32.MAX_VALUE;
  if (start != None && start != NULL) { if (!sliceIndex(start)) return false; s = oneIndex; }
  if (end != None && end != NULL) { if (!sliceIndex(end)) return false; e = oneIndex; }
  argStart = s; argEnd = e;
  return true;
}
/** Negative ones count from the end; afterwards 0 <= argEnd <= length, 0 <= argStart (argStart > argEnd: not even an empty string is there). */
export function adjustBounds(length: i32): void {
  if (argEnd > length) argEnd = length;
  else if (argEnd < 0) { argEnd += length; if (argEnd < 0) argEnd = 0; }
  if (argStart < 0) { argStart += length; if (argStart < 0) argStart = 0; }
}
/** An integer argument (width, maxsplit, count …) through __index__; false with an exception. Result in argInt, clamped to i32. */
export let argInt: i32 = 0;
export function parseInt32(v: Value): bool {
  if (isInt(v)) { argInt = clamp(intOf(v)); return true; }
  if (!typeOf(v).nb_index) { raiseFmt(T.TypeError, "'%T' object cannot be interpreted as an integer", v); return false; }
  argInt = indexAsSsize(v);
  return !(argInt == -1 && errOccurred());
}
