/**
 * Joining texts: +, s += t in place, join. CPython: PyUnicode_Concat, PyUnicode_Append, _PyUnicode_JoinArray.
 *
 * strAppendInPlace grows a str that nobody else can see: exact str, one reference, owned by this thread, not interned, not immortal. The first time it moves the text to
 * a block with an eighth to spare and writes the capacity in bytes into the byte at +23 as a tiny float (e << 3 | m means (8 + m) << e; 0: no slack), so that a loop
 * of `s += t` is linear on average.
 */
import { copyBytes } from "../../base/bytes";
import { Ptr, Value, NULL } from "../../base/value";
import { as, Obj } from "../../base/obj";
import { T, TF_UNICODE_SUBCLASS, TF_LIST_SUBCLASS, TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
import { tid } from "../../threads/self";
import { decref, newRef } from "../../refcount/count";
import { hasFlag, isExact } from "../../objects/typeof";
import { raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { sequenceToList } from "../../objects/abstract";
import { tupleItems, tupleSize } from "../tuple/core";
import { csBegin, csEnd } from "../../threads/critical-section";
import { listSize, listSlot } from "../list/core";
import { newVarObject } from "../../objects/alloc";
import { int } from "../../base/value";
import { STR_DATA, strData, strEmpty, strIsAscii, strKind, strLen, strNew } from "./core";
import { strExact } from "./slice";
import { widen } from "../strlib/search";

// @ts-ignore: decorator
@inline export function isStr(v: Value): bool { return isExact(v, T.str) || hasFlag(v, TF_UNICODE_SUBCLASS); }
// @ts-ignore: decorator
@inline function bound(kind: u32, ascii: bool): u32 { return ascii ? 0x7F : kind == 1 ? 0xFF : kind == 2 ? 0xFFFF : 0x10FFFF; }

/** a + b of two strs. Returns new. */
export function strConcat(a: Value, b: Value): Value {
  const an = strLen(a), bn = strLen(b);
  if (an == 0) return strExact(b);
  if (bn == 0) return strExact(a);
  if (<i64>an + bn > 0x3FFFFFF0) return raise(T.OverflowError, "strings are too large to concat");
  const ak = strKind(a), bk = strKind(b), kind = ak > bk ? ak : bk;
  const r = strNew(an + bn, bound(kind, strIsAscii(a) && strIsAscii(b)));
  if (!r) return NULL;
  const d = strData(r);
  if (kind == 1 && an + bn <= 16) {
    v128.store(d, v128.load(strData(a)));
    copyBytes(d + an, strData(b), bn);
    return r;
  }
  widen(d, kind, strData(a), ak, an);
  widen(d + <usize>an * kind, kind, strData(b), bk, bn);
  return r;
}
/** str + anything: the sq_concat slot. */
export function strConcatSlot(a: Value, b: Value): Value {
  if (!isStr(b)) return raiseFmt(T.TypeError, "can only concatenate str (not \"%T\") to str", b);
  return strConcat(a, b);
}
/**
 * *slot += b, where the slot owns a str and b is a str (borrowed). The slot gets the new value; false with an exception leaves it as it is.
 * For the interpreter: call it with the only reference in the slot (the local's own reference dropped before) to grow in place.
 */
export function strAppendInPlace(slot: Ptr, b: Value): bool {
  const a = load<u64>(slot), p = <Ptr>a;
  const an = strLen(a), bn = strLen(b);
  if (bn == 0 && isExact(a, T.str)) return true;
  const ak = strKind(a), bk = strKind(b);
  if (a != b && an >= 64 && bk <= ak && load<u16>(p) == tid && load<u32>(p, 4) == 1 && load<u32>(p, 8) == 0 && load<u8>(p, 22) == 0 && isExact(a, T.str) && an + bn < 0x1FFFFFF0) {
    const ascii = strIsAscii(a) && strIsAscii(b);
    const need = <u32>(an + bn) * ak, room: u32 = load<u8>(p, 23);
    if (room && need <= (8 + (room & 7)) << (room >> 3)) {
      widen(p + STR_DATA + <usize>an * ak, ak, strData(b), bk, bn);
      store<i32>(p, an + bn, 16);
      store<u8>(p, <u8>ascii, 21);
      store<i64>(p, 0, 24);
      return true;
    }
    const want = need + (need >> 3) + 16, e = 28 - clz<u32>(want), m = (want >> e) - 7; // (8 + m) << e >= want
    const code: u32 = m == 8 ? (e + 1) << 3 : e << 3 | m;
    const r = newVarObject(T.str, STR_DATA + ((8 + (code & 7)) << (code >> 3)), an + bn);
    if (!r) return false;
    store<u8>(r, <u8>ak, 20); store<u8>(r, <u8>ascii, 21); store<u8>(r, <u8>code, 23);
    copyBytes(r + STR_DATA, strData(a), <usize>an * ak);
    widen(r + STR_DATA + <usize>an * ak, ak, strData(b), bk, bn);
    store<u64>(slot, <Value>r);
    decref(a);
    return true;
  }
  const r = strConcat(a, b);
  if (!r) return false;
  store<u64>(slot, r);
  decref(a);
  return true;
}

/** sep.join(iterable) */
export function strJoin(sep: Value, iterable: Value): Value {
  if (isExact(iterable, T.list)) {
    // no Python code runs while the texts are copied, so the list keeps them alive
    csBegin(<Ptr>iterable);
    const n = listSize(iterable), r = n ? strJoinArray(sep, listSlot(iterable, 0), n) : strEmpty();
    csEnd();
    return r;
  }
  if (isExact(iterable, T.tuple)) {
    const n = tupleSize(iterable);
    return n ? strJoinArray(sep, tupleItems(iterable), n) : strEmpty();
  }
  const l = sequenceToList(iterable);
  if (!l) return raiseJoinable(iterable);
  const r = strJoin(sep, l);
  decref(l);
  return r;
}
function raiseJoinable(iterable: Value): Value {
  if (errMatches(T.TypeError) && !typeOf(iterable).tp_iter && !typeOf(iterable).sq_item) { errClear(); return raise(T.TypeError, "can only join an iterable"); }
  return NULL;
}
import { errClear, errMatches } from "../../objects/errors";
import { typeOf } from "../../objects/typeof";
/** Of n >= 1 Values at p. */
function strJoinArray(sep: Value, p: Ptr, n: i32): Value {
  if (n == 1 && isExact(load<u64>(p), T.str)) return newRef(load<u64>(p));
  let total: i64 = <i64>strLen(sep) * (n - 1), kind: u32 = 1, ascii = true;
  if (n > 1) { kind = strKind(sep); ascii = strIsAscii(sep) || strLen(sep) == 0; }
  for (let i = 0; i < n; i++) {
    const s = load<u64>(p + (<usize>i << 3));
    if (!isStr(s)) return raiseFmt(T.TypeError, "sequence item %d: expected str instance, %T found", int(i), s);
    total += strLen(s);
    if (strKind(s) > kind) kind = strKind(s);
    ascii = ascii && strIsAscii(s);
  }
  if (total > 0x3FFFFFF0) return raise(T.OverflowError, "join() result is too long for a Python string");
  if (total == 0) return strEmpty();
  const r = strNew(<i32>total, bound(kind, ascii));
  if (!r) return NULL;
  const sn = strLen(sep), sk = strKind(sep), sd = strData(sep);
  let d = strData(r);
  if (kind == 1) {
    // a text of up to 16 bytes is copied by one store where the rest of the result is as long: what it writes too much is written over
    const wide = d + <usize>total - 16;
    for (let i = 0; i < n; i++) {
      if (i && sn) { if (sn == 1) store<u8>(d, load<u8>(sd)); else copyBytes(d, sd, sn); d += sn; }
      const s = load<u64>(p + (<usize>i << 3)), len = strLen(s);
      if (len == 1) store<u8>(d, load<u8>(strData(s)));
      else if (len <= 16 && <isize>d <= <isize>wide) v128.store(d, v128.load(strData(s))); else copyBytes(d, strData(s), len);
      d += len;
    }
    return r;
  }
  for (let i = 0; i < n; i++) {
    if (i && sn) { widen(d, kind, sd, sk, sn); d += <usize>sn * kind; }
    const s = load<u64>(p + (<usize>i << 3)), len = strLen(s);
    widen(d, kind, strData(s), strKind(s), len);
    d += <usize>len * kind;
  }
  return r;
}
/** The concatenation of n strs in an array (f-strings: BUILD_STRING). Borrows, returns new. */
export function strConcatArray(items: Ptr, n: i32): Value {
  let total: i64 = 0, kind: u32 = 1, ascii = true;
  for (let i = 0; i < n; i++) {
    const s = load<u64>(items + (<usize>i << 3));
    total += strLen(s);
    if (strKind(s) > kind) kind = strKind(s);
    ascii = ascii && strIsAscii(s);
  }
  if (total == 0) return strEmpty();
  if (total > 0x3FFFFFF0) return raiseNoMemory();
  const r = strNew(<i32>total, bound(kind, ascii));
  if (!r) return NULL;
  let d = strData(r);
  for (let i = 0; i < n; i++) {
    const s = load<u64>(items + (<usize>i << 3)), len = strLen(s);
    if (kind == 1) copyBytes(d, strData(s), len); else widen(d, kind, strData(s), strKind(s), len);
    d += <usize>len * kind;
  }
  return r;
}
