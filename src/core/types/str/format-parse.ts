/**
 * The parser of str.format's strings: literals, fields, conversions, nested specs (CPython: MarkupIterator and FieldNameIterator in Objects/stringlib/unicode_format.h).
 * `markupNext` and `fieldNameNext` leave what they found in thread-local globals, positions in the string. Used by str.format and by module _string.
 */
import { Value, NULL } from "../../base/value";
import { T } from "../../../generated/core/types";
import { raise, raiseFmt } from "../../objects/errors";
import { strAt, strLen } from "./core";

export let mkLiteral: i32 = 0; // literal text: [mkLiteral, mkLiteralEnd)
export let mkLiteralEnd: i32 = 0;
export let mkField: bool = false; // a field follows the literal
export let mkName: i32 = 0;
export let mkNameEnd: i32 = 0;
export let mkSpec: i32 = 0;
export let mkSpecEnd: i32 = 0;
export let mkConversion: u32 = 0;
export let mkNested: bool = false;

function bad(message: string): i32 { raise(T.ValueError, message); return -1; }
/** Parses on from `i` within [i, end) of s. Returns the position after it, -1 with an exception. The end is reached when i == end. */
export function markupNext(s: Value, i: i32, end: i32): i32 {
  mkField = false; mkConversion = 0; mkNested = false; mkName = 0; mkNameEnd = 0; mkSpec = 0; mkSpecEnd = 0;
  mkLiteral = i;
  let c: u32 = 0, marked = false;
  while (i < end) {
    c = strAt(s, i++);
    if (c == 123 || c == 125) { marked = true; break; }
  }
  const atEnd = i >= end;
  let length = i - mkLiteral;
  if (marked) {
    if (c == 125 && (atEnd || c != strAt(s, i))) return bad("Single '}' encountered in format string");
    if (atEnd && c == 123) return bad("Single '{' encountered in format string");
    if (c == strAt(s, i)) { mkLiteralEnd = i; return i + 1; } // doubled: one of them belongs to the literal
    length--;
  }
  mkLiteralEnd = mkLiteral + length;
  if (!marked) return i;
  mkField = true;
  mkName = i;
  let bracket = false, found: u32 = 0;
  while (i < end) {
    c = strAt(s, i++);
    if (c == 123 && !bracket) return bad("unexpected '{' in field name");
    if (c == 91) { bracket = true; continue; }
    if (c == 93) { bracket = false; continue; }
    if (bracket || (c != 125 && c != 58 && c != 33)) continue;
    found = c;
    break;
  }
  mkNameEnd = found ? i - 1 : i;
  if (found == 33 || found == 58) {
    if (found == 33) {
      if (i >= end) return bad("end of string while looking for conversion specifier");
      mkConversion = strAt(s, i++);
      if (i < end) {
        c = strAt(s, i++);
        if (c == 125) { mkSpec = mkSpecEnd = i; return i; }
        if (c != 58) return bad("expected ':' after conversion specifier");
      }
    }
    mkSpec = i;
    let depth = 1;
    while (i < end) {
      c = strAt(s, i);
      if (c == 123) { mkNested = true; depth++; }
      else if (c == 125 && --depth == 0) { mkSpecEnd = i; return i + 1; }
      i++;
    }
    return bad("unmatched '{' in format spec");
  }
  if (found != 125) return bad("expected '}' before end of string");
  mkSpec = mkSpecEnd = i;
  return i;
}

/** End of the first part of a field name: up to '.' or '['. */
export function fieldFirstEnd(s: Value, i: i32, end: i32): i32 {
  while (i < end) { const c = strAt(s, i); if (c == 46 || c == 91) break; i++; }
  return i;
}
/** The integer in [i, end), -1 if it is no integer (or empty), -2 with an exception. */
export function fieldInteger(s: Value, i: i32, end: i32): i32 {
  if (i >= end) return -1;
  let v: i64 = 0;
  for (; i < end; i++) {
    const d = strAt(s, i) - 48;
    if (d > 9) return -1;
    v = v * 10 + d;
    if (v > i32.MAX_VALUE) { bad("Too many decimal digits in format string"); return -2; }
  }
  return <i32>v;
}
export let fnIsAttr: bool = false;
export let fnFrom: i32 = 0;
export let fnTo: i32 = 0;
/** The next '.name' or '[key]' from i. Position after it, -1 with an exception. */
export function fieldNameNext(s: Value, i: i32, end: i32): i32 {
  const c = strAt(s, i++);
  if (c == 46) {
    fnIsAttr = true; fnFrom = i;
    while (i < end) { const x = strAt(s, i); if (x == 46 || x == 91) break; i++; }
    fnTo = i;
  } else if (c == 91) {
    fnIsAttr = false; fnFrom = i;
    let closed = false;
    while (i < end) { if (strAt(s, i) == 93) { closed = true; break; } i++; }
    if (!closed) return bad("Missing ']' in format string");
    fnTo = i++;
  } else return bad("Only '.' or '[' may follow ']' in format field specifier");
  if (fnFrom == fnTo) return bad("Empty attribute in format string");
  return i;
}
