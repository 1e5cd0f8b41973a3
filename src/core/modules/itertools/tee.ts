/**
 * itertools.tee. Mirrors Modules/itertoolsmodule.c: the iterators of one tee walk a linked list of blocks of items; a block nobody points to dies.
 *
 *   _tee_dataobject: +16 it @frozen | +24 next block | +32 i32 count | +36 i32 running | +40 items[57]      all @lock object
 *   _tee:            +16 block | +24 i32 index                                                               racy: block by field/setField
 */
import { Ptr, Value, NULL } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject, freeObject } from "../../objects/alloc";
import { errOccurred, raise, raiseNoMemory } from "../../objects/errors";
import { iter, iterNext } from "../../objects/abstract";
import { getAttrOptional } from "../../objects/attributes";
import { call0 } from "../../objects/call";
import { isExact } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { argAt, argsCount, argsNoKeywords } from "../../types/args";
import { tupleInit, tupleNew } from "../../types/tuple/core";
import { field, initField, setField } from "./common";
import { COUNT_ERROR, countArg } from "./stream";
export * from "./common";
export { selfIter } from "../../types/iter/sequence";
export { classGetItem } from "../../types/class-getitem";

const BLOCK_ITEMS: i32 = 57;
const ITEMS: usize = 40;
@unmanaged
export class TeeBlock extends Obj {
  it: Value;
  next: Value;
  count: i32;
  running: i32;
  i00: Value; i01: Value; i02: Value; i03: Value; i04: Value; i05: Value; i06: Value; i07: Value; i08: Value; i09: Value; i10: Value; i11: Value;
  i12: Value; i13: Value; i14: Value; i15: Value; i16: Value; i17: Value; i18: Value; i19: Value; i20: Value; i21: Value; i22: Value; i23: Value;
  i24: Value; i25: Value; i26: Value; i27: Value; i28: Value; i29: Value; i30: Value; i31: Value; i32_: Value; i33: Value; i34: Value; i35: Value;
  i36: Value; i37: Value; i38: Value; i39: Value; i40: Value; i41: Value; i42: Value; i43: Value; i44: Value; i45: Value; i46: Value; i47: Value;
  i48: Value; i49: Value; i50: Value; i51: Value; i52: Value; i53: Value; i54: Value; i55: Value; i56: Value;
}
@unmanaged
export class Tee extends Obj {
  block: Value;
  /** racy */ index: i32;
}
function blockNew(it: Value): Value {
  const p = newObject(T._tee_dataobject);
  if (p) changetype<TeeBlock>(p).it = newRef(it);
  return <Value>p;
}
export function block_dealloc(p: Ptr): void {
  const b = changetype<TeeBlock>(p);
  decref(b.it);
  for (let i = 0; i < b.count; i++) decref(load<u64>(p + (<usize>i << 3), ITEMS));
  // long chains of blocks die one after the other, the allocator's trashcan bounds the depth
  decref(b.next);
  freeObject(p);
}
export function block_traverse(p: Ptr): void {
  const b = changetype<TeeBlock>(p);
  gcVisit(b.it); gcVisit(b.next);
  for (let i = 0; i < b.count; i++) gcVisit(load<u64>(p + (<usize>i << 3), ITEMS));
}
/** Item i of a block, read from the iterator if it is the next one. New, or NULL (end, or exception). */
function blockItem(block: Value, i: i32): Value {
  const b = as<TeeBlock>(block);
  let v: Value = NULL, busy = false, mine = false;
  csBegin(<Ptr>block);
  if (i < b.count) v = newRef(load<u64>(<Ptr>block + (<usize>i << 3), ITEMS));
  else if (b.running) busy = true;
  else { b.running = 1; mine = true; }
  csEnd();
  if (busy) return raise(T.RuntimeError, "cannot re-enter the tee iterator");
  if (!mine) return v;
  v = iterNext(b.it);
  csBegin(<Ptr>block);
  b.running = 0;
  if (v) {
    const n = b.count;
    store<u64>(<Ptr>block + (<usize>n << 3), newRef(v), ITEMS);
    b.count = n + 1;
  }
  csEnd();
  return v;
}
/** The block after a full one. New. */
function blockNext(block: Value): Value {
  const b = as<TeeBlock>(block);
  csBegin(<Ptr>block);
  if (!b.next) b.next = blockNew(b.it);
  const n = newRef(b.next);
  csEnd();
  return n;
}
function teeFrom(it: Value): Value {
  if (isExact(it, T._tee)) return tee_copy(it);
  const i = iter(it), b = i ? blockNew(i) : NULL;
  decref(i);
  const p = b ? newObject(T._tee) : 0;
  if (!p) { decref(b); return NULL; }
  initField(p, 0, b);
  return <Value>p;
}
export function tee_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("_tee", kwnames) || !argsCount("_tee", nargs, 1, 1)) return NULL;
  return teeFrom(argAt(args, 0));
}
export function tee_copy(self: Value): Value {
  const p = newObject(T._tee);
  if (!p) return NULL;
  csBegin(<Ptr>self);
  initField(p, 0, newRef(as<Tee>(self).block));
  changetype<Tee>(p).index = as<Tee>(self).index;
  csEnd();
  return <Value>p;
}
export function tee_next(self: Value): Value {
  const t = as<Tee>(self);
  let i = t.index, b = field(self, 0);
  if (i >= BLOCK_ITEMS) {
    const n = blockNext(b);
    decref(b);
    if (!n) return NULL;
    setField(self, 0, newRef(n));
    b = n; i = 0;
  }
  const v = blockItem(b, i);
  decref(b);
  if (v) t.index = i + 1;
  return v;
}
/** tee(iterable, n=2): a tuple of n iterators. */
export function tee(module: Value, iterable: Value, count: Value): Value {
  const n = countArg(count);
  if (n == COUNT_ERROR) return NULL;
  if (n < 0) return raise(T.ValueError, "n must be >= 0");
  if (n > i32.MAX_VALUE) return raiseNoMemory();
  const t = tupleNew(<i32>n);
  if (!t || n == 0) return t;
  const it = iter(iterable);
  let copy = it ? getAttrOptional(it, N.__copy__) : NULL;
  if (!it || (!copy && errOccurred())) { decref(it); decref(t); return NULL; }
  let first = it;
  if (!copy) { first = teeFrom(it); decref(it); copy = first ? getAttrOptional(first, N.__copy__) : NULL; }
  if (!copy) { decref(first); decref(t); return NULL; }
  tupleInit(t, 0, first);
  for (let i = 1; i < <i32>n; i++) {
    const c = call0(copy);
    if (!c) { decref(copy); decref(t); return NULL; }
    tupleInit(t, i, c);
  }
  decref(copy);
  return t;
}
export function tee_dealloc(p: Ptr): void {
  const t = typeOf(<Value>p);
  if (t.tp_tail) instanceTailClear(p, t);
  dealloc1(p);
}
import { typeOf } from "../../objects/typeof";
import { instanceTailClear } from "../../objects/instance";
import { dealloc1 } from "./common";
export { selfIter } from "../../types/iter/sequence";
export { classGetItem } from "../../types/class-getitem";
