/**
 * str objects (PEP 393): layout, creation, hash, equality, interning. Methods live beside this file.
 *
 *   +16 i32 size (code points) | +20 u8 kind (1, 2, 4 bytes a code point) | +21 u8 ascii | +22 u8 interned | +24 i64 hash (0: not computed) | +32 data
 *
 * Invariants: kind is the smallest that holds every code point; immutable after publication but for `hash` (any thread stores the same
 * value: @atomic) and `interned` (@atomic, written under the intern table's lock). Mirrors Objects/unicodeobject.c.
 */
import { orBytes, copyBytes, equalBytes, fillBytes } from "../../base/bytes";
import { publish } from "../sharing";
import { panic } from "../../base/panic";
import { Ptr, Value, NULL } from "../../base/value";
import { as, Obj, VarObj, IMMORTAL, toValue } from "../../base/obj";
import { NAMES, PROC_HASH_SEED, PROC_INTERP } from "../../base/map";
import { T } from "../../../generated/core/types";
import { allocObjectBlock, memAlloc, memFree, memFreeDelayed } from "../../memory/alloc";
import { raiseNoMemory } from "../../objects/errors";
import { newObjectRaw, newVarObject } from "../../objects/alloc";
import { newRef } from "../../refcount/count";
import { immortalize } from "../../refcount/count-slow";

@unmanaged
export class StrObject extends VarObj {
  kind: u8;
  ascii: u8;
  interned: u8;
  pad: u8;
  hash: i64;
}
// @ts-ignore: decorator
@inline export const STR_DATA: usize = 32;

// @ts-ignore: decorator
@inline export function strLen(v: Value): i32 { return load<i32>(<Ptr>v, 16); }
// @ts-ignore: decorator
@inline export function strKind(v: Value): u32 { return load<u8>(<Ptr>v, 20); }
// @ts-ignore: decorator
@inline export function strIsAscii(v: Value): bool { return load<u8>(<Ptr>v, 21) != 0; }
// @ts-ignore: decorator
@inline export function strData(v: Value): Ptr { return <Ptr>v + STR_DATA; }
/** Code point i of a str (no bounds check). */
// @ts-ignore: decorator
@inline export function strAt(v: Value, i: i32): u32 { return charAt(<Ptr>v + STR_DATA, strKind(v), i); }
// @ts-ignore: decorator
@inline export function charAt(data: Ptr, kind: u32, i: i32): u32 {
  return kind == 1 ? load<u8>(data + i) : kind == 2 ? load<u16>(data + (<usize>i << 1)) : load<u32>(data + (<usize>i << 2));
}
// @ts-ignore: decorator
@inline export function putChar(data: Ptr, kind: u32, i: i32, c: u32): void {
  if (kind == 1) store<u8>(data + i, <u8>c); else if (kind == 2) store<u16>(data + (<usize>i << 1), <u16>c); else store<u32>(data + (<usize>i << 2), c);
}
// @ts-ignore: decorator
@inline export function kindFor(maxChar: u32): u32 { return maxChar < 0x100 ? 1 : maxChar < 0x10000 ? 2 : 4; }

