/**
 * Keys tables: the compact hash table of dict (CPython: PyDictKeysObject in Objects/dictobject.c). One buffer:
 *
 *   +0  u8  log2 of the number of index slots
 *   +1  u8  width of an index slot: 0, 1, 2 for 1, 2, 4 bytes
 *   +2  u8  kind: 1 while every key ever put in was an exact str, 0 otherwise          (@atomic)
 *   +4  i32 usable: entries that may still be added                                    (@lock dict)
 *   +8  i32 nentries: entries made, deleted ones included                              (@atomic)
 *   +12 u32 version: for inline caches, see core.ts; 0: not assigned                   (@atomic)
 *   +16 i32 first: no live entry lies before it                                        (@lock dict)
 *   +20 i32 last: no live entry lies at or after it                                    (@lock dict)
 *   +24 u32 address of the entries                                                     (@frozen)
 *   +28 u32 mask: index slots - 1                                                      (@frozen)
 *   +32 index slots: number of an entry, -1 never used, -2 deleted                     (@atomic)
 *   entries: { key, value: Values (@atomic, owned), hash: i64 (@frozen when the index is published) }, 24 bytes each, in order of insertion
 *
 * Invariants that the readers without a lock rest on:
 *   - an entry belongs to one key for the life of the table: deletion makes value, then key NULL, and the entry is not used again;
 *   - an entry is written value, hash, key, and only then nentries and the index slot;
 *   - a table that has been replaced is not changed any more; who read from it sees that the dict's keys pointer is another. It is freed through QSBR
 *     if the dict is shared;
 *   - probing meets -1 before all slots are seen (at most 2/3 are filled).
 * CPython's 16-byte entries for str keys are not used: the hash in the entry spares the visit to the key, and a table never changes its shape.
 */
import { Ptr, Value, isPtr, bothInt } from "../../base/value";
import { as, Obj } from "../../base/obj";
import { load32, loadV } from "../../base/atomics";
import { copyBytes, fillBytes } from "../../base/bytes";
import { PROC_MULTI } from "../../base/map";
import { T } from "../../../generated/core/types";
import { memAlloc } from "../../memory/alloc";
import { raiseNoMemory } from "../../objects/errors";
import { decref, incref, tryIncref } from "../../refcount/count";
import { strEqInline, strEqSlow } from "../str/core";

// @ts-ignore: decorator
@inline export const DK_LOG2: usize = 0;
// @ts-ignore: decorator
@inline export const DK_WIDTH: usize = 1;
// @ts-ignore: decorator
@inline export const DK_KIND: usize = 2;
// @ts-ignore: decorator
@inline export const DK_USABLE: usize = 4;
// @ts-ignore: decorator
@inline export const DK_NENTRIES: usize = 8;
// @ts-ignore: decorator
@inline export const DK_VERSION: usize = 12;
// @ts-ignore: decorator
@inline export const DK_FIRST: usize = 16;
// @ts-ignore: decorator
@inline export const DK_LAST: usize = 20;
// @ts-ignore: decorator
@inline export const DK_ENTRIES: usize = 24;
// @ts-ignore: decorator
@inline export const DK_MASK: usize = 28;
// @ts-ignore: decorator
@inline export const DK_INDEX: usize = 32;
// @ts-ignore: decorator
@inline export const ENTRY_SIZE: usize = 24;
// @ts-ignore: decorator
@inline export const ENTRY_VALUE: usize = 8;
// @ts-ignore: decorator
@inline export const ENTRY_HASH: usize = 16;
// @ts-ignore: decorator
@inline export const IX_EMPTY: i32 = -1;
// @ts-ignore: decorator
@inline export const IX_DUMMY: i32 = -2;
/** result of an optimistic search: look again under the lock */
// @ts-ignore: decorator
@inline export const IX_RETRY: i32 = -3;
// @ts-ignore: decorator
@inline export const MIN_LOG2: u32 = 3;

