/**
 * hamt: an immutable mapping on the trie of node.ts, and its iterators. CPython: Python/hamt.c, PyHamtObject. Contexts are made of it (modules/contextvars); Python
 * gets at the type for tests only, as `_typhon.hamt` (`_testinternalcapi.hamt` with CPython).
 *
 * hamtAssoc and hamtWithout make new tries in O(log n) and leave the old one as it was, so that keeping a reference is all that a copy takes.
 *
 * Threads: a HamtObject is @frozen once made and needs no lock (node.ts). An iterator moves its cursor under its own lock; it takes the references to the pair
 * there too, and makes the tuple outside.
 */
import { Ptr, Value, NULL, NotImplemented, boolean } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { gcVisit } from "../../gc/visit";
import { freeObject, newObject } from "../../objects/alloc";
import { richCompareBool } from "../../objects/abstract";
import { errOccurred, raise, raiseKeyError } from "../../objects/errors";
import { instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { typeOf, isExact } from "../../objects/typeof";
import { clearSlot, decref, decrefPtr, newRef } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { pollBreaker } from "../poll";
import { tupleSteal2 } from "../tuple/core";
import { nodeAssoc } from "./assoc";
import { NO_HASH, hashOf } from "./node";
import { CURSOR, cursorNext, cursorStart, nodeFind, walkKey, walkValue } from "./walk";
import { ABSENT, EMPTY, nodeWithout } from "./without";
export { HamtNode, node_clear, node_dealloc, node_traverse } from "./node";
export { selfIter } from "../iter/sequence";
export { notHashable } from "../class-getitem";

@unmanaged
export class HamtObject extends Obj {
  /** @frozen a node, or NULL while empty */ root: Value;
  /** @frozen */ count: i32;
  pad: u32;
}

// ---- for the core: results are new references, arguments borrowed -----------------------------------------------------------------------
/** Steals root (0: empty). */
function hamtFrom(root: Ptr, count: i32): Value {
  const p = newObject(T.hamt);
  if (!p) { if (root) decrefPtr(root); return NULL; }
  changetype<HamtObject>(p).root = <Value>root;
  changetype<HamtObject>(p).count = count;
  return <Value>p;
}
export function hamtNew(): Value { return hamtFrom(0, 0); }
export function hamtSize(h: Value): i32 { return as<HamtObject>(h).count; }
/** The value, or NULL: not there, or (errOccurred) an exception. */
export function hamtFind(h: Value, key: Value): Value {
  const x = hashOf(key);
  return x == NO_HASH ? NULL : newRef(nodeFind(<Ptr>as<HamtObject>(h).root, x, key));
}
/** h with key: v; h itself if that is in it. h may be NULL: an empty one. */
export function hamtAssoc(h: Value, key: Value, v: Value): Value {
  const x = hashOf(key);
  if (x == NO_HASH) return NULL;
  const root: Ptr = h ? <Ptr>as<HamtObject>(h).root : 0, count = h ? hamtSize(h) : 0;
  const mark = stackMark(), added = stackAlloc(16);
  if (!added) return NULL;
  store<u32>(added, 0);
  const r = nodeAssoc(root, 0, x, key, v, added), more = load<i32>(added);
  stackRestore(mark);
  if (!r) return NULL;
  if (r == root) { decrefPtr(r); return newRef(h); }
  return hamtFrom(r, count + more);
}
/** h without the key; h itself if the key is not in it. */
export function hamtWithout(h: Value, key: Value): Value {
  const x = hashOf(key), o = as<HamtObject>(h);
  if (x == NO_HASH) return NULL;
  if (!o.root) return newRef(h);
  const r = nodeWithout(<Ptr>o.root, 0, x, key);
  if (r == 0) return NULL;
  if (r == ABSENT) return newRef(h);
  return r == EMPTY ? hamtNew() : hamtFrom(r, o.count - 1);
}
/** Same keys with equal values: 1, 0, -1. */
export function hamtEq(a: Value, b: Value): i32 {
  if (a == b) return 1;
  if (hamtSize(a) != hamtSize(b)) return 0;
  const mark = stackMark(), c = stackAlloc(CURSOR);
  if (!c) return -1;
  cursorStart(c, <Ptr>as<HamtObject>(a).root);
  let r = 1;
  while (r > 0 && cursorNext(c)) {
    const mine = walkValue, key = walkKey;
    if (pollBreaker() < 0) r = -1;
    else {
      const its = hamtFind(b, key);
      r = its ? richCompareBool(mine, its, 2) : errOccurred() ? -1 : 0;
      decref(its);
    }
  }
  stackRestore(mark);
  return r;
}

// ---- the type ------------------------------------------------------------------------------------------------------------------------
export function hamt_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  return nargs || kwnames ? raise(T.TypeError, "hamt() takes no arguments") : hamtNew();
}
export function hamt_dealloc(p: Ptr): void {
  instanceTailClear(p, typeOf(<Value>p));
  decref(changetype<HamtObject>(p).root);
  freeObject(p);
}
export function hamt_traverse(p: Ptr): void { gcVisit(changetype<HamtObject>(p).root); instanceTailVisit(p, typeOf(<Value>p)); }
export function hamt_clear(p: Ptr): void { clearSlot(p + offsetof<HamtObject>("root")); }
export function hamt_compare(a: Value, b: Value, op: i32): Value {
  if ((op != 2 && op != 3) || !isExact(a, T.hamt) || !isExact(b, T.hamt)) return NotImplemented;
  const r = hamtEq(a, b);
  return r < 0 ? NULL : boolean((r > 0) == (op == 2));
}
export function hamt_length(self: Value): i32 { return hamtSize(self); }
export function hamt_contains(self: Value, key: Value): i32 {
  const v = hamtFind(self, key);
  if (!v) return errOccurred() ? -1 : 0;
  decref(v);
  return 1;
}
export function hamt_subscript(self: Value, key: Value): Value {
  const v = hamtFind(self, key);
  return v || errOccurred() ? v : raiseKeyError(key);
}
export function hamt_get(self: Value, key: Value, dflt: Value): Value {
  const v = hamtFind(self, key);
  return v || errOccurred() ? v : newRef(dflt);
}
export function hamt_set(self: Value, key: Value, v: Value): Value { return hamtAssoc(self, key, v); }
export function hamt_delete(self: Value, key: Value): Value { return hamtWithout(self, key); }
export function hamt_iter(self: Value): Value { return hamtIter(T.hamt_keys, self); }
export function hamt_keys(self: Value): Value { return hamtIter(T.hamt_keys, self); }
export function hamt_values(self: Value): Value { return hamtIter(T.hamt_values, self); }
export function hamt_items(self: Value): Value { return hamtIter(T.hamt_items, self); }

