/** int: constructor, methods, attributes; bool. CPython: Objects/longobject.c, boolobject.c. */
import { copyBytes, fillBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, NotImplemented, True, False, boolean, fitsInt, float, int, intOf, isFloat, floatOf, isInt, isPtr, isBool } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TypeObject, TF_BYTES_SUBCLASS, TF_BYTEARRAY_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { errClear, errMatches, errOccurred, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import * as X from "../../objects/abstract";
import { special0 } from "../../objects/special";
import { indexAsSsize } from "../../objects/abstract-index";
import { newVarObject } from "../../objects/alloc";
import { memAlloc, memFree } from "../../memory/alloc";
import { bytesData, bytesFromPtr, bytesLen, bytesNew } from "../bytes/core";
import { strEqLiteral, strFromLiteral, strFromLatin1 } from "../str/core";
import { tuplePack2, tupleSize } from "../tuple/core";
import { bindArguments, defParam, defParsed2, MethodDef } from "../../objects/method-def";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { INT_LIMBS, bigLimbs, bigNew, bigNegative, bigSize, intAsI32, intBitLength, intExact, intFinish, intFromDouble, intFromLimbs, intSign, intToDigits, intAsDouble, doubleValue, view, viewLimbs, viewNegative, viewSize } from "./core";
import { intFromText, intParseAscii } from "./text";
import { intAdd, intDivmod, intFloorDiv, intLshiftBy, intMul, intNegative, intPower, intSub, intCompareValues } from "./arith";
import { limb, magNegate, setLimb } from "./magnitude";
import { intFormat as formatInt } from "../str/format-number";

export function intRepr(v: Value): Value { return intToDigits(v, 10); }
export function boolRepr(v: Value): Value { return newRef(v == True ? N.True : N.False); }
export function boolNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (kwnames && tupleSize(kwnames)) return raise(T.TypeError, "bool() takes no keyword arguments");
  if (nargs > 1) return raiseFmt(T.TypeError, "bool expected at most 1 argument, got %d", int(nargs));
  if (nargs == 0) return False;
  const t = X.isTrue(load<u64>(args));
  return t < 0 ? NULL : boolean(t != 0);
}
export function boolAnd(a: Value, b: Value): Value { return isBool(a) && isBool(b) ? boolean(a == True && b == True) : X_and(a, b); }
export function boolOr(a: Value, b: Value): Value { return isBool(a) && isBool(b) ? boolean(a == True || b == True) : X_or(a, b); }
export function boolXor(a: Value, b: Value): Value { return isBool(a) && isBool(b) ? boolean(a != b) : X_xor(a, b); }
import { intAnd as X_and, intOr as X_or, intXor as X_xor, intInvert } from "./arith";
import { warnDeprecation } from "../../modules/warnings";
export function boolInvert(v: Value): Value {
  if (warnDeprecation("Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from the negation of a bool object. Use the 'not' operator for boolean negation or ~int(x) for the bitwise inversion of the underlying int.", 1) < 0) return NULL;
  return intInvert(v);
}

