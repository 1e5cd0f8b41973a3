/** Statements (codegen.c's codegen_visit_stmt). Between statements the temporaries that are live belong to the blocks around. */
import { COMMON_CONSTANTS, INTRINSICS_1, OP } from '../../spec/opcodes.ts';
import { Kind, type AST, type expr, type stmt } from '../../generated/frontend/ast.ts';
import { unparse } from '../ast/unparse.ts';
import { MAX_NESTING, tooDeep, type Located } from '../symbols/errors.ts';
import { FUTURE_ANNOTATIONS } from '../symbols/future.ts';
import { NONE, int, str } from './code.ts';
import { asyncNext, forIter } from './comprehensions.ts';
import type { Context } from './context.ts';
import { tryStatement, tryStarStatement, unwindBlock, unwindStack, withStatement } from './exceptions.ts';
import { jumpIf } from './conditions.ts';
import { exprDiscard, exprTo } from './expressions.ts';
import { attributeLocation, constantOf, intrinsic1, operand, pushConst, pushExpr, pushRegister } from './operands.ts';
import { binaryWith, constantDisplay } from './operators.ts';
import { isTwoPartSlice, pushSliceParts } from './subscripts.ts';
import { classDef, functionDef, typeAlias } from './functions.ts';
import { matchStatement } from './patterns.ts';
import { deleteTarget, noteStaticAttribute, storeTo } from './targets.ts';
import { BlockKind, LOCAL, ScopeKind, isTemp, type FrameBlock } from './unit.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;

/** CPython's CO_MAXBLOCKS */
const MAX_BLOCKS = 21;

export function pushBlock(c: Context, b: FrameBlock, at: Located): void {
  if (c.unit.blocks.length >= MAX_BLOCKS) c.fail('too many statically nested blocks', at);
  c.unit.blocks.push(b);
}

export function statements(c: Context, list: readonly stmt[]): void {
  for (let i = 0; i < list.length; i++) statement(c, list[i]);
}

/** The statements of a block that may not be executed: annotations in it are conditional. */
function conditional(c: Context, f: () => void): void {
  c.unit.conditionalDepth++;
  f();
  c.unit.conditionalDepth--;
}

export function statement(c: Context, s: stmt): void {
  if (++c.depth > MAX_NESTING) tooDeep(s);
  switch (s.kind) {
    case Kind.FunctionDef:
    case Kind.AsyncFunctionDef:
      functionDef(c, s);
      break;
    case Kind.ClassDef: classDef(c, s); break;
    case Kind.TypeAlias: typeAlias(c, s); break;
    case Kind.Return: returnStatement(c, s); break;
    case Kind.Delete:
      for (const t of s.targets) deleteTarget(c, t);
      break;
    case Kind.Assign: assign(c, s); break;
    case Kind.AugAssign: augAssign(c, s); break;
    case Kind.AnnAssign: annAssign(c, s); break;
    case Kind.For: conditional(c, () => forLoop(c, s)); break;
    case Kind.AsyncFor: conditional(c, () => asyncFor(c, s)); break;
    case Kind.While: conditional(c, () => whileLoop(c, s)); break;
    case Kind.If: conditional(c, () => ifStatement(c, s)); break;
    case Kind.Match: conditional(c, () => matchStatement(c, s)); break;
    case Kind.Raise: raise(c, s); break;
    case Kind.Try: conditional(c, () => tryStatement(c, s)); break;
    case Kind.TryStar: conditional(c, () => tryStarStatement(c, s)); break;
    case Kind.Assert: assertStatement(c, s); break;
    case Kind.Import: importStatement(c, s); break;
    case Kind.ImportFrom: importFrom(c, s); break;
    case Kind.Global:
    case Kind.Nonlocal:
    case Kind.Pass:
      break;
    case Kind.Expr: expressionStatement(c, s); break;
    case Kind.Break: breakStatement(c, s); break;
    case Kind.Continue: continueStatement(c, s); break;
    case Kind.With:
    case Kind.AsyncWith:
      conditional(c, () => withStatement(c, s, 0));
      break;
  }
  c.depth--;
}

