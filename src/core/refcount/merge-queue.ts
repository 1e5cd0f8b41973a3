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
 * An entry whose object has no owner any more (it merged itself) is an ordinary decref of the queue's reference: the object may be promoted by now. Such a decref
 * may wait or deallocate, so it happens outside of the lock.
 *
 * Locks: TID_LOCKS[owner & 63] guards TID_TABLE[owner] and the queues; deallocation happens outside of it.
 */
import { Ptr } from "../base/value";
import { SHARED_DEFAULT, SHARED_MAYBE_WEAKREF, SHARED_ONE, SHARED_QUEUED } from "../base/obj";
import { COUNT_MERGE_EXITED, COUNT_MERGE_HELD, COUNT_MERGE_QUEUED, counterAdd } from "../base/counters";
import { YIELD_HELD, yieldPoint } from "../base/stress";
import { EB_MERGE } from "../base/thread-layout";
import { HOOK_WORLD_START, HOOK_WORLD_STOP, TID_LOCKS, TID_TABLE } from "../sync/layout";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { memAlloc, memFree } from "../memory/alloc";
import { threadFirst } from "../threads/registry";
import { STATUS_DETACHED, STATUS_HELD, ThreadState } from "../threads/state";
import { tid, ts } from "../threads/self";
import { decrefSlow, decrefToZero, mergeExplicit } from "./count-slow";
import { demoteStopped, demotionsFinish } from "./promote";
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
  if (!changetype<Ptr>(state)) { mergeHere(p, owner, lock); return; }
  const status = changetype<Ptr>(state) + offsetof<ThreadState>("status");
  if (atomic.load<u32>(status) == STATUS_DETACHED && atomic.cmpxchg<u32>(status, STATUS_DETACHED, STATUS_HELD) == STATUS_DETACHED) {
    counterAdd(COUNT_MERGE_HELD, 1);
    yieldPoint(YIELD_HELD);
    const owned = <u32>load<u16>(p) == owner, n = owned ? mergeExplicit(p, -1) : 1;
    letGo(status);
    rawUnlock(lock);
    if (!owned) drop(p);
    else if (n == 0) deallocObject(p);
    return;
  }
  if (!makeRoom(state)) { rawUnlock(lock); mergeStopped(p); return; }
  store<u32>(<Ptr>state.mergeBuffer + (<usize>state.mergeCount << 2), <u32>p);
  state.mergeCount++;
  counterAdd(COUNT_MERGE_QUEUED, 1);
  atomic.or<u32>(changetype<Ptr>(state), EB_MERGE);
  // Push, then look again: the owner may have gone to sleep since, before it could see the bit.
  if (atomic.load<u32>(status) == STATUS_DETACHED && atomic.cmpxchg<u32>(status, STATUS_DETACHED, STATUS_HELD) == STATUS_DETACHED) drainHeld(state, status, lock);
  else rawUnlock(lock);
}
// @ts-ignore: decorator
@inline function letGo(status: Ptr): void { atomic.store<u32>(status, STATUS_DETACHED); atomic.notify(status, -1); }
/** For one more entry. False: no memory. @lock merge queue */
function makeRoom(state: ThreadState): bool {
  if (state.mergeCount < state.mergeCapacity) return true;
  const capacity: u32 = state.mergeCapacity ? state.mergeCapacity << 1 : 60;
  const buffer = memAlloc(<usize>capacity << 2);
  if (!buffer) return false;
  memory.copy(buffer, state.mergeBuffer, <usize>state.mergeCount << 2);
  const old = state.mergeBuffer;
  state.mergeBuffer = <u32>buffer;
  state.mergeCapacity = capacity;
  memFree(old);
  return true;
}
/**
 * Asks the owner of p, which others count often, to merge it, so that it can be promoted. The caller has a reference, so nothing dies and nobody waits here. False: there
 * is no owner, it was asked before, or there is no memory.
 */
