/**
 * Attribute lookup along the MRO: type versions, the method cache, the tree of subclasses. CPython: _PyType_Lookup, type_modified_unlocked, assign_version_tag.
 *
 * VERSIONS. `tp_version` is a number unique in the process for one type in one state of it and its bases; 0: none handed out. A cache that holds what was found
 * under a version is valid as long as the type has it. Who changes a type: under TYPE_LOCK, (1) sets the version of the type and of all subclasses to 0,
 * (2) changes the dict, (3) unlocks, (4) drops what was replaced. Versions are handed out under TYPE_LOCK too, so none is handed out between (1) and (3).
 *
 * METHOD CACHE. One table for the process, @atomic, readers take no lock. An entry is {u32 seq, u32 version, Value name (owned), Value value (borrowed)};
 * the writer makes seq odd by CAS, fills, makes it even. A reader that found its version and name takes a reference by tryIncref, or sees that nobody counts the value, then looks
 * at seq and at the type's version again: if both are unchanged, the type's dict still held the value at that moment. (What nobody counts may have come into the block of what was cached.)
 * Model: tests/models/type-cache.model.ts.
 *
 * SUBCLASSES. `tp_subclasses` is a raw array {u32 count, u32 capacity, u32 types…}, weak: a heap type takes itself out when it dies. @lock TYPE_LOCK.
 */
import { panic } from "../base/panic";
import { Ptr, Value, NULL, isPtr } from "../base/value";
import { as, toValue, GC_UNREACHABLE, LOCAL_SENTINELS } from "../base/obj";
import { PROC_TYPE_VERSION } from "../base/map";
import { T, TF_TYPE_SUBCLASS, TypeObject } from "../../generated/core/types";
import { loadV, storeV, load32, store32, cas32, add32 } from "../base/atomics";
import { dictGetStr } from "../types/dict/core";
import { tupleItem, tupleSize } from "../types/tuple/core";
import { listNew, listAppend } from "../types/list/core";
import { memAlloc, memFree } from "../memory/alloc";
import { mutexIsLocked } from "../sync/mutex";
import { nativeLock, nativeUnlock, worldIsStopped } from "../threads/attach";
import { incref, decref, newRef, tryIncref } from "../refcount/count";
import { tryIncrefDying, increfLockHeld } from "../refcount/count-slow";
import { strHash } from "../types/str/core";

/** The lock of all type structures: a one-byte mutex. */
const TYPE_LOCK: usize = memory.data(16, 16);
/** @atomic Counts the changes of bases, MROs and special methods of published types; type-bases.ts says what for. */
const EPOCH: usize = TYPE_LOCK + 4;
export function typeEpoch(): u32 { return load32(EPOCH); }
/** World stopped. */
export function typeEpochNext(): void { add32(EPOCH, 1); }
const CACHE: usize = TYPE_LOCK + 8; // u32 address of the method cache
const CACHE_BITS: u32 = 12;
const ENTRY: usize = 24;

/** Who has stopped the world needs no lock, and must not wait for one: a thread may have been stopped while it waits for a dict's lock inside of typeSetDict. */
export function typeLock(): void { nativeLock(TYPE_LOCK); }
export function typeUnlock(): void { nativeUnlock(TYPE_LOCK); }

