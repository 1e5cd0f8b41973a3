/** _json.make_encoder: the JSON writer, with indentation (as since Python 3.14). CPython: encoder_* in Modules/_json.c. One builder collects the whole text. */
import { Ptr, Value, NULL, None, True, False, floatOf, int, isBool, isFloat, isInt, intOf } from "../../base/value";
import { as, Obj } from "../../base/obj";
import { T, TF_DICT_SUBCLASS, TF_FLOAT_SUBCLASS, TF_LIST_SUBCLASS, TF_LONG_SUBCLASS, TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { newObject, freeObject } from "../../objects/alloc";
import { gcVisit } from "../../gc/visit";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { errFetch, errRestore, fmt, raise, raiseFmt } from "../../objects/errors";
import { call1, callMethod0, callMethod1 } from "../../objects/call";
import { isTrue, numberFloat, sequenceToList } from "../../objects/abstract";
import { enterNative, leaveNative } from "../../objects/recursion";
import { BuiltinObject, MethodDef } from "../../objects/method-def";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { floatRepr } from "../../../generated/core/host";
import { dictContains, dictDel, dictNextNew, dictSet, dictSize } from "../../types/dict/core";
import { listGetItemOrNull, listSize } from "../../types/list/core";
import { listSort } from "../../types/list/sort";
import { tupleItem, tuplePack1, tupleSize } from "../../types/tuple/core";
import { intToDigits } from "../../types/int/text";
import { isStr } from "../../types/str/concat";
import { StrBuilder, sbChar, sbDiscard, sbFinish, sbInt, sbKind, sbLit, sbNew, sbStr } from "../../types/str/builder";
import { argInt, parseInt32 } from "../../types/strlib/args";
import { encode_basestring, encode_basestring_ascii, sbJsonString } from "./text";

@unmanaged
export class JsonEncoderObject extends Obj {
  /** 0: call `encoder`, 1: encode_basestring_ascii, 2: encode_basestring */ fast: u32;
  sort_keys: u8;
  skipkeys: u8;
  allow_nan: u8;
  pad: u8;
  markers: Value;
  default: Value;
  encoder: Value;
  indent: Value;
  key_separator: Value;
  item_separator: Value;
}
/** make_encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan) */
export function encoder_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs != 9 || (kwnames && tupleSize(kwnames))) return raiseFmt(T.TypeError, "make_encoder() takes exactly 9 positional arguments (%d given)", int(nargs));
  const markers = load<u64>(args);
  if (markers != None && !hasFlag(markers, TF_DICT_SUBCLASS)) return raiseFmt(T.TypeError, "make_encoder() argument 1 must be dict or None, not %T", markers);
  if (!isStr(load<u64>(args, 32)) || !isStr(load<u64>(args, 40))) return raise(T.TypeError, "make_encoder() separators must be str");
  const sort = isTrue(load<u64>(args, 48)), skip = isTrue(load<u64>(args, 56)), nan = isTrue(load<u64>(args, 64));
  if (sort < 0 || skip < 0 || nan < 0) return NULL;
  const p = newObject(T.Encoder);
  if (!p) return NULL;
  const o = changetype<JsonEncoderObject>(p);
  o.sort_keys = <u8>sort; o.skipkeys = <u8>skip; o.allow_nan = <u8>nan;
  o.markers = newRef(markers); o.default = newRef(load<u64>(args, 8)); o.encoder = newRef(load<u64>(args, 16)); o.indent = newRef(load<u64>(args, 24));
  o.key_separator = newRef(load<u64>(args, 32)); o.item_separator = newRef(load<u64>(args, 40));
  if (isExact(o.encoder, T.builtin_function_or_method)) {
    const f = changetype<MethodDef>(as<BuiltinObject>(o.encoder).def).fn;
    o.fast = f == encode_basestring_ascii.index ? 1 : f == encode_basestring.index ? 2 : 0;
  }
  return <Value>p;
}
export function encoderDealloc(p: Ptr): void {
  const o = changetype<JsonEncoderObject>(p);
  decref(o.markers); decref(o.default); decref(o.encoder); decref(o.indent); decref(o.key_separator); decref(o.item_separator);
  freeObject(p);
}
export function encoderTraverse(p: Ptr): void {
  const o = changetype<JsonEncoderObject>(p);
  gcVisit(o.markers); gcVisit(o.default); gcVisit(o.encoder);
}
export function encoderClear(p: Ptr): void { }
export function encoder_call(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs != 2 || (kwnames && tupleSize(kwnames))) return raiseFmt(T.TypeError, "_iterencode() takes 2 positional arguments (%d given)", int(nargs));
  if (!parseInt32(load<u64>(args, 8))) return NULL;
  const level = argInt, sb = sbNew(256);
  if (!encode(as<JsonEncoderObject>(self), sb, load<u64>(args), level)) { sbDiscard(sb); return NULL; }
  const r = sbFinish(sb), t = r ? tuplePack1(r) : NULL;
  decref(r);
  return t;
}
function quoted(o: JsonEncoderObject, sb: StrBuilder, s: Value): bool {
  if (o.fast) { sbJsonString(sb, s, o.fast == 1); return true; }
  const r = call1(o.encoder, s);
  if (!r) return false;
  if (!isStr(r)) { raiseFmt(T.TypeError, "encoder() must return a string, not %T", r); decref(r); return false; }
  sbStr(sb, r);
  decref(r);
  return true;
}
function sbFloat(o: JsonEncoderObject, sb: StrBuilder, v: Value): bool {
  const f = isFloat(v) ? v : numberFloat(v);
  if (!f) return false;
  const d = floatOf(f);
  if (d - d != 0) {
    if (!o.allow_nan) { raiseFmt(T.ValueError, "Out of range float values are not JSON compliant: %R", v); return false; }
    sbLit(sb, d != d ? "NaN" : d > 0 ? "Infinity" : "-Infinity");
    return true;
  }
  const mark = stackMark(), out = stackAlloc(40);
  if (!out) return false;
  sbKind(sb, out, 1, floatRepr(d, out));
  stackRestore(mark);
  return true;
}
function sbInteger(sb: StrBuilder, v: Value): bool {
  if (isInt(v)) { sbInt(sb, intOf(v)); return true; }
  const d = intToDigits(v, 10);
  if (!d) return false;
  sbStr(sb, d);
  decref(d);
  return true;
}
function newline(o: JsonEncoderObject, sb: StrBuilder, level: i32): void {
  sbChar(sb, 10);
  for (let i = 0; i < level; i++) sbStr(sb, o.indent);
}
function enter(o: JsonEncoderObject, v: Value): bool {
  if (o.markers == None) return true;
  const id = int(<i64>v), has = dictContains(o.markers, id);
  if (has > 0) raise(T.ValueError, "Circular reference detected");
  return has == 0 && dictSet(o.markers, id, v) == 0;
}
function leave(o: JsonEncoderObject, v: Value): bool { return o.markers == None || dictDel(o.markers, int(<i64>v)) == 0; }
/** Adds "when serializing …" to the exception, as a note. */
function note(text: Value): void {
  const e = errFetch();
  if (text && e) { const r = callMethod1(e, N.add_note, text); decref(r); if (!r) decref(errFetch()); }
  decref(text);
  errRestore(e);
}
function noteItem(format: string, a: Value, b: Value): bool {
  const e = errFetch(), text = fmt(format, a, b);
  if (!text) decref(errFetch());
  errRestore(e);
  note(text);
  return false;
}
function encode(o: JsonEncoderObject, sb: StrBuilder, v: Value, level: i32): bool {
  if (v == None) { sbLit(sb, "null"); return true; }
  if (v == True) { sbLit(sb, "true"); return true; }
  if (v == False) { sbLit(sb, "false"); return true; }
  if (isInt(v)) { sbInt(sb, intOf(v)); return true; }
  if (isFloat(v)) return sbFloat(o, sb, v);
  if (isStr(v)) return quoted(o, sb, v);
  const flags = typeOf(v).tp_flags;
  if (flags & TF_LONG_SUBCLASS) return sbInteger(sb, v);
  if (flags & TF_FLOAT_SUBCLASS) return sbFloat(o, sb, v);
  if (!enterNative()) return false;
  let ok: bool;
  if (flags & (TF_LIST_SUBCLASS | TF_TUPLE_SUBCLASS)) ok = array(o, sb, v, level, (flags & TF_LIST_SUBCLASS) != 0);
  else if (flags & TF_DICT_SUBCLASS) ok = object(o, sb, v, level);
  else {
    ok = enter(o, v);
    if (ok) {
      const r = call1(o.default, v);
      ok = r != NULL && encode(o, sb, r, level);
      decref(r);
      if (!ok) { if (r) noteItem("when serializing %T object", v, NULL); } else ok = leave(o, v);
    }
  }
  leaveNative();
  return ok;
}
function array(o: JsonEncoderObject, sb: StrBuilder, v: Value, level: i32, list: bool): bool {
  if ((list ? listSize(v) : tupleSize(v)) == 0) { sbLit(sb, "[]"); return true; }
  if (!enter(o, v)) return false;
  const indent = o.indent != None;
  sbChar(sb, 91);
  for (let i = 0; ; i++) {
    let item: Value;
    if (list) { if (i >= listSize(v)) break; item = listGetItemOrNull(v, i); if (!item) break; }
    else { if (i >= tupleSize(v)) break; item = newRef(tupleItem(v, i)); }
    if (i) sbStr(sb, o.item_separator);
    if (indent) newline(o, sb, level + 1);
    const ok = encode(o, sb, item, level + 1);
    decref(item);
    if (!ok) return noteItem("when serializing %T item %d", v, int(i));
  }
  if (indent) newline(o, sb, level);
  sbChar(sb, 93);
  return leave(o, v);
}
/** One item of a dict; first: no separator before it. 1 written, 0 skipped, -1 with an exception. */
function member(o: JsonEncoderObject, sb: StrBuilder, d: Value, key: Value, v: Value, level: i32, first: bool): i32 {
  const flags = isStr(key) ? 0 : typeOf(key).tp_flags, simple = isStr(key) || key == None || isBool(key) || (flags & (TF_LONG_SUBCLASS | TF_FLOAT_SUBCLASS)) != 0;
  if (!simple) {
    if (o.skipkeys) return 0;
    raiseFmt(T.TypeError, "keys must be str, int, float, bool or None, not %T", key);
    return -1;
  }
  if (!first) sbStr(sb, o.item_separator);
  if (o.indent != None) newline(o, sb, level + 1);
  let ok = true;
  if (isStr(key)) ok = quoted(o, sb, key);
  else {
    sbChar(sb, 34);
    if (key == None) sbLit(sb, "null");
    else if (isBool(key)) sbLit(sb, key == True ? "true" : "false");
    else ok = flags & TF_LONG_SUBCLASS ? sbInteger(sb, key) : sbFloat(o, sb, key);
    sbChar(sb, 34);
  }
  sbStr(sb, o.key_separator);
  if (!ok) return -1;
  if (encode(o, sb, v, level + 1)) return 1;
  noteItem("when serializing %T item %R", d, key);
  return -1;
}
function object(o: JsonEncoderObject, sb: StrBuilder, d: Value, level: i32): bool {
  if (dictSize(d) == 0) { sbLit(sb, "{}"); return true; }
  if (!enter(o, d)) return false;
  sbChar(sb, 123);
  let first = true, ok = true;
  if (o.sort_keys || !isExact(d, T.dict)) {
    const view = callMethod0(d, N.items), items = view ? sequenceToList(view) : NULL;
    decref(view);
    ok = items != NULL && (!o.sort_keys || listSort(items) == 0);
    for (let i = 0; ok && i < listSize(items); i++) {
      const t = listGetItemOrNull(items, i);
      if (!t) break;
      if (!isExact(t, T.tuple) || tupleSize(t) != 2) { raise(T.ValueError, "items must return 2-tuples"); ok = false; }
      else { const r = member(o, sb, d, tupleItem(t, 0), tupleItem(t, 1), level, first); ok = r >= 0; if (r > 0) first = false; }
      decref(t);
    }
    decref(items);
  } else {
    const mark = stackMark(), kv = stackAlloc(16);
    if (!kv) return false;
    let at = 0;
    while (ok) {
      at = dictNextNew(d, at, kv);
      if (at < 0) break;
      at++;
      const key = load<u64>(kv), v = load<u64>(kv, 8), r = member(o, sb, d, key, v, level, first);
      ok = r >= 0;
      if (r > 0) first = false;
      decref(key); decref(v);
    }
    stackRestore(mark);
  }
  if (!ok) return false;
  if (o.indent != None && !first) newline(o, sb, level);
  sbChar(sb, 125);
  return leave(o, d);
}
