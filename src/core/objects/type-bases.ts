/**
 * `cls.__bases__ = (…)`: new bases, new MROs for the class and all below, new slots. CPython: type_set_bases_unlocked, mro_hierarchy, mro_internal.
 *
 * A metaclass's `mro()` may assign `__bases__` again, of this class or another. Three things keep that sound: a base is refused when the chain of tp_base leads from
 * it to the class (its MRO may not say so yet); an MRO is put in place only if nobody replaced it while `mro()` ran; and what this assignment did is
 * finished, or undone, only where it is still in place.
 *
 * Lock: fields that other threads read without one (tp_bases, tp_base, tp_mro) change while the world is stopped. What they were is dropped afterwards: no
 * reader of an MRO passes a safepoint while it walks one.
 *
 * Other threads may change another base of a class below at the same time, or make such a class. Nobody is left with an MRO of what was: an MRO is computed in the same stop in which it is put in place (a `mro()` in Python runs
 * before it, and again if another thread replaced the MRO meanwhile); a class is known to its bases before its MRO is computed for good, and who makes one looks afterwards whether `typeEpoch`, which counts every change of this kind, is
 * what it was before (typeRemake). Who changes a base: place, count, then list the subclasses. Who makes one: count, compute, be listed, count. `tests/python/threads_bases.py`.
 */
import { Value, NULL, None } from "../base/value";
import { as, toValue } from "../base/obj";
import { TypeObject, T, TF_TYPE_SUBCLASS, TF_TUPLE_SUBCLASS } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { worldStop, worldStart } from "../threads/attach";
import { errOccurred, raise, raiseFmt } from "./errors";
import { hasFlag } from "./typeof";
import { typeIsSubtype } from "./type-static";
import { typeModified, typeSubclasses, typeAddSubclass, typeRemoveSubclass, typeMro, typeEpochNext } from "./type-lookup";
import { typeFixupSlots, typeUpdateAllSlots } from "./type-update";
import { bestBase, mroCompute, mroIsCustom, mroOf } from "./type-mro";
import { settable, compatibleLayouts } from "./type-object";
import { tupleInit, tupleItem, tupleNew, tupleSize } from "../types/tuple/core";
import { listNew, listAppend, listSize, listItem } from "../types/list/core";

