/**
 * Large integers through the engine's BigInt, whose multiplication, division and conversion to decimal are far from quadratic. The core uses these calls above a
 * size threshold only; below it its own loops are faster than the conversion. Magnitudes cross as little-endian arrays of 32-bit limbs; the conversions are
 * linear, through hexadecimal text.
 */
import type { Mem } from '../contract/region.ts';

const HEX: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

export interface HexCodec {
  /** hexadecimal digits of bytes, the first byte first */
  toHex(bytes: Uint8Array): string;
  fromHex(hex: string): Uint8Array;
}

/** For hosts that have nothing faster. */
export const plainHex: HexCodec = {
  toHex: (bytes) => { const parts: string[] = []; for (const b of bytes) parts.push(HEX[b]); return parts.join(''); },
  fromHex: (hex) => {
    const out = new Uint8Array(hex.length / 2);
    for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
    return out;
  },
};

export class BigLimbs {
  readonly #mem: Mem;
  readonly #hex: HexCodec;
  constructor(mem: Mem, hex: HexCodec) { this.#mem = mem; this.#hex = hex; }

  read(at: number, limbs: number): bigint {
    if (limbs === 0) return 0n;
    return BigInt(`0x${this.#hex.toHex(this.#mem.copy(at, limbs * 4).reverse())}`);
  }

  /** The limbs of value, least significant first, without leading zeros. */
  bytesOf(value: bigint): Uint8Array {
    if (value === 0n) return new Uint8Array(0);
    const hex = value.toString(16);
    const bytes = this.#hex.fromHex(hex.padStart(Math.ceil(hex.length / 8) * 8, '0'));
    return bytes.reverse();
  }

  /** Writes exactly `limbs` limbs; returns how many count. */
  write(at: number, limbs: number, value: bigint): number {
    const bytes = this.bytesOf(value);
    if (bytes.length > limbs * 4) throw new Error('big integer does not fit its room');
    this.#mem.u8.set(bytes, at);
    this.#mem.u8.fill(0, at + bytes.length, at + limbs * 4);
    return bytes.length / 4;
  }
}

export function squareRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(16).length * 4 + 1) >> 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

export function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

export function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus === 1n) return 0n;
  let result = 1n;
  let b = base % modulus;
  const bits = exponent.toString(2);
  for (const bit of bits) {
    result = (result * result) % modulus;
    if (bit === '1') result = (result * b) % modulus;
  }
  b = 0n;
  return result;
}

/** The nearest double, ties to even. (Number(bigint) rounds so by its specification.) */
export const toDouble = (n: bigint): number => Number(n);