/** The table of every empty dict: 8 slots, no room, version 1 (its set of keys never changes). Immortal, never written. */
export const EMPTY_KEYS: usize = memory.data<u32>([0x00010003, 0, 0, 1, 0, 0, 0, 7, 0xFFFFFFFF, 0xFFFFFFFF], 8);

/** Index slot i of table k: an entry number, IX_EMPTY or IX_DUMMY. dkIndexPlain: where nobody can be writing it. */
// @ts-ignore: decorator
@inline export function dkIndex(k: Ptr, i: u32): i32 {
  const w = load<u8>(k, DK_WIDTH);
  if (w == 0) return <i32><i8>atomic.load<u8>(k + <usize>i, DK_INDEX);
  if (w == 1) return <i32><i16>atomic.load<u16>(k + (<usize>i << 1), DK_INDEX);
  return <i32>atomic.load<u32>(k + (<usize>i << 2), DK_INDEX);
}
// @ts-ignore: decorator
@inline export function dkIndexPlain(k: Ptr, i: u32): i32 {
  const w = load<u8>(k, DK_WIDTH);
  if (w == 0) return <i32>load<i8>(k + <usize>i, DK_INDEX);
  if (w == 1) return <i32>load<i16>(k + (<usize>i << 1), DK_INDEX);
  return load<i32>(k + (<usize>i << 2), DK_INDEX);
}
// @ts-ignore: decorator
@inline export function dkSetIndex(k: Ptr, i: u32, ix: i32): void {
  const w = load<u8>(k, DK_WIDTH);
  if (load<u32>(PROC_MULTI) == 0) dkInitIndex(k, i, ix);
  else if (w == 0) atomic.store<u8>(k + <usize>i, <u8>ix, DK_INDEX);
  else if (w == 1) atomic.store<u16>(k + (<usize>i << 1), <u16>ix, DK_INDEX);
  else atomic.store<u32>(k + (<usize>i << 2), <u32>ix, DK_INDEX);
}
/** The same in a table that no other thread can be reading. */
// @ts-ignore: decorator
@inline export function dkInitIndex(k: Ptr, i: u32, ix: i32): void {
  const w = load<u8>(k, DK_WIDTH);
  if (w == 0) store<u8>(k + <usize>i, <u8>ix, DK_INDEX);
  else if (w == 1) store<u16>(k + (<usize>i << 1), <u16>ix, DK_INDEX);
  else store<u32>(k + (<usize>i << 2), <u32>ix, DK_INDEX);
}
// @ts-ignore: decorator
@inline export function dkEntry(k: Ptr, ix: i32): Ptr { return <usize>load<u32>(k, DK_ENTRIES) + <usize>ix * ENTRY_SIZE; }
// @ts-ignore: decorator
@inline export function dkNentries(k: Ptr): i32 { return <i32>load32(k + DK_NENTRIES); }
// @ts-ignore: decorator
@inline export function dkNext(i: u32, perturb: u64, mask: u32): u32 { return (i * 5 + <u32>perturb + 1) & mask; }
// @ts-ignore: decorator
@inline export function isExactStr(v: Value): bool { return isPtr(v) && as<Obj>(v).type == changetype<u32>(T.str); }

