// The allocator: alone, across threads, at its limit, above 2 GiB.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Machine } from './lib/machine.ts';

after(() => Machine.endAll());

const CHECK3 = ['--use', 'TYPHON_CHECK=3'];

test('one thread: blocks are zeroed, distinct, and all come back (lists walked at each slow allocation)', async () => {
  const m = new Machine({ flags: CHECK3 });
  const shared = m.buffer(8 * 8);
  m.main.tortureAlloc(7, 60000, shared, 8);
  m.main.drainShared(shared, 8);
  assert.equal(m.main.heapsValidate(), 0);
  assert.equal(m.main.gcObjectCount(), 0);
  await m.end();
});

test('above 2 GiB', async () => {
  const m = new Machine({ firstSlice: 0x8000 });
  const shared = m.buffer(8 * 8);
  assert.ok(shared > 0x7fff_ffff);
  await m.together(['tortureAlloc', 1, 60000, shared, 8], ['tortureAlloc', 2, 60000, shared, 8]);
  m.main.drainShared(shared, 8);
  assert.equal(m.main.heapsValidate(), 0);
  await m.end();
});

test('several threads free each other\'s blocks; nothing is left when they have gone', async () => {
  const m = new Machine();
  const slots = 64, shared = m.buffer(slots * 8);
  const before = m.main.memUsedF();
  for (let round = 0; round < 3; round++) {
    await m.together(...[1, 2, 3, 4].map((i): [string, ...number[]] => ['tortureAlloc', i + round * 10, 80000, shared, slots]));
    assert.equal(m.main.heapsValidate(), 0);
  }
  m.main.drainShared(shared, slots);
  m.main.abandonedSweep();
  for (let i = 0; i < 4; i++) { m.main.worldStop(); m.main.worldStart(); m.main.pollNow(); m.main.pendingProcess(); }
  assert.equal(m.main.heapsValidate(), 0);
  assert.equal(m.main.gcObjectCount(), 0);
  assert.ok(m.main.memUsedF() - before < 12 * 1024 * 1024, `${m.main.memUsedF() - before} bytes in pages`);
  await m.end();
});

test('a memory limit: allocation fails, and works again when memory was freed', async () => {
  const m = new Machine();
  m.main.memSetLimitF(32 * 1024 * 1024);
  const first = m.main.exhaust();
  assert.ok(first > 300000 && first < 524288, String(first));
  const second = m.main.exhaust();
  assert.ok(Math.abs(first - second) <= 2048, `${first} ${second}`);
  assert.equal(m.main.memAlloc(40 * 1024 * 1024), 0);
  assert.notEqual(m.main.memAlloc(1 << 20), 0);
  assert.equal(m.main.heapsValidate(), 0);
  await m.end();
});

test('large buffers grow in place, shrink, and their holes merge', async () => {
  const m = new Machine();
  const { main, u32 } = m;
  const a = main.memAlloc(200_000) >>> 0;
  u32[a >>> 2] = 42;
  const b = main.memRealloc(a, 3_000_000) >>> 0;
  assert.equal(b, a, 'the slices behind were free');
  const fence = main.memAlloc(100_000) >>> 0;
  const c = main.memRealloc(b, 9_000_000) >>> 0;
  assert.notEqual(c, b);
  assert.equal(u32[c >>> 2], 42);
  const d = main.memRealloc(c, 100_000) >>> 0;
  assert.equal(u32[d >>> 2], 42);
  main.memFree(d);
  main.memFree(fence);
  const used = main.memUsedF();
  const huge = main.memAlloc(1024 * 1024 * 1024) >>> 0;
  assert.notEqual(huge, 0);
  assert.ok(main.memUsableSize(huge) >>> 0 >= 1024 * 1024 * 1024);
  main.memFree(huge);
  assert.equal(main.memUsedF(), used);
  assert.equal(main.memAlloc(0xfffff000), 0);
  assert.equal(main.heapsValidate(), 0);
  await m.end();
});

test('the walk finds every live object, of exited threads too', async () => {
  const m = new Machine();
  const n = 3000, slots = m.main.slotsNew(n) >>> 0;
  await m.join([m.spawn('fill', slots, n)]);
  assert.equal(m.main.gcObjectCount(), n);
  assert.equal(m.main.walkCount(), n);
  m.main.dropAll(slots, n);
  assert.equal(m.main.gcObjectCount(), 0);
  assert.equal(m.main.deaths(), n);
  await m.end();
});

test('the collector is asked for when the threshold passes', async () => {
  const m = new Machine();
  m.main.gcSetThreshold(5000);
  m.main.gcCountReset();
  assert.equal(m.main.gcTrigger(1000), 0);
  assert.notEqual(m.main.gcTrigger(20000), 0);
  await m.end();
});

test('QSBR: a reader without a lock never sees a freed buffer; what is pending stays bounded', async () => {
  const m = new Machine();
  const cell = m.buffer(64), flag = m.buffer(64);
  const [pending] = await m.together(['qsbrWriter', cell, 60000, flag], ['qsbrReader', cell, flag], ['qsbrReader', cell, flag]);
  assert.ok(pending < 60000, `${pending} pending`);
  assert.ok(m.main.counterF(13) > 0, 'quiescent states were asked for');
  m.main.memFree(m.u32[cell >>> 2]);
  assert.equal(m.main.heapsValidate(), 0);
  await m.end();
});

test('delayed frees without memory but for the smallest blocks wait there', async () => {
  const m = new Machine({ flags: CHECK3 });
  const on = m.buffer(8), off = m.buffer(8);
  const [, waiting] = await m.together(['holdQsbr', on, off], ['delayWithoutMemory', 400, on, off]);
  assert.equal(waiting, 400);
  assert.equal(m.main.heapsValidate(), 0);
  await m.end();
});
