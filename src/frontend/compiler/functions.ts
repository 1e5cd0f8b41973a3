/**
 * Functions, lambdas, classes, type parameters, type aliases and annotations: everything that makes a code object of its own.
 */
import { COMMON_CONSTANTS, COMPARE_OPS, FUNCTION_ATTRIBUTES, INTRINSICS_1, INTRINSICS_2, OP } from '../../spec/opcodes.ts';
import { Kind, type AST, type arguments_, type expr, type stmt, type type_param } from '../../generated/frontend/ast.ts';
import { unparse } from '../ast/unparse.ts';
import type { Located } from '../symbols/errors.ts';
import { FUTURE_ANNOTATIONS } from '../symbols/future.ts';
import type { Scope } from '../symbols/scope.ts';
import { docstringOf } from '../symbols/build.ts';
import { NONE, int, str, type Code } from './code.ts';
import { callHelper } from './calls.ts';
import { cleanDoc } from './cleandoc.ts';
import { compareCodePoints, type Context } from './context.ts';
import { exprTo } from './expressions.ts';
import { operand, pushConst, pushExpr } from './operands.ts';
import { statements } from './statements.ts';
import { BlockKind, FREE, ScopeKind, isTemp, type Handler, type Unit } from './unit.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;
type FunctionNode = Node<typeof Kind.FunctionDef> | Node<typeof Kind.AsyncFunctionDef>;

const attribute = (name: (typeof FUNCTION_ATTRIBUTES)[number]): number => FUNCTION_ATTRIBUTES.indexOf(name);
const intrinsic2 = (name: (typeof INTRINSICS_2)[number]): number => INTRINSICS_2.indexOf(name);
const common = (name: (typeof COMMON_CONSTANTS)[number]): number => COMMON_CONSTANTS.indexOf(name);

// -- frames --------------------------------------------------------------------------------------------------------------

/** The first instructions of a code object; returns the handler for StopIteration that a generator is wrapped in. */
export function prologue(c: Context, line: number): Handler | null {
  const u = c.unit;
  const loc = { lineno: line, col_offset: 0, end_lineno: line, end_col_offset: 0 };
  const scope = u.scope;
  const suspends = scope.functionLike ? scope.generator || scope.coroutine : scope.coroutine; // a module with top-level await is a coroutine
  // covers all of it: throw() may come before the first instruction of the body ran
  const h = suspends ? u.protect(u.label(), 0, true, true) : null;
  if (suspends) u.emit(OP.RETURN_GENERATOR, 0, 0, 0, 0, loc);
  if (u.frees.size > 0) u.emit(OP.COPY_FREE_VARS, 0, FREE, u.frees.size, 0, null);
  for (const reg of u.cells.values()) u.emit(OP.MAKE_CELL, 0, reg, 0, 0, null);
  u.emit(OP.RESUME, 0, 0, 0, 0, loc);
  return h;
}

/** Generators may not leave with StopIteration. */
export function wrapInStopIterationHandler(c: Context, h: Handler | null): void {
  if (h === null) return;
  const u = c.unit;
  u.handler = null;
  u.placeHandler(h);
  u.emit(OP.CALL_INTRINSIC_1, INTRINSICS_1.indexOf('STOPITERATION_ERROR'), 0, 0, 0, null);
  u.emit(OP.RERAISE, 1, 0, 0, 0, null);
  u.depth = 0;
}

/** A function of `code` in register dst; the attributes are in temporaries, and consumed. */
export function makeClosure(c: Context, code: Code, dst: number, loc: Located, attributes: readonly (readonly [kind: number, reg: number])[] = []): void {
  const u = c.unit;
  const firstFree = code.localKinds.findIndex((k) => (k & 0x80) !== 0);
  const k = u.constOf({ t: 'code', code });
  if (firstFree < 0 && attributes.length === 0) {
    u.emit(OP.MAKE_FUNCTION, 0, dst, k, 0, loc);
    return;
  }
  // dst may be a local, which must not be seen half made
  const fn = isTemp(dst) ? dst : u.depth;
  const depth = u.depth;
  if (fn === u.depth) u.push();
  u.emit(OP.MAKE_FUNCTION, 0, fn, k, 0, loc);
  if (firstFree >= 0) {
    const t = u.depth;
    for (let i = firstFree; i < code.localNames.length; i++) {
      u.emit(OP.COPY, 0, u.depth, c.closureCell(code.localNames[i]), 0, loc);
      u.push();
    }
    u.emit(OP.BUILD_TUPLE, 0, t, t, code.localNames.length - firstFree, loc);
    u.emit(OP.SET_FUNCTION_ATTRIBUTE, attribute('closure'), fn, t, 0, loc);
  }
  for (const [kind, reg] of attributes) u.emit(OP.SET_FUNCTION_ATTRIBUTE, kind, fn, reg, 0, loc);
  u.depth = depth;
  c.move(dst, fn, loc);
}

