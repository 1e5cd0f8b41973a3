/**
 * math: functions of integers of any size: gcd, lcm, factorial, comb, perm, isqrt. CPython: Modules/mathmodule.c. Small numbers are done in machine words;
 * products of many factors by halving, so that the factors of each multiplication are of like size.
 */
import { hostBegin, hostEnd } from "../../types/int/host";
import { Ptr, Value, NULL, None, fitsInt, int, intOf, isInt, bothInt } from "../../base/value";
import { T } from "../../../generated/core/types";
import * as H from "../../../generated/core/host";
import { decref, newRef } from "../../refcount/count";
import { raise, raiseFmt } from "../../objects/errors";
import { noKeywords } from "../../objects/args";
import { numberIndex } from "../../objects/abstract-index";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { bigLimbs, bigNew, fitsI64, intExact, intFinish, intFromI64, intFromU64, intSign, smallValue, view, viewLimbs, viewSize } from "../../types/int/core";
import { intAbs, intCompareValues, intFloorDiv, intLshiftBy, intMul, intSub } from "../../types/int/arith";

/** operator.index(v) as an exact int; new. */
function index(v: Value): Value {
  if (isInt(v)) return v;
  const i = numberIndex(v);
  if (!i) return NULL;
  const r = intExact(i);
  decref(i);
  return r;
}
/** Greatest common divisor of two ints; new. */
function gcdOf(a: Value, b: Value): Value {
  if (bothInt(a, b)) {
    let x = intOf(a), y = intOf(b);
    if (x < 0) x = -x;
    if (y < 0) y = -y;
    while (y) { const t = x % y; x = y; y = t; }
    return intFromI64(x);
  }
  const mark = stackMark(), room = stackAlloc(16);
  if (!room) return NULL;
  view(a, room);
  const ap = viewLimbs, an = viewSize;
  view(b, room + 8);
  const bp = viewLimbs, bn = viewSize;
  let r: Value;
  if (an == 0) r = intAbs(b);
  else if (bn == 0) r = intAbs(a);
  else {
    r = bigNew(an < bn ? an : bn);
    if (r) { store<u32>(<Ptr>r, 0, 20); const away = hostBegin(an + bn); H.bigGcd(ap, an, bp, bn, bigLimbs(r)); hostEnd(away); r = intFinish(r); }
  }
  stackRestore(mark);
  return r;
}
function lcmOf(a: Value, b: Value): Value {
  if (intSign(a) == 0 || intSign(b) == 0) return int(0);
  const g = gcdOf(a, b), f = g ? intFloorDiv(a, g) : NULL, m = f ? intMul(f, b) : NULL, r = m ? intAbs(m) : NULL;
  decref(g); decref(f); decref(m);
  return r;
}
export function math_gcd(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return noKeywords("math.gcd", kwnames) ? fold(args, nargs, false) : NULL; }
export function math_lcm(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return noKeywords("math.lcm", kwnames) ? fold(args, nargs, true) : NULL; }
function fold(args: Ptr, nargs: i32, lcm: bool): Value {
  if (nargs == 0) return int(lcm ? 1 : 0);
  const first = index(load<u64>(args));
  if (!first) return NULL;
  let r = intAbs(first);
  decref(first);
  for (let i = 1; r && i < nargs; i++) {
    const v = index(load<u64>(args + (<usize>i << 3)));
    if (!v) { decref(r); return NULL; }
    const next = lcm ? lcmOf(r, v) : gcdOf(r, v);
    decref(r); decref(v);
    r = next;
  }
  return r;
}

