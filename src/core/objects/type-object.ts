/**
 * The type `type`: calling a class, its attributes (`__name__`, `__bases__`, `__dict__`, `__doc__`, `__annotations__` …), methods, repr, death. CPython:
 * Objects/typeobject.c. `__name__`, `__qualname__` and `__bases__` change with the world stopped; the rest of what a program may set lies in the type's dict.
 */
import { DOC, SIGNATURE, docOfType } from "./native-doc";
import { Ptr, Value, NULL, None, True, False, isPtr, int, boolean } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { TYPE_SIZE } from "../base/map";
import { TP_BASE, TP_DEALLOC, TP_TRAVERSE } from "../base/type-layout";
import { N } from "../../generated/core/names";
import {
  T, TypeObject, TF_HEAPTYPE, TF_IMMUTABLE, TF_TYPE_SUBCLASS, TF_ABSTRACT, TF_UNICODE_SUBCLASS, TF_TUPLE_SUBCLASS, TF_DICT_SUBCLASS, TF_BASETYPE, TF_HAS_DICT, TF_HAS_WEAKREF, call_tp_new, call_tp_init,
} from "../../generated/core/types";
import { loadV, xchgV } from "../base/atomics";
import { decref, newRef, decrefPtr } from "../refcount/count";
import { gcVisit } from "../gc/visit";
import { memFree } from "../memory/alloc";
import { worldStop, worldStart } from "../threads/attach";
import { freeObject } from "./alloc";
import { raise, raiseFmt, errOccurred, errMatches, errClear, fmt, ensureRaised } from "./errors";
import { typeOf, isExact, hasFlag } from "./typeof";
import { call1 } from "./call";
import { hasKeywords } from "./args";
import { typeIsSubtype } from "./type-static";
import { typeLookup, typeLock, typeUnlock, typeModified, typeModifiedLocked, typeSubclasses, typeAddSubclass, typeRemoveSubclass, typeMro } from "./type-lookup";
import { typeSetDict } from "./type-attributes";
import { typeUpdateAllSlots } from "./type-update";
import { bestBase, mroCompute, mroOf, solidBase } from "./type-mro";
import { typeTypeNew } from "./type-new";
import { typeFreeInline } from "./instance";
import { getAttrOptional } from "./attributes";
import { dictNew, dictGetStr, dictSet, dictContains, dictDel } from "../types/dict/core";
import { dictUpdate } from "../types/dict/merge";
import { tupleItem, tupleSize, tupleEmpty } from "../types/tuple/core";
import { listNew, listAppend, listExtend } from "../types/list/core";
import { strFromLiteral, strLen, strAt, strEqLiteral, internStr } from "../types/str/core";
import { isTrue, mappingKeys } from "./abstract";
import { realIsInstance, realIsSubclass } from "./isinstance";
import { weakrefClear } from "./weakref";
import { mappingProxyNew } from "./mappingproxy";
import { unionOr } from "./union";

// ---- calls ----------------------------------------------------------------------------------------------------------------------
/** cls(…): __new__, then __init__ if that made an instance of cls. */
export function typeCall(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = as<TypeObject>(type);
  if (t == T.type) {
    if (nargs == 1 && !hasKeywords(kwnames)) return newRef(toValue(typeOf(load<u64>(args))));
    if (nargs != 3) return raise(T.TypeError, "type() takes 1 or 3 arguments");
  }
  if (!t.tp_new) return raiseFmt(T.TypeError, "cannot create '%N' instances", type);
  const o = call_tp_new(t, type, args, nargs, kwnames);
  if (!o) return ensureRaised();
  const ot = typeOf(o);
  if (ot != t && !typeIsSubtype(ot, t)) return o;
  if (ot.tp_init && call_tp_init(ot, o, args, nargs, kwnames) < 0) { decref(o); return NULL; }
  return o;
}
export function typeInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (hasKeywords(kwnames) && nargs == 1) { raise(T.TypeError, "type.__init__() takes no keyword arguments"); return -1; }
  if (nargs != 1 && nargs != 3) { raise(T.TypeError, "type.__init__() takes 1 or 3 arguments"); return -1; }
  return 0;
}
export { typeTypeNew } from "./type-new";
export { typeSetBases } from "./type-bases";
export function typePrepare(cls: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return dictNew(); }

