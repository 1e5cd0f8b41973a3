/** mappingproxy: a read-only view of a mapping (cls.__dict__). @frozen: it holds one mapping for its life. CPython: Objects/descrobject.c. */
import { Ptr, Value, NULL, None, NotImplemented } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_LIST_SUBCLASS, TF_TUPLE_SUBCLASS, TF_DICT_SUBCLASS } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { gcVisit } from "../gc/visit";
import { newObject, freeObject } from "./alloc";
import { raiseFmt, fmt } from "./errors";
import { typeOf, isExact, hasFlag } from "./typeof";
import { callMethod0, callMethod1, callMethod2 } from "./call";
import { bindSimple } from "./args";
import { getItem, contains, iter, length, repr, str, richCompare, numberOr, hash } from "./abstract";
import { dictContains } from "../types/dict/core";
import { genericAliasNew } from "./generic-alias";
import { stackAlloc, stackMark, stackRestore } from "./scratch";

@unmanaged
export class MappingProxyObject extends Obj { mapping: Value; }
/** Borrows. */
export function mappingProxyNew(mapping: Value): Value {
  const p = newObject(T.mappingproxy);
  if (p) changetype<MappingProxyObject>(p).mapping = newRef(mapping);
  return <Value>p;
}
export function proxyTypeNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return NULL;
  const ok = bindSimple("mappingproxy", args, nargs, kwnames, 1, 1, out, N.mapping, NULL, NULL, NULL);
  const m = load<u64>(out);
  stackRestore(mark);
  if (!ok) return NULL;
  if (!typeOf(m).mp_subscript || hasFlag(m, TF_LIST_SUBCLASS | TF_TUPLE_SUBCLASS)) return raiseFmt(T.TypeError, "mappingproxy() argument must be a mapping, not %T", m);
  return mappingProxyNew(m);
}
// @ts-ignore: decorator
@inline function m(self: Value): Value { return as<MappingProxyObject>(self).mapping; }
export function proxyDealloc(p: Ptr): void { const x = changetype<MappingProxyObject>(p), v = x.mapping; x.mapping = NULL; decref(v); freeObject(p); }
export function proxyTraverse(p: Ptr): void { gcVisit(changetype<MappingProxyObject>(p).mapping); }
export function proxyLen(self: Value): i32 { return length(m(self)); }
export function proxyGetItem(self: Value, key: Value): Value { return getItem(m(self), key); }
export function proxyContains(self: Value, key: Value): i32 { return isExact(m(self), T.dict) ? dictContains(m(self), key) : contains(m(self), key); }
export function proxyIter(self: Value): Value { return iter(m(self)); }
export function proxyRepr(self: Value): Value { return fmt("mappingproxy(%R)", m(self)); }
export function proxyStr(self: Value): Value { return str(m(self)); }
export function proxyHash(self: Value): i64 { return hash(m(self)); }
export function proxyCompare(self: Value, o: Value, op: i32): Value { return richCompare(m(self), isExact(o, T.mappingproxy) ? m(o) : o, op); }
export function proxyOr(a: Value, b: Value): Value { return numberOr(isExact(a, T.mappingproxy) ? m(a) : a, isExact(b, T.mappingproxy) ? m(b) : b); }
export function proxyInplaceOr(self: Value, b: Value): Value { return raiseFmt(T.TypeError, "'|=' is not supported by %T; use '|' instead", self); }
export function proxyGet(self: Value, key: Value, dflt: Value): Value { return callMethod2(m(self), N.get, key, dflt); }
export function proxyKeys(self: Value): Value { return callMethod0(m(self), N.keys); }
export function proxyValues(self: Value): Value { return callMethod0(m(self), N.values); }
export function proxyItems(self: Value): Value { return callMethod0(m(self), N.items); }
export function proxyCopy(self: Value): Value { return callMethod0(m(self), N.copy); }
export function proxyReversed(self: Value): Value { return callMethod0(m(self), N.__reversed__); }
export function proxyClassGetItem(cls: Value, item: Value): Value { return genericAliasNew(cls, item); }
