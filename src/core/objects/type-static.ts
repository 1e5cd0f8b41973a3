/**
 * Static types: they lie at constant addresses (T.list), are immortal, and are made ready once at boot by generated code (src/generated/core/register.ts):
 * first `typeSetup` for all (header, sizes, flags; then the generated code fills the slots), then in order of derivation `typeReadyStatic` and the
 * `typeAdd…` calls for each. CPython: type_ready in Objects/typeobject.c. Nothing here is concurrent: one thread boots.
 *
 * LAYOUT. `tp_basicsize` is the size of the instance struct and the members made by `__slots__`, without the InstanceTail (dict, weak list, inline
 * values), which comes after at `tp_tail`. So a subclass may add members to a base that has a tail: the tail's offset belongs to the type, not to
 * the base. `tp_tail` = -1: after variable-sized items (objects/instance.ts, tailOf). Types and metatypes have no tail: their dict is tp_dict.
 */
import { Ptr, Value, NULL, None, isPtr } from "../base/value";
import { Obj, as, toValue, IMMORTAL } from "../base/obj";
import { N } from "../../generated/core/names";
import {
  T, TypeObject, TF_HAS_DICT, TF_HAS_WEAKREF, TF_HAVE_GC, TF_READY, TF_IMMUTABLE, TF_LONG_SUBCLASS, TF_LIST_SUBCLASS, TF_TUPLE_SUBCLASS, TF_BYTES_SUBCLASS, TF_BASETYPE,
  TF_UNICODE_SUBCLASS, TF_DICT_SUBCLASS, TF_BASE_EXC_SUBCLASS, TF_TYPE_SUBCLASS, TF_FLOAT_SUBCLASS, TF_SET_SUBCLASS, TF_BYTEARRAY_SUBCLASS, TF_DISALLOW_INSTANTIATION,
} from "../../generated/core/types";
import { slotDefsInit } from "../../generated/core/dispatch";
import { strFromLiteral } from "../types/str/core";
import { dictNew, dictSet, dictContains } from "../types/dict/core";
import { tupleNew, tupleInit, tupleItem, tupleSize, tuplePack1, tupleEmpty } from "../types/tuple/core";
import { immortalize } from "../refcount/count-slow";
import { decref, newRef } from "../refcount/count";
import { newObject } from "./alloc";
import { MethodDef, MethodDescrObject, BuiltinObject, DEF_CLASS, DEF_STATIC } from "./method-def";
import { GetSetDescrObject, MemberDescrObject, StaticMethodObject } from "./descriptors";
import { typeInheritSlots, typeInheritFromBase, typeUpdateAttrFlags, hashNotImplemented } from "./type-inherit";
import { typeAddOperators, typeAddNew } from "./type-wrappers";
import { instanceDict, instanceReplaceDict } from "./instance";
import { typeAddSubclass, methodCacheInit } from "./type-lookup";

export const SUBCLASS_BITS: u32 = TF_LONG_SUBCLASS | TF_LIST_SUBCLASS | TF_TUPLE_SUBCLASS | TF_BYTES_SUBCLASS | TF_UNICODE_SUBCLASS | TF_DICT_SUBCLASS |
  TF_BASE_EXC_SUBCLASS | TF_TYPE_SUBCLASS | TF_FLOAT_SUBCLASS | TF_SET_SUBCLASS | TF_BYTEARRAY_SUBCLASS;

