/**
 * Strings: adjacent literals, f-strings and t-strings, put together into one Constant, JoinedStr or TemplateStr.
 *
 * Mirrors `strings`, `fstring` and `tstring` of the grammar and the building of their nodes in `Parser/action_helpers.c`. The pieces of all adjacent
 * literals are collected in one list; constants that stand side by side are folded, empty ones vanish.
 */
import * as ast from '../../generated/frontend/ast.ts';
import { T } from '../../generated/frontend/tokens.ts';
import { PySyntaxError } from '../source/errors.ts';
import { shownLine } from '../source/shown-line.ts';
import { noParse, ParserBase } from './base.ts';
import { decodeByteEscapes, decodeEscapes, escapeWarning, joinDecoded } from './literals.ts';

const { Kind } = ast;

export abstract class StringParser extends ParserBase {
  abstract annotatedRhs(): ast.expr;

  /**
   * strings: (fstring | STRING)+ | tstring+
   */
  strings(): ast.expr {
    const first = this.p;
    const k0 = this.kind[first];
    const k1 = this.kind[first + 1];
    if (k0 === T.STRING && k1 !== T.STRING && k1 !== T.FSTRING_START && k1 !== T.TSTRING_START) {
      this.p++;
      return this.#plain(first);
    }
    let bytes = 0;
    let text = 0;
    let template = 0;
    let formatted = false;
    const pieces: ast.expr[] = [];
    for (;; ) {
      const k = this.kind[this.p];
      if (k === T.STRING) {
        const c = this.#plain(this.p++);
        if (c.value.t === 'bytes') bytes++;
        else text++;
        pieces.push(c);
      } else if (k === T.FSTRING_START) {
        text++;
        formatted = true;
        this.#quoted(pieces, T.FSTRING_MIDDLE, T.FSTRING_END, false);
      } else if (k === T.TSTRING_START) {
        template++;
        this.#quoted(pieces, T.TSTRING_MIDDLE, T.TSTRING_END, true);
      } else break;
    }
    if (template > 0 && (text > 0 || bytes > 0)) throw noParse;
    const e = this.p - 1;
    const line = this.tLine[first], col = this.tCol[first], endLine = this.tEndLine[e], endCol = this.tEndCol[e];
    if (bytes > 0) {
      if (text > 0) throw this.errorAtLast('cannot mix bytes and nonbytes literals');
      return new ast.Constant({ t: 'bytes', v: joinBytes(pieces) }, null, line, col, endLine, endCol);
    }
    if (!formatted && template === 0) {
      const kind = (pieces[0] as ast.Constant).kind_;
      const folded = foldAll(pieces);
      return new ast.Constant({ t: 'str', v: folded.v, split: folded.split }, kind, line, col, endLine, endCol);
    }
    const values = foldConstants(pieces);
    return template > 0 ? new ast.TemplateStr(values, line, col, endLine, endCol) : new ast.JoinedStr(values, line, col, endLine, endCol);
  }

