/**
 * Strings, and the literal text of f-strings and t-strings: the second mode of the tokenizer (tokenizer.ts), in which it reads up to a brace (`middle`).
 */
import { T } from '../../generated/frontend/tokens.ts';
import { Quoted, Scanner } from './scanner.ts';

const MAX_QUOTED = 150;

export abstract class StringScanner extends Scanner {
  /** An operator or bracket that begins with c. */
  abstract operator(c: number): boolean;

  // --- Strings ---

  /** A name directly before a quote. 2: it is no prefix, 1: a string was read, 0: an error. */
  prefixedString(start: number, quoteAt: number): 0 | 1 | 2 {
    let b = false, r = false, u = false, f = false, t = false;
    for (let i = start; i < quoteAt; i++) {
      const c = this.text.charCodeAt(i) | 32;
      if (c === 98 && !b) b = true;
      else if (c === 114 && !r) r = true;
      else if (c === 117 && !u) u = true;
      else if (c === 102 && !f) f = true;
      else if (c === 116 && !t) t = true;
      else return 2;
    }
    const clash = u && b ? 'ub' : u && r ? 'ur' : u && f ? 'uf' : u && t ? 'ut' : b && f ? 'bf' : b && t ? 'bt' : f && t ? 'ft' : '';
    if (clash) {
      // These two places are counted in bytes.
      const from = this.source.byteColumn(this.lineStart, start) + 1;
      this.pos = quoteAt + 1;
      this.failAt('SyntaxError', `'${clash[0]}' and '${clash[1]}' prefixes are incompatible`, this.line, from, from + quoteAt - start, this.bareLine());
      return 0;
    }
    this.pos = quoteAt;
    if (!f && !t) return this.string(start, quoteAt) ? 1 : 0;
    const text = this.text;
    const quote = text.charCodeAt(quoteAt);
    const size = text.charCodeAt(quoteAt + 1) === quote && text.charCodeAt(quoteAt + 2) === quote ? 3 : 1;
    if (this.quoted.length + 1 >= MAX_QUOTED) {
      this.fail('too many nested f-strings or t-strings', quoteAt + size);
      return 0;
    }
    this.quoted.push(new Quoted(quote, size, r, f ? 'f' : 't', start, this.line));
    this.pos = quoteAt + size;
    this.emit(f ? T.FSTRING_START : T.TSTRING_START, start, this.pos);
    return 1;
  }

  /** A string without replacement fields, from its prefix at `start` and its quote at `quoteAt`. */
  string(start: number, quoteAt: number): boolean {
    const text = this.text;
    const quote = text.charCodeAt(quoteAt);
    let p = quoteAt + 1;
    if (text.charCodeAt(p) === quote && text.charCodeAt(p + 1) === quote) return this.#longString(start, quoteAt, quote);
    let escapedQuote = false;
    const startLine = this.line;
    const startLineStart = this.lineStart;
    for (;;) {
      const c = text.charCodeAt(p);
      if (c === quote) break;
      if (c === 92) {
        p++;
        const d = text.charCodeAt(p);
        if (d === quote) escapedQuote = true;
        if (d === 10) {
          this.line++;
          this.lineStart = p + 1;
        }
        if (p >= this.length) return this.#unterminated(start, startLine, startLineStart, quote, 1, escapedQuote);
        p++;
      } else if (c === 10 || p >= this.length) {
        return this.#unterminated(start, startLine, startLineStart, quote, 1, escapedQuote);
      } else p++;
    }
    this.pos = p + 1;
    if (this.line === startLine) this.emit(T.STRING, start, this.pos);
    else this.emitFrom(T.STRING, start, startLine, startLineStart, this.pos);
    return true;
  }

