/**
 * Code objects by their content: the instruction words without what their inline caches hold, equality, hash. Nothing here writes to a code object. CPython: code_richcompare and code_hash in
 * Objects/codeobject.c; as there the file name and the qualified name do not count, and equal constants of unlike types differ.
 */
import { Ptr, Value, NotImplemented, boolean, isFloat, isPtr } from "../base/value";
import { as } from "../base/obj";
import { T } from "../../generated/core/types";
import * as O from "../../generated/core/opcodes";
import { memAlloc } from "../memory/alloc";
import { typeOf, isExact } from "../objects/typeof";
import { enterNative, leaveNative } from "../objects/recursion";
import { richCompareBool } from "../objects/abstract";
import { tupleItem, tupleSize } from "../types/tuple/core";
import { hashBytes, strEq, strHash } from "../types/str/core";
import { memFree } from "../memory/alloc";
import { raiseNoMemory } from "../objects/errors";
import { CODE_TWIN, CodeObject, codeConst, codeLocalKind, codeLocalName } from "./code";

/** What is left of an EXT word of `op` when its caches are taken out. */
function kept(op: u32, w: u64): u64 {
  switch (op) {
    case O.OP_LOAD_GLOBAL: case O.OP_STORE_GLOBAL: case O.OP_LOAD_ATTR: case O.OP_LOAD_METHOD: case O.OP_STORE_ATTR: case O.OP_CALL: return 0;
    case O.OP_FOR_ITER: case O.OP_SEND: case O.OP_CALL_KW: return w & 0xFFFF_FFFF;
    default: return w;
  }
}
/** Copies the instruction words to `to`, caches as in a code image. */
export function codeCleanWords(c: CodeObject, to: Ptr): void {
  const n = c.wordCount, from: Ptr = c.words;
  for (let i = 0; i < n;) {
    const op: u32 = load<u8>(from + (<usize>i << 3)), ext = <i32>O.opWords(op);
    store<u64>(to + (<usize>i << 3), load<u64>(from + (<usize>i << 3)));
    i++;
    for (let e = 0; e < ext && i < n; e++, i++) store<u64>(to + (<usize>i << 3), kept(op, load<u64>(from + (<usize>i << 3))));
  }
}
/** The words of c as codeCleanWords copies them, in memory to be freed; 0 with MemoryError. */
export function codeWordsNew(c: CodeObject): Ptr {
  const p = memAlloc((<usize>c.wordCount << 3) + 8);
  if (p) codeCleanWords(c, p); else raiseNoMemory();
  return p;
}
/** Whether two constants are the same value of the same type: 1, 0, -1 with an exception. */
export function constSame(a: Value, b: Value): i32 {
  if (a == b) return 1;
  if (typeOf(a) != typeOf(b) || isFloat(a)) return 0;
  if (!isPtr(a) || !isPtr(b)) return isExact(a, T.int) ? richCompareBool(a, b, 2) : 0;
  if (isExact(a, T.complex)) return load<u64>(<Ptr>a, 16) == load<u64>(<Ptr>b, 16) && load<u64>(<Ptr>a, 24) == load<u64>(<Ptr>b, 24) ? 1 : 0;
  if (isExact(a, T.code)) return codeSame(as<CodeObject>(a), as<CodeObject>(b));
  if (!isExact(a, T.tuple)) return richCompareBool(a, b, 2);
  const n = tupleSize(a);
  if (n != tupleSize(b)) return 0;
  if (!enterNative()) return -1;
  let r = 1;
  for (let i = 0; r == 1 && i < n; i++) r = constSame(tupleItem(a, i), tupleItem(b, i));
  leaveNative();
  return r;
}
// @ts-ignore: decorator
@inline function sameBytes(a: Ptr, b: Ptr, n: i32): bool { return memory.compare(a, b, n) == 0; }
/** 1, 0, -1 with an exception. */
export function codeSame(a: CodeObject, b: CodeObject): i32 {
  if (changetype<Ptr>(a) == changetype<Ptr>(b)) return 1;
  if ((a.flags | CODE_TWIN) != (b.flags | CODE_TWIN) || a.argCount != b.argCount || a.posOnlyCount != b.posOnlyCount || a.kwOnlyCount != b.kwOnlyCount || a.localCount != b.localCount ||
    a.registerCount != b.registerCount || a.firstLine != b.firstLine || a.nameCount != b.nameCount || a.constBase != b.constBase || a.poolCount != b.poolCount || a.wordCount != b.wordCount ||
    a.lineTableBytes != b.lineTableBytes || a.exceptionCount != b.exceptionCount || !strEq(a.name, b.name)) return 0;
  for (let i = 0; i < a.localCount; i++) if (codeLocalKind(a, i) != codeLocalKind(b, i) || !strEq(codeLocalName(a, i), codeLocalName(b, i))) return 0;
  if (!sameBytes(a.lineTable, b.lineTable, a.lineTableBytes) || !sameBytes(a.exceptions, b.exceptions, a.exceptionCount * 20)) return 0;
  const p = codeWordsNew(a), q = p ? codeWordsNew(b) : 0;
  let r = !q ? -1 : sameBytes(p, q, a.wordCount << 3) ? 1 : 0;
  memFree(p); memFree(q);
  if (r == 1 && !enterNative()) return -1;
  if (r != 1) return r;
  for (let i = 0; r == 1 && i < a.poolCount; i++) r = constSame(codeConst(a, i), codeConst(b, i));
  leaveNative();
  return r;
}
export function codeCompare(a: Value, b: Value, op: i32): Value {
  if ((op != 2 && op != 3) || !isExact(a, T.code) || !isExact(b, T.code)) return NotImplemented;
  const r = codeSame(as<CodeObject>(a), as<CodeObject>(b));
  return r < 0 ? 0 : boolean((r == 1) == (op == 2));
}
export function codeHash(v: Value): i64 {
  const c = as<CodeObject>(v), p = codeWordsNew(c);
  if (!p) return -1;
  let h = strHash(c.name) ^ hashBytes(p, <usize>c.wordCount << 3);
  memFree(p);
  h = h * 1000003 ^ hashBytes(c.lineTable, c.lineTableBytes);
  h = h * 1000003 ^ (<i64>c.firstLine << 32) ^ (<i64>c.argCount << 16) ^ <i64>(c.flags & ~CODE_TWIN) ^ (<i64>c.poolCount << 8);
  for (let i = 0; i < c.localCount; i++) h = h * 1000003 ^ strHash(codeLocalName(c, i));
  h &= 0x1FFFFFFFFFFFF;
  return h;
}
