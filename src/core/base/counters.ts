/**
 * Counters, always on, on slow paths only (contract, section 10): u64 each in the process block, @atomic. Shown by `typhon --stats` and `sys._typhon.stats()` (boot/stats.ts).
 *
 *   PROC_COUNTERS            COUNT_*
 *   PROC_COUNTERS + 0x400    FAST_*: how often the fast paths are taken, in a build with `--use TYPHON_STATS=1` only (scripts/stats.ts)
 *   PROC_COUNTERS + 0x1000   contended mutexes of objects, one word for each static type: the object's own, or the nearest above it
 */
import { Ptr } from "./value";
import { MAX_STATIC_TYPES, PROC_COUNTERS, TYPES, TYPE_SIZE } from "./map";
import { TP_BASE } from "./type-layout";

// @ts-ignore: decorator
@inline export const COUNT_MERGE_QUEUED: u32 = 0;
// @ts-ignore: decorator
@inline export const COUNT_MERGE_HELD: u32 = 1; // merged on behalf of a sleeping owner
// @ts-ignore: decorator
@inline export const COUNT_MERGE_EXITED: u32 = 2; // merged because the owner had exited
// @ts-ignore: decorator
@inline export const COUNT_MUTEX_CONTENDED: u32 = 3;
// @ts-ignore: decorator
@inline export const COUNT_MUTEX_PARKED: u32 = 4;
// @ts-ignore: decorator
@inline export const COUNT_MUTEX_HANDED: u32 = 5; // handed over for fairness
// @ts-ignore: decorator
@inline export const COUNT_WORLD_STOPS: u32 = 6;
// @ts-ignore: decorator
@inline export const COUNT_WORLD_STOP_NS: u32 = 7; // from asking to starting again
// @ts-ignore: decorator
@inline export const COUNT_WORLD_WAIT_NS: u32 = 8; // from asking to stopped
// @ts-ignore: decorator
@inline export const COUNT_GIL_SWITCHES: u32 = 9;
// @ts-ignore: decorator
@inline export const COUNT_GIL_FORCED: u32 = 10;
// @ts-ignore: decorator
@inline export const COUNT_PAGES_FRESH: u32 = 11;
// @ts-ignore: decorator
@inline export const COUNT_PAGES_RECLAIMED: u32 = 12;
// @ts-ignore: decorator
@inline export const COUNT_QSBR_REQUESTS: u32 = 13;
// @ts-ignore: decorator
@inline export const COUNT_SECTIONS_SUSPENDED: u32 = 14;
// @ts-ignore: decorator
@inline export const COUNT_THREADS_STARTED: u32 = 15;
// @ts-ignore: decorator
@inline export const COUNT_GC_RUNS: u32 = 16;
// @ts-ignore: decorator
@inline export const COUNT_GC_PAUSE_NS: u32 = 17; // world stopped by the collector
// @ts-ignore: decorator
@inline export const COUNT_GC_PAUSE_MAX_NS: u32 = 18;
// @ts-ignore: decorator
@inline export const COUNT_GC_NS: u32 = 19; // whole collections, finalizers included
// @ts-ignore: decorator
@inline export const COUNT_GC_FREED: u32 = 20; // unreachable objects found
// @ts-ignore: decorator
@inline export const COUNT_GC_RESURRECTED: u32 = 21;
// @ts-ignore: decorator
@inline export const COUNT_ASKED: u32 = 22; // merges asked for, of objects that others count often
// @ts-ignore: decorator
@inline export const COUNT_PROMOTED: u32 = 23;
// @ts-ignore: decorator
@inline export const COUNT_DEMOTED: u32 = 24; // because the shared word went to zero; collections demote all, uncounted
// @ts-ignore: decorator
@inline export const COUNT_SHARED_OPS: u32 = 25; // atomic count operations of threads that have ended (living ones: ThreadState)
// @ts-ignore: decorator
@inline export const COUNT_BIAS_ANSWERED: u32 = 26; // objects that their owner gave up at a safepoint
// @ts-ignore: decorator
@inline export const COUNT_BIAS_HELD: u32 = 27; // … that were taken from an owner that slept
// @ts-ignore: decorator
@inline export const COUNT_BIAS_EXITED: u32 = 28; // … from one that had exited or was off
// @ts-ignore: decorator
@inline export const COUNT_BIAS_SLEPT: u32 = 29; // sleeps of threads that waited for an answer
// @ts-ignore: decorator
@inline export const COUNT_BIAS_OFF: u32 = 30; // threads that gave up all bias
// @ts-ignore: decorator
@inline export const COUNT_GIL_WAITS: u32 = 31; // times a thread found the GIL held
// @ts-ignore: decorator
@inline export const COUNT_GIL_WAIT_NS: u32 = 32; // … and how long they waited
// @ts-ignore: decorator
@inline export const COUNT_GIL_HELD_NS: u32 = 33; // from taking it to letting go
// @ts-ignore: decorator
@inline export const COUNT_SOLO: u32 = 34; // times a thread became the only one that runs
// @ts-ignore: decorator
@inline export const COUNT_SOLO_ASKED: u32 = 35; // times another one asked it to end that

