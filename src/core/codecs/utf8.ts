/**
 * UTF-8. Decoding: an ASCII run is found 16 bytes at a time and copied; otherwise one pass validates and counts, a second one writes. Only malformed input goes the slow
 * way through a StrBuilder and the error handlers (codecs/errors.ts). CPython: unicode_decode_utf8, Objects/stringlib/codecs.h.
 */
import { copyBytes } from "../base/bytes";
import { Ptr, Value, NULL } from "../base/value";
import { charAt, putChar, strData, strEmpty, strIsAscii, strKind, strLen, strNew, strFromChar } from "../types/str/core";
import { StrBuilder, sbNew, sbChar, sbKind, sbFinish, sbDiscard } from "../types/str/builder";
import { BytesBuilder, bbByte, bbCopy, bbDiscard, bbFinish, bbNew } from "../types/bytes/builder";
import { bytesData, bytesFromPtr, bytesNew } from "../types/bytes/core";
import { memAlloc } from "../memory/alloc";
import { strEqLiteral, strFromLiteral } from "../types/str/core";
import { raiseNoMemory } from "../objects/errors";
import { decodeError, encodeError } from "./errors";

/** Length of the ASCII run at p. */
export function asciiRun(p: Ptr, n: i32): i32 {
  let i = 0;
  for (; i + 16 <= n; i += 16) {
    const m = i8x16.bitmask(v128.load(p + i));
    if (m) return i + ctz<i32>(m);
  }
  while (i < n && load<u8>(p + i) < 0x80) i++;
  return i;
}
/** What sequenceAt found: the code point, its length (0: malformed), and the length of the malformed part. */
let seqChar: u32 = 0;
let badLength: i32 = 0;
let badReason: i32 = 0; // 0 invalid start byte, 1 invalid continuation byte, 2 unexpected end of data
/** Decodes the sequence at p, whose first byte is not ASCII; n bytes remain. Returns its length, 0 if malformed. */
function sequenceAt(p: Ptr, n: i32): i32 {
  const a: u32 = load<u8>(p);
  badReason = 1; badLength = 1;
  if (a < 0xC2 || a > 0xF4) { badReason = 0; return 0; }
  if (n < 2) { badReason = 2; return 0; }
  const b: u32 = load<u8>(p, 1);
  if (a < 0xE0) {
    if ((b & 0xC0) != 0x80) return 0;
    seqChar = (a & 0x1F) << 6 | (b & 0x3F);
    return 2;
  }
  if (a < 0xF0) {
    if ((b & 0xC0) != 0x80 || (a == 0xE0 && b < 0xA0) || (a == 0xED && b >= 0xA0)) return 0;
    if (n < 3) { badReason = 2; badLength = 2; return 0; }
    const c: u32 = load<u8>(p, 2);
    if ((c & 0xC0) != 0x80) { badLength = 2; return 0; }
    seqChar = (a & 0xF) << 12 | (b & 0x3F) << 6 | (c & 0x3F);
    return 3;
  }
  if ((b & 0xC0) != 0x80 || (a == 0xF0 && b < 0x90) || (a == 0xF4 && b >= 0x90)) return 0;
  if (n < 3) { badReason = 2; badLength = 2; return 0; }
  const c: u32 = load<u8>(p, 2);
  if ((c & 0xC0) != 0x80) { badLength = 2; return 0; }
  if (n < 4) { badReason = 2; badLength = 3; return 0; }
  const d: u32 = load<u8>(p, 3);
  if ((d & 0xC0) != 0x80) { badLength = 3; return 0; }
  seqChar = (a & 7) << 18 | (b & 0x3F) << 12 | (c & 0x3F) << 6 | (d & 0x3F);
  return 4;
}
/** Bytes of the input the last decode consumed: all, or fewer in a stateful decode that ends in a truncated sequence. */
export let utf8Consumed: i32 = 0;
/** The str of n bytes of UTF-8. errors: NULL (strict) or a str. Returns new, NULL with UnicodeDecodeError. */
export function strFromUtf8(p: Ptr, n: i32, errors: Value): Value { return decodeUtf8(p, n, errors, true); }
export function decodeUtf8(p: Ptr, n: i32, errors: Value, final: bool): Value {
  utf8Consumed = n;
  const lead = asciiRun(p, n);
  if (lead == n) {
    if (n == 0) return strEmpty();
    if (n == 1) return strFromChar(load<u8>(p));
    const s = strNew(n, 0x7F);
    if (s) copyBytes(strData(s), p, n);
    return s;
  }
  let i = lead, count = lead, max: u32 = 0x7F;
  while (i < n) {
    if (load<u8>(p + i) < 0x80) { i++; count++; continue; }
    const k = sequenceAt(p + i, n - i);
    if (k == 0) {
      if (!final && badReason == 2) break;
      return decodeSlow(p, n, i, count, errors, final);
    }
    if (seqChar > max) max = seqChar;
    i += k; count++;
  }
  utf8Consumed = i;
  const s = strNew(count, max), end = i;
  if (!s) return NULL;
  const kind = strKind(s), d = strData(s);
  let o = 0;
  i = 0;
  while (i < end) {
    const c: u32 = load<u8>(p + i);
    if (c < 0x80) { putChar(d, kind, o++, c); i++; continue; }
    i += sequenceAt(p + i, n - i);
    putChar(d, kind, o++, seqChar);
  }
  return s;
}
function decodeSlow(p: Ptr, n: i32, good: i32, count: i32, errors: Value, final: bool): Value {
  const sb = sbNew(n + 16);
  let i = 0;
  while (i < n) {
    const c: u32 = load<u8>(p + i);
    if (c < 0x80) { const run = asciiRun(p + i, n - i); sbKind(sb, p + i, 1, run); i += run; continue; }
    const k = sequenceAt(p + i, n - i);
    if (k) { sbChar(sb, seqChar); i += k; continue; }
    if (!final && badReason == 2) break;
    i = decodeError(sb, errors, "utf-8", p, n, i, i + badLength, badReason == 0 ? "invalid start byte" : badReason == 1 ? "invalid continuation byte" : "unexpected end of data");
    if (i < 0) { sbDiscard(sb); return NULL; }
  }
  utf8Consumed = i;
  return sbFinish(sb);
}
/** A str of bytes from the system (paths, environment): undecodable bytes become lone surrogates. Never raises but MemoryError. */
export function strFromUtf8Surrogateescape(p: Ptr, n: i32): Value {
  if (asciiRun(p, n) == n) return strFromUtf8(p, n, NULL);
  const sb = sbNew(n + 16);
  let i = 0;
  while (i < n) {
    const c: u32 = load<u8>(p + i);
    if (c < 0x80) { sbChar(sb, c); i++; continue; }
    const k = sequenceAt(p + i, n - i);
    if (k) { sbChar(sb, seqChar); i += k; } else { sbChar(sb, 0xDC00 + c); i++; }
  }
  return sbFinish(sb);
}

