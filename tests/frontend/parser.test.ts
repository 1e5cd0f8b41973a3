/** The door of the front half: results, values, warnings, dumps, decoding. What CPython says is in golden.test.ts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as ast from '../../src/generated/frontend/ast.ts';
import { dumpAst } from '../../src/frontend/ast/dump.ts';
import { parseModule, PySyntaxError, setUnicodeNameLookup } from '../../src/frontend/parser/index.ts';

/** The value of the constant that the source is. */
function value(source: string): ast.ConstantValue {
  const m = parseModule(source, '<test>', { mode: 'eval' }).module as ast.Expression;
  assert.equal(m.body.kind, ast.Kind.Constant);
  return (m.body as ast.Constant).value;
}

const error = (source: string | Uint8Array): PySyntaxError => {
  try {
    parseModule(source, 'file.py');
  } catch (e) {
    assert.ok(e instanceof PySyntaxError);
    return e;
  }
  throw new Error(`parses: ${String(source)}`);
};

test('constants', () => {
  assert.deepEqual(value('1_000'), { t: 'int', v: 1000 });
  assert.deepEqual(value('9007199254740991'), { t: 'int', v: 9007199254740991 });
  assert.deepEqual(value('9007199254740992'), { t: 'int', v: 9007199254740992n });
  assert.deepEqual(value('0xFFFF_FFFF_FFFF_FFFF'), { t: 'int', v: 0xffffffffffffffffn });
  assert.deepEqual(value('1e3'), { t: 'float', v: 1000 });
  assert.deepEqual(value('1e999'), { t: 'float', v: Infinity });
  assert.deepEqual(value('2.5j'), { t: 'complex', v: 2.5 });
  assert.deepEqual(value('None'), { t: 'none' });
  assert.deepEqual(value('True'), { t: 'bool', v: true });
  assert.deepEqual(value('...'), { t: 'ellipsis' });
  assert.deepEqual(value('b"a\\xff\\0"'), { t: 'bytes', v: Uint8Array.of(97, 255, 0) });
});

test('strings keep lone surrogates, and apart what was written apart', () => {
  assert.deepEqual(value('"\\ud800"'), { t: 'str', v: '\ud800', split: null });
  assert.deepEqual(value('"\\U0001F600"'), { t: 'str', v: '😀', split: null });
  assert.deepEqual(value('"a\\ud83d\\ude00"'), { t: 'str', v: 'a😀', split: [1] });
  assert.deepEqual(value('"x😀\\ud83d" "\\ude00"'), { t: 'str', v: 'x😀😀', split: [3] });
});

test('named characters come from the table that the runtime lends', () => {
  assert.match(error('"\\N{BULLET}"').msg, /unknown Unicode character name/);
  setUnicodeNameLookup((name) => (name === 'BULLET' ? '•' : null));
  assert.deepEqual(value('"\\N{BULLET}"'), { t: 'str', v: '•', split: null });
  setUnicodeNameLookup(null);
});

test('names are normalised', () => {
  assert.equal(dumpAst(parseModule('ﬁ', '<test>', { mode: 'eval' }).module), "Expression(body=Name(id='fi', ctx=Load()))");
});

test('dump: one line, indented, with empty fields, with positions', () => {
  const m = parseModule('f(x, *[])', '<test>').module;
  assert.equal(dumpAst(m), "Module(body=[Expr(value=Call(func=Name(id='f', ctx=Load()), args=[Name(id='x', ctx=Load()), Starred(value=List(ctx=Load()), ctx=Load())]))])");
  assert.equal(dumpAst(m, { showEmpty: true }),
    "Module(body=[Expr(value=Call(func=Name(id='f', ctx=Load()), args=[Name(id='x', ctx=Load()), Starred(value=List(elts=[], ctx=Load()), ctx=Load())], keywords=[]))], type_ignores=[])");
  assert.equal(dumpAst(parseModule('x', '<test>').module, { indent: 2 }), "Module(\n  body=[\n    Expr(\n      value=Name(id='x', ctx=Load()))])");
  assert.equal(dumpAst(parseModule('é.x', '<test>', { mode: 'eval' }).module, { includeAttributes: true }),
    "Expression(body=Attribute(value=Name(id='é', ctx=Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=2), attr='x', ctx=Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=4))");
});

test('warnings', () => {
  const w = parseModule('x = "\\d"\ny = 1if x else b"\\q\\q"\n', '<test>').warnings;
  assert.deepEqual(w.map((r) => [r.category, r.lineno, r.offset, r.msg.slice(0, 28)]), [
    ['SyntaxWarning', 2, 6, 'invalid decimal literal'],
    ['SyntaxWarning', 1, 6, '"\\d" is an invalid escape se'],
    ['SyntaxWarning', 2, 18, '"\\q" is an invalid escape se'],
  ]);
});

test('an error says its place and its file', () => {
  const e = error('x = (1\ny = "é" ü z)\n');
  assert.deepEqual([e.pyType, e.lineno, e.offset, e.end_lineno, e.filename], ['SyntaxError', 1, 6, 2, 'file.py']);
  assert.ok(e instanceof Error);
});

test('decoding', () => {
  const bytes = (s: string): Uint8Array => Uint8Array.from(s, (c) => c.charCodeAt(0));
  const str = (b: Uint8Array): unknown => ((parseModule(b, '<test>').module as ast.Module).body.at(-1) as { value: ast.Constant }).value.value;
  assert.deepEqual(str(bytes('# coding: latin-1\n"\xe9"')), { t: 'str', v: 'é', split: null });
  assert.deepEqual(str(bytes('# coding: cp1252\n"\x80"')), { t: 'str', v: '€', split: null });
  assert.deepEqual(str(bytes('\xef\xbb\xbf"\xc3\xa9"')), { t: 'str', v: 'é', split: null });
  assert.equal(parseModule(bytes('#!/bin/x\n# vim: set fileencoding=utf-8 :\nx'), '<test>').source.encoding, 'utf-8');
  assert.match(error(bytes('"\xe9"')).msg, /^Non-UTF-8 code starting with '\\xe9' on line 1, but no encoding declared/);
  assert.match(error(bytes('# coding: no-such\nx')).msg, /^unknown encoding: no-such$/);
  assert.match(error('a\0').msg, /null bytes/);
  assert.equal((parseModule('a\r\nb\rc\n', '<test>').module as ast.Module).body.length, 3);
});

test('modes', () => {
  assert.equal(parseModule('1, 2\n\n', '<test>', { mode: 'eval' }).module.kind, ast.Kind.Expression);
  assert.equal(parseModule('x = 1; y\n', '<test>', { mode: 'single' }).module.kind, ast.Kind.Interactive);
  assert.throws(() => parseModule('x = 1\ny', '<test>', { mode: 'single' }), /multiple statements found/);
  assert.throws(() => parseModule('x = 1', '<test>', { mode: 'eval' }), PySyntaxError);
});
