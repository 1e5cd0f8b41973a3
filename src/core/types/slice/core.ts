/**
 * slice objects, and the arithmetic of slices that every sequence uses. Mirrors Objects/sliceobject.c.
 *
 *   +16 start | +24 stop | +32 step (Values, @frozen)
 *
 * Functions that compute several numbers leave them in the globals sliceStart … sliceLength: they are the thread's own (wasm globals) and are
 * to be read before anything else is called.
 */
import { Ptr, Value, NULL, None, NotImplemented, boolean, int, isInt, intOf } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { newObject, freeObject } from "../../objects/alloc";
import { raise } from "../../objects/errors";
import { newRef, decref } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { hash as hashAbstract, indexAsSsize, numberIndex, repr, richCompare, richCompareBool, numberSubtract, numberAdd } from "../../objects/abstract";
import { isExact, typeOf } from "../../objects/typeof";
import { argAt, argsCount, argsNoKeywords } from "../args";
import { tuplePack2, tuplePack3 } from "../tuple/core";
import { StrBuilder, sbNew, sbLit, sbStr, sbFinish, sbDiscard } from "../str/builder";

@unmanaged
export class SliceObject extends Obj {
  start: Value;
  stop: Value;
  step: Value;
}
export let sliceStart: i32 = 0;
export let sliceStop: i32 = 0;
export let sliceStep: i32 = 1;
export let sliceLength: i32 = 0;

/** slice(start, stop, step); NULL means None. Borrows. */
export function sliceNew(start: Value, stop: Value, step: Value): Value {
  const p = newObject(T.slice);
  if (!p) return NULL;
  const s = changetype<SliceObject>(p);
  s.start = start ? newRef(start) : None; s.stop = stop ? newRef(stop) : None; s.step = step ? newRef(step) : None;
  return <Value>p;
}
function evalIndex(v: Value): bool {
  if (isInt(v)) {
    const i = intOf(v);
    evaluated = i > i32.MAX_VALUE ? i32.MAX_VALUE : i < i32.MIN_VALUE ? i32.MIN_VALUE : <i32>i;
    return true;
  }
  if (!typeOf(v).nb_index) { raise(T.TypeError, "slice indices must be integers or None or have an __index__ method"); return false; }
  const n = numberIndex(v);
  if (!n) return false;
  evaluated = indexAsSsize(n);
  decref(n);
  return true;
}
let evaluated: i32 = 0;
/** Start, stop, step of a slice, not yet fitted to a length (PySlice_Unpack). False with an exception. */
export function sliceUnpack(v: Value): bool {
  const s = as<SliceObject>(v);
  let step = 1, start = 0, stop = 0;
  if (s.step != None) {
    if (!evalIndex(s.step)) return false;
    step = evaluated;
    if (step == 0) { raise(T.ValueError, "slice step cannot be zero"); return false; }
    if (step < -i32.MAX_VALUE) step = -i32.MAX_VALUE;
  }
  if (s.start == None) start = step < 0 ? i32.MAX_VALUE : 0;
  else { if (!evalIndex(s.start)) return false; start = evaluated; }
  if (s.stop == None) stop = step < 0 ? i32.MIN_VALUE : i32.MAX_VALUE;
  else { if (!evalIndex(s.stop)) return false; stop = evaluated; }
  sliceStart = start; sliceStop = stop; sliceStep = step;
  return true;
}
/** Fits start and stop to a length; sliceLength items result (PySlice_AdjustIndices). */
export function sliceAdjust(length: i32): void {
  let start = sliceStart, stop = sliceStop;
  const step = sliceStep;
  if (start < 0) { start += length; if (start < 0) start = step < 0 ? -1 : 0; }
  else if (start >= length) start = step < 0 ? length - 1 : length;
  if (stop < 0) { stop += length; if (stop < 0) stop = step < 0 ? -1 : 0; }
  else if (stop >= length) stop = step < 0 ? length - 1 : length;
  sliceStart = start; sliceStop = stop;
  sliceLength = step < 0 ? (stop < start ? (start - stop - 1) / -step + 1 : 0) : start < stop ? (stop - start - 1) / step + 1 : 0;
}
/** Both steps. */
export function sliceFit(v: Value, length: i32): bool {
  if (!sliceUnpack(v)) return false;
  sliceAdjust(length);
  return true;
}

