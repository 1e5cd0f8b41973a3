/**
 * The abstract object protocol: what works on any object by way of its type's slots. CPython: Objects/object.c and abstract.c. This file has the object
 * protocol (repr, hash, comparison, truth, length, items, iteration); numbers stand in number.ts, sequences and mappings in sequence.ts, instance and subclass
 * checks in isinstance.ts; all are exported from here. Immediates take the fast path first in each. Arguments borrowed, results new.
 */
import { strCompare } from "../types/str/type";
import { listIter_next } from "../types/iter/sequence";
import { Ptr, Value, NULL, None, True, False, Ellipsis, NotImplemented, isInt, isFloat, isPtr, intOf, floatOf, int, boolean, bothInt } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import {
  T, TypeObject, TF_UNICODE_SUBCLASS, TF_TYPE_SUBCLASS, TF_LONG_SUBCLASS, TF_LIST_SUBCLASS, TF_TUPLE_SUBCLASS,
  call_tp_repr, call_tp_str, call_tp_hash, call_tp_richcompare, call_nb_bool, call_mp_length, call_sq_length, call_mp_subscript, call_sq_item,
  call_mp_ass_subscript, call_sq_contains, call_tp_iter, call_tp_iternext,
} from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { intFromI64 } from "../types/int/core";
import { raise, raiseFmt, errOccurred, errMatches, errClear, fmt } from "./errors";
import { typeOf, isExact } from "./typeof";
import { enterNative, leaveNative } from "./recursion";
import { strEq, strFromLiteral, strFromLatin1, strData, strIsAscii, strKind, strLen, charAt, strHash } from "../types/str/core";
import { sbNew, sbChar, sbFinish, sbLit } from "../types/str/builder";
import { str_contains } from "../types/str/methods-find";
import { smallDecimal } from "../types/int/text";
import { listSize } from "../types/list/core";
import { dictContains } from "../types/dict/core";
import { set_contains } from "../types/set/methods";
import { strIterNext } from "../types/str/iter";
import { rangeIter_next } from "../types/range/core";
import { call0, call1, callMethod1 } from "./call";
import { getAttrOptional, lookupSpecial } from "./attributes";
import { indexAsSsize } from "./abstract-index";
import { typeIsSubtype } from "./type-static";
import { hashNotImplemented } from "./type-inherit";
import { hexAddress } from "./hash";
import { stackAlloc, stackMark, stackRestore } from "./scratch";
import { callSpecial0, callSpecial1 } from "./special";
import { seqIterNew } from "../types/iter/core";
import { pollStep } from "../types/poll";

export { indexAsSsize } from "./abstract-index";
export {
  numberAdd, numberSubtract, numberMultiply, numberTrueDivide, numberFloorDivide, numberRemainder, numberDivmod, numberPower, numberLshift, numberRshift, numberAnd, numberOr,
  numberXor, numberMatMul, inPlaceAdd, inPlaceSubtract, inPlaceMultiply, inPlaceTrueDivide, inPlaceFloorDivide, inPlaceRemainder, inPlacePower, inPlaceLshift,
  inPlaceRshift, inPlaceAnd, inPlaceOr, inPlaceXor, inPlaceMatMul, numberNegative, numberPositive, numberInvert, numberAbsolute, numberIndex, numberLong, numberFloat, binaryOp,
  numberCheck, indexCheck,
  raiseUnsupported,
} from "./number";
export { sequenceToTuple, sequenceToList, sequenceFast, mappingKeys, mappingItems, mappingValues, sequenceCheck, mappingCheck, sequenceGetSlice, sequenceIndexOf, sequenceCount } from "./sequence";
export { isInstance, isSubclass } from "./isinstance";
export { objectDir } from "./object";

