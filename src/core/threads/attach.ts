/**
 * Attached, detached, suspended; and the world stopped (CPython Python/pystate.c).
 *
 * Only an attached thread may touch objects. The status word:
 *
 *   DETACHED ⇄ ATTACHED     by the thread itself (attach by compare-and-swap, detach by store)
 *   DETACHED → SUSPENDED    by the thread that stops the world, or is the only one that runs (solo.ts); back by the same
 *   ATTACHED → SUSPENDED    by the thread itself, at a safepoint, when EB_STOP asks for it
 *   SUSPENDED → WAITING     by the thread itself, when it wants to attach
 *   DETACHED ⇄ HELD         for a few instructions, by a thread that merges on its behalf (refcount/merge-queue.ts)
 *
 * Stopping: the requester takes the stop mutex (one at a time; waiting for it detaches), then makes every other thread SUSPENDED: detached ones by
 * compare-and-swap, attached ones through their eval breaker. The stop word counts arrivals; the requester sleeps on it. The list of
 * threads is under PROC_THREADS_LOCK; it is not held while sleeping, so threads may be born (suspended) and end meanwhile.
 *
 * Pairing: the status compare-and-swap of attach pairs with the requester's: after the requester has seen SUSPENDED, all the thread's earlier
 * writes are visible to it, and the thread sees all the requester's writes when it attaches again.
 */
import { Ptr } from "../base/value";
import { wait32 } from "../base/atomics";
import { PROC_MEMORY, PROC_THREADS, PROC_THREADS_LOCK } from "../base/map";
import { check } from "../base/panic";
import { COUNT_WORLD_STOPS, COUNT_WORLD_STOP_NS, COUNT_WORLD_WAIT_NS, counterAdd } from "../base/counters";
import { monotonicNs } from "../base/clock";
import { YIELD_ATTACH, YIELD_DETACH, yieldPoint } from "../base/stress";
import { ts } from "../base/self";
import { EB_BIAS, EB_COUNT, EB_MERGE, EB_STOP } from "../base/thread-layout";
import { HOOK_COUNT_RUN, HOOK_MERGE_RUN } from "../sync/layout";
import { mutexLock, mutexTryLock, mutexUnlock } from "../sync/mutex";
import { qsbrOffline, qsbrOnline } from "../sync/qsbr";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { gilDrop, gilEnabled, gilTake } from "./gil";
import { biasMayReturn, biasWake } from "./bias";
import { graceAnswer, graceNudge, graceWaitAll } from "./grace";
import { soloAsk, soloEnd, soloIsMine } from "./solo";
import { csDepth, csResume, csSuspendAll } from "./critical-section";
import { self, STATUS_ATTACHED, STATUS_DETACHED, STATUS_SUSPENDED, STATUS_WAITING, ThreadState } from "./state";

const STOP: usize = PROC_MEMORY + 0x740;
const STOP_MUTEX: usize = STOP; // u8 mutex: held from worldStop to worldStart
const STOP_WORD: usize = STOP + 4; // u32 @atomic: arrivals
const STOP_REQUESTER: usize = STOP + 8; // u32 @atomic (written @lock threads): who stops, or 0
const STOP_DEPTH: usize = STOP + 12; // u32 @owner the requester
const STOP_BEGAN: usize = STOP + 16; // i64 @owner the requester
const STOP_SECTIONS: usize = STOP + 24; // u32 @owner the requester: critical sections it was in

// @ts-ignore: decorator
@inline function statusOf(s: ThreadState): Ptr { return changetype<Ptr>(s) + 4; }