/** An uninitialised str of `length` code points whose largest is at most maxChar (the caller must fill it exactly: kind must be minimal). NULL: MemoryError. */
export function strNew(length: i32, maxChar: u32): Value {
  const kind = kindFor(maxChar);
  if (<u64>length * kind > 0x7FFF0000) return raiseNoMemory();
  const p = newObjectRaw(T.str, false, STR_DATA + <usize>length * kind);
  if (!p) return NULL;
  store<i32>(p, length, 16);
  store<u32>(p, kind | (<u32>(maxChar < 0x80) << 8), 20);
  store<i64>(p, 0, 24);
  return <Value>p;
}
/** A str of n >= 1 ASCII characters at p, which lie in memory where 16 bytes may be read. */
export function strFromAscii(p: Ptr, n: i32): Value {
  const s = newObjectRaw(T.str, false, STR_DATA + <usize>n);
  if (!s) return NULL;
  store<i32>(s, n, 16);
  store<u32>(s, 1 | 1 << 8, 20);
  store<i64>(s, 0, 24);
  // blocks are multiples of 16 bytes, and so is STR_DATA: a short text is one store
  if (n <= 16) v128.store(s, v128.load(p), STR_DATA); else copyBytes(s + STR_DATA, p, n);
  return <Value>s;
}
/** A str of Latin-1 bytes (the usual way for ASCII). */
export function strFromLatin1(data: Ptr, length: i32): Value {
  const max = orBytes(data, length);
  if (max < 0x80 && length) return strFromAscii(data, length);
  const s = strNew(length, max);
  if (s) copyBytes(strData(s), data, length);
  return s;
}
/** A str of code points, each in `kind` bytes at data; finds the minimal kind. */
export function strFromKind(data: Ptr, kind: u32, length: i32): Value {
  if (kind == 1) return strFromLatin1(data, length);
  let acc: u32 = 0;
  for (let i = 0; i < length; i++) { const c = charAt(data, kind, i); if (c > acc) acc = c; }
  const s = strNew(length, acc);
  if (!s) return NULL;
  const to = strKind(s), d = strData(s);
  if (to == kind) copyBytes(d, data, <usize>length * kind);
  else for (let i = 0; i < length; i++) putChar(d, to, i, charAt(data, kind, i));
  return s;
}
/** A str of an AssemblyScript literal. */
export function strFromLiteral(s: string): Value { return strFromUtf16(changetype<usize>(s), s.length); }
export function strFromUtf16(data: Ptr, units: i32): Value {
  let acc: u32 = 0, pairs = 0;
  for (let i = 0; i < units; i++) {
    const c: u32 = load<u16>(data + (<usize>i << 1));
    acc |= c;
    if ((c & 0xFC00) == 0xD800 && i + 1 < units && (load<u16>(data + (<usize>i << 1) + 2) & 0xFC00) == 0xDC00) pairs++;
  }
  const s = strNew(units - pairs, pairs ? 0x10FFFF : acc);
  if (!s) return NULL;
  const kind = strKind(s), d = strData(s);
  let o = 0;
  for (let i = 0; i < units; i++) {
    let c: u32 = load<u16>(data + (<usize>i << 1));
    if (pairs && (c & 0xFC00) == 0xD800 && i + 1 < units) {
      const low: u32 = load<u16>(data + (<usize>i << 1) + 2);
      if ((low & 0xFC00) == 0xDC00) { c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00); i++; }
    }
    putChar(d, kind, o++, c);
  }
  return s;
}
/** The one-character str of code point c. */
export function strFromChar(c: u32): Value {
  if (c < 256) return load<u64>(LATIN1 + (<usize>c << 3));
  const s = strNew(1, c);
  if (s) putChar(strData(s), strKind(s), 0, c);
  return s;
}
/** Table of the 256 immortal Latin-1 characters, and the empty string after it. */
const LATIN1: usize = PROC_INTERP + 0x400;
const EMPTY: usize = LATIN1 + 256 * 8;
// @ts-ignore: decorator
@inline export function strEmpty(): Value { return load<u64>(EMPTY); }

