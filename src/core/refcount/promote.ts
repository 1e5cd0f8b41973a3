/**
 * Per-thread counts for hot shared objects (docs/internals/promotion.md; tests/models/promotion.model.ts). CPython has them for types and code only
 * (Python/uniqueid.c), found dead by the collector. Here any object that several threads count is promoted, and still dies without the collector.
 *
 * The true count is `shared` + the sum of all threads' entries for the object's index. Two rules make zero cheap to find: an entry is never negative (a decref at zero
 * goes to the shared word), so the object can be dead only if shared ≤ 0; and who takes it there raises the alarm (`alarm`), which demotes.
 *
 *   promoted       owner 0, local = LOCAL_TAGS | index, shared in state queued: zero frees nothing
 *   being demoted  owner 0, local 0, state queued, until the grace period is over; on the list ThreadState.demotions of who demotes, if that did not wait
 *   merged         owner 0, local = the record: level << 27 | score << 16 | id of the thread that counted last
 *
 * Invariants: the tag is stored after the state is queued; a table access (load of the tag, bound, entry) has no safepoint in it; the record is written by
 * compare-and-swap from what was loaded, so it never overwrites a tag; entries are summed under the registry's lock, after the grace period; the level is stored before the merge.
 *
 * Entries: @owner while attached; @lock threads for who sums up a demoted index after its grace period; anybody with the world stopped.
 * Pool (index → object and level): @lock POOL_LOCK for the free list; an entry belongs to who holds the index.
 */
import { Ptr } from "../base/value";
import { COUNT_ASKED, COUNT_DEMOTED, COUNT_PROMOTED, COUNT_SHARED_OPS, counterAdd, counterGet } from "../base/counters";
import { PROC_GIL_ENABLED, PROC_THREADS, PROC_THREADS_LOCK } from "../base/map";
import { LOCAL_SENTINELS, LOCAL_TAGS, SHARED_DEFAULT, SHARED_MAYBE_WEAKREF, SHARED_MERGED, SHARED_ONE, SHARED_QUEUED } from "../base/obj";
import { check } from "../base/panic";
import { YIELD_DEMOTE, YIELD_PROMOTE, YIELD_SUM, yieldPoint } from "../base/stress";
import { EB_COUNT } from "../base/thread-layout";
import { ASK_MASK, GRACE_PENDING, POOL_CHUNKS, POOL_FREE, POOL_LOCK, POOL_USED, PROMOTE_SCORE } from "../sync/layout";
import { rawLock, rawUnlock } from "../sync/raw-lock";
import { memAlloc, memFree, metaAlloc } from "../memory/alloc";
import { graceAnswer, graceBegin, graceOver, graceWait } from "../threads/grace";
import { ThreadState } from "../threads/state";
import { tid, ts } from "../threads/self";
import { deallocObject } from "./dealloc";
import { mergeQueueAsk } from "./merge-queue";

const STATE: u32 = 3;
/**
 * An entry that grows to this is taken down to half in the shared word, which feeds the threads that only drop references. Large, because the shared word lies on the line that everybody reads: with 64, copies
 * of a dict of 81 references to one str (sudoku) wrote it three times each, and the other thread waited for the text.
 */
const SPILL: u32 = 1024;
/** A refill takes half of what the shared word has, and nothing below this. */
const REFILL_FROM: i32 = 128;
const MAX_LEVEL: u32 = 5;
const FIRST_TABLE: u32 = 256;
const POOL_MAX: u32 = 65536;
// a pool entry, 16 bytes: u32 object | u32 level, or next free index + 1, or next of a thread's demotions + 1 (above 8 bits) | u64 ticket
const CHUNK: u32 = 1024;

// @ts-ignore: decorator
@inline function self(): ThreadState { return changetype<ThreadState>(ts); }
// @ts-ignore: decorator
@inline function poolEntry(i: u32): Ptr { return <Ptr>load<u32>(POOL_CHUNKS + (<usize>(i >> 10) << 2)) + (<usize>(i & 1023) << 4); }
// @ts-ignore: decorator
@inline export function isTag(local: u32): bool { return local >= LOCAL_TAGS && local < LOCAL_SENTINELS; }
/** How often a merged object must be seen moving between threads, and how many slow increfs of owned objects are counted as one (a mask). */
export function promotionTune(score: u32, mask: u32): void { atomic.store<u32>(PROMOTE_SCORE, score); atomic.store<u32>(ASK_MASK, mask); }

