/**
 * Merge queues: objects whose shared count another thread took below zero wait here for their owner (CPython Python/brc.c).
 *
 * A queue is a buffer in the owner's ThreadState under a raw lock chosen by owner id; the object's own words cannot link it, since it is
 * alive. Each entry owns one reference. The owner takes the whole buffer at EB_MERGE and merges each object. Three other cases:
 *   - the owner sleeps (detached): the queueing thread holds it there for a moment (DETACHED → HELD by compare-and-swap), merges on its
 *     behalf and lets go, so that objects die at once even when their owner waits in join(). A detached thread counts nothing.
 *     Pairing (tests/models/merge.model.ts): the pusher pushes, then looks at the status; the owner detaches, then looks at its breaker.
 *   - the owner has exited (no state under that id): the queueing thread merges under the lock, so that no new thread takes the id meanwhile. A
 *     new thread with an old id inherits what its predecessor owned: the id *is* the ownership.
 *   - no memory for the buffer: the world is stopped and the object merged.
 *
 * Locks: TID_LOCKS[owner & 63] guards TID_TABLE[owner] and the queues; deallocation happens outside of it.
 */
import { Ptr } from "../base/value";
import { COUNT_MERGE_EXITED, COUNT_MERGE_HELD, COUNT_MERGE_QUEUED, counterAdd } from "../base/counters";
import { YIELD_HELD, yieldPoint } from "../base/stress";
import { EB_MERGE } from "../base/thread-layout";
import { HOOK_WORLD_START, HOOK_WORLD_STOP, TID_LOCKS, TID_TABLE } from "../sync/layout";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { memAlloc, memFree } from "../memory/alloc";
import { threadFirst } from "../threads/registry";
import { STATUS_DETACHED, STATUS_HELD, ThreadState } from "../threads/state";
import { ts } from "../threads/self";
import { decrefSlow, mergeExplicit } from "./count-slow";
import { deallocObject } from "./dealloc";

// @ts-ignore: decorator
@inline export function tidLock(tid: u32): Ptr { return TID_LOCKS + (<usize>(tid & 63) << 2); }

