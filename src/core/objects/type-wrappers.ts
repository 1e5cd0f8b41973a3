/**
 * Slots seen from Python: `list.__len__` is a wrapper_descriptor (WrapperDescrObject) made for each slot that a native type defines itself; bound, it
 * is a method-wrapper. How one is called follows from the slot's shape: the W_* of its definition (scripts/lib/gen-dispatch.ts). `__new__` is a
 * builtin function bound to the type (CPython: tp_new_wrapper). CPython: wrap_* and add_operators in Objects/typeobject.c.
 */
import { checkName } from "./attributes";
import { Ptr, Value, NULL, None, NotImplemented, boolean, int, intOf, isInt } from "../base/value";
import { Obj, as, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, SLOT_tp_hash } from "../../generated/core/types";
import {
  SLOTDEFS, SLOTDEF_COUNT, W_NONE, W_UNARY, W_NEXT, W_BINARY, W_BINARY_L, W_BINARY_R, W_TERNARY_L, W_TERNARY_R, W_IPOW, W_INDEX, W_SQITEM, W_LEN, W_BOOL, W_HASH,
  W_LT, W_GE, W_SET, W_DEL, W_SETATTR, W_DELATTR, W_DESCR_GET, W_DESCR_SET, W_DESCR_DEL, W_CONTAINS, W_CALL, W_INIT, W_FINALIZE, W_GETATTR,
} from "../../generated/core/dispatch";
import { dictSet, dictContains } from "../types/dict/core";
import { tupleSize } from "../types/tuple/core";
import { immortalize } from "../refcount/count-slow";
import { decref } from "../refcount/count";
import { newObject } from "./alloc";
import { raise, raiseFmt, raiseBare, errOccurred } from "./errors";
import { typeOf, hasFlag } from "./typeof";
import { MethodDef, BuiltinObject, defFast } from "./method-def";
import { WrapperDescrObject } from "./descriptors";
import { hashNotImplemented } from "./type-inherit";
import { typeIsSubtype } from "./type-static";
import { slot_tp_new } from "./type-dispatch";
import { indexAsSsize } from "./abstract-index";
import { length, takeWideLength } from "./abstract";
import { intFromI64 } from "../types/int/core";
import { TF_TYPE_SUBCLASS, TF_HEAPTYPE, TF_BASE_EXC_SUBCLASS } from "../../generated/core/types";

// @ts-ignore: decorator
@inline export function defName(d: Ptr): Value { return load<u64>(d); }
// @ts-ignore: decorator
@inline export function defOffset(d: Ptr): usize { return load<u32>(d, 8); }
// @ts-ignore: decorator
@inline export function defWrap(d: Ptr): u8 { return load<u8>(d, 16); }

/** Wrapper descriptors for the slots that t has now (before it inherits any). A name that is already there stays. */
export function typeAddOperators(t: TypeObject): void {
  for (let i = 0; i < SLOTDEF_COUNT; i++) {
    const d = SLOTDEFS + <usize>i * 24;
    if (defWrap(d) == W_NONE) continue;
    const f = load<u32>(changetype<Ptr>(t) + defOffset(d));
    if (!f) continue;
    if (dictContains(t.tp_dict, defName(d))) continue;
    if (defOffset(d) == SLOT_tp_hash && f == hashNotImplemented.index) continue;
    const p = newObject(T.wrapper_descriptor), w = changetype<WrapperDescrObject>(p);
    w.def = <u32>d; w.objclass = changetype<u32>(t); w.wrapped = f;
    immortalize(p);
    dictSet(t.tp_dict, defName(d), <Value>p);
  }
}

