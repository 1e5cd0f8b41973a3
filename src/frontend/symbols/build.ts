/**
 * The first pass: walk the AST and note, block by block, how each name is used (CPython's symtable_visit_* functions).
 *
 * The second pass, which decides whether a name is local, global, free or a cell, is `analyze.ts`.
 */
import {
  Kind, expr_context, type AST, type alias, type arg, type arguments_, type comprehension, type excepthandler, type expr, type keyword, type match_case, type mod,
  type pattern, type stmt, type type_param, type withitem,
} from '../../generated/frontend/ast.ts';
import { CompileError, MAX_NESTING, tooDeep, type Located } from './errors.ts';
import { FUTURE_ANNOTATIONS, type FutureFeatures } from './future.ts';
import {
  Block, Comprehension, DEF_ANNOT, DEF_COMP_ITER, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, DEF_NONLOCAL, DEF_PARAM, DEF_TYPE_PARAM, Scope, USE, maybeMangle,
} from './scope.ts';

const NOWHERE: Located = { lineno: 0, col_offset: 0, end_lineno: 0, end_col_offset: 0 };
/** compile()'s flag PyCF_ALLOW_TOP_LEVEL_AWAIT */
export const ALLOW_TOP_LEVEL_AWAIT = 0x2000;

/** The docstring of a body: its first statement, if that is a plain string. */
export function docstringOf(body: readonly stmt[]): string | null {
  if (body.length === 0) return null;
  const s = body[0];
  if (s.kind !== Kind.Expr || s.value.kind !== Kind.Constant || s.value.value.t !== 'str') return null;
  return s.value.value.v;
}

export class SymbolBuilder {
  readonly byNode = new Map<AST, Scope>();
  readonly defaults = new Map<AST, Scope>();
  readonly typeParams = new Map<AST, Scope>();
  readonly top: Scope;
  private readonly future: FutureFeatures;
  private readonly futureAnnotations: boolean;
  private cur: Scope;
  private readonly stack: Scope[] = [];
  private privateName: string | null = null;
  private depth = 0;

  constructor(module: mod, future: FutureFeatures) {
    this.future = future;
    this.futureAnnotations = (future.flags & FUTURE_ANNOTATIONS) !== 0;
    this.top = new Scope('top', Block.Module, NOWHERE);
    this.cur = this.top;
    this.stack.push(this.top);
    this.byNode.set(module, this.top);
    if (module.kind === Kind.Expression) this.expr(module.body);
    else {
      if (module.kind === Kind.Module && docstringOf(module.body) !== null) this.top.hasDocstring = true;
      this.stmts(module.body);
    }
  }

