/** int arithmetic: the nb_ slots. Both operands int (or bool, or subclass), else NotImplemented. CPython: Objects/longobject.c. */
import { hostBegin, hostEnd } from "./host";
import { copyBytes, fillBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, NotImplemented, True, boolean, float, fitsInt, int, intOf, isInt, isPtr, bothInt } from "../../base/value";
import { T } from "../../../generated/core/types";
import * as H from "../../../generated/core/host";
import { memAlloc, memFree } from "../../memory/alloc";
import { decref, newRef } from "../../refcount/count";
import { errOccurred, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { bigLimbs, bigNew, bigNegative, bigSize, doubleValue, fitsI64, intAsDouble, intBitLength, intExact, intFinish, intFromI64, intFromU64, intFromLimbs, intSign, intToDouble, isLong, smallValue, view, viewLimbs, viewNegative, viewSize } from "./core";
import { ts } from "../../threads/self";
import { TS_LIMBS } from "../../threads/state";
import { limb, magAdd, magBitLength, magCompare, magDivKnuth, magDivSmall, magMul, magNegate, magNormal, magShiftLeftBits, magShiftRightBits, magSub, setLimb } from "./magnitude";

/** Room for two immediates' limbs: the thread's own. */
// @ts-ignore: decorator
@inline function rooms(): Ptr { return ts + TS_LIMBS; }
let ap: Ptr = 0, an: i32 = 0, aneg: bool = false, bp: Ptr = 0, bn: i32 = 0, bneg: bool = false;
function views(a: Value, b: Value): void {
  const r = rooms();
  view(a, r); ap = viewLimbs; an = viewSize; aneg = viewNegative;
  view(b, r + 8); bp = viewLimbs; bn = viewSize; bneg = viewNegative;
}
/** From this many limbs in the smaller operand on, the engine's BigInt is faster than schoolbook (docs/decisions). */
const HOST_LIMBS: i32 = 48;

function addSigned(negB: bool): Value {
  if (aneg == negB) {
    const r = bigNew((an > bn ? an : bn) + 1);
    if (!r) return NULL;
    store<i32>(<Ptr>r, magAdd(ap, an, bp, bn, bigLimbs(r)), 16);
    store<u32>(<Ptr>r, <u32>aneg, 20);
    return intFinish(r);
  }
  const c = magCompare(ap, an, bp, bn);
  if (c == 0) return int(0);
  const r = bigNew(an > bn ? an : bn);
  if (!r) return NULL;
  if (c > 0) { store<i32>(<Ptr>r, magSub(ap, an, bp, bn, bigLimbs(r)), 16); store<u32>(<Ptr>r, <u32>aneg, 20); }
  else { store<i32>(<Ptr>r, magSub(bp, bn, ap, an, bigLimbs(r)), 16); store<u32>(<Ptr>r, <u32>negB, 20); }
  return intFinish(r);
}
export function intAdd(a: Value, b: Value): Value {
  if (bothInt(a, b)) return intFromI64(intOf(a) + intOf(b));
  if (!isLong(a) || !isLong(b)) return NotImplemented;
  if (fitsI64(a)) {
    const x = smallValue;
    if (fitsI64(b)) { const y = smallValue, r = x + y; if (((x ^ r) & (y ^ r)) >= 0) return intFromI64(r); }
  }
  views(a, b);
  return addSigned(bneg);
}
export function intSub(a: Value, b: Value): Value {
  if (bothInt(a, b)) return intFromI64(intOf(a) - intOf(b));
  if (!isLong(a) || !isLong(b)) return NotImplemented;
  if (fitsI64(a)) {
    const x = smallValue;
    if (fitsI64(b)) { const y = smallValue, r = x - y; if (((x ^ y) & (x ^ r)) >= 0) return intFromI64(r); }
  }
  views(a, b);
  return addSigned(!bneg);
}
/** The product of two 64-bit magnitudes, in two limbs each. */
function mul64(x: u64, y: u64, neg: bool): Value {
  const a = x & 0xFFFFFFFF, b = x >> 32, c = y & 0xFFFFFFFF, d = y >> 32;
  const ac = a * c, ad = a * d, bc = b * c, mid = (ac >> 32) + (ad & 0xFFFFFFFF) + (bc & 0xFFFFFFFF);
  const high = b * d + (ad >> 32) + (bc >> 32) + (mid >> 32);
  const r = bigNew(4);
  if (!r) return NULL;
  setLimb(bigLimbs(r), 0, ac); setLimb(bigLimbs(r), 1, mid); setLimb(bigLimbs(r), 2, high); setLimb(bigLimbs(r), 3, high >> 32);
  store<u32>(<Ptr>r, <u32>neg, 20);
  return intFinish(r);
}
export function intMul(a: Value, b: Value): Value {
  if (!isLong(a) || !isLong(b)) return NotImplemented;
  if (fitsI64(a)) {
    const x = smallValue;
    if (fitsI64(b)) {
      const y = smallValue;
      if (abs(<f64>x * <f64>y) < 9.2e18) return intFromI64(x * y);
      return mul64(<u64>(x < 0 ? -x : x), <u64>(y < 0 ? -y : y), (x < 0) != (y < 0));
    }
  }
  views(a, b);
  if (an == 0 || bn == 0) return int(0);
  const neg = aneg != bneg, r = bigNew(an + bn);
  if (!r) return NULL;
  if (an >= HOST_LIMBS && bn >= HOST_LIMBS) { const away = hostBegin(an + bn); H.bigMultiply(ap, an, bp, bn, bigLimbs(r)); hostEnd(away); }
  else magMul(ap, an, bp, bn, bigLimbs(r));
  store<u32>(<Ptr>r, <u32>neg, 20);
  return intFinish(r);
}
/** Truncated division of magnitudes in the views. quotient/remainder: signless new ints in outQ, outR; false: exception. */
let outQ: Value = NULL, outR: Value = NULL;
function magDivmod(): bool {
  if (divmodOfMagnitudes()) return true;
  dropResults();
  return false;
}
function dropResults(): void {
  const q = outQ, r = outR;
  outQ = NULL; outR = NULL;
  decref(q); decref(r);
}
function divmodOfMagnitudes(): bool {
  outQ = NULL; outR = NULL;
  if (magCompare(ap, an, bp, bn) < 0) { outQ = int(0); outR = intFromLimbs(ap, an, false); return outR != NULL; }
  const n = an, m = bn, b0 = bp;
  const q = bigNew(n - m + 1);
  if (!q) return false;
  store<u32>(<Ptr>q, 0, 20);
  if (m == 1) {
    decref(q);
    const q1 = bigNew(n);
    if (!q1) return false;
    store<u32>(<Ptr>q1, 0, 20);
    const r = magDivSmall(ap, n, <u32>limb(b0, 0), bigLimbs(q1));
    outQ = intFinish(q1);
    outR = int(r);
    return outQ != NULL;
  }
  const u = memAlloc(<usize>(n + m + 2) << 2);
  if (!u) { decref(q); raiseNoMemory(); return false; }
  const v = u + (<usize>(n + 1) << 2);
  if (m >= HOST_LIMBS && n - m >= HOST_LIMBS) {
    const qa = memAlloc(<usize>n << 2);
    if (!qa) { memFree(u); decref(q); raiseNoMemory(); return false; }
    const away = hostBegin(n);
    H.bigDivide(ap, n, b0, m, qa, v);
    hostEnd(away);
    copyBytes(bigLimbs(q), qa, <usize>(n - m + 1) << 2);
    memFree(qa);
    outR = intFromLimbs(v, m, false);
  } else {
    copyBytes(u, ap, <usize>n << 2);
    copyBytes(v, b0, <usize>m << 2);
    magDivKnuth(u, n, v, m, bigLimbs(q));
    outR = intFromLimbs(u, m, false);
  }
  memFree(u);
  outQ = intFinish(q);
  return outQ != NULL && outR != NULL;
}
/** Floor quotient and remainder in outQ, outR (new). False: exception. */
function floorDivmod(a: Value, b: Value): bool {
  outQ = NULL; outR = NULL;
  if (floorDivmodTo(a, b)) return true;
  dropResults();
  return false;
}
function floorDivmodTo(a: Value, b: Value): bool {
  if (intSign(b) == 0) { raise(T.ZeroDivisionError, "division by zero"); return false; }
  if (fitsI64(a)) {
    const x = smallValue;
    if (fitsI64(b) && x != i64.MIN_VALUE) {
      const y = smallValue;
      let q = x / y, r = x % y;
      if (r != 0 && (r < 0) != (y < 0)) { q--; r += y; }
      outQ = intFromI64(q); outR = intFromI64(r);
      return outQ != NULL && outR != NULL;
    }
  }
  views(a, b);
  const na = aneg, nb = bneg;
  if (!magDivmod()) return false;
  // signs: q = -q if they differ; r has a's sign; then floor
  if (na) { const r = outR; outR = intNegative(r); decref(r); }
  if (na != nb) { const q = outQ; outQ = intNegative(q); decref(q); }
  if (!outQ || !outR) return false;
  if (intSign(outR) != 0 && na != nb) {
    const q = outQ, r = outR;
    outQ = intSub(q, int(1)); outR = intAdd(r, b);
    decref(q); decref(r);
  }
  return outQ != NULL && outR != NULL;
}
export function intFloorDiv(a: Value, b: Value): Value {
  if (!isLong(a) || !isLong(b)) return NotImplemented;
  if (!floorDivmod(a, b)) return NULL;
  decref(outR);
  return outQ;
}
export function intMod(a: Value, b: Value): Value {
  if (!isLong(a) || !isLong(b)) return NotImplemented;
  if (intSign(b) == 0) return raise(T.ZeroDivisionError, "division by zero");
  if (!floorDivmod(a, b)) return NULL;
  decref(outQ);
  return outR;
}
import { tupleNew, tupleInit } from "../tuple/core";
import { pow as accuratePow } from "../../modules/math/libm";
export function intDivmod(a: Value, b: Value): Value {
  if (!isLong(a) || !isLong(b)) return NotImplemented;
  if (!floorDivmod(a, b)) return NULL;
  const q = outQ, r = outR, t = tupleNew(2);
  if (!t) { decref(q); decref(r); return NULL; }
  tupleInit(t, 0, q); tupleInit(t, 1, r);
  return t;
}
/** Correctly rounded true division. */
export function intTrueDiv(a: Value, b: Value): Value {
  if (!isLong(a) || !isLong(b)) return NotImplemented;
  if (intSign(b) == 0) return raise(T.ZeroDivisionError, "division by zero");
  const la = intBitLength(a), lb = intBitLength(b);
  if (la <= 53 && lb <= 53) { intToDouble(a); const x = doubleValue; intToDouble(b); return float(x / doubleValue); }
  if (la == 0) return float(intSign(b) < 0 ? -0.0 : 0.0);
  const neg = (intSign(a) < 0) != (intSign(b) < 0);
  // q = floor(|a| * 2^shift / |b|) with 55 or more bits, a sticky bit for the rest
  let shift = 66 - (la - lb);
  const exp = la - lb;
  if (exp > 1025) return raise(T.OverflowError, "integer division result too large for a float");
  if (exp < -1140) return float(neg ? -0.0 : 0.0);
  // subnormal results must be rounded once: fewer bits then
  let x = intAbs(a), y = intAbs(b);
  if (!x || !y) { decref(x); decref(y); return NULL; }
  if (shift > 0) { const t = intLshiftBy(x, shift); decref(x); x = t; } else if (shift < 0) { const t = intLshiftBy(y, -shift); decref(y); y = t; }
  const ok = x != NULL && y != NULL && floorDivmod(x, y);
  decref(x); decref(y);
  if (!ok) return NULL;
  let q = outQ;
  const sticky = intSign(outR) != 0;
  decref(outR);
  // value = q * 2^-shift; q has 66 or 67 bits: keep 64 with sticky
  const bits = intBitLength(q), drop = bits - 64;
  const t = intRshiftBy(q, drop);
  const back = t ? intLshiftBy(t, drop) : NULL;
  let lost = sticky || (back != NULL && intCompareValues(back, q) != 0);
  let m: u64 = limb(bigLimbs(t), 0) | (limb(bigLimbs(t), 1) << 32);
  decref(q); decref(back); decref(t);
  let e = drop - shift; // value = m * 2^e
  // subnormal: the last bit of the result is worth 2^-1074
  if (e + 11 < -1074) {
    const cut = <u64>(-1074 - e);
    if (cut > 64) return float(neg ? -0.0 : 0.0);
    const rest = cut == 64 ? m : m & ((<u64>1 << cut) - 1), half = <u64>1 << (cut - 1);
    let k: u64 = cut == 64 ? 0 : m >> cut;
    if (rest > half || (rest == half && (lost || (k & 1)))) k++;
    const d = reinterpret<f64>(k);
    return float(neg ? -d : d);
  }
  if (lost) m |= 1;
  const d = ldexpBig(<f64>m, <i32>e);
  if (d == Infinity) return raise(T.OverflowError, "integer division result too large for a float");
  return float(neg ? -d : d);
}
function ldexpBig(d: f64, e: i32): f64 {
  while (e > 1000) { d *= reinterpret<f64>(<u64>(1000 + 1023) << 52); e -= 1000; }
  while (e < -1000) { d *= reinterpret<f64>(<u64>(-1000 + 1023) << 52); e += 1000; }
  return d * reinterpret<f64>(<u64>(e + 1023) << 52);
}
export function intNegative(a: Value): Value {
  if (isInt(a)) return intFromI64(-intOf(a));
  if (!isPtr(a)) return int(a == True ? -1 : 0);
  return intFromLimbs(bigLimbs(a), bigSize(a), !bigNegative(a));
}
export function intAbs(a: Value): Value { return intSign(a) < 0 ? intNegative(a) : intExact(a); }
export function intPositive(a: Value): Value { return intExact(a); }
export function intInvert(a: Value): Value {
  if (isInt(a)) return int(~intOf(a));
  const n = intNegative(a);
  if (!n) return NULL;
  const r = intSub(n, int(1));
  decref(n);
  return r;
}
export function intBool(a: Value): i32 { return intSign(a) != 0 ? 1 : 0; }
// ---- shifts ----------------------------------------------------------------------------------------------------------------
export function intLshiftBy(a: Value, by: i64): Value {
  if (intSign(a) == 0) return int(0);
  if (by == 0) return intExact(a);
  if (isInt(a) && by < 63 && intBitLength(a) + by < 63) return intFromI64(intOf(a) << by);
  const words = by >> 5, s = <u32>(by & 31);
  if (words > 0x0FFFFFF0) return raiseNoMemory();
  view(a, rooms());
  const p = viewLimbs, n = viewSize, neg = viewNegative, r = bigNew(n + <i32>words + 1);
  if (!r) return NULL;
  const q = bigLimbs(r);
  fillBytes(q, 0, <usize>words << 2);
  copyBytes(q + (<usize>words << 2), p, <usize>n << 2);
  setLimb(q, n + <i32>words, 0);
  if (s) magShiftLeftBits(q + (<usize>words << 2), n + 1, s);
  store<u32>(<Ptr>r, <u32>neg, 20);
  return intFinish(r);
}
export function intRshiftBy(a: Value, by: i64): Value {
  if (isInt(a)) return int(intOf(a) >> (by > 63 ? 63 : by));
  if (!isPtr(a)) return int(a == True && by == 0 ? 1 : 0);
  const words = by >> 5, s = <u32>(by & 31), n = bigSize(a), neg = bigNegative(a), p = bigLimbs(a);
  if (words >= <i64>n) return int(neg && n ? -1 : 0);
  // floor: negative numbers round down when a one is shifted out
  let lost = false;
  if (neg) {
    for (let i = 0; !lost && i < <i32>words; i++) lost = limb(p, i) != 0;
    if (!lost && s) lost = (limb(p, <i32>words) & ((<u64>1 << s) - 1)) != 0;
  }
  const m = n - <i32>words, r = bigNew(m);
  if (!r) return NULL;
  copyBytes(bigLimbs(r), p + (<usize>words << 2), <usize>m << 2);
  if (s) magShiftRightBits(bigLimbs(r), m, s);
  store<u32>(<Ptr>r, <u32>neg, 20);
  const v = intFinish(r);
  if (!lost || !v) return v;
  const w = intSub(v, int(1));
  decref(v);
  return w;
}
export function intLshift(a: Value, b: Value): Value {
  if (!isLong(a) || !isLong(b)) return NotImplemented;
  if (intSign(b) < 0) return raise(T.ValueError, "negative shift count");
  if (intSign(a) == 0) return int(0);
  if (!fitsI64(b)) return raise(T.OverflowError, "too many digits in integer");
  return intLshiftBy(a, smallValue);
}
export function intRshift(a: Value, b: Value): Value {
  if (!isLong(a) || !isLong(b)) return NotImplemented;
  if (intSign(b) < 0) return raise(T.ValueError, "negative shift count");
  if (!fitsI64(b)) return int(intSign(a) < 0 ? -1 : 0);
  return intRshiftBy(a, smallValue);
}
// ---- bitwise ---------------------------------------------------------------------------------------------------------------
/** The lowest 64 bits of a magnitude. */
// @ts-ignore: decorator
@inline function low64(p: Ptr, n: i32): u64 { return n >= 2 ? limb(p, 0) | (limb(p, 1) << 32) : n == 1 ? limb(p, 0) : 0; }
/** op: 0 and, 1 or, 2 xor; over two's complement. */
function bitwise(a: Value, b: Value, op: i32): Value {
  if (bothInt(a, b)) return int(op == 0 ? intOf(a) & intOf(b) : op == 1 ? intOf(a) | intOf(b) : intOf(a) ^ intOf(b));
  if (!isLong(a) || !isLong(b)) return NotImplemented;
  views(a, b);
  if (!aneg && !bneg && an <= 2 && bn <= 2) {
    const u = low64(ap, an), w = low64(bp, bn);
    return intFromU64(op == 0 ? u & w : op == 1 ? u | w : u ^ w);
  }
  if (op == 0 && !aneg && !bneg && (an <= 2 || bn <= 2)) return intFromU64(low64(ap, an) & low64(bp, bn));
  const n = (an > bn ? an : bn) + 1, x = memAlloc(<usize>n << 3);
  if (!x) return raiseNoMemory();
  const y = x + (<usize>n << 2);
  fillBytes(x, 0, <usize>n << 3);
  copyBytes(x, ap, <usize>an << 2); copyBytes(y, bp, <usize>bn << 2);
  if (aneg) magNegate(x, n);
  if (bneg) magNegate(y, n);
  for (let i = 0; i < n; i++) setLimb(x, i, op == 0 ? limb(x, i) & limb(y, i) : op == 1 ? limb(x, i) | limb(y, i) : limb(x, i) ^ limb(y, i));
  const neg = (limb(x, n - 1) >> 31) != 0;
  if (neg) magNegate(x, n);
  const r = intFromLimbs(x, n, neg);
  memFree(x);
  return r;
}
export function intAnd(a: Value, b: Value): Value { return bitwise(a, b, 0); }
export function intOr(a: Value, b: Value): Value { return bitwise(a, b, 1); }
export function intXor(a: Value, b: Value): Value { return bitwise(a, b, 2); }
// ---- comparison, hash ------------------------------------------------------------------------------------------------------
export function intCompareValues(a: Value, b: Value): i32 {
  if (bothInt(a, b)) return intOf(a) < intOf(b) ? -1 : intOf(a) > intOf(b) ? 1 : 0;
  views(a, b);
  if (aneg != bneg) return an == 0 && bn == 0 ? 0 : aneg ? -1 : 1;
  const c = magCompare(ap, an, bp, bn);
  return aneg ? -c : c;
}
export function intRichCompare(a: Value, b: Value, op: i32): Value {
  if (!isLong(a) || !isLong(b)) return NotImplemented;
  const c = intCompareValues(a, b);
  return boolean(op == 0 ? c < 0 : op == 1 ? c <= 0 : op == 2 ? c == 0 : op == 3 ? c != 0 : op == 4 ? c > 0 : c >= 0);
}
/** Value modulo 2^61 - 1, with the sign; -1 becomes -2. */
export function intHash(v: Value): i64 {
  const M: u64 = 0x1FFFFFFFFFFFFFFF;
  if (isInt(v)) { const i = intOf(v); return i == -1 ? -2 : i; }
  if (!isPtr(v)) return v == True ? 1 : 0;
  let h: u64 = 0;
  const p = bigLimbs(v);
  for (let i = bigSize(v) - 1; i >= 0; i--) {
    // h * 2^32 mod 2^61-1 is a rotation by 32 within 61 bits
    h = ((h << 32) & M) | (h >> 29);
    h += limb(p, i);
    if (h >= M) h -= M;
  }
  const r = bigNegative(v) ? -<i64>h : <i64>h;
  return r == -1 ? -2 : r;
}
// ---- power -----------------------------------------------------------------------------------------------------------------
export function intPower(a: Value, b: Value, m: Value): Value {
  if (!isLong(a) || !isLong(b) || (m != None && !isLong(m))) return NotImplemented;
  if (m != None) return powMod(a, b, m);
  if (intSign(b) < 0) {
    // a ** -n is a float
    if (!intAsDouble(a)) return NULL;
    const x = doubleValue;
    if (!intAsDouble(b)) return NULL;
    if (x == 0) return raise(T.ZeroDivisionError, "zero to a negative power");
    return float(accuratePow(x, doubleValue));
  }
  if (!fitsI64(b)) {
    const i = intSign(a);
    if (i == 0 || (isInt(a) && (intOf(a) == 1))) return intExact(a);
    if (isInt(a) && intOf(a) == -1) return int(limb(bigLimbs(b), 0) & 1 ? -1 : 1);
    return raiseNoMemory();
  }
  let e = smallValue;
  if (e == 0) return int(1);
  if (isInt(a) && e < 64 && <f64>intBitLength(a) * <f64>e < 63) {
    let x = intOf(a), p: i64 = 1;
    for (;;) { if (e & 1) p *= x; e >>= 1; if (!e) break; x *= x; }
    return intFromI64(p);
  }
  if (isInt(a) && intOf(a) == 2) return intLshiftBy(int(1), e);
  if (<f64>intBitLength(a) * <f64>e > 8e9) return raiseNoMemory();
  let base = intExact(a), r: Value = int(1);
  for (;;) {
    if (e & 1) { const t = intMul(r, base); decref(r); r = t; if (!r) break; }
    e >>= 1;
    if (!e) break;
    const t = intMul(base, base);
    decref(base);
    base = t;
    if (!base) { decref(r); return NULL; }
  }
  decref(base);
  return r;
}
function powMod(a: Value, b: Value, m: Value): Value {
  if (intSign(m) == 0) return raise(T.ValueError, "pow() 3rd argument cannot be 0");
  let base = intExact(a), e = intExact(b), mod = intAbs(m), r: Value = NULL;
  if (!base || !e || !mod) { decref(base); decref(e); decref(mod); return NULL; }
  if (intSign(e) < 0) {
    const inv = invMod(base, mod);
    decref(base);
    base = inv;
    const t = intNegative(e);
    decref(e);
    e = t;
  }
  if (base && e) {
    const t = intMod(base, mod);
    decref(base);
    base = t;
    if (base) {
      if (isInt(mod) && intOf(mod) < 0x7FFFFFFF && isInt(e)) {
        let x = intOf(base), y: i64 = 1 % intOf(mod), k = intOf(e);
        const q = intOf(mod);
        for (; k; k >>= 1) { if (k & 1) y = y * x % q; x = x * x % q; }
        r = int(y);
      } else {
        const ws = memAlloc(24);
        if (!ws) { decref(base); decref(e); decref(mod); return raiseNoMemory(); }
        view(base, ws); const xp = viewLimbs, xn = viewSize;
        view(e, ws + 8); const ep = viewLimbs, en = viewSize;
        view(mod, ws + 16); const mp = viewLimbs, mn = viewSize;
        const out = memAlloc(<usize>mn << 2);
        if (!out) r = raiseNoMemory();
        else { const away = hostBegin(en * mn); H.bigPowerModulo(xp, xn, ep, en, mp, mn, out); hostEnd(away); r = intFromLimbs(out, mn, false); }
        memFree(out); memFree(ws);
      }
      if (r && intSign(m) < 0 && intSign(r) != 0) { const s = intAdd(r, m); decref(r); r = s; }
    }
  }
  decref(base); decref(e); decref(mod);
  return r;
}
/** Inverse modulo m > 0; ValueError. */
function invMod(a: Value, m: Value): Value {
  let x = intMod(a, m), y = newRef(m), s: Value = int(1), t: Value = int(0);
  while (x && intSign(y) != 0) {
    if (!floorDivmod(x, y)) break;
    const q = outQ, r = outR, p = intMul(q, t), n = p ? intSub(s, p) : NULL;
    decref(q); decref(p); decref(x); decref(s);
    x = y; y = r; s = t; t = n;
    if (!n) break;
  }
  if (errOccurred()) { decref(x); decref(y); decref(s); decref(t); return NULL; }
  const one = x == int(1);
  decref(x); decref(y); decref(t);
  if (!one) { decref(s); return raise(T.ValueError, "base is not invertible for the given modulus"); }
  return s;
}
