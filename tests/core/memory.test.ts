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

test('while one thread passes no quiescent state: what is pending is counted, asked for each 64 items and each MiB, and freed after it has answered', async () => {
  const m = new Machine(), QSBR_REQUESTS = 13;
  const here = m.buffer(64), flag = m.buffer(64), still = m.spawn('holdStill', here, flag);
  m.main.spinUntil(here);
  const asked = (): number => m.main.counterF(QSBR_REQUESTS);
  const before = asked();
  assert.equal(m.main.freeDelayed(127, 64), 127);
  assert.equal(asked(), before);
  assert.equal(m.main.freeDelayed(1, 64), 128);
  assert.equal(asked(), before + 1, 'at 128');
  assert.equal(m.main.freeDelayed(64 * 5, 64), 128 + 64 * 5);
  assert.equal(asked(), before + 6, 'at each further 64');
  m.main.freeDelayed(1, 2 << 20);
  assert.equal(asked(), before + 7, 'a large one at once');
  m.main.pollNow();
  assert.equal(m.main.delayedCount(), 128 + 64 * 5 + 1, 'this thread alone is not enough');
  m.main.setFlag(flag);
  await m.join([still]);
  m.main.pollNow();
  m.main.freeDelayed(128, 64);
  m.main.pollNow();
  m.main.pollNow();
  assert.ok(m.main.delayedCount() < 128, `${m.main.delayedCount()} pending`);
  assert.equal(m.main.heapsValidate(), 0);
  await m.end();
});

test('a page of objects that became empty keeps its size class while a reader may look into it', async () => {
  const m = new Machine();
  const here = m.buffer(64), flag = m.buffer(64), still = m.spawn('holdStill', here, flag);
  m.main.spinUntil(here);
  const addresses = (at: number, n: number): number[] => Array.from(m.u32.slice(at >>> 2, (at >>> 2) + n));
  const old = addresses(m.main.blocksNew(6000, 64) >>> 0, 6000), slices = new Set(old.map((p) => p >>> 16));
  assert.ok(slices.size >= 5);
  for (const p of old) m.main.freeObjectBlock(p);
  assert.ok(m.main.pendingBytesF() >= 4 * 65536, `${m.main.pendingBytesF()} bytes wait`);
  const others = addresses(m.main.blocksNew(6000, 512) >>> 0, 6000);
  assert.deepEqual(others.filter((p) => slices.has(p >>> 16)), []);
  m.main.setFlag(flag);
  await m.join([still]);
  for (let i = 0; i < 3; i++) { m.main.worldStop(); m.main.worldStart(); m.main.pollNow(); m.main.pendingProcess(); }
  assert.equal(m.main.pendingBytesF(), 0);
  for (const p of others) m.main.freeObjectBlock(p);
  assert.equal(m.main.heapsValidate(), 0);
  await m.end();
});

test('a freed block keeps its owner and its counts: the link lies in the type word', async () => {
  const m = new Machine();
  const words = (p: number): number[] => [m.u32[p >>> 2] & 0xffff, m.u32[(p >>> 2) + 1], m.u32[(p >>> 2) + 2], m.u32[(p >>> 2) + 3] & 1];
  const own = m.main.nodeNew(0) >>> 0, merged = m.main.nodeNew(0) >>> 0, id = m.main.myTid();
  m.main.mergeNow(merged);
  assert.deepEqual(words(own), [id, 1, 0, 0]);
  const [owner, , shared] = words(merged), state = shared & 3;
  assert.deepEqual([owner, state], [0, 3]);
  m.main.dropOne(own);
  m.main.dropOne(merged);
  assert.equal(m.main.deaths(), 2);
  assert.deepEqual(words(own), [id, 0, 0, 1]);
  assert.deepEqual([words(merged)[0], words(merged)[2], words(merged)[3]], [0, 3, 1]);
  await m.end();
});
