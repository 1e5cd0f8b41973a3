/**
 * `npm run sweep`: do all programs print exactly what they must? Every program with 1, 2, 3 and 8 threads, under the GIL and without, on every Node, compared with
 * `expected/*.txt`. Times do not matter here, so `--jobs` runs go at once: a loaded machine finds more. The last line is `N passed, N failed`.
 */
import { existsSync } from 'node:fs';
import { cli, findNodes, findPrograms, typhonEngines, type Engine, type Program } from './lib/find.ts';
import { runOnce } from './lib/measure.ts';
import { readOptions } from './lib/options.ts';

const USAGE = `npm run sweep [-- names] [options]
  --once          one round (the default); --rounds N for more
  --threads LIST  1,2,3,8
  --gil 0|1|both  both
  --jobs N        runs at once (2)
  --timeout S     limit of one run (60)
  --optional      where the programs are not found, say so and end well
  --programs DIR, --node26 PATH   as npm run bench
  --python PATH   a python3 in Typhon's place, to try the sweep itself`;

const o = readOptions(USAGE, ['once', 'optional'], ['rounds', 'threads', 'gil', 'jobs', 'timeout', 'programs', 'node26', 'python']);
const rounds = o.has('once') ? 1 : o.number('rounds', 1);
const threads = o.numbers('threads', [1, 2, 3, 8]);
const limit = o.number('timeout', 60);
const python = o.value('python');

const programs = findPrograms(o.value('programs')).filter((p) => p.expected !== undefined && (o.words.length === 0 || o.words.includes(p.name)));
if (programs.length === 0 && o.has('optional') && o.words.length === 0) { process.stdout.write('sweep: SKIPPED, the folder of the programs is not on this machine (TYPHON_PROGRAMS)\n'); process.exit(0); }
if (programs.length === 0) { process.stderr.write('sweep: no programs found (--programs DIR, or TYPHON_PROGRAMS)\n'); process.stdout.write('0 passed, 1 failed\n'); process.exit(2); }
if (python === undefined && !existsSync(cli)) { process.stderr.write('sweep: Typhon is not built (npm run build)\n'); process.stdout.write('0 passed, 1 failed\n'); process.exit(2); }
const gil = o.value('gil') ?? 'both';
const engines: Engine[] = python !== undefined
  ? [{ id: 'python', label: python, threads, kind: 'peer', command: (p, t) => [python, p.path, String(t), ...p.size], runs: () => true }]
  : typhonEngines(findNodes(o.value('node26')), threads, gil !== '0').filter((e) => gil !== '1' || e.id.endsWith('-gil'));

interface Task { engine: Engine; program: Program; t: number }
const seen = new Map<string, { ok: number; bad: string[] }>();
const key = (e: Engine, p: Program, t: number): string => `${e.id} ${p.name} ${t}`;
/** Reasons whose last lines of standard error were shown. */
const told = new Set<string>();
let passed = 0;
let failed = 0;
const begun = performance.now();
const slowest: { what: string; wall: number }[] = [];

for (let round = 1; round <= rounds; round++) {
  const queue: Task[] = engines.flatMap((engine) => programs.flatMap((program) => threads.map((t) => ({ engine, program, t }))));
  const work = async (): Promise<void> => {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
      const { engine, program, t } = task;
      const run = await runOnce(engine.command(program, t), limit, program.expected);
      const k = key(engine, program, t);
      const s = seen.get(k) ?? { ok: 0, bad: [] };
      seen.set(k, s);
      slowest.push({ what: k, wall: run.wall });
      if (run.status === 'ok') { s.ok++; passed++; continue; }
      s.bad.push(run.status);
      failed++;
      process.stdout.write(`FAIL round ${round}: ${engine.label}: ${program.name} ${t}: ${run.status}: ${run.why}\n  ${engine.command(program, t).join(' ')}\n${told.has(run.why) || run.tail === '' ? '' : `${run.tail.replace(/^/gm, '    ')}\n`}`);
      told.add(run.why);
    }
  };
  await Promise.all(Array.from({ length: o.number('jobs', 2) }, work));
  if (rounds > 1) process.stdout.write(`round ${round} of ${rounds}: ${passed} passed, ${failed} failed so far (${((performance.now() - begun) / 1000).toFixed(0)} s)\n`);
}

const WORD: Readonly<Record<string, string>> = { wrong: 'wrong', crashed: 'crash', timeout: 'late' };
const width = Math.max(...programs.map((p) => p.name.length), 8);
for (const e of engines) {
  process.stdout.write(`\n${e.label}\n${'threads'.padEnd(width)}${threads.map((t) => String(t).padStart(10)).join('')}\n`);
  for (const p of programs) {
    process.stdout.write(`${p.name.padEnd(width)}${threads.map((t) => {
      const s = seen.get(key(e, p, t)) as { ok: number; bad: string[] };
      return (s.bad.length === 0 ? rounds > 1 ? `ok ${s.ok}` : 'ok' : `${[...new Set(s.bad)].map((b) => WORD[b]).join('/')}${rounds > 1 ? ` ${s.bad.length}/${rounds}` : ''}`).padStart(10);
    }).join('')}\n`);
  }
}
slowest.sort((a, b) => b.wall - a.wall);
process.stdout.write(`\nslowest: ${slowest.slice(0, 3).map((s) => `${s.what} ${s.wall.toFixed(1)} s`).join(', ')}; all ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
