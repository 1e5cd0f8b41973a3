/** Objects out of blocks: a header with one reference owned by this thread. Payload is zeroed, that is, all NULL. */
import { Ptr, NULL } from "../base/value";
import { DEFERRED, HEADER } from "../base/obj";
import { gcFreeLater } from "../gc/zombies";
import { TypeObject, TF_HAVE_GC, TF_HEAPTYPE } from "../../generated/core/types";
import { allocObjectBlock, allocObjectBlockRaw, freeBlockFast } from "../memory/alloc";
import { tid } from "../threads/self";
import { increfDeferred, decrefDeferred } from "../refcount/count";
import { raiseNoMemory } from "./errors";

/** An object of type t with `size` bytes, header included. 0 with MemoryError. Heap types are counted by their instances. */
// @ts-ignore: decorator
@inline export function newObjectSized(t: TypeObject, size: usize): Ptr {
  const p = allocObjectBlock((t.tp_flags & TF_HAVE_GC) != 0, size);
  if (!p) { raiseNoMemory(); return 0; }
  store<u32>(p, <u32>tid);
  // plain stores: the address is published atomically, and a stale reader of the block's former life finds a count of 0 or 1 either way
  store<u64>(p, 1, 4);
  store<u32>(p, changetype<u32>(t), 12);
  if (t.tp_flags & TF_HEAPTYPE) increfDeferred(changetype<Ptr>(t));
  return p;
}
/** An object of a static type without tail whose payload the caller writes whole, at once. 0 with MemoryError. */
// @ts-ignore: decorator
@inline export function newObjectRaw(t: TypeObject, gc: bool, size: usize): Ptr {
  const p = allocObjectBlockRaw(gc, size);
  if (!p) { raiseNoMemory(); return 0; }
  store<u32>(p, <u32>tid);
  store<u64>(p, 1, 4);
  store<u32>(p, changetype<u32>(t), 12);
  return p;
}
/** An instance of t (fixed size; tail with dict and weak list included). */
export function newObject(t: TypeObject): Ptr {
  const tail: usize = t.tp_tail > 0 ? t.tp_tail : 0;
  if (!tail) return newObjectSized(t, <usize>t.tp_basicsize);
  // one look at tp_ninline: another thread may let it grow
  const n = <usize>atomic.load<u32>(changetype<Ptr>(t) + offsetof<TypeObject>("tp_ninline")), p = newObjectSized(t, tail + TAIL + n * 9);
  if (p && n) store<u8>(p + tail, <u8>n, 13);
  return p;
}
/** A variable-sized object: `bytes` bytes with its items, count in VarObj.size. A tail, if the type has one (tp_tail == -1), comes after. */
export function newVarObject(t: TypeObject, bytes: usize, count: i32): Ptr {
  const p = newObjectSized(t, t.tp_tail == -1 ? ((bytes + 7) & ~7) + TAIL : bytes);
  if (p) store<i32>(p, count, 16);
  return p;
}
/** InstanceTail: +0 Value dict | +8 u32 weaklist | +12 u8 count, u8 capacity, u16 0 | +16 values[capacity] | order bytes[capacity] */
// @ts-ignore: decorator
@inline export const TAIL: usize = 16;
/** Bytes of an instance of a fixed-size type. */
// @ts-ignore: decorator
@inline export function instanceSize(t: TypeObject): usize {
  return t.tp_tail > 0 ? <usize>t.tp_tail + TAIL + <usize>t.tp_ninline * 9 : <usize>t.tp_basicsize;
}
/** Gives the memory back and drops the reference to a heap type. The last act of every tp_dealloc. */
export function freeObject(p: Ptr): void {
  const t = changetype<TypeObject>(load<u32>(p, 12));
  if (load<u32>(p, 4) == DEFERRED) { gcFreeLater(p); return; }
  freeBlockFast(p);
  if (t.tp_flags & TF_HEAPTYPE) decrefDeferred(changetype<Ptr>(t));
}
