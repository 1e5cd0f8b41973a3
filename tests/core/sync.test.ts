// Mutex, parking lot, events, the locks of _thread, critical sections.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Machine } from './lib/machine.ts';

const m = new Machine();
after(() => Machine.endAll());
const { main, u32 } = m;
type Job = [string, ...number[]];
const sleep = (ms: number): Promise<void> => new Promise((r) => setTimeout(r, ms));

test('a mutex excludes', async () => {
  const lock = m.buffer(64), data = m.buffer(64), n = 60000;
  await m.together(...[1, 2, 3, 4].map((): Job => ['tortureMutex', lock, data, n]));
  assert.equal(u32[data >>> 2], 4 * n);
  assert.equal(u32[(data >>> 2) + 1], 4 * n);
  assert.equal(u32[lock >>> 2], 0);
  assert.equal(main.parkedCount(), 0);
});

test('nobody starves: three threads that hog a lock for 300 µs at a time all get it', async () => {
  const lock = m.buffer(64);
  const got = await m.together(...[1, 2, 3].map((): Job => ['tortureFair', lock, 400, 300]));
  assert.ok(Math.min(...got) * 8 > Math.max(...got), String(got));
  assert.ok(main.counterF(5) > 0, 'handed over');
});

test('time-outs', async () => {
  const word = m.buffer(64), lock = m.buffer(64);
  const [us] = await m.join([m.spawn('parkFor', word, 20000)]);
  assert.ok(us >= 20000 && us < 400000, String(us));
  assert.equal(main.mutexTry(lock), 1);
  assert.deepEqual(await m.join([m.spawn('mutexTimed', lock, 10000), m.spawn('lockFor', lock, 10000), m.spawn('lockFor', lock, 0)]), [0, 0, 0]);
  assert.equal(main.unlock(lock), 1);
  assert.equal(main.unlock(lock), 0);
  assert.equal(u32[lock >>> 2] & 0xff, 0);
  assert.equal(main.parkedCount(), 0);
});

test('a lock released by another thread; a signal interrupts the wait', async () => {
  const lock = m.buffer(64), where = m.buffer(64);
  assert.equal(main.mutexTry(lock), 1);
  const waiter = m.spawn('lockForever', lock);
  main.threadDetach();
  await sleep(50);
  main.threadReattach();
  assert.equal(main.unlock(lock), 1);
  assert.deepEqual(await m.join([waiter]), [1]);
  const sleeper = m.spawn('sleepInterruptible', where);
  main.threadDetach();
  while (!Atomics.load(u32, where >>> 2)) await sleep(5);
  main.threadReattach();
  // As the host's main thread does it, in JavaScript: the bit, the wake word, a notify.
  const state = u32[where >>> 2];
  Atomics.or(u32, state >>> 2, 32);
  Atomics.or(u32, (state + 8) >>> 2, 2);
  Atomics.notify(new Int32Array(m.memory.buffer), (state + 8) >>> 2);
  assert.deepEqual(await m.join([sleeper]), [3]);
});

test('event, once, semaphore, ping-pong', async () => {
  const event = m.buffer(64), once = m.buffer(64), data = m.buffer(64), sem = m.buffer(64), word = m.buffer(64);
  const waiters = [1, 2, 3].map(() => m.spawn('waitEvent', event));
  main.threadDetach();
  await sleep(30);
  main.threadReattach();
  main.eventSet(event);
  assert.deepEqual(await m.join(waiters), [1, 1, 1]);
  assert.deepEqual(await m.together(['onceTorture', once, data], ['onceTorture', once, data], ['onceTorture', once, data]), [1, 1, 1]);
  assert.deepEqual(await m.together(['semaphoreTorture', sem, 5000, 1], ['semaphoreTorture', sem, 10000, 0], ['semaphoreTorture', sem, 5000, 1]), [5000, 10000, 5000]);
  assert.equal(u32[sem >>> 2], 0);
  assert.deepEqual(await m.together(['pingPong', word, 0, 2000], ['pingPong', word, 1, 2000]), [2000, 2000]);
});

test('RLock', async () => {
  const lock = m.buffer(64), data = m.buffer(64);
  assert.deepEqual(await m.together(['rlockTorture', lock, data, 10000], ['rlockTorture', lock, data, 10000], ['rlockTorture', lock, data, 10000]), [10000, 10000, 10000]);
  assert.equal(u32[data >>> 2], 30000);
});

