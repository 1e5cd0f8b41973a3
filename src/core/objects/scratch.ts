/**
 * The native scratch stack: memory with the life of a native call (argument arrays, small buffers), one per thread, thread-local by wasm globals.
 * Not seen by the collector: what lies here is borrowed, or owned by the native frame that put it here.
 */
import { Ptr } from "../base/value";
import { memFree } from "../memory/alloc";
import { ts } from "../threads/self";
import { SCRATCH_BYTES, ThreadState } from "../threads/state";
import { T } from "../../generated/core/types";
import { raise } from "./errors";

const SIZE: usize = SCRATCH_BYTES;
let base: Ptr = 0;
let top: Ptr = 0;
let limit: Ptr = 0;

/** Takes over the stack that the thread's creator made. */
export function scratchInit(): void {
  const s = changetype<ThreadState>(ts);
  base = s.scratch; top = base; limit = base + SIZE;
  s.scratch = 0;
}
/** Zeroes what is not in use (a snapshot is the smaller for it). */
export function scratchClean(): void { memory.fill(top, 0, limit - top); }
export function scratchFree(): void { memFree(base); base = 0; }
/** Bytes in use. */
export function stackDepth(): usize { return top - base; }
// @ts-ignore: decorator
@inline export function stackMark(): Ptr { return top; }
/** `bytes` (rounded up to 16) of uninitialised memory until stackRestore(mark). 0 with RecursionError or MemoryError. */
// @ts-ignore: decorator
@inline export function stackAlloc(bytes: usize): Ptr {
  const p = top, next = p + ((bytes + 15) & ~15);
  if (next > limit || next < p) return stackFull(bytes);
  top = next;
  return p;
}
export function stackFull(bytes: usize): Ptr {
  if (bytes > SIZE / 4) raise(T.MemoryError, "argument list too large"); else raise(T.RecursionError, "maximum recursion depth exceeded");
  return 0;
}
// @ts-ignore: decorator
@inline export function stackRestore(mark: Ptr): void { top = mark; }
