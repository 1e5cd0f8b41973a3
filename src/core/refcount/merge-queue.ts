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
 * What is being worked on. An object that dies may run a finalizer, the finalizer may run anything, and there the thread may be stopped for good (a daemon at exit). So a buffer
 * taken off a queue stays in sight: it goes on the worker's stack of taken buffers (`mergeTaken`), with what is left to do. A nested run has a buffer of its own on top. At exit
 * the main thread adopts both, queue and stack, of each stopped thread (mergeQueuesAdoptStopped; tests/models/thread-exit.model.ts, rule 8 of docs/internals/models.md).
 *
 *   buffer   u32 next taken buffer · u32 entries · u32 next entry to be worked on · u16 owner id · u16 –  | entries of u32
 *   entry    address | 0 merge it with the entry's reference · | 1 an ordinary decref · | 2 it is dead, deallocate it
 *
 * Locks: TID_LOCKS[owner & 63] guards TID_TABLE[owner] and the queues; deallocation happens outside of it.
 */
import { check } from "../base/panic";
import { Ptr } from "../base/value";
import { SHARED_DEFAULT, SHARED_MAYBE_WEAKREF, SHARED_ONE, SHARED_QUEUED } from "../base/obj";
import { COUNT_MERGE_EXITED, COUNT_MERGE_HELD, COUNT_MERGE_QUEUED, counterAdd } from "../base/counters";
import { YIELD_HELD, yieldPoint } from "../base/stress";
import { EB_MERGE } from "../base/thread-layout";
import { HOOK_WORLD_START, HOOK_WORLD_STOP, TID_LOCKS, TID_TABLE } from "../sync/layout";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { memAlloc, memFree } from "../memory/alloc";
import { threadFirst, threadNext } from "../threads/registry";
import { STATUS_DETACHED, STATUS_HELD, ThreadState } from "../threads/state";
import { tid, ts } from "../threads/self";
import { decrefSlow, decrefToZero, mergeExplicit } from "./count-slow";
import { demoteStopped, demotionsFinish } from "./promote";
import { deallocObject } from "./dealloc";

// @ts-ignore: decorator
@inline const HEADER: usize = 16;
// @ts-ignore: decorator
@inline const ENTRY_DROP: u32 = 1;
// @ts-ignore: decorator
@inline const ENTRY_DEAD: u32 = 2;
// @ts-ignore: decorator
@inline function entryAt(buffer: Ptr, i: u32): Ptr { return buffer + HEADER + (<usize>i << 2); }
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
  store<u32>(entryAt(state.mergeBuffer, state.mergeCount), <u32>p);
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
  const buffer = memAlloc(HEADER + (<usize>capacity << 2));
  if (!buffer) return false;
  if (state.mergeCount) memory.copy(entryAt(buffer, 0), entryAt(state.mergeBuffer, 0), <usize>state.mergeCount << 2);
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
  store<u32>(entryAt(state.mergeBuffer, state.mergeCount), <u32>p);
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
/** Takes what waits in state's queue off it. 0: nothing. @lock merge queue, or the world stopped */
function takeLockHeld(state: ThreadState): Ptr {
  const buffer: Ptr = state.mergeBuffer;
  if (!buffer) return 0;
  store<u32>(buffer, 0); store<u32>(buffer, state.mergeCount, 4); store<u32>(buffer, 0, 8); store<u32>(buffer, state.tid, 12);
  state.mergeBuffer = 0; state.mergeCount = 0; state.mergeCapacity = 0;
  return buffer;
}
/** Merges all that waits for a held owner; lets it go; unlocks; then deallocates. */
function drainHeld(state: ThreadState, status: Ptr, lock: Ptr): void {
  const count = state.mergeCount, buffer = takeLockHeld(state);
  atomic.and<u32>(changetype<Ptr>(state), ~EB_MERGE);
  let left: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const p = load<u32>(entryAt(buffer, i));
    if (load<u16>(p) != state.tid) { store<u32>(entryAt(buffer, left), p | ENTRY_DROP); left++; }
    else if (mergeExplicit(p, -1) == 0) { store<u32>(entryAt(buffer, left), p | ENTRY_DEAD); left++; }
  }
  letGo(status);
  rawUnlock(lock);
  counterAdd(COUNT_MERGE_HELD, count);
  store<u32>(buffer, left, 4);
  runBuffer(buffer);
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
/**
 * Works on a buffer that this thread took: every entry is noted as done before it is, since it may never return. An entry may have been merged since, and taken over by a
 * thread that ran alone (solo-count.ts): it is an ordinary reference then.
 */
