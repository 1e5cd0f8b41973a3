/**
 * The InstanceTail: what an instance has after its struct when its type has a `__dict__` or weak references.
 *
 *   tail+0   Value dict      @atomic; written under the object's lock. NULL: no dict yet, the attributes (if any) are inline
 *   tail+8   u32 weaklist    @lock weakref stripe (objects/weakref.ts)
 *   tail+12  u8 count        @lock object: how many inline values are set
 *   tail+13  u8 capacity     @frozen: inline slots of this instance
 *   tail+16  Value values[capacity]   @atomic slots: NULL absent, MOVED gone to the dict
 *   then     u8 order[capacity]       @lock object: indices of set values in order of insertion
 *
 * SHARED KEYS. Which index an attribute name has is the type's matter: SharedKeys, append-only, so that readers take no lock:
 *   +0 u32 count @atomic | +4 u8 mutex | +8 u8 table[64] @atomic: index + 1, open addressing by the name's hash | +72 Value names[30], owned
 * A writer stores the name, then the table byte: a reader that sees the byte sees the name.
 *
 * STATES of an instance, forward only (but for `__dict__` assignment, which keeps it materialised):
 *   inline          dict NULL, slots NULL or a value
 *   materialised    all slots MOVED, dict set
 * Moving (under the object's lock): a dict is built aside, each value is taken by exchange with MOVED and put there, then the dict is published. A reader that
 * sees MOVED and no dict yet takes the lock. A store to an existing attribute is a CAS that expects neither NULL nor MOVED; what adds or removes locks.
 * CPython: Objects/dictobject.c (_PyObject_StoreInstanceAttribute…), where the values were once shared with the dict; here the move is final.
 *
 * CAPACITY. A new instance gets type.tp_ninline slots: as many as the class body assigns to self (`__static_attributes__`), growing when an instance overflows.
 * type.tp_spare is the smallest capacity ever handed out by the type: a cached index below it needs no look at the instance's own capacity.
 */
import { Ptr, Value, NULL, MOVED, None, isPtr } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { PROC_MULTI } from "../base/map";
import { loadV, storeV, xchgV, casV, load8, store8, load32, store32, cas32 } from "../base/atomics";
import { T, TypeObject, TF_INLINE_VALUES, TF_TUPLE_SUBCLASS, TF_UNICODE_SUBCLASS, TF_BYTES_SUBCLASS, TF_LONG_SUBCLASS, TF_TYPE_SUBCLASS, TF_DICT_SUBCLASS, TF_HAS_DICT, TF_HEAPTYPE } from "../../generated/core/types";
import { dictNew, dictGetStr, dictSet, dictDel, dictContains } from "../types/dict/core";
import { strEq, strHash, strKind, strLen, internStr, STR_DATA } from "../types/str/core";
import { memAlloc, memFree } from "../memory/alloc";
import { nativeLock, nativeUnlock } from "../threads/attach";
import { csBegin, csEnd, slotReplaced } from "../threads/critical-section";
import { decref, incref, newRef, tryIncref } from "../refcount/count";
import { increfLockHeld } from "../refcount/count-slow";
import { gcVisit } from "../gc/visit";
import { TAIL } from "./alloc";
import { typeLookup, typeModified } from "./type-lookup";
import { typeOf } from "./typeof";
import { raiseNoMemory, raise, raiseFmt, errMatches, errClear } from "./errors";
import { weakrefClear } from "./weakref";

// @ts-ignore: decorator
@inline export const MAX_INLINE: u32 = 30;
/** Inline slots of a class that says nothing about its attributes. */
const DEFAULT_INLINE: u32 = 4;
const KEYS_TABLE: usize = 8;
const KEYS_NAMES: usize = 72;
const KEYS_SIZE: usize = KEYS_NAMES + 30 * 8;

// @ts-ignore: decorator
@inline export const TAIL_WEAKLIST: usize = 8;
// @ts-ignore: decorator
@inline export const TAIL_COUNT: usize = 12;
// @ts-ignore: decorator
@inline export const TAIL_CAPACITY: usize = 13;

