/**
 * Critical sections: an object's mutex held for a stretch of native code, given up whenever the thread detaches (CPython
 * Python/critical_section.c; Include/internal/pycore_critical_section.h). They cannot deadlock: who waits holds no *active* section.
 *
 * Sections are entries of 8 bytes on the thread's own stack, always pushed, held or not:
 *
 *   u32  first object's address | state      u32  second object's address, or 0
 *
 *   ELIDED     nothing is locked: only one thread was ever started, or the GIL is on
 *   HELD       the mutexes are held
 *   SUSPENDED  not held; taken again when the entry becomes the top
 *   PENDING    its owner is in the middle of taking them
 *
 * The entry is pushed before its mutex is waited for, so that attaching after the wait finds nothing to resume below (only the top is ever resumed;
 * the others when they become the top). A section on what the top holds already takes the lock over from it (the lower one becomes
 * SUSPENDED), and gives it back at the end; without this, nesting would suspend all.
 * Two objects are locked in the order of their addresses.
 *
 * PROC_MULTI flips from 0 to 1 in the thread that creates the second one, which converts its own stack (csConvert). After a possible
 * suspension (any call that may detach) the object may have changed: callers look again.
 * No `return` between begin and end. @owner: everything here but the mutex bytes.
 */
import { Ptr } from "../base/value";
import { PROC_MULTI } from "../base/map";
import { check, panic } from "../base/panic";
import { COUNT_SECTIONS_SUSPENDED, counterAdd } from "../base/counters";
import { mutexIsLocked, mutexLock, mutexTryLock, mutexUnlock } from "../sync/mutex";
import { self, ThreadState } from "./state";

const ELIDED: u32 = 0;
const HELD: u32 = 1;
const SUSPENDED: u32 = 2;
const PENDING: u32 = 3;
const STATE: u32 = 3;
/** Entries a thread can have: native recursion is bounded well below. */
export const CS_ENTRIES: u32 = 8184;

// @ts-ignore: decorator
@inline function mutexOf(object: Ptr): Ptr { return object + 2; }

/** Locks object p (or notes that it need not be locked) until csEnd. */
// @ts-ignore: decorator
@inline export function csBegin(p: Ptr): void {
  const s = self(), top: Ptr = s.csTop;
  if (load<u32>(PROC_MULTI) == 0 && <u32>top < s.csLimit) {
    store<u64>(top, <u64>p);
    s.csTop = <u32>top + 8;
  } else csBeginMulti(p);
}
/** Locks both; they may be the same. */
// @ts-ignore: decorator
@inline export function csBegin2(a: Ptr, b: Ptr): void {
  const s = self(), top: Ptr = s.csTop;
  if (load<u32>(PROC_MULTI) == 0 && <u32>top < s.csLimit) {
    store<u64>(top, <u64>a | <u64>b << 32);
    s.csTop = <u32>top + 8;
  } else csBegin2Multi(a, b);
}
/** Ends the innermost section. */
// @ts-ignore: decorator
@inline export function csEnd(): void {
  const s = self(), top: Ptr = s.csTop - 8;
  s.csTop = <u32>top;
  if (load<u32>(top) & STATE) csEndMulti(s, top);
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
  if (atomic.cmpxchg<u8>(mutexOf(p), 0, 1) == 0) { push(s, p, 0, HELD); return; }
  const below: Ptr = s.csTop - 8;
  if (below >= <Ptr>s.csBase && load<u32>(below) == (<u32>p | HELD) && load<u32>(below, 4) == 0) {
    store<u32>(below, <u32>p | SUSPENDED);
    push(s, p, 0, HELD);
    return;
  }
  const e = push(s, p, 0, PENDING);
  mutexLock(mutexOf(p));
  store<u32>(e, <u32>p | HELD);
}
export function csBegin2Multi(a: Ptr, b: Ptr): void {
  if (a == b) { csBeginMulti(a); return; }
  if (b < a) { const t = a; a = b; b = t; }
  const s = self();
  const below: Ptr = s.csTop - 8;
  if (below >= <Ptr>s.csBase && load<u32>(below) == (<u32>a | HELD) && load<u32>(below, 4) == <u32>b) {
    store<u32>(below, <u32>a | SUSPENDED);
    push(s, a, b, HELD);
    return;
  }
  const e = push(s, a, b, PENDING);
  mutexLock(mutexOf(a));
  mutexLock(mutexOf(b));
  store<u32>(e, <u32>a | HELD);
}
function lockEntry(e: Ptr): void {
  const a: u32 = load<u32>(e) & ~STATE;
  store<u32>(e, a | PENDING);
  const b: u32 = load<u32>(e, 4);
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
  const word = load<u32>(e);
  check((word & STATE) == HELD, "csEnd: the section is not held");
  const below = e - 8;
  if (below < <Ptr>s.csBase || (load<u32>(below) & STATE) != SUSPENDED) { unlockEntry(e); return; }
  if ((load<u32>(below) & ~STATE) == (word & ~STATE) && load<u32>(below, 4) == load<u32>(e, 4)) { store<u32>(below, word); return; }
  unlockEntry(e);
  lockEntry(below);
}
/** The thread detaches: gives up all it holds. */
export function csSuspendAll(s: ThreadState): void {
  for (let e: Ptr = s.csBase; e < <Ptr>s.csTop; e += 8) {
    const word = load<u32>(e);
    if ((word & STATE) != HELD) continue;
    store<u32>(e, (word & ~STATE) | SUSPENDED);
    unlockEntry(e);
    counterAdd(COUNT_SECTIONS_SUSPENDED, 1);
  }
}
/** The thread is attached again: takes back what the innermost section needs. */
export function csResume(s: ThreadState): void {
  const top: Ptr = s.csTop - 8;
  if (top >= <Ptr>s.csBase && (load<u32>(top) & STATE) == SUSPENDED) lockEntry(top);
}
/** PROC_MULTI was just set by this thread, until now the only one: what was elided becomes real, as if it had been suspended. */
export function csConvert(s: ThreadState): void {
  for (let e: Ptr = s.csBase; e < <Ptr>s.csTop; e += 8) {
    const a = load<u32>(e) & ~STATE, b = load<u32>(e, 4);
    if ((load<u32>(e) & STATE) == ELIDED) { store<u32>(e, (b && b < a ? b : a) | SUSPENDED); if (b) store<u32>(e, b < a ? a : b == a ? 0 : b, 4); }
  }
  csResume(s);
}
/** In asserts of `…LockHeld` functions: somebody holds p's mutex, or none is needed. */
export function csIsHeld(p: Ptr): bool { return load<u32>(PROC_MULTI) == 0 || mutexIsLocked(mutexOf(p)); }
/** Number of sections this thread is in. */
export function csDepth(): u32 { const s = self(); return (s.csTop - s.csBase) >> 3; }
/** For tests: takes the mutex of p without a section. */
export function csTryLock(p: Ptr): bool { return mutexTryLock(mutexOf(p)); }
