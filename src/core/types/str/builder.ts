/**
 * StrBuilder: collects code points and makes one str of them. Not shared: one thread, one function. Every builder ends in sbFinish or sbDiscard.
 * Functions that can run out of memory set a flag that sbFinish turns into MemoryError, so callers need not check each append.
 */
import { copyBytes } from "../../base/bytes";
import { Ptr, Value, NULL } from "../../base/value";
import { memAlloc, memFree, memRealloc } from "../../memory/alloc";
import { raiseNoMemory } from "../../objects/errors";
import { charAt, putChar, strData, strFromKind, strKind, strLen } from "./core";

@unmanaged
export class StrBuilder {
  data: u32;
  length: i32;
  capacity: i32;
  kind: u32;
  failed: u32;
}
/** What sbNew gives when there is no memory even for a builder: failed from the start, shared by all (each writes the same into it). */
const NONE: Ptr = memory.data(32, 16);
function failedFromTheStart(): StrBuilder { const b = changetype<StrBuilder>(NONE); b.failed = 1; b.kind = 1; return b; }
/** A builder with room for `capacity` Latin-1 characters; never NULL: out of memory is remembered. */
export function sbNew(capacity: i32 = 64): StrBuilder {
  const p = memAlloc(offsetof<StrBuilder>());
  const b = changetype<StrBuilder>(p);
  if (!p) return failedFromTheStart();
  b.data = <u32>memAlloc(capacity); b.length = 0; b.capacity = capacity; b.kind = 1; b.failed = b.data == 0;
  return b;
}
function reserve(b: StrBuilder, extra: i32, kind: u32): bool {
  if (b.failed) return false;
  const need = <i64>b.length + extra;
  // every product below fits 32 bits
  if ((need > b.capacity ? need * 2 : <i64>b.capacity) * max(kind, b.kind) > i32.MAX_VALUE) { b.failed = 1; return false; }
  if (kind > b.kind) {
    const cap = need > b.capacity ? <i32>need * 2 : b.capacity;
    const d = memAlloc(<usize>cap * kind);
    if (!d) { b.failed = 1; return false; }
    for (let i = 0; i < b.length; i++) putChar(d, kind, i, charAt(b.data, b.kind, i));
    memFree(b.data);
    b.data = <u32>d; b.kind = kind; b.capacity = cap;
  } else if (need > b.capacity) {
    const cap = <i32>need * 2, d = memRealloc(b.data, <usize>cap * b.kind);
    if (!d) { b.failed = 1; return false; }
    b.data = <u32>d; b.capacity = cap;
  }
  return true;
}
export function sbChar(b: StrBuilder, c: u32): void {
  if (!reserve(b, 1, c < 0x100 ? 1 : c < 0x10000 ? 2 : 4)) return;
  putChar(b.data, b.kind, b.length++, c);
}
/** Appends c n times; what is too much for any memory fails at once. */
export function sbFill(b: StrBuilder, c: u32, n: i32): void {
  if (n <= 0 || !reserve(b, n, c < 0x100 ? 1 : c < 0x10000 ? 2 : 4)) return;
  if (b.kind == 1) memory.fill(b.data + b.length, <u8>c, n);
  else for (let i = 0; i < n; i++) putChar(b.data, b.kind, b.length + i, c);
  b.length += n;
}
/** Appends `count` code points of `kind` bytes each. */
export function sbKind(b: StrBuilder, data: Ptr, kind: u32, count: i32): void {
  if (count <= 0 || !reserve(b, count, kind)) return;
  if (kind == b.kind) copyBytes(b.data + <usize>b.length * kind, data, <usize>count * kind);
  else for (let i = 0; i < count; i++) putChar(b.data, b.kind, b.length + i, charAt(data, kind, i));
  b.length += count;
}
/** Appends a str. Borrows. */
export function sbStr(b: StrBuilder, s: Value): void { sbKind(b, strData(s), strKind(s), strLen(s)); }
/** Appends code points [from, to) of a str. */
export function sbSlice(b: StrBuilder, s: Value, from: i32, to: i32): void { sbKind(b, strData(s) + <usize>from * strKind(s), strKind(s), to - from); }
/** Appends an AssemblyScript literal (BMP only). */
export function sbLit(b: StrBuilder, s: string): void {
  for (let i = 0; i < s.length; i++) sbChar(b, s.charCodeAt(i));
}
export function sbInt(b: StrBuilder, n: i64): void {
  if (n < 0) { sbChar(b, 45); if (n == i64.MIN_VALUE) { sbLit(b, "9223372036854775808"); return; } n = -n; }
  let div: i64 = 1;
  while (n / div >= 10) div *= 10;
  for (; div > 0; div /= 10) sbChar(b, 48 + <u32>(n / div % 10));
}
/** The str; frees the builder. NULL with MemoryError. */
export function sbFinish(b: StrBuilder): Value {
  const r = b.failed ? raiseNoMemory() : strFromKind(b.data, b.kind, b.length);
  sbDiscard(b);
  return r;
}
export function sbDiscard(b: StrBuilder): void {
  if (changetype<Ptr>(b) == NONE) return;
  memFree(b.data); memFree(changetype<Ptr>(b));
}
