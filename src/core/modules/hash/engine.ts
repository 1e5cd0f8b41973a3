/**
 * One streaming interface over all hash functions. A state is 984 bytes of memory:
 *
 *   +0 u8 mutex (used by the object) | +1 u8 algorithm | +2 u8 digest size | +3 u8 BLAKE2's last node | +4 u32 bytes in the buffer (Keccak: position in the rate)
 *   +8 u64 bytes before the buffer | +16 chaining value, 200 bytes | +216 buffer, 128 bytes | +344 scratch of the compression functions, 640 bytes
 *
 * Nothing here touches an object or raises: it may run detached, under the mutex of the state's owner. BLAKE2 keeps a full buffer back, since the last block is treated apart.
 */
import { Ptr } from "../../base/value";
import { md5Block, sha1Block, sha256Block, sha512Block } from "./blocks";
import { blake2bBlock, blake2sBlock, keccak } from "./sponge";
import { tableH } from "./tables";

// @ts-ignore: decorator
@inline export const STATE_BYTES: usize = 984;
/** What a copy takes: all but the scratch. */
// @ts-ignore: decorator
@inline export const STATE_COPIED: usize = 344;
const CHAIN: usize = 16;
const BUFFER: usize = 216;
const SCRATCH: usize = 344;

// @ts-ignore: decorator
@inline export const MD5: u32 = 0;
// @ts-ignore: decorator
@inline export const SHA1: u32 = 1;
// @ts-ignore: decorator
@inline export const SHA224: u32 = 2;
// @ts-ignore: decorator
@inline export const SHA256: u32 = 3;
// @ts-ignore: decorator
@inline export const SHA384: u32 = 4;
// @ts-ignore: decorator
@inline export const SHA512: u32 = 5;
// @ts-ignore: decorator
@inline export const SHA3_224: u32 = 6;
// @ts-ignore: decorator
@inline export const SHA3_512: u32 = 9;
// @ts-ignore: decorator
@inline export const SHAKE_128: u32 = 10;
// @ts-ignore: decorator
@inline export const SHAKE_256: u32 = 11;
// @ts-ignore: decorator
@inline export const BLAKE2B: u32 = 12;
// @ts-ignore: decorator
@inline export const BLAKE2S: u32 = 13;

const DIGEST: StaticArray<u8> = [16, 20, 28, 32, 48, 64, 28, 32, 48, 64, 0, 0, 64, 32];
const BLOCK: StaticArray<u8> = [64, 64, 64, 64, 128, 128, 144, 136, 104, 72, 168, 136, 128, 64];

// @ts-ignore: decorator
@inline export function hashAlgorithm(s: Ptr): u32 { return load<u8>(s, 1); }
// @ts-ignore: decorator
@inline export function hashDigestSize(s: Ptr): i32 { return load<u8>(s, 2); }
export function algorithmBlockSize(alg: u32): i32 { return load<u8>(changetype<Ptr>(BLOCK) + alg); }
export function algorithmDigestSize(alg: u32): i32 { return load<u8>(changetype<Ptr>(DIGEST) + alg); }
export function isShake(alg: u32): bool { return alg == SHAKE_128 || alg == SHAKE_256; }
function isSponge(alg: u32): bool { return alg >= SHA3_224 && alg <= SHAKE_256; }

