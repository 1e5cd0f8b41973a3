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


for _line in """\\
${lines.join('\n')}
""".splitlines():
    _head, _, _fields = _line.strip().removesuffix(":").partition(": ")
    if _line[0] == " ":
        _define(_head, _base, _fields, False)
    else:
        _name = _head.rstrip("!+")
        _base = _define(_name, AST, _fields, "+" in _head)
del _line, _head, _, _fields, _name, _base
`);
