/**
 * Module unicodedata over the tables of scripts/gen-unicode.ts (Unicode 16.0). Character names are the host's (src/host/common/unicode-names.ts). CPython:
 * Modules/unicodedata.c. Hangul syllables are composed and decomposed by arithmetic.
 */
import { Ptr, Value, NULL, None, True, False, boolean, float, int } from "../base/value";
import { T } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { raise, raiseFmt } from "../objects/errors";
import { unicodeLookup, unicodeName } from "../../generated/core/host";
import { getBuffer, releaseBuffer } from "../objects/buffer";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { memAlloc, memFree, memRealloc } from "../memory/alloc";
import { isStr } from "../types/str/concat";
import { charAt, strAt, strData, strEmpty, strEq, strEqLiteral, strFromKind, strFromLatin1, strFromLiteral, strIsAscii, strKind, strLen } from "../types/str/core";
import { StrBuilder, sbChar, sbDiscard, sbFinish, sbLit, sbNew } from "../types/str/builder";
import { strExact } from "../types/str/slice";
import { toDecimal, toDigit } from "../types/str/ctype";
import { UDB_BIDI, UDB_CATEGORIES, UDB_COMPOSE_COUNT, UDB_COMPOSE_KEYS, UDB_COMPOSE_VALUES, UDB_DECOMP, UDB_DECOMP_CHARS, UDB_DECOMP_COUNT, UDB_DECOMP_OFFSETS, UDB_INDEX1, UDB_INDEX2, UDB_NUMERIC_CHARS, UDB_NUMERIC_COUNT, UDB_NUMERIC_VALUES, UDB_RECORDS, UDB_WIDTHS, UNI_VERSION, decompositionTag } from "../../generated/core/unicode-data";

