/** types.GenericAlias: list[int]. @frozen once made, but for the parameters, computed on first use. CPython: Objects/genericaliasobject.c. */
import { Ptr, Value, NULL, None, Ellipsis, True, False, NotImplemented, boolean, isPtr, int } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_TUPLE_SUBCLASS, TF_TYPE_SUBCLASS, TF_UNICODE_SUBCLASS, TF_LIST_SUBCLASS } from "../../generated/core/types";
import { casV, loadV } from "../base/atomics";
import { decref, newRef } from "../refcount/count";
import { gcVisit } from "../gc/visit";
import { newObject, freeObject } from "./alloc";
import { enterNative, leaveNative } from "./recursion";
import { raise, raiseFmt, errOccurred, errMatches, errClear, fmt } from "./errors";
import { typeOf, isExact, hasFlag } from "./typeof";
import { call, call1, call2, callMethod1 } from "./call";
import { noKeywords, checkPositional } from "./args";
import { getAttr, getAttrOptional, genericGetAttr, setAttr, hasAttr } from "./attributes";
import { instanceTailClear, instanceTailVisit } from "./instance";
import { tupleItem, tupleSize, tuplePack1, tuplePack2, tupleNew, tupleInit, tupleFromArray, tupleEmpty } from "../types/tuple/core";
import { listNew, listAppend, listGetItemOrNull, listSize, listItem, listToTuple, listExtend } from "../types/list/core";
import { sbNew, sbLit, sbStr, sbFinish, sbDiscard, StrBuilder } from "../types/str/builder";
import { strEqLiteral, strEq, strLen, strAt } from "../types/str/core";
import { repr, hash, richCompareBool, getItem, sequenceToTuple, objectDir, iter } from "./abstract";
import { hashCombine } from "./hash";
import { unionOr } from "./union";
import { weakrefClear } from "./weakref";

