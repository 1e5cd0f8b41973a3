/**
 * Recursion guard of repr: the containers whose repr runs on this thread (CPython: Py_ReprEnter). A stack of addresses in raw memory; its address is a
 * wasm global, so it belongs to the thread, at whose end it is freed.
 */
import { Ptr, Value } from "../base/value";
import { memAlloc, memFree, memRealloc } from "../memory/alloc";
import { raiseNoMemory } from "../objects/errors";
import { enterNative, leaveNative } from "../objects/recursion";

let stack: Ptr = 0;
let depth: i32 = 0;
let room: i32 = 0;

/** 0: go on, and call reprLeave at the end · 1: o's repr is already running · -1: exception. */
export function reprEnter(o: Value): i32 {
  for (let i = 0; i < depth; i++) if (<Value>load<u32>(stack + (<usize>i << 2)) == o) return 1;
  if (depth == room) {
    const n = room ? room * 2 : 32;
    const p = room ? memRealloc(stack, <usize>n << 2) : memAlloc(<usize>n << 2);
    if (!p) { raiseNoMemory(); return -1; }
    stack = p; room = n;
  }
  if (!enterNative()) return -1;
  store<u32>(stack + (<usize>depth << 2), <u32>o);
  depth++;
  return 0;
}
export function reprLeave(o: Value): void {
  leaveNative();
  depth--;
}
/** The thread ends. */
export function reprGuardFree(): void { memFree(stack); stack = 0; depth = 0; room = 0; }
