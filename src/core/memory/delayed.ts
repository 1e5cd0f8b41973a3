/**
 * memFreeDelayed: buffers that a reader without a lock may still hold (CPython's _PyMem_FreeDelayed, free_delayed in Objects/obmalloc.c).
 *
 * Each heap has a queue of (address, goal) in chunks; goals only grow along it. What is pending is bounded: past 128 items or 1 MiB the thread
 * asks everybody for a quiescent state, and asks again after every further 64 items. It frees what has been released when it answers itself, every
 * 16th slow allocation, and at the next threshold. At thread exit the rest goes to a common queue that any thread's poll serves.
 *
 * @owner: the queue of a heap. @lock memory: the common queue's words (the frees themselves happen outside of the lock).
 *
 * Each queue keeps a spare chunk, for when memory is out. If that is used up too (63 frees without one that was released) smaller chunks do, of one item at last: who frees much gives small blocks back. If not even that is to be had
 * the world is stopped and the buffer freed at once, for nobody reads while stopped; the caller's sections stay as they are, since it waits for no other stopper. If there is one at that very moment the buffer is lost: the caller may be in
 * the middle of a change under its lock, and must not be suspended.
 */
import { Ptr } from "../base/value";
import { PROC_MEMORY, PROC_MULTI } from "../base/map";
import { heap, ts } from "../base/self";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { HOOK_WORLD_START, HOOK_WORLD_TRY_STOP } from "../sync/layout";
import { qsbrAdvance, qsbrNextGoal, qsbrReached, qsbrRequest } from "../sync/qsbr";
import { HEAP_QSBR } from "./heap";
import { MEM_LOCK } from "./layout";
import { memAlloc, memFree, memUsableSize } from "./alloc";

const MAX_ITEMS: u32 = 128;
const MAX_BYTES: u32 = 1 << 20;
const AGAIN: u32 = 64;

// a queue: 32 bytes
const Q_HEAD: usize = 0; // first chunk
const Q_TAIL: usize = 4; // last chunk
const Q_COUNT: usize = 8;
const Q_BYTES: usize = 12;
const Q_FORCE: usize = 16; // count at which to ask next
const Q_BUSY: usize = 20; // being processed (a free cannot recurse, but a stop may)
const Q_SPARE: usize = 24; // a chunk for when memory is out
// a chunk: u32 next, u32 first, u32 end, u32 room (in items), then items {u32 address, u32 bytes, u64 goal}
const CHUNK_ITEMS: usize = 63;
/** The queue of what exited threads left. */
const COMMON: usize = PROC_MEMORY + 0x600;

