/**
 * Which threads may read a container without its lock, and what that asks of its writers. (CPython: GC shared bit, `ensure_shared_on_read`.)
 *
 * A list, dict or set is *private* while its owner thread is the only one that has used it. The first section of another thread over it, a reader's too, makes it
 * common by a handshake with the owner (threads/bias.ts), which sets GC_SHARED; only then may foreign threads read without the lock. Hence, for a writer in a section:
 *   private      nobody else can be reading: plain stores, buffers freed at once, and the section costs nothing
 *   otherwise    atomic stores, buffers freed by memFreeDelayed (QSBR), the section is a lock
 * The bit is never taken back. In GIL mode, where sections are elided and nobody shakes hands, shareLockHeld sets it; so it does for objects without an owner.
 *
 * Lists and dicts have a version besides (VERSION), with which they are copied without the lock: types/snapshot.ts. Hence who changes one asks `writing` first.
 */
import { Ptr, Value, isPtr } from "../base/value";
import { GC_SHARED } from "../base/obj";
import { YIELD_WRITING, yieldPoint } from "../base/stress";
import { PROC_MULTI } from "../base/map";
import { isMine } from "../base/self";
import { tid } from "../threads/self";
import { BIASED, COUNT } from "../refcount/mode";
import { increfLockHeld } from "../refcount/count-slow";
import { memFree, memFreeDelayed } from "../memory/alloc";

/** Nobody but this thread can be using p: it has it to itself (base/self.ts), or is the only one that runs. */
// @ts-ignore: decorator
@inline export function isPrivate(p: Ptr): bool { return isMine(p) || load<u32>(PROC_MULTI) == 0; }
/** This thread may read p without its lock. */
// @ts-ignore: decorator
@inline export function isReadable(p: Ptr): bool { return load<u16>(p) == tid || (load<u8>(p, 3) & GC_SHARED) != 0; }
/** Lets this thread read p without the lock from now on; a writer calls it too. Lock held. */
export function shareLockHeld(p: Ptr): void {
  if (load<u16>(p) != tid && !(load<u8>(p, 3) & GC_SHARED)) atomic.or<u8>(p + 3, GC_SHARED);
}
/** Offset in a list or dict: u32 version. @atomic, changed under the lock; 0 until it is first copied while others may be using it. */
// @ts-ignore: decorator
@inline export const VERSION: usize = 24;
/**
 * Asked by whoever is going to change list or dict p, its lock held, before the first change it makes since it took the lock: whether p is private (isPrivate). If not, copies that are being made
 * without the lock are told.
 */
// @ts-ignore: decorator
@inline export function writing(p: Ptr): bool {
  if (isPrivate(p)) return true;
  writingCommon(p);
  return false;
}
function writingCommon(p: Ptr): void {
  shareLockHeld(p);
  // read and written in one: a store would not keep the plain ones of a sort, into an array that a copy may still be reading, from being seen before it
  if (load<u32>(p, VERSION)) { atomic.add<u32>(p, 1, VERSION); yieldPoint(YIELD_WRITING); }
}
/** What every thread is going to use need not ask this one first. Outside of any section over p. */
export function shareOwn(p: Ptr): void { if (isMine(p)) atomic.or<u8>(p + 3, GC_SHARED); }
/** A new reference to what a slot holds, taken under the lock: marks a foreign object so that the next reader without the lock succeeds. */
// @ts-ignore: decorator
@inline export function newRefLockHeld(v: Value): Value {
  if (!isPtr(v)) return v;
  if (COUNT == BIASED && load<u16>(<Ptr>v) == tid) store<u32>(<Ptr>v, load<u32>(<Ptr>v, 4) + 1, 4); else increfLockHeld(v);
  return v;
}
/** Frees a buffer that was part of p. Lock held (or p is dying). */
export function freeBufferOf(p: Ptr, buffer: Ptr): void {
  if (!buffer) return;
  if (isPrivate(p)) memFree(buffer); else memFreeDelayed(buffer);
}
/** While only one thread runs. Others may sleep in the middle of a native operation, with something in their hands that they borrowed (threads/solo.ts). */
// @ts-ignore: decorator
@inline export function singleThreaded(): bool { return load<u32>(PROC_MULTI) == 0; }
/**
 * A store into what other threads may be reading: atomic (a locked exchange, 5 to 7 ns) unless this thread is the only one that runs. What it wrote before is seen
 * by the others all the same: they run only after an atomic change of state (threads/attach.ts).
 */
// @ts-ignore: decorator
@inline export function publish<T>(p: Ptr, v: T, offset: usize = 0): void { if (load<u32>(PROC_MULTI) == 0) store<T>(p + offset, v); else atomic.store<T>(p + offset, v); }
/** A store into container o (or what belongs to it, at p): plain while it is private. */
// @ts-ignore: decorator
@inline export function publishIn<T>(o: Ptr, p: Ptr, v: T): void { if (isPrivate(o)) store<T>(p, v); else atomic.store<T>(p, v); }
/** Stores into a slot of container p that other threads may read if p is not private. */
// @ts-ignore: decorator
@inline export function storeSlot(isPriv: bool, slot: Ptr, v: Value): void { if (isPriv) store<u64>(slot, v); else atomic.store<u64>(slot, v); }
function moveFew(to: Ptr, from: Ptr, n: i32): void {
  if (to < from) for (let i = 0; i < n; i++) store<u64>(to + (<usize>i << 3), load<u64>(from + (<usize>i << 3)));
  else for (let i = n - 1; i >= 0; i--) store<u64>(to + (<usize>i << 3), load<u64>(from + (<usize>i << 3)));
}
/** Moves n slots (regions may overlap); readers of a container that is not private see whole Values. */
export function moveSlots(isPriv: bool, to: Ptr, from: Ptr, n: i32): void {
  if (isPriv) { if (n > 16) memory.copy(to, from, <usize>n << 3); else moveFew(to, from, n); return; }
  if (to < from) for (let i = 0; i < n; i++) atomic.store<u64>(to + (<usize>i << 3), load<u64>(from + (<usize>i << 3)));
  else for (let i = n - 1; i >= 0; i--) atomic.store<u64>(to + (<usize>i << 3), load<u64>(from + (<usize>i << 3)));
}
