/**
 * Literals: the values of numbers, and the escapes of strings and bytes.
 *
 * Pure functions from the text of a token to a ConstantValue. What is wrong with a literal is returned, not thrown, as a message: the parser
 * knows the place. Mirrors `Parser/string_parser.c`, `_PyUnicode_DecodeUnicodeEscapeInternal` and `parsenumber` in `Parser/pegen.c`.
 */
import type { ConstantValue } from '../../generated/frontend/ast.ts';

/** CPython's `sys.int_info.default_max_str_digits`. */
const MAX_INT_DIGITS = 4300;

/** Looks up a character by its Unicode name, for `\N{…}`. The front end has no table of names; the runtime lends it one. */
export type NameLookup = (name: string) => string | null;

let nameLookup: NameLookup | null = null;
export function setUnicodeNameLookup(lookup: NameLookup | null): void {
  nameLookup = lookup;
}

export function numberValue(raw: string): ConstantValue | string {
  const text = raw.includes('_') ? raw.replaceAll('_', '') : raw;
  const last = text.charCodeAt(text.length - 1) | 32;
  const radix = text.charCodeAt(0) === 48 && text.length > 1 ? text.charCodeAt(1) | 32 : 0;
  if (radix === 120 || radix === 111 || radix === 98) {
    if (text.length <= 12) return { t: 'int', v: Number(text) };
    const b = BigInt(text);
    return { t: 'int', v: b <= 9007199254740991n ? Number(b) : b };
  }
  if (last === 106) return { t: 'complex', v: Number(text.slice(0, -1)) };
  if (/[.eE]/.test(text)) return { t: 'float', v: Number(text) };
  if (text.length <= 15) return { t: 'int', v: Number(text) };
  const digits = text.replace(/^0+(?=\d)/, '');
  if (digits.length > MAX_INT_DIGITS) {
    return `Exceeds the limit (${MAX_INT_DIGITS} digits) for integer string conversion: value has ${digits.length} digits; `
      + 'use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.';
  }
  const b = BigInt(digits);
  return { t: 'int', v: b <= 9007199254740991n ? Number(b) : b };
}

export interface Decoded {
  v: string;
  split: number[] | null;
  /** A message, if the literal is bad. */
  error: string | null;
  /** Where the first invalid escape stands in the text, or −1. */
  badEscape: number;
}

const isHigh = (c: number): boolean => c >= 0xd800 && c < 0xdc00;
const isLow = (c: number): boolean => c >= 0xdc00 && c < 0xe000;

/** How far `text[0..end)` is when non-ASCII characters count as `\UXXXXXXXX`, which is how CPython counts in these messages. */
function escapedLength(text: string, end: number): number {
  let n = 0;
  for (let i = 0; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c < 128) n++;
    else if (!isLow(c) || i === 0 || !isHigh(text.charCodeAt(i - 1))) n += 10;
  }
  return n;
}

function unicodeError(text: string, from: number, to: number, reason: string): string {
  const a = escapedLength(text, from);
  const b = escapedLength(text, to) - 1;
  return a === b
    ? `(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position ${a}: ${reason}`
    : `(unicode error) 'unicodeescape' codec can't decode bytes in position ${a}-${b}: ${reason}`;
}