function expressionStatement(c: Context, s: Node<typeof Kind.Expr>): void {
  const u = c.unit;
  if (c.options.interactive && u.parent === null) {
    const t = pushExpr(c, s.value);
    u.emit(OP.CALL_INTRINSIC_1, intrinsic1('PRINT'), t, t, 0, s);
    u.emit(OP.CLEAR, 0, t, 0, 0, null);
    u.depth = t;
    return;
  }
  if (s.value.kind === Kind.Constant) return;
  exprDiscard(c, s.value);
}

function assign(c: Context, s: Node<typeof Kind.Assign>): void {
  const u = c.unit;
  const base = u.depth;
  const target = s.targets[0];
  if (s.targets.length === 1) {
    if (target.kind === Kind.Name) {
      const reg = c.fastLocal(target.id);
      if (reg >= 0) {
        exprTo(c, s.value, reg);
        return;
      }
    } else if ((target.kind === Kind.Tuple || target.kind === Kind.List) && s.value.kind === Kind.Tuple && s.value.elts.length === target.elts.length
      && target.elts.length <= 16 && constantOf(c, s.value) === null
      && target.elts.every((t) => t.kind !== Kind.Starred) && s.value.elts.every((v) => v.kind !== Kind.Starred)) {
      // a, b = b, a: no tuple is made
      for (const v of s.value.elts) pushExpr(c, v);
      target.elts.forEach((t, i) => storeTo(c, t, base + i));
      u.depth = base;
      return;
    }
    const v = operand(c, s.value, target);
    storeTo(c, target, v);
    u.depth = base;
    return;
  }
  // Several targets: an early one may rebind the local that the value is (x, y = z = x), unless all are names.
  const v = s.targets.every((t) => t.kind === Kind.Name) ? operand(c, s.value) : pushExpr(c, s.value);
  s.targets.forEach((t, i) => {
    const last = i === s.targets.length - 1;
    if (last || !isTemp(v)) storeTo(c, t, v);
    else if (t.kind === Kind.Name && c.fastLocal(t.id) >= 0) u.emit(OP.COPY, 0, c.fastLocal(t.id), v, 0, t);
    else {
      storeTo(c, t, pushRegister(c, v, s));
      u.depth = v + 1;
    }
  });
  u.depth = base;
}
function augAssign(c: Context, s: Node<typeof Kind.AugAssign>): void {
  const u = c.unit;
  const base = u.depth;
  const e = s.target;
  switch (e.kind) {
    case Kind.Name: {
      const reg = c.fastLocal(e.id);
      if (reg >= 0) {
        c.check(reg, c.mangled(e.id), e);
        let l = reg;
        if (c.rebinds(s.value)) l = pushRegister(c, reg, e);
        binaryWith(c, s.op, true, reg, l, s.value, base, s);
        return;
      }
      c.load(e.id, base, e);
      u.push();
      binaryWith(c, s.op, true, base, base, s.value, base, s);
      u.push();
      c.store(e.id, base, e);
      break;
    }
    case Kind.Attribute: {
      noteStaticAttribute(c, e);
      const loc = attributeLocation(e, e);
      const o = operand(c, e.value, s.value);
      const name = u.nameOf(c.mangled(e.attr));
      const l = u.depth;
      let from = o;
      if (isTemp(o)) from = pushRegister(c, o, e);
      u.depth = l;
      u.emit(OP.LOAD_ATTR, 0, l, from, name, loc);
      u.push();
      binaryWith(c, s.op, true, l, l, s.value, l, s);
      u.emit(OP.STORE_ATTR, 0, o, l, name, loc);
      break;
    }
    case Kind.Subscript: {
      if (isTwoPartSlice(c, e.slice)) {
        const t = pushExpr(c, e.value);
        pushSliceParts(c, e.slice);
        const copy = u.depth;
        for (let i = 0; i < 3; i++) pushRegister(c, t + i, e);
        u.depth = copy;
        u.emit(OP.BINARY_SLICE, 0, copy, copy, 0, e);
        u.push();
        binaryWith(c, s.op, true, copy, copy, s.value, copy, s);
        u.emit(OP.STORE_SLICE, 0, t, 0, 0, e);
        break;
      }
      const o = operand(c, e.value, e.slice, s.value);
      const i = operand(c, e.slice, s.value);
      const l = u.depth;
      const o2 = isTemp(o) ? pushRegister(c, o, e) : o;
      const i2 = isTemp(i) ? pushRegister(c, i, e) : i;
      u.depth = l;
      u.emit(OP.BINARY_SUBSCR, 0, l, o2, i2, e);
      u.push();
      binaryWith(c, s.op, true, l, l, s.value, l, s);
      u.emit(OP.STORE_SUBSCR, 0, o, i, l, e);
      break;
    }
    default: c.fail('illegal expression for augmented assignment', e);
  }
  u.depth = base;
}

