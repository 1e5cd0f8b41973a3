/**
 * Deflate (RFC 1951), the matching half: hash chains over a sliding window, greedy at levels 1 to 3 and lazy above, with the parameters of zlib's levels, so that what comes out
 * has the size (and, as far as was compared, the bytes) of CPython's. Blocks and trees: trees.ts. After the algorithm of J. Gailly and M. Adler's zlib (deflate.c).
 *
 * A stream is one piece of memory: the Deflate record, then its arrays at the offsets below. Invariant: window[0, pos + ahead) is filled; positions in head and prev are
 * places in the window, 0 is none; the window slides down by half when pos nears its end. Nothing here touches an object. @lock of the owner.
 */
import { Ptr } from "../../base/value";
import { memAlloc, memFree, memRealloc } from "../../memory/alloc";
import { blockFlush, blockInit, storedBlock, tallyDistance, tallyLiteral, alignBlock } from "./trees";

@unmanaged
export class Deflate {
  /** +0 u8 mutex */
  lock: u32;
  level: i32;
  strategy: i32;
  wsize: u32;
  hashMask: u32;
  hashShift: u32;
  pos: u32;
  ahead: u32;
  blockStart: i32;
  matchLength: u32;
  matchStart: u32;
  prevLength: u32;
  available: u32;
  insert: u32;
  symbols: u32;
  symbolEnd: u32;
  bitCount: u32;
  optLength: u32;
  bits: u64;
  out: u32;
  outLength: u32;
  outSize: u32;
  staticLength: u32;
  in: u32;
  inLength: u32;
  heapLength: i32;
  heapMax: i32;
  failed: u32;
  finished: u32;
}
export const RECORD: usize = 256;
export const WINDOW: usize = RECORD;
const WINDOW_BYTES: usize = 65536 + 272;
export const PREV: usize = WINDOW + WINDOW_BYTES;
export const HEAD: usize = PREV + 65536;
export const SYMBOLS: usize = HEAD + 65536 * 2;
export const TREES: usize = SYMBOLS + 32768 * 4;
export const DEFLATE_BYTES: usize = TREES + 16384;

const MIN_MATCH: u32 = 3;
const MAX_MATCH: u32 = 258;
const MIN_AHEAD: u32 = 262;
const TOO_FAR: u32 = 4096;

/** For each level: good length, lazy length, nice length, chain. */
const LEVELS: StaticArray<u16> = [
  0, 0, 0, 0, 4, 4, 8, 4, 4, 5, 16, 8, 4, 6, 32, 32, 4, 4, 16, 16, 8, 16, 32, 32, 8, 16, 128, 128, 8, 32, 128, 256, 32, 128, 258, 1024, 32, 258, 258, 4096,
];
// @ts-ignore: decorator
@inline function config(level: i32, i: u32): u32 { return load<u16>(changetype<Ptr>(LEVELS) + (<usize>(level * 4 + i) << 1)); }
// @ts-ignore: decorator
@inline function at(d: Deflate): Ptr { return changetype<Ptr>(d); }
// @ts-ignore: decorator
@inline function byteAt(d: Deflate, i: u32): u32 { return load<u8>(at(d) + WINDOW + i); }

