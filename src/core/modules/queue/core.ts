/**
 * _queue.SimpleQueue and _queue.Empty. Mirrors Modules/_queuemodule.c.
 *
 *   +16 u32 size (@atomic, written @lock object) | +24 ring buffer: address, capacity, head (@lock object)
 *
 * put never blocks: it adds the item under the object's lock and wakes one who waits. get takes an item under the lock; if there is none it sleeps until the size is not 0, parked on that word (detached; a signal
 * or an asynchronous exception ends the sleep, is handled, and the wait goes on), and looks again. So each of them is one step, and who is told Empty finds the queue empty.
 */
import { Ptr, Value, NULL, None, boolean, int, isInt, intOf } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { monotonicNs } from "../../base/clock";
import { memAlloc, memFree } from "../../memory/alloc";
import { newObject, freeObject } from "../../objects/alloc";
import { raise, raiseBare, raiseNoMemory } from "../../objects/errors";
import { isTrue } from "../../objects/abstract";
import { floatFromValue, number } from "../../types/float/core";
import { typeOf } from "../../objects/typeof";
import { instanceTailClear } from "../../objects/instance";
import { newRef, decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { PARK_DETACH, PARK_INTERRUPTED, PARK_INTERRUPTIBLE, park, unparkOne } from "../../sync/parking";
import { pollSlow } from "../../types/poll";
export { classGetItem } from "../../types/class-getitem";

@unmanaged
export class SimpleQueue extends Obj {
  size: i32;
  pad: u32;
  buffer: u32;
  capacity: i32;
  head: i32;
}
// @ts-ignore: decorator
@inline const SIZE: usize = offsetof<SimpleQueue>("size");
// @ts-ignore: decorator
@inline function sizeOf(self: Value): i32 { return atomic.load<i32>(<Ptr>self + SIZE); }
// @ts-ignore: decorator
@inline function slot(q: SimpleQueue, i: i32): Ptr { return <usize>q.buffer + (<usize>((q.head + i) & (q.capacity - 1)) << 3); }

export function queue_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("SimpleQueue", kwnames) || !argsCount("SimpleQueue", nargs, 0, 0)) return NULL;
  return <Value>newObject(as<TypeObject>(type));
}
import { argsCount, argsNoKeywords } from "../../types/args";
export function queue_dealloc(p: Ptr): void {
  const q = changetype<SimpleQueue>(p), t = typeOf(<Value>p);
  if (t.tp_tail) instanceTailClear(p, t);
  for (let i = 0; i < q.size; i++) decref(load<u64>(slot(q, i)));
  memFree(q.buffer);
  freeObject(p);
}
export function queue_traverse(p: Ptr): void {
  const q = changetype<SimpleQueue>(p);
  for (let i = 0; i < q.size; i++) gcVisit(load<u64>(slot(q, i)));
}
export function queue_clearSlot(p: Ptr): void {
  while (true) {
    const v = take(<Value>p);
    if (!v) break;
    decref(v);
  }
}
/** The oldest item, or NULL if there is none. */
function take(self: Value): Value {
  let v: Value = NULL;
  csBegin(<Ptr>self);
  const q = as<SimpleQueue>(self);
  if (q.size) {
    v = load<u64>(slot(q, 0));
    q.head = (q.head + 1) & (q.capacity - 1);
    atomic.store<i32>(<Ptr>self + SIZE, q.size - 1);
  }
  csEnd();
  return v;
}
function growLockHeld(q: SimpleQueue): bool {
  if (q.size < q.capacity) return true;
  const cap = q.capacity ? q.capacity * 2 : 8;
  const b = cap > 0x8000000 ? 0 : memAlloc(<usize>cap << 3);
  if (!b) { raiseNoMemory(); return false; }
  for (let i = 0; i < q.size; i++) store<u64>(b + (<usize>i << 3), load<u64>(slot(q, i)));
  memFree(q.buffer);
  q.buffer = <u32>b; q.capacity = cap; q.head = 0;
  return true;
}
function put(self: Value, v: Value): Value {
  let ok = false;
  csBegin(<Ptr>self);
  const q = as<SimpleQueue>(self);
  if (growLockHeld(q)) {
    store<u64>(slot(q, q.size), newRef(v));
    atomic.store<i32>(<Ptr>self + SIZE, q.size + 1);
    ok = true;
  }
  csEnd();
  if (!ok) return NULL;
  unparkOne(<Ptr>self + SIZE);
  return None;
}
/** block and timeout are there for compatibility: put never blocks */
export function queue_put(self: Value, item: Value, block: Value, timeout: Value): Value { return put(self, item); }
export function queue_putNowait(self: Value, item: Value): Value { return put(self, item); }
/** Seconds as ns; -1 with an exception. */
function nanoseconds(v: Value): i64 {
  let s: f64 = 0;
  if (isInt(v)) s = <f64>intOf(v);
  else {
    if (!floatFromValue(v)) return -1;
    s = number;
  }
  if (s != s) { raise(T.ValueError, "Invalid value NaN (not a number)"); return -1; }
  if (s < 0) { raise(T.ValueError, "'timeout' must be a non-negative number"); return -1; }
  return s >= 9.2e9 ? i64.MAX_VALUE / 4 : <i64>ceil(s * 1e9);
}
function get(self: Value, ns: i64): Value {
  const end = ns > 0 ? monotonicNs() + ns : 0;
  while (true) {
    const v = sizeOf(self) ? take(self) : NULL;
    if (v) return v;
    const left: i64 = ns <= 0 ? ns : end - monotonicNs();
    if (ns >= 0 && left <= 0) return raiseBare(T.Empty);
    if (park(<Ptr>self + SIZE, 0, left, 0, PARK_DETACH | PARK_INTERRUPTIBLE) == PARK_INTERRUPTED && pollSlow() < 0) return NULL;
  }
}
export function queue_get(self: Value, block: Value, timeout: Value): Value {
  const b = isTrue(block);
  if (b < 0) return NULL;
  if (!b) return get(self, 0);
  if (timeout == None) return get(self, -1);
  const ns = nanoseconds(timeout);
  return ns < 0 ? NULL : get(self, ns);
}
export function queue_getNowait(self: Value): Value { return get(self, 0); }
export function queue_empty(self: Value): Value { return boolean(sizeOf(self) == 0); }
export function queue_qsize(self: Value): Value { return int(sizeOf(self)); }
