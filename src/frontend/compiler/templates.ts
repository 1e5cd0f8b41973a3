/** Strings with expressions in them: f-strings, their format specifications and conversions, t-strings. */
import { CONVERSIONS, OP } from '../../spec/opcodes.ts';
import { type AST, Kind } from '../../generated/frontend/ast.ts';
import { type Const, EMPTY_STR } from './code.ts';
import type { Context } from './context.ts';
import { sequenceTo } from './displays.ts';
import { exprTo } from './expressions.ts';
import { STACK_USE_GUIDELINE, operand, pushConst, pushExpr } from './operands.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;

const conversionIndex = (code: number): number => code < 0 ? 0 : CONVERSIONS.indexOf(code === 115 ? 'str' : code === 114 ? 'repr' : 'ascii');

export function joinedStrTo(c: Context, e: Node<typeof Kind.JoinedStr>, dst: number): void {
  const u = c.unit;
  const base = u.depth;
  const values = e.values;
  if (values.length === 0) {
    c.loadConst(EMPTY_STR, dst, e);
    return;
  }
  if (values.length === 1) {
    exprTo(c, values[0], dst);
    return;
  }
  // Long ones in chunks: the string so far is the first part of the next.
  let waiting = 0;
  for (let i = 0; i < values.length; i++) {
    if (waiting === STACK_USE_GUIDELINE) {
      u.depth = base;
      u.emit(OP.BUILD_STRING, 0, base, base, waiting, e);
      u.push();
      waiting = 1;
    }
    pushExpr(c, values[i]);
    waiting++;
  }
  u.depth = base;
  u.emit(OP.BUILD_STRING, 0, dst, base, waiting, e);
}

export function formattedValueTo(c: Context, e: Node<typeof Kind.FormattedValue>, dst: number): void {
  const u = c.unit;
  const base = u.depth;
  let r = operand(c, e.value, e.format_spec);
  if (e.conversion >= 0) {
    u.depth = base;
    u.emit(OP.CONVERT_VALUE, conversionIndex(e.conversion), base, r, 0, e);
    u.push();
    r = base;
  }
  if (e.format_spec !== null) {
    const spec = operand(c, e.format_spec);
    u.depth = base;
    u.emit(OP.FORMAT_WITH_SPEC, 0, dst, r, spec, e);
  } else {
    u.depth = base;
    u.emit(OP.FORMAT_SIMPLE, 0, dst, r, 0, e);
  }
}

export function interpolationTo(c: Context, e: Node<typeof Kind.Interpolation>, dst: number): void {
  const u = c.unit;
  const base = u.depth;
  pushExpr(c, e.value);
  pushConst(c, e.str, e);
  if (e.format_spec !== null) pushExpr(c, e.format_spec);
  u.depth = base;
  u.emit(OP.BUILD_INTERPOLATION, conversionIndex(e.conversion), dst, base, e.format_spec === null ? 0 : 1, e);
}

export function templateStrTo(c: Context, e: Node<typeof Kind.TemplateStr>, dst: number): void {
  const u = c.unit;
  const base = u.depth;
  const strings: Const[] = [];
  let lastWasInterpolation = true;
  for (const v of e.values) {
    if (v.kind === Kind.Interpolation) {
      if (lastWasInterpolation) strings.push(EMPTY_STR);
      lastWasInterpolation = true;
    } else {
      strings.push((v as Node<typeof Kind.Constant>).value);
      lastWasInterpolation = false;
    }
  }
  if (lastWasInterpolation) strings.push(EMPTY_STR);
  pushConst(c, { t: 'tuple', items: strings }, e);
  sequenceTo(c, e.values.filter((v) => v.kind === Kind.Interpolation), 'tuple', u.depth, e, 0);
  u.push();
  u.depth = base;
  u.emit(OP.BUILD_TEMPLATE, 0, dst, base, base + 1, e);
}
