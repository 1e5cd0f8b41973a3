/**
 * cmath: elementary functions of a complex number. CPython: Modules/cmathmodule.c. Formulas for the inverse functions: W. Kahan, "Branch cuts for complex elementary
 * functions, or much ado about nothing's sign bit" (1987). Each function takes its argument from zx, zy and leaves the result in rx, ry; infinite and NaN
 * arguments: special.ts.
 */
import { Value, NULL, boolean, float } from "../../base/value";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { raise, raiseFmt, errOccurred } from "../../objects/errors";
import { special0 } from "../../objects/special";
import { moduleAddConstant } from "../../objects/module";
import { numberTrueDivide } from "../../objects/number";
import { decref } from "../../refcount/count";
import { tuplePack2 } from "../../types/tuple/core";
import { complexNew, isComplex } from "../../types/complex/core";
import { floatFromValue, number } from "../../types/float/core";
import * as H from "../../../generated/core/host";
import * as L from "../math/libm";
import { ldexp } from "../math/rounding";
import * as S from "./special";

const LARGE: f64 = 4.49423283715579e307; // a quarter of the largest
const SQRT_LARGE: f64 = 6.703903964971298e153;
const LOG_LARGE: f64 = 708.3964185322641;
const SMALLEST: f64 = 2.2250738585072014e-308;
const SQRT_SMALLEST: f64 = 1.4916681462400413e-154;
const LN2: f64 = 0.6931471805599453;
const E: f64 = 2.718281828459045;

let zx: f64 = 0, zy: f64 = 0, rx: f64 = 0, ry: f64 = 0;
/** 0, 1 domain error, 2 range error */
let problem: i32 = 0;
/** Converts the argument to zx, zy. */
function take(v: Value): bool {
  problem = 0;
  if (isComplex(v)) { zx = load<f64>(<usize>v, 16); zy = load<f64>(<usize>v, 24); return true; }
  const c = special0(v, N.__complex__);
  if (c) {
    if (!isComplex(c)) { raiseFmt(T.TypeError, "%T.__complex__() must return a complex, not %T", v, c); decref(c); return false; }
    zx = load<f64>(<usize>c, 16); zy = load<f64>(<usize>c, 24);
    decref(c);
    return true;
  }
  if (errOccurred() || !floatFromValue(v)) return false;
  zx = number; zy = 0;
  return true;
}
function give(): Value {
  if (problem) return problem == 1 ? raise(T.ValueError, "math domain error") : raise(T.OverflowError, "math range error");
  return complexNew(rx, ry);
}
/** The table's answer for zx, zy if there is one: then true. */
function tabled(re: string, im: string): bool {
  const k = S.special(re, im, zx, zy);
  if (k < 0) { problem = 1; return true; }
  if (k) { rx = S.specialRe; ry = S.specialIm; }
  return k != 0;
}
function overflow(): void { if (abs(rx) == Infinity || abs(ry) == Infinity) problem = 2; }
function hypot(x: f64, y: f64): f64 {
  const s = x * x + y * y;
  if (!(s > 1e-200 && s < 1e200)) return H.mathHypot(x, y);
  const r = sqrt<f64>(s);
  return r + (((err(x) + err(y)) - err(r)) + sumErr(x, y, r)) / (2 * r);
}
function err(x: f64): f64 { const p = x * x, t = 134217729.0 * x, h = t - (t - x), l = x - h; return ((h * h - p) + 2 * h * l) + l * l; }
function sumErr(x: f64, y: f64, r: f64): f64 { const a = x * x, b = y * y, s = a + b, z = s - a; return (s - r * r) + ((a - (s - z)) + (b - z)); }

