"""3.14 in one program: t-strings, deferred annotations, type parameters and aliases, match, exception groups, except without brackets, finally rules, UUID 7, heapq max, map strict."""
import annotationlib
import functools
import heapq
import pathlib
import sys
import threading
import typing
import uuid
import warnings
from string.templatelib import Interpolation, Template

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4


def html(t: Template) -> str:
    out = []
    for part in t:
        match part:
            case str(): out.append(part)
            case Interpolation(value, expression, conversion, spec):
                text = {"r": repr, "s": str, "a": ascii, None: lambda v: v}[conversion](value)
                out.append(format(text, spec).replace("<", "&lt;"))
    return "".join(out)


class Tree[T, *Ts, **P]:
    left: Tree[T] | None
    value: T
    type Alias[X] = dict[str, X | Unknown]
    def map[U: (int, str) = int](self, f: typing.Callable[[T], U]) -> Tree[U]: ...


type Json = dict[str, Json] | list[Json] | str | int | None
type Pair[A, B = int] = tuple[A, B]


def later(x: Undefined, y: int = 3) -> list[Missing]: pass


def classify(x):
    match x:
        case {"kind": "circle", "r": (int() | float()) as r, **rest} if r > 0: return f"circle {r} {sorted(rest)}"
        case [int(a), [b, *_], *tail]: return f"list {a} {b} {tail}"
        case str() as s if s.isdigit(): return f"digits {s}"
        case bytes(b) | bytearray(b): return f"bytes {bytes(b)}"
        case None | True | False: return f"const {x}"
        case complex(real=r, imag=i): return f"complex {r} {i}"
        case -1 | 1.5 | "x": return "literal"
        case _: return "other"


def groups(k):
    def fail():
        raise ExceptionGroup("outer", [ValueError(k), ExceptionGroup("inner", [TypeError("t"), KeyError("k")]), OSError(5, "no")])
    seen = []
    try:
        try: fail()
        except* (ValueError, TypeError) as g: seen.append(("VT", g.message, [type(e).__name__ for e in g.exceptions]))
        except* KeyError as g: seen.append(("K", str(g)))
    except ExceptionGroup as rest: seen.append(("rest", repr(rest), rest.split(OSError)[1], rest.subgroup(lambda e: isinstance(e, OSError)) is not None, rest.derive([ValueError()]).message))
    try: int("x")
    except ValueError, TypeError: seen.append("no brackets")
    return seen


def main():
    name, n = "<b>", 3.14159
    t = t"Hi {name!r:>8} is {n:.2f}{'!' * 2} {{}}"
    print(html(t), t.strings, t.values, [i.expression for i in t.interpolations], t.interpolations[1], type(t + t"x").__name__)
    results = [None] * THREADS
    def work(k): results[k] = html(t"{k * 0}-{name}") + repr(groups(0)) + repr([classify(x) for x in ({"kind": "circle", "r": 2, "c": 1}, [1, [2, 3], 4, 5], "12", b"x", None, 2j, -1, 1.5, object)])
    ts = [threading.Thread(target=work, args=(k,)) for k in range(THREADS)]
    for th in ts: th.start()
    for th in ts: th.join()
    print(results[0], all(r == results[0] for r in results))
    F = annotationlib.Format
    print([getattr(v, "__forward_arg__", v) for v in annotationlib.get_annotations(later, format=F.FORWARDREF).values()][:2], annotationlib.get_annotations(later, format=F.STRING), annotationlib.get_annotations(Tree, format=F.STRING))
    try: later.__annotations__
    except NameError as e: print(e)
    print(Tree.__type_params__, Tree.map.__type_params__[0].__constraints__, Tree.map.__type_params__[0].__default__, Json.__value__, Pair[str], Pair.__type_params__, Tree[int, str, [int]].__args__, Pair[str].__origin__)
    try: Tree.Alias.__value__
    except NameError as e: print(e)
    h = [3, 1, 2]; heapq.heapify_max(h); print(heapq.heappop_max(h), h)
    try: list(map(lambda a, b: a, [1], [1, 2], strict=True))
    except ValueError as e: print(e)
    print(uuid.uuid7().version, uuid.uuid8(1, 2, 3), uuid.NIL, functools.partial(pow, functools.Placeholder, 2)(5), int.from_bytes(b"\1"), "é".encode().hex(), memoryview(b"ab")[0])
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        exec(compile("def f():\n  try: pass\n  finally: return 1", "x", "exec"))
        print([(str(x.message), x.category.__name__) for x in w])
    for src in ("x = t'{'", "f'{a b}'", "for i in range(3) print(i)", "class A[T: (int]: pass", "match x:\n  case a: 1\n  case b: 2", "def f(a, a): pass", "async def f(): yield from x", "x = 1 if 2", "whille True: pass", "import a.b as c.d", "'a' = 1", "a, b += 1", "return 3", "await x", "nonlocal q", "(a for a in b, c)", "f(**a, *b)", "{**a, b}", "t'a' 'b'", "except: pass"):
        try: compile(src, "s", "exec")
        except SyntaxError as e: print(f"{src!r}: {e.msg} {e.lineno}:{e.offset}-{e.end_offset}")
    print(pathlib.PurePath("/a/b.txt").with_stem("c"), typing.get_type_hints(classify), typing.Literal[1, "a"], typing.Union[int, str] == int | str, type(int | str).__name__, repr(typing.Optional[int]))


main()