// ---- __new__ ------------------------------------------------------------------------------------------------------------
const NEW_DEF: usize = memory.data(16, 16);
/** The MethodDef that all `__new__` builtins share. */
export function newDef(): u32 {
  let d = load<u32>(NEW_DEF);
  if (!d) { d = changetype<u32>(defFast(N.__new__, 0, newWrapper, "($type, *args, **kwargs)")); store<u32>(NEW_DEF, d); }
  return d;
}
export function typeAddNew(t: TypeObject): void {
  if (dictContains(t.tp_dict, N.__new__)) return;
  const p = newObject(T.builtin_function_or_method), b = changetype<BuiltinObject>(p);
  b.def = newDef(); b.self = toValue(t); b.module = NULL;
  immortalize(p);
  dictSet(t.tp_dict, N.__new__, <Value>p);
}
/** The nearest type whose tp_new is native: past the classes that have a __new__ in Python. */
function staticBase(t: TypeObject): TypeObject {
  while (t.tp_new == slot_tp_new.index && t.tp_base) t = changetype<TypeObject>(t.tp_base);
  return t;
}
/** X.__new__(cls, …) */
function newWrapper(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = as<TypeObject>(self);
  if (nargs < 1) return raiseFmt(T.TypeError, "%N.__new__(): not enough arguments", self);
  const arg0 = load<u64>(args);
  if (!hasFlag(arg0, TF_TYPE_SUBCLASS)) return raiseFmt(T.TypeError, "%N.__new__(X): X is not a type object (%T)", self, arg0);
  const sub = as<TypeObject>(arg0);
  if (!typeIsSubtype(sub, t)) return raiseFmt(T.TypeError, "%N.__new__(%N): %N is not a subtype of %N", self, arg0, arg0, self);
  // the native base that is closest to sub must be the one whose __new__ is called: object.__new__(dict subclass) would make half an object
  const safe = staticBase(sub);
  if (safe.tp_new != t.tp_new) return raiseFmt(T.TypeError, "%N.__new__(%N) is not safe, use %N.__new__()", self, arg0, toValue(safe));
  return call_indirect<Value>(t.tp_new, arg0, args + 8, nargs - 1, kwnames);
}