// ---- counting -----------------------------------------------------------------------------------------------------------------
// A tag (or a sentinel) shifted left by 2 loses its top bit: it is the place in the table, and a sentinel is beyond any table.
/** Takes a reference in this thread's table. False: no room for the index yet, count in the shared word. */
// @ts-ignore: decorator
@inline export function tableAdd(p: Ptr, tag: u32): bool {
  const at = tag << 2, s = self();
  if (at >= s.countBytes) { askTable(tag & ~LOCAL_TAGS); return false; }
  const e = <Ptr>s.countTable + at, n = load<u32>(e) + 1;
  store<u32>(e, n);
  if (n >= SPILL) spill(p, e, n);
  return true;
}
function spill(p: Ptr, e: Ptr, n: u32): void { store<u32>(e, n - (SPILL >> 1)); atomic.add<u32>(p, (SPILL >> 1) * SHARED_ONE, 8); countOp(); }
/** Drops a reference there, if there is one. */
// @ts-ignore: decorator
@inline export function tableSub(tag: u32): bool {
  const at = tag << 2, s = self();
  if (at >= s.countBytes) return false;
  const e = <Ptr>s.countTable + at, n = load<u32>(e);
  if (n == 0) return false;
  store<u32>(e, n - 1);
  return true;
}
/**
 * Drops a reference to a promoted object by taking many from the shared word into this thread's empty entry: what was spilled comes back, so that a thread that keeps many references and drops
 * them later needs few atomic operations. The shared word stays above zero, so there is nothing to raise an alarm for. False: not now, drop it there.
 */
export function tableRefill(p: Ptr, tag: u32): bool {
  const at = tag << 2, s = self();
  if (at >= s.countBytes) return false;
  const shared = atomic.load<u32>(p, 8);
  const n = <i32>shared >> 2;
  if ((shared & STATE) != SHARED_QUEUED || n < REFILL_FROM) return false;
  const take: u32 = min<u32>(<u32>n >> 1, SPILL >> 1);
  if (atomic.cmpxchg<u32>(p, shared, shared - take * SHARED_ONE, 8) != shared) return false;
  const e = <Ptr>s.countTable + at;
  store<u32>(e, load<u32>(e) + take - 1);
  countDrop();
  return true;
}
/** An atomic operation on a shared word by this thread, that takes references. Returns their number, the clock of sampling. */
// @ts-ignore: decorator
@inline export function countOp(): u32 {
  const n = load<u64>(ts, offsetof<ThreadState>("sharedOps")) + 1;
  store<u64>(ts, n, offsetof<ThreadState>("sharedOps"));
  return <u32>n;
}
/** The same for one that drops a reference: it is no tick, or pairs would beat with the samples. */
// @ts-ignore: decorator
@inline export function countDrop(): void { store<u64>(ts, load<u64>(ts, offsetof<ThreadState>("sharedDrops")) + 1, offsetof<ThreadState>("sharedDrops")); }
function askTable(i: u32): void { if (i < POOL_MAX) atomic.or<u32>(ts, EB_COUNT); }
/** At a safepoint: room for all indices in use. If there is no memory the shared words serve. */
function tableGrow(): void {
  const s = self(), used = atomic.load<u32>(POOL_USED);
  const had = s.countBytes >> 2;
  if (used <= had) return;
  let n: u32 = had ? had : FIRST_TABLE;
  while (n < used) n <<= 1;
  const fresh = memAlloc(<usize>n << 2);
  if (!fresh) return;
  const old: Ptr = s.countTable;
  rawLock(PROC_THREADS_LOCK);
  memory.copy(fresh, old, <usize>had << 2);
  memory.fill(fresh + (<usize>had << 2), 0, <usize>(n - had) << 2);
  s.countTable = <u32>fresh;
  s.countBytes = n << 2;
  rawUnlock(PROC_THREADS_LOCK);
  memFree(old);
}

// ---- the trigger --------------------------------------------------------------------------------------------------------------
/**
 * A reference was just counted in the shared word of p, which was `old`; `local` was loaded before. Merged: each time another thread was the last to count (a cache line
 * moved), and at every 16th operation of this thread, the score rises. Owned: samples ask for a merge. The caller has a reference, counted there.
 */
