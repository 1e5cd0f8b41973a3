/** The call protocol (CPython Objects/call.c). Arguments are borrowed arrays; every call returns new, or NULL with an exception. */
import { Ptr, Value, NULL, isPtr } from "../base/value";
import { T, TypeObject, call_tp_call } from "../../generated/core/types";
import { raiseFmt } from "./errors";
import { isExact, typeOf } from "./typeof";
import { stackAlloc, stackMark, stackRestore } from "./scratch";
import { getAttr, getMethod } from "./attributes";
import { decref } from "../refcount/count";
import { BuiltinObject, KIND_NOARGS, KIND_O, MethodDef, MethodDescrObject, callDef } from "./method-def";
import { enterNative, leaveNative } from "./recursion";
import { functionCall, functionCallFew } from "../interp/function";

/** callable(*args, **kw): `nargs` positional Values at args, then one Value for each name in kwnames (tuple of str, or NULL). */
export function call(callable: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = typeOf(callable);
  if (!t.tp_call) return raiseFmt(T.TypeError, "'%T' object is not callable", callable);
  if (!enterNative()) return NULL;
  if (t == T.$function) {
    const v = functionCall(callable, args, nargs, kwnames);
    leaveNative();
    return v;
  }
  if (t == T.builtin_function_or_method) {
    const b = changetype<BuiltinObject>(<Ptr>callable), v = callDef(changetype<MethodDef>(b.def), b.self, args, nargs, kwnames);
    leaveNative();
    return v;
  }
  if (t == T.method_descriptor && nargs > 0 && !kwnames) {
    // most of what map, filter, sort and max are given: str.lower, len …
    const self = load<u64>(args), d = changetype<MethodDescrObject>(<Ptr>callable);
    if (changetype<u32>(typeOf(self)) == d.objclass) {
      const v = callDef(changetype<MethodDef>(d.def), self, args + 8, nargs - 1, NULL);
      leaveNative();
      return v;
    }
  }
  const r = call_tp_call(t, callable, args, nargs, kwnames);
  leaveNative();
  return r;
}
export function call0(f: Value): Value { return call(f, 0, 0, NULL); }
/** The definition behind a callable that takes one argument and nothing else, for f(a); 0: the general way. What map, filter, sort and max are given mostly: len, str.lower … */
// @ts-ignore: decorator
@inline export function nativeOne(f: Value, a: Value): u32 {
  if (!isPtr(f)) return 0;
  const t = load<u32>(<Ptr>f, 12);
  if (t == changetype<u32>(T.builtin_function_or_method)) {
    const d = changetype<BuiltinObject>(<Ptr>f).def;
    return changetype<MethodDef>(d).kind == KIND_O ? d : 0;
  }
  if (t != changetype<u32>(T.method_descriptor) || changetype<u32>(typeOf(a)) != changetype<MethodDescrObject>(<Ptr>f).objclass) return 0;
  const d = changetype<MethodDescrObject>(<Ptr>f).def;
  return changetype<MethodDef>(d).kind == KIND_NOARGS ? d : 0;
}
export function call1(f: Value, a: Value): Value {
  const d = nativeOne(f, a);
  if (!d) return call1General(f, a);
  if (!enterNative()) return NULL;
  const m = changetype<MethodDef>(d), v = m.kind == KIND_O ? call_indirect<Value>(m.fn, changetype<BuiltinObject>(<Ptr>f).self, a) : call_indirect<Value>(m.fn, a);
  leaveNative();
  return v;
}
function call1General(f: Value, a: Value): Value {
  if (isExact(f, T.$function)) return callPython(f, 1, a, NULL, NULL);
  const mark = stackMark(), p = stackAlloc(8);
  if (!p) return NULL;
  store<u64>(p, a);
  const r = call(f, p, 1, NULL);
  stackRestore(mark);
  return r;
}
function callPython(f: Value, n: i32, a: Value, b: Value, c: Value): Value {
  if (!enterNative()) return NULL;
  const r = functionCallFew(f, n, a, b, c);
  leaveNative();
  return r;
}
export function call2(f: Value, a: Value, b: Value): Value {
  if (isExact(f, T.$function)) return callPython(f, 2, a, b, NULL);
  const mark = stackMark(), p = stackAlloc(16);
  if (!p) return NULL;
  store<u64>(p, a); store<u64>(p, b, 8);
  const r = call(f, p, 2, NULL);
  stackRestore(mark);
  return r;
}
export function call3(f: Value, a: Value, b: Value, c: Value): Value {
  if (isExact(f, T.$function)) return callPython(f, 3, a, b, c);
  const mark = stackMark(), p = stackAlloc(24);
  if (!p) return NULL;
  store<u64>(p, a); store<u64>(p, b, 8); store<u64>(p, c, 16);
  const r = call(f, p, 3, NULL);
  stackRestore(mark);
  return r;
}
export function call4(f: Value, a: Value, b: Value, c: Value, d: Value): Value {
  const mark = stackMark(), p = stackAlloc(32);
  if (!p) return NULL;
  store<u64>(p, a); store<u64>(p, b, 8); store<u64>(p, c, 16); store<u64>(p, d, 24);
  const r = call(f, p, 4, NULL);
  stackRestore(mark);
  return r;
}
/** o.name(args…): without making a bound method where the attribute is a plain function. */
export function callMethod(o: Value, name: Value, args: Ptr, nargs: i32): Value {
  const mark = stackMark(), p = stackAlloc(<usize>(nargs + 1) << 3);
  if (!p) return NULL;
  for (let i = 0; i < nargs; i++) store<u64>(p + (<usize>(i + 1) << 3), load<u64>(args + (<usize>i << 3)));
  store<u64>(p, o);
  // getMethod stores whether self must be passed into the slot at p (o, or NULL for "already bound")
  const f = getMethod(o, name, p);
  let r: Value = NULL;
  if (f) {
    r = load<u64>(p) ? call(f, p, nargs + 1, NULL) : call(f, p + 8, nargs, NULL);
    decref(f);
  }
  stackRestore(mark);
  return r;
}
export function callMethod0(o: Value, name: Value): Value { return callMethod(o, name, 0, 0); }
export function callMethod1(o: Value, name: Value, a: Value): Value {
  const mark = stackMark(), p = stackAlloc(8);
  if (!p) return NULL;
  store<u64>(p, a);
  const r = callMethod(o, name, p, 1);
  stackRestore(mark);
  return r;
}
export function callMethod2(o: Value, name: Value, a: Value, b: Value): Value {
  const mark = stackMark(), p = stackAlloc(16);
  if (!p) return NULL;
  store<u64>(p, a); store<u64>(p, b, 8);
  const r = callMethod(o, name, p, 2);
  stackRestore(mark);
  return r;
}
export function callMethod3(o: Value, name: Value, a: Value, b: Value, c: Value): Value {
  const mark = stackMark(), p = stackAlloc(24);
  if (!p) return NULL;
  store<u64>(p, a); store<u64>(p, b, 8); store<u64>(p, c, 16);
  const r = callMethod(o, name, p, 3);
  stackRestore(mark);
  return r;
}
