/**
 * What the tokenizer has in its hands: the text and the place in it, open brackets and strings, the tokens so far; and how a token or an error is added.
 * The machine itself: tokenizer.ts; strings: strings.ts.
 */
import { T } from '../../generated/frontend/tokens.ts';
import { PySyntaxError } from '../source/errors.ts';
import type { PyErrorType } from '../source/errors.ts';
import { shownLine } from '../source/shown-line.ts';
import type { SourceFile } from '../source/source-file.ts';
import { TokenBuffer } from './token-buffer.ts';

/** An f-string or t-string that is open. */
export class Quoted {
  readonly quote: number;
  readonly quoteSize: number;
  readonly raw: boolean;
  readonly letter: 'f' | 't';
  readonly start: number;
  readonly line: number;
  depth = 0;
  fieldDepth = -1;
  inFormatSpec = false;
  inText = true;

  constructor(quote: number, quoteSize: number, raw: boolean, letter: 'f' | 't', start: number, line: number) {
    this.quote = quote;
    this.quoteSize = quoteSize;
    this.raw = raw;
    this.letter = letter;
    this.start = start;
    this.line = line;
  }
}

export class Scanner {
  readonly source: SourceFile;
  readonly text: string;
  readonly out: TokenBuffer;
  /** The next character to read. */
  pos = 0;
  /** The line `pos` stands on, from 1, and the index where it starts. */
  line = 1;
  lineStart = 0;
  readonly length: number;
  readonly #ascii: boolean;
  /** Open brackets: the character, and the index where it stands. */
  readonly brackets: number[] = [];
  readonly bracketAt: number[] = [];
  readonly quoted: Quoted[] = [];

  constructor(source: SourceFile) {
    this.source = source;
    this.text = source.text;
    this.length = source.text.length;
    this.#ascii = source.isAscii;
    this.out = new TokenBuffer(Math.max(64, (source.text.length >> 2) + 16));
  }

  // --- Tokens and errors ---

  /** Adds a token that starts and ends on the current line. */
  emit(kind: number, start: number, end: number): void {
    const ls = this.lineStart;
    if (this.#ascii) this.out.push(kind, start, end, this.line, start - ls, this.line, end - ls);
    else {
      const col = this.source.byteColumn(ls, start);
      this.out.push(kind, start, end, this.line, col, this.line, this.source.byteColumn(ls, end));
    }
  }

  /** Adds a token that may have started on an earlier line and ends at `end` on the current one; its position may reach further, over a doubled brace. */
  emitFrom(kind: number, start: number, startLine: number, startLineStart: number, end: number, reach = end): void {
    const col = this.source.byteColumn(startLineStart, start);
    this.out.push(kind, start, end, startLine, col, this.line, this.source.byteColumn(this.lineStart, reach));
  }

  /** Ends the tokens with an error. Columns are characters from 1; −1 as `endOffset` is "no end". */
  failAt(type: PyErrorType, msg: string, line: number, offset: number, endOffset: number, text = shownLine(this.source, line)): false {
    const error = new PySyntaxError(type, msg, line, offset, line, endOffset, text);
    this.out.error = error;
    this.out.errorIsLocal = type !== 'SyntaxError' || msg.startsWith('unexpected ') || this.quoted.length > 0;
    this.out.push(T.ERRORTOKEN, this.pos, this.pos, this.line, 0, this.line, 0);
    return false;
  }

  /** Fails at the character before `at` on the current line: the last one that CPython's tokenizer would have read. */
  fail(msg: string, at: number): false {
    const n = this.source.charCount(this.lineStart, at);
    return this.failAt('SyntaxError', msg, this.line, n, n, this.bareLine());
  }

  /** The current line without its end, which is how the tokenizer's own errors show it. */
  bareLine(): string {
    const text = this.source.lineText(this.line);
    return text.endsWith('\n') ? text.slice(0, -1) : text;
  }

  warn(msg: string): void {
    this.out.warnings.push({ category: 'SyntaxWarning', msg, lineno: this.line, offset: this.source.charCount(this.lineStart, this.pos) + 1 });
  }
}
