/**
 * Nodes of the hash array mapped trie (CPython Python/hamt.c; Bagwell, Ideal Hash Trees). A key's hash is folded to 32 bits; each level of the trie takes five
 * of them, lowest first, so a path has at most seven levels and a collision node below them.
 *
 *   +16 i32 size: Values that follow | +20 u32 bits | +24 Value items[size]
 *
 *   bitmap     bits: which of the 32 places are taken, at most 16; items: a pair for each, in the order of places: key and value, or NULL and a node
 *   array      bits: how many places are taken, from 16 on; items: 32 nodes or NULL
 *   collision  bits: the hash that all its keys have; items: their pairs, two or more
 *
 * A bitmap node with a single pair hangs in an array node only (or is the root): removal pulls it up elsewhere.
 * The empty trie has no node: 0.
 *
 * Threads: a node is @frozen from the moment it is reachable from anything but the native frame that makes it. So tries share nodes, any thread reads them without
 * a lock, and what a frozen node refers to lives as long as the node: a reader that holds the trie takes references with a plain incref. A new
 * trie is published by the one store that makes its HamtObject reachable.
 */
import { Ptr, Value } from "../../base/value";
import { VarObj } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { gcVisit } from "../../gc/visit";
import { freeObject, newVarObject } from "../../objects/alloc";
import { hash } from "../../objects/abstract";
import { clearSlot, decref, incref } from "../../refcount/count";

@unmanaged
export class HamtNode extends VarObj {
  /** @frozen */ bits: u32;
}
// @ts-ignore: decorator
@inline const ITEMS: usize = 24;
/** Places of an array node; a bitmap node has at most half as many. */
// @ts-ignore: decorator
@inline export const PLACES: i32 = 32;
// @ts-ignore: decorator
@inline export const BITMAP_MAX: i32 = 16;
/** Bits of the hash a level takes. */
// @ts-ignore: decorator
@inline export const LEVEL: u32 = 5;
/** What hashOf returns with an exception set: no key has it. */
// @ts-ignore: decorator
@inline export const NO_HASH: u32 = 0xFFFFFFFF;

// @ts-ignore: decorator
@inline export function nodeSize(n: Ptr): i32 { return load<i32>(n, 16); }
// @ts-ignore: decorator
@inline export function nodeBits(n: Ptr): u32 { return load<u32>(n, 20); }
// @ts-ignore: decorator
@inline export function nodeItem(n: Ptr, i: i32): Value { return load<u64>(n + (<usize>i << 3), ITEMS); }
/** Of a node under construction. Steals v. */
// @ts-ignore: decorator
@inline export function nodeInit(n: Ptr, i: i32, v: Value): void { store<u64>(n + (<usize>i << 3), v, ITEMS); }
// @ts-ignore: decorator
@inline export function nodeSetBits(n: Ptr, bits: u32): void { store<u32>(n, bits, 20); }
// @ts-ignore: decorator
@inline function typeIs(n: Ptr, t: TypeObject): bool { return load<u32>(n, 12) == changetype<u32>(t); }
// @ts-ignore: decorator
@inline export function isBitmap(n: Ptr): bool { return typeIs(n, T.hamt_bitmap_node); }
// @ts-ignore: decorator
@inline export function isArray(n: Ptr): bool { return typeIs(n, T.hamt_array_node); }

/** The place of a hash at the level that begins at bit `shift`: 0 … 31. */
// @ts-ignore: decorator
@inline export function placeOf(h: u32, shift: u32): u32 { return h >> shift & 31; }
/** How many of the places below `place` a bitmap has: the number of the pair. */
// @ts-ignore: decorator
@inline export function pairOf(bits: u32, place: u32): i32 { return popcnt<i32>(bits & ((1 << place) - 1)); }
/** A key's 32 bits, or NO_HASH with an exception. May run Python code. */
export function hashOf(key: Value): u32 {
  const h = hash(key);
  if (h == -1) return NO_HASH;
  const folded = <u32>h ^ <u32>(h >> 32);
  return folded == NO_HASH ? NO_HASH - 1 : folded;
}

// ---- making nodes: all return a new reference, or 0 with MemoryError -----------------------------------------------------------------
function nodeNew(t: TypeObject, size: i32, bits: u32): Ptr {
  const n = newVarObject(t, ITEMS + (<usize>size << 3), size);
  if (n) store<u32>(n, bits, 20);
  return n;
}
/** Items are NULL. */
export function bitmapNew(pairs: i32, bits: u32): Ptr { return nodeNew(T.hamt_bitmap_node, pairs << 1, bits); }
export function collisionNew(pairs: i32, h: u32): Ptr { return nodeNew(T.hamt_collision_node, pairs << 1, h); }
export function arrayNew(taken: u32): Ptr { return nodeNew(T.hamt_array_node, PLACES, taken); }
/** `count` items of n from i on, to m from j on. */
export function nodeCopy(n: Ptr, i: i32, m: Ptr, j: i32, count: i32): void {
  for (let k = 0; k < count; k++) {
    const v = nodeItem(n, i + k);
    incref(v);
    nodeInit(m, j + k, v);
  }
}
export function nodeClone(n: Ptr): Ptr {
  const size = nodeSize(n), m = nodeNew(changetype<TypeObject>(load<u32>(n, 12)), size, nodeBits(n));
  if (m) nodeCopy(n, 0, m, 0, size);
  return m;
}
/** A clone with another item i. Steals v, also when it fails. */
export function nodeWith(n: Ptr, i: i32, v: Value): Ptr {
  const m = nodeClone(n);
  if (!m) { decref(v); return 0; }
  const old = nodeItem(m, i);
  nodeInit(m, i, v);
  decref(old);
  return m;
}
/** Borrows key and v. */
export function nodeInitPair(n: Ptr, pair: i32, key: Value, v: Value): void {
  incref(key); incref(v);
  nodeInit(n, pair << 1, key);
  nodeInit(n, (pair << 1) + 1, v);
}

// ---- slots of the three types ----------------------------------------------------------------------------------------------------------
export function node_dealloc(p: Ptr): void {
  const size = nodeSize(p);
  for (let i = 0; i < size; i++) decref(nodeItem(p, i));
  freeObject(p);
}
export function node_traverse(p: Ptr): void {
  const size = nodeSize(p);
  for (let i = 0; i < size; i++) gcVisit(nodeItem(p, i));
}
/** The collector's alone: a node that something living refers to is never cleared. */
export function node_clear(p: Ptr): void {
  const size = nodeSize(p);
  for (let i = 0; i < size; i++) clearSlot(p + (<usize>i << 3) + ITEMS);
}
