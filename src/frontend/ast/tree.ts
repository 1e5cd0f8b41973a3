/**
 * Trees that cross to Python and back (`compile(…, ONLY_AST)`, `compile(tree, …)`), flat, in preorder; src/library/_ast.py is the other side.
 *
 * A node is its kind (0: none), its four positions if it has any, its fields. A list is its length and its items, an enumeration its number, everything else a constant. To Python it is
 * one tuple, the value of a code object; from Python it is a JSON array, where a constant is [type, text].
 */
import * as ast from '../../generated/frontend/ast.ts';
import type { Const } from '../compiler/code.ts';

const ENUMS = new Set(['expr_context', 'boolop', 'operator', 'unaryop', 'cmpop']);
const NONE: Const = { t: 'none' };
const POSITIONS = ['lineno', 'col_offset', 'end_lineno', 'end_col_offset'] as const;
type Fields = Record<string, unknown>;

/** The tree as an expression whose value is the flat tuple. */
export function treeAsExpression(tree: ast.AST): ast.Expression {
  const items: Const[] = [];
  const put = (v: number): void => { items.push({ t: 'int', v }); };
  const value = (v: unknown, type: string): void => {
    if (v === null || v === undefined) items.push(type in KIND_OF_SUM ? { t: 'int', v: 0 } : NONE);
    else if (type === 'int' || ENUMS.has(type)) put(v as number);
    else if (type === 'identifier' || type === 'string') items.push({ t: 'str', v: v as string, split: null });
    else if (type === 'constant') items.push(v as ast.ConstantValue);
    else node(v as ast.AST);
  };
  const node = (n: ast.AST): void => {
    const schema = ast.schema[n.kind];
    const fields = n as unknown as Fields;
    put(n.kind);
    if (schema.attributes) for (const p of POSITIONS) put(fields[p] as number);
    for (const f of schema.fields) {
      const v = fields[f.name];
      if (!Array.isArray(v)) { value(v, f.type); continue; }
      put(v.length);
      for (const x of v) value(x, f.type);
    }
  };
  node(tree);
  const constant = { t: 'tuple', items } as unknown as ast.ConstantValue;
  return new ast.Expression(new ast.Constant(constant, null, 1, 0, 1, 0));
}

/** Names of sums and products: types of fields that hold nodes. */
const KIND_OF_SUM: Record<string, true> = Object.fromEntries(ast.schema.filter((s) => s.sum !== '').map((s) => [s.sum, true as const]));

/** The tree that a JSON text of Python's describes. */
export function readTree(text: string): ast.mod {
  const items = JSON.parse(text) as unknown[];
  let at = 0;
  const value = (type: string): unknown => {
    const v = items[at];
    if (type in KIND_OF_SUM && !ENUMS.has(type)) return node();
    at++;
    return type === 'constant' ? constant(v as [string, string]) : v;
  };
  const node = (): unknown => {
    const kind = items[at++] as number;
    if (kind === 0) return null;
    const schema = ast.schema[kind];
    const positions = schema.attributes ? (items.slice(at, at + 4) as number[]) : [];
    at += positions.length;
    const fields = schema.fields.map((f) => {
      if (f.quant === '' || f.quant === '?') return value(f.type);
      const n = items[at++] as number;
      return Array.from({ length: n }, () => value(f.type));
    });
    const classes = ast as unknown as Record<string, new (...args: unknown[]) => unknown>;
    return new (classes[`${schema.name}_`] ?? classes[schema.name])(...fields, ...positions);
  };
  return node() as ast.mod;
}

function constant([type, text]: [string, string]): ast.ConstantValue {
  switch (type) {
    case 'none': return { t: 'none' };
    case 'ellipsis': return { t: 'ellipsis' };
    case 'bool': return { t: 'bool', v: text === '1' };
    case 'int': {
      const v = Number(text);
      return { t: 'int', v: Number.isSafeInteger(v) ? v : BigInt(text) };
    }
    case 'float': return { t: 'float', v: float(text) };
    case 'complex': return { t: 'complex', v: float(text) };
    case 'bytes': return { t: 'bytes', v: Uint8Array.from(text, (c) => c.charCodeAt(0)) };
    default: return { t: 'str', v: text, split: null };
  }
}
const float = (text: string): number => text === 'inf' ? Infinity : text === '-inf' ? -Infinity : text === 'nan' ? NaN : Number(text);
