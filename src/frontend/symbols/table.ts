/** A symbol table as an expression whose value is nested tuples, for the module symtable: (type, name, line, nested, varnames, symbols as name, value, name, value …, children). src/library/_symtable.py is the other side. */
import * as ast from '../../generated/frontend/ast.ts';
import type { Const } from '../compiler/code.ts';
import { Block, type Scope } from './scope.ts';

/** the numbers of CPython's _Py_block_ty in `_symtable` */
const TYPES: Record<number, number> = {
  [Block.Function]: 0, [Block.Class]: 1, [Block.Module]: 2, [Block.Annotation]: 3, [Block.TypeAlias]: 4, [Block.TypeParameters]: 5, [Block.TypeVariable]: 6,
};
const int = (v: number): Const => ({ t: 'int', v });
const str = (v: string): Const => ({ t: 'str', v, split: null });
const tuple = (items: Const[]): Const => ({ t: 'tuple', items });

function scopeAsConst(s: Scope): Const {
  return tuple([
    int(TYPES[s.type]), str(s.type === Block.Module ? 'top' : s.name), int(s.at.lineno), int(s.nested ? 1 : 0), tuple(s.varnames.map(str)), tuple([...s.symbols].flatMap(([name, v]) => [str(name), int(v)])),
    tuple(s.children.map(scopeAsConst)),
  ]);
}

export function symbolsAsExpression(top: Scope): ast.Expression {
  return new ast.Expression(new ast.Constant(scopeAsConst(top) as unknown as ast.ConstantValue, null, 1, 0, 1, 0));
}
