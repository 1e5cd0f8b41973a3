/**
 * The compiler: AST → Code. Mirrors CPython's `codegen.c` and `compile.c`, for registers.
 */
import { INTRINSICS_1, OP } from '../../spec/opcodes.ts';
import { Kind, type mod } from '../../generated/frontend/ast.ts';
import type { CompileWarning } from '../symbols/errors.ts';
import { futureFeatures } from '../symbols/future.ts';
import { buildSymbols } from '../symbols/index.ts';
import { NONE, type Code } from './code.ts';
import { Context } from './context.ts';
import { operand } from './operands.ts';
import { body, deferredAnnotations, prologue } from './functions.ts';
import { ScopeKind, type Label, type Unit } from './unit.ts';

export { dumpCode } from './dump.ts';
export type { Code } from './code.ts';

export interface CompileModuleOptions {
  readonly optimize?: number;
  readonly futureFlags?: number;
}

export function compileModule(module: mod, filename: string, options: CompileModuleOptions = {}): { code: Code; warnings: CompileWarning[] } {
  const future = futureFeatures(module, options.futureFlags ?? 0);
  const table = buildSymbols(module, future);
  const c = new Context(table, { filename, optimize: options.optimize ?? 0, interactive: module.kind === Kind.Interactive, futureFlags: future.flags });
  const u = c.enter(table.top, ScopeKind.Module, '<module>', 1);
  const h = prologue(c, 0);
  const loc = module.kind !== Kind.Expression && module.body.length > 0 ? module.body[0] : { lineno: 1, col_offset: 0, end_lineno: 1, end_col_offset: 0 };
  if (module.kind === Kind.Expression) {
    u.emit(OP.RETURN_VALUE, 0, operand(c, module.body), 0, 0, module.body);
    u.depth = 0;
  } else {
    const start = u.ops.length;
    if (u.scope.hasConditionalAnnotations) {
      u.emit(OP.BUILD_SET, 0, 0, 0, 0, loc);
      u.push();
      u.emit(OP.STORE_NAME, 0, 0, u.nameOf('__conditional_annotations__'), 0, loc);
      u.depth = 0;
    }
    body(c, module.body, loc, module.kind === Kind.Interactive);
    u.emit(OP.RETURN_CONST, 0, 0, u.constOf(NONE), 0, null);
    if (u.deferredAnnotations !== null) insertAt(u, start, () => deferredAnnotations(c, loc));
  }
  if (h !== null) {
    u.handler = null;
    u.placeHandler(h);
    u.emit(OP.CALL_INTRINSIC_1, INTRINSICS_1.indexOf('STOPITERATION_ERROR'), 0, 0, 0, null);
    u.emit(OP.RERAISE, 1, 0, 0, 0, null);
  }
  const code = c.leave();
  return { code, warnings: c.warnings };
}

/** Emits something before instruction `start` of the unit (the annotations of a module are set up before its body runs). */
function insertAt(u: Unit, start: number, emit: () => void): void {
  const lists = [u.ops, u.xs, u.as, u.bs, u.cs, u.jumps, u.locs, u.handlers] as unknown[][];
  const rest = lists.map((l) => l.splice(start));
  const exts = [...u.exts].filter(([i]) => i >= start);
  for (const [i] of exts) u.exts.delete(i);
  u.reachable = true;
  emit();
  const shift = u.ops.length - start;
  const labels = new Set<Label>();
  for (const l of rest[5] as (Label | null)[]) if (l !== null) labels.add(l);
  for (const h of rest[7] as (Unit['handler'])[]) for (let x = h; x !== null; x = x.outer) labels.add(x.label);
  for (const l of labels) if (l.at >= start) l.at += shift;
  lists.forEach((l, i) => {
    for (const v of rest[i]) l.push(v);
  });
  for (const [i, v] of exts) u.exts.set(i + shift, v);
}