/** Address of o's tail. The type must have one (tp_tail != 0). */
// @ts-ignore: decorator
@inline export function tailOf(p: Ptr, t: TypeObject): Ptr { return t.tp_tail > 0 ? p + <usize>t.tp_tail : tailAfterItems(p, t); }
function tailAfterItems(p: Ptr, t: TypeObject): Ptr {
  const size = load<i32>(p, 16);
  let bytes: usize;
  if (t.tp_flags & TF_UNICODE_SUBCLASS) bytes = STR_DATA + <usize>size * strKind(<Value>p);
  else bytes = <usize>t.tp_basicsize + <usize>(size < 0 ? -size : size) * <usize>t.tp_itemsize + (t.tp_flags & TF_BYTES_SUBCLASS ? 1 : 0); // bytes end in a NUL
  return p + ((bytes + 7) & ~7);
}

// ---- shared keys -------------------------------------------------------------------------------------------------------
/** Index of the name, or -1. */
export function keysFind(keys: Ptr, name: Value): i32 {
  let h = <u32>strHash(name) & 63;
  while (true) {
    const b: u32 = load8(keys + KEYS_TABLE + h);
    if (b == 0) return -1;
    const n = load<u64>(keys + KEYS_NAMES + (<usize>(b - 1) << 3));
    if (n == name || (!(atomic.load<u8>(<Ptr>n, 22) && atomic.load<u8>(<Ptr>name, 22)) && strEq(n, name))) return <i32>b - 1;
    h = (h + 1) & 63;
  }
}
// @ts-ignore: decorator
@inline export function keysName(keys: Ptr, i: i32): Value { return load<u64>(keys + KEYS_NAMES + (<usize>i << 3)); }
/** Index of the name, added if it is new; -1 if the table is full (or the name is no plain str, or memory is out). */
function keysAdd(t: TypeObject, name: Value): i32 {
  const keys: Ptr = t.tp_keys;
  if (!keys) return -1;
  const i = keysFind(keys, name);
  if (i >= 0) return i;
  if (as<Obj>(name).type != changetype<u32>(T.str)) return -1;
  const own = internStr(name);
  if (!own) { errClear(); return -1; }
  nativeLock(keys + 4);
  let r = keysFind(keys, own);
  const count = load32(keys);
  if (r < 0 && count < MAX_INLINE) {
    r = <i32>count;
    storeV(keys + KEYS_NAMES + (<usize>r << 3), own);
    let h = <u32>strHash(own) & 63;
    while (load8(keys + KEYS_TABLE + h)) h = (h + 1) & 63;
    store8(keys + KEYS_TABLE + h, <u8>(r + 1));
    store32(keys, count + 1);
    nativeUnlock(keys + 4);
    // caches that know it as a class attribute believe that no instance has it inline
    const shadowed = typeLookup(t, own);
    if (shadowed) { typeModified(t); decref(shadowed); }
    return r;
  }
  nativeUnlock(keys + 4);
  decref(own);
  return r;
}
/** The hash seed has changed (boot/rehash.ts): the table anew. Nobody else runs. */
export function keysRehash(keys: Ptr): void {
  memory.fill(keys + KEYS_TABLE, 0, KEYS_NAMES - KEYS_TABLE);
  const n = load<u32>(keys);
  for (let i: u32 = 0; i < n; i++) {
    let h = <u32>strHash(load<u64>(keys + KEYS_NAMES + (<usize>i << 3))) & 63;
    while (load<u8>(keys + KEYS_TABLE + h)) h = (h + 1) & 63;
    store<u8>(keys + KEYS_TABLE + h, <u8>(i + 1));
  }
}
/** Gives a new heap type inline values. `hint`: how many attributes its methods assign to self, or 0 if unknown. */
export function typeInitInline(t: TypeObject, hint: i32): bool {
  const keys = memAlloc(KEYS_SIZE);
  if (!keys) { raiseNoMemory(); return false; }
  memory.fill(keys, 0, KEYS_SIZE);
  t.tp_keys = <u32>keys;
  let n: u32 = hint > 0 ? <u32>hint : DEFAULT_INLINE;
  if (n > MAX_INLINE) n = MAX_INLINE;
  t.tp_ninline = n;
  t.tp_spare = n;
  t.tp_flags |= TF_INLINE_VALUES;
  return true;
}
export function typeFreeInline(t: TypeObject): void {
  const keys: Ptr = t.tp_keys;
  if (!keys) return;
  t.tp_keys = 0;
  const n = load<u32>(keys);
  for (let i: u32 = 0; i < n; i++) decref(load<u64>(keys + KEYS_NAMES + (<usize>i << 3)));
  memFree(keys);
}

