/** functools: reduce, cmp_to_key, and what the specs name. Mirrors Modules/_functoolsmodule.c. */
import { Ptr, Value, NULL, int } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject, freeObject } from "../../objects/alloc";
import { errMatches, errOccurred, raise } from "../../objects/errors";
import { iter, iterNext, richCompare } from "../../objects/abstract";
import { bindSimple } from "../../objects/args";
import { holdingBegin, holdingEnd } from "../../objects/finalize";
import { call2 } from "../../objects/call";
import { moduleAddConstant } from "../../objects/module";
import { isExact } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { placeholder } from "./partial";
export * from "./partial";
export * from "./lru";

export function reduce(module: Value, func: Value, iterable: Value, initial: Value): Value {
  const it = iter(iterable);
  if (!it) { if (errMatches(T.TypeError)) raise(T.TypeError, "reduce() arg 2 must support iteration"); return NULL; }
  let r = initial ? newRef(initial) : iterNext(it);
  if (!r) { decref(it); return errOccurred() ? NULL : raise(T.TypeError, "reduce() of empty iterable with no initial value"); }
  holdingBegin();
  while (true) {
    const v = iterNext(it);
    if (!v) break;
    const n = call2(func, r, v);
    decref(r); decref(v);
    r = n;
    if (!r) break;
  }
  holdingEnd();
  decref(it);
  if (r && errOccurred()) { decref(r); return NULL; }
  return r;
}
/** The key objects that cmp_to_key makes: `object` is NULL in the maker itself. */
@unmanaged
export class KeyObject extends Obj {
  cmp: Value;
  object: Value;
}
function keyNew(cmp: Value, object: Value): Value {
  const p = newObject(T.KeyWrapper);
  if (!p) return NULL;
  changetype<KeyObject>(p).cmp = newRef(cmp);
  changetype<KeyObject>(p).object = newRef(object);
  return <Value>p;
}
export function cmpToKey(module: Value, cmp: Value): Value { return keyNew(cmp, NULL); }
export function key_dealloc(p: Ptr): void {
  const k = changetype<KeyObject>(p);
  decref(k.cmp); decref(k.object);
  freeObject(p);
}
export function key_traverse(p: Ptr): void { gcVisit(changetype<KeyObject>(p).cmp); gcVisit(changetype<KeyObject>(p).object); }
export function key_call(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const mark = stackMark(), out = stackAlloc(8);
  if (!out) return NULL;
  const ok = bindSimple("K", args, nargs, kwnames, 1, 1, out, N.obj, NULL, NULL, NULL), o = load<u64>(out);
  stackRestore(mark);
  return ok ? keyNew(as<KeyObject>(self).cmp, o) : NULL;
}
export function key_compare(a: Value, b: Value, op: i32): Value {
  if (!isExact(b, T.KeyWrapper) || !isExact(a, T.KeyWrapper)) return raise(T.TypeError, "other argument must be K instance");
  const x = as<KeyObject>(a).object, y = as<KeyObject>(b).object;
  if (!x || !y) return raise(T.AttributeError, "object");
  const r = call2(as<KeyObject>(a).cmp, x, y);
  if (!r) return NULL;
  const c = richCompare(r, int(0), op);
  decref(r);
  return c;
}
export function functoolsExec(module: Value): i32 {
  const p = placeholder();
  if (!p) return -1;
  moduleAddConstant(module, N.Placeholder, p);
  return 0;
}
export { notHashable } from "../../types/class-getitem";
export { classGetItem } from "../../types/class-getitem";
