/**
 * Takes the Unicode character database out of the pyodide devDependency (a CPython 3.14: Unicode 16.0) and writes it to src/spec/unicode.json, which is
 * committed. Run by hand when Python's Unicode version changes: `tsx scripts/dump-unicode.ts`. scripts/gen-unicode.ts makes the core's tables of it. Using
 * CPython's own answers (not Node's ICU) makes str's predicates and mappings the same as Python 3.14's, whatever the version of Node.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadPyodide } from 'pyodide';

const py = await loadPyodide();
const text = py.runPython(`
import unicodedata as u, json, sys
N = 0x110000
def runs(f, default):
    out, last, start = [], default, 0
    for c in range(N):
        v = f(chr(c))
        if v != last:
            if last != default: out.append([start, c - start, last])
            last, start = v, c
    if last != default: out.append([start, N - start, last])
    return out
def flags(c):
    return (c.isalpha() | c.isdecimal() << 1 | c.isdigit() << 2 | c.isnumeric() << 3 | c.islower() << 4 | c.isupper() << 5 | c.istitle() << 6 | c.isspace() << 7
        | c.isprintable() << 8 | c.isidentifier() << 9 | ('a' + c).isidentifier() << 10)
def cased(c):
    # bit 0: cased (title() goes on in lower case after it), bit 1: case-ignorable (the final-sigma rule of lower() skips it); U+0345 and others are both
    title = (c + 'b').title()[-1] == 'b'
    a = ('A' + c + '\\u03a3').lower()[-1] == '\\u03c2'
    b = (' ' + c + '\\u03a3').lower()[-1] == '\\u03c2'
    return title | (a and not b) << 1
def mapping(f):
    out = []
    for c in range(N):
        if 0xD800 <= c < 0xE000: continue
        s = chr(c); r = f(s)
        if r != s: out.append([c, [ord(x) for x in r]])
    return out
data = {
  'version': u.unidata_version,
  'flags': runs(flags, 0), 'cased': runs(cased, 0),
  'lower': mapping(str.lower), 'upper': mapping(str.upper), 'title': mapping(str.title), 'fold': mapping(str.casefold),
  'decimal': [[c, u.decimal(chr(c))] for c in range(N) if u.decimal(chr(c), None) is not None],
  'digit': [[c, u.digit(chr(c))] for c in range(N) if u.digit(chr(c), None) is not None],
  'numeric': [[c, u.numeric(chr(c))] for c in range(N) if u.numeric(chr(c), None) is not None],
  'category': runs(u.category, 'Cn'), 'bidirectional': runs(u.bidirectional, ''), 'combining': runs(u.combining, 0),
  'mirrored': runs(u.mirrored, 0), 'width': runs(u.east_asian_width, 'N'),
  'decomposition': [[c, u.decomposition(chr(c))] for c in range(N) if u.decomposition(chr(c)) and not 0xAC00 <= c < 0xD7A4],
  'compose': [],
}
for c, d in data['decomposition']:
    if d[0] == '<': continue
    p = d.split()
    if len(p) == 2 and u.normalize('NFC', ''.join(chr(int(x, 16)) for x in p)) == chr(c): data['compose'].append(c)
json.dumps(data, separators=(',', ':'))
`) as string;
writeFileSync(fileURLToPath(new URL('../src/spec/unicode.json', import.meta.url)), text + '\n');
console.log(`unicode.json: ${text.length} characters`);
