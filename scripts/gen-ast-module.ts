/** Makes src/library/_ast.py, the node classes that CPython's ast module stands on, from the table src/spec/ast.ts. Run it after a change of the table; the result is committed. */
import { writeFileSync } from 'node:fs';
import { astSpec } from '../src/spec/ast.ts';

const lines: string[] = [];
for (const sum of astSpec) {
  const product = sum.constructors.length === 1 && sum.constructors[0]![0] === sum.name;
  lines.push(`${sum.name}${sum.attributes ? '+' : ''}${product ? '!' : ''}`);
  for (const [name, fields] of sum.constructors) if (!product) lines.push(`  ${name}: ${fields}`); else lines[lines.length - 1] += `: ${fields}`;
}
writeFileSync(new URL('../src/library/_ast.py', import.meta.url), `"""The node classes of the ast module. Made by scripts/gen-ast-module.ts from src/spec/ast.ts; do not edit.

compile() hands trees over flat: _build makes nodes of what src/frontend/ast/tree.ts gives, _flatten is the way back.
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
    _plan = ()

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
            if name not in fields and name not in cls._attributes:
                import warnings
                warnings.warn(f"{cls.__name__}.__init__ got an unexpected keyword argument {name!r}. Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.", DeprecationWarning, stacklevel=2)
            setattr(self, name, value)
        for name, type_, quantity in cls._plan[len(args):]:
            if name in kwargs or name not in fields:
                continue
            if "*" in quantity:
                setattr(self, name, [])
            elif type_ == "expr_context":
                setattr(self, name, _load)
            elif not quantity:
                import warnings
                warnings.warn(f"{cls.__name__}.__init__ missing 1 required positional argument: {name!r}. This will become an error in Python 3.15.", DeprecationWarning, stacklevel=2)

    def __reduce__(self):
        return type(self), (), self.__dict__.copy()

    def __replace__(self, /, **kwargs):
        state = {**self.__dict__, **kwargs}
        return type(self)(**state)

    def __repr__(self):
        return _repr(self, 3)


AST.__module__ = "ast"


def _repr(node, depth):
    name = type(node).__name__
    if depth <= 0:
        return name + "(...)"
    parts = []
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, (list, tuple)):
            ends = value if len(value) < 3 else (value[0], value[-1])
            texts = [_repr(x, depth - 1) if isinstance(x, AST) else repr(x) for x in ends]
            if len(value) > 2:
                texts.insert(1, "...")
            text = "[" + ", ".join(texts) + "]" if isinstance(value, list) else "(" + ", ".join(texts) + ")"
        else:
            text = _repr(value, depth - 1) if isinstance(value, AST) else repr(value)
        parts.append(f"{field}={text}")
    return f"{name}({', '.join(parts)})"


def _define(name, base, fields, attributes):
    plan, space = [], {}
    for field in fields.split(", ") if fields else ():
        kind, field_name = field.split(" ")
        field_name = field_name.rstrip("_")
        type_ = kind.rstrip("?*")
        plan.append((field_name, type_, kind[len(type_):]))
        if kind[-1] == "?":
            space[field_name] = None
    names = tuple(p[0] for p in plan)
    space.update(__module__="ast", __match_args__=names, _fields=names, _plan=tuple(plan), __doc__=f"{name}({fields})" if fields else name)
    if attributes:
        space.update(_attributes=_POSITIONS, end_lineno=None, end_col_offset=None)
    globals()[name] = cls = type(name, (base,), space)
    return cls


#: node classes by the front end's number for them
_kinds = [None]
#: members of enumerations by their number, and the numbers
_members = {}
_numbers = {}
_enumerations = ("expr_context", "boolop", "operator", "unaryop", "cmpop")
for _line in """\\
${lines.join('\n')}
""".splitlines():
    _head, _, _fields = _line.strip().removesuffix(":").partition(": ")
    if _line[0] == " ":
        _cls = _define(_head, _base, _fields, _base._attributes)
        if _name in _enumerations:
            _members[_name].append(_cls())
            _numbers[_head] = len(_members[_name]) - 1
        else:
            _kinds.append(_cls)
    else:
        _name = _head.rstrip("!+")
        _base = _define(_name, AST, _fields, "+" in _head)
        if "!" in _head:
            _kinds.append(_base)
        elif _name in _enumerations:
            _members[_name] = [None]
_load = _members["expr_context"][1]
_place = {c: i for i, c in enumerate(_kinds) if c}
_plain = ("identifier", "string", "int", "constant")


def _annotate():
    types = {"identifier": str, "string": str, "int": int, "constant": object}
    for cls in list(globals().values()):
        if isinstance(cls, type) and issubclass(cls, AST):
            cls._field_types = {
                name: list[types.get(t) or globals()[t]] if "*" in q else (types.get(t) or globals()[t]) | None if q == "?" else types.get(t) or globals()[t]
                for name, t, q in cls._plan}
            if cls._fields:
                cls.__annotations__ = dict(cls._field_types)


_annotate()
del _line, _head, _, _fields, _name, _base, _cls


def _build(flat):
    """The tree that a flat tuple stands for."""
    take = iter(flat).__next__
    new = object.__new__

    def value(type_):
        if type_ in _plain:
            return take()
        members = _members.get(type_)
        return node() if members is None else members[take()]

    def node():
        kind = take()
        if not kind:
            return None
        cls = _kinds[kind]
        n = new(cls)
        if cls._attributes:
            at = take(), take(), take(), take()
        for name, type_, quantity in cls._plan:
            setattr(n, name, [value(type_) for _ in range(take())] if "*" in quantity else value(type_))
        if cls._attributes:
            n.lineno, n.col_offset, n.end_lineno, n.end_col_offset = at
        return n

    return node()


_modes = {"exec": "Module", "eval": "Expression", "single": "Interactive"}


def _flatten(tree, mode):
    """JSON text for the compiler; TypeError or ValueError for what is no tree."""
    import json
    out = []
    put = out.append
    if type(tree).__name__ != _modes[mode] or not isinstance(tree, globals()[_modes[mode]]):
        raise TypeError(f"expected {_modes[mode]} node, got {type(tree).__name__}")

    def constant(v):
        if v is None:
            put(("none", ""))
        elif v is ...:
            put(("ellipsis", ""))
        elif isinstance(v, bool):
            put(("bool", "1" if v else "0"))
        elif type(v) is int:
            put(("int", str(v)))
        elif type(v) is float:
            put(("float", repr(v)))
        elif type(v) is complex and v.real == 0:
            put(("complex", repr(v.imag)))
        elif type(v) is str:
            put(("str", v))
        elif type(v) is bytes:
            put(("bytes", v.decode("latin-1")))
        else:
            raise TypeError(f"got an invalid type in Constant: {type(v).__name__}")

    def value(v, type_, owner):
        if type_ == "constant":
            constant(v)
        elif type_ in ("identifier", "string"):
            if v is not None and type(v) is not str:
                raise TypeError(f"AST {type_} must be of type str")
            put(v)
        elif type_ == "int":
            if not isinstance(v, int):
                raise ValueError(f"invalid integer value: {v!r}")
            put(int(v))
        elif type_ in _members:
            if not isinstance(v, globals()[type_]):
                raise TypeError(f"expected some sort of {type_}, but got {v!r}")
            put(_numbers[type(v).__name__])
        elif v is None:
            put(0)
        else:
            if not isinstance(v, globals()[type_]):
                raise TypeError(f"expected some sort of {type_}, but got {v!r}")
            node(v)

    def node(n):
        cls = type(n)
        while cls not in _place:
            cls = cls.__base__
            if cls is None:
                raise TypeError(f"expected some sort of node, but got {n!r}")
        if cls.__name__ == "Constant" and isinstance(n.value, (tuple, frozenset)):
            elts = [copy(Constant(x), n) for x in n.value]
            n = copy(Tuple(elts, _load) if isinstance(n.value, tuple) else Call(copy(Name("frozenset", _load), n), [copy(Set(elts), n)], []), n)
            cls = type(n)
        put(_place[cls])
        if cls._attributes:
            for name in _POSITIONS:
                v = getattr(n, name, None)
                if v is None:
                    if not name.startswith("end"):
                        raise TypeError(f"required field \\"{name}\\" missing from {cls.__base__.__name__ if cls.__base__ is not AST else cls.__name__}")
                    v = getattr(n, name[4:])
                put(int(v))
        for name, type_, quantity in cls._plan:
            try:
                v = getattr(n, name)
            except AttributeError:
                if "*" in quantity:
                    v = []
                elif type_ == "expr_context":
                    v = _load
                else:
                    raise TypeError(f"required field \\"{name}\\" missing from {cls.__name__}") from None
            if "*" in quantity:
                if not isinstance(v, list):
                    raise TypeError(f"{cls.__name__} field \\"{name}\\" must be a list, not a {type(v).__name__}")
                if name == "body" and not v and cls.__name__ not in ("Module", "Interactive"):
                    raise ValueError(f"empty body on {cls.__name__}")
                put(len(v))
                for x in v:
                    if x is None and quantity == "*":
                        raise ValueError(f"None disallowed in {'statement' if type_ == 'stmt' else 'expression'} list")
                    value(x, type_, cls)
            else:
                if v is None and not quantity and type_ != "constant":
                    raise ValueError(f"field '{name}' is required for {cls.__name__}")
                value(v, type_, cls)

    def copy(new, old):
        for name in _POSITIONS:
            setattr(new, name, getattr(old, name, None))
        return new

    node(tree)
    return json.dumps(out)
`);