// ---- hash and equality -------------------------------------------------------------------------------------------------
/** Hash of bytes, 49 bits, never 0; the same seed for str and bytes. */
export function hashBytes(data: Ptr, length: usize): i64 {
  const P1: u64 = 0x9E3779B97F4A7C15, P2: u64 = 0xD6E8FEB86659FD93;
  let h: u64 = load<u64>(PROC_HASH_SEED) ^ (<u64>length * P2), p = data, left = length;
  for (; left > 8; p += 8, left -= 8) { h = (h ^ load<u64>(p)) * P1; h ^= h >> 29; }
  // no branch on how many are left: the bytes beyond the end (at most 7; the last slice of the memory is never used) are masked out
  if (left) { h = (h ^ (load<u64>(p) & (~(<u64>0) >> (64 - (<u64>left << 3))))) * P1; h ^= h >> 29; }
  h *= P2; h ^= h >> 32;
  h &= 0x1_FFFF_FFFF_FFFF;
  return h ? h : 1;
}
// @ts-ignore: decorator
@inline export function strHash(v: Value): i64 {
  const h = atomic.load<i64>(<Ptr>v + 24);
  return h ? h : strHashNew(v);
}
export function strHashNew(v: Value): i64 {
  const n = hashBytes(strData(v), <usize>strLen(v) * strKind(v));
  publish<i64>(<Ptr>v, n, 24);
  return n;
}
/** Whether two strs are equal. */
// @ts-ignore: decorator
@inline export function strEq(a: Value, b: Value): bool { return a == b || strEqSlow(a, b); }
export function strEqSlow(a: Value, b: Value): bool { return strEqInline(a, b); }
// @ts-ignore: decorator
@inline export function strEqInline(a: Value, b: Value): bool {
  const n = strLen(a), kind = strKind(a);
  if (n != strLen(b) || kind != strKind(b)) return false;
  const bytes = <usize>n * kind, p = strData(a), q = strData(b);
  // blocks are multiples of 16 bytes, and so is STR_DATA: whole words may be read, those beyond the end are shifted out
  if (bytes <= 8) return bytes == 0 || (load<u64>(p) ^ load<u64>(q)) << (64 - (<u64>bytes << 3)) == 0;
  if (bytes <= 16) return ((load<u64>(p) ^ load<u64>(q)) | (load<u64>(p + bytes - 8) ^ load<u64>(q + bytes - 8))) == 0;
  return equalBytes(p, q, bytes);
}
/** Whether a str equals an ASCII literal. */
export function strEqLiteral(v: Value, s: string): bool {
  if (strLen(v) != s.length || !strIsAscii(v)) return false;
  for (let i = 0; i < s.length; i++) if (<u32>load<u8>(strData(v) + i) != <u32>s.charCodeAt(i)) return false;
  return true;
}

// ---- interning ---------------------------------------------------------------------------------------------------------
/** Open addressing over u32 addresses; weak: an interned str that dies leaves by strUninternDying. All @lock INTERN_LOCK. */
const INTERN_LOCK: usize = PROC_INTERP + 0x300;
const INTERN_TABLE: usize = PROC_INTERP + 0x304;
const INTERN_MASK: usize = PROC_INTERP + 0x308;
const INTERN_USED: usize = PROC_INTERP + 0x30C; // entries incl. tombstones
const TOMB: u32 = 1;

export function internInit(): void {
  const size = 16384;
  const t = memAlloc(<usize>size << 2);
  if (!t) panic("no memory for the table of interned strings");
  fillBytes(t, 0, <usize>size << 2);
  store<u32>(INTERN_TABLE, t); store<u32>(INTERN_MASK, size - 1); store<u32>(INTERN_USED, 0);
  store<u64>(EMPTY, immortalStr(strNew(0, 0)));
  for (let c: u32 = 0; c < 256; c++) {
    const s = strNew(1, c);
    store<u8>(strData(s), <u8>c);
    store<u64>(LATIN1 + (<usize>c << 3), internImmortal(s));
  }
  internImmortal(strEmpty());
}
function immortalStr(s: Value): Value { strHash(s); immortalize(<Ptr>s); return s; }
/** index of the slot that holds an equal str, or of the free slot where it goes */
function internFind(s: Value): usize {
  const table: usize = load<u32>(INTERN_TABLE), mask = load<u32>(INTERN_MASK);
  let i = <u32>strHash(s) & mask, free: usize = 0;
  let step: u32 = 1;
  while (true) {
    const slot = table + (<usize>i << 2), e = load<u32>(slot);
    if (e == 0) return free ? free : slot;
    if (e == TOMB) { if (!free) free = slot; }
    else if (strEq(e, s)) return slot;
    i = (i + step++) & mask;
  }
}
function internGrow(): bool { return internRefill((load<u32>(INTERN_MASK) + 1) * 2); }
/** After the hash seed has changed and every str has forgotten its hash (boot/rehash.ts). */
export function internRehash(): bool { return internRefill(load<u32>(INTERN_MASK) + 1); }
function internRefill(size: u32): bool {
  const old: usize = load<u32>(INTERN_TABLE), oldMask = load<u32>(INTERN_MASK);
  const t = memAlloc(<usize>size << 2);
  if (!t) return false;
  fillBytes(t, 0, <usize>size << 2);
  store<u32>(INTERN_TABLE, t); store<u32>(INTERN_MASK, size - 1);
  let used = 0;
  for (let i: u32 = 0; i <= oldMask; i++) {
    const e = load<u32>(old + (<usize>i << 2));
    if (e > TOMB) { store<u32>(internFind(e), e); used++; }
  }
  store<u32>(INTERN_USED, used);
  memFree(old);
  return true;
}
/**
 * The interned str equal to s: s itself if it is the first. Borrows s, returns new. A str subclass is returned unchanged. Interned strs are weak:
 * the table does not count.
 */
