/**
 * The verbs of the diagnosis grammar: the errors it can raise, and the few values it builds.
 *
 * Every verb that reports throws; a verb that finds out that its mistake was none returns FAILED, and the next alternative is tried.
 * Mirrors the `RAISE_…` macros of `Parser/pegen.h` and `Parser/action_helpers.c`.
 */
import { T } from '../../../generated/frontend/tokens.ts';
import { PySyntaxError } from '../../source/errors.ts';
import type { PyErrorType } from '../../source/errors.ts';
import type { SourceFile } from '../../source/source-file.ts';
import { shownLine } from '../../source/shown-line.ts';
import { FAILED, Found, FoundToken } from './engine.ts';
import type { Actions, Machine } from './engine.ts';

const startOf = (x: unknown): number => (x instanceof Found ? x.s : (x as FoundToken).index);
const endOf = (x: unknown): number => (x instanceof Found ? x.e - 1 : (x as FoundToken).index);

/** The end column in characters. CPython measures it on the line where the error begins, even if it ends on another. */
function endColumn(s: SourceFile, text: string, line: number, endLine: number, column: number): number {
  if (line === endLine) return s.charColumn(endLine, column - 1) + 1;
  let bytes = 0;
  let chars = 0;
  for (const ch of text) {
    if (bytes >= column) return chars;
    const c = ch.codePointAt(0)!;
    bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    chars++;
  }
  return bytes >= column ? chars : chars + 1;
}

const named = (msg: string, x: unknown): string => (x instanceof Found ? msg.replace('%s', x.kind) : msg.replace('%s', 'name'));

const last = <V>(list: readonly V[]): V => list[list.length - 1];

