/**
 * dict: layout and the operations that the rest of the core uses. Keys tables: table.ts; methods, views, iterators: the files beside.
 * Mirrors Objects/dictobject.c of the free-threaded build.
 *
 *   +16 u32 keys (@atomic: the keys table, EMPTY_KEYS when empty at birth) | +20 i32 used (@atomic: number of items)
 *   +24 u32 version (@atomic, types/sharing.ts: who copies the dict without its lock sees by it that it was changed; has nothing to do with that of a keys table)
 *
 * WRITERS hold the dict's lock (critical section). A comparison of keys may run Python code, which may suspend the section: after each one the search
 * looks whether table and entry are still the same, else it starts again.
 *
 * READERS take no lock: load the keys pointer, search (table.ts: dkFind), load the value, tryIncref, and see that the keys pointer is unchanged.
 * Whatever disagrees goes to the lock. Why it is enough: if the pointer is unchanged after the reference was taken from the slot, the table was the
 * dict's own at that moment, so the slot counted a reference and the object was alive. (The table's address is not used again before this thread's
 * next quiescent state.)
 *
 * INLINE CACHES. A keys table gets a version (u32, unique in the process, never 0) when dictLookupIndexStr first asks for it; the version goes back to 0
 * when a key is added or deleted, and a replaced table is another table. So one 64-bit word (version << 32 | index) caches "name is entry `index`" or,
 * with index 0xFFFFFFFF, "name is not a key":
 *     const k = load32(d + DICT_KEYS);
 *     if (load32(k + DK_VERSION) == version) { v = dictCachedValue(d, k, index) … }         // new reference, or NULL: take the slow path
 * An entry is never reused for another key, so a version that changes after the check does no harm.
 */
