/**
 * Quiescent-state-based reclamation: the sequences (CPython Python/qsbr.c). What a reader without a lock may still hold is freed only
 * after every attached thread has passed a quiescent state since it was unlinked.
 *
 * The write sequence counts upward. Who unlinks something takes the goal `qsbrNextGoal()` = write sequence + 1, which nobody has reached
 * yet; `qsbrAdvance` makes it reachable. An attached thread stores the write sequence it sees into its state at each quiescent state (an
 * eval-breaker stop asked for by EB_QSBR, or attaching); a detached one holds 0. The goal is reached when the smallest sequence of
 * all attached threads is at least the goal.
 *
 * Pairing: unlink (atomic store) → goal → advance ‖ load of the write sequence → store of the own sequence → loads of pointers. A thread that
 * attaches while a scan runs may be missed by it; its loads come after its store, hence after the scan, hence after the unlink.
 * All accesses are atomic (sequentially consistent). No lock: the states scanned are type-stable memory.
 */
import { Ptr } from "../base/value";
import { COUNT_QSBR_REQUESTS, counterAdd } from "../base/counters";
import { ts } from "../base/self";
import { TS_QSBR_SEQ, TS_EVAL_BREAKER, TS_STATUS, EB_QSBR } from "../base/thread-layout";
import { QSBR_READ, QSBR_WRITE, TID_MAX, TID_TABLE } from "./layout";

export function qsbrInit(): void { atomic.store<u64>(QSBR_WRITE, 1); atomic.store<u64>(QSBR_READ, 0); }

/** The goal for what is unlinked now. */
// @ts-ignore: decorator
@inline export function qsbrNextGoal(): u64 { return atomic.load<u64>(QSBR_WRITE) + 1; }
/** Makes all goals handed out so far reachable. */
export function qsbrAdvance(): void { atomic.add<u64>(QSBR_WRITE, 1); }
/** This thread holds no pointer that it read without a lock. */
// @ts-ignore: decorator
@inline export function qsbrQuiescent(): void { atomic.store<u64>(ts + TS_QSBR_SEQ, atomic.load<u64>(QSBR_WRITE)); }
// @ts-ignore: decorator
@inline export function qsbrOnline(state: Ptr): void { atomic.store<u64>(state + TS_QSBR_SEQ, atomic.load<u64>(QSBR_WRITE)); }
// @ts-ignore: decorator
@inline export function qsbrOffline(state: Ptr): void { atomic.store<u64>(state + TS_QSBR_SEQ, 0); }

/** Whether every attached thread has been quiescent since the goal was taken. Scans all threads unless an earlier scan knows. */
export function qsbrReached(goal: u64): bool {
  if (atomic.load<u64>(QSBR_READ) >= goal) return true;
  return qsbrScan() >= goal;
}
function qsbrScan(): u64 {
  let min = atomic.load<u64>(QSBR_WRITE);
  const last = atomic.load<u32>(TID_MAX);
  for (let i: u32 = 1; i <= last; i++) {
    const state: Ptr = atomic.load<u32>(TID_TABLE + (<usize>i << 2));
    if (!state) continue;
    const seq = atomic.load<u64>(state + TS_QSBR_SEQ);
    if (seq != 0 && seq < min) min = seq;
  }
  let known = atomic.load<u64>(QSBR_READ);
  while (known < min) {
    const seen = atomic.cmpxchg<u64>(QSBR_READ, known, min);
    if (seen == known) break;
    known = seen;
  }
  return min;
}
/** Advances, and asks every attached thread for a quiescent state at its next safepoint (this one too). */
export function qsbrRequest(): void {
  counterAdd(COUNT_QSBR_REQUESTS, 1);
  qsbrAdvance();
  const last = atomic.load<u32>(TID_MAX);
  for (let i: u32 = 1; i <= last; i++) {
    const state: Ptr = atomic.load<u32>(TID_TABLE + (<usize>i << 2));
    if (state && atomic.load<u32>(state + TS_STATUS) == 1) atomic.or<u32>(state + TS_EVAL_BREAKER, EB_QSBR);
  }
}
