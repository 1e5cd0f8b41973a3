/**
 * try, with, and the way out of them (codegen.c: codegen_try_*, codegen_with_*, codegen_unwind_fblock).
 *
 * The temporaries of a handler: the exception, (lasti,) the exception that was being handled before. A `finally` body is compiled once for
 * each way into it.
 */
import { INTRINSICS_2, OP, SPECIAL_METHODS } from '../../spec/opcodes.ts';
import { Kind, type AST } from '../../generated/frontend/ast.ts';
import type { Located } from '../symbols/errors.ts';
import { NONE } from './code.ts';
import type { Context } from './context.ts';
import { operand, pushConst, pushRegister } from './operands.ts';
import { awaitTop } from './suspensions.ts';
import { pushBlock, statements } from './statements.ts';
import { storeTo } from './targets.ts';
import { BlockKind, isTemp, type FrameBlock, type Handler } from './unit.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;
type TryNode = Node<typeof Kind.Try> | Node<typeof Kind.TryStar>;
type WithNode = Node<typeof Kind.With> | Node<typeof Kind.AsyncWith>;

const special = (name: (typeof SPECIAL_METHODS)[number]): number => SPECIAL_METHODS.indexOf(name);

// -- the way out -----------------------------------------------------------------------------------------------------------

/** Undoes one block on the way out. `keep`: a return value is on top, so what is dropped leaves a hole. */
export function unwindBlock(c: Context, b: FrameBlock, loc: Located | null, keep: boolean): void {
  const u = c.unit;
  switch (b.kind) {
    case BlockKind.For:
    case BlockKind.AsyncFor:
      u.emit(OP.CLEAR, 0, b.temp, 0, 0, loc);
      if (!keep) u.depth = b.temp;
      break;
    case BlockKind.TryExcept: u.handler = b.outer; break;
    case BlockKind.FinallyTry:
      u.handler = b.outer;
      if (keep) u.blocks.push({ kind: BlockKind.PopValue, temp: u.depth - 1, start: null, exit: null, outer: u.handler, datum: null });
      (b.datum as () => void)();
      if (keep) u.blocks.pop();
      break;
    case BlockKind.FinallyEnd:
      // exception, previous exception
      u.emit(OP.CLEAR, 0, b.temp, 0, 0, loc);
      u.handler = b.outer;
      u.emit(OP.POP_EXCEPT, 0, b.temp + 1, 0, 0, loc);
      if (!keep) u.depth = b.temp;
      break;
    case BlockKind.HandlerCleanup: {
      const name = b.datum as string | null;
      u.handler = b.outer;
      u.emit(OP.POP_EXCEPT, 0, b.temp, 0, 0, loc);
      if (name !== null) c.unbind(name);
      if (!keep) u.depth = b.temp - 1;
      break;
    }
    case BlockKind.With:
    case BlockKind.AsyncWith: {
      u.handler = b.outer;
      const at = (b.datum as { loc: Located }).loc;
      const t = u.depth;
      u.push(2);
      u.emit(OP.MOVE, 0, t, b.temp, 0, at);
      u.emit(OP.MOVE, 0, t + 1, b.temp + 1, 0, at);
      callExitWithNones(c, t, at, b.kind === BlockKind.AsyncWith);
      u.depth = keep ? t : b.temp;
      break;
    }
    case BlockKind.PopValue:
      u.emit(OP.CLEAR, 0, b.temp, 0, 0, loc);
      break;
  }
}

/** Undoes the blocks from the innermost on, all or to the first loop, which is answered. */
export function unwindStack(c: Context, loc: Located, keep: boolean, toLoop = false): FrameBlock | null {
  const u = c.unit;
  const saved = u.blocks.slice();
  let loop: FrameBlock | null = null;
  let at: Located | null = loc;
  while (u.blocks.length > 0) {
    const b = u.blocks[u.blocks.length - 1];
    if (b.kind === BlockKind.ExceptionGroupHandler) c.fail("'break', 'continue' and 'return' cannot appear in an except* block", loc);
    if (toLoop && b.kind <= BlockKind.AsyncFor) {
      loop = b;
      break;
    }
    u.blocks.pop();
    unwindBlock(c, b, at, keep);
    if (b.kind === BlockKind.FinallyTry || b.kind === BlockKind.With || b.kind === BlockKind.AsyncWith) at = null;
  }
  u.blocks.length = 0;
  u.blocks.push(...saved);
  return loop;
}

