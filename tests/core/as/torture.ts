/** Drivers for the torture tests of the machinery (tests/core/*.test.ts): run inside workers, each as one Python thread. */
import { wait32 } from "../../../src/core/base/atomics";
import { Ptr, Value, NULL } from "../../../src/core/base/value";
import { TP_DEALLOC } from "../../../src/core/base/type-layout";
import { panic } from "../../../src/core/base/panic";
import { PROC_MULTI } from "../../../src/core/base/map";
import { monotonicNs } from "../../../src/core/base/clock";
import { EB_SIGNAL, EB_ASYNC_EXC, EB_GC } from "../../../src/core/base/thread-layout";
import { allocObjectBlock, freeObjectBlock, memAlloc, memFree, memFreeDelayed, memRealloc, memSetLimit, memUsableSize, memUsed } from "../../../src/core/memory/alloc";
import { heapsValidate } from "../../../src/core/memory/heap.check";
import { gcForEachObject, gcObjectCount, gcSetThreshold, gcCountReset } from "../../../src/core/memory/walk";
import { abandonedSweep, pendingProcess } from "../../../src/core/memory/pages";
import { delayedCount } from "../../../src/core/memory/delayed";
import { mutexLock, mutexUnlock, mutexTryLock, mutexLockTimed } from "../../../src/core/sync/mutex";
import { park, parkedCount, threadSleep, unparkAll, unparkOne, PARK_DETACH } from "../../../src/core/sync/parking";
import { eventSet, eventWait, onceBegin, onceEnd, semaphorePost, semaphoreWait } from "../../../src/core/sync/event";
import { lockAcquire, lockRelease, rlockAcquire, rlockRelease, rlockReleaseSave, rlockAcquireRestore } from "../../../src/core/sync/lock";
import { machineryInit, machineryInitAt } from "../../../src/core/refcount/init";
import { threadPrepare, threadStart, threadFinish, threadDiscard, threadCount, threadsResume } from "../../../src/core/threads/registry";
import { threadDetach, threadReattach, worldStop, worldStart, nativeLock, nativeUnlock } from "../../../src/core/threads/attach";
import { csBegin, csBegin2, csEnd, csDepth } from "../../../src/core/threads/critical-section";
import { evalBreakerHandle, evalBreakerPoll, evalBreakerClear, evalBreakerSet } from "../../../src/core/threads/eval-breaker";
import { ThreadState } from "../../../src/core/threads/state";
import { ts, tid } from "../../../src/core/threads/self";
import { incref, decref, newRef, increfPtr, decrefPtr } from "../../../src/core/refcount/count";
import { tryIncref, tryIncrefHot, increfLockHeld, isUniquelyReferenced, immortalize, mergeObject, setDeferred, undefer, refCount, headerIsValid } from "../../../src/core/refcount/count-slow";
import { mergeQueueRun } from "../../../src/core/refcount/merge-queue";
import { raceEnter, raceInit, raceLeave } from "../../../src/core/refcount/race";
import { stressFailAllocations, stressSetSeed } from "../../../src/core/base/stress";
import { counterGet } from "../../../src/core/base/counters";

export { machineryInit, machineryInitAt, threadPrepare, threadStart, threadFinish, threadDiscard, threadCount, threadDetach, threadReattach, heapsValidate, memAlloc, memFree, memFreeDelayed,
  memRealloc, memUsableSize, gcObjectCount, abandonedSweep, pendingProcess, delayedCount, parkedCount, mergeQueueRun, allocObjectBlock, freeObjectBlock,
  worldStop, worldStart, nativeLock, nativeUnlock, evalBreakerHandle, gcSetThreshold, gcCountReset, refCount, headerIsValid, csBegin, csBegin2, csEnd, csDepth, eventSet, evalBreakerPoll };
