/**
 * What stands between parentheses and after `for`: the arguments of calls, the clauses of comprehensions, assignment targets, and the parameters of functions and lambdas.
 * A part of the expression parser (expressions.ts). Mirrors the sections of `Grammar/python.gram` with these names.
 */
import * as ast from '../../generated/frontend/ast.ts';
import { T } from '../../generated/frontend/tokens.ts';
import { noParse, Store } from './base.ts';
import { StringParser } from './strings.ts';

/** 1 for tokens that end a list of expressions: after a comma, none of them starts another. */
export const endsList = new Uint8Array(256);
for (const k of [T.NEWLINE, T.RPAR, T.RSQB, T.RBRACE, T.EQUAL, T.COLON, T.SEMI, T.ENDMARKER, T.EXCLAMATION, T.KW_FOR, T.KW_ASYNC, T.KW_IN, T.KW_FROM]) endsList[k] = 1;
for (let k = T.PLUSEQUAL as number; k <= T.DOUBLESLASHEQUAL; k++) endsList[k] = 1;

export abstract class ArgumentParser extends StringParser {
  abstract expression(): ast.expr;
  abstract namedExpression(): ast.expr;
  abstract disjunction(): ast.expr;
  abstract primary(): ast.expr;
  abstract starExpression(): ast.expr;
  abstract starredExpression(): ast.Starred;

  // --- Calls ---

