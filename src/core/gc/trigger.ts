/**
 * When a collection starts by itself. The allocator counts GC objects page by page (memory/walk.ts) and sets EB_GC in the eval breaker of the thread that
 * passes the threshold; the interpreter calls gcRunIfDue at its next safepoint.
 *
 * The threshold adapts, so that a program with many live objects and few cycles does not pay (contract, section 9): after each collection it is
 * the larger of threshold0 (gc.set_threshold, 2000) and a quarter of the objects that survived. The cost of a collection grows with the live objects, and the
 * next one comes only after a quarter as many new ones: a constant number of object visits for each allocation. A collection that finds
 * little doubles that share, up to twice the live objects; one that finds much takes it back to a quarter.
 *
 * That alone is a tenth of the time of a program that does nothing but make objects and keep them. So a collection that would follow one that found little is put off
 * until SHARE times as long as it would take, by that one, has gone by, but not beyond PUT_OFF new objects or twice the live ones if that is more, and only while there is no limit to memory and an eighth of it suffices.
 *
 * On the way to the end of the memory the allocator asks for a collection too, whatever the number of objects (memory/slices.ts): a few cycles may hold large buffers.
 */
import { Ptr } from "../base/value";
import { gcCount, gcCountReset, gcSetThreshold } from "../memory/walk";
import { GcState, GC_STATE } from "./state";
import { monotonicNs } from "../base/clock";
import { PARK_DETACH, PARK_INTERRUPTIBLE, park } from "../sync/parking";
import { ts } from "../threads/self";
import { memLimit, memPressed, memPressureArm, memUsed } from "../memory/slices";
import { stressCollects } from "../base/stress";
import { gcCollect, GC_AUTO, GC_PRESSED } from "./collect";

/** From the eval breaker: a thread passed the threshold. Runs finalizers and weak references' callbacks, so any Python code; keeps the exception that is set. */
export function gcRunIfDue(): void {
  const s = GC_STATE;
  if (!atomic.load<u32>(s, offsetof<GcState>("enabled"))) return;
  const collector = atomic.load<u32>(s, offsetof<GcState>("collecting"));
  if (collector) { if (collector != <u32>ts && memPressed()) gcWait(collector); return; }
  const pressed = memPressed();
  if (!stressCollects() && !pressed) {
    const n = gcCount();
    if (n < gcEffectiveThreshold()) return;
    if (n < PUT_OFF && memUsed() < roomy() && tooSoon(n)) { gcSetThreshold(n + (n >> 2)); return; }
  }
  gcCollect(2, pressed ? GC_PRESSED : GC_AUTO);
}
/** Memory is short and another thread collects: what is left is for it, not for new objects. Not for long, since its finalizers may need what this thread holds. */
function gcWait(collector: u32): void { park(GC_STATE + offsetof<GcState>("collecting"), collector, WAIT_NS, 0, PARK_DETACH | PARK_INTERRUPTIBLE); }
// @ts-ignore: decorator
@inline const WAIT_NS: i64 = 20_000_000;
// @ts-ignore: decorator
@inline const SHARE: i64 = 25;
/** New objects: some 200 MB. */
// @ts-ignore: decorator
@inline const PUT_OFF: i32 = 4_000_000;
/** An eighth of the memory. A program with a limit of its own wants its garbage back. */
function roomy(): u64 { return memLimit() ? 0 : 1 << 29; }
/** The clock of the process that makes a snapshot means nothing to those that resume it. */
export function gcTimesReset(): void {
  atomic.store<i64>(GC_STATE, 0, offsetof<GcState>("ended"));
  atomic.store<i64>(GC_STATE, 0, offsetof<GcState>("took"));
}
/** The last collection found little, and since then less time has gone by than SHARE times what the next one, of n new objects more, will take. A hint: what another thread is storing meanwhile decides about a moment. */
function tooSoon(n: i64): bool {
  if (atomic.load<u32>(GC_STATE, offsetof<GcState>("growth")) == 1) return false;
  const since = monotonicNs() - atomic.load<i64>(GC_STATE, offsetof<GcState>("ended"));
  const live = <i64>atomic.load<u32>(GC_STATE, offsetof<GcState>("live")) + 1;
  return since >= 0 && since < SHARE * atomic.load<i64>(GC_STATE, offsetof<GcState>("took")) * (live + n) / live;
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
export function gcArm(): void { gcSetThreshold(gcEffectiveThreshold()); memPressureArm(); }
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