import { memHighWater } from "../../../src/core/memory/alloc";
import { mergeQueuesDrainStopped } from "../../../src/core/refcount/merge-queue";
import { demoteAllStopped, promotedNow, promotionTune, sharedOps } from "../../../src/core/refcount/promote";
import { PROC_SYNC } from "../../../src/core/base/map";
export { promotionTune, promotedNow };
export * from "./still";
export function sharedOpsF(): f64 { return <f64>sharedOps(); }
/** Indices ever taken from the pool. */
export function indicesUsed(): u32 { return load<u32>(PROC_SYNC + 0xB18); }
/** What the collector does with counts, n times: all promoted objects are demoted, all queues emptied. */
let deadNow: Ptr = 0;
let deadNowCount: u32 = 0;
function keepDead(p: Ptr): void { store<u32>(deadNow + (<usize>deadNowCount << 2), <u32>p); deadNowCount++; }
export function demoter(n: u32, us: u32): u32 {
  deadNow = memAlloc(1 << 20);
  const f: (p: Ptr) => void = keepDead;
  let demoted: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    deadNowCount = 0;
    worldStop();
    demoted += promotedNow();
    demoteAllStopped(f.index);
    if (promotedNow() != 0) panic("still promoted");
    mergeQueuesDrainStopped(f.index);
    worldStart();
    for (let k: u32 = 0; k < deadNowCount; k++) decrefDead(load<u32>(deadNow + (<usize>k << 2)));
    threadSleep(<i64>us * 1000);
    poll();
  }
  memFree(deadNow);
  return demoted;
}
/** Merged objects in slots that all read and count, and replace now and then: with promotionTune(1, 0) each is promoted by the first who counts it. */
export function churn(s: u32, n: u32, lock: Ptr, shared: Ptr, slots: u32): u32 {
  seedSet(s);
  for (let i: u32 = 0; i < n; i++) {
    const slot = shared + (<usize>rnd(slots) << 3);
    if (rnd(12) == 0) {
      const p = nodeNew(1);
      mergeObject(p);
      mutexLock(lock);
      const old = atomic.xchg<u64>(slot, <Value>p);
      mutexUnlock(lock);
      decref(old);
    } else {
      const v = atomic.load<u64>(slot);
      if (v && tryIncref(slot, v)) {
        if (!nodeAlive(<Ptr>v)) atomic.add<u32>(W, 1, 28);
        const k = rnd(4);
        for (let j: u32 = 0; j < k; j++) incref(v);
        if (rnd(64) == 0) poll();
        for (let j: u32 = 0; j <= k; j++) decref(v);
      }
    }
    if ((i & 15) == 0) poll();
    if (rnd(500) == 0) { threadDetach(); threadReattach(); }
  }
  return n;
}
export function dropOne(p: Ptr): void { decrefPtr(p); }
/** A pipe: who 0 takes n references to p and hands them on through the word at `count`; who 1 drops them. */
export function pipe(p: Ptr, who: u32, n: u32, count: Ptr): u32 {
  for (let i: u32 = 0; i < n; i++) {
    if (who == 0) { increfPtr(p); atomic.add<u32>(count, 1); while (atomic.load<u32>(count) > 200) poll(); }
    else { while (atomic.load<u32>(count) == 0) poll(); atomic.sub<u32>(count, 1); decrefPtr(p); }
    if ((i & 15) == 0) poll();
  }
  return n;
}
export { stressSetSeed, threadsResume, memHighWater };
let zeroes: u32 = 0;
function onZero(p: Ptr): void { zeroes++; decrefDead(p); }
function decrefDead(p: Ptr): void { undefer(p); decrefPtr(p); }
/** What the collector does first. Returns how many objects turned out dead. */
export function drainStopped(): u32 { zeroes = 0; worldStop(); const f: (p: Ptr) => void = onZero; mergeQueuesDrainStopped(f.index); worldStart(); return zeroes; }
/** Drops n slots while the owner (main) stays attached, spinning on the flag. */
export function spinUntil(flag: Ptr): void { while (atomic.load<u32>(flag) == 0) {} }
export function dropAllAndFlag(shared: Ptr, slots: u32, flag: Ptr): u32 { threadDetach(); threadReattach(); dropAll(shared, slots); atomic.store<u32>(flag, 1); return slots; }
/** Every seventh allocation of this thread fails meanwhile: nothing leaks, delayed frees and merges included. */
export function failing(n: u32, slots: Ptr, count: u32): u32 {
  let failed: u32 = 0;
  stressFailAllocations(7);
  for (let i: u32 = 0; i < n; i++) {
    const p = nodeNew(1), b = memAlloc(100);
    if (!p || !b) failed++;
    memFreeDelayed(b);
    if (p) { const old = atomic.xchg<u64>(slots + (<usize>(i % count) << 3), <u64>p); decref(old); }
    poll();
  }
  stressFailAllocations(0);
  return failed;
}
export function heapBase(): usize { return __heap_base; }
export function memSetLimitF(bytes: f64): void { memSetLimit(<u64>bytes); }
export function memUsedF(): f64 { return <f64>memUsed(); }
export function counterF(c: u32): f64 { return <f64>counterGet(c); }
export function multi(): u32 { return atomic.load<u32>(PROC_MULTI); }
export function myTid(): u32 { return tid; }

// ---------------------------------------------------------------- helpers
let seed: u32 = 1;
function seedSet(s: u32): void { seed = s * 2654435761 + 12345; }
function rnd(n: u32): u32 { seed ^= seed << 13; seed ^= seed >> 17; seed ^= seed << 5; return <u32>((<u64>seed * n) >> 32); }
function poll(): void { if (evalBreakerPoll()) evalBreakerHandle(); }
export function pollNow(): i32 { return evalBreakerHandle(); }

