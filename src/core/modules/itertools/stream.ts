/** itertools: accumulate, batched, chain, compress, dropwhile, filterfalse, islice, pairwise, starmap, takewhile, zip_longest. Mirrors Modules/itertoolsmodule.c. */
import { Ptr, Value, NULL, None, int, isInt, intOf } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject } from "../../objects/alloc";
import { errOccurred, errClear, raise } from "../../objects/errors";
import { isTrue, iter, iterNext, numberAdd, numberIndex, richCompareBool, sequenceToTuple } from "../../objects/abstract";
import { call, call2 } from "../../objects/call";
import { bindSimple } from "../../objects/args";
import { holdingBegin, holdingEnd } from "../../objects/finalize";
import { isExact } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { argAt, argKeyword, argsCount, argsNoKeywords } from "../../types/args";
import { predicate } from "../../types/functional/core";
import { tupleFromArray, tupleInit, tupleItems, tupleNew, tupleSize } from "../../types/tuple/core";
import { field, frozen, initField, setField, slotOf, swapField } from "./common";
export * from "./common";
export { selfIter } from "../../types/iter/sequence";
export { classGetItem } from "../../types/class-getitem";

// ---- accumulate: it, func (NULL: +), total, initial --------------------------------------------------------------------------
export function accumulate_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const mark = stackMark(), out = stackAlloc(24);
  if (!out) return NULL;
  const ok = bindSimple("accumulate", args, nargs, kwnames, 1, 3, out, N.iterable, N.func, N.initial, NULL);
  const iterable = load<u64>(out), func = load<u64>(out, 8), initial = load<u64>(out, 16);
  stackRestore(mark);
  if (!ok) return NULL;
  if (nargs > 2) return raise(T.TypeError, "accumulate() takes at most 2 positional arguments (3 given)");
  const it = iter(iterable), p = it ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(it); return NULL; }
  initField(p, 0, it);
  initField(p, 1, func && func != None ? newRef(func) : NULL);
  initField(p, 3, initial && initial != None ? newRef(initial) : NULL);
  return <Value>p;
}
export function accumulate_next(self: Value): Value {
  const first = atomic.load<u64>(slotOf(self, 3)) ? swapField(self, 3, NULL) : NULL;
  if (first) { setField(self, 2, newRef(first)); return first; }
  const v = iterNext(frozen(self, 0));
  if (!v) return NULL;
  const total = field(self, 2);
  if (!total) { setField(self, 2, newRef(v)); return v; }
  const f = frozen(self, 1), r = f ? call2(f, total, v) : numberAdd(total, v);
  decref(total); decref(v);
  if (r) setField(self, 2, newRef(r));
  return r;
}

// ---- batched: it; n, strict ------------------------------------------------------------------------------------------------------
@unmanaged
export class Batched extends Obj {
  it: Value;
  n: i64;
  strict: u32;
}
export function batched_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const mark = stackMark(), out = stackAlloc(24);
  if (!out) return NULL;
  const ok = bindSimple("batched", args, nargs, kwnames, 2, 3, out, N.iterable, N.n, N.strict, NULL);
  const iterable = load<u64>(out), n = load<u64>(out, 8), strict = load<u64>(out, 16);
  stackRestore(mark);
  if (!ok) return NULL;
  if (nargs > 2) return raise(T.TypeError, "batched() takes at most 2 positional arguments (3 given)");
  const count = countArg(n);
  if (count == COUNT_ERROR) return NULL;
  if (count < 1) return raise(T.ValueError, "n must be at least one");
  const s = strict ? isTrue(strict) : 0;
  if (s < 0) return NULL;
  const it = iter(iterable), p = it ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(it); return NULL; }
  const b = changetype<Batched>(p);
  b.it = it; b.n = count; b.strict = s;
  return <Value>p;
}
// @ts-ignore: decorator
@inline export const COUNT_ERROR: i64 = i64.MIN_VALUE;
/** An integer argument as i64, clamped; COUNT_ERROR with an exception. */
export function countArg(v: Value): i64 {
  if (isInt(v)) return intOf(v);
  const n = numberIndex(v);
  if (!n) return COUNT_ERROR;
  if (isInt(n)) return intOf(n);
  const neg = richCompareBool(n, int(0), 0);
  decref(n);
  return neg < 0 ? COUNT_ERROR : neg ? -i64.MAX_VALUE : i64.MAX_VALUE;
}
export function batched_next(self: Value): Value {
  const b = as<Batched>(self), it = field(self, 0);
  if (!it) return NULL;
  let got: i64 = 0, ok = true;
  const l = listNew(0);
  if (!l) { decref(it); return NULL; }
  for (; got < b.n; got++) {
    const v = iterNext(it);
    if (!v) break;
    if (listAppendSteal(l, v) < 0) { ok = false; break; }
  }
  if (got < b.n) {
    if (errOccurred()) ok = false;
    setField(self, 0, NULL);
    if (ok && got && b.strict) { raise(T.ValueError, "batched(): incomplete batch"); ok = false; }
  }
  const r = ok && got ? tupleFromArray(listSlot(l, 0), <i32>got) : NULL;
  decref(l); decref(it);
  return r;
}
import { listAppendSteal, listNew, listSlot } from "../../types/list/core";

