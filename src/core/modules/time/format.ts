/** strftime and asctime in the C locale. CPython: Modules/timemodule.c (time_strftime, _asctime), glibc's strftime for the directives. */
import { Ptr, Value, NULL, None, int, intOf, isInt } from "../../base/value";
import { T, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { decref } from "../../refcount/count";
import { raise, raiseFmt } from "../../objects/errors";
import { hasFlag, isExact } from "../../objects/typeof";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { tupleItem, tupleItems } from "../../types/tuple/core";
import { strAt, strLen } from "../../types/str/core";
import { StrBuilder, sbChar, sbDiscard, sbFinish, sbInt, sbLit, sbNew, sbStr } from "../../types/str/builder";
import { daysFromCivil, floorDiv64 } from "./calendar";
import { timeFields } from "./time";

const DAYS = "SundayMondayTuesdayWednesdayThursdayFridaySaturday";
const MONTHS = "JanuaryFebruaryMarchAprilMayJuneJulyAugustSeptemberOctoberNovemberDecember";
/** Appends word i of a run of capitalised words, or its first three letters. */
function word(sb: StrBuilder, words: string, i: i32, short: bool): void {
  let at = 0;
  for (let n = -1; at < words.length; at++) {
    if (words.charCodeAt(at) < 97) n++;
    if (n == i) break;
  }
  let n = 0;
  do { sbChar(sb, words.charCodeAt(at++)); n++; } while (at < words.length && words.charCodeAt(at) >= 97 && !(short && n == 3));
}
/** Pads with `pad` (0: none) to `width`. */
function number(sb: StrBuilder, v: i64, width: i32, pad: u32): void {
  if (v < 0) { sbChar(sb, 45); v = -v; }
  let w = 1;
  for (let x = v; x >= 10; x /= 10) w++;
  if (pad) for (; w < width; w++) sbChar(sb, pad);
  sbInt(sb, v);
}
/** Checks the ranges as CPython does. */
function check(f: Ptr): bool {
  // month and day of year 0 mean 1
  if (load<i64>(f, 8) == 0) store<i64>(f, 1, 8);
  if (load<i64>(f, 16) == 0) store<i64>(f, 1, 16);
  if (load<i64>(f, 56) == 0) store<i64>(f, 1, 56);
  const mo = load<i64>(f, 8), d = load<i64>(f, 16), h = load<i64>(f, 24), mi = load<i64>(f, 32), s = load<i64>(f, 40), wd = load<i64>(f, 48), yd = load<i64>(f, 56);
  if (mo < 1 || mo > 12) { raise(T.ValueError, "month out of range"); return false; }
  if (d < 1 || d > 31) { raise(T.ValueError, "day of month out of range"); return false; }
  if (h < 0 || h > 23) { raise(T.ValueError, "hour out of range"); return false; }
  if (mi < 0 || mi > 59) { raise(T.ValueError, "minute out of range"); return false; }
  if (s < 0 || s > 61) { raise(T.ValueError, "seconds out of range"); return false; }
  if (wd < -1) { raise(T.ValueError, "day of week out of range"); return false; }
  store<i64>(f, (wd + 1) % 7, 48); // 0 is Sunday from here on
  if (yd < 1 || yd > 366) { raise(T.ValueError, "day of year out of range"); return false; }
  return true;
}
function isoYearWeek(y: i64, yday: i32, wday: i32): i64 {
  // week with the year's first Thursday is 1; wday 0 = Monday. Returns year * 100 + week
  let week = (yday - wday + 10) / 7;
  if (week < 1) { y--; week = weeksIn(y); } else if (week > weeksIn(y)) { y++; week = 1; }
  return y * 100 + week;
}
function weeksIn(y: i64): i32 {
  const jan1 = <i32>((daysFromCivil(y, 1, 1) + 3) % 7 + 7) % 7, leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
  return jan1 == 3 || (jan1 == 2 && leap) ? 53 : 52;
}
export function formatTime(format: Value, t: Value): Value {
  const mark = stackMark(), f = stackAlloc(72);
  if (!f || !timeFields(t, f, "strftime") || !check(f)) { stackRestore(mark); return NULL; }
  const sb = sbNew(64), n = strLen(format), struct = isExact(t, T.struct_time);
  for (let i = 0; i < n; i++) {
    const c = strAt(format, i);
    if (c != 37) { sbChar(sb, c); continue; }
    if (++i >= n) { sbChar(sb, 37); break; }
    let pad: u32 = 48, d = strAt(format, i);
    // glibc's flags: '-' no padding, '_' blanks, '0' zeros
    while ((d == 45 || d == 95 || d == 48) && i + 1 < n) { pad = d == 45 ? 0 : d == 95 ? 32 : 48; d = strAt(format, ++i); }
    if ((d == 69 || d == 79) && i + 1 < n) d = strAt(format, ++i);
    directive(sb, d, f, t, struct, pad);
  }
  stackRestore(mark);
  return sbFinish(sb);
}
function directive(sb: StrBuilder, d: u32, f: Ptr, t: Value, struct: bool, pad: u32): void {
  const y = load<i64>(f), mo = load<i64>(f, 8), day = load<i64>(f, 16), h = load<i64>(f, 24), mi = load<i64>(f, 32), s = load<i64>(f, 40), wd = <i32>load<i64>(f, 48), yd = <i32>load<i64>(f, 56);
  switch (d) {
    case 97: word(sb, DAYS, wd, true); return; // a
    case 65: word(sb, DAYS, wd, false); return; // A
    case 98: case 104: word(sb, MONTHS, <i32>mo - 1, true); return; // b h
    case 66: word(sb, MONTHS, <i32>mo - 1, false); return; // B
    case 99: directive(sb, 97, f, t, struct, 48); sbChar(sb, 32); directive(sb, 98, f, t, struct, 48); sbChar(sb, 32); number(sb, day, 2, 32); sbChar(sb, 32); directive(sb, 84, f, t, struct, 48); sbChar(sb, 32); number(sb, y, 4, 0); return; // c
    case 67: number(sb, floorDiv64(y, 100), 2, pad); return; // C
    case 100: number(sb, day, 2, pad); return; // d
    case 68: case 120: number(sb, mo, 2, 48); sbChar(sb, 47); number(sb, day, 2, 48); sbChar(sb, 47); number(sb, y - floorDiv64(y, 100) * 100, 2, 48); return; // D x
    case 101: number(sb, day, 2, pad == 48 ? 32 : pad); return; // e
    case 70: number(sb, y, 4, 0); sbChar(sb, 45); number(sb, mo, 2, 48); sbChar(sb, 45); number(sb, day, 2, 48); return; // F
    case 71: number(sb, isoYearWeek(y, yd, (wd + 6) % 7) / 100, 4, 0); return; // G
    case 103: number(sb, isoYearWeek(y, yd, (wd + 6) % 7) / 100 % 100, 2, pad); return; // g
    case 72: number(sb, h, 2, pad); return; // H
    case 107: number(sb, h, 2, 32); return; // k
    case 73: number(sb, (h + 11) % 12 + 1, 2, pad); return; // I
    case 108: number(sb, (h + 11) % 12 + 1, 2, 32); return; // l
    case 106: number(sb, yd, 3, pad); return; // j
    case 109: number(sb, mo, 2, pad); return; // m
    case 77: number(sb, mi, 2, pad); return; // M
    case 110: sbChar(sb, 10); return; // n
    case 112: sbLit(sb, h < 12 ? "AM" : "PM"); return; // p
    case 80: sbLit(sb, h < 12 ? "am" : "pm"); return; // P
    case 114: directive(sb, 73, f, t, struct, 48); sbChar(sb, 58); number(sb, mi, 2, 48); sbChar(sb, 58); number(sb, s, 2, 48); sbChar(sb, 32); directive(sb, 112, f, t, struct, 48); return; // r
    case 82: number(sb, h, 2, 48); sbChar(sb, 58); number(sb, mi, 2, 48); return; // R
    case 83: number(sb, s, 2, pad); return; // S
    case 116: sbChar(sb, 9); return; // t
    case 84: case 88: number(sb, h, 2, 48); sbChar(sb, 58); number(sb, mi, 2, 48); sbChar(sb, 58); number(sb, s, 2, 48); return; // T X
    case 117: number(sb, wd == 0 ? 7 : wd, 1, pad); return; // u
    case 119: number(sb, wd, 1, pad); return; // w
    case 85: number(sb, (yd + 6 - wd) / 7, 2, pad); return; // U
    case 87: number(sb, (yd + 6 - (wd + 6) % 7) / 7, 2, pad); return; // W
    case 86: number(sb, isoYearWeek(y, yd, (wd + 6) % 7) % 100, 2, pad); return; // V
    case 121: number(sb, y - floorDiv64(y, 100) * 100, 2, pad); return; // y
    case 89: number(sb, y, 4, 0); return; // Y
    case 122: { // z
      const v = struct ? load<u64>(tupleItems(t) + 80) : NULL;
      let o = v && isInt(v) ? intOf(v) : 0;
      sbChar(sb, o < 0 ? 45 : 43);
      if (o < 0) o = -o;
      number(sb, o / 3600, 2, 48); number(sb, o / 60 % 60, 2, 48);
      return;
    }
    case 90: { // Z
      const v = struct ? load<u64>(tupleItems(t) + 72) : NULL;
      if (v && hasFlag(v, TF_UNICODE_SUBCLASS)) sbStr(sb, v);
      return;
    }
    case 37: sbChar(sb, 37); return;
    default: sbChar(sb, 37); sbChar(sb, d); return;
  }
}
/** 'Sun Nov 22 20:14:54 2026' */
export function asctimeOf(t: Value): Value {
  const mark = stackMark(), f = stackAlloc(72);
  if (!f || !timeFields(t, f, "asctime") || !check(f)) { stackRestore(mark); return NULL; }
  const sb = sbNew(32);
  word(sb, DAYS, <i32>load<i64>(f, 48), true); sbChar(sb, 32);
  word(sb, MONTHS, <i32>load<i64>(f, 8) - 1, true); sbChar(sb, 32);
  number(sb, load<i64>(f, 16), 2, 32); sbChar(sb, 32);
  directive(sb, 84, f, t, false, 48);
  sbChar(sb, 32); number(sb, load<i64>(f), 4, 0);
  stackRestore(mark);
  return sbFinish(sb);
}