// -- annotated assignment --------------------------------------------------------------------------------------------------

function annAssign(c: Context, s: Node<typeof Kind.AnnAssign>): void {
  const u = c.unit;
  const base = u.depth;
  const target = s.target;
  if (s.value !== null) {
    const reg = target.kind === Kind.Name ? c.fastLocal(target.id) : -1;
    if (reg >= 0) exprTo(c, s.value, reg);
    else {
      const v = operand(c, s.value, target);
      storeTo(c, target, v);
      u.depth = base;
    }
  }
  switch (target.kind) {
    case Kind.Name: {
      const isClass = u.kind === ScopeKind.Class;
      if (!s.simple || (u.kind !== ScopeKind.Module && !isClass)) break;
      if (c.options.futureFlags & FUTURE_ANNOTATIONS) {
        const v = pushConst(c, str(unparse(s.annotation)), s.annotation);
        const d = u.depth;
        u.emit(OP.LOAD_NAME, 0, d, u.nameOf('__annotations__'), 0, s);
        u.push();
        const k = pushConst(c, str(c.mangled(target.id)), s);
        u.emit(OP.STORE_SUBSCR, 0, d, k, v, s);
        u.depth = base;
        break;
      }
      const isConditional = !isClass || u.conditionalDepth > 0;
      const index = isConditional ? u.nextConditionalIndex++ : -1;
      (u.deferredAnnotations ??= []).push({ node: s, index });
      if (!isConditional) break;
      if (isClass) u.emit(OP.LOAD_DEREF, 0, base, u.cells.get('__conditional_annotations__')!, 0, s);
      else u.emit(OP.LOAD_NAME, 0, base, u.nameOf('__conditional_annotations__'), 0, s);
      u.push();
      pushConst(c, int(index), s);
      u.emit(OP.SET_ADD, 0, base, base + 1, 0, s);
      u.emit(OP.CLEAR, 0, base, 0, 0, s);
      u.depth = base;
      break;
    }
    case Kind.Attribute:
      if (s.value === null) exprDiscard(c, target.value);
      break;
    case Kind.Subscript:
      if (s.value === null) {
        exprDiscard(c, target.value);
        checkAnnotationSubscript(c, target.slice);
      }
      break;
  }
}
function checkAnnotationSubscript(c: Context, e: expr): void {
  switch (e.kind) {
    case Kind.Slice:
      for (const x of [e.lower, e.upper, e.step]) if (x !== null) exprDiscard(c, x);
      break;
    case Kind.Tuple:
      for (const x of e.elts) checkAnnotationSubscript(c, x);
      break;
    default: exprDiscard(c, e);
  }
}

// -- flow ------------------------------------------------------------------------------------------------------------------

function ifStatement(c: Context, s: Node<typeof Kind.If>): void {
  const u = c.unit;
  const end = u.label();
  let node = s;
  for (;;) {
    const orelse = node.orelse;
    const next = orelse.length > 0 ? u.label() : end;
    jumpIf(c, node.test, next, false, node);
    statements(c, node.body);
    if (orelse.length === 0) break;
    u.goto(end, null);
    u.place(next);
    const only: stmt = orelse[0];
    if (orelse.length === 1 && only.kind === Kind.If) {
      node = only;
      continue;
    }
    statements(c, orelse);
    break;
  }
  u.place(end);
}

/** The body of a loop: in it, `break` and `continue` do not leave a finally body. */
function loopBody(c: Context, list: readonly stmt[]): void {
  const top = c.finallyContext[c.finallyContext.length - 1];
  if (top !== undefined) top.loops++;
  statements(c, list);
  if (top !== undefined) top.loops--;
}

