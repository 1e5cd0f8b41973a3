/** Drivers for the tests of what waits for readers (tests/core/memory.test.ts): a thread that stays attached and passes no quiescent state, and what others see of that. Exported by torture.ts. */
import { Ptr } from "../../../src/core/base/value";
import { allocObjectBlock, memAlloc, memFreeDelayed } from "../../../src/core/memory/alloc";
import { delayedCount } from "../../../src/core/memory/delayed";
import { pendingBytes } from "../../../src/core/memory/usage";
import { evalBreakerHandle } from "../../../src/core/threads/eval-breaker";

/** Says that it is there, then meets no safepoint until the flag is set. */
export function holdStill(here: Ptr, flag: Ptr): u32 {
  atomic.store<u32>(here, 1);
  while (atomic.load<u32>(flag) == 0) {}
  evalBreakerHandle();
  return 1;
}
/** Gives n buffers back that readers may hold; how many this thread has waiting. */
export function freeDelayed(n: u32, bytes: u32): u32 {
  for (let i: u32 = 0; i < n; i++) memFreeDelayed(memAlloc(bytes));
  return delayedCount();
}
/** n blocks for objects of `size` bytes, as an array of their addresses; they are given a type word, so that they are not free. */
export function blocksNew(n: u32, size: u32): Ptr {
  const at = memAlloc(n << 2);
  for (let i: u32 = 0; i < n; i++) {
    const p = allocObjectBlock(false, size);
    atomic.store<u32>(p + 12, 0x10000);
    store<u32>(at + (<usize>i << 2), <u32>p);
  }
  return at;
}
export function pendingBytesF(): f64 { return <f64>pendingBytes(); }
