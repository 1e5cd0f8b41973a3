/** Symbol tables: which scope each name of a module has. Mirrors CPython's `symtable.c`. */
import type { mod } from '../../generated/frontend/ast.ts';
import { analyze } from './analyze.ts';
import { SymbolBuilder } from './build.ts';
import type { FutureFeatures } from './future.ts';
import type { SymbolTable } from './scope.ts';

export { dumpSymbols } from './dump.ts';
export { symbolsAsExpression } from './table.ts';

export function buildSymbols(module: mod, future: FutureFeatures): SymbolTable {
  const b = new SymbolBuilder(module, future);
  analyze(b.top);
  return { top: b.top, byNode: b.byNode, defaults: b.defaults, typeParams: b.typeParams, futureFlags: future.flags };
}
