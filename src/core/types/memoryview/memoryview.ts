/**
 * memoryview: a one-dimensional window with stride on another object's bytes. CPython: Objects/memoryobject.c. Each view (a slice too) has its own export of the
 * underlying object, so that release() of one leaves the others alone. Multi-dimensional views are not supported: cast() with a shape of more than one dimension raises.
 * `released`, `exports` and `obj` are @lock of the view (critical section; `released` is also read without it, so both are atomic); the rest is @frozen after creation. Bytes are read and written in that section too, so that no other thread releases the view, and resizes what it
 * shows, in the middle.
 */
import { Ptr, Value, NULL, None, True, False, NotImplemented, boolean, int, isInt, intOf } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { newObject, freeObject } from "../../objects/alloc";
import { bindSimple } from "../../objects/args";
import { instanceTailClear } from "../../objects/instance";
import { gcVisit } from "../../gc/visit";
import { isExact, typeOf } from "../../objects/typeof";
import { errClear, errOccurred, raise, raiseFmt, raiseNoMemory, errMatches } from "../../objects/errors";
import { indexAsSsize, richCompareBool } from "../../objects/abstract";
import { getBuffer, hasBuffer, releaseBuffer } from "../../objects/buffer";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { memAlloc, memFree } from "../../memory/alloc";
import { csBegin, csEnd } from "../../threads/critical-section";
import { listAppendSteal, listNew } from "../list/core";
import { tupleEmpty, tupleItem, tuplePack1, tupleSize } from "../tuple/core";
import { isStr } from "../str/concat";
import { hashBytes, strAt, strEqLiteral, strFromChar, strLen } from "../str/core";
import { bytesFromPtr } from "../bytes/core";
import { hexText } from "../bytes/methods-text";
import { argInt, parseInt32 } from "../strlib/args";
import { sliceAdjust, sliceLength, sliceStart, sliceStep, sliceUnpack } from "../slice/core";
import { sbChar, sbFinish, sbLit, sbNew } from "../str/builder";
import { hexDigit } from "../../codecs/errors";
import { itemLoad, itemSize, itemStore } from "./items";

