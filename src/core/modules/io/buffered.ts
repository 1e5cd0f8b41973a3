/**
 * _io.BufferedReader, BufferedWriter, BufferedRandom: one layout and one set of functions. At any time the buffer holds either bytes read ahead, [pos, end), or bytes waiting to be
 * written, [0, wend). Everything under the object's lock (common.ts). CPython: Modules/_io/bufferedio.c. RWPair: rwpair.ts.
 */
export { ioReduce, ioReduceEx } from "./common";
import { Ptr, Value, NULL, None, boolean, int, intOf, isInt } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TypeObject, TF_BYTES_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { freeObject, newObject } from "../../objects/alloc";
import { errClear, errFetch, errMatches, errOccurred, errRestore, fmt, raise, raiseException, raiseFmt } from "../../objects/errors";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { getAttr, getAttrOptional } from "../../objects/attributes";
import { bindSimple } from "../../objects/args";
import { call3, callMethod0, callMethod1, callMethod2 } from "../../objects/call";
import { indexAsSsize } from "../../objects/abstract-index";
import { isTrue } from "../../objects/abstract";
import { getBuffer, getWritableBuffer, releaseBuffer } from "../../objects/buffer";
import { instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { memAlloc, memFree } from "../../memory/alloc";
import { raiseNoMemory } from "../../objects/errors";
import { intAsI32, intAsI64, intFromI64 } from "../../types/int/core";
import { strFromLiteral } from "../../types/str/core";
import { bbCopy, bbDiscard, bbFinish, bbNew } from "../../types/bytes/builder";
import { bytearrayData, bytearrayNew, bytesData, bytesEmpty, bytesFromPtr, bytesLen, bytesNew, bytesShorten } from "../../types/bytes/core";
import { finalizeFromDealloc } from "../../objects/finalize";
import { afterFlush, attrTrue, flushToEnd, ioLock, ioLockOwned, ioUnlock, methodTrue, offsetArg, raiseUnsupported, sizeArg } from "./common";
import { IOBaseObject, isFinalizing, warnIfFinalizing } from "./base";
import { memberExchange, memberLoad } from "../../objects/descriptors";
import { csBegin, csEnd } from "../../threads/critical-section";
import { exceptionSetCause, exceptionSetContext } from "../../types/exceptions/create";
import { xchgV } from "../../base/atomics";
import { fdSeekTo, fileioFd, fileioRead, fileioReadall, fileioWriteOnce } from "./fileio";

@unmanaged
export class BufferedObject extends IOBaseObject {
  /** the lock, 16 bytes */ lock0: u64;
  lock1: u64;
  /** @lock; without it by memberLoad. The raw stream, or NULL: not initialised, or detached */ raw: Value;
  /** @lock, as all below: `size` bytes */ buf: u32;
  size: i32;
  pos: i32; end: i32;
  wend: i32;
  /** B_*, stored atomically: the checks before the lock is taken read them */ flags: u32;
}
const B_READ: u32 = 1, B_WRITE: u32 = 2, B_DETACHED: u32 = 4, B_FINALIZING: u32 = 8;
export const DEFAULT_SIZE: i32 = 131072;

// @ts-ignore: decorator
@inline export function bo(v: Value): BufferedObject { return as<BufferedObject>(v); }

function initialised(v: Value): bool {
  return atomic.load<u64>(<Ptr>v, offsetof<BufferedObject>("raw")) ? true : notReady(v);
}
// @ts-ignore: decorator
@inline function flagsOf(v: Value): u32 { return atomic.load<u32>(<Ptr>v, offsetof<BufferedObject>("flags")); }
/** Lock held; the checks before a lock is taken read them. */
function setFlags(v: Value, f: u32): void { atomic.store<u32>(<Ptr>v, f, offsetof<BufferedObject>("flags")); }
/** False with ValueError: the caller found no raw stream, whatever another thread's `__init__` did since. */
function notReady(v: Value): bool { raise(T.ValueError, flagsOf(v) & B_DETACHED ? "raw stream has been detached" : "I/O operation on uninitialized object"); return false; }
/** The raw stream for who does not hold the lock: new; NULL with ValueError. */
function rawOf(v: Value): Value {
  const r = memberLoad(v, <Ptr>v + offsetof<BufferedObject>("raw"));
  if (!r) notReady(v);
  return r;
}
/** raw.name() */
function rawCall(v: Value, name: Value): Value {
  const raw = rawOf(v), r = raw ? callMethod0(raw, name) : NULL;
  decref(raw);
  return r;
}
function rawAttr(v: Value, name: Value): Value {
  const raw = rawOf(v), r = raw ? getAttr(raw, name) : NULL;
  decref(raw);
  return r;
}
/** The lock is held: nobody detaches or initialises anew. */
// @ts-ignore: decorator
@inline function nativeRaw(v: Value): bool { return isExact(bo(v).raw, T.FileIO); }
/** Whether the raw stream is closed: 1, 0, -1 */
function rawClosed(v: Value): i32 {
  const raw = rawOf(v);
  if (!raw) return -1;
  const r = isExact(raw, T.FileIO) ? <i32>(fileioFd(raw) < 0) : attrTrue(raw, N.closed);
  decref(raw);
  return r;
}
function usable(v: Value, what: string): bool {
  if (!initialised(v)) return false;
  const c = rawClosed(v);
  if (c < 0) return false;
  if (c) { raise(T.ValueError, what); return false; }
  return true;
}
/** Takes the lock, with a raw stream there, which stays until it is given back: detach() and `__init__` take it too, and refuse inside of another call. */
function lock(v: Value): bool {
  if (!ioLock(v)) return false;
  if (bo(v).raw) return true;
  ioUnlock(v);
  return notReady(v);
}
/** Takes the lock of a stream that is open, and stays so until the lock is given back: close() takes it too. */
function lockUsable(v: Value, what: string): bool {
  if (!initialised(v) || !lock(v)) return false;
  const c = rawClosed(v);
  if (c == 0) return true;
  ioUnlock(v);
  if (c > 0) raise(T.ValueError, what);
  return false;
}
/** Reads from the raw stream into our memory: bytes, 0 at the end, -1 with an exception, -2 would block. */
function rawReadInto(v: Value, to: Ptr, n: i32): i32 {
  if (nativeRaw(v)) return fileioRead(bo(v).raw, to, n);
  const ba = bytearrayNew(n);
  if (!ba) return -1;
  const r = callMethod1(bo(v).raw, N.readinto, ba);
  if (!r || r == None) { decref(ba); return r ? -2 : -1; }
  const got = intAsI32(r);
  decref(r);
  if (got == -1 && errOccurred()) {
    decref(ba);
    const cause = errFetch();
    raise(T.OSError, "raw readinto() failed");
    const e = errFetch();
    if (e) { exceptionSetContext(e, newRef(cause)); exceptionSetCause(e, cause); errRestore(e); } else decref(cause);
    return -1;
  }
  if (got < 0 || got > n) { decref(ba); raiseFmt(T.OSError, "raw readinto() returned invalid length %d (should have been between 0 and %d)", int(got), int(n)); return -1; }
  memory.copy(to, bytearrayData(ba), got);
  decref(ba);
  return got;
}
function rawWriteOnce(v: Value, from: Ptr, n: i32): i32 {
  if (nativeRaw(v)) return fileioWriteOnce(bo(v).raw, from, n);
  const b = bytesFromPtr(from, n);
  if (!b) return -1;
  const r = callMethod1(bo(v).raw, N.write, b);
  decref(b);
  if (!r || r == None) return r ? -2 : -1;
  const got = intAsI32(r);
  decref(r);
  if (got == -1 && errOccurred()) return -1;
  if (got < 0 || got > n) { raiseFmt(T.OSError, "raw write() returned invalid length %d (should have been between 0 and %d)", int(got), int(n)); return -1; }
  return got;
}
function rawSeek(v: Value, offset: i64, whence: i32): i64 {
  if (nativeRaw(v)) {
    const fd = fileioFd(bo(v).raw);
    if (fd < 0) { raise(T.ValueError, "I/O operation on closed file"); return -1; }
    return fdSeekTo(fd, offset, whence);
  }
  const o = intFromI64(offset), r = callMethod2(bo(v).raw, N.seek, o, int(whence));
  decref(o);
  if (!r) return -1;
  const at = intAsI64(r);
  decref(r);
  if (at < 0 && !errOccurred()) raiseFmt(T.OSError, "Raw stream returned invalid position %d", int(at));
  return at < 0 ? -1 : at;
}
/** Writes what waits. 0, -1 with an exception. */
function flushWrites(v: Value): i32 {
  const r = flushSome(v);
  if (r == -2) wouldBlock(0);
  return r < 0 ? -1 : 0;
}
/** The same, and -2 without an exception where the raw stream takes no more for now: what is left stands at the front of the buffer. */
function flushSome(v: Value): i32 {
  const o = bo(v);
  let done = 0;
  while (done < o.wend) {
    const n = rawWriteOnce(v, o.buf + done, o.wend - done);
    if (n <= 0) {
      // (the raw stream, if it is Python's, may have written or flushed here)
      if (done && o.wend > done) { memory.copy(o.buf, o.buf + done, o.wend - done); o.wend -= done; }
      return n == -1 ? -1 : -2;
    }
    done += n;
  }
  o.wend = 0;
  return 0;
}
function wouldBlock(written: i32): void {
  const text = strFromLiteral("write could not complete without blocking");
  const e = call3(toValue(T.BlockingIOError), int(11), text, int(written));
  decref(text);
  if (e) raiseException(e);
}
/** Before writing: read-ahead is given back to the raw stream. */
function dropReadAhead(v: Value): i32 {
  const o = bo(v), ahead = o.end - o.pos;
  o.pos = 0; o.end = 0;
  if (ahead > 0 && rawSeek(v, -<i64>ahead, 1) < 0) return -1;
  return 0;
}
// ---- creation -----------------------------------------------------------------------------------------------------------------------
export function bufferedNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return <Value>newObject(as<TypeObject>(type)); }
/** (raw, buffer_size=131072) */
export function bufferedInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return -1;
  const ok = bindSimple(typeIsSubtype(typeOf(self), T.BufferedReader) ? "BufferedReader" : typeIsSubtype(typeOf(self), T.BufferedWriter) ? "BufferedWriter" : "BufferedRandom", args, nargs, kwnames, 1, 2, out, N.raw, N.buffer_size, NULL, NULL);
  const raw = load<u64>(out), size = load<u64>(out, 8);
  stackRestore(mark);
  if (!ok) return -1;
  const n: i64 = size ? offsetArg(size) : DEFAULT_SIZE;
  if (n == -1 && errOccurred()) return -1;
  if (ioLockOwned(self)) { raiseFmt(T.RuntimeError, "reentrant call inside %R", self); return -1; }
  // initialised a second time it is uninitialised if that fails
  if (!ioLock(self)) return -1;
  memberExchange(self, <Ptr>self + offsetof<BufferedObject>("raw"), NULL);
  setFlags(self, flagsOf(self) & ~B_DETACHED);
  ioUnlock(self);
  if (n <= 0) { raise(T.ValueError, "buffer size must be strictly positive"); return -1; }
  if (n > 0x3FFFFFFF) { raiseNoMemory(); return -1; }
  return bufferedOpen(self, raw, <i32>n);
}
export function bufferedSizeof(self: Value): Value { return int(offsetof<BufferedObject>() + (bo(self).buf ? bo(self).size : 0)); }
export function bufferedOpen(self: Value, raw: Value, size: i32): i32 {
  const t = typeOf(self);
  let f: u32 = 0;
  if (typeIsSubtype(t, T.BufferedReader)) f = B_READ; else if (typeIsSubtype(t, T.BufferedWriter)) f = B_WRITE; else f = B_READ | B_WRITE;
  if (f == (B_READ | B_WRITE)) { const s = methodTrue(raw, N.seekable); if (s < 0) return -1; if (!s) { raiseUnsupported("File or stream is not seekable."); return -1; } }
  if (f & B_READ) { const s = methodTrue(raw, N.readable); if (s < 0) return -1; if (!s) { raiseUnsupported("File or stream is not readable."); return -1; } }
  if (f & B_WRITE) { const s = methodTrue(raw, N.writable); if (s < 0) return -1; if (!s) { raiseUnsupported("File or stream is not writable."); return -1; } }
  // from inside of a read or write of this object: its buffer is in use
  if (ioLockOwned(self)) { raiseFmt(T.RuntimeError, "reentrant call inside %R", self); return -1; }
  const o = bo(self), buf = memAlloc(size);
  if (!buf) { raiseNoMemory(); return -1; }
  if (!ioLock(self)) { memFree(buf); return -1; }
  const old = o.buf;
  o.buf = <u32>buf; o.size = size; o.pos = 0; o.end = 0; o.wend = 0; setFlags(self, f);
  memberExchange(self, <Ptr>self + offsetof<BufferedObject>("raw"), newRef(raw));
  ioUnlock(self);
  if (old) memFree(old);
  return 0;
}
import { typeIsSubtype } from "../../objects/type-static";
export function bufferedDealloc(p: Ptr): void {
  if (!finalizeFromDealloc(p)) return;
  const o = changetype<BufferedObject>(p), r = o.raw, b = o.buf;
  o.raw = NULL; o.buf = 0;
  if (b) memFree(b);
  instanceTailClear(p, changetype<TypeObject>(o.type));
  decref(r);
  freeObject(p);
}
/** Breaks cycles: what the raw stream is made of may refer to this one. Without it the stream is detached. */
export function bufferedClear(p: Ptr): void {
  memberExchange(<Value>p, p + offsetof<BufferedObject>("raw"), NULL);
  instanceTailClear(p, changetype<TypeObject>(changetype<BufferedObject>(p).type));
}
export function bufferedTraverse(p: Ptr): void { gcVisit(changetype<BufferedObject>(p).raw); instanceTailVisit(p, changetype<TypeObject>(changetype<BufferedObject>(p).type)); }

