// Promotion to per-thread counts: every object dies exactly once, at once, and the number of atomic operations does not grow with the threads.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Machine } from './lib/machine.ts';

after(() => Machine.endAll());
type Job = [string, ...number[]];
const PROMOTED = 23, DEMOTED = 24;
const clean = (m: Machine): void => {
  assert.equal(m.main.doubleDeaths(), 0);
  assert.equal(m.main.deaths(), m.main.births());
  assert.equal(m.main.promotedNow(), 0);
  assert.equal(m.main.heapsValidate(), 0);
};

test('torture: whatever is merged is promoted by the first who counts it', async () => {
  const m = new Machine();
  m.main.promotionTune(1, 0);
  const lock = m.buffer(64), slots = m.main.slotsNew(6) >>> 0;
  await m.together(...[1, 2, 3, 4].map((i): Job => ['churn', i, 60000, lock, slots, 6]));
  m.main.emptySlots(slots, 6);
  assert.ok(m.main.counterF(PROMOTED) > 1000, `${m.main.counterF(PROMOTED)} promotions`);
  assert.ok(m.main.counterF(DEMOTED) > 1000, `${m.main.counterF(DEMOTED)} demotions`);
  clean(m);
  await m.end();
});

test('the same with owned objects, which are merged first; with threads that come and go; with a collector; under seeds', async () => {
  const m = new Machine();
  m.main.promotionTune(1, 0);
  const lock = m.buffer(64), slots = m.main.slotsNew(5) >>> 0;
  for (let seed = 0; seed <= 8; seed++) {
    m.main.stressSetSeed(seed * 7919);
    await m.together(['tortureCount', seed * 5 + 1, 3000, lock, slots, 5], ['tortureCount', seed * 5 + 2, 9000, lock, slots, 5], ['churn', seed * 5 + 3, 6000, lock, slots, 5], ['churn', seed * 5 + 4, 12000, lock, slots, 5], ['demoter', 30, 300]);
  }
  m.main.stressSetSeed(0);
  m.main.emptySlots(slots, 5);
  m.main.mergeQueueRun();
  clean(m);
  await m.end();
});

test('above 2 GiB, where the links of the trashcan could be taken for tags', async () => {
  const m = new Machine({ firstSlice: 0x8000 });
  m.main.promotionTune(1, 0);
  const lock = m.buffer(64), slots = m.main.slotsNew(3) >>> 0;
  await m.together(...[1, 2, 3].map((i): Job => ['churn', i, 20000, lock, slots, 3]));
  assert.equal(m.main.deep(20000), 20000);
  m.main.emptySlots(slots, 3);
  clean(m);
  await m.end();
});

for (const threads of [2, 8, 32]) {
  test(`${threads} threads count one object: a few hundred atomic operations, not millions`, async () => {
    const m = new Machine({ flags: [] });
    const n = 200000, p = m.main.nodeNew(0) >>> 0;
    const before = m.main.sharedOpsF();
    await m.together(...Array.from({ length: threads }, (): Job => ['hammer', p, n]));
    const ops = m.main.sharedOpsF() - before;
    assert.ok(ops < 5000 + threads * 100, `${ops} atomic operations for ${threads * n} pairs`);
    assert.equal(m.main.deaths(), 0);
    m.main.dropOne(p);
    assert.equal(m.main.deaths(), 1); // at once
    clean(m);
    await m.end();
  });
}

test('a hot object through a pipe: one takes references, the other drops them', async () => {
  const m = new Machine();
  m.main.promotionTune(4, 0);
  const p = m.main.nodeNew(0) >>> 0, count = m.buffer(64), n = 100000;
  await m.together(['pipe', p, 0, n, count], ['pipe', p, 1, n, count]);
  assert.ok(m.main.counterF(DEMOTED) < 300, `${m.main.counterF(DEMOTED)} false alarms`);
  m.main.dropOne(p);
  clean(m);
  await m.end();
});

test('indices are used again', async () => {
  const m = new Machine();
  m.main.promotionTune(1, 0);
  const lock = m.buffer(64), slots = m.main.slotsNew(2) >>> 0;
  await m.together(['churn', 1, 100000, lock, slots, 2], ['churn', 2, 100000, lock, slots, 2]);
  m.main.emptySlots(slots, 2);
  assert.ok(m.main.counterF(PROMOTED) > 2000);
  assert.ok(m.main.indicesUsed() < 64, `${m.main.indicesUsed()} indices`);
  clean(m);
  await m.end();
});