export function makeActions(sourceOf: (m: Machine) => SourceFile): Actions {
  /** Raises over the tokens `from` to `to`, both included. */
  const overTokens = (m: Machine, msg: string, from: number, to: number): never => {
    const t = m.tokens;
    const s = sourceOf(m);
    const text = shownLine(s, t.line[from], t.endLine[m.far]);
    throw new PySyntaxError('SyntaxError', msg, t.line[from], s.charColumn(t.line[from], t.col[from]) + 1,
      t.endLine[to], endColumn(s, text, t.line[from], t.endLine[to], t.endCol[to] + 1), text);
  };
  /** Raises from the token of `a` to the furthest one. CPython forgets to count that end from 1. */
  const from = (m: Machine, msg: string, a: unknown): never => {
    const t = m.tokens;
    const s = sourceOf(m);
    const i = startOf(a);
    const text = shownLine(s, t.line[i], t.endLine[m.far]);
    const column = placeless(m, s, i) > 0 ? 0 : s.charColumn(t.line[i], t.col[i]) + 1;
    if (placeless(m, s, m.far) > 0) throw new PySyntaxError('SyntaxError', msg, t.line[i], column, t.endLine[m.far], [...shownLine(s, t.endLine[m.far])].length, text);
    throw new PySyntaxError('SyntaxError', msg, t.line[i], column,
      t.endLine[m.far], endColumn(s, text, t.line[i], t.endLine[m.far], t.endCol[m.far]), text);
  };
  const at = (m: Machine, msg: string, x: unknown): never => overTokens(m, named(msg, x), startOf(x), endOf(x));
  const range = (m: Machine, msg: string, a: unknown, b: unknown): never => overTokens(m, named(msg, a), startOf(a), endOf(b));
  const atFar = (m: Machine, msg: string, type: PyErrorType = 'SyntaxError'): never => raiseAtToken(m, sourceOf(m), type, msg, m.far);

  /** The first part of an expression that cannot be a target; null if all can. */
  const invalidTarget = (x: unknown, mode: 'assign' | 'delete' | 'for', m: Machine): Found | null => {
    if (!(x instanceof Found)) return null;
    switch (x.kind) {
      case 'name': case 'attribute': case 'subscript': return null;
      case 'list': case 'tuple':
        for (const part of x.parts.flat()) {
          const bad = invalidTarget(part, mode, m);
          if (bad) return bad;
        }
        return null;
      case 'starred': return mode === 'delete' ? x : invalidTarget(x.parts[0], mode, m);
      case 'comparison': {
        if (mode !== 'for') return x;
        const op = (x.parts[1] as unknown[])[0];
        if (op instanceof FoundToken && m.tokens.kind[op.index] === T.KW_IN) return invalidTarget(x.parts[0], mode, m);
        return null;
      }
      default: return x;
    }
  };
  const target = (m: Machine, x: unknown, mode: 'assign' | 'delete' | 'for'): unknown => {
    const bad = invalidTarget(x, mode, m);
    if (!bad) return FAILED;
    return at(m, mode === 'delete' ? 'cannot delete %s' : 'cannot assign to %s', bad);
  };

  return {
    at: (m, [a, msg]) => at(m, msg as string, a),
    range: (m, [a, b, msg]) => range(m, msg as string, a, b),
    from: (m, [a, msg]) => from(m, msg as string, a),
    last: (m, [msg]) => atFar(m, msg as string),
    next: (m, [msg]) => raiseAtToken(m, sourceOf(m), 'SyntaxError', msg as string, m.pos),
    block: (m, [a, what]) => atFar(m, `expected an indented block after ${what as string} on line ${m.tokens.line[startOf(a)]}`, 'IndentationError'),
    indented: (m, [msg]) => atFar(m, msg as string, 'IndentationError'),
    upto: (m, [a, clauses, msg]) => range(m, msg as string, a, last(clauses as unknown[])),
    toLast: (m, [a, list, msg]) => range(m, msg as string, a, last(list as unknown[])),
    within: (m, [list, msg]) => range(m, msg as string, (list as unknown[])[0], last(list as unknown[])),
    fromLast: (m, [list, b, msg]) => range(m, msg as string, last(list as unknown[]), b),
    assignTarget: (m, [a]) => target(m, a, 'assign'),
    deleteTarget: (m, [a]) => target(m, a, 'delete'),
    forTarget: (m, [a]) => target(m, a, 'for'),
    assignKeyword: (m, [a, b]) => range(m, `cannot assign to ${m.textAt(startOf(a))}`, a, b),
    legacy: (m, [a, b]) => {
      const name = m.textAt(startOf(a));
      if (name !== 'print' && name !== 'exec') return FAILED;
      return range(m, `Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`, a, b);
    },
    comma: (m, [a, b]) => {
      const first = a as Found;
      if (first.kind === 'name' && first.e - first.s === 1 && /^(?:print|exec)$/.test(m.textAt(first.s))) return FAILED;
      return levelAfter(m, m.pos - 1) === 0 ? FAILED : range(m, 'invalid syntax. Perhaps you forgot a comma?', a, b);
    },
    typeParam: (m, [colon, e, what]) => from(m, `cannot use ${(e as Found).kind === 'tuple' ? 'constraints' : 'bound'} with ${what as string}`, colon),
    bareGenerator: (m, [a, clauses]) => {
      const positional = (a as Found).parts[0] as unknown[];
      if (positional.length <= 1) return FAILED;
      return range(m, 'Generator expression must be parenthesized', last(positional), last(clauses as unknown[]));
    },
    argumentOrder: (m, [a]) => {
      const keywords = (a as Found).parts[1] as Found[];
      return atFar(m, keywords.some((k) => k.kind === 'double')
        ? 'positional argument follows keyword argument unpacking' : 'positional argument follows keyword argument');
    },
    dictKey: (m, [a]) => {
      const t = m.tokens;
      const e = endOf(a);
      const s = sourceOf(m);
      const line = t.line[startOf(a)];
      throw new PySyntaxError('SyntaxError', "':' expected after dictionary key", line, s.charColumn(line, t.endCol[e]), t.endLine[e], 0, shownLine(s, line, t.endLine[m.far]));
    },
    real: (m, [a]) => (/[jJ]$/.test(m.textAt(startOf(a))) ? at(m, 'real number required in complex literal', a) : a),
    imaginary: (m, [a]) => (/[jJ]$/.test(m.textAt(startOf(a))) ? a : at(m, 'imaginary number required in complex literal', a)),
    conversion: (m, [bang, name]) => {
      const t = m.tokens;
      const i = startOf(name);
      let k = i;
      while (t.kind[k] !== T.FSTRING_START && t.kind[k] !== T.TSTRING_START && k > 0) k--;
      const letter = t.kind[k] === T.TSTRING_START ? 't' : 'f';
      if (t.start[i] !== t.end[startOf(bang)]) return range(m, `${letter}-string: conversion type must come right after the exclamation mark`, bang, name);
      if (/^[sra]$/.test(m.textAt(i))) return name;
      return at(m, `${letter}-string: invalid conversion character '${m.textAt(i)}': expected 's', 'r', or 'a'`, name);
    },

    chain: (m, [a, b], start) => ((b as unknown[]).length === 0 ? a : new Found('expression', start, m.pos, [])),
    trailers: (m, [a, b], start) => ((b as Found[]).length === 0 ? a : new Found(last(b as Found[]).kind, start, m.pos, [])),
    strings: (m, [a], start) => {
      try {
        m.checkStrings(start);
      } catch (e) {
        // What cannot be decoded is blamed on the last token that was read.
        if (e instanceof PySyntaxError && e.msg.startsWith('(')) return atFar(m, e.msg);
        throw e;
      }
      return new Found((a as Found[]).some((x) => x.kind !== 'literal') ? 'f-string expression' : 'literal', start, m.pos, []);
    },
    cons: (_m, [a, b]) => [a, ...((b as unknown[] | null) ?? [])],
    concat: (_m, [a, b]) => [...(a as unknown[]), ...(b as unknown[])],
    lastOf: (_m, [a, b]) => ((b as unknown[]).length > 0 ? last(b as unknown[]) : a),
    args: (m, [a, k], start) => {
      const extra = (k as Found[] | null) ?? [];
      return new Found('args', start, m.pos, [[...(a as Found[]), ...extra.filter((x) => x.kind === 'starred')], extra.filter((x) => x.kind !== 'starred')]);
    },
    kwargs: (m, [k], start) => {
      const all = k as Found[];
      return new Found('args', start, m.pos, [all.filter((x) => x.kind === 'starred'), all.filter((x) => x.kind !== 'starred')]);
    },
  };
}

