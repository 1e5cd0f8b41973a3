/**
 * The parking lot: where threads sleep, keyed by address (CPython Python/parking_lot.c; WebKit's WTF).
 *
 * 64 buckets, each a raw lock and a doubly linked list of waiting threads. The node of a waiter is the head of its ThreadState (a thread waits
 * for one thing at a time; the memory is type-stable, so a late notify hits at worst a word that someone looks at once more).
 *
 * Compare before park: the value at the address is compared under the bucket's lock, and an unparker changes the value under the same lock, so
 * no wake-up is lost. Unparking is in two halves, `unparkBegin … unparkEnd`, between which the caller holds the bucket's lock, knows whom
 * it wakes and whether more wait, and stores the new value.
 *
 * Wake word of a thread (@atomic): bit 0, the parking lot woke it; bit 1, someone asks it to look at its eval breaker (an interruptible park
 * then takes itself off the list). The second needs no bucket, so the host's main thread can do it with two Atomics calls.
 *
 * Nothing sleeps while attached: PARK_DETACH detaches after enqueueing and attaches after leaving the list, through hooks, since
 * attaching belongs to a higher room. Attaching may park again (critical sections), so all results are read from the node before it.
 */
import { Ptr } from "../base/value";
import { wait32 } from "../base/atomics";
import { check } from "../base/panic";
import { monotonicNs } from "../base/clock";
import { YIELD_PARK, YIELD_UNPARK, yieldPoint } from "../base/stress";
import { ts } from "../base/self";
import { EB_INTERRUPT, EB_MERGE, TS_EVAL_BREAKER, TS_FINALIZING, TS_PARK_ARG, TS_PARK_KEY, TS_PARK_NEXT, TS_PARK_PREV, TS_WAKE } from "../base/thread-layout";
import { BUCKETS, BUCKET_COUNT, HOOK_ATTACH, HOOK_DETACH, HOOK_MERGE_RUN } from "./layout";
import { rawLock, rawUnlock } from "./raw-lock";

/** Woken by an unpark. */
// @ts-ignore: decorator
@inline export const PARK_OK: i32 = 0;
/** The value was another one, or merging came between: did not sleep; look again. */
// @ts-ignore: decorator
@inline export const PARK_AGAIN: i32 = 1;
// @ts-ignore: decorator
@inline export const PARK_TIMEOUT: i32 = 2;
// @ts-ignore: decorator
@inline export const PARK_INTERRUPTED: i32 = 3;

// flags
/** Detach while sleeping, if attached. */
// @ts-ignore: decorator
@inline export const PARK_DETACH: i32 = 1;
/** A signal or an asynchronous exception ends the sleep. For sleeps that Python code asked for: finalizers may run before it. */
// @ts-ignore: decorator
@inline export const PARK_INTERRUPTIBLE: i32 = 2;
/** The value is a byte (else 32 bits). */
// @ts-ignore: decorator
@inline export const PARK_BYTE: i32 = 4;
/** Sleep whatever the value. */
// @ts-ignore: decorator
@inline export const PARK_ALWAYS: i32 = 8;
/**
 * Native code waits in the middle of something: what nobody counts (classes, functions, modules) it may have in its hands, which the collector does not see, so that all of it is kept meanwhile
 * (docs/internals/collector.md, deferred objects).
 */
// @ts-ignore: decorator
@inline export const PARK_HOLDING: i32 = 16;

const WOKEN: u32 = 1;
const ASKED: u32 = 2;

/** What the unparker left in the node (thread-local; valid right after `park` returned PARK_OK). */
export let parkAnswer: u32 = 0;

// @ts-ignore: decorator
@inline function bucketOf(address: Ptr): Ptr { return BUCKETS + (<usize>((<u32>(address >> 1) * 0x9E3779B1) >> 26) << 5); }

function enqueue(b: Ptr, node: Ptr): void {
  const tail: Ptr = load<u32>(b, 8);
  store<u32>(node + TS_PARK_NEXT, 0);
  store<u32>(node + TS_PARK_PREV, <u32>tail);
  if (tail) store<u32>(tail + TS_PARK_NEXT, <u32>node); else store<u32>(b, <u32>node, 4);
  store<u32>(b, <u32>node, 8);
}
function dequeue(b: Ptr, node: Ptr): void {
  const next: Ptr = load<u32>(node + TS_PARK_NEXT), prev: Ptr = load<u32>(node + TS_PARK_PREV);
  if (prev) store<u32>(prev + TS_PARK_NEXT, <u32>next); else store<u32>(b, <u32>next, 4);
  if (next) store<u32>(next + TS_PARK_PREV, <u32>prev); else store<u32>(b, <u32>prev, 8);
  atomic.store<u32>(node + TS_PARK_KEY, 0);
}
function find(b: Ptr, address: Ptr): Ptr {
  let n: Ptr = load<u32>(b, 4);
  while (n && load<u32>(n + TS_PARK_KEY) != <u32>address) n = load<u32>(n + TS_PARK_NEXT);
  return n;
}

/**
 * Sleeps until unparked, if the value at `address` is `expected`. ns < 0: no time-out. `arg` is what the unparker sees in TS_PARK_ARG and
 * may overwrite (parkAnswer).
 */
