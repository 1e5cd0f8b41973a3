/**
 * The exception being handled: a stack of items, one for the thread and one for each running generator (CPython's _PyErr_StackItem).
 * Item: +0 Value exception or NULL, +8 u32 previous item. @owner: the thread that runs.
 */
import { Ptr, Value, NULL, None } from "../base/value";
import { ts } from "../threads/self";
import { ThreadState, interpBlock } from "../threads/state";
import { decref, newRef } from "../refcount/count";

export function excStateInit(): void {
  const item = interpBlock();
  store<u64>(item, NULL); store<u32>(item, 0, 8);
  changetype<ThreadState>(ts).excInfo = <u32>item;
}
// @ts-ignore: decorator
@inline export function excTop(): Ptr { return changetype<ThreadState>(ts).excInfo; }
/** The exception being handled, borrowed; NULL if none (outer generators' callers included). */
export function excHandled(): Value {
  for (let i = excTop(); i; i = load<u32>(i, 8)) { const e = load<u64>(i); if (e && e != None) return e; }
  return NULL;
}
/** Replaces the innermost item's exception. Steals e; returns the old one (owned). */
export function excExchange(e: Value): Value {
  const i = excTop(), old = load<u64>(i);
  store<u64>(i, e);
  return old;
}
export function excSet(e: Value): void { decref(excExchange(e)); }