test('critical sections over one and two objects, nested, on few objects: exclusive and free of deadlock', async () => {
  for (const count of [2, 5]) {
    const slots = m.buffer(64 * 8);
    main.counterObjects(slots, count);
    await m.together(...[1, 2, 3, 4].map((i): Job => ['tortureSections', i, 30000, slots, count]));
    for (let i = 0; i < count; i++) {
      const p = u32[(slots >>> 2) + 2 * i];
      assert.equal(u32[(p + 24) >>> 2], u32[(p + 28) >>> 2]);
      assert.equal(u32[p >>> 2] >>> 16 & 0xff, 0, 'the mutex is free');
    }
  }
});

test('sections entered while there was one thread become real when the second is prepared', async () => {
  const m2 = new Machine();
  const slots = m2.buffer(64);
  m2.main.counterObjects(slots, 2);
  const [a, , b] = m2.u32.slice(slots >>> 2, (slots >>> 2) + 3);
  // not the thread's own: GC_SHARED
  for (const p of [a, b]) m2.u32[p >>> 2] |= 0x40000000;
  m2.main.csBegin(a);
  m2.main.csBegin2(b, a);
  m2.main.csBegin(b);
  const mutex = (p: number): number => m2.u32[p >>> 2] >>> 16 & 0xff;
  assert.deepEqual([m2.main.multi(), mutex(a), mutex(b)], [0, 0, 0]);
  const state = m2.main.threadPrepare();
  assert.deepEqual([m2.main.multi(), mutex(a), mutex(b)], [1, 0, 1]);
  m2.main.csEnd();
  assert.deepEqual([mutex(a), mutex(b)], [1, 1]);
  m2.main.threadDetach();
  assert.deepEqual([mutex(a), mutex(b)], [0, 0]);
  m2.main.threadReattach();
  assert.deepEqual([mutex(a), mutex(b)], [1, 1]);
  m2.main.csEnd();
  assert.deepEqual([mutex(a), mutex(b)], [1, 0]);
  m2.main.csEnd();
  assert.deepEqual([mutex(a), mutex(b), m2.main.csDepth()], [0, 0, 0]);
  m2.main.threadDiscard(state);
  assert.equal(m2.main.threadCount(), 1);
  await m2.end();
});

test('who has stopped the world waits for no mutex that was handed to a thread that is stopped', async () => {
  const b = new Machine();
  const slots = b.buffer(64), native = b.buffer(64);
  b.main.counterObjects(slots, 3);
  const [p, q, r] = [0, 2, 4].map((i) => b.u32[(slots >>> 2) + i]).sort((x, y) => x - y), mutex = (o: number): number => b.u32[o >>> 2] >>> 16 & 0xff;
  for (const o of [p, q, r]) b.u32[o >>> 2] |= 0x40000000;
  b.main.threadDiscard(b.main.threadPrepare());
  // one waits for p, the other has q while it waits for r
  b.main.csBegin(r);
  b.main.csBegin2(p, r);
  assert.equal(b.main.mutexTry(native), 1);
  const waiters = [b.spawn('sectionOnce', p, 0), b.spawn('sectionOnce', q, r), b.spawn('lockForever', native)];
  while (b.main.parkedCount() < 3) await sleep(5);
  await sleep(5); // past FAIR_NS
  b.main.worldStop();
  b.main.csEnd();
  assert.equal(b.main.unlock(native), 1);
  assert.deepEqual([...[p, q, r].map(mutex), b.u32[native >>> 2] & 1], [1, 1, 1, 1], 'handed over');
  b.main.nativeLock(native); b.main.nativeUnlock(native);
  for (const o of [p, q, r]) { b.main.csBegin(o); b.main.csEnd(); }
  b.main.csBegin2(r, p); b.main.csBegin(r); b.main.csEnd(); b.main.csEnd();
  assert.deepEqual([[p, q, r].map(mutex), b.main.csDepth()], [[1, 1, 1], 1]);
  b.main.worldStart(); // the section over r, below, is taken back here: after the waiter
  assert.equal(mutex(r), 1);
  b.main.csEnd();
  assert.deepEqual(await b.join(waiters), [1, 1, 1]);
  assert.deepEqual([p, q, r].map(mutex), [0, 0, 0]);
  await b.end();
});

