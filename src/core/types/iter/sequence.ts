/**
 * Iterators over sequences: list, tuple, their reverses, any object with __getitem__ (iter(o)), reversed(o), and iter(callable, sentinel).
 * Mirrors Objects/iterobject.c, enumobject.c (reversed), and the iterators of listobject.c and tupleobject.c.
 *
 *   SeqIter:  +16 seq (Value; NULL when exhausted) | +24 i32 index      list_iterator, tuple_iterator, iterator, list_reverseiterator, reversed
 *
 * FOR_ITER steps list and tuple iterators by these offsets. A shared iterator has no lock: `index` is read and written plainly, so two threads may get
 * the same item, never one out of bounds. `seq` is dropped at the end by exchange, so that it is dropped once; who reads it holds a reference taken
 * by tryIncref unless it owns the iterator alone. To keep the step short exhausted iterators keep `seq` while the process has several threads:
 * `index` = EXHAUSTED says that it is over. A thread that runs alone (threads/solo.ts) does drop `seq`, so whoever may sleep with a borrowed `seq` takes a reference first.
 */
import { Ptr, Value, NULL, None, int } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject, newObjectRaw, freeObject } from "../../objects/alloc";
import { errClear, errMatches, errOccurred, raiseFmt } from "../../objects/errors";
import { length, richCompareBool } from "../../objects/abstract";
import { getItem } from "../../objects/abstract";
import { lookupSpecial } from "../../objects/attributes";
import { call0, call1 } from "../../objects/call";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { incref, newRef, decref } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { builtinAttr } from "./builtins";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { argAt, argsCount, argsNoKeywords } from "../args";
import { singleThreaded } from "../sharing";
import { listEmpty, listGetItemOrNull, listSize } from "../list/core";
import { indexArg, indexFailed } from "../list/methods";
import { tupleEmpty, tupleItem, tuplePack1, tuplePack2, tuplePack3, tupleSize } from "../tuple/core";

@unmanaged
export class SeqIter extends Obj {
  /** @frozen but for the end: NULL when exhausted */ seq: Value;
  /** @atomic (racy by design) next index; EXHAUSTED at the end */ index: i32;
  pad: u32;
}
// @ts-ignore: decorator
@inline export const ITER_SEQ: usize = 16;
// @ts-ignore: decorator
@inline export const ITER_INDEX: usize = 24;
/** forward iterators: past every bound · reverse ones end at -1 */
// @ts-ignore: decorator
@inline export const EXHAUSTED: i32 = 0x7FFFFFFF;

/** An iterator of type t (all are laid out alike) over seq from index on. */
export function seqIterMake(t: TypeObject, seq: Value, index: i32): Value {
  const p = newObjectRaw(t, true, ITER_INDEX + 8);
  if (!p) return NULL;
  incref(seq);
  store<u64>(p, seq, ITER_SEQ);
  store<u64>(p, <u64><u32>index, ITER_INDEX);
  return <Value>p;
}
export function list_iter(self: Value): Value { return seqIterMake(T.list_iterator, self, 0); }
export function tuple_iter(self: Value): Value { return seqIterMake(T.tuple_iterator, self, 0); }
export function list_reversed(self: Value): Value { return seqIterMake(T.list_reverseiterator, self, listSize(self) - 1); }
/** iter(o) for an object with __getitem__. */
export function seqIterNew(o: Value): Value { return seqIterMake(T.iterator, o, 0); }

