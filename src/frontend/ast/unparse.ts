/**
 * An expression as source text, as CPython's `ast_unparse.c` writes it: the annotations under `from __future__ import annotations`.
 */
import { Kind, boolop, operator, unaryop, type arguments_, type comprehension, type expr } from '../../generated/frontend/ast.ts';
import { constantRepr } from './dump.ts';
import { strRepr } from './repr.ts';

const PR = {
  TUPLE: 0, TEST: 1, OR: 2, AND: 3, NOT: 4, CMP: 5, EXPR: 6, BOR: 6, BXOR: 7, BAND: 8, SHIFT: 9, ARITH: 10, TERM: 11, FACTOR: 12, POWER: 13, AWAIT: 14, ATOM: 15,
} as const;

const BINARY: Record<number, readonly [text: string, precedence: number, rightAssociative?: boolean]> = {
  [operator.Add]: [' + ', PR.ARITH], [operator.Sub]: [' - ', PR.ARITH], [operator.Mult]: [' * ', PR.TERM], [operator.MatMult]: [' @ ', PR.TERM],
  [operator.Div]: [' / ', PR.TERM], [operator.Mod]: [' % ', PR.TERM], [operator.LShift]: [' << ', PR.SHIFT], [operator.RShift]: [' >> ', PR.SHIFT],
  [operator.BitOr]: [' | ', PR.BOR], [operator.BitXor]: [' ^ ', PR.BXOR], [operator.BitAnd]: [' & ', PR.BAND], [operator.FloorDiv]: [' // ', PR.TERM],
  [operator.Pow]: [' ** ', PR.POWER, true],
};
const COMPARE = ['', ' == ', ' != ', ' < ', ' <= ', ' > ', ' >= ', ' is ', ' is not ', ' in ', ' not in '];

export function unparse(e: expr): string {
  return expression(e, PR.TEST);
}

const parens = (text: string, yes: boolean): string => yes ? `(${text})` : text;

function expression(e: expr, level: number): string {
  switch (e.kind) {
    case Kind.BoolOp: {
      const pr = e.op === boolop.And ? PR.AND : PR.OR;
      return parens(e.values.map((v) => expression(v, pr + 1)).join(e.op === boolop.And ? ' and ' : ' or '), level > pr);
    }
    case Kind.BinOp: {
      const [text, pr, right = false] = BINARY[e.op];
      return parens(expression(e.left, pr + (right ? 1 : 0)) + text + expression(e.right, pr + (right ? 0 : 1)), level > pr);
    }
    case Kind.UnaryOp: {
      const [text, pr] = e.op === unaryop.Invert ? ['~', PR.FACTOR] : e.op === unaryop.Not ? ['not ', PR.NOT] : e.op === unaryop.UAdd ? ['+', PR.FACTOR] : ['-', PR.FACTOR];
      return parens(text + expression(e.operand, pr as number), level > (pr as number));
    }
    case Kind.Lambda: {
      const a = args(e.args);
      return parens(`lambda${a === '' ? '' : ` ${a}`}: ${expression(e.body, PR.TEST)}`, level > PR.TEST);
    }
    case Kind.IfExp:
      return parens(`${expression(e.body, PR.TEST + 1)} if ${expression(e.test, PR.TEST + 1)} else ${expression(e.orelse, PR.TEST)}`, level > PR.TEST);
    case Kind.Dict:
      return `{${e.values.map((v, i) => {
        const k = e.keys[i];
        return k === null ? `**${expression(v, PR.EXPR)}` : `${expression(k, PR.TEST)}: ${expression(v, PR.TEST)}`;
      }).join(', ')}}`;
    case Kind.Set: return `{${e.elts.map((x) => expression(x, PR.TEST)).join(', ')}}`;
    case Kind.GeneratorExp: return `(${expression(e.elt, PR.TEST)}${generators(e.generators)})`;
    case Kind.ListComp: return `[${expression(e.elt, PR.TEST)}${generators(e.generators)}]`;
    case Kind.SetComp: return `{${expression(e.elt, PR.TEST)}${generators(e.generators)}}`;
    case Kind.DictComp: return `{${expression(e.key, PR.TEST)}: ${expression(e.value, PR.TEST)}${generators(e.generators)}}`;
    case Kind.Yield: return e.value === null ? '(yield)' : `(yield ${expression(e.value, PR.TUPLE)})`;
    case Kind.YieldFrom: return `(yield from ${expression(e.value, PR.TEST)})`;
    case Kind.Await: return parens(`await ${expression(e.value, PR.ATOM)}`, level > PR.AWAIT);
    case Kind.Compare: {
      const text = expression(e.left, PR.CMP + 1) + e.ops.map((op, i) => COMPARE[op] + expression(e.comparators[i], PR.CMP + 1)).join('');
      return parens(text, level > PR.CMP);
    }
    case Kind.Call: {
      const f = expression(e.func, PR.ATOM);
      if (e.args.length === 1 && e.keywords.length === 0 && e.args[0].kind === Kind.GeneratorExp) return f + expression(e.args[0], PR.TEST);
      return `${f}(${[
        ...e.args.map((a) => expression(a, PR.TEST)),
        ...e.keywords.map((k) => (k.arg === null ? '**' : `${k.arg}=`) + expression(k.value, PR.TEST)),
      ].join(', ')})`;
    }
    case Kind.Constant: {
      if (e.value.t === 'ellipsis') return '...';
      const text = constantRepr(e.value);
      // an infinite float is written as a number that overflows
      const shown = e.value.t === 'float' || e.value.t === 'complex' ? text.replace(/inf/g, '1e309') : text;
      return e.kind_ === 'u' ? `u${shown}` : shown;
    }
    case Kind.Attribute: {
      const v = expression(e.value, PR.ATOM);
      // 3 .real: a blank keeps the dot from being a decimal point
      return `${v}${e.value.kind === Kind.Constant && e.value.value.t === 'int' ? ' .' : '.'}${e.attr}`;
    }
    case Kind.Subscript: return `${expression(e.value, PR.ATOM)}[${expression(e.slice, PR.TUPLE)}]`;
    case Kind.Starred: return `*${expression(e.value, PR.EXPR)}`;
    case Kind.Name: return e.id;
    case Kind.List: return `[${e.elts.map((x) => expression(x, PR.TEST)).join(', ')}]`;
    case Kind.Tuple: {
      if (e.elts.length === 0) return '()';
      return parens(e.elts.map((x) => expression(x, PR.TEST)).join(', ') + (e.elts.length === 1 ? ',' : ''), level > PR.TUPLE);
    }
    case Kind.Slice:
      return `${e.lower === null ? '' : expression(e.lower, PR.TEST)}:${e.upper === null ? '' : expression(e.upper, PR.TEST)}`
        + (e.step === null ? '' : `:${expression(e.step, PR.TEST)}`);
    case Kind.NamedExpr: return parens(`${expression(e.target, PR.ATOM)} := ${expression(e.value, PR.ATOM)}`, level > PR.TUPLE);
    case Kind.JoinedStr:
    case Kind.FormattedValue:
      return `f${strRepr(formatted(e, false), null)}`;
    case Kind.TemplateStr:
    case Kind.Interpolation:
      return `t${strRepr(formatted(e, false), null)}`;
  }
}

