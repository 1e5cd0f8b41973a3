/**
 * marshal.loads: bytes to values. `refs` is a list of what may be referred to, None where that is not complete yet. State is the thread's own: nothing here runs Python code. CPython: r_object in
 * Python/marshal.c.
 */
import { Ptr, Value, NULL, None, True, False, Ellipsis, float, floatOf, int } from "../../base/value";
import { toValue } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { decref, newRef } from "../../refcount/count";
import { errClear, errOccurred, raise, raiseNoMemory } from "../../objects/errors";
import { enterNative, leaveNative } from "../../objects/recursion";
import { isExact } from "../../objects/typeof";
import { call1 } from "../../objects/call";
import { bytesFromPtr } from "../../types/bytes/core";
import { memAlloc, memFree } from "../../memory/alloc";
import { internStr, strFromLatin1 } from "../../types/str/core";
import { strFromUtf8Surrogatepass } from "../../codecs/host-text";
import { tupleInit, tupleNew } from "../../types/tuple/core";
import { listAppend, listAppendSteal, listGetItem, listNew, listSetItem, listSize } from "../../types/list/core";
import { dictNew, dictSet } from "../../types/dict/core";
import { frozensetNew, setAdd, setNew } from "../../types/set/core";
import { complexNew } from "../../types/complex/core";
import { sliceNew } from "../../types/slice/core";
import { intFromI64, intFromLimbs } from "../../types/int/core";
import { readCode } from "./code";
import { FLAG_REF } from "./write";

