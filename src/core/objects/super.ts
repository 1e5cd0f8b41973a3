/**
 * super: attribute lookup that starts after a class in the MRO. CPython: super_* in Objects/typeobject.c. The fields of a super object are replaced by `__init__`, all three under
 * its lock; who reads them takes references under the lock (they run Python code with them).
 */
import { Ptr, Value, NULL, None, isPtr } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_TYPE_SUBCLASS, TF_METHOD_DESCRIPTOR, call_tp_descr_get } from "../../generated/core/types";
import { xchgV } from "../base/atomics";
import { decref, newRef } from "../refcount/count";
import { csBegin, csEnd } from "../threads/critical-section";
import { newRefLockHeld } from "../types/sharing";
import { gcVisit } from "../gc/visit";
import { newObject, freeObject } from "./alloc";
import { raise, raiseFmt, errOccurred, fmt } from "./errors";
import { typeOf, isExact, hasFlag } from "./typeof";
import { hasKeywords, checkPositional, noKeywords } from "./args";
import { call2 } from "./call";
import { genericGetAttr, raiseAttributeText, getAttrOptional } from "./attributes";
import { typeIsSubtype } from "./type-static";
import { typeMro } from "./type-lookup";
import { dictGetStr } from "../types/dict/core";
import { tupleItem, tupleSize } from "../types/tuple/core";
import { strEq } from "../types/str/core";
import { superArguments, hasSuperHook } from "./hooks";
import { stackAlloc, stackMark, stackRestore } from "./scratch";
import { instanceTailClear, instanceTailVisit } from "./instance";

@unmanaged
export class SuperObject extends Obj {
  /** the class to start after; a type */ cls: Value;
  /** instance or class, or NULL: unbound */ obj: Value;
  /** the type whose MRO is walked: type(obj), or obj */ objType: Value;
}
/** The type whose MRO counts for super(cls, obj). New, or NULL with TypeError. */
function superCheck(cls: TypeObject, obj: Value): Value {
  if (hasFlag(obj, TF_TYPE_SUBCLASS) && typeIsSubtype(as<TypeObject>(obj), cls)) return newRef(obj);
  if (typeIsSubtype(typeOf(obj), cls)) return newRef(toValue(typeOf(obj)));
  const c = getAttrOptional(obj, N.__class__);
  if (c && hasFlag(c, TF_TYPE_SUBCLASS) && c != toValue(typeOf(obj)) && typeIsSubtype(as<TypeObject>(c), cls)) return c;
  decref(c);
  if (errOccurred()) return NULL;
  return hasFlag(obj, TF_TYPE_SUBCLASS)
    ? raiseFmt(T.TypeError, "super(type, obj): obj (type %N) is not an instance or subtype of type (%N).", obj, toValue(cls))
    : raiseFmt(T.TypeError, "super(type, obj): obj (instance of %T) is not an instance or subtype of type (%N).", obj, toValue(cls));
}
/** Walks the MRO of `start` after cls. Bound unless methodSlot is given and the attribute is a method (then *methodSlot = obj, borrowed). New; NULL without exception if absent. */
function superFind(start: Value, cls: TypeObject, obj: Value, name: Value, methodSlot: Ptr): Value {
  const mro = typeMro(as<TypeObject>(start));
  if (!mro) return NULL;
  const n = tupleSize(mro);
  let i = 0;
  for (; i < n; i++) if (tupleItem(mro, i) == toValue(cls)) break;
  let r: Value = NULL;
  for (i++; i < n && !r; i++) r = dictGetStr(as<TypeObject>(tupleItem(mro, i)).tp_dict, name);
  decref(mro);
  if (!r) return NULL;
  const t = typeOf(r);
  if (methodSlot && (t.tp_flags & TF_METHOD_DESCRIPTOR) && obj != start) { store<u64>(methodSlot, obj); return r; }
  if (!t.tp_descr_get) return r;
  const b = call_tp_descr_get(t, r, obj == start ? NULL : obj, start);
  decref(r);
  return b;
}
/**
 * super(cls, obj).name. With methodSlot (not 0): a plain method comes unbound, and *methodSlot is the receiver to pass (borrowed) or NULL. New, or NULL with an exception.
 */
