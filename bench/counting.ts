/**
 * `npm run bench:counting`: what each way of counting costs, from one source (src/core/refcount/mode.ts): `biased` (the product), `plain` (the GIL), `atomic` (every count an atomic
 * add), `locked` (a lock around every count, the padlocks of the 1990s). Each mode is a build of its own in build/modes. All numbers are relative to `plain` with one thread.
 *
 *   alone     the program in one thread, the only one of the process (bench/lib/alone.py); a program whose threads wait for each other has none
 *   1         one worker; the main thread waits for it
 *   parked    the same with a third thread parked in the process: the cost of thread safety is biased against plain here, and alone
 *   2         two threads
 *
 * All times are what the program says of itself on stderr ("elapsed"). The user time of the process, less that of an empty program, is told beside them for biased against plain: half a second to a second of the
 * engine's own compiling is in it, on other threads, and differs from build to build by more than what is to be measured.
 *
 * The committed branch profile is of `biased`; so that no mode is marked better than another, each gets a profile of its own, taken once for each build, on an idle machine (it says if it is not; --no-profile leaves that out).
 *
 * Modes and columns take turns round by round; the best of the rounds counts, since a busy machine only adds.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
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
  --columns a,b   (alone,1,parked,2)
  --rounds N      (3)
  --long          the sizes that take seconds (programs that have one)
  --no-build      with the builds that are there
  --no-profile    with the committed branch profile for every mode
  --programs DIR  the folder of the programs
  --timeout S     limit of one run (120)`;
const COLUMNS = ['alone', '1', 'parked', '2'];
const o = readOptions(USAGE, ['long', 'no-build', 'no-profile'], ['modes', 'columns', 'rounds', 'programs', 'timeout']);
const modes = (o.value('modes')?.split(',') ?? HONEST) as Mode[];
const columns = o.value('columns')?.split(',') ?? COLUMNS;
const rounds = o.number('rounds', 3), limit = o.number('timeout', 120);
for (const m of modes) if (!HONEST.includes(m)) { process.stderr.write(`bench: ${m} is no honest mode\n`); process.exit(2); }
for (const c of columns) if (!COLUMNS.includes(c)) { process.stderr.write(`bench: ${c} is no column\n`); process.exit(2); }
if (!modes.includes('plain')) modes.push('plain');
const words = o.words.length ? o.words : ['programs'];
const chosen = [...findPrograms(o.value('programs')), ...findMicros()].filter((p) => words.includes(p.name) || words.includes(p.kind === 'program' ? 'programs' : 'micro'));
const programs = o.has('long') ? chosen.filter((p) => p.name in LONG_SIZES).map((p) => ({ ...p, size: [LONG_SIZES[p.name]] })) : chosen;
if (programs.length === 0) { process.stderr.write('bench: no such program\n'); process.exit(2); }

interface Took { cpu: number; elapsed: number }
/** User time comes from the shell's `times` (children), the elapsed time from the program. */
function run(cli: string, args: readonly string[]): Took | { status: number | null; why: string } {
  const r = spawnSync('bash', ['-c', '"$@"; s=$?; TIMEFORMAT=; times >&2; exit $s', 'bash', process.execPath, cli, ...args], { encoding: 'utf8', timeout: limit * 1000, maxBuffer: 1 << 28 });
  if (r.status !== 0) return { status: r.status, why: r.status === null ? 'timeout' : `status ${r.status}: ${r.stderr.split('\n').slice(-4, -3).join('')}` };
  const m = /^(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/m.exec(r.stderr.trimEnd().split('\n').at(-1) ?? '');
  return { cpu: m ? Number(m[1]) * 60 + Number(m[2]) : Number.NaN, elapsed: Number(/^elapsed ([\d.]+)/m.exec(r.stderr)?.[1] ?? Number.NaN) };
}
const clis = new Map(modes.map((m) => [m, o.has('no-build') ? modeCli(root, m, 'release') : buildMode(root, m, 'release')]));
if (!o.has('no-build') && !o.has('no-profile')) for (const m of modes) ownProfile(m, clis.get(m) as string);
/** Cores in use by others, over half a second. */
function busy(): number {
  const used = (): number => cpus().reduce((sum, c) => sum + c.times.user + c.times.nice + c.times.sys, 0), before = used(), began = performance.now();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  return (used() - before) / (performance.now() - began);
}
/** Takes the branch profile of a mode, unless there is one of this very core, and marks the mode's core with it. */
function ownProfile(m: Mode, cli: string): void {
  const core = join(root, `build/core-${m}-release`), file = `${core}.branches`, head = `# ${readFileSync(`${core}.hash`, 'utf8')}\n`;
  if (!existsSync(file) || !readFileSync(file, 'utf8').startsWith(head)) {
    const others = busy();
    process.stderr.write(`bench: taking the branch profile of ${m}${others > 0.1 ? `, though other processes use ${others.toFixed(1)} cores: on a busy machine two builds differ by more` : ''}\n`);
    writeFileSync(file, head + formatProfile(train(root, core, o.value('programs'), () => undefined)));
  }
  markCore(join(dirname(cli), 'core.wasm'), parseProfile(readFileSync(file, 'utf8')));
}
const lib = (name: string): string => join(root, 'bench/lib', name), NOT_ALONE = 3; // the status that alone.py ends with then
const begin = (column: string): string[] => column === 'parked' || column === 'alone' ? [lib(`${column}.py`)] : [];
const count = (column: string): string => column === '2' ? '2' : '1';

const best = new Map<string, number>();
const keep = (key: string, v: number): void => { const seen = best.get(key); if (seen === undefined || v < seen) best.set(key, v); };
const failures: string[] = [];
/** Keeps the best elapsed time under the key and the best user time under `key cpu`. */
function take(name: string, m: Mode, c: string, args: readonly string[]): void {
  const r = run(clis.get(m) as string, [...begin(c), ...args]);
  if ('why' in r) { if (c !== 'alone' || r.status !== NOT_ALONE) failures.push(`${name}, ${m}, ${c}: ${r.why}`); return; }
  keep(`${name} ${m} ${c}`, r.elapsed);
  keep(`${name} ${m} ${c} cpu`, r.cpu);
}
// what everything is relative to
const measured = columns.includes('1') ? columns : [...columns, '1'];
for (let round = 0; round < rounds; round++) {
  for (const m of modes) for (const c of columns) take('nothing', m, c, [lib('nothing.py')]);
  for (const p of programs) for (const c of measured) {
    if (c === '2' && !p.threaded) continue;
    for (const m of modes) if (columns.includes(c) || m === 'plain') take(p.name, m, c, [p.path, count(c), ...p.size]);
  }
  process.stderr.write(`bench: round ${round + 1} of ${rounds}\n`);
}
const ratio = (v: number | undefined, base: number | undefined): number | undefined => v === undefined || base === undefined ? undefined : v / base;
const value = (p: Program, m: Mode, c: string): number | undefined => ratio(best.get(`${p.name} ${m} ${c}`), best.get(`${p.name} plain 1`));
const user = (p: Program, m: Mode, c: string): number => (best.get(`${p.name} ${m} ${c} cpu`) ?? Number.NaN) - (best.get(`nothing ${m} ${c} cpu`) ?? Number.NaN);
const mean = (values: readonly (number | undefined)[]): string => {
  const v = values.filter((x): x is number => x !== undefined && x > 0);
  return v.length > 0 ? geometricMean(v).toFixed(3) : '—';
};
const heads = columns.flatMap((c) => modes.map((m) => `${m} ${c}`));
const line = (cells: readonly string[]): string => `${cells[0].padEnd(22)}${cells.slice(1).map((s) => s.padStart(14)).join('')}`;
process.stdout.write(`relative to plain with one worker; best of ${rounds}; load ${loadavg()[0].toFixed(1)}\n${line(['', ...heads])}\n`);
for (const p of programs) process.stdout.write(`${line([p.name, ...columns.flatMap((c) => modes.map((m) => value(p, m, c)?.toFixed(2) ?? '—'))])}\n`);
process.stdout.write(`${line(['geometric mean', ...columns.flatMap((c) => modes.map((m) => mean(programs.map((p) => value(p, m, c)))))])}\n`);
for (const c of columns.filter((x) => x !== '2')) if (modes.includes('biased')) {
  const some = programs.filter((p) => best.has(`${p.name} biased ${c}`) && best.has(`${p.name} plain ${c}`));
  process.stdout.write(`thread safety, ${c === '1' ? 'one worker' : c}: biased / plain = ${mean(some.map((p) => ratio(value(p, 'biased', c), value(p, 'plain', c))))} elapsed, ${mean(some.map((p) => user(p, 'biased', c) / user(p, 'plain', c)))} user time (${some.length} programs)\n`);
}
for (const f of failures) process.stdout.write(`failed: ${f}\n`);
if (failures.length) process.exitCode = 1;
