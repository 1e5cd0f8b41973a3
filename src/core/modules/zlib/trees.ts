/**
 * Deflate (RFC 1951), the other half: symbols gathered into a block, Huffman codes of limited length, the choice between stored, fixed and dynamic blocks, the bits.
 * Ties are broken as zlib breaks them (trees.c), for the same bytes. Arrays of one stream, from TREES on, u32 each but where said:
 *
 *   FREQ, LENGTH, CODE, DAD of 573 entries for literals and lengths (FREQ of literals at once counts), the same of 61 for distances and 39 for code lengths (one
 *   tree is a block of four arrays) | HEAP 574 u16 | DEPTH 574 u8 | COUNT 16 u16
 */
import { Ptr } from "../../base/value";
import { Deflate, outRoom, SYMBOLS, TREES } from "./deflate";

const L_CODES: i32 = 286;
const D_CODES: i32 = 30;
const BL_CODES: i32 = 19;
const HEAP_SIZE: i32 = 573;
/** Entries: freq u32, code u16, length u16, dad u16, 2 bytes unused: 12 bytes. */
const ENTRY: usize = 12;
const L_TREE: usize = 0;
const D_TREE: usize = L_TREE + 574 * ENTRY;
const B_TREE: usize = D_TREE + 62 * ENTRY;
const HEAP: usize = B_TREE + 40 * ENTRY;
const DEPTH: usize = HEAP + 576 * 2;
const COUNT: usize = DEPTH + 576;
const NEXT: usize = COUNT + 32;

const ORDER: StaticArray<u8> = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
// @ts-ignore: decorator
@inline function trees(d: Deflate): Ptr { return changetype<Ptr>(d) + TREES; }
// @ts-ignore: decorator
@inline function entry(t: Ptr, i: u32): Ptr { return t + <usize>i * ENTRY; }
// @ts-ignore: decorator
@inline function freq(t: Ptr, i: u32): u32 { return load<u32>(entry(t, i)); }
// @ts-ignore: decorator
@inline function codeOf(t: Ptr, i: u32): u32 { return load<u16>(entry(t, i), 4); }
// @ts-ignore: decorator
@inline function lengthOf(t: Ptr, i: u32): u32 { return load<u16>(entry(t, i), 6); }
// @ts-ignore: decorator
@inline function setLength(t: Ptr, i: u32, n: u32): void { store<u16>(entry(t, i), <u16>n, 6); }
// @ts-ignore: decorator
@inline function bump(t: Ptr, i: u32): void { const e = entry(t, i); store<u32>(e, load<u32>(e) + 1); }

/** Length code (0 to 28) of a match length less 3, and its extra bits. */
// @ts-ignore: decorator
@inline function lengthCode(n: u32): u32 {
  if (n < 8) return n;
  if (n == 255) return 28;
  const b = 31 - clz<u32>(n);
  return (b - 1 << 2) + (n >> (b - 2) & 3);
}
function lengthExtra(code: u32): u32 { return code < 8 || code == 28 ? 0 : (code >> 2) - 1; }
function lengthBase(code: u32): u32 { return code < 8 ? code : code == 28 ? 255 : (4 + (code & 3)) << ((code >> 2) - 1); }
// @ts-ignore: decorator
@inline function distanceCode(n: u32): u32 {
  if (n < 4) return n;
  const b = 31 - clz<u32>(n);
  return (b << 1) + (n >> (b - 1) & 1);
}
function distanceExtra(code: u32): u32 { return code < 4 ? 0 : (code >> 1) - 1; }
function distanceBase(code: u32): u32 { return code < 4 ? code : (2 + (code & 1)) << ((code >> 1) - 1); }
function fixedLength(i: u32): u32 { return i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8; }
function reverse(c: u32, n: u32): u32 { let r: u32 = 0; for (; n; n--, c >>= 1) r = r << 1 | (c & 1); return r; }
/** The fixed code of a literal or length symbol, bits reversed. */
function fixedCode(i: u32): u32 { return i < 144 ? reverse(0x30 + i, 8) : i < 256 ? reverse(0x190 + i - 144, 9) : i < 280 ? reverse(i - 256, 7) : reverse(0xC0 + i - 280, 8); }

