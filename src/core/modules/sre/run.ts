/** Pattern methods that match: match, fullmatch, search, findall, split, sub, subn, scanner, finditer. CPython: _sre_SRE_Pattern_*_impl. */
import { Ptr, Value, NULL, None, int, isInt, intOf } from "../../base/value";
import { as, Obj } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { cas32, store32 } from "../../base/atomics";
import { decref, newRef } from "../../refcount/count";
import { newObject, freeObject } from "../../objects/alloc";
import { gcVisit } from "../../gc/visit";
import { raise, raiseFmt } from "../../objects/errors";
import { callableCheck } from "../../objects/abstract";
import { call1 } from "../../objects/call";
import { hasBuffer, getBuffer, releaseBuffer } from "../../objects/buffer";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { listAppendSteal, listNew } from "../../types/list/core";
import { tupleInit, tupleNew, tuplePack2 } from "../../types/tuple/core";
import { isStr } from "../../types/str/concat";
import { strData, strKind, strLen } from "../../types/str/core";
import { StrBuilder, sbDiscard, sbFinish, sbNew, sbSlice, sbStr } from "../../types/str/builder";
import { findChar } from "../../types/strlib/search";
import { BytesBuilder, bbCopy, bbDiscard, bbFinish, bbNew } from "../../types/bytes/builder";
import { bytesData, bytesLen, isBytes } from "../../types/bytes/core";
import { argInt, parseInt32 } from "../../types/strlib/args";
import { sLastMark, sPtr, sStart, setMatchAll, setMustAdvance } from "./engine";
import { PatternObject, Subject, patternRun, subjectBegin, subjectClose, subjectEmpty, subjectOpen, subjectSlice } from "./pattern";
import { matchNew } from "./match-object";
import { templateAppend, templateFor, templateLiteral } from "./template";

const MATCH: i32 = 0, FULL: i32 = 1, SEARCH: i32 = 2;
function once(self: Value, string: Value, pos: Value, endpos: Value, what: i32): Value {
  const mark = stackMark(), p = as<PatternObject>(self), s = subjectOpen(p, string, pos, endpos);
  let r: Value = NULL;
  if (changetype<Ptr>(s)) {
    if (s.start > s.end) r = None;
    else {
      subjectBegin(p, s, s.start);
      if (what == FULL) setMatchAll(true);
      const found = patternRun(p, s, what == SEARCH, true);
      r = found > 0 ? matchNew(self, s) : found == 0 ? None : NULL;
    }
    subjectClose(s);
  }
  stackRestore(mark);
  return r;
}
export function pattern_match(self: Value, string: Value, pos: Value, endpos: Value): Value { return once(self, string, pos, endpos, MATCH); }
export function pattern_fullmatch(self: Value, string: Value, pos: Value, endpos: Value): Value { return once(self, string, pos, endpos, FULL); }
export function pattern_search(self: Value, string: Value, pos: Value, endpos: Value): Value { return once(self, string, pos, endpos, SEARCH); }

// @ts-ignore: decorator
@inline function indexOf(s: Subject, p: Ptr): i32 { return <i32>((p - s.data) >> (s.kind == 1 ? 0 : s.kind == 2 ? 1 : 2)); }
/** Searches on from character `at`; 1, 0, -1. */
function next(p: PatternObject, s: Subject, at: i32, advance: bool): i32 {
  if (at > s.end) return 0;
  subjectBegin(p, s, at);
  setMustAdvance(advance);
  return patternRun(p, s, true, true);
}
/** Text of group i (from 1) of the engine's last match; standard, borrowed, if it did not take part. */
function groupText(s: Subject, i: i32, standard: Value): Value {
  const j = (i - 1) * 2, m = <usize>s.marks + (<usize>j << 2);
  if (j + 1 > sLastMark || !load<u32>(m) || !load<u32>(m, 4)) return newRef(standard);
  return subjectSlice(s, indexOf(s, load<u32>(m)), indexOf(s, load<u32>(m, 4)));
}
export function pattern_findall(self: Value, string: Value, pos: Value, endpos: Value): Value {
  const mark = stackMark(), p = as<PatternObject>(self), s = subjectOpen(p, string, pos, endpos);
  if (!changetype<Ptr>(s)) { stackRestore(mark); return NULL; }
  let list = listNew(0), at = s.start, advance = false;
  const empty = subjectEmpty(s);
  while (list) {
    const r = next(p, s, at, advance);
    let v: Value = NULL;
    if (r > 0) {
      if (p.groups == 0) v = subjectSlice(s, indexOf(s, sStart), indexOf(s, sPtr));
      else if (p.groups == 1) v = groupText(s, 1, empty);
      else {
        v = tupleNew(p.groups);
        for (let i = 1; v && i <= p.groups; i++) {
          const g = groupText(s, i, empty);
          if (!g) { decref(v); v = NULL; break; }
          tupleInit(v, i - 1, g);
        }
      }
      advance = sPtr == sStart; at = indexOf(s, sPtr);
    } else if (r == 0) break;
    if (!v || listAppendSteal(list, v) < 0) { decref(list); list = NULL; }
  }
  decref(empty);
  subjectClose(s);
  stackRestore(mark);
  return list;
}
export function pattern_split(self: Value, string: Value, maxsplit: Value): Value {
  if (!parseInt32(maxsplit)) return NULL;
  const max = argInt, mark = stackMark(), p = as<PatternObject>(self), s = subjectOpen(p, string, NULL, NULL);
  if (!changetype<Ptr>(s)) { stackRestore(mark); return NULL; }
  let list = listNew(0), at = 0, last = 0, n = 0, advance = false, ok = list != NULL;
  while (ok && (max == 0 || n < max)) {
    const r = next(p, s, at, advance);
    if (r <= 0) { ok = r == 0; break; }
    const from = indexOf(s, sStart);
    const v = subjectSlice(s, last, from);
    ok = v != NULL && listAppendSteal(list, v) == 0;
    for (let i = 1; ok && i <= p.groups; i++) { const g = groupText(s, i, None); ok = g != NULL && listAppendSteal(list, g) == 0; }
    n++;
    advance = sPtr == sStart;
    last = at = indexOf(s, sPtr);
  }
  if (ok) { const v = subjectSlice(s, last, s.length); ok = v != NULL && listAppendSteal(list, v) == 0; }
  subjectClose(s);
  stackRestore(mark);
  if (!ok) { decref(list); return NULL; }
  return list;
}