export function mergeQueueAsk(p: Ptr): bool {
  const owner = <u32>atomic.load<u16>(p);
  if (owner == 0 || owner == <u32>changetype<ThreadState>(ts).tid) return false;
  const lock = tidLock(owner);
  rawLock(lock);
  const state = changetype<ThreadState>(load<u32>(TID_TABLE + (<usize>owner << 2)));
  const status = changetype<Ptr>(state) + offsetof<ThreadState>("status");
  const held = changetype<Ptr>(state) != 0 && atomic.load<u32>(status) == STATUS_DETACHED && atomic.cmpxchg<u32>(status, STATUS_DETACHED, STATUS_HELD) == STATUS_DETACHED;
  if (held || !changetype<Ptr>(state)) {
    const owned = <u32>atomic.load<u16>(p) == owner;
    if (owned) mergeExplicit(p, 0);
    if (held) letGo(status);
    rawUnlock(lock);
    return owned;
  }
  let shared = atomic.load<u32>(p, 8);
  while (true) {
    const s = shared & 3;
    if ((s != SHARED_DEFAULT && s != SHARED_MAYBE_WEAKREF) || !makeRoom(state)) { rawUnlock(lock); return false; }
    // the added reference is the queue's
    const seen = atomic.cmpxchg<u32>(p, shared, ((shared & ~3) + SHARED_ONE) | SHARED_QUEUED, 8);
    if (seen == shared) break;
    shared = seen;
  }
  store<u32>(<Ptr>state.mergeBuffer + (<usize>state.mergeCount << 2), <u32>p);
  state.mergeCount++;
  atomic.or<u32>(changetype<Ptr>(state), EB_MERGE);
  if (atomic.load<u32>(status) == STATUS_DETACHED && atomic.cmpxchg<u32>(status, STATUS_DETACHED, STATUS_HELD) == STATUS_DETACHED) {
    // gone to sleep meanwhile: takes its own entry back, the last one (the others were there before it slept: it will look)
    state.mergeCount--;
    const owned = <u32>atomic.load<u16>(p) == owner;
    if (owned) mergeExplicit(p, -1); else { state.mergeCount++; }
    letGo(status);
  }
  rawUnlock(lock);
  return true;
}
/** Merges all that waits for a held owner; lets it go; unlocks; then deallocates. */
function drainHeld(state: ThreadState, status: Ptr, lock: Ptr): void {
  const buffer = state.mergeBuffer, count = state.mergeCount;
  state.mergeBuffer = 0; state.mergeCount = 0; state.mergeCapacity = 0;
  atomic.and<u32>(changetype<Ptr>(state), ~EB_MERGE);
  let dead: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const p = load<u32>(buffer + (<usize>i << 2));
    if (load<u16>(p) != state.tid) { store<u32>(buffer + (<usize>dead << 2), p | 1); dead++; }
    else if (mergeExplicit(p, -1) == 0) { store<u32>(buffer + (<usize>dead << 2), p); dead++; }
  }
  letGo(status);
  rawUnlock(lock);
  counterAdd(COUNT_MERGE_HELD, count);
  for (let i: u32 = 0; i < dead; i++) {
    const p: Ptr = load<u32>(buffer + (<usize>i << 2));
    if (p & 1) drop(p & ~1); else deallocObject(p);
  }
  memFree(buffer);
}
/** The owner has exited. Unlocks. */
function mergeHere(p: Ptr, owner: u32, lock: Ptr): void {
  counterAdd(COUNT_MERGE_EXITED, 1);
  const owned = <u32>load<u16>(p) == owner, n = owned ? mergeExplicit(p, -1) : 1;
  rawUnlock(lock);
  if (!owned) drop(p);
  else if (n == 0) deallocObject(p);
}
function mergeStopped(p: Ptr): void {
  call_indirect<void>(load<u32>(HOOK_WORLD_STOP));
  demoteStopped(p);
  const n = mergeExplicit(p, -1);
  call_indirect<void>(load<u32>(HOOK_WORLD_START));
  if (n == 0) deallocObject(p);
}
/** An ordinary decref, by whoever owns p now. */
function drop(p: Ptr): void {
  if (load<u16>(p) != tid) { decrefSlow(p); return; }
  const local = load<u32>(p, 4) - 1;
  store<u32>(p, local, 4);
  if (local == 0) decrefToZero(p);
}
/** The queue of the thread with id `owner`. An entry may have been merged since, and taken over by a thread that ran alone (solo-count.ts): it is an ordinary reference then. */
function runBuffer(buffer: Ptr, count: u32, owner: u16): void {
  for (let i: u32 = 0; i < count; i++) {
    const p: Ptr = load<u32>(buffer + (<usize>i << 2));
    if (load<u16>(p) != owner) drop(p);
    else if (mergeExplicit(p, -1) == 0) deallocObject(p);
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
    runBuffer(buffer, count, state.tid);
  }
}
/** With the world stopped, the collector empties the queue of a thread. Nothing is deallocated: `onZero`
 *  (a function index) is called with each object that has no reference left. */
export function mergeQueueDrainStopped(state: ThreadState, onZero: u32): void {
  const buffer = state.mergeBuffer, count = state.mergeCount;
  state.mergeBuffer = 0; state.mergeCount = 0; state.mergeCapacity = 0;
  for (let i: u32 = 0; i < count; i++) {
    const p: Ptr = load<u32>(buffer + (<usize>i << 2));
    demoteStopped(p);
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
    // only a thread that runs has any, and it is this one
    if (state.demotions) demotionsFinish(-1);
    rawLock(lock);
    const buffer = state.mergeBuffer, count = state.mergeCount;
    state.mergeBuffer = 0; state.mergeCount = 0; state.mergeCapacity = 0;
    if (count == 0 && !state.demotions) { state.biasAsked = 0; atomic.store<u32>(TID_TABLE + (<usize>owner << 2), 0); rawUnlock(lock); memFree(buffer); return; }
    rawUnlock(lock);
    runBuffer(buffer, count, state.tid);
  }
}