function record(c: u32): Ptr {
  const block: u32 = load<u16>(UDB_INDEX1 + (<usize>(c >> 7) << 1));
  return UDB_RECORDS + (<usize>load<u16>(UDB_INDEX2 + (<usize>((block << 7) + (c & 127)) << 1)) << 2);
}
function combiningOf(c: u32): u32 { return load<u8>(record(c), 3); }
/** Index of c in a sorted array of u32, -1 if absent. */
function find(table: Ptr, n: i32, c: u32): i32 {
  let lo = 0, hi = n - 1;
  while (lo <= hi) {
    const m = (lo + hi) >> 1, x = load<u32>(table + (<usize>m << 2));
    if (x == c) return m;
    if (x < c) lo = m + 1; else hi = m - 1;
  }
  return -1;
}
/** Address of { tag | count << 8, code points… } of c's decomposition, 0 if it has none. */
function decompositionOf(c: u32): Ptr {
  if (c < 0xA0) return 0;
  const i = find(UDB_DECOMP_CHARS, UDB_DECOMP_COUNT, c);
  return i < 0 ? 0 : UDB_DECOMP + (<usize>load<u16>(UDB_DECOMP_OFFSETS + (<usize>i << 1)) << 2);
}
let chr: u32 = 0;
/** numbered: the function takes more arguments, and the message says which this is. */
function one(name: string, v: Value, numbered: bool = false): bool {
  if (isStr(v) && strLen(v) == 1) { chr = strAt(v, 0); return true; }
  const f = strFromLiteral(name);
  if (isStr(v)) raiseFmt(T.TypeError, numbered ? "%U(): argument 1 must be a unicode character, not a string of length %d" : "%U(): argument must be a unicode character, not a string of length %d", f, int(strLen(v)));
  else raiseFmt(T.TypeError, numbered ? "%U() argument 1 must be a unicode character, not %T" : "%U() argument must be a unicode character, not %T", f, v);
  decref(f);
  return false;
}
function short(table: Ptr, i: u32): Value {
  const p = table + i * 3;
  return strFromLatin1(p, load<u8>(p) == 0 ? 0 : load<u8>(p, 1) == 0 ? 1 : load<u8>(p, 2) == 0 ? 2 : 3);
}
export function ud_category(_: Value, c: Value): Value { return one("category", c) ? short(UDB_CATEGORIES, load<u8>(record(chr))) : NULL; }
export function ud_bidirectional(_: Value, c: Value): Value { return one("bidirectional", c) ? short(UDB_BIDI, load<u8>(record(chr), 1)) : NULL; }
export function ud_east_asian_width(_: Value, c: Value): Value { return one("east_asian_width", c) ? short(UDB_WIDTHS, load<u8>(record(chr), 2) & 127) : NULL; }
export function ud_mirrored(_: Value, c: Value): Value { return one("mirrored", c) ? int(load<u8>(record(chr), 2) >> 7) : NULL; }
export function ud_combining(_: Value, c: Value): Value { return one("combining", c) ? int(combiningOf(chr)) : NULL; }
export function ud_decimal(_: Value, c: Value, standard: Value): Value {
  if (!one("decimal", c, true)) return NULL;
  const d = toDecimal(chr);
  return d >= 0 ? int(d) : standard ? newRef(standard) : raise(T.ValueError, "not a decimal");
}
export function ud_digit(_: Value, c: Value, standard: Value): Value {
  if (!one("digit", c, true)) return NULL;
  const d = toDigit(chr);
  return d >= 0 ? int(d) : standard ? newRef(standard) : raise(T.ValueError, "not a digit");
}
export function ud_numeric(_: Value, c: Value, standard: Value): Value {
  if (!one("numeric", c, true)) return NULL;
  const i = find(UDB_NUMERIC_CHARS, UDB_NUMERIC_COUNT, chr);
  return i >= 0 ? float(load<f64>(UDB_NUMERIC_VALUES + (<usize>i << 3))) : standard ? newRef(standard) : raise(T.ValueError, "not a numeric character");
}
export function ud_decomposition(_: Value, c: Value): Value {
  if (!one("decomposition", c)) return NULL;
  const d = decompositionOf(chr);
  if (!d) return strEmpty();
  const sb = sbNew(32), head = load<u32>(d), n = head >> 8;
  sbLit(sb, decompositionTag(head & 255));
  for (let i: u32 = 0; i < n; i++) {
    if (sb.length) sbChar(sb, 32);
    const x = load<u32>(d + 4 + (<usize>i << 2));
    let shift = x >= 0x100000 ? 20 : x >= 0x10000 ? 16 : 12;
    for (; shift >= 0; shift -= 4) { const h = x >> shift & 15; sbChar(sb, h < 10 ? 48 + h : 55 + h); }
  }
  return sbFinish(sb);
}
const NAME_ROOM = 256;
export function ud_name(_: Value, c: Value, standard: Value): Value {
  if (!one("name", c, true)) return NULL;
  const mark = stackMark(), p = stackAlloc(NAME_ROOM);
  if (!p) return NULL;
  const n = unicodeName(chr, p, NAME_ROOM), r = n > 0 ? strFromLatin1(p, n) : standard ? newRef(standard) : raise(T.ValueError, "no such name");
  stackRestore(mark);
  return r;
}
export function ud_lookup(_: Value, name: Value): Value {
  const mark = stackMark(), b = stackAlloc(48);
  if (!b) return NULL;
  store<u32>(b, 0, 8);
  let p: Ptr = 0, n = 0;
  const text = isStr(name);
  // the names are ASCII: a str that is not has none
  if (text) { n = strLen(name); if (strIsAscii(name)) p = strData(name); }
  else if (getBuffer(name, b) < 0) { stackRestore(mark); return NULL; }
  else { p = load<u32>(b); n = load<i32>(b, 4); }
  const codes = b + 16;
  let r: Value = NULL;
  if (n > NAME_ROOM) raise(T.KeyError, "name too long");
  else {
    const count = p ? unicodeLookup(p, n, 1, codes) : 0;
    if (count > 0) r = strFromKind(codes, 4, count);
    else {
      const shown = text ? newRef(name) : strFromLatin1(p, n);
      raiseFmt(T.KeyError, "undefined character name '%U'", shown);
      decref(shown);
    }
  }
  if (!text) releaseBuffer(name, b);
  stackRestore(mark);
  return r;
}

