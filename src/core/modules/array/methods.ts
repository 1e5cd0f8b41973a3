/** array.array: the type's slots and methods (core.ts has the object). CPython: Modules/arraymodule.c. */
import { warnDeprecation } from "../warnings";
import { Ptr, Value, NULL, None, NotImplemented, boolean, int, isFloat, floatOf, isInt, intOf } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TypeObject, TF_BYTES_SUBCLASS, TF_BYTEARRAY_SUBCLASS, TF_LIST_SUBCLASS, TF_TUPLE_SUBCLASS, TF_UNICODE_SUBCLASS, TF_TYPE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { gcVisit } from "../../gc/visit";
import { memFree } from "../../memory/alloc";
import { newObject, freeObject } from "../../objects/alloc";
import { errOccurred, fmt, raise, raiseFmt } from "../../objects/errors";
import { noKeywords } from "../../objects/args";
import { importLevel } from "../../interp/import";
import { getAttr, getAttrOptional } from "../../objects/attributes";
import { iter, iterNext, length, repr, richCompare, richCompareBool } from "../../objects/abstract";
import { indexAsSsize } from "../../objects/abstract-index";
import { getBuffer, hasBuffer, releaseBuffer } from "../../objects/buffer";
import { callMethod1 } from "../../objects/call";
import { typeIsSubtype } from "../../objects/type-static";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { instanceTailClear } from "../../objects/instance";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { decref, newRef } from "../../refcount/count";
import { csBegin, csBegin2, csEnd } from "../../threads/critical-section";
import { bytesFromPtr, bytesNew, bytesData, isBytes, bytesLen } from "../../types/bytes/core";
import { builtinAttr } from "../../types/iter/builtins";
import { listAppendSteal, listGetItem, listNew, listSize } from "../../types/list/core";
import { compareSizes } from "../../types/list/methods";
import { sliceFit, sliceLength, sliceStart, sliceStep } from "../../types/slice/core";
import { intern, strAt, strFromChar, strFromKind, strLen } from "../../types/str/core";
import { tupleEmpty, tupleInit, tupleItem, tupleNew, tuplePack1, tuplePack2, tupleSize } from "../../types/tuple/core";
import { intFromU64 } from "../../types/int/core";
import { ArrayIter, ArrayObject, arrayNew, codeOf, codeSize, decode, encode, fetch, insertRaw, isArray, isText, itemAt, loadRaw, raw, replace, resizeLockHeld, sizeOf, slot, storeRaw } from "./core";
export { classGetItem, notHashable } from "../../types/class-getitem";

