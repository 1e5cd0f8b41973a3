/** str: split, rsplit, splitlines, strip, lstrip, rstrip. CPython: Objects/stringlib/split.h. ASCII and Latin-1 blanks come from one table. */
import { Ptr, Value, NULL, None, int } from "../../base/value";
import { T } from "../../../generated/core/types";
import { decref } from "../../refcount/count";
import { raise, raiseFmt } from "../../objects/errors";
import { isTrue } from "../../objects/abstract";
import { LIST_SIZE, listAppendStealLockHeld, listCapacity, listNew, listReserveLockHeld, listSize, listSlot } from "../list/core";
import { charAt, strData, strFromAscii, strIsAscii, strKind, strLen } from "./core";
import { strExact, strSub } from "./slice";
import { isStr } from "./concat";
import { argInt, parseInt32 } from "../strlib/args";
import { findByte, findChar, spanFind, spanRfind } from "../strlib/search";
import { isSpace, isLineBreak } from "./ctype";


/** Appends s[from:to] to the list, which nobody else knows; false with an exception. */
function add(list: Value, s: Value, from: i32, to: i32): bool {
  const n = to - from, part = n > 1 && strIsAscii(s) && n < strLen(s) ? strFromAscii(strData(s) + from, n) : strSub(s, from, to);
  if (!part) return false;
  const i = load<i32>(<Ptr>list, LIST_SIZE);
  if (i >= listCapacity(list)) return listAppendStealLockHeld(list, part) == 0;
  store<u64>(listSlot(list, i), part);
  store<i32>(<Ptr>list, i + 1, LIST_SIZE);
  return true;
}
/** Where the first blank at or after i of the n characters at p is (n: none). Single bytes, 16 at a time: candidates are those up to 0x20 and above 0x7F. */
function blankFrom(p: Ptr, i: i32, n: i32): i32 {
  while (i < n) {
    const v = v128.load(p + i);
    let m = i8x16.bitmask(v128.or(v, i8x16.le_u(v, i8x16.splat(0x20))));
    while (m) {
      const at = i + ctz<i32>(m);
      if (at >= n || isSpace(load<u8>(p + at))) return at < n ? at : n;
      m &= m - 1;
    }
    i += 16;
  }
  return n;
}
function fail(list: Value): Value { decref(list); return NULL; }

