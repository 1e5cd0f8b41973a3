# Docstrings and signatures of native things, sources of Python ones, tokenize beneath both.
import inspect
import io
import tokenize


def attempt(f, *args):
    try:
        return str(f(*args))
    except Exception as e:
        return f'{type(e).__name__}: {e}'


import collections
import functools
import itertools
import math

for f in (len, sorted, print, isinstance, getattr, iter, range, dict, str, int, float, list, type, object, zip, str.join, dict.get, list.sort, [].append, 'a'.split, dict.fromkeys, int.from_bytes, bytes.hex,
          math.gcd, math.pow, collections.deque, collections.deque.append, functools.partial, functools.reduce, itertools.chain, itertools.count, itertools.groupby,
          object.__init__, int.__add__, (5).__add__, str.__len__, set.add, open, sum, min, compile, Exception, ValueError, property, staticmethod, enumerate, map, super):
    print(getattr(f, '__qualname__', f), attempt(inspect.signature, f), repr((f.__doc__ or '')[:60]))
print(len.__doc__, int.real.__doc__, sorted.__text_signature__, int.__text_signature__)


def plain(a, b: int = 3, /, c='x', *args, d, e=None, **kw) -> str:
    """Doc.

    More.
    """
    # a comment

    def inner(): return 1
    return inner


class Thing:
    x = 1

    @property
    def p(self):
        return self

    def method(self, a=(1,
                        2)):
        return f'{a}{"}"}'


two = lambda x: x + 1
print(inspect.signature(plain), inspect.getdoc(plain))
for f in (plain, Thing, Thing.method, two, Thing.p.fget):
    print(inspect.getsource(f))
print(inspect.getcomments(plain), inspect.getsourcelines(Thing.method)[1])

SOURCES = ['x = 1', 'if x:\n  y\n\n# c\n  z\nw\n', 'f"a{{b}}c{x!r:>{w}}d"\n', "f'''a\nb{x}\n{y:\n}'''\n", 'rf"\\{x}\\N{a}"', 'f"\\N{DEGREE SIGN}{x}"', '(a,\n  # c\n b)\n', 'a \\\n  b\n', '  \n\tx\n', '', '\n',
           '# only', 'x # c', 'x = "abc', "x = '''abc\n", '(', 'a)', 'if 1:\n    a\n  b\n', '$', 'a!b', '0777', '1_0.5e-3j', '0x_ff', '1__0', '1a', 'x=b"a" rb\'c\' u"d"', 'f"{ {1:2}[1] }"', 't"{a}b"', 'f"abc',
           'f"{x:a{b}c}"', "f'{a['x']}'", '\xe9 = \xf1', 'x\r\ny\r\n', 'a\x0cb', 'a:=b ... -> ** //= <> !=', 'if 1:\n\tx\n        y\n', '\\\n', 'def f():\n  pass', 'f""', "f'{x:}'", "'a\\\nb'", "f'a\\\nb{c}'", ' x']
for source in SOURCES:
    print(repr(source))
    try:
        for t in tokenize.generate_tokens(io.StringIO(source).readline):
            print('  ', tokenize.tok_name[t.type], repr(t.string), t.start, t.end, repr(t.line))
    except Exception as e:
        print('  ', type(e).__name__, e.args)
text = 'def f(a , b):\n\tif a:  # c\n\t\treturn [1,\n 2]\n\n\nx = f"{a!r:>{b}}"\n'
print(tokenize.untokenize(tokenize.generate_tokens(io.StringIO(text).readline)) == text, [t.string for t in tokenize.tokenize(io.BytesIO(b'# coding: latin-1\n\xe9\n').readline)])