// ---- making one ---------------------------------------------------------------------------------------------------------------
const BAD_CODE = "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)";
export function array_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (type == toValue(T.array) && !noKeywords("array.array", kwnames)) return NULL;
  if (nargs < 1 || nargs > 2) return raiseFmt(T.TypeError, nargs ? "array() takes at most 2 arguments (%d given)" : "array() takes at least 1 argument (%d given)", int(nargs));
  const c = load<u64>(args), init = nargs == 2 ? load<u64>(args, 8) : NULL;
  if (!hasFlag(c, TF_UNICODE_SUBCLASS) || strLen(c) != 1) return raiseFmt(T.TypeError, "array() argument 1 must be a unicode character, not %T", c);
  const code = strAt(c, 0);
  if (!codeSize(code)) return raise(T.ValueError, BAD_CODE);
  if (code == 117 && warnDeprecation("The 'u' type code is deprecated and will be removed in Python 3.16", 1) < 0) return NULL;
  if (init && !isText(code)) {
    if (hasFlag(init, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "cannot use a str to initialize an array with typecode '%U'", c);
    if (isArray(init) && isText(codeOf(init))) return raiseFmt(T.TypeError, "cannot use a unicode array to initialize an array with typecode '%U'", c);
  }
  const a = arrayNew(as<TypeObject>(type), code, 0);
  if (!a || !init || init == None) return a && init == None ? fill(a, init) : a;
  return fill(a, init);
}
function fill(a: Value, init: Value): Value {
  let ok: bool;
  if (hasFlag(init, TF_BYTES_SUBCLASS | TF_BYTEARRAY_SUBCLASS)) ok = addBytes(a, init);
  else if (hasFlag(init, TF_UNICODE_SUBCLASS)) ok = addText(a, init);
  else if (isArray(init) && codeOf(init) == codeOf(a)) ok = addArray(a, init);
  else ok = addItems(a, init);
  if (ok) return a;
  decref(a);
  return NULL;
}
function addItems(a: Value, iterable: Value): bool {
  const it = iter(iterable);
  if (!it) return false;
  let ok = true;
  while (ok) {
    const v = iterNext(it);
    if (!v) { ok = !errOccurred(); break; }
    ok = decode(codeOf(a), v) && insertRaw(a, i32.MAX_VALUE, raw);
    decref(v);
  }
  decref(it);
  return ok;
}
function addArray(a: Value, b: Value): bool {
  csBegin2(<Ptr>a, <Ptr>b);
  const n = sizeOf(a), m = sizeOf(b), ok = resizeLockHeld(a, n + m);
  if (ok) memory.copy(slot(a, n), slot(b, 0), m * <i32>as<ArrayObject>(a).itemsize);
  csEnd();
  return ok;
}
function addBytes(a: Value, b: Value): bool {
  const mark = stackMark(), o = stackAlloc(16);
  if (!o) return false;
  let ok = getBuffer(b, o) == 0;
  if (ok) {
    const n = load<i32>(o, 4), width: i32 = as<ArrayObject>(a).itemsize;
    if (n % width) { raise(T.ValueError, "bytes length not a multiple of item size"); ok = false; }
    else ok = replace(a, i32.MAX_VALUE, i32.MAX_VALUE, load<u32>(o), n / width);
    releaseBuffer(b, o);
  }
  stackRestore(mark);
  return ok;
}
function addText(a: Value, s: Value): bool {
  for (let i = 0; i < strLen(s); i++) if (!insertRaw(a, i32.MAX_VALUE, <u64>strAt(s, i))) return false;
  return true;
}
/** A new array of exact type with the items lo … hi - 1 by step. */
function part(v: Value, start: i32, step: i32, count: i32): Value {
  const r = arrayNew(T.array, codeOf(v), count);
  if (!r) return NULL;
  let n = 0;
  csBegin(<Ptr>v);
  const size = sizeOf(v), width: i32 = as<ArrayObject>(v).itemsize;
  for (let i = start; n < count && <u32>i < <u32>size; i += step, n++) storeRaw(slot(r, n), width, loadRaw(slot(v, i), width));
  csEnd();
  as<ArrayObject>(r).size = n;
  return r;
}
export function array_copy(self: Value): Value { return part(self, 0, 1, sizeOf(self)); }
export function array_deepcopy(self: Value, memo: Value): Value { return part(self, 0, 1, sizeOf(self)); }
export function array_dealloc(p: Ptr): void {
  instanceTailClear(p, typeOf(<Value>p));
  memFree(changetype<ArrayObject>(p).data);
  freeObject(p);
}