// ---- chain: source, active -------------------------------------------------------------------------------------------------------
function chainNew(type: Value, source: Value): Value {
  const p = source ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(source); return NULL; }
  initField(p, 0, source);
  return <Value>p;
}
export function chain_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (type == <Value>changetype<Ptr>(T.chain) && !argsNoKeywords("chain", kwnames)) return NULL;
  const t = tupleFromArray(args, nargs), source = t ? iter(t) : NULL;
  decref(t);
  return chainNew(type, source);
}
export function chain_fromIterable(cls: Value, iterable: Value): Value { return chainNew(cls, iter(iterable)); }
export function chain_next(self: Value): Value {
  while (true) {
    let active = field(self, 1);
    if (!active) {
      const source = field(self, 0);
      if (!source) return NULL;
      const next = iterNext(source);
      decref(source);
      active = next ? iter(next) : NULL;
      decref(next);
      if (!active) { setField(self, 0, NULL); return NULL; }
      setField(self, 1, newRef(active));
    }
    const v = iterNext(active);
    decref(active);
    if (v) return v;
    if (errOccurred()) return NULL;
    setField(self, 1, NULL);
  }
}

// ---- compress, starmap, filterfalse, takewhile, dropwhile: it, second; over -----------------------------------------------------------
@unmanaged
export class Pair extends Obj {
  it: Value;
  other: Value;
  /** @atomic takewhile: over · dropwhile: dropping is over */ over: u32;
}
function isOver(self: Value): bool { return atomic.load<u32>(<Ptr>self, offsetof<Pair>("over")) != 0; }
function setOver(self: Value): void { atomic.store<u32>(<Ptr>self, 1, offsetof<Pair>("over")); }
function pairNew(type: Value, it: Value, other: Value): Value {
  const p = it && other ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(it); decref(other); return NULL; }
  initField(p, 0, it); initField(p, 1, other);
  return <Value>p;
}
/** (function, iterable) of starmap and its like */
function functionNew(name: string, type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords(name, kwnames) || !argsCount(name, nargs, 2, 2)) return NULL;
  const it = iter(argAt(args, 1));
  return it ? pairNew(type, it, newRef(argAt(args, 0))) : NULL;
}
export function compress_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return NULL;
  const ok = bindSimple("compress", args, nargs, kwnames, 2, 2, out, N.data, N.selectors, NULL, NULL);
  const data = load<u64>(out), selectors = load<u64>(out, 8);
  stackRestore(mark);
  const it = ok ? iter(data) : NULL;
  return it ? pairNew(type, it, iter(selectors)) : NULL;
}
export function compress_next(self: Value): Value {
  while (true) {
    const v = iterNext(frozen(self, 0));
    if (!v) return NULL;
    holdingBegin();
    const s = iterNext(frozen(self, 1));
    holdingEnd();
    const c = s ? isTrue(s) : -1;
    decref(s);
    if (c > 0) return v;
    decref(v);
    if (c < 0) return NULL;
  }
}
export function starmap_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return functionNew("starmap", type, args, nargs, kwnames); }
export function starmap_next(self: Value): Value {
  const v = iterNext(frozen(self, 0));
  if (!v) return NULL;
  const t = isExact(v, T.tuple) ? newRef(v) : sequenceToTuple(v);
  decref(v);
  if (!t) return NULL;
  const r = call(frozen(self, 1), tupleItems(t), tupleSize(t), NULL);
  decref(t);
  return r;
}
export function filterfalse_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return functionNew("filterfalse", type, args, nargs, kwnames); }
export function filterfalse_next(self: Value): Value {
  while (true) {
    const v = iterNext(frozen(self, 0));
    if (!v) return NULL;
    const c = predicate(frozen(self, 1), v);
    if (c == 0) return v;
    decref(v);
    if (c < 0) return NULL;
  }
}
export function takewhile_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return functionNew("takewhile", type, args, nargs, kwnames); }
export function takewhile_next(self: Value): Value {
  const t = as<Pair>(self);
  if (isOver(self)) return NULL;
  const v = iterNext(t.it), r = v ? call1(t.other, v) : NULL;
  const c = r ? isTrue(r) : -1;
  decref(r);
  if (c > 0) return v;
  decref(v);
  if (c == 0) setOver(self);
  return NULL;
}
import { call1 } from "../../objects/call";
export function dropwhile_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return functionNew("dropwhile", type, args, nargs, kwnames); }
export function dropwhile_next(self: Value): Value {
  const t = as<Pair>(self);
  while (true) {
    const v = iterNext(t.it);
    if (!v || isOver(self)) return v;
    const r = call1(t.other, v), c = r ? isTrue(r) : -1;
    decref(r);
    if (c == 0) { setOver(self); return v; }
    decref(v);
    if (c < 0) return NULL;
  }
}