test('a section over an object of its own costs no lock; what others do makes it common: owner running, asleep, gone, merged', async () => {
  const b = new Machine();
  const slots = b.buffer(64 * 8), flag = b.buffer(64), one = b.buffer(64);
  const p = (i: number): number => b.u32[(slots >>> 2) + 2 * i], mutex = (q: number): number => b.u32[q >>> 2] >>> 16 & 0xff;
  b.main.biasFill(slots, 8);
  b.main.threadDiscard(b.main.threadPrepare()); // from here on sections are real
  b.main.csBegin(p(0));
  b.main.csBegin2(p(1), p(2));
  assert.deepEqual([0, 1, 2].map((i) => mutex(p(i))), [0, 0, 0]);
  // the owner sleeps, inside its sections
  assert.deepEqual(await b.join([b.spawn('biasTouch', slots, 2)]), [2]);
  // taken back: the innermost section is a lock, so 2 is common as well
  assert.deepEqual([0, 1, 2].map((i) => b.main.isPrivateTo(p(i), 1)), [0, 0, 0]);
  assert.deepEqual([0, 1, 2].map((i) => mutex(p(i))), [0, 1, 1]);
  b.main.csEnd();
  assert.deepEqual([0, 1, 2].map((i) => mutex(p(i))), [1, 0, 0]);
  b.main.csEnd();
  assert.equal(b.main.counterF(27), 2);
  // the owner runs
  b.u32[one >>> 2] = p(3);
  const toucher = b.spawn('biasTouch', one, 1).then((n) => { Atomics.store(b.u32, flag >>> 2, 1); return n; });
  void toucher;
  const w = b.spawn('biasSpin', slots + 24, 1, flag);
  await b.join([w, toucher]);
  assert.equal(b.main.isPrivateTo(p(3), 1), 0);
  // it has gone
  const theirs = b.buffer(64);
  await b.join([b.spawn('biasFill', theirs, 2)]);
  const q = b.u32[theirs >>> 2], id = b.u32[q >>> 2] & 0xffff;
  assert.equal(b.main.isPrivateTo(q, id), 1);
  b.main.csBegin(q);
  assert.deepEqual([b.main.isPrivateTo(q, id), mutex(q), b.main.counterF(28)], [0, 1, 1]);
  b.main.csEnd();
  // merged inside of its section
  b.main.csBegin2(p(4), p(5));
  b.main.csBegin(p(4));
  b.main.mergeNow(p(4));
  assert.deepEqual([4, 5].map((i) => mutex(p(i))), [1, 0]);
  b.main.csEnd();
  assert.deepEqual([4, 5].map((i) => mutex(p(i))), [1, 1]);
  b.main.csEnd();
  assert.deepEqual([4, 5].map((i) => mutex(p(i))), [0, 0]);
  await b.end();
});

test('revocations while the owner runs, in its sections: exclusive, and asked too often it gives up all bias', async () => {
  const b = new Machine();
  const n = 500, slots = b.buffer(8 * n), flag = b.buffer(64);
  b.main.biasFill(slots, n);
  b.main.threadDiscard(b.main.threadPrepare());
  const touch = b.spawn('biasTouchThenFlag', slots, n, flag);
  assert.ok(b.main.biasSpin(slots, n, flag) > 0);
  assert.deepEqual(await b.join([touch]), [n]);
  assert.ok(b.main.counterF(26) > 0, 'answers');
  assert.equal(b.main.counterF(30), 1, 'off once');
  assert.ok(b.main.counterF(28) > 0, 'after that nobody asks');
  assert.equal(b.main.isPrivateTo(b.u32[slots >>> 2], 1), 0);
  await b.end();
});

test('biased objects tortured by four threads that make, share, merge and drop them, under ten seeds', async () => {
  const b = new Machine();
  const lock = b.buffer(64);
  for (let seed = 0; seed <= 10; seed++) {
    const count = 1 + (seed & 3), slots = b.main.slotsNew(count) >>> 0;
    b.main.stressSetSeed(seed * 7919);
    await b.together(...[1, 2, 3, 4].map((i): Job => ['tortureBias', seed * 4 + i, seed ? 4000 : 60000, lock, slots, count]));
    b.main.stressSetSeed(0);
    b.main.emptySlots(slots, count);
  }
  b.main.mergeQueueRun();
  assert.equal(b.main.doubleDeaths(), 0);
  assert.equal(b.main.deaths(), b.main.births());
  for (const c of [26, 27, 28]) assert.ok(b.main.counterF(c) > 0, `counter ${c}`);
  assert.equal(b.main.heapsValidate(), 0);
  await b.end();
});