/** The calling thread, whose state this is, may touch objects from here on. Waits while the world is stopped, and for the GIL if there is one. */
export function threadAttach(s: ThreadState = self()): void {
  const status = statusOf(s), gil = gilEnabled();
  while (true) {
    if (gil) gilTake(changetype<Ptr>(s));
    const seen = atomic.cmpxchg<u32>(status, STATUS_DETACHED, STATUS_ATTACHED);
    if (seen == STATUS_DETACHED) break;
    check(seen != STATUS_ATTACHED, "threadAttach: attached already");
    if (gil) gilDrop(changetype<Ptr>(s));
    else if (seen == STATUS_SUSPENDED) { soloAsk(s); continue; }
    wait32(status, seen, -1);
  }
  s.attachCount++;
  yieldPoint(YIELD_ATTACH);
  qsbrOnline(changetype<Ptr>(s));
  if (s.biasOff) biasMayReturn(s);
  if (s.csTop != s.csBase) csResume(s);
}
/**
 * Before anything that may block. The thread touches no object until it attaches again; its critical sections are given up meanwhile.
 * What waits in its merge queue is merged first, so finalizers may run (refcount/merge-queue.ts: nothing may wait for as long as a thread sleeps).
 */
export function threadDetach(): void {
  const s = self();
  leave(s, STATUS_DETACHED);
  // Detach, then look: who pushes after this look sees DETACHED and merges itself.
  while (atomic.load<u32>(ts) & EB_MERGE || s.demotions) {
    threadAttach(s);
    if (s.demotions) { graceWaitAll(); call_indirect<void>(load<u32>(HOOK_COUNT_RUN)); }
    if (atomic.load<u32>(ts) & EB_MERGE) call_indirect<void>(load<u32>(HOOK_MERGE_RUN));
    leave(s, STATUS_DETACHED);
  }
}
/** For those who must not run Python here (waiting for a mutex in the middle of something). */
export function threadDetachQuiet(): void { leave(self(), STATUS_DETACHED); }
function leave(s: ThreadState, status: u32): void {
  if (soloIsMine()) soloEnd(false);
  check(atomic.load<u32>(statusOf(s)) == STATUS_ATTACHED, "threadDetach: not attached");
  if (s.csTop != s.csBase) csSuspendAll(s);
  qsbrOffline(changetype<Ptr>(s));
  if (status == STATUS_SUSPENDED) atomic.and<u32>(changetype<Ptr>(s), ~EB_STOP);
  atomic.store<u32>(statusOf(s), status);
  yieldPoint(YIELD_DETACH);
  const asked = atomic.load<u32>(changetype<Ptr>(s));
  if (asked & EB_BIAS) biasWake(s);
  if (status == STATUS_SUSPENDED || (asked & EB_STOP)) { atomic.add<u32>(STOP_WORD, 1); atomic.notify(STOP_WORD, -1); }
  // Somebody waits for a safepoint of this thread: there is nothing to wait for any more.
  if (asked & EB_COUNT) graceNudge();
  if (gilEnabled()) gilDrop(changetype<Ptr>(s));
}
// @ts-ignore: decorator
@inline export function threadIsAttached(): bool { return ts != 0 && atomic.load<u32>(ts + 4) == STATUS_ATTACHED; }
/** Attaches the calling thread again. */
export function threadReattach(): void { threadAttach(self()); }
/** For the parking lot: detaches if attached; says whether it was. */
export function detachIfAttached(): bool {
  if (!threadIsAttached()) return false;
  threadDetachQuiet();
  return true;
}
/** At a safepoint, when EB_STOP is set. */
export function threadSuspend(): void {
  leave(self(), STATUS_SUSPENDED);
  threadAttach(self());
}

/** Stops all other threads at safepoints (or where they sleep). Nests. The caller stays attached; its own critical sections may be suspended and resumed
 *  if another thread is just stopping the world. */