/** Frees a buffer that a reader without a lock may still hold, after every attached thread has passed a quiescent state. */
export function memFreeDelayed(p: Ptr): void {
  if (!p) return;
  if (atomic.load<u32>(PROC_MULTI) == 0 || !heap) { memFree(p); return; }
  const q = heap + HEAP_QSBR;
  let c: Ptr = load<u32>(q, Q_TAIL);
  if (isFull(c)) {
    let fresh = chunkTake(q);
    if (!fresh) {
      // memory is out: what has been released meanwhile may be enough
      process(q);
      c = load<u32>(q, Q_TAIL);
      if (isFull(c)) {
        fresh = chunkTake(q);
        if (!fresh) { freeStopped(p); return; }
      }
    }
    if (fresh) {
      store<u32>(fresh, 0); store<u32>(fresh, 0, 4); store<u32>(fresh, 0, 8);
      if (c) store<u32>(c, <u32>fresh); else store<u32>(q, <u32>fresh, Q_HEAD);
      store<u32>(q, <u32>fresh, Q_TAIL);
      c = fresh;
    }
  }
  const end = load<u32>(c, 8), item = c + 16 + (<usize>end << 4), bytes = <u32>memUsableSize(p);
  store<u32>(item, <u32>p); store<u32>(item, bytes, 4); store<u64>(item, qsbrNextGoal(), 8);
  store<u32>(c, end + 1, 8);
  const count = load<u32>(q, Q_COUNT) + 1, pending = load<u32>(q, Q_BYTES) + bytes;
  store<u32>(q, count, Q_COUNT); store<u32>(q, pending, Q_BYTES);
  if (count >= MAX_ITEMS || pending >= MAX_BYTES) {
    const force = load<u32>(q, Q_FORCE);
    if (force == 0 || count >= force || bytes >= MAX_BYTES) {
      process(q);
      if (load<u32>(q, Q_COUNT)) { store<u32>(q, load<u32>(q, Q_COUNT) + AGAIN, Q_FORCE); qsbrRequest(); }
    }
  }
}
// @ts-ignore: decorator
@inline function isFull(c: Ptr): bool { return !c || load<u32>(c, 8) == load<u32>(c, 12); }
function chunkNew(items: usize): Ptr {
  const c = memAlloc(16 + items * 16);
  if (c) store<u32>(c, <u32>items, 12);
  return c;
}
function chunkTake(q: Ptr): Ptr {
  const spare: Ptr = load<u32>(q, Q_SPARE);
  let fresh = chunkNew(CHUNK_ITEMS);
  if (spare) { store<u32>(q, <u32>fresh, Q_SPARE); return spare; }
  if (fresh) { store<u32>(q, <u32>chunkNew(CHUNK_ITEMS), Q_SPARE); return fresh; }
  // what dies gives small blocks back
  for (let items: usize = 31; items && !fresh; items >>= 1) fresh = chunkNew(items);
  return fresh;
}
function chunkGive(q: Ptr, c: Ptr): void { if (load<u32>(q, Q_SPARE) || load<u32>(c, 12) < <u32>CHUNK_ITEMS) memFree(c); else store<u32>(q, <u32>c, Q_SPARE); }
/** (Nothing may be written into the buffer itself: somebody may be reading it.) */
function freeStopped(p: Ptr): void {
  const stop = load<u32>(HOOK_WORLD_TRY_STOP);
  if (stop && ts && call_indirect<bool>(stop)) { memFree(p); call_indirect<void>(load<u32>(HOOK_WORLD_START)); }
}
/** Frees what has been released. Needs no quiescence of its own. */
function process(q: Ptr): void {
  if (load<u32>(q, Q_BUSY)) return;
  store<u32>(q, 1, Q_BUSY);
  while (true) {
    const c: Ptr = load<u32>(q, Q_HEAD);
    if (!c) break;
    let first = load<u32>(c, 4);
    const end = load<u32>(c, 8);
    while (first < end) {
      const item = c + 16 + (<usize>first << 4), goal = load<u64>(item, 8);
      if (goal >= qsbrNextGoal()) qsbrAdvance();
      if (!qsbrReached(goal)) break;
      store<u32>(q, load<u32>(q, Q_COUNT) - 1, Q_COUNT);
      store<u32>(q, load<u32>(q, Q_BYTES) - load<u32>(item, 4), Q_BYTES);
      store<u32>(c, ++first, 4);
      memFree(load<u32>(item));
    }
    if (first < end) break;
    const next = load<u32>(c);
    if (!next) { // the last chunk stays, emptied
      store<u32>(c, 0, 4); store<u32>(c, 0, 8); store<u32>(q, 0, Q_FORCE);
      break;
    }
    store<u32>(q, next, Q_HEAD);
    chunkGive(q, c);
  }
  store<u32>(q, 0, Q_BUSY);
}
/** From the slow path of allocation and from quiescent states. */
export function delayedPoll(h: Ptr): void {
  if (load<u32>(h + HEAP_QSBR, Q_COUNT)) process(h + HEAP_QSBR);
  if (atomic.load<u32>(COMMON)) commonPoll();
}
function commonPoll(): void {
  // Takes the whole queue, serves it, and puts the rest back.
  rawLock(MEM_LOCK);
  const c = load<u32>(COMMON, Q_HEAD), t = load<u32>(COMMON, Q_TAIL);
  atomic.store<u32>(COMMON, 0);
  store<u32>(COMMON, 0, Q_TAIL);
  rawUnlock(MEM_LOCK);
  if (!c) return;
  // Goals are ascending within a chunk, not across the chunks of different threads: chunk by chunk.
  let chunk: Ptr = c, keepHead: u32 = 0, keepTail: u32 = 0;
  while (chunk) {
    const next = load<u32>(chunk);
    let first = load<u32>(chunk, 4);
    const end = load<u32>(chunk, 8);
    while (first < end) {
      const item = chunk + 16 + (<usize>first << 4), goal = load<u64>(item, 8);
      if (goal >= qsbrNextGoal()) qsbrAdvance();
      if (!qsbrReached(goal)) break;
      first++;
      memFree(load<u32>(item));
    }
    store<u32>(chunk, first, 4);
    if (first == end) memFree(chunk);
    else { store<u32>(chunk, 0); if (keepTail) store<u32>(keepTail, <u32>chunk); else keepHead = <u32>chunk; keepTail = <u32>chunk; }
    chunk = next;
  }
  if (keepHead) commonPush(keepHead, keepTail);
}
function commonPush(head: u32, tail: u32): void {
  rawLock(MEM_LOCK);
  store<u32>(tail, load<u32>(COMMON));
  if (load<u32>(COMMON) == 0) store<u32>(COMMON, tail, Q_TAIL);
  atomic.store<u32>(COMMON, head);
  rawUnlock(MEM_LOCK);
}
/** The heap's thread exits: what is still pending becomes everybody's. (Called while `heap` is already 0: frees go the foreign way.) */
export function delayedAdopt(h: Ptr): void {
  const q = h + HEAP_QSBR;
  process(q);
  const head = load<u32>(q, Q_HEAD), tail = load<u32>(q, Q_TAIL), spare: Ptr = load<u32>(q, Q_SPARE);
  memory.fill(q, 0, 32);
  if (spare) memFree(spare);
  if (!head) return;
  if (head == tail && load<u32>(head, 4) == load<u32>(head, 8)) memFree(head);
  else commonPush(head, tail);
}
/** The world is stopped, so nobody reads without a lock: all that waits in the queue of heap h (of any thread), and what exited threads left, is freed. */
export function delayedTidyStopped(h: Ptr): void { process(h + HEAP_QSBR); }
export function delayedTidyCommon(): void { if (atomic.load<u32>(COMMON)) commonPoll(); }
/** Bytes that wait in the queue of heap h. @owner, or the world stopped */
export function delayedBytesOf(h: Ptr): u64 { return load<u32>(h + HEAP_QSBR, Q_BYTES); }
/** Bytes that exited threads left waiting. @lock world stopped */
export function delayedBytesCommon(): u64 {
  let n: u64 = 0;
  for (let c: Ptr = load<u32>(COMMON); c; c = load<u32>(c)) {
    const end = load<u32>(c, 8);
    for (let i = load<u32>(c, 4); i < end; i++) n += load<u32>(c + 16 + (<usize>i << 4), 4);
  }
  return n;
}
/** Items this thread has pending (tests, statistics). */
export function delayedCount(): u32 { return heap ? load<u32>(heap + HEAP_QSBR, Q_COUNT) : 0; }
/** The world is stopped for good: no reader is left, so all that this thread and the exited ones have pending is freed. */
export function delayedFreeStopped(): void {
  const q = heap + HEAP_QSBR;
  const spare: Ptr = load<u32>(q, Q_SPARE);
  freeChunks(load<u32>(q, Q_HEAD));
  memory.fill(q, 0, 32);
  if (spare) memFree(spare);
  const c: Ptr = load<u32>(COMMON, Q_HEAD);
  atomic.store<u32>(COMMON, 0);
  store<u32>(COMMON, 0, Q_TAIL);
  freeChunks(c);
}
function freeChunks(c: Ptr): void {
  while (c) {
    const next: Ptr = load<u32>(c), end = load<u32>(c, 8);
    for (let i = load<u32>(c, 4); i < end; i++) memFree(load<u32>(c + 16 + (<usize>i << 4)));
    memFree(c);
    c = next;
  }
}
