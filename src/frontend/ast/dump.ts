/**
 * `dumpAst`: a tree as text, letter for letter as CPython 3.14's `ast.dump` prints it.
 *
 * Since 3.13 fields that are None or an empty list are left out, `ctx=Load()` is not. `showEmpty` prints them as 3.11 does, and leaves out the
 * fields that 3.11 does not know, so that the two can be compared.
 */
import * as ast from '../../generated/frontend/ast.ts';
import { bytesRepr, complexRepr, floatRepr, strRepr } from './repr.ts';

export interface DumpOptions {
  /** Spaces of indentation per level; null or absent prints one line. */
  readonly indent?: number | null;
  readonly includeAttributes?: boolean;
  readonly showEmpty?: boolean;
}

const enumNames: Record<string, readonly string[]> = {
  expr_context: ast.expr_contextNames, boolop: ast.boolopNames, operator: ast.operatorNames, unaryop: ast.unaryopNames, cmpop: ast.cmpopNames,
};

export function constantRepr(v: ast.ConstantValue): string {
  switch (v.t) {
    case 'none': return 'None';
    case 'ellipsis': return 'Ellipsis';
    case 'bool': return v.v ? 'True' : 'False';
    case 'int': return v.v.toString();
    case 'float': return floatRepr(v.v);
    case 'complex': return complexRepr(v.v);
    case 'str': return strRepr(v.v, v.split);
    case 'bytes': return bytesRepr(v.v);
  }
}

const attributeNames = ['lineno', 'col_offset', 'end_lineno', 'end_col_offset'] as const;

export function dumpAst(node: ast.AST, options: DumpOptions = {}): string {
  const indent = options.indent ?? null;
  const showEmpty = options.showEmpty ?? false;

  /** The text of a value, and whether it is short enough to stand on one line. */
  function format(value: unknown, type: string, level: number): [string, boolean] {
    const inner = level + 1;
    const prefix = indent === null ? '' : `\n${' '.repeat(indent * inner)}`;
    const separator = indent === null ? ', ' : `,\n${' '.repeat(indent * inner)}`;
    if (Array.isArray(value)) {
      if (value.length === 0) return ['[]', true];
      return [`[${prefix}${value.map((v) => format(v, type, inner)[0]).join(separator)}]`, false];
    }
    if (value === null || value === undefined) return ['None', true];
    if (type in enumNames) return [`${enumNames[type][value as number]}()`, true];
    if (type === 'identifier' || type === 'string') return [strRepr(value as string, null), true];
    if (type === 'int') return [String(value), true];
    if (type === 'constant') return [constantRepr(value as ast.ConstantValue), true];
    return formatNode(value as ast.AST, inner, prefix, separator);
  }

  function formatNode(n: ast.AST, level: number, prefix: string, separator: string): [string, boolean] {
    const schema = ast.schema[n.kind];
    const fields = n as unknown as Record<string, unknown>;
    const args: string[] = [];
    let simple = true;
    for (const f of schema.fields) {
      const value = fields[f.name];
      if (showEmpty) {
        if (f.name === 'type_params') continue;
        if (value === null && f.quant === '?') continue;
        // 3.11 leaves out only None; "module" without a name is None there too.
      } else {
        if (value === null && (f.quant === '?' || f.quant === '')) continue;
        if (Array.isArray(value) && value.length === 0) continue;
      }
      const [text, isSimple] = format(value, f.type, level);
      simple &&= isSimple;
      args.push(`${f.pyName}=${text}`);
    }
    if (options.includeAttributes && schema.attributes) {
      for (const a of attributeNames) {
        args.push(`${a}=${String(fields[a])}`);
      }
      simple = false;
    }
    if (simple && args.length <= 3) return [`${schema.name}(${args.join(', ')})`, args.length === 0];
    return [`${schema.name}(${prefix}${args.join(separator)})`, false];
  }

  const prefix = indent === null ? '' : `\n${' '.repeat(indent)}`;
  const separator = indent === null ? ', ' : `,\n${' '.repeat(indent)}`;
  return formatNode(node, 1, prefix, separator)[0];
}
