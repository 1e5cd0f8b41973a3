/**
 * `npm run bench:counting`: what each way of counting costs, from one source (src/core/refcount/mode.ts): `biased` (the product), `plain` (the GIL), `atomic` (every count an atomic
 * add), `locked` (a lock around every count, the padlocks of the 1990s). Each mode is a build of its own in build/modes. All numbers are relative to `plain` with one thread.
 *
 *   1         one thread: user time of the process, less that of an empty program (the engine's compiling is in it: --long for small differences)
 *   parked    the same with a second thread parked in the process, so that nothing is elided: the cost of thread safety is biased against plain here
 *   2         two threads: the program's own elapsed time (wall), against plain's with one thread
 *
 * The committed branch profile is of `biased`; so that no mode is marked better than another, each gets a profile of its own, taken once for each build (--no-profile leaves that out).
 *
 * Modes and columns take turns round by round; the best of the rounds counts, since a busy machine only adds.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { formatProfile, parseProfile } from '../scripts/lib/branch-profile.ts';
import { markCore } from '../scripts/lib/core.ts';
import { buildMode, HONEST, modeCli, type Mode } from '../scripts/lib/modes.ts';
import { train } from '../scripts/lib/train.ts';
import { findMicros, findPrograms, LONG_SIZES, root, type Program } from './lib/find.ts';
import { readOptions } from './lib/options.ts';
import { geometricMean } from './lib/stats.ts';

const USAGE = `npm run bench:counting [-- names] [options]      names: of programs or micro-benchmarks, or the words programs, micro (programs)
  --modes a,b     (biased,plain,atomic,locked)
  --columns a,b   (1,parked,2)
  --rounds N      (3)
  --long          the sizes that take seconds (programs that have one)
  --no-build      with the builds that are there
  --no-profile    with the committed branch profile for every mode
  --programs DIR  the folder of the programs
  --timeout S     limit of one run (120)`;
const o = readOptions(USAGE, ['long', 'no-build', 'no-profile'], ['modes', 'columns', 'rounds', 'programs', 'timeout']);
const modes = (o.value('modes')?.split(',') ?? HONEST) as Mode[];
const columns = o.value('columns')?.split(',') ?? ['1', 'parked', '2'];
const rounds = o.number('rounds', 3), limit = o.number('timeout', 120);
for (const m of modes) if (!HONEST.includes(m)) { process.stderr.write(`bench: ${m} is no honest mode\n`); process.exit(2); }
if (!modes.includes('plain')) modes.push('plain');
const words = o.words.length ? o.words : ['programs'];
const chosen = [...findPrograms(o.value('programs')), ...findMicros()].filter((p) => words.includes(p.name) || words.includes(p.kind === 'program' ? 'programs' : 'micro'));
const programs = o.has('long') ? chosen.filter((p) => p.name in LONG_SIZES).map((p) => ({ ...p, size: [LONG_SIZES[p.name]] })) : chosen;
if (programs.length === 0) { process.stderr.write('bench: no such program\n'); process.exit(2); }

interface Took { cpu: number; elapsed: number }
/** User time comes from the shell's `times` (children), the elapsed time from the program. */
function run(cli: string, args: readonly string[]): Took | string {
  const began = performance.now();
  const r = spawnSync('bash', ['-c', '"$@"; s=$?; TIMEFORMAT=; times >&2; exit $s', 'bash', process.execPath, cli, ...args], { encoding: 'utf8', timeout: limit * 1000, maxBuffer: 1 << 28 });
  if (r.status !== 0) return r.status === null ? 'timeout' : `status ${r.status}: ${r.stderr.split('\n').slice(-4, -3).join('')}`;
  const m = /^(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/m.exec(r.stderr.trimEnd().split('\n').at(-1) ?? '');
  const cpu = m ? Number(m[1]) * 60 + Number(m[2]) : Number.NaN;
  return { cpu, elapsed: Number(/^elapsed ([\d.]+)/m.exec(r.stderr)?.[1] ?? (performance.now() - began) / 1000) };
}
const clis = new Map(modes.map((m) => [m, o.has('no-build') ? modeCli(root, m, 'release') : buildMode(root, m, 'release')]));
if (!o.has('no-build') && !o.has('no-profile')) for (const m of modes) ownProfile(m, clis.get(m) as string);
/** Takes the branch profile of a mode, unless there is one of this very core, and marks the mode's core with it. */
function ownProfile(m: Mode, cli: string): void {
  const core = join(root, `build/core-${m}-release`), file = `${core}.branches`, head = `# ${readFileSync(`${core}.hash`, 'utf8')}\n`;
  if (!existsSync(file) || !readFileSync(file, 'utf8').startsWith(head)) {
    process.stderr.write(`bench: taking the branch profile of ${m}\n`);
    writeFileSync(file, head + formatProfile(train(root, core, o.value('programs'), () => undefined)));
  }
  markCore(join(dirname(cli), 'core.wasm'), parseProfile(readFileSync(file, 'utf8')));
}
const parked = join(root, 'bench/lib/parked.py');
const arguments_ = (p: Program, column: string): string[] => column === 'parked' ? [parked, p.path, '1', ...p.size] : [p.path, column, ...p.size];

const best = new Map<string, number>();
const keep = (key: string, v: number): void => { const seen = best.get(key); if (seen === undefined || v < seen) best.set(key, v); };
const failures: string[] = [];
for (let round = 0; round < rounds; round++) {
  for (const m of modes) for (const c of columns) if (c !== '2') {
    const r = run(clis.get(m) as string, c === 'parked' ? [parked, join(root, 'bench/lib/nothing.py')] : [join(root, 'bench/lib/nothing.py')]);
    if (typeof r === 'string') failures.push(`nothing, ${m}, ${c}: ${r}`); else keep(`${m} ${c}`, r.cpu);
  }
  for (const p of programs) for (const c of columns) {
    if (c === '2' && !p.threaded) continue;
    for (const m of modes) {
      const r = run(clis.get(m) as string, arguments_(p, c));
      if (typeof r === 'string') { failures.push(`${p.name}, ${m}, ${c}: ${r}`); continue; }
      keep(`${p.name} ${m} ${c}`, c === '2' ? r.elapsed : r.cpu);
      if (c === '1' && m === 'plain') keep(`${p.name} plain elapsed`, r.elapsed);
    }
  }
  process.stderr.write(`bench: round ${round + 1} of ${rounds}\n`);
}
const value = (p: Program, m: Mode, c: string): number | undefined => {
  const v = best.get(`${p.name} ${m} ${c}`), base = c === '2' ? best.get(`${p.name} plain elapsed`) : best.get(`${p.name} plain 1`);
  if (v === undefined || base === undefined) return undefined;
  return c === '2' ? v / base : (v - (best.get(`${m} ${c}`) ?? 0)) / (base - (best.get('plain 1') ?? 0));
};
const heads = columns.flatMap((c) => modes.map((m) => `${m} ${c}`));
const line = (cells: readonly string[]): string => `${cells[0].padEnd(22)}${cells.slice(1).map((s) => s.padStart(14)).join('')}`;
process.stdout.write(`relative to plain with one thread; best of ${rounds}; load ${loadavg()[0].toFixed(1)}\n${line(['', ...heads])}\n`);
for (const p of programs) process.stdout.write(`${line([p.name, ...columns.flatMap((c) => modes.map((m) => value(p, m, c)?.toFixed(2) ?? '—'))])}\n`);
process.stdout.write(`${line(['geometric mean', ...columns.flatMap((c) => modes.map((m) => { const v = programs.map((p) => value(p, m, c)).filter((x) => x !== undefined && x > 0) as number[]; return v.length ? geometricMean(v).toFixed(3) : '—'; }))])}\n`);
for (const c of columns.filter((x) => x !== '2')) if (modes.includes('biased')) {
  const v = programs.map((p) => (value(p, 'biased', c) ?? Number.NaN) / (value(p, 'plain', c) ?? Number.NaN)).filter((x) => x > 0);
  if (v.length) process.stdout.write(`thread safety, ${c === '1' ? 'alone' : c}: biased / plain = ${geometricMean(v).toFixed(3)}\n`);
}
for (const f of failures) process.stdout.write(`failed: ${f}\n`);
if (failures.length) process.exitCode = 1;
