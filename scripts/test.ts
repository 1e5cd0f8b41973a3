/**
 * `npm test`: builds what the tests need and runs every `tests/**\/*.test.ts` with node:test, two files at a time, each within TYPHON_TEST_LIMIT seconds (300).
 *
 *   npm test -- [part of a path]… [--no-build]
 *
 * The last line is `N passed, N failed`; the status is 1 if anything failed.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const wanted = args.filter((a) => !a.startsWith('--'));

if (!args.includes('--no-build')) {
  const r = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', 'release', 'checked', '--no-types'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (r.status !== 0) { process.stderr.write('test: the build failed\n'); process.exit(1); }
}

const files: string[] = [];
const walk = (dir: string): void => {
  for (const e of readdirSync(dir, { withFileTypes: true })) {
    if (e.isDirectory()) walk(join(dir, e.name));
    else if (/\.test\.m?ts$/.test(e.name)) files.push(relative(root, join(dir, e.name)));
  }
};
walk(join(root, 'tests'));
const chosen = files.sort().filter((f) => wanted.length === 0 || wanted.some((w) => f.includes(w)));

/** A file that takes longer hangs. */
const LIMIT_S = Number(process.env.TYPHON_TEST_LIMIT ?? 300);
let passed = 0;
let failed = 0;
const bad: { file: string; out: string }[] = [];
/** Test files in a process group each: node:test runs them in a process of their own, which may have started more. */
const running = new Set<ChildProcess>();
function kill(p: ChildProcess): void {
  try { if (process.platform !== 'win32' && p.pid !== undefined) process.kill(-p.pid, 'SIGKILL'); else p.kill('SIGKILL'); } catch { /* it ended meanwhile */ }
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { for (const p of running) kill(p); process.exit(1); });

async function runFile(file: string): Promise<void> {
  const begun = performance.now();
  const p = spawn(process.execPath, ['--import', 'tsx', '--test-reporter', 'tap', '--test', file], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
  running.add(p);
  let out = '';
  p.stdout.on('data', (d: Buffer) => { out += d; });
  p.stderr.on('data', (d: Buffer) => { out += d; });
  const timer = setTimeout(() => { out += `\n${file} took more than ${LIMIT_S} s\n`; kill(p); }, LIMIT_S * 1000);
  const status = await new Promise<number | null>((resolve) => { p.on('close', resolve); });
  clearTimeout(timer);
  running.delete(p);
  const count = (what: string): number => Number(new RegExp(`^# ${what} (\\d+)`, 'm').exec(out)?.[1] ?? 0);
  const wrong = Math.max(count('fail') + count('cancelled'), status === 0 ? 0 : 1);
  passed += count('pass');
  failed += wrong;
  process.stdout.write(`${wrong === 0 ? 'ok  ' : 'FAIL'} ${file}: ${count('pass')} passed${wrong === 0 ? '' : `, ${wrong} failed`} (${((performance.now() - begun) / 1000).toFixed(1)} s)\n`);
  if (wrong > 0) bad.push({ file, out: out.split('\n').filter((l) => !/^\s*(ok \d|1\.\.|TAP|duration_ms|---|\.\.\.$)/.test(l)).join('\n') });
}

const queue = [...chosen];
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, async () => {
  for (let f = queue.shift(); f !== undefined; f = queue.shift()) await runFile(f);
}));
for (const b of bad) process.stdout.write(`\n---- ${b.file}\n${b.out.length > 20_000 ? `${b.out.slice(0, 10_000)}\n…\n${b.out.slice(-10_000)}` : b.out}\n`);
if (bad.length > 0) process.stdout.write(`failed: ${bad.map((b) => b.file).join(' ')}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
