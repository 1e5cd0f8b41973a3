"""Tokens for module tokenize: what CPython's _tokenize.TokenizerIter gives, tuple by tuple.

The compiler has a tokenizer of its own (src/frontend/tokens), which knows nothing of comments and blank lines and is not within Python's reach. This one takes a source apart for tools:
inspect.getsource, signatures of built-ins, doctest, formatters. It reads all lines at the first token, then goes through the text once. `_Quoted` is an f-string or t-string that is
open: in it the text is literal (`middle`) but for replacement fields, whose brackets it counts. Mirrors Parser/lexer/lexer.c and Python/Python-tokenize.c.
"""
import re
from token import (COMMENT, DEDENT, ENDMARKER, EXACT_TOKEN_TYPES, FSTRING_END, FSTRING_MIDDLE, FSTRING_START, INDENT, NAME, NEWLINE, NL, NUMBER, OP, STRING, TSTRING_END,
                   TSTRING_MIDDLE, TSTRING_START)

_DIGITS = r'[0-9](?:_?[0-9])*'
_NUMBER = re.compile(rf'0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|(?:{_DIGITS}\.?(?:{_DIGITS})?|\.{_DIGITS})(?:[eE][-+]?{_DIGITS})?[jJ]?')
_NAME = re.compile(r'[A-Za-z_\x80-\U0010ffff][0-9A-Za-z_\x80-\U0010ffff]*')
_QUOTE = re.compile(r'''([bB][rR]?|[rR][bB]?|[uU]|[fF][rR]?|[rR][fF]|[tT][rR]?|[rR][tT])?(\'\'\'|"""|'|")''')
_OPERATOR = re.compile('|'.join(re.escape(op) for op in sorted([*EXACT_TOKEN_TYPES, '<>'], key=len, reverse=True)) + '|.', re.S)
_NEWLINE = re.compile(r'\r\n|\n|\r')
_BLANK = re.compile(r'[ \t\f]*')
_TABS = 8


class _Quoted:
    __slots__ = ('quote', 'raw', 'kinds', 'start', 'depth', 'fields', 'literal', 'letter')

    def __init__(self, quote, prefix, start):
        self.quote = quote
        self.raw = 'r' in prefix
        self.letter = 't' if 't' in prefix else 'f'
        self.kinds = (TSTRING_START, TSTRING_MIDDLE, TSTRING_END) if self.letter == 't' else (FSTRING_START, FSTRING_MIDDLE, FSTRING_END)
        self.start = start
        self.depth = 0          # brackets open in it
        self.fields = []        # at which depth each open replacement field began
        self.literal = True