import { LOCAL_SENTINELS } from "../../base/obj";
import { Ptr, Value, NULL, MOVED, isPtr, isInt, intOf, bothInt } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { load32, loadV } from "../../base/atomics";
import { PROC_KEYS_VERSION } from "../../base/map";
import { T, TypeObject } from "../../../generated/core/types";
import { newObject, newObjectRaw } from "../../objects/alloc";
import { freeBlockFast } from "../../memory/alloc";
import { fmt, errOccurred, errFetch, errRestore, errClear, raiseObject, raiseKeyError } from "../../objects/errors";
import { hash as hashAbstract, richCompareBool } from "../../objects/abstract";
import { tryIncrefHot } from "../../refcount/count-slow";
import { newRef, incref, increfHot, decref, decrefHot, tryIncref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { holdingBegin, holdingEnd } from "../../objects/finalize";
import { typeOf } from "../../objects/typeof";
import { strHash, strEqInline, strEqSlow } from "../str/core";
import { VERSION, isPrivate, isReadable, shareLockHeld, freeBufferOf, newRefLockHeld, storeSlot, publish, publishIn, writing } from "../sharing";
import {
  DK_USABLE, DK_NENTRIES, DK_VERSION, DK_FIRST, DK_LAST, DK_KIND, DK_MASK, ENTRY_VALUE, ENTRY_HASH, EMPTY_KEYS, IX_EMPTY, IX_DUMMY, IX_RETRY,
  dkClone, dkIndex, dkInitIndex, dkSetIndex, dkEntry, dkNentries, dkNext, dkNew, dkFreeSlot, dkSlotOf, dkFind, dkFindPlain, dkIndexPlain, dkRefill, dkLog2Slots, dkLog2For, isExactStr, compareOptimistic,
} from "./table";
export { DK_KIND, DK_VERSION, DK_ENTRIES, ENTRY_SIZE, ENTRY_VALUE, ENTRY_HASH, DK_NENTRIES } from "./table";

@unmanaged
export class DictObject extends Obj {
  /** @atomic keys table (table.ts) */ keys: u32;
  /** @atomic number of items */ used: i32;
  /** @atomic */ version: u32;
}
// @ts-ignore: decorator
@inline export const DICT_KEYS: usize = 16;
// @ts-ignore: decorator
@inline export const DICT_USED: usize = 20;
/** dictLookupIndexStr: the name is not a key */
// @ts-ignore: decorator
@inline export const INDEX_ABSENT: i32 = -1;

// @ts-ignore: decorator
@inline export function dictKeys(d: Value): Ptr { return load32(<Ptr>d + DICT_KEYS); }
// @ts-ignore: decorator
@inline export function dictSize(d: Value): i32 { return <i32>load32(<Ptr>d + DICT_USED); }

/** An empty dict of exact type. */
export function dictNew(): Value {
  const d = newObjectRaw(T.dict, true, offsetof<DictObject>());
  if (d) { store<u64>(d, <u64>EMPTY_KEYS, DICT_KEYS); store<u32>(d, 0, VERSION); } // and no items
  return <Value>d;
}
export function dictNewOf(t: TypeObject): Value {
  const d = newObject(t);
  if (d) store<u32>(d, <u32>EMPTY_KEYS, DICT_KEYS);
  return <Value>d;
}
/** An empty dict with room for n items. */
export function dictNewPresized(n: i32): Value {
  const d = dictNew();
  if (!d || n <= 0) return d;
  const k = dkNew(dkLog2For(n), true);
  if (!k) { decref(d); return NULL; }
  store<u32>(<Ptr>d, <u32>k, DICT_KEYS);
  return d;
}

// ---- hashes ----------------------------------------------------------------------------------------------------------------
/** hash(v), with the usual keys done here. -1 with an exception. */
// @ts-ignore: decorator
@inline export function hashOf(v: Value): i64 {
  if (isExactStr(v)) return strHash(v);
  if (isInt(v)) { const i = intOf(v); return i == -1 ? -2 : i; }
  return hashHolding(v);
}
/** As with comparisons (dictFindLockHeld). */
function hashHolding(v: Value): i64 {
  holdingBegin();
  const h = hashAbstract(v);
  holdingEnd();
  return h;
}
/** hash of a dict key: a TypeError says that it cannot be one. */
// @ts-ignore: decorator
@inline export function keyHash(v: Value): i64 {
  const h = hashOf(v);
  if (h == -1) unhashable("cannot use '%T' as a dict key (%S)", v);
  return h;
}
/** Rewrites a plain TypeError of hash(v). */
export function unhashable(format: string, v: Value): void {
  const e = errFetch();
  if (!e || typeOf(e) != T.TypeError) { errRestore(e); return; }
  const text = fmt(format, v, e);
  decref(e);
  raiseObject(T.TypeError, text);
}

/**
 * The entry of a str or a small int in a dict that nobody else can be at; 0: absent; ENTRY_UNKNOWN: the general way must look. Inlined into both who ask, so that they are one function
 * each. Never raises.
 */
// @ts-ignore: decorator
@inline const ENTRY_UNKNOWN: Ptr = 1;
// @ts-ignore: decorator
@inline function entryQuick(d: Value, key: Value): Ptr {
  if (!isPrivate(<Ptr>d)) return ENTRY_UNKNOWN;
  let hash: i64;
  const str = isExactStr(key);
  if (str) hash = strHash(key);
  else if (isInt(key)) { hash = intOf(key); if (hash == -1) hash = -2; }
  else return ENTRY_UNKNOWN;
  const k: Ptr = load<u32>(<Ptr>d, DICT_KEYS), mask = load<u32>(k, DK_MASK);
  let perturb = <u64>hash, i = <u32>hash & mask;
  while (true) {
    const ix = dkIndexPlain(k, i);
    if (ix >= 0) {
      const e = dkEntry(k, ix), ek = load<u64>(e);
      if (ek == key) return e;
      if (load<i64>(e, ENTRY_HASH) == hash) {
        if (str) {
          if (!isExactStr(ek)) return ENTRY_UNKNOWN;
          if (strEqInline(ek, key)) return e;
        } else if (!isInt(ek)) return ENTRY_UNKNOWN;
      }
    } else if (ix == IX_EMPTY) return 0;
    perturb >>= 5;
    i = dkNext(i, perturb, mask);
  }
}
/** d[key]: new; MOVED: absent; NULL: the general way (dictGet). Never raises. */
export function dictGetQuick(d: Value, key: Value): Value {
  if (!isPrivate(<Ptr>d)) return getCommon(d, key);
  const e = entryQuick(d, key);
  if (e <= ENTRY_UNKNOWN) return e ? NULL : MOVED;
  const v = load<u64>(e, ENTRY_VALUE);
  increfHot(v);
  return v;
}
/** The same while others may be at the dict: dictGetHash's way without a lock. */
function getCommon(d: Value, key: Value): Value {
  const p = <Ptr>d;
  if (!isReadable(p)) return NULL;
  let hash: i64;
  if (isExactStr(key)) hash = strHash(key);
  else if (isInt(key)) { hash = intOf(key); if (hash == -1) hash = -2; }
  else return NULL;
  const k: Ptr = load32(p + DICT_KEYS), mask = load<u32>(k, DK_MASK);
  let perturb = <u64>hash, i = <u32>hash & mask;
  while (true) {
    const ix = dkIndex(k, i);
    if (ix >= 0) {
      const e = dkEntry(k, ix), ek = loadV(e);
      let same: i32 = ek == key ? 1 : 0;
      if (!same && load<i64>(e, ENTRY_HASH) == hash) same = compareOptimistic(e, ek, key);
      if (same) {
        const slot = e + ENTRY_VALUE, v = loadV(slot);
        if (same < 0 || !v || (isPtr(v) && !tryIncrefHot(slot, v))) return NULL;
        if (<usize>load32(p + DICT_KEYS) == k) return v;
        decref(v);
        return NULL;
      }
    } else if (ix == IX_EMPTY) return MOVED;
    perturb >>= 5;
    i = dkNext(i, perturb, mask);
  }
}
/** d[key] = value for a key that is there already. Borrows. False: nothing was done (dictSet). */
export function dictReplaceQuick(d: Value, key: Value, value: Value): bool {
  const e = entryQuick(d, key);
  if (e <= ENTRY_UNKNOWN) return false;
  const old = load<u64>(e, ENTRY_VALUE);
  incref(value);
  store<u64>(e, value, ENTRY_VALUE);
  decref(old);
  return true;
}

// ---- reading ----------------------------------------------------------------------------------------------------------------
/** d[key], new; NULL if absent or with an exception (errOccurred tells). */
export function dictGet(d: Value, key: Value): Value {
  const h = keyHash(key);
  return h == -1 ? NULL : dictGetHash(d, key, h);
}
/** d[name] for an exact str: new, or NULL if absent. Never raises. */
// @ts-ignore: decorator
@inline export function dictGetStr(d: Value, name: Value): Value {
  const p = <Ptr>d;
  if (isReadable(p)) {
    const k: Ptr = load32(p + DICT_KEYS), hash = strHash(name), mask = load<u32>(k, DK_MASK);
    const ix = dkIndex(k, <u32>hash & mask);
    if (ix >= 0) {
      const e = dkEntry(k, ix);
      if (loadV(e) == name) {
        const v = loadV(e + ENTRY_VALUE);
        if (v && tryIncref(e + ENTRY_VALUE, v)) {
          if (<usize>load32(p + DICT_KEYS) == k) return v;
          decref(v);
        }
      }
    } else if (ix == IX_EMPTY) return NULL;
  }
  return dictGetStrSlow(d, name);
}
export function dictGetStrSlow(d: Value, name: Value): Value {
  const before = errOccurred() != NULL;
  const v = dictGetHash(d, name, strHash(name));
  if (!v && !before && errOccurred()) errClear();
  return v;
}
/** d[key] when hash(key) is known: new; NULL if absent, or with an exception of a comparison. */
export function dictGetHash(d: Value, key: Value, hash: i64): Value {
  const p = <Ptr>d;
  if (isPrivate(p)) {
    const k: Ptr = load<u32>(p, DICT_KEYS), ix = dkFindPlain(k, key, hash);
    if (ix >= 0) return newRef(load<u64>(dkEntry(k, ix), ENTRY_VALUE));
    if (ix == IX_EMPTY) return NULL;
  } else if (isReadable(p)) {
    const k: Ptr = load32(p + DICT_KEYS), ix = dkFind(k, key, hash);
    if (ix >= 0) {
      const slot = dkEntry(k, ix) + ENTRY_VALUE, v = loadV(slot);
      if (v && tryIncref(slot, v)) {
        if (<usize>load32(p + DICT_KEYS) == k) return v;
        decref(v);
      }
    } else if (ix == IX_EMPTY) return NULL;
  }
  csBegin(p);
  shareLockHeld(p);
  const v = dictGetHashLockHeld(d, key, hash);
  csEnd();
  return v;
}
export function dictGetHashLockHeld(d: Value, key: Value, hash: i64): Value {
  const ix = dictFindLockHeld(d, key, hash);
  return ix >= 0 ? newRefLockHeld(load<u64>(dkEntry(dictKeys(d), ix), ENTRY_VALUE)) : NULL;
}
/** 1, 0, or -1 with an exception. */
export function dictContains(d: Value, key: Value): i32 {
  const h = keyHash(key);
  return h == -1 ? -1 : dictContainsHash(d, key, h);
}
export function dictContainsHash(d: Value, key: Value, hash: i64): i32 {
  const p = <Ptr>d;
  if (isPrivate(p)) {
    const ix = dkFindPlain(load<u32>(p, DICT_KEYS), key, hash);
    if (ix != IX_RETRY) return ix >= 0;
  } else if (isReadable(p)) {
    const ix = dkFind(load32(p + DICT_KEYS), key, hash);
    if (ix != IX_RETRY) return ix >= 0;
  }
  csBegin(p);
  shareLockHeld(p);
  const ix = dictFindLockHeld(d, key, hash);
  csEnd();
  return ix >= 0 ? 1 : ix == IX_EMPTY ? 0 : -1;
}
/** Entry number; IX_EMPTY: absent; IX_DUMMY: exception. Lock held, but may be let go while a comparison runs. */
export function dictFindLockHeld(d: Value, key: Value, hash: i64): i32 {
  // nobody else writes: what runs no Python code is found at once
  let ix = dkFindPlain(dictKeys(d), key, hash);
  while (ix == IX_RETRY) ix = findOnce(d, key, hash);
  return ix;
}
function findOnce(d: Value, key: Value, hash: i64): i32 {
  const k = dictKeys(d), mask = load<u32>(k, DK_MASK), str = isExactStr(key);
  let perturb = <u64>hash, i = <u32>hash & mask;
  while (true) {
    const ix = dkIndexPlain(k, i);
    if (ix >= 0) {
      const e = dkEntry(k, ix), ek = load<u64>(e);
      if (ek == key) return ix;
      if (load<i64>(e, ENTRY_HASH) == hash && !bothInt(ek, key)) {
        if (str && isExactStr(ek)) { if (strEqSlow(ek, key)) return ix; }
        else {
          incref(ek);
          // who asks may have a value in its hands that nobody counts and nobody else has
          holdingBegin();
          const c = richCompareBool(ek, key, 2);
          holdingEnd();
          decref(ek);
          if (c < 0) return IX_DUMMY;
          if (dictKeys(d) != k || load<u64>(e) != ek) return IX_RETRY;
          if (c) return ix;
        }
      }
    } else if (ix == IX_EMPTY) return IX_EMPTY;
    perturb >>= 5;
    i = dkNext(i, perturb, mask);
  }
}

// ---- inline caches --------------------------------------------------------------------------------------------------------
/** Version of the dict's present keys (assigned if need be); 0: no more versions, do not cache. Lock held. */
function versionLockHeld(k: Ptr): u32 {
  let v = load32(k + DK_VERSION);
  if (v) return v;
  // version 1 is EMPTY_KEYS's
  v = atomic.add<u32>(PROC_KEYS_VERSION, 1) + 2;
  if (v < 2 || v >= 0xFFFFFFF0) { atomic.store<u32>(PROC_KEYS_VERSION, 0xFFFFFFF0); return 0; }
  publish<u32>(k + DK_VERSION, v);
  return v;
}
/** The version of d's keys now, for guards; 0: not to be cached. */
export function dictKeysVersion(d: Value): u32 {
  const v = load32(dictKeys(d) + DK_VERSION);
  if (v) return v;
  csBegin(<Ptr>d);
  shareLockHeld(<Ptr>d);
  const w = versionLockHeld(dictKeys(d));
  csEnd();
  return w;
}
/**
 * Entry number of an exact str in d, or INDEX_ABSENT, with the version of the keys for which this holds stored at outVersion (u32; 0: do not cache).
 * Lets this thread read d without the lock.
 */
export function dictLookupIndexStr(d: Value, name: Value, outVersion: Ptr): i32 {
  csBegin(<Ptr>d);
  shareLockHeld(<Ptr>d);
  const ix = dictFindLockHeld(d, name, strHash(name));
  store<u32>(outVersion, ix >= IX_EMPTY ? versionLockHeld(dictKeys(d)) : 0);
  csEnd();
  if (ix < IX_EMPTY) errClear();
  return ix < 0 ? INDEX_ABSENT : ix;
}
/** The value of entry ix of table k, which was d's keys a moment ago: new, or NULL (deleted, or changed meanwhile): look it up. */
// @ts-ignore: decorator
@inline export function dictCachedValue(d: Value, k: Ptr, ix: i32): Value {
  const slot = dkEntry(k, ix) + ENTRY_VALUE, v = loadV(slot);
  if (!isPtr(v)) return v;
  // functions, classes, modules are counted by nobody; one may have come into the block of a value that was dropped since
  if (atomic.load<u32>(<Ptr>v, 4) >= LOCAL_SENTINELS) return loadV(slot) == v ? v : NULL;
  if (isReadable(<Ptr>d) && tryIncref(slot, v)) {
    if (<usize>load32(<Ptr>d + DICT_KEYS) == k) return v;
    decref(v);
  }
  return NULL;
}

// ---- writing ----------------------------------------------------------------------------------------------------------------
/** Moves the items into a table of 1 << log2 slots. Lock held. */
export function dictResizeLockHeld(d: Value, log2: u32, front: i32 = 0): bool {
  const p = <Ptr>d, k = dictKeys(d);
  shareLockHeld(p);
  const n = dkNew(log2, true, front);
  if (!n) return false;
  if (k != EMPTY_KEYS) dkRefill(n, k);
  publishIn<u32>(p, p + DICT_KEYS, <u32>n);
  if (k != EMPTY_KEYS) freeBufferOf(p, k);
  return true;
}
/** Adds a key known to be absent. Steals key and value, also when it fails. Lock held. */
export function dictAddLockHeld(d: Value, key: Value, hash: i64, value: Value): i32 {
  const p = <Ptr>d;
  if (load<i32>(dictKeys(d), DK_USABLE) <= 0 && !dictResizeLockHeld(d, dkLog2Slots(<i64>dictSize(d) * 3))) { decref(key); decref(value); return -1; }
  const k = dictKeys(d), n = dkNentries(k), e = dkEntry(k, n);
  if (writing(p)) {
    if (!isExactStr(key)) store<u8>(k, 0, DK_KIND);
    store<u32>(k, 0, DK_VERSION);
    store<u64>(e, value, ENTRY_VALUE); store<i64>(e, hash, ENTRY_HASH); store<u64>(e, key);
    store<i32>(k, n + 1, DK_NENTRIES);
    store<i32>(p, load<i32>(p, DICT_USED) + 1, DICT_USED);
    dkInitIndex(k, dkFreeSlot(k, hash), n);
  } else {
    if (!isExactStr(key)) publish<u8>(k, 0, DK_KIND);
    publish<u32>(k + DK_VERSION, 0);
    publish<u64>(e + ENTRY_VALUE, value); publish<i64>(e, hash, ENTRY_HASH); publish<u64>(e, key);
    publish<u32>(k + DK_NENTRIES, n + 1);
    publish<u32>(p + DICT_USED, load<u32>(p, DICT_USED) + 1);
    dkSetIndex(k, dkFreeSlot(k, hash), n);
  }
  store<i32>(k, load<i32>(k, DK_USABLE) - 1, DK_USABLE);
  store<i32>(k, n + 1, DK_LAST);
  return 0;
}
/** Replaces the value of entry ix. Steals value; the old one is returned, owned by the caller (drop it when the section has ended). Lock held. */
export function dictReplaceLockHeld(d: Value, ix: i32, value: Value): Value {
  const p = <Ptr>d, slot = dkEntry(dictKeys(d), ix) + ENTRY_VALUE, old = load<u64>(slot);
  storeSlot(writing(p), slot, value);
  return old;
}
/** d[key] = value, borrowing both. Stores the replaced value (owned; NULL if none) at oldOut. 0, or -1 with an exception. Lock held. */
export function dictSetHashLockHeld(d: Value, key: Value, hash: i64, value: Value): i32 {
  const ix = dictFindLockHeld(d, key, hash);
  if (ix < IX_EMPTY) return -1;
  if (ix == IX_EMPTY) return dictAddLockHeld(d, newRef(key), hash, newRef(value));
  decref(dictReplaceLockHeld(d, ix, newRef(value)));
  return 0;
}
/** d[key] = value. Borrows both. 0, or -1 with an exception. */
export function dictSet(d: Value, key: Value, value: Value): i32 {
  const h = keyHash(key);
  return h == -1 ? -1 : dictSetHash(d, key, h, value);
}
export function dictSetHash(d: Value, key: Value, hash: i64, value: Value): i32 {
  if (isPrivate(<Ptr>d)) {
    const k: Ptr = load<u32>(<Ptr>d, DICT_KEYS), ix = dkFindPlain(k, key, hash);
    if (ix >= 0) {
      const slot = dkEntry(k, ix) + ENTRY_VALUE, old = load<u64>(slot);
      incref(value);
      store<u64>(slot, value);
      decref(old);
      return 0;
    }
    // no memory is asked for: nothing can suspend a section
    if (ix == IX_EMPTY && load<i32>(k, DK_USABLE) > 0) return dictAddLockHeld(d, newRef(key), hash, newRef(value));
  }
  let r = 0, old: Value = NULL;
  csBegin(<Ptr>d);
  const ix = dictFindLockHeld(d, key, hash);
  if (ix >= 0) old = dictReplaceLockHeld(d, ix, newRef(value));
  else if (ix == IX_EMPTY) r = dictAddLockHeld(d, newRef(key), hash, newRef(value));
  else r = -1;
  csEnd();
  decref(old);
  return r;
}
/** d[name] = value for an exact str. Borrows both. */
export function dictSetStr(d: Value, name: Value, value: Value): i32 { return dictSetHash(d, name, strHash(name), value); }

/** Takes entry ix out. The key goes to keyOut (owned), the value is returned (owned). Lock held. */
export function dictTakeLockHeld(d: Value, ix: i32, keyOut: Ptr): Value {
  const p = <Ptr>d, k = dictKeys(d), e = dkEntry(k, ix);
  const key = load<u64>(e), value = load<u64>(e, ENTRY_VALUE);
  writing(p);
  publishIn<u32>(p, k + DK_VERSION, 0);
  publishIn<u64>(p, e + ENTRY_VALUE, NULL);
  publishIn<u64>(p, e, NULL);
  const at = dkSlotOf(k, load<i64>(e, ENTRY_HASH), ix);
  if (isPrivate(p)) dkInitIndex(k, at, IX_DUMMY); else dkSetIndex(k, at, IX_DUMMY);
  publishIn<u32>(p, p + DICT_USED, load<u32>(p, DICT_USED) - 1);
  if (ix == load<i32>(k, DK_FIRST)) store<i32>(k, ix + 1, DK_FIRST);
  if (ix == load<i32>(k, DK_LAST) - 1) store<i32>(k, ix, DK_LAST);
  store<u64>(keyOut, key);
  return value;
}
/** Takes key out of d: its value (new) or NULL if absent, or with an exception. */
export function dictPopHash(d: Value, key: Value, hash: i64): Value {
  let value: Value = NULL, oldKey: Value = NULL;
  const mark = stackMark(), out = stackAlloc(8);
  if (!out) return NULL;
  csBegin(<Ptr>d);
  const ix = dictFindLockHeld(d, key, hash);
  if (ix >= 0) { value = dictTakeLockHeld(d, ix, out); oldKey = load<u64>(out); }
  csEnd();
  stackRestore(mark);
  decref(oldKey);
  return value;
}
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
/** del d[key]. 0, or -1 with an exception (KeyError(key) if absent). */
export function dictDel(d: Value, key: Value): i32 {
  const h = keyHash(key);
  if (h == -1) return -1;
  const before = errOccurred();
  const v = dictPopHash(d, key, h);
  if (!v) { if (errOccurred() == before) raiseKeyError(key); return -1; }
  decref(v);
  return 0;
}
/** Takes key out if it is there: 1, 0, or -1 with an exception. */
export function dictDiscard(d: Value, key: Value): i32 {
  const h = keyHash(key);
  if (h == -1) return -1;
  const v = dictPopHash(d, key, h);
  if (!v) return errOccurred() ? -1 : 0;
  decref(v);
  return 1;
}
/** The value of key, which is added with `dflt` if absent, in one atomic step. New, or NULL with an exception. */
export function dictSetDefault(d: Value, key: Value, dflt: Value): Value {
  const h = keyHash(key);
  return h == -1 ? NULL : dictSetDefaultHash(d, key, h, dflt);
}
export function dictSetDefaultHash(d: Value, key: Value, hash: i64, dflt: Value): Value {
  let v: Value = NULL;
  csBegin(<Ptr>d);
  const ix = dictFindLockHeld(d, key, hash);
  if (ix >= 0) v = newRefLockHeld(load<u64>(dkEntry(dictKeys(d), ix), ENTRY_VALUE));
  else if (ix == IX_EMPTY && dictAddLockHeld(d, newRef(key), hash, newRef(dflt)) == 0) v = newRef(dflt);
  csEnd();
  return v;
}
/** Drops the references of a table that no dict has any more, and the table. */
export function dkRelease(d: Ptr, k: Ptr): void {
  if (k == EMPTY_KEYS || !k) return;
  const n = load<i32>(k, DK_LAST);
  for (let i = load<i32>(k, DK_FIRST); i < n; i++) {
    const e = dkEntry(k, i), key = load<u64>(e), v = load<u64>(e, ENTRY_VALUE);
    if (isPtr(key)) decrefHot(<Ptr>key); if (isPtr(v)) decrefHot(<Ptr>v);
  }
  if (isPrivate(d)) freeBlockFast(k); else freeBufferOf(d, k);
}
export function dictClear(d: Value): void {
  const p = <Ptr>d;
  csBegin(p);
  const k = dictKeys(d);
  writing(p);
  publishIn<u32>(p, p + DICT_KEYS, <u32>EMPTY_KEYS);
  publishIn<u32>(p, p + DICT_USED, 0);
  csEnd();
  dkRelease(p, k);
}

// ---- walking ----------------------------------------------------------------------------------------------------------------
/** Number of the first live entry at or after i, or -1. For owners of the dict or its lock; otherwise entries may change under the walk (see iter.ts). */
export function dictNextIndex(d: Value, i: i32): i32 {
  const k = dictKeys(d), n = dkNentries(k);
  for (; i < n; i++) if (load<u64>(dkEntry(k, i)) != NULL) return i;
  return -1;
}
/** Key of live entry i, borrowed. */
// @ts-ignore: decorator
@inline export function dictEntryKey(d: Value, i: i32): Value { return load<u64>(dkEntry(dictKeys(d), i)); }
/** Value of live entry i, borrowed. */
// @ts-ignore: decorator
@inline export function dictEntryValue(d: Value, i: i32): Value { return load<u64>(dkEntry(dictKeys(d), i), ENTRY_VALUE); }
// @ts-ignore: decorator
@inline export function dictEntryHash(d: Value, i: i32): i64 { return load<i64>(dkEntry(dictKeys(d), i), ENTRY_HASH); }
/**
 * PyDict_Next: pos (i32 in memory, 0 at first) is advanced; key and value, borrowed, go to keyOut and valueOut (0: not wanted). False at the end.
 * The dict must not be changed by anybody meanwhile.
 */
export function dictNext(d: Value, pos: Ptr, keyOut: Ptr, valueOut: Ptr): bool {
  const i = dictNextIndex(d, load<i32>(pos));
  if (i < 0) return false;
  store<i32>(pos, i + 1);
  if (keyOut) store<u64>(keyOut, dictEntryKey(d, i));
  if (valueOut) store<u64>(valueOut, dictEntryValue(d, i));
  return true;
}
/**
 * Entry i of d or the next live one, with new references stored at out (key) and out + 8 (value); returns its number, or -1 at the end.
 * Safe against writers: the walk of iterators, views and repr.
 */
export function dictNextNew(d: Value, i: i32, out: Ptr): i32 {
  const p = <Ptr>d;
  let r = -1;
  csBegin(p);
  r = dictNextIndex(d, i);
  if (r >= 0) { store<u64>(out, newRefLockHeld(dictEntryKey(d, r))); store<u64>(out, newRefLockHeld(dictEntryValue(d, r)), 8); }
  csEnd();
  return r;
}
/** The same with the key's hash at out + 16. */
export function dictNextHashed(d: Value, i: i32, out: Ptr): i32 {
  csBegin(<Ptr>d);
  const r = dictNextIndex(d, i);
  if (r >= 0) { store<u64>(out, newRefLockHeld(dictEntryKey(d, r))); store<u64>(out, newRefLockHeld(dictEntryValue(d, r)), 8); store<i64>(out, dictEntryHash(d, r), 16); }
  csEnd();
  return r;
}
/** A shallow copy, of exact type dict. */
export function dictCopy(d: Value): Value {
  const c = dictNew();
  if (!c || dictCopyItems(c, d)) return c;
  decref(c);
  return NULL;
}
/** Fills c, which is new, with the items of d, in one step. False with MemoryError. */
export function dictCopyItems(c: Value, d: Value): bool {
  const k = isPrivate(<Ptr>d) ? 0 : dictSnapshot(d);
  if (k) {
    store<u32>(<Ptr>c, <u32>k, DICT_KEYS);
    store<i32>(<Ptr>c, snapshotUsed, DICT_USED);
    return true;
  }
  csBegin(<Ptr>d);
  const ok = dictCopyIntoLockHeld(c, d);
  csEnd();
  return ok;
}
/** Fills dict c, whose keys are EMPTY_KEYS, with the items of d. Locks of d, and of c if others know it, held. */
export function dictCopyIntoLockHeld(c: Value, d: Value): bool {
  const used = dictSize(d);
  if (!used) return true;
  const k = dictKeys(d);
  let n: Ptr = 0;
  // few deleted entries: the table as it is
  if (<i64>used * 3 >= <i64>dkNentries(k) * 2 && load<i32>(k, DK_FIRST) == 0) n = dkClone(k);
  else {
    n = dkNew(dkLog2For(used), true);
    if (n) {
      dkRefill(n, k);
      for (let i = 0; i < used; i++) { const e = dkEntry(n, i); incref(load<u64>(e)); incref(load<u64>(e, ENTRY_VALUE)); }
    }
  }
  if (!n) return false;
  writing(<Ptr>c);
  publishIn<u32>(<Ptr>c, <Ptr>c + DICT_KEYS, <u32>n);
  publishIn<u32>(<Ptr>c, <Ptr>c + DICT_USED, used);
  return true;
}
import { dictSnapshot, snapshotUsed } from "./snapshot";
export { dictUpdate, dictMerge } from "./merge";