// @ts-ignore: decorator
@inline export function counted(p: Ptr, old: u32, local: u32): void {
  const n = countOp() * 0x9E3779B1; // spread: samples must not fall into step with a loop
  if ((old & STATE) == SHARED_MERGED) { if ((local & 0xFFFF) != <u32>tid || n < 0x10000000) heat(p, local); }
  else if ((n >> 26 & load<u32>(ASK_MASK)) == 0 && (old & STATE) != SHARED_QUEUED) ask(p);
}
function heat(p: Ptr, local: u32): void {
  if (local >= LOCAL_TAGS) return;
  const score = (local >> 16 & 0x7FF) + 1, level = local >> 27;
  if (score >= load<u32>(PROMOTE_SCORE) << (level < MAX_LEVEL ? level : MAX_LEVEL)) promote(p, level);
  else atomic.cmpxchg<u32>(p, local, level << 27 | score << 16 | <u32>tid, 4);
}
function ask(p: Ptr): void {
  if (load<u32>(PROC_GIL_ENABLED) || !mergeQueueAsk(p)) return;
  counterAdd(COUNT_ASKED, 1);
}

// ---- promotion ----------------------------------------------------------------------------------------------------------------
/** An index, or −1. */
function poolTake(): i32 {
  rawLock(POOL_LOCK);
  const free = load<u32>(POOL_FREE);
  let i: i32 = <i32>free - 1;
  if (free) store<u32>(POOL_FREE, load<u32>(poolEntry(<u32>i), 4));
  else {
    const used = load<u32>(POOL_USED);
    if (used < POOL_MAX && ((used & (CHUNK - 1)) != 0 || poolChunk(used))) { i = <i32>used; atomic.store<u32>(POOL_USED, used + 1); }
  }
  rawUnlock(POOL_LOCK);
  return i;
}
function poolChunk(used: u32): bool {
  const c = metaAlloc(<usize>CHUNK << 4);
  if (!c) return false;
  memory.fill(c, 0, <usize>CHUNK << 4);
  store<u32>(POOL_CHUNKS + (<usize>(used >> 10) << 2), <u32>c);
  return true;
}
function poolGive(i: u32): void {
  const e = poolEntry(i);
  store<u32>(e, 0);
  rawLock(POOL_LOCK);
  store<u32>(e, load<u32>(POOL_FREE), 4);
  store<u32>(POOL_FREE, i + 1);
  rawUnlock(POOL_LOCK);
}
/** The caller's reference is counted in the shared word. No safepoint in here. */
function promote(p: Ptr, level: u32): void {
  if (load<u32>(PROC_GIL_ENABLED)) return;
  const i = poolTake();
  if (i < 0) return;
  let shared = atomic.load<u32>(p, 8);
  while (true) {
    if ((shared & STATE) != SHARED_MERGED) { poolGive(<u32>i); return; }
    const seen = atomic.cmpxchg<u32>(p, shared, (shared & ~STATE) | SHARED_QUEUED, 8);
    if (seen == shared) break;
    shared = seen;
  }
  yieldPoint(YIELD_PROMOTE);
  const e = poolEntry(<u32>i);
  store<u32>(e, <u32>p);
  store<u32>(e, level, 4);
  atomic.store<u32>(p, LOCAL_TAGS | <u32>i, 4);
  counterAdd(COUNT_PROMOTED, 1);
}

// ---- demotion -----------------------------------------------------------------------------------------------------------------
/**
 * The caller's decref took the shared word of p, in state queued, to zero or below; p may be gone already (then this is read from type-stable memory, and at worst a
 * promoted object that lies there now is demoted for nothing). True: p is dead, the caller deallocates.
 */
