/**
 * Attribute access (CPython: Objects/object.c, PyObject_GetAttr, _PyObject_GenericGetAttrWithDict, _PyObject_GetMethod).
 *
 * INLINE CACHES. The interpreter asks `attrCacheLookup(type, name, out)` what a load of `name` on instances of `type` does, and `attrCacheLookupStore` for
 * stores. The answer is two words to be stored in the instruction's cache, each @atomic as a whole:
 *   out+0   u64  version u32 (low) | kind u8 << 32 | argument u16 << 40. Valid while the type's tp_version is `version`
 *   out+8   u64  a Value of the type (function, class attribute, descriptor), or 0. Borrowed: alive as long as the type has the version (it is in a dict of the MRO;
 *                a reader takes its reference by tryIncref on the cache word, then looks at the version once more)
 * Kinds (the type is typeOf(receiver), whose tp_version == version; `tail` = receiver + tp_tail, `slot` = tail + 16 + 8 * argument):
 *   AC_NONE          nothing to be cached: take the general way
 *   AC_INLINE        load: v = *slot; neither NULL nor MOVED: the result (tryIncref(slot, v)). Else the general way.
 *                    store: CAS from old, neither NULL nor MOVED; else the general way
 *   AC_INLINE_CHECK  the same, but first argument < u8 capacity at tail+13
 *   AC_DICT          the instance has (or may have) a real dict, or inline values do not apply: general way, but the type has no data descriptor of that name;
 *                    out+8 is what the type has under the name, or 0
 *   AC_SLOT          a member made by __slots__ at byte offset `argument` of the object: v = *(receiver + argument); NULL: general way (AttributeError)
 *   AC_METHOD        out+8 is a function or method descriptor (METHOD_DESCRIPTOR flag) and the name is not among the shared keys: if *tail (the dict) is NULL the
 *                    instance does not shadow it; else the general way. AC_METHOD_NODICT: instances have no dict: nothing to check.
 *                    (A name that enters the shared keys and is a class attribute gives the type a new version. A class attribute that is among the shared
 *                    keys is answered as AC_INLINE: the instance's value, or the general way.)
 *   AC_TYPE_ATTR     out+8 is a plain class attribute (no __get__), else as AC_METHOD. AC_TYPE_ATTR_NODICT likewise.
 *   AC_PROPERTY      out+8 is the getter function of a property: the result is its call with the receiver
 *   AC_TUPLE_ITEM    a field of a named tuple: item `argument` of the receiver, which is a tuple
 *   AC_STATIC        out+8 is a staticmethod: the result is its callable, under the same condition as AC_METHOD; AC_STATIC_NODICT as AC_METHOD_NODICT
 *   AC_CLASSM        out+8 is a classmethod: its callable with the receiver's type; AC_CLASSM_NODICT likewise
 *   AC_CLASS         the receiver is a class, whose own version it is; out+8 is what it has, the result. AC_CLASS_STATIC, AC_CLASS_CLASSM: out+8 is such a descriptor.
 *                    Who changes a metaclass takes the versions of all types away (type-lookup.ts)
 *   AC_GENERIC       anything else: take the general way
 */
import { Ptr, Value, NULL, None, MOVED, isPtr } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { load32, loadV } from "../base/atomics";
import { N } from "../../generated/core/names";
import {
  T, TypeObject, call_tp_getattro, call_tp_setattro, call_tp_descr_get, call_tp_descr_set, TF_METHOD_DESCRIPTOR, TF_GENERIC_GETATTR, TF_GENERIC_SETATTR,
  TF_UNICODE_SUBCLASS, TF_INLINE_VALUES, TF_HAS_DICT, TF_TYPE_SUBCLASS, TF_TUPLE_SUBCLASS,
} from "../../generated/core/types";
import { decref, newRef, incref } from "../refcount/count";
import { raiseFmt, raise, errOccurred, errMatches, errClear, raiseException, fmt } from "./errors";
import { typeOf } from "./typeof";
import { typeLookup, typeVersion } from "./type-lookup";
import { instanceGet, instanceSet, keysFind, tailOf } from "./instance";
import { typeIsSubtype } from "./type-static";
import { attributeErrorNew, attributeErrorSet } from "../types/exceptions/create";
import { DescrObject, MemberDescrObject } from "./descriptors";
import { PropertyObject } from "./property";
import { tuplegetterIndex } from "./tuplegetter";

