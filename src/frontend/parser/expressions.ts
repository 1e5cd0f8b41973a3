/**
 * Expressions: operators, primaries, atoms, displays, subscripts. Arguments, comprehensions, targets and parameters: arguments.ts.
 *
 * Binary operators are parsed by precedence climbing, chains on the left (`a + b + c`, `a.b.c`) by loops; only nesting that the user wrote
 * recurses, and `enter` counts it. Targets are parsed as expressions first and turned into targets afterwards (`setContext`).
 * Mirrors the sections EXPRESSIONS to FUNCTION CALL ARGUMENTS of `Grammar/python.gram`.
 */
import * as ast from '../../generated/frontend/ast.ts';
import { T } from '../../generated/frontend/tokens.ts';
import { PySyntaxError } from '../source/errors.ts';
import { shownLine } from '../source/shown-line.ts';
import { ArgumentParser, endsList } from './arguments.ts';
import { Load, noParse, Store } from './base.ts';
import { numberValue } from './literals.ts';

const { Kind, operator: op, cmpop } = ast;

/** Binding strength of the binary operators, 0 for every other token. */
const precedence = new Uint8Array(256);
const binaryOp: ast.operator[] = [];
const row = (level: number, ...pairs: [number, ast.operator][]): void => {
  for (const [k, o] of pairs) {
    precedence[k] = level;
    binaryOp[k] = o;
  }
};
row(1, [T.VBAR, op.BitOr]);
row(2, [T.CIRCUMFLEX, op.BitXor]);
row(3, [T.AMPER, op.BitAnd]);
row(4, [T.LEFTSHIFT, op.LShift], [T.RIGHTSHIFT, op.RShift]);
row(5, [T.PLUS, op.Add], [T.MINUS, op.Sub]);
row(6, [T.STAR, op.Mult], [T.SLASH, op.Div], [T.DOUBLESLASH, op.FloorDiv], [T.PERCENT, op.Mod], [T.AT, op.MatMult]);

export class ExpressionParser extends ArgumentParser {
  // --- Lists of expressions ---

