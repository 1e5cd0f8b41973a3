/**
 * `npm run races [-- --seeds N] [--limit SECONDS] [--seed N] [--threads N] [--seconds N] [--plain NAME] [--stacks yes] [--long yes] [program.py …]`: programs on the races build (scripts/lib/races.ts), and every pair of functions that raced
 * without a reason why it may: then the run fails. Without programs: the list below, which CI runs.
 *
 * Each program runs with `--seeds` seeds from `--seed` on, all programs with one before any with the next. After `--limit` seconds no run with a further seed begins.
 * Programs of tests/torture get a seed, seconds and threads and must print "ok"; a program with a .txt beside it must print that; any other, and all with `--threads`, get the number of
 * threads and must end with status 0.
 * `--plain NAME`: the atomic writes of functions whose names end so count as plain, to see that it is noticed. The last line is `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildRaces } from './lib/races.ts';
import { explain, KINDS, open, parseRaces, type Race } from './lib/races-report.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What must have no race without a reason. CI runs these: not quite a minute on each Node. */
const LIST: readonly string[] = [
  'tests/races/shared.py', 'tests/python/gc_weakref_dying.py', ...['memory_files', 'basic', 'fields', 'types', 'slots', 'frames', 'frame_locals', 'promotion', 'bias'].map((n) => `tests/python/threads_${n}.py`),
  ...['containers', 'objects', 'lives', 'collector', 'imports', 'frames', 'natives', 'copies', 'generators', 'locks', 'files', 'closing'].map((n) => `tests/torture/${n}.py`),
];
/** With `--long yes` these too. */
const LONG: readonly string[] = ['bases', 'wrappers', 'shared', 'shared_reads', 'copies'].map((n) => `tests/python/threads_${n}.py`);
const NUMBERS = { seeds: 1, limit: 3600, seed: 1, threads: 0, seconds: 1 }, OTHERS = ['plain', 'stacks', 'long'];
const words: string[] = [], options = new Map<string, string>(), args = process.argv.slice(2), numbers: Record<string, number> = { ...NUMBERS };
const usage = (text: string): never => { process.stderr.write(`races: ${text}\n`); process.exit(2); };
for (let i = 0; i < args.length; i++) {
  if (!args[i].startsWith('--')) { words.push(args[i]); continue; }
  const name = args[i].slice(2), value = args[++i];
  if (value === undefined) usage(`--${name} needs a value`);
  if (Object.hasOwn(numbers, name)) { numbers[name] = Number(value); if (!(numbers[name] > 0)) usage(`--${name} needs a number above 0`); } else if (OTHERS.includes(name)) options.set(name, value); else usage(`unknown option --${name}`);
}
const { seeds, limit, seed: first, threads, seconds } = numbers;

const { cli, places } = buildRaces(root, options.get('plain'));
const end = performance.now() + limit * 1000;
let passed = 0, failed = 0, left = 0;
const say = (text: string): void => { process.stdout.write(`${text}\n`); };
function line(race: Race, known: boolean): string {
  const { now, earlier } = race, where = race.page === 0xff ? 'static' : `page kind ${race.page}, block + ${race.within}`;
  return `${known ? 'open' : 'RACE'} ${race.count}× ${KINDS[now.kind]} ${now.name}@${now.at} [+${now.offset}] by ${race.by} ‖ ${KINDS[earlier.kind]} ${earlier.name}@${earlier.at} [+${earlier.offset}] by ${race.other}: ${race.bytes} bytes at 0x${race.address.toString(16)} (${where})${options.has('stacks') ? `\n${race.stack}` : ''}`;
}
function run(file: string, seed: number): boolean {
  const torture = file.includes('tests/torture/'), text = join(root, file.replace(/\.py$/, '.txt')), told = !torture && !threads && existsSync(text);
  const own = torture ? [seed, seconds, threads || 2] : told ? [] : [threads || 2], began = performance.now();
  const command = ['--stack-trace-limit=25', relative(root, cli), '--seed', seed, file, ...own].map(String);
  const r = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', env: { ...process.env, PYTHONHASHSEED: '1' }, timeout: 300_000, killSignal: 'SIGKILL', maxBuffer: 1 << 28 });
  const { races, tooMany } = parseRaces(r.stderr, places), unexplained = races.filter((x) => explain(x) === undefined), opened = unexplained.filter((x) => open(x) !== undefined);
  for (const race of unexplained) say(line(race, opened.includes(race)));
  if (tooMany) say(`${file}: more than 31 threads, not checked from there on`);
  const ended = r.status === 0 && (torture ? r.stdout.endsWith('ok\n') : !told || r.stdout === readFileSync(text, 'utf8'));
  if (!ended) say(`${file}: ended with ${r.status ?? r.signal}: node ${command.join(' ')}\n${r.stdout.slice(-2000)}${r.stderr.split('\n').filter((l) => !/^\s*(races:|at )/.test(l)).slice(-12).join('\n')}`);
  const fine = ended && unexplained.length === opened.length;
  say(`${fine ? 'ok  ' : 'FAIL'} ${file}, seed ${seed}: ${races.length} pairs of functions, ${opened.length} open, ${unexplained.length - opened.length} without a reason (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return fine;
}
for (let seed = first; seed < first + seeds; seed++) {
  for (const file of words.length > 0 ? words : options.has('long') ? [...LIST, ...LONG] : LIST) {
    if (seed > first && performance.now() > end) left++; else if (run(file, seed)) passed++; else failed++;
  }
}
if (left > 0) say(`${left} runs with further seeds left out: no time after ${limit} s`);
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
