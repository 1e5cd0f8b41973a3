/**
 * The buffer protocol, reduced to contiguous bytes. A getter (bf_getbuffer) fills { u32 address, u32 length, u32 readonly, u32 format } and pins the memory until the
 * releaser runs; `format` is an item code (ASCII, 0 for 'B') | itemsize << 8, so that memoryview can show array('d') as doubles. CPython: PyObject_GetBuffer.
 */
import { Ptr, Value } from "../base/value";
import { T, call_bf_getbuffer, call_bf_releasebuffer } from "../../generated/core/types";
import { raiseFmt } from "./errors";
import { isExact, typeOf } from "./typeof";

// @ts-ignore: decorator
@inline export const BUFFER_BYTES: usize = 16;
/** Fills the 16 bytes at out; 0, or -1 with TypeError or BufferError. The exporter is borrowed: keep it alive until releaseBuffer. */
export function getBuffer(v: Value, out: Ptr): i32 {
  store<u32>(out, 0, 8); store<u32>(out, 0, 12);
  if (isExact(v, T.bytes)) { store<u32>(out, <u32>v + 32); store<u32>(out, load<u32>(<Ptr>v, 16), 4); store<u32>(out, 1, 8); return 0; }
  const t = typeOf(v);
  if (!t.bf_getbuffer) { raiseFmt(T.TypeError, "a bytes-like object is required, not '%T'", v); return -1; }
  return call_bf_getbuffer(t, v, <Value>out);
}
export function releaseBuffer(v: Value, out: Ptr): void {
  if (isExact(v, T.bytes)) return;
  const t = typeOf(v);
  if (t.bf_releasebuffer) call_bf_releasebuffer(t, v);
}
/** Whether an object has the buffer interface. */
export function hasBuffer(v: Value): bool { return typeOf(v).bf_getbuffer != 0; }
/** getBuffer that insists on writable memory. */
export function getWritableBuffer(v: Value, out: Ptr): i32 {
  if (getBuffer(v, out) < 0) return -1;
  if (!load<u32>(out, 8)) return 0;
  releaseBuffer(v, out);
  raiseFmt(T.TypeError, "a read-write bytes-like object is required, not '%T'", v);
  return -1;
}
