/**
 * Floats as text, and back: what CPython's Python/pystrtod.c and dtoa.c do.
 *
 * The JavaScript engine knows the shortest digits that read back as the same double (repr), and rounds correctly to up to 100 digits, but breaks ties away from
 * zero where C and Python break them to even, and stops at 1e21 and at 100 digits. So: the engine's digits wherever the value cannot be a tie, and exact rational
 * arithmetic in BigInt for the rest. A double with k fractional bits has exactly k decimal places and the last is a 5, which makes ties easy to find.
 */
import { FLOAT_FORMAT } from '../../generated/host/calls.ts';

const view = new DataView(new ArrayBuffer(8));

/** |x| = mantissa * 2 ** exponent, exactly. */
function decompose(x: number): { mantissa: bigint; exponent: number } {
  view.setFloat64(0, Math.abs(x));
  const high = view.getUint32(0);
  const biased = high >>> 20;
  const fraction = (BigInt(high & 0xfffff) << 32n) | BigInt(view.getUint32(4));
  return biased === 0 ? { mantissa: fraction, exponent: -1074 } : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

/** round-half-even(|x| * 10 ** power), exactly. */
function scaled(x: number, power: number): bigint {
  let { mantissa: numerator, exponent } = decompose(x);
  let denominator = 1n;
  if (power >= 0) numerator *= 10n ** BigInt(power);
  else denominator *= 10n ** BigInt(-power);
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  const q = numerator / denominator;
  const twice = (numerator - q * denominator) * 2n;
  return twice > denominator || (twice === denominator && (q & 1n) === 1n) ? q + 1n : q;
}

/** Digits of |x| rounded to `places` places, as "123.45" (no sign). x finite. */
export function fixedDigits(x: number, places: number): string {
  const a = Math.abs(x);
  if (places <= 100 && a < 1e21) {
    const y = a * 2 ** (places + 1);
    const tie = a < 2 ** 52 && Number.isInteger(y) && y % 2 !== 0;
    if (!tie) return a.toFixed(places);
  }
  const digits = scaled(a, places).toString();
  if (places === 0) return digits;
  const padded = digits.padStart(places + 1, '0');
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

/** |x| rounded to `count` significant digits: the digits (exactly count of them) and the exponent of the first. x finite, count ≥ 1. */
export function significantDigits(x: number, count: number): { digits: string; exponent: number } {
  const a = Math.abs(x);
  if (a === 0) return { digits: '0'.repeat(count), exponent: 0 };
  if (count <= 100) {
    const text = a.toExponential(count - 1);
    // A tie has exactly count + 1 significant digits, so that many give the value back.
    const longer = a.toExponential(count);
    const e = longer.indexOf('e');
    if (longer[e - 1] !== '5' || Number(longer) !== a) return split(text);
  }
  let exponent = split(a.toExponential(20)).exponent;
  for (;;) {
    const digits = scaled(a, count - 1 - exponent).toString();
    if (digits.length === count) return { digits, exponent };
    exponent += digits.length > count ? 1 : -1;
  }
}

function split(text: string): { digits: string; exponent: number } {
  const e = text.indexOf('e');
  return { digits: text[0] + text.slice(2, e), exponent: Number(text.slice(e + 1)) };
}

const exponentText = (e: number): string => `e${e < 0 ? '-' : '+'}${Math.abs(e) < 10 ? '0' : ''}${Math.abs(e)}`;

/** repr(x). */
export function floatRepr(x: number): string {
  const a = Math.abs(x);
  if (a >= 1e-4 && a < 1e16) {
    const s = String(x);
    return Number.isInteger(x) ? `${s}.0` : s;
  }
  if (x === 0) return Object.is(x, -0) ? '-0.0' : '0.0';
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'nan' : x < 0 ? '-inf' : 'inf';
  const text = x.toExponential();
  const e = text.indexOf('e');
  return text.slice(0, e) + exponentText(Number(text.slice(e + 1)));
}

const trimZeros = (s: string): string => s.includes('.') ? s.replace(/\.?0+$/, '') : s;

/** PyOS_double_to_string: type is one of e E f F g G r %, and precision is ignored for r. */
export function floatFormat(x: number, type: string, precision: number, flags: number): string {
  const upper = type === 'E' || type === 'F' || type === 'G';
  const kind = type.toLowerCase();
  const value = kind === '%' ? x * 100 : x;
  const percent = kind === '%' ? '%' : '';
  const sign = value < 0 || Object.is(value, -0) ? '-' : (flags & FLOAT_FORMAT.SIGN) !== 0 ? '+' : '';
  if (!Number.isFinite(value)) {
    const text = Number.isNaN(value) ? 'nan' : `${sign}inf`;
    return (upper ? text.toUpperCase() : text) + percent;
  }
  const alternate = (flags & FLOAT_FORMAT.ALT) !== 0;
  const addDot = (flags & FLOAT_FORMAT.ADD_DOT_0) !== 0;
  let text: string;
  if (kind === 'r') text = Math.abs(value) === 0 ? '0' : floatRepr(Math.abs(value)).replace(/\.0$/, '');
  else if (kind === 'f' || kind === '%') text = fixedDigits(value, precision);
  else {
    const count = kind === 'e' ? precision + 1 : Math.max(precision, 1);
    const { digits, exponent } = significantDigits(value, count);
    if (kind === 'e' || exponent < -4 || exponent >= count - (addDot ? 1 : 0)) {
      let mantissa = count === 1 ? digits : `${digits[0]}.${digits.slice(1)}`;
      if (kind === 'g' && !alternate) mantissa = trimZeros(mantissa);
      if (alternate && !mantissa.includes('.')) mantissa += '.';
      text = mantissa + exponentText(exponent);
    } else {
      if (exponent < 0) text = `0.${'0'.repeat(-exponent - 1)}${digits}`;
      else text = exponent + 1 >= count ? digits + '0'.repeat(exponent + 1 - count) : `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
      if (!alternate) text = trimZeros(text);
    }
  }
  if (!text.includes('e')) {
    if (alternate && !text.includes('.')) text += '.';
    if (addDot && !text.includes('.')) text += '.0';
    else if (addDot && text.endsWith('.')) text += '0';
  }
  const isZero = (flags & FLOAT_FORMAT.NO_NEG_0) !== 0 && /^[0.]*(e.*)?$/.test(text);
  const signed = (isZero && sign === '-' ? ((flags & FLOAT_FORMAT.SIGN) !== 0 ? '+' : '') : sign) + text + percent;
  return upper ? signed.toUpperCase() : signed;
}

const FLOAT = /^[+-]?(?:(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?|inf|infinity|nan)$/i;

/** float(text) of text without blanks around; undefined if it is not a float. */
export function floatParse(text: string): number | undefined {
  if (!FLOAT.test(text)) return undefined;
  const c = text.charCodeAt(text.length - 1) | 0x20;
  if (c === 0x6e || c === 0x66 || c === 0x79) { // …n, …f, …y: nan, inf, infinity
    if (c === 0x6e) return Number.NaN;
    return text[0] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return Number(text.includes('_') ? text.replaceAll('_', '') : text);
}
