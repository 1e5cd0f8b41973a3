/**
 * set_iterator. Mirrors setiter_* in Objects/setobject.c.
 *
 *   +16 set (Value; NULL when exhausted) | +24 i32 used at the start; -1 once a change was seen | +28 i32 position | +32 i32 remaining
 *
 * A step reads one entry under the lock; the other fields are racy by design (a position is checked against the table it is used with).
 */
import { Ptr, Value, NULL, int } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { loadV } from "../../base/atomics";
import { newObject, freeObject } from "../../objects/alloc";
import { errOccurred, raise } from "../../objects/errors";
import { clearSlot, incref, newRef, decref } from "../../refcount/count";
import { tryIncrefHot } from "../../refcount/count-slow";
import { csBegin, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { builtinAttr } from "../iter/builtins";
import { isPrivate, isReadable, newRefLockHeld, shareLockHeld, singleThreaded } from "../sharing";
import { listAppendSteal, listEmpty } from "../list/core";
import { tuplePack1, tuplePack2 } from "../tuple/core";
import { liveKey, SET_TABLE, SET_USED, setEntryKey, setNextIndex, setSize, setTable, tableEntry, tableMask } from "./core";

@unmanaged
export class SetIter extends Obj {
  set: Value;
  used: i32;
  pos: i32;
  remaining: i32;
}
export function set_iter(self: Value): Value {
  const p = newObject(T.set_iterator);
  if (!p) return NULL;
  const it = changetype<SetIter>(p);
  it.set = newRef(self); it.used = setSize(self); it.remaining = it.used; it.pos = 0;
  return <Value>p;
}
export function setIter_dealloc(p: Ptr): void {
  decref(changetype<SetIter>(p).set);
  freeObject(p);
}
export function setIter_traverse(p: Ptr): void { gcVisit(changetype<SetIter>(p).set); }
/** position of the key that nextKey gave */
let foundAt: i32 = 0;
/** The key of the first live entry at or after i, new, or NULL. */
function nextKey(s: Value, i: i32): Value {
  if (isReadable(<Ptr>s)) {
    const t = setTable(s), mask = tableMask(t);
    for (; <u32>i <= mask; i++) {
      const e = tableEntry(t, i), k = loadV(e);
      if (liveKey(k)) {
        if (!tryIncrefHot(e, k)) break;
        if (setTable(s) == t) { foundAt = i; return k; }
        decref(k);
        if (k) break;
      }
    }
    if (<u32>i > mask && setTable(s) == t) return NULL;
  }
  csBegin(<Ptr>s);
  shareLockHeld(<Ptr>s);
  const at = setNextIndex(s, i), k = at >= 0 ? newRefLockHeld(setEntryKey(s, at)) : NULL;
  csEnd();
  foundAt = at;
  return k;
}
export function setIter_next(self: Value): Value {
  const k = setIterStep(self);
  return k ? k : nextSlow(self);
}
/** Whether an iterator that nobody else has is at its end, over a set that is this thread's and did not change meanwhile: nothing need be noted, for it dies next. */
export function setIterOver(p: Ptr): bool {
  const it = changetype<SetIter>(p), s = it.set;
  if (!s || it.remaining != 0 || !isPrivate(<Ptr>s) || it.used != setSize(s)) return false;
  const t = setTable(s), mask = tableMask(t);
  for (let i: u32 = it.pos; i <= mask; i++) if (liveKey(load<u64>(tableEntry(t, i)))) return false;
  return true;
}
/** Over a set that may be read without its lock, with keys left: the next key; NULL, without an exception: all else. */
export function setIterStep(self: Value): Value {
  const it = as<SetIter>(self), s = it.set;
  if (s && it.remaining > 0 && isPrivate(<Ptr>s)) {
    if (it.used != load<i32>(<Ptr>s, SET_USED)) return NULL;
    const t: Ptr = load<u32>(<Ptr>s, SET_TABLE);
    let i: u32 = it.pos;
    for (let e = tableEntry(t, i), end = tableEntry(t, tableMask(t)); e <= end; e += 16) {
      const k = load<u64>(e);
      i++;
      if (!liveKey(k)) continue;
      incref(k);
      it.pos = <i32>i; it.remaining = it.remaining - 1;
      return k;
    }
    return NULL;
  }
  if (s && it.remaining > 0 && it.used == setSize(s) && isReadable(<Ptr>s)) {
    const t = setTable(s), mask = tableMask(t);
    for (let i: u32 = it.pos; i <= mask; i++) {
      const e = tableEntry(t, i), k = loadV(e);
      if (liveKey(k)) {
        if (!tryIncrefHot(e, k)) break;
        if (setTable(s) == t) { it.pos = <i32>i + 1; it.remaining = it.remaining - 1; return k; }
        decref(k);
        break;
      }
    }
  }
  return NULL;
}
function nextSlow(self: Value): Value {
  const it = as<SetIter>(self), s = it.set;
  if (!s || it.remaining < 0) return NULL;
  if (it.used != setSize(s)) {
    it.used = -1;
    return raise(T.RuntimeError, "Set changed size during iteration");
  }
  // while this thread waits another that runs alone may exhaust the iterator and drop the set
  incref(s);
  const k = nextKey(s, it.pos), at = foundAt;
  if (k) { it.pos = at + 1; it.remaining = it.remaining - 1; }
  else if (singleThreaded()) clearSlot(<Ptr>self + offsetof<SetIter>("set"));
  else it.remaining = -1;
  decref(s);
  return k;
}
export function setIter_hint(self: Value): Value {
  const it = as<SetIter>(self);
  return int(it.set && it.used == setSize(it.set) && it.remaining > 0 ? it.remaining : 0);
}
export function setIter_reduce(self: Value): Value {
  const it = as<SetIter>(self), l = listEmpty();
  if (!l) return NULL;
  const c = it.set ? set_iter(it.set) : NULL;
  if (c) {
    const k = as<SetIter>(c);
    k.used = it.used; k.pos = it.pos; k.remaining = it.remaining;
    while (true) {
      const v = setIter_next(c);
      if (!v || listAppendSteal(l, v) < 0) break;
    }
    decref(c);
  }
  const f = errOccurred() ? NULL : builtinAttr(N.iter), a = f ? tuplePack1(l) : NULL, r = a ? tuplePack2(f, a) : NULL;
  decref(f); decref(a); decref(l);
  return r;
}
