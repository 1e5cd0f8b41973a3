/** bytes and bytearray: searching, splitting, stripping, replacing, joining. CPython: Objects/bytes_methods.c, stringlib. Receivers are reached through pin.ts. */
import { copyBytes, equalBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, False, True, boolean, int } from "../../base/value";
import { T, TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
import { decref, newRef } from "../../refcount/count";
import { hasFlag, isExact } from "../../objects/typeof";
import { raise, raiseFmt } from "../../objects/errors";
import { isTrue, sequenceToTuple } from "../../objects/abstract";
import { getBuffer, hasBuffer, releaseBuffer } from "../../objects/buffer";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { memAlloc, memFree } from "../../memory/alloc";
import { listAppendSteal, listNew } from "../list/core";
import { listReverse } from "../str/methods-split";
import { tupleInit, tupleItem, tupleNew, tupleSize } from "../tuple/core";
import { adjustBounds, argEnd, argInt, argStart, parseBounds, parseInt32 } from "../strlib/args";
import { findByte, spanCount, spanFind, spanRfind } from "../strlib/search";
import { argClose, argData, argLen, argOpen, isByteArraySelf, madeData, make, makeNew, part, pin, selfData, selfLen, unpin } from "./pin";
import { bytesLen } from "./core";

const FIND: i32 = 0, RFIND: i32 = 1, COUNT: i32 = 2;
/** Result of a search, -1 for absent, -2 with an exception. */
function search(self: Value, sub: Value, start: Value, end: Value, what: i32): i32 {
  if (!parseBounds(start, end)) return -2;
  let s = argStart, e = argEnd;
  const mark = stackMark(), a = argOpen(sub, true);
  let r = -2;
  if (a) {
    const ba = pin(self), p = selfData(self, ba), n = selfLen(self);
    if (e > n) e = n; else if (e < 0) { e += n; if (e < 0) e = 0; }
    if (s < 0) { s += n; if (s < 0) s = 0; }
    if (s > e) r = what == COUNT ? 0 : -1;
    else if (what == COUNT) r = spanCount(p + s, 1, e - s, argData(a), 1, argLen(a), i32.MAX_VALUE);
    else { r = what == FIND ? spanFind(p + s, 1, e - s, argData(a), 1, argLen(a)) : spanRfind(p + s, 1, e - s, argData(a), 1, argLen(a)); if (r >= 0) r += s; }
    unpin(self, ba);
    argClose(a);
  }
  stackRestore(mark);
  return r;
}
function numberOr(r: i32): Value { return r == -2 ? NULL : int(r); }
function numberOrRaise(r: i32): Value { return r == -2 ? NULL : r < 0 ? raise(T.ValueError, "subsection not found") : int(r); }
export function b_find(self: Value, sub: Value, start: Value, end: Value): Value { return numberOr(search(self, sub, start, end, FIND)); }
export function b_rfind(self: Value, sub: Value, start: Value, end: Value): Value { return numberOr(search(self, sub, start, end, RFIND)); }
export function b_index(self: Value, sub: Value, start: Value, end: Value): Value { return numberOrRaise(search(self, sub, start, end, FIND)); }
export function b_rindex(self: Value, sub: Value, start: Value, end: Value): Value { return numberOrRaise(search(self, sub, start, end, RFIND)); }
export function b_count(self: Value, sub: Value, start: Value, end: Value): Value { return numberOr(search(self, sub, start, end, COUNT)); }
export function b_contains(self: Value, sub: Value): i32 {
  const mark = stackMark();
  if (!hasBuffer(sub) && !typeOf(sub).nb_index) { raiseFmt(T.TypeError, "a bytes-like object is required, not '%T'", sub); return -1; }
  const a = argOpen(sub, true);
  let r = -1;
  if (a) {
    const ba = pin(self);
    r = spanFind(selfData(self, ba), 1, selfLen(self), argData(a), 1, argLen(a)) >= 0 ? 1 : 0;
    unpin(self, ba);
    argClose(a);
  }
  stackRestore(mark);
  return r;
}
import { typeOf } from "../../objects/typeof";
/** Whether self[s:e] begins (ends) with v; -1 with an exception. */
function tail(self: Value, v: Value, s: i32, e: i32, atEnd: bool): i32 {
  const mark = stackMark(), a = argOpen(v, false);
  let r = -1;
  if (a) {
    const ba = pin(self), n = selfLen(self), k = argLen(a);
    if (e > n) e = n; else if (e < 0) { e += n; if (e < 0) e = 0; }
    if (s < 0) { s += n; if (s < 0) s = 0; }
    r = e - s < k ? 0 : equalBytes(selfData(self, ba) + (atEnd ? e - k : s), argData(a), k) ? 1 : 0;
    unpin(self, ba);
    argClose(a);
  }
  stackRestore(mark);
  return r;
}
function startsOrEnds(name: string, self: Value, v: Value, start: Value, end: Value, atEnd: bool): Value {
  if (!parseBounds(start, end)) return NULL;
  const s = argStart, e = argEnd;
  if (hasFlag(v, TF_TUPLE_SUBCLASS)) {
    for (let i = 0; i < tupleSize(v); i++) {
      const r = tail(self, tupleItem(v, i), s, e, atEnd);
      if (r) return r < 0 ? NULL : True;
    }
    return False;
  }
  if (!hasBuffer(v)) {
    const f = strFromLiteral(name);
    raiseFmt(T.TypeError, "%U first arg must be bytes or a tuple of bytes, not %T", f, v);
    decref(f);
    return NULL;
  }
  const r = tail(self, v, s, e, atEnd);
  return r < 0 ? NULL : boolean(r > 0);
}
import { strFromLiteral } from "../str/core";
export function b_startswith(self: Value, v: Value, start: Value, end: Value): Value { return startsOrEnds("startswith", self, v, start, end, false); }
export function b_endswith(self: Value, v: Value, start: Value, end: Value): Value { return startsOrEnds("endswith", self, v, start, end, true); }
function removeAffix(self: Value, v: Value, atEnd: bool): Value {
  const mark = stackMark(), a = argOpen(v, false);
  let r: Value = NULL;
  if (a) {
    const ba = pin(self), n = selfLen(self), k = argLen(a);
    if (k <= n && equalBytes(selfData(self, ba) + (atEnd ? n - k : 0), argData(a), k)) r = atEnd ? part(self, ba, 0, n - k) : part(self, ba, k, n);
    else r = part(self, ba, 0, n);
    unpin(self, ba);
    argClose(a);
  }
  stackRestore(mark);
  return r;
}
export function b_removeprefix(self: Value, v: Value): Value { return removeAffix(self, v, false); }
export function b_removesuffix(self: Value, v: Value): Value { return removeAffix(self, v, true); }
function partition(self: Value, sep: Value, back: bool): Value {
  const mark = stackMark(), a = argOpen(sep, false);
  let t: Value = NULL;
  if (a) {
    const k = argLen(a);
    if (k == 0) raise(T.ValueError, "empty separator");
    else {
      const ba = pin(self), p = selfData(self, ba), n = selfLen(self);
      const i = back ? spanRfind(p, 1, n, argData(a), 1, k) : spanFind(p, 1, n, argData(a), 1, k);
      t = tupleNew(3);
      if (t) {
        if (i >= 0) { tupleInit(t, 0, part(self, ba, 0, i)); tupleInit(t, 1, ba ? make(true, argData(a), k) : newRef(sep)); tupleInit(t, 2, part(self, ba, i + k, n)); }
        else { tupleInit(t, back ? 2 : 0, part(self, ba, 0, n)); tupleInit(t, 1, make(ba, 0, 0)); tupleInit(t, back ? 0 : 2, make(ba, 0, 0)); }
      }
      unpin(self, ba);
    }
    argClose(a);
  }
  stackRestore(mark);
  return t;
}
export function b_partition(self: Value, sep: Value): Value { return partition(self, sep, false); }
export function b_rpartition(self: Value, sep: Value): Value { return partition(self, sep, true); }
export function b_replace(self: Value, from: Value, to: Value, count: Value): Value {
  if (!parseInt32(count)) return NULL;
  const max = argInt < 0 ? i32.MAX_VALUE : argInt, mark = stackMark(), a = argOpen(from, false), b = a ? argOpen(to, false) : 0;
  let r: Value = NULL;
  if (b) {
    const ba = pin(self);
    r = replaceSpan(self, ba, argData(a), argLen(a), argData(b), argLen(b), max);
    unpin(self, ba);
    argClose(b);
  }
  if (a) argClose(a);
  stackRestore(mark);
  return r;
}
function replaceSpan(self: Value, ba: bool, fp: Ptr, fn: i32, tp: Ptr, tn: i32, max: i32): Value {
  const n = selfLen(self), p = selfData(self, ba), found = max == 0 || fn > n ? 0 : spanCount(p, 1, n, fp, 1, fn, max);
  if (found == 0) return part(self, ba, 0, n);
  const total = <i64>n + <i64>found * (tn - fn);
  if (total > 0x7FFF0000) return raise(T.OverflowError, "replace bytes is too long");
  const r = makeNew(ba, <i32>total);
  if (!r || total == 0) return r;
  let d = madeData(r, ba), at = 0;
  for (let i = 0; i < found; i++) {
    if (fn == 0) { copyBytes(d, tp, tn); d += tn; if (at < n) { store<u8>(d++, load<u8>(p + at)); at++; } continue; }
    const f = spanFind(p + at, 1, n - at, fp, 1, fn);
    copyBytes(d, p + at, f); d += f;
    copyBytes(d, tp, tn); d += tn;
    at += f + fn;
  }
  if (at < n) copyBytes(d, p + at, n - at);
  return r;
}

// ---- split -----------------------------------------------------------------------------------------------------------------
// @ts-ignore: decorator
@inline export function isByteSpace(c: u32): bool { return c == 32 || c - 9 < 5; }
function add(list: Value, self: Value, ba: bool, from: i32, to: i32): bool {
  const v = part(self, ba, from, to);
  return v != NULL && listAppendSteal(list, v) == 0;
}
function splitSpan(list: Value, self: Value, ba: bool, sp: Ptr, sn: i32, max: i32, back: bool): bool {
  const p = selfData(self, ba), n = selfLen(self);
  let left = max;
  if (sn < 0) { // blanks
    if (!back) {
      let i = 0;
      while (true) {
        while (i < n && isByteSpace(load<u8>(p + i))) i++;
        if (i >= n) return true;
        if (left-- <= 0) return add(list, self, ba, i, n);
        const from = i;
        while (i < n && !isByteSpace(load<u8>(p + i))) i++;
        if (!add(list, self, ba, from, i)) return false;
      }
    }
    let i = n;
    while (true) {
      while (i > 0 && isByteSpace(load<u8>(p + i - 1))) i--;
      if (i == 0) return true;
      if (left-- <= 0) return add(list, self, ba, 0, i);
      const e = i;
      while (i > 0 && !isByteSpace(load<u8>(p + i - 1))) i--;
      if (!add(list, self, ba, i, e)) return false;
    }
  }
  if (!back) {
    let i = 0;
    while (left-- > 0) {
      const f = spanFind(p + i, 1, n - i, sp, 1, sn);
      if (f < 0) break;
      if (!add(list, self, ba, i, i + f)) return false;
      i += f + sn;
    }
    return add(list, self, ba, i, n);
  }
  let e = n;
  while (left-- > 0) {
    const f = spanRfind(p, 1, e, sp, 1, sn);
    if (f < 0) break;
    if (!add(list, self, ba, f + sn, e)) return false;
    e = f;
  }
  return add(list, self, ba, 0, e);
}
function split(self: Value, sep: Value, maxsplit: Value, back: bool): Value {
  if (!parseInt32(maxsplit)) return NULL;
  const max = argInt < 0 ? i32.MAX_VALUE : argInt, mark = stackMark();
  let a: Ptr = 0;
  if (sep != None) {
    a = argOpen(sep, false);
    if (!a) { stackRestore(mark); return NULL; }
    if (argLen(a) == 0) { argClose(a); stackRestore(mark); return raise(T.ValueError, "empty separator"); }
  }
  let list = listNew(0);
  if (list) {
    const ba = pin(self), ok = splitSpan(list, self, ba, a ? argData(a) : 0, a ? argLen(a) : -1, max, back);
    unpin(self, ba);
    if (!ok) { decref(list); list = NULL; } else if (back) listReverse(list);
  }
  if (a) argClose(a);
  stackRestore(mark);
  return list;
}
export function b_split(self: Value, sep: Value, maxsplit: Value): Value { return split(self, sep, maxsplit, false); }
export function b_rsplit(self: Value, sep: Value, maxsplit: Value): Value { return split(self, sep, maxsplit, true); }
export function b_splitlines(self: Value, keepends: Value): Value {
  const keep = isTrue(keepends);
  if (keep < 0) return NULL;
  const list = listNew(0);
  if (!list) return NULL;
  const ba = pin(self), p = selfData(self, ba), n = selfLen(self);
  let i = 0, ok = true;
  while (i < n && ok) {
    const from = i;
    while (i < n && load<u8>(p + i) != 10 && load<u8>(p + i) != 13) i++;
    let end = i;
    if (i < n) { i += load<u8>(p + i) == 13 && i + 1 < n && load<u8>(p + i + 1) == 10 ? 2 : 1; if (keep) end = i; }
    ok = add(list, self, ba, from, end);
  }
  unpin(self, ba);
  if (!ok) { decref(list); return NULL; }
  return list;
}
function strip(self: Value, chars: Value, left: bool, right: bool): Value {
  const mark = stackMark();
  let a: Ptr = 0;
  if (chars != None) { a = argOpen(chars, false); if (!a) { stackRestore(mark); return NULL; } }
  const ba = pin(self), p = selfData(self, ba), n = selfLen(self);
  let from = 0, to = n;
  if (left) while (from < to && (a ? findByte(argData(a), argLen(a), load<u8>(p + from)) >= 0 : isByteSpace(load<u8>(p + from)))) from++;
  if (right) while (to > from && (a ? findByte(argData(a), argLen(a), load<u8>(p + to - 1)) >= 0 : isByteSpace(load<u8>(p + to - 1)))) to--;
  const r = part(self, ba, from, to);
  unpin(self, ba);
  if (a) argClose(a);
  stackRestore(mark);
  return r;
}
export function b_strip(self: Value, chars: Value): Value { return strip(self, chars, true, true); }
export function b_lstrip(self: Value, chars: Value): Value { return strip(self, chars, true, false); }
export function b_rstrip(self: Value, chars: Value): Value { return strip(self, chars, false, true); }

export function b_join(self: Value, iterable: Value): Value {
  const seq = sequenceToTuple(iterable);
  if (!seq) return NULL;
  const n = tupleSize(seq), sba = isByteArraySelf(self);
  if (n == 1 && !sba && isExact(tupleItem(seq, 0), T.bytes)) { const r = newRef(tupleItem(seq, 0)); decref(seq); return r; }
  // one buffer record each, all pinned until the end
  const records = memAlloc(<usize>n * 16 + 16);
  if (!records) { decref(seq); return raiseNoMemory(); }
  let opened = 0, total: i64 = 0, r: Value = NULL;
  for (; opened < n; opened++) {
    const v = tupleItem(seq, opened), b = records + (<usize>opened << 4);
    if (!hasBuffer(v)) { raiseFmt(T.TypeError, "sequence item %d: expected a bytes-like object, %T found", int(opened), v); break; }
    if (getBuffer(v, b) < 0) break;
    total += load<i32>(b, 4);
  }
  if (opened == n) {
    const ba = pin(self), k = selfLen(self), sp = selfData(self, ba);
    if (n > 1) total += <i64>k * (n - 1);
    if (total > 0x7FFF0000) raise(T.OverflowError, "join() result is too long");
    else {
      r = makeNew(ba, <i32>total);
      if (r && total) {
        let d = madeData(r, ba);
        for (let i = 0; i < n; i++) {
          if (i && k) { copyBytes(d, sp, k); d += k; }
          const b = records + (<usize>i << 4), len = load<u32>(b, 4);
          copyBytes(d, load<u32>(b), len); d += len;
        }
      }
    }
    unpin(self, ba);
  }
  for (let i = 0; i < opened; i++) releaseBuffer(tupleItem(seq, i), records + (<usize>i << 4));
  memFree(records);
  decref(seq);
  return r;
}
import { raiseNoMemory } from "../../objects/errors";
