/**
 * The % operator of str and bytes: `format % args`. CPython: PyUnicode_Format and _PyBytes_FormatEx, here one function over characters; for bytes the format is
 * read as Latin-1, %s wants bytes-like objects, %r and %a give ASCII, and the result is made bytes at the end.
 */
import { copyBytes, fillBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, int, isInt, intOf, isBool, isFloat, floatOf, float, True } from "../../base/value";
import { floatFromValue, number as doubleOf } from "../float/core";
import { T, TF_TUPLE_SUBCLASS, TF_LONG_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { memFree } from "../../memory/alloc";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { errClear, errMatches, errOccurred, raise, raiseFmt } from "../../objects/errors";
import { callSpecial0 } from "../../objects/special";
import { getItem, indexAsSsize, numberIndex, numberLong, repr, str as objectStr } from "../../objects/abstract";
import { lookupSpecial } from "../../objects/attributes";
import { getBuffer, releaseBuffer } from "../../objects/buffer";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { FLOAT_FORMAT_ALT } from "../../../generated/core/host";
import { intToDigits } from "../int/core";
import { tupleItem, tupleSize } from "../tuple/core";
import { isBytes, isBytearray, bytesFromPtr, bytesLen, bytesData } from "../bytes/core";
import { charAt, strAt, strData, strFromChar, strFromKind, strFromLatin1, strKind, strLen } from "./core";
import { StrBuilder, sbChar, sbDiscard, sbFinish, sbInt, sbKind, sbNew, sbSlice, sbStr } from "./builder";
import { isStr } from "./concat";
import { strAsciiEscape } from "./type";
import { floatText, floatTextLength, sbFill } from "./format-spec";
import { putDigits, digitsAt, digitsLength } from "./format-number";

const F_LEFT: i32 = 1, F_SIGN: i32 = 2, F_BLANK: i32 = 4, F_ALT: i32 = 8, F_ZERO: i32 = 16;

/** Where the arguments come from; one per call, on the scratch stack. */
@unmanaged
class Context {
  /** tuple or single value */ args: Value;
  /** mapping for %(name)s, or NULL; borrowed */ dict: Value;
  /** value got from the mapping, owned */ item: Value;
  length: i32;
  index: i32;
  bytes: u32;
  pad: u32;
}
function next(c: Context): Value {
  const i = c.index;
  if (i < c.length) { c.index = i + 1; return c.length < 0 ? c.args : tupleItem(c.args, i); }
  return raise(T.TypeError, "not enough arguments for format string");
}
export function str_mod(s: Value, args: Value): Value {
  if (!isStr(s)) return NotImplemented;
  const sb = sbNew(strLen(s) + 64);
  if (percentFormat(sb, strData(s), strKind(s), strLen(s), args, false)) return sbFinish(sb);
  sbDiscard(sb);
  return NULL;
}
import { NotImplemented } from "../../base/value";
/** The bytes of format % args for n bytes at p; returns the collected Latin-1 in a builder (steal it), or null with an exception. */
export function percentBytes(p: Ptr, n: i32, args: Value): Value {
  const sb = sbNew(n + 64);
  if (!percentFormat(sb, p, 1, n, args, true) || sb.failed) { sbDiscard(sb); return errOccurred() ? NULL : raise(T.MemoryError, ""); }
  const r = bytesFromPtr(sb.data, sb.length);
  sbDiscard(sb);
  return r;
}
function percentFormat(sb: StrBuilder, p: Ptr, k: u32, n: i32, args: Value, bytes: bool): bool {
  const mark = stackMark(), c = changetype<Context>(stackAlloc(offsetof<Context>()));
  if (!changetype<Ptr>(c)) return false;
  c.args = args; c.dict = NULL; c.item = NULL; c.bytes = bytes;
  if (hasFlag(args, TF_TUPLE_SUBCLASS)) { c.length = tupleSize(args); c.index = 0; }
  else {
    c.length = -1; c.index = -2;
    if (typeOf(args).mp_subscript && !isStr(args) && !(bytes && (isBytes(args) || isBytearray(args)))) c.dict = args;
  }
  const ok = percentLoop(sb, p, k, n, c) && percentDone(c);
  decref(c.item);
  stackRestore(mark);
  return ok;
}
function percentDone(c: Context): bool {
  if (c.index < c.length && !c.dict) { raise(T.TypeError, c.bytes ? "not all arguments converted during bytes formatting" : "not all arguments converted during string formatting"); return false; }
  return true;
}
function percentLoop(sb: StrBuilder, p: Ptr, k: u32, n: i32, c: Context): bool {
  let i = 0;
  while (i < n) {
    const from = i;
    while (i < n && charAt(p, k, i) != 37) i++;
    sbKind(sb, p + <usize>from * k, k, i - from);
    if (i >= n) break;
    i = percentOne(sb, p, k, n, i + 1, c);
    if (i < 0) return false;
  }
  return true;
}
function incomplete(): i32 { raise(T.ValueError, "incomplete format"); return -1; }
let number: i32 = 0;
/** Reads a width or precision at i: digits, or '*' from the arguments. Returns the position after it, -1 with an exception. */
function readNumber(p: Ptr, k: u32, n: i32, i: i32, c: Context, what: string): i32 {
  if (i < n && charAt(p, k, i) == 42) {
    const v = next(c);
    if (!v) return -1;
    if (!hasFlag(v, TF_LONG_SUBCLASS)) { raise(T.TypeError, "* wants int"); return -1; }
    number = indexAsSsize(v);
    if (number == -1 && errOccurred()) return -1;
    return i + 1;
  }
  let v: i64 = 0;
  while (i < n) {
    const d = charAt(p, k, i) - 48;
    if (d > 9) break;
    v = v * 10 + d;
    if (v > i32.MAX_VALUE) { raise(T.ValueError, what); return -1; }
    i++;
  }
  number = <i32>v;
  return i;
}
/** One conversion; i is after the '%'. Returns the position after it, -1 with an exception. */
function percentOne(sb: StrBuilder, p: Ptr, k: u32, n: i32, i: i32, c: Context): i32 {
  if (i >= n) return incomplete();
  let ch = charAt(p, k, i);
  if (ch == 37) { sbChar(sb, 37); return i + 1; }
  if (ch == 40) { // (name)
    if (!c.dict) { raise(T.TypeError, "format requires a mapping"); return -1; }
    let depth = 1;
    const from = ++i;
    while (i < n) { const x = charAt(p, k, i++); if (x == 41) { if (--depth == 0) break; } else if (x == 40) depth++; }
    if (depth > 0) { raise(T.ValueError, "incomplete format key"); return -1; }
    const key = c.bytes ? bytesFromPtr(p + from, i - 1 - from) : strFromKind(p + <usize>from * k, k, i - 1 - from);
    if (!key) return -1;
    const v = getItem(c.dict, key);
    decref(key);
    if (!v) return -1;
    decref(c.item);
    c.item = v; c.args = v; c.length = -1; c.index = -2;
  }
  let flags = 0;
  for (; i < n; i++) {
    ch = charAt(p, k, i);
    if (ch == 45) flags |= F_LEFT; else if (ch == 43) flags |= F_SIGN; else if (ch == 32) flags |= F_BLANK; else if (ch == 35) flags |= F_ALT; else if (ch == 48) flags |= F_ZERO; else break;
  }
  let width = -1, precision = -1;
  let at = readNumber(p, k, n, i, c, "width too big");
  if (at < 0) return -1;
  if (at > i) { width = number; if (width < 0) { flags |= F_LEFT; width = -width; } }
  i = at;
  if (i < n && charAt(p, k, i) == 46) {
    at = readNumber(p, k, n, i + 1, c, "precision too big");
    if (at < 0) return -1;
    precision = number < 0 ? 0 : number;
    i = at;
  }
  if (i < n) { ch = charAt(p, k, i); if (ch == 104 || ch == 108 || ch == 76) i++; }
  if (i >= n) return incomplete();
  ch = charAt(p, k, i);
  if (ch == 37) { sbChar(sb, 37); return i + 1; }
  const v = next(c);
  if (!v) return -1;
  let ok = true;
  switch (ch) {
    case 115: case 114: case 97: case 98: // s r a b
      if (ch == 98 && !c.bytes) { ok = unsupported(ch, i); break; }
      if (c.bytes && (ch == 115 || ch == 98)) ok = bytesText(sb, v, flags, width, precision);
      else {
        let text = ch == 115 ? objectStr(v) : repr(v);
        if (text && (ch == 97 || c.bytes)) { const e = strAsciiEscape(text); decref(text); text = e; }
        ok = text != NULL;
        if (ok) { sbText(sb, text, 0, strLen(text), flags, width, precision); decref(text); }
      }
      break;
    case 99: ok = charText(sb, v, flags, width, c.bytes != 0); break;
    case 100: case 105: case 117: case 111: case 120: case 88: ok = intText(sb, v, ch, flags, width, precision); break;
    case 101: case 69: case 102: case 70: case 103: case 71: {
      let f: Value = isFloat(v) ? v : floatFromValue(v) ? float(doubleOf) : NULL;
      if (!f && c.bytes && errMatches(T.TypeError)) raiseFmt(T.TypeError, "float argument required, not %T", v);
      ok = f != NULL;
      if (ok) {
        const t = floatText(floatOf(f), ch, precision < 0 ? 6 : precision, flags & F_ALT ? FLOAT_FORMAT_ALT : 0);
        ok = t != 0;
        if (ok) {
          const len = floatTextLength, negative = len > 0 && load<u8>(t) == 45;
          sbNumeric(sb, negative, 0, t + <usize>negative, len - <i32>negative, flags, width);
          memFree(t);
        }
      }
      break;
    }
    default: ok = unsupported(ch, i);
  }
  return ok ? i + 1 : -1;
}
function unsupported(ch: u32, i: i32): bool {
  const s = strFromChar(ch > 31 && ch < 127 ? ch : 63), h = sbNew(8);
  let shift = 28;
  while (shift > 0 && ch >> shift == 0) shift -= 4;
  for (; shift >= 0; shift -= 4) { const d = ch >> shift & 15; sbChar(h, d < 10 ? 48 + d : 87 + d); }
  const hex = sbFinish(h);
  raiseFmt(T.ValueError, "unsupported format character '%U' (0x%U) at index %d", s, hex, int(i));
  decref(hex);
  return false;
}
/** Characters [from, to) of a str in a field. */
function sbText(sb: StrBuilder, s: Value, from: i32, to: i32, flags: i32, width: i32, precision: i32): void {
  if (precision >= 0 && to - from > precision) to = from + precision;
  const pad = width > to - from ? width - (to - from) : 0;
  if (!(flags & F_LEFT)) sbFill(sb, 32, pad);
  sbSlice(sb, s, from, to);
  if (flags & F_LEFT) sbFill(sb, 32, pad);
}
/** A number's text: sign, prefix letter (0: none), n ASCII characters at p. */
function sbNumeric(sb: StrBuilder, negative: bool, prefix: u32, p: Ptr, n: i32, flags: i32, width: i32): void {
  const sign: u32 = negative ? 45 : flags & F_SIGN ? 43 : flags & F_BLANK ? 32 : 0;
  const len = <i32>(sign != 0) + (prefix ? 2 : 0) + n, pad = width > len ? width - len : 0;
  if (!(flags & (F_LEFT | F_ZERO))) sbFill(sb, 32, pad);
  if (sign) sbChar(sb, sign);
  if (prefix) { sbChar(sb, 48); sbChar(sb, prefix); }
  if ((flags & F_ZERO) && !(flags & F_LEFT)) sbFill(sb, 48, pad);
  sbKind(sb, p, 1, n);
  if (flags & F_LEFT) sbFill(sb, 32, pad);
}
function intText(sb: StrBuilder, v: Value, ch: u32, flags: i32, width: i32, precision: i32): bool {
  let i = v;
  if (!isInt(v)) {
    if (hasFlag(v, TF_LONG_SUBCLASS)) i = newRef(v);
    else {
      const t = typeOf(v), hex = ch == 111 || ch == 120 || ch == 88;
      if (t.nb_index) i = numberIndex(v);
      else if (!hex && (t.nb_int || t.nb_float)) i = numberLong(v);
      else {
        const s = strFromChar(ch);
        raiseFmt(T.TypeError, hex ? "%%%U format: an integer is required, not %T" : "%%%U format: a real number is required, not %T", s, v);
        return false;
      }
      if (!i) return false;
    }
  }
  const base: u32 = ch == 111 ? 8 : ch == 120 || ch == 88 ? 16 : 10, mark = stackMark();
  const ok = putDigits(i, base, ch == 88);
  if (ok) {
    const negative = load<u8>(digitsAt) == 45;
    let p = digitsAt + <usize>negative, n = digitsLength - <i32>negative;
    const prefix: u32 = flags & F_ALT && base != 10 ? ch : 0;
    if (precision > n) { // leading zeros
      const q = stackAlloc(precision);
      if (!q) { memFree(digitsAt); stackRestore(mark); decref(i); return false; }
      fillBytes(q, 48, precision - n);
      copyBytes(q + (precision - n), p, n);
      p = q; n = precision;
    }
    sbNumeric(sb, negative, prefix, p, n, flags, width);
    memFree(digitsAt);
  }
  stackRestore(mark);
  if (i != v) decref(i); else if (!isInt(v)) decref(i);
  return ok;
}
function charText(sb: StrBuilder, v: Value, flags: i32, width: i32, bytes: bool): bool {
  let ch: u32 = 0;
  if (bytes && isBytes(v) && bytesLen(v) == 1) ch = load<u8>(bytesData(v));
  else if (bytes && isBytearray(v) && load<i32>(<Ptr>v, 16) == 1) ch = load<u8>(bytearrayData(v));
  else if (!bytes && isStr(v)) {
    if (strLen(v) != 1) { raiseFmt(T.TypeError, "%%c requires an int or a unicode character, not a string of length %d", int(strLen(v))); return false; }
    ch = strAt(v, 0);
  } else {
    if (!typeOf(v).nb_index) { raiseFmt(T.TypeError, bytes ? "%%c requires an integer in range(256) or a single byte, not %T" : "%%c requires an int or a unicode character, not %T", v); return false; }
    const i = numberIndex(v);
    if (!i) return false;
    const x = isInt(i) ? intOf(i) : -1;
    decref(i);
    if (x < 0 || x > (bytes ? 255 : 0x10FFFF)) { raise(T.OverflowError, bytes ? "%c arg not in range(256)" : "%c arg not in range(0x110000)"); return false; }
    ch = <u32>x;
  }
  const pad = width > 1 ? width - 1 : 0;
  if (!(flags & F_LEFT)) sbFill(sb, 32, pad);
  sbChar(sb, ch);
  if (flags & F_LEFT) sbFill(sb, 32, pad);
  return true;
}
import { bytearrayData } from "../bytes/core";
/** %s and %b of bytes: bytes-like, or __bytes__. */
function bytesText(sb: StrBuilder, v: Value, flags: i32, width: i32, precision: i32): bool {
  let o = v, made = false;
  if (!typeOf(v).bf_getbuffer) {
    const mark = stackMark(), self = stackAlloc(16);
    if (!self) return false;
    const f = lookupSpecial(v, N.__bytes__, self);
    if (!f) {
      stackRestore(mark);
      if (!errOccurred()) raiseFmt(T.TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", v);
      return false;
    }
    o = callSpecial0(f, self);
    stackRestore(mark);
    if (!o) return false;
    made = true;
    if (!isBytes(o)) { raiseFmt(T.TypeError, "__bytes__ returned non-bytes (type %T)", o); decref(o); return false; }
  }
  const mark = stackMark(), b = stackAlloc(16);
  if (!b) return false;
  const ok = getBuffer(o, b) == 0;
  if (ok) {
    let n = load<i32>(b, 4);
    if (precision >= 0 && n > precision) n = precision;
    const pad = width > n ? width - n : 0;
    if (!(flags & F_LEFT)) sbFill(sb, 32, pad);
    sbKind(sb, load<u32>(b), 1, n);
    if (flags & F_LEFT) sbFill(sb, 32, pad);
    releaseBuffer(o, b);
  }
  stackRestore(mark);
  if (made) decref(o);
  return ok;
}
