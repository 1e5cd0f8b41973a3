/**
 * The elementary functions on doubles, rounded correctly but for rare cases near the middle of two doubles: so results are those of a good libm (glibc) to the last
 * digit, where the JavaScript engine's differ in some. exp and log by tables (P. T. P. Tang, ACM TOMS 15 and 16, 1989/1990) whose values and whose leading
 * terms are double-doubles (dd.ts); sine and cosine by a table of multiples of 1/64 and the addition theorems; the inverse functions start
 * from the engine's value and take one step of Newton's method. The tables (4 KB) are made at first use; writing them twice does no harm.
 */
import * as H from "../../../generated/core/host";
import { add, dh, div, dl, expScaled, expShift, fastTwoSum, mul, twoProduct, twoSum } from "./dd";
import { ldexp } from "./rounding";

const LN2H: f64 = 0.6931471805599453, LN2L: f64 = 2.3190468138462996e-17;
/** ln 2 as a number of 33 bits and the rest */
const LN2A: f64 = 0.6931471803691238, LN2B: f64 = 1.9082149292705877e-10;
/** 2**(i/64) as pairs, i = 0 … 63 · pairs of log(c), c = (128 + i)/128 for i = 0 … 127 · sin and cos of i/64 as pairs, i = 0 … 63 */
const EXP: usize = memory.data(64 * 16, 16);
const LOG: usize = memory.data(129 * 16, 16);
const TRIG: usize = memory.data(64 * 32, 16);
const READY: usize = memory.data(4, 4);

function tables(): void {
  for (let i = 0; i < 64; i++) {
    mul(LN2H, LN2L, <f64>i / 64, 0);
    expScaled(dh, dl);
    const s: f64 = expShift ? 2 : 1, p = EXP + (<usize>i << 4);
    store<f64>(p, dh * s); store<f64>(p, dl * s, 8);
  }
  for (let i = 0; i <= 128; i++) {
    // log c = y + (c * e**-y - 1), with y close to it
    const c = 1 + <f64>i / 128, y = H.mathLog(c), p = LOG + (<usize>i << 4);
    expScaled(-y, 0);
    const s: f64 = expShift ? 0.5 : 1;
    mul(dh * s, dl * s, c, 0);
    add(dh, dl, -1, 0);
    const eh = dh, el = dl;
    add(y, 0, eh, el);
    store<f64>(p, dh); store<f64>(p, dl, 8);
  }
  for (let i = 0; i < 64; i++) {
    const x = <f64>i / 64, p = TRIG + (<usize>i << 5);
    series(x, x, 0, 2);
    store<f64>(p, dh); store<f64>(p, dl, 8);
    series(x, 1, 0, 1);
    store<f64>(p, dh, 16); store<f64>(p, dl, 24);
  }
  atomic.store<u32>(READY, 1);
}
/** Taylor series first - first*x*x/(n(n+1)) + …: sine (first = x, n = 2) or cosine (first = 1, n = 1). */
function series(x: f64, th: f64, tl: f64, n: i32): void {
  let sh = th, sl = tl;
  const q = x * x; // exact: x is a multiple of 1/64
  for (; n < 30; n += 2) {
    mul(th, tl, -q, 0);
    div(dh, dl, <f64>(n * (n + 1)), 0);
    th = dh; tl = dl;
    add(sh, sl, th, tl);
    sh = dh; sl = dl;
  }
  add(sh, sl, 0, 0);
}
// @ts-ignore: decorator
@inline function init(): void { if (!atomic.load<u32>(READY)) tables(); }

