/** collections.deque: slots, methods and iterators. Mirrors Modules/_collectionsmodule.c. */
import { Ptr, Value, NULL, None, NotImplemented, True, boolean, int } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject, freeObject } from "../../objects/alloc";
import { errOccurred, fmt, raise, raiseFmt } from "../../objects/errors";
import { iter, repr, richCompare, richCompareBool } from "../../objects/abstract";
import { call1, call2, callMethod0 } from "../../objects/call";
import { typeOf } from "../../objects/typeof";
import { typeIsSubtype } from "../../objects/type-static";
import { newRef, decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { strFromLiteral } from "../../types/str/core";
import { argAt, argsCount, argsNoKeywords } from "../../types/args";
import { reprEnter, reprLeave } from "../../types/repr-guard";
import { compareSizes, indexArg, indexFailed } from "../../types/list/methods";
import { tupleEmpty, tupleInit, tupleNew, tuplePack2 } from "../../types/tuple/core";
import { COUNT_ERROR, countArg } from "../itertools/stream";
import {
  Deque, dequeClear, dequeExtend, dequeItem, dequeItems, dequeNewOf, dequePut, dequeRotate, dequeTake, dqDeleteLockHeld, dqInsertLockHeld, dqSize, dqSlot, noneOrInt,
} from "./deque";
export { Deque, deque_new, deque_init, deque_dealloc, deque_traverse, deque_clearSlot } from "./deque";
export { classGetItem, notHashable } from "../../types/class-getitem";
export { selfIter } from "../../types/iter/sequence";

function isDeque(v: Value): bool { return typeOf(v) == T.deque || typeIsSubtype(typeOf(v), T.deque); }
export function deque_len(self: Value): i32 { return dqSize(self); }
export function deque_append(self: Value, v: Value): Value { return dequePut(self, v, false) < 0 ? NULL : None; }
export function deque_appendleft(self: Value, v: Value): Value { return dequePut(self, v, true) < 0 ? NULL : None; }
export function deque_pop(self: Value): Value { const v = dequeTake(self, false); return v ? v : raise(T.IndexError, "pop from an empty deque"); }
export function deque_popleft(self: Value): Value { const v = dequeTake(self, true); return v ? v : raise(T.IndexError, "pop from an empty deque"); }
export function deque_extend(self: Value, it: Value): Value { return dequeExtend(self, it, false) < 0 ? NULL : None; }
export function deque_extendleft(self: Value, it: Value): Value { return dequeExtend(self, it, true) < 0 ? NULL : None; }
export function deque_clear(self: Value): Value { dequeClear(self); return None; }
export function deque_rotate(self: Value, n: Value): Value {
  const k = countArg(n);
  if (k == COUNT_ERROR) return NULL;
  dequeRotate(self, k);
  return None;
}
export function deque_reverse(self: Value): Value {
  csBegin(<Ptr>self);
  const d = as<Deque>(self);
  for (let i = 0, j = d.size - 1; i < j; i++, j--) { const v = load<u64>(dqSlot(d, i)); store<u64>(dqSlot(d, i), load<u64>(dqSlot(d, j))); store<u64>(dqSlot(d, j), v); }
  d.state = d.state + 1;
  csEnd();
  return None;
}
export function deque_copy(self: Value): Value {
  const d = as<Deque>(self), t = typeOf(self);
  if (t == T.deque) {
    const c = dequeNewOf(t, d.maxlen), l = c ? dequeItems(self) : NULL;
    if (!l || dequeExtend(c, l, false) < 0) { decref(c); decref(l); return NULL; }
    decref(l);
    return c;
  }
  const c = d.maxlen < 0 ? call1(<Value>changetype<Ptr>(t), self) : call2(<Value>changetype<Ptr>(t), self, int(d.maxlen));
  if (c && !isDeque(c)) { raiseFmt(T.TypeError, "%N() must return a deque, not %T", <Value>changetype<Ptr>(t), c); decref(c); return NULL; }
  return c;
}
const FAILED: i32 = -1, MUTATED: i32 = -2, ABSENT: i32 = -3;
/** How many of the items [from, to) equal v; set by searchLockHeld. */
let found: i64 = 0;
/**
 * Index of the first item in [from, to) that equals v, or ABSENT; FAILED: exception; MUTATED: a comparison in Python (or another thread, while one ran) changed the deque. `all`: counts on
 * to the end, in `found`. The lock is held from the first to the last comparison, so what other threads do is no mutation.
 */
function searchLockHeld(d: Deque, v: Value, from: i32, to: i32, all: bool): i32 {
  const state = d.state;
  let r = ABSENT, n: i64 = 0;
  for (let i = from; r == ABSENT && i < to && i < d.size; i++) {
    const x = newRef(load<u64>(dqSlot(d, i))), c = richCompareBool(x, v, 2);
    decref(x);
    if (c < 0) r = FAILED;
    else if (d.state != state) r = MUTATED;
    else if (c > 0) { n++; if (!all) r = i; }
  }
  found = n;
  return r;
}
function mutated(): Value { return raise(T.RuntimeError, "deque mutated during iteration"); }
export function deque_count(self: Value, v: Value): Value {
  csBegin(<Ptr>self);
  const r = searchLockHeld(as<Deque>(self), v, 0, i32.MAX_VALUE, true), n = found;
  csEnd();
  return r == ABSENT ? int(n) : r == MUTATED ? mutated() : NULL;
}
export function deque_contains(self: Value, v: Value): i32 {
  csBegin(<Ptr>self);
  const r = searchLockHeld(as<Deque>(self), v, 0, i32.MAX_VALUE, false);
  csEnd();
  if (r == MUTATED) mutated();
  return r >= 0 ? 1 : r == ABSENT ? 0 : -1;
}
export function deque_index(self: Value, v: Value, start: Value, stop: Value): Value {
  const n = dqSize(self);
  let from = 0, to = n;
  if (start) { from = indexArg(start); if (from == -1 && indexFailed()) return NULL; if (from < 0) { from += n; if (from < 0) from = 0; } }
  if (stop) { to = indexArg(stop); if (to == -1 && indexFailed()) return NULL; if (to < 0) { to += n; if (to < 0) to = 0; } }
  if (to > n) to = n;
  csBegin(<Ptr>self);
  const r = searchLockHeld(as<Deque>(self), v, from, to, false);
  csEnd();
  if (r >= 0) return int(r);
  if (r == FAILED) return NULL;
  if (r == MUTATED) return mutated();
  return raise(T.ValueError, "deque.index(x): x not in deque");
}
export function deque_insert(self: Value, index: Value, v: Value): Value {
  let i = indexArg(index);
  if (i == -1 && indexFailed()) return NULL;
  let r = 0;
  csBegin(<Ptr>self);
  const d = as<Deque>(self), n = d.size;
  if (d.maxlen >= 0 && n >= d.maxlen) r = -2;
  else {
    if (i < 0) { i += n; if (i < 0) i = 0; }
    r = dqInsertLockHeld(d, i > n ? n : i, newRef(v));
  }
  csEnd();
  if (r == -2) return raise(T.IndexError, "deque already at its maximum size");
  return r < 0 ? NULL : None;
}
export function deque_remove(self: Value, v: Value): Value {
  let old: Value = NULL;
  csBegin(<Ptr>self);
  const r = searchLockHeld(as<Deque>(self), v, 0, i32.MAX_VALUE, false);
  if (r >= 0) old = dqDeleteLockHeld(as<Deque>(self), r);
  csEnd();
  decref(old);
  if (r >= 0) return None;
  if (r == FAILED) return NULL;
  if (r == MUTATED) return raise(T.IndexError, "deque mutated during remove().");
  return raise(T.ValueError, "deque.remove(x): x not in deque");
}
function position(self: Value, key: Value): i32 {
  if (!typeOf(key).nb_index) { raiseFmt(T.TypeError, "sequence index must be integer, not '%T'", key); return -1; }
  let i = indexArg(key);
  if (i == -1 && indexFailed()) return -1;
  const n = dqSize(self);
  if (i < 0) i += n;
  if (<u32>i >= <u32>n) { raise(T.IndexError, "deque index out of range"); return -1; }
  return i;
}
export function deque_item(self: Value, i: i32): Value {
  const v = dequeItem(self, i);
  return v ? v : raise(T.IndexError, "deque index out of range");
}
export function deque_subscript(self: Value, key: Value): Value {
  const i = position(self, key);
  return i < 0 ? NULL : deque_item(self, i);
}
export function deque_assSubscript(self: Value, key: Value, v: Value): i32 {
  const i = position(self, key);
  if (i < 0) return -1;
  let old: Value = NULL;
  csBegin(<Ptr>self);
  const d = as<Deque>(self), ok = i < d.size;
  if (ok) {
    if (v) { old = load<u64>(dqSlot(d, i)); store<u64>(dqSlot(d, i), newRef(v)); } else old = dqDeleteLockHeld(d, i);
  }
  csEnd();
  decref(old);
  if (!ok) raise(T.IndexError, "deque index out of range");
  return ok ? 0 : -1;
}
export function deque_concat(a: Value, b: Value): Value {
  if (!isDeque(b)) return raiseFmt(T.TypeError, "can only concatenate deque (not \"%T\") to deque", b);
  const c = deque_copy(a);
  if (c && dequeExtend(c, b, false) < 0) { decref(c); return NULL; }
  return c;
}
export function deque_inplaceConcat(self: Value, b: Value): Value { return dequeExtend(self, b, false) < 0 ? NULL : newRef(self); }
export function deque_inplaceRepeat(self: Value, n: i32): Value {
  if (n <= 0) { dequeClear(self); return newRef(self); }
  const l = n > 1 ? dequeItems(self) : NULL;
  if (n > 1 && !l) return NULL;
  for (let i = 1; i < n; i++) if (dequeExtend(self, l, false) < 0) { decref(l); return NULL; }
  decref(l);
  return newRef(self);
}
export function deque_repeat(self: Value, n: i32): Value {
  const c = deque_copy(self), r = c ? deque_inplaceRepeat(c, n) : NULL;
  decref(c);
  return r;
}
export function deque_repr(self: Value): Value {
  const g = reprEnter(self);
  if (g) return g < 0 ? NULL : strFromLiteral("[...]");
  const l = dequeItems(self), d = as<Deque>(self), name = typeOf(self).tp_name;
  const r = !l ? NULL : d.maxlen >= 0 ? fmt("%U(%R, maxlen=%d)", name, l, int(d.maxlen)) : fmt("%U(%R)", name, l);
  decref(l);
  reprLeave(self);
  return r;
}
export function deque_compare(a: Value, b: Value, op: i32): Value {
  if (!isDeque(a) || !isDeque(b)) return NotImplemented;
  if (a == b && op == 2) return True;
  if (dqSize(a) != dqSize(b) && (op == 2 || op == 3)) return boolean(op == 3);
  for (let i = 0; ; i++) {
    const x = dequeItem(a, i), y = dequeItem(b, i);
    if (!x || !y) { decref(x); decref(y); return compareSizes(dqSize(a), dqSize(b), op); }
    const c = richCompareBool(x, y, 2);
    const r: Value = c ? NULL : op == 2 ? boolean(false) : op == 3 ? True : richCompare(x, y, op);
    decref(x); decref(y);
    if (c <= 0) return r;
  }
  return NULL;
}
export function deque_maxlen(self: Value): Value { return noneOrInt(as<Deque>(self).maxlen); }
export function deque_sizeof(self: Value): Value { return int(40 + (as<Deque>(self).capacity << 3)); }
/** (type, args, state, iterator) */
export function deque_reduce(self: Value): Value {
  const state = callMethod0(self, N.__getstate__);
  if (!state) return NULL;
  const it = iter(self), d = as<Deque>(self);
  const args = !it ? NULL : d.maxlen < 0 ? tupleEmpty() : tuplePack2(tupleEmpty(), int(d.maxlen));
  const t = args ? tupleNew(4) : NULL;
  if (!t) { decref(state); decref(it); decref(args); return NULL; }
  tupleInit(t, 0, newRef(<Value>changetype<Ptr>(typeOf(self))));
  tupleInit(t, 1, args); tupleInit(t, 2, state); tupleInit(t, 3, it);
  return t;
}

// ---- iterators ---------------------------------------------------------------------------------------------------------------------
@unmanaged
export class DequeIter extends Obj {
  deque: Value;
  /** racy: next index */ index: i32;
  /** @frozen state of the deque at the start */ state: u32;
  /** racy */ left: i32;
}
function iterNew(t: TypeObject, self: Value, reverse: bool): Value {
  const p = newObject(t);
  if (!p) return NULL;
  const it = changetype<DequeIter>(p), d = as<Deque>(self);
  it.deque = newRef(self); it.state = d.state; it.left = dqSize(self); it.index = reverse ? it.left - 1 : 0;
  return <Value>p;
}
export function deque_iter(self: Value): Value { return iterNew(T._deque_iterator, self, false); }
export function deque_reversed(self: Value): Value { return iterNew(T._deque_reverse_iterator, self, true); }
export function dequeIter_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = as<TypeObject>(type);
  if (!argsNoKeywords("_deque_iterator", kwnames) || !argsCount("_deque_iterator", nargs, 1, 2)) return NULL;
  if (!isDeque(argAt(args, 0))) return raiseFmt(T.TypeError, "argument 1 must be collections.deque, not %T", argAt(args, 0));
  let skip: i64 = 0;
  if (nargs == 2) { skip = countArg(argAt(args, 1)); if (skip == COUNT_ERROR) return NULL; }
  const it = iterNew(t, argAt(args, 0), t == T._deque_reverse_iterator);
  for (let i: i64 = 0; it && i < skip; i++) {
    const v = dequeIter_next(it);
    if (!v) { if (errOccurred()) { decref(it); return NULL; } break; }
    decref(v);
  }
  return it;
}
export function dequeIter_dealloc(p: Ptr): void {
  decref(changetype<DequeIter>(p).deque);
  freeObject(p);
}
export function dequeIter_traverse(p: Ptr): void { gcVisit(changetype<DequeIter>(p).deque); }
export function dequeIter_next(self: Value): Value {
  const it = as<DequeIter>(self);
  if (as<Deque>(it.deque).state != it.state) { it.left = 0; return raise(T.RuntimeError, "deque mutated during iteration"); }
  if (it.left <= 0) return NULL;
  const i = it.index, v = dequeItem(it.deque, i);
  if (!v) { it.left = 0; return NULL; }
  it.index = typeOf(self) == T._deque_reverse_iterator ? i - 1 : i + 1;
  it.left = it.left - 1;
  return v;
}
export function dequeIter_hint(self: Value): Value { const n = as<DequeIter>(self).left; return int(n > 0 ? n : 0); }
export function dequeIter_reduce(self: Value): Value {
  const it = as<DequeIter>(self), a = tuplePack2(it.deque, int(dqSize(it.deque) - it.left));
  const r = a ? tuplePack2(<Value>changetype<Ptr>(typeOf(self)), a) : NULL;
  decref(a);
  return r;
}