/** Hands the caller's reference to p, whose state it just made `queued`, to p's owner. */
export function mergeQueuePush(p: Ptr): void {
  const owner = <u32>atomic.load<u16>(p);
  // The owner is merging at this moment: an ordinary decrement then.
  if (owner == 0) { decrefSlow(p); return; }
  const lock = tidLock(owner);
  rawLock(lock);
  const state = changetype<ThreadState>(load<u32>(TID_TABLE + (<usize>owner << 2)));
  if (!changetype<Ptr>(state)) { mergeHere(p, lock); return; }
  const status = changetype<Ptr>(state) + offsetof<ThreadState>("status");
  if (atomic.load<u32>(status) == STATUS_DETACHED && atomic.cmpxchg<u32>(status, STATUS_DETACHED, STATUS_HELD) == STATUS_DETACHED) {
    counterAdd(COUNT_MERGE_HELD, 1);
    yieldPoint(YIELD_HELD);
    const n = mergeExplicit(p, -1);
    atomic.store<u32>(status, STATUS_DETACHED);
    atomic.notify(status, -1);
    rawUnlock(lock);
    if (n == 0) deallocObject(p);
    return;
  }
  if (state.mergeCount == state.mergeCapacity) {
    const capacity: u32 = state.mergeCapacity ? state.mergeCapacity << 1 : 60;
    const buffer = memAlloc(<usize>capacity << 2);
    if (!buffer) { rawUnlock(lock); mergeStopped(p); return; }
    memory.copy(buffer, state.mergeBuffer, <usize>state.mergeCount << 2);
    const old = state.mergeBuffer;
    state.mergeBuffer = <u32>buffer;
    state.mergeCapacity = capacity;
    memFree(old);
  }
  store<u32>(<Ptr>state.mergeBuffer + (<usize>state.mergeCount << 2), <u32>p);
  state.mergeCount++;
  counterAdd(COUNT_MERGE_QUEUED, 1);
  atomic.or<u32>(changetype<Ptr>(state), EB_MERGE);
  // Push, then look again: the owner may have gone to sleep since, before it could see the bit.
  if (atomic.load<u32>(status) == STATUS_DETACHED && atomic.cmpxchg<u32>(status, STATUS_DETACHED, STATUS_HELD) == STATUS_DETACHED) drainHeld(state, status, lock);
  else rawUnlock(lock);
}
/** Merges all that waits for a held owner; lets it go; unlocks; then deallocates. */
function drainHeld(state: ThreadState, status: Ptr, lock: Ptr): void {
  const buffer = state.mergeBuffer, count = state.mergeCount;
  state.mergeBuffer = 0; state.mergeCount = 0; state.mergeCapacity = 0;
  atomic.and<u32>(changetype<Ptr>(state), ~EB_MERGE);
  let dead: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const p = load<u32>(buffer + (<usize>i << 2));
    if (mergeExplicit(p, -1) == 0) { store<u32>(buffer + (<usize>dead << 2), p); dead++; }
  }
  atomic.store<u32>(status, STATUS_DETACHED);
  atomic.notify(status, -1);
  rawUnlock(lock);
  counterAdd(COUNT_MERGE_HELD, count);
  for (let i: u32 = 0; i < dead; i++) deallocObject(load<u32>(buffer + (<usize>i << 2)));
  memFree(buffer);
}
/** The owner has exited. Unlocks. */
function mergeHere(p: Ptr, lock: Ptr): void {
  counterAdd(COUNT_MERGE_EXITED, 1);
  const n = mergeExplicit(p, -1);
  rawUnlock(lock);
  if (n == 0) deallocObject(p);
}
function mergeStopped(p: Ptr): void {
  call_indirect<void>(load<u32>(HOOK_WORLD_STOP));
  const n = mergeExplicit(p, -1);
  call_indirect<void>(load<u32>(HOOK_WORLD_START));
  if (n == 0) deallocObject(p);
}
function runBuffer(buffer: Ptr, count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const p: Ptr = load<u32>(buffer + (<usize>i << 2));
    if (mergeExplicit(p, -1) == 0) deallocObject(p);
  }
  memFree(buffer);
}
/** Merges what waits for this thread. Objects may die, so Python code may run. */
export function mergeQueueRun(): void {
  const state = changetype<ThreadState>(ts), lock = tidLock(state.tid);
  atomic.and<u32>(ts, ~EB_MERGE);
  while (true) {
    rawLock(lock);
    const buffer = state.mergeBuffer, count = state.mergeCount;
    state.mergeBuffer = 0; state.mergeCount = 0; state.mergeCapacity = 0;
    rawUnlock(lock);
    if (!buffer) return;
    runBuffer(buffer, count);
  }
}
/** With the world stopped, the collector empties the queue of a thread. Nothing is deallocated: `onZero`
 *  (a function index) is called with each object that has no reference left. */
export function mergeQueueDrainStopped(state: ThreadState, onZero: u32): void {
  const buffer = state.mergeBuffer, count = state.mergeCount;
  state.mergeBuffer = 0; state.mergeCount = 0; state.mergeCapacity = 0;
  for (let i: u32 = 0; i < count; i++) {
    const p: Ptr = load<u32>(buffer + (<usize>i << 2));
    if (mergeExplicit(p, -1) == 0) call_indirect<void>(onZero, p);
  }
  memFree(buffer);
}
/** The same for all threads. */
export function mergeQueuesDrainStopped(onZero: u32): void {
  for (let s = threadFirst(); changetype<Ptr>(s); s = changetype<ThreadState>(s.next)) mergeQueueDrainStopped(s, onZero);
}
/** Gives up the owner id `owner` of `state`, which is this thread's or never ran, when nothing waits for it any more. */
export function mergeQueueClose(state: ThreadState): void {
  const owner = <u32>state.tid, lock = tidLock(owner);
  while (true) {
    rawLock(lock);
    const buffer = state.mergeBuffer, count = state.mergeCount;
    state.mergeBuffer = 0; state.mergeCount = 0; state.mergeCapacity = 0;
    if (count == 0) { atomic.store<u32>(TID_TABLE + (<usize>owner << 2), 0); rawUnlock(lock); memFree(buffer); return; }
    rawUnlock(lock);
    runBuffer(buffer, count);
  }
}