export const AC_NONE: u8 = 0;
export const AC_INLINE: u8 = 1;
export const AC_INLINE_CHECK: u8 = 2;
export const AC_DICT: u8 = 3;
export const AC_SLOT: u8 = 4;
export const AC_METHOD: u8 = 5;
export const AC_METHOD_NODICT: u8 = 6;
export const AC_TYPE_ATTR: u8 = 7;
export const AC_TYPE_ATTR_NODICT: u8 = 8;
export const AC_PROPERTY: u8 = 9;
export const AC_GENERIC: u8 = 10;
export const AC_TUPLE_ITEM: u8 = 11;
export const AC_STATIC: u8 = 12;
export const AC_STATIC_NODICT: u8 = 13;
export const AC_CLASSM: u8 = 14;
export const AC_CLASSM_NODICT: u8 = 15;
export const AC_CLASS: u8 = 16;
export const AC_CLASS_STATIC: u8 = 17;
export const AC_CLASS_CLASSM: u8 = 18;

// ---- errors ---------------------------------------------------------------------------------------------------------------
/** AttributeError "'X' object has no attribute 'name'" with name and obj set. Returns NULL. */
export function raiseAttributeMissing(o: Value, name: Value): Value {
  return raiseAttributeText(o, name, fmt("'%T' object has no attribute '%U'", o, name));
}
/** AttributeError(text) with name and obj. Steals text. */
export function raiseAttributeText(o: Value, name: Value, text: Value): Value {
  if (!text) return NULL;
  return raiseException(attributeErrorNew(text, name, o));
}
export function checkName(name: Value): bool {
  if (isPtr(name) && (typeOf(name).tp_flags & TF_UNICODE_SUBCLASS)) return true;
  raiseFmt(T.TypeError, "attribute name must be string, not '%T'", name);
  return false;
}

