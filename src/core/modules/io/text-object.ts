/**
 * The object of _io.TextIOWrapper and what its parts share (text.ts tells the whole).
 *
 * Fields are changed under the object's lock (common.ts), which a write keeps while it writes. Who reads `buffer`, `encoding`, `errors`, `encoder` or `decoder` takes a reference (the functions
 * below): `reconfigure`, `__init__` and `detach` replace them, another thread's or those that Python code calls in the middle of an operation. Under the lock `buffer` stays: `detach` and
 * `__init__` take the lock, and refuse inside of another call.
 */
import { Value, NULL, Ptr } from "../../base/value";
import { as } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref } from "../../refcount/count";
import { raise, raiseFmt } from "../../objects/errors";
import { memberLoad } from "../../objects/descriptors";
import { getAttr } from "../../objects/attributes";
import { callMethod0 } from "../../objects/call";
import { isExact } from "../../objects/typeof";
import { bufferedIsClosed } from "./buffered";
import { attrTrue, ioLock, ioLockOwned, ioUnlock, raiseUnsupported } from "./common";
import { IOBaseObject } from "./base";

@unmanaged
export class TextIOObject extends IOBaseObject {
  /** the lock, 16 bytes */ lock0: u64;
  lock1: u64;
  /** buffered stream, or NULL */ buffer: Value;
  encoding: Value;
  errors: Value;
  /** the newline argument (str), NULL for None */ newline: Value;
  /** ENC_OTHER: incremental coders, or NULL */ encoder: Value;
  decoder: Value;
  /** text read ahead, or NULL */ decoded: Value;
  /** the bytes of `decoded`, or NULL */ chunk: Value;
  /** bytes read but not decoded yet (an incomplete character, a \r), or NULL */ rest: Value;
  /** index in `decoded` */ at: i32;
  /** ENC_* */ kind: i32;
  /** @lock, stored atomically: `usable` and the checks before a lock is taken read it */ flags: u32;
  /** line ends seen */ seen: u32;
  /** encoded text that waits: address, length, room */ pending: u32;
  pendingLen: i32;
  pendingCap: i32;
  chunkSize: i32;
}
export const X_LINE: u32 = 1, X_THROUGH: u32 = 2, X_UNIVERSAL: u32 = 4, X_TRANSLATE: u32 = 8, X_WRITE_CRLF: u32 = 16, X_WRITE_CR: u32 = 32, X_DETACHED: u32 = 64, X_NO_TELL: u32 = 128, X_EOF: u32 = 256, X_READ_CR: u32 = 512, X_READ_CRLF: u32 = 1024, X_HELD_CR: u32 = 2048, X_NO_READ: u32 = 4096, X_NO_WRITE: u32 = 8192;
// @ts-ignore: decorator
@inline export function to(v: Value): TextIOObject { return as<TextIOObject>(v); }
/** A field that others may replace: new, or NULL. */
function fieldOf(o: TextIOObject, field: usize): Value { return memberLoad(<Value>changetype<Ptr>(o), changetype<Ptr>(o) + field); }
export function encodingOf(o: TextIOObject): Value { return fieldOf(o, offsetof<TextIOObject>("encoding")); }
export function errorsOf(o: TextIOObject): Value { return fieldOf(o, offsetof<TextIOObject>("errors")); }
export function encoderOf(o: TextIOObject): Value { return fieldOf(o, offsetof<TextIOObject>("encoder")); }
export function decoderOf(o: TextIOObject): Value { return fieldOf(o, offsetof<TextIOObject>("decoder")); }
/** The stream below: new; NULL with ValueError. */
export function bufferOf(v: Value): Value {
  const b = fieldOf(to(v), offsetof<TextIOObject>("buffer"));
  return b ? b : raiseNotReady(v);
}
export function raiseNotReady(v: Value): Value {
  return raise(T.ValueError, flagsOf(to(v)) & X_DETACHED ? "underlying buffer has been detached" : "I/O operation on uninitialized object");
}
export function bufferAttr(v: Value, name: Value): Value {
  const b = bufferOf(v), r = b ? getAttr(b, name) : NULL;
  decref(b);
  return r;
}
export function bufferCall(v: Value, name: Value): Value {
  const b = bufferOf(v), r = b ? callMethod0(b, name) : NULL;
  decref(b);
  return r;
}
// @ts-ignore: decorator
@inline export function flagsOf(o: TextIOObject): u32 { return atomic.load<u32>(changetype<Ptr>(o), offsetof<TextIOObject>("flags")); }
/** Lock held. */
export function flagsOn(o: TextIOObject, f: u32): void { atomic.store<u32>(changetype<Ptr>(o), flagsOf(o) | f, offsetof<TextIOObject>("flags")); }
export function flagsOff(o: TextIOObject, f: u32): void { atomic.store<u32>(changetype<Ptr>(o), flagsOf(o) & ~f, offsetof<TextIOObject>("flags")); }
export function ready(v: Value): bool { const b = bufferOf(v); decref(b); return b != NULL; }
export function notClosed(v: Value): bool {
  const b = bufferOf(v);
  if (!b) return false;
  const native = isExact(b, T.BufferedWriter) || isExact(b, T.BufferedRandom) || isExact(b, T.BufferedReader);
  const c = native ? bufferedIsClosed(b) : attrTrue(b, N.closed);
  decref(b);
  if (c > 0) raise(T.ValueError, "I/O operation on closed file.");
  return c == 0;
}
/** Whether the stream below, not closed, goes this way: without X_NO_READ or X_NO_WRITE. */
export function usable(v: Value, without: u32): bool {
  if (!notClosed(v)) return false;
  if (!(flagsOf(to(v)) & without)) return true;
  raiseUnsupported(without == X_NO_READ ? "not readable" : "not writable");
  return false;
}
/** Takes the lock, with a stream below. */
export function lock(v: Value): bool {
  if (!ioLock(v)) return false;
  if (to(v).buffer) return true;
  ioUnlock(v);
  raiseNotReady(v);
  return false;
}
/** Takes the lock, with a stream below that is open, and stays so: close() takes the lock too. */
export function lockOpen(v: Value): bool {
  if (!lock(v)) return false;
  if (notClosed(v)) return true;
  ioUnlock(v);
  return false;
}
/** For what must not happen inside of another call on the same object. */
export function notInside(v: Value): bool {
  if (!ioLockOwned(v)) return true;
  raiseFmt(T.RuntimeError, "reentrant call inside %R", v);
  return false;
}