/** Shared block of a test: +0 next serial, +4 deaths, +8 births, +12 finished, +16 type, +32 deaths by serial (u8 each, address at +20). */
let W: Ptr = 0;
export function worldNew(maxObjects: u32): Ptr {
  const w = memAlloc(256);
  memory.fill(w, 0, 256);
  const t = memAlloc(512); // a type with tp_dealloc only
  memory.fill(t, 0, 512);
  const d: (p: Ptr) => void = nodeDealloc;
  store<u32>(t, d.index, TP_DEALLOC);
  store<u32>(w, <u32>t, 16);
  const table = memAlloc(maxObjects);
  memory.fill(table, 0, maxObjects);
  store<u32>(w, <u32>table, 20);
  store<u32>(w, maxObjects, 24);
  return w;
}
export function worldUse(w: Ptr): void { W = w; }
/** A node: +16 u32 serial | u32 slots, then Values. */
export function nodeNew(slots: u32): Ptr {
  const p = allocObjectBlock(true, 24 + (<usize>slots << 3));
  if (!p) return 0;
  store<u16>(p, tid);
  store<u16>(p, 0, 2);
  store<u32>(p, 1, 4);
  atomic.store<u32>(p, 0, 8);
  const serial = atomic.add<u32>(W, 1);
  if (serial >= load<u32>(W, 24)) panic("too many objects");
  store<u32>(p, serial, 16);
  store<u32>(p, slots, 20);
  atomic.store<u32>(p, load<u32>(W, 16), 12);
  atomic.add<u32>(W, 1, 8);
  return p;
}
function nodeDealloc(p: Ptr): void {
  const serial = load<u32>(p, 16), slots = load<u32>(p, 20);
  if (atomic.add<u8>(load<u32>(W, 20) + serial, 1) != 0) { atomic.add<u32>(W, 1, 28); return; } // died twice: counted, block lost
  atomic.add<u32>(W, 1, 4);
  for (let i: u32 = 0; i < slots; i++) decref(load<u64>(p + (<usize>i << 3), 24));
  if (load<u32>(W, 40) == 0) freeObjectBlock(p);
}
function nodeAlive(p: Ptr): bool { return atomic.load<u8>(load<u32>(W, 20) + load<u32>(p, 16)) == 0; }
export function births(): u32 { return atomic.load<u32>(W, 8); }
export function deaths(): u32 { return atomic.load<u32>(W, 4); }
export function doubleDeaths(): u32 { return atomic.load<u32>(W, 28); }

// ---------------------------------------------------------------- allocator
/** Allocates, checks patterns, frees; hands blocks to other threads through `slots` shared words. Returns the number of operations. */
export function tortureAlloc(s: u32, n: u32, shared: Ptr, slots: u32): u32 {
  seedSet(s);
  const mine = memAlloc(4096);
  memory.fill(mine, 0, 4096);
  for (let i: u32 = 0; i < n; i++) {
    const at = mine + (<usize>rnd(512) << 3);
    const p: Ptr = load<u32>(at);
    if (p) {
      const size = load<u32>(at, 4);
      const raw = (size & 1) != 0;
      verify(p, size & ~1, raw);
      store<u32>(at, 0);
      if (rnd(2)) {
        // to whoever draws this slot
        const other = atomic.xchg<u64>(shared + (<usize>rnd(slots) << 3), <u64>p | <u64>size << 32);
        if (other) { const q = <Ptr>(other & 0xFFFFFFFF), z = <u32>(other >> 32); verify(q, z & ~1, (z & 1) != 0); give(q, (z & 1) != 0); }
      } else give(p, raw);
    } else {
      const r = rnd(1000);
      const size: u32 = (r < 2 ? 66000 + rnd(400000) : r < 30 ? 1040 + rnd(30000) : 32 + rnd(r < 300 ? 900 : 100)) & ~15;
      const raw = rnd(3) == 0;
      const q = raw ? memAlloc(size) : allocObjectBlock(rnd(2) == 0, size);
      if (!q) panic("out of memory");
      if (!raw) {
        for (let z: u32 = 16; z < size; z += 8) if (load<u64>(q + z)) panic("object not zeroed");
        atomic.store<u32>(q + 12, 0x10000);
      }
      store<u32>(q, size + raw, 16);
      store<u32>(q + size - 4, <u32>q);
      store<u32>(at, <u32>q); store<u32>(at, size | <u32>raw, 4);
    }
    poll();
  }
  for (let i: u32 = 0; i < 512; i++) { const p: Ptr = load<u32>(mine + (<usize>i << 3)); if (p) { const z = load<u32>(mine + (<usize>i << 3), 4); verify(p, z & ~1, (z & 1) != 0); give(p, (z & 1) != 0); } }
  memFree(mine);
  return n;
}
function verify(p: Ptr, size: u32, raw: bool): void { if (load<u32>(p + size - 4) != <u32>p || load<u32>(p, 16) != size + raw) panic("block was overwritten"); }
function give(p: Ptr, raw: bool): void { if (raw) memFree(p); else freeObjectBlock(p); }
export function drainShared(shared: Ptr, slots: u32): void {
  for (let i: u32 = 0; i < slots; i++) { const o = atomic.xchg<u64>(shared + (<usize>i << 3), 0); if (o) give(<Ptr>(o & 0xFFFFFFFF), (o >> 32 & 1) != 0); }
}
/** Allocates until memory ends; returns how many 64-byte objects it got, and frees them. */
export function exhaust(): u32 {
  let chain: Ptr = 0, n: u32 = 0;
  while (true) { const p = allocObjectBlock(true, 64); if (!p) break; atomic.store<u32>(p + 12, 0x10000); store<u32>(p, <u32>chain, 16); chain = p; n++; }
  while (chain) { const next: Ptr = load<u32>(chain, 16); freeObjectBlock(chain); chain = next; }
  return n;
}
let walked: u32 = 0;
function walkOne(p: Ptr): void { walked++; }
export function walkCount(): u32 { walked = 0; const f: (p: Ptr) => void = walkOne; gcForEachObject(f.index); return walked; }
/** Sets EB_GC? Allocates n live GC objects and returns the breaker bits. */
export function gcTrigger(n: u32): u32 {
  let chain: Value = NULL;
  for (let i: u32 = 0; i < n; i++) { const p = nodeNew(1); store<u64>(p, chain, 24); chain = <Value>p; }
  const b = evalBreakerPoll() & EB_GC;
  decref(chain);
  evalBreakerClear(EB_GC);
  return b;
}

