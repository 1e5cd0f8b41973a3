/**
 * The tokenizer: text to tokens in one pass, all of a source at once.
 *
 * It is a machine with two modes. In the ordinary mode it reads Python; inside an f-string or t-string it reads literal text up to a brace
 * (`middle`, strings.ts). A stack of `Quoted` frames says in which strings it stands; a frame counts the brackets opened in its replacement fields
 * (`depth`) and at which of these counts its innermost field began (`fieldDepth`), so that `:`, `!` and `}` are known to belong to the field and not to
 * a dict or slice in it. Errors do not throw: the first one becomes an ERRORTOKEN at the end of the buffer, because a mistake that the
 * parser finds earlier may be the better report.
 *
 * Mirrors `Parser/lexer/lexer.c`. Differs in that it does not work by line or on demand, and that it gives each operator and keyword its kind.
 */
import { T, tokenSpelling } from '../../generated/frontend/tokens.ts';
import { shownLine } from '../source/shown-line.ts';
import type { SourceFile } from '../source/source-file.ts';
import { invalidNameIndex, isPrintable, mayContinueName } from './characters.ts';
import { keywordKind } from './keywords.ts';
import { scanNumber } from './numbers.ts';
import { operatorAt } from './operators.ts';
import type { Quoted } from './scanner.ts';
import { StringScanner } from './strings.ts';
import type { TokenBuffer } from './token-buffer.ts';

const MAX_BRACKETS = 200;
const MAX_INDENTS = 100;
const TAB_SIZE = 8;

export class Tokenizer extends StringScanner {
  readonly #indents: number[] = [0];
  readonly #altIndents: number[] = [0];

  /** Reads everything; the buffer ends in ENDMARKER or ERRORTOKEN. */
  run(): TokenBuffer {
    let ok = this.#lineBegin();
    while (ok) {
      const q = this.quoted;
      if (q.length > 0 && q[q.length - 1].inText) ok = this.middle(q[q.length - 1]);
      else ok = this.#next();
    }
    return this.out;
  }

  // --- The begin of a line ---

  /** Skips blank lines, measures the indentation and emits INDENT and DEDENT. `pos` stands at the begin of a line. */
  #lineBegin(): boolean {
    const text = this.text;
    for (;;) {
      let col = 0;
      let alt = 0;
      let contCol = 0;
      let contAlt = 0;
      let c: number;
      for (;; this.pos++) {
        c = text.charCodeAt(this.pos);
        if (c === 32) { col++; alt++; }
        else if (c === 9) { col = (Math.floor(col / TAB_SIZE) + 1) * TAB_SIZE; alt++; }
        else if (c === 12) { col = 0; alt = 0; }
        else if (c === 92) {
          contCol = contCol || col;
          contAlt = contAlt || alt;
          if (!this.#continuation()) return false;
          this.pos--;
        } else break;
      }
      if (c === 35) {
        const e = text.indexOf('\n', this.pos);
        this.pos = e === -1 ? this.length : e;
        c = text.charCodeAt(this.pos);
      }
      if (c === 10) { this.#newLine(); continue; }
      if (this.pos >= this.length) { col = 0; alt = 0; contCol = 0; }
      return this.#indent(contCol || col, contCol ? contAlt : alt);
    }
  }

  #newLine(): void {
    this.pos++;
    this.line++;
    this.lineStart = this.pos;
  }

  #indent(col: number, alt: number): boolean {
    const ind = this.#indents;
    const alts = this.#altIndents;
    let top = ind[ind.length - 1];
    if (col === top) {
      if (alt !== alts[alts.length - 1]) return this.#tabError();
    } else if (col > top) {
      if (ind.length >= MAX_INDENTS) {
        return this.failAt('IndentationError', 'too many levels of indentation', this.line, 1, 0);
      }
      if (alt <= alts[alts.length - 1]) return this.#tabError();
      ind.push(col);
      alts.push(alt);
      this.emit(T.INDENT, this.pos, this.pos);
    } else {
      while (ind.length > 1 && col < top) {
        ind.pop();
        alts.pop();
        top = ind[ind.length - 1];
        this.emit(T.DEDENT, this.pos, this.pos);
      }
      if (col !== top) {
        // CPython finds this out before it hands out the dedents.
        while (this.out.count > 0 && this.out.kind[this.out.count - 1] === T.DEDENT) this.out.count--;
        return this.failAt('IndentationError', 'unindent does not match any outer indentation level', this.line, this.#lineChars(), -1);
      }
      if (alt !== alts[alts.length - 1]) return this.#tabError();
    }
    return true;
  }

