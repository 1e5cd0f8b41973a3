/**
 * Inflate (RFC 1951) as a machine that can stop anywhere: between two symbols when its input ends, and inside of a copy when its output is full.
 *
 * A stream is one piece of memory: the Inflate record, then LENGTHS (320 bytes), two codes (CODE_BYTES each: literals, distances), and HISTORY, the last 32 KiB of output. A code is
 * COUNT (16 u16 per length), SYMBOLS (288 u16, in canonical order) and FAST: for each 10 bits of input u16 symbol << 4 | length, 0 where the code is longer.
 * Invariant: a symbol is taken out of the bit buffer as a whole or not at all, so what a stop leaves in the buffer belongs to the next symbol. Nothing here touches an object. @lock of the owner.
 */
import { Ptr } from "../../base/value";
import { memAlloc, memFree, memRealloc } from "../../memory/alloc";

@unmanaged
export class Inflate {
  /** +0 u8 mutex */
  lock: u32;
  mode: u32;
  bits: u64;
  bitCount: u32;
  last: u32;
  left: u32;
  distance: u32;
  litCodes: u32;
  distCodes: u32;
  codeCodes: u32;
  have: u32;
  /** bytes of history that count, and where the next goes (mod 32768) */
  history: u32;
  historyAt: u32;
  windowSize: u32;
  error: u32;
  in: u32;
  inEnd: u32;
  out: u32;
  outLength: u32;
  outSize: u32;
}
const RECORD: usize = 128;
const LENGTHS: usize = RECORD;
const CODES: usize = LENGTHS + 320;
const SYMBOLS_AT: usize = 32;
const FAST_AT: usize = SYMBOLS_AT + 288 * 2;
const CODE_BYTES: usize = FAST_AT + 2048;
const HISTORY: usize = CODES + 2 * CODE_BYTES;
export const INFLATE_BYTES: usize = HISTORY + 32768;

// modes
const HEAD: u32 = 0;
const STORED: u32 = 1;
const STORED_COPY: u32 = 2;
const TABLE: u32 = 3;
const CODE_LENGTHS: u32 = 4;
const LENS: u32 = 5;
const SYMBOL: u32 = 6;
const COPY: u32 = 7;
export const DONE: u32 = 8;
export const BAD: u32 = 9;

const ORDER: StaticArray<u8> = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

