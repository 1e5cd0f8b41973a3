/**
 * Module _struct: Struct objects and the module's functions, which make Structs from a cache by format. CPython: Modules/_struct.c. Native sizes are those of 64-bit
 * Linux (long and pointers have 8 bytes). The complex formats F and D of Python 3.14 are missing: see docs/status.md.
 *
 * A compiled format is an array of 16-byte codes { u8 item code, u8 big, u8 native, u8 0, u32 offset, u32 size of one, u32 count }: 's' and 'p' have count 1 and size n,
 * 'x' is left out (the memory is zeroed).
 */
import { copyBytes, fillBytes } from "../base/bytes";
import { Ptr, Value, NULL, None, float, floatOf, int, isFloat, isInt, intOf } from "../base/value";
import { floatFromValue, number } from "../types/float/core";
import { as, Obj } from "../base/obj";
import { PROC_INTERP } from "../base/map";
import { T, TypeObject } from "../../generated/core/types";
import { casV, loadV } from "../base/atomics";
import { decref, newRef } from "../refcount/count";
import { memAlloc, memFree } from "../memory/alloc";
import { newObject, freeObject } from "../objects/alloc";
import { gcVisit } from "../gc/visit";
import { isExact, typeOf } from "../objects/typeof";
import { errClear, errMatches, errOccurred, raise, raiseFmt, raiseNoMemory } from "../objects/errors";
import { getBuffer, getWritableBuffer, releaseBuffer } from "../objects/buffer";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { dictClear, dictGet, dictNew, dictSet, dictSize } from "../types/dict/core";
import { tupleInit, tupleNew, tupleSize } from "../types/tuple/core";
import { isStr } from "../types/str/concat";
import { strAt, strFromChar, strFromLatin1, strIsAscii, strLen } from "../types/str/core";
import { bytearrayData, bytesData, bytesFromPtr, bytesLen, bytesNew, isBytearray, isBytes } from "../types/bytes/core";
import { argInt, parseInt32 } from "../types/strlib/args";
import { itemLoad, itemSize, itemStore } from "../types/memoryview/items";
import { sbFinish, sbInt, sbLit, sbNew } from "../types/str/builder";
import { raiseObject } from "../objects/errors";

