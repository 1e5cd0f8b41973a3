/**
 * Biased reference counting (PEP 703; CPython Include/internal/pycore_object.h): the inline paths. The owner counts `local` with plain
 * loads and stores; everybody else goes to count-slow.ts. Immediates and NULL cost one compare.
 */
import { Value, Ptr, isPtr } from "../base/value";
import { Obj, LOCAL_SENTINELS } from "../base/obj";
import { increfSlow, decrefSlow, decrefToZero } from "./count-slow";
import { tid } from "../threads/self";

/** Takes a reference. Any Value, NULL included. */
// @ts-ignore: decorator
@inline export function incref(v: Value): void {
  if (isPtr(v)) increfPtr(<Ptr>v);
}
// @ts-ignore: decorator
@inline export function increfPtr(p: Ptr): void {
  if (load<u16>(p) == tid) store<u32>(p, load<u32>(p, 4) + 1, 4);
  else increfSlow(p);
}
/** Drops a reference. Any Value, NULL included. May run finalizers, so any Python code. */
// @ts-ignore: decorator
@inline export function decref(v: Value): void {
  if (isPtr(v)) decrefPtr(<Ptr>v);
}
// @ts-ignore: decorator
@inline export function decrefPtr(p: Ptr): void {
  if (load<u16>(p) == tid) {
    const local = load<u32>(p, 4) - 1;
    store<u32>(p, local, 4);
    if (local == 0) decrefToZero(p);
  } else decrefSlow(p);
}
/** A new reference to v: returns v. */
// @ts-ignore: decorator
@inline export function newRef(v: Value): Value { incref(v); return v; }
/** Replaces what a slot owned by this thread (or under its lock) holds. Steals v. */
// @ts-ignore: decorator
@inline export function setSlot(slot: Ptr, v: Value): void { const old = load<u64>(slot); atomic.store<u64>(slot, v); decref(old); }
/** Empties a slot and drops what it held. */
// @ts-ignore: decorator
@inline export function clearSlot(slot: Ptr): void { const old = load<u64>(slot); atomic.store<u64>(slot, 0); decref(old); }
