/** int to text and back, any base 2 to 36; decimal of large ones through the engine's BigInt. sys.set_int_max_str_digits is honoured. CPython: long_to_decimal_string, PyLong_FromString. */
import { copyBytes } from "../../base/bytes";
import { Ptr, Value, NULL, fitsInt, int, intOf, isInt, isPtr, True } from "../../base/value";
import { T } from "../../../generated/core/types";
import { PROC_INTERP } from "../../base/map";
import * as H from "../../../generated/core/host";
import { memAlloc, memFree } from "../../memory/alloc";
import { decref, newRef } from "../../refcount/count";
import { raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { numberIndex } from "../../objects/abstract";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { strAt, strData, strFromChar, strFromLatin1, strFromLiteral, strLen, strNew, strIsAscii } from "../str/core";
import { bigLimbs, bigNew, bigNegative, bigSize, intFinish, intFromI64, intFromLimbs, intSign } from "./core";
import { limb, magBitLength, magMulAddSmall, setLimb } from "./magnitude";
import { toDecimal as charDecimal, isSpace as charIsSpace } from "../str/ctype";

/** @atomic u32: sys.set_int_max_str_digits; 0: no limit */
export const MAX_STR_DIGITS: usize = PROC_INTERP + 0x310;
export function maxStrDigits(): u32 { return atomic.load<u32>(MAX_STR_DIGITS); }
export function maxStrDigitsInit(n: u32): void { atomic.store<u32>(MAX_STR_DIGITS, n); }
function tooLong(digits: i64, parsing: bool = false): bool {
  const max = atomic.load<u32>(MAX_STR_DIGITS);
  if (!max || digits <= <i64>max) return false;
  if (parsing) raiseFmt(T.ValueError, "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit", int(max), int(digits));
  else raiseFmt(T.ValueError, "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", int(max));
  return true;
}
function digitOf(c: u32): i32 { return c >= 48 && c <= 57 ? <i32>c - 48 : c >= 97 && c <= 122 ? <i32>c - 87 : c >= 65 && c <= 90 ? <i32>c - 55 : 99; }
// @ts-ignore: decorator
@inline function letter(d: u32): u8 { return <u8>(d < 10 ? 48 + d : 87 + d); }

/** Digits of v (int, bool, subclass) in base 2 … 36, with a minus sign; new ASCII str. */
/** '00' to '99', two bytes each */
const PAIRS: usize = memory.data<u8>([48,48,48,49,48,50,48,51,48,52,48,53,48,54,48,55,48,56,48,57,49,48,49,49,49,50,49,51,49,52,49,53,49,54,49,55,49,56,49,57,50,48,50,49,50,50,50,51,50,52,50,53,50,54,50,55,50,56,50,57,51,48,51,49,51,50,51,51,51,52,51,53,51,54,51,55,51,56,51,57,52,48,52,49,52,50,52,51,52,52,52,53,52,54,52,55,52,56,52,57,53,48,53,49,53,50,53,51,53,52,53,53,53,54,53,55,53,56,53,57,54,48,54,49,54,50,54,51,54,52,54,53,54,54,54,55,54,56,54,57,55,48,55,49,55,50,55,51,55,52,55,53,55,54,55,55,55,56,55,57,56,48,56,49,56,50,56,51,56,52,56,53,56,54,56,55,56,56,56,57,57,48,57,49,57,50,57,51,57,52,57,53,57,54,57,55,57,56,57,57]);
/** str(i) for an int of at most 50 bits, written from its end by pairs of digits, with divisions of 32 bits. */
export function smallDecimal(i: i64): Value {
  if (<u64>i < 10) return strFromChar(48 + <u32>i);
  const neg = i < 0;
  let u: u64 = neg ? <u64>-i : <u64>i, n = 1 + <i32>neg;
  for (let t: u64 = 10; u >= t; t *= 10) n++;
  const s = strNew(n, 0x7F);
  if (!s) return NULL;
  let p = strData(s) + <usize>n;
  while (u >= 100000000) {
    const q = u / 100000000;
    let low = <u32>(u - q * 100000000);
    u = q;
    for (let j = 0; j < 4; j++) { const h = low / 100; p -= 2; store<u16>(p, load<u16>(PAIRS + (<usize>(low - h * 100) << 1))); low = h; }
  }
  let w = <u32>u;
  while (w >= 100) { const h = w / 100; p -= 2; store<u16>(p, load<u16>(PAIRS + (<usize>(w - h * 100) << 1))); w = h; }
  if (w >= 10) { p -= 2; store<u16>(p, load<u16>(PAIRS + (<usize>w << 1))); }
  else { p--; store<u8>(p, <u8>(48 + w)); }
  if (neg) store<u8>(p - 1, 45);
  return s;
}
export function intToDigits(v: Value, base: i32): Value {
  if (base == 10 && isInt(v)) return smallDecimal(intOf(v));
  if (!isPtr(v)) {
    let i = isInt(v) ? intOf(v) : v == True ? 1 : 0;
    const mark = stackMark(), buf = stackAlloc(80);
    if (!buf) return NULL;
    const neg = i < 0;
    let u: u64 = neg ? <u64>-i : <u64>i, p = buf + 80;
    do { p--; store<u8>(p, letter(<u32>(u % <u64>base))); u /= <u64>base; } while (u);
    if (neg) { p--; store<u8>(p, 45); }
    const s = strFromLatin1(p, <i32>(buf + 80 - p));
    stackRestore(mark);
    return s;
  }
  const n = bigSize(v), neg = bigNegative(v), p = bigLimbs(v);
  if (n == 0) return strFromLiteral("0");
  if (base == 10) {
    const mark = stackMark(), out = stackAlloc(16);
    if (!out) return NULL;
    const approx = <i64>(<f64>magBitLength(p, n) * 0.30102);
    if (tooLong(approx)) { stackRestore(mark); return NULL; }
    if (H.bigToDecimal(p, n, out) < 0) { stackRestore(mark); return raiseNoMemory(); }
    const blob: Ptr = load<u32>(out), len = load<i32>(out, 4);
    stackRestore(mark);
    let s: Value = NULL;
    if (!tooLong(len)) {
      s = strNew(len + <i32>neg, 127);
      if (s) { if (neg) store<u8>(strData(s), 45); copyBytes(strData(s) + <usize>neg, blob, len); }
    }
    memFree(blob);
    return s;
  }
  if ((base & (base - 1)) == 0) {
    const bits = ctz<u32>(base), total = <i32>((magBitLength(p, n) + <i64>bits - 1) / <i64>bits), s = strNew(total + <i32>neg, 127);
    if (!s) return NULL;
    const d = strData(s);
    if (neg) store<u8>(d, 45);
    for (let i = 0; i < total; i++) {
      const at = <i64>i * <i64>bits, w = <i32>(at >> 5), sh = <u64>(at & 31);
      let x = limb(p, w) >> sh;
      if (w + 1 < n) x |= limb(p, w + 1) << (32 - sh);
      store<u8>(d + <usize>(total - 1 - i + <i32>neg), letter(<u32>x & (base - 1)));
    }
    return s;
  }
  // any other base: repeated division, small and rare
  const cap = <i32>(magBitLength(p, n) / 1) + 2, buf = memAlloc(<usize>cap + (<usize>n << 2));
  if (!buf) return raiseNoMemory();
  const w = buf + <usize>((cap + 3) & ~3) - 4;
  const work = memAlloc(<usize>n << 2);
  if (!work) { memFree(buf); return raiseNoMemory(); }
  copyBytes(work, p, <usize>n << 2);
  let m = n, o = cap;
  while (m > 0) {
    const r = magDivSmall(work, m, base, work);
    while (m > 0 && limb(work, m - 1) == 0) m--;
    o--; store<u8>(buf + <usize>o, letter(r));
  }
  if (neg) { o--; store<u8>(buf + <usize>o, 45); }
  const s = strFromLatin1(buf + <usize>o, cap - o);
  memFree(work); memFree(buf);
  return s;
}
import { magDivSmall } from "./magnitude";
/** bin(), oct(), hex(): any object with __index__. */
export function intToBase(v: Value, base: i32): Value {
  const i = numberIndex(v);
  if (!i) return NULL;
  const d = intToDigits(i, base), neg = intSign(i) < 0;
  decref(i);
  if (!d) return NULL;
  const n = strLen(d), s = strNew(n + 2, 127);
  if (s) {
    const q = strData(s), skip: usize = neg ? 1 : 0;
    if (neg) store<u8>(q, 45);
    store<u8>(q + skip, 48);
    store<u8>(q + skip + 1, base == 2 ? 98 : base == 8 ? 111 : 120);
    copyBytes(q + skip + 2, strData(d) + skip, <usize>n - skip);
  }
  decref(d);
  return s;
}
/**
 * Parses ASCII text as int() does (blanks around, sign, prefix, underscores); base 0 or 2 … 36. NULL without exception: not a number. With an exception: too long.
 */
export function intParseAscii(p: Ptr, n: i32, base: i32): Value {
  let i = 0;
  while (i < n && isBlank(load<u8>(p + i))) i++;
  while (n > i && isBlank(load<u8>(p + n - 1))) n--;
  let neg = false;
  if (i < n && (load<u8>(p + i) == 43 || load<u8>(p + i) == 45)) { neg = load<u8>(p + i) == 45; i++; }
  let zeroOnly = false;
  if (n - i >= 2 && load<u8>(p + i) == 48) {
    const c = load<u8>(p + i + 1) | 32;
    const b = c == 120 ? 16 : c == 111 ? 8 : c == 98 ? 2 : 0;
    if (b && (base == 0 || base == b)) {
      i += 2; base = b;
      if (i < n && load<u8>(p + i) == 95) i++;
    } else if (base == 0) zeroOnly = true;
  }
  if (base == 0) base = 10;
  if (i >= n) return NULL;
  let digits = 0, last: u32 = 95;
  for (let j = i; j < n; j++) {
    const c = load<u8>(p + j);
    if (c == 95) { if (last == 95) return NULL; last = 95; continue; }
    const d = digitOf(c);
    if (d >= base || (zeroOnly && d != 0)) return NULL;
    last = c;
    digits++;
  }
  if (last == 95) return NULL;
  if (digits <= 11 || (digits <= 18 && base == 10)) {
    let v: i64 = 0;
    for (let j = i; j < n; j++) { const c = load<u8>(p + j); if (c != 95) v = v * base + digitOf(c); }
    return intFromI64(neg ? -v : v);
  }
  if (base & (base - 1) && tooLong(digits, true)) return NULL;
  if (base == 10 && digits > 200) {
    const clean = memAlloc(digits), mark = stackMark(), out = stackAlloc(16);
    if (!clean || !out) { memFree(clean); stackRestore(mark); return raiseNoMemory(); }
    let o = 0;
    for (let j = i; j < n; j++) { const c = load<u8>(p + j); if (c != 95) { store<u8>(clean + <usize>o, c); o++; } }
    const r = H.bigFromDecimal(clean, digits, out), blob: Ptr = load<u32>(out), bytes = load<u32>(out, 4);
    stackRestore(mark);
    memFree(clean);
    if (r < 0) return raiseNoMemory();
    const v = intFromLimbs(blob, <i32>(bytes >> 2), neg);
    memFree(blob);
    return v;
  }
  const v = bigNew(<i32>((<i64>digits * 6) >> 5) + 2);
  if (!v) return NULL;
  let m = 0;
  for (let j = i; j < n; j++) { const c = load<u8>(p + j); if (c != 95) m = magMulAddSmall(bigLimbs(v), m, base, digitOf(c)); }
  store<i32>(<Ptr>v, m, 16);
  store<u32>(<Ptr>v, <u32>neg, 20);
  return intFinish(v);
}
function isBlank(c: u32): bool { return c == 32 || (c >= 9 && c <= 13) || (c >= 28 && c <= 31); }
/** int(str, base); ValueError. Unicode decimals and blanks are understood. */
export function intFromText(s: Value, base: i32): Value {
  let r: Value = NULL;
  if (strIsAscii(s)) r = intParseAscii(strData(s), strLen(s), base);
  else {
    const n = strLen(s), buf = memAlloc(n);
    if (!buf) return raiseNoMemory();
    for (let i = 0; i < n; i++) {
      const c = strAt(s, i), d = c < 128 ? -1 : charDecimal(c);
      store<u8>(buf + <usize>i, c < 128 ? <u8>c : d >= 0 ? <u8>(48 + d) : charIsSpace(c) ? 32 : 63);
    }
    r = intParseAscii(buf, n, base);
    memFree(buf);
  }
  if (!r && !errOccurred()) raiseFmt(T.ValueError, "invalid literal for int() with base %d: %R", int(base), s);
  return r;
}
import { errOccurred } from "../../objects/errors";
