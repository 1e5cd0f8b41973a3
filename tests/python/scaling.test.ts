// The counted half of the scaling benchmark (bench/scaling.py): whatever threads do with their own or with shared objects, the atomic count operations and the
// contended locks of one iteration stay near zero, with any number of threads. Machine-independent but for when threads happen to meet.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url)), cli = join(root, 'dist', 'cli.js');
interface Row { case: string; shared: boolean; threads: number; counts: number; contended: number; collections: number }

test('atomic operations and contended locks per iteration do not grow with the threads', { skip: !existsSync(cli) && 'not built' }, () => {
  const r = spawnSync(process.execPath, [cli, join(root, 'bench/scaling.py'), 'count', '--threads', '2,8,32', '--iterations', '800'], { encoding: 'utf8', timeout: 280_000 });
  assert.equal(r.status, 0, r.stderr.slice(-2000));
  const rows = r.stdout.split('\n').filter((l) => l.startsWith('{')).map((l) => JSON.parse(l) as Row);
  assert.ok(rows.length > 200);
  const names = [...new Set(rows.map((x) => `${x.case}, ${x.shared ? 'shared' : 'own'} objects`))];
  const bad: string[] = [];
  for (const name of names) {
    const of = rows.filter((x) => `${x.case}, ${x.shared ? 'shared' : 'own'} objects` === name).map((x) => ({ ...x, sum: x.counts + x.contended }));
    const few = of.find((x) => x.threads === 2)?.sum ?? 0;
    // Where the collector runs, hot objects are promoted anew after each collection: a few dozen operations each time.
    for (const x of of) if (x.sum > 0.25 + few * 1.1 || x.counts > 0.5) bad.push(`${name}: ${x.threads} threads ${x.counts} + ${x.contended}, 2 threads ${few}`);
  }
  assert.deepEqual(bad, []);
});
