/**
 * Code objects: what the loader makes of CODE records (src/spec/image.ts). Everything is @frozen after publication but for the inline caches inside `words` (each one
 * atomic 64-bit word, published whole) and `version`. Code is deferred: counted by nobody, found dead by the collector. CPython: Objects/codeobject.c.
 */
import { Ptr, Value, NULL, None, int } from "../base/value";
import { Obj, as, toValue } from "../base/obj";
import { T } from "../../generated/core/types";
import { CO_VARARGS, CO_VARKEYWORDS, CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR, CO_NEWLOCALS, CO_OPTIMIZED } from "../../generated/core/opcodes";
import { add32 } from "../base/atomics";
import { PROC_CODE_EPOCH } from "../base/map";
import { decref, newRef } from "../refcount/count";
import { memFree } from "../memory/alloc";
import { freeObject } from "../objects/alloc";
import { gcVisit } from "../gc/visit";
import { instanceTailClear, instanceTailVisit } from "../objects/instance";
import { tupleNew, tupleInit } from "../types/tuple/core";
import { bytesFromPtr } from "../types/bytes/core";
import { fmt } from "../objects/errors";
import { strEq, strFromLiteral } from "../types/str/core";

@unmanaged
export class CodeObject extends Obj {
  flags: u32;
  argCount: i32;
  posOnlyCount: i32;
  kwOnlyCount: i32;
  localCount: i32;
  registerCount: i32;
  /** byte offset of the first temporary */ tempBase: u32;
  /** bytes of a frame: header and registers */ frameSize: u32;
  varCount: i32;
  cellCount: i32;
  freeCount: i32;
  firstLine: i32;
  name: Value;
  qualname: Value;
  filename: Value;
  /** pool of constants and names: Values at consts */ consts: u32;
  poolCount: i32;
  nameCount: i32;
  constBase: i32;
  localNames: u32;
  localKinds: u32;
  words: u32;
  wordCount: i32;
  lineTable: u32;
  lineTableBytes: i32;
  exceptions: u32;
  exceptionCount: i32;
  /** 1: plain positional parameters only, a call with exactly argCount arguments copies them and runs */ simple: u32;
  /** 1: words, lineTable, exceptions point into an image that stays (built-in library); 0: own memory */ borrowed: u32;
}
/** A bit of flags that Python does not see: the code stands for what CPython has in C (modules/import/filename.ts), so its frames leave no entry in tracebacks, and the exceptions it handles are nobody's context. */
// @ts-ignore: decorator
@inline export const CODE_TWIN: u32 = 0x80000000;
// @ts-ignore: decorator
@inline export const CODE_CONSTS: usize = offsetof<CodeObject>("consts");
// @ts-ignore: decorator
@inline export const CODE_TEMPBASE: usize = offsetof<CodeObject>("tempBase");

export const KIND_HIDDEN: u32 = 0x10, KIND_LOCAL: u32 = 0x20, KIND_CELL: u32 = 0x40, KIND_FREE: u32 = 0x80;
// @ts-ignore: decorator
@inline export function codeConst(c: CodeObject, i: i32): Value { return load<u64>(c.consts + (<usize>i << 3)); }
// @ts-ignore: decorator
@inline export function codeLocalName(c: CodeObject, i: i32): Value { return load<u64>(c.localNames + (<usize>i << 3)); }
// @ts-ignore: decorator
@inline export function codeLocalKind(c: CodeObject, i: i32): u32 { return load<u8>(c.localKinds + <usize>i); }

export function codeDealloc(p: Ptr): void {
  const c = changetype<CodeObject>(p);
  add32(PROC_CODE_EPOCH, 1);
  instanceTailClear(p, T.code);
  for (let i = 0; i < c.poolCount; i++) decref(codeConst(c, i));
  for (let i = 0; i < c.localCount; i++) decref(codeLocalName(c, i));
  decref(c.name); decref(c.qualname); decref(c.filename);
  memFree(c.consts); memFree(c.localNames); memFree(c.localKinds);
  if (!c.borrowed) { memFree(c.words); memFree(c.lineTable); memFree(c.exceptions); }
  freeObject(p);
}
export function codeTraverse(p: Ptr): void {
  const c = changetype<CodeObject>(p);
  for (let i = 0; i < c.poolCount; i++) gcVisit(codeConst(c, i));
}

