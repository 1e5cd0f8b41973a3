/**
 * math: functions of many numbers: hypot, dist, fsum, prod, sumprod. CPython: Modules/mathmodule.c. Sums keep what rounding takes off in further doubles
 * (dd.ts; T. J. Dekker 1971; J. R. Shewchuk 1997 for fsum, Ogita, Rump and Oishi 2005 for sumprod), so that the result is rounded about once.
 */
import { Ptr, Value, NULL, False, True, float, floatOf, int, isFloat, isInt, isBool } from "../../base/value";
import { T, TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
import { decref, newRef } from "../../refcount/count";
import { memAlloc, memFree } from "../../memory/alloc";
import { errClear, errMatches, errOccurred, raise, raiseNoMemory } from "../../objects/errors";
import { noKeywords } from "../../objects/args";
import { iter, iterNext } from "../../objects/abstract";
import { sequenceToTuple } from "../../objects/sequence";
import { hasFlag, isExact } from "../../objects/typeof";
import { numberAdd, numberMultiply } from "../../objects/number";
import { floatFromValue, number } from "../../types/float/core";
import { intAsDouble, doubleValue } from "../../types/int/core";
import { tupleItem, tupleItems, tupleSize } from "../../types/tuple/core";
import { frexp, frexpExponent, ldexp, fma } from "./rounding";

/** sqrt(sum of squares) of n doubles at p, none negative; max is the largest. */
function norm(p: Ptr, n: i32, max: f64, nan: bool): f64 {
  if (max == Infinity) return Infinity;
  if (nan) return NaN;
  if (max == 0 || n <= 1) return max;
  frexp(max);
  const e = frexpExponent;
  let s: f64 = 0, low: f64 = 0;
  for (let i = 0; i < n; i++) {
    const x = ldexp(load<f64>(p + (<usize>i << 3)), -e), q = x * x, t = s + q;
    low += squareError(x, q) + (s > q ? s - t + q : q - t + s);
    s = t;
  }
  let h = sqrt<f64>(s + low);
  // one step of Newton's method on the exact residual
  const q = h * h;
  h += ((s - q) - squareError(h, q) + low) / (2 * h);
  return ldexp(h, e);
}
/** x*x - q exactly, q being x*x rounded. */
function squareError(x: f64, q: f64): f64 {
  const t = 134217729.0 * x, hi = t - (t - x), lo = x - hi;
  return ((hi * hi - q) + 2 * hi * lo) + lo * lo;
}
export function math_hypot(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("math.hypot", kwnames)) return NULL;
  const p = memAlloc(<usize>(nargs + 1) << 3);
  if (!p) return raiseNoMemory();
  let max: f64 = 0, nan = false;
  for (let i = 0; i < nargs; i++) {
    if (!floatFromValue(load<u64>(args + (<usize>i << 3)))) { memFree(p); return NULL; }
    const x = abs(number);
    store<f64>(p + (<usize>i << 3), x);
    if (x != x) nan = true; else if (x > max) max = x;
  }
  const r = norm(p, nargs, max, nan);
  memFree(p);
  return float(r);
}
export function math_dist(m: Value, pv: Value, qv: Value): Value {
  const a = hasFlag(pv, TF_TUPLE_SUBCLASS) ? newRef(pv) : sequenceToTuple(pv);
  if (!a) return NULL;
  const b = hasFlag(qv, TF_TUPLE_SUBCLASS) ? newRef(qv) : sequenceToTuple(qv);
  if (!b) { decref(a); return NULL; }
  const n = tupleSize(a), p = memAlloc(<usize>(n + 1) << 3);
  let max: f64 = 0, nan = false, ok = false;
  if (!p) raiseNoMemory();
  else if (n != tupleSize(b)) raise(T.ValueError, "both points must have the same number of dimensions");
  else {
    ok = true;
    for (let i = 0; i < n; i++) {
      if (!floatFromValue(tupleItem(a, i))) { ok = false; break; }
      const x = number;
      if (!floatFromValue(tupleItem(b, i))) { ok = false; break; }
      const d = abs(x - number);
      store<f64>(p + (<usize>i << 3), d);
      if (d != d) nan = true; else if (d > max) max = d;
    }
  }
  const r = ok ? norm(p, n, max, nan) : 0;
  if (p) memFree(p);
  decref(a); decref(b);
  return ok ? float(r) : NULL;
}

