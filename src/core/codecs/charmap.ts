/** The charmap codec: single-byte encodings by table (encodings/cp*.py …). CPython: PyUnicode_DecodeCharmap, _PyUnicode_EncodeCharmap. */
import { Ptr, Value, NULL, None, int, intOf, isInt } from "../base/value";
import { T } from "../../generated/core/types";
import { decref } from "../refcount/count";
import { errClear, errMatches, raise, raiseFmt } from "../objects/errors";
import { getItem } from "../objects/abstract";
import { dictNew, dictSet } from "../types/dict/core";
import { isStr } from "../types/str/concat";
import { charAt, strAt, strData, strKind, strLen } from "../types/str/core";
import { sbChar, sbDiscard, sbFinish, sbNew, sbStr } from "../types/str/builder";
import { BytesBuilder, bbByte, bbCopy, bbDiscard, bbFinish, bbNew } from "../types/bytes/builder";
import { bytesData, bytesLen, isBytes } from "../types/bytes/core";
import { decodeError, encodeError, errorHandlerKind, ERR_BACKSLASH, ERR_NAMEREPLACE, ERR_REPLACE, ERR_XMLCHARREF } from "./errors";
import { encodeLatin1 } from "./latin1";
import { strFromLatin1 } from "../types/str/core";

export function decodeCharmap(p: Ptr, n: i32, errors: Value, mapping: Value): Value {
  if (mapping == None || !mapping) return strFromLatin1(p, n);
  const sb = sbNew(n + 8), table = isStr(mapping);
  let i = 0;
  while (i < n) {
    const c: u32 = load<u8>(p + i);
    let ok = false;
    if (table) {
      const x = <i32>c < strLen(mapping) ? strAt(mapping, c) : 0xFFFE;
      if (x != 0xFFFE) { sbChar(sb, x); ok = true; }
    } else {
      const v = getItem(mapping, int(c));
      if (!v) {
        if (!errMatches(T.LookupError)) { sbDiscard(sb); return NULL; }
        errClear();
      } else if (isInt(v)) {
        const x = intOf(v);
        if (x < 0 || x > 0x10FFFF) { sbDiscard(sb); return raise(T.TypeError, "character mapping must be in range(0x110000)"); }
        if (x != 0xFFFE) { sbChar(sb, <u32>x); ok = true; }
      } else if (isStr(v)) {
        if (!(strLen(v) == 1 && strAt(v, 0) == 0xFFFE)) { sbStr(sb, v); ok = true; }
        decref(v);
      } else if (v != None) { decref(v); sbDiscard(sb); return raise(T.TypeError, "character mapping must return integer, None or str"); }
    }
    if (ok) { i++; continue; }
    i = decodeError(sb, errors, "charmap", p, n, i, i + 1, "character maps to <undefined>");
    if (i < 0) { sbDiscard(sb); return NULL; }
  }
  return sbFinish(sb);
}
/** Appends what character c maps to: 1, 0 if nothing, -1 with an exception. */
function put(bb: BytesBuilder, mapping: Value, c: u32): i32 {
  const v = getItem(mapping, int(c));
  if (!v) { if (!errMatches(T.LookupError)) return -1; errClear(); return 0; }
  if (v == None) return 0;
  if (isInt(v)) {
    const x = intOf(v);
    if (x < 0 || x > 255) { raise(T.TypeError, "character mapping must be in range(256)"); return -1; }
    bbByte(bb, <u32>x);
    return 1;
  }
  if (!isBytes(v)) { raiseFmt(T.TypeError, "character mapping must return integer, bytes or None, not %T", v); decref(v); return -1; }
  bbCopy(bb, bytesData(v), bytesLen(v));
  decref(v);
  return 1;
}
export function encodeCharmap(s: Value, errors: Value, mapping: Value): Value {
  if (mapping == None || !mapping) return encodeLatin1(s, errors, 0xFF);
  const n = strLen(s), k = strKind(s), p = strData(s), bb = bbNew(n + 16);
  let i = 0;
  while (i < n) {
    const r = put(bb, mapping, charAt(p, k, i));
    if (r < 0) { bbDiscard(bb); return NULL; }
    if (r) { i++; continue; }
    const how = errorHandlerKind(errors), text = how == ERR_REPLACE || how == ERR_BACKSLASH || how == ERR_XMLCHARREF || how == ERR_NAMEREPLACE, part = bbNew(32);
    i = encodeError(part, errors, "charmap", s, i, i + 1, "character maps to <undefined>", 0x7F, 1);
    let ok = i >= 0;
    // the replacement text is itself encoded by the table
    if (ok && text) for (let j = 0; ok && j < part.length; j++) ok = put(bb, mapping, load<u8>(<usize>part.data + j)) > 0; else if (ok) bbCopy(bb, part.data, part.length);
    bbDiscard(part);
    if (!ok) { bbDiscard(bb); return i < 0 ? NULL : raise(T.UnicodeError, "character maps to <undefined>"); }
  }
  return bbFinish(bb);
}
/** charmap_build(table): the inverse of a decoding table, as a dict. */
export function charmapBuild(table: Value): Value {
  const d = dictNew();
  for (let i = 0; d && i < strLen(table) && i < 256; i++) {
    const c = strAt(table, i);
    if (c != 0xFFFE && dictSet(d, int(c), int(i)) < 0) { decref(d); return NULL; }
  }
  return d;
}
