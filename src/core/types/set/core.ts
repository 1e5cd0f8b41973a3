/**
 * set and frozenset: layout, table, and the operations that the rest of the core uses. Methods: the files beside. Mirrors Objects/setobject.c:
 * same probing and growth, so the same order of iteration for the same hashes.
 *
 *   +16 u32 table (@atomic) | +20 i32 used (@atomic) | +24 i32 fill: used + deleted entries (@lock) | +28 i32 finger: where pop goes on (@lock)
 *   +32 i64 hash (frozenset; @atomic, -1: not computed)
 *   +40 the first table, of 8 entries (CPython's smalltable): used from birth until the set outgrows it or is cleared, never again, so that a reader who finds the same
 *       table pointer twice has seen one table
 *   table:  +0 u32 mask | +16 entries { key: Value (@atomic, owned), hash: i64 }, mask + 1 of them; key NULL: never used, MOVED: deleted
 *
 * Writers hold the set's lock; operations on two sets hold both (csBegin2). contains reads without the lock: key slots go NULL → key → MOVED → key; an
 * identical key is found by one load, an equal str is compared under a reference (tryIncref), everything else takes the lock. The hash of an
 * entry is written before its key; a reader who sees the key of one insertion with the hash of another can only miss an entry that was added
 * or deleted during its search, or fall back to the lock.
 */
