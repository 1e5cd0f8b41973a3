/**
 * Calls. The registers of a call are: callable, self (or NULL), arguments. Where there is a positional argument the first one goes into the
 * place of self, which spares a PUSH_NULL: a callable with self and n arguments is called with n + 1 of them.
 */
import { OP } from '../../spec/opcodes.ts';
import { Kind, expr_context, type AST, type expr, type keyword } from '../../generated/frontend/ast.ts';
import type { Located } from '../symbols/errors.ts';
import { SCOPE } from '../symbols/scope.ts';
import { str } from './code.ts';
import type { Context } from './context.ts';
import { sequenceTo } from './displays.ts';
import { exprTo } from './expressions.ts';
import { STACK_USE_GUIDELINE, attributeLocation, operand, pushConst, pushExpr } from './operands.ts';
import { checkCaller } from './warnings.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;

function validateKeywords(c: Context, keywords: readonly keyword[]): void {
  if (keywords.length < 2) return;
  const seen = new Set<string>();
  for (const k of keywords) {
    if (k.arg === null) continue;
    if (seen.has(k.arg)) c.fail(`keyword argument repeated: ${k.arg}`, k);
    seen.add(k.arg);
  }
}

const kwNames = (c: Context, keywords: readonly keyword[]): number =>
  c.unit.constOf({ t: 'tuple', items: keywords.map((k) => str(c.mangled(k.arg!))) });

/**
 * The arguments of a call whose callable is in `base` and, if `selfFilled`, self in base + 1; `pushed` arguments stand behind it already.
 * Emits the call.
 */
export function callHelper(
  c: Context, base: number, selfFilled: boolean, pushed: number, args: readonly expr[], keywords: readonly keyword[], dst: number, loc: Located, kwLoc: Located = loc,
  injected: string | null = null,
): void {
  const u = c.unit;
  validateKeywords(c, keywords);
  const plain = args.length + keywords.length * 2 <= STACK_USE_GUIDELINE && args.every((a) => a.kind !== Kind.Starred) && keywords.every((k) => k.arg !== null);
  if (plain) {
    let count = pushed;
    const push = (): void => {
      if (!selfFilled) selfFilled = true;
      else count++;
    };
    for (const a of args) {
      pushExpr(c, a);
      push();
    }
    if (injected !== null) {
      c.load(injected, u.depth, loc);
      u.push();
      push();
    }
    if (!selfFilled) {
      u.emit(OP.PUSH_NULL, 0, u.depth, 0, 0, loc);
      u.push();
    }
    for (const k of keywords) {
      pushExpr(c, k.value);
      count++;
    }
    u.depth = base;
    if (keywords.length > 0) u.emitExt(OP.CALL_KW, 0, dst, base, count, kwNames(c, keywords), kwLoc);
    else u.emit(OP.CALL, 0, dst, base, count, loc);
    return;
  }
  // callable, NULL, positional arguments, keyword arguments
  if (!selfFilled) {
    u.emit(OP.PUSH_NULL, 0, u.depth, 0, 0, loc);
    u.push();
  }
  const argsAt = base + 2;
  if (pushed === 0 && args.length === 1 && args[0].kind === Kind.Starred && injected === null) exprTo(c, args[0].value, argsAt);
  else sequenceTo(c, args, 'tuple', argsAt, loc, pushed, injected);
  u.depth = argsAt;
  u.push();
  keywordDict(c, keywords, base, loc);
  u.depth = base;
  u.emit(OP.CALL_EX, 0, dst, base, 0, loc);
}

