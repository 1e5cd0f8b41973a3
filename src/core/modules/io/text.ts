/**
 * _io.TextIOWrapper. UTF-8, ASCII and Latin-1 are decoded and encoded here; other encodings through codecs' incremental coders. Everything under the object's lock.
 *
 * READING. `decoded` is the text of the last chunk, `at` how much of it was handed out; `chunk` its bytes (they begin with what the chunk before left undecoded), from which tell()
 * computes the position of `at`. WRITING. Encoded text waits in `pending` and goes to the buffer in one write: at 8192 bytes, at the end of a line when line buffered, and
 * when flushed. CPython: Modules/_io/textio.c. Other than there: tell() gives the plain byte position (no decoder state in the cookie).
 */
import { copyBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, True, False, boolean, int, intOf, isInt } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TypeObject, TF_BYTES_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { freeObject, newObject } from "../../objects/alloc";
import { errClear, errFetch, errMatches, errOccurred, errRestore, fmt, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { getAttr, getAttrOptional } from "../../objects/attributes";
import { argKeyword, argAt } from "../../types/args";
import { call1, callMethod0, callMethod1, callMethod2 } from "../../objects/call";
import { isTrue } from "../../objects/abstract";
import { instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { memAlloc, memFree } from "../../memory/alloc";
import { intAsI32, intAsI64, intFromI64 } from "../../types/int/core";
import { charAt, strAt, strData, strEmpty, strEqLiteral, strFromLiteral, strIsAscii, strKind, strLen } from "../../types/str/core";
import { strSub } from "../../types/str/slice";
import { StrBuilder, sbChar, sbDiscard, sbFinish, sbNew, sbSlice, sbStr } from "../../types/str/builder";
import { bytesData, bytesFromPtr, bytesLen, bytesNew } from "../../types/bytes/core";
import { ENC_ASCII, ENC_LATIN1, ENC_OTHER, ENC_UTF8, encodeStr, encodingKind } from "../../codecs/dispatch";
import { decodeUtf8, utf8Consumed, utf8Length, utf8Write, surrogatesSeen } from "../../codecs/utf8";
import { decodeAscii, decodeLatin1 } from "../../codecs/latin1";
import { codecLookup } from "../../codecs/registry";
import { finalizeFromDealloc } from "../../objects/finalize";
import { attrTrue, ioLock, ioUnlock, methodTrue, offsetArg, raiseUnsupported, sizeArg } from "./common";
import { IOBaseObject } from "./base";
import { fileioWriteOnce } from "./fileio";
import { raiseErrno } from "../posix/errors";
import { BufferedObject, bufferedFlush, bufferedRead1N, bufferedReadN, bufferedWriteSpan } from "./buffered";
import { SEEN_CR, SEEN_CRLF, SEEN_LF, newlinesSeen, newlinesValue, translateNewlines } from "./newlines";

@unmanaged
export class TextIOObject extends IOBaseObject {
  /** the lock, 16 bytes */ lock0: u64;
  lock1: u64;
  /** buffered stream, or NULL */ buffer: Value;
  encoding: Value;
  errors: Value;
  /** the newline argument (str), NULL for None */ newline: Value;
  /** ENC_OTHER: incremental coders, or NULL */ encoder: Value;
  decoder: Value;
  /** text read ahead, or NULL */ decoded: Value;
  /** the bytes of `decoded`, or NULL */ chunk: Value;
  /** bytes read but not decoded yet (an incomplete character, a \r), or NULL */ rest: Value;
  /** index in `decoded` */ at: i32;
  /** ENC_* */ kind: i32;
  flags: u32;
  /** line ends seen */ seen: u32;
  /** encoded text that waits: address, length, room */ pending: u32;
  pendingLen: i32;
  pendingCap: i32;
  chunkSize: i32;
}
const X_LINE: u32 = 1, X_THROUGH: u32 = 2, X_UNIVERSAL: u32 = 4, X_TRANSLATE: u32 = 8, X_WRITE_CRLF: u32 = 16, X_WRITE_CR: u32 = 32, X_DETACHED: u32 = 64, X_NO_TELL: u32 = 128, X_EOF: u32 = 256, X_READ_CR: u32 = 512, X_READ_CRLF: u32 = 1024, X_HELD_CR: u32 = 2048;
const PENDING_MAX: i32 = 8192;
// @ts-ignore: decorator
@inline function to(v: Value): TextIOObject { return as<TextIOObject>(v); }

function ready(v: Value): bool {
  if (to(v).buffer) return true;
  raise(T.ValueError, to(v).flags & X_DETACHED ? "underlying buffer has been detached" : "I/O operation on uninitialized object");
  return false;
}
function notClosed(v: Value): bool {
  if (!ready(v)) return false;
  const c = attrTrue(to(v).buffer, N.closed);
  if (c < 0) return false;
  if (c) { raise(T.ValueError, "I/O operation on closed file."); return false; }
  return true;
}
export function textNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return <Value>newObject(as<TypeObject>(type)); }
function arg(args: Ptr, nargs: i32, kwnames: Value, i: i32, name: string): Value { return i < nargs ? argAt(args, i) : argKeyword(args, nargs, kwnames, name); }
/** (buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False) */
export function textInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  const buffer = arg(args, nargs, kwnames, 0, "buffer");
  if (!buffer) { raise(T.TypeError, "TextIOWrapper() missing required argument 'buffer' (pos 1)"); return -1; }
  const lb = arg(args, nargs, kwnames, 4, "line_buffering"), wt = arg(args, nargs, kwnames, 5, "write_through");
  const l = lb ? isTrue(lb) : 0, w = wt ? isTrue(wt) : 0;
  if (l < 0 || w < 0) return -1;
  return textOpen(self, buffer, arg(args, nargs, kwnames, 1, "encoding"), arg(args, nargs, kwnames, 2, "errors"), arg(args, nargs, kwnames, 3, "newline"), l != 0, w != 0);
}
/** Sets the flags that follow from the newline argument. False with an exception. */
function setNewline(o: TextIOObject, nl: Value): bool {
  if (nl == None) nl = NULL;
  if (nl && !hasFlag(nl, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "TextIOWrapper() argument 'newline' must be str or None, not %T", nl); return false; }
  if (nl && strLen(nl) && !strEqLiteral(nl, "\n") && !strEqLiteral(nl, "\r") && !strEqLiteral(nl, "\r\n")) { raiseFmt(T.ValueError, "illegal newline value: %R", nl); return false; }
  o.flags &= ~(X_UNIVERSAL | X_TRANSLATE | X_WRITE_CRLF | X_WRITE_CR | X_READ_CR | X_READ_CRLF);
  if (!nl) o.flags |= X_UNIVERSAL | X_TRANSLATE;
  else if (!strLen(nl)) o.flags |= X_UNIVERSAL;
  else if (strEqLiteral(nl, "\r\n")) o.flags |= X_WRITE_CRLF | X_READ_CRLF;
  else if (strEqLiteral(nl, "\r")) o.flags |= X_WRITE_CR | X_READ_CR;
  const old = o.newline;
  o.newline = newRef(nl);
  decref(old);
  return true;
}
/** Sets encoding and errors (either may be NULL or None: the default). False with an exception. */
function setEncoding(o: TextIOObject, encoding: Value, errors: Value): bool {
  let e: Value, x: Value;
  if (!encoding || encoding == None || (isExact(encoding, T.str) && strEqLiteral(encoding, "locale"))) e = strFromLiteral("UTF-8");
  else if (!hasFlag(encoding, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "TextIOWrapper() argument 'encoding' must be str or None, not %T", encoding); return false; }
  else e = newRef(encoding);
  if (!errors || errors == None) x = strFromLiteral("strict");
  else if (!hasFlag(errors, TF_UNICODE_SUBCLASS)) { decref(e); raiseFmt(T.TypeError, "TextIOWrapper() argument 'errors' must be str or None, not %T", errors); return false; }
  else x = newRef(errors);
  let kind = encodingKind(e), enc: Value = NULL, dec: Value = NULL;
  if (kind != ENC_UTF8 && kind != ENC_ASCII && kind != ENC_LATIN1) {
    kind = ENC_OTHER;
    const info = codecLookup(e);
    if (!info) { decref(e); decref(x); return false; }
    const isText = attrTrueOr(info, N._is_text_encoding, 1);
    if (isText == 0) { raiseFmt(T.LookupError, "%R is not a text encoding; use codecs.open() to handle arbitrary codecs", e); decref(info); decref(e); decref(x); return false; }
    const d = getAttr(info, N.incrementaldecoder), n = getAttr(info, N.incrementalencoder);
    dec = d && d != None ? call1(d, x) : NULL;
    enc = n && n != None ? call1(n, x) : NULL;
    decref(d); decref(n); decref(info);
    if (errOccurred()) { decref(e); decref(x); decref(dec); decref(enc); return false; }
  }
  const a = o.encoding, b = o.errors, c = o.encoder, d2 = o.decoder;
  o.encoding = e; o.errors = x; o.encoder = enc; o.decoder = dec; o.kind = kind;
  decref(a); decref(b); decref(c); decref(d2);
  return true;
}
function attrTrueOr(v: Value, name: Value, dflt: i32): i32 {
  const a = getAttrOptional(v, name);
  if (!a) { errClear(); return dflt; }
  const r = isTrue(a);
  decref(a);
  return r;
}
export function textOpen(self: Value, buffer: Value, encoding: Value, errors: Value, newline: Value, line: bool, through: bool): i32 {
  const o = to(self);
  o.flags = 0; o.at = 0; o.seen = 0; o.chunkSize = 8192;
  if (!setNewline(o, newline) || !setEncoding(o, encoding, errors)) return -1;
  if (line) o.flags |= X_LINE;
  if (through) o.flags |= X_THROUGH;
  const old = o.buffer;
  o.buffer = newRef(buffer);
  decref(old);
  return 0;
}
export function textDealloc(p: Ptr): void {
  if (!finalizeFromDealloc(p)) return;
  const o = changetype<TextIOObject>(p);
  if (o.pending) memFree(o.pending);
  o.pending = 0;
  instanceTailClear(p, changetype<TypeObject>(o.type));
  for (let q = p + offsetof<TextIOObject>("buffer"), e = p + offsetof<TextIOObject>("at"); q < e; q += 8) { const v = load<u64>(q); store<u64>(q, NULL); decref(v); }
  freeObject(p);
}
export function textTraverse(p: Ptr): void {
  for (let q = p + offsetof<TextIOObject>("buffer"), e = p + offsetof<TextIOObject>("at"); q < e; q += 8) gcVisit(load<u64>(q));
  instanceTailVisit(p, changetype<TypeObject>(changetype<TextIOObject>(p).type));
}
// ---- writing --------------------------------------------------------------------------------------------------------------------------
/** Hands the waiting bytes to the buffer. Lock held. 0, -1 with an exception. */
function flushPending(o: TextIOObject): i32 {
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
export function textWrite(self: Value, s: Value): Value {
  if (!hasFlag(s, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "write() argument must be str, not %T", s);
  if (!notClosed(self)) return NULL;
  const o = to(self);
  let text = s, own: Value = NULL;
  if (o.flags & (X_WRITE_CRLF | X_WRITE_CR)) { own = withNewlines(s, (o.flags & X_WRITE_CRLF) != 0); if (!own) return NULL; text = own; }
  let encoded: Value = NULL, n: i32;
  const ascii = strIsAscii(text) && o.kind != ENC_OTHER;
  if (ascii) n = strLen(text);
  else if (o.kind == ENC_OTHER) {
    if (!o.encoder) { decref(own); return raiseUnsupported("not writable"); }
    encoded = callMethod1(o.encoder, N.encode, text);
    n = encoded ? bytesLen(encoded) : 0;
  } else { encoded = encodeStr(text, o.encoding, o.errors); n = encoded ? bytesLen(encoded) : 0; }
  if ((!ascii && !encoded) || !ioLock(self)) { decref(own); decref(encoded); return NULL; }
  let r = 0;
  if (o.pendingLen && o.pendingLen + n > PENDING_MAX) r = flushPending(o);
  if (r == 0) {
    if (!pendingRoom(o, n)) r = -1;
    else { copyBytes(o.pending + o.pendingLen, ascii ? strData(text) : bytesData(encoded), n); o.pendingLen += n; }
  }
  const line = (o.flags & X_LINE) != 0 && hasLineEnd(text), through = (o.flags & X_THROUGH) != 0;
  if (r == 0 && (o.pendingLen >= PENDING_MAX || line || through)) r = flushPending(o);
  if (r == 0 && line) { const x = isExact(o.buffer, T.BufferedWriter) ? bufferedFlush(o.buffer) : callMethod0(o.buffer, N.flush); if (!x) r = -1; else decref(x); }
  if (o.decoded) dropRead(o);
  ioUnlock(self);
  decref(own); decref(encoded);
  return r < 0 ? NULL : int(strLen(s));
}
export function textFlush(self: Value): Value {
  if (!notClosed(self) || !ioLock(self)) return NULL;
  const o = to(self);
  o.flags &= ~X_NO_TELL;
  const r = flushPending(o) < 0 ? NULL : callMethod0(o.buffer, N.flush);
  ioUnlock(self);
  return r;
}
// ---- reading --------------------------------------------------------------------------------------------------------------------------
function dropRead(o: TextIOObject): void {
  const a = o.decoded, b = o.chunk, c = o.rest;
  o.decoded = NULL; o.chunk = NULL; o.rest = NULL; o.at = 0;
  o.flags &= ~X_EOF;
  decref(a); decref(b); decref(c);
}
/** rest + b; steals b. */
function joinRest(o: TextIOObject, b: Value): Value {
  const r = o.rest;
  if (!r || !b) return b;
  o.rest = NULL;
  const j = bytesNew(bytesLen(r) + bytesLen(b));
  if (j) { copyBytes(bytesData(j), bytesData(r), bytesLen(r)); copyBytes(bytesData(j) + bytesLen(r), bytesData(b), bytesLen(b)); }
  decref(r); decref(b);
  return j;
}
/** Decodes bytes (the rest of before included); keeps what is incomplete in `rest`. Steals b. Sets `chunk`. New str, or NULL. */
function decode(o: TextIOObject, b: Value, final: bool): Value {
  b = joinRest(o, b);
  if (!b) return NULL;
  let s: Value, used = bytesLen(b);
  const p = bytesData(b), n = used;
  if (o.kind == ENC_UTF8) { s = decodeUtf8(p, n, o.errors, final); used = s ? utf8Consumed : n; }
  else if (o.kind == ENC_LATIN1) s = decodeLatin1(p, n);
  else if (o.kind == ENC_ASCII) s = decodeAscii(p, n, o.errors);
  else { if (!o.decoder) { decref(b); return raiseUnsupported("not readable"); } s = callMethod2(o.decoder, N.decode, b, boolean(final)); if (s && !hasFlag(s, TF_UNICODE_SUBCLASS)) { decref(s); s = raise(T.TypeError, "decoder should return a string result"); } }
  if (!s) { decref(b); return NULL; }
  if (o.flags & X_HELD_CR) {
    o.flags &= ~X_HELD_CR;
    const sb = sbNew(strLen(s) + 1);
    sbChar(sb, 13); sbStr(sb, s);
    decref(s);
    s = sbFinish(sb);
    if (!s) { decref(b); return NULL; }
  }
  if (o.flags & X_UNIVERSAL) {
    const len = strLen(s);
    if (!final && len && strAt(s, len - 1) == 13) {
      // the \r is decoded again with what follows it
      const cut = strSub(s, 0, len - 1);
      decref(s);
      s = cut;
      if (o.kind == ENC_OTHER) o.flags |= X_HELD_CR; else used -= 1;
      if (!s) { decref(b); return NULL; }
    }
    s = noteNewlines(o, s);
  }
  if (used < n) o.rest = bytesFromPtr(p + used, n - used);
  const old = o.chunk;
  o.chunk = b;
  decref(old);
  return s;
}
function noteNewlines(o: TextIOObject, s: Value): Value {
  if (o.flags & X_TRANSLATE) {
    s = translateNewlines(s);
    o.seen |= newlinesSeen;
    if (s && !(o.seen & SEEN_LF) && strLen(s) && newlinesSeen == 0) o.seen |= lfSeen(s);
    return s;
  }
  return s;
}
function lfSeen(s: Value): u32 { const n = strLen(s), d = strData(s), k = strKind(s); for (let i = 0; i < n; i++) if (charAt(d, k, i) == 10) return SEEN_LF; return 0; }
/** Reads and decodes the next chunk into `decoded`: 1, 0 at the end, -1. Lock held; what was in `decoded` is used up. */
function readChunk(o: TextIOObject): i32 {
  if (o.pendingLen && flushPending(o) < 0) return -1;
  if (!o.decoder && o.kind == ENC_OTHER) { raiseUnsupported("not readable"); return -1; }
  for (;;) {
    let b: Value;
    if (isExact(o.buffer, T.BufferedReader) || isExact(o.buffer, T.BufferedRandom)) b = bufferedRead1N(o.buffer, o.chunkSize);
    else { b = callMethod1(o.buffer, hasRead1(o.buffer) ? N.read1 : N.read, int(o.chunkSize)); }
    if (!b) return -1;
    if (!hasFlag(b, TF_BYTES_SUBCLASS)) { raiseFmt(T.TypeError, "underlying read1() should have returned a bytes-like object, not '%T'", b); decref(b); return -1; }
    const end = bytesLen(b) == 0, s = decode(o, b, end);
    if (!s) return -1;
    const old = o.decoded;
    o.decoded = s; o.at = 0;
    decref(old);
    if (strLen(s)) return 1;
    if (end) break;
  }
  return 0;
}
function hasRead1(b: Value): bool {
  const f = getAttrOptional(b, N.read1);
  if (!f) { errClear(); return false; }
  decref(f);
  return true;
}
/** Takes n characters of what is decoded. New. */
function take(o: TextIOObject, n: i32): Value {
  const r = n == strLen(o.decoded) && o.at == 0 ? newRef(o.decoded) : strSub(o.decoded, o.at, o.at + n);
  o.at += n;
  return r;
}
// @ts-ignore: decorator
@inline function left(o: TextIOObject): i32 { return o.decoded ? strLen(o.decoded) - o.at : 0; }
export function textRead(self: Value, size: Value): Value {
  const n = sizeArg(size);
  if (n == -2 || !notClosed(self)) return NULL;
  if (!ioLock(self)) return NULL;
  const o = to(self);
  let r: Value = NULL;
  if (flushPending(o) == 0) r = n < 0 ? readAllText(o) : readText(o, n);
  ioUnlock(self);
  return r;
}
function readAllText(o: TextIOObject): Value {
  const b = isExact(o.buffer, T.BufferedReader) ? bufferedReadN(o.buffer, -1) : callMethod0(o.buffer, N.read);
  if (!b) return NULL;
  if (b == None) return raise(T.BlockingIOError, "Read returned None.");
  if (!hasFlag(b, TF_BYTES_SUBCLASS)) { decref(b); return raise(T.TypeError, "read() should have returned a bytes-like object"); }
  const s = decode(o, b, true), have = left(o);
  if (!s) return NULL;
  let r = s;
  if (have) {
    const sb = sbNew(have + strLen(s));
    sbSlice(sb, o.decoded, o.at, strLen(o.decoded)); sbStr(sb, s);
    r = sbFinish(sb);
    decref(s);
  }
  dropRead(o);
  return r;
}
function readText(o: TextIOObject, n: i32): Value {
  if (left(o) >= n && o.decoded) return take(o, n);
  const sb = sbNew(n < 65536 ? n : 65536);
  let got = 0;
  for (;;) {
    let k = left(o);
    if (k > n - got) k = n - got;
    if (k) { sbSlice(sb, o.decoded, o.at, o.at + k); o.at += k; got += k; }
    if (got >= n) break;
    const e = readChunk(o);
    if (e < 0) { sbDiscard(sb); return NULL; }
    if (e == 0) break;
  }
  return sbFinish(sb);
}
/** Length of the line that begins at `at` within `decoded`, its end included; -1: no end in it. */
function findLineEnd(o: TextIOObject): i32 {
  const s = o.decoded, n = strLen(s), d = strData(s), kind = strKind(s), f = o.flags, from = o.at;
  if (!(f & (X_READ_CR | X_READ_CRLF)) && ((f & X_TRANSLATE) || !(f & X_UNIVERSAL))) {
    if (kind == 1) { for (let i = from; i < n; i++) if (load<u8>(d + i) == 10) return i + 1 - from; return -1; }
    for (let i = from; i < n; i++) if (charAt(d, kind, i) == 10) return i + 1 - from;
    return -1;
  }
  for (let i = from; i < n; i++) {
    const c = charAt(d, kind, i);
    if (f & X_READ_CR) { if (c == 13) return i + 1 - from; }
    else if (f & X_READ_CRLF) { if (c == 13 && i + 1 < n && charAt(d, kind, i + 1) == 10) return i + 2 - from; }
    else if (c == 10) return i + 1 - from;
    else if (c == 13) return i + 1 < n && charAt(d, kind, i + 1) == 10 ? i + 2 - from : i + 1 - from;
  }
  return -1;
}
function lineLocked(o: TextIOObject, limit: i32): Value {
  let sb: StrBuilder = changetype<StrBuilder>(0), total = 0;
  for (;;) {
    if (!left(o)) {
      const e = readChunk(o);
      if (e < 0) { if (changetype<Ptr>(sb)) sbDiscard(sb); return NULL; }
      if (e == 0) break;
    }
    let k = findLineEnd(o), end = k >= 0;
    if (!end) k = left(o);
    // a \r\n that the chunk's end cuts apart stays together
    const cut = !end && (o.flags & X_READ_CRLF) != 0 && strAt(o.decoded, strLen(o.decoded) - 1) == 13;
    if (limit >= 0 && total + k >= limit) { k = limit - total; end = true; }
    if (end && total == 0) return take(o, k);
    if (!changetype<Ptr>(sb)) sb = sbNew(k + 128);
    sbSlice(sb, o.decoded, o.at, o.at + k);
    o.at += k; total += k;
    if (end) break;
    if (cut) {
      const e = readChunk(o);
      if (e < 0) { sbDiscard(sb); return NULL; }
      if (e == 0) break;
      if (strAt(o.decoded, 0) == 10) { sbChar(sb, 10); o.at = 1; break; }
    }
  }
  return changetype<Ptr>(sb) ? sbFinish(sb) : strEmpty();
}
export function textReadline(self: Value, size: Value): Value {
  const limit = sizeArg(size);
  if (limit == -2 || !notClosed(self) || !ioLock(self)) return NULL;
  const o = to(self), r = flushPending(o) == 0 ? lineLocked(o, limit) : NULL;
  ioUnlock(self);
  return r;
}
export function textNext(self: Value): Value {
  if (!ready(self)) return NULL;
  let line: Value;
  if (typeOf(self) == T.TextIOWrapper) {
    const o = to(self);
    if (!left(o) && !notClosed(self)) return NULL;
    if (!ioLock(self)) return NULL;
    o.flags |= X_NO_TELL;
    line = lineLocked(o, -1);
    if (line && !strLen(line)) o.flags &= ~X_NO_TELL;
    ioUnlock(self);
  } else line = callMethod0(self, N.readline);
  if (line && !strLen(line)) { decref(line); return NULL; }
  return line;
}
// ---- position -------------------------------------------------------------------------------------------------------------------------
/** Bytes of `chunk` that gave the first `at` characters of `decoded`. */
function bytesBefore(o: TextIOObject): i32 {
  const p = bytesData(o.chunk), n = bytesLen(o.chunk), translate = (o.flags & X_TRANSLATE) != 0;
  let i = 0, chars = 0;
  while (i < n && chars < o.at) {
    const b = load<u8>(p + i);
    if (translate && b == 13 && i + 1 < n && load<u8>(p + i + 1) == 10) i += 2;
    else if (o.kind == ENC_UTF8 && b >= 0xC0) { i++; while (i < n && (load<u8>(p + i) & 0xC0) == 0x80) i++; }
    else i++;
    chars++;
  }
  return i;
}
export function textTell(self: Value): Value {
  if (!notClosed(self) || !ioLock(self)) return NULL;
  const o = to(self);
  let r: Value = NULL;
  const seekable = methodTrue(o.buffer, N.seekable);
  if (seekable == 0) raiseUnsupported("underlying stream is not seekable");
  else if (seekable > 0) {
    if (o.flags & X_NO_TELL) raise(T.OSError, "telling position disabled by next() call");
    else if (flushPending(o) == 0) {
      const f = callMethod0(o.buffer, N.flush), at = f ? callMethod0(o.buffer, N.tell) : NULL;
      decref(f);
      if (at && o.decoded && o.chunk) {
        const end = intAsI64(at);
        decref(at);
        if (o.kind == ENC_OTHER && left(o)) {
          const tail = strSub(o.decoded, o.at, strLen(o.decoded)), b = tail ? encodeStr(tail, o.encoding, o.errors) : NULL;
          if (b) r = intFromI64(end - bytesLen(b));
          decref(tail); decref(b);
        } else r = intFromI64(end - bytesLen(o.chunk) + (o.kind == ENC_OTHER ? bytesLen(o.chunk) : bytesBefore(o)));
      } else r = at;
    }
  }
  ioUnlock(self);
  return r;
}
export function textSeek(self: Value, cookie: Value, whence: Value): Value {
  const w = intAsI32(whence), off = offsetArg(cookie);
  if (errOccurred() || !notClosed(self)) return NULL;
  const o = to(self), seekable = methodTrue(o.buffer, N.seekable);
  if (seekable < 0) return NULL;
  if (!seekable) return raiseUnsupported("underlying stream is not seekable");
  if (w == 1 && off != 0) return raiseUnsupported("can't do nonzero cur-relative seeks");
  if (w == 2 && off != 0) return raiseUnsupported("can't do nonzero end-relative seeks");
  if (w < 0 || w > 2) return raiseFmt(T.ValueError, "invalid whence (%d, should be 0, 1 or 2)", int(w));
  if (w == 0 && off < 0) return raiseFmt(T.ValueError, "negative seek position %d", int(off));
  let target = cookie;
  if (w == 1) { target = textTell(self); if (!target) return NULL; } else newRef(target);
  if (!ioLock(self)) { decref(target); return NULL; }
  let r: Value = NULL;
  const f = flushPending(o) == 0 ? callMethod0(o.buffer, N.flush) : NULL;
  if (f) {
    decref(f);
    dropRead(o);
    o.flags &= ~X_NO_TELL;
    if (o.decoder) { const x = callMethod0(o.decoder, N.reset); decref(x); }
    r = errOccurred() ? NULL : callMethod2(o.buffer, N.seek, target, int(w == 2 ? 2 : 0));
    if (r && o.encoder) {
      // a byte order mark is written at the start only
      const zero = r == int(0), x = zero ? callMethod0(o.encoder, N.reset) : callMethod1(o.encoder, N.setstate, int(2));
      if (x) decref(x); else errClear();
    }
  }
  ioUnlock(self);
  decref(target);
  return r;
}
export function textTruncate(self: Value, pos: Value): Value {
  if (!ready(self)) return NULL;
  const f = callMethod0(self, N.flush);
  if (!f) return NULL;
  decref(f);
  if (!pos || pos == None) {
    const at = textTell(self), r = at ? callMethod1(to(self).buffer, N.truncate, at) : NULL;
    decref(at);
    return r;
  }
  return callMethod1(to(self).buffer, N.truncate, pos);
}
// ---- the rest -------------------------------------------------------------------------------------------------------------------------
export function textDetach(self: Value): Value {
  if (!ready(self)) return NULL;
  const f = callMethod0(self, N.flush);
  if (!f) return NULL;
  decref(f);
  const b = to(self).buffer;
  to(self).buffer = NULL;
  to(self).flags |= X_DETACHED;
  return b;
}
export function textClose(self: Value): Value {
  if (!ready(self)) return NULL;
  const c = attrTrue(to(self).buffer, N.closed);
  if (c) return c < 0 ? NULL : None;
  const f = callMethod0(self, N.flush), saved = f ? NULL : errFetch();
  decref(f);
  const r = callMethod0(to(self).buffer, N.close);
  if (saved) { errClear(); decref(r); errRestore(saved); return NULL; }
  return r;
}
/** reconfigure(*, encoding=None, errors=None, newline=<unset>, line_buffering=None, write_through=None) */
export function textReconfigure(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs) return raiseFmt(T.TypeError, "reconfigure() takes no positional arguments", self);
  if (!notClosed(self)) return NULL;
  const o = to(self), enc = argKeyword(args, 0, kwnames, "encoding"), err = argKeyword(args, 0, kwnames, "errors"), nl = argKeyword(args, 0, kwnames, "newline");
  const lb = argKeyword(args, 0, kwnames, "line_buffering"), wt = argKeyword(args, 0, kwnames, "write_through");
  const reencode = (enc != NULL && enc != None) || (err != NULL && err != None);
  if ((reencode || nl) && o.decoded) return raiseUnsupported("It is not possible to set the encoding or newline of stream after the first read");
  const f = callMethod0(self, N.flush);
  if (!f) return NULL;
  decref(f);
  if (nl && !setNewline(o, nl)) return NULL;
  if (reencode) {
    const keep = enc && enc != None ? enc : o.encoding;
    if (!setEncoding(o, keep, err && err != None ? err : enc && enc != None ? NULL : o.errors)) return NULL;
  }
  if (lb && lb != None) { const t = isTrue(lb); if (t < 0) return NULL; if (t) o.flags |= X_LINE; else o.flags &= ~X_LINE; }
  if (wt && wt != None) { const t = isTrue(wt); if (t < 0) return NULL; if (t) o.flags |= X_THROUGH; else o.flags &= ~X_THROUGH; }
  return None;
}
export function textClosed(self: Value): Value { return ready(self) ? getAttr(to(self).buffer, N.closed) : NULL; }
export function textName(self: Value): Value { return ready(self) ? getAttr(to(self).buffer, N.name) : NULL; }
export function textBuffer(self: Value): Value { return to(self).buffer ? newRef(to(self).buffer) : raise(T.AttributeError, "buffer"); }
export function textEncoding(self: Value): Value { return to(self).encoding ? newRef(to(self).encoding) : None; }
export function textErrors(self: Value): Value { return to(self).errors ? newRef(to(self).errors) : None; }
export function textNewlines(self: Value): Value { return newlinesValue(to(self).seen); }
export function textLineBuffering(self: Value): Value { return boolean((to(self).flags & X_LINE) != 0); }
export function textWriteThrough(self: Value): Value { return boolean((to(self).flags & X_THROUGH) != 0); }
export function textChunkSize(self: Value): Value { return int(to(self).chunkSize); }
export function textSetChunkSize(self: Value, v: Value): i32 {
  const n = v ? intAsI32(v) : 0;
  if (errOccurred()) return -1;
  if (n <= 0) { raise(T.ValueError, "a strictly positive integer is required"); return -1; }
  to(self).chunkSize = n;
  return 0;
}
export function textFileno(self: Value): Value { return ready(self) ? callMethod0(to(self).buffer, N.fileno) : NULL; }
export function textIsatty(self: Value): Value { return ready(self) ? callMethod0(to(self).buffer, N.isatty) : NULL; }
export function textSeekable(self: Value): Value { return ready(self) ? callMethod0(to(self).buffer, N.seekable) : NULL; }
export function textReadable(self: Value): Value { return ready(self) ? callMethod0(to(self).buffer, N.readable) : NULL; }
export function textWritable(self: Value): Value { return ready(self) ? callMethod0(to(self).buffer, N.writable) : NULL; }
export function textRepr(self: Value): Value {
  if (!to(self).buffer) return fmt("<%T>", self);
  const name = getAttrOptional(self, N.name);
  if (!name) errClear();
  const mode = getAttrOptional(self, N.mode);
  if (!mode) errClear();
  const a = name ? fmt(" name=%R", name) : strEmpty(), b = mode ? fmt(" mode=%R", mode) : strEmpty();
  const r = a && b ? fmt("<%T%U%U encoding=%R>", self, a, b, to(self).encoding) : NULL;
  decref(name); decref(mode); decref(a); decref(b);
  return r;
}
