/** str: lower, upper, title, capitalize, swapcase, casefold, is*. CPython: do_lower, do_upper, do_title …, case_operation. ASCII goes by loops over bytes. */
import { UNI_LATIN1 } from "../../../generated/core/unicode-ctype";
import { Ptr, Value, NULL, boolean, True, False } from "../../base/value";
import { charAt, strData, strEmpty, strIsAscii, strKind, strLen, strNew } from "./core";
import { StrBuilder, sbNew, sbChar, sbFinish } from "./builder";
import { lowerFull, upperFull, titleFull, foldFull, mapped0, mapped1, mapped2, uniFlags, U_ALNUM, U_ALPHA, U_CASED, U_CASE_IGNORABLE, U_DECIMAL, U_DIGIT, U_ID_CONTINUE, U_ID_START, U_LOWER, U_NUMERIC, U_PRINTABLE, U_SPACE, U_TITLE, U_UPPER } from "./ctype";

/** Copies ASCII with the 26 letters from `first` on in the other case. The last step may write over the text's end: blocks are multiples of 16 bytes, and the text begins at one. */
function caseAscii(to: Ptr, from: Ptr, n: i32, first: u32): void {
  const base = i8x16.splat(<i8>(first + 128)), bound = i8x16.splat(-128 + 26), bit = i8x16.splat(32);
  for (let i = 0; i < n; i += 16) {
    const v = v128.load(from + i);
    // v - first, with the sign bit turned, is below -128 + 26 for the letters only
    v128.store(to + i, v128.xor(v, v128.and(i8x16.lt_s(i8x16.sub(v, base), bound), bit)));
  }
}
function put(sb: StrBuilder, n: i32): void {
  const b = mapped1, c = mapped2;
  sbChar(sb, mapped0);
  if (n > 1) sbChar(sb, b);
  if (n > 2) sbChar(sb, c);
}
/** Capital sigma at the end of a word becomes a final sigma. */
function lowerSigma(p: Ptr, kind: u32, n: i32, i: i32): u32 {
  let j = i - 1;
  while (j >= 0 && uniFlags(charAt(p, kind, j)) & U_CASE_IGNORABLE) j--;
  let final = j >= 0 && (uniFlags(charAt(p, kind, j)) & U_CASED) != 0;
  if (final) {
    j = i + 1;
    while (j < n && uniFlags(charAt(p, kind, j)) & U_CASE_IGNORABLE) j++;
    final = !(j < n && (uniFlags(charAt(p, kind, j)) & U_CASED) != 0);
  }
  return final ? 0x3C2 : 0x3C3;
}
function lowerAt(sb: StrBuilder, p: Ptr, kind: u32, n: i32, i: i32): void {
  const c = charAt(p, kind, i);
  if (c == 0x3A3) sbChar(sb, lowerSigma(p, kind, n, i)); else put(sb, lowerFull(c));
}
export function str_lower(s: Value): Value {
  const n = strLen(s), p = strData(s);
  if (strIsAscii(s)) {
    if (!n) return strEmpty();
    const r = strNew(n, 0x7F);
    if (r) caseAscii(strData(r), p, n, 65);
    return r;
  }
  const sb = sbNew(n + 8), kind = strKind(s);
  for (let i = 0; i < n; i++) lowerAt(sb, p, kind, n, i);
  return sbFinish(sb);
}
export function str_upper(s: Value): Value {
  const n = strLen(s), p = strData(s);
  if (strIsAscii(s)) {
    if (!n) return strEmpty();
    const r = strNew(n, 0x7F);
    if (r) caseAscii(strData(r), p, n, 97);
    return r;
  }
  const sb = sbNew(n + 8), kind = strKind(s);
  for (let i = 0; i < n; i++) put(sb, upperFull(charAt(p, kind, i)));
  return sbFinish(sb);
}
export function str_casefold(s: Value): Value {
  if (strIsAscii(s)) return str_lower(s);
  const n = strLen(s), p = strData(s), sb = sbNew(n + 8), kind = strKind(s);
  for (let i = 0; i < n; i++) put(sb, foldFull(charAt(p, kind, i)));
  return sbFinish(sb);
}
export function str_swapcase(s: Value): Value {
  const n = strLen(s), p = strData(s), sb = sbNew(n + 8), kind = strKind(s);
  for (let i = 0; i < n; i++) {
    const c = charAt(p, kind, i), f = uniFlags(c);
    if (f & U_UPPER) lowerAt(sb, p, kind, n, i);
    else if (f & U_LOWER) put(sb, upperFull(c));
    else sbChar(sb, c);
  }
  return sbFinish(sb);
}
export function str_title(s: Value): Value {
  const n = strLen(s), p = strData(s), sb = sbNew(n + 8), kind = strKind(s);
  let previousCased = false;
  for (let i = 0; i < n; i++) {
    const c = charAt(p, kind, i);
    if (previousCased) lowerAt(sb, p, kind, n, i); else put(sb, titleFull(c));
    previousCased = (uniFlags(c) & U_CASED) != 0;
  }
  return sbFinish(sb);
}
export function str_capitalize(s: Value): Value {
  const n = strLen(s), p = strData(s), kind = strKind(s);
  if (!n) return strEmpty();
  const sb = sbNew(n + 8);
  put(sb, titleFull(charAt(p, kind, 0)));
  for (let i = 1; i < n; i++) lowerAt(sb, p, kind, n, i);
  return sbFinish(sb);
}

