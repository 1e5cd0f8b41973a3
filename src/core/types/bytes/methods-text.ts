/** bytes and bytearray: case, predicates, padding, translate, hex, decode, repr. ASCII rules only. CPython: bytes_methods.c, stringlib/transmogrify.h. */
import { copyBytes, fillBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, False, True, boolean, int } from "../../base/value";
import { T } from "../../../generated/core/types";
import { decref, newRef } from "../../refcount/count";
import { raise, raiseFmt } from "../../objects/errors";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { isTrue } from "../../objects/abstract";
import { decodeObject } from "../../codecs/dispatch";
import { hexDigit } from "../../codecs/errors";
import { isStr } from "../str/concat";
import { strAt, strFromLatin1, strIsAscii, strKind, strData, strLen, strNew } from "../str/core";
import { StrBuilder, sbChar, sbFinish, sbLit, sbNew } from "../str/builder";
import { argInt, parseInt32 } from "../strlib/args";
import { findByte } from "../strlib/search";
import { argClose, argData, argLen, argOpen, isByteArraySelf, madeData, make, makeNew, part, pin, selfData, selfLen, unpin } from "./pin";
import { bytesData, bytesFromPtr, bytesLen, bytesNew, isBytes, isBytearray } from "./core";
import { isByteSpace } from "./methods-find";

// @ts-ignore: decorator
@inline function isUpper(c: u32): bool { return c - 65 < 26; }
// @ts-ignore: decorator
@inline function isLower(c: u32): bool { return c - 97 < 26; }
// @ts-ignore: decorator
@inline function isAlpha(c: u32): bool { return (c | 32) - 97 < 26; }
// @ts-ignore: decorator
@inline function isDigit(c: u32): bool { return c - 48 < 10; }

/** 0 lower, 1 upper, 2 swapcase, 3 capitalize, 4 title */
function mapCase(self: Value, what: i32): Value {
  const ba = pin(self), n = selfLen(self), p = selfData(self, ba), r = makeNew(ba, n);
  if (r && n) {
    const d = madeData(r, ba);
    let letter = false;
    for (let i = 0; i < n; i++) {
      let c: u32 = load<u8>(p + i);
      if (isAlpha(c)) {
        const up = what == 1 || (what == 2 && isLower(c)) || (what == 3 && i == 0) || (what == 4 && !letter);
        c = up ? c & ~32 : c | 32;
        letter = true;
      } else letter = false;
      store<u8>(d + i, <u8>c);
    }
  }
  unpin(self, ba);
  return r;
}
export function b_lower(self: Value): Value { return mapCase(self, 0); }
export function b_upper(self: Value): Value { return mapCase(self, 1); }
export function b_swapcase(self: Value): Value { return mapCase(self, 2); }
export function b_capitalize(self: Value): Value { return mapCase(self, 3); }
export function b_title(self: Value): Value { return mapCase(self, 4); }

/** 0 space, 1 alpha, 2 digit, 3 alnum, 4 ascii */
function every(self: Value, what: i32): Value {
  const ba = pin(self), n = selfLen(self), p = selfData(self, ba);
  let ok = n > 0 || what == 4;
  for (let i = 0; i < n && ok; i++) {
    const c: u32 = load<u8>(p + i);
    ok = what == 0 ? isByteSpace(c) : what == 1 ? isAlpha(c) : what == 2 ? isDigit(c) : what == 3 ? isAlpha(c) || isDigit(c) : c < 0x80;
  }
  unpin(self, ba);
  return boolean(ok);
}
export function b_isspace(self: Value): Value { return every(self, 0); }
export function b_isalpha(self: Value): Value { return every(self, 1); }
export function b_isdigit(self: Value): Value { return every(self, 2); }
export function b_isalnum(self: Value): Value { return every(self, 3); }
export function b_isascii(self: Value): Value { return every(self, 4); }
/** 0 islower, 1 isupper, 2 istitle */
function casedAs(self: Value, what: i32): Value {
  const ba = pin(self), n = selfLen(self), p = selfData(self, ba);
  let cased = false, ok = true, previous = false;
  for (let i = 0; i < n && ok; i++) {
    const c: u32 = load<u8>(p + i);
    if (isUpper(c)) { ok = what == 1 || (what == 2 && !previous); cased = true; previous = true; }
    else if (isLower(c)) { ok = what == 0 || (what == 2 && previous); cased = true; previous = true; }
    else previous = false;
  }
  unpin(self, ba);
  return boolean(ok && cased);
}
export function b_islower(self: Value): Value { return casedAs(self, 0); }
export function b_isupper(self: Value): Value { return casedAs(self, 1); }
export function b_istitle(self: Value): Value { return casedAs(self, 2); }

