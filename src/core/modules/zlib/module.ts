/**
 * Module _zlib: raw deflate and inflate streams, and Adler-32. Heads, trailers, and zlib's own interface are src/library/zlib.py. CPython: Modules/zlibmodule.c.
 *
 * Deflater and Inflater: +16 u32 the stream; its first byte is the mutex that guards it (nobody runs Python code while holding it).
 */
import { Ptr, Value, NULL, None, False, int, intOf, isInt, boolean } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { memFree } from "../../memory/alloc";
import { freeObject, newObject } from "../../objects/alloc";
import { checkPositional, noKeywords } from "../../objects/args";
import { getBuffer, releaseBuffer } from "../../objects/buffer";
import { errOccurred, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { typeOf } from "../../objects/typeof";
import { decref } from "../../refcount/count";
import { mutexLock, mutexUnlock } from "../../sync/mutex";
import { argAt } from "../../types/args";
import { bytesFromPtr } from "../../types/bytes/core";
import { intAsI32, intAsI64, intAsU64Mask } from "../../types/int/core";
import { strFromLiteral } from "../../types/str/core";
import { tuplePack2, tuplePack3 } from "../../types/tuple/core";
import { Deflate, deflateCopy, deflateDictionary, deflateFree, deflateNew, deflateRun } from "./deflate";
import { BAD, DONE, Inflate, inflateCopy, inflateErrorText, inflateFree, inflateNew, inflateRemember, inflateRun } from "./inflate";

@unmanaged
export class StreamObject extends Obj { stream: u32; }
// @ts-ignore: decorator
@inline function streamOf(v: Value): Ptr { return as<StreamObject>(v).stream; }

function wrap(type: Value, stream: Ptr): Value {
  if (!stream) return raiseNoMemory();
  const p = newObject(as<TypeObject>(type));
  if (p) changetype<StreamObject>(p).stream = <u32>stream;
  return <Value>p;
}
/** Deflater(level, window bits, memory level, strategy) */
export function deflater_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("Deflater", kwnames) || !checkPositional("Deflater", nargs, 4, 4)) return NULL;
  const level = intAsI32(argAt(args, 0)), bits = intAsI32(argAt(args, 1)), memLevel = intAsI32(argAt(args, 2)), strategy = intAsI32(argAt(args, 3));
  if (errOccurred()) return NULL;
  if (level < 0 || level > 9 || bits < 8 || bits > 15 || memLevel < 1 || memLevel > 9 || strategy < 0 || strategy > 4) return raise(T.ValueError, "Invalid initialization option");
  const s = deflateNew(level, bits, memLevel, strategy), r = wrap(type, s);
  if (!r) deflateFree(s);
  return r;
}
export function deflater_dealloc(p: Ptr): void {
  deflateFree(changetype<StreamObject>(p).stream);
  freeObject(p);
}
/** run(data, flush): the bytes that come out. */
export function deflater_run(self: Value, data: Value, flush: Value): Value {
  const f = intAsI32(flush);
  if (f == -1 && errOccurred()) return NULL;
  const mark = stackMark(), b = stackAlloc(16);
  if (!b || getBuffer(data, b) < 0) { stackRestore(mark); return NULL; }
  const s = streamOf(self), d = changetype<Deflate>(s);
  let r: Value = NULL;
  mutexLock(s);
  const ok = deflateRun(s, load<u32>(b), load<u32>(b, 4), f);
  if (ok) r = bytesFromPtr(d.out, d.outLength);
  if (d.outSize > 1 << 20) { memFree(d.out); d.out = 0; d.outSize = 0; }
  mutexUnlock(s);
  releaseBuffer(data, b);
  stackRestore(mark);
  return ok ? r : raiseNoMemory();
}
export function deflater_dictionary(self: Value, data: Value): Value {
  const mark = stackMark(), b = stackAlloc(16);
  if (!b || getBuffer(data, b) < 0) { stackRestore(mark); return NULL; }
  const s = streamOf(self);
  mutexLock(s);
  deflateDictionary(s, load<u32>(b), load<u32>(b, 4));
  mutexUnlock(s);
  releaseBuffer(data, b);
  stackRestore(mark);
  return None;
}
export function deflater_copy(self: Value): Value {
  const s = streamOf(self);
  mutexLock(s);
  const c = deflateCopy(s);
  mutexUnlock(s);
  const r = wrap(<Value>changetype<Ptr>(typeOf(self)), c);
  if (!r) deflateFree(c);
  return r;
}
/** Inflater(window bits) */
export function inflater_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("Inflater", kwnames) || !checkPositional("Inflater", nargs, 1, 1)) return NULL;
  const bits = intAsI32(argAt(args, 0));
  if (errOccurred()) return NULL;
  if (bits < 8 || bits > 15) return raise(T.ValueError, "Invalid initialization option");
  const s = inflateNew(bits), r = wrap(type, s);
  if (!r) inflateFree(s);
  return r;
}
export function inflater_dealloc(p: Ptr): void {
  inflateFree(changetype<StreamObject>(p).stream);
  freeObject(p);
}
/** run(data, limit): (bytes that come out, at most limit; how many bytes of data were used; whether the stream has ended). ValueError with zlib's words if it is wrong. */
export function inflater_run(self: Value, data: Value, limit: Value): Value {
  const most = intAsI64(limit);
  if (most == -1 && errOccurred()) return NULL;
  const mark = stackMark(), b = stackAlloc(16);
  if (!b || getBuffer(data, b) < 0) { stackRestore(mark); return NULL; }
  const s = streamOf(self), d = changetype<Inflate>(s);
  let out: Value = NULL, used: i64 = 0, done = false, error: u32 = 0;
  mutexLock(s);
  const ok = inflateRun(s, load<u32>(b), load<u32>(b, 4), <u32>(most < 0 || most > 0x7FFF0000 ? 0x7FFF0000 : most));
  if (ok) {
    used = <i64>d.in - <i64>load<u32>(b);
    done = d.mode == DONE;
    if (d.mode == BAD) error = d.error;
    out = bytesFromPtr(d.out, d.outLength);
  }
  if (d.outSize > 1 << 20) { memFree(d.out); d.out = 0; d.outSize = 0; }
  mutexUnlock(s);
  releaseBuffer(data, b);
  stackRestore(mark);
  if (!ok) return raiseNoMemory();
  if (!out) return NULL;
  const r = error ? raise(T.ValueError, inflateErrorText(error)) : tuplePack3(out, int(used), boolean(done));
  decref(out);
  return r;
}
export function inflater_dictionary(self: Value, data: Value): Value {
  const mark = stackMark(), b = stackAlloc(16);
  if (!b || getBuffer(data, b) < 0) { stackRestore(mark); return NULL; }
  const s = streamOf(self);
  mutexLock(s);
  inflateRemember(changetype<Inflate>(s), load<u32>(b), load<u32>(b, 4));
  mutexUnlock(s);
  releaseBuffer(data, b);
  stackRestore(mark);
  return None;
}
export function inflater_copy(self: Value): Value {
  const s = streamOf(self);
  mutexLock(s);
  const c = inflateCopy(s);
  mutexUnlock(s);
  const r = wrap(<Value>changetype<Ptr>(typeOf(self)), c);
  if (!r) inflateFree(c);
  return r;
}
export function adler32(_: Value, data: Value, value: Value): Value {
  const start = <u32>intAsU64Mask(value);
  if (errOccurred()) return NULL;
  const mark = stackMark(), x = stackAlloc(16);
  if (!x || getBuffer(data, x) < 0) { stackRestore(mark); return NULL; }
  let p: Ptr = load<u32>(x), n = load<u32>(x, 4), a = start & 0xFFFF, b = start >> 16;
  while (n) {
    // so many bytes fit 32 bits
    const k = min<u32>(n, 5552);
    for (let i: u32 = 0; i < k; i++) { a += load<u8>(p + i); b += a; }
    a %= 65521; b %= 65521;
    p += k; n -= k;
  }
  releaseBuffer(data, x);
  stackRestore(mark);
  return int(<i64>(b << 16 | a));
}
export { crc32 } from "../binascii";
