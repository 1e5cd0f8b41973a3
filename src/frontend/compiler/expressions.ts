/**
 * Expressions → instructions (codegen.c's codegen_visit_expr, for registers).
 *
 * `exprTo(c, e, dst)` leaves the value in a register: a temporary (the next one, `depth`, as a rule) or a local. It writes the register with its
 * last instruction only, so that a local keeps its old value if evaluation raises or reads it. `depth` is afterwards what it was before.
 * `operand(c, e)` answers a register to read from: a local's own if `e` is one, else a new temporary.
 */
import { OP } from '../../spec/opcodes.ts';
import { type AST, Kind, type expr, expr_context } from '../../generated/frontend/ast.ts';
import { MAX_NESTING, tooDeep } from '../symbols/errors.ts';
import { NONE } from './code.ts';
import type { Context } from './context.ts';
import { constTruth } from './fold.ts';
import { call, superAttribute } from './calls.ts';
import { comprehensionTo } from './comprehensions.ts';
import { lambdaTo } from './functions.ts';
import { checkSubscripter } from './warnings.ts';
import { ScopeKind, isTemp } from './unit.ts';
import { boolOpTo, jumpIf } from './conditions.ts';
import { dictTo, displayTo } from './displays.ts';
import { attributeLocation, constantOf, debugValue, operand, pushConst, pushExpr, pushRegister } from './operands.ts';
import { binOp, compareTo, unaryTo } from './operators.ts';
import { sliceTo, subscriptTo } from './subscripts.ts';
import { sendLoop, yieldTop } from './suspensions.ts';
import { formattedValueTo, interpolationTo, joinedStrTo, templateStrTo } from './templates.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;

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
