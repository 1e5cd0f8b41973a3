/**
 * Where sync keeps its shared words: 0x2000 … 0x2FFF of the process block.
 *
 *   0x2000  64 buckets of the parking lot, 32 bytes each: u32 raw lock, u32 head, u32 tail
 *   0x2800  64 raw locks of the merge queues' registry (by owner id)
 *   0x2900  64 raw locks of the `locked` counting mode (by address)
 *   0x2A00  QSBR: u64 write sequence, u64 read sequence
 *   0x2B00  promotion: grace periods (threads/grace.ts), pool of indices (refcount/promote.ts); 0x2B40 its chunks
 *   0x2A10  hooks: function indices that rooms above set once (frozen after start)
 */
import { PROC_SYNC } from "../base/map";
// @ts-ignore: decorator
@inline export const BUCKETS: usize = PROC_SYNC;
// @ts-ignore: decorator
@inline export const BUCKET_COUNT: u32 = 64;
// @ts-ignore: decorator
@inline export const TID_LOCKS: usize = PROC_SYNC + 0x800;
// @ts-ignore: decorator
@inline export const COUNT_LOCKS: usize = PROC_SYNC + 0x900;
// @ts-ignore: decorator
@inline export const QSBR_WRITE: usize = PROC_SYNC + 0xA00; // u64 @atomic
// @ts-ignore: decorator
@inline export const QSBR_READ: usize = PROC_SYNC + 0xA08; // u64 @atomic
// @ts-ignore: decorator
@inline export const HOOK_DETACH: usize = PROC_SYNC + 0xA10; // () => bool: was attached
// @ts-ignore: decorator
@inline export const HOOK_ATTACH: usize = PROC_SYNC + 0xA14; // () => void
// @ts-ignore: decorator
@inline export const HOOK_WORLD_STOP: usize = PROC_SYNC + 0xA18; // () => void
// @ts-ignore: decorator
@inline export const HOOK_WORLD_START: usize = PROC_SYNC + 0xA1C; // () => void
// @ts-ignore: decorator
@inline export const HOOK_WORLD_TRY_STOP: usize = PROC_SYNC + 0xA34; // () => bool
// @ts-ignore: decorator
@inline export const HOOK_MERGE_RUN: usize = PROC_SYNC + 0xA24; // () => void: merge what waits for this thread
// @ts-ignore: decorator
@inline export const HOOK_MERGE_CLOSE: usize = PROC_SYNC + 0xA28; // (state) => void: give up the owner id
// @ts-ignore: decorator
@inline export const HOOK_COUNT_RUN: usize = PROC_SYNC + 0xA2C; // () => void: EB_COUNT
// @ts-ignore: decorator
@inline export const HOOK_COUNT_EXIT: usize = PROC_SYNC + 0xA30; // () => void: the thread ends
// @ts-ignore: decorator
@inline export const GRACE_EPOCH: usize = PROC_SYNC + 0xB00; // u64 @atomic: the last ticket
// @ts-ignore: decorator
@inline export const GRACE_WORD: usize = PROC_SYNC + 0xB08; // u32 @atomic: counts answers; waiters sleep on it
// @ts-ignore: decorator
@inline export const GRACE_PENDING: usize = PROC_SYNC + 0xB0C; // u32 @atomic: demotions nobody waits for
// @ts-ignore: decorator
@inline export const POOL_LOCK: usize = PROC_SYNC + 0xB10; // raw lock
// @ts-ignore: decorator
@inline export const POOL_FREE: usize = PROC_SYNC + 0xB14; // u32 @lock pool: first free index + 1
// @ts-ignore: decorator
@inline export const POOL_USED: usize = PROC_SYNC + 0xB18; // u32 @atomic (written @lock pool): indices ever taken
// @ts-ignore: decorator
@inline export const PROMOTE_SCORE: usize = PROC_SYNC + 0xB1C; // u32: set at start-up or by a test
// @ts-ignore: decorator
@inline export const ASK_MASK: usize = PROC_SYNC + 0xB20; // u32: the same
// @ts-ignore: decorator
@inline export const POOL_CHUNKS: usize = PROC_SYNC + 0xB40; // 64 addresses @lock pool, each written once
/** Owner id → ThreadState, or 0; u32 each. @lock TID_LOCKS for writes; read by scans without. In the meta area (memory/layout.ts). */
// @ts-ignore: decorator
@inline export const TID_TABLE: usize = 0xC10000;
/** Highest owner id ever used. */
// @ts-ignore: decorator
@inline export const TID_MAX: usize = PROC_SYNC + 0xA20; // u32 @atomic
