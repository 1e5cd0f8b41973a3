/**
 * Where sync keeps its shared words: 0x2000 … 0x2FFF of the process block.
 *
 *   0x2000  64 buckets of the parking lot, 32 bytes each: u32 raw lock, u32 head, u32 tail
 *   0x2800  64 raw locks of the merge queues' registry (by owner id)
 *   0x2900  64 raw locks of the `locked` counting mode (by address)
 *   0x2A00  QSBR: u64 write sequence, u64 read sequence
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
@inline export const HOOK_MERGE_RUN: usize = PROC_SYNC + 0xA24; // () => void: merge what waits for this thread
// @ts-ignore: decorator
@inline export const HOOK_MERGE_CLOSE: usize = PROC_SYNC + 0xA28; // (state) => void: give up the owner id
/** Owner id → ThreadState, or 0; u32 each. @lock TID_LOCKS for writes; read by scans without. In the meta area (memory/layout.ts). */
// @ts-ignore: decorator
@inline export const TID_TABLE: usize = 0xC10000;
/** Highest owner id ever used. */
// @ts-ignore: decorator
@inline export const TID_MAX: usize = PROC_SYNC + 0xA20; // u32 @atomic