function setParameterCounts(u: Unit, args: arguments_): void {
  u.posOnlyCount = args.posonlyargs.length;
  u.argCount = args.posonlyargs.length + args.args.length;
  u.kwOnlyCount = args.kwonlyargs.length;
}

/** Defaults into temporaries; answers the function attributes they are for. */
function pushDefaults(c: Context, args: arguments_, loc: Located): [number, number][] {
  const u = c.unit;
  const result: [number, number][] = [];
  if (args.defaults.length > 0) {
    const t = u.depth;
    exprTo(c, { kind: Kind.Tuple, elts: args.defaults, ctx: 1, ...position(loc) } as unknown as expr, t);
    u.push();
    result.push([attribute('defaults'), t]);
  }
  const t = u.depth;
  let n = 0;
  args.kwonlyargs.forEach((a, i) => {
    const d = args.kw_defaults[i];
    if (d === null) return;
    pushConst(c, str(c.mangled(a.arg)), loc);
    pushExpr(c, d);
    n++;
  });
  if (n > 0) {
    u.depth = t;
    u.emit(OP.BUILD_MAP, 0, t, t, n, loc);
    u.push();
    result.push([attribute('kwdefaults'), t]);
  }
  return result;
}
const position = (l: Located): Located => ({ lineno: l.lineno, col_offset: l.col_offset, end_lineno: l.end_lineno, end_col_offset: l.end_col_offset });

// -- annotation scopes ---------------------------------------------------------------------------------------------------

/** Enters a scope with the parameter `format`, which raises NotImplementedError for formats above VALUE_WITH_FAKE_GLOBALS. */
function enterAnnotationScope(c: Context, scope: Scope, name: string, loc: Located, isAnnotate: boolean, extraFree: string | null = null): void {
  const u = c.enter(scope, ScopeKind.Annotations, name, loc.lineno);
  if (extraFree !== null && !u.frees.has(extraFree)) u.frees.set(extraFree, FREE | u.frees.size);
  u.posOnlyCount = 1;
  u.argCount = 1;
  // (the bounds of type parameters and the values of aliases keep the name .format, as in CPython)
  u.formatParameter = isAnnotate;
  prologue(c, loc.lineno);
  const go = u.label();
  u.jump(OP.JUMP_CMP_I, COMPARE_OPS.indexOf('>'), u.local('.format'), 2, go, loc);
  u.emit(OP.LOAD_COMMON, common('NotImplementedError'), 0, 0, 0, loc);
  u.push();
  u.emit(OP.RAISE, 1, 0, 0, 0, loc);
  u.depth = 0;
  u.place(go);
}

/** One annotation: `*args: *Ts` means [*Ts][0]. */
function pushAnnotation(c: Context, annotation: expr, starred: boolean): void {
  const u = c.unit;
  if (starred && annotation.kind === Kind.Starred) {
    const t = u.depth;
    const r = operand(c, annotation.value);
    u.depth = t + 1;
    u.push();
    u.emit(OP.UNPACK_SEQUENCE, 0, r, t + 1, 1, annotation);
    u.emit(OP.MOVE, 0, t, t + 1, 0, annotation);
    u.depth = t + 1;
    return;
  }
  pushExpr(c, annotation);
}

