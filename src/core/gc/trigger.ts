/**
 * When a collection starts by itself. The allocator counts GC objects page by page (memory/walk.ts) and sets EB_GC in the eval breaker of the thread that
 * passes the threshold; the interpreter calls gcRunIfDue at its next safepoint.
 *
 * The threshold adapts, so that a program with many live objects and few cycles does not pay (contract, section 9): after each collection it is
 * the larger of threshold0 (gc.set_threshold, 2000) and a quarter of the objects that survived. The cost of a collection grows with the live objects, and the
 * next one comes only after a quarter as many new ones: a constant number of object visits for each allocation. A collection that finds
 * little doubles that share, up to twice the live objects; one that finds much takes it back to a quarter.
 */
import { Ptr } from "../base/value";
import { gcCount, gcCountReset, gcSetThreshold } from "../memory/walk";
import { GcState, GC_STATE } from "./state";
import { gcCollect, GC_AUTO } from "./collect";

/** From the eval breaker: a thread passed the threshold. Runs finalizers and weak references' callbacks, so any Python code; keeps the exception that is set. */
export function gcRunIfDue(): void {
  const s = GC_STATE;
  if (!atomic.load<u32>(s, offsetof<GcState>("enabled")) || atomic.load<u32>(s, offsetof<GcState>("collecting"))) return;
  if (gcCount() < gcEffectiveThreshold()) return;
  gcCollect(2, GC_AUTO);
}

function state(): GcState { return changetype<GcState>(GC_STATE); }
/** How many new GC objects there must be; 0x7FFFFFFF: never. */
export function gcEffectiveThreshold(): i32 {
  const base = state().threshold0;
  if (base <= 0 || !state().enabled) return 0x7FFFFFFF;
  const room = <i32>((state().live >> 2) * state().growth);
  return room > base ? room : base;
}
/** Tells the allocator, after a collection or a change of settings. */
export function gcArm(): void { gcSetThreshold(gcEffectiveThreshold()); }
/** Start-up, once. */
export function gcInit(): void {
  const s = state();
  s.enabled = 1; s.threshold0 = 2000; s.threshold1 = 10; s.threshold2 = 0; s.growth = 8; s.ready = 1;
  // the built-in types are no news
  const n = gcCount();
  s.live = n > 0 ? <u32>n : 0;
  gcCountReset();
  gcArm();
}
