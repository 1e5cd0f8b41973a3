/** _json.make_scanner: the JSON parser. CPython: scanner_call, scan_once_unicode and _parse_* in Modules/_json.c. */
import { Ptr, Value, NULL, None, True, False, float, int } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { newObject, freeObject } from "../../objects/alloc";
import { gcVisit } from "../../gc/visit";
import { raise, raiseFmt, raiseObject } from "../../objects/errors";
import { call1 } from "../../objects/call";
import { getAttr } from "../../objects/attributes";
import { isTrue } from "../../objects/abstract";
import { enterNative, leaveNative } from "../../objects/recursion";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { floatParse } from "../../../generated/core/host";
import { dictNew, dictSet, dictSetDefault } from "../../types/dict/core";
import { listAppendSteal, listNew } from "../../types/list/core";
import { tupleInit, tupleNew, tuplePack2, tupleSize } from "../../types/tuple/core";
import { isStr } from "../../types/str/concat";
import { charAt, strData, strFromLiteral, strKind, strLen } from "../../types/str/core";
import { strSub } from "../../types/str/slice";
import { argInt, parseInt32 } from "../../types/strlib/args";
import { raiseDecodeError, scanString, stringEnd } from "./text";

@unmanaged
export class JsonScannerObject extends Obj {
  strict: u32;
  pad: u32;
  object_hook: Value;
  object_pairs_hook: Value;
  parse_float: Value;
  parse_int: Value;
  parse_constant: Value;
}
export function scanner_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs + (kwnames ? tupleSize(kwnames) : 0) != 1) return raise(T.TypeError, "make_scanner() takes exactly 1 argument");
  const ctx = load<u64>(args), p = newObject(T.Scanner);
  if (!p) return NULL;
  const o = changetype<JsonScannerObject>(p), strict = getAttr(ctx, N.strict), st = strict ? isTrue(strict) : -1;
  decref(strict);
  if (st >= 0) {
    o.strict = st;
    o.object_hook = getAttr(ctx, N.object_hook);
    if (o.object_hook) o.object_pairs_hook = getAttr(ctx, N.object_pairs_hook);
    if (o.object_pairs_hook) o.parse_float = getAttr(ctx, N.parse_float);
    if (o.parse_float) o.parse_int = getAttr(ctx, N.parse_int);
    if (o.parse_int) o.parse_constant = getAttr(ctx, N.parse_constant);
  }
  if (!o.parse_constant) { decref(<Value>p); return NULL; }
  return <Value>p;
}
export function scannerDealloc(p: Ptr): void {
  const o = changetype<JsonScannerObject>(p);
  decref(o.object_hook); decref(o.object_pairs_hook); decref(o.parse_float); decref(o.parse_int); decref(o.parse_constant);
  freeObject(p);
}
export function scannerTraverse(p: Ptr): void {
  const o = changetype<JsonScannerObject>(p);
  gcVisit(o.object_hook); gcVisit(o.object_pairs_hook); gcVisit(o.parse_float); gcVisit(o.parse_int); gcVisit(o.parse_constant);
}
export function scannerClear(p: Ptr): void { }
/** Index after the value scanned last. */
let next: i32 = 0;
let memo: Value = NULL;
export function scanner_call(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs != 2 || (kwnames && tupleSize(kwnames))) return raiseFmt(T.TypeError, "scan_once() takes 2 arguments (%d given)", int(nargs));
  const s = load<u64>(args);
  if (!isStr(s)) return raiseFmt(T.TypeError, "first argument must be a string, not %T", s);
  if (!parseInt32(load<u64>(args, 8))) return NULL;
  const outer = memo, start = argInt;
  memo = dictNew();
  if (!memo) { memo = outer; return NULL; }
  const r = scanOnce(as<JsonScannerObject>(self), s, start);
  decref(memo);
  memo = outer;
  if (!r) return NULL;
  const t = tupleNew(2);
  if (!t) { decref(r); return NULL; }
  tupleInit(t, 0, r); tupleInit(t, 1, int(next));
  return t;
}
// @ts-ignore: decorator
@inline function at(s: Value, i: i32): u32 { return i < strLen(s) ? charAt(strData(s), strKind(s), i) : 0xFFFFFFFF; }
function skip(s: Value, i: i32): i32 {
  const n = strLen(s), p = strData(s), k = strKind(s);
  while (i < n) { const c = charAt(p, k, i); if (c != 32 && c != 9 && c != 10 && c != 13) break; i++; }
  return i;
}
function stop(i: i32): Value { return raiseObject(T.StopIteration, int(i)); }
function word(s: Value, i: i32, text: string): bool {
  if (i + text.length > strLen(s)) return false;
  for (let k = 0; k < text.length; k++) if (at(s, i + k) != <u32>text.charCodeAt(k)) return false;
  return true;
}
function constant(o: JsonScannerObject, text: string, i: i32): Value {
  next = i + text.length;
  const end = next, name = strFromLiteral(text), r = name ? call1(o.parse_constant, name) : NULL;
  decref(name);
  next = end;
  return r;
}
function scanOnce(o: JsonScannerObject, s: Value, i: i32): Value {
  if (i < 0) return raise(T.ValueError, "idx cannot be negative");
  if (i >= strLen(s)) return stop(i);
  switch (at(s, i)) {
    case 34: { const r = scanString(s, i + 1, o.strict != 0); next = stringEnd; return r; }
    case 123: {
      if (!enterNative()) return NULL;
      const r = scanObject(o, s, i + 1);
      leaveNative();
      return r;
    }
    case 91: {
      if (!enterNative()) return NULL;
      const r = scanArray(o, s, i + 1);
      leaveNative();
      return r;
    }
    case 110: if (word(s, i, "null")) { next = i + 4; return None; } break;
    case 116: if (word(s, i, "true")) { next = i + 4; return True; } break;
    case 102: if (word(s, i, "false")) { next = i + 5; return False; } break;
    case 78: if (word(s, i, "NaN")) return constant(o, "NaN", i); break;
    case 73: if (word(s, i, "Infinity")) return constant(o, "Infinity", i); break;
    case 45: if (word(s, i, "-Infinity")) return constant(o, "-Infinity", i); break;
  }
  return scanNumber(o, s, i);
}
function scanNumber(o: JsonScannerObject, s: Value, start: i32): Value {
  let i = start;
  const negative = at(s, i) == 45;
  if (negative) i++;
  let value: i64 = 0;
  const first = i;
  let c = at(s, i);
  if (c - 49 < 9) { while ((c = at(s, i)) - 48 < 10) { if (i - first < 15) value = value * 10 + (c - 48); i++; } }
  else if (c == 48) i++;
  else return stop(start);
  const digits = i - first;
  let real = false;
  if (at(s, i) == 46 && at(s, i + 1) - 48 < 10) {
    real = true;
    i += 2;
    while (at(s, i) - 48 < 10) i++;
  }
  c = at(s, i);
  if (c == 101 || c == 69) {
    let e = i + 1;
    if (at(s, e) == 45 || at(s, e) == 43) e++;
    if (at(s, e) - 48 < 10) { real = true; while (at(s, e) - 48 < 10) e++; i = e; }
  }
  next = i;
  if (!real && digits < 15 && o.parse_int == toValue(T.int)) return int(negative ? -value : value);
  if (real && o.parse_float == toValue(T.float) && strKind(s) == 1) {
    const mark = stackMark(), out = stackAlloc(16);
    if (!out) return NULL;
    const ok = floatParse(strData(s) + start, i - start, out) == 0, d = load<f64>(out);
    stackRestore(mark);
    if (ok) return float(d);
  }
  const text = strSub(s, start, i), r = text ? call1(real ? o.parse_float : o.parse_int, text) : NULL;
  decref(text);
  next = i;
  return r;
}
function scanArray(o: JsonScannerObject, s: Value, i: i32): Value {
  const list = listNew(0);
  if (!list) return NULL;
  i = skip(s, i);
  if (at(s, i) == 93) { next = i + 1; return list; }
  while (true) {
    const v = scanOnceOr(o, s, i);
    if (!v) break;
    i = next;
    if (listAppendSteal(list, v) < 0) break;
    i = skip(s, i);
    const c = at(s, i);
    if (c == 93) { next = i + 1; return list; }
    if (c != 44) { raiseDecodeError("Expecting ',' delimiter", s, i); break; }
    const comma = i;
    i = skip(s, i + 1);
    if (at(s, i) == 93) { raiseDecodeError("Illegal trailing comma before end of array", s, comma); break; }
  }
  decref(list);
  return NULL;
}
/** scanOnce inside a container: the end of the text is a missing value there, too; StopIteration goes up to raw_decode as it is. */
function scanOnceOr(o: JsonScannerObject, s: Value, i: i32): Value { return scanOnce(o, s, i); }
function scanObject(o: JsonScannerObject, s: Value, i: i32): Value {
  const pairs = o.object_pairs_hook != None;
  let d = pairs ? listNew(0) : dictNew();
  if (!d) return NULL;
  i = skip(s, i);
  let ok = true;
  if (at(s, i) != 125) while (true) {
    ok = false;
    if (at(s, i) != 34) { raiseDecodeError("Expecting property name enclosed in double quotes", s, i); break; }
    let key = scanString(s, i + 1, o.strict != 0);
    if (!key) break;
    i = stringEnd;
    const same = dictSetDefault(memo, key, key);
    decref(key);
    key = same;
    if (!key) break;
    i = skip(s, i);
    if (at(s, i) != 58) { decref(key); raiseDecodeError("Expecting ':' delimiter", s, i); break; }
    i = skip(s, i + 1);
    const v = scanOnceOr(o, s, i);
    if (!v) { decref(key); break; }
    i = next;
    if (pairs) { const t = tuplePack2(key, v); ok = t != NULL && listAppendSteal(d, t) == 0; } else ok = dictSet(d, key, v) == 0;
    decref(key); decref(v);
    if (!ok) break;
    i = skip(s, i);
    const c = at(s, i);
    if (c == 125) break;
    ok = false;
    if (c != 44) { raiseDecodeError("Expecting ',' delimiter", s, i); break; }
    const comma = i;
    i = skip(s, i + 1);
    if (at(s, i) == 125) { raiseDecodeError("Illegal trailing comma before end of object", s, comma); break; }
  }
  if (!ok) { decref(d); return NULL; }
  const end = i + 1;
  if (pairs || o.object_hook != None) {
    const r = call1(pairs ? o.object_pairs_hook : o.object_hook, d);
    decref(d);
    d = r;
  }
  next = end;
  return d;
}
export { encode_basestring_ascii, encode_basestring, scanstring } from "./text";
