/**
 * range and its iterators. Mirrors Objects/rangeobject.c.
 *
 *   range:           +16 start | +24 stop | +32 step | +40 length (Python ints, @frozen)
 *   range_iterator:  +16 i64 next | +24 i64 step | +32 i64 remaining       (racy by design: a shared iterator may repeat or skip, never crash)
 *   longrange_iterator: start, step, length as Python ints, @lock object
 *
 * A range is *small* when start, stop and step are immediate ints (50 bits): then all sums fit i64 and every item is an immediate, so FOR_ITER steps
 * a range_iterator inline: if remaining > 0, the item is int(next); next += step; remaining -= 1. Other ranges compute with Python ints.
 */
import { Ptr, Value, NULL, None, NotImplemented, boolean, int, isInt, intOf, isBool } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject, freeObject } from "../../objects/alloc";
import { fitsI64, smallValue } from "../int/core";
import { raise, raiseFmt, errOccurred, fmt } from "../../objects/errors";
import { hash as hashAbstract, numberAdd, numberFloorDivide, numberIndex, numberMultiply, numberNegative, numberRemainder, numberSubtract, richCompareBool, indexAsSsize, lengthIsWide } from "../../objects/abstract";
import { isExact, typeOf } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { argAt, argsCount, argsNoKeywords } from "../args";
import { builtinAttr } from "../iter/builtins";
import { slice_indices } from "../slice/core";
import { tupleItem, tuplePack1, tuplePack2, tuplePack3 } from "../tuple/core";