export function blockInit(d: Deflate): void {
  const t = trees(d);
  for (let i = 0; i < L_CODES; i++) store<u32>(entry(t + L_TREE, i), 0);
  for (let i = 0; i < D_CODES; i++) store<u32>(entry(t + D_TREE, i), 0);
  for (let i = 0; i < BL_CODES; i++) store<u32>(entry(t + B_TREE, i), 0);
  store<u32>(entry(t + L_TREE, 256), 1);
  d.optLength = d.staticLength = d.symbols = 0;
}
/** Both say whether the block is full. A symbol is distance << 16 | byte or length. */
export function tallyLiteral(d: Deflate, c: u32): bool {
  store<u32>(changetype<Ptr>(d) + SYMBOLS + (<usize>d.symbols << 2), c);
  d.symbols++;
  bump(trees(d) + L_TREE, c);
  return d.symbols == d.symbolEnd;
}
export function tallyDistance(d: Deflate, distance: u32, length: u32): bool {
  store<u32>(changetype<Ptr>(d) + SYMBOLS + (<usize>d.symbols << 2), distance << 16 | length);
  d.symbols++;
  bump(trees(d) + L_TREE, lengthCode(length) + 257);
  bump(trees(d) + D_TREE, distanceCode(distance - 1));
  return d.symbols == d.symbolEnd;
}
// ---- bits ------------------------------------------------------------------------------------------------------------------------
// @ts-ignore: decorator
@inline function send(d: Deflate, value: u32, n: u32): void {
  d.bits |= <u64>value << d.bitCount;
  d.bitCount += n;
  if (d.bitCount >= 32) { store<u32>(d.out + d.outLength, <u32>d.bits); d.outLength += 4; d.bits >>= 32; d.bitCount -= 32; }
}
/** To a byte's end. */
function windUp(d: Deflate): void {
  for (; d.bitCount > 0; d.bitCount = d.bitCount > 8 ? d.bitCount - 8 : 0) { store<u8>(d.out + d.outLength++, <u8>d.bits); d.bits >>= 8; }
  d.bits = 0;
}
/** Writes whole bytes, keeps the rest. */
function bitsFlush(d: Deflate): void { for (; d.bitCount >= 8; d.bitCount -= 8) { store<u8>(d.out + d.outLength++, <u8>d.bits); d.bits >>= 8; } }
/** Stored blocks of at most 65535 bytes; one of none if n is 0. */
export function storedBlock(d: Deflate, p: Ptr, n: u32, last: bool): void {
  if (!outRoom(d, n + (n / 65535 + 1) * 16)) return;
  do {
    const k = min<u32>(n, 65535);
    n -= k;
    send(d, last && n == 0 ? 1 : 0, 3);
    windUp(d);
    store<u16>(d.out + d.outLength, <u16>k); store<u16>(d.out + d.outLength, <u16>~k, 2);
    memory.copy(d.out + d.outLength + 4, p, k);
    d.outLength += 4 + k; p += k;
  } while (n);
}
/** Z_PARTIAL_FLUSH: an empty fixed block. */
export function alignBlock(d: Deflate): void {
  if (!outRoom(d, 16)) return;
  send(d, 2, 3);
  send(d, 0, 7);
  bitsFlush(d);
}
// ---- trees -----------------------------------------------------------------------------------------------------------------------
// @ts-ignore: decorator
@inline function heap(w: Ptr, i: i32): u32 { return load<u16>(w + HEAP + (<usize>i << 1)); }
// @ts-ignore: decorator
@inline function setHeap(w: Ptr, i: i32, v: u32): void { store<u16>(w + HEAP + (<usize>i << 1), <u16>v); }
// @ts-ignore: decorator
@inline function smaller(t: Ptr, w: Ptr, n: u32, m: u32): bool {
  const a = freq(t, n), b = freq(t, m);
  return a < b || (a == b && load<u8>(w + DEPTH + n) <= load<u8>(w + DEPTH + m));
}
function sift(d: Deflate, t: Ptr, w: Ptr, k: i32): void {
  const v = heap(w, k);
  for (let j = k << 1; j <= d.heapLength; j <<= 1) {
    if (j < d.heapLength && smaller(t, w, heap(w, j + 1), heap(w, j))) j++;
    if (smaller(t, w, v, heap(w, j))) break;
    setHeap(w, k, heap(w, j));
    k = j;
  }
  setHeap(w, k, v);
}
// @ts-ignore: decorator
@inline function extraOf(which: i32, n: i32): u32 { return which == 0 ? (n >= 257 ? lengthExtra(n - 257) : 0) : which == 1 ? distanceExtra(n) : n < 16 ? 0 : n == 16 ? 2 : n == 17 ? 3 : 7; }
/** Code lengths and codes of tree t (which: 0 literals, 1 distances, 2 code lengths). The largest symbol used. */
function buildTree(d: Deflate, t: Ptr, which: i32, elements: i32, maxLength: u32): i32 {
  const w = trees(d);
  let maxCode = -1;
  d.heapLength = 0; d.heapMax = HEAP_SIZE;
  for (let n = 0; n < elements; n++) {
    if (freq(t, n)) { maxCode = n; setHeap(w, ++d.heapLength, n); store<u8>(w + DEPTH + n, 0); }
    else setLength(t, n, 0);
  }
  while (d.heapLength < 2) {
    const node = maxCode < 2 ? ++maxCode : 0;
    setHeap(w, ++d.heapLength, node);
    store<u32>(entry(t, node), 1);
    store<u8>(w + DEPTH + node, 0);
    d.optLength--;
    if (which == 0) d.staticLength -= fixedLength(node); else if (which == 1) d.staticLength -= 5;
  }
  for (let n = d.heapLength >> 1; n >= 1; n--) sift(d, t, w, n);
  let node = elements;
  do {
    const n = heap(w, 1);
    setHeap(w, 1, heap(w, d.heapLength--));
    sift(d, t, w, 1);
    const m = heap(w, 1);
    setHeap(w, --d.heapMax, n);
    setHeap(w, --d.heapMax, m);
    store<u32>(entry(t, node), freq(t, n) + freq(t, m));
    store<u8>(w + DEPTH + node, <u8>(max(load<u8>(w + DEPTH + n), load<u8>(w + DEPTH + m)) + 1));
    store<u16>(entry(t, n), <u16>node, 8); store<u16>(entry(t, m), <u16>node, 8);
    setHeap(w, 1, node++);
    sift(d, t, w, 1);
  } while (d.heapLength >= 2);
  setHeap(w, --d.heapMax, heap(w, 1));
  bitLengths(d, t, w, which, maxCode, maxLength);
  let code: u32 = 0;
  for (let b: u32 = 1; b <= 15; b++) { code = code + load<u16>(w + COUNT + (b - 1 << 1)) << 1; store<u16>(w + NEXT + (b << 1), <u16>code); }
  for (let n = 0; n <= maxCode; n++) {
    const len = lengthOf(t, n);
    if (!len) continue;
    const at = w + NEXT + (<usize>len << 1), c = load<u16>(at);
    store<u16>(at, c + 1);
    store<u16>(entry(t, n), <u16>reverse(c, len), 4);
  }
  return maxCode;
}
function bitLengths(d: Deflate, t: Ptr, w: Ptr, which: i32, maxCode: i32, maxLength: u32): void {
  const count = w + COUNT;
  memory.fill(count, 0, 32);
  setLength(t, heap(w, d.heapMax), 0);
  let overflow = 0, h = d.heapMax + 1;
  for (; h < HEAP_SIZE; h++) {
    const n = heap(w, h);
    let bits = lengthOf(t, load<u16>(entry(t, n), 8)) + 1;
    if (bits > maxLength) { bits = maxLength; overflow++; }
    setLength(t, n, bits);
    if (<i32>n <= maxCode) {
      const c = count + (<usize>bits << 1), x = extraOf(which, n), f = freq(t, n);
      store<u16>(c, load<u16>(c) + 1);
      d.optLength += f * (bits + x);
      if (which == 0) d.staticLength += f * (fixedLength(n) + x); else if (which == 1) d.staticLength += f * (5 + x);
    }
  }
  if (overflow == 0) return;
  do {
    let bits = maxLength - 1;
    while (load<u16>(count + (<usize>bits << 1)) == 0) bits--;
    const c = count + (<usize>bits << 1), e = count + (<usize>maxLength << 1);
    store<u16>(c, load<u16>(c) - 1);
    store<u16>(c, load<u16>(c, 2) + 2, 2);
    store<u16>(e, load<u16>(e) - 1);
    overflow -= 2;
  } while (overflow > 0);
  for (let bits = maxLength; bits != 0; bits--) {
    let n = <u32>load<u16>(count + (<usize>bits << 1));
    while (n != 0) {
      const m = heap(w, --h);
      if (<i32>m <= maxCode) {
        const len = lengthOf(t, m);
        if (len != bits) { d.optLength += (bits - len) * freq(t, m); setLength(t, m, bits); }
        n--;
      }
    }
  }
}
/** Run lengths of the code lengths of t; counts them (sending false) or sends them. */
function runs(d: Deflate, t: Ptr, maxCode: i32, sending: bool): void {
  const b = trees(d) + B_TREE;
  let previous: u32 = 999, next = lengthOf(t, 0), count: u32 = 0, most: u32 = next ? 7 : 138, least: u32 = next ? 4 : 3;
  for (let n = 0; n <= maxCode; n++) {
    const cur = next;
    next = n == maxCode ? 0xFFFF : lengthOf(t, n + 1);
    if (++count < most && cur == next) continue;
    if (count < least) { do { symbol(d, b, cur, sending); } while (--count != 0); }
    else if (cur != 0) {
      if (cur != previous) { symbol(d, b, cur, sending); count--; }
      symbol(d, b, 16, sending);
      if (sending) send(d, count - 3, 2);
    } else if (count <= 10) { symbol(d, b, 17, sending); if (sending) send(d, count - 3, 3); }
    else { symbol(d, b, 18, sending); if (sending) send(d, count - 11, 7); }
    count = 0;
    previous = cur;
    if (next == 0) { most = 138; least = 3; } else if (cur == next) { most = 6; least = 3; } else { most = 7; least = 4; }
  }
}
// @ts-ignore: decorator
@inline function symbol(d: Deflate, b: Ptr, i: u32, sending: bool): void { if (sending) send(d, codeOf(b, i), lengthOf(b, i)); else bump(b, i); }