/** The __annotate__ function of a function, in the next temporary; false if there are no annotations. */
function pushFunctionAnnotate(c: Context, args: arguments_, returns: expr | null, loc: Located): boolean {
  const scope = c.table.byNode.get(args)!;
  if (!scope.annotationsUsed) return false;
  enterAnnotationScope(c, scope, scope.name, loc, true);
  const u = c.unit;
  const future = (c.options.futureFlags & FUTURE_ANNOTATIONS) !== 0;
  let n = 0;
  const one = (name: string, annotation: expr | null): void => {
    if (annotation === null) return;
    const mapAt = 0;
    if (n === 15) {
      u.depth = mapAt;
      u.emit(OP.BUILD_MAP, 0, mapAt, mapAt, n, loc);
      u.push();
    }
    pushConst(c, str(c.mangled(name)), loc);
    if (future) pushConst(c, str(unparse(annotation)), annotation);
    else pushAnnotation(c, annotation, true);
    if (n >= 15) {
      u.depth = 1;
      u.emit(OP.MAP_ADD, 0, 0, 1, 2, loc);
    }
    n++;
  };
  for (const a of args.args) one(a.arg, a.annotation);
  for (const a of args.posonlyargs) one(a.arg, a.annotation);
  if (args.vararg !== null) one(args.vararg.arg, args.vararg.annotation);
  for (const a of args.kwonlyargs) one(a.arg, a.annotation);
  if (args.kwarg !== null) one(args.kwarg.arg, args.kwarg.annotation);
  one('return', returns);
  if (n < 16) {
    u.depth = 0;
    u.emit(OP.BUILD_MAP, 0, 0, 0, n, loc);
  }
  finishAnnotationScope(c, 0, loc);
  return true;
}

/** Returns from the annotation scope; the function goes into the next temporary of the unit around it. */
function finishAnnotationScope(c: Context, result: number, loc: Located, attributes: readonly (readonly [number, number])[] = [], dst = -1): void {
  c.unit.emit(OP.RETURN_VALUE, 0, result, 0, 0, loc);
  const code = c.leave();
  const u = c.unit;
  const fn = dst >= 0 ? dst : u.depth;
  makeClosure(c, code, fn, loc, attributes);
  if (dst < 0) u.push();
}

/** The annotations of a module's or class's variables: __annotate__, evaluated when asked for. */
export function deferredAnnotations(c: Context, loc: Located): void {
  const u = c.unit;
  const deferred = u.deferredAnnotations;
  if (deferred === null) return;
  const inClass = u.kind === ScopeKind.Class;
  const scope = u.scope.annotationBlock!;
  // the set of what was executed: no symbol of the scope, but in a class its cell is taken
  enterAnnotationScope(c, scope, scope.name, loc, true, inClass && deferred.some((d) => d.index >= 0) ? '__conditional_annotations__' : null);
  const a = c.unit;
  a.emit(OP.BUILD_MAP, 0, 0, 0, 0, loc);
  a.push();
  for (const { node, index } of deferred) {
    const s = node as Node<typeof Kind.AnnAssign>;
    const notSet = a.label();
    if (index >= 0) {
      const i = pushConst(c, int(index), s);
      const set = a.depth;
      if (inClass) a.emit(OP.LOAD_DEREF, 0, set, a.frees.get('__conditional_annotations__')!, 0, s);
      else a.emit(OP.LOAD_GLOBAL, 0, set, a.nameOf('__conditional_annotations__'), 0, s);
      a.push();
      a.emit(OP.CONTAINS_OP, 0, i, i, set, s);
      a.depth = i;
      a.jump(OP.JUMP_IF_FALSE, 0, i, 0, notSet, s);
    }
    const v = pushExpr(c, s.annotation);
    const map = a.depth;
    a.emit(OP.COPY, 0, map, 0, 0, s);
    a.push();
    const key = pushConst(c, str(c.mangled((s.target as Node<typeof Kind.Name>).id)), s);
    a.emit(OP.STORE_SUBSCR, 0, map, key, v, loc);
    a.depth = 1;
    a.place(notSet);
  }
  finishAnnotationScope(c, 0, loc);
  u.depth--;
  c.store(inClass ? '__annotate_func__' : '__annotate__', u.depth, loc);
}

// -- type parameters -----------------------------------------------------------------------------------------------------

