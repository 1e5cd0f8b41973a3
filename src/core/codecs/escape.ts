/** unicode_escape, raw_unicode_escape and the bytes escapes (codecs.escape_decode). Mirrors Objects/unicodeobject.c. The names of \N{…} are the host's (src/host/common/unicode-names.ts). */
import { Ptr, Value, NULL } from "../base/value";
import { T } from "../../generated/core/types";
import { raise, raiseFmt } from "../objects/errors";
import { int } from "../base/value";
import { charAt, strData, strKind, strLen } from "../types/str/core";
import { StrBuilder, sbChar, sbDiscard, sbFinish, sbNew } from "../types/str/builder";
import { BytesBuilder, bbByte, bbDiscard, bbFinish, bbLit, bbNew } from "../types/bytes/builder";
import { unicodeLookup } from "../../generated/core/host";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { decodeError, hexDigit } from "./errors";

export let escapeConsumed: i32 = 0;
function hexValue(c: u32): i32 { return c - 48 < 10 ? c - 48 : (c | 32) - 97 < 6 ? (c | 32) - 87 : -1; }
let hexResult: u32 = 0;
/** Reads up to `digits` hex digits at i; returns how many there were. */
function readHex(p: Ptr, n: i32, i: i32, digits: i32): i32 {
  let v: u32 = 0, k = 0;
  while (k < digits && i + k < n) { const h = hexValue(load<u8>(p + i + k)); if (h < 0) break; v = v << 4 | h; k++; }
  hexResult = v;
  return k;
}
const MALFORMED: i32 = -1;
const UNKNOWN: i32 = -2;
let nameEnd: i32 = 0;
/** The character of `{NAME}` at i, or what is wrong with it; nameEnd: behind it, or where it stops being one. */
function named(p: Ptr, n: i32, i: i32): i32 {
  nameEnd = i;
  if (i >= n || load<u8>(p + i) != 123) return MALFORMED;
  let to = ++i;
  while (to < n && load<u8>(p + to) != 125) to++;
  nameEnd = to;
  if (to == n || to == i) return MALFORMED;
  nameEnd = to + 1;
  const mark = stackMark(), codes = stackAlloc(32);
  if (!codes) return UNKNOWN;
  const code = unicodeLookup(p + i, to - i, 0, codes) == 1 ? load<i32>(codes) : UNKNOWN;
  stackRestore(mark);
  return code;
}
/** raw: only \u and \U are escapes. */
export function decodeUnicodeEscape(p: Ptr, n: i32, errors: Value, raw: bool, final: bool): Value {
  const sb = sbNew(n + 8);
  let i = 0;
  while (i < n) {
    const c: u32 = load<u8>(p + i);
    if (c != 92) { sbChar(sb, c); i++; continue; }
    const from = i++;
    if (i >= n) {
      if (!final) { i = from; break; }
      if (raw) { sbChar(sb, 92); continue; }
      i = decodeError(sb, errors, "unicodeescape", p, n, from, n, "\\ at end of string");
      if (i < 0) { sbDiscard(sb); return NULL; }
      continue;
    }
    const e: u32 = load<u8>(p + i++);
    let digits = e == 117 ? 4 : e == 85 ? 8 : e == 120 && !raw ? 2 : 0;
    if (digits) {
      const got = readHex(p, n, i, digits);
      if (got < digits) {
        if (!final && i + got >= n) { i = from; break; }
        i = raw ? decodeError(sb, errors, "rawunicodeescape", p, n, from, i + got, e == 117 ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape")
          : decodeError(sb, errors, "unicodeescape", p, n, from, i + got, e == 117 ? "truncated \\uXXXX escape" : e == 85 ? "truncated \\UXXXXXXXX escape" : "truncated \\xXX escape");
        if (i < 0) { sbDiscard(sb); return NULL; }
        continue;
      }
      i += got;
      if (hexResult > 0x10FFFF) {
        i = raw ? decodeError(sb, errors, "rawunicodeescape", p, n, from, i, "\\Uxxxxxxxx out of range") : decodeError(sb, errors, "unicodeescape", p, n, from, i, "illegal Unicode character");
        if (i < 0) { sbDiscard(sb); return NULL; }
        continue;
      }
      sbChar(sb, hexResult);
      continue;
    }
    if (raw) { sbChar(sb, 92); i--; if (e == 92) { sbChar(sb, 92); i++; } continue; }
    switch (e) {
      case 10: break;
      case 92: case 39: case 34: sbChar(sb, e); break;
      case 98: sbChar(sb, 8); break;
      case 116: sbChar(sb, 9); break;
      case 110: sbChar(sb, 10); break;
      case 114: sbChar(sb, 13); break;
      case 102: sbChar(sb, 12); break;
      case 118: sbChar(sb, 11); break;
      case 97: sbChar(sb, 7); break;
      case 78: {
        const code = named(p, n, i);
        if (code >= 0) { sbChar(sb, code); i = nameEnd; break; }
        if (!final && nameEnd == n && code == MALFORMED) { escapeConsumed = from; return sbFinish(sb); }
        i = decodeError(sb, errors, "unicodeescape", p, n, from, nameEnd, code == UNKNOWN ? "unknown Unicode character name" : "malformed \\N character escape");
        if (i < 0) { sbDiscard(sb); return NULL; }
        break;
      }
      default:
        if (e - 48 < 8) {
          let v = e - 48;
          for (let k = 0; k < 2 && i < n && <u32>load<u8>(p + i) - 48 < 8; k++) v = v << 3 | (load<u8>(p + i++) - 48);
          sbChar(sb, v);
        } else { sbChar(sb, 92); sbChar(sb, e); }
    }
  }
  escapeConsumed = i;
  return sbFinish(sb);
}
function putHex(bb: BytesBuilder, letter: u32, c: u32, digits: i32): void {
  bbByte(bb, 92); bbByte(bb, letter);
  for (let k = digits - 1; k >= 0; k--) bbByte(bb, hexDigit(c >> (k << 2)));
}
export function encodeUnicodeEscape(s: Value, raw: bool): Value {
  const n = strLen(s), k = strKind(s), p = strData(s), bb = bbNew(n + 32);
  for (let i = 0; i < n; i++) {
    const c = charAt(p, k, i);
    if (c >= 0x10000) putHex(bb, 85, c, 8);
    else if (c >= 0x100) putHex(bb, 117, c, 4);
    else if (raw) bbByte(bb, c);
    else if (c == 92) bbLit(bb, "\\\\");
    else if (c == 9) bbLit(bb, "\\t"); else if (c == 10) bbLit(bb, "\\n"); else if (c == 13) bbLit(bb, "\\r");
    else if (c < 32 || c >= 127) putHex(bb, 120, c, 2);
    else bbByte(bb, c);
  }
  return bbFinish(bb);
}
/** Escapes of bytes literals. */
export function decodeBytesEscape(p: Ptr, n: i32, ignore: bool, replace: bool): Value {
  const bb = bbNew(n + 8);
  let i = 0;
  while (i < n) {
    const c: u32 = load<u8>(p + i++);
    if (c != 92) { bbByte(bb, c); continue; }
    if (i >= n) { bbDiscard(bb); return raise(T.ValueError, "Trailing \\ in string"); }
    const e: u32 = load<u8>(p + i++);
    switch (e) {
      case 10: break;
      case 92: case 39: case 34: bbByte(bb, e); break;
      case 98: bbByte(bb, 8); break;
      case 116: bbByte(bb, 9); break;
      case 110: bbByte(bb, 10); break;
      case 114: bbByte(bb, 13); break;
      case 102: bbByte(bb, 12); break;
      case 118: bbByte(bb, 11); break;
      case 97: bbByte(bb, 7); break;
      case 120: {
        const got = readHex(p, n, i, 2);
        if (got == 2) { bbByte(bb, hexResult); i += 2; break; }
        if (replace) bbByte(bb, 63);
        else if (!ignore) { bbDiscard(bb); return raiseFmt(T.ValueError, "invalid \\x escape at position %d", int(i - 2)); }
        i += got;
        break;
      }
      default:
        if (e - 48 < 8) {
          let v = e - 48;
          for (let k = 0; k < 2 && i < n && <u32>load<u8>(p + i) - 48 < 8; k++) v = v << 3 | (load<u8>(p + i++) - 48);
          bbByte(bb, v);
        } else { bbByte(bb, 92); bbByte(bb, e); }
    }
  }
  return bbFinish(bb);
}
export function encodeBytesEscape(p: Ptr, n: i32): Value {
  const bb = bbNew(n + 16);
  for (let i = 0; i < n; i++) {
    const c: u32 = load<u8>(p + i);
    if (c == 39 || c == 92) { bbByte(bb, 92); bbByte(bb, c); }
    else if (c == 9) bbLit(bb, "\\t"); else if (c == 10) bbLit(bb, "\\n"); else if (c == 13) bbLit(bb, "\\r");
    else if (c < 32 || c >= 127) putHex(bb, 120, c, 2);
    else bbByte(bb, c);
  }
  return bbFinish(bb);
}
