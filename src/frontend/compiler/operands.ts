/** Operands: values in the next temporary, or in the register where they are already. What all parts of the expression compiler stand on (expressions.ts). */
import { INTRINSICS_1, OP } from '../../spec/opcodes.ts';
import { type AST, Kind, type expr } from '../../generated/frontend/ast.ts';
import type { Located } from '../symbols/errors.ts';
import type { Const } from './code.ts';
import type { Context } from './context.ts';
import { foldConst } from './fold.ts';
import { exprTo } from './expressions.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;

/** Displays and calls with more elements than this are built step by step, so that registers stay few. */
export const STACK_USE_GUIDELINE = 30;

export const intrinsic1 = (name: (typeof INTRINSICS_1)[number]): number => INTRINSICS_1.indexOf(name);

export const debugValue = (c: Context): boolean => c.options.optimize === 0;
export const constantOf = (c: Context, e: expr): Const | null => foldConst(e, debugValue(c));

/** Evaluates into the next temporary, which is then part of the stack. */
export function pushExpr(c: Context, e: expr): number {
  const t = c.unit.depth;
  exprTo(c, e, t);
  c.unit.push();
  return t;
}
export function pushConst(c: Context, v: Const, loc: Located | null): number {
  const t = c.unit.depth;
  c.loadConst(v, t, loc);
  c.unit.push();
  return t;
}
export function pushRegister(c: Context, r: number, loc: Located | null): number {
  const u = c.unit;
  const t = u.depth;
  u.emit(OP.COPY, 0, t, r, 0, loc);
  u.push();
  return t;
}

/** A register with the value of `e`; `later` are expressions evaluated before the register is read. */
export function operand(c: Context, e: expr, ...later: (AST | null)[]): number {
  if (e.kind === Kind.Name) {
    const reg = c.fastLocal(e.id);
    if (reg >= 0 && !later.some((x) => c.rebinds(x))) {
      c.check(reg, c.mangled(e.id), e);
      return reg;
    }
  } else if (e.kind === Kind.NamedExpr && e.target.kind === Kind.Name) {
    const reg = c.fastLocal(e.target.id);
    if (reg >= 0 && !later.some((x) => c.rebinds(x))) {
      exprTo(c, e.value, reg);
      return reg;
    }
  }
  return pushExpr(c, e);
}

/** Where something stands whose start is the attribute's name, if the expression spans lines (update_start_location_to_match_attr). */
export function attributeLocation(loc: Located, attr: Node<typeof Kind.Attribute>): Located {
  if (loc.lineno === attr.end_lineno) return loc;
  const lineno = attr.end_lineno;
  const length = attr.attr.length;
  let col = -1;
  let endCol = -1;
  if (length <= attr.end_col_offset) {
    col = attr.end_col_offset - length;
    endCol = loc.end_col_offset;
  }
  const endLine = Math.max(lineno, loc.end_lineno);
  if (endLine === lineno) endCol = Math.max(col, endCol);
  return { lineno, col_offset: col, end_lineno: endLine, end_col_offset: endCol };
}
