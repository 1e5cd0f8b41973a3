/**
 * Finalizers (PEP 442): tp_finalize runs once, before the object is taken apart, and may bring the object back to life. CPython: PyObject_CallFinalizerFromDealloc.
 *
 * A dying object has count 0 and belongs to the dying thread alone: nobody else can get a reference (a try-incref fails on shared 0, and weak references fail the
 * same way; the finalizer's own references count normally). So it is given one local reference, owned by this thread, for the time of the call.
 */
import { Ptr, Value } from "../base/value";
import { Obj, GC_FINALIZED } from "../base/obj";
import { TypeObject } from "../../generated/core/types";
import { tid } from "../threads/self";
import { reviveForFinalizer, dropAfterFinalizer } from "./revive";

/** Runs the finalizer of a live object once (the collector does this too). */
export function finalizeOnce(p: Ptr): void {
  const t = changetype<TypeObject>(changetype<Obj>(p).type);
  if (!t.tp_finalize) return;
  const gc = load<u8>(p, 3);
  if (gc & GC_FINALIZED) return;
  // the collector may do this to another thread's object, whose owner may be setting GC_SHARED
  atomic.or<u8>(p + 3, GC_FINALIZED);
  call_indirect<void>(t.tp_finalize, <Value>p);
}
/** From tp_dealloc: true if the object is still dead, and its dealloc goes on. */
export function finalizeFromDealloc(p: Ptr): bool {
  if (load<u8>(p, 3) & GC_FINALIZED) return true;
  reviveForFinalizer(p);
  finalizingBegin();
  finalizeOnce(p);
  finalizingEnd();
  return dropAfterFinalizer(p);
}
/** Python code runs inside a deallocation: native frames below may hold references that are not counted, and the collector keeps what those could be. */
export function finalizingBegin(): void { changetype<ThreadState>(ts).finalizing++; }
export function finalizingEnd(): void { changetype<ThreadState>(ts).finalizing--; }
/**
 * Around native code that holds Values of its own, which nobody else may have, while it runs Python code (a list being sorted, the best item so far): classes and functions are not
 * counted, so the collector must not judge them by what it sees (docs/internals/collector.md, deferred objects). The same count as above.
 */
// @ts-ignore: decorator
@inline export function holdingBegin(): void { changetype<ThreadState>(ts).finalizing++; }
// @ts-ignore: decorator
@inline export function holdingEnd(): void { changetype<ThreadState>(ts).finalizing--; }
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
