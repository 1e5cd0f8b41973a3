/**
 * Stress switches of the checked build (CHECK >= 1; nothing of this is compiled into a release).
 *
 * yieldPoint(n): a named place between two steps of a protocol. With a seed set, each thread draws there (from the seed, its id and how often it has drawn)
 * whether to go on, spin, or sleep for some microseconds, so that other threads get between the two steps. Between real
 * threads a seed makes an interleaving likely, it does not force it.
 *
 * failAllocation(): with a countdown set in this thread, the n-th allocation from now fails, and so on every n-th.
 *
 * COLLECT: with a number set, every n-th allocation of a thread asks for a collection, which comes at the thread's next safepoint (gc/trigger.ts).
 */
import { wait32 } from "./atomics";
import { CHECK, panic } from "./panic";
import { PROC_COUNTERS } from "./map";
import { tid, ts } from "./self";
import { EB_GC, TS_EVAL_BREAKER } from "./thread-layout";

const SEED: usize = PROC_COUNTERS + 0x800; // u32 @atomic; 0: off
const NOBODY: usize = PROC_COUNTERS + 0x804; // u32: never notified, always 0
const WATCH: usize = PROC_COUNTERS + 0x808; // u32 an address, or 0; u32 the function that shows the stack. @frozen after start-up
const COLLECT: usize = PROC_COUNTERS + 0x810; // u32 @atomic: 0, or every how many allocations a collection is due
let state: u32 = 0;
let untilCollection: u32 = 0;
let countdown: u32 = 0;
let period: u32 = 0;

/** A bit of `--stress` (the release has it too): what is merged is promoted by the first who counts it, what is owned is merged by the first stranger (refcount/promote.ts). */
// @ts-ignore: decorator
@inline export const STRESS_PROMOTE: u32 = 1 << 29;
/** A bit of `--stress`, and the only one of which the host knows (it boots cold then): the heap begins at 2 GiB. The release has it too. */
// @ts-ignore: decorator
@inline export const STRESS_HIGH: u32 = 1;
// names of yield points
// @ts-ignore: decorator
@inline export const YIELD_MERGE: u32 = 1; // owner cleared, not yet merged
// @ts-ignore: decorator
@inline export const YIELD_MERGE_ZERO: u32 = 2; // local is 0, not yet merged
// @ts-ignore: decorator
@inline export const YIELD_TRY_INCREF: u32 = 3; // counted, slot not yet looked at again
// @ts-ignore: decorator
@inline export const YIELD_QUEUE: u32 = 4; // state is queued, not yet in the queue
// @ts-ignore: decorator
@inline export const YIELD_PARK: u32 = 5; // on the list, not yet asleep
// @ts-ignore: decorator
@inline export const YIELD_UNPARK: u32 = 6; // off the list, not yet woken
// @ts-ignore: decorator
@inline export const YIELD_HAND_OVER: u32 = 7; // flag of a full page taken, block not yet handed over
// @ts-ignore: decorator
@inline export const YIELD_ABANDON: u32 = 8; // page without heap, not yet in a list
// @ts-ignore: decorator
@inline export const YIELD_ATTACH: u32 = 9; // attached, QSBR sequence not yet stored
// @ts-ignore: decorator
@inline export const YIELD_DETACH: u32 = 10; // detached, breaker not yet looked at
// @ts-ignore: decorator
@inline export const YIELD_HELD: u32 = 11; // owner held, not yet merged
// @ts-ignore: decorator
@inline export const YIELD_PROMOTE: u32 = 12; // state queued, tag not yet stored
// @ts-ignore: decorator
@inline export const YIELD_DEMOTE: u32 = 13; // tag cleared, no ticket yet
// @ts-ignore: decorator
@inline export const YIELD_SUM: u32 = 14; // summed up, index given back, not yet merged
// @ts-ignore: decorator
@inline export const YIELD_BIAS: u32 = 15; // asked, owner's state not yet looked at
// @ts-ignore: decorator
@inline export const YIELD_BIAS_ANSWER: u32 = 16; // sections converted, object not yet common
// @ts-ignore: decorator
@inline export const YIELD_SNAPSHOT: u32 = 17; // version and mutex looked at, nothing copied yet
// @ts-ignore: decorator
@inline export const YIELD_SNAPSHOT_END: u32 = 18; // all copied, version not yet looked at again
// @ts-ignore: decorator
@inline export const YIELD_WRITING: u32 = 19; // version counted up, nothing changed yet
// @ts-ignore: decorator
@inline export const YIELD_WEAKREF: u32 = 20; // out of the list of what dies, its own count not yet looked at

