/** float: constructor, arithmetic, methods. CPython: Objects/floatobject.c. */
import { Ptr, Value, NULL, None, NotImplemented, True, False, boolean, float, floatOf, int, intOf, isFloat, isInt, isPtr } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TypeObject, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import * as H from "../../../generated/core/host";
import { decref, newRef } from "../../refcount/count";
import { errClear, errMatches, errOccurred, raise, raiseFmt } from "../../objects/errors";
import { hasFlag, typeOf } from "../../objects/typeof";
import { newObject } from "../../objects/alloc";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { strData, strEqLiteral, strFromLatin1, strFromLiteral, strIsAscii, strLen, strAt } from "../str/core";
import { bytesData, bytesLen } from "../bytes/core";
import { tupleNew, tupleInit, tuplePack1, tuplePack2, tupleSize } from "../tuple/core";
import { intAsI32, intFromDouble, intFromI64, isLong } from "../int/core";
import { intLshiftBy } from "../int/arith";
import { compareDoubleInt, doubleHash, doubleRepr, floatFromText, floatFromValue, floatValue, isFloatLike, number, parseDouble, toDouble } from "./core";
import { floatFormatSpec } from "../str/format-number";
import * as X from "../../objects/abstract";
import { sbChar, sbFinish, sbInt, sbLit, sbNew } from "../str/builder";