// ---- text -------------------------------------------------------------------------------------------------------------------
export function repr(v: Value): Value {
  if (isInt(v)) return smallDecimal(intOf(v));
  if (!v) return strFromLiteral("<NULL>");
  const t = typeOf(v);
  if (!t.tp_repr) { const id = hexAddress(v), r = fmt("<%T object at %U>", v, id); decref(id); return r; }
  if (!enterNative()) return NULL;
  const r = call_tp_repr(t, v);
  leaveNative();
  return checkText(r, "__repr__ returned non-string (type %T)");
}
function checkText(r: Value, message: string): Value {
  if (!r || (isPtr(r) && (typeOf(r).tp_flags & TF_UNICODE_SUBCLASS))) return r;
  raiseFmt(T.TypeError, message, r);
  decref(r);
  return NULL;
}
export function str(v: Value): Value {
  if (isInt(v)) return smallDecimal(intOf(v));
  if (!v) return strFromLiteral("<NULL>");
  if (isExact(v, T.str)) return newRef(v);
  const t = typeOf(v);
  if (!t.tp_str) return repr(v);
  if (!enterNative()) return NULL;
  const r = call_tp_str(t, v);
  leaveNative();
  return checkText(r, "__str__ returned non-string (type %T)");
}
/** repr with everything outside ASCII escaped. */
export function ascii(v: Value): Value {
  const r = repr(v);
  if (!r || strIsAscii(r)) return r;
  const sb = sbNew(strLen(r) * 2), n = strLen(r), kind = strKind(r), d = strData(r);
  for (let i = 0; i < n; i++) {
    const c = charAt(d, kind, i);
    if (c < 0x80) { sbChar(sb, c); continue; }
    sbChar(sb, 92);
    const digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    sbChar(sb, digits == 2 ? 120 : digits == 4 ? 117 : 85);
    for (let k = digits - 1; k >= 0; k--) { const x = (c >> (<u32>k << 2)) & 15; sbChar(sb, x < 10 ? 48 + x : 87 + x); }
  }
  decref(r);
  return sbFinish(sb);
}
/** format(v, spec); spec NULL is ''. */
export function format(v: Value, spec: Value): Value {
  if (!spec || (isExact(spec, T.str) && strLen(spec) == 0)) {
    if (isExact(v, T.str)) return newRef(v);
    if (isInt(v)) return smallDecimal(intOf(v));
  }
  if (spec && !(isPtr(spec) && (typeOf(spec).tp_flags & TF_UNICODE_SUBCLASS))) return raiseFmt(T.SystemError, "Format specifier must be a string, not %T", spec);
  const s = spec ? newRef(spec) : strFromLiteral("");
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) { decref(s); return NULL; }
  const f = lookupSpecial(v, N.__format__, slot);
  let r: Value = NULL;
  if (f) { r = callSpecial1(f, slot, s); }
  else if (!errOccurred()) raiseFmt(T.TypeError, "Type %T doesn't define __format__", v);
  stackRestore(mark);
  decref(s);
  if (r && !(isPtr(r) && (typeOf(r).tp_flags & TF_UNICODE_SUBCLASS))) { raiseFmt(T.TypeError, "__format__ must return a str, not %T", r); decref(r); return NULL; }
  return r;
}

// ---- hash, truth ---------------------------------------------------------------------------------------------------------------
/** Never -1 but with an exception. */
export function hash(v: Value): i64 {
  if (isInt(v)) { const n = intOf(v); return n == -1 ? -2 : n; }
  const t = typeOf(v);
  if (t == T.str) return strHash(v);
  if (!t.tp_hash) return hashNotImplemented(v);
  if (!enterNative()) return -1;
  const h = call_tp_hash(t, v);
  leaveNative();
  return h;
}
/** 1, 0, -1. */
export function isTrue(v: Value): i32 {
  if (v == True) return 1;
  if (v == False || v == None) return 0;
  if (isInt(v)) return intOf(v) != 0 ? 1 : 0;
  if (isFloat(v)) return floatOf(v) != 0 ? 1 : 0;
  const t = typeOf(v);
  if (t == T.str) return strLen(v) != 0 ? 1 : 0;
  if (t == T.list) return listSize(v) != 0 ? 1 : 0;
  if (t.nb_bool) return call_nb_bool(t, v);
  let n: i32;
  if (t.mp_length) n = call_mp_length(t, v);
  else if (t.sq_length) n = call_sq_length(t, v);
  else return 1;
  return n > 0 ? 1 : n < 0 && takeWideLength() >= 0 ? 1 : n;
}
export function callableCheck(v: Value): bool { return v != NULL && typeOf(v).tp_call != 0; }

