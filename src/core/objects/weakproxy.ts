/** weakref.proxy: an object that passes every operation on to its referent, or raises ReferenceError when that is dead. CPython: Objects/weakrefobject.c (proxy_*). */
import { Ptr, Value, NULL, None } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { raise, raiseFmt, errOccurred, fmt } from "./errors";
import { typeOf } from "./typeof";
import { call, callMethod0 } from "./call";
import { getAttr, setAttr } from "./attributes";
import { weakrefGet } from "./weakref";
import * as A from "./abstract";
import { hexAddress } from "./hash";

function isProxy(v: Value): bool { const t = typeOf(v); return t == T.weakproxy || t == T.weakcallableproxy; }
/** The living referent (or v itself if it is no proxy), new; NULL with ReferenceError. */
function unwrap(v: Value): Value {
  if (!isProxy(v)) return newRef(v);
  const o = weakrefGet(v);
  return o ? o : raise(T.ReferenceError, "weakly-referenced object no longer exists");
}
export { refDealloc as proxyDealloc, refTraverse as proxyTraverse, refClear as proxyClear } from "./weakref";
export function proxyGetattro(p: Value, name: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = getAttr(o, name); decref(o); return r; }
export function proxySetattro(p: Value, name: Value, v: Value): i32 { const o = unwrap(p); if (!o) return -1; const r = setAttr(o, name, v); decref(o); return r; }
export function proxyCall(p: Value, args: Ptr, nargs: i32, kwnames: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = call(o, args, nargs, kwnames); decref(o); return r; }
export function proxyStr(p: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = A.str(o); decref(o); return r; }
export function proxyRepr(p: Value): Value {
  const o = weakrefGet(p), id = hexAddress(p);
  let r: Value;
  if (o) { const oid = hexAddress(o); r = fmt("<weakproxy at %U; to '%T' at %U>", id, o, oid); decref(oid); decref(o); }
  else r = fmt("<weakproxy at %U; dead>", id);
  decref(id);
  return r;
}
export function proxyHash(p: Value): i64 { raiseFmt(T.TypeError, "unhashable type: '%T'", p); return -1; }
export function proxyCompare(a: Value, b: Value, op: i32): Value {
  const x = unwrap(a); if (!x) return NULL;
  const y = unwrap(b); if (!y) { decref(x); return NULL; }
  const r = A.richCompare(x, y, op);
  decref(x); decref(y);
  return r;
}
export function proxyIter(p: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = A.iter(o); decref(o); return r; }
export function proxyIternext(p: Value): Value {
  const o = unwrap(p); if (!o) return NULL;
  if (!A.iterCheck(o)) { raiseFmt(T.TypeError, "Weakref proxy referenced a non-iterator '%T' object", o); decref(o); return NULL; }
  const r = A.iterNext(o);
  decref(o);
  return r;
}
export function proxyBool(p: Value): i32 { const o = unwrap(p); if (!o) return -1; const r = A.isTrue(o); decref(o); return r; }
export function proxyLen(p: Value): i32 { const o = unwrap(p); if (!o) return -1; const r = A.length(o); decref(o); return r; }
export function proxyGetItem(p: Value, k: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = A.getItem(o, k); decref(o); return r; }
export function proxySetItem(p: Value, k: Value, v: Value): i32 { const o = unwrap(p); if (!o) return -1; const r = v ? A.setItem(o, k, v) : A.delItem(o, k); decref(o); return r; }
export function proxyContains(p: Value, v: Value): i32 { const o = unwrap(p); if (!o) return -1; const r = A.contains(o, v); decref(o); return r; }
export function proxyBytes(p: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = callMethod0(o, N.__bytes__); decref(o); return r; }
export function proxyReversed(p: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = callMethod0(o, N.__reversed__); decref(o); return r; }
export function proxyNegative(p: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = A.numberNegative(o); decref(o); return r; }
export function proxyPositive(p: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = A.numberPositive(o); decref(o); return r; }
export function proxyAbsolute(p: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = A.numberAbsolute(o); decref(o); return r; }
export function proxyInvert(p: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = A.numberInvert(o); decref(o); return r; }
export function proxyInt(p: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = A.numberLong(o); decref(o); return r; }
export function proxyFloat(p: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = A.numberFloat(o); decref(o); return r; }
export function proxyIndex(p: Value): Value { const o = unwrap(p); if (!o) return NULL; const r = A.numberIndex(o); decref(o); return r; }
// @ts-ignore: decorator
@inline function both(a: Value, b: Value, f: (x: Value, y: Value) => Value): Value {
  const x = unwrap(a); if (!x) return NULL;
  const y = unwrap(b); if (!y) { decref(x); return NULL; }
  const r = f(x, y);
  decref(x); decref(y);
  return r;
}
export function proxyAdd(a: Value, b: Value): Value { return both(a, b, A.numberAdd); }
export function proxyInPlaceAdd(a: Value, b: Value): Value { return both(a, b, A.inPlaceAdd); }
export function proxySubtract(a: Value, b: Value): Value { return both(a, b, A.numberSubtract); }
export function proxyInPlaceSubtract(a: Value, b: Value): Value { return both(a, b, A.inPlaceSubtract); }
export function proxyMultiply(a: Value, b: Value): Value { return both(a, b, A.numberMultiply); }
export function proxyInPlaceMultiply(a: Value, b: Value): Value { return both(a, b, A.inPlaceMultiply); }
export function proxyRemainder(a: Value, b: Value): Value { return both(a, b, A.numberRemainder); }
export function proxyInPlaceRemainder(a: Value, b: Value): Value { return both(a, b, A.inPlaceRemainder); }
export function proxyDivmod(a: Value, b: Value): Value { return both(a, b, A.numberDivmod); }
export function proxyLshift(a: Value, b: Value): Value { return both(a, b, A.numberLshift); }
export function proxyInPlaceLshift(a: Value, b: Value): Value { return both(a, b, A.inPlaceLshift); }
export function proxyRshift(a: Value, b: Value): Value { return both(a, b, A.numberRshift); }
export function proxyInPlaceRshift(a: Value, b: Value): Value { return both(a, b, A.inPlaceRshift); }
export function proxyAnd(a: Value, b: Value): Value { return both(a, b, A.numberAnd); }
export function proxyInPlaceAnd(a: Value, b: Value): Value { return both(a, b, A.inPlaceAnd); }
export function proxyXor(a: Value, b: Value): Value { return both(a, b, A.numberXor); }
export function proxyInPlaceXor(a: Value, b: Value): Value { return both(a, b, A.inPlaceXor); }
export function proxyOr(a: Value, b: Value): Value { return both(a, b, A.numberOr); }
export function proxyInPlaceOr(a: Value, b: Value): Value { return both(a, b, A.inPlaceOr); }
export function proxyFloorDivide(a: Value, b: Value): Value { return both(a, b, A.numberFloorDivide); }
export function proxyInPlaceFloorDivide(a: Value, b: Value): Value { return both(a, b, A.inPlaceFloorDivide); }
export function proxyTrueDivide(a: Value, b: Value): Value { return both(a, b, A.numberTrueDivide); }
export function proxyInPlaceTrueDivide(a: Value, b: Value): Value { return both(a, b, A.inPlaceTrueDivide); }
export function proxyMatMul(a: Value, b: Value): Value { return both(a, b, A.numberMatMul); }
export function proxyInPlaceMatMul(a: Value, b: Value): Value { return both(a, b, A.inPlaceMatMul); }
export function proxyPower(a: Value, b: Value, c: Value): Value {
  const x = unwrap(a); if (!x) return NULL;
  const y = unwrap(b); if (!y) { decref(x); return NULL; }
  const z = c == None ? None : unwrap(c);
  const r = z ? A.numberPower(x, y, z) : NULL;
  decref(x); decref(y); decref(z);
  return r;
}
export function proxyInPlacePower(a: Value, b: Value, c: Value): Value {
  const x = unwrap(a); if (!x) return NULL;
  const y = unwrap(b); if (!y) { decref(x); return NULL; }
  const r = A.inPlacePower(x, y, None);
  decref(x); decref(y);
  return r;
}
