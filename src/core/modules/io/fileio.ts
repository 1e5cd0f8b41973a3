/**
 * _io.FileIO: a descriptor. Reads and writes run detached. @lock-free: the descriptor is one word; closing while another thread reads has the operating system's
 * semantics, as in CPython. CPython: Modules/_io/fileio.c.
 */
export { ioReduce, ioReduceEx } from "./common";
import { finalizeFromDealloc } from "../../objects/finalize";
import { Ptr, Value, NULL, None, True, False, boolean, float, int, intOf, isInt, fitsInt } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TypeObject, TF_UNICODE_SUBCLASS, TF_BYTES_SUBCLASS, TF_LONG_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import * as H from "../../../generated/core/host";
import { decref, newRef } from "../../refcount/count";
import { freeObject, newObject } from "../../objects/alloc";
import { errClear, errFetch, errOccurred, errRestore, fmt, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { getAttrOptional, setAttr } from "../../objects/attributes";
import { bindSimple } from "../../objects/args";
import { call2 } from "../../objects/call";
import { isTrue, repr } from "../../objects/abstract";
import { getBuffer, getWritableBuffer, releaseBuffer } from "../../objects/buffer";
import { fsEncodePath } from "../../objects/fspath";
import { instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { threadAttach, threadDetach } from "../../threads/attach";
import { intAsI32, intFromI64 } from "../../types/int/core";
import { strAt, strFromLiteral, strLen } from "../../types/str/core";
import { bytesData, bytesFromPtr, bytesLen, bytesNew, bytesShorten } from "../../types/bytes/core";
import { memAlloc, memFree } from "../../memory/alloc";
import { signalsRun } from "../signal";
import { raiseErrno } from "../posix/errors";
import { attrTrue, offsetArg, raiseUnsupported, sizeArg } from "./common";
import { IOBaseObject, ioClose, ioFinalize, isFinalizing } from "./base";

@unmanaged
export class FileIOObject extends IOBaseObject {
  /** @atomic */ fd: i32;
  /** F_* */ flags: u32;
  /** -1 unknown, 0, 1 */ seekable: i32;
  blksize: u32;
}
// @ts-ignore: decorator
@inline export const F_READ: u32 = 1;
// @ts-ignore: decorator
@inline export const F_WRITE: u32 = 2;
// @ts-ignore: decorator
@inline export const F_APPEND: u32 = 4;
// @ts-ignore: decorator
@inline export const F_CREATE: u32 = 8;
// @ts-ignore: decorator
@inline export const F_CLOSEFD: u32 = 16;
// @ts-ignore: decorator
@inline function fio(v: Value): FileIOObject { return as<FileIOObject>(v); }

const AGAIN: i32 = -3;
/** What the host's answer means: bytes, -1 with an exception, -2 nothing there yet (EAGAIN), AGAIN after a signal that was handled. */
function answer(r: i32): i32 {
  if (r >= 0) return r;
  if (r == -4) return signalsRun() < 0 ? -1 : AGAIN;
  if (r == -11) return -2;
  raiseErrno(-r);
  return -1;
}
/** Reads detached into memory that stays in place: bytes, 0 at the end, -1 with an exception, -2 nothing there yet (EAGAIN). */
export function fdReadInto(fd: i32, to: Ptr, n: i32): i32 {
  let said: i32;
  do {
    threadDetach();
    const r = H.fdRead(fd, to, n);
    threadAttach();
    said = answer(r);
  } while (said == AGAIN);
  return said;
}
/** Writes once, detached: bytes written, -1 with an exception, -2 (EAGAIN). */
export function fdWriteOnce(fd: i32, from: Ptr, n: i32): i32 {
  let said: i32;
  do {
    threadDetach();
    const r = H.fdWrite(fd, from, n);
    threadAttach();
    said = answer(r);
  } while (said == AGAIN);
  return said;
}
/** The new position, -1 with an exception. */
export function fdSeekTo(fd: i32, offset: i64, whence: i32): i64 {
  const mark = stackMark(), out = stackAlloc(8);
  if (!out) return -1;
  const r = H.fdSeek(fd, <f64>offset, whence, out), at = load<i64>(out);
  stackRestore(mark);
  if (r < 0) { raiseErrno(-r); return -1; }
  return at;
}
// @ts-ignore: decorator
@inline export function fileioFd(v: Value): i32 { return atomic.load<i32>(<Ptr>v, offsetof<FileIOObject>("fd")); }
/** The descriptor, or -1 with ValueError. Loaded once: another thread may close the file right after. (It may be another file's then, in CPython too; a buffered object above is closed under its lock.) */
function open(v: Value): i32 {
  const fd = fileioFd(v);
  if (fd < 0) raise(T.ValueError, "I/O operation on closed file");
  return fd;
}
/** For buffered objects over an exact FileIO. */
export function fileioRead(v: Value, to: Ptr, n: i32): i32 {
  const fd = open(v);
  if (fd < 0) return -1;
  if (!(fio(v).flags & F_READ)) { raiseUnsupported("File not open for reading"); return -1; }
  return fdReadInto(fd, to, n);
}
export function fileioWriteOnce(v: Value, from: Ptr, n: i32): i32 {
  const fd = open(v);
  if (fd < 0) return -1;
  if (!(fio(v).flags & F_WRITE)) { raiseUnsupported("File not open for writing"); return -1; }
  return fdWriteOnce(fd, from, n);
}
export function fileioNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const p = newObject(as<TypeObject>(type));
  if (p) { changetype<FileIOObject>(p).fd = -1; changetype<FileIOObject>(p).flags = F_CLOSEFD; changetype<FileIOObject>(p).seekable = -1; }
  return <Value>p;
}
function badMode(mode: Value): i32 { raiseFmt(T.ValueError, "invalid mode: %S", mode); return -1; }
/** FileIO(file, mode='r', closefd=True, opener=None) */
export function fileioInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  const mark = stackMark(), out = stackAlloc(32);
  if (!out) return -1;
  const ok = bindSimple("FileIO", args, nargs, kwnames, 1, 4, out, N.file, N.mode, N.closefd, N.opener);
  const file = load<u64>(out), mode = load<u64>(out, 8), closefd = load<u64>(out, 16), opener = load<u64>(out, 24);
  stackRestore(mark);
  if (!ok) return -1;
  return fileioOpen(self, file, mode, closefd, opener);
}
export function fileioOpen(self: Value, file: Value, mode: Value, closefd: Value, opener: Value): i32 {
  const o = fio(self);
  if (fileioFd(self) >= 0) { const r = closeFd(self); if (r < 0) return -1; }
  const close = closefd ? isTrue(closefd) : 1;
  if (close < 0) return -1;
  let flags: u32 = 0, oflags: i32 = 0, rwa = 0, plus = false;
  if (mode && !hasFlag(mode, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "FileIO() argument 'mode' must be str, not %T", mode); return -1; }
  const n = mode ? strLen(mode) : 0;
  for (let i = 0; i < n; i++) {
    switch (strAt(mode, i)) {
      case 120: rwa++; flags |= F_CREATE | F_WRITE; oflags |= H.OPEN_EXCL | H.OPEN_CREAT; break;
      case 114: rwa++; flags |= F_READ; break;
      case 119: rwa++; flags |= F_WRITE; oflags |= H.OPEN_CREAT | H.OPEN_TRUNC; break;
      case 97: rwa++; flags |= F_WRITE | F_APPEND; oflags |= H.OPEN_APPEND | H.OPEN_CREAT; break;
      case 98: break;
      case 43: if (plus) return badRwa(); plus = true; flags |= F_READ | F_WRITE; break;
      default: return badMode(mode);
    }
  }
  if (!mode) { rwa = 1; flags = F_READ; }
  if (rwa != 1) return badRwa();
  oflags |= (flags & (F_READ | F_WRITE)) == (F_READ | F_WRITE) ? H.OPEN_RDWR : flags & F_READ ? H.OPEN_RDONLY : H.OPEN_WRONLY;
  oflags |= H.OPEN_CLOEXEC;
  let fd = -1;
  if (hasFlag(file, TF_LONG_SUBCLASS) && file != True && file != False) {
    fd = intAsI32(file);
    if (errOccurred()) return -1;
    if (fd < 0) { raise(T.ValueError, "negative file descriptor"); return -1; }
    o.flags = flags | (close ? F_CLOSEFD : 0);
    if (!close) o.flags &= ~F_CLOSEFD;
  } else {
    const path = fsEncodePath(file);
    if (!path) return -1;
    o.flags = flags | F_CLOSEFD;
    if (!close) { decref(path); raise(T.ValueError, "Cannot use closefd=False with file name"); return -1; }
    if (opener && opener != None) {
      decref(path);
      const r = call2(opener, file, int(oflags));
      if (!r) return -1;
      if (!hasFlag(r, TF_LONG_SUBCLASS)) { decref(r); raise(T.TypeError, "expected integer from opener"); return -1; }
      fd = intAsI32(r);
      decref(r);
      if (fd < 0) { if (!errOccurred()) raiseFmt(T.ValueError, "opener returned %d", int(fd)); return -1; }
    } else {
      for (;;) {
        threadDetach();
        fd = H.fdOpen(bytesData(path), bytesLen(path), oflags, 0o666);
        threadAttach();
        if (fd != -4) break;
        if (signalsRun() < 0) { decref(path); return -1; }
      }
      decref(path);
      if (fd < 0) { raiseErrno(-fd, file); return -1; }
    }
  }
  const m = stackMark(), st = stackAlloc(H.STAT_BYTES), e = H.fdStat(fd, st);
  const isDir = e >= 0 && (load<u32>(st, H.STAT_MODE) & 0xF000) == 0x4000, blk = e >= 0 ? load<u32>(st, H.STAT_BLKSIZE) : 0;
  stackRestore(m);
  const isNumber = hasFlag(file, TF_LONG_SUBCLASS);
  if (e < 0 && -e == 9) { if (!isNumber) H.fdClose(fd); raiseErrno(9, isNumber ? file : file); return -1; }
  if (isDir) { if (!isNumber) H.fdClose(fd); raiseErrno(21, file); return -1; }
  o.blksize = blk > 1 ? blk : 8192;
  o.seekable = -1;
  atomic.store<i32>(<Ptr>self, fd, offsetof<FileIOObject>("fd"));
  if (setAttr(self, N.name, file) < 0) return -1;
  if (flags & F_APPEND) { if (fdSeekTo(fd, 0, 2) < 0) errClear(); }
  return 0;
}
function badRwa(): i32 { raise(T.ValueError, "Must have exactly one of create/read/write/append mode and at most one plus"); return -1; }
/** Closes the descriptor if it is ours. 0, -1 with an exception. */
function closeFd(self: Value): i32 {
  // of several threads one closes: the number may be another file's right after
  const fd = atomic.xchg<i32>(<Ptr>self + offsetof<FileIOObject>("fd"), -1);
  if (fd < 0 || !(fio(self).flags & F_CLOSEFD)) return 0;
  threadDetach();
  const r = H.fdClose(fd);
  threadAttach();
  if (r < 0) { raiseErrno(-r); return -1; }
  return 0;
}
export function fileioClose(self: Value): Value {
  if (isFinalizing(self)) fileioDeallocWarn(self, self);
  const r = ioClose(self), saved = r ? NULL : errFetch();
  const e = closeFd(self);
  if (saved) { errClear(); errRestore(saved); return NULL; }
  return e < 0 ? NULL : None;
}
export function fileioDealloc(p: Ptr): void {
  if (!finalizeFromDealloc(p)) return;
  instanceTailClear(p, changetype<TypeObject>(changetype<FileIOObject>(p).type));
  freeObject(p);
}
export function fileioTraverse(p: Ptr): void { instanceTailVisit(p, changetype<TypeObject>(changetype<FileIOObject>(p).type)); }
/** ResourceWarning, if `source` (the file, or a stream above it) was not closed; one that a filter made an error goes to sys.unraisablehook. */
export function fileioDeallocWarn(self: Value, source: Value): Value {
  if (fileioFd(self) < 0 || !(fio(self).flags & F_CLOSEFD) || !warnsResources()) return None;
  const saved = errFetch(), text = fmt("unclosed file %R", source);
  if (!text || warnResource(text, source) < 0) { if (errMatches(T.Warning)) unraisable(self, "Exception ignored while finalizing file"); errClear(); }
  decref(text);
  errRestore(saved);
  return None;
}
import { warnResource, warnsResources } from "../warnings";
import { unraisable } from "../../objects/unraisable";
import { errMatches } from "../../objects/errors";
export function fileioFinalize(self: Value): void {
  if (fileioFd(self) < 0) return;
  if (typeOf(self) != T.FileIO || !(fio(self).flags & F_CLOSEFD)) { ioFinalize(self); return; }
  fileioDeallocWarn(self, self);
  const saved = errFetch();
  if (closeFd(self) < 0) errClear();
  errRestore(saved);
}
export function fileioClosed(self: Value): Value { return boolean(fileioFd(self) < 0); }
export function fileioFileno(self: Value): Value { const fd = open(self); return fd < 0 ? NULL : int(fd); }
export function fileioReadable(self: Value): Value { return open(self) >= 0 ? boolean((fio(self).flags & F_READ) != 0) : NULL; }
export function fileioWritable(self: Value): Value { return open(self) >= 0 ? boolean((fio(self).flags & F_WRITE) != 0) : NULL; }
export function fileioSeekable(self: Value): Value {
  const fd = open(self);
  if (fd < 0) return NULL;
  const o = fio(self);
  if (o.seekable < 0) {
    const mark = stackMark(), out = stackAlloc(8);
    o.seekable = H.fdSeek(fd, 0, 1, out) >= 0 ? 1 : 0;
    stackRestore(mark);
  }
  return boolean(o.seekable != 0);
}
export function fileioIsatty(self: Value): Value { const fd = open(self); return fd < 0 ? NULL : boolean(H.fdIsatty(fd) > 0); }
export function fileioRead_(self: Value, size: Value): Value {
  const fd = open(self);
  if (fd < 0) return NULL;
  if (!(fio(self).flags & F_READ)) return raiseUnsupported("File not open for reading");
  const n = sizeArg(size);
  if (n == -2) return NULL;
  if (n < 0) return fileioReadall(self);
  const b = bytesNew(n);
  if (!b || n == 0) return b;
  const got = fdReadInto(fd, bytesData(b), n);
  if (got < 0) { decref(b); return got == -2 ? None : NULL; }
  return bytesShorten(b, got);
}
export function fileioReadall(self: Value): Value {
  const fd = open(self);
  if (fd < 0) return NULL;
  if (!(fio(self).flags & F_READ)) return raiseUnsupported("File not open for reading");
  const mark = stackMark(), st = stackAlloc(H.STAT_BYTES);
  let cap: i32 = 65536;
  if (H.fdStat(fd, st) >= 0) {
    const size = load<i64>(st, H.STAT_SIZE_I64);
    if (size > 0 && size < 0x30000000) cap = <i32>size + 1;
  }
  stackRestore(mark);
  let buf = memAlloc(cap), n = 0;
  if (!buf) return raiseNoMemory();
  for (;;) {
    if (n == cap) {
      const c = cap + (cap > 0x1000000 ? cap >> 1 : cap), b = memAlloc(c);
      if (!b) { memFree(buf); return raiseNoMemory(); }
      memory.copy(b, buf, n);
      memFree(buf);
      buf = b; cap = c;
    }
    const got = fdReadInto(fd, buf + n, cap - n);
    if (got == -1) { memFree(buf); return NULL; }
    if (got == -2) { if (n) break; memFree(buf); return None; }
    if (got == 0) break;
    n += got;
  }
  const b = bytesFromPtr(buf, n);
  memFree(buf);
  return b;
}
export function fileioReadinto(self: Value, buffer: Value): Value {
  const fd = open(self);
  if (fd < 0) return NULL;
  if (!(fio(self).flags & F_READ)) return raiseUnsupported("File not open for reading");
  const mark = stackMark(), buf = stackAlloc(16);
  if (!buf || getWritableBuffer(buffer, buf) < 0) { stackRestore(mark); return NULL; }
  const n = fdReadInto(fd, load<u32>(buf), load<i32>(buf, 4));
  releaseBuffer(buffer, buf);
  stackRestore(mark);
  return n == -1 ? NULL : n == -2 ? None : int(n);
}
export function fileioWrite(self: Value, data: Value): Value {
  const fd = open(self);
  if (fd < 0) return NULL;
  if (!(fio(self).flags & F_WRITE)) return raiseUnsupported("File not open for writing");
  if (hasFlag(data, TF_UNICODE_SUBCLASS)) return raise(T.TypeError, "a bytes-like object is required, not 'str'");
  const mark = stackMark(), buf = stackAlloc(16);
  if (!buf || getBuffer(data, buf) < 0) { stackRestore(mark); return NULL; }
  const len = load<i32>(buf, 4), n = len ? fdWriteOnce(fd, load<u32>(buf), len) : 0;
  releaseBuffer(data, buf);
  stackRestore(mark);
  return n == -1 ? NULL : n == -2 ? None : int(n);
}
export function fileioSeek(self: Value, pos: Value, whence: Value): Value {
  const fd = open(self);
  if (fd < 0) return NULL;
  if (typeOf(pos) == T.float || !typeOf(pos).nb_index) return raise(T.TypeError, "an integer is required");
  const w = intAsI32(whence), off = offsetArg(pos);
  if (errOccurred()) return NULL;
  const at = fdSeekTo(fd, off, w);
  return at < 0 ? NULL : intFromI64(at);
}
export function fileioTell(self: Value): Value {
  const fd = open(self);
  if (fd < 0) return NULL;
  const at = fdSeekTo(fd, 0, 1);
  return at < 0 ? NULL : intFromI64(at);
}
export function fileioTruncate(self: Value, size: Value): Value {
  const fd = open(self);
  if (fd < 0) return NULL;
  if (!(fio(self).flags & F_WRITE)) return raiseUnsupported("File not open for writing");
  let n: i64;
  if (size == None || !size) { n = fdSeekTo(fd, 0, 1); if (n < 0) return NULL; }
  else { n = offsetArg(size); if (errOccurred()) return NULL; }
  const r = H.fdTruncate(fd, <f64>n);
  return r < 0 ? raiseErrno(-r) : intFromI64(n);
}
/** 'rb', 'wb', 'ab+' … */
export function fileioMode(self: Value): Value {
  const f = fio(self).flags;
  if (f & F_CREATE) return strFromLiteral(f & F_READ ? "xb+" : "xb");
  if (f & F_APPEND) return strFromLiteral(f & F_READ ? "ab+" : "ab");
  if (f & F_READ) return strFromLiteral(f & F_WRITE ? "rb+" : "rb");
  return strFromLiteral("wb");
}
export function fileioClosefd(self: Value): Value { return boolean((fio(self).flags & F_CLOSEFD) != 0); }
export function fileioBlksize(self: Value): Value { return int(fio(self).blksize); }
export function fileioRepr(self: Value): Value {
  const module = typeOf(self).ht_module;
  if (fileioFd(self) < 0) return fmt("<%T [closed]>", self);
  const name = getAttrOptional(self, N.name), mode = fileioMode(self), close = fio(self).flags & F_CLOSEFD;
  if (errOccurred()) errClear();
  const c = strFromLiteral(close ? "True" : "False");
  const r = name ? fmt("<_io.FileIO name=%R mode=%R closefd=%U>", name, mode, c) : fmt("<_io.FileIO fd=%d mode=%R closefd=%U>", int(fileioFd(self)), mode, c);
  decref(name); decref(mode); decref(c);
  return r;
}
