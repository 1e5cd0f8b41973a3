/**
 * functools._lru_cache_wrapper. Mirrors Modules/_functoolsmodule.c; a dict whose entries move to the end when they are used takes the place of CPython's
 * linked list.
 *
 *   +16 func @frozen | +24 cache (dict) @frozen | +32 cache_info type @frozen | +40 hits | +48 misses (i64 @atomic) | +56 i64 maxsize (-1: none) | +64 u32 typed
 *   | +68 stripes: 0, or @atomic once the counters of STRIPES groups of threads, a cache line each: threads that only hit would meet at a single counter
 *
 * The wrapped function runs without any lock, so two threads may compute one value; the first result stored stays. The cache's own steps are each one
 * critical section of the dict.
 */
import { Ptr, Value, NULL, None, int, isInt } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject, freeObject } from "../../objects/alloc";
import { errOccurred, raise } from "../../objects/errors";
import { call } from "../../objects/call";
import { methodNew } from "../../objects/method";
import { typeOf } from "../../objects/typeof";
import { bindSimple } from "../../objects/args";
import { getAttr } from "../../objects/attributes";
import { instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { newRef, decref } from "../../refcount/count";
import { memAlloc, memFree } from "../../memory/alloc";
import { PROC_MULTI } from "../../base/map";
import { tid } from "../../threads/self";
import { csBegin, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { argAt } from "../../types/args";
import { newRefLockHeld } from "../../types/sharing";
import { DK_FIRST, ENTRY_VALUE, IX_EMPTY, dkEntry, isExactStr } from "../../types/dict/table";
import { dictAddLockHeld, dictClear, dictFindLockHeld, dictGetHash, dictKeys, dictNew, dictSetDefaultHash, dictSize, dictTakeLockHeld, hashOf } from "../../types/dict/core";
import { tupleInit, tupleItem, tupleNew, tupleSize } from "../../types/tuple/core";
import { dictMoveEntryLockHeld } from "../collections/dicts";
import { COUNT_ERROR, countArg } from "../itertools/stream";
import { isTrue } from "../../objects/abstract";

@unmanaged
export class LruCache extends Obj {
  func: Value;
  cache: Value;
  info: Value;
  hits: i64;
  misses: i64;
  maxsize: i64;
  typed: u32;
  stripes: u32;
}
// @ts-ignore: decorator
@inline const HITS: usize = 40;
// @ts-ignore: decorator
@inline const MISSES: usize = 48;
// @ts-ignore: decorator
@inline const STRIPES: usize = 8;
// @ts-ignore: decorator
@inline const LINE: usize = 64;
/** Address of the first line: memory is aligned to 16 bytes. */
// @ts-ignore: decorator
@inline function lines(stripes: u32): Ptr { return (<usize>stripes + LINE - 1) & ~(LINE - 1); }
/** One more hit or miss (`which`: HITS or MISSES). */
function count(p: Ptr, which: usize): void {
  // nobody else runs
  if (load<u32>(PROC_MULTI) == 0) { store<i64>(p + which, load<i64>(p + which) + 1); return; }
  let s = atomic.load<u32>(p, offsetof<LruCache>("stripes"));
  if (!s) {
    s = <u32>memAlloc((STRIPES + 1) * LINE);
    if (!s) { atomic.add<i64>(p + which, 1); return; }
    memory.fill(s, 0, (STRIPES + 1) * LINE);
    const seen = atomic.cmpxchg<u32>(p, 0, s, offsetof<LruCache>("stripes"));
    if (seen) { memFree(s); s = seen; }
  }
  atomic.add<i64>(lines(s) + (<usize>tid & (STRIPES - 1)) * LINE + which - HITS, 1);
}
function counted(p: Ptr, which: usize): i64 {
  let n = atomic.load<i64>(p + which);
  const s = atomic.load<u32>(p, offsetof<LruCache>("stripes"));
  if (s) for (let i: usize = 0; i < STRIPES; i++) n += atomic.load<i64>(lines(s) + i * LINE + which - HITS);
  return n;
}
function countClear(p: Ptr, which: usize): void {
  atomic.store<i64>(p + which, 0);
  const s = atomic.load<u32>(p, offsetof<LruCache>("stripes"));
  if (s) for (let i: usize = 0; i < STRIPES; i++) atomic.store<i64>(lines(s) + i * LINE + which - HITS, 0);
}
const KWD_MARK: usize = memory.data(8);
function kwdMark(): Value {
  let m = load<u64>(KWD_MARK);
  if (!m) {
    m = <Value>newObject(T.object);
    if (!m) return NULL;
    immortalize(<Ptr>m);
    const seen = atomic.cmpxchg<u64>(KWD_MARK, 0, m);
    if (seen) m = seen;
  }
  return m;
}
import { immortalize } from "../../refcount/count-slow";

export function lru_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const mark = stackMark(), out = stackAlloc(32);
  if (!out) return NULL;
  const ok = bindSimple("lru_cache", args, nargs, kwnames, 4, 4, out, N.user_function, N.maxsize, N.typed, N.cache_info_type);
  const func = load<u64>(out), max = load<u64>(out, 8), typed = load<u64>(out, 16), info = load<u64>(out, 24);
  stackRestore(mark);
  if (!ok) return NULL;
  if (!typeOf(func).tp_call) return raise(T.TypeError, "the first argument must be callable");
  let maxsize: i64 = -1;
  if (max != None) {
    if (!typeOf(max).nb_index) return raise(T.TypeError, "maxsize should be integer or None");
    maxsize = countArg(max);
    if (maxsize == COUNT_ERROR) return NULL;
    if (maxsize < 0) maxsize = 0;
  }
  const ty = isTrue(typed);
  if (ty < 0) return NULL;
  const cache = dictNew(), p = cache ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(cache); return NULL; }
  const c = changetype<LruCache>(p);
  c.func = newRef(func); c.cache = cache; c.info = newRef(info); c.maxsize = maxsize; c.typed = ty;
  return <Value>p;
}
export function lru_dealloc(p: Ptr): void {
  const c = changetype<LruCache>(p), t = typeOf(<Value>p);
  if (t.tp_tail) instanceTailClear(p, t);
  decref(c.func); decref(c.cache); decref(c.info);
  memFree(c.stripes);
  freeObject(p);
}
export function lru_traverse(p: Ptr): void {
  const c = changetype<LruCache>(p), t = typeOf(<Value>p);
  gcVisit(c.func); gcVisit(c.cache); gcVisit(c.info);
  if (t == T._lru_cache_wrapper) instanceTailVisit(p, t);
}
export function lru_clearSlot(p: Ptr): void { dictClear(changetype<LruCache>(p).cache); }
export function lru_get(self: Value, obj: Value, type: Value): Value { return !obj || obj == None ? newRef(self) : methodNew(self, obj); }

