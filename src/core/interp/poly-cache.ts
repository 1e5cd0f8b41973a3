/**
 * What LOAD_ATTR, LOAD_METHOD and STORE_ATTR remember beside their one inline cache: further types seen at the same instruction. A table for each thread, keyed by
 * (address of the instruction, version of the type), so that a loop over shapes of several classes does not fill its inline caches again and again.
 *
 * An entry is laid out so that its address can stand for an instruction's: the cache words lie at +8 and +16 (caches.ts reads and fills them).
 *
 *   +0 u32 instruction · +4 u32 type version · +8 u64 word 1 · +16 u64 word 2 · +24 u32 CODE_EPOCH when it was made · +28 u32 how often it served (caches.ts)
 *
 * @owner the instance's thread. Nothing is counted: word 2 is alive in the type as long as the version holds, as in an inline cache. An instruction's address may be
 * used again by other code once its own was freed: every codeDealloc counts CODE_EPOCH up before it frees, and an entry of an older epoch is none.
 */
import { Ptr } from "../base/value";
import { PROC_CODE_EPOCH } from "../base/map";
import { load32 } from "../base/atomics";
import { memAlloc, memFree } from "../memory/alloc";

// @ts-ignore: decorator
@inline const BITS: u32 = 9;
// @ts-ignore: decorator
@inline const ENTRY: usize = 32;
let table: Ptr = 0;
/** whose turn it is to go where both places are taken */
let turn: u32 = 0;

// @ts-ignore: decorator
@inline function entryOf(pc: Ptr, version: u32): Ptr {
  return table + <usize>(((<u32>pc >> 3) * 0x9E3779B1 ^ version * 0x85EBCA6B) >> (32 - BITS)) * ENTRY;
}
// @ts-ignore: decorator
@inline function isFor(e: Ptr, pc: Ptr, version: u32): bool { return load<u32>(e) == <u32>pc && load<u32>(e, 4) == version && load<u32>(e, 24) == load32(PROC_CODE_EPOCH); }
// @ts-ignore: decorator
@inline function otherOf(e: Ptr): Ptr { return table + ((e - table) ^ ENTRY); }
/** The entry of (pc, version), or 0. Two places each: with one, a program's forty entries nearly always held a pair that drove each other out for ever. */
export function polyFind(pc: Ptr, version: u32): Ptr {
  if (!table) return 0;
  const e = entryOf(pc, version);
  if (isFor(e, pc, version)) return e;
  const other = otherOf(e);
  return isFor(other, pc, version) ? other : 0;
}
/** An empty entry for (pc, version), whoever had it before; 0: no memory. */
export function polyClaim(pc: Ptr, version: u32): Ptr {
  if (!table) {
    table = memAlloc(ENTRY << BITS);
    if (!table) return 0;
    memory.fill(table, 0, ENTRY << BITS);
  }
  let e = entryOf(pc, version);
  // its second place, if the first is another's and still of use
  if (load<u32>(e) != 0 && load<u32>(e, 24) == load32(PROC_CODE_EPOCH) && !(load<u32>(e) == <u32>pc && load<u32>(e, 4) == version)) {
    const other = otherOf(e);
    if (!(load<u32>(other) != 0 && load<u32>(other, 24) == load32(PROC_CODE_EPOCH)) || isFor(other, pc, version) || (++turn & 1) != 0) e = other;
  }
  store<u32>(e, <u32>pc);
  store<u32>(e, version, 4);
  store<u64>(e, 0, 8);
  store<u64>(e, 0, 16);
  store<u32>(e, load32(PROC_CODE_EPOCH), 24);
  store<u32>(e, 0, 28);
  return e;
}
/** The thread ends; the next one in this instance makes its own. */
export function polyFree(): void {
  memFree(table);
  table = 0;
}
