/** The tokenizer by itself: kinds, texts, positions, and the ERRORTOKEN. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenNames, T } from '../../src/generated/frontend/tokens.ts';
import { decodeSource } from '../../src/frontend/source/decode.ts';
import { tokenize } from '../../src/frontend/tokens/tokenizer.ts';

function tokens(source: string): string[] {
  const b = tokenize(decodeSource(source, '<test>'));
  return Array.from({ length: b.count }, (_, i) => {
    const text = source.slice(b.start[i], b.end[i]);
    const name = tokenNames[b.kind[i]];
    return text === '' || /^(?:NEWLINE|INDENT|DEDENT|ENDMARKER)$/.test(name) ? name : `${name} ${text}`;
  });
}

test('names, keywords, numbers, operators', () => {
  assert.deepEqual(tokens('if x1 >= 0x_F: pass'),
    ['KW_IF if', 'NAME x1', 'GREATEREQUAL >=', 'NUMBER 0x_F', 'COLON :', 'KW_PASS pass', 'NEWLINE', 'ENDMARKER']);
  assert.deepEqual(tokens('a**=b//c->d...'),
    ['NAME a', 'DOUBLESTAREQUAL **=', 'NAME b', 'DOUBLESLASH //', 'NAME c', 'RARROW ->', 'NAME d', 'ELLIPSIS ...', 'NEWLINE', 'ENDMARKER']);
  assert.deepEqual(tokens('match case type _ é'), ['NAME match', 'NAME case', 'NAME type', 'NAME _', 'NAME é', 'NEWLINE', 'ENDMARKER']);
});

test('indentation', () => {
  assert.deepEqual(tokens('if a:\n  b\n\n    # comment\n  c\nd\n'), ['KW_IF if', 'NAME a', 'COLON :', 'NEWLINE', 'INDENT', 'NAME b', 'NEWLINE', 'NAME c',
    'NEWLINE', 'DEDENT', 'NAME d', 'NEWLINE', 'ENDMARKER']);
  assert.deepEqual(tokens('if a:\n if b:\n  c'), ['KW_IF if', 'NAME a', 'COLON :', 'NEWLINE', 'INDENT', 'KW_IF if', 'NAME b', 'COLON :', 'NEWLINE', 'INDENT', 'NAME c',
    'NEWLINE', 'DEDENT', 'DEDENT', 'ENDMARKER']);
});

test('brackets and backslashes join lines', () => {
  assert.deepEqual(tokens('f(\n  a,\n\n# c\n b)\n'), ['NAME f', 'LPAR (', 'NAME a', 'COMMA ,', 'NAME b', 'RPAR )', 'NEWLINE', 'ENDMARKER']);
  assert.deepEqual(tokens('a + \\\n  b\n'), ['NAME a', 'PLUS +', 'NAME b', 'NEWLINE', 'ENDMARKER']);
});

test('strings and their prefixes', () => {
  for (const s of ['\'a\'', '"a"', 'r"\\"a"', 'Rb\'\'', 'u"x"', '"""a\n"b""c"""', '\'\\\'\'', '""']) assert.equal(tokens(s)[0], `STRING ${s}`);
});

test('f-strings and t-strings', () => {
  assert.deepEqual(tokens('f"a{b!r:>{c}}d{{e"'), ['FSTRING_START f"', 'FSTRING_MIDDLE a', 'LBRACE {', 'NAME b', 'EXCLAMATION !', 'NAME r', 'COLON :', 'FSTRING_MIDDLE >',
    'LBRACE {', 'NAME c', 'RBRACE }', 'FSTRING_MIDDLE', 'RBRACE }', 'FSTRING_MIDDLE d{', 'FSTRING_MIDDLE e', 'FSTRING_END "', 'NEWLINE', 'ENDMARKER']);
  assert.deepEqual(tokens("t'{x[\"a\":1]!=y}'"), ["TSTRING_START t'", 'LBRACE {', 'NAME x', 'LSQB [', 'STRING "a"', 'COLON :', 'NUMBER 1', 'RSQB ]', 'NOTEQUAL !=', 'NAME y',
    'RBRACE }', "TSTRING_END '", 'NEWLINE', 'ENDMARKER']);
  assert.deepEqual(tokens("f'{f'{1}'}'").slice(0, 4), ["FSTRING_START f'", 'LBRACE {', "FSTRING_START f'", 'LBRACE {']);
});

test('columns are counted in bytes', () => {
  const b = tokenize(decodeSource('é = "😀" + x', '<test>'));
  assert.deepEqual([...b.col.subarray(0, 5)], [0, 3, 5, 12, 14]);
});

test('an error ends the tokens and waits', () => {
  const b = tokenize(decodeSource('a = 1\nb = 0b2\nc', '<test>'));
  assert.equal(b.kind[b.count - 1], T.ERRORTOKEN);
  assert.equal(b.error?.msg, 'invalid digit \'2\' in binary literal');
  assert.equal(b.error?.lineno, 2);
});
