/**
 * Searching in arrays of code points or bytes (CPython: Objects/stringlib/fastsearch.h). Shared by str, bytes and bytearray.
 *
 * A *span* is (address, kind, count): `count` items of `kind` bytes. A needle of a wider kind than the haystack cannot occur (kinds are minimal); a narrower one is
 * widened first, so that the loops are monomorphic. Single bytes and the first filter of longer needles run 16 bytes at a time. A search that does too much work in
 * vain goes on with Knuth, Morris and Pratt's algorithm, so that no input is quadratic.
 */
import { copyBytes, equalBytes } from "../../base/bytes";
import { Ptr } from "../../base/value";
import { memAlloc, memFree } from "../../memory/alloc";
import { charAt, putChar } from "../str/core";

/** Index of byte c, or -1. */
export function findByte(p: Ptr, n: i32, c: u32): i32 {
  let i = 0;
  if (n >= 16) {
    const v = i8x16.splat(<i8>c);
    for (; i + 16 <= n; i += 16) {
      const m = i8x16.bitmask(i8x16.eq(v128.load(p + i), v));
      if (m) return i + ctz<i32>(m);
    }
  }
  for (; i < n; i++) if (<u32>load<u8>(p + i) == c) return i;
  return -1;
}
export function findChar(p: Ptr, kind: u32, n: i32, c: u32): i32 {
  if (kind == 1) return c < 0x100 ? findByte(p, n, c) : -1;
  if (kind == 2) { for (let i = 0; i < n; i++) if (<u32>load<u16>(p + (<usize>i << 1)) == c) return i; return -1; }
  for (let i = 0; i < n; i++) if (load<u32>(p + (<usize>i << 2)) == c) return i;
  return -1;
}
export function rfindChar(p: Ptr, kind: u32, n: i32, c: u32): i32 {
  for (let i = n - 1; i >= 0; i--) if (charAt(p, kind, i) == c) return i;
  return -1;
}
/** Copies `n` items to a wider or equal kind. */
export function widen(to: Ptr, toKind: u32, from: Ptr, kind: u32, n: i32): void {
  if (toKind == kind) { copyBytes(to, from, <usize>n * kind); return; }
  if (kind == 1 && toKind == 2) { for (let i = 0; i < n; i++) store<u16>(to + (<usize>i << 1), load<u8>(from + i)); return; }
  for (let i = 0; i < n; i++) putChar(to, toKind, i, charAt(from, kind, i));
}
// @ts-ignore: decorator
@inline function same<C>(a: Ptr, b: Ptr, n: i32): bool {
  for (let i = 0; i < n; i++) if (load<C>(a + (<usize>i * sizeof<C>())) != load<C>(b + (<usize>i * sizeof<C>()))) return false;
  return true;
}
/** KMP from the start; used when the simple search has wasted too much. */
function kmp<C>(h: Ptr, hn: i32, p: Ptr, n: i32): i32 {
  const fail = memAlloc(<usize>n << 2);
  if (!fail) return -2;
  store<i32>(fail, 0);
  let k = 0;
  for (let i = 1; i < n; i++) {
    const c = load<C>(p + <usize>i * sizeof<C>());
    while (k && load<C>(p + <usize>k * sizeof<C>()) != c) k = load<i32>(fail + (<usize>(k - 1) << 2));
    if (load<C>(p + <usize>k * sizeof<C>()) == c) k++;
    store<i32>(fail + (<usize>i << 2), k);
  }
  k = 0;
  let r = -1;
  for (let i = 0; i < hn; i++) {
    const c = load<C>(h + <usize>i * sizeof<C>());
    while (k && load<C>(p + <usize>k * sizeof<C>()) != c) k = load<i32>(fail + (<usize>(k - 1) << 2));
    if (load<C>(p + <usize>k * sizeof<C>()) == c) k++;
    if (k == n) { r = i - n + 1; break; }
  }
  memFree(fail);
  return r;
}
function findT<C>(h: Ptr, hn: i32, p: Ptr, n: i32): i32 {
  const first = load<C>(p), last = load<C>(p + <usize>(n - 1) * sizeof<C>());
  let wasted = 0;
  for (let i = 0, end = hn - n; i <= end; i++) {
    const at = h + <usize>i * sizeof<C>();
    if (load<C>(at) != first || load<C>(at + <usize>(n - 1) * sizeof<C>()) != last) continue;
    if (same<C>(at, p, n)) return i;
    wasted += n;
    if (wasted > 4 * hn + 1000) { const r = kmp<C>(at, hn - i, p, n); if (r != -2) return r < 0 ? r : r + i; wasted = i32.MIN_VALUE; }
  }
  return -1;
}
function findBytes(h: Ptr, hn: i32, p: Ptr, n: i32): i32 {
  const first = load<u8>(p), last = load<u8>(p + n - 1);
  const vf = i8x16.splat(<i8>first), vl = i8x16.splat(<i8>last);
  let i = 0, wasted = 0;
  const end = hn - n;
  for (; i + 16 <= end + 1; i += 16) {
    let m = i8x16.bitmask(v128.and(i8x16.eq(v128.load(h + i), vf), i8x16.eq(v128.load(h + i + n - 1), vl)));
    while (m) {
      const at = i + ctz<i32>(m);
      if (n <= 2 || same<u8>(h + at + 1, p + 1, n - 2)) return at;
      m &= m - 1;
      wasted += n;
      if (wasted > 4 * hn + 1000) { const r = kmp<u8>(h + at, hn - at, p, n); if (r != -2) return r < 0 ? r : r + at; wasted = i32.MIN_VALUE; }
    }
  }
  for (; i <= end; i++) if (load<u8>(h + i) == first && load<u8>(h + i + n - 1) == last && same<u8>(h + i, p, n)) return i;
  return -1;
}
function rfindT<C>(h: Ptr, hn: i32, p: Ptr, n: i32): i32 {
  const first = load<C>(p), last = load<C>(p + <usize>(n - 1) * sizeof<C>());
  for (let i = hn - n; i >= 0; i--) {
    const at = h + <usize>i * sizeof<C>();
    if (load<C>(at) == first && load<C>(at + <usize>(n - 1) * sizeof<C>()) == last && same<C>(at, p, n)) return i;
  }
  return -1;
}
/** First index of needle (p, pk, n) in (h, hk, hn), or -1. An empty needle is found at 0. */
export function spanFind(h: Ptr, hk: u32, hn: i32, p: Ptr, pk: u32, n: i32): i32 {
  if (n == 0) return 0;
  if (n > hn || pk > hk) return -1;
  if (n == 1) return findChar(h, hk, hn, charAt(p, pk, 0));
  if (hk == 1) return findBytes(h, hn, p, n);
  if (hk == pk) return hk == 2 ? findT<u16>(h, hn, p, n) : findT<u32>(h, hn, p, n);
  const w = memAlloc(<usize>n * hk);
  if (!w) return -1;
  widen(w, hk, p, pk, n);
  const r = hk == 2 ? findT<u16>(h, hn, w, n) : findT<u32>(h, hn, w, n);
  memFree(w);
  return r;
}
/** Last index, or -1. */
export function spanRfind(h: Ptr, hk: u32, hn: i32, p: Ptr, pk: u32, n: i32): i32 {
  if (n > hn || pk > hk) return -1;
  if (n == 0) return hn;
  if (n == 1) return rfindChar(h, hk, hn, charAt(p, pk, 0));
  if (hk == pk) return hk == 1 ? rfindT<u8>(h, hn, p, n) : hk == 2 ? rfindT<u16>(h, hn, p, n) : rfindT<u32>(h, hn, p, n);
  const w = memAlloc(<usize>n * hk);
  if (!w) return -1;
  widen(w, hk, p, pk, n);
  const r = hk == 2 ? rfindT<u16>(h, hn, w, n) : rfindT<u32>(h, hn, w, n);
  memFree(w);
  return r;
}
/** Number of non-overlapping occurrences, at most max; an empty needle occurs hn + 1 times. */
export function spanCount(h: Ptr, hk: u32, hn: i32, p: Ptr, pk: u32, n: i32, max: i32): i32 {
  if (n == 0) return hn < max ? hn + 1 : max;
  let count = 0, at = 0;
  if (n == 1 && hk == 1) {
    if (pk > 1) return 0;
    const c = load<u8>(p);
    for (let i = 0; i < hn; i++) count += <i32>(load<u8>(h + i) == c);
    return count < max ? count : max;
  }
  while (count < max) {
    const i = spanFind(h + <usize>at * hk, hk, hn - at, p, pk, n);
    if (i < 0) break;
    count++;
    at += i + n;
  }
  return count;
}
/** Whether the n items at p equal those at q, whose kind may differ. */
export function spanEqual(p: Ptr, pk: u32, q: Ptr, qk: u32, n: i32): bool {
  if (pk == qk) return equalBytes(p, q, <usize>n * pk);
  for (let i = 0; i < n; i++) if (charAt(p, pk, i) != charAt(q, qk, i)) return false;
  return true;
}
