/**
 * Code objects in marshal: Typhon's own form behind the type code 'c', for the programs that keep code (py_compile, zipimport, a cache). CPython's code cannot be read, nor ours there.
 *
 *   u32 CODE_MAGIC · u32 OPCODE_FINGERPRINT (what the instructions mean: another build's code is refused) · u32 bytes of the rest
 *   u32 fields (flags … firstLine, nameCount, constBase, poolCount, wordCount, lineTableBytes, exceptionCount) · values: name, qualname, filename, pool, names of registers
 *   kinds of registers · instruction words (caches empty) · line table · exception table · u32 checksum of all that from the fields on
 *
 * The checksum finds what was damaged, and counts and line table are looked at; instructions made to do harm are not found, as in CPython. CPython: TYPE_CODE in Python/marshal.c.
 */
import { Ptr, Value, NULL } from "../../base/value";
import { as } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { CO_VARARGS, CO_VARKEYWORDS, OPCODE_FINGERPRINT } from "../../../generated/core/opcodes";
import { decref } from "../../refcount/count";
import { setDeferred } from "../../refcount/count-slow";
import { newObject } from "../../objects/alloc";
import { errOccurred, raise, raiseNoMemory } from "../../objects/errors";
import { isExact } from "../../objects/typeof";
import { memAlloc, memFree } from "../../memory/alloc";
import { internStr } from "../../types/str/core";
import { CODE_TWIN, CodeObject, codeConst, codeIsSimple, codeLocalName } from "../../interp/code";
import { isLineTable } from "../../interp/code-replace";
import { codeWordsNew } from "../../interp/code-same";
import { FRAME_HEADER } from "../../interp/frame";
import { writeRaw, writeValue, writeWord, writtenAt, writtenLength } from "./write";
import { readAt, readItem, readNeed, readSkip, readWord } from "./read";

const CODE_MAGIC: i32 = 0x444F4359, FIELDS: i32 = 17;