// -- try -------------------------------------------------------------------------------------------------------------------

/** [.., exception, lasti] of a handler that only restores the exception state and goes on raising; previous exception in `previous`. */
function restoreAndReraise(c: Context, h: Handler, previous: number): void {
  const u = c.unit;
  if (!h.label.referenced) return;
  u.placeHandler(h);
  u.emit(OP.POP_EXCEPT, 0, previous, 0, 0, null);
  u.emit(OP.RERAISE, 1, h.depth, 0, 0, null);
}

/** A finally body; PEP 765 warnings know that they are in one. */
function finallyBody(c: Context, s: TryNode): void {
  c.finallyContext.push({ unit: c.unit, loops: 0 });
  statements(c, s.finalbody);
  c.finallyContext.pop();
}

export function tryStatement(c: Context, s: Node<typeof Kind.Try>): void {
  if (s.finalbody.length > 0) tryFinally(c, s, s.handlers.length > 0 ? () => tryExcept(c, s) : () => statements(c, s.body));
  else tryExcept(c, s);
}
export function tryStarStatement(c: Context, s: Node<typeof Kind.TryStar>): void {
  if (s.finalbody.length > 0) tryFinally(c, s, s.handlers.length > 0 ? () => tryExceptStar(c, s) : () => statements(c, s.body));
  else tryExceptStar(c, s);
}

function tryFinally(c: Context, s: TryNode, body: () => void): void {
  const u = c.unit;
  const base = u.depth;
  const exit = u.label();
  const h = u.protect(u.label(), base);
  pushBlock(c, { kind: BlockKind.FinallyTry, temp: base, start: null, exit: null, outer: h.outer, datum: () => finallyBody(c, s) }, s);
  body();
  u.handler = h.outer;
  u.blocks.pop();
  finallyBody(c, s);
  u.goto(exit, null);

  u.placeHandler(h);
  const previous = u.depth;
  u.push();
  u.emit(OP.PUSH_EXC_INFO, 0, previous, base, 0, null);
  const cleanup = u.protect(u.label(), previous + 1, true);
  pushBlock(c, { kind: BlockKind.FinallyEnd, temp: base, start: null, exit: null, outer: cleanup.outer, datum: null }, s);
  finallyBody(c, s);
  u.blocks.pop();
  // its line is what the frame shows afterwards, as in CPython, where an instruction without a place takes that of the one before
  u.emit(OP.RERAISE, 0, base, 0, 0, s.finalbody.at(-1) ?? null);
  u.handler = cleanup.outer;
  restoreAndReraise(c, cleanup, previous);
  u.depth = base;
  u.place(exit);
}

function tryExcept(c: Context, s: Node<typeof Kind.Try>): void {
  const u = c.unit;
  const base = u.depth;
  const end = u.label();
  const h = u.protect(u.label(), base);
  pushBlock(c, { kind: BlockKind.TryExcept, temp: base, start: null, exit: null, outer: h.outer, datum: null }, s);
  statements(c, s.body);
  u.blocks.pop();
  u.handler = h.outer;
  statements(c, s.orelse);
  u.goto(end, null);

  u.placeHandler(h);
  const previous = u.depth;
  u.push();
  u.emit(OP.PUSH_EXC_INFO, 0, previous, base, 0, null);
  const cleanup = u.protect(u.label(), previous + 1, true);
  pushBlock(c, { kind: BlockKind.ExceptionHandler, temp: base, start: null, exit: null, outer: cleanup.outer, datum: null }, s);
  s.handlers.forEach((handler, i) => {
    if (handler.type === null && i < s.handlers.length - 1) c.fail("default 'except:' must be last", handler);
    const next = u.label();
    if (handler.type !== null) {
      const t = u.depth;
      const r = operand(c, handler.type);
      u.depth = t;
      u.emit(OP.CHECK_EXC_MATCH, 0, t, base, r, handler);
      u.push();
      u.depth = t;
      u.jump(OP.JUMP_IF_FALSE, 0, t, 0, next, handler);
    }
    let nameCleanup: Handler | null = null;
    if (handler.name !== null) {
      c.store(handler.name, base, handler);
      nameCleanup = u.protect(u.label(), previous + 1, true);
    } else u.emit(OP.CLEAR, 0, base, 0, 0, handler);
    pushBlock(c, { kind: BlockKind.HandlerCleanup, temp: previous, start: null, exit: null, outer: cleanup.outer, datum: handler.name }, handler);
    statements(c, handler.body);
    u.blocks.pop();
    u.handler = cleanup.outer;
    u.emit(OP.POP_EXCEPT, 0, previous, 0, 0, null);
    if (handler.name !== null) c.unbind(handler.name);
    u.goto(end, null);
    u.handler = cleanup;
    if (nameCleanup !== null && nameCleanup.label.referenced) {
      u.placeHandler(nameCleanup);
      c.unbind(handler.name!);
      u.emit(OP.RERAISE, 1, previous + 1, 0, 0, null);
    }
    u.depth = previous + 1;
    u.place(next);
  });
  u.blocks.pop();
  u.emit(OP.RERAISE, 0, base, 0, 0, s.handlers.at(-1)?.type ?? null);
  u.handler = cleanup.outer;
  restoreAndReraise(c, cleanup, previous);
  u.depth = base;
  u.place(end);
}

