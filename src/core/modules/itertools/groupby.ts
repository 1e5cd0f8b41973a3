/**
 * itertools.groupby and its groups. Mirrors Modules/itertoolsmodule.c.
 *
 *   groupby: 0 it @frozen | 1 keyfunc (None: the items) @frozen | 2 target key | 3 current key | 4 current value | 5 current group (borrowed number: its
 *            address as an int, to be compared only)
 *   _grouper: 0 parent @frozen | 1 target key @frozen
 */
import { Ptr, Value, NULL, None, int } from "../../base/value";
import { loadV } from "../../base/atomics";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject } from "../../objects/alloc";
import { iter, iterNext, richCompareBool } from "../../objects/abstract";
import { call1 } from "../../objects/call";
import { bindSimple } from "../../objects/args";
import { newRef, decref } from "../../refcount/count";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { tupleInit, tupleNew } from "../../types/tuple/core";
import { field, frozen, initField, setField, slotOf, swapField } from "./common";
export * from "./common";
export { selfIter } from "../../types/iter/sequence";
export { classGetItem } from "../../types/class-getitem";

@unmanaged
export class GroupBy extends Obj {
  it: Value;
  keyfunc: Value;
  target: Value;
  key: Value;
  value: Value;
  group: Value;
}
export function groupby_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return NULL;
  const ok = bindSimple("groupby", args, nargs, kwnames, 1, 2, out, N.iterable, N.key, NULL, NULL);
  const iterable = load<u64>(out), key = load<u64>(out, 8);
  stackRestore(mark);
  const it = ok ? iter(iterable) : NULL, p = it ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(it); return NULL; }
  initField(p, 0, it);
  initField(p, 1, key ? newRef(key) : None);
  return <Value>p;
}
/** Reads the next item and its key. False at the end or with an exception. */
function step(self: Value): bool {
  const v = iterNext(frozen(self, 0));
  if (!v) return false;
  const f = frozen(self, 1), k = f == None ? newRef(v) : call1(f, v);
  if (!k) { decref(v); return false; }
  setField(self, 4, v);
  setField(self, 3, k);
  return true;
}
/** Compares two keys held by references: 1, 0, -1. */
function sameKey(a: Value, b: Value): i32 { return a == b ? 1 : richCompareBool(a, b, 2); }
export function groupby_next(self: Value): Value {
  setField(self, 5, NULL);
  // on to the next group; another thread may take the key out meanwhile, so it is read once
  let key: Value;
  while (true) {
    const target = field(self, 2);
    key = field(self, 3);
    const same = !key ? 1 : !target ? 0 : sameKey(target, key);
    decref(target);
    if (!same) break;
    decref(key);
    if (same < 0 || !step(self)) return NULL;
  }
  setField(self, 2, newRef(key));
  const p = newObject(T._grouper), t = p ? tupleNew(2) : NULL;
  if (!t) { decref(<Value>p); decref(key); return NULL; }
  initField(p, 0, newRef(self));
  initField(p, 1, newRef(key));
  setField(self, 5, int(<i64>p));
  tupleInit(t, 0, key);
  tupleInit(t, 1, <Value>p);
  return t;
}
export function grouper_next(self: Value): Value {
  const g = frozen(self, 0);
  if (loadV(slotOf(g, 5)) != int(<i64><Ptr>self)) return NULL;
  if (loadV(slotOf(g, 4)) == NULL && !step(g)) return NULL;
  const key = field(g, 3), c = key ? sameKey(frozen(self, 1), key) : -1;
  decref(key);
  if (c <= 0) return NULL;
  setField(g, 3, NULL);
  return swapField(g, 4, NULL);
}
export { selfIter } from "../../types/iter/sequence";
export { classGetItem } from "../../types/class-getitem";
