// The racy mode (plain counts, no lock) is shown to leak an object and to free one twice, by a seeded interleaving, in a process of its own. Each is replayed from its number.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
/** Deaths and second deaths of one object, which should die once, for each seed. */
function outcomes(mode: number, pairs: number, seeds: readonly number[]): Record<string, [number, number]> {
  const r = spawnSync(process.execPath, ['--import', 'tsx', join(here, 'lib/racy.mts'), ...[mode, pairs, ...seeds].map(String)], { encoding: 'utf8', timeout: 120_000 });
  assert.equal(r.status, 0, r.stderr);
  return JSON.parse(r.stdout) as Record<string, [number, number]>;
}

test('racy: a leaked object and a double free are caught, and happen again from their seeds', () => {
  const seeds = Array.from({ length: 40 }, (_, i) => i + 1), first = outcomes(4, 2, seeds);
  const leak = seeds.find((s) => first[s][0] === 0), twice = seeds.find((s) => first[s][1] > 0), right = seeds.filter((s) => first[s][0] === 1 && first[s][1] === 0);
  assert.ok(leak !== undefined, 'an object leaked');
  assert.ok(twice !== undefined, 'an object died twice');
  assert.ok(right.length > 0, 'some interleavings do no harm');
  assert.deepEqual(outcomes(4, 2, seeds), first);
  assert.deepEqual(outcomes(4, 2, [twice, leak]), { [twice]: first[twice], [leak]: first[leak] });
});

test('the atomic mode counts right under the same seeds', () => {
  const seeds = Array.from({ length: 10 }, (_, i) => i + 1);
  for (const [deaths, twice] of Object.values(outcomes(2, 200, seeds))) assert.deepEqual([deaths, twice], [1, 0]);
});
