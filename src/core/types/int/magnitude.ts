/**
 * Arithmetic on magnitudes: little-endian arrays of u32 limbs in memory, no leading zero limbs (n may be 0). No allocation, no errors, no sharing: pure functions of
 * memory the caller owns. Large products and quotients go to the host's BigInt (core.ts decides). CPython: Objects/longobject.c (x_add, x_sub, x_divrem); Knuth, TAOCP 2, 4.3.1.
 */
import { fillBytes } from "../../base/bytes";
import { Ptr } from "../../base/value";

// @ts-ignore: decorator
@inline export function limb(p: Ptr, i: i32): u64 { return <u64>load<u32>(p + (<usize>i << 2)); }
// @ts-ignore: decorator
@inline export function setLimb(p: Ptr, i: i32, v: u64): void { store<u32>(p + (<usize>i << 2), <u32>v); }

/** n without leading zeros. */
export function magNormal(p: Ptr, n: i32): i32 { while (n > 0 && limb(p, n - 1) == 0) n--; return n; }
/** -1, 0, 1 */
export function magCompare(a: Ptr, an: i32, b: Ptr, bn: i32): i32 {
  if (an != bn) return an < bn ? -1 : 1;
  for (let i = an - 1; i >= 0; i--) {
    const x = limb(a, i), y = limb(b, i);
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}
/** out = a + b; room for max + 1 limbs. Returns the limb count. */
export function magAdd(a: Ptr, an: i32, b: Ptr, bn: i32, out: Ptr): i32 {
  if (an < bn) { const t = a; a = b; b = t; const n = an; an = bn; bn = n; }
  let c: u64 = 0, i = 0;
  for (; i < bn; i++) { c += limb(a, i) + limb(b, i); setLimb(out, i, c); c >>= 32; }
  for (; i < an; i++) { c += limb(a, i); setLimb(out, i, c); c >>= 32; }
  if (c) { setLimb(out, i, c); i++; }
  return i;
}
/** out = a - b where a >= b; room for an limbs. */
export function magSub(a: Ptr, an: i32, b: Ptr, bn: i32, out: Ptr): i32 {
  let borrow: i64 = 0, i = 0;
  for (; i < bn; i++) { const d = <i64>limb(a, i) - <i64>limb(b, i) + borrow; setLimb(out, i, <u64>d); borrow = d >> 32; }
  for (; i < an; i++) { const d = <i64>limb(a, i) + borrow; setLimb(out, i, <u64>d); borrow = d >> 32; }
  return magNormal(out, an);
}
/** out = a * b, schoolbook; room for an + bn limbs; out apart from a and b. */
export function magMul(a: Ptr, an: i32, b: Ptr, bn: i32, out: Ptr): i32 {
  fillBytes(out, 0, <usize>(an + bn) << 2);
  for (let i = 0; i < an; i++) {
    const x = limb(a, i);
    if (x == 0) continue;
    let c: u64 = 0, q = out + (<usize>i << 2), p = b;
    const end = b + (<usize>bn << 2);
    for (; p < end; p += 4, q += 4) { c += x * <u64>load<u32>(p) + <u64>load<u32>(q); store<u32>(q, <u32>c); c >>= 32; }
    store<u32>(q, <u32>c);
  }
  return magNormal(out, an + bn);
}
/** In place a = a * m + add; returns the limb count (room for one more). */
export function magMulAddSmall(a: Ptr, an: i32, m: u32, add: u32): i32 {
  let c: u64 = add;
  for (let i = 0; i < an; i++) { c += limb(a, i) * <u64>m; setLimb(a, i, c); c >>= 32; }
  if (c) { setLimb(a, an, c); an++; }
  return an;
}
/** q = a / d, returns the remainder; q may be a. */
export function magDivSmall(a: Ptr, an: i32, d: u32, q: Ptr): u32 {
  let r: u64 = 0;
  for (let i = an - 1; i >= 0; i--) { r = (r << 32) | limb(a, i); setLimb(q, i, r / <u64>d); r %= <u64>d; }
  return <u32>r;
}
/**
 * Knuth's algorithm D. u: an + 1 limbs, holds a and is destroyed (its low bn limbs become the remainder, normalised back); v: bn limbs of b (bn >= 2), may be
 * shifted in place; q: an - bn + 1 limbs. an >= bn.
 */
export function magDivKnuth(u: Ptr, an: i32, v: Ptr, bn: i32, q: Ptr): void {
  const s = clz<u32>(<u32>limb(v, bn - 1));
  setLimb(u, an, 0);
  if (s) { magShiftLeftBits(v, bn, s); magShiftLeftBits(u, an + 1, s); }
  const v1 = limb(v, bn - 1), v2 = limb(v, bn - 2);
  for (let j = an - bn; j >= 0; j--) {
    const top = (limb(u, j + bn) << 32) | limb(u, j + bn - 1);
    let qh = top / v1, rh = top % v1;
    while (qh >= 0x1_0000_0000 || qh * v2 > ((rh << 32) | limb(u, j + bn - 2))) { qh--; rh += v1; if (rh >= 0x1_0000_0000) break; }
    let borrow: i64 = 0, carry: u64 = 0;
    for (let i = 0; i < bn; i++) {
      carry += qh * limb(v, i);
      const d = <i64>limb(u, i + j) - <i64>(carry & 0xFFFFFFFF) + borrow;
      setLimb(u, i + j, <u64>d);
      borrow = d >> 32; carry >>= 32;
    }
    const d = <i64>limb(u, j + bn) - <i64>carry + borrow;
    setLimb(u, j + bn, <u64>d);
    if (d < 0) {
      qh--;
      let c: u64 = 0;
      for (let i = 0; i < bn; i++) { c += limb(u, i + j) + limb(v, i); setLimb(u, i + j, c); c >>= 32; }
      setLimb(u, j + bn, limb(u, j + bn) + c);
    }
    setLimb(q, j, qh);
  }
  if (s) magShiftRightBits(u, bn, s);
}
/** In place, 0 < s < 32; the bits shifted out of the last limb are lost. */
export function magShiftLeftBits(p: Ptr, n: i32, s: u32): void {
  let c: u64 = 0;
  for (let i = 0; i < n; i++) { c |= limb(p, i) << <u64>s; setLimb(p, i, c); c >>= 32; }
}
export function magShiftRightBits(p: Ptr, n: i32, s: u32): void {
  let c: u64 = 0;
  for (let i = n - 1; i >= 0; i--) { const x = limb(p, i); setLimb(p, i, (c << <u64>(32 - s)) | (x >> <u64>s)); c = x; }
}
export function magBitLength(p: Ptr, n: i32): i64 { return n ? (<i64>n << 5) - <i64>clz<u32>(<u32>limb(p, n - 1)) : 0; }
/** Two's complement in place over n limbs. */
export function magNegate(p: Ptr, n: i32): void {
  let c: u64 = 1;
  for (let i = 0; i < n; i++) { c += ~limb(p, i) & 0xFFFFFFFF; setLimb(p, i, c); c >>= 32; }
}