/** The upper halves of n roots from `first` on, as 32-bit words. */
function highHalves(h: Ptr, first: usize): void { for (let i: usize = 0; i < 8; i++) store<u32>(h + (i << 2), load<u32>(tableH() + (i + first << 3), 4)); }
/** A fresh state (BLAKE2: see blake2Init). */
export function hashInit(s: Ptr, alg: u32): void {
  memory.fill(s, 0, STATE_BYTES);
  store<u8>(s, <u8>alg, 1);
  store<u8>(s, <u8>algorithmDigestSize(alg), 2);
  const h = s + CHAIN;
  if (alg <= SHA1) {
    store<u32>(h, 0x67452301); store<u32>(h, 0xEFCDAB89, 4); store<u32>(h, 0x98BADCFE, 8); store<u32>(h, 0x10325476, 12); store<u32>(h, 0xC3D2E1F0, 16);
  } else if (alg == SHA224) {
    // FIPS 180-4: the second 32 bits of the roots of the 9th to 16th primes
    for (let i: usize = 0; i < 8; i++) store<u32>(h + (i << 2), load<u32>(tableH() + (i + 8 << 3)));
  } else if (alg == SHA256) highHalves(h, 0);
  else if (alg == SHA384) memory.copy(h, tableH() + 64, 64);
  else if (alg == SHA512 || alg == BLAKE2B) memory.copy(h, tableH(), 64);
  else if (alg == BLAKE2S) highHalves(h, 0);
}
/** BLAKE2: xors the parameter block (64 or 32 bytes) into the initial value; the digest size is its first byte. */
export function blake2Init(s: Ptr, alg: u32, parameters: Ptr, lastNode: bool): void {
  hashInit(s, alg);
  store<u8>(s, load<u8>(parameters), 2);
  store<u8>(s, lastNode ? 1 : 0, 3);
  const n: usize = alg == BLAKE2B ? 64 : 32;
  for (let i: usize = 0; i < n; i += 4) store<u32>(s + CHAIN + i, load<u32>(s + CHAIN + i) ^ load<u32>(parameters + i));
}
function block(s: Ptr, alg: u32, p: Ptr): void {
  const h = s + CHAIN, w = s + SCRATCH;
  if (alg == MD5) md5Block(h, p);
  else if (alg == SHA1) sha1Block(h, p, w);
  else if (alg <= SHA256) sha256Block(h, p, w);
  else if (alg <= SHA512) sha512Block(h, p, w);
  else if (alg == BLAKE2B) blake2bBlock(h, p, w, load<u64>(s, 8), 0);
  else blake2sBlock(h, p, w, load<u64>(s, 8), 0);
}
export function hashUpdate(s: Ptr, p: Ptr, n: usize): void {
  const alg = hashAlgorithm(s), size = <usize>algorithmBlockSize(alg);
  let fill = <usize>load<u32>(s, 4);
  if (isSponge(alg)) {
    for (; n && fill; n--, p++) {
      store<u8>(s + CHAIN + fill, load<u8>(s + CHAIN + fill) ^ load<u8>(p));
      if (++fill == size) { keccak(s + CHAIN, s + SCRATCH); fill = 0; }
    }
    for (; n >= size; n -= size, p += size) {
      for (let i: usize = 0; i < size; i += 8) store<u64>(s + CHAIN + i, load<u64>(s + CHAIN + i) ^ load<u64>(p + i));
      keccak(s + CHAIN, s + SCRATCH);
    }
    for (; n; n--, p++, fill++) store<u8>(s + CHAIN + fill, load<u8>(s + CHAIN + fill) ^ load<u8>(p));
    store<u32>(s, <u32>fill, 4);
    return;
  }
  const keep: usize = alg >= BLAKE2B ? 1 : 0;
  if (fill) {
    const take = min(n, size - fill);
    memory.copy(s + BUFFER + fill, p, take);
    fill += take; p += take; n -= take;
    if (fill == size && n >= keep) { store<u64>(s, load<u64>(s, 8) + size, 8); block(s, alg, s + BUFFER); fill = 0; }
  }
  for (; n >= size + keep; n -= size, p += size) { store<u64>(s, load<u64>(s, 8) + size, 8); block(s, alg, p); }
  if (n) { memory.copy(s + BUFFER + fill, p, n); fill += n; }
  store<u32>(s, <u32>fill, 4);
}
/** Ends the message and writes n bytes of digest to out (n is the digest size but for SHAKE). The state is used up. */
export function hashFinal(s: Ptr, out: Ptr, n: usize): void {
  const alg = hashAlgorithm(s), size = <usize>algorithmBlockSize(alg), fill = <usize>load<u32>(s, 4), h = s + CHAIN, w = s + SCRATCH;
  if (isSponge(alg)) {
    store<u8>(h + fill, load<u8>(h + fill) ^ (isShake(alg) ? 0x1F : 6));
    store<u8>(h + size - 1, load<u8>(h + size - 1) ^ 0x80);
    keccak(h, w);
    for (; n > size; n -= size, out += size) { memory.copy(out, h, size); keccak(h, w); }
    memory.copy(out, h, n);
    return;
  }
  const b = s + BUFFER, total = load<u64>(s, 8) + fill;
  memory.fill(b + fill, 0, size - fill);
  if (alg >= BLAKE2B) {
    const last: u32 = load<u8>(s, 3) ? 2 : 1;
    if (alg == BLAKE2B) blake2bBlock(h, b, w, total, last); else blake2sBlock(h, b, w, total, last);
    memory.copy(out, h, n);
    return;
  }
  store<u8>(b + fill, 0x80);
  const tail: usize = size == 128 ? 16 : 8;
  if (fill + 1 + tail > size) { block(s, alg, b); memory.fill(b, 0, size); }
  store<u64>(b + size - 8, alg == MD5 ? total << 3 : bswap<u64>(total << 3));
  if (tail == 16) store<u64>(b + size - 16, bswap<u64>(total >> 61));
  block(s, alg, b);
  if (alg == MD5) { memory.copy(out, h, n); return; }
  if (alg <= SHA256) for (let i: usize = 0; i < n; i += 4) store<u32>(out + i, bswap<u32>(load<u32>(h + i)));
  else for (let i: usize = 0; i < n; i += 8) store<u64>(out + i, bswap<u64>(load<u64>(h + i)));
}
