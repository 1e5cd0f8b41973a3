/**
 * The compression functions of MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4): `h` is the chaining value, `p` one block, `w` scratch memory for the message schedule
 * (640 bytes). Pure: they touch no object and may run detached.
 */
import { Ptr } from "../../base/value";
import { tableK, tableSines } from "./tables";

// @ts-ignore: decorator
@inline export function be32(p: Ptr): u32 { return bswap<u32>(load<u32>(p)); }
// @ts-ignore: decorator
@inline export function be64(p: Ptr): u64 { return bswap<u64>(load<u64>(p)); }

/** Rotations of MD5: a byte each, four for each of the rounds. */
const SHIFTS: StaticArray<u8> = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
export function md5Block(h: Ptr, p: Ptr): void {
  const k = tableSines(), shifts = changetype<Ptr>(SHIFTS);
  let a = load<u32>(h), b = load<u32>(h, 4), c = load<u32>(h, 8), d = load<u32>(h, 12);
  for (let i: u32 = 0; i < 64; i++) {
    let f: u32, g: u32;
    if (i < 16) { f = d ^ (b & (c ^ d)); g = i; }
    else if (i < 32) { f = c ^ (d & (b ^ c)); g = 5 * i + 1; }
    else if (i < 48) { f = b ^ c ^ d; g = 3 * i + 5; }
    else { f = c ^ (b | ~d); g = 7 * i; }
    f += a + load<u32>(k + (i << 2)) + load<u32>(p + ((g & 15) << 2));
    a = d; d = c; c = b;
    b += rotl<u32>(f, load<u8>(shifts + ((i >> 4) << 2) + (i & 3)));
  }
  store<u32>(h, load<u32>(h) + a); store<u32>(h, load<u32>(h, 4) + b, 4);
  store<u32>(h, load<u32>(h, 8) + c, 8); store<u32>(h, load<u32>(h, 12) + d, 12);
}
export function sha1Block(h: Ptr, p: Ptr, w: Ptr): void {
  for (let i: usize = 0; i < 64; i += 4) store<u32>(w + i, be32(p + i));
  for (let i: usize = 64; i < 320; i += 4) store<u32>(w + i, rotl<u32>(load<u32>(w + i - 12) ^ load<u32>(w + i - 32) ^ load<u32>(w + i - 56) ^ load<u32>(w + i - 64), 1));
  let a = load<u32>(h), b = load<u32>(h, 4), c = load<u32>(h, 8), d = load<u32>(h, 12), e = load<u32>(h, 16);
  for (let i: usize = 0; i < 80; i++) {
    const f = i < 20 ? (d ^ (b & (c ^ d))) + 0x5A827999 : i < 40 ? (b ^ c ^ d) + 0x6ED9EBA1 : i < 60 ? ((b & c) | (d & (b | c))) + 0x8F1BBCDC : (b ^ c ^ d) + 0xCA62C1D6;
    const t = rotl<u32>(a, 5) + f + e + load<u32>(w + (i << 2));
    e = d; d = c; c = rotl<u32>(b, 30); b = a; a = t;
  }
  store<u32>(h, load<u32>(h) + a); store<u32>(h, load<u32>(h, 4) + b, 4); store<u32>(h, load<u32>(h, 8) + c, 8);
  store<u32>(h, load<u32>(h, 12) + d, 12); store<u32>(h, load<u32>(h, 16) + e, 16);
}
export function sha256Block(h: Ptr, p: Ptr, w: Ptr): void {
  for (let i: usize = 0; i < 64; i += 4) store<u32>(w + i, be32(p + i));
  for (let i: usize = 64; i < 256; i += 4) {
    const x = load<u32>(w + i - 60), y = load<u32>(w + i - 8);
    store<u32>(w + i, load<u32>(w + i - 64) + (rotr<u32>(x, 7) ^ rotr<u32>(x, 18) ^ (x >> 3)) + load<u32>(w + i - 28) + (rotr<u32>(y, 17) ^ rotr<u32>(y, 19) ^ (y >> 10)));
  }
  const k = tableK() + 4;
  let a = load<u32>(h), b = load<u32>(h, 4), c = load<u32>(h, 8), d = load<u32>(h, 12), e = load<u32>(h, 16), f = load<u32>(h, 20), g = load<u32>(h, 24), n = load<u32>(h, 28);
  for (let i: usize = 0; i < 64; i++) {
    const t = n + (rotr<u32>(e, 6) ^ rotr<u32>(e, 11) ^ rotr<u32>(e, 25)) + (g ^ (e & (f ^ g))) + load<u32>(k + (i << 3)) + load<u32>(w + (i << 2));
    const u = (rotr<u32>(a, 2) ^ rotr<u32>(a, 13) ^ rotr<u32>(a, 22)) + ((a & b) | (c & (a | b)));
    n = g; g = f; f = e; e = d + t; d = c; c = b; b = a; a = t + u;
  }
  store<u32>(h, load<u32>(h) + a); store<u32>(h, load<u32>(h, 4) + b, 4); store<u32>(h, load<u32>(h, 8) + c, 8); store<u32>(h, load<u32>(h, 12) + d, 12);
  store<u32>(h, load<u32>(h, 16) + e, 16); store<u32>(h, load<u32>(h, 20) + f, 20); store<u32>(h, load<u32>(h, 24) + g, 24); store<u32>(h, load<u32>(h, 28) + n, 28);
}
export function sha512Block(h: Ptr, p: Ptr, w: Ptr): void {
  for (let i: usize = 0; i < 128; i += 8) store<u64>(w + i, be64(p + i));
  for (let i: usize = 128; i < 640; i += 8) {
    const x = load<u64>(w + i - 120), y = load<u64>(w + i - 16);
    store<u64>(w + i, load<u64>(w + i - 128) + (rotr<u64>(x, 1) ^ rotr<u64>(x, 8) ^ (x >> 7)) + load<u64>(w + i - 56) + (rotr<u64>(y, 19) ^ rotr<u64>(y, 61) ^ (y >> 6)));
  }
  const k = tableK();
  let a = load<u64>(h), b = load<u64>(h, 8), c = load<u64>(h, 16), d = load<u64>(h, 24), e = load<u64>(h, 32), f = load<u64>(h, 40), g = load<u64>(h, 48), n = load<u64>(h, 56);
  for (let i: usize = 0; i < 640; i += 8) {
    const t = n + (rotr<u64>(e, 14) ^ rotr<u64>(e, 18) ^ rotr<u64>(e, 41)) + (g ^ (e & (f ^ g))) + load<u64>(k + i) + load<u64>(w + i);
    const u = (rotr<u64>(a, 28) ^ rotr<u64>(a, 34) ^ rotr<u64>(a, 39)) + ((a & b) | (c & (a | b)));
    n = g; g = f; f = e; e = d + t; d = c; c = b; b = a; a = t + u;
  }
  store<u64>(h, load<u64>(h) + a); store<u64>(h, load<u64>(h, 8) + b, 8); store<u64>(h, load<u64>(h, 16) + c, 16); store<u64>(h, load<u64>(h, 24) + d, 24);
  store<u64>(h, load<u64>(h, 32) + e, 32); store<u64>(h, load<u64>(h, 40) + f, 40); store<u64>(h, load<u64>(h, 48) + g, 48); store<u64>(h, load<u64>(h, 56) + n, 56);
}
