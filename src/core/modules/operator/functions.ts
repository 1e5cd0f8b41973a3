/** _operator: the operators as functions. Mirrors Modules/_operator.c. */
import { Ptr, Value, NULL, None, boolean, int, isBool } from "../../base/value";
import { T } from "../../../generated/core/types";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { call } from "../../objects/call";
import * as X from "../../objects/abstract";
import { hasFlag, typeOf } from "../../objects/typeof";
import { TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { decref } from "../../refcount/count";
import { getBuffer, releaseBuffer } from "../../objects/buffer";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { strData, strIsAscii, strLen } from "../../types/str/core";
import { indexArg, indexFailed } from "../../types/list/methods";
import { argAt } from "../../types/args";

function truth(r: i32): Value { return r < 0 ? NULL : boolean(r != 0); }
export function truthOf(m: Value, a: Value): Value { return truth(X.isTrue(a)); }
export function notOf(m: Value, a: Value): Value { const r = X.isTrue(a); return r < 0 ? NULL : boolean(r == 0); }
export function isSame(m: Value, a: Value, b: Value): Value { return boolean(a == b); }
export function isNot(m: Value, a: Value, b: Value): Value { return boolean(a != b); }
export function isNone(m: Value, a: Value): Value { return boolean(a == None); }
export function isNotNone(m: Value, a: Value): Value { return boolean(a != None); }
export function add(m: Value, a: Value, b: Value): Value { return X.numberAdd(a, b); }
export function sub(m: Value, a: Value, b: Value): Value { return X.numberSubtract(a, b); }
export function mul(m: Value, a: Value, b: Value): Value { return X.numberMultiply(a, b); }
export function matmul(m: Value, a: Value, b: Value): Value { return X.numberMatMul(a, b); }
export function floordiv(m: Value, a: Value, b: Value): Value { return X.numberFloorDivide(a, b); }
export function truediv(m: Value, a: Value, b: Value): Value { return X.numberTrueDivide(a, b); }
export function mod(m: Value, a: Value, b: Value): Value { return X.numberRemainder(a, b); }
export function pow(m: Value, a: Value, b: Value): Value { return X.numberPower(a, b, None); }
export function lshift(m: Value, a: Value, b: Value): Value { return X.numberLshift(a, b); }
export function rshift(m: Value, a: Value, b: Value): Value { return X.numberRshift(a, b); }
export function and(m: Value, a: Value, b: Value): Value { return X.numberAnd(a, b); }
export function or(m: Value, a: Value, b: Value): Value { return X.numberOr(a, b); }
export function xor(m: Value, a: Value, b: Value): Value { return X.numberXor(a, b); }
export function neg(m: Value, a: Value): Value { return X.numberNegative(a); }
export function pos(m: Value, a: Value): Value { return X.numberPositive(a); }
export function inv(m: Value, a: Value): Value { return X.numberInvert(a); }
export function abs(m: Value, a: Value): Value { return X.numberAbsolute(a); }
export function index(m: Value, a: Value): Value { return isBool(a) ? int(<i64>(a & 1)) : X.numberIndex(a); }
export function iadd(m: Value, a: Value, b: Value): Value { return X.inPlaceAdd(a, b); }
export function isub(m: Value, a: Value, b: Value): Value { return X.inPlaceSubtract(a, b); }
export function imul(m: Value, a: Value, b: Value): Value { return X.inPlaceMultiply(a, b); }
export function imatmul(m: Value, a: Value, b: Value): Value { return X.inPlaceMatMul(a, b); }
export function ifloordiv(m: Value, a: Value, b: Value): Value { return X.inPlaceFloorDivide(a, b); }
export function itruediv(m: Value, a: Value, b: Value): Value { return X.inPlaceTrueDivide(a, b); }
export function imod(m: Value, a: Value, b: Value): Value { return X.inPlaceRemainder(a, b); }
export function ipow(m: Value, a: Value, b: Value): Value { return X.inPlacePower(a, b, None); }
export function ilshift(m: Value, a: Value, b: Value): Value { return X.inPlaceLshift(a, b); }
export function irshift(m: Value, a: Value, b: Value): Value { return X.inPlaceRshift(a, b); }
export function iand(m: Value, a: Value, b: Value): Value { return X.inPlaceAnd(a, b); }
export function ior(m: Value, a: Value, b: Value): Value { return X.inPlaceOr(a, b); }
export function ixor(m: Value, a: Value, b: Value): Value { return X.inPlaceXor(a, b); }
export function lt(m: Value, a: Value, b: Value): Value { return X.richCompare(a, b, 0); }
export function le(m: Value, a: Value, b: Value): Value { return X.richCompare(a, b, 1); }
export function eq(m: Value, a: Value, b: Value): Value { return X.richCompare(a, b, 2); }
export function ne(m: Value, a: Value, b: Value): Value { return X.richCompare(a, b, 3); }
export function gt(m: Value, a: Value, b: Value): Value { return X.richCompare(a, b, 4); }
export function ge(m: Value, a: Value, b: Value): Value { return X.richCompare(a, b, 5); }
function isSequence(v: Value): bool { return typeOf(v).sq_item != 0 && !hasFlag(v, TF_DICT_SUBCLASS); }
import { TF_DICT_SUBCLASS } from "../../../generated/core/types";
export function concat(m: Value, a: Value, b: Value): Value {
  if (!typeOf(a).sq_concat && !isSequence(a)) return raiseFmt(T.TypeError, "'%T' object can't be concatenated", a);
  return X.numberAdd(a, b);
}
export function iconcat(m: Value, a: Value, b: Value): Value {
  if (!typeOf(a).sq_concat && !isSequence(a)) return raiseFmt(T.TypeError, "'%T' object can't be concatenated", a);
  return X.inPlaceAdd(a, b);
}
export function contains(m: Value, a: Value, b: Value): Value { return truth(X.contains(a, b)); }
/** 0 count, 1 first index */
function scan(a: Value, b: Value, first: bool): Value {
  const it = X.iter(a);
  if (!it) return NULL;
  let n: i64 = 0;
  for (let i: i64 = 0; ; i++) {
    const v = X.iterNext(it);
    if (!v) break;
    const c = X.richCompareBool(v, b, 2);
    decref(v);
    if (c < 0) { decref(it); return NULL; }
    if (c && first) { decref(it); return int(i); }
    n += c;
  }
  decref(it);
  if (errOccurred()) return NULL;
  return first ? raise(T.ValueError, "sequence.index(x): x not in sequence") : int(n);
}
export function countOf(m: Value, a: Value, b: Value): Value { return scan(a, b, false); }
export function indexOf(m: Value, a: Value, b: Value): Value { return scan(a, b, true); }
export function getitem(m: Value, a: Value, b: Value): Value { return X.getItem(a, b); }
export function setitem(m: Value, a: Value, b: Value, c: Value): Value { return X.setItem(a, b, c) < 0 ? NULL : None; }
export function delitem(m: Value, a: Value, b: Value): Value { return X.delItem(a, b) < 0 ? NULL : None; }
export function lengthHint(m: Value, o: Value, dflt: Value): Value {
  if (!typeOf(dflt).nb_index) return raiseFmt(T.TypeError, "'%T' object cannot be interpreted as an integer", dflt);
  const d = indexArg(dflt);
  if (d == -1 && indexFailed()) return NULL;
  const r = X.lengthHint(o, d);
  return r == -1 && errOccurred() ? NULL : int(r);
}
export function callOf(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs < 1) return raise(T.TypeError, "call expected at least 1 argument, got 0");
  return call(argAt(args, 0), args + 8, nargs - 1, kwnames);
}
/** Compares two byte strings in a time that depends only on their lengths. */
function constantTime(a: Ptr, na: i32, b: Ptr, nb: i32): Value {
  let diff: u32 = na == nb ? 0 : 1;
  const x = na == nb ? a : b;
  for (let i = 0; i < nb; i++) diff |= load<u8>(x + i) ^ load<u8>(b + i);
  return boolean(diff == 0);
}
export function compareDigest(m: Value, a: Value, b: Value): Value {
  if (hasFlag(a, TF_UNICODE_SUBCLASS) && hasFlag(b, TF_UNICODE_SUBCLASS)) {
    if (!strIsAscii(a) || !strIsAscii(b)) return raise(T.TypeError, "comparing strings with non-ASCII characters is not supported");
    return constantTime(strData(a), strLen(a), strData(b), strLen(b));
  }
  if (!typeOf(a).bf_getbuffer || !typeOf(b).bf_getbuffer) return raiseFmt(T.TypeError, "unsupported operand types(s) or combination of types: '%T' and '%T'", a, b);
  const mark = stackMark(), x = stackAlloc(32), y = x + 16;
  if (!x) return NULL;
  let r: Value = NULL;
  if (getBuffer(a, x) == 0) {
    if (getBuffer(b, y) == 0) { r = constantTime(load<u32>(x), load<i32>(x, 4), load<u32>(y), load<i32>(y, 4)); releaseBuffer(b, y); }
    releaseBuffer(a, x);
  }
  stackRestore(mark);
  return r;
}