@unmanaged
export class RangeObject extends Obj {
  start: Value;
  stop: Value;
  step: Value;
  length: Value;
}
@unmanaged
export class RangeIter extends Obj {
  /** racy */ next: i64;
  /** @frozen */ step: i64;
  /** racy */ remaining: i64;
}
// @ts-ignore: decorator
@inline export const RANGE_ITER_NEXT: usize = 16;
// @ts-ignore: decorator
@inline export const RANGE_ITER_STEP: usize = 24;
// @ts-ignore: decorator
@inline export const RANGE_ITER_REMAINING: usize = 32;
@unmanaged
export class LongRangeIter extends Obj {
  /** @lock object */ start: Value;
  step: Value;
  /** @lock object */ remaining: Value;
}
// @ts-ignore: decorator
@inline function small(r: RangeObject): bool { return isInt(r.start) && isInt(r.stop) && isInt(r.step); }
function lengthOf(start: i64, stop: i64, step: i64): i64 {
  return step > 0 ? (start < stop ? (stop - start - 1) / step + 1 : 0) : start > stop ? (start - stop - 1) / -step + 1 : 0;
}
/** The number of items, as a Python int. New. */
function longLength(start: Value, stop: Value, step: Value): Value {
  if (isInt(start) && isInt(stop) && isInt(step)) return int(lengthOf(intOf(start), intOf(stop), intOf(step)));
  const up = richCompareBool(step, int(0), 4);
  if (up < 0) return NULL;
  const lo = up ? start : stop, hi = up ? stop : start;
  const empty = richCompareBool(lo, hi, 5);
  if (empty) return empty < 0 ? NULL : int(0);
  const s = up ? newRef(step) : numberNegative(step);
  const d1 = s ? numberSubtract(hi, lo) : NULL, d2 = d1 ? numberSubtract(d1, int(1)) : NULL, q = d2 ? numberFloorDivide(d2, s) : NULL;
  const r = q ? numberAdd(q, int(1)) : NULL;
  decref(s); decref(d1); decref(d2); decref(q);
  return r;
}
/** A range of Python ints. Steals all three. */
function makeRange(start: Value, stop: Value, step: Value): Value {
  const n = start && stop && step ? longLength(start, stop, step) : NULL;
  const p = n ? newObject(T.range) : 0;
  if (!p) { decref(start); decref(stop); decref(step); decref(n); return NULL; }
  const r = changetype<RangeObject>(p);
  r.start = start; r.stop = stop; r.step = step; r.length = n;
  return <Value>p;
}
export function rangeNew(start: Value, stop: Value, step: Value): Value { return makeRange(newRef(start), newRef(stop), newRef(step)); }
/** An argument as an int that is no bool. */
function bound(v: Value): Value { return isBool(v) ? int(<i64>(v & 1)) : numberIndex(v); }
export function range_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("range", kwnames)) return NULL;
  if (nargs == 0) return raise(T.TypeError, "range expected at least 1 argument, got 0");
  if (!argsCount("range", nargs, 1, 3)) return NULL;
  if (nargs == 1) { const stop = bound(argAt(args, 0)); return stop ? makeRange(int(0), stop, int(1)) : NULL; }
  const start = bound(argAt(args, 0));
  const stop = start ? bound(argAt(args, 1)) : NULL;
  const step = !stop ? NULL : nargs == 3 ? bound(argAt(args, 2)) : int(1);
  if (!step) { decref(start); decref(stop); return NULL; }
  if (step == int(0)) { decref(start); decref(stop); return raise(T.ValueError, "range() arg 3 must not be zero"); }
  return makeRange(start, stop, step);
}
export function range_dealloc(p: Ptr): void {
  const r = changetype<RangeObject>(p);
  decref(r.start); decref(r.stop); decref(r.step); decref(r.length);
  freeObject(p);
}
export function range_len(self: Value): i32 {
  const n = as<RangeObject>(self).length;
  if (isInt(n) && intOf(n) <= i32.MAX_VALUE) return <i32>intOf(n);
  if (fitsI64(n)) return lengthIsWide(smallValue);
  raise(T.OverflowError, "Python int too large to convert to C ssize_t");
  return -1;
}
export function range_bool(self: Value): i32 { return as<RangeObject>(self).length != int(0); }
/** start + i * step, for a Python int i. New. */
function itemAt(start: Value, step: Value, i: Value): Value {
  if (isInt(start) && isInt(step) && isInt(i)) {
    const a = intOf(step), b = intOf(i);
    if (abs<i64>(a) < 0x7FFFFFFF && abs<i64>(b) < 0x7FFFFFFF) { const v = intOf(start) + a * b; if (fitsInt(v)) return int(v); }
  }
  const m = numberMultiply(i, step);
  const r = m ? numberAdd(start, m) : NULL;
  decref(m);
  return r;
}
import { fitsInt } from "../../base/value";
/** Item number i (a Python int, may be negative). */
function getIndex(self: Value, index: Value): Value {
  const r = as<RangeObject>(self);
  let i = numberIndex(index);
  if (!i) return NULL;
  const neg = richCompareBool(i, int(0), 0);
  if (neg > 0) { const j = numberAdd(i, r.length); decref(i); i = j; if (!i) return NULL; }
  const low = neg ? richCompareBool(i, int(0), 0) : 0, high = low ? 0 : richCompareBool(i, r.length, 5);
  const v = low || high ? raise(T.IndexError, "range object index out of range") : itemAt(r.start, r.step, i);
  decref(i);
  return v;
}
export function range_item(self: Value, i: i32): Value {
  const r = as<RangeObject>(self);
  if (small(r)) return i >= 0 && <i64>i < intOf(r.length) ? int(intOf(r.start) + intOf(r.step) * i) : raise(T.IndexError, "range object index out of range");
  return i < 0 ? raise(T.IndexError, "range object index out of range") : getIndex(self, int(i));
}
export function range_subscript(self: Value, key: Value): Value {
  const r = as<RangeObject>(self);
  if (isInt(key) && small(r)) {
    let i = intOf(key);
    const n = intOf(r.length);
    if (i < 0) i += n;
    return i >= 0 && i < n ? int(intOf(r.start) + intOf(r.step) * i) : raise(T.IndexError, "range object index out of range");
  }
  if (isExact(key, T.slice)) return getSlice(r, key);
  if (!typeOf(key).nb_index) return raiseFmt(T.TypeError, "range indices must be integers or slices, not %T", key);
  return getIndex(self, key);
}
function getSlice(r: RangeObject, key: Value): Value {
  const t = slice_indices(key, r.length);
  if (!t) return NULL;
  const start = itemAt(r.start, r.step, tupleItem(t, 0));
  const stop = start ? itemAt(r.start, r.step, tupleItem(t, 1)) : NULL;
  const step = stop ? numberMultiply(r.step, tupleItem(t, 2)) : NULL;
  decref(t);
  if (!step) { decref(start); decref(stop); return NULL; }
  return makeRange(start, stop, step);
}
/** Whether an exact int (or bool) is in the range. */
function containsInt(r: RangeObject, v: Value): i32 {
  if (small(r) && isInt(v)) {
    const x = intOf(v), a = intOf(r.start), s = intOf(r.step);
    if (s > 0 ? x < a || x >= intOf(r.stop) : x > a || x <= intOf(r.stop)) return 0;
    return (x - a) % s == 0;
  }
  const up = richCompareBool(r.step, int(0), 4);
  const c1 = up < 0 ? -1 : up ? richCompareBool(r.start, v, 1) : richCompareBool(v, r.start, 1);
  const c2 = c1 <= 0 ? c1 : up ? richCompareBool(v, r.stop, 0) : richCompareBool(r.stop, v, 0);
  if (c2 <= 0) return c2;
  const d = numberSubtract(v, r.start), m = d ? numberRemainder(d, r.step) : NULL;
  const ok = m ? richCompareBool(m, int(0), 2) : -1;
  decref(d); decref(m);
  return ok;
}
// @ts-ignore: decorator
@inline function isExactInt(v: Value): bool { return isInt(v) || isBool(v) || isExact(v, T.int); }
export function range_contains(self: Value, v: Value): i32 {
  if (isExactInt(v)) return containsInt(as<RangeObject>(self), isBool(v) ? int(<i64>(v & 1)) : v);
  const it = range_iter(self);
  if (!it) return -1;
  let r = 0;
  while (r == 0) {
    const x = anyNext(it);
    if (!x) { if (errOccurred()) r = -1; break; }
    r = richCompareBool(x, v, 2);
    decref(x);
  }
  decref(it);
  return r;
}
function anyNext(it: Value): Value { return typeOf(it) == T.range_iterator ? rangeIter_next(it) : longRangeIter_next(it); }
export function range_compare(a: Value, b: Value, op: i32): Value {
  if (!isExact(a, T.range) || !isExact(b, T.range) || (op != 2 && op != 3)) return NotImplemented;
  const e = equalRanges(as<RangeObject>(a), as<RangeObject>(b));
  return e < 0 ? NULL : boolean((e == 1) == (op == 2));
}
function equalRanges(x: RangeObject, y: RangeObject): i32 {
  if (changetype<Ptr>(x) == changetype<Ptr>(y)) return 1;
  let c = richCompareBool(x.length, y.length, 2);
  if (c != 1 || x.length == int(0)) return c;
  c = richCompareBool(x.start, y.start, 2);
  if (c != 1 || x.length == int(1)) return c;
  return richCompareBool(x.step, y.step, 2);
}
export function range_hash(self: Value): i64 {
  const r = as<RangeObject>(self), none = r.length == int(0), one = r.length == int(1);
  const t = tuplePack3(r.length, none ? None : r.start, none || one ? None : r.step);
  if (!t) return -1;
  const h = hashAbstract(t);
  decref(t);
  return h;
}
export function range_repr(self: Value): Value {
  const r = as<RangeObject>(self);
  return r.step == int(1) ? fmt("range(%R, %R)", r.start, r.stop) : fmt("range(%R, %R, %R)", r.start, r.stop, r.step);
}
export function range_count(self: Value, v: Value): Value {
  if (isExactInt(v)) { const c = range_contains(self, v); return c < 0 ? NULL : int(c); }
  const it = range_iter(self);
  if (!it) return NULL;
  let n: i64 = 0;
  while (true) {
    const x = anyNext(it);
    if (!x) break;
    const c = richCompareBool(x, v, 2);
    decref(x);
    if (c < 0) { decref(it); return NULL; }
    n += c;
  }
  decref(it);
  return errOccurred() ? NULL : int(n);
}
export function range_index(self: Value, v: Value): Value {
  const r = as<RangeObject>(self);
  if (isExactInt(v)) {
    const w = isBool(v) ? int(<i64>(v & 1)) : v, c = containsInt(r, w);
    if (c < 0) return NULL;
    if (c) {
      const d = numberSubtract(w, r.start), q = d ? numberFloorDivide(d, r.step) : NULL;
      decref(d);
      return q;
    }
  } else {
    const it = range_iter(self);
    if (!it) return NULL;
    for (let i: i64 = 0; ; i++) {
      const x = anyNext(it);
      if (!x) break;
      const c = richCompareBool(x, v, 2);
      decref(x);
      if (c) { decref(it); return c < 0 ? NULL : int(i); }
    }
    decref(it);
    if (errOccurred()) return NULL;
  }
  return raiseFmt(T.ValueError, "range.index(x): x not in range");
}
export function range_reduce(self: Value): Value {
  const r = as<RangeObject>(self), t = tuplePack3(r.start, r.stop, r.step);
  const x = t ? tuplePack2(<Value>changetype<Ptr>(T.range), t) : NULL;
  decref(t);
  return x;
}

