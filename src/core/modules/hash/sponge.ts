/**
 * Keccak-f[1600] (FIPS 202) and the compression functions of BLAKE2b and BLAKE2s (RFC 7693). Pure: they touch no object and may run detached.
 * Scratch `w`: 240 bytes for Keccak, 128 for BLAKE2.
 */
import { Ptr } from "../../base/value";
import { tableH, tableKeccak, tableSigma } from "./tables";

/** Rotation of each lane and where pi moves it, in the order in which the permutation walks from lane 1. */
const ROTATE: StaticArray<u8> = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];
const LANE: StaticArray<u8> = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];
export function keccak(a: Ptr, w: Ptr): void {
  const rc = tableKeccak(), rotate = changetype<Ptr>(ROTATE), lane = changetype<Ptr>(LANE);
  for (let round: usize = 0; round < 192; round += 8) {
    for (let x: usize = 0; x < 40; x += 8) store<u64>(w + x, load<u64>(a + x) ^ load<u64>(a + x, 40) ^ load<u64>(a + x, 80) ^ load<u64>(a + x, 120) ^ load<u64>(a + x, 160));
    for (let x: usize = 0; x < 5; x++) {
      const d = load<u64>(w + ((x + 4) % 5 << 3)) ^ rotl<u64>(load<u64>(w + ((x + 1) % 5 << 3)), 1), p = a + (x << 3);
      store<u64>(p, load<u64>(p) ^ d); store<u64>(p, load<u64>(p, 40) ^ d, 40); store<u64>(p, load<u64>(p, 80) ^ d, 80); store<u64>(p, load<u64>(p, 120) ^ d, 120); store<u64>(p, load<u64>(p, 160) ^ d, 160);
    }
    let t = load<u64>(a, 8);
    for (let i: usize = 0; i < 24; i++) {
      const p = a + (<usize>load<u8>(lane + i) << 3), u = load<u64>(p);
      store<u64>(p, rotl<u64>(t, load<u8>(rotate + i)));
      t = u;
    }
    for (let y: usize = 0; y < 200; y += 40) {
      const p = a + y, b0 = load<u64>(p), b1 = load<u64>(p, 8), b2 = load<u64>(p, 16), b3 = load<u64>(p, 24), b4 = load<u64>(p, 32);
      store<u64>(p, b0 ^ (~b1 & b2)); store<u64>(p, b1 ^ (~b2 & b3), 8); store<u64>(p, b2 ^ (~b3 & b4), 16); store<u64>(p, b3 ^ (~b4 & b0), 24); store<u64>(p, b4 ^ (~b0 & b1), 32);
    }
    store<u64>(a, load<u64>(a) ^ load<u64>(rc + round));
  }
}
// @ts-ignore: decorator
@inline function mix64(v: Ptr, a: usize, b: usize, c: usize, d: usize, x: u64, y: u64): void {
  let va = load<u64>(v + a), vb = load<u64>(v + b), vc = load<u64>(v + c), vd = load<u64>(v + d);
  va += vb + x; vd = rotr<u64>(vd ^ va, 32); vc += vd; vb = rotr<u64>(vb ^ vc, 24);
  va += vb + y; vd = rotr<u64>(vd ^ va, 16); vc += vd; vb = rotr<u64>(vb ^ vc, 63);
  store<u64>(v + a, va); store<u64>(v + b, vb); store<u64>(v + c, vc); store<u64>(v + d, vd);
}
/** `count` bytes so far, this block's included; last: 1 for the last block, 2 for the last block of the last node. */
export function blake2bBlock(h: Ptr, p: Ptr, v: Ptr, count: u64, last: u32): void {
  memory.copy(v, h, 64);
  memory.copy(v + 64, tableH(), 64);
  store<u64>(v, load<u64>(v, 96) ^ count, 96);
  if (last) store<u64>(v, ~load<u64>(v, 112), 112);
  if (last == 2) store<u64>(v, ~load<u64>(v, 120), 120);
  for (let round: usize = 0; round < 12; round++) {
    const s = tableSigma() + (round % 10 << 4);
    for (let i: usize = 0; i < 4; i++) { const j = i << 3; mix64(v, j, 32 + j, 64 + j, 96 + j, load<u64>(p + (<usize>load<u8>(s + 2 * i) << 3)), load<u64>(p + (<usize>load<u8>(s + 2 * i, 1) << 3))); }
    for (let i: usize = 0; i < 4; i++) mix64(v, i << 3, 32 + ((i + 1 & 3) << 3), 64 + ((i + 2 & 3) << 3), 96 + ((i + 3 & 3) << 3), load<u64>(p + (<usize>load<u8>(s + 2 * i, 8) << 3)), load<u64>(p + (<usize>load<u8>(s + 2 * i, 9) << 3)));
  }
  for (let i: usize = 0; i < 64; i += 8) store<u64>(h + i, load<u64>(h + i) ^ load<u64>(v + i) ^ load<u64>(v + i, 64));
}
// @ts-ignore: decorator
@inline function mix32(v: Ptr, a: usize, b: usize, c: usize, d: usize, x: u32, y: u32): void {
  let va = load<u32>(v + a), vb = load<u32>(v + b), vc = load<u32>(v + c), vd = load<u32>(v + d);
  va += vb + x; vd = rotr<u32>(vd ^ va, 16); vc += vd; vb = rotr<u32>(vb ^ vc, 12);
  va += vb + y; vd = rotr<u32>(vd ^ va, 8); vc += vd; vb = rotr<u32>(vb ^ vc, 7);
  store<u32>(v + a, va); store<u32>(v + b, vb); store<u32>(v + c, vc); store<u32>(v + d, vd);
}
export function blake2sBlock(h: Ptr, p: Ptr, v: Ptr, count: u64, last: u32): void {
  memory.copy(v, h, 32);
  for (let i: usize = 0; i < 8; i++) store<u32>(v + (i << 2), load<u32>(tableH() + (i << 3), 4), 32);
  store<u64>(v, load<u64>(v, 48) ^ count, 48);
  if (last) store<u32>(v, ~load<u32>(v, 56), 56);
  if (last == 2) store<u32>(v, ~load<u32>(v, 60), 60);
  for (let round: usize = 0; round < 10; round++) {
    const s = tableSigma() + (round << 4);
    for (let i: usize = 0; i < 4; i++) { const j = i << 2; mix32(v, j, 16 + j, 32 + j, 48 + j, load<u32>(p + (<usize>load<u8>(s + 2 * i) << 2)), load<u32>(p + (<usize>load<u8>(s + 2 * i, 1) << 2))); }
    for (let i: usize = 0; i < 4; i++) mix32(v, i << 2, 16 + ((i + 1 & 3) << 2), 32 + ((i + 2 & 3) << 2), 48 + ((i + 3 & 3) << 2), load<u32>(p + (<usize>load<u8>(s + 2 * i, 8) << 2)), load<u32>(p + (<usize>load<u8>(s + 2 * i, 9) << 2)));
  }
  for (let i: usize = 0; i < 32; i += 4) store<u32>(h + i, load<u32>(h + i) ^ load<u32>(v + i) ^ load<u32>(v + i, 32));
}