export function superLookup(cls: TypeObject, obj: Value, name: Value, methodSlot: Ptr): Value {
  if (methodSlot) store<u64>(methodSlot, NULL);
  const start = superCheck(cls, obj);
  if (!start) return NULL;
  let r: Value = NULL;
  // super().__class__ is super itself
  if (!strEq(name, N.__class__)) r = superFind(start, cls, obj, name, methodSlot);
  decref(start);
  if (r || errOccurred()) return r;
  if (strEq(name, N.__class__)) return newRef(toValue(T.$super));
  // what the super object itself has (__self__, __thisclass__ …)
  const s = superNew(cls, obj);
  if (!s) return NULL;
  r = genericGetAttr(s, name);
  decref(s);
  return r;
}
function superNew(cls: TypeObject, obj: Value): Value {
  const p = newObject(T.$super);
  if (!p) return NULL;
  const s = changetype<SuperObject>(p);
  s.cls = newRef(toValue(cls));
  if (obj) {
    s.objType = superCheck(cls, obj);
    if (!s.objType) { decref(<Value>p); return NULL; }
    s.obj = newRef(obj);
  }
  return <Value>p;
}
export function superInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (!noKeywords("super", kwnames) || !checkPositional("super", nargs, 0, 2)) return -1;
  const s = as<SuperObject>(self);
  let cls: Value = NULL, obj: Value = NULL;
  if (nargs == 0) {
    const mark = stackMark(), out = stackAlloc(16);
    if (!out) return -1;
    store<u64>(out, NULL); store<u64>(out, NULL, 8);
    const ok = superArguments(out);
    cls = load<u64>(out); obj = load<u64>(out, 8);
    stackRestore(mark);
    if (!ok) { decref(obj); if (!errOccurred()) raise(T.RuntimeError, "super(): no current frame"); return -1; }
  } else {
    cls = newRef(load<u64>(args));
    if (nargs > 1 && load<u64>(args, 8) != None) obj = newRef(load<u64>(args, 8));
    if (!hasFlag(cls, TF_TYPE_SUBCLASS)) { raiseFmt(T.TypeError, "super() argument 1 must be a type, not %T", cls); decref(cls); decref(obj); return -1; }
  }
  let start: Value = NULL;
  if (obj) { start = superCheck(as<TypeObject>(cls), obj); if (!start) { decref(cls); decref(obj); return -1; } }
  csBegin(<Ptr>self);
  cls = xchgV(<Ptr>self + offsetof<SuperObject>("cls"), cls);
  obj = xchgV(<Ptr>self + offsetof<SuperObject>("obj"), obj);
  start = xchgV(<Ptr>self + offsetof<SuperObject>("objType"), start);
  csEnd();
  decref(cls); decref(obj); decref(start);
  return 0;
}
/** The three fields, which `__init__` may replace again, as they are together: new references. Read at once. */
let ownCls: Value = NULL;
let ownObj: Value = NULL;
let ownType: Value = NULL;
function fields(self: Value): void {
  const s = as<SuperObject>(self);
  csBegin(<Ptr>self);
  const a = newRefLockHeld(s.cls), b = newRefLockHeld(s.obj), c = newRefLockHeld(s.objType);
  csEnd();
  ownCls = a; ownObj = b; ownType = c;
}
export function superDealloc(p: Ptr): void {
  const s = changetype<SuperObject>(p), a = s.cls, b = s.obj, c = s.objType;
  s.cls = NULL; s.obj = NULL; s.objType = NULL;
  instanceTailClear(p, changetype<TypeObject>(s.type));
  decref(a); decref(b); decref(c);
  freeObject(p);
}
export function superTraverse(p: Ptr): void {
  const s = changetype<SuperObject>(p);
  gcVisit(s.cls); gcVisit(s.obj); gcVisit(s.objType);
  instanceTailVisit(p, changetype<TypeObject>(s.type));
}
export function superGetattro(self: Value, name: Value): Value {
  if (!strEq(name, N.__class__)) {
    fields(self);
    const cls = ownCls, obj = ownObj, start = ownType, r = start ? superFind(start, as<TypeObject>(cls), obj, name, 0) : NULL;
    decref(cls); decref(obj); decref(start);
    if (r || errOccurred()) return r;
  }
  return genericGetAttr(self, name);
}
export function superDescrGet(self: Value, obj: Value, type: Value): Value {
  if (!obj || obj == None) return newRef(self);
  fields(self);
  const cls = ownCls, own = ownObj;
  decref(ownType);
  const r = own ? newRef(self) : !cls ? raise(T.RuntimeError, "super(): uninitialized") : typeOf(self) != T.$super ? call2(toValue(typeOf(self)), cls, obj) : superNew(as<TypeObject>(cls), obj);
  decref(cls); decref(own);
  return r;
}
export function superRepr(self: Value): Value {
  fields(self);
  const cls = ownCls, start = ownType;
  decref(ownObj);
  const r = !cls ? fmt("<super: <class 'NULL'>, NULL>") : start ? fmt("<super: <class '%N'>, <%N object>>", cls, start) : fmt("<super: <class '%N'>, NULL>", cls);
  decref(cls); decref(start);
  return r;
}
export function superTypeNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return <Value>newObject(as<TypeObject>(type)); }
