/**
 * Calls of native functions by position: what CALL does with built-in functions, methods of built-in types, and built-in types with one plain argument.
 *
 * Invariant: a case that is not taken has touched nothing (CALL_GENERIC, NULL); a case that is taken consumes every temporary of the call. Arguments stay in their
 * registers, owned, while the function runs. Nothing here is shared; no lock. Mirrors what Python/ceval.c's specialised CALLs do; the measurements: docs/decisions/0009.
 */
import { check } from "../base/panic";
import { errOccurred } from "../objects/errors";
import { Ptr, Value, NULL, None, False, float, intOf, isFloat, isInt, isPtr, fitsInt, int, boolean } from "../base/value";
import { LOCAL_SENTINELS, as } from "../base/obj";
import { T, TypeObject } from "../../generated/core/types";
import { QUICK_ISINSTANCE, QUICK_LEN, QUICK_LIST_APPEND } from "../../generated/core/quick";
import { EB_TRACE } from "../base/thread-layout";
import { ts } from "../threads/self";
import { decref, decrefPtr, newRef } from "../refcount/count";
import { isExact, typeOf } from "../objects/typeof";
import { sequenceToList, sequenceToTuple } from "../objects/abstract";
import { typeIsSubtype } from "../objects/type-static";
import { BuiltinObject, KIND_FAST, KIND_NOARGS, KIND_O, MethodDef, MethodDescrObject, argumentOr, callDef } from "../objects/method-def";
import { isPrivate } from "../types/sharing";
import { dictNew, dictSize } from "../types/dict/core";
import { LIST_SIZE, listCapacity, listEmpty, listSize, listSlot } from "../types/list/core";
import { setNew, setSize } from "../types/set/core";
import { strData, strEmpty, strKind, strLen } from "../types/str/core";
import { tupleSize } from "../types/tuple/core";
import { intRepr } from "../types/int/methods";
import { CALL_DONE, CALL_ERROR, CALL_GENERIC, CALL_LEAVE } from "./call-result";
import { callFunction, callType, isMetaclass, unpackMethod } from "./call-slow";
import { Frame } from "./frame";

// @ts-ignore: decorator
@inline function dropAt(p: Ptr): void {
  const v = load<u64>(p);
  store<u64>(p, NULL);
  if (isPtr(v) && load<u32>(<Ptr>v, 4) < LOCAL_SENTINELS) decrefPtr(<Ptr>v);
}
/** The plain cases of QUICK (src/spec/quick.ts); NULL: call the function. */
// @ts-ignore: decorator
@inline function quick(q: u32, self: Value, args: Ptr, n: i32): Value {
  const v = load<u64>(args);
  if (q == QUICK_LEN) {
    if (n != 1 || !isPtr(v)) return NULL;
    const t = load<u32>(<Ptr>v, 12);
    if (t == changetype<u32>(T.list)) return int(listSize(v));
    if (t == changetype<u32>(T.str)) return int(strLen(v));
    if (t == changetype<u32>(T.dict)) return int(dictSize(v));
    if (t == changetype<u32>(T.tuple)) return int(tupleSize(v));
    if (t == changetype<u32>(T.set)) return int(setSize(v));
    return NULL;
  }
  if (q == QUICK_ISINSTANCE) {
    if (n != 2) return NULL;
    const c = load<u64>(args, 8);
    if (!isExact(c, T.type)) return NULL;
    const t = typeOf(v);
    if (toType(t) == <Ptr>c || typeIsSubtype(t, as<TypeObject>(c))) return boolean(true);
    // an object may lie about its __class__
    return isPtr(v) ? NULL : False;
  }
  // LIST_APPEND: the reference moves from the register
  if (n != 1 || !isPrivate(<Ptr>self)) return NULL;
  const size = load<i32>(<Ptr>self, LIST_SIZE);
  if (size >= listCapacity(self)) return NULL;
  store<u64>(args, NULL);
  store<u64>(listSlot(self, size), v);
  store<i32>(<Ptr>self, size + 1, LIST_SIZE);
  return None;
}
// @ts-ignore: decorator
@inline function toType(t: TypeObject): Ptr { return changetype<Ptr>(t); }

/**
 * A call by position. base: callable, self or first argument or NULL, then `count` arguments. Native functions and method descriptors on a receiver of their class are called
 * here; bound methods are unpacked, Python functions and classes passed on to where their plain cases are. CALL_GENERIC: callSlow, which finds the same call before it.
 */
