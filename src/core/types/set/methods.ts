/** set and frozenset: slots and methods. Mirrors Objects/setobject.c. */
import { objectGetState } from "../../objects/object";
import { publish } from "../sharing";
import { Ptr, Value, NULL, None, NotImplemented, boolean, int } from "../../base/value";
import { as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { freeObject } from "../../objects/alloc";
import { freeBlockFast } from "../../memory/alloc";
import { errClear, errMatches, fmt, raise, raiseKeyError } from "../../objects/errors";
import { sequenceToList } from "../../objects/abstract";
import { getAttrOptional } from "../../objects/attributes";
import { typeIsSubtype } from "../../objects/type-static";
import { isExact, typeOf } from "../../objects/typeof";
import { instanceTailClear, TAIL_WEAKLIST } from "../../objects/instance";
import { newRef, decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { errOccurred } from "../../objects/errors";
import { sbNew, sbLit, sbStr, sbFinish, sbDiscard } from "../str/builder";

import { argAt, argsCount, argsNoKeywords } from "../args";
import { reprEnter, reprLeave } from "../repr-guard";
import { reprInto } from "../dict/methods";
import { tuplePack1, tuplePack3 } from "../tuple/core";
import {
  SetObject, emptySetTable, elementHash, liveKey, setAdd, setClear, setContainsHash, setDiscardHash, setNewOf, setSize, setTable, setTableRelease,
  setTakeLockHeld, tableEntry, tableMask,
} from "./core";
import {
  baseTypeOf, isAnySet, setDifference, setDifferenceUpdate, setFrom, setIntersection, setIsDisjoint, setIsSubset, setReplaceBy, setSymmetricUpdate, setUnion, setUpdate,
} from "./update";

// ---- making, dying -------------------------------------------------------------------------------------------------------------
export function set_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return setNewOf(as<TypeObject>(type)); }
export function set_init(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (!argsNoKeywords("set", kwnames)) return -1;
  if (!argsCount("set", nargs, 0, 1)) return -1;
  if (setSize(self)) setClear(self);
  return nargs ? setUpdate(self, argAt(args, 0)) : 0;
}
export function frozenset_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = as<TypeObject>(type);
  if ((t == T.frozenset || t.tp_init == T.frozenset.tp_init) && !argsNoKeywords("frozenset", kwnames)) return NULL;
  if (!argsCount("frozenset", nargs, 0, 1)) return NULL;
  if (nargs && t == T.frozenset && isExact(argAt(args, 0), T.frozenset)) return newRef(argAt(args, 0));
  return setFrom(t, nargs ? argAt(args, 0) : NULL);
}
export function set_dealloc(p: Ptr): void {
  const o = changetype<SetObject>(p), t: Ptr = o.table, type = typeOf(<Value>p);
  // a set itself has no dict there, and seldom weak references
  if (type == T.set ? atomic.load<u32>(p + <usize>T.set.tp_tail + TAIL_WEAKLIST) != 0 : type.tp_tail != 0) instanceTailClear(p, type);
  o.table = <u32>emptySetTable();
  setTableRelease(p, t);
  if (type == T.set) freeBlockFast(p); else freeObject(p);
}
export function set_traverse(p: Ptr): void {
  const t = setTable(<Value>p);
  if (!t) return;
  const mask = tableMask(t);
  for (let i: u32 = 0; i <= mask; i++) { const k = load<u64>(tableEntry(t, i)); if (liveKey(k)) gcVisit(k); }
}
export function set_clearSlot(p: Ptr): void { setClear(<Value>p); }
export function set_len(self: Value): i32 { return setSize(self); }
export function set_repr(self: Value): Value {
  const t = typeOf(self);
  if (setSize(self) == 0) return fmt("%U()", t.tp_name);
  const g = reprEnter(self);
  if (g) return g < 0 ? NULL : fmt("%U(...)", t.tp_name);
  const list = sequenceToList(self);
  let r: Value = NULL;
  if (list) {
    const sb = sbNew(64), n = listSize(list);
    let ok = true;
    if (t != T.set) { sbStr(sb, t.tp_name); sbLit(sb, "("); }
    sbLit(sb, "{");
    for (let i = 0; ok && i < n; i++) {
      if (i) sbLit(sb, ", ");
      ok = reprInto(sb, listItem(list, i));
    }
    sbLit(sb, t != T.set ? "})" : "}");
    if (ok) r = sbFinish(sb); else sbDiscard(sb);
    decref(list);
  }
  reprLeave(self);
  return r;
}
import { listItem, listSize } from "../list/core";

