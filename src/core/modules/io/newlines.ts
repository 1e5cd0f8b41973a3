/** Universal newlines, and _io.IncrementalNewlineDecoder. CPython: Modules/_io/textio.c. */
import { Ptr, Value, NULL, None, True, False, boolean, int, intOf, isInt } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { T, TypeObject, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { freeObject, newObject } from "../../objects/alloc";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { hasFlag, typeOf } from "../../objects/typeof";
import { bindSimple } from "../../objects/args";
import { callMethod0, callMethod1, callMethod2 } from "../../objects/call";
import { isTrue } from "../../objects/abstract";
import { memberExchange, memberLoad } from "../../objects/descriptors";
import { instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { charAt, strAt, strData, strFromLiteral, strKind, strLen, strIsAscii } from "../../types/str/core";
import { strSub } from "../../types/str/slice";
import { sbChar, sbFinish, sbNew, sbSlice, sbStr } from "../../types/str/builder";
import { tupleItem, tupleNew, tupleInit, tuplePack2, tupleSize } from "../../types/tuple/core";
import { bytesFromPtr } from "../../types/bytes/core";
import { intAsI64, intFromI64 } from "../../types/int/core";

export const SEEN_LF: u32 = 1, SEEN_CR: u32 = 2, SEEN_CRLF: u32 = 4;
/** Which line ends translateNewlines saw. */
export let newlinesSeen: u32 = 0;
/** Index of the first \r, or -1. */
export function findCR(s: Value): i32 {
  const n = strLen(s), d = strData(s), kind = strKind(s);
  if (kind == 1) { for (let i = 0; i < n; i++) if (load<u8>(d + i) == 13) return i; return -1; }
  for (let i = 0; i < n; i++) if (charAt(d, kind, i) == 13) return i;
  return -1;
}
function hasLF(s: Value): bool {
  const n = strLen(s), d = strData(s), kind = strKind(s);
  for (let i = 0; i < n; i++) if (charAt(d, kind, i) == 10) return true;
  return false;
}
/** \r\n and \r become \n. Steals s; new, or NULL. */
export function translateNewlines(s: Value): Value {
  if (!s) return NULL;
  let i = findCR(s);
  if (i < 0) { newlinesSeen = 0; return s; }
  const sb = sbNew(strLen(s)), n = strLen(s);
  let from = 0, seen: u32 = 0;
  for (; i < n; i++) {
    if (strAt(s, i) != 13) continue;
    sbSlice(sb, s, from, i);
    sbChar(sb, 10);
    if (i + 1 < n && strAt(s, i + 1) == 10) { i++; seen |= SEEN_CRLF; } else seen |= SEEN_CR;
    from = i + 1;
  }
  sbSlice(sb, s, from, n);
  newlinesSeen = seen;
  decref(s);
  return sbFinish(sb);
}
/** The `newlines` attribute. */
export function newlinesValue(seen: u32): Value {
  if (seen == 0) return None;
  if (seen == SEEN_LF) return strFromLiteral("\n");
  if (seen == SEEN_CR) return strFromLiteral("\r");
  if (seen == SEEN_CRLF) return strFromLiteral("\r\n");
  let n = 0;
  const t = tupleNew((seen & 1) + ((seen >> 1) & 1) + ((seen >> 2) & 1));
  if (!t) return NULL;
  if (seen & SEEN_CR) tupleInit(t, n++, strFromLiteral("\r"));
  if (seen & SEEN_LF) tupleInit(t, n++, strFromLiteral("\n"));
  if (seen & SEEN_CRLF) tupleInit(t, n++, strFromLiteral("\r\n"));
  return t;
}
@unmanaged
export class NewlineDecoderObject extends Obj {
  /** @atomic or None; read by memberLoad, exchanged under the lock (__init__ again) */ decoder: Value;
  /** @atomic, and the next two */ translate: u32;
  /** a \r waits for what comes after it */ pendingCR: u32;
  seen: u32;
  pad: u32;
}
// @ts-ignore: decorator
@inline function get(v: Value, field: usize): u32 { return atomic.load<u32>(<Ptr>v + field); }
// @ts-ignore: decorator
@inline function set(v: Value, field: usize, n: u32): void { atomic.store<u32>(<Ptr>v + field, n); }
const DECODER: usize = offsetof<NewlineDecoderObject>("decoder"), TRANSLATE: usize = offsetof<NewlineDecoderObject>("translate"), PENDING: usize = offsetof<NewlineDecoderObject>("pendingCR"), SEEN: usize = offsetof<NewlineDecoderObject>("seen");
export function newlineNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return <Value>newObject(as<TypeObject>(type)); }
/** (decoder, translate, errors='strict') */
export function newlineInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  const mark = stackMark(), out = stackAlloc(24);
  if (!out) return -1;
  const ok = bindSimple("IncrementalNewlineDecoder", args, nargs, kwnames, 2, 3, out, N.decoder, N.translate, N.errors, NULL);
  const dec = load<u64>(out), tr = load<u64>(out, 8);
  stackRestore(mark);
  if (!ok) return -1;
  const t = isTrue(tr);
  if (t < 0) return -1;
  memberExchange(self, <Ptr>self + DECODER, newRef(dec));
  set(self, TRANSLATE, <u32>t); set(self, PENDING, 0); set(self, SEEN, 0);
  return 0;
}
export function newlineDealloc(p: Ptr): void {
  const d = changetype<NewlineDecoderObject>(p).decoder;
  changetype<NewlineDecoderObject>(p).decoder = NULL;
  instanceTailClear(p, changetype<TypeObject>(changetype<Obj>(p).type));
  decref(d);
  freeObject(p);
}
export function newlineClear(p: Ptr): void {
  memberExchange(<Value>p, p + offsetof<NewlineDecoderObject>("decoder"), NULL);
  instanceTailClear(p, changetype<TypeObject>(changetype<Obj>(p).type));
}
export function newlineTraverse(p: Ptr): void { gcVisit(changetype<NewlineDecoderObject>(p).decoder); instanceTailVisit(p, changetype<TypeObject>(changetype<Obj>(p).type)); }
/** decode(input, final=False) */
export function newlineDecode(self: Value, input: Value, final: Value): Value {
  const f = isTrue(final), d = f < 0 ? NULL : decoderOf(self);
  if (!d) return NULL;
  let s = d == None ? newRef(input) : callMethod2(d, N.decode, input, boolean(f != 0));
  decref(d);
  if (!s) return NULL;
  if (!hasFlag(s, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "decoder should return a string result, not '%T'", s); decref(s); return NULL; }
  let n = strLen(s);
  if (get(self, PENDING) && (f || n)) {
    const sb = sbNew(n + 1);
    sbChar(sb, 13); sbStr(sb, s);
    decref(s);
    s = sbFinish(sb);
    if (!s) return NULL;
    set(self, PENDING, 0);
    n++;
  }
  if (!f && n && strAt(s, n - 1) == 13) {
    const cut = strSub(s, 0, n - 1);
    decref(s);
    s = cut;
    if (!s) return NULL;
    set(self, PENDING, 1);
  }
  return newlineTail(self, s);
}
function newlineTail(self: Value, s: Value): Value {
  let i = 0, seen: u32 = 0;
  const n = strLen(s);
  for (; i < n; i++) {
    const c = strAt(s, i);
    if (c == 10) seen |= SEEN_LF;
    else if (c == 13) { if (i + 1 < n && strAt(s, i + 1) == 10) { seen |= SEEN_CRLF; i++; } else seen |= SEEN_CR; }
  }
  if (seen & ~get(self, SEEN)) atomic.or<u32>(<Ptr>self + SEEN, seen);
  return get(self, TRANSLATE) ? translateNewlines(s) : s;
}
/** The decoder below, or None: new. NULL with ValueError. */
function decoderOf(self: Value): Value { const d = memberLoad(self, <Ptr>self + DECODER); return d ? d : raise(T.ValueError, "IncrementalNewlineDecoder.__init__() not called"); }
export function newlineReset(self: Value): Value {
  const d = decoderOf(self);
  if (!d) return NULL;
  set(self, PENDING, 0); set(self, SEEN, 0);
  const r = d == None ? None : callMethod0(d, N.reset);
  decref(d);
  return r;
}
/** (buffered bytes, flag): the lowest bit of the flag is the waiting \r */
export function newlineGetstate(self: Value): Value {
  const d = decoderOf(self);
  if (!d) return NULL;
  if (d == None) { const b = bytesFromPtr(0, 0), r = tuplePack2(b, int(get(self, PENDING))); decref(b); return r; }
  const st = callMethod0(d, N.getstate);
  decref(d);
  if (!st) return NULL;
  if (typeOf(st) != T.tuple || tupleSize(st) != 2) { decref(st); return raise(T.TypeError, "illegal decoder state"); }
  const flag = intAsI64(tupleItem(st, 1)) << 1 | get(self, PENDING), fv = intFromI64(flag), r = tuplePack2(tupleItem(st, 0), fv);
  decref(fv); decref(st);
  return r;
}
export function newlineSetstate(self: Value, state: Value): Value {
  const d = decoderOf(self);
  if (!d) return NULL;
  const ok = typeOf(state) == T.tuple && tupleSize(state) == 2, flag = ok ? intAsI64(tupleItem(state, 1)) : 0;
  if (!ok || errOccurred()) { decref(d); return ok ? NULL : raise(T.TypeError, "state argument must be a tuple"); }
  set(self, PENDING, <u32>(flag & 1));
  if (d == None) return None;
  const fv = intFromI64(flag >> 1), t = tuplePack2(tupleItem(state, 0), fv), r = callMethod1(d, N.setstate, t);
  decref(d); decref(fv); decref(t);
  return r;
}
export function newlineNewlines(self: Value): Value { return newlinesValue(get(self, SEEN)); }