// ---- reading --------------------------------------------------------------------------------------------------------------------------
const NOT_READABLE: string = "read";
function readyToRead(v: Value): bool {
  if (!(flagsOf(v) & B_READ)) { raiseUnsupported("read"); return false; }
  return bo(v).wend ? flushWrites(v) == 0 : true;
}
/** Fills the empty buffer: bytes got, 0, -1, -2. */
function fill(v: Value): i32 {
  const o = bo(v);
  o.pos = 0; o.end = 0;
  const n = rawReadInto(v, o.buf, o.size);
  // again: a raw stream in Python may have read here
  o.pos = 0;
  o.end = n > 0 ? n : 0;
  return n;
}
/** read(n), n >= 0: as many bytes as there are. */
function readLocked(v: Value, n: i32): Value {
  const o = bo(v);
  if (o.end - o.pos >= n) { const b = bytesFromPtr(o.buf + o.pos, n); if (b) o.pos += n; return b; }
  const b = bytesNew(n);
  if (!b) return NULL;
  const to = bytesData(b);
  let got = o.end - o.pos;
  memory.copy(to, o.buf + o.pos, got);
  o.pos = 0; o.end = 0;
  while (got < n) {
    const left = n - got;
    let r: i32;
    if (left >= o.size) { r = rawReadInto(v, to + got, left - left % o.size); if (r > 0) got += r; }
    else {
      r = fill(v);
      if (r > 0) { const take = r < left ? r : left; memory.copy(to + got, o.buf, take); o.pos = take; got += take; }
    }
    if (r == -1) { decref(b); return NULL; }
    if (r <= 0) { if (got == 0 && r == -2) { decref(b); return None; } break; }
  }
  return bytesShorten(b, got);
}
function readAllLocked(v: Value): Value {
  const o = bo(v), have = o.end - o.pos;
  const front = bytesFromPtr(o.buf + o.pos, have);
  if (!front) return NULL;
  o.pos = 0; o.end = 0;
  let rest: Value;
  if (nativeRaw(v)) rest = fileioReadall(o.raw);
  else {
    const f = getAttrOptional(o.raw, N.readall);
    if (f) { rest = call0(f); decref(f); } else rest = errOccurred() ? NULL : readToEnd(v);
  }
  if (!rest) { decref(front); return NULL; }
  if (rest == None) { if (have) return front; decref(front); return None; }
  if (!hasFlag(rest, TF_BYTES_SUBCLASS)) { decref(front); decref(rest); return raise(T.TypeError, "readall() should return bytes"); }
  if (!have) { decref(front); return rest; }
  const b = bytesNew(have + bytesLen(rest));
  if (b) { memory.copy(bytesData(b), bytesData(front), have); memory.copy(bytesData(b) + have, bytesData(rest), bytesLen(rest)); }
  decref(front); decref(rest);
  return b;
}
import { call0 } from "../../objects/call";
function readToEnd(v: Value): Value {
  const bb = bbNew(8192);
  for (;;) {
    const b = callMethod1(bo(v).raw, N.read, int(65536));
    if (!b) { bbDiscard(bb); return NULL; }
    if (b != None && !hasFlag(b, TF_BYTES_SUBCLASS)) { decref(b); bbDiscard(bb); return raise(T.TypeError, "read() should return bytes"); }
    if (b == None || bytesLen(b) == 0) { decref(b); break; }
    bbCopy(bb, bytesData(b), bytesLen(b));
    decref(b);
  }
  return bbFinish(bb);
}
export function bufferedRead(self: Value, size: Value): Value {
  const n = size == None || !size ? -1 : indexAsSsize(size);
  if (n == -1 && errOccurred()) return NULL;
  if (n < -1) return raise(T.ValueError, "read length must be non-negative or -1");
  return bufferedReadN(self, n);
}
export function bufferedReadN(self: Value, n: i32): Value {
  if (!lockUsable(self, "read of closed file")) return NULL;
  const r = !readyToRead(self) ? NULL : n < 0 ? readAllLocked(self) : readLocked(self, n);
  ioUnlock(self);
  return r;
}
export function bufferedRead1(self: Value, size: Value): Value {
  const n = sizeArg(size);
  return n == -2 ? NULL : bufferedRead1N(self, n);
}
/** At most one read of the raw stream; n < 0: a buffer's worth. */
export function bufferedRead1N(self: Value, n: i32): Value {
  if (!lockUsable(self, "read of closed file")) return NULL;
  let r: Value = NULL;
  const o = bo(self);
  if (n < 0) n = o.size;
  if (readyToRead(self)) {
    if (n == 0) r = bytesEmpty();
    else {
      let e = o.end - o.pos;
      if (!e) e = fill(self);
      if (e == -2) r = bytesEmpty();
      else if (e >= 0) { const take = e < n ? e : n; r = bytesFromPtr(o.buf + o.pos, take); if (r) o.pos += take; }
    }
  }
  ioUnlock(self);
  return r;
}
export function bufferedPeek(self: Value, size: Value): Value {
  if (!lockUsable(self, "peek of closed file")) return NULL;
  let r: Value = NULL;
  const o = bo(self);
  if (readyToRead(self)) {
    const e = o.end - o.pos ? o.end - o.pos : fill(self);
    if (e >= 0 || e == -2) r = bytesFromPtr(o.buf + o.pos, e > 0 ? e : 0);
  }
  ioUnlock(self);
  return r;
}
function readIntoBuffer(self: Value, buffer: Value, once: bool): Value {
  const mark = stackMark(), buf = stackAlloc(16);
  if (!buf || !usable(self, "readinto of closed file") || getWritableBuffer(buffer, buf) < 0) { stackRestore(mark); return NULL; }
  const n = load<i32>(buf, 4), to: Ptr = load<u32>(buf);
  let got = 0, r = 0;
  if (lockUsable(self, "readinto of closed file")) {
    if (readyToRead(self)) {
      const o = bo(self);
      while (got < n) {
        let have = o.end - o.pos;
        if (!have) {
          if (once && got && n - got <= o.size) break;
          if (n - got > o.size) { r = rawReadInto(self, to + got, n - got); if (r <= 0) break; got += r; if (once) break; continue; }
          r = fill(self);
          if (r <= 0) break;
          have = r;
        }
        const take = have < n - got ? have : n - got;
        memory.copy(to + got, o.buf + o.pos, take);
        o.pos += take; got += take;
      }
    } else r = -1;
    ioUnlock(self);
  } else r = -1;
  releaseBuffer(buffer, buf);
  stackRestore(mark);
  if (r == -1) return NULL;
  return got == 0 && r == -2 ? None : int(got);
}
export function bufferedReadinto(self: Value, buffer: Value): Value { return readIntoBuffer(self, buffer, false); }
export function bufferedReadinto1(self: Value, buffer: Value): Value { return readIntoBuffer(self, buffer, true); }
export function bufferedReadline(self: Value, size: Value): Value {
  const limit = sizeArg(size);
  return limit == -2 ? NULL : readlineN(self, limit);
}
function indexOfNewline(p: Ptr, n: i32): i32 {
  for (let i = 0; i < n; i++) if (load<u8>(p + i) == 10) return i;
  return -1;
}
function readlineN(self: Value, limit: i32): Value {
  if (!lockUsable(self, "readline of closed file")) return NULL;
  const o = bo(self);
  let r: Value = NULL;
  if (readyToRead(self)) {
    let have = o.end - o.pos, max = limit >= 0 && limit < have ? limit : have;
    let at = indexOfNewline(o.buf + o.pos, max);
    if (at >= 0 || limit == max) { const n = at >= 0 ? at + 1 : max; r = bytesFromPtr(o.buf + o.pos, n); if (r) o.pos += n; }
    else {
      const bb = bbNew(have + 128);
      let total = 0, e = 1;
      for (;;) {
        have = o.end - o.pos;
        max = limit >= 0 && limit - total < have ? limit - total : have;
        at = indexOfNewline(o.buf + o.pos, max);
        const n = at >= 0 ? at + 1 : max;
        bbCopy(bb, o.buf + o.pos, n);
        o.pos += n; total += n;
        if (at >= 0 || total == limit) break;
        e = fill(self);
        if (e <= 0) break;
      }
      if (e == -1) bbDiscard(bb); else r = bbFinish(bb);
    }
  }
  ioUnlock(self);
  return r;
}
export function bufferedNext(self: Value): Value {
  if (typeOf(self) != T.BufferedReader && typeOf(self) != T.BufferedRandom) return ioNext(self);
  const line = readlineN(self, -1);
  if (line && bytesLen(line) == 0) { decref(line); return NULL; }
  return line;
}
import { ioNext } from "./base";

