/**
 * A trie with one more pair, or with another value: hamt_node_assoc of CPython's Python/hamt.c. The nodes on the path to the key are made anew, all others shared.
 *
 * Each function returns a new reference: the node itself if the pair was in it already (same value by identity), else a new node; or 0 with an exception, of
 * __hash__ or __eq__ or for want of memory. `added` points to a word of the caller's that becomes 1 if the key is new. (A global would
 * not do: __eq__ may use another trie.) Keys and values are borrowed. Threads: node.ts.
 */
import { Ptr, Value, NULL } from "../../base/value";
import { richCompareBool } from "../../objects/abstract";
import { decref, decrefPtr, increfPtr, newRef } from "../../refcount/count";
import {
  BITMAP_MAX, LEVEL, NO_HASH, PLACES, arrayNew, bitmapNew, collisionNew, hashOf, isArray, isBitmap, nodeBits, nodeCopy, nodeInit, nodeInitPair, nodeItem,
  nodeSetBits, nodeSize, nodeWith, pairOf, placeOf,
} from "./node";

export function nodeAssoc(n: Ptr, shift: u32, h: u32, key: Value, v: Value, added: Ptr): Ptr {
  if (!n) { store<u32>(added, 1); return single(shift, h, key, v); }
  return isBitmap(n) ? bitmapAssoc(n, shift, h, key, v, added) : isArray(n) ? arrayAssoc(n, shift, h, key, v, added) : collisionAssoc(n, shift, h, key, v, added);
}
// @ts-ignore: decorator
@inline function same(n: Ptr): Ptr { increfPtr(n); return n; }

function single(shift: u32, h: u32, key: Value, v: Value): Ptr {
  const n = bitmapNew(1, 1 << placeOf(h, shift));
  if (n) nodeInitPair(n, 0, key, v);
  return n;
}
/** A node with one node below it. Steals child. */
function above(shift: u32, h: u32, child: Ptr): Ptr {
  const n = bitmapNew(1, 1 << placeOf(h, shift));
  if (n) nodeInit(n, 1, <Value>child); else decrefPtr(child);
  return n;
}
/** Two pairs that share the way down to `shift`. */
function two(shift: u32, h1: u32, key1: Value, v1: Value, h2: u32, key2: Value, v2: Value): Ptr {
  if (h1 == h2) {
    const n = collisionNew(2, h1);
    if (n) { nodeInitPair(n, 0, key1, v1); nodeInitPair(n, 1, key2, v2); }
    return n;
  }
  const a = placeOf(h1, shift), b = placeOf(h2, shift);
  if (a == b) {
    const child = two(shift + LEVEL, h1, key1, v1, h2, key2, v2);
    return child ? above(shift, h1, child) : 0;
  }
  const n = bitmapNew(2, 1 << a | 1 << b);
  if (n) { nodeInitPair(n, <i32>(a > b), key1, v1); nodeInitPair(n, <i32>(a < b), key2, v2); }
  return n;
}

function bitmapAssoc(n: Ptr, shift: u32, h: u32, key: Value, v: Value, added: Ptr): Ptr {
  const bits = nodeBits(n), place = placeOf(h, shift), pair = pairOf(bits, place);
  if (!(bits & 1 << place)) {
    const taken = nodeSize(n) >> 1;
    if (taken >= BITMAP_MAX) return arrayFrom(n, shift, h, key, v, added);
    const m = bitmapNew(taken + 1, bits | 1 << place);
    if (!m) return 0;
    nodeCopy(n, 0, m, 0, pair << 1);
    nodeInitPair(m, pair, key, v);
    nodeCopy(n, pair << 1, m, (pair << 1) + 2, (taken - pair) << 1);
    store<u32>(added, 1);
    return m;
  }
  const at = pair << 1, k = nodeItem(n, at), old = nodeItem(n, at + 1);
  if (!k) {
    const child = nodeAssoc(<Ptr>old, shift + LEVEL, h, key, v, added);
    if (!child) return 0;
    if (child == <Ptr>old) { decrefPtr(child); return same(n); }
    return nodeWith(n, at + 1, <Value>child);
  }
  const c = richCompareBool(key, k, 2);
  if (c < 0) return 0;
  if (c > 0) return old == v ? same(n) : nodeWith(n, at + 1, newRef(v));
  const before = hashOf(k);
  if (before == NO_HASH) return 0;
  const child = two(shift + LEVEL, before, k, old, h, key, v);
  if (!child) return 0;
  const m = nodeWith(n, at + 1, <Value>child);
  if (!m) return 0;
  nodeInit(m, at, NULL);
  decref(k); // the clone's; n has its own
  store<u32>(added, 1);
  return m;
}
/** The bitmap node n, which is full, and one more pair. */
function arrayFrom(n: Ptr, shift: u32, h: u32, key: Value, v: Value, added: Ptr): Ptr {
  const bits = nodeBits(n), m = arrayNew(<u32>BITMAP_MAX + 1);
  if (!m) return 0;
  let ok = true;
  for (let place = 0, i = 0; ok && place < PLACES; place++) {
    if (bits & 1 << place) {
      const k = nodeItem(n, i), x = nodeItem(n, i + 1);
      if (!k) nodeInit(m, place, newRef(x));
      else {
        const hk = hashOf(k), child: Ptr = hk == NO_HASH ? 0 : single(shift + LEVEL, hk, k, x);
        if (child) nodeInit(m, place, <Value>child); else ok = false;
      }
      i += 2;
    }
  }
  if (ok) {
    const child = single(shift + LEVEL, h, key, v);
    if (child) nodeInit(m, placeOf(h, shift), <Value>child); else ok = false;
  }
  if (!ok) { decrefPtr(m); return 0; }
  store<u32>(added, 1);
  return m;
}
function arrayAssoc(n: Ptr, shift: u32, h: u32, key: Value, v: Value, added: Ptr): Ptr {
  const place = <i32>placeOf(h, shift), old = <Ptr>nodeItem(n, place), child = nodeAssoc(old, shift + LEVEL, h, key, v, added);
  if (!child) return 0;
  if (child == old) { decrefPtr(child); return same(n); }
  const m = nodeWith(n, place, <Value>child);
  if (m && !old) nodeSetBits(m, nodeBits(m) + 1);
  return m;
}
/** The number of the key's pair in a collision node; -1: not there; -2: an exception is set. */
export function collisionFind(n: Ptr, key: Value): i32 {
  const pairs = nodeSize(n) >> 1;
  for (let i = 0; i < pairs; i++) {
    const c = richCompareBool(key, nodeItem(n, i << 1), 2);
    if (c != 0) return c > 0 ? i : -2;
  }
  return -1;
}
function collisionAssoc(n: Ptr, shift: u32, h: u32, key: Value, v: Value, added: Ptr): Ptr {
  if (h != nodeBits(n)) {
    const m = above(shift, nodeBits(n), same(n));
    if (!m) return 0;
    const r = bitmapAssoc(m, shift, h, key, v, added);
    decrefPtr(m);
    return r;
  }
  const i = collisionFind(n, key);
  if (i < -1) return 0;
  if (i >= 0) return nodeItem(n, (i << 1) + 1) == v ? same(n) : nodeWith(n, (i << 1) + 1, newRef(v));
  const size = nodeSize(n), m = collisionNew((size >> 1) + 1, h);
  if (!m) return 0;
  nodeCopy(n, 0, m, 0, size);
  nodeInitPair(m, size >> 1, key, v);
  store<u32>(added, 1);
  return m;
}