// ---- reading --------------------------------------------------------------------------------------------------------------
/** The instance's dict with a reference, NULL if there is none now (nothing is made). */
export function tailDict(p: Ptr, tail: Ptr): Value {
  const d = loadV(tail);
  if (!d || tryIncref(tail, d)) return d;
  csBegin(p);
  const r = loadV(tail);
  increfLockHeld(r);
  csEnd();
  return r;
}
/** What o itself has under the name (the type is not asked). Returns new, or NULL without an exception. */
export function instanceGet(o: Value, t: TypeObject, name: Value): Value {
  if (!t.tp_tail || !isPtr(o)) return NULL;
  const p = <Ptr>o, tail = tailOf(p, t);
  if (!loadV(tail)) {
    const cap: i32 = load<u8>(tail, TAIL_CAPACITY);
    if (!cap) { if (!loadV(tail)) return NULL; }
    else {
      const i = keysFind(t.tp_keys, name);
      if (i < 0 || i >= cap) {
        // another thread may just have moved the values and added the name to the dict
        if (!loadV(tail)) return NULL;
      } else {
        const slot = tail + TAIL + (<usize>i << 3);
        const v = loadV(slot);
        if (v != MOVED) {
          if (v == NULL) return NULL;
          if (!isPtr(v) || tryIncref(slot, v)) return v;
        }
        csBegin(p);
        const w = loadV(slot);
        increfLockHeld(w);
        csEnd();
        if (w != MOVED) return w;
      }
    }
  }
  const d = tailDict(p, tail);
  if (!d) return NULL;
  const r = dictGetStr(d, name);
  decref(d);
  return r;
}

