/**
 * ThreadState: what the runtime knows of one Python thread (CPython's PyThreadState). The memory is type-stable: a state is recycled as
 * another state but never given back, so that a scan (QSBR, wake-ups) may read one that has just ended.
 *
 * Who may touch what: `@owner` the thread itself, or anybody while the world is stopped; `@atomic` anybody through atomics;
 * `@lock threads` under PROC_THREADS_LOCK; `@frozen` written before the state is published. Offsets of the head are base/thread-layout.ts.
 * CPython: Include/cpython/pystate.h. Differences: critical sections are entries in memory instead of C stack frames (Wasm locals have no
 * address); the wait node of the parking lot is part of the state, since a thread waits for one thing at a time.
 */
import { Ptr, Value } from "../base/value";
import { ts } from "../base/self";
import { TS_EVAL_BREAKER, TS_STATUS, TS_WAKE, TS_PARK_KEY, TS_PARK_NEXT, TS_PARK_PREV, TS_PARK_ARG, TS_TID, TS_QSBR_SEQ, TS_GC_COUNT, TS_HEAP, TS_CLOCK, TS_PARK_FAIR_AT, TS_FINALIZING } from "../base/thread-layout";

@unmanaged
export class ThreadState {
  /** @atomic bits EB_*; polled at function entry and loop back edges */
  evalBreaker: u32;
  /** @atomic STATUS_* */
  status: u32;
  /** @atomic the word the thread sleeps on: bit 0 woken by the parking lot, bit 1 asked to look at its eval breaker */
  wakeWord: u32;
  /** @atomic address it is parked on, or 0 */
  parkKey: u32;
  /** @lock bucket of the parking lot */
  parkNext: u32;
  parkPrev: u32;
  parkArg: u32;
  /** @frozen owner id in object headers, 1 … 65534 */
  tid: u16;
  /** @owner threadFinish has begun */
  finishing: u16;
  /** @atomic QSBR: the write sequence last seen, 0 while detached */
  qsbrSeq: u64;
  /** @owner GC objects allocated minus freed, not yet added to the process's count */
  gcCount: i32;
  /** @owner while attached, else @lock threads or the world stopped: per-thread counts of promoted objects, u32 each (refcount/promote.ts) */
  countTable: u32;
  countBytes: u32;
  /** @lock threads, @atomic: list of all states. Who is taken out of it keeps `next`, so that a walk through the list in a stopped world finds back (registry.ts) */
  next: u32;
  prev: u32;
  /** @owner its heap (src/core/memory/heap.ts): for a snapshot, and for who walks the heaps in a stopped world */
  heap: u32;
  /** @lock bucket: from this moment on a waiter on a mutex is handed the lock */
  parkFairAt: i64;
  /** @owner where the host writes the time (base/clock.ts) */
  clock: i64;
  /** @frozen number of the thread, never reused */
  id: u64;
  /** @frozen what threading.get_ident() says */
  ident: u64;
  /** @owner what the host calls it */
  nativeId: u64;

  // merge queue (src/core/refcount/merge-queue.ts)
  /** @lock mergeLock */
  mergeLock: u32;
  mergeBuffer: u32;
  mergeCount: u32;
  mergeCapacity: u32;

  // critical sections (threads/critical-section.ts): entries of 8 bytes in [csBase, csTop)
  /** @owner */
  csTop: u32;
  csBase: u32;
  csLimit: u32;
  /** @owner number of times this thread was attached (counters) */
  attachCount: u32;

  // the interpreter's, at stable offsets
  /** @owner innermost frame */
  frame: u32;
  /** @owner exception being handled: the interpreter's stack item */
  excInfo: u32;
  /** @owner the raised exception, or NULL; steals */
  exc: Value;
  /** @owner how many Python calls may still nest */
  recursionLeft: i32;
  /** @owner what counting writes where there is nothing to write; nobody reads it (refcount/count.ts) */
  nowhere: u32;
  /** @owner data stack: frames live in chunks */
  dataStackChunk: u32;
  dataStackTop: u32;
  dataStackLimit: u32;
  /** @frozen 1 for daemon threads */
  daemon: u32;
  /** @atomic exception to raise asynchronously (PyThreadState_SetAsyncExc), or NULL; owns a reference */
  asyncExc: Value;
  /** @owner dict of per-thread data, or NULL */
  dict: Value;
  /** @owner str, or NULL */
  name: Value;
  /** @owner what to run: callable, args, kwargs (start_new_thread); NULL after the start */
  startFunc: Value;
  startArgs: Value;
  startKwargs: Value;
  /** @owner the threading module's handle (join): NULL or an object; dropped before threadFinish */
  handle: Value;
  /** @frozen address of an event (sync/event.ts) in a raw buffer, set when the thread has ended for good, or 0 */
  doneEvent: u32;
  /** @owner finalizers and weakref callbacks under way inside of deallocations, native code that says so, waits for a mutex: while there are any, uncounted references may lie in native frames (gc/marks.ts) */
  finalizing: u32;
  /** @owner buffer of Values that native code holds without counting them (gc/handles.ts), or 0 */
  handles: u32;
  /** @atomic list of demotions that this thread has begun and not finished: index + 1, or 0 */
  demotions: u32;
  /** @atomic the last ticket answered (threads/grace.ts) */
  graceSeen: u64;
  /** @owner atomic operations on shared count words: references taken, and dropped */
  sharedOps: u64;
  sharedDrops: u64;

