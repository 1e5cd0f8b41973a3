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
import { makeActions, placeless, raiseAtToken } from './actions.ts';
import { Grammar, Machine } from './engine.ts';
import { expressionRules, mistakeRules, statementRules } from './grammar.ts';
import { readGrammar } from './notation.ts';

const sources = new WeakMap<Machine, SourceFile>();
let grammar: Grammar | null = null;

/**
 * `reached` is where the fast parser gave up; it is used only if this one runs out of stack. `completed` says which statements parsed, and where they end: they
 * are stepped over. `checkStrings` throws if there is a mistake in the strings at a token.
 */
export function diagnose(source: SourceFile, tokens: TokenBuffer, start: number, reached: number, completed: ReadonlyMap<number, number>,
  checkStrings: (at: number) => void, rule: 'file' | 'eval' | 'interactive',
): PySyntaxError {
  grammar ??= new Grammar(readGrammar(`${statementRules}\n${expressionRules}\n${mistakeRules}`), makeActions((m) => sources.get(m)!));
  const machine = new Machine(tokens, source.text, start, completed, expectedToken, () => { throw tokens.error!; }, checkStrings);
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
    else if (e instanceof RangeError) {
      machine.far = reached;
      generic = reached;
    }
    else throw e;
  }
  if (error && error === tokens.error) return error;
  if (tokens.error && machine.far >= tokens.count - 1) return tokens.error;
  if (!error) {
    error = genericError(machine, source, generic);
    if (error.pyType === 'IndentationError') return error;
  }
  return tokenErrorBefore(error, tokens, machine.far);
}

function expectedToken(m: Machine, spelling: string): never {
  const s = sources.get(m)!;
  const t = m.tokens;
  const i = m.pos;
  const noPlace = placeless(m, s, i);
  if (noPlace > 0) throw new PySyntaxError('SyntaxError', `expected '${spelling}'`, noPlace, 0, noPlace, 0, shownLine(s, noPlace));
  throw new PySyntaxError('SyntaxError', `expected '${spelling}'`, t.line[i], s.charColumn(t.line[i], t.col[i]) + 1,
    t.endLine[i], s.charColumn(t.endLine[i], t.endCol[i]) + 1, shownLine(s, t.line[i]));
}

function genericError(m: Machine, source: SourceFile, i: number): PySyntaxError {
  const kind = m.tokens.kind[i];
  try {
    if (kind === T.INDENT) raiseAtToken(m, source, 'IndentationError', 'unexpected indent', i);
    if (kind === T.DEDENT) raiseAtToken(m, source, 'IndentationError', 'unexpected unindent', i);
    const noPlace = placeless(m, source, i);
    if (noPlace > 0) return new PySyntaxError('SyntaxError', 'invalid syntax', noPlace, 0, noPlace, 0, shownLine(source, noPlace));
    raiseAtToken(m, source, 'SyntaxError', 'invalid syntax', i);
  } catch (e) {
    if (e instanceof PySyntaxError) return e;
    throw e;
  }
}

/** An error in a token wins over an error of the parser. */
export function tokenErrorBefore(error: PySyntaxError, tokens: TokenBuffer, far: number): PySyntaxError {
  const bad = tokens.error;
  if (!bad) return error;
  if (far >= tokens.count - 1) return bad;
  if (tokens.errorIsLocal) return tokens.openBracket && tokens.line[far] > tokens.openBracket.lineno ? tokens.openBracket : error;
  if (!tokens.endedInBrackets) return bad;
  return tokens.line[far] > bad.lineno ? bad : error;
}