/** The key for a call: the argument itself when there is one int or str, else a tuple. New. */
function makeKey(args: Ptr, nargs: i32, kwnames: Value, typed: bool): Value {
  const nk = kwnames ? tupleSize(kwnames) : 0;
  if (!typed && nk == 0 && nargs == 1) { const v = argAt(args, 0); if (isInt(v) || isExactStr(v)) return newRef(v); }
  const n = nargs + (nk ? 1 + 2 * nk : 0) + (typed ? nargs + nk : 0), t = tupleNew(n);
  if (!t) return NULL;
  let at = 0;
  for (let i = 0; i < nargs; i++) tupleInit(t, at++, newRef(argAt(args, i)));
  if (nk) {
    tupleInit(t, at++, kwdMark());
    for (let i = 0; i < nk; i++) { tupleInit(t, at++, newRef(tupleItem(kwnames, i))); tupleInit(t, at++, newRef(argAt(args, nargs + i))); }
  }
  if (typed) for (let i = 0; i < nargs + nk; i++) tupleInit(t, at++, newRef(<Value>changetype<Ptr>(typeOf(argAt(args, i)))));
  return t;
}
export function lru_call(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const c = as<LruCache>(self);
  if (c.maxsize == 0) { count(<Ptr>self, MISSES); return call(c.func, args, nargs, kwnames); }
  const key = makeKey(args, nargs, kwnames, c.typed != 0);
  if (!key) return NULL;
  const h = hashOf(key);
  if (h == -1) { decref(key); return NULL; }
  const bounded = c.maxsize > 0, before = errOccurred();
  let r = bounded ? hit(c.cache, key, h) : dictGetHash(c.cache, key, h);
  if (r) count(<Ptr>self, HITS);
  else if (errOccurred() == before) {
    count(<Ptr>self, MISSES);
    const v = call(c.func, args, nargs, kwnames);
    if (v) {
      if (bounded) r = keep(c, key, h, v);
      else { const kept = dictSetDefaultHash(c.cache, key, h, v); if (kept) { decref(kept); r = newRef(v); } }
      decref(v);
    }
  }
  decref(key);
  return r;
}
/** The cached value, whose entry becomes the newest. New, or NULL. */
function hit(cache: Value, key: Value, h: i64): Value {
  let v: Value = NULL;
  csBegin(<Ptr>cache);
  const ix = dictFindLockHeld(cache, key, h);
  if (ix >= 0) {
    v = newRefLockHeld(load<u64>(dkEntry(dictKeys(cache), ix), ENTRY_VALUE));
    if (dictMoveEntryLockHeld(cache, ix, h, true) < 0) { decref(v); v = NULL; }
  }
  csEnd();
  return v;
}
/** Stores a value just computed, dropping the oldest one if the cache is full. Returns new (v). */
function keep(c: LruCache, key: Value, h: i64, v: Value): Value {
  const cache = c.cache, mark = stackMark(), out = stackAlloc(8);
  if (!out) return NULL;
  let oldKey: Value = NULL, old: Value = NULL, r = 0;
  csBegin(<Ptr>cache);
  const ix = dictFindLockHeld(cache, key, h);
  if (ix < IX_EMPTY) r = -1;
  else if (ix == IX_EMPTY) {
    if (<i64>dictSize(cache) >= c.maxsize) {
      const k = dictKeys(cache);
      let first = load<i32>(k, DK_FIRST);
      while (load<u64>(dkEntry(k, first)) == NULL) first++;
      old = dictTakeLockHeld(cache, first, out);
      oldKey = load<u64>(out);
      store<i32>(k, first + 1, DK_FIRST);
    }
    r = dictAddLockHeld(cache, newRef(key), h, newRef(v));
  }
  csEnd();
  stackRestore(mark);
  decref(oldKey); decref(old);
  return r < 0 ? NULL : newRef(v);
}
export function lru_cacheInfo(self: Value): Value {
  const c = as<LruCache>(self), mark = stackMark(), a = stackAlloc(32);
  if (!a) return NULL;
  store<u64>(a, int(counted(<Ptr>self, HITS))); store<u64>(a, int(counted(<Ptr>self, MISSES)), 8);
  store<u64>(a, c.maxsize < 0 ? None : int(c.maxsize), 16); store<u64>(a, int(dictSize(c.cache)), 24);
  const r = call(c.info, a, 4, NULL);
  stackRestore(mark);
  return r;
}
export function lru_cacheClear(self: Value): Value {
  countClear(<Ptr>self, HITS);
  countClear(<Ptr>self, MISSES);
  dictClear(as<LruCache>(self).cache);
  return None;
}
export function lru_reduce(self: Value): Value { return getAttr(self, N.__qualname__); }
export function lru_copy(self: Value): Value { return newRef(self); }
export function lru_deepcopy(self: Value, memo: Value): Value { return newRef(self); }
