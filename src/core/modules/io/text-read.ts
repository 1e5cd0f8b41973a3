/**
 * _io.TextIOWrapper: reading and the position. `decoded` is the text of the last chunk, `at` how much of it was handed out; `chunk` its bytes (they begin with what the chunk before left
 * undecoded), from which tell() computes the position of `at`: the plain byte position, without a decoder's state (CPython has a cookie). CPython: Modules/_io/textio.c.
 */
import { copyBytes } from "../../base/bytes";
import { Ptr, Value, NULL, None, boolean, int } from "../../base/value";
import { T, TF_BYTES_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { errClear, errOccurred, raise, raiseFmt } from "../../objects/errors";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { getAttrOptional } from "../../objects/attributes";
import { callMethod0, callMethod1, callMethod2 } from "../../objects/call";
import { intAsI32, intAsI64, intFromI64 } from "../../types/int/core";
import { charAt, strAt, strData, strEmpty, strKind, strLen } from "../../types/str/core";
import { strSub } from "../../types/str/slice";
import { StrBuilder, sbChar, sbDiscard, sbFinish, sbNew, sbSlice, sbStr } from "../../types/str/builder";
import { bytesData, bytesFromPtr, bytesLen, bytesNew } from "../../types/bytes/core";
import { ENC_ASCII, ENC_LATIN1, ENC_OTHER, ENC_UTF8, encodeStr } from "../../codecs/dispatch";
import { decodeUtf8, utf8Consumed } from "../../codecs/utf8";
import { decodeAscii, decodeLatin1 } from "../../codecs/latin1";
import { ioUnlock, methodTrue, offsetArg, raiseUnsupported, sizeArg } from "./common";
import { bufferedRead1N, bufferedReadN } from "./buffered";
import { SEEN_LF, newlinesSeen, translateNewlines } from "./newlines";
import {
  TextIOObject, X_EOF, X_HELD_CR, X_NO_READ, X_NO_TELL, X_READ_CR, X_READ_CRLF, X_TRANSLATE, X_UNIVERSAL, bufferOf, decoderOf, encoderOf, encodingOf, errorsOf, lock, notClosed, ready, to, usable, flagsOf, flagsOff, flagsOn
} from "./text-object";
import { flushPending } from "./text-write";

export function dropRead(o: TextIOObject): void {
  const a = o.decoded, b = o.chunk, c = o.rest;
  o.decoded = NULL; o.chunk = NULL; o.rest = NULL; o.at = 0;
  flagsOff(o, X_EOF);
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
  // a decoder may reconfigure the stream
  const p = bytesData(b), n = used, kind = o.kind;
  if (kind == ENC_LATIN1) s = decodeLatin1(p, n);
  else if (kind == ENC_OTHER) {
    const decoder = decoderOf(o);
    s = decoder ? callMethod2(decoder, N.decode, b, boolean(final)) : raiseUnsupported("not readable");
    decref(decoder);
    if (s && !hasFlag(s, TF_UNICODE_SUBCLASS)) { decref(s); s = raise(T.TypeError, "decoder should return a string result"); }
  } else {
    const errors = errorsOf(o);
    if (kind == ENC_UTF8) { s = decodeUtf8(p, n, errors, final); used = s ? utf8Consumed : n; } else s = decodeAscii(p, n, errors);
    decref(errors);
  }
  if (!s) { decref(b); return NULL; }
  if (flagsOf(o) & X_HELD_CR) {
    flagsOff(o, X_HELD_CR);
    const sb = sbNew(strLen(s) + 1);
    sbChar(sb, 13); sbStr(sb, s);
    decref(s);
    s = sbFinish(sb);
    if (!s) { decref(b); return NULL; }
  }
  if (flagsOf(o) & X_UNIVERSAL) {
    const len = strLen(s);
    if (!final && len && strAt(s, len - 1) == 13) {
      // the \r is decoded again with what follows it
      const cut = strSub(s, 0, len - 1);
      decref(s);
      s = cut;
      if (kind == ENC_OTHER) flagsOn(o, X_HELD_CR); else used -= 1;
      if (!s) { decref(b); return NULL; }
    }
    s = noteNewlines(o, s);
  }
  const old = o.chunk, rest = o.rest;
  o.rest = used < n ? bytesFromPtr(p + used, n - used) : NULL;
  o.chunk = b;
  decref(old); decref(rest);
  return s;
}
function noteNewlines(o: TextIOObject, s: Value): Value {
  if (flagsOf(o) & X_TRANSLATE) {
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
    b = plainBytes(b, "underlying read1() should have returned a bytes-like object, not '%T'");
    if (!b) return -1;
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
/** What the stream below read (stolen), as bytes: new, or NULL with TypeError. */
function plainBytes(b: Value, message: string): Value {
  if (hasFlag(b, TF_BYTES_SUBCLASS)) return b;
  const r = hasBuffer(b) ? bytesFromObject(b) : raiseFmt(T.TypeError, message, b);
  decref(b);
  return r;
}
import { hasBuffer } from "../../objects/buffer";
import { bytesFromObject } from "../../types/bytes/type";
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
  if (n == -2 || !usable(self, X_NO_READ)) return NULL;
  if (!lock(self)) return NULL;
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
  const all = plainBytes(b, "underlying read() should have returned a bytes-like object, not '%T'");
  if (!all) return NULL;
  const s = decode(o, all, true), have = left(o);
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
  const s = o.decoded, n = strLen(s), d = strData(s), kind = strKind(s), f = flagsOf(o), from = o.at;
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
    const cut = !end && (flagsOf(o) & X_READ_CRLF) != 0 && strAt(o.decoded, strLen(o.decoded) - 1) == 13;
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
  if (limit == -2 || !usable(self, X_NO_READ) || !lock(self)) return NULL;
  const o = to(self), r = flushPending(o) == 0 ? lineLocked(o, limit) : NULL;
  ioUnlock(self);
  return r;
}
export function textNext(self: Value): Value {
  if (!ready(self)) return NULL;
  let line: Value;
  if (typeOf(self) == T.TextIOWrapper) {
    if (!lock(self)) return NULL;
    const o = to(self);
    // under the lock: what is decoded may be dropped by another thread
    if (!left(o) && !usable(self, X_NO_READ)) { ioUnlock(self); return NULL; }
    flagsOn(o, X_NO_TELL);
    line = lineLocked(o, -1);
    if (line && !strLen(line)) flagsOff(o, X_NO_TELL);
    ioUnlock(self);
  } else line = callMethod0(self, N.readline);
  if (line && !strLen(line)) { decref(line); return NULL; }
  return line;
}
// ---- position -------------------------------------------------------------------------------------------------------------------------
/** Bytes of `chunk` that gave the first `at` characters of `decoded`. */
function bytesBefore(o: TextIOObject): i32 {
  const p = bytesData(o.chunk), n = bytesLen(o.chunk), translate = (flagsOf(o) & X_TRANSLATE) != 0;
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
  if (!notClosed(self) || !lock(self)) return NULL;
  const o = to(self);
  let r: Value = NULL;
  const seekable = methodTrue(o.buffer, N.seekable);
  if (seekable == 0) raiseUnsupported("underlying stream is not seekable");
  else if (seekable > 0) {
    if (flagsOf(o) & X_NO_TELL) raise(T.OSError, "telling position disabled by next() call");
    else if (flushPending(o) == 0) {
      const f = callMethod0(o.buffer, N.flush), at = f ? callMethod0(o.buffer, N.tell) : NULL;
      decref(f);
      if (at && o.decoded && o.chunk) {
        const end = intAsI64(at);
        decref(at);
        if (o.kind == ENC_OTHER && left(o)) {
          const tail = strSub(o.decoded, o.at, strLen(o.decoded)), encoding = encodingOf(o), errors = errorsOf(o), b = tail ? encodeStr(tail, encoding, errors) : NULL;
          if (b) r = intFromI64(end - bytesLen(b));
          decref(tail); decref(b); decref(encoding); decref(errors);
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
  const o = to(self), below = bufferOf(self), seekable = below ? methodTrue(below, N.seekable) : -1;
  decref(below);
  if (seekable < 0) return NULL;
  if (!seekable) return raiseUnsupported("underlying stream is not seekable");
  if (w == 1 && off != 0) return raiseUnsupported("can't do nonzero cur-relative seeks");
  if (w == 2 && off != 0) return raiseUnsupported("can't do nonzero end-relative seeks");
  if (w < 0 || w > 2) return raiseFmt(T.ValueError, "invalid whence (%d, should be 0, 1 or 2)", int(w));
  if (w == 0 && off < 0) return raiseFmt(T.ValueError, "negative seek position %d", int(off));
  let target = cookie;
  if (w == 1) { target = textTell(self); if (!target) return NULL; } else newRef(target);
  if (!lock(self)) { decref(target); return NULL; }
  let r: Value = NULL;
  const f = flushPending(o) == 0 ? callMethod0(o.buffer, N.flush) : NULL;
  if (f) {
    decref(f);
    dropRead(o);
    flagsOff(o, X_NO_TELL);
    const decoder = decoderOf(o);
    if (decoder) { decref(callMethod0(decoder, N.reset)); decref(decoder); }
    r = errOccurred() ? NULL : callMethod2(o.buffer, N.seek, target, int(w == 2 ? 2 : 0));
    const encoder = r ? encoderOf(o) : NULL;
    if (encoder) {
      // a byte order mark is written at the start only
      const zero = r == int(0), x = zero ? callMethod0(encoder, N.reset) : callMethod1(encoder, N.setstate, int(0));
      if (x) decref(x); else errClear();
      decref(encoder);
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
  const at = !pos || pos == None ? textTell(self) : newRef(pos), below = at ? bufferOf(self) : NULL;
  const r = below ? callMethod1(below, N.truncate, at) : NULL;
  decref(at); decref(below);
  return r;
}
