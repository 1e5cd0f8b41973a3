/**
 * Decimal texts of doubles, the common cases, exactly and without the host (float-text.ts there has the rest): reading up to 19 digits with a small exponent
 * (Clinger's fast path), writing with a fixed number of decimals. Both give the correctly rounded result or decline.
 */
import { Ptr } from "../../base/value";

/** 10^0 … 10^22, the powers of ten that a double holds exactly. */
const POWERS: usize = memory.data<f64>([1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22]);
// @ts-ignore: decorator
@inline function digit(c: u32): bool { return c - 48 < 10; }

/** Result of parseDecimal; thread-local. */
export let decimal: f64 = 0;
/** Reads [sign] digits [. digits] [e [sign] digits], or inf or nan in small letters, from all of the n bytes. False: look elsewhere. */
export function parseDecimal(p: Ptr, n: i32): bool {
  let i = 0, negative = false, m: u64 = 0, digits = 0, exp = 0, seen = false;
  if (n == 0) return false;
  let c: u32 = load<u8>(p);
  if (c == 43 || c == 45) { negative = c == 45; i = 1; }
  if (n - i == 3) {
    const w: u32 = load<u16>(p + i) | (<u32>load<u8>(p + i + 2) << 16);
    if (w == 0x666E69) { decimal = negative ? -Infinity : Infinity; return true; }
    if (w == 0x6E616E) { decimal = NaN; return true; }
  }
  for (; i < n; i++) {
    c = load<u8>(p + i);
    if (!digit(c)) break;
    m = m * 10 + (c - 48);
    digits += <i32>(m != 0);
    seen = true;
  }
  if (i < n && c == 46) {
    for (i++; i < n; i++) {
      c = load<u8>(p + i);
      if (!digit(c)) break;
      m = m * 10 + (c - 48);
      digits += <i32>(m != 0);
      exp--;
      seen = true;
    }
  }
  if (!seen || digits > 19) return false;
  if (i < n) {
    if ((c | 32) != 101 || ++i >= n) return false;
    c = load<u8>(p + i);
    let minus = false, e = 0;
    if (c == 43 || c == 45) { minus = c == 45; if (++i >= n) return false; }
    for (; i < n; i++) {
      c = load<u8>(p + i);
      if (!digit(c) || e > 1000) return false;
      e = e * 10 + <i32>(c - 48);
    }
    exp += minus ? -e : e;
  }
  if (m > 0x20000000000000 || exp < -22 || exp > 22) { if (m) return false; exp = 0; }
  // m and the power are exact, so the one division or multiplication rounds correctly
  const d = exp < 0 ? <f64>m / load<f64>(POWERS + (<usize>-exp << 3)) : <f64>m * load<f64>(POWERS + (<usize>exp << 3));
  decimal = negative ? -d : d;
  return true;
}

/** '%.{precision}f' % d at `out` (room for 40 bytes): its length, or 0: look elsewhere. Rounds half to even on the exact binary value. */
export function fixedDecimal(d: f64, precision: i32, out: Ptr): i32 {
  const a = abs(d);
  if (!(a < 4503599627370496.0) || <u32>precision > 17) return 0;
  // the lowest bit of a is worth 2^-64 or more, so that the fraction is exact in 64 bits
  if (a != 0 && a < 0.00048828125) return 0;
  let whole = <u64>a, rest = <u64>((a - <f64>whole) * 18446744073709551616.0), decimals: u64 = 0, limit: u64 = 1;
  for (let i = 0; i < precision; i++) {
    const low = (rest & 0xFFFFFFFF) * 10, high = (rest >> 32) * 10 + (low >> 32);
    decimals = decimals * 10 + (high >> 32);
    limit *= 10;
    rest = (high << 32) | (low & 0xFFFFFFFF);
  }
  const half: u64 = 0x8000000000000000, last = precision ? decimals : whole;
  if (rest > half || (rest == half && (last & 1) != 0)) {
    if (precision == 0 || ++decimals == limit) { decimals = 0; whole++; }
  }
  let n = 1;
  for (let w = whole; w >= 10; w /= 10) n++;
  let p = out;
  if (reinterpret<u64>(d) >> 63) store<u8>(p++, 45);
  for (let q = p + n; q > p; ) { store<u8>(--q, <u8>(48 + whole % 10)); whole /= 10; }
  p += n;
  if (precision) {
    store<u8>(p++, 46);
    for (let q = p + precision; q > p; ) { store<u8>(--q, <u8>(48 + decimals % 10)); decimals /= 10; }
    p += precision;
  }
  return <i32>(p - out);
}
