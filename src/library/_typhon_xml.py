"""
The document type declaration for pyexpat.py: entities, notations, attribute lists with their defaults and element models are read and reported. External subsets and parameter entities are
not read, as by expat unless it is asked to: after one of them undefined entities are skipped.
"""
import re as _re
from _typhon_expat import NAME as _NAME, invalid as _invalid, name_at as _name_at, references as _references, space_at as _space_at
from pyexpat import _Bad, _More

_LITERAL = r'''(?:"[^"]*"|'[^']*')'''
_part_at = _re.compile(rf'''<!--.*?-->|<\?.*?\?>|<!(?:[^'">]|{_LITERAL})*>|%{_NAME};|[ \t\n]+''', _re.S).match
_external_at = _re.compile(rf'''\s+(?:SYSTEM\s+({_LITERAL})|PUBLIC\s+({_LITERAL})(?:\s+({_LITERAL}))?)''').match
_entity = _re.compile(rf'''<!ENTITY\s+(%\s+)?({_NAME})\s+(?:({_LITERAL})|SYSTEM\s+({_LITERAL})|PUBLIC\s+({_LITERAL})\s+({_LITERAL}))(?:\s+NDATA\s+({_NAME}))?\s*>''').fullmatch
_notation = _re.compile(rf'''<!NOTATION\s+({_NAME})\s+(?:SYSTEM\s+({_LITERAL})|PUBLIC\s+({_LITERAL})(?:\s+({_LITERAL}))?)\s*>''').fullmatch
_attlist = _re.compile(rf'<!ATTLIST\s+({_NAME})').match
_attribute_at = _re.compile(rf'''\s+({_NAME})\s+(CDATA|IDREFS|IDREF|ID|ENTITIES|ENTITY|NMTOKENS|NMTOKEN|(?:NOTATION\s*)?\([^)]*\))\s*(#REQUIRED|#IMPLIED|(#FIXED\s+)?({_LITERAL}))''').match
_element = _re.compile(rf'<!ELEMENT\s+({_NAME})\s+(.*?)\s*>', _re.S).fullmatch
_particle = _re.compile(rf'\s*(\(|\)[?*+]?|,|\||#PCDATA|{_NAME}[?*+]?)').match
_quantity = {'?': 1, '*': 2, '+': 3}


def _unquoted(literal):
    return None if literal is None else literal[1:-1]


def doctype(parser, text, at):
    m = _name_at(text, at + 10) if text[at + 9:at + 10].isspace() else None
    if m is None:
        if len(text) <= at + 10:
            raise _More
        raise _Bad(4, at + 9)
    name, position = m[0], m.end()
    system = public = None
    external = _external_at(text, position)
    if external:
        system, public = _unquoted(external[1] or external[3]), _unquoted(external[2])
        position = external.end()
    position = _space_at(text, position).end()
    inner = position
    subset = text.startswith('[', position)
    parts = []
    if subset:
        position += 1
        while not text.startswith(']', position):
            part = _part_at(text, position)
            if part is None:
                if position < len(text) and text[position] not in '<%':
                    raise _Bad(4, position)
                raise _More
            parts.append((position, part[0]))
            position = part.end()
        position = _space_at(text, position + 1).end()
    if position >= len(text):
        raise _More
    if text[position] != '>':
        raise _Bad(4 if subset or external else 2, position)
    parser._state = 'prolog'
    if parser.StartDoctypeDeclHandler is None:
        parser._default(text[at:inner])
    else:
        parser._event('StartDoctypeDeclHandler', text[at:inner], name, system, public, int(subset))
    if system is not None:
        parser._entities['%skip'] = True
    for place, part in parts:
        parser._go(place) if not parser._expanding else None
        _declare(parser, part, place)
    parser._event('EndDoctypeDeclHandler', ']>' if subset else '>')
    return position + 1


