/** The walk through expressions: names, lambdas, comprehensions, assignment expressions, `yield` and `await`; and the parameters of functions. A part of build.ts. */
import { Kind, expr_context, type arguments_, type comprehension, type expr, type keyword } from '../../generated/frontend/ast.ts';
import { CompileError, MAX_NESTING, tooDeep } from './errors.ts';
import { Block, Comprehension, DEF_COMP_ITER, DEF_GLOBAL, DEF_LOCAL, DEF_NONLOCAL, DEF_PARAM, USE } from './scope.ts';
import { BlockBuilder } from './blocks.ts';

export class ExpressionSymbols extends BlockBuilder {
  protected parameters(a: arguments_): void {
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

  // -- expressions ---------------------------------------------------------------------------------------------------
  protected exprs(list: readonly (expr | null)[]): void {
    for (let i = 0; i < list.length; i++) {
      const e = list[i];
      if (e !== null) this.expr(e);
    }
  }
  protected keywords(list: readonly keyword[]): void {
    for (const k of list) if (k.arg !== null) this.checkName(k.arg, k, expr_context.Store);
    for (const k of list) this.expr(k.value);
  }

  protected expr(e: expr): void {
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
  protected markNamedExpr(): void {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const s = this.stack[i];
      s.hasNamedExpr = true;
      if (s.comprehension === Comprehension.None) break;
    }
  }
  protected markYield(e: expr): void {
    const s = this.cur;
    s.generator = true;
    if (s.comprehension === Comprehension.None) return;
    const what = s.comprehension === Comprehension.List ? 'list comprehension' : s.comprehension === Comprehension.Set ? 'set comprehension'
      : s.comprehension === Comprehension.Dict ? 'dict comprehension' : 'generator expression';
    throw new CompileError(`'yield' inside ${what}`, e);
  }

  protected notInAnnotation(what: string, e: expr): void {
    const s = this.cur;
    switch (s.type) {
      case Block.Annotation: throw new CompileError(`${what} cannot be used within an annotation`, e);
      case Block.TypeVariable: throw new CompileError(`${what} cannot be used within ${s.scopeInfo}`, e);
      case Block.TypeAlias: throw new CompileError(`${what} cannot be used within a type alias`, e);
      case Block.TypeParameters: throw new CompileError(`${what} cannot be used within the definition of a generic`, e);
    }
  }

  protected extendNamedExprScope(target: Extract<expr, { kind: typeof Kind.Name }>): void {
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

  protected comprehension(e: expr, name: string, generators: readonly comprehension[], elt: expr, value: expr | null, what: Comprehension): void {
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
