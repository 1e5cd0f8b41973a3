/**
 * `from __future__ import …`: which features a module switches on (CPython's future.c).
 */
import { Kind, type mod, type stmt } from '../../generated/frontend/ast.ts';
import { CompileError, type Located } from './errors.ts';

export const FUTURE_ANNOTATIONS = 0x1000000;
export const FUTURE_BARRY_AS_BDFL = 0x400000;

/** Features that were once optional and are now the language. */
const FLAGS: Readonly<Record<string, number>> = {
  nested_scopes: 0, generators: 0, division: 0, absolute_import: 0, with_statement: 0, print_function: 0, unicode_literals: 0, generator_stop: 0,
  barry_as_FLUFL: FUTURE_BARRY_AS_BDFL, annotations: FUTURE_ANNOTATIONS,
};

export interface FutureFeatures {
  flags: number;
  /** The last statement that may be a future import; null if there was none. */
  location: Located | null;
}

function isDocstring(s: stmt): boolean {
  return s.kind === Kind.Expr && s.value.kind === Kind.Constant && s.value.value.t === 'str';
}

export function futureFeatures(module: mod, inherited: number): FutureFeatures {
  const result: FutureFeatures = { flags: inherited, location: null };
  if (module.kind === Kind.Expression) return result;
  const body = module.body;
  let first = module.kind === Kind.Module && body.length > 0 && isDocstring(body[0]) ? 1 : 0;
  for (; first < body.length; first++) {
    const s = body[first];
    if (s.kind !== Kind.ImportFrom || s.module !== '__future__' || s.level !== 0) break;
    for (const alias of s.names) {
      if (alias.name === 'braces') throw new CompileError('not a chance', alias);
      if (!Object.hasOwn(FLAGS, alias.name)) throw new CompileError(`future feature ${alias.name} is not defined`, alias);
      result.flags |= FLAGS[alias.name];
    }
    result.location = s;
  }
  return result;
}
