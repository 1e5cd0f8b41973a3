/**
 * Inline caches of LOAD_GLOBAL, LOAD_ATTR, LOAD_METHOD, STORE_ATTR: words behind the instruction, shared by all threads. Each word is
 * written whole by one atomic store and says something that is true by itself, so words that were written by different threads never disagree.
 *
 * LOAD_GLOBAL   word 1: globals' keys version << 32 | entry index, or ABSENT: "this name is not a key"
 *               word 2: builtins' keys version << 32 | entry index; read when word 1 says ABSENT
 */
import { Ptr, Value, NULL, isPtr } from "../base/value";
import { as, toValue } from "../base/obj";
import { T, TypeObject } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { load32, loadV, storeV } from "../base/atomics";
import { isExact } from "../objects/typeof";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { dictLookupIndexStr, dictCachedValue, DK_VERSION, DICT_KEYS } from "../types/dict/core";
import { typeLookup } from "../objects/type-lookup";

// @ts-ignore: decorator
@inline const ABSENT: u32 = 0xFFFFFFFF;

/** The cached value, new reference; NULL: look it up. */
// @ts-ignore: decorator
@inline export function globalCached(globals: Ptr, builtins: Ptr, pc: Ptr): Value {
  const w = loadV(pc + 8);
  const k: Ptr = load32(globals + DICT_KEYS);
  if (w == 0 || load32(k + DK_VERSION) != <u32>(w >> 32)) return NULL;
  if (<u32>w != ABSENT) return dictCachedValue(<Value>globals, k, <i32>w);
  return builtinCached(builtins, pc);
}
function builtinCached(builtins: Ptr, pc: Ptr): Value {
  const w = loadV(pc + 16), k: Ptr = load32(builtins + DICT_KEYS);
  if (w == 0 || load32(k + DK_VERSION) != <u32>(w >> 32)) return NULL;
  return dictCachedValue(<Value>builtins, k, <i32>w);
}
export function globalCacheFill(globals: Ptr, builtins: Ptr, name: Value, pc: Ptr): void {
  if (!isExact(<Value>globals, T.dict) || !isExact(<Value>builtins, T.dict)) return;
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return;
  const ix = dictLookupIndexStr(<Value>globals, name, out);
  const version = load<u32>(out);
  if (version) {
    if (ix < 0) {
      const jx = dictLookupIndexStr(<Value>builtins, name, out), bv = load<u32>(out);
      if (jx >= 0 && bv) { storeV(pc + 16, (<u64>bv << 32) | <u64><u32>jx); storeV(pc + 8, (<u64>version << 32) | <u64>ABSENT); }
    } else storeV(pc + 8, (<u64>version << 32) | <u64><u32>ix);
  }
  stackRestore(mark);
}
// ---- attributes: filled in once objects/attributes.ts classifies them
// @ts-ignore: decorator
@inline export function attrCached(o: Value, pc: Ptr): Value { return NULL; }
// @ts-ignore: decorator
@inline export function methodCached(o: Value, pc: Ptr): Value { return NULL; }
// @ts-ignore: decorator
@inline export function storeAttrCached(o: Value, v: Value, pc: Ptr): i32 { return 0; }
export function attrCacheFill(o: Value, name: Value, pc: Ptr): void {}
export function methodCacheFill(o: Value, name: Value, pc: Ptr): void {}
export function storeCacheFill(o: Value, name: Value, pc: Ptr): void {}
/** The Python function that is cls.__init__ if calling the class is: object's __new__, then that function. Borrowed; NULL otherwise. */
export function typeInitFunction(t: TypeObject): Value { return NULL; }
