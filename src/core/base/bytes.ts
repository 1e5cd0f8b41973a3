/**
 * Copying and clearing of short runs of memory. `memory.copy` and `memory.fill` leave compiled code for a C function (about 15 ns in V8 11.3), which is
 * most of the work for a short string or a small array; so up to SHORT bytes are moved here by overlapping 16-byte accesses, longer runs by the instruction.
 * The regions of a copy must not overlap. Plain accesses: for memory that no other thread is reading.
 */
import { Ptr } from "./value";

const SHORT: usize = 192;

export function copyBytes(to: Ptr, from: Ptr, n: usize): void {
  if (n >= 16) {
    if (n > SHORT) { memory.copy(to, from, n); return; }
    const last = n - 16, tail = v128.load(from + last);
    for (let i: usize = 0; i < last; i += 16) v128.store(to + i, v128.load(from + i));
    v128.store(to + last, tail);
  } else if (n >= 8) {
    const a = load<u64>(from), b = load<u64>(from + n - 8);
    store<u64>(to, a); store<u64>(to + n - 8, b);
  } else if (n >= 4) {
    const a = load<u32>(from), b = load<u32>(from + n - 4);
    store<u32>(to, a); store<u32>(to + n - 4, b);
  } else if (n) {
    const a = load<u8>(from), b = load<u8>(from + (n >> 1)), c = load<u8>(from + n - 1);
    store<u8>(to, a); store<u8>(to + (n >> 1), b); store<u8>(to + n - 1, c);
  }
}
/** n bytes of value `byte`. */
export function fillBytes(to: Ptr, byte: u8, n: usize): void {
  if (n > SHORT) { memory.fill(to, byte, n); return; }
  if (n >= 16) {
    const w = i8x16.splat(byte), last = n - 16;
    for (let i: usize = 0; i < last; i += 16) v128.store(to + i, w);
    v128.store(to + last, w);
    return;
  }
  const w = <u64>byte * 0x0101010101010101;
  if (n >= 8) { store<u64>(to, w); store<u64>(to + n - 8, w); }
  else if (n >= 4) { store<u32>(to, <u32>w); store<u32>(to + n - 4, <u32>w); }
  else if (n) { store<u8>(to, byte); store<u8>(to + (n >> 1), byte); store<u8>(to + n - 1, byte); }
}
/** n bytes of zero. */
export function clearBytes(to: Ptr, n: usize): void { fillBytes(to, 0, n); }
/** Whether n bytes are the same. */
export function equalBytes(a: Ptr, b: Ptr, n: usize): bool {
  if (n >= 16) {
    const last = n - 16;
    for (let i: usize = 0; i < last; i += 16) if (v128.any_true(v128.xor(v128.load(a + i), v128.load(b + i)))) return false;
    return !v128.any_true(v128.xor(v128.load(a + last), v128.load(b + last)));
  }
  if (n >= 8) return ((load<u64>(a) ^ load<u64>(b)) | (load<u64>(a + n - 8) ^ load<u64>(b + n - 8))) == 0;
  if (n >= 4) return ((load<u32>(a) ^ load<u32>(b)) | (load<u32>(a + n - 4) ^ load<u32>(b + n - 4))) == 0;
  for (let i: usize = 0; i < n; i++) if (load<u8>(a + i) != load<u8>(b + i)) return false;
  return true;
}
/** Order of n bytes: negative, 0, positive. */
export function compareBytes(a: Ptr, b: Ptr, n: usize): i32 {
  let i: usize = 0;
  for (; i + 8 <= n; i += 8) {
    const x = load<u64>(a + i) ^ load<u64>(b + i);
    if (x) { i += <usize>(ctz(x) >> 3); return <i32>load<u8>(a + i) - <i32>load<u8>(b + i); }
  }
  for (; i < n; i++) { const d = <i32>load<u8>(a + i) - <i32>load<u8>(b + i); if (d) return d; }
  return 0;
}
/** All n bytes or-ed: below 0x80 says that they are ASCII. */
export function orBytes(p: Ptr, n: usize): u32 {
  let i: usize = 0, acc: u64 = 0;
  for (; i + 8 <= n; i += 8) acc |= load<u64>(p + i);
  for (; i < n; i++) acc |= <u64>load<u8>(p + i);
  acc |= acc >> 32; acc |= acc >> 16; acc |= acc >> 8;
  return <u32>acc & 0xFF;
}