// ---- life ------------------------------------------------------------------------------------------------------------------------
export function typeDealloc(p: Ptr): void {
  const t = changetype<TypeObject>(p);
  if (t.tp_weaklist) weakrefClear(p);
  typeLeaveBases(t);
  dropAll(t);
  typeFreeInline(t);
  const s: Ptr = <Ptr>t.tp_subclasses;
  t.tp_subclasses = NULL;
  memFree(s);
  const b = t.tp_base;
  t.tp_base = 0;
  if (b) decrefPtr(b);
  const n = t.tp_name, q = t.tp_qualname;
  t.tp_name = N.type; t.tp_qualname = N.type;
  decref(n); decref(q);
  freeObject(p);
}
function typeLeaveBases(t: TypeObject): void {
  if (!t.tp_bases) return;
  const n = tupleSize(t.tp_bases);
  for (let i = 0; i < n; i++) typeRemoveSubclass(as<TypeObject>(tupleItem(t.tp_bases, i)), t);
}
function drop(at: Ptr): void { decref(xchgV(at, NULL)); }
function dropAll(t: TypeObject): void {
  const p = changetype<Ptr>(t);
  drop(p + offsetof<TypeObject>("tp_dict")); drop(p + offsetof<TypeObject>("tp_bases")); drop(p + offsetof<TypeObject>("tp_mro")); drop(p + offsetof<TypeObject>("tp_doc"));
  drop(p + offsetof<TypeObject>("ht_slots")); drop(p + offsetof<TypeObject>("ht_module"));
}
export function typeTraverse(p: Ptr): void {
  const t = changetype<TypeObject>(p);
  if (!(t.tp_flags & TF_HEAPTYPE)) return;
  gcVisit(t.tp_dict); gcVisit(t.tp_bases); gcVisit(t.tp_mro); gcVisit(t.ht_module);
  if (t.tp_base) gcVisit(<Value>t.tp_base);
}
/** The collector breaks cycles here: the dict is emptied and the MRO dropped; the bases stay until the end, for instances that die later. */
export function typeClear(p: Ptr): void {
  const t = changetype<TypeObject>(p);
  if (!(t.tp_flags & TF_HEAPTYPE)) return;
  typeModified(t);
  typeLeaveBases(t);
  if (t.tp_dict) dictClear(t.tp_dict);
  const m = xchgV(p + offsetof<TypeObject>("tp_mro"), newRef(tupleEmpty()));
  decref(m);
}
import { dictClear } from "../types/dict/core";

