/**
 * `_thread._local`: an object with other attributes in each thread. CPython: Modules/_threadmodule.c.
 *
 * The local owns `dicts`, a dict from the thread's number (never reused) to that thread's attribute dict: when the local dies all go at once, and the collector sees
 * cycles through it. The thread owns in ThreadState.dict a dict from the local's number to a weak reference to it: when the thread ends it takes its entries out of the locals
 * that still live. The last dict used is cached per thread under the local's number (never reused either): the entry cannot go while this thread runs and
 * holds the local.
 */
import { Ptr, Value, NULL, int, isPtr } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { N } from "../../../generated/core/names";
import { T, TypeObject, call_tp_descr_get, call_tp_descr_set } from "../../../generated/core/types";
import { ts } from "../../base/self";
import { decref, newRef } from "../../refcount/count";
import { ThreadState } from "../../threads/state";
import { newObject, freeObject } from "../../objects/alloc";
import { errClear, errFetch, errOccurred, errRestore, fmt, raise } from "../../objects/errors";
import { attributeErrorNew } from "../../types/exceptions/create";
import { raiseException } from "../../objects/errors";
import { instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { typeLookup } from "../../objects/type-lookup";
import { objectInit } from "../../objects/object";
import { typeOf } from "../../objects/typeof";
import { weakrefGet, weakrefNew } from "../../objects/weakref";
import { strEq } from "../../types/str/core";
import { dictDiscard, dictGet, dictNew, dictNextNew, dictSet, dictSize } from "../../types/dict/core";
import { tupleFromArray, tupleItem, tupleSize } from "../../types/tuple/core";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { gcVisit } from "../../gc/visit";

@unmanaged
export class LocalObject extends Obj {
  /** dict: thread number → dict; owned */ dicts: Value;
  /** arguments for __init__ in further threads: tuple of all values, or NULL */ args: Value;
  /** tuple of keyword names, or NULL */ kwnames: Value;
  /** @frozen */ number: u64;
}
const NEXT_NUMBER: Ptr = memory.data(8, 8);
/** Thread-local cache: the dict of the local with this number, borrowed. */
let cachedNumber: u64 = 0;
let cachedDict: Value = NULL;

// @ts-ignore: decorator
@inline function lo(v: Value): LocalObject { return as<LocalObject>(v); }
// @ts-ignore: decorator
@inline function self(): ThreadState { return changetype<ThreadState>(ts); }
function threadKey(): Value { return int(self().id); }

export function localNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = as<TypeObject>(type), nkw = kwnames ? tupleSize(kwnames) : 0;
  if ((nargs || nkw) && t.tp_init == objectInit.index) return raise(T.TypeError, "Initialization arguments are not supported");
  const p = newObject(t);
  if (!p) return NULL;
  const o = changetype<LocalObject>(p);
  o.number = atomic.add<u64>(NEXT_NUMBER, 1) + 1;
  o.dicts = dictNew();
  o.args = nargs || nkw ? tupleFromArray(args, nargs + nkw) : NULL;
  o.kwnames = nkw ? newRef(kwnames) : NULL;
  const d = o.dicts ? makeDict(<Value>p) : NULL;
  if (!d || errOccurred()) { decref(d); decref(<Value>p); return NULL; }
  decref(d);
  return <Value>p;
}
/** This thread's dict of the local, empty. New. */
function makeDict(v: Value): Value {
  const o = lo(v), s = self();
  if (!s.dict) { s.dict = dictNew(); if (!s.dict) return NULL; }
  const d = dictNew(), w = weakrefNew(v), key = int(o.number);
  let ok = d != NULL && w != NULL;
  const n = dictSize(s.dict);
  if (ok && n >= 64 && (n & (n - 1)) == 0) sweep(s.dict);
  ok = ok && dictSet(s.dict, key, w) == 0 && dictSet(o.dicts, threadKey(), d) == 0;
  decref(w);
  if (!ok) { decref(d); return NULL; }
  return d;
}
/** Forgets locals that are gone. */
function sweep(d: Value): void {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) { errClear(); return; }
  for (let i = dictNextNew(d, 0, out); i >= 0; i = dictNextNew(d, i + 1, out)) {
    const k = load<u64>(out), w = load<u64>(out, 8), o = weakrefGet(w);
    if (!o && dictDiscard(d, k) < 0) errClear();
    decref(o); decref(w); decref(k);
  }
  stackRestore(mark);
}
/** This thread's dict, made (and __init__ called) on the first use. Borrowed: it lives while this thread and the local do. NULL: exception. */
function localDict(v: Value): Value {
  const o = lo(v);
  if (cachedNumber == o.number) return cachedDict;
  let d = dictGet(o.dicts, threadKey());
  if (!d) {
    if (errOccurred()) return NULL;
    d = makeDict(v);
    if (!d) return NULL;
    const t = typeOf(v);
    if (t.tp_init != objectInit.index && !initCall(v, t)) {
      const e = errFetch();
      if (dictDiscard(o.dicts, threadKey()) < 0) errClear();
      decref(d);
      errRestore(e);
      return NULL;
    }
  }
  cachedNumber = o.number;
  cachedDict = d;
  decref(d);
  return d;
}
function initCall(v: Value, t: TypeObject): bool {
  const o = lo(v), n = o.args ? tupleSize(o.args) : 0, nkw = o.kwnames ? tupleSize(o.kwnames) : 0;
  const mark = stackMark(), a = stackAlloc(<usize>(n + 1) << 3);
  if (!a) return false;
  for (let i = 0; i < n; i++) store<u64>(a + (<usize>i << 3), tupleItem(o.args, i));
  const r = call_indirect<i32>(t.tp_init, v, a, n - nkw, o.kwnames);
  stackRestore(mark);
  return r >= 0;
}
export function localDealloc(p: Ptr): void {
  const o = changetype<LocalObject>(p), d = o.dicts, a = o.args, k = o.kwnames;
  if (cachedNumber == o.number) { cachedNumber = 0; cachedDict = NULL; }
  instanceTailClear(p, changetype<TypeObject>(o.type));
  o.dicts = NULL; o.args = NULL; o.kwnames = NULL;
  decref(d); decref(a); decref(k);
  freeObject(p);
}
export function localTraverse(p: Ptr): void {
  const o = changetype<LocalObject>(p);
  instanceTailVisit(p, changetype<TypeObject>(o.type));
  gcVisit(o.dicts); gcVisit(o.args); gcVisit(o.kwnames);
}
export function localClear(p: Ptr): void {
  const o = changetype<LocalObject>(p), a = o.args, k = o.kwnames;
  o.args = NULL; o.kwnames = NULL;
  if (cachedNumber == o.number) { cachedNumber = 0; cachedDict = NULL; }
  if (o.dicts) dictClear(o.dicts);
  decref(a); decref(k);
}
import { dictClear } from "../../types/dict/core";

