/** Subscripts and slices. */
import { OP } from '../../spec/opcodes.ts';
import { type AST, Kind, type expr } from '../../generated/frontend/ast.ts';
import { type Const, NONE } from './code.ts';
import type { Context } from './context.ts';
import { checkIndex, checkSubscripter } from './warnings.ts';
import { constantOf, operand, pushConst, pushExpr } from './operands.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;

/** A slice whose parts are constants is a constant itself. */
export function constantSlice(c: Context, s: expr): Const | null {
  if (s.kind !== Kind.Slice) return null;
  const part = (x: expr | null): Const | null => x === null ? NONE : x.kind === Kind.Constant || x.kind === Kind.UnaryOp ? constantOf(c, x) : null;
  const start = part(s.lower);
  const stop = part(s.upper);
  const step = part(s.step);
  if (start === null || stop === null || step === null) return null;
  return { t: 'slice', start, stop, step };
}
/** a[x:y] with its own instructions. */
export function isTwoPartSlice(c: Context, s: expr): s is Node<typeof Kind.Slice> {
  return s.kind === Kind.Slice && s.step === null && constantSlice(c, s) === null;
}
export function pushSliceParts(c: Context, s: Node<typeof Kind.Slice>): void {
  if (s.lower === null) pushConst(c, NONE, s);
  else pushExpr(c, s.lower);
  if (s.upper === null) pushConst(c, NONE, s);
  else pushExpr(c, s.upper);
}

export function sliceTo(c: Context, s: Node<typeof Kind.Slice>, dst: number): void {
  const u = c.unit;
  const k = constantSlice(c, s);
  if (k !== null) {
    c.loadConst(k, dst, s);
    return;
  }
  const base = u.depth;
  pushSliceParts(c, s);
  if (s.step !== null) pushExpr(c, s.step);
  u.depth = base;
  u.emit(OP.BUILD_SLICE, 0, dst, base, s.step === null ? 2 : 3, s);
}

export function subscriptTo(c: Context, e: Node<typeof Kind.Subscript>, dst: number): void {
  const u = c.unit;
  checkSubscripter(c, e.value);
  checkIndex(c, e.value, e.slice);
  const base = u.depth;
  if (isTwoPartSlice(c, e.slice)) {
    pushExpr(c, e.value);
    pushSliceParts(c, e.slice);
    u.depth = base;
    u.emit(OP.BINARY_SLICE, 0, dst, base, 0, e);
    return;
  }
  const o = operand(c, e.value, e.slice);
  const i = operand(c, e.slice);
  u.depth = base;
  u.emit(OP.BINARY_SUBSCR, 0, dst, o, i, e);
}