  // -- blocks --------------------------------------------------------------------------------------------------------
  private newScope(name: string, type: Block, at: Located): Scope {
    const s = new Scope(name, type, at);
    const cur = this.cur;
    if (cur.nested || cur.functionLike) s.nested = true;
    if (cur.type === Block.Class && type === Block.Function) s.method = true;
    return s;
  }
  private enterExisting(s: Scope): void {
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
  private enter(name: string, type: Block, at: Located): Scope {
    const s = this.newScope(name, type, at);
    this.enterExisting(s);
    if (type === Block.Annotation || type === Block.TypeVariable || type === Block.TypeAlias) {
      this.addDef('.format', DEF_PARAM, at);
      this.addDef('.format', USE, at);
    }
    return s;
  }
  private exit(): void {
    this.stack.pop();
    this.cur = this.stack[this.stack.length - 1];
  }

  // -- names ---------------------------------------------------------------------------------------------------------
  private lookupIn(s: Scope, name: string): number {
    return s.symbols.get(maybeMangle(this.privateName, s, name)) ?? 0;
  }
  private addDefTo(name: string, flag: number, s: Scope, at: Located): void {
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
  private checkName(name: string, at: Located, ctx: number): void {
    if (name !== '__debug__') return;
    if (ctx === expr_context.Store) throw new CompileError('cannot assign to __debug__', at);
    if (ctx === expr_context.Del) throw new CompileError('cannot delete __debug__', at);
  }
  private addDefCtx(name: string, flag: number, at: Located, ctx: number): void {
    if (flag & (DEF_PARAM | DEF_LOCAL | DEF_IMPORT)) this.checkName(name, at, ctx);
    if (flag & DEF_TYPE_PARAM && this.cur.mangledNames !== null) this.cur.mangledNames.add(name);
    this.addDefTo(name, flag, this.cur, at);
  }
  private addDef(name: string, flag: number, at: Located): void {
    this.addDefCtx(name, flag, at, flag === USE ? expr_context.Load : expr_context.Store);
  }
  private recordDirective(name: string, at: Located): void {
    (this.cur.directives ??= []).push({ name: maybeMangle(this.privateName, this.cur, name), at });
  }
  private topLevelAwait(): boolean {
    return (this.future.flags & ALLOW_TOP_LEVEL_AWAIT) !== 0 && this.cur.type === Block.Module;
  }
  private isAsyncDef(): boolean {
    return this.cur.functionLike && this.cur.coroutine;
  }

  // -- statements ----------------------------------------------------------------------------------------------------
  private stmts(list: readonly stmt[]): void {
    for (let i = 0; i < list.length; i++) this.stmt(list[i]);
  }
  private conditional(...lists: (readonly stmt[])[]): void {
    const cur = this.cur;
    const saved = cur.inConditionalBlock;
    cur.inConditionalBlock = true;
    for (const list of lists) this.stmts(list);
    cur.inConditionalBlock = saved;
  }

  private stmt(s: stmt): void {
    if (++this.depth > MAX_NESTING) tooDeep(s);
    switch (s.kind) {
      case Kind.FunctionDef:
      case Kind.AsyncFunctionDef: {
        this.addDef(s.name, DEF_LOCAL, s);
        this.exprs(s.args.defaults);
        this.exprs(s.args.kw_defaults);
        this.exprs(s.decorator_list);
        const generic = s.type_params.length > 0;
        if (generic) {
          this.enterTypeParams(s, s.name, s.args.defaults.length > 0, s.args.kw_defaults.some((d) => d !== null));
          for (const p of s.type_params) this.typeParam(p);
        }
        const scope = this.newScope(s.name, Block.Function, s);
        this.byNode.set(s, scope);
        if (docstringOf(s.body) !== null) scope.hasDocstring = true;
        this.functionAnnotations(s, s.args, s.returns);
        this.enterExisting(scope);
        if (s.kind === Kind.AsyncFunctionDef) scope.coroutine = true;
        this.parameters(s.args);
        this.stmts(s.body);
        this.exit();
        if (generic) this.exit();
        break;
      }
      case Kind.ClassDef: {
        this.addDef(s.name, DEF_LOCAL, s);
        this.exprs(s.decorator_list);
        const savedPrivate = this.privateName;
        const generic = s.type_params.length > 0;
        if (generic) {
          this.enterTypeParams(s, s.name, false, false);
          this.privateName = s.name;
          this.cur.mangledNames = new Set();
          for (const p of s.type_params) this.typeParam(p);
        }
        this.exprs(s.bases);
        this.keywords(s.keywords);
        const scope = this.enter(s.name, Block.Class, s);
        this.byNode.set(s, scope);
        this.privateName = s.name;
        if (generic) {
          this.addDef('__type_params__', DEF_LOCAL, s);
          this.addDef('.type_params', USE, s);
        }
        if (docstringOf(s.body) !== null) scope.hasDocstring = true;
        this.stmts(s.body);
        this.exit();
        if (generic) this.exit();
        this.privateName = savedPrivate;
        break;
      }
      case Kind.TypeAlias: {
        this.expr(s.name);
        const name = (s.name as Extract<expr, { kind: typeof Kind.Name }>).id;
        const inClass = this.cur.type === Block.Class;
        const generic = s.type_params.length > 0;
        if (generic) {
          this.enterTypeParams(s, name, false, false);
          for (const p of s.type_params) this.typeParam(p);
        }
        const scope = this.enter(name, Block.TypeAlias, s);
        this.byNode.set(s, scope);
        scope.canSeeClassScope = inClass;
        if (inClass) this.addDef('__classdict__', USE, s.value);
        this.expr(s.value);
        this.exit();
        if (generic) this.exit();
        break;
      }
      case Kind.Return:
        if (s.value !== null) {
          this.expr(s.value);
          this.cur.returnsValue = true;
        }
        break;
      case Kind.Delete: this.exprs(s.targets); break;
      case Kind.Assign:
        this.exprs(s.targets);
        this.expr(s.value);
        break;
      case Kind.AnnAssign: this.annAssign(s); break;
      case Kind.AugAssign:
        this.expr(s.target);
        this.expr(s.value);
        break;
      case Kind.For:
      case Kind.AsyncFor:
        if (s.kind === Kind.AsyncFor) this.needCoroutine("'async for' outside async function", s);
        this.expr(s.target);
        this.expr(s.iter);
        this.conditional(s.body, s.orelse);
        break;
      case Kind.While:
        this.expr(s.test);
        this.conditional(s.body, s.orelse);
        break;
      case Kind.If: {
        // A chain of elif may be thousands long: no recursion along it.
        let node = s;
        for (;;) {
          this.expr(node.test);
          this.conditional(node.body);
          const rest: readonly stmt[] = node.orelse;
          if (rest.length === 1 && rest[0].kind === Kind.If) {
            node = rest[0];
            continue;
          }
          this.conditional(rest);
          break;
        }
        break;
      }
      case Kind.Match: {
        this.expr(s.subject);
        const saved = this.cur.inConditionalBlock;
        this.cur.inConditionalBlock = true;
        for (const c of s.cases) this.matchCase(c);
        this.cur.inConditionalBlock = saved;
        break;
      }
      case Kind.Raise:
        if (s.exc !== null) {
          this.expr(s.exc);
          if (s.cause !== null) this.expr(s.cause);
        }
        break;
      case Kind.Try:
      case Kind.TryStar: {
        const saved = this.cur.inConditionalBlock;
        this.cur.inConditionalBlock = true;
        this.stmts(s.body);
        for (const h of s.handlers) this.handler(h);
        this.stmts(s.orelse);
        this.stmts(s.finalbody);
        this.cur.inConditionalBlock = saved;
        break;
      }
      case Kind.Assert:
        this.expr(s.test);
        if (s.msg !== null) this.expr(s.msg);
        break;
      case Kind.Import:
        for (const a of s.names) this.alias(a);
        break;
      case Kind.ImportFrom: {
        for (const a of s.names) this.alias(a);
        const f = this.future.location;
        if (s.module === '__future__' && s.level === 0
          && (f === null || s.lineno > f.lineno || (s.lineno === f.end_lineno && s.col_offset > f.end_col_offset))) {
          throw new CompileError('from __future__ imports must occur at the beginning of the file', s);
        }
        break;
      }
      case Kind.Global: this.directive(s.names, DEF_GLOBAL, 'global', s); break;
      case Kind.Nonlocal: this.directive(s.names, DEF_NONLOCAL, 'nonlocal', s); break;
      case Kind.Expr: this.expr(s.value); break;
      case Kind.Pass:
      case Kind.Break:
      case Kind.Continue:
        break;
      case Kind.With:
      case Kind.AsyncWith: {
        if (s.kind === Kind.AsyncWith) this.needCoroutine("'async with' outside async function", s);
        const saved = this.cur.inConditionalBlock;
        this.cur.inConditionalBlock = true;
        for (const item of s.items) this.withItem(item);
        this.stmts(s.body);
        this.cur.inConditionalBlock = saved;
        break;
      }
    }
    this.depth--;
  }

  private needCoroutine(msg: string, at: Located): void {
    if (this.topLevelAwait()) this.cur.coroutine = true;
    if (!this.cur.coroutine) throw new CompileError(msg, at);
  }

  private directive(names: readonly string[], flag: number, word: string, at: Located): void {
    for (const name of names) {
      const cur = this.lookupIn(this.cur, name);
      if (cur & (DEF_PARAM | DEF_LOCAL | USE | DEF_ANNOT)) {
        throw new CompileError(
          cur & DEF_PARAM ? `name '${name}' is parameter and ${word}`
          : cur & USE ? `name '${name}' is used prior to ${word} declaration`
          : cur & DEF_ANNOT ? `annotated name '${name}' can't be ${word}`
          : `name '${name}' is assigned to before ${word} declaration`, at);
      }
      this.addDef(name, flag, at);
      this.recordDirective(name, at);
    }
  }

  private annAssign(s: Extract<stmt, { kind: typeof Kind.AnnAssign }>): void {
    this.cur.annotationsUsed = true;
    const target = s.target;
    if (target.kind === Kind.Name) {
      const cur = this.lookupIn(this.cur, target.id);
      if (cur & (DEF_GLOBAL | DEF_NONLOCAL) && this.cur !== this.top && s.simple) {
        throw new CompileError(`annotated name '${target.id}' can't be ${cur & DEF_GLOBAL ? 'global' : 'nonlocal'}`, s);
      }
      if (s.simple) this.addDef(target.id, DEF_ANNOT | DEF_LOCAL, target);
      else if (s.value !== null) this.addDef(target.id, DEF_LOCAL, target);
    } else this.expr(target);
    this.annotation(s.annotation);
    if (s.value !== null) this.expr(s.value);
  }

  private annotation(annotation: expr): void {
    const parent = this.cur;
    // Annotations of local variables are not executed and have no effect on the symbol table.
    const unevaluated = parent.type === Block.Function;
    // Those of a module are always conditional: it may have been executed in part.
    if (((parent.type === Block.Class && parent.inConditionalBlock) || parent.type === Block.Module) && !parent.hasConditionalAnnotations) {
      parent.hasConditionalAnnotations = true;
      this.addDef('__conditional_annotations__', USE, annotation);
    }
    if (parent.annotationBlock === null) {
      parent.annotationBlock = this.enter('__annotate__', Block.Annotation, annotation);
      if (parent.type === Block.Class && !this.futureAnnotations) {
        this.cur.canSeeClassScope = true;
        this.addDef('__classdict__', USE, annotation);
      }
    } else this.enterAgain(parent.annotationBlock);
    const s = this.cur;
    if (unevaluated) s.inUnevaluatedAnnotation = true;
    this.expr(annotation);
    if (unevaluated) s.inUnevaluatedAnnotation = false;
    this.exit();
  }
  /** CPython enters the block again and so lists it several times among the children; once is enough, analysis is idempotent. */
  private enterAgain(s: Scope): void {
    s.compIterExpr = this.cur.compIterExpr;
    this.stack.push(s);
    this.cur = s;
  }

  private functionAnnotations(at: Located, a: arguments_, returns: expr | null): void {
    const inClass = this.cur.canSeeClassScope || this.cur.type === Block.Class;
    const s = this.enter('__annotate__', Block.Annotation, at);
    this.byNode.set(a, s);
    if (inClass) {
      s.canSeeClassScope = true;
      this.addDef('__classdict__', USE, at);
    }
    this.argAnnotations(a.posonlyargs);
    this.argAnnotations(a.args);
    if (a.vararg !== null) this.argAnnotation(a.vararg);
    if (a.kwarg !== null) this.argAnnotation(a.kwarg);
    this.argAnnotations(a.kwonlyargs);
    if (returns !== null) {
      s.annotationsUsed = true;
      this.expr(returns);
    }
    this.exit();
  }
  private argAnnotations(args: readonly arg[]): void {
    for (const a of args) this.argAnnotation(a);
  }
  private argAnnotation(a: arg): void {
    if (a.annotation === null) return;
    this.cur.annotationsUsed = true;
    this.expr(a.annotation);
  }

  private parameters(a: arguments_): void {
    for (const p of a.posonlyargs) this.addDef(p.arg, DEF_PARAM, p);
    for (const p of a.args) this.addDef(p.arg, DEF_PARAM, p);
    for (const p of a.kwonlyargs) this.addDef(p.arg, DEF_PARAM, p);
    if (a.vararg !== null) {
      this.addDef(a.vararg.arg, DEF_PARAM, a.vararg);
      this.cur.varargs = true;
    }
    if (a.kwarg !== null) {
      this.addDef(a.kwarg.arg, DEF_PARAM, a.kwarg);
      this.cur.varkeywords = true;
    }
  }

  private enterTypeParams(node: stmt, name: string, hasDefaults: boolean, hasKwDefaults: boolean): void {
    const inClass = this.cur.type === Block.Class;
    const s = this.enter(name, Block.TypeParameters, node);
    this.typeParams.set(node, s);
    if (inClass) {
      s.canSeeClassScope = true;
      this.addDef('__classdict__', USE, node);
    }
    if (node.kind === Kind.ClassDef) {
      this.addDef('.type_params', DEF_LOCAL, node);
      this.addDef('.type_params', USE, node);
      this.addDef('.generic_base', DEF_LOCAL, node);
      this.addDef('.generic_base', USE, node);
    }
    if (hasDefaults) this.addDef('.defaults', DEF_PARAM, node);
    if (hasKwDefaults) this.addDef('.kwdefaults', DEF_PARAM, node);
  }

  private typeParam(p: type_param): void {
    this.addDef(p.name, DEF_TYPE_PARAM | DEF_LOCAL, p);
    const what = p.kind === Kind.TypeVar ? 'TypeVar' : p.kind === Kind.TypeVarTuple ? 'TypeVarTuple' : 'ParamSpec';
    if (p.kind === Kind.TypeVar) {
      this.typeParamExpr(p, p.bound, this.byNode, p.bound?.kind === Kind.Tuple ? 'a TypeVar constraint' : 'a TypeVar bound');
    }
    this.typeParamExpr(p, p.default_value, this.defaults, `a ${what} default`);
  }
  private typeParamExpr(p: type_param, e: expr | null, map: Map<AST, Scope>, info: string): void {
    if (p.name === '__classdict__') throw new CompileError(`reserved name '${p.name}' cannot be used for type parameter`, p);
    if (e === null) return;
    const inClass = this.cur.canSeeClassScope;
    const s = this.enter(p.name, Block.TypeVariable, e);
    map.set(p, s);
    s.canSeeClassScope = inClass;
    if (inClass) this.addDef('__classdict__', USE, e);
    s.scopeInfo = info;
    this.expr(e);
    this.exit();
  }

  private handler(h: excepthandler): void {
    if (h.type !== null) this.expr(h.type);
    if (h.name !== null) this.addDef(h.name, DEF_LOCAL, h);
    this.stmts(h.body);
  }
  private withItem(item: withitem): void {
    this.expr(item.context_expr);
    if (item.optional_vars !== null) this.expr(item.optional_vars);
  }
  private alias(a: alias): void {
    const name = a.asname ?? a.name;
    if (name === '*') {
      if (this.cur.type !== Block.Module) throw new CompileError('import * only allowed at module level', a);
      return;
    }
    const dot = name.indexOf('.');
    this.addDef(dot < 0 ? name : name.slice(0, dot), DEF_IMPORT, a);
  }
  private matchCase(c: match_case): void {
    this.pattern(c.pattern);
    if (c.guard !== null) this.expr(c.guard);
    this.stmts(c.body);
  }
  private pattern(p: pattern): void {
    if (++this.depth > MAX_NESTING) tooDeep(p);
    switch (p.kind) {
      case Kind.MatchValue: this.expr(p.value); break;
      case Kind.MatchSingleton: break;
      case Kind.MatchSequence:
      case Kind.MatchOr:
        for (const q of p.patterns) this.pattern(q);
        break;
      case Kind.MatchStar:
        if (p.name !== null) this.addDef(p.name, DEF_LOCAL, p);
        break;
      case Kind.MatchMapping:
        this.exprs(p.keys);
        for (const q of p.patterns) this.pattern(q);
        if (p.rest !== null) this.addDef(p.rest, DEF_LOCAL, p);
        break;
      case Kind.MatchClass:
        this.expr(p.cls);
        for (const q of p.patterns) this.pattern(q);
        p.kwd_attrs.forEach((name, i) => this.checkName(name, p.kwd_patterns[i], expr_context.Store));
        for (const q of p.kwd_patterns) this.pattern(q);
        break;
      case Kind.MatchAs:
        if (p.pattern !== null) this.pattern(p.pattern);
        if (p.name !== null) this.addDef(p.name, DEF_LOCAL, p);
        break;
    }
    this.depth--;
  }

  // -- expressions ---------------------------------------------------------------------------------------------------
  private exprs(list: readonly (expr | null)[]): void {
    for (let i = 0; i < list.length; i++) {
      const e = list[i];
      if (e !== null) this.expr(e);
    }
  }
  private keywords(list: readonly keyword[]): void {
    for (const k of list) if (k.arg !== null) this.checkName(k.arg, k, expr_context.Store);
    for (const k of list) this.expr(k.value);
  }

  private expr(e: expr): void {
    if (++this.depth > MAX_NESTING) tooDeep(e);
    switch (e.kind) {
      case Kind.Name:
        if (!this.cur.inUnevaluatedAnnotation) {
          const load = e.ctx === expr_context.Load;
          this.addDefCtx(e.id, load ? USE : DEF_LOCAL, e, e.ctx);
          // super counts as a use of __class__
          if (load && e.id === 'super' && this.cur.functionLike) this.addDef('__class__', USE, e);
        }
        break;
      case Kind.Constant: break;
      case Kind.Attribute:
        this.checkName(e.attr, e, e.ctx);
        this.expr(e.value);
        break;
      case Kind.Call:
        this.expr(e.func);
        this.exprs(e.args);
        this.keywords(e.keywords);
        break;
      case Kind.NamedExpr:
        this.notInAnnotation('named expression', e);
        if (this.cur.compIterExpr > 0) throw new CompileError('assignment expression cannot be used in a comprehension iterable expression', e);
        if (this.cur.comprehension !== Comprehension.None) this.extendNamedExprScope(e.target as Extract<expr, { kind: typeof Kind.Name }>);
        this.markNamedExpr();
        this.expr(e.value);
        this.expr(e.target);
        break;
      case Kind.BoolOp: this.exprs(e.values); break;
      case Kind.BinOp: {
        // Left-leaning chains (a + b + c + …) may be long: walk their spine without recursion.
        const spine: expr[] = [];
        let left: expr = e;
        while (left.kind === Kind.BinOp) {
          spine.push(left.right);
          left = left.left;
        }
        this.expr(left);
        for (let i = spine.length - 1; i >= 0; i--) this.expr(spine[i]);
        break;
      }
      case Kind.UnaryOp: this.expr(e.operand); break;
      case Kind.Lambda: {
        this.exprs(e.args.defaults);
        this.exprs(e.args.kw_defaults);
        this.byNode.set(e, this.enter('lambda', Block.Function, e));
        this.parameters(e.args);
        this.expr(e.body);
        this.exit();
        break;
      }
      case Kind.IfExp:
        this.expr(e.test);
        this.expr(e.body);
        this.expr(e.orelse);
        break;
      case Kind.Dict:
        this.exprs(e.keys);
        this.exprs(e.values);
        break;
      case Kind.Set: this.exprs(e.elts); break;
      case Kind.ListComp: this.comprehension(e, 'listcomp', e.generators, e.elt, null, Comprehension.List); break;
      case Kind.SetComp: this.comprehension(e, 'setcomp', e.generators, e.elt, null, Comprehension.Set); break;
      case Kind.DictComp: this.comprehension(e, 'dictcomp', e.generators, e.key, e.value, Comprehension.Dict); break;
      case Kind.GeneratorExp: this.comprehension(e, 'genexpr', e.generators, e.elt, null, Comprehension.Generator); break;
      case Kind.Yield:
        this.notInAnnotation('yield expression', e);
        if (e.value !== null) this.expr(e.value);
        this.markYield(e);
        break;
      case Kind.YieldFrom:
        this.notInAnnotation('yield expression', e);
        this.expr(e.value);
        this.markYield(e);
        break;
      case Kind.Await:
        this.notInAnnotation('await expression', e);
        if (!this.topLevelAwait()) {
          if (!this.cur.functionLike) throw new CompileError("'await' outside function", e);
          if (!this.isAsyncDef() && this.cur.comprehension === Comprehension.None) throw new CompileError("'await' outside async function", e);
        }
        this.expr(e.value);
        this.cur.coroutine = true;
        break;
      case Kind.Compare:
        this.expr(e.left);
        this.exprs(e.comparators);
        break;
      case Kind.FormattedValue:
      case Kind.Interpolation:
        this.expr(e.value);
        if (e.format_spec !== null) this.expr(e.format_spec);
        break;
      case Kind.JoinedStr:
      case Kind.TemplateStr:
        this.exprs(e.values);
        break;
      case Kind.Subscript:
        this.expr(e.value);
        this.expr(e.slice);
        break;
      case Kind.Starred: this.expr(e.value); break;
      case Kind.Slice:
        if (e.lower !== null) this.expr(e.lower);
        if (e.upper !== null) this.expr(e.upper);
        if (e.step !== null) this.expr(e.step);
        break;
      case Kind.List:
      case Kind.Tuple:
        this.exprs(e.elts);
        break;
    }
    this.depth--;
  }

  /** Notes that the frame which evaluates the current block contains an assignment expression (comprehensions may be inlined). */
  private markNamedExpr(): void {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const s = this.stack[i];
      s.hasNamedExpr = true;
      if (s.comprehension === Comprehension.None) break;
    }
  }
  private markYield(e: expr): void {
    const s = this.cur;
    s.generator = true;
    if (s.comprehension === Comprehension.None) return;
    const what = s.comprehension === Comprehension.List ? 'list comprehension' : s.comprehension === Comprehension.Set ? 'set comprehension'
      : s.comprehension === Comprehension.Dict ? 'dict comprehension' : 'generator expression';
    throw new CompileError(`'yield' inside ${what}`, e);
  }

  private notInAnnotation(what: string, e: expr): void {
    const s = this.cur;
    switch (s.type) {
      case Block.Annotation: throw new CompileError(`${what} cannot be used within an annotation`, e);
      case Block.TypeVariable: throw new CompileError(`${what} cannot be used within ${s.scopeInfo}`, e);
      case Block.TypeAlias: throw new CompileError(`${what} cannot be used within a type alias`, e);
      case Block.TypeParameters: throw new CompileError(`${what} cannot be used within the definition of a generic`, e);
    }
  }

  private extendNamedExprScope(target: Extract<expr, { kind: typeof Kind.Name }>): void {
    const name = target.id;
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const s = this.stack[i];
      if (s.comprehension !== Comprehension.None) {
        const v = this.lookupIn(s, name);
        if (v & DEF_COMP_ITER && v & DEF_LOCAL) throw new CompileError(`assignment expression cannot rebind comprehension iteration variable '${name}'`, target);
        continue;
      }
      if (s.type === Block.Function) {
        this.addDef(name, this.lookupIn(s, name) & DEF_GLOBAL ? DEF_GLOBAL : DEF_NONLOCAL, target);
        this.recordDirective(name, target);
        this.addDefTo(name, DEF_LOCAL, s, target);
        return;
      }
      if (s.type === Block.Module) {
        this.addDef(name, DEF_GLOBAL, target);
        this.recordDirective(name, target);
        this.addDefTo(name, DEF_GLOBAL, s, target);
        return;
      }
      const where = s.type === Block.Class ? 'in a class body' : s.type === Block.TypeParameters ? 'within the definition of a generic'
        : s.type === Block.TypeAlias ? 'in a type alias' : s.type === Block.TypeVariable ? 'in a TypeVar bound' : '';
      if (where) throw new CompileError(`assignment expression within a comprehension cannot be used ${where}`, target);
    }
  }

