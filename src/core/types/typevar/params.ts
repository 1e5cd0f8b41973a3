/** Attributes and methods of TypeVar, ParamSpec, TypeVarTuple, ParamSpecArgs, ParamSpecKwargs, NoDefault. CPython: Objects/typevarobject.c. */
import { Ptr, Value, NULL, None, False, NotImplemented, boolean, int, intOf } from "../../base/value";
import { Obj, as, toValue } from "../../base/obj";
import { T, TypeObject, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { freeObject, newObject } from "../../objects/alloc";
import { errOccurred, fmt, raise, raiseFmt } from "../../objects/errors";
import { hasFlag, typeOf } from "../../objects/typeof";
import { getAttr } from "../../objects/attributes";
import { isTrue, iter, length, richCompare, repr } from "../../objects/abstract";
import { sequenceIndexOf, sequenceToTuple } from "../../objects/sequence";
import { weakrefClear } from "../../objects/weakref";
import { instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { unionOfPair } from "../../objects/union";
import { argAt, argKeyword } from "../args";
import { strFromLiteral, strEqLiteral } from "../str/core";
import { sbChar, sbDiscard, sbFinish, sbLit, sbNew, sbStr } from "../str/builder";
import { tupleEmpty, tupleFromArray, tupleInit, tupleItem, tupleNew, tuplePack1, tuplePack2, tupleSize } from "../tuple/core";
import { TP_CONTRAVARIANT, TP_COVARIANT, TP_INFER, TypeParamObject, lazyValue, noDefault, tp, typingCall1, typingCall2, typingAttr, unpackOf, withModule } from "./core";
import { call, call3 } from "../../objects/call";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";

export { TypeParamObject } from "./core";
export function paramDealloc(p: Ptr): void {
  const o = changetype<TypeParamObject>(p);
  instanceTailClear(p, changetype<TypeObject>(o.type));
  for (let q = p + offsetof<TypeParamObject>("name"), e = p + offsetof<TypeParamObject>("variance"); q < e; q += 8) { const v = load<u64>(q); store<u64>(q, NULL); decref(v); }
  freeObject(p);
}
export function paramTraverse(p: Ptr): void {
  for (let q = p + offsetof<TypeParamObject>("name"), e = p + offsetof<TypeParamObject>("variance"); q < e; q += 8) gcVisit(load<u64>(q));
  instanceTailVisit(p, changetype<TypeObject>(changetype<Obj>(p).type));
}
export function paramClear(p: Ptr): void {
  for (let q = p + offsetof<TypeParamObject>("bound"), e = p + offsetof<TypeParamObject>("variance"); q < e; q += 8) { const v = load<u64>(q); store<u64>(q, NULL); decref(v); }
}
export function paramRepr(v: Value): Value {
  const s = tp(v).variance, name = tp(v).name;
  if (typeOf(v) == T.TypeVarTuple || (s & TP_INFER)) return newRef(name);
  return fmt(s & TP_COVARIANT ? "+%U" : s & TP_CONTRAVARIANT ? "-%U" : "~%U", name);
}
/** One keyword's value or NULL; counts the ones taken. */
let taken: i32 = 0;
function keyword(args: Ptr, nargs: i32, kwnames: Value, name: string): Value { const v = argKeyword(args, nargs, kwnames, name); if (v) taken++; return v; }
function truth(v: Value): i32 { return v ? isTrue(v) : 0; }
/** TypeVar(name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False) and ParamSpec(name, *, …) */
export function paramNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = as<TypeObject>(type), isVar = t == T.TypeVar, isTuple = t == T.TypeVarTuple, fname = isVar ? "typevar" : isTuple ? "typevartuple" : "paramspec";
  taken = 0;
  let name = nargs ? argAt(args, 0) : keyword(args, nargs, kwnames, "name");
  const bound = isTuple ? NULL : keyword(args, nargs, kwnames, "bound"), dflt = keyword(args, nargs, kwnames, "default");
  const co = truth(isTuple ? NULL : keyword(args, nargs, kwnames, "covariant")), contra = truth(isTuple ? NULL : keyword(args, nargs, kwnames, "contravariant")), infer = truth(isTuple ? NULL : keyword(args, nargs, kwnames, "infer_variance"));
  if (co < 0 || contra < 0 || infer < 0) return NULL;
  const f = strFromLiteral(fname);
  if (!name) raiseFmt(T.TypeError, "%U() missing required argument 'name' (pos 1)", f);
  else if (kwnames && tupleSize(kwnames) != taken) raiseFmt(T.TypeError, "%U() got an unexpected keyword argument", f);
  else if (!isVar && nargs > 1) raiseFmt(T.TypeError, "%U() takes exactly 1 positional argument (%d given)", f, int(nargs));
  else if (!hasFlag(name, TF_UNICODE_SUBCLASS)) raiseFmt(T.TypeError, "%U() argument 'name' must be str, not %T", f, name);
  else if (co && contra) raise(T.ValueError, "Bivariant types are not supported.");
  else if (infer && (co || contra)) raise(T.ValueError, "Variance cannot be specified with infer_variance.");
  decref(f);
  if (errOccurred()) return NULL;
  let b: Value = NULL, c: Value = NULL;
  if (bound && bound != None) {
    const text = strFromLiteral("Bound must be a type.");
    b = typingCall2(N._type_check, bound, text);
    decref(text);
    if (!b) return NULL;
  }
  if (nargs > 1) {
    if (nargs == 2) { decref(b); return raise(T.TypeError, "A single constraint is not allowed"); }
    if (b) { decref(b); return raise(T.TypeError, "Constraints cannot be combined with bound=..."); }
    c = tupleFromArray(args + 8, nargs - 1);
    if (!c) return NULL;
  }
  const p = newObject(t);
  if (!p) { decref(b); decref(c); return NULL; }
  const o = changetype<TypeParamObject>(p);
  o.name = newRef(name); o.bound = b; o.constraints = c; o.dflt = dflt && dflt != noDefault() ? newRef(dflt) : NULL;
  o.variance = (co ? TP_COVARIANT : 0) | (contra ? TP_CONTRAVARIANT : 0) | (infer ? TP_INFER : 0);
  return withModule(<Value>p);
}
export function paramName(v: Value): Value { return newRef(tp(v).name); }
export function paramBound(v: Value): Value { return lazyValue(<Ptr>v + offsetof<TypeParamObject>("bound"), None); }
export function paramConstraints(v: Value): Value {
  const e = tupleEmpty(), r = lazyValue(<Ptr>v + offsetof<TypeParamObject>("constraints"), e);
  decref(e);
  return r;
}
export function paramDefault(v: Value): Value { return lazyValue(<Ptr>v + offsetof<TypeParamObject>("dflt"), noDefault()); }
export function paramCovariant(v: Value): Value { return boolean((tp(v).variance & TP_COVARIANT) != 0); }
export function paramContravariant(v: Value): Value { return boolean((tp(v).variance & TP_CONTRAVARIANT) != 0); }
export function paramInfer(v: Value): Value { return boolean((tp(v).variance & TP_INFER) != 0); }
export function paramHasDefault(v: Value): Value { return boolean(tp(v).dflt != NULL || tp(v).evalDefault != NULL); }
/** evaluate_…: the function, a constant one for a value given at once, or None. */
function evaluator(value: Value, fn: Value): Value { return fn ? newRef(fn) : value ? constEvaluator(value) : None; }
export function paramEvaluateBound(v: Value): Value { return evaluator(tp(v).bound, tp(v).evalBound); }
export function paramEvaluateConstraints(v: Value): Value { return evaluator(tp(v).constraints, tp(v).evalConstraints); }
export function paramEvaluateDefault(v: Value): Value { return evaluator(tp(v).dflt, tp(v).evalDefault); }
export function paramReduce(v: Value): Value { return newRef(tp(v).name); }
export function paramMroEntries(v: Value, bases: Value): Value { return raiseFmt(T.TypeError, "Cannot subclass an instance of %T", v); }
export function paramOr(a: Value, b: Value): Value { return unionOfPair(a, b); }
export function typeVarSubst(v: Value, arg: Value): Value { return typingCall2(N._typevar_subst, v, arg); }
export function paramSpecSubst(v: Value, arg: Value): Value { return typingCall2(N._paramspec_subst, v, arg); }
export function tupleParamSubst(v: Value, arg: Value): Value { return raise(T.TypeError, "Substitution of bare TypeVarTuple is not supported"); }
function typingCall3(name: Value, a: Value, b: Value, c: Value): Value { const f = typingAttr(name), r = f ? call3(f, a, b, c) : NULL; decref(f); return r; }
export function paramSpecPrepare(v: Value, alias: Value, args: Value): Value { return typingCall3(N._paramspec_prepare_subst, v, alias, args); }
export function tupleParamPrepare(v: Value, alias: Value, args: Value): Value { return typingCall3(N._typevartuple_prepare_subst, v, alias, args); }
export function typeVarPrepare(v: Value, alias: Value, args: Value): Value {
  const params = getAttr(alias, N.__parameters__);
  if (!params) return NULL;
  const n = length(args), at = n < 0 ? -1 : sequenceIndexOf(params, v);
  decref(params);
  if (at < 0) return NULL;
  if (at < n) return newRef(args);
  if (at == n) {
    const d = paramDefault(v);
    if (!d) return NULL;
    if (d != noDefault()) {
      const items = sequenceToTuple(args);
      const r = items ? tupleNew(n + 1) : NULL;
      if (r) { for (let i = 0; i < n; i++) tupleInit(r, i, newRef(tupleItem(items, i))); tupleInit(r, n, d); } else decref(d);
      decref(items);
      return r;
    }
    decref(d);
  }
  return raiseFmt(T.TypeError, "Too few arguments for %S", alias);
}
/** iter(Ts): the one item *Ts */
export function tupleParamIter(v: Value): Value {
  const u = unpackOf(v);
  if (!u) return NULL;
  const t = tuplePack1(u), r = t ? iter(t) : NULL;
  decref(u); decref(t);
  return r;
}
// ---- P.args, P.kwargs -----------------------------------------------------------------------------------------------------------------
@unmanaged
export class ParamPartObject extends Obj { origin: Value; }
function part(t: TypeObject, origin: Value): Value {
  const p = newObject(t);
  if (p) changetype<ParamPartObject>(p).origin = newRef(origin);
  return <Value>p;
}
export function paramSpecArgs(v: Value): Value { return part(T.ParamSpecArgs, v); }
export function paramSpecKwargs(v: Value): Value { return part(T.ParamSpecKwargs, v); }
export function partNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs != 1 || kwnames) return raiseFmt(T.TypeError, "%N() takes exactly 1 argument (%d given)", type, int(nargs));
  return part(as<TypeObject>(type), argAt(args, 0));
}
export function partDealloc(p: Ptr): void {
  const o = changetype<ParamPartObject>(p), x = o.origin;
  o.origin = NULL;
  instanceTailClear(p, changetype<TypeObject>(o.type));
  decref(x);
  freeObject(p);
}
export function partTraverse(p: Ptr): void { gcVisit(changetype<ParamPartObject>(p).origin); instanceTailVisit(p, changetype<TypeObject>(changetype<Obj>(p).type)); }
export function partRepr(v: Value): Value {
  const o = as<ParamPartObject>(v).origin, isArgs = typeOf(v) == T.ParamSpecArgs;
  if (typeOf(o) == T.ParamSpec) return fmt(isArgs ? "%U.args" : "%U.kwargs", tp(o).name);
  return fmt(isArgs ? "%R.args" : "%R.kwargs", o);
}
export function partCompare(a: Value, b: Value, op: i32): Value {
  if (typeOf(a) != typeOf(b) || (op != 2 && op != 3)) return NotImplemented;
  return richCompare(as<ParamPartObject>(a).origin, as<ParamPartObject>(b).origin, op);
}
export function partMroEntries(v: Value, bases: Value): Value { return raiseFmt(T.TypeError, "Cannot subclass an instance of %T", v); }
// ---- NoDefault, constant evaluators -------------------------------------------------------------------------------------------------------
export function noDefaultRepr(v: Value): Value { return strFromLiteral("typing.NoDefault"); }
export function noDefaultReduce(v: Value): Value { return strFromLiteral("NoDefault"); }
export function noDefaultNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs || kwnames) return raise(T.TypeError, "NoDefaultType takes no arguments");
  return newRef(noDefault());
}
export function noDefaultDealloc(p: Ptr): void { freeObject(p); }
@unmanaged
export class ConstEvaluator extends Obj { value: Value; }
export function constEvaluator(v: Value): Value {
  const p = newObject(T._ConstEvaluator);
  if (p) changetype<ConstEvaluator>(p).value = newRef(v);
  return <Value>p;
}
export function evaluatorDealloc(p: Ptr): void { const v = changetype<ConstEvaluator>(p).value; changetype<ConstEvaluator>(p).value = NULL; decref(v); freeObject(p); }
export function evaluatorTraverse(p: Ptr): void { gcVisit(changetype<ConstEvaluator>(p).value); }
export function evaluatorRepr(v: Value): Value { return fmt("<constevaluator %R>", as<ConstEvaluator>(v).value); }
/** (format): the value, or its source text for format STRING */
export function evaluatorCall(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const x = as<ConstEvaluator>(v).value;
  if (nargs < 1 || argAt(args, 0) != int(4)) return newRef(x);
  return typeText(x);
}
import { typeArgText } from "../../objects/generic-alias";
function typeText(x: Value): Value {
  const sb = sbNew(32);
  if (!typeOf(x).tp_name || typeOf(x) != T.tuple) { if (!typeArgText(sb, x)) { sbDiscard(sb); return NULL; } return sbFinish(sb); }
  sbLit(sb, "(");
  const n = tupleSize(x);
  for (let i = 0; i < n; i++) {
    if (i) sbLit(sb, ", ");
    if (!typeArgText(sb, tupleItem(x, i))) { sbDiscard(sb); return NULL; }
  }
  sbLit(sb, n == 1 ? ",)" : ")");
  return sbFinish(sb);
}
export { notHashable } from "../class-getitem";
