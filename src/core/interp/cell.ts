/** Cells: variables shared between a function and the functions inside it. `value` is @atomic: any thread that runs the closure may read or write it. */
import { Ptr, Value, NULL } from "../base/value";
import { Obj, as } from "../base/obj";
import { T } from "../../generated/core/types";
import { newObject, freeObject } from "../objects/alloc";
import { gcVisit } from "../gc/visit";
import { decref } from "../refcount/count";
import { loadV, xchgV } from "../base/atomics";
import { increfLockHeld, tryIncref } from "../refcount/count-slow";
import { csBegin, csEnd } from "../threads/critical-section";

@unmanaged
export class CellObject extends Obj { value: Value; }
// @ts-ignore: decorator
@inline export const CELL_VALUE: usize = 16;

/** A cell holding v. Steals v (NULL: empty). */
export function cellNew(v: Value): Value {
  const p = newObject(T.cell);
  if (!p) { decref(v); return NULL; }
  store<u64>(p, v, CELL_VALUE);
  return <Value>p;
}
/** Contents, new reference; NULL if empty (no exception). */
export function cellGet(c: Ptr): Value {
  const v = loadV(c + CELL_VALUE);
  if (v - 1 >= 0xFFFF_FFFF) return v;
  if (tryIncref(c + CELL_VALUE, v)) return v;
  csBegin(c);
  const w = loadV(c + CELL_VALUE);
  increfLockHeld(w);
  csEnd();
  return w;
}
/** Steals v. */
export function cellSet(c: Ptr, v: Value): void {
  csBegin(c);
  const old = xchgV(c + CELL_VALUE, v);
  csEnd();
  decref(old);
}
