/**
 * The registry of threads: birth, death, owner ids (CPython's new_threadstate, PyThreadState_Clear/Delete).
 *
 * @lock threads (PROC_THREADS_LOCK, raw): the list of states, the free list, the choice of ids. Birth takes the lock of the id too (rank: threads before
 * merge queue) because a merge that finds no owner must finish before the id lives again.
 *
 * A thread's life:  creator: threadPrepare → (a worker) threadStart → Python → threadFinish. A thread that could not be started: threadDiscard.
 * The second thread ever prepared flips PROC_MULTI (not in GIL mode) in the creator, the only thread that runs, which converts its sections.
 *
 * An owner id is free when its entry of TID_TABLE is 0; threadFinish sets it to 0 when its merge queue is empty, under the id's lock. A
 * new thread may then take the id and inherits what its predecessor owned. Ids are given out lowest first, so scans stay short.
 */
import { Ptr } from "../base/value";
import { PROC_GIL_ENABLED, PROC_MEMORY, PROC_MULTI, PROC_THREADS, PROC_THREADS_LOCK } from "../base/map";
import { check } from "../base/panic";
import { COUNT_THREADS_STARTED, counterAdd } from "../base/counters";
import { heap, setHeap, setSelf, ts } from "../base/self";
import { TS_GC_COUNT } from "../base/thread-layout";
import { HOOK_ATTACH, HOOK_COUNT_EXIT, HOOK_DETACH, HOOK_MERGE_CLOSE, HOOK_MERGE_RUN, HOOK_WORLD_START, HOOK_WORLD_STOP, HOOK_WORLD_TRY_STOP, TID_LOCKS, TID_MAX, TID_TABLE } from "../sync/layout";
import { eventSet } from "../sync/event";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { memAlloc, memFree, memResume, metaAlloc } from "../memory/alloc";
import { heapAbandon, heapAttach } from "../memory/heap";
import { GC_TOTAL } from "../memory/layout";
import { detachIfAttached, threadAttach, threadDetachQuiet, threadReattach, worldIsStoppingLockHeld, worldStart, worldStop, worldTryStop } from "./attach";
import { BIAS_BUDGET } from "./bias";
import { CS_ENTRIES, csConvert, csResume } from "./critical-section";
import { soloIsHeldLockHeld, soloIsMine } from "./solo";
import { gilForget, gilSetInterval } from "./gil";
import { STATUS_DETACHED, STATUS_SUSPENDED, ThreadState, SCRATCH_BYTES, threadLayoutAssert, TS_SIZE } from "./state";

const AREA: usize = PROC_MEMORY + 0x780;
const FREE_STATES: usize = AREA; // u32 @lock threads
const LAST_ID: usize = AREA + 8; // u64 @lock threads
const LIVE: usize = AREA + 16; // u32 @lock threads: number of states in the list
const MAIN: usize = AREA + 20; // u32 @frozen
const LAST_TID: u32 = 65534;

/** Of new threads until sys.setrecursionlimit says otherwise. */
export const RECURSION_LIMIT: i32 = 1000;
/** @atomic u32: what sys.setrecursionlimit said; 0 means RECURSION_LIMIT. */
export const RECURSION_LIMIT_SET: usize = memory.data(4, 4);
export function recursionLimit(): i32 { const n = atomic.load<i32>(RECURSION_LIMIT_SET); return n ? n : RECURSION_LIMIT; }
/** Every thread's limit becomes n. @lock world stopped */
export function recursionLimitSetStopped(n: i32): void {
  const more = n - recursionLimit();
  atomic.store<i32>(RECURSION_LIMIT_SET, n);
  for (let s = changetype<Ptr>(threadFirst()); s; s = threadNext(s)) changetype<ThreadState>(s).recursionLeft += more;
}

