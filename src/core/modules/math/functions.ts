/**
 * math: functions of one or two real numbers that wrap the elementary functions (libm.ts). CPython: Modules/mathmodule.c (math_1, math_2, loghelper). The
 * rules for errors: a NaN out of numbers is a ValueError, an infinity out of finite numbers is an OverflowError, or a ValueError where it is a pole.
 */
import { Ptr, Value, NULL, boolean, float, floatOf, isFloat } from "../../base/value";
import { T } from "../../../generated/core/types";
import { raise, raiseFmt } from "../../objects/errors";
import { numberTrueDivide } from "../../objects/number";
import { floatFromValue, number } from "../../types/float/core";
import { bigLimbs, bigSize, doubleValue, intBitLength, intSign, intToDouble, isLong } from "../../types/int/core";
import { limb } from "../../types/int/magnitude";
import * as L from "./libm";

/** Argument x as a double in X; false: exception. */
let X: f64 = 0;
// @ts-ignore: decorator
@inline function real(v: Value): bool {
  if (isFloat(v)) { X = floatOf(v); return true; }
  return realSlow(v);
}
function realSlow(v: Value): bool {
  if (!floatFromValue(v)) return false;
  X = number;
  return true;
}
let Y: f64 = 0;
function real2(a: Value, b: Value): bool {
  if (!real(a)) return false;
  const x = X;
  if (!real(b)) return false;
  Y = X; X = x;
  return true;
}
function domain(): Value { return raise(T.ValueError, "math domain error"); }
function range(): Value { return raise(T.OverflowError, "math range error"); }
/** Result of a function without poles: infinite means overflow. */
// @ts-ignore: decorator
@inline function overflows(x: f64, r: f64): Value { return abs(r) == Infinity && abs(x) != Infinity ? range() : float(r); }
/** ValueError with the argument in the text. */
function outside(text: string, x: f64): Value { return raiseFmt(T.ValueError, text, float(x)); }
const UNIT = "expected a number in range from -1 up to 1, got %S";
const FINITE = "expected a finite input, got %S";
const POSITIVE = "expected a positive input, got %S";

export function math_sqrt(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return X < 0 ? outside("expected a nonnegative input, got %S", X) : float(sqrt(X));
}
export function math_fabs(m: Value, v: Value): Value { return real(v) ? float(abs(X)) : NULL; }
export function math_sin(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return abs(X) == Infinity ? outside(FINITE, X) : float(L.sin(X));
}
export function math_cos(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return abs(X) == Infinity ? outside(FINITE, X) : float(L.cos(X));
}
export function math_tan(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return abs(X) == Infinity ? outside(FINITE, X) : float(L.tan(X));
}
export function math_asin(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return abs(X) > 1 ? outside(UNIT, X) : float(L.asin(X));
}
export function math_acos(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return abs(X) > 1 ? outside(UNIT, X) : float(L.acos(X));
}
export function math_atan(m: Value, v: Value): Value { return real(v) ? float(L.atan(X)) : NULL; }
export function math_sinh(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return overflows(X, L.sinh(X));
}
export function math_cosh(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return overflows(X, L.cosh(X));
}
export function math_tanh(m: Value, v: Value): Value { return real(v) ? float(L.tanh(X)) : NULL; }
export function math_asinh(m: Value, v: Value): Value { return real(v) ? float(L.asinh(X)) : NULL; }
export function math_acosh(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return X < 1 ? outside("expected argument value not less than 1, got %S", X) : float(L.acosh(X));
}
export function math_atanh(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return abs(X) >= 1 ? outside("expected a number between -1 and 1, got %S", X) : float(L.atanh(X));
}
export function math_exp(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return overflows(X, L.exp(X));
}
export function math_exp2(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return overflows(X, L.exp2(X));
}
export function math_expm1(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return overflows(X, L.expm1(X));
}
export function math_cbrt(m: Value, v: Value): Value { return real(v) ? float(L.cbrt(X)) : NULL; }
export function math_log1p(m: Value, v: Value): Value {
  if (!real(v)) return NULL;
  return X <= -1 ? outside("expected argument value > -1, got %S", X) : float(L.log1p(X));
}

