/**
 * float: immediates (base/value.ts); heap objects only for instances of subclasses: +16 f64 value. CPython: Objects/floatobject.c.
 */
import { decimal, parseDecimal } from "./decimal";
import { Ptr, Value, NULL, None, NotImplemented, True, boolean, float, floatOf, int, intOf, isFloat, isInt, isPtr } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { T, TypeObject, TF_FLOAT_SUBCLASS, TF_UNICODE_SUBCLASS, call_nb_float } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import * as H from "../../../generated/core/host";
import { decref, newRef } from "../../refcount/count";
import { errOccurred, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { hasFlag, typeOf } from "../../objects/typeof";
import { newObject, freeObject } from "../../objects/alloc";
import { instanceTailClear } from "../../objects/instance";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { memAlloc, memFree } from "../../memory/alloc";
import { strAt, strData, strFromLatin1, strIsAscii, strLen } from "../str/core";
import { bytesData, bytesLen } from "../bytes/core";
import { bigNegative, bigSize, doubleValue, intAsDouble, intBitLength, intFromDouble, intSign, isLong } from "../int/core";
import { intCompareValues } from "../int/arith";
import { toDecimal as charDecimal, isSpace as charIsSpace } from "../str/ctype";
import * as X from "../../objects/abstract";

@unmanaged
export class FloatObject extends Obj { value: f64; }
/** Value of a float or float-subclass instance. */
// @ts-ignore: decorator
@inline export function floatValue(v: Value): f64 { return isFloat(v) ? floatOf(v) : load<f64>(<Ptr>v, 16); }
// @ts-ignore: decorator
@inline export function isFloatLike(v: Value): bool { return isFloat(v) || hasFlag(v, TF_FLOAT_SUBCLASS); }

/** Result of toDouble, floatFromValue; thread-local. */
export let number: f64 = 0;
/** For arithmetic: float or int operand as a double in `number`. 1 yes, 0 another type, -1 OverflowError. */
export function toDouble(v: Value): i32 {
  if (isFloat(v)) { number = floatOf(v); return 1; }
  if (isInt(v)) { number = <f64>intOf(v); return 1; }
  if (hasFlag(v, TF_FLOAT_SUBCLASS)) { number = load<f64>(<Ptr>v, 16); return 1; }
  if (isLong(v)) { if (!intAsDouble(v)) return -1; number = doubleValue; return 1; }
  return 0;
}
/** Any real number (PyFloat_AsDouble): __float__, then __index__. Result in `number`; false: TypeError. */
export function floatFromValue(v: Value): bool {
  const k = toDouble(v);
  if (k) return k > 0;
  const t = typeOf(v);
  if (t.nb_float) {
    const f = call_nb_float(t, v);
    if (!f) return false;
    if (!isFloatLike(f)) { raiseFmt(T.TypeError, "%T.__float__ returned non-float (type %T)", v, f); decref(f); return false; }
    number = floatValue(f);
    decref(f);
    return true;
  }
  if (t.nb_index) {
    const i = X.numberIndex(v);
    if (!i) return false;
    const ok = intAsDouble(i);
    number = doubleValue;
    decref(i);
    return ok;
  }
  raiseFmt(T.TypeError, "must be real number, not %T", v);
  return false;
}
/** repr of a double; new str. */
export function doubleRepr(d: f64): Value {
  const mark = stackMark(), out = stackAlloc(48);
  if (!out) return NULL;
  const n = H.floatRepr(d, out), s = strFromLatin1(out, n);
  stackRestore(mark);
  return s;
}
/** Parses ASCII text with blanks and underscores; result in `number`. */
export function parseDouble(p: Ptr, n: i32): bool {
  let i = 0;
  while (i < n && blank(load<u8>(p + i))) i++;
  while (n > i && blank(load<u8>(p + n - 1))) n--;
  if (i >= n) return false;
  if (parseDecimal(p + i, n - i)) { number = decimal; return true; }
  const mark = stackMark(), big = n > 200000 ? memAlloc(n + 8) : 0, buf = big ? big : stackAlloc(n + 8), out = stackAlloc(8);
  if (!buf || !out) { memFree(big); stackRestore(mark); return false; }
  let o = 0, last: u32 = 0, ok = true;
  for (; i < n; i++) {
    const c: u32 = load<u8>(p + i);
    if (c == 95) { if (!isDigit(last)) { ok = false; break; } last = c; continue; }
    if (last == 95 && !isDigit(c)) { ok = false; break; }
    store<u8>(buf + o++, <u8>c);
    last = c;
  }
  if (last == 95) ok = false;
  if (ok) ok = H.floatParse(buf, o, out) == 0;
  if (ok) number = load<f64>(out);
  stackRestore(mark);
  if (big) memFree(big);
  return ok;
}
function isDigit(c: u32): bool { return c >= 48 && c <= 57; }
function blank(c: u32): bool { return c == 32 || (c >= 9 && c <= 13) || (c >= 28 && c <= 31); }
/** float(str); ValueError. Value in `number`. */
export function floatFromText(s: Value): bool {
  let ok: bool;
  if (strIsAscii(s)) ok = parseDouble(strData(s), strLen(s));
  else {
    const n = strLen(s), buf = memAlloc(n);
    if (!buf) { raiseNoMemory(); return false; }
    for (let i = 0; i < n; i++) {
      const c = strAt(s, i), d = c < 128 ? -1 : charDecimal(c);
      store<u8>(buf + <usize>i, c < 128 ? <u8>c : d >= 0 ? <u8>(48 + d) : charIsSpace(c) ? 32 : 63);
    }
    ok = parseDouble(buf, n);
    memFree(buf);
  }
  if (!ok && !errOccurred()) raiseFmt(T.ValueError, "could not convert string to float: %R", s);
  return ok;
}
/** Hash of a double, equal to the int's where it is integral. */
export function doubleHash(d: f64): i64 {
  if (d != d) return 0x7FF8; // all NaNs are one object here
  if (d == Infinity) return 314159;
  if (d == -Infinity) return -314159;
  if (d == trunc(d) && abs(d) < 562949953421312.0) { const i = <i64>d; return i == -1 ? -2 : i; }
  const M: u64 = 0x1FFFFFFFFFFFFFFF, bits = reinterpret<u64>(abs(d));
  let e = <i32>(bits >> 52), m = bits & 0xFFFFFFFFFFFFF;
  if (e == 0) e = 1; else m |= 0x10000000000000;
  // value = m * 2^(e - 1075); rotate m by that within 61 bits
  let r = (e - 1075) % 61;
  if (r < 0) r += 61;
  const k = <u64>r;
  let h = k ? (((m << k) & M) | (m >> (61 - k))) : m;
  if (h >= M) h -= M;
  const i = d < 0 ? -<i64>h : <i64>h;
  return i == -1 ? -2 : i;
}
/** Compares double x with an int exactly: -1, 0, 1; 2 if x is NaN. */
export function compareDoubleInt(x: f64, i: Value): i32 {
  if (x != x) return 2;
  if (x == Infinity) return 1;
  if (x == -Infinity) return -1;
  if (isInt(i)) { const y = <f64>intOf(i); return x < y ? -1 : x > y ? 1 : 0; }
  const t = intFromDouble(x);
  const c = intCompareValues(t, i), f = x - trunc(x);
  decref(t);
  return c ? c : f > 0 ? 1 : f < 0 ? -1 : 0;
}
export function floatDealloc(p: Ptr): void { instanceTailClear(p, changetype<TypeObject>(load<u32>(p, 12))); freeObject(p); }
