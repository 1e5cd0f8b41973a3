/** `__slots__`: which members a class adds to its base's struct, and whether instances get a dict and weak references. CPython: type_new_slots. */
import { Ptr, Value, NULL, None, isPtr } from "../base/value";
import { as, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_HAS_DICT, TF_HAS_WEAKREF, TF_UNICODE_SUBCLASS, TF_TYPE_SUBCLASS } from "../../generated/core/types";
import { decref, newRef, increfPtr } from "../refcount/count";
import { setDeferred } from "../refcount/count-slow";
import { newObject } from "./alloc";
import { raise, raiseFmt, errOccurred } from "./errors";
import { typeOf, isExact } from "./typeof";
import { dictGetStr, dictSet, dictContains } from "../types/dict/core";
import { listNew, listAppend, listToTuple, listSort, listSize, listItem } from "../types/list/core";
import { tupleItem, tupleSize, tuplePack1, tupleEmpty } from "../types/tuple/core";
import { strAt, strLen, strEq, internStr } from "../types/str/core";
import { sbNew, sbChar, sbSlice, sbStr, sbFinish } from "../types/str/builder";
import { sequenceToTuple } from "./abstract";
import { GetSetDescrObject, MemberDescrObject } from "./descriptors";
import { typeIsVarSized } from "./type-static";
import { instanceDict, instanceSetDict } from "./instance";
import { weakrefFirst } from "./weakref";
import { strIsIdentifier } from "../types/str/methods-case";