// ---------------------------------------------------------------- counting
/** `slots` shared Value slots behind one mutex byte at lock; readers take references without it. */
export function tortureCount(s: u32, n: u32, lock: Ptr, shared: Ptr, slots: u32): u32 {
  seedSet(s);
  let fast: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    const slot = shared + (<usize>rnd(slots) << 3);
    const what = rnd(8);
    if (what == 0) { // replace
      const p = nodeNew(1);
      if (!p) panic("out of memory");
      mutexLock(lock);
      const old = load<u64>(slot);
      atomic.store<u64>(slot, <Value>p);
      mutexUnlock(lock);
      decref(old);
    } else if (what == 1) { // empty
      mutexLock(lock);
      const old = load<u64>(slot);
      atomic.store<u64>(slot, 0);
      mutexUnlock(lock);
      decref(old);
    } else { // read
      let v = atomic.load<u64>(slot);
      if (v && !tryIncref(slot, v)) {
        mutexLock(lock);
        v = load<u64>(slot);
        increfLockHeld(v);
        mutexUnlock(lock);
      } else fast++;
      if (v) {
        if (!nodeAlive(<Ptr>v)) { atomic.add<u32>(W, 1, 28); }
        if (what == 2) { // put it into another slot as well
          incref(v);
          const slot2 = shared + (<usize>rnd(slots) << 3);
          mutexLock(lock);
          const old = load<u64>(slot2);
          atomic.store<u64>(slot2, v);
          mutexUnlock(lock);
          decref(old);
        }
        decref(v);
      }
    }
    if ((i & 15) == 0) poll();
  }
  return fast;
}
export function emptySlots(shared: Ptr, slots: u32): void {
  for (let i: u32 = 0; i < slots; i++) decref(atomic.xchg<u64>(shared + (<usize>i << 3), 0));
  poll();
}
export function slotsNew(slots: u32): Ptr { const p = memAlloc(<usize>slots << 3); memory.fill(p, 0, <usize>slots << 3); return p; }
/** N increfs and decrefs of one shared object. */
export function hammer(p: Ptr, n: u32): u32 { for (let i: u32 = 0; i < n; i++) { increfPtr(p); atomic.store<u32>(W + 64, i); if ((i & 63) == 0) poll(); decrefPtr(p); atomic.store<u32>(W + 68, i); } return n; }
/** Racy mode, who 1 or 2: takes and drops a reference n times, then drops the one that it was given, all in the order of the seed. Memory is not given back (W + 40), so that a
 *  second death is counted and does not hit a block that lives again. */
