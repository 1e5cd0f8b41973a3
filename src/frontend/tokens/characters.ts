/**
 * What a character is to the tokenizer: a table for ASCII, Unicode properties from the engine for the rest.
 */
const START = 1;
const DIGIT = 2;
const HEX = 4;

const classes = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const s = String.fromCharCode(c);
  if (/[A-Za-z_]/.test(s)) classes[c] |= START;
  if (/[0-9]/.test(s)) classes[c] |= DIGIT;
  if (/[0-9a-fA-F]/.test(s)) classes[c] |= HEX;
}

/** True for ASCII letters, digits and the underscore. */
export const isAsciiNamePart = (c: number): boolean => c < 128 && (classes[c] & (START | DIGIT)) !== 0;
/** True for what may start a name, taking every character beyond ASCII on trust; `invalidNameIndex` tells later. */
export const mayStartName = (c: number): boolean => c >= 128 || (classes[c] & START) !== 0;
export const mayContinueName = (c: number): boolean => c >= 128 || (classes[c] & (START | DIGIT)) !== 0;
export const isDigit = (c: number): boolean => c >= 48 && c <= 57;
export const isHexDigit = (c: number): boolean => c < 128 && (classes[c] & HEX) !== 0;

const xidStart = /[\p{XID_Start}_]/u;
const xidContinue = /\p{XID_Continue}/u;
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u;

/** The UTF-16 offset of the first character of `name` that cannot stand there, or −1 if `name` is an identifier. */
export function invalidNameIndex(name: string): number {
  let i = 0;
  for (const ch of name) {
    if (!(i === 0 ? xidStart : xidContinue).test(ch)) return i;
    i += ch.length;
  }
  return -1;
}

/** `str.isprintable()` of one character. */
export const isPrintable = (ch: string): boolean => ch === ' ' || !unprintable.test(ch);