export { floatDealloc } from "./core";
let x: f64 = 0, y: f64 = 0;
/** Both operands as doubles in x, y: 1, 0 (NotImplemented), -1. */
function pair(a: Value, b: Value): i32 {
  const k = toDouble(a);
  if (k <= 0) return k;
  x = number;
  const l = toDouble(b);
  y = number;
  return l;
}
// @ts-ignore: decorator
@inline function no(k: i32): Value { return k < 0 ? NULL : NotImplemented; }
export function floatAdd(a: Value, b: Value): Value { const k = pair(a, b); return k > 0 ? float(x + y) : no(k); }
export function floatSub(a: Value, b: Value): Value { const k = pair(a, b); return k > 0 ? float(x - y) : no(k); }
export function floatMul(a: Value, b: Value): Value { const k = pair(a, b); return k > 0 ? float(x * y) : no(k); }
export function floatTrueDiv(a: Value, b: Value): Value {
  const k = pair(a, b);
  if (k <= 0) return no(k);
  if (y == 0) return raise(T.ZeroDivisionError, "division by zero");
  return float(x / y);
}
let q: f64 = 0, r: f64 = 0;
/** Floor quotient and modulo as float_divmod. */
function divmod(a: f64, b: f64): void {
  let mod = H.mathFmod(a, b), div = (a - mod) / b;
  if (mod != 0) { if ((b < 0) != (mod < 0)) { mod += b; div -= 1; } } else mod = copysign(0, b);
  let fl: f64;
  if (div != 0) { fl = floor(div); if (div - fl > 0.5) fl += 1; } else fl = copysign(0, a / b);
  q = fl; r = mod;
}
function copysign(a: f64, b: f64): f64 { return reinterpret<f64>((reinterpret<u64>(a) & 0x7FFFFFFFFFFFFFFF) | (reinterpret<u64>(b) & 0x8000000000000000)); }
export function floatFloorDiv(a: Value, b: Value): Value {
  const k = pair(a, b);
  if (k <= 0) return no(k);
  if (y == 0) return raise(T.ZeroDivisionError, "division by zero");
  divmod(x, y);
  return float(q);
}
export function floatMod(a: Value, b: Value): Value {
  const k = pair(a, b);
  if (k <= 0) return no(k);
  if (y == 0) return raise(T.ZeroDivisionError, "division by zero");
  divmod(x, y);
  return float(r);
}
export function floatDivmod(a: Value, b: Value): Value {
  const k = pair(a, b);
  if (k <= 0) return no(k);
  if (y == 0) return raise(T.ZeroDivisionError, "division by zero");
  divmod(x, y);
  return tuplePack2(float(q), float(r));
}
export function floatPower(a: Value, b: Value, m: Value): Value {
  if (m != None) return raise(T.TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
  const k = pair(a, b);
  if (k <= 0) return no(k);
  return powDoubles(x, y);
}
export function powDoubles(a: f64, b: f64): Value {
  if (b == 0 || a == 1) return float(1);
  if (a != a || b != b) return float(NaN);
  if (b == Infinity || b == -Infinity) { const m = abs(a); return float(m == 1 ? 1 : (b > 0) == (m > 1) ? Infinity : 0); }
  if (a == Infinity || a == -Infinity) return float(H.mathPow(a, b));
  if (a == 0) {
    if (b < 0) return raise(T.ZeroDivisionError, "zero to a negative power");
    return float(H.mathPow(a, b));
  }
  if (a < 0 && b != floor(b)) return complexPowReal(a, b);
  const d = accuratePow(a, b);
  if (d == Infinity || d == -Infinity) return raiseOverflow();
  return float(d);
}
import { complexPowReal } from "../complex/core";
import { pow as accuratePow } from "../../modules/math/libm";
/** OverflowError(34, 'Numerical result out of range') */
function raiseOverflow(): Value {
  const s = strFromLiteral("Numerical result out of range");
  const t = tuplePack2(int(34), s);
  decref(s);
  if (t) { const e = X_call(toValue(T.OverflowError), t); decref(t); if (e) raiseException(e); }
  return NULL;
}
import { raiseException } from "../../objects/errors";
import { call } from "../../objects/call";
import { tupleItems } from "../tuple/core";
function X_call(f: Value, t: Value): Value { return call(f, tupleItems(t), tupleSize(t), NULL); }
export function floatNegative(a: Value): Value { return float(-floatValue(a)); }
export function floatPositive(a: Value): Value { return float(floatValue(a)); }
export function floatAbs(a: Value): Value { return float(abs(floatValue(a))); }
export function floatBool(a: Value): i32 { return floatValue(a) != 0 ? 1 : 0; }
export function floatInt(a: Value): Value { return intFromDouble(floatValue(a)); }
export function floatFloat(a: Value): Value { return float(floatValue(a)); }
export function floatRepr(a: Value): Value { return doubleRepr(floatValue(a)); }
export function floatHash(a: Value): i64 { return doubleHash(floatValue(a)); }
export function floatCompare(a: Value, b: Value, op: i32): Value {
  if (!isFloatLike(a)) return NotImplemented;
  const d = floatValue(a);
  let c: i32;
  if (isFloatLike(b)) { const e = floatValue(b); if (d != d || e != e) return boolean(op == 3); c = d < e ? -1 : d > e ? 1 : 0; }
  else if (isLong(b)) { c = compareDoubleInt(d, b); if (c == 2) return boolean(op == 3); }
  else return NotImplemented;
  return boolean(op == 0 ? c < 0 : op == 1 ? c <= 0 : op == 2 ? c == 0 : op == 3 ? c != 0 : op == 4 ? c > 0 : c >= 0);
}
export function floatNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (kwnames && tupleSize(kwnames)) return raise(T.TypeError, "float() takes no keyword arguments");
  if (nargs > 1) return raiseFmt(T.TypeError, "float expected at most 1 argument, got %d", int(nargs));
  let d: f64 = 0;
  if (nargs) {
    const v = load<u64>(args);
    if (hasFlag(v, TF_UNICODE_SUBCLASS)) { if (!floatFromText(v)) return NULL; d = number; }
    else if (!isFloatLike(v) && !isLong(v) && !typeOf(v).nb_float && !typeOf(v).nb_index) {
      if (!typeOf(v).bf_getbuffer) return raiseFmt(T.TypeError, "float() argument must be a string or a real number, not '%T'", v);
      const b = bytesFromObject(v);
      if (!b) return NULL;
      const ok = parseDouble(bytesData(b), bytesLen(b));
      d = number;
      if (!ok && !errOccurred()) raiseFmt(T.ValueError, "could not convert string to float: %R", b);
      decref(b);
      if (!ok) return NULL;
    } else { if (!floatFromValue(v)) return NULL; d = number; }
  }
  if (type == toValue(T.float)) return float(d);
  const p = newObject(as<TypeObject>(type));
  if (p) store<f64>(p, d != d ? NaN : d, 16);
  return <Value>p;
}
export function floatFromNumber(cls: Value, v: Value): Value {
  if (hasFlag(v, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "must be real number, not %T", v);
  if (!floatFromValue(v)) return NULL;
  return cls == toValue(T.float) ? float(number) : call1(cls, float(number));
}
import { call1 } from "../../objects/call";
export function floatConjugate(a: Value): Value { return float(floatValue(a)); }
export function floatGetReal(a: Value): Value { return float(floatValue(a)); }
export function floatGetImag(a: Value): Value { return float(0); }
export function floatIsInteger(a: Value): Value { const d = floatValue(a); return boolean(d == trunc(d) && abs(d) != Infinity); }
export function floatTrunc(a: Value): Value { return intFromDouble(floatValue(a)); }
export function floatFloor(a: Value): Value { return intFromDouble(floor(floatValue(a))); }
export function floatCeil(a: Value): Value { return intFromDouble(ceil(floatValue(a))); }
export function floatGetnewargs(a: Value): Value { return tuplePack1(float(floatValue(a))); }
export function floatFormat(a: Value, spec: Value): Value {
  if (!hasFlag(spec, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "__format__() argument must be str, not %T", spec);
  return floatFormatSpec(a, floatValue(a), spec);
}
/** round(x): nearest int, half to even; round(x, n): through correctly rounded decimal text. */
export function floatRound(a: Value, ndigits: Value): Value {
  const d = floatValue(a);
  if (ndigits == None) return intFromDouble(nearest(d));
  const n = intAsI32(ndigits);
  if (n == -1 && errOccurred()) {
    if (!errMatches(T.OverflowError)) return NULL;
    errClear();
    return float(d);
  }
  if (d != d || abs(d) == Infinity || d == 0) return float(d);
  if (n > 323) return float(d);
  if (n < -308) return float(copysign(0, d));
  if (n >= 0 && n <= 22) {
    // Both steps are exact enough: the product is off by half a unit, so only a fraction near a half needs the text; and z and the power are exact, so their quotient
    // is the double nearest to the decimal number, as parsing the text would give.
    const power = powerOfTen(n), y = d * power, size = abs(y);
    if (size < 4503599627370496) {
      const z = nearest(y);
      if (abs(abs(y - z) - 0.5) > size * 4.440892098500626e-16) return float(z == 0 ? copysign(0, d) : z / power);
    }
  }
  const mark = stackMark(), buf = stackAlloc(800), out = stackAlloc(8);
  if (!buf || !out) { stackRestore(mark); return NULL; }
  let res: f64;
  if (n >= 0) {
    const len = H.floatFormat(d, 102, n, 0, buf, 800);
    H.floatParse(buf, len, out);
    res = load<f64>(out);
  } else {
    // to a multiple of 10^-n: exact integer arithmetic
    const i = intFromDouble(nearestKeep(d));
    const m = i ? intRoundValue(i, int(n), d) : NULL;
    decref(i);
    if (!m || !intAsDouble(m)) { decref(m); stackRestore(mark); return NULL; }
    res = doubleValue;
    decref(m);
    if (res == 0) res = copysign(0, d);
  }
  stackRestore(mark);
  if (abs(res) == Infinity) return raise(T.OverflowError, "rounded value too large to represent");
  return float(res);
}
/** 10 ** n, exact: 0 <= n <= 22. */
function powerOfTen(n: i32): f64 {
  let r: f64 = 1;
  for (let i = 0; i < n; i++) r *= 10;
  return r;
}
import { doubleValue, intAsDouble } from "../int/core";
import { intRound } from "../int/methods";
import { intAdd, intMul } from "../int/arith";
function nearestKeep(d: f64): f64 { return trunc(d); }
/** The truncated int rounded; a fractional part decides a tie away from zero. */
function intRoundValue(i: Value, n: Value, d: f64): Value {
  const frac = d - trunc(d);
  if (frac == 0) return intRound(i, n);
  // scale by two and add the sign of the fraction: a tie is no tie any more
  const t = intMul(i, int(1000)), s = t ? intAdd(t, int(frac > 0 ? 1 : -1)) : NULL;
  decref(t);
  if (!s) return NULL;
  const r = intRound(s, int(intOf(n) - 3));
  decref(s);
  if (!r) return NULL;
  const out = intFloorDiv(r, int(1000));
  decref(r);
  return out;
}
import { intFloorDiv } from "../int/arith";
export function floatRatio(a: Value): Value {
  const d = floatValue(a);
  if (d != d) return raise(T.ValueError, "cannot convert NaN to integer ratio");
  if (abs(d) == Infinity) return raise(T.OverflowError, "cannot convert Infinity to integer ratio");
  const bits = reinterpret<u64>(abs(d));
  let e = <i32>(bits >> 52), m = bits & 0xFFFFFFFFFFFFF;
  if (e == 0) e = 1; else m |= 0x10000000000000;
  e -= 1075;
  if (m == 0) e = 0; else while (e < 0 && (m & 1) == 0) { m >>= 1; e++; }
  const n = intFromI64(d < 0 ? -<i64>m : <i64>m);
  const num = n && e > 0 ? intLshiftBy(n, e) : newRef(n), den = e < 0 ? intLshiftBy(int(1), -e) : int(1);
  decref(n);
  const t = num && den ? tuplePack2(num, den) : NULL;
  decref(num); decref(den);
  return t;
}
export function floatHex(a: Value): Value {
  const d = floatValue(a);
  if (d != d || abs(d) == Infinity) return doubleRepr(d);
  const sb = sbNew(32), bits = reinterpret<u64>(d);
  if (bits >> 63) sbChar(sb, 45);
  const e = <i32>((bits >> 52) & 0x7FF), m = bits & 0xFFFFFFFFFFFFF;
  if (e == 0 && m == 0) { sbLit(sb, "0x0.0p+0"); return sbFinish(sb); }
  sbLit(sb, e ? "0x1." : "0x0.");
  for (let i = 48; i >= 0; i -= 4) { const h = <u32>(m >> <u64>i) & 15; sbChar(sb, h < 10 ? 48 + h : 87 + h); }
  const p = e ? e - 1023 : -1022;
  sbLit(sb, p < 0 ? "p-" : "p+");
  sbInt(sb, p < 0 ? -p : p);
  return sbFinish(sb);
}
/** float.fromhex(string): exact, half to even. */
export function floatFromhex(cls: Value, s: Value): Value {
  if (!hasFlag(s, TF_UNICODE_SUBCLASS)) return raise(T.TypeError, "bad argument type for built-in operation");
  const n = strLen(s);
  let i = 0, end = n;
  while (i < end && isBlank(strAt(s, i))) i++;
  while (end > i && isBlank(strAt(s, end - 1))) end--;
  const start = i;
  let neg = false, bad = false;
  if (i < end && (strAt(s, i) == 43 || strAt(s, i) == 45)) { neg = strAt(s, i) == 45; i++; }
  let v: f64 = 0;
  const c0 = i < end ? strAt(s, i) | 32 : 0;
  if (c0 == 105 || c0 == 110) {
    const mark = stackMark(), buf = stackAlloc(16);
    const len = end - i;
    if (len > 8 || !buf) bad = true;
    else { for (let j = 0; j < len; j++) store<u8>(buf + j, <u8>strAt(s, i + j)); bad = !parseDouble(buf, len); v = number; }
    stackRestore(mark);
  } else {
    if (i + 1 < end && strAt(s, i) == 48 && (strAt(s, i + 1) | 32) == 120) i += 2;
    // up to 64 significant bits, the rest sticky
    let m: u64 = 0, exp: i64 = 0, digits = 0, dot = false, sticky = false;
    for (; i < end; i++) {
      const c = strAt(s, i);
      if (c == 46) { if (dot) break; dot = true; continue; }
      const h = c >= 48 && c <= 57 ? c - 48 : (c | 32) >= 97 && (c | 32) <= 102 ? (c | 32) - 87 : 99;
      if (h == 99) break;
      digits++;
      if (m >> 59) { if (h) sticky = true; if (!dot) exp += 4; }
      else { m = (m << 4) | <u64>h; if (dot) exp -= 4; }
    }
    if (!digits) bad = true;
    if (!bad && i < end && (strAt(s, i) | 32) == 112) {
      i++;
      let pneg = false, pd = 0;
      let p: i64 = 0;
      if (i < end && (strAt(s, i) == 43 || strAt(s, i) == 45)) { pneg = strAt(s, i) == 45; i++; }
      for (; i < end && strAt(s, i) >= 48 && strAt(s, i) <= 57; i++) { pd++; if (p < 100000000) p = p * 10 + <i64>(strAt(s, i) - 48); }
      if (!pd) bad = true;
      exp += pneg ? -p : p;
    }
    if (i != end) bad = true;
    if (!bad && m) {
      const z = <i64>clz<u64>(m);
      m <<= <u64>z; exp -= z;
      // value = m * 2^exp with the top bit set: exponent of the leading bit is exp + 63
      let keep = 53;
      const lead = exp + 63;
      if (lead > 1023) return raise(T.OverflowError, "hexadecimal value too large to represent as a float");
      if (lead < -1022) keep = <i32>(53 - (-1022 - lead));
      if (keep < 0) v = 0;
      else {
        const cut = <u64>(64 - keep), rest = cut == 64 ? m : m & ((<u64>1 << cut) - 1), half = <u64>1 << (cut - 1);
        let k = cut == 64 ? 0 : m >> cut;
        if (rest > half || (rest == half && (sticky || (k & 1)))) k++;
        v = <f64>k;
        let e = exp + <i64>cut;
        while (e > 900) { v *= reinterpret<f64>(<u64>(900 + 1023) << 52); e -= 900; }
        while (e < -900) { v *= reinterpret<f64>(<u64>(-900 + 1023) << 52); e += 900; }
        v *= reinterpret<f64>(<u64>(e + 1023) << 52);
        if (v == Infinity) return raise(T.OverflowError, "hexadecimal value too large to represent as a float");
      }
    }
  }
  if (bad || start == end) return raise(T.ValueError, "invalid hexadecimal floating-point string");
  const r2 = float(neg ? -v : v);
  return cls == toValue(T.float) ? r2 : call1(cls, r2);
}
function isBlank(c: u32): bool { return c == 32 || (c >= 9 && c <= 13); }
export function floatGetformat(cls: Value, kind: Value): Value {
  if (hasFlag(kind, TF_UNICODE_SUBCLASS) && (strEqLiteral(kind, "double") || strEqLiteral(kind, "float"))) return strFromLiteral("IEEE, little-endian");
  return raise(T.ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
}
import { bytesFromObject } from "../bytes/type";