/** Once in a process, after memoryInit: makes the calling instance the main thread, attached. False: no memory. */
export function threadsInit(gil: bool, switchIntervalUs: u32): bool {
  threadLayoutAssert();
  store<u32>(PROC_GIL_ENABLED, <u32>gil);
  gilSetInterval(switchIntervalUs);
  const detach: () => bool = detachIfAttached, attach: () => void = threadReattach, stop: () => void = worldStop, start: () => void = worldStart, tryStop: () => bool = worldTryStop;
  store<u32>(HOOK_DETACH, detach.index);
  store<u32>(HOOK_ATTACH, attach.index);
  store<u32>(HOOK_WORLD_STOP, stop.index);
  store<u32>(HOOK_WORLD_START, start.index);
  store<u32>(HOOK_WORLD_TRY_STOP, tryStop.index);
  if (!heapAttach()) return false;
  const s = threadNew();
  if (!changetype<Ptr>(s)) return false;
  store<u32>(MAIN, changetype<u32>(s));
  s.heap = <u32>heap;
  setSelf(s.tid, changetype<Ptr>(s));
  threadAttach(s);
  return true;
}

/** In the instance that continues a snapshot (whose memory image holds the heap and the main thread's state, attached). */
export function threadsResume(gil: bool, switchIntervalUs: u32): void {
  const s = changetype<ThreadState>(load<u32>(MAIN));
  memResume();
  store<u32>(PROC_GIL_ENABLED, <u32>gil);
  gilSetInterval(switchIntervalUs);
  setSelf(s.tid, changetype<Ptr>(s));
  setHeap(s.heap);
  atomic.store<u32>(changetype<Ptr>(s) + 4, STATUS_DETACHED);
  threadAttach(s);
}

/** A state for a thread that does not run yet, or 0 (no memory, no id). */
export function threadNew(): ThreadState {
  const sections = memAlloc(<usize>(CS_ENTRIES + 8) << 3); // 7 to spare
  // whoever has not even this must not be started: the scratch stack is taken on trust
  const scratch = sections ? memAlloc(SCRATCH_BYTES) : 0;
  if (!scratch) { memFree(sections); return changetype<ThreadState>(0); }
  rawLock(PROC_THREADS_LOCK);
  let s = changetype<ThreadState>(load<u32>(FREE_STATES));
  if (changetype<Ptr>(s)) store<u32>(FREE_STATES, s.nextFree);
  rawUnlock(PROC_THREADS_LOCK);
  if (!changetype<Ptr>(s)) s = changetype<ThreadState>(metaAlloc(TS_SIZE));
  if (!changetype<Ptr>(s)) { memFree(sections); memFree(scratch); return s; }
  // biasCount goes on: who waited for the thread that had this state may still look at it
  const kept = offsetof<ThreadState>("biasCount");
  memory.fill(changetype<Ptr>(s), 0, kept);
  memory.fill(changetype<Ptr>(s) + kept + 4, 0, TS_SIZE - kept - 4);
  s.biasBudget = BIAS_BUDGET;
  // the entry below the first is never a suspended section: csEnd looks there
  store<u64>(sections, 0);
  s.csBase = <u32>sections + 8; s.csTop = s.csBase; s.csLimit = s.csBase + (CS_ENTRIES << 3);
  s.recursionLeft = recursionLimit();
  s.scratch = <u32>scratch;

  rawLock(PROC_THREADS_LOCK);
  let t: u32 = 1;
  while (t <= LAST_TID && atomic.load<u32>(TID_TABLE + (<usize>t << 2))) t++;
  if (t > LAST_TID) { giveBackLockHeld(s); rawUnlock(PROC_THREADS_LOCK); memFree(sections); memFree(scratch); return changetype<ThreadState>(0); }
  const id = load<u64>(LAST_ID) + 1;
  store<u64>(LAST_ID, id);
  s.id = id; s.ident = id; s.nativeId = id; s.tid = <u16>t;
  atomic.store<u32>(changetype<Ptr>(s) + 4, worldIsStoppingLockHeld() || soloIsHeldLockHeld() ? STATUS_SUSPENDED : STATUS_DETACHED);
  const lock = TID_LOCKS + (<usize>(t & 63) << 2);
  rawLock(lock);
  if (t > atomic.load<u32>(TID_MAX)) atomic.store<u32>(TID_MAX, t);
  atomic.store<u32>(TID_TABLE + (<usize>t << 2), changetype<u32>(s));
  rawUnlock(lock);
  const head = load<u32>(PROC_THREADS);
  setNext(s, head); s.prev = 0;
  if (head) changetype<ThreadState>(head).prev = changetype<u32>(s);
  atomic.store<u32>(PROC_THREADS, changetype<u32>(s));
  store<u32>(LIVE, load<u32>(LIVE) + 1);
  rawUnlock(PROC_THREADS_LOCK);
  return s;
}
/** @lock threads */
function giveBackLockHeld(s: ThreadState): void { s.nextFree = load<u32>(FREE_STATES); store<u32>(FREE_STATES, changetype<u32>(s)); }
/** Takes a state, which is detached and whose id is given up, out of the list. */
function threadRemove(s: ThreadState): void {
  gilForget(changetype<Ptr>(s));
  rawLock(PROC_THREADS_LOCK);
  if (s.prev) setNext(changetype<ThreadState>(s.prev), s.next); else atomic.store<u32>(PROC_THREADS, s.next);
  if (s.next) changetype<ThreadState>(s.next).prev = s.prev;
  store<u32>(LIVE, load<u32>(LIVE) - 1);
  giveBackLockHeld(s);
  rawUnlock(PROC_THREADS_LOCK);
}

