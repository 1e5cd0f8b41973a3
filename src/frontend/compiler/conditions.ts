/** Conditions: jumps on the truth of an expression, `and`, `or`, chained comparisons. No value is materialised where it can be helped. */
import { OP } from '../../spec/opcodes.ts';
import { type AST, Kind, boolop, cmpop, type expr, unaryop } from '../../generated/frontend/ast.ts';
import { type Located, MAX_NESTING, tooDeep } from '../symbols/errors.ts';
import type { Context } from './context.ts';
import { constTruth } from './fold.ts';
import { checkCompare } from './warnings.ts';
import { type Label, isTemp } from './unit.ts';
import { exprTo } from './expressions.ts';
import { constantOf, operand, pushRegister } from './operands.ts';
import { COMPARE_INDEX, comparator, emitCompare, immediate } from './operators.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;

/** Jumps to `label` if the truth of `e` is `cond`, else falls through; no value is materialised where it can be helped. */
export function jumpIf(c: Context, e: expr, label: Label, cond: boolean, loc: Located): void {
  const u = c.unit;
  const k = constantOf(c, e);
  if (k !== null) {
    if (constTruth(k) === cond) u.goto(label, loc);
    return;
  }
  if (++c.depth > MAX_NESTING) tooDeep(e);
  switch (e.kind) {
    case Kind.UnaryOp:
      if (e.op === unaryop.Not) {
        jumpIf(c, e.operand, label, !cond, loc);
        c.depth--;
        return;
      }
      break;
    case Kind.BoolOp: {
      const cond2 = e.op === boolop.Or;
      const next = cond2 === cond ? label : u.label();
      const n = e.values.length - 1;
      for (let i = 0; i < n; i++) jumpIf(c, e.values[i], next, cond2, loc);
      jumpIf(c, e.values[n], label, cond, loc);
      if (next !== label) u.place(next);
      c.depth--;
      return;
    }
    case Kind.IfExp: {
      const end = u.label();
      const next = u.label();
      jumpIf(c, e.test, next, false, loc);
      jumpIf(c, e.body, label, cond, loc);
      u.goto(end, null);
      u.place(next);
      jumpIf(c, e.orelse, label, cond, loc);
      u.place(end);
      c.depth--;
      return;
    }
    case Kind.Compare:
      jumpIfCompare(c, e, label, cond);
      c.depth--;
      return;
  }
  const base = u.depth;
  const r = operand(c, e);
  u.depth = base;
  u.jump(cond ? OP.JUMP_IF_TRUE : OP.JUMP_IF_FALSE, 0, r, 0, label, e);
  c.depth--;
}

function isNone(e: expr): boolean {
  return e.kind === Kind.Constant && e.value.t === 'none';
}

/** Jumps on `l OP comparator`; the operands are consumed on both ways. */
function jumpOnCompare(c: Context, op: cmpop, l: number, right: expr | number, label: Label, cond: boolean, base: number, loc: Located): void {
  const u = c.unit;
  const index = COMPARE_INDEX[op];
  if (index !== undefined) {
    const imm = typeof right === 'number' ? NaN : immediate(c, right);
    if (imm === imm) {
      u.depth = base;
      u.jump(OP.JUMP_CMP_I, index | (cond ? 16 : 0), l, imm, label, loc);
      return;
    }
    const r = typeof right === 'number' ? right : operand(c, right);
    u.depth = base;
    u.jump(OP.JUMP_CMP, index | (cond ? 16 : 0), l, r, label, loc);
    return;
  }
  if (typeof right !== 'number' && (op === cmpop.Is || op === cmpop.IsNot) && isNone(right)) {
    u.depth = base;
    u.jump((op === cmpop.Is) === cond ? OP.JUMP_IF_NONE : OP.JUMP_IF_NOT_NONE, 0, l, 0, label, loc);
    return;
  }
  const r = typeof right === 'number' ? right : comparator(c, op, right);
  u.depth = base;
  emitCompare(c, op, base, l, r, loc);
  u.push();
  u.depth = base;
  u.jump(cond ? OP.JUMP_IF_TRUE : OP.JUMP_IF_FALSE, 0, base, 0, label, loc);
}

