/** Module _codecs: the codec registry and the native codecs as (result, length consumed) functions. CPython: Modules/_codecsmodule.c. UTF-7 is missing: see docs/status.md. */
import { Ptr, Value, NULL, None, int, isInt, intOf } from "../base/value";
import { as, toValue } from "../base/obj";
import { T } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef } from "../refcount/count";
import { errOccurred, raise, raiseException, raiseFmt } from "../objects/errors";
import { typeOf } from "../objects/typeof";
import { typeIsSubtype } from "../objects/type-static";
import { callableCheck, isTrue, indexAsSsize } from "../objects/abstract";
import { getAttr } from "../objects/attributes";
import { getBuffer, hasBuffer, releaseBuffer } from "../objects/buffer";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { tupleInit, tupleNew, tuplePack2 } from "../types/tuple/core";
import { isStr } from "../types/str/concat";
import { strAt, strData, strEmpty, strEqLiteral, strFromChar, strFromKind, strFromLiteral, strLen } from "../types/str/core";
import { sbChar, sbFinish, sbLit, sbNew } from "../types/str/builder";
import { bbByte, bbFinish, bbNew } from "../types/bytes/builder";
import { bytesData, bytesFromPtr, bytesLen, isBytes } from "../types/bytes/core";
import { strFromLatin1 } from "../types/str/core";
import { parseInt32, argInt } from "../types/strlib/args";
import { codecCall, codecLookup, lookupErrorHandler, registerErrorHandler, registerSearch, unregisterErrorHandler, unregisterSearch } from "../codecs/registry";
import { decodeUtf8, encodeUtf8, utf8Consumed } from "../codecs/utf8";
import { decodeAscii, decodeLatin1, encodeLatin1 } from "../codecs/latin1";
import { decodeUtf16, decodeUtf32, encodeUtf16, encodeUtf32, utf16Consumed, utf16Order } from "../codecs/utf16";
import { decodeBytesEscape, decodeUnicodeEscape, encodeBytesEscape, encodeUnicodeEscape, escapeConsumed } from "../codecs/escape";
import { charmapBuild, decodeCharmap, encodeCharmap } from "../codecs/charmap";
import { encodeError, hexDigit } from "../codecs/errors";

// ---- registry ----------------------------------------------------------------------------------------------------------------
export function codecs_register(_: Value, f: Value): Value {
  if (!callableCheck(f)) return raise(T.TypeError, "argument must be callable");
  return registerSearch(f) < 0 ? NULL : None;
}
export function codecs_unregister(_: Value, f: Value): Value { return unregisterSearch(f) < 0 ? NULL : None; }
export function codecs_lookup(_: Value, encoding: Value): Value { return isStr(encoding) ? codecLookup(encoding) : raiseFmt(T.TypeError, "lookup() argument must be str, not %T", encoding); }
function text(v: Value): Value { return v && v != None ? v : NULL; }
export function codecs_encode(_: Value, o: Value, encoding: Value, errors: Value): Value {
  const e = text(encoding) ? newRef(encoding) : strFromLiteral("utf-8"), r = e ? codecCall(0, o, e, text(errors)) : NULL;
  decref(e);
  return r;
}
export function codecs_decode(_: Value, o: Value, encoding: Value, errors: Value): Value {
  const e = text(encoding) ? newRef(encoding) : strFromLiteral("utf-8"), r = e ? codecCall(1, o, e, text(errors)) : NULL;
  decref(e);
  return r;
}
export function codecs_register_error(_: Value, name: Value, handler: Value): Value {
  if (!isStr(name)) return raiseFmt(T.TypeError, "register_error() argument 1 must be str, not %T", name);
  if (!callableCheck(handler)) return raise(T.TypeError, "handler must be callable");
  return registerErrorHandler(name, handler) < 0 ? NULL : None;
}
export function codecs_unregister_error(_: Value, name: Value): Value { return unregisterErrorHandler(name) < 0 ? NULL : None; }
export function codecs_lookup_error(_: Value, name: Value): Value { return isStr(name) ? lookupErrorHandler(name) : raiseFmt(T.TypeError, "lookup_error() argument must be str, not %T", name); }

