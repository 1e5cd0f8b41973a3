/**
 * marshal.dumps: values to bytes. What an object is that was written before is written as a reference to it (version 3 and later), by its address; while one call runs nothing that it wrote can die, for
 * `held` has it. State is the thread's own, and of one call: marshalWrite. CPython: w_object in Python/marshal.c.
 */
import { Ptr, Value, NULL, None, True, False, Ellipsis, floatOf, int, intOf, isFloat, isInt, isPtr } from "../../base/value";
import { Obj, as, toValue } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { decref } from "../../refcount/count";
import { errClear, errOccurred, raise, raiseNoMemory } from "../../objects/errors";
import { isExact, typeOf } from "../../objects/typeof";
import { enterNative, leaveNative } from "../../objects/recursion";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { getBuffer, hasBuffer, releaseBuffer } from "../../objects/buffer";
import { bytesData, bytesFromPtr, bytesLen } from "../../types/bytes/core";
import { memAlloc, memFree, memRealloc } from "../../memory/alloc";
import { strData, strIsAscii, strLen } from "../../types/str/core";
import { strToUtf8Surrogatepass } from "../../codecs/host-text";
import { tupleItem, tupleSize } from "../../types/tuple/core";
import { listAppend, listGetItem, listNew, listSize } from "../../types/list/core";
import { dictGet, dictNew, dictNextNew, dictSet, dictSize } from "../../types/dict/core";
import { setNextNew } from "../../types/set/core";
import { floatRepr } from "../../types/float/type";
import { view, viewLimbs, viewNegative, viewSize } from "../../types/int/core";
import { SliceObject } from "../../types/slice/core";
import { CodeObject } from "../../interp/code";
import { writeCode } from "./code";