// ---- writing ----------------------------------------------------------------------------------------------------------------
/** Sets (v) or deletes (v NULL) an attribute of the instance. 0; -1 with an exception; -2: the attribute to delete is absent. The type has a dict. */
export function instanceSet(o: Value, t: TypeObject, name: Value, v: Value): i32 {
  const p = <Ptr>o, tail = tailOf(p, t);
  const cap: i32 = load<u8>(tail, TAIL_CAPACITY);
  if (cap && v && !loadV(tail)) {
    const i = keysFind(t.tp_keys, name);
    if (i >= 0 && i < cap) {
      const slot = tail + TAIL + (<usize>i << 3);
      while (true) {
        const old = loadV(slot);
        if (old == NULL || old == MOVED) break;
        incref(v);
        if (casV(slot, old, v) == old) { slotReplaced(p); decref(old); return 0; }
        decref(v);
      }
    }
  }
  return instanceSetSlow(p, t, tail, name, v);
}
function instanceSetSlow(p: Ptr, t: TypeObject, tail: Ptr, name: Value, v: Value): i32 {
  csBegin(p);
  let r: i32 = 1; // 1: go on with the dict
  let old: Value = NULL;
  let d = loadV(tail);
  const cap: i32 = load<u8>(tail, TAIL_CAPACITY);
  if (!d && cap) {
    const i = v ? keysAdd(t, name) : keysFind(t.tp_keys, name);
    // adding to the keys may wait, and another thread may have moved the values meanwhile
    d = loadV(tail);
    if (d) { /* on to the dict */ }
    else if (i >= 0 && i < cap) {
      const slot = tail + TAIL + (<usize>i << 3);
      const order = tail + TAIL + (<usize>cap << 3);
      const n: i32 = load<u8>(tail, TAIL_COUNT);
      if (load<u32>(PROC_MULTI) == 0) { old = load<u64>(slot); store<u64>(slot, newRef(v)); } else old = xchgV(slot, newRef(v));
      if (v && !old) { store<u8>(order + n, <u8>i); store<u8>(tail, <u8>(n + 1), TAIL_COUNT); }
      else if (!v && old) orderRemove(order, tail, n, i);
      r = v || old ? 0 : -2;
    } else if (v) {
      // no room: more for those to come, the dict for this one
      growInline(t, i);
      d = materialiseLockHeld(t, tail);
      if (!d) r = -1;
    } else r = -2;
  } else if (!d) {
    if (v) { d = dictNew(); if (d) storeV(tail, d); else r = -1; } else r = -2;
  }
  if (r == 1) increfLockHeld(d);
  csEnd();
  decref(old);
  if (r != 1) return r;
  if (v) r = dictSet(d, name, v);
  else {
    r = dictContains(d, name);
    if (r == 1) { r = dictDel(d, name); if (r < 0 && errMatches(T.KeyError)) { errClear(); r = -2; } }
    else if (r == 0) r = -2;
  }
  decref(d);
  return r;
}
function orderRemove(order: Ptr, tail: Ptr, n: i32, i: i32): void {
  let k = 0;
  while (k < n && load<u8>(order + k) != <u8>i) k++;
  for (; k + 1 < n; k++) store<u8>(order + k, load<u8>(order + k + 1));
  store<u8>(tail, <u8>(n - 1), TAIL_COUNT);
}
/** The next instances of t get room for index i (-1: the keys are full). */
function growInline(t: TypeObject, i: i32): void {
  if (i < 0) return;
  const at = changetype<Ptr>(t) + offsetof<TypeObject>("tp_ninline");
  let n = <u32>i + 1;
  n = (n + 3) & ~3;
  if (n > MAX_INLINE) n = MAX_INLINE;
  while (true) {
    const old = load32(at);
    if (old >= n || cas32(at, old, n) == old) return;
  }
}
/** Moves the inline values to a new dict, which is published and returned (borrowed: the tail owns it). The object is locked, or nobody else has it. */
function materialiseLockHeld(t: TypeObject, tail: Ptr): Value {
  const d = dictNew();
  if (!d) return NULL;
  const cap: i32 = load<u8>(tail, TAIL_CAPACITY), n: i32 = load<u8>(tail, TAIL_COUNT);
  const keys: Ptr = t.tp_keys, order = tail + TAIL + (<usize>cap << 3);
  // places for all, so that nothing can fail once values are on the move
  for (let k = 0; k < n; k++) if (dictSet(d, keysName(keys, load<u8>(order + k)), None) < 0) { decref(d); return NULL; }
  for (let k = 0; k < n; k++) {
    const i: i32 = load<u8>(order + k);
    const v = xchgV(tail + TAIL + (<usize>i << 3), MOVED);
    dictSet(d, keysName(keys, i), v);
    decref(v);
  }
  for (let i = 0; i < cap; i++) storeV(tail + TAIL + (<usize>i << 3), MOVED);
  store<u8>(tail, 0, TAIL_COUNT);
  storeV(tail, d);
  return d;
}
/** o.__dict__ of an object whose type has one: made if there is none. Returns new, or NULL with an exception. */
export function instanceDict(o: Value): Value {
  const t = typeOf(o);
  if (!(t.tp_flags & TF_HAS_DICT) || !t.tp_tail || !isPtr(o)) return raiseFmt(T.AttributeError, "'%T' object has no attribute '__dict__'", o);
  const p = <Ptr>o, tail = tailOf(p, t);
  if (loadV(tail)) { const d = tailDict(p, tail); if (d) return d; }
  csBegin(p);
  let d = loadV(tail);
  if (!d) {
    if (load<u8>(tail, TAIL_CAPACITY)) d = materialiseLockHeld(t, tail);
    else { d = dictNew(); if (d) storeV(tail, d); }
  }
  increfLockHeld(d);
  csEnd();
  return d;
}
/** o.__dict__ = d (NULL deletes: an empty one comes on the next use). */
export function instanceSetDict(o: Value, d: Value): i32 {
  const t = typeOf(o);
  if (!(t.tp_flags & TF_HAS_DICT) || !t.tp_tail || !isPtr(o)) { raise(T.AttributeError, "This object has no __dict__"); return -1; }
  if (d && !(typeOf(d).tp_flags & TF_DICT_SUBCLASS)) { raiseFmt(T.TypeError, "__dict__ must be set to a dictionary, not a '%T'", d); return -1; }
  const fresh = d ? newRef(d) : dictNew();
  if (!fresh) return -1;
  const p = <Ptr>o, tail = tailOf(p, t);
  let old: Value = NULL, ok = true;
  csBegin(p);
  // values that are still inline go to a dict that is dropped as a whole
  if (!loadV(tail) && load<u8>(tail, TAIL_CAPACITY)) ok = materialiseLockHeld(t, tail) != NULL;
  if (ok) old = xchgV(tail, fresh);
  csEnd();
  if (!ok) { decref(fresh); return -1; }
  decref(old);
  return 0;
}
/** The same for native types, whose instances keep theirs. */
export function instanceReplaceDict(o: Value, d: Value): i32 {
  if (d) return instanceSetDict(o, d);
  raise(T.TypeError, "cannot delete __dict__");
  return -1;
}
/** The world is stopped: moves inline values to a dict so that the type's keys are not needed any more (`__class__` assignment). */
export function instanceDetachKeys(p: Ptr, t: TypeObject): bool {
  if (!t.tp_tail) return true;
  const tail = tailOf(p, t);
  if (loadV(tail) || !load<u8>(tail, TAIL_CAPACITY)) return true;
  return materialiseLockHeld(t, tail) != NULL;
}
/** The names and values that are inline, into a list? No: into the dict given (for `__getstate__`, dir). Does not materialise. 0, -1. */
export function instanceCopyInto(o: Value, d: Value): i32 {
  const t = typeOf(o);
  if (!t.tp_tail || !isPtr(o)) return 0;
  const dict = instanceDict(o);
  if (!dict) return -1;
  const r = dictMergeInto(d, dict);
  decref(dict);
  return r;
}
import { dictUpdate as dictMergeInto } from "../types/dict/merge";

