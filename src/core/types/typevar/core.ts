/**
 * Type parameters: TypeVar, ParamSpec, TypeVarTuple and their values, lazily computed (PEP 695, 696, 649). What needs typing's Python code calls it by name, and typing is
 * imported only then. CPython: Objects/typevarobject.c. TypeAliasType and Generic: alias.ts; attributes and methods: params.ts.
 *
 * One layout for the three kinds. `bound`, `constraints` and `dflt` are computed at most once for the reader's eye: set by compare-and-swap from NULL, never replaced, so
 * readers take no lock (@atomic, set once).
 */
import { Ptr, Value, NULL, None, False, True, int } from "../../base/value";
import { Obj, as, toValue } from "../../base/obj";
import { casV, loadV } from "../../base/atomics";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { newObject } from "../../objects/alloc";
import { errClear, errOccurred, raise } from "../../objects/errors";
import { typeOf } from "../../objects/typeof";
import { call1, call2 } from "../../objects/call";
import { getAttr, setAttr } from "../../objects/attributes";
import { getItem } from "../../objects/abstract";
import { currentGlobals } from "../../objects/hooks";
import { importLevel } from "../../interp/import";
import { dictGetStr } from "../dict/core";
import { tupleFromArraySteal, tupleInit, tupleItem, tupleNew, tuplePack2, tupleSize } from "../tuple/core";
import { rootSlot } from "../../boot/state";
import { ROOT_NO_DEFAULT } from "../../boot/roots";

@unmanaged
export class TypeParamObject extends Obj {
  /** str */ name: Value;
  /** value, or NULL: not computed or none */ bound: Value;
  /** function of one argument (the annotation format), or NULL */ evalBound: Value;
  /** tuple, or NULL */ constraints: Value;
  evalConstraints: Value;
  dflt: Value;
  evalDefault: Value;
  /** TP_* */ variance: u32;
  pad: u32;
}
// @ts-ignore: decorator
@inline export const TP_COVARIANT: u32 = 1;
// @ts-ignore: decorator
@inline export const TP_CONTRAVARIANT: u32 = 2;
// @ts-ignore: decorator
@inline export const TP_INFER: u32 = 4;

// @ts-ignore: decorator
@inline export function tp(v: Value): TypeParamObject { return as<TypeParamObject>(v); }
/** typing.NoDefault, borrowed (immortal for the process: a root). */
export function noDefault(): Value {
  const slot = rootSlot(ROOT_NO_DEFAULT), have = loadV(slot);
  if (have) return have;
  const v = <Value>newObject(T.NoDefaultType);
  if (!v) return NULL;
  const old = casV(slot, NULL, v);
  if (!old) return v;
  decref(v);
  return old;
}
/** typing.NAME, new. */
export function typingAttr(name: Value): Value {
  const m = importLevel(N.typing, NULL, None, 0);
  if (!m) return NULL;
  const r = getAttr(m, name);
  decref(m);
  return r;
}
export function typingCall1(name: Value, a: Value): Value { const f = typingAttr(name), r = f ? call1(f, a) : NULL; decref(f); return r; }
export function typingCall2(name: Value, a: Value, b: Value): Value { const f = typingAttr(name), r = f ? call2(f, a, b) : NULL; decref(f); return r; }
/** typing.Unpack[v] */
export function unpackOf(v: Value): Value { const u = typingAttr(N.Unpack), r = u ? getItem(u, v) : NULL; decref(u); return r; }

/** `__name__` of the module whose code runs: new, or NULL without exception. */
export function callerModule(): Value {
  const g = currentGlobals();
  if (!g) return NULL;
  const n = dictGetStr(g, N.__name__);
  decref(g);
  return n;
}
function alloc(t: TypeObject, name: Value, variance: u32): Value {
  const p = newObject(t);
  if (!p) return NULL;
  tp(<Value>p).name = newRef(name);
  tp(<Value>p).variance = variance;
  return <Value>p;
}
/** Sets __module__ to that of the running code. Steals and returns v; NULL with an exception. */
export function withModule(v: Value): Value {
  const m = callerModule();
  if (m) { if (setAttr(v, N.__module__, m) < 0) { decref(m); decref(v); return NULL; } decref(m); }
  return v;
}
// ---- what the compiler's code calls (intrinsics) --------------------------------------------------------------------------------------
/** `T`, `T: bound`, `T: (constraints)` of a type parameter list. The functions may be NULL. */
export function typeVarNew(name: Value, boundFn: Value, constraintsFn: Value): Value {
  const v = alloc(T.TypeVar, name, TP_INFER);
  if (!v) return NULL;
  tp(v).evalBound = newRef(boundFn);
  tp(v).evalConstraints = newRef(constraintsFn);
  return withModule(v);
}
export function paramSpecNew(name: Value): Value { const v = alloc(T.ParamSpec, name, TP_INFER); return v ? withModule(v) : NULL; }
export function typeVarTupleNew(name: Value): Value { const v = alloc(T.TypeVarTuple, name, 0); return v ? withModule(v) : NULL; }
/** `T = default`: the function computes it. Returns the parameter, new. */
export function setTypeParamDefault(param: Value, fn: Value): Value {
  const t = typeOf(param);
  if (t != T.TypeVar && t != T.ParamSpec && t != T.TypeVarTuple) return raise(T.TypeError, "type parameter expected");
  const old = tp(param).evalDefault;
  tp(param).evalDefault = newRef(fn);
  decref(old);
  return newRef(param);
}
/** Generic[params] for a class with a type parameter list. */
export function subscriptGeneric(params: Value): Value {
  const u = unpackTypeVarTuples(params);
  const r = u ? typingCall2(N._GenericAlias, toValue(T.Generic), u) : NULL;
  decref(u);
  return r;
}
/** The parameters with each TypeVarTuple unpacked; new. */
export function unpackTypeVarTuples(params: Value): Value {
  const n = tupleSize(params);
  let any = false;
  for (let i = 0; i < n; i++) if (typeOf(tupleItem(params, i)) == T.TypeVarTuple) any = true;
  if (!any) return newRef(params);
  const r = tupleNew(n);
  if (!r) return NULL;
  for (let i = 0; i < n; i++) {
    const p = tupleItem(params, i), x = typeOf(p) == T.TypeVarTuple ? unpackOf(p) : newRef(p);
    if (!x) { decref(r); return NULL; }
    tupleInit(r, i, x);
  }
  return r;
}
/** (name, type parameters or None, function that computes the value) */
export { typeAliasNew } from "./alias";

// ---- values computed late -----------------------------------------------------------------------------------------------------------
/** The Value at `slot`, computed by the function at `slot + 8` if it is not there yet. New; `missing` if there is neither (borrowed, may be NULL). */
export function lazyValue(slot: Ptr, missing: Value): Value {
  const have = loadV(slot);
  if (have) return newRef(have);
  const f = loadV(slot + 8);
  if (!f) return newRef(missing);
  newRef(f);
  const v = call1(f, int(1));
  decref(f);
  if (!v) return NULL;
  const old = casV(slot, NULL, newRef(v));
  if (old) { decref(v); decref(v); return newRef(old); }
  return v;
}
