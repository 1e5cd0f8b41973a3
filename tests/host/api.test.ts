/** The API over the fixture core, whose CALL gives its arguments back. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { join } from 'node:path';
import type * as Api from '../../src/api/index.ts';
import { fixture } from './fixture.ts';

let api: typeof Api;
before(async () => { api = await import(join(fixture(), 'api.js')) as typeof Api; });

test('values cross and come back', async () => {
  const python = await api.Python.start({ stdin: 'abc' });
  const values: [Api.PyValue, Api.PyValue?][] = [
    [null], [true], [false], [1], [-5], [2 ** 52], [2n ** 63n - 1n], [2n ** 200n], [-(2n ** 64n)], [1.5], [-0], [Number.NaN], ['héllo \u{1F600}'], ['\ud800x'], [''], [new Uint8Array([0, 255])],
    [[1, [2, 'x']]], [new Set<Api.PyValue>([1, 'a'])], [new Map<Api.PyValue, Api.PyValue>([[1, 2]])], [{ a: 1 }, new Map([['a', 1]])], [undefined, null], [new api.PyFloat(1), 1],
    [new api.PyComplex(1, -2)],
  ];
  for (const [value, back = value] of values) assert.deepEqual(await python.call('x', [value]), [back]);
  const tuple = (await python.call('x', [new api.PyTuple(1, 'b')]) as Api.PyValue[])[0];
  assert.ok(tuple instanceof api.PyTuple && tuple.length === 2);
  await assert.rejects(python.call('x', [new Date() as unknown as Api.PyValue]), TypeError);
  const loop: Api.PyValue[] = [];
  loop.push(loop);
  await assert.rejects(python.call('x', [loop]), RangeError);
  assert.equal(python.workerCount, 1);
  await python.close();
  assert.equal(python.workerCount, 0);
  await assert.rejects(python.call('x'), /gone|closed/);
});

test('an exception is typed, output reaches the callback, two interpreters live side by side', async (t) => {
  let text = '';
  const [a, b] = await Promise.all([api.Python.start({ stdout: (bytes) => { text += Buffer.from(bytes).toString(); } }), api.Python.start()]);
  t.after(() => Promise.all([a.close(), b.close()]));
  await assert.rejects(a.call('raise'), (e: unknown) => e instanceof api.PythonError && e.type === 'A' && e.module === 'B' && e.message === 'A: C' && e.traceback === 'T');
  await a.call('echo');
  assert.equal(text, 'hello\n');
});