// ---- the general protocol ---------------------------------------------------------------------------------------------------
/** o.name. Returns new, or NULL with an exception. */
export function getAttr(o: Value, name: Value): Value {
  const t = typeOf(o);
  if (t.tp_flags & TF_GENERIC_GETATTR) {
    const r = genericGetAttr(o, name);
    if (!r) attributeErrorTell(o, name);
    return r;
  }
  if (!checkName(name)) return NULL;
  if (!t.tp_getattro) return raiseAttributeMissing(o, name);
  const r = call_tp_getattro(t, o, name);
  if (!r) attributeErrorTell(o, name);
  return r;
}
/** o.name, or NULL without an exception if there is none (AttributeError is swallowed). */
export function getAttrOptional(o: Value, name: Value): Value {
  const t = typeOf(o);
  if (t.tp_flags & TF_GENERIC_GETATTR) return genericGetAttrEx(o, name, true);
  if (t.tp_getattro == typeGetAttro.index) return typeGetAttroEx(o, name, true);
  if (t.tp_getattro == moduleGetAttro.index) return moduleGetAttroEx(o, name, true);
  if (!checkName(name)) return NULL;
  const r = call_tp_getattro(t, o, name);
  if (!r && errMatches(T.AttributeError)) errClear();
  return r;
}
export { superLookup } from "./super";
import { typeGetAttro, typeGetAttroEx } from "./type-attributes";
import { moduleGetAttro, moduleGetAttroEx } from "./module";
/** An AttributeError is raised that knows neither name nor object (a `__getattr__` or a property raised it): it is told, for the suggestions of tracebacks. */
function attributeErrorTell(o: Value, name: Value): void {
  const e = errOccurred();
  if (!e || !typeIsSubtype(typeOf(e), T.AttributeError)) return;
  attributeErrorSet(e, name, o);
}
/** o.name = v; v NULL deletes. 0, or -1 with an exception. */
export function setAttr(o: Value, name: Value, v: Value): i32 {
  const t = typeOf(o);
  if (t.tp_flags & TF_GENERIC_SETATTR) return genericSetAttr(o, name, v);
  if (!checkName(name)) return -1;
  if (!t.tp_setattro) {
    if (!t.tp_getattro) raiseFmt(T.TypeError, v ? "'%T' object has no attributes (assign to .%U)" : "'%T' object has no attributes (del .%U)", o, name);
    else raiseFmt(T.TypeError, v ? "'%T' object has only read-only attributes (assign to .%U)" : "'%T' object has only read-only attributes (del .%U)", o, name);
    return -1;
  }
  return call_tp_setattro(t, o, name, v);
}
/** hasattr: 1, 0, or -1 with an exception other than AttributeError. */
export function hasAttr(o: Value, name: Value): i32 {
  const r = getAttrOptional(o, name);
  if (r) { decref(r); return 1; }
  return errOccurred() ? -1 : 0;
}
/** object.__getattribute__ */
export function genericGetAttr(o: Value, name: Value): Value { return genericGetAttrEx(o, name, false); }
/** With `quiet` an absent attribute (also by an AttributeError raised in a descriptor) is NULL without an exception. */
export function genericGetAttrEx(o: Value, name: Value, quiet: bool): Value {
  if (!checkName(name)) return NULL;
  const t = typeOf(o);
  const descr = typeLookup(t, name);
  let get: u32 = 0;
  if (descr) {
    const dt = typeOf(descr);
    get = dt.tp_descr_get;
    if (get && dt.tp_descr_set) {
      const r = call_tp_descr_get(dt, descr, o, toValue(t));
      decref(descr);
      if (!r && quiet && errMatches(T.AttributeError)) errClear();
      return r;
    }
  }
  const v = instanceGet(o, t, name);
  if (v) { decref(descr); return v; }
  if (get) {
    const r = call_tp_descr_get(typeOf(descr), descr, o, toValue(t));
    decref(descr);
    if (!r && quiet && errMatches(T.AttributeError)) errClear();
    return r;
  }
  if (descr) return descr;
  return quiet ? NULL : raiseAttributeMissing(o, name);
}
/** object.__setattr__, object.__delattr__ */
export function genericSetAttr(o: Value, name: Value, v: Value): i32 {
  if (!checkName(name)) return -1;
  const t = typeOf(o);
  const descr = typeLookup(t, name);
  if (descr) {
    const dt = typeOf(descr);
    if (dt.tp_descr_set) {
      const r = call_tp_descr_set(dt, descr, o, v);
      decref(descr);
      return r;
    }
  }
  if (!(t.tp_flags & TF_HAS_DICT) || !t.tp_tail || !isPtr(o)) {
    if (descr) raiseAttributeText(o, name, fmt("'%T' object attribute '%U' is read-only", o, name));
    else if (t.tp_setattro == genericSetAttr.index) raiseAttributeText(o, name, fmt("'%T' object has no attribute '%U' and no __dict__ for setting new attributes", o, name));
    else raiseAttributeMissing(o, name);
    decref(descr);
    return -1;
  }
  const r = instanceSet(o, t, name, v);
  if (r == -2) {
    if (descr) raiseAttributeText(o, name, fmt("'%T' object attribute '%U' is read-only", o, name));
    else raiseAttributeMissing(o, name);
  }
  decref(descr);
  return r < 0 ? -1 : 0;
}
/**
 * For a call o.name(…): returns the callable (new) and stores into *selfSlot the receiver to pass first (o, borrowed), or NULL if the callable is bound already.
 * NULL with an exception if there is no such attribute.
 */
