/**
 * Python programs on the built command: each tests/python/NAME.py must print NAME.txt. A first line `# status: N` gives the exit status (else 0) or the signal that ends it, `# args: …` on one of
 * the first lines gives options of the command. NAME.txt comes from CPython 3.14. Two at a time, 60 s each; a second round on the checked core where there is one.
 */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url)), root = join(here, '..', '..'), cli = join(root, 'dist', 'cli.js');
const only = process.env.TYPHON_TEST;
const names = readdirSync(here).filter((f) => f.endsWith('.py') && existsSync(join(here, f.replace(/py$/, 'txt')))).map((f) => f.slice(0, -3)).filter((n) => !only || n.includes(only)).sort();
const variants = [{ label: 'release', args: [] as string[] }];
if (existsSync(join(root, 'dist', 'core-checked.wasm'))) variants.push({ label: 'checked', args: ['--check'] });

interface Outcome { status: number | string; out: string; err: string }
function run(name: string, args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...args, join(here, `${name}.py`)], { cwd: here, env: { ...process.env, PYTHONHASHSEED: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [], err: Buffer[] = [];
    const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
    child.stdout.on('data', (b: Buffer) => out.push(b));
    child.stderr.on('data', (b: Buffer) => err.push(b));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ status: code ?? signal ?? -1, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() });
    });
  });
}
for (const v of variants) {
  test(`programs, ${v.label}`, { concurrency: 2, skip: !existsSync(cli) && 'not built' }, async (t) => {
    await Promise.all(names.map((name) => t.test(name, async () => {
      const head = readFileSync(join(here, `${name}.py`), 'utf8').split('\n', 3);
      const option = (key: string): string => head.find((l) => l.startsWith(`# ${key}: `))?.slice(key.length + 4).trim() ?? '';
      const r = await run(name, [...v.args, ...option('args').split(' ').filter(Boolean)]);
      assert.equal(r.out, readFileSync(join(here, `${name}.txt`), 'utf8'), r.err.slice(-2000));
      const status = option('status') || '0';
      assert.equal(r.status, /^\d/.test(status) ? Number(status) : status, r.err.slice(-2000));
    })));
  });
}