function ownSubclassBit(t: TypeObject): u32 {
  if (t == T.int) return TF_LONG_SUBCLASS;
  if (t == T.list) return TF_LIST_SUBCLASS;
  if (t == T.tuple) return TF_TUPLE_SUBCLASS;
  if (t == T.bytes) return TF_BYTES_SUBCLASS;
  if (t == T.str) return TF_UNICODE_SUBCLASS;
  if (t == T.dict) return TF_DICT_SUBCLASS;
  if (t == T.BaseException) return TF_BASE_EXC_SUBCLASS;
  if (t == T.type) return TF_TYPE_SUBCLASS;
  if (t == T.float) return TF_FLOAT_SUBCLASS;
  if (t == T.set) return TF_SET_SUBCLASS;
  if (t == T.bytearray) return TF_BYTEARRAY_SUBCLASS;
  return 0;
}
/** Whether instances of t have their items in the block itself, so that a tail lies after them. */
export function typeIsVarSized(t: TypeObject): bool {
  return t.tp_itemsize != 0 || (t.tp_flags & (TF_LONG_SUBCLASS | TF_TUPLE_SUBCLASS | TF_BYTES_SUBCLASS | TF_UNICODE_SUBCLASS)) != 0;
}
/** tp_tail from flags and size. */
export function typeSetTail(t: TypeObject): void {
  if (!(t.tp_flags & (TF_HAS_DICT | TF_HAS_WEAKREF)) || (t.tp_flags & TF_TYPE_SUBCLASS)) t.tp_tail = 0;
  else if (typeIsVarSized(t)) t.tp_tail = -1;
  else t.tp_tail = (t.tp_basicsize + 7) & ~7;
}

export function typeSetup(t: TypeObject, key: i32, base: TypeObject, size: i32, itemsize: i32, flags: u32): void {
  t.owner = 0; t.mutex = 0; t.gc = 0; t.local = IMMORTAL; t.shared = 0;
  t.type = changetype<u32>(T.type);
  t.tp_key = key;
  t.tp_base = changetype<u32>(base);
  t.tp_basicsize = size;
  t.tp_itemsize = itemsize;
  t.tp_flags = flags | ownSubclassBit(t) | TF_IMMUTABLE;
  if (changetype<u32>(base)) {
    t.tp_flags |= base.tp_flags & (SUBCLASS_BITS | TF_HAS_DICT | TF_HAS_WEAKREF);
    if (!itemsize) t.tp_itemsize = base.tp_itemsize;
  }
  typeSetTail(t);
}

function immortal(v: Value): Value { immortalize(<Ptr>v); return v; }

export function typeReadyStatic(t: TypeObject, name: Value, module: Value, doc: string): void {
  if (t == T.object) { slotDefsInit(); methodCacheInit(); }
  const base = changetype<TypeObject>(t.tp_base);
  t.tp_name = name;
  t.tp_qualname = name;
  t.ht_module = module;
  t.tp_dict = immortal(dictNew());
  t.tp_doc = doc.length ? immortal(strFromLiteral(doc)) : None;
  // bases and MRO: single inheritance, but for ExceptionGroup
  if (!t.tp_base) {
    t.tp_bases = immortal(tupleEmpty());
    t.tp_mro = immortal(tuplePack1(toValue(t)));
  } else if (t == T.ExceptionGroup) {
    const b = tupleNew(2);
    tupleInit(b, 0, toValue(T.BaseExceptionGroup)); tupleInit(b, 1, toValue(T.Exception));
    t.tp_bases = immortal(b);
    const m = tupleNew(5);
    tupleInit(m, 0, toValue(t)); tupleInit(m, 1, toValue(T.BaseExceptionGroup)); tupleInit(m, 2, toValue(T.Exception));
    tupleInit(m, 3, toValue(T.BaseException)); tupleInit(m, 4, toValue(T.object));
    t.tp_mro = immortal(m);
    typeAddSubclass(T.Exception, t);
    typeAddSubclass(base, t);
  } else {
    t.tp_bases = immortal(tuplePack1(toValue(base)));
    const bm = base.tp_mro, n = tupleSize(bm);
    const m = tupleNew(n + 1);
    tupleInit(m, 0, toValue(t));
    for (let i = 0; i < n; i++) tupleInit(m, i + 1, newRef(tupleItem(bm, i)));
    t.tp_mro = immortal(m);
    typeAddSubclass(base, t);
  }
  const ownNew = t.tp_new;
  typeAddOperators(t);
  if (t.tp_base) typeInheritFromBase(t, base);
  const mro = t.tp_mro, n = tupleSize(mro);
  for (let i = 1; i < n; i++) typeInheritSlots(t, as<TypeObject>(tupleItem(mro, i)));
  // __new__
  if (!ownNew && (base == T.object || !t.tp_base)) t.tp_flags |= TF_DISALLOW_INSTANTIATION;
  if (t.tp_flags & TF_DISALLOW_INSTANTIATION) t.tp_new = 0;
  else if (ownNew && !(t.tp_base && ownNew == base.tp_new)) typeAddNew(t);
  else t.tp_new = base.tp_new;
  dictSet(t.tp_dict, N.__doc__, t.tp_doc);
  if (!t.tp_hash) { t.tp_hash = hashNotImplemented.index; if (!dictContains(t.tp_dict, N.__hash__)) dictSet(t.tp_dict, N.__hash__, None); }
  else if (t.tp_hash == hashNotImplemented.index) dictSet(t.tp_dict, N.__hash__, None);
  // instances have a __dict__ of which the base knew nothing (types and modules say themselves what theirs is)
  if ((t.tp_flags & TF_HAS_DICT) && t.tp_tail && !(base.tp_flags & TF_HAS_DICT)) typeAddGetSet(t, N.__dict__, instanceDict.index, instanceReplaceDict.index);
  typeUpdateAttrFlags(t);
  t.tp_flags |= TF_READY;
}

