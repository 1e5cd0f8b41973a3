/**
 * collections.deque: layout and the operations on its ends. Mirrors Modules/_collectionsmodule.c in behaviour; a ring buffer whose size is a power of two
 * takes the place of CPython's list of blocks (indexing in the middle is O(1)).
 *
 *   +16 u32 buffer of `capacity` Values | +20 i32 capacity | +24 i32 head | +28 i32 size (@atomic) | +32 i32 maxlen (-1: none, @frozen after init) | +36 u32 state
 *
 * Everything is done under the deque's lock, reads too; `state` changes with every mutation, so that iterators notice. Items taken out are dropped after
 * the section.
 */
import { publish } from "../../types/sharing";
import { Ptr, Value, NULL, None, int } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject, TF_HEAPTYPE } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { memAlloc, memFree } from "../../memory/alloc";
import { newObject, freeObject } from "../../objects/alloc";
import { errMatches, errOccurred, raise, raiseNoMemory } from "../../objects/errors";
import { iter, iterNext } from "../../objects/abstract";
import { sequenceToTuple } from "../../objects/sequence";
import { tupleItem, tupleSize } from "../../types/tuple/core";
import { listInit, listNew } from "../../types/list/core";
import { bindSimple } from "../../objects/args";
import { typeOf } from "../../objects/typeof";
import { instanceTailClear } from "../../objects/instance";
import { newRef, incref, decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { COUNT_ERROR, countArg } from "../itertools/stream";

@unmanaged
export class Deque extends Obj {
  buffer: u32;
  capacity: i32;
  head: i32;
  size: i32;
  maxlen: i32;
  state: u32;
}
// @ts-ignore: decorator
@inline export function dqSlot(d: Deque, i: i32): Ptr { return <usize>d.buffer + (<usize>((d.head + i) & (d.capacity - 1)) << 3); }
// @ts-ignore: decorator
@inline export function dqSize(v: Value): i32 { return atomic.load<i32>(<Ptr>v, offsetof<Deque>("size")); }
// @ts-ignore: decorator
@inline function setSize(d: Deque, n: i32): void { publish<i32>(changetype<Ptr>(d), n, offsetof<Deque>("size")); d.state = d.state + 1; }

export function deque_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return dequeNewOf(as<TypeObject>(type), -1); }
export function dequeNewOf(t: TypeObject, maxlen: i32): Value {
  const p = newObject(t);
  if (p) changetype<Deque>(p).maxlen = maxlen;
  return <Value>p;
}
export function deque_init(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return -1;
  const ok = bindSimple("deque", args, nargs, kwnames, 0, 2, out, N.iterable, N.maxlen, NULL, NULL);
  const iterable = load<u64>(out), max = load<u64>(out, 8);
  stackRestore(mark);
  if (!ok) return -1;
  let maxlen: i64 = -1;
  if (max && max != None) {
    maxlen = countArg(max);
    if (maxlen == COUNT_ERROR) { if (errMatches(T.TypeError)) raise(T.TypeError, "an integer is required"); return -1; }
    if (maxlen < 0) { raise(T.ValueError, "maxlen must be non-negative"); return -1; }
    if (maxlen > i32.MAX_VALUE) maxlen = i32.MAX_VALUE;
  }
  as<Deque>(self).maxlen = <i32>maxlen;
  if (dqSize(self)) dequeClear(self);
  return iterable ? dequeExtend(self, iterable, false) : 0;
}
export function deque_dealloc(p: Ptr): void {
  const d = changetype<Deque>(p), t = typeOf(<Value>p);
  if (t.tp_tail) instanceTailClear(p, t);
  for (let i = 0; i < d.size; i++) decref(load<u64>(dqSlot(d, i)));
  memFree(d.buffer);
  freeObject(p);
}
export function deque_traverse(p: Ptr): void {
  const d = changetype<Deque>(p);
  for (let i = 0; i < d.size; i++) gcVisit(load<u64>(dqSlot(d, i)));
}
export function deque_clearSlot(p: Ptr): void { dequeClear(<Value>p); }
/** Room for one more. Lock held. */
function grow(d: Deque): bool {
  if (d.size < d.capacity) return true;
  const cap = d.capacity ? d.capacity * 2 : 8;
  const b = cap > 0x8000000 ? 0 : memAlloc(<usize>cap << 3);
  if (!b) { raiseNoMemory(); return false; }
  for (let i = 0; i < d.size; i++) store<u64>(b + (<usize>i << 3), load<u64>(dqSlot(d, i)));
  memFree(d.buffer);
  d.buffer = <u32>b; d.capacity = cap; d.head = 0;
  return true;
}
/** Takes the last or first item out; owned. The deque is not empty. Lock held. */
export function dqTakeLockHeld(d: Deque, left: bool): Value {
  const v = load<u64>(dqSlot(d, left ? 0 : d.size - 1));
  if (left) d.head = (d.head + 1) & (d.capacity - 1);
  setSize(d, d.size - 1);
  return v;
}
/** Adds v (steals it) at an end; the item that maxlen pushes out is returned through `pushed`. Lock held. */
export function dqPutLockHeld(d: Deque, v: Value, left: bool): i32 {
  pushed = NULL;
  // one look: __init__ of another thread may set it
  const m = d.maxlen;
  if (m == 0) { pushed = v; return 0; }
  if (m > 0 && d.size >= m) {
    // the one that goes makes room for the one that comes: who reads the length without the lock sees no change
    const at = dqSlot(d, left ? d.size - 1 : 0);
    pushed = load<u64>(at);
    d.head = (left ? d.head - 1 : d.head + 1) & (d.capacity - 1);
    store<u64>(dqSlot(d, left ? 0 : d.size - 1), v);
    d.state = d.state + 1;
    return 0;
  }
  if (!grow(d)) { pushed = v; return -1; }
  if (left) d.head = (d.head - 1) & (d.capacity - 1);
  store<u64>(left ? dqSlot(d, 0) : dqSlot(d, d.size), v);
  setSize(d, d.size + 1);
  return 0;
}
/** the thread's own; read at once */
let pushed: Value = NULL;
/** Adds v (borrowed). */
export function dequePut(self: Value, v: Value, left: bool): i32 {
  incref(v);
  csBegin(<Ptr>self);
  const r = dqPutLockHeld(as<Deque>(self), v, left), old = pushed;
  csEnd();
  decref(old);
  return r;
}
/** The item taken from an end, or NULL without an exception. */
export function dequeTake(self: Value, left: bool): Value {
  let v: Value = NULL;
  csBegin(<Ptr>self);
  if (as<Deque>(self).size) v = dqTakeLockHeld(as<Deque>(self), left);
  csEnd();
  return v;
}
export function dequeClear(self: Value): void {
  csBegin(<Ptr>self);
  const d = as<Deque>(self), b: Ptr = d.buffer, n = d.size, head = d.head, cap = d.capacity;
  d.buffer = 0; d.capacity = 0; d.head = 0;
  setSize(d, 0);
  csEnd();
  for (let i = 0; i < n; i++) decref(load<u64>(b + (<usize>((head + i) & (cap - 1)) << 3)));
  memFree(b);
}
export function dequeExtend(self: Value, iterable: Value, left: bool): i32 {
  if (iterable == self) {
    const l = dequeItems(self);
    if (!l) return -1;
    const r = dequeExtend(self, l, left);
    decref(l);
    return r;
  }
  const t = typeOf(iterable);
  // a native container, which runs no Python code: all its items in one step
  if (!(t.tp_flags & TF_HEAPTYPE) && t.tp_iter && !t.tp_iternext) return extendAtOnce(self, iterable, left);
  const it = iter(iterable);
  if (!it) return -1;
  let r = 0;
  while (r == 0) {
    const v = iterNext(it);
    if (!v) { if (errOccurred()) r = -1; break; }
    r = dequePut(self, v, left);
    decref(v);
  }
  decref(it);
  return r;
}
function extendAtOnce(self: Value, iterable: Value, left: bool): i32 {
  const items = sequenceToTuple(iterable), d = as<Deque>(self);
  if (!items) return -1;
  const n = tupleSize(items);
  // what maxlen pushes out is dropped when the lock is free again
  const out = d.maxlen >= 0 && n ? memAlloc(<usize>n << 3) : 0;
  if (d.maxlen >= 0 && n && !out) { decref(items); raiseNoMemory(); return -1; }
  let r = 0, gone = 0;
  csBegin(<Ptr>self);
  for (let i = 0; r == 0 && i < n; i++) {
    const v = tupleItem(items, i);
    incref(v);
    r = dqPutLockHeld(d, v, left);
    const old = pushed;
    if (r < 0) decref(v);
    else if (old && out) { store<u64>(out + (<usize>gone << 3), old); gone++; }
    // __init__ of another thread has given it a maxlen meanwhile
    else decref(old);
  }
  csEnd();
  for (let i = 0; i < gone; i++) decref(load<u64>(out + (<usize>i << 3)));
  memFree(out);
  decref(items);
  return r;
}
/** A list of the items as they are at one moment. */
export function dequeItems(self: Value): Value {
  csBegin(<Ptr>self);
  const d = as<Deque>(self), n = d.size, l = listNew(n);
  for (let i = 0; l && i < n; i++) listInit(l, i, newRef(load<u64>(dqSlot(d, i))));
  csEnd();
  return l;
}
/** Item i: new, or NULL without an exception when out of range. */
export function dequeItem(self: Value, i: i32): Value {
  csBegin(<Ptr>self);
  const d = as<Deque>(self), v = <u32>i < <u32>d.size ? newRef(load<u64>(dqSlot(d, i))) : NULL;
  csEnd();
  return v;
}
/** Rotates n steps to the right. */
export function dequeRotate(self: Value, n: i64): void {
  csBegin(<Ptr>self);
  const d = as<Deque>(self), size = d.size;
  if (size > 1) {
    let k = <i32>(n % size);
    if (k < 0) k += size;
    if (k) {
      if (size == d.capacity) d.head = (d.head - k) & (d.capacity - 1);
      else if (k <= size >> 1) for (let i = 0; i < k; i++) { const v = load<u64>(dqSlot(d, size - 1)); d.head = (d.head - 1) & (d.capacity - 1); store<u64>(dqSlot(d, 0), v); }
      else for (let i = k; i < size; i++) { const v = load<u64>(dqSlot(d, 0)); d.head = (d.head + 1) & (d.capacity - 1); store<u64>(dqSlot(d, size - 1), v); }
      d.state = d.state + 1;
    }
  }
  csEnd();
}
/** Takes item i (in range) out; owned. Lock held. */
export function dqDeleteLockHeld(d: Deque, i: i32): Value {
  const v = load<u64>(dqSlot(d, i));
  for (let k = i; k < d.size - 1; k++) store<u64>(dqSlot(d, k), load<u64>(dqSlot(d, k + 1)));
  setSize(d, d.size - 1);
  return v;
}
/** Inserts v (stolen) before item i, 0 <= i <= size. Lock held. */
export function dqInsertLockHeld(d: Deque, i: i32, v: Value): i32 {
  if (!grow(d)) { decref(v); return -1; }
  for (let k = d.size; k > i; k--) store<u64>(dqSlot(d, k), load<u64>(dqSlot(d, k - 1)));
  store<u64>(dqSlot(d, i), v);
  setSize(d, d.size + 1);
  return 0;
}
export function noneOrInt(n: i32): Value { return n < 0 ? None : int(n); }