// @ts-ignore: decorator
@inline function isDictName(name: Value): bool { return name == N.__dict__ || strEq(name, N.__dict__); }
export function localGetattro(v: Value, name: Value): Value {
  const d = localDict(v);
  if (!d) return NULL;
  if (isDictName(name)) return newRef(d);
  const t = typeOf(v), descr = typeLookup(t, name);
  const get: u32 = descr ? typeOf(descr).tp_descr_get : 0;
  if (get && typeOf(descr).tp_descr_set) {
    const r = call_tp_descr_get(typeOf(descr), descr, v, <Value>changetype<Ptr>(t));
    decref(descr);
    return r;
  }
  const x = dictGet(d, name);
  if (x) { decref(descr); return x; }
  if (errOccurred()) { decref(descr); return NULL; }
  if (get) {
    const r = call_tp_descr_get(typeOf(descr), descr, v, <Value>changetype<Ptr>(t));
    decref(descr);
    return r;
  }
  if (descr) return descr;
  return missing(v, name);
}
function missing(v: Value, name: Value): Value {
  const text = fmt("'%T' object has no attribute '%U'", v, name);
  return text ? raiseException(attributeErrorNew(text, name, v)) : NULL;
}
export function localSetattro(v: Value, name: Value, x: Value): i32 {
  const d = localDict(v);
  if (!d) return -1;
  if (isDictName(name)) {
    const text = fmt("'%T' object attribute '%U' is read-only", v, name);
    if (text) raiseException(attributeErrorNew(text, name, v));
    return -1;
  }
  const descr = typeLookup(typeOf(v), name);
  if (descr && typeOf(descr).tp_descr_set) {
    const r = call_tp_descr_set(typeOf(descr), descr, v, x);
    decref(descr);
    return r;
  }
  decref(descr);
  if (x) return dictSet(d, name, x);
  const r = dictDiscard(d, name);
  if (r == 0) missing(v, name);
  return r == 1 ? 0 : -1;
}
/** The thread ends: its attributes go, in all locals. Finalizers run; they may use locals again. */
export function localsClear(): void {
  cachedNumber = 0; cachedDict = NULL;
  const s = self();
  for (let round = 0; s.dict && round < 4; round++) {
    const d = s.dict;
    s.dict = NULL;
    const mark = stackMark(), out = stackAlloc(16);
    for (let i = out ? dictNextNew(d, 0, out) : -1; i >= 0; i = dictNextNew(d, i + 1, out)) {
      const k = load<u64>(out), w = load<u64>(out, 8), o = isPtr(w) ? weakrefGet(w) : NULL;
      if (o && lo(o).dicts && dictDiscard(lo(o).dicts, threadKey()) < 0) errClear();
      decref(o); decref(w); decref(k);
      cachedNumber = 0; cachedDict = NULL;
    }
    stackRestore(mark);
    decref(d);
  }
}