function csqrt(): void {
  if (tabled(S.SQRT_RE, S.SQRT_IM)) return;
  const x = zx, y = zy;
  if (x == 0 && y == 0) { rx = 0; ry = y; return; }
  let ax = abs(x), s: f64;
  const ay = abs(y);
  if (ax < SMALLEST && ay < SMALLEST) { ax = ldexp(ax, 53); s = ldexp(sqrt<f64>(ax + hypot(ax, ldexp(ay, 53))), -27); }
  else { ax /= 8; s = 2 * sqrt<f64>(ax + hypot(ax, ay / 8)); }
  const d = ay / (2 * s);
  if (x >= 0) { rx = s; ry = copysign(d, y); } else { rx = d; ry = copysign(s, y); }
}
function sqrtOf(x: f64, y: f64): void { zx = x; zy = y; csqrt(); }
function cacos(): void {
  if (tabled(S.ACOS_RE, S.ACOS_IM)) return;
  const x = zx, y = zy;
  if (abs(x) > LARGE || abs(y) > LARGE) {
    rx = L.atan2(abs(y), x);
    const m = L.log(hypot(x / 2, y / 2)) + LN2 * 2;
    ry = x < 0 ? -copysign(m, y) : copysign(m, -y);
    return;
  }
  sqrtOf(1 - x, -y);
  const ax = rx, ay = ry;
  sqrtOf(1 + x, y);
  const bx = rx, by = ry;
  rx = 2 * L.atan2(ax, bx);
  ry = L.asinh(bx * ay - by * ax);
}
function cacosh(): void {
  if (tabled(S.ACOSH_RE, S.ACOSH_IM)) return;
  const x = zx, y = zy;
  if (abs(x) > LARGE || abs(y) > LARGE) { rx = L.log(hypot(x / 2, y / 2)) + LN2 * 2; ry = L.atan2(y, x); return; }
  sqrtOf(x - 1, y);
  const ax = rx, ay = ry;
  sqrtOf(x + 1, y);
  const bx = rx, by = ry;
  rx = L.asinh(ax * bx + ay * by);
  ry = 2 * L.atan2(ay, bx);
}
function casinh(): void {
  if (tabled(S.ASINH_RE, S.ASINH_IM)) return;
  const x = zx, y = zy;
  if (abs(x) > LARGE || abs(y) > LARGE) { rx = copysign(L.log(hypot(x / 2, y / 2)) + LN2 * 2, x); ry = L.atan2(y, abs(x)); return; }
  sqrtOf(1 + y, -x);
  const ax = rx, ay = ry;
  sqrtOf(1 - y, x);
  const bx = rx, by = ry;
  rx = L.asinh(ax * by - bx * ay);
  ry = L.atan2(y, ax * bx - ay * by);
}
function catanh(): void {
  if (tabled(S.ATANH_RE, S.ATANH_IM)) return;
  // odd: for the right half plane only
  const flip = copysign(1, zx) < 0, x = abs(zx), y = flip ? -zy : zy, ay = abs(y);
  if (x > SQRT_LARGE || ay > SQRT_LARGE) {
    const h = hypot(x / 2, y / 2);
    rx = x / 4 / h / h;
    ry = -copysign(1.5707963267948966, -y);
  } else if (x == 1 && ay < SQRT_SMALLEST) {
    if (ay == 0) { rx = Infinity; ry = y; problem = 1; }
    else { rx = -L.log(sqrt<f64>(ay) / sqrt<f64>(hypot(ay, 2))); ry = copysign(L.atan2(2, -ay) / 2, y); }
  } else {
    rx = L.log1p(4 * x / ((1 - x) * (1 - x) + ay * ay)) / 4;
    ry = -L.atan2(-2 * y, (1 - x) * (1 + x) - ay * ay) / 2;
  }
  if (flip) { rx = -rx; ry = -ry; }
}
/** An infinite real part beside a finite imaginary part that is not 0: signs come from its sine and cosine. */
function infiniteReal(): bool { return abs(zx) == Infinity && abs(zy) < Infinity && zy != 0; }
function ccosh(): void {
  const x = zx, y = zy;
  if (infiniteReal()) { rx = copysign(Infinity, L.cos(y)); ry = copysign(Infinity, L.sin(y)); if (x < 0) ry = -ry; return; }
  if (tabled(S.COSH_RE, S.COSH_IM)) return;
  if (abs(x) > LOG_LARGE) { const m = x - copysign(1, x); rx = L.cos(y) * L.cosh(m) * E; ry = L.sin(y) * L.sinh(m) * E; }
  else { rx = L.cos(y) * L.cosh(x); ry = L.sin(y) * L.sinh(x); }
  overflow();
}
function csinh(): void {
  const x = zx, y = zy;
  if (infiniteReal()) { rx = copysign(Infinity, L.cos(y)); ry = copysign(Infinity, L.sin(y)); if (x < 0) rx = -rx; return; }
  if (tabled(S.SINH_RE, S.SINH_IM)) return;
  if (abs(x) > LOG_LARGE) { const m = x - copysign(1, x); rx = L.cos(y) * L.sinh(m) * E; ry = L.sin(y) * L.cosh(m) * E; }
  else { rx = L.cos(y) * L.sinh(x); ry = L.sin(y) * L.cosh(x); }
  overflow();
}
function ctanh(): void {
  const x = zx, y = zy;
  if (infiniteReal()) { rx = copysign(1, x); ry = copysign(0, 2 * L.sin(y) * L.cos(y)); return; }
  if (tabled(S.TANH_RE, S.TANH_IM)) return;
  if (abs(x) > LOG_LARGE) { rx = copysign(1, x); ry = 4 * L.sin(y) * L.cos(y) * L.exp(-2 * abs(x)); return; }
  const tx = L.tanh(x), ty = L.tan(y), cx = 1 / L.cosh(x), t = tx * ty, d = 1 + t * t;
  rx = tx * (1 + ty * ty) / d;
  ry = ty / d * cx * cx;
}
function cexp(): void {
  const x = zx, y = zy;
  if (infiniteReal()) { const m: f64 = x > 0 ? Infinity : 0; rx = copysign(m, L.cos(y)); ry = copysign(m, L.sin(y)); return; }
  if (tabled(S.EXP_RE, S.EXP_IM)) return;
  if (x > LOG_LARGE) { const l = L.exp(x - 1); rx = l * L.cos(y) * E; ry = l * L.sin(y) * E; }
  else { const l = L.exp(x); rx = l * L.cos(y); ry = l * L.sin(y); }
  overflow();
}
function clog(): void {
  if (tabled(S.LOG_RE, S.LOG_IM)) return;
  const x = zx, y = zy, ax = abs(x), ay = abs(y);
  if (ax > LARGE || ay > LARGE) rx = L.log(hypot(ax / 2, ay / 2)) + LN2;
  else if (ax < SMALLEST && ay < SMALLEST) {
    if (ax > 0 || ay > 0) rx = L.log(hypot(ldexp(ax, 53), ldexp(ay, 53))) - 53 * LN2;
    else { rx = -Infinity; problem = 1; }
  } else {
    const h = hypot(ax, ay);
    if (0.71 <= h && h <= 1.73) { const m = max(ax, ay), n = min(ax, ay); rx = L.log1p((m - 1) * (m + 1) + n * n) / 2; }
    else rx = L.log(h);
  }
  ry = L.atan2(y, x);
}
/** f(i z) / i, for the circular functions out of the hyperbolic ones */
function turn(): void { const x = zx; zx = -zy; zy = x; }
function turnBack(): void { const x = rx; rx = ry; ry = -x; }

