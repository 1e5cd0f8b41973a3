/**
 * The front end: source text → code image. Pure functions; they throw PySyntaxError and nothing else.
 */
import type { mod } from '../generated/frontend/ast.ts';
import { readTree, treeAsExpression } from './ast/tree.ts';
import { compileModule, type Code } from './compiler/index.ts';
import { writeImage } from './image/index.ts';
import { parseModule, type ParseMode } from './parser/index.ts';
import { PySyntaxError, type SyntaxWarningRecord } from './source/errors.ts';
import type { SourceFile } from './source/source-file.ts';
import { CompileError, type CompileWarning } from './symbols/errors.ts';
import { futureFeatures } from './symbols/future.ts';
import { buildSymbols, dumpSymbols, symbolsAsExpression } from './symbols/index.ts';

export { PySyntaxError } from './source/errors.ts';
export type { SyntaxWarningRecord } from './source/errors.ts';
export { setUnicodeNameLookup } from './parser/index.ts';
export { dumpCode } from './compiler/index.ts';
export type { Code } from './compiler/index.ts';
export { readImage, writeImage } from './image/index.ts';

export interface CompileSourceOptions {
  /** CO_FUTURE_* flags (and PyCF_ALLOW_TOP_LEVEL_AWAIT) in force from outside */
  readonly futureFlags?: number;
  /** compile()'s dont_inherit: futureFlags are not looked at (except for PyCF_*) */
  readonly dontInherit?: boolean;
  readonly optimize?: number;
  /** the same as futureFlags, under the name compile() gives it */
  readonly flags?: number;
}

export interface CompileResult {
  readonly image: Uint8Array;
  readonly warnings: SyntaxWarningRecord[];
}

const FUTURE_MASK = 0x1fe0000;
/** PyCF_ONLY_AST: the image is of an expression whose value is the tree (ast/tree.ts); and the source is such a tree */
const ONLY_AST = 0x400;
const FROM_TREE = 0x20000000;
/** the image is of an expression whose value is the symbol table (symbols/table.ts) */
const SYMBOLS = 0x10000000;

function flagsOf(options: CompileSourceOptions): number {
  const flags = options.futureFlags ?? options.flags ?? 0;
  return options.dontInherit ? flags & ~FUTURE_MASK : flags;
}

/** Source → Code, for the printers and tests; `compileSource` is what the runtime calls. */
export function compileToCode(source: string | Uint8Array, filename: string, mode: ParseMode, options: CompileSourceOptions = {}): { code: Code; warnings: SyntaxWarningRecord[] } {
  const parsed = parseModule(source, filename, { mode });
  const { code, warnings } = guarded(parsed.source, filename, () => compileModule(parsed.module, filename, { optimize: options.optimize ?? 0, futureFlags: flagsOf(options) }));
  return { code, warnings: [...parsed.warnings, ...warnings.map((w) => warningRecord(w, parsed.source))] };
}

export function compileSource(source: string | Uint8Array, filename: string, mode: ParseMode, options: CompileSourceOptions = {}): CompileResult {
  const flags = flagsOf(options);
  if (flags & FROM_TREE) return compileAst(readTree(source as string), filename, options);
  if (flags & ONLY_AST) {
    const parsed = parseModule(source, filename, { mode });
    const { image } = guarded(parsed.source, filename, () => compileAst(treeAsExpression(parsed.module), filename));
    return { image, warnings: parsed.warnings };
  }
  if (flags & SYMBOLS) {
    const parsed = parseModule(source, filename, { mode });
    const top = guarded(parsed.source, filename, () => buildSymbols(parsed.module, futureFeatures(parsed.module, flags & ~SYMBOLS)).top);
    return { image: compileAst(symbolsAsExpression(top), filename).image, warnings: parsed.warnings };
  }
  const { code, warnings } = compileToCode(source, filename, mode, options);
  return { image: writeImage(code), warnings };
}

/** The symbol table of a source as text. */
export function dumpSourceSymbols(source: string | Uint8Array, filename: string, mode: ParseMode, options: CompileSourceOptions = {}): string {
  const parsed = parseModule(source, filename, { mode });
  return guarded(parsed.source, filename, () => dumpSymbols(buildSymbols(parsed.module, futureFeatures(parsed.module, flagsOf(options)))));
}

/** compile() of a tree that did not come from the parser. */
export function compileAst(module: mod, filename: string, options: CompileSourceOptions = {}): CompileResult {
  const { code, warnings } = guarded(null, filename, () => compileModule(module, filename, { optimize: options.optimize ?? 0, futureFlags: flagsOf(options) }));
  return { image: writeImage(code), warnings: warnings.map((w) => warningRecord(w, null)) };
}

function warningRecord(w: CompileWarning, source: SourceFile | null): SyntaxWarningRecord {
  return { category: 'SyntaxWarning', msg: w.msg, lineno: w.at.lineno, offset: (source?.charColumn(w.at.lineno, w.at.col_offset) ?? w.at.col_offset) + 1 };
}

function guarded<T>(source: SourceFile | null, filename: string, f: () => T): T {
  try {
    return f();
  } catch (e) {
    if (e instanceof CompileError) throw toSyntaxError(e, source, filename);
    // The JavaScript stack is smaller than MAX_NESTING supposes.
    if (e instanceof RangeError && /call stack/i.test(e.message)) {
      throw toSyntaxError(new CompileError('maximum recursion depth exceeded during compilation', null, 'RecursionError'), source, filename);
    }
    throw e;
  }
}

function toSyntaxError(e: CompileError, source: SourceFile | null, filename: string): PySyntaxError {
  const at = e.at;
  const line = at?.lineno ?? 0;
  // Here CPython counts bytes: its compiler, other than its parser, never sees the text.
  const text = source === null || line === 0 ? null : source.lineText(line);
  const error = new PySyntaxError(
    'SyntaxError', e.msg, line, at === null ? 0 : at.col_offset + 1, at?.end_lineno ?? 0, at === null ? 0 : at.end_col_offset + 1,
    text === '' ? null : text,
  );
  error.filename = filename;
  return error;
}
