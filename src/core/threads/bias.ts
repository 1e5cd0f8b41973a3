/**
 * Biased locks: an object that only its owner uses costs its owner no lock (contract, section 6c; model: bias. No counterpart in CPython; the idea is HotSpot's).
 *
 * An object is *private* to the thread that its header names as owner while GC_SHARED is not set (base/self.ts: isMine, one load and one compare). The owner's critical
 * sections over it are elided, its stores are plain. Another thread's first section over it makes it common for good, by a handshake with the owner:
 *
 *   owner exited          GC_SHARED is set under the lock of its id
 *   owner off             the same: it has given up all bias, because it was asked too often
 *   owner detached        it is held for a moment (DETACHED → HELD, as in refcount/merge-queue.ts); its sections are suspended, so nothing need be converted
 *   owner attached        the object goes on the owner's list, EB_BIAS into its breaker; at its next safepoint it turns its elided sections over the object into suspended
 *                         ones, sets GC_SHARED, counts up and wakes who waits, and takes back its innermost section like any other thread
 *   world stopped by me   GC_SHARED is set
 *
 * Why nothing is lost: who asks notes the owner's count, posts, and *then* looks at its state; the owner stores DETACHED and *then* looks at its breaker, and if it was
 * asked counts up too. Who waits spins a little, then detaches, so that others can do to it what it waits for. Whoever leaves takes its object off the list: what is
 * listed is alive.
 *
 * OFF is the revocation in bulk, for all objects of one thread: BIAS_BUDGET answers, one more every 10 ms, and after them `biasId` matches no header any more. A thread that is
 * off tries again when it attaches 1, 2, 4 … 64 s later. (By thread, not by type as the contract has it: what makes revocations frequent is a thread that hands on what it
 * makes; its neighbours' lists are none the worse for it, and no other thread has to look.)
 *
 * biasAsked, biasList, biasOff: @lock the id (TID_LOCKS). GC_SHARED is set by the owner, or while the owner cannot run.
 */
import { Ptr } from "../base/value";
import { GC_SHARED } from "../base/obj";
import { wait32 } from "../base/atomics";
import { monotonicNs } from "../base/clock";
import { COUNT_BIAS_ANSWERED, COUNT_BIAS_EXITED, COUNT_BIAS_HELD, COUNT_BIAS_OFF, COUNT_BIAS_SLEPT, counterAdd } from "../base/counters";
import { YIELD_BIAS, YIELD_BIAS_ANSWER, yieldPoint } from "../base/stress";
import { biasId, setBias, tid, ts } from "../base/self";
import { EB_BIAS, EB_CORE } from "../base/thread-layout";
import { TID_LOCKS, TID_TABLE } from "../sync/layout";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { threadDetachQuiet, threadReattach, worldIsStopped } from "./attach";
import { csConvert, csResume, csUnbias } from "./critical-section";
import { self, STATUS_DETACHED, STATUS_HELD, STATUS_SUSPENDED, STATUS_WAITING, ThreadState } from "./state";

export const BIAS_BUDGET: i32 = 32;
/** Budget of a thread that is on again. */
const BUDGET_AGAIN: i32 = 16;
const REFILL_NS: i64 = 10000000;
const OFF_NS: i64 = 1000000000;
const LIST: u32 = 4;
const SHARED_BIT: u32 = <u32>GC_SHARED << 24;
const SPIN_ROUNDS: i32 = 8;
const SPINS: i32 = 100;

// @ts-ignore: decorator
@inline function idLock(owner: u32): Ptr { return TID_LOCKS + (<usize>(owner & 63) << 2); }
// @ts-ignore: decorator
@inline function countAt(s: ThreadState): Ptr { return changetype<Ptr>(s) + offsetof<ThreadState>("biasCount"); }
// @ts-ignore: decorator
@inline function listAt(s: ThreadState, i: u32): Ptr { return changetype<Ptr>(s) + offsetof<ThreadState>("biasList0") + (<usize>i << 2); }
// @ts-ignore: decorator
@inline function makeCommon(p: Ptr): void { atomic.or<u8>(p + 3, GC_SHARED); }

/** The other thread that has p to itself, or 0. */
// @ts-ignore: decorator
@inline export function biasOwner(p: Ptr): u32 {
  const word = atomic.load<u32>(p), owner = word & 0xFFFF;
  return (word & SHARED_BIT) != 0 || owner == <u32>tid ? 0 : owner;
}