// ---- exp ----------------------------------------------------------------------------------------------------------------------
let shift: i32 = 0;
/** e**(xh + xl) / 2**shift in dh, dl, to about 70 bits; |xh| < 800. */
function expPair(xh: f64, xl: f64): void {
  init();
  const k = nearest(xh * 92.33248261689366), n = <i32>k, i = n & 63; // 64 / ln 2
  shift = (n - i) >> 6;
  // r = x - k * ln2/64, the constant in three parts
  const a = xh - k * 0.010830424695086549, b = k * 1.162596423439437e-12; // 33 and 53 bits of ln2/64
  twoSum(a, -b);
  const rh = dh, rl = dl + xl - productError(k, 1.162596423439437e-12, b) - k * -2.0507341277789462e-29;
  // e**r - 1 = r + r*r/2 + …, the first two terms as pairs
  twoProduct(rh, rh);
  const qh = dh * 0.5, ql = dl * 0.5 + rh * rl;
  const tail = rh * rh * rh * (0.16666666666666666 + rh * (0.041666666666666664 + rh * (0.008333333333333333 + rh * (0.001388888888888889 + rh * 0.0001984126984126984))));
  fastTwoSum(rh, qh);
  const ph = dh, pl = dl + ql + rl + tail;
  const t = EXP + (<usize>i << 4), th = load<f64>(t), tl = load<f64>(t, 8);
  mul(th, tl, ph, pl);
  add(th, tl, dh, dl);
}
function productError(a: f64, b: f64, p: f64): f64 {
  const t = 134217729.0 * a, ah = t - (t - a), al = a - ah, u = 134217729.0 * b, bh = u - (u - b), bl = b - bh;
  return ((ah * bh - p) + ah * bl + al * bh) + al * bl;
}
/** dh + dl, scaled: one rounding also where the result is subnormal. */
function scaled(): f64 {
  const h = dh + dl, l = dl;
  if (shift > -1022 || (shift == -1022 && h >= 1)) return ldexp(h, shift);
  if (shift < -1140) return 0;
  // adding a power of two puts the last bit of the result in place
  const big = ldexp(4503599627370496.0, -1074 - shift);
  twoSum(big, dh);
  return ldexp(dh + (dl + l) - big, shift);
}
export function exp(x: f64): f64 {
  if (x != x) return x;
  if (x > 709.8) return Infinity;
  if (x < -745.2) return 0;
  expPair(x, 0);
  return scaled();
}
export function exp2(x: f64): f64 {
  if (x != x) return x;
  if (x >= 1024) return Infinity;
  if (x < -1075.5) return 0;
  const n = nearest(x), f = x - n;
  mul(LN2H, LN2L, f, 0);
  expPair(dh, dl);
  shift += <i32>n;
  return scaled();
}
export function expm1(x: f64): f64 {
  if (x != x || x == 0 || abs(x) < 1e-300) return x;
  if (x > 709.8) return Infinity;
  if (x < -40) return -1;
  if (abs(x) < 0.01) {
    // x + x*x/2 as a pair, the rest as a double
    twoProduct(x, x);
    const qh = dh * 0.5, ql = dl * 0.5;
    fastTwoSum(x, qh);
    return dh + (dl + (ql + x * x * x * (0.16666666666666666 + x * (0.041666666666666664 + x * (0.008333333333333333 + x * (0.001388888888888889 + x * 0.0001984126984126984))))));
  }
  expPair(x, 0);
  if (shift > 100) return scaled();
  const s = ldexp(1, shift);
  add(dh * s, dl * s, -1, 0);
  return dh + dl;
}
// the hyperbolic functions by the identities that the C libraries use, so that the last digits agree with theirs
export function sinh(x: f64): f64 {
  const a = abs(x), h: f64 = copysign(0.5, x);
  if (!(a > 1e-9)) return x;
  if (a < 22) {
    const t = expm1(a);
    return a < 1 ? h * (2 * t - t * t / (t + 1)) : h * (t + t / (t + 1));
  }
  return copysign(expHalf(a), x);
}
/** e**x / 2 where e**x may overflow */
function expHalf(x: f64): f64 {
  if (x < 709) return 0.5 * exp(x);
  if (x > 711) return Infinity;
  const w = exp(0.5 * x);
  return 0.5 * w * w;
}
export function cosh(x: f64): f64 {
  const a = abs(x);
  if (x != x) return x;
  if (a < 0.34657359027997264) {
    const t = expm1(a), w = 1 + t;
    return a < 1e-17 ? w : 1 + t * t / (w + w);
  }
  if (a < 22) { const t = exp(a); return 0.5 * t + 0.5 / t; }
  return expHalf(a);
}
export function tanh(x: f64): f64 {
  const a = abs(x);
  if (!(a > 1e-17)) return x;
  if (a > 22) return copysign(1, x);
  if (a >= 1) return copysign(1 - 2 / (expm1(2 * a) + 2), x);
  const t = expm1(-2 * a);
  return copysign(-t / (t + 2), x);
}