/**
 * try … except*. Temporaries of the handler: the original exception, previous exception, list of what was raised in the clauses, and what is
 * not handled yet (the rest).
 */
function tryExceptStar(c: Context, s: Node<typeof Kind.TryStar>): void {
  const u = c.unit;
  const base = u.depth;
  const orelse = u.label();
  const end = u.label();
  const h = u.protect(u.label(), base);
  pushBlock(c, { kind: BlockKind.TryExcept, temp: base, start: null, exit: null, outer: h.outer, datum: null }, s);
  statements(c, s.body);
  u.blocks.pop();
  u.handler = h.outer;
  u.goto(orelse, null);

  u.placeHandler(h);
  const previous = u.depth;
  u.push();
  u.emit(OP.PUSH_EXC_INFO, 0, previous, base, 0, null);
  const cleanup = u.protect(u.label(), previous + 1, true);
  pushBlock(c, { kind: BlockKind.ExceptionGroupHandler, temp: base, start: null, exit: null, outer: cleanup.outer, datum: null }, s);
  const list = u.depth;
  const rest = list + 1;
  u.emit(OP.BUILD_LIST, 0, list, list, 0, s.handlers[0]);
  u.push();
  u.emit(OP.COPY, 0, rest, base, 0, s.handlers[0]);
  u.push();
  for (const handler of s.handlers) {
    const next = u.label();
    // a = match, a + 8 = rest; the exception examined is consumed
    const match = u.depth;
    const r = operand(c, handler.type!);
    u.depth = match;
    u.push(2);
    u.emit(OP.CHECK_EG_MATCH, 0, match, rest, r, handler);
    u.emit(OP.MOVE, 0, rest, match + 1, 0, handler);
    u.depth = match + 1;
    const noMatch = u.label();
    u.jump(OP.JUMP_IF_NONE_KEEP, 0, match, 0, noMatch, handler);
    if (handler.name !== null) c.store(handler.name, match, handler);
    else u.emit(OP.CLEAR, 0, match, 0, 0, handler);
    u.depth = match;
    const inner = u.protect(u.label(), match, true);
    pushBlock(c, { kind: BlockKind.HandlerCleanup, temp: match, start: null, exit: null, outer: cleanup, datum: handler.name }, handler);
    statements(c, handler.body);
    u.blocks.pop();
    u.handler = cleanup;
    if (handler.name !== null) c.unbind(handler.name);
    u.goto(next, null);
    if (inner.label.referenced) {
      u.placeHandler(inner);
      if (handler.name !== null) c.unbind(handler.name);
      u.emit(OP.LIST_APPEND, 0, list, match, 0, null);
      u.emit(OP.CLEAR, 0, match + 1, 0, 0, null); // lasti
      u.goto(next, null);
    }
    u.depth = match + 1;
    u.place(noMatch);
    u.emit(OP.CLEAR, 0, match, 0, 0, handler);
    u.depth = match;
    u.place(next);
  }
  // what nobody handled (or None)
  u.emit(OP.LIST_APPEND, 0, list, rest, 0, null);
  u.depth = rest;
  u.blocks.pop();
  const reraise = u.label();
  u.emit(OP.CALL_INTRINSIC_2, INTRINSICS_2.indexOf('PREP_RERAISE_STAR'), list, base, list, null);
  u.jump(OP.JUMP_IF_NOT_NONE, 0, pushRegister(c, list, null), 0, reraise, null);
  u.depth = list + 1;
  u.handler = cleanup.outer;
  u.emit(OP.CLEAR, 0, list, 0, 0, null);
  u.emit(OP.POP_EXCEPT, 0, previous, 0, 0, null);
  u.goto(end, null);
  u.place(reraise);
  u.emit(OP.POP_EXCEPT, 0, previous, 0, 0, null);
  u.emit(OP.RERAISE, 0, list, 0, 0, null);
  restoreAndReraise(c, cleanup, previous);
  u.depth = base;
  u.place(orelse);
  statements(c, s.orelse);
  u.place(end);
}

