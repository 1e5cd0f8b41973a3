/**
 * list.sort: a stable, adaptive merge sort (timsort with the powersort merge policy, as CPython since 3.11; Objects/listsort.txt tells the
 * whole story). Runs that are already in order are found and merged; short ones are filled up by binary insertion.
 *
 * A list that other threads may read is sorted in a copy of its array: who began to read before the sort has the old one, as it was, and finds that the list has another now.
 * The list's array is taken out for the time of the sort (the list is seen empty) and put back at the end; a list that is not empty then was
 * modified: ValueError, and the foreign items are dropped. With key= two arrays move together: `keys` is compared, `values` follows.
 * Comparisons: when all keys are small ints, floats, or exact strs of one-byte characters (pre-checked), without calls into the type.
 * Everything a sort needs is in its SortState, since a comparison may start another sort. Lock: the list's, held from begin to end.
 */
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { clearBytes, compareBytes, copyBytes } from "../../base/bytes";
import { freeBufferOf, isPrivate, publishIn } from "../sharing";
import { Ptr, Value, NULL, None, True, bothInt, isFloat, isInt, floatOf } from "../../base/value";
import { memAlloc, memFree } from "../../memory/alloc";
import { T } from "../../../generated/core/types";
import { raise, raiseNoMemory } from "../../objects/errors";
import { isTrue, richCompare, richCompareBool } from "../../objects/abstract";
import { isExact } from "../../objects/typeof";
import { tupleItem, tupleSize } from "../tuple/core";
import { strCompare } from "../str/type";
import { call1 } from "../../objects/call";
import { decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { isExactStr } from "../dict/table";
import { strData, strKind, strLen } from "../str/core";
import { holdingBegin, holdingEnd } from "../../objects/finalize";
import { pollBreaker } from "../poll";
import { ARRAY_ITEMS, LIST_ITEMS, LIST_SIZE, listFreeTaken, listSize, listTakeLockHeld } from "./core";
import { reverseSlots } from "./methods";

const MODE_OBJECT: u32 = 0;
const MODE_INT: u32 = 1;
const MODE_FLOAT: u32 = 2;
const MODE_STR: u32 = 3;
/** exact tuples */
const MODE_TUPLE: u32 = 4;
const MIN_GALLOP: i32 = 7;

@unmanaged
class SortState {
  keys: u32;
  /** 0: the keys are the values */ values: u32;
  mode: u32;
  minGallop: i32;
  length: i32;
  /** stack of pending runs: start, length, power; room for 85 */
  pending: i32;
  temp: u32;
  tempSize: i32;
  /** offset from an array of keys to the array of values that goes with it, in temp */
  ticks: i32;
}
// @ts-ignore: decorator
@inline const RUNS: usize = 48;
// @ts-ignore: decorator
@inline const RUN_SIZE: usize = 12;

/** a < b: 1, 0, -1 with an exception. */
// @ts-ignore: decorator
@inline function less(s: SortState, a: Value, b: Value): i32 {
  if (s.mode == MODE_INT) return <i32>(a < b);
  if (s.mode == MODE_FLOAT) return <i32>(floatOf(a) < floatOf(b));
  return lessSlow(s, a, b);
}
/** a < b of exact tuples: what tuple's comparison does, the first items compared here if they are numbers or strs. */
function tupleLess(a: Value, b: Value): i32 {
  const n = min(tupleSize(a), tupleSize(b));
  for (let i = 0; i < n; i++) {
    const x = tupleItem(a, i), y = tupleItem(b, i);
    if (bothInt(x, y)) { if (x != y) return <i32>(x < y); }
    else if (isFloat(x) && isFloat(y)) { if (x != y && floatOf(x) != floatOf(y)) return <i32>(floatOf(x) < floatOf(y)); }
    else if (x != y) {
      if (isExactStr(x) && isExactStr(y)) { const c = strCompare(x, y); if (c) return <i32>(c < 0); }
      else {
        const c = richCompareBool(x, y, 2);
        if (c < 0) return -1;
        if (c == 0) {
          const r = richCompare(x, y, 0);
          if (!r) return -1;
          const t = r == True ? 1 : isTrue(r);
          decref(r);
          return t;
        }
      }
    }
  }
  return <i32>(tupleSize(a) < tupleSize(b));
}
function lessSlow(s: SortState, a: Value, b: Value): i32 {
  if (s.mode == MODE_STR) {
    const m = strLen(a), n = strLen(b), c = compareBytes(strData(a), strData(b), m < n ? m : n);
    return <i32>(c < 0 || (c == 0 && m < n));
  }
  if (s.mode == MODE_TUPLE) return tupleLess(a, b);
  const r = richCompare(a, b, 0);
  if (!r) return -1;
  if (r == True) return 1;
  const t = isTrue(r);
  decref(r);
  return t;
}
// @ts-ignore: decorator
@inline function at(p: Ptr, i: i32): Value { return load<u64>(p + (<usize>i << 3)); }
// @ts-ignore: decorator
@inline function put(p: Ptr, i: i32, v: Value): void { store<u64>(p + (<usize>i << 3), v); }
// @ts-ignore: decorator
@inline function copy(to: Ptr, i: i32, from: Ptr, j: i32, n: i32): void { memory.copy(to + (<usize>i << 3), from + (<usize>j << 3), <usize>n << 3); }

/** Length of the run at lo (strictly descending ones are reversed); -1 with an exception. */
function countRun(s: SortState, lo: i32, hi: i32): i32 {
  const k = s.keys;
  if (lo + 1 == hi) return 1;
  let n = 2;
  let c = less(s, at(k, lo + 1), at(k, lo));
  if (c < 0) return -1;
  const down = c > 0;
  for (let i = lo + 2; i < hi; i++, n++) {
    c = less(s, at(k, i), at(k, i - 1));
    if (c < 0) return -1;
    if ((c > 0) != down) break;
  }
  if (down) {
    reverseSlots(k + (<usize>lo << 3), k + (<usize>(lo + n) << 3));
    if (s.values) reverseSlots(s.values + (<usize>lo << 3), s.values + (<usize>(lo + n) << 3));
  }
  return n;
}
/** Sorts [lo, hi), of which [lo, start) is sorted, by binary insertion. */
function binarySort(s: SortState, lo: i32, hi: i32, start: i32): i32 {
  const k: Ptr = s.keys, vs: Ptr = s.values;
  for (; start < hi; start++) {
    let l = lo, r = start;
    const pivot = at(k, start);
    while (l < r) {
      const m = (l + r) >>> 1, c = less(s, pivot, at(k, m));
      if (c < 0) return -1;
      if (c) r = m; else l = m + 1;
    }
    copy(k, l + 1, k, l, start - l);
    put(k, l, pivot);
    if (vs) { const v = at(vs, start); copy(vs, l + 1, vs, l, start - l); put(vs, l, v); }
  }
  return 0;
}
/** Where `key` goes in the sorted array a[0..n): before equals. Gallops from hint. -1 with an exception. */
function gallopLeft(s: SortState, key: Value, a: Ptr, n: i32, hint: i32): i32 {
  let last = 0, ofs = 1;
  let c = less(s, at(a, hint), key);
  if (c < 0) return -1;
  if (c) {
    const max = n - hint;
    while (ofs < max) {
      c = less(s, at(a, hint + ofs), key);
      if (c < 0) return -1;
      if (!c) break;
      last = ofs; ofs = (ofs << 1) + 1;
    }
    if (ofs > max) ofs = max;
    last += hint; ofs += hint;
  } else {
    const max = hint + 1;
    while (ofs < max) {
      c = less(s, at(a, hint - ofs), key);
      if (c < 0) return -1;
      if (c) break;
      last = ofs; ofs = (ofs << 1) + 1;
    }
    if (ofs > max) ofs = max;
    const t = last; last = hint - ofs; ofs = hint - t;
  }
  last++;
  while (last < ofs) {
    const m = last + ((ofs - last) >> 1);
    c = less(s, at(a, m), key);
    if (c < 0) return -1;
    if (c) last = m + 1; else ofs = m;
  }
  return ofs;
}
/** The same, after equals. */
function gallopRight(s: SortState, key: Value, a: Ptr, n: i32, hint: i32): i32 {
  let last = 0, ofs = 1;
  let c = less(s, key, at(a, hint));
  if (c < 0) return -1;
  if (c) {
    const max = hint + 1;
    while (ofs < max) {
      c = less(s, key, at(a, hint - ofs));
      if (c < 0) return -1;
      if (!c) break;
      last = ofs; ofs = (ofs << 1) + 1;
    }
    if (ofs > max) ofs = max;
    const t = last; last = hint - ofs; ofs = hint - t;
  } else {
    const max = n - hint;
    while (ofs < max) {
      c = less(s, key, at(a, hint + ofs));
      if (c < 0) return -1;
      if (c) break;
      last = ofs; ofs = (ofs << 1) + 1;
    }
    if (ofs > max) ofs = max;
    last += hint; ofs += hint;
  }
  last++;
  while (last < ofs) {
    const m = last + ((ofs - last) >> 1);
    c = less(s, key, at(a, m));
    if (c < 0) return -1;
    if (c) ofs = m; else last = m + 1;
  }
  return ofs;
}
/** Room for n keys (and values) in temp. */
function needTemp(s: SortState, n: i32): bool {
  if (n <= s.tempSize) return true;
  memFree(s.temp);
  s.temp = <u32>memAlloc(<usize>n << (s.values ? 4 : 3));
  s.tempSize = s.temp ? n : 0;
  if (!s.temp) { raiseNoMemory(); return false; }
  return true;
}
/** Merges the adjacent runs a[0..na) and b[0..nb), na <= nb, left to right; a is copied away. On an exception all items are still there. */
function mergeLow(s: SortState, a: i32, na: i32, b: i32, nb: i32): i32 {
  if (!needTemp(s, na)) return -1;
  const k: Ptr = s.keys, vs: Ptr = s.values, tk: Ptr = s.temp, tv: Ptr = tk + (<usize>na << 3);
  copy(tk, 0, k, a, na);
  if (vs) copy(tv, 0, vs, a, na);
  let dest = a, i = 0, j = b, r = 0, gallop = s.minGallop;
  put(k, dest, at(k, j));
  if (vs) put(vs, dest, at(vs, j));
  dest++; j++; nb--;
  // invariant: dest + na == j; the items yet to come are tk[i..i+na) and k[j..j+nb)
  let over = false;
  while (!over && nb > 0 && na > 1) {
    let wonA = 0, wonB = 0;
    while (true) {
      const c = less(s, at(k, j), at(tk, i));
      if (c < 0) { r = -1; over = true; break; }
      if (c) {
        put(k, dest, at(k, j)); if (vs) put(vs, dest, at(vs, j));
        dest++; j++; nb--; wonB++; wonA = 0;
        if (nb == 0) { over = true; break; }
        if (wonB >= gallop) break;
      } else {
        put(k, dest, at(tk, i)); if (vs) put(vs, dest, at(tv, i));
        dest++; i++; na--; wonA++; wonB = 0;
        if (na == 1) { over = true; break; }
        if (wonA >= gallop) break;
      }
    }
    if (over) break;
    gallop++;
    while (true) {
      if (gallop > 1) gallop--;
      s.minGallop = gallop;
      let n = gallopRight(s, at(k, j), tk + (<usize>i << 3), na, 0);
      if (n < 0) { r = -1; over = true; break; }
      wonA = n;
      if (n) {
        copy(k, dest, tk, i, n); if (vs) copy(vs, dest, tv, i, n);
        dest += n; i += n; na -= n;
        // na == 0 is possible only if the comparison is inconsistent
        if (na <= 1) { over = true; break; }
      }
      put(k, dest, at(k, j)); if (vs) put(vs, dest, at(vs, j));
      dest++; j++; nb--;
      if (nb == 0) { over = true; break; }
      n = gallopLeft(s, at(tk, i), k + (<usize>j << 3), nb, 0);
      if (n < 0) { r = -1; over = true; break; }
      wonB = n;
      if (n) {
        copy(k, dest, k, j, n); if (vs) copy(vs, dest, vs, j, n);
        dest += n; j += n; nb -= n;
        if (nb == 0) { over = true; break; }
      }
      put(k, dest, at(tk, i)); if (vs) put(vs, dest, at(tv, i));
      dest++; i++; na--;
      if (na == 1) { over = true; break; }
      if (wonA < MIN_GALLOP && wonB < MIN_GALLOP) break;
    }
    gallop++;
    s.minGallop = gallop;
  }
  if (r == 0 && na == 1 && nb > 0) {
    // the last of a belongs at the end
    copy(k, dest, k, j, nb); if (vs) copy(vs, dest, vs, j, nb);
    put(k, dest + nb, at(tk, i)); if (vs) put(vs, dest + nb, at(tv, i));
    return 0;
  }
  if (na) { copy(k, dest, tk, i, na); if (vs) copy(vs, dest, tv, i, na); }
  return r;
}
/** The same, right to left, for na >= nb; b is copied away. */
function mergeHigh(s: SortState, a: i32, na: i32, b: i32, nb: i32): i32 {
  if (!needTemp(s, nb)) return -1;
  const k: Ptr = s.keys, vs: Ptr = s.values, tk: Ptr = s.temp, tv: Ptr = tk + (<usize>nb << 3);
  copy(tk, 0, k, b, nb);
  if (vs) copy(tv, 0, vs, b, nb);
  let dest = b + nb - 1, i = a + na - 1, j = nb - 1, r = 0, gallop = s.minGallop;
  put(k, dest, at(k, i)); if (vs) put(vs, dest, at(vs, i));
  dest--; i--; na--;
  // the items yet to come are k[a..i] (na of them) and tk[0..j] (nb); dest + 1 is the first final one
  let over = false;
  while (!over && na > 0 && nb > 1) {
    let wonA = 0, wonB = 0;
    while (true) {
      const c = less(s, at(tk, j), at(k, i));
      if (c < 0) { r = -1; over = true; break; }
      if (c) {
        put(k, dest, at(k, i)); if (vs) put(vs, dest, at(vs, i));
        dest--; i--; na--; wonA++; wonB = 0;
        if (na == 0) { over = true; break; }
        if (wonA >= gallop) break;
      } else {
        put(k, dest, at(tk, j)); if (vs) put(vs, dest, at(tv, j));
        dest--; j--; nb--; wonB++; wonA = 0;
        if (nb == 1) { over = true; break; }
        if (wonB >= gallop) break;
      }
    }
    if (over) break;
    gallop++;
    while (true) {
      if (gallop > 1) gallop--;
      s.minGallop = gallop;
      let n = gallopRight(s, at(tk, j), k + (<usize>a << 3), na, na - 1);
      if (n < 0) { r = -1; over = true; break; }
      n = na - n;
      wonA = n;
      if (n) {
        dest -= n; i -= n;
        copy(k, dest + 1, k, i + 1, n); if (vs) copy(vs, dest + 1, vs, i + 1, n);
        na -= n;
        if (na == 0) { over = true; break; }
      }
      put(k, dest, at(tk, j)); if (vs) put(vs, dest, at(tv, j));
      dest--; j--; nb--;
      if (nb == 1) { over = true; break; }
      n = gallopLeft(s, at(k, i), tk, nb, nb - 1);
      if (n < 0) { r = -1; over = true; break; }
      n = nb - n;
      wonB = n;
      if (n) {
        dest -= n; j -= n;
        copy(k, dest + 1, tk, j + 1, n); if (vs) copy(vs, dest + 1, tv, j + 1, n);
        nb -= n;
        if (nb <= 1) { over = true; break; }
      }
      put(k, dest, at(k, i)); if (vs) put(vs, dest, at(vs, i));
      dest--; i--; na--;
      if (na == 0) { over = true; break; }
      if (wonA < MIN_GALLOP && wonB < MIN_GALLOP) break;
    }
    gallop++;
    s.minGallop = gallop;
  }
  if (r == 0 && nb == 1 && na > 0) {
    // the first of b belongs in front
    copy(k, dest - na + 1, k, i - na + 1, na); if (vs) copy(vs, dest - na + 1, vs, i - na + 1, na);
    put(k, dest - na, at(tk, 0)); if (vs) put(vs, dest - na, at(tv, 0));
    return 0;
  }
  if (nb) { copy(k, dest - nb + 1, tk, j - nb + 1, nb); if (vs) copy(vs, dest - nb + 1, tv, j - nb + 1, nb); }
  return r;
}
// @ts-ignore: decorator
@inline function run(s: SortState, i: i32): Ptr { return changetype<Ptr>(s) + RUNS + <usize>i * RUN_SIZE; }
/** Merges the runs i and i + 1 of the stack, the two topmost. */
function mergeTop(s: SortState): i32 {
  const i = s.pending - 2, p = run(s, i), q = run(s, i + 1);
  let a = load<i32>(p), na = load<i32>(p, 4);
  const b = load<i32>(q);
  let nb = load<i32>(q, 4);
  store<i32>(p, na + nb, 4);
  s.pending = i + 1;
  const k: Ptr = s.keys;
  const skip = gallopRight(s, at(k, b), k + (<usize>a << 3), na, 0);
  if (skip < 0) return -1;
  a += skip; na -= skip;
  if (na == 0) return 0;
  nb = gallopLeft(s, at(k, a + na - 1), k + (<usize>b << 3), nb, nb - 1);
  if (nb <= 0) return nb;
  const r = na <= nb ? mergeLow(s, a, na, b, nb) : mergeHigh(s, a, na, b, nb);
  // a long sort may call no Python code at all: look whether somebody waits for this thread
  if (r == 0 && na + nb > 8192) return pollBreaker();
  return r;
}
/** powersort's power of the boundary between the runs at s1 (n1 long) and right after it (n2 long), of n items in all. */
function power(s1: i32, n1: i32, n2: i32, n: i32): i32 {
  let a = <i64>2 * s1 + n1, b = a + n1 + n2, r = 0;
  while (true) {
    r++;
    if (a >= n) { a -= n; b -= n; } else if (b >= n) return r;
    a <<= 1; b <<= 1;
  }
}
function sortArray(s: SortState): i32 {
  const n = s.length;
  let min = n, tail = 0;
  while (min >= 64) { tail |= min & 1; min >>= 1; }
  const minrun = min + tail;
  let lo = 0;
  while (lo < n) {
    let len = countRun(s, lo, n);
    if (len < 0) return -1;
    if (len < minrun) {
      const force = n - lo < minrun ? n - lo : minrun;
      if (binarySort(s, lo, lo + force, lo + len) < 0) return -1;
      len = force;
    }
    if (s.pending) {
      const p = run(s, s.pending - 1), pw = power(load<i32>(p), load<i32>(p, 4), len, n);
      while (s.pending > 1 && load<i32>(run(s, s.pending - 2), 8) > pw) if (mergeTop(s) < 0) return -1;
      store<i32>(run(s, s.pending - 1), pw, 8);
    }
    const q = run(s, s.pending++);
    store<i32>(q, lo); store<i32>(q, len, 4); store<i32>(q, 0, 8);
    lo += len;
  }
  while (s.pending > 1) if (mergeTop(s) < 0) return -1;
  return 0;
}
/** Which comparison serves all keys. */
function modeOf(k: Ptr, n: i32): u32 {
  const first = at(k, 0);
  const mode = isInt(first) ? MODE_INT : isFloat(first) ? MODE_FLOAT : isExactStr(first) && strKind(first) == 1 ? MODE_STR : isExact(first, T.tuple) ? MODE_TUPLE : MODE_OBJECT;
  if (mode == MODE_OBJECT) return mode;
  for (let i = 1; i < n; i++) {
    const v = at(k, i);
    if (!(mode == MODE_INT ? isInt(v) : mode == MODE_FLOAT ? isFloat(v) : mode == MODE_STR ? isExactStr(v) && strKind(v) == 1 : isExact(v, T.tuple))) return MODE_OBJECT;
  }
  return mode;
}
/** Another array with the n items of a, and as much room. */
function copyOf(a: Ptr, n: i32): Ptr {
  const capacity = load<u32>(a), c = memAlloc((<usize>capacity << 3) + ARRAY_ITEMS), used = <usize>n << 3;
  if (!c) return 0;
  store<u32>(c, capacity);
  copyBytes(c + ARRAY_ITEMS, a + ARRAY_ITEMS, used);
  clearBytes(c + ARRAY_ITEMS + used, (<usize>capacity << 3) - used);
  return c;
}
/** list.sort(key=, reverse=). keyFunc None or NULL: none. 0, or -1 with an exception. */
export function listSortWith(l: Value, keyFunc: Value, reverse: bool): i32 {
  const p = <Ptr>l;
  const mark = stackMark(), st = stackAlloc(RUNS + 90 * RUN_SIZE);
  if (!st) return -1;
  let r = 0, foreign: Ptr = 0, foreignCount = 0;
  csBegin(p);
  const n = listSize(l), common = n > 1 && !isPrivate(p);
  let a = listTakeLockHeld(l);
  if (common) {
    const own = copyOf(a, n);
    if (own) { freeBufferOf(p, a); a = own; } else { raiseNoMemory(); r = -1; }
  }
  if (n > 1 && r == 0) {
    // the collector does not see what lies in the array, nor the keys
    holdingBegin();
    r = sortTaken(changetype<SortState>(st), a + ARRAY_ITEMS, n, keyFunc, reverse);
    holdingEnd();
  } else if (n == 1 && keyFunc && keyFunc != None) { const k = call1(keyFunc, load<u64>(a, ARRAY_ITEMS)); if (k) decref(k); else r = -1; }
  // put back; whatever the list holds now was put there during the sort
  const touched = load<u32>(p, LIST_ITEMS) != 0;
  foreignCount = listSize(l);
  foreign = listTakeLockHeld(l);
  publishIn<u32>(p, p + LIST_ITEMS, <u32>a);
  publishIn<i32>(p, p + LIST_SIZE, n);
  csEnd();
  stackRestore(mark);
  if (foreign) listFreeTaken(l, foreign, foreignCount);
  if (touched && r == 0) { raise(T.ValueError, "list modified during sort"); return -1; }
  return r;
}
function sortTaken(s: SortState, items: Ptr, n: i32, keyFunc: Value, reverse: bool): i32 {
  s.values = 0; s.keys = <u32>items; s.length = n; s.pending = 0; s.temp = 0; s.tempSize = 0; s.minGallop = MIN_GALLOP; s.mode = MODE_OBJECT;
  let r = 0, made = 0;
  if (keyFunc && keyFunc != None) {
    const k = memAlloc(<usize>n << 3);
    if (!k) { raiseNoMemory(); return -1; }
    for (; made < n; made++) {
      const v = call1(keyFunc, at(items, made));
      if (!v) { r = -1; break; }
      put(k, made, v);
    }
    s.keys = <u32>k; s.values = <u32>items;
  }
  if (r == 0) {
    s.mode = modeOf(s.keys, n);
    // reversing before and after keeps equal items in their order
    if (reverse) reverseBoth(s, n);
    r = sortArray(s);
    if (reverse) reverseBoth(s, n);
  }
  if (s.values) {
    for (let i = 0; i < made; i++) decref(at(s.keys, i));
    memFree(s.keys);
  }
  memFree(s.temp);
  return r;
}
function reverseBoth(s: SortState, n: i32): void {
  reverseSlots(s.keys, s.keys + (<usize>n << 3));
  if (s.values) reverseSlots(s.values, s.values + (<usize>n << 3));
}
export function listSort(l: Value): i32 { return listSortWith(l, NULL, false); }
export function list_sort(self: Value, key: Value, reverse: Value): Value {
  const rev = isTrue(reverse);
  if (rev < 0) return NULL;
  return listSortWith(self, key, rev != 0) < 0 ? NULL : None;
}
