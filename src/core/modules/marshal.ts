/**
 * Module marshal for plain values: None, booleans, Ellipsis, StopIteration, numbers, strings, bytes, tuples, lists, dicts, sets. Code objects are not marshalled: Typhon's code images
 * are its own (docs/status.md); they raise ValueError, as anything CPython cannot marshal. CPython: Python/marshal.c, format version 5 without references.
 */
import { Ptr, Value, NULL, None, True, False, Ellipsis, float, floatOf, int, intOf, isFloat, isInt, isPtr, fitsInt } from "../base/value";
import { as, toValue } from "../base/obj";
import { T } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef } from "../refcount/count";
import { errOccurred, raise, raiseNoMemory, raiseFmt } from "../objects/errors";
import { isExact } from "../objects/typeof";
import { callMethod0, callMethod1 } from "../objects/call";
import { enterNative, leaveNative } from "../objects/recursion";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { bytesFromObject } from "../types/bytes/type";
import { bytesData, bytesFromPtr, bytesLen } from "../types/bytes/core";
import { StrBuilder } from "../types/str/builder";
import { memAlloc, memFree, memRealloc } from "../memory/alloc";
import { strData, strFromLatin1, strIsAscii, strLen, internStr } from "../types/str/core";
import { strFromUtf8Surrogatepass, strToUtf8Surrogatepass } from "../codecs/host-text";
import { tupleInit, tupleItem, tupleNew, tupleSize } from "../types/tuple/core";
import { listAppendSteal, listGetItem, listNew, listSize } from "../types/list/core";
import { dictNew, dictNextNew, dictSet } from "../types/dict/core";
import { frozensetNew, setAdd, setNew, setNextNew } from "../types/set/core";
import { complexNew } from "../types/complex/core";
import { bigLimbs, bigNegative, bigSize, intFromLimbs, view, viewLimbs, viewNegative, viewSize } from "../types/int/core";