// ---- attributes --------------------------------------------------------------------------------------------------------------------
/** Names are read without a lock and without counting, by who meets no safepoint before the last use. Steals v. */
function exchange(t: TypeObject, off: usize, v: Value): void {
  worldStop();
  const old = xchgV(changetype<Ptr>(t) + off, v);
  worldStart();
  decref(old);
}
export function settable(t: TypeObject, v: Value, name: string): bool {
  const n = strFromLiteral(name);
  let ok = true;
  if (t.tp_flags & TF_IMMUTABLE) { raiseFmt(T.TypeError, "cannot set '%U' attribute of immutable type '%N'", n, toValue(t)); ok = false; }
  else if (!v) { raiseFmt(T.TypeError, "cannot delete '%U' attribute of immutable type '%N'", n, toValue(t)); ok = false; }
  decref(n);
  return ok;
}
export function typeGetName(self: Value): Value { return newRef(as<TypeObject>(self).tp_name); }
/** A class is called what C could call it: UTF-8 without null characters. False with an exception. */
export function typeNameFits(v: Value): bool {
  if (!strIsAscii(v)) {
    const b = strToUtf8(v);
    if (!b) return false;
    decref(b);
  }
  const n = strLen(v);
  for (let i = 0; i < n; i++) if (strAt(v, i) == 0) { raise(T.ValueError, "type name must not contain null characters"); return false; }
  return true;
}
import { strToUtf8 } from "../codecs/utf8";
import { strIsAscii } from "../types/str/core";
export function typeSetName(self: Value, v: Value): i32 {
  const t = as<TypeObject>(self);
  if (!settable(t, v, "__name__")) return -1;
  if (!hasFlag(v, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "can only assign string to %N.__name__, not '%T'", self, v); return -1; }
  if (!typeNameFits(v)) return -1;
  exchange(t, offsetof<TypeObject>("tp_name"), newRef(v));
  return 0;
}
export function typeGetQualname(self: Value): Value { return newRef(as<TypeObject>(self).tp_qualname); }
export function typeSetQualname(self: Value, v: Value): i32 {
  const t = as<TypeObject>(self);
  if (!settable(t, v, "__qualname__")) return -1;
  if (!hasFlag(v, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "can only assign string to %N.__qualname__, not '%T'", self, v); return -1; }
  exchange(t, offsetof<TypeObject>("tp_qualname"), newRef(v));
  return 0;
}
export function typeGetModule(self: Value): Value {
  const t = as<TypeObject>(self);
  if (t.tp_flags & TF_HEAPTYPE) {
    const m = dictGetStr(t.tp_dict, N.__module__);
    return m ? m : raise(T.AttributeError, "__module__");
  }
  return newRef(t.ht_module ? t.ht_module : N.builtins);
}
export function typeSetModule(self: Value, v: Value): i32 {
  const t = as<TypeObject>(self);
  if (!settable(t, v, "__module__")) return -1;
  const r = typeSetDict(t, N.__module__, v);
  // the first line says where the class was: no longer true
  if (r == 0 && dictContains(t.tp_dict, N.__firstlineno__) == 1) typeSetDict(t, N.__firstlineno__, NULL);
  return r;
}
export function typeGetDoc(self: Value): Value {
  const t = as<TypeObject>(self);
  if (!(t.tp_flags & TF_HEAPTYPE)) {
    const d = docOfType(t, DOC);
    return d ? d : newRef(t.tp_doc);
  }
  const v = typeLookup(t, N.__doc__);
  if (!v) return None;
  return bound(self, v);
}
import { call_tp_descr_get } from "../../generated/core/types";
/** What the class's attribute v gives when it is asked of the class itself. Steals v. */
function bound(self: Value, v: Value): Value {
  const t = typeOf(v);
  if (!t.tp_descr_get) return v;
  const r = call_tp_descr_get(t, v, NULL, self);
  decref(v);
  return r;
}
export function typeSetDoc(self: Value, v: Value): i32 {
  const t = as<TypeObject>(self);
  if (!settable(t, v, "__doc__")) return -1;
  return typeSetDict(t, N.__doc__, v);
}
export function typeGetTextSignature(self: Value): Value { const s = docOfType(as<TypeObject>(self), SIGNATURE); return s ? s : None; }
export function typeGetDict(self: Value): Value { return mappingProxyNew(as<TypeObject>(self).tp_dict); }
export function typeGetMro(self: Value): Value { const m = typeMro(as<TypeObject>(self)); return m ? m : None; }
export function typeGetBase(self: Value): Value { const b = as<TypeObject>(self).tp_base; return b ? newRef(<Value>b) : None; }
export function typeGetBases(self: Value): Value {
  typeLock();
  const r = newRef(as<TypeObject>(self).tp_bases);
  typeUnlock();
  return r ? r : newRef(tupleEmpty());
}
export function typeGetFlags(self: Value): Value {
  // CPython's numbers for the flags that programs look at
  const f = as<TypeObject>(self).tp_flags;
  let r: u32 = 1 << 12;
  if (f & TF_HEAPTYPE) r |= 1 << 9;
  if (f & TF_BASETYPE) r |= 1 << 10;
  if (f & TF_IMMUTABLE) r |= 1 << 8;
  if (f & TF_ABSTRACT) r |= 1 << 20;
  if (f & TF_TYPE_SUBCLASS) r |= <u32>1 << 31;
  if (f & TF_SEQUENCE) r |= 1 << 5;
  if (f & TF_MAPPING) r |= 1 << 6;
  return int(<i64>r);
}
import { TF_SEQUENCE, TF_MAPPING, TF_DISALLOW_INSTANTIATION } from "../../generated/core/types";
export function typeGetBasicsize(self: Value): Value { return int(as<TypeObject>(self).tp_basicsize); }
export function typeGetItemsize(self: Value): Value { return int(as<TypeObject>(self).tp_itemsize); }
export function typeGetDictoffset(self: Value): Value { const t = as<TypeObject>(self); return int(t.tp_flags & TF_HAS_DICT ? t.tp_tail : 0); }
export function typeGetWeakrefoffset(self: Value): Value { const t = as<TypeObject>(self); return int(t.tp_flags & TF_HAS_WEAKREF ? (t.tp_tail < 0 ? t.tp_tail : t.tp_tail + 8) : 0); }
export function typeGetAbstractMethods(self: Value): Value {
  // type itself has none: the descriptor is not the attribute
  const v = self == toValue(T.type) ? NULL : dictGetStr(as<TypeObject>(self).tp_dict, N.__abstractmethods__);
  return v ? v : raise(T.AttributeError, "__abstractmethods__");
}
export function typeSetAbstractMethods(self: Value, v: Value): i32 {
  const t = as<TypeObject>(self);
  let abstract: i32 = 0;
  if (v) { abstract = isTrue(v); if (abstract < 0) return -1; }
  // abstract before the new version that caches trust, concrete only after it
  const before = t.tp_flags & TF_ABSTRACT;
  if (abstract) t.tp_flags |= TF_ABSTRACT;
  const r = typeSetDict(t, N.__abstractmethods__, v);
  if (r < 0 && !before) t.tp_flags &= ~TF_ABSTRACT;
  if (r == -2) { raise(T.AttributeError, "__abstractmethods__"); return -1; }
  if (r < 0) return -1;
  if (!abstract && before) { t.tp_flags &= ~TF_ABSTRACT; typeModified(t); }
  return 0;
}
/** The annotate function: what the compiler stored as __annotate_func__, or __annotate__ as set. */
export function typeGetAnnotate(self: Value): Value {
  const t = as<TypeObject>(self);
  if (!(t.tp_flags & TF_HEAPTYPE)) return raiseFmt(T.AttributeError, "type object '%N' has no attribute '__annotate__'", self);
  let v = dictGetStr(t.tp_dict, N.__annotate_func__);
  if (!v) v = dictGetStr(t.tp_dict, N.__annotate__);
  if (!v) return None;
  return bound(self, v);
}
export function typeSetAnnotate(self: Value, v: Value): i32 {
  const t = as<TypeObject>(self);
  if (!v) { raise(T.TypeError, "cannot delete __annotate__ attribute"); return -1; }
  if (t.tp_flags & TF_IMMUTABLE) { raiseFmt(T.TypeError, "cannot set '__annotate__' attribute of immutable type '%N'", self); return -1; }
  if (v != None && !typeOf(v).tp_call) { raise(T.TypeError, "__annotate__ must be callable or None"); return -1; }
  if (typeSetDict(t, N.__annotate_func__, v) < 0) return -1;
  if (v != None && typeSetDict(t, N.__annotations_cache__, NULL) == -1) return -1;
  return 0;
}
/** Evaluated on first use: annotate(1), kept in the class. */
export function typeGetAnnotations(self: Value): Value {
  const t = as<TypeObject>(self);
  if (!(t.tp_flags & TF_HEAPTYPE)) return raiseFmt(T.AttributeError, "type object '%N' has no attribute '__annotations__'", self);
  let v = dictGetStr(t.tp_dict, N.__annotations__);
  if (!v) v = dictGetStr(t.tp_dict, N.__annotations_cache__);
  if (v) return bound(self, v);
  const f = typeGetAnnotate(self);
  if (!f) return NULL;
  let a: Value;
  if (f == None || !typeOf(f).tp_call) a = dictNew();
  else {
    a = call1(f, int(1));
    if (a && !hasFlag(a, TF_DICT_SUBCLASS)) { raiseFmt(T.TypeError, "__annotate__() must return a dict, not %T", a); decref(a); a = NULL; }
  }
  decref(f);
  if (a && typeSetDict(t, N.__annotations_cache__, a) < 0) { decref(a); return NULL; }
  return a;
}
export function typeSetAnnotations(self: Value, v: Value): i32 {
  const t = as<TypeObject>(self);
  if (t.tp_flags & TF_IMMUTABLE) { raiseFmt(T.TypeError, "cannot set '__annotations__' attribute of immutable type '%N'", self); return -1; }
  const direct = dictContains(t.tp_dict, N.__annotations__) == 1;
  const r = typeSetDict(t, direct ? N.__annotations__ : N.__annotations_cache__, v);
  if (r == -2) { raise(T.AttributeError, "__annotations__"); return -1; }
  if (r < 0) return -1;
  if (typeSetDict(t, N.__annotate_func__, NULL) == -1) return -1;
  if (typeSetDict(t, N.__annotate__, NULL) == -1) return -1;
  return 0;
}
export function typeGetTypeParams(self: Value): Value {
  const t = as<TypeObject>(self);
  const v = t == T.type ? NULL : dictGetStr(t.tp_dict, N.__type_params__);
  return v ? v : newRef(tupleEmpty());
}
export function typeSetTypeParams(self: Value, v: Value): i32 {
  const t = as<TypeObject>(self);
  if (!settable(t, v, "__type_params__")) return -1;
  return typeSetDict(t, N.__type_params__, v);
}