// ---- sequence -----------------------------------------------------------------------------------------------------------------
export function array_length(self: Value): i32 { return sizeOf(self); }
export function array_item(self: Value, i: i32): Value {
  const v = itemAt(self, i);
  return v || errOccurred() ? v : raise(T.IndexError, "array index out of range");
}
export function array_subscript(self: Value, key: Value): Value {
  if (isInt(key) || typeOf(key).nb_index) {
    let i = indexAsSsize(key);
    if (i == -1 && errOccurred()) return NULL;
    if (i < 0) i += sizeOf(self);
    return array_item(self, i);
  }
  if (!isExact(key, T.slice)) return raise(T.TypeError, "array indices must be integers");
  return sliceFit(key, sizeOf(self)) ? part(self, sliceStart, sliceStep, sliceLength) : NULL;
}
export function array_assSubscript(self: Value, key: Value, v: Value): i32 {
  if (isInt(key) || typeOf(key).nb_index) {
    let i = indexAsSsize(key);
    if (i == -1 && errOccurred()) return -1;
    if (v && !decode(codeOf(self), v)) return -1;
    const w = raw;
    let ok = false;
    csBegin(<Ptr>self);
    if (i < 0) i += sizeOf(self);
    if (<u32>i < <u32>sizeOf(self)) { ok = true; if (v) storeRaw(slot(self, i), as<ArrayObject>(self).itemsize, w); }
    csEnd();
    if (!ok) { raise(T.IndexError, "array assignment index out of range"); return -1; }
    return v || replace(self, i, i + 1, 0, 0) ? 0 : -1;
  }
  if (!isExact(key, T.slice)) { raise(T.TypeError, "array indices must be integers"); return -1; }
  if (!sliceFit(key, sizeOf(self))) return -1;
  let start = sliceStart, step = sliceStep, count = sliceLength;
  if (!v) {
    if (step == 1) return replace(self, start, start + count, 0, 0) ? 0 : -1;
    if (step < 0) { start += (count - 1) * step; step = -step; }
    for (let i = count - 1; i >= 0; i--) if (!replace(self, start + i * step, start + i * step + 1, 0, 0)) return -1;
    return 0;
  }
  if (!isArray(v)) { raiseFmt(T.TypeError, "can only assign array (not \"%T\") to array slice", v); return -1; }
  if (codeOf(v) != codeOf(self)) { raise(T.TypeError, "bad argument type for built-in operation"); return -1; }
  const items = array_copy(v);
  if (!items) return -1;
  const n = sizeOf(items);
  let ok = true;
  if (step == 1) ok = replace(self, start, start + count, slot(items, 0), n);
  else if (n != count) { raiseFmt(T.ValueError, "attempt to assign array of size %d to extended slice of size %d", int(n), int(count)); ok = false; }
  else {
    csBegin(<Ptr>self);
    const width: i32 = as<ArrayObject>(self).itemsize;
    for (let i = 0, at = start; i < n && <u32>at < <u32>sizeOf(self); i++, at += step) storeRaw(slot(self, at), width, loadRaw(slot(items, i), width));
    csEnd();
  }
  decref(items);
  return ok ? 0 : -1;
}
export function array_concat(a: Value, b: Value): Value {
  if (!isArray(b)) return raiseFmt(T.TypeError, "can only append array (not \"%T\") to array", b);
  if (codeOf(a) != codeOf(b)) return raise(T.TypeError, "bad argument type for built-in operation");
  const r = array_copy(a);
  if (r && !addArray(r, b)) { decref(r); return NULL; }
  return r;
}
export function array_inplaceConcat(a: Value, b: Value): Value {
  if (!isArray(b)) return raiseFmt(T.TypeError, "can only extend with array (not \"%T\")", b);
  return array_extend(a, b) ? newRef(a) : NULL;
}
function repeatLockHeld(a: Value, from: i32, times: i32): bool {
  if (times < 0) times = 0;
  if (<i64>from * <i64>times > i32.MAX_VALUE) { raiseNoMemory(); return false; }
  if (!resizeLockHeld(a, from * times)) return false;
  const bytes = from * <i32>as<ArrayObject>(a).itemsize;
  for (let i = 1; i < times; i++) memory.copy(slot(a, 0) + i * bytes, slot(a, 0), bytes);
  return true;
}
import { raiseNoMemory } from "../../objects/errors";
export function array_repeat(a: Value, times: i32): Value {
  const r = array_copy(a);
  if (!r || repeatLockHeld(r, sizeOf(r), times)) return r;
  decref(r);
  return NULL;
}
export function array_inplaceRepeat(a: Value, times: i32): Value {
  csBegin(<Ptr>a);
  const ok = repeatLockHeld(a, sizeOf(a), times);
  csEnd();
  return ok ? newRef(a) : NULL;
}
/** Position of an item equal to v in lo … hi - 1; -1 there is none, -2 exception. */
function find(self: Value, v: Value, lo: i32, hi: i32): i32 {
  for (let i = lo; i < hi && i < sizeOf(self); i++) {
    const x = itemAt(self, i);
    if (!x) return errOccurred() ? -2 : -1;
    const c = richCompareBool(x, v, 2);
    decref(x);
    if (c) return c < 0 ? -2 : i;
  }
  return -1;
}
export function array_contains(self: Value, v: Value): i32 { const i = find(self, v, 0, i32.MAX_VALUE); return i == -2 ? -1 : i >= 0 ? 1 : 0; }
export function array_count(self: Value, v: Value): Value {
  let n = 0, i = find(self, v, 0, i32.MAX_VALUE);
  while (i >= 0) {
    n++;
    i = find(self, v, i + 1, i32.MAX_VALUE);
  }
  return i == -2 ? NULL : int(n);
}
function bound(self: Value, v: Value): i32 {
  let i = indexAsSsize(v);
  if (i < 0) { i += sizeOf(self); if (i < 0) i = 0; }
  return i;
}
export function array_index(self: Value, v: Value, start: Value, stop: Value): Value {
  const lo = bound(self, start), hi = stop ? bound(self, stop) : i32.MAX_VALUE;
  if (errOccurred()) return NULL;
  const i = find(self, v, lo, hi);
  return i >= 0 ? int(i) : i == -1 ? raise(T.ValueError, "array.index(x): x not in array") : NULL;
}
export function array_compare(a: Value, b: Value, op: i32): Value {
  if (!isArray(a) || !isArray(b)) return NotImplemented;
  const n = sizeOf(a), m = sizeOf(b);
  if (n != m && (op == 2 || op == 3)) return boolean(op == 3);
  for (let i = 0; i < n && i < m; i++) {
    const x = itemAt(a, i);
    if (!x) { if (errOccurred()) return NULL; break; }
    const y = itemAt(b, i);
    if (!y) { decref(x); if (errOccurred()) return NULL; break; }
    // CPython makes a float for each item anew, so a NaN is never the same object
    const c = x == y && isFloat(x) && floatOf(x) != floatOf(x) ? 0 : richCompareBool(x, y, 2);
    const r = c > 0 ? NULL : c < 0 ? NULL : op == 2 ? boolean(false) : op == 3 ? boolean(true) : richCompare(x, y, op);
    decref(x); decref(y);
    if (c <= 0) return r;
  }
  return compareSizes(sizeOf(a), sizeOf(b), op);
}
export function array_repr(self: Value): Value {
  const name = typeOf(self).tp_qualname, c = strFromChar(codeOf(self));
  let r: Value = NULL;
  if (sizeOf(self) == 0) r = fmt("%U('%U')", name, c);
  else {
    const items = isText(codeOf(self)) ? array_tounicode(self) : array_tolist(self), s = items ? repr(items) : NULL;
    if (s) r = fmt("%U('%U', %U)", name, c, s);
    decref(items); decref(s);
  }
  decref(c);
  return r;
}