// ---- log ----------------------------------------------------------------------------------------------------------------------
/** log(x * (1 + e)) in dh, dl for finite x > 0 and tiny e, to about 68 bits. */
function logPair(x: f64, e: f64): void {
  init();
  let k = 0;
  if (x < 2.2250738585072014e-308) { x *= 18014398509481984.0; k = -54; }
  const bits = reinterpret<u64>(x);
  k += <i32>(bits >> 52) - 1023;
  let m = reinterpret<f64>((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
  if (m > 1.4142135623730951) { m *= 0.5; k++; }
  // m = c * (1 + r) with c a multiple of 1/128, or of 1/256 below one; log c from the table
  let i: i32, c: f64, extra: f64;
  if (m >= 1) { i = <i32>nearest((m - 1) * 128); c = 1 + <f64>i / 128; extra = 0; }
  else { i = <i32>nearest((2 * m - 1) * 128); c = (1 + <f64>i / 128) * 0.5; extra = -1; }
  const d = m - c; // exact
  div(d, 0, c, 0);
  const rh = dh, rl = dl + e;
  // log(1 + r) = r - r*r/2 + r**3/3 - …
  twoProduct(rh, rh);
  const qh = dh * -0.5, ql = dl * -0.5 - rh * rl;
  const cube = rh * rh * rh, tail = cube * (0.3333333333333333 + rh * (-0.25 + rh * (0.2 + rh * (-0.16666666666666666 + rh * (0.14285714285714285 + rh * (-0.125 + rh * 0.1111111111111111))))));
  fastTwoSum(rh, qh);
  const sh = dh, sl = dl + (rl + ql + tail);
  if (i == 0 && k + <i32>extra == 0) { fastTwoSum(sh, sl); return; }
  const p = LOG + (<usize>i << 4), kk = <f64>k + extra;
  let gh = load<f64>(p), gl = load<f64>(p, 8);
  if (i == 128 && kk == -1) { fastTwoSum(sh, sl); return; }
  if (kk != 0) { mul(LN2H, LN2L, kk, 0); add(dh, dl, gh, gl); gh = dh; gl = dl; }
  add(gh, gl, sh, sl);
}
/** x without the low half of its mantissa: the product of two such is exact. */
// @ts-ignore: decorator
@inline function high(x: f64): f64 { return reinterpret<f64>(reinterpret<u64>(x) & 0xFFFF_FFFF_F800_0000); }
/** The same steps as logPair's, in local variables and with pairs only where bits would be lost: ln 2 is cut so that k * LN2A is exact. */
export function log(x: f64): f64 {
  if (x != x || x == Infinity) return x;
  if (x <= 0) return x == 0 ? -Infinity : NaN;
  init();
  let k: f64 = 0;
  if (x < 2.2250738585072014e-308) { x *= 18014398509481984.0; k = -54; }
  const bits = reinterpret<u64>(x);
  k += <f64>(<i32>(bits >> 52) - 1023);
  let m = reinterpret<f64>((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000), i: i32, c: f64;
  if (m > 1.4142135623730951) {
    // below one: steps of 1/256, whose logarithms are those of twice as much, less ln 2
    i = <i32>nearest((m - 1) * 128); c = (1 + <f64>i / 128) * 0.5;
    m *= 0.5; k += i == 128 ? 1 : 0;
  } else { i = <i32>nearest((m - 1) * 128); c = 1 + <f64>i / 128; }
  const d = m - c, r = d / c, h = high(r), low = r - h;
  // r + rl = d / c
  const rl = ((d - h * c) - low * c) / c, hh = high(h);
  const qh = hh * hh * -0.5, ql = (r - hh) * (r + hh) * -0.5 - r * rl;
  const tail = r * r * r * (0.3333333333333333 + r * (-0.25 + r * (0.2 + r * (-0.16666666666666666 + r * (0.14285714285714285 + r * (-0.125 + r * 0.1111111111111111))))));
  const sh = r + qh, sl = (qh - (sh - r)) + (rl + ql + tail);
  if (k == 0 && (i == 0 || i == 128)) return sh + sl;
  const p = LOG + (<usize>i << 4);
  let gh: f64 = 0, gl: f64 = 0;
  if (i != 128) { gh = load<f64>(p); gl = load<f64>(p, 8); }
  const a = k * LN2A, t = a + gh, te = a > gh || -a > gh ? gh - (t - a) : a - (t - gh);
  const u = t + sh, ue = sh - (u - t);
  return u + (ue + (te + (k * LN2B + gl + sl)));
}
export function log2(x: f64): f64 {
  if (x != x || x == Infinity) return x;
  if (x <= 0) return x == 0 ? -Infinity : NaN;
  logPair(x, 0);
  mul(dh, dl, 1.4426950408889634, 2.0355273740931033e-17);
  return dh + dl;
}
export function log10(x: f64): f64 {
  if (x != x || x == Infinity) return x;
  if (x <= 0) return x == 0 ? -Infinity : NaN;
  logPair(x, 0);
  mul(dh, dl, 0.4342944819032518, 1.098319650216765e-17);
  return dh + dl;
}
export function log1p(x: f64): f64 {
  if (x != x || x == Infinity || abs(x) < 1e-300) return x;
  if (x <= -1) return x == -1 ? -Infinity : NaN;
  if (abs(x) < 0.003) {
    twoProduct(x, x);
    const qh = dh * -0.5, ql = dl * -0.5;
    fastTwoSum(x, qh);
    return dh + (dl + (ql + x * x * x * (0.3333333333333333 + x * (-0.25 + x * (0.2 + x * (-0.16666666666666666 + x * 0.14285714285714285))))));
  }
  twoSum(1, x);
  const h = dh, l = dl;
  logPair(h, l / h);
  return dh + dl;
}
/** x finite, not 0; y finite; x < 0 only with an integer y. */
export function pow(x: f64, y: f64): f64 {
  if (y == 1) return x;
  if (y == 2) return x * x;
  if (y == 0.5 && x > 0) return sqrt<f64>(x);
  if (x == 0) return H.mathPow(x, y);
  const neg = x < 0 && fmod(abs(y), 2) == 1, a = abs(x);
  if (a == 1 || y == 0) return neg ? -1 : 1;
  logPair(a, 0);
  const lh = dh, ll = dl, est = lh * y;
  if (est > 710) return neg ? -Infinity : Infinity;
  if (est < -746) return neg ? -0.0 : 0;
  if (abs(y) > 1e200 || abs(y) < 1e-200) return (neg ? -1 : 1) * H.mathPow(a, y);
  twoProduct(lh, y);
  expPair(dh, dl + ll * y);
  const r = scaled();
  return neg ? -r : r;
}
export function cbrt(x: f64): f64 {
  const y = H.mathCbrt(x);
  if (x == 0 || !(abs(x) < 1e300) || abs(x) < 1e-290) return y;
  twoProduct(y, y);
  mul(dh, dl, y, 0);
  add(x, 0, -dh, -dl);
  return y + (dh + dl) / (3 * y * y);
}

// ---- sine and its kin -----------------------------------------------------------------------------------------------------------
let sh: f64 = 0, sl: f64 = 0, ch: f64 = 0, cl: f64 = 0;
/** Sine (sh, sl) and cosine (ch, cl) of x, |x| < 1e5, to about 68 bits relative to 1. */
function sinCos(x: f64): void {
  init();
  const k = nearest(x * 0.6366197723675814), n = <i32>k;
  // x - k * pi/2, the constant in parts of 33, 53 and 53 bits
  const a = x - k * 1.5707963267341256;
  twoProduct(k, 6.077100506506192e-11);
  const bh = dh, bl = dl;
  twoSum(a, -bh);
  const e = dl - bl - k * P3;
  fastTwoSum(dh, e);
  let r = dh, rl = dl;
  const neg = r < 0;
  if (neg) { r = -r; rl = -rl; }
  const i = <i32>nearest(r * 64), d = r - <f64>i / 64;
  // sin d, cos d - 1 for |d| <= 1/128
  twoProduct(d, d);
  const q = dh, qe = dl;
  const sd = d * q * (-0.16666666666666666 + q * (0.008333333333333333 + q * -1.984126984126984e-4)) + rl;
  const cd = -0.5 * q, ce = -0.5 * qe - d * rl + q * q * (0.041666666666666664 + q * (-0.001388888888888889 + q * 2.48015873015873e-5));
  const p = TRIG + (<usize>i << 5), ah = load<f64>(p), al = load<f64>(p, 8), gh = load<f64>(p, 16), gl = load<f64>(p, 24);
  fastTwoSum(d, sd);
  const dsh = dh, dsl = dl;
  // sin = ah + gh*sin d + ah*(cos d - 1);  cos = gh - ah*sin d + gh*(cos d - 1)
  mul(gh, gl, dsh, dsl); const x1 = dh, y1 = dl;
  mul(ah, al, cd, ce); const x2 = dh, y2 = dl;
  add(x1, y1, x2, y2);
  add(ah, al, dh, dl);
  let s0 = dh, s1 = dl;
  if (i == 0) { s0 = dsh; s1 = dsl; }
  mul(ah, al, dsh, dsl); const x3 = dh, y3 = dl;
  mul(gh, gl, cd, ce); const x4 = dh, y4 = dl;
  add(x4, y4, -x3, -y3);
  add(gh, gl, dh, dl);
  let c0 = dh, c1 = dl;
  if (neg) { s0 = -s0; s1 = -s1; }
  switch (n & 3) {
    case 0: sh = s0; sl = s1; ch = c0; cl = c1; break;
    case 1: sh = c0; sl = c1; ch = -s0; cl = -s1; break;
    case 2: sh = -s0; sl = -s1; ch = -c0; cl = -c1; break;
    default: sh = -c0; sl = -c1; ch = s0; cl = s1;
  }
}
const P3: f64 = 3.5215598651832e-27;
function moderate(x: f64): bool { return abs(x) < 1e5 && abs(x) > 1e-4; }
export function sin(x: f64): f64 {
  if (abs(x) <= 1e-4) return x == 0 ? x : x - x * x * x / 6;
  if (!moderate(x)) return H.mathSin(x);
  sinCos(x);
  return sh + sl;
}
export function cos(x: f64): f64 {
  if (!moderate(x)) return H.mathCos(x);
  sinCos(x);
  return ch + cl;
}
export function tan(x: f64): f64 {
  if (!moderate(x)) return H.mathTan(x);
  sinCos(x);
  div(sh, sl, ch, cl);
  return dh + dl;
}
export function asin(x: f64): f64 {
  const y = H.mathAsin(x);
  if (abs(x) < 0.01 || !(abs(x) < 0.9999)) return y;
  sinCos(y);
  return y + ((x - sh) - sl) / ch;
}
export function acos(x: f64): f64 {
  const y = H.mathAcos(x);
  if (!(abs(x) < 0.9999) || y < 0.02) return y;
  sinCos(y);
  return y + ((ch - x) + cl) / sh;
}
export function atan(x: f64): f64 {
  const y = H.mathAtan(x);
  if (!(abs(x) > 0.01) || abs(x) > 1e8) return y;
  sinCos(y);
  // tan(y) = sh/ch; the rest of the angle: (x*cos - sin) / (cos + x*sin)
  mul(ch, cl, x, 0);
  add(dh, dl, -sh, -sl);
  return y + (dh + dl) / (ch + x * sh);
}
export function atan2(y: f64, x: f64): f64 {
  const r = H.mathAtan2(y, x);
  if (x != x || y != y || x == 0 || y == 0 || !(abs(x) < 1e150) || !(abs(y) < 1e150) || abs(x) < 1e-150 || abs(y) < 1e-150 || abs(r) < 0.01 || abs(abs(r) - 3.141592653589793) < 1e-8) return r;
  sinCos(r);
  // the rest of the angle: (y*cos - x*sin) / (x*cos + y*sin)
  mul(ch, cl, y, 0);
  const ah = dh, al = dl;
  mul(sh, sl, x, 0);
  add(ah, al, -dh, -dl);
  return r + (dh + dl) / (x * ch + y * sh);
}
export function asinh(x: f64): f64 {
  const a = abs(x);
  if (!(a > 1e-9) || a == Infinity) return x;
  if (a > 268435456.0) return copysign(log(a) + LN2H, x);
  const t = a * a;
  return copysign(a > 2 ? log(2 * a + 1 / (sqrt<f64>(t + 1) + a)) : log1p(a + t / (1 + sqrt<f64>(1 + t))), x);
}
/** x >= 1 or NaN */
export function acosh(x: f64): f64 {
  if (!(x > 1)) return x == 1 ? 0 : NaN;
  if (x > 268435456.0) return x == Infinity ? x : log(x) + LN2H;
  if (x > 2) return log(2 * x - 1 / (x + sqrt<f64>(x * x - 1)));
  const t = x - 1;
  return log1p(t + sqrt<f64>(2 * t + t * t));
}
export function atanh(x: f64): f64 {
  const a = abs(x);
  if (!(a > 1e-9) || a >= 1) return a == 1 ? x * Infinity : x;
  const t = a + a;
  return copysign(0.5 * log1p(a < 0.5 ? t + t * a / (1 - a) : t / (1 - a)), x);
}
export function fmod(x: f64, y: f64): f64 { return H.mathFmod(x, y); }
