/**
 * The eval breaker: one 32-bit word a thread, polled at function entry and on loop back edges (CPython Python/ceval_gil.c,
 * _Py_HandlePending). Bits are set by anybody with an atomic or, cleared by whoever handles them *before* it handles them.
 *
 *   bit            set by                                  handled by
 *   EB_STOP        worldStop                               here: suspend until worldStart
 *   EB_MERGE       mergeQueuePush                          here: merge, objects may die
 *   EB_COUNT       graceOver, a full count table   here: answer, grow, demotions are finished, objects may die
 *   EB_QSBR        qsbrRequest                             here: quiescent state, delayed frees
 *   EB_GIL_DROP    gilTake of a waiter                     here: let go, take again
 *   EB_SOLO        soloAsk                               here: let the others run (threads/solo.ts)
 *   EB_GC          gcCountAdd past the threshold           interp → gc
 *   EB_SIGNAL      the host's main thread                  interp (main thread)
 *   EB_ASYNC_EXC   threadSetAsyncExc                       interp
 *   EB_TICK        the host's 5 ms tick                    interp
 *   EB_LIMIT       host, limits                            interp
 *   EB_PENDING     pending calls                           interp
 *   EB_TRACE       sys.settrace and its kin                interp (interp/trace.ts)
 *   EB_BIAS        biasRevoke                              here: gives up objects that it had to itself
 */
import { Ptr, Value } from "../base/value";
import { PROC_THREADS, PROC_THREADS_LOCK } from "../base/map";
import { heap, ts } from "../base/self";
import { EB_ASYNC_EXC, EB_BIAS, EB_CORE, EB_COUNT, EB_GIL_DROP, EB_INTERRUPT, EB_MERGE, EB_QSBR, EB_SOLO, EB_STOP } from "../base/thread-layout";
import { HOOK_COUNT_RUN, HOOK_MERGE_RUN } from "../sync/layout";
import { parkInterrupt } from "../sync/parking";
import { qsbrQuiescent } from "../sync/qsbr";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { delayedPoll } from "../memory/delayed";
import { pendingProcess } from "../memory/pages";
import { threadDetachQuiet, threadReattach, threadSuspend } from "./attach";
import { biasAnswer } from "./bias";
import { csResume } from "./critical-section";
import { soloEnd, soloIsMine } from "./solo";
import { gilEnabled } from "./gil";
import { ThreadState } from "./state";

/** The poll: non-zero, call evalBreakerHandle. */
// @ts-ignore: decorator
@inline export function evalBreakerPoll(): u32 { return atomic.load<u32>(ts); }

/**
 * Does all that concerns the machinery and returns the bits left for the rooms above (which clear theirs with evalBreakerClear). The thread holds no
 * pointer that it read without a lock and did not count. May run finalizers. Critical sections may have been suspended and resumed.
 */
export function evalBreakerHandle(): i32 {
  let b = atomic.load<u32>(ts);
  if (b & EB_CORE) {
    if (b & EB_SOLO) { evalBreakerClear(EB_SOLO); if (soloIsMine()) { soloEnd(true); csResume(changetype<ThreadState>(ts)); } }
    if (b & EB_STOP) threadSuspend();
    if (b & EB_BIAS) biasAnswer();
    if (b & EB_GIL_DROP) {
      if (gilEnabled()) { threadDetachQuiet(); threadReattach(); } else evalBreakerClear(EB_GIL_DROP);
    }
    if (b & EB_QSBR) quiesce();
    if (b & EB_MERGE) call_indirect<void>(load<u32>(HOOK_MERGE_RUN));
    if (b & EB_COUNT) call_indirect<void>(load<u32>(HOOK_COUNT_RUN));
    b = atomic.load<u32>(ts);
  }
  return <i32>(b & ~EB_CORE);
}
/** A quiescent state, and what it releases. Long native loops that hold nothing uncounted may call it when EB_QSBR is set. */
export function quiesce(): void {
  evalBreakerClear(EB_QSBR);
  qsbrQuiescent();
  if (heap) delayedPoll(heap);
  pendingProcess();
}
export function evalBreakerClear(bits: u32): void { atomic.and<u32>(ts, ~bits); }
/** Sets bits of any thread (which must not end meanwhile: the caller is that thread, holds PROC_THREADS_LOCK or a reference to its handle). Ends its sleep if it
 *  is interruptible and the bits are of that kind. */
export function evalBreakerSet(state: ThreadState, bits: u32): void {
  atomic.or<u32>(changetype<Ptr>(state), bits);
  if (bits & EB_INTERRUPT) parkInterrupt(changetype<Ptr>(state));
}
/** Sets bits of all threads. */
export function evalBreakerSetAll(bits: u32): void {
  rawLock(PROC_THREADS_LOCK);
  for (let s = changetype<ThreadState>(load<u32>(PROC_THREADS)); changetype<Ptr>(s); s = changetype<ThreadState>(s.next)) evalBreakerSet(s, bits);
  rawUnlock(PROC_THREADS_LOCK);
}
/** PyThreadState_SetAsyncExc: the thread with this ident raises `exc` (steals; NULL takes a pending one back) at its next safepoint. Returns false if
 *  there is no such thread (exc is then still the caller's). `old`: address where the one it replaces is stored, for the caller to drop. */
export function threadSetAsyncExc(ident: u64, exc: Value, old: Ptr): bool {
  let found = false;
  rawLock(PROC_THREADS_LOCK);
  for (let s = changetype<ThreadState>(load<u32>(PROC_THREADS)); changetype<Ptr>(s); s = changetype<ThreadState>(s.next)) {
    if (s.ident != ident) continue;
    store<u64>(old, atomic.xchg<u64>(changetype<Ptr>(s) + offsetof<ThreadState>("asyncExc"), exc));
    if (exc) evalBreakerSet(s, EB_ASYNC_EXC);
    found = true;
    break;
  }
  rawUnlock(PROC_THREADS_LOCK);
  return found;
}
/** Whether a thread with this ident is alive. */
export function threadExists(ident: u64): bool {
  let found = false;
  rawLock(PROC_THREADS_LOCK);
  for (let s = changetype<ThreadState>(load<u32>(PROC_THREADS)); changetype<Ptr>(s) && !found; s = changetype<ThreadState>(s.next)) found = s.ident == ident;
  rawUnlock(PROC_THREADS_LOCK);
  return found;
}
/** The exception to raise now, or NULL; steals it from the state. */
export function threadTakeAsyncExc(): Value {
  evalBreakerClear(EB_ASYNC_EXC);
  return atomic.xchg<u64>(ts + offsetof<ThreadState>("asyncExc"), 0);
}