// ---- hash, comparison ------------------------------------------------------------------------------------------------------------
// @ts-ignore: decorator
@inline function shuffle(h: u64): u64 { return ((h ^ 89869747) ^ (h << 16)) * 3644798167; }
/** CPython's frozenset hash: independent of order, computed from the hashes of the entries. */
export function setHashOf(self: Value): i64 {
  csBegin(<Ptr>self);
  const t = setTable(self), mask = tableMask(t);
  let h: u64 = 0;
  for (let i: u32 = 0; i <= mask; i++) { const e = tableEntry(t, i); if (liveKey(load<u64>(e))) h ^= shuffle(load<u64>(e, 8)); }
  h ^= (<u64>setSize(self) + 1) * 1927868237;
  csEnd();
  h ^= (h >> 11) ^ (h >> 25);
  h = h * 69069 + 907133923;
  return h == u64.MAX_VALUE ? 590923713 : <i64>h;
}
export function frozenset_hash(self: Value): i64 {
  const p = <Ptr>self + offsetof<SetObject>("hash");
  let h = atomic.load<i64>(p);
  if (h == -1) { h = setHashOf(self); publish<i64>(p, h); }
  return h;
}
export function set_compare(a: Value, b: Value, op: i32): Value {
  if (!isAnySet(b)) return NotImplemented;
  const m = setSize(a), n = setSize(b);
  let r = 0;
  switch (op) {
    case 2: case 3:
      r = m == n && !differentHashes(a, b) ? setIsSubset(a, b) : 0;
      if (op == 3 && r >= 0) r = 1 - r;
      break;
    case 0: r = m < n ? setIsSubset(a, b) : 0; break;
    case 1: r = setIsSubset(a, b); break;
    case 4: r = m > n ? setIsSubset(b, a) : 0; break;
    default: r = setIsSubset(b, a);
  }
  return r < 0 ? NULL : boolean(r != 0);
}
function differentHashes(a: Value, b: Value): bool {
  const x = atomic.load<i64>(<Ptr>a, offsetof<SetObject>("hash")), y = atomic.load<i64>(<Ptr>b, offsetof<SetObject>("hash"));
  return x != -1 && y != -1 && x != y;
}
/** After a TypeError for an unhashable element that is a set: its hash as a frozenset. -1: the error stays. */
function hashAsFrozen(key: Value): i64 {
  if (!isAnySet(key) || !errMatches(T.TypeError)) return -1;
  errClear();
  return setHashOf(key);
}
export function set_contains(self: Value, key: Value): i32 {
  let h = elementHash(key);
  if (h == -1) { h = hashAsFrozen(key); if (h == -1) return -1; }
  return setContainsHash(self, key, h);
}
export function set_containsMethod(self: Value, key: Value): Value { const c = set_contains(self, key); return c < 0 ? NULL : boolean(c != 0); }

// ---- set's own methods -----------------------------------------------------------------------------------------------------------
export function set_add(self: Value, key: Value): Value { return setAdd(self, key) < 0 ? NULL : None; }
function take(self: Value, key: Value): i32 {
  let h = elementHash(key);
  if (h == -1) { h = hashAsFrozen(key); if (h == -1) return -1; }
  return setDiscardHash(self, key, h);
}
export function set_discard(self: Value, key: Value): Value { return take(self, key) < 0 ? NULL : None; }
export function set_remove(self: Value, key: Value): Value {
  const c = take(self, key);
  return c < 0 ? NULL : c ? None : raiseKeyError(key);
}
export function set_pop(self: Value): Value {
  let key: Value = NULL;
  csBegin(<Ptr>self);
  if (setSize(self)) {
    const t = setTable(self), mask = tableMask(t), o = as<SetObject>(self);
    let i = <u32>o.finger & mask;
    while (!liveKey(load<u64>(tableEntry(t, i)))) i = (i + 1) & mask;
    key = setTakeLockHeld(self, tableEntry(t, i));
    o.finger = <i32>(i + 1);
  }
  csEnd();
  return key ? key : raise(T.KeyError, "pop from an empty set");
}
export function set_clear(self: Value): Value { setClear(self); return None; }
export function set_copy(self: Value): Value { return setFrom(typeIsSubtype(typeOf(self), T.frozenset) ? T.frozenset : T.set, self); }
export function frozenset_copy(self: Value): Value { return isExact(self, T.frozenset) ? newRef(self) : set_copy(self); }
export function set_update(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("set.update", kwnames)) return NULL;
  for (let i = 0; i < nargs; i++) if (setUpdate(self, argAt(args, i)) < 0) return NULL;
  return None;
}
export function set_intersectionUpdate(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("set.intersection_update", kwnames)) return NULL;
  const r = set_intersection(self, args, nargs, NULL);
  if (!r) return NULL;
  return setReplaceBy(self, r) < 0 ? NULL : None;
}
export function set_differenceUpdate(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("set.difference_update", kwnames)) return NULL;
  for (let i = 0; i < nargs; i++) if (setDifferenceUpdate(self, argAt(args, i)) < 0) return NULL;
  return None;
}
export function set_symmetricUpdate(self: Value, other: Value): Value { return setSymmetricUpdate(self, other) < 0 ? NULL : None; }