// ---- comparison ------------------------------------------------------------------------------------------------------------------
/** op: 0 <, 1 <=, 2 ==, 3 !=, 4 >, 5 >= */
export function richCompare(a: Value, b: Value, op: i32): Value {
  if (bothInt(a, b)) return boolean(compareInts(intOf(a), intOf(b), op));
  if (isFloat(a) && isFloat(b)) return boolean(compareFloats(floatOf(a), floatOf(b), op));
  if (isExact(a, T.str) && isExact(b, T.str)) {
    if (op == 2 || op == 3) return boolean(strEq(a, b) == (op == 2));
    return boolean(compareInts(a == b ? 0 : strCompare(a, b), 0, op));
  }
  if (!enterNative()) return NULL;
  const r = compareSlow(a, b, op);
  leaveNative();
  return r;
}
// @ts-ignore: decorator
@inline function compareInts(x: i64, y: i64, op: i32): bool { return op == 0 ? x < y : op == 1 ? x <= y : op == 2 ? x == y : op == 3 ? x != y : op == 4 ? x > y : x >= y; }
// @ts-ignore: decorator
@inline function compareFloats(x: f64, y: f64, op: i32): bool { return op == 0 ? x < y : op == 1 ? x <= y : op == 2 ? x == y : op == 3 ? x != y : op == 4 ? x > y : x >= y; }
function swapped(op: i32): i32 { return op == 0 ? 4 : op == 1 ? 5 : op == 4 ? 0 : op == 5 ? 1 : op; }
export function compareOpText(op: i32): Value { return strFromLiteral(op == 0 ? "<" : op == 1 ? "<=" : op == 2 ? "==" : op == 3 ? "!=" : op == 4 ? ">" : ">="); }
function compareSlow(a: Value, b: Value, op: i32): Value {
  const ta = typeOf(a), tb = typeOf(b);
  let reversed = false;
  if (ta != tb && tb.tp_richcompare && typeIsSubtype(tb, ta)) {
    reversed = true;
    const r = call_tp_richcompare(tb, b, a, swapped(op));
    if (r != NotImplemented) return r;
  }
  if (ta.tp_richcompare) {
    const r = call_tp_richcompare(ta, a, b, op);
    if (r != NotImplemented) return r;
  }
  if (!reversed && tb.tp_richcompare) {
    const r = call_tp_richcompare(tb, b, a, swapped(op));
    if (r != NotImplemented) return r;
  }
  if (op == 2) return boolean(a == b);
  if (op == 3) return boolean(a != b);
  const text = compareOpText(op);
  raiseFmt(T.TypeError, "'%U' not supported between instances of '%T' and '%T'", text, a, b);
  decref(text);
  return NULL;
}
/** 1, 0, -1. Identical objects are equal without being asked (what containers do). */
export function richCompareBool(a: Value, b: Value, op: i32): i32 {
  if (a == b) { if (op == 2) return 1; if (op == 3) return 0; }
  if (bothInt(a, b)) return <i32>compareInts(intOf(a), intOf(b), op);
  if (isFloat(a) && isFloat(b)) return <i32>compareFloats(floatOf(a), floatOf(b), op);
  const r = richCompare(a, b, op);
  if (!r) return -1;
  if (r == True) return 1;
  if (r == False) return 0;
  const t = isTrue(r);
  decref(r);
  return t;
}

// ---- length and items ---------------------------------------------------------------------------------------------------------------
/**
 * Lengths are 32 bits within the core. One that only 64 bits hold (of a range, or what a `__len__` in Python says) is an OverflowError here, and remembered with that error for
 * who can say it: lengthObject and isTrue.
 */
