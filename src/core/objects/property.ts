/**
 * property, classmethod, staticmethod. CPython: Objects/descrobject.c, funcobject.c. Fields are written once by __init__ (or by __set_name__, decorators) and
 * read by anybody: stored with atomics, replaced values are rare and dropped after the exchange.
 */
import { Ptr, Value, NULL, None, True, False, boolean, isPtr } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, call_tp_descr_get } from "../../generated/core/types";
import { xchgV, loadV } from "../base/atomics";
import { decref, newRef } from "../refcount/count";
import { gcVisit } from "../gc/visit";
import { newObject, freeObject } from "./alloc";
import { raise, raiseFmt, errOccurred, errMatches, errClear, fmt, raiseObject } from "./errors";
import { typeOf, isExact } from "./typeof";
import { getAttr, getAttrOptional, setAttr, raiseAttributeText, genericGetAttr } from "./attributes";
import { call0, call1, call2, call } from "./call";
import { StaticMethodObject, memberLoad } from "./descriptors";
import { instanceTailClear, instanceTailVisit, instanceDict } from "./instance";
import { isTrue, repr } from "./abstract";
import { bindSimple } from "./args";
import { stackAlloc, stackMark, stackRestore } from "./scratch";
import { enterNative, leaveNative } from "./recursion";

@unmanaged
export class PropertyObject extends Obj {
  getter: Value;
  setter: Value;
  deleter: Value;
  doc: Value;
  name: Value;
  /** @atomic the doc is the getter's */ getterDoc: u32;
  pad: u32;
}
/** All five may be replaced by another thread (`__init__` again): read by memberLoad, exchanged under the lock. */
function get(self: Value, field: usize): Value { return memberLoad(self, <Ptr>self + field); }
function put(self: Value, field: usize, v: Value): void { memberExchange(self, <Ptr>self + field, v); }
function setGetterDoc(self: Value, on: u32): void { atomic.store<u32>(<Ptr>self, on, offsetof<PropertyObject>("getterDoc")); }
import { memberExchange, memberLoad } from "./descriptors";
import { typeModified } from "./type-lookup";
import { csBegin, csEnd } from "../threads/critical-section";