/** The inside of an f-string or t-string. */
function formatted(e: expr, isSpec: boolean): string {
  switch (e.kind) {
    case Kind.JoinedStr:
    case Kind.TemplateStr:
      return e.values.map((v) => formatted(v, isSpec)).join('');
    case Kind.Constant:
      return e.value.t === 'str' ? e.value.v.replace(/[{}]/g, (b) => b + b) : '';
    case Kind.FormattedValue:
    case Kind.Interpolation: {
      const text = e.kind === Kind.Interpolation && e.str.t === 'str' ? e.str.v : expression(e.value, PR.TEST + 1);
      const conversion = e.conversion > 0 ? `!${String.fromCharCode(e.conversion)}` : '';
      const spec = e.format_spec === null ? '' : `:${formatted(e.format_spec, true)}`;
      return `${text.startsWith('{') ? '{ ' : '{'}${text}${conversion}${spec}}`;
    }
    default: return expression(e, PR.TEST);
  }
}

function generators(list: readonly comprehension[]): string {
  return list.map((g) => `${g.is_async ? ' async for ' : ' for '}${expression(g.target, PR.TUPLE)} in ${expression(g.iter, PR.TEST + 1)}`
    + g.ifs.map((t) => ` if ${expression(t, PR.TEST + 1)}`).join('')).join('');
}

function args(a: arguments_): string {
  const out: string[] = [];
  const positional = [...a.posonlyargs, ...a.args];
  positional.forEach((p, i) => {
    const d = i - (positional.length - a.defaults.length);
    out.push(p.arg + (p.annotation === null ? '' : `: ${expression(p.annotation, PR.TEST)}`) + (d >= 0 ? `=${expression(a.defaults[d], PR.TEST)}` : ''));
    if (i + 1 === a.posonlyargs.length) out.push('/');
  });
  if (a.vararg !== null || a.kwonlyargs.length > 0) out.push(`*${a.vararg?.arg ?? ''}`);
  a.kwonlyargs.forEach((p, i) => {
    const d = a.kw_defaults[i];
    out.push(p.arg + (d === null ? '' : `=${expression(d, PR.TEST)}`));
  });
  if (a.kwarg !== null) out.push(`**${a.kwarg.arg}`);
  return out.join(', ');
}