/** A function that computes a bound or default: in the next temporary. Called with no argument it gets format 1 by default. */
function pushLazy(c: Context, e: expr, scope: Scope, name: string, starred: boolean): void {
  const t = c.unit.depth;
  c.unit.push(); // the function will stand below its defaults
  const defaults = pushConst(c, { t: 'tuple', items: [int(1)] }, e);
  enterAnnotationScope(c, scope, name, e, false);
  pushAnnotation(c, e, starred);
  finishAnnotationScope(c, 0, e, [[attribute('defaults'), defaults]], t);
  c.unit.depth = t + 1;
}

/** The tuple of type parameters into the next temporary; each is also stored in its variable. */
function pushTypeParams(c: Context, params: readonly type_param[]): void {
  const u = c.unit;
  const base = u.depth;
  let seenDefault = false;
  const chunked = params.length > 30;
  if (chunked) {
    u.emit(OP.BUILD_LIST, 0, base, base, 0, params[0]);
    u.push();
  }
  for (const p of params) {
    const t = pushConst(c, str(p.name), p);
    if (p.kind === Kind.TypeVar && p.bound !== null) {
      pushLazy(c, p.bound, c.table.byNode.get(p)!, p.name, false);
      u.emit(OP.CALL_INTRINSIC_2, intrinsic2(p.bound.kind === Kind.Tuple ? 'TYPEVAR_WITH_CONSTRAINTS' : 'TYPEVAR_WITH_BOUND'), t, t, t + 1, p);
    } else {
      u.emit(OP.CALL_INTRINSIC_1, INTRINSICS_1.indexOf(p.kind === Kind.TypeVar ? 'TYPEVAR' : p.kind === Kind.ParamSpec ? 'PARAMSPEC' : 'TYPEVARTUPLE'), t, t, 0, p);
    }
    u.depth = t + 1;
    if (p.default_value !== null) {
      seenDefault = true;
      pushLazy(c, p.default_value, c.table.defaults.get(p)!, p.name, p.kind === Kind.TypeVarTuple);
      u.emit(OP.CALL_INTRINSIC_2, intrinsic2('SET_TYPEPARAM_DEFAULT'), t, t, t + 1, p);
      u.depth = t + 1;
    } else if (seenDefault) c.fail(`non-default type parameter '${p.name}' follows default type parameter`, p);
    u.emit(OP.COPY, 0, u.depth, t, 0, p);
    u.push();
    c.store(p.name, t + 1, p);
    u.depth = t + 1;
    if (chunked) {
      u.emit(OP.LIST_APPEND, 0, base, t, 0, p);
      u.depth = t;
    }
  }
  u.depth = base;
  if (chunked) u.emit(OP.CALL_INTRINSIC_1, INTRINSICS_1.indexOf('LIST_TO_TUPLE'), base, base, 0, params[0]);
  else u.emit(OP.BUILD_TUPLE, 0, base, base, params.length, params[0]);
  u.push();
}

// -- functions -----------------------------------------------------------------------------------------------------------

export function lambdaTo(c: Context, e: Node<typeof Kind.Lambda>, dst: number): void {
  const outer = c.unit;
  const base = outer.depth;
  outer.push(); // the function stands below what it is made from
  const attributes = pushDefaults(c, e.args, e);
  const u = c.enter(c.table.byNode.get(e)!, ScopeKind.Lambda, '<lambda>', e.lineno);
  setParameterCounts(u, e.args);
  const h = prologue(c, e.lineno);
  const r = operand(c, e.body);
  u.emit(OP.RETURN_VALUE, 0, r, 0, 0, e.body);
  u.depth = 0;
  wrapInStopIterationHandler(c, h);
  const code = c.leave();
  const simple = attributes.length === 0 && !code.localKinds.some((k) => k & 0x80);
  if (simple) {
    outer.depth = base;
    makeClosure(c, code, dst, e);
    return;
  }
  makeClosure(c, code, base, e, attributes);
  outer.depth = base;
  c.move(dst, base, e);
}

/** Decorators into temporaries, in order; each will be called with what comes next as its argument. */
function pushDecorators(c: Context, list: readonly expr[]): void {
  for (const d of list) pushExpr(c, d);
}
function applyDecorators(c: Context, list: readonly expr[], base: number): void {
  const u = c.unit;
  for (let i = list.length - 1; i >= 0; i--) {
    const at = base + i;
    u.emit(OP.CALL, 0, at, at, 0, list[i]);
    u.depth = at + 1;
  }
}

