/**
 * Which slots a class made in Python has, from the dunders in its MRO; and their update when an attribute of a class is assigned (update_slot, for the class and its
 * subclasses). CPython: update_one_slot, fixup_slot_dispatchers. Slots of a published type change only while the world is stopped.
 *
 * One slot: for each of its dunders look the name up. A wrapper_descriptor of the same slot whose class is a base gives the native function itself; anything else
 * makes the dispatcher necessary.
 */
import { Ptr, Value, NULL, None } from "../base/value";
import { as, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, SLOT_tp_new, SLOT_tp_hash, SLOT_tp_iternext, TF_HEAPTYPE } from "../../generated/core/types";
import { SLOTDEFS, SLOTDEF_COUNT } from "../../generated/core/dispatch";
import { decref } from "../refcount/count";
import { dictContains } from "../types/dict/core";
import { strAt, strLen, internStr } from "../types/str/core";
import { worldStop, worldStart } from "../threads/attach";
import { typeOf } from "./typeof";
import { typeEpochNext, typeFind } from "./type-lookup";
import { typeIsSubtype } from "./type-static";
import { typeUpdateAttrFlags, hashNotImplemented } from "./type-inherit";
import { WrapperDescrObject } from "./descriptors";
import { BuiltinObject } from "./method-def";
import { defName, defOffset, defWrap, newDef } from "./type-wrappers";
import { nextNotImplemented } from "./abstract";

// @ts-ignore: decorator
@inline function defAt(i: i32): Ptr { return SLOTDEFS + <usize>i * 24; }
/** The one slot among those a name stands for that the type has filled; 0 if none or several. */
function onlySlot(t: TypeObject, name: Value): usize {
  let r: usize = 0;
  for (let i = 0; i < SLOTDEF_COUNT; i++) {
    const d = defAt(i);
    if (defName(d) != name || !load<u32>(changetype<Ptr>(t) + defOffset(d))) continue;
    if (r) return 0;
    r = defOffset(d);
  }
  return r;
}
/** Sets the slot of definition i (and of those that follow with the same slot); returns the index after them. */
function updateOne(t: TypeObject, i: i32): i32 {
  const off = defOffset(defAt(i));
  let specific: u32 = 0, generic: u32 = 0, useGeneric = false;
  for (; i < SLOTDEF_COUNT && defOffset(defAt(i)) == off; i++) {
    const d = defAt(i), name = defName(d);
    const v = typeFind(t, name);
    if (!v) continue;
    const vt = typeOf(v);
    if (vt == T.wrapper_descriptor && defName(as<WrapperDescrObject>(v).def) == name) {
      const w = as<WrapperDescrObject>(v);
      const only = onlySlot(t, name);
      if (!only || only == off) generic = load<u32>(d, 12);
      if ((!specific || specific == w.wrapped) && defWrap(w.def) == defWrap(d) && typeIsSubtype(t, changetype<TypeObject>(w.objclass))) specific = w.wrapped;
      else useGeneric = true;
    } else if (off == SLOT_tp_new && vt == T.builtin_function_or_method && as<BuiltinObject>(v).def == newDef()) {
      // X.__new__ of a native type: its own function, if it is the one that makes our kind of object
      let base = t;
      while ((base.tp_flags & TF_HEAPTYPE) && base.tp_base) base = changetype<TypeObject>(base.tp_base);
      const f = as<TypeObject>(as<BuiltinObject>(v).self).tp_new;
      if (f == base.tp_new) specific = f;
      else { useGeneric = true; generic = load<u32>(d, 12); }
    } else if (v == None && off == SLOT_tp_hash) specific = hashNotImplemented.index;
    else {
      useGeneric = true;
      generic = load<u32>(d, 12);
      if (v == None && off == SLOT_tp_iternext) generic = nextNotImplemented.index;
    }
    decref(v);
  }
  // a heap type's tp_iternext is never 0: a loop that runs while the class loses its __next__ does not look again
  if (off == SLOT_tp_iternext && !specific && !generic) generic = nextNotImplemented.index;
  atomic.store<u32>(changetype<Ptr>(t) + off, specific && !useGeneric ? specific : generic);
  return i;
}
/** All slots of a new class. */
export function typeFixupSlots(t: TypeObject): void {
  for (let i = 0; i < SLOTDEF_COUNT;) i = updateOne(t, i);
  typeUpdateAttrFlags(t);
}
export function isDunder(name: Value): bool {
  const n = strLen(name);
  return n > 4 && strAt(name, 0) == 95 && strAt(name, 1) == 95 && strAt(name, n - 1) == 95 && strAt(name, n - 2) == 95;
}
function updateTree(t: TypeObject, name: Value): void {
  for (let i = 0; i < SLOTDEF_COUNT;) {
    const off = defOffset(defAt(i));
    let j = i, mine = false;
    for (; j < SLOTDEF_COUNT && defOffset(defAt(j)) == off; j++) if (defName(defAt(j)) == name) mine = true;
    if (mine) updateOne(t, i);
    i = j;
  }
  // __getattr__ decides about tp_getattro together with __getattribute__: same slot, done above
  typeUpdateAttrFlags(t);
  const subs: Ptr = <Ptr>t.tp_subclasses;
  if (!subs) return;
  const n = load<u32>(subs);
  for (let i: u32 = 0; i < n; i++) {
    const c = changetype<TypeObject>(load<u32>(subs + 8 + (<usize>i << 2)));
    if (!c.tp_dict || dictContains(c.tp_dict, name)) continue;
    updateTree(c, name);
  }
}
/** An attribute of t was assigned or deleted: the slots it stands for follow. */
export function typeUpdateSlot(t: TypeObject, name: Value): void {
  if (!isDunder(name)) return;
  const own = internStr(name);
  let any = false;
  for (let i = 0; i < SLOTDEF_COUNT; i++) if (defName(defAt(i)) == own) { any = true; break; }
  if (any) {
    worldStop();
    typeEpochNext();
    updateTree(t, own);
    worldStart();
  }
  decref(own);
}
/** The bases of t changed (world stopped): its slots and its subclasses' anew. */
export function typeUpdateAllSlots(t: TypeObject): void {
  typeEpochNext();
  typeFixupSlots(t);
  const subs: Ptr = <Ptr>t.tp_subclasses;
  if (!subs) return;
  const n = load<u32>(subs);
  for (let i: u32 = 0; i < n; i++) typeUpdateAllSlots(changetype<TypeObject>(load<u32>(subs + 8 + (<usize>i << 2))));
}
