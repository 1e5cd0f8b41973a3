/**
 * How the methods that bytes and bytearray share reach their data. `pin` is a no-op for bytes; for a bytearray it takes its critical section and counts an export, so that
 * neither another thread nor Python code run by the method itself (an __index__, a comparison) can move the buffer. No `return` between pin and unpin.
 *
 * An *argument* is a bytes-like object or, where allowed, an int in range(256): argOpen fills a 32-byte record on the scratch stack,
 *   +0 u32 address | +4 u32 length | +8, +12 as getBuffer | +16 Value owner (NULL for an int) | +24 the byte
 */
import { Ptr, Value, NULL, isInt, intOf } from "../../base/value";
import { as } from "../../base/obj";
import { T, TF_BYTES_SUBCLASS } from "../../../generated/core/types";
import { newRef } from "../../refcount/count";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { getBuffer, releaseBuffer } from "../../objects/buffer";
import { indexAsSsize } from "../../objects/abstract";
import { stackAlloc } from "../../objects/scratch";
import { csBegin, csEnd } from "../../threads/critical-section";
import { BytearrayObject, bytearrayData, bytearrayFromPtr, bytesData, bytesFromPtr, bytesLen, bytesNew, bytearrayNew } from "./core";

// @ts-ignore: decorator
@inline export function isByteArraySelf(self: Value): bool { return !hasFlag(self, TF_BYTES_SUBCLASS); }
/** Pins self; true if it is a bytearray. */
export function pin(self: Value): bool {
  if (!isByteArraySelf(self)) return false;
  csBegin(<Ptr>self);
  as<BytearrayObject>(self).exports++;
  return true;
}
export function unpin(self: Value, ba: bool): void {
  if (!ba) return;
  as<BytearrayObject>(self).exports--;
  csEnd();
}
// @ts-ignore: decorator
@inline export function selfData(self: Value, ba: bool): Ptr { return ba ? bytearrayData(self) : bytesData(self); }
// @ts-ignore: decorator
@inline export function selfLen(self: Value): i32 { return bytesLen(self); } // both keep it at +16

/** A result of the receiver's kind: bytes or bytearray. */
export function make(ba: bool, p: Ptr, n: i32): Value { return ba ? bytearrayFromPtr(p, n) : bytesFromPtr(p, n); }
export function makeNew(ba: bool, n: i32): Value { return ba ? bytearrayNew(n) : bytesNew(n); }
// @ts-ignore: decorator
@inline export function madeData(r: Value, ba: bool): Ptr { return ba ? bytearrayData(r) : bytesData(r); }
/** self[from:to]; exact bytes are returned themselves if that is all of them. */
export function part(self: Value, ba: bool, from: i32, to: i32): Value {
  if (to < from) to = from;
  if (!ba && from == 0 && to == bytesLen(self) && isExact(self, T.bytes)) return newRef(self);
  return make(ba, selfData(self, ba) + from, to - from);
}
/** Opens an argument record; 0 with an exception. The caller's stackRestore frees it after argClose. */
export function argOpen(v: Value, allowInt: bool): Ptr {
  const a = stackAlloc(32);
  if (!a) return 0;
  if (allowInt && !typeOf(v).bf_getbuffer && typeOf(v).nb_index) {
    const i = isInt(v) ? intOf(v) : indexAsSsize(v);
    if (i == -1 && errOccurred()) return 0;
    if (i < 0 || i > 255) { raise(T.ValueError, "byte must be in range(0, 256)"); return 0; }
    store<u64>(a, 0, 16);
    store<u8>(a, <u8>i, 24);
    store<u32>(a, a + 24); store<u32>(a, 1, 4);
    return a;
  }
  if (allowInt && !typeOf(v).bf_getbuffer) { raiseFmt(T.TypeError, "argument should be integer or bytes-like object, not '%T'", v); return 0; }
  if (getBuffer(v, a) < 0) return 0;
  store<u64>(a, v, 16);
  return a;
}
export function argClose(a: Ptr): void { const o = load<u64>(a, 16); if (o) releaseBuffer(o, a); }
// @ts-ignore: decorator
@inline export function argData(a: Ptr): Ptr { return load<u32>(a); }
// @ts-ignore: decorator
@inline export function argLen(a: Ptr): i32 { return load<i32>(a, 4); }
