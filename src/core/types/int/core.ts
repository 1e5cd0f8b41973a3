/**
 * int: immediates of 50 bits, and heap objects for the rest (and for instances of int subclasses, whatever their size).
 *
 *   +16 i32 size (limbs) | +20 u32 negative (0, 1) | +24 u32 limbs[size], least significant first, no leading zeros
 *
 * Immutable after publication. Invariant: an exact int that fits 50 bits is immediate. CPython: Objects/longobject.c.
 */
import { copyBytes, fillBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, fitsInt, int, intOf, isInt, isPtr, isFloat, floatOf, True, False, isBool } from "../../base/value";
import { as, Obj, VarObj } from "../../base/obj";
import { T, TypeObject, TF_LONG_SUBCLASS } from "../../../generated/core/types";
import { newVarObject } from "../../objects/alloc";
import { memAlloc, memFree } from "../../memory/alloc";
import { raise, raiseFmt, raiseNoMemory, errOccurred } from "../../objects/errors";
import { hasFlag, typeOf } from "../../objects/typeof";
import { decref, newRef } from "../../refcount/count";
import { numberIndex } from "../../objects/abstract";
import { limb, magBitLength, magNormal, setLimb } from "./magnitude";

@unmanaged
export class IntObject extends VarObj { negative: u32; }
// @ts-ignore: decorator
@inline export const INT_LIMBS: usize = 24;

// @ts-ignore: decorator
@inline export function bigSize(v: Value): i32 { return load<i32>(<Ptr>v, 16); }
// @ts-ignore: decorator
@inline export function bigNegative(v: Value): bool { return load<u32>(<Ptr>v, 20) != 0; }
// @ts-ignore: decorator
@inline export function bigLimbs(v: Value): Ptr { return <Ptr>v + INT_LIMBS; }
export function isLong(v: Value): bool { return isInt(v) || hasFlag(v, TF_LONG_SUBCLASS); }