// ---- iterators -------------------------------------------------------------------------------------------------------------------
export function rangeIterNew(next: i64, step: i64, remaining: i64): Value {
  const p = newObject(T.range_iterator);
  if (!p) return NULL;
  const r = changetype<RangeIter>(p);
  r.next = next; r.step = step; r.remaining = remaining;
  return <Value>p;
}
function longIterNew(start: Value, step: Value, remaining: Value): Value {
  const p = start && step && remaining ? newObject(T.longrange_iterator) : 0;
  if (!p) { decref(start); decref(step); decref(remaining); return NULL; }
  const r = changetype<LongRangeIter>(p);
  r.start = start; r.step = step; r.remaining = remaining;
  return <Value>p;
}
export function range_iter(self: Value): Value {
  const r = as<RangeObject>(self);
  return small(r) ? rangeIterNew(intOf(r.start), intOf(r.step), intOf(r.length)) : longIterNew(newRef(r.start), newRef(r.step), newRef(r.length));
}
export function range_reversed(self: Value): Value {
  const r = as<RangeObject>(self);
  if (small(r)) { const n = intOf(r.length), s = intOf(r.step); return rangeIterNew(intOf(r.start) + (n - 1) * s, -s, n); }
  const last = numberSubtract(r.length, int(1)), from = last ? itemAt(r.start, r.step, last) : NULL;
  decref(last);
  return longIterNew(from, from ? numberNegative(r.step) : NULL, newRef(r.length));
}
export function rangeIter_dealloc(p: Ptr): void { freeObject(p); }
export function rangeIter_next(it: Value): Value {
  const r = as<RangeIter>(it), n = r.remaining;
  if (n <= 0) return NULL;
  const v = r.next;
  r.next = v + r.step;
  r.remaining = n - 1;
  return int(v);
}
export function rangeIter_hint(it: Value): Value { const n = as<RangeIter>(it).remaining; return int(n > 0 ? n : 0); }
export function rangeIter_reduce(it: Value): Value {
  const r = as<RangeIter>(it), n = r.remaining > 0 ? r.remaining : 0;
  return reduceIter(makeRange(int(r.next), int(r.next + r.step * n), int(r.step)));
}
/** (iter, (range,), None). Steals the range. */
function reduceIter(range: Value): Value {
  const f = range ? builtinAttr(N.iter) : NULL, a = f ? tuplePack1(range) : NULL;
  const r = a ? tuplePack3(f, a, None) : NULL;
  decref(range); decref(f); decref(a);
  return r;
}
export function rangeIter_setstate(it: Value, state: Value): Value {
  let i = <i64>indexAsSsize(state);
  if (i == -1 && errOccurred()) return NULL;
  const r = as<RangeIter>(it), n = r.remaining > 0 ? r.remaining : 0;
  if (i < 0) i = 0; else if (i > n) i = n;
  r.next = r.next + i * r.step;
  r.remaining = n - i;
  return None;
}
export function longRangeIter_dealloc(p: Ptr): void {
  const r = changetype<LongRangeIter>(p);
  decref(r.start); decref(r.step); decref(r.remaining);
  freeObject(p);
}
export function longRangeIter_next(it: Value): Value {
  const r = as<LongRangeIter>(it);
  let v: Value = NULL, left: Value = NULL;
  csBegin(<Ptr>it);
  if (r.remaining != int(0)) {
    const next = numberAdd(r.start, r.step);
    if (next) left = numberSubtract(r.remaining, int(1));
    if (left) { const old = r.remaining; v = r.start; r.start = next; r.remaining = left; left = old; }
    else decref(next);
  }
  csEnd();
  decref(left);
  return v;
}
export function longRangeIter_hint(it: Value): Value {
  csBegin(<Ptr>it);
  const n = newRef(as<LongRangeIter>(it).remaining);
  csEnd();
  return n;
}
export function longRangeIter_reduce(it: Value): Value {
  const r = as<LongRangeIter>(it);
  csBegin(<Ptr>it);
  const start = newRef(r.start), n = newRef(r.remaining);
  csEnd();
  const m = numberMultiply(n, r.step), stop = m ? numberAdd(start, m) : NULL;
  decref(m); decref(n);
  if (stop) return reduceIter(makeRange(start, stop, newRef(r.step)));
  decref(start);
  return NULL;
}
/** state: an int, so that nothing below runs Python code. Lock held. False: an exception. */
function skipLockHeld(r: LongRangeIter, state: Value): bool {
  const high = richCompareBool(state, r.remaining, 4);
  if (high < 0) return false;
  const by = high ? newRef(r.remaining) : newRef(state);
  const start = itemAt(r.start, r.step, by), left = start ? numberSubtract(r.remaining, by) : NULL;
  decref(by);
  if (!left) { decref(start); return false; }
  const a = r.start, b = r.remaining;
  r.start = start; r.remaining = left;
  decref(a); decref(b);
  return true;
}
export function longRangeIter_setstate(it: Value, state: Value): Value {
  const i = numberIndex(state);
  if (!i) return NULL;
  const low = richCompareBool(i, int(0), 0);
  if (low) { decref(i); return low < 0 ? NULL : None; }
  csBegin(<Ptr>it);
  const ok = skipLockHeld(as<LongRangeIter>(it), i);
  csEnd();
  decref(i);
  return ok ? None : NULL;
}
