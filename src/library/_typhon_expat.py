"""The constants of pyexpat: its modules `errors` (expat's codes and words) and `model` (kinds and quantities of content models); and what names, references, blanks and declarations look like."""
import re
import sys
from types import ModuleType

_ERRORS = {
    'XML_ERROR_NO_MEMORY': (1, 'out of memory'), 'XML_ERROR_SYNTAX': (2, 'syntax error'), 'XML_ERROR_NO_ELEMENTS': (3, 'no element found'), 'XML_ERROR_INVALID_TOKEN': (4, 'not well-formed (invalid token)'),
    'XML_ERROR_UNCLOSED_TOKEN': (5, 'unclosed token'), 'XML_ERROR_PARTIAL_CHAR': (6, 'partial character'), 'XML_ERROR_TAG_MISMATCH': (7, 'mismatched tag'), 'XML_ERROR_DUPLICATE_ATTRIBUTE': (8, 'duplicate attribute'),
    'XML_ERROR_JUNK_AFTER_DOC_ELEMENT': (9, 'junk after document element'), 'XML_ERROR_PARAM_ENTITY_REF': (10, 'illegal parameter entity reference'), 'XML_ERROR_UNDEFINED_ENTITY': (11, 'undefined entity'),
    'XML_ERROR_RECURSIVE_ENTITY_REF': (12, 'recursive entity reference'), 'XML_ERROR_ASYNC_ENTITY': (13, 'asynchronous entity'), 'XML_ERROR_BAD_CHAR_REF': (14, 'reference to invalid character number'),
    'XML_ERROR_BINARY_ENTITY_REF': (15, 'reference to binary entity'), 'XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF': (16, 'reference to external entity in attribute'),
    'XML_ERROR_MISPLACED_XML_PI': (17, 'XML or text declaration not at start of entity'), 'XML_ERROR_UNKNOWN_ENCODING': (18, 'unknown encoding'), 'XML_ERROR_INCORRECT_ENCODING': (19, 'encoding specified in XML declaration is incorrect'),
    'XML_ERROR_UNCLOSED_CDATA_SECTION': (20, 'unclosed CDATA section'), 'XML_ERROR_EXTERNAL_ENTITY_HANDLING': (21, 'error in processing external entity reference'), 'XML_ERROR_NOT_STANDALONE': (22, 'document is not standalone'),
    'XML_ERROR_UNEXPECTED_STATE': (23, 'unexpected parser state - please send a bug report'), 'XML_ERROR_ENTITY_DECLARED_IN_PE': (24, 'entity declared in parameter entity'),
    'XML_ERROR_FEATURE_REQUIRES_XML_DTD': (25, 'requested feature requires XML_DTD support in Expat'), 'XML_ERROR_CANT_CHANGE_FEATURE_ONCE_PARSING': (26, 'cannot change setting once parsing has begun'),
    'XML_ERROR_UNBOUND_PREFIX': (27, 'unbound prefix'), 'XML_ERROR_UNDECLARING_PREFIX': (28, 'must not undeclare prefix'), 'XML_ERROR_INCOMPLETE_PE': (29, 'incomplete markup in parameter entity'),
    'XML_ERROR_XML_DECL': (30, 'XML declaration not well-formed'), 'XML_ERROR_TEXT_DECL': (31, 'text declaration not well-formed'), 'XML_ERROR_PUBLICID': (32, 'illegal character(s) in public id'),
    'XML_ERROR_SUSPENDED': (33, 'parser suspended'), 'XML_ERROR_NOT_SUSPENDED': (34, 'parser not suspended'), 'XML_ERROR_ABORTED': (35, 'parsing aborted'), 'XML_ERROR_FINISHED': (36, 'parsing finished'),
    'XML_ERROR_SUSPEND_PE': (37, 'cannot suspend in external parameter entity'), 'XML_ERROR_RESERVED_PREFIX_XML': (38, 'reserved prefix (xml) must not be undeclared or bound to another namespace name'),
    'XML_ERROR_RESERVED_PREFIX_XMLNS': (39, 'reserved prefix (xmlns) must not be declared or undeclared'), 'XML_ERROR_RESERVED_NAMESPACE_URI': (40, 'prefix must not be bound to one of the reserved namespace names'),
    'XML_ERROR_AMPLIFICATION_LIMIT_BREACH': (43, 'limit on input amplification factor (from DTD and entities) breached'),
}
TEXTS = dict(_ERRORS.values())
errors = ModuleType('pyexpat.errors', 'Constants used to describe error conditions.')
errors.codes, errors.messages = {text: code for code, text in _ERRORS.values()}, TEXTS
for _name, (_code, _text) in _ERRORS.items():
    setattr(errors, _name, _text)
model = ModuleType('pyexpat.model', 'Constants used to interpret content model information.')
for _code, _name in enumerate('XML_CTYPE_EMPTY XML_CTYPE_ANY XML_CTYPE_MIXED XML_CTYPE_NAME XML_CTYPE_CHOICE XML_CTYPE_SEQ'.split(), 1):
    setattr(model, _name, _code)
for _code, _name in enumerate('XML_CQUANT_NONE XML_CQUANT_OPT XML_CQUANT_REP XML_CQUANT_PLUS'.split()):
    setattr(model, _name, _code)
sys.modules['pyexpat.errors'], sys.modules['pyexpat.model'] = errors, model
del _name, _code, _text

NAME = r'[:A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]'
NAME += r'[-.0-9:A-Z_a-z\xb7\xc0-\xd6\xd8-\xf6\xf8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]*'
name_at = re.compile(NAME).match
space_at = re.compile(r'[ \t\r\n]*').match
reference_at = re.compile(rf'&(?:#([0-9]+)|#x([0-9a-fA-F]+)|({NAME}));').match
text_at = re.compile(r'[^<&]+').match
invalid = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]').search
declaration = re.compile(r'''<\?xml\s+version\s*=\s*(["'])([-a-zA-Z0-9_.:]+)\1(?:\s+encoding\s*=\s*(["'])([A-Za-z][-A-Za-z0-9._]*)\3)?(?:\s+standalone\s*=\s*(["'])(yes|no)\5)?\s*\?>''').fullmatch
encoding_of = re.compile(rb'''<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']''').match
references = re.compile(r'&[^;]*;')
