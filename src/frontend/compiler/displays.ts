/** Displays: lists, tuples, sets, dicts, and the argument lists of calls, which are built as they are. */
import { OP } from '../../spec/opcodes.ts';
import { type AST, Kind, type expr } from '../../generated/frontend/ast.ts';
import type { Located } from '../symbols/errors.ts';
import type { Context } from './context.ts';
import { STACK_USE_GUIDELINE, intrinsic1, operand, pushExpr } from './operands.ts';
import { constantDisplay } from './operators.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;

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

export function displayTo(c: Context, e: Node<typeof Kind.List> | Node<typeof Kind.Tuple> | Node<typeof Kind.Set>, dst: number): void {
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

export function dictTo(c: Context, e: Node<typeof Kind.Dict>, dst: number): void {
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
