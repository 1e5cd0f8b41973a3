/**
 * re.Pattern: the object that _sre.compile makes, and how a subject is opened for it. Methods that run it: run.ts, sub.ts. CPython: Modules/_sre/sre.c.
 * Immutable after creation. `code` holds 2 * codeLength words: the code and its auxiliary words (engine.ts).
 */
import { Ptr, Value, NULL, None, NotImplemented, boolean, int, isInt, intOf } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { T, TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { memAlloc, memFree } from "../../memory/alloc";
import { newObject, freeObject } from "../../objects/alloc";
import { instanceTailClear } from "../../objects/instance";
import { gcVisit } from "../../gc/visit";
import { isExact, typeOf, hasFlag } from "../../objects/typeof";
import { errOccurred, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { hash as objectHash, richCompareBool, repr } from "../../objects/abstract";
import { getBuffer, hasBuffer, releaseBuffer } from "../../objects/buffer";
import { listGetItem, listSize } from "../../types/list/core";
import { intAsI64 } from "../../types/int/core";
import { isStr } from "../../types/str/concat";
import { bytesFromPtr, isBytes, bytesData, bytesLen, bytesNew } from "../../types/bytes/core";
import { hashBytes, strData, strEmpty, strKind, strLen } from "../../types/str/core";
import { sbChar, sbFinish, sbLit, sbNew, sbSlice } from "../../types/str/builder";
import { strSub } from "../../types/str/slice";
import { newRef as ref } from "../../refcount/count";
import { argInt, parseInt32 } from "../../types/strlib/args";
import { engineBegin, engineEnd, engineMatch } from "./engine";
import { engineSearch } from "./search";
import { preparePattern, tables } from "./prepare";
import { hexDigit } from "../../codecs/errors";

import { numberIndex } from "../../objects/abstract-index";
@unmanaged
export class PatternObject extends Obj {
  /** str, bytes or None */ pattern: Value;
  groupindex: Value;
  indexgroup: Value;
  flags: i32;
  groups: i32;
  /** -1 for any subject, 0 str, 1 bytes */ bytes: i32;
  code: u32;
  codeLength: u32;
  tables: u32;
}
/** compile(pattern, flags, code, groups, groupindex, indexgroup) */
export function sre_compile(_: Value, pattern: Value, flags: Value, code: Value, groups: Value, groupindex: Value, indexgroup: Value): Value {
  if (!isExact(code, T.list)) return raiseFmt(T.TypeError, "compile() argument 'code' must be list, not %T", code);
  if (!isExact(groupindex, T.dict)) return raiseFmt(T.TypeError, "compile() argument 'groupindex' must be dict, not %T", groupindex);
  if (!isExact(indexgroup, T.tuple)) return raiseFmt(T.TypeError, "compile() argument 'indexgroup' must be tuple, not %T", indexgroup);
  if (!parseInt32(flags)) return NULL;
  const f = argInt;
  if (!parseInt32(groups)) return NULL;
  const g = argInt, n = listSize(code);
  const words = memAlloc((<usize>n << 3) + 8);
  if (!words) return raiseNoMemory();
  for (let i = 0; i < n; i++) {
    const item = listGetItem(code, i), v = item && !isInt(item) ? numberIndex(item) : item;
    if (v != item) decref(item); // the opcodes are instances of a subclass of int
    if (!v) { memFree(words); return NULL; }
    if (!isInt(v) || intOf(v) < 0 || intOf(v) > 0xFFFFFFFF) { decref(v); memFree(words); return raise(T.OverflowError, "regular expression code size limit exceeded"); }
    store<u32>(words + (<usize>i << 2), <u32>intOf(v));
  }
  if (!preparePattern(words, n, g)) { memFree(words); return raise(T.RuntimeError, "invalid SRE code"); }
  const p = newObject(T.Pattern);
  if (!p) { memFree(words); memFree(tables); return NULL; }
  const o = changetype<PatternObject>(p);
  o.code = <u32>words; o.codeLength = n; o.tables = <u32>tables;
  o.pattern = newRef(pattern); o.groupindex = newRef(groupindex); o.indexgroup = newRef(indexgroup);
  o.flags = f; o.groups = g; o.bytes = pattern == None ? -1 : isStr(pattern) ? 0 : 1;
  return <Value>p;
}
export function patternDealloc(p: Ptr): void {
  const o = changetype<PatternObject>(p);
  instanceTailClear(p, typeOf(<Value>p));
  decref(o.pattern); decref(o.groupindex); decref(o.indexgroup);
  memFree(o.code); memFree(o.tables);
  freeObject(p);
}
export function patternTraverse(p: Ptr): void {
  const o = changetype<PatternObject>(p);
  gcVisit(o.pattern); gcVisit(o.groupindex); gcVisit(o.indexgroup);
}
export function patternClear(p: Ptr): void {}
export function patternGroupindex(v: Value): Value {
  const o = as<PatternObject>(v);
  return dictSize(o.groupindex) == 0 ? mappingProxy(o.groupindex) : mappingProxy(o.groupindex);
}
import { dictCopy, dictSize } from "../../types/dict/core";
function mappingProxy(d: Value): Value { return call1(toValue(T.mappingproxy), d); }
import { call1 } from "../../objects/call";
export function patternHash(v: Value): i64 {
  const o = as<PatternObject>(v), h = objectHash(o.pattern);
  if (h == -1) return -1;
  let x = h ^ hashBytes(o.code, <usize>o.codeLength << 2) ^ o.flags ^ o.bytes ^ o.groups;
  return x == -1 ? -2 : x;
}
export function patternRichcompare(a: Value, b: Value, op: i32): Value {
  if (op != 2 && op != 3) return NotImplemented;
  if (!isExact(a, T.Pattern) || !isExact(b, T.Pattern)) return NotImplemented;
  const x = as<PatternObject>(a), y = as<PatternObject>(b);
  let same = a == b;
  if (!same && x.flags == y.flags && x.bytes == y.bytes && x.codeLength == y.codeLength && memory.compare(x.code, y.code, <usize>x.codeLength << 2) == 0) {
    const r = richCompareBool(x.pattern, y.pattern, 2);
    if (r < 0) return NULL;
    same = r != 0;
  }
  return boolean(same == (op == 2));
}
function flagName(i: i32): string {
  switch (i) {
    case 1: return "re.IGNORECASE";
    case 2: return "re.LOCALE";
    case 3: return "re.MULTILINE";
    case 4: return "re.DOTALL";
    case 5: return "re.UNICODE";
    case 6: return "re.VERBOSE";
    case 7: return "re.DEBUG";
    case 8: return "re.ASCII";
  }
  return "";
}
export function patternRepr(v: Value): Value {
  const o = as<PatternObject>(v), text = repr(o.pattern);
  if (!text) return NULL;
  let flags = o.flags;
  if (o.bytes == 0 && (flags & (4 | 256 | 32)) == 32) flags &= ~32; // UNICODE goes without saying
  const sb = sbNew(strLen(text) + 32);
  sbLit(sb, "re.compile(");
  sbSlice(sb, text, 0, strLen(text) > 200 ? 200 : strLen(text));
  decref(text);
  let some = false;
  for (let i = 1; i <= 8; i++) if (flags & (1 << i)) {
    sbLit(sb, some ? "|" : ", ");
    sbLit(sb, flagName(i));
    some = true;
    flags &= ~(1 << i);
  }
  if (flags) {
    sbLit(sb, some ? "|0x" : ", 0x");
    let shift = 28;
    while (shift > 0 && !(<u32>flags >> shift)) shift -= 4;
    for (; shift >= 0; shift -= 4) sbChar(sb, hexDigit(<u32>flags >> shift));
  }
  sbChar(sb, 41);
  return sbFinish(sb);
}
export function selfCopy(v: Value): Value { return newRef(v); }
export function selfDeepcopy(v: Value, memo: Value): Value { return newRef(v); }

// ---- subjects --------------------------------------------------------------------------------------------------------------
/** A subject while a pattern works on it; on the scratch stack. Indices count characters. */
@unmanaged
export class Subject {
  /** a buffer record when it is neither str nor bytes */ buffer0: u32;
  buffer1: u32;
  buffer2: u32;
  buffer3: u32;
  data: u32;
  kind: u32;
  length: i32;
  start: i32;
  end: i32;
  isBuffer: u32;
  isStr: u32;
  marks: u32;
  string: Value;
}
// @ts-ignore: decorator
@inline export const SUBJECT_BYTES: usize = offsetof<Subject>();
function bound(v: Value, length: i32, standard: i32): i32 {
  if (!v) return standard;
  if (!parseInt32(v)) return -1;
  return argInt < 0 ? 0 : argInt > length ? length : argInt;
}
import { stackAlloc } from "../../objects/scratch";
/** Opens `string` for pattern p from pos to endpos (NULL: defaults). 0 with an exception; the scratch stack is the caller's to restore. */
export function subjectOpen(p: PatternObject, string: Value, pos: Value, endpos: Value): Subject {
  const none = changetype<Subject>(0), s = changetype<Subject>(stackAlloc(SUBJECT_BYTES + <usize>p.groups * 8 + 8));
  if (!changetype<Ptr>(s)) return none;
  s.string = string; s.isBuffer = 0; s.isStr = 0;
  s.marks = <u32>(changetype<Ptr>(s) + SUBJECT_BYTES);
  if (isStr(string)) {
    if (p.bytes == 1) { raise(T.TypeError, "cannot use a bytes pattern on a string-like object"); return none; }
    s.data = <u32>strData(string); s.kind = strKind(string); s.length = strLen(string); s.isStr = 1;
  } else {
    if (!hasBuffer(string)) { raiseFmt(T.TypeError, "expected string or bytes-like object, got '%T'", string); return none; }
    if (p.bytes == 0) { raise(T.TypeError, "cannot use a string pattern on a bytes-like object"); return none; }
    if (isBytes(string)) { s.data = <u32>bytesData(string); s.length = bytesLen(string); }
    else {
      if (getBuffer(string, changetype<Ptr>(s)) < 0) return none;
      s.data = s.buffer0; s.length = <i32>s.buffer1; s.isBuffer = 1;
    }
    s.kind = 1;
  }
  s.start = bound(pos, s.length, 0);
  s.end = s.start < 0 ? -1 : bound(endpos, s.length, s.length);
  if (s.start < 0 || s.end < 0) { subjectClose(s); return none; }
  return s;
}
export function subjectClose(s: Subject): void { if (s.isBuffer) { s.isBuffer = 0; releaseBuffer(s.string, changetype<Ptr>(s)); } }
/** Characters [from, to) of the subject as str or bytes. */
export function subjectSlice(s: Subject, from: i32, to: i32): Value {
  if (s.isStr) return strSub(s.string, from, to);
  if (from == 0 && to == s.length && isExact(s.string, T.bytes)) return newRef(s.string);
  return to > from ? bytesFromPtr(<usize>s.data + from, to - from) : bytesNew(0);
}
export function subjectEmpty(s: Subject): Value { return s.isStr ? strEmpty() : bytesNew(0); }
/** Points the engine at the subject from character `start` on. */
export function subjectBegin(p: PatternObject, s: Subject, start: i32): void {
  const data: Ptr = s.data, k = s.kind;
  engineBegin(data, data + <usize>start * k, data + <usize>s.end * k, s.marks, <usize>p.codeLength << 2);
}
/** Runs the code: search or match at the start; 1, 0, -1. */
export function patternRun(p: PatternObject, s: Subject, search: bool, top: bool): i32 {
  const code: Ptr = p.code;
  let r: i32;
  if (search) r = s.kind == 1 ? engineSearch<u8>(code) : s.kind == 2 ? engineSearch<u16>(code) : engineSearch<u32>(code);
  else r = s.kind == 1 ? engineMatch<u8>(code, top) : s.kind == 2 ? engineMatch<u16>(code, top) : engineMatch<u32>(code, top);
  engineEnd();
  return r;
}
