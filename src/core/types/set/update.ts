/** set: operations on whole sets (union, intersection, differences), as functions on sets. Mirrors set_update_internal and its like in Objects/setobject.c. */
import { listGetItemOrNull } from "../list/core";
import { tupleItem, tupleSize } from "../tuple/core";
import { Ptr, Value, NULL } from "../../base/value";
import { PROC_MULTI } from "../../base/map";
import { isMine } from "../../base/self";
import { as } from "../../base/obj";
import { T, TypeObject, TF_DICT_SUBCLASS, TF_SET_SUBCLASS } from "../../../generated/core/types";
import { errOccurred } from "../../objects/errors";
import { iter, iterNext } from "../../objects/abstract";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { typeIsSubtype } from "../../objects/type-static";
import { newRef, incref, decref } from "../../refcount/count";
import { csBegin2, csBegin, csBeginOwn, csEnd } from "../../threads/critical-section";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { dictContainsHash, dictNextHashed, dictNextNew, dictSize } from "../dict/core";
import {
  FIND_ABSENT, FIND_ERROR, FIND_RETRY, ownTable, tableFindPlain, tableFree, SET_ENTRIES, SET_TABLE, SET_USED, SetObject, elementHash, setAddHash, setAddLockHeld, setContainsHash, setDiscardHash, setFindLockHeld, setInsertLockHeld,
  firstTable, setCloneTable, setNew, setNewOf, setNextIndex, setNextNew, setResizeLockHeld, setSize, setTable, setTableRelease, setTakeLockHeld, tableEntry, tableMask, setEntryHash, setEntryKey, liveKey, setAdd,
} from "./core";

// @ts-ignore: decorator
@inline export function isAnySet(v: Value): bool { return hasFlag(v, TF_SET_SUBCLASS); }
/** set or frozenset: which of the two v is an instance of. */
export function baseTypeOf(v: Value): TypeObject { return isExact(v, T.frozenset) || (!isExact(v, T.set) && typeIsSubtype(typeOf(v), T.frozenset)) ? T.frozenset : T.set; }

