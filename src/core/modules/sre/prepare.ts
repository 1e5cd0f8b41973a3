/**
 * What is made of a code sequence when a pattern is compiled: a check that it is well formed (the engine trusts it), and for each set and each one-character repeat a
 * table of its answers for the characters below 256 (see engine.ts). The auxiliary words follow the code; addresses are patched in at the end, as the tables' buffer
 * moves while it grows.
 */
import { Ptr } from "../../base/value";
import { memFree, memRealloc } from "../../memory/alloc";
import { charset, charsetWords } from "./chars";
import { itemMatches } from "./engine";
import { INFO_CHARSET, INFO_PREFIX, OP_ANY, OP_ANY_ALL, OP_ASSERT, OP_ASSERT_NOT, OP_AT, OP_ATOMIC_GROUP, OP_BRANCH, OP_CATEGORY, OP_FAILURE, OP_GROUPREF, OP_GROUPREF_EXISTS, OP_GROUPREF_IGNORE, OP_GROUPREF_LOC_IGNORE, OP_GROUPREF_UNI_IGNORE, OP_IN, OP_INFO, OP_IN_IGNORE, OP_IN_LOC_IGNORE, OP_IN_UNI_IGNORE, OP_JUMP, OP_LITERAL, OP_LITERAL_IGNORE, OP_LITERAL_LOC_IGNORE, OP_LITERAL_UNI_IGNORE, OP_MARK, OP_MAX_UNTIL, OP_MIN_REPEAT_ONE, OP_MIN_UNTIL, OP_NOT_LITERAL, OP_NOT_LITERAL_IGNORE, OP_NOT_LITERAL_LOC_IGNORE, OP_NOT_LITERAL_UNI_IGNORE, OP_POSSESSIVE_REPEAT, OP_POSSESSIVE_REPEAT_ONE, OP_REPEAT, OP_REPEAT_ONE, OP_SUCCESS } from "./opcodes";

let code: Ptr = 0, codeEnd: Ptr = 0, aux: usize = 0, groups: u32 = 0;
/** 256 bytes each */
export let tables: Ptr = 0;
let tableCount: u32 = 0, tableRoom: u32 = 0;