function functionBody(c: Context, s: FunctionNode, firstLine: number): Code {
  const scope = c.table.byNode.get(s)!;
  const u = c.enter(scope, s.kind === Kind.AsyncFunctionDef ? ScopeKind.AsyncFunction : ScopeKind.Function, s.name, firstLine);
  setParameterCounts(u, s.args);
  let first = 0;
  const doc = docstringOf(s.body);
  if (doc !== null) {
    first = 1;
    if (c.options.optimize < 2) u.docstring = { t: 'str', v: cleanDoc(doc), split: null };
  }
  const h = prologue(c, firstLine);
  if (h !== null) u.blocks.push({ kind: BlockKind.StopIteration, temp: 0, start: null, exit: null, outer: null, datum: null });
  statements(c, first === 0 ? s.body : s.body.slice(1));
  u.emit(OP.RETURN_CONST, 0, 0, u.constOf(NONE), 0, null);
  if (h !== null) u.blocks.pop();
  wrapInStopIterationHandler(c, h);
  return c.leave();
}

export function functionDef(c: Context, s: FunctionNode): void {
  const outer = c.unit;
  const base = outer.depth;
  pushDecorators(c, s.decorator_list);
  const firstLine = s.decorator_list.length > 0 ? s.decorator_list[0].lineno : s.lineno;
  const generic = s.type_params.length > 0;
  const fn = outer.depth;
  outer.push();
  if (!generic) {
    const attributes = pushDefaults(c, s.args, s);
    const annotate = outer.depth;
    if (pushFunctionAnnotate(c, s.args, s.returns, s)) attributes.push([attribute('annotate'), annotate]);
    const code = functionBody(c, s, firstLine);
    // without decorators a local gets the function at once
    const reg = s.decorator_list.length === 0 ? c.fastLocal(s.name) : -1;
    if (reg >= 0 && attributes.length === 0 && !code.localKinds.some((k) => k & 0x80)) {
      outer.depth = fn;
      makeClosure(c, code, reg, s);
      outer.depth = base;
      return;
    }
    makeClosure(c, code, fn, s, attributes);
  } else {
    // the type parameters get a scope of their own, a function that is called at once, with the defaults as arguments
    outer.emit(OP.PUSH_NULL, 0, outer.depth, 0, 0, s);
    outer.push();
    const attributes = pushDefaults(c, s.args, s);
    const scope = c.table.typeParams.get(s)!;
    const u = c.enter(scope, ScopeKind.Annotations, `<generic parameters of ${s.name}>`, firstLine);
    u.argCount = attributes.length;
    prologue(c, firstLine);
    pushTypeParams(c, s.type_params);
    const inner = u.depth;
    u.push();
    const innerAttributes: [number, number][] = [];
    attributes.forEach(([kind], i) => {
      const t = u.depth;
      u.emit(OP.COPY, 0, t, u.local(scope.varnames[i]), 0, s);
      u.push();
      innerAttributes.push([kind, t]);
    });
    const annotate = u.depth;
    if (pushFunctionAnnotate(c, s.args, s.returns, s)) innerAttributes.push([attribute('annotate'), annotate]);
    const code = functionBody(c, s, firstLine);
    makeClosure(c, code, inner, s, innerAttributes);
    u.emit(OP.CALL_INTRINSIC_2, intrinsic2('SET_FUNCTION_TYPE_PARAMS'), 0, inner, 0, s);
    u.emit(OP.RETURN_VALUE, 0, 0, 0, 0, s);
    u.depth = 0;
    const wrapper = c.leave();
    makeClosure(c, wrapper, fn, s);
    outer.emit(OP.CALL, 0, fn, fn, attributes.length, s);
  }
  outer.depth = fn + 1;
  applyDecorators(c, s.decorator_list, base);
  outer.depth = base;
  c.store(s.name, base, s);
}

// -- classes -------------------------------------------------------------------------------------------------------------