// ---- the built-in error handlers as functions ------------------------------------------------------------------------------------
let excStart: i32 = 0;
let excEnd: i32 = 0;
/** Reads start, end and object of a UnicodeError; the object, new, or NULL. what: 1 decode, 2 encode, 3 translate. */
let excKind: i32 = 0;
function inspect(exc: Value): Value {
  const t = typeOf(exc);
  excKind = typeIsSubtype(t, T.UnicodeDecodeError) ? 1 : typeIsSubtype(t, T.UnicodeEncodeError) ? 2 : typeIsSubtype(t, T.UnicodeTranslateError) ? 3 : 0;
  if (!excKind) return raiseFmt(T.TypeError, "don't know how to handle %T in error callback", exc);
  const a = getAttr(exc, N.start), b = a ? getAttr(exc, N.end) : NULL, o = b ? getAttr(exc, N.object) : NULL;
  if (!o) { decref(a); decref(b); return NULL; }
  excStart = isInt(a) ? <i32>intOf(a) : 0; excEnd = isInt(b) ? <i32>intOf(b) : 0;
  decref(a); decref(b);
  const n = isStr(o) ? strLen(o) : isBytes(o) ? bytesLen(o) : 0;
  if (excStart < 0) excStart = 0;
  if (excStart > n) excStart = n;
  if (excEnd > n) excEnd = n;
  if (excEnd < excStart) excEnd = excStart;
  return o;
}
function answer(r: Value, end: i32): Value {
  const t = r ? tupleNew(2) : NULL;
  if (!t) { decref(r); return NULL; }
  tupleInit(t, 0, r); tupleInit(t, 1, int(end));
  return t;
}
export function strict_errors(_: Value, exc: Value): Value {
  if (!typeIsSubtype(typeOf(exc), T.BaseException)) return raise(T.TypeError, "codec must pass exception instance");
  return raiseException(newRef(exc));
}
export function ignore_errors(_: Value, exc: Value): Value {
  const o = inspect(exc);
  if (!o) return NULL;
  decref(o);
  return answer(strEmpty(), excEnd);
}
export function replace_errors(_: Value, exc: Value): Value {
  const o = inspect(exc);
  if (!o) return NULL;
  decref(o);
  const sb = sbNew(8), end = excEnd;
  if (excKind == 1) sbChar(sb, 0xFFFD); else for (let i = excStart; i < end; i++) sbChar(sb, excKind == 2 ? 63 : 0xFFFD);
  return answer(sbFinish(sb), end);
}
function escapes(exc: Value, handler: string): Value {
  const o = inspect(exc);
  if (!o) return NULL;
  const start = excStart, end = excEnd;
  let r: Value = NULL;
  if (excKind == 1) {
    if (handler.length != 16) r = raiseFmt(T.TypeError, "don't know how to handle %T in error callback", exc);
    else {
      const sb = sbNew(16);
      for (let i = start; i < end; i++) { const c = load<u8>(bytesData(o) + i); sbLit(sb, "\\x"); sbChar(sb, hexDigit(c >> 4)); sbChar(sb, hexDigit(c)); }
      r = sbFinish(sb);
    }
  } else {
    const bb = bbNew(64), name = strFromLiteral(handler);
    encodeError(bb, name, "", o, start, end, "", 0x7F, 1);
    decref(name);
    const b = bbFinish(bb);
    if (b) r = strFromLatin1(bytesData(b), bytesLen(b));
    decref(b);
  }
  decref(o);
  return answer(r, end);
}
export function backslashreplace_errors(_: Value, exc: Value): Value { return escapes(exc, "backslashreplace"); }
export function xmlcharrefreplace_errors(_: Value, exc: Value): Value { return typeIsSubtype(typeOf(exc), T.UnicodeEncodeError) ? escapes(exc, "xmlcharrefreplace") : raiseFmt(T.TypeError, "don't know how to handle %T in error callback", exc); }
export function namereplace_errors(_: Value, exc: Value): Value { return typeIsSubtype(typeOf(exc), T.UnicodeEncodeError) ? escapes(exc, "namereplace") : raiseFmt(T.TypeError, "don't know how to handle %T in error callback", exc); }
export function surrogateescape_errors(_: Value, exc: Value): Value {
  const o = inspect(exc);
  if (!o) return NULL;
  let i = excStart;
  if (excKind == 1 && isBytes(o)) {
    const sb = sbNew(8);
    for (; i < excEnd && i < excStart + 4; i++) { const c: u32 = load<u8>(bytesData(o) + i); if (c < 128) break; sbChar(sb, 0xDC00 + c); }
    const r = sbFinish(sb);
    decref(o);
    if (i > excStart) return answer(r, i);
    decref(r);
  } else if (excKind == 2 && isStr(o)) {
    const bb = bbNew(8);
    for (; i < excEnd; i++) { const c = strAt(o, i); if (c < 0xDC80 || c > 0xDCFF) break; bbByte(bb, c - 0xDC00); }
    const ok = i == excEnd, r = bbFinish(bb);
    decref(o);
    if (ok) return answer(r, i);
    decref(r);
  } else { decref(o); return raiseFmt(T.TypeError, "don't know how to handle %T in error callback", exc); }
  return raiseException(newRef(exc));
}
/** Only for UTF-8, as a function; the codecs themselves know it for UTF-16 and UTF-32 too. */
export function surrogatepass_errors(_: Value, exc: Value): Value {
  const o = inspect(exc);
  if (!o) return NULL;
  if (excKind == 2 && isStr(o)) {
    const bb = bbNew(8);
    let i = excStart;
    for (; i < excEnd; i++) { const c = strAt(o, i); if ((c & 0xFFFFF800) != 0xD800) break; bbByte(bb, 0xE0 | c >> 12); bbByte(bb, 0x80 | (c >> 6 & 0x3F)); bbByte(bb, 0x80 | (c & 0x3F)); }
    const ok = i == excEnd, r = bbFinish(bb);
    decref(o);
    if (ok) return answer(r, i);
    decref(r);
  } else if (excKind == 1 && isBytes(o) && excStart + 3 <= bytesLen(o)) {
    const p = bytesData(o) + excStart, ok = load<u8>(p) == 0xED && (load<u8>(p, 1) & 0xE0) == 0xA0 && (load<u8>(p, 2) & 0xC0) == 0x80, c: u32 = 0xD000 | (<u32>load<u8>(p, 1) & 0x3F) << 6 | (load<u8>(p, 2) & 0x3F);
    decref(o);
    if (ok) return answer(strFromChar(c), excStart + 3);
  } else decref(o);
  return raiseException(newRef(exc));
}
function add(m: Value, name: string, attribute: Value): bool {
  const f = getAttr(m, attribute), n = strFromLiteral(name), ok = f != NULL && n != NULL && registerErrorHandler(n, f) == 0;
  decref(f); decref(n);
  return ok;
}
export function codecsExec(m: Value): i32 {
  const ok = add(m, "strict", N.strict_errors) && add(m, "ignore", N.ignore_errors) && add(m, "replace", N.replace_errors) && add(m, "backslashreplace", N.backslashreplace_errors)
    && add(m, "xmlcharrefreplace", N.xmlcharrefreplace_errors) && add(m, "namereplace", N.namereplace_errors) && add(m, "surrogateescape", N._surrogateescape) && add(m, "surrogatepass", N._surrogatepass);
  return ok ? 0 : -1;
}

