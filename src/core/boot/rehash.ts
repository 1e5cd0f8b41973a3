/**
 * Another hash seed for objects that exist: what a snapshot needs (boot/snapshot.ts), whose strs were hashed with the build's seed. Once, before Python code runs in the process;
 * nobody else runs.
 *
 * Hashes that depend on the seed are those of str and bytes and what is made of them (tuples, frozensets, weak references to them). They are kept
 *   - in the objects: str and bytes, frozenset, weakref                    forgotten here, computed again when asked for
 *   - in tables: dict, set and frozenset, shared keys of types, the table of interned strs     rebuilt here, in place
 * Inline caches and the method cache know entries by number and names by address, and stay. The order is: forget everything; tables with str keys only; then
 * the others, whose keys may be hashed by code that looks attributes up in the former.
 */
import { Ptr, Value, isPtr } from "../base/value";
import { Obj, as } from "../base/obj";
import { HEAP_FIRST_SLICE, KIND_OBJECT, addr } from "../memory/layout";
import { blockIsObject, pageAt } from "../memory/walk";
import { TYPES, TYPE_SIZE } from "../base/map";
import { panic } from "../base/panic";
import { STATIC_TYPE_COUNT, T, TypeObject, TF_BYTES_SUBCLASS, TF_DICT_SUBCLASS, TF_SET_SUBCLASS, TF_TYPE_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { keysRehash } from "../objects/instance";
import { WeakrefObject, weakrefIs } from "../objects/weakref";
import { dictKeys, hashOf } from "../types/dict/core";
import { DK_KIND, EMPTY_KEYS, dkRehash } from "../types/dict/table";
import { setRehash } from "../types/set/core";
import { internRehash, strHash } from "../types/str/core";

/** Offset of the hash that str and bytes keep; 0: not computed. */
const HASH: usize = 24;

function hashOfKey(v: Value): i64 {
  const h = hashOf(v);
  if (h == -1) panic("rehash: a key of a built-in dict or set cannot be hashed");
  return h;
}
function forget(p: Ptr, flags: u32): void {
  if (flags & (TF_UNICODE_SUBCLASS | TF_BYTES_SUBCLASS)) store<i64>(p, 0, HASH);
  else if (weakrefIs(<Value>p)) changetype<WeakrefObject>(p).hash = -1;
}
function rebuildStrKeys(p: Ptr, flags: u32): void {
  if (flags & TF_DICT_SUBCLASS) {
    const k = dictKeys(<Value>p), hash: (v: Value) => i64 = strHash;
    if (k && k != EMPTY_KEYS && load<u8>(k, DK_KIND)) dkRehash(k, hash);
  } else if (flags & TF_TYPE_SUBCLASS) {
    const keys: Ptr = changetype<TypeObject>(p).tp_keys;
    if (keys) keysRehash(keys);
  }
}
function rebuildOthers(p: Ptr, flags: u32): void {
  const hash: (v: Value) => i64 = hashOfKey;
  if (flags & TF_DICT_SUBCLASS) {
    const k = dictKeys(<Value>p);
    if (k && k != EMPTY_KEYS && !load<u8>(k, DK_KIND)) dkRehash(k, hash);
  } else if (flags & TF_SET_SUBCLASS) {
    if (!setRehash(<Value>p, hash)) panic("rehash: no memory");
  }
}
function each(kinds: u32, f: (p: Ptr, flags: u32) => void): void {
  for (let p = pageAt(HEAP_FIRST_SLICE, kinds); addr(p); p = pageAt((p.start >> 16) + p.slices, kinds)) {
    let b: Ptr = p.start;
    for (let i: u32 = 0; i < p.capacity; i++, b += p.blockSize) if (blockIsObject(b)) f(b, changetype<TypeObject>(changetype<Obj>(b).type).tp_flags);
  }
}
/** PROC_HASH_SEED has just changed. */
export function rehashAll(): void {
  const forgetting: (p: Ptr, flags: u32) => void = forget, strKeys: (p: Ptr, flags: u32) => void = rebuildStrKeys, others: (p: Ptr, flags: u32) => void = rebuildOthers;
  each(KIND_OBJECT, forgetting);
  if (!internRehash()) panic("rehash: no memory");
  for (let i = 0; i < STATIC_TYPE_COUNT; i++) strKeys(TYPES + <usize>i * TYPE_SIZE, TF_TYPE_SUBCLASS);
  each(KIND_OBJECT, strKeys);
  each(KIND_OBJECT, others);
}
