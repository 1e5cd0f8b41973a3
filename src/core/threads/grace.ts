/**
 * Grace periods: "since I changed it, every thread has passed a safepoint, or had not begun" (tests/models/grace.model.ts). Who demotes a promoted object
 * (refcount/promote.ts) waits for one: afterwards no thread has a tag in its hands that was read before the tag was cleared.
 *
 * The waiter takes a ticket (GRACE_EPOCH + 1) and sets EB_COUNT in every attached thread that has not answered a ticket as late as this one. A thread answers at
 * its next safepoint with the ticket it sees. Detached, suspended and ended threads are in no access: they need not answer, and when they attach they see
 * what the waiter wrote before it took its ticket. Unlike QSBR's quiescent state the answer promises nothing about pointers that were read without
 * counting, so two may give it who are at no safepoint: a waiter, and who waits for the world to stop. Without that they would wait for each other.
 *
 * A waiter stays attached. A thread it sees suspended stays so: the world cannot be all stopped, hence not start again, before the waiter has arrived.
 *
 * Pairing: tag store → epoch add → status load ‖ status compare-and-swap (attach) → atomic load of the tag. All sequentially consistent.
 * @lock threads for every scan. CPython has nothing like it; HotSpot's thread-local handshakes are the relative.
 */
import { Ptr } from "../base/value";
import { wait32 } from "../base/atomics";
import { PROC_THREADS, PROC_THREADS_LOCK } from "../base/map";
import { ts } from "../base/self";
import { EB_COUNT } from "../base/thread-layout";
import { GRACE_EPOCH, GRACE_PENDING, GRACE_WORD } from "../sync/layout";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { STATUS_ATTACHED, ThreadState } from "./state";

// @ts-ignore: decorator
@inline const SEEN: usize = offsetof<ThreadState>("graceSeen");
// @ts-ignore: decorator
@inline const STATUS: usize = offsetof<ThreadState>("status");

/** A ticket: call it after the change is visible. This thread is in no access. */
export function graceBegin(): u64 {
  const ticket = atomic.add<u64>(GRACE_EPOCH, 1) + 1;
  atomic.store<u64>(ts + SEEN, ticket);
  return ticket;
}
/** Whether nobody can be in an access that began before the ticket. Asks those who have not answered. */
export function graceOver(ticket: u64): bool {
  let over = true;
  rawLock(PROC_THREADS_LOCK);
  for (let s = changetype<ThreadState>(load<u32>(PROC_THREADS)); changetype<Ptr>(s); s = changetype<ThreadState>(s.next)) {
    const p = changetype<Ptr>(s);
    if (p == ts || atomic.load<u32>(p + STATUS) != STATUS_ATTACHED || atomic.load<u64>(p + SEEN) >= ticket) continue;
    over = false;
    if (!(atomic.load<u32>(p) & EB_COUNT)) atomic.or<u32>(p, EB_COUNT);
  }
  rawUnlock(PROC_THREADS_LOCK);
  return over;
}
/** Waits for it, attached, up to about `rounds` quarters of a millisecond (< 0: to the end). Answers others meanwhile. */
export function graceWait(ticket: u64, rounds: i32): bool {
  for (let spin = 0; spin < 40; spin++) {
    if (graceOver(ticket)) return true;
    graceAnswer();
    for (let i = 0; i < 60; i++) atomic.load<u32>(GRACE_WORD);
  }
  while (true) {
    const word = atomic.load<u32>(GRACE_WORD);
    if (graceOver(ticket)) return true;
    if (rounds == 0) return false;
    if (rounds > 0) rounds--;
    graceAnswer();
    wait32(GRACE_WORD, word, 250000);
  }
}
/** Waits for all tickets so far. */
export function graceWaitAll(): void { graceWait(atomic.load<u64>(GRACE_EPOCH), -1); }
/** This thread is in no access now. Cheap if nobody asked since the last answer. Says whether somebody had. */
export function graceAnswer(): bool {
  const epoch = atomic.load<u64>(GRACE_EPOCH);
  if (atomic.load<u64>(ts + SEEN) >= epoch) return false;
  atomic.store<u64>(ts + SEEN, epoch);
  graceNudge();
  return true;
}
/** Something that waiters wait for has happened: an answer, a thread that detached. Those who went on with their work look at their next safepoint. */
export function graceNudge(): void {
  atomic.add<u32>(GRACE_WORD, 1);
  atomic.notify(GRACE_WORD, -1);
  if (atomic.load<u32>(GRACE_PENDING) == 0) return;
  rawLock(PROC_THREADS_LOCK);
  for (let s = changetype<ThreadState>(load<u32>(PROC_THREADS)); changetype<Ptr>(s); s = changetype<ThreadState>(s.next)) if (changetype<Ptr>(s) != ts) atomic.or<u32>(changetype<Ptr>(s), EB_COUNT);
  rawUnlock(PROC_THREADS_LOCK);
}
