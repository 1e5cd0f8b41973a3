"""A small language: tokeniser, Pratt parser, tree-walking interpreter with closures; programs run in threads."""
from __future__ import annotations
import enum
import operator
import re
import sys
import threading
from dataclasses import dataclass, field
from typing import Any, Callable, Iterator, NamedTuple, TypeAlias

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4


class Kind(enum.Enum):
    NUM = r"\d+(?:\.\d+)?"
    STR = r'"[^"\n]*"'
    NAME = r"[A-Za-z_]\w*"
    OP = r"==|!=|<=|>=|->|[-+*/%<>=(){},;]"
    SKIP = r"[ \t\n]+|\#[^\n]*"
    BAD = r"."


MASTER = re.compile("|".join(f"(?P<{k.name}>{k.value})" for k in Kind))


class Token(NamedTuple):
    kind: Kind
    text: str
    line: int


class LangError(Exception):
    def __init__(self, message, line):
        super().__init__(message)
        self.add_note(f"in line {line}")


def tokens(source: str) -> Iterator[Token]:
    line = 1
    for m in MASTER.finditer(source):
        kind = Kind[m.lastgroup]
        if kind is Kind.BAD: raise LangError(f"stray {m.group()!r}", line)
        if kind is not Kind.SKIP: yield Token(kind, m.group(), line)
        line += m.group().count("\n")
    yield Token(Kind.OP, "", line)


@dataclass
class Num: value: float
@dataclass
class Name: name: str
@dataclass
class Bin: op: str; left: Node; right: Node
@dataclass
class Neg: value: Node
@dataclass
class Call: fn: Node; args: list[Node]
@dataclass
class Fn: params: list[str]; body: Node; name: str = "?"
@dataclass
class Let: name: str; value: Node
@dataclass
class If: test: Node; yes: Node; no: Node | None
@dataclass
class While: test: Node; body: Node
@dataclass
class Block: body: list[Node] = field(default_factory=list)

Node: TypeAlias = "Num | Name | Bin | Neg | Call | Fn | Let | If | While | Block"
POWER = {"==": 1, "!=": 1, "<": 2, ">": 2, "<=": 2, ">=": 2, "+": 3, "-": 3, "*": 4, "/": 4, "%": 4}
OPS: dict[str, Callable] = {"==": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "%": operator.mod}


class Parser:
    def __init__(self, source): self.toks = list(tokens(source)); self.i = 0
    @property
    def tok(self): return self.toks[self.i]

    def take(self, text=None, kind=None):
        t = self.tok
        if (text is not None and t.text != text) or (kind and t.kind is not kind):
            raise LangError(f"expected {text or kind.name}, got {t.text or 'end'!r}", t.line)
        self.i += 1
        return t

    def program(self):
        b = Block()
        while self.tok.text: b.body.append(self.statement())
        return b

    def statement(self):
        match self.tok.text:
            case "let":
                self.take(); name = self.take(kind=Kind.NAME).text; self.take("=")
                value = self.expression()
                if isinstance(value, Fn): value.name = name
                node = Let(name, value); self.take(";")
            case "if":
                self.take(); test = self.expression(); yes = self.block()
                node = If(test, yes, (self.take(), self.block())[1] if self.tok.text == "else" else None)
            case "while":
                self.take(); node = While(self.expression(), self.block())
            case "{": node = self.block()
            case _: node = self.expression(); self.take(";")
        return node

    def block(self):
        self.take("{"); b = Block()
        while self.tok.text != "}": b.body.append(self.statement())
        self.take("}")
        return b

    def expression(self, power=0):
        left = self.prefix()
        while (p := POWER.get(self.tok.text, 0)) > power:
            op = self.take().text
            left = Bin(op, left, self.expression(p))
        return left

    def prefix(self):
        t = self.take()
        match t:
            case Token(Kind.NUM, text): node = Num(float(text) if "." in text else int(text))
            case Token(Kind.STR, text): node = Num(text[1:-1])
            case Token(_, "fn"):
                self.take("("); params = []
                while self.tok.text != ")":
                    params.append(self.take(kind=Kind.NAME).text)
                    if self.tok.text == ",": self.take()
                self.take(")")
                node = Fn(params, self.block())
            case Token(Kind.NAME, text): node = Name(text)
            case Token(_, "-"): return Neg(self.expression(5))
            case Token(_, "("): node = self.expression(); self.take(")")
            case _: raise LangError(f"unexpected {t.text or 'end'!r}", t.line)
        while self.tok.text == "(":
            self.take(); args = []
            while self.tok.text != ")":
                args.append(self.expression())
                if self.tok.text == ",": self.take()
            self.take(")")
            node = Call(node, args)
        return node


class Env(dict):
    def __init__(self, parent=None, **kw): super().__init__(kw); self.parent = parent
    def __missing__(self, k):
        if self.parent is None: raise NameError(f"{k!r} is unknown")
        return self.parent[k]


def run(n: Node, env: Env) -> Any:
    match n:
        case Num(v): return v
        case Name(name): return env[name]
        case Bin(op, a, b): return OPS[op](run(a, env), run(b, env))
        case Neg(v): return -run(v, env)
        case Let(name, value): env[name] = run(value, env)
        case Fn(params): return lambda *args: run(n.body, Env(env, **dict(zip(params, args, strict=True))))
        case Call(fn, args): return run(fn, env)(*(run(a, env) for a in args))
        case If(test, yes, no):
            if run(test, env): return run(yes, env)
            if no is not None: return run(no, env)
        case While(test, body):
            while run(test, env): run(body, env)
        case Block(body):
            r = None
            for s in body: r = run(s, env)
            return r


PROGRAMS = {
    "fib": "let fib = fn(n) { if n < 2 { n; } else { fib(n - 1) + fib(n - 2); } }; fib(13);",
    "loop": "let i = 0; let s = 0; while i < 500 { let s = s + i * i % 7; let i = i + 1; } s;",
    "closure": 'let add = fn(a) { fn(b) { a + b; }; }; add("x")("y") + "z";',
    "math": "-2 * (3 + 4) / 4 - -1.5 == 0 - 2.0;",
    "bad1": "let x = ;", "bad2": "1 + $", "bad3": "nope(1);", "bad4": "1 / 0;", "bad5": "let f = fn(a) { a; }; f(1, 2);", "bad6": '1 + "a";', "bad7": "let f = fn(n) { f(n + 1); }; f(0);",
}


def main():
    results = {}
    lock = threading.Lock()
    def work(names):
        for name in names:
            try: r = run(Parser(PROGRAMS[name]).program(), Env(abs=abs))
            except RecursionError: r = "too deep"
            except Exception as e: r = f"{type(e).__name__}: {e} {getattr(e, '__notes__', '')}"
            with lock: results[name] = r
    names = list(PROGRAMS)
    ts = [threading.Thread(target=work, args=(names[k::THREADS],)) for k in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    for name in names: print(name, "->", results[name])
    print(Parser("let a = 1 + 2 * 3 < 4; f(a)(-b);").program())


main()