/**
 * The line of the end of the source, if the token i stands for the end (or for a line end that is not written there); otherwise 0. Such tokens
 * have no column, and the end stands behind the last line, not on a line of its own.
 */
export function placeless(m: Machine, s: SourceFile, i: number): number {
  const t = m.tokens;
  const kind = t.kind[i];
  const atEnd = kind === T.ENDMARKER || (kind === T.DEDENT && t.start[i] >= s.text.length) || (kind === T.NEWLINE && !s.endsLines && t.end[i] > s.text.length);
  if (!atEnd) return 0;
  return s.lineCount > 1 && s.text.endsWith('\n') ? s.lineCount - 1 : s.lineCount;
}

/** Raises at one token, as pegen does for a message without a place. Indentation has no column there: the place is where reading stopped. */
export function raiseAtToken(m: Machine, s: SourceFile, type: PyErrorType, msg: string, i: number): never {
  const t = m.tokens;
  const line = t.line[i];
  const end = placeless(m, s, i);
  if (end > 0) {
    const text = shownLine(s, end);
    throw new PySyntaxError(type, msg, end, [...text].length, end, -1, text);
  }
  if (t.kind[i] === T.INDENT || t.kind[i] === T.DEDENT) {
    throw new PySyntaxError(type, msg, line, s.charColumn(line, t.col[i]), line, -1, shownLine(s, line));
  }
  throw new PySyntaxError(type, msg, line, s.charColumn(line, t.col[i]) + 1, t.endLine[i], s.charColumn(t.endLine[i], t.endCol[i]) + 1, shownLine(s, line, t.endLine[m.far]));
}

/** How many brackets are open behind the token i. */
function levelAfter(m: Machine, i: number): number {
  // Brackets never span a NEWLINE token, so the count can begin at the line's first token.
  let from = i;
  while (from > 0 && m.tokens.kind[from - 1] !== T.NEWLINE) from--;
  let level = 0;
  for (let k = from; k <= i; k++) {
    const kind = m.tokens.kind[k];
    if (kind === T.LPAR || kind === T.LSQB || kind === T.LBRACE) level++;
    else if (kind === T.RPAR || kind === T.RSQB || kind === T.RBRACE) level--;
  }
  return level;
}
