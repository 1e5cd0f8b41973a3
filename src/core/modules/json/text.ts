/** JSON strings: quoting and scanning. CPython: Modules/_json.c (ascii_escape_unicode, escape_unicode, scanstring_unicode). */
import { Ptr, Value, NULL, int } from "../../base/value";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { raise, raiseException, raiseFmt } from "../../objects/errors";
import { call3 } from "../../objects/call";
import { getAttr } from "../../objects/attributes";
import { isTrue } from "../../objects/abstract";
import { importModule } from "../../objects/import-hook";
import { tuplePack2 } from "../../types/tuple/core";
import { isStr } from "../../types/str/concat";
import { charAt, strData, strEmpty, strFromLiteral, strKind, strLen } from "../../types/str/core";
import { StrBuilder, sbChar, sbDiscard, sbFinish, sbKind, sbNew } from "../../types/str/builder";
import { strSub } from "../../types/str/slice";
import { argInt, parseInt32 } from "../../types/strlib/args";
import { hexDigit } from "../../codecs/errors";

function sbUnicodeEscape(sb: StrBuilder, c: u32): void {
  sbChar(sb, 92); sbChar(sb, 117);
  for (let k = 12; k >= 0; k -= 4) sbChar(sb, hexDigit(c >> k));
}
/** Appends s as a JSON string. */
export function sbJsonString(sb: StrBuilder, s: Value, asciiOnly: bool): void {
  const n = strLen(s), k = strKind(s), p = strData(s);
  sbChar(sb, 34);
  let from = 0;
  for (let i = 0; i < n; i++) {
    const c = charAt(p, k, i);
    if (c >= 32 && c != 34 && c != 92 && (c < 127 || !asciiOnly)) continue;
    sbKind(sb, p + <usize>from * k, k, i - from);
    from = i + 1;
    switch (c) {
      case 34: sbChar(sb, 92); sbChar(sb, 34); break;
      case 92: sbChar(sb, 92); sbChar(sb, 92); break;
      case 8: sbChar(sb, 92); sbChar(sb, 98); break;
      case 12: sbChar(sb, 92); sbChar(sb, 102); break;
      case 10: sbChar(sb, 92); sbChar(sb, 110); break;
      case 13: sbChar(sb, 92); sbChar(sb, 114); break;
      case 9: sbChar(sb, 92); sbChar(sb, 116); break;
      default:
        if (c >= 0x10000) { sbUnicodeEscape(sb, 0xD7C0 + (c >> 10)); sbUnicodeEscape(sb, 0xDC00 + (c & 0x3FF)); } else sbUnicodeEscape(sb, c);
    }
  }
  sbKind(sb, p + <usize>from * k, k, n - from);
  sbChar(sb, 34);
}
export function encode_basestring_ascii(_: Value, s: Value): Value {
  if (!isStr(s)) return raiseFmt(T.TypeError, "first argument must be a string, not %T", s);
  const sb = sbNew(strLen(s) + 8);
  sbJsonString(sb, s, true);
  return sbFinish(sb);
}
export function encode_basestring(_: Value, s: Value): Value {
  if (!isStr(s)) return raiseFmt(T.TypeError, "first argument must be a string, not %T", s);
  const sb = sbNew(strLen(s) + 8);
  sbJsonString(sb, s, false);
  return sbFinish(sb);
}
/** Raises json.JSONDecodeError(message, s, at). */
export function raiseDecodeError(message: string, s: Value, at: i32): Value {
  const name = strFromLiteral("json.decoder"), m = name ? importModule(name) : NULL, cls = m ? getAttr(m, N.JSONDecodeError) : NULL, text = strFromLiteral(message);
  decref(name); decref(m);
  const e = cls && text ? call3(cls, text, s, int(at)) : NULL;
  decref(cls); decref(text);
  return raiseException(e);
}
/** Index after the closing quote of the last scanned string. */
export let stringEnd: i32 = 0;
function hex4(p: Ptr, k: u32, at: i32): i32 {
  let v = 0;
  for (let i = at; i < at + 4; i++) {
    const c = charAt(p, k, i), h: u32 = c - 48 < 10 ? c - 48 : (c | 32) - 97 < 6 ? (c | 32) - 87 : 99;
    if (h == 99) return -1;
    v = v << 4 | h;
  }
  return v;
}
/** The string whose first character after the quote is at `begin`. Returns new, NULL with JSONDecodeError. */
export function scanString(s: Value, begin: i32, strict: bool): Value {
  const n = strLen(s), k = strKind(s), p = strData(s);
  let i = begin;
  if (begin < 0 || begin > n) return raise(T.ValueError, "end is out of bounds");
  // the common case: no escapes
  if (k == 1) while (i < n) { const c: u32 = load<u8>(p + i); if (c == 34 || c == 92 || (strict && c < 32)) break; i++; }
  else while (i < n) { const c = charAt(p, k, i); if (c == 34 || c == 92 || (strict && c < 32)) break; i++; }
  if (i < n && charAt(p, k, i) == 34) { stringEnd = i + 1; return strSub(s, begin, i); }
  const sb = sbNew(i - begin + 64);
  let from = begin;
  while (true) {
    while (i < n) { const c = charAt(p, k, i); if (c == 34 || c == 92) break; if (strict && c < 32) { sbDiscard(sb); return raiseDecodeError("Invalid control character at", s, i); } i++; }
    if (i >= n) { sbDiscard(sb); return raiseDecodeError("Unterminated string starting at", s, begin - 1); }
    sbKind(sb, p + <usize>from * k, k, i - from);
    if (charAt(p, k, i) == 34) { stringEnd = i + 1; return sbFinish(sb); }
    if (++i >= n) { sbDiscard(sb); return raiseDecodeError("Unterminated string starting at", s, begin - 1); }
    let c = charAt(p, k, i);
    if (c != 117) {
      switch (c) {
        case 34: case 92: case 47: break;
        case 98: c = 8; break;
        case 102: c = 12; break;
        case 110: c = 10; break;
        case 114: c = 13; break;
        case 116: c = 9; break;
        default: sbDiscard(sb); return raiseDecodeError("Invalid \\escape", s, i - 1);
      }
      i++;
    } else {
      const h = i + 4 < n ? hex4(p, k, i + 1) : -1;
      if (h < 0) { sbDiscard(sb); return raiseDecodeError("Invalid \\uXXXX escape", s, i); }
      c = h;
      i += 5;
      if ((c & 0xFC00) == 0xD800 && i + 5 < n && charAt(p, k, i) == 92 && charAt(p, k, i + 1) == 117) {
        const low = hex4(p, k, i + 2);
        if ((low & 0xFFFFFC00) == 0xDC00) { c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00); i += 6; }
      }
    }
    sbChar(sb, c);
    from = i;
  }
  return NULL;
}
export function scanstring(_: Value, s: Value, end: Value, strict: Value): Value {
  if (!isStr(s)) return raiseFmt(T.TypeError, "first argument must be a string, not %T", s);
  if (!parseInt32(end)) return NULL;
  const at = argInt, st = isTrue(strict);
  if (st < 0) return NULL;
  const r = scanString(s, at, st != 0);
  if (!r) return NULL;
  const t = tuplePack2(r, int(stringEnd));
  decref(r);
  return t;
}