function sendSymbols(d: Deflate, fixed: bool): void {
  const w = trees(d), l = w + L_TREE, dt = w + D_TREE, from = changetype<Ptr>(d) + SYMBOLS;
  for (let i: u32 = 0; i < d.symbols; i++) {
    const s = load<u32>(from + (<usize>i << 2)), distance = s >> 16, c = s & 0xFFFF;
    if (!distance) {
      if (fixed) send(d, fixedCode(c), fixedLength(c)); else send(d, codeOf(l, c), lengthOf(l, c));
    } else {
      const lc = lengthCode(c), k = lc + 257;
      if (fixed) send(d, fixedCode(k), fixedLength(k)); else send(d, codeOf(l, k), lengthOf(l, k));
      const lx = lengthExtra(lc);
      if (lx) send(d, c - lengthBase(lc), lx);
      const dc = distanceCode(distance - 1);
      if (fixed) send(d, reverse(dc, 5), 5); else send(d, codeOf(dt, dc), lengthOf(dt, dc));
      const dx = distanceExtra(dc);
      if (dx) send(d, distance - 1 - distanceBase(dc), dx);
    }
  }
  if (fixed) send(d, 0, 7); else send(d, codeOf(l, 256), lengthOf(l, 256));
}
/** Ends the block with what was tallied: the shortest of the three kinds. p: its n bytes, 0 if they are no longer in the window. */
export function blockFlush(d: Deflate, p: Ptr, n: u32, last: bool): void {
  const w = trees(d), l = w + L_TREE, dt = w + D_TREE, b = w + B_TREE;
  const lMax = buildTree(d, l, 0, L_CODES, 15), dMax = buildTree(d, dt, 1, D_CODES, 15);
  runs(d, l, lMax, false);
  runs(d, dt, dMax, false);
  buildTree(d, b, 2, BL_CODES, 7);
  let bMax = 18;
  while (bMax >= 3 && lengthOf(b, load<u8>(changetype<Ptr>(ORDER) + bMax)) == 0) bMax--;
  d.optLength += 3 * (<u32>bMax + 1) + 14;
  const fixedBytes = d.staticLength + 10 >> 3;
  let best = d.optLength + 10 >> 3;
  if (fixedBytes <= best || d.strategy == 4) best = fixedBytes;
  if (!outRoom(d, best + 64)) { blockInit(d); return; }
  if (n + 4 <= best && p) storedBlock(d, p, n, last);
  else if (best == fixedBytes) {
    send(d, last ? 3 : 2, 3);
    sendSymbols(d, true);
  } else {
    send(d, last ? 5 : 4, 3);
    send(d, lMax - 256, 5);
    send(d, dMax, 5);
    send(d, bMax - 3, 4);
    for (let i = 0; i <= bMax; i++) send(d, lengthOf(b, load<u8>(changetype<Ptr>(ORDER) + i)), 3);
    runs(d, l, lMax, true);
    runs(d, dt, dMax, true);
    sendSymbols(d, false);
  }
  blockInit(d);
  if (last) windUp(d); else bitsFlush(d);
}
