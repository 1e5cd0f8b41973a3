/**
 * Double-double arithmetic: a number as the unevaluated sum of two doubles, about 106 bits (T. J. Dekker 1971, D. E. Knuth, TAOCP 4.2.2). Each operation leaves its
 * result in dh (high) and dl (low), thread-local. No care is taken of overflow: for numbers of moderate size.
 */
import * as H from "../../../generated/core/host";

export let dh: f64 = 0;
export let dl: f64 = 0;

/** a + b of doubles, exactly. */
// @ts-ignore: decorator
@inline export function twoSum(a: f64, b: f64): void { const s = a + b, z = s - a; dl = (a - (s - z)) + (b - z); dh = s; }
/** a + b where |a| >= |b|. */
// @ts-ignore: decorator
@inline export function fastTwoSum(a: f64, b: f64): void { const s = a + b; dl = b - (s - a); dh = s; }
/** a * b of doubles, exactly. */
// @ts-ignore: decorator
@inline export function twoProduct(a: f64, b: f64): void {
  const p = a * b, t = 134217729.0 * a, ah = t - (t - a), al = a - ah, u = 134217729.0 * b, bh = u - (u - b), bl = b - bh;
  dl = ((ah * bh - p) + ah * bl + al * bh) + al * bl;
  dh = p;
}
export function add(ah: f64, al: f64, bh: f64, bl: f64): void {
  twoSum(ah, bh);
  const s = dh, e = dl;
  twoSum(al, bl);
  const t = dh, f = dl;
  fastTwoSum(s, e + t);
  fastTwoSum(dh, dl + f);
}
export function mul(ah: f64, al: f64, bh: f64, bl: f64): void {
  twoProduct(ah, bh);
  fastTwoSum(dh, dl + (ah * bl + al * bh));
}
export function div(ah: f64, al: f64, bh: f64, bl: f64): void {
  const q = ah / bh;
  mul(q, 0, bh, bl);
  add(ah, al, -dh, -dl);
  const r = dh, s = dl, q2 = r / bh;
  mul(q2, 0, bh, bl);
  add(r, s, -dh, -dl);
  const q3 = dh / bh;
  fastTwoSum(q, q2);
  add(dh, dl, q3, 0);
}
const LN2H: f64 = 0.6931471805599453, LN2L: f64 = 2.3190468138462996e-17;
/** The power of two by which the result of expScaled is still to be multiplied. */
export let expShift: i32 = 0;
/** e**(xh + xl) / 2**expShift: the fraction is near 1. */
export function expScaled(xh: f64, xl: f64): void {
  const k = nearest(xh * 1.4426950408889634);
  expShift = <i32>k;
  mul(LN2H, LN2L, k, 0);
  add(xh, xl, -dh, -dl);
  // expm1 of 1/512 of it by its series, then nine doublings
  const rh = dh * 0.001953125, rl = dl * 0.001953125;
  let th: f64 = rh, tl: f64 = rl, sh: f64 = rh, sl: f64 = rl;
  for (let n = 2; n <= 9; n++) {
    mul(th, tl, rh, rl);
    div(dh, dl, <f64>n, 0);
    th = dh; tl = dl;
    add(sh, sl, th, tl);
    sh = dh; sl = dl;
  }
  for (let i = 0; i < 9; i++) {
    mul(sh, sl, sh, sl);
    const qh = dh, ql = dl;
    add(2 * sh, 2 * sl, qh, ql);
    sh = dh; sl = dl;
  }
  add(1, 0, sh, sl);
}
