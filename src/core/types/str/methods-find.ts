/** str: find, rfind, index, rindex, count, contains, startswith, endswith, removeprefix, removesuffix, partition, rpartition, replace. CPython: unicodeobject.c. */
import { copyBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, True, False, boolean, int } from "../../base/value";
import { T } from "../../../generated/core/types";
import { decref, newRef } from "../../refcount/count";
import { isExact } from "../../objects/typeof";
import { raise, raiseFmt } from "../../objects/errors";
import { charAt, putChar, strFromChar, strData, strEmpty, strIsAscii, strKind, strLen, strNew } from "./core";
import { strExact, strSub } from "./slice";
import { isStr } from "./concat";
import { adjustBounds, argEnd, argInt, argStart, parseBounds, parseInt32 } from "../strlib/args";
import { findByte, findChar, spanCount, spanEqual, spanFind, spanRfind, widen } from "../strlib/search";
import { tupleItem, tupleNew, tupleInit, tupleSize } from "../tuple/core";
import { hasFlag } from "../../objects/typeof";
import { TF_TUPLE_SUBCLASS } from "../../../generated/core/types";

function needStr(name: string, v: Value): bool {
  if (isStr(v)) return true;
  const f = strFromLiteral(name);
  raiseFmt(T.TypeError, "%U argument 1 must be str, not %T", f, v);
  decref(f);
  return false;
}
import { strFromLiteral } from "./core";
/** Position in [start, end), -1 if absent, -2 with an exception. */
function search(name: string, s: Value, sub: Value, start: Value, end: Value, backwards: bool): i32 {
  if (!needStr(name, sub) || !parseBounds(start, end)) return -2;
  adjustBounds(strLen(s));
  const from = argStart, to = argEnd;
  if (from > to) return -1;
  const k = strKind(s), p = strData(s) + <usize>from * k;
  const i = backwards ? spanRfind(p, k, to - from, strData(sub), strKind(sub), strLen(sub)) : spanFind(p, k, to - from, strData(sub), strKind(sub), strLen(sub));
  return i < 0 ? -1 : i + from;
}
export function str_find(s: Value, sub: Value, start: Value, end: Value): Value { const i = search("find()", s, sub, start, end, false); return i == -2 ? NULL : int(i); }
export function str_rfind(s: Value, sub: Value, start: Value, end: Value): Value { const i = search("rfind()", s, sub, start, end, true); return i == -2 ? NULL : int(i); }
export function str_index(s: Value, sub: Value, start: Value, end: Value): Value {
  const i = search("index()", s, sub, start, end, false);
  return i == -2 ? NULL : i < 0 ? raise(T.ValueError, "substring not found") : int(i);
}
export function str_rindex(s: Value, sub: Value, start: Value, end: Value): Value {
  const i = search("rindex()", s, sub, start, end, true);
  return i == -2 ? NULL : i < 0 ? raise(T.ValueError, "substring not found") : int(i);
}
export function str_count(s: Value, sub: Value, start: Value, end: Value): Value {
  if (!needStr("count()", sub) || !parseBounds(start, end)) return NULL;
  adjustBounds(strLen(s));
  if (argStart > argEnd) return int(0);
  const k = strKind(s);
  return int(spanCount(strData(s) + <usize>argStart * k, k, argEnd - argStart, strData(sub), strKind(sub), strLen(sub), i32.MAX_VALUE));
}
/** sub in s; both strs. */
export function strContains(s: Value, sub: Value): bool { return spanFind(strData(s), strKind(s), strLen(s), strData(sub), strKind(sub), strLen(sub)) >= 0; }
export function str_contains(s: Value, sub: Value): i32 {
  if (!isStr(sub)) { raiseFmt(T.TypeError, "'in <string>' requires string as left operand, not %T", sub); return -1; }
  const n = strLen(s);
  if (n <= 16 && strLen(sub) == 1 && strKind(s) == 1 && strKind(sub) == 1)
    return <i32>((i8x16.bitmask(i8x16.eq(v128.load(strData(s)), i8x16.splat(<i8>load<u8>(strData(sub))))) & ((1 << n) - 1)) != 0);
  return strContains(s, sub) ? 1 : 0;
}
function tailMatch(s: Value, sub: Value, from: i32, to: i32, atEnd: bool): bool {
  const n = strLen(sub);
  if (to - from < n) return false;
  const k = strKind(s);
  return spanEqual(strData(s) + <usize>(atEnd ? to - n : from) * k, k, strData(sub), strKind(sub), n);
}
function startsOrEnds(name: string, s: Value, sub: Value, start: Value, end: Value, atEnd: bool): Value {
  if (!parseBounds(start, end)) return NULL;
  adjustBounds(strLen(s));
  const from = argStart, to = argEnd;
  if (isStr(sub)) return boolean(tailMatch(s, sub, from, to, atEnd));
  const f = strFromLiteral(name);
  let r = False;
  if (hasFlag(sub, TF_TUPLE_SUBCLASS)) {
    for (let i = 0; i < tupleSize(sub); i++) {
      const t = tupleItem(sub, i);
      if (!isStr(t)) { r = raiseFmt(T.TypeError, "tuple for %U must only contain str, not %T", f, t); break; }
      if (tailMatch(s, t, from, to, atEnd)) { r = True; break; }
    }
  } else r = raiseFmt(T.TypeError, "%U first arg must be str or a tuple of str, not %T", f, sub);
  decref(f);
  return r;
}
export function str_startswith(s: Value, prefix: Value, start: Value, end: Value): Value { return startsOrEnds("startswith", s, prefix, start, end, false); }
export function str_endswith(s: Value, suffix: Value, start: Value, end: Value): Value { return startsOrEnds("endswith", s, suffix, start, end, true); }
export function str_removeprefix(s: Value, prefix: Value): Value {
  if (!isStr(prefix)) return raiseFmt(T.TypeError, "removeprefix() argument must be str, not %T", prefix);
  return tailMatch(s, prefix, 0, strLen(s), false) ? strSub(s, strLen(prefix), strLen(s)) : strExact(s);
}
export function str_removesuffix(s: Value, suffix: Value): Value {
  if (!isStr(suffix)) return raiseFmt(T.TypeError, "removesuffix() argument must be str, not %T", suffix);
  return tailMatch(s, suffix, 0, strLen(s), true) ? strSub(s, 0, strLen(s) - strLen(suffix)) : strExact(s);
}
function three(a: Value, b: Value, c: Value): Value {
  const t = a && b && c ? tupleNew(3) : NULL;
  if (!t) { decref(a); decref(b); decref(c); return NULL; }
  tupleInit(t, 0, a); tupleInit(t, 1, b); tupleInit(t, 2, c);
  return t;
}
export function str_partition(s: Value, sep: Value): Value {
  if (!isStr(sep)) return raiseFmt(T.TypeError, "must be str, not %T", sep);
  if (!strLen(sep)) return raise(T.ValueError, "empty separator");
  const i = spanFind(strData(s), strKind(s), strLen(s), strData(sep), strKind(sep), strLen(sep));
  if (i < 0) return three(strExact(s), strEmpty(), strEmpty());
  return three(strSub(s, 0, i), newRef(sep), strSub(s, i + strLen(sep), strLen(s)));
}
export function str_rpartition(s: Value, sep: Value): Value {
  if (!isStr(sep)) return raiseFmt(T.TypeError, "must be str, not %T", sep);
  if (!strLen(sep)) return raise(T.ValueError, "empty separator");
  const i = spanRfind(strData(s), strKind(s), strLen(s), strData(sep), strKind(sep), strLen(sep));
  if (i < 0) return three(strEmpty(), strEmpty(), strExact(s));
  return three(strSub(s, 0, i), newRef(sep), strSub(s, i + strLen(sep), strLen(s)));
}
export function str_replace(s: Value, from: Value, to: Value, count: Value): Value {
  if (!isStr(from)) return raiseFmt(T.TypeError, "replace() argument 1 must be str, not %T", from);
  if (!isStr(to)) return raiseFmt(T.TypeError, "replace() argument 2 must be str, not %T", to);
  if (!parseInt32(count)) return NULL;
  return strReplace(s, from, to, argInt < 0 ? i32.MAX_VALUE : argInt);
}
/** Every `from` in an ASCII text becomes the character of `to`, or goes if that is empty. */
function replaceChar(s: Value, from: u32, to: Value): Value {
  const n = strLen(s), p = strData(s), first = findByte(p, n, from);
  if (first < 0) return strExact(s);
  if (strLen(to)) {
    const r = strNew(n, 0x7F), c = load<u8>(strData(to));
    if (r) { const d = strData(r); copyBytes(d, p, n); for (let i = first; i < n; i++) if (<u32>load<u8>(p + i) == from) store<u8>(d + i, c); }
    return r;
  }
  let left = first;
  for (let i = first; i < n; i++) left += <i32>(<u32>load<u8>(p + i) != from);
  if (left == 0) return strEmpty();
  if (left == 1) { let i = 0; while (<u32>load<u8>(p + i) == from) i++; return strFromChar(load<u8>(p + i)); }
  const r = strNew(left, 0x7F);
  if (r) { let d = strData(r); for (let i = 0; i < n; i++) { const c = load<u8>(p + i); if (<u32>c != from) store<u8>(d++, c); } }
  return r;
}
export function strReplace(s: Value, from: Value, to: Value, max: i32): Value {
  const n = strLen(s), fn = strLen(from), tn = strLen(to), k = strKind(s), p = strData(s), fk = strKind(from), fp = strData(from);
  if (max == 0 || fn > n || fk > k || (fn == tn && strEq(from, to))) return strExact(s);
  if (fn == 1 && k == 1 && tn <= 1 && strKind(to) == 1 && max >= n && (strIsAscii(to) || tn == 0) && strIsAscii(s)) return replaceChar(s, load<u8>(fp), to);
  const found = spanCount(p, k, n, fp, fk, fn, max);
  if (found == 0) return strExact(s);
  const total = <i64>n + <i64>found * (tn - fn);
  if (total > 0x3FFFFFF0) return raise(T.OverflowError, "replace string is too long");
  if (total == 0) return strEmpty();
  const tk = strKind(to), rk = k > tk ? k : tk, ascii = strIsAscii(s) && strIsAscii(to);
  // the result's kind is the true one unless the replaced text was all that needed it: then it is found afterwards
  const r = strNew(<i32>total, ascii ? 0x7F : rk == 1 ? 0xFF : rk == 2 ? 0xFFFF : 0x10FFFF);
  if (!r) return NULL;
  let d = strData(r), at = 0;
  const tp = strData(to);
  for (let i = 0; i < found; i++) {
    if (fn == 0) { // the replacement goes before each character, and after the last
      widen(d, rk, tp, tk, tn); d += <usize>tn * rk;
      if (at < n) { widen(d, rk, p + <usize>at * k, k, 1); d += rk; at++; }
      continue;
    }
    const q = p + <usize>at * k, f = spanFind(q, k, n - at, fp, fk, fn);
    widen(d, rk, q, k, f); d += <usize>f * rk;
    if (tn == 1 && rk == 1) store<u8>(d, load<u8>(tp)); else widen(d, rk, tp, tk, tn);
    d += <usize>tn * rk;
    at += f + fn;
  }
  if (at < n) widen(d, rk, p + <usize>at * k, k, n - at);
  return ascii || strIsAscii(from) ? r : strTighten(r);
}
/** r as it is, or a narrower copy if its kind or ascii flag claims too much. Steals r. */
export function strTighten(r: Value): Value {
  const n = strLen(r), k = strKind(r), p = strData(r);
  let max: u32 = 0;
  for (let i = 0; i < n; i++) max |= charAt(p, k, i);
  if (max < 0x80 ? strIsAscii(r) : !strIsAscii(r) && (k == 1 || max >= (k == 2 ? <u32>0x100 : 0x10000))) return r;
  const t = strFromKind(p, k, n);
  decref(r);
  return t;
}
import { strEq, strFromKind } from "./core";