export function inflateNew(windowBits: i32): Ptr {
  const p = memAlloc(INFLATE_BYTES);
  if (!p) return 0;
  memory.fill(p, 0, RECORD);
  changetype<Inflate>(p).windowSize = 1 << windowBits;
  return p;
}
export function inflateFree(p: Ptr): void {
  if (!p) return;
  memFree(changetype<Inflate>(p).out);
  memFree(p);
}
export function inflateCopy(p: Ptr): Ptr {
  const q = memAlloc(INFLATE_BYTES);
  if (!q) return 0;
  memory.copy(q, p, INFLATE_BYTES);
  store<u8>(q, 0);
  changetype<Inflate>(q).out = 0; changetype<Inflate>(q).outLength = 0; changetype<Inflate>(q).outSize = 0;
  return q;
}
/** What an error (1 …) is called, as zlib says it. */
export function inflateErrorText(e: u32): string {
  switch (e) {
    case 1: return "invalid block type";
    case 2: return "invalid stored block lengths";
    case 3: return "too many length or distance symbols";
    case 4: return "invalid code lengths set";
    case 5: return "invalid bit length repeat";
    case 6: return "invalid code -- missing end-of-block";
    case 7: return "invalid literal/lengths set";
    case 8: return "invalid distances set";
    case 9: return "invalid literal/length code";
    case 10: return "invalid distance code";
    default: return "invalid distance too far back";
  }
}
function fail(d: Inflate, e: u32): void { d.mode = BAD; d.error = e; }
/** At least n bits in the buffer (n at most 32); false where input ends. */
// @ts-ignore: decorator
@inline function need(d: Inflate, n: u32): bool {
  while (d.bitCount < n) {
    if (d.in >= d.inEnd) return false;
    d.bits |= <u64>load<u8>(d.in) << d.bitCount;
    d.in++;
    d.bitCount += 8;
  }
  return true;
}
// @ts-ignore: decorator
@inline function take(d: Inflate, n: u32): u32 {
  const v = <u32>d.bits & ((1 << n) - 1);
  d.bits >>= n; d.bitCount -= n;
  return v;
}
/** Makes a code of n lengths. Bits left over: 0 complete, > 0 incomplete, < 0 too many. */
function makeCode(c: Ptr, lengths: Ptr, n: u32): i32 {
  memory.fill(c, 0, 32);
  for (let i: u32 = 0; i < n; i++) { const at = c + (<usize>load<u8>(lengths + i) << 1); store<u16>(at, load<u16>(at) + 1); }
  if (load<u16>(c) == n) { memory.fill(c + FAST_AT, 0, 2048); store<u16>(c, 0); return 32768; }
  let left = 1;
  for (let len: usize = 1; len <= 15; len++) { left = (left << 1) - <i32>load<u16>(c + (len << 1)); if (left < 0) return left; }
  const fast = c + FAST_AT, symbols = c + SYMBOLS_AT;
  memory.fill(fast, 0, 2048);
  let code: u32 = 0, at: u32 = 0;
  for (let len: u32 = 1; len <= 15; len++, code <<= 1) {
    if (!load<u16>(c + (<usize>len << 1))) continue;
    for (let i: u32 = 0; i < n; i++) if (load<u8>(lengths + i) == len) {
      store<u16>(symbols + (<usize>at << 1), <u16>i);
      at++;
      if (len <= 10) {
        let r: u32 = 0;
        for (let k: u32 = 0, v = code; k < len; k++, v >>= 1) r = r << 1 | (v & 1);
        for (; r < 1024; r += 1 << len) store<u16>(fast + (<usize>r << 1), <u16>(i << 4 | len));
      }
      code++;
    }
  }
  store<u16>(c, 0);
  return left;
}
/** The next symbol of code c in `bits`, of which `count` are there: symbol << 4 | length, -1 if there are too few, -2 if there is no such code. */
// @ts-ignore: decorator
@inline function decode(c: Ptr, bits: u64, count: u32): i32 {
  const f = <u32>load<u16>(c + FAST_AT + (<usize>(<u32>bits & 1023) << 1));
  if (f) return (f & 15) <= count ? <i32>f : -1;
  return decodeLong(c, <u32>bits, count);
}
function decodeLong(c: Ptr, bits: u32, count: u32): i32 {
  let code: i32 = 0, first: i32 = 0, index: i32 = 0;
  for (let len: u32 = 1; len <= 15; len++) {
    if (len > count) return -1;
    code |= bits & 1;
    bits >>= 1;
    const n = <i32>load<u16>(c + (<usize>len << 1));
    if (code - n < first) return <i32>(<u32>load<u16>(c + SYMBOLS_AT + (<usize>(index + code - first) << 1)) << 4 | len);
    index += n; first += n;
    first <<= 1; code <<= 1;
  }
  return -2;
}
function fixedCodes(d: Inflate): void {
  const p = changetype<Ptr>(d), l = p + LENGTHS;
  memory.fill(l, 8, 144); memory.fill(l + 144, 9, 112); memory.fill(l + 256, 7, 24); memory.fill(l + 280, 8, 8);
  makeCode(p + CODES, l, 288);
  memory.fill(l, 5, 32);
  makeCode(p + CODES + CODE_BYTES, l, 32);
}
/** The lengths of a dynamic block's codes. False: input ends, or an error is set. */
function readLengths(d: Inflate): bool {
  const p = changetype<Ptr>(d), l = p + LENGTHS, total = d.litCodes + d.distCodes;
  while (d.have < total) {
    let s = decode(p + CODES, d.bits, d.bitCount);
    while (s == -1) { if (!need(d, d.bitCount + 1)) return false; s = decode(p + CODES, d.bits, d.bitCount); }
    if (s == -2) { fail(d, 4); return false; }
    const len = <u32>s & 15, symbol = <u32>s >> 4;
    if (symbol < 16) { take(d, len); store<u8>(l + d.have++, <u8>symbol); continue; }
    const extra: u32 = symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
    if (!need(d, len + extra)) return false;
    take(d, len);
    let n = take(d, extra) + (symbol == 18 ? 11 : 3), value: u32 = 0;
    if (symbol == 16) {
      if (!d.have) { fail(d, 5); return false; }
      value = load<u8>(l + d.have - 1);
    }
    if (d.have + n > total) { fail(d, 5); return false; }
    for (; n; n--) store<u8>(l + d.have++, <u8>value);
  }
  if (!load<u8>(l + 256)) { fail(d, 6); return false; }
  // the codes lie where the lengths' own code was: lengths are complete now
  const left = makeCode(p + CODES, l, d.litCodes);
  if (left < 0 || (left > 0 && !single(l, d.litCodes))) { fail(d, 7); return false; }
  const rest = makeCode(p + CODES + CODE_BYTES, l + d.litCodes, d.distCodes);
  if (rest < 0 || (rest > 0 && rest != 32768 && !single(l + d.litCodes, d.distCodes))) { fail(d, 8); return false; }
  return true;
}
/** Whether exactly one length is used, and that is 1: the only incomplete code that is allowed. */
function single(l: Ptr, n: u32): bool {
  let used = 0;
  for (let i: u32 = 0; i < n; i++) { const c = load<u8>(l + i); if (c > 1) return false; used += c; }
  return used == 1;
}
function room(d: Inflate, limit: u32): bool {
  let size = max<u32>(d.outSize + (d.outSize >> 1), 8192);
  if (size > limit) size = limit;
  if (size < d.outLength + 1) size = d.outLength + 1;
  const p = memRealloc(d.out, size);
  if (!p) return false;
  d.out = <u32>p; d.outSize = size;
  return true;
}
/**
 * Runs on the bytes [d.in, d.inEnd) until they end, `limit` bytes came out, the stream ends (DONE) or is wrong (BAD). d.in tells what was used. False without memory.
 */
