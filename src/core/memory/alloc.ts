/** Placeholder allocator until src/core/memory is complete: size classes over a bump pointer under one spin lock. */
import { Ptr } from "../base/value";
import { PROC_MEMORY } from "../base/map";
import { tid } from "../threads/self";

const LOCK: usize = PROC_MEMORY;
const TOP: usize = PROC_MEMORY + 8;
const FREE: usize = PROC_MEMORY + 64;

function cls(size: usize): u32 { return size <= 1024 ? <u32>((size + 15) >> 4) : 64 + (32 - clz<u32>(<u32>size - 1)); }
function sizeOf(c: u32): usize { return c <= 64 ? <usize>c << 4 : <usize>1 << (c - 64); }
function take(size: usize, header: usize): Ptr {
  const c = cls(size + header);
  while (atomic.cmpxchg<u32>(LOCK, 0, 1) != 0) {}
  const head = FREE + (<usize>c << 2);
  let p: Ptr = load<u32>(head);
  if (p) store<u32>(head, load<u32>(p, 12)); else { p = load<u32>(TOP); store<u32>(TOP, p + sizeOf(c)); }
  atomic.store<u32>(LOCK, 0);
  return p;
}
function give(p: Ptr, c: u32): void {
  while (atomic.cmpxchg<u32>(LOCK, 0, 1) != 0) {}
  const head = FREE + (<usize>c << 2);
  store<u32>(p, load<u32>(head), 12); store<u32>(head, <u32>p);
  atomic.store<u32>(LOCK, 0);
}
export function memoryInit(base: usize): void { store<u32>(TOP, (base + 63) & ~63); }
/** A zeroed block for an object of `size` bytes; 0 when memory is out. */
export function allocObjectBlock(gc: bool, size: usize): Ptr {
  const p = take(size, 16);
  store<u32>(p, cls(size + 16));
  memory.fill(p + 16, 0, size);
  return p + 16;
}
export function freeObjectBlock(p: Ptr): void { give(p - 16, load<u32>(p - 16)); }
/** A raw buffer, 16-byte aligned, not zeroed; 0 when memory is out. */
export function memAlloc(size: usize): Ptr { const p = take(size, 16); store<u32>(p, cls(size + 16)); store<u32>(p, <u32>size, 4); return p + 16; }
export function memFree(p: Ptr): void { if (p) give(p - 16, load<u32>(p - 16)); }
export function memRealloc(p: Ptr, size: usize): Ptr {
  if (!p) return memAlloc(size);
  const q = memAlloc(size); if (!q) return 0;
  const old: usize = load<u32>(p - 12);
  memory.copy(q, p, old < size ? old : size); memFree(p);
  return q;
}
/** Frees a buffer that a reader without a lock may still hold: after every thread passed a quiescent state. */
export function memFreeDelayed(p: Ptr): void { }
