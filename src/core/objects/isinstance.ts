/** isinstance, issubclass: types, tuples of them, unions, `__instancecheck__` and `__subclasscheck__`, and things that only have `__bases__`. CPython: Objects/abstract.c. */
import { Ptr, Value, NULL, None, isPtr } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_TYPE_SUBCLASS, TF_TUPLE_SUBCLASS } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { raise, raiseFmt, errOccurred } from "./errors";
import { typeOf, isExact } from "./typeof";
import { tupleItem, tupleSize } from "../types/tuple/core";
import { getAttrOptional, lookupSpecial } from "./attributes";
import { typeIsSubtype } from "./type-static";
import { stackAlloc, stackMark, stackRestore } from "./scratch";
import { callSpecial1 } from "./special";
import { enterNative, leaveNative } from "./recursion";
import { isTrue } from "./abstract";
import { unionArgs } from "./union";

/** 1, 0, -1. */
export function isInstance(o: Value, c: Value): i32 {
  if (toValue(typeOf(o)) == c) return 1;
  if (isExact(c, T.type)) return realIsInstance(o, c);
  if (isExact(c, T.UnionType)) c = unionArgs(c);
  if (isPtr(c) && (typeOf(c).tp_flags & TF_TUPLE_SUBCLASS)) {
    if (!enterNative()) return -1;
    const n = tupleSize(c);
    let r: i32 = 0;
    for (let i = 0; i < n && r == 0; i++) r = isInstance(o, tupleItem(c, i));
    leaveNative();
    return r;
  }
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return -1;
  const f = lookupSpecial(c, N.__instancecheck__, slot);
  let r: i32;
  if (f) {
    if (!enterNative()) { decref(f); stackRestore(mark); return -1; }
    const v = callSpecial1(f, slot, o);
    leaveNative();
    r = v ? isTrue(v) : -1;
    decref(v);
  } else r = errOccurred() ? -1 : realIsInstance(o, c);
  stackRestore(mark);
  return r;
}
/** type.__instancecheck__ */
export function realIsInstance(o: Value, c: Value): i32 {
  if (isPtr(c) && (typeOf(c).tp_flags & TF_TYPE_SUBCLASS)) {
    if (typeIsSubtype(typeOf(o), as<TypeObject>(c))) return 1;
    if (!isPtr(o)) return 0;
    // a proxy may lie about its class
    const k = getAttrOptional(o, N.__class__);
    if (!k) return errOccurred() ? -1 : 0;
    let r: i32 = 0;
    if (k != toValue(typeOf(o)) && isPtr(k) && (typeOf(k).tp_flags & TF_TYPE_SUBCLASS)) r = typeIsSubtype(as<TypeObject>(k), as<TypeObject>(c)) ? 1 : 0;
    decref(k);
    return r;
  }
  if (!checkClass(c, "isinstance() arg 2 must be a type, a tuple of types, or a union")) return -1;
  const k = getAttrOptional(o, N.__class__);
  if (!k) return errOccurred() ? -1 : 0;
  const r = abstractIsSubclass(k, c);
  decref(k);
  return r;
}
function basesOf(c: Value): Value {
  const b = getAttrOptional(c, N.__bases__);
  if (b && !(isPtr(b) && (typeOf(b).tp_flags & TF_TUPLE_SUBCLASS))) { decref(b); return NULL; }
  return b;
}
function checkClass(c: Value, message: string): bool {
  const b = basesOf(c);
  if (b) { decref(b); return true; }
  if (!errOccurred()) raise(T.TypeError, message);
  return false;
}
function abstractIsSubclass(d: Value, c: Value): i32 {
  if (d == c) return 1;
  const b = basesOf(d);
  if (!b) return errOccurred() ? -1 : 0;
  if (!enterNative()) { decref(b); return -1; }
  const n = tupleSize(b);
  let r: i32 = 0;
  for (let i = 0; i < n && r == 0; i++) r = abstractIsSubclass(tupleItem(b, i), c);
  leaveNative();
  decref(b);
  return r;
}
/** 1, 0, -1. */
export function isSubclass(d: Value, c: Value): i32 {
  if (isExact(c, T.type)) return d == c ? 1 : realIsSubclass(d, c);
  if (isExact(c, T.UnionType)) c = unionArgs(c);
  if (isPtr(c) && (typeOf(c).tp_flags & TF_TUPLE_SUBCLASS)) {
    if (!enterNative()) return -1;
    const n = tupleSize(c);
    let r: i32 = 0;
    for (let i = 0; i < n && r == 0; i++) r = isSubclass(d, tupleItem(c, i));
    leaveNative();
    return r;
  }
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return -1;
  const f = lookupSpecial(c, N.__subclasscheck__, slot);
  let r: i32;
  if (f) {
    if (!enterNative()) { decref(f); stackRestore(mark); return -1; }
    const v = callSpecial1(f, slot, d);
    leaveNative();
    r = v ? isTrue(v) : -1;
    decref(v);
  } else r = errOccurred() ? -1 : realIsSubclass(d, c);
  stackRestore(mark);
  return r;
}
/** type.__subclasscheck__ */
export function realIsSubclass(d: Value, c: Value): i32 {
  if (isPtr(c) && isPtr(d) && (typeOf(c).tp_flags & TF_TYPE_SUBCLASS) && (typeOf(d).tp_flags & TF_TYPE_SUBCLASS)) return typeIsSubtype(as<TypeObject>(d), as<TypeObject>(c)) ? 1 : 0;
  if (!checkClass(d, "issubclass() arg 1 must be a class")) return -1;
  if (!checkClass(c, "issubclass() arg 2 must be a class, a tuple of classes, or a union")) return -1;
  return abstractIsSubclass(d, c);
}