export function propertyInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  const mark = stackMark(), out = stackAlloc(32);
  if (!out) return -1;
  if (!bindSimple("property", args, nargs, kwnames, 0, 4, out, N.fget, N.fset, N.fdel, N.doc)) { stackRestore(mark); return -1; }
  const g = optional(load<u64>(out)), s = optional(load<u64>(out, 8)), d = optional(load<u64>(out, 16));
  let doc = load<u64>(out, 24);
  stackRestore(mark);
  csBegin(<Ptr>self);
  const old = xchgV(<Ptr>self + offsetof<PropertyObject>("getter"), newRef(g));
  csEnd();
  // again: inline caches know the old getter under the versions of the types that have this property
  if (old) typeModified(T.object);
  decref(old);
  put(self, offsetof<PropertyObject>("setter"), newRef(s));
  put(self, offsetof<PropertyObject>("deleter"), newRef(d));
  put(self, offsetof<PropertyObject>("name"), NULL);
  setGetterDoc(self, 0);
  let own = newRef(doc == NULL ? NULL : doc);
  if ((own == NULL || own == None) && g) {
    const gd = getAttrOptional(g, N.__doc__);
    if (!gd && errOccurred()) { decref(own); return -1; }
    if (gd) { decref(own); own = gd; setGetterDoc(self, 1); }
  }
  // a subclass made in Python keeps its doc in the instance's dict, where the class's own __doc__ does not hide it
  if (typeOf(self) != T.property) {
    const r = setAttr(self, N.__doc__, own ? own : None);
    if (r < 0) {
      if (!errMatches(T.AttributeError)) { decref(own); return -1; }
      errClear();
    }
    decref(own);
    return 0;
  }
  put(self, offsetof<PropertyObject>("doc"), own);
  return 0;
}
function optional(v: Value): Value { return v == None ? NULL : v; }
export function propertyDealloc(p: Ptr): void {
  const o = changetype<PropertyObject>(p), t = changetype<TypeObject>(o.type);
  const a = o.getter, b = o.setter, c = o.deleter, d = o.doc, e = o.name;
  o.getter = NULL; o.setter = NULL; o.deleter = NULL; o.doc = NULL; o.name = NULL;
  instanceTailClear(p, t);
  decref(a); decref(b); decref(c); decref(d); decref(e);
  freeObject(p);
}
export function propertyTraverse(p: Ptr): void {
  const o = changetype<PropertyObject>(p);
  gcVisit(o.getter); gcVisit(o.setter); gcVisit(o.deleter); gcVisit(o.doc); gcVisit(o.name);
  instanceTailVisit(p, changetype<TypeObject>(o.type));
}
export function propertyClear(p: Ptr): void {
  put(<Value>p, offsetof<PropertyObject>("getter"), NULL);
  put(<Value>p, offsetof<PropertyObject>("setter"), NULL);
  put(<Value>p, offsetof<PropertyObject>("deleter"), NULL);
  put(<Value>p, offsetof<PropertyObject>("doc"), NULL);
  put(<Value>p, offsetof<PropertyObject>("name"), NULL);
}
/** The property's name: given by __set_name__, else the getter's __name__. New, or NULL (with or without an exception). */
function propertyName(self: Value): Value {
  const name = get(self, offsetof<PropertyObject>("name"));
  if (name) return name;
  const getter = get(self, offsetof<PropertyObject>("getter"));
  if (!getter) return NULL;
  // the getter may be a property, even this one
  let r: Value = NULL;
  if (enterNative()) { r = getAttrOptional(getter, N.__name__); leaveNative(); }
  decref(getter);
  return r;
}
function complain(self: Value, obj: Value, what: string, whatNameless: string): void {
  const name = propertyName(self);
  if (!name && errOccurred()) return;
  const q = newRef(typeOf(obj).tp_qualname);
  let rn: Value = name ? repr(name) : NULL, rq = repr(q);
  if (rn) raiseObject(T.AttributeError, fmt(what, rn, rq)); else if (rq) raiseObject(T.AttributeError, fmt(whatNameless, rq));
  decref(rn); decref(rq); decref(q); decref(name);
}
export function propertyGet(self: Value, obj: Value, type: Value): Value {
  if (!obj || obj == None) return newRef(self);
  const f = get(self, offsetof<PropertyObject>("getter"));
  if (!f) { complain(self, obj, "property %U of %U object has no getter", "property of %U object has no getter"); return NULL; }
  const r = call1(f, obj);
  decref(f);
  return r;
}
export function propertySet(self: Value, obj: Value, v: Value): i32 {
  const f = get(self, v ? offsetof<PropertyObject>("setter") : offsetof<PropertyObject>("deleter"));
  if (!f) {
    if (v) complain(self, obj, "property %U of %U object has no setter", "property of %U object has no setter");
    else complain(self, obj, "property %U of %U object has no deleter", "property of %U object has no deleter");
    return -1;
  }
  const r = v ? call2(f, obj, v) : call1(f, obj);
  decref(r); decref(f);
  return r ? 0 : -1;
}
/** property(fget, fset, fdel, doc) like self, with the NULLs replaced by self's. */
function copyWith(self: Value, g: Value, s: Value, d: Value): Value {
  const mark = stackMark(), a = stackAlloc(32);
  if (!a) return NULL;
  g = g ? newRef(g) : get(self, offsetof<PropertyObject>("getter")); s = s ? newRef(s) : get(self, offsetof<PropertyObject>("setter")); d = d ? newRef(d) : get(self, offsetof<PropertyObject>("deleter"));
  const doc = get(self, offsetof<PropertyObject>("doc"));
  store<u64>(a, g ? g : None); store<u64>(a, s ? s : None, 8); store<u64>(a, d ? d : None, 16);
  // a doc that came from the getter is taken anew
  store<u64>(a, atomic.load<u32>(<Ptr>self, offsetof<PropertyObject>("getterDoc")) && g != NULL ? None : doc ? doc : None, 24);
  const r = call(toValue(typeOf(self)), a, 4, NULL);
  stackRestore(mark);
  decref(g); decref(s); decref(d); decref(doc);
  const name = get(self, offsetof<PropertyObject>("name"));
  if (r && isExact(r, T.property) && name) put(r, offsetof<PropertyObject>("name"), name); else decref(name);
  return r;
}
export function propertyGetter(self: Value, f: Value): Value { return copyWith(self, f, NULL, NULL); }
export function propertySetter(self: Value, f: Value): Value { return copyWith(self, NULL, f, NULL); }
export function propertyDeleter(self: Value, f: Value): Value { return copyWith(self, NULL, NULL, f); }
export function propertySetName(self: Value, owner: Value, name: Value): Value {
  put(self, offsetof<PropertyObject>("name"), newRef(name));
  return None;
}
export function propertyFget(self: Value): Value { const v = get(self, offsetof<PropertyObject>("getter")); return v ? v : None; }
export function propertyFset(self: Value): Value { const v = get(self, offsetof<PropertyObject>("setter")); return v ? v : None; }
export function propertyFdel(self: Value): Value { const v = get(self, offsetof<PropertyObject>("deleter")); return v ? v : None; }
export function propertyDoc(self: Value): Value { const v = get(self, offsetof<PropertyObject>("doc")); return v ? v : None; }
export function propertySetDoc(self: Value, v: Value): i32 { put(self, offsetof<PropertyObject>("doc"), newRef(v)); setGetterDoc(self, 0); return 0; }
export function propertyNameGet(self: Value): Value {
  const n = propertyName(self);
  if (!n && !errOccurred()) return raise(T.AttributeError, "'property' object has no attribute '__name__'");
  return n;
}
export function propertyNameSet(self: Value, v: Value): i32 { put(self, offsetof<PropertyObject>("name"), newRef(v)); return 0; }
export function propertyIsAbstract(self: Value): Value {
  for (let i = 0; i < 3; i++) {
    const f = get(self, i == 0 ? offsetof<PropertyObject>("getter") : i == 1 ? offsetof<PropertyObject>("setter") : offsetof<PropertyObject>("deleter"));
    let r = -1;
    if (enterNative()) { r = isAbstractMethod(f); leaveNative(); }
    decref(f);
    if (r < 0) return NULL;
    if (r) return True;
  }
  return False;
}
/** Whether f.__isabstractmethod__ is true: 1, 0, -1. */
export function isAbstractMethod(f: Value): i32 {
  if (!f) return 0;
  const v = getAttrOptional(f, N.__isabstractmethod__);
  if (!v) return errOccurred() ? -1 : 0;
  const r = isTrue(v);
  decref(v);
  return r;
}