export function seqIter_dealloc(p: Ptr): void {
  decref(load<u64>(p, ITER_SEQ));
  freeObject(p);
}
export function seqIter_traverse(p: Ptr): void { gcVisit(load<u64>(p, ITER_SEQ)); }
export function selfIter(self: Value): Value { return newRef(self); }
/** The iterator is over: lets go of the sequence if nobody else can be reading it. */
function finish(it: Value, end: i32): void {
  const p = <Ptr>it;
  store<i32>(p, end, ITER_INDEX);
  if (singleThreaded()) { const s = load<u64>(p, ITER_SEQ); store<u64>(p, NULL, ITER_SEQ); decref(s); }
}
export function listIter_next(it: Value): Value {
  const p = <Ptr>it, i = load<i32>(p, ITER_INDEX), l = load<u64>(p, ITER_SEQ);
  if (l && i != EXHAUSTED) {
    const v = listGetItemOrNull(l, i);
    if (v) { store<i32>(p, i + 1, ITER_INDEX); return v; }
    finish(it, EXHAUSTED);
  }
  return NULL;
}
export function tupleIter_next(it: Value): Value {
  const p = <Ptr>it, i = load<i32>(p, ITER_INDEX), t = load<u64>(p, ITER_SEQ);
  if (t) {
    if (<u32>i < <u32>tupleSize(t)) { store<i32>(p, i + 1, ITER_INDEX); return newRef(tupleItem(t, i)); }
    finish(it, EXHAUSTED);
  }
  return NULL;
}
export function listReverseIter_next(it: Value): Value {
  const p = <Ptr>it, i = load<i32>(p, ITER_INDEX), l = load<u64>(p, ITER_SEQ);
  if (l && i >= 0) {
    const v = listGetItemOrNull(l, i);
    if (v) { store<i32>(p, i - 1, ITER_INDEX); return v; }
    finish(it, -1);
  } else if (l) finish(it, -1);
  return NULL;
}
export function seqIter_next(it: Value): Value {
  const p = <Ptr>it, i = load<i32>(p, ITER_INDEX), s = load<u64>(p, ITER_SEQ);
  if (!s || i == EXHAUSTED) return NULL;
  incref(s);
  const v = getItem(s, int(i));
  decref(s);
  if (v) { store<i32>(p, i + 1, ITER_INDEX); return v; }
  if (errMatches(T.IndexError) || errMatches(T.StopIteration)) { errClear(); finish(it, EXHAUSTED); }
  return NULL;
}
// ---- hints, pickling -----------------------------------------------------------------------------------------------------------
function sizeOf(s: Value): i32 {
  return isExact(s, T.list) ? listSize(s) : isExact(s, T.tuple) ? tupleSize(s) : length(s);
}
export function forwardIter_hint(it: Value): Value {
  const s = load<u64>(<Ptr>it, ITER_SEQ), i = load<i32>(<Ptr>it, ITER_INDEX);
  if (!s || i == EXHAUSTED) return int(0);
  incref(s);
  const n = hasFlagList(s) ? listSize(s) : hasFlagTuple(s) ? tupleSize(s) : typeOf(s).sq_length || typeOf(s).mp_length ? length(s) : -2;
  decref(s);
  if (n == -2) return NotImplemented;
  if (n < 0) return NULL;
  return int(n > i ? n - i : 0);
}
import { NotImplemented } from "../../base/value";
import { TF_LIST_SUBCLASS, TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
function hasFlagList(v: Value): bool { return hasFlag(v, TF_LIST_SUBCLASS); }
function hasFlagTuple(v: Value): bool { return hasFlag(v, TF_TUPLE_SUBCLASS); }
export function reverseIter_hint(it: Value): Value {
  const s = load<u64>(<Ptr>it, ITER_SEQ), i = load<i32>(<Ptr>it, ITER_INDEX) + 1;
  if (!s) return int(0);
  incref(s);
  const n = sizeOf(s);
  decref(s);
  if (n < 0) return NULL;
  return int(n < i ? 0 : i);
}
/** Steals seq. */
function reduce(name: Value, seq: Value, index: i32): Value {
  const f = builtinAttr(name), a = f ? tuplePack1(seq) : NULL, r = a ? tuplePack3(f, a, int(index)) : NULL;
  decref(f); decref(a); decref(seq);
  return r;
}
/** (iter, (empty,)) of an exhausted iterator, or with another built-in function. Steals empty. */
export function reduceEmpty(empty: Value, name: Value = N.iter): Value {
  const f = builtinAttr(name);
  const a = f && empty ? tuplePack1(empty) : NULL;
  const r = a ? tuplePack2(f, a) : NULL;
  decref(f); decref(empty); decref(a);
  return r;
}
export function forwardIter_reduce(it: Value): Value {
  const s = load<u64>(<Ptr>it, ITER_SEQ), i = load<i32>(<Ptr>it, ITER_INDEX);
  if (s && i != EXHAUSTED) return reduce(N.iter, newRef(s), i);
  return reduceEmpty(typeOf(it) == T.list_iterator ? listEmpty() : tupleEmpty());
}
export function reverseIter_reduce(it: Value): Value {
  const s = load<u64>(<Ptr>it, ITER_SEQ), i = load<i32>(<Ptr>it, ITER_INDEX);
  if (s && i >= 0) return reduce(N.reversed, newRef(s), i);
  return reduceEmpty(listEmpty(), N.reversed);
}
export function forwardIter_setstate(it: Value, state: Value): Value {
  let i = indexArg(state);
  if (i == -1 && indexFailed()) return NULL;
  const s = newRef(load<u64>(<Ptr>it, ITER_SEQ));
  if (s) {
    if (i < 0) i = 0;
    if (typeOf(it) != T.iterator) { const n = sizeOf(s); if (i > n) i = n; }
    decref(s);
    store<i32>(<Ptr>it, i, ITER_INDEX);
  }
  return None;
}
export function reverseIter_setstate(it: Value, state: Value): Value {
  let i = indexArg(state);
  if (i == -1 && indexFailed()) return NULL;
  const s = newRef(load<u64>(<Ptr>it, ITER_SEQ));
  if (s) {
    const n = sizeOf(s);
    decref(s);
    if (n < 0) return NULL;
    if (i < -1) i = -1; else if (i > n - 1) i = n - 1;
    store<i32>(<Ptr>it, i, ITER_INDEX);
  }
  return None;
}

// ---- reversed ------------------------------------------------------------------------------------------------------------------
export function reversed_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = as<TypeObject>(type);
  if (t == T.reversed && !argsNoKeywords("reversed", kwnames)) return NULL;
  if (!argsCount("reversed", nargs, 1, 1)) return NULL;
  const seq = argAt(args, 0);
  const mark = stackMark(), slot = stackAlloc(8);
  if (!slot) return NULL;
  const f = lookupSpecial(seq, N.__reversed__, slot), self = load<u64>(slot);
  stackRestore(mark);
  if (f == None) { decref(f); return raiseFmt(T.TypeError, "'%T' object is not reversible", seq); }
  if (f) {
    const r = self ? call1(f, self) : call0(f);
    decref(f);
    return r;
  }
  if (errOccurred()) return NULL;
  const st = typeOf(seq);
  if (!st.sq_item || (st.tp_flags & TF_DICT_SUBCLASS)) return raiseFmt(T.TypeError, "'%T' object is not reversible", seq);
  const n = length(seq);
  if (n < 0) return NULL;
  // t may be a subclass
  const p = newObject(t);
  if (!p) return NULL;
  store<u64>(p, newRef(seq), ITER_SEQ);
  store<i32>(p, n - 1, ITER_INDEX);
  return <Value>p;
}
import { TF_DICT_SUBCLASS } from "../../../generated/core/types";
export function reversed_next(it: Value): Value {
  const p = <Ptr>it, i = load<i32>(p, ITER_INDEX), s = load<u64>(p, ITER_SEQ);
  if (s && i >= 0) {
    incref(s);
    const v = getItem(s, int(i));
    decref(s);
    if (v) { store<i32>(p, i - 1, ITER_INDEX); return v; }
    if (errMatches(T.IndexError) || errMatches(T.StopIteration)) { errClear(); finish(it, -1); }
    return NULL;
  }
  if (s) finish(it, -1);
  return NULL;
}
export function reversed_reduce(it: Value): Value {
  const s = load<u64>(<Ptr>it, ITER_SEQ), i = load<i32>(<Ptr>it, ITER_INDEX), t = <Value>changetype<Ptr>(typeOf(it));
  const a = tuplePack1(s && i >= 0 ? s : tupleEmpty());
  const r = !a ? NULL : s && i >= 0 ? tuplePack3(t, a, int(i)) : tuplePack2(t, a);
  decref(a);
  return r;
}

