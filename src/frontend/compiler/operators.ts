/** Operators: binary, unary, comparisons. Each kind of operation has an opcode of its own, one with a 16-bit immediate, or an index of the cold one. */
import { BINARY_OPS, COMPARE_OPS, INPLACE, OP } from '../../spec/opcodes.ts';
import { type AST, Kind, cmpop, type expr, expr_context, operator, unaryop } from '../../generated/frontend/ast.ts';
import type { Located } from '../symbols/errors.ts';
import type { Const } from './code.ts';
import type { Context } from './context.ts';
import { checkCompare } from './warnings.ts';
import { isTemp } from './unit.ts';
import { constantOf, intrinsic1, operand, pushConst, pushRegister } from './operands.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;

const OWN_OPCODE: (number | undefined)[] = [];
const IMMEDIATE_OPCODE: (number | undefined)[] = [];
const COLD_INDEX: number[] = [];
for (const [op, symbol, name] of [
  [operator.Add, '+', 'ADD'], [operator.Sub, '-', 'SUB'], [operator.Mult, '*', 'MUL'], [operator.MatMult, '@', ''], [operator.Div, '/', 'TRUEDIV'],
  [operator.Mod, '%', 'MOD'], [operator.Pow, '**', ''], [operator.LShift, '<<', 'LSHIFT'], [operator.RShift, '>>', 'RSHIFT'], [operator.BitOr, '|', 'OR'],
  [operator.BitXor, '^', 'XOR'], [operator.BitAnd, '&', 'AND'], [operator.FloorDiv, '//', 'FLOORDIV'],
] as const) {
  OWN_OPCODE[op] = name ? OP[name] : undefined;
  IMMEDIATE_OPCODE[op] = name ? OP[`${name}_I`] : undefined;
  COLD_INDEX[op] = BINARY_OPS.indexOf(symbol);
}

/** The value as a 16-bit immediate, or NaN. */
export function immediate(c: Context, e: expr): number {
  if (e.kind !== Kind.Constant && e.kind !== Kind.UnaryOp && e.kind !== Kind.BinOp) return NaN;
  const k = constantOf(c, e);
  return k !== null && k.t === 'int' && typeof k.v === 'number' && k.v >= -32768 && k.v <= 32767 ? k.v : NaN;
}

/** dst = l OP (the value of `right`). The left operand was evaluated; temporaries from `base` on are consumed. */
export function binaryWith(c: Context, op: operator, inplace: boolean, dst: number, l: number, right: expr, base: number, loc: Located): void {
  const u = c.unit;
  const imm = IMMEDIATE_OPCODE[op] === undefined ? NaN : immediate(c, right);
  if (imm === imm) {
    u.depth = base;
    u.emit(IMMEDIATE_OPCODE[op]!, inplace ? 1 : 0, dst, l, imm, loc);
    return;
  }
  const r = operand(c, right);
  u.depth = base;
  const own = OWN_OPCODE[op];
  if (own !== undefined) u.emit(own, inplace ? 1 : 0, dst, l, r, loc);
  else u.emit(OP.BINARY_OP, COLD_INDEX[op] | (inplace ? INPLACE : 0), dst, l, r, loc);
}

export function binOp(c: Context, e: Node<typeof Kind.BinOp>, dst: number): void {
  const u = c.unit;
  const base = u.depth;
  // The left spine without recursion: a + b + c + … may be long.
  const spine: Node<typeof Kind.BinOp>[] = [e];
  let left = e.left;
  while (left.kind === Kind.BinOp && constantOf(c, left) === null) {
    spine.push(left);
    left = left.left;
  }
  let l = operand(c, left, ...(c.unit.scope.hasNamedExpr ? [spine[spine.length - 1].right] : []));
  for (let i = spine.length - 1; i >= 0; i--) {
    const node = spine[i];
    const last = i === 0;
    binaryWith(c, node.op, false, last ? dst : base, l, node.right, base, node);
    if (!last) {
      l = base;
      u.push();
    }
  }
}

// -- comparisons ---------------------------------------------------------------------------------------------------------

export const COMPARE_INDEX: number[] = [];
for (const [op, symbol] of [[cmpop.Lt, '<'], [cmpop.LtE, '<='], [cmpop.Eq, '=='], [cmpop.NotEq, '!='], [cmpop.Gt, '>'], [cmpop.GtE, '>=']] as const) {
  COMPARE_INDEX[op] = COMPARE_OPS.indexOf(symbol);
}
export const EQ = COMPARE_OPS.indexOf('==');
export const GE = COMPARE_OPS.indexOf('>=');