let at: Ptr = 0, end: Ptr = 0;
let refs: Value = NULL;
let allowCode: bool = true;
export function readNeed(n: i32): bool {
  if (n >= 0 && <usize>n <= end - at) return true;
  raise(T.EOFError, "marshal data too short");
  return false;
}
export function readAt(): Ptr { return at; }
export function readSkip(n: i32): void { at += n; }
/** 0 with EOFError too: ask errOccurred. */
export function readWord(): i32 { if (!readNeed(4)) return 0; const n = load<i32>(at); at += 4; return n; }
/** A place in `refs` for what is being read; -1: not referred to; -2: exception. */
function reserve(flag: bool): i32 {
  if (!flag) return -1;
  return listAppend(refs, None) < 0 ? -2 : listSize(refs) - 1;
}
/** v at its place; v, or NULL. */
function keep(v: Value, place: i32): Value {
  if (v && place >= 0) listSetItem(refs, place, v);
  return v;
}
function sizeBad(): Value { return raise(T.ValueError, "bad marshal data (size out of range)"); }
function sequence(n: i32, kind: i32, flag: bool): Value {
  // kind 0 tuple, 1 list, 2 set, 3 frozenset; each item takes a byte at least
  if (n < 0) return sizeBad();
  if (!readNeed(n)) return NULL;
  // what can be changed can be referred to by its own items
  const place = reserve(flag), c = place == -2 ? NULL : kind == 0 ? tupleNew(n) : kind == 1 ? listNew(0) : kind == 2 ? setNew() : frozensetNew();
  if (!c) return NULL;
  if (kind == 1 || kind == 2) keep(c, place);
  for (let i = 0; i < n; i++) {
    const x = readItem();
    if (!x) { decref(c); return NULL; }
    let e = 0;
    if (kind == 0) tupleInit(c, i, x);
    else if (kind == 1) e = listAppendSteal(c, x);
    else { e = setAdd(c, x); decref(x); }
    if (e < 0) { decref(c); return NULL; }
  }
  return kind == 0 || kind == 3 ? keep(c, place) : c;
}
/** An item of a container: no NULL marker. */
export function readItem(): Value {
  const v = readValue();
  if (!v && !errOccurred()) return raise(T.TypeError, "NULL object in marshal data for object");
  return v;
}
function floatOfText(): Value {
  if (!readNeed(1)) return NULL;
  const n: i32 = load<u8>(at);
  at++;
  if (!readNeed(n)) return NULL;
  const s = strFromLatin1(at, n), v = s ? call1(toValue(T.float), s) : NULL;
  at += n;
  decref(s);
  return v;
}
function long(): Value {
  const n = readWord(), digits = n < 0 ? -n : n;
  if (errOccurred()) return NULL;
  if (digits < 0 || digits > 0x3FFFFFFF) return raise(T.ValueError, "bad marshal data (long size out of range)");
  if (!readNeed(digits * 2)) return NULL;
  if (digits && load<u16>(at + (<usize>(digits - 1) << 1)) == 0) return raise(T.ValueError, "bad marshal data (unnormalized long data)");
  const limbs = <i32>((<i64>digits * 15 + 31) / 32) + 1, p = memAlloc(<usize>limbs << 2);
  if (!p) return raiseNoMemory();
  memory.fill(p, 0, <usize>limbs << 2);
  for (let i = 0; i < digits; i++) {
    const d = <u64>load<u16>(at + (i << 1));
    if (d > 0x7FFF) { memFree(p); return raise(T.ValueError, "bad marshal data (digit out of range in long)"); }
    const b = <i64>i * 15, w = <i32>(b >> 5), s = <u64>(b & 31), x = d << s;
    store<u32>(p + (<usize>w << 2), load<u32>(p + (<usize>w << 2)) | <u32>x);
    store<u32>(p + (<usize>(w + 1) << 2), load<u32>(p + (<usize>(w + 1) << 2)) | <u32>(x >> 32));
  }
  at += digits * 2;
  const v = intFromLimbs(p, limbs, n < 0);
  memFree(p);
  return v;
}
/** A str of n bytes, ASCII or UTF-8. */
function text(n: i32, utf8: bool, interned: bool): Value {
  if (errOccurred()) return NULL;
  if (n < 0) return sizeBad();
  if (!readNeed(n)) return NULL;
  const s = utf8 ? strFromUtf8Surrogatepass(at, n) : strFromLatin1(at, n);
  at += n;
  if (!s || !interned) return s;
  const i = internStr(s);
  decref(s);
  return i;
}
/** The next value; NULL with an exception, or without one for the mark that ends a dict. */
export function readValue(): Value {
  if (at >= end) return raise(T.EOFError, "EOF read where object expected");
  const byte: u32 = load<u8>(at), flag = (byte & FLAG_REF) != 0;
  at++;
  switch (byte & 0x7F) {
    case 48: return NULL;
    case 78: return None;
    case 84: return True;
    case 70: return False;
    case 46: return Ellipsis;
    case 83: return newRef(toValue(T.StopIteration));
    case 105: { const n = readWord(); return errOccurred() ? NULL : added(int(n), flag); }
    case 73: { if (!readNeed(8)) return NULL; const n = load<i64>(at); at += 8; return added(intFromI64(n), flag); }
    case 103: { if (!readNeed(8)) return NULL; const d = load<f64>(at); at += 8; return added(float(d), flag); }
    case 102: return added(floatOfText(), flag);
    case 121: { if (!readNeed(16)) return NULL; const d = load<f64>(at), e = load<f64>(at, 8); at += 16; return added(complexNew(d, e), flag); }
    case 120: {
      const re = floatOfText(), im = re ? floatOfText() : NULL;
      return im ? added(complexNew(floatOf(re), floatOf(im)), flag) : NULL;
    }
    case 108: return added(long(), flag);
    case 122: case 90: {
      if (!readNeed(1)) return NULL;
      const n: i32 = load<u8>(at);
      at++;
      return added(text(n, false, (byte & 0x7F) == 90), flag);
    }
    case 97: case 65: return added(text(readWord(), false, (byte & 0x7F) == 65), flag);
    case 117: case 116: return added(text(readWord(), true, (byte & 0x7F) == 116), flag);
    case 115: {
      const n = readWord();
      if (errOccurred()) return NULL;
      if (n < 0) return sizeBad();
      if (!readNeed(n)) return NULL;
      const b = bytesFromPtr(at, n);
      at += n;
      return added(b, flag);
    }
    case 114: {
      const n = readWord();
      if (errOccurred()) return NULL;
      const v = n < 0 || n >= listSize(refs) ? NULL : listGetItem(refs, n);
      return v && v != None ? v : raise(T.ValueError, "bad marshal data (invalid reference)");
    }
    default: return nested(byte & 0x7F, flag);
  }
}
function added(v: Value, flag: bool): Value {
  if (v && flag && listAppend(refs, v) < 0) { decref(v); return NULL; }
  return v;
}
function nested(code: u32, flag: bool): Value {
  if (!enterNative()) { errClear(); return raise(T.ValueError, "recursion limit exceeded"); }
  const r = container(code, flag);
  leaveNative();
  return r;
}
function container(code: u32, flag: bool): Value {
  switch (code) {
    case 41: { if (!readNeed(1)) return NULL; const n: i32 = load<u8>(at); at++; return sequence(n, 0, flag); }
    case 40: case 91: case 60: case 62: {
      const n = readWord();
      return errOccurred() ? NULL : sequence(n, code == 40 ? 0 : code == 91 ? 1 : code == 60 ? 2 : 3, flag);
    }
    case 123: {
      const place = reserve(flag), d = place == -2 ? NULL : keep(dictNew(), place);
      for (let ok = d != NULL; ok;) {
        const k = readValue(), v = k ? readItem() : NULL;
        ok = v != NULL && dictSet(d, k, v) == 0;
        decref(k); decref(v);
      }
      if (d && errOccurred()) { decref(d); return NULL; }
      return d;
    }
    case 58: {
      const place = reserve(flag), a = place == -2 ? NULL : readItem(), b = a ? readItem() : NULL, c = b ? readItem() : NULL, s = c ? sliceNew(a, b, c) : NULL;
      decref(a); decref(b); decref(c);
      return keep(s, place);
    }
    case 99: {
      if (!allowCode) return raise(T.ValueError, "unmarshalling code objects is disallowed");
      const place = reserve(flag);
      return place == -2 ? NULL : keep(readCode(), place);
    }
    default: return raise(T.ValueError, "bad marshal data (unknown type code)");
  }
}
/** The value that the n bytes at p begin with; new, or NULL. `readLeft` says how much is behind it. */
export function marshalRead(p: Ptr, n: i32, code: bool): Value {
  at = p; end = p + n; allowCode = code;
  refs = listNew(0);
  if (!refs) return NULL;
  let r = readValue();
  if (!r && !errOccurred()) r = raise(T.TypeError, "NULL object in marshal data for object");
  const l = refs;
  refs = NULL;
  decref(l);
  return r;
}
export function readLeft(): i32 { return <i32>(end - at); }