  private comprehension(e: expr, name: string, generators: readonly comprehension[], elt: expr, value: expr | null, what: Comprehension): void {
    const outermost = generators[0];
    // The outermost iterable is evaluated in the current scope.
    this.cur.compIterExpr++;
    this.expr(outermost.iter);
    this.cur.compIterExpr--;
    const s = this.enter(name, Block.Function, e);
    this.byNode.set(e, s);
    s.comprehension = what;
    if (outermost.is_async) s.coroutine = true;
    this.addDef('.0', DEF_PARAM, e);
    s.compIterTarget = true;
    this.expr(outermost.target);
    s.compIterTarget = false;
    this.exprs(outermost.ifs);
    for (let i = 1; i < generators.length; i++) {
      const g = generators[i];
      s.compIterTarget = true;
      this.expr(g.target);
      s.compIterTarget = false;
      s.compIterExpr++;
      this.expr(g.iter);
      s.compIterExpr--;
      this.exprs(g.ifs);
      if (g.is_async) s.coroutine = true;
    }
    if (value !== null) this.expr(value);
    this.expr(elt);
    const isGenerator = what === Comprehension.Generator;
    s.generator = isGenerator;
    const isAsync = s.coroutine && !isGenerator;
    this.exit();
    if (isAsync) {
      if (!this.isAsyncDef() && this.cur.comprehension === Comprehension.None && !this.topLevelAwait()) {
        throw new CompileError('asynchronous comprehension outside of an asynchronous function', e);
      }
      this.cur.coroutine = true;
    }
  }
}
