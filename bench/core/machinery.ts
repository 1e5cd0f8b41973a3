// Microbenchmarks of the machinery: `node --import tsx bench/core/machinery.ts`. Nanoseconds an operation. For counts a loop with an atomic store (which keeps the
// optimiser from folding the pair) is taken off.
import { Machine } from '../../tests/core/lib/machine.ts';

function best(f: () => void): number { let b = Infinity; for (let i = 0; i < 7; i++) { const t = performance.now(); f(); b = Math.min(b, performance.now() - t); } return b; }
function report(m: Machine, title: string): void {
  const { main } = m, n = 2_000_000;
  const empty = best(() => main.benchEmpty(n));
  const ns = (f: () => void, count = n): string => (best(f) * 1e6 / count).toFixed(2).padStart(8);
  const pair = (f: () => void): string => (Math.max(0, best(f) - empty) * 1e6 / n).toFixed(2).padStart(8);
  const slot = main.slotsNew(4) >>> 0, own = main.sharedNode(slot) >>> 0, immortal = main.immortalNode() >>> 0, lock = m.buffer(64);
  console.log(`-- ${title}`);
  console.log('incref+decref, owner   ', pair(() => main.benchPair(own, n)));
  console.log('incref+decref, immortal', pair(() => main.benchPair(immortal, n)));
  for (const size of [32, 64, 256]) console.log(`alloc+free object, ${String(size).padEnd(4)}`, ns(() => main.benchAllocFree(size, n)));
  console.log('alloc+free raw, 64     ', ns(() => main.benchRaw(64, n)));
  console.log('alloc+free raw, 4096   ', ns(() => main.benchRaw(4096, n)));
  console.log('alloc+free bulk, 48    ', ns(() => main.benchBulk(500_000), 500_000));
  console.log('mutex lock+unlock      ', ns(() => main.benchMutex(lock, n)));
  console.log('section begin+end      ', ns(() => main.benchSection(own, n)));
  console.log('slot read, try-incref+decref, owner', ns(() => main.benchTry(slot, n)));
}
const m = new Machine({ flags: ['-O3', '--noAssert'] });
report(m, 'one thread was ever started');
const other = m.main.slotsNew(2) >>> 0;
await m.join([m.spawn('fill', other, 1)]);
report(m, 'several threads were started');
const foreign = m.u32[other >>> 2];
const n = 2_000_000;
m.main.newRefOf(foreign);
console.log('incref+decref, foreign ', (best(() => m.main.benchPair(foreign, n)) * 1e6 / n).toFixed(2).padStart(8));
console.log('slot read, try-incref+decref, foreign', (best(() => m.main.benchTry(other, n)) * 1e6 / n).toFixed(2));
const t = performance.now();
await m.together(['benchPair', foreign, n], ['benchPair', foreign, n]);
console.log('incref+decref, foreign, two threads on one object', ((performance.now() - t) * 1e6 / n).toFixed(2));
const s = performance.now();
m.main.benchStop(20000);
console.log('world stop+start, alone', ((performance.now() - s) * 1e6 / 20000).toFixed(0));
await m.end();
for (const [name, mode] of [['plain', 1], ['atomic', 2], ['locked', 3]] as const) {
  const k = new Machine({ flags: ['-O3', '--noAssert', '--use', `TYPHON_COUNT=${mode}`] });
  const p = k.main.sharedNode(k.main.slotsNew(1) >>> 0) >>> 0;
  const e = best(() => k.main.benchEmpty(n));
  console.log(`incref+decref in mode ${name}`, ((best(() => k.main.benchPair(p, n)) - e) * 1e6 / n).toFixed(2));
  await k.end();
}
