/** method: a callable bound to its first argument (CPython: Objects/classobject.c). @frozen once made. */
import { copyBytes } from "../base/bytes";
import { Ptr, Value, NULL, None, NotImplemented, boolean, isPtr } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_GENERIC_GETATTR } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { gcVisit } from "../gc/visit";
import { newObject, freeObject } from "./alloc";
import { enterNative, leaveNative } from "./recursion";
import { raise, raiseFmt, fmt, errOccurred } from "./errors";
import { typeOf, isExact } from "./typeof";
import { call } from "./call";
import { tupleSize } from "../types/tuple/core";
import { stackAlloc, stackMark, stackRestore } from "./scratch";
import { getAttr, getAttrOptional, genericGetAttr, genericGetAttrEx } from "./attributes";
import { typeLookup } from "./type-lookup";
import { weakrefClear } from "./weakref";
import { instanceTailClear } from "./instance";
import { hash, callableCheck, repr } from "./abstract";
import { hashPointer, hashCombine } from "./hash";
import { reduceGetattr } from "./descriptors";
import { strFromChar } from "../types/str/core";
import { noKeywords, checkPositional } from "./args";

@unmanaged
export class MethodObject extends Obj {
  func: Value;
  self: Value;
}
/** Borrows both. */
export function methodNew(func: Value, self: Value): Value {
  const p = newObject(T.method);
  if (!p) return NULL;
  const m = changetype<MethodObject>(p);
  m.func = newRef(func); m.self = newRef(self);
  return <Value>p;
}
export function methodTypeNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("method", kwnames) || !checkPositional("method", nargs, 2, 2)) return NULL;
  const f = load<u64>(args), o = load<u64>(args, 8);
  if (!callableCheck(f)) return raise(T.TypeError, "first argument must be callable");
  if (o == None) return raise(T.TypeError, "instance must not be None");
  return methodNew(f, o);
}
export function methodCall(callable: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const m = as<MethodObject>(callable);
  const n = nargs + (kwnames ? tupleSize(kwnames) : 0);
  const mark = stackMark(), p = stackAlloc(<usize>(n + 1) << 3);
  if (!p) return NULL;
  store<u64>(p, m.self);
  copyBytes(p + 8, args, <usize>n << 3);
  const r = call(m.func, p, nargs + 1, kwnames);
  stackRestore(mark);
  return r;
}
export function methodDealloc(p: Ptr): void {
  const m = changetype<MethodObject>(p), f = m.func, s = m.self;
  instanceTailClear(p, changetype<TypeObject>(m.type));
  m.func = NULL; m.self = NULL;
  decref(f); decref(s);
  freeObject(p);
}
export function methodTraverse(p: Ptr): void { const m = changetype<MethodObject>(p); gcVisit(m.func); gcVisit(m.self); }
export function methodGetattro(self: Value, name: Value): Value {
  const t = typeOf(self);
  const d = typeLookup(t, name);
  if (d) { decref(d); return genericGetAttr(self, name); }
  if (!enterNative()) return NULL;
  const v = getAttr(as<MethodObject>(self).func, name);
  leaveNative();
  return v;
}
export function methodDescrGet(self: Value, obj: Value, type: Value): Value { return newRef(self); }
export function methodRepr(self: Value): Value {
  const m = as<MethodObject>(self);
  let name = getAttrOptional(m.func, N.__qualname__);
  if (!name && errOccurred()) return NULL;
  if (!name) { name = getAttrOptional(m.func, N.__name__); if (!name && errOccurred()) return NULL; }
  if (name && typeOf(name) != T.str) { decref(name); name = NULL; }
  const r = fmt("<bound method %U of %R>", name ? name : strFromChar(63), m.self);
  decref(name);
  return r;
}
export function methodCompare(a: Value, b: Value, op: i32): Value {
  if ((op != 2 && op != 3) || !isExact(a, T.method) || !isExact(b, T.method)) return NotImplemented;
  const x = as<MethodObject>(a), y = as<MethodObject>(b);
  let eq = x.self == y.self;
  if (eq) { const r = richCompareBool(x.func, y.func, 2); if (r < 0) return NULL; eq = r == 1; }
  return boolean(eq == (op == 2));
}
import { richCompareBool } from "./abstract";
export function methodHash(self: Value): i64 {
  const m = as<MethodObject>(self);
  const h = hash(m.func);
  if (h == -1) return -1;
  return hashCombine(hashPointer(m.self), h);
}
export function methodFunc(self: Value): Value { return newRef(as<MethodObject>(self).func); }
export function methodSelf(self: Value): Value { return newRef(as<MethodObject>(self).self); }
export function methodDoc(self: Value): Value {
  const d = getAttrOptional(as<MethodObject>(self).func, N.__doc__);
  return d || errOccurred() ? d : None;
}
export function methodReduce(self: Value): Value {
  const m = as<MethodObject>(self);
  const name = getAttr(m.func, N.__name__);
  if (!name) return NULL;
  const r = reduceGetattr(m.self, name);
  decref(name);
  return r;
}
