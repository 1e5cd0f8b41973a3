/** SyntaxError and the UnicodeErrors. CPython: Objects/exceptions.c. */
import { Ptr, Value, NULL, None, int, isInt, intOf, isPtr } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { N } from "../../../generated/core/names";
import { T, TypeObject, TF_UNICODE_SUBCLASS, TF_BYTES_SUBCLASS, TF_LONG_SUBCLASS } from "../../../generated/core/types";
import { decref, newRef } from "../../refcount/count";
import { newObject } from "../../objects/alloc";
import { raise, raiseFmt, errOccurred, fmt } from "../../objects/errors";
import { typeOf } from "../../objects/typeof";
import { checkPositional, hasKeywords } from "../../objects/args";
import { tupleSize, tupleItem } from "../tuple/core";
import { sequenceToTuple, str, indexAsSsize, getItem } from "../../objects/abstract";
import { strLen, strAt, strFromLiteral } from "../str/core";
import { sbNew, sbSlice, sbFinish, sbChar, sbLit } from "../str/builder";
import { SyntaxErrorObject, UnicodeErrorObject } from "./objects";
import { baseExceptionInit, getField, setField } from "./exceptions";
import { hasFlag } from "../../objects/typeof";
import { bytesData, bytesLen } from "../bytes/core";

const S_FILENAME: usize = offsetof<SyntaxErrorObject>("filename");
export function syntaxErrorInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (baseExceptionInit(self, args, nargs, kwnames) < 0) return -1;
  if (nargs >= 1) setField(self, offsetof<SyntaxErrorObject>("msg"), newRef(load<u64>(args)));
  if (nargs != 2) return 0;
  const info = sequenceToTuple(load<u64>(args, 8));
  if (!info) return -1;
  const n = tupleSize(info);
  if (n < 4 || n > 7) {
    raiseFmt(T.TypeError, n < 4 ? "function takes at least 4 arguments (%d given)" : "function takes at most 7 arguments (%d given)", int(n));
    decref(info);
    return -1;
  }
  for (let i = 0; i < n; i++) {
    const off = i == 0 ? S_FILENAME : i == 1 ? offsetof<SyntaxErrorObject>("lineno") : i == 2 ? offsetof<SyntaxErrorObject>("offset") : i == 3 ? offsetof<SyntaxErrorObject>("text")
      : i == 4 ? offsetof<SyntaxErrorObject>("endLineno") : i == 5 ? offsetof<SyntaxErrorObject>("endOffset") : offsetof<SyntaxErrorObject>("metadata");
    setField(self, off, newRef(tupleItem(info, i)));
  }
  decref(info);
  if (n == 5) { raise(T.TypeError, "end_offset must be provided when end_lineno is provided"); return -1; }
  return 0;
}
/** The last part of a path. New. */
function basename(path: Value): Value {
  let from = 0;
  const n = strLen(path);
  for (let i = 0; i < n; i++) if (strAt(path, i) == 47) from = i + 1;
  if (!from) return newRef(path);
  const sb = sbNew(n);
  sbSlice(sb, path, from, n);
  return sbFinish(sb);
}
export function syntaxErrorStr(self: Value): Value {
  // str() of a part may replace the others
  const own = getField(self, offsetof<SyntaxErrorObject>("msg")), msg = own ? own : None;
  const lineno = getField(self, offsetof<SyntaxErrorObject>("lineno")), filename = getField(self, S_FILENAME);
  const line = lineno && (isInt(lineno) || (isPtr(lineno) && (typeOf(lineno).tp_flags & TF_LONG_SUBCLASS)));
  let r: Value;
  if (filename && isText(filename)) {
    const b = basename(filename);
    r = line ? fmt("%S (%U, line %S)", msg, b, lineno) : fmt("%S (%U)", msg, b);
    decref(b);
  } else r = line ? fmt("%S (line %S)", msg, lineno) : str(msg);
  decref(own); decref(lineno); decref(filename);
  return r;
}

