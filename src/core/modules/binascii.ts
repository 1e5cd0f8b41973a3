/** Module binascii. CPython: Modules/binascii.c. ASCII input may be str or bytes-like; results are bytes. */
import { Ptr, Value, NULL, int } from "../base/value";
import { T } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { raise, raiseFmt } from "../objects/errors";
import { isTrue } from "../objects/abstract";
import { getBuffer, releaseBuffer } from "../objects/buffer";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { intAsU64Mask, intFromU64 } from "../types/int/core";
import { isStr } from "../types/str/concat";
import { strData, strIsAscii, strLen } from "../types/str/core";
import { BytesBuilder, bbByte, bbCopy, bbDiscard, bbFinish, bbNew } from "../types/bytes/builder";
import { bytesData, bytesLen, bytesNew } from "../types/bytes/core";
import { hexText } from "../types/bytes/methods-text";
import { bytesFromPtr } from "../types/bytes/core";
import { hexDigit } from "../codecs/errors";
import { memAlloc, memFree } from "../memory/alloc";

let inData: Ptr = 0;
let inLen: i32 = 0;
/** Opens data (ascii: a str too); the record to give to close, 0 with an exception. */
function open(v: Value, ascii: bool): Ptr {
  const b = stackAlloc(16);
  if (!b) return 0;
  store<u32>(b, 0, 8);
  if (ascii && isStr(v)) {
    if (!strIsAscii(v)) { raise(T.ValueError, "string argument should contain only ASCII characters"); return 0; }
    inData = strData(v); inLen = strLen(v);
    return b;
  }
  if (ascii && !typeOf(v).bf_getbuffer) { raiseFmt(T.TypeError, "argument should be bytes, buffer or ASCII string, not '%T'", v); return 0; }
  if (getBuffer(v, b) < 0) return 0;
  inData = load<u32>(b); inLen = load<i32>(b, 4);
  return b;
}
import { typeOf } from "../objects/typeof";
function close(v: Value, b: Ptr): void { if (!isStr(v)) releaseBuffer(v, b); }