function checksum(p: Ptr, n: i32): i32 {
  let h: u32 = 0x811C9DC5;
  for (let i = 0; i < n; i++) h = (h ^ load<u8>(p + i)) * 0x01000193;
  return <i32>h;
}
export function writeCode(c: CodeObject): bool {
  const words = codeWordsNew(c);
  if (!words) return false;
  writeWord(CODE_MAGIC); writeWord(<i32>OPCODE_FINGERPRINT);
  const sizeAt = writtenLength();
  writeWord(0);
  const from = writtenLength();
  writeWord(<i32>(c.flags & ~CODE_TWIN)); writeWord(c.argCount); writeWord(c.posOnlyCount); writeWord(c.kwOnlyCount); writeWord(c.localCount); writeWord(c.registerCount); writeWord(<i32>c.tempBase);
  writeWord(c.varCount); writeWord(c.cellCount); writeWord(c.freeCount); writeWord(c.firstLine); writeWord(c.nameCount); writeWord(c.constBase); writeWord(c.poolCount); writeWord(c.wordCount);
  writeWord(c.lineTableBytes); writeWord(c.exceptionCount);
  let ok = writeValue(c.name) && writeValue(c.qualname) && writeValue(c.filename);
  for (let i = 0; ok && i < c.poolCount; i++) ok = writeValue(codeConst(c, i));
  for (let i = 0; ok && i < c.localCount; i++) ok = writeValue(codeLocalName(c, i));
  if (ok) {
    writeRaw(c.localKinds, c.localCount); writeRaw(words, c.wordCount << 3); writeRaw(c.lineTable, c.lineTableBytes); writeRaw(c.exceptions, c.exceptionCount * 20);
    const n = writtenLength() - from;
    // without memory the writer is at its begin again
    if (n > 0) { store<i32>(writtenAt(sizeAt), n); writeWord(checksum(writtenAt(from), n)); }
  }
  memFree(words);
  return ok;
}
function damaged(): Value { return errOccurred() ? NULL : raise(T.ValueError, "bad marshal data (code object)"); }
function copyOf(n: i32): u32 {
  if (!readNeed(n)) return 0;
  const p = memAlloc(n ? n : 8);
  if (!p) { raiseNoMemory(); return 0; }
  memory.copy(p, readAt(), n);
  readSkip(n);
  return <u32>p;
}
/** An interned str; NULL with an exception. */
function name(): Value {
  const v = readItem();
  if (!v) return NULL;
  if (!isExact(v, T.str)) { decref(v); return damaged(); }
  const i = internStr(v);
  decref(v);
  return i;
}
export function readCode(): Value {
  const magic = readWord(), fingerprint = readWord(), n = readWord();
  if (errOccurred()) return NULL;
  if (magic != CODE_MAGIC) return raise(T.ValueError, "bad marshal data (code of another implementation)");
  if (fingerprint != <i32>OPCODE_FINGERPRINT) return raise(T.ValueError, "bad marshal data (code of another version of Typhon)");
  if (n < 0 || n > 0x3FFFFFFF || !readNeed(n + 4)) return damaged();
  if (checksum(readAt(), n) != load<i32>(readAt() + n)) return damaged();
  const p = newObject(T.code);
  if (!p) return NULL;
  const c = changetype<CodeObject>(p);
  if (fill(c)) { readSkip(4); c.simple = codeIsSimple(c) ? 1 : 0; setDeferred(p); return <Value>p; }
  decref(<Value>p);
  return damaged();
}
/** False: exception, or the counts make no sense; the object may be dropped as it is. */
function fill(c: CodeObject): bool {
  if (!readNeed(FIELDS * 4)) return false;
  c.flags = <u32>readWord(); c.argCount = readWord(); c.posOnlyCount = readWord(); c.kwOnlyCount = readWord();
  const locals = readWord();
  c.registerCount = readWord(); c.tempBase = <u32>readWord(); c.varCount = readWord(); c.cellCount = readWord(); c.freeCount = readWord(); c.firstLine = readWord();
  c.nameCount = readWord(); c.constBase = readWord();
  const pool = readWord();
  c.wordCount = readWord(); c.lineTableBytes = readWord(); c.exceptionCount = readWord();
  if (locals < 0 || pool < 0 || locals > 0x10000 || pool > 0x1000000 || c.registerCount < locals || c.registerCount > 0x10000 || c.constBase > pool || c.wordCount < 0 || c.wordCount > 0x4000000 || c.exceptionCount < 0 || c.exceptionCount > 0x1000000 || c.lineTableBytes < 0) return false;
  // what is read of code that is not run
  if (c.argCount < 0 || c.posOnlyCount < 0 || c.posOnlyCount > c.argCount || c.kwOnlyCount < 0 || c.varCount < 0 || c.cellCount < 0 || c.freeCount < 0 || c.nameCount < 0 || c.nameCount > c.constBase ||
    <i64>c.argCount + c.kwOnlyCount + (c.flags & CO_VARARGS ? 1 : 0) + (c.flags & CO_VARKEYWORDS ? 1 : 0) > c.varCount || <i64>c.varCount > locals || <i64>c.cellCount > locals || <i64>c.freeCount > locals ||
    c.tempBase != <u32>locals << 3) return false;
  c.frameSize = <u32>FRAME_HEADER + (<u32>c.registerCount << 3);
  c.name = name(); c.qualname = c.name ? name() : NULL; c.filename = c.qualname ? readItem() : NULL;
  if (!c.filename || !isExact(c.filename, T.str)) return false;
  c.consts = <u32>memAlloc(<usize>(pool + 1) << 3);
  c.localNames = <u32>memAlloc(<usize>(locals + 1) << 3);
  if (!c.consts || !c.localNames) { raiseNoMemory(); return false; }
  // the counts say what is there already
  for (let i = 0; i < pool; i++) {
    const v = i < c.constBase ? name() : readItem();
    if (!v) return false;
    store<u64>(c.consts + (<usize>i << 3), v);
    c.poolCount = i + 1;
  }
  for (let i = 0; i < locals; i++) {
    const v = name();
    if (!v) return false;
    store<u64>(c.localNames + (<usize>i << 3), v);
    c.localCount = i + 1;
  }
  c.localKinds = copyOf(locals);
  c.words = c.localKinds ? copyOf(c.wordCount << 3) : 0;
  c.lineTable = c.words ? copyOf(c.lineTableBytes) : 0;
  c.exceptions = c.lineTable ? copyOf(c.exceptionCount * 20) : 0;
  return c.exceptions != 0 && isLineTable(c.lineTable, c.lineTableBytes);
}