// ---- Unicode errors -------------------------------------------------------------------------------------------------------------
function isText(v: Value): bool { return isPtr(v) && (typeOf(v).tp_flags & TF_UNICODE_SUBCLASS) != 0; }
function argError(t: string, i: i32, expected: string, got: Value): i32 {
  const n = strFromLiteral(t), x = strFromLiteral(expected);
  raiseFmt(T.TypeError, "%U() argument %d must be %U, not %T", n, int(i), x, got);
  decref(n); decref(x);
  return -1;
}
function setRange(self: Value, start: Value, end: Value): i32 {
  const s = indexAsSsize(start);
  if (s == -1 && errOccurred()) return -1;
  const e = indexAsSsize(end);
  if (e == -1 && errOccurred()) return -1;
  as<UnicodeErrorObject>(self).start = s; as<UnicodeErrorObject>(self).end = e;
  return 0;
}
function codecInit(self: Value, name: string, args: Ptr, nargs: i32, kwnames: Value, decoding: bool): i32 {
  if (baseExceptionInit(self, args, nargs, kwnames) < 0) return -1;
  if (nargs != 5) { const n = strFromLiteral("function"); raiseFmt(T.TypeError, "%U takes exactly 5 arguments (%d given)", n, int(nargs)); decref(n); return -1; }
  const enc = load<u64>(args), obj = load<u64>(args, 8), reason = load<u64>(args, 32);
  if (!isText(enc)) return argError(name, 1, "str", enc);
  if (!decoding && !isText(obj)) return argError(name, 2, "str", obj);
  if (!isText(reason)) return argError(name, 5, "str", reason);
  let bytes = newRef(obj);
  if (decoding && !(isPtr(obj) && (typeOf(obj).tp_flags & TF_BYTES_SUBCLASS))) {
    decref(bytes);
    // anything with the buffer protocol is copied into bytes
    if (!typeOf(obj).bf_getbuffer) return argError(name, 2, "a bytes-like object", obj);
    bytes = call1(toValue(T.bytes), obj);
    if (!bytes) return -1;
  }
  setField(self, offsetof<UnicodeErrorObject>("encoding"), newRef(enc));
  setField(self, offsetof<UnicodeErrorObject>("object"), bytes);
  setField(self, offsetof<UnicodeErrorObject>("reason"), newRef(reason));
  return setRange(self, load<u64>(args, 16), load<u64>(args, 24));
}
import { call1 } from "../../objects/call";
export function unicodeDecodeErrorInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 { return codecInit(self, "UnicodeDecodeError", args, nargs, kwnames, true); }
export function unicodeEncodeErrorInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 { return codecInit(self, "UnicodeEncodeError", args, nargs, kwnames, false); }
export function unicodeTranslateErrorInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (baseExceptionInit(self, args, nargs, kwnames) < 0) return -1;
  if (nargs != 4) { raiseFmt(T.TypeError, "function takes exactly 4 arguments (%d given)", int(nargs)); return -1; }
  const obj = load<u64>(args), reason = load<u64>(args, 24);
  if (!isText(obj)) return argError("UnicodeTranslateError", 1, "str", obj);
  if (!isText(reason)) return argError("UnicodeTranslateError", 4, "str", reason);
  setField(self, offsetof<UnicodeErrorObject>("object"), newRef(obj));
  setField(self, offsetof<UnicodeErrorObject>("reason"), newRef(reason));
  return setRange(self, load<u64>(args, 8), load<u64>(args, 16));
}
/** '\x41' etc. of one character, for the message. */
function escaped(c: u32): Value {
  const sb = sbNew(12);
  sbLit(sb, c <= 0xFF ? "\\x" : c <= 0xFFFF ? "\\u" : "\\U");
  for (let k = c <= 0xFF ? 1 : c <= 0xFFFF ? 3 : 7; k >= 0; k--) { const x = (c >> (<u32>k << 2)) & 15; sbChar(sb, x < 10 ? 48 + x : 87 + x); }
  return sbFinish(sb);
}
const ENCODE: i32 = 0, TRANSLATE: i32 = 1, DECODE: i32 = 2;
/** The message of the three kinds. Every field may hold anything: attributes are writable, by other threads too. */
function unicodeErrorStr(self: Value, kind: i32): Value {
  const o = getField(self, offsetof<UnicodeErrorObject>("object"));
  if (!o) return strFromLiteral("");
  const e0 = getField(self, offsetof<UnicodeErrorObject>("encoding")), r0 = getField(self, offsetof<UnicodeErrorObject>("reason"));
  const r = kind == DECODE ? decodeText(self, o, e0 ? e0 : None, r0 ? r0 : None) : encodeText(self, o, e0 ? e0 : None, r0 ? r0 : None, kind == ENCODE);
  decref(o); decref(e0); decref(r0);
  return r;
}
function encodeText(self: Value, o: Value, enc: Value, reason: Value, encode: bool): Value {
  const from = as<UnicodeErrorObject>(self).start, to = as<UnicodeErrorObject>(self).end;
  if (!isText(o)) return raise(T.TypeError, "UnicodeError 'object' attribute must be a string");
  if (to == from + 1 && from >= 0 && from < strLen(o)) {
    const c = escaped(strAt(o, from));
    const r = encode ? fmt("'%S' codec can't encode character '%U' in position %d: %S", enc, c, int(from), reason) : fmt("can't translate character '%U' in position %d: %S", c, int(from), reason);
    decref(c);
    return r;
  }
  return encode ? fmt("'%S' codec can't encode characters in position %d-%d: %S", enc, int(from), int(to - 1), reason) : fmt("can't translate characters in position %d-%d: %S", int(from), int(to - 1), reason);
}
function decodeText(self: Value, o: Value, enc: Value, reason: Value): Value {
  const from = as<UnicodeErrorObject>(self).start, to = as<UnicodeErrorObject>(self).end;
  if (!hasFlag(o, TF_BYTES_SUBCLASS)) return raise(T.TypeError, "UnicodeError 'object' attribute must be a bytes");
  if (to == from + 1 && from >= 0 && from < bytesLen(o)) {
    const b: u32 = load<u8>(bytesData(o) + from), sb = sbNew(4);
    for (let k = 4; k >= 0; k -= 4) { const x = (b >> <u32>k) & 15; sbChar(sb, x < 10 ? 48 + x : 87 + x); }
    const digits = sbFinish(sb), r = digits ? fmt("'%S' codec can't decode byte 0x%U in position %d: %S", enc, digits, int(from), reason) : NULL;
    decref(digits);
    return r;
  }
  return fmt("'%S' codec can't decode bytes in position %d-%d: %S", enc, int(from), int(to - 1), reason);
}
export function unicodeEncodeErrorStr(self: Value): Value { return unicodeErrorStr(self, ENCODE); }
export function unicodeTranslateErrorStr(self: Value): Value { return unicodeErrorStr(self, TRANSLATE); }
export function unicodeDecodeErrorStr(self: Value): Value { return unicodeErrorStr(self, DECODE); }