// ---- classmethod, staticmethod -------------------------------------------------------------------------------------------------
/** Copies __module__, __name__, __qualname__, __doc__ of the wrapped function into the wrapper's dict (functools_wraps). */
function wraps(self: Value, f: Value): bool {
  for (let i = 0; i < 4; i++) {
    const name = i == 0 ? N.__module__ : i == 1 ? N.__name__ : i == 2 ? N.__qualname__ : N.__doc__;
    const v = getAttrOptional(f, name);
    if (!v) { if (errOccurred()) return false; continue; }
    const r = setAttr(self, name, v);
    decref(v);
    if (r < 0) return false;
  }
  return true;
}
function wrapperInit(self: Value, what: string, args: Ptr, nargs: i32, kwnames: Value): i32 {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return -1;
  const ok = bindSimple(what, args, nargs, kwnames, 1, 1, out, NULL, NULL, NULL, NULL);
  const f = load<u64>(out);
  stackRestore(mark);
  if (!ok) return -1;
  put(self, offsetof<StaticMethodObject>("callable"), newRef(f));
  return wraps(self, f) ? 0 : -1;
}
export function classMethodInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 { return wrapperInit(self, "classmethod", args, nargs, kwnames); }
export function staticMethodInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 { return wrapperInit(self, "staticmethod", args, nargs, kwnames); }
export function classMethodNew(f: Value): Value { return wrapperNew(T.classmethod, f); }
export function staticMethodNew(f: Value): Value { return wrapperNew(T.staticmethod, f); }
function wrapperNew(t: TypeObject, f: Value): Value {
  const p = newObject(t);
  if (p) changetype<StaticMethodObject>(p).callable = newRef(f);
  return <Value>p;
}
export function wrapperDealloc(p: Ptr): void {
  const o = changetype<StaticMethodObject>(p), f = o.callable;
  o.callable = NULL;
  instanceTailClear(p, changetype<TypeObject>(o.type));
  decref(f);
  freeObject(p);
}
export function wrapperTraverse(p: Ptr): void { gcVisit(changetype<StaticMethodObject>(p).callable); instanceTailVisit(p, changetype<TypeObject>(changetype<Obj>(p).type)); }
export function wrapperClear(p: Ptr): void { put(<Value>p, offsetof<StaticMethodObject>("callable"), NULL); instanceTailClear(p, changetype<TypeObject>(changetype<Obj>(p).type)); }
/** What it wraps, which another thread may replace (`__init__` again): new; NULL without an exception where __init__ was never called. */
export function wrapped(self: Value): Value { return get(self, offsetof<StaticMethodObject>("callable")); }
export function classMethodGet(self: Value, obj: Value, type: Value): Value {
  const f = wrapped(self);
  if (!f) return raise(T.RuntimeError, "uninitialized classmethod object");
  const m = methodNew(f, type ? type : toValue(typeOf(obj)));
  decref(f);
  return m;
}
import { methodNew } from "./method";
export function staticMethodGet(self: Value, obj: Value, type: Value): Value {
  const f = wrapped(self);
  return f ? f : raise(T.RuntimeError, "uninitialized staticmethod object");
}
export function staticMethodCall(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const f = staticMethodGet(self, NULL, NULL), r = f ? call(f, args, nargs, kwnames) : NULL;
  decref(f);
  return r;
}
export function wrapperFunc(self: Value): Value { const f = wrapped(self); return f ? f : None; }
export function wrapperIsAbstract(self: Value): Value {
  if (!enterNative()) return NULL;
  const f = wrapped(self), r = isAbstractMethod(f);
  decref(f);
  leaveNative();
  return r < 0 ? NULL : boolean(r == 1);
}
export function wrapperDict(self: Value): Value { return instanceDict(self); }
function wrapperRepr(self: Value, format: string): Value {
  const f = wrapperFunc(self), r = fmt(format, f);
  decref(f);
  return r;
}
export function classMethodRepr(self: Value): Value { return wrapperRepr(self, "<classmethod(%R)>"); }
export function staticMethodRepr(self: Value): Value { return wrapperRepr(self, "<staticmethod(%R)>"); }
function wrapperAttr(self: Value, name: Value): Value {
  const f = wrapperFunc(self), r = getAttr(f, name);
  decref(f);
  return r;
}
export function wrapperAnnotations(self: Value): Value { return wrapperAttr(self, N.__annotations__); }
export function wrapperAnnotate(self: Value): Value { return wrapperAttr(self, N.__annotate__); }
/** tp_new of types whose __init__ does all: an empty instance. */
export function plainNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return <Value>newObject(as<TypeObject>(type)); }
export function wrapperClassGetItem(cls: Value, item: Value): Value { return genericAliasNew(cls, item); }
import { genericAliasNew } from "./generic-alias";
