/**
 * Expressions → instructions (codegen.c's codegen_visit_expr, for registers).
 *
 * `exprTo(c, e, dst)` leaves the value in a register: a temporary (the next one, `depth`, as a rule) or a local. It writes the register with its
 * last instruction only, so that a local keeps its old value if evaluation raises or reads it. `depth` is afterwards what it was before.
 * `operand(c, e)` answers a register to read from: a local's own if `e` is one, else a new temporary.
 */
import { BINARY_OPS, COMPARE_OPS, CONVERSIONS, INPLACE, INTRINSICS_1, OP } from '../../spec/opcodes.ts';
import { Kind, boolop, cmpop, expr_context, operator, unaryop, type AST, type expr } from '../../generated/frontend/ast.ts';
import { MAX_NESTING, tooDeep, type Located } from '../symbols/errors.ts';
import { EMPTY_STR, NONE, type Const } from './code.ts';
import type { Context } from './context.ts';
import { constTruth, foldConst } from './fold.ts';
import { call, superAttribute } from './calls.ts';
import { comprehensionTo } from './comprehensions.ts';
import { lambdaTo } from './functions.ts';
import { checkCompare, checkIndex, checkSubscripter } from './warnings.ts';
import { ScopeKind, isTemp, type Label } from './unit.ts';

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

