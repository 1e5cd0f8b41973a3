/** Hashes by identity, and `0x…` of an object's id. CPython: Python/pyhash.c. */
import { Ptr, Value } from "../base/value";
import { sbNew, sbChar, sbFinish } from "../types/str/builder";

/** Hash of an address (or of any Value's bits): never -1. */
export function hashPointer(v: Value): i64 {
  const y = <u64>v;
  const h = <i64>(((y >> 4) | (y << 60)) & 0x1_FFFF_FFFF_FFFF);
  return h;
}
export function hashCombine(a: i64, b: i64): i64 {
  const h = (a ^ b * 0x9E3779B97F4A7C1) & 0x1_FFFF_FFFF_FFFF;
  return h;
}
/** '0x7f…' of the object: what repr shows. */
export function hexAddress(v: Value): Value {
  const sb = sbNew(24);
  sbChar(sb, 48); sbChar(sb, 120);
  const n: u64 = v;
  let shift: i32 = 44;
  for (; shift >= 0; shift -= 4) {
    const d = <u32>(n >> shift) & 15;
    sbChar(sb, d < 10 ? 48 + d : 87 + d);
  }
  return sbFinish(sb);
}