// ---- __bases__ -----------------------------------------------------------------------------------------------------------------------
/** Whether objects of `from` could have been made by `to`: same struct, same tail, same deallocation. TypeError naming the attribute if not. */
export function compatibleLayouts(from: TypeObject, to: TypeObject, attribute: string): bool {
  const same = from.tp_basicsize == to.tp_basicsize && from.tp_itemsize == to.tp_itemsize && from.tp_tail == to.tp_tail && sameMembers(from, to) &&
    nativeOf(from).tp_dealloc == nativeOf(to).tp_dealloc && (from.tp_flags & (TF_HAS_DICT | TF_HAS_WEAKREF)) == (to.tp_flags & (TF_HAS_DICT | TF_HAS_WEAKREF));
  if (same) return true;
  const a = strFromLiteral(attribute);
  raiseFmt(T.TypeError, "%U assignment: '%N' object layout differs from '%N'", a, toValue(to), toValue(from));
  decref(a);
  return false;
}
function nativeOf(t: TypeObject): TypeObject { while (t.tp_flags & TF_HEAPTYPE) t = changetype<TypeObject>(t.tp_base); return t; }
/** The members along the bases have the same names in the same places. */
function sameMembers(a: TypeObject, b: TypeObject): bool {
  while (true) {
    while (a.ht_nmembers == 0 && a.tp_base) a = changetype<TypeObject>(a.tp_base);
    while (b.ht_nmembers == 0 && b.tp_base) b = changetype<TypeObject>(b.tp_base);
    if (a == b) return true;
    if (a.ht_nmembers != b.ht_nmembers || a.ht_nmembers == 0) return a.ht_nmembers == b.ht_nmembers && solidBase(a) == solidBase(b);
    for (let i: u32 = 0; i < a.ht_nmembers; i++) if (tupleItem(a.ht_slots, <i32>i) != tupleItem(b.ht_slots, <i32>i)) return false;
    a = changetype<TypeObject>(a.tp_base); b = changetype<TypeObject>(b.tp_base);
  }
}