export function emitCompare(c: Context, op: cmpop, dst: number, l: number, r: number, loc: Located): void {
  const u = c.unit;
  switch (op) {
    case cmpop.Is: u.emit(OP.IS_OP, 0, dst, l, r, loc); break;
    case cmpop.IsNot: u.emit(OP.IS_OP, 1, dst, l, r, loc); break;
    case cmpop.In: u.emit(OP.CONTAINS_OP, 0, dst, l, r, loc); break;
    case cmpop.NotIn: u.emit(OP.CONTAINS_OP, 1, dst, l, r, loc); break;
    default: u.emit(OP.COMPARE, COMPARE_INDEX[op], dst, l, r, loc);
  }
}

/** The right operand of a comparison: a literal display after `in` becomes a constant. */
export function comparator(c: Context, op: cmpop, e: expr, ...later: (AST | null)[]): number {
  if (op === cmpop.In || op === cmpop.NotIn) {
    const k = constantDisplay(c, e);
    if (k !== null) return pushConst(c, k, e);
  }
  return operand(c, e, ...later);
}
/** A list or set display of constants as a tuple or frozenset, for `in` and `for`. */
export function constantDisplay(c: Context, e: expr): Const | null {
  if ((e.kind !== Kind.List && e.kind !== Kind.Set) || (e.kind === Kind.List && e.ctx !== expr_context.Load)) return null;
  const items: Const[] = [];
  for (const x of e.elts) {
    const k = constantOf(c, x);
    if (k === null) return null;
    items.push(k);
  }
  if (e.kind === Kind.List) return { t: 'tuple', items };
  return { t: 'frozenset', items: dedupe(items) };
}
function dedupe(items: readonly Const[]): Const[] {
  // Equal elements of different type (1, 1.0, True) are left to the runtime, which keeps the first.
  const seen = new Set<string>();
  return items.filter((k) => {
    const key = `${k.t}:${'v' in k ? String(k.v) : JSON.stringify(k, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v))}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export function compareTo(c: Context, e: Node<typeof Kind.Compare>, dst: number): void {
  const u = c.unit;
  checkCompare(c, e);
  const base = u.depth;
  const n = e.ops.length;
  if (n === 1) {
    const l = operand(c, e.left, e.comparators[0]);
    const r = comparator(c, e.ops[0], e.comparators[0]);
    u.depth = base;
    emitCompare(c, e.ops[0], dst, l, r, e);
    return;
  }
  // a < b < c: the result so far in `base`, the middle value in `base + 1`
  u.push();
  const middle = u.depth;
  const cleanup = u.label();
  const end = u.label();
  let l = operand(c, e.left, e.comparators[0]);
  for (let i = 0; i < n; i++) {
    const last = i === n - 1;
    u.depth = middle + 1;
    let r = last ? comparator(c, e.ops[i], e.comparators[i]) : operand(c, e.comparators[i], e.comparators[i + 1]);
    if (last) {
      emitCompare(c, e.ops[i], base, l, r, e);
      break;
    }
    if (isTemp(r)) {
      const copy = pushRegister(c, r, e);
      emitCompare(c, e.ops[i], base, l, copy, e);
      u.emit(OP.MOVE, 0, middle, r, 0, e);
      r = middle;
    } else emitCompare(c, e.ops[i], base, l, r, e);
    u.jump(OP.JUMP_IF_FALSE_KEEP, 0, base, 0, cleanup, e);
    u.emit(OP.CLEAR, 0, base, 0, 0, e);
    l = r;
  }
  u.goto(end, null);
  u.place(cleanup);
  u.emit(OP.CLEAR, 0, middle, 0, 0, e);
  u.place(end);
  u.depth = base;
  c.move(dst, base, e);
}

export function unaryTo(c: Context, e: Node<typeof Kind.UnaryOp>, dst: number): void {
  const u = c.unit;
  const base = u.depth;
  if (e.op === unaryop.Not) {
    // not (a in b), not (a is b)
    const x = e.operand;
    if (x.kind === Kind.Compare && x.ops.length === 1 && x.ops[0] >= cmpop.Is) {
      checkCompare(c, x);
      const op = x.ops[0];
      const l = operand(c, x.left, x.comparators[0]);
      const r = comparator(c, op, x.comparators[0]);
      u.depth = base;
      const inverse = op === cmpop.Is ? cmpop.IsNot : op === cmpop.IsNot ? cmpop.Is : op === cmpop.In ? cmpop.NotIn : cmpop.In;
      emitCompare(c, inverse, dst, l, r, x);
      return;
    }
    const r = operand(c, x);
    u.depth = base;
    u.emit(OP.UNARY_NOT, 0, dst, r, 0, e);
    return;
  }
  const r = operand(c, e.operand);
  u.depth = base;
  if (e.op === unaryop.UAdd) u.emit(OP.CALL_INTRINSIC_1, intrinsic1('UNARY_POSITIVE'), dst, r, 0, e);
  else u.emit(e.op === unaryop.USub ? OP.UNARY_NEGATIVE : OP.UNARY_INVERT, 0, dst, r, 0, e);
}
