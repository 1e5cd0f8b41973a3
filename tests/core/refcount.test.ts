// Counting: every object dies exactly once, whoever drops its last reference; in all honest modes. The racy mode is shown to fail.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Machine } from './lib/machine.ts';

after(() => Machine.endAll());

type Job = [string, ...number[]];
const modes: [string, number, boolean][] = [['biased', 0, false], ['plain, under the GIL', 1, true], ['atomic', 2, false], ['locked', 3, false]];

for (const [name, mode, gil] of modes) {
  test(`${name}: torture over shared slots; every object dies exactly once`, async () => {
    const m = new Machine({ flags: mode === 0 ? ['--use', 'TYPHON_CHECK=2'] : ['--use', 'TYPHON_CHECK=1', '--use', `TYPHON_COUNT=${mode}`], gil, intervalUs: 500 });
    const lock = m.buffer(64), slots = m.main.slotsNew(8) >>> 0;
    const n = mode === 3 ? 60000 : 120000;
    await m.together(...[1, 2, 3, 4].map((i): Job => ['tortureCount', i, n, lock, slots, 8]));
    m.main.emptySlots(slots, 8);
    m.main.mergeQueueRun();
    assert.equal(m.main.doubleDeaths(), 0);
    assert.equal(m.main.deaths(), m.main.births());
    assert.ok(m.main.births() > n / 4);
    assert.equal(m.main.gcObjectCount(), 0);
    assert.equal(m.main.heapsValidate(), 0);
    if (mode === 0) assert.ok(m.main.counterF(0) > 0, 'merge queues were used');
    await m.end();
  });
}

test('racy: shown to leak or to free twice', async () => {
  let wrong = 0;
  for (let round = 0; round < 12 && wrong === 0; round++) {
    const m = new Machine({ flags: ['--use', 'TYPHON_COUNT=4'] });
    const p = m.main.nodeNew(0) >>> 0;
    // Two threads take and drop a reference two million times; then exactly one reference should be left.
    try { await m.together(['hammer', p, 2000000], ['hammer', p, 2000000]); } catch { wrong++; }
    if (m.main.refCount(p) !== 1 || m.main.deaths() !== 0) wrong++;
    await m.end();
  }
  assert.ok(wrong > 0);
});

test('sentinels, uniqueness, explicit merge', async () => {
  const m = new Machine();
  assert.equal(m.main.sentinels(), 0);
  await m.end();
});

test('a list nested 1,000,000 deep dies without native recursion', async () => {
  const m = new Machine();
  assert.equal(m.main.deep(1_000_000), 1_000_000);
  assert.equal(m.main.gcObjectCount(), 0);
  assert.deepEqual(await m.join([m.spawn('deep', 40_000)]), [40_000]);
  await m.end();
});

test('objects outlive their thread, and die when others drop them', async () => {
  const m = new Machine();
  const n = 2000, slots = m.main.slotsNew(n) >>> 0;
  await m.join([m.spawn('fill', slots, n)]);
  assert.equal(m.main.deaths(), 0);
  await m.join([m.spawn('dropAll', slots, n / 2)]);
  m.main.dropAll(slots, n);
  assert.equal(m.main.deaths(), n);
  assert.equal(m.main.doubleDeaths(), 0);
  assert.equal(m.main.heapsValidate(), 0);
  await m.end();
});

test('objects die at once although their owner sleeps', async () => {
  const m = new Machine();
  const n = 2000, slots = m.main.slotsNew(n) >>> 0;
  m.main.fill(slots, n);
  await m.join([m.spawn('dropAll', slots, n)]);
  // the main thread was detached: nothing had to wait for its next safepoint
  assert.equal(m.main.deaths(), n);
  assert.equal(m.main.counterF(1), n);
  await m.end();
});

test('a queue emptied for its owner with the world stopped', async () => {
  const m = new Machine();
  const n = 500, slots = m.main.slotsNew(n) >>> 0, flag = m.buffer(64);
  m.main.fill(slots, n);
  const dropper = m.spawn('dropAllAndFlag', slots, n, flag);
  m.main.spinUntil(flag); // attached all the time: everything goes to the queue
  assert.equal(m.main.deaths(), 0);
  assert.equal(m.main.counterF(0), n);
  assert.equal(m.main.drainStopped(), n);
  await m.join([dropper]);
  assert.equal(m.main.deaths(), n);
  assert.equal(m.main.doubleDeaths(), 0);
  await m.end();
});

test('owners exit while others hold, share and drop their objects', async () => {
  const m = new Machine();
  const slots = m.main.slotsNew(8) >>> 0, lock = m.buffer(64);
  for (let round = 0; round < 6; round++) {
    await m.together(['tortureCount', round * 3 + 1, 4000, lock, slots, 8], ['tortureCount', round * 3 + 2, 40000, lock, slots, 8], ['tortureCount', round * 3 + 3, 10000, lock, slots, 8]);
  }
  m.main.emptySlots(slots, 8);
  assert.equal(m.main.deaths(), m.main.births());
  assert.equal(m.main.doubleDeaths(), 0);
  assert.equal(m.main.heapsValidate(), 0);
  await m.end();
});

test('yield points: the torture under ten seeds, with threads that come and go', async () => {
  const m = new Machine();
  const slots = m.main.slotsNew(4) >>> 0, lock = m.buffer(64), shared = m.buffer(64);
  for (let seed = 1; seed <= 10; seed++) {
    m.main.stressSetSeed(seed * 7919);
    await m.together(['tortureCount', seed * 3 + 1, 2000, lock, slots, 4], ['tortureCount', seed * 3 + 2, 5000, lock, slots, 4], ['tortureAlloc', seed, 5000, shared, 8], ['tortureAlloc', seed + 100, 3000, shared, 8]);
    const where = m.buffer(64);
    m.main.counterObjects(where, 2);
    await m.together(['tortureSections', seed, 500, where, 2], ['tortureSections', seed + 50, 500, where, 2]);
  }
  m.main.stressSetSeed(0);
  m.main.emptySlots(slots, 4);
  m.main.drainShared(shared, 8);
  assert.equal(m.main.doubleDeaths(), 0);
  assert.equal(m.main.deaths(), m.main.births());
  assert.equal(m.main.heapsValidate(), 0);
  await m.end();
});

test('failing allocations lose nothing', async () => {
  const m = new Machine();
  const slots = m.main.slotsNew(8) >>> 0;
  const failed = await m.together(['failing', 3000, slots, 8], ['failing', 3000, slots, 8]);
  assert.ok(failed.every((n) => n > 300));
  m.main.emptySlots(slots, 8);
  assert.equal(m.main.doubleDeaths(), 0);
  assert.equal(m.main.deaths(), m.main.births());
  assert.equal(m.main.heapsValidate(), 0);
  await m.end();
});

test('two threads count one shared object', async () => {
  const m = new Machine();
  const p = m.main.nodeNew(0) >>> 0;
  await m.together(['hammer', p, 300000], ['hammer', p, 300000]);
  m.main.pollNow();
  assert.equal(m.main.refCount(p), 1);
  assert.equal(m.main.headerIsValid(p), 1);
  await m.end();
});