// ---- methods ---------------------------------------------------------------------------------------------------------------------------
export function typeMroMethod(self: Value): Value {
  const t = as<TypeObject>(self), tuple = mroCompute(t, t.tp_bases);
  if (!tuple) return NULL;
  const l = listNew(0);
  if (l && listExtend(l, tuple) < 0) { decref(l); decref(tuple); return NULL; }
  decref(tuple);
  return l;
}
export function typeSubclassesMethod(self: Value): Value { return typeSubclasses(as<TypeObject>(self)); }
export function typeInstanceCheck(self: Value, o: Value): Value { const r = realIsInstance(o, self); return r < 0 ? NULL : boolean(r == 1); }
export function typeSubclassCheck(self: Value, c: Value): Value { const r = realIsSubclass(c, self); return r < 0 ? NULL : boolean(r == 1); }
export function typeSizeof(self: Value): Value { return int(<i64>offsetof<TypeObject>()); }
/** Names in the dicts of the class and its bases. */
export function typeDir(self: Value): Value {
  const d = dictNew();
  if (!d) return NULL;
  if (mergeClassDict(d, self) < 0) { decref(d); return NULL; }
  const l = mappingKeys(d);
  decref(d);
  return l;
}
export function mergeClassDict(d: Value, cls: Value): i32 {
  const own = getAttrOptional(cls, N.__dict__);
  if (!own) { if (errOccurred()) return -1; }
  else {
    const r = dictUpdate(d, own);
    decref(own);
    if (r < 0) return -1;
  }
  const bases = getAttrOptional(cls, N.__bases__);
  if (!bases) return errOccurred() ? -1 : 0;
  let r: i32 = 0;
  if (hasFlag(bases, TF_TUPLE_SUBCLASS)) { const n = tupleSize(bases); for (let i = 0; i < n && r == 0; i++) r = mergeClassDict(d, tupleItem(bases, i)); }
  decref(bases);
  return r;
}
export function typeRepr(self: Value): Value {
  const t = as<TypeObject>(self);
  const m = typeGetModule(self);
  if (!m) { if (!errMatches(T.AttributeError)) return NULL; errClear(); }
  const r = m && hasFlag(m, TF_UNICODE_SUBCLASS) && !strEqLiteral(m, "builtins") ? fmt("<class '%U.%U'>", m, t.tp_qualname) : fmt("<class '%U'>", t.tp_qualname);
  decref(m);
  return r;
}
export function typeOr(a: Value, b: Value): Value { return unionOr(a, b); }

/** Compile-time only: the layout that lower rooms know, and the room a static type has. */
export function typeLayoutAssert(): void {
  if (offsetof<TypeObject>("tp_dealloc") != TP_DEALLOC) ERROR("TP_DEALLOC");
  if (offsetof<TypeObject>("tp_traverse") != TP_TRAVERSE) ERROR("TP_TRAVERSE");
  if (offsetof<TypeObject>("tp_base") != TP_BASE) ERROR("TP_BASE");
  if (offsetof<TypeObject>() > TYPE_SIZE) ERROR("TYPE_SIZE");
}
export { typeGetAttro as typeGetattro, typeSetAttro as typeSetattro } from "./type-attributes";
