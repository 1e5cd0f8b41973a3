/**
 * Solo: one thread is attached and the others sleep, the commonest state of a threaded program (a worker runs, the main thread waits in join()).
 *
 * The running thread then *holds* the sleepers: DETACHED → SUSPENDED, as if it had stopped the world, and PROC_MULTI is 0 as it was before a second
 * thread was started. So critical sections are elided, buffers are freed at once, and foreign counts need no atomic instruction: the thread takes over
 * ownership of what it counts (refcount/solo-count.ts).
 *
 * It ends before anybody else touches an object: a sleeper that wants to attach finds SUSPENDED, sets EB_SOLO in the holder and waits for its status;
 * the holder answers at its next safepoint, or when it detaches, stops the world or exits, by giving the sleepers back and turning its elided
 * sections into suspended ones. A thread that is born meanwhile is born suspended. Not in GIL mode.
 *
 * When: the interpreter asks each time it leaves its run loop (every 5,000 calls and back edges). Each end that somebody asked for soon after doubles the
 * number of times it waits first, up to MAX_WAIT.
 *
 * @lock threads: SOLO_HOLDER. PROC_MULTI is written by the holder only. Pairing: status compare-and-swaps as in attach.ts; model: tests/models/solo.model.ts.
 */
import { Ptr } from "../base/value";
import { PROC_GIL_ENABLED, PROC_MEMORY, PROC_MULTI, PROC_THREADS, PROC_THREADS_LOCK } from "../base/map";
import { COUNT_SOLO, COUNT_SOLO_ASKED, counterAdd } from "../base/counters";
import { YIELD_ATTACH, yieldPoint } from "../base/stress";
import { ts } from "../base/self";
import { EB_SOLO } from "../base/thread-layout";
import { rawLock, rawTryLock, rawUnlock } from "../sync/raw-lock";
import { csConvertSuspended } from "./critical-section";
import { STATUS_DETACHED, STATUS_SUSPENDED, STATUS_WAITING, ThreadState } from "./state";

/** u32 @atomic, written under @lock threads: the thread that holds the others, or 0 */
const SOLO_HOLDER: usize = PROC_MEMORY + 0x7C0;
const FIRST_WAIT: u32 = 2;
const MAX_WAIT: u32 = 256;
/** After so many visits a solo stretch was worth it. */
const LONG: u32 = 16;

// @ts-ignore: decorator
@inline function statusOf(s: ThreadState): Ptr { return changetype<Ptr>(s) + 4; }

/** At a safepoint of the run loop: tries to become the only thread, if that is likely to last. */
// @ts-ignore: decorator
@inline export function soloVisit(): void { if (load<u32>(PROC_MULTI) != 0 || atomic.load<u32>(SOLO_HOLDER) != 0) soloVisitSlow(); }
export function soloVisitSlow(): void {
  const s = changetype<ThreadState>(ts);
  if (load<u32>(PROC_MULTI) == 0) { s.soloAge++; return; }
  if (s.soloWait > 0) { s.soloWait--; return; }
  s.soloWait = s.soloBackoff;
  if (load<u32>(PROC_GIL_ENABLED) || !rawTryLock(PROC_THREADS_LOCK)) return;
  if (soloTakeLockHeld(s)) { s.soloAge = 0; counterAdd(COUNT_SOLO, 1); }
  rawUnlock(PROC_THREADS_LOCK);
}
/** @lock threads */
function soloTakeLockHeld(self: ThreadState): bool {
  const first = changetype<ThreadState>(load<u32>(PROC_THREADS));
  for (let s = first; changetype<Ptr>(s); s = changetype<ThreadState>(s.next)) {
    if (changetype<Ptr>(s) != ts && atomic.load<u32>(statusOf(s)) != STATUS_DETACHED) return false;
  }
  // A sleeper that finds itself suspended takes the lock to ask, so it finds this or the undone attempt.
  atomic.store<u32>(SOLO_HOLDER, changetype<u32>(self));
  yieldPoint(YIELD_ATTACH);
  for (let s = first; changetype<Ptr>(s); s = changetype<ThreadState>(s.next)) {
    if (changetype<Ptr>(s) == ts || atomic.cmpxchg<u32>(statusOf(s), STATUS_DETACHED, STATUS_SUSPENDED) == STATUS_DETACHED) continue;
    // somebody woke up
    giveBackLockHeld(first, changetype<Ptr>(s));
    return false;
  }
  atomic.store<u32>(PROC_MULTI, 0);
  return true;
}
/** Lets go those before `end` in the list. @lock threads */
function giveBackLockHeld(first: ThreadState, end: Ptr): void {
  atomic.store<u32>(SOLO_HOLDER, 0);
  for (let s = first; changetype<Ptr>(s) != end; s = changetype<ThreadState>(s.next)) {
    if (changetype<Ptr>(s) == ts) continue;
    atomic.store<u32>(statusOf(s), STATUS_DETACHED);
    atomic.notify(statusOf(s), -1);
  }
}
/** This thread holds the others. */
// @ts-ignore: decorator
@inline export function soloIsMine(): bool { return atomic.load<u32>(SOLO_HOLDER) == <u32>ts && ts != 0; }
/** A thread born now is born suspended. @lock threads */
export function soloIsHeldLockHeld(): bool { return atomic.load<u32>(SOLO_HOLDER) != 0; }
/** The holder gives the others back. Its sections are suspended afterwards: the caller detaches, or takes the innermost again (csResume). */
export function soloEnd(asked: bool): void {
  const s = changetype<ThreadState>(ts);
  csConvertSuspended(s);
  const short = s.soloAge < LONG;
  if (!asked) s.soloWait = FIRST_WAIT;
  else {
    s.soloBackoff = short ? min(max(s.soloBackoff << 1, FIRST_WAIT), MAX_WAIT) : FIRST_WAIT;
    s.soloWait = s.soloBackoff;
  }
  rawLock(PROC_THREADS_LOCK);
  atomic.store<u32>(PROC_MULTI, 1);
  atomic.and<u32>(ts, ~EB_SOLO);
  giveBackLockHeld(changetype<ThreadState>(load<u32>(PROC_THREADS)), 0);
  rawUnlock(PROC_THREADS_LOCK);
}
/**
 * By a thread that found itself suspended: asks the holder, if there is one, to let it go, and says so in its status. It sleeps on *that* value: a holder
 * that lets it go and holds it again before it sleeps would otherwise never be asked.
 */
export function soloAsk(self: ThreadState): void {
  rawLock(PROC_THREADS_LOCK);
  const holder: Ptr = load<u32>(SOLO_HOLDER);
  if (atomic.cmpxchg<u32>(statusOf(self), STATUS_SUSPENDED, STATUS_WAITING) == STATUS_SUSPENDED && holder) { atomic.or<u32>(holder, EB_SOLO); counterAdd(COUNT_SOLO_ASKED, 1); }
  rawUnlock(PROC_THREADS_LOCK);
}
