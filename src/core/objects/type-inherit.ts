/**
 * Inheritance of slots (CPython: inherit_slots, inherit_special in Objects/typeobject.c). A slot is copied from a base of the MRO if the type has none and
 * the base *defines* it, that is, differs from its own base; so the nearest definition wins. tp_hash and tp_richcompare go together, and not at all
 * when the class body defines `__eq__` or `__hash__`.
 */
import { Value, NULL, Ptr } from "../base/value";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_HAVE_GC, TF_METHOD_DESCRIPTOR, TF_SEQUENCE, TF_MAPPING, TF_MATCH_SELF, TF_GENERIC_GETATTR, TF_GENERIC_SETATTR, TF_HEAPTYPE, TF_IMMUTABLE,
  SLOT_am_await, SLOT_bf_releasebuffer, SLOT_tp_repr, SLOT_tp_str, SLOT_tp_call, SLOT_tp_iter, SLOT_tp_iternext, SLOT_tp_descr_get, SLOT_tp_descr_set, SLOT_tp_init, SLOT_tp_finalize, SLOT_tp_dealloc } from "../../generated/core/types";
import { dictContains } from "../types/dict/core";
import { raiseFmt } from "./errors";
import { genericGetAttr, genericSetAttr } from "./attributes";
import { typeOf } from "./typeof";

function copySlot(t: TypeObject, base: TypeObject, basebase: TypeObject, off: usize): void {
  const p = changetype<Ptr>(t) + off;
  if (load<u32>(p)) return;
  const v = load<u32>(changetype<Ptr>(base) + off);
  if (v && (!changetype<u32>(basebase) || v != load<u32>(changetype<Ptr>(basebase) + off))) atomic.store<u32>(p, v);
}
export function typeInheritSlots(t: TypeObject, base: TypeObject): void {
  const bb = changetype<TypeObject>(base.tp_base);
  // async, number, mapping, sequence and buffer slots are one range of the table
  for (let off = SLOT_am_await; off <= SLOT_bf_releasebuffer; off += 4) copySlot(t, base, bb, off);
  if (!t.tp_getattro) t.tp_getattro = base.tp_getattro;
  if (!t.tp_setattro) t.tp_setattro = base.tp_setattro;
  copySlot(t, base, bb, SLOT_tp_dealloc);
  copySlot(t, base, bb, SLOT_tp_repr);
  copySlot(t, base, bb, SLOT_tp_call);
  copySlot(t, base, bb, SLOT_tp_str);
  if (!t.tp_richcompare && !t.tp_hash) {
    if (!dictContains(t.tp_dict, N.__eq__) && !dictContains(t.tp_dict, N.__hash__)) { t.tp_richcompare = base.tp_richcompare; t.tp_hash = base.tp_hash; }
  }
  copySlot(t, base, bb, SLOT_tp_iter);
  copySlot(t, base, bb, SLOT_tp_iternext);
  const hadGet = t.tp_descr_get;
  copySlot(t, base, bb, SLOT_tp_descr_get);
  if (t.tp_descr_get && !hadGet && t.tp_descr_get == base.tp_descr_get && (base.tp_flags & TF_METHOD_DESCRIPTOR) && (t.tp_flags & TF_IMMUTABLE)) t.tp_flags |= TF_METHOD_DESCRIPTOR;
  copySlot(t, base, bb, SLOT_tp_descr_set);
  copySlot(t, base, bb, SLOT_tp_init);
  copySlot(t, base, bb, SLOT_tp_finalize);
}
/** What comes from the one base that gives the layout: collector's slots, pattern-matching flags. */
export function typeInheritFromBase(t: TypeObject, base: TypeObject): void {
  if (!(t.tp_flags & TF_HAVE_GC) && (base.tp_flags & TF_HAVE_GC) && !t.tp_traverse && !t.tp_clear) t.tp_flags |= TF_HAVE_GC;
  if (!t.tp_traverse) t.tp_traverse = base.tp_traverse;
  if (!t.tp_clear) t.tp_clear = base.tp_clear;
  t.tp_flags |= base.tp_flags & (TF_SEQUENCE | TF_MAPPING | TF_MATCH_SELF);
}
/** Sets the flags that inline caches look at. */
export function typeUpdateAttrFlags(t: TypeObject): void {
  let f = t.tp_flags & ~(TF_GENERIC_GETATTR | TF_GENERIC_SETATTR);
  if (t.tp_getattro == genericGetAttr.index) f |= TF_GENERIC_GETATTR;
  if (t.tp_setattro == genericSetAttr.index) f |= TF_GENERIC_SETATTR;
  t.tp_flags = f;
}
/** tp_hash of what cannot be hashed. */
export function hashNotImplemented(o: Value): i64 {
  raiseFmt(T.TypeError, "unhashable type: '%T'", o);
  return -1;
}