export function park(address: Ptr, expected: u32, ns: i64, arg: u32, flags: i32): i32 {
  const node = ts;
  check(node != 0, "park: no thread state");
  const deadline: i64 = ns < 0 ? 0 : monotonicNs() + ns;
  const b = bucketOf(address);
  rawLock(b);
  if ((flags & PARK_ALWAYS) == 0) {
    const v: u32 = flags & PARK_BYTE ? <u32>atomic.load<u8>(address) : atomic.load<u32>(address);
    if (v != expected) { rawUnlock(b); return PARK_AGAIN; }
  }
  atomic.store<u32>(node + TS_WAKE, 0);
  atomic.store<u32>(node + TS_PARK_KEY, <u32>address);
  store<u32>(node + TS_PARK_ARG, arg);
  enqueue(b, node);
  rawUnlock(b);
  yieldPoint(YIELD_PARK);

  const detach = flags & PARK_DETACH ? load<u32>(HOOK_DETACH) : 0;
  if (flags & PARK_HOLDING) store<u32>(node, load<u32>(node, TS_FINALIZING) + 1, TS_FINALIZING);
  const attached = detach != 0 && call_indirect<bool>(detach);
  let result = PARK_OK;
  while (true) {
    const w = atomic.load<u32>(node + TS_WAKE);
    if (w & WOKEN) break;
    let give = -1;
    const breaker = flags & PARK_INTERRUPTIBLE ? atomic.load<u32>(node + TS_EVAL_BREAKER) : 0;
    if (breaker & EB_INTERRUPT) give = PARK_INTERRUPTED;
    else if (attached && (breaker & EB_MERGE)) give = PARK_AGAIN;
    else {
      const left: i64 = ns < 0 ? -1 : deadline - monotonicNs();
      if (ns >= 0 && left <= 0) give = PARK_TIMEOUT;
      else { wait32(node + TS_WAKE, w, left); continue; }
    }
    // Leaves the list by itself, unless an unparker has already taken it off: that wake-up counts.
    rawLock(b);
    const queued = load<u32>(node + TS_PARK_KEY) != 0;
    if (queued) dequeue(b, node);
    rawUnlock(b);
    if (queued) { result = give; break; }
    let v = atomic.load<u32>(node + TS_WAKE);
    while (!(v & WOKEN)) { wait32(node + TS_WAKE, v, -1); v = atomic.load<u32>(node + TS_WAKE); }
    break;
  }
  const answer = load<u32>(node + TS_PARK_ARG);
  if (attached) call_indirect<void>(load<u32>(HOOK_ATTACH));
  // A long sleep must not keep what waits in the merge queue; whoever pushes from now on sees that this thread is detached and merges itself.
  if (attached && result == PARK_AGAIN) call_indirect<void>(load<u32>(HOOK_MERGE_RUN));
  if (flags & PARK_HOLDING) store<u32>(node, load<u32>(node, TS_FINALIZING) - 1, TS_FINALIZING);
  parkAnswer = answer;
  return result;
}

/** Takes the longest waiter for `address` off its list and returns it (0: none). The bucket stays locked until unparkEnd. */
export function unparkBegin(address: Ptr): Ptr {
  const b = bucketOf(address);
  rawLock(b);
  const n = find(b, address);
  if (n) dequeue(b, n);
  return n;
}
/** Between unparkBegin and unparkEnd: whether others wait for the address. */
export function unparkMore(address: Ptr): bool { return find(bucketOf(address), address) != 0; }
export function unparkEnd(address: Ptr, node: Ptr): void {
  rawUnlock(bucketOf(address));
  yieldPoint(YIELD_UNPARK);
  if (node) { atomic.or<u32>(node + TS_WAKE, WOKEN); atomic.notify(node + TS_WAKE, 1); }
}
/** Wakes one; false if none waited. */
export function unparkOne(address: Ptr): bool { const n = unparkBegin(address); unparkEnd(address, n); return n != 0; }
export function unparkAll(address: Ptr): void { while (unparkOne(address)) {} }
/** Asks a thread that may be parked to look at its eval breaker (whose bit the caller has set). JavaScript may do the same with Atomics. */
export function parkInterrupt(state: Ptr): void { atomic.or<u32>(state + TS_WAKE, ASKED); atomic.notify(state + TS_WAKE, 1); }
/** Sleeps; PARK_TIMEOUT or PARK_INTERRUPTED. Detached meanwhile. */
export function threadSleep(ns: i64): i32 {
  const end: i64 = ns < 0 ? 0 : monotonicNs() + ns;
  while (true) {
    const r = park(ts + TS_WAKE, 0, ns < 0 ? -1 : max<i64>(end - monotonicNs(), 0), 0, PARK_DETACH | PARK_INTERRUPTIBLE | PARK_ALWAYS);
    if (r != PARK_AGAIN) return r;
  }
}
/** Buckets are lists of threads: empty when no thread runs. Number of waiters (tests). */
export function parkedCount(): u32 {
  let n: u32 = 0;
  for (let i: u32 = 0; i < BUCKET_COUNT; i++) {
    const b = BUCKETS + (<usize>i << 5);
    rawLock(b);
    for (let w: Ptr = load<u32>(b, 4); w; w = load<u32>(w + TS_PARK_NEXT)) n++;
    rawUnlock(b);
  }
  return n;
}