// -- with ------------------------------------------------------------------------------------------------------------------

/** exit(None, None, None), for the exit function and self in t, t + 1; they and the result are gone afterwards. */
function callExitWithNones(c: Context, t: number, loc: Located, isAsync: boolean): void {
  const u = c.unit;
  u.depth = t + 2;
  for (let i = 0; i < 3; i++) pushConst(c, NONE, loc);
  u.depth = t;
  u.emit(OP.CALL, 0, t, t, 3, loc);
  u.push();
  if (isAsync) awaitTop(c, 2, -1, loc);
  else u.emit(OP.CLEAR, 0, t, 0, 0, loc);
  u.depth = t;
}

export function withStatement(c: Context, s: WithNode, pos: number): void {
  const u = c.unit;
  const isAsync = s.kind === Kind.AsyncWith;
  const item = s.items[pos];
  const loc = item.context_expr;
  const base = u.depth;
  const exit = u.label();
  const manager = operand(c, item.context_expr);
  u.depth = base;
  u.push(2);
  const enter = u.depth;
  let from = manager;
  if (isTemp(manager)) from = pushRegister(c, manager, loc);
  u.emit(OP.LOAD_SPECIAL, special(isAsync ? '__aexit__' : '__exit__'), base, manager, 0, loc);
  u.depth = enter;
  u.emit(OP.LOAD_SPECIAL, special(isAsync ? '__aenter__' : '__enter__'), enter, from, 0, loc);
  u.push(2);
  u.depth = enter;
  const vars = item.optional_vars;
  const reg = vars !== null && vars.kind === Kind.Name ? c.fastLocal(vars.id) : -1;
  u.emit(OP.CALL, 0, reg >= 0 && !isAsync ? reg : enter, enter, 0, loc);
  if (isAsync) {
    u.push();
    awaitTop(c, 1, reg >= 0 ? reg : enter, loc);
  }
  const h = u.protect(u.label(), enter, true);
  pushBlock(c, { kind: isAsync ? BlockKind.AsyncWith : BlockKind.With, temp: base, start: null, exit: null, outer: h.outer, datum: { loc } }, s);
  if (reg < 0) {
    u.push();
    if (vars !== null) storeTo(c, vars, enter);
    else u.emit(OP.CLEAR, 0, enter, 0, 0, loc);
    u.depth = enter;
  }
  if (pos + 1 < s.items.length) withStatement(c, s, pos + 1);
  else statements(c, s.body);
  u.handler = h.outer;
  u.blocks.pop();
  callExitWithNones(c, base, loc, isAsync);
  u.goto(exit, loc);

  // exit function, self, exception, lasti, previous exception
  u.placeHandler(h);
  const exception = enter;
  const previous = u.depth;
  u.push();
  u.emit(OP.PUSH_EXC_INFO, 0, previous, exception, 0, loc);
  const cleanup = u.protect(u.label(), previous + 1, true);
  const t = u.depth;
  u.emit(OP.WITH_EXCEPT_START, 0, t, base, exception, loc);
  u.push();
  if (isAsync) awaitTop(c, 2, t, loc);
  u.depth = t;
  const suppress = u.label();
  u.jump(OP.JUMP_IF_TRUE, 0, t, 0, suppress, loc);
  u.emit(OP.RERAISE, 1, exception, 0, 0, null);
  u.place(suppress);
  u.handler = cleanup.outer;
  u.emit(OP.CLEAR, 0, exception, 0, 0, null);
  u.emit(OP.CLEAR, 0, exception + 1, 0, 0, null);
  u.emit(OP.POP_EXCEPT, 0, previous, 0, 0, null);
  u.emit(OP.CLEAR, 0, base, 0, 0, null);
  u.emit(OP.CLEAR, 0, base + 1, 0, 0, null);
  u.goto(exit, null);
  restoreAndReraise(c, cleanup, previous);
  u.depth = base;
  u.place(exit);
}