function whileLoop(c: Context, s: Node<typeof Kind.While>): void {
  const u = c.unit;
  const start = u.label();
  const anchor = u.label();
  const end = u.label();
  u.place(start);
  pushBlock(c, { kind: BlockKind.While, temp: u.depth, start, exit: end, outer: u.handler, datum: null }, s);
  jumpIf(c, s.test, anchor, false, s);
  loopBody(c, s.body);
  u.goto(start, null);
  u.blocks.pop();
  u.place(anchor);
  statements(c, s.orelse);
  u.place(end);
}

function forLoop(c: Context, s: Node<typeof Kind.For>): void {
  const u = c.unit;
  const base = u.depth;
  const start = u.label();
  const anchor = u.label();
  const end = u.label();
  const k = constantDisplay(c, s.iter);
  let r: number;
  if (k !== null) r = pushConst(c, k, s.iter);
  else r = operand(c, s.iter);
  u.depth = base;
  u.emit(OP.GET_ITER, 0, base, r, 0, s.iter);
  u.push();
  pushBlock(c, { kind: BlockKind.For, temp: base, start, exit: end, outer: u.handler, datum: null }, s);
  u.place(start);
  forIter(c, base, s.target, anchor, s.iter);
  loopBody(c, s.body);
  u.goto(start, null);
  u.blocks.pop();
  u.place(anchor);
  u.depth = base;
  statements(c, s.orelse);
  u.place(end);
}

function asyncFor(c: Context, s: Node<typeof Kind.AsyncFor>): void {
  const u = c.unit;
  const base = u.depth;
  const start = u.label();
  const end = u.label();
  const r = operand(c, s.iter);
  u.depth = base;
  u.emit(OP.GET_AITER, 0, base, r, 0, s.iter);
  u.push();
  pushBlock(c, { kind: BlockKind.AsyncFor, temp: base, start, exit: end, outer: u.handler, datum: null }, s);
  u.place(start);
  const h = asyncNext(c, base, s.target, s);
  loopBody(c, s.body);
  u.goto(start, null);
  u.blocks.pop();
  u.placeHandler(h);
  u.emit(OP.END_ASYNC_FOR, 0, base + 1, base, 0, s.iter);
  u.depth = base;
  statements(c, s.orelse);
  u.place(end);
}

function returnStatement(c: Context, s: Node<typeof Kind.Return>): void {
  const u = c.unit;
  if (!u.scope.functionLike) c.fail("'return' outside function", s);
  if (s.value !== null && u.scope.coroutine && u.scope.generator) c.fail("'return' with value in async generator", s);
  const base = u.depth;
  const handler = u.handler;
  warnInFinally(c, 'return', s);
  const k = s.value === null ? NONE : constantOf(c, s.value);
  if (k !== null) {
    unwindStack(c, s, false);
    u.emit(OP.RETURN_CONST, 0, 0, u.constOf(k), 0, s);
  } else {
    // A value that must survive what is on the way out lives in a temporary of its own.
    const plain = u.blocks.every((b) => b.kind === BlockKind.While || b.kind === BlockKind.For || b.kind === BlockKind.AsyncFor || b.kind === BlockKind.StopIteration
      || b.kind === BlockKind.TryExcept);
    const r = plain ? operand(c, s.value!) : pushExpr(c, s.value!);
    unwindStack(c, s, true);
    u.emit(OP.RETURN_VALUE, 0, r, 0, 0, s);
  }
  u.handler = handler;
  u.depth = base;
}

function findLoop(c: Context): boolean {
  return c.unit.blocks.some((b) => b.kind <= BlockKind.AsyncFor);
}

function breakStatement(c: Context, s: Node<typeof Kind.Break>): void {
  const u = c.unit;
  const handler = u.handler;
  const depth = u.depth;
  warnInFinally(c, 'break', s);
  const loop = unwindStack(c, s, false, true);
  if (loop === null || !findLoop(c)) c.fail("'break' outside loop", s);
  unwindBlock(c, loop, s, false);
  u.goto(loop.exit!, s);
  u.handler = handler;
  u.depth = depth;
}

function continueStatement(c: Context, s: Node<typeof Kind.Continue>): void {
  const u = c.unit;
  const handler = u.handler;
  const depth = u.depth;
  warnInFinally(c, 'continue', s);
  const loop = unwindStack(c, s, false, true);
  if (loop === null) c.fail("'continue' not properly in loop", s);
  u.goto(loop.start!, s);
  u.handler = handler;
  u.depth = depth;
}