function keywordDict(c: Context, keywords: readonly keyword[], callable: number, loc: Located): void {
  const u = c.unit;
  const at = u.depth;
  if (keywords.length === 0) {
    u.emit(OP.PUSH_NULL, 0, at, 0, 0, loc);
    u.push();
    return;
  }
  let have = false;
  let i = 0;
  while (i < keywords.length) {
    const k = keywords[i];
    if (k.arg === null) {
      if (!have) {
        u.emit(OP.BUILD_MAP, 0, at, at, 0, loc);
        u.depth = at;
        u.push();
        have = true;
      }
      const r = operand(c, k.value);
      u.depth = at + 1;
      u.emit(OP.DICT_MERGE, 0, at, r, callable, loc);
      i++;
      continue;
    }
    const start = u.depth;
    let n = 0;
    while (i < keywords.length && keywords[i].arg !== null && n * 2 < STACK_USE_GUIDELINE) {
      pushConst(c, str(c.mangled(keywords[i].arg!)), loc);
      pushExpr(c, keywords[i].value);
      i++;
      n++;
    }
    u.depth = start;
    u.emit(OP.BUILD_MAP, 0, start, start, n, loc);
    u.push();
    if (have) {
      u.depth = at + 1;
      u.emit(OP.DICT_MERGE, 0, at, start, callable, loc);
    }
    have = true;
  }
}

export function call(c: Context, e: Node<typeof Kind.Call>, dst: number): void {
  const u = c.unit;
  const base = u.depth;
  const func = e.func;
  validateKeywords(c, e.keywords);
  if (func.kind === Kind.Attribute && func.ctx === expr_context.Load
    && e.args.length + e.keywords.length + (e.keywords.length > 0 ? 1 : 0) < STACK_USE_GUIDELINE
    && e.args.every((a) => a.kind !== Kind.Starred) && e.keywords.every((k) => k.arg !== null)) {
    const loc = attributeLocation(func, func);
    if (canOptimizeSuper(c, func)) {
      const two = superOperands(c, func.value as Node<typeof Kind.Call>);
      u.depth = base;
      u.emit(OP.LOAD_SUPER_ATTR, 1 | (two ? 2 : 0), base, base, u.nameOf(c.mangled(func.attr)), func);
    } else {
      const o = operand(c, func.value);
      u.depth = base;
      u.emit(OP.LOAD_METHOD, 0, base, o, u.nameOf(c.mangled(func.attr)), loc);
    }
    u.push(2);
    callHelper(c, base, true, 0, e.args, e.keywords, dst, attributeLocation(e, func), attributeLocation(e, func));
    return;
  }
  checkCaller(c, func);
  pushExpr(c, func);
  callHelper(c, base, false, 0, e.args, e.keywords, dst, e);
}

// -- super() -------------------------------------------------------------------------------------------------------------

function canOptimizeSuper(c: Context, attr: Node<typeof Kind.Attribute>): boolean {
  const e = attr.value;
  if (e.kind !== Kind.Call || e.func.kind !== Kind.Name || e.func.id !== 'super' || attr.attr === '__class__' || e.keywords.length > 0) return false;
  if (!c.superIsBuiltin()) return false;
  if (e.args.length === 2) return e.args.every((a) => a.kind !== Kind.Starred);
  if (e.args.length !== 0) return false;
  const u = c.unit;
  return u.argCount > 0 && u.scope.scopeOf('__class__') === SCOPE.FREE && u.inline.length === 0;
}

/** super, class and self into three temporaries; true if the call had two arguments. */
function superOperands(c: Context, e: Node<typeof Kind.Call>): boolean {
  const u = c.unit;
  pushExpr(c, e.func);
  if (e.args.length === 2) {
    pushExpr(c, e.args[0]);
    pushExpr(c, e.args[1]);
    return true;
  }
  c.load('__class__', u.depth, e);
  u.push();
  c.load(u.localNames[0], u.depth, e);
  u.push();
  return false;
}

/** super().attr as one instruction; false if it is no such thing. */
export function superAttribute(c: Context, e: Node<typeof Kind.Attribute>, dst: number): boolean {
  if (!canOptimizeSuper(c, e)) return false;
  const u = c.unit;
  const base = u.depth;
  const two = superOperands(c, e.value as Node<typeof Kind.Call>);
  u.depth = base;
  u.emit(OP.LOAD_SUPER_ATTR, two ? 2 : 0, dst, base, u.nameOf(c.mangled(e.attr)), e);
  return true;
}