/** Number of UTF-8 bytes of a str, lone surrogates counted as 3; the highest bit of surrogatesSeen says whether there are any. */
export let surrogatesSeen: bool = false;
export function utf8Length(s: Value): i32 {
  const n = strLen(s), kind = strKind(s), p = strData(s);
  surrogatesSeen = false;
  if (strIsAscii(s)) return n;
  let bytes = n;
  if (kind == 1) { for (let i = 0; i < n; i++) bytes += load<u8>(p + i) >> 7; return bytes; }
  for (let i = 0; i < n; i++) {
    const c = charAt(p, kind, i);
    bytes += c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    if ((c & 0xFFFFF800) == 0xD800) surrogatesSeen = true;
  }
  return bytes;
}
/** Writes a str as UTF-8 to `to`, which has room for utf8Length(s); lone surrogates are written as they are (CESU-like). Returns the end. */
export function utf8Write(s: Value, to: Ptr): Ptr {
  const n = strLen(s), kind = strKind(s), p = strData(s);
  if (strIsAscii(s)) { copyBytes(to, p, n); return to + n; }
  for (let i = 0; i < n; i++) to = utf8Put(to, charAt(p, kind, i));
  return to;
}
export function utf8Put(to: Ptr, c: u32): Ptr {
  if (c < 0x80) { store<u8>(to, <u8>c); return to + 1; }
  if (c < 0x800) { store<u8>(to, <u8>(0xC0 | c >> 6)); store<u8>(to, <u8>(0x80 | (c & 0x3F)), 1); return to + 2; }
  if (c < 0x10000) { store<u8>(to, <u8>(0xE0 | c >> 12)); store<u8>(to, <u8>(0x80 | (c >> 6 & 0x3F)), 1); store<u8>(to, <u8>(0x80 | (c & 0x3F)), 2); return to + 3; }
  store<u8>(to, <u8>(0xF0 | c >> 18)); store<u8>(to, <u8>(0x80 | (c >> 12 & 0x3F)), 1); store<u8>(to, <u8>(0x80 | (c >> 6 & 0x3F)), 2); store<u8>(to, <u8>(0x80 | (c & 0x3F)), 3);
  return to + 4;
}
/** bytes of a str, strict. Returns new, NULL with UnicodeEncodeError. */
export function strToUtf8(s: Value): Value { return encodeUtf8(s, NULL); }
export function encodeUtf8(s: Value, errors: Value): Value {
  const bytes = utf8Length(s);
  if (surrogatesSeen) return encodeSlow(s, errors);
  const r = bytesNew(bytes);
  if (r) utf8Write(s, bytesData(r));
  return r;
}
function encodeSlow(s: Value, errors: Value): Value {
  const n = strLen(s), kind = strKind(s), p = strData(s);
  const bb = bbNew(n * 2 + 16);
  let i = 0;
  while (i < n) {
    const c = charAt(p, kind, i);
    if (c < 0x80) { bbByte(bb, c); i++; continue; }
    if ((c & 0xFFFFF800) != 0xD800) { put(bb, c); i++; continue; }
    let end = i + 1;
    while (end < n && (charAt(p, kind, end) & 0xFFFFF800) == 0xD800) end++;
    i = encodeError(bb, errors, "utf-8", s, i, end, "surrogates not allowed", 0x7F, 1);
    if (i < 0) { bbDiscard(bb); return NULL; }
  }
  return bbFinish(bb);
}
function put(bb: BytesBuilder, c: u32): void {
  if (c >= 0x10000) { bbByte(bb, 0xF0 | c >> 18); bbByte(bb, 0x80 | (c >> 12 & 0x3F)); }
  else if (c >= 0x800) bbByte(bb, 0xE0 | c >> 12);
  if (c >= 0x800) bbByte(bb, 0x80 | (c >> 6 & 0x3F)); else bbByte(bb, 0xC0 | c >> 6);
  bbByte(bb, 0x80 | (c & 0x3F));
}
