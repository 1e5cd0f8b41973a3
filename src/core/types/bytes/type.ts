/** The type bytes: construction, sequence behaviour, comparison, iterator. Shared methods: methods-find.ts, methods-text.ts. CPython: Objects/bytesobject.c. */
import { raiseUnexpectedKeyword, suggestFor, suggestTry } from "../../objects/suggest";
import { compareBytes, copyBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, NotImplemented, boolean, int, isInt, intOf } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { memAlloc, memFree, memRealloc } from "../../memory/alloc";
import { newObject, newVarObject, freeObject } from "../../objects/alloc";
import { isExact, typeOf } from "../../objects/typeof";
import { errClear, errMatches, errOccurred, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { callSpecial0 } from "../../objects/special";
import { lookupSpecial } from "../../objects/attributes";
import { indexAsSsize, iter, iterNext } from "../../objects/abstract";
import { indexFits64 } from "../../objects/abstract-index";
import { getBuffer, hasBuffer, releaseBuffer } from "../../objects/buffer";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { getBuiltin } from "../../objects/module";
import { gcVisit } from "../../gc/visit";
import { tupleItem, tuplePack1, tuplePack2, tuplePack3, tupleEmpty, tupleSize } from "../tuple/core";
import { isStr } from "../str/concat";
import { strEqLiteral } from "../str/core";
import { sbFinish, sbNew } from "../str/builder";
import { encodeStr } from "../../codecs/dispatch";
import { spanRepeat } from "../str/slice";
import { percentBytes } from "../str/percent";
import { argInt, parseInt32 } from "../strlib/args";
import { sliceAdjust, sliceLength, sliceStart, sliceStep, sliceUnpack } from "../slice/core";
import { BYTES_DATA, bytesData, bytesEq, bytesFromPtr, bytesLen, bytesNew, isBytes } from "./core";
import { memoryview_tobytes } from "../memoryview/memoryview";
import { sbBytesRepr } from "./methods-text";
import { argClose, argData, argLen, argOpen, pin, selfData, selfLen, unpin } from "./pin";

export { bytesDealloc, bytesHash, bytearrayDealloc } from "./core";
export * from "./methods-find";
export * from "./methods-text";

export function bytes_len(v: Value): i32 { return bytesLen(v); }
export function bytes_repr(v: Value): Value {
  const sb = sbNew(bytesLen(v) + 8);
  sbBytesRepr(sb, bytesData(v), bytesLen(v));
  return sbFinish(sb);
}
export function bytes_str(v: Value): Value { return bytes_repr(v); }
export function compareResult(c: i32, op: i32): Value { return boolean(op == 0 ? c < 0 : op == 1 ? c <= 0 : op == 2 ? c == 0 : op == 3 ? c != 0 : op == 4 ? c > 0 : c >= 0); }
export function spanCompare(p: Ptr, n: i32, q: Ptr, m: i32): i32 {
  const r = compareBytes(p, q, n < m ? n : m);
  return r ? r : n - m;
}
export function bytes_richcompare(a: Value, b: Value, op: i32): Value {
  if (!isBytes(a) || !isBytes(b)) return NotImplemented;
  if (op == 2) return boolean(bytesEq(a, b));
  if (op == 3) return boolean(!bytesEq(a, b));
  return compareResult(a == b ? 0 : spanCompare(bytesData(a), bytesLen(a), bytesData(b), bytesLen(b)), op);
}
export function bytes_item(v: Value, i: i32): Value {
  if (<u32>i >= <u32>bytesLen(v)) return raise(T.IndexError, "index out of range");
  return int(load<u8>(bytesData(v) + i));
}
export function bytes_subscript(v: Value, key: Value): Value {
  if (isInt(key) || typeOf(key).nb_index) {
    const k: i64 = isInt(key) ? intOf(key) : indexAsSsize(key), n = bytesLen(v);
    if (k == -1 && !isInt(key) && errOccurred()) return NULL;
    const i = k < 0 ? k + n : k;
    if (i < 0 || i >= n) return raise(T.IndexError, "index out of range");
    return int(load<u8>(bytesData(v) + <i32>i));
  }
  if (!isExact(key, T.slice)) return raiseFmt(T.TypeError, "byte indices must be integers or slices, not %T", key);
  if (!sliceUnpack(key)) return NULL;
  sliceAdjust(bytesLen(v));
  const n = sliceLength, step = sliceStep, start = sliceStart;
  if (n <= 0) return bytesNew(0);
  if (step == 1) return n == bytesLen(v) && isExact(v, T.bytes) ? newRef(v) : bytesFromPtr(bytesData(v) + start, n);
  const r = bytesNew(n);
  if (r) for (let k = 0, at = start; k < n; k++, at += step) store<u8>(bytesData(r) + k, load<u8>(bytesData(v) + at));
  return r;
}
export function bytes_concat(a: Value, b: Value): Value {
  if (!hasBuffer(b) || !hasBuffer(a)) { raiseFmt(T.TypeError, "can't concat %T to %T", b, a); return NULL; }
  if (isExact(b, T.bytes) && isExact(a, T.bytes)) { if (!bytesLen(a)) return newRef(b); if (!bytesLen(b)) return newRef(a); }
  const mark = stackMark(), x = argOpen(a, false), y = x ? argOpen(b, false) : 0;
  let r: Value = NULL;
  if (y) {
    if (<i64>argLen(x) + argLen(y) > 0x7FFF0000) raiseNoMemory();
    else {
      r = bytesNew(argLen(x) + argLen(y));
      if (r) { copyBytes(bytesData(r), argData(x), argLen(x)); copyBytes(bytesData(r) + argLen(x), argData(y), argLen(y)); }
    }
    argClose(y);
  }
  if (x) argClose(x);
  stackRestore(mark);
  return r;
}
export function bytes_repeat(v: Value, n: i32): Value {
  const k = bytesLen(v);
  if (n < 0) n = 0;
  if (n == 1 && isExact(v, T.bytes)) return newRef(v);
  if (<i64>k * n > 0x7FFF0000) return raise(T.OverflowError, "repeated bytes are too long");
  const r = bytesNew(k * n);
  if (r && k * n) spanRepeat(bytesData(r), bytesData(v), k, n);
  return r;
}
export function bytes_mod(v: Value, args: Value): Value { return isBytes(v) ? percentBytes(bytesData(v), bytesLen(v), args) : NotImplemented; }
export function bytes_getbuffer(v: Value, out: Value): i32 {
  const o = <Ptr>out;
  store<u32>(o, <u32>bytesData(v)); store<u32>(o, bytesLen(v), 4); store<u32>(o, 1, 8); store<u32>(o, 0, 12);
  return 0;
}
export function bytes_getnewargs(v: Value): Value {
  const b = isExact(v, T.bytes) ? newRef(v) : bytesFromPtr(bytesData(v), bytesLen(v)), r = b ? tuplePack1(b) : NULL;
  decref(b);
  return r;
}
export function bytes_bytes(v: Value): Value { return isExact(v, T.bytes) ? newRef(v) : bytesFromPtr(bytesData(v), bytesLen(v)); }

// ---- construction ----------------------------------------------------------------------------------------------------------
/** Arguments of bytes(source, encoding, errors) and bytearray(…), by position and name; thread-local results. */
export let ctorSource: Value = NULL;
export let ctorEncoding: Value = NULL;
export let ctorErrors: Value = NULL;
export function ctorArguments(fname: Value, args: Ptr, nargs: i32, kwnames: Value): bool {
  ctorSource = NULL; ctorEncoding = NULL; ctorErrors = NULL;
  if (nargs > 3) { raiseFmt(T.TypeError, "%U() takes at most 3 arguments (%d given)", fname, int(nargs)); return false; }
  if (nargs > 0) ctorSource = load<u64>(args);
  if (nargs > 1) ctorEncoding = load<u64>(args, 8);
  if (nargs > 2) ctorErrors = load<u64>(args, 16);
  if (kwnames) for (let i = 0; i < tupleSize(kwnames); i++) {
    const name = tupleItem(kwnames, i), v = load<u64>(args + (<usize>(nargs + i) << 3));
    const slot = strEqLiteral(name, "source") ? 0 : strEqLiteral(name, "encoding") ? 1 : strEqLiteral(name, "errors") ? 2 : 3;
    if (slot == 3) { suggestFor(name); suggestTry(N.source); suggestTry(N.encoding); suggestTry(N.errors); raiseUnexpectedKeyword(fname, name); return false; }
    if (slot < nargs) { raiseFmt(T.TypeError, "argument for %U() given by name ('%U') and position (%d)", fname, name, int(slot + 1)); return false; }
    if (slot == 0) ctorSource = v; else if (slot == 1) ctorEncoding = v; else ctorErrors = v;
  }
  if (ctorEncoding && !isStr(ctorEncoding)) { raiseFmt(T.TypeError, "%U() argument 'encoding' must be str, not %T", fname, ctorEncoding); return false; }
  if (ctorErrors && !isStr(ctorErrors)) { raiseFmt(T.TypeError, "%U() argument 'errors' must be str, not %T", fname, ctorErrors); return false; }
  if (!ctorSource && (ctorEncoding || ctorErrors)) { raise(T.TypeError, ctorEncoding ? "encoding without a string argument" : "errors without a string argument"); return false; }
  if (ctorSource && !isStr(ctorSource) && (ctorEncoding || ctorErrors)) { raise(T.TypeError, ctorEncoding ? "encoding without a string argument" : "errors without a string argument"); return false; }
  // a subclass of str may have __bytes__
  if (ctorSource && isStr(ctorSource) && !ctorEncoding && (ctorErrors || isExact(ctorSource, T.str) || fname != N.bytes)) { raise(T.TypeError, "string argument without an encoding"); return false; }
  return true;
}
/** A byte value from an item of an iterable; -1 with an exception. */
export function byteOf(v: Value): i32 {
  if (!isInt(v) && !typeOf(v).nb_index) { raiseFmt(T.TypeError, "'%T' object cannot be interpreted as an integer", v); return -1; }
  const i: i64 = isInt(v) ? intOf(v) : indexAsSsize(v);
  if (i == -1 && errOccurred()) return -1;
  if (i < 0 || i > 255) { raise(T.ValueError, "bytes must be in range(0, 256)"); return -1; }
  return <i32>i;
}
/** exact bytes of an object: copy of a buffer, or of the integers of an iterable (not of an int: that is the constructors' case). */
export function bytesFromObject(o: Value): Value {
  if (isExact(o, T.bytes)) return newRef(o);
  if (isExact(o, T.memoryview)) return memoryview_tobytes(o, NULL);
  if (hasBuffer(o)) {
    const mark = stackMark(), b = stackAlloc(16);
    if (!b) return NULL;
    let r: Value = NULL;
    if (getBuffer(o, b) == 0) { r = bytesFromPtr(load<u32>(b), load<i32>(b, 4)); releaseBuffer(o, b); }
    stackRestore(mark);
    return r;
  }
  if (isStr(o)) return raiseFmt(T.TypeError, "cannot convert '%T' object to bytes", o);
  const it = iter(o);
  if (!it) {
    if (errMatches(T.TypeError)) { errClear(); raiseFmt(T.TypeError, "cannot convert '%T' object to bytes", o); }
    return NULL;
  }
  let cap = 64, n = 0, buf = memAlloc(cap), ok = buf != 0;
  if (!ok) raiseNoMemory();
  while (ok) {
    const v = iterNext(it);
    if (!v) { ok = !errOccurred(); break; }
    const b = byteOf(v);
    decref(v);
    if (b < 0) {
      ok = false;
      break;
    }
    if (n == cap) {
      const q = memRealloc(buf, cap * 2);
      if (!q) { raiseNoMemory(); ok = false; break; }
      buf = q; cap *= 2;
    }
    store<u8>(buf + n++, <u8>b);
  }
  decref(it);
  const r = ok ? bytesFromPtr(buf, n) : NULL;
  memFree(buf);
  return r;
}
function stackDone(mark: usize): bool { stackRestore(mark); return true; }
export function bytes_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!ctorArguments(N.bytes, args, nargs, kwnames)) return NULL;
  const source = ctorSource;
  let r: Value = NULL;
  if (!source) r = bytesNew(0);
  else if (isStr(source) && ctorEncoding) r = encodeStr(source, ctorEncoding, ctorErrors);
  else {
    const mark = stackMark(), self = stackAlloc(16);
    if (!self) return NULL;
    const f = isExact(source, T.bytes) ? NULL : lookupSpecial(source, N.__bytes__, self);
    if (f) {
      r = callSpecial0(f, self);
      stackRestore(mark);
      if (r && !isBytes(r)) { raiseFmt(T.TypeError, "__bytes__ returned non-bytes (type %T)", r); decref(r); r = NULL; }
    } else if (stackDone(mark) && errOccurred()) return NULL;
    else if (isStr(source)) return raise(T.TypeError, "string argument without an encoding");
    else if (!hasBuffer(source) && (isInt(source) || typeOf(source).nb_index)) {
      const n: i64 = isInt(source) ? intOf(source) : indexAsSsize(source);
      if (n == -1 && !isInt(source) && errOccurred()) {
        if (!errMatches(T.TypeError)) return NULL;
        errClear();
        r = bytesFromObject(source);
      } else if (n < 0) return raise(T.ValueError, "negative count");
      else if (n > 0x7FFF0000) return indexFits64(source) ? raiseNoMemory() : NULL;
      else r = bytesNew(<i32>n);
    } else r = bytesFromObject(source);
  }
  if (!r || type == toValue(T.bytes)) return r;
  const n = bytesLen(r), p = newVarObject(as<TypeObject>(type), BYTES_DATA + <usize>n + 1, n);
  if (p) copyBytes(p + BYTES_DATA, bytesData(r), n);
  decref(r);
  return <Value>p;
}

