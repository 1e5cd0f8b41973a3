/**
 * Blocks under construction: which one the walk stands in, and what is noted of names in it (symtable.c: symtable_enter_block, symtable_add_def …). The walk itself: build.ts for
 * statements, expressions.ts for expressions.
 */
import { expr_context, type AST, type mod } from '../../generated/frontend/ast.ts';
import { CompileError, type Located } from './errors.ts';
import { FUTURE_ANNOTATIONS, type FutureFeatures } from './future.ts';
import { Block, DEF_COMP_ITER, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, DEF_NONLOCAL, DEF_PARAM, DEF_TYPE_PARAM, Scope, USE, maybeMangle } from './scope.ts';

const NOWHERE: Located = { lineno: 0, col_offset: 0, end_lineno: 0, end_col_offset: 0 };
/** compile()'s flag PyCF_ALLOW_TOP_LEVEL_AWAIT */
const ALLOW_TOP_LEVEL_AWAIT = 0x2000;

export class BlockBuilder {
  readonly byNode = new Map<AST, Scope>();
  readonly defaults = new Map<AST, Scope>();
  readonly typeParams = new Map<AST, Scope>();
  readonly top: Scope;
  protected readonly future: FutureFeatures;
  protected readonly futureAnnotations: boolean;
  protected cur: Scope;
  protected readonly stack: Scope[] = [];
  protected privateName: string | null = null;
  protected depth = 0;

  constructor(module: mod, future: FutureFeatures) {
    this.future = future;
    this.futureAnnotations = (future.flags & FUTURE_ANNOTATIONS) !== 0;
    this.top = new Scope('top', Block.Module, NOWHERE);
    this.cur = this.top;
    this.stack.push(this.top);
    this.byNode.set(module, this.top);
  }

  // -- blocks --------------------------------------------------------------------------------------------------------
  protected newScope(name: string, type: Block, at: Located): Scope {
    const s = new Scope(name, type, at);
    const cur = this.cur;
    if (cur.nested || cur.functionLike) s.nested = true;
    if (cur.type === Block.Class && type === Block.Function) s.method = true;
    return s;
  }
  protected enterExisting(s: Scope): void {
    const prev = this.cur;
    this.stack.push(s);
    // All assignment expressions are disallowed in the outermost iterable of a comprehension, even in a nested lambda.
    s.compIterExpr = prev.compIterExpr;
    // In classes all names are mangled.
    if (prev.mangledNames !== null && s.type !== Block.Class) s.mangledNames = prev.mangledNames;
    this.cur = s;
    // With future annotations, annotation blocks become strings and have no effect.
    if (this.futureAnnotations && s.type === Block.Annotation) return;
    prev.children.push(s);
  }
  protected enter(name: string, type: Block, at: Located): Scope {
    const s = this.newScope(name, type, at);
    this.enterExisting(s);
    if (type === Block.Annotation || type === Block.TypeVariable || type === Block.TypeAlias) {
      this.addDef('.format', DEF_PARAM, at);
      this.addDef('.format', USE, at);
    }
    return s;
  }
  protected exit(): void {
    this.stack.pop();
    this.cur = this.stack[this.stack.length - 1];
  }

  // -- names ---------------------------------------------------------------------------------------------------------
  protected lookupIn(s: Scope, name: string): number {
    return s.symbols.get(maybeMangle(this.privateName, s, name)) ?? 0;
  }
  protected addDefTo(name: string, flag: number, s: Scope, at: Located): void {
    const mangled = maybeMangle(this.privateName, this.cur, name);
    let val = s.symbols.get(mangled) ?? 0;
    if (flag & val & DEF_PARAM) throw new CompileError(`duplicate argument '${name}' in function definition`, at);
    if (flag & val & DEF_TYPE_PARAM) throw new CompileError(`duplicate type parameter '${name}'`, at);
    val |= flag;
    if (s.compIterTarget) {
      if (val & (DEF_GLOBAL | DEF_NONLOCAL)) {
        throw new CompileError(`comprehension inner loop cannot rebind assignment expression target '${name}'`, at);
      }
      val |= DEF_COMP_ITER;
    }
    s.symbols.set(mangled, val);
    if (flag & DEF_PARAM) s.varnames.push(mangled);
    else if (flag & DEF_GLOBAL) this.top.symbols.set(mangled, (this.top.symbols.get(mangled) ?? 0) | flag);
  }
  protected checkName(name: string, at: Located, ctx: number): void {
    if (name !== '__debug__') return;
    if (ctx === expr_context.Store) throw new CompileError('cannot assign to __debug__', at);
    if (ctx === expr_context.Del) throw new CompileError('cannot delete __debug__', at);
  }
  protected addDefCtx(name: string, flag: number, at: Located, ctx: number): void {
    if (flag & (DEF_PARAM | DEF_LOCAL | DEF_IMPORT)) this.checkName(name, at, ctx);
    if (flag & DEF_TYPE_PARAM && this.cur.mangledNames !== null) this.cur.mangledNames.add(name);
    this.addDefTo(name, flag, this.cur, at);
  }
  protected addDef(name: string, flag: number, at: Located): void {
    this.addDefCtx(name, flag, at, flag === USE ? expr_context.Load : expr_context.Store);
  }
  protected recordDirective(name: string, at: Located): void {
    (this.cur.directives ??= []).push({ name: maybeMangle(this.privateName, this.cur, name), at });
  }
  protected topLevelAwait(): boolean {
    return (this.future.flags & ALLOW_TOP_LEVEL_AWAIT) !== 0 && this.cur.type === Block.Module;
  }
  protected isAsyncDef(): boolean {
    return this.cur.functionLike && this.cur.coroutine;
  }
}