export function worldStop(): void {
  if (atomic.load<u32>(STOP_REQUESTER) == <u32>ts) { store<u32>(STOP_DEPTH, load<u32>(STOP_DEPTH) + 1); return; }
  if (soloIsMine()) { soloEnd(false); csResume(self()); }
  mutexLock(STOP_MUTEX);
  stopOthers();
}
/** The same without ever being suspended, unless another thread is at it: then false, and nothing is stopped. For who is in the middle of a section. */
export function worldTryStop(): bool {
  if (atomic.load<u32>(STOP_REQUESTER) == <u32>ts) { store<u32>(STOP_DEPTH, load<u32>(STOP_DEPTH) + 1); return true; }
  if (soloIsMine() || !mutexTryLock(STOP_MUTEX)) return false;
  stopOthers();
  return true;
}
function stopOthers(): void {
  const began = monotonicNs();
  store<i64>(STOP_BEGAN, began);
  store<u32>(STOP_DEPTH, 1);
  store<u32>(STOP_SECTIONS, csDepth());
  rawLock(PROC_THREADS_LOCK);
  atomic.store<u32>(STOP_REQUESTER, <u32>ts);
  for (let round = 0; ; round++) {
    const arrivals = atomic.load<u32>(STOP_WORD);
    if (!stopPendingLockHeld()) break;
    rawUnlock(PROC_THREADS_LOCK);
    graceAnswer();
    if (round > 20) wait32(STOP_WORD, arrivals, 1000000);
    rawLock(PROC_THREADS_LOCK);
  }
  rawUnlock(PROC_THREADS_LOCK);
  counterAdd(COUNT_WORLD_STOPS, 1);
  counterAdd(COUNT_WORLD_WAIT_NS, <u64>(monotonicNs() - began));
}
/** Asks who has not stopped yet; whether there is anybody. @lock threads */
function stopPendingLockHeld(): bool {
  let pending = false;
  for (let s = changetype<ThreadState>(load<u32>(PROC_THREADS)); changetype<Ptr>(s); s = changetype<ThreadState>(s.next)) {
    if (changetype<Ptr>(s) == ts) continue;
    const status = atomic.load<u32>(statusOf(s));
    if (status == STATUS_SUSPENDED || status == STATUS_WAITING) continue;
    if (status == STATUS_DETACHED && atomic.cmpxchg<u32>(statusOf(s), STATUS_DETACHED, STATUS_SUSPENDED) == STATUS_DETACHED) continue;
    if (status == STATUS_ATTACHED) atomic.or<u32>(changetype<Ptr>(s), EB_STOP);
    pending = true;
  }
  return pending;
}
export function worldStart(): void {
  check(worldIsStopped(), "worldStart: not the one who stopped it");
  const depth = load<u32>(STOP_DEPTH) - 1;
  store<u32>(STOP_DEPTH, depth);
  if (depth) return;
  check(csDepth() <= load<u32>(STOP_SECTIONS), "worldStart: a section began in the stopped world and did not end there");
  rawLock(PROC_THREADS_LOCK);
  atomic.store<u32>(STOP_REQUESTER, 0);
  for (let s = changetype<ThreadState>(load<u32>(PROC_THREADS)); changetype<Ptr>(s); s = changetype<ThreadState>(s.next)) {
    if (changetype<Ptr>(s) == ts) continue;
    atomic.and<u32>(changetype<Ptr>(s), ~EB_STOP);
    const status = atomic.load<u32>(statusOf(s));
    if (status == STATUS_SUSPENDED || status == STATUS_WAITING) { atomic.store<u32>(statusOf(s), STATUS_DETACHED); atomic.notify(statusOf(s), -1); }
  }
  rawUnlock(PROC_THREADS_LOCK);
  counterAdd(COUNT_WORLD_STOP_NS, <u64>(monotonicNs() - load<i64>(STOP_BEGAN)));
  mutexUnlock(STOP_MUTEX);
  const s = self();
  if (s.csTop != s.csBase) csResume(s);
}
/** By this thread. */
// @ts-ignore: decorator
@inline export function worldIsStopped(): bool { return atomic.load<u32>(STOP_REQUESTER) == <u32>ts && ts != 0; }
/**
 * A mutex around a few steps of native code without a safepoint, which a stopper may come to as well. It takes none: nobody is stopped in the middle, but a mutex that was handed over (sync/mutex.ts) stays locked for a waiter that
 * was stopped before it could attach, and the stopper would wait for it for ever (model: stop the world).
 */
export function nativeLock(mutex: Ptr): void { if (!worldIsStopped()) mutexLock(mutex); }
export function nativeUnlock(mutex: Ptr): void { if (!worldIsStopped()) mutexUnlock(mutex); }
/** Somebody stops it or is about to: a thread that is born now is born suspended. @lock threads */
export function worldIsStoppingLockHeld(): bool { return atomic.load<u32>(STOP_REQUESTER) != 0; }
