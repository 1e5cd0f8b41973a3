/**
 * A trie with one key less: hamt_node_without of CPython's Python/hamt.c. A node that is left with one pair is pulled up into a bitmap node above it, and an array node
 * that falls below 16 becomes a bitmap node again.
 *
 * nodeWithout returns a new node (new reference), ABSENT (the key is not there), EMPTY (nothing is left of the node), or 0 with an exception. Threads: node.ts.
 */
import { Ptr, Value, NULL } from "../../base/value";
import { richCompareBool } from "../../objects/abstract";
import { decref, decrefPtr, newRef } from "../../refcount/count";
import { collisionFind } from "./assoc";
import {
  BITMAP_MAX, LEVEL, PLACES, bitmapNew, collisionNew, isArray, isBitmap, nodeBits, nodeClone, nodeCopy, nodeInit, nodeInitPair, nodeItem, nodeSetBits, nodeSize,
  nodeWith, pairOf, placeOf,
} from "./node";

// no addresses of nodes
// @ts-ignore: decorator
@inline export const ABSENT: Ptr = 1;
// @ts-ignore: decorator
@inline export const EMPTY: Ptr = 2;

export function nodeWithout(n: Ptr, shift: u32, h: u32, key: Value): Ptr {
  return isBitmap(n) ? bitmapWithout(n, shift, h, key) : isArray(n) ? arrayWithout(n, shift, h, key) : collisionWithout(n, shift, h, key);
}
/** A bitmap node with a single pair, which is no node below. */
function isSingle(n: Ptr): bool { return isBitmap(n) && nodeSize(n) == 2 && nodeItem(n, 0) != NULL; }

function bitmapWithout(n: Ptr, shift: u32, h: u32, key: Value): Ptr {
  const bits = nodeBits(n), place = placeOf(h, shift), pair = pairOf(bits, place), at = pair << 1;
  if (!(bits & 1 << place)) return ABSENT;
  const k = nodeItem(n, at), v = nodeItem(n, at + 1);
  if (!k) {
    const child = nodeWithout(<Ptr>v, shift + LEVEL, h, key);
    if (child <= EMPTY) return child; // never EMPTY: a node below a bitmap node has two pairs or more
    if (!isSingle(child)) return nodeWith(n, at + 1, <Value>child);
    const m = nodeClone(n);
    if (m) { nodeInitPair(m, pair, nodeItem(child, 0), nodeItem(child, 1)); decref(v); }
    decrefPtr(child);
    return m;
  }
  const c = richCompareBool(key, k, 2);
  if (c < 0) return 0;
  if (c == 0) return ABSENT;
  const taken = nodeSize(n) >> 1;
  if (taken == 1) return EMPTY;
  const m = bitmapNew(taken - 1, bits & ~(1 << place));
  if (!m) return 0;
  nodeCopy(n, 0, m, 0, at);
  nodeCopy(n, at + 2, m, at, (taken - pair - 1) << 1);
  return m;
}
function arrayWithout(n: Ptr, shift: u32, h: u32, key: Value): Ptr {
  const place = <i32>placeOf(h, shift), old = nodeItem(n, place);
  if (!old) return ABSENT;
  const child = nodeWithout(<Ptr>old, shift + LEVEL, h, key);
  if (child <= ABSENT) return child;
  if (child > EMPTY) return nodeWith(n, place, <Value>child);
  const taken = <i32>nodeBits(n) - 1;
  if (taken >= BITMAP_MAX) {
    const m = nodeWith(n, place, NULL);
    if (m) nodeSetBits(m, <u32>taken);
    return m;
  }
  const m = bitmapNew(taken, 0);
  if (!m) return 0;
  let bits: u32 = 0;
  for (let i = 0, pair = 0; i < PLACES; i++) {
    const x = <Ptr>nodeItem(n, i);
    if (x && i != place) {
      bits |= 1 << i;
      if (isSingle(x)) nodeInitPair(m, pair, nodeItem(x, 0), nodeItem(x, 1));
      else nodeInit(m, (pair << 1) + 1, newRef(<Value>x));
      pair++;
    }
  }
  nodeSetBits(m, bits);
  return m;
}
function collisionWithout(n: Ptr, shift: u32, h: u32, key: Value): Ptr {
  if (h != nodeBits(n)) return ABSENT;
  const i = collisionFind(n, key);
  if (i < 0) return i == -1 ? ABSENT : 0;
  const pairs = nodeSize(n) >> 1, at = i << 1;
  const m = pairs == 2 ? bitmapNew(1, 1 << placeOf(h, shift)) : collisionNew(pairs - 1, h);
  if (!m) return 0;
  nodeCopy(n, 0, m, 0, at);
  nodeCopy(n, at + 2, m, at, (pairs - i - 1) << 1);
  return m;
}