// ---- methods ------------------------------------------------------------------------------------------------------------------
export function array_append(self: Value, v: Value): Value { return decode(codeOf(self), v) && insertRaw(self, i32.MAX_VALUE, raw) ? None : NULL; }
export function array_insert(self: Value, index: Value, v: Value): Value {
  let i = indexAsSsize(index);
  if (i == -1 && errOccurred()) return NULL;
  if (!decode(codeOf(self), v)) return NULL;
  if (i < 0) { i += sizeOf(self); if (i < 0) i = 0; }
  return insertRaw(self, i, raw) ? None : NULL;
}
export function array_extend(self: Value, v: Value): Value {
  if (!isArray(v)) return addItems(self, v) ? None : NULL;
  if (codeOf(v) != codeOf(self)) return raise(T.TypeError, "can only extend with array of same kind");
  return addArray(self, v) ? None : NULL;
}
export function array_pop(self: Value, index: Value): Value {
  const i = indexAsSsize(index);
  if (i == -1 && errOccurred()) return NULL;
  csBegin(<Ptr>self);
  const v = popLockHeld(self, i);
  csEnd();
  return v;
}
function popLockHeld(self: Value, at: i32): Value {
  const n = sizeOf(self), i = at < 0 ? at + n : at;
  if (n == 0) return raise(T.IndexError, "pop from empty array");
  if (!fetch(self, i)) return raise(T.IndexError, "pop index out of range");
  const v = encode(codeOf(self), raw);
  if (v && !replace(self, i, i + 1, 0, 0)) { decref(v); return NULL; }
  return v;
}
/** One section from the search to the removal, unless a comparison is Python's. */
export function array_remove(self: Value, v: Value): Value {
  csBegin(<Ptr>self);
  const i = find(self, v, 0, i32.MAX_VALUE), ok = i >= 0 && replace(self, i, i + 1, 0, 0);
  csEnd();
  return ok ? None : i == -1 ? raise(T.ValueError, "array.remove(x): x not in array") : NULL;
}
export function array_clear(self: Value): Value {
  csBegin(<Ptr>self);
  const ok = resizeLockHeld(self, 0);
  csEnd();
  return ok ? None : NULL;
}
export function array_reverse(self: Value): Value {
  csBegin(<Ptr>self);
  const width: i32 = as<ArrayObject>(self).itemsize;
  for (let i = 0, j = sizeOf(self) - 1; i < j; i++, j--) {
    const w = loadRaw(slot(self, i), width);
    storeRaw(slot(self, i), width, loadRaw(slot(self, j), width));
    storeRaw(slot(self, j), width, w);
  }
  csEnd();
  return None;
}
function swapBytes(self: Value): void {
  const width: i32 = as<ArrayObject>(self).itemsize;
  if (width > 1) for (let i = 0; i < sizeOf(self); i++) {
    const w = bswap<u64>(loadRaw(slot(self, i), width));
    storeRaw(slot(self, i), width, w >> <u64>(64 - 8 * width));
  }
}
export function array_byteswap(self: Value): Value {
  csBegin(<Ptr>self);
  swapBytes(self);
  csEnd();
  return None;
}
export function array_bufferInfo(self: Value): Value { return tuplePack2(intFromU64(as<ArrayObject>(self).data), int(sizeOf(self))); }
export function array_tobytes(self: Value): Value {
  csBegin(<Ptr>self);
  const r = bytesFromPtr(as<ArrayObject>(self).data, sizeOf(self) * <i32>as<ArrayObject>(self).itemsize);
  csEnd();
  return r;
}
export function array_tolist(self: Value): Value {
  const l = listNew(0);
  for (let i = 0; l; i++) {
    const v = itemAt(self, i);
    if (!v) { if (errOccurred()) { decref(l); return NULL; } break; }
    if (listAppendSteal(l, v) < 0) { decref(l); return NULL; }
  }
  return l;
}
export function array_tounicode(self: Value): Value {
  if (!isText(codeOf(self))) return raise(T.ValueError, "tounicode() may only be called on unicode type arrays ('u' or 'w')");
  csBegin(<Ptr>self);
  const r = strFromKind(as<ArrayObject>(self).data, 4, sizeOf(self));
  csEnd();
  return r;
}
export function array_fromunicode(self: Value, s: Value): Value {
  if (!hasFlag(s, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "fromunicode() argument must be str, not %T", s);
  if (!isText(codeOf(self))) return raise(T.ValueError, "fromunicode() may only be called on unicode type arrays ('u' or 'w')");
  return addText(self, s) ? None : NULL;
}
export function array_fromlist(self: Value, l: Value): Value {
  if (!hasFlag(l, TF_LIST_SUBCLASS)) return raise(T.TypeError, "arg must be list");
  const before = sizeOf(self);
  for (let i = 0; i < listSize(l); i++) {
    const v = listGetItem(l, i);
    if (!v) return NULL;
    const ok = decode(codeOf(self), v) && insertRaw(self, i32.MAX_VALUE, raw);
    decref(v);
    if (!ok) { replace(self, before, i32.MAX_VALUE, 0, 0); return NULL; }
  }
  return None;
}
export function array_frombytes(self: Value, b: Value): Value { return addBytes(self, b) ? None : NULL; }
export function array_fromfile(self: Value, f: Value, count: Value): Value {
  const n = indexAsSsize(count);
  if (n == -1 && errOccurred()) return NULL;
  if (n < 0) return raise(T.ValueError, "negative count");
  if (n > i32.MAX_VALUE / <i32>as<ArrayObject>(self).itemsize) return raiseNoMemory();
  const want = n * <i32>as<ArrayObject>(self).itemsize, b = callMethod1(f, N.read, int(want));
  if (!b) return NULL;
  if (!isBytes(b)) { decref(b); return raise(T.TypeError, "read() didn't return bytes"); }
  const short = bytesLen(b) != want, r = array_frombytes(self, b);
  decref(b);
  return r && short ? raise(T.EOFError, "read() didn't return enough bytes") : r;
}
export function array_tofile(self: Value, f: Value): Value {
  const bytes = array_tobytes(self), r = bytes ? callMethod1(f, N.write, bytes) : NULL;
  decref(bytes);
  if (!r) return NULL;
  decref(r);
  return None;
}
/** The machine format of a type code on this machine (64-bit Linux, little-endian); see array_reconstructor. */
function formatOf(code: u32): i32 {
  switch (code) {
    case 98: return 1;
    case 66: return 0;
    case 104: return 4;
    case 72: return 2;
    case 105: return 8;
    case 73: return 6;
    case 108: case 113: return 12;
    case 76: case 81: return 10;
    case 102: return 14;
    case 100: return 16;
    default: return 20;
  }
}
/** (_array_reconstructor, (type, code, format, bytes), dict) from protocol 3 on. */
function reduceBytes(self: Value, dict: Value): Value {
  const m = importLevel(N.array, NULL, None, 0), f = m ? getAttr(m, N._array_reconstructor) : NULL, b = f ? array_tobytes(self) : NULL, args = b ? tupleNew(4) : NULL, r = args ? tupleNew(3) : NULL;
  decref(m);
  if (!r) { decref(f); decref(b); decref(args); decref(dict); return NULL; }
  tupleInit(args, 0, newRef(toValue(typeOf(self)))); tupleInit(args, 1, strFromChar(codeOf(self))); tupleInit(args, 2, int(formatOf(codeOf(self)))); tupleInit(args, 3, b);
  tupleInit(r, 0, f); tupleInit(r, 1, args); tupleInit(r, 2, dict);
  return r;
}
export function array_reduce(self: Value, protocol: Value): Value {
  const p = indexAsSsize(protocol);
  if (p == -1 && errOccurred()) return NULL;
  if (p >= 3) {
    const dict = getAttrOptional(self, N.__dict__);
    return !dict && errOccurred() ? NULL : reduceBytes(self, dict ? dict : None);
  }
  const c = strFromChar(codeOf(self)), l = array_tolist(self), args = l ? tuplePack2(c, l) : NULL, d = args ? getAttrOptional(self, N.__dict__) : NULL, r = args && (d || !errOccurred()) ? tupleNew(3) : NULL;
  decref(c); decref(l);
  if (!r) { decref(args); decref(d); return NULL; }
  tupleInit(r, 0, newRef(toValue(typeOf(self)))); tupleInit(r, 1, args); tupleInit(r, 2, d ? d : None);
  return r;
}
/** array is a MutableSequence. */
export function arrayExec(m: Value): i32 {
  const abc = importLevel(intern("_collections_abc"), NULL, None, 0), cls = abc ? getAttr(abc, intern("MutableSequence")) : NULL;
  const r = cls ? callMethod1(cls, intern("register"), toValue(T.array)) : NULL;
  decref(abc); decref(cls); decref(r);
  return r ? 0 : -1;
}
/** Undoes the pickles of CPython: items as bytes in a machine format (0 … 21; odd ones from 3 on, and 1 … 21 of the wider kinds, are big-endian). */
export function array_reconstructor(m: Value, type: Value, c: Value, format: Value, items: Value): Value {
  if (!hasFlag(type, TF_TYPE_SUBCLASS)) return raiseFmt(T.TypeError, "first argument must be a type object, not %T", type);
  if (!hasFlag(c, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "_array_reconstructor() argument 2 must be a unicode character, not %T", c);
  if (strLen(c) != 1) return raiseFmt(T.TypeError, "_array_reconstructor(): argument 2 must be a unicode character, not a string of length %d", int(strLen(c)));
  const k = indexAsSsize(format);
  if (k == -1 && errOccurred()) return NULL;
  if (!typeIsSubtype(as<TypeObject>(type), T.array)) return raiseFmt(T.TypeError, "%N is not a subtype of array.array", type);
  if (!codeSize(strAt(c, 0))) return raise(T.ValueError, "second argument must be a valid type code");
  if (k < 0 || k > 21) return raise(T.ValueError, "third argument must be a valid machine format code.");
  if (!isBytes(items)) return raiseFmt(T.TypeError, "fourth argument should be bytes, not %T", items);
  const width = k < 2 ? 1 : k < 6 ? 2 : k < 10 ? 4 : k < 14 ? 8 : k < 16 ? 4 : k < 18 ? 8 : k < 20 ? 2 : 4;
  let code = strAt(c, 0);
  // a machine whose type of that code has another width: the same numbers in a code of the right one
  if (codeSize(code) != width) { const signed = k == 1 || k == 4 || k == 5 || k == 8 || k == 9 || k == 12 || k == 13; code = width == 2 ? (signed ? 104 : 72) : width == 4 ? (signed ? 105 : 73) : signed ? 113 : 81; }
  if (codeSize(code) != width) return raise(T.ValueError, BAD_CODE);
  const a = arrayNew(as<TypeObject>(type), code, 0);
  if (!a) return NULL;
  if (!addBytes(a, items)) { decref(a); return NULL; }
  if (k >= 2 && (k & 1)) swapBytes(a);
  return a;
}
export function array_sizeof(self: Value): Value { return int(40 + as<ArrayObject>(self).capacity); }
export function array_typecode(self: Value): Value { return strFromChar(codeOf(self)); }
export function array_itemsize(self: Value): Value { return int(<i64>as<ArrayObject>(self).itemsize); }
export function array_getbuffer(v: Value, out: Value): i32 {
  const o = <Ptr>out;
  csBegin(<Ptr>v);
  const a = as<ArrayObject>(v);
  a.exports = a.exports + 1;
  store<u32>(o, a.data ? a.data : <u32>(<Ptr>v + 16)); store<u32>(o, a.size * <i32>a.itemsize, 4); store<u32>(o, 0, 8); store<u32>(o, <u32>a.code | (<u32>a.itemsize << 8), 12);
  csEnd();
  return 0;
}
export function array_releasebuffer(v: Value): void {
  csBegin(<Ptr>v);
  as<ArrayObject>(v).exports = as<ArrayObject>(v).exports - 1;
  csEnd();
}

// ---- iterator -----------------------------------------------------------------------------------------------------------------
export function array_iter(self: Value): Value {
  const p = newObject(T.arrayiterator);
  if (p) changetype<ArrayIter>(p).array = newRef(self);
  return <Value>p;
}
export function arrayIter_dealloc(p: Ptr): void { decref(changetype<ArrayIter>(p).array); freeObject(p); }
export function arrayIter_traverse(p: Ptr): void { gcVisit(changetype<ArrayIter>(p).array); }
export function arrayIter_iter(self: Value): Value { return newRef(self); }
export function arrayIter_next(self: Value): Value {
  let a: Value = NULL, i = 0;
  csBegin(<Ptr>self);
  const it = as<ArrayIter>(self);
  a = newRef(it.array);
  if (a) { i = it.index; it.index = i + 1; }
  csEnd();
  if (!a) return NULL;
  const v = itemAt(a, i);
  if (!v && !errOccurred()) {
    csBegin(<Ptr>self);
    const had = it.array;
    it.array = NULL;
    csEnd();
    decref(had);
  }
  decref(a);
  return v;
}
export function arrayIter_reduce(self: Value): Value {
  const a = as<ArrayIter>(self).array, f = builtinAttr(N.iter);
  if (!f) return NULL;
  const args = a ? tuplePack1(a) : tuplePack1(tupleEmpty()), r = args ? tupleNew(a ? 3 : 2) : NULL;
  if (!r) { decref(f); decref(args); return NULL; }
  tupleInit(r, 0, f); tupleInit(r, 1, args);
  if (a) tupleInit(r, 2, int(as<ArrayIter>(self).index));
  return r;
}
export function arrayIter_setstate(self: Value, state: Value): Value {
  let i = indexAsSsize(state);
  if (i == -1 && errOccurred()) return NULL;
  const a = as<ArrayIter>(self).array;
  if (a) as<ArrayIter>(self).index = i < 0 ? 0 : i > sizeOf(a) ? sizeOf(a) : i;
  return None;
}
