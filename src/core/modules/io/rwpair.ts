/**
 * _io.BufferedRWPair: a BufferedReader and a BufferedWriter in one object (buffered.ts). CPython: Modules/_io/bufferedio.c. Both fields are set by `__init__`, which may be called again by
 * another thread: read by memberLoad, exchanged under the lock of the pair.
 */
import { Ptr, Value, NULL, int } from "../../base/value";
import { T, TypeObject } from "../../../generated/core/types";
import { Obj } from "../../base/obj";
import { decref } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { freeObject, newObject } from "../../objects/alloc";
import { errFetch, errOccurred, raise, raiseFmt } from "../../objects/errors";
import { indexAsSsize } from "../../objects/abstract-index";
import { isTrue } from "../../objects/abstract";
import { memberExchange, memberLoad } from "../../objects/descriptors";
import { instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { finalizeFromDealloc } from "../../objects/finalize";
import { afterFlush } from "./common";
import { IOBaseObject } from "./base";
import {
  DEFAULT_SIZE, bufferedClose, bufferedClosed, bufferedFlush, bufferedIsatty, bufferedOpen, bufferedPeek, bufferedRead, bufferedRead1, bufferedReadable, bufferedReadinto,
  bufferedReadinto1, bufferedWritable, bufferedWrite,
} from "./buffered";
export { bufferedNew } from "./buffered";

@unmanaged
export class RWPairObject extends IOBaseObject {
  /** @atomic */ reader: Value;
  /** @atomic */ writer: Value;
}
const READER: usize = offsetof<RWPairObject>("reader"), WRITER: usize = offsetof<RWPairObject>("writer");
/** (reader, writer, buffer_size=131072) */
export function pairInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (nargs < 2 || nargs > 3) { raiseFmt(T.TypeError, "BufferedRWPair expected 2 or 3 arguments, got %d", int(nargs)); return -1; }
  const raw1 = load<u64>(args), raw2 = load<u64>(args, 8), size = nargs > 2 ? indexAsSsize(load<u64>(args, 16)) : DEFAULT_SIZE;
  if (size == -1 && errOccurred()) return -1;
  if (size <= 0) { raise(T.ValueError, "buffer size must be strictly positive"); return -1; }
  const r = <Value>newObject(T.BufferedReader), w = <Value>newObject(T.BufferedWriter);
  if (!r || !w || bufferedOpen(r, raw1, size) < 0 || bufferedOpen(w, raw2, size) < 0) { decref(r); decref(w); return -1; }
  memberExchange(self, <Ptr>self + READER, r);
  memberExchange(self, <Ptr>self + WRITER, w);
  return 0;
}
export function pairDealloc(p: Ptr): void {
  if (!finalizeFromDealloc(p)) return;
  const o = changetype<RWPairObject>(p), a = o.reader, b = o.writer;
  o.reader = NULL; o.writer = NULL;
  instanceTailClear(p, changetype<TypeObject>(o.type));
  decref(a); decref(b);
  freeObject(p);
}
export function pairClear(p: Ptr): void {
  memberExchange(<Value>p, p + offsetof<RWPairObject>("reader"), NULL);
  memberExchange(<Value>p, p + offsetof<RWPairObject>("writer"), NULL);
  instanceTailClear(p, changetype<TypeObject>(changetype<Obj>(p).type));
}
export function pairTraverse(p: Ptr): void { gcVisit(changetype<RWPairObject>(p).reader); gcVisit(changetype<RWPairObject>(p).writer); instanceTailVisit(p, changetype<TypeObject>(changetype<Obj>(p).type)); }
/** One of the two, new; NULL with ValueError. */
function half(self: Value, field: usize): Value {
  const v = memberLoad(self, <Ptr>self + field);
  return v ? v : raise(T.ValueError, "I/O operation on uninitialized object");
}
type Plain = (half: Value) => Value;
type WithOne = (half: Value, a: Value) => Value;
// @ts-ignore: decorator
@inline function on(self: Value, field: usize, f: Plain): Value {
  const h = half(self, field), r = h ? f(h) : NULL;
  decref(h);
  return r;
}
// @ts-ignore: decorator
@inline function on1(self: Value, field: usize, f: WithOne, a: Value): Value {
  const h = half(self, field), r = h ? f(h, a) : NULL;
  decref(h);
  return r;
}
export function pairRead(self: Value, n: Value): Value { return on1(self, READER, bufferedRead, n); }
export function pairRead1(self: Value, n: Value): Value { return on1(self, READER, bufferedRead1, n); }
export function pairPeek(self: Value, n: Value): Value { return on1(self, READER, bufferedPeek, n); }
export function pairReadinto(self: Value, b: Value): Value { return on1(self, READER, bufferedReadinto, b); }
export function pairReadinto1(self: Value, b: Value): Value { return on1(self, READER, bufferedReadinto1, b); }
export function pairReadable(self: Value): Value { return on(self, READER, bufferedReadable); }
export function pairWrite(self: Value, b: Value): Value { return on1(self, WRITER, bufferedWrite, b); }
export function pairFlush(self: Value): Value { return on(self, WRITER, bufferedFlush); }
export function pairWritable(self: Value): Value { return on(self, WRITER, bufferedWritable); }
export function pairClosed(self: Value): Value { return on(self, WRITER, bufferedClosed); }
export function pairIsatty(self: Value): Value {
  const a = on(self, WRITER, bufferedIsatty);
  if (!a || isTrue(a) != 0) return a;
  decref(a);
  return on(self, READER, bufferedIsatty);
}
export function pairClose(self: Value): Value {
  const a = on(self, WRITER, bufferedClose), saved = a ? NULL : errFetch();
  decref(a);
  return afterFlush(on(self, READER, bufferedClose), saved);
}