  /**
   * star_expressions: star_expression (',' star_expression)* [',']
   */
  starExpressions(): ast.expr {
    const s = this.p;
    const first = this.starExpression();
    if (this.kind[this.p] !== T.COMMA) return first;
    const elts = [first];
    while (this.accept(T.COMMA)) {
      if (endsList[this.kind[this.p]] === 1) break;
      elts.push(this.starExpression());
    }
    const e = this.p - 1;
    // A tuple without parentheses begins where its first token does, which may be the parenthesis around its first element.
    return new ast.Tuple(elts, Load, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** star_expression: '*' bitwise_or | expression */
  starExpression(): ast.expr {
    return this.kind[this.p] === T.STAR ? this.starred() : this.expression();
  }

  starred(): ast.Starred {
    const s = this.p++;
    const value = this.binary(1);
    const e = this.p - 1;
    return new ast.Starred(value, Load, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** star_named_expression: '*' bitwise_or | named_expression */
  starNamedExpression(): ast.expr {
    return this.kind[this.p] === T.STAR ? this.starred() : this.namedExpression();
  }

  /**
   * named_expression: NAME ':=' expression | expression
   */
  namedExpression(): ast.expr {
    if (this.kind[this.p] === T.NAME && this.kind[this.p + 1] === T.COLONEQUAL) {
      const n = this.p;
      const target = new ast.Name(this.identifierAt(n), Store, this.tLine[n], this.tCol[n], this.tEndLine[n], this.tEndCol[n]);
      this.p += 2;
      const value = this.expression();
      const e = this.p - 1;
      return new ast.NamedExpr(target, value, target.lineno, target.col_offset, this.tEndLine[e], this.tEndCol[e]);
    }
    return this.expression();
  }

  /** annotated_rhs: yield_expr | star_expressions */
  annotatedRhs(): ast.expr {
    return this.kind[this.p] === T.KW_YIELD ? this.yieldExpr() : this.starExpressions();
  }

  /**
   * yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
   */
  yieldExpr(): ast.expr {
    const s = this.p++;
    if (this.accept(T.KW_FROM)) {
      const value = this.expression();
      const e = this.p - 1;
      return new ast.YieldFrom(value, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    const value = endsList[this.kind[this.p]] === 1 ? null : this.starExpressions();
    const e = this.p - 1;
    return new ast.Yield(value, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  // --- Conditions and operators ---

  /**
   * expression: disjunction ['if' disjunction 'else' expression] | lambdef
   */
  expression(): ast.expr {
    this.enter();
    const s = this.p;
    let node = this.kind[s] === T.KW_LAMBDA ? this.lambdef() : this.disjunction();
    if (this.kind[this.p] === T.KW_IF && this.kind[s] !== T.KW_LAMBDA) node = this.#conditional(node, s);
    this.depth--;
    return node;
  }

  /** A chain `a if b else c if d else e` is collected in a loop and built from its end. */
  #conditional(first: ast.expr, s: number): ast.expr {
    const starts = [s];
    const bodies = [first];
    const tests: ast.expr[] = [];
    let last: ast.expr;
    for (;;) {
      this.p++;
      tests.push(this.disjunction());
      this.expect(T.KW_ELSE);
      const at = this.p;
      if (this.kind[at] === T.KW_LAMBDA) {
        last = this.lambdef();
        break;
      }
      last = this.disjunction();
      if (this.kind[this.p] !== T.KW_IF) break;
      bodies.push(last);
      starts.push(at);
    }
    const e = this.p - 1;
    for (let i = bodies.length - 1; i >= 0; i--) {
      const at = starts[i];
      last = new ast.IfExp(tests[i], bodies[i], last, this.tLine[at], this.tCol[at], this.tEndLine[e], this.tEndCol[e]);
    }
    return last;
  }

  /**
   * disjunction: conjunction ('or' conjunction)*
   */
  disjunction(): ast.expr {
    const s = this.p;
    const first = this.#conjunction();
    if (this.kind[this.p] !== T.KW_OR) return first;
    const values = [first];
    while (this.accept(T.KW_OR)) values.push(this.#conjunction());
    const e = this.p - 1;
    return new ast.BoolOp(ast.boolop.Or, values, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /**
   * conjunction: inversion ('and' inversion)*
   */
  #conjunction(): ast.expr {
    const s = this.p;
    const first = this.#inversion();
    if (this.kind[this.p] !== T.KW_AND) return first;
    const values = [first];
    while (this.accept(T.KW_AND)) values.push(this.#inversion());
    const e = this.p - 1;
    return new ast.BoolOp(ast.boolop.And, values, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /**
   * inversion: 'not' inversion | comparison
   * comparison: bitwise_or (compare_op bitwise_or)*
   */
  #inversion(): ast.expr {
    const s = this.p;
    if (this.kind[s] === T.KW_NOT) {
      this.enter();
      this.p++;
      const operand = this.#inversion();
      this.depth--;
      const e = this.p - 1;
      return new ast.UnaryOp(ast.unaryop.Not, operand, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    const left = this.binary(1);
    let c = this.#compareOp();
    if (c === 0) return left;
    const ops: ast.cmpop[] = [];
    const comparators: ast.expr[] = [];
    do {
      ops.push(c as ast.cmpop);
      comparators.push(this.binary(1));
      c = this.#compareOp();
    } while (c !== 0);
    const e = this.p - 1;
    return new ast.Compare(left, ops, comparators, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** Goes past a comparison operator; 0 if there is none. */
  #compareOp(): number {
    switch (this.kind[this.p]) {
      case T.EQEQUAL: this.p++; return cmpop.Eq;
      case T.NOTEQUAL: this.p++; return cmpop.NotEq;
      case T.LESS: this.p++; return cmpop.Lt;
      case T.LESSEQUAL: this.p++; return cmpop.LtE;
      case T.GREATER: this.p++; return cmpop.Gt;
      case T.GREATEREQUAL: this.p++; return cmpop.GtE;
      case T.KW_IN: this.p++; return cmpop.In;
      case T.KW_IS:
        this.p++;
        return this.accept(T.KW_NOT) ? cmpop.IsNot : cmpop.Is;
      case T.KW_NOT:
        if (this.kind[this.p + 1] !== T.KW_IN) return 0;
        this.p += 2;
        return cmpop.NotIn;
      default: return 0;
    }
  }

  /**
   * bitwise_or … term: binary operators of at least strength `min`, left to right
   */
  binary(min: number): ast.expr {
    const s = this.p;
    let left = this.unary();
    for (;;) {
      const k = this.kind[this.p];
      const level = precedence[k];
      if (level < min || level === 0) return left;
      this.p++;
      const right = this.binary(level + 1);
      const e = this.p - 1;
      left = new ast.BinOp(left, binaryOp[k], right, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
  }

  /**
   * factor: ('+' | '-' | '~') factor | power
   * power: await_primary ['**' factor]
   * await_primary: 'await' primary | primary
   */
  unary(): ast.expr {
    const s = this.p;
    const k = this.kind[s];
    if (k === T.MINUS || k === T.PLUS || k === T.TILDE) {
      this.enter();
      this.p++;
      const operand = this.unary();
      this.depth--;
      const e = this.p - 1;
      const o = k === T.MINUS ? ast.unaryop.USub : k === T.PLUS ? ast.unaryop.UAdd : ast.unaryop.Invert;
      return new ast.UnaryOp(o, operand, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    let base: ast.expr;
    if (k === T.KW_AWAIT) {
      this.p++;
      const value = this.primary();
      const e = this.p - 1;
      base = new ast.Await(value, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    } else base = this.primary();
    if (this.kind[this.p] !== T.DOUBLESTAR) return base;
    this.p++;
    this.enter();
    const right = this.unary();
    this.depth--;
    const e = this.p - 1;
    return new ast.BinOp(base, op.Pow, right, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  // --- Primaries and atoms ---

  /**
   * primary: primary '.' NAME | primary genexp | primary '(' [arguments] ')' | primary '[' slices ']' | atom
   */
  primary(): ast.expr {
    const s = this.p;
    let node = this.atom();
    for (;;) {
      const k = this.kind[this.p];
      if (k === T.DOT) {
        this.p++;
        const attr = this.identifier();
        const e = this.p - 1;
        node = new ast.Attribute(node, attr, Load, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
      } else if (k === T.LPAR) {
        const args: ast.expr[] = [];
        const keywords: ast.keyword[] = [];
        this.callArguments(args, keywords);
        const e = this.p - 1;
        node = new ast.Call(node, args, keywords, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
      } else if (k === T.LSQB) {
        this.p++;
        const slice = this.slices();
        this.expect(T.RSQB);
        const e = this.p - 1;
        node = new ast.Subscript(node, slice, Load, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
      } else return node;
    }
  }

  /**
   * atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | (tuple | group | genexp) | (list | listcomp) | (dict | set | …) | '...'
   */
  atom(): ast.expr {
    const s = this.p;
    switch (this.kind[s]) {
      case T.NAME:
        this.p++;
        return new ast.Name(this.identifierAt(s), Load, this.tLine[s], this.tCol[s], this.tEndLine[s], this.tEndCol[s]);
      case T.STRING: case T.FSTRING_START: case T.TSTRING_START:
        return this.strings();
      case T.NUMBER: return this.number();
      case T.LPAR: return this.#parenthesised();
      case T.LSQB: return this.#list();
      case T.LBRACE: return this.#braces();
      case T.KW_NONE: return this.#simple({ t: 'none' });
      case T.KW_TRUE: return this.#simple({ t: 'bool', v: true });
      case T.KW_FALSE: return this.#simple({ t: 'bool', v: false });
      case T.ELLIPSIS: return this.#simple({ t: 'ellipsis' });
      default: throw noParse;
    }
  }

  #simple(value: ast.ConstantValue): ast.Constant {
    const s = this.p++;
    return new ast.Constant(value, null, this.tLine[s], this.tCol[s], this.tEndLine[s], this.tEndCol[s]);
  }

  number(): ast.Constant {
    const s = this.p;
    const value = numberValue(this.tokenText(s));
    if (typeof value === 'string') {
      const line = this.tLine[s];
      throw new PySyntaxError('SyntaxError', value, line, 0, line, 0, shownLine(this.source, line));
    }
    return this.#simple(value);
  }

  /**
   * tuple: '(' [star_named_expression ',' [star_named_expressions]] ')'
   * group: '(' (yield_expr | named_expression) ')'
   * genexp: '(' named_expression for_if_clauses ')'
   */
  #parenthesised(): ast.expr {
    const s = this.p++;
    if (this.kind[this.p] === T.RPAR) {
      const e = this.p++;
      return new ast.Tuple([], Load, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    if (this.kind[this.p] === T.KW_YIELD) {
      this.enter();
      const y = this.yieldExpr();
      this.leave();
      this.expect(T.RPAR);
      return y;
    }
    const first = this.starNamedExpression();
    const k = this.kind[this.p];
    if (k === T.RPAR) {
      if (first.kind === Kind.Starred) throw noParse;
      this.p++;
      return first;
    }
    if (k === T.COMMA) {
      const elts = [first];
      this.#moreNamed(elts, T.RPAR);
      const e = this.p++;
      return new ast.Tuple(elts, Load, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    if (first.kind === Kind.Starred) throw noParse;
    const generators = this.comprehensions();
    this.expect(T.RPAR);
    const e = this.p - 1;
    return new ast.GeneratorExp(first, generators, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** (',' star_named_expression)* [','] up to, not past, `close`. */
  #moreNamed(elts: ast.expr[], close: number): void {
    while (this.accept(T.COMMA)) {
      if (this.kind[this.p] === close) return;
      elts.push(this.starNamedExpression());
    }
    if (this.kind[this.p] !== close) throw noParse;
  }

  /**
   * list: '[' [star_named_expressions] ']'
   * listcomp: '[' named_expression for_if_clauses ']'
   */
  #list(): ast.expr {
    const s = this.p++;
    if (this.kind[this.p] === T.RSQB) {
      const e = this.p++;
      return new ast.List([], Load, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    const first = this.starNamedExpression();
    const k = this.kind[this.p];
    if (k === T.KW_FOR || k === T.KW_ASYNC) {
      if (first.kind === Kind.Starred) throw noParse;
      const generators = this.comprehensions();
      this.expect(T.RSQB);
      const e = this.p - 1;
      return new ast.ListComp(first, generators, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    const elts = [first];
    this.#moreNamed(elts, T.RSQB);
    const e = this.p++;
    return new ast.List(elts, Load, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /**
   * dict: '{' [double_starred_kvpair (',' double_starred_kvpair)* [',']] '}'
   * set: '{' star_named_expressions '}'
   * dictcomp: '{' expression ':' expression for_if_clauses '}'
   * setcomp: '{' named_expression for_if_clauses '}'
   */
  #braces(): ast.expr {
    const s = this.p++;
    const k = this.kind[this.p];
    if (k === T.RBRACE || k === T.DOUBLESTAR) return this.#dict(s, [], []);
    const first = this.starNamedExpression();
    if (this.kind[this.p] === T.COLON && first.kind !== Kind.Starred && !(first.kind === Kind.NamedExpr && this.kind[s + 1] === T.NAME)) {
      this.p++;
      const value = this.expression();
      const n = this.kind[this.p];
      if (n === T.KW_FOR || n === T.KW_ASYNC) {
        const generators = this.comprehensions();
        this.expect(T.RBRACE);
        const e = this.p - 1;
        return new ast.DictComp(first, value, generators, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
      }
      if (n === T.COMMA) this.p++;
      else if (n !== T.RBRACE) throw noParse;
      return this.#dict(s, [first], [value]);
    }
    const n = this.kind[this.p];
    if (n === T.KW_FOR || n === T.KW_ASYNC) {
      if (first.kind === Kind.Starred) throw noParse;
      const generators = this.comprehensions();
      this.expect(T.RBRACE);
      const e = this.p - 1;
      return new ast.SetComp(first, generators, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    const elts = [first];
    this.#moreNamed(elts, T.RBRACE);
    const e = this.p++;
    return new ast.Set(elts, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** The items of a dict after those in `keys`, and the brace. */
  #dict(s: number, keys: (ast.expr | null)[], values: ast.expr[]): ast.expr {
    while (this.kind[this.p] !== T.RBRACE) {
      if (this.accept(T.DOUBLESTAR)) {
        keys.push(null);
        values.push(this.binary(1));
      } else {
        keys.push(this.expression());
        this.expect(T.COLON);
        values.push(this.expression());
      }
      if (this.kind[this.p] === T.COMMA) this.p++;
      else if (this.kind[this.p] !== T.RBRACE) throw noParse;
    }
    const e = this.p++;
    return new ast.Dict(keys, values, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  // --- Subscripts ---

  /**
   * slices: slice !',' | (slice | starred_expression) (',' (slice | starred_expression))* [',']
   */
  slices(): ast.expr {
    const s = this.p;
    const first = this.#slice();
    if (this.kind[this.p] !== T.COMMA && first.kind !== Kind.Starred) return first;
    const elts = [first];
    while (this.accept(T.COMMA)) {
      if (this.kind[this.p] === T.RSQB) break;
      elts.push(this.#slice());
    }
    const e = this.p - 1;
    return new ast.Tuple(elts, Load, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /**
   * slice: [expression] ':' [expression] [':' [expression]] | named_expression
   */
  #slice(): ast.expr {
    const s = this.p;
    let lower: ast.expr | null = null;
    if (this.kind[s] === T.STAR) return this.starredExpression();
    if (this.kind[s] !== T.COLON) {
      if (this.kind[s] === T.NAME && this.kind[s + 1] === T.COLONEQUAL) return this.namedExpression();
      lower = this.expression();
      if (this.kind[this.p] !== T.COLON) return lower;
    }
    this.p++;
    let upper: ast.expr | null = null;
    let step: ast.expr | null = null;
    let k = this.kind[this.p];
    if (k !== T.COLON && k !== T.COMMA && k !== T.RSQB) upper = this.expression();
    if (this.accept(T.COLON)) {
      k = this.kind[this.p];
      if (k !== T.COMMA && k !== T.RSQB) step = this.expression();
    }
    const e = this.p - 1;
    return new ast.Slice(lower, upper, step, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** starred_expression: '*' expression */
  starredExpression(): ast.Starred {
    const s = this.p++;
    const value = this.expression();
    const e = this.p - 1;
    return new ast.Starred(value, Load, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }
}
