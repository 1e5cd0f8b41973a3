/** math: what takes doubles apart and puts them together: floor, ceil, trunc, frexp, ldexp, modf, ulp, nextafter, fma. CPython: Modules/mathmodule.c. */
import { Ptr, Value, NULL, None, float, floatOf, int, intOf, isFloat, isInt } from "../../base/value";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref } from "../../refcount/count";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { special0 } from "../../objects/special";
import { numberIndex } from "../../objects/abstract-index";
import { floatFromValue, number } from "../../types/float/core";
import { fitsI64, intFromDouble, intSign, isLong, smallValue } from "../../types/int/core";
import { tuplePack2 } from "../../types/tuple/core";

const TWO49: f64 = 562949953421312.0;
// @ts-ignore: decorator
@inline function whole(d: f64): Value { return abs(d) < TWO49 ? int(<i64>d) : intFromDouble(d); }

export function math_floor(m: Value, v: Value): Value {
  if (isFloat(v)) return whole(floor(floatOf(v)));
  if (isInt(v)) return v;
  const r = special0(v, N.__floor__);
  if (r || errOccurred()) return r;
  return floatFromValue(v) ? whole(floor(number)) : NULL;
}
export function math_ceil(m: Value, v: Value): Value {
  if (isFloat(v)) return whole(ceil(floatOf(v)));
  if (isInt(v)) return v;
  const r = special0(v, N.__ceil__);
  if (r || errOccurred()) return r;
  return floatFromValue(v) ? whole(ceil(number)) : NULL;
}
export function math_trunc(m: Value, v: Value): Value {
  if (isFloat(v)) return whole(trunc(floatOf(v)));
  if (isInt(v)) return v;
  const r = special0(v, N.__trunc__);
  if (r || errOccurred()) return r;
  return raiseFmt(T.TypeError, "type %T doesn't define __trunc__ method", v);
}
/** Fraction (0.5 <= |f| < 1) and exponent (in frexpExponent) of a finite double that is not 0. */
export let frexpExponent: i32 = 0;
export function frexp(x: f64): f64 {
  if (x == 0 || x != x || abs(x) == Infinity) { frexpExponent = 0; return x; }
  let bits = reinterpret<u64>(x), e = <i32>((bits >> 52) & 0x7FF);
  let extra = 0;
  if (e == 0) { bits = reinterpret<u64>(x * 18014398509481984.0); e = <i32>((bits >> 52) & 0x7FF); extra = 54; }
  frexpExponent = e - 1022 - extra;
  return reinterpret<f64>((bits & 0x800FFFFFFFFFFFFF) | 0x3FE0000000000000);
}
/** x * 2**e, rounded once. */
export function ldexp(x: f64, e: i32): f64 {
  if (x == 0 || x != x || abs(x) == Infinity) return x;
  if (e > 2100) e = 2100; else if (e < -2200) e = -2200;
  while (e > 1023) { x *= 8.98846567431158e307; e -= 1023; }
  // downwards keep the last step the only one that can round
  while (e < -1022) { x *= 2.2250738585072014e-308 * 9007199254740992.0; e += 1022 - 53; }
  return x * reinterpret<f64>(<u64>(e + 1023) << 52);
}
export function math_frexp(m: Value, v: Value): Value {
  if (!floatFromValue(v)) return NULL;
  const f = frexp(number);
  return tuplePack2(float(f), int(frexpExponent));
}
export function math_ldexp(m: Value, v: Value, i: Value): Value {
  if (!floatFromValue(v)) return NULL;
  const x = number;
  if (!isLong(i)) return raise(T.TypeError, "Expected an int as second argument to ldexp.");
  const e = fitsI64(i) ? (smallValue > 5000 ? 5000 : smallValue < -5000 ? -5000 : <i32>smallValue) : intSign(i) < 0 ? -5000 : 5000;
  const r = ldexp(x, e);
  if (abs(r) == Infinity && abs(x) != Infinity) return raise(T.OverflowError, "math range error");
  return float(r);
}
export function math_modf(m: Value, v: Value): Value {
  if (!floatFromValue(v)) return NULL;
  const x = number;
  if (x != x) return tuplePack2(float(x), float(x));
  if (abs(x) == Infinity) return tuplePack2(float(copysign(0, x)), float(x));
  const w = trunc(x);
  return tuplePack2(float(copysign(x - w, x)), float(w));
}
export function math_ulp(m: Value, v: Value): Value {
  if (!floatFromValue(v)) return NULL;
  const x = abs(number);
  if (x != x || x == Infinity) return float(x);
  if (x == 1.7976931348623157e308) return float(1.99584030953472e292);
  return float(reinterpret<f64>(reinterpret<u64>(x) + 1) - x);
}
export function nextAfter(x: f64, y: f64): f64 {
  if (x != x) return x;
  if (y != y) return y;
  if (x == y) return y;
  if (x == 0) return copysign(5e-324, y);
  const b = reinterpret<u64>(x);
  return reinterpret<f64>((x < y) == (x > 0) ? b + 1 : b - 1);
}
/** Position of a double in their order (-0.0 and 0.0 are both 0). */
function ordinal(x: f64): i64 { const b = reinterpret<i64>(abs(x)); return x < 0 ? -b : b; }
export function math_nextafter(m: Value, a: Value, b: Value, steps: Value): Value {
  if (!floatFromValue(a)) return NULL;
  const x = number;
  if (!floatFromValue(b)) return NULL;
  const y = number;
  if (steps == None) return float(nextAfter(x, y));
  const n = numberIndex(steps);
  if (!n) return NULL;
  const sign = intSign(n), fits = fitsI64(n), count: i64 = smallValue;
  decref(n);
  if (sign < 0) return raise(T.ValueError, "steps must be a non-negative integer");
  if (sign == 0) return float(x);
  if (x != x) return float(x);
  if (y != y) return float(y);
  if (x == y) return float(y);
  const from = ordinal(x), to = ordinal(y), far = <u64>(to > from ? to - from : from - to);
  if (!fits || <u64>count >= far) return float(y);
  const at = to > from ? from + count : from - count;
  if (at == 0) return float(copysign(0, x));
  return float(at < 0 ? -reinterpret<f64>(-at) : reinterpret<f64>(at));
}

