/**
 * Numbers: where one ends, and what is wrong with it.
 *
 * `scanNumber` returns the index behind the number, or −1 after it told the tokenizer of an error. The value is made by the parser.
 * Mirrors the number part of `tok_get_normal_mode` and `verify_end_of_number` in `Parser/lexer/lexer.c`.
 */
import { isAsciiNamePart, isDigit, isHexDigit } from './characters.ts';
import type { Tokenizer } from './tokenizer.ts';

const UNDERSCORE = 95;

/** Behind digits of one base with single underscores between them; or −1 − (the place of the mistake). */
function digits(text: string, p: number, is: (c: number) => boolean): number {
  for (;;) {
    while (is(text.charCodeAt(p))) p++;
    if (text.charCodeAt(p) !== UNDERSCORE) return p;
    if (!is(text.charCodeAt(p + 1))) return -1 - (p + 1);
    p++;
  }
}

const isOctal = (c: number): boolean => c >= 48 && c <= 55;
const isBinary = (c: number): boolean => c === 48 || c === 49;

export function scanNumber(tok: Tokenizer, start: number): number {
  const text = tok.text;
  let p = start;
  let c = text.charCodeAt(p);
  if (c === 48) {
    const x = text.charCodeAt(p + 1) | 32;
    if (x === 120) return radix(tok, p + 2, 'hexadecimal', isHexDigit);
    if (x === 111) return radix(tok, p + 2, 'octal', isOctal);
    if (x === 98) return radix(tok, p + 2, 'binary', isBinary);
  }
  if (c !== 46) {
    p = digits(text, p, isDigit);
    if (p < 0) return bad(tok, 'invalid decimal literal', -1 - p);
    c = text.charCodeAt(p);
  }
  const intEnd = p;
  let isInt = true;
  if (c === 46) {
    isInt = false;
    p++;
    if (isDigit(text.charCodeAt(p))) {
      p = digits(text, p, isDigit);
      if (p < 0) return bad(tok, 'invalid decimal literal', -1 - p);
    }
    c = text.charCodeAt(p);
  }
  if ((c | 32) === 101) {
    let e = p + 1;
    const sign = text.charCodeAt(e);
    if (sign === 43 || sign === 45) {
      e++;
      if (!isDigit(text.charCodeAt(e))) return bad(tok, 'invalid decimal literal', e);
    }
    if (isDigit(text.charCodeAt(e))) {
      isInt = false;
      p = digits(text, e, isDigit);
      if (p < 0) return bad(tok, 'invalid decimal literal', -1 - p);
      c = text.charCodeAt(p);
    } else {
      return verifyEnd(tok, p, 'decimal');
    }
  }
  if ((c | 32) === 106) return verifyEnd(tok, p + 1, 'imaginary');
  if (isInt && leadingZero(tok, start, intEnd) < 0) return -1;
  return verifyEnd(tok, p, 'decimal');
}

function bad(tok: Tokenizer, msg: string, at: number): -1 {
  tok.fail(msg, at);
  return -1;
}

function leadingZero(tok: Tokenizer, start: number, end: number): number {
  const text = tok.text;
  if (text.charCodeAt(start) !== 48 || end - start < 2) return 0;
  let p = start;
  while (p < end && (text.charCodeAt(p) === 48 || text.charCodeAt(p) === UNDERSCORE)) p++;
  if (p === end) return 0;
  // CPython counts this place in bytes.
  const from = tok.source.byteColumn(tok.lineStart, start) + 1;
  tok.failAt('SyntaxError', 'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
    tok.line, from, from + (p - start), tok.bareLine());
  return -1;
}

function radix(tok: Tokenizer, p: number, kind: string, is: (c: number) => boolean): number {
  const text = tok.text;
  for (let first = true; ; first = false) {
    let c = text.charCodeAt(p);
    if (c === UNDERSCORE) c = text.charCodeAt(++p);
    else if (!first) break;
    if (!is(c)) {
      if (isDigit(c)) return bad(tok, `invalid digit '${String.fromCharCode(c)}' in ${kind} literal`, p + 1);
      return bad(tok, `invalid ${kind} literal`, p);
    }
    while (is(text.charCodeAt(p))) p++;
  }
  const c = text.charCodeAt(p);
  if (isDigit(c)) return bad(tok, `invalid digit '${String.fromCharCode(c)}' in ${kind} literal`, p + 1);
  return verifyEnd(tok, p, kind);
}

/** What follows a number directly must not look like part of it; a keyword there is only warned about. */
function verifyEnd(tok: Tokenizer, p: number, kind: string): number {
  const text = tok.text;
  const c = text.charCodeAt(p);
  if (!isAsciiNamePart(c)) return p;
  if (/^(?:i[fns]|(?:and|else|for|or|not)(?![A-Za-z0-9_\x80-\uffff]))/.test(text.slice(p, p + 5))) {
    const keep = tok.pos;
    tok.pos = p;
    tok.warn(`invalid ${kind} literal`);
    tok.pos = keep;
    return p;
  }
  return bad(tok, `invalid ${kind} literal`, p);
}
