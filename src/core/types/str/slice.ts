/** Parts of a str: substrings, indexing, slicing, repetition. CPython: PyUnicode_Substring, unicode_subscript, unicode_repeat. */
import { copyBytes, fillBytes } from "../../base/bytes";
import { Value, Ptr, NULL, isInt, intOf, int } from "../../base/value";
import { as, Obj } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { newRef } from "../../refcount/count";
import { typeOf } from "../../objects/typeof";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { indexAsSsize } from "../../objects/abstract";
import { isExact } from "../../objects/typeof";
import { charAt, putChar, strAt, strData, strEmpty, strFromAscii, strFromChar, strFromKind, strFromLatin1, strIsAscii, strKind, strLen, strNew } from "./core";
import { sliceUnpack, sliceAdjust, sliceStart, sliceStep, sliceLength } from "../slice/core";

/** An uninitialised ASCII str. */
// @ts-ignore: decorator
@inline export function strNewAscii(length: i32): Value { return length ? strNew(length, 0x7F) : strEmpty(); }
/** Code points [from, to) of s; bounds are the caller's care. Returns new; s itself if that is all of an exact str. */
export function strSub(s: Value, from: i32, to: i32): Value {
  const n = to - from;
  if (n <= 0) return strEmpty();
  if (n == strLen(s) && isExact(s, T.str)) return newRef(s);
  const kind = strKind(s), p = strData(s) + <usize>from * kind;
  if (n == 1) return strFromChar(charAt(p, kind, 0));
  if (strIsAscii(s)) {
    return strFromAscii(p, n);
  }
  return strFromKind(p, kind, n);
}
/** A str of exact type str with the same text. Returns new. */
export function strExact(s: Value): Value { return isExact(s, T.str) ? newRef(s) : strFromKind(strData(s), strKind(s), strLen(s)); }
/** s[i] for the interpreter: i may be negative. */
export function strItem(s: Value, i: i32): Value {
  if (<u32>i >= <u32>strLen(s)) return raise(T.IndexError, "string index out of range");
  return strFromChar(strAt(s, i));
}
export function strSubscript(s: Value, key: Value): Value {
  if (isInt(key)) {
    let i = intOf(key);
    const n = strLen(s);
    if (i < 0) i += n;
    if (<u64>i >= <u64>n) return raise(T.IndexError, "string index out of range");
    return strFromChar(strAt(s, <i32>i));
  }
  if (isExact(key, T.slice)) {
    if (!sliceUnpack(key)) return NULL;
    sliceAdjust(strLen(s));
    const start = sliceStart, step = sliceStep, n = sliceLength;
    if (n <= 0) return strEmpty();
    if (step == 1) return strSub(s, start, start + n);
    const kind = strKind(s), p = strData(s);
    let max: u32 = 0;
    if (strIsAscii(s)) max = 0x7F;
    else for (let k = 0, at = start; k < n; k++, at += step) max |= charAt(p, kind, at);
    const r = strNew(n, max > 0x10FFFF ? 0x10FFFF : max);
    if (!r) return NULL;
    const rk = strKind(r), d = strData(r);
    if (kind == 1) for (let k = 0, at = start; k < n; k++, at += step) store<u8>(d + k, load<u8>(p + at));
    else for (let k = 0, at = start; k < n; k++, at += step) putChar(d, rk, k, charAt(p, kind, at));
    return r;
  }
  if (typeOf(key).nb_index) {
    let i = indexAsSsize(key);
    if (i == -1 && errOccurred()) return NULL;
    if (i < 0) i += strLen(s);
    return strItem(s, i);
  }
  return raiseFmt(T.TypeError, "string indices must be integers, not '%T'", key);
}
/** s * n */
export function strRepeat(s: Value, n: i32): Value {
  const len = strLen(s);
  if (n <= 0 || len == 0) return strEmpty();
  if (n == 1) return strExact(s);
  if (<i64>len * n > 0x3FFFFFF0) return raise(T.OverflowError, "repeated string is too long");
  const kind = strKind(s);
  const r = strNew(len * n, strIsAscii(s) ? 0x7F : kind == 1 ? 0xFF : kind == 2 ? 0xFFFF : 0x10FFFF);
  if (!r) return NULL;
  spanRepeat(strData(r), strData(s), <usize>len * kind, n);
  return r;
}
/** Writes `bytes` bytes at `from` n times to `to`, doubling what is there. */
export function spanRepeat(to: Ptr, from: Ptr, bytes: usize, n: i32): void {
  const total = bytes * n;
  if (bytes == 1) { fillBytes(to, load<u8>(from), total); return; }
  copyBytes(to, from, bytes);
  let done = bytes;
  while (done < total) { const k = done < total - done ? done : total - done; copyBytes(to + done, to, k); done += k; }
}
