/**
 * Sources that try to break the front end: deep nesting, long chains, long lines. Each gives a tree or a PySyntaxError, and soon.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseModule, PySyntaxError } from '../../src/frontend/parser/index.ts';

/** Parses; returns the message of the error, or '' if there is none. Any other exception fails the test. */
function outcome(source: string): string {
  try {
    parseModule(source, '<test>');
    return '';
  } catch (e) {
    if (e instanceof PySyntaxError) return e.msg;
    throw e;
  }
}

const n = 100_000;
const deep: [name: string, source: string, expected: RegExp][] = [
  ['unary minus', `${'-'.repeat(n)}1`, /too many nested/],
  ['not', `${'not '.repeat(n)}x`, /too many nested/],
  ['power', `${'2 ** '.repeat(n)}2`, /too many nested/],
  ['lambda', `${'lambda: '.repeat(n)}x`, /too many nested/],
  ['parentheses', `${'('.repeat(n)}${')'.repeat(n)}`, /too many nested parentheses/],
  ['190 parentheses', `${'('.repeat(190)}x${')'.repeat(190)}`, /^$/],
  ['190 brackets', `x = ${'['.repeat(190)}${']'.repeat(190)}`, /^$/],
  ['190 brackets, broken', `x = ${'['.repeat(190)} 1 1${']'.repeat(190)}`, /./],
  ['190 dicts, broken', `x = ${'{1:'.repeat(190)} 1 1${'}'.repeat(190)}`, /./],
  ['190 calls, broken', `${'f('.repeat(190)} x x ${')'.repeat(190)}`, /./],
  ['attributes', `x${'.a'.repeat(n)}`, /^$/],
  ['calls', `x${'()'.repeat(n)}`, /^$/],
  ['sum', `x${'+x'.repeat(n)}`, /^$/],
  ['broken sum', `x${'+x'.repeat(n)} y`, /./],
  ['and', `x${' and x'.repeat(n)}`, /^$/],
  ['comparison', `x${' < x'.repeat(n)}`, /^$/],
  ['conditional', `${'a if b else '.repeat(n)}c`, /^$/],
  ['targets', `${'x = '.repeat(n)}1`, /^$/],
  ['elif', `if a: pass\n${'elif a: pass\n'.repeat(n)}`, /^$/],
  ['strings', '"a" '.repeat(n), /^$/],
  ['unclosed', 'f('.repeat(150), /was never closed/],
  ['f-strings', `f'{a}'${' f"{b!r:>{c}}"'.repeat(20_000)}`, /^$/],
  ['nested f-strings', `${'f"{'.repeat(160)}1${'}"'.repeat(160)}`, /./],
  ['indentation', Array.from({ length: 99 }, (_, i) => `${' '.repeat(i)}if x:\n`).join('') + `${' '.repeat(99)}pass\n`, /^$/],
  ['decorators', `${'@a\n'.repeat(n)}def f(): pass\n`, /^$/],
  ['semicolons', 'a;'.repeat(n), /^$/],
  ['stars', `${'*'.repeat(n)}a`, /./],
  ['await', `${'await '.repeat(n)}a`, /./],
  ['patterns', `match x:\n case ${'['.repeat(190)}${']'.repeat(190)}: pass\n`, /^$/],
  ['backslashes', `x = 1 + \\\n${'\\\n'.repeat(n)}2`, /^$/],
];

for (const [name, source, expected] of deep) {
  test(`deep or long: ${name}`, () => {
    const start = performance.now();
    assert.match(outcome(source), expected);
    assert.ok(performance.now() - start < 5000, 'slow');
  });
}

test('time grows with the size, not with its square', () => {
  for (const line of ['x = é + "ü"', 'f(a, b=[1, 2, {3: 4}])', 'f"{x!r:>{w}} {y}"', '# comment', 'é']) {
    // All on one line, and a line each.
    for (const separator of [line.startsWith('#') ? '\n' : '; ', '\n']) {
      const time = (count: number): number => {
        const source = Array(count).fill(line).join(separator);
        const start = performance.now();
        outcome(source);
        return performance.now() - start;
      };
      time(1000);
      const small = time(10_000);
      const large = time(100_000);
      assert.ok(large < Math.max(30, small) * 40, `${line}: ${small} ms, ${large} ms`);
    }
  }
});

test('an error at the end of a large source is found soon', () => {
  const source = `class C:\n${'    def f(self, x, y=1):\n        return [x, {y: f"{x}"}]\n'.repeat(10_000)}    x y\n`;
  const start = performance.now();
  assert.equal(outcome(source), 'invalid syntax');
  assert.ok(performance.now() - start < 15_000);
});
