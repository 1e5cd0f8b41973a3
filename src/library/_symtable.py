"""What the module symtable is made of: the compiler's symbol table of a source, which the front end gives as nested tuples (src/frontend/symbols/table.ts)."""
from _typhon import symbols as _symbols

USE = 16
DEF_GLOBAL, DEF_LOCAL, DEF_PARAM, DEF_NONLOCAL = 1, 2, 4, 8
DEF_FREE_CLASS, DEF_IMPORT, DEF_ANNOT, DEF_COMP_ITER, DEF_TYPE_PARAM, DEF_COMP_CELL = 64, 128, 256, 512, 1024, 2048
DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT
TYPE_FUNCTION, TYPE_CLASS, TYPE_MODULE, TYPE_ANNOTATION, TYPE_TYPE_ALIAS, TYPE_TYPE_PARAMETERS, TYPE_TYPE_VARIABLE = range(7)
LOCAL, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, FREE, CELL = range(1, 6)
SCOPE_OFF = 12
SCOPE_MASK = 15


class _Entry:
    __slots__ = 'type', 'name', 'lineno', 'nested', 'varnames', 'symbols', 'children', '__weakref__'

    def __init__(self, data):
        self.type, self.name, self.lineno, self.nested, varnames, symbols, children = data
        self.varnames = list(varnames)
        self.symbols = dict(zip(symbols[::2], symbols[1::2]))
        self.children = [_Entry(c) for c in children]

    @property
    def id(self):
        return id(self)

    def __repr__(self):
        return f'<symtable entry {self.name}({id(self)}), line {self.lineno}>'


_Entry.__name__ = _Entry.__qualname__ = 'symtable entry'
_Entry.__module__ = 'builtins'


def symtable(source, filename, startstr, /):
    """Return symbol and scope dictionaries used internally by compiler."""
    if startstr not in ('exec', 'eval', 'single'):
        raise ValueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'")
    return _Entry(_symbols(source, filename, startstr))