// ---- positions -----------------------------------------------------------------------------------------------------------
/** Result of codePosition, thread-local. Columns are -1 when unknown; line 0 when there is none. */
export let posLine: i32 = 0;
export let posEndLine: i32 = 0;
export let posCol: i32 = -1;
export let posEndCol: i32 = -1;
let at: Ptr = 0;
function varint(): i32 {
  let r: u32 = 0, shift: u32 = 0;
  for (;;) {
    const b: u32 = load<u8>(at++);
    r |= (b & 127) << shift;
    if (!(b & 128)) return <i32>r;
    shift += 7;
  }
  return 0;
}
function svarint(): i32 { const v = <u32>varint(); return v & 1 ? -<i32>(v >> 1) : <i32>(v >> 1); }
/** Finds the source position of instruction word `index`; false if it has none. */
export function codePosition(c: CodeObject, index: i32): bool {
  at = c.lineTable;
  const end = at + c.lineTableBytes;
  let line = c.firstLine, word = 0, has = false;
  while (at < end) {
    const head: u32 = load<u8>(at++), form = head & 7, n = <i32>(head >> 3) + 1;
    if (form == 0) { has = false; posLine = 0; posEndLine = 0; posCol = -1; posEndCol = -1; }
    else if (form == 1) { line += svarint(); has = true; posLine = line; posEndLine = line; posCol = -1; posEndCol = -1; }
    else if (form == 2) { has = true; posLine = line; posEndLine = line; posCol = load<u8>(at++); posEndCol = load<u8>(at++); }
    else if (form == 3) { line += svarint(); has = true; posLine = line; posEndLine = line; posCol = varint(); posEndCol = varint(); }
    else if (form == 4) { line += svarint(); has = true; posLine = line; posEndLine = line + varint(); posCol = varint(); posEndCol = varint(); }
    rangeFrom = word;
    word += n;
    rangeTo = word;
    if (index < word) return has;
  }
  posLine = 0;
  return false;
}
/** The words [rangeFrom, rangeTo) that have the position found last. */
export let rangeFrom: i32 = 0;
export let rangeTo: i32 = 0;
/** Line of instruction word `index`, or 0; and the words around it that have the same position. */
export function codeLineRange(c: CodeObject, index: i32): i32 {
  rangeFrom = 0; rangeTo = 0;
  return codePosition(c, index) ? posLine : 0;
}
/** Line of instruction word `index`, or 0. */
export function codeLine(c: CodeObject, index: i32): i32 { return codePosition(c, index) ? posLine : 0; }