function pad(self: Value, left: i32, right: i32, fill: u32): Value {
  if (left < 0) left = 0;
  if (right < 0) right = 0;
  const ba = pin(self), n = selfLen(self);
  let r: Value;
  if (!left && !right) r = part(self, ba, 0, n);
  else if (<i64>n + left + right > 0x7FFF0000) r = raise(T.OverflowError, "padded bytes is too long");
  else {
    r = makeNew(ba, left + n + right);
    if (r) {
      const d = madeData(r, ba);
      fillBytes(d, <u8>fill, left);
      copyBytes(d + left, selfData(self, ba), n);
      fillBytes(d + left + n, <u8>fill, right);
    }
  }
  unpin(self, ba);
  return r;
}
let fillByte: u32 = 32;
function padArguments(width: Value, fill: Value): bool {
  if (!parseInt32(width)) return false;
  fillByte = 32;
  if (!fill) return true;
  if (isBytes(fill) && bytesLen(fill) == 1) { fillByte = load<u8>(bytesData(fill)); return true; }
  if (isBytearray(fill) && bytesLen(fill) == 1) { fillByte = load<u8>(selfData(fill, true)); return true; }
  raiseFmt(T.TypeError, "the fill character must be a byte string of length 1, not %T", fill);
  return false;
}
export function b_ljust(self: Value, width: Value, fill: Value): Value { return padArguments(width, fill) ? pad(self, 0, argInt - selfLen(self), fillByte) : NULL; }
export function b_rjust(self: Value, width: Value, fill: Value): Value { return padArguments(width, fill) ? pad(self, argInt - selfLen(self), 0, fillByte) : NULL; }
export function b_center(self: Value, width: Value, fill: Value): Value {
  if (!padArguments(width, fill)) return NULL;
  const marg = argInt - selfLen(self);
  if (marg <= 0) return pad(self, 0, 0, fillByte);
  const left = marg / 2 + (marg & argInt & 1);
  return pad(self, left, marg - left, fillByte);
}
export function b_zfill(self: Value, width: Value): Value {
  if (!parseInt32(width)) return NULL;
  const fill = argInt - selfLen(self), r = pad(self, fill, 0, 48);
  if (!r || fill <= 0 || selfLen(r) <= fill) return r;
  const d = madeData(r, isByteArraySelf(self)), c = load<u8>(d + fill);
  if (c == 43 || c == 45) { store<u8>(d, c); store<u8>(d + fill, 48); }
  return r;
}
export function b_expandtabs(self: Value, tabsize: Value): Value {
  if (!parseInt32(tabsize)) return NULL;
  const size = argInt, ba = pin(self), n = selfLen(self), p = selfData(self, ba);
  let total: i64 = 0, column = 0;
  for (let i = 0; i < n; i++) {
    const c = load<u8>(p + i);
    if (c == 9) { if (size > 0) { const k = size - column % size; total += k; column += k; } }
    else { total++; column = c == 10 || c == 13 ? 0 : column + 1; }
  }
  let r: Value = NULL;
  if (total > 0x7FFF0000) raise(T.OverflowError, "result too long");
  else r = makeNew(ba, <i32>total);
  if (r && total) {
    let d = madeData(r, ba);
    column = 0;
    for (let i = 0; i < n; i++) {
      const c = load<u8>(p + i);
      if (c == 9) { if (size > 0) { const k = size - column % size; fillBytes(d, 32, k); d += k; column += k; } }
      else { store<u8>(d++, c); column = c == 10 || c == 13 ? 0 : column + 1; }
    }
  }
  unpin(self, ba);
  return r;
}
export function b_translate(self: Value, table: Value, del: Value): Value {
  const mark = stackMark();
  let a: Ptr = 0, d: Ptr = 0, r: Value = NULL;
  if (table != None) {
    a = argOpen(table, false);
    if (!a) { stackRestore(mark); return NULL; }
    if (argLen(a) != 256) { argClose(a); stackRestore(mark); return raise(T.ValueError, "translation table must be 256 characters long"); }
  }
  if (del) { d = argOpen(del, false); if (!d) { if (a) argClose(a); stackRestore(mark); return NULL; } }
  const ba = pin(self), n = selfLen(self), p = selfData(self, ba), out = memAlloc(n + 1);
  if (out) {
    let k = 0;
    for (let i = 0; i < n; i++) {
      const c = load<u8>(p + i);
      if (d && findByte(argData(d), argLen(d), c) >= 0) continue;
      store<u8>(out + k++, a ? load<u8>(argData(a) + c) : c);
    }
    r = make(ba, out, k);
    memFree(out);
  } else raiseNoMemory();
  unpin(self, ba);
  if (d) argClose(d);
  if (a) argClose(a);
  stackRestore(mark);
  return r;
}
import { memAlloc, memFree } from "../../memory/alloc";
import { raiseNoMemory } from "../../objects/errors";
export function b_maketrans(_: Value, from: Value, to: Value): Value {
  const mark = stackMark(), a = argOpen(from, false), b = a ? argOpen(to, false) : 0;
  let r: Value = NULL;
  if (b) {
    if (argLen(a) != argLen(b)) raise(T.ValueError, "maketrans arguments must have same length");
    else {
      r = bytesNew(256);
      if (r) {
        const d = bytesData(r);
        for (let i = 0; i < 256; i++) store<u8>(d + i, <u8>i);
        for (let i = 0; i < argLen(a); i++) store<u8>(d + load<u8>(argData(a) + i), load<u8>(argData(b) + i));
      }
    }
    argClose(b);
  }
  if (a) argClose(a);
  stackRestore(mark);
  return r;
}

