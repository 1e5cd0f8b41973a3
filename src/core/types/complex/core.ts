/** complex: +16 f64 real, +24 f64 imaginary; immutable. CPython: Objects/complexobject.c. */
import { Ptr, Value, NULL, None, NotImplemented, boolean, float, floatOf, int, isFloat, isInt, intOf, isPtr } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { T, TypeObject, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import * as H from "../../../generated/core/host";
import { decref, newRef } from "../../refcount/count";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { typeIsSubtype } from "../../objects/type-static";
import { newObject, freeObject } from "../../objects/alloc";
import { instanceTailClear } from "../../objects/instance";
import { lookupSpecial } from "../../objects/attributes";
import { call0, call1 } from "../../objects/call";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { tuplePack2, tupleSize } from "../tuple/core";
import { sbChar, sbFinish, sbLit, sbNew, sbStr } from "../str/builder";
import { strAt, strIsAscii, strLen, strData } from "../str/core";
import { compareDoubleInt, doubleHash, doubleRepr, floatFromValue, floatValue, isFloatLike, number, parseDouble, toDouble } from "../float/core";
import { isLong } from "../int/core";
import { complexFormat as formatComplex } from "../str/format-number";
import { bindArguments, defParam, defParsed2, MethodDef } from "../../objects/method-def";

@unmanaged
export class ComplexObject extends Obj { real: f64; imag: f64; }
// @ts-ignore: decorator
@inline function re(v: Value): f64 { return load<f64>(<Ptr>v, 16); }
// @ts-ignore: decorator
@inline function im(v: Value): f64 { return load<f64>(<Ptr>v, 24); }
export function complexNew(r: f64, i: f64): Value {
  const p = newObject(T.complex);
  if (p) { store<f64>(p, r, 16); store<f64>(p, i, 24); }
  return <Value>p;
}
export function isComplex(v: Value): bool { return isPtr(v) && (as<Obj>(v).type == changetype<u32>(T.complex) || typeIsSubtype(typeOf(v), T.complex)); }
export function complexDealloc(p: Ptr): void { instanceTailClear(p, changetype<TypeObject>(load<u32>(p, 12))); freeObject(p); }
let ar: f64 = 0, ai: f64 = 0, br: f64 = 0, bi: f64 = 0, aReal: bool = false, bReal: bool = false;
function pair(a: Value, b: Value): i32 {
  aReal = !isComplex(a); bReal = !isComplex(b);
  if (aReal) { const k = toDouble(a); if (k <= 0) return k; ar = number; ai = 0; } else { ar = re(a); ai = im(a); }
  if (bReal) { const k = toDouble(b); if (k <= 0) return k; br = number; bi = 0; } else { br = re(b); bi = im(b); }
  return 1;
}
// @ts-ignore: decorator
@inline function no(k: i32): Value { return k < 0 ? NULL : NotImplemented; }
// mixed real and complex operands keep the other part as it is, as since 3.14
export function complexAdd(a: Value, b: Value): Value { const k = pair(a, b); return k > 0 ? complexNew(ar + br, aReal ? bi : bReal ? ai : ai + bi) : no(k); }
export function complexSub(a: Value, b: Value): Value { const k = pair(a, b); return k > 0 ? complexNew(ar - br, aReal ? -bi : bReal ? ai : ai - bi) : no(k); }
export function complexMul(a: Value, b: Value): Value {
  const k = pair(a, b);
  if (k <= 0) return no(k);
  if (aReal) return complexNew(ar * br, ar * bi);
  if (bReal) return complexNew(ar * br, ai * br);
  return complexNew(ar * br - ai * bi, ar * bi + ai * br);
}
let qr: f64 = 0, qi: f64 = 0;
function divide(a: f64, b: f64, c: f64, d: f64): bool {
  if (abs(c) >= abs(d)) {
    if (c == 0) return false;
    const ratio = d / c, den = c + d * ratio;
    qr = (a + b * ratio) / den; qi = (b - a * ratio) / den;
  } else if (abs(d) >= abs(c)) {
    const ratio = c / d, den = c * ratio + d;
    qr = (a * ratio + b) / den; qi = (b * ratio - a) / den;
  } else { qr = NaN; qi = NaN; }
  return true;
}
export function complexTrueDiv(a: Value, b: Value): Value {
  const k = pair(a, b);
  if (k <= 0) return no(k);
  if (bReal) {
    if (br == 0) return raise(T.ZeroDivisionError, "division by zero");
    return complexNew(ar / br, ai / br);
  }
  if (!divide(ar, ai, br, bi)) return raise(T.ZeroDivisionError, "division by zero");
  return complexNew(qr, qi);
}
function power(a: f64, b: f64, c: f64, d: f64): Value {
  if (c == 0 && d == 0) return complexNew(1, 0);
  if (a == 0 && b == 0) {
    if (d != 0 || c < 0) return raise(T.ZeroDivisionError, "zero to a negative or complex power");
    return complexNew(0, 0);
  }
  const i = <i32>c;
  if (d == 0 && c == floor(c) && abs(c) <= 100) {
    let n = i < 0 ? -i : i, pr: f64 = a, pi: f64 = b, rr: f64 = 1, ri: f64 = 0;
    for (; n; n >>= 1) {
      if (n & 1) { const t = rr * pr - ri * pi; ri = rr * pi + ri * pr; rr = t; }
      const t = pr * pr - pi * pi;
      pi = 2 * pr * pi; pr = t;
    }
    if (i < 0) { if (!divide(1, 0, rr, ri)) return raise(T.ZeroDivisionError, "zero to a negative or complex power"); rr = qr; ri = qi; }
    return finite(rr, ri);
  }
  const vabs = H.mathHypot(a, b);
  let len = H.mathPow(vabs, c);
  const at = H.mathAtan2(b, a);
  let phase = at * c;
  if (d != 0) { len *= H.mathExp(-at * d); phase += d * H.mathLog(vabs); }
  return finite(len * H.mathCos(phase), len * H.mathSin(phase));
}
function finite(r: f64, i: f64): Value {
  if (abs(r) == Infinity || abs(i) == Infinity) return raise(T.OverflowError, "complex exponentiation");
  return complexNew(r, i);
}
export function complexPower(a: Value, b: Value, m: Value): Value {
  const k = pair(a, b);
  if (k <= 0) return no(k);
  if (m != None) return raise(T.ValueError, "complex modulo");
  return power(ar, ai, br, bi);
}
export function complexPowReal(a: f64, b: f64): Value { return power(a, 0, b, 0); }
export function complexNegative(v: Value): Value { return complexNew(-re(v), -im(v)); }
export function complexPositive(v: Value): Value { return isExact(v, T.complex) ? newRef(v) : complexNew(re(v), im(v)); }
export function complexAbs(v: Value): Value {
  const x = re(v), y = im(v);
  if (abs(x) == Infinity || abs(y) == Infinity) return float(Infinity);
  // exact enough without the call when nothing can overflow or vanish
  const s = x * x + y * y;
  if (s > 1e-200 && s < 1e200) {
    const r = sqrt(s);
    // correct the last bit: the error of the squares, as hypot does
    return float(hypotFix(x, y, r));
  }
  const h = H.mathHypot(x, y);
  if (h == Infinity) return raise(T.OverflowError, "absolute value too large");
  return float(h);
}
/** One Newton step in double-double arithmetic makes sqrt(x*x + y*y) correctly rounded but for rare ties. */
function hypotFix(x: f64, y: f64, r: f64): f64 {
  if (r == 0) return r;
  const e = (sqErr(x) + sqErr(y) - sqErr(r)) + twoSumErr(x, y, r);
  return r + e / (2 * r);
}
function sqErr(x: f64): f64 {
  const t = 134217729.0 * x, hi = t - (t - x), lo = x - hi, p = x * x;
  return ((hi * hi - p) + 2 * hi * lo) + lo * lo;
}
function twoSumErr(x: f64, y: f64, r: f64): f64 {
  const a = x * x, b = y * y, c = r * r, s = a + b, bb = s - a, err = (a - (s - bb)) + (b - bb);
  return (s - c) + err;
}
export function complexBool(v: Value): i32 { return re(v) != 0 || im(v) != 0 ? 1 : 0; }
export function complexHash(v: Value): i64 {
  const h = doubleHash(re(v)) + 1000003 * doubleHash(im(v));
  return h == -1 ? -2 : h;
}
export function complexCompare(a: Value, b: Value, op: i32): Value {
  if (op != 2 && op != 3) return NotImplemented;
  let eq: bool;
  if (isLong(b)) eq = im(a) == 0 && compareDoubleInt(re(a), b) == 0;
  else if (isFloatLike(b)) eq = im(a) == 0 && re(a) == floatValue(b);
  else if (isComplex(b)) eq = re(a) == re(b) && im(a) == im(b);
  else return NotImplemented;
  return boolean(eq == (op == 2));
}
/** repr of a part without a trailing .0 */
function part(d: f64): Value {
  const s = doubleRepr(d);
  if (!s) return NULL;
  const n = strLen(s);
  if (n > 2 && strAt(s, n - 1) == 48 && strAt(s, n - 2) == 46) { const t = strSlice(s, 0, n - 2); decref(s); return t; }
  return s;
}
import { strSub as strSlice } from "../str/slice";
function signBit(d: f64): bool { return (reinterpret<u64>(d) >> 63) != 0; }
export function complexRepr(v: Value): Value {
  const r = re(v), i = im(v), sb = sbNew(48), s = part(i);
  if (r == 0 && !signBit(r)) { sbStr(sb, s); sbChar(sb, 106); }
  else {
    const t = part(r);
    sbChar(sb, 40); sbStr(sb, t);
    if (!signBit(i) || i != i) sbChar(sb, 43);
    sbStr(sb, s); sbLit(sb, "j)");
    decref(t);
  }
  decref(s);
  return sbFinish(sb);
}
let newDef: u32 = 0;
function never(self: Value, a: Value, b: Value): Value { return NULL; }
let pr: f64 = 0, pi: f64 = 0;
/** A number argument of complex(): parts in pr, pi. 1 complex, 2 real, 0 error. */
function argument(v: Value, what: string): i32 {
  if (isComplex(v)) { pr = re(v); pi = im(v); return 1; }
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return 0;
  const f = isPtr(v) ? lookupSpecial(v, N.__complex__, slot) : NULL, bound = load<u64>(slot);
  stackRestore(mark);
  if (f) {
    const c = bound ? call1(f, v) : call0(f);
    decref(f);
    if (!c) return 0;
    if (!isComplex(c)) { raiseFmt(T.TypeError, "%T.__complex__() must return a complex, not %T", v, c); decref(c); return 0; }
    pr = re(c); pi = im(c);
    decref(c);
    return 1;
  }
  if (errOccurred()) return 0;
  if (!isFloatLike(v) && !isLong(v) && !typeOf(v).nb_float && !typeOf(v).nb_index) {
    const w = strFromLiteral(what);
    raiseFmt(T.TypeError, "complex() argument %U must be a real number, not %T", w, v);
    decref(w);
    return 0;
  }
  if (!floatFromValue(v)) return 0;
  pr = number; pi = 0;
  return 2;
}
import { strFromLiteral } from "../str/core";
export function complexTypeNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!newDef) {
    const d = defParsed2(N.complex, 0, never, "(real=0, imag=0)", 0, 2);
    defParam(d, 0, N.real, NULL, true); defParam(d, 1, N.imag, NULL, true);
    newDef = changetype<u32>(d);
  }
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return NULL;
  const ok = bindArguments(changetype<MethodDef>(newDef), args, nargs, kwnames, out), a = load<u64>(out), b = load<u64>(out, 8);
  stackRestore(mark);
  if (!ok) return NULL;
  let r: f64 = 0, i: f64 = 0;
  if (a && nargs == 1 && !b && hasFlag(a, TF_UNICODE_SUBCLASS)) {
    if (!fromText(a)) return NULL;
    r = pr; i = pi;
  } else {
    if (a) {
      const k = b || nargs == 0 ? argument(a, "'real'") : argument(a, "must be a string or a number");
      if (!k) {
        if (!b && nargs && errMatches(T.TypeError) && !isComplex(a)) { errClear(); raiseFmt(T.TypeError, "complex() argument must be a string or a number, not %T", a); }
        return NULL;
      }
      if (b && k == 1 && !isComplex(a)) { r = pr; i = pi; }
      r = pr; i = pi;
      if (!b && type == toValue(T.complex) && isExact(a, T.complex)) return newRef(a);
    }
    if (b) {
      if (hasFlag(b, TF_UNICODE_SUBCLASS)) return raise(T.TypeError, "complex() argument 'imag' must be a real number, not str");
      const k = argument(b, "'imag'");
      if (!k) return NULL;
      if (k == 1) { r -= pi; i += pr; } else i = a && i != 0 ? i + pr : pr;
    }
  }
  if (type == toValue(T.complex)) return complexNew(r, i);
  const p = newObject(as<TypeObject>(type));
  if (p) { store<f64>(p, r, 16); store<f64>(p, i, 24); }
  return <Value>p;
}
import { errClear, errMatches } from "../../objects/errors";
function isBlank(c: u32): bool { return c == 32 || (c >= 9 && c <= 13); }
/** End of a float literal starting at i (sign included), or i if there is none. */
function floatEnd(p: Ptr, i: i32, n: i32): i32 {
  let j = i;
  if (j < n && (load<u8>(p + j) == 43 || load<u8>(p + j) == 45)) j++;
  const c = j < n ? load<u8>(p + j) | 32 : 0;
  if (c == 105 || c == 110) { // inf, infinity, nan
    const len = word(p, j, n, "infinity") ? 8 : word(p, j, n, "inf") || word(p, j, n, "nan") ? 3 : 0;
    return len ? j + len : i;
  }
  let digits = 0;
  for (; j < n && (digit(load<u8>(p + j)) || load<u8>(p + j) == 95); j++) digits++;
  if (j < n && load<u8>(p + j) == 46) { j++; for (; j < n && (digit(load<u8>(p + j)) || load<u8>(p + j) == 95); j++) digits++; }
  if (!digits) return i;
  if (j < n && (load<u8>(p + j) | 32) == 101) {
    let k = j + 1;
    if (k < n && (load<u8>(p + k) == 43 || load<u8>(p + k) == 45)) k++;
    if (k < n && digit(load<u8>(p + k))) { while (k < n && digit(load<u8>(p + k))) k++; j = k; }
  }
  return j;
}
function digit(c: u32): bool { return c >= 48 && c <= 57; }
function word(p: Ptr, i: i32, n: i32, w: string): bool {
  if (i + w.length > n) return false;
  for (let k = 0; k < w.length; k++) if (<i32>(load<u8>(p + i + k) | 32) != w.charCodeAt(k)) return false;
  return true;
}
function malformed(): bool { raise(T.ValueError, "complex() arg is a malformed string"); return false; }
/** complex("1+2j"), in pr, pi. */
function fromText(s: Value): bool {
  if (!strIsAscii(s)) return malformed();
  const p = strData(s);
  let i = 0, n = strLen(s);
  while (i < n && isBlank(load<u8>(p + i))) i++;
  while (n > i && isBlank(load<u8>(p + n - 1))) n--;
  if (n - i >= 2 && load<u8>(p + i) == 40 && load<u8>(p + n - 1) == 41) {
    i++; n--;
    while (i < n && isBlank(load<u8>(p + i))) i++;
    while (n > i && isBlank(load<u8>(p + n - 1))) n--;
  }
  if (i >= n) return malformed();
  pr = 0; pi = 0;
  const e = floatEnd(p, i, n);
  if (e > i) {
    if (!parseDouble(p + i, e - i)) return malformed();
    const first = number;
    if (e == n) { pr = first; return true; }
    const c = load<u8>(p + e);
    if ((c | 32) == 106 && e + 1 == n) { pi = first; return true; }
    if (c == 43 || c == 45) {
      const f = floatEnd(p, e, n);
      if (f > e) { if (!parseDouble(p + e, f - e)) return malformed(); pr = first; pi = number; if (f + 1 == n && (load<u8>(p + f) | 32) == 106) return true; return malformed(); }
      if (e + 2 == n && (load<u8>(p + e + 1) | 32) == 106) { pr = first; pi = c == 45 ? -1 : 1; return true; }
    }
    return malformed();
  }
  // j, +j, -j
  const c = load<u8>(p + i);
  if ((c | 32) == 106 && i + 1 == n) { pi = 1; return true; }
  if ((c == 43 || c == 45) && i + 2 == n && (load<u8>(p + i + 1) | 32) == 106) { pi = c == 45 ? -1 : 1; return true; }
  return malformed();
}
export function complexFromNumber(cls: Value, v: Value): Value {
  if (hasFlag(v, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "must be real number, not %T", v);
  if (!argument(v, "must be a string or a number")) return NULL;
  const c = complexNew(pr, pi);
  if (!c || cls == toValue(T.complex)) return c;
  const r = call1(cls, c);
  decref(c);
  return r;
}
export function complexConjugate(v: Value): Value { return complexNew(re(v), -im(v)); }
export function complexGetReal(v: Value): Value { return float(re(v)); }
export function complexGetImag(v: Value): Value { return float(im(v)); }
export function complexGetnewargs(v: Value): Value { return tuplePack2(float(re(v)), float(im(v))); }
export function complexComplex(v: Value): Value { return complexPositive(v); }
export function complexFormat(v: Value, spec: Value): Value {
  if (!hasFlag(spec, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "__format__() argument must be str, not %T", spec);
  return formatComplex(v, re(v), im(v), spec);
}