export function internStr(s: Value): Value {
  if (atomic.load<u8>(<Ptr>s, 22) || as<Obj>(s).type != changetype<u32>(T.str)) return newRef(s);
  nativeLock(INTERN_LOCK);
  const slot = internFind(s);
  let e = load<u32>(slot);
  if (e > TOMB) {
    // the entry may be dying on another thread: take it only if it still has a count
    if (internTryTake(e)) { nativeUnlock(INTERN_LOCK); return e; }
    store<u32>(slot, TOMB);
    // the last access: without the flag its dealloc does not come here any more
    atomic.store<u8>(e, 0, 22);
    e = TOMB;
  }
  if (e == 0) {
    store<u32>(INTERN_USED, load<u32>(INTERN_USED) + 1);
  }
  setMaybeWeakref(<Ptr>s); // so that other threads' tryIncrefDying can tell alive from dying
  store<u32>(slot, <u32>s);
  atomic.store<u8>(<Ptr>s, 1, 22);
  if (load<u32>(INTERN_USED) * 3 > load<u32>(INTERN_MASK) * 2) internGrow();
  nativeUnlock(INTERN_LOCK);
  return newRef(s);
}
import { setMaybeWeakref, tryIncrefDying } from "../../refcount/count-slow";
function internTryTake(e: u32): bool { return tryIncrefDying(e); }
/** Called by str's dealloc for an interned str. */
export function strUninternDying(s: Value): void {
  nativeLock(INTERN_LOCK);
  if (load<u8>(<Ptr>s, 22)) {
    const slot = internFind(s);
    if (load<u32>(slot) == <u32>s) store<u32>(slot, TOMB);
  }
  nativeUnlock(INTERN_LOCK);
}
export function internImmortal(s: Value): Value {
  const r = internStr(s);
  return immortalStr(r);
}
/** The interned immortal str of a literal. For start-up and static tables; names used often belong in N. */
export function intern(s: string): Value {
  const fresh = strFromLiteral(s);
  if (!fresh) return NULL;
  const p = <Ptr>fresh, was = load<u32>(p, 4);
  // immortal before anybody can see it
  if (was != IMMORTAL) immortalStr(fresh);
  const r = internStr(fresh);
  if (r == fresh) return r;
  // there is one already
  if (was != IMMORTAL) { store<u16>(p, tid); store<u32>(p, 1, 4); decref(fresh); }
  if (load<u32>(<Ptr>r, 4) != IMMORTAL) {
    // others may be counting it
    worldStop();
    demoteStopped(<Ptr>r);
    immortalStr(r);
    worldStart();
  }
  return r;
}
export function nameInit(i: i32, s: string): void { store<u64>(NAMES + (<usize>i << 3), intern(s)); }

export function strDealloc(p: Ptr): void {
  if (atomic.load<u8>(p, 22)) strUninternDying(p);
  freeObject(p);
}
import { freeObject } from "../../objects/alloc";
import { tid } from "../../threads/self";
import { decref } from "../../refcount/count";
import { demoteStopped } from "../../refcount/promote";
import { nativeLock, nativeUnlock, worldStart, worldStop } from "../../threads/attach";
