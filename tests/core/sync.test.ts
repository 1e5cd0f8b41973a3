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
