/**
 * Bytes to text: the byte order mark, the coding cookie of PEP 263, and universal newlines.
 *
 * Invariant: the text that comes out has no `\r`, no NUL and no byte order mark; whatever cannot be decoded is a PySyntaxError.
 * Mirrors the decoding half of CPython's `Parser/tokenizer/*.c`. Differs in that codecs come from TextDecoder: an encoding that
 * the engine does not have is unknown, even where CPython has a codec in Python.
 */
import { PySyntaxError } from './errors.ts';
import { SourceFile } from './source-file.ts';

const cookiePattern = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const blankPattern = /^[ \t\f]*(?:#.*)?$/;

function fail(msg: string, lineno = 0, offset = -1, text: string | null = null, endOffset = offset): never {
  throw new PySyntaxError('SyntaxError', msg, lineno, offset, lineno, endOffset, text);
}

/** `Latin_1` and its kin to `iso-8859-1`, `utf8` to `utf-8`; other names stay. */
function normalizeEncoding(name: string): string {
  const n = name.slice(0, 12).toLowerCase().replaceAll('_', '-');
  if (n === 'utf-8' || n.startsWith('utf-8-')) return 'utf-8';
  if (/^(latin-1|iso-8859-1|iso-latin-1)(-|$)/.test(n)) return 'iso-8859-1';
  return name.toLowerCase().replaceAll('_', '-');
}

/** One line of the bytes as Latin-1 text, without its end; null where there is none. */
function lineAt(bytes: Uint8Array, from: number): { text: string; next: number } | null {
  if (from >= bytes.length) return null;
  let end = from;
  let text = '';
  while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) text += String.fromCharCode(bytes[end++]);
  return { text, next: bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : end + 1 };
}

function findCookie(bytes: Uint8Array, from: number): string | null {
  const first = lineAt(bytes, from);
  if (!first) return null;
  let m = cookiePattern.exec(first.text);
  if (m) return m[1];
  if (!blankPattern.test(first.text)) return null;
  const second = lineAt(bytes, first.next);
  m = second && cookiePattern.exec(second.text);
  return m ? m[1] : null;
}

/** The index of the first byte that is not UTF-8, or null. */
function findBadUtf8(b: Uint8Array): { at: number } | null {
  for (let i = 0; i < b.length;) {
    const c = b[i];
    if (c < 0x80) { i++; continue; }
    let need = 0;
    let lo = 0x80;
    let hi = 0xbf;
    if (c >= 0xc2 && c <= 0xdf) need = 1;
    else if (c >= 0xe0 && c <= 0xef) { need = 2; if (c === 0xe0) lo = 0xa0; if (c === 0xed) hi = 0x9f; }
    else if (c >= 0xf0 && c <= 0xf4) { need = 3; if (c === 0xf0) lo = 0x90; if (c === 0xf4) hi = 0x8f; }
    else return { at: i };
    for (let k = 1; k <= need; k++) {
      if (i + k >= b.length) return { at: i };
      const d = b[i + k];
      if (d < (k === 1 ? lo : 0x80) || d > (k === 1 ? hi : 0xbf)) return { at: i };
    }
    i += need + 1;
  }
  return null;
}

const hex2 = (n: number): string => n.toString(16).padStart(2, '0');

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const bad = findBadUtf8(bytes);
    if (!bad) fail("(unicode error) 'utf-8' codec can't decode the source");
    let line = 1;
    let start = 0;
    for (let i = 0; i < bad.at; i++) if (bytes[i] === 10) { line++; start = i + 1; }
    let end = start;
    while (end < bytes.length && bytes[end] !== 10) end++;
    const text = new TextDecoder('utf-8').decode(bytes.subarray(start, end));
    fail(`Non-UTF-8 code starting with '\\x${hex2(bytes[bad.at])}' on line ${line}, but no encoding declared; see https://peps.python.org/pep-0263/ for details`,
      line, new TextDecoder('utf-8').decode(bytes.subarray(start, bad.at)).length + 1, text);
  }
}

function decodeLatin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 8192) parts.push(String.fromCharCode(...bytes.subarray(i, i + 8192)));
  return parts.join('');
}

/** Windows-1252 differs from Latin-1 in 0x80–0x9f; Node 20's TextDecoder forgets that. */
function decodeWindows1252(bytes: Uint8Array): string {
  const table = '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f'
    + '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';
  return decodeLatin1(bytes).replace(/[\x80-\x9f]/g, (c) => table[c.charCodeAt(0) - 0x80]);
}

function decodeBytes(bytes: Uint8Array): { text: string; encoding: string } {
  const bom = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const cookie = findCookie(bytes, bom ? 3 : 0);
  const body = bom ? bytes.subarray(3) : bytes;
  if (cookie === null) return { text: decodeUtf8(body), encoding: 'utf-8' };
  const encoding = normalizeEncoding(cookie);
  if (bom && encoding !== 'utf-8') {
    const line = lineAt(body, 0)!.text;
    fail(`encoding problem: ${encoding} with BOM`, 1, 0, line, line.length);
  }
  if (encoding === 'utf-8') return { text: decodeUtf8(body), encoding };
  // TextDecoder takes "iso-8859-1" for windows-1252, which differs in 0x80–0x9f.
  if (encoding === 'iso-8859-1' || encoding === 'latin1' || encoding === 'l1' || encoding === 'iso8859-1' || encoding === 'cp819') {
    return { text: decodeLatin1(body), encoding };
  }
  if (encoding === 'ascii' || encoding === 'us-ascii' || encoding === '646') {
    const at = body.findIndex((c) => c >= 0x80);
    if (at >= 0) fail(`'ascii' codec can't decode byte 0x${hex2(body[at])} in position ${at}: ordinal not in range(128)`);
    return { text: decodeLatin1(body), encoding };
  }
  let decoder: TextDecoder;
  try {
    const alias = encoding.replace(/^cp125(\d)$/, 'windows-125$1').replace(/^iso8859-(\d+)$/, 'iso-8859-$1').replace(/^cp932$/, 'shift_jis')
      .replace(/^cp949$/, 'euc-kr').replace(/^cp936$/, 'gbk').replace(/^cp866$/, 'ibm866').replace(/^mac-roman$/, 'macintosh').replace(/^utf-?16.*$/, 'no-such');
    if (alias === 'windows-1252') return { text: decodeWindows1252(body), encoding };
    decoder = new TextDecoder(alias, { fatal: true, ignoreBOM: true });
  } catch {
    fail(`unknown encoding: ${cookie}`);
  }
  try {
    return { text: decoder.decode(body), encoding };
  } catch {
    fail(`'${cookie}' codec can't decode the source`);
  }
}

/** Decodes a source given as bytes, or takes one given as text (its cookie is ignored, as in CPython). Throws PySyntaxError only. */
export function decodeSource(source: string | Uint8Array, filename: string, endsLines = true): SourceFile {
  const nul = typeof source === 'string' ? source.includes('\0') : source.includes(0);
  if (nul) fail('source code string cannot contain null bytes');
  let text: string;
  let encoding = 'utf-8';
  if (typeof source === 'string') {
    text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  } else {
    const d = decodeBytes(source);
    text = d.text;
    encoding = d.encoding;
  }
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  return new SourceFile(filename, text, encoding, endsLines);
}
