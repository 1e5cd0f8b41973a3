/** The type str: construction, repr, comparison, and the door to all its methods (src/spec/types/str.ts names this file as their home). */
import { raiseUnexpectedOf } from "../../objects/suggest";
import { compareBytes, copyBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, NotImplemented, boolean, int, True, False } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { newVarObject } from "../../objects/alloc";
import { isExact, typeOf } from "../../objects/typeof";
import { raise, raiseFmt } from "../../objects/errors";
import { str as objectStr } from "../../objects/abstract";
import { strEqLiteral } from "./core";
import { tupleItem, tuplePack1, tupleSize } from "../tuple/core";
import { charAt, putChar, strAt, strData, strEmpty, strEq, strIsAscii, strKind, strLen, strNew, STR_DATA } from "./core";
import { StrBuilder, sbChar, sbFinish, sbKind, sbLit, sbNew } from "./builder";
import { strExact } from "./slice";
import { isStr } from "./concat";
import { strIterNew } from "./iter";
import { uniFlags, U_PRINTABLE } from "./ctype";
import { hexDigit } from "../../codecs/errors";
import { decodeObject, encodeStr } from "../../codecs/dispatch";

export * from "./methods-find";
export * from "./methods-split";
export * from "./methods-case";
export * from "./methods-pad";
export * from "./percent";
export * from "./format";
export { str___format__ } from "./format-number";
export { strHash, strDealloc } from "./core";
export { strSubscript, strItem, strRepeat } from "./slice";
export { strConcatSlot, strJoin } from "./concat";

export function str_len(s: Value): i32 { return strLen(s); }
export function str_str(s: Value): Value { return strExact(s); }
export function str_iter(s: Value): Value { return strIterNew(s); }
export function str_getnewargs(s: Value): Value {
  const e = strExact(s), r = e ? tuplePack1(e) : NULL;
  decref(e);
  return r;
}
export function str_sizeof(s: Value): Value { return int(<i64>STR_DATA + <i64>strLen(s) * strKind(s)); }
export function str_encode(s: Value, encoding: Value, errors: Value): Value {
  if (encoding && !isStr(encoding)) return raiseFmt(T.TypeError, "encode() argument 'encoding' must be str, not %T", encoding);
  if (errors && !isStr(errors)) return raiseFmt(T.TypeError, "encode() argument 'errors' must be str, not %T", errors);
  return encodeStr(s, encoding, errors);
}

/** Order of two strs: negative, 0, positive. */
export function strCompare(a: Value, b: Value): i32 {
  const an = strLen(a), bn = strLen(b), n = an < bn ? an : bn, ak = strKind(a), bk = strKind(b), p = strData(a), q = strData(b);
  if (ak == 1 && bk == 1) {
    const r = compareBytes(p, q, n);
    if (r) return r;
  } else for (let i = 0; i < n; i++) {
    const x = charAt(p, ak, i), y = charAt(q, bk, i);
    if (x != y) return x < y ? -1 : 1;
  }
  return an - bn;
}
export function str_richcompare(a: Value, b: Value, op: i32): Value {
  if (!isStr(a) || !isStr(b)) return NotImplemented;
  if (op == 2) return boolean(strEq(a, b));
  if (op == 3) return boolean(!strEq(a, b));
  const c = a == b ? 0 : strCompare(a, b);
  return boolean(op == 0 ? c < 0 : op == 1 ? c <= 0 : op == 4 ? c > 0 : c >= 0);
}

