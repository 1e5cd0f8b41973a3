/**
 * The format-spec mini-language: [[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type], and the layout of numbers by it.
 * CPython: Python/formatter_unicode.c. The parsed spec lies in thread-local globals: parse and use it without running Python code between.
 *
 * A number is laid out as  left-fill sign prefix inner-fill grouped-digits [. remainder] right-fill.
 */
import { fixedDecimal } from "../float/decimal";
import { Ptr, Value, NULL, int } from "../../base/value";
import { T } from "../../../generated/core/types";
import { decref } from "../../refcount/count";
import { memAlloc, memFree } from "../../memory/alloc";
import { raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { floatFormat } from "../../../generated/core/host";
import { strAt, strFromChar, strLen } from "./core";
import { StrBuilder, sbChar, sbFill, sbFinish, sbLit, sbNew } from "./builder";

export let fsFill: u32 = 32;
export let fsAlign: u32 = 60;
export let fsAlignGiven: bool = false;
export let fsSign: u32 = 0;
export let fsNoNeg0: bool = false;
export let fsAlt: bool = false;
export let fsWidth: i32 = -1;
/** 0, ',' or '_'; '_' with fsGroup 4 for b, o, x, X */
export let fsThousands: u32 = 0;
export let fsGroup: i32 = 3;
export let fsFracThousands: u32 = 0;
export let fsPrecision: i32 = -1;
export let fsType: u32 = 0;

// @ts-ignore: decorator
@inline function isAlign(c: u32): bool { return c == 60 || c == 62 || c == 61 || c == 94; }
/** Reads digits from `at`; the value in specInt (-1: too large); returns the position after them. */
let specInt: i32 = 0;
function digits(spec: Value, at: i32, n: i32): i32 {
  let v: i64 = 0;
  while (at < n) {
    const c = strAt(spec, at) - 48;
    if (c > 9) break;
    v = v * 10 + c;
    if (v > i32.MAX_VALUE) { specInt = -1; return at; }
    at++;
  }
  specInt = <i32>v;
  return at;
}
function invalid(spec: Value, o: Value): bool { raiseFmt(T.ValueError, "Invalid format specifier '%U' for object of type '%T'", spec, o); return false; }
function bothSeparators(): bool { raise(T.ValueError, "Cannot specify both ',' and '_'."); return false; }
/** Parses spec for object o (named in messages). */
export function parseSpec(spec: Value, o: Value, defaultType: u32, defaultAlign: u32): bool {
  const n = strLen(spec);
  let i = 0, fillGiven = false;
  fsFill = 32; fsAlign = defaultAlign; fsAlignGiven = false; fsSign = 0; fsNoNeg0 = false; fsAlt = false; fsWidth = -1; fsThousands = 0; fsGroup = 3; fsFracThousands = 0; fsPrecision = -1; fsType = defaultType;
  if (n >= 2 && isAlign(strAt(spec, 1))) { fsFill = strAt(spec, 0); fsAlign = strAt(spec, 1); fillGiven = true; fsAlignGiven = true; i = 2; }
  else if (n >= 1 && isAlign(strAt(spec, 0))) { fsAlign = strAt(spec, 0); fsAlignGiven = true; i = 1; }
  if (i < n) { const c = strAt(spec, i); if (c == 32 || c == 43 || c == 45) { fsSign = c; i++; } }
  if (i < n && strAt(spec, i) == 122) { fsNoNeg0 = true; i++; }
  if (i < n && strAt(spec, i) == 35) { fsAlt = true; i++; }
  if (!fillGiven && i < n && strAt(spec, i) == 48) {
    fsFill = 48;
    if (!fsAlignGiven && defaultAlign == 62) fsAlign = 61;
    i++;
  }
  const w = digits(spec, i, n);
  if (specInt < 0) { raise(T.ValueError, "Too many decimal digits in format string"); return false; }
  if (w > i) fsWidth = specInt;
  i = w;
  if (i < n && strAt(spec, i) == 44) { fsThousands = 44; i++; }
  if (i < n && strAt(spec, i) == 95) { if (fsThousands) return bothSeparators(); fsThousands = 95; i++; }
  if (i < n && strAt(spec, i) == 44 && fsThousands == 95) return bothSeparators();
  if (i < n && strAt(spec, i) == 46) {
    i++;
    const e = digits(spec, i, n);
    if (specInt < 0) { raise(T.ValueError, "Too many decimal digits in format string"); return false; }
    let some = e > i;
    if (some) fsPrecision = specInt;
    i = e;
    if (i < n && strAt(spec, i) == 44) { fsFracThousands = 44; i++; some = true; }
    if (i < n && strAt(spec, i) == 95) { if (fsFracThousands) return bothSeparators(); fsFracThousands = 95; i++; some = true; }
    if (i < n && strAt(spec, i) == 44 && fsFracThousands == 95) return bothSeparators();
    if (!some) { raise(T.ValueError, "Format specifier missing precision"); return false; }
  }
  if (n - i > 1) return invalid(spec, o);
  if (n - i == 1) fsType = strAt(spec, i);
  if (fsThousands) switch (fsType) {
    case 100: case 101: case 102: case 103: case 69: case 71: case 37: case 70: case 0: break;
    case 98: case 111: case 120: case 88: if (fsThousands == 95) { fsGroup = 4; break; }
    default: {
      const s = strFromChar(fsThousands), t = strFromChar(fsType);
      raiseFmt(T.ValueError, "Cannot specify '%U' with '%U'.", s, t);
      return false;
    }
  }
  return true;
}
export function unknownFormat(o: Value): Value {
  if (fsType > 32 && fsType < 128) { const t = strFromChar(fsType); return raiseFmt(T.ValueError, "Unknown format code '%U' for object of type '%T'", t, o); }
  const sb = sbNew(64);
  sbLit(sb, "\\x");
  let shift = 28;
  while (shift > 0 && fsType >> shift == 0) shift -= 4;
  for (; shift >= 0; shift -= 4) { const d = fsType >> shift & 15; sbChar(sb, d < 10 ? 48 + d : 87 + d); }
  const t = sbFinish(sb);
  if (!t) return NULL;
  raiseFmt(T.ValueError, "Unknown format code '%U' for object of type '%T'", t, o);
  decref(t);
  return NULL;
}

export { sbFill };
/** Number of characters that n digits grouped make, at least minWidth (zeros are put before them); written to sb if it is not null. Digits are ASCII at p. */
function grouped(sb: StrBuilder, write: bool, p: Ptr, n: i32, minWidth: i32): i32 {
  if (!fsThousands) {
    const zeros = minWidth > n ? minWidth - n : 0;
    if (write) { sbFill(sb, 48, zeros); for (let i = 0; i < n; i++) sbChar(sb, load<u8>(p + i)); }
    return zeros + n;
  }
  // from the right: how many characters in all, then written from the left
  let count = 0, remaining = n, min = minWidth, total = 0, sep = false; // total: digits with zeros
  while (true) {
    let l = remaining > min ? remaining : min;
    if (l < 1) l = 1;
    if (l > fsGroup) l = fsGroup;
    count += l + <i32>sep;
    total += l;
    const chars = remaining < l ? remaining : l;
    remaining -= chars; min -= l;
    if (remaining <= 0 && min <= 0) break;
    min -= 1;
    sep = true;
  }
  if (write) for (let i = total; i > 0; i--) {
    if (i != total && i % fsGroup == 0) sbChar(sb, fsThousands);
    sbChar(sb, i > n ? 48 : load<u8>(p + n - i));
  }
  return count;
}
/** Characters of `rem` with separators after each third digit of its leading digits. */
function fraction(sb: StrBuilder, write: bool, p: Ptr, n: i32): i32 {
  if (!fsFracThousands) { if (write) for (let i = 0; i < n; i++) sbChar(sb, load<u8>(p + i)); return n; }
  let d = 0;
  while (d < n && load<u8>(p + d) - 48 <= 9 && load<u8>(p + d) >= 48) d++;
  if (write) for (let i = 0; i < n; i++) {
    if (i && i < d && i % 3 == 0) sbChar(sb, fsFracThousands);
    sbChar(sb, load<u8>(p + i));
  }
  return n + (d > 0 ? (d - 1) / 3 : 0);
}
/**
 * Lays out a number: sign by fsSign and `negative`, prefix (0 or its letter: 'x', 'X', 'o', 'b'), n ASCII digits at p, then `point`, then `rn` characters at rest.
 */
export function sbNumber(sb: StrBuilder, negative: bool, prefix: u32, p: Ptr, n: i32, point: bool, rest: Ptr, rn: i32): void {
  const sign: u32 = negative ? 45 : fsSign == 43 || fsSign == 32 ? fsSign : 0;
  const other = <i32>(sign != 0) + (prefix ? 2 : 0) + <i32>point + fraction(sb, false, rest, rn);
  const min = fsFill == 48 && fsAlign == 61 && fsWidth > other ? fsWidth - other : 0;
  const width = n == 0 ? 0 : grouped(sb, false, p, n, min);
  const pad = fsWidth > other + width ? fsWidth - other - width : 0;
  let left = 0, inner = 0, right = 0;
  if (fsAlign == 60) right = pad; else if (fsAlign == 94) { left = pad / 2; right = pad - left; } else if (fsAlign == 61) inner = pad; else left = pad;
  sbFill(sb, fsFill, left);
  if (sign) sbChar(sb, sign);
  if (prefix) { sbChar(sb, 48); sbChar(sb, prefix); }
  sbFill(sb, fsFill, inner);
  if (n) grouped(sb, true, p, n, min);
  if (point) sbChar(sb, 46);
  fraction(sb, true, rest, rn);
  sbFill(sb, fsFill, right);
}
/** The text of d for type, precision and flags (FLOAT_FORMAT_*): ASCII bytes to free with memFree; the length in floatTextLength. 0 with MemoryError. */
export let floatTextLength: i32 = 0;
export function floatText(d: f64, type: u32, precision: i32, flags: i32): Ptr {
  let room: u32 = 64 + (precision > 0 ? precision : 0) + (type == 102 || type == 70 ? 320 : 0);
  const p = memAlloc(room);
  if (!p) { raiseNoMemory(); return 0; }
  let n = type == 102 && flags == 0 ? fixedDecimal(d, precision, p) : 0;
  if (n == 0) n = floatFormat(d, type, precision, flags, p, room);
  if (n < 0) { memFree(p); raise(T.ValueError, "precision too big"); return 0; }
  floatTextLength = n;
  return p;
}
/** For the parts of a complex number: no padding of their own. */
export function setNumberLayout(sign: u32, align: u32, width: i32): void { fsSign = sign; fsAlign = align; fsWidth = width; }