/** PEP 765. The warning belongs to the statement, once, not to each copy of the finally body. */
function warnInFinally(c: Context, what: string, s: stmt): void {
  if (c.finallyWarned.has(s)) return;
  const list = c.finallyContext;
  const top = list[list.length - 1];
  if (top === undefined || top.unit !== c.unit) return;
  if (top.loops > 0) return; // CPython looks at the innermost finally or loop only
  c.finallyWarned.add(s);
  c.warn(`'${what}' in a 'finally' block`, s);
}

function raise(c: Context, s: Node<typeof Kind.Raise>): void {
  const u = c.unit;
  const base = u.depth;
  if (s.exc === null) u.emit(OP.RAISE, 0, 0, 0, 0, s);
  else {
    const e = operand(c, s.exc, s.cause);
    const cause = s.cause === null ? 0 : operand(c, s.cause);
    u.emit(OP.RAISE, s.cause === null ? 1 : 2, e, cause, 0, s);
  }
  u.depth = base;
}

function assertStatement(c: Context, s: Node<typeof Kind.Assert>): void {
  const u = c.unit;
  if (s.test.kind === Kind.Tuple && s.test.elts.length > 0) c.warn('assertion is always true, perhaps remove parentheses?', s);
  if (c.options.optimize > 0) return;
  const end = u.label();
  const base = u.depth;
  jumpIf(c, s.test, end, true, s);
  u.emit(OP.LOAD_COMMON, COMMON_CONSTANTS.indexOf('AssertionError'), base, 0, 0, s);
  u.push();
  if (s.msg !== null) {
    pushExpr(c, s.msg);
    u.emit(OP.CALL, 0, base, base, 0, s);
  }
  u.emit(OP.RAISE, 1, base, 0, 0, s.test);
  u.depth = base;
  u.place(end);
}

// -- imports ---------------------------------------------------------------------------------------------------------------

function importStatement(c: Context, s: Node<typeof Kind.Import>): void {
  const u = c.unit;
  const base = u.depth;
  for (const a of s.names) {
    pushConst(c, int(0), s);
    pushConst(c, NONE, s);
    u.depth = base;
    u.emit(OP.IMPORT_NAME, 0, base, base, u.nameOf(c.mangled(a.name)), s);
    u.push();
    const parts = a.name.split('.');
    if (a.asname === null) c.store(parts[0], base, s);
    else {
      // import a.b.c as d: the attributes one after the other
      for (let i = 1; i < parts.length; i++) {
        u.emit(OP.IMPORT_FROM, 0, base + 1, base, u.nameOf(c.mangled(parts[i])), s);
        u.push();
        u.emit(OP.CLEAR, 0, base, 0, 0, s);
        u.emit(OP.MOVE, 0, base, base + 1, 0, s);
        u.depth = base + 1;
      }
      c.store(a.asname, base, s);
    }
    u.depth = base;
  }
}

function importFrom(c: Context, s: Node<typeof Kind.ImportFrom>): void {
  const u = c.unit;
  const base = u.depth;
  pushConst(c, int(s.level), s);
  pushConst(c, { t: 'tuple', items: s.names.map((a) => str(a.name)) }, s);
  u.depth = base;
  u.emit(OP.IMPORT_NAME, 0, base, base, u.nameOf(c.mangled(s.module ?? '')), s);
  u.push();
  if (s.names[0].name === '*') {
    u.emit(OP.CALL_INTRINSIC_1, INTRINSICS_1.indexOf('IMPORT_STAR'), base, base, 0, s);
    u.emit(OP.CLEAR, 0, base, 0, 0, null);
    u.depth = base;
    return;
  }
  for (const a of s.names) {
    const name = a.asname ?? a.name;
    const reg = c.fastLocal(name);
    const t = reg >= 0 ? reg : u.depth;
    u.emit(OP.IMPORT_FROM, 0, t, base, u.nameOf(c.mangled(a.name)), s);
    if (t < LOCAL) {
      u.push();
      c.store(name, t, s);
      u.depth = t;
    }
  }
  u.emit(OP.CLEAR, 0, base, 0, 0, s);
  u.depth = base;
}
