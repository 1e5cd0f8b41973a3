/**
 * From "does not parse" to the PySyntaxError that CPython would raise.
 *
 * `diagnose` is given the token where the top-level statement before the failing one begins (a stray `elif` belongs to the one before): what stands
 * before it parsed, and the rules for mistakes do not match what parses. It always returns an error. An error of the tokenizer further on in the source takes precedence over one of
 * the parser, except that a bracket left open at the end is only blamed if the parser got beyond its line.
 */
import { T } from '../../../generated/frontend/tokens.ts';
import { PySyntaxError } from '../../source/errors.ts';
import type { SourceFile } from '../../source/source-file.ts';
import type { TokenBuffer } from '../../tokens/token-buffer.ts';
import { shownLine } from '../../source/shown-line.ts';
import { makeActions, raiseAtToken } from './actions.ts';
import { Grammar, Machine } from './engine.ts';
import { expressionRules, mistakeRules, statementRules } from './grammar.ts';
import { readGrammar } from './notation.ts';

const sources = new WeakMap<Machine, SourceFile>();
let grammar: Grammar | null = null;

export function diagnose(source: SourceFile, tokens: TokenBuffer, start: number, rule: 'file' | 'eval' | 'interactive'): PySyntaxError {
  grammar ??= new Grammar(readGrammar(`${statementRules}\n${expressionRules}\n${mistakeRules}`), makeActions((m) => sources.get(m)!));
  const machine = new Machine(tokens, source.text, start, expectedToken, () => { throw tokens.error!; });
  sources.set(machine, source);
  const first = grammar.rules.get(rule)!;
  let error: PySyntaxError | null = null;
  let generic = start;
  try {
    machine.reset(start, false);
    machine.run(first);
    generic = machine.far;
    machine.reset(start, true);
    machine.run(first);
  } catch (e) {
    if (e instanceof PySyntaxError) error = e;
    else if (e instanceof RangeError) generic = machine.far;
    else throw e;
  }
  if (error && error === tokens.error) return error;
  error ??= genericError(machine, source, generic);
  return precedence(error, machine, source);
}

function expectedToken(m: Machine, spelling: string): never {
  const s = sources.get(m)!;
  const t = m.tokens;
  const i = m.pos;
  throw new PySyntaxError('SyntaxError', `expected '${spelling}'`, t.line[i], s.charColumn(t.line[i], t.col[i]) + 1,
    t.endLine[i], s.charColumn(t.endLine[i], t.endCol[i]) + 1, shownLine(s, t.line[i]));
}

function genericError(m: Machine, source: SourceFile, i: number): PySyntaxError {
  const kind = m.tokens.kind[i];
  try {
    if (kind === T.INDENT) raiseAtToken(m, source, 'IndentationError', 'unexpected indent', i);
    if (kind === T.DEDENT) raiseAtToken(m, source, 'IndentationError', 'unexpected unindent', i);
    if (kind === T.ENDMARKER) {
      const end = source.lineCount > 1 && source.text.endsWith('\n') ? source.lineCount - 1 : source.lineCount;
      return new PySyntaxError('SyntaxError', 'invalid syntax', end, 0, end, 0, shownLine(source, end));
    }
    raiseAtToken(m, source, 'SyntaxError', 'invalid syntax', i);
  } catch (e) {
    if (e instanceof PySyntaxError) return e;
    throw e;
  }
}

/** An error in a token wins over an error of the parser. */
export function tokenErrorBefore(error: PySyntaxError, tokens: TokenBuffer, source: SourceFile, far: number): PySyntaxError {
  const bad = tokens.error;
  if (!bad) return error;
  if (!tokens.endedInBrackets) return bad;
  void source;
  return tokens.line[far] > bad.lineno ? bad : error;
}

function precedence(error: PySyntaxError, m: Machine, source: SourceFile): PySyntaxError {
  return tokenErrorBefore(error, m.tokens, source, m.far);
}
