/**
 * _io.TextIOWrapper. UTF-8, ASCII and Latin-1 are decoded and encoded here; other encodings through codecs' incremental coders. This file has its life and its attributes; the object:
 * text-object.ts, writing: text-write.ts, reading and the position: text-read.ts. CPython: Modules/_io/textio.c.
 */
export { ioReduce, ioReduceEx } from "./common";
import { Ptr, Value, NULL, None, boolean, int } from "../../base/value";
import { as } from "../../base/obj";
import { xchgV } from "../../base/atomics";
import { T, TypeObject, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { freeObject, newObject } from "../../objects/alloc";
import { errClear, errFetch, errOccurred, errRestore, fmt, raise, raiseFmt } from "../../objects/errors";
import { hasFlag, isExact } from "../../objects/typeof";
import { getAttr, getAttrOptional } from "../../objects/attributes";
import { memberExchange, memberLoad } from "../../objects/descriptors";
import { argKeyword } from "../../types/args";
import { raiseUnexpectedKeyword, suggestFor, suggestTry } from "../../objects/suggest";
import { tupleItem, tupleSize } from "../../types/tuple/core";
import { bindSimple } from "../../objects/args";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { call1, callMethod0, callMethod1 } from "../../objects/call";
import { isTrue } from "../../objects/abstract";
import { instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { memFree } from "../../memory/alloc";
import { csBegin, csEnd } from "../../threads/critical-section";
import { intAsI32 } from "../../types/int/core";
import { strEmpty, strEqLiteral, strFromLiteral, strLen } from "../../types/str/core";
import { ENC_ASCII, ENC_LATIN1, ENC_OTHER, ENC_UTF8, encodingKind } from "../../codecs/dispatch";
import { codecLookup } from "../../codecs/registry";
import { finalizeFromDealloc } from "../../objects/finalize";
import { afterFlush, attrTrue, flushToEnd, ioLock, ioUnlock, methodTrue, raiseUnsupported } from "./common";
import { isFinalizing, warnIfFinalizing } from "./base";
import { newlinesValue } from "./newlines";
import {
  TextIOObject, X_DETACHED, X_LINE, X_NO_READ, X_NO_WRITE, X_READ_CR, X_READ_CRLF, X_THROUGH, X_TRANSLATE, X_UNIVERSAL, X_WRITE_CR, X_WRITE_CRLF, bufferAttr, bufferCall, bufferOf, encoderOf, encodingOf, errorsOf, lock, raiseNotReady,
  notClosed, notInside, ready, to, flagsOf, flagsOff, flagsOn
} from "./text-object";
export { TextIOObject } from "./text-object";
export { textFlush, textWrite } from "./text-write";
export { textNext, textRead, textReadline, textSeek, textTell, textTruncate } from "./text-read";

export function textNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return <Value>newObject(as<TypeObject>(type)); }
/** (buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False) */
export function textInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  const mark = stackMark(), out = stackAlloc(48);
  if (!out) return -1;
  const ok = bindSimple("TextIOWrapper", args, nargs, kwnames, 1, 6, out, N.buffer, N.encoding, N.errors, N.newline, N.line_buffering, N.write_through);
  const buffer = load<u64>(out), encoding = load<u64>(out, 8), errors = load<u64>(out, 16), newline = load<u64>(out, 24), lb = load<u64>(out, 32), wt = load<u64>(out, 40);
  stackRestore(mark);
  if (!ok) return -1;
  const l = lb ? isTrue(lb) : 0, w = wt ? isTrue(wt) : 0;
  if (l < 0 || w < 0) return -1;
  return textOpen(self, buffer, encoding, errors, newline, l != 0, w != 0);
}
/** Sets the flags that follow from the newline argument. False with an exception. */
function setNewline(o: TextIOObject, nl: Value): bool {
  if (nl == None) nl = NULL;
  if (nl && !hasFlag(nl, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "TextIOWrapper() argument 'newline' must be str or None, not %T", nl); return false; }
  if (nl && strLen(nl) && !strEqLiteral(nl, "\n") && !strEqLiteral(nl, "\r") && !strEqLiteral(nl, "\r\n")) { raiseFmt(T.ValueError, "illegal newline value: %U", nl); return false; }
  flagsOff(o, X_UNIVERSAL | X_TRANSLATE | X_WRITE_CRLF | X_WRITE_CR | X_READ_CR | X_READ_CRLF);
  if (!nl) flagsOn(o, X_UNIVERSAL | X_TRANSLATE);
  else if (!strLen(nl)) flagsOn(o, X_UNIVERSAL);
  else if (strEqLiteral(nl, "\r\n")) flagsOn(o, X_WRITE_CRLF | X_READ_CRLF);
  else if (strEqLiteral(nl, "\r")) flagsOn(o, X_WRITE_CR | X_READ_CR);
  replace(o, offsetof<TextIOObject>("newline"), newRef(nl));
  return true;
}
/** Steals v. */
function replace(o: TextIOObject, field: usize, v: Value): void { memberExchange(<Value>changetype<Ptr>(o), changetype<Ptr>(o) + field, v); }
/** Sets encoding and errors (either may be NULL or None: the default). False with an exception. */
function setEncoding(o: TextIOObject, encoding: Value, errors: Value): bool {
  let e: Value, x: Value;
  if (!encoding || encoding == None || (isExact(encoding, T.str) && strEqLiteral(encoding, "locale"))) e = strFromLiteral("UTF-8");
  else if (!hasFlag(encoding, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "TextIOWrapper() argument 'encoding' must be str or None, not %T", encoding); return false; }
  else e = newRef(encoding);
  if (!errors || errors == None) x = strFromLiteral("strict");
  else if (!hasFlag(errors, TF_UNICODE_SUBCLASS)) { decref(e); raiseFmt(T.TypeError, "TextIOWrapper() argument 'errors' must be str or None, not %T", errors); return false; }
  else x = newRef(errors);
  if (!e || !x) { decref(e); decref(x); return false; }
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
  o.kind = kind;
  replace(o, offsetof<TextIOObject>("encoding"), e);
  replace(o, offsetof<TextIOObject>("errors"), x);
  replace(o, offsetof<TextIOObject>("encoder"), enc);
  replace(o, offsetof<TextIOObject>("decoder"), dec);
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
  if (!notInside(self) || !ioLock(self)) return -1;
  const o = to(self);
  flagsOff(o, ~0); o.at = 0; o.seen = 0; o.chunkSize = 8192; o.pendingLen = 0;
  // initialised a second time it forgets the stream it had; if that fails it is uninitialised
  replace(o, offsetof<TextIOObject>("buffer"), NULL);
  replace(o, offsetof<TextIOObject>("decoded"), NULL); replace(o, offsetof<TextIOObject>("chunk"), NULL); replace(o, offsetof<TextIOObject>("rest"), NULL);
  const ok = setNewline(o, newline) && setEncoding(o, encoding, errors);
  if (ok) {
    if (line) flagsOn(o, X_LINE);
    if (through) flagsOn(o, X_THROUGH);
    replace(o, offsetof<TextIOObject>("buffer"), newRef(buffer));
  }
  ioUnlock(self);
  return ok && setDirection(o, buffer) && encoderWithin(o, buffer) ? 0 : -1;
}
/** What the stream below can do. False with an exception. */
function setDirection(o: TextIOObject, buffer: Value): bool {
  const reader = isExact(buffer, T.BufferedReader), writer = isExact(buffer, T.BufferedWriter);
  const readable = reader ? 1 : writer ? 0 : methodTrue(buffer, N.readable), writable = readable < 0 ? -1 : reader ? 0 : writer ? 1 : methodTrue(buffer, N.writable);
  if (writable < 0) return false;
  flagsOn(o, (readable ? 0 : X_NO_READ) | (writable ? 0 : X_NO_WRITE));
  return true;
}
/** An encoder that begins within a file writes no byte order mark. False with an exception. */
function encoderWithin(o: TextIOObject, buffer: Value): bool {
  if (!o.encoder || (flagsOf(o) & X_NO_WRITE)) return true;
  const seekable = methodTrue(buffer, N.seekable);
  if (seekable <= 0) return seekable == 0;
  const at = callMethod0(buffer, N.tell), encoder = at ? encoderOf(o) : NULL;
  const x = !at ? NULL : !encoder || at == int(0) ? None : callMethod1(encoder, N.setstate, int(0));
  decref(at); decref(encoder); decref(x);
  return x != NULL;
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
/** Breaks cycles: a text file may have itself, or what refers to it, as its buffer. */
export function textClear(p: Ptr): void {
  for (let q = p + offsetof<TextIOObject>("buffer"), e = p + offsetof<TextIOObject>("at"); q < e; q += 8) memberExchange(<Value>p, q, NULL);
  instanceTailClear(p, changetype<TypeObject>(changetype<TextIOObject>(p).type));
}
export function textTraverse(p: Ptr): void {
  for (let q = p + offsetof<TextIOObject>("buffer"), e = p + offsetof<TextIOObject>("at"); q < e; q += 8) gcVisit(load<u64>(q));
  instanceTailVisit(p, changetype<TypeObject>(changetype<TextIOObject>(p).type));
}
// ---- the rest -------------------------------------------------------------------------------------------------------------------------
/** Of several threads one gets it; under the lock, as textClose. */
export function textDetach(self: Value): Value {
  if (!ready(self) || !notInside(self) || !lock(self)) return NULL;
  let b: Value = NULL;
  if (flushToEnd(self)) {
    csBegin(<Ptr>self);
    b = xchgV(<Ptr>self + offsetof<TextIOObject>("buffer"), NULL);
    csEnd();
    if (b) flagsOn(to(self), X_DETACHED); else raiseNotReady(self);
  }
  ioUnlock(self);
  return b;
}
/** Under the lock, as bufferedClose: nothing is taken between flush() and the end that would be lost. */
export function textClose(self: Value): Value {
  if (!ioLock(self)) return NULL;
  const r = closeLocked(self);
  ioUnlock(self);
  return r;
}
function closeLocked(self: Value): Value {
  const below = bufferOf(self), c = below ? attrTrue(below, N.closed) : -1;
  decref(below);
  if (c) return c < 0 ? NULL : None;
  if (isFinalizing(self)) { const b = bufferOf(self); warnIfFinalizing(self, b); decref(b); }
  const saved = flushToEnd(self) ? NULL : errFetch();
  return afterFlush(bufferCall(self, N.close), saved);
}
/** reconfigure(*, encoding=None, errors=None, newline=<unset>, line_buffering=None, write_through=None) */
export function textReconfigure(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs) return raiseFmt(T.TypeError, "reconfigure() takes no positional arguments", self);
  if (!knownKeywords(kwnames) || !notClosed(self) || !lock(self)) return NULL;
  const r = reconfigure(self, args, kwnames);
  ioUnlock(self);
  return r;
}
/** Those of reconfigure; false with TypeError. */
function knownKeywords(kwnames: Value): bool {
  for (let i = 0, n = kwnames ? tupleSize(kwnames) : 0; i < n; i++) {
    const k = tupleItem(kwnames, i);
    if (strEqLiteral(k, "encoding") || strEqLiteral(k, "errors") || strEqLiteral(k, "newline") || strEqLiteral(k, "line_buffering") || strEqLiteral(k, "write_through")) continue;
    suggestFor(k);
    suggestTry(N.encoding); suggestTry(N.errors); suggestTry(N.newline); suggestTry(N.line_buffering); suggestTry(N.write_through);
    const name = strFromLiteral("reconfigure");
    raiseUnexpectedKeyword(name, k);
    decref(name);
    return false;
  }
  return true;
}
/** Lock held, so that no other thread writes or reads in the middle of the change. */
function reconfigure(self: Value, args: Ptr, kwnames: Value): Value {
  const o = to(self), enc = argKeyword(args, 0, kwnames, "encoding"), err = argKeyword(args, 0, kwnames, "errors"), nl = argKeyword(args, 0, kwnames, "newline");
  const lb = argKeyword(args, 0, kwnames, "line_buffering"), wt = argKeyword(args, 0, kwnames, "write_through");
  const reencode = (enc != NULL && enc != None) || (err != NULL && err != None);
  if ((reencode || nl) && o.decoded) return raiseUnsupported("It is not possible to set the encoding or newline of stream after the first read");
  const f = callMethod0(self, N.flush);
  if (!f) return NULL;
  decref(f);
  if (nl && !setNewline(o, nl)) return NULL;
  if (reencode) {
    const given = enc != NULL && enc != None, encoding = given ? newRef(enc) : encodingOf(o), handler = err && err != None ? newRef(err) : given ? NULL : errorsOf(o);
    const below = bufferOf(self), ok = below != NULL && setEncoding(o, encoding, handler) && encoderWithin(o, below);
    decref(encoding); decref(handler); decref(below);
    if (!ok) return NULL;
  }
  if (lb && lb != None) { const t = isTrue(lb); if (t < 0) return NULL; if (t) flagsOn(o, X_LINE); else flagsOff(o, X_LINE); }
  if (wt && wt != None) { const t = isTrue(wt); if (t < 0) return NULL; if (t) flagsOn(o, X_THROUGH); else flagsOff(o, X_THROUGH); }
  return None;
}
export function textClosed(self: Value): Value { return bufferAttr(self, N.closed); }
export function textName(self: Value): Value { return bufferAttr(self, N.name); }
export function textBuffer(self: Value): Value { const b = memberLoad(self, <Ptr>self + offsetof<TextIOObject>("buffer")); return b ? b : raise(T.AttributeError, "buffer"); }
export function textEncoding(self: Value): Value { const e = encodingOf(to(self)); return e ? e : None; }
export function textErrors(self: Value): Value { const e = errorsOf(to(self)); return e ? e : None; }
export function textNewlines(self: Value): Value { return newlinesValue(to(self).seen); }
export function textLineBuffering(self: Value): Value { return boolean((flagsOf(to(self)) & X_LINE) != 0); }
export function textWriteThrough(self: Value): Value { return boolean((flagsOf(to(self)) & X_THROUGH) != 0); }
export function textChunkSize(self: Value): Value { return int(to(self).chunkSize); }
export function textSetChunkSize(self: Value, v: Value): i32 {
  if (!v) { raise(T.AttributeError, "cannot delete attribute"); return -1; }
  const n = intAsI32(v);
  if (errOccurred()) return -1;
  if (n <= 0) { raise(T.ValueError, "a strictly positive integer is required"); return -1; }
  to(self).chunkSize = n;
  return 0;
}
export function textFileno(self: Value): Value { return bufferCall(self, N.fileno); }
export function textIsatty(self: Value): Value { return bufferCall(self, N.isatty); }
export function textSeekable(self: Value): Value { return bufferCall(self, N.seekable); }
export function textReadable(self: Value): Value { return bufferCall(self, N.readable); }
export function textWritable(self: Value): Value { return bufferCall(self, N.writable); }
export function textRepr(self: Value): Value {
  if (!to(self).buffer && !(flagsOf(to(self)) & X_DETACHED) && !ready(self)) return NULL;
  const name = getAttrOptional(self, N.name);
  if (!name) errClear();
  const mode = getAttrOptional(self, N.mode);
  if (!mode) errClear();
  const a = name ? fmt(" name=%R", name) : strEmpty(), b = mode ? fmt(" mode=%R", mode) : strEmpty();
  const encoding = encodingOf(to(self)), r = a && b ? fmt("<%T%U%U encoding=%R>", self, a, b, encoding) : NULL;
  decref(encoding); decref(name); decref(mode); decref(a); decref(b);
  return r;
}
