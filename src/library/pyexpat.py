"""
An XML parser that pushes events, in Python: what CPython has as a binding of the C library expat. xml.parsers.expat, xml.sax, xml.dom and xml.etree stand on it.

Text is collected until a whole token is there (a tag, a reference, a run of text …), then handed to its handler; what is not whole waits for more, or is an error at the end. Positions are
of characters, errors have expat's codes, words and places. Internal entities are expanded where they are used, external ones go to ExternalEntityRefHandler. A parser belongs to one thread at a time.
"""
import codecs as _codecs
from _typhon_expat import (TEXTS as _TEXTS, declaration as _declaration, encoding_of as _encoding_of, errors, invalid as _invalid, model, name_at as _name_at, reference_at as _reference_at,
                           space_at as _space_at, text_at as _text_at)

EXPAT_VERSION = 'expat_2.7.1'
version_info = (2, 7, 1)
native_encoding = 'UTF-8'
features = [('sizeof(XML_Char)', 1), ('sizeof(XML_LChar)', 1), ('XML_DTD', 0), ('XML_CONTEXT_BYTES', 1024), ('XML_NS', 0)]
XML_PARAM_ENTITY_PARSING_NEVER, XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE, XML_PARAM_ENTITY_PARSING_ALWAYS = range(3)

class ExpatError(Exception):
    pass


ExpatError.__module__ = 'xml.parsers.expat'
error = ExpatError

_PREDEFINED = {'lt': '<', 'gt': '>', 'amp': '&', 'quot': '"', 'apos': "'"}
_XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
_HANDLERS = '''StartElement EndElement ProcessingInstruction CharacterData UnparsedEntityDecl NotationDecl StartNamespaceDecl EndNamespaceDecl Comment StartCdataSection EndCdataSection Default DefaultHandlerExpand
NotStandalone ExternalEntityRef StartDoctypeDecl EndDoctypeDecl EntityDecl XmlDecl ElementDecl AttlistDecl SkippedEntity'''.split()
_AMPLIFICATION_START, _AMPLIFICATION_MAX = 8 << 20, 100


class _More(Exception):
    """The token is not whole yet."""


class _Bad(Exception):
    """An error at a place of the text."""

    def __init__(self, code, at):
        self.code, self.at = code, at