  /** A STRING token. */
  #plain(i: number): ast.Constant {
    const t = this.tokens;
    const text = this.text;
    let a = t.start[i];
    let raw = false;
    let bytes = false;
    let kind: string | null = null;
    let q = text.charCodeAt(a);
    while (q !== 34 && q !== 39) {
      const c = q | 32;
      if (c === 114) raw = true;
      else if (c === 98) bytes = true;
      else if (q === 117) kind = 'u';
      q = text.charCodeAt(++a);
    }
    let b = t.end[i];
    const size = b - a >= 6 && text.charCodeAt(a + 1) === q && text.charCodeAt(a + 2) === q ? 3 : 1;
    a += size;
    b -= size;
    const body = text.slice(a, b);
    if (bytes) return this.#bytes(i, a, body, raw);
    if (raw) return this.#constant({ t: 'str', v: body, split: null }, kind, i);
    const d = decodeEscapes(body);
    if (d.error !== null) throw this.#literalError(d.error, i);
    if (d.badEscape >= 0) this.#warnEscape(a + d.badEscape);
    return this.#constant({ t: 'str', v: d.v, split: d.split }, kind, i);
  }

  #bytes(i: number, at: number, body: string, raw: boolean): ast.Constant {
    for (let k = 0; k < body.length; k++) {
      if (body.charCodeAt(k) >= 128) throw this.errorAtToken('bytes can only contain ASCII literal characters', i);
    }
    const d = decodeByteEscapes(body, raw);
    if (d.error !== null) throw this.#literalError(d.error, i);
    if (d.badEscape >= 0) this.#warnEscape(at + d.badEscape);
    return this.#constant({ t: 'bytes', v: d.v }, null, i);
  }

  /** An error at the next token, which is the last one CPython has read here. */
  errorAtLast(msg: string): Error {
    const i = this.p;
    if (this.source.endsLines || this.tokens.end[i] <= this.text.length) return this.errorAtToken(msg, i);
    const e = i - 1;
    const s = this.source;
    const line = this.tEndLine[e];
    return new PySyntaxError('SyntaxError', msg, line, s.charColumn(line, this.tEndCol[e]), line, -1, shownLine(s, line));
  }

  #literalError(msg: string, i: number): Error {
    return this.errorAtToken(msg, i);
  }

  #constant(value: ast.ConstantValue, kind: string | null, i: number): ast.Constant {
    return new ast.Constant(value, kind, this.tLine[i], this.tCol[i], this.tEndLine[i], this.tEndCol[i]);
  }

  #warnEscape(at: number): void {
    const line = this.source.lineOf(at);
    this.warnings.push({
      category: 'SyntaxWarning', msg: escapeWarning(this.text.slice(at, at + 4)), lineno: line,
      offset: this.source.charCount(this.source.lineStarts[line - 1], at) + 1,
    });
  }

  /**
   * fstring: FSTRING_START fstring_middle* FSTRING_END
   * fstring_middle: replacement_field | FSTRING_MIDDLE
   */
  #quoted(pieces: ast.expr[], middle: number, end: number, template: boolean): void {
    const raw = /r/i.test(this.tokenText(this.p));
    this.p++;
    // CPython decodes the text after it has read the string, so a bad escape is reported at its end.
    const errors: string[] = [];
    for (;;) {
      const k = this.kind[this.p];
      if (k === middle) pieces.push(this.#text(raw, errors));
      else if (k === T.LBRACE) this.#field(pieces, middle, template, raw);
      else break;
    }
    this.expect(end);
    if (errors.length > 0) throw this.#literalError(errors[0], this.p - 1);
  }

  /** A piece of literal text. A mistake in it goes to `errors`, or is thrown where there is no such list. */
  #text(raw: boolean, errors: string[] | null): ast.Constant {
    const i = this.p++;
    const body = this.tokenText(i);
    if (raw) return this.#constant({ t: 'str', v: body, split: null }, null, i);
    // A backslash before a brace ends the text, and stands for itself.
    let slashes = 0;
    while (body.charCodeAt(body.length - 1 - slashes) === 92) slashes++;
    const loose = slashes % 2 === 1;
    const d = decodeEscapes(loose ? body.slice(0, -1) : body);
    if (d.error !== null) {
      if (!errors) throw this.#literalError(d.error, i);
      errors.push(d.error);
    }
    if (d.badEscape >= 0) this.#warnEscape(this.tokens.start[i] + d.badEscape);
    if (loose) {
      this.#warnEscape(this.tokens.end[i] - 1);
      d.v += '\\';
    }
    return this.#constant({ t: 'str', v: d.v, split: d.split }, null, i);
  }

  /**
   * replacement_field: '{' annotated_rhs ['='] ['!' NAME] [':' format_spec*] '}'
   */
  #field(pieces: ast.expr[], middle: number, template: boolean, raw: boolean): void {
    this.enter();
    const open = this.p++;
    const value = this.annotatedRhs();
    const debug = this.accept(T.EQUAL);
    const mark = this.p;
    let conversion = -1;
    if (this.kind[mark] === T.EXCLAMATION) {
      conversion = this.#conversion(template);
    }
    let spec: ast.JoinedStr | null = null;
    if (this.kind[this.p] === T.COLON) spec = this.#formatSpec(middle, template, raw);
    if (this.kind[this.p] !== T.RBRACE) throw noParse;
    const close = this.p++;
    this.leave();
    const line = this.tLine[open], col = this.tCol[open];
    if (debug) {
      // The text of the expression with its `=`, up to the conversion, the format or the brace.
      let endLine = this.tEndLine[close], endCol = this.tEndCol[close];
      if (this.kind[mark] === T.EXCLAMATION) {
        endLine = this.tLine[mark + 1];
        endCol = this.tCol[mark + 1];
      } else if (spec) {
        endLine = spec.lineno;
        endCol = spec.col_offset + 1;
      }
      const shown = withoutComments(this.text.slice(this.tokens.end[open], this.tokens.start[mark]));
      pieces.push(new ast.Constant({ t: 'str', v: shown, split: null }, null, line, col + 1, endLine, endCol - 1));
      if (conversion === -1 && spec === null) conversion = 114;
    }
    const endLine = this.tEndLine[close], endCol = this.tEndCol[close];
    if (template) {
      const str = withoutComments(this.text.slice(this.tokens.end[open], this.tokens.start[mark])).replace(/[\s=]+$/, '');
      pieces.push(new ast.Interpolation(value, { t: 'str', v: str, split: null }, conversion, spec, line, col, endLine, endCol));
    } else {
      pieces.push(new ast.FormattedValue(value, conversion, spec, line, col, endLine, endCol));
    }
  }

  /** fstring_conversion: '!' NAME, with nothing between. */
  #conversion(template: boolean): number {
    const bang = this.p++;
    const i = this.p;
    if (this.kind[i] !== T.NAME) throw noParse;
    const letter = template ? 't' : 'f';
    if (this.tokens.start[i] !== this.tokens.end[bang]) {
      throw this.errorAt(`${letter}-string: conversion type must come right after the exclamation mark`,
        this.tLine[bang], this.tCol[bang], this.tEndLine[i], this.tEndCol[i]);
    }
    const name = this.tokenText(i);
    if (name !== 's' && name !== 'r' && name !== 'a') {
      throw this.errorAtToken(`${letter}-string: invalid conversion character '${name}': expected 's', 'r', or 'a'`, i);
    }
    this.p++;
    return name.charCodeAt(0);
  }

  /** format_spec: ':' (FSTRING_MIDDLE | replacement_field)* */
  #formatSpec(middle: number, template: boolean, raw: boolean): ast.JoinedStr {
    const colon = this.p++;
    const pieces: ast.expr[] = [];
    for (;;) {
      const k = this.kind[this.p];
      if (k === middle) pieces.push(this.#text(raw, null));
      // A field in a format specification is formatted, in a t-string too.
      else if (k === T.LBRACE) this.#field(pieces, middle, false, raw);
      else break;
    }
    void template;
    const e = this.p - 1;
    return new ast.JoinedStr(foldConstants(pieces), this.tLine[colon], this.tCol[colon], this.tEndLine[e], this.tEndCol[e]);
  }
}