  #longString(start: number, quoteAt: number, quote: number): boolean {
    const text = this.text;
    const startLine = this.line;
    const startLineStart = this.lineStart;
    let p = quoteAt + 3;
    for (;;) {
      const c = text.charCodeAt(p);
      if (c === quote && text.charCodeAt(p + 1) === quote && text.charCodeAt(p + 2) === quote) break;
      if (c === 92) {
        p++;
        if (text.charCodeAt(p) === 10) {
          this.line++;
          this.lineStart = p + 1;
        }
        p++;
      } else if (c === 10) {
        this.line++;
        this.lineStart = ++p;
      } else p++;
      if (p >= this.length) return this.#unterminated(start, startLine, startLineStart, quote, 3, false);
    }
    this.pos = p + 3;
    if (this.line === startLine) this.emit(T.STRING, start, this.pos);
    else this.emitFrom(T.STRING, start, startLine, startLineStart, this.pos);
    return true;
  }

  #unterminated(start: number, startLine: number, startLineStart: number, quote: number, size: number, escapedQuote: boolean): false {
    // CPython counts the line end that it adds to the last line.
    const detected = this.line - (this.lineStart >= this.length && this.length > 0 ? 1 : 0);
    this.line = startLine;
    this.lineStart = startLineStart;
    const q = this.quoted.length > 0 ? this.quoted[this.quoted.length - 1] : null;
    if (q && q.quote === quote && q.quoteSize === size) return this.fail(`${q.letter}-string: expecting '}'`, start + 1);
    if (size === 3) return this.fail(`unterminated triple-quoted string literal (detected at line ${detected})`, start + 1);
    return this.fail(`unterminated string literal (detected at line ${detected})${escapedQuote ? '; perhaps you escaped the end quote?' : ''}`, start + 1);
  }

  /** The literal text of an f-string or t-string, up to a brace or the end. */
  middle(q: Quoted): boolean {
    const text = this.text;
    const MIDDLE = q.letter === 'f' ? T.FSTRING_MIDDLE : T.TSTRING_MIDDLE;
    const start = this.pos;
    if (text.charCodeAt(start) === 123 && text.charCodeAt(start + 1) !== 123) {
      q.fieldDepth++;
      q.inText = false;
      return this.operator(123);
    }
    if (this.#atQuote(q, start)) {
      this.pos = start + q.quoteSize;
      this.emit(q.letter === 'f' ? T.FSTRING_END : T.TSTRING_END, start, this.pos);
      this.quoted.pop();
      return true;
    }
    const startLine = this.line;
    const startLineStart = this.lineStart;
    const inSpec = q.inFormatSpec && q.depth > 0;
    let unicodeEscape = false;
    let p = start;
    for (;;) {
      const c = text.charCodeAt(p);
      if (p >= this.length || (c === 10 && q.quoteSize === 1)) {
        if (inSpec && q.quoteSize === 1 && (c === 10 || (this.source.endsLines && text.charCodeAt(p - 1) !== 10))) {
          return this.fail(`${q.letter}-string: newlines are not allowed in format specifiers for single quoted ${q.letter}-strings`, p + 1);
        }
        return this.#unterminatedQuoted(q, p);
      }
      if (c === q.quote && this.#atQuote(q, p)) break;
      if (c === 10) {
        p++;
        this.line++;
        this.lineStart = p;
      } else if (c === 123) {
        if (text.charCodeAt(p + 1) !== 123 || inSpec) {
          q.fieldDepth++;
          q.inText = false;
          this.emitFrom(MIDDLE, start, startLine, startLineStart, p);
          this.pos = p;
          return this.operator(123);
        }
        this.emitFrom(MIDDLE, start, startLine, startLineStart, p + 1, p + 2);
        this.pos = p + 2;
        return true;
      } else if (c === 125) {
        if (unicodeEscape) {
          unicodeEscape = false;
          p++;
          continue;
        }
        if (text.charCodeAt(p + 1) === 125 && !inSpec && q.depth === 0) {
          this.emitFrom(MIDDLE, start, startLine, startLineStart, p + 1, p + 2);
          this.pos = p + 2;
          return true;
        }
        this.emitFrom(MIDDLE, start, startLine, startLineStart, p);
        this.pos = p;
        q.inText = false;
        return true;
      } else if (c === 92) {
        p++;
        const d = text.charCodeAt(p);
        if (d === 123 || d === 125) continue;
        if (d === 78 && !q.raw && text.charCodeAt(p + 1) === 123) {
          unicodeEscape = true;
          p++;
        }
        if (d === 10) {
          this.line++;
          this.lineStart = p + 1;
        }
        p++;
      } else p++;
    }
    this.emitFrom(MIDDLE, start, startLine, startLineStart, p);
    this.pos = p;
    return true;
  }

  #atQuote(q: Quoted, p: number): boolean {
    const text = this.text;
    return text.charCodeAt(p) === q.quote && (q.quoteSize === 1 || (text.charCodeAt(p + 1) === q.quote && text.charCodeAt(p + 2) === q.quote));
  }

  #unterminatedQuoted(q: Quoted, at: number): false {
    const detected = this.line - (at >= this.length && this.lineStart >= this.length && this.length > 0 ? 1 : 0);
    this.line = q.line;
    this.lineStart = this.source.lineStarts[q.line - 1];
    const what = q.quoteSize === 3 ? `unterminated triple-quoted ${q.letter}-string literal` : `unterminated ${q.letter}-string literal`;
    return this.fail(`${what} (detected at line ${detected})`, q.start + 1);
  }
}
