/** Sequence and mapping protocol (CPython: Objects/abstract.c, PySequence_*, PyMapping_*). */
import { Ptr, Value, NULL, None, isInt, int } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_LIST_SUBCLASS, TF_TUPLE_SUBCLASS, TF_DICT_SUBCLASS } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { isUniquelyReferenced } from "../refcount/count-slow";
import { raise, raiseFmt, errMatches, errOccurred, errClear } from "./errors";
import { typeOf, isExact } from "./typeof";
import { isPrivate } from "../types/sharing";
import { listCopySlice } from "../types/list/methods";
import { LIST_MAX, LIST_SIZE, listNew, listExtend, listAppend, listSize, listSlot } from "../types/list/core";
import { tupleEmpty, tupleFromArraySteal } from "../types/tuple/core";
import { listToTuple } from "../types/list/core";
import { sliceNew } from "../types/slice/core";
import { callMethod0 } from "./call";
import { getItem, iter, iterNext, richCompareBool } from "./abstract";

export function sequenceCheck(v: Value): bool { const t = typeOf(v); return !(t.tp_flags & TF_DICT_SUBCLASS) && t.sq_item != 0; }
export function mappingCheck(v: Value): bool { return typeOf(v).mp_subscript != 0; }
/** tuple(v). New. */
export function sequenceToTuple(v: Value): Value {
  if (isExact(v, T.tuple)) return newRef(v);
  if (isExact(v, T.list)) return listToTuple(v);
  const l = sequenceToList(v);
  if (!l) return NULL;
  // its references move, unless gc.get_objects() has shown the list to another thread while the items came
  if (!isUniquelyReferenced(<Ptr>l)) { const t = listToTuple(l); decref(l); return t; }
  const n = listSize(l), t = n ? tupleFromArraySteal(listSlot(l, 0), n) : tupleEmpty();
  if (n && t) store<i32>(<Ptr>l, 0, LIST_SIZE);
  decref(l);
  return t;
}
/** list(v): always a new list. */
export function sequenceToList(v: Value): Value {
  if (isExact(v, T.list) && !isPrivate(<Ptr>v)) return listCopySlice(v, 0, LIST_MAX);
  const l = listNew(0);
  if (!l) return NULL;
  if (listExtend(l, v) < 0) { decref(l); return NULL; }
  return l;
}
/** v itself if it is a list or tuple, else a new list of its items; TypeError(message) if it is not iterable. New. */
export function sequenceFast(v: Value, message: string): Value {
  if (typeOf(v).tp_flags & (TF_LIST_SUBCLASS | TF_TUPLE_SUBCLASS)) return newRef(v);
  const it = iter(v);
  if (!it) {
    if (errMatches(T.TypeError)) { errClear(); raise(T.TypeError, message); }
    return NULL;
  }
  const l = sequenceToList(it);
  decref(it);
  return l;
}
/** v[i:j] */
export function sequenceGetSlice(v: Value, i: i32, j: i32): Value {
  const s = sliceNew(int(i), int(j), None);
  if (!s) return NULL;
  const r = getItem(v, s);
  decref(s);
  return r;
}
/** First index of x in v by iteration; -1 with an exception (ValueError if it is not there). */
export function sequenceIndexOf(v: Value, x: Value): i32 {
  const it = iter(v);
  if (!it) { if (errMatches(T.TypeError)) { errClear(); raiseFmt(T.TypeError, "argument of type '%T' is not iterable", v); } return -1; }
  let r: i32 = -1;
  for (let i = 0; ; i++) {
    const item = iterNext(it);
    if (!item) { if (!errOccurred()) raise(T.ValueError, "sequence.index(x): x not in sequence"); break; }
    const c = richCompareBool(item, x, 2);
    decref(item);
    if (c < 0) break;
    if (c) { r = i; break; }
  }
  decref(it);
  return r;
}
export function sequenceCount(v: Value, x: Value): i32 {
  const it = iter(v);
  if (!it) { if (errMatches(T.TypeError)) { errClear(); raiseFmt(T.TypeError, "argument of type '%T' is not iterable", v); } return -1; }
  let n: i32 = 0;
  while (true) {
    const item = iterNext(it);
    if (!item) { if (errOccurred()) n = -1; break; }
    const c = richCompareBool(item, x, 2);
    decref(item);
    if (c < 0) { n = -1; break; }
    n += c;
  }
  decref(it);
  return n;
}
function asList(v: Value, name: Value): Value {
  const r = callMethod0(v, name);
  if (!r || isExact(r, T.list)) return r;
  const it = iter(r);
  if (!it) {
    if (errMatches(T.TypeError)) { errClear(); raiseFmt(T.TypeError, "%T.%U() returned a non-iterable (type %T)", v, name, r); }
    decref(r);
    return NULL;
  }
  decref(r);
  const l = sequenceToList(it);
  decref(it);
  return l;
}
/** Lists of a mapping's keys, items, values. New. */
export function mappingKeys(v: Value): Value { return asList(v, N.keys); }
export function mappingItems(v: Value): Value { return asList(v, N.items); }
export function mappingValues(v: Value): Value { return asList(v, N.values); }
