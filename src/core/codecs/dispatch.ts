/**
 * str.encode, bytes.decode, str(b, encoding): the common encodings are recognised by name and done natively, all others go through the registry.
 * CPython: PyUnicode_AsEncodedString, PyUnicode_Decode (_Py_normalize_encoding).
 */
import { Ptr, Value, NULL, int } from "../base/value";
import { T } from "../../generated/core/types";
import { decref } from "../refcount/count";
import { raiseFmt } from "../objects/errors";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { getBuffer, releaseBuffer, BUFFER_BYTES } from "../objects/buffer";
import { typeOf } from "../objects/typeof";
import { strAt, strLen } from "../types/str/core";
import { isStr } from "../types/str/concat";
import { isBytes, isBytearray, bytesData, bytesLen } from "../types/bytes/core";
import { codecCall } from "./registry";
import { decodeUtf8, encodeUtf8 } from "./utf8";
import { decodeAscii, decodeLatin1, encodeLatin1 } from "./latin1";
import { decodeUtf16, decodeUtf32, encodeUtf16, encodeUtf32 } from "./utf16";

export const ENC_UTF8: i32 = 0;
export const ENC_ASCII: i32 = 1;
export const ENC_LATIN1: i32 = 2;
export const ENC_UTF16: i32 = 3;
export const ENC_UTF32: i32 = 4;
export const ENC_UTF16LE: i32 = 5;
export const ENC_UTF16BE: i32 = 6;
export const ENC_UTF32LE: i32 = 7;
export const ENC_UTF32BE: i32 = 8;
export const ENC_OTHER: i32 = 9;
/** Whether the encoding's name, lower case and with '_' for every run of other characters, is `text`. */
function named(v: Value, text: string): bool {
  let o = 0, gap = false;
  for (let i = 0; i < strLen(v); i++) {
    let c = strAt(v, i);
    if (c >= 0x80) return false;
    if (c - 65 < 26) c += 32;
    if (c - 97 < 26 || c - 48 < 10 || c == 46) {
      if (gap && o > 0) { if (o >= text.length || text.charCodeAt(o++) != 95) return false; }
      gap = false;
      if (o >= text.length || <u32>text.charCodeAt(o++) != c) return false;
    } else gap = true;
  }
  return o == text.length;
}
export function encodingKind(v: Value): i32 {
  if (!v || named(v, "utf_8") || named(v, "utf8")) return ENC_UTF8;
  if (named(v, "ascii") || named(v, "us_ascii")) return ENC_ASCII;
  if (named(v, "latin_1") || named(v, "latin1") || named(v, "iso_8859_1") || named(v, "iso8859_1")) return ENC_LATIN1;
  if (named(v, "utf_16")) return ENC_UTF16;
  if (named(v, "utf_32")) return ENC_UTF32;
  if (named(v, "utf_16_le")) return ENC_UTF16LE;
  if (named(v, "utf_16_be")) return ENC_UTF16BE;
  if (named(v, "utf_32_le")) return ENC_UTF32LE;
  if (named(v, "utf_32_be")) return ENC_UTF32BE;
  return ENC_OTHER;
}
/** encoding, errors: NULL or str. Returns new bytes. */
export function encodeStr(s: Value, encoding: Value, errors: Value): Value {
  switch (encodingKind(encoding)) {
    case ENC_UTF8: return encodeUtf8(s, errors);
    case ENC_ASCII: return encodeLatin1(s, errors, 0x7F);
    case ENC_LATIN1: return encodeLatin1(s, errors, 0xFF);
    case ENC_UTF16: return encodeUtf16(s, errors, 0);
    case ENC_UTF32: return encodeUtf32(s, errors, 0);
    case ENC_UTF16LE: return encodeUtf16(s, errors, -1);
    case ENC_UTF16BE: return encodeUtf16(s, errors, 1);
    case ENC_UTF32LE: return encodeUtf32(s, errors, -1);
    case ENC_UTF32BE: return encodeUtf32(s, errors, 1);
  }
  const r = codecCall(0, s, encoding, errors);
  if (!r || isBytes(r)) return r;
  raiseFmt(T.TypeError, "'%U' encoder returned '%T' instead of 'bytes'; use codecs.encode() to encode to arbitrary types", encoding, r);
  decref(r);
  return NULL;
}
export function decodeSpan(p: Ptr, n: i32, kind: i32, errors: Value): Value {
  switch (kind) {
    case ENC_UTF8: return decodeUtf8(p, n, errors, true);
    case ENC_ASCII: return decodeAscii(p, n, errors);
    case ENC_LATIN1: return decodeLatin1(p, n);
    case ENC_UTF16: return decodeUtf16(p, n, errors, 0, true);
    case ENC_UTF16LE: return decodeUtf16(p, n, errors, -1, true);
    case ENC_UTF16BE: return decodeUtf16(p, n, errors, 1, true);
    case ENC_UTF32LE: return decodeUtf32(p, n, errors, -1, true);
    case ENC_UTF32BE: return decodeUtf32(p, n, errors, 1, true);
    default: return decodeUtf32(p, n, errors, 0, true);
  }
}
/** The str of a bytes-like object. */
export function decodeObject(o: Value, encoding: Value, errors: Value): Value {
  const kind = encodingKind(encoding);
  if (!isBytes(o) && !typeOf(o).bf_getbuffer) return raiseFmt(T.TypeError, "decoding to str: need a bytes-like object, %T found", o);
  if (kind != ENC_OTHER) {
    if (isBytes(o)) return decodeSpan(bytesData(o), bytesLen(o), kind, errors);
    const mark = stackMark(), b = stackAlloc(BUFFER_BYTES);
    if (!b) return NULL;
    let r: Value = NULL;
    if (getBuffer(o, b) == 0) { r = decodeSpan(load<u32>(b), load<u32>(b, 4), kind, errors); releaseBuffer(o, b); }
    stackRestore(mark);
    return r;
  }
  const r = codecCall(1, o, encoding, errors);
  if (!r || isStr(r)) return r;
  raiseFmt(T.TypeError, "'%U' decoder returned '%T' instead of 'str'; use codecs.decode() to decode to arbitrary types", encoding, r);
  decref(r);
  return NULL;
}
