/**
 * Errors and warnings of the symbol table and the compiler, against CPython 3.14.2.
 *
 * `compile-errors.json` holds sources and what CPython says of each: [source, [error, warnings]].
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PySyntaxError, compileSource } from '../../src/frontend/index.ts';

type Answer = [error: [type: string, msg: string, line: number, offset: number, endLine: number, endOffset: number] | null, warnings: [string, number][]];
const cases = JSON.parse(readFileSync(new URL('compile-errors.json', import.meta.url), 'utf8')) as [string, Answer][];

function answer(source: string): Answer {
  try {
    return [null, compileSource(source, 'f.py', 'exec').warnings.map((w) => [w.msg, w.lineno])];
  } catch (e) {
    if (!(e instanceof PySyntaxError)) throw e;
    return [[e.pyType, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset], []];
  }
}

for (const [source, [error, warnings]] of cases) {
  test(source, () => {
    assert.deepEqual(answer(source.replaceAll('\\n', '\n')), [error, error === null ? warnings : []]);
  });
}
