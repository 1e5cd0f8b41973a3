/** itertools: count, cycle, repeat. Mirrors Modules/itertoolsmodule.c. */
import { Ptr, Value, NULL, int, isInt, intOf } from "../../base/value";
import { loadV, storeV } from "../../base/atomics";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject } from "../../objects/alloc";
import { errOccurred, fmt, raise } from "../../objects/errors";
import { iter, iterNext, numberAdd } from "../../objects/abstract";
import { bindSimple } from "../../objects/args";
import { typeOf } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { argAt, argsCount, argsNoKeywords } from "../../types/args";
import { listAppend, listEmpty, listGetItemOrNull, listSize } from "../../types/list/core";
import { field, setField, slotOf } from "./common";
import { COUNT_ERROR, countArg } from "./stream";
export * from "./common";
export { selfIter } from "../../types/iter/sequence";
export { classGetItem } from "../../types/class-getitem";

// ---- count ---------------------------------------------------------------------------------------------------------------------------
/** While the count is a small int and the step 1: `next` (racy: CPython's fast mode too is an atomic add). Else `value`, @lock object. */
@unmanaged
export class Count extends Obj {
  /** NULL in fast mode; @atomic, written under the lock */ value: Value;
  /** @frozen */ step: Value;
  /** @atomic */ next: i64;
}
// @ts-ignore: decorator
@inline const COUNT_NEXT: usize = 32;
// @ts-ignore: decorator
@inline const FAST_END: i64 = 0x1000000000000;

function isNumber(v: Value): bool { const t = typeOf(v); return t.nb_index != 0 || t.nb_int != 0 || t.nb_float != 0; }
export function count_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return NULL;
  const ok = bindSimple("count", args, nargs, kwnames, 0, 2, out, N.start, N.step, NULL, NULL);
  const start = load<u64>(out) ? load<u64>(out) : int(0), step = load<u64>(out, 8) ? load<u64>(out, 8) : int(1);
  stackRestore(mark);
  if (!ok) return NULL;
  if ((!isNumber(start) && typeOf(start) != T.complex) || (!isNumber(step) && typeOf(step) != T.complex)) return raise(T.TypeError, "a number is required");
  const p = newObject(as<TypeObject>(type));
  if (!p) return NULL;
  const c = changetype<Count>(p);
  c.step = newRef(step);
  if (isInt(start) && step == int(1) && intOf(start) < FAST_END) c.next = intOf(start); else c.value = newRef(start);
  return <Value>p;
}
export function count_next(self: Value): Value {
  const c = as<Count>(self);
  if (!loadV(slotOf(self, 0))) {
    const n = atomic.add<i64>(<Ptr>self, 1, COUNT_NEXT);
    if (n < FAST_END) return int(n);
  }
  let v: Value = NULL;
  csBegin(<Ptr>self);
  if (!c.value) storeV(slotOf(self, 0), int(FAST_END));
  const cur = newRef(c.value), next = numberAdd(cur, c.step);
  let old: Value = NULL;
  if (next) { v = cur; old = c.value; storeV(slotOf(self, 0), next); } else old = cur;
  csEnd();
  decref(old);
  return v;
}
export function count_repr(self: Value): Value {
  const c = as<Count>(self), v = loadV(slotOf(self, 0)) ? field(self, 0) : int(atomic.load<i64>(<Ptr>self, COUNT_NEXT));
  const r = c.step == int(1) ? fmt("%U(%R)", typeOf(self).tp_name, v) : fmt("%U(%R, %R)", typeOf(self).tp_name, v, c.step);
  decref(v);
  return r;
}

// ---- cycle: it (NULL: all saved), saved; index ---------------------------------------------------------------------------------------
@unmanaged
export class Cycle extends Obj {
  it: Value;
  /** list @frozen */ saved: Value;
  /** racy */ index: i32;
}
export function cycle_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("cycle", kwnames) || !argsCount("cycle", nargs, 1, 1)) return NULL;
  const it = iter(argAt(args, 0)), l = it ? listEmpty() : NULL, p = l ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(it); decref(l); return NULL; }
  changetype<Cycle>(p).it = it;
  changetype<Cycle>(p).saved = l;
  return <Value>p;
}
export function cycle_next(self: Value): Value {
  const c = as<Cycle>(self), it = field(self, 0);
  if (it) {
    const v = iterNext(it);
    decref(it);
    if (v) { if (listAppend(c.saved, v) < 0) { decref(v); return NULL; } return v; }
    if (errOccurred()) return NULL;
    setField(self, 0, NULL);
  }
  const n = listSize(c.saved);
  if (n == 0) return NULL;
  let i = c.index;
  if (i >= n) i = 0;
  c.index = i + 1 >= n ? 0 : i + 1;
  return listGetItemOrNull(c.saved, i);
}

// ---- repeat: object; times left (-1: for ever) ------------------------------------------------------------------------------------------
@unmanaged
export class Repeat extends Obj {
  /** @frozen */ object: Value;
  /** racy */ left: i64;
}
export function repeat_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return NULL;
  const ok = bindSimple("repeat", args, nargs, kwnames, 1, 2, out, N.object, N.times, NULL, NULL);
  const o = load<u64>(out), times = load<u64>(out, 8);
  stackRestore(mark);
  if (!ok) return NULL;
  let n: i64 = -1;
  if (times) { n = countArg(times); if (n == COUNT_ERROR) return NULL; if (n < 0) n = 0; }
  const p = newObject(as<TypeObject>(type));
  if (!p) return NULL;
  changetype<Repeat>(p).object = newRef(o);
  changetype<Repeat>(p).left = n;
  return <Value>p;
}
export function repeat_next(self: Value): Value {
  const r = as<Repeat>(self), n = r.left;
  if (n == 0) return NULL;
  if (n > 0) r.left = n - 1;
  return newRef(r.object);
}
export function repeat_repr(self: Value): Value {
  const r = as<Repeat>(self);
  return r.left < 0 ? fmt("%U(%R)", typeOf(self).tp_name, r.object) : fmt("%U(%R, %S)", typeOf(self).tp_name, r.object, int(r.left));
}
export function repeat_hint(self: Value): Value {
  const n = as<Repeat>(self).left;
  return n < 0 ? raise(T.TypeError, "len() of unsized object") : int(n);
}
export { selfIter } from "../../types/iter/sequence";
export { classGetItem } from "../../types/class-getitem";
