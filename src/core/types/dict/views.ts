/**
 * dict_keys, dict_values, dict_items: live views, with the set operations of keys and items. Mirrors dictview_* in Objects/dictobject.c.
 *
 *   +16 dict (Value, @frozen)
 */
import { Ptr, Value, NULL, NotImplemented, False, True, boolean } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject, TF_SET_SUBCLASS, TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
import { newObject, freeObject } from "../../objects/alloc";
import { errOccurred, fmt } from "../../objects/errors";
import { contains, iter, iterNext, length, richCompareBool, sequenceToList } from "../../objects/abstract";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { strFromLiteral } from "../str/core";
import { reprEnter, reprLeave } from "../repr-guard";
import { tupleItem, tupleSize } from "../tuple/core";
import { setAdd, setDiscard, setNew } from "../set/core";
import { setUpdate } from "../set/update";
import { dictIterNew } from "./iter";
import { dictContains, dictGet, dictSize } from "./core";

@unmanaged
export class DictView extends Obj {
  /** @frozen */ dict: Value;
}
function make(t: TypeObject, d: Value): Value {
  const p = newObject(t);
  if (!p) return NULL;
  changetype<DictView>(p).dict = newRef(d);
  return <Value>p;
}
export function dict_keys(self: Value): Value { return make(T.dict_keys, self); }
export function dict_values(self: Value): Value { return make(T.dict_values, self); }
export function dict_items(self: Value): Value { return make(T.dict_items, self); }
export function view_dealloc(p: Ptr): void {
  decref(changetype<DictView>(p).dict);
  freeObject(p);
}
export function view_traverse(p: Ptr): void { gcVisit(changetype<DictView>(p).dict); }
export function view_len(self: Value): i32 { return dictSize(as<DictView>(self).dict); }
export function view_mapping(self: Value): Value {
  const p = newObject(T.mappingproxy);
  if (!p) return NULL;
  store<u64>(p, newRef(as<DictView>(self).dict), 16);
  return <Value>p;
}
export function view_repr(self: Value): Value {
  const g = reprEnter(self);
  if (g) return g < 0 ? NULL : strFromLiteral("...");
  const l = sequenceToList(self);
  const r = l ? fmt("%U(%R)", typeOf(self).tp_name, l) : NULL;
  decref(l);
  reprLeave(self);
  return r;
}
export function keys_iter(self: Value): Value { return dictIterNew(T.dict_keyiterator, as<DictView>(self).dict, 0, false); }
export function values_iter(self: Value): Value { return dictIterNew(T.dict_valueiterator, as<DictView>(self).dict, 1, false); }
export function items_iter(self: Value): Value { return dictIterNew(T.dict_itemiterator, as<DictView>(self).dict, 2, false); }
export function keys_reversed(self: Value): Value { return dictIterNew(T.dict_reversekeyiterator, as<DictView>(self).dict, 0, true); }
export function values_reversed(self: Value): Value { return dictIterNew(T.dict_reversevalueiterator, as<DictView>(self).dict, 1, true); }
export function items_reversed(self: Value): Value { return dictIterNew(T.dict_reverseitemiterator, as<DictView>(self).dict, 2, true); }
export function keys_contains(self: Value, key: Value): i32 { return dictContains(as<DictView>(self).dict, key); }
export function items_contains(self: Value, item: Value): i32 {
  if (!hasFlag(item, TF_TUPLE_SUBCLASS) || tupleSize(item) != 2) return 0;
  const v = dictGet(as<DictView>(self).dict, tupleItem(item, 0));
  if (!v) return errOccurred() ? -1 : 0;
  const c = richCompareBool(v, tupleItem(item, 1), 2);
  decref(v);
  return c;
}
// ---- set operations -----------------------------------------------------------------------------------------------------------
function isView(v: Value): bool { return isExact(v, T.dict_keys) || isExact(v, T.dict_items) || isExact(v, T.odict_keys) || isExact(v, T.odict_items); }
/** Whether every item of a is in b: 1, 0, -1. */
function allIn(a: Value, b: Value): i32 {
  const it = iter(a);
  if (!it) return -1;
  let r = 1;
  while (r == 1) {
    const v = iterNext(it);
    if (!v) { if (errOccurred()) r = -1; break; }
    r = contains(b, v);
    decref(v);
  }
  decref(it);
  return r;
}
export function view_compare(a: Value, b: Value, op: i32): Value {
  if (!hasFlag(b, TF_SET_SUBCLASS) && !isView(b)) return NotImplemented;
  const m = length(a);
  if (m < 0) return NULL;
  const n = length(b);
  if (n < 0) return NULL;
  let r = 0;
  switch (op) {
    case 2: case 3: r = m == n ? allIn(a, b) : 0; if (op == 3 && r >= 0) r = 1 - r; break;
    case 0: r = m < n ? allIn(a, b) : 0; break;
    case 1: r = m <= n ? allIn(a, b) : 0; break;
    case 4: r = m > n ? allIn(b, a) : 0; break;
    default: r = m >= n ? allIn(b, a) : 0;
  }
  return r < 0 ? NULL : boolean(r != 0);
}
/** A new set of the items of v. */
function setOf(v: Value): Value {
  const s = setNew();
  if (s && setUpdate(s, v) < 0) { decref(s); return NULL; }
  return s;
}
export function view_or(a: Value, b: Value): Value {
  const s = setOf(a);
  if (s && setUpdate(s, b) < 0) { decref(s); return NULL; }
  return s;
}
export function view_sub(a: Value, b: Value): Value {
  const s = setOf(a);
  return s && discardAll(s, b) ? s : NULL;
}
/** Takes all of b out of the new set s; drops s if it fails. */
function discardAll(s: Value, b: Value): bool {
  const it = iter(b);
  let ok = it != NULL;
  while (ok) {
    const v = iterNext(it);
    if (!v) { ok = !errOccurred(); break; }
    ok = setDiscard(s, v) >= 0;
    decref(v);
  }
  decref(it);
  if (!ok) decref(s);
  return ok;
}
export function view_and(a: Value, b: Value): Value {
  // the view may be on either side
  if (!isView(a)) { const t = a; a = b; b = t; }
  const it = iter(b), s = it ? setNew() : NULL;
  let ok = s != NULL;
  while (ok) {
    const v = iterNext(it);
    if (!v) { ok = !errOccurred(); break; }
    const c = contains(a, v);
    ok = c >= 0 && (c == 0 || setAdd(s, v) == 0);
    decref(v);
  }
  decref(it);
  if (!ok) { decref(s); return NULL; }
  return s;
}
export function view_xor(a: Value, b: Value): Value {
  const s = setOf(a);
  if (!s) return NULL;
  const o = setOf(b);
  if (!o) { decref(s); return NULL; }
  const it = iter(o);
  let ok = it != NULL;
  while (ok) {
    const v = iterNext(it);
    if (!v) { ok = !errOccurred(); break; }
    const c = setDiscard(s, v);
    ok = c > 0 || (c == 0 && setAdd(s, v) == 0);
    decref(v);
  }
  decref(it); decref(o);
  if (!ok) { decref(s); return NULL; }
  return s;
}
export function view_isdisjoint(self: Value, other: Value): Value {
  if (self == other) return boolean(length(self) == 0);
  const it = iter(other);
  if (!it) return NULL;
  let r = 0;
  while (r == 0) {
    const v = iterNext(it);
    if (!v) { if (errOccurred()) r = -1; break; }
    r = contains(self, v);
    decref(v);
  }
  decref(it);
  return r < 0 ? NULL : r ? False : True;
}

// ---- the views of OrderedDict ------------------------------------------------------------------------------------------------------
export function odict_keys(self: Value): Value { return make(T.odict_keys, self); }
export function odict_values(self: Value): Value { return make(T.odict_values, self); }
export function odict_items(self: Value): Value { return make(T.odict_items, self); }
export function okeys_iter(self: Value): Value { return dictIterNew(T.odict_iterator, as<DictView>(self).dict, 0, false); }
export function ovalues_iter(self: Value): Value { return dictIterNew(T.odict_iterator, as<DictView>(self).dict, 1, false); }
export function oitems_iter(self: Value): Value { return dictIterNew(T.odict_iterator, as<DictView>(self).dict, 2, false); }
export function okeys_reversed(self: Value): Value { return dictIterNew(T.odict_iterator, as<DictView>(self).dict, 0, true); }
export function ovalues_reversed(self: Value): Value { return dictIterNew(T.odict_iterator, as<DictView>(self).dict, 1, true); }
export function oitems_reversed(self: Value): Value { return dictIterNew(T.odict_iterator, as<DictView>(self).dict, 2, true); }
