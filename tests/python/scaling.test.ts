// The counted half of the scaling benchmark (bench/scaling.py): whatever threads do with their own or with shared objects, the atomic count operations and the
// contended locks of one iteration stay near zero, with any number of threads. Whether threads really meet is up to the machine, so what looks bad is looked at again, longer.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url)), cli = join(root, 'dist', 'cli.js');
interface Row { case: string; shared: boolean; threads: number; counts: number; contended: number; collections: number }

function count(iterations: number, names: readonly string[] = []): Row[] {
  const r = spawnSync(process.execPath, [cli, join(root, 'bench/scaling.py'), 'count', '--threads', '2,8,32', '--iterations', String(iterations), ...names], { encoding: 'utf8', timeout: 280_000 });
  assert.equal(r.status, 0, r.stderr.slice(-2000));
  return r.stdout.split('\n').filter((l) => l.startsWith('{')).map((l) => JSON.parse(l) as Row);
}
/** Where the collector runs, hot objects are promoted anew after each collection: a few dozen operations each time. */
const isBad = (r: Row): boolean => r.counts > 0.25 || r.contended > 0.25;

test('atomic operations and contended locks per iteration do not grow with the threads', { skip: !existsSync(cli) && 'not built' }, () => {
  const rows = count(5000);
  assert.ok(rows.length > 200);
  let bad = rows.filter(isBad);
  for (let iterations = 20000; bad.length > 0 && iterations <= 80000; iterations *= 2) bad = count(iterations, [...new Set(bad.map((r) => r.case))]).filter(isBad);
  assert.deepEqual(bad, []);
});