// -- operators -----------------------------------------------------------------------------------------------------------

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
function immediate(c: Context, e: expr): number {
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

function binOp(c: Context, e: Node<typeof Kind.BinOp>, dst: number): void {
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

const COMPARE_INDEX: number[] = [];
for (const [op, symbol] of [[cmpop.Lt, '<'], [cmpop.LtE, '<='], [cmpop.Eq, '=='], [cmpop.NotEq, '!='], [cmpop.Gt, '>'], [cmpop.GtE, '>=']] as const) {
  COMPARE_INDEX[op] = COMPARE_OPS.indexOf(symbol);
}
export const EQ = COMPARE_OPS.indexOf('==');
export const GE = COMPARE_OPS.indexOf('>=');

function emitCompare(c: Context, op: cmpop, dst: number, l: number, r: number, loc: Located): void {
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
function comparator(c: Context, op: cmpop, e: expr, ...later: (AST | null)[]): number {
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

function compareTo(c: Context, e: Node<typeof Kind.Compare>, dst: number): void {
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

// -- conditions ----------------------------------------------------------------------------------------------------------

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

function boolOpTo(c: Context, e: Node<typeof Kind.BoolOp>, dst: number): void {
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

// -- displays ------------------------------------------------------------------------------------------------------------

/** Elements of a display or the positional arguments of a call, as a list, tuple or set in the next temporary. */
export function sequenceTo(c: Context, elts: readonly expr[], kind: 'list' | 'tuple' | 'set', dst: number, loc: Located, before: number, injected: string | null = null): void {
  const u = c.unit;
  const base = u.depth - before;
  const starred = elts.some((x) => x.kind === Kind.Starred);
  const build = kind === 'set' ? OP.BUILD_SET : OP.BUILD_LIST;
  const total = elts.length + before + (injected === null ? 0 : 1);
  if (!starred && total <= STACK_USE_GUIDELINE) {
    for (const x of elts) pushExpr(c, x);
    if (injected !== null) {
      c.load(injected, u.depth, loc);
      u.push();
    }
    u.depth = base;
    u.emit(kind === 'tuple' ? OP.BUILD_TUPLE : build, 0, dst, base, total, loc);
    return;
  }
  const add = kind === 'set' ? OP.SET_ADD : OP.LIST_APPEND;
  const extend = kind === 'set' ? OP.SET_UPDATE : OP.LIST_EXTEND;
  let built = false;
  let waiting = before;
  const flush = (): void => {
    // what was evaluated so far becomes the collection, which takes the place of the first
    u.depth = base;
    u.emit(build, 0, base, base, waiting, loc);
    u.push();
    built = true;
  };
  if (total > STACK_USE_GUIDELINE) flush();
  for (const x of elts) {
    if (x.kind === Kind.Starred) {
      if (!built) flush();
      const r = operand(c, x.value);
      u.depth = base + 1;
      u.emit(extend, 0, base, r, 0, loc);
    } else if (built) {
      const r = operand(c, x);
      u.depth = base + 1;
      u.emit(add, 0, base, r, 0, loc);
    } else {
      pushExpr(c, x);
      waiting++;
    }
  }
  if (injected !== null) {
    c.load(injected, u.depth, loc);
    u.push();
    u.depth = base + 1;
    u.emit(add, 0, base, base + 1, 0, loc);
  }
  u.depth = base;
  if (kind === 'tuple') u.emit(OP.CALL_INTRINSIC_1, intrinsic1('LIST_TO_TUPLE'), dst, base, 0, loc);
  else c.move(dst, base, loc);
}

function displayTo(c: Context, e: Node<typeof Kind.List> | Node<typeof Kind.Tuple> | Node<typeof Kind.Set>, dst: number): void {
  const u = c.unit;
  const kind = e.kind === Kind.List ? 'list' : e.kind === Kind.Tuple ? 'tuple' : 'set';
  // A display of three or more constants is made from one constant.
  if (kind !== 'tuple' && e.elts.length >= 3) {
    const k = constantDisplay(c, e);
    if (k !== null) {
      const t = u.depth;
      u.push(2);
      u.emit(kind === 'list' ? OP.BUILD_LIST : OP.BUILD_SET, 0, t, t, 0, e);
      c.loadConst(k, t + 1, e);
      u.emit(kind === 'list' ? OP.LIST_EXTEND : OP.SET_UPDATE, 0, t, t + 1, 0, e);
      u.depth = t;
      c.move(dst, t, e);
      return;
    }
  }
  sequenceTo(c, e.elts, kind, dst, e, 0);
}

function dictTo(c: Context, e: Node<typeof Kind.Dict>, dst: number): void {
  const u = c.unit;
  const base = u.depth;
  const n = e.values.length;
  if (n * 2 <= STACK_USE_GUIDELINE && !e.keys.includes(null)) {
    for (let i = 0; i < n; i++) {
      pushExpr(c, e.keys[i]!);
      pushExpr(c, e.values[i]);
    }
    u.depth = base;
    u.emit(OP.BUILD_MAP, 0, dst, base, n, e);
    return;
  }
  let first = 0;
  if (e.keys[0] !== null) {
    // the pairs before the first ** are built at once, as far as they fit
    while (first < n && first * 2 < STACK_USE_GUIDELINE && e.keys[first] !== null) {
      pushExpr(c, e.keys[first]!);
      pushExpr(c, e.values[first]);
      first++;
    }
  }
  u.depth = base;
  u.emit(OP.BUILD_MAP, 0, base, base, first, e);
  u.push();
  for (let i = first; i < n; i++) {
    const key = e.keys[i];
    if (key === null) {
      const r = operand(c, e.values[i]);
      u.depth = base + 1;
      u.emit(OP.DICT_UPDATE, 0, base, r, 0, e);
    } else {
      const k = operand(c, key, e.values[i]);
      const v = operand(c, e.values[i]);
      u.depth = base + 1;
      u.emit(OP.MAP_ADD, 0, base, k, v, e);
    }
  }
  u.depth = base;
  c.move(dst, base, e);
}

// -- strings -------------------------------------------------------------------------------------------------------------

const conversionIndex = (code: number): number => code < 0 ? 0 : CONVERSIONS.indexOf(code === 115 ? 'str' : code === 114 ? 'repr' : 'ascii');

function joinedStrTo(c: Context, e: Node<typeof Kind.JoinedStr>, dst: number): void {
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

function formattedValueTo(c: Context, e: Node<typeof Kind.FormattedValue>, dst: number): void {
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

function interpolationTo(c: Context, e: Node<typeof Kind.Interpolation>, dst: number): void {
  const u = c.unit;
  const base = u.depth;
  pushExpr(c, e.value);
  pushConst(c, e.str, e);
  if (e.format_spec !== null) pushExpr(c, e.format_spec);
  u.depth = base;
  u.emit(OP.BUILD_INTERPOLATION, conversionIndex(e.conversion), dst, base, e.format_spec === null ? 0 : 1, e);
}

function templateStrTo(c: Context, e: Node<typeof Kind.TemplateStr>, dst: number): void {
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

// -- subscripts ----------------------------------------------------------------------------------------------------------

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

function sliceTo(c: Context, s: Node<typeof Kind.Slice>, dst: number): void {
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

function subscriptTo(c: Context, e: Node<typeof Kind.Subscript>, dst: number): void {
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

// -- generators ----------------------------------------------------------------------------------------------------------

/** The loop of `yield from` and `await`: the iterator is in the top temporary; its result arrives in the temporary above, and the iterator is gone. */
export function sendLoop(c: Context, loc: Located, isAwait: boolean): number {
  const u = c.unit;
  const iterator = u.depth - 1;
  const value = pushConst(c, NONE, loc);
  const send = u.label();
  const exit = u.label();
  const fail = u.label();
  u.place(send);
  u.jump(OP.SEND, 0, value, iterator, exit, loc, value);
  // The only way YIELD_VALUE raises is close() or throw() on this frame.
  const h = u.protect(fail, iterator + 1);
  u.emit(OP.YIELD_VALUE, 1, value, value, 0, loc);
  u.handler = h.outer;
  u.emit(OP.RESUME, isAwait ? 3 : 2, 0, 0, 0, loc);
  u.goto(send, loc);
  u.placeHandler(h);
  u.emit(OP.CLEANUP_THROW, 0, value, iterator, value, loc);
  u.place(exit);
  u.depth = iterator;
  return value;
}

/** Awaits what is in the top temporary (which is popped); the result goes to dst. */
export function awaitTop(c: Context, where: number, dst: number, loc: Located): void {
  const u = c.unit;
  const t = u.depth - 1;
  u.emit(OP.GET_AWAITABLE, where, t, t, 0, loc);
  const result = sendLoop(c, loc, true);
  if (dst < 0) u.emit(OP.CLEAR, 0, result, 0, 0, loc);
  else c.move(dst, result, loc);
}

export function yieldTop(c: Context, r: number, dst: number, loc: Located): void {
  const u = c.unit;
  if (u.scope.generator && u.scope.coroutine) {
    const t = u.depth;
    u.emit(OP.CALL_INTRINSIC_1, intrinsic1('ASYNC_GEN_WRAP'), t, r, 0, loc);
    r = t;
    u.push();
    u.depth = t;
  }
  u.emit(OP.YIELD_VALUE, 0, dst, r, 0, loc);
  u.emit(OP.RESUME, 1, 0, 0, 0, loc);
}

// -- all kinds -----------------------------------------------------------------------------------------------------------

export function exprTo(c: Context, e: expr, dst: number): void {
  const u = c.unit;
  if (++c.depth > MAX_NESTING) tooDeep(e);
  switch (e.kind) {
    case Kind.Constant: c.loadConst(e.value, dst, e); break;
    case Kind.Name:
      if (e.id === '__debug__') c.loadConst({ t: 'bool', v: debugValue(c) }, dst, e);
      else c.load(e.id, dst, e);
      break;
    case Kind.BinOp:
    case Kind.UnaryOp: {
      const k = constantOf(c, e);
      if (k !== null) c.loadConst(k, dst, e);
      else if (e.kind === Kind.BinOp) binOp(c, e, dst);
      else unaryTo(c, e, dst);
      break;
    }
    case Kind.BoolOp: boolOpTo(c, e, dst); break;
    case Kind.Compare: compareTo(c, e, dst); break;
    case Kind.IfExp: {
      const k = constantOf(c, e.test);
      if (k !== null) {
        // both arms are compiled (for their errors), one is kept
        const truth = constTruth(k);
        const reachable = u.reachable;
        u.reachable = reachable && truth;
        exprTo(c, e.body, dst);
        u.reachable = reachable && !truth;
        exprTo(c, e.orelse, dst);
        u.reachable = reachable;
        break;
      }
      const next = u.label();
      const end = u.label();
      jumpIf(c, e.test, next, false, e);
      exprTo(c, e.body, dst);
      u.goto(end, null);
      u.place(next);
      exprTo(c, e.orelse, dst);
      u.place(end);
      break;
    }
    case Kind.Call: call(c, e, dst); break;
    case Kind.Attribute: {
      if (superAttribute(c, e, dst)) break;
      const base = u.depth;
      const o = operand(c, e.value);
      u.depth = base;
      u.emit(OP.LOAD_ATTR, 0, dst, o, u.nameOf(c.mangled(e.attr)), attributeLocation(e, e));
      break;
    }
    case Kind.Subscript: {
      const k = constantOf(c, e);
      if (k !== null) {
        checkSubscripter(c, e.value);
        c.loadConst(k, dst, e);
      } else subscriptTo(c, e, dst);
      break;
    }
    case Kind.Slice: sliceTo(c, e, dst); break;
    case Kind.Tuple: {
      const k = constantOf(c, e);
      if (k !== null) c.loadConst(k, dst, e);
      else displayTo(c, e, dst);
      break;
    }
    case Kind.List:
    case Kind.Set:
      displayTo(c, e, dst);
      break;
    case Kind.Dict: dictTo(c, e, dst); break;
    case Kind.JoinedStr: joinedStrTo(c, e, dst); break;
    case Kind.FormattedValue: formattedValueTo(c, e, dst); break;
    case Kind.TemplateStr: templateStrTo(c, e, dst); break;
    case Kind.Interpolation: interpolationTo(c, e, dst); break;
    case Kind.NamedExpr: {
      const target = e.target as Node<typeof Kind.Name>;
      const reg = c.fastLocal(target.id);
      if (reg >= 0) {
        exprTo(c, e.value, reg);
        c.move(dst, reg, e);
        break;
      }
      const t = pushExpr(c, e.value);
      c.store(target.id, pushRegister(c, t, e), target);
      u.depth = t;
      c.move(dst, t, e);
      break;
    }
    case Kind.Lambda: lambdaTo(c, e, dst); break;
    case Kind.ListComp:
    case Kind.SetComp:
    case Kind.DictComp:
    case Kind.GeneratorExp:
      comprehensionTo(c, e, dst);
      break;
    case Kind.Yield: {
      if (!u.scope.functionLike) c.fail("'yield' outside function", e);
      const base = u.depth;
      const r = e.value === null ? pushConst(c, NONE, e) : operand(c, e.value);
      u.depth = base;
      yieldTop(c, r, dst, e);
      break;
    }
    case Kind.YieldFrom: {
      if (!u.scope.functionLike) c.fail("'yield from' outside function", e);
      if (u.kind === ScopeKind.AsyncFunction) c.fail("'yield from' inside async function", e);
      const base = u.depth;
      const r = operand(c, e.value);
      u.depth = base;
      u.emit(OP.GET_YIELD_FROM_ITER, 0, base, r, 0, e);
      u.push();
      c.move(dst, sendLoop(c, e, false), e);
      break;
    }
    case Kind.Await: {
      const base = u.depth;
      const r = operand(c, e.value);
      u.depth = base;
      u.emit(OP.GET_AWAITABLE, 0, base, r, 0, e);
      u.push();
      c.move(dst, sendLoop(c, e, true), e);
      break;
    }
    case Kind.Starred:
      c.fail(e.ctx === expr_context.Store ? 'starred assignment target must be in a list or tuple' : "can't use starred expression here", e);
  }
  c.depth--;
}

function unaryTo(c: Context, e: Node<typeof Kind.UnaryOp>, dst: number): void {
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

/** Evaluates for the effects. */
export function exprDiscard(c: Context, e: expr): void {
  const u = c.unit;
  const t = u.depth;
  if (e.kind === Kind.Name) {
    const r = operand(c, e);
    if (isTemp(r)) u.emit(OP.CLEAR, 0, r, 0, 0, null);
    u.depth = t;
    return;
  }
  if (e.kind === Kind.Await) {
    const r = operand(c, e.value);
    u.depth = t;
    u.push();
    u.emit(OP.GET_AWAITABLE, 0, t, r, 0, e);
    u.emit(OP.CLEAR, 0, sendLoop(c, e, true), 0, 0, null);
    u.depth = t;
    return;
  }
  if (e.kind === Kind.YieldFrom && u.scope.functionLike && u.kind !== ScopeKind.AsyncFunction) {
    const r = operand(c, e.value);
    u.depth = t;
    u.emit(OP.GET_YIELD_FROM_ITER, 0, t, r, 0, e);
    u.push();
    u.emit(OP.CLEAR, 0, sendLoop(c, e, false), 0, 0, null);
    u.depth = t;
    return;
  }
  exprTo(c, e, t);
  u.push();
  u.emit(OP.CLEAR, 0, t, 0, 0, null);
  u.depth = t;
}