export function getMethod(o: Value, name: Value, selfSlot: Ptr): Value {
  const t = typeOf(o);
  store<u64>(selfSlot, NULL);
  if (!(t.tp_flags & TF_GENERIC_GETATTR)) return getAttr(o, name);
  if (!checkName(name)) return NULL;
  const descr = typeLookup(t, name);
  let get: u32 = 0, method = false;
  if (descr) {
    const dt = typeOf(descr);
    if (dt.tp_flags & TF_METHOD_DESCRIPTOR) method = true;
    else {
      get = dt.tp_descr_get;
      if (get && dt.tp_descr_set) {
        const r = call_tp_descr_get(dt, descr, o, toValue(t));
        decref(descr);
        return r;
      }
    }
  }
  const v = instanceGet(o, t, name);
  if (v) { decref(descr); return v; }
  if (method) { store<u64>(selfSlot, o); return descr; }
  if (get) {
    const r = call_tp_descr_get(typeOf(descr), descr, o, toValue(t));
    decref(descr);
    return r;
  }
  if (descr) return descr;
  return raiseAttributeMissing(o, name);
}
/**
 * A special method, looked up on the type only (CPython: lookup_maybe_method). As getMethod, but NULL *without* an exception if the type has none. Errors of
 * `__get__` are set.
 */
export function lookupSpecial(o: Value, name: Value, selfSlot: Ptr): Value {
  const t = typeOf(o);
  store<u64>(selfSlot, NULL);
  const descr = typeLookup(t, name);
  if (!descr) return NULL;
  const dt = typeOf(descr);
  if (dt.tp_flags & TF_METHOD_DESCRIPTOR) { store<u64>(selfSlot, o); return descr; }
  if (!dt.tp_descr_get) return descr;
  const r = call_tp_descr_get(dt, descr, o, toValue(t));
  decref(descr);
  return r;
}

