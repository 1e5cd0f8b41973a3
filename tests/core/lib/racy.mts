// Runs in a process of its own, whose heap may be corrupted: one object, two threads, the racy mode, the interleavings of the seeds given. Prints {seed: [deaths, second deaths]}.
import { Machine } from './machine.ts';

const [mode, pairs, ...seeds] = process.argv.slice(2).map(Number);
const m = new Machine({ flags: ['--use', `TYPHON_COUNT=${mode}`, '--use', 'TYPHON_CHECK=0'] });
const results: Record<number, [number, number]> = {};
for (const seed of seeds) {
  const deaths = m.main.deaths(), twice = m.main.doubleDeaths(), p = m.main.raceNode(seed) >>> 0;
  await m.together(['raceRun', p, 1, pairs], ['raceRun', p, 2, pairs]);
  results[seed] = [m.main.deaths() - deaths, m.main.doubleDeaths() - twice];
}
process.stdout.write(`${JSON.stringify(results)}\n`);
await m.end();