/** The body of a module or class: docstring, statements, annotations. */
export function body(c: Context, stmts: readonly stmt[], loc: Located, interactive: boolean): void {
  const u = c.unit;
  const future = (c.options.futureFlags & FUTURE_ANNOTATIONS) !== 0;
  if (future && u.scope.annotationsUsed) u.emit(OP.SETUP_ANNOTATIONS, 0, 0, 0, 0, loc);
  let first = 0;
  if (!interactive && u.scope.hasDocstring) {
    const doc = docstringOf(stmts);
    if (doc !== null) {
      first = 1;
      if (c.options.optimize < 2) {
        const t = pushConst(c, { t: 'str', v: cleanDoc(doc), split: null }, (stmts[0] as Node<typeof Kind.Expr>).value);
        c.store('__doc__', t, null);
        u.depth = t;
      }
    }
  }
  statements(c, first === 0 ? stmts : stmts.slice(1));
}

function storeConst(c: Context, name: string, value: Parameters<typeof pushConst>[1], loc: Located | null): void {
  const t = pushConst(c, value, loc);
  c.store(name, t, loc);
  c.unit.depth = t;
}

function classBody(c: Context, s: Node<typeof Kind.ClassDef>, firstLine: number): Code {
  const scope = c.table.byNode.get(s)!;
  const u = c.enter(scope, ScopeKind.Class, s.name, firstLine, s.name);
  u.staticAttributes = new Set();
  prologue(c, firstLine);
  const loc = { lineno: firstLine, col_offset: 0, end_lineno: firstLine, end_col_offset: 0 };
  c.load('__name__', 0, loc);
  u.push();
  c.store('__module__', 0, loc);
  u.depth = 0;
  storeConst(c, '__qualname__', str(u.qualname), loc);
  storeConst(c, '__firstlineno__', int(firstLine), loc);
  if (s.type_params.length > 0) {
    c.load('.type_params', 0, loc);
    u.push();
    c.store('__type_params__', 0, loc);
    u.depth = 0;
  }
  if (scope.needsClassdict) {
    u.emit(OP.LOAD_LOCALS, 0, 0, 0, 0, loc);
    u.push();
    u.emit(OP.STORE_DEREF, 0, 0, u.cells.get('__classdict__')!, 0, loc);
    u.depth = 0;
  }
  if (scope.hasConditionalAnnotations) {
    u.emit(OP.BUILD_SET, 0, 0, 0, 0, loc);
    u.push();
    u.emit(OP.STORE_DEREF, 0, 0, u.cells.get('__conditional_annotations__')!, 0, loc);
    u.depth = 0;
  }
  body(c, s.body, loc, false);
  if ((c.options.futureFlags & FUTURE_ANNOTATIONS) === 0) deferredAnnotations(c, loc);
  storeConst(c, '__static_attributes__', { t: 'tuple', items: [...u.staticAttributes].sort(compareCodePoints).map(str) }, null);
  if (scope.needsClassdict) {
    u.emit(OP.COPY, 0, 0, u.cells.get('__classdict__')!, 0, null);
    u.push();
    c.store('__classdictcell__', 0, null);
    u.depth = 0;
  }
  if (scope.needsClassClosure) {
    u.emit(OP.COPY, 0, 0, u.cells.get('__class__')!, 0, null);
    u.push();
    u.emit(OP.COPY, 0, 1, 0, 0, null);
    u.push();
    c.store('__classcell__', 1, null);
    u.depth = 0;
    u.emit(OP.RETURN_VALUE, 0, 0, 0, 0, null);
  } else u.emit(OP.RETURN_CONST, 0, 0, u.constOf(NONE), 0, null);
  return c.leave();
}

