/** The host calls that are pure computation: floats as text, large integers, the math functions. The same on every host. */
import { ERRNO, type HostCalls } from '../../generated/host/calls.ts';
import type { WorkerContext } from '../contract/worker-context.ts';
import { BigLimbs, gcd, type HexCodec, powerModulo, squareRoot, toDouble } from './big.ts';
import { floatFormat, floatParse, floatRepr } from './float-text.ts';

type Names =
  | 'floatRepr' | 'floatFormat' | 'floatParse'
  | Extract<keyof HostCalls, `big${string}` | `math${string}`>;

/** Above this many bits `bigPower` says -ENOMEM (V8's BigInt ends at 2 ** 30 bits). */
const MAX_BITS = 1 << 30;

export function numberCalls(ctx: WorkerContext, hex: HexCodec): Pick<HostCalls, Names> {
  const { mem } = ctx;
  const big = new BigLimbs(mem, hex);
  const put = (at: number, text: string): number => {
    const { u8 } = mem;
    for (let i = 0; i < text.length; i++) u8[at + i] = text.charCodeAt(i);
    return text.length;
  };
  const ascii = (at: number, length: number): string => {
    const { u8 } = mem;
    let s = '';
    if (length <= 64) {
      for (let i = at; i < at + length; i++) s += String.fromCharCode(u8[i]);
      return s;
    }
    for (let i = at; i < at + length; i += 1024) s += String.fromCharCode(...u8.subarray(i, Math.min(i + 1024, at + length)));
    return s;
  };
  const asciiBytes = (text: string): Uint8Array => {
    const out = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
    return out;
  };
  const orNoMemory = (f: () => number): number => {
    try {
      return f();
    } catch (e) {
      if (e instanceof RangeError) return -ERRNO.ENOMEM;
      throw e;
    }
  };
  const blob = (out: number, bytes: Uint8Array): number => ctx.blob(out, bytes) ? 0 : -ERRNO.ENOMEM;

  return {
    floatRepr: (value, out) => put(out, floatRepr(value)),
    floatFormat: (value, type, precision, flags, out, capacity) => {
      const text = floatFormat(value, String.fromCharCode(type), precision, flags);
      return text.length > capacity ? -ERRNO.ERANGE : put(out, text);
    },
    floatParse: (text, length, out) => {
      const value = floatParse(ascii(text, length));
      if (value === undefined) return -ERRNO.EINVAL;
      mem.setF64(out, value);
      return 0;
    },

    bigMultiply: (a, an, b, bn, out) => orNoMemory(() => big.write(out, an + bn, big.read(a, an) * big.read(b, bn))),
    bigDivide: (a, an, b, bn, quotient, remainder) => orNoMemory(() => {
      const x = big.read(a, an);
      const y = big.read(b, bn);
      const q = x / y;
      big.write(quotient, an, q);
      big.write(remainder, bn, x - q * y);
      return 0;
    }),
    bigPower: (a, an, exponent, out) => orNoMemory(() => {
      const x = big.read(a, an);
      if (x > 1n && (x.toString(16).length * 4 - 4) * exponent > MAX_BITS) return -ERRNO.ENOMEM;
      return blob(out, big.bytesOf(x ** BigInt(exponent)));
    }),
    bigPowerModulo: (a, an, e, en, m, mn, out) => orNoMemory(() => { big.write(out, mn, powerModulo(big.read(a, an), big.read(e, en), big.read(m, mn))); return 0; }),
    bigSquareRoot: (a, an, out) => orNoMemory(() => { big.write(out, (an + 1) >> 1, squareRoot(big.read(a, an))); return 0; }),
    bigGcd: (a, an, b, bn, out) => orNoMemory(() => {
      const x = big.read(a, an);
      const y = big.read(b, bn);
      const g = gcd(x, y);
      const room = x === 0n ? bn : y === 0n ? an : Math.min(an, bn);
      big.write(out, room, g);
      return 0;
    }),
    bigToDecimal: (a, an, out) => orNoMemory(() => blob(out, asciiBytes(big.read(a, an).toString()))),
    bigFromDecimal: (text, length, out) => orNoMemory(() => {
      const digits = ascii(text, length);
      if (!/^\d+$/.test(digits)) return -ERRNO.EINVAL;
      return blob(out, big.bytesOf(BigInt(digits)));
    }),
    bigToFloat: (a, an) => toDouble(big.read(a, an)),

    mathSin: Math.sin, mathCos: Math.cos, mathTan: Math.tan, mathAsin: Math.asin, mathAcos: Math.acos, mathAtan: Math.atan,
    mathSinh: Math.sinh, mathCosh: Math.cosh, mathTanh: Math.tanh, mathAsinh: Math.asinh, mathAcosh: Math.acosh, mathAtanh: Math.atanh,
    mathExp: Math.exp, mathExpm1: Math.expm1, mathLog: Math.log, mathLog1p: Math.log1p, mathLog2: Math.log2, mathLog10: Math.log10, mathCbrt: Math.cbrt,
    mathAtan2: Math.atan2, mathPow: Math.pow, mathHypot: Math.hypot, mathFmod: (x, y) => x % y,
  };
}