/** A heap int of n limbs, uninitialised; the caller fills and calls intFinish. */
export function bigNew(n: i32): Value {
  if (n > 0x0FFFFFFF) return raiseNoMemory();
  const p = newVarObject(T.int, INT_LIMBS + (<usize>n << 2), n);
  return <Value>p;
}
/** Gives a filled heap int of exact type its canonical form: leading zeros cut, small values immediate. Steals v. */
export function intFinish(v: Value): Value {
  if (!v) return NULL;
  const n = magNormal(bigLimbs(v), bigSize(v));
  if (n <= 2) {
    const m = n == 0 ? 0 : n == 1 ? limb(bigLimbs(v), 0) : limb(bigLimbs(v), 0) | (limb(bigLimbs(v), 1) << 32);
    if (m <= 0x2_0000_0000_0000) {
      const i = bigNegative(v) ? -<i64>m : <i64>m;
      if (fitsInt(i)) { decref(v); return int(i); }
    }
  }
  store<i32>(<Ptr>v, n, 16);
  return v;
}
export function intFromI64(i: i64): Value {
  if (fitsInt(i)) return int(i);
  const v = bigNew(2);
  if (!v) return NULL;
  const m: u64 = i < 0 ? <u64>0 - <u64>i : <u64>i;
  store<u32>(<Ptr>v, <u32>(i < 0), 20);
  setLimb(bigLimbs(v), 0, m); setLimb(bigLimbs(v), 1, m >> 32);
  if (m >> 32 == 0) store<i32>(<Ptr>v, 1, 16);
  return v;
}
export function intFromU64(u: u64): Value {
  if (<i64>u >= 0) return intFromI64(<i64>u);
  const v = bigNew(2);
  if (!v) return NULL;
  store<u32>(<Ptr>v, 0, 20);
  setLimb(bigLimbs(v), 0, u); setLimb(bigLimbs(v), 1, u >> 32);
  return v;
}
/** From n limbs in memory. */
export function intFromLimbs(p: Ptr, n: i32, negative: bool): Value {
  n = magNormal(p, n);
  const v = bigNew(n);
  if (!v) return NULL;
  copyBytes(bigLimbs(v), p, <usize>n << 2);
  store<u32>(<Ptr>v, <u32>negative, 20);
  return intFinish(v);
}
/** The integer part of a double; OverflowError/ValueError for infinity and NaN. */
export function intFromDouble(d: f64): Value {
  if (d != d) return raise(T.ValueError, "cannot convert float NaN to integer");
  if (d == Infinity || d == -Infinity) return raise(T.OverflowError, "cannot convert float infinity to integer");
  const t = trunc(d);
  if (abs(t) < 9007199254740992.0) return intFromI64(<i64>t);
  const bits = reinterpret<u64>(t), e = <i32>((bits >> 52) & 0x7FF) - 1075, m = (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
  const words = e >> 5, n = words + 3, v = bigNew(n);
  if (!v) return NULL;
  fillBytes(bigLimbs(v), 0, <usize>n << 2);
  const s = <u64>(e & 31);
  setLimb(bigLimbs(v), words, m << s);
  setLimb(bigLimbs(v), words + 1, m >> (32 - s));
  setLimb(bigLimbs(v), words + 2, s ? m >> (64 - s) : 0);
  store<u32>(<Ptr>v, <u32>(d < 0), 20);
  return intFinish(v);
}

/** View of an int (immediate or heap, bool too) as a magnitude: set by view(); thread-local. */
export let viewLimbs: Ptr = 0;
export let viewSize: i32 = 0;
export let viewNegative: bool = false;
/** Points the view at v's limbs; an immediate's are written to `room` (8 bytes). */
export function view(v: Value, room: Ptr): void {
  if (!isInt(v)) {
    if (isPtr(v)) { viewLimbs = bigLimbs(v); viewSize = bigSize(v); viewNegative = bigNegative(v); return; }
    v = int(v == True ? 1 : 0);
  }
  const i = intOf(v), m: u64 = i < 0 ? <u64>-i : <u64>i;
  store<u64>(room, m);
  viewLimbs = room; viewSize = m >> 32 ? 2 : m ? 1 : 0; viewNegative = i < 0;
}
/** The small value of an int-like (int, bool): true and value in smallValue if it fits i64. */
export let smallValue: i64 = 0;
export function fitsI64(v: Value): bool {
  if (isInt(v)) { smallValue = intOf(v); return true; }
  if (!isPtr(v)) { smallValue = v == True ? 1 : 0; return true; }
  const n = bigSize(v);
  if (n > 2) return false;
  const m = n == 0 ? 0 : n == 1 ? limb(bigLimbs(v), 0) : limb(bigLimbs(v), 0) | (limb(bigLimbs(v), 1) << 32);
  if (bigNegative(v)) { if (m > 0x8000000000000000) return false; smallValue = <i64>(<u64>0 - m); return true; }
  if (m >= 0x8000000000000000) return false;
  smallValue = <i64>m;
  return true;
}
/** As i64 of an int (no __index__): overflow: *overflow (i32) = 1 or -1 and result 0. */
export function intAsI64Overflow(v: Value, overflow: Ptr): i64 {
  store<i32>(overflow, 0);
  if (fitsI64(v)) return smallValue;
  store<i32>(overflow, bigNegative(v) ? -1 : 1);
  return 0;
}
/** As i64, through __index__; -1 with OverflowError or TypeError. */
export function intAsI64(v: Value): i64 {
  if (isInt(v)) return intOf(v);
  const i = numberIndex(v);
  if (!i) return -1;
  const ok = fitsI64(i), r = smallValue;
  decref(i);
  if (!ok) { raise(T.OverflowError, "Python int too large to convert to C long"); return -1; }
  return r;
}
export function intAsU64Mask(v: Value): u64 {
  if (isInt(v)) return <u64>intOf(v);
  const i = numberIndex(v);
  if (!i) return ~(<u64>0);
  let r: u64;
  if (fitsI64(i)) r = <u64>smallValue;
  else { r = limb(bigLimbs(i), 0) | (bigSize(i) > 1 ? limb(bigLimbs(i), 1) << 32 : 0); if (bigNegative(i)) r = <u64>0 - r; }
  decref(i);
  return r;
}
/** As u64, through __index__; all ones with an exception (check errOccurred). */
export function intAsU64(v: Value): u64 {
  const i = numberIndex(v);
  if (!i) return ~(<u64>0);
  let r: u64 = 0, ok = true;
  if (isInt(i)) { ok = intOf(i) >= 0; r = <u64>intOf(i); }
  else { ok = !bigNegative(i) && bigSize(i) <= 2; if (ok) r = limb(bigLimbs(i), 0) | (bigSize(i) > 1 ? limb(bigLimbs(i), 1) << 32 : 0); }
  const neg = isInt(i) ? intOf(i) < 0 : isPtr(i) && bigNegative(i);
  decref(i);
  if (ok) return r;
  raise(T.OverflowError, neg ? "can't convert negative int to unsigned" : "int too big to convert");
  return ~(<u64>0);
}
/** As i32, through __index__; -1 with an exception. */
export function intAsI32(v: Value): i32 {
  const i = intAsI64(v);
  if (i == -1 && errOccurred()) return -1;
  if (i != <i64><i32>i) { raise(T.OverflowError, i > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum"); return -1; }
  return <i32>i;
}
/** -1, 0, 1 */
export function intSign(v: Value): i32 {
  if (isInt(v)) { const i = intOf(v); return i < 0 ? -1 : i > 0 ? 1 : 0; }
  if (!isPtr(v)) return v == True ? 1 : 0;
  return bigSize(v) == 0 ? 0 : bigNegative(v) ? -1 : 1;
}
/** bit_length of the magnitude. */
export function intBitLength(v: Value): i64 {
  if (isInt(v)) { const i = intOf(v); return 64 - <i64>clz<u64>(<u64>(i < 0 ? -i : i)); }
  if (!isPtr(v)) return v == True ? 1 : 0;
  return magBitLength(bigLimbs(v), bigSize(v));
}
/** The exact int equal to an int-like (bool, subclass instance); new. */
export function intExact(v: Value): Value {
  if (isInt(v)) return v;
  if (!isPtr(v)) return int(v == True ? 1 : 0);
  if (as<Obj>(v).type == changetype<u32>(T.int)) return newRef(v);
  return intFromLimbs(bigLimbs(v), bigSize(v), bigNegative(v));
}
/** The nearest double; false: too large (no exception). */
export let doubleValue: f64 = 0;
export function intToDouble(v: Value): bool {
  if (isInt(v)) { doubleValue = <f64>intOf(v); return true; }
  if (!isPtr(v)) { doubleValue = v == True ? 1 : 0; return true; }
  const n = bigSize(v), p = bigLimbs(v), bits = magBitLength(p, n);
  if (bits <= 64) {
    // convert_i64_u rounds to nearest even
    const m = n == 0 ? 0 : n == 1 ? limb(p, 0) : limb(p, 0) | (limb(p, 1) << 32);
    doubleValue = bigNegative(v) ? -<f64>m : <f64>m;
    return true;
  }
  if (bits > 1024) return false;
  // the top 64 bits, with a sticky bit below; then one rounding
  const shift = bits - 64, w = <i32>(shift >> 5), s = <u64>(shift & 31);
  let m = (limb(p, w) >> s) | (limb(p, w + 1) << (32 - s));
  if (w + 2 < n) m |= s ? limb(p, w + 2) << (64 - s) : 0;
  let sticky = s != 0 && (limb(p, w) & ((<u64>1 << s) - 1)) != 0;
  for (let i = 0; !sticky && i < w; i++) sticky = limb(p, i) != 0;
  if (sticky) m |= 1;
  const d = scale(<f64>m, <i32>shift);
  if (d == Infinity) return false;
  doubleValue = bigNegative(v) ? -d : d;
  return true;
}
function scale(d: f64, e: i32): f64 {
  while (e > 1000) { d *= reinterpret<f64>(<u64>(1000 + 1023) << 52); e -= 1000; }
  return d * reinterpret<f64>(<u64>(e + 1023) << 52);
}
/** As a double, OverflowError. Returns false with the exception; value in doubleValue. */
export function intAsDouble(v: Value): bool {
  if (intToDouble(v)) return true;
  raise(T.OverflowError, "int too large to convert to float");
  return false;
}
import { freeObject } from "../../objects/alloc";
import { instanceTailClear } from "../../objects/instance";
export function intDealloc(p: Ptr): void { instanceTailClear(p, changetype<TypeObject>(load<u32>(p, 12))); freeObject(p); }
export { intToBase, intToDigits, intFromText } from "./text";