/** Hexadecimal text of n bytes; sep: NULL or one ASCII character (str or bytes), every `group` bytes counted from the right (negative: from the left). */
export function hexText(p: Ptr, n: i32, sep: Value, group: Value): Value {
  let s: u32 = 0, g = 0;
  if (sep) {
    if (isStr(sep)) {
      if (strLen(sep) != 1) return raise(T.ValueError, "sep must be length 1.");
      if (!strIsAscii(sep)) return raise(T.ValueError, "sep must be ASCII.");
      s = strAt(sep, 0);
    } else if (isBytes(sep)) {
      if (bytesLen(sep) != 1) return raise(T.ValueError, "sep must be length 1.");
      s = load<u8>(bytesData(sep));
      if (s > 127) return raise(T.ValueError, "sep must be ASCII.");
    } else return raise(T.TypeError, "sep must be str or bytes.");
    if (!parseInt32(group)) return NULL;
    g = argInt;
  }
  const abs = g < 0 ? -g : g, seps = abs && n > 0 && sep ? (n - 1) / abs : 0;
  if (<i64>n * 2 + seps > 0x3FFFFFF0) return raiseNoMemory();
  if (n == 0) return strEmpty();
  const r = strNew(n * 2 + seps, 0x7F);
  if (!r) return NULL;
  let d = strData(r);
  for (let i = 0; i < n; i++) {
    if (i && seps && (g > 0 ? (n - i) % abs == 0 : i % abs == 0)) store<u8>(d++, <u8>s);
    const c = load<u8>(p + i);
    store<u8>(d, <u8>hexDigit(c >> 4)); store<u8>(d, <u8>hexDigit(c), 1);
    d += 2;
  }
  return r;
}
import { strEmpty } from "../str/core";
export function b_hex(self: Value, sep: Value, group: Value): Value {
  const ba = pin(self), r = hexText(selfData(self, ba), selfLen(self), sep, group);
  unpin(self, ba);
  return r;
}
function hexValue(c: u32): i32 { return c - 48 < 10 ? c - 48 : (c | 32) - 97 < 6 ? (c | 32) - 87 : -1; }
/** Parses hex pairs with blanks between them out of n characters; a bytes or bytearray, or NULL with ValueError. */
function fromHex(p: Ptr, kind: u32, n: i32, ba: bool): Value {
  const out = memAlloc(n / 2 + 1);
  if (!out) return raiseNoMemory();
  let k = 0, i = 0;
  while (true) {
    while (i < n && isByteSpace(charAt(p, kind, i))) i++;
    if (i >= n) break;
    const a = hexValue(charAt(p, kind, i)), b = a >= 0 && i + 1 < n ? hexValue(charAt(p, kind, i + 1)) : -1;
    if (b < 0) {
      memFree(out);
      if (a >= 0 && i + 1 >= n) return raise(T.ValueError, "fromhex() arg must contain an even number of hexadecimal digits");
      return raiseFmt(T.ValueError, "non-hexadecimal number found in fromhex() arg at position %d", int(a < 0 ? i : i + 1));
    }
    store<u8>(out + k++, <u8>(a << 4 | b));
    i += 2;
  }
  const r = make(ba, out, k);
  memFree(out);
  return r;
}
import { charAt } from "../str/core";
function fromHexObject(s: Value, ba: bool): Value {
  if (isStr(s)) return fromHex(strData(s), strKind(s), strLen(s), ba);
  if (!hasBuffer(s)) return raiseFmt(T.TypeError, "fromhex() argument must be str or bytes-like, not %T", s);
  const mark = stackMark(), a = argOpen(s, false);
  let r: Value = NULL;
  if (a) { r = fromHex(argData(a), 1, argLen(a), ba); argClose(a); }
  stackRestore(mark);
  return r;
}
import { hasBuffer } from "../../objects/buffer";
import { call1 } from "../../objects/call";
import { toValue } from "../../base/obj";
export function bytes_fromhex(cls: Value, s: Value): Value {
  const r = fromHexObject(s, false);
  if (!r || cls == toValue(T.bytes)) return r;
  const sub = call1(cls, r);
  decref(r);
  return sub;
}
export function bytearray_fromhex(cls: Value, s: Value): Value {
  const r = fromHexObject(s, true);
  if (!r || cls == toValue(T.bytearray)) return r;
  const sub = call1(cls, r);
  decref(r);
  return sub;
}
export function b_decode(self: Value, encoding: Value, errors: Value): Value {
  if (encoding && !isStr(encoding)) return raiseFmt(T.TypeError, "decode() argument 'encoding' must be str, not %T", encoding);
  if (errors && !isStr(errors)) return raiseFmt(T.TypeError, "decode() argument 'errors' must be str, not %T", errors);
  return decodeObject(self, encoding, errors);
}
/** b'…' */
export function sbBytesRepr(sb: StrBuilder, p: Ptr, n: i32): void {
  const quote: u32 = findByte(p, n, 39) >= 0 && findByte(p, n, 34) < 0 ? 34 : 39;
  sbChar(sb, 98); sbChar(sb, quote);
  for (let i = 0; i < n; i++) {
    const c: u32 = load<u8>(p + i);
    if (c == quote || c == 92) { sbChar(sb, 92); sbChar(sb, c); }
    else if (c == 9) sbLit(sb, "\\t"); else if (c == 10) sbLit(sb, "\\n"); else if (c == 13) sbLit(sb, "\\r");
    else if (c < 32 || c >= 127) { sbLit(sb, "\\x"); sbChar(sb, hexDigit(c >> 4)); sbChar(sb, hexDigit(c)); }
    else sbChar(sb, c);
  }
  sbChar(sb, quote);
}
