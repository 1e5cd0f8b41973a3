/**
 * What `anext(it, default)` returns: an awaitable around it.__anext__() that gives the default when the iteration has ended. CPython: Objects/iterobject.c
 * (PyAnextAwaitable).
 */
import { Ptr, Value, NULL, None } from "../base/value";
import { Obj, as } from "../base/obj";
import { iterCheck } from "../objects/abstract";
import { T, call_am_await, call_tp_iternext } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef } from "../refcount/count";
import { newObject, freeObject } from "../objects/alloc";
import { errClear, errMatches, raiseFmt } from "../objects/errors";
import { callMethod } from "../objects/call";
import { typeOf } from "../objects/typeof";
import { gcVisit } from "../gc/visit";
import { awaitableIter } from "./async";
import { raiseStop } from "./generator";
export { selfIter as anextSelf } from "./generator";

@unmanaged
export class AnextAwaitable extends Obj {
  /** @frozen, owned */ wrapped: Value;
  dflt: Value;
}
/** Borrows both. */
export function anextAwaitable(awaitable: Value, dflt: Value): Value {
  const p = newObject(T.anext_awaitable);
  if (!p) return NULL;
  const a = changetype<AnextAwaitable>(p);
  a.wrapped = newRef(awaitable); a.dflt = newRef(dflt);
  return <Value>p;
}
export function anextDealloc(p: Ptr): void { const a = changetype<AnextAwaitable>(p); decref(a.wrapped); decref(a.dflt); freeObject(p); }
export function anextTraverse(p: Ptr): void { const a = changetype<AnextAwaitable>(p); gcVisit(a.wrapped); gcVisit(a.dflt); }
export function anextClear(p: Ptr): void {
  const a = changetype<AnextAwaitable>(p), w = a.wrapped, d = a.dflt;
  a.wrapped = NULL; a.dflt = NULL;
  decref(w); decref(d);
}
/** The iterator behind the wrapped awaitable; new. A coroutine's is its __await__. */
function iterator(v: Value): Value {
  const a = awaitableIter(as<AnextAwaitable>(v).wrapped);
  if (!a || iterCheck(a)) return a;
  const t = typeOf(a);
  const it = t.am_await ? call_am_await(t, a) : newRef(a);
  decref(a);
  if (!it || iterCheck(it)) return it;
  raiseFmt(T.TypeError, "__await__() returned non-iterator of type '%T'", it);
  decref(it);
  return NULL;
}
/** StopAsyncIteration becomes StopIteration(default). */
function ended(v: Value): Value {
  if (errMatches(T.StopAsyncIteration)) { errClear(); raiseStop(newRef(as<AnextAwaitable>(v).dflt)); }
  return NULL;
}
export function anextNext(v: Value): Value {
  const it = iterator(v);
  if (!it) return NULL;
  const r = call_tp_iternext(typeOf(it), it);
  decref(it);
  return r ? r : ended(v);
}
function proxy(v: Value, name: Value, args: Ptr, nargs: i32): Value {
  const it = iterator(v);
  if (!it) return NULL;
  const r = callMethod(it, name, args, nargs);
  decref(it);
  return r ? r : ended(v);
}
export function anextSend(v: Value, x: Value): Value {
  const mark = stackMark(), args = stackAlloc(8);
  if (!args) return NULL;
  store<u64>(args, x);
  const r = proxy(v, N.send, args, 1);
  stackRestore(mark);
  return r;
}
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
export function anextThrow(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return proxy(v, N.$throw, args, nargs); }
export function anextClose(v: Value): Value { return proxy(v, N.close, 0, 0); }
