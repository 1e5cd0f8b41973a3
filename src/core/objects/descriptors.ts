/**
 * The descriptors of native attributes: method_descriptor, classmethod_descriptor, wrapper_descriptor (and its bound form method-wrapper),
 * getset_descriptor, member_descriptor; builtin_function_or_method; mappingproxy stands in mappingproxy.ts, property, classmethod and staticmethod in property.ts.
 * CPython: Objects/descrobject.c, methodobject.c.
 *
 * All are @frozen once made, but for `qualname`/`doc`, which are computed. Every descriptor has `objclass` (a TypeObject) at +20. Those of static types are
 * immortal; those of a heap type (members made by __slots__) hold a counted reference to it.
 */
import { enterNative, leaveNative } from "./recursion";
import { DOC, SIGNATURE, docOfAttribute, docOfBound, docOfFunction } from "./native-doc";
import { Ptr, Value, NULL, None, int, boolean, isPtr } from "../base/value";
import { Obj, as, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_TYPE_SUBCLASS, TF_HEAPTYPE, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { PROC_MULTI } from "../base/map";
import { loadV, storeV, xchgV } from "../base/atomics";
import { decref, decrefPtr, increfPtr, newRef, incref, tryIncref } from "../refcount/count";
import { increfLockHeld } from "../refcount/count-slow";
import { gcVisit } from "../gc/visit";
import { strFromLiteral, strEqLiteral } from "../types/str/core";
import { newObject, freeObject } from "./alloc";
import { raise, raiseFmt, fmt } from "./errors";
import { typeOf, isExact, hasFlag } from "./typeof";
import { MethodDef, MethodDescrObject, BuiltinObject, callDef, DEF_STATIC, DEF_CLASS } from "./method-def";
import { typeIsSubtype } from "./type-static";
import { wrapperCall, defName } from "./type-wrappers";
import { csBegin, csEnd } from "../threads/critical-section";
import { raiseAttributeMissing, getAttr } from "./attributes";
import { tuplePack2, tuplePack1 } from "../types/tuple/core";
import { repr } from "./abstract";
import { hashPointer, hashCombine } from "./hash";

@unmanaged
export class DescrObject extends Obj {
  what: u32;
  objclass: u32;
}
@unmanaged
export class GetSetDescrObject extends DescrObject {
  /** function index: (self) => Value */
  @inline get getter(): u32 { return this.what; }
  @inline set getter(v: u32) { this.what = v; }
  /** function index: (self, value or NULL) => i32, 0: read-only */ setter: u32;
  pad: u32;
  name: Value;
}
@unmanaged
export class MemberDescrObject extends DescrObject {
  /** byte offset in the object */
  @inline get offset(): u32 { return this.what; }
  @inline set offset(v: u32) { this.what = v; }
  /** 0 value (NULL: AttributeError), 1 value (NULL: None), 2 i32, 3 u32, 4 bool */ kind: u8;
  writable: u8;
  /** made by __slots__: objclass is counted */ heap: u8;
  pad: u8;
  pad2: u32;
  name: Value;
}
@unmanaged
export class WrapperDescrObject extends DescrObject {
  /** address of the slot definition (SLOTDEFS) */
  @inline get def(): u32 { return this.what; }
  @inline set def(v: u32) { this.what = v; }
  /** the slot function, an index */ wrapped: u32;
  pad: u32;
}
@unmanaged
export class MethodWrapperObject extends Obj {
  /** WrapperDescrObject */ descr: Value;
  self: Value;
}
@unmanaged
export class StaticMethodObject extends Obj {
  /** @atomic: read by memberLoad, exchanged under the lock */ callable: Value;
}
/** classmethod has the same layout. */
@unmanaged
export class ClassMethodObject extends StaticMethodObject {}

// ---- what they have in common ---------------------------------------------------------------------------------------------
export function descrName(d: Value): Value {
  const t = typeOf(d);
  if (t == T.method_descriptor || t == T.classmethod_descriptor) return changetype<MethodDef>(as<MethodDescrObject>(d).def).name;
  if (t == T.wrapper_descriptor) return defName(as<WrapperDescrObject>(d).def);
  if (t == T.getset_descriptor) return as<GetSetDescrObject>(d).name;
  return as<MemberDescrObject>(d).name;
}
export function descrGetName(self: Value): Value { return newRef(descrName(self)); }
export function descrGetQualname(self: Value): Value { return fmt("%U.%U", changetype<TypeObject>(as<DescrObject>(self).objclass).tp_qualname, descrName(self)); }
export function descrGetObjclass(self: Value): Value { return newRef(<Value>as<DescrObject>(self).objclass); }
export function descrDealloc(p: Ptr): void {
  const d = changetype<DescrObject>(p);
  const c = changetype<TypeObject>(d.objclass);
  if (c.tp_flags & TF_HEAPTYPE) { d.objclass = changetype<u32>(T.object); decrefPtr(changetype<Ptr>(c)); }
  if (d.type == changetype<u32>(T.member_descriptor)) decref(changetype<MemberDescrObject>(p).name);
  freeObject(p);
}
export function descrTraverse(p: Ptr): void { gcVisit(<Value>changetype<DescrObject>(p).objclass); }
export function descrReduce(self: Value): Value {
  const g = getBuiltin(N.getattr);
  if (!g) return NULL;
  const args = tuplePack2(<Value>as<DescrObject>(self).objclass, descrName(self));
  const r = args ? tuplePack2(g, args) : NULL;
  decref(g); decref(args);
  return r;
}
import { getBuiltin } from "./module";
export function methodDescrRepr(self: Value): Value { return fmt("<method '%U' of '%N' objects>", descrName(self), <Value>as<DescrObject>(self).objclass); }
export function memberDescrRepr(self: Value): Value { return fmt("<member '%U' of '%N' objects>", descrName(self), <Value>as<DescrObject>(self).objclass); }
export function getsetDescrRepr(self: Value): Value { return fmt("<attribute '%U' of '%N' objects>", descrName(self), <Value>as<DescrObject>(self).objclass); }
export function wrapperDescrRepr(self: Value): Value { return fmt("<slot wrapper '%U' of '%N' objects>", descrName(self), <Value>as<DescrObject>(self).objclass); }

function checkReceiver(d: Value, o: Value): bool {
  const c = changetype<TypeObject>(as<DescrObject>(d).objclass);
  if (typeIsSubtype(typeOf(o), c)) return true;
  raiseFmt(T.TypeError, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object", descrName(d), toValue(c), o);
  return false;
}

// ---- method_descriptor ------------------------------------------------------------------------------------------------------
export function methodDescrGet(self: Value, obj: Value, type: Value): Value {
  if (!obj) return newRef(self);
  if (!checkReceiver(self, obj)) return NULL;
  return builtinNew(changetype<MethodDef>(as<MethodDescrObject>(self).def), obj, NULL);
}
export function methodDescrCall(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const d = as<MethodDescrObject>(self);
  const c = changetype<TypeObject>(d.objclass);
  if (nargs < 1) return raiseFmt(T.TypeError, "unbound method %N.%U() needs an argument", toValue(c), changetype<MethodDef>(d.def).name);
  const o = load<u64>(args);
  if (!typeIsSubtype(typeOf(o), c)) return raiseFmt(T.TypeError, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object", changetype<MethodDef>(d.def).name, toValue(c), o);
  return callDef(changetype<MethodDef>(d.def), o, args + 8, nargs - 1, kwnames);
}
export function defDoc(d: MethodDef): Value { return None; }
export function defTextSignature(d: MethodDef): Value { return d.text ? strFromLiteral(changetype<string>(<usize>d.text)) : None; }
function descrText(self: Value, which: u32): Value { return docOfAttribute(changetype<TypeObject>(as<DescrObject>(self).objclass), descrName(self), which); }
export function methodDescrDoc(self: Value): Value { const d = descrText(self, DOC); return d || errOccurred() ? d : None; }
export function wrapperDescrTextSignature(self: Value): Value { const d = descrText(self, SIGNATURE); return d || errOccurred() ? d : None; }
export function methodDescrTextSignature(self: Value): Value { const d = descrText(self, SIGNATURE); return d ? d : defTextSignature(changetype<MethodDef>(as<MethodDescrObject>(self).def)); }

// ---- classmethod_descriptor ---------------------------------------------------------------------------------------------------
export function classMethodDescrGet(self: Value, obj: Value, type: Value): Value {
  const d = as<MethodDescrObject>(self);
  let t = type;
  if (!t) {
    if (!obj) return raiseFmt(T.TypeError, "descriptor '%U' for type '%N' needs either an object or a type", descrName(self), <Value>d.objclass);
    t = toValue(typeOf(obj));
  }
  if (!hasFlag(t, TF_TYPE_SUBCLASS)) return raiseFmt(T.TypeError, "descriptor '%U' for type '%N' needs a type, not a '%T' as arg 2", descrName(self), <Value>d.objclass, t);
  if (!typeIsSubtype(as<TypeObject>(t), changetype<TypeObject>(d.objclass))) return raiseFmt(T.TypeError, "descriptor '%U' requires a subtype of '%N' but received '%N'", descrName(self), <Value>d.objclass, t);
  return builtinNew(changetype<MethodDef>(d.def), t, NULL);
}
export function classMethodDescrCall(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const d = as<MethodDescrObject>(self);
  if (nargs < 1) return raiseFmt(T.TypeError, "descriptor '%U' of '%N' object needs an argument", descrName(self), <Value>d.objclass);
  const b = classMethodDescrGet(self, NULL, load<u64>(args));
  if (!b) return NULL;
  const r = callDef(changetype<MethodDef>(d.def), load<u64>(args), args + 8, nargs - 1, kwnames);
  decref(b);
  return r;
}

// ---- wrapper_descriptor, method-wrapper -----------------------------------------------------------------------------------------
export function wrapperDescrGet(self: Value, obj: Value, type: Value): Value {
  if (!obj) return newRef(self);
  if (!checkReceiver(self, obj)) return NULL;
  const p = newObject(T.methodwrapper);
  if (!p) return NULL;
  const m = changetype<MethodWrapperObject>(p);
  m.descr = newRef(self); m.self = newRef(obj);
  return <Value>p;
}
export function wrapperDescrCall(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const d = as<WrapperDescrObject>(self);
  const c = changetype<TypeObject>(d.objclass);
  if (nargs < 1) return raiseFmt(T.TypeError, "descriptor '%U' of '%N' object needs an argument", descrName(self), toValue(c));
  const o = load<u64>(args);
  if (!typeIsSubtype(typeOf(o), c)) return raiseFmt(T.TypeError, "descriptor '%U' requires a '%N' object but received a '%T'", descrName(self), toValue(c), o);
  return wrapperCall(d.def, d.wrapped, o, args + 8, nargs - 1, kwnames);
}
export function methodWrapperCall(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const m = as<MethodWrapperObject>(self), d = as<WrapperDescrObject>(m.descr);
  return wrapperCall(d.def, d.wrapped, m.self, args, nargs, kwnames);
}
export function methodWrapperDealloc(p: Ptr): void {
  const m = changetype<MethodWrapperObject>(p);
  decref(m.descr); decref(m.self);
  freeObject(p);
}
export function methodWrapperTraverse(p: Ptr): void { const m = changetype<MethodWrapperObject>(p); gcVisit(m.descr); gcVisit(m.self); }
export function methodWrapperRepr(self: Value): Value {
  const m = as<MethodWrapperObject>(self);
  const id = hexAddress(m.self);
  const r = fmt("<method-wrapper '%U' of %T object at %U>", descrName(m.descr), m.self, id);
  decref(id);
  return r;
}
import { hexAddress } from "./hash";
export function methodWrapperSelf(self: Value): Value { return newRef(as<MethodWrapperObject>(self).self); }
export function methodWrapperName(self: Value): Value { return newRef(descrName(as<MethodWrapperObject>(self).descr)); }
export function methodWrapperQualname(self: Value): Value { return descrGetQualname(as<MethodWrapperObject>(self).descr); }
export function methodWrapperObjclass(self: Value): Value { return newRef(<Value>as<DescrObject>(as<MethodWrapperObject>(self).descr).objclass); }
export function methodWrapperDoc(self: Value): Value { return methodDescrDoc(as<MethodWrapperObject>(self).descr); }
export function methodWrapperTextSignature(self: Value): Value { return wrapperDescrTextSignature(as<MethodWrapperObject>(self).descr); }
export function methodWrapperCompare(a: Value, b: Value, op: i32): Value {
  if ((op != 2 && op != 3) || !isExact(a, T.methodwrapper) || !isExact(b, T.methodwrapper)) return NotImplemented;
  const x = as<MethodWrapperObject>(a), y = as<MethodWrapperObject>(b);
  return boolean((x.descr == y.descr && x.self == y.self) == (op == 2));
}
import { NotImplemented } from "../base/value";
export function methodWrapperHash(self: Value): i64 { const m = as<MethodWrapperObject>(self); return hashCombine(hashPointer(m.descr), hashPointer(m.self)); }
export function methodWrapperReduce(self: Value): Value {
  const m = as<MethodWrapperObject>(self);
  return reduceGetattr(m.self, descrName(m.descr));
}
/** (getattr, (self, name)) */
export function reduceGetattr(self: Value, name: Value): Value {
  const g = getBuiltin(N.getattr);
  if (!g) return NULL;
  const args = tuplePack2(self, name);
  const r = args ? tuplePack2(g, args) : NULL;
  decref(g); decref(args);
  return r;
}

// ---- getset_descriptor ------------------------------------------------------------------------------------------------------------
export function getsetDescrGet(self: Value, obj: Value, type: Value): Value {
  if (!obj) return newRef(self);
  if (!checkReceiver(self, obj)) return NULL;
  const g = as<GetSetDescrObject>(self);
  if (!g.what) return raiseFmt(T.AttributeError, "attribute '%U' of '%N' objects is not readable", g.name, <Value>g.objclass);
  // some ask another object, which may be this one
  if (!enterNative()) return NULL;
  const r = call_indirect<Value>(g.what, obj);
  leaveNative();
  return r;
}
export function getsetDescrSet(self: Value, obj: Value, v: Value): i32 {
  if (!checkReceiver(self, obj)) return -1;
  const g = as<GetSetDescrObject>(self);
  if (!g.setter) { raiseFmt(T.AttributeError, "attribute '%U' of '%N' objects is not writable", g.name, <Value>g.objclass); return -1; }
  if (!enterNative()) return -1;
  const r = call_indirect<i32>(g.setter, obj, v);
  leaveNative();
  return r;
}

// ---- member_descriptor ------------------------------------------------------------------------------------------------------------
export function memberDescrGet(self: Value, obj: Value, type: Value): Value {
  if (!obj) return newRef(self);
  if (!checkReceiver(self, obj)) return NULL;
  const m = as<MemberDescrObject>(self);
  const at = <Ptr>obj + m.what;
  switch (m.kind) {
    case 2: return int(atomic.load<i32>(at));
    case 3: return int(<i64>atomic.load<u32>(at));
    case 4: return boolean(atomic.load<u8>(at) != 0);
    default: {
      const v = memberLoad(obj, at);
      if (v) return v;
      if (m.kind == 1) return None;
      raiseAttributeMissing(obj, m.name);
      return NULL;
    }
  }
}
/** A Value field that other threads may replace: returns new, or NULL. */
export function memberLoad(o: Value, at: Ptr): Value {
  const v = loadV(at);
  if (!isPtr(v) || tryIncref(at, v)) return v;
  csBegin(<Ptr>o);
  const r = loadV(at);
  increfLockHeld(r);
  csEnd();
  return r;
}
/** Replaces such a field. Steals v. */
export function memberExchange(o: Value, at: Ptr, v: Value): void {
  if (load<u32>(PROC_MULTI) == 0) {
    const old = load<u64>(at);
    store<u64>(at, v);
    decref(old);
    return;
  }
  csBegin(<Ptr>o);
  const old = xchgV(at, v);
  csEnd();
  decref(old);
}
export function memberDescrSet(self: Value, obj: Value, v: Value): i32 {
  if (!checkReceiver(self, obj)) return -1;
  const m = as<MemberDescrObject>(self);
  if (!m.writable) { raise(T.AttributeError, "readonly attribute"); return -1; }
  const at = <Ptr>obj + m.what;
  if (m.kind > 1) {
    if (!v) { raise(T.TypeError, "can't delete numeric/char attribute"); return -1; }
    if (m.kind == 4) { if (v != None && !isBoolean(v)) { raise(T.TypeError, "attribute value type must be bool"); return -1; } atomic.store<u8>(at, <u8>(v == True)); return 0; }
    const n = intAsI32(v);
    if (n == -1 && errOccurred()) return -1;
    atomic.store<i32>(at, n);
    return 0;
  }
  // readers that fail to take a reference come with the lock: exchange under it
  csBegin(<Ptr>obj);
  const old = xchgV(at, newRef(v));
  csEnd();
  if (!v && !old && m.kind == 0) { raiseObject(T.AttributeError, newRef(m.name)); return -1; }
  decref(old);
  return 0;
}
import { True, isBool as isBoolean } from "../base/value";
import { errOccurred, raiseObject } from "./errors";
import { intAsI32 } from "../types/int/core";

// ---- builtin_function_or_method -------------------------------------------------------------------------------------------------------
/** Borrows self (NULL: none) and module (a str, or NULL). */
export function builtinNew(d: MethodDef, self: Value, module: Value): Value {
  const p = newObject(T.builtin_function_or_method);
  if (!p) return NULL;
  const b = changetype<BuiltinObject>(p);
  b.def = changetype<u32>(d); b.self = newRef(self); b.module = newRef(module);
  return <Value>p;
}
export function builtinDealloc(p: Ptr): void {
  weakrefClear(p);
  const b = changetype<BuiltinObject>(p);
  const s = b.self, m = b.module;
  b.self = NULL; b.module = NULL;
  decref(s); decref(m);
  instanceTailClear(p, changetype<TypeObject>(b.type));
  freeObject(p);
}
import { weakrefClear } from "./weakref";
import { instanceTailClear } from "./instance";
import { moduleIs, moduleNameOf } from "./module";
export function builtinTraverse(p: Ptr): void { const b = changetype<BuiltinObject>(p); gcVisit(b.self); gcVisit(b.module); }
/** `self` stays for who finds it meanwhile: a cycle through it has another member that can be cleared. */
export function builtinClear(p: Ptr): void { memberExchange(<Value>p, p + offsetof<BuiltinObject>("module"), NULL); }
export function builtinName(self: Value): Value { return newRef(changetype<MethodDef>(as<BuiltinObject>(self).def).name); }
export function builtinSelf(self: Value): Value { const s = as<BuiltinObject>(self).self; return s ? newRef(s) : None; }
export function builtinModule(self: Value): Value {
  const b = as<BuiltinObject>(self), m = memberLoad(self, <Ptr>self + offsetof<BuiltinObject>("module"));
  if (m) return m;
  if (b.self && moduleIs(b.self)) return moduleNameOf(b.self);
  return None;
}
export function builtinSetModule(self: Value, v: Value): i32 {
  csBegin(<Ptr>self);
  const at = <Ptr>self + offsetof<BuiltinObject>("module"), old = xchgV(at, newRef(v));
  csEnd();
  decref(old);
  return 0;
}
export function builtinQualname(self: Value): Value {
  const b = as<BuiltinObject>(self), name = changetype<MethodDef>(b.def).name;
  if (!b.self || moduleIs(b.self)) return newRef(name);
  const t = hasFlag(b.self, TF_TYPE_SUBCLASS) ? as<TypeObject>(b.self) : typeOf(b.self);
  return fmt("%U.%U", t.tp_qualname, name);
}
function builtinText(self: Value, which: u32): Value {
  const b = as<BuiltinObject>(self), name = changetype<MethodDef>(b.def).name;
  if (b.self && !moduleIs(b.self)) return docOfBound(b.self, name, which);
  const m = builtinModule(self), r = hasFlag(m, TF_UNICODE_SUBCLASS) ? docOfFunction(m, name, which) : NULL;
  decref(m);
  return r;
}
export function builtinDoc(self: Value): Value { const d = builtinText(self, DOC); return d ? d : errOccurred() ? NULL : None; }
export function builtinTextSignature(self: Value): Value { const d = builtinText(self, SIGNATURE); return d || errOccurred() ? d : defTextSignature(changetype<MethodDef>(as<BuiltinObject>(self).def)); }
export function builtinRepr(self: Value): Value {
  const b = as<BuiltinObject>(self), name = changetype<MethodDef>(b.def).name;
  if (!b.self || moduleIs(b.self)) return fmt("<built-in function %U>", name);
  const id = hexAddress(b.self);
  const r = fmt("<built-in method %U of %T object at %U>", name, b.self, id);
  decref(id);
  return r;
}
export function builtinCompare(a: Value, b: Value, op: i32): Value {
  if ((op != 2 && op != 3) || !isExact(a, T.builtin_function_or_method) || !isExact(b, T.builtin_function_or_method)) return NotImplemented;
  const x = as<BuiltinObject>(a), y = as<BuiltinObject>(b);
  return boolean((x.self == y.self && changetype<MethodDef>(x.def).fn == changetype<MethodDef>(y.def).fn) == (op == 2));
}
export function builtinHash(self: Value): i64 { const b = as<BuiltinObject>(self); return hashCombine(hashPointer(b.self), <i64>changetype<MethodDef>(b.def).fn); }
export function builtinReduce(self: Value): Value {
  const b = as<BuiltinObject>(self);
  if (!b.self || moduleIs(b.self)) return newRef(changetype<MethodDef>(b.def).name);
  return reduceGetattr(b.self, changetype<MethodDef>(b.def).name);
}
export { builtinCall as builtinCallSlot } from "./method-def";
