# Type parameters, lazy annotations, newer syntax: expected output by CPython 3.14.
def show(label, f):
    try:
        print(label, repr(f()))
    except BaseException as e:
        print(label, type(e).__name__ + ':', e)
def ident[T](x: T) -> T: return x
print(ident(5), ident.__type_params__, ident.__annotations__, ident.__type_params__[0].__name__)
class Box[T: int, *Ts, **P]:
    def __init__(self, v): self.v = v
    def get[U](self, d: U) -> T | U: return self.v
print(Box.__type_params__, Box[int, str, [int]], Box.__type_params__[0].__bound__, Box(3).get(1), Box.get.__type_params__)
type Alias[T] = list[T] | None
print(Alias, Alias.__value__, Alias.__type_params__, Alias[int], Alias.__name__)
type Rec = dict[str, Rec]
print(Rec.__value__)
type Lazy = undefined_name
show('lazy', lambda: Lazy.__value__)
def constr[T: (int, str) = int](x: T): pass
T = constr.__type_params__[0]; print(T.__constraints__, T.__default__, T.has_default())
class Outer[T]:
    x: T
    class Inner[U]:
        y: tuple[T, U]
    def m(self) -> T: return T
print(Outer.__annotations__, Outer.Inner.__annotations__, Outer().m())
print(Outer.__orig_bases__, Outer.__mro__[1].__name__, Outer.__parameters__)
def ann(a: int, b: 'str' = 1, *c: undefined1, d: list[int], **e: undefined2) -> undefined3: pass
show('ann', lambda: ann.__annotations__)
print(ann.__annotate__ is not None)
undefined1 = undefined2 = undefined3 = 'now defined'
print(ann.__annotations__)
class A:
    x: int = 1
    y: 'fwd'
    z: Later
    def f(self, o: A) -> Later: pass
class Later: pass
print(A.__annotations__, A.f.__annotations__)
modvar: int = 5
def local():
    v: nonexistent = 3
    w: also_missing
    return v
print(local())
def g(): pass
print(g.__annotations__, g.__annotate__); g.__annotations__ = {'a': 1}; print(g.__annotations__)
class NoAnn: pass
print(NoAnn.__annotations__)
class Sub(A): pass
print(Sub.__annotations__)
print((lambda x: x).__annotations__)
x = 3
print(f'{x!r:^{x+4}}', f"{f"{x}"}", f'{'nested same quotes'}', f'{x:{'>'}{5}}', f'{
    x
    + 1
}', f"{'\n'.join(['a', 'b'])}")
t = t'hello {x} and {x!r:>5} {"lit"}'
print(type(t).__name__, t.strings, t.values, [(i.value, i.expression, i.conversion, i.format_spec) for i in t.interpolations])
print([type(p).__name__ for p in t], (t'a' + t'b{1}').strings)
try: raise ValueError
except ValueError, TypeError: print('no parens')
with open_cm() if False else __import__('contextlib').nullcontext() if False else type('C', (), {'__enter__': lambda s: 1, '__exit__': lambda s, *a: None})() as v: print(v)
def pep701(): return f'{x=} {x = !r} {(lambda: 1)()} {x:%Y}' if False else 'ok'
print(pep701())
class Meta(type):
    def __new__(m, n, b, ns, **k): return super().__new__(m, n, b, ns)
class G[T](metaclass=Meta, opt=1): pass
print(G.__type_params__, type(G).__name__, G.__bases__[0].__name__)
def outer[T](v: T):
    def inner[U](w: U) -> tuple[T, U]: return T, U
    return inner.__annotations__, inner(1)
print(outer(1))
print(ident.__qualname__, Box.get.__qualname__, Alias.__module__)
def deco(f): print('deco', f.__name__); return f
@deco
def decorated[T](x: T = 5): return x
print(decorated(), decorated.__defaults__)
def kw[T](*, a: T = 1, **k: T): return a
print(kw(), kw.__kwdefaults__, kw.__annotations__)
show('neg', lambda: Alias[int, str])
show('inst', lambda: isinstance(1, Alias))
print(Alias[int].__args__, Alias[int].__origin__, Alias | int, Alias.__value__ == (list[Alias.__type_params__[0]] | None))
print(compile('type X = int', 'f', 'exec').co_name, type(Alias).__name__)
for src in ['def f[T, T](): pass', 'class A[T: (yield)]: pass', 'type X[T] = (yield)', 'def f[T](x: (T := 1)): pass', 'x: (yield)', 't"{}"', 't"{a!z}"', 't"a" "b"', 'def f[T=int, U](): pass', 'type x', 'def f[*Ts: int](): pass', 'f"{a b}"', "f'{a:{b'", 'def f(x: await y): pass']:
    try: compile(src, 'f', 'exec'); print(repr(src), 'ok')
    except SyntaxError as e: print(repr(src), type(e).__name__, e.msg, e.lineno, e.offset)
