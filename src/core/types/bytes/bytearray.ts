/**
 * The type bytearray: what changes it. Every function takes the object's critical section; a change of size while exports exist raises BufferError. The buffer has
 * room at its front (`start`) after deletions there, so that a queue of bytes is cheap. CPython: Objects/bytearrayobject.c.
 */
import { objectGetState } from "../../objects/object";
import { Ptr, Value, NULL, None, NotImplemented, boolean, int, isInt, intOf } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { memAlloc, memFree } from "../../memory/alloc";
import { newObject } from "../../objects/alloc";
import { isExact, typeOf } from "../../objects/typeof";
import { errOccurred, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { indexAsSsize } from "../../objects/abstract";
import { indexFits64 } from "../../objects/abstract-index";
import { getAttrOptional } from "../../objects/attributes";
import { hasBuffer } from "../../objects/buffer";
import { stackMark, stackRestore } from "../../objects/scratch";
import { csBegin, csEnd } from "../../threads/critical-section";
import { tuplePack2, tuplePack3, tupleEmpty } from "../tuple/core";
import { isStr } from "../str/concat";
import { sbChar, sbFinish, sbLit, sbNew, sbStr } from "../str/builder";
import { strFromLatin1, strFromLiteral } from "../str/core";
import { spanRepeat } from "../str/slice";
import { percentBytes } from "../str/percent";
import { encodeStr } from "../../codecs/dispatch";
import { argInt, parseInt32 } from "../strlib/args";
import { findByte } from "../strlib/search";
import { sliceAdjust, sliceLength, sliceStart, sliceStep, sliceUnpack } from "../slice/core";
import { BytearrayObject, bytearrayData, bytearrayFromPtr, bytearrayNew, bytesData, bytesFromPtr, bytesLen, isBytearray, isBytes } from "./core";
import { argClose, argData, argLen, argOpen, pin, selfLen, unpin } from "./pin";
import { byteOf, bytesFromObject, compareResult, ctorArguments, ctorEncoding, ctorErrors, ctorSource, spanCompare } from "./type";
import { sbBytesRepr } from "./methods-text";

export * from "./methods-find";
export * from "./methods-text";
export { bytes_iter } from "./type";
export { bytearrayDealloc } from "./core";

/** Changes the size; new bytes are not set. false with BufferError or MemoryError. */
export function resizeLockHeld(v: Value, n: i32): bool {
  const b = as<BytearrayObject>(v);
  if (n == b.size) return true;
  if (b.exports) { raise(T.BufferError, "Existing exports of data: object cannot be re-sized"); return false; }
  if (<u32>n > 0x7FFF0000) { raiseNoMemory(); return false; }
  const cap = <i32>b.capacity, need = n + 1;
  if (<i32>b.start + need <= cap && (n > cap / 4 || cap < 64)) { b.size = n; store<u8>(bytearrayData(v) + n, 0); return true; }
  const want = n < b.size ? need : n + (n >> 3) + (n < 9 ? 3 : 6) + 1, d = memAlloc(want);
  if (!d) { raiseNoMemory(); return false; }
  const keep = n < b.size ? n : b.size;
  if (b.buffer) memory.copy(d, bytearrayData(v), keep);
  memFree(b.buffer);
  b.buffer = <u32>d; b.start = 0; b.capacity = want; b.size = n;
  store<u8>(d + n, 0);
  return true;
}
/** Replaces bytes [lo, hi) by the n at p (which are not this array's own). */
function spliceLockHeld(v: Value, lo: i32, hi: i32, p: Ptr, n: i32): bool {
  const b = as<BytearrayObject>(v), size = b.size, growth = n - (hi - lo);
  if (growth < 0) {
    if (b.exports) { raise(T.BufferError, "Existing exports of data: object cannot be re-sized"); return false; }
    if (lo == 0) b.start += -growth; // what is left keeps its place: the front moves
    else { const d = bytearrayData(v); memory.copy(d + lo + n, d + hi, size - hi); }
    if (lo == 0) { b.size = size + growth; if (b.size == 0) b.start = 0; }
    else if (!resizeLockHeld(v, size + growth)) return false;
  } else if (growth > 0) {
    if (!resizeLockHeld(v, size + growth)) return false;
    const d = bytearrayData(v);
    memory.copy(d + hi + growth, d + hi, size - hi);
  }
  if (n) memory.copy(bytearrayData(v) + lo, p, n);
  return true;
}
export function bytearray_len(v: Value): i32 { return bytesLen(v); }
export function bytearray_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return <Value>newObject(as<TypeObject>(type)); }
export function bytearray_init(v: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (!ctorArguments(N.bytearray, args, nargs, kwnames)) return -1;
  const source = ctorSource;
  let content: Value = NULL, count: i64 = 0;
  if (source) {
    if (isStr(source)) content = encodeStr(source, ctorEncoding, ctorErrors);
    else if (!hasBuffer(source) && (isInt(source) || typeOf(source).nb_index)) {
      count = isInt(source) ? intOf(source) : indexAsSsize(source);
      if (count == -1 && !isInt(source) && errOccurred()) return -1;
      if (count < 0) { raise(T.ValueError, "negative count"); return -1; }
      if (count > 0x7FFF0000) { if (indexFits64(source)) raiseNoMemory(); return -1; }
    } else content = bytesFromObject(source);
    if (!content && errOccurred()) return -1;
  }
  csBegin(<Ptr>v);
  const n = content ? bytesLen(content) : <i32>count, ok = resizeLockHeld(v, n);
  if (ok && n) { if (content) memory.copy(bytearrayData(v), bytesData(content), n); else memory.fill(bytearrayData(v), 0, n); }
  csEnd();
  decref(content);
  return ok ? 0 : -1;
}
export function bytearray_repr(v: Value): Value {
  const sb = sbNew(bytesLen(v) + 24);
  sbStr(sb, typeOf(v).tp_name);
  sbChar(sb, 40);
  const ba = pin(v);
  sbBytesRepr(sb, bytearrayData(v), selfLen(v));
  unpin(v, ba);
  sbChar(sb, 41);
  return sbFinish(sb);
}
export function bytearray_richcompare(a: Value, b: Value, op: i32): Value {
  if (!hasBuffer(a) || !hasBuffer(b)) return NotImplemented;
  const mark = stackMark(), x = argOpen(a, false), y = x ? argOpen(b, false) : 0;
  let r: Value = NULL;
  if (y) { r = compareResult(argLen(x) != argLen(y) && (op == 2 || op == 3) ? 1 : spanCompare(argData(x), argLen(x), argData(y), argLen(y)), op); argClose(y); }
  if (x) argClose(x);
  stackRestore(mark);
  return r;
}
export function bytearray_item(v: Value, i: i32): Value {
  csBegin(<Ptr>v);
  const ok = <u32>i < <u32>bytesLen(v), c = ok ? load<u8>(bytearrayData(v) + i) : 0;
  csEnd();
  return ok ? int(c) : raise(T.IndexError, "bytearray index out of range");
}
function keyIndex(key: Value): i64 { return isInt(key) ? intOf(key) : indexAsSsize(key); }
export function bytearray_subscript(v: Value, key: Value): Value {
  if (isInt(key) || typeOf(key).nb_index) {
    const k = keyIndex(key);
    if (k == -1 && !isInt(key) && errOccurred()) return NULL;
    csBegin(<Ptr>v);
    const n = bytesLen(v), i = k < 0 ? k + n : k, ok = i >= 0 && i < n, c = ok ? load<u8>(bytearrayData(v) + <i32>i) : 0;
    csEnd();
    return ok ? int(c) : raise(T.IndexError, "bytearray index out of range");
  }
  if (!isExact(key, T.slice)) return raiseFmt(T.TypeError, "bytearray indices must be integers or slices, not %T", key);
  if (!sliceUnpack(key)) return NULL;
  csBegin(<Ptr>v);
  sliceAdjust(bytesLen(v));
  const n = sliceLength, step = sliceStep, start = sliceStart, r = bytearrayNew(n < 0 ? 0 : n);
  if (r && n > 0) {
    const d = bytearrayData(r), p = bytearrayData(v);
    if (step == 1) memory.copy(d, p + start, n); else for (let k = 0, at = start; k < n; k++, at += step) store<u8>(d + k, load<u8>(p + at));
  }
  csEnd();
  return r;
}
/** v[key] = value, or deletion (value NULL). */
export function bytearray_setitem(v: Value, key: Value, value: Value): i32 {
  if (isInt(key) || typeOf(key).nb_index) {
    const k = keyIndex(key);
    if (k == -1 && !isInt(key) && errOccurred()) return -1;
    let b = 0;
    if (value) { b = byteAssigned(value); if (b < 0) return -1; }
    csBegin(<Ptr>v);
    const n = bytesLen(v), i = k < 0 ? k + n : k;
    let r = 0;
    if (i < 0 || i >= n) { raise(T.IndexError, "bytearray index out of range"); r = -1; }
    else if (value) store<u8>(bytearrayData(v) + <i32>i, <u8>b);
    else if (!spliceLockHeld(v, <i32>i, <i32>i + 1, 0, 0)) r = -1;
    csEnd();
    return r;
  }
  if (!isExact(key, T.slice)) { raiseFmt(T.TypeError, "bytearray indices must be integers or slices, not %T", key); return -1; }
  let content: Value = NULL;
  if (value) {
    if (isInt(value) || isStr(value)) { raise(T.TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)"); return -1; }
    content = bytesFromObject(value);
    if (!content) return -1;
  }
  if (!sliceUnpack(key)) { decref(content); return -1; }
  csBegin(<Ptr>v);
  sliceAdjust(bytesLen(v));
  const r = assignSliceLockHeld(v, content ? bytesData(content) : 0, content ? bytesLen(content) : 0, content != NULL);
  csEnd();
  decref(content);
  return r;
}
function byteAssigned(value: Value): i32 {
  const i = keyIndexChecked(value);
  if (i == i64.MIN_VALUE) return -1;
  if (i < 0 || i > 255) { raise(T.ValueError, "byte must be in range(0, 256)"); return -1; }
  return <i32>i;
}
function keyIndexChecked(value: Value): i64 {
  if (isInt(value)) return intOf(value);
  if (!typeOf(value).nb_index) { raiseFmt(T.TypeError, "'%T' object cannot be interpreted as an integer", value); return i64.MIN_VALUE; }
  const i = indexAsSsize(value);
  return i == -1 && errOccurred() ? i64.MIN_VALUE : <i64>i;
}
function assignSliceLockHeld(v: Value, p: Ptr, n: i32, assign: bool): i32 {
  let start = sliceStart, step = sliceStep;
  const count = sliceLength;
  if (step == 1) return spliceLockHeld(v, start, start + count, p, n) ? 0 : -1;
  if (!assign) {
    if (count == 0) return 0;
    if (as<BytearrayObject>(v).exports) { raise(T.BufferError, "Existing exports of data: object cannot be re-sized"); return -1; }
    if (step < 0) { start = start + (count - 1) * step; step = -step; }
    const d = bytearrayData(v), size = bytesLen(v);
    let o = start, next = start, left = count;
    for (let i = start; i < size; i++) {
      if (left > 0 && i == next) { next += step; left--; } else store<u8>(d + o++, load<u8>(d + i));
    }
    return resizeLockHeld(v, size - count) ? 0 : -1;
  }
  if (n != count) { raiseFmt(T.ValueError, "attempt to assign bytes of size %d to extended slice of size %d", int(n), int(count)); return -1; }
  const d = bytearrayData(v);
  for (let k = 0, at = start; k < n; k++, at += step) store<u8>(d + at, load<u8>(p + k));
  return 0;
}
// ---- methods ---------------------------------------------------------------------------------------------------------------
export function bytearray_append(v: Value, item: Value): Value {
  const b = byteAssigned(item);
  if (b < 0) return NULL;
  csBegin(<Ptr>v);
  const n = bytesLen(v), ok = resizeLockHeld(v, n + 1);
  if (ok) store<u8>(bytearrayData(v) + n, <u8>b);
  csEnd();
  return ok ? None : NULL;
}
export function bytearray_insert(v: Value, index: Value, item: Value): Value {
  if (!parseInt32(index)) return NULL;
  let i = argInt;
  const b = byteAssigned(item);
  if (b < 0) return NULL;
  csBegin(<Ptr>v);
  const n = bytesLen(v);
  if (i < 0) { i += n; if (i < 0) i = 0; }
  if (i > n) i = n;
  const ok = spliceLockHeld(v, i, i, 0, 0) && resizeLockHeld(v, n + 1);
  if (ok) { const d = bytearrayData(v); memory.copy(d + i + 1, d + i, n - i); store<u8>(d + i, <u8>b); }
  csEnd();
  return ok ? None : NULL;
}
function extend(v: Value, o: Value): bool {
  const content = hasBuffer(o) && !isExact(o, T.bytes) ? bytesFromObject(o) : isStr(o) ? <Value>raiseFmt(T.TypeError, "expected iterable of integers; got: '%T'", o) : bytesFromObject(o);
  if (!content) return false;
  csBegin(<Ptr>v);
  const n = bytesLen(v), k = bytesLen(content), ok = resizeLockHeld(v, n + k);
  if (ok) memory.copy(bytearrayData(v) + n, bytesData(content), k);
  csEnd();
  decref(content);
  return ok;
}
export function bytearray_extend(v: Value, o: Value): Value { return extend(v, o) ? None : NULL; }
export function bytearray_iconcat(v: Value, o: Value): Value {
  if (!hasBuffer(o)) return raiseFmt(T.TypeError, "can't concat %T to %T", o, v);
  return extend(v, o) ? newRef(v) : NULL;
}
export function bytearray_concat(a: Value, b: Value): Value {
  if (!hasBuffer(b)) return raiseFmt(T.TypeError, "can't concat %T to %T", b, a);
  const ba = pin(a), r = bytearrayFromPtr(bytearrayData(a), selfLen(a));
  unpin(a, ba);
  if (r && !extend(r, b)) { decref(r); return NULL; }
  return r;
}
export function bytearray_repeat(v: Value, n: i32): Value {
  if (n < 0) n = 0;
  const ba = pin(v), k = selfLen(v);
  let r: Value = NULL;
  if (<i64>k * n > 0x7FFF0000) raiseNoMemory();
  else { r = bytearrayNew(k * n); if (r && k * n) spanRepeat(bytearrayData(r), bytearrayData(v), k, n); }
  unpin(v, ba);
  return r;
}
export function bytearray_irepeat(v: Value, n: i32): Value {
  if (n < 0) n = 0;
  csBegin(<Ptr>v);
  const k = bytesLen(v);
  let ok = true;
  if (<i64>k * n > 0x7FFF0000) { raiseNoMemory(); ok = false; }
  else {
    ok = resizeLockHeld(v, k * n);
    if (ok && k && n > 1) { const d = bytearrayData(v); for (let i = 1; i < n; i++) memory.copy(d + i * k, d, k); }
  }
  csEnd();
  return ok ? newRef(v) : NULL;
}
export function bytearray_pop(v: Value, index: Value): Value {
  if (!parseInt32(index)) return NULL;
  let i = argInt, r: Value = NULL;
  csBegin(<Ptr>v);
  const n = bytesLen(v);
  if (i < 0) i += n;
  if (n == 0) raise(T.IndexError, "pop from empty bytearray");
  else if (i < 0 || i >= n) raise(T.IndexError, "pop index out of range");
  else { const c = load<u8>(bytearrayData(v) + i); if (spliceLockHeld(v, i, i + 1, 0, 0)) r = int(c); }
  csEnd();
  return r;
}
export function bytearray_remove(v: Value, item: Value): Value {
  const b = byteAssigned(item);
  if (b < 0) return NULL;
  let r: Value = NULL;
  csBegin(<Ptr>v);
  const i = findByte(bytearrayData(v), bytesLen(v), b);
  if (i < 0) raise(T.ValueError, "value not found in bytearray");
  else if (spliceLockHeld(v, i, i + 1, 0, 0)) r = None;
  csEnd();
  return r;
}
export function bytearray_reverse(v: Value): Value {
  csBegin(<Ptr>v);
  const d = bytearrayData(v);
  for (let i = 0, j = bytesLen(v) - 1; i < j; i++, j--) { const c = load<u8>(d + i); store<u8>(d + i, load<u8>(d + j)); store<u8>(d + j, c); }
  csEnd();
  return None;
}
export function bytearray_clear(v: Value): Value {
  csBegin(<Ptr>v);
  const ok = resizeLockHeld(v, 0);
  csEnd();
  return ok ? None : NULL;
}
export function bytearray_resize(v: Value, size: Value): Value {
  if (!parseInt32(size)) return NULL;
  if (argInt < 0) return raiseFmt(T.ValueError, "bytearray.resize(): new size must be >= 0, got %d", int(argInt));
  const want = argInt;
  csBegin(<Ptr>v);
  const n = bytesLen(v), ok = resizeLockHeld(v, want);
  if (ok && want > n) memory.fill(bytearrayData(v) + n, 0, want - n);
  csEnd();
  return ok ? None : NULL;
}
export function bytearray_copy(v: Value): Value {
  const ba = pin(v), r = bytearrayFromPtr(bytearrayData(v), selfLen(v));
  unpin(v, ba);
  return r;
}
export function bytearray_alloc(v: Value): Value { return int(as<BytearrayObject>(v).capacity); }
export function bytearray_sizeof(v: Value): Value { return int(<i64>40 + as<BytearrayObject>(v).capacity); }
export function bytearray_mod(v: Value, args: Value): Value {
  if (!isBytearray(v)) return NotImplemented;
  const ba = pin(v), b = percentBytes(bytearrayData(v), selfLen(v), args);
  unpin(v, ba);
  if (!b) return NULL;
  const r = bytearrayFromPtr(bytesData(b), bytesLen(b));
  decref(b);
  return r;
}
export function bytearray_getbuffer(v: Value, out: Value): i32 {
  const o = <Ptr>out;
  csBegin(<Ptr>v);
  as<BytearrayObject>(v).exports++;
  store<u32>(o, <u32>bytearrayData(v)); store<u32>(o, bytesLen(v), 4); store<u32>(o, 0, 8); store<u32>(o, 0, 12);
  csEnd();
  return 0;
}
export function bytearray_releasebuffer(v: Value): void {
  csBegin(<Ptr>v);
  as<BytearrayObject>(v).exports--;
  csEnd();
}
export function bytearray_reduce_ex(v: Value, protocol: Value): Value {
  if (!parseInt32(protocol)) return NULL;
  const proto = argInt, ba = pin(v);
  const content = proto < 3 ? strFromLatin1(bytearrayData(v), selfLen(v)) : bytesFromPtr(bytearrayData(v), selfLen(v));
  unpin(v, ba);
  let args: Value = NULL, r: Value = NULL;
  if (content) {
    if (proto < 3) { const e = strFromLiteral("latin-1"); args = e ? tuplePack2(content, e) : NULL; decref(e); } else args = tuplePack1(content);
  }
  const state = args ? objectGetState(v) : NULL;
  if (state) r = tuplePack3(toValue(typeOf(v)), args, state);
  decref(content); decref(args); decref(state);
  return r;
}
export function bytearray_reduce(v: Value): Value { return bytearray_reduce_ex(v, int(2)); }
import { tuplePack1 } from "../tuple/core";