export function raceRun(p: Ptr, who: u32, n: u32): u32 {
  raceEnter(who);
  for (let i: u32 = 0; i < n; i++) { increfPtr(p); decrefPtr(p); }
  decrefPtr(p);
  raceLeave();
  return n;
}
/** An object with a reference for each of the two. */
export function raceNode(seed: u32): Ptr { raceInit(seed); store<u32>(W, 1, 40); const p = nodeNew(0); increfPtr(p); return p; }
/** Fills slots with objects this thread owns; then the thread ends. */
export function fill(shared: Ptr, slots: u32): u32 { for (let i: u32 = 0; i < slots; i++) store<u64>(shared + (<usize>i << 3), <Value>nodeNew(2)); return slots; }
export function dropAll(shared: Ptr, slots: u32): u32 { for (let i: u32 = 0; i < slots; i++) decref(atomic.xchg<u64>(shared + (<usize>i << 3), 0)); return slots; }
/** Deep structure: n nodes, each holding the next. */
export function deep(n: u32): u32 {
  let v: Value = NULL;
  for (let i: u32 = 0; i < n; i++) { const p = nodeNew(1); store<u64>(p, v, 24); v = <Value>p; }
  const before = deaths();
  decref(v);
  return deaths() - before;
}
export function sentinels(): u32 {
  const p = nodeNew(0);
  immortalize(p);
  for (let i = 0; i < 10; i++) decrefPtr(p);
  if (!nodeAlive(p) || refCount(p) != 0xFFFFFFFF) return 1;
  undefer(p); decrefPtr(p);
  if (nodeAliveSerial(births() - 1)) return 2;
  const q = nodeNew(0);
  setDeferred(q); increfPtr(q); decrefPtr(q); decrefPtr(q);
  if (!nodeAlive(q)) return 3;
  // what nobody counts is not what was read if the slot holds something else by now: it may have come into the block of that
  const slot = slotsNew(1);
  for (let i = 0; i < 2; i++) {
    if (i) immortalize(q);
    store<u64>(slot, <Value>q);
    if (!tryIncref(slot, <Value>q) || !tryIncrefHot(slot, <Value>q)) return 8;
    store<u64>(slot, NULL);
    if (tryIncref(slot, <Value>q) || tryIncrefHot(slot, <Value>q)) return 9;
  }
  undefer(q); decrefPtr(q);
  const r = nodeNew(0);
  if (!isUniquelyReferenced(r)) return 4;
  incref(<Value>r);
  if (isUniquelyReferenced(r) || refCount(r) != 2) return 5;
  mergeObject(r);
  if (refCount(r) != 2 || !headerIsValid(r)) return 6;
  decrefPtr(r); decrefPtr(r);
  return deaths() == births() ? 0 : 7;
}
function nodeAliveSerial(s: u32): bool { return atomic.load<u8>(load<u32>(W, 20) + s) == 0; }

// ---------------------------------------------------------------- locks
/** n rounds of: lock, two plain increments that must stay equal, unlock. Longest wait in µs is kept at data+16. */
export function tortureMutex(lock: Ptr, data: Ptr, n: u32): u32 {
  for (let i: u32 = 0; i < n; i++) {
    mutexLock(lock);
    const a = load<u32>(data);
    store<u32>(data, a + 1);
    for (let k = 0; k < 20; k++) { if (load<u32>(data) != a + 1) panic("mutual exclusion"); }
    store<u32>(data, load<u32>(data, 4) + 1, 4);
    mutexUnlock(lock);
    if ((i & 63) == 0) poll();
  }
  return n;
}
/** Hogs the lock for ms milliseconds, each time longer than the fair time; counts acquisitions. */
export function tortureFair(lock: Ptr, ms: u32, holdUs: u32): u32 {
  const end = monotonicNs() + <i64>ms * 1000000;
  let n: u32 = 0;
  while (monotonicNs() < end) {
    mutexLock(lock);
    const until = monotonicNs() + <i64>holdUs * 1000;
    while (monotonicNs() < until) {}
    n++;
    mutexUnlock(lock);
    poll();
  }
  return n;
}
/** Returns µs that a timed park took. */
export function parkFor(address: Ptr, us: u32): i32 {
  const t = monotonicNs();
  const r = park(address, 0, <i64>us * 1000, 0, PARK_DETACH);
  return r == 2 ? <i32>((monotonicNs() - t) / 1000) : -r - 1;
}
export function lockFor(lock: Ptr, us: u32): i32 { return lockAcquire(lock, <i64>us * 1000); }
export function lockForever(lock: Ptr): i32 { return lockAcquire(lock, -1); }
export function unlock(lock: Ptr): i32 { return lockRelease(lock); }
export function wakeAll(address: Ptr): void { atomic.store<u32>(address, 1); unparkAll(address); }
export function waitEvent(e: Ptr): i32 { return eventWait(e, -1, PARK_DETACH); }
export function sleepUs(us: u32): i32 { return threadSleep(<i64>us * 1000); }
export function signalThread(state: Ptr): void { evalBreakerSet(changetype<ThreadState>(state), EB_SIGNAL); }
export function selfState(): Ptr { return ts; }
/** Says where it is (its state) in `where`, then sleeps for ever; returns the park's result. */
export function sleepInterruptible(where: Ptr): i32 { atomic.store<u32>(where, <u32>ts); const r = threadSleep(-1); evalBreakerClear(EB_SIGNAL); return r; }
export function semaphoreTorture(s: Ptr, n: u32, post: u32): u32 {
  for (let i: u32 = 0; i < n; i++) { if (post) semaphorePost(s); else if (semaphoreWait(s, -1, PARK_DETACH) != 1) return 0; poll(); }
  return n;
}
export function onceTorture(o: Ptr, data: Ptr): u32 {
  if (onceBegin(o)) { const t = monotonicNs() + 2000000; while (monotonicNs() < t) {} store<u32>(data, load<u32>(data) + 1); onceEnd(o, true); }
  return load<u32>(data);
}
export function rlockTorture(l: Ptr, data: Ptr, n: u32): u32 {
  const me = changetype<ThreadState>(ts).ident;
  for (let i: u32 = 0; i < n; i++) {
    if (rlockAcquire(l, me, -1) != 1 || rlockAcquire(l, me, -1) != 1) return 0;
    store<u32>(data, load<u32>(data) + 1);
    if ((i & 31) == 0) { const c = rlockReleaseSave(l, me); if (c != 2) return 0; poll(); rlockAcquireRestore(l, me, c); }
    if (!rlockRelease(l, me) || !rlockRelease(l, me) || rlockRelease(l, me)) return 0;
  }
  return n;
}
/** Producer and consumer through park: ping-pong n times. who: 0 or 1. */
export function pingPong(word: Ptr, who: u32, n: u32): u32 {
  for (let i: u32 = 0; i < n; i++) {
    while (atomic.load<u32>(word) != who) park(word, 1 - who, -1, 0, PARK_DETACH);
    atomic.store<u32>(word, 1 - who);
    unparkOne(word);
  }
  return n;
}

