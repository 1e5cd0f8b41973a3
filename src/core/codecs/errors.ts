/**
 * What to do with what cannot be decoded or encoded. The built-in handlers (strict, ignore, replace, backslashreplace, surrogateescape, surrogatepass, xmlcharrefreplace,
 * namereplace) work here without making an exception; every other name is looked up in the registry (`codecs.register_error`) and called with
 * a UnicodeDecodeError or UnicodeEncodeError, as in CPython (Python/codecs.c, unicode_decode_call_errorhandler).
 */
import { Ptr, Value, NULL, None, int, isInt, intOf } from "../base/value";
import { toValue, as } from "../base/obj";
import { T } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef } from "../refcount/count";
import { call1, call } from "../objects/call";
import { getAttr } from "../objects/attributes";
import { indexAsSsize } from "../objects/abstract";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { unicodeName } from "../../generated/core/host";
import { errClear, errOccurred, raise, raiseFmt, raiseException } from "../objects/errors";
import { isExact, typeOf } from "../objects/typeof";
import { typeIsSubtype } from "../objects/type-static";
import { tupleItem, tupleSize } from "../types/tuple/core";
import { strAt, strData, strEqLiteral, strFromLiteral, strKind, strLen } from "../types/str/core";
import { StrBuilder, sbChar, sbLit, sbStr } from "../types/str/builder";
import { BytesBuilder, bbByte, bbCopy, bbLit } from "../types/bytes/builder";
import { bytesData, bytesFromPtr, bytesLen, isBytes } from "../types/bytes/core";
import { isStr } from "../types/str/concat";
import { lookupErrorHandler } from "./registry";

export const ERR_STRICT: i32 = 0;
export const ERR_IGNORE: i32 = 1;
export const ERR_REPLACE: i32 = 2;
export const ERR_BACKSLASH: i32 = 3;
export const ERR_SURROGATEESCAPE: i32 = 4;
export const ERR_SURROGATEPASS: i32 = 5;
export const ERR_XMLCHARREF: i32 = 6;
export const ERR_NAMEREPLACE: i32 = 7;
export const ERR_OTHER: i32 = 8;

/** Which handler a name (NULL: strict) is. */
export function errorHandlerKind(errors: Value): i32 {
  if (!errors || errors == None || strEqLiteral(errors, "strict")) return ERR_STRICT;
  if (strEqLiteral(errors, "ignore")) return ERR_IGNORE;
  if (strEqLiteral(errors, "replace")) return ERR_REPLACE;
  if (strEqLiteral(errors, "backslashreplace")) return ERR_BACKSLASH;
  if (strEqLiteral(errors, "surrogateescape")) return ERR_SURROGATEESCAPE;
  if (strEqLiteral(errors, "surrogatepass")) return ERR_SURROGATEPASS;
  if (strEqLiteral(errors, "xmlcharrefreplace")) return ERR_XMLCHARREF;
  if (strEqLiteral(errors, "namereplace")) return ERR_NAMEREPLACE;
  return ERR_OTHER;
}
/** How many bytes a surrogate takes in a codec that surrogatepass knows, and how they are ordered. */
function isLiteral(encoding: string, a: string): bool {
  if (encoding.length != a.length) return false;
  for (let i = 0; i < a.length; i++) if (encoding.charCodeAt(i) != a.charCodeAt(i)) return false;
  return true;
}
const HEX = memory.data<u8>([48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102]);
// @ts-ignore: decorator
@inline export function hexDigit(n: u32): u32 { return load<u8>(HEX + (n & 15)); }
function surrogateUnit(encoding: string, p: Ptr, room: i32): i32 {
  // returns the surrogate at p, or -1
  if (isLiteral(encoding, "utf-8")) {
    if (room < 3 || load<u8>(p) != 0xED || (load<u8>(p, 1) & 0xE0) != 0xA0 || (load<u8>(p, 2) & 0xC0) != 0x80) return -1;
    return 0xD000 | (load<u8>(p, 1) & 0x3F) << 6 | (load<u8>(p, 2) & 0x3F);
  }
  let c = -1;
  if (isLiteral(encoding, "utf-16-le")) { if (room >= 2) c = load<u16>(p); }
  else if (isLiteral(encoding, "utf-16-be")) { if (room >= 2) c = bswap<u16>(load<u16>(p)); }
  else if (isLiteral(encoding, "utf-32-le")) { if (room >= 4) c = load<i32>(p); }
  else if (isLiteral(encoding, "utf-32-be")) { if (room >= 4) c = <i32>bswap<u32>(load<u32>(p)); }
  return (c & 0xFFFFF800) == 0xD800 ? c : -1;
}
/** What the registered handler named `errors` says to exc, which is stolen. New, or NULL. */
function askHandler(errors: Value, exc: Value): Value {
  const h = lookupErrorHandler(errors), r = h ? call1(h, exc) : NULL;
  decref(h); decref(exc);
  return r;
}
/**
 * Bytes [start, end) of the n at p cannot be decoded: appends the handler's replacement to sb and returns where to go on, -1 with an exception.
 * `encoding` and `reason` are literals.
 */