/** A stream, 0 without memory. */
export function deflateNew(level: i32, windowBits: i32, memLevel: i32, strategy: i32): Ptr {
  const p = memAlloc(DEFLATE_BYTES);
  if (!p) return 0;
  memory.fill(p, 0, WINDOW + WINDOW_BYTES);
  const d = changetype<Deflate>(p);
  d.level = level;
  d.strategy = strategy;
  d.wsize = 1 << (windowBits == 8 ? 9 : windowBits);
  d.hashShift = (memLevel + 9) / 3;
  d.hashMask = (1 << (memLevel + 7)) - 1;
  d.symbolEnd = (1 << (memLevel + 6)) - 1;
  d.matchLength = d.prevLength = MIN_MATCH - 1;
  clearHash(d);
  blockInit(d);
  return p;
}
export function deflateFree(p: Ptr): void {
  if (!p) return;
  memFree(changetype<Deflate>(p).out);
  memFree(p);
}
export function deflateCopy(p: Ptr): Ptr {
  const q = memAlloc(DEFLATE_BYTES);
  if (!q) return 0;
  memory.copy(q, p, DEFLATE_BYTES);
  store<u8>(q, 0);
  const d = changetype<Deflate>(q);
  d.out = 0; d.outLength = 0; d.outSize = 0;
  return q;
}
function clearHash(d: Deflate): void { memory.fill(at(d) + HEAD, 0, <usize>(d.hashMask + 1) << 1); }
/** Room for n more bytes of output; false (and `failed`) without memory. */
export function outRoom(d: Deflate, n: u32): bool {
  const need = d.outLength + n;
  if (need <= d.outSize) return true;
  const size = max(need + (need >> 1), 4096), p = memRealloc(d.out, size);
  if (!p) { d.failed = 1; return false; }
  d.out = <u32>p;
  d.outSize = size;
  return true;
}
// @ts-ignore: decorator
@inline function insertString(d: Deflate, i: u32): u32 {
  const p = at(d), w = p + WINDOW + i;
  const h = ((<u32>load<u8>(w) << 2 * d.hashShift) ^ (<u32>load<u8>(w, 1) << d.hashShift) ^ load<u8>(w, 2)) & d.hashMask;
  const slot = p + HEAD + (<usize>h << 1), first = load<u16>(slot);
  store<u16>(p + PREV + (<usize>(i & (d.wsize - 1)) << 1), <u16>first);
  store<u16>(slot, <u16>i);
  return first;
}
function slideTable(p: Ptr, n: u32, by: u32): void {
  for (const end = p + (<usize>n << 1); p < end; p += 2) { const m = <u32>load<u16>(p); store<u16>(p, m >= by ? <u16>(m - by) : 0); }
}
/** Moves input into the window. */
function fill(d: Deflate): void {
  const w = at(d) + WINDOW;
  do {
    if (d.pos >= d.wsize * 2 - MIN_AHEAD) {
      memory.copy(w, w + d.wsize, d.wsize);
      d.matchStart -= d.wsize; d.pos -= d.wsize; d.blockStart -= <i32>d.wsize;
      if (d.insert > d.pos) d.insert = d.pos;
      slideTable(at(d) + HEAD, d.hashMask + 1, d.wsize);
      slideTable(at(d) + PREV, d.wsize, d.wsize);
    }
    if (!d.inLength) break;
    const n = min(d.inLength, d.wsize * 2 - d.pos - d.ahead);
    memory.copy(w + d.pos + d.ahead, d.in, n);
    d.in += n; d.inLength -= n; d.ahead += n;
    if (d.ahead + d.insert >= MIN_MATCH) {
      let s = d.pos - d.insert;
      while (d.insert) {
        insertString(d, s++);
        d.insert--;
        if (d.ahead + d.insert < MIN_MATCH) break;
      }
    }
  } while (d.ahead < MIN_AHEAD && d.inLength);
}
/** The longest match at pos among those chained from `cur`; sets matchStart. */
function longest(d: Deflate, cur: u32): u32 {
  const w = at(d) + WINDOW, scan = w + d.pos, mask = d.wsize - 1, far = d.wsize - MIN_AHEAD, limit = d.pos > far ? d.pos - far : 0;
  let chain = config(d.level, 3), best = d.prevLength, nice = config(d.level, 2);
  if (best >= config(d.level, 0)) chain >>= 2;
  if (nice > d.ahead) nice = d.ahead;
  const most = min(MAX_MATCH, d.ahead);
  let end = load<u16>(scan + best - 1);
  do {
    const m = w + cur;
    if (load<u16>(m + best - 1) == end && load<u16>(m) == load<u16>(scan)) {
      let n: u32 = 2;
      while (n + 8 <= most && load<u64>(scan + n) == load<u64>(m + n)) n += 8;
      while (n < most && load<u8>(scan + n) == load<u8>(m + n)) n++;
      if (n > best) {
        d.matchStart = cur;
        best = n;
        if (n >= nice) break;
        end = load<u16>(scan + best - 1);
      }
    }
    cur = load<u16>(at(d) + PREV + (<usize>(cur & mask) << 1));
  } while (cur > limit && --chain != 0);
  return min(best, d.ahead);
}
function flushBlock(d: Deflate, last: bool): void {
  blockFlush(d, d.blockStart >= 0 ? at(d) + WINDOW + d.blockStart : 0, d.pos - <u32>d.blockStart, last);
  d.blockStart = d.pos;
}
function finishBlocks(d: Deflate, flush: i32, insert: u32): void {
  d.insert = insert;
  if (flush == 4) flushBlock(d, true);
  else if (d.symbols) flushBlock(d, false);
}
function greedy(d: Deflate, flush: i32): void {
  for (;;) {
    if (d.ahead < MIN_AHEAD) {
      fill(d);
      if (d.ahead < MIN_AHEAD && flush == 0) return;
      if (d.ahead == 0) break;
    }
    const first = d.ahead >= MIN_MATCH ? insertString(d, d.pos) : 0;
    d.matchLength = first && d.pos - first <= d.wsize - MIN_AHEAD ? longest(d, first) : 0;
    let full: bool;
    if (d.matchLength >= MIN_MATCH) {
      full = tallyDistance(d, d.pos - d.matchStart, d.matchLength - MIN_MATCH);
      d.ahead -= d.matchLength;
      if (d.matchLength <= config(d.level, 1) && d.ahead >= MIN_MATCH) {
        for (let n = d.matchLength - 1; n; n--) insertString(d, ++d.pos);
        d.pos++;
      } else d.pos += d.matchLength;
      d.matchLength = 0;
    } else {
      full = tallyLiteral(d, byteAt(d, d.pos));
      d.ahead--; d.pos++;
    }
    if (full) flushBlock(d, false);
  }
  finishBlocks(d, flush, min(d.pos, MIN_MATCH - 1));
}
function lazy(d: Deflate, flush: i32): void {
  for (;;) {
    if (d.ahead < MIN_AHEAD) {
      fill(d);
      if (d.ahead < MIN_AHEAD && flush == 0) return;
      if (d.ahead == 0) break;
    }
    const first = d.ahead >= MIN_MATCH ? insertString(d, d.pos) : 0;
    const before = d.matchLength, beforeStart = d.matchStart;
    d.prevLength = before;
    d.matchLength = MIN_MATCH - 1;
    if (first && before < config(d.level, 1) && d.pos - first <= d.wsize - MIN_AHEAD) {
      d.matchLength = longest(d, first);
      if (d.matchLength <= 5 && (d.strategy == 1 || (d.matchLength == MIN_MATCH && d.pos - d.matchStart > TOO_FAR))) d.matchLength = MIN_MATCH - 1;
    }
    if (before >= MIN_MATCH && d.matchLength <= before) {
      const last = d.pos + d.ahead - MIN_MATCH, full = tallyDistance(d, d.pos - 1 - beforeStart, before - MIN_MATCH);
      d.ahead -= before - 1;
      for (let n = before - 2; n; n--) if (<i32>++d.pos <= <i32>last) insertString(d, d.pos);
      d.available = 0;
      d.matchLength = MIN_MATCH - 1;
      d.pos++;
      if (full) flushBlock(d, false);
    } else {
      if (d.available) { if (tallyLiteral(d, byteAt(d, d.pos - 1))) flushBlock(d, false); }
      d.available = 1;
      d.pos++; d.ahead--;
    }
  }
  if (d.available) { tallyLiteral(d, byteAt(d, d.pos - 1)); d.available = 0; }
  d.matchLength = d.prevLength = MIN_MATCH - 1;
  finishBlocks(d, flush, min(d.pos, MIN_MATCH - 1));
}
/** Z_RLE: runs only (distance 1); Z_HUFFMAN_ONLY: literals only. */
function simple(d: Deflate, flush: i32, runs: bool): void {
  for (;;) {
    if (runs ? d.ahead <= MAX_MATCH : d.ahead == 0) {
      fill(d);
      if (d.ahead <= MAX_MATCH && flush == 0 && runs) return;
      if (d.ahead == 0) { if (flush == 0) return; break; }
    }
    let n: u32 = 0;
    if (runs && d.ahead >= MIN_MATCH && d.pos > 0) {
      const c = byteAt(d, d.pos - 1), most = min(MAX_MATCH, d.ahead);
      while (n < most && byteAt(d, d.pos + n) == c) n++;
    }
    let full: bool;
    if (n >= MIN_MATCH) { full = tallyDistance(d, 1, n - MIN_MATCH); d.ahead -= n; d.pos += n; }
    else { full = tallyLiteral(d, byteAt(d, d.pos)); d.ahead--; d.pos++; }
    if (full) flushBlock(d, false);
  }
  finishBlocks(d, flush, 0);
}
/** Level 0. */
function stored(d: Deflate, flush: i32): void {
  for (;;) {
    fill(d);
    const n = d.pos + d.ahead - <u32>d.blockStart;
    d.pos += d.ahead; d.ahead = 0;
    const last = flush == 4 && d.inLength == 0;
    if ((n && (flush != 0 || n >= d.wsize || d.pos >= d.wsize * 2 - MIN_AHEAD)) || last) { storedBlock(d, at(d) + WINDOW + d.blockStart, n, last); d.blockStart = d.pos; }
    if (!d.inLength) return;
  }
}
/** Compresses the input and flushes (0 no, 1 partial, 2 sync, 3 full, 4 finish, 5 block). False without memory. What comes out is at d.out. */
export function deflateRun(p: Ptr, data: Ptr, n: u32, flush: i32): bool {
  const d = changetype<Deflate>(p);
  d.in = <u32>data; d.inLength = n; d.failed = 0; d.outLength = 0;
  if (!outRoom(d, 64)) return false;
  if (d.level == 0) stored(d, flush);
  else if (d.strategy == 2) simple(d, flush, false);
  else if (d.strategy == 3) simple(d, flush, true);
  else if (d.level < 4) greedy(d, flush);
  else lazy(d, flush);
  if (flush == 1) alignBlock(d);
  else if (flush == 2 || flush == 3) {
    storedBlock(d, 0, 0, false);
    if (flush == 3) { clearHash(d); if (d.ahead == 0) { d.pos = 0; d.blockStart = 0; d.insert = 0; } }
  } else if (flush == 4) d.finished = 1;
  return !d.failed;
}
/** A preset dictionary: fills window and hash. */
export function deflateDictionary(p: Ptr, data: Ptr, n: u32): void {
  const d = changetype<Deflate>(p);
  if (n > d.wsize) { data += n - d.wsize; n = d.wsize; }
  d.in = <u32>data; d.inLength = n;
  fill(d);
  while (d.ahead >= MIN_MATCH) {
    const count = d.ahead - (MIN_MATCH - 1);
    for (let i: u32 = 0; i < count; i++) insertString(d, d.pos++);
    d.ahead = MIN_MATCH - 1;
    fill(d);
  }
  d.pos += d.ahead;
  d.blockStart = d.pos;
  d.insert = d.ahead;
  d.ahead = 0;
  d.matchLength = d.prevLength = MIN_MATCH - 1;
  d.available = 0;
}
