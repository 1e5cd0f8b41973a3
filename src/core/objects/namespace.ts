/** types.SimpleNamespace. The attributes are in the instance's dict. CPython: Objects/namespaceobject.c. */
import { Ptr, Value, NULL, None, True, NotImplemented, isPtr, int } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { newObject } from "./alloc";
import { raise, raiseFmt, errOccurred, fmt } from "./errors";
import { typeOf, isExact, hasFlag } from "./typeof";
import { typeIsSubtype } from "./type-static";
import { call0 } from "./call";
import { instanceDict } from "./instance";
import { dictSet, dictNew, dictNextNew, dictGetStr, dictSize } from "../types/dict/core";
import { dictUpdate } from "../types/dict/merge";
import { tupleItem, tupleSize, tuplePack3, tupleEmpty } from "../types/tuple/core";
import { sbNew, sbLit, sbStr, sbFinish, sbDiscard } from "../types/str/builder";
import { repr, richCompare } from "./abstract";
import { reprEnter as enterRepr, reprLeave as leaveRepr } from "../types/repr-guard";
import { stackAlloc, stackMark, stackRestore } from "./scratch";

export function namespaceNewType(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return <Value>newObject(as<TypeObject>(type)); }
/** A namespace with these attributes (a dict, borrowed, or NULL). */
export function namespaceNew(attributes: Value): Value {
  const p = newObject(T.SimpleNamespace);
  if (!p || !attributes) return <Value>p;
  const d = instanceDict(<Value>p);
  if (!d || dictUpdate(d, attributes) < 0) { decref(d); decref(<Value>p); return NULL; }
  decref(d);
  return <Value>p;
}
export function namespaceInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (nargs > 1) { raiseFmt(T.TypeError, "%T expected at most 1 argument, got %d", self, int(nargs)); return -1; }
  const d = instanceDict(self);
  if (!d) return -1;
  let r: i32 = 0;
  if (nargs) {
    const extra = dictNew();
    r = extra ? dictUpdate(extra, load<u64>(args)) : -1;
    if (r == 0) r = dictUpdate(d, extra);
    decref(extra);
  }
  const nk = kwnames ? tupleSize(kwnames) : 0;
  for (let i = 0; i < nk && r == 0; i++) r = dictSet(d, tupleItem(kwnames, i), load<u64>(args + (<usize>(nargs + i) << 3)));
  decref(d);
  return r;
}
export function namespaceRepr(self: Value): Value {
  const name = isExact(self, T.SimpleNamespace) ? "namespace" : "";
  const sb = sbNew(64);
  if (name.length) sbLit(sb, name); else sbStr(sb, typeOf(self).tp_name);
  const g = enterRepr(self);
  if (g != 0) { sbLit(sb, "(...)"); if (g < 0) { sbDiscard(sb); return NULL; } return sbFinish(sb); }
  sbLit(sb, "(");
  const d = instanceDict(self);
  const mark = stackMark(), out = stackAlloc(16);
  let ok = d != NULL && out != 0, first = true;
  for (let i = 0; ok;) {
    i = dictNextNew(d, i, out);
    if (i < 0) break;
    i++;
    const k = load<u64>(out), v = load<u64>(out, 8);
    if (hasFlag(k, TF_UNICODE_SUBCLASS)) {
      const r = repr(v);
      if (r) { if (!first) sbLit(sb, ", "); first = false; sbStr(sb, k); sbLit(sb, "="); sbStr(sb, r); decref(r); } else ok = false;
    }
    decref(k); decref(v);
  }
  stackRestore(mark);
  decref(d);
  leaveRepr(self);
  if (!ok) { sbDiscard(sb); return NULL; }
  sbLit(sb, ")");
  return sbFinish(sb);
}
export function namespaceCompare(a: Value, b: Value, op: i32): Value {
  if (!typeIsSubtype(typeOf(a), T.SimpleNamespace) || !typeIsSubtype(typeOf(b), T.SimpleNamespace)) return NotImplemented;
  const x = instanceDict(a), y = instanceDict(b);
  const r = x && y ? richCompare(x, y, op) : NULL;
  decref(x); decref(y);
  return r;
}
export function namespaceReduce(self: Value): Value {
  const d = instanceDict(self);
  const r = d ? tuplePack3(toValue(typeOf(self)), tupleEmpty(), d) : NULL;
  decref(d);
  return r;
}
export function namespaceReplace(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs) return raise(T.TypeError, "__replace__() takes no positional arguments");
  const r = call0(toValue(typeOf(self)));
  if (!r) return NULL;
  const from = instanceDict(self), to = instanceDict(r);
  let ok = from != NULL && to != NULL && dictUpdate(to, from) == 0;
  const nk = kwnames ? tupleSize(kwnames) : 0;
  for (let i = 0; i < nk && ok; i++) ok = dictSet(to, tupleItem(kwnames, i), load<u64>(args + (<usize>i << 3))) == 0;
  decref(from); decref(to);
  if (!ok) { decref(r); return NULL; }
  return r;
}
export { objectDealloc as namespaceDealloc, objectTraverse as namespaceTraverse, objectClear as namespaceClear } from "./heap-object";
export { instanceDict as namespaceDict, instanceSetDict as namespaceSetDict } from "./instance";