/** __build_class__(function, name, *bases, **keywords) into temporary `base`. */
function buildClass(c: Context, s: Node<typeof Kind.ClassDef>, firstLine: number, injected: boolean): void {
  const code = classBody(c, s, firstLine);
  const u = c.unit;
  const base = u.depth;
  u.emit(OP.LOAD_COMMON, common('__build_class__'), base, 0, 0, s);
  u.push();
  makeClosure(c, code, base + 1, s); // in the place of self: the first argument
  u.depth = base + 1;
  u.push();
  pushConst(c, str(s.name), s);
  if (injected) {
    const tp = u.depth;
    c.load('.type_params', tp, s);
    u.push();
    u.emit(OP.CALL_INTRINSIC_1, INTRINSICS_1.indexOf('SUBSCRIPT_GENERIC'), tp, tp, 0, s);
    c.store('.generic_base', tp, s);
    u.depth = tp;
  }
  const spread = s.bases.length + s.keywords.length * 2 > 30 || s.bases.some((b) => b.kind === Kind.Starred) || s.keywords.some((k) => k.arg === null);
  if (spread) {
    // callable, NULL, (function, name, …)
    u.emit(OP.MOVE, 0, base + 3, base + 2, 0, s);
    u.emit(OP.MOVE, 0, base + 2, base + 1, 0, s);
    u.emit(OP.PUSH_NULL, 0, base + 1, 0, 0, s);
    u.depth = base + 3;
    u.push();
    callHelper(c, base, true, 2, s.bases, s.keywords, base, s, s, injected ? '.generic_base' : null);
  } else callHelper(c, base, true, 1, s.bases, s.keywords, base, s, s, injected ? '.generic_base' : null);
  u.depth = base;
  u.push();
}

export function classDef(c: Context, s: Node<typeof Kind.ClassDef>): void {
  const outer = c.unit;
  const base = outer.depth;
  pushDecorators(c, s.decorator_list);
  const firstLine = s.decorator_list.length > 0 ? s.decorator_list[0].lineno : s.lineno;
  const cls = outer.depth;
  if (s.type_params.length === 0) buildClass(c, s, firstLine, false);
  else {
    const u = c.enter(c.table.typeParams.get(s)!, ScopeKind.Annotations, `<generic parameters of ${s.name}>`, firstLine, s.name);
    prologue(c, firstLine);
    pushTypeParams(c, s.type_params);
    u.depth = 0;
    c.store('.type_params', 0, s);
    buildClass(c, s, firstLine, true);
    u.emit(OP.RETURN_VALUE, 0, 0, 0, 0, s);
    u.depth = 0;
    callWrapper(c, cls, s);
  }
  outer.depth = cls + 1;
  applyDecorators(c, s.decorator_list, base);
  outer.depth = base;
  c.store(s.name, base, s);
}

/** Leaves a scope of type parameters and calls its function; the result is in temporary `t`. */
function callWrapper(c: Context, t: number, loc: Located): void {
  const code = c.leave();
  const u = c.unit;
  u.depth = t;
  makeClosure(c, code, t, loc);
  u.push();
  u.emit(OP.PUSH_NULL, 0, t + 1, 0, 0, loc);
  u.push();
  u.emit(OP.CALL, 0, t, t, 0, loc);
  u.depth = t + 1;
}

// -- type aliases --------------------------------------------------------------------------------------------------------

export function typeAlias(c: Context, s: Node<typeof Kind.TypeAlias>): void {
  const outer = c.unit;
  const base = outer.depth;
  const name = (s.name as Node<typeof Kind.Name>).id;
  const generic = s.type_params.length > 0;
  if (generic) {
    c.enter(c.table.typeParams.get(s)!, ScopeKind.Annotations, `<generic parameters of ${name}>`, s.lineno);
    prologue(c, s.lineno);
  }
  const u = c.unit;
  const t = pushConst(c, str(name), s);
  if (generic) pushTypeParams(c, s.type_params);
  else pushConst(c, NONE, s);
  u.push();
  const defaults = pushConst(c, { t: 'tuple', items: [int(1)] }, s);
  enterAnnotationScope(c, c.table.byNode.get(s)!, name, s, false);
  pushExpr(c, s.value);
  finishAnnotationScope(c, 0, s, [[attribute('defaults'), defaults]], t + 2);
  u.depth = t;
  u.emit(OP.BUILD_TUPLE, 0, t, t, 3, s);
  u.emit(OP.CALL_INTRINSIC_1, INTRINSICS_1.indexOf('TYPEALIAS'), t, t, 0, s);
  u.push();
  if (generic) {
    u.emit(OP.RETURN_VALUE, 0, t, 0, 0, s);
    u.depth = 0;
    callWrapper(c, base, s);
  }
  outer.depth = base;
  c.store(name, base, s);
}