// ---- attributes ----------------------------------------------------------------------------------------------------------
// @ts-ignore: decorator
@inline function code(v: Value): CodeObject { return as<CodeObject>(v); }
export function codeGetName(v: Value): Value { return newRef(code(v).name); }
export function codeGetQualname(v: Value): Value { return newRef(code(v).qualname); }
export function codeGetFilename(v: Value): Value { return newRef(code(v).filename); }
export function codeGetFirstLine(v: Value): Value { return int(code(v).firstLine); }
export function codeGetFlags(v: Value): Value { return int(code(v).flags & ~CODE_TWIN); }
export function codeGetArgcount(v: Value): Value { return int(code(v).argCount); }
export function codeGetPosonly(v: Value): Value { return int(code(v).posOnlyCount); }
export function codeGetKwonly(v: Value): Value { return int(code(v).kwOnlyCount); }
export function codeGetNlocals(v: Value): Value { return int(code(v).varCount); }
export function codeGetStacksize(v: Value): Value { return int(code(v).registerCount - code(v).localCount); }
export function codeGetConsts(v: Value): Value {
  const c = code(v), n = c.poolCount - c.constBase, t = tupleNew(n);
  if (t) for (let i = 0; i < n; i++) tupleInit(t, i, newRef(codeConst(c, c.constBase + i)));
  return t;
}
export function codeGetNames(v: Value): Value {
  const c = code(v), t = tupleNew(c.nameCount);
  if (t) for (let i = 0; i < c.nameCount; i++) tupleInit(t, i, newRef(codeConst(c, i)));
  return t;
}
function namesOfKind(c: CodeObject, kind: u32): Value {
  let n = 0;
  for (let i = 0; i < c.localCount; i++) if (codeLocalKind(c, i) & kind) n++;
  const t = tupleNew(n);
  if (!t) return NULL;
  n = 0;
  for (let i = 0; i < c.localCount; i++) if (codeLocalKind(c, i) & kind) tupleInit(t, n++, newRef(codeLocalName(c, i)));
  return t;
}
export function codeGetVarnames(v: Value): Value { return namesOfKind(code(v), KIND_LOCAL); }
export function codeGetCellvars(v: Value): Value { return namesOfKind(code(v), KIND_CELL); }
export function codeGetFreevars(v: Value): Value { return namesOfKind(code(v), KIND_FREE); }
/** Without what the inline caches hold, so that it is always the same. */
export function codeGetCode(v: Value): Value {
  const p = codeWordsNew(code(v));
  if (!p) return NULL;
  const r = bytesFromPtr(p, code(v).wordCount << 3);
  memFree(p);
  return r;
}
import { codeWordsNew } from "./code-same";
export function codeGetLinetable(v: Value): Value { return bytesFromPtr(code(v).lineTable, code(v).lineTableBytes); }
export function codeGetExceptiontable(v: Value): Value { return bytesFromPtr(code(v).exceptions, code(v).exceptionCount * 20); }
export function codeRepr(v: Value): Value {
  const c = code(v);
  return fmt("<code object %U at %d, file \"%U\", line %d>", c.name, int(<i64>changetype<u32>(c)), c.filename, int(c.firstLine));
}
/** co_positions(): tuples for each word; made as a list iterator. */
import { listNew, listAppend } from "../types/list/core";
import { iter } from "../objects/abstract";
function posValue(n: i32): Value { return n < 0 ? None : int(n); }
export function codePositions(v: Value): Value {
  const c = code(v), l = listNew(0), columns = !noRanges();
  if (!l) return NULL;
  for (let i = 0; i < c.wordCount; i++) {
    const has = codePosition(c, i), t = tupleNew(4);
    if (!t) { decref(l); return NULL; }
    tupleInit(t, 0, has ? int(posLine) : None); tupleInit(t, 1, !has ? None : int(columns ? posEndLine : posLine));
    tupleInit(t, 2, has && columns ? posValue(posCol) : None); tupleInit(t, 3, has && columns ? posValue(posEndCol) : None);
    const e = listAppend(l, t);
    decref(t);
    if (e < 0) { decref(l); return NULL; }
  }
  const r = iter(l);
  decref(l);
  return r;
}
/** -X no_debug_ranges: code tells lines, no columns, so that tracebacks have no carets. */
function noRanges(): bool {
  const x = dictGetStr(interpSysDict(), N._xoptions), v = x != NULL && isExact(x, T.dict) ? dictGetStr(x, N.no_debug_ranges) : NULL;
  decref(x); decref(v);
  return v != NULL;
}
import { isExact } from "../objects/typeof";
import { dictGetStr } from "../types/dict/core";
import { interpSysDict } from "../boot/state";
import { N } from "../../generated/core/names";
/** co_lines(): (start, end, line) triples over bytes of code. */
export function codeLines(v: Value): Value {
  const c = code(v), l = listNew(0);
  if (!l) return NULL;
  let start = 0, line = -1;
  for (let i = 0; c.lineTableBytes && i <= c.wordCount; i++) {
    const n = i == c.wordCount ? -2 : codeLine(c, i);
    if (n == line) continue;
    if (line != -1) {
      const t = tupleNew(3);
      if (!t) { decref(l); return NULL; }
      tupleInit(t, 0, int(start * 2)); tupleInit(t, 1, int(i * 2)); tupleInit(t, 2, line == 0 ? None : int(line));
      const e = listAppend(l, t);
      decref(t);
      if (e < 0) { decref(l); return NULL; }
    }
    start = i; line = n;
  }
  const r = iter(l);
  decref(l);
  return r;
}
/** Whether a call with exactly argCount positional arguments needs no binding. */
export function codeIsSimple(c: CodeObject): bool {
  return (c.flags & (CO_VARARGS | CO_VARKEYWORDS)) == 0 && c.kwOnlyCount == 0 && (c.flags & (CO_OPTIMIZED | CO_NEWLOCALS)) == (CO_OPTIMIZED | CO_NEWLOCALS);
}
export { codeCompare, codeHash } from "./code-same";
import { bindChanges } from "./code-replace";
export function codeReplace(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return bindChanges(v, args, nargs, kwnames); }
