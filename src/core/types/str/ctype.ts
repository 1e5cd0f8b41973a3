/**
 * Properties of characters (CPython: Objects/unicodectype.c). Tables come from scripts/gen-unicode.ts: a two-stage index of 128-character blocks to records of
 * { u16 flags, u8 decimal or 255, u8 digit or 255, i32 lower, i32 upper, i32 title } where a mapping is a difference, or, if bit SPECIAL_x is set in flags, an index
 * into the list of mappings to several characters.
 */
import { Ptr } from "../../base/value";
import { UNI_INDEX1, UNI_INDEX2, UNI_RECORDS, UNI_SPECIAL, UNI_LATIN1 } from "../../../generated/core/unicode-ctype";

// @ts-ignore: decorator
@inline export const U_ALPHA: u32 = 1;
// @ts-ignore: decorator
@inline export const U_DECIMAL: u32 = 2;
// @ts-ignore: decorator
@inline export const U_DIGIT: u32 = 4;
// @ts-ignore: decorator
@inline export const U_NUMERIC: u32 = 8;
// @ts-ignore: decorator
@inline export const U_LOWER: u32 = 16;
// @ts-ignore: decorator
@inline export const U_UPPER: u32 = 32;
// @ts-ignore: decorator
@inline export const U_TITLE: u32 = 64;
// @ts-ignore: decorator
@inline export const U_SPACE: u32 = 128;
// @ts-ignore: decorator
@inline export const U_PRINTABLE: u32 = 256;
// @ts-ignore: decorator
@inline export const U_ID_START: u32 = 512;
// @ts-ignore: decorator
@inline export const U_ID_CONTINUE: u32 = 1024;
// @ts-ignore: decorator
@inline export const U_CASED: u32 = 2048;
// @ts-ignore: decorator
@inline export const U_CASE_IGNORABLE: u32 = 4096;
/** lower, upper, title are indices into UNI_SPECIAL */
// @ts-ignore: decorator
@inline export const U_SPECIAL: u32 = 8192;
/** casefold differs from lower */
// @ts-ignore: decorator
@inline export const U_FOLD: u32 = 16384;
// @ts-ignore: decorator
@inline export const U_ALNUM: u32 = U_ALPHA | U_DECIMAL | U_DIGIT | U_NUMERIC;

/** Address of a character's record. */
// @ts-ignore: decorator
@inline export function uniRecord(c: u32): Ptr {
  if (c > 0x10FFFF) return UNI_RECORDS;
  const block: u32 = load<u16>(UNI_INDEX1 + (<usize>(c >> 7) << 1));
  return UNI_RECORDS + <usize>load<u16>(UNI_INDEX2 + (<usize>((block << 7) + (c & 127)) << 1)) * 20;
}
/** Flags of a character: for c < 256 one load. */
// @ts-ignore: decorator
@inline export function uniFlags(c: u32): u32 { return c < 256 ? <u32>load<u16>(UNI_LATIN1 + (<usize>c << 1)) : <u32>load<u16>(uniRecord(c)); }
// @ts-ignore: decorator
@inline export function isSpace(c: u32): bool { return (uniFlags(c) & U_SPACE) != 0; }
// @ts-ignore: decorator
@inline export function isAlnum(c: u32): bool { return (uniFlags(c) & U_ALNUM) != 0; }
/** str.splitlines' breaks. */
export function isLineBreak(c: u32): bool { return c < 0x80 ? (c >= 10 && c <= 13) || (c >= 0x1C && c <= 0x1E) : c == 0x85 || c == 0x2028 || c == 0x2029; }
/** Decimal value, -1 if none. */
export function toDecimal(c: u32): i32 {
  if (c < 0x80) return c - 48 <= 9 ? c - 48 : -1;
  const d = load<u8>(uniRecord(c), 2);
  return d == 255 ? -1 : d;
}
export function toDigit(c: u32): i32 { const d = load<u8>(uniRecord(c), 3); return d == 255 ? -1 : d; }

/** Simple mappings: to one character (re.IGNORECASE). */
export function toLower(c: u32): u32 { const r = uniRecord(c); return load<u16>(r) & U_SPECIAL ? load<u32>(UNI_SPECIAL + load<i32>(r, 4) * 4, 0) : c + load<i32>(r, 4); }
export function toUpper(c: u32): u32 { const r = uniRecord(c); return load<u16>(r) & U_SPECIAL ? load<u32>(UNI_SPECIAL + load<i32>(r, 8) * 4, 0) : c + load<i32>(r, 8); }

function full(c: u32, r: Ptr, offset: usize): i32 {
  const v = load<i32>(r + offset);
  if (!(load<u16>(r) & U_SPECIAL)) { mapped0 = c + v; return 1; }
  const at = UNI_SPECIAL + <usize>v * 4; // { simple, count, chars… }
  const n = load<i32>(at, 4);
  mapped0 = load<u32>(at, 8);
  if (n > 1) mapped1 = load<u32>(at, 12);
  if (n > 2) mapped2 = load<u32>(at, 16);
  return n;
}
/** The characters of the last full mapping (thread-local). */
export let mapped0: u32 = 0;
export let mapped1: u32 = 0;
export let mapped2: u32 = 0;
/** Each returns how many characters (1 to 3) it put in mapped0… */
export function lowerFull(c: u32): i32 { return full(c, uniRecord(c), 4); }
export function upperFull(c: u32): i32 { return full(c, uniRecord(c), 8); }
export function titleFull(c: u32): i32 { return full(c, uniRecord(c), 12); }
export function foldFull(c: u32): i32 { return full(c, uniRecord(c), 16); }
