/**
 * The counting modes as whole Typhons (src/core/refcount/mode.ts): plain under its GIL, atomic and locked run a representative part of tests/python, with threads, the collector and
 * weak references, and print what the product prints. `npm test` compiles none of it: the builds (scripts/lib/modes.ts, fast variant) are made here when TYPHON_MODES=1, as CI does
 * in a step of its own; without it the test is skipped. `racy` is a test of the machinery (tests/core/racy.test.ts).
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildMode, buildStats, HONEST } from '../../scripts/lib/modes.ts';

const here = dirname(fileURLToPath(import.meta.url)), root = join(here, '..', '..');
const NAMES = ['threads_basic', 'threads_shared', 'gc_cycles', 'gc_threads', 'gc_weakrefs', 'model_life', 'containers_list', 'containers_dict', 'containers_set', 'lang_generators', 'lang_exceptions', 'lang_classes'];
const skip = process.env.TYPHON_MODES !== '1' && 'TYPHON_MODES=1 builds the modes and runs this';

for (const mode of HONEST.filter((m) => m !== 'biased')) test(`programs in mode ${mode}`, { skip, concurrency: 2 }, async (t) => {
  const cli = buildMode(root, mode, 'dev');
  await Promise.all(NAMES.map((name) => t.test(name, async () => {
    const child = spawn(process.execPath, [cli, join(here, `${name}.py`)], { cwd: here, env: { ...process.env, PYTHONHASHSEED: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '', err = '';
    child.stdout.on('data', (d: Buffer) => { out += d; });
    child.stderr.on('data', (d: Buffer) => { err += d; });
    const timer = setTimeout(() => child.kill('SIGKILL'), 100_000);
    const status = await new Promise((resolve) => { child.on('close', (code, signal) => resolve(code ?? signal)); });
    clearTimeout(timer);
    assert.equal(out, readFileSync(join(here, `${name}.txt`), 'utf8'), err.slice(-2000));
    const wanted = /^# status: (\d+)/m.exec(readFileSync(join(here, `${name}.py`), 'utf8'))?.[1] ?? '0';
    assert.equal(String(status), wanted, err.slice(-2000));
  })));
});

test('the stats build counts its fast paths, and shows that reads of shared objects take no lock', { skip }, () => {
  const r = spawnSync(process.execPath, [buildStats(root, 'dev'), join(here, 'lib', 'reads_counted.py')], { encoding: 'utf8', timeout: 100_000 });
  assert.equal(r.stdout, 'ok\n', r.stderr.slice(-2000));
});
