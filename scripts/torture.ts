/**
 * `npm run torture -- [names] [--minutes N] [--seed N] [--threads N] [--jobs N] [--seconds N]`: the programs of tests/torture on the checked core, again and again with other seeds, under the GIL now and
 * then, until the time is over. Each must print "ok", end with status 0 (the leak check included), and in time. A failure prints the command that repeats it. The last line is `N passed, N failed`.
 *
 * The seed is the program's own (what its threads do) and the core's (`--seed`: where the yield points wait): between real threads it makes an interleaving likely, it does not force it.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url)), dir = join(root, 'tests', 'torture'), cli = join(root, 'dist', 'cli.js');
const args = process.argv.slice(2);
const words: string[] = [], options = new Map<string, string>();
for (let i = 0; i < args.length; i++) {
  const a = args[i] ?? '';
  if (!a.startsWith('--')) { words.push(a); continue; }
  const at = a.indexOf('=');
  if (at > 0) options.set(a.slice(2, at), a.slice(at + 1)); else options.set(a.slice(2), args[++i] ?? '');
}
const number = (name: string, otherwise: number): number => {
  const v = options.has(name) ? Number(options.get(name)) : otherwise;
  if (!Number.isFinite(v)) { process.stderr.write(`torture: --${name} needs a number\n`); process.exit(2); }
  return v;
};
const minutes = number('minutes', 1), first = number('seed', Date.now() % 1_000_000), threads = number('threads', 4), jobs = number('jobs', 1), seconds = number('seconds', 2);
const names = readdirSync(dir).filter((f) => f.endsWith('.py') && f !== 'common.py').map((f) => f.slice(0, -3)).filter((n) => words.length === 0 || words.includes(n)).sort();
if (names.length === 0) { process.stderr.write('torture: no program of that name\n'); process.exit(2); }
if (!existsSync(join(root, 'dist', 'core-checked.wasm'))) { process.stderr.write('torture: there is no checked core (npm run build:checked)\n'); process.exit(2); }

const end = performance.now() + minutes * 60_000;
let passed = 0, failed = 0, turn = 0;
function run(command: string[]): Promise<{ status: string; out: string }> {
  return new Promise((resolve) => {
    const p = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '', err = '';
    p.stdout.on('data', (d: Buffer) => { out += d; });
    p.stderr.on('data', (d: Buffer) => { err += d; });
    // SIGQUIT first: it prints what all threads do
    const dump = setTimeout(() => p.kill('SIGQUIT'), (seconds * 8 + 60) * 1000), kill = setTimeout(() => p.kill('SIGKILL'), (seconds * 8 + 65) * 1000);
    p.on('close', (code, signal) => { clearTimeout(dump); clearTimeout(kill); resolve({ status: code === 0 && !out.endsWith('ok\n') ? 'no "ok"' : String(code ?? signal), out: out + err }); });
  });
}
async function work(): Promise<void> {
  while (performance.now() < end) {
    const n = turn++, name = names[n % names.length] as string, seed = first + Math.floor(n / names.length), file = join('tests', 'torture', `${name}.py`);
    const own = readFileSync(join(root, file), 'utf8').split('\n', 1)[0] ?? '', more = own.startsWith('# args: ') ? own.slice(8).trim().split(' ') : [];
    const gil = n % 5 === 4 ? ['-X', 'gil=1'] : [], yields = n % 2 === 1 ? ['--seed', String(seed)] : [];
    const command = ['dist/cli.js', '--check', ...yields, ...gil, ...more, file, String(seed), String(seconds), String(threads)];
    const r = await run(command);
    if (r.status === '0') { passed++; continue; }
    failed++;
    process.stdout.write(`FAIL ${name}: status ${r.status}\n  node ${command.join(' ')}\n${(r.out.length > 8000 ? `${r.out.slice(0, 3000)}\n…\n${r.out.slice(-4000)}` : r.out).replace(/^/gm, '    ')}\n`);
  }
}
process.stdout.write(`torture: ${names.join(' ')}; seeds from ${first}, ${minutes} minutes\n`);
await Promise.all(Array.from({ length: jobs }, work));
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