import { Ptr, Value, NULL, MOVED, isPtr, isInt, intOf, bothInt } from "../../base/value";
import { as, Obj } from "../../base/obj";
import { load32, loadV } from "../../base/atomics";
import { T, TypeObject } from "../../../generated/core/types";
import { memAlloc } from "../../memory/alloc";
import { instanceSize, newObject, newObjectSized } from "../../objects/alloc";
import { raiseNoMemory } from "../../objects/errors";
import { richCompareBool } from "../../objects/abstract";
import { newRef, incref, decref, tryIncref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { strEqInline, strEqSlow, strHash } from "../str/core";
import { isExactStr } from "../dict/table";
import { hashOf, unhashable } from "../dict/core";
import { isPrivate, isReadable, shareLockHeld, freeBufferOf, newRefLockHeld, publishIn } from "../sharing";

@unmanaged
export class SetObject extends Obj {
  /** @atomic */ table: u32;
  /** @atomic */ used: i32;
  /** @lock set */ fill: i32;
  /** @lock set */ finger: i32;
  /** @atomic frozenset: cached hash, -1 unknown */ hash: i64;
  /** the first table: mask, padding, 8 entries */
  mask: u64; pad: u64;
  e0: v128; e1: v128; e2: v128; e3: v128; e4: v128; e5: v128; e6: v128; e7: v128;
}
// @ts-ignore: decorator
@inline const SET_FIRST: usize = 40;
// @ts-ignore: decorator
@inline export const SET_TABLE: usize = 16;
// @ts-ignore: decorator
@inline export const SET_USED: usize = 20;
// @ts-ignore: decorator
@inline export const SET_ENTRIES: usize = 16;
const LINEAR_PROBES: u32 = 9;
const MIN_SLOTS: u32 = 8;
/** results of setFind besides entry addresses */
// @ts-ignore: decorator
@inline export const FIND_ABSENT: Ptr = 0;
// @ts-ignore: decorator
@inline export const FIND_ERROR: Ptr = 1;
// @ts-ignore: decorator
@inline export const FIND_RETRY: Ptr = 2;
/** The table of sets that were cleared: 8 free entries, never written (a set that grows gets its own). */
const EMPTY_TABLE: usize = memory.data<u32>([7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 16);

// @ts-ignore: decorator
@inline export function setSize(s: Value): i32 { return <i32>load32(<Ptr>s + SET_USED); }
// @ts-ignore: decorator
@inline export function setTable(s: Value): Ptr { return load32(<Ptr>s + SET_TABLE); }
// @ts-ignore: decorator
@inline export function tableMask(t: Ptr): u32 { return load<u32>(t); }
// @ts-ignore: decorator
@inline export function tableEntry(t: Ptr, i: u32): Ptr { return t + (<usize>i << 4) + SET_ENTRIES; }
// @ts-ignore: decorator
@inline export function liveKey(k: Value): bool { return k != NULL && k != MOVED; }

/** Gives back a table that set s had (or is dying with). Lock held. */
function freeTable(s: Ptr, t: Ptr): void { if (t != EMPTY_TABLE && t != s + SET_FIRST) freeBufferOf(s, t); }
export function emptySetTable(): Ptr { return EMPTY_TABLE; }
/** Whether s has a table that it can hand over to another set. */
export function movableTable(s: Value): bool { const t = setTable(s); return t != EMPTY_TABLE && t != <Ptr>s + SET_FIRST; }
/** Whether s still has the table that lies in it. */
export function firstTable(s: Value): bool { return setTable(s) == <Ptr>s + SET_FIRST; }
/** Whether s has a table that may be written to. */
export function ownTable(s: Value): bool { return setTable(s) != EMPTY_TABLE; }
function tableNew(slots: u32): Ptr {
  if (slots > 0x4000000) { raiseNoMemory(); return 0; }
  const t = memAlloc(SET_ENTRIES + (<usize>slots << 4));
  if (!t) { raiseNoMemory(); return 0; }
  store<u32>(t, slots - 1);
  const end = t + SET_ENTRIES + (<usize>slots << 4);
  if (slots <= 64) for (let e = t + SET_ENTRIES; e < end; e += 16) v128.store(e, i64x2(0, 0)); else memory.fill(t + SET_ENTRIES, 0, <usize>slots << 4);
  return t;
}
/** The set s, which is new, takes a copy of another one's table of more than the first size, in which nothing was deleted; with references of its own. False: no memory. */
export function setCloneTable(s: Value, from: Ptr, n: i32): bool {
  const bytes = SET_ENTRIES + (<usize>load<u32>(from) + 1 << 4), t = memAlloc(bytes), o = as<SetObject>(s);
  if (!t) { raiseNoMemory(); return false; }
  store<u32>(t, load<u32>(from));
  for (let e = SET_ENTRIES; e < bytes; e += 16) {
    v128.store(t + e, v128.load(from + e));
    incref(load<u64>(from + e));
  }
  o.table = <u32>t; o.fill = n; o.used = n;
  return true;
}
export function setNewOf(t: TypeObject): Value {
  const s = newObject(t);
  if (!s) return NULL;
  store<u32>(s, <u32>(s + SET_FIRST), SET_TABLE);
  store<u32>(s, MIN_SLOTS - 1, SET_FIRST);
  changetype<SetObject>(s).hash = -1;
  return <Value>s;
}
export function setNew(): Value {
  const s = newObjectSized(T.set, instanceSize(T.set));
  if (!s) return NULL;
  store<u32>(s, <u32>(s + SET_FIRST), SET_TABLE);
  store<u32>(s, MIN_SLOTS - 1, SET_FIRST);
  changetype<SetObject>(s).hash = -1;
  return <Value>s;
}
/** A new set of n elements in registers; those that are plain are moved out of theirs. NULL: an exception is set. */
export function setBuild(from: Ptr, n: i32): Value {
  const s = setNew();
  if (!s) return NULL;
  const t = <Ptr>s + SET_FIRST, o = as<SetObject>(s);
  for (let i = 0; i < n; i++, from += 8) {
    const v = load<u64>(from);
    if (i < 4) {
      // a set with so few is in its first table, and nobody else knows it
      const h: i64 = isInt(v) ? intOf(v) : isExactStr(v) ? strHash(v) : -1;
      if (h != -1) {
        const e = tableEntry(t, <u32>h & (MIN_SLOTS - 1));
        if (load<u64>(e) == NULL) {
          store<u64>(from, NULL);
          store<u64>(e, v); store<i64>(e, h, 8);
          o.fill++; o.used++;
          continue;
        }
      }
    }
    if (setAdd(s, v) < 0) { decref(s); return NULL; }
  }
  return s;
}
/** A new, empty frozenset to be filled with setAdd before anybody sees it. */
export function frozensetNew(): Value { return setNewOf(T.frozenset); }

/** hash of an element: a TypeError says that it cannot be one. */
// @ts-ignore: decorator
@inline export function elementHash(v: Value): i64 {
  const h = hashOf(v);
  if (h == -1) unhashable("cannot use '%T' as a set element (%S)", v);
  return h;
}

// ---- searching ----------------------------------------------------------------------------------------------------------------
/** The entry of key in table t: FIND_ABSENT, FIND_RETRY, or its address. No lock, never raises. */
export function tableFindOptimistic(t: Ptr, key: Value, hash: i64): Ptr {
  const mask = load<u32>(t);
  let perturb = <u64>hash, i = <u32>hash & mask;
  while (true) {
    let e = tableEntry(t, i), probes: u32 = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    while (true) {
      const k = loadV(e);
      if (k == key) return e;
      if (k == NULL) return FIND_ABSENT;
      if (atomic.load<i64>(e, 8) == hash && k != MOVED && !bothInt(k, key)) {
        if (!isPtr(k) || !isExactStr(key) || !tryIncref(e, k)) return FIND_RETRY;
        const r = isExactStr(k) ? <i32>strEqSlow(k, key) : -1;
        decref(k);
        if (r > 0) return e;
        if (r < 0) return FIND_RETRY;
      }
      if (probes == 0) break;
      probes--;
      e += 16;
    }
    perturb >>= 5;
    i = (i * 5 + 1 + <u32>perturb) & mask;
  }
}
/** The same in a table that nobody can be changing: of a private set, or its lock is held. Where it is absent, absentAt says where it would go. */
export function tableFindPlain(t: Ptr, key: Value, hash: i64): Ptr {
  const mask = load<u32>(t);
  let perturb = <u64>hash, i = <u32>hash & mask;
  while (true) {
    let e = tableEntry(t, i), probes: u32 = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    while (true) {
      const k = load<u64>(e);
      if (k == key) return e;
      if (k == NULL) { absentAt = e; return FIND_ABSENT; }
      if (load<i64>(e, 8) == hash && k != MOVED && !bothInt(k, key)) {
        if (!isExactStr(k) || !isExactStr(key)) return FIND_RETRY;
        if (strEqSlow(k, key)) return e;
      }
      if (probes == 0) break;
      probes--;
      e += 16;
    }
    perturb >>= 5;
    i = (i * 5 + 1 + <u32>perturb) & mask;
  }
}
/** The same with comparisons that may run Python code: FIND_ABSENT, FIND_ERROR, or the entry. Lock held. */
export function setFindLockHeld(s: Value, key: Value, hash: i64): Ptr {
  let e = tableFindPlain(setTable(s), key, hash);
  while (e == FIND_RETRY) e = findOnce(s, key, hash);
  return e;
}
/** Where the last search of this thread found that its key is absent: a never used entry. Used at once. */
let absentAt: Ptr = 0;
function findOnce(s: Value, key: Value, hash: i64): Ptr {
  const t = setTable(s), mask = load<u32>(t), str = isExactStr(key);
  let perturb = <u64>hash, i = <u32>hash & mask;
  while (true) {
    let e = tableEntry(t, i), probes: u32 = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    while (true) {
      const k = load<u64>(e);
      if (k == key) return e;
      if (k == NULL) { absentAt = e; return FIND_ABSENT; }
      if (load<i64>(e, 8) == hash && k != MOVED && !bothInt(k, key)) {
        if (str && isExactStr(k)) { if (strEqSlow(k, key)) return e; }
        else {
          incref(k);
          const c = richCompareBool(k, key, 2);
          decref(k);
          if (c < 0) return FIND_ERROR;
          if (setTable(s) != t || load<u64>(e) != k) return FIND_RETRY;
          if (c) return e;
        }
      }
      if (probes == 0) break;
      probes--;
      e += 16;
    }
    perturb >>= 5;
    i = (i * 5 + 1 + <u32>perturb) & mask;
  }
}
/** A never used entry for a key of this hash in a table without deleted entries. */
export function tableFree(t: Ptr, hash: i64): Ptr {
  const mask = load<u32>(t);
  let perturb = <u64>hash, i = <u32>hash & mask;
  while (true) {
    let e = tableEntry(t, i), probes: u32 = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    while (true) {
      if (load<u64>(e) == NULL) return e;
      if (probes == 0) break;
      probes--;
      e += 16;
    }
    perturb >>= 5;
    i = (i * 5 + 1 + <u32>perturb) & mask;
  }
}

// ---- changing ----------------------------------------------------------------------------------------------------------------
/** A table with room for more than `minused` items takes over the items. Lock held. */
export function setResizeLockHeld(s: Value, minused: i32): bool {
  let slots = MIN_SLOTS;
  while (slots <= <u32>minused) slots <<= 1;
  const n = tableNew(slots);
  if (!n) return false;
  const p = <Ptr>s, t = setTable(s);
  shareLockHeld(p);
  const mask = load<u32>(t);
  if (t != EMPTY_TABLE) for (let i: u32 = 0; i <= mask; i++) {
    const e = tableEntry(t, i), k = load<u64>(e);
    if (!liveKey(k)) continue;
    const to = tableFree(n, load<i64>(e, 8));
    store<i64>(to, load<i64>(e, 8), 8); store<u64>(to, k);
  }
  changetype<SetObject>(p).fill = setSize(s);
  publishIn<u32>(p, p + SET_TABLE, <u32>n);
  freeTable(p, t);
  return true;
}
/** The hash seed has changed (boot/rehash.ts). False: no memory. Nobody else runs. */
export function setRehash(s: Value, hash: (v: Value) => i64): bool {
  const t = setTable(s), mask = load<u32>(t);
  as<SetObject>(s).hash = -1;
  if (t == EMPTY_TABLE) return true;
  for (let i: u32 = 0; i <= mask; i++) {
    const e = tableEntry(t, i), k = load<u64>(e);
    if (liveKey(k)) store<i64>(e, hash(k), 8);
  }
  return setResizeLockHeld(s, mask);
}
/** Adds key: 1 added, 0 was there, -1 exception. Borrows. Lock held (or nobody else knows the set). */
export function setAddLockHeld(s: Value, key: Value, hash: i64): i32 {
  const t = setTable(s), first = tableEntry(t, <u32>hash & load<u32>(t)), k = load<u64>(first);
  if (k == key) return 0;
  if (k == NULL && t != EMPTY_TABLE) return insertAt(s, newRef(key), hash, first);
  const found = setFindLockHeld(s, key, hash);
  if (found == FIND_ERROR) return -1;
  if (found) return 0;
  let e = absentAt;
  if (setTable(s) == EMPTY_TABLE) {
    if (!setResizeLockHeld(s, 0)) return -1;
    e = tableEntry(setTable(s), <u32>hash & (MIN_SLOTS - 1));
  }
  return insertAt(s, newRef(key), hash, e);
}
/** Adds a key known to be absent to a set with its own table. Steals key. */
export function setInsertLockHeld(s: Value, key: Value, hash: i64): i32 { return insertAt(s, key, hash, tableFree(setTable(s), hash)); }
/** Steals key. e: the never used entry where a search for it ends. */
function insertAt(s: Value, key: Value, hash: i64, e: Ptr): i32 {
  const o = as<SetObject>(s), t = setTable(s), used = o.used + 1;
  o.fill = o.fill + 1;
  if (isPrivate(<Ptr>s)) {
    store<i64>(e, hash, 8);
    store<u64>(e, key);
    o.used = used;
  } else {
    shareLockHeld(<Ptr>s);
    atomic.store<i64>(e, hash, 8);
    atomic.store<u64>(e, key);
    atomic.store<u32>(<Ptr>s + SET_USED, used);
  }
  if (<u64>o.fill * 5 < <u64>load<u32>(t) * 3) return 1;
  return setResizeLockHeld(s, used > 50000 ? used * 2 : used * 4) ? 1 : -1;
}
/** set.add: 0, or -1 with an exception. Borrows key. */
export function setAdd(s: Value, key: Value): i32 {
  const h = elementHash(key);
  return h == -1 ? -1 : setAddHash(s, key, h);
}
export function setAddHash(s: Value, key: Value, h: i64): i32 {
  if (isPrivate(<Ptr>s)) {
    const t: Ptr = load<u32>(<Ptr>s, SET_TABLE), e = tableFindPlain(t, key, h);
    if (e > FIND_RETRY) return 0;
    const o = as<SetObject>(s), fill = o.fill + 1;
    // no memory is asked for: nothing can come in between
    if (e == FIND_ABSENT && t != EMPTY_TABLE && <u64>fill * 5 < <u64>load<u32>(t) * 3) {
      incref(key);
      o.fill = fill; o.used = o.used + 1;
      store<i64>(absentAt, h, 8);
      store<u64>(absentAt, key);
      return 0;
    }
  }
  csBegin(<Ptr>s);
  const r = setAddLockHeld(s, key, h);
  csEnd();
  return r < 0 ? -1 : 0;
}
/** Whether a str or a small int is in a set that nobody else can be at, in one function: 1, 0; -1 without an exception: setContains. */
export function setHasQuick(s: Value, key: Value): i32 {
  if (!isPrivate(<Ptr>s)) return -1;
  let hash: i64;
  const str = isExactStr(key);
  if (str) hash = strHash(key);
  else if (isInt(key)) { hash = intOf(key); if (hash == -1) hash = -2; }
  else return -1;
  const t: Ptr = load<u32>(<Ptr>s, SET_TABLE), mask = load<u32>(t);
  let perturb = <u64>hash, i = <u32>hash & mask;
  while (true) {
    let e = tableEntry(t, i), probes: u32 = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    while (true) {
      const k = load<u64>(e);
      if (k == key) return 1;
      if (k == NULL) return 0;
      if (load<i64>(e, 8) == hash && k != MOVED) {
        if (str) {
          if (!isExactStr(k)) return -1;
          if (strEqInline(k, key)) return 1;
        } else if (!isInt(k)) return -1;
      }
      if (probes == 0) break;
      probes--;
      e += 16;
    }
    perturb >>= 5;
    i = (i * 5 + 1 + <u32>perturb) & mask;
  }
}
/** 1, 0, or -1 with an exception. */
export function setContains(s: Value, key: Value): i32 {
  const h = elementHash(key);
  return h == -1 ? -1 : setContainsHash(s, key, h);
}
export function setContainsHash(s: Value, key: Value, hash: i64): i32 {
  const p = <Ptr>s;
  if (isPrivate(p)) {
    const e = tableFindPlain(load<u32>(p, SET_TABLE), key, hash);
    if (e != FIND_RETRY) return e != FIND_ABSENT;
  } else if (isReadable(p)) {
    const t = setTable(s), k = loadV(tableEntry(t, <u32>hash & load<u32>(t)));
    if (k == key) return 1;
    if (k == NULL) return 0;
    const e = tableFindOptimistic(setTable(s), key, hash);
    if (e != FIND_RETRY) return e != FIND_ABSENT;
  }
  csBegin(p);
  shareLockHeld(p);
  const e = setFindLockHeld(s, key, hash);
  csEnd();
  return e == FIND_ERROR ? -1 : e != FIND_ABSENT;
}
/** Takes the key of entry e out; it is returned, owned. Lock held. */
export function setTakeLockHeld(s: Value, e: Ptr): Value {
  const k = load<u64>(e);
  shareLockHeld(<Ptr>s);
  publishIn<u64>(<Ptr>s, e, MOVED);
  publishIn<i64>(<Ptr>s, e + 8, -1);
  publishIn<u32>(<Ptr>s, <Ptr>s + SET_USED, as<SetObject>(s).used - 1);
  return k;
}
/** Takes key out: 1, 0 if it was absent, -1 with an exception. */
export function setDiscard(s: Value, key: Value): i32 {
  const h = elementHash(key);
  return h == -1 ? -1 : setDiscardHash(s, key, h);
}
export function setDiscardHash(s: Value, key: Value, hash: i64): i32 {
  let old: Value = NULL;
  if (isPrivate(<Ptr>s)) {
    const f = tableFindPlain(load<u32>(<Ptr>s, SET_TABLE), key, hash);
    if (f == FIND_ABSENT) return 0;
    if (f != FIND_RETRY) {
      old = load<u64>(f);
      store<u64>(f, MOVED); store<i64>(f, -1, 8);
      as<SetObject>(s).used = as<SetObject>(s).used - 1;
      decref(old);
      return 1;
    }
  }
  csBegin(<Ptr>s);
  const e = setFindLockHeld(s, key, hash);
  if (e > FIND_RETRY) old = setTakeLockHeld(s, e);
  csEnd();
  decref(old);
  return e == FIND_ERROR ? -1 : e != FIND_ABSENT;
}
/** Drops the references in a table that no set has any more, and the table. */
export function setTableRelease(s: Ptr, t: Ptr): void {
  if (!t || t == EMPTY_TABLE) return;
  const mask = load<u32>(t);
  for (let i: u32 = 0; i <= mask; i++) decref(load<u64>(tableEntry(t, i))); // NULL and MOVED are no pointers
  freeTable(s, t);
}
/** Gives the set a new (empty) table state and returns the old table, for setTableRelease after the section. Lock held. */
export function setTakeTableLockHeld(s: Value): Ptr {
  const p = <Ptr>s, t = setTable(s), o = as<SetObject>(s);
  shareLockHeld(p);
  publishIn<u32>(p, p + SET_TABLE, <u32>EMPTY_TABLE);
  o.fill = 0; o.finger = 0;
  publishIn<u32>(p, p + SET_USED, 0);
  return t;
}
export function setClear(s: Value): void {
  csBegin(<Ptr>s);
  const t = setTakeTableLockHeld(s);
  csEnd();
  setTableRelease(<Ptr>s, t);
}
/** Number of the first live entry at or after i, or -1. */
export function setNextIndex(s: Value, i: i32): i32 {
  const t = setTable(s), mask = load<u32>(t);
  for (; <u32>i <= mask; i++) if (liveKey(load<u64>(tableEntry(t, i)))) return i;
  return -1;
}
// @ts-ignore: decorator
@inline export function setEntryKey(s: Value, i: i32): Value { return load<u64>(tableEntry(setTable(s), i)); }
// @ts-ignore: decorator
@inline export function setEntryHash(s: Value, i: i32): i64 { return load<i64>(tableEntry(setTable(s), i), 8); }
/** Key of the first live entry at or after i, new, stored at out with its hash (out + 8); its number, or -1. Safe against writers. */
export function setNextNew(s: Value, i: i32, out: Ptr): i32 {
  csBegin(<Ptr>s);
  const r = setNextIndex(s, i);
  if (r >= 0) { store<u64>(out, newRefLockHeld(setEntryKey(s, r))); store<i64>(out, setEntryHash(s, r), 8); }
  csEnd();
  return r;
}
