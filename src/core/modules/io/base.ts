/** _io._IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase: what every file has, in terms of what its type defines. CPython: Modules/_io/iobase.c. */
import { Ptr, Value, NULL, None, True, False, boolean, int, intOf, isInt } from "../../base/value";
import { Obj, as, toValue } from "../../base/obj";
import { T, TypeObject, TF_BYTES_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { errClear, errFetch, errMatches, errOccurred, errRestore, raise, raiseException, raiseFmt } from "../../objects/errors";
import { hasFlag, typeOf } from "../../objects/typeof";
import { getAttr, getAttrOptional, setAttr } from "../../objects/attributes";
import { call1, callMethod0, callMethod1, callMethod2 } from "../../objects/call";
import { isTrue, iter, iterNext } from "../../objects/abstract";
import { indexAsSsize } from "../../objects/abstract-index";
import { getBuffer, releaseBuffer } from "../../objects/buffer";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { bbByte, bbCopy, bbDiscard, bbFinish, bbNew } from "../../types/bytes/builder";
import { bytesData, bytesFromPtr, bytesLen, bytearrayData, bytearrayNew } from "../../types/bytes/core";
import { listAppend, listAppendSteal, listNew, listSize } from "../../types/list/core";
import { intAsI32 } from "../../types/int/core";
import { attrTrue, methodTrue, raiseClosed, raiseUnsupported, sizeArg } from "./common";

@unmanaged
export class IOBaseObject extends Obj {}
export { objectDealloc as ioBaseDealloc, objectTraverse as ioBaseTraverse, objectClear as ioBaseClear } from "../../objects/heap-object";
/** object's own, so that a class with a plain base before a stream's is made by either. */
export { objectNew as ioBaseNew } from "../../objects/object";
import { objectNew } from "../../objects/object";

/** False with ValueError if the file is closed. */
export function checkClosed(self: Value): bool {
  const c = attrTrue(self, N.closed);
  if (c < 0) return false;
  if (c) { raiseClosed(); return false; }
  return true;
}
export function ioSeek(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return raiseUnsupported("seek"); }
export function ioTell(self: Value): Value { return callMethod2(self, N.seek, int(0), int(1)); }
export function ioTruncate(self: Value, pos: Value): Value { return raiseUnsupported("truncate"); }
export function ioFlush(self: Value): Value { return checkInternalClosed(self) ? None : NULL; }
/** The attribute that marks a plain IOBase as closed. */
function markedClosed(self: Value): i32 {
  const v = getAttrOptional(self, N.__IOBase_closed);
  if (!v) return errOccurred() ? -1 : 0;
  decref(v);
  return 1;
}
function checkInternalClosed(self: Value): bool {
  const c = markedClosed(self);
  if (c < 0) return false;
  if (c) { raiseClosed(); return false; }
  return true;
}
export function ioClosed(self: Value): Value { const c = markedClosed(self); return c < 0 ? NULL : boolean(c != 0); }
export function ioClose(self: Value): Value {
  const c = markedClosed(self);
  if (c < 0) return NULL;
  if (c) return None;
  const r = callMethod0(self, N.flush);
  const saved = r ? NULL : errFetch();
  decref(r);
  const e = setAttr(self, N.__IOBase_closed, True);
  if (saved) { errClear(); errRestore(saved); return NULL; }
  return e < 0 ? NULL : None;
}
/** The stream whose finalizer this thread runs: its close() warns before it closes. Thread-local. */
let finalizing: Value = NULL;
/** close() of `self` was called by its finalizer: what is below, `below` (borrowed), tells of the unclosed file, if there is one. Never raises. */
export function warnIfFinalizing(self: Value, below: Value): void {
  if (finalizing != self || !below) return;
  const saved = errFetch(), r = callMethod1(below, N._dealloc_warn, self);
  if (r) decref(r); else errClear();
  errRestore(saved);
}
/** tp_finalize: an open file is closed; errors are reported as CPython's development mode would, that is, not. */
export function ioFinalize(self: Value): void {
  const saved = errFetch();
  const c = getAttrOptional(self, N.closed), closed = c ? isTrue(c) : -1;
  decref(c);
  if (closed <= 0) {
    errClear();
    const outer = finalizing;
    finalizing = self;
    const r = callMethod0(self, N.close);
    finalizing = outer;
    if (r) decref(r); else errClear();
  }
  errClear();
  errRestore(saved);
}
export function isFinalizing(self: Value): bool { return finalizing == self; }
export function ioFalse(self: Value): Value { return False; }
export function ioIsatty(self: Value): Value { return checkClosed(self) ? False : NULL; }
export function ioFileno(self: Value): Value { return raiseUnsupported("fileno"); }
export function ioEnter(self: Value): Value { return checkClosed(self) ? newRef(self) : NULL; }
export function ioExit(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return callMethod0(self, N.close); }
export function ioCheckClosed(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return checkClosed(self) ? None : NULL; }
function check(self: Value, name: Value, text: string): Value {
  const r = methodTrue(self, name);
  if (r < 0) return NULL;
  return r ? True : raiseUnsupported(text);
}
export function ioCheckSeekable(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return check(self, N.seekable, "File or stream is not seekable."); }
export function ioCheckReadable(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return check(self, N.readable, "File or stream is not readable."); }
export function ioCheckWritable(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return check(self, N.writable, "File or stream is not writable."); }
/** readline() by peek() and read(). */
export function ioReadline(self: Value, size: Value): Value {
  const limit = sizeArg(size);
  if (limit == -2) return NULL;
  const peek = getAttrOptional(self, N.peek);
  if (!peek && errOccurred()) return NULL;
  const bb = bbNew(80);
  let n = 0;
  while (limit < 0 || n < limit) {
    let want = 1;
    if (peek) {
      const ahead = call1(peek, int(1));
      if (!ahead) { decref(peek); bbDiscard(bb); return NULL; }
      if (!hasFlag(ahead, TF_BYTES_SUBCLASS)) { raiseFmt(T.OSError, "peek() should have returned a bytes object, not '%T'", ahead); decref(ahead); decref(peek); bbDiscard(bb); return NULL; }
      const d = bytesData(ahead), m = bytesLen(ahead);
      if (m > 0) {
        let i = 0;
        while (i < m && (limit < 0 || n + i < limit)) if (load<u8>(d + i++) == 10) break;
        want = i;
      }
      decref(ahead);
    }
    const b = callMethod1(self, N.read, int(want));
    if (!b) { decref(peek); bbDiscard(bb); return NULL; }
    if (!hasFlag(b, TF_BYTES_SUBCLASS)) { raiseFmt(T.OSError, "read() should have returned a bytes object, not '%T'", b); decref(b); decref(peek); bbDiscard(bb); return NULL; }
    const got = bytesLen(b);
    if (got == 0) { decref(b); break; }
    bbCopy(bb, bytesData(b), got);
    n += got;
    const last = load<u8>(bytesData(b) + got - 1);
    decref(b);
    if (last == 10) break;
  }
  decref(peek);
  return bbFinish(bb);
}
export function ioReadlines(self: Value, hint: Value): Value {
  const limit = sizeArg(hint);
  if (limit == -2) return NULL;
  const r = listNew(0);
  if (!r) return NULL;
  const it = iter(self);
  if (!it) { decref(r); return NULL; }
  let total = 0;
  for (;;) {
    const line = iterNext(it);
    if (!line) break;
    if (limit > 0) {
      const n = length(line);
      if (n < 0) { decref(line); break; }
      total += n;
    }
    if (listAppendSteal(r, line) < 0) break;
    if (limit > 0 && total >= limit) break;
  }
  decref(it);
  if (errOccurred()) { decref(r); return NULL; }
  return r;
}
import { length } from "../../objects/abstract";
export function ioWritelines(self: Value, lines: Value): Value {
  if (!checkClosed(self)) return NULL;
  const it = iter(lines);
  if (!it) return NULL;
  for (;;) {
    const line = iterNext(it);
    if (!line) break;
    const r = callMethod1(self, N.write, line);
    decref(line);
    if (!r) break;
    decref(r);
  }
  decref(it);
  return errOccurred() ? NULL : None;
}
export function ioIter(self: Value): Value { return checkClosed(self) ? newRef(self) : NULL; }
export function ioNext(self: Value): Value {
  const line = callMethod0(self, N.readline);
  if (!line) return NULL;
  const n = length(line);
  if (n > 0) return line;
  decref(line);
  return NULL;
}

// ---- _RawIOBase -----------------------------------------------------------------------------------------------------------------------
export function rawRead(self: Value, size: Value): Value {
  const n = sizeArg(size);
  if (n == -2) return NULL;
  if (n < 0) return callMethod0(self, N.readall);
  const ba = bytearrayNew(n);
  if (!ba) return NULL;
  const r = callMethod1(self, N.readinto, ba);
  if (!r || r == None) { decref(ba); return r; }
  const got = intAsI32(r);
  decref(r);
  if (got == -1 && errOccurred()) { decref(ba); return NULL; }
  if (got < 0 || got > n) { decref(ba); return raiseFmt(T.ValueError, "readinto returned %d outside buffer size %d", int(got), int(n)); }
  const b = bytesFromPtr(bytearrayData(ba), got);
  decref(ba);
  return b;
}
/** readinto() and write(): a raw stream brings its own. */
export function rawUnimplemented(self: Value, x: Value): Value { return raiseException(exceptionNew0(T.NotImplementedError)); }
import { exceptionNew0 } from "../../types/exceptions/create";
export function rawReadall(self: Value): Value {
  const bb = bbNew(65536);
  for (let any = false; ; any = true) {
    const b = callMethod1(self, N.read, int(65536));
    if (!b) { bbDiscard(bb); return NULL; }
    if (b == None) { if (any) break; bbDiscard(bb); return None; }
    if (!hasFlag(b, TF_BYTES_SUBCLASS)) { decref(b); bbDiscard(bb); return raise(T.TypeError, "read() should return bytes"); }
    const n = bytesLen(b);
    bbCopy(bb, bytesData(b), n);
    decref(b);
    if (n == 0) break;
  }
  return bbFinish(bb);
}

// ---- _BufferedIOBase ------------------------------------------------------------------------------------------------------------------
export function bufferedBaseRead(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return raiseUnsupported("read"); }
export function bufferedBaseRead1(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return raiseUnsupported("read1"); }
export function bufferedBaseWrite(self: Value, b: Value): Value { return raiseUnsupported("write"); }
export function bufferedBaseDetach(self: Value): Value { return raiseUnsupported("detach"); }
function readInto(self: Value, buffer: Value, method: Value): Value {
  const mark = stackMark(), buf = stackAlloc(16);
  if (!buf) return NULL;
  let r: Value = NULL;
  if (getWritableBuffer(buffer, buf) >= 0) {
    const n = load<i32>(buf, 4), b = callMethod1(self, method, int(n));
    if (b && hasFlag(b, TF_BYTES_SUBCLASS)) {
      const got = bytesLen(b);
      if (got > n) raiseFmt(T.ValueError, "read() returned too much data: %d bytes requested, %d returned", int(n), int(got));
      else { memory.copy(load<u32>(buf), bytesData(b), got); r = int(got); }
    } else if (b) raise(T.TypeError, "read() should return bytes");
    decref(b);
    releaseBuffer(buffer, buf);
  }
  stackRestore(mark);
  return r;
}
import { getWritableBuffer } from "../../objects/buffer";
export function bufferedBaseReadinto(self: Value, buffer: Value): Value { return readInto(self, buffer, N.read); }
export function bufferedBaseReadinto1(self: Value, buffer: Value): Value { return readInto(self, buffer, N.read1); }

// ---- _TextIOBase ----------------------------------------------------------------------------------------------------------------------
export function textBaseRead(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return raiseUnsupported("read"); }
export function textBaseReadline(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return raiseUnsupported("readline"); }
export function textBaseWrite(self: Value, s: Value): Value { return raiseUnsupported("write"); }
export function textBaseDetach(self: Value): Value { return raiseUnsupported("detach"); }
export function textBaseNone(self: Value): Value { return None; }