// ---- normalisation -----------------------------------------------------------------------------------------------------------------
let buf: Ptr = 0, len: i32 = 0, room: i32 = 0;
function put(c: u32): bool {
  if (len == room) {
    const n = room ? room * 2 : 64, b = memRealloc(buf, <usize>n << 2);
    if (!b) return false;
    buf = b; room = n;
  }
  store<u32>(buf + (<usize>(len++) << 2), c);
  return true;
}
/** The thread ends. */
export function normalFormsFree(): void { memFree(buf); buf = 0; len = 0; room = 0; }
function decompose(c: u32, compat: bool): bool {
  if (c - 0xAC00 < 11172) {
    const s = c - 0xAC00, t = s % 28;
    return put(0x1100 + s / 588) && put(0x1161 + s % 588 / 28) && (t == 0 || put(0x11A7 + t));
  }
  const d = decompositionOf(c);
  if (!d || ((load<u32>(d) & 255) != 0 && !compat)) return put(c);
  for (let i: u32 = 0, n = load<u32>(d) >> 8; i < n; i++) if (!decompose(load<u32>(d + 4 + (<usize>i << 2)), compat)) return false;
  return true;
}
// @ts-ignore: decorator
@inline function at(i: i32): u32 { return load<u32>(buf + (<usize>i << 2)); }
/** Canonical order: stable sort of each run of combining characters. */
function reorder(): void {
  for (let i = 1; i < len; i++) {
    const c = at(i), k = combiningOf(c);
    if (!k) continue;
    let j = i;
    while (j > 0 && combiningOf(at(j - 1)) > k) { store<u32>(buf + (<usize>j << 2), at(j - 1)); j--; }
    store<u32>(buf + (<usize>j << 2), c);
  }
}
function pair(a: u32, b: u32): u32 {
  if (a - 0x1100 < 19 && b - 0x1161 < 21) return 0xAC00 + ((a - 0x1100) * 21 + (b - 0x1161)) * 28;
  if (a - 0xAC00 < 11172 && (a - 0xAC00) % 28 == 0 && b - 0x11A8 < 27) return a + (b - 0x11A7);
  const key = <u64>a << 21 | b;
  let lo = 0, hi = UDB_COMPOSE_COUNT - 1;
  while (lo <= hi) {
    const m = (lo + hi) >> 1, x = load<u64>(UDB_COMPOSE_KEYS + (<usize>m << 3));
    if (x == key) return load<u32>(UDB_COMPOSE_VALUES + (<usize>m << 2));
    if (x < key) lo = m + 1; else hi = m - 1;
  }
  return 0;
}
function compose(): void {
  let out = 0, starter = -1, last: u32 = 0; // last: class of the last character kept after the starter
  for (let i = 0; i < len; i++) {
    const c = at(i), k = combiningOf(c);
    if (starter >= 0 && (out == starter + 1 || (last < k && last != 0))) {
      const r = pair(at(starter), c);
      if (r) { store<u32>(buf + (<usize>starter << 2), r); continue; }
    }
    if (k == 0) { starter = out; last = 0; } else last = k;
    store<u32>(buf + (<usize>out << 2), c);
    out++;
  }
  len = out;
}
/** 0 NFC, 1 NFD, 2 NFKC, 3 NFKD; -1 with ValueError. */
function formOf(v: Value): i32 {
  if (!isStr(v)) { raiseFmt(T.TypeError, "normalize() argument 1 must be str, not %T", v); return -1; }
  const f = strEqLiteral(v, "NFC") ? 0 : strEqLiteral(v, "NFD") ? 1 : strEqLiteral(v, "NFKC") ? 2 : strEqLiteral(v, "NFKD") ? 3 : -1;
  if (f < 0) raise(T.ValueError, "invalid normalization form");
  return f;
}
export function strNormalize(s: Value, form: i32): Value {
  if (strIsAscii(s)) return strExact(s);
  buf = 0; len = 0; room = 0;
  let ok = true;
  for (let i = 0, n = strLen(s); ok && i < n; i++) ok = decompose(strAt(s, i), form >= 2);
  if (ok) { reorder(); if (!(form & 1)) compose(); }
  const r = ok ? strFromKind(buf, 4, len) : raise(T.MemoryError, "");
  memFree(buf);
  buf = 0;
  return r;
}
export function ud_normalize(_: Value, form: Value, s: Value): Value {
  const f = formOf(form);
  if (f < 0) return NULL;
  return isStr(s) ? strNormalize(s, f) : raiseFmt(T.TypeError, "normalize() argument 2 must be str, not %T", s);
}
export function ud_is_normalized(_: Value, form: Value, s: Value): Value {
  const f = formOf(form);
  if (f < 0) return NULL;
  if (!isStr(s)) return raiseFmt(T.TypeError, "is_normalized() argument 2 must be str, not %T", s);
  const r = strNormalize(s, f);
  if (!r) return NULL;
  const same = strEq(r, s);
  decref(r);
  return boolean(same);
}
export function udExec(m: Value): i32 {
  moduleAddConstant(m, N.unidata_version, strFromLiteral(UNI_VERSION));
  // stringprep asks for Unicode 3.2: it gets the same functions under that number
  const old = moduleNew(N.ucd_3_2_0);
  if (!old || dictUpdate(moduleDict(old), moduleDict(m)) < 0) { decref(old); return -1; }
  moduleAddConstant(old, N.unidata_version, strFromLiteral("3.2.0"));
  moduleAddConstant(m, N.ucd_3_2_0, old);
  return 0;
}
import { moduleAddConstant, moduleDict, moduleNew } from "../objects/module";
import { dictUpdate } from "../types/dict/merge";
import { N } from "../../generated/core/names";