export function methodCacheInit(): void {
  const size = ENTRY << CACHE_BITS;
  const p = memAlloc(size);
  if (!p) panic("no memory for the method cache");
  memory.fill(p, 0, size);
  store32(CACHE, <u32>p);
}
/** The type's version, one handed out if it has none. */
export function typeVersion(t: TypeObject): u32 {
  const v = load32(changetype<Ptr>(t) + offsetof<TypeObject>("tp_version"));
  return v ? v : assignVersion(t);
}
function assignVersion(t: TypeObject): u32 {
  // such a thread is between (1) and (3)
  if (worldIsStopped() && mutexIsLocked(TYPE_LOCK)) return 0;
  typeLock();
  const r = assignVersionLocked(t);
  typeUnlock();
  return r;
}
function assignVersionLocked(t: TypeObject): u32 {
  const at = changetype<Ptr>(t) + offsetof<TypeObject>("tp_version");
  let v = load32(at);
  if (v) return v;
  // a base without a version would not invalidate us when it changes
  const bases = t.tp_bases;
  if (bases) {
    const n = tupleSize(bases);
    for (let i = 0; i < n; i++) if (!assignVersionLocked(as<TypeObject>(tupleItem(bases, i)))) return 0;
  }
  v = add32(PROC_TYPE_VERSION, 1) + 1;
  if (v >= 0xFFFF0000) { store32(PROC_TYPE_VERSION, 0xFFFF0000); return 0; }
  store32(at, v);
  return v;
}
/** The type (its dict, bases, slots) is about to change or has changed: caches of it and its subclasses become invalid. */
export function typeModified(t: TypeObject): void {
  typeLock();
  typeModifiedLocked(t);
  typeUnlock();
}
export function typeModifiedLocked(t: TypeObject): void {
  const at = changetype<Ptr>(t) + offsetof<TypeObject>("tp_version");
  if (!load32(at)) return; // then no subclass has one either
  // what a class answers depends on its metaclass too (AC_CLASS); this happens once in a blue moon, so all types pay
  if ((t.tp_flags & TF_TYPE_SUBCLASS) != 0 && load32(changetype<Ptr>(T.object) + offsetof<TypeObject>("tp_version"))) { typeModifiedLocked(T.object); return; }
  store32(at, 0);
  const subs: Ptr = <Ptr>t.tp_subclasses;
  if (!subs) return;
  const n = load<u32>(subs);
  for (let i: u32 = 0; i < n; i++) typeModifiedLocked(changetype<TypeObject>(load<u32>(subs + 8 + (<usize>i << 2))));
}

// ---- lookup ------------------------------------------------------------------------------------------------------------
// @ts-ignore: decorator
@inline function entryOf(version: u32, name: Value): Ptr {
  return <Ptr>load<u32>(CACHE) + <usize>((version * 0x9E3779B1 ^ (<u32>name >> 4) * 0x85EBCA6B) >> (32 - CACHE_BITS)) * ENTRY;
}
/** What the type or its bases have under the name, not bound. Returns new, or NULL without an exception. The name is any str; interned ones are fast. */
export function typeLookup(t: TypeObject, name: Value): Value {
  const version = load32(changetype<Ptr>(t) + offsetof<TypeObject>("tp_version"));
  if (version) {
    const e = entryOf(version, name), seq = load32(e);
    if (!(seq & 1) && load32(e + 4) == version && loadV(e + 8) == name) {
      const v = loadV(e + 16);
      // what nobody counts (functions, descriptors, classes) is alive as long as this thread meets no safepoint
      if (!isPtr(v) || atomic.load<u32>(<Ptr>v, 4) >= LOCAL_SENTINELS) { if (load32(e) == seq && load32(changetype<Ptr>(t) + offsetof<TypeObject>("tp_version")) == version) return v; }
      else if (tryIncref(e + 16, v)) {
        if (load32(e) == seq && load32(changetype<Ptr>(t) + offsetof<TypeObject>("tp_version")) == version) return v;
        decref(v);
      }
    }
  }
  return typeLookupSlow(t, name);
}
function typeLookupSlow(t: TypeObject, name: Value): Value {
  const version = atomic.load<u8>(<Ptr>name, 22) ? typeVersion(t) : 0;
  const v = typeFind(t, name);
  if (version && load32(changetype<Ptr>(t) + offsetof<TypeObject>("tp_version")) == version) {
    const e = entryOf(version, name), seq = load32(e);
    if (!(seq & 1) && cas32(e, seq, seq + 1) == seq) {
      const old = loadV(e + 8);
      if (old != name) { incref(name); storeV(e + 8, name); }
      store32(e + 4, version);
      storeV(e + 16, v);
      store32(e, seq + 2);
      if (old != name) decref(old);
    }
  }
  return v;
}
/** The slot's value with a reference, for words that are replaced only under TYPE_LOCK or with the world stopped. */
export function typeMro(t: TypeObject): Value {
  const slot = changetype<Ptr>(t) + offsetof<TypeObject>("tp_mro");
  while (true) {
    const m = loadV(slot);
    if (!m || tryIncref(slot, m)) return m;
    typeLock();
    const r = loadV(slot);
    increfLockHeld(r);
    typeUnlock();
    return r;
  }
}
/** The search itself, without the cache. */
export function typeFind(t: TypeObject, name: Value): Value {
  const mro = typeMro(t);
  if (!mro) return NULL;
  const n = tupleSize(mro);
  let r: Value = NULL;
  for (let i = 0; i < n; i++) {
    const d = as<TypeObject>(tupleItem(mro, i)).tp_dict;
    if (!d) continue;
    r = dictGetStr(d, name);
    if (r) break;
  }
  decref(mro);
  return r;
}
/** The same, and the class of the MRO that has it into *where (borrowed; lives as long as t's MRO). */
export function typeFindIn(t: TypeObject, name: Value, from: i32, where: Ptr): Value {
  const mro = typeMro(t);
  if (!mro) return NULL;
  const n = tupleSize(mro);
  let r: Value = NULL;
  for (let i = from; i < n; i++) {
    const b = tupleItem(mro, i);
    r = dictGetStr(as<TypeObject>(b).tp_dict, name);
    if (r) { store<u32>(where, <u32>b); break; }
  }
  decref(mro);
  return r;
}

