/**
 * The compiler: golden disassemblies (`UPDATE=1` writes them), and the library of CPython 3.14: every file compiles, keeps the rules that the
 * verifier checks, survives the image, and has the code objects that CPython makes (names, variables, flags; without regard to order).
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { readZip } from '../../scripts/lib/zip.ts';
import { LOCAL_KINDS } from '../../src/spec/image.ts';
import { compileSource, compileToCode, dumpCode, dumpSourceSymbols, readImage, writeImage, type Code } from '../../src/frontend/index.ts';
import { verifyCode } from '../../src/frontend/compiler/verify.ts';

const folder = new URL('code/', import.meta.url);
for (const name of readdirSync(folder).filter((f) => f.endsWith('.py'))) {
  test(`disassembly of ${name}`, () => {
    const { code } = compileToCode(readFileSync(new URL(name, folder)), name, 'exec');
    verifyCode(code);
    const text = dumpCode(code);
    const golden = new URL(name.replace('.py', '.txt'), folder);
    if (process.env.UPDATE || !existsSync(golden)) writeFileSync(golden, text);
    assert.equal(text, readFileSync(golden, 'utf8'));
  });
}

function shape(code: Code, out: unknown[]): void {
  const names = (bit: number): string[] => code.localNames.filter((_, i) => code.localKinds[i] & bit && !(code.localKinds[i] & LOCAL_KINDS.HIDDEN));
  const cells = names(LOCAL_KINDS.CELL);
  out.push(JSON.stringify([code.qualname, code.firstLine, code.argCount, code.posOnlyCount, code.kwOnlyCount, code.flags, [...code.names].sort(),
    code.flags & 1 ? names(LOCAL_KINDS.LOCAL).filter((x) => x !== '.defaults' && !cells.includes(x)).sort() : [], cells, names(LOCAL_KINDS.FREE)]));
  for (const k of code.consts) if (k.t === 'code') shape(k.code, out);
}

test('the library of CPython 3.14', () => {
  const want = JSON.parse(readFileSync(new URL('golden/code-objects.json', import.meta.url), 'utf8')) as Record<string, string>;
  const zip = new URL('../../node_modules/pyodide/python_stdlib.zip', import.meta.url).pathname;
  let n = 0;
  for (const e of readZip(zip)) {
    if (!e.name.endsWith('.py')) continue;
    n++;
    const { code } = compileToCode(e.read(), e.name, 'exec');
    verifyCode(code);
    const out: string[] = [];
    shape(code, out);
    assert.equal(createHash('sha1').update(out.sort().join('\n')).digest('hex'), want[e.name], e.name);
    const image = writeImage(code);
    assert.deepEqual(writeImage(readImage(image)), image, e.name);
  }
  assert.equal(n, Object.keys(want).length);
});

test('images are deterministic', () => {
  const source = readFileSync(new URL('code/classes.py', import.meta.url));
  assert.deepEqual(compileSource(source, 'x.py', 'exec').image, compileSource(source, 'x.py', 'exec').image);
});

test('constants survive the image', () => {
  const source = 'x = (1, -1, 2**70, -2**70, 1.5, -0.0, 0.0, 3j, 1+2j, "é€😀\\ud800\\udc00", b"\\x00\\xff", None, True, ..., 1e400, "")\ny = z in {1, 2.0, "a"}\nw = a[1:2]\n';
  const code = compileToCode(source, 'x.py', 'exec').code;
  assert.deepEqual(readImage(writeImage(code)).consts, code.consts.map((k) => k));
});

test('a value that an earlier target rebinds', () => {
  const text = dumpCode(compileToCode('def f(x):\n  x, y = z = x\n', 'x', 'exec').code);
  assert.match(text, /COPY +t0, x\n/);
});

test('top-level await makes the module a coroutine', () => {
  const { code } = compileToCode('await x\n', 'x', 'exec', { flags: 0x2000 });
  verifyCode(code);
  assert.equal(code.flags & 0x80, 0x80);
  assert.match(dumpCode(code), /RETURN_GENERATOR/);
});

test('symbols as text', () => {
  assert.equal(dumpSourceSymbols('def f(a):\n  return lambda: a + b\n', 'x', 'exec'), `module top, line 0
  f: local; assigned
  function f, line 1
    a: cell; parameter
    function lambda, line 2 (nested)
      a: free; used
      b: global implicit; used
`.replace('  function f', '  annotation __annotate__, line 1\n    .format: local; parameter, used\n  function f'));
});

test('modes', () => {
  assert.match(dumpCode(compileToCode('a + 1', 'x', 'eval').code), /ADD_I +t0, t0, 1\n +RETURN_VALUE/);
  assert.match(dumpCode(compileToCode('a\n', 'x', 'single').code), /CALL_INTRINSIC_1 PRINT/);
});

test('optimization levels', () => {
  const source = 'def f():\n  "doc"\n  assert x\n  return __debug__\n';
  const text = (optimize: number): string => dumpCode(compileToCode(source, 'x', 'exec', { optimize }).code);
  assert.match(text(0), /AssertionError/);
  assert.match(text(0), /RETURN_CONST +True/);
  assert.doesNotMatch(text(1), /AssertionError/);
  assert.match(text(1), /RETURN_CONST +False/);
  assert.match(text(1), /flags 0x4000003/);
  assert.match(text(2), /flags 0x3\n/);
});

test('large functions: long jumps, many elements', () => {
  const body = Array.from({ length: 40000 }, () => '  x = x + y.z').join('\n');
  for (const source of [
    `def f(x):\n while x < 3:\n  if x > 1: break\n${body}\n`,
    `x = [${Array.from({ length: 5000 }, (_, i) => `a${i}`).join(',')}]`,
    `f(${Array.from({ length: 500 }, (_, i) => `a${i}=b`).join(',')}, **k)`,
    `x = ${Array.from({ length: 20000 }, () => 'a').join(' + ')}`,
    `if a: pass\n${'elif b: x = 1\n'.repeat(3000)}`,
  ]) verifyCode(compileToCode(source, 'x', 'exec').code);
});
