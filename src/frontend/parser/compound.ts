/**
 * Compound statements and their blocks: `if`, loops, functions, classes, `try`, `with`, `match`. A part of the statement parser (statements.ts).
 *
 * Two places look further ahead than one token: a line that begins with the soft keyword `match`, and a parenthesis after `with`, which may enclose the items or belong to an expression.
 * Mirrors the section COMPOUND STATEMENTS of `Grammar/python.gram`.
 */
import * as ast from '../../generated/frontend/ast.ts';
import { T } from '../../generated/frontend/tokens.ts';
import { noParse, } from './base.ts';
import { PatternParser } from './patterns.ts';

const { Kind } = ast;

/** 1 for the kinds that may begin an expression. */
export const beginsExpression = new Uint8Array(256);
for (const k of [
  T.NAME, T.NUMBER, T.STRING, T.FSTRING_START, T.TSTRING_START, T.LPAR, T.LSQB, T.LBRACE, T.MINUS, T.PLUS, T.TILDE, T.STAR, T.ELLIPSIS,
  T.KW_NOT, T.KW_LAMBDA, T.KW_AWAIT, T.KW_NONE, T.KW_TRUE, T.KW_FALSE,
]) beginsExpression[k] = 1;

export abstract class CompoundParser extends PatternParser {
  /** Parses one statement (several, if they share a line) into `body`. */
  abstract statement(body: ast.stmt[]): void;
  /** simple_stmt (';' simple_stmt)* [';'] NEWLINE */
  abstract simpleStmts(body: ast.stmt[]): void;

  // --- Blocks ---

  /** ':' block, where block: NEWLINE INDENT statements DEDENT | simple_stmts */
  #block(): ast.stmt[] {
    this.expect(T.COLON);
    const body: ast.stmt[] = [];
    if (this.kind[this.p] !== T.NEWLINE) {
      this.simpleStmts(body);
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
  ifStmt(): ast.stmt {
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
  whileStmt(): ast.stmt {
    const s = this.p++;
    const test = this.namedExpression();
    const body = this.#block();
    const orelse = this.#elseBlock();
    const e = this.#lastToken();
    return new ast.While(test, body, orelse, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** for_stmt: ['async'] 'for' star_targets 'in' star_expressions ':' block [else_block] */
  forStmt(s: number): ast.stmt {
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
  asyncStmt(decorators: ast.expr[]): ast.stmt {
    const s = this.p++;
    switch (this.kind[this.p]) {
      case T.KW_DEF: return this.functionDef(s, decorators);
      case T.KW_FOR: if (decorators.length === 0) return this.forStmt(s); throw noParse;
      case T.KW_WITH: if (decorators.length === 0) return this.withStmt(s); throw noParse;
      default: throw noParse;
    }
  }

  /** decorators: ('@' named_expression NEWLINE)+ */
  decorated(): ast.stmt {
    const decorators: ast.expr[] = [];
    while (this.accept(T.AT)) {
      decorators.push(this.namedExpression());
      this.expect(T.NEWLINE);
    }
    switch (this.kind[this.p]) {
      case T.KW_DEF: return this.functionDef(this.p, decorators);
      case T.KW_CLASS: return this.classDef(decorators);
      case T.KW_ASYNC: return this.asyncStmt(decorators);
      default: throw noParse;
    }
  }

  /**
   * function_def_raw: ['async'] 'def' NAME [type_params] '(' [params] ')' ['->' expression] ':' block
   */
  functionDef(s: number, decorators: ast.expr[]): ast.stmt {
    this.expect(T.KW_DEF);
    const name = this.identifier();
    const typeParams = this.typeParams();
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
  classDef(decorators: ast.expr[]): ast.stmt {
    const s = this.p++;
    const name = this.identifier();
    const typeParams = this.typeParams();
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
  typeParams(): ast.type_param[] {
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
  withStmt(s: number): ast.stmt {
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
  tryStmt(): ast.stmt {
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
  isMatch(): boolean {
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
  matchStmt(): ast.stmt {
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