// ---- iterator (bytes_iterator and bytearray_iterator) --------------------------------------------------------------------------
@unmanaged
export class BytesIterObject extends Obj {
  index: i32;
  /** set for good when the end was met */ done: u32;
  bytes: Value;
}
export function bytes_iter(v: Value): Value {
  const p = newObject(isBytes(v) ? T.bytes_iterator : T.bytearray_iterator);
  if (p) changetype<BytesIterObject>(p).bytes = newRef(v);
  return <Value>p;
}
export function bytesIterSelf(o: Value): Value { return newRef(o); }
export function bytesIterNext(o: Value): Value {
  const it = as<BytesIterObject>(o), v = it.bytes, i = it.index;
  if (it.done) return NULL;
  if (isBytes(v)) { if (i < bytesLen(v)) { it.index = i + 1; return int(load<u8>(bytesData(v) + i)); } }
  else {
    const ba = pin(v), ok = i < selfLen(v), c = ok ? load<u8>(selfData(v, true) + i) : 0;
    unpin(v, ba);
    if (ok) { it.index = i + 1; return int(c); }
  }
  it.done = 1;
  return NULL;
}
export function bytesIterHint(o: Value): Value {
  const it = as<BytesIterObject>(o), left = it.done ? 0 : bytesLen(it.bytes) - it.index;
  return int(left < 0 ? 0 : left);
}
export function bytesIterReduce(o: Value): Value {
  const it = as<BytesIterObject>(o), f = getBuiltin(N.iter);
  if (!f) return NULL;
  const args = it.done ? tuplePack1(tupleEmpty()) : tuplePack1(it.bytes), r = args ? (it.done ? tuplePack2(f, args) : tuplePack3(f, args, int(it.index))) : NULL;
  decref(f); decref(args);
  return r;
}
export function bytesIterSetState(o: Value, state: Value): Value {
  if (!parseInt32(state)) return NULL;
  const it = as<BytesIterObject>(o), n = bytesLen(it.bytes);
  if (!it.done) it.index = argInt < 0 ? 0 : argInt > n ? n : argInt;
  return None;
}
export function bytesIterTraverse(p: Ptr): void { gcVisit(changetype<BytesIterObject>(p).bytes); }
export function bytesIterDealloc(p: Ptr): void { decref(changetype<BytesIterObject>(p).bytes); freeObject(p); }