/** Product of the odd parts of lo … hi - 1. */
function oddProduct(lo: u64, hi: u64): Value {
  const bits = 64 - clz<u64>(hi), n = hi - lo;
  if (n <= 64 && n * bits <= 64) {
    let r: u64 = 1;
    for (let j = lo; j < hi; j++) r *= j >> ctz<u64>(j);
    return intFromU64(r);
  }
  const mid = lo + (n >> 1), a = oddProduct(lo, mid), b = a ? oddProduct(mid, hi) : NULL, r = b ? intMul(a, b) : NULL;
  decref(a); decref(b);
  return r;
}
export function math_factorial(m: Value, v: Value): Value {
  const i = index(v);
  if (!i) return NULL;
  const sign = intSign(i), fits = fitsI64(i), n = smallValue;
  decref(i);
  if (sign < 0) return raise(T.ValueError, "factorial() not defined for negative values");
  if (!fits) return raise(T.OverflowError, "factorial() argument should not exceed 9223372036854775807");
  if (n <= 20) {
    let r: i64 = 1;
    for (let j: i64 = 2; j <= n; j++) r *= j;
    return intFromI64(r);
  }
  const odd = oddProduct(2, <u64>n + 1), r = odd ? intLshiftBy(odd, n - <i64>popcnt<u64>(<u64>n)) : NULL;
  decref(odd);
  return r;
}

/** n! / (n - k)!, or that divided by k!, for 0 <= k <= n. n is borrowed; new. */
function permComb(n: Value, k: i64, comb: bool): Value {
  if (k == 0) return int(1);
  if (k == 1) return newRef(n);
  if (fitsI64(n)) {
    // in one machine word, if it fits: each partial quotient is a binomial coefficient itself
    const top = <u64>smallValue;
    let r: u64 = 1, ok = true;
    for (let i: u64 = 0; i < <u64>k; i++) {
      const f = top - i;
      if (r > u64.MAX_VALUE / f) { ok = false; break; }
      r *= f;
      if (comb) r /= i + 1;
    }
    if (ok) return intFromU64(r);
  }
  // P(n, k) = P(n, j) * P(n-j, k-j);  C(n, k) = C(n, j) * C(n-j, k-j) / C(k, j)
  const j = k >> 1, a = permComb(n, j, comb), jv = intFromI64(j), rest = a ? intSub(n, jv) : NULL, b = rest ? permComb(rest, k - j, comb) : NULL;
  let r = b ? intMul(a, b) : NULL;
  decref(a); decref(b); decref(rest); decref(jv);
  if (!r || !comb) return r;
  const kv = intFromI64(k), d = permComb(kv, j, true), q = d ? intFloorDiv(r, d) : NULL;
  decref(r); decref(d); decref(kv);
  return q;
}
function choose(nv: Value, kv: Value, comb: bool): Value {
  const n = index(nv);
  if (!n) return NULL;
  const k = index(kv);
  if (!k) { decref(n); return NULL; }
  let r: Value = NULL;
  if (intSign(n) < 0) raise(T.ValueError, "n must be a non-negative integer");
  else if (intSign(k) < 0) raise(T.ValueError, "k must be a non-negative integer");
  else if (intCompareValues(k, n) > 0) r = int(0);
  else {
    let least = newRef(k);
    if (comb) {
      const other = intSub(n, k);
      if (other && intCompareValues(other, k) < 0) { decref(least); least = other; } else decref(other);
    }
    if (fitsI64(least)) r = permComb(n, smallValue, comb);
    else raise(T.OverflowError, comb ? "min(n - k, k) must not exceed 9223372036854775807" : "k must not exceed 9223372036854775807");
    decref(least);
  }
  decref(n); decref(k);
  return r;
}
export function math_comb(m: Value, n: Value, k: Value): Value { return choose(n, k, true); }
export function math_perm(m: Value, n: Value, k: Value): Value { return k == None ? math_factorial(m, n) : choose(n, k, false); }

export function math_isqrt(m: Value, v: Value): Value {
  const i = index(v);
  if (!i) return NULL;
  if (intSign(i) < 0) { decref(i); return raise(T.ValueError, "isqrt() argument must be nonnegative"); }
  if (isInt(i)) {
    const n = intOf(i);
    let r = <i64>sqrt<f64>(<f64>n);
    while (r * r > n) r--;
    while ((r + 1) * (r + 1) <= n) r++;
    return int(r);
  }
  const mark = stackMark(), room = stackAlloc(8);
  if (!room) { decref(i); return NULL; }
  view(i, room);
  const p = viewLimbs, n = viewSize, r = bigNew((n + 1) >> 1);
  if (r) { store<u32>(<Ptr>r, 0, 20); const away = hostBegin(n); H.bigSquareRoot(p, n, bigLimbs(r)); hostEnd(away); }
  stackRestore(mark);
  decref(i);
  return intFinish(r);
}
