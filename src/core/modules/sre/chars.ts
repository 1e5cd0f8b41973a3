/** Characters for _sre: categories, case, positions (AT), and sets as set programs. CPython: sre_category, SRE(charset), SRE(at). The locale is always "C". */
import { Ptr } from "../../base/value";
import { isAlnum, isLineBreak, isSpace, toDecimal, toLower, toUpper } from "../../types/str/ctype";
import { OP_BIGCHARSET, OP_CATEGORY, OP_CHARSET, OP_FAILURE, OP_LITERAL, OP_NEGATE, OP_RANGE, OP_RANGE_UNI_IGNORE } from "./opcodes";

// @ts-ignore: decorator
@inline export function lowerAscii(c: u32): u32 { return c - 65 < 26 ? c + 32 : c; }
export function lowerUnicode(c: u32): u32 { return c < 128 ? lowerAscii(c) : toLower(c); }
export function upperUnicode(c: u32): u32 { return c < 128 ? (c - 97 < 26 ? c - 32 : c) : toUpper(c); }
// @ts-ignore: decorator
@inline function asciiWord(c: u32): bool { return c - 48 < 10 || (c | 32) - 97 < 26 || c == 95; }
// @ts-ignore: decorator
@inline function asciiSpace(c: u32): bool { return c == 32 || c - 9 < 5; }
export function uniWord(c: u32): bool { return c < 128 ? asciiWord(c) : isAlnum(c); }
export function category(code: u32, c: u32): bool {
  switch (code) {
    case 0: return c - 48 < 10;
    case 1: return !(c - 48 < 10);
    case 2: return asciiSpace(c);
    case 3: return !asciiSpace(c);
    case 4: case 8: return asciiWord(c);
    case 5: case 9: return !asciiWord(c);
    case 6: return c == 10;
    case 7: return c != 10;
    case 10: return toDecimal(c) >= 0;
    case 11: return toDecimal(c) < 0;
    case 12: return isSpace(c);
    case 13: return !isSpace(c);
    case 14: return uniWord(c);
    case 15: return !uniWord(c);
    case 16: return isLineBreak(c);
    case 17: return !isLineBreak(c);
  }
  return false;
}
/** Whether c is in the set whose program begins at set. */
export function charset(set: Ptr, c: u32): bool {
  let ok = true;
  while (true) {
    const op = load<u32>(set);
    set += 4;
    switch (op) {
      case OP_FAILURE: return !ok;
      case OP_LITERAL: if (c == load<u32>(set)) return ok; set += 4; break;
      case OP_CATEGORY: if (category(load<u32>(set), c)) return ok; set += 4; break;
      case OP_CHARSET: if (c < 256 && (load<u32>(set + ((c >> 5) << 2)) >> (c & 31) & 1)) return ok; set += 32; break;
      case OP_RANGE: if (load<u32>(set) <= c && c <= load<u32>(set, 4)) return ok; set += 8; break;
      case OP_RANGE_UNI_IGNORE: {
        const lo = load<u32>(set), hi = load<u32>(set, 4);
        if (lo <= c && c <= hi) return ok;
        const u = upperUnicode(c);
        if (lo <= u && u <= hi) return ok;
        set += 8;
        break;
      }
      case OP_NEGATE: ok = !ok; break;
      case OP_BIGCHARSET: {
        const n = load<u32>(set);
        set += 4;
        if (c < 65536) {
          const block: u32 = load<u8>(set + (c >> 8));
          if (load<u32>(set + 256 + ((block << 3 | (c & 255) >> 5) << 2)) >> (c & 31) & 1) return ok;
        }
        set += 256 + (n << 5);
        break;
      }
      default: return false;
    }
  }
}
/** Words of a set program from its first word to the one after FAILURE; 0 if it is not well formed. */
export function charsetWords(set: Ptr, end: Ptr): u32 {
  const from = set;
  while (set < end) {
    const op = load<u32>(set);
    set += 4;
    switch (op) {
      case OP_FAILURE: return <u32>(set - from) >> 2;
      case OP_NEGATE: break;
      case OP_LITERAL: case OP_CATEGORY: set += 4; break;
      case OP_RANGE: case OP_RANGE_UNI_IGNORE: set += 8; break;
      case OP_CHARSET: set += 32; break;
      case OP_BIGCHARSET: if (set >= end || load<u32>(set) > 256) return 0; set += 4 + 256 + (load<u32>(set) << 5); break;
      default: return 0;
    }
  }
  return 0;
}
/** Whether the position at `ptr` fulfils AT code; C: character type. */
export function atPosition<C>(code: u32, ptr: Ptr, begin: Ptr, end: Ptr): bool {
  switch (code) {
    case 0: case 2: return ptr == begin;
    case 1: return ptr == begin || <u32>load<C>(ptr - sizeof<C>()) == 10;
    case 5: return ptr == end || (ptr + sizeof<C>() == end && <u32>load<C>(ptr) == 10);
    case 6: return ptr == end || <u32>load<C>(ptr) == 10;
    case 7: return ptr == end;
    case 3: case 4: case 8: case 9: {
      if (begin == end) return code == 4 || code == 9;
      const a = ptr > begin && asciiWord(<u32>load<C>(ptr - sizeof<C>())), b = ptr < end && asciiWord(<u32>load<C>(ptr));
      return (a != b) == (code == 3 || code == 8);
    }
    case 10: case 11: {
      if (begin == end) return code == 11;
      const a = ptr > begin && uniWord(<u32>load<C>(ptr - sizeof<C>())), b = ptr < end && uniWord(<u32>load<C>(ptr));
      return (a != b) == (code == 10);
    }
  }
  return false;
}
