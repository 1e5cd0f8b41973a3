/**
 * Statements: simple ones and imports, and the three kinds of module. Compound ones and blocks: compound.ts.
 *
 * Chains (`elif`, decorators, `a = b = c`) are loops.
 * Mirrors the sections GENERAL STATEMENTS to SIMPLE STATEMENTS of `Grammar/python.gram`.
 */
import * as ast from '../../generated/frontend/ast.ts';
import { T, firstAugmented, lastAugmented } from '../../generated/frontend/tokens.ts';
import { Del, noParse, Store } from './base.ts';
import { CompoundParser, beginsExpression } from './compound.ts';

const { Kind } = ast;

export class Parser extends CompoundParser {
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
      case T.KW_DEF: body.push(this.functionDef(this.p, [])); return;
      case T.KW_IF: body.push(this.ifStmt()); return;
      case T.KW_CLASS: body.push(this.classDef([])); return;
      case T.KW_FOR: body.push(this.forStmt(this.p)); return;
      case T.KW_TRY: body.push(this.tryStmt()); return;
      case T.KW_WITH: body.push(this.withStmt(this.p)); return;
      case T.KW_WHILE: body.push(this.whileStmt()); return;
      case T.AT: body.push(this.decorated()); return;
      case T.KW_ASYNC: body.push(this.asyncStmt([])); return;
      case T.NAME:
        if (this.isWord(this.p, 'match') && this.isMatch()) {
          body.push(this.matchStmt());
          return;
        }
    }
    this.simpleStmts(body);
  }

  /** simple_stmts: simple_stmt (';' simple_stmt)* [';'] NEWLINE */
  simpleStmts(body: ast.stmt[]): void {
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
    const params = this.typeParams();
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
}