function joinBytes(pieces: ast.expr[]): Uint8Array {
  const all = pieces.map((p) => ((p as ast.Constant).value as { v: Uint8Array }).v);
  const out = new Uint8Array(all.reduce((n, a) => n + a.length, 0));
  let at = 0;
  for (const a of all) {
    out.set(a, at);
    at += a.length;
  }
  return out;
}

type Str = { v: string; split: readonly number[] | null };

function foldAll(pieces: ast.expr[]): Str {
  const strs = pieces.map((p) => (p as ast.Constant).value as Str);
  if (strs.every((s) => s.split === null)) {
    const v = strs.map((s) => s.v).join('');
    // Surrogates may have met at a seam only if some piece ends in a high one.
    if (!strs.some((s) => { const c = s.v.charCodeAt(s.v.length - 1); return c >= 0xd800 && c < 0xdc00; })) return { v, split: null };
  }
  return strs.reduce((a, b) => joinDecoded(a, b));
}

/** Folds constants that stand side by side; drops empty ones. */
function foldConstants(pieces: ast.expr[]): ast.expr[] {
  const out: ast.expr[] = [];
  for (let i = 0; i < pieces.length;) {
    const first = pieces[i];
    if (first.kind !== Kind.Constant) {
      out.push(first);
      i++;
      continue;
    }
    let j = i + 1;
    while (j < pieces.length && pieces[j].kind === Kind.Constant) j++;
    const s = foldAll(pieces.slice(i, j));
    const last = pieces[j - 1];
    if (s.v !== '') {
      out.push(new ast.Constant({ t: 'str', v: s.v, split: s.split }, first.kind_, first.lineno, first.col_offset, last.end_lineno, last.end_col_offset));
    }
    i = j;
  }
  return out;
}

/** The text of an expression without its comments, as `f'{x = }'` shows it. */
function withoutComments(text: string): string {
  if (!text.includes('#')) return text;
  let out = '';
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quote) {
      if (c === '\\') { out += c + (text[++i] ?? ''); continue; }
      if (text.startsWith(quote, i)) { out += quote; i += quote.length - 1; quote = ''; continue; }
    } else if (c === '\'' || c === '"') {
      quote = text.startsWith(c.repeat(3), i) ? c.repeat(3) : c;
      out += quote;
      i += quote.length - 1;
      continue;
    } else if (c === '#') {
      while (i < text.length && text[i] !== '\n') i++;
      if (i >= text.length) break;
      out += '\n';
      continue;
    }
    out += c;
  }
  return out;
}