class TokenizerIter:
    def __init__(self, readline, /, *, encoding=None, extra_tokens=False):
        self._readline = readline
        self._encoding = encoding
        self._extra = extra_tokens
        self._tokens = None

    def __iter__(self):
        return self

    def __next__(self):
        if self._tokens is None:
            self._read()
            self._tokens = self._run()
        return next(self._tokens)

    # -- the source and places in it

    def _read(self):
        lines = []
        while True:
            try:
                line = self._readline()
            except StopIteration:
                break
            if not line:
                break
            if isinstance(line, bytes):
                line = line.decode(self._encoding or 'utf-8')
            elif not isinstance(line, str):
                raise TypeError(f'readline() should return str, not {type(line).__name__}')
            lines.append(line)
        self._text = text = ''.join(lines)
        self._starts = starts = [0]
        for m in _NEWLINE.finditer(text):
            starts.append(m.end())
        self._row = 0

    def _place(self, at):
        """(row, column); places come in rising order but for a look back within a token."""
        starts, row = self._starts, self._row
        while row > 0 and starts[row] > at:
            row -= 1
        while row + 1 < len(starts) and starts[row + 1] <= at:
            row += 1
        self._row = row
        return row + 1, at - starts[row]

    def _line(self, first, last):
        """The physical lines first to last."""
        starts = self._starts
        return self._text[starts[first - 1]:starts[last] if last < len(starts) else len(self._text)]

    def _token(self, kind, start, end, string=None):
        a = self._place(start)
        b = self._place(end)
        if kind == OP and not self._extra:
            kind = EXACT_TOKEN_TYPES.get(self._text[start:end], OP)
        last = b[0] - 1 if b[1] == 0 and b[0] > a[0] and kind not in (FSTRING_MIDDLE, TSTRING_MIDDLE) else b[0]
        return kind, self._text[start:end] if string is None else string, a, b, self._line(a[0], last)

    def _newline(self, kind, start, end):
        row, col = self._place(start)
        return kind, self._text[start:end], (row, col), (row, col + max(1, end - start)), self._line(row, row)

    def _error(self, message, at, kind=SyntaxError, offset=None):
        row, col = self._place(at)
        line = self._line(row, row).rstrip('\r\n')
        return kind(message, ('<string>', row, col + 1 if offset is None else offset, line, None, None))

    # -- tokens

    def _run(self):
        text = self._text
        size = len(text)
        indents, alternate = [0], [0]
        quoted = []
        depth = 0
        at = 0
        begin = True        # at the begin of a logical line
        wrote = False       # the line has a token
        while True:
            if quoted and quoted[-1].literal:
                q = quoted[-1]
                found, at, opened = self._middle(q, at)
                yield from found
                if not q.literal:
                    depth += opened
                    continue
                yield self._token(q.kinds[2], at, at + len(q.quote))
                at += len(q.quote)
                quoted.pop()
                continue
            if begin:
                col = alt = 0
                start = at
                while at < size and text[at] in ' \t\f':
                    c = text[at]
                    if c == ' ':
                        col += 1
                        alt += 1
                    elif c == '\t':
                        col = (col // _TABS + 1) * _TABS
                        alt += 1
                    else:
                        col = alt = 0
                    at += 1
                if at >= size:
                    break
                if text[at] == '#' or text[at] in '\r\n':
                    at = yield from self._blank(at)
                    continue
                if text[at] != '\\' or not _NEWLINE.match(text, at + 1):
                    if col == indents[-1]:
                        if alt != alternate[-1]:
                            raise self._tabs(at)
                    elif col > indents[-1]:
                        if alt <= alternate[-1]:
                            raise self._tabs(at)
                        indents.append(col)
                        alternate.append(alt)
                        yield self._token(INDENT, start, at)
                    else:
                        while col < indents[-1]:
                            indents.pop()
                            alternate.pop()
                            if col > indents[-1]:
                                row = self._place(at)[0]
                                raise self._error('unindent does not match any outer indentation level', at, IndentationError, len(self._line(row, row).rstrip('\r\n')) + 1)
                            yield self._token(DEDENT, at, at, '')
                        if alt != alternate[-1]:
                            raise self._tabs(at)
                    begin = False
                    wrote = False
            at = _BLANK.match(text, at).end()
            if at >= size:
                break
            c = text[at]
            if c == '#':
                end = at
                while end < size and text[end] not in '\r\n':
                    end += 1
                if self._extra:
                    yield self._token(COMMENT, at, end)
                at = end
                continue
            if c in '\r\n':
                end = _NEWLINE.match(text, at).end()
                if depth or quoted:
                    if self._extra:
                        yield self._newline(NL, at, end)
                else:
                    yield self._newline(NEWLINE, at, end)
                    begin = True
                at = end
                continue
            if c == '\\':
                m = _NEWLINE.match(text, at + 1)
                if not m:
                    if at + 1 >= size:
                        raise self._error('unexpected EOF in multi-line statement', size, offset=self._place(size)[1])
                    raise self._error('unexpected character after line continuation character', at + 1)
                at = m.end()
                begin = False
                if at >= size:
                    row, col = self._place(m.start())
                    raise SyntaxError('unexpected EOF in multi-line statement', ('<string>', row, col + 1 if wrote else 0, '', None, None))
                continue
            wrote = True
            m = _QUOTE.match(text, at)
            if m:
                prefix = (m[1] or '').lower()
                if 'f' in prefix or 't' in prefix:
                    q = _Quoted(m[2], prefix, at)
                    quoted.append(q)
                    yield self._token(q.kinds[0], at, m.end())
                    at = m.end()
                else:
                    end = self._string(m, at)
                    yield self._token(STRING, at, end)
                    at = end
                continue
            m = _NAME.match(text, at)
            if m:
                yield self._token(NAME, at, m.end())
                at = m.end()
                continue
            if '0' <= c <= '9' or c == '.' and text[at + 1:at + 2].isdecimal():
                m = _NUMBER.match(text, at)
                if text[m.end():m.end() + 1] == '_':
                    raise self._error('invalid decimal literal', m.end(), offset=self._place(m.end())[1] + 1)
                yield self._token(NUMBER, at, m.end())
                at = m.end()
                continue
            if quoted:
                q = quoted[-1]
                if q.fields and q.depth == q.fields[-1]:
                    if c == '}':
                        yield self._token(OP, at, at + 1)
                        at += 1
                        q.fields.pop()
                        q.depth -= 1
                        depth -= 1
                        q.literal = True
                        continue
                    if c == ':' or c == '!' and text[at + 1:at + 2] != '=':
                        yield self._token(OP, at, at + 1)
                        at += 1
                        if c == ':':
                            q.literal = True
                        continue
                if c in q.quote and text.startswith(q.quote, at):
                    raise self._error(f"{q.letter}-string: expecting '}}'", at)
            end = _OPERATOR.match(text, at).end()
            if c in '([{':
                depth += 1
                if quoted:
                    quoted[-1].depth += 1
            elif c in ')]}':
                depth = max(0, depth - 1)
                if quoted:
                    quoted[-1].depth -= 1
            yield self._token(OP, at, end)
            at = end
        # the end of the text
        if not begin:
            if depth or quoted:
                if self._extra and text[-1:] not in ('\n', '\r'):
                    yield self._newline(NL, size, size)
                row, col = self._place(size)
                raise SyntaxError('unexpected EOF in multi-line statement', ('<string>', row if col or row == 1 else row - 1, col if quoted else 0, '', None, None))
            yield self._newline(NEWLINE, size, size)
        row = len(self._starts) + (1 if text and text[-1] not in '\r\n' else 0)
        for _ in indents[1:]:
            yield DEDENT, '', (row, 0), (row, 0), ''
        yield ENDMARKER, '', (row, 0), (row, 0), ''

    def _tabs(self, at):
        row = self._place(at)[0]
        return self._error('inconsistent use of tabs and spaces in indentation', at, TabError, len(self._line(row, row).rstrip('\r\n')) + 1)

    def _blank(self, at):
        """A line without a statement, from its comment or its end on; where the next one begins."""
        text = self._text
        end = at
        while end < len(text) and text[end] not in '\r\n':
            end += 1
        if end > at and self._extra:
            yield self._token(COMMENT, at, end)
        m = _NEWLINE.match(text, end)
        after = m.end() if m else end
        if self._extra:
            yield self._newline(NL, end, after)
        return after

    def _string(self, m, start):
        """Where the string literal that m opens ends."""
        text, quote = self._text, m[2]
        at = m.end()
        while at < len(text):
            c = text[at]
            if c == '\\':
                n = _NEWLINE.match(text, at + 1)
                at = n.end() if n else at + 2
            elif len(quote) == 1 and c in '\r\n':
                break
            elif text.startswith(quote, at):
                return at + len(quote)
            else:
                at += 1
        row = self._place(min(at, len(text)))[0]
        if len(quote) == 3:
            raise self._error(f'unterminated triple-quoted string literal (detected at line {row})', start)
        raise self._error(f'unterminated string literal (detected at line {row})', start)

    def _middle(self, q, at):
        """Literal text of an f-string from `at` on: its tokens, where it ends (at its quotes, behind the brace of a field), and how many fields it opened."""
        text, size = self._text, len(self._text)
        middle = q.kinds[1]
        found = []
        start = at
        spec = bool(q.fields)
        while True:
            if at >= size or len(q.quote) == 1 and text[at] in '\r\n':
                word = 'triple-quoted ' if len(q.quote) == 3 else ''
                raise self._error(f'unterminated {word}{q.letter}-string literal (detected at line {self._place(min(at, size))[0]})', q.start)
            c = text[at]
            if text.startswith(q.quote, at):
                if spec:
                    raise self._error(f"{q.letter}-string: expecting '}}'", at)
                if at > start:
                    found.append(self._token(middle, start, at))
                return found, at, 0
            if c == '{':
                if not spec and text.startswith('{', at + 1):
                    found.append(self._token(middle, start, at + 1))
                    at += 2
                    start = at
                    continue
                if at > start:
                    found.append(self._token(middle, start, at))
                found.append(self._token(OP, at, at + 1))
                q.depth += 1
                q.fields.append(q.depth)
                q.literal = False
                return found, at + 1, 1
            if c == '}':
                if spec:
                    found.append(self._token(middle, start, at))
                    q.literal = False
                    return found, at, 0
                if text.startswith('}', at + 1):
                    found.append(self._token(middle, start, at + 1))
                    at += 2
                    start = at
                    continue
                found.append(self._token(middle, start, at))
                raise self._error(f"{q.letter}-string: single '}}' is not allowed", at, offset=self._place(at)[1] + 1)
            if c == '\\':
                if not q.raw and text.startswith('N{', at + 1):
                    close = text.find('}', at)
                    if close > 0:
                        at = close + 1
                        continue
                n = _NEWLINE.match(text, at + 1)
                at = n.end() if n else at + 1 if text[at + 1:at + 2] in ('{', '}') else at + 2
                continue
            at += 1