// ---- inline caches ------------------------------------------------------------------------------------------------------------
function answer(out: Ptr, version: u32, kind: u8, arg: u32, v: Value): i32 {
  store<u64>(out, <u64>version | <u64>kind << 32 | <u64>arg << 40);
  store<u64>(out, v, 8);
  return kind;
}
/** What loading `name` from instances of t does: fills out (16 bytes) as drawn above and returns the kind. */
export function attrCacheLookup(t: TypeObject, name: Value, out: Ptr): i32 {
  store<u64>(out, 0); store<u64>(out, 0, 8);
  if (!(t.tp_flags & TF_GENERIC_GETATTR) || !atomic.load<u8>(<Ptr>name, 22)) return AC_NONE;
  const version = typeVersion(t);
  if (!version) return AC_NONE;
  const d = typeLookup(t, name);
  const kind = classify(t, name, d, version, out);
  decref(d);
  // what was read belongs to the version only if it is still the type's
  if (load32(changetype<Ptr>(t) + offsetof<TypeObject>("tp_version")) != version) { store<u64>(out, 0); store<u64>(out, 0, 8); return AC_NONE; }
  return kind;
}
function classify(t: TypeObject, name: Value, d: Value, version: u32, out: Ptr): i32 {
  const inl = (t.tp_flags & TF_INLINE_VALUES) != 0 && t.tp_tail > 0;
  const index = inl ? keysFind(t.tp_keys, name) : -1;
  if (d) {
    const dt = typeOf(d);
    if (dt.tp_descr_get && dt.tp_descr_set) {
      if (dt == T.member_descriptor && as<MemberDescrObject>(d).kind == 0 && as<MemberDescrObject>(d).what < 0x10000) return answer(out, version, AC_SLOT, as<MemberDescrObject>(d).what, NULL);
      const getter = dt == T.property ? loadV(<Ptr>d + offsetof<PropertyObject>("getter")) : NULL;
      if (getter) return answer(out, version, AC_PROPERTY, 0, getter);
      if (dt == T._tuplegetter && (t.tp_flags & TF_TUPLE_SUBCLASS) != 0 && <u32>tuplegetterIndex(d) < 0x10000) return answer(out, version, AC_TUPLE_ITEM, tuplegetterIndex(d), NULL);
      return answer(out, version, AC_GENERIC, 0, NULL);
    }
    const method = (dt.tp_flags & TF_METHOD_DESCRIPTOR) != 0;
    let kind = AC_TYPE_ATTR;
    if (method) kind = AC_METHOD;
    else if (dt == T.staticmethod) kind = AC_STATIC;
    else if (dt == T.classmethod) kind = AC_CLASSM;
    else if (dt.tp_descr_get) return answer(out, version, AC_GENERIC, 0, NULL);
    // each kind is followed by the one for instances without a dict
    if (!t.tp_tail || !(t.tp_flags & TF_HAS_DICT)) return answer(out, version, kind + 1, 0, d);
    if (t.tp_tail < 0) return answer(out, version, AC_GENERIC, 0, NULL);
    if (index < 0) return answer(out, version, kind, 0, d);
  }
  if (!(t.tp_flags & TF_HAS_DICT)) return AC_NONE;
  if (index >= 0) return answer(out, version, <u32>index < t.tp_spare ? AC_INLINE : AC_INLINE_CHECK, index, NULL);
  return answer(out, version, AC_DICT, 0, NULL);
}
/** The same where the receiver is the class c: AC_CLASS, AC_CLASS_STATIC, AC_CLASS_CLASSM, AC_GENERIC or AC_NONE. */
export function attrCacheLookupClass(c: TypeObject, name: Value, out: Ptr): i32 {
  store<u64>(out, 0); store<u64>(out, 0, 8);
  const meta = typeOf(toValue(c));
  if (meta.tp_getattro != T.type.tp_getattro || !atomic.load<u8>(<Ptr>name, 22)) return AC_NONE;
  const metaVersion = typeVersion(meta), version = typeVersion(c);
  if (!metaVersion || !version) return AC_NONE;
  const m = typeLookup(meta, name), data = m != NULL && typeOf(m).tp_descr_get != 0 && typeOf(m).tp_descr_set != 0;
  decref(m);
  const v = data ? NULL : typeLookup(c, name);
  let kind: i32 = AC_GENERIC;
  if (v) {
    const vt = typeOf(v);
    if (vt == T.staticmethod) kind = AC_CLASS_STATIC;
    else if (vt == T.classmethod) kind = AC_CLASS_CLASSM;
    else if (!vt.tp_descr_get || vt == T.$function) kind = AC_CLASS;
  }
  answer(out, version, <u8>kind, 0, kind == AC_GENERIC ? NULL : v);
  decref(v);
  if (load32(changetype<Ptr>(meta) + offsetof<TypeObject>("tp_version")) == metaVersion && load32(changetype<Ptr>(c) + offsetof<TypeObject>("tp_version")) == version) return kind;
  store<u64>(out, 0); store<u64>(out, 0, 8);
  return AC_NONE;
}
/** The same for stores: AC_INLINE, AC_INLINE_CHECK, AC_SLOT, AC_GENERIC or AC_NONE. */
export function attrCacheLookupStore(t: TypeObject, name: Value, out: Ptr): i32 {
  store<u64>(out, 0); store<u64>(out, 0, 8);
  if (!(t.tp_flags & TF_GENERIC_SETATTR) || !atomic.load<u8>(<Ptr>name, 22)) return AC_NONE;
  const version = typeVersion(t);
  if (!version) return AC_NONE;
  const d = typeLookup(t, name);
  let kind: i32 = AC_GENERIC;
  if (d && typeOf(d).tp_descr_set) {
    if (typeOf(d) == T.member_descriptor && as<MemberDescrObject>(d).kind == 0 && as<MemberDescrObject>(d).writable && as<MemberDescrObject>(d).what < 0x10000) kind = answer(out, version, AC_SLOT, as<MemberDescrObject>(d).what, NULL);
    else kind = answer(out, version, AC_GENERIC, 0, NULL);
  } else if ((t.tp_flags & TF_INLINE_VALUES) && t.tp_tail > 0) {
    const i = keysFind(t.tp_keys, name);
    if (i >= 0) kind = answer(out, version, <u32>i < t.tp_spare ? AC_INLINE : AC_INLINE_CHECK, i, NULL);
  }
  decref(d);
  if (load32(changetype<Ptr>(t) + offsetof<TypeObject>("tp_version")) != version) { store<u64>(out, 0); store<u64>(out, 0, 8); return AC_NONE; }
  return kind;
}