// ---- predicates --------------------------------------------------------------------------------------------------------
function all(s: Value, flag: u32): Value {
  const n = strLen(s), p = strData(s), kind = strKind(s);
  if (!n) return False;
  if (kind == 1) {
    for (let i = 0; i < n; i++) if (!(<u32>load<u16>(UNI_LATIN1 + (<usize>load<u8>(p + i) << 1)) & flag)) return False;
    return True;
  }
  for (let i = 0; i < n; i++) if (!(uniFlags(charAt(p, kind, i)) & flag)) return False;
  return True;
}
export function str_isascii(s: Value): Value { return boolean(strIsAscii(s)); }
export function str_isspace(s: Value): Value { return all(s, U_SPACE); }
export function str_isdecimal(s: Value): Value { return all(s, U_DECIMAL); }
export function str_isdigit(s: Value): Value { return all(s, U_DIGIT); }
export function str_isnumeric(s: Value): Value { return all(s, U_NUMERIC); }
export function str_isalpha(s: Value): Value { return all(s, U_ALPHA); }
export function str_isalnum(s: Value): Value { return all(s, U_ALNUM); }
export function str_isprintable(s: Value): Value { return strLen(s) ? all(s, U_PRINTABLE) : True; }
export function strIsIdentifier(s: Value): bool {
  const n = strLen(s), p = strData(s), kind = strKind(s);
  if (!n || !(uniFlags(charAt(p, kind, 0)) & U_ID_START)) return false;
  for (let i = 1; i < n; i++) if (!(uniFlags(charAt(p, kind, i)) & U_ID_CONTINUE)) return false;
  return true;
}
export function str_isidentifier(s: Value): Value { return boolean(strIsIdentifier(s)); }
export function str_islower(s: Value): Value {
  const n = strLen(s), p = strData(s), kind = strKind(s);
  let cased = false;
  for (let i = 0; i < n; i++) {
    const f = uniFlags(charAt(p, kind, i));
    if (f & (U_UPPER | U_TITLE)) return False;
    if (f & U_LOWER) cased = true;
  }
  return boolean(cased);
}
export function str_isupper(s: Value): Value {
  const n = strLen(s), p = strData(s), kind = strKind(s);
  let cased = false;
  for (let i = 0; i < n; i++) {
    const f = uniFlags(charAt(p, kind, i));
    if (f & (U_LOWER | U_TITLE)) return False;
    if (f & U_UPPER) cased = true;
  }
  return boolean(cased);
}
export function str_istitle(s: Value): Value {
  const n = strLen(s), p = strData(s), kind = strKind(s);
  let cased = false, previous = false;
  for (let i = 0; i < n; i++) {
    const f = uniFlags(charAt(p, kind, i));
    if (f & (U_UPPER | U_TITLE)) { if (previous) return False; previous = true; cased = true; }
    else if (f & U_LOWER) { if (!previous) return False; previous = true; cased = true; }
    else previous = false;
  }
  return boolean(cased);
}
