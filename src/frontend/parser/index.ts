/**
 * The door of the front half: source in, tree out.
 *
 * `parseModule` throws PySyntaxError and nothing else, whatever the bytes.
 */
import type * as ast from '../../generated/frontend/ast.ts';
import { T } from '../../generated/frontend/tokens.ts';
import { decodeSource } from '../source/decode.ts';
import { PySyntaxError } from '../source/errors.ts';
import type { SyntaxWarningRecord } from '../source/errors.ts';
import type { SourceFile } from '../source/source-file.ts';
import { tokenize } from '../tokens/tokenizer.ts';
import type { TokenBuffer } from '../tokens/token-buffer.ts';
import { noParse, tooDeep } from './base.ts';
import { diagnose, tokenErrorBefore } from './diagnosis/index.ts';
import { Parser } from './statements.ts';

export { PySyntaxError } from '../source/errors.ts';
export type { SyntaxWarningRecord } from '../source/errors.ts';
export { SourceFile } from '../source/source-file.ts';
export { setUnicodeNameLookup } from './literals.ts';

export type ParseMode = 'exec' | 'eval' | 'single';

export interface ParseOptions {
  readonly mode?: ParseMode;
}

export interface ParseResult {
  readonly module: ast.mod;
  readonly warnings: SyntaxWarningRecord[];
  readonly source: SourceFile;
}

export function parseModule(source: string | Uint8Array, filename: string, options: ParseOptions = {}): ParseResult {
  const mode = options.mode ?? 'exec';
  try {
    const file = decodeSource(source, filename, mode === 'exec');
    const tokens = tokenize(file);
    const parser = new Parser(file, tokens);
    let module: ast.mod;
    try {
      module = mode === 'eval' ? parser.evalInput() : mode === 'single' ? parser.interactive() : parser.file();
      if (mode === 'single' && !endsSingle(parser, file)) throw noParse;
    } catch (e) {
      throw toSyntaxError(e, file, tokens, parser, mode);
    }
    if (mode === 'single' && parser.kind[parser.p] !== T.ENDMARKER) {
      throw parser.errorAtToken('multiple statements found while compiling a single statement', parser.p - 1);
    }
    return { module, warnings: tokens.warnings.length > 0 ? [...tokens.warnings, ...parser.warnings] : parser.warnings, source: file };
  } catch (e) {
    if (e instanceof PySyntaxError) e.filename = filename;
    throw e;
  }
}

/**
 * Is the one statement of an interactive input ended as it must be? A compound statement must be all there is, and one on a single line needs a line end of its own. Behind a
 * simple one CPython looks at the text that is left, later.
 */
function endsSingle(parser: Parser, file: SourceFile): boolean {
  const atEnd = parser.kind[parser.p] === T.ENDMARKER;
  if (parser.kind[parser.p - 1] === T.DEDENT) return atEnd;
  if (startsCompound.has(parser.kind[0])) return atEnd && file.text.endsWith('\n');
  return true;
}

const startsCompound = new Set<number>([
  T.KW_IF, T.KW_WHILE, T.KW_FOR, T.KW_TRY, T.KW_WITH, T.KW_DEF, T.KW_CLASS, T.KW_ASYNC, T.AT,
]);

/** Parses once more from a top-level statement on, to learn which statements are good. */
function parsedStatements(file: SourceFile, tokens: TokenBuffer, start: number): ReadonlyMap<number, number> {
  const again = new Parser(file, tokens);
  const completed = new Map<number, number>();
  again.completed = completed;
  again.p = start;
  try {
    again.file();
  } catch {
    // It fails where it failed before.
  }
  return completed;
}

/** Throws the PySyntaxError for a mistake in the strings at a token, if there is one. What is around them is not its business. */
function checkStrings(file: SourceFile, tokens: TokenBuffer, at: number): void {
  const again = new Parser(file, tokens);
  again.p = at;
  try {
    again.strings();
  } catch (e) {
    if (e instanceof PySyntaxError) throw e;
  }
}

function toSyntaxError(e: unknown, file: SourceFile, tokens: TokenBuffer, parser: Parser, mode: ParseMode): unknown {
  // A bad literal is found out when its token is taken, before the next one is looked at.
  if (e instanceof PySyntaxError) return tokenErrorBefore(e, tokens, parser.p - 1);
  if (e === noParse) return diagnose(file, tokens, parser.previousStart, parser.p, parsedStatements(file, tokens, parser.previousStart), (at) => checkStrings(file, tokens, at), mode === 'exec' ? 'file' : mode === 'eval' ? 'eval' : 'interactive');
  // RangeError: the JavaScript stack is smaller than `MAX_DEPTH` supposes.
  if (e === tooDeep || e instanceof RangeError) {
    return tokenErrorBefore(parser.errorAtToken('too many nested expressions: source too complex to parse', parser.p), tokens, parser.p);
  }
  return e;
}