function jumpIfCompare(c: Context, e: Node<typeof Kind.Compare>, label: Label, cond: boolean): void {
  const u = c.unit;
  checkCompare(c, e);
  const base = u.depth;
  const n = e.ops.length;
  if (n === 1) {
    const l = operand(c, e.left, e.comparators[0]);
    jumpOnCompare(c, e.ops[0], l, e.comparators[0], label, cond, base, e);
    return;
  }
  // The middle value is kept in `base`; a failure before the last comparison must drop it.
  const middle = base;
  const cleanup = u.label();
  const end = u.label();
  u.push();
  let l = operand(c, e.left, e.comparators[0]);
  let kept = false;
  for (let i = 0; i < n - 1; i++) {
    const r = operand(c, e.comparators[i], e.comparators[i + 1]);
    if (isTemp(r)) {
      const copy = pushRegister(c, r, e);
      // the value that is kept must be in place before the jump
      if (l === middle) {
        const moved = u.depth;
        u.push();
        u.emit(OP.MOVE, 0, moved, middle, 0, e);
        l = moved;
      }
      u.emit(OP.MOVE, 0, middle, r, 0, e);
      kept = true;
      jumpOnCompare(c, e.ops[i], l, copy, cleanup, false, u.depth, e);
      l = middle;
    } else {
      jumpOnCompare(c, e.ops[i], l, r, cleanup, false, u.depth, e);
      l = r;
    }
    u.depth = middle + 1;
  }
  jumpOnCompare(c, e.ops[n - 1], l, e.comparators[n - 1], label, cond, middle + 1, e);
  if (kept) {
    u.goto(end, null);
    u.place(cleanup);
    u.emit(OP.CLEAR, 0, middle, 0, 0, e);
    if (!cond) u.goto(label, null);
    u.place(end);
  } else if (!cond) {
    // nothing to drop: the failures go where the last one goes
    u.goto(end, null);
    u.place(cleanup);
    u.goto(label, null);
    u.place(end);
  } else u.place(cleanup);
  u.depth = base;
}

/**
 * One value but the last of a BoolOp: if its truth is `cond`, the value is left in temporary `t` and control goes to `end`; else control falls
 * through and `t` is empty.
 */
function valueOrJump(c: Context, e: expr, t: number, cond: boolean, end: Label): void {
  const u = c.unit;
  const k = constantOf(c, e);
  if (k !== null) {
    if (constTruth(k) !== cond) return;
    c.loadConst(k, t, e);
    u.goto(end, e);
    return;
  }
  if (++c.depth > MAX_NESTING) tooDeep(e);
  if (e.kind === Kind.BoolOp) {
    const same = (e.op === boolop.Or) === cond;
    const n = e.values.length - 1;
    if (same) {
      for (const v of e.values) valueOrJump(c, v, t, cond, end);
    } else {
      const next = u.label();
      for (let i = 0; i < n; i++) jumpIf(c, e.values[i], next, !cond, e);
      valueOrJump(c, e.values[n], t, cond, end);
      u.place(next);
    }
  } else {
    const reg = e.kind === Kind.Name ? operand(c, e) : -1;
    if (reg >= 0 && !isTemp(reg)) {
      const next = u.label();
      u.jump(cond ? OP.JUMP_IF_FALSE : OP.JUMP_IF_TRUE, 0, reg, 0, next, e);
      u.emit(OP.COPY, 0, t, reg, 0, e);
      u.goto(end, e);
      u.place(next);
    } else {
      if (reg < 0) exprTo(c, e, t);
      else u.depth = t;
      u.jump(cond ? OP.JUMP_IF_TRUE_KEEP : OP.JUMP_IF_FALSE_KEEP, 0, t, 0, end, e);
      u.emit(OP.CLEAR, 0, t, 0, 0, e);
    }
  }
  c.depth--;
}

export function boolOpTo(c: Context, e: Node<typeof Kind.BoolOp>, dst: number): void {
  const u = c.unit;
  const t = u.depth;
  const end = u.label();
  const n = e.values.length - 1;
  for (let i = 0; i < n; i++) valueOrJump(c, e.values[i], t, e.op === boolop.Or, end);
  exprTo(c, e.values[n], t);
  u.place(end);
  u.push();
  u.depth = t;
  c.move(dst, t, e);
}
