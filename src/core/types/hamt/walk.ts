/**
 * Looking up a key, and visiting the pairs one by one (hamt_node_find and hamt_iterator_next of CPython's Python/hamt.c).
 *
 * A cursor is CURSOR bytes of the caller's: the nodes on the way down, which it borrows (whoever has the cursor holds the trie), and the place in each:
 *
 *   +0 i32 level, -1 at the end | +8 u32 nodes[8] | +40 i32 positions[8]
 *
 * @owner of the cursor: shared iterators move theirs under their lock (core.ts).
 */
import { Ptr, Value, NULL } from "../../base/value";
import { richCompareBool } from "../../objects/abstract";
import { collisionFind } from "./assoc";
import { LEVEL, isArray, isBitmap, nodeBits, nodeItem, nodeSize, pairOf, placeOf } from "./node";

/** The value of the key under n (0: empty trie), borrowed; or NULL: not there, or an exception is set. Runs __eq__. */
export function nodeFind(n: Ptr, h: u32, key: Value): Value {
  for (let shift: u32 = 0; n; shift += LEVEL) {
    const place = placeOf(h, shift);
    if (isArray(n)) n = <Ptr>nodeItem(n, place);
    else if (!isBitmap(n)) {
      // all keys below have the hash; another hash that comes this way is not among them
      const i = h == nodeBits(n) ? collisionFind(n, key) : -1;
      return i < 0 ? NULL : nodeItem(n, (i << 1) + 1);
    } else {
      const bits = nodeBits(n);
      if (!(bits & 1 << place)) return NULL;
      const at = pairOf(bits, place) << 1, k = nodeItem(n, at), v = nodeItem(n, at + 1);
      if (k) return richCompareBool(key, k, 2) > 0 ? v : NULL;
      n = <Ptr>v;
    }
  }
  return NULL;
}

// @ts-ignore: decorator
@inline export const CURSOR: usize = 72;
/** The pair that cursorNext found, borrowed. Thread's own, read at once. */
export let walkKey: Value = NULL;
export let walkValue: Value = NULL;

/** n: 0 is the empty trie. */
export function cursorStart(c: Ptr, n: Ptr): void {
  store<i32>(c, n ? 0 : -1);
  store<u32>(c, <u32>n, 8);
  store<i32>(c, 0, 40);
}
export function cursorNext(c: Ptr): bool {
  let level = load<i32>(c), found = false;
  while (level >= 0 && !found) {
    const top = c + (<usize>level << 2), n: Ptr = load<u32>(top, 8), i = load<i32>(top, 40);
    let child: Value = NULL;
    if (i >= nodeSize(n)) level--;
    else if (isArray(n)) { store<i32>(top, i + 1, 40); child = nodeItem(n, i); }
    else {
      store<i32>(top, i + 2, 40);
      const k = nodeItem(n, i), v = nodeItem(n, i + 1);
      if (k) { walkKey = k; walkValue = v; found = true; } else child = v;
    }
    if (child) {
      level++;
      store<u32>(top + 4, <u32>child, 8);
      store<i32>(top + 4, 0, 40);
    }
  }
  store<i32>(c, level);
  return found;
}
