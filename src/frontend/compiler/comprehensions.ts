/**
 * Comprehensions. List, set and dict comprehensions are compiled in place (PEP 709), generator expressions into a function.
 *
 * Differs from CPython: the variables of a comprehension in place get registers of their own, so nothing has to be saved and restored. They
 * are cleared at its end; a handler clears them after an exception if that may be caught in this frame.
 */
import { OP } from '../../spec/opcodes.ts';
import { Kind, type comprehension, type expr } from '../../generated/frontend/ast.ts';
import type { Located } from '../symbols/errors.ts';
import { DEF_PARAM, SCOPE, SCOPE_SHIFT, type Scope } from '../symbols/scope.ts';
import type { Context } from './context.ts';
import { jumpIf } from './conditions.ts';
import { operand, pushExpr } from './operands.ts';
import { awaitTop, sendLoop, yieldTop } from './suspensions.ts';
import { makeClosure, prologue, wrapInStopIterationHandler } from './functions.ts';
import { NONE } from './code.ts';
import { storeTo } from './targets.ts';
import { BlockKind, ScopeKind } from './unit.ts';

type Comp = Extract<expr, { kind: typeof Kind.ListComp | typeof Kind.SetComp | typeof Kind.DictComp | typeof Kind.GeneratorExp }>;

const NAMES: Record<number, string> = {
  [Kind.ListComp]: '<listcomp>', [Kind.SetComp]: '<setcomp>', [Kind.DictComp]: '<dictcomp>', [Kind.GeneratorExp]: '<genexpr>',
};

export function comprehensionTo(c: Context, e: Comp, dst: number): void {
  const scope = c.table.byNode.get(e)!;
  if (scope.inlined) inlineTo(c, e, scope, dst);
  else functionTo(c, e, scope, dst);
}

function build(c: Context, e: Comp, result: number): void {
  const u = c.unit;
  u.emit(e.kind === Kind.ListComp ? OP.BUILD_LIST : e.kind === Kind.SetComp ? OP.BUILD_SET : OP.BUILD_MAP, 0, result, result, 0, e);
}

function inlineTo(c: Context, e: Comp, scope: Scope, dst: number): void {
  const u = c.unit;
  const result = u.depth;
  // the outermost iterable belongs to the surroundings
  u.push();
  pushExpr(c, e.generators[0].iter);
  const regs = new Map<string, number>();
  const cells: number[] = [];
  for (const [name, v] of scope.symbols) {
    if (v & DEF_PARAM || scope.inlinedNames?.has(name)) continue; // .0, and what comprehensions inside this one bind
    const s = v >> SCOPE_SHIFT;
    if (s !== SCOPE.LOCAL && s !== SCOPE.CELL) continue;
    const reg = u.takeHidden(name);
    regs.set(name, reg);
    if (s === SCOPE.CELL) {
      cells.push(reg);
      u.hiddenCells.add(reg);
    }
  }
  for (const reg of cells) {
    u.emit(OP.CLEAR, 0, reg, 0, 0, e);
    u.emit(OP.MAKE_CELL, 0, reg, 0, 0, e);
  }
  const frame = { scope, regs };
  u.inline.push(frame);
  const guard = regs.size > 0 && u.guarded ? u.protect(u.label(), result) : null;
  build(c, e, result);
  generator(c, e, e.generators, 0, result, true);
  u.depth = result;
  if (guard !== null) u.handler = guard.outer;
  u.inline.pop();
  for (const reg of regs.values()) u.emit(OP.CLEAR, 0, reg, 0, 0, null);
  if (guard !== null && guard.label.referenced) {
    const end = u.label();
    u.push();
    u.goto(end, null);
    u.placeHandler(guard);
    for (const reg of regs.values()) u.emit(OP.CLEAR, 0, reg, 0, 0, null);
    u.emit(OP.RERAISE, 0, result, 0, 0, null);
    u.place(end);
    u.depth = result;
  }
  for (const [name, reg] of regs) u.releaseHidden(name, reg);
  c.move(dst, result, e);
}

function functionTo(c: Context, e: Comp, scope: Scope, dst: number): void {
  const isGenerator = e.kind === Kind.GeneratorExp;
  const fn = c.unit.depth;
  const u = c.enter(scope, ScopeKind.Comprehension, NAMES[e.kind], e.lineno);
  u.argCount = 1;
  const handler = prologue(c, e.lineno);
  const result = u.depth;
  if (!isGenerator) {
    u.push();
    build(c, e, result);
  }
  generator(c, e, e.generators, 0, result, false);
  if (isGenerator) u.emit(OP.RETURN_CONST, 0, 0, u.constOf(NONE), 0, null);
  else u.emit(OP.RETURN_VALUE, 0, result, 0, 0, e);
  wrapInStopIterationHandler(c, handler);
  const code = c.leave();
  const outer = c.unit;
  makeClosure(c, code, fn, e);
  outer.push();
  // iter() is called out here, so that its errors come at once
  const first = e.generators[0];
  const r = operand(c, first.iter);
  outer.depth = fn + 1;
  outer.emit(first.is_async ? OP.GET_AITER : OP.GET_ITER, 0, fn + 1, r, 0, first.iter);
  outer.push();
  outer.depth = fn;
  const isAsync = scope.coroutine && !isGenerator;
  outer.emit(OP.CALL, 0, isAsync ? fn : dst, fn, 0, e);
  if (isAsync) {
    outer.push();
    awaitTop(c, 0, dst, e);
  }
}