/** log of a real number to the base: 0 e, 2, 10. Ints of any size. */
function logarithm(v: Value, base: i32): Value {
  if (isLong(v)) {
    if (intSign(v) <= 0) return raise(T.ValueError, "expected a positive input");
    if (intToDouble(v)) return float(logOf(doubleValue, base));
    // too large for a double: its top 64 bits as a fraction, and the exponent
    const e = intBitLength(v), n = bigSize(v), p = bigLimbs(v), s = <u64>clz<u32>(<u32>limb(p, n - 1));
    let top = ((limb(p, n - 1) << 32) | limb(p, n - 2)) << s;
    if (s) top |= limb(p, n - 3) >> (32 - s);
    const x = <f64>top / 18446744073709551616.0;
    return float(logOf(x, base) + logOf(2, base) * <f64>e);
  }
  if (!real(v)) return NULL;
  return X <= 0 ? outside(POSITIVE, X) : float(logOf(X, base));
}
function logOf(x: f64, base: i32): f64 { return base == 0 ? L.log(x) : base == 2 ? L.log2(x) : L.log10(x); }
export function math_log(m: Value, v: Value, base: Value): Value {
  const a = logarithm(v, 0);
  if (!a || !base) return a;
  const b = logarithm(base, 0);
  return b ? numberTrueDivide(a, b) : NULL;
}
export function math_log2(m: Value, v: Value): Value { return logarithm(v, 2); }
export function math_log10(m: Value, v: Value): Value { return logarithm(v, 10); }

export function math_atan2(m: Value, y: Value, x: Value): Value { return real2(y, x) ? float(L.atan2(X, Y)) : NULL; }
export function math_copysign(m: Value, x: Value, y: Value): Value { return real2(x, y) ? float(copysign(X, Y)) : NULL; }
export function math_fmod(m: Value, a: Value, b: Value): Value {
  if (!real2(a, b)) return NULL;
  const x = X, y = Y;
  if (x != x || y != y) return float(NaN);
  if (abs(x) == Infinity || y == 0) return domain();
  return float(L.fmod(x, y));
}
export function math_remainder(m: Value, a: Value, b: Value): Value {
  if (!real2(a, b)) return NULL;
  const x = X, y = Y;
  if (x != x || y != y) return float(NaN);
  if (abs(x) == Infinity || y == 0) return domain();
  if (abs(y) == Infinity) return float(x);
  const ax = abs(x), ay = abs(y), r = L.fmod(ax, ay), c = ay - r;
  // r and ay - r: the nearer to zero; a tie goes to the even multiple
  let d = r < c ? r : r > c ? -c : r - 2 * L.fmod(0.5 * (ax - r), ay);
  return float(copysign(1, x) * d);
}
export function math_pow(m: Value, a: Value, b: Value): Value {
  if (!real2(a, b)) return NULL;
  const x = X, y = Y;
  if (y == 0 || x == 1) return float(1);
  if (x != x || y != y) return float(NaN);
  if (abs(y) == Infinity) {
    const ax = abs(x);
    if (ax == 1) return float(1);
    return float((y > 0) == (ax > 1) ? Infinity : 0);
  }
  const odd = L.fmod(abs(y), 2) == 1;
  if (abs(x) == Infinity) {
    if (x > 0) return float(y > 0 ? Infinity : 0);
    return float(y > 0 ? (odd ? x : -x) : odd ? -0.0 : 0);
  }
  if (x == 0 && y < 0) return domain();
  if (x < 0 && y != trunc(y)) return domain();
  const r = L.pow(x, y);
  return abs(r) == Infinity ? range() : float(r);
}
export function math_degrees(m: Value, v: Value): Value { return real(v) ? float(X * (180.0 / 3.141592653589793)) : NULL; }
export function math_radians(m: Value, v: Value): Value { return real(v) ? float(X * (3.141592653589793 / 180.0)) : NULL; }
export function math_isnan(m: Value, v: Value): Value { return real(v) ? boolean(X != X) : NULL; }
export function math_isinf(m: Value, v: Value): Value { return real(v) ? boolean(abs(X) == Infinity) : NULL; }
export function math_isfinite(m: Value, v: Value): Value { return real(v) ? boolean(abs(X) < Infinity) : NULL; }
export function math_isclose(m: Value, av: Value, bv: Value, rel: Value, absolute: Value): Value {
  if (!real2(av, bv)) return NULL;
  const a = X, b = Y;
  let rt: f64 = 1e-9, at: f64 = 0;
  if (rel) { if (!real(rel)) return NULL; rt = X; }
  if (absolute) { if (!real(absolute)) return NULL; at = X; }
  if (rt < 0 || at < 0) return raise(T.ValueError, "tolerances must be non-negative");
  if (a == b) return boolean(true);
  if (abs(a) == Infinity || abs(b) == Infinity) return boolean(false);
  const d = abs(b - a);
  return boolean(d <= abs(rt * b) || d <= abs(rt * a) || d <= at);
}
