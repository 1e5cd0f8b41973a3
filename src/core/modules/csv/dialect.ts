/** _csv.Dialect: the options of a format, checked once and @frozen. CPython: Modules/_csv.c. A character that is not set is NOT_SET. */
import { Ptr, Value, NULL, None, int } from "../../base/value";
import { Obj, as, toValue } from "../../base/obj";
import { T, TypeObject, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { rootSlot } from "../../boot/state";
import { ROOT_CSV_DIALECTS } from "../../boot/roots";
import { gcVisit } from "../../gc/visit";
import { newObject, freeObject } from "../../objects/alloc";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { getAttrOptional } from "../../objects/attributes";
import { isTrue } from "../../objects/abstract";
import { isExact, hasFlag, typeOf } from "../../objects/typeof";
import { typeIsSubtype } from "../../objects/type-static";
import { instanceTailClear } from "../../objects/instance";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { clearSlot, decref, newRef } from "../../refcount/count";
import { dictGet } from "../../types/dict/core";
import { fitsI64, isLong, smallValue } from "../../types/int/core";
import { strAt, strFromChar, strFromLiteral, strLen, strEq } from "../../types/str/core";
import { tupleItem, tupleSize } from "../../types/tuple/core";

export const NOT_SET: u32 = 0xFFFFFFFF;
export const QUOTE_ALL: i32 = 1;
export const QUOTE_NONNUMERIC: i32 = 2;
export const QUOTE_NONE: i32 = 3;
export const QUOTE_STRINGS: i32 = 4;
export const QUOTE_NOTNULL: i32 = 5;
@unmanaged
export class Dialect extends Obj {
  terminator: Value;
  delimiter: u32;
  quotechar: u32;
  escapechar: u32;
  quoting: i32;
  doublequote: bool;
  skipSpace: bool;
  strict: bool;
}
/** The registered dialect of that name; new. */
export function dialectByName(name: Value): Value {
  const d = dictGet(load<u64>(rootSlot(ROOT_CSV_DIALECTS)), name);
  return d || errOccurred() ? d : raise(T.CsvError, "unknown dialect");
}
function optionName(i: i32): Value {
  return i == 0 ? N.dialect : i == 1 ? N.delimiter : i == 2 ? N.doublequote : i == 3 ? N.escapechar : i == 4 ? N.lineterminator : i == 5 ? N.quotechar : i == 6 ? N.quoting : i == 7 ? N.skipinitialspace : N.strict;
}
let char: u32 = 0;
/** A one-character option in `char`. */
function charOption(name: Value, v: Value, dflt: u32, none: bool): bool {
  if (!v) { char = dflt; return true; }
  char = NOT_SET;
  if (none && v == None) return true;
  if (!hasFlag(v, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, none ? "\"%U\" must be a unicode character or None, not %T" : "\"%U\" must be a unicode character, not %T", name, v); return false; }
  if (strLen(v) != 1) { raiseFmt(T.TypeError, none ? "\"%U\" must be a unicode character or None, not a string of length %d" : "\"%U\" must be a unicode character, not a string of length %d", name, int(strLen(v))); return false; }
  char = strAt(v, 0);
  return true;
}
function boolOption(v: Value, dflt: bool): i32 { return v ? isTrue(v) : dflt ? 1 : 0; }
function checkChar(d: Dialect, name: string, c: u32, space: bool): bool {
  if (c == NOT_SET) return true;
  if (c == 10 || c == 13 || (c == 32 && !space)) {
    const n = strFromLiteral(name);
    raiseFmt(T.ValueError, "bad %U value", n);
    decref(n);
    return false;
  }
  for (let i = 0; i < strLen(d.terminator); i++) if (strAt(d.terminator, i) == c) {
    const n = strFromLiteral(name);
    raiseFmt(T.ValueError, "bad %U or lineterminator value", n);
    decref(n);
    return false;
  }
  return true;
}
function setUp(d: Dialect, o: Ptr): bool {
  const v1 = load<u64>(o, 8), v2 = load<u64>(o, 16), v3 = load<u64>(o, 24), v4 = load<u64>(o, 32), v5 = load<u64>(o, 40), v6 = load<u64>(o, 48), v7 = load<u64>(o, 56), v8 = load<u64>(o, 64);
  if (!charOption(N.delimiter, v1, 44, false)) return false;
  d.delimiter = char;
  let b = boolOption(v2, true);
  if (b < 0) return false;
  d.doublequote = b != 0;
  if (!charOption(N.escapechar, v3, NOT_SET, true)) return false;
  d.escapechar = char;
  if (v4 && !hasFlag(v4, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, v4 == None ? "lineterminator must be set" : "\"lineterminator\" must be a string, not %T", v4); return false; }
  d.terminator = v4 ? newRef(v4) : strFromLiteral("\r\n");
  if (!d.terminator) return false;
  if (!charOption(N.quotechar, v5, 34, true)) return false;
  d.quotechar = char;
  if (v6) {
    if (!isLong(v6)) { raiseFmt(T.TypeError, "\"quoting\" must be an integer, not %T", v6); return false; }
    if (!fitsI64(v6) || smallValue < 0 || smallValue > 5) { raise(T.TypeError, "bad \"quoting\" value"); return false; }
    d.quoting = <i32>smallValue;
  }
  b = boolOption(v7, false);
  if (b < 0) return false;
  d.skipSpace = b != 0;
  b = boolOption(v8, false);
  if (b < 0) return false;
  d.strict = b != 0;
  if (v5 == None && !v6) d.quoting = QUOTE_NONE;
  if (d.quoting != QUOTE_NONE && d.quotechar == NOT_SET) { raise(T.TypeError, "quotechar must be set if quoting enabled"); return false; }
  if (!checkChar(d, "delimiter", d.delimiter, true) || !checkChar(d, "escapechar", d.escapechar, !d.skipSpace) || !checkChar(d, "quotechar", d.quotechar, !d.skipSpace)) return false;
  const clash = d.delimiter == d.escapechar ? "bad delimiter or escapechar value" : d.delimiter == d.quotechar ? "bad delimiter or quotechar value" : d.escapechar == d.quotechar && d.escapechar != NOT_SET ? "bad escapechar or quotechar value" : "";
  if (clash.length) { raise(T.ValueError, clash); return false; }
  return true;
}
/** Dialect(dialect=None, **options): the dialect itself if it is one and nothing is changed. */
export function dialect_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const nk = kwnames ? tupleSize(kwnames) : 0;
  if (nargs > 9) return raiseFmt(T.TypeError, "function takes at most 9 arguments (%d given)", int(nargs));
  const mark = stackMark(), o = stackAlloc(80);
  if (!o) return NULL;
  for (let i = 0; i < 9; i++) store<u64>(o + (<usize>i << 3), i < nargs ? newRef(load<u64>(args + (<usize>i << 3))) : NULL);
  let ok = true, changed = nargs > 1 || nk > 0, r: Value = NULL;
  for (let k = 0; ok && k < nk; k++) {
    const key = tupleItem(kwnames, k);
    let at = -1;
    for (let i = 0; i < 9; i++) if (strEq(optionName(i), key)) at = i;
    if (at < 0) { raiseFmt(T.TypeError, "this function got an unexpected keyword argument '%U'", key); ok = false; }
    else { decref(load<u64>(o + (<usize>at << 3))); store<u64>(o + (<usize>at << 3), newRef(load<u64>(args + (<usize>(nargs + k) << 3)))); if (at == 0 && nk == 1 && nargs <= 1) changed = false; }
  }
  let base = load<u64>(o);
  if (ok && base && hasFlag(base, TF_UNICODE_SUBCLASS)) {
    const d = dialectByName(base);
    decref(base);
    store<u64>(o, d);
    base = d;
    ok = d != NULL;
  }
  if (ok && base && !changed && typeIsSubtype(typeOf(base), T.CsvDialect)) r = newRef(base);
  else if (ok) {
    if (base) for (let i = 1; ok && i < 9; i++) if (!load<u64>(o + (<usize>i << 3))) {
      const v = getAttrOptional(base, optionName(i));
      if (!v && errOccurred()) ok = false;
      store<u64>(o + (<usize>i << 3), v);
    }
    const p = ok ? newObject(as<TypeObject>(type)) : 0;
    if (p) { if (setUp(changetype<Dialect>(p), o)) r = <Value>p; else decref(<Value>p); }
  }
  for (let i = 0; i < 9; i++) decref(load<u64>(o + (<usize>i << 3)));
  stackRestore(mark);
  return r;
}
export function dialect_dealloc(p: Ptr): void {
  instanceTailClear(p, typeOf(<Value>p));
  decref(changetype<Dialect>(p).terminator);
  freeObject(p);
}
export function dialect_traverse(p: Ptr): void { gcVisit(changetype<Dialect>(p).terminator); }
export function dialect_clear(p: Ptr): void { clearSlot(p + offsetof<Dialect>("terminator")); }
function charValue(c: u32): Value { return c == NOT_SET ? None : strFromChar(c); }
export function dialect_delimiter(self: Value): Value { return charValue(as<Dialect>(self).delimiter); }
export function dialect_escapechar(self: Value): Value { return charValue(as<Dialect>(self).escapechar); }
export function dialect_quotechar(self: Value): Value { return charValue(as<Dialect>(self).quotechar); }
export function dialect_quoting(self: Value): Value { return int(as<Dialect>(self).quoting); }
export function dialect_reduce(self: Value): Value { return raiseFmt(T.TypeError, "cannot pickle '%T' instances", self); }
export function dialect_reduceEx(self: Value, protocol: Value): Value { return dialect_reduce(self); }
