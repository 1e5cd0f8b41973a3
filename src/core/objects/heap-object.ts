/**
 * Instances of classes made in Python: their death, traversal and clearing, which start at the class and end at the native base (CPython: subtype_dealloc,
 * subtype_traverse, subtype_clear). Every heap type has these three in its slots; the native base's functions do the struct and the memory, the tail is done here (a base without a tail does not know of it).
 */
import { Ptr, Value, NULL, isPtr } from "../base/value";
import { as, Obj, toValue, GC_FINALIZED } from "../base/obj";
import { T, TypeObject, call_tp_finalize } from "../../generated/core/types";
import { xchgV } from "../base/atomics";
import { decref, decrefPtr, increfPtr } from "../refcount/count";
import { immortalize } from "../refcount/count-slow";
import { gcVisit } from "../gc/visit";
import { instanceTailClear, instanceTailVisit, instanceTailClearValues, tailVisit, TAIL_WEAKLIST, tailOf } from "./instance";
import { freeObject } from "./alloc";
import { weakrefClear } from "./weakref";
import { finalizeFromDealloc } from "./finalize";

/** object's own tp_dealloc. */
export function objectDealloc(p: Ptr): void {
  instanceTailClear(p, changetype<TypeObject>(changetype<Obj>(p).type));
  freeObject(p);
}
export function objectTraverse(p: Ptr): void { instanceTailVisit(p, changetype<TypeObject>(changetype<Obj>(p).type)); }
export function objectClear(p: Ptr): void { instanceTailClearValues(p, changetype<TypeObject>(changetype<Obj>(p).type)); }

/** The nearest base that was not made in Python: it gave the struct. */
function nativeBase(t: TypeObject): TypeObject {
  while (t.tp_dealloc == subtypeDealloc.index) t = changetype<TypeObject>(t.tp_base);
  return t;
}
function clearMembers(p: Ptr, t: TypeObject): void {
  for (; t.tp_dealloc == subtypeDealloc.index; t = changetype<TypeObject>(t.tp_base)) {
    for (let i: u32 = 0; i < t.ht_nmembers; i++) decref(xchgV(p + t.ht_members + (i << 3), NULL));
  }
}
export function subtypeDealloc(p: Ptr): void {
  const t = changetype<TypeObject>(changetype<Obj>(p).type);
  if (t.tp_finalize && !finalizeFromDealloc(p)) return; // resurrected
  if (t.tp_tail && atomic.load<u32>(tailOf(p, t) + TAIL_WEAKLIST)) weakrefClear(p);
  if (t.tp_base == changetype<u32>(T.object) && t.ht_nmembers == 0) {
    // the commonest class: nothing but the tail
    instanceTailClearValues(p, t);
    freeObject(p);
    return;
  }
  // nobody else has a reference, so nobody reads the members: plain stores (an exchange is 6 ns)
  let b = t;
  for (; b.tp_dealloc == subtypeDealloc.index; b = changetype<TypeObject>(b.tp_base)) {
    for (let m = p + b.ht_members, end = m + (<usize>b.ht_nmembers << 3); m < end; m += 8) {
      const v = load<u64>(m);
      if (isPtr(v)) { store<u64>(m, NULL); decrefPtr(<Ptr>v); }
    }
  }
  // list, dict, int … know nothing of a tail
  if (t.tp_tail) instanceTailClearValues(p, t);
  if (b == T.object) freeObject(p); else call_indirect<void>(b.tp_dealloc, p);
}
export function subtypeTraverse(p: Ptr): void {
  const t = changetype<TypeObject>(changetype<Obj>(p).type);
  let b = t;
  for (; b.tp_dealloc == subtypeDealloc.index; b = changetype<TypeObject>(b.tp_base)) {
    for (let i: u32 = 0; i < b.ht_nmembers; i++) { const v = load<u64>(p + b.ht_members + (i << 3)); if (isPtr(v)) gcVisit(v); }
  }
  // a native base without a traverse of its own has no references in its struct; if it has one, that leaves the tail to us (instanceTailVisit)
  if (b.tp_traverse) call_indirect<void>(b.tp_traverse, p);
  tailVisit(p, t);
  gcVisit(toValue(t));
}
export function subtypeClear(p: Ptr): void {
  const t = changetype<TypeObject>(changetype<Obj>(p).type);
  clearMembers(p, t);
  const b = nativeBase(t);
  if (b.tp_clear) call_indirect<void>(b.tp_clear, p);
  instanceTailClearValues(p, t);
}