/** A table of 1 << log2 index slots with `front` entries left free (deleted) before the first (their hash -1, which no key has, says never used). 0 with MemoryError. */
export function dkNew(log2: u32, unicode: bool, front: i32 = 0): Ptr {
  if (log2 == MIN_LOG2 && front == 0) return dkNewSmall(unicode);
  if (log2 > 26) { raiseNoMemory(); return 0; }
  const slots: usize = <usize>1 << log2, usable = <i32>((slots << 1) / 3);
  const width: u32 = log2 <= 7 ? 0 : log2 <= 15 ? 1 : 2;
  const offset = (DK_INDEX + (slots << width) + 7) & ~7;
  const k = memAlloc(offset + <usize>usable * ENTRY_SIZE);
  if (!k) { raiseNoMemory(); return 0; }
  store<u32>(k, log2 | (width << 8) | (<u32>unicode << 16));
  store<i32>(k, usable - front, DK_USABLE);
  store<i32>(k, front, DK_NENTRIES);
  store<u32>(k, 0, DK_VERSION);
  store<i32>(k, front, DK_FIRST);
  store<i32>(k, front, DK_LAST);
  store<u32>(k, <u32>(k + offset), DK_ENTRIES);
  store<u32>(k, <u32>slots - 1, DK_MASK);
  fillBytes(k + DK_INDEX, 0xFF, slots << width);
  for (let i = 0; i < front; i++) { const e = k + offset + <usize>i * ENTRY_SIZE; store<u64>(e, 0); store<u64>(e, 0, ENTRY_VALUE); store<i64>(e, -1, ENTRY_HASH); }
  return k;
}
/** 8 slots, 5 entries. */
function dkNewSmall(unicode: bool): Ptr {
  const k = memAlloc(DK_INDEX + 8 + 5 * ENTRY_SIZE);
  if (!k) { raiseNoMemory(); return 0; }
  store<u32>(k, MIN_LOG2 | (<u32>unicode << 16)); store<i32>(k, 5, DK_USABLE);
  store<u64>(k, 0, DK_NENTRIES); // and version
  store<u64>(k, 0, DK_FIRST); // and last
  store<u32>(k, <u32>k + DK_INDEX + 8, DK_ENTRIES); store<u32>(k, 7, DK_MASK);
  store<u64>(k, ~(<u64>0), DK_INDEX);
  return k;
}
/** Smallest log2 of index slots such that n entries fit. */
export function dkLog2For(n: i32): u32 {
  let log2 = MIN_LOG2;
  while (<i64>(((<u64>1 << log2) << 1) / 3) < <i64>n) log2++;
  return log2;
}
/** log2 for a table of at least `size` index slots. */
export function dkLog2Slots(size: i64): u32 {
  let log2 = MIN_LOG2;
  while (<i64>(<u64>1 << log2) < size) log2++;
  return log2;
}
/** The index slot for a new key of this hash: the first that holds no entry. */
export function dkFreeSlot(k: Ptr, hash: i64): u32 {
  const mask = load<u32>(k, DK_MASK);
  let perturb = <u64>hash, i = <u32>hash & mask;
  while (dkIndex(k, i) >= 0) { perturb >>= 5; i = dkNext(i, perturb, mask); }
  return i;
}
/** The index slot that points to entry ix. */
export function dkSlotOf(k: Ptr, hash: i64, ix: i32): u32 {
  const mask = load<u32>(k, DK_MASK);
  let perturb = <u64>hash, i = <u32>hash & mask;
  while (dkIndex(k, i) != ix) { perturb >>= 5; i = dkNext(i, perturb, mask); }
  return i;
}
/**
 * Searches without a lock: entry number, IX_EMPTY (absent), or IX_RETRY when it would have to run Python code or met a change. Never raises.
 * A key that is not identical may be freed by a writer, so it is compared only with a reference to it.
 */