  // bias (threads/bias.ts)
  /** @atomic counts answers; who waits for one sleeps on it. Lives on when the state is recycled. */
  biasCount: u32;
  /** @lock id: this thread has no object to itself */
  biasOff: u32;
  /** @lock id: objects that others want, the first biasAsked of biasList; BIAS_LIST + 1: more than fit */
  biasAsked: u32;
  biasList0: u32;
  biasList1: u32;
  biasList2: u32;
  biasList3: u32;
  /** @owner, or the world stopped: buffers taken off merge queues that this thread works on (refcount/merge-queue.ts) */
  mergeTaken: u32;
  /** @lock threads: list of states to be used again */
  nextFree: u32;
  /** @owner limbs of two immediate ints while an operation looks at them (types/int/arith.ts) */
  limbs0: u64;
  limbs1: u64;
  /** @owner how many more answers it gives before it goes off */
  biasBudget: i32;
  /** @owner when it last answered, or, while off, when it may come back */
  biasTime: i64;
  /** @owner how often it went off */
  biasTimesOff: u32;
  /** @frozen the scratch stack that its creator made for it, until the instance takes it (objects/scratch.ts); then 0 */
  scratch: u32;
  /** @owner visits of the run loop until it tries to be the only thread; what soloWait starts from; visits since it is (threads/solo.ts) */
  soloWait: u32;
  soloBackoff: u32;
  soloAge: u32;
  reserved: u32;
}

/** The interpreter's own 256 bytes (fields by src/core/interp). */
// @ts-ignore: decorator
@inline export const TS_INTERP: usize = 384;
// @ts-ignore: decorator
@inline export const SCRATCH_BYTES: usize = 1 << 20;
// @ts-ignore: decorator
@inline export const TS_LIMBS: usize = offsetof<ThreadState>("limbs0");
// @ts-ignore: decorator
@inline export const TS_SIZE: usize = TS_INTERP + 256;

// @ts-ignore: decorator
@inline export const STATUS_DETACHED: u32 = 0;
// @ts-ignore: decorator
@inline export const STATUS_ATTACHED: u32 = 1;
/** Detached, and held so until worldStart. */
// @ts-ignore: decorator
@inline export const STATUS_SUSPENDED: u32 = 2;
/** SUSPENDED, and the thread itself waits to attach: what held it has been asked to let go (threads/solo.ts). */
// @ts-ignore: decorator
@inline export const STATUS_WAITING: u32 = 4;
/** Detached, and held so for a moment by another thread that counts on its behalf (refcount/merge-queue.ts). */
// @ts-ignore: decorator
@inline export const STATUS_HELD: u32 = 3;

/** This thread's state. */
// @ts-ignore: decorator
@inline export function self(): ThreadState { return changetype<ThreadState>(ts); }
/** Address of the interpreter's block of this thread. */
// @ts-ignore: decorator
@inline export function interpBlock(): Ptr { return ts + TS_INTERP; }

/** Compile-time only: a state whose layout disagrees with thread-layout.ts does not compile. */
export function threadLayoutAssert(): void {
  if (offsetof<ThreadState>("evalBreaker") != TS_EVAL_BREAKER) ERROR("evalBreaker");
  if (offsetof<ThreadState>("status") != TS_STATUS) ERROR("status");
  if (offsetof<ThreadState>("wakeWord") != TS_WAKE) ERROR("wakeWord");
  if (offsetof<ThreadState>("parkKey") != TS_PARK_KEY) ERROR("parkKey");
  if (offsetof<ThreadState>("parkNext") != TS_PARK_NEXT) ERROR("parkNext");
  if (offsetof<ThreadState>("parkPrev") != TS_PARK_PREV) ERROR("parkPrev");
  if (offsetof<ThreadState>("parkArg") != TS_PARK_ARG) ERROR("parkArg");
  if (offsetof<ThreadState>("tid") != TS_TID) ERROR("tid");
  if (offsetof<ThreadState>("qsbrSeq") != TS_QSBR_SEQ) ERROR("qsbrSeq");
  if (offsetof<ThreadState>("gcCount") != TS_GC_COUNT) ERROR("gcCount");
  if (offsetof<ThreadState>("heap") != TS_HEAP) ERROR("heap");
  if (offsetof<ThreadState>("clock") != TS_CLOCK) ERROR("clock");
  if (offsetof<ThreadState>("parkFairAt") != TS_PARK_FAIR_AT) ERROR("parkFairAt");
  if (offsetof<ThreadState>("finalizing") != TS_FINALIZING) ERROR("finalizing");
  if (offsetof<ThreadState>() > TS_INTERP) ERROR("TS_INTERP");
}