/** One `for` of a comprehension and all that is inside it. `result` is the register of the collection. */
function generator(c: Context, e: Comp, generators: readonly comprehension[], index: number, result: number, iterOnStack: boolean): void {
  const u = c.unit;
  const gen = generators[index];
  const loc: Located = e;
  const ifCleanup = u.label();
  if (gen.is_async) {
    asyncGenerator(c, e, generators, index, result, iterOnStack);
    return;
  }
  const base = iterOnStack ? u.depth - 1 : u.depth;
  // `for y in [f(x)]` is how one gives a name to a value: no list, no loop
  const single = !iterOnStack && index > 0 && (gen.iter.kind === Kind.List || gen.iter.kind === Kind.Tuple) && gen.iter.elts.length === 1
    && gen.iter.elts[0].kind !== Kind.Starred ? gen.iter.elts[0] : null;
  if (single !== null) {
    const r = operand(c, single);
    u.depth = base;
    storeTo(c, gen.target, r);
    u.depth = base;
    body(c, e, generators, index, result, ifCleanup, loc);
    u.place(ifCleanup);
    u.depth = base;
    return;
  }
  if (!iterOnStack) {
    if (index === 0) {
      u.emit(OP.MOVE, 0, base, u.local('.0'), 0, loc);
      u.push();
    } else pushExpr(c, gen.iter);
  }
  if (iterOnStack || index > 0) u.emit(OP.GET_ITER, 0, base, base, 0, gen.iter);
  const start = u.label();
  const anchor = u.label();
  u.place(start);
  forIter(c, base, gen.target, anchor, gen.iter);
  body(c, e, generators, index, result, ifCleanup, loc);
  u.place(ifCleanup);
  u.depth = base + 1;
  u.goto(start, e.kind === Kind.DictComp ? e.key : e.elt);
  u.place(anchor);
  u.depth = base;
}

/** next(iterator) into the target; `exit` when there is no more. */
export function forIter(c: Context, iterator: number, target: expr, exit: ReturnType<Context['unit']['label']>, loc: Located): void {
  const u = c.unit;
  const reg = target.kind === Kind.Name ? c.fastLocal(target.id) : -1;
  if (reg >= 0) {
    u.jump(OP.FOR_ITER, 0, reg, iterator, exit, loc);
    return;
  }
  const t = u.depth;
  u.jump(OP.FOR_ITER, 0, t, iterator, exit, loc);
  u.push();
  storeTo(c, target, t);
  u.depth = t;
}

function body(c: Context, e: Comp, generators: readonly comprehension[], index: number, result: number, ifCleanup: ReturnType<Context['unit']['label']>, loc: Located): void {
  const u = c.unit;
  for (const test of generators[index].ifs) jumpIf(c, test, ifCleanup, false, loc);
  if (index + 1 < generators.length) {
    generator(c, e, generators, index + 1, result, false);
    return;
  }
  const base = u.depth;
  switch (e.kind) {
    case Kind.GeneratorExp: {
      const r = operand(c, e.elt);
      u.depth = base;
      yieldTop(c, r, base, e.elt);
      u.push();
      u.emit(OP.CLEAR, 0, base, 0, 0, e.elt);
      break;
    }
    case Kind.DictComp: {
      const k = operand(c, e.key, e.value);
      const v = operand(c, e.value);
      const loc2 = { lineno: e.key.lineno, col_offset: e.key.col_offset, end_lineno: e.value.end_lineno, end_col_offset: e.value.end_col_offset };
      u.emit(OP.MAP_ADD, 0, result, k, v, loc2);
      break;
    }
    default: {
      const r = operand(c, e.elt);
      u.emit(e.kind === Kind.ListComp ? OP.LIST_APPEND : OP.SET_ADD, 0, result, r, 0, e.elt);
    }
  }
  u.depth = base;
}

function asyncGenerator(c: Context, e: Comp, generators: readonly comprehension[], index: number, result: number, iterOnStack: boolean): void {
  const u = c.unit;
  const gen = generators[index];
  const base = iterOnStack ? u.depth - 1 : u.depth;
  if (!iterOnStack) {
    if (index === 0) {
      u.emit(OP.MOVE, 0, base, u.local('.0'), 0, e);
      u.push();
    } else pushExpr(c, gen.iter);
  }
  if (iterOnStack || index > 0) u.emit(OP.GET_AITER, 0, base, base, 0, gen.iter);
  const start = u.label();
  const ifCleanup = u.label();
  u.place(start);
  u.blocks.push({ kind: BlockKind.AsyncComprehension, temp: base, start, exit: null, outer: u.handler, datum: null });
  const h = asyncNext(c, base, gen.target, e);
  body(c, e, generators, index, result, ifCleanup, e);
  u.place(ifCleanup);
  u.depth = base + 1;
  u.goto(start, e.kind === Kind.DictComp ? e.key : e.elt);
  u.blocks.pop();
  u.placeHandler(h);
  u.emit(OP.END_ASYNC_FOR, 0, base + 1, base, 0, e);
  u.depth = base;
}

/** await anext(iterator) into the target, under a handler for StopAsyncIteration that the caller places. */
export function asyncNext(c: Context, iterator: number, target: expr, loc: Located): ReturnType<Context['unit']['protect']> {
  const u = c.unit;
  const h = u.protect(u.label(), iterator + 1);
  const t = u.depth;
  u.emit(OP.GET_ANEXT, 0, t, iterator, 0, loc);
  u.push();
  const value = sendLoop(c, loc, true);
  u.handler = h.outer;
  u.depth = value;
  u.push();
  storeTo(c, target, value);
  u.depth = t;
  return h;
}

