/** Symbol tables as text. */
import {
  DEF_ANNOT, DEF_COMP_CELL, DEF_COMP_ITER, DEF_FREE_CLASS, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, DEF_NONLOCAL, DEF_PARAM, DEF_TYPE_PARAM, SCOPE_SHIFT, USE,
  blockNames, scopeNames, type Scope, type SymbolTable,
} from './scope.ts';

const FLAG_NAMES: readonly (readonly [number, string])[] = [
  [DEF_PARAM, 'parameter'], [DEF_TYPE_PARAM, 'type parameter'], [DEF_GLOBAL, 'declared global'], [DEF_NONLOCAL, 'declared nonlocal'], [DEF_LOCAL, 'assigned'],
  [DEF_IMPORT, 'imported'], [DEF_ANNOT, 'annotated'], [DEF_COMP_ITER, 'iteration variable'], [USE, 'used'], [DEF_FREE_CLASS, 'free in a method'],
  [DEF_COMP_CELL, 'cell of a comprehension'],
];
const SCOPE_FLAGS = ['nested', 'generator', 'coroutine', 'varargs', 'varkeywords', 'needsClassClosure', 'needsClassdict', 'inlined', 'canSeeClassScope',
  'annotationsUsed', 'hasConditionalAnnotations', 'hasDocstring', 'method', 'hasNamedExpr'] as const;

function dumpScope(s: Scope, indent: string, out: string[]): void {
  const flags = SCOPE_FLAGS.filter((f) => s[f]);
  out.push(`${indent}${blockNames[s.type]} ${s.name}, line ${s.at.lineno}${flags.length > 0 ? ` (${flags.join(', ')})` : ''}`);
  for (const [name, v] of s.symbols) {
    out.push(`${indent}  ${name}: ${scopeNames[v >> SCOPE_SHIFT]}; ${FLAG_NAMES.filter(([bit]) => v & bit).map(([, text]) => text).join(', ')}`);
  }
  for (const c of s.children) dumpScope(c, `${indent}  `, out);
}

export function dumpSymbols(table: SymbolTable): string {
  const out: string[] = [];
  dumpScope(table.top, '', out);
  return out.join('\n') + '\n';
}
