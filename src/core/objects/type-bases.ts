/**
 * `cls.__bases__ = (…)`: new bases, new MROs for the class and all below, new slots. CPython: type_set_bases_unlocked, mro_hierarchy, mro_internal.
 *
 * A metaclass's `mro()` may assign `__bases__` again, of this class or another. Three things keep that sound: a base is refused when the chain of tp_base leads from
 * it to the class (its MRO may not say so yet); an MRO is put in place only if nobody replaced it while `mro()` ran; and what this assignment did is
 * finished, or undone, only where it is still in place.
 *
 * Lock: fields that other threads read without one (tp_bases, tp_base, tp_mro) change while the world is stopped. What they were is dropped afterwards: no
 * reader of an MRO passes a safepoint while it walks one.
 */
import { Ptr, Value, NULL } from "../base/value";
import { as, toValue } from "../base/obj";
import { TypeObject, T, TF_TYPE_SUBCLASS, TF_TUPLE_SUBCLASS } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { worldStop, worldStart } from "../threads/attach";
import { raise, raiseFmt } from "./errors";
import { hasFlag } from "./typeof";
import { typeIsSubtype } from "./type-static";
import { typeModified, typeSubclasses, typeAddSubclass, typeRemoveSubclass } from "./type-lookup";
import { typeUpdateAllSlots } from "./type-update";
import { bestBase, mroOf } from "./type-mro";
import { settable, compatibleLayouts } from "./type-object";
import { tupleItem, tupleSize } from "../types/tuple/core";
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
  t.tp_bases = newRef(v);
  t.tp_base = changetype<u32>(base);
  newRef(toValue(base));
  worldStart();
  const ok = remakeMros(t, done);
  if (!ok) undo(t, v, base, oldBases, oldBase, done);
  else {
    if (t.tp_bases == v) {
      const no = tupleSize(oldBases);
      for (let i = 0; i < no; i++) typeRemoveSubclass(as<TypeObject>(tupleItem(oldBases, i)), t);
      for (let i = 0; i < n; i++) typeAddSubclass(as<TypeObject>(tupleItem(v, i)), t);
      worldStop();
      typeUpdateAllSlots(t);
      worldStart();
    }
    decref(oldBases); decref(oldBase);
  }
  typeModified(t);
  decref(done);
  return ok ? 0 : -1;
}
/** Puts back what is still as this assignment left it. Steals oldBases and oldBase. */
function undo(t: TypeObject, v: Value, base: TypeObject, oldBases: Value, oldBase: Value, done: Value): void {
  worldStop();
  for (let i = listSize(done) - 3; i >= 0; i -= 3) {
    const c = as<TypeObject>(listItem(done, i)), m = listItem(done, i + 1);
    if (c.tp_mro == m) { c.tp_mro = newRef(listItem(done, i + 2)); decref(m); } // the list holds m still
  }
  const mine = t.tp_bases == v;
  if (mine) { t.tp_bases = oldBases; t.tp_base = <u32>oldBase; }
  worldStart();
  if (mine) { decref(v); decref(toValue(base)); } else { decref(oldBases); decref(oldBase); }
}
/** New MROs for t and all below; each change is noted in `done`. False with an exception. */
function remakeMros(t: TypeObject, done: Value): bool {
  const old = newRef(t.tp_mro), m = mroOf(t, t.tp_bases);
  if (!m) { decref(old); return false; }
  const noted = listAppend(done, toValue(t)) >= 0 && listAppend(done, m) >= 0 && listAppend(done, old) >= 0;
  let placed = false;
  if (noted) {
    worldStop();
    if (t.tp_mro == old) { t.tp_mro = m; placed = true; }
    worldStart();
  }
  decref(old);                                    // ours
  if (!placed) { decref(m); return noted; }       // replaced meanwhile: whoever did it saw to the subclasses
  decref(old);                                    // the field's
  const subs = typeSubclasses(t);
  if (!subs) return false;
  const n = listSize(subs);
  let ok = true;
  for (let i = 0; i < n && ok; i++) ok = remakeMros(as<TypeObject>(listItem(subs, i)), done);
  decref(subs);
  return ok;
}