/** Returns when no other thread has p to itself. May detach, unless the world is stopped. */
export function biasRevoke(p: Ptr): void {
  let owner = biasOwner(p), rounds = 0;
  let asked = changetype<ThreadState>(0), askedId: u32 = 0;
  while (owner) {
    if (askedId && askedId != owner) { withdraw(asked, askedId, p); askedId = 0; }
    if (worldIsStopped()) { makeCommon(p); break; }
    const lock = idLock(owner);
    rawLock(lock);
    if (biasOwner(p) == owner) {
      const s = changetype<ThreadState>(atomic.load<u32>(TID_TABLE + (<usize>owner << 2)));
      if (!changetype<Ptr>(s) || s.biasOff) { makeCommon(p); rawUnlock(lock); counterAdd(COUNT_BIAS_EXITED, 1); break; }
      const count = atomic.load<u32>(countAt(s)), status = changetype<Ptr>(s) + offsetof<ThreadState>("status");
      post(s, p);
      asked = s; askedId = owner;
      atomic.or<u32>(changetype<Ptr>(s), EB_BIAS);
      yieldPoint(YIELD_BIAS);
      // one look decides: held, to be waited for, or (a world is being stopped) neither
      const state = atomic.cmpxchg<u32>(status, STATUS_DETACHED, STATUS_HELD);
      if (state == STATUS_DETACHED) {
        answerHeld(s);
        makeCommon(p);
        atomic.store<u32>(status, STATUS_DETACHED);
        atomic.notify(status, -1);
        rawUnlock(lock);
        counterAdd(COUNT_BIAS_HELD, 1);
        return;
      }
      rawUnlock(lock);
      // somebody stops the world: this thread is about to be stopped too, and the owner will answer nothing before
      if (state == STATUS_SUSPENDED || state == STATUS_WAITING) giveWay();
      else waitForAnswer(s, p, owner, count, rounds++);
    } else rawUnlock(lock);
    owner = biasOwner(p);
  }
  if (askedId) withdraw(asked, askedId, p);
}
/** Lets another thread stop the world. Native code may have in its hands what nobody counts, as in waiting for a mutex (PARK_HOLDING). */
function giveWay(): void {
  const me = self();
  me.finalizing++;
  threadDetachQuiet();
  threadReattach();
  me.finalizing--;
}
/** @lock id */
function post(s: ThreadState, p: Ptr): void {
  const n = s.biasAsked;
  for (let i: u32 = 0; i < min(n, LIST); i++) if (load<u32>(listAt(s, i)) == <u32>p) return;
  if (n < LIST) store<u32>(listAt(s, n), <u32>p);
  s.biasAsked = min(n + 1, LIST + 1);
}
/** For an owner that is held (@lock id): gives up what is asked for. More than the list holds: all. */
function answerHeld(s: ThreadState): void {
  if (s.biasAsked > LIST) s.biasOff = 1;
  for (let i: u32 = 0; i < min(s.biasAsked, LIST); i++) { const p: Ptr = load<u32>(listAt(s, i)); if (p && <u32>load<u16>(p) == <u32>s.tid) makeCommon(p); }
  s.biasAsked = 0;
  wake(s);
}
function withdraw(s: ThreadState, owner: u32, p: Ptr): void {
  const lock = idLock(owner);
  rawLock(lock);
  if (atomic.load<u32>(TID_TABLE + (<usize>owner << 2)) == changetype<u32>(s)) {
    const n = min(s.biasAsked, LIST);
    for (let i: u32 = 0; i < n; i++) if (load<u32>(listAt(s, i)) == <u32>p) {
      if (s.biasAsked > LIST) { store<u32>(listAt(s, i), 0); break; }
      store<u32>(listAt(s, i), load<u32>(listAt(s, n - 1)));
      s.biasAsked = n - 1;
      break;
    }
  }
  rawUnlock(lock);
}
function waitForAnswer(s: ThreadState, p: Ptr, owner: u32, count: u32, rounds: i32): void {
  if (rounds < SPIN_ROUNDS) {
    let i = 0;
    while (i < SPINS && biasOwner(p) == owner && (atomic.load<u32>(ts) & EB_CORE) == 0) i++;
    if ((atomic.load<u32>(ts) & EB_CORE) == 0) return;
  }
  counterAdd(COUNT_BIAS_SLEPT, 1);
  const me = self();
  me.finalizing++;
  threadDetachQuiet();
  wait32(countAt(s), count, -1);
  threadReattach();
  me.finalizing--;
}
/** At a safepoint, when EB_BIAS is set. */
export function biasAnswer(): void {
  const s = self(), lock = idLock(tid), now = monotonicNs();
  rawLock(lock);
  atomic.and<u32>(ts, ~EB_BIAS);
  const n = s.biasAsked;
  if (n) {
    const earned = <i32>min<i64>((now - s.biasTime) / REFILL_NS, BIAS_BUDGET);
    s.biasBudget = min(s.biasBudget + earned, BIAS_BUDGET) - 1;
    if (earned) s.biasTime = now;
    if (n > LIST || s.biasBudget < 0) goOff(s, now);
    else for (let i: u32 = 0; i < n; i++) {
      const p: Ptr = load<u32>(listAt(s, i));
      // a thread that ran alone meanwhile may have taken it over (threads/solo.ts)
      if (load<u16>(p) != tid) continue;
      csUnbias(s, p);
      yieldPoint(YIELD_BIAS_ANSWER);
      makeCommon(p);
    }
    s.biasAsked = 0;
  }
  rawUnlock(lock);
  if (!n) { wake(s); return; }
  counterAdd(COUNT_BIAS_ANSWERED, n);
  wake(s);
  csResume(s);
}
/** @lock id */
function goOff(s: ThreadState, now: i64): void {
  counterAdd(COUNT_BIAS_OFF, 1);
  csConvert(s);
  setBias(false);
  s.biasOff = 1;
  s.biasTime = now + (OFF_NS << min(s.biasTimesOff, 6));
  s.biasTimesOff++;
}
// @ts-ignore: decorator
@inline function wake(s: ThreadState): void { atomic.add<u32>(countAt(s), 1); atomic.notify(countAt(s), -1); }
/** The thread has just stored that it is not attached, and was asked: who waits for its answer looks at its state again. */
export function biasWake(s: ThreadState): void { atomic.and<u32>(changetype<Ptr>(s), ~EB_BIAS); wake(s); }
/** On attaching while off: all sections are suspended. */
export function biasMayReturn(s: ThreadState): void {
  const now = monotonicNs();
  // put off by another thread while it was detached
  if (biasId == <u32>tid) { counterAdd(COUNT_BIAS_OFF, 1); setBias(false); s.biasTime = now + (OFF_NS << min(s.biasTimesOff, 6)); s.biasTimesOff++; return; }
  if (now < s.biasTime) return;
  const lock = idLock(tid);
  rawLock(lock);
  s.biasOff = 0;
  s.biasAsked = 0;
  s.biasBudget = BUDGET_AGAIN;
  s.biasTime = now;
  rawUnlock(lock);
  setBias(true);
}