export function callNative(frame: Ptr, fp: Ptr, pc: Ptr, base: Ptr, count: i32): i32 {
  let callee = load<u64>(base);
  if (!isPtr(callee)) return CALL_GENERIC;
  let ct = load<u32>(<Ptr>callee, 12);
  if (ct == changetype<u32>(T.method) && !load<u64>(base, 8)) {
    callee = unpackMethod(base);
    if (!isPtr(callee)) return CALL_GENERIC;
    ct = load<u32>(<Ptr>callee, 12);
  }
  let self = load<u64>(base, 8), args = base + 16, n = count;
  let d: MethodDef;
  if (ct == changetype<u32>(T.method_descriptor)) {
    if (!self || changetype<u32>(typeOf(self)) != as<MethodDescrObject>(callee).objclass) return CALL_GENERIC;
    d = changetype<MethodDef>(as<MethodDescrObject>(callee).def);
  } else if (ct == changetype<u32>(T.builtin_function_or_method)) {
    d = changetype<MethodDef>(as<BuiltinObject>(callee).def);
    if (self) { args -= 8; n++; }
    self = as<BuiltinObject>(callee).self;
  } else if (ct == changetype<u32>(T.$function)) {
    if (self) { args -= 8; n++; }
    return callFunction(pc, base, args, n, count, NULL);
  } else return isMetaclass(ct) ? callType(frame, fp, pc, base, count) : CALL_GENERIC;
  const q: u32 = d.quick;
  let r: Value = q ? quick(q, self, args, n) : NULL;
  if (!r) {
    const kind = d.kind;
    if (kind == KIND_O && n == 1) r = call_indirect<Value>(d.fn, self, load<u64>(args));
    else if (kind == KIND_NOARGS && n == 0) r = call_indirect<Value>(d.fn, self);
    else if (kind == KIND_FAST) r = call_indirect<Value>(d.fn, self, args, n, <Value>NULL);
    else {
      // parameters by position, the last ones of which may take their defaults
      const few: i32 = d.few;
      if (few && n <= few && n >= <i32>d.required) {
        const a = argumentOr(d, args, n, 0);
        if (few == 1) r = call_indirect<Value>(d.fn, self, a);
        else if (few == 2) r = call_indirect<Value>(d.fn, self, a, argumentOr(d, args, n, 1));
        else r = call_indirect<Value>(d.fn, self, a, argumentOr(d, args, n, 1), argumentOr(d, args, n, 2));
      } else r = callDef(d, self, args, n, NULL);
    }
  }
  check(!r || !errOccurred(), "a native function returned a result with an exception set");
  check(r || errOccurred(), "a native function returned NULL without an exception");
  return callDone(frame, fp, pc, base, count, r);
}
/** The end of a call: drops the temporaries, writes the result r (NULL: an exception is set). */
// @ts-ignore: decorator
@inline function callDone(frame: Ptr, fp: Ptr, pc: Ptr, base: Ptr, count: i32, r: Value): i32 {
  dropAt(base + 8);
  if (count) {
    dropAt(base + 16);
    if (count > 1) for (let p = base + 24, end = base + (<usize>(count + 2) << 3); p < end; p += 8) dropAt(p);
  }
  // the callable, mostly one that nobody counts; its register is the result's in most cases
  const at = fp + <usize>load<u16>(pc, 2), callee = <Ptr>load<u64>(base);
  if (r && at == base && load<u32>(callee, 4) >= LOCAL_SENTINELS) store<u64>(base, r);
  else {
    dropAt(base);
    if (!r) return CALL_ERROR;
    const old = load<u64>(at);
    store<u64>(at, r);
    decref(old);
  }
  if (load<u32>(ts) & EB_TRACE) { store<u32>(frame, <u32>(pc + 16), offsetof<Frame>("pc")); return CALL_LEAVE; }
  return CALL_DONE;
}
/** int(s) of 1 to 15 ASCII digits; NULL: anything else. */
function fewDigits(s: Value): Value {
  const n = strLen(s);
  if (<u32>(n - 1) >= 15 || strKind(s) != 1) return NULL;
  let r: i64 = 0;
  for (let p = strData(s), end = p + <usize>n; p < end; p++) {
    const d = <u32>load<u8>(p) - 48;
    if (d > 9) return NULL;
    r = r * 10 + d;
  }
  return fitsInt(r) ? int(r) : NULL;
}
/** t(*args) of a static type whose arguments need no conversion by Python code: new; NULL without an exception: the general way. */
export function callTypeQuick(t: TypeObject, args: Ptr, n: i32): Value {
  if (n == 1) {
    const v = load<u64>(args);
    if (t == T.str) return isExact(v, T.str) ? newRef(v) : isInt(v) ? intRepr(v) : NULL;
    if (t == T.int) return isInt(v) ? v : isExact(v, T.str) ? fewDigits(v) : NULL;
    if (t == T.type) return newRef(<Value>toType(typeOf(v)));
    if (t == T.float) return isFloat(v) ? v : isInt(v) ? float(<f64>intOf(v)) : NULL;
    if (t == T.list) return isExact(v, T.list) || isExact(v, T.tuple) || isExact(v, T.range) || isExact(v, T.map) || isExact(v, T.zip) || isExact(v, T.filter) || isExact(v, T.generator) ? sequenceToList(v) : NULL;
    if (t == T.tuple) return isExact(v, T.list) || isExact(v, T.tuple) || isExact(v, T.generator) ? sequenceToTuple(v) : NULL;
    return NULL;
  }
  if (n == 0) {
    if (t == T.list) return listEmpty();
    if (t == T.dict) return dictNew();
    if (t == T.set) return setNew();
    if (t == T.str) return strEmpty();
  }
  return NULL;
}