/** Whether tp_base leads from a to b. */
function baseChain(a: TypeObject, b: TypeObject): bool {
  for (let t = a; changetype<u32>(t); t = changetype<TypeObject>(t.tp_base)) if (t == b) return true;
  return false;
}
function causesCycle(t: TypeObject, bases: Value): bool {
  const n = tupleSize(bases);
  for (let i = 0; i < n; i++) {
    const b = as<TypeObject>(tupleItem(bases, i));
    if (typeIsSubtype(b, t) || (b.tp_mro && baseChain(b, t))) return true;
  }
  return false;
}
export function typeSetBases(self: Value, v: Value): i32 {
  const t = as<TypeObject>(self);
  if (!settable(t, v, "__bases__")) return -1;
  if (!hasFlag(v, TF_TUPLE_SUBCLASS)) { raiseFmt(T.TypeError, "can only assign tuple to %N.__bases__, not %T", self, v); return -1; }
  const n = tupleSize(v);
  if (!n) { raiseFmt(T.TypeError, "can only assign non-empty tuple to %N.__bases__, not ()", self); return -1; }
  for (let i = 0; i < n; i++) {
    const b = tupleItem(v, i);
    if (!hasFlag(b, TF_TYPE_SUBCLASS)) { raiseFmt(T.TypeError, "%N.__bases__ must be tuple of classes, not '%T'", self, b); return -1; }
    if (!as<TypeObject>(b).tp_mro) { raiseFmt(T.TypeError, "Cannot extend an incomplete type '%N'", b); return -1; }
  }
  if (causesCycle(t, v)) { raise(T.TypeError, "a __bases__ item causes an inheritance cycle"); return -1; }
  const base = bestBase(v);
  if (!changetype<u32>(base)) return -1;
  if (!compatibleLayouts(changetype<TypeObject>(t.tp_base), base, "__bases__")) return -1;
  const done = listNew(0); // class, new MRO, old MRO, class, …
  if (!done) return -1;
  typeModified(t);
  worldStop();
  if (causesCycle(t, v)) { // another thread was faster
    worldStart();
    decref(done);
    raise(T.TypeError, "a __bases__ item causes an inheritance cycle");
    return -1;
  }
  const oldBases = t.tp_bases, oldBase = toValue(changetype<TypeObject>(t.tp_base));
  // whose subclass it becomes: who changes one of them from now on sees to it
  let known = true;
  for (let i = 0; i < n && known; i++) known = typeAddSubclass(as<TypeObject>(tupleItem(v, i)), t);
  t.tp_bases = newRef(v);
  t.tp_base = changetype<u32>(base);
  newRef(toValue(base));
  typeEpochNext();
  worldStart();
  if (!known) raise(T.MemoryError, "");
  const ok = known && remakeMros(t, done);
  if (!ok) undo(t, v, base, oldBases, oldBase, done);
  else {
    worldStop();
    noLongerBelow(t, oldBases);
    if (t.tp_bases == v) typeUpdateAllSlots(t);
    worldStart();
    decref(oldBases); decref(oldBase);
  }
  typeModified(t);
  decref(done);
  return ok ? 0 : -1;
}
/** The bases that t had know it no more, but for those that it has. World stopped. */
function noLongerBelow(t: TypeObject, old: Value): void {
  const now = t.tp_bases, n = tupleSize(old), m = tupleSize(now);
  for (let i = 0; i < n; i++) {
    let kept = false;
    for (let j = 0; j < m; j++) if (tupleItem(now, j) == tupleItem(old, i)) kept = true;
    if (!kept) typeRemoveSubclass(as<TypeObject>(tupleItem(old, i)), t);
  }
}
/** Puts back what is still as this assignment left it. Steals oldBases and oldBase. */
function undo(t: TypeObject, v: Value, base: TypeObject, oldBases: Value, oldBase: Value, done: Value): void {
  worldStop();
  for (let i = listSize(done) - 3; i >= 0; i -= 3) {
    const c = as<TypeObject>(listItem(done, i)), m = listItem(done, i + 1);
    const before = listItem(done, i + 2);
    if (c.tp_mro == m) { c.tp_mro = before == None ? NULL : newRef(before); decref(m); } // the list holds m still
  }
  const mine = t.tp_bases == v;
  if (mine) { t.tp_bases = oldBases; t.tp_base = <u32>oldBase; noLongerBelow(t, v); }
  else noLongerBelow(t, oldBases);
  typeEpochNext();
  worldStart();
  if (mine) { decref(v); decref(toValue(base)); } else { decref(oldBases); decref(oldBase); }
}
/** Thread-local: MROs that this thread put in place; tells what a `mro()` did itself from what another thread did meanwhile. */
let placements: u32 = 0;
/** A new MRO for t; the change is noted in `done`. 1: in place, 0: an assignment inside of mro() did it (and saw to the subclasses), -1: exception. */
function remakeMro(t: TypeObject, done: Value): i32 {
  const native = !mroIsCustom(t);
  let placed = false;
  while (!placed) {
    const before = placements, seen = native ? NULL : typeMro(t);
    let m: Value = native ? NULL : mroOf(t, NULL);
    if (!native && !m) { decref(seen); return -1; }
    worldStop();
    if (native) m = mroCompute(t, t.tp_bases);
    const old = t.tp_mro;
    let noted = false;
    if (m && (native || old == seen)) {
      noted = listAppend(done, toValue(t)) >= 0 && listAppend(done, m) >= 0 && listAppend(done, old ? old : None) >= 0;
      placed = noted;
      if (placed) { t.tp_mro = m; placements++; typeEpochNext(); }
    }
    worldStart();
    decref(seen);
    if (placed) decref(old);
    else {
      decref(m);
      if (!m || (!noted && errOccurred())) return -1;
      if (placements != before) return 0;
    }
  }
  return 1;
}
/** New MROs for t and all below; each change is noted in `done`. False with an exception. */
function remakeMros(t: TypeObject, done: Value): bool {
  const r = remakeMro(t, done);
  if (r <= 0) return r == 0;
  const subs = typeSubclasses(t);
  if (!subs) return false;
  const n = listSize(subs);
  let ok = true;
  for (let i = 0; i < n && ok; i++) ok = remakeMros(as<TypeObject>(listItem(subs, i)), done);
  decref(subs);
  return ok;
}
/** The MROs of the bases, for typeRemake: only a `mro()` in Python is not simply called once more. New; NULL with an exception, None if there is no need. */
export function typeBaseMros(t: TypeObject, bases: Value): Value {
  if (!mroIsCustom(t)) return None;
  const n = tupleSize(bases), r = tupleNew(n);
  for (let i = 0; r && i < n; i++) { const m = typeMro(as<TypeObject>(tupleItem(bases, i))); tupleInit(r, i, m ? m : None); }
  return r;
}
/** A class just made that its bases know: something changed while it was made. `mros`: what typeBaseMros gave before. False with an exception. */
export function typeRemake(t: TypeObject, mros: Value): bool {
  let same = mros != None;
  if (same) {
    const now = typeBaseMros(t, t.tp_bases);
    if (!now) return false;
    for (let i = 0, n = tupleSize(mros); i < n; i++) if (tupleItem(mros, i) != tupleItem(now, i)) same = false;
    decref(now);
  }
  if (!same) {
    const done = listNew(0), ok = done != NULL && remakeMro(t, done) >= 0;
    decref(done);
    if (!ok) return false;
  }
  worldStop();
  typeFixupSlots(t);
  // who found it among its bases' subclasses may have looked something up by what was
  typeModified(t);
  worldStart();
  return true;
}
