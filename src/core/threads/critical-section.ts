/**
 * Critical sections: an object's mutex held for a stretch of native code, given up whenever the thread detaches (CPython
 * Python/critical_section.c; Include/internal/pycore_critical_section.h). They cannot deadlock: who waits holds no *active* section.
 *
 * Sections are entries of 8 bytes on the thread's own stack, always pushed, held or not:
 *
 *   u32  first object's address | state      u32  second object's address, or 0
 *
 *   ELIDED     nothing is locked: the objects are this thread's own (bias.ts), or only one thread was ever started or runs, or the GIL is on, or
 *              this thread has stopped the world
 *   HELD       the mutexes are held
 *   SUSPENDED  not held; taken again when the entry becomes the top
 *   PENDING    its owner is in the middle of taking them
 *
 * The entry is pushed before its mutex is waited for, so that attaching after the wait finds nothing to resume below (only the top is ever resumed;
 * the others when they become the top). A section on what the top holds already takes the lock over from it (the lower one becomes
 * SUSPENDED), and gives it back at the end; without this, nesting would suspend all.
 * Two objects are locked in the order of their addresses; unless both are the thread's own, neither stays so. Elided sections of a thread with others beside it are
 * suspended like the held ones, and entered again by the rules of begin.
 *
 * PROC_MULTI flips from 0 to 1 in the thread that creates the second one, which converts its own stack (csConvert); and both ways in the only thread
 * that is attached (threads/solo.ts). After a possible
 * suspension (any call that may detach) the object may have changed: callers look again.
 * Who has stopped the world waits for no mutex: one may have been handed to a thread that was stopped before it could enter. What it cannot lock at once it elides (nobody else runs),
 * and what becomes suspended meanwhile stays so until worldStart. Sections that begin in a stopped world end in it.
 * No `return` between begin and end. @owner: everything here but the mutex bytes.
 */
import { Ptr } from "../base/value";
import { PROC_MULTI } from "../base/map";
import { check, panic } from "../base/panic";
import { COUNT_SECTIONS_SUSPENDED, FAST_SECTIONS, FAST_SECTIONS_LOCKED, counterAdd, fastCount } from "../base/counters";
import { mutexIsLocked, mutexLock, mutexTryLock, mutexUnlock } from "../sync/mutex";
import { GC_SHARED } from "../base/obj";
import { isMine, tid } from "../base/self";
import { worldIsStopped } from "./attach";
import { biasOwner, biasRevoke } from "./bias";
import { self, ThreadState } from "./state";

const ELIDED: u32 = 0;
const HELD: u32 = 1;
const SUSPENDED: u32 = 2;
const PENDING: u32 = 3;
const STATE: u32 = 3;
/** Entries a thread can have: native recursion is bounded well below. */
export const CS_ENTRIES: u32 = 16376;

// @ts-ignore: decorator
@inline function mutexOf(object: Ptr): Ptr { return object + 2; }

/** Locks object p (or notes that it need not be locked) until csEnd. */
// @ts-ignore: decorator
@inline export function csBegin(p: Ptr): void {
  const s = self(), top: Ptr = s.csTop;
  if ((isMine(p) || load<u32>(PROC_MULTI) == 0) && <u32>top < s.csLimit) {
    fastCount(FAST_SECTIONS);
    store<u64>(top, <u64>p);
    s.csTop = <u32>top + 8;
  } else { fastCount(FAST_SECTIONS_LOCKED); csBeginMulti(p); }
}
/**
 * To be called between a store without the lock (an exchange or compare-and-swap) into a slot of p and the drop of what was there: returns when nobody is reading the old value under
 * the lock. Such a reader, whose try-incref failed, loads the slot and then counts; p's owner does it in an elided section, so p must not be another thread's alone either.
 * Store, then look; lock, then load the slot: whoever locks after the look sees the new value (tests/models/slot-store.model.ts).
 */
// @ts-ignore: decorator
@inline export function slotReplaced(p: Ptr): void { if (load<u32>(PROC_MULTI) != 0) slotReplacedMulti(p); }
function slotReplacedMulti(p: Ptr): void {
  if ((atomic.load<u32>(p) & 0xFF0000) == 0 && biasOwner(p) == 0) return;
  csBegin(p);
  csEnd();
}
/** Locks both; they may be the same. */
// @ts-ignore: decorator
@inline export function csBegin2(a: Ptr, b: Ptr): void {
  const s = self(), top: Ptr = s.csTop;
  if (((isMine(a) && isMine(b)) || load<u32>(PROC_MULTI) == 0) && <u32>top < s.csLimit) {
    fastCount(FAST_SECTIONS);
    store<u64>(top, <u64>a | <u64>b << 32);
    s.csTop = <u32>top + 8;
  } else { fastCount(FAST_SECTIONS_LOCKED); csBegin2Multi(a, b); }
}
/**
 * For copying from q into p, which this thread has to itself: locks q alone, so that p stays its own (csBegin2 would make both common). Only native code that reaches no safepoint may follow, up to
 * csEnd: until then nobody can take p from it. False: p is not its own (any more), and nothing is locked.
 */