export function dkFind(k: Ptr, key: Value, hash: i64): i32 {
  const mask = load<u32>(k, DK_MASK);
  let perturb = <u64>hash, i = <u32>hash & mask;
  while (true) {
    const ix = dkIndex(k, i);
    if (ix >= 0) {
      const e = dkEntry(k, ix), ek = loadV(e);
      if (ek == key) return ix;
      if (load<i64>(e, ENTRY_HASH) == hash) {
        const c = compareOptimistic(e, ek, key);
        if (c > 0) return ix;
        if (c < 0) return IX_RETRY;
      }
    } else if (ix == IX_EMPTY) return IX_EMPTY;
    perturb >>= 5;
    i = dkNext(i, perturb, mask);
  }
}
/** The same in a table that nobody can be changing: of a private dict, or its lock is held. IX_RETRY: a comparison in Python would be needed. */
export function dkFindPlain(k: Ptr, key: Value, hash: i64): i32 {
  const mask = load<u32>(k, DK_MASK);
  let perturb = <u64>hash, i = <u32>hash & mask;
  while (true) {
    const ix = dkIndexPlain(k, i);
    if (ix >= 0) {
      const e = dkEntry(k, ix), ek = load<u64>(e);
      if (ek == key) return ix;
      if (load<i64>(e, ENTRY_HASH) == hash) {
        if (isExactStr(ek) && isExactStr(key)) { if (strEqInline(ek, key)) return ix; }
        else if (!bothInt(ek, key)) return IX_RETRY;
      }
    } else if (ix == IX_EMPTY) return IX_EMPTY;
    perturb >>= 5;
    i = dkNext(i, perturb, mask);
  }
}
/** 1 equal, 0 different, -1 cannot tell here. */
export function compareOptimistic(e: Ptr, ek: Value, key: Value): i32 {
  if (bothInt(ek, key)) return 0;
  if (!ek || !isExactStr(key) || !isPtr(ek) || !tryIncref(e, ek)) return -1;
  const r: i32 = isExactStr(ek) ? <i32>strEqSlow(ek, key) : -1;
  decref(ek);
  return r;
}
/** The hash seed has changed (boot/rehash.ts): new hashes and a new index in place. `hash` gives a key's. Nobody else runs. */
export function dkRehash(k: Ptr, hash: (v: Value) => i64): void {
  const n = dkNentries(k);
  memory.fill(k + DK_INDEX, 0xFF, (<usize>1 << load<u8>(k)) << load<u8>(k, DK_WIDTH));
  for (let i = load<i32>(k, DK_FIRST); i < n; i++) {
    const e = dkEntry(k, i), key = load<u64>(e);
    if (!key) continue;
    const h = hash(key);
    store<i64>(e, h, ENTRY_HASH);
    dkSetIndex(k, dkFreeSlot(k, h), i);
  }
}
/** A copy of table k as it is, deleted entries too, with references of its own; 0 with MemoryError. The lock of k's dict held, k not EMPTY_KEYS. */
export function dkClone(k: Ptr): Ptr {
  const slots: usize = <usize>load<u32>(k, DK_MASK) + 1, offset = (DK_INDEX + (slots << <usize>load<u8>(k, DK_WIDTH)) + 7) & ~7, made = <usize>load<i32>(k, DK_NENTRIES);
  const n = memAlloc(offset + <usize>((slots << 1) / 3) * ENTRY_SIZE);
  if (!n) { raiseNoMemory(); return 0; }
  copyBytes(n, k, offset);
  copyBytes(n + offset, dkEntry(k, 0), made * ENTRY_SIZE);
  store<u32>(n, 0, DK_VERSION);
  store<u32>(n, <u32>(n + offset), DK_ENTRIES);
  const end = n + offset + made * ENTRY_SIZE;
  for (let e = n + offset; e < end; e += ENTRY_SIZE) { incref(load<u64>(e)); incref(load<u64>(e, ENTRY_VALUE)); }
  return n;
}
/** Copies the live entries of table k into the new, large enough table n. References move (or are to be counted by the caller). */
export function dkRefill(n: Ptr, k: Ptr): void {
  const count = load<i32>(k, DK_LAST);
  let at = load<i32>(n, DK_NENTRIES), unicode: u32 = 1;
  const from = at;
  for (let i = load<i32>(k, DK_FIRST); i < count; i++) {
    const e = dkEntry(k, i), key = load<u64>(e);
    if (!key) continue;
    const hash = load<i64>(e, ENTRY_HASH), to = dkEntry(n, at);
    store<u64>(to, key); store<u64>(to, load<u64>(e, ENTRY_VALUE), ENTRY_VALUE); store<i64>(to, hash, ENTRY_HASH);
    if (!isExactStr(key)) unicode = 0;
    dkInitIndex(n, dkFreeSlot(n, hash), at++);
  }
  store<u8>(n, <u8>unicode, DK_KIND);
  store<i32>(n, at, DK_NENTRIES);
  store<i32>(n, at, DK_LAST);
  store<i32>(n, load<i32>(n, DK_USABLE) - (at - from), DK_USABLE);
}