/** What slotsPrepare finds out, for a while on the scratch stack. */
@unmanaged
export class Layout {
  /** tuple of mangled names, sorted, or NULL if there is no __slots__; owned */ names: Value;
  basicsize: i32;
  addDict: bool;
  addWeak: bool;
}
/** _Class__name */
export function mangle(cls: Value, name: Value): Value {
  const n = strLen(name);
  if (n < 3 || strAt(name, 0) != 95 || strAt(name, 1) != 95 || (strAt(name, n - 1) == 95 && strAt(name, n - 2) == 95)) return newRef(name);
  for (let i = 0; i < n; i++) if (strAt(name, i) == 46) return newRef(name);
  let from = 0;
  const c = strLen(cls);
  while (from < c && strAt(cls, from) == 95) from++;
  if (from == c) return newRef(name);
  const sb = sbNew(c + n);
  sbChar(sb, 95);
  sbSlice(sb, cls, from, c);
  sbStr(sb, name);
  return sbFinish(sb);
}
export function slotsPrepare(l: Layout, cls: Value, bases: Value, base: TypeObject, dict: Value): bool {
  const mayDict = !(base.tp_flags & TF_HAS_DICT);
  const mayWeak = !(base.tp_flags & TF_HAS_WEAKREF) && (!typeIsVarSized(base) || (base.tp_flags & TF_UNICODE_SUBCLASS) != 0);
  l.basicsize = base.tp_basicsize;
  const slots = dictGetStr(dict, N.__slots__);
  if (!slots) { l.addDict = mayDict; l.addWeak = mayWeak; return true; }
  let given: Value = NULL;
  if (isPtr(slots) && (typeOf(slots).tp_flags & TF_UNICODE_SUBCLASS)) given = tuplePack1(slots);
  else given = sequenceToTuple(slots);
  decref(slots);
  if (!given) return false;
  const ok = collect(l, cls, base, dict, given, mayDict, mayWeak);
  decref(given);
  if (!ok) return false;
  // a base beside the first may bring a dict or weak references
  const nb = tupleSize(bases);
  if (nb > 1 && ((mayDict && !l.addDict) || (mayWeak && !l.addWeak))) {
    for (let i = 0; i < nb; i++) {
      const b = as<TypeObject>(tupleItem(bases, i));
      if (b == base) continue;
      if (mayDict && (b.tp_flags & TF_HAS_DICT)) l.addDict = true;
      if (mayWeak && (b.tp_flags & TF_HAS_WEAKREF)) l.addWeak = true;
    }
  }
  return true;
}
function collect(l: Layout, cls: Value, base: TypeObject, dict: Value, given: Value, mayDict: bool, mayWeak: bool): bool {
  const n = tupleSize(given);
  const text = (base.tp_flags & TF_UNICODE_SUBCLASS) != 0;
  if (n > 0 && typeIsVarSized(base) && !text) { raiseFmt(T.TypeError, "nonempty __slots__ not supported for subtype of '%N'", toValue(base)); return false; }
  const list = listNew(0);
  if (!list) return false;
  let ok = true;
  for (let i = 0; i < n && ok; i++) {
    const s = tupleItem(given, i);
    if (!isPtr(s) || !(typeOf(s).tp_flags & TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "__slots__ items must be strings, not '%T'", s); ok = false; break; }
    if (!strIsIdentifier(s)) { raise(T.TypeError, "__slots__ must be identifiers"); ok = false; break; }
    if (strEq(s, N.__dict__)) {
      if (!mayDict || l.addDict) { raise(T.TypeError, "__dict__ slot disallowed: we already got one"); ok = false; }
      l.addDict = true;
      continue;
    }
    if (strEq(s, N.__weakref__)) {
      if (!mayWeak || l.addWeak) { raise(T.TypeError, "__weakref__ slot disallowed: we already got one"); ok = false; }
      l.addWeak = true;
      continue;
    }
    const m = mangle(cls, s);
    if (!m) { ok = false; break; }
    const name = internStr(m);
    decref(m);
    if (listAppend(list, name) < 0) ok = false;
    // these are attributes of the namespace that go away
    else if (!strEq(name, N.__qualname__) && !strEq(name, N.__classcell__) && !strEq(name, N.__classdictcell__)) {
      const c = dictContains(dict, name);
      if (c != 0) { if (c > 0) raiseFmt(T.ValueError, "%R in __slots__ conflicts with class variable", name); ok = false; }
    }
    decref(name);
  }
  if (ok && listSort(list) < 0) ok = false;
  if (ok) {
    // a str's characters lie in the object itself, so members of its subclasses live in a dict
    l.names = text ? tupleEmpty() : listToTuple(list);
    if (!l.names) ok = false;
    else if (text && n > 0) { if (mayDict) l.addDict = true; }
    else if (tupleSize(l.names)) l.basicsize = ((base.tp_basicsize + 7) & ~7) + tupleSize(l.names) * 8;
  }
  decref(list);
  return ok;
}
/** Member descriptors for the slots, `__dict__` and `__weakref__` for what was added. */
export function slotsAddMembers(t: TypeObject, l: Layout, base: TypeObject): bool {
  const n = l.names ? tupleSize(l.names) : 0;
  t.ht_members = <u32>((base.tp_basicsize + 7) & ~7);
  t.ht_nmembers = <u32>n;
  for (let i = 0; i < n; i++) {
    const p = newObject(T.member_descriptor);
    if (!p) return false;
    const m = changetype<MemberDescrObject>(p), name = tupleItem(l.names, i);
    m.offset = t.ht_members + (<u32>i << 3);
    m.kind = 0; m.writable = 1; m.heap = 1;
    m.objclass = changetype<u32>(t);
    newRef(toValue(t));
    m.name = newRef(name);
    const r = dictSet(t.tp_dict, name, <Value>p);
    decref(<Value>p);
    if (r < 0) return false;
  }
  if (l.addDict && !(t.tp_flags & TF_TYPE_SUBCLASS) && !addGetSet(t, N.__dict__, instanceDict.index, instanceSetDict.index)) return false;
  if (l.addWeak && !(t.tp_flags & TF_TYPE_SUBCLASS) && !addGetSet(t, N.__weakref__, weakrefFirst.index, 0)) return false;
  return true;
}
function addGetSet(t: TypeObject, name: Value, getter: u32, setter: u32): bool {
  if (dictContains(t.tp_dict, name)) return true;
  const p = newObject(T.getset_descriptor);
  if (!p) return false;
  const g = changetype<GetSetDescrObject>(p);
  g.getter = getter; g.setter = setter; g.name = name; g.objclass = changetype<u32>(t);
  newRef(toValue(t));
  const r = dictSet(t.tp_dict, name, <Value>p);
  decref(<Value>p);
  return r == 0;
}