// ---------------------------------------------------------------- critical sections
/** Once in a section over a, and b if it is not 0. */
export function sectionOnce(a: Ptr, b: Ptr): u32 { if (b) csBegin2(a, b); else csBegin(a); csEnd(); return 1; }
/** Objects (nodes) in slots[0 … count): each has a plain counter in its payload at +16+... (slot 1 of the node). Sections over one and two, nested, with
 *  detaching in between. The counters are pairs that must agree inside a section. */
export function tortureSections(s: u32, n: u32, slots: Ptr, count: u32): u32 {
  seedSet(s);
  for (let i: u32 = 0; i < n; i++) {
    const a = <Ptr>load<u64>(slots + (<usize>rnd(count) << 3)), b = <Ptr>load<u64>(slots + (<usize>rnd(count) << 3));
    switch (rnd(4)) {
      case 0: { csBegin(a); bump(a); csEnd(); break; }
      case 1: { csBegin2(a, b); bump(a); if (a != b) bump(b); csEnd(); break; }
      case 2: {
        csBegin(a); bump(a);
        csBegin(b); bump(b); csEnd();
        bump(a); csEnd();
        break;
      }
      default: {
        csBegin(a); bump(a);
        csBegin(a); bump(a);
        if (rnd(16) == 0) { threadDetach(); threadReattach(); }
        bump(a);
        csEnd();
        bump(a); csEnd();
        break;
      }
    }
    if ((i & 31) == 0) poll();
  }
  if (csDepth() != 0) panic("sections left");
  return n;
}
function bump(p: Ptr): void {
  const a = load<u32>(p, 24), b = load<u32>(p, 28);
  if (a != b) panic("critical section: not exclusive");
  store<u32>(p, a + 1, 24);
  for (let k = 0; k < 10; k++) if (load<u32>(p, 28) != b) panic("critical section: entered by two");
  store<u32>(p, b + 1, 28);
}
/** Biased objects: each thread puts objects of its own in the slots, takes what lies there, and bumps it in sections of all kinds, with safepoints, naps, merges and stops
 *  of the world inside. */
