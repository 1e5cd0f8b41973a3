/**
 * What every part of the parser stands on: the tokens, the cursor, and the way to fail.
 *
 * The parser is predictive: it decides by the kind of the next token and never goes back (one exception: the two forms of `with (`). So
 * on the first token that does not fit it throws `noParse`, a value without text: what to tell the user is worked out afterwards by the
 * second parser in `diagnosis/`, which is slow, complete and runs only on programs that are wrong. Mistakes inside a token that
 * does fit (a bad escape, an integer too long) are known at once and thrown as PySyntaxError.
 *
 * `depth` counts nested expressions and blocks, so that a hostile source ends in a PySyntaxError and not in a full JavaScript stack.
 */
import * as ast from '../../generated/frontend/ast.ts';
import { T } from '../../generated/frontend/tokens.ts';
import { PySyntaxError } from '../source/errors.ts';
import type { SyntaxWarningRecord } from '../source/errors.ts';
import type { SourceFile } from '../source/source-file.ts';
import { shownLine } from '../source/shown-line.ts';
import type { TokenBuffer } from '../tokens/token-buffer.ts';

/** Thrown where the source fits no rule. */
export const noParse: unique symbol = Symbol('noParse');
/** Thrown where the source is nested too deeply. */
export const tooDeep: unique symbol = Symbol('tooDeep');

export const MAX_DEPTH = 1000;

export const { Load, Store, Del } = ast.expr_context;

export class ParserBase {
  readonly source: SourceFile;
  readonly text: string;
  readonly tokens: TokenBuffer;
  readonly kind: Uint8Array;
  readonly tLine: Int32Array;
  readonly tCol: Int32Array;
  readonly tEndLine: Int32Array;
  readonly tEndCol: Int32Array;
  readonly warnings: SyntaxWarningRecord[] = [];
  /** The index of the next token. */
  p = 0;
  depth = 0;
  readonly #names = new Map<string, string>();

  constructor(source: SourceFile, tokens: TokenBuffer) {
    this.source = source;
    this.text = source.text;
    this.tokens = tokens;
    this.kind = tokens.kind;
    this.tLine = tokens.line;
    this.tCol = tokens.col;
    this.tEndLine = tokens.endLine;
    this.tEndCol = tokens.endCol;
  }

  fail(): never {
    throw noParse;
  }

  /** Goes past a token of this kind, or fails. */
  expect(kind: number): void {
    if (this.kind[this.p] !== kind) throw noParse;
    this.p++;
  }

  /** Goes past a token of this kind if it is next. */
  accept(kind: number): boolean {
    if (this.kind[this.p] !== kind) return false;
    this.p++;
    return true;
  }

  enter(): void {
    if (++this.depth > MAX_DEPTH) throw tooDeep;
  }

  leave(): void {
    this.depth--;
  }

  tokenText(i: number): string {
    return this.text.slice(this.tokens.start[i], this.tokens.end[i]);
  }

  /** The identifier of the NAME token i: NFKC-normalised, and one string object per spelling. */
  identifierAt(i: number): string {
    const raw = this.text.slice(this.tokens.start[i], this.tokens.end[i]);
    const known = this.#names.get(raw);
    if (known !== undefined) return known;
    let name = raw;
    for (let k = 0; k < raw.length; k++) if (raw.charCodeAt(k) >= 128) { name = raw.normalize('NFKC'); break; }
    this.#names.set(raw, name);
    return name;
  }

  /** Goes past a NAME and returns it. */
  identifier(): string {
    if (this.kind[this.p] !== T.NAME) throw noParse;
    return this.identifierAt(this.p++);
  }

  /** True if the token i is a NAME spelt so. */
  isWord(i: number, word: string): boolean {
    const t = this.tokens;
    return this.kind[i] === T.NAME && t.end[i] - t.start[i] === word.length && this.text.startsWith(word, t.start[i]);
  }

  /** An error that covers a range of positions as the AST counts them. */
  errorAt(msg: string, line: number, col: number, endLine: number, endCol: number): PySyntaxError {
    const s = this.source;
    return new PySyntaxError('SyntaxError', msg, line, s.charColumn(line, col) + 1, endLine, s.charColumn(endLine, endCol) + 1, shownLine(s, line, endLine));
  }

  errorAtToken(msg: string, i: number): PySyntaxError {
    return this.errorAt(msg, this.tLine[i], this.tCol[i], this.tEndLine[i], this.tEndCol[i]);
  }

  /**
   * Turns an expression into a target: sets the context of its names, attributes, subscripts and, in lists and tuples, of what is in them.
   * Fails on anything else. A star is a target only where `starred` says so.
   */
  setContext(node: ast.expr, ctx: ast.expr_context, starred: boolean): void {
    switch (node.kind) {
      case ast.Kind.Name:
      case ast.Kind.Attribute:
      case ast.Kind.Subscript:
        node.ctx = ctx;
        return;
      case ast.Kind.Tuple:
      case ast.Kind.List:
        node.ctx = ctx;
        for (const e of node.elts) this.setContext(e, ctx, ctx === Store);
        return;
      case ast.Kind.Starred:
        if (!starred || node.value.kind === ast.Kind.Starred) throw noParse;
        node.ctx = ctx;
        this.setContext(node.value, ctx, false);
        return;
      default:
        throw noParse;
    }
  }
}
