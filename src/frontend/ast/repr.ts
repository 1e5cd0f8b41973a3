/**
 * `repr` of constants, for dumps: strings, bytes, floats and imaginary numbers as CPython writes them.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u;

export function strRepr(s: string, split: readonly number[] | null): string {
  const quote = s.includes('\'') && !s.includes('"') ? '"' : '\'';
  let out = quote;
  for (let i = 0; i < s.length; i++) {
    let cp = s.codePointAt(i)!;
    if (cp > 0xffff && split?.includes(i)) cp = s.charCodeAt(i);
    if (cp > 0xffff) i++;
    const ch = String.fromCodePoint(cp);
    if (ch === quote || ch === '\\') out += `\\${ch}`;
    else if (cp === 10) out += '\\n';
    else if (cp === 13) out += '\\r';
    else if (cp === 9) out += '\\t';
    else if (cp === 32 || (cp > 32 && cp < 127)) out += ch;
    else if (cp < 127 || unprintable.test(ch)) {
      out += cp < 256 ? `\\x${cp.toString(16).padStart(2, '0')}`
        : cp < 65536 ? `\\u${cp.toString(16).padStart(4, '0')}` : `\\U${cp.toString(16).padStart(8, '0')}`;
    } else out += ch;
  }
  return out + quote;
}

export function bytesRepr(b: Uint8Array): string {
  const quote = b.includes(39) && !b.includes(34) ? '"' : '\'';
  let out = `b${quote}`;
  for (const c of b) {
    const ch = String.fromCharCode(c);
    if (ch === quote || ch === '\\') out += `\\${ch}`;
    else if (c === 10) out += '\\n';
    else if (c === 13) out += '\\r';
    else if (c === 9) out += '\\t';
    else if (c < 32 || c >= 127) out += `\\x${c.toString(16).padStart(2, '0')}`;
    else out += ch;
  }
  return out + quote;
}

/** The shortest text that reads back as the number; an exponent from 1e16 on and below 1e-4. */
export function floatRepr(v: number): string {
  if (v === Infinity) return 'inf';
  if (v === 0) return Object.is(v, -0) ? '-0.0' : '0.0';
  const [mantissa, exponent] = v.toExponential().split('e');
  const e = Number(exponent);
  if (e >= 16 || e < -4) return `${mantissa}e${e < 0 ? '-' : '+'}${String(Math.abs(e)).padStart(2, '0')}`;
  const s = v.toString();
  if (s.includes('e')) return v.toFixed(Math.max(0, mantissa.replace(/[-.]/g, '').length - 1 - e)).replace(/^(\d+)$/, '$1.0');
  return s.includes('.') ? s : `${s}.0`;
}

export function complexRepr(imag: number): string {
  return `${floatRepr(imag).replace(/\.0$/, '')}j`;
}
