/**
 * Unpacking of slice objects for str, bytes, bytearray and memoryview (CPython: PySlice_Unpack, PySlice_AdjustIndices). Results lie in thread-local globals: read
 * them before anything else is called. Unpacking may run Python code (__index__), adjusting may not, so a mutable container adjusts under its lock.
 */
import { Value, NULL, None, isInt, intOf } from "../../base/value";
import { as } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { errOccurred, raise } from "../../objects/errors";
import { indexAsSsize } from "../../objects/abstract";
import { typeOf } from "../../objects/typeof";
import { SliceObject } from "../slice/core";

export let sliceStart: i32 = 0;
export let sliceStop: i32 = 0;
export let sliceStep: i32 = 0;
export let sliceLength: i32 = 0;

let one: i32 = 0;
function index(v: Value): bool {
  if (isInt(v)) { const i = intOf(v); one = i > i32.MAX_VALUE ? i32.MAX_VALUE : i < -i32.MAX_VALUE ? -i32.MAX_VALUE : <i32>i; return true; }
  if (!typeOf(v).nb_index) { raise(T.TypeError, "slice indices must be integers or None or have an __index__ method"); return false; }
  one = indexAsSsize(v);
  return !(one == -1 && errOccurred());
}
export function sliceUnpack(v: Value): bool {
  const s = as<SliceObject>(v);
  let step = 1, start: i32, stop: i32;
  if (s.step != None) {
    if (!index(s.step)) return false;
    step = one;
    if (step == 0) { raise(T.ValueError, "slice step cannot be zero"); return false; }
    if (step < -i32.MAX_VALUE) step = -i32.MAX_VALUE;
  }
  if (s.start == None) start = step < 0 ? i32.MAX_VALUE : 0;
  else { if (!index(s.start)) return false; start = one; }
  if (s.stop == None) stop = step < 0 ? i32.MIN_VALUE : i32.MAX_VALUE;
  else { if (!index(s.stop)) return false; stop = one; }
  sliceStart = start; sliceStop = stop; sliceStep = step;
  return true;
}
export function sliceAdjust(length: i32): void {
  let start = sliceStart, stop = sliceStop;
  const step = sliceStep;
  if (start < 0) { start += length; if (start < 0) start = step < 0 ? -1 : 0; }
  else if (start >= length) start = step < 0 ? length - 1 : length;
  if (stop < 0) { stop = stop < -length ? -1 : stop + length; if (stop < 0) stop = step < 0 ? -1 : 0; }
  else if (stop >= length) stop = step < 0 ? length - 1 : length;
  sliceLength = step < 0 ? (stop < start ? (start - stop - 1) / -step + 1 : 0) : start < stop ? (stop - start - 1) / step + 1 : 0;
  sliceStart = start; sliceStop = stop;
}