@unmanaged
export class StructObject extends Obj {
  format: Value;
  codes: u32;
  ncodes: i32;
  size: i32;
  /** values packed */ length: i32;
}
function fail(message: string): bool { raise(T.StructError, message); return false; }
/** Fills o from the format; false with struct.error. */
function compile(o: StructObject, f: Value): bool {
  const n = strLen(f), codes = memAlloc(<usize>n * 16 + 16);
  if (!codes) { raiseNoMemory(); return false; }
  o.codes = <u32>codes;
  let i = 0, big = false, native = true, count = 0;
  let size: i64 = 0, values: i64 = 0;
  if (n > 0) {
    const c = strAt(f, 0);
    if (c == 64) i = 1; else if (c == 60 || c == 61) { i = 1; native = false; } else if (c == 62 || c == 33) { i = 1; native = false; big = true; }
  }
  while (i < n) {
    let c = strAt(f, i++), num: i64 = 1;
    if (c == 32 || c - 9 < 5) continue;
    if (c - 48 < 10) {
      num = c - 48;
      while (i < n && strAt(f, i) - 48 < 10) { num = num * 10 + (strAt(f, i++) - 48); if (num > i32.MAX_VALUE) return fail("overflow in item count"); }
      if (i >= n) return fail("repeat count given without format specifier");
      c = strAt(f, i++);
    }
    let one: i32;
    if (c == 120 || c == 115 || c == 112) one = 1;
    else {
      if (!native && (c == 110 || c == 78 || c == 80)) return fail("bad char in struct format");
      if (!native) { if (c == 108) c = 105; else if (c == 76) c = 73; }
      one = itemSize(c);
      if (!one) return fail("bad char in struct format");
    }
    if (native && one > 1) { const rest = size % one; if (rest) size += one - rest; }
    const p = codes + (<usize>count << 4);
    if (c == 115 || c == 112) { store<u8>(p, <u8>c); store<u8>(p, 0, 1); store<u32>(p, <u32>size, 4); store<u32>(p, <u32>num, 8); store<u32>(p, 1, 12); count++; values++; }
    else if (c != 120 && num) { store<u8>(p, <u8>c); store<u8>(p, <u8>big, 1); store<u8>(p, <u8>native, 2); store<u32>(p, <u32>size, 4); store<u32>(p, one, 8); store<u32>(p, <u32>num, 12); count++; values += num; }
    size += num * one;
    if (size > i32.MAX_VALUE) return fail("total struct size too long");
  }
  o.ncodes = count; o.size = <i32>size; o.length = <i32>values;
  return true;
}
function structNew(type: TypeObject, format: Value): Value {
  let f: Value;
  if (isStr(format)) {
    if (!strIsAscii(format)) return raise(T.UnicodeError, "struct format must be ASCII");
    f = newRef(format);
  } else if (isBytes(format)) f = strFromLatin1(bytesData(format), bytesLen(format));
  else return raiseFmt(T.TypeError, "Struct() argument 1 must be a str or bytes object, not %T", format);
  const p = newObject(type);
  if (!p) { decref(f); return NULL; }
  const o = changetype<StructObject>(p);
  o.format = f;
  if (compile(o, f)) return <Value>p;
  decref(<Value>p);
  return NULL;
}
export function struct_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs + (kwnames ? tupleSize(kwnames) : 0) != 1) return raiseFmt(T.TypeError, "Struct() takes exactly 1 argument (%d given)", int(nargs));
  return structNew(as<TypeObject>(type), load<u64>(args));
}
export function structDealloc(p: Ptr): void {
  const o = changetype<StructObject>(p);
  instanceTailClear(p, typeOf(<Value>p));
  decref(o.format); memFree(o.codes);
  freeObject(p);
}
import { instanceTailClear } from "../objects/instance";
export function structTraverse(p: Ptr): void { }
export function structClear(p: Ptr): void { }
const CACHE: usize = PROC_INTERP + 0x2C8;
/** The Struct of a format, through the cache. */
function structOf(format: Value): Value {
  if (isExact(format, T.Struct)) return newRef(format);
  let cache = loadV(CACHE);
  if (!cache) {
    const d = dictNew();
    if (!d) return NULL;
    const old = casV(CACHE, NULL, d);
    if (old) { decref(d); cache = old; } else cache = d;
  }
  if (!isStr(format) && !isBytes(format)) return structNew(T.Struct, format);
  const hit = dictGet(cache, format);
  if (hit || errOccurred()) return hit;
  const s = structNew(T.Struct, format);
  if (!s) return NULL;
  if (dictSize(cache) >= 100) dictClear(cache);
  if (dictSet(cache, format, s) < 0) { decref(s); return NULL; }
  return s;
}
export function clearcache(_: Value): Value { const c = loadV(CACHE); if (c) dictClear(c); return None; }
export function calcsize(_: Value, format: Value): Value {
  const s = structOf(format);
  if (!s) return NULL;
  const n = as<StructObject>(s).size;
  decref(s);
  return int(n);
}
function reverse(p: Ptr, n: i32): void { for (let i = 0, j = n - 1; i < j; i++, j--) { const c = load<u8>(p + i); store<u8>(p + i, load<u8>(p + j)); store<u8>(p + j, c); } }
function rangeError(c: u32, size: i32): void {
  const sb = sbNew(80), signed = c >= 97;
  sbLit(sb, "'");
  sbChar(sb, c);
  sbLit(sb, "' format requires ");
  if (signed) {
    const half: i64 = <i64>1 << (size * 8 - 1);
    sbInt(sb, size == 8 ? i64.MIN_VALUE : -half); sbLit(sb, " <= number <= "); sbInt(sb, size == 8 ? i64.MAX_VALUE : half - 1);
  } else { sbLit(sb, "0 <= number <= "); if (size == 8) sbLit(sb, "18446744073709551615"); else sbInt(sb, (<i64>1 << (size * 8)) - 1); }
  raiseObject(T.StructError, sbFinish(sb));
}
import { sbChar } from "../types/str/builder";
/** Packs values (an array of o.length) to the o.size bytes at `to`, which are zeroed first. */
function packTo(o: StructObject, to: Ptr, args: Ptr): bool {
  fillBytes(to, 0, o.size);
  let k = 0;
  for (let i = 0; i < o.ncodes; i++) {
    const c = <usize>o.codes + (<usize>i << 4), code: u32 = load<u8>(c), size = load<i32>(c, 8), count = load<i32>(c, 12);
    let p = to + load<u32>(c, 4);
    for (let j = 0; j < count; j++, p += size) {
      let v = load<u64>(args + (<usize>(k++) << 3));
      if (code == 115 || code == 112) {
        const ba = isBytearray(v);
        if (!ba && !isBytes(v)) return fail(code == 115 ? "argument for 's' must be a bytes object" : "argument for 'p' must be a bytes object");
        const d = ba ? bytearrayData(v) : bytesData(v), n = bytesLen(v);
        if (code == 115) copyBytes(p, d, n < size ? n : size);
        else if (size > 0) { let m = n < size - 1 ? n : size - 1; copyBytes(p + 1, d, m); if (m > 255) m = 255; store<u8>(p, <u8>m); }
        continue;
      }
      if (code == 99 && !(isBytes(v) && bytesLen(v) == 1) && !(isBytearray(v) && bytesLen(v) == 1)) return fail("char format requires a bytes object of length 1");
      if (code == 99) { store<u8>(p, load<u8>(isBytearray(v) ? bytearrayData(v) : bytesData(v))); continue; }
      const isReal = code == 100 || code == 101 || code == 102;
      // the value is read first: whatever goes wrong there is this error
      if (isReal && !isFloat(v)) {
        if (!floatFromValue(v)) { errClear(); return fail("required argument is not a float"); }
        v = float(number);
      }
      if (code == 102 && !load<u8>(c, 2) && Math.abs(floatOf(v)) != Infinity && Mathf.abs(<f32>floatOf(v)) == Infinity) { raise(T.OverflowError, "float too large to pack with f format"); return false; }
      const r = itemStore(code, p, v);
      if (r == -2) { rangeError(code, size); return false; }
      if (r < 0) {
        if (errMatches(T.TypeError) && code != 63) { errClear(); return fail("required argument is not an integer"); }
        return false;
      }
      if (load<u8>(c, 1) && size > 1) reverse(p, size);
    }
  }
  return true;
}
function unpackFrom(o: StructObject, from: Ptr): Value {
  const t = tupleNew(o.length);
  if (!t) return NULL;
  const mark = stackMark(), tmp = stackAlloc(16);
  let k = 0, ok = tmp != 0;
  for (let i = 0; ok && i < o.ncodes; i++) {
    const c = <usize>o.codes + (<usize>i << 4), code: u32 = load<u8>(c), size = load<i32>(c, 8), count = load<i32>(c, 12);
    let p = from + load<u32>(c, 4);
    for (let j = 0; ok && j < count; j++, p += size) {
      let v: Value;
      if (code == 115) v = size ? bytesFromPtr(p, size) : bytesNew(0);
      else if (code == 112) { let n: i32 = size ? load<u8>(p) : 0; if (n >= size) n = size - 1; v = n > 0 ? bytesFromPtr(p + 1, n) : bytesNew(0); }
      else if (load<u8>(c, 1) && size > 1) { copyBytes(tmp, p, size); reverse(tmp, size); v = itemLoad(code, tmp); }
      else v = itemLoad(code, p);
      ok = v != NULL;
      if (ok) tupleInit(t, k++, v);
    }
  }
  stackRestore(mark);
  if (!ok) { decref(t); return NULL; }
  return t;
}
function count(o: StructObject, name: string, n: i32): bool {
  if (n == o.length) return true;
  const f = strFromLiteral(name);
  raiseFmt(T.StructError, "%U expected %d items for packing (got %d)", f, int(o.length), int(n));
  decref(f);
  return false;
}
import { strFromLiteral } from "../types/str/core";
function pack(s: Value, args: Ptr, nargs: i32): Value {
  const o = as<StructObject>(s);
  if (!count(o, "pack", nargs)) return NULL;
  const r = bytesNew(o.size);
  if (r && o.size && !packTo(o, bytesData(r), args)) { decref(r); return NULL; }
  return r;
}
export function struct_pack(s: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return pack(s, args, nargs); }
export function module_pack(_: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs < 1) return raise(T.TypeError, "missing format argument");
  const s = structOf(load<u64>(args));
  if (!s) return NULL;
  const r = pack(s, args + 8, nargs - 1);
  decref(s);
  return r;
}
function packInto(s: Value, args: Ptr, nargs: i32): Value {
  const o = as<StructObject>(s);
  if (nargs < 2) return raise(T.StructError, nargs == 0 ? "pack_into expected buffer argument" : "pack_into expected offset argument");
  if (!count(o, "pack_into", nargs - 2) || !parseInt32(load<u64>(args, 8))) return NULL;
  let at = argInt;
  const mark = stackMark(), b = stackAlloc(16), v = load<u64>(args);
  if (!b || getWritableBuffer(v, b) < 0) { stackRestore(mark); return NULL; }
  const n = load<i32>(b, 4);
  let r: Value = NULL;
  if (at < 0 && at + o.size > 0) raiseFmt(T.StructError, "no space to pack %d bytes at offset %d", int(o.size), int(at));
  else if (at < 0 && at + n < 0) raiseFmt(T.StructError, "offset %d out of range for %d-byte buffer", int(at), int(n));
  else {
    if (at < 0) at += n;
    if (n - at < o.size) raiseFmt(T.StructError, "pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d (actual buffer size is %d)", int(<i64>at + o.size), int(o.size), int(at), int(n));
    else if (packTo(o, <usize>load<u32>(b) + at, args + 16)) r = None;
  }
  releaseBuffer(v, b);
  stackRestore(mark);
  return r;
}
export function struct_pack_into(s: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return packInto(s, args, nargs); }
export function module_pack_into(_: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs < 1) return raise(T.TypeError, "missing format argument");
  const s = structOf(load<u64>(args));
  if (!s) return NULL;
  const r = packInto(s, args + 8, nargs - 1);
  decref(s);
  return r;
}
export function struct_unpack(s: Value, data: Value): Value {
  const o = as<StructObject>(s), mark = stackMark(), b = stackAlloc(16);
  if (!b || getBuffer(data, b) < 0) { stackRestore(mark); return NULL; }
  const r = load<i32>(b, 4) == o.size ? unpackFrom(o, load<u32>(b)) : raiseFmt(T.StructError, "unpack requires a buffer of %d bytes", int(o.size));
  releaseBuffer(data, b);
  stackRestore(mark);
  return r;
}
export function struct_unpack_from(s: Value, data: Value, offset: Value): Value {
  if (!parseInt32(offset)) return NULL;
  let at = argInt;
  const o = as<StructObject>(s), mark = stackMark(), b = stackAlloc(16);
  if (!b || getBuffer(data, b) < 0) { stackRestore(mark); return NULL; }
  const n = load<i32>(b, 4);
  let r: Value = NULL;
  if (at < 0 && at + o.size > 0) raiseFmt(T.StructError, "not enough data to unpack %d bytes at offset %d", int(o.size), int(at));
  else if (at < 0 && at + n < 0) raiseFmt(T.StructError, "offset %d out of range for %d-byte buffer", int(at), int(n));
  else {
    if (at < 0) at += n;
    if (n - at < o.size) raiseFmt(T.StructError, "unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)", int(<i64>at + o.size), int(o.size), int(at), int(n));
    else r = unpackFrom(o, <usize>load<u32>(b) + at);
  }
  releaseBuffer(data, b);
  stackRestore(mark);
  return r;
}
export function module_unpack(_: Value, format: Value, data: Value): Value {
  const s = structOf(format), r = s ? struct_unpack(s, data) : NULL;
  decref(s);
  return r;
}
export function module_unpack_from(_: Value, format: Value, data: Value, offset: Value): Value {
  const s = structOf(format), r = s ? struct_unpack_from(s, data, offset) : NULL;
  decref(s);
  return r;
}
export function module_iter_unpack(_: Value, format: Value, data: Value): Value {
  const s = structOf(format), r = s ? struct_iter_unpack(s, data) : NULL;
  decref(s);
  return r;
}
@unmanaged
export class UnpackIterObject extends Obj {
  struct: Value;
  data: Value;
  index: i32;
  /** the buffer record */ address: u32;
  length: i32;
  readonly: u32;
  format: u32;
  pad: u32;
}
export function struct_iter_unpack(s: Value, data: Value): Value {
  const o = as<StructObject>(s);
  if (o.size == 0) return raise(T.StructError, "cannot iteratively unpack with a struct of length 0");
  const p = newObject(T.unpack_iterator);
  if (!p) return NULL;
  const it = changetype<UnpackIterObject>(p);
  if (getBuffer(data, p + offsetof<UnpackIterObject>("address")) < 0) { decref(<Value>p); return NULL; }
  it.struct = newRef(s); it.data = newRef(data);
  if (it.length % o.size) { decref(<Value>p); return raiseFmt(T.StructError, "iterative unpacking requires a buffer of a multiple of %d bytes", int(o.size)); }
  return <Value>p;
}
export function unpackIterDealloc(p: Ptr): void {
  const it = changetype<UnpackIterObject>(p), d = it.data;
  it.data = NULL;
  if (d) releaseBuffer(d, p + offsetof<UnpackIterObject>("address"));
  decref(d); decref(it.struct);
  freeObject(p);
}
export function unpackIterTraverse(p: Ptr): void { const it = changetype<UnpackIterObject>(p); gcVisit(it.struct); gcVisit(it.data); }
export function unpackIterSelf(v: Value): Value { return newRef(v); }
export function unpackIterNext(v: Value): Value {
  const it = as<UnpackIterObject>(v), o = as<StructObject>(it.struct), i = it.index;
  if (!it.data || i >= it.length) return NULL;
  it.index = i + o.size;
  return unpackFrom(o, <usize>it.address + i);
}
export function unpackIterHint(v: Value): Value { const it = as<UnpackIterObject>(v); return int((it.length - it.index) / as<StructObject>(it.struct).size); }