export function b2a_hex(_: Value, data: Value, sep: Value, group: Value): Value {
  const mark = stackMark(), b = open(data, false);
  let r: Value = NULL;
  if (b) {
    const s = hexText(inData, inLen, sep, group);
    if (s) { r = bytesFromPtr(strData(s), strLen(s)); decref(s); }
    close(data, b);
  }
  stackRestore(mark);
  return r;
}
function hexValue(c: u32): i32 { return c - 48 < 10 ? c - 48 : (c | 32) - 97 < 6 ? (c | 32) - 87 : -1; }
export function a2b_hex(_: Value, text: Value): Value {
  const mark = stackMark(), b = open(text, true);
  let r: Value = NULL;
  if (b) {
    if (inLen & 1) raise(T.BinasciiError, "Odd-length string");
    else {
      r = bytesNew(inLen >> 1);
      for (let i = 0; r && i < inLen; i += 2) {
        const h = hexValue(load<u8>(inData + i)), l = hexValue(load<u8>(inData + i + 1));
        if (h < 0 || l < 0) { decref(r); r = raise(T.BinasciiError, "Non-hexadecimal digit found"); break; }
        store<u8>(bytesData(r) + (i >> 1), <u8>(h << 4 | l));
      }
    }
    close(text, b);
  }
  stackRestore(mark);
  return r;
}
// @ts-ignore: decorator
@inline function b64(n: u32): u32 { n &= 63; return n < 26 ? 65 + n : n < 52 ? 71 + n : n < 62 ? n - 4 : n == 62 ? 43 : 47; }
function b64Value(c: u32): i32 { return c - 65 < 26 ? c - 65 : c - 97 < 26 ? c - 71 : c - 48 < 10 ? c + 4 : c == 43 ? 62 : c == 47 ? 63 : -1; }
export function b2a_base64(_: Value, data: Value, newline: Value): Value {
  const nl = isTrue(newline);
  if (nl < 0) return NULL;
  const mark = stackMark(), b = open(data, false);
  let r: Value = NULL;
  if (b) {
    const n = inLen, p = inData;
    if (n > 0x5FFF0000) raise(T.BinasciiError, "Too much data for base64 line");
    else {
      r = bytesNew((n + 2) / 3 * 4 + nl);
      if (r) {
        let d = bytesData(r), i = 0;
        for (; i + 2 < n; i += 3, d += 4) {
          const v = <u32>load<u8>(p + i) << 16 | <u32>load<u8>(p + i + 1) << 8 | load<u8>(p + i + 2);
          store<u8>(d, <u8>b64(v >> 18)); store<u8>(d, <u8>b64(v >> 12), 1); store<u8>(d, <u8>b64(v >> 6), 2); store<u8>(d, <u8>b64(v), 3);
        }
        if (i < n) {
          const two = i + 1 < n, v = <u32>load<u8>(p + i) << 16 | (two ? <u32>load<u8>(p + i + 1) << 8 : 0);
          store<u8>(d, <u8>b64(v >> 18)); store<u8>(d, <u8>b64(v >> 12), 1); store<u8>(d, two ? <u8>b64(v >> 6) : 61, 2); store<u8>(d, 61, 3);
          d += 4;
        }
        if (nl) store<u8>(d, 10);
      }
    }
    close(data, b);
  }
  stackRestore(mark);
  return r;
}
/** Decodes; a message for the exception, or ''. */
function fromBase64(bb: BytesBuilder, p: Ptr, n: i32, strict: bool): string {
  let quad = 0, left: u32 = 0, pads = 0, ended = false;
  if (strict && n > 0 && load<u8>(p) == 61) return "Leading padding not allowed";
  for (let i = 0; i < n; i++) {
    const c: u32 = load<u8>(p + i);
    if (c == 61) {
      if (strict && quad == 0) return "Excess padding not allowed";
      pads++;
      if (quad >= 2 && quad + pads >= 4) {
        if (strict && i + 1 < n) return "Excess data after padding";
        return "";
      }
      continue;
    }
    const v = b64Value(c);
    if (v < 0) { if (strict) return "Only base64 data is allowed"; continue; }
    if (strict && pads) return "Discontinuous padding not allowed";
    pads = 0;
    if (quad == 0) { quad = 1; left = v; }
    else if (quad == 1) { quad = 2; bbByte(bb, left << 2 | <u32>v >> 4); left = v & 15; }
    else if (quad == 2) { quad = 3; bbByte(bb, left << 4 | <u32>v >> 2); left = v & 3; }
    else { quad = 0; bbByte(bb, left << 6 | v); left = 0; }
  }
  return quad == 0 ? "" : quad == 1 ? "1" : "Incorrect padding";
}
export function a2b_base64(_: Value, text: Value, strict: Value): Value {
  const st = isTrue(strict);
  if (st < 0) return NULL;
  const mark = stackMark(), b = open(text, true);
  let r: Value = NULL;
  if (b) {
    const bb = bbNew(inLen / 4 * 3 + 8), why = fromBase64(bb, inData, inLen, st != 0);
    if (why.length == 0) r = bbFinish(bb);
    else {
      if (why.length == 1) raiseFmt(T.BinasciiError, "Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", int(bb.length / 3 * 4 + 1));
      else raise(T.BinasciiError, why);
      bbDiscard(bb);
    }
    close(text, b);
  }
  stackRestore(mark);
  return r;
}
// ---- checksums -------------------------------------------------------------------------------------------------------------------
/** 4 tables of 256 words, made at first use (any thread writes the same), and behind them, @atomic, whether they are. */
const CRC_TABLES: Ptr = memory.data(4096 + 16, 16);
function crcTables(): Ptr {
  const t = CRC_TABLES;
  if (atomic.load<u32>(t, 4096)) return t;
  for (let i: u32 = 0; i < 256; i++) {
    let c = i;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xEDB88320 ^ c >> 1 : c >> 1;
    store<u32>(t + (<usize>i << 2), c);
  }
  for (let i: u32 = 0; i < 256; i++) for (let j = 1; j < 4; j++) {
    const c = load<u32>(t + (<usize>(j - 1) << 10) + (<usize>i << 2));
    store<u32>(t + (<usize>j << 10) + (<usize>i << 2), load<u32>(t + (<usize>(c & 255) << 2)) ^ c >> 8);
  }
  atomic.store<u32>(t, 1, 4096);
  return t;
}
export function crc32Of(p: Ptr, n: i32, crc: u32): u32 {
  const t = crcTables();
  let c = ~crc, i = 0;
  for (; i + 4 <= n; i += 4) {
    c ^= load<u32>(p + i);
    c = load<u32>(t + 3072 + (<usize>(c & 255) << 2)) ^ load<u32>(t + 2048 + (<usize>(c >> 8 & 255) << 2)) ^ load<u32>(t + 1024 + (<usize>(c >> 16 & 255) << 2)) ^ load<u32>(t + (<usize>(c >> 24) << 2));
  }
  for (; i < n; i++) c = load<u32>(t + (<usize>((c ^ load<u8>(p + i)) & 255) << 2)) ^ c >> 8;
  return ~c;
}
export function crc32(_: Value, data: Value, crc: Value): Value {
  const start = <u32>intAsU64Mask(crc);
  if (errOccurred()) return NULL;
  const mark = stackMark(), b = open(data, false);
  let r: Value = NULL;
  if (b) { r = int(crc32Of(inData, inLen, start)); close(data, b); }
  stackRestore(mark);
  return r;
}
import { errOccurred } from "../objects/errors";
export function crc_hqx(_: Value, data: Value, crc: Value): Value {
  let c = <u32>intAsU64Mask(crc) & 0xFFFF;
  if (errOccurred()) return NULL;
  const mark = stackMark(), b = open(data, false);
  let r: Value = NULL;
  if (b) {
    for (let i = 0; i < inLen; i++) { c ^= <u32>load<u8>(inData + i) << 8; for (let k = 0; k < 8; k++) c = c & 0x8000 ? (c << 1 ^ 0x1021) & 0xFFFF : c << 1 & 0xFFFF; }
    r = int(c);
    close(data, b);
  }
  stackRestore(mark);
  return r;
}
// ---- uuencode, quoted-printable -----------------------------------------------------------------------------------------------------
export function b2a_uu(_: Value, data: Value, backtick: Value): Value {
  const bt = isTrue(backtick);
  if (bt < 0) return NULL;
  const mark = stackMark(), b = open(data, false);
  let r: Value = NULL;
  if (b) {
    if (inLen > 45) raise(T.BinasciiError, "At most 45 bytes at once");
    else {
      const bb = bbNew(64), zero: u32 = bt ? 96 : 32;
      bbByte(bb, inLen ? 32 + inLen : zero);
      for (let i = 0; i < inLen; i += 3) {
        const v = <u32>load<u8>(inData + i) << 16 | (i + 1 < inLen ? <u32>load<u8>(inData + i + 1) << 8 : 0) | (i + 2 < inLen ? <u32>load<u8>(inData + i + 2) : 0);
        for (let s = 18; s >= 0; s -= 6) { const x = v >> s & 63; bbByte(bb, x ? x + 32 : zero); }
      }
      bbByte(bb, 10);
      r = bbFinish(bb);
    }
    close(data, b);
  }
  stackRestore(mark);
  return r;
}
export function a2b_uu(_: Value, text: Value): Value {
  const mark = stackMark(), b = open(text, true);
  let r: Value = NULL;
  if (b) {
    const n = inLen, p = inData, want = n > 0 ? (<i32>load<u8>(p) - 32) & 63 : 0, bb = bbNew(64);
    let i = 1, left: u32 = 0, bits = 0, why = 0;
    while (bb.length < want && !why) {
      let c: u32 = i < n ? load<u8>(p + i++) : 0;
      if (c == 10 || c == 13 || c == 0) c = 0;
      else if (c < 32 || c > 96) { why = 1; break; }
      else c = (c - 32) & 63;
      left = left << 6 | c; bits += 6;
      if (bits >= 8) { bits -= 8; bbByte(bb, left >> bits); left &= (1 << bits) - 1; }
    }
    for (; i < n && !why; i++) { const c = load<u8>(p + i); if (c != 32 && c != 96 && c != 10 && c != 13) why = 2; }
    if (why) { bbDiscard(bb); raise(T.BinasciiError, why == 1 ? "Illegal char" : "Trailing garbage"); } else r = bbFinish(bb);
    close(text, b);
  }
  stackRestore(mark);
  return r;
}
export function a2b_qp(_: Value, text: Value, header: Value): Value {
  const hd = isTrue(header);
  if (hd < 0) return NULL;
  const mark = stackMark(), b = open(text, true);
  let r: Value = NULL;
  if (b) {
    const n = inLen, p = inData, bb = bbNew(n + 8);
    let i = 0;
    while (i < n) {
      const c: u32 = load<u8>(p + i);
      if (c == 61) {
        if (++i >= n) break;
        const d: u32 = load<u8>(p + i);
        if (d == 10 || d == 13) {
          if (d != 10) while (i < n && load<u8>(p + i) != 10) i++;
          if (i < n) i++;
        } else if (d == 61) { bbByte(bb, 61); i++; }
        else if (i + 1 < n && hexValue(d) >= 0 && hexValue(load<u8>(p + i + 1)) >= 0) { bbByte(bb, hexValue(d) << 4 | hexValue(load<u8>(p + i + 1))); i += 2; }
        else bbByte(bb, 61);
      } else { bbByte(bb, hd && c == 95 ? 32 : c); i++; }
    }
    r = bbFinish(bb);
    close(text, b);
  }
  stackRestore(mark);
  return r;
}
export function b2a_qp(_: Value, data: Value, quotetabs: Value, istext: Value, header: Value): Value {
  const qt = isTrue(quotetabs), tx = isTrue(istext), hd = isTrue(header);
  if (qt < 0 || tx < 0 || hd < 0) return NULL;
  const mark = stackMark(), b = open(data, false);
  let r: Value = NULL;
  if (b) {
    const n = inLen, p = inData, bb = bbNew(n * 2 + 16);
    let line = 0, i = 0, crlf = false;
    for (let k = 0; k < n; k++) if (load<u8>(p + k) == 10) { crlf = k > 0 && load<u8>(p + k - 1) == 13; break; }
    while (i < n) {
      const c: u32 = load<u8>(p + i), last = i + 1 == n, next: u32 = last ? 0 : load<u8>(p + i + 1);
      const quote = c > 126 || c == 61 || (hd && c == 95) || (c == 46 && line == 0 && (last || next == 10 || next == 13 || next == 0)) || (!tx && (c == 13 || c == 10)) || ((c == 9 || c == 32) && last)
        || (c < 33 && c != 13 && c != 10 && c != 9 && c != 32) || ((c == 9 || c == 32) && qt);
      if (quote) {
        if (line + 3 >= 76) { bbByte(bb, 61); if (crlf) bbByte(bb, 13); bbByte(bb, 10); line = 0; }
        bbByte(bb, 61); bbByte(bb, upperHex(c >> 4)); bbByte(bb, upperHex(c));
        line += 3; i++;
        continue;
      }
      if (tx && (c == 10 || (c == 13 && next == 10))) {
        line = 0;
        // blanks before the line's end are quoted
        if (bb.length > 0) { const q = <usize>bb.data + bb.length - 1, w: u32 = load<u8>(q); if (w == 32 || w == 9) { bb.length--; bbByte(bb, 61); bbByte(bb, upperHex(w >> 4)); bbByte(bb, upperHex(w)); } }
        if (crlf) bbByte(bb, 13);
        bbByte(bb, 10);
        i += c == 13 ? 2 : 1;
        continue;
      }
      if (!last && next != 10 && line + 1 >= 76) { bbByte(bb, 61); if (crlf) bbByte(bb, 13); bbByte(bb, 10); line = 0; }
      line++;
      bbByte(bb, hd && c == 32 ? 95 : c);
      i++;
    }
    r = bbFinish(bb);
    close(data, b);
  }
  stackRestore(mark);
  return r;
}
function upperHex(n: u32): u32 { n &= 15; return n < 10 ? 48 + n : 55 + n; }
