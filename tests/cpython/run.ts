/**
 * `npm run cpython-tests -- [name]… [--again] [--processes] [--method part] [--verbose]`: CPython's own tests, unmodified, on Typhon.
 *
 * The files are those of Debian's libpython3.11-testsuite (/usr/lib/python3.11/test, or TYPHON_CPYTHON_TESTS); `/usr/bin/python3` is the measure. Each module runs on both in a
 * process of its own through harness.py, which writes a line for each method. A run that hangs (QUIET_S without a line) or dies loses the method
 * it was at and goes on behind it in a new process. A method that CPython passes and Typhon does not pass (failing, skipped, never reached) counts as failed.
 *
 * `--processes` adds the process pools (start method spawn) to test_concurrent_futures: two minutes more.
 *
 * `known-failures.txt` lists the methods that fail, a reason each. The status is 1 if another fails, or if one of the list passes: then it is to be taken out, so that
 * the list only shrinks; a reason that begins with "race: " lets the method pass too. Where the suite is not installed one line says so and the status is 0.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const suite = process.env.TYPHON_CPYTHON_TESTS ?? '/usr/lib/python3.11/test';
const python = process.env.TYPHON_CPYTHON ?? '/usr/bin/python3.11';
const work = join(root, 'build/cpython-tests');
const QUIET_S = Number(process.env.TYPHON_CPYTHON_QUIET ?? 90);

/** module → which of its classes (all of them if there is no pattern) */
const MODULES: Readonly<Record<string, string | undefined>> = {
  test_thread: undefined, test_threading: undefined, test_threading_local: undefined, test_queue: undefined,
  test_weakref: undefined, test_gc: undefined, test_context: undefined,
  test_concurrent_futures: `^(ThreadPool|Future|SingleThread${process.argv.includes('--processes') ? '|ProcessPoolSpawn' : ''})`,
};

const args = process.argv.slice(2);
const method = args.includes('--method') ? args[args.indexOf('--method') + 1] : undefined;
const names = args.filter((a, i) => !a.startsWith('--') && args[i - 1] !== '--method').map((a) => a.startsWith('test_') ? a : `test_${a}`);

if (!existsSync(join(suite, 'test_threading.py')) || !existsSync(python)) {
  process.stdout.write(`cpython-tests: skipped, ${suite} or ${python} is not there (apt-get install libpython3.11-testsuite python3.11)\n`);
  process.exit(0);
}

interface Outcome { what: string; why: string }
type Outcomes = Map<string, Outcome>;

function read(path: string): { outcomes: Outcomes; ended: boolean; running: string | undefined } {
  const outcomes: Outcomes = new Map();
  let ended = false;
  let running: string | undefined;
  for (const line of existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []) {
    const [what, id, why = ''] = line.split('\t');
    if (what === 'end') { ended = true; running = undefined; }
    else if (what === 'start') running = id;
    else if (id !== undefined && id !== '') {
      const before = outcomes.get(id);
      if (before === undefined || before.what === 'ok' || before.what === 'skip') outcomes.set(id, { what, why });
      if (running === id) running = undefined;
    }
  }
  return { outcomes, ended, running };
}

/** One process; resolves to how it ended. */
function once(command: readonly string[], out: string, log: string): Promise<string> {
  const dir = join(work, 'cwd');
  mkdirSync(dir, { recursive: true });
  const fd = openSync(log, 'a');
  const p = spawn(command[0], command.slice(1), { cwd: dir, detached: true, stdio: ['ignore', fd, fd], env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } });
  closeSync(fd);
  let size = -1;
  let since = Date.now();
  let why: string | undefined;
  const kill = (): void => { try { process.kill(-(p.pid ?? 0), 'SIGKILL'); } catch { /* gone */ } };
  const timer = setInterval(() => {
    const now = existsSync(out) ? statSync(out).size : 0;
    if (now !== size) { size = now; since = Date.now(); }
    else if (Date.now() - since > QUIET_S * 1000) { why = `hung: nothing for ${QUIET_S} s`; kill(); }
  }, 250);
  return new Promise((resolve) => p.on('exit', (status, signal) => { clearInterval(timer); kill(); resolve(why ?? (signal === null ? `status ${status}` : signal)); }));
}

