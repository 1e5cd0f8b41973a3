/** A sample of the machine's own Python library, tree by tree, if the machine has Python 3.11 (scripts/compare-ast.ts does all of it). */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { compareTrees, pythonFiles, pythonVersion } from '../../scripts/compare-ast.ts';

const version = pythonVersion();

test('40 files against python3', { skip: version !== '3.11' }, () => {
  const folder = execFileSync('python3', ['-c', 'import os; print(os.path.dirname(os.__file__))'], { encoding: 'utf8' }).trim();
  const all = pythonFiles(folder).filter((f) => !f.includes('site-packages') && !f.includes('/lib2to3/tests/'));
  const step = Math.max(1, Math.floor(all.length / 40));
  const sample = all.filter((_, i) => i % step === 0).slice(0, 40);
  const r = compareTrees(sample);
  assert.deepEqual(r.different, []);
  assert.ok(r.same >= 30);
});