let newDef: u32 = 0;
function never(self: Value, a: Value, b: Value): Value { return NULL; }
/** int(x=0, /) and int(x, base=10) */
export function intNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  let x: Value = NULL, base: Value = NULL;
  if (!kwnames && nargs <= 1) { if (nargs) x = load<u64>(args); }
  else {
    if (!newDef) {
      const d = defParsed2(N.int, 0, never, "(x, /, base=10)", 1, 2);
      defParam(d, 0, N.x, NULL, true); defParam(d, 1, N.base, NULL, true);
      newDef = changetype<u32>(d);
    }
    const mark = stackMark(), out = stackAlloc(16);
    if (!out) return NULL;
    const ok = bindArguments(changetype<MethodDef>(newDef), args, nargs, kwnames, out);
    x = load<u64>(out); base = load<u64>(out, 8);
    stackRestore(mark);
    if (!ok) return NULL;
  }
  let r: Value;
  if (!x) { if (base) return raise(T.TypeError, "int() missing string argument"); r = int(0); }
  else if (!base) r = intFromObject(x);
  else {
    // too large or small for an i32: no base either way
    const b = indexAsSsize(base);
    if (b == -1 && errOccurred()) return NULL;
    if (b != 0 && (b < 2 || b > 36)) return raise(T.ValueError, "int() base must be >= 2 and <= 36, or 0");
    if (hasFlag(x, TF_UNICODE_SUBCLASS)) r = intFromText(x, b);
    else if (typeOf(x) == T.bytes || typeOf(x) == T.bytearray) r = fromBytesText(x, b);
    else return raise(T.TypeError, "int() can't convert non-string with explicit base");
  }
  if (!r || type == toValue(T.int)) return r;
  const s = intSubclass(as<TypeObject>(type), r);
  decref(r);
  return s;
}
/** int(bytes-like): the text in it. */
function fromBytesText(x: Value, base: i32): Value {
  const b = bytesFromObject(x);
  if (!b) return NULL;
  const r = intParseAscii(bytesData(b), bytesLen(b), base);
  if (!r && !errOccurred()) raiseFmt(T.ValueError, "invalid literal for int() with base %d: %R", int(base), b);
  decref(b);
  return r;
}
/** int(x): numbers, strings, __int__, __index__, __trunc__; always exact int. */
export function intFromObject(x: Value): Value {
  if (isInt(x)) return x;
  if (isFloat(x)) return intFromDouble(floatOf(x));
  if (hasFlag(x, TF_UNICODE_SUBCLASS)) return intFromText(x, 10);
  const t = typeOf(x);
  if (t.nb_int || t.nb_index) {
    const v = X.numberLong(x);
    return v;
  }
  if (t == T.bytes || t == T.bytearray || t.bf_getbuffer) return fromBytesText(x, 10);
  return raiseFmt(T.TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%T'", x);
}
/** An instance of an int subclass with v's value. Borrows v. */
export function intSubclass(t: TypeObject, v: Value): Value {
  const room = memAlloc(8);
  if (!room) return raiseNoMemory();
  view(v, room);
  const n = viewSize, p = newVarObject(t, INT_LIMBS + (<usize>n << 2), n);
  if (p) { copyBytes(p + INT_LIMBS, viewLimbs, <usize>n << 2); store<u32>(p, <u32>viewNegative, 20); }
  memFree(room);
  return <Value>p;
}
export function intInt(v: Value): Value { return intExact(v); }
export function intFloat(v: Value): Value { return intAsDouble(v) ? float(doubleValue) : NULL; }
export function intMethodBitLength(v: Value): Value { return int(intBitLength(v)); }
export function intBitCount(v: Value): Value {
  const room = memAlloc(8);
  if (!room) return raiseNoMemory();
  view(v, room);
  let c: i64 = 0;
  for (let i = 0; i < viewSize; i++) c += <i64>popcnt<u64>(limb(viewLimbs, i));
  memFree(room);
  return int(c);
}
export function intConjugate(v: Value): Value { return intExact(v); }
export function intGetReal(v: Value): Value { return intExact(v); }
export function intGetImag(v: Value): Value { return int(0); }
export function intGetDenominator(v: Value): Value { return int(1); }
export function intIsInteger(v: Value): Value { return True; }
export function intRatio(v: Value): Value {
  const i = intExact(v);
  if (!i) return NULL;
  const t = tuplePack2(i, int(1));
  decref(i);
  return t;
}
export function intGetnewargs(v: Value): Value { const i = intExact(v); const t = i ? tuplePack1(i) : NULL; decref(i); return t; }
import { tuplePack1 } from "../tuple/core";
export function intTruncate(v: Value): Value { return intExact(v); }
export function intSizeof(v: Value): Value { return int(isPtr(v) ? 24 + (bigSize(v) << 2) : 28); }
export function intFormat(v: Value, spec: Value): Value {
  if (!hasFlag(spec, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "__format__() argument must be str, not %T", spec);
  return formatInt(v, spec);
}
/** round(int, ndigits): to a multiple of 10 ** -ndigits, half to even. */
export function intRound(v: Value, ndigits: Value): Value {
  if (ndigits == None) return intExact(v);
  const n = X.numberIndex(ndigits);
  if (!n) return NULL;
  if (intSign(n) >= 0) { decref(n); return intExact(v); }
  const e = intNegative(n), p = e ? intPower(int(10), e, None) : NULL;
  decref(n); decref(e);
  if (!p) return NULL;
  // q, r = divmod(v, p); r is compared with half of p
  const i = intExact(v), qr = i ? intDivmod(i, p) : NULL;
  let out: Value = NULL;
  if (qr) {
    const q = tupleItem(qr, 0), r = tupleItem(qr, 1), twice = intMul(r, int(2));
    const c = twice ? intCompareValues(twice, p) : 0;
    let base = intSub(i, r);
    const odd = isInt(q) ? (intOf(q) & 1) != 0 : (limb(bigLimbs(q), 0) & 1) != 0;
    if (base && (c > 0 || (c == 0 && odd))) { const t = intAdd(base, p); decref(base); base = t; }
    out = base;
    decref(twice);
  }
  decref(qr); decref(i); decref(p);
  return out;
}
import { tupleItem } from "../tuple/core";
function byteorder(v: Value, name: string): i32 {
  if (hasFlag(v, TF_UNICODE_SUBCLASS)) {
    if (strEqLiteral(v, "little")) return 0;
    if (strEqLiteral(v, "big")) return 1;
    raise(T.ValueError, "byteorder must be either 'little' or 'big'");
    return -1;
  }
  const f = strFromLiteral(name);
  raiseFmt(T.TypeError, "%U() argument 'byteorder' must be str, not %T", f, v);
  decref(f);
  return -1;
}
export function intToBytes(v: Value, length: Value, order: Value, signed: Value): Value {
  const n = length ? intAsI32(length) : 1;
  if (n == -1 && errOccurred()) return NULL;
  const big = order ? byteorder(order, "to_bytes") : 1;
  if (big < 0) return NULL;
  const sg = X.isTrue(signed);
  if (sg < 0) return NULL;
  if (n < 0) return raise(T.ValueError, "length argument must be non-negative");
  const sign = intSign(v);
  if (sign < 0 && !sg) return raise(T.OverflowError, "can't convert negative int to unsigned");
  let bits = intBitLength(v);
  if (sg) {
    // one more bit for the sign, unless v is -2^k
    let power = sign < 0;
    if (power) { const m = intAdd(v, int(1)); if (!m) return NULL; if (intSign(m) == 0 || intBitLength(m) < bits) bits--; decref(m); }
    bits++;
    if (sign == 0) bits = 0;
  }
  if (bits > <i64>n * 8) return raise(T.OverflowError, "int too big to convert");
  const b = bytesNew(n);
  if (!b) return NULL;
  const words = (n + 7) >> 2, buf = memAlloc((<usize>words << 2) + 8), room = memAlloc(8);
  if (!buf || !room) { memFree(buf); memFree(room); decref(b); return raiseNoMemory(); }
  fillBytes(buf, 0, <usize>words << 2);
  view(v, room);
  copyBytes(buf, viewLimbs, <usize>(viewSize < words ? viewSize : words) << 2);
  if (sign < 0) magNegate(buf, words);
  for (let i = 0; i < n; i++) store<u8>(bytesData(b) + <usize>(big ? n - 1 - i : i), load<u8>(buf + <usize>i));
  memFree(buf); memFree(room);
  return b;
}
/** As PyObject_Bytes: by __bytes__, else what bytes() takes. New bytes, or NULL. */
function asBytes(v: Value): Value {
  if (isExact(v, T.bytes)) return newRef(v);
  const r = special0(v, N.__bytes__);
  if (!r) return errOccurred() ? NULL : bytesFromObject(v);
  if (hasFlag(r, TF_BYTES_SUBCLASS)) return r;
  raiseFmt(T.TypeError, "__bytes__ returned non-bytes (type %T)", r);
  decref(r);
  return NULL;
}
export function intFromBytes(cls: Value, bytes: Value, order: Value, signed: Value): Value {
  const big = order ? byteorder(order, "from_bytes") : 1;
  if (big < 0) return NULL;
  const sg = X.isTrue(signed);
  if (sg < 0) return NULL;
  const b = asBytes(bytes);
  if (!b) return NULL;
  const n = bytesLen(b), words = (n + 3) >> 2, buf = memAlloc((<usize>words << 2) + 4);
  if (!buf) { decref(b); return raiseNoMemory(); }
  const top = n ? load<u8>(bytesData(b) + <usize>(big ? 0 : n - 1)) : 0, neg = sg != 0 && (top & 0x80) != 0;
  fillBytes(buf, neg ? 0xFF : 0, <usize>words << 2);
  for (let i = 0; i < n; i++) store<u8>(buf + <usize>i, load<u8>(bytesData(b) + <usize>(big ? n - 1 - i : i)));
  if (neg) magNegate(buf, words);
  let r = intFromLimbs(buf, words, neg);
  memFree(buf);
  decref(b);
  if (r && cls != toValue(T.int)) { const s = call1(cls, r); decref(r); r = s; }
  return r;
}
import { call1 } from "../../objects/call";
import { bytesFromObject } from "../bytes/type";