export function decodeError(sb: StrBuilder, errors: Value, encoding: string, p: Ptr, n: i32, start: i32, end: i32, reason: string): i32 {
  let kind = errorHandlerKind(errors);
  switch (kind) {
    case ERR_IGNORE: return end;
    case ERR_REPLACE: sbChar(sb, 0xFFFD); return end;
    case ERR_BACKSLASH:
      for (let i = start; i < end; i++) { const c = load<u8>(p + i); sbLit(sb, "\\x"); sbChar(sb, hexDigit(c >> 4)); sbChar(sb, hexDigit(c)); }
      return end;
    case ERR_SURROGATEESCAPE: {
      let i = start;
      for (; i < end && i < start + 4; i++) { const c: u32 = load<u8>(p + i); if (c < 0x80) break; sbChar(sb, 0xDC00 + c); }
      if (i > start) return i;
      kind = ERR_STRICT;
      break;
    }
    case ERR_SURROGATEPASS: {
      const c = surrogateUnit(encoding, p + start, n - start);
      if (c >= 0) { sbChar(sb, c); return start + (isLiteral(encoding, "utf-8") ? 3 : encoding.charCodeAt(4) == 49 ? 2 : 4); }
      kind = ERR_STRICT;
      break;
    }
    case ERR_XMLCHARREF:
    case ERR_NAMEREPLACE:
      raise(T.TypeError, "don't know how to handle UnicodeDecodeError in error callback");
      return -1;
  }
  const mark = stackMark(), a = stackAlloc(40);
  if (!a) return -1;
  const enc = strFromLiteral(encoding), object = bytesFromPtr(p, n), why = strFromLiteral(reason);
  store<u64>(a, enc); store<u64>(a, object, 8); store<u64>(a, int(start), 16); store<u64>(a, int(end), 24); store<u64>(a, why, 32);
  const exc = enc && object && why ? call(toValue(T.UnicodeDecodeError), a, 5, NULL) : NULL;
  stackRestore(mark);
  decref(enc); decref(object); decref(why);
  if (!exc) return -1;
  if (kind == ERR_STRICT) { raiseException(exc); return -1; }
  const r = askHandler(errors, exc);
  if (!r) return -1;
  if (!isExact(r, T.tuple) || tupleSize(r) != 2 || !isStr(tupleItem(r, 0)) || !typeOf(tupleItem(r, 1)).nb_index) {
    decref(r);
    raise(T.TypeError, "decoding error handler must return (str, int) tuple");
    return -1;
  }
  let pos = indexAsSsize(tupleItem(r, 1));
  if (pos == -1 && errOccurred()) { decref(r); return -1; }
  const given = pos;
  if (pos < 0) pos += n;
  if (pos < 0 || pos > n) { decref(r); raiseFmt(T.IndexError, "position %d from error handler out of bounds", int(given)); return -1; }
  sbStr(sb, tupleItem(r, 0));
  decref(r);
  return pos;
}
/** The replacement a registered handler gave to encodeError for a codec that must encode it itself; NULL when the work is done. New reference. */
export let encodeReplacement: Value = NULL;
export function makeEncodeError(encoding: string, s: Value, start: i32, end: i32, reason: string): Value {
  const mark = stackMark(), a = stackAlloc(40);
  if (!a) return NULL;
  const enc = strFromLiteral(encoding), why = strFromLiteral(reason);
  store<u64>(a, enc); store<u64>(a, s, 8); store<u64>(a, int(start), 16); store<u64>(a, int(end), 24); store<u64>(a, why, 32);
  const exc = enc && why ? call(toValue(T.UnicodeEncodeError), a, 5, NULL) : NULL;
  stackRestore(mark);
  decref(enc); decref(why);
  return exc;
}
function unit(bb: BytesBuilder, c: u32, width: i32, encoding: string): void {
  if (width == 1) { bbByte(bb, c); return; }
  const big = encoding.length > 7 && encoding.charCodeAt(7) == 98; // utf-16-be, utf-32-be
  if (width == 2) {
    if (c >= 0x10000) { unit(bb, 0xD7C0 + (c >> 10), 2, encoding); unit(bb, 0xDC00 + (c & 0x3FF), 2, encoding); return; }
    bbByte(bb, big ? c >> 8 : c); bbByte(bb, big ? c : c >> 8);
    return;
  }
  for (let k = 0; k < 4; k++) bbByte(bb, c >> ((big ? 3 - k : k) << 3));
}
function units(bb: BytesBuilder, text: string, width: i32, encoding: string): void { for (let i = 0; i < text.length; i++) unit(bb, text.charCodeAt(i), width, encoding); }
/** \N{NAME} of c; false if it has no name. */
function putName(bb: BytesBuilder, c: u32, width: i32, encoding: string): bool {
  const mark = stackMark(), p = stackAlloc(256);
  if (!p) { errClear(); return false; }
  const n = unicodeName(c, p, 256);
  if (n > 0) {
    units(bb, "\\N{", width, encoding);
    for (let i = 0; i < n; i++) unit(bb, load<u8>(p + i), width, encoding);
    unit(bb, 125, width, encoding);
  }
  stackRestore(mark);
  return n > 0;
}
/**
 * Characters [start, end) of s cannot be encoded: appends the replacement to bb and returns where to go on, -1 with an exception. `width`: bytes of a code unit;
 * `max`: the largest character that a replacement str may hold to be written as units (all other replacements raise).
 */
