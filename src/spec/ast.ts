/**
 * The abstract syntax of Python 3.14, as a table.
 *
 * This is the one place that says which nodes exist, which fields they have and in which order. From it `scripts/gen-ast.ts`
 * makes `src/generated/frontend/ast.ts`: the `Kind` numbers, a fixed-shape class per node, the union types and the schema
 * that `dumpAst` and the walkers read at run time.
 *
 * How to read a row: `['BinOp', 'expr left, operator op, expr right']` is a node and its fields. After a type, `?` means "or
 * null" and `*` means "a list" (`expr?*` is a list that may hold nulls, as `Dict.keys` does). A sum with `attributes` carries
 * the four positions `lineno` (from 1), `col_offset` (UTF-8 bytes, from 0), `end_lineno`, `end_col_offset` on each node. A sum whose
 * constructors all have no fields is an enumeration and becomes numbers, not nodes.
 *
 * Mirrors `Parser/Python.asdl`. Differs in that `FunctionType` (the mode for type comments) is left out.
 */

/** One constructor: its name, and its fields as `type name` pairs separated by commas. */
export type ConstructorRow = readonly [name: string, fields: string];

export interface SumSpec {
  /** The name of the sum (`expr`) or of the product (`comprehension`). */
  readonly name: string;
  /** True if the nodes carry the four positions. */
  readonly attributes: boolean;
  /** The constructors; a product has one, with its own name. */
  readonly constructors: readonly ConstructorRow[];
}

