/**
 * str_iterator. FOR_ITER steps it inline: while `string` is not NULL and index < length, the next value is the character at index. CPython: unicode_iterator.
 *   +16 i32 index | +20 u32 pad | +24 Value string (NULL: exhausted)
 * Two threads on one iterator may see a character twice, never a freed string: it is kept until the iterator dies. Exhausted means index == length (index only grows).
 */
import { Ptr, Value, NULL, int } from "../../base/value";
import { as, Obj } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject, freeObject } from "../../objects/alloc";
import { decref, newRef } from "../../refcount/count";
import { getBuiltin } from "../../objects/module";
import { tuplePack1, tuplePack2, tuplePack3 } from "../tuple/core";
import { gcVisit } from "../../gc/visit";
import { parseInt32, argInt } from "../strlib/args";
import { strAt, strEmpty, strFromChar, strLen } from "./core";

@unmanaged
export class StrIterObject extends Obj {
  index: i32;
  pad: u32;
  string: Value;
}
export function strIterNew(s: Value): Value {
  const p = newObject(T.str_iterator);
  if (!p) return NULL;
  changetype<StrIterObject>(p).string = newRef(s);
  return <Value>p;
}
export function selfIter(o: Value): Value { return newRef(o); }
export function strIterNext(o: Value): Value {
  const it = as<StrIterObject>(o), s = it.string;
  if (!s) return NULL;
  const i = it.index;
  if (i < strLen(s)) { it.index = i + 1; return strFromChar(strAt(s, i)); }
  // the string stays until the iterator dies, so that a racing reader never meets a freed one; index says "exhausted"
  return NULL;
}
export function strIterHint(o: Value): Value { const it = as<StrIterObject>(o); return int(it.string ? strLen(it.string) - it.index : 0); }
export function strIterReduce(o: Value): Value {
  const it = as<StrIterObject>(o), iter = getBuiltin(N.iter);
  if (!iter) return NULL;
  const done = it.index >= strLen(it.string);
  const args = tuplePack1(done ? strEmpty() : it.string);
  const r = args ? (done ? tuplePack2(iter, args) : tuplePack3(iter, args, int(it.index))) : NULL;
  decref(iter); decref(args);
  return r;
}
export function strIterSetState(o: Value, state: Value): Value {
  if (!parseInt32(state)) return NULL;
  const it = as<StrIterObject>(o), n = strLen(it.string);
  it.index = argInt < 0 ? 0 : argInt > n ? n : argInt;
  return None;
}
import { None } from "../../base/value";
export function strIterTraverse(p: Ptr): void { gcVisit(changetype<StrIterObject>(p).string); }
export function strIterDealloc(p: Ptr): void { decref(changetype<StrIterObject>(p).string); freeObject(p); }