/** Index + 1 of a new table, 0 when memory is out. */
function newTable(): u32 {
  if (tableCount == tableRoom) {
    const n = tableRoom ? tableRoom * 2 : 4, t = memRealloc(tables, <usize>n << 8);
    if (!t) return 0;
    tables = t; tableRoom = n;
  }
  return ++tableCount;
}
/** The same for an item's answers. */
function tableOf(item: Ptr): u32 {
  const i = newTable();
  if (i) for (let c: u32 = 0; c < 256; c++) store<u8>(tables + (<usize>(i - 1) << 8) + c, <u8>itemMatches(item, c));
  return i;
}
/** What must follow excludes that giving back characters of a REPEAT_ONE can help: 1 always, 2 for 8-bit subjects. item: its item; t: table. */
function exclusive(item: Ptr, t: Ptr, tail: Ptr): u32 {
  while (tail < codeEnd) {
    const op = load<u32>(tail);
    if (op == OP_MARK) { tail += 8; continue; }
    if (op == OP_JUMP) { tail += (load<u32>(tail, 4) << 2) + 4; continue; }
    if (op == OP_SUCCESS) return 1;
    if (op == OP_LITERAL) return itemMatches(item, load<u32>(tail, 4)) ? 0 : 1;
    if (op == OP_IN) {
      for (let c: u32 = 0; c < 256; c++) if (load<u8>(t + c) && charset(tail + 8, c)) return 0;
      return 2;
    }
    if (op == OP_REPEAT_ONE && load<u32>(tail, 8) > 0 && load<u32>(tail, 16) == OP_IN) { // what follows begins with a set
      for (let c: u32 = 0; c < 256; c++) if (load<u8>(t + c) && charset(tail + 24, c)) return 0;
      return 2;
    }
    return 0;
  }
  return 0;
}
/** Walks the code in [pc, end); false if it is malformed or memory is out. */
function walk(pc: Ptr, end: Ptr): bool {
  while (pc < end) {
    const op = load<u32>(pc), at = pc;
    pc += 4;
    switch (op) {
      case OP_SUCCESS: case OP_FAILURE: case OP_ANY: case OP_ANY_ALL: case OP_MAX_UNTIL: case OP_MIN_UNTIL: break;
      case OP_MARK: if (pc >= end || load<u32>(pc) > 2 * groups + 1) return false; pc += 4; break;
      case OP_LITERAL: case OP_NOT_LITERAL: case OP_LITERAL_IGNORE: case OP_NOT_LITERAL_IGNORE: case OP_LITERAL_UNI_IGNORE: case OP_NOT_LITERAL_UNI_IGNORE: case OP_LITERAL_LOC_IGNORE: case OP_NOT_LITERAL_LOC_IGNORE:
      case OP_AT: case OP_CATEGORY: if (pc >= end) return false; pc += 4; break;
      case OP_GROUPREF: case OP_GROUPREF_IGNORE: case OP_GROUPREF_LOC_IGNORE: case OP_GROUPREF_UNI_IGNORE: if (pc >= end || load<u32>(pc) >= groups) return false; pc += 4; break;
      case OP_JUMP: if (pc >= end || pc + (load<u32>(pc) << 2) > codeEnd) return false; pc += 4; break;
      case OP_IN: case OP_IN_IGNORE: case OP_IN_UNI_IGNORE: case OP_IN_LOC_IGNORE: {
        if (pc >= end) return false;
        const skip = load<u32>(pc), words = charsetWords(pc + 4, end);
        if (!words || words + 1 != skip) return false;
        const t = tableOf(at);
        if (!t) return false;
        store<u32>(at + aux, t << 4);
        pc += skip << 2;
        break;
      }
      case OP_INFO: {
        if (pc + 16 > end) return false;
        const next = pc + (load<u32>(pc) << 2);
        if (next > end) return false;
        const f = load<u32>(pc, 4);
        if ((f & INFO_PREFIX) && pc + 24 + (load<u32>(pc, 16) << 3) > next) return false;
        if (f & INFO_CHARSET) {
          if (!charsetWords(pc + 16, next)) return false;
          const t = newTable();
          if (!t) return false;
          for (let c: u32 = 0; c < 256; c++) store<u8>(tables + (<usize>(t - 1) << 8) + c, <u8>charset(pc + 16, c));
          store<u32>(at + aux, t << 4);
        }
        pc = next;
        break;
      }
      case OP_BRANCH: {
        while (true) {
          if (pc >= end) return false;
          const skip = load<u32>(pc);
          if (!skip) { pc += 4; break; }
          const next = pc + (skip << 2);
          if (next > end || !walk(pc + 4, next)) return false;
          pc = next;
        }
        break;
      }
      case OP_REPEAT_ONE: case OP_MIN_REPEAT_ONE: case OP_POSSESSIVE_REPEAT_ONE: {
        if (pc + 16 > end) return false;
        const next = pc + (load<u32>(pc) << 2);
        if (next > end || !walk(pc + 12, next)) return false;
        const t = tableOf(pc + 12);
        if (!t) return false;
        store<u32>(at + aux, t << 4 | (op == OP_REPEAT_ONE ? exclusive(pc + 12, tables + (<usize>(t - 1) << 8), next) : 0));
        pc = next;
        break;
      }
      case OP_REPEAT: case OP_POSSESSIVE_REPEAT: {
        if (pc + 16 > end) return false;
        const next = pc + (load<u32>(pc) << 2);
        if (next >= end || !walk(pc + 12, next)) return false;
        const last = load<u32>(next);
        if (op == OP_REPEAT ? last != OP_MAX_UNTIL && last != OP_MIN_UNTIL : last != OP_SUCCESS) return false;
        pc = next + 4;
        break;
      }
      case OP_ATOMIC_GROUP: case OP_ASSERT: case OP_ASSERT_NOT: {
        const head: usize = op == OP_ATOMIC_GROUP ? 4 : 8;
        if (pc + head > end) return false;
        const next = pc + (load<u32>(pc) << 2);
        if (next > end || !walk(pc + head, next) || load<u32>(next - 4) != OP_SUCCESS) return false;
        pc = next;
        break;
      }
      case OP_GROUPREF_EXISTS: {
        if (pc + 8 > end || load<u32>(pc) >= groups || pc + (load<u32>(pc, 4) << 2) > codeEnd) return false;
        pc += 8;
        break;
      }
      default: return false;
    }
  }
  return pc == end;
}
/** Prepares n code words at p (2 n words there, the second half for the auxiliary words). false: malformed. The tables' address is in `tables`, 0 if there are none. */
export function preparePattern(p: Ptr, n: u32, groupCount: u32): bool {
  code = p; codeEnd = p + (n << 2); aux = n << 2; groups = groupCount;
  tables = 0; tableCount = 0; tableRoom = 0;
  memory.fill(codeEnd, 0, n << 2);
  if (n == 0 || !walk(p, codeEnd) || load<u32>(codeEnd - 4) != OP_SUCCESS) { memFree(tables); tables = 0; return false; }
  for (let i: u32 = 0; i < n; i++) {
    const a = load<u32>(codeEnd + (i << 2));
    if (a) store<u32>(codeEnd + (i << 2), <u32>(tables + (<usize>((a >> 4) - 1) << 8)) | (a & 3));
  }
  return true;
}