// ---- death and collection -----------------------------------------------------------------------------------------------------
/** Drops weak references, dict and values. For every tp_dealloc and tp_clear; t is typeOf the instance. */
export function instanceTailClear(p: Ptr, t: TypeObject): void {
  if (!t.tp_tail) return;
  const tail = tailOf(p, t);
  if (load32(tail + TAIL_WEAKLIST)) weakrefClear(p);
  instanceTailClearValues(p, t);
}
export function instanceTailClearValues(p: Ptr, t: TypeObject): void {
  if (!t.tp_tail) return;
  const tail = tailOf(p, t);
  // plain accesses: the object is dying or found unreachable, so a stale reader gets nothing out of a slot that its recheck would accept
  const d = load<u64>(tail);
  store<u64>(tail, NULL);
  const cap: i32 = load<u8>(tail, TAIL_CAPACITY);
  store<u8>(tail, 0, TAIL_COUNT);
  for (let i = 0; i < cap; i++) {
    const slot = tail + TAIL + (<usize>i << 3), v = load<u64>(slot);
    if (v == NULL) continue;
    store<u64>(slot, NULL);
    if (v != MOVED) decref(v);
  }
  decref(d);
}
/** From a native type's tp_traverse, for its own instances; those of classes made in Python have their tail visited by subtypeTraverse, once. */
export function instanceTailVisit(p: Ptr, t: TypeObject): void { if (!(t.tp_flags & TF_HEAPTYPE)) tailVisit(p, t); }
export function tailVisit(p: Ptr, t: TypeObject): void {
  if (!t.tp_tail) return;
  const tail = tailOf(p, t);
  gcVisit(load<u64>(tail));
  const cap: i32 = load<u8>(tail, TAIL_CAPACITY);
  for (let i = 0; i < cap; i++) {
    const v = load<u64>(tail + TAIL + (<usize>i << 3));
    if (isPtr(v)) gcVisit(v);
  }
}