// ---- substitution ------------------------------------------------------------------------------------------------------------
/** Whether a str or bytes-like replacement has no backslash; -1 with an exception. */
function isLiteral(repl: Value): i32 {
  if (isStr(repl)) return findChar(strData(repl), strKind(repl), strLen(repl), 92) < 0 ? 1 : 0;
  if (isBytes(repl)) return findChar(bytesData(repl), 1, bytesLen(repl), 92) < 0 ? 1 : 0;
  if (!hasBuffer(repl)) return 0;
  const mark = stackMark(), b = stackAlloc(16);
  if (!b || getBuffer(repl, b) < 0) { stackRestore(mark); return -1; }
  const r = findChar(load<u32>(b), 1, load<i32>(b, 4), 92) < 0 ? 1 : 0;
  releaseBuffer(repl, b);
  stackRestore(mark);
  return r;
}
/** Appends a replacement; false with TypeError. */
function appendItem(s: Subject, sb: StrBuilder, bb: BytesBuilder, item: Value, n: i32): bool {
  if (s.isStr) {
    if (isStr(item)) { sbStr(sb, item); return true; }
    raiseFmt(T.TypeError, "sequence item %d: expected str instance, %T found", int(n), item);
    return false;
  }
  if (isBytes(item)) { bbCopy(bb, bytesData(item), bytesLen(item)); return true; }
  if (!hasBuffer(item)) { raiseFmt(T.TypeError, "sequence item %d: expected a bytes-like object, %T found", int(n), item); return false; }
  const mark = stackMark(), b = stackAlloc(16), ok = b != 0 && getBuffer(item, b) == 0;
  if (ok) { bbCopy(bb, load<u32>(b), load<i32>(b, 4)); releaseBuffer(item, b); }
  stackRestore(mark);
  return ok;
}
let substitutions: i32 = 0;
function substitute(self: Value, repl: Value, string: Value, count: Value): Value {
  if (!parseInt32(count)) return NULL;
  const max = argInt, p = as<PatternObject>(self);
  let filter = newRef(repl), how = 0; // 0 literal, 1 callable, 2 template
  if (callableCheck(repl)) how = 1;
  else {
    const lit = isLiteral(repl);
    if (lit <= 0) {
      decref(filter);
      filter = lit < 0 ? NULL : templateFor(self, repl);
      if (!filter) return NULL;
      const text = templateLiteral(filter);
      if (text) { incref(text); decref(filter); filter = text; } else how = 2;
    }
  }
  const mark = stackMark(), s = subjectOpen(p, string, NULL, NULL);
  if (!changetype<Ptr>(s)) { stackRestore(mark); decref(filter); return NULL; }
  const sb = s.isStr ? sbNew(s.length + 32) : changetype<StrBuilder>(0), bb = s.isStr ? changetype<BytesBuilder>(0) : bbNew(s.length + 32);
  let at = 0, last = 0, n = 0, items = 0, advance = false, ok = true;
  while (max == 0 || n < max) {
    const r = next(p, s, at, advance);
    if (r <= 0) { ok = r == 0; break; }
    const from = indexOf(s, sStart), to = indexOf(s, sPtr);
    if (last < from) { if (s.isStr) sbSlice(sb, string, last, from); else bbCopy(bb, <usize>s.data + last, from - last); items++; }
    if (how == 0) ok = appendItem(s, sb, bb, filter, items++);
    else {
      const m = matchNew(self, s);
      ok = m != NULL;
      if (ok && how == 2) ok = templateAppend(filter, m, sb, bb);
      else if (ok) {
        const v = call1(filter, m);
        ok = v != NULL;
        if (ok && v != None) ok = appendItem(s, sb, bb, v, items++);
        decref(v);
      }
      decref(m);
    }
    if (!ok) break;
    n++;
    last = at = to;
    advance = from == to;
  }
  let result: Value = NULL;
  if (ok) {
    if (s.isStr) { sbSlice(sb, string, last, s.length); result = n == 0 ? subjectSlice(s, 0, s.length) : sbFinish(sb); if (n == 0) sbDiscard(sb); }
    else { bbCopy(bb, <usize>s.data + last, s.length - last); result = bbFinish(bb); }
  } else if (s.isStr) sbDiscard(sb); else bbDiscard(bb);
  subjectClose(s);
  stackRestore(mark);
  decref(filter);
  substitutions = n;
  return result;
}
import { incref } from "../../refcount/count";
export function pattern_sub(self: Value, repl: Value, string: Value, count: Value): Value { return substitute(self, repl, string, count); }
export function pattern_subn(self: Value, repl: Value, string: Value, count: Value): Value {
  const r = substitute(self, repl, string, count), n = substitutions;
  if (!r) return NULL;
  const t = tuplePack2(r, int(n));
  decref(r);
  return t;
}