let wideLength: i64 = 0;
let wideError: Value = NULL; // compared only
export function lengthIsWide(n: i64): i32 {
  raise(T.OverflowError, "cannot fit 'int' into an index-sized integer");
  wideLength = n;
  wideError = errOccurred();
  return -1;
}
/** The length that lengthIsWide has just told of, its error cleared; -1 if the error is another. */
export function takeWideLength(): i64 {
  if (!wideError || errOccurred() != wideError) return -1;
  wideError = NULL;
  errClear();
  return wideLength;
}
/** len(v) as an int; new. */
export function lengthObject(v: Value): Value {
  const n = length(v);
  if (n >= 0) return int(n);
  const wide = takeWideLength();
  return wide < 0 ? NULL : intFromI64(wide);
}
export function length(v: Value): i32 {
  const t = typeOf(v);
  if (t.sq_length) return call_sq_length(t, v);
  if (t.mp_length) return call_mp_length(t, v);
  raiseFmt(T.TypeError, "object of type '%T' has no len()", v);
  return -1;
}
/** operator.length_hint: the length if it is known or guessed, else dflt; -1 with an exception. */
export function lengthHint(v: Value, dflt: i32): i32 {
  const t = typeOf(v);
  if (t.sq_length || t.mp_length) {
    const n = length(v);
    if (n >= 0 || !errMatches(T.TypeError)) return n;
    errClear();
  }
  // the commonest of those that have none
  if (t == T.generator || t == T.filter || t == T.map || t == T.zip || t == T.enumerate) return dflt;
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return -1;
  const f = lookupSpecial(v, N.__length_hint__, slot);
  if (!f) { stackRestore(mark); return errOccurred() ? -1 : dflt; }
  const r = callSpecial0(f, slot);
  stackRestore(mark);
  if (!r) { if (errMatches(T.TypeError)) { errClear(); return dflt; } return -1; }
  if (r == NotImplemented) return dflt;
  if (!isInt(r)) { if (!(typeOf(r).tp_flags & TF_LONG_SUBCLASS)) { raiseFmt(T.TypeError, "__length_hint__ must be an integer, not %T", r); decref(r); return -1; } }
  const n = indexAsSsize(r);
  decref(r);
  if (n < 0) { if (!errOccurred()) raise(T.ValueError, "__length_hint__() should return >= 0"); return -1; }
  return n;
}
/** v[key] */
export function getItem(v: Value, key: Value): Value {
  const t = typeOf(v);
  if (t.mp_subscript) return call_mp_subscript(t, v, key);
  if (t.sq_item) {
    if (!isInt(key) && !typeOf(key).nb_index) return raiseFmt(T.TypeError, "sequence index must be integer, not '%T'", key);
    const i = indexAsSsize(key);
    if (i == -1 && errOccurred()) return NULL;
    return sequenceItem(v, i);
  }
  if (t.tp_flags & TF_TYPE_SUBCLASS) {
    if (v == toValue(T.type)) return genericAliasNew(v, key);
    const f = getAttrOptional(v, N.__class_getitem__);
    if (!f && errOccurred()) return NULL;
    if (f && f != None) { const r = call1(f, key); decref(f); return r; }
    decref(f);
    return raiseFmt(T.TypeError, "type '%N' is not subscriptable", v);
  }
  return raiseFmt(T.TypeError, "'%T' object is not subscriptable", v);
}
import { genericAliasNew } from "./generic-alias";
/** v[i] by the sequence slot; a negative i counts from the end. */
export function sequenceItem(v: Value, i: i32): Value {
  const t = typeOf(v);
  if (!t.sq_item) return raiseFmt(T.TypeError, t.mp_subscript ? "%T is not a sequence" : "'%T' object does not support indexing", v);
  if (i < 0 && t.sq_length) {
    const n = call_sq_length(t, v);
    if (n < 0) return NULL;
    i += n;
  }
  return call_sq_item(t, v, i);
}
/** v[key] = x */
export function setItem(v: Value, key: Value, x: Value): i32 {
  const t = typeOf(v);
  if (t.mp_ass_subscript) return call_mp_ass_subscript(t, v, key, x);
  raiseFmt(T.TypeError, "'%T' object does not support item assignment", v);
  return -1;
}
/** del v[key] */
export function delItem(v: Value, key: Value): i32 {
  const t = typeOf(v);
  if (t.mp_ass_subscript) return call_mp_ass_subscript(t, v, key, NULL);
  raiseFmt(T.TypeError, "'%T' object doesn't support item deletion", v);
  return -1;
}
/** x in v: 1, 0, -1. */
export function contains(v: Value, x: Value): i32 {
  const t = typeOf(v);
  if (t == T.dict) return dictContains(v, x);
  if (t == T.str) return str_contains(v, x);
  if (t == T.set || t == T.frozenset) return set_contains(v, x);
  if (t.sq_contains) return call_sq_contains(t, v, x);
  return sequenceContains(v, x);
}
/** By iteration. */
export function sequenceContains(v: Value, x: Value): i32 {
  const it = iter(v);
  if (!it) {
    if (errMatches(T.TypeError) && !typeOf(v).tp_iter) { errClear(); raiseFmt(T.TypeError, "argument of type '%T' is not a container or iterable", v); }
    return -1;
  }
  while (true) {
    const item = iterNext(it);
    if (!item) { decref(it); return errOccurred() ? -1 : 0; }
    const c = richCompareBool(item, x, 2);
    decref(item);
    if (c != 0) { decref(it); return c; }
  }
}