/** Nobody stores through a NULL pointer: the first bytes of the guard page are zero. */
export function guardCheck(): void {
  if (load<u64>(0) | load<u64>(8) | load<u64>(16) | load<u64>(24) | load<u64>(32) | load<u64>(40)) panic("the guard page was written: a store through NULL");
}
/** `--stress ADDRESS`: each time the allocator hands out the block at this address, the JavaScript stack is printed: who made what leaked? With PYTHONHASHSEED set, addresses repeat. */
export function stressSetWatch(address: u32, show: () => void): void { store<u32>(WATCH, show.index, 4); atomic.store<u32>(WATCH, address); }
function showStack(): void { call_indirect<void>(load<u32>(WATCH, 4)); }
// @ts-ignore: decorator
@inline export function watchAllocated(p: usize): void { if (CHECK >= 1) { guardCheck(); if (atomic.load<u32>(WATCH) == <u32>p && p) showStack(); if (atomic.load<u32>(COLLECT)) askCollection(); } }
/** 0 switches it off. */
export function stressCollect(n: u32): void { atomic.store<u32>(COLLECT, n); }
/** Whether collections are due without regard to how much there is to collect. */
// @ts-ignore: decorator
@inline export function stressCollects(): bool { if (CHECK >= 1) return atomic.load<u32>(COLLECT) != 0; return false; }
function askCollection(): void {
  if (!ts || ++untilCollection < atomic.load<u32>(COLLECT)) return;
  untilCollection = 0;
  atomic.or<u32>(ts + TS_EVAL_BREAKER, EB_GC);
}

/** 0 switches the yield points off. */
export function stressSetSeed(seed: u32): void { atomic.store<u32>(SEED, seed); }

// @ts-ignore: decorator
@inline export function yieldPoint(name: u32): void { if (CHECK >= 1) { if (atomic.load<u32>(SEED)) yieldNow(name); } }
function yieldNow(name: u32): void {
  if (state == 0) state = (atomic.load<u32>(SEED) ^ (<u32>tid * 0x9E3779B1)) | 1;
  state ^= state << 13; state ^= state >> 17; state ^= state << 5;
  const draw = (state ^ name * 0x85EBCA6B) >> 24;
  if (draw < 8) wait32(NOBODY, 0, <i64>(draw + 1) * 4000);
  else if (draw < 64) for (let i: u32 = 0; i < draw << 2; i++) atomic.load<u32>(NOBODY);
}

/** Every n-th allocation of this thread fails; 0: none. Negative: only the n-th, and the JavaScript stack is printed there. Returns how many failed since the last call. */
export function stressFailAllocations(n: i32): i32 {
  const was = failures;
  failures = 0;
  shows = n < 0; period = n < 0 ? -n : n; countdown = period;
  return was;
}
let shows: bool = false;
let failures: i32 = 0;
function failNow(): bool {
  countdown = period;
  failures++;
  if (shows) { period = 0; showStack(); }
  return true;
}
// @ts-ignore: decorator
@inline export function failAllocation(): bool {
  if (CHECK >= 1) { if (period != 0 && --countdown == 0) return failNow(); }
  return false;
}
