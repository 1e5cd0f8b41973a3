/**
 * bytes and bytearray: layouts and creation. Methods live beside this file. CPython: Objects/bytesobject.c, bytearrayobject.c.
 *
 *   bytes      +16 i32 size | +24 i64 hash (0: not computed, @atomic) | +32 data, and one NUL after it
 *   bytearray  +16 i32 size | +20 u32 exports | +24 u32 buffer | +28 u32 start (offset of the first byte in the buffer) | +32 u32 capacity
 *
 * bytes are immutable after publication. Everything in a bytearray is @lock of the object (critical section); while `exports` is not 0 the buffer neither moves nor
 * changes size.
 */
import { copyBytes, equalBytes } from "../../base/bytes";
import { publish } from "../sharing";
import { Ptr, Value, NULL } from "../../base/value";
import { as, VarObj } from "../../base/obj";
import { PROC_INTERP } from "../../base/map";
import { T, TF_BYTES_SUBCLASS, TF_BYTEARRAY_SUBCLASS } from "../../../generated/core/types";
import { newVarObject, newObject, freeObject } from "../../objects/alloc";
import { hasFlag, isExact } from "../../objects/typeof";
import { newRef } from "../../refcount/count";
import { immortalize } from "../../refcount/count-slow";
import { raiseNoMemory } from "../../objects/errors";
import { memAlloc, memFree, memRealloc } from "../../memory/alloc";
import { hashBytes } from "../str/core";

@unmanaged
export class BytesObject extends VarObj {
  pad: u32;
  hash: i64;
}
@unmanaged
export class BytearrayObject extends VarObj {
  exports: u32;
  buffer: u32;
  start: u32;
  capacity: u32;
  pad: u32;
}
// @ts-ignore: decorator
@inline export const BYTES_DATA: usize = 32;
// @ts-ignore: decorator
@inline export function bytesLen(v: Value): i32 { return load<i32>(<Ptr>v, 16); }
// @ts-ignore: decorator
@inline export function bytesData(v: Value): Ptr { return <Ptr>v + BYTES_DATA; }
// @ts-ignore: decorator
@inline export function isBytes(v: Value): bool { return isExact(v, T.bytes) || hasFlag(v, TF_BYTES_SUBCLASS); }
// @ts-ignore: decorator
@inline export function isBytearray(v: Value): bool { return isExact(v, T.bytearray) || hasFlag(v, TF_BYTEARRAY_SUBCLASS); }

/** The empty bytes object; made at first use by any thread (a lost race costs 48 bytes). */
const EMPTY: usize = PROC_INTERP + 0x2F8;
export function bytesEmpty(): Value {
  let e = atomic.load<u64>(EMPTY);
  if (e) return e;
  const p = newVarObject(T.bytes, BYTES_DATA + 1, 0);
  if (!p) return NULL;
  immortalize(p);
  atomic.cmpxchg<u64>(EMPTY, 0, <u64>p);
  return atomic.load<u64>(EMPTY);
}
/** An uninitialised bytes object of `length` bytes (NUL after them). NULL: MemoryError. */
export function bytesNew(length: i32): Value {
  if (length == 0) return bytesEmpty();
  if (<u32>length > 0x7FFF0000) return raiseNoMemory();
  return <Value>newVarObject(T.bytes, BYTES_DATA + <usize>length + 1, length);
}
/** A bytes object with a copy of the bytes at p. */
export function bytesFromPtr(p: Ptr, length: i32): Value {
  const r = bytesNew(length);
  if (r && length) copyBytes(bytesData(r), p, length);
  return r;
}
export function bytesFromLiteral(s: string): Value {
  const r = bytesNew(s.length);
  if (r) for (let i = 0; i < s.length; i++) store<u8>(bytesData(r) + i, <u8>s.charCodeAt(i));
  return r;
}
/** Makes a bytes object that nobody else has seen shorter. */
export function bytesShorten(v: Value, length: i32): Value {
  if (length == bytesLen(v)) return v;
  if (length == 0) { freeObject(<Ptr>v); return bytesEmpty(); }
  store<i32>(<Ptr>v, length, 16);
  store<u8>(bytesData(v) + length, 0);
  return v;
}
export function bytesHash(v: Value): i64 {
  const h = atomic.load<i64>(<Ptr>v + 24);
  if (h) return h;
  const n = hashBytes(bytesData(v), bytesLen(v));
  publish<i64>(<Ptr>v, n, 24);
  return n;
}
export function bytesEq(a: Value, b: Value): bool {
  return a == b || (bytesLen(a) == bytesLen(b) && equalBytes(bytesData(a), bytesData(b), bytesLen(a)));
}
export function bytesDealloc(p: Ptr): void { freeObject(p); }

// ---- bytearray ---------------------------------------------------------------------------------------------------------
// @ts-ignore: decorator
@inline export function bytearrayData(v: Value): Ptr { return <Ptr>as<BytearrayObject>(v).buffer + as<BytearrayObject>(v).start; }
/** An uninitialised bytearray. NULL: MemoryError. */
export function bytearrayNew(length: i32): Value {
  const p = newObject(T.bytearray);
  if (!p) return NULL;
  if (!length) return <Value>p;
  const b = changetype<BytearrayObject>(p), d = memAlloc(<usize>length + 1);
  if (!d) { freeObject(p); return raiseNoMemory(); }
  b.buffer = <u32>d; b.capacity = length + 1; b.size = length;
  store<u8>(d + length, 0);
  return <Value>p;
}
export function bytearrayFromPtr(p: Ptr, length: i32): Value {
  const r = bytearrayNew(length);
  if (r && length) copyBytes(bytearrayData(r), p, length);
  return r;
}
export function bytearrayDealloc(p: Ptr): void {
  memFree(changetype<BytearrayObject>(p).buffer);
  freeObject(p);
}
