# Character names: \N{...} in literals, unicode_escape, unicodedata.name and lookup, the error handler namereplace.
import codecs
import unicodedata as u


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


print(ascii('\N{BULLET}\N{LATIN SMALL LETTER E WITH ACUTE}\N{euro sign}\N{GRINNING FACE}\N{NUL}\N{LF}\N{BELL}\N{ALERT}'))
print(ascii(f'{1}\N{DEGREE SIGN}{2!r:>4}\N{EM SPACE}'), ascii(rf'\N{3}'), b'\\N{SPACE}')
for source in (r"'\N{keycap digit one}'", r"'\N{no such}'", r"'\N'", r"'a\N{abc'", r"'\N{}'", r"f'\N{bogus}'"):
    print(source, attempt(eval, source))
for name in ('CJK UNIFIED IDEOGRAPH-4E00', 'cjk unified ideograph-4e00', 'CJK UNIFIED IDEOGRAPH-04E00', 'CJK UNIFIED IDEOGRAPH-0041', 'CJK COMPATIBILITY IDEOGRAPH-f900', 'NUSHU CHARACTER-1B170', 'HANGUL SYLLABLE GAGG',
             'hangul syllable ga', 'HANGUL SYLLABLE ', 'HANGUL SYLLABLE A', 'nul', 'LATIN SMALL LETTER R WITH TILDE', 'keycap digit one', 'latin capital letter a ', '', 'x' * 300, '\xe9', b'SPACE', 'LATIN SMALL LETTER SHARP S'):
    print(name, ascii(attempt(u.lookup, name)))
print(attempt(u.lookup, 3), attempt(u.name, '\n'), attempt(u.name, '\n', None), attempt(u.name, ''), attempt(u.name, 'ab'), attempt(u.name, 3), attempt(u.name, '\U000f0000', '-'))
for text in (br'\N{bogus} x', br'\N', br'\N{', br'\N{}', br'\N{SPACE}', br'\N{space'):
    print(text, attempt(text.decode, 'unicode_escape'), ascii(text.decode('unicode_escape', 'replace')), ascii(text.decode('unicode_escape', 'ignore')))
print(codecs.unicode_escape_decode(br'ab\N{SPA', 'strict', False), codecs.unicode_escape_decode(br'ab\N', 'strict', False))
print('\u20ac\n\x85\uac01\u4e01\U0001f600'.encode('ascii', 'namereplace'), '\u2122'.encode('latin-1', 'namereplace'), 'a\u2122'.encode('cp437', 'namereplace'))
named = wrong = 0
total = 0
for c in range(0x110000):
    name = u.name(chr(c), None)
    if name is not None:
        named += 1
        total = (total * 31 + len(name) + ord(name[-1])) % 1000000007
        if c % 97 == 0 and u.lookup(name) != chr(c):
            wrong += 1
print(named, wrong, total)