// ---- calling a wrapper ----------------------------------------------------------------------------------------------------
function expected(d: Ptr, n: i32, got: i32): Value {
  return raiseFmt(T.TypeError, n == 1 ? "expected %d argument, got %d" : "expected %d arguments, got %d", int(n), int(got));
}
function status(r: i32): Value { return r < 0 ? NULL : None; }
/** Carlo Verre's check: object.__setattr__ may not be used to change a native type behind its type's back. */
function hackcheck(self: Value, f: u32, what: string): bool {
  let t = typeOf(self);
  // the native type nearest to type(self): its setattro must be this one
  while (t.tp_flags & TF_HEAPTYPE && t.tp_base) t = changetype<TypeObject>(t.tp_base);
  if (t.tp_setattro != f) {
    raiseFmt(T.TypeError, what, toValue(typeOf(self)));
    return false;
  }
  return true;
}
/** Slot function f called as definition d says, receiver self. */
export function wrapperCall(d: Ptr, f: u32, self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const wrap = defWrap(d);
  if (wrap == W_CALL) return call_indirect<Value>(f, self, args, nargs, kwnames);
  if (wrap == W_INIT) return status(call_indirect<i32>(f, self, args, nargs, kwnames));
  if (kwnames && tupleSize(kwnames)) return raiseFmt(T.TypeError, "wrapper %U() takes no keyword arguments", defName(d));
  const a0: Value = nargs > 0 ? load<u64>(args) : NULL;
  switch (wrap) {
    case W_UNARY: if (nargs) return expected(d, 0, nargs); return call_indirect<Value>(f, self);
    case W_NEXT: {
      if (nargs) return expected(d, 0, nargs);
      const r = call_indirect<Value>(f, self);
      if (!r && !errOccurred()) return raiseBare(T.StopIteration);
      return r;
    }
    case W_LEN: {
      if (nargs) return expected(d, 0, nargs);
      const n = call_indirect<i32>(f, self);
      if (n >= 0) return int(n);
      const wide = takeWideLength();
      return wide < 0 ? NULL : intFromI64(wide);
    }
    case W_BOOL: {
      if (nargs) return expected(d, 0, nargs);
      const n = call_indirect<i32>(f, self);
      return n < 0 ? NULL : boolean(n != 0);
    }
    case W_HASH: {
      if (nargs) return expected(d, 0, nargs);
      const h = call_indirect<i64>(f, self);
      if (h == -1 && errOccurred()) return NULL;
      return intFromI64(h);
    }
    case W_FINALIZE: if (nargs) return expected(d, 0, nargs); call_indirect<void>(f, self); return None;
    // the slots themselves may trust that a name is a str
    case W_GETATTR: if (nargs != 1) return expected(d, 1, nargs); return checkName(a0) ? call_indirect<Value>(f, self, a0) : NULL;
    case W_BINARY: case W_BINARY_L: if (nargs != 1) return expected(d, 1, nargs); return call_indirect<Value>(f, self, a0);
    case W_BINARY_R: if (nargs != 1) return expected(d, 1, nargs); return call_indirect<Value>(f, a0, self);
    case W_IPOW: if (nargs != 1) return expected(d, 1, nargs); return call_indirect<Value>(f, self, a0, None);
    case W_TERNARY_L: case W_TERNARY_R: {
      if (nargs != 1 && nargs != 2) return expected(d, 1, nargs);
      const third: Value = nargs == 2 ? load<u64>(args, 8) : None;
      return wrap == W_TERNARY_L ? call_indirect<Value>(f, self, a0, third) : call_indirect<Value>(f, a0, self, third);
    }
    case W_INDEX: case W_SQITEM: {
      if (nargs != 1) return expected(d, 1, nargs);
      let i = indexAsSsize(a0);
      if (i == -1 && errOccurred()) return NULL;
      if (wrap == W_SQITEM && i < 0 && (typeOf(self).sq_length)) {
        const n = length(self);
        if (n < 0) return NULL;
        i += n;
      }
      return call_indirect<Value>(f, self, i);
    }
    case W_CONTAINS: {
      if (nargs != 1) return expected(d, 1, nargs);
      const r = call_indirect<i32>(f, self, a0);
      return r < 0 ? NULL : boolean(r != 0);
    }
    case W_SET: if (nargs != 2) return expected(d, 2, nargs); return status(call_indirect<i32>(f, self, a0, load<u64>(args, 8)));
    case W_DEL: if (nargs != 1) return expected(d, 1, nargs); return status(call_indirect<i32>(f, self, a0, NULL));
    case W_SETATTR:
      if (nargs != 2) return expected(d, 2, nargs);
      if (!checkName(a0) || !hackcheck(self, f, "can't apply this __setattr__ to %N object")) return NULL;
      return status(call_indirect<i32>(f, self, a0, load<u64>(args, 8)));
    case W_DELATTR:
      if (nargs != 1) return expected(d, 1, nargs);
      if (!checkName(a0) || !hackcheck(self, f, "can't apply this __delattr__ to %N object")) return NULL;
      return status(call_indirect<i32>(f, self, a0, NULL));
    case W_DESCR_GET: {
      if (nargs != 1 && nargs != 2) return expected(d, 1, nargs);
      const obj = a0 == None ? NULL : a0;
      let type: Value = nargs == 2 ? load<u64>(args, 8) : NULL;
      if (type == None) type = NULL;
      if (!type && !obj) return raise(T.TypeError, "__get__(None, None) is invalid");
      return call_indirect<Value>(f, self, obj, type);
    }
    case W_DESCR_SET: if (nargs != 2) return expected(d, 2, nargs); return status(call_indirect<i32>(f, self, a0, load<u64>(args, 8)));
    case W_DESCR_DEL: if (nargs != 1) return expected(d, 1, nargs); return status(call_indirect<i32>(f, self, a0, NULL));
    default: {
      // W_LT … W_GE
      if (nargs != 1) return expected(d, 1, nargs);
      return call_indirect<Value>(f, self, a0, <i32>(wrap - W_LT));
    }
  }
}
