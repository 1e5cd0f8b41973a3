/**
 * The fuzzers for a bounded time each, on the checked core where there is one: native types used by several threads at once (race_fuzz.py), single operations on containers against a sequential
 * specification (linearizability.py), and mutated sources (source_fuzz.py). TYPHON_SEED=n: another seed; TYPHON_FUZZ=n: n times as
 * long. A failure prints the command that repeats it, which between real threads makes it likely, not certain.
 */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url)), root = join(here, '..', '..'), cli = join(root, 'dist', 'cli.js');
const seed = Number(process.env.TYPHON_SEED ?? 1), times = Number(process.env.TYPHON_FUZZ ?? 1), checked = existsSync(join(root, 'dist', 'core-checked.wasm'));
const skip = (!existsSync(cli) && 'not built') || (process.env.TYPHON_SEED === undefined && 'TYPHON_SEED is not set');

function run(args: string[], seconds: number): Promise<void> {
  const command = [cli, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd: here, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '', err = '';
    child.stdout.on('data', (d: Buffer) => { out += d; });
    child.stderr.on('data', (d: Buffer) => { err += d; });
    // SIGQUIT prints what all threads do
    const dump = setTimeout(() => child.kill('SIGQUIT'), seconds * 1000), kill = setTimeout(() => child.kill('SIGKILL'), seconds * 1000 + 5000);
    child.on('close', (code, signal) => {
      clearTimeout(dump); clearTimeout(kill);
      try {
        assert.ok(code === 0 && out.endsWith('ok\n'), `status ${code ?? signal}, seed ${seed}: node ${command.join(' ')}\n${out.slice(-4000)}\n${err.slice(-6000)}`);
        resolve();
      } catch (e) { reject(e as Error); }
    });
  });
}
const check = checked ? ['--check'] : [];
test('native types used by three threads at once', { skip }, () => run([...check, '--memory', '1024', ...(checked ? ['--seed', String(seed)] : []), join(here, 'race_fuzz.py'), String(seed), String(25 * times)], 20 * times + 120));
test('containers are linearizable', { skip }, () => run([join(here, 'linearizability.py'), String(seed), String(5 * times)], 5 * times + 60));
test('containers are linearizable, with yield points', { skip: skip || (!checked && 'no checked core') }, () => run(['--check', '--seed', String(seed), join(here, 'linearizability.py'), String(seed), String(5 * times)], 5 * times + 60));
test('mutated sources', { skip }, () => run([...check, '--memory', '512', join(here, 'source_fuzz.py'), String(seed), String(8 * times)], 8 * times + 60));