function runBuffer(buffer: Ptr): void {
  const state = changetype<ThreadState>(ts), owner = load<u16>(buffer, 12);
  store<u32>(buffer, state.mergeTaken);
  state.mergeTaken = <u32>buffer;
  while (true) {
    // a collection may have emptied it meanwhile
    const i = load<u32>(buffer, 8);
    if (i >= load<u32>(buffer, 4)) break;
    store<u32>(buffer, i + 1, 8);
    const e = load<u32>(entryAt(buffer, i)), p: Ptr = e & ~3;
    if (e & ENTRY_DEAD) deallocObject(p);
    else if ((e & ENTRY_DROP) || load<u16>(p) != owner) drop(p);
    else if (mergeExplicit(p, -1) == 0) deallocObject(p);
  }
  check(state.mergeTaken == <u32>buffer, "runBuffer: not the innermost");
  state.mergeTaken = load<u32>(buffer);
  memFree(buffer);
}
/** Merges what waits for this thread. Objects may die, so Python code may run. */
export function mergeQueueRun(): void {
  const state = changetype<ThreadState>(ts), lock = tidLock(state.tid);
  atomic.and<u32>(ts, ~EB_MERGE);
  while (true) {
    rawLock(lock);
    const buffer = takeLockHeld(state);
    rawUnlock(lock);
    if (!buffer) return;
    runBuffer(buffer);
  }
}
/** With the world stopped, the collector empties the queue of a thread, and what it has taken off and not worked on. Nothing is deallocated: `onZero`
 *  (a function index) is called with each object that has no reference left. */
export function mergeQueueDrainStopped(state: ThreadState, onZero: u32): void {
  const buffer = takeLockHeld(state);
  if (buffer) { drainBuffer(buffer, onZero); memFree(buffer); }
  // these are freed by whoever works on them
  for (let b: Ptr = state.mergeTaken; b; b = load<u32>(b)) drainBuffer(b, onZero);
}
/** The same for all threads. */
export function mergeQueuesDrainStopped(onZero: u32): void {
  for (let s = changetype<Ptr>(threadFirst()); s; s = threadNext(s)) mergeQueueDrainStopped(changetype<ThreadState>(s), onZero);
}
function drainBuffer(buffer: Ptr, onZero: u32): void {
  while (true) {
    const i = load<u32>(buffer, 8);
    if (i >= load<u32>(buffer, 4)) return;
    store<u32>(buffer, i + 1, 8);
    const e = load<u32>(entryAt(buffer, i)), p: Ptr = e & ~3;
    if (!(e & ENTRY_DEAD)) {
      demoteStopped(p);
      if (mergeExplicit(p, -1) != 0) continue;
    }
    call_indirect<void>(onZero, p);
  }
}
/** Exit, the world stopped for good: takes over what waits for the other threads, and what they were working on; objects die, finalizers run. */
export function mergeQueuesAdoptStopped(): void {
  const bury: (p: Ptr) => void = deallocObject;
  // a finalizer may drop what is queued again
  for (let more = true, rounds = 0; more && rounds < 100; rounds++) {
    more = false;
    for (let s = threadFirst(); changetype<Ptr>(s); s = changetype<ThreadState>(threadNext(changetype<Ptr>(s)))) {
      if (changetype<Ptr>(s) == ts || (!s.mergeBuffer && !s.mergeTaken)) continue;
      more = true;
      mergeQueueDrainStopped(s, bury.index);
      // nobody comes back to them
      while (s.mergeTaken) { const b: Ptr = s.mergeTaken; s.mergeTaken = load<u32>(b); memFree(b); }
    }
  }
}
/** Gives up the owner id `owner` of `state`, which is this thread's or never ran, when nothing waits for it any more. */
export function mergeQueueClose(state: ThreadState): void {
  const owner = <u32>state.tid, lock = tidLock(owner);
  while (true) {
    // only a thread that runs has any, and it is this one
    if (state.demotions) demotionsFinish(-1);
    rawLock(lock);
    const waits = state.mergeCount, buffer = takeLockHeld(state);
    if (waits == 0 && !state.demotions) { state.biasAsked = 0; atomic.store<u32>(TID_TABLE + (<usize>owner << 2), 0); rawUnlock(lock); memFree(buffer); return; }
    rawUnlock(lock);
    if (buffer) runBuffer(buffer);
  }
}
