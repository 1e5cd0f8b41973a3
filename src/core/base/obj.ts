/**
 * The object header, 16 bytes (contract, section 3):
 *
 *   +0  u16 owner    thread that counts with plain loads and stores on `local`; 0: nobody (merged, immortal, deferred)
 *   +2  u8  mutex    @atomic one-byte lock (src/core/sync/mutex.ts)
 *   +3  u8  gc       @owner, or world stopped: bits GC_*
 *   +4  u32 local    @owner local count, or a sentinel >= LOCAL_SENTINELS. Of an object without an owner: LOCAL_TAGS | index of a promoted one, or
 *                    the record of who counted (refcount/promote.ts), @atomic
 *   +8  u32 shared   @atomic shared count << 2 | state
 *   +12 u32 type     @frozen after publish but for __class__ assignment (world stopped). In a freed block: the free-list link | 1
 */
import { Ptr, Value } from "./value";

@unmanaged
export class Obj {
  owner: u16;
  mutex: u8;
  gc: u8;
  local: u32;
  shared: u32;
  type: u32;
}
/** An object with a length that says how many items follow (CPython's PyVarObject). */
@unmanaged
export class VarObj extends Obj {
  size: i32;
}

// @ts-ignore: decorator
@inline export const HEADER: usize = 16;
// @ts-ignore: decorator
@inline export const IMMORTAL: u32 = 0xFFFFFFFF;
/** Counted by nobody, found dead by the collector only (top-level functions, heap types, modules, code). */
// @ts-ignore: decorator
@inline export const DEFERRED: u32 = 0xFFFFFFFE;
/** `local` at or above this is no count. */
// @ts-ignore: decorator
@inline export const LOCAL_SENTINELS: u32 = 0xFFFFFFF0;

/** `local` from here to the sentinels: LOCAL_TAGS | index in the threads' count tables (refcount/promote.ts). Counts and other words stay below. */
// @ts-ignore: decorator
@inline export const LOCAL_TAGS: u32 = 0x80000000;

// shared-count states, only ever forward (but merged → queued by a promotion)
// @ts-ignore: decorator
@inline export const SHARED_DEFAULT: u32 = 0;
// @ts-ignore: decorator
@inline export const SHARED_MAYBE_WEAKREF: u32 = 1;
// @ts-ignore: decorator
@inline export const SHARED_QUEUED: u32 = 2;
// @ts-ignore: decorator
@inline export const SHARED_MERGED: u32 = 3;
// @ts-ignore: decorator
@inline export const SHARED_ONE: u32 = 4;

// gc bits
/** the collector's mark */
// @ts-ignore: decorator
@inline export const GC_MARK: u8 = 1;
/** its finalizer has run (PEP 442) */
// @ts-ignore: decorator
@inline export const GC_FINALIZED: u8 = 2;
/** not to be seen by the collector: under construction, or untracked by choice */
// @ts-ignore: decorator
@inline export const GC_UNTRACKED: u8 = 4;
/** found unreachable in this collection */
// @ts-ignore: decorator
@inline export const GC_UNREACHABLE: u8 = 8;
/** moved to the permanent generation by gc.freeze() */
// @ts-ignore: decorator
@inline export const GC_FROZEN: u8 = 16;
/** it has (or had) a weak reference */
// @ts-ignore: decorator
@inline export const GC_WEAKREF: u8 = 32;
/** its values may be read by threads without a lock: free its buffers through QSBR */
// @ts-ignore: decorator
@inline export const GC_SHARED: u8 = 64;

/** The object behind a Value that isPtr, as class T. */
// @ts-ignore: decorator
@inline export function as<T>(v: Value): T { return changetype<T>(<Ptr>v); }
// @ts-ignore: decorator
@inline export function toValue<T>(o: T): Value { return <Value>changetype<Ptr>(o); }
