/**
 * Patterns of the match statement.
 *
 * Mirrors the section `Match statement` of `Grammar/python.gram`, from `patterns` to `keyword_pattern`.
 */
import * as ast from '../../generated/frontend/ast.ts';
import { T } from '../../generated/frontend/tokens.ts';
import { Load, noParse } from './base.ts';
import { ExpressionParser } from './expressions.ts';

export class PatternParser extends ExpressionParser {
  /**
   * patterns: open_sequence_pattern | pattern
   * open_sequence_pattern: maybe_star_pattern ',' [maybe_star_pattern (',' maybe_star_pattern)* [',']]
   */
  patterns(): ast.pattern {
    const s = this.p;
    const first = this.#maybeStar();
    if (this.kind[this.p] !== T.COMMA) {
      if (first.kind === ast.Kind.MatchStar) throw noParse;
      return first;
    }
    const list = [first];
    while (this.accept(T.COMMA)) {
      const k = this.kind[this.p];
      if (k === T.COLON || k === T.KW_IF) break;
      list.push(this.#maybeStar());
    }
    const e = this.p - 1;
    return new ast.MatchSequence(list, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /** maybe_star_pattern: '*' (capture | '_') | pattern */
  #maybeStar(): ast.pattern {
    if (this.kind[this.p] !== T.STAR) return this.pattern();
    const s = this.p++;
    const name = this.identifier();
    const e = this.p - 1;
    return new ast.MatchStar(name === '_' ? null : name, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /**
   * pattern: or_pattern ['as' pattern_capture_target]
   * or_pattern: closed_pattern ('|' closed_pattern)*
   */
  pattern(): ast.pattern {
    this.enter();
    const s = this.p;
    let node = this.#closed();
    if (this.kind[this.p] === T.VBAR) {
      const list = [node];
      while (this.accept(T.VBAR)) list.push(this.#closed());
      const e = this.p - 1;
      node = new ast.MatchOr(list, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    if (this.accept(T.KW_AS)) {
      const name = this.#captureTarget();
      const e = this.p - 1;
      node = new ast.MatchAs(node, name, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    this.leave();
    return node;
  }

  /** pattern_capture_target: !"_" NAME !('.' | '(' | '=') */
  #captureTarget(): string {
    const name = this.identifier();
    const k = this.kind[this.p];
    if (name === '_' || k === T.DOT || k === T.LPAR || k === T.EQUAL) throw noParse;
    return name;
  }

  /**
   * closed_pattern: literal | capture | wildcard | value | group | sequence | mapping | class
   */
  #closed(): ast.pattern {
    const s = this.p;
    switch (this.kind[s]) {
      case T.NAME: return this.#named();
      case T.NUMBER: case T.MINUS: case T.PLUS: case T.STRING: case T.FSTRING_START: case T.TSTRING_START: {
        const value = this.#literal();
        return new ast.MatchValue(value, value.lineno, value.col_offset, value.end_lineno, value.end_col_offset);
      }
      case T.KW_NONE: return this.#singleton({ t: 'none' });
      case T.KW_TRUE: return this.#singleton({ t: 'bool', v: true });
      case T.KW_FALSE: return this.#singleton({ t: 'bool', v: false });
      case T.LPAR: case T.LSQB: return this.#sequence();
      case T.LBRACE: return this.#mapping();
      default: throw noParse;
    }
  }

  #singleton(value: ast.ConstantValue): ast.pattern {
    const s = this.p++;
    return new ast.MatchSingleton(value, this.tLine[s], this.tCol[s], this.tEndLine[s], this.tEndCol[s]);
  }

  /**
   * literal_expr: signed_number | complex_number | strings
   * complex_number: signed_real_number ('+' | '-') imaginary_number
   */
  #literal(): ast.expr {
    const s = this.p;
    const k = this.kind[s];
    if (k === T.STRING || k === T.FSTRING_START || k === T.TSTRING_START) return this.strings();
    let left: ast.expr;
    if (k === T.MINUS) {
      this.p++;
      if (this.kind[this.p] !== T.NUMBER) throw noParse;
      const n = this.number();
      left = new ast.UnaryOp(ast.unaryop.USub, n, this.tLine[s], this.tCol[s], n.end_lineno, n.end_col_offset);
    } else {
      if (k === T.PLUS) throw noParse;
      left = this.number();
    }
    const o = this.kind[this.p];
    if (o !== T.PLUS && o !== T.MINUS) return left;
    const real = left.kind === ast.Kind.UnaryOp ? left.operand : left;
    this.p++;
    if (this.kind[this.p] !== T.NUMBER) throw noParse;
    if (real.kind === ast.Kind.Constant && real.value.t === 'complex') throw this.errorAt('real number required in complex literal', real.lineno, real.col_offset, real.end_lineno, real.end_col_offset);
    const imag = this.number();
    if (imag.value.t !== 'complex') throw this.errorAt('imaginary number required in complex literal', imag.lineno, imag.col_offset, imag.end_lineno, imag.end_col_offset);
    return new ast.BinOp(left, o === T.PLUS ? ast.operator.Add : ast.operator.Sub, imag, this.tLine[s], this.tCol[s], imag.end_lineno, imag.end_col_offset);
  }

  /**
   * name_or_attr: NAME ('.' NAME)*
   */
  #nameOrAttr(): ast.expr {
    const s = this.p;
    let node: ast.expr = new ast.Name(this.identifier(), Load, this.tLine[s], this.tCol[s], this.tEndLine[s], this.tEndCol[s]);
    while (this.accept(T.DOT)) {
      const attr = this.identifier();
      const e = this.p - 1;
      node = new ast.Attribute(node, attr, Load, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
    }
    return node;
  }

  /** A pattern that begins with a name: capture, wildcard, value or class. */
  #named(): ast.pattern {
    const s = this.p;
    const k = this.kind[s + 1];
    if (k !== T.DOT && k !== T.LPAR) {
      if (k === T.EQUAL) throw noParse;
      const name = this.identifier();
      return new ast.MatchAs(null, name === '_' ? null : name, this.tLine[s], this.tCol[s], this.tEndLine[s], this.tEndCol[s]);
    }
    const cls = this.#nameOrAttr();
    if (this.kind[this.p] === T.LPAR) return this.#class(cls);
    if (this.kind[this.p] === T.EQUAL) throw noParse;
    return new ast.MatchValue(cls, cls.lineno, cls.col_offset, cls.end_lineno, cls.end_col_offset);
  }

  /**
   * class_pattern: name_or_attr '(' [positional patterns] [NAME '=' pattern …] [','] ')'
   */
  #class(cls: ast.expr): ast.pattern {
    this.p++;
    const positional: ast.pattern[] = [];
    const names: string[] = [];
    const named: ast.pattern[] = [];
    while (this.kind[this.p] !== T.RPAR) {
      if (this.kind[this.p] === T.NAME && this.kind[this.p + 1] === T.EQUAL) {
        names.push(this.identifier());
        this.p++;
        named.push(this.pattern());
      } else {
        if (names.length > 0) throw noParse;
        positional.push(this.pattern());
      }
      if (this.kind[this.p] === T.COMMA) this.p++;
      else if (this.kind[this.p] !== T.RPAR) throw noParse;
    }
    const e = this.p++;
    return new ast.MatchClass(cls, positional, names, named, cls.lineno, cls.col_offset, this.tEndLine[e], this.tEndCol[e]);
  }

  /**
   * group_pattern: '(' pattern ')'
   * sequence_pattern: '[' [patterns] ']' | '(' [open_sequence_pattern] ')'
   */
  #sequence(): ast.pattern {
    const s = this.p++;
    const round = this.kind[s] === T.LPAR;
    const close = round ? T.RPAR : T.RSQB;
    const list: ast.pattern[] = [];
    let comma = false;
    while (this.kind[this.p] !== close) {
      list.push(this.#maybeStar());
      if (this.kind[this.p] === T.COMMA) {
        this.p++;
        comma = true;
      } else if (this.kind[this.p] !== close) throw noParse;
    }
    const e = this.p++;
    if (round && !comma && list.length === 1) {
      if (list[0].kind === ast.Kind.MatchStar) throw noParse;
      return list[0];
    }
    return new ast.MatchSequence(list, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  /**
   * mapping_pattern: '{' [(literal_expr | attr) ':' pattern …] ['**' NAME] [','] '}'
   */
  #mapping(): ast.pattern {
    const s = this.p++;
    const keys: ast.expr[] = [];
    const patterns: ast.pattern[] = [];
    let rest: string | null = null;
    while (this.kind[this.p] !== T.RBRACE) {
      if (rest !== null) throw noParse;
      if (this.accept(T.DOUBLESTAR)) rest = this.#captureTarget();
      else {
        keys.push(this.#mappingKey());
        this.expect(T.COLON);
        patterns.push(this.pattern());
      }
      if (this.kind[this.p] === T.COMMA) this.p++;
      else if (this.kind[this.p] !== T.RBRACE) throw noParse;
    }
    const e = this.p++;
    return new ast.MatchMapping(keys, patterns, rest, this.tLine[s], this.tCol[s], this.tEndLine[e], this.tEndCol[e]);
  }

  #mappingKey(): ast.expr {
    const k = this.kind[this.p];
    switch (k) {
      case T.KW_NONE: case T.KW_TRUE: case T.KW_FALSE: return this.atom();
      case T.NAME: {
        const key = this.#nameOrAttr();
        if (key.kind !== ast.Kind.Attribute) throw noParse;
        return key;
      }
      case T.NUMBER: case T.MINUS: case T.STRING: case T.FSTRING_START: case T.TSTRING_START: return this.#literal();
      default: throw noParse;
    }
  }
}