// ---- the type ----------------------------------------------------------------------------------------------------------------
export function slice_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("slice", kwnames) || !argsCount("slice", nargs, 1, 3)) return NULL;
  if (nargs == 1) return sliceNew(None, argAt(args, 0), None);
  return sliceNew(argAt(args, 0), argAt(args, 1), nargs == 3 ? argAt(args, 2) : None);
}
export function slice_dealloc(p: Ptr): void {
  const s = changetype<SliceObject>(p);
  decref(s.start); decref(s.stop); decref(s.step);
  freeObject(p);
}
export function slice_traverse(p: Ptr): void {
  const s = changetype<SliceObject>(p);
  gcVisit(s.start); gcVisit(s.stop); gcVisit(s.step);
}
export function slice_repr(self: Value): Value {
  const s = as<SliceObject>(self), sb = sbNew(32);
  sbLit(sb, "slice(");
  if (!part(sb, s.start)) return NULL;
  sbLit(sb, ", ");
  if (!part(sb, s.stop)) return NULL;
  sbLit(sb, ", ");
  if (!part(sb, s.step)) return NULL;
  sbLit(sb, ")");
  return sbFinish(sb);
}
function part(sb: StrBuilder, v: Value): bool {
  const r = repr(v);
  if (!r) { sbDiscard(sb); return false; }
  sbStr(sb, r);
  decref(r);
  return true;
}
export function slice_compare(a: Value, b: Value, op: i32): Value {
  if (!isExact(b, T.slice) || !isExact(a, T.slice)) return NotImplemented;
  if (a == b) return boolean(op == 1 || op == 2 || op == 5);
  const x = as<SliceObject>(a), y = as<SliceObject>(b);
  const t = tuplePack3(x.start, x.stop, x.step);
  const u = t ? tuplePack3(y.start, y.stop, y.step) : NULL;
  const r = u ? richCompare(t, u, op) : NULL;
  decref(t); decref(u);
  return r;
}
export function slice_hash(self: Value): i64 {
  const s = as<SliceObject>(self);
  const t = tuplePack3(s.start, s.stop, s.step);
  if (!t) return -1;
  const h = hashAbstract(t);
  decref(t);
  return h;
}
export function slice_reduce(self: Value): Value {
  const s = as<SliceObject>(self);
  const t = tuplePack3(s.start, s.stop, s.step);
  if (!t) return NULL;
  const r = tuplePack2(toValueT(T.slice), t);
  decref(t);
  return r;
}
// @ts-ignore: decorator
@inline function toValueT(t: TypeObject): Value { return <Value>changetype<Ptr>(t); }

/** slice.indices(length): in Python integers of any size (the arithmetic of _PySlice_GetLongIndices). */
export function slice_indices(self: Value, length: Value): Value {
  const n = numberIndex(length);
  if (!n) return NULL;
  const neg = richCompareBool(n, int(0), 0);
  if (neg) { if (neg > 0) raise(T.ValueError, "length should not be negative"); decref(n); return NULL; }
  const s = as<SliceObject>(self);
  let step: Value = s.step == None ? int(1) : sliceIndexObject(s.step);
  let start: Value = NULL, stop: Value = NULL, lower: Value = NULL, upper: Value = NULL, r: Value = NULL;
  const negative = step ? richCompareBool(step, int(0), 0) : -1;
  if (step == int(0)) { raise(T.ValueError, "slice step cannot be zero"); }
  else if (negative >= 0) {
    lower = negative ? int(-1) : int(0);
    upper = negative ? numberSubtract(n, int(1)) : newRef(n);
    start = upper ? fit(s.start, n, lower, upper, negative != 0) : NULL;
    stop = start ? fit(s.stop, n, lower, upper, negative == 0) : NULL;
    if (stop) r = tuplePack3(start, stop, step);
  }
  decref(n); decref(step); decref(start); decref(stop); decref(upper);
  return r;
}
function sliceIndexObject(v: Value): Value {
  if (!typeOf(v).nb_index) return raise(T.TypeError, "slice indices must be integers or None or have an __index__ method");
  return numberIndex(v);
}
/** a start or stop moved into [lower, upper]; None gives upper if `high`, else lower. New. */
function fit(v: Value, n: Value, lower: Value, upper: Value, high: bool): Value {
  if (v == None) return newRef(high ? upper : lower);
  let i = sliceIndexObject(v);
  if (!i) return NULL;
  const c = richCompareBool(i, int(0), 0);
  if (c < 0) { decref(i); return NULL; }
  if (c) { const j = numberAdd(i, n); decref(i); i = j; if (!i) return NULL; }
  const below = richCompareBool(i, lower, 0), above = below ? 0 : richCompareBool(i, upper, 4);
  if (below > 0) { decref(i); return newRef(lower); }
  if (above > 0) { decref(i); return newRef(upper); }
  return i;
}
/** Puts numbers back into the globals, for sliceAdjust. */
export function sliceLoad(start: i32, stop: i32, step: i32): void { sliceStart = start; sliceStop = stop; sliceStep = step; }
