/**
 * `npm run bench:scaling`: whether threads that do the same thing get in each other's way (bench/scaling.py has the cases). Two tables:
 *
 *   counted  atomic operations on count words and contended locks per iteration, with 2, 8 and 32 threads: they must not grow with the threads. Exact whatever
 *            else the machine does; tests/python/scaling.test.ts checks it.
 *   timed    how many times faster two threads are together than one after the other (aim 1.6), and what eight threads take for the same work as two (aim: at most
 *            1.15 times). Wants idle cores: the load of the machine stands beside it. The processor time alone over that of two together says how much of a
 *            second core is gained, and is less disturbed by other work.
 *
 * Each case on objects of each thread's own and on shared ones.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { cli, root } from './lib/find.ts';
import { readOptions } from './lib/options.ts';

const USAGE = `npm run bench:scaling [-- names] [options]       names: of cases
  --counts        only count
  --times         only time
  --threads 2,8,32  of the counts
  --iterations N  of the counts, by all threads (6000)
  --seconds S     each timed run takes at least this long (0.3)
  --rounds N      of the times; the best of each is shown (3)`;
const o = readOptions(USAGE, ['counts', 'times'], ['threads', 'iterations', 'seconds', 'rounds']);

interface Row { case: string; shared: boolean }
interface Count extends Row { threads: number; counts: number; contended: number; collections: number }
interface Time extends Row { alone: number; cpu: number; iterations: number; [threads: string]: number | string | boolean }

async function python<R>(args: string[], seen: (row: R) => void): Promise<void> {
  const child = spawn(process.execPath, [cli, join(root, 'bench/scaling.py'), ...args, ...o.words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => { child.on('close', resolve); });
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('{')) seen(JSON.parse(line) as R);
  const status = await ended;
  if (status !== 0) { process.stderr.write(`bench: scaling.py ended with ${status}\n`); process.exit(1); }
}
const label = (r: Row): string => `${r.case.padEnd(20)} ${(r.shared ? 'shared' : 'own').padEnd(7)}`;
const cell = (n: number): string => (n === 0 ? '0' : n.toFixed(3)).padStart(8);

async function counts(): Promise<void> {
  const threads = o.numbers('threads', [2, 8, 32]), rows = new Map<string, Count[]>();
  await python<Count>(['count', '--threads', threads.join(','), '--iterations', String(o.number('iterations', 6000))], (r) => {
    rows.set(label(r), [...(rows.get(label(r)) ?? []), r]);
  });
  process.stdout.write(`\nper iteration${' '.repeat(16)}atomic count operations, then contended locks, with ${threads.join(', ')} threads\n`);
  let worst = 0;
  for (const [name, of] of rows) {
    process.stdout.write(`${name} ${of.map((r) => cell(r.counts)).join('')}   ${of.map((r) => cell(r.contended)).join('')}\n`);
    worst = Math.max(worst, ...of.map((r) => r.counts));
  }
  process.stdout.write(`the most: ${worst.toFixed(3)}\n`);
}
async function times(): Promise<void> {
  const best = new Map<string, { two: number; eight: number; cpu: number }>(), before = loadavg()[0].toFixed(1);
  for (let round = 0; round < o.number('rounds', 3); round++) {
    await python<Time>(['time', '--threads', '2,8', '--seconds', String(o.number('seconds', 0.3))], (r) => {
      const two = r.alone / Number(r['2']), eight = Number(r['8']) / Number(r['2']), cpu = r.cpu / Number(r.cpu2), b = best.get(label(r));
      best.set(label(r), b ? { two: Math.max(b.two, two), eight: Math.min(b.eight, eight), cpu: Math.max(b.cpu, cpu) } : { two, eight, cpu });
    });
  }
  process.stdout.write(`\n${availableParallelism()} cores, load ${before} before, ${loadavg()[0].toFixed(1)} after\n${' '.repeat(29)}2 together are faster    8 for the same work    processor time alone / together\n`);
  let low = 0, slow = 0;
  for (const [name, b] of best) {
    if (b.two < 1.6) low++;
    if (b.eight > 1.15) slow++;
    process.stdout.write(`${name}         ${b.two.toFixed(2)}${b.two < 1.6 ? ' *' : '  '}               ${b.eight.toFixed(2)}${b.eight > 1.15 ? ' *' : '  '}                 ${b.cpu.toFixed(2)}\n`);
  }
  process.stdout.write(`${best.size - low} of ${best.size} at least 1.6 times faster; ${best.size - slow} with 8 threads at most 1.15 of the time with 2\n`);
}
if (!o.has('times')) await counts();
if (!o.has('counts')) await times();