async function runOn(which: 'python' | 'typhon', name: string, ids: readonly string[] | undefined): Promise<Outcomes> {
  const out = join(work, `${name}.${which}.lines`);
  const log = join(work, `${name}.${which}.log`);
  const list = join(work, `${name}.${which}.only`);
  rmSync(log, { force: true });
  const command = which === 'python' ? [python] : [process.execPath, join(root, 'dist/cli.js')];
  const all: Outcomes = new Map();
  let left = ids;
  for (let round = 0; round < 40; round++) {
    rmSync(out, { force: true });
    const classes = MODULES[name];
    const more = classes === undefined ? [] : ['--classes', classes];
    if (which === 'typhon') more.push('--lib', join(here, 'lib'));
    if (left !== undefined) { writeFileSync(list, left.join('\n')); more.push('--only', list); }
    const how = await once([...command, join(here, 'harness.py'), out, `test.${name}`, ...more], out, log);
    const { outcomes, ended, running } = read(out);
    for (const [id, o] of outcomes) all.set(id, o);
    const broken = outcomes.get(`test.${name}`);
    if (broken?.what === 'broken') {
      process.stdout.write(`${name}: ${which} cannot import it: ${broken.why}\n`);
      for (const id of left ?? []) if (!all.has(id)) all.set(id, broken);
      all.delete(`test.${name}`);
      break;
    }
    if (ended) break;
    if (running !== undefined) all.set(running, { what: 'died', why: how });
    if (left === undefined) { process.stdout.write(`${name}: ${which} ended before its end (${how})\n`); break; }
    const before = left.length;
    left = left.filter((id) => !all.has(id));
    if (left.length === 0) break;
    if (left.length === before) { for (const id of left) all.set(id, { what: 'died', why: `never reached: ${how}` }); break; }
  }
  return all;
}

async function measure(name: string): Promise<Outcomes> {
  const kept = join(work, `${name}.python.json`);
  const stamp = statSync(join(suite, `${name}.py`)).mtimeMs;
  if (!args.includes('--again') && existsSync(kept)) {
    const k = JSON.parse(readFileSync(kept, 'utf8')) as { stamp: number; outcomes: [string, Outcome][] };
    if (k.stamp === stamp) return new Map(k.outcomes);
  }
  const outcomes = await runOn('python', name, undefined);
  writeFileSync(kept, JSON.stringify({ stamp, outcomes: [...outcomes] }));
  return outcomes;
}

const known = new Map<string, string>();
for (const line of readFileSync(join(here, 'known-failures.txt'), 'utf8').split('\n')) {
  const m = /^(\S+)\s+(.+)$/.exec(line);
  if (m !== null && !line.startsWith('#')) known.set(m[1], m[2]);
}

// Beside the library, as with CPython: children of the tests run with -I.
const link = join(root, 'dist/lib/test');
rmSync(link, { force: true });
symlinkSync(suite, link);
process.on('exit', () => rmSync(link, { force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

let passed = 0;
let bad = 0;
let wanted = 0;
let foreign = 0;
for (const name of names.length > 0 ? names : Object.keys(MODULES)) {
  if (!existsSync(join(suite, `${name}.py`))) { process.stdout.write(`${name}: there is no such file\n`); bad++; continue; }
  const begun = Date.now();
  const expected = await measure(name);
  const ids = [...expected].filter(([id, o]) => o.what === 'ok' && (method === undefined || id.includes(method))).map(([id]) => id);
  const got = await runOn('typhon', name, ids);
  let ok = 0;
  const lines: string[] = [];
  for (const id of ids) {
    const o = got.get(id) ?? { what: 'missing', why: 'not run' };
    if (o.what === 'ok') {
      ok++;
      if (known.get(id)?.startsWith('race: ') === false) { bad++; lines.push(`  passes now, take it out of known-failures.txt: ${id}`); }
      continue;
    }
    const reason = known.get(id);
    if (reason === undefined) bad++;
    else if (/^(C API|fork|3\.11): /.test(reason)) foreign++;
    if (o.what !== 'broken' && (reason === undefined || args.includes('--verbose'))) lines.push(`  ${reason === undefined ? '' : 'known '}${o.what} ${id}: ${o.why}`);
  }
  passed += ok;
  wanted += ids.length;
  process.stdout.write(`${name}: ${ok} of the ${ids.length} methods that ${python} passes (${(100 * ok / Math.max(1, ids.length)).toFixed(1)} %, ${((Date.now() - begun) / 1000).toFixed(0)} s)\n${lines.map((l) => `${l}\n`).join('')}`);
}
const reached = wanted === 0 ? 0 : passed / wanted;
process.stdout.write(`all: ${passed} of ${wanted} (${(100 * reached).toFixed(1)} %); of those that need neither fork nor the C API nor 3.11's own ways: ${passed} of ${wanted - foreign} (${(100 * passed / Math.max(1, wanted - foreign)).toFixed(1)} %)\n`);
process.stdout.write(`${passed} passed, ${bad} failed\n`);
process.exit(bad === 0 ? 0 : 1);