// ---- scanner and finditer ------------------------------------------------------------------------------------------------------
@unmanaged
export class ScannerObject extends Obj {
  /** next position, -1 when it is over */ at: i32;
  advance: u32;
  pos: i32;
  end: i32;
  /** @atomic 1 while a thread works on it */ busy: u32;
  pad: u32;
  pattern: Value;
  string: Value;
}
function scannerNew(type: TypeObject, self: Value, string: Value, pos: Value, endpos: Value): Value {
  const mark = stackMark(), s = subjectOpen(as<PatternObject>(self), string, pos, endpos);
  let p: Ptr = 0;
  if (changetype<Ptr>(s)) {
    p = newObject(type);
    if (p) {
      const o = changetype<ScannerObject>(p);
      o.at = s.start; o.pos = s.start; o.end = s.end; o.pattern = newRef(self); o.string = newRef(string);
    }
    subjectClose(s);
  }
  stackRestore(mark);
  return <Value>p;
}
import { TypeObject } from "../../../generated/core/types";
export function pattern_scanner(self: Value, string: Value, pos: Value, endpos: Value): Value { return scannerNew(T.SRE_Scanner, self, string, pos, endpos); }
export function pattern_finditer(self: Value, string: Value, pos: Value, endpos: Value): Value { return scannerNew(T.re_finditer, self, string, pos, endpos); }
/** The next match: None at the end, NULL with an exception. */
function scan(v: Value, search: bool): Value {
  const o = as<ScannerObject>(v), busy = <Ptr>v + offsetof<ScannerObject>("busy");
  if (cas32(busy, 0, 1) != 0) return raise(T.ValueError, "regular expression scanner already executing");
  let r: Value = None;
  if (o.at >= 0) {
    const mark = stackMark(), p = as<PatternObject>(o.pattern), s = subjectOpen(p, o.string, NULL, NULL);
    if (!changetype<Ptr>(s)) r = NULL;
    else {
      s.start = o.pos;
      s.end = o.end < s.length ? o.end : s.length;
      let found = 0;
      if (o.at <= s.end) {
        subjectBegin(p, s, o.at);
        setMustAdvance(o.advance != 0);
        found = patternRun(p, s, search, true);
      }
      if (found > 0) {
        r = matchNew(o.pattern, s);
        o.advance = sPtr == sStart;
        o.at = indexOf(s, sPtr);
      } else { o.at = -1; if (found < 0) r = NULL; }
      subjectClose(s);
    }
    stackRestore(mark);
  }
  store32(busy, 0);
  return r;
}
export function scanner_match(v: Value): Value { return scan(v, false); }
export function scanner_search(v: Value): Value { return scan(v, true); }
export function scanner_pattern(v: Value): Value { return newRef(as<ScannerObject>(v).pattern); }
export function finditerSelf(v: Value): Value { return newRef(v); }
export function finditerNext(v: Value): Value { const r = scan(v, true); return r == None ? NULL : r; }
export function scannerDealloc(p: Ptr): void { const o = changetype<ScannerObject>(p); decref(o.pattern); decref(o.string); freeObject(p); }
export function scannerTraverse(p: Ptr): void { const o = changetype<ScannerObject>(p); gcVisit(o.pattern); gcVisit(o.string); }