// ---- iterators: a cursor over the trie; len() is the trie's ---------------------------------------------------------------------------
@unmanaged
export class HamtIter extends Obj {
  /** @frozen */ hamt: Value;
  // @lock the cursor (walk.ts), CURSOR bytes
  c0: u64; c1: u64; c2: u64; c3: u64; c4: u64; c5: u64; c6: u64; c7: u64; c8: u64;
}
/** t: T.hamt_keys, hamt_values or hamt_items. */
export function hamtIter(t: TypeObject, h: Value): Value {
  const p = newObject(t);
  if (!p) return NULL;
  changetype<HamtIter>(p).hamt = newRef(h);
  cursorStart(p + offsetof<HamtIter>("c0"), <Ptr>as<HamtObject>(h).root);
  return <Value>p;
}
export function hamtIter_dealloc(p: Ptr): void { decref(changetype<HamtIter>(p).hamt); freeObject(p); }
export function hamtIter_traverse(p: Ptr): void { gcVisit(changetype<HamtIter>(p).hamt); }
/** The hamt goes with its nodes: the cursor's end is set first. */
export function hamtIter_clear(p: Ptr): void {
  cursorStart(p + offsetof<HamtIter>("c0"), 0);
  clearSlot(p + offsetof<HamtIter>("hamt"));
}
export function hamtIter_length(self: Value): i32 { const h = as<HamtIter>(self).hamt; return h ? hamtSize(h) : 0; }
/** The next pair, as new references (NULL where not wanted): key to `to`, value to to + 8. */
function step(self: Value, key: bool, value: bool, to: Ptr): bool {
  csBegin(<Ptr>self);
  const more = cursorNext(<Ptr>self + offsetof<HamtIter>("c0"));
  if (more) {
    store<u64>(to, key ? newRef(walkKey) : NULL);
    store<u64>(to, value ? newRef(walkValue) : NULL, 8);
  }
  csEnd();
  return more;
}
function next(self: Value, key: bool, value: bool): Value {
  const mark = stackMark(), to = stackAlloc(16);
  if (!to) return NULL;
  const more = step(self, key, value, to), k = load<u64>(to), v = load<u64>(to, 8);
  stackRestore(mark);
  return !more ? NULL : !value ? k : !key ? v : tupleSteal2(k, v);
}
export function hamtKeys_next(self: Value): Value { return next(self, true, false); }
export function hamtValues_next(self: Value): Value { return next(self, false, true); }
export function hamtItems_next(self: Value): Value { return next(self, true, true); }
