/**
 * array.array: typed items in one block of memory. This file: the object, its memory, and items to and from Values. CPython: Modules/arraymodule.c.
 *
 *   +16 i32 size (items) | +20 u32 address | +24 i32 capacity (bytes) | +28 u8 code, u8 itemsize | +32 i32 exports
 *
 * All fields @lock object: every access runs in a critical section, without calling Python; an item goes through a raw word of 64 bits, which is converted
 * outside of it. While the buffer is exported its size cannot change.
 */
import { Ptr, Value, NULL, float, int } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { memAlloc, memFree } from "../../memory/alloc";
import { newObject } from "../../objects/alloc";
import { errOccurred, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { typeIsSubtype } from "../../objects/type-static";
import { numberIndex } from "../../objects/abstract-index";
import { decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { floatFromValue, number } from "../../types/float/core";
import { fitsI64, intAsU64, intFromI64, intFromU64, intSign, smallValue } from "../../types/int/core";
import { strAt, strFromChar, strLen } from "../../types/str/core";

@unmanaged
export class ArrayObject extends Obj {
  size: i32;
  data: u32;
  capacity: i32;
  code: u8;
  itemsize: u8;
  pad: u16;
  exports: i32;
  pad2: u32;
}
@unmanaged
export class ArrayIter extends Obj {
  /** NULL when exhausted */ array: Value;
  index: i32;
  pad: u32;
}
/** Bytes of an item; 0: no such code. */
export function codeSize(c: u32): i32 {
  switch (c) {
    case 98: case 66: return 1; // b B
    case 104: case 72: return 2; // h H
    case 117: case 119: case 105: case 73: case 102: return 4; // u w i I f
    case 108: case 76: case 113: case 81: case 100: return 8; // l L q Q d
  }
  return 0;
}
export function isText(c: u32): bool { return c == 117 || c == 119; }
export function isArray(v: Value): bool { return isExact(v, T.array) || typeIsSubtype(typeOf(v), T.array); }
// @ts-ignore: decorator
@inline export function sizeOf(v: Value): i32 { return as<ArrayObject>(v).size; }
// @ts-ignore: decorator
@inline export function codeOf(v: Value): u32 { return as<ArrayObject>(v).code; }

/** A new array of n items, their memory uninitialised. */
export function arrayNew(t: TypeObject, code: u32, n: i32): Value {
  const width = codeSize(code);
  if (<u64>n * <u64>width > 0x7FFF0000) return raiseNoMemory();
  const bytes = n * width, d = bytes ? memAlloc(bytes) : 0;
  if (bytes && !d) return raiseNoMemory();
  const p = newObject(t);
  if (!p) { memFree(d); return NULL; }
  const a = changetype<ArrayObject>(p);
  a.code = <u8>code; a.itemsize = <u8>width; a.size = n; a.data = <u32>d; a.capacity = bytes;
  return <Value>p;
}
/** Makes room for n items and sets the size. False: BufferError, MemoryError. Lock held. */
export function resizeLockHeld(v: Value, n: i32): bool {
  const a = as<ArrayObject>(v);
  if (n == a.size) return true;
  if (a.exports) { raise(T.BufferError, "cannot resize an array that is exporting buffers"); return false; }
  const width: i32 = a.itemsize;
  if (n < 0 || <u64>n * <u64>width > 0x7FFF0000) { raiseNoMemory(); return false; }
  const need = n * width;
  if (need <= a.capacity && need >= a.capacity / 4) { a.size = n; return true; }
  const want = n > a.size ? need + ((n >> 4) + (a.size < 8 ? 3 : 7)) * width : need, d = want ? memAlloc(want) : 0;
  if (want && !d) { raiseNoMemory(); return false; }
  if (d && a.data) memory.copy(d, a.data, (n < a.size ? n : a.size) * width);
  memFree(a.data);
  a.data = <u32>d; a.capacity = want; a.size = n;
  return true;
}

/** The raw item of decode and fetch. */
export let raw: u64 = 0;
function signedRange(v: Value, lo: i64, hi: i64, less: string, more: string): bool {
  const i = numberIndex(v);
  if (!i) return false;
  const fits = fitsI64(i), n = smallValue;
  decref(i);
  if (!fits) { raise(T.OverflowError, more == "int too big to convert" ? more : "Python int too large to convert to C long"); return false; }
  // as there: a char goes through a short, an unsigned short through an int
  const mid: i64 = hi == 127 ? 32768 : hi == 65535 ? 2147483648 : 0;
  if (mid && (n >= mid || n < -mid)) {
    if (mid == 32768) raise(T.OverflowError, n > 0 ? "signed short integer is greater than maximum" : "signed short integer is less than minimum");
    else raise(T.OverflowError, n > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum");
    return false;
  }
  if (n < lo) { raise(T.OverflowError, less); return false; }
  if (n > hi) { raise(T.OverflowError, more); return false; }
  raw = <u64>n;
  return true;
}
/** A Value as an item for the code, in `raw`. False: TypeError, OverflowError. */
export function decode(code: u32, v: Value): bool {
  switch (code) {
    case 98: return signedRange(v, -128, 127, "signed char is less than minimum", "signed char is greater than maximum");
    case 66: return signedRange(v, 0, 255, "unsigned byte integer is less than minimum", "unsigned byte integer is greater than maximum");
    case 104: return signedRange(v, -32768, 32767, "signed short integer is less than minimum", "signed short integer is greater than maximum");
    case 72: return signedRange(v, 0, 65535, "unsigned short is less than minimum", "unsigned short is greater than maximum");
    case 105: return signedRange(v, i32.MIN_VALUE, i32.MAX_VALUE, "signed integer is less than minimum", "signed integer is greater than maximum");
    case 73: return signedRange(v, 0, 0xFFFFFFFF, "can't convert negative value to unsigned int", "unsigned int is greater than maximum");
    case 108: return signedRange(v, i64.MIN_VALUE, i64.MAX_VALUE, "Python int too large to convert to C long", "Python int too large to convert to C long");
    case 113: return signedRange(v, i64.MIN_VALUE, i64.MAX_VALUE, "int too big to convert", "int too big to convert");
    case 76: case 81: {
      const i = numberIndex(v);
      if (!i) return false;
      const neg = intSign(i) < 0, n = neg ? 0 : intAsU64(i);
      decref(i);
      if (neg) { raise(T.OverflowError, code == 76 ? "can't convert negative value to unsigned int" : "can't convert negative int to unsigned"); return false; }
      if (n == u64.MAX_VALUE && errOccurred()) return false;
      raw = n;
      return true;
    }
    case 102: case 100:
      if (!floatFromValue(v)) return false;
      raw = code == 100 ? reinterpret<u64>(number) : <u64>reinterpret<u32>(<f32>number);
      return true;
  }
  if (!hasFlag(v, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "array item must be a unicode character, not %T", v); return false; }
  if (strLen(v) != 1) { raiseFmt(T.TypeError, "array item must be a string of length 1, not a string of length %d", int(strLen(v))); return false; }
  raw = <u64>strAt(v, 0);
  return true;
}
/** The Value of a raw item; new. */
export function encode(code: u32, w: u64): Value {
  switch (code) {
    case 98: return int(<i64><i8>w);
    case 66: return int(<i64><u8>w);
    case 104: return int(<i64><i16>w);
    case 72: return int(<i64><u16>w);
    case 105: return int(<i64><i32>w);
    case 73: return int(<i64><u32>w);
    case 108: case 113: return intFromI64(<i64>w);
    case 76: case 81: return intFromU64(w);
    case 102: return float(<f64>reinterpret<f32>(<u32>w));
    case 100: return float(reinterpret<f64>(w));
  }
  return <u32>w > 0x10FFFF ? raise(T.ValueError, "character is not in range [U+0000; U+10ffff]") : strFromChar(<u32>w);
}
// @ts-ignore: decorator
@inline export function loadRaw(p: Ptr, width: i32): u64 { return width == 8 ? load<u64>(p) : width == 4 ? <u64>load<u32>(p) : width == 2 ? <u64>load<u16>(p) : <u64>load<u8>(p); }
// @ts-ignore: decorator
@inline export function storeRaw(p: Ptr, width: i32, w: u64): void {
  if (width == 8) store<u64>(p, w); else if (width == 4) store<u32>(p, <u32>w); else if (width == 2) store<u16>(p, <u16>w); else store<u8>(p, <u8>w);
}
/** Address of item i. */
// @ts-ignore: decorator
@inline export function slot(v: Value, i: i32): Ptr { return <usize>as<ArrayObject>(v).data + <usize>i * <usize>as<ArrayObject>(v).itemsize; }
/** Item i into `raw`; false if there is none (no exception). */
export function fetch(v: Value, i: i32): bool {
  let ok = false;
  csBegin(<Ptr>v);
  if (<u32>i < <u32>sizeOf(v)) { raw = loadRaw(slot(v, i), as<ArrayObject>(v).itemsize); ok = true; }
  csEnd();
  return ok;
}
/** Item i as a Value; NULL without an exception if there is none. */
export function itemAt(v: Value, i: i32): Value { return fetch(v, i) ? encode(codeOf(v), raw) : NULL; }
/** Puts a raw item before position at. */
export function insertRaw(v: Value, at: i32, w: u64): bool {
  csBegin(<Ptr>v);
  const n = sizeOf(v), ok = resizeLockHeld(v, n + 1);
  if (ok) {
    if (at > n) at = n;
    const width: i32 = as<ArrayObject>(v).itemsize, p = slot(v, at);
    memory.copy(p + width, p, (n - at) * width);
    storeRaw(p, width, w);
  }
  csEnd();
  return ok;
}
/** Replaces items lo … hi - 1 by the n items at `from` (outside of this array). */
export function replace(v: Value, lo: i32, hi: i32, from: Ptr, n: i32): bool {
  csBegin(<Ptr>v);
  const size = sizeOf(v), width: i32 = as<ArrayObject>(v).itemsize;
  if (lo > size) lo = size;
  if (hi > size) hi = size;
  if (hi < lo) hi = lo;
  const growth = n - (hi - lo);
  let ok = true;
  if (growth < 0) {
    if (as<ArrayObject>(v).exports) { raise(T.BufferError, "cannot resize an array that is exporting buffers"); ok = false; }
    else { memory.copy(slot(v, lo + n), slot(v, hi), (size - hi) * width); ok = resizeLockHeld(v, size + growth); }
  } else if (growth > 0) {
    ok = resizeLockHeld(v, size + growth);
    if (ok) memory.copy(slot(v, lo + n), slot(v, hi), (size - hi) * width);
  }
  if (ok && n) memory.copy(slot(v, lo), from, n * width);
  csEnd();
  return ok;
}