export function strSplit(s: Value, sep: Value, max: i32): Value {
  const list = listNew(0);
  if (!list) return NULL;
  const n = strLen(s), k = strKind(s), p = strData(s);
  let i = 0, left = max;
  if (sep == None || sep == NULL) {
    while (true) {
      if (k == 1) { while (i < n && isSpace(load<u8>(p + i))) i++; } else while (i < n && isSpace(charAt(p, k, i))) i++;
      if (i >= n) break;
      if (left-- <= 0) {
        if (!add(list, s, i, n)) return fail(list);
        break;
      }
      if (i == 0 && n > 8 && max > 4 && !listReserveLockHeld(list, n < 64 ? 8 : n < 512 ? n >> 3 : 64)) return fail(list);
      const from = i;
      if (k == 1) i = blankFrom(p, i, n); else while (i < n && !isSpace(charAt(p, k, i))) i++;
      if (!add(list, s, from, i)) return fail(list);
    }
    return list;
  }
  const sn = strLen(sep), sk = strKind(sep), sp = strData(sep);
  if (sn == 0) { decref(list); return raise(T.ValueError, "empty separator"); }
  while (left-- > 0) {
    const f = sn == 1 && k == 1 ? findChar(p + i, 1, n - i, charAt(sp, sk, 0)) : spanFind(p + <usize>i * k, k, n - i, sp, sk, sn);
    if (f < 0) break;
    if (!add(list, s, i, i + f)) return fail(list);
    i += f + sn;
  }
  if (!add(list, s, i, n)) return fail(list);
  return list;
}
function sepArgument(sep: Value): bool {
  if (sep == None || isStr(sep)) return true;
  raiseFmt(T.TypeError, "must be str or None, not %T", sep);
  return false;
}
export function str_split(s: Value, sep: Value, maxsplit: Value): Value {
  if (!sepArgument(sep) || !parseInt32(maxsplit)) return NULL;
  return strSplit(s, sep, argInt < 0 ? i32.MAX_VALUE : argInt);
}
export function str_rsplit(s: Value, sep: Value, maxsplit: Value): Value {
  if (!sepArgument(sep) || !parseInt32(maxsplit)) return NULL;
  let left = argInt;
  if (left < 0) left = i32.MAX_VALUE;
  const list = listNew(0);
  if (!list) return NULL;
  const n = strLen(s), k = strKind(s), p = strData(s);
  let i = n;
  if (sep == None) {
    while (true) {
      while (i > 0 && isSpace(charAt(p, k, i - 1))) i--;
      if (i == 0) break;
      if (left-- <= 0) {
        if (!add(list, s, 0, i)) return fail(list);
        break;
      }
      const end = i;
      while (i > 0 && !isSpace(charAt(p, k, i - 1))) i--;
      if (!add(list, s, i, end)) return fail(list);
    }
  } else {
    const sn = strLen(sep), sk = strKind(sep), sp = strData(sep);
    if (sn == 0) { decref(list); return raise(T.ValueError, "empty separator"); }
    while (left-- > 0) {
      const f = spanRfind(p, k, i, sp, sk, sn);
      if (f < 0) break;
      if (!add(list, s, f + sn, i)) return fail(list);
      i = f;
    }
    if (!add(list, s, 0, i)) return fail(list);
  }
  listReverse(list);
  return list;
}
export function str_splitlines(s: Value, keepends: Value): Value {
  const keep = isTrue(keepends);
  if (keep < 0) return NULL;
  const list = listNew(0);
  if (!list) return NULL;
  const n = strLen(s), k = strKind(s), p = strData(s);
  let i = 0;
  while (i < n) {
    const from = i;
    while (i < n && !isLineBreak(charAt(p, k, i))) i++;
    let end = i;
    if (i < n) {
      i += charAt(p, k, i) == 13 && i + 1 < n && charAt(p, k, i + 1) == 10 ? 2 : 1;
      if (keep) end = i;
    }
    if (!add(list, s, from, end)) return fail(list);
  }
  return list;
}
/** Whether c is one of the n bytes at p, a text's beginning (blocks are multiples of 16 bytes, so that 16 may be read). */
function isOneOf(c: u32, p: Ptr, n: i32): bool {
  const v = i8x16.splat(<i8>c);
  for (; n >= 16; n -= 16, p += 16) if (v128.any_true(i8x16.eq(v128.load(p), v))) return true;
  return n > 0 && (i8x16.bitmask(i8x16.eq(v128.load(p), v)) & ((1 << n) - 1)) != 0;
}
function stripChars(s: Value, chars: Value, left: bool, right: bool): Value {
  const n = strLen(s), k = strKind(s), p = strData(s);
  let from = 0, to = n;
  if (chars == None) {
    if (left) while (from < to && isSpace(charAt(p, k, from))) from++;
    if (right) while (to > from && isSpace(charAt(p, k, to - 1))) to--;
  } else {
    const cn = strLen(chars), ck = strKind(chars), cp = strData(chars);
    if (k == 1 && ck == 1) {
      if (left) while (from < to && isOneOf(load<u8>(p + from), cp, cn)) from++;
      if (right) while (to > from && isOneOf(load<u8>(p + to - 1), cp, cn)) to--;
      return from == 0 && to == n ? strExact(s) : strSub(s, from, to);
    }
    if (left) while (from < to && findChar(cp, ck, cn, charAt(p, k, from)) >= 0) from++;
    if (right) while (to > from && findChar(cp, ck, cn, charAt(p, k, to - 1)) >= 0) to--;
  }
  return from == 0 && to == n ? strExact(s) : strSub(s, from, to);
}
export function strStrip(s: Value): Value { return stripChars(s, None, true, true); }
export function str_strip(s: Value, chars: Value): Value { return chars == None || isStr(chars) ? stripChars(s, chars, true, true) : raiseFmt(T.TypeError, "strip arg must be None or str, not %T", chars); }
export function str_lstrip(s: Value, chars: Value): Value { return chars == None || isStr(chars) ? stripChars(s, chars, true, false) : raiseFmt(T.TypeError, "lstrip arg must be None or str, not %T", chars); }
export function str_rstrip(s: Value, chars: Value): Value { return chars == None || isStr(chars) ? stripChars(s, chars, false, true) : raiseFmt(T.TypeError, "rstrip arg must be None or str, not %T", chars); }
/** Reverses a list that nobody else has seen. */
export function listReverse(l: Value): void {
  for (let i = 0, j = listSize(l) - 1; i < j; i++, j--) {
    const a = load<u64>(listSlot(l, i));
    store<u64>(listSlot(l, i), load<u64>(listSlot(l, j)));
    store<u64>(listSlot(l, j), a);
  }
}