  /** The length of the current line in characters, with its line end. */
  #lineChars(): number {
    const e = this.text.indexOf('\n', this.lineStart);
    return this.source.charCount(this.lineStart, e === -1 ? this.length : e) + (e === -1 && !this.source.endsLines ? 0 : 1);
  }

  #tabError(): false {
    return this.failAt('TabError', 'inconsistent use of tabs and spaces in indentation', this.line, 1, 0);
  }

  /** A backslash at `pos`: goes to the next line, or fails. */
  #continuation(): boolean {
    const c = this.text.charCodeAt(this.pos + 1);
    if (c === 10) {
      this.pos++;
      this.#newLine();
      if (this.pos < this.length) return true;
      this.line--;
      this.lineStart = this.source.lineStarts[this.line - 1];
      return this.#eofAfterBackslash();
    }
    if (this.pos + 1 >= this.length) return this.#eofAfterBackslash();
    const n = this.source.charCount(this.lineStart, this.pos + 1);
    if (this.brackets.length > 0 && this.quoted.length === 0) {
      this.#neverClosed();
      this.out.openBracket = this.out.error;
      this.out.endedInBrackets = false;
      this.out.count--;
    }
    return this.failAt('SyntaxError', 'unexpected character after line continuation character', this.line, n + 1, 0);
  }

  #eofAfterBackslash(): false {
    if (this.brackets.length > 0) return this.#neverClosed();
    if (!this.source.endsLines && !this.text.endsWith('\n')) {
      const n = this.source.charCount(this.lineStart, this.pos + 1);
      return this.failAt('SyntaxError', 'unexpected character after line continuation character', this.line, n, 0);
    }
    return this.failAt('SyntaxError', 'unexpected EOF while parsing', this.line, this.#lineChars(), -1);
  }

  // --- Ordinary mode ---

  /** One token, or a line end, or the end. */
  #next(): boolean {
    const text = this.text;
    let pos = this.pos;
    let c = text.charCodeAt(pos);
    while (c === 32 || c === 9 || c === 12) c = text.charCodeAt(++pos);
    // Names and keywords.
    if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95) {
      const start = pos;
      do c = text.charCodeAt(++pos); while ((c >= 97 && c <= 122) || c === 95 || (c >= 65 && c <= 90) || (c >= 48 && c <= 57));
      if ((c === 34 || c === 39) && pos - start <= 5) {
        const r = this.prefixedString(start, pos);
        if (r !== 2) return r === 1;
      }
      if (c >= 128) return this.#unicodeName(start);
      this.pos = pos;
      this.emit(keywordKind(text, start, pos), start, pos);
      return true;
    }
    if (c === 10) {
      this.pos = pos;
      return this.#endOfLine(pos);
    }
    if (c === 35) {
      const e = text.indexOf('\n', pos);
      this.pos = e === -1 ? this.length : e;
      return this.#endOfLine(pos);
    }
    if (c >= 48 && c <= 57) {
      this.pos = pos;
      return this.#number();
    }
    if (c === 34 || c === 39) {
      this.pos = pos;
      return this.string(pos, pos);
    }
    if (c === 46) {
      const d = text.charCodeAt(pos + 1);
      if (d >= 48 && d <= 57) {
        this.pos = pos;
        return this.#number();
      }
    }
    if (c === 92) {
      this.pos = pos;
      return this.#continuation();
    }
    if (c >= 128) {
      this.pos = pos;
      return this.#unicodeName(pos);
    }
    if (pos >= this.length) {
      this.pos = pos;
      return this.#endOfLine(pos);
    }
    this.pos = pos;
    return this.operator(c);
  }

  #number(): boolean {
    const start = this.pos;
    const end = scanNumber(this, start);
    if (end < 0) return false;
    this.pos = end;
    this.emit(T.NUMBER, start, end);
    return true;
  }

  /** At a line end or the end of the source; `start` is where a comment before it began. */
  #endOfLine(start: number): boolean {
    const atEnd = this.pos >= this.length;
    if (this.brackets.length > 0) {
      if (atEnd) return this.#neverClosed();
      this.#newLine();
      return true;
    }
    const out = this.out;
    const last = out.count > 0 ? out.kind[out.count - 1] : T.NEWLINE;
    if (!(atEnd && (last === T.NEWLINE || last === T.DEDENT))) this.emit(T.NEWLINE, start, this.pos + 1);
    if (!atEnd) {
      this.#newLine();
      if (!this.#lineBegin()) return false;
      if (this.pos < this.length) return true;
    } else {
      // A source without a line end at its end gets one.
      this.line++;
      this.lineStart = this.pos;
    }
    while (this.#indents.length > 1) {
      this.#indents.pop();
      this.emit(T.DEDENT, this.pos, this.pos);
    }
    const line = this.lineStart === this.pos ? this.line : this.line + 1;
    this.out.push(T.ENDMARKER, this.pos, this.pos, line, 0, line, 0);
    return false;
  }

  #neverClosed(): false {
    const at = this.bracketAt[this.bracketAt.length - 1];
    const line = this.source.lineOf(at);
    this.out.endedInBrackets = true;
    const reached = this.lineStart >= this.length ? this.line - 1 : this.line;
    return this.failAt('SyntaxError', `'${String.fromCharCode(this.brackets[this.brackets.length - 1])}' was never closed`,
      line, this.source.charCount(this.source.lineStarts[line - 1], at) + 1, 0, shownLine(this.source, line, reached));
  }

  #unicodeName(start: number): boolean {
    const text = this.text;
    let end = start;
    while (end < this.length && mayContinueName(text.charCodeAt(end))) end++;
    const name = text.slice(start, end);
    const bad = invalidNameIndex(name);
    if (bad >= 0) {
      const cp = name.codePointAt(bad)!;
      const ch = String.fromCodePoint(cp);
      const hex = cp.toString(16).toUpperCase().padStart(4, '0');
      const at = start + bad + ch.length;
      return this.fail(isPrintable(ch) ? `invalid character '${ch}' (U+${hex})` : `invalid non-printable character U+${hex}`, at);
    }
    this.pos = end;
    this.emit(T.NAME, start, end);
    return true;
  }

  operator(c: number): boolean {
    const text = this.text;
    const pos = this.pos;
    const q = this.quoted.length > 0 ? this.quoted[this.quoted.length - 1] : null;
    switch (c) {
      case 40: case 91: case 123: // ( [ {
        if (this.brackets.length >= MAX_BRACKETS) return this.fail('too many nested parentheses', pos + 1);
        this.brackets.push(c);
        this.bracketAt.push(pos);
        if (q) q.depth++;
        this.pos = pos + 1;
        this.emit(c === 40 ? T.LPAR : c === 91 ? T.LSQB : T.LBRACE, pos, pos + 1);
        return true;
      case 41: case 93: case 125:
        return this.#close(c, q);
    }
    if (q && c === 58 && q.depth - 1 === q.fieldDepth) {
      q.inText = true;
      q.inFormatSpec = true;
      this.pos = pos + 1;
      this.emit(T.COLON, pos, pos + 1);
      return true;
    }
    const kind = operatorAt(text, pos, c);
    if (kind === T.OP) {
      const ch = String.fromCharCode(c);
      if (!isPrintable(ch)) return this.fail(`invalid non-printable character U+${c.toString(16).toUpperCase().padStart(4, '0')}`, pos + 1);
      this.pos = pos + 1;
    } else this.pos = pos + tokenSpelling[kind].length;
    this.emit(kind, pos, this.pos);
    return true;
  }

  #close(c: number, q: Quoted | null): boolean {
    const pos = this.pos;
    const ch = String.fromCharCode(c);
    if (q && q.depth === 0 && c === 125) return this.fail(`${q.letter}-string: single '}' is not allowed`, pos + 1);
    if (this.brackets.length === 0) return this.fail(`unmatched '${ch}'`, pos + 1);
    const open = this.brackets.pop()!;
    const at = this.bracketAt.pop()!;
    if (!((open === 40 && c === 41) || (open === 91 && c === 93) || (open === 123 && c === 125))) {
      if (q && open === 123 && q.depth - 1 === q.fieldDepth) return this.fail(`${q.letter}-string: unmatched '${ch}'`, pos + 1);
      const line = this.source.lineOf(at);
      const where = line === this.line ? '' : ` on line ${line}`;
      return this.fail(`closing parenthesis '${ch}' does not match opening parenthesis '${String.fromCharCode(open)}'${where}`, pos + 1);
    }
    if (q) {
      q.depth--;
      if (q.depth < 0) return this.fail(`${q.letter}-string: unmatched '${ch}'`, pos + 1);
      if (c === 125 && q.depth === q.fieldDepth) {
        q.fieldDepth--;
        q.inText = true;
        q.inFormatSpec = false;
      }
    }
    this.pos = pos + 1;
    this.emit(c === 41 ? T.RPAR : c === 93 ? T.RSQB : T.RBRACE, pos, pos + 1);
    return true;
  }
}


export const tokenize = (source: SourceFile): TokenBuffer => new Tokenizer(source).run();
