/**
 * What the functions of cmath give where a part of the argument is infinite or NaN (C99, Annex G): one letter for each pair of kinds of real and imaginary part, 7 by 7:
 * -inf, negative, -0, 0, positive, inf, nan. Letters: 0 zero, i infinity, n NaN, p pi, h pi/2, q pi/4, t 3pi/4, 1 one; the negative of each: o I P H Q T m;
 * e is a ValueError, a dot stands where both parts are finite. Tabulated from the behaviour of CPython.
 */
export const ACOS_RE = "tpppptnh....hnh....hhh....hhh....hnq0000qnnnnnnnn";
export const ACOS_IM = "iiiIIIii....Ini....Ini....Ini....IniiiIIIiinnnnIn";
export const ACOSH_RE = "iiiiiiii....ini....ini....ini....iniiiiiiiinnnnin";
export const ACOSH_IM = "TPPpptnH....hnH....hnH....hnH....hnQoo00qnnnnnnnn";
export const ASINH_RE = "IIIIIIII....InI....Ini....ini....iniiiiiiiinnnnin";
export const ASINH_IM = "Qoo00qnH....hnH....hnH....hnH....hnQoo00qnnno0nnn";
export const ATANH_RE = "oooooooo....ono....oo0....000....0n00000000nnnn0n";
export const ATANH_IM = "HHHhhhnH....hnH....hnH....hnH....hnHHHhhhnHnnnnhn";
export const COSH_RE = "eiiiieie....ene....ene....ene....eneiiiieinnnnnnn";
export const COSH_IM = "ei0oIene....ene....e0e....e0e....eneIo0iennn00nnn";
export const EXP_RE = "0000000e....ene....ene....ene....eneiiiieinnnnnnn";
export const EXP_IM = "0oo0000e....ene....ene....ene....eneIo0iennno0nnn";
export const LOG_RE = "iiiiiiii....ini....ini....ini....iniiiiiiiinnnnin";
export const LOG_IM = "TPPpptnH....hnH....hnH....hnH....hnQoo00qnnnnnnnn";
export const SINH_RE = "eIIIIeie....ene....e0e....e0e....eneiiiieinnnnnnn";
export const SINH_IM = "eIo0iene....ene....ene....ene....eneIo0iennno0nnn";
export const SQRT_RE = "i0000ini....ini....ini....ini....iniiiiiiiinnnnin";
export const SQRT_IM = "IIIiiiiI....inI....inI....inI....inIoo00inInnnnin";
export const TANH_RE = "mmmmmmme....ene....ene....ene....en1111111nnnnnnn";
export const TANH_IM = "0oo0000e....ene....ene....ene....en0oo0000nno0nnn";
export const RECT_RE = "eIIIIeie....en0....000....00e....eneiiiieinnnnnnn";
export const RECT_IM = "ei0oIene....en0....000....00e....eneIo0iennn00nnn";function kind(x: f64): i32 {
  if (x != x) return 6;
  if (x == Infinity) return 5;
  if (x == -Infinity) return 0;
  if (x == 0) return reinterpret<u64>(x) ? 2 : 3;
  return x < 0 ? 1 : 4;
}
function letter(c: i32): f64 {
  switch (c) {
    case 48: return 0; case 111: return -0.0;
    case 105: return Infinity; case 73: return -Infinity;
    case 112: return 3.141592653589793; case 80: return -3.141592653589793;
    case 104: return 1.5707963267948966; case 72: return -1.5707963267948966;
    case 113: return 0.7853981633974483; case 81: return -0.7853981633974483;
    case 116: return 2.356194490192345; case 84: return -2.356194490192345;
    case 49: return 1; case 109: return -1;
  }
  return NaN;
}
export let specialRe: f64 = 0;
export let specialIm: f64 = 0;
/** 0: both parts are finite · 1: the value is in specialRe, specialIm · -1: ValueError (not raised yet). */
export function special(re: string, im: string, x: f64, y: f64): i32 {
  if (abs(x) < Infinity && abs(y) < Infinity) return 0;
  const i = kind(x) * 7 + kind(y), c = re.charCodeAt(i);
  if (c == 101) return -1;
  specialRe = letter(c); specialIm = letter(im.charCodeAt(i));
  return 1;
}
