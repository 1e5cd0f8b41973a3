/**
 * code.replace(): a copy with some fields changed. Register code is not CPython's: instructions, registers and parameters belong together and cannot be changed one by one, so a field that would
 * make another function of it is refused (ValueError) unless it is what it was. Constants keep their types, names their number: the instructions rely on both.
 */
import { Ptr, Value, NULL, isInt, intOf } from "../base/value";
import { as, toValue } from "../base/obj";
import { T, TF_BYTES_SUBCLASS, TF_TUPLE_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { setDeferred } from "../refcount/count-slow";
import { memAlloc, memFree } from "../memory/alloc";
import { newObject } from "../objects/alloc";
import { errOccurred, raise, raiseFmt, raiseNoMemory } from "../objects/errors";
import { hasFlag, isExact, typeOf } from "../objects/typeof";
import { richCompareBool } from "../objects/abstract";
import { tupleItem, tupleSize } from "../types/tuple/core";
import { internStr, strEq, strEqLiteral } from "../types/str/core";
import { bytesData, bytesLen } from "../types/bytes/core";
import { CodeObject, KIND_CELL, KIND_FREE, KIND_LOCAL, codeConst, codeGetCode, codeGetExceptiontable, codeGetStacksize, codeIsSimple, codeLocalKind, codeLocalName } from "./code";
import { codeCleanWords, constSame } from "./code-same";

function copyOf(p: Ptr, bytes: usize): u32 { const q = memAlloc(bytes ? bytes : 8); if (q) memory.copy(q, p, bytes); return <u32>q; }
function codeCopy(c: CodeObject): Value {
  const p = newObject(T.code);
  if (!p) return NULL;
  const d = changetype<CodeObject>(p);
  memory.copy(p + offsetof<CodeObject>("flags"), changetype<Ptr>(c) + offsetof<CodeObject>("flags"), offsetof<CodeObject>() - offsetof<CodeObject>("flags"));
  d.borrowed = 0;
  newRef(d.name); newRef(d.qualname); newRef(d.filename);
  d.consts = copyOf(c.consts, <usize>c.poolCount << 3); d.localNames = copyOf(c.localNames, <usize>c.localCount << 3); d.localKinds = copyOf(c.localKinds, c.localCount);
  d.words = copyOf(c.words, <usize>c.wordCount << 3); d.lineTable = copyOf(c.lineTable, c.lineTableBytes); d.exceptions = copyOf(c.exceptions, <usize>c.exceptionCount * 20);
  for (let i = 0; i < c.poolCount; i++) newRef(load<u64>(c.consts + (<usize>i << 3)));
  for (let i = 0; i < c.localCount; i++) newRef(load<u64>(c.localNames + (<usize>i << 3)));
  if (!d.consts || !d.localNames || !d.localKinds || !d.words || !d.lineTable || !d.exceptions) { setDeferred(p); return raiseNoMemory(); }
  codeCleanWords(c, d.words);
  return <Value>p;
}
/** Steals v. */
function put(slot: Ptr, v: Value): void { const old = load<u64>(slot); store<u64>(slot, v); decref(old); }
function wrongType(key: Value, what: string, x: Value): bool {
  const w = strFromLiteral(what);
  raiseFmt(T.TypeError, "replace() argument '%U' must be %U, not %T", key, w, x);
  decref(w);
  return false;
}
import { strFromLiteral } from "../types/str/core";
/** Whether the instructions cannot tell new from old: the same type, and for what they take apart the same shape. */
function fits(old: Value, x: Value): bool {
  const same = constSame(old, x);
  if (same) return same > 0;
  if (typeOf(old) != typeOf(x)) return false;
  if (isExact(old, T.code)) return as<CodeObject>(old).freeCount == as<CodeObject>(x).freeCount;
  if (!isExact(old, T.tuple)) return true;
  const n = tupleSize(old);
  if (tupleSize(x) != n) return false;
  for (let i = 0; i < n; i++) if (!fits(tupleItem(old, i), tupleItem(x, i))) return false;
  return true;
}
function setConsts(c: CodeObject, key: Value, x: Value): bool {
  if (!hasFlag(x, TF_TUPLE_SUBCLASS)) return wrongType(key, "tuple", x);
  const n = c.poolCount - c.constBase;
  if (tupleSize(x) != n) { raiseFmt(T.ValueError, "code.replace(): co_consts must keep its %d items in Typhon", int(n)); return false; }
  for (let i = 0; i < n; i++) if (!fits(codeConst(c, c.constBase + i), tupleItem(x, i))) {
    if (!errOccurred()) raiseFmt(T.ValueError, "code.replace(): item %d of co_consts must keep its type and shape in Typhon", int(i));
    return false;
  }
  for (let i = 0; i < n; i++) put(c.consts + (<usize>(c.constBase + i) << 3), newRef(tupleItem(x, i)));
  return true;
}
import { int } from "../base/value";
function strings(key: Value, x: Value, n: i32): bool {
  if (!hasFlag(x, TF_TUPLE_SUBCLASS)) return wrongType(key, "tuple", x);
  for (let i = 0; i < tupleSize(x); i++) if (!isExact(tupleItem(x, i), T.str)) { raiseFmt(T.TypeError, "name tuples must contain only strings, not '%T'", tupleItem(x, i)); return false; }
  if (tupleSize(x) == n) return true;
  raiseFmt(T.ValueError, "code.replace(): %U must keep its %d items in Typhon", key, int(n));
  return false;
}
function setNames(c: CodeObject, key: Value, x: Value): bool {
  if (!strings(key, x, c.nameCount)) return false;
  for (let i = 0; i < c.nameCount; i++) put(c.consts + (<usize>i << 3), internStr(tupleItem(x, i)));
  return true;
}
/** New names for the registers of one kind; what error texts call them changes too. */
function setLocalNames(c: CodeObject, key: Value, x: Value, kind: u32): bool {
  let n = 0;
  for (let i = 0; i < c.localCount; i++) if (codeLocalKind(c, i) & kind) n++;
  if (!strings(key, x, n)) return false;
  n = 0;
  for (let i = 0; i < c.localCount; i++) {
    if (!(codeLocalKind(c, i) & kind)) continue;
    const old = newRef(codeLocalName(c, i)), name = tupleItem(x, n++);
    if (!strEq(old, name)) {
      put(c.localNames + (<usize>i << 3), internStr(name));
      for (let j = c.nameCount; j < c.constBase; j++) if (strEq(codeConst(c, j), old)) put(c.consts + (<usize>j << 3), internStr(name));
    }
    decref(old);
  }
  return true;
}
/** Whether the bytes are a line table: entries that end where it ends (src/spec/image.ts). */
export function isLineTable(p: Ptr, n: i32): bool {
  const end = p + n;
  while (p < end) {
    const form = load<u8>(p++) & 7;
    if (form == 2) p += 2;
    let varints = form == 1 ? 1 : form == 3 ? 3 : form == 4 ? 4 : 0;
    for (; varints > 0; varints--) {
      while (p < end && load<u8>(p) & 128) p++;
      p++;
    }
    if (p > end || form > 5) return false;
  }
  return true;
}
function setLineTable(c: CodeObject, key: Value, x: Value): bool {
  if (!hasFlag(x, TF_BYTES_SUBCLASS)) return wrongType(key, "bytes", x);
  if (!isLineTable(bytesData(x), bytesLen(x))) { raise(T.ValueError, "code.replace(): co_linetable is no line table of Typhon's"); return false; }
  const p = copyOf(bytesData(x), bytesLen(x));
  if (!p) { raiseNoMemory(); return false; }
  memFree(c.lineTable);
  c.lineTable = p; c.lineTableBytes = bytesLen(x);
  return true;
}
/** What must stay: the value, new, that x has to be equal to; NULL: no such field. */
function fixed(v: Value, k: Value): Value {
  const c = as<CodeObject>(v);
  if (strEqLiteral(k, "co_argcount")) return int(c.argCount);
  if (strEqLiteral(k, "co_posonlyargcount")) return int(c.posOnlyCount);
  if (strEqLiteral(k, "co_kwonlyargcount")) return int(c.kwOnlyCount);
  if (strEqLiteral(k, "co_nlocals")) return int(c.varCount);
  if (strEqLiteral(k, "co_stacksize")) return codeGetStacksize(v);
  if (strEqLiteral(k, "co_code")) return codeGetCode(v);
  if (strEqLiteral(k, "co_exceptiontable")) return codeGetExceptiontable(v);
  return NULL;
}
/** One field. False with an exception. */
function change(r: Value, k: Value, x: Value): bool {
  const c = as<CodeObject>(r);
  let slot: Ptr = 0;
  if (strEqLiteral(k, "co_name")) slot = offsetof<CodeObject>("name");
  else if (strEqLiteral(k, "co_qualname")) slot = offsetof<CodeObject>("qualname");
  else if (strEqLiteral(k, "co_filename")) slot = offsetof<CodeObject>("filename");
  if (slot) {
    if (!hasFlag(x, TF_UNICODE_SUBCLASS)) return wrongType(k, "str", x);
    put(<Ptr>r + slot, newRef(x));
    return true;
  }
  if (strEqLiteral(k, "co_firstlineno")) { if (!isInt(x)) return wrongType(k, "int", x); c.firstLine = <i32>intOf(x); return true; }
  if (strEqLiteral(k, "co_flags")) { if (!isInt(x)) return wrongType(k, "int", x); return setFlags(c, <u32>intOf(x)); }
  if (strEqLiteral(k, "co_consts")) return setConsts(c, k, x);
  if (strEqLiteral(k, "co_names")) return setNames(c, k, x);
  if (strEqLiteral(k, "co_varnames")) return setLocalNames(c, k, x, KIND_LOCAL);
  if (strEqLiteral(k, "co_cellvars")) return setLocalNames(c, k, x, KIND_CELL);
  if (strEqLiteral(k, "co_freevars")) return setLocalNames(c, k, x, KIND_FREE);
  if (strEqLiteral(k, "co_linetable")) return setLineTable(c, k, x);
  const now = fixed(r, k);
  if (!now) { if (!errOccurred()) raiseFmt(T.TypeError, "replace() got an unexpected keyword argument '%U'", k); return false; }
  const same = richCompareBool(now, x, 2);
  decref(now);
  if (same == 0) raiseFmt(T.ValueError, "code.replace(): %U cannot be changed in Typhon", k);
  return same > 0;
}
/** The flags that say what a frame is like, and what its parameters are, stay. */
function setFlags(c: CodeObject, flags: u32): bool {
  const fixedFlags = CO_OPTIMIZED | CO_NEWLOCALS | CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR | CODE_TWIN;
  if ((flags & (fixedFlags & ~CODE_TWIN)) != (c.flags & (fixedFlags & ~CODE_TWIN))) { raise(T.ValueError, "code.replace(): these co_flags cannot be changed in Typhon"); return false; }
  c.flags = flags & ~CODE_TWIN;
  c.simple = codeIsSimple(c) ? 1 : 0;
  return true;
}
import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR, CO_NEWLOCALS, CO_OPTIMIZED, CO_VARARGS, CO_VARKEYWORDS } from "../../generated/core/opcodes";
import { CODE_TWIN } from "./code";
export function bindChanges(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs) return raise(T.TypeError, "replace() takes 0 positional arguments");
  const r = codeCopy(as<CodeObject>(v));
  if (!r) return NULL;
  const n = kwnames ? tupleSize(kwnames) : 0;
  let ok = true;
  for (let i = 0; ok && i < n; i++) ok = change(r, tupleItem(kwnames, i), load<u64>(args + (<usize>i << 3)));
  if (!ok) { decref(r); return NULL; }
  setDeferred(<Ptr>r);
  return r;
}
