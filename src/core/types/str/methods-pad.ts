/** str: center, ljust, rjust, zfill, expandtabs, translate, maketrans. CPython: pad(), unicode_expandtabs_impl, _PyUnicode_TranslateCharmap. */
import { fillBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, isInt, intOf, int } from "../../base/value";
import { T, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { decref } from "../../refcount/count";
import { isExact, hasFlag } from "../../objects/typeof";
import { errClear, errMatches, errOccurred, raise, raiseFmt } from "../../objects/errors";
import { getItem, indexAsSsize } from "../../objects/abstract";
import { dictNew, dictSet } from "../dict/core";
import { charAt, putChar, strAt, strData, strEmpty, strFromChar, strIsAscii, strKind, strLen, strNew } from "./core";
import { StrBuilder, sbChar, sbDiscard, sbFinish, sbNew, sbStr } from "./builder";
import { strExact } from "./slice";
import { isStr } from "./concat";
import { argInt, parseInt32 } from "../strlib/args";
import { widen } from "../strlib/search";
import { typeOf } from "../../objects/typeof";

export function fillChars(d: Ptr, kind: u32, n: i32, c: u32): void {
  if (kind == 1) { if (n > 0) fillBytes(d, <u8>c, n); } else for (let i = 0; i < n; i++) putChar(d, kind, i, c);
}
/** s with `left` and `right` copies of `fill` beside it. */
export function strPad(s: Value, left: i32, right: i32, fill: u32): Value {
  if (left < 0) left = 0;
  if (right < 0) right = 0;
  if (left == 0 && right == 0) return strExact(s);
  const n = strLen(s), k = strKind(s), fk: u32 = fill < 0x100 ? 1 : fill < 0x10000 ? 2 : 4, rk = k > fk ? k : fk;
  if (<i64>n + left + right > 0x3FFFFFF0) return raise(T.OverflowError, "padded string is too long");
  const r = strNew(left + n + right, strIsAscii(s) && fill < 0x80 ? 0x7F : rk == 1 ? 0xFF : rk == 2 ? 0xFFFF : 0x10FFFF);
  if (!r) return NULL;
  const d = strData(r);
  fillChars(d, rk, left, fill);
  widen(d + <usize>left * rk, rk, strData(s), k, n);
  fillChars(d + <usize>(left + n) * rk, rk, right, fill);
  return r;
}
let fillChar: u32 = 32;
function padArguments(width: Value, fill: Value): bool {
  if (!parseInt32(width)) return false;
  fillChar = 32;
  if (fill == NULL) return true;
  if (!isStr(fill)) { raiseFmt(T.TypeError, "The fill character must be a unicode character, not %T", fill); return false; }
  if (strLen(fill) != 1) { raise(T.TypeError, "The fill character must be exactly one character long"); return false; }
  fillChar = strAt(fill, 0);
  return true;
}
export function str_ljust(s: Value, width: Value, fill: Value): Value { return padArguments(width, fill) ? strPad(s, 0, argInt - strLen(s), fillChar) : NULL; }
export function str_rjust(s: Value, width: Value, fill: Value): Value { return padArguments(width, fill) ? strPad(s, argInt - strLen(s), 0, fillChar) : NULL; }
export function str_center(s: Value, width: Value, fill: Value): Value {
  if (!padArguments(width, fill)) return NULL;
  const marg = argInt - strLen(s);
  if (marg <= 0) return strExact(s);
  const left = marg / 2 + (marg & argInt & 1);
  return strPad(s, left, marg - left, fillChar);
}
export function str_zfill(s: Value, width: Value): Value {
  if (!parseInt32(width)) return NULL;
  const fill = argInt - strLen(s);
  if (fill <= 0) return strExact(s);
  const r = strPad(s, fill, 0, 48);
  if (!r) return NULL;
  const k = strKind(r), d = strData(r), c = charAt(d, k, fill);
  if (strLen(s) && (c == 43 || c == 45)) { putChar(d, k, 0, c); putChar(d, k, fill, 48); }
  return r;
}
export function str_expandtabs(s: Value, tabsize: Value): Value {
  if (!parseInt32(tabsize)) return NULL;
  const size = argInt, n = strLen(s), k = strKind(s), p = strData(s), sb = sbNew(n + 32);
  let column = 0;
  for (let i = 0; i < n; i++) {
    const c = charAt(p, k, i);
    if (c == 9) {
      if (size > 0) {
        const fill = size - column % size;
        if (<i64>sb.length + fill > 0x3FFFFFF0) { sbDiscard(sb); return raise(T.OverflowError, "new string is too long"); }
        column += fill;
        for (let j = 0; j < fill; j++) sbChar(sb, 32);
        if (sb.failed) return sbFinish(sb);
      }
    } else { column = c == 10 || c == 13 ? 0 : column + 1; sbChar(sb, c); }
  }
  return sbFinish(sb);
}
export function str_translate(s: Value, table: Value): Value {
  const n = strLen(s), k = strKind(s), p = strData(s), sb = sbNew(n + 16);
  for (let i = 0; i < n; i++) {
    const c = charAt(p, k, i), v = getItem(table, int(c));
    if (!v) {
      if (!errMatches(T.LookupError)) { sbDiscard(sb); return NULL; }
      errClear();
      sbChar(sb, c);
      continue;
    }
    if (isInt(v)) {
      const x = intOf(v);
      if (x < 0 || x > 0x10FFFF) { sbDiscard(sb); return raise(T.ValueError, "character mapping must be in range(0x110000)"); }
      sbChar(sb, <u32>x);
    } else if (isStr(v)) sbStr(sb, v);
    else if (v != None) {
      sbDiscard(sb); decref(v);
      return raise(T.TypeError, "character mapping must return integer, None or str");
    }
    decref(v);
  }
  return sbFinish(sb);
}
export function str_maketrans(_: Value, x: Value, y: Value, z: Value): Value {
  const d = dictNew();
  if (!d) return NULL;
  if (y) {
    if (!isStr(x)) { decref(d); return raise(T.TypeError, "first maketrans argument must be a string if there is a second argument"); }
    if (!isStr(y)) { decref(d); return raiseFmt(T.TypeError, "maketrans() argument 2 must be str, not %T", y); }
    if (strLen(x) != strLen(y)) { decref(d); return raise(T.ValueError, "the first two maketrans arguments must have equal length"); }
    for (let i = 0; i < strLen(x); i++) if (dictSet(d, int(strAt(x, i)), int(strAt(y, i))) < 0) { decref(d); return NULL; }
    if (z) {
      if (!isStr(z)) { decref(d); return raiseFmt(T.TypeError, "maketrans() argument 3 must be str, not %T", z); }
      for (let i = 0; i < strLen(z); i++) if (dictSet(d, int(strAt(z, i)), None) < 0) { decref(d); return NULL; }
    }
    return d;
  }
  if (!isExact(x, T.dict)) { decref(d); return raise(T.TypeError, "if you give only one argument to maketrans it must be a dict"); }
  const keys = sequenceToList(x);
  if (!keys) { decref(d); return NULL; }
  for (let i = 0; i < listSize(keys); i++) {
    const key = listGetItem(keys, i), v = getItem(x, key);
    let ok = v != NULL;
    if (ok) {
      if (isStr(key)) {
        if (strLen(key) != 1) { raise(T.ValueError, "string keys in translate table must be of length 1"); ok = false; } else ok = dictSet(d, int(strAt(key, 0)), v) == 0;
      } else if (hasFlag(key, TF_LONG_SUBCLASS)) ok = dictSet(d, key, v) == 0;
      else { raise(T.TypeError, "keys in translate table must be strings or integers"); ok = false; }
    }
    decref(key); decref(v);
    if (!ok) { decref(keys); decref(d); return NULL; }
  }
  decref(keys);
  return d;
}
import { sequenceToList } from "../../objects/abstract";
import { listGetItem, listSize } from "../list/core";
import { TF_LONG_SUBCLASS } from "../../../generated/core/types";