function put(t: TypeObject, name: Value, v: Value): void {
  dictSet(t.tp_dict, name, v);
  decref(v);
}
export function typeAddMethod(t: TypeObject, d: MethodDef): void {
  if (d.flags & DEF_STATIC) {
    const f = newObject(T.builtin_function_or_method), b = changetype<BuiltinObject>(f);
    b.def = changetype<u32>(d); b.self = toValue(t); b.module = NULL;
    immortalize(f);
    const s = newObject(T.staticmethod);
    changetype<StaticMethodObject>(s).callable = <Value>f;
    immortalize(s);
    put(t, d.name, <Value>s);
    return;
  }
  const p = newObject(d.flags & DEF_CLASS ? T.classmethod_descriptor : T.method_descriptor), m = changetype<MethodDescrObject>(p);
  m.def = changetype<u32>(d); m.objclass = changetype<u32>(t);
  immortalize(p);
  put(t, d.name, <Value>p);
}
export function typeAddGetSet(t: TypeObject, name: Value, getter: u32, setter: u32): void {
  const p = newObject(T.getset_descriptor), g = changetype<GetSetDescrObject>(p);
  g.getter = getter; g.setter = setter; g.objclass = changetype<u32>(t); g.name = name;
  immortalize(p);
  put(t, name, <Value>p);
}
/** kind: 0 value (NULL: AttributeError), 1 value (NULL: None), 2 i32, 3 u32, 4 bool */
export function typeAddMember(t: TypeObject, name: Value, offset: u32, kind: i32, writable: bool): void {
  const p = newObject(T.member_descriptor), m = changetype<MemberDescrObject>(p);
  m.offset = offset; m.kind = <u8>kind; m.writable = <u8>writable; m.objclass = changetype<u32>(t); m.name = name;
  immortalize(p);
  put(t, name, <Value>p);
}
/** Steals v. */
/** Steals v, which lives as long as the type: for ever, and so do the items of a tuple of strs. */
export function typeAddAttribute(t: TypeObject, name: Value, v: Value): void {
  if (isPtr(v)) {
    immortalize(<Ptr>v);
    if (as<Obj>(v).type == changetype<u32>(T.tuple)) for (let i = 0; i < tupleSize(v); i++) if (isPtr(tupleItem(v, i))) immortalize(<Ptr>tupleItem(v, i));
  }
  put(t, name, v);
}

/** Whether a is b or derives from it. */
export function typeIsSubtype(a: TypeObject, b: TypeObject): bool {
  if (a == b) return true;
  const mro = a.tp_mro;
  if (mro) {
    const n = tupleSize(mro);
    for (let i = 0; i < n; i++) if (<u32>tupleItem(mro, i) == changetype<u32>(b)) return true; // from 0: a metaclass's mro() orders as it likes
    return false;
  }
  // not ready yet: along the bases
  for (let t = a; changetype<u32>(t); t = changetype<TypeObject>(t.tp_base)) if (t == b) return true;
  return b == T.object;
}