// ---- codecs ------------------------------------------------------------------------------------------------------------------------
const UTF8: i32 = 0, ASCII: i32 = 1, LATIN1: i32 = 2, UTF16: i32 = 3, UTF16LE: i32 = 4, UTF16BE: i32 = 5, UTF32: i32 = 6, UTF32LE: i32 = 7, UTF32BE: i32 = 8, UNIESC: i32 = 9, RAWESC: i32 = 10;
/** (text, consumed) of a bytes-like object (or, for the escapes, a str). */
function decode(data: Value, errors: Value, final: bool, what: i32): Value {
  if (errors && errors != None && !isStr(errors)) return raiseFmt(T.TypeError, "decoder argument 'errors' must be str or None, not %T", errors);
  const e = text(errors), mark = stackMark(), b = stackAlloc(16);
  if (!b) return NULL;
  let own: Value = NULL, o = data;
  if (isStr(data) && what >= UNIESC) { own = encodeUtf8(data, NULL); if (!own) return NULL; o = own; }
  let r: Value = NULL, used = 0;
  if (getBuffer(o, b) == 0) {
    const p: Ptr = load<u32>(b), n = load<i32>(b, 4);
    used = n;
    switch (what) {
      case UTF8: r = decodeUtf8(p, n, e, final); used = utf8Consumed; break;
      case ASCII: r = decodeAscii(p, n, e); break;
      case LATIN1: r = decodeLatin1(p, n); break;
      case UTF16: case UTF16LE: case UTF16BE: r = decodeUtf16(p, n, e, what == UTF16 ? 0 : what == UTF16LE ? -1 : 1, final); used = utf16Consumed; break;
      case UTF32: case UTF32LE: case UTF32BE: r = decodeUtf32(p, n, e, what == UTF32 ? 0 : what == UTF32LE ? -1 : 1, final); used = utf16Consumed; break;
      default: r = decodeUnicodeEscape(p, n, e, what == RAWESC, final); used = escapeConsumed;
    }
    releaseBuffer(o, b);
  }
  stackRestore(mark);
  decref(own);
  return answer(r, used);
}
function encode(s: Value, errors: Value, what: i32): Value {
  if (!isStr(s)) return raiseFmt(T.TypeError, "encoder argument 1 must be str, not %T", s);
  if (errors && errors != None && !isStr(errors)) return raiseFmt(T.TypeError, "encoder argument 'errors' must be str or None, not %T", errors);
  const e = text(errors);
  let r: Value;
  switch (what) {
    case UTF8: r = encodeUtf8(s, e); break;
    case ASCII: r = encodeLatin1(s, e, 0x7F); break;
    case LATIN1: r = encodeLatin1(s, e, 0xFF); break;
    case UTF16: case UTF16LE: case UTF16BE: r = encodeUtf16(s, e, what == UTF16 ? 0 : what == UTF16LE ? -1 : 1); break;
    case UTF32: case UTF32LE: case UTF32BE: r = encodeUtf32(s, e, what == UTF32 ? 0 : what == UTF32LE ? -1 : 1); break;
    default: r = encodeUnicodeEscape(s, what == RAWESC);
  }
  return answer(r, strLen(s));
}
function finalFlag(v: Value): bool { return isTrue(v) > 0; }
export function utf_8_decode(_: Value, d: Value, e: Value, final: Value): Value { return decode(d, e, finalFlag(final), UTF8); }
export function utf_8_encode(_: Value, s: Value, e: Value): Value { return encode(s, e, UTF8); }
export function ascii_decode(_: Value, d: Value, e: Value): Value { return decode(d, e, true, ASCII); }
export function ascii_encode(_: Value, s: Value, e: Value): Value { return encode(s, e, ASCII); }
export function latin_1_decode(_: Value, d: Value, e: Value): Value { return decode(d, e, true, LATIN1); }
export function latin_1_encode(_: Value, s: Value, e: Value): Value { return encode(s, e, LATIN1); }
export function utf_16_decode(_: Value, d: Value, e: Value, final: Value): Value { return decode(d, e, finalFlag(final), UTF16); }
export function utf_16_le_decode(_: Value, d: Value, e: Value, final: Value): Value { return decode(d, e, finalFlag(final), UTF16LE); }
export function utf_16_be_decode(_: Value, d: Value, e: Value, final: Value): Value { return decode(d, e, finalFlag(final), UTF16BE); }
export function utf_32_decode(_: Value, d: Value, e: Value, final: Value): Value { return decode(d, e, finalFlag(final), UTF32); }
export function utf_32_le_decode(_: Value, d: Value, e: Value, final: Value): Value { return decode(d, e, finalFlag(final), UTF32LE); }
export function utf_32_be_decode(_: Value, d: Value, e: Value, final: Value): Value { return decode(d, e, finalFlag(final), UTF32BE); }
function order(byteorder: Value, wide: bool): i32 {
  const b = parseInt32(byteorder) ? argInt : 0, base = wide ? UTF32 : UTF16;
  return b == 0 ? base : b < 0 ? base + 1 : base + 2;
}
export function utf_16_encode(_: Value, s: Value, e: Value, byteorder: Value): Value { return encode(s, e, order(byteorder, false)); }
export function utf_16_le_encode(_: Value, s: Value, e: Value): Value { return encode(s, e, UTF16LE); }
export function utf_16_be_encode(_: Value, s: Value, e: Value): Value { return encode(s, e, UTF16BE); }
export function utf_32_encode(_: Value, s: Value, e: Value, byteorder: Value): Value { return encode(s, e, order(byteorder, true)); }
export function utf_32_le_encode(_: Value, s: Value, e: Value): Value { return encode(s, e, UTF32LE); }
export function utf_32_be_encode(_: Value, s: Value, e: Value): Value { return encode(s, e, UTF32BE); }
function exDecode(d: Value, e: Value, byteorder: Value, final: Value, wide: bool): Value {
  const t = decode(d, e, finalFlag(final), order(byteorder, wide));
  if (!t) return NULL;
  const r = tupleNew(3);
  if (r) { tupleInit(r, 0, newRef(tupleItem(t, 0))); tupleInit(r, 1, newRef(tupleItem(t, 1))); tupleInit(r, 2, int(utf16Order)); }
  decref(t);
  return r;
}
import { tupleItem } from "../types/tuple/core";
export function utf_16_ex_decode(_: Value, d: Value, e: Value, byteorder: Value, final: Value): Value { return exDecode(d, e, byteorder, final, false); }
export function utf_32_ex_decode(_: Value, d: Value, e: Value, byteorder: Value, final: Value): Value { return exDecode(d, e, byteorder, final, true); }
export function unicode_escape_decode(_: Value, d: Value, e: Value, final: Value): Value { return decode(d, e, finalFlag(final), UNIESC); }
export function unicode_escape_encode(_: Value, s: Value, e: Value): Value { return encode(s, e, UNIESC); }
export function raw_unicode_escape_decode(_: Value, d: Value, e: Value, final: Value): Value { return decode(d, e, finalFlag(final), RAWESC); }
export function raw_unicode_escape_encode(_: Value, s: Value, e: Value): Value { return encode(s, e, RAWESC); }
export function charmap_decode(_: Value, d: Value, e: Value, mapping: Value): Value {
  const mark = stackMark(), b = stackAlloc(16);
  if (!b || getBuffer(d, b) < 0) { stackRestore(mark); return NULL; }
  const n = load<i32>(b, 4), r = decodeCharmap(load<u32>(b), n, text(e), mapping);
  releaseBuffer(d, b);
  stackRestore(mark);
  return answer(r, n);
}
export function charmap_encode(_: Value, s: Value, e: Value, mapping: Value): Value { return isStr(s) ? answer(encodeCharmap(s, text(e), mapping), strLen(s)) : raiseFmt(T.TypeError, "charmap_encode() argument 1 must be str, not %T", s); }
export function charmap_build(_: Value, table: Value): Value { return isStr(table) ? charmapBuild(table) : raiseFmt(T.TypeError, "charmap_build() argument must be str, not %T", table); }
export function escape_decode(_: Value, d: Value, e: Value): Value {
  let o = newRef(d);
  if (isStr(d)) { decref(o); o = encodeUtf8(d, NULL); }
  const mark = stackMark(), b = stackAlloc(16);
  if (!o || !b || getBuffer(o, b) < 0) { stackRestore(mark); decref(o); return NULL; }
  const n = load<i32>(b, 4), er = text(e), r = decodeBytesEscape(load<u32>(b), n, er != NULL && strEqLiteral(er, "ignore"), er != NULL && strEqLiteral(er, "replace"));
  releaseBuffer(o, b);
  stackRestore(mark);
  decref(o);
  return answer(r, n);
}
export function escape_encode(_: Value, d: Value, e: Value): Value { return isBytes(d) ? answer(encodeBytesEscape(bytesData(d), bytesLen(d)), bytesLen(d)) : raiseFmt(T.TypeError, "escape_encode() argument 1 must be bytes, not %T", d); }
export function readbuffer_encode(_: Value, d: Value, e: Value): Value {
  if (isStr(d)) return encode(d, NULL, UTF8);
  const mark = stackMark(), b = stackAlloc(16);
  if (!b || getBuffer(d, b) < 0) { stackRestore(mark); return NULL; }
  const n = load<i32>(b, 4), r = bytesFromPtr(load<u32>(b), n);
  releaseBuffer(d, b);
  stackRestore(mark);
  return answer(r, n);
}
export function utf_7(_: Value, d: Value, e: Value): Value { return raise(T.NotImplementedError, "UTF-7 is not implemented"); }