// ---- iter(callable, sentinel) -------------------------------------------------------------------------------------------------
@unmanaged
export class CallIter extends Obj {
  /** NULL when exhausted */ callable: Value;
  sentinel: Value;
}
/** Borrows both. */
export function callIterNew(callable: Value, sentinel: Value): Value {
  const p = newObject(T.callable_iterator);
  if (!p) return NULL;
  const c = changetype<CallIter>(p);
  c.callable = newRef(callable); c.sentinel = newRef(sentinel);
  return <Value>p;
}
export function callIter_dealloc(p: Ptr): void {
  const c = changetype<CallIter>(p);
  decref(c.callable); decref(c.sentinel);
  freeObject(p);
}
export function callIter_traverse(p: Ptr): void { const c = changetype<CallIter>(p); gcVisit(c.callable); gcVisit(c.sentinel); }
export function callIter_next(it: Value): Value {
  const c = as<CallIter>(it);
  // under the lock, since another thread may end the iterator
  csBegin(<Ptr>it);
  const f = newRef(c.callable), s = newRef(c.sentinel);
  csEnd();
  if (!f) { decref(s); return NULL; }
  let r = call0(f);
  let over = false;
  if (r) {
    const e = richCompareBool(s, r, 2);
    if (e) { decref(r); r = NULL; over = e > 0; }
  } else if (errMatches(T.StopIteration)) { errClear(); over = true; }
  decref(f); decref(s);
  if (over) {
    csBegin(<Ptr>it);
    const a = c.callable, b = c.sentinel;
    c.callable = NULL; c.sentinel = NULL;
    csEnd();
    decref(a); decref(b);
  }
  return r;
}
import { csBegin, csEnd } from "../../threads/critical-section";
export function callIter_reduce(it: Value): Value {
  const c = as<CallIter>(it);
  csBegin(<Ptr>it);
  const callable = newRef(c.callable), sentinel = newRef(c.sentinel);
  csEnd();
  if (!callable) return reduceEmpty(tupleEmpty());
  const f = builtinAttr(N.iter), a = f ? tuplePack2(callable, sentinel) : NULL, r = a ? tuplePack2(f, a) : NULL;
  decref(f); decref(a); decref(callable); decref(sentinel);
  return r;
}
