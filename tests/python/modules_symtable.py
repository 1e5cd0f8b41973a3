"""symtable: the compiler's symbol tables, as CPython 3.14 has them."""
import symtable
import sys

SOURCE = '''
"""doc"""
import os, sys as system
from a.b import c as d
x: int = 1
y = z = 2
del y
def f(a, b=x, /, *args: int, k: str = "", **kw) -> int:
    global g, x
    g = a
    local = b
    def inner(n):
        nonlocal local
        local += n
        return free_of(a), kw
    return [local for i in args if i > a], {j: k for j in args}, (m for m in args), lambda q: q + local
async def co(p):
    async for t in p:
        await t
    return [u async for u in p]
class C(Base, metaclass=Meta):
    attr = 1
    __private = 2
    def method(self):
        return __class__, self.__private, super().x
    @property
    def prop(self): return self.attr
    def genexpr(self): return (v for v in self)
    class Inner: pass
class G[T: int, *Ts, **P](Base2):
    def m[U](self, u: U) -> T: ...
type Alias[K] = list[K]
def gen[V = int](v: V):
    yield v
    if (w := v): pass
for loop in []: pass
with open(x) as handle: pass
try: pass
except E as err: pass
match x:
    case {'a': cap, **rest}: pass
[comp for comp in x if (wal := comp)]
'''


def show(table, level=0):
    pad = '  ' * level
    print(f'{pad}{table!r} {table.get_type()} {table.get_name()} line {table.get_lineno()} nested {table.is_nested()} optimized {table.is_optimized()} children {table.has_children()}')
    for s in (s for s in table.get_symbols() if s.get_name() != '.defaults'):  # CPython has that one also where there are no defaults
        print(f'{pad}  {s!r} {"".join(str(int(v)) for v in (s.is_referenced(), s.is_parameter(), s.is_global(), s.is_nonlocal(), s.is_declared_global(), s.is_local(), s.is_annotated(), s.is_free(), s.is_imported(), s.is_assigned(), s.is_namespace(), s.is_type_parameter(), s.is_comp_iter(), s.is_comp_cell(), s.is_free_class()))}')
    if isinstance(table, symtable.Function):
        print(f'{pad}  {table.get_parameters()} {table.get_locals()} {table.get_globals()} {table.get_nonlocals()} {table.get_frees()}')
    for c in table.get_children():
        show(c, level + 1)


show(symtable.symtable(SOURCE, 'file.py', 'exec'))
show(symtable.symtable('[a + b for a in c]', 'e', 'eval'))
show(symtable.symtable(b'# coding: latin-1\nn = "\xe9"', 's', 'exec'))
show(symtable.symtable('x = 1', 's', 'single'))
top = symtable.symtable(SOURCE, 'file.py', 'exec')
print(top.lookup('f').get_namespace(), top.lookup('f').get_namespaces(), top.get_id() == top.get_id(), top.get_children()[0] is top.get_children()[0])
for call in lambda: symtable.symtable('x', 'f', 'foo'), lambda: symtable.symtable(3, 'f', 'exec'), lambda: symtable.symtable('x y', 'f', 'exec'), lambda: symtable.symtable('def f(a, a): pass', 'f', 'exec'), lambda: symtable.symtable('return', 'f', 'exec'), lambda: symtable.symtable('nonlocal x', 'f', 'exec'), lambda: top.lookup('nope'):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
