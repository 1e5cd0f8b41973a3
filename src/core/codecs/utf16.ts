/** UTF-16 and UTF-32. order: -1 little, 1 big, 0 native with a byte order mark. CPython: PyUnicode_DecodeUTF16Stateful and friends. */
import { Ptr, Value, NULL } from "../base/value";
import { charAt, strData, strKind, strLen } from "../types/str/core";
import { sbChar, sbDiscard, sbFinish, sbNew } from "../types/str/builder";
import { BytesBuilder, bbByte, bbDiscard, bbFinish, bbNew } from "../types/bytes/builder";
import { decodeError, encodeError } from "./errors";

/** Byte order found by the last decode, and bytes it consumed. */
export let utf16Order: i32 = 0;
export let utf16Consumed: i32 = 0;

// @ts-ignore: decorator
@inline function unit16(p: Ptr, big: bool): u32 { return big ? <u32>load<u8>(p) << 8 | load<u8>(p, 1) : <u32>load<u16>(p); }
export function decodeUtf16(p: Ptr, n: i32, errors: Value, order: i32, final: bool): Value {
  let i = 0;
  if (order == 0 && n >= 2) {
    const mark = load<u16>(p);
    if (mark == 0xFEFF) { order = -1; i = 2; } else if (mark == 0xFFFE) { order = 1; i = 2; }
  }
  utf16Order = order;
  const big = order == 1, sb = sbNew(n / 2 + 16);
  while (i < n) {
    let end = 0, reason = "truncated data";
    if (n - i < 2) { if (!final) break; end = n; }
    else {
      const c = unit16(p + i, big);
      if ((c & 0xF800) != 0xD800) { sbChar(sb, c); i += 2; continue; }
      if (c >= 0xDC00) { end = i + 2; reason = "illegal encoding"; }
      else if (n - i < 4) { if (!final) break; end = n; reason = "unexpected end of data"; }
      else {
        const d = unit16(p + i + 2, big);
        if ((d & 0xFC00) == 0xDC00) { sbChar(sb, 0x10000 + ((c - 0xD800) << 10) + (d - 0xDC00)); i += 4; continue; }
        end = i + 2; reason = "illegal UTF-16 surrogate";
      }
    }
    i = decodeError(sb, errors, order == 0 ? "utf-16" : big ? "utf-16-be" : "utf-16-le", p, n, i, end, reason);
    if (i < 0) { sbDiscard(sb); return NULL; }
  }
  utf16Consumed = i;
  return sbFinish(sb);
}
export function decodeUtf32(p: Ptr, n: i32, errors: Value, order: i32, final: bool): Value {
  let i = 0;
  if (order == 0 && n >= 4) {
    const mark = load<u32>(p);
    if (mark == 0xFEFF) { order = -1; i = 4; } else if (mark == 0xFFFE0000) { order = 1; i = 4; }
  }
  utf16Order = order;
  const big = order == 1, sb = sbNew(n / 4 + 16);
  while (i < n) {
    let end = i + 4, reason = "truncated data";
    if (n - i < 4) { if (!final) break; end = n; }
    else {
      let c = load<u32>(p + i);
      if (big) c = bswap<u32>(c);
      if (c <= 0x10FFFF && (c & 0xFFFFF800) != 0xD800) { sbChar(sb, c); i += 4; continue; }
      reason = c > 0x10FFFF ? "code point not in range(0x110000)" : "code point in surrogate code point range(0xd800, 0xe000)";
    }
    i = decodeError(sb, errors, order == 0 ? "utf-32" : big ? "utf-32-be" : "utf-32-le", p, n, i, end, reason);
    if (i < 0) { sbDiscard(sb); return NULL; }
  }
  utf16Consumed = i;
  return sbFinish(sb);
}
function put16(bb: BytesBuilder, c: u32, big: bool): void { if (big) { bbByte(bb, c >> 8); bbByte(bb, c); } else { bbByte(bb, c); bbByte(bb, c >> 8); } }
function put32(bb: BytesBuilder, c: u32, big: bool): void { if (big) { put16(bb, c >> 16, true); put16(bb, c & 0xFFFF, true); } else { put16(bb, c & 0xFFFF, false); put16(bb, c >> 16, false); } }
export function encodeUtf16(s: Value, errors: Value, order: i32): Value {
  const n = strLen(s), k = strKind(s), p = strData(s), big = order == 1, bb = bbNew(n * 2 + 16);
  if (order == 0) put16(bb, 0xFEFF, false);
  let i = 0;
  while (i < n) {
    const c = charAt(p, k, i);
    if (c >= 0x10000) { put16(bb, 0xD7C0 + (c >> 10), big); put16(bb, 0xDC00 + (c & 0x3FF), big); i++; continue; }
    if ((c & 0xF800) != 0xD800) { put16(bb, c, big); i++; continue; }
    let end = i + 1;
    while (end < n && (charAt(p, k, end) & 0xFFFFF800) == 0xD800) end++;
    i = encodeError(bb, errors, order == 0 ? "utf-16" : big ? "utf-16-be" : "utf-16-le", s, i, end, "surrogates not allowed", 0xD7FF, 2);
    if (i < 0) { bbDiscard(bb); return NULL; }
  }
  return bbFinish(bb);
}
export function encodeUtf32(s: Value, errors: Value, order: i32): Value {
  const n = strLen(s), k = strKind(s), p = strData(s), big = order == 1, bb = bbNew(n * 4 + 16);
  if (order == 0) put32(bb, 0xFEFF, false);
  let i = 0;
  while (i < n) {
    const c = charAt(p, k, i);
    if ((c & 0xFFFFF800) != 0xD800) { put32(bb, c, big); i++; continue; }
    let end = i + 1;
    while (end < n && (charAt(p, k, end) & 0xFFFFF800) == 0xD800) end++;
    i = encodeError(bb, errors, order == 0 ? "utf-32" : big ? "utf-32-be" : "utf-32-le", s, i, end, "surrogates not allowed", 0xD7FF, 4);
    if (i < 0) { bbDiscard(bb); return NULL; }
  }
  return bbFinish(bb);
}
