/** The SyntaxWarnings that the code generator gives (codegen.c: check_caller, check_compare, check_subscripter, check_index). */
import { Kind, cmpop, type AST, type expr } from '../../generated/frontend/ast.ts';
import type { Context } from './context.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;

const CONSTANT_TYPES = { none: 'NoneType', bool: 'bool', ellipsis: 'ellipsis', int: 'int', float: 'float', complex: 'complex', str: 'str', bytes: 'bytes' } as const;

function inferType(e: expr): string | null {
  switch (e.kind) {
    case Kind.Tuple: return 'tuple';
    case Kind.List:
    case Kind.ListComp: return 'list';
    case Kind.Dict:
    case Kind.DictComp: return 'dict';
    case Kind.Set:
    case Kind.SetComp: return 'set';
    case Kind.GeneratorExp: return 'generator';
    case Kind.Lambda: return 'function';
    case Kind.TemplateStr:
    case Kind.Interpolation: return 'string.templatelib.Template';
    case Kind.JoinedStr:
    case Kind.FormattedValue: return 'str';
    case Kind.Constant: return CONSTANT_TYPES[e.value.t];
    default: return null;
  }
}

export function checkCaller(c: Context, e: expr): void {
  if (e.kind === Kind.Lambda) return;
  const type = inferType(e);
  if (type !== null) c.warn(`'${type}' object is not callable; perhaps you missed a comma?`, e);
}

export function checkSubscripter(c: Context, e: expr): void {
  switch (e.kind) {
    case Kind.Constant: {
      const t = e.value.t;
      if (t === 'str' || t === 'bytes') return;
      break;
    }
    case Kind.Set:
    case Kind.SetComp:
    case Kind.GeneratorExp:
    case Kind.TemplateStr:
    case Kind.Interpolation:
    case Kind.Lambda:
      break;
    default: return;
  }
  c.warn(`'${inferType(e)}' object is not subscriptable; perhaps you missed a comma?`, e);
}

export function checkIndex(c: Context, e: expr, index: expr): void {
  const type = inferType(index);
  if (type === null || type === 'int' || type === 'bool') return;
  switch (e.kind) {
    case Kind.Constant:
      if (e.value.t !== 'str' && e.value.t !== 'bytes') return;
      break;
    case Kind.Tuple:
    case Kind.List:
    case Kind.ListComp:
    case Kind.JoinedStr:
    case Kind.FormattedValue:
      break;
    default: return;
  }
  c.warn(`${inferType(e)} indices must be integers or slices, not ${type}; perhaps you missed a comma?`, e);
}

/** False for a literal whose identity means nothing. */
function hasIdentity(e: expr): boolean {
  if (e.kind === Kind.Tuple) return !e.elts.every((x) => x.kind === Kind.Constant);
  if (e.kind !== Kind.Constant) return true;
  const t = e.value.t;
  return t === 'none' || t === 'bool' || t === 'ellipsis';
}

export function checkCompare(c: Context, e: Node<typeof Kind.Compare>): void {
  let left: expr = e.left;
  for (let i = 0; i < e.ops.length; i++) {
    const right = e.comparators[i];
    const op = e.ops[i];
    if (op === cmpop.Is || op === cmpop.IsNot) {
      const literal = !hasIdentity(left) ? left : !hasIdentity(right) ? right : null;
      if (literal !== null) {
        const type = inferType(literal);
        c.warn(op === cmpop.Is ? `"is" with '${type}' literal. Did you mean "=="?` : `"is not" with '${type}' literal. Did you mean "!="?`, e);
        return;
      }
    }
    left = right;
  }
}