// @ts-ignore: decorator
@inline function isAlone(s: Value): bool { return isMine(<Ptr>s) || load<u32>(PROC_MULTI) == 0; }
/** Takes the elements of the set `other` out of s, or with `toggles` those that both have out and the others in, in one step for everybody else. 0, or -1. */
function combine(s: Value, other: Value, toggles: bool): i32 {
  // what is this thread's alone stays so
  const o = isAlone(s) && !isAlone(other) ? setFrom(T.set, other) : newRef(other);
  if (!o) return -1;
  csBegin2(<Ptr>s, <Ptr>o);
  let r = 0;
  for (let i: u32 = 0; r == 0; i++) {
    // a comparison may have changed the other set too
    const u = setTable(o);
    if (i > tableMask(u)) break;
    const e = tableEntry(u, i), k = load<u64>(e), h = load<i64>(e, 8);
    if (!liveKey(k)) continue;
    incref(k);
    const at = setFindLockHeld(s, k, h);
    if (at == FIND_ERROR) r = -1;
    else if (at > FIND_RETRY) decref(setTakeLockHeld(s, at));
    else if (toggles && setAddLockHeld(s, k, h) < 0) r = -1;
    decref(k);
  }
  csEnd();
  decref(o);
  return r;
}
/** Adds all items of `other` to s. 0, or -1 with an exception. */
export function setUpdate(s: Value, other: Value): i32 {
  // others see all the new elements or none
  if (!isAlone(s) && (isExact(other, T.dict) || isExact(other, T.tuple) || isExact(other, T.list))) {
    const all = setFrom(T.set, other), r = all ? fill(s, all) : -1;
    decref(all);
    return r;
  }
  return fill(s, other);
}
/** The same; what is no set goes in element by element. */
function fill(s: Value, other: Value): i32 {
  if (isAnySet(other)) {
    if (s == other) return 0;
    if (as<SetObject>(s).fill == 0 && csBeginOwn(<Ptr>s, <Ptr>other)) {
      // without items of its own nothing is compared
      const empty = as<SetObject>(s).fill == 0, r = empty ? mergeLockHeld(s, other) : 0;
      csEnd();
      if (empty) return r;
    }
    csBegin2(<Ptr>s, <Ptr>other);
    const r = mergeLockHeld(s, other);
    csEnd();
    return r;
  }
  if (isExact(other, T.dict)) return updateDict(s, other);
  if (isExact(other, T.tuple)) {
    const n = tupleSize(other);
    for (let i = 0; i < n; i++) if (setAdd(s, tupleItem(other, i)) < 0) return -1;
    return 0;
  }
  if (isExact(other, T.list)) {
    for (let i = 0; ; i++) {
      const v = listGetItemOrNull(other, i);
      if (!v) return 0;
      const added = setAdd(s, v);
      decref(v);
      if (added < 0) return -1;
    }
  }
  const it = iter(other);
  if (!it) return -1;
  let r = 0;
  while (r == 0) {
    const v = iterNext(it);
    if (!v) { if (errOccurred()) r = -1; break; }
    r = setAdd(s, v);
    decref(v);
  }
  decref(it);
  return r;
}
function updateDict(s: Value, d: Value): i32 {
  const mark = stackMark(), out = stackAlloc(24);
  if (!out) return -1;
  let r = 0;
  const n = dictSize(d);
  csBegin(<Ptr>s);
  const o = as<SetObject>(s);
  if (n && (o.fill + n) * 5 >= <i32>tableMask(setTable(s)) * 3 && !setResizeLockHeld(s, (setSize(s) + n) * 2)) r = -1;
  csEnd();
  for (let i = 0; r == 0; i++) {
    i = dictNextHashed(d, i, out);
    if (i < 0) break;
    const key = load<u64>(out);
    r = setAddHash(s, key, load<i64>(out, 16));
    decref(key); decref(load<u64>(out, 8));
  }
  stackRestore(mark);
  return r;
}
/** Locks of both held. */
function mergeLockHeld(s: Value, other: Value): i32 {
  const n = setSize(other), o = as<SetObject>(s);
  if (n == 0) return 0;
  if (n > 4 && o.fill == 0 && firstTable(s) && isPrivate(<Ptr>s) && as<SetObject>(other).fill == n) {
    // the table that it would get here (as below)
    let slots: u32 = 8;
    while (slots <= <u32>n * 2) slots <<= 1;
    if (tableMask(setTable(other)) == slots - 1) return setCloneTable(s, setTable(other), n) ? 0 : -1;
  }
  if (<i64>(o.fill + n) * 5 >= <i64>tableMask(setTable(s)) * 3 && !setResizeLockHeld(s, (setSize(s) + n) * 2)) return -1;
  if (o.fill == 0) {
    const u = setTable(other), mask = tableMask(u);
    if (!ownTable(s) && !setResizeLockHeld(s, 0)) return -1;
    if (tableMask(setTable(s)) == mask && as<SetObject>(other).fill == n) return copyTable(s, u, mask, n);
    if (isPrivate(<Ptr>s)) { fillTable(s, u, mask); return 0; }
    for (let i: u32 = 0; i <= mask; i++) {
      const k = load<u64>(tableEntry(u, i));
      if (liveKey(k) && setInsertLockHeld(s, newRef(k), load<i64>(tableEntry(u, i), 8)) < 0) return -1;
    }
    return 0;
  }
  for (let i: u32 = 0; ; i++) {
    // a comparison may have changed the other set too
    const u = setTable(other);
    if (i > tableMask(u)) break;
    const e = tableEntry(u, i), k = load<u64>(e);
    if (liveKey(k)) {
      incref(k);
      const r = setAddLockHeld(s, k, load<i64>(e, 8));
      decref(k);
      if (r < 0) return -1;
    }
  }
  return 0;
}
/** Puts what is in a or b into r, which is new. Locks of both held: 1, -1 exception; 0: a comparison in Python is needed, and r is of no use. */
function unionLockHeld(r: Value, a: Value, b: Value): i32 {
  if (mergeLockHeld(r, a) < 0) return -1;
  const o = as<SetObject>(r), n = setSize(b);
  if (o.fill == 0) return mergeLockHeld(r, b) < 0 ? -1 : 1;
  if (n == 0) return 1;
  if (<i64>(o.fill + n) * 5 >= <i64>tableMask(setTable(r)) * 3 && !setResizeLockHeld(r, (o.used + n) * 2)) return -1;
  let left = n;
  for (let e = tableEntry(setTable(b), 0); left > 0; e += 16) {
    const k = load<u64>(e);
    if (!liveKey(k)) continue;
    left--;
    const h = load<i64>(e, 8), f = tableFindPlain(setTable(r), k, h);
    if (f == FIND_RETRY) return 0;
    if (f == FIND_ABSENT && setInsertLockHeld(r, newRef(k), h) < 0) return -1;
  }
  return 1;
}
/** a | b, a new set. NULL without an exception: a comparison in Python is needed. */
export function setUnion(a: Value, b: Value): Value {
  const r = setNew();
  if (!r) return NULL;
  csBegin2(<Ptr>a, <Ptr>b);
  const done = unionLockHeld(r, a, b);
  csEnd();
  if (done > 0) return r;
  decref(r);
  return NULL;
}
/** The empty table of a private set, which is large enough, takes the live entries of another one. */
function fillTable(s: Value, from: Ptr, mask: u32): void {
  const t = setTable(s), m = tableMask(t);
  let n = 0;
  for (let f = from + SET_ENTRIES, end = f + (<usize>mask + 1 << 4); f < end; f += 16) {
    const k = load<u64>(f);
    if (!liveKey(k)) continue;
    const h = load<i64>(f, 8);
    let e = tableEntry(t, <u32>h & m);
    if (load<u64>(e) != NULL) e = tableFree(t, h);
    incref(k);
    store<u64>(e, k); store<i64>(e, h, 8);
    n++;
  }
  const o = as<SetObject>(s);
  o.fill = n; o.used = n;
}
/** An empty table takes the entries of one of the same size, place by place. */
function copyTable(s: Value, from: Ptr, mask: u32, n: i32): i32 {
  const t = setTable(s), priv = isPrivate(<Ptr>s);
  if (!priv) shareLockHeld(<Ptr>s);
  if (priv) {
    // free entries too: which are free is no pattern that a processor could foresee
    for (let i: u32 = 0; i <= mask; i++) {
      const f = tableEntry(from, i);
      v128.store(tableEntry(t, i), v128.load(f));
      incref(load<u64>(f));
    }
  } else for (let i: u32 = 0; i <= mask; i++) {
    const f = tableEntry(from, i), k = load<u64>(f);
    if (k != NULL) {
      incref(k);
      const e = tableEntry(t, i);
      atomic.store<i64>(e, load<i64>(f, 8), 8); atomic.store<u64>(e, k);
    }
  }
  as<SetObject>(s).fill = n;
  publishIn<u32>(<Ptr>s, <Ptr>s + SET_USED, n);
  return 0;
}
/** A new set of type t with the items of v (NULL: none). */
export function setFrom(t: TypeObject, v: Value): Value {
  const s = setNewOf(t);
  if (s && v && fill(s, v) < 0) { decref(s); return NULL; }
  return s;
}
/**
 * Puts the items of `from` that are in `against` (keep), or are not, into the new set r. Locks of both held; runs no Python code: 0 if that would be needed (r is of no
 * use then), 1 done, -1 exception.
 */