/** x * y + z rounded once. */
export function fma(x: f64, y: f64, z: f64): f64 {
  if (abs(z) == Infinity && abs(x) < Infinity && abs(y) < Infinity) return z;
  if (abs(x) == Infinity || abs(y) == Infinity || x != x || y != y || z != z || x == 0 || y == 0) return x * y + z;
  if (z == 0) return x * y;
  const fx = frexp(x), ex = frexpExponent, fy = frexp(y), ey = frexpExponent, fz = frexp(z), ez = frexpExponent;
  // integers of 53 bits: x = mx * 2^(ex-53)
  const mx = <u64>(abs(fx) * 9007199254740992.0), my = <u64>(abs(fy) * 9007199254740992.0), mz = <u64>(abs(fz) * 9007199254740992.0);
  const pneg = (x < 0) != (y < 0), zneg = z < 0;
  // the product as hi:lo (106 bits)
  const x0 = mx & 0xFFFFFFFF, x1 = mx >> 32, y0 = my & 0xFFFFFFFF, y1 = my >> 32;
  const p00 = x0 * y0, p01 = x0 * y1 + (p00 >> 32), p10 = x1 * y0 + (p01 & 0xFFFFFFFF);
  let hi = x1 * y1 + (p01 >> 32) + (p10 >> 32), lo = (p10 << 32) | (p00 & 0xFFFFFFFF);
  let e = ex + ey - 106;
  // the addend as hi:lo with an exponent of its own
  let zh: u64 = 0, zl: u64 = mz, fe = ez - 53;
  // bring both to 120 bits, so that the larger keeps 14 bits of room above and the smaller loses only sticky bits
  const ps = shiftTo(hi, lo); hi = SH; lo = SL; e -= ps;
  const zs = shiftTo(zh, zl); zh = SH; zl = SL; fe -= zs;
  let neg = pneg, sticky = false;
  if (e >= fe) { sticky = shiftRight(zh, zl, e - fe); zh = SH; zl = SL; }
  else { sticky = shiftRight(hi, lo, fe - e); hi = SH; lo = SL; e = fe; }
  if (pneg == zneg) {
    const s = lo + zl;
    hi = hi + zh + <u64>(s < lo);
    lo = s;
  } else {
    const zBig = zh > hi || (zh == hi && zl > lo);
    if (zh == hi && zl == lo && !sticky) return 0;
    if (zBig) { const h = hi, l = lo; hi = zh - h - <u64>(zl < l); lo = zl - l; neg = zneg; }
    else { const l = lo; hi = hi - zh - <u64>(l < zl); lo = l - zl; }
    // what was lost is taken from the magnitude: borrow one, and it stays sticky
    if (sticky) { if (lo == 0) hi--; lo--; }
  }
  return pack(hi, lo, e, sticky, neg);
}
let SH: u64 = 0, SL: u64 = 0;
/** Shifts hi:lo left until bit 119 is the top bit; the result in SH, SL. Returns the distance. */
function shiftTo(hi: u64, lo: u64): i32 {
  const top = hi ? 127 - <i32>clz<u64>(hi) : 63 - <i32>clz<u64>(lo), n = 119 - top;
  if (n <= 0) { SH = hi; SL = lo; return 0; }
  if (n >= 64) { SH = lo << <u64>(n - 64); SL = 0; } else { SH = (hi << <u64>n) | (lo >> <u64>(64 - n)); SL = lo << <u64>n; }
  return n;
}
/** Shifts right by n; true if ones were lost. */
function shiftRight(hi: u64, lo: u64, n: i32): bool {
  if (n == 0) { SH = hi; SL = lo; return false; }
  if (n >= 128) { SH = 0; SL = 0; return (hi | lo) != 0; }
  if (n >= 64) {
    const k = <u64>(n - 64), lost = lo | (k ? hi << (64 - k) : 0);
    SH = 0; SL = hi >> k;
    return lost != 0;
  }
  const k = <u64>n;
  SH = hi >> k; SL = (lo >> k) | (hi << (64 - k));
  return (lo << (64 - k)) != 0;
}
/** The double nearest to hi:lo * 2^e (and a bit more if sticky). */
function pack(hi: u64, lo: u64, e: i32, sticky: bool, neg: bool): f64 {
  const top = hi ? 127 - <i32>clz<u64>(hi) : 63 - <i32>clz<u64>(lo);
  // position of the result's last bit: 53 bits, or fewer for a subnormal
  let drop = top - 52;
  if (e + drop < -1074) drop = -1074 - e;
  let r: u64;
  if (drop <= 0) { r = lo; drop = 0; }
  else if (drop > 127) return neg ? -0.0 : 0.0;
  else {
    const d = drop - 1;
    const low = shiftRight(hi, lo, d) || sticky;
    const half = (SL & 1) != 0;
    shiftRight(SH, SL, 1);
    r = SL;
    if (half && (low || (r & 1))) r++;
  }
  const d = scaleExact(<f64>r, e + drop);
  return neg ? -d : d;
}
function scaleExact(d: f64, e: i32): f64 {
  while (e > 1000) { d *= reinterpret<f64>(<u64>(1000 + 1023) << 52); e -= 1000; }
  while (e < -1000) { d *= reinterpret<f64>(<u64>(-1000 + 1023) << 52); e += 1000; }
  return d * reinterpret<f64>(<u64>(e + 1023) << 52);
}
export function math_fma(m: Value, a: Value, b: Value, c: Value): Value {
  if (!floatFromValue(a)) return NULL;
  const x = number;
  if (!floatFromValue(b)) return NULL;
  const y = number;
  if (!floatFromValue(c)) return NULL;
  const z = number, r = fma(x, y, z);
  if (r != r) { if (x == x && y == y && z == z) return raise(T.ValueError, "invalid operation in fma"); }
  else if (abs(r) == Infinity && abs(x) != Infinity && abs(y) != Infinity && abs(z) != Infinity) return raise(T.OverflowError, "overflow in fma");
  return float(r);
}