// ---- subclasses ----------------------------------------------------------------------------------------------------------
export function typeAddSubclass(base: TypeObject, t: TypeObject): bool {
  typeLock();
  const ok = typeAddSubclassLocked(base, t);
  typeUnlock();
  return ok;
}
export function typeAddSubclassLocked(base: TypeObject, t: TypeObject): bool {
  let s: Ptr = <Ptr>base.tp_subclasses;
  const n = s ? load<u32>(s) : 0;
  for (let i: u32 = 0; i < n; i++) if (load<u32>(s + 8 + (<usize>i << 2)) == changetype<u32>(t)) return true;
  if (!s || n == load<u32>(s, 4)) {
    const cap = n ? n * 2 : 4;
    const q = memAlloc(8 + (<usize>cap << 2));
    if (!q) return false;
    if (s) memory.copy(q + 8, s + 8, <usize>n << 2);
    store<u32>(q, n); store<u32>(q, cap, 4);
    base.tp_subclasses = <Value>q;
    memFree(s);
    s = q;
  }
  store<u32>(s + 8 + (<usize>n << 2), changetype<u32>(t));
  store<u32>(s, n + 1);
  return true;
}
export function typeRemoveSubclass(base: TypeObject, t: TypeObject): void {
  typeLock();
  const s: Ptr = <Ptr>base.tp_subclasses;
  if (s) {
    const n = load<u32>(s);
    for (let i: u32 = 0; i < n; i++) if (load<u32>(s + 8 + (<usize>i << 2)) == changetype<u32>(t)) {
      // order is kept: __subclasses__() lists in order of definition
      memory.copy(s + 8 + (<usize>i << 2), s + 12 + (<usize>i << 2), <usize>(n - 1 - i) << 2);
      store<u32>(s, n - 1);
      break;
    }
  }
  typeUnlock();
}
/** A list of the living direct subclasses. */
export function typeSubclasses(t: TypeObject): Value {
  const list = listNew(0);
  if (!list) return NULL;
  for (let i: u32 = 0; ; i++) {
    let v: Value = NULL;
    let end = false;
    typeLock();
    const s: Ptr = <Ptr>t.tp_subclasses;
    if (!s || i >= load<u32>(s)) end = true;
    else {
      const c = load<u32>(s + 8 + (<usize>i << 2));
      if (!(changetype<TypeObject>(c).gc & GC_UNREACHABLE) && tryIncrefDying(c)) v = <Value>c;
    }
    typeUnlock();
    if (end) break;
    if (v) { listAppend(list, v); decref(v); }
  }
  return list;
}
/** Finalisation: the names that the method cache owns go. Nobody else runs. */
export function methodCacheClear(): void {
  const c: Ptr = load32(CACHE);
  for (let i: u32 = 0; i < 1 << CACHE_BITS; i++) {
    const e = c + <usize>i * ENTRY, name = loadV(e + 8);
    store32(e + 4, 0);
    storeV(e + 16, NULL);
    storeV(e + 8, NULL);
    decref(name);
  }
}