def _declare(parser, part, at):
    if part[0] == '%':
        parser._entities['%skip'] = True
        parser._event('SkippedEntityHandler', part, part[1:-1], True) if parser.SkippedEntityHandler is not None else parser._default(part)
    elif part[0].isspace():
        parser._default(part)
    elif part.startswith('<!--'):
        parser._event('CommentHandler', part, part[4:-3])
    elif part.startswith('<?'):
        m = _name_at(part, 2)
        if m is None:
            raise _Bad(4, at + 2)
        parser._event('ProcessingInstructionHandler', part, m[0], part[m.end():-2].lstrip())
    elif part.startswith('<!ENTITY'):
        _declare_entity(parser, part, at)
    elif part.startswith('<!NOTATION'):
        m = _notation(part)
        if m is None:
            raise _Bad(2, at)
        parser._event('NotationDeclHandler', part, m[1], parser._base, _unquoted(m[2] or m[4]), _unquoted(m[3]))
    elif part.startswith('<!ATTLIST'):
        _declare_attributes(parser, part, at)
    elif part.startswith('<!ELEMENT'):
        m = _element(part)
        if m is None:
            raise _Bad(2, at)
        parser._event('ElementDeclHandler', part, m[1], _model(m[2], at))
    else:
        raise _Bad(2, at)


def _character(m):
    body = m[0][1:-1]
    if body[:1] != '#':
        return m[0]
    return chr(int(body[2:], 16) if body[1:2] == 'x' else int(body[1:]))


def _declare_entity(parser, part, at):
    m = _entity(part)
    if m is None:
        raise _Bad(2, at)
    parameter, name, value, system, public, system2, notation = m.groups()
    value = _unquoted(value)
    if value is not None:
        value = _references.sub(_character, value)
        if _invalid(value):
            raise _Bad(14, at)
    system = _unquoted(system or system2)
    if parameter is None:
        parser._entities.setdefault(name, (value, parser._base, system, _unquoted(public), notation))
    if notation is not None and parser.UnparsedEntityDeclHandler is not None:
        parser._event('UnparsedEntityDeclHandler', part, name, parser._base, system, _unquoted(public), notation)
    else:
        parser._event('EntityDeclHandler', part, name, int(parameter is not None), value, parser._base, system, _unquoted(public), notation)


def _declare_attributes(parser, part, at):
    m = _attlist(part)
    if m is None:
        raise _Bad(2, at)
    element, position = m[1], m.end()
    while a := _attribute_at(part, position):
        name, kind, _, fixed, literal = a.groups()
        kind = ''.join(kind.split()) if '(' in kind else kind
        value = None if literal is None else parser._value(_unquoted(literal), at + a.start(5) + 1)
        parser._defaults.setdefault(element, {}).setdefault(name, (value, kind))
        parser._event('AttlistDeclHandler', part, element, name, kind, value, int(a[3] == '#REQUIRED' or fixed is not None))
        position = a.end()
    if part[position:].strip() != '>':
        raise _Bad(2, at + position)


def _model(text, at):
    """(type, quantity, name, children) of a content model, as pyexpat.model numbers them."""
    if text in ('EMPTY', 'ANY'):
        return (1 if text == 'EMPTY' else 2, 0, None, ())
    stack, position = [], 0
    while position < len(text):
        m = _particle(text, position)
        if m is None:
            raise _Bad(2, at)
        token, position = m[1], m.end()
        if token == '(':
            stack.append([None, []])
        elif token in ',|':
            stack[-1][0] = token
        elif token[0] == ')':
            joint, children = stack.pop()
            mixed = bool(children) and children[0] is None
            group = (3 if mixed else 5 if joint == '|' else 6, _quantity.get(token[1:], 0), None, tuple(children[1:] if mixed else children))
            if not stack:
                return group
            stack[-1][1].append(group)
        elif token == '#PCDATA':
            stack[-1][1].append(None)
        else:
            quantity = _quantity.get(token[-1], 0)
            stack[-1][1].append((4, quantity, token[:-1] if quantity else token, ()))
    raise _Bad(2, at)
