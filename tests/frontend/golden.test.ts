/**
 * Our front end against CPython 3.14: error for error, tree for tree, and its whole library file by file.
 * The golden files are made by scripts/frontend-golden.ts.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Answer, Question } from '../../scripts/lib/cpython.ts';
import { ourAnswer } from '../../scripts/lib/frontend-answer.ts';
import { readZip } from '../../scripts/lib/zip.ts';

const load = <V>(name: string): V => JSON.parse(readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8')) as V;

for (const name of ['errors.json', 'trees.json']) {
  test(`golden: ${name}`, () => {
    const cases = load<(Question & { answer: Answer })[]>(name);
    assert.ok(cases.length > 50);
    for (const c of cases) assert.deepStrictEqual(ourAnswer(c), c.answer, JSON.stringify(c.src));
  });
}

test('golden: every file of the library has the tree that CPython makes', () => {
  const want = load<Record<string, string>>('library.json');
  const zip = new URL('../../node_modules/pyodide/python_stdlib.zip', import.meta.url).pathname;
  let n = 0;
  for (const e of readZip(zip)) {
    if (!e.name.endsWith('.py')) continue;
    n++;
    const dump = ourAnswer({ src: { bytes: [...e.read()] }, attrs: true }).ok ?? '';
    assert.equal(createHash('sha1').update(dump).digest('hex'), want[e.name], e.name);
  }
  assert.equal(n, Object.keys(want).length);
});
