/**
 * `npm run races [-- --threads N] [--seconds N] [--seed N] [--plain NAME] [--stacks yes] [program.py …]`: programs on the races build (scripts/lib/races.ts), and every pair of functions that raced, with the reason why it may, or
 * without one: then the run fails. Programs of tests/torture get a seed, seconds and threads; any other program the number of threads. Without programs: those below.
 * `--plain NAME`: the atomic writes of functions whose names end so count as plain, to see that it is noticed.
 * The last line is `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildRaces } from './lib/races.ts';
import { explain, KINDS, open, parseRaces } from './lib/races-report.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const USUAL = ['tests/races/shared.py', 'tests/python/threads_basic.py'];
const words: string[] = [], options = new Map<string, string>(), args = process.argv.slice(2);
for (let i = 0; i < args.length; i++) { if (args[i].startsWith('--')) { options.set(args[i].slice(2), args[i + 1] ?? ''); i++; } else words.push(args[i]); }
for (const o of options.keys()) if (!['threads', 'seconds', 'seed', 'plain', 'stacks'].includes(o)) { process.stderr.write(`races: unknown option --${o}\n`); process.exit(2); }

const { cli, places } = buildRaces(root, options.get('plain'));
const threads = options.get('threads') ?? '2', seed = options.get('seed') ?? '1';
let passed = 0, failed = 0;
for (const file of words.length > 0 ? words : USUAL) {
  const own = file.includes('tests/torture/') ? [seed, options.get('seconds') ?? '2', threads] : [threads];
  const command = [relative(root, cli), '--seed', seed, file, ...own];
  const r = spawnSync(process.execPath, ['--stack-trace-limit=25', ...command], { cwd: root, encoding: 'utf8', timeout: 300_000, killSignal: 'SIGKILL', maxBuffer: 1 << 28 });
  const { races, tooMany } = parseRaces(r.stderr, places);
  let unexplained = 0, opened = 0;
  for (const race of races) {
    const reason = explain(race);
    if (reason !== undefined) continue;
    const known = open(race);
    if (known === undefined) unexplained++; else opened++;
    const { now, earlier } = race, where = race.page === 0xff ? 'static' : `page kind ${race.page}, block + ${race.within}`;
    process.stdout.write(`${known === undefined ? 'RACE' : 'open'} ${race.count}× ${KINDS[now.kind]} ${now.name}@${now.at} [+${now.offset}] by ${race.by} ‖ ${KINDS[earlier.kind]} ${earlier.name}@${earlier.at} [+${earlier.offset}] by ${race.other}: ${race.bytes} bytes at 0x${race.address.toString(16)} (${where})\n`);
    if (options.has('stacks')) process.stdout.write(`${race.stack}\n`);
  }
  if (tooMany) process.stdout.write(`${file}: more than 31 threads, not checked from there on\n`);
  const ended = r.status === 0;
  if (!ended) process.stdout.write(`${file}: ended with ${r.status ?? r.signal}\n${r.stderr.split('\n').filter((l) => !/^\s*(races:|at )/.test(l)).slice(-12).join('\n')}\n`);
  if (ended && unexplained === 0) passed++; else failed++;
  process.stdout.write(`${ended && unexplained === 0 ? 'ok  ' : 'FAIL'} ${file}: ${races.length} pairs of functions, ${opened} open, ${unexplained} without a reason\n`);
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