// ---- islice: it; next, stop, step, count ------------------------------------------------------------------------------------------
@unmanaged
export class ISlice extends Obj {
  /** NULL when exhausted */ it: Value;
  next: i64;
  /** -1: no end */ stop: i64;
  step: i64;
  count: i64;
}
function isliceArg(v: Value, message: string): i64 {
  const n = countArg(v);
  if (n < 0) { if (errOccurred()) errClear(); raise(T.ValueError, message); return -1; }
  return n;
}
export function islice_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("islice", kwnames) || !argsCount("islice", nargs, 2, 4)) return NULL;
  let start: i64 = 0, stop: i64 = -1, step: i64 = 1;
  if (nargs == 2) {
    if (argAt(args, 1) != None) {
      stop = isliceArg(argAt(args, 1), "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
      if (stop < 0) return NULL;
    }
  } else {
    if (argAt(args, 1) != None) { start = isliceArg(argAt(args, 1), "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."); if (start < 0) return NULL; }
    if (argAt(args, 2) != None) { stop = isliceArg(argAt(args, 2), "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."); if (stop < 0) return NULL; }
    if (nargs == 4 && argAt(args, 3) != None) {
      step = countArg(argAt(args, 3));
      if (step < 1) { if (errOccurred()) errClear(); return raise(T.ValueError, "Step for islice() must be a positive integer or None."); }
    }
  }
  const it = iter(argAt(args, 0)), p = it ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(it); return NULL; }
  const s = changetype<ISlice>(p);
  s.it = it; s.next = start; s.stop = stop; s.step = step;
  return <Value>p;
}
export function islice_next(self: Value): Value {
  const s = as<ISlice>(self), it = field(self, 0), stop = s.stop;
  if (!it) return NULL;
  let v: Value = NULL, over = false;
  while (s.count < s.next) {
    v = iterNext(it);
    if (!v) { over = true; break; }
    decref(v);
    s.count = s.count + 1;
  }
  if (!over && (stop < 0 || s.count < stop)) {
    v = iterNext(it);
    if (v) {
      s.count = s.count + 1;
      const n = s.next + s.step;
      s.next = n < s.next || (stop >= 0 && n > stop) ? (stop >= 0 ? stop : i64.MAX_VALUE) : n;
      decref(it);
      return v;
    }
  }
  setField(self, 0, NULL);
  decref(it);
  return NULL;
}