class XMLParserType:
    """XML parser"""

    def __init__(self, encoding, separator, intern):
        for name in _HANDLERS:
            setattr(self, name if name == 'DefaultHandlerExpand' else name + 'Handler', None)
        self.buffer_text = self.ordered_attributes = self.specified_attributes = self.namespace_prefixes = False
        self.buffer_size, self.buffer_used = 8192, 0
        self.intern = intern
        self.ErrorCode, self.ErrorLineNumber, self.ErrorColumnNumber, self.ErrorByteIndex = 0, 1, 0, 0
        self.CurrentLineNumber, self.CurrentColumnNumber, self.CurrentByteIndex = 1, 0, 0
        self._encoding, self._separator = encoding, separator
        self._base = None
        self._decoder, self._head = None, b''
        self._text, self._line, self._column, self._index = '', 1, 0, 0
        self._at = 0
        self._open = []
        self._scopes = [{'xml': _XML_NAMESPACE}]
        self._state = 'start'
        self._entities, self._expanding, self._defaults = {}, [], {}
        self._read = self._expanded = 0
        self._pending = []
        self._external = self._final = False
        self._return = ''

    # ---- input ----------------------------------------------------------------------------------------------------------------
    def Parse(self, data, isfinal=False, /):
        """Parse XML data."""
        if self._final:
            self._fail(36)
        if isinstance(data, str):
            self._encoding = 'utf-8'
            data = data.encode('utf-8', 'surrogatepass')
        else:
            data = bytes(data)
        self._read += len(data)
        try:
            self._text = self._text[self._at:] + self._decoded(data, isfinal)
            self._at = 0
            self._run(bool(isfinal))
            self._flush()
        except _Bad as bad:
            self._final = True
            self._go(bad.at)
            self._fail(bad.code)
        self._final = bool(isfinal)
        return 1

    def ParseFile(self, file, /):
        """Parse XML data from file-like object."""
        if not hasattr(file, 'read'):
            raise TypeError("argument must have 'read' attribute")
        while data := file.read(65536):
            if not isinstance(data, (bytes, bytearray)):
                raise TypeError(f'read() did not return a bytes object (type={type(data).__name__})')
            self.Parse(data)
        return self.Parse(b'', True)

    def _decoded(self, data, final):
        if self._decoder is None:
            data = self._head + data
            if len(data) < 4 and not final or data.startswith(b'<?xml') and b'?>' not in data and len(data) < 4096 and not final:
                self._head = data
                return ''
            self._head = b''
            name = self._encoding
            for mark, encoding in ((_codecs.BOM_UTF8, 'utf-8'), (_codecs.BOM_UTF16_LE, 'utf-16-le'), (_codecs.BOM_UTF16_BE, 'utf-16-be')):
                if data.startswith(mark):
                    data, name = data[len(mark):], name or encoding
            if name is None:
                found = _encoding_of(data)
                name = found[1].decode('latin-1') if found else 'utf-16-le' if data[:2] == b'<\0' else 'utf-16-be' if data[:2] == b'\0<' else 'utf-8'
            try:
                self._decoder = _codecs.getincrementaldecoder(name)()
            except LookupError:
                raise _Bad(18, data.find(name.encode()) if self._encoding is None else 0) from None
        try:
            text = self._decoder.decode(data, final)
        except UnicodeDecodeError as e:
            text = e.object[:e.start].decode(self._decoder_name(), 'ignore') + '\ufffe'
        # a line ends with \n, whatever the file has; a \r at the end waits for what follows
        text = self._return + text
        self._return = '\r' if text.endswith('\r') and not final else ''
        return text[:len(text) - len(self._return)].replace('\r\n', '\n').replace('\r', '\n')

    def _decoder_name(self):
        return 'utf-8' if 'utf_8' in type(self._decoder).__module__ else 'latin-1'

    def SetBase(self, base, /): self._base = base
    def GetBase(self): return self._base

    def GetInputContext(self):
        return self._text[self._at:].encode() if self._expanding or self._text else None

    def SetParamEntityParsing(self, flag, /):
        return 1

    def UseForeignDTD(self, flag=True, /):
        raise NotImplementedError('UseForeignDTD')

    def GetReparseDeferralEnabled(self): return False
    def SetReparseDeferralEnabled(self, enabled, /): pass

    def ExternalEntityParserCreate(self, context, encoding=None, /):
        child = XMLParserType(encoding, self._separator, self.intern)
        for name in (*(n if n == 'DefaultHandlerExpand' else n + 'Handler' for n in _HANDLERS), 'buffer_text', 'ordered_attributes', 'specified_attributes', 'namespace_prefixes'):
            setattr(child, name, getattr(self, name))
        child._entities, child._defaults, child._scopes = self._entities, self._defaults, list(self._scopes)
        child._external = True
        child._state = 'content'
        return child

    # ---- places and errors ------------------------------------------------------------------------------------------------------
    def _go(self, at):
        """The place of index `at` of the text becomes the current one."""
        if self._expanding:
            return
        passed = self._text[self._at:at]
        lines = passed.count('\n')
        if lines:
            self._line += lines
            self._column = len(passed) - passed.rindex('\n') - 1
        else:
            self._column += len(passed)
        self._index += len(passed.encode('utf-8', 'surrogatepass'))
        self._at = at
        self.CurrentLineNumber, self.CurrentColumnNumber, self.CurrentByteIndex = self.ErrorLineNumber, self.ErrorColumnNumber, self.ErrorByteIndex = self._line, self._column, self._index

    def _fail(self, code):
        self.ErrorCode, self.ErrorLineNumber, self.ErrorColumnNumber, self.ErrorByteIndex = code, self._line, self._column, self._index
        e = ExpatError(f'{_TEXTS[code]}: line {self._line}, column {self._column}')
        e.code, e.lineno, e.offset = code, self._line, self._column
        raise e

    # ---- events -----------------------------------------------------------------------------------------------------------------
    def _flush(self):
        if self._pending:
            text = ''.join(self._pending)
            self._pending = []
            if self.CharacterDataHandler is not None:
                self.CharacterDataHandler(text)

    def _characters(self, text):
        if self.CharacterDataHandler is None:
            self._default(text)
        elif self.buffer_text:
            self._pending.append(text)
        else:
            for line in text.splitlines(True) if '\n' in text else (text,):
                if line[:-1] and line[-1] == '\n':
                    self.CharacterDataHandler(line[:-1])
                    line = '\n'
                self.CharacterDataHandler(line)

    def _default(self, text):
        handler = self.DefaultHandlerExpand or self.DefaultHandler
        if handler is not None:
            self._flush()
            handler(text)

    def _event(self, name, source, *args):
        handler = getattr(self, name)
        if handler is None:
            self._default(source)
            return None
        self._flush()
        return handler(*args)

    # ---- the document -------------------------------------------------------------------------------------------------------------
    def _run(self, final):
        while self._at < len(self._text):
            try:
                end = self._token(self._text, self._at, final)
            except _More:
                if not final:
                    return
                cdata = self._text.startswith('<![CDATA[', self._at)
                raise _Bad(20 if cdata else 5, len(self._text) if cdata else self._at) from None
            self._go(end)
        if final and not self._external and self._state != 'after':
            raise _Bad(3, len(self._text))

    def _token(self, text, at, final):
        """Handles the token that begins there; where it ends."""
        if text[at] != '<':
            if self._state != 'content':
                end = _space_at(text, at).end()
                if end > at:
                    self._state = 'prolog' if self._state == 'start' else self._state
                    self._default(text[at:end])
                    return end
                raise _Bad(4 if _invalid(text[at]) or text[at] == '&' else 9 if self._state == 'after' else 2, at)
            return self._reference(text, at, final) if text[at] == '&' else self._data(text, at, final)
        mark = text[at + 1:at + 2]
        if not mark:
            raise _More
        if mark == '?':
            return self._instruction(text, at)
        if mark == '/':
            if self._state != 'content':
                raise _Bad(4, at + 1)
            return self._end_tag(text, at)
        if mark == '!':
            return self._special(text, at)
        if self._state == 'after':
            raise _Bad(9, at)
        return self._start_tag(text, at)

    def _data(self, text, at, final):
        end = _text_at(text, at).end()
        if end == len(text) and not final and text[-2:].endswith(']'):
            end = len(text.rstrip(']'))
            if end <= at:
                raise _More
        bad = text.find(']]>', at, end)
        odd = _invalid(text, at, end)
        if odd is not None and (bad < 0 or odd.start() < bad):
            bad = odd.start()
        elif bad >= 0:
            bad += 2
        if bad >= 0:
            raise _Bad(4, bad)
        self._characters(text[at:end])
        return end

    def _reference(self, text, at, final):
        m = _reference_at(text, at)
        if m is None:
            end = at + 1
            if text.startswith('#', end):
                digits = '0123456789'
                end += 1
                if text.startswith('x', end):
                    end += 1
                    digits += 'abcdefABCDEF'
                while end < len(text) and text[end] in digits:
                    end += 1
            elif name := _name_at(text, end):
                end = name.end()
            if end >= len(text):
                raise _More
            raise _Bad(4, end)
        decimal, hexadecimal, name = m.groups()
        if name is None:
            self._characters(self._character(decimal, hexadecimal, at))
        elif name in _PREDEFINED:
            self._characters(_PREDEFINED[name])
        else:
            self._entity(name, m[0], at)
        return m.end()

    def _character(self, decimal, hexadecimal, at):
        code = int(decimal) if decimal else int(hexadecimal, 16)
        if code > 0x10ffff or code in (0xfffe, 0xffff) or _invalid(chr(code)):
            raise _Bad(14, at)
        return chr(code)

    def _entity(self, name, source, at):
        entity = self._entities.get(name)
        if entity is None:
            if not self._entities.get('%skip'):
                raise _Bad(11, at)
            if self.SkippedEntityHandler is not None:
                self._event('SkippedEntityHandler', source, name, False)
            else:
                self._default(source)
            return
        value, base, system, public, notation = entity
        if notation is not None:
            raise _Bad(15, at)
        if name in self._expanding:
            raise _Bad(12, at)
        if value is None:
            if self._event('ExternalEntityRefHandler', source, name, base, system, public) == 0 and self.ExternalEntityRefHandler is not None:
                raise _Bad(21, at)
            return
        if self.DefaultHandler is not None and self.DefaultHandlerExpand is None:
            self._default(source)
            return
        self._amplify(len(value), at)
        self._expanding.append(name)
        depth, position = len(self._open), 0
        try:
            while position < len(value):
                position = self._token(value, position, True)
        except _More:
            raise _Bad(5, at) from None
        except _Bad as bad:
            raise _Bad(bad.code, at) from None
        finally:
            self._expanding.pop()
        if len(self._open) != depth:
            raise _Bad(13, at)

    def _amplify(self, count, at):
        self._expanded += count
        if self._expanded > _AMPLIFICATION_START and self._expanded > _AMPLIFICATION_MAX * self._read:
            raise _Bad(43, at)

    def _instruction(self, text, at):
        end = text.find('?>', at + 2)
        m = _name_at(text, at + 2)
        if m is None and len(text) > at + 2:
            raise _Bad(4, at + 2)
        if end < 0:
            raise _More
        source, name = text[at:end + 2], m[0]
        if name.lower() == 'xml':
            if self._state != 'start' or name != 'xml':
                raise _Bad(17 if name == 'xml' else 4, at)
            found = _declaration(source)
            if found is None:
                if self._external:
                    return end + 2
                raise _Bad(30, at)
            self._state = 'prolog'
            self._event('XmlDeclHandler', source, found[2], found[4], -1 if found[6] is None else int(found[6] == 'yes'))
            return end + 2
        if self._state == 'start':
            self._state = 'prolog'
        begin = _space_at(text, m.end()).end()
        if begin == m.end() and m.end() != end:
            raise _Bad(4, m.end())
        self._event('ProcessingInstructionHandler', source, name, text[begin:end])
        return end + 2

    def _special(self, text, at):
        if text.startswith('<!--', at):
            end = text.find('--', at + 4)
            if end < 0 or end + 2 >= len(text):
                raise _More
            if text[end + 2] != '>':
                raise _Bad(4, end + 2)
            odd = _invalid(text, at, end)
            if odd is not None:
                raise _Bad(4, odd.start())
            if self._state == 'start':
                self._state = 'prolog'
            self._event('CommentHandler', text[at:end + 3], text[at + 4:end])
            return end + 3
        if text.startswith('<![CDATA[', at) and self._state == 'content':
            end = text.find(']]>', at + 9)
            if end < 0:
                raise _More
            odd = _invalid(text, at, end)
            if odd is not None:
                raise _Bad(4, odd.start())
            self._event('StartCdataSectionHandler', '<![CDATA[')
            if end > at + 9:
                self._characters(text[at + 9:end])
            self._event('EndCdataSectionHandler', ']]>')
            return end + 3
        if text.startswith('<!DOCTYPE', at) and self._state in ('start', 'prolog'):
            from _typhon_xml import doctype
            return doctype(self, text, at)
        if any(whole.startswith(text[at:]) for whole in ('<!--', '<![CDATA[', '<!DOCTYPE')):
            raise _More
        raise _Bad(9 if self._state == 'after' else 4 if self._state == 'content' else 2, at if self._state == 'after' else at + 2)

    # ---- tags ---------------------------------------------------------------------------------------------------------------------
    def _start_tag(self, text, at):
        m = _name_at(text, at + 1)
        if m is None:
            raise _Bad(4, at + 1)
        name, position = m[0], m.end()
        self._check_colons(name, at + 1)
        attributes, seen = [], set()
        while True:
            begin = position
            position = _space_at(text, begin).end()
            if position >= len(text):
                raise _More
            if text[position] == '>':
                empty, end = False, position + 1
                break
            if text[position] == '/':
                if position + 1 >= len(text):
                    raise _More
                if text[position + 1] != '>':
                    raise _Bad(4, position + 1)
                empty, end = True, position + 2
                break
            m = _name_at(text, position)
            if m is None or begin == position:
                raise _Bad(4, position)
            key, start = m[0], position
            position = _space_at(text, m.end()).end()
            if position >= len(text):
                raise _More
            if text[position] != '=':
                raise _Bad(4, position)
            position = _space_at(text, position + 1).end()
            if position >= len(text):
                raise _More
            quote = text[position]
            if quote not in '"\'':
                raise _Bad(4, position)
            close = text.find(quote, position + 1)
            stop = text.find('<', position + 1, close if close >= 0 else len(text))
            if stop >= 0:
                raise _Bad(4, stop)
            if close < 0:
                raise _More
            odd = _invalid(text, position, close)
            if odd is not None:
                raise _Bad(4, odd.start())
            self._check_colons(key, start)
            if key in seen:
                raise _Bad(8, start)
            seen.add(key)
            try:
                value = self._value(text[position + 1:close], position + 1)
            except _Bad as bad:
                raise bad if bad.code == 4 else _Bad(bad.code, at)
            default = self._defaults.get(name, {}).get(key)
            attributes.append((key, ' '.join(value.split(' ')).strip() if default and default[1] != 'CDATA' else value))
            position = close + 1
        specified = len(attributes)
        for key, (value, kind) in self._defaults.get(name, {}).items():
            if value is not None and key not in seen and not self.specified_attributes:
                attributes.append((key, value))
        self._state = 'content'
        self._element(name, attributes, text[at:end], at)
        self._open.append(name)
        if empty:
            self._go(end)
            self._close(name, text[at:end], silent=self.EndElementHandler is None and self.StartElementHandler is not None)
        return end

    def _check_colons(self, name, at):
        if self._separator is not None and name.count(':') > 1:
            raise _Bad(4, at + name.index(':', name.index(':') + 1))

    def _value(self, text, at):
        """The value of an attribute: references resolved, blanks made spaces."""
        if '&' not in text:
            return text.replace('\n', ' ').replace('\t', ' ')
        parts, position = [], 0
        while position < len(text):
            amp = text.find('&', position)
            if amp < 0:
                amp = len(text)
            parts.append(text[position:amp].replace('\n', ' ').replace('\t', ' '))
            if amp == len(text):
                break
            m = _reference_at(text, amp)
            if m is None:
                name = _name_at(text, amp + 1)
                raise _Bad(4, at + (name.end() if name else amp + 1))
            decimal, hexadecimal, name = m.groups()
            if name is None:
                parts.append(self._character(decimal, hexadecimal, at + amp))
            elif name in _PREDEFINED:
                parts.append(_PREDEFINED[name])
            else:
                entity = self._entities.get(name)
                if entity is None:
                    if not self._entities.get('%skip'):
                        raise _Bad(11, at + amp)
                elif entity[0] is None:
                    raise _Bad(16, at + amp)
                elif name in self._expanding:
                    raise _Bad(12, at + amp)
                else:
                    self._amplify(len(entity[0]), at + amp)
                    self._expanding.append(name)
                    try:
                        parts.append(self._value(entity[0], at + amp))
                    finally:
                        self._expanding.pop()
            position = m.end()
        return ''.join(parts)

    def _element(self, name, attributes, source, at):
        if self._separator is not None:
            scope = None
            rest = []
            for key, value in attributes:
                if key != 'xmlns' and not key.startswith('xmlns:'):
                    rest.append((key, value))
                    continue
                prefix = key[6:] or None
                if prefix == 'xmlns':
                    raise _Bad(39, at)
                if (prefix == 'xml') != (value == _XML_NAMESPACE):
                    raise _Bad(38 if prefix == 'xml' else 40, at)
                if prefix is not None and not value:
                    raise _Bad(28, at)
                scope = {} if scope is None else scope
                scope[prefix] = value
                self._event('StartNamespaceDeclHandler', source, prefix, value or None) if self.StartNamespaceDeclHandler is not None else None
            self._scopes.append(self._scopes[-1] | scope if scope else self._scopes[-1])
            self._open.append(scope)
            name = self._expanded_name(name, True, at)
            attributes = [(self._expanded_name(key, False, at), value) for key, value in rest]
            if len({key for key, _ in attributes}) != len(attributes):
                raise _Bad(8, at)
        given = [part for pair in attributes for part in pair] if self.ordered_attributes else dict(attributes)
        self._event('StartElementHandler', source, name, given)

    def _expanded_name(self, name, element, at):
        prefix, colon, local = name.partition(':')
        if not colon:
            uri = self._scopes[-1].get(None) if element else None
            return f'{uri}{self._separator}{name}' if uri else name
        uri = self._scopes[-1].get(prefix)
        if uri is None:
            raise _Bad(27, at)
        return f'{uri}{self._separator}{local}{self._separator}{prefix}' if self.namespace_prefixes and self._separator else f'{uri}{self._separator}{local}'

    def _end_tag(self, text, at):
        m = _name_at(text, at + 2)
        if m is None:
            if len(text) <= at + 2:
                raise _More
            raise _Bad(4, at + 2)
        end = _space_at(text, m.end()).end()
        if end >= len(text):
            raise _More
        if text[end] != '>':
            raise _Bad(4, end)
        if not self._open:
            raise _Bad(13, at)
        if self._open[-1] != m[0]:
            raise _Bad(7, at + 2)
        self._close(m[0], text[at:end + 1])
        return end + 1

    def _close(self, name, source, silent=False):
        self._open.pop()
        shown = self._expanded_name(name, True, self._at) if self._separator is not None else name
        if not silent:
            self._event('EndElementHandler', source, shown)
        if self._separator is not None:
            self._scopes.pop()
            scope = self._open.pop()
            if scope and self.EndNamespaceDeclHandler is not None:
                for prefix in reversed(scope):
                    self._event('EndNamespaceDeclHandler', source, prefix)
        if not self._open and not self._external:
            self._flush()
            self._state = 'after'


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    """Return a new XML parser object."""
    if encoding is not None and not isinstance(encoding, str):
        raise TypeError(f"ParserCreate() argument 'encoding' must be str or None, not {type(encoding).__name__}")
    if namespace_separator is not None:
        if not isinstance(namespace_separator, str):
            raise TypeError(f"ParserCreate() argument 'namespace_separator' must be str or None, not {type(namespace_separator).__name__}")
        if len(namespace_separator) > 1:
            raise ValueError('namespace_separator must be at most one character, omitted, or None')
    return XMLParserType(encoding, namespace_separator, {} if intern is None else intern)


def ErrorString(code, /):
    """Returns string error for given number."""
    return _TEXTS.get(code)