export function encodeError(bb: BytesBuilder, errors: Value, encoding: string, s: Value, start: i32, end: i32, reason: string, max: u32, width: i32): i32 {
  let kind = errorHandlerKind(errors);
  switch (kind) {
    case ERR_IGNORE: return end;
    case ERR_REPLACE: for (let i = start; i < end; i++) unit(bb, 63, width, encoding); return end;
    case ERR_BACKSLASH:
    case ERR_NAMEREPLACE:
      for (let i = start; i < end; i++) {
        const c = strAt(s, i);
        if (kind == ERR_NAMEREPLACE && putName(bb, c, width, encoding)) continue;
        let digits = 2;
        if (c >= 0x10000) { units(bb, "\\U", width, encoding); digits = 8; } else if (c >= 0x100) { units(bb, "\\u", width, encoding); digits = 4; } else units(bb, "\\x", width, encoding);
        for (let k = digits - 1; k >= 0; k--) unit(bb, hexDigit(c >> (k << 2)), width, encoding);
      }
      return end;
    case ERR_XMLCHARREF:
      for (let i = start; i < end; i++) {
        const c = strAt(s, i);
        units(bb, "&#", width, encoding);
        let div: u32 = 1;
        while (c / div >= 10) div *= 10;
        for (; div > 0; div /= 10) unit(bb, 48 + c / div % 10, width, encoding);
        unit(bb, 59, width, encoding);
      }
      return end;
    case ERR_SURROGATEESCAPE: {
      let i = start;
      if (width == 1) while (i < end) { const c = strAt(s, i); if (c < 0xDC80 || c > 0xDCFF) break; bbByte(bb, c - 0xDC00); i++; }
      if (i > start) return i;
      kind = ERR_STRICT;
      break;
    }
    case ERR_SURROGATEPASS: {
      let i = start;
      if (encoding.length >= 5 && encoding.charCodeAt(0) == 117 && encoding.charCodeAt(3) == 45) while (i < end) { // "utf-…"
        const c = strAt(s, i);
        if ((c & 0xFFFFF800) != 0xD800) break;
        if (width == 1) { bbByte(bb, 0xE0 | c >> 12); bbByte(bb, 0x80 | (c >> 6 & 0x3F)); bbByte(bb, 0x80 | (c & 0x3F)); } else unit(bb, c, width, encoding);
        i++;
      }
      if (i > start) return i;
      kind = ERR_STRICT;
      break;
    }
  }
  const exc = makeEncodeError(encoding, s, start, end, reason);
  if (!exc) return -1;
  if (kind == ERR_STRICT) { raiseException(exc); return -1; }
  const r = askHandler(errors, exc);
  if (!r) return -1;
  if (!isExact(r, T.tuple) || tupleSize(r) != 2 || !(isStr(tupleItem(r, 0)) || isBytes(tupleItem(r, 0))) || !typeOf(tupleItem(r, 1)).nb_index) {
    decref(r);
    raise(T.TypeError, "encoding error handler must return (str/bytes, int) tuple");
    return -1;
  }
  const n = strLen(s);
  let pos = indexAsSsize(tupleItem(r, 1));
  if (pos == -1 && errOccurred()) { decref(r); return -1; }
  const given = pos;
  if (pos < 0) pos += n;
  if (pos < 0 || pos > n) { decref(r); raiseFmt(T.IndexError, "position %d from error handler out of bounds", int(given)); return -1; }
  const rep = tupleItem(r, 0);
  if (isBytes(rep)) bbCopy(bb, bytesData(rep), bytesLen(rep));
  else for (let i = 0; i < strLen(rep); i++) {
    const c = strAt(rep, i);
    if (c > max) {
      const e = makeEncodeError(encoding, s, start, end, reason);
      decref(r);
      if (e) raiseException(e);
      return -1;
    }
    unit(bb, c, width, encoding);
  }
  decref(r);
  return pos;
}
