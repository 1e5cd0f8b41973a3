/** Union types: int | str (typing.Union in 3.14). @frozen once made. CPython: Objects/unionobject.c. */
import { Ptr, Value, NULL, None, NotImplemented, boolean, isPtr, int } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_TYPE_SUBCLASS, TF_TUPLE_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { gcVisit } from "../gc/visit";
import { newObject, freeObject } from "./alloc";
import { raise, raiseFmt, errOccurred } from "./errors";
import { typeOf, isExact, hasFlag } from "./typeof";
import { instanceTailClear } from "./instance";
import { getAttrOptional, genericGetAttr } from "./attributes";
import { tupleItem, tupleSize, tuplePack2, tuplePack1 } from "../types/tuple/core";
import { listNew, listAppend, listSize, listItem, listToTuple } from "../types/list/core";
import { sbNew, sbLit, sbFinish, sbDiscard } from "../types/str/builder";
import { strFromLiteral } from "../types/str/core";
import { hash, richCompareBool, getItem, numberOr } from "./abstract";
import { typeIsSubtype } from "./type-static";
import { typingCall2 } from "../types/typevar/core";
import { typeArgText, makeParameters, substitute } from "./generic-alias";

@unmanaged
export class UnionObject extends Obj {
  /** tuple of at least two */ args: Value;
}
/** The members of a union, borrowed. */
export function unionArgs(u: Value): Value { return as<UnionObject>(u).args; }
function isUnionable(v: Value): bool {
  if (v == None) return true;
  if (!isPtr(v)) return false;
  return hasFlag(v, TF_TYPE_SUBCLASS) || typeIsSubtype(typeOf(v), T.GenericAlias) || isExact(v, T.UnionType) || isExact(v, T.TypeAliasType);
}
function add(l: Value, v: Value): bool {
  if (isExact(v, T.UnionType)) {
    const a = unionArgs(v), n = tupleSize(a);
    for (let i = 0; i < n; i++) if (!add(l, tupleItem(a, i))) return false;
    return true;
  }
  if (v == None) v = toValue(T.NoneType);
  const n = listSize(l);
  for (let i = 0; i < n; i++) {
    const r = richCompareBool(listItem(l, i), v, 2);
    if (r < 0) return false;
    if (r) return true;
  }
  return listAppend(l, v) == 0;
}
/** A union of the list's items (one alone is itself). Steals l. */
function finish(l: Value, ok: bool): Value {
  if (!ok) { decref(l); return NULL; }
  if (listSize(l) == 1) { const r = newRef(listItem(l, 0)); decref(l); return r; }
  const t = listToTuple(l);
  decref(l);
  if (!t) return NULL;
  const p = newObject(T.UnionType);
  if (!p) { decref(t); return NULL; }
  changetype<UnionObject>(p).args = t;
  return <Value>p;
}
/** a | b where one of them is a TypeVar or the like. */
export function unionOfPair(a: Value, b: Value): Value {
  const t = tuplePack2(a, b), r = t ? unionFromTuple(t) : NULL;
  decref(t);
  return r;
}
/** a | b for types; NotImplemented if one of them is none. */
export function unionOr(a: Value, b: Value): Value {
  if (!isUnionable(a) || !isUnionable(b)) return NotImplemented;
  return unionOf(a, b);
}
function unionOf(a: Value, b: Value): Value {
  const l = listNew(0);
  if (!l) return NULL;
  return finish(l, add(l, a) && add(l, b));
}
/** As add, of what need be no type: typing._type_check decides, and makes forward references of strings. */
function addChecked(l: Value, v: Value): bool {
  if (isUnionable(v)) return add(l, v);
  const text = strFromLiteral("Union[arg, ...]: each arg must be a type."), checked = text ? typingCall2(N._type_check, v, text) : NULL;
  decref(text);
  const ok = checked ? add(l, checked) : false;
  decref(checked);
  return ok;
}
/** The union of a tuple's items. */
export function unionFromTuple(t: Value): Value {
  const l = listNew(0);
  if (!l) return NULL;
  const n = tupleSize(t);
  let ok = true;
  for (let i = 0; i < n && ok; i++) ok = addChecked(l, tupleItem(t, i));
  if (ok && n == 0) { decref(l); return raise(T.TypeError, "Cannot take a Union of no types."); }
  return finish(l, ok);
}
export function unionDealloc(p: Ptr): void {
  const u = changetype<UnionObject>(p), a = u.args;
  u.args = NULL;
  instanceTailClear(p, changetype<TypeObject>(u.type));
  decref(a);
  freeObject(p);
}
export function unionTraverse(p: Ptr): void { gcVisit(changetype<UnionObject>(p).args); }
export function unionRepr(self: Value): Value {
  const a = unionArgs(self), n = tupleSize(a), sb = sbNew(64);
  for (let i = 0; i < n; i++) {
    if (i) sbLit(sb, " | ");
    if (!typeArgText(sb, tupleItem(a, i))) { sbDiscard(sb); return NULL; }
  }
  return sbFinish(sb);
}
/** Order does not matter: a sum of hashes. */
export function unionHash(self: Value): i64 {
  const a = unionArgs(self), n = tupleSize(a);
  let h: i64 = 0x345678;
  for (let i = 0; i < n; i++) { const x = hash(tupleItem(a, i)); if (x == -1) return -1; h += x * 1000003 ^ (x >> 7); }
  return h & 0x1_FFFF_FFFF_FFFF;
}
function subset(a: Value, b: Value): i32 {
  const n = tupleSize(a), k = tupleSize(b);
  for (let i = 0; i < n; i++) {
    let found: i32 = 0;
    for (let j = 0; j < k && !found; j++) { found = richCompareBool(tupleItem(a, i), tupleItem(b, j), 2); if (found < 0) return -1; }
    if (!found) return 0;
  }
  return 1;
}
export function unionCompare(a: Value, b: Value, op: i32): Value {
  if ((op != 2 && op != 3) || !isExact(a, T.UnionType) || !isExact(b, T.UnionType)) return NotImplemented;
  const x = unionArgs(a), y = unionArgs(b);
  let r: i32 = tupleSize(x) == tupleSize(y) ? subset(x, y) : 0;
  return r < 0 ? NULL : boolean((r == 1) == (op == 2));
}
export function unionGetArgs(self: Value): Value { return newRef(unionArgs(self)); }
export function unionOrigin(self: Value): Value { return newRef(toValue(T.UnionType)); }
export function unionName(self: Value): Value { return strFromLiteral("Union"); }
export function unionParameters(self: Value): Value { return makeParameters(unionArgs(self)); }
export function unionGetItem(self: Value, item: Value): Value {
  const p = makeParameters(unionArgs(self));
  if (!p) return NULL;
  const t = substitute(self, unionArgs(self), p, item);
  decref(p);
  if (!t) return NULL;
  const r = unionFromTuple(t);
  decref(t);
  return r;
}
export function unionMroEntries(self: Value, bases: Value): Value { return raiseFmt(T.TypeError, "Cannot subclass %R", self); }
export function unionInstanceCheck(self: Value, o: Value): Value { const r = isInstance(o, unionArgs(self)); return r < 0 ? NULL : boolean(r == 1); }
export function unionSubclassCheck(self: Value, o: Value): Value { const r = isSubclass(o, unionArgs(self)); return r < 0 ? NULL : boolean(r == 1); }
import { isInstance, isSubclass } from "./isinstance";
/** Union[int, str] */
export function unionClassGetItem(cls: Value, item: Value): Value {
  if (hasFlag(item, TF_TUPLE_SUBCLASS)) return unionFromTuple(item);
  const t = tuplePack1(item);
  const r = t ? unionFromTuple(t) : NULL;
  decref(t);
  return r;
}