export function inflateRun(p: Ptr, data: Ptr, n: u32, limit: u32): bool {
  const d = changetype<Inflate>(p), lengths = p + LENGTHS;
  d.in = <u32>data; d.inEnd = <u32>data + n; d.outLength = 0;
  let ok = true;
  for (let go = true; go && ok;) {
    switch (d.mode) {
      case HEAD: {
        if (d.last) {
          // whole bytes read too far go back
          d.in -= d.bitCount >> 3; d.bitCount = 0; d.bits = 0;
          d.mode = DONE;
          break;
        }
        if (!need(d, 3)) { go = false; break; }
        d.last = take(d, 1);
        const type = take(d, 2);
        if (type == 0) d.mode = STORED;
        else if (type == 1) { fixedCodes(d); d.mode = SYMBOL; }
        else if (type == 2) d.mode = TABLE;
        else fail(d, 1);
        break;
      }
      case STORED: {
        if (d.bitCount & 7) take(d, d.bitCount & 7);
        if (!need(d, 32)) { go = false; break; }
        const a = take(d, 16), b = take(d, 16);
        if (a != (~b & 0xFFFF)) { fail(d, 2); break; }
        d.left = a;
        d.mode = STORED_COPY;
        break;
      }
      case STORED_COPY: {
        while (d.left && ok) {
          if (d.outLength >= limit) { go = false; break; }
          if (d.outLength >= d.outSize) { ok = room(d, limit); continue; }
          if (d.bitCount) { store<u8>(d.out + d.outLength++, <u8>take(d, 8)); d.left--; continue; }
          const k = min(min(d.left, d.inEnd - d.in), min(d.outSize, limit) - d.outLength);
          if (!k) { go = false; break; }
          memory.copy(d.out + d.outLength, d.in, k);
          d.in += k; d.outLength += k; d.left -= k;
        }
        if (d.left == 0) d.mode = HEAD;
        break;
      }
      case TABLE: {
        if (!need(d, 14)) { go = false; break; }
        d.litCodes = take(d, 5) + 257; d.distCodes = take(d, 5) + 1; d.codeCodes = take(d, 4) + 4;
        if (d.litCodes > 286 || d.distCodes > 30) { fail(d, 3); break; }
        memory.fill(lengths, 0, 19);
        d.have = 0;
        d.mode = CODE_LENGTHS;
        break;
      }
      case CODE_LENGTHS: {
        while (d.have < d.codeCodes && need(d, 3)) store<u8>(lengths + load<u8>(changetype<Ptr>(ORDER) + d.have++), <u8>take(d, 3));
        if (d.have < d.codeCodes) { go = false; break; }
        if (makeCode(p + CODES, lengths, 19) != 0) { fail(d, 4); break; }
        d.have = 0;
        d.mode = LENS;
        break;
      }
      case LENS: {
        if (readLengths(d)) d.mode = SYMBOL;
        else if (d.mode == LENS) go = false;
        break;
      }
      case SYMBOL: {
        const r = symbols(d, limit);
        if (r < 0) ok = false;
        else if (r == 0) go = false;
        break;
      }
      case COPY: {
        while (d.left && ok) {
          if (d.outLength >= limit) { go = false; break; }
          if (d.outLength >= d.outSize) { ok = room(d, limit); continue; }
          copyMatch(d, min(d.outSize, limit));
        }
        if (d.left == 0) d.mode = SYMBOL;
        break;
      }
      default: go = false;
    }
  }
  // full output: whole bytes that were read too far go back
  if (d.mode != DONE && d.mode != BAD && d.outLength >= limit) {
    const back = min(d.bitCount >> 3, d.in - <u32>data);
    d.in -= back; d.bitCount -= back << 3;
    d.bits &= (<u64>1 << <u64>d.bitCount) - 1;
  }
  remember(d);
  return ok;
}
/** Copies of a match what fits below `end`. */
function copyMatch(d: Inflate, end: u32): void {
  const o = d.out;
  let n = min(d.left, end - d.outLength);
  d.left -= n;
  const distance = d.distance;
  let at = d.outLength;
  d.outLength = at + n;
  for (; n && distance > at; n--, at++) store<u8>(o + at, load<u8>(changetype<Ptr>(d) + HISTORY + (d.historyAt - (distance - at) & 32767)));
  if (distance >= 8) for (; n >= 8; n -= 8, at += 8) store<u64>(o + at, load<u64>(o + at - distance));
  for (; n; n--, at++) store<u8>(o + at, load<u8>(o + at - distance));
}
/** The loop over symbols: 1 the mode has changed, 0 stop, -1 no memory. */
function symbols(d: Inflate, limit: u32): i32 {
  const lit = changetype<Ptr>(d) + CODES, dist = lit + CODE_BYTES;
  while (d.outLength < limit) {
    if (d.outLength + 258 > d.outSize && d.outSize < limit && !room(d, limit)) return -1;
    // all there can be of one pair: 48 bits
    while (d.bitCount < 48 && d.in < d.inEnd) { d.bits |= <u64>load<u8>(d.in) << d.bitCount; d.in++; d.bitCount += 8; }
    let bits = d.bits, count = d.bitCount;
    let s = decode(lit, bits, count);
    if (s < 0) { if (s == -2) { fail(d, 9); return 1; } return 0; }
    let len = <u32>s & 15;
    const symbol = <u32>s >> 4;
    bits >>= len; count -= len;
    if (symbol < 256) {
      store<u8>(d.out + d.outLength++, <u8>symbol);
      d.bits = bits; d.bitCount = count;
      continue;
    }
    if (symbol == 256) { d.bits = bits; d.bitCount = count; d.mode = HEAD; return 1; }
    if (symbol > 285) { fail(d, 9); return 1; }
    const lc = symbol - 257, lx: u32 = lc < 8 || lc == 28 ? 0 : (lc >> 2) - 1;
    let n: u32 = lc < 8 ? lc + 3 : lc == 28 ? 258 : ((4 + (lc & 3)) << lx) + 3;
    if (count < lx) return 0;
    n += <u32>bits & ((1 << lx) - 1);
    bits >>= lx; count -= lx;
    s = decode(dist, bits, count);
    if (s < 0) { if (s == -2) { fail(d, 10); return 1; } return 0; }
    len = <u32>s & 15;
    const dc = <u32>s >> 4;
    if (dc > 29) { fail(d, 10); return 1; }
    bits >>= len; count -= len;
    const dx: u32 = dc < 4 ? 0 : (dc >> 1) - 1;
    if (count < dx) return 0;
    const distance = (dc < 4 ? dc : (2 + (dc & 1)) << dx) + 1 + (<u32>bits & ((1 << dx) - 1));
    bits >>= dx; count -= dx;
    if (distance > d.outLength + d.history || distance > d.windowSize) { fail(d, 11); return 1; }
    d.bits = bits; d.bitCount = count;
    d.distance = distance; d.left = n;
    copyMatch(d, min(d.outSize, limit));
    if (d.left) { d.mode = COPY; return 1; }
  }
  return 0;
}
/** Puts a run's output into the history. */
export function inflateRemember(d: Inflate, from: Ptr, n: u32): void {
  const h = changetype<Ptr>(d) + HISTORY;
  if (n >= 32768) { from += n - 32768; n = 32768; }
  const first = min(n, 32768 - d.historyAt);
  memory.copy(h + d.historyAt, from, first);
  memory.copy(h, from + first, n - first);
  d.historyAt = d.historyAt + n & 32767;
  d.history = min(d.history + n, 32768);
}
function remember(d: Inflate): void { if (d.outLength && d.mode != DONE) inflateRemember(d, d.out, d.outLength); }