export function csBeginOwn(p: Ptr, q: Ptr): bool {
  if (!isMine(p) && load<u32>(PROC_MULTI) != 0) return false;
  csBegin(q);
  if (isMine(p) || load<u32>(PROC_MULTI) == 0) return true;
  csEnd();
  return false;
}
/** Ends the innermost section. */
// @ts-ignore: decorator
@inline export function csEnd(): void {
  const s = self(), top: Ptr = s.csTop - 8;
  s.csTop = <u32>top;
  if ((load<u32>(top) | load<u32>(top - 8)) & STATE) csEndMulti(s, top);
}

function push(s: ThreadState, a: Ptr, b: Ptr, state: u32): Ptr {
  const top: Ptr = s.csTop;
  if (top >= <Ptr>s.csLimit) panic("critical sections: stack is full");
  store<u32>(top, <u32>a | state);
  store<u32>(top, <u32>b, 4);
  s.csTop = <u32>top + 8;
  return top;
}
export function csBeginMulti(p: Ptr): void {
  const s = self();
  if (biasOwner(p)) {
    if (worldIsStopped()) { push(s, p, 0, ELIDED); return; }
    const e = push(s, p, 0, PENDING);
    biasRevoke(p);
    mutexLock(mutexOf(p));
    store<u32>(e, <u32>p | HELD);
    return;
  }
  if (atomic.cmpxchg<u8>(mutexOf(p), 0, 1) == 0) { push(s, p, 0, HELD); return; }
  const below: Ptr = s.csTop - 8;
  if (below >= <Ptr>s.csBase && load<u32>(below) == (<u32>p | HELD) && load<u32>(below, 4) == 0) {
    store<u32>(below, <u32>p | SUSPENDED);
    push(s, p, 0, HELD);
    return;
  }
  if (worldIsStopped()) { push(s, p, 0, ELIDED); return; }
  const e = push(s, p, 0, PENDING);
  mutexLock(mutexOf(p));
  store<u32>(e, <u32>p | HELD);
}
export function csBegin2Multi(a: Ptr, b: Ptr): void {
  if (a == b) { csBegin(a); return; }
  if (b < a) { const t = a; a = b; b = t; }
  const s = self();
  const below: Ptr = s.csTop - 8;
  if (below >= <Ptr>s.csBase && load<u32>(below) == (<u32>a | HELD) && load<u32>(below, 4) == <u32>b) {
    store<u32>(below, <u32>a | SUSPENDED);
    push(s, a, b, HELD);
    return;
  }
  if (worldIsStopped()) { push(s, a, b, ELIDED); return; }
  const e = push(s, a, b, PENDING);
  makeCommon(s, a);
  makeCommon(s, b);
  mutexLock(mutexOf(a));
  mutexLock(mutexOf(b));
  store<u32>(e, <u32>a | HELD);
}
/** So that its mutex counts: nobody has it to himself any more. */
function makeCommon(s: ThreadState, p: Ptr): void {
  if (isMine(p)) { csUnbias(s, p); atomic.or<u8>(p + 3, GC_SHARED); }
  else biasRevoke(p);
}
function lockEntry(e: Ptr): void {
  const a: u32 = load<u32>(e) & ~STATE, b: u32 = load<u32>(e, 4);
  if ((isMine(a) && (b == 0 || isMine(b))) || load<u32>(PROC_MULTI) == 0) { store<u32>(e, a); return; }
  store<u32>(e, a | PENDING);
  const s = self();
  if (b && b != a) { makeCommon(s, a); makeCommon(s, b); } else biasRevoke(a);
  mutexLock(mutexOf(min(a, b ? b : a)));
  if (b && b != a) mutexLock(mutexOf(max(a, b)));
  store<u32>(e, a | HELD);
}
function unlockEntry(e: Ptr): void {
  const a: Ptr = load<u32>(e) & ~STATE, b: Ptr = load<u32>(e, 4);
  if (b && b != a) mutexUnlock(mutexOf(b));
  mutexUnlock(mutexOf(a));
}
export function csEndMulti(s: ThreadState, e: Ptr): void {
  const word = load<u32>(e), below = e - 8, held = (word & STATE) == HELD;
  check(held || (word & STATE) == ELIDED || worldIsStopped(), "csEnd: the section is not active");
  const suspended = below >= <Ptr>s.csBase && (load<u32>(below) & STATE) == SUSPENDED;
  if (held && suspended && (load<u32>(below) & ~STATE) == (word & ~STATE) && load<u32>(below, 4) == load<u32>(e, 4)) { store<u32>(below, word); return; }
  if (held) unlockEntry(e);
  if (suspended && !worldIsStopped()) lockEntry(below);
}
/** The thread detaches: gives up all it holds. */
export function csSuspendAll(s: ThreadState): void {
  const multi = load<u32>(PROC_MULTI) != 0;
  for (let e: Ptr = s.csBase; e < <Ptr>s.csTop; e += 8) {
    const word = load<u32>(e), state = word & STATE;
    if (state == ELIDED) { if (multi) store<u32>(e, word | SUSPENDED); continue; }
    if (state != HELD) continue;
    store<u32>(e, (word & ~STATE) | SUSPENDED);
    unlockEntry(e);
    counterAdd(COUNT_SECTIONS_SUSPENDED, 1);
  }
}
/** The thread is attached again, or has let the world go: takes back what the innermost section needs. */
export function csResume(s: ThreadState): void {
  const top: Ptr = s.csTop - 8;
  if (top >= <Ptr>s.csBase && (load<u32>(top) & STATE) == SUSPENDED && !worldIsStopped()) lockEntry(top);
}
/** This thread is no longer the only one, or has no object to itself any more: its elided sections become suspended ones. The caller resumes. */
export function csConvert(s: ThreadState): void {
  for (let e: Ptr = s.csBase; e < <Ptr>s.csTop; e += 8) suspendElided(e);
}
/** This thread stops being the only one that runs: nothing is held or elided afterwards, all is suspended. */
export function csConvertSuspended(s: ThreadState): void { csSuspendAll(s); csConvert(s); }
/** The same for its sections over p. */
export function csUnbias(s: ThreadState, p: Ptr): void {
  for (let e: Ptr = s.csBase; e < <Ptr>s.csTop; e += 8) if ((load<u32>(e) & ~STATE) == <u32>p || load<u32>(e, 4) == <u32>p) suspendElided(e);
}
function suspendElided(e: Ptr): void {
  const a = load<u32>(e) & ~STATE, b = load<u32>(e, 4);
  if ((load<u32>(e) & STATE) != ELIDED) return;
  store<u32>(e, (b && b < a ? b : a) | SUSPENDED);
  if (b) store<u32>(e, b < a ? a : b == a ? 0 : b, 4);
}
/** Its owner, this thread, is about to merge p: nobody has it to himself any more. An innermost section over it takes its lock, which must be free. */
// @ts-ignore: decorator
@inline export function csMerged(p: Ptr): void { const s = self(); if (s.csTop != s.csBase) merged(s, p); }
function merged(s: ThreadState, p: Ptr): void {
  if (!isMine(p) || load<u32>(PROC_MULTI) == 0) return;
  const top: Ptr = s.csTop - 8, a: Ptr = load<u32>(top) & ~STATE, b: Ptr = load<u32>(top, 4);
  const inner = (load<u32>(top) & STATE) == ELIDED && (a == p || b == p);
  if (inner) { takeOwn(a); if (b && b != a) takeOwn(b); }
  csUnbias(s, p);
  if (inner) {
    // the other one is locked as well, so it is common now too
    if (b && b != a) { const q = a == p ? b : a; csUnbias(s, q); atomic.or<u8>(q + 3, GC_SHARED); }
    store<u32>(top, (load<u32>(top) & ~STATE) | HELD);
  }
}
function takeOwn(p: Ptr): void { if (atomic.cmpxchg<u8>(mutexOf(p), 0, 1) != 0) panic("merge: the lock of a private object is taken"); }
/** In asserts of `…LockHeld` functions: somebody holds p's mutex, or none is needed. */
export function csIsHeld(p: Ptr): bool { return isMine(p) || load<u32>(PROC_MULTI) == 0 || mutexIsLocked(mutexOf(p)) || worldIsStopped(); }
/** Number of sections this thread is in. */
export function csDepth(): u32 { const s = self(); return (s.csTop - s.csBase) >> 3; }
/** Takes the mutex of p without a section, if nobody has it or the object. A thread's own object needs none: look at isMine first. */
export function csTryLock(p: Ptr): bool { return biasOwner(p) == 0 && !isMine(p) && mutexTryLock(mutexOf(p)); }
