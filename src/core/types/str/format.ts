/** str.format and str.format_map. CPython: do_string_format, output_markup, get_field_object in Objects/stringlib/unicode_format.h. */
import { Ptr, Value, NULL, int, isFloat, isInt, floatOf } from "../../base/value";
import { T } from "../../../generated/core/types";
import { decref, newRef } from "../../refcount/count";
import { isExact } from "../../objects/typeof";
import { raise, raiseFmt, raiseKeyError } from "../../objects/errors";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { ascii, format as objectFormat, getItem, repr, str as objectStr } from "../../objects/abstract";
import { getAttr } from "../../objects/attributes";
import { tupleItem, tupleSize } from "../tuple/core";
import { strEmpty, strEq, strFromChar, strLen } from "./core";
import { StrBuilder, sbDiscard, sbFinish, sbNew, sbSlice, sbStr } from "./builder";
import { strSub } from "./slice";
import { floatFormatSpec, intFormat, strFormat } from "./format-number";
import { fieldFirstEnd, fieldInteger, fieldNameNext, fnFrom, fnIsAttr, fnTo, markupNext, mkConversion, mkField, mkLiteral, mkLiteralEnd, mkName, mkNameEnd, mkNested, mkSpec, mkSpecEnd } from "./format-parse";

/** Arguments of one call and the state of automatic numbering. */
@unmanaged
class Arguments {
  args: u32;
  nargs: i32;
  /** tuple of keywords whose values follow args, or NULL */ kwnames: Value;
  /** format_map's mapping, or NULL */ mapping: Value;
  /** 0 not known, 1 automatic, 2 manual */ numbering: i32;
  next: i32;
}
export function str_format(s: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return run(s, args, nargs, kwnames, NULL); }
export function str_format_map(s: Value, mapping: Value): Value { return run(s, 0, -1, NULL, mapping); }
function run(s: Value, args: Ptr, nargs: i32, kwnames: Value, mapping: Value): Value {
  const mark = stackMark(), a = changetype<Arguments>(stackAlloc(offsetof<Arguments>()));
  if (!changetype<Ptr>(a)) return NULL;
  a.args = <u32>args; a.nargs = nargs; a.kwnames = kwnames; a.mapping = mapping; a.numbering = 0; a.next = 0;
  const r = build(s, 0, strLen(s), a, 2);
  stackRestore(mark);
  return r;
}
function build(s: Value, from: i32, end: i32, a: Arguments, depth: i32): Value {
  if (depth <= 0) return raise(T.ValueError, "Max string recursion exceeded");
  const sb = sbNew(end - from + 64);
  let i = from;
  while (i < end) {
    i = markupNext(s, i, end);
    if (i < 0) { sbDiscard(sb); return NULL; }
    sbSlice(sb, s, mkLiteral, mkLiteralEnd);
    if (mkField && !field(sb, s, a, depth)) { sbDiscard(sb); return NULL; }
  }
  return sbFinish(sb);
}
/** The object that a field names. New reference. */
function fieldObject(s: Value, from: i32, end: i32, a: Arguments): Value {
  let i = fieldFirstEnd(s, from, end), index = fieldInteger(s, from, i);
  if (index == -2) return NULL;
  const empty = i == from;
  if (empty || index >= 0) {
    const mode = empty ? 1 : 2;
    if (a.numbering && a.numbering != mode) {
      return raise(T.ValueError, mode == 1 ? "cannot switch from manual field specification to automatic field numbering" : "cannot switch from automatic field numbering to manual field specification");
    }
    a.numbering = mode;
    if (empty) index = a.next++;
  }
  let o: Value = NULL;
  if (index < 0) {
    const key = strSub(s, from, i);
    if (!key) return NULL;
    if (a.mapping) o = getItem(a.mapping, key);
    else {
      if (a.kwnames) for (let k = 0; k < tupleSize(a.kwnames); k++) if (strEq(tupleItem(a.kwnames, k), key)) { o = newRef(load<u64>(<usize>a.args + (<usize>(a.nargs + k) << 3))); break; }
      if (!o) raiseKeyError(key);
    }
    decref(key);
  } else if (a.nargs < 0) raise(T.ValueError, "Format string contains positional fields");
  else if (index >= a.nargs) raiseFmt(T.IndexError, "Replacement index %d out of range for positional args tuple", int(index));
  else o = newRef(load<u64>(<usize>a.args + (<usize>index << 3)));
  while (o && i < end) {
    i = fieldNameNext(s, i, end);
    let r: Value = NULL;
    if (i >= 0) {
      const k = fnIsAttr ? -1 : fieldInteger(s, fnFrom, fnTo), attr = fnIsAttr;
      if (k >= 0) r = getItem(o, int(k));
      else if (k == -1) {
        const name = strSub(s, fnFrom, fnTo);
        if (name) { r = attr ? getAttr(o, name) : getItem(o, name); decref(name); }
      }
    }
    decref(o);
    o = r;
  }
  return o;
}
function field(sb: StrBuilder, s: Value, a: Arguments, depth: i32): bool {
  const conversion = mkConversion, spec0 = mkSpec, spec1 = mkSpecEnd, nested = mkNested;
  let o = fieldObject(s, mkName, mkNameEnd, a);
  if (!o) return false;
  if (conversion) {
    let r: Value = NULL;
    switch (conversion) {
      case 114: r = repr(o); break;
      case 115: r = objectStr(o); break;
      case 97: r = ascii(o); break;
      default:
        if (conversion > 32 && conversion < 127) raiseFmt(T.ValueError, "Unknown conversion specifier %U", strFromChar(conversion));
        else raise(T.ValueError, "Unknown conversion specifier");
    }
    decref(o);
    if (!r) return false;
    o = r;
  }
  let spec: Value;
  if (nested) spec = build(s, spec0, spec1, a, depth - 1); else spec = strSub(s, spec0, spec1);
  if (!spec) { decref(o); return false; }
  const r = formatValue(o, spec);
  decref(spec); decref(o);
  if (!r) return false;
  sbStr(sb, r);
  decref(r);
  return true;
}
/** format(o, spec), without a call for exact str, int and float. Borrows, returns new. Also for FORMAT_WITH_SPEC. */
export function formatValue(o: Value, spec: Value): Value {
  if (isExact(o, T.str)) return strLen(spec) == 0 ? newRef(o) : strFormat(o, spec);
  if (isInt(o)) return strLen(spec) == 0 ? objectStr(o) : intFormat(o, spec);
  if (isFloat(o)) return strLen(spec) == 0 ? objectStr(o) : floatFormatSpec(o, floatOf(o), spec);
  return objectFormat(o, spec);
}
