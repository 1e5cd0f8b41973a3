/**
 * math: gamma, lgamma, erf, erfc.
 *
 * Gamma is C. Lanczos's approximation (SIAM J. Numer. Anal. 1, 1964) in the rational form with g = 6.0246800407767296 and 13 terms (the published coefficients
 * "lanczos13m53"), which CPython uses too, so that the results agree to the last digits; the reflection formula does the negative numbers. The error
 * functions are summed in double-double arithmetic: the series of erf with positive terms only (Abramowitz and Stegun 7.1.6), and the continued fraction of
 * erfc (7.1.14) for large arguments. CPython: Modules/mathmodule.c.
 */
import { Value, NULL, float } from "../../base/value";
import { T } from "../../../generated/core/types";
import { raise, raiseFmt } from "../../objects/errors";
import { floatFromValue, number } from "../../types/float/core";
import { add, dh, div, dl, expScaled, expShift, mul, twoProduct } from "./dd";
import { ldexp } from "./rounding";
import * as L from "./libm";

const G: f64 = 6.024680040776729583740234375;
const G_HALF: f64 = 5.524680040776729583740234375;
const PI: f64 = 3.141592653589793;
const NUM: StaticArray<f64> = [
  23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959, 35711959237.355668049440185451547166705960488635843,
  17921034426.037209699919755754458931112671403265390, 6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786772,
  248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640, 2876370.6289353724412254090516208496135991145378768,
  186056.26539522349504029498971604569928220784236328, 8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291, 2.5066282746310002701649081771338373386264310793408,
];
const DEN: StaticArray<f64> = [0.0, 39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0, 2637558.0, 357423.0, 32670.0, 1925.0, 66.0, 1.0];
/** The rational function of the approximation; x > 0. */
function lanczos(x: f64): f64 {
  let n: f64 = 0, d: f64 = 0;
  if (x < 5) for (let i = 12; i >= 0; i--) { n = n * x + unchecked(NUM[i]); d = d * x + unchecked(DEN[i]); }
  else for (let i = 0; i < 13; i++) { n = n / x + unchecked(NUM[i]); d = d / x + unchecked(DEN[i]); }
  return n / d;
}
/** sin(pi * x), accurate near the integers. */
function sinPi(x: f64): f64 {
  const y = L.fmod(abs(x), 2), n = <i32>nearest(2 * y);
  let r: f64;
  switch (n) {
    case 0: r = L.sin(PI * y); break;
    case 1: r = L.cos(PI * (y - 0.5)); break;
    case 2: r = L.sin(PI * (1 - y)); break;
    case 3: r = -L.cos(PI * (y - 1.5)); break;
    default: r = L.sin(PI * (y - 2)); break;
  }
  return copysign(1, x) * r;
}
/** Gamma of a finite number that is no pole; infinite on overflow. */
function gammaOf(x: f64): f64 {
  if (x == floor(x) && x >= 1 && x <= 23) {
    let r: f64 = 1;
    for (let i: f64 = 2; i < x; i++) r *= i;
    return r;
  }
  const a = abs(x);
  if (a < 1e-20) return 1 / x;
  if (a > 200) return x < 0 ? 0 / sinPi(x) : Infinity;
  const y = a + G_HALF;
  // what rounding took from y
  let z = a > G_HALF ? y - a - G_HALF : y - G_HALF - a;
  z = z * G / y;
  let r: f64;
  if (x < 0) {
    r = -PI / sinPi(a) / a * L.exp(y) / lanczos(a);
    r -= z * r;
    if (a < 140) r /= L.pow(y, a - 0.5);
    else { const s = L.pow(y, a / 2 - 0.25); r /= s; r /= s; }
  } else {
    r = lanczos(a) / L.exp(y);
    r += z * r;
    if (a < 140) r *= L.pow(y, a - 0.5);
    else { const s = L.pow(y, a / 2 - 0.25); r *= s; r *= s; }
  }
  return r;
}
const POLE = "expected a noninteger or positive integer, got %S";
export function math_gamma(m: Value, v: Value): Value {
  if (!floatFromValue(v)) return NULL;
  const x = number;
  if (x != x || x == Infinity) return float(x);
  if (x == -Infinity || x == 0 || (x < 0 && x == floor(x))) return raiseFmt(T.ValueError, POLE, float(x));
  const r = gammaOf(x);
  return abs(r) == Infinity ? raise(T.OverflowError, "math range error") : float(r);
}
export function math_lgamma(m: Value, v: Value): Value {
  if (!floatFromValue(v)) return NULL;
  const x = number;
  if (x != x) return float(x);
  if (abs(x) == Infinity) return float(Infinity);
  if (x == floor(x) && x <= 2) return x <= 0 ? raiseFmt(T.ValueError, POLE, float(x)) : float(0);
  const a = abs(x);
  if (a < 1e-20) return float(-L.log(a));
  let r = L.log(lanczos(a)) - G + (a - 0.5) * (L.log(a + G - 0.5) - 1);
  if (x < 0) r = 1.1447298858494002 - L.log(abs(sinPi(a))) - L.log(a) - r;
  return abs(r) == Infinity ? raise(T.OverflowError, "math range error") : float(r);
}