// ---- pairwise: it, old -----------------------------------------------------------------------------------------------------------
export function pairwise_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("pairwise", kwnames) || !argsCount("pairwise", nargs, 1, 1)) return NULL;
  const it = iter(argAt(args, 0)), p = it ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(it); return NULL; }
  initField(p, 0, it);
  return <Value>p;
}
export function pairwise_next(self: Value): Value {
  const it = field(self, 0);
  if (!it) return NULL;
  let old = field(self, 1);
  if (!old) {
    old = iterNext(it);
    if (old) setField(self, 1, newRef(old));
  }
  const v = old ? iterNext(it) : NULL;
  decref(it);
  if (!v) { setField(self, 0, NULL); setField(self, 1, NULL); decref(old); return NULL; }
  setField(self, 1, newRef(v));
  const t = tupleNew(2);
  if (!t) { decref(old); decref(v); return NULL; }
  tupleInit(t, 0, old); tupleInit(t, 1, v);
  return t;
}

// ---- zip_longest: list of iterators (None where exhausted), fill; active ------------------------------------------------------------
@unmanaged
export class ZipLongest extends Obj {
  /** list of iterators; an exhausted one is replaced by None */ its: Value;
  fill: Value;
  /** @atomic iterators that are left; changed under the list's lock */ active: i32;
}
// @ts-ignore: decorator
@inline const ZIP_ACTIVE: usize = offsetof<ZipLongest>("active");
export function zipLongest_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const fill = argKeyword(args, nargs, kwnames, "fillvalue");
  if (kwnames && tupleSize(kwnames) > (fill ? 1 : 0)) return raise(T.TypeError, "zip_longest() got an unexpected keyword argument");
  const l = listNew(nargs);
  if (!l) return NULL;
  for (let i = 0; i < nargs; i++) {
    const it = iter(argAt(args, i));
    if (!it) { decref(l); return NULL; }
    listInit(l, i, it);
  }
  const p = newObject(as<TypeObject>(type));
  if (!p) { decref(l); return NULL; }
  const z = changetype<ZipLongest>(p);
  z.its = l; z.fill = fill ? newRef(fill) : None; z.active = nargs;
  return <Value>p;
}
import { csBegin, csEnd } from "../../threads/critical-section";
import { listGetItem, listInit, listItem, listReplaceLockHeld, listSize } from "../../types/list/core";
/** Iterator `it`, number i, has nothing more (or `failed`: all is over). How many are left: of several threads that find it exhausted one counts. */
function zipExhausted(z: ZipLongest, i: i32, it: Value, failed: bool): i32 {
  let old: Value = NULL;
  csBegin(<Ptr>z.its);
  let left = failed ? 0 : z.active;
  if (left > 0 && i < listSize(z.its) && listItem(z.its, i) == it) { left--; old = listReplaceLockHeld(z.its, i, None); }
  atomic.store<i32>(changetype<Ptr>(z), left, ZIP_ACTIVE);
  csEnd();
  decref(old);
  return left;
}
export function zipLongest_next(self: Value): Value {
  const z = as<ZipLongest>(self), n = listSize(z.its);
  if (n == 0 || atomic.load<i32>(<Ptr>self, ZIP_ACTIVE) == 0) return NULL;
  const t = tupleNew(n);
  if (!t) return NULL;
  for (let i = 0; i < n; i++) {
    const it = listGetItem(z.its, i);
    let v: Value = it && it != None ? iterNext(it) : NULL;
    if (!v) {
      if (it != None) {
        if (zipExhausted(z, i, it, errOccurred() != NULL) == 0) { decref(it); decref(t); return NULL; }
      }
      v = newRef(z.fill);
    }
    decref(it);
    tupleInit(t, i, v);
  }
  return t;
}
export { selfIter } from "../../types/iter/sequence";
export { classGetItem } from "../../types/class-getitem";
