/** TypeAliasType (`type X = …`), Generic and the _typing module. CPython: Objects/typevarobject.c, Modules/_typingmodule.c. */
import { copyBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, int } from "../../base/value";
import { Obj, as, toValue } from "../../base/obj";
import { T, TypeObject, TF_TUPLE_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { freeObject, newObject } from "../../objects/alloc";
import { raise, raiseFmt } from "../../objects/errors";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { iter } from "../../objects/abstract";
import { bindSimple } from "../../objects/args";
import { call, call2 } from "../../objects/call";
import { genericAliasNew } from "../../objects/generic-alias";
import { instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { moduleAddConstant } from "../../objects/module";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { unionOr } from "../../objects/union";
import { functionGetModule } from "../../interp/function";
import { memAlloc, memFree } from "../../memory/alloc";
import { raiseNoMemory } from "../../objects/errors";
import { tupleEmpty, tupleItem, tuplePack1, tupleSize } from "../tuple/core";
import { callerModule, lazyValue, noDefault, typingAttr, typingCall2, unpackOf, unpackTypeVarTuples } from "./core";
import { constEvaluator } from "./params";

@unmanaged
export class TypeAliasObject extends Obj {
  /** str */ name: Value;
  /** tuple */ typeParams: Value;
  /** @atomic set once: the value, or NULL until asked for */ value: Value;
  /** function of one argument, or NULL */ compute: Value;
  /** str or NULL */ module: Value;
}
// @ts-ignore: decorator
@inline function ta(v: Value): TypeAliasObject { return as<TypeAliasObject>(v); }
/** `type NAME[params] = …`: t = (name, params or None, function) */
export function typeAliasNew(t: Value): Value {
  const p = newObject(T.TypeAliasType);
  if (!p) return NULL;
  const a = changetype<TypeAliasObject>(p), params = tupleItem(t, 1);
  a.name = newRef(tupleItem(t, 0));
  a.typeParams = params == None ? tupleEmpty() : newRef(params);
  a.compute = newRef(tupleItem(t, 2));
  a.module = callerModule();
  return <Value>p;
}
/** TypeAliasType(name, value, *, type_params=()) */
export function aliasNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const mark = stackMark(), out = stackAlloc(24);
  if (!out) return NULL;
  const ok = bindSimple("typealias", args, nargs, kwnames, 2, 3, out, N.name, N.value, N.type_params, NULL);
  const name = load<u64>(out), value = load<u64>(out, 8), params = load<u64>(out, 16);
  stackRestore(mark);
  if (!ok) return NULL;
  if (nargs > 2) return raiseFmt(T.TypeError, "typealias() takes exactly 2 positional arguments (%d given)", int(nargs));
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "typealias() argument 'name' must be str, not %T", name);
  if (params && !hasFlag(params, TF_TUPLE_SUBCLASS)) return raise(T.TypeError, "type_params must be a tuple");
  const p = newObject(as<TypeObject>(type));
  if (!p) return NULL;
  const a = changetype<TypeAliasObject>(p);
  a.name = newRef(name); a.value = newRef(value); a.typeParams = params ? newRef(params) : tupleEmpty(); a.module = callerModule();
  return <Value>p;
}
export function aliasDealloc(p: Ptr): void {
  const a = changetype<TypeAliasObject>(p);
  instanceTailClear(p, changetype<TypeObject>(a.type));
  for (let q = p + offsetof<TypeAliasObject>("name"), e = p + offsetof<TypeAliasObject>(); q < e; q += 8) { const v = load<u64>(q); store<u64>(q, NULL); decref(v); }
  freeObject(p);
}
export function aliasTraverse(p: Ptr): void {
  for (let q = p + offsetof<TypeAliasObject>("name"), e = p + offsetof<TypeAliasObject>(); q < e; q += 8) gcVisit(load<u64>(q));
  instanceTailVisit(p, changetype<TypeObject>(changetype<Obj>(p).type));
}
export function aliasClear(p: Ptr): void {
  for (let q = p + offsetof<TypeAliasObject>("value"), e = p + offsetof<TypeAliasObject>("module"); q < e; q += 8) { const v = load<u64>(q); store<u64>(q, NULL); decref(v); }
}
export function aliasRepr(v: Value): Value { return newRef(ta(v).name); }
export function aliasName(v: Value): Value { return newRef(ta(v).name); }
export function aliasValue(v: Value): Value { return lazyValue(<Ptr>v + offsetof<TypeAliasObject>("value"), None); }
export function aliasEvaluate(v: Value): Value { return ta(v).compute ? newRef(ta(v).compute) : constEvaluator(ta(v).value); }
export function aliasTypeParams(v: Value): Value { return newRef(ta(v).typeParams); }
export function aliasParameters(v: Value): Value { return unpackTypeVarTuples(ta(v).typeParams); }
export function aliasModule(v: Value): Value {
  if (ta(v).module) return newRef(ta(v).module);
  return ta(v).compute && isExact(ta(v).compute, T.$function) ? functionGetModule(ta(v).compute) : None;
}
export function aliasGetItem(v: Value, args: Value): Value {
  if (tupleSize(ta(v).typeParams) == 0) return raise(T.TypeError, "Only generic type aliases are subscriptable");
  return genericAliasNew(v, args);
}
export function aliasIter(v: Value): Value {
  const u = unpackOf(v);
  if (!u) return NULL;
  const t = tuplePack1(u), r = t ? iter(t) : NULL;
  decref(u); decref(t);
  return r;
}
export function aliasOr(a: Value, b: Value): Value { return unionOr(a, b); }
export function aliasReduce(v: Value): Value { return newRef(ta(v).name); }

// ---- Generic: its class methods are typing's functions --------------------------------------------------------------------------------
@unmanaged
export class GenericObject extends Obj {}
function forward(name: Value, cls: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const f = typingAttr(name);
  if (!f) return NULL;
  const total = nargs + (kwnames ? tupleSize(kwnames) : 0), a = memAlloc(<usize>(total + 1) << 3);
  if (!a) { decref(f); return raiseNoMemory(); }
  store<u64>(a, cls);
  copyBytes(a + 8, args, <usize>total << 3);
  const r = call(f, a, nargs + 1, kwnames);
  memFree(a);
  decref(f);
  return r;
}
export function genericClassGetItem(cls: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return forward(N._generic_class_getitem, cls, args, nargs, kwnames); }
export function genericInitSubclass(cls: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return forward(N._generic_init_subclass, cls, args, nargs, kwnames); }
// object's own, so that a class that has Generic among its bases is made as its other bases say
export { objectNew as genericNew } from "../../objects/object";
export { objectDealloc as genericDealloc, objectTraverse as genericTraverse, objectClear as genericClear } from "../../objects/heap-object";

// ---- _typing --------------------------------------------------------------------------------------------------------------------------
export function idfunc(m: Value, x: Value): Value { return newRef(x); }
export function typingExec(m: Value): i32 { moduleAddConstant(m, N.NoDefault, newRef(noDefault())); return 0; }
