/** ASCII and Latin-1. CPython: unicode_encode_ucs1, PyUnicode_DecodeASCII, PyUnicode_DecodeLatin1. */
import { Ptr, Value, NULL } from "../base/value";
import { charAt, strData, strFromLatin1, strKind, strLen } from "../types/str/core";
import { sbChar, sbDiscard, sbFinish, sbKind, sbNew } from "../types/str/builder";
import { bbByte, bbDiscard, bbFinish, bbNew } from "../types/bytes/builder";
import { bytesFromPtr } from "../types/bytes/core";
import { asciiRun } from "./utf8";
import { decodeError, encodeError } from "./errors";

export function decodeLatin1(p: Ptr, n: i32): Value { return strFromLatin1(p, n); }
export function decodeAscii(p: Ptr, n: i32, errors: Value): Value {
  if (asciiRun(p, n) == n) return strFromLatin1(p, n);
  const sb = sbNew(n);
  let i = 0;
  while (i < n) {
    const run = asciiRun(p + i, n - i);
    sbKind(sb, p + i, 1, run);
    i += run;
    if (i >= n) break;
    i = decodeError(sb, errors, "ascii", p, n, i, i + 1, "ordinal not in range(128)");
    if (i < 0) { sbDiscard(sb); return NULL; }
  }
  return sbFinish(sb);
}
/** max: 0x7F or 0xFF. */
export function encodeLatin1(s: Value, errors: Value, max: u32): Value {
  const n = strLen(s), k = strKind(s), p = strData(s);
  if (k == 1 && (max == 0xFF || asciiRun(p, n) == n)) return bytesFromPtr(p, n);
  const bb = bbNew(n + 16);
  let i = 0;
  while (i < n) {
    const c = charAt(p, k, i);
    if (c <= max) { bbByte(bb, c); i++; continue; }
    let end = i + 1;
    while (end < n && charAt(p, k, end) > max) end++;
    i = max == 0x7F ? encodeError(bb, errors, "ascii", s, i, end, "ordinal not in range(128)", max, 1) : encodeError(bb, errors, "latin-1", s, i, end, "ordinal not in range(256)", max, 1);
    if (i < 0) { bbDiscard(bb); return NULL; }
  }
  return bbFinish(bb);
}
