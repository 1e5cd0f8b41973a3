// Stop the world, GIL mode, birth and death of threads.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Machine } from './lib/machine.ts';

after(() => Machine.endAll());

type Job = [string, ...number[]];

test('while the world is stopped nobody moves; two stoppers take turns; threads come and go meanwhile', async () => {
  const m = new Machine();
  const counters = m.buffer(64 * 8), flag = m.buffer(64);
  const runners = [0, 1, 2].map((i) => m.spawn('runner', counters + 64 * i, flag));
  // A worker takes its time to come up: the stops would be over before the runners have begun.
  m.main.threadDetach();
  while (![0, 1, 2].every((i) => Atomics.load(m.u32, (counters + 64 * i) >>> 2) > 0)) await new Promise((r) => setTimeout(r, 2));
  m.main.threadReattach();
  const stops = [m.spawn('stopper', counters, 3, 150), m.spawn('stopper', counters, 3, 150)];
  const shared = m.buffer(64);
  const births = Promise.all([1, 2, 3, 4, 5, 6].map((i) => m.spawn('tortureAlloc', i, 2000, shared, 8)));
  assert.deepEqual(await m.join(stops), [150, 150]);
  await m.join([births]);
  m.main.setFlag(flag);
  const ran = await m.join(runners);
  assert.ok(ran.every((n) => n > 0));
  assert.equal(m.main.threadCount(), 1);
  assert.equal(m.main.counterF(6), 300);
  m.main.drainShared(shared, 8);
  assert.equal(m.main.heapsValidate(), 0);
  await m.end();
});

test('a snapshot continues in another memory', async () => {
  const m = new Machine();
  const slots = m.main.slotsNew(100) >>> 0;
  m.main.fill(slots, 100);
  const image = m.u32.slice(0, (m.main.memHighWater() >>> 0) / 4);
  const k = new Machine({ image, world: m.world });
  assert.equal(k.main.gcObjectCount(), 100);
  assert.equal(k.main.heapsValidate(), 0);
  await k.join([k.spawn('dropAll', slots, 50)]);
  k.main.dropAll(slots, 100);
  assert.equal(k.main.deaths(), 100);
  assert.equal(k.main.gcObjectCount(), 0);
  assert.equal(m.main.gcObjectCount(), 100);
  assert.equal(k.main.heapsValidate(), 0);
});

test('owner ids are used again', async () => {
  const m = new Machine();
  const ids = new Set<number>();
  for (let i = 0; i < 40; i++) for (const id of await m.join([m.spawn('myTid'), m.spawn('myTid')])) ids.add(id);
  assert.ok(ids.size <= 3, [...ids].join(' '));
  await m.end();
});

test('GIL: plain increments are exact, every thread gets its turns, sections stay elided', async () => {
  const m = new Machine({ gil: true, intervalUs: 1000 });
  const counter = m.buffer(64), n = 8_000_000;
  const t = performance.now();
  await m.together(...[1, 2, 3].map((): Job => ['gilRunner', counter, n]));
  assert.equal(m.u32[counter >>> 2], 3 * n);
  assert.equal(m.main.multi(), 0);
  const ms = performance.now() - t, switches = m.main.counterF(9);
  assert.ok(switches > 6, `${switches} switches in ${ms} ms`);
  const slots = m.buffer(64), word = m.buffer(64);
  m.main.counterObjects(slots, 2);
  await m.together(...[1, 2].map((i): Job => ['tortureSections', i, 20000, slots, 2]));
  assert.deepEqual(await m.together(['pingPong', word, 0, 500], ['pingPong', word, 1, 500]), [500, 500]);
  const counters = m.buffer(64 * 4), flag = m.buffer(64);
  const runner = m.spawn('runner', counters, flag);
  assert.deepEqual(await m.join([m.spawn('stopper', counters, 1, 30)]), [30]);
  m.main.setFlag(flag);
  await m.join([runner]);
  await m.end();
});