function filterLockHeld(r: Value, from: Value, against: Value, keep: bool): i32 {
  const t = setTable(from), mask = tableMask(t), u = setTable(against);
  for (let i: u32 = 0; i <= mask; i++) {
    const e = tableEntry(t, i), k = load<u64>(e);
    if (liveKey(k)) {
      const h = load<i64>(e, 8), f = tableFindPlain(u, k, h);
      if (f == FIND_RETRY) return 0;
      if ((f != FIND_ABSENT) == keep && setInsertLockHeld(r, newRef(k), h) < 0) return -1;
    }
  }
  return 1;
}
/** The items that are also in `other`: a new set of a's base type. */
export function setIntersection(a: Value, other: Value): Value {
  if (a == other) return setFrom(baseTypeOf(a), a);
  const r = setNewOf(baseTypeOf(a));
  if (!r) return NULL;
  let ok = true;
  if (isAnySet(other)) {
    let x = a, y = other;
    if (setSize(y) > setSize(x)) { x = other; y = a; }
    csBegin2(<Ptr>x, <Ptr>y);
    const quick = filterLockHeld(r, y, x, true);
    csEnd();
    if (quick > 0) return r;
    if (quick == 0) clearAll(r);
    const mark = stackMark(), out = stackAlloc(16);
    ok = out != 0 && quick == 0;
    for (let i = 0; ok; i++) {
      i = setNextNew(y, i, out);
      if (i < 0) break;
      const key = load<u64>(out), h = load<i64>(out, 8), c = setContainsHash(x, key, h);
      ok = c >= 0 && (c == 0 || setAddLockHeld(r, key, h) >= 0);
      decref(key);
    }
    stackRestore(mark);
  } else {
    const it = iter(other);
    ok = it != NULL;
    while (ok) {
      const key = iterNext(it);
      if (!key) { ok = !errOccurred(); break; }
      const h = elementHash(key), c = h == -1 ? -1 : setContainsHash(a, key, h);
      ok = c >= 0 && (c == 0 || setAddLockHeld(r, key, h) >= 0);
      decref(key);
    }
    decref(it);
  }
  if (ok) return r;
  decref(r);
  return NULL;
}
/** Takes the items of `other` out of s. */
export function setDifferenceUpdate(s: Value, other: Value): i32 {
  if (s == other) { clearAll(s); return 0; }
  let ok = true;
  if (isAnySet(other)) {
    return combine(s, other, false);
  } else {
    const it = iter(other);
    ok = it != NULL;
    while (ok) {
      const key = iterNext(it);
      if (!key) { ok = !errOccurred(); break; }
      const h = elementHash(key);
      ok = h != -1 && setDiscardHash(s, key, h) >= 0;
      decref(key);
    }
    decref(it);
  }
  if (!ok) return -1;
  // many deleted entries: make the table new
  let r = 0;
  csBegin(<Ptr>s);
  const used = setSize(s);
  if (<u32>(as<SetObject>(s).fill - used) > tableMask(setTable(s)) / 5 && !setResizeLockHeld(s, used > 50000 ? used * 2 : used * 4)) r = -1;
  csEnd();
  return r;
}
import { setClear as clearAll } from "./core";
export function setDifference(a: Value, other: Value): Value {
  const t = baseTypeOf(a), isSet = isAnySet(other), isDict = !isSet && hasFlag(other, TF_DICT_SUBCLASS);
  if ((!isSet && !isDict) || setSize(a) >> 2 > (isSet ? setSize(other) : dictSize(other))) {
    const r = setFrom(t, a);
    if (r && setDifferenceUpdate(r, other) < 0) { decref(r); return NULL; }
    return r;
  }
  const r = setNewOf(t);
  if (!r) return NULL;
  let quick = 0;
  if (isSet && a != other) {
    csBegin2(<Ptr>a, <Ptr>other);
    quick = filterLockHeld(r, a, other, false);
    csEnd();
    if (quick > 0) return r;
    if (quick == 0) clearAll(r);
  }
  const mark = stackMark(), out = stackAlloc(16);
  let ok = out != 0 && quick == 0;
  for (let i = 0; ok; i++) {
    i = setNextNew(a, i, out);
    if (i < 0) break;
    const key = load<u64>(out), h = load<i64>(out, 8), c = isSet ? setContainsHash(other, key, h) : dictContainsHash(other, key, h);
    ok = c >= 0 && (c > 0 || setAddLockHeld(r, key, h) >= 0);
    decref(key);
  }
  stackRestore(mark);
  if (ok) return r;
  decref(r);
  return NULL;
}
/** s ^= other. */
export function setSymmetricUpdate(s: Value, other: Value): i32 {
  if (s == other) { clearAll(s); return 0; }
  const o = isAnySet(other) ? newRef(other) : setFrom(T.set, other);
  if (!o) return -1;
  const r = combine(s, o, true);
  decref(o);
  return r;
}
/** s becomes what n holds (n is new and dies). Steals n. 0, or -1 with MemoryError. */
export function setReplaceBy(s: Value, n: Value): i32 {
  // the table inside n dies with it
  if (!movableTable(n)) {
    if (setSize(n) == 0) { decref(n); clearAll(s); return 0; }
    if (!setResizeLockHeld(n, 0)) { decref(n); return -1; }
  }
  csBegin(<Ptr>s);
  const t = setTable(s), a = as<SetObject>(s), b = as<SetObject>(n);
  shareLockHeld(<Ptr>s);
  publishIn<u32>(<Ptr>s, <Ptr>s + SET_TABLE, b.table);
  publishIn<u32>(<Ptr>s, <Ptr>s + SET_USED, b.used);
  a.fill = b.fill; a.finger = 0;
  b.table = <u32>emptySetTable();
  b.used = 0; b.fill = 0;
  csEnd();
  setTableRelease(<Ptr>s, t);
  decref(n);
  return 0;
}
import { isPrivate, shareLockHeld, publishIn } from "../sharing";
import { emptySetTable, movableTable } from "./core";
/** The same without Python code, the locks of both held: -1 if a comparison would need some. */
function subsetLockHeld(a: Value, b: Value): i32 {
  const t = setTable(a), mask = tableMask(t), u = setTable(b);
  for (let i: u32 = 0; i <= mask; i++) {
    const e = tableEntry(t, i), k = load<u64>(e);
    if (liveKey(k)) {
      const f = tableFindPlain(u, k, load<i64>(e, 8));
      if (f == FIND_RETRY) return -1;
      if (f == FIND_ABSENT) return 0;
    }
  }
  return 1;
}
/** Whether every item of set a is in set b: 1, 0, -1. */
export function setIsSubset(a: Value, b: Value): i32 {
  if (setSize(a) > setSize(b)) return 0;
  if (a != b) {
    csBegin2(<Ptr>a, <Ptr>b);
    const quick = subsetLockHeld(a, b);
    csEnd();
    if (quick >= 0) return quick;
  }
  const mark = stackMark(), out = stackAlloc(16);
  let r = out ? 1 : -1;
  for (let i = 0; r == 1; i++) {
    i = setNextNew(a, i, out);
    if (i < 0) break;
    const key = load<u64>(out);
    r = setContainsHash(b, key, load<i64>(out, 8));
    decref(key);
  }
  stackRestore(mark);
  return r;
}
/** 1 if no item is in both, 0, -1. */
export function setIsDisjoint(a: Value, other: Value): i32 {
  if (a == other) return setSize(a) == 0;
  let r = 1;
  if (isAnySet(other)) {
    let x = a, y = other;
    if (setSize(y) > setSize(x)) { x = other; y = a; }
    const mark = stackMark(), out = stackAlloc(16);
    if (!out) r = -1;
    for (let i = 0; r == 1; i++) {
      i = setNextNew(y, i, out);
      if (i < 0) break;
      const key = load<u64>(out), c = setContainsHash(x, key, load<i64>(out, 8));
      decref(key);
      r = c < 0 ? -1 : 1 - c;
    }
    stackRestore(mark);
    return r;
  }
  const it = iter(other);
  if (!it) return -1;
  while (r == 1) {
    const key = iterNext(it);
    if (!key) { if (errOccurred()) r = -1; break; }
    const h = elementHash(key), c = h == -1 ? -1 : setContainsHash(a, key, h);
    decref(key);
    r = c < 0 ? -1 : 1 - c;
  }
  decref(it);
  return r;
}