// ---- iteration --------------------------------------------------------------------------------------------------------------------
export function iter(v: Value): Value {
  const t = typeOf(v);
  if (!t.tp_iter) {
    if (t.sq_item && !(t.tp_flags & TF_DICT_SUBCLASS)) return seqIterNew(v);
    return raiseFmt(T.TypeError, "'%T' object is not iterable", v);
  }
  const r = call_tp_iter(t, v);
  if (r && !iterCheck(r)) { raiseFmt(T.TypeError, "iter() returned non-iterator of type '%T'", r); decref(r); return NULL; }
  return r;
}
import { TF_DICT_SUBCLASS } from "../../generated/core/types";
/** Whether v has __next__. */
export function iterCheck(v: Value): bool { const f = typeOf(v).tp_iternext; return f != 0 && f != nextNotImplemented.index; }
/** tp_iternext of a class that set `__next__ = None` or lost it. */
export function nextNotImplemented(v: Value): Value { return raiseFmt(T.TypeError, "'%T' object is not iterable", v); }
/** The next item, or NULL: exhausted if no exception is set. */
export function iterNext(it: Value): Value {
  if (isPtr(it)) {
    const t = changetype<TypeObject>(load<u32>(<Ptr>it, 12));
    if (t == T.list_iterator) return listIter_next(it); // raises nothing
    if (t == T.range_iterator) return pollStep() ? rangeIter_next(it) : NULL; // long enough for a poll now and then
    if (t == T.str_iterator) return strIterNext(it); // nor does this
    if (t == T.generator) { // bounds itself
      const r = call_tp_iternext(t, it);
      if (!r && errOccurred()) iterStopped();
      return r;
    }
    if (t.tp_iternext && t.tp_iternext != nextNotImplemented.index) {
      if (!pollStep() || !enterNative()) return NULL; // an iterator over an iterator over …
      const r = call_tp_iternext(t, it);
      leaveNative();
      if (!r && errOccurred()) iterStopped();
      return r;
    }
  }
  return raiseFmt(T.TypeError, "'%T' object is not an iterator", it);
}
/** iterNext, but of a generator only what `sink` does not take; 0: no sink (interp/sink.ts). */
// @ts-ignore: decorator
@inline export function iterNextInto(it: Value, sink: Ptr): Value { return sink ? generatorNextInto(it, sink) : iterNext(it); }
/** An exception is set where NULL came out of tp_iternext: StopIteration says exhausted. */
export function iterStopped(): void { if (errMatches(T.StopIteration)) errClear(); }
import { generatorNextInto } from "../interp/generator";
export { bytesFromObject } from "../types/bytes/type";