/** Appends repr's escape of a character that cannot stand as it is. */
export function sbEscape(sb: StrBuilder, c: u32): void {
  if (c == 9) sbLit(sb, "\\t"); else if (c == 10) sbLit(sb, "\\n"); else if (c == 13) sbLit(sb, "\\r");
  else if (c < 0x100) { sbLit(sb, "\\x"); sbChar(sb, hexDigit(c >> 4)); sbChar(sb, hexDigit(c)); }
  else if (c < 0x10000) { sbLit(sb, "\\u"); for (let k = 12; k >= 0; k -= 4) sbChar(sb, hexDigit(c >> k)); }
  else { sbLit(sb, "\\U"); for (let k = 28; k >= 0; k -= 4) sbChar(sb, hexDigit(c >> k)); }
}
export function sbRepr(sb: StrBuilder, s: Value, asciiOnly: bool): void {
  const n = strLen(s), k = strKind(s), p = strData(s);
  let single = false, double = false;
  for (let i = 0; i < n; i++) { const c = charAt(p, k, i); if (c == 39) single = true; else if (c == 34) double = true; }
  const quote: u32 = single && !double ? 34 : 39;
  sbChar(sb, quote);
  let from = 0;
  for (let i = 0; i < n; i++) {
    const c = charAt(p, k, i);
    if (c < 0x7F ? c >= 32 && c != quote && c != 92 : !asciiOnly && (uniFlags(c) & U_PRINTABLE) != 0) continue;
    sbKind(sb, p + <usize>from * k, k, i - from);
    from = i + 1;
    if (c == quote || c == 92) { sbChar(sb, 92); sbChar(sb, c); } else sbEscape(sb, c);
  }
  sbKind(sb, p + <usize>from * k, k, n - from);
  sbChar(sb, quote);
}
export function str_repr(s: Value): Value {
  const sb = sbNew(strLen(s) + 8);
  sbRepr(sb, s, false);
  return sbFinish(sb);
}
/** The argument with every character above 0x7F escaped as ascii() does. Borrows r (a repr), returns new. */
export function strAsciiEscape(r: Value): Value {
  if (strIsAscii(r)) return newRef(r);
  const n = strLen(r), sb = sbNew(n + 32);
  for (let i = 0; i < n; i++) { const c = strAt(r, i); if (c < 0x80) sbChar(sb, c); else sbEscape(sb, c); }
  return sbFinish(sb);
}

// ---- str(object='', encoding='utf-8', errors='strict') -------------------------------------------------------------------
export function str_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  let object: Value = NULL, encoding: Value = NULL, errors: Value = NULL;
  if (nargs > 3) return raiseFmt(T.TypeError, "str() takes at most 3 arguments (%d given)", int(nargs));
  if (nargs > 0) object = load<u64>(args);
  if (nargs > 1) encoding = load<u64>(args, 8);
  if (nargs > 2) errors = load<u64>(args, 16);
  if (kwnames) for (let i = 0; i < tupleSize(kwnames); i++) {
    const name = tupleItem(kwnames, i), v = load<u64>(args + (<usize>(nargs + i) << 3));
    let slot = strEqLiteral(name, "object") ? 0 : strEqLiteral(name, "encoding") ? 1 : strEqLiteral(name, "errors") ? 2 : 3;
    if (slot == 3) return raiseUnexpectedOf("str", name, "object", "encoding", "errors");
    if (slot < nargs) return raiseFmt(T.TypeError, "argument for str() given by name ('%U') and position (%d)", name, int(slot + 1));
    if (slot == 0) object = v; else if (slot == 1) encoding = v; else errors = v;
  }
  let r: Value;
  if (!object) r = strEmpty();
  else if (!encoding && !errors) r = objectStr(object);
  else {
    if (encoding && !isStr(encoding)) return raiseFmt(T.TypeError, "str() argument 'encoding' must be str, not %T", encoding);
    if (errors && !isStr(errors)) return raiseFmt(T.TypeError, "str() argument 'errors' must be str, not %T", errors);
    if (isStr(object)) return raise(T.TypeError, "decoding str is not supported");
    r = decodeObject(object, encoding, errors);
  }
  if (!r || <Ptr>type == changetype<Ptr>(T.str)) return r;
  // an instance of a subclass with the same text
  const n = strLen(r), k = strKind(r);
  const p = newVarObject(as<TypeObject>(type), STR_DATA + <usize>n * k, n);
  if (p) {
    store<u8>(p, <u8>k, 20); store<u8>(p, <u8>strIsAscii(r), 21);
    copyBytes(p + STR_DATA, strData(r), <usize>n * k);
  }
  decref(r);
  return <Value>p;
}