  /**
   * '(' [arguments] ')'
   * arguments: args [',']
   * args: (starred_expression | named_expression !'=') … then kwargs: NAME '=' expression | starred_expression | '**' expression
   *
   * Fills `args` and `keywords`. A bare generator expression is allowed in calls and not in the bases of a class. After a keyword no plain argument may follow, after `**` no `*` either.
   */
  callArguments(args: ast.expr[], keywords: ast.keyword[], generator = true): void {
    const open = this.p++;
    let seenKeyword = false;
    let seenDoubleStar = false;
    while (this.kind[this.p] !== T.RPAR) {
      const s = this.p;
      const k = this.kind[s];
      if (k === T.NAME && this.kind[s + 1] === T.EQUAL) {
        this.p += 2;
        const value = this.expression();
        const e = this.p - 1;
        keywords.push(new ast.keyword(this.identifierAt(s), value, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]));
        seenKeyword = true;
      } else if (k === T.DOUBLESTAR) {
        this.p++;
        const value = this.expression();
        const e = this.p - 1;
        keywords.push(new ast.keyword(null, value, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]));
        seenDoubleStar = true;
      } else if (k === T.STAR) {
        if (seenDoubleStar) throw noParse;
        args.push(this.starredExpression());
      } else {
        if (seenKeyword || seenDoubleStar) throw noParse;
        const value = this.namedExpression();
        const n = this.kind[this.p];
        if (n === T.KW_FOR || n === T.KW_ASYNC) {
          if (args.length > 0 || !generator) throw noParse;
          const generators = this.comprehensions();
          this.expect(T.RPAR);
          const e = this.p - 1;
          args.push(new ast.GeneratorExp(value, generators, this.tLine[open], this.tCol[open], this.tEndLine[e], this.tEndCol[e]));
          return;
        }
        args.push(value);
      }
      if (this.kind[this.p] === T.COMMA) this.p++;
      else if (this.kind[this.p] !== T.RPAR) throw noParse;
    }
    this.p++;
  }

  // --- Comprehensions and targets ---

  /**
   * for_if_clauses: (['async'] 'for' star_targets 'in' disjunction ('if' disjunction)*)+
   */
  comprehensions(): ast.comprehension[] {
    const out: ast.comprehension[] = [];
    for (;;) {
      const isAsync = this.kind[this.p] === T.KW_ASYNC && this.kind[this.p + 1] === T.KW_FOR ? 1 : 0;
      this.p += isAsync;
      if (this.kind[this.p] !== T.KW_FOR) {
        if (out.length === 0) throw noParse;
        return out;
      }
      this.p++;
      const target = this.starTargets();
      this.expect(T.KW_IN);
      const iter = this.disjunction();
      const ifs: ast.expr[] = [];
      while (this.accept(T.KW_IF)) ifs.push(this.disjunction());
      out.push(new ast.comprehension(target, iter, ifs, isAsync));
    }
  }

  /**
   * star_targets: star_target !',' | star_target (',' star_target)* [',']
   */
  starTargets(): ast.expr {
    const s = this.p;
    const first = this.starTarget();
    if (this.kind[this.p] !== T.COMMA) return first;
    const elts = [first];
    while (this.accept(T.COMMA)) {
      if (endsList[this.kind[this.p]] === 1) break;
      elts.push(this.starTarget());
    }
    const e = this.p - 1;
    return new ast.Tuple(elts, Store, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /**
   * star_target: '*' (!'*' star_target) | target_with_star_atom
   */
  starTarget(): ast.expr {
    const s = this.p;
    const star = this.accept(T.STAR);
    const node = this.primary();
    this.setContext(node, Store, false);
    if (!star) return node;
    const e = this.p - 1;
    return new ast.Starred(node, Store, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  // --- Lambda ---

  /**
   * lambdef: 'lambda' [lambda_params] ':' expression
   */
  lambdef(): ast.expr {
    const s = this.p++;
    const args = this.parameters(T.COLON);
    this.expect(T.COLON);
    const body = this.expression();
    const e = this.p - 1;
    return new ast.Lambda(args, body, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /**
   * parameters: the parameters of a function (up to `)`) or of a lambda (up to `:`), in the order
   * plain ['/'] plain-with-default '*' [name] keyword-only '**' name, each group optional
   */
  parameters(close: number): ast.arguments_ {
    const annotated = close === T.RPAR;
    const posonly: ast.arg[] = [];
    let args: ast.arg[] = [];
    const defaults: ast.expr[] = [];
    const kwonly: ast.arg[] = [];
    const kwDefaults: (ast.expr | null)[] = [];
    let vararg: ast.arg | null = null;
    let kwarg: ast.arg | null = null;
    let star = false;
    let slash = false;
    while (this.kind[this.p] !== close) {
      const k = this.kind[this.p];
      if (kwarg) throw noParse;
      if (k === T.NAME) {
        const a = this.#parameter(annotated, false);
        const value = this.accept(T.EQUAL) ? this.expression() : null;
        if (star) {
          kwonly.push(a);
          kwDefaults.push(value);
        } else {
          if (value) defaults.push(value);
          else if (defaults.length > 0) throw noParse;
          args.push(a);
        }
      } else if (k === T.SLASH) {
        if (slash || star || args.length === 0) throw noParse;
        slash = true;
        this.p++;
        for (const a of args) posonly.push(a);
        args = [];
      } else if (k === T.STAR) {
        if (star) throw noParse;
        star = true;
        this.p++;
        if (this.kind[this.p] === T.NAME) vararg = this.#parameter(annotated, true);
        else if (this.kind[this.p] !== T.COMMA || this.kind[this.p + 1] !== T.NAME) throw noParse;
      } else if (k === T.DOUBLESTAR) {
        this.p++;
        kwarg = this.#parameter(annotated, false);
      } else throw noParse;
      if (this.kind[this.p] === T.COMMA) this.p++;
      else if (this.kind[this.p] !== close) throw noParse;
    }
    return new ast.arguments_(posonly, args, vararg, kwonly, kwDefaults, kwarg, defaults);
  }

  /** param: NAME [':' expression]; after `*` the annotation may be starred. */
  #parameter(annotated: boolean, starAllowed: boolean): ast.arg {
    const s = this.p;
    const name = this.identifier();
    let annotation: ast.expr | null = null;
    if (annotated && this.accept(T.COLON)) annotation = starAllowed ? this.starExpression() : this.expression();
    const e = this.p - 1;
    return new ast.arg(name, annotation, null, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }
}