export function alarm(p: Ptr): bool {
  // again: the look from before the decref may be older than a promotion
  const tag = atomic.load<u32>(p, 4);
  if (!isTag(tag) || atomic.cmpxchg<u32>(p, tag, 0, 4) != tag) return false; // not promoted, or demoted by another
  yieldPoint(YIELD_DEMOTE);
  counterAdd(COUNT_DEMOTED, 1);
  const i = tag & ~LOCAL_TAGS, ticket = graceBegin();
  if (graceWait(ticket, 4)) return finish(p, i, 1);
  // Somebody takes long. Goes on, and looks again when somebody has answered.
  const e = poolEntry(i), s = self();
  store<u32>(e, (load<u32>(e, 4) & 0xFF) | s.demotions << 8, 4);
  store<u64>(e, ticket, 8);
  atomic.add<u32>(GRACE_PENDING, 1);
  atomic.store<u32>(ts + offsetof<ThreadState>("demotions"), i + 1);
  if (graceOver(ticket)) atomic.or<u32>(ts, EB_COUNT); // the answer came before it was on the list
  return false;
}
/** Sums up, gives the index back, merges. The grace period is over, or the world stopped. True: dead. */
function finish(p: Ptr, i: u32, raise: u32): bool {
  let sum: u32 = 0;
  rawLock(PROC_THREADS_LOCK);
  for (let s = changetype<ThreadState>(load<u32>(PROC_THREADS)); changetype<Ptr>(s); s = changetype<ThreadState>(s.next)) {
    if (i << 2 >= s.countBytes) continue;
    const e = <Ptr>s.countTable + (<usize>i << 2);
    sum += load<u32>(e);
    store<u32>(e, 0);
  }
  rawUnlock(PROC_THREADS_LOCK);
  const level = (load<u32>(poolEntry(i), 4) & 0xFF) + raise;
  check(load<u32>(poolEntry(i)) == <u32>p, "demotion: another object's index");
  poolGive(i);
  yieldPoint(YIELD_SUM);
  // Before the merge: after it the object may be gone. A collection's demotion (raise 0) leaves hot objects one step short of the next promotion.
  const l = raise ? (level < 15 ? level : 15) : level ? level - 1 : 0, goal = load<u32>(PROMOTE_SCORE) << (l < MAX_LEVEL ? l : MAX_LEVEL);
  atomic.store<u32>(p, raise ? l << 27 : l << 27 | (goal > 4 ? goal - 4 : 0) << 16, 4);
  let shared = atomic.load<u32>(p, 8);
  while (true) {
    const n = (<i32>shared >> 2) + <i32>sum;
    check(n >= 0, "demotion: count below zero");
    const seen = atomic.cmpxchg<u32>(p, shared, <u32>(n << 2) | SHARED_MERGED, 8);
    if (seen == shared) { if (n == 0) atomic.store<u32>(p, 0, 4); return n == 0; }
    shared = seen;
  }
}
/** At a safepoint, for EB_COUNT: answers, makes room, finishes this thread's demotions whose grace period is over. Objects may die. */
export function countRun(): void {
  atomic.and<u32>(ts, ~EB_COUNT);
  graceAnswer();
  tableGrow();
  if (self().demotions) demotionsFinish(0);
}
/** This thread's demotions: those whose grace period is over (rounds 0), or all (−1: waits). Objects may die. */
export function demotionsFinish(rounds: i32): void {
  const s = self();
  let keep: u32 = 0;
  let at = s.demotions;
  atomic.store<u32>(ts + offsetof<ThreadState>("demotions"), 0);
  while (at) {
    const i = at - 1, e = poolEntry(i), p: Ptr = load<u32>(e), next = load<u32>(e, 4) >> 8, ticket = load<u64>(e, 8);
    if (rounds < 0 ? graceWait(ticket, -1) : graceOver(ticket)) {
      // A finalizer may run a collection, which finishes what is on the lists: so the rest goes back first.
      if (next) append(next);
      if (keep) append(keep);
      keep = 0;
      atomic.sub<u32>(GRACE_PENDING, 1);
      if (finish(p, i, 1)) deallocObject(p);
      at = s.demotions;
      atomic.store<u32>(ts + offsetof<ThreadState>("demotions"), 0);
      continue;
    }
    store<u32>(e, (load<u32>(e, 4) & 0xFF) | keep << 8, 4);
    keep = at;
    at = next;
  }
  if (keep) append(keep);
}
/** Puts a chain in front of this thread's list. */
function append(chain: u32): void {
  const s = self();
  let last = chain;
  while (load<u32>(poolEntry(last - 1), 4) >> 8) last = load<u32>(poolEntry(last - 1), 4) >> 8;
  const e = poolEntry(last - 1);
  store<u32>(e, (load<u32>(e, 4) & 0xFF) | s.demotions << 8, 4);
  atomic.store<u32>(ts + offsetof<ThreadState>("demotions"), chain);
}
/** The last of an ending thread, which counts nothing any more: its entries go to the shared words. */
export function countExit(): void {
  const s = self(), table: Ptr = s.countTable;
  rawLock(PROC_THREADS_LOCK);
  for (let i: u32 = 0; i << 2 < s.countBytes; i++) {
    const n = load<u32>(table + (<usize>i << 2));
    if (n) atomic.add<u32>(<Ptr>load<u32>(poolEntry(i)), n * SHARED_ONE, 8);
  }
  s.countBytes = 0; s.countTable = 0;
  rawUnlock(PROC_THREADS_LOCK);
  memFree(table);
  counterAdd(COUNT_SHARED_OPS, s.sharedOps + s.sharedDrops);
  s.sharedOps = 0; s.sharedDrops = 0;
}

