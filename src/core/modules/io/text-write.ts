/**
 * _io.TextIOWrapper: writing. Encoded text waits in `pending` and goes to the buffer in one write: at 8192 bytes, at the end of a line when line buffered, and when flushed.
 * CPython: Modules/_io/textio.c.
 */
import { copyBytes } from "../../base/bytes";
import { Ptr, Value, NULL, int } from "../../base/value";
import { T, TF_BYTES_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref } from "../../refcount/count";
import { raiseFmt, raiseNoMemory } from "../../objects/errors";
import { hasFlag, isExact } from "../../objects/typeof";
import { callMethod0, callMethod1 } from "../../objects/call";
import { memAlloc, memFree } from "../../memory/alloc";
import { charAt, strAt, strData, strIsAscii, strKind, strLen } from "../../types/str/core";
import { sbChar, sbFinish, sbNew } from "../../types/str/builder";
import { bytesData, bytesFromPtr, bytesLen } from "../../types/bytes/core";
import { ENC_OTHER, encodeStr } from "../../codecs/dispatch";
import { ioUnlock, raiseUnsupported } from "./common";
import { fileioWriteOnce } from "./fileio";
import { raiseErrno } from "../posix/errors";
import { bufferedFlush, bufferedWriteSpan } from "./buffered";
import { TextIOObject, X_LINE, X_NO_TELL, X_NO_WRITE, X_THROUGH, X_WRITE_CR, X_WRITE_CRLF, encoderOf, encodingOf, errorsOf, lockOpen, to, usable, flagsOf, flagsOff } from "./text-object";
import { dropRead } from "./text-read";

const PENDING_MAX: i32 = 8192;
/** Hands the waiting bytes to the buffer. Lock held. 0, -1 with an exception. */
export function flushPending(o: TextIOObject): i32 {
  const n = o.pendingLen;
  if (!n) return 0;
  const p: Ptr = o.pending, cap = o.pendingCap;
  // taken out first: Python code may run below and write more
  o.pending = 0; o.pendingLen = 0; o.pendingCap = 0;
  let r = 0;
  if (isExact(o.buffer, T.BufferedWriter) || isExact(o.buffer, T.BufferedRandom)) r = bufferedWriteSpan(o.buffer, p, n);
  else if (isExact(o.buffer, T.FileIO)) {
    // all of it, where CPython writes once and drops the rest of a short write
    for (let done = 0; r == 0 && done < n;) {
      const k = fileioWriteOnce(o.buffer, p + done, n - done);
      if (k >= 0) done += k; else { r = -1; if (k == -2) raiseErrno(11); }
    }
  } else {
    const b = bytesFromPtr(p, n), x = b ? callMethod1(o.buffer, N.write, b) : NULL;
    decref(b);
    if (!x) r = -1; else decref(x);
  }
  if (!o.pending && r == 0) { o.pending = <u32>p; o.pendingCap = cap; } else memFree(p);
  return r;
}
function pendingRoom(o: TextIOObject, n: i32): bool {
  if (o.pendingLen + n <= o.pendingCap) return true;
  const cap = o.pendingLen + n + PENDING_MAX, p = memAlloc(cap);
  if (!p) { raiseNoMemory(); return false; }
  copyBytes(p, o.pending, o.pendingLen);
  if (o.pending) memFree(o.pending);
  o.pending = <u32>p; o.pendingCap = cap;
  return true;
}
/** The text with \n as the file wants it. New. */
function withNewlines(s: Value, crlf: bool): Value {
  const n = strLen(s), sb = sbNew(n + 16);
  for (let i = 0; i < n; i++) { const c = strAt(s, i); if (c == 10) { sbChar(sb, 13); if (crlf) sbChar(sb, 10); } else sbChar(sb, c); }
  return sbFinish(sb);
}
function hasLineEnd(s: Value): bool {
  const n = strLen(s), d = strData(s), kind = strKind(s);
  for (let i = n - 1; i >= 0; i--) { const c = charAt(d, kind, i); if (c == 10 || c == 13) return true; }
  return false;
}
/** The text as bytes; new. */
function encode(o: TextIOObject, text: Value): Value {
  if (o.kind != ENC_OTHER) {
    const encoding = encodingOf(o), errors = errorsOf(o), b = encodeStr(text, encoding, errors);
    decref(encoding); decref(errors);
    return b;
  }
  const encoder = encoderOf(o);
  if (!encoder) return raiseUnsupported("not writable");
  const b = callMethod1(encoder, N.encode, text);
  decref(encoder);
  if (!b || hasFlag(b, TF_BYTES_SUBCLASS)) return b;
  raiseFmt(T.TypeError, "encoder should return a bytes object, not '%T'", b);
  decref(b);
  return NULL;
}
export function textWrite(self: Value, s: Value): Value {
  if (!hasFlag(s, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "write() argument must be str, not %T", s);
  if (!usable(self, X_NO_WRITE)) return NULL;
  const o = to(self);
  let text = s, own: Value = NULL;
  if (flagsOf(o) & (X_WRITE_CRLF | X_WRITE_CR)) { own = withNewlines(s, (flagsOf(o) & X_WRITE_CRLF) != 0); if (!own) return NULL; text = own; }
  let encoded: Value = NULL, n: i32;
  const ascii = strIsAscii(text) && o.kind != ENC_OTHER;
  if (ascii) n = strLen(text);
  else { encoded = encode(o, text); n = encoded ? bytesLen(encoded) : 0; }
  if ((!ascii && !encoded) || !lockOpen(self)) { decref(own); decref(encoded); return NULL; }
  let r = 0;
  if (o.pendingLen && o.pendingLen + n > PENDING_MAX) r = flushPending(o);
  if (r == 0) {
    if (!pendingRoom(o, n)) r = -1;
    else { copyBytes(o.pending + o.pendingLen, ascii ? strData(text) : bytesData(encoded), n); o.pendingLen += n; }
  }
  const line = (flagsOf(o) & X_LINE) != 0 && hasLineEnd(text), through = (flagsOf(o) & X_THROUGH) != 0;
  if (r == 0 && (o.pendingLen >= PENDING_MAX || line || through)) r = flushPending(o);
  if (r == 0 && line) { const x = isExact(o.buffer, T.BufferedWriter) ? bufferedFlush(o.buffer) : callMethod0(o.buffer, N.flush); if (!x) r = -1; else decref(x); }
  if (o.decoded) dropRead(o);
  ioUnlock(self);
  decref(own); decref(encoded);
  return r < 0 ? NULL : int(strLen(s));
}
export function textFlush(self: Value): Value {
  if (!lockOpen(self)) return NULL;
  const o = to(self);
  flagsOff(o, X_NO_TELL);
  const r = flushPending(o) < 0 ? NULL : callMethod0(o.buffer, N.flush);
  ioUnlock(self);
  return r;
}