// @ts-ignore: decorator
@inline export const COUNT_FREES_FOREIGN: u32 = 36; // blocks that another thread freed, counted when the page's owner takes them over
// @ts-ignore: decorator
@inline export const COUNT_LOCK_CONTENDED: u32 = 37; // of mutex_contended: locks of `_thread`

// @ts-ignore: decorator
@inline export const STATS: bool = isDefined(TYPHON_STATS);
// @ts-ignore: decorator
@inline export const FAST_OWN: u32 = 0; // counts of objects by their owner
// @ts-ignore: decorator
@inline export const FAST_NONE: u32 = 1; // … of what nobody counts: immortal, deferred
// @ts-ignore: decorator
@inline export const FAST_PROMOTED: u32 = 2; // … in a table of the thread's own
// @ts-ignore: decorator
@inline export const FAST_SECTIONS: u32 = 3; // sections that took no lock
// @ts-ignore: decorator
@inline export const FAST_SECTIONS_LOCKED: u32 = 4;
// @ts-ignore: decorator
@inline export const FAST_BLOCKS: u32 = 5; // objects' blocks from the page in use
// @ts-ignore: decorator
@inline export const FAST_COUNTERS: u32 = 6;
// @ts-ignore: decorator
@inline export function fastAt(c: u32): Ptr { return PROC_COUNTERS + 0x400 + (<usize>c << 3); }
// @ts-ignore: decorator
@inline export function fastCount(c: u32): void { if (STATS) atomic.add<u64>(fastAt(c), 1); }

// @ts-ignore: decorator
@inline export function contendedAt(type: u32): Ptr { return PROC_COUNTERS + 0x1000 + (<usize>type << 3); }
/** The mutex at p was found locked. If it is that of an object's header (they lie at 2 behind a multiple of 16, and nothing else of the heap does) its type is told. */
export function contendedMutex(p: Ptr): void {
  if (p < 0x1000000 || (p & 15) != 2) return;
  let t: Ptr = load<u32>(p, 10);
  while (t >= TYPES + <usize>MAX_STATIC_TYPES * TYPE_SIZE) t = load<u32>(t, TP_BASE);
  if (t >= TYPES) atomic.add<u64>(contendedAt(<u32>((t - TYPES) / TYPE_SIZE)), 1);
}

// @ts-ignore: decorator
@inline export function counterAt(c: u32): Ptr { return PROC_COUNTERS + (<usize>c << 3); }
/** All to 0: what is counted is this process, not the one that made its snapshot. One thread. */
export function countersReset(): void { memory.fill(PROC_COUNTERS, 0, 0x800); memory.fill(PROC_COUNTERS + 0x1000, 0, <usize>MAX_STATIC_TYPES << 3); }
export function counterAdd(c: u32, n: u64): void { atomic.add<u64>(counterAt(c), n); }
export function counterGet(c: u32): u64 { return atomic.load<u64>(counterAt(c)); }
/** Keeps the largest value seen. */
export function counterMax(c: u32, n: u64): void {
  let seen = counterGet(c);
  while (seen < n) { const was = atomic.cmpxchg<u64>(counterAt(c), seen, n); if (was == seen) return; seen = was; }
}