// ---- with the world stopped ---------------------------------------------------------------------------------------------------
/** Every object is merged afterwards and its count exact. `onZero` (a function index) is called with each that has no reference left. */
export function demoteAllStopped(onZero: u32): void {
  // begun by a thread that went on: nobody is in an access now
  if (atomic.load<u32>(GRACE_PENDING)) {
    rawLock(PROC_THREADS_LOCK);
    for (let s = changetype<ThreadState>(load<u32>(PROC_THREADS)); changetype<Ptr>(s); s = changetype<ThreadState>(s.next)) {
      const chain = s.demotions;
      if (!chain || changetype<Ptr>(s) == ts) continue;
      s.demotions = 0;
      append(chain);
    }
    rawUnlock(PROC_THREADS_LOCK);
    let at = self().demotions;
    self().demotions = 0;
    while (at) {
      const i = at - 1, e = poolEntry(i), p: Ptr = load<u32>(e);
      at = load<u32>(e, 4) >> 8;
      atomic.sub<u32>(GRACE_PENDING, 1);
      if (finish(p, i, 1)) call_indirect<void>(onZero, p);
    }
  }
  const used = atomic.load<u32>(POOL_USED);
  for (let i: u32 = 0; i < used; i++) {
    const p: Ptr = load<u32>(poolEntry(i));
    if (p && demoteStopped(p)) call_indirect<void>(onZero, p);
  }
}
/** One object, if it is promoted. True: it has no reference left. */
export function demoteStopped(p: Ptr): bool {
  const tag = atomic.load<u32>(p, 4);
  if (!isTag(tag)) return false;
  atomic.store<u32>(p, 0, 4);
  return finish(p, tag & ~LOCAL_TAGS, 0);
}

// ---- for the curious ----------------------------------------------------------------------------------------------------------
/** What the threads' tables hold for a tag: an estimate while they run. */
export function tablesSum(tag: u32): i32 {
  const i = tag & ~LOCAL_TAGS;
  let sum: u32 = 0;
  rawLock(PROC_THREADS_LOCK);
  for (let s = changetype<ThreadState>(load<u32>(PROC_THREADS)); changetype<Ptr>(s); s = changetype<ThreadState>(s.next)) if (i << 2 < s.countBytes) sum += load<u32>(<Ptr>s.countTable + (<usize>i << 2));
  rawUnlock(PROC_THREADS_LOCK);
  return <i32>sum;
}
/** Atomic operations on shared count words so far, by threads that live and that have ended. */
export function sharedOps(): u64 {
  let n: u64 = 0;
  rawLock(PROC_THREADS_LOCK);
  for (let s = changetype<ThreadState>(load<u32>(PROC_THREADS)); changetype<Ptr>(s); s = changetype<ThreadState>(s.next)) n += s.sharedOps + s.sharedDrops;
  rawUnlock(PROC_THREADS_LOCK);
  return n + counterGet(COUNT_SHARED_OPS);
}
/** Objects that are promoted now (free indices are not; a racy look). */
export function promotedNow(): u32 {
  let n: u32 = 0;
  const used = atomic.load<u32>(POOL_USED);
  for (let i: u32 = 0; i < used; i++) if (load<u32>(poolEntry(i))) n++;
  return n;
}