/** Creator's side: a state for a new thread, or 0. From here on there are several threads. */
export function threadPrepare(): Ptr {
  const s = threadNew();
  if (changetype<Ptr>(s) && load<u32>(PROC_MULTI) == 0 && load<u32>(PROC_GIL_ENABLED) == 0 && !soloIsMine()) {
    atomic.store<u32>(PROC_MULTI, 1);
    csConvert(changetype<ThreadState>(ts));
    csResume(changetype<ThreadState>(ts));
  }
  return changetype<Ptr>(s);
}
/** First thing in the new worker's instance. Returns attached. */
export function threadStart(state: Ptr): void {
  const s = changetype<ThreadState>(state);
  setSelf(s.tid, state);
  heapAttach(); // if it fails, the first allocation tries again, and fails as allocations do
  counterAdd(COUNT_THREADS_STARTED, 1);
  threadAttach(s);
}
/** Last thing of a thread, which is attached: merges what waits for it, leaves its memory to others. All Values of the state are NULL by now. `release` (a
 *  function index, or 0) frees raw memory that finalizers needed until now. */
export function threadFinish(release: u32): void {
  const s = changetype<ThreadState>(ts);
  check(s.csTop == s.csBase, "threadFinish: inside a critical section");
  call_indirect<void>(load<u32>(HOOK_MERGE_RUN));
  call_indirect<void>(load<u32>(HOOK_MERGE_CLOSE), s);
  call_indirect<void>(load<u32>(HOOK_COUNT_EXIT));
  if (release) call_indirect<void>(release);
  memFree(<Ptr>s.csBase - 8);
  memFree(s.scratch); // nobody took it
  s.scratch = 0;
  s.csBase = 0; s.csTop = 0; s.csLimit = 0;
  heapAbandon();
  atomic.add<i32>(GC_TOTAL, load<i32>(ts + TS_GC_COUNT));
  store<i32>(ts + TS_GC_COUNT, 0);
  threadDetachQuiet();
  const done: Ptr = s.doneEvent;
  setSelf(0, 0);
  setHeap(0);
  threadRemove(s);
  // The very last: who joined may free whatever it likes now, the event's memory too.
  if (done) eventSet(done);
}
/** A prepared thread will not be started after all. */
export function threadDiscard(state: Ptr): void {
  const s = changetype<ThreadState>(state);
  call_indirect<void>(load<u32>(HOOK_MERGE_CLOSE), s);
  memFree(<Ptr>s.csBase - 8);
  memFree(s.scratch);
  s.scratch = 0;
  threadRemove(s);
}
/**
 * First of the list, and the next one: @lock threads, or the world stopped. Threads that have ended leave the list in a stopped world too (they are detached). A walk that stands on one goes on with those that came after it: states
 * are not used again before the world goes on, since only an attached thread makes one.
 */
export function threadFirst(): ThreadState { return changetype<ThreadState>(atomic.load<u32>(PROC_THREADS)); }
export function threadNext(s: Ptr): Ptr { return atomic.load<u32>(s, offsetof<ThreadState>("next")); }
function setNext(s: ThreadState, next: u32): void { atomic.store<u32>(changetype<Ptr>(s), next, offsetof<ThreadState>("next")); }
export function threadCount(): u32 { return atomic.load<u32>(LIVE); }
export function threadMain(): Ptr { return load<u32>(MAIN); }
/** Whether this is the main thread. */
// @ts-ignore: decorator
@inline export function threadIsMain(): bool { return ts == <Ptr>load<u32>(MAIN); }