/** exp(-x*x) in dh, dl, with expShift. */
function gauss(x: f64): void {
  twoProduct(x, x);
  expScaled(-dh, -dl);
}
const SQRT_PI_H: f64 = 1.772453850905516, SQRT_PI_L: f64 = -7.666586499825799e-17;
/** erf for 0 <= x < 4.5: 2/sqrt(pi) * exp(-x*x) * sum of 2**n x**(2n+1) / (1*3*…*(2n+1)), in dh, dl. */
function erfSeries(x: f64): void {
  twoProduct(x, x);
  const qh = 2 * dh, ql = 2 * dl;
  let th: f64 = x, tl: f64 = 0, sh: f64 = x, sl: f64 = 0;
  for (let n = 3; th > sh * 1e-34; n += 2) {
    mul(th, tl, qh, ql);
    div(dh, dl, <f64>n, 0);
    th = dh; tl = dl;
    add(sh, sl, th, tl);
    sh = dh; sl = dl;
  }
  gauss(x);
  const scale = ldexp(2, expShift);
  mul(dh, dl, sh, sl);
  div(dh, dl, SQRT_PI_H, SQRT_PI_L);
  dhScale(scale);
}
function dhScale(s: f64): void { mul(dh, dl, s, 0); }
function erf(x: f64): f64 {
  const a = abs(x);
  if (a > 5.95) return copysign(1, x);
  if (a < 1e-150) return x * 1.1283791670955126;
  if (a >= 4.5) return copysign(1 - erfc(a), x);
  erfSeries(a);
  return copysign(dh + dl, x);
}
function erfc(x: f64): f64 {
  if (x < -6) return 2;
  if (x > 27.3) return 0;
  if (x < 4) {
    const a = abs(x);
    if (a < 1e-20) return 1;
    erfSeries(a);
    if (x < 0) add(1, 0, dh, dl); else add(1, 0, -dh, -dl);
    return dh + dl;
  }
  // exp(-x*x) / sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + …))))
  let fh: f64 = x, fl: f64 = 0;
  for (let k = 90; k >= 1; k--) {
    div(<f64>k * 0.5, 0, fh, fl);
    add(x, 0, dh, dl);
    fh = dh; fl = dl;
  }
  mul(fh, fl, SQRT_PI_H, SQRT_PI_L);
  const bh = dh, bl = dl;
  gauss(x);
  div(dh, dl, bh, bl);
  return ldexp(dh + dl, expShift);
}
export function math_erf(m: Value, v: Value): Value {
  if (!floatFromValue(v)) return NULL;
  return float(number != number ? number : erf(number));
}
export function math_erfc(m: Value, v: Value): Value {
  if (!floatFromValue(v)) return NULL;
  return float(number != number ? number : erfc(number));
}