@unmanaged
export class GenericAliasObject extends Obj {
  origin: Value;
  /** tuple */ args: Value;
  /** tuple, or NULL until asked for; @atomic */ parameters: Value;
  /** *tuple[int] */ starred: u32;
  pad: u32;
}
/** origin[args]. Borrows both. */
export function genericAliasNew(origin: Value, args: Value): Value {
  const p = newObject(T.GenericAlias);
  if (!p) return NULL;
  const a = changetype<GenericAliasObject>(p);
  a.args = hasFlag(args, TF_TUPLE_SUBCLASS) ? newRef(args) : tuplePack1(args);
  if (!a.args) { decref(<Value>p); return NULL; }
  a.origin = newRef(origin);
  return <Value>p;
}
export function aliasTypeNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("GenericAlias", kwnames) || !checkPositional("GenericAlias", nargs, 2, 2)) return NULL;
  const r = genericAliasNew(load<u64>(args), load<u64>(args, 8));
  if (r && type != toValue(T.GenericAlias)) {
    const p = newObject(as<TypeObject>(type));
    if (p) { const a = changetype<GenericAliasObject>(p), b = as<GenericAliasObject>(r); a.origin = newRef(b.origin); a.args = newRef(b.args); }
    decref(r);
    return <Value>p;
  }
  return r;
}
// @ts-ignore: decorator
@inline function ga(v: Value): GenericAliasObject { return as<GenericAliasObject>(v); }
export function aliasDealloc(p: Ptr): void {
  const a = changetype<GenericAliasObject>(p), x = a.origin, y = a.args, z = a.parameters;
  a.origin = NULL; a.args = NULL; a.parameters = NULL;
  instanceTailClear(p, changetype<TypeObject>(a.type));
  decref(x); decref(y); decref(z);
  freeObject(p);
}
export function aliasTraverse(p: Ptr): void {
  const a = changetype<GenericAliasObject>(p);
  gcVisit(a.origin); gcVisit(a.args); gcVisit(a.parameters);
  instanceTailVisit(p, changetype<TypeObject>(a.type));
}
/** How a type argument is written: int, module.Class, ..., or its repr. */
export function typeArgText(sb: StrBuilder, v: Value): bool {
  if (v == Ellipsis) { sbLit(sb, "..."); return true; }
  if (v == toValue(T.NoneType)) { sbLit(sb, "None"); return true; }
  let plain = true;
  if (isPtr(v)) {
    const o = getAttrOptional(v, N.__origin__);
    if (o) {
      decref(o);
      const a = getAttrOptional(v, N.__args__);
      if (a) { decref(a); plain = false; }
    }
    if (errOccurred()) return false;
  }
  if (plain && isPtr(v)) {
    const q = getAttrOptional(v, N.__qualname__);
    if (q) {
      const m = getAttrOptional(v, N.__module__);
      if (m && m != None && hasFlag(q, TF_UNICODE_SUBCLASS)) {
        if (hasFlag(m, TF_UNICODE_SUBCLASS) && !strEqLiteral(m, "builtins")) { sbStr(sb, m); sbLit(sb, "."); }
        sbStr(sb, q);
        decref(m); decref(q);
        return true;
      }
      decref(m); decref(q);
    }
    if (errOccurred()) return false;
  }
  const r = repr(v);
  if (!r) return false;
  sbStr(sb, r);
  decref(r);
  return true;
}
/** An argument of an alias: a list's items are written like arguments (of Callable), those of lists in it by repr. */
function argumentText(sb: StrBuilder, v: Value): bool {
  if (!isExact(v, T.list)) return typeArgText(sb, v);
  sbLit(sb, "[");
  for (let i = 0; ; i++) {
    const x = listGetItemOrNull(v, i);
    if (!x) break;
    if (i) sbLit(sb, ", ");
    const ok = typeArgText(sb, x);
    decref(x);
    if (!ok) return false;
  }
  sbLit(sb, "]");
  return true;
}
export function aliasRepr(self: Value): Value {
  const sb = sbNew(64), a = ga(self), n = tupleSize(a.args);
  if (a.starred) sbLit(sb, "*");
  let ok = typeArgText(sb, a.origin);
  sbLit(sb, "[");
  for (let i = 0; i < n && ok; i++) { if (i) sbLit(sb, ", "); ok = argumentText(sb, tupleItem(a.args, i)); }
  if (!n) sbLit(sb, "()");
  sbLit(sb, "]");
  if (!ok) { sbDiscard(sb); return NULL; }
  return sbFinish(sb);
}
export function aliasHash(self: Value): i64 {
  const a = hash(ga(self).origin);
  if (a == -1) return -1;
  const b = hash(ga(self).args);
  return b == -1 ? -1 : hashCombine(a, b);
}
export function aliasCompare(a: Value, b: Value, op: i32): Value {
  if ((op != 2 && op != 3) || !isExact(a, T.GenericAlias) || !isExact(b, T.GenericAlias)) return NotImplemented;
  const x = ga(a), y = ga(b);
  if (x.starred != y.starred) return boolean(op == 3);
  let r = richCompareBool(x.origin, y.origin, 2);
  if (r == 1) r = richCompareBool(x.args, y.args, 2);
  return r < 0 ? NULL : boolean((r == 1) == (op == 2));
}
export function aliasCall(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const r = call(ga(self).origin, args, nargs, kwnames);
  if (r && isPtr(r) && setAttr(r, N.__orig_class__, self) < 0) {
    if (!errMatches(T.AttributeError) && !errMatches(T.TypeError)) { decref(r); return NULL; }
    errClear();
  }
  return r;
}
function isException(name: Value): bool {
  return strEq(name, N.__class__) || strEq(name, N.__bases__) || strEq(name, N.__origin__) || strEq(name, N.__args__) || strEq(name, N.__unpacked__) || strEq(name, N.__parameters__) || strEq(name, N.__typing_unpacked_tuple_args__) ||
    strEq(name, N.__mro_entries__) || strEq(name, N.__reduce_ex__) || strEq(name, N.__reduce__) || strEq(name, N.__copy__) || strEq(name, N.__deepcopy__);
}
/** Everything but the alias's own is the origin's. */
export function aliasGetattro(self: Value, name: Value): Value {
  if (hasFlag(name, TF_UNICODE_SUBCLASS) && !isException(name)) {
    const n = strLen(name);
    const dunder = n > 4 && strAt(name, 0) == 95 && strAt(name, 1) == 95;
    if (!dunder || !strEq(name, N.__class_getitem__)) {
      if (strEq(name, N.__orig_class__)) return genericGetAttr(self, name);
      if (!enterNative()) return NULL;
      const v = getAttr(ga(self).origin, name);
      leaveNative();
      return v;
    }
  }
  return genericGetAttr(self, name);
}
export function aliasMroEntries(self: Value, bases: Value): Value { return tuplePack1(ga(self).origin); }
export function aliasInstanceCheck(self: Value, o: Value): Value { return raise(T.TypeError, "isinstance() argument 2 cannot be a parameterized generic"); }
export function aliasSubclassCheck(self: Value, o: Value): Value { return raise(T.TypeError, "issubclass() argument 2 cannot be a parameterized generic"); }
export function aliasOrigin(self: Value): Value { return newRef(ga(self).origin); }
export function aliasArgs(self: Value): Value { return newRef(ga(self).args); }
export function aliasUnpacked(self: Value): Value { return boolean(ga(self).starred != 0); }
export function aliasUnpackedArgs(self: Value): Value { return ga(self).starred && ga(self).origin == toValue(T.tuple) ? newRef(ga(self).args) : None; }
export function aliasClassOf(self: Value): Value { return newRef(toValue(typeOf(self))); }
/** Type parameters in the arguments, each once, in order. */
export function aliasParameters(self: Value): Value {
  const at = <Ptr>self + offsetof<GenericAliasObject>("parameters");
  const p = loadV(at);
  if (p) return newRef(p);
  const t = makeParameters(ga(self).args);
  if (!t) return NULL;
  const seen = casV(at, NULL, newRef(t));
  if (seen != NULL) { decref(t); decref(t); return newRef(seen); }
  return t;
}
function isTypeParam(v: Value): bool {
  if (!isPtr(v) || hasFlag(v, TF_TYPE_SUBCLASS)) return false;
  const f = getAttrOptional(v, N.__typing_subst__);
  if (!f) return false;
  decref(f);
  return true;
}
function addOnce(l: Value, v: Value): bool {
  const n = listSize(l);
  for (let i = 0; i < n; i++) if (listItem(l, i) == v) return true;
  return listAppend(l, v) == 0;
}
export function makeParameters(args: Value): Value {
  const l = listNew(0);
  if (!l) return NULL;
  let ok = true;
  const n = tupleSize(args);
  for (let i = 0; i < n && ok; i++) {
    const v = tupleItem(args, i);
    if (hasFlag(v, TF_TYPE_SUBCLASS)) continue;
    if (isTypeParam(v)) { ok = addOnce(l, v); continue; }
    let sub: Value = NULL;
    if (isExact(v, T.tuple) || isExact(v, T.list)) { const t = sequenceToTuple(v); sub = t ? makeParameters(t) : NULL; decref(t); if (!sub) ok = false; }
    else if (isPtr(v)) sub = getAttrOptional(v, N.__parameters__);
    if (errOccurred()) ok = false;
    if (sub && isExact(sub, T.tuple)) { const k = tupleSize(sub); for (let j = 0; j < k && ok; j++) ok = addOnce(l, tupleItem(sub, j)); }
    decref(sub);
  }
  const t = ok ? listToTuple(l) : NULL;
  decref(l);
  return t;
}
/** alias[item]: the parameters replaced. */
export function aliasGetItem(self: Value, item: Value): Value {
  const params = aliasParameters(self);
  if (!params) return NULL;
  const args = substitute(self, ga(self).args, params, item);
  decref(params);
  if (!args) return NULL;
  const r = genericAliasNew(ga(self).origin, args);
  if (r) ga(r).starred = ga(self).starred;
  decref(args);
  return r;
}
export function substitute(self: Value, args: Value, params: Value, item: Value): Value {
  const np = tupleSize(params);
  if (!np) return raiseFmt(T.TypeError, "%R is not a generic class", self);
  let items = hasFlag(item, TF_TUPLE_SUBCLASS) ? newRef(item) : tuplePack1(item);
  // a parameter may want to see the arguments first (ParamSpec, TypeVarTuple)
  for (let i = 0; i < np && items; i++) {
    const prep = getAttrOptional(tupleItem(params, i), N.__typing_prepare_subst__);
    if (!prep) { if (errOccurred()) { decref(items); return NULL; } continue; }
    if (prep != None) {
      const x = call2(prep, self, items);
      decref(items);
      items = x ? sequenceToTuple(x) : NULL;
      decref(x);
    }
    decref(prep);
  }
  if (!items) return NULL;
  const ni = tupleSize(items);
  if (ni != np) {
    raiseFmt(T.TypeError, ni > np ? "Too many arguments for %R; actual %d, expected %d" : "Too few arguments for %R; actual %d, expected %d", self, int(ni), int(np));
    decref(items);
    return NULL;
  }
  const l = listNew(0);
  let ok = l != NULL;
  const n = tupleSize(args);
  for (let i = 0; i < n && ok; i++) {
    const v = tupleItem(args, i);
    let x: Value = NULL;
    if (hasFlag(v, TF_TYPE_SUBCLASS) || !isPtr(v)) x = newRef(v);
    else if (isTypeParam(v)) {
      let at = -1;
      for (let j = 0; j < np; j++) if (tupleItem(params, j) == v) { at = j; break; }
      const f = getAttr(v, N.__typing_subst__);
      x = f && at >= 0 ? call1(f, tupleItem(items, at)) : NULL;
      decref(f);
      if (x && isExact(x, T.tuple)) {
        // an unpacked TypeVarTuple becomes several arguments
        if (listExtend(l, x) < 0) ok = false;
        decref(x);
        continue;
      }
    } else {
      const sub = getAttrOptional(v, N.__parameters__);
      if (sub && isExact(sub, T.tuple) && tupleSize(sub)) {
        const k = tupleSize(sub), pick = tupleNew(k);
        if (pick) {
          for (let j = 0; j < k; j++) {
            let at = 0;
            for (let q = 0; q < np; q++) if (tupleItem(params, q) == tupleItem(sub, j)) { at = q; break; }
            tupleInit(pick, j, newRef(tupleItem(items, at)));
          }
          x = getItem(v, pick);
          decref(pick);
        }
      } else if (!errOccurred()) x = newRef(v);
      decref(sub);
    }
    if (!x || listAppend(l, x) < 0) ok = false;
    decref(x);
  }
  decref(items);
  const t = ok ? listToTuple(l) : NULL;
  decref(l);
  return t;
}
export function aliasOr(a: Value, b: Value): Value { return unionOr(a, b); }
/** for x in tuple[int]: one starred alias. */
export function aliasIter(self: Value): Value {
  const s = genericAliasNew(ga(self).origin, ga(self).args);
  if (!s) return NULL;
  ga(s).starred = 1;
  const t = tuplePack1(s);
  decref(s);
  const r = t ? iter(t) : NULL;
  decref(t);
  return r;
}
export function aliasReduce(self: Value): Value {
  const a = ga(self);
  if (a.starred) {
    const plain = genericAliasNew(a.origin, a.args);
    const next = plain ? getBuiltin(N.next) : NULL, it = plain ? aliasIter(plain) : NULL;
    const args = it ? tuplePack1(it) : NULL;
    const r = args && next ? tuplePack2(next, args) : NULL;
    decref(plain); decref(next); decref(it); decref(args);
    return r;
  }
  const args = tuplePack2(a.origin, a.args);
  const r = args ? tuplePack2(toValue(T.GenericAlias), args) : NULL;
  decref(args);
  return r;
}
import { getBuiltin } from "./module";
export function aliasDir(self: Value): Value {
  const l = objectDir(ga(self).origin);
  return l;
}