export function cmath_sqrt(m: Value, v: Value): Value { if (!take(v)) return NULL; csqrt(); return give(); }
export function cmath_exp(m: Value, v: Value): Value { if (!take(v)) return NULL; cexp(); return give(); }
export function cmath_acos(m: Value, v: Value): Value { if (!take(v)) return NULL; cacos(); return give(); }
export function cmath_acosh(m: Value, v: Value): Value { if (!take(v)) return NULL; cacosh(); return give(); }
export function cmath_asinh(m: Value, v: Value): Value { if (!take(v)) return NULL; casinh(); return give(); }
export function cmath_atanh(m: Value, v: Value): Value { if (!take(v)) return NULL; catanh(); return give(); }
export function cmath_cosh(m: Value, v: Value): Value { if (!take(v)) return NULL; ccosh(); return give(); }
export function cmath_sinh(m: Value, v: Value): Value { if (!take(v)) return NULL; csinh(); return give(); }
export function cmath_tanh(m: Value, v: Value): Value { if (!take(v)) return NULL; ctanh(); return give(); }
export function cmath_asin(m: Value, v: Value): Value { if (!take(v)) return NULL; turn(); casinh(); turnBack(); return give(); }
export function cmath_atan(m: Value, v: Value): Value { if (!take(v)) return NULL; turn(); catanh(); turnBack(); return give(); }
export function cmath_sin(m: Value, v: Value): Value { if (!take(v)) return NULL; turn(); csinh(); turnBack(); return give(); }
export function cmath_tan(m: Value, v: Value): Value { if (!take(v)) return NULL; turn(); ctanh(); turnBack(); return give(); }
export function cmath_cos(m: Value, v: Value): Value { if (!take(v)) return NULL; turn(); ccosh(); return give(); }
export function cmath_log10(m: Value, v: Value): Value {
  if (!take(v)) return NULL;
  clog();
  rx /= 2.302585092994046; ry /= 2.302585092994046;
  return give();
}
export function cmath_log(m: Value, v: Value, base: Value): Value {
  if (!take(v)) return NULL;
  clog();
  if (!base) return give();
  const x = rx, y = ry, p = problem;
  if (!take(base)) return NULL;
  clog();
  if (p || problem) { problem = 1; return give(); }
  const a = complexNew(x, y), b = complexNew(rx, ry), r = a && b ? numberTrueDivide(a, b) : NULL;
  decref(a); decref(b);
  return r;
}
function angle(): f64 { return L.atan2(zy, zx); }
export function cmath_phase(m: Value, v: Value): Value { return take(v) ? float(angle()) : NULL; }
export function cmath_polar(m: Value, v: Value): Value {
  if (!take(v)) return NULL;
  const r = abs(zx) == Infinity || abs(zy) == Infinity ? Infinity : hypot(zx, zy);
  if (r == Infinity && abs(zx) < Infinity && abs(zy) < Infinity) return raise(T.OverflowError, "math range error");
  return tuplePack2(float(r), float(angle()));
}
export function cmath_rect(m: Value, rv: Value, pv: Value): Value {
  if (!floatFromValue(rv)) return NULL;
  const r = number;
  if (!floatFromValue(pv)) return NULL;
  const phi = number;
  problem = 0; zx = r; zy = phi;
  if (infiniteReal()) {
    const i = r; // the sign of the radius turns both
    return complexNew(copysign(Infinity, L.cos(phi)) * copysign(1, i), copysign(Infinity, L.sin(phi)) * copysign(1, i));
  }
  if (tabled(S.RECT_RE, S.RECT_IM)) return give();
  return phi == 0 ? complexNew(r, r * phi) : complexNew(r * L.cos(phi), r * L.sin(phi));
}
export function cmath_isnan(m: Value, v: Value): Value { return take(v) ? boolean(zx != zx || zy != zy) : NULL; }
export function cmath_isinf(m: Value, v: Value): Value { return take(v) ? boolean(abs(zx) == Infinity || abs(zy) == Infinity) : NULL; }
export function cmath_isfinite(m: Value, v: Value): Value { return take(v) ? boolean(abs(zx) < Infinity && abs(zy) < Infinity) : NULL; }
export function cmath_isclose(m: Value, av: Value, bv: Value, rel: Value, absolute: Value): Value {
  if (!take(av)) return NULL;
  const ax = zx, ay = zy;
  if (!take(bv)) return NULL;
  const bx = zx, by = zy;
  let rt: f64 = 1e-9, at: f64 = 0;
  if (rel) { if (!floatFromValue(rel)) return NULL; rt = number; }
  if (absolute) { if (!floatFromValue(absolute)) return NULL; at = number; }
  if (rt < 0 || at < 0) return raise(T.ValueError, "tolerances must be non-negative");
  if (ax == bx && ay == by) return boolean(true);
  if (abs(ax) == Infinity || abs(ay) == Infinity || abs(bx) == Infinity || abs(by) == Infinity) return boolean(false);
  const d = hypot(ax - bx, ay - by);
  return boolean(d <= rt * hypot(bx, by) || d <= rt * hypot(ax, ay) || d <= at);
}
export function cmathExec(m: Value): i32 {
  const i = complexNew(0, Infinity), n = complexNew(0, NaN);
  if (!i || !n) return -1;
  moduleAddConstant(m, N.infj, i);
  moduleAddConstant(m, N.nanj, n);
  return 0;
}