export const astSpec: readonly SumSpec[] = [
  {
    name: 'mod', attributes: false, constructors: [
      ['Module', 'stmt* body, type_ignore* type_ignores'],
      ['Interactive', 'stmt* body'],
      ['Expression', 'expr body'],
    ],
  },
  {
    name: 'stmt', attributes: true, constructors: [
      ['FunctionDef', 'identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params'],
      ['AsyncFunctionDef', 'identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params'],
      ['ClassDef', 'identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params'],
      ['Return', 'expr? value'],
      ['Delete', 'expr* targets'],
      ['Assign', 'expr* targets, expr value, string? type_comment'],
      ['TypeAlias', 'expr name, type_param* type_params, expr value'],
      ['AugAssign', 'expr target, operator op, expr value'],
      ['AnnAssign', 'expr target, expr annotation, expr? value, int simple'],
      ['For', 'expr target, expr iter, stmt* body, stmt* orelse, string? type_comment'],
      ['AsyncFor', 'expr target, expr iter, stmt* body, stmt* orelse, string? type_comment'],
      ['While', 'expr test, stmt* body, stmt* orelse'],
      ['If', 'expr test, stmt* body, stmt* orelse'],
      ['With', 'withitem* items, stmt* body, string? type_comment'],
      ['AsyncWith', 'withitem* items, stmt* body, string? type_comment'],
      ['Match', 'expr subject, match_case* cases'],
      ['Raise', 'expr? exc, expr? cause'],
      ['Try', 'stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody'],
      ['TryStar', 'stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody'],
      ['Assert', 'expr test, expr? msg'],
      ['Import', 'alias* names'],
      ['ImportFrom', 'identifier? module, alias* names, int level'],
      ['Global', 'identifier* names'],
      ['Nonlocal', 'identifier* names'],
      ['Expr', 'expr value'],
      ['Pass', ''],
      ['Break', ''],
      ['Continue', ''],
    ],
  },
  {
    name: 'expr', attributes: true, constructors: [
      ['BoolOp', 'boolop op, expr* values'],
      ['NamedExpr', 'expr target, expr value'],
      ['BinOp', 'expr left, operator op, expr right'],
      ['UnaryOp', 'unaryop op, expr operand'],
      ['Lambda', 'arguments args, expr body'],
      ['IfExp', 'expr test, expr body, expr orelse'],
      ['Dict', 'expr?* keys, expr* values'],
      ['Set', 'expr* elts'],
      ['ListComp', 'expr elt, comprehension* generators'],
      ['SetComp', 'expr elt, comprehension* generators'],
      ['DictComp', 'expr key, expr value, comprehension* generators'],
      ['GeneratorExp', 'expr elt, comprehension* generators'],
      ['Await', 'expr value'],
      ['Yield', 'expr? value'],
      ['YieldFrom', 'expr value'],
      ['Compare', 'expr left, cmpop* ops, expr* comparators'],
      ['Call', 'expr func, expr* args, keyword* keywords'],
      ['FormattedValue', 'expr value, int conversion, expr? format_spec'],
      ['Interpolation', 'expr value, constant str, int conversion, expr? format_spec'],
      ['JoinedStr', 'expr* values'],
      ['TemplateStr', 'expr* values'],
      ['Constant', 'constant value, string? kind_'],
      ['Attribute', 'expr value, identifier attr, expr_context ctx'],
      ['Subscript', 'expr value, expr slice, expr_context ctx'],
      ['Starred', 'expr value, expr_context ctx'],
      ['Name', 'identifier id, expr_context ctx'],
      ['List', 'expr* elts, expr_context ctx'],
      ['Tuple', 'expr* elts, expr_context ctx'],
      ['Slice', 'expr? lower, expr? upper, expr? step'],
    ],
  },
  { name: 'expr_context', attributes: false, constructors: [['Load', ''], ['Store', ''], ['Del', '']] },
  { name: 'boolop', attributes: false, constructors: [['And', ''], ['Or', '']] },
  {
    name: 'operator', attributes: false, constructors: [
      ['Add', ''], ['Sub', ''], ['Mult', ''], ['MatMult', ''], ['Div', ''], ['Mod', ''], ['Pow', ''], ['LShift', ''], ['RShift', ''],
      ['BitOr', ''], ['BitXor', ''], ['BitAnd', ''], ['FloorDiv', ''],
    ],
  },
  { name: 'unaryop', attributes: false, constructors: [['Invert', ''], ['Not', ''], ['UAdd', ''], ['USub', '']] },
  {
    name: 'cmpop', attributes: false, constructors: [
      ['Eq', ''], ['NotEq', ''], ['Lt', ''], ['LtE', ''], ['Gt', ''], ['GtE', ''], ['Is', ''], ['IsNot', ''], ['In', ''], ['NotIn', ''],
    ],
  },
  { name: 'comprehension', attributes: false, constructors: [['comprehension', 'expr target, expr iter, expr* ifs, int is_async']] },
  { name: 'excepthandler', attributes: true, constructors: [['ExceptHandler', 'expr? type, identifier? name, stmt* body']] },
  {
    name: 'arguments', attributes: false, constructors: [
      ['arguments', 'arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr?* kw_defaults, arg? kwarg, expr* defaults'],
    ],
  },
  { name: 'arg', attributes: true, constructors: [['arg', 'identifier arg, expr? annotation, string? type_comment']] },
  { name: 'keyword', attributes: true, constructors: [['keyword', 'identifier? arg, expr value']] },
  { name: 'alias', attributes: true, constructors: [['alias', 'identifier name, identifier? asname']] },
  { name: 'withitem', attributes: false, constructors: [['withitem', 'expr context_expr, expr? optional_vars']] },
  { name: 'match_case', attributes: false, constructors: [['match_case', 'pattern pattern, expr? guard, stmt* body']] },
  {
    name: 'pattern', attributes: true, constructors: [
      ['MatchValue', 'expr value'],
      ['MatchSingleton', 'constant value'],
      ['MatchSequence', 'pattern* patterns'],
      ['MatchMapping', 'expr* keys, pattern* patterns, identifier? rest'],
      ['MatchClass', 'expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns'],
      ['MatchStar', 'identifier? name'],
      ['MatchAs', 'pattern? pattern, identifier? name'],
      ['MatchOr', 'pattern* patterns'],
    ],
  },
  { name: 'type_ignore', attributes: false, constructors: [['TypeIgnore', 'int lineno, string tag']] },
  {
    name: 'type_param', attributes: true, constructors: [
      ['TypeVar', 'identifier name, expr? bound, expr? default_value'],
      ['ParamSpec', 'identifier name, expr? default_value'],
      ['TypeVarTuple', 'identifier name, expr? default_value'],
    ],
  },
];