export function tortureBias(s: u32, n: u32, lock: Ptr, slots: Ptr, count: u32): u32 {
  seedSet(s);
  for (let i: u32 = 0; i < n; i++) {
    if (rnd(4) == 0) {
      const fresh = nodeNew(1);
      store<u32>(fresh, 0, 20); // its payload is two plain words
      mutexLock(lock);
      const at = slots + (<usize>rnd(count) << 3), old = load<u64>(at);
      store<u64>(at, <u64>fresh);
      mutexUnlock(lock);
      decref(old);
    } else {
      mutexLock(lock);
      const a = load<u64>(slots + (<usize>rnd(count) << 3)), b = load<u64>(slots + (<usize>rnd(count) << 3));
      increfLockHeld(a); increfLockHeld(b);
      mutexUnlock(lock);
      if (a && b) sections(<Ptr>a, <Ptr>b);
      decref(a); decref(b);
    }
    if ((i & 7) == 0) poll();
  }
  if (csDepth() != 0) panic("sections left");
  return n;
}
function sections(a: Ptr, b: Ptr): void {
  switch (rnd(7)) {
    case 0: { csBegin(a); bump(a); poll(); bump(a); csEnd(); break; }
    case 1: { csBegin2(a, b); bump(a); if (a != b) bump(b); poll(); bump(b); csEnd(); break; }
    case 2: { csBegin(a); bump(a); csBegin(b); bump(b); poll(); bump(b); csEnd(); bump(a); csEnd(); break; }
    case 3: { csBegin(a); csBegin(a); poll(); bump(a); threadDetach(); threadReattach(); bump(a); csEnd(); bump(a); csEnd(); break; }
    case 4: { csBegin(a); csBegin2(a, b); mergeObject(b); bump(b); bump(a); csEnd(); bump(a); mergeObject(a); bump(a); csEnd(); break; }
    case 5: { csBegin2(b, a); if (rnd(8) == 0) { worldStop(); bump(b); worldStart(); } bump(a); csBegin(b); bump(b); csEnd(); bump(a); csEnd(); break; }
    default: { for (let k = 0; k < 8; k++) { csBegin(a); bump(a); csEnd(); } }
  }
}
/** Makes n objects that count, one after the other in slots. */
export function biasFill(slots: Ptr, n: u32): u32 {
  for (let i: u32 = 0; i < n; i++) { const p = nodeNew(1); store<u32>(p, 0, 20); store<u64>(slots + (<usize>i << 3), <u64>p); }
  return n;
}
/** A section over each. */
export function biasTouch(slots: Ptr, n: u32): u32 { for (let i: u32 = 0; i < n; i++) { const p = <Ptr>load<u64>(slots + (<usize>i << 3)); csBegin(p); bump(p); csEnd(); } return n; }
/** The owner: sections over each with safepoints inside, until the flag is set; then how often it went round. */
export function biasSpin(slots: Ptr, n: u32, flag: Ptr): u32 {
  let rounds: u32 = 0;
  while (atomic.load<u32>(flag) == 0) {
    for (let i: u32 = 0; i < n; i++) { const p = <Ptr>load<u64>(slots + (<usize>i << 3)); csBegin(p); bump(p); poll(); bump(p); csEnd(); }
    rounds++;
  }
  return rounds;
}
export function biasTouchThenFlag(slots: Ptr, n: u32, flag: Ptr): u32 { biasTouch(slots, n); atomic.store<u32>(flag, 1); return n; }
export function mergeNow(p: Ptr): void { mergeObject(p); }
export function isPrivateTo(p: Ptr, owner: u32): bool { return (load<u32>(p) & 0x4000FFFF) == owner; }
/** Objects with 8 raw bytes of payload, and no Values. */
export function counterObjects(slots: Ptr, count: u32): void {
  for (let i: u32 = 0; i < count; i++) { const p = allocObjectBlock(true, 32); store<u16>(p, tid); store<u16>(p, 0, 2); store<u32>(p, 1, 4); store<u32>(p, 0, 8); atomic.store<u32>(p, load<u32>(W, 16), 12); store<u64>(slots + (<usize>i << 3), <u64>p); }
}

// ---------------------------------------------------------------- world
/** Runs until *flag is 1, counting in *counter at each step. */
export function runner(counter: Ptr, flag: Ptr): u32 {
  let n: u32 = 0;
  while (atomic.load<u32>(flag) == 0) { store<u32>(counter, load<u32>(counter) + 1); n++; poll(); if ((n & 0xFFFF) == 0) { threadDetach(); threadReattach(); } }
  return n;
}
/** Stops the world n times and looks whether any counter moves meanwhile. */
export function stopper(counters: Ptr, count: u32, n: u32): u32 {
  for (let i: u32 = 0; i < n; i++) {
    worldStop();
    worldStop(); // nests
    let sum: u32 = 0;
    for (let k: u32 = 0; k < count; k++) sum += load<u32>(counters + (<usize>k << 6));
    for (let w = 0; w < 2000; w++) { let again: u32 = 0; for (let k: u32 = 0; k < count; k++) again += atomic.load<u32>(counters + (<usize>k << 6)); if (again != sum) panic("the world moved"); }
    worldStart();
    worldStart();
    for (let w = 0; w < 100; w++) poll();
  }
  return n;
}
export function setFlag(flag: Ptr): void { atomic.store<u32>(flag, 1); }