/** The exact sum: partial sums that do not overlap, in increasing size. */
export function math_fsum(m: Value, seq: Value): Value {
  const it = iter(seq);
  if (!it) return NULL;
  let room = 32, p = memAlloc(<usize>room << 3), n = 0, special: f64 = 0, infinite: f64 = 0, ok = p != 0;
  if (!ok) raiseNoMemory();
  while (ok) {
    const v = iterNext(it);
    if (!v) { ok = !errOccurred(); break; }
    ok = floatFromValue(v);
    decref(v);
    if (!ok) break;
    let x = number;
    const given = x;
    let k = 0;
    for (let j = 0; j < n; j++) {
      let y = load<f64>(p + (<usize>j << 3));
      if (abs(x) < abs(y)) { const t = x; x = y; y = t; }
      const hi = x + y, lo = y - (hi - x);
      if (lo != 0) store<f64>(p + (<usize>(k++) << 3), lo);
      x = hi;
    }
    n = k;
    if (x == 0) continue;
    if (abs(x) == Infinity || x != x) {
      if (abs(given) < Infinity) { raise(T.OverflowError, "intermediate overflow in fsum"); ok = false; break; }
      if (abs(given) == Infinity) infinite += given;
      special += given;
      n = 0;
      continue;
    }
    if (n >= room) {
      const q = memAlloc(<usize>room << 4);
      if (!q) { raiseNoMemory(); ok = false; break; }
      memory.copy(q, p, <usize>n << 3);
      memFree(p);
      p = q; room <<= 1;
    }
    store<f64>(p + (<usize>(n++) << 3), x);
  }
  decref(it);
  let r: Value = NULL;
  if (ok) {
    if (special != 0) { if (infinite != infinite) raise(T.ValueError, "-inf + inf in fsum"); else r = float(special); }
    else r = float(roundPartials(p, n));
  }
  if (p) memFree(p);
  return r;
}
function roundPartials(p: Ptr, n: i32): f64 {
  if (n == 0) return 0;
  let hi = load<f64>(p + (<usize>(--n) << 3)), lo: f64 = 0;
  while (n > 0) {
    const x = hi, y = load<f64>(p + (<usize>(--n) << 3));
    hi = x + y;
    lo = y - (hi - x);
    if (lo != 0) break;
  }
  // half way: the next partial decides
  if (n > 0) {
    const next = load<f64>(p + (<usize>(n - 1) << 3));
    if ((lo < 0 && next < 0) || (lo > 0 && next > 0)) {
      const y = lo * 2, x = hi + y;
      if (y == x - hi) hi = x;
    }
  }
  return hi;
}

export function math_prod(m: Value, iterable: Value, start: Value): Value {
  const it = iter(iterable);
  if (!it) return NULL;
  let r = newRef(start);
  while (true) {
    const v = iterNext(it);
    if (!v) break;
    const next = numberMultiply(r, v);
    decref(v); decref(r);
    if (!next) { decref(it); return NULL; }
    r = next;
  }
  decref(it);
  if (errOccurred()) { decref(r); return NULL; }
  return r;
}

// the running total of products in three doubles
let t0: f64 = 0, t1: f64 = 0, t2: f64 = 0;
// @ts-ignore: decorator
@inline function sumError(a: f64, b: f64, s: f64): f64 { const z = s - a; return (a - (s - z)) + (b - z); }
/** total + x*y; false if it is not finite (then the total stays). */
function addProduct(x: f64, y: f64): bool {
  const p = x * y, e = abs(p) < 1e290 && abs(x) < 1e290 && abs(y) < 1e290 && abs(p) > 1e-250 ? productError(x, y, p) : p == 0 && (x == 0 || y == 0) ? 0 : fma(x, y, -p);
  const s = t0 + p, r1 = sumError(t0, p, s);
  if (!(abs(s) < Infinity)) return false;
  const a = t1 + r1, r2 = sumError(t1, r1, a), b = a + e, r3 = sumError(a, e, b);
  t0 = s; t1 = b; t2 += r2 + r3;
  return true;
}
function productError(x: f64, y: f64, p: f64): f64 {
  const t = 134217729.0 * x, xh = t - (t - x), xl = x - xh, u = 134217729.0 * y, yh = u - (u - y), yl = y - yh;
  return ((xh * yh - p) + xh * yl + xl * yh) + xl * yl;
}
function totalRounded(): f64 {
  const s = t0 + t1, e = sumError(t0, t1, s), l = e + t2, r = s + l;
  return r;
}
/** A float, or an int or bool beside one, as a double in D. */
let D: f64 = 0;
function asDouble(v: Value): bool {
  if (isFloat(v)) { D = floatOf(v); return true; }
  if (isBool(v)) { D = v == True ? 1 : 0; return true; }
  if (!isInt(v) && !isExact(v, T.int)) return false;
  if (intAsDouble(v)) { D = doubleValue; return true; }
  errClear();
  return false;
}
/** total += v; steals both. */
function accumulate(total: Value, v: Value): Value {
  const r = v ? numberAdd(total, v) : NULL;
  decref(total); decref(v);
  return r;
}
export function math_sumprod(m: Value, p: Value, q: Value): Value {
  const a = iter(p);
  if (!a) return NULL;
  const b = iter(q);
  if (!b) { decref(a); return NULL; }
  let total: Value = int(0), floats = true, inUse = false;
  let f0: f64 = 0, f1: f64 = 0, f2: f64 = 0;
  while (total) {
    const x = iterNext(a);
    if (!x && errOccurred()) { decref(total); total = NULL; break; }
    const y = iterNext(b);
    if (!y && errOccurred()) { decref(x); decref(total); total = NULL; break; }
    if ((x == NULL) != (y == NULL)) {
      decref(x); decref(y); decref(total);
      total = raise(T.ValueError, "Inputs are not the same length");
      break;
    }
    let done = false;
    if (x && floats && (isFloat(x) || isFloat(y)) && asDouble(x)) {
      const d = D;
      if (asDouble(y)) {
        t0 = f0; t1 = f1; t2 = f2;
        if (addProduct(d, D)) { f0 = t0; f1 = t1; f2 = t2; inUse = true; done = true; }
      }
    }
    if (!done && (!x || !bothInts(x, y))) {
      // other numbers, or the end: what the doubles hold joins the total
      if (inUse) { t0 = f0; t1 = f1; t2 = f2; total = accumulate(total, float(totalRounded())); inUse = false; f0 = 0; f1 = 0; f2 = 0; }
      if (x) floats = false;
    }
    if (x && !done && total) total = accumulate(total, numberMultiply(x, y));
    decref(x); decref(y);
    if (!x) break;
  }
  decref(a); decref(b);
  return total;
}
// @ts-ignore: decorator
@inline function bothInts(x: Value, y: Value): bool { return (isInt(x) || isExact(x, T.int)) && (isInt(y) || isExact(y, T.int)); }
