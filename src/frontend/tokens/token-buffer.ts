/**
 * The tokens of one source, as parallel arrays.
 *
 * Token i has its kind, its range of UTF-16 indexes (`start`, `end`) and its position as the AST wants it (lines from 1, UTF-8 byte columns).
 * The last token is always ENDMARKER or ERRORTOKEN; an ERRORTOKEN stands for `error`, which is raised when (and only when) a parser gets
 * there or fails before it. INDENT and DEDENT are empty: their `start` is the first character of the line that caused them.
 */
import { T } from '../../generated/frontend/tokens.ts';
import type { PySyntaxError, SyntaxWarningRecord } from '../source/errors.ts';

export class TokenBuffer {
  kind: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  line: Int32Array;
  col: Int32Array;
  endLine: Int32Array;
  endCol: Int32Array;
  count = 0;
  /** What the ERRORTOKEN at the end stands for. */
  error: PySyntaxError | null = null;
  /** True if `error` counts only where a parser gets to it: indentation, line continuation, what is in f-strings. Other errors of tokens count wherever they are. */
  errorIsLocal = false;
  /** With a local error inside brackets: the complaint about the innermost bracket, for a parser that failed on a later line than the bracket's. */
  openBracket: PySyntaxError | null = null;
  /** True if the ERRORTOKEN is the end of the source inside brackets; then `error` is the complaint about the bracket. */
  endedInBrackets = false;
  readonly warnings: SyntaxWarningRecord[] = [];

  constructor(capacity: number) {
    this.kind = new Uint8Array(capacity);
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.line = new Int32Array(capacity);
    this.col = new Int32Array(capacity);
    this.endLine = new Int32Array(capacity);
    this.endCol = new Int32Array(capacity);
  }

  push(kind: number, start: number, end: number, line: number, col: number, endLine: number, endCol: number): void {
    const i = this.count;
    if (i === this.kind.length) this.#grow();
    this.kind[i] = kind;
    this.start[i] = start;
    this.end[i] = end;
    this.line[i] = line;
    this.col[i] = col;
    this.endLine[i] = endLine;
    this.endCol[i] = endCol;
    this.count = i + 1;
  }

  #grow(): void {
    const n = this.kind.length * 2;
    const more = (a: Int32Array): Int32Array => {
      const b = new Int32Array(n);
      b.set(a);
      return b;
    };
    const kind = new Uint8Array(n);
    kind.set(this.kind);
    this.kind = kind;
    this.start = more(this.start);
    this.end = more(this.end);
    this.line = more(this.line);
    this.col = more(this.col);
    this.endLine = more(this.endLine);
    this.endCol = more(this.endCol);
  }

  /** True if the buffer ends in an error. */
  get failed(): boolean {
    return this.kind[this.count - 1] === T.ERRORTOKEN;
  }
}
