/**
 * Statements: simple ones, compound ones, blocks, and the three kinds of module.
 *
 * Chains (`elif`, decorators, `a = b = c`) are loops. Two places look further ahead than one token: a line that begins with the soft keyword `match`,
 * and a parenthesis after `with`, which may enclose the items or belong to an expression.
 * Mirrors the sections GENERAL STATEMENTS to COMPOUND STATEMENTS of `Grammar/python.gram`.
 */
import * as ast from '../../generated/frontend/ast.ts';
import { T, firstAugmented, lastAugmented } from '../../generated/frontend/tokens.ts';
import { Del, noParse, Store } from './base.ts';
import { PatternParser } from './patterns.ts';

const { Kind } = ast;

/** 1 for the kinds that may begin an expression. */
const beginsExpression = new Uint8Array(256);
for (const k of [
  T.NAME, T.NUMBER, T.STRING, T.FSTRING_START, T.TSTRING_START, T.LPAR, T.LSQB, T.LBRACE, T.MINUS, T.PLUS, T.TILDE, T.STAR, T.ELLIPSIS,
  T.KW_NOT, T.KW_LAMBDA, T.KW_AWAIT, T.KW_NONE, T.KW_TRUE, T.KW_FALSE,
]) beginsExpression[k] = 1;

export class Parser extends PatternParser {
  /** The first tokens of the top-level statement in work and of the one before it. */
  statementStart = 0;
  previousStart = 0;
  /** If set, where each statement that was parsed ends, by where it begins. Only the diagnosis asks for it. */
  completed: Map<number, number> | null = null;

  // --- Modules ---

  /** file: [statements] ENDMARKER */
  file(): ast.Module {
    const body: ast.stmt[] = [];
    while (this.kind[this.p] !== T.ENDMARKER) {
      this.previousStart = this.statementStart;
      this.statementStart = this.p;
      this.statement(body);
    }
    return new ast.Module(body, []);
  }