// ---- methods of both ---------------------------------------------------------------------------------------------------------------
export function set_union(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("set.union", kwnames)) return NULL;
  const r = setFrom(baseTypeOf(self), self);
  if (r) for (let i = 0; i < nargs; i++) if (argAt(args, i) != self && setUpdate(r, argAt(args, i)) < 0) { decref(r); return NULL; }
  return r;
}
export function set_intersection(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("set.intersection", kwnames)) return NULL;
  if (nargs == 0) return setFrom(baseTypeOf(self), self);
  let r = newRef(self);
  for (let i = 0; i < nargs; i++) {
    const n = setIntersection(r, argAt(args, i));
    decref(r);
    if (!n) return NULL;
    r = n;
  }
  return r;
}
export function set_difference(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("set.difference", kwnames)) return NULL;
  if (nargs == 0) return setFrom(baseTypeOf(self), self);
  const r = setDifference(self, argAt(args, 0));
  if (r) for (let i = 1; i < nargs; i++) if (setDifferenceUpdate(r, argAt(args, i)) < 0) { decref(r); return NULL; }
  return r;
}
export function set_symmetricDifference(self: Value, other: Value): Value {
  const r = setFrom(baseTypeOf(self), other);
  if (r && setSymmetricUpdate(r, self) < 0) { decref(r); return NULL; }
  return r;
}
export function set_isdisjoint(self: Value, other: Value): Value { const r = setIsDisjoint(self, other); return r < 0 ? NULL : boolean(r != 0); }
function asSet(v: Value): Value { return isAnySet(v) ? newRef(v) : setFrom(T.set, v); }
export function set_issubset(self: Value, other: Value): Value {
  const o = asSet(other), r = o ? setIsSubset(self, o) : -1;
  decref(o);
  return r < 0 ? NULL : boolean(r != 0);
}
export function set_issuperset(self: Value, other: Value): Value {
  const o = asSet(other), r = o ? setIsSubset(o, self) : -1;
  decref(o);
  return r < 0 ? NULL : boolean(r != 0);
}
export function set_reduce(self: Value): Value {
  const l = sequenceToList(self), a = l ? tuplePack1(l) : NULL;
  let state: Value = NULL;
  if (a) state = objectGetState(self);
  const r = state ? tuplePack3(<Value>changetype<Ptr>(typeOf(self)), a, state) : NULL;
  decref(l); decref(a); decref(state);
  return r;
}
export function set_sizeof(self: Value): Value { return int(40 + (<i64>tableMask(setTable(self)) + 1) * 16); }

// ---- operators -----------------------------------------------------------------------------------------------------------------------
export function set_or(a: Value, b: Value): Value {
  if (!isAnySet(a) || !isAnySet(b)) return NotImplemented;
  if (isExact(a, T.set) && a != b) {
    const u = setUnion(a, b);
    if (u || errOccurred()) return u;
  }
  const r = setFrom(baseTypeOf(a), a);
  if (r && a != b && setUpdate(r, b) < 0) { decref(r); return NULL; }
  return r;
}
export function set_and(a: Value, b: Value): Value { return isAnySet(a) && isAnySet(b) ? setIntersection(a, b) : NotImplemented; }
export function set_sub(a: Value, b: Value): Value { return isAnySet(a) && isAnySet(b) ? setDifference(a, b) : NotImplemented; }
export function set_xor(a: Value, b: Value): Value { return isAnySet(a) && isAnySet(b) ? set_symmetricDifference(a, b) : NotImplemented; }
export function set_ior(a: Value, b: Value): Value { return !isAnySet(b) ? NotImplemented : setUpdate(a, b) < 0 ? NULL : newRef(a); }
export function set_iand(a: Value, b: Value): Value {
  if (!isAnySet(b)) return NotImplemented;
  const r = setIntersection(a, b);
  if (!r) return NULL;
  return setReplaceBy(a, r) < 0 ? NULL : newRef(a);
}
export function set_isub(a: Value, b: Value): Value { return !isAnySet(b) ? NotImplemented : setDifferenceUpdate(a, b) < 0 ? NULL : newRef(a); }
export function set_ixor(a: Value, b: Value): Value { return !isAnySet(b) ? NotImplemented : setSymmetricUpdate(a, b) < 0 ? NULL : newRef(a); }
