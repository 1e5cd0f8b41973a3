/** BytesBuilder: collects bytes, as StrBuilder collects characters. One thread, one function; ends in bbFinish or bbDiscard. Out of memory is remembered. */
import { copyBytes } from "../../base/bytes";
import { Ptr, Value } from "../../base/value";
import { memAlloc, memFree, memRealloc } from "../../memory/alloc";
import { raiseNoMemory } from "../../objects/errors";
import { bytesFromPtr } from "./core";

@unmanaged
export class BytesBuilder {
  data: u32;
  length: i32;
  capacity: i32;
  failed: u32;
}
/** What bbNew gives when there is no memory even for a builder: failed from the start, shared by all. */
const NONE: Ptr = memory.data(32, 16);
function failedFromTheStart(): BytesBuilder { const b = changetype<BytesBuilder>(NONE); b.failed = 1; return b; }
export function bbNew(capacity: i32 = 64): BytesBuilder {
  const p = memAlloc(offsetof<BytesBuilder>()), b = changetype<BytesBuilder>(p);
  if (!p) return failedFromTheStart();
  b.data = <u32>memAlloc(capacity); b.length = 0; b.capacity = capacity; b.failed = b.data == 0;
  return b;
}
/** Makes room for n more bytes; the address where they go, or 0. The caller advances b.length. */
export function bbRoom(b: BytesBuilder, n: i32): Ptr {
  if (b.failed) return 0;
  if (<i64>b.length + n > b.capacity) {
    const want = (<i64>b.length + n) * 2, cap = <i32>want, d = want > i32.MAX_VALUE ? 0 : memRealloc(b.data, cap);
    if (!d) { b.failed = 1; return 0; }
    b.data = <u32>d; b.capacity = cap;
  }
  return <usize>b.data + b.length;
}
export function bbByte(b: BytesBuilder, c: u32): void {
  const p = bbRoom(b, 1);
  if (p) { store<u8>(p, <u8>c); b.length++; }
}
export function bbCopy(b: BytesBuilder, from: Ptr, n: i32): void {
  if (n <= 0) return;
  const p = bbRoom(b, n);
  if (p) { copyBytes(p, from, n); b.length += n; }
}
export function bbLit(b: BytesBuilder, s: string): void { for (let i = 0; i < s.length; i++) bbByte(b, s.charCodeAt(i)); }
export function bbFinish(b: BytesBuilder): Value {
  const r = b.failed ? raiseNoMemory() : bytesFromPtr(b.data, b.length);
  bbDiscard(b);
  return r;
}
export function bbDiscard(b: BytesBuilder): void {
  if (changetype<Ptr>(b) == NONE) return;
  memFree(b.data); memFree(changetype<Ptr>(b));
}
