/** _io.BytesIO and StringIO: files in memory, each operation under the object's critical section (nothing in it runs Python code), where data, len, cap, pos and exports are
 * read and written. Only `flags` is read without it. CPython: Modules/_io/bytesio.c, stringio.c. */
import { copyBytes, fillBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, True, False, boolean, int, intOf, isInt } from "../../base/value";
import { Obj, as, toValue } from "../../base/obj";
import { T, TypeObject, TF_UNICODE_SUBCLASS, TF_TUPLE_SUBCLASS, TF_DICT_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { freeObject, newObject } from "../../objects/alloc";
import { errOccurred, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { hasFlag, typeOf } from "../../objects/typeof";
import { bindSimple } from "../../objects/args";
import { callMethod0, callMethod1 } from "../../objects/call";
import { getBuffer, getWritableBuffer, releaseBuffer } from "../../objects/buffer";
import { indexAsSsize } from "../../objects/abstract-index";
import { iter, iterNext } from "../../objects/abstract";
import { instanceDict, instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { csBegin, csEnd } from "../../threads/critical-section";
import { memAlloc, memFree } from "../../memory/alloc";
import { intAsI32 } from "../../types/int/core";
import { dictSize } from "../../types/dict/core";
import { dictUpdate } from "../../types/dict/merge";
import { tupleItem, tuplePack3, tuplePack4, tupleSize } from "../../types/tuple/core";
import { listAppendSteal, listNew } from "../../types/list/core";
import { bytesData, bytesFromPtr, bytesLen } from "../../types/bytes/core";
import { putChar, strAt, strData, strEqLiteral, strFromKind, strFromLiteral, strKind, strLen } from "../../types/str/core";
import { memberExchange, memberLoad } from "../../objects/descriptors";
import { sizeArg } from "./common";
import { IOBaseObject } from "./base";
import { SEEN_CR, SEEN_CRLF, SEEN_LF, newlinesValue } from "./newlines";

/** Items of `width` bytes (BytesIO 1, StringIO 4) */
@unmanaged
export class MemoryIOObject extends IOBaseObject {
  data: u32;
  /** items in use, room, position */ len: i32;
  cap: i32;
  pos: i32;
  /** @atomic M_*; written under the lock */ flags: u32;
  /** views of the data that are alive: it must not move */ exports: i32;
  /** @atomic StringIO: the newline argument, or NULL for None; exchanged under the lock (__init__ again) */ newline: Value;
}
const M_CLOSED: u32 = 1, M_TRANSLATE: u32 = 2, M_UNIVERSAL: u32 = 4, M_CRLF: u32 = 8, M_CR: u32 = 16;
/** StringIO: the line ends written so far (SEEN_*) stand from this bit on */
const M_SEEN: u32 = 8;
// @ts-ignore: decorator
@inline function mo(v: Value): MemoryIOObject { return as<MemoryIOObject>(v); }
function isText(v: Value): bool { return typeIsSubtype(typeOf(v), T.StringIO); }
import { typeIsSubtype } from "../../objects/type-static";
function flagsOf(v: Value): u32 { return atomic.load<u32>(<Ptr>v, offsetof<MemoryIOObject>("flags")); }
function setFlags(v: Value, f: u32): void { atomic.store<u32>(<Ptr>v, f, offsetof<MemoryIOObject>("flags")); }
function positionOf(v: Value): i32 { csBegin(<Ptr>v); const n = mo(v).pos; csEnd(); return n; }
function setPosition(v: Value, n: i32): void { csBegin(<Ptr>v); mo(v).pos = n; csEnd(); }
function open(v: Value): bool { if (!(flagsOf(v) & M_CLOSED)) return true; raise(T.ValueError, isText(v) ? "I/O operation on closed file" : "I/O operation on closed file."); return false; }
export function memoryNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return <Value>newObject(as<TypeObject>(type)); }
export function memoryDealloc(p: Ptr): void {
  const o = changetype<MemoryIOObject>(p), n = o.newline;
  if (o.data) memFree(o.data);
  o.data = 0; o.newline = NULL;
  instanceTailClear(p, changetype<TypeObject>(o.type));
  decref(n);
  freeObject(p);
}
export function memoryTraverse(p: Ptr): void { instanceTailVisit(p, changetype<TypeObject>(changetype<MemoryIOObject>(p).type)); }
/** Room for n items. False with an exception. Lock held. */
function reserve(o: MemoryIOObject, n: i32, width: i32): bool {
  // negative: the position and what is to be written are together more than an i32
  if (n < 0 || n > 0x3F000000 / width) { raise(T.OverflowError, "new buffer size too large"); return false; }
  if (n <= o.cap) return true;
  let cap = o.cap + (o.cap >> 1) + 64;
  if (cap < n) cap = n;
  const p = memAlloc(<usize>cap * width);
  if (!p) { raiseNoMemory(); return false; }
  copyBytes(p, o.data, <usize>o.len * width);
  if (o.data) memFree(o.data);
  o.data = <u32>p; o.cap = cap;
  return true;
}
/** Makes [pos, pos + n) writable, the gap before it zero. Lock held. */
function prepare(o: MemoryIOObject, n: i32, width: i32): bool {
  if (!reserve(o, o.pos + n, width)) return false;
  if (o.pos > o.len) fillBytes(o.data + <usize>o.len * width, 0, <usize>(o.pos - o.len) * width);
  if (o.pos + n > o.len) o.len = o.pos + n;
  return true;
}
// ---- BytesIO --------------------------------------------------------------------------------------------------------------------------
/** Lock held: a view may be taken meanwhile. */
function resizable(v: Value): bool { if (!mo(v).exports) return true; raise(T.BufferError, "Existing exports of data: object cannot be re-sized"); return false; }
/** What cannot be resized is refused before the argument is looked at; whoever resizes asks again. */
function resizableNow(v: Value): bool { csBegin(<Ptr>v); const ok = resizable(v); csEnd(); return ok; }
/** Nothing in it, and opened again if `reopen`. */
function empty(v: Value, reopen: bool): bool {
  csBegin(<Ptr>v);
  const ok = resizable(v);
  if (ok) { mo(v).len = 0; mo(v).pos = 0; if (reopen) setFlags(v, 0); }
  csEnd();
  return ok;
}
/** BytesIO(initial_bytes=b'') */
export function bytesioInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return -1;
  const ok = bindSimple("BytesIO", args, nargs, kwnames, 0, 1, out, N.initial_bytes, NULL, NULL, NULL);
  const init = load<u64>(out);
  stackRestore(mark);
  if (!ok || !empty(self, true)) return -1;
  if (!init || init == None) return 0;
  const r = bytesioWrite(self, init);
  if (!r) return -1;
  setPosition(self, 0);
  return 0;
}
export function bytesioWrite(self: Value, data: Value): Value {
  if (!open(self) || !resizableNow(self)) return NULL;
  if (hasFlag(data, TF_UNICODE_SUBCLASS)) return raise(T.TypeError, "a bytes-like object is required, not 'str'");
  const mark = stackMark(), buf = stackAlloc(16);
  if (!buf || getBuffer(data, buf) < 0) { stackRestore(mark); return NULL; }
  const n = load<i32>(buf, 4);
  csBegin(<Ptr>self);
  const o = mo(self), ok = open(self) && resizable(self) && (n == 0 || prepare(o, n, 1));
  if (ok && n) { memory.copy(o.data + o.pos, load<u32>(buf), n); o.pos += n; }
  csEnd();
  releaseBuffer(data, buf);
  stackRestore(mark);
  return ok ? int(n) : NULL;
}
export function bytesioWritelines(self: Value, lines: Value): Value {
  if (!open(self)) return NULL;
  const it = iter(lines);
  if (!it) return NULL;
  for (;;) {
    const l = iterNext(it);
    if (!l) break;
    const r = bytesioWrite(self, l);
    decref(l);
    if (!r) break;
  }
  decref(it);
  return errOccurred() ? NULL : None;
}
function take(self: Value, n: i32): Value {
  csBegin(<Ptr>self);
  const o = mo(self);
  let left = o.len - o.pos;
  if (left < 0) left = 0;
  if (n < 0 || n > left) n = left;
  const r = bytesFromPtr(o.data + o.pos, n);
  if (r) o.pos += n;
  csEnd();
  return r;
}
export function bytesioRead(self: Value, size: Value): Value {
  const n = sizeArg(size);
  return n == -2 || !open(self) ? NULL : take(self, n);
}
export function bytesioReadinto(self: Value, buffer: Value): Value {
  if (!open(self)) return NULL;
  const mark = stackMark(), buf = stackAlloc(16);
  if (!buf || getWritableBuffer(buffer, buf) < 0) { stackRestore(mark); return NULL; }
  csBegin(<Ptr>self);
  const o = mo(self);
  let n = load<i32>(buf, 4);
  if (n > o.len - o.pos) n = o.len > o.pos ? o.len - o.pos : 0;
  memory.copy(load<u32>(buf), o.data + o.pos, n);
  o.pos += n;
  csEnd();
  releaseBuffer(buffer, buf);
  stackRestore(mark);
  return int(n);
}
function lineEnd(o: MemoryIOObject, limit: i32): i32 {
  let left = o.len - o.pos;
  if (left <= 0) return 0;
  if (limit >= 0 && limit < left) left = limit;
  const p: Ptr = o.data + o.pos;
  for (let i = 0; i < left; i++) if (load<u8>(p + i) == 10) return i + 1;
  return left;
}
export function bytesioReadline(self: Value, size: Value): Value {
  const n = sizeArg(size);
  if (n == -2 || !open(self)) return NULL;
  csBegin(<Ptr>self);
  const o = mo(self), k = lineEnd(o, n), r = bytesFromPtr(o.data + o.pos, k);
  if (r) o.pos += k;
  csEnd();
  return r;
}
export function bytesioReadlines(self: Value, hint: Value): Value {
  const max = sizeArg(hint);
  if (max == -2 || !open(self)) return NULL;
  const l = listNew(0);
  for (let total = 0; l;) {
    const line = bytesioReadline(self, None);
    if (!line) { decref(l); return NULL; }
    if (!bytesLen(line)) { decref(line); break; }
    total += bytesLen(line);
    if (listAppendSteal(l, line) < 0) { decref(l); return NULL; }
    if (max > 0 && total >= max) break;
  }
  return l;
}
export function bytesioNext(self: Value): Value {
  if (!open(self)) return NULL;
  const line = bytesioReadline(self, None);
  if (line && !bytesLen(line)) { decref(line); return NULL; }
  return line;
}
export function bytesioGetvalue(self: Value): Value {
  if (!open(self)) return NULL;
  csBegin(<Ptr>self);
  const r = bytesFromPtr(mo(self).data, mo(self).len);
  csEnd();
  return r;
}
/** What getbuffer() is a view of: holds the BytesIO, whose data it exports. @frozen */
@unmanaged
export class BytesIOBuffer extends Obj { source: Value; }
/** A memoryview that writes through; the file cannot be resized while it lives. */
export function bytesioGetbuffer(self: Value): Value {
  if (!open(self)) return NULL;
  const p = newObject(T._BytesIOBuffer);
  if (!p) return NULL;
  changetype<BytesIOBuffer>(p).source = newRef(self);
  const r = memoryviewNew(<Value>p);
  decref(<Value>p);
  return r;
}
import { memoryviewNew } from "../../types/memoryview/memoryview";
import { gcVisit } from "../../gc/visit";
export function bytesioBufferDealloc(p: Ptr): void { const s = changetype<BytesIOBuffer>(p).source; changetype<BytesIOBuffer>(p).source = NULL; decref(s); freeObject(p); }
export function bytesioBufferTraverse(p: Ptr): void { gcVisit(changetype<BytesIOBuffer>(p).source); }
export function bytesioBufferGet(self: Value, out: Value): i32 {
  const v = as<BytesIOBuffer>(self).source, o = mo(v), p = <Ptr>out;
  csBegin(<Ptr>v);
  const ok = open(v) && (o.data != 0 || reserve(o, 1, 1));
  if (ok) {
    o.exports++;
    store<u32>(p, o.data); store<u32>(p, <u32>o.len, 4); store<u32>(p, 0, 8); store<u32>(p, 0, 12);
  }
  csEnd();
  return ok ? 0 : -1;
}
export function bytesioBufferRelease(self: Value): void { const v = as<BytesIOBuffer>(self).source; csBegin(<Ptr>v); mo(v).exports--; csEnd(); }
// ---- both -----------------------------------------------------------------------------------------------------------------------------
export function memoryTell(self: Value): Value { return open(self) ? int(positionOf(self)) : NULL; }
export function bytesioSeek(self: Value, pos: Value, whence: Value): Value {
  const w = intAsI32(whence), n = indexAsSsize(pos);
  if (errOccurred() || !open(self)) return NULL;
  if (w == 0 && n < 0) return raiseFmt(T.ValueError, "negative seek value %d", int(n));
  if (w < 0 || w > 2) return raiseFmt(T.ValueError, "invalid whence (%d, should be 0, 1 or 2)", int(w));
  csBegin(<Ptr>self);
  const o = mo(self);
  let to = <i64>n + (w == 1 ? o.pos : w == 2 ? o.len : 0);
  if (to < 0) to = 0;
  const now = to > 0x7FFFFFFF ? 0x7FFFFFFF : <i32>to;
  o.pos = now;
  csEnd();
  return int(now);
}
export function stringioSeek(self: Value, pos: Value, whence: Value): Value {
  const w = intAsI32(whence), n = indexAsSsize(pos);
  if (errOccurred() || !open(self)) return NULL;
  if (w < 0 || w > 2) return raiseFmt(T.ValueError, "Invalid whence (%d, should be 0, 1 or 2)", int(w));
  if (n < 0 && w == 0) return raiseFmt(T.ValueError, "Negative seek position %d", int(n));
  if (w != 0 && n != 0) return raise(T.OSError, "Can't do nonzero cur-relative seeks");
  csBegin(<Ptr>self);
  const o = mo(self);
  const now = w == 0 ? n : w == 2 ? o.len : o.pos;
  o.pos = now;
  csEnd();
  return int(now);
}
export function memoryTruncate(self: Value, size: Value): Value {
  if (!open(self) || !resizableNow(self)) return NULL;
  const n = size == None || !size ? positionOf(self) : indexAsSsize(size);
  if (n < 0) return errOccurred() ? NULL : raiseFmt(T.ValueError, isText(self) ? "Negative size value %d" : "negative size value %d", int(n));
  csBegin(<Ptr>self);
  const ok = open(self) && resizable(self);
  if (ok && n < mo(self).len) mo(self).len = n;
  csEnd();
  return ok ? int(n) : NULL;
}
export function memoryClose(self: Value): Value {
  csBegin(<Ptr>self);
  const o = mo(self), p = o.data, ok = resizable(self);
  if (ok) { o.data = 0; o.len = 0; o.cap = 0; setFlags(self, o.flags | M_CLOSED); }
  csEnd();
  if (!ok) return NULL;
  if (p) memFree(p);
  return None;
}
export function memoryClosed(self: Value): Value { return boolean((flagsOf(self) & M_CLOSED) != 0); }
export function memoryTrue(self: Value): Value { return open(self) ? True : NULL; }
export function memoryFalse(self: Value): Value { return open(self) ? False : NULL; }
export function memoryFlush(self: Value): Value { return open(self) ? None : NULL; }
export function memorySizeof(self: Value): Value { csBegin(<Ptr>self); const n = mo(self).cap; csEnd(); return int(64 + n * (isText(self) ? 4 : 1)); }
export function bytesioGetstate(self: Value): Value {
  const v = bytesioGetvalue(self), d = v ? instanceDict(self) : NULL;
  const dd = d && dictSize(d) ? d : None;
  const r = d ? tuplePack3(v, int(positionOf(self)), dd) : NULL;
  decref(v); decref(d);
  return r;
}
function restoreDict(self: Value, d: Value): bool {
  if (d == None) return true;
  if (!hasFlag(d, TF_DICT_SUBCLASS)) { raiseFmt(T.TypeError, "third item of state should be a dict, got a %T", d); return false; }
  const own = instanceDict(self), r = own ? dictUpdate(own, d) : -1;
  decref(own);
  return r == 0;
}
export function bytesioSetstate(self: Value, state: Value): Value {
  if (!hasFlag(state, TF_TUPLE_SUBCLASS) || tupleSize(state) < 3) return raiseFmt(T.TypeError, "%T.__setstate__ argument should be 3-tuple, got %T", self, state);
  if (!empty(self, false) || !bytesioWrite(self, tupleItem(state, 0))) return NULL;
  const p = indexAsSsize(tupleItem(state, 1));
  if (errOccurred()) return NULL;
  if (p < 0) return raise(T.ValueError, "position value cannot be negative");
  setPosition(self, p);
  return restoreDict(self, tupleItem(state, 2)) ? None : NULL;
}
// ---- StringIO -------------------------------------------------------------------------------------------------------------------------
function newlineAt(v: Value): Ptr { return <Ptr>v + offsetof<MemoryIOObject>("newline"); }
/** StringIO(initial_value='', newline='\n') */
export function stringioInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return -1;
  const ok = bindSimple("StringIO", args, nargs, kwnames, 0, 2, out, N.initial_value, N.newline, NULL, NULL);
  const init = load<u64>(out);
  let nl = load<u64>(out, 8);
  stackRestore(mark);
  if (!ok) return -1;
  let f: u32 = 0;
  if (nl == None) { f = M_TRANSLATE | M_UNIVERSAL; nl = NULL; }
  else if (nl) {
    if (!hasFlag(nl, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "newline must be str or None, not %T", nl); return -1; }
    if (strLen(nl) == 0) f = M_UNIVERSAL;
    else if (strEqLiteral(nl, "\r")) f = M_CR;
    else if (strEqLiteral(nl, "\r\n")) f = M_CRLF;
    else if (!strEqLiteral(nl, "\n")) { raiseFmt(T.ValueError, "illegal newline value: %R", nl); return -1; }
  }
  if (init && init != None && !hasFlag(init, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "initial_value must be str or None, not %T", init); return -1; }
  memberExchange(self, newlineAt(self), nl ? newRef(nl) : f & M_UNIVERSAL ? NULL : strFromLiteral("\n"));
  if (errOccurred()) return -1;
  csBegin(<Ptr>self);
  const o = mo(self);
  o.len = 0; o.pos = 0; setFlags(self, f);
  csEnd();
  if (init && init != None) { if (writeText(self, init) < 0) return -1; setPosition(self, 0); }
  return 0;
}
/** The line ends in n characters, as universal newlines count them: a \r at the end is one. */
function seenIn(from: Ptr, kind: i32, n: i32): u32 {
  let seen: u32 = 0;
  for (let i = 0; i < n; i++) {
    const c = charAt(from, kind, i);
    if (c == 10) seen |= SEEN_LF;
    else if (c == 13) { if (i + 1 < n && charAt(from, kind, i + 1) == 10) { seen |= SEEN_CRLF; i++; } else seen |= SEEN_CR; }
  }
  return seen;
}
function writeText(self: Value, s: Value): i32 {
  const n = strLen(s), kind = strKind(s), from = strData(s);
  csBegin(<Ptr>self);
  const o = mo(self), f = o.flags & (M_TRANSLATE | M_UNIVERSAL | M_CRLF | M_CR);
  if (f & M_UNIVERSAL) setFlags(self, o.flags | seenIn(from, kind, n) << M_SEEN);
  let room = n;
  if (f & M_CRLF) for (let i = 0; i < n; i++) if (charAt(from, kind, i) == 10) room++;
  const before = o.len, ok = n == 0 || prepare(o, room, 4);
  if (ok && n) {
    const base: Ptr = o.data + (<usize>o.pos << 2);
    let k = 0;
    if (!f) {
      if (kind == 1) for (; k < n; k++) store<u32>(base + (<usize>k << 2), load<u8>(from + k));
      else for (; k < n; k++) store<u32>(base + (<usize>k << 2), charAt(from, kind, k));
    } else for (let i = 0; i < n; i++) {
      let c = charAt(from, kind, i);
      if (f & M_TRANSLATE) { if (c == 13) { c = 10; if (i + 1 < n && charAt(from, kind, i + 1) == 10) i++; } }
      else if (c == 10 && f & M_CR) c = 13;
      else if (c == 10 && f & M_CRLF) { store<u32>(base + (<usize>k << 2), 13); k++; }
      store<u32>(base + (<usize>k << 2), c);
      k++;
    }
    const end = o.pos + k;
    if (o.len == o.pos + room && k < room) o.len = end > before ? end : before;
    o.pos = end;
  }
  csEnd();
  return ok ? n : -1;
}
import { charAt } from "../../types/str/core";
export function stringioWrite(self: Value, s: Value): Value {
  if (!hasFlag(s, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "string argument expected, got '%T'", s);
  if (!open(self)) return NULL;
  return writeText(self, s) < 0 ? NULL : int(strLen(s));
}
function textOf(o: MemoryIOObject, from: i32, n: i32): Value { return strFromKind(o.data + (<usize>from << 2), 4, n); }
export function stringioGetvalue(self: Value): Value {
  if (!open(self)) return NULL;
  csBegin(<Ptr>self);
  const r = textOf(mo(self), 0, mo(self).len);
  csEnd();
  return r;
}
export function stringioRead(self: Value, size: Value): Value {
  const want = sizeArg(size);
  if (want == -2 || !open(self)) return NULL;
  csBegin(<Ptr>self);
  const o = mo(self);
  let n = o.len > o.pos ? o.len - o.pos : 0;
  if (want >= 0 && want < n) n = want;
  const r = textOf(o, o.pos, n);
  if (r) o.pos += n;
  csEnd();
  return r;
}
export function stringioReadline(self: Value, size: Value): Value {
  const limit = sizeArg(size);
  if (limit == -2 || !open(self)) return NULL;
  csBegin(<Ptr>self);
  const o = mo(self), p: Ptr = o.data + (<usize>o.pos << 2), f = o.flags;
  let left = o.len > o.pos ? o.len - o.pos : 0, n = left;
  for (let i = 0; i < left; i++) {
    const c = load<u32>(p + (<usize>i << 2));
    if (c != 10 && c != 13) continue;
    if (f & M_CR) { if (c == 13) { n = i + 1; break; } continue; }
    if (f & M_CRLF) { if (c == 13 && i + 1 < left && load<u32>(p + (<usize>i << 2), 4) == 10) { n = i + 2; break; } continue; }
    if (c == 10) { n = i + 1; break; }
    if ((f & M_UNIVERSAL) && !(f & M_TRANSLATE)) { n = i + 1 < left && load<u32>(p + (<usize>i << 2), 4) == 10 ? i + 2 : i + 1; break; }
  }
  if (limit >= 0 && limit < n) n = limit;
  const r = textOf(o, o.pos, n);
  if (r) o.pos += n;
  csEnd();
  return r;
}
export function stringioNext(self: Value): Value {
  if (!open(self)) return NULL;
  const line = typeOf(self) == T.StringIO ? stringioReadline(self, None) : callMethod0(self, N.readline);
  if (line && strLen(line) == 0) { decref(line); return NULL; }
  return line;
}
export function stringioLineBuffering(self: Value): Value { return open(self) ? False : NULL; }
export function stringioNewlines(self: Value): Value { return open(self) ? newlinesValue(flagsOf(self) >> M_SEEN) : NULL; }
export function stringioGetstate(self: Value): Value {
  const v = stringioGetvalue(self), d = v ? instanceDict(self) : NULL, nl = memberLoad(self, newlineAt(self));
  const r = d ? tuplePack4(v, nl ? nl : None, int(positionOf(self)), dictSize(d) ? d : None) : NULL;
  decref(v); decref(d); decref(nl);
  return r;
}
export function stringioSetstate(self: Value, state: Value): Value {
  if (!hasFlag(state, TF_TUPLE_SUBCLASS) || tupleSize(state) < 4) return raiseFmt(T.TypeError, "%T.__setstate__ argument should be 4-tuple, got %T", self, state);
  const mark = stackMark(), a = stackAlloc(16);
  if (!a) return NULL;
  const v = tupleItem(state, 0);
  store<u64>(a, v); store<u64>(a, tupleItem(state, 1), 8);
  const e = stringioInit(self, a, 2, NULL);
  stackRestore(mark);
  if (e < 0) return NULL;
  // once more as it is: it was translated when it was written
  csBegin(<Ptr>self);
  const f = mo(self).flags;
  setFlags(self, 0); mo(self).len = 0; mo(self).pos = 0;
  const w = v == None ? 0 : writeText(self, v);
  setFlags(self, f);
  csEnd();
  if (w < 0) return NULL;
  const p = indexAsSsize(tupleItem(state, 2));
  if (errOccurred()) return NULL;
  if (p < 0) return raise(T.ValueError, "position value cannot be negative");
  setPosition(self, p);
  return restoreDict(self, tupleItem(state, 3)) ? None : NULL;
}