export const FLAG_REF: u32 = 0x80;
let buf: Ptr = 0, len: i32 = 0, cap: i32 = 0;
let version: i32 = 0;
let allowCode: bool = true;
/** depth of code objects: their constants may be slices, whatever the version */
let inCode: i32 = 0;
/** address → number of the objects written, and these objects; NULL without references */
let seen: Value = NULL;
let held: Value = NULL;
/** There was no memory: what is written goes over what was there, and dump fails at its end. */
let lost: bool = false;
function room(n: i32): void {
  if (len + n <= cap) return;
  const p = memRealloc(buf, (len + n) * 2);
  if (p) { buf = p; cap = (len + n) * 2; }
  else { lost = true; len = 0; }
}
export function writeByte(b: u32): void { room(1); if (len + 1 > cap) return; store<u8>(buf + len, <u8>b); len++; }
export function writeWord(n: i32): void { room(4); if (len + 4 > cap) return; store<u32>(buf + len, <u32>n); len += 4; }
export function writeRaw(p: Ptr, n: i32): void { room(n); if (len + n > cap) return; memory.copy(buf + len, p, n); len += n; }
function real(d: f64): void { room(8); if (len + 8 > cap) return; store<f64>(buf + len, d); len += 8; }
/** Where the writer is, and what stands from there on: for checksums. */
export function writtenLength(): i32 { return len; }
export function writtenAt(at: i32): Ptr { return buf + at; }
function bad(): bool { raise(T.ValueError, "unmarshallable object"); return false; }
function long(v: Value, flag: u32): bool {
  const mark = stackMark(), tmp = stackAlloc(16);
  if (!tmp) return false;
  view(v, tmp);
  // 15-bit digits
  const bits = viewSize * 32, p = viewLimbs, n = viewSize;
  let digits = 0;
  writeByte(108 | flag);
  const at = len;
  writeWord(0);
  for (let b = 0; b < bits; b += 15) {
    const w = b >> 5, s = <u64>(b & 31);
    let x = <u64>load<u32>(p + (<usize>w << 2)) >> s;
    if (w + 1 < n) x |= <u64>load<u32>(p + (<usize>(w + 1) << 2)) << (32 - s);
    room(2);
    if (len + 2 > cap) break;
    store<u16>(buf + len, <u16>(x & 0x7FFF));
    len += 2; digits++;
  }
  if (!lost) {
    while (digits && load<u16>(buf + len - 2) == 0) { len -= 2; digits--; }
    store<i32>(buf + at, viewNegative ? -digits : digits);
  }
  stackRestore(mark);
  return true;
}
/** The flag for an object that may be met again: FLAG_REF or 0; -1: it was met before, a reference is written; -2: exception. */
function reference(v: Value): i32 {
  if (!seen) return 0;
  // nobody else has it
  if (load<u32>(<Ptr>v, 4) == 1 && atomic.load<u32>(<Ptr>v, 8) == 0) return 0;
  const key = int(<i64><u32>v), at = dictGet(seen, key);
  if (at) { writeByte(114); writeWord(<i32>intOf(at)); return -1; }
  if (errOccurred() || dictSet(seen, key, int(dictSize(seen))) < 0 || listAppend(held, v) < 0) return -2;
  return <i32>FLAG_REF;
}
function text(v: Value, flag: u32): bool {
  const interned = atomic.load<u8>(<Ptr>v, 22) != 0;
  if (version >= 4 && strIsAscii(v)) {
    if (strLen(v) < 256) { writeByte((interned ? 90 : 122) | flag); writeByte(strLen(v)); } else { writeByte((interned ? 65 : 97) | flag); writeWord(strLen(v)); }
    writeRaw(strData(v), strLen(v));
    return true;
  }
  const b = strToUtf8Surrogatepass(v);
  if (!b) return false;
  writeByte((version >= 3 && interned ? 116 : 117) | flag); writeWord(bytesLen(b)); writeRaw(bytesData(b), bytesLen(b));
  decref(b);
  return true;
}
function floatText(v: Value): bool {
  const s = floatRepr(v);
  if (!s) return false;
  writeByte(strLen(s)); writeRaw(strData(s), strLen(s));
  decref(s);
  return true;
}
import { float } from "../../base/value";
export function writeValue(v: Value): bool {
  if (v == None) { writeByte(78); return true; }
  if (v == True) { writeByte(84); return true; }
  if (v == False) { writeByte(70); return true; }
  if (v == Ellipsis) { writeByte(46); return true; }
  if (v == toValue(T.StopIteration)) { writeByte(83); return true; }
  if (isInt(v)) {
    const i = intOf(v);
    if (i == <i64><i32>i) { writeByte(105); writeWord(<i32>i); return true; }
    return long(v, 0);
  }
  if (isFloat(v)) {
    if (version >= 2) { writeByte(103); real(floatOf(v)); return true; }
    writeByte(102);
    return floatText(v);
  }
  if (!isPtr(v)) return bad();
  const ref = reference(v);
  if (ref < 0) return ref == -1;
  const flag = <u32>ref;
  if (isExact(v, T.int)) return long(v, flag);
  if (isExact(v, T.complex)) {
    const re = load<f64>(<Ptr>v, 16), im = load<f64>(<Ptr>v, 24);
    if (version >= 2) { writeByte(121 | flag); real(re); real(im); return true; }
    writeByte(120 | flag);
    return floatText(float(re)) && floatText(float(im));
  }
  if (isExact(v, T.str)) return text(v, flag);
  if (isExact(v, T.bytes)) { writeByte(115 | flag); writeWord(bytesLen(v)); writeRaw(bytesData(v), bytesLen(v)); return true; }
  if (!enterNative()) { errClear(); raise(T.ValueError, "object too deeply nested to marshal"); return false; }
  const ok = container(v, flag);
  leaveNative();
  return ok;
}
function container(v: Value, flag: u32): bool {
  let ok = true;
  if (isExact(v, T.tuple)) {
    const n = tupleSize(v);
    if (n < 256 && version >= 4) { writeByte(41 | flag); writeByte(n); } else { writeByte(40 | flag); writeWord(n); }
    for (let i = 0; ok && i < n; i++) ok = writeValue(tupleItem(v, i));
    return ok;
  }
  if (isExact(v, T.list)) {
    const n = listSize(v);
    writeByte(91 | flag); writeWord(n);
    for (let i = 0; ok && i < n; i++) { const x = listGetItem(v, i); ok = x != NULL && writeValue(x); decref(x); }
    return ok;
  }
  if (isExact(v, T.dict)) {
    writeByte(123 | flag);
    const mark = stackMark(), out = stackAlloc(16);
    for (let i = 0; ok;) {
      i = dictNextNew(v, i, out);
      if (i < 0) break;
      i++;
      const k = load<u64>(out), x = load<u64>(out, 8);
      ok = writeValue(k) && writeValue(x);
      decref(k); decref(x);
    }
    stackRestore(mark);
    writeByte(48);
    return ok;
  }
  if (isExact(v, T.set) || isExact(v, T.frozenset)) {
    writeByte((isExact(v, T.set) ? 60 : 62) | flag);
    const at = len;
    writeWord(0);
    let n = 0;
    const mark = stackMark(), out = stackAlloc(16);
    for (let i = 0; ok;) {
      i = setNextNew(v, i, out);
      if (i < 0) break;
      i++;
      ok = writeValue(load<u64>(out));
      decref(load<u64>(out));
      n++;
    }
    stackRestore(mark);
    if (!lost) store<i32>(buf + at, n);
    return ok;
  }
  if (isExact(v, T.slice) && (version >= 5 || inCode)) {
    const s = as<SliceObject>(v);
    writeByte(58 | flag);
    return writeValue(s.start) && writeValue(s.stop) && writeValue(s.step);
  }
  if (isExact(v, T.code)) {
    if (!allowCode) { raise(T.ValueError, "marshalling code objects is disallowed"); return false; }
    writeByte(99 | flag);
    inCode++;
    ok = writeCode(as<CodeObject>(v));
    inCode--;
    return ok;
  }
  if (!hasBuffer(v)) return bad();
  const mark = stackMark(), span = stackAlloc(16);
  ok = span != 0 && getBuffer(v, span) == 0;
  if (ok) { writeByte(115 | flag); writeWord(load<i32>(span, 4)); writeRaw(load<u32>(span), load<i32>(span, 4)); releaseBuffer(v, span); }
  stackRestore(mark);
  return ok;
}
/** The bytes of v; new, or NULL. The finalizer of what another thread takes out of a container meanwhile may call it again in the middle: this call's state is put back then. */
export function marshalWrite(v: Value, format: i32, code: bool): Value {
  const buf0 = buf, len0 = len, cap0 = cap, version0 = version, allowCode0 = allowCode, inCode0 = inCode, seen0 = seen, held0 = held, lost0 = lost;
  const first = memAlloc(256);
  if (!first) return raiseNoMemory();
  buf = first; len = 0; cap = 256; version = format; allowCode = code; lost = false; inCode = 0;
  seen = format >= 3 ? dictNew() : NULL;
  held = format >= 3 ? listNew(0) : NULL;
  const ok = (format < 3 || (seen && held)) && writeValue(v), r = !ok ? NULL : lost ? raiseNoMemory() : bytesFromPtr(buf, len);
  const p = buf, a = seen, b = held;
  buf = buf0; len = len0; cap = cap0; version = version0; allowCode = allowCode0; inCode = inCode0; seen = seen0; held = held0; lost = lost0;
  memFree(p);
  decref(a); decref(b);
  return r;
}