let buf: Ptr = 0, len: i32 = 0, cap: i32 = 0;
/** There was no memory: what is written goes over what was there, and dump fails at its end. */
let lost: bool = false;
function room(n: i32): void {
  if (len + n <= cap) return;
  const p = memRealloc(buf, (len + n) * 2);
  if (p) { buf = p; cap = (len + n) * 2; }
  else { lost = true; len = 0; }
}
function byte(b: u32): void { room(1); store<u8>(buf + len, <u8>b); len++; }
function word(n: i32): void { room(4); store<u32>(buf + len, <u32>n); len += 4; }
function raw(p: Ptr, n: i32): void { room(n); if (len + n > cap) return; memory.copy(buf + len, p, n); len += n; }
function real(d: f64): void { room(8); store<f64>(buf + len, d); len += 8; }
function bad(): bool { raise(T.ValueError, "unmarshallable object"); return false; }
function long(v: Value): bool {
  const mark = stackMark(), tmp = stackAlloc(16);
  if (!tmp) return false;
  view(v, tmp);
  // 15-bit digits
  const bits = viewSize * 32, p = viewLimbs, n = viewSize;
  let digits = 0;
  byte(108);
  const at = len;
  word(0);
  for (let b = 0; b < bits; b += 15) {
    const w = b >> 5, s = <u64>(b & 31);
    let x = <u64>load<u32>(p + (<usize>w << 2)) >> s;
    if (w + 1 < n) x |= <u64>load<u32>(p + (<usize>(w + 1) << 2)) << (32 - s);
    room(2);
    store<u16>(buf + len, <u16>(x & 0x7FFF));
    len += 2; digits++;
  }
  while (!lost && digits && load<u16>(buf + len - 2) == 0) { len -= 2; digits--; }
  store<i32>(buf + at, viewNegative ? -digits : digits);
  stackRestore(mark);
  return true;
}
function write(v: Value): bool {
  if (v == None) { byte(78); return true; }
  if (v == True) { byte(84); return true; }
  if (v == False) { byte(70); return true; }
  if (v == Ellipsis) { byte(46); return true; }
  if (v == toValue(T.StopIteration)) { byte(83); return true; }
  if (isInt(v)) {
    const i = intOf(v);
    if (i == <i64><i32>i) { byte(105); word(<i32>i); return true; }
    return long(v);
  }
  if (isFloat(v)) { byte(103); real(floatOf(v)); return true; }
  if (isExact(v, T.int)) return long(v);
  if (isExact(v, T.complex)) { byte(121); real(load<f64>(<Ptr>v, 16)); real(load<f64>(<Ptr>v, 24)); return true; }
  if (isExact(v, T.str)) {
    if (strIsAscii(v)) {
      if (strLen(v) < 256) { byte(122); byte(strLen(v)); } else { byte(97); word(strLen(v)); }
      raw(strData(v), strLen(v));
      return true;
    }
    const b = strToUtf8Surrogatepass(v);
    if (!b) return false;
    byte(117); word(bytesLen(b)); raw(bytesData(b), bytesLen(b));
    decref(b);
    return true;
  }
  if (isExact(v, T.bytes)) { byte(115); word(bytesLen(v)); raw(bytesData(v), bytesLen(v)); return true; }
  if (!enterNative()) return false;
  let ok = true;
  if (isExact(v, T.tuple)) {
    const n = tupleSize(v);
    if (n < 256) { byte(41); byte(n); } else { byte(40); word(n); }
    for (let i = 0; ok && i < n; i++) ok = write(tupleItem(v, i));
  } else if (isExact(v, T.list)) {
    const n = listSize(v);
    byte(91); word(n);
    for (let i = 0; ok && i < n; i++) { const x = listGetItem(v, i); ok = x != NULL && write(x); decref(x); }
  } else if (isExact(v, T.dict)) {
    byte(123);
    const mark = stackMark(), out = stackAlloc(16);
    for (let i = 0; ok;) {
      i = dictNextNew(v, i, out);
      if (i < 0) break;
      i++;
      const k = load<u64>(out), x = load<u64>(out, 8);
      ok = write(k) && write(x);
      decref(k); decref(x);
    }
    stackRestore(mark);
    byte(48);
  } else if (isExact(v, T.set) || isExact(v, T.frozenset)) {
    byte(isExact(v, T.set) ? 60 : 62);
    const at = len;
    word(0);
    let n = 0;
    const mark = stackMark(), out = stackAlloc(16);
    for (let i = 0; ok;) {
      i = setNextNew(v, i, out);
      if (i < 0) break;
      i++;
      ok = write(load<u64>(out));
      decref(load<u64>(out));
      n++;
    }
    stackRestore(mark);
    store<i32>(buf + at, n);
  } else ok = bad();
  leaveNative();
  return ok;
}
export function marshalDumps(m: Value, v: Value, version: Value, allowCode: Value): Value {
  len = 0; cap = 256;
  buf = memAlloc(cap);
  if (!buf) return raiseNoMemory();
  lost = false;
  const ok = write(v), r = !ok ? NULL : lost ? raiseNoMemory() : bytesFromPtr(buf, len);
  memFree(buf);
  buf = 0;
  return r;
}
let at: Ptr = 0, end: Ptr = 0;
function need(n: i32): bool {
  if (n >= 0 && at + n <= end) return true;
  raise(T.EOFError, "marshal data too short");
  return false;
}
function readWord(): i32 { if (!need(4)) return -1; const n = load<i32>(at); at += 4; return n; }
function sequence(n: i32, kind: i32): Value {
  // kind 0 tuple, 1 list, 2 set, 3 frozenset
  if (n < 0 || at + n > end) return raise(T.ValueError, "bad marshal data (size out of range)");
  const c = kind == 0 ? tupleNew(n) : kind == 1 ? listNew(0) : kind == 2 ? setNew() : frozensetNew();
  if (!c) return NULL;
  for (let i = 0; i < n; i++) {
    const x = read();
    if (!x) { decref(c); return NULL; }
    let e = 0;
    if (kind == 0) tupleInit(c, i, x);
    else if (kind == 1) e = listAppendSteal(c, x);
    else { e = setAdd(c, x); decref(x); }
    if (e < 0) { decref(c); return NULL; }
  }
  return c;
}
function read(): Value {
  if (!need(1)) return NULL;
  const code: u32 = load<u8>(at) & 0x7F;
  at++;
  switch (code) {
    case 78: return None;
    case 84: return True;
    case 70: return False;
    case 46: return Ellipsis;
    case 83: return newRef(toValue(T.StopIteration));
    case 105: { if (!need(4)) return NULL; return int(readWord()); }
    case 103: { if (!need(8)) return NULL; const d = load<f64>(at); at += 8; return float(d); }
    case 121: { if (!need(16)) return NULL; const d = load<f64>(at), e = load<f64>(at, 8); at += 16; return complexNew(d, e); }
    case 108: {
      const n = readWord(), digits = n < 0 ? -n : n;
      if (errOccurred() || !need(digits * 2)) return NULL;
      const limbs = (digits * 15 + 31) / 32 + 1, p = memAlloc(<usize>limbs << 2);
      if (!p) return raiseNoMemory();
      memory.fill(p, 0, <usize>limbs << 2);
      for (let i = 0; i < digits; i++) {
        const b = i * 15, w = b >> 5, s = <u64>(b & 31), x = <u64>load<u16>(at + (i << 1)) << s;
        store<u32>(p + (<usize>w << 2), load<u32>(p + (<usize>w << 2)) | <u32>x);
        store<u32>(p + (<usize>(w + 1) << 2), load<u32>(p + (<usize>(w + 1) << 2)) | <u32>(x >> 32));
      }
      at += digits * 2;
      const v = intFromLimbs(p, limbs, n < 0);
      memFree(p);
      return v;
    }
    case 122: case 90: case 97: case 65: {
      let n: i32;
      if (code == 122 || code == 90) { if (!need(1)) return NULL; n = load<u8>(at); at++; } else { n = readWord(); if (errOccurred()) return NULL; }
      if (!need(n)) return NULL;
      const s = strFromLatin1(at, n);
      at += n;
      return s;
    }
    case 117: case 116: {
      const n = readWord();
      if (errOccurred() || !need(n)) return NULL;
      const s = strFromUtf8Surrogatepass(at, n);
      at += n;
      return s;
    }
    case 115: {
      const n = readWord();
      if (errOccurred() || !need(n)) return NULL;
      const b = bytesFromPtr(at, n);
      at += n;
      return b;
    }
    case 41: { if (!need(1)) return NULL; const n: i32 = load<u8>(at); at++; return nested(n, 0); }
    case 40: case 91: case 60: case 62: {
      const n = readWord();
      if (errOccurred()) return NULL;
      return nested(n, code == 40 ? 0 : code == 91 ? 1 : code == 60 ? 2 : 3);
    }
    case 123: {
      const d = dictNew();
      if (!d || !enterNative()) { decref(d); return NULL; }
      let ok = true;
      while (ok) {
        if (!need(1)) { ok = false; break; }
        if (load<u8>(at) == 48) { at++; break; }
        const k = read(), v = k ? read() : NULL;
        ok = v != NULL && dictSet(d, k, v) == 0;
        decref(k); decref(v);
      }
      leaveNative();
      if (!ok) { decref(d); return NULL; }
      return d;
    }
    default: return raise(T.ValueError, "bad marshal data (unknown type code)");
  }
}
function nested(n: i32, kind: i32): Value {
  if (!enterNative()) return NULL;
  const r = sequence(n, kind);
  leaveNative();
  return r;
}
export function marshalLoads(m: Value, data: Value, allowCode: Value): Value {
  const b = bytesFromObject(data);
  if (!b) return NULL;
  at = bytesData(b); end = at + bytesLen(b);
  const r = read();
  decref(b);
  return r;
}
export function marshalDump(m: Value, v: Value, file: Value, version: Value, allowCode: Value): Value {
  const b = marshalDumps(m, v, version, allowCode);
  if (!b) return NULL;
  const r = callMethod1(file, N.write, b);
  decref(b);
  return r;
}
/** Reads all that is left of the file, and leaves it behind the value. */
export function marshalLoad(m: Value, file: Value, allowCode: Value): Value {
  const tell = callMethod0(file, N.tell);
  if (!tell) return NULL;
  const b = callMethod0(file, N.read);
  let r: Value = NULL;
  if (b) {
    r = marshalLoads(m, b, allowCode);
    const total = isExact(b, T.bytes) ? bytesLen(b) : 0;
    decref(b);
    if (r && isInt(tell)) {
      const s = callMethod1(file, N.seek, int(intOf(tell) + <i64>(total - <i32>(end - at))));
      if (!s) { decref(r); r = NULL; } else decref(s);
    }
  }
  decref(tell);
  return r;
}