// ---------------------------------------------------------------- QSBR
/** Writer: replaces the buffer in *cell n times; readers read it without a lock and look at its magic words. */
export function qsbrWriter(cell: Ptr, n: u32, flag: Ptr): u32 {
  for (let i: u32 = 0; i < n; i++) {
    const b = memAlloc(256);
    for (let k: u32 = 0; k < 256; k += 4) store<u32>(b + k, 0xC0FFEE00);
    const old = atomic.xchg<u32>(cell, <u32>b);
    memFreeDelayed(old);
    poll();
  }
  atomic.store<u32>(flag, 1);
  return delayedCount();
}
/** Attached and at no safepoint from *on = 1 until *off is 1. */
export function holdQsbr(on: Ptr, off: Ptr): u32 { atomic.store<u32>(on, 1); spinUntil(off); return 0; }
/** Frees n buffers with delay while nobody answers and the only memory left is in the smallest blocks. Returns how many wait. */
export function delayWithoutMemory(n: u32, on: Ptr, off: Ptr): u32 {
  spinUntil(on);
  let buffers: Ptr = 0, small: Ptr = 0, kept: Ptr = 0;
  for (let i: u32 = 0; i < n; i++) { const p = memAlloc(64); store<u32>(p, <u32>buffers); buffers = p; }
  for (let i: u32 = 0; i < n; i++) { const p = memAlloc(32); store<u32>(p, <u32>small); small = p; }
  memSetLimit(1);
  for (let bytes: usize = 1024; bytes >= 16; bytes >>= 1) while (true) { const p = memAlloc(bytes); if (!p) break; store<u32>(p, <u32>kept); kept = p; }
  while (small) { const next: Ptr = load<u32>(small); memFree(small); small = next; }
  while (buffers) { const next: Ptr = load<u32>(buffers); memFreeDelayed(buffers); buffers = next; }
  const waiting = delayedCount();
  memSetLimit(1 << 30);
  while (kept) { const next: Ptr = load<u32>(kept); memFree(kept); kept = next; }
  atomic.store<u32>(off, 1);
  return waiting;
}
export function qsbrReader(cell: Ptr, flag: Ptr): u32 {
  let n: u32 = 0;
  while (atomic.load<u32>(flag) == 0) {
    const b: Ptr = atomic.load<u32>(cell);
    if (b) for (let k: u32 = 0; k < 256; k += 4) if (atomic.load<u32>(b + k) != 0xC0FFEE00) panic("QSBR: freed under a reader");
    n++;
    poll();
    if ((n & 0xFFF) == 0) { threadDetach(); threadReattach(); }
  }
  return n;
}

// ---------------------------------------------------------------- GIL
/** Plain increments that only a real GIL makes exact. */
export function gilRunner(counter: Ptr, n: u32): u32 { for (let i: u32 = 0; i < n; i++) { store<u32>(counter, load<u32>(counter) + 1); if ((i & 63) == 0) poll(); } return n; }

// ---------------------------------------------------------------- microbenchmarks (ns for n rounds come from the caller's clock)
export function benchPair(p: Ptr, n: u32): void { const v = <Value>p; for (let i: u32 = 0; i < n; i++) { incref(v); atomic.store<u32>(W + 64, i); decref(v); } }
export function benchEmpty(n: u32): void { for (let i: u32 = 0; i < n; i++) atomic.store<u32>(W + 64, i); }
export function benchNothing(n: u32): void { for (let i: u32 = 0; i < n; i++) store<u32>(W + 64, i); }
export function benchAllocFree(size: u32, n: u32): void { for (let i: u32 = 0; i < n; i++) { const p = allocObjectBlock(true, size); store<u32>(p, 0x10000, 12); freeObjectBlock(p); } }
export function benchRaw(size: u32, n: u32): void { for (let i: u32 = 0; i < n; i++) memFree(memAlloc(size)); }
/** Allocates n objects, then frees them all. */
export function benchBulk(n: u32): void {
  let chain: Ptr = 0;
  for (let i: u32 = 0; i < n; i++) { const p = allocObjectBlock(true, 48); store<u32>(p, 0x10000, 12); store<u32>(p, <u32>chain, 16); chain = p; }
  while (chain) { const next: Ptr = load<u32>(chain, 16); freeObjectBlock(chain); chain = next; }
}
export function benchMutex(lock: Ptr, n: u32): void { for (let i: u32 = 0; i < n; i++) { mutexLock(lock); mutexUnlock(lock); } }
export function benchSection(p: Ptr, n: u32): void { for (let i: u32 = 0; i < n; i++) { csBegin(p); csEnd(); } }
export function benchTry(slot: Ptr, n: u32): void { for (let i: u32 = 0; i < n; i++) { const v = atomic.load<u64>(slot); if (tryIncref(slot, v)) decref(v); } }
export function benchStop(n: u32): void { for (let i: u32 = 0; i < n; i++) { worldStop(); worldStart(); } }
export function immortalNode(): Ptr { const p = nodeNew(0); immortalize(p); return p; }
export function sharedNode(slot: Ptr): Ptr { const p = nodeNew(0); store<u64>(slot, <u64>p); return p; }
export function mutexTry(p: Ptr): i32 { return mutexTryLock(p); }
export function mutexTimed(p: Ptr, us: u32): i32 { return mutexLockTimed(p, <i64>us * 1000, PARK_DETACH); }
export function newRefOf(p: Ptr): void { newRef(<Value>p); }
/** Waits until n threads have come to the line. */
export function startLine(line: Ptr, n: u32): void {
  threadDetach();
  let here = atomic.add<u32>(line, 1) + 1;
  atomic.notify(line, -1);
  while (here < n) { wait32(line, here, -1); here = atomic.load<u32>(line); }
  threadReattach();
}