  /** eval: expressions NEWLINE* ENDMARKER */
  evalInput(): ast.Expression {
    const s = this.p;
    let body = this.expression();
    if (this.kind[this.p] === T.COMMA) {
      const elts = [body];
      while (this.accept(T.COMMA)) {
        if (beginsExpression[this.kind[this.p]] === 0) break;
        elts.push(this.expression());
      }
      const e = this.p - 1;
      body = new ast.Tuple(elts, ast.expr_context.Load, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    while (this.accept(T.NEWLINE)) { /* blank lines */ }
    this.expect(T.ENDMARKER);
    return new ast.Expression(body);
  }

  /**
   * interactive: compound_stmt NEWLINE | simple_stmts | NEWLINE
   *
   * What stands behind the statement is the caller's to judge.
   */
  interactive(): ast.Interactive {
    const body: ast.stmt[] = [];
    if (this.kind[this.p] === T.ENDMARKER) throw noParse;
    this.statement(body);
    return new ast.Interactive(body);
  }

  // --- Statements ---

  /** statement: compound_stmt | simple_stmts */
  statement(body: ast.stmt[]): void {
    const s = this.p;
    this.#statement(body);
    if (this.completed !== null) this.completed.set(s, this.p);
  }

  #statement(body: ast.stmt[]): void {
    switch (this.kind[this.p]) {
      case T.KW_DEF: body.push(this.#functionDef(this.p, [])); return;
      case T.KW_IF: body.push(this.#if()); return;
      case T.KW_CLASS: body.push(this.#classDef([])); return;
      case T.KW_FOR: body.push(this.#for(this.p)); return;
      case T.KW_TRY: body.push(this.#try()); return;
      case T.KW_WITH: body.push(this.#with(this.p)); return;
      case T.KW_WHILE: body.push(this.#while()); return;
      case T.AT: body.push(this.#decorated()); return;
      case T.KW_ASYNC: body.push(this.#async([])); return;
      case T.NAME:
        if (this.isWord(this.p, 'match') && this.#isMatch()) {
          body.push(this.#match());
          return;
        }
    }
    this.#simpleStmts(body);
  }

  /** simple_stmts: simple_stmt (';' simple_stmt)* [';'] NEWLINE */
  #simpleStmts(body: ast.stmt[]): void {
    do {
      body.push(this.#simpleStmt());
      if (this.kind[this.p] !== T.SEMI) break;
      this.p++;
    } while (this.kind[this.p] !== T.NEWLINE);
    this.expect(T.NEWLINE);
  }

  #simpleStmt(): ast.stmt {
    const s = this.p;
    const line = this.tLine[s], col = this.tCol[s], endLine = this.tEndLine[s], endCol = this.tEndCol[s];
    switch (this.kind[s]) {
      case T.NAME:
        if (this.kind[s + 1] === T.NAME && this.isWord(s, 'type')) return this.#typeAlias();
        return this.#expressionStmt();
      case T.KW_RETURN: return this.#return();
      case T.KW_IMPORT: return this.#import();
      case T.KW_FROM: return this.#importFrom();
      case T.KW_RAISE: return this.#raise();
      case T.KW_PASS: this.p++; return new ast.Pass(line, col, endLine, endCol);
      case T.KW_BREAK: this.p++; return new ast.Break(line, col, endLine, endCol);
      case T.KW_CONTINUE: this.p++; return new ast.Continue(line, col, endLine, endCol);
      case T.KW_DEL: return this.#del();
      case T.KW_ASSERT: return this.#assert();
      case T.KW_GLOBAL: case T.KW_NONLOCAL: return this.#global();
      default: return this.#expressionStmt();
    }
  }

  /**
   * assignment: target ':' expression ['=' annotated_rhs] | (star_targets '=')+ annotated_rhs | single_target augassign annotated_rhs
   * or else star_expressions | yield_expr
   */
  #expressionStmt(): ast.stmt {
    const s = this.p;
    const first = this.annotatedRhs();
    const k = this.kind[this.p];
    if (k === T.NEWLINE || k === T.SEMI) {
      const e = this.p - 1;
      return new ast.Expr(first, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    if (k === T.EQUAL) return this.#assign(s, first);
    if (k === T.COLON) return this.#annAssign(s, first);
    if (k >= firstAugmented && k <= lastAugmented) {
      if (first.kind !== Kind.Name && first.kind !== Kind.Attribute && first.kind !== Kind.Subscript) throw noParse;
      first.ctx = Store;
      this.p++;
      const value = this.annotatedRhs();
      const e = this.p - 1;
      // The augmented operators stand in the order of the enumeration.
      return new ast.AugAssign(first, (k - firstAugmented + 1) as ast.operator, value, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    throw noParse;
  }

  #assign(s: number, first: ast.expr): ast.stmt {
    const targets: ast.expr[] = [];
    let value = first;
    while (this.kind[this.p] === T.EQUAL) {
      this.setContext(value, Store, true);
      targets.push(value);
      this.p++;
      value = this.annotatedRhs();
    }
    const e = this.p - 1;
    return new ast.Assign(targets, value, null, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  #annAssign(s: number, target: ast.expr): ast.stmt {
    if (target.kind !== Kind.Name && target.kind !== Kind.Attribute && target.kind !== Kind.Subscript) throw noParse;
    target.ctx = Store;
    const simple = target.kind === Kind.Name && this.kind[s] !== T.LPAR ? 1 : 0;
    this.p++;
    const annotation = this.expression();
    const value = this.accept(T.EQUAL) ? this.annotatedRhs() : null;
    const e = this.p - 1;
    return new ast.AnnAssign(target, annotation, value, simple, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** return_stmt: 'return' [star_expressions] */
  #return(): ast.stmt {
    const s = this.p++;
    const k = this.kind[this.p];
    const value = k === T.NEWLINE || k === T.SEMI ? null : this.starExpressions();
    const e = this.p - 1;
    return new ast.Return(value, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** raise_stmt: 'raise' [expression ['from' expression]] */
  #raise(): ast.stmt {
    const s = this.p++;
    const k = this.kind[this.p];
    let exc: ast.expr | null = null;
    let cause: ast.expr | null = null;
    if (k !== T.NEWLINE && k !== T.SEMI) {
      exc = this.expression();
      if (this.accept(T.KW_FROM)) cause = this.expression();
    }
    const e = this.p - 1;
    return new ast.Raise(exc, cause, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** global_stmt: ('global' | 'nonlocal') NAME (',' NAME)* */
  #global(): ast.stmt {
    const s = this.p++;
    const names = [this.identifier()];
    while (this.accept(T.COMMA)) names.push(this.identifier());
    const e = this.p - 1;
    return this.kind[s] === T.KW_GLOBAL
      ? new ast.Global(names, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e])
      : new ast.Nonlocal(names, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** del_stmt: 'del' del_target (',' del_target)* [','] &(';' | NEWLINE) */
  #del(): ast.stmt {
    const s = this.p++;
    const targets: ast.expr[] = [];
    do {
      const k = this.kind[this.p];
      if (targets.length > 0 && (k === T.NEWLINE || k === T.SEMI)) break;
      const t = this.primary();
      this.setContext(t, Del, false);
      targets.push(t);
    } while (this.accept(T.COMMA));
    const e = this.p - 1;
    const k = this.kind[this.p];
    if (k !== T.NEWLINE && k !== T.SEMI) throw noParse;
    return new ast.Delete(targets, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** assert_stmt: 'assert' expression [',' expression] */
  #assert(): ast.stmt {
    const s = this.p++;
    const test = this.expression();
    const msg = this.accept(T.COMMA) ? this.expression() : null;
    const e = this.p - 1;
    return new ast.Assert(test, msg, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** type_alias: "type" NAME [type_params] '=' expression */
  #typeAlias(): ast.stmt {
    const s = this.p++;
    const n = this.p;
    const name = new ast.Name(this.identifier(), Store, this.tLine[n], this.tCol[n], this.tEndLine[n], this.tEndCol[n]);
    const params = this.#typeParams();
    this.expect(T.EQUAL);
    const value = this.expression();
    const e = this.p - 1;
    return new ast.TypeAlias(name, params, value, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  // --- Imports ---

  /** dotted_name: NAME ('.' NAME)* */
  #dottedName(): string {
    let name = this.identifier();
    if (this.kind[this.p] !== T.DOT) return name;
    const parts = [name];
    while (this.accept(T.DOT)) parts.push(this.identifier());
    name = parts.join('.');
    return name;
  }

  /** import_name: 'import' dotted_name ['as' NAME] (',' dotted_name ['as' NAME])* */
  #import(): ast.stmt {
    const s = this.p++;
    const names: ast.alias[] = [];
    do {
      const a = this.p;
      const name = this.#dottedName();
      const asname = this.accept(T.KW_AS) ? this.identifier() : null;
      const e = this.p - 1;
      names.push(new ast.alias(name, asname, this.tLine[a], this.tCol[a], this.tEndLine[e], this.tEndCol[e]));
    } while (this.accept(T.COMMA));
    const e = this.p - 1;
    return new ast.Import(names, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /**
   * import_from: 'from' ('.' | '...')* [dotted_name] 'import' ('*' | '(' names [','] ')' | names)
   */
  #importFrom(): ast.stmt {
    const s = this.p++;
    let level = 0;
    for (;; this.p++) {
      if (this.kind[this.p] === T.DOT) level++;
      else if (this.kind[this.p] === T.ELLIPSIS) level += 3;
      else break;
    }
    const module = level > 0 && this.kind[this.p] === T.KW_IMPORT ? null : this.#dottedName();
    this.expect(T.KW_IMPORT);
    const names: ast.alias[] = [];
    if (this.kind[this.p] === T.STAR) {
      const a = this.p++;
      names.push(new ast.alias('*', null, this.tLine[a], this.tCol[a], this.tEndLine[a], this.tEndCol[a]));
    } else {
      const round = this.accept(T.LPAR);
      do {
        if (round && names.length > 0 && this.kind[this.p] === T.RPAR) break;
        const a = this.p;
        const name = this.identifier();
        const asname = this.accept(T.KW_AS) ? this.identifier() : null;
        const e = this.p - 1;
        names.push(new ast.alias(name, asname, this.tLine[a], this.tCol[a], this.tEndLine[e], this.tEndCol[e]));
      } while (this.accept(T.COMMA));
      if (round) this.expect(T.RPAR);
    }
    const e = this.p - 1;
    return new ast.ImportFrom(module, names, level, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  // --- Blocks ---

  /** ':' block, where block: NEWLINE INDENT statements DEDENT | simple_stmts */
  #block(): ast.stmt[] {
    this.expect(T.COLON);
    const body: ast.stmt[] = [];
    if (this.kind[this.p] !== T.NEWLINE) {
      this.#simpleStmts(body);
      return body;
    }
    this.p++;
    this.expect(T.INDENT);
    this.enter();
    while (this.kind[this.p] !== T.DEDENT) this.statement(body);
    this.leave();
    this.p++;
    return body;
  }

  /** ['else' ':' block] */
  #elseBlock(): ast.stmt[] {
    return this.accept(T.KW_ELSE) ? this.#block() : [];
  }

  /** The last token that belongs to a statement: NEWLINE, DEDENT and INDENT do not. */
  #lastToken(): number {
    let e = this.p - 1;
    while (this.kind[e] === T.DEDENT || this.kind[e] === T.NEWLINE) e--;
    return e;
  }

  // --- Compound statements ---

  /**
   * if_stmt: 'if' named_expression ':' block ('elif' named_expression ':' block)* [else_block]
   */
  #if(): ast.stmt {
    const starts: number[] = [];
    const tests: ast.expr[] = [];
    const bodies: ast.stmt[][] = [];
    do {
      starts.push(this.p++);
      tests.push(this.namedExpression());
      bodies.push(this.#block());
    } while (this.kind[this.p] === T.KW_ELIF);
    let orelse = this.#elseBlock();
    const e = this.#lastToken();
    let node: ast.If | null = null;
    for (let i = starts.length - 1; i >= 0; i--) {
      const s = starts[i];
      node = new ast.If(tests[i], bodies[i], orelse, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
      orelse = [node];
    }
    return node!;
  }

  /** while_stmt: 'while' named_expression ':' block [else_block] */
  #while(): ast.stmt {
    const s = this.p++;
    const test = this.namedExpression();
    const body = this.#block();
    const orelse = this.#elseBlock();
    const e = this.#lastToken();
    return new ast.While(test, body, orelse, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** for_stmt: ['async'] 'for' star_targets 'in' star_expressions ':' block [else_block] */
  #for(s: number): ast.stmt {
    this.expect(T.KW_FOR);
    const target = this.starTargets();
    this.expect(T.KW_IN);
    const iter = this.starExpressions();
    const body = this.#block();
    const orelse = this.#elseBlock();
    const e = this.#lastToken();
    return this.kind[s] === T.KW_ASYNC
      ? new ast.AsyncFor(target, iter, body, orelse, null, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e])
      : new ast.For(target, iter, body, orelse, null, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** 'async' (function_def | for_stmt | with_stmt) */
  #async(decorators: ast.expr[]): ast.stmt {
    const s = this.p++;
    switch (this.kind[this.p]) {
      case T.KW_DEF: return this.#functionDef(s, decorators);
      case T.KW_FOR: if (decorators.length === 0) return this.#for(s); throw noParse;
      case T.KW_WITH: if (decorators.length === 0) return this.#with(s); throw noParse;
      default: throw noParse;
    }
  }

  /** decorators: ('@' named_expression NEWLINE)+ */
  #decorated(): ast.stmt {
    const decorators: ast.expr[] = [];
    while (this.accept(T.AT)) {
      decorators.push(this.namedExpression());
      this.expect(T.NEWLINE);
    }
    switch (this.kind[this.p]) {
      case T.KW_DEF: return this.#functionDef(this.p, decorators);
      case T.KW_CLASS: return this.#classDef(decorators);
      case T.KW_ASYNC: return this.#async(decorators);
      default: throw noParse;
    }
  }

  /**
   * function_def_raw: ['async'] 'def' NAME [type_params] '(' [params] ')' ['->' expression] ':' block
   */
  #functionDef(s: number, decorators: ast.expr[]): ast.stmt {
    this.expect(T.KW_DEF);
    const name = this.identifier();
    const typeParams = this.#typeParams();
    this.expect(T.LPAR);
    const args = this.parameters(T.RPAR);
    this.p++;
    const returns = this.accept(T.RARROW) ? this.expression() : null;
    const body = this.#block();
    const e = this.#lastToken();
    return this.kind[s] === T.KW_ASYNC
      ? new ast.AsyncFunctionDef(name, args, body, decorators, returns, null, typeParams, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e])
      : new ast.FunctionDef(name, args, body, decorators, returns, null, typeParams, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** class_def_raw: 'class' NAME [type_params] ['(' [arguments] ')'] ':' block */
  #classDef(decorators: ast.expr[]): ast.stmt {
    const s = this.p++;
    const name = this.identifier();
    const typeParams = this.#typeParams();
    const bases: ast.expr[] = [];
    const keywords: ast.keyword[] = [];
    if (this.kind[this.p] === T.LPAR) this.callArguments(bases, keywords, false);
    const body = this.#block();
    const e = this.#lastToken();
    return new ast.ClassDef(name, bases, keywords, body, decorators, typeParams, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /**
   * type_params: '[' type_param (',' type_param)* [','] ']'
   * type_param: NAME [':' expression] ['=' expression] | '*' NAME ['=' star_expression] | '**' NAME ['=' expression]
   */
  #typeParams(): ast.type_param[] {
    const out: ast.type_param[] = [];
    if (!this.accept(T.LSQB)) return out;
    do {
      const s = this.p;
      if (out.length > 0 && this.kind[s] === T.RSQB) break;
      const star = this.accept(T.STAR);
      const double = !star && this.accept(T.DOUBLESTAR);
      const name = this.identifier();
      const bound = !star && !double && this.accept(T.COLON) ? this.expression() : null;
      const value = this.accept(T.EQUAL) ? (star ? this.starExpression() : this.expression()) : null;
      const e = this.p - 1;
      const line = this.tLine[s], col = this.tCol[s], endLine = this.tEndLine[e], endCol = this.tEndCol[e];
      out.push(star ? new ast.TypeVarTuple(name, value, line, col, endLine, endCol)
        : double ? new ast.ParamSpec(name, value, line, col, endLine, endCol)
        : new ast.TypeVar(name, bound, value, line, col, endLine, endCol));
    } while (this.accept(T.COMMA));
    this.expect(T.RSQB);
    return out;
  }

  /**
   * with_stmt: ['async'] 'with' ('(' with_item (',' with_item)* [','] ')' | with_item (',' with_item)*) ':' block
   */
  #with(s: number): ast.stmt {
    this.expect(T.KW_WITH);
    const items = (this.kind[this.p] === T.LPAR && this.#enclosedItems()) || this.#withItems();
    const body = this.#block();
    const e = this.#lastToken();
    return this.kind[s] === T.KW_ASYNC
      ? new ast.AsyncWith(items, body, null, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e])
      : new ast.With(items, body, null, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  #withItems(): ast.withitem[] {
    const items: ast.withitem[] = [];
    do items.push(this.#withItem()); while (this.accept(T.COMMA));
    return items;
  }

  /** with_item: expression ['as' star_target] */
  #withItem(): ast.withitem {
    const context = this.expression();
    return new ast.withitem(context, this.accept(T.KW_AS) ? this.starTarget() : null);
  }

  /** The items in parentheses; null, and the cursor back, if the parenthesis turns out to belong to an expression. */
  #enclosedItems(): ast.withitem[] | null {
    const s = this.p;
    // Items in parentheses are followed by the colon directly.
    let depth = 0;
    let close = s;
    for (;; close++) {
      const k = this.kind[close];
      if (k === T.LPAR || k === T.LSQB || k === T.LBRACE) depth++;
      else if (k === T.RPAR || k === T.RSQB || k === T.RBRACE) {
        if (--depth === 0) break;
      } else if (k === T.ERRORTOKEN || k === T.ENDMARKER) return null;
    }
    if (this.kind[close + 1] !== T.COLON) return null;
    const warned = this.warnings.length;
    const items: ast.withitem[] = [];
    this.p++;
    for (;;) {
      const k = this.kind[this.p];
      if (k === T.RPAR && items.length > 0) break;
      if (beginsExpression[k] === 0 || k === T.STAR) break;
      items.push(this.#withItem());
      if (this.kind[this.p] !== T.COMMA) break;
      this.p++;
    }
    if (this.p === close && items.length > 0) {
      this.p++;
      return items;
    }
    this.p = s;
    this.warnings.length = warned;
    return null;
  }

  /**
   * try_stmt: 'try' ':' block (finally_block | except_block+ [else_block] [finally_block] | except_star_block+ [else_block] [finally_block])
   */
  #try(): ast.stmt {
    const s = this.p++;
    const body = this.#block();
    const handlers: ast.excepthandler[] = [];
    const star = this.kind[this.p] === T.KW_EXCEPT && this.kind[this.p + 1] === T.STAR;
    while (this.kind[this.p] === T.KW_EXCEPT) handlers.push(this.#handler(star));
    let orelse: ast.stmt[] = [];
    if (handlers.length > 0) orelse = this.#elseBlock();
    let finalbody: ast.stmt[] = [];
    if (this.accept(T.KW_FINALLY)) finalbody = this.#block();
    else if (handlers.length === 0) throw noParse;
    const e = this.#lastToken();
    return star
      ? new ast.TryStar(body, handlers, orelse, finalbody, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e])
      : new ast.Try(body, handlers, orelse, finalbody, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /**
   * except_block: 'except' ['*'] (expression ['as' NAME] | expression (',' expression)+ [',']) ':' block; without a star also 'except' ':' block
   */
  #handler(star: boolean): ast.excepthandler {
    const s = this.p++;
    if (star) this.expect(T.STAR);
    let type: ast.expr | null = null;
    let name: string | null = null;
    if (star || this.kind[this.p] !== T.COLON) {
      const t = this.p;
      type = this.expression();
      if (this.accept(T.KW_AS)) name = this.identifier();
      else if (this.kind[this.p] === T.COMMA) {
        const elts = [type];
        while (this.accept(T.COMMA)) {
          if (this.kind[this.p] === T.COLON) break;
          elts.push(this.expression());
        }
        const e = this.p - 1;
        type = new ast.Tuple(elts, ast.expr_context.Load, this.tLine[t], this.tCol[t], this.tEndLine[e], this.tEndCol[e]);
      }
    }
    const body = this.#block();
    const e = this.#lastToken();
    return new ast.ExceptHandler(type, name, body, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  // --- Match ---

  /** At a NAME `match`: is this the statement? It is if an expression follows, the line ends in a colon and the next line is indented and begins with `case`. */
  #isMatch(): boolean {
    if (beginsExpression[this.kind[this.p + 1]] === 0) return false;
    let i = this.p + 1;
    for (;; i++) {
      const k = this.kind[i];
      if (k === T.NEWLINE) break;
      if (k === T.ERRORTOKEN || k === T.ENDMARKER) return false;
    }
    return this.kind[i - 1] === T.COLON && this.kind[i + 1] === T.INDENT && this.isWord(i + 2, 'case');
  }

  /**
   * match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT
   * subject_expr: star_named_expression ',' [star_named_expressions] | named_expression
   * case_block: "case" patterns ['if' named_expression] ':' block
   */
  #match(): ast.stmt {
    const s = this.p++;
    const f = this.p;
    let subject = this.starNamedExpression();
    if (this.kind[this.p] === T.COMMA) {
      const elts = [subject];
      while (this.accept(T.COMMA)) {
        if (this.kind[this.p] === T.COLON) break;
        elts.push(this.starNamedExpression());
      }
      const e = this.p - 1;
      subject = new ast.Tuple(elts, ast.expr_context.Load, this.tLine[f], this.tCol[f], this.tEndLine[e], this.tEndCol[e]);
    } else if (subject.kind === Kind.Starred) throw noParse;
    this.expect(T.COLON);
    this.expect(T.NEWLINE);
    this.expect(T.INDENT);
    const cases: ast.match_case[] = [];
    this.enter();
    while (this.kind[this.p] !== T.DEDENT) {
      if (!this.isWord(this.p, 'case')) throw noParse;
      this.p++;
      const pattern = this.patterns();
      const guard = this.accept(T.KW_IF) ? this.namedExpression() : null;
      cases.push(new ast.match_case(pattern, guard, this.#block()));
    }
    this.leave();
    this.p++;
    const e = this.#lastToken();
    return new ast.Match(subject, cases, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }
}
