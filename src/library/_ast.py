"""The node classes of the ast module. Made by scripts/gen-ast-module.ts from src/spec/ast.ts; do not edit.

compile() to an AST (ast.parse) and from one is not built yet: it raises NotImplementedError (docs/status.md).
"""

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8400

_POSITIONS = ("lineno", "col_offset", "end_lineno", "end_col_offset")


class AST:
    _fields = ()
    _attributes = ()
    _field_types = {}
    __match_args__ = ()
    _kinds = ()

    def __init__(self, *args, **kwargs):
        cls = type(self)
        fields = cls._fields
        if len(args) > len(fields):
            raise TypeError(f"{cls.__name__} constructor takes at most {len(fields)} positional argument{'s' if len(fields) != 1 else ''}")
        for name, value in zip(fields, args):
            setattr(self, name, value)
        for name, value in kwargs.items():
            if name in fields[:len(args)]:
                raise TypeError(f"{cls.__name__} got multiple values for argument {name!r}")
            setattr(self, name, value)
        for name, kind in zip(fields[len(args):], cls._kinds[len(args):]):
            if name not in kwargs and kind == "*":
                setattr(self, name, [])

    def __reduce__(self):
        return type(self), (), self.__dict__.copy()

    def __replace__(self, /, **kwargs):
        state = {**self.__dict__, **kwargs}
        return type(self)(**state)


AST.__module__ = "ast"


def _define(name, base, fields, attributes):
    names, kinds, space = [], [], {}
    for field in fields.split(", ") if fields else ():
        kind, field_name = field.split(" ")
        names.append(field_name)
        kinds.append(kind[-1] if kind[-1] in "?*" else "")
        if kind[-1] == "?":
            space[field_name] = None
    space.update(__module__="ast", __match_args__=tuple(names), _fields=tuple(names), _kinds=tuple(kinds), __doc__=f"{name}({fields})" if fields else name)
    if attributes:
        space.update(_attributes=_POSITIONS, end_lineno=None, end_col_offset=None)
    globals()[name] = cls = type(name, (base,), space)
    return cls


for _line in """\
mod
  Module: stmt* body, type_ignore* type_ignores
  Interactive: stmt* body
  Expression: expr body
stmt+
  FunctionDef: identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params
  AsyncFunctionDef: identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params
  ClassDef: identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params
  Return: expr? value
  Delete: expr* targets
  Assign: expr* targets, expr value, string? type_comment
  TypeAlias: expr name, type_param* type_params, expr value
  AugAssign: expr target, operator op, expr value
  AnnAssign: expr target, expr annotation, expr? value, int simple
  For: expr target, expr iter, stmt* body, stmt* orelse, string? type_comment
  AsyncFor: expr target, expr iter, stmt* body, stmt* orelse, string? type_comment
  While: expr test, stmt* body, stmt* orelse
  If: expr test, stmt* body, stmt* orelse
  With: withitem* items, stmt* body, string? type_comment
  AsyncWith: withitem* items, stmt* body, string? type_comment
  Match: expr subject, match_case* cases
  Raise: expr? exc, expr? cause
  Try: stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody
  TryStar: stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody
  Assert: expr test, expr? msg
  Import: alias* names
  ImportFrom: identifier? module, alias* names, int level
  Global: identifier* names
  Nonlocal: identifier* names
  Expr: expr value
  Pass: 
  Break: 
  Continue: 
expr+
  BoolOp: boolop op, expr* values
  NamedExpr: expr target, expr value
  BinOp: expr left, operator op, expr right
  UnaryOp: unaryop op, expr operand
  Lambda: arguments args, expr body
  IfExp: expr test, expr body, expr orelse
  Dict: expr?* keys, expr* values
  Set: expr* elts
  ListComp: expr elt, comprehension* generators
  SetComp: expr elt, comprehension* generators
  DictComp: expr key, expr value, comprehension* generators
  GeneratorExp: expr elt, comprehension* generators
  Await: expr value
  Yield: expr? value
  YieldFrom: expr value
  Compare: expr left, cmpop* ops, expr* comparators
  Call: expr func, expr* args, keyword* keywords
  FormattedValue: expr value, int conversion, expr? format_spec
  Interpolation: expr value, constant str, int conversion, expr? format_spec
  JoinedStr: expr* values
  TemplateStr: expr* values
  Constant: constant value, string? kind_
  Attribute: expr value, identifier attr, expr_context ctx
  Subscript: expr value, expr slice, expr_context ctx
  Starred: expr value, expr_context ctx
  Name: identifier id, expr_context ctx
  List: expr* elts, expr_context ctx
  Tuple: expr* elts, expr_context ctx
  Slice: expr? lower, expr? upper, expr? step
expr_context
  Load: 
  Store: 
  Del: 
boolop
  And: 
  Or: 
operator
  Add: 
  Sub: 
  Mult: 
  MatMult: 
  Div: 
  Mod: 
  Pow: 
  LShift: 
  RShift: 
  BitOr: 
  BitXor: 
  BitAnd: 
  FloorDiv: 
unaryop
  Invert: 
  Not: 
  UAdd: 
  USub: 
cmpop
  Eq: 
  NotEq: 
  Lt: 
  LtE: 
  Gt: 
  GtE: 
  Is: 
  IsNot: 
  In: 
  NotIn: 
comprehension!: expr target, expr iter, expr* ifs, int is_async
excepthandler+
  ExceptHandler: expr? type, identifier? name, stmt* body
arguments!: arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr?* kw_defaults, arg? kwarg, expr* defaults
arg+!: identifier arg, expr? annotation, string? type_comment
keyword+!: identifier? arg, expr value
alias+!: identifier name, identifier? asname
withitem!: expr context_expr, expr? optional_vars
match_case!: pattern pattern, expr? guard, stmt* body
pattern+
  MatchValue: expr value
  MatchSingleton: constant value
  MatchSequence: pattern* patterns
  MatchMapping: expr* keys, pattern* patterns, identifier? rest
  MatchClass: expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns
  MatchStar: identifier? name
  MatchAs: pattern? pattern, identifier? name
  MatchOr: pattern* patterns
type_ignore
  TypeIgnore: int lineno, string tag
type_param+
  TypeVar: identifier name, expr? bound, expr? default_value
  ParamSpec: identifier name, expr? default_value
  TypeVarTuple: identifier name, expr? default_value
""".splitlines():
    _head, _, _fields = _line.strip().removesuffix(":").partition(": ")
    if _line[0] == " ":
        _define(_head, _base, _fields, False)
    else:
        _name = _head.rstrip("!+")
        _base = _define(_name, AST, _fields, "+" in _head)
del _line, _head, _, _fields, _name, _base
