/**
 * The first pass: walk the AST and note, block by block, how each name is used (CPython's symtable_visit_* functions).
 *
 * Blocks and names: blocks.ts; expressions: expressions.ts. The second pass, which decides whether a name is local, global, free or a cell, is `analyze.ts`.
 */
import { Kind, expr_context, type AST, type alias, type arg, type arguments_, type excepthandler, type expr, type match_case, type mod, type pattern, type stmt, type type_param, type withitem } from '../../generated/frontend/ast.ts';
import { CompileError, MAX_NESTING, tooDeep, type Located } from './errors.ts';
import type { FutureFeatures } from './future.ts';
import { Block, DEF_ANNOT, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, DEF_NONLOCAL, DEF_PARAM, DEF_TYPE_PARAM, type Scope, USE } from './scope.ts';
import { ExpressionSymbols } from './expressions.ts';

/** The docstring of a body: its first statement, if that is a plain string. */
export function docstringOf(body: readonly stmt[]): string | null {
  if (body.length === 0) return null;
  const s = body[0];
  if (s.kind !== Kind.Expr || s.value.kind !== Kind.Constant || s.value.value.t !== 'str') return null;
  return s.value.value.v;
}

export class SymbolBuilder extends ExpressionSymbols {
  constructor(module: mod, future: FutureFeatures) {
    super(module, future);
    if (module.kind === Kind.Expression) this.expr(module.body);
    else {
      if (module.kind === Kind.Module && docstringOf(module.body) !== null) this.top.hasDocstring = true;
      this.stmts(module.body);
    }
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
}