/** Decodes the escapes of a string that is not raw. */
export function decodeEscapes(text: string): Decoded {
  let p = text.indexOf('\\');
  if (p === -1) return { v: text, split: null, error: null, badEscape: -1 };
  const parts: string[] = [];
  let split: number[] | null = null;
  let badEscape = -1;
  let length = 0;
  let from = 0;
  let lastUnit = -1; // the last unit written, if it came from an escape
  const add = (s: string, escaped: boolean): void => {
    if (s === '') return;
    if (escaped && lastUnit >= 0 && isHigh(lastUnit) && s.length === 1 && isLow(s.charCodeAt(0))) (split ??= []).push(length - 1);
    parts.push(s);
    length += s.length;
    lastUnit = escaped && s.length === 1 ? s.charCodeAt(0) : -1;
  };
  while (p !== -1) {
    add(text.slice(from, p), false);
    const start = p++;
    if (p >= text.length) return { v: '', split: null, error: unicodeError(text, start, p, '\\ at end of string'), badEscape };
    const c = text[p++];
    switch (c) {
      case '\n': break;
      case '\\': case '\'': case '"': add(c, true); break;
      case 'n': add('\n', true); break;
      case 't': add('\t', true); break;
      case 'r': add('\r', true); break;
      case 'a': add('\x07', true); break;
      case 'b': add('\b', true); break;
      case 'f': add('\f', true); break;
      case 'v': add('\v', true); break;
      case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': {
        let v = c.charCodeAt(0) - 48;
        for (let i = 0; i < 2; i++) {
          const d = text.charCodeAt(p);
          if (!(d >= 48 && d <= 55)) break;
          v = v * 8 + d - 48;
          p++;
        }
        if (v > 0o377 && badEscape < 0) badEscape = start;
        add(String.fromCharCode(v), true);
        break;
      }
      case 'x': case 'u': case 'U': {
        const need = c === 'x' ? 2 : c === 'u' ? 4 : 8;
        let v = 0;
        let n = 0;
        for (; n < need && /[0-9a-fA-F]/.test(text.charAt(p)); n++) v = v * 16 + parseInt(text[p++], 16);
        if (n < need) {
          return { v: '', split: null, badEscape, error: unicodeError(text, start, p,
            c === 'x' ? 'truncated \\xXX escape' : c === 'u' ? 'truncated \\uXXXX escape' : 'truncated \\UXXXXXXXX escape') };
        }
        if (v > 0x10ffff) return { v: '', split: null, badEscape, error: unicodeError(text, start, p, 'illegal Unicode character') };
        add(String.fromCodePoint(v), true);
        break;
      }
      case 'N': {
        const close = text[p] === '{' ? text.indexOf('}', p) : -1;
        if (close <= p + 1) {
          const end = text[p] !== '{' ? p : close === -1 ? text.length : close;
          return { v: '', split: null, badEscape, error: unicodeError(text, start, end, 'malformed \\N character escape') };
        }
        const found = nameLookup?.(text.slice(p + 1, close)) ?? null;
        p = close + 1;
        if (found === null) return { v: '', split: null, badEscape, error: unicodeError(text, start, p, 'unknown Unicode character name') };
        add(found, true);
        break;
      }
      default:
        // CPython is silent about a backslash before a character beyond ASCII.
        if (badEscape < 0 && c < '\x80') badEscape = start;
        p = start + 1;
        add('\\', false);
    }
    from = p;
    p = text.indexOf('\\', p);
  }
  add(text.slice(from), false);
  return { v: parts.join(''), split, error: null, badEscape };
}

export interface DecodedBytes { v: Uint8Array; error: string | null; badEscape: number }

/** Decodes the text of a bytes literal; the caller has seen that it is ASCII. */
export function decodeByteEscapes(text: string, raw: boolean): DecodedBytes {
  const out = new Uint8Array(text.length);
  let n = 0;
  let badEscape = -1;
  for (let p = 0; p < text.length;) {
    const c = text.charCodeAt(p++);
    if (c !== 92 || raw) {
      out[n++] = c;
      continue;
    }
    const start = p - 1;
    const e = text.charAt(p++);
    const simple = '\\\'"abfnrtv'.indexOf(e);
    if (e === '\n') continue;
    if (simple >= 0 && e !== '') out[n++] = '\\\'"\x07\b\f\n\r\t\v'.charCodeAt(simple);
    else if (e >= '0' && e <= '7') {
      let v = e.charCodeAt(0) - 48;
      for (let i = 0; i < 2; i++) {
        const d = text.charCodeAt(p);
        if (!(d >= 48 && d <= 55)) break;
        v = v * 8 + d - 48;
        p++;
      }
      if (v > 0o377 && badEscape < 0) badEscape = start;
      out[n++] = v & 0xff;
    } else if (e === 'x') {
      const h = text.slice(p, p + 2);
      if (!/^[0-9a-fA-F]{2}$/.test(h)) return { v: out, error: `(value error) invalid \\x escape at position ${start}`, badEscape };
      out[n++] = parseInt(h, 16);
      p += 2;
    } else {
      if (badEscape < 0) badEscape = start;
      out[n++] = 92;
      p = start + 1;
    }
  }
  return { v: out.slice(0, n), error: null, badEscape };
}

/** Joins decoded strings, keeping surrogates apart that met at the seam. */
export function joinDecoded(a: { v: string; split: readonly number[] | null }, b: { v: string; split: readonly number[] | null }): { v: string; split: number[] | null } {
  let split: number[] | null = a.split ? [...a.split] : null;
  if (a.v !== '' && b.v !== '' && isHigh(a.v.charCodeAt(a.v.length - 1)) && isLow(b.v.charCodeAt(0))) (split ??= []).push(a.v.length - 1);
  if (b.split) for (const i of b.split) (split ??= []).push(i + a.v.length);
  return { v: a.v + b.v, split };
}

/** The text of the warning for an invalid escape at the begin of `rest`. */
export function escapeWarning(rest: string): string {
  const octal = /^\\[4-7][0-7]{2}/.exec(rest);
  if (octal) {
    return `"${octal[0]}" is an invalid octal escape sequence. Such sequences will not work in the future. Did you mean "\\${octal[0]}"? A raw string is also an option.`;
  }
  const ch = String.fromCodePoint(rest.codePointAt(1) ?? 92);
  return `"\\${ch}" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\\\${ch}"? A raw string is also an option.`;
}
