/**
 * format(v, spec) for str, int, float and complex (CPython: format_string_internal, format_long_internal, format_float_internal, format_complex_internal).
 * `self` is named in messages; the numbers' digits come from types/int (intToDigits) and from the host (floatFormat).
 */
import { copyBytes } from "../../base/bytes";
import { Ptr, Value, NULL, int, isInt, intOf, isBool, True } from "../../base/value";
import { T } from "../../../generated/core/types";
import { decref } from "../../refcount/count";
import { memAlloc, memFree } from "../../memory/alloc";
import { raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { numberFloat, str as objectStr } from "../../objects/abstract";
import { floatOf } from "../../base/value";
import { FLOAT_FORMAT_ADD_DOT_0, FLOAT_FORMAT_ALT, FLOAT_FORMAT_NO_NEG_0 } from "../../../generated/core/host";
import { intToDigits } from "../int/core";
import { strAt, strData, strFromChar, strIsAscii, strLen } from "./core";
import { StrBuilder, sbChar, sbDiscard, sbFinish, sbNew, sbSlice } from "./builder";
import { strExact } from "./slice";
import { isStr } from "./concat";
import { fsAlign, fsAlignGiven, fsAlt, fsFill, fsNoNeg0, fsPrecision, fsSign, fsThousands, fsFracThousands, fsType, fsWidth, floatText, floatTextLength, parseSpec, sbFill, sbNumber, unknownFormat, setNumberLayout } from "./format-spec";

function needSpec(spec: Value): bool {
  if (isStr(spec)) return true;
  raiseFmt(T.TypeError, "__format__() argument must be str, not %T", spec);
  return false;
}
/** format(s, spec) for a str */
export function str___format__(s: Value, spec: Value): Value {
  if (!needSpec(spec)) return NULL;
  if (strLen(spec) == 0) return isExact(s, T.str) ? strExact(s) : objectStr(s);
  return strFormat(s, spec);
}
import { isExact } from "../../objects/typeof";
export function strFormat(s: Value, spec: Value): Value {
  if (!parseSpec(spec, s, 115, 60)) return NULL;
  if (fsType != 115) return unknownFormat(s);
  if (fsSign) return raise(T.ValueError, fsSign == 32 ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier");
  if (fsNoNeg0) return raise(T.ValueError, "Negative zero coercion (z) not allowed in string format specifier");
  if (fsAlt) return raise(T.ValueError, "Alternate form (#) not allowed in string format specifier");
  if (fsAlign == 61) return raise(T.ValueError, "'=' alignment not allowed in string format specifier");
  if (fsThousands) { const t = strFromChar(fsThousands); return raiseFmt(T.ValueError, "Cannot specify '%U' with 's'.", t); }
  let n = strLen(s);
  if (fsPrecision >= 0 && n > fsPrecision) n = fsPrecision;
  const pad = fsWidth > n ? fsWidth - n : 0;
  if (pad == 0 && n == strLen(s)) return strExact(s);
  let left = 0;
  if (fsAlign == 62) left = pad; else if (fsAlign == 94) left = pad / 2;
  const fill = fsFill, sb = sbNew(n + pad);
  sbFill(sb, fill, left);
  sbSlice(sb, s, 0, n);
  sbFill(sb, fill, pad - left);
  return sbFinish(sb);
}

let smallAt: Ptr = 0;
let smallLength: i32 = 0;
/** Decimal or other digits of a small magnitude, written backwards to the scratch stack's end. */
function smallDigits(to: Ptr, m: u64, base: u32): void {
  let e = to + 72;
  const end = e;
  do { const d = <u32>(m % base); m /= base; store<u8>(--e, <u8>(d < 10 ? 48 + d : 87 + d)); } while (m);
  smallAt = e; smallLength = <i32>(end - e);
}
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
/** format(i, spec) for an int (or bool) `v`; spec is a non-empty str or any str. */
export function intFormat(v: Value, spec: Value): Value {
  if (!needSpec(spec)) return NULL;
  if (strLen(spec) == 0) return objectStr(v);
  if (!parseSpec(spec, v, 100, 62)) return NULL;
  let base: u32 = 10, prefix: u32 = 0;
  switch (fsType) {
    case 98: base = 2; prefix = 98; break;
    case 111: base = 8; prefix = 111; break;
    case 120: base = 16; prefix = 120; break;
    case 88: base = 16; prefix = 88; break;
    case 100: case 110: break;
    case 99: return charFormat(v);
    case 101: case 69: case 102: case 70: case 103: case 71: case 37: {
      const f = numberFloat(v);
      if (!f) return NULL;
      const r = floatFormatParsed(v, floatOf(f));
      decref(f);
      return r;
    }
    default: return unknownFormat(v);
  }
  if (fsPrecision >= 0) return raise(T.ValueError, "Precision not allowed in integer format specifier");
  if (fsNoNeg0) return raise(T.ValueError, "Negative zero coercion (z) not allowed in integer format specifier");
  const upper = fsType == 88, shown = fsAlt ? prefix : 0;
  if (isInt(v) || isBool(v)) {
    const i: i64 = isInt(v) ? intOf(v) : <i64>(v == True), mark = stackMark(), tmp = stackAlloc(80);
    if (!tmp) return NULL;
    smallDigits(tmp, <u64>(i < 0 ? -i : i), base);
    if (upper) for (let k = 0; k < smallLength; k++) { const c = load<u8>(smallAt + k); if (c >= 97) store<u8>(smallAt + k, c - 32); }
    const sb = sbNew(smallLength + 16 + (fsWidth > 0 ? fsWidth : 0));
    sbNumber(sb, i < 0, shown, smallAt, smallLength, false, 0, 0);
    stackRestore(mark);
    return sbFinish(sb);
  }
  // the digits of a big int may run no Python code, so the parsed spec stays
  const d = intToDigits(v, base);
  if (!d) return NULL;
  const negative = strAt(d, 0) == 45, n = strLen(d) - <i32>negative, from = strData(d) + <usize>negative;
  let p = from;
  if (upper) { // in a copy: a one-character str is shared
    p = memAlloc(n);
    if (!p) { decref(d); return raiseNoMemory(); }
    for (let k = 0; k < n; k++) { const c = load<u8>(from + k); store<u8>(p + k, c >= 97 ? c - 32 : c); }
  }
  const sb = sbNew(n + n / 3 + 16);
  sbNumber(sb, negative, shown, p, n, false, 0, 0);
  if (upper) memFree(p);
  decref(d);
  return sbFinish(sb);
}
function charFormat(v: Value): Value {
  if (fsSign) return raise(T.ValueError, "Sign not allowed with integer format specifier 'c'");
  if (fsAlt) return raise(T.ValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
  if (fsPrecision >= 0) return raise(T.ValueError, "Precision not allowed in integer format specifier");
  const i: i64 = isInt(v) ? intOf(v) : v == True ? 1 : isBool(v) ? 0 : -1;
  if (i < 0 || i > 0x10FFFF) return raise(T.OverflowError, "%c arg not in range(0x110000)");
  const pad = fsWidth > 1 ? fsWidth - 1 : 0;
  let left = pad;
  if (fsAlign == 60) left = 0; else if (fsAlign == 94) left = pad / 2;
  const sb = sbNew(pad + 8), fill = fsFill;
  sbFill(sb, fill, left);
  sbChar(sb, <u32>i);
  sbFill(sb, fill, pad - left);
  return sbFinish(sb);
}
/** format(x, spec) for a float of value d. */
export function floatFormatSpec(self: Value, d: f64, spec: Value): Value {
  if (!needSpec(spec)) return NULL;
  if (strLen(spec) == 0) return objectStr(self);
  if (!parseSpec(spec, self, 0, 62)) return NULL;
  switch (fsType) {
    case 0: case 101: case 69: case 102: case 70: case 103: case 71: case 110: case 37: return floatFormatParsed(self, d);
  }
  return unknownFormat(self);
}
/** Appends a float by the parsed spec: text of |d| laid out by sbNumber. false with an exception. */
function sbFloat(sb: StrBuilder, d: f64, type: u32, precision: i32, flags: i32, percent: bool): bool {
  const p = floatText(d, type, precision, flags);
  if (!p) return false;
  let n = floatTextLength, at: usize = 0, digits = 0;
  const negative = n > 0 && load<u8>(p) == 45;
  if (negative) { at = 1; n--; }
  const q = p + at;
  while (digits < n && load<u8>(q + digits) >= 48 && load<u8>(q + digits) <= 57) digits++;
  const point = digits < n && load<u8>(q + digits) == 46;
  const rest = q + digits + <usize>point;
  let rn = n - digits - <i32>point;
  if (percent) { store<u8>(rest + rn, 37); rn++; }
  sbNumber(sb, negative, 0, q, digits, point, rest, rn);
  memFree(p);
  return true;
}
function floatFormatParsed(self: Value, d: f64): Value {
  let flags = (fsAlt ? FLOAT_FORMAT_ALT : 0) | (fsNoNeg0 ? FLOAT_FORMAT_NO_NEG_0 : 0), type = fsType, precision = fsPrecision, standard = 6, percent = false;
  if (type == 0) { flags |= FLOAT_FORMAT_ADD_DOT_0; type = 114; standard = 0; }
  if (type == 110) type = 103;
  if (type == 37) { type = 102; d *= 100; percent = true; }
  if (precision < 0) precision = standard; else if (type == 114) type = 103;
  const sb = sbNew(32 + (fsWidth > 0 ? fsWidth : 0));
  if (!sbFloat(sb, d, type, precision, flags, percent)) { sbDiscard(sb); return NULL; }
  return sbFinish(sb);
}
/** format(z, spec) for a complex number. */
export function complexFormat(self: Value, re: f64, im: f64, spec: Value): Value {
  if (!needSpec(spec)) return NULL;
  if (strLen(spec) == 0) return objectStr(self);
  if (!parseSpec(spec, self, 0, 62)) return NULL;
  switch (fsType) {
    case 0: case 101: case 69: case 102: case 70: case 103: case 71: case 110: break;
    default: return unknownFormat(self);
  }
  if (fsFill == 48) return raise(T.ValueError, "Zero padding is not allowed in complex format specifier");
  if (fsAlign == 61) return raise(T.ValueError, "'=' alignment flag is not allowed in complex format specifier");
  let type = fsType, precision = fsPrecision, standard = 6, flags = (fsAlt ? FLOAT_FORMAT_ALT : 0) | (fsNoNeg0 ? FLOAT_FORMAT_NO_NEG_0 : 0), skip = false, parens = false;
  if (type == 0) { type = 114; standard = 0; if (re == 0 && !(reinterpret<u64>(re) >> 63)) skip = true; else parens = true; }
  if (type == 110) type = 103;
  if (precision < 0) precision = standard; else if (type == 114) type = 103;
  const width = fsWidth, align = fsAlign, fill = fsFill, sign = fsSign, inner = sbNew(64);
  setNumberLayout(sign, 60, -1);
  let ok = skip || sbFloat(inner, re, type, precision, flags, false);
  if (!skip) setNumberLayout(43, 60, -1);
  ok = ok && sbFloat(inner, im, type, precision, flags, false);
  if (!ok) { sbDiscard(inner); return NULL; }
  sbChar(inner, 106);
  const text = sbFinish(inner);
  if (!text) return NULL;
  const n = strLen(text) + (parens ? 2 : 0), pad = width > n ? width - n : 0, left = align == 60 ? 0 : align == 94 ? pad / 2 : pad, sb = sbNew(n + pad);
  sbFill(sb, fill, left);
  if (parens) sbChar(sb, 40);
  sbSlice(sb, text, 0, strLen(text));
  if (parens) sbChar(sb, 41);
  sbFill(sb, fill, pad - left);
  decref(text);
  return sbFinish(sb);
}
/** The digits of an int, '-' first if negative, as ASCII bytes to free with memFree: address and length. */
export let digitsAt: Ptr = 0;
export let digitsLength: i32 = 0;
export function putDigits(v: Value, base: u32, upper: bool): bool {
  if (isInt(v) || isBool(v)) {
    const i: i64 = isInt(v) ? intOf(v) : <i64>(v == True), p = memAlloc(80);
    if (!p) { raiseNoMemory(); return false; }
    smallDigits(p, <u64>(i < 0 ? -i : i), base);
    const q = p + <usize>(i < 0), n = smallLength;
    copyBytes(q, smallAt, n);
    if (i < 0) store<u8>(p, 45);
    digitsAt = p; digitsLength = n + <i32>(i < 0);
  } else {
    const d = intToDigits(v, base);
    if (!d) return false;
    const n = strLen(d), p = memAlloc(n + 1);
    if (!p) { decref(d); raiseNoMemory(); return false; }
    copyBytes(p, strData(d), n);
    decref(d);
    digitsAt = p; digitsLength = n;
  }
  if (upper) for (let k = 0; k < digitsLength; k++) { const c = load<u8>(digitsAt + k); if (c >= 97) store<u8>(digitsAt + k, c - 32); }
  return true;
}