// ---- writing --------------------------------------------------------------------------------------------------------------------------
export function bufferedWrite(self: Value, data: Value): Value {
  if (hasFlag(data, TF_UNICODE_SUBCLASS)) return raise(T.TypeError, "a bytes-like object is required, not 'str'");
  const mark = stackMark(), buf = stackAlloc(16);
  if (!buf || getBuffer(data, buf) < 0) { stackRestore(mark); return NULL; }
  const n = load<i32>(buf, 4), r = bufferedWriteSpan(self, load<u32>(buf), n);
  releaseBuffer(data, buf);
  stackRestore(mark);
  return r < 0 ? NULL : int(n);
}
/** Writes memory that stays in place. 0, -1 with an exception. */
export function bufferedWriteSpan(self: Value, p: Ptr, n: i32): i32 {
  if (!usable(self, "write to closed file")) return -1;
  if (!(flagsOf(self) & B_WRITE)) { raiseUnsupported("write"); return -1; }
  if (!lockUsable(self, "write to closed file")) return -1;
  const o = bo(self);
  let r = o.end ? dropReadAhead(self) : 0;
  if (r == 0) {
    if (n <= o.size - o.wend) { memory.copy(o.buf + o.wend, p, n); o.wend += n; }
    else {
      r = flushSome(self);
      let done = 0;
      while (r == 0 && n - done > o.size) {
        const w = rawWriteOnce(self, p + done, n - done);
        if (w == -1) r = -1; else if (w <= 0) r = -2; else done += w;
      }
      if (r != -1) {
        // where the raw stream would block, as much as there is room for is kept, and the rest the caller's again
        const room = o.size - o.wend, left = n - done, kept = left < room ? left : room;
        memory.copy(o.buf + o.wend, p + done, kept);
        o.wend += kept;
        if (kept < left) { wouldBlock(done + kept); r = -1; } else r = 0;
      }
    }
  }
  ioUnlock(self);
  return r;
}
export function bufferedFlush(self: Value): Value {
  if (!usable(self, "flush of closed file")) return NULL;
  if (!(flagsOf(self) & B_WRITE)) return rawCall(self, N.flush);
  if (!lockUsable(self, "flush of closed file")) return NULL;
  let r = flushWrites(self);
  if (r == 0 && bo(self).end) r = dropReadAhead(self);
  ioUnlock(self);
  return r < 0 ? NULL : None;
}
// ---- position -------------------------------------------------------------------------------------------------------------------------
export function bufferedTell(self: Value): Value {
  if (!initialised(self) || !lock(self)) return NULL;
  const o = bo(self), raw = rawSeek(self, 0, 1), at = raw - (o.end - o.pos) + o.wend;
  ioUnlock(self);
  return raw < 0 ? NULL : intFromI64(at);
}
export function bufferedSeek(self: Value, target: Value, whence: Value): Value {
  const w = intAsI32(whence);
  if (w == -1 && errOccurred()) return NULL;
  if (w < 0 || w > 2) return raiseFmt(T.ValueError, "whence value %d unsupported", int(w));
  if (!usable(self, "seek of closed file")) return NULL;
  const raw = rawOf(self), seekable = raw ? methodTrue(raw, N.seekable) : -1;
  decref(raw);
  if (seekable < 0) return NULL;
  if (!seekable) return raiseUnsupported("File or stream is not seekable.");
  const off = offsetArg(target);
  if (errOccurred() || !lockUsable(self, "seek of closed file")) return NULL;
  const o = bo(self);
  let at: i64 = -1;
  if (o.wend == 0 || flushWrites(self) == 0) {
    const ahead = o.end - o.pos;
    // inside what was read ahead
    if (w != 2 && o.end) {
      const now = rawSeek(self, 0, 1), here = now - ahead, want = w == 0 ? off : here + off;
      if (now >= 0 && want >= now - o.end && want <= now) { o.pos = o.end - <i32>(now - want); ioUnlock(self); return intFromI64(want); }
      if (now < 0) { ioUnlock(self); return NULL; }
    }
    o.pos = 0; o.end = 0;
    at = rawSeek(self, w == 1 ? off - ahead : off, w);
  }
  ioUnlock(self);
  return at < 0 ? NULL : intFromI64(at);
}
export function bufferedTruncate(self: Value, size: Value): Value {
  if (!usable(self, "truncate of closed file")) return NULL;
  if (!(flagsOf(self) & B_WRITE)) return raiseUnsupported("truncate");
  if (!lockUsable(self, "truncate of closed file")) return NULL;
  let r: Value = NULL;
  if (flushWrites(self) == 0 && dropReadAhead(self) == 0) r = callMethod1(bo(self).raw, N.truncate, size ? size : None);
  ioUnlock(self);
  return r;
}
// ---- the raw stream's -------------------------------------------------------------------------------------------------------------------
/** Under the lock all the time, native flush() too: nothing is taken in between that would be lost, and no other thread is at the descriptor when its number becomes free for another file. */
export function bufferedClose(self: Value): Value {
  if (!initialised(self) || !ioLock(self)) return NULL;
  const r = closeLocked(self);
  ioUnlock(self);
  return r;
}
function closeLocked(self: Value): Value {
  const c = rawClosed(self);
  if (c) return c < 0 ? NULL : None;
  if (isFinalizing(self)) { const raw = rawOf(self); warnIfFinalizing(self, raw); decref(raw); }
  const saved = flushToEnd(self) ? NULL : errFetch();
  return afterFlush(rawCall(self, N.close), saved);
}
/** Whether it is closed, for a stream above: 1, 0, -1 */
export function bufferedIsClosed(self: Value): i32 { return initialised(self) ? rawClosed(self) : -1; }
export function bufferedDeallocWarn(self: Value, source: Value): Value {
  const raw = memberLoad(self, <Ptr>self + offsetof<BufferedObject>("raw")), r = raw ? callMethod1(raw, N._dealloc_warn, source) : NULL;
  decref(raw);
  if (r) decref(r); else errClear();
  return None;
}
export function bufferedDetach(self: Value): Value {
  if (!initialised(self)) return NULL;
  if (ioLockOwned(self)) return raiseFmt(T.RuntimeError, "reentrant call inside %R", self);
  // of several threads one gets it; under the lock, as close()
  if (!lock(self)) return NULL;
  let raw: Value = NULL;
  if (flushToEnd(self)) {
    csBegin(<Ptr>self);
    raw = xchgV(<Ptr>self + offsetof<BufferedObject>("raw"), NULL);
    csEnd();
    if (raw) setFlags(self, flagsOf(self) | B_DETACHED); else notReady(self);
  }
  ioUnlock(self);
  return raw;
}
export function bufferedClosed(self: Value): Value { if (!initialised(self)) return NULL; const c = rawClosed(self); return c < 0 ? NULL : boolean(c != 0); }
export function bufferedRaw(self: Value): Value { const r = memberLoad(self, <Ptr>self + offsetof<BufferedObject>("raw")); return r ? r : None; }
export function bufferedName(self: Value): Value { return rawAttr(self, N.name); }
export function bufferedMode(self: Value): Value { return rawAttr(self, N.mode); }
export function bufferedFileno(self: Value): Value { return rawCall(self, N.fileno); }
export function bufferedIsatty(self: Value): Value { return rawCall(self, N.isatty); }
export function bufferedSeekable(self: Value): Value { return rawCall(self, N.seekable); }
export function bufferedReadable(self: Value): Value { return rawCall(self, N.readable); }
export function bufferedWritable(self: Value): Value { return rawCall(self, N.writable); }
export function bufferedRepr(self: Value): Value {
  const raw = memberLoad(self, <Ptr>self + offsetof<BufferedObject>("raw")), name = raw ? getAttrOptional(raw, N.name) : NULL;
  decref(raw);
  if (!name) errClear();
  const r = name ? fmt("<%T name=%R>", self, name) : fmt("<%T>", self);
  decref(name);
  return r;
}