@unmanaged
export class MemoryviewObject extends Obj {
  /** exporter; NULL once released */ obj: Value;
  /** the exporter's buffer record */ buffer0: u32;
  buffer1: u32;
  buffer2: u32;
  buffer3: u32;
  /** first item */ data: u32;
  count: i32;
  /** bytes from one item to the next, may be negative */ stride: i32;
  itemsize: i32;
  /** item code, ASCII */ format: u32;
  /** bit 8: a '@' stood before it */ formatPrefix: u32;
  readonly: u32;
  released: u32;
  /** buffers handed out by this view */ exports: u32;
  pad: u32;
  /** 0: not computed */ hash: i64;
}
function view(v: Value): MemoryviewObject { return as<MemoryviewObject>(v); }
function recordOf(v: Value): Ptr { return <Ptr>v + offsetof<MemoryviewObject>("buffer0"); }
/** Without the view's section: an answer that may be old by the time it is used. */
function isReleased(v: Value): bool { return atomic.load<u32>(<Ptr>v + offsetof<MemoryviewObject>("released")) != 0; }
function check(v: Value): bool {
  if (!isReleased(v)) return true;
  raise(T.ValueError, "operation forbidden on released memoryview object");
  return false;
}
/** The section in which the view is not released, to be ended by csEnd. False: it is released (exception set), and nothing is locked. */
function open(v: Value): bool {
  csBegin(<Ptr>v);
  if (check(v)) return true;
  csEnd();
  return false;
}
/** A view on an object's whole buffer. */
export function memoryviewNew(o: Value): Value {
  if (!hasBuffer(o)) return raiseFmt(T.TypeError, "memoryview: a bytes-like object is required, not '%T'", o);
  const p = newObject(T.memoryview);
  if (!p) return NULL;
  const m = changetype<MemoryviewObject>(p);
  // a view on a view is a view on what that one shows
  let target: Value = NULL;
  if (isExact(o, T.memoryview)) {
    csBegin(<Ptr>o);
    if (check(o)) target = newRef(view(o).obj);
    csEnd();
  } else target = newRef(o);
  if (!target || getBuffer(target, recordOf(<Value>p)) < 0) { m.released = 1; decref(target); decref(<Value>p); return NULL; }
  m.obj = target;
  m.readonly = m.buffer2;
  if (target != o) {
    // released in between, its memory may be another by now; not released, both exports hold the same
    csBegin(<Ptr>o);
    const ok = check(o);
    csEnd();
    if (!ok) { decref(<Value>p); return NULL; }
    const w = view(o);
    m.data = w.data; m.count = w.count; m.stride = w.stride; m.itemsize = w.itemsize; m.format = w.format; m.formatPrefix = w.formatPrefix; m.readonly = w.readonly;
    return <Value>p;
  }
  const f = m.buffer3 & 255, size = <i32>(m.buffer3 >> 8);
  m.format = f ? f : 66; m.itemsize = size ? size : 1;
  m.data = m.buffer0; m.stride = m.itemsize; m.count = <i32>m.buffer1 / m.itemsize;
  return <Value>p;
}
export function memoryview_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const mark = stackMark(), out = stackAlloc(8);
  if (!out) return NULL;
  const ok = bindSimple("memoryview", args, nargs, kwnames, 1, 1, out, N.object, NULL, NULL, NULL), o = load<u64>(out);
  stackRestore(mark);
  return ok ? memoryviewNew(o) : NULL;
}
function release(v: Value): bool {
  const m = view(v);
  let o: Value = NULL, ok = true;
  csBegin(<Ptr>v);
  if (!m.released) {
    if (m.exports) { raiseFmt(T.BufferError, m.exports == 1 ? "memoryview has %d exported buffer" : "memoryview has %d exported buffers", int(m.exports)); ok = false; }
    else { atomic.store<u32>(<Ptr>v + offsetof<MemoryviewObject>("released"), 1); o = m.obj; m.obj = NULL; }
  }
  csEnd();
  if (o) { releaseBuffer(o, recordOf(v)); decref(o); }
  return ok;
}
export function memoryviewDealloc(p: Ptr): void {
  const m = changetype<MemoryviewObject>(p);
  if (!m.released && m.obj) { const o = m.obj; m.obj = NULL; releaseBuffer(o, recordOf(<Value>p)); decref(o); }
  instanceTailClear(p, typeOf(<Value>p));
  freeObject(p);
}
export function memoryviewTraverse(p: Ptr): void { gcVisit(changetype<MemoryviewObject>(p).obj); }
export function memoryviewClear(p: Ptr): void { }
export function memoryview_release(v: Value): Value { return release(v) ? None : NULL; }
export function memoryview_enter(v: Value): Value { return check(v) ? newRef(v) : NULL; }
export function memoryview_exit(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return release(v) ? None : NULL; }
export function memoryview_len(v: Value): i32 { return check(v) ? view(v).count : -1; }
export function memoryview_getbuffer(v: Value, out: Value): i32 {
  if (!check(v)) return -1;
  const m = view(v), o = <Ptr>out;
  if (m.stride != m.itemsize && m.count > 1) { raise(T.BufferError, "memoryview: underlying buffer is not C-contiguous"); return -1; }
  csBegin(<Ptr>v);
  const ok = check(v);
  if (ok) m.exports++;
  csEnd();
  if (!ok) return -1;
  store<u32>(o, m.data); store<u32>(o, m.count * m.itemsize, 4); store<u32>(o, m.readonly, 8); store<u32>(o, m.format | m.itemsize << 8, 12);
  return 0;
}
export function memoryview_releasebuffer(v: Value): void {
  csBegin(<Ptr>v);
  view(v).exports--;
  csEnd();
}
// @ts-ignore: decorator
@inline function at(m: MemoryviewObject, i: i32): Ptr { return <usize>m.data + i * m.stride; }
function loadItem(m: MemoryviewObject, i: i32): Value {
  if (!itemSize(m.format)) return raiseFmt(T.NotImplementedError, "memoryview: format %U not supported", strFromChar(m.format));
  return itemLoad(m.format, at(m, i));
}
export function memoryview_item(v: Value, i: i32): Value {
  if (!check(v)) return NULL;
  if (<u32>i >= <u32>view(v).count) return raise(T.IndexError, "index out of bounds on dimension 1");
  return itemAt(v, i);
}
function itemAt(v: Value, i: i32): Value {
  if (!open(v)) return NULL;
  const r = loadItem(view(v), i);
  csEnd();
  return r;
}
/** Index of an integer key; -1 with an exception. */
function keyIndex(v: Value, key: Value): i32 {
  const k: i64 = isInt(key) ? intOf(key) : indexAsSsize(key), n = view(v).count;
  if (k == -1 && !isInt(key) && errOccurred()) return -1;
  const i = k < 0 ? k + n : k;
  if (i < 0 || i >= n) { raise(T.IndexError, "index out of bounds on dimension 1"); return -1; }
  return <i32>i;
}
function derived(v: Value): Value { return memoryviewNew(v); }
export function memoryview_subscript(v: Value, key: Value): Value {
  if (!check(v)) return NULL;
  if (isExact(key, T.slice)) {
    if (!sliceUnpack(key)) return NULL;
    sliceAdjust(view(v).count);
    const start = sliceStart, step = sliceStep, n = sliceLength, r = derived(v);
    if (!r) return NULL;
    const m = view(r);
    m.data = <u32>at(view(v), start); m.stride = view(v).stride * step; m.count = n < 0 ? 0 : n;
    return r;
  }
  if (key == Ellipsis) return newRef(v);
  if (isExact(key, T.tuple) && tupleSize(key) == 1) return memoryview_subscript(v, tupleItem(key, 0));
  if (!isInt(key) && !typeOf(key).nb_index) return raise(T.TypeError, "memoryview: invalid slice key");
  const i = keyIndex(v, key);
  return i < 0 ? NULL : itemAt(v, i);
}
import { Ellipsis } from "../../base/value";
export function memoryview_setitem(v: Value, key: Value, value: Value): i32 {
  if (!check(v)) return -1;
  const m = view(v);
  if (m.readonly) { raise(T.TypeError, "cannot modify read-only memory"); return -1; }
  if (!value) { raise(T.TypeError, "cannot delete memory"); return -1; }
  if (isExact(key, T.slice)) return setSlice(v, key, value);
  if (!isInt(key) && !typeOf(key).nb_index) { raise(T.TypeError, "memoryview: invalid slice key"); return -1; }
  const i = keyIndex(v, key);
  if (i < 0) return -1;
  const mark = stackMark(), tmp = stackAlloc(16);
  if (!tmp) return -1;
  const r = itemStore(m.format, tmp, value);
  let ok = r == 0;
  if (ok) {
    // released by another thread, the memory may be anybody's
    csBegin(<Ptr>v);
    ok = check(v);
    if (ok) memory.copy(at(m, i), tmp, m.itemsize);
    csEnd();
  }
  else if (r == -2 || errMatches(T.OverflowError) || errMatches(T.ValueError)) { errClear(); raiseFmt(T.ValueError, "memoryview: invalid value for format '%U'", strFromChar(m.format)); }
  else if (errMatches(T.TypeError)) { errClear(); raiseFmt(T.TypeError, "memoryview: invalid type for format '%U'", strFromChar(m.format)); }
  stackRestore(mark);
  return ok ? 0 : -1;
}
function setSlice(v: Value, key: Value, value: Value): i32 {
  const src = memoryviewNew(value);
  if (!src) return -1;
  let r = -1;
  if (sliceUnpack(key) && check(v)) {
    const m = view(v), s = view(src);
    sliceAdjust(m.count);
    const start = sliceStart, step = sliceStep, n = sliceLength < 0 ? 0 : sliceLength, size = m.itemsize;
    if (s.format != m.format || s.itemsize != size || s.count != n) raise(T.ValueError, "memoryview assignment: lvalue and rvalue have different structures");
    else {
      const tmp = memAlloc(<usize>n * size + 1); // the two may overlap
      if (tmp) {
        for (let i = 0; i < n; i++) memory.copy(tmp + <usize>i * size, at(s, i), size);
        csBegin(<Ptr>v);
        if (check(v)) {
          for (let i = 0; i < n; i++) memory.copy(at(m, start + i * step), tmp + <usize>i * size, size);
          r = 0;
        }
        csEnd();
        memFree(tmp);
      } else raiseNoMemory();
    }
  }
  decref(src);
  return r;
}
/** The bytes of the view in order; 0 with an exception. To free with memFree. */
function flat(v: Value): Ptr {
  const m = view(v), p = memAlloc(<usize>m.count * m.itemsize + 1);
  if (!p) { raise(T.MemoryError, ""); return 0; }
  if (!open(v)) { memFree(p); return 0; }
  if (m.stride == m.itemsize) memory.copy(p, m.data, <usize>m.count * m.itemsize);
  else for (let i = 0; i < m.count; i++) memory.copy(p + <usize>i * m.itemsize, at(m, i), m.itemsize);
  csEnd();
  return p;
}
export function memoryview_tobytes(v: Value, order: Value): Value {
  if (!check(v)) return NULL;
  const m = view(v), n = m.count * m.itemsize;
  if (m.stride == m.itemsize) {
    if (!open(v)) return NULL;
    const r = bytesFromPtr(m.data, n);
    csEnd();
    return r;
  }
  const p = flat(v);
  if (!p) return NULL;
  const r = bytesFromPtr(p, n);
  memFree(p);
  return r;
}
export function memoryview_hex(v: Value, sep: Value, group: Value): Value {
  if (!check(v)) return NULL;
  const p = flat(v);
  if (!p) return NULL;
  const r = hexText(p, view(v).count * view(v).itemsize, sep, group);
  memFree(p);
  return r;
}
export function memoryview_tolist(v: Value): Value {
  if (!check(v)) return NULL;
  const list = listNew(0), m = view(v);
  if (!list) return NULL;
  for (let i = 0; i < m.count; i++) {
    const x = itemAt(v, i);
    if (!x || listAppendSteal(list, x) < 0) { decref(list); return NULL; }
  }
  return list;
}
export function memoryview_toreadonly(v: Value): Value {
  if (!check(v)) return NULL;
  const r = derived(v);
  if (r) view(r).readonly = 1;
  return r;
}
export function memoryview_cast(v: Value, format: Value, shape: Value): Value {
  if (!check(v)) return NULL;
  if (!isStr(format)) return raiseFmt(T.TypeError, "cast() argument 'format' must be str, not %T", format);
  const m = view(v);
  let at0 = 0, prefix: u32 = 0;
  if (strLen(format) == 2 && strAt(format, 0) == 64) { at0 = 1; prefix = 1; }
  const f = strLen(format) == at0 + 1 ? strAt(format, at0) : 0, size = itemSize(f);
  if (!size) return raise(T.ValueError, "memoryview: destination format must be a native single character format prefixed with an optional '@'");
  if (m.stride != m.itemsize) return raise(T.TypeError, "memoryview: casts are restricted to C-contiguous views");
  const byteFrom = m.format == 66 || m.format == 98 || m.format == 99, byteTo = f == 66 || f == 98 || f == 99;
  if (!byteFrom && !byteTo) return raise(T.TypeError, "memoryview: cannot cast between two non-byte formats");
  const bytes = m.count * m.itemsize;
  if (bytes % size) return raise(T.TypeError, "memoryview: length is not a multiple of itemsize");
  if (shape) {
    const t = sequenceToTuple(shape);
    if (!t) return NULL;
    const n = tupleSize(t), one = n == 1 && isInt(tupleItem(t, 0)) ? intOf(tupleItem(t, 0)) : -1;
    decref(t);
    if (n != 1) return raise(T.NotImplementedError, "memoryview: multi-dimensional views are not implemented");
    if (one * size != bytes) return raise(T.TypeError, "memoryview: product(shape) * itemsize != buffer size");
  }
  const r = derived(v);
  if (!r) return NULL;
  const c = view(r);
  c.format = f; c.formatPrefix = prefix; c.itemsize = size; c.stride = size; c.count = bytes / size;
  return r;
}
import { sequenceToTuple } from "../../objects/abstract";
export function memoryview_count(v: Value, x: Value): Value {
  if (!check(v)) return NULL;
  let n = 0;
  for (let i = 0; i < view(v).count; i++) {
    const y = itemAt(v, i), r = y ? richCompareBool(y, x, 2) : -1;
    decref(y);
    if (r < 0) return NULL;
    n += r;
  }
  return int(n);
}
export function memoryview_index(v: Value, x: Value, start: Value, stop: Value): Value {
  if (!check(v) || !parseBounds(start, stop)) return NULL;
  adjustBounds(view(v).count);
  const from = argStart, to = argEnd;
  for (let i = from; i < to && i < view(v).count; i++) {
    const y = itemAt(v, i), r = y ? richCompareBool(y, x, 2) : -1;
    decref(y);
    if (r) return r < 0 ? NULL : int(i);
  }
  return raise(T.ValueError, "memoryview.index(x): x not found");
}
import { adjustBounds, argEnd, argStart, parseBounds } from "../strlib/args";
export function memoryview_richcompare(a: Value, b: Value, op: i32): Value {
  if (op != 2 && op != 3) return NotImplemented;
  if (isReleased(a) || (isExact(b, T.memoryview) && isReleased(b))) return boolean((a == b) == (op == 2));
  if (!hasBuffer(b)) return NotImplemented;
  // views of our own: what they show stays while Python code compares
  const w = memoryviewNew(b), u = w ? memoryviewNew(a) : NULL;
  if (!u) { decref(w); errClear(); return NotImplemented; }
  const x = view(u), y = view(w);
  let same = x.count == y.count;
  if (same && x.format == y.format && x.format != 100 && x.format != 102 && x.format != 101) for (let i = 0; same && i < x.count; i++) same = memory.compare(at(x, i), at(y, i), x.itemsize) == 0;
  else for (let i = 0; same && i < x.count; i++) {
    const p = loadItem(x, i), q = loadItem(y, i), r = p && q ? richCompareBool(p, q, 2) : -1;
    decref(p); decref(q);
    if (r < 0) { errClear(); same = false; } else if (p == q && isFloat(p) && floatOf(p) != floatOf(q)) same = false; else same = r > 0;
  }
  decref(w); decref(u);
  return boolean(same == (op == 2));
}
import { floatOf, isFloat } from "../../base/value";
export function memoryview_hash(v: Value): i64 {
  const m = view(v);
  if (m.hash) return m.hash;
  if (!check(v)) return -1;
  if (!m.readonly) { raise(T.ValueError, "cannot hash writable memoryview object"); return -1; }
  if (m.format != 66 && m.format != 98 && m.format != 99) { raise(T.ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'"); return -1; }
  const p = flat(v);
  if (!p) return -1;
  m.hash = hashBytes(p, m.count * m.itemsize);
  memFree(p);
  return m.hash;
}
export function memoryview_repr(v: Value): Value {
  const sb = sbNew(40);
  sbLit(sb, isReleased(v) ? "<released memory at 0x" : "<memory at 0x");
  for (let k = 28; k >= 0; k -= 4) sbChar(sb, hexDigit(<u32>v >> k));
  sbChar(sb, 62);
  return sbFinish(sb);
}
export function mv_obj(v: Value): Value {
  if (!open(v)) return NULL;
  const r = newRef(view(v).obj);
  csEnd();
  return r;
}
export function mv_nbytes(v: Value): Value { return check(v) ? int(view(v).count * view(v).itemsize) : NULL; }
export function mv_itemsize(v: Value): Value { return check(v) ? int(view(v).itemsize) : NULL; }
export function mv_format(v: Value): Value {
  if (!check(v)) return NULL;
  if (!view(v).formatPrefix) return strFromChar(view(v).format);
  const sb = sbNew(4);
  sbChar(sb, 64); sbChar(sb, view(v).format);
  return sbFinish(sb);
}
export function mv_ndim(v: Value): Value { return check(v) ? int(1) : NULL; }
export function mv_shape(v: Value): Value { return check(v) ? tuplePack1(int(view(v).count)) : NULL; }
export function mv_strides(v: Value): Value { return check(v) ? tuplePack1(int(view(v).stride)) : NULL; }
export function mv_suboffsets(v: Value): Value { return check(v) ? tupleEmpty() : NULL; }
export function mv_readonly(v: Value): Value { return check(v) ? boolean(view(v).readonly != 0) : NULL; }
export function mv_contiguous(v: Value): Value { return check(v) ? boolean(view(v).stride == view(v).itemsize || view(v).count <= 1) : NULL; }

// ---- iterator ------------------------------------------------------------------------------------------------------------------
@unmanaged
export class MemoryIterObject extends Obj {
  index: i32;
  pad: u32;
  view: Value;
}
export function memoryview_iter(v: Value): Value {
  if (!check(v)) return NULL;
  const p = newObject(T.memory_iterator);
  if (p) changetype<MemoryIterObject>(p).view = newRef(v);
  return <Value>p;
}
export function memoryIterSelf(o: Value): Value { return newRef(o); }
export function memoryIterNext(o: Value): Value {
  const it = as<MemoryIterObject>(o), i = it.index;
  if (!check(it.view)) return NULL;
  if (i >= view(it.view).count) return NULL;
  it.index = i + 1;
  return itemAt(it.view, i);
}
export function memoryIterTraverse(p: Ptr): void { gcVisit(changetype<MemoryIterObject>(p).view); }
export function memoryIterDealloc(p: Ptr): void { decref(changetype<MemoryIterObject>(p).view); freeObject(p); }
export { classGetItem } from "../class-getitem";
