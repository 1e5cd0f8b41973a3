/**
 * The map of linear memory. Fixed addresses, so that constants compile to constants.
 *
 *   0x0000_0000  guard: never written, so that a stray NULL dereference reads zeroes
 *   0x0000_1000  PROC: the process block (fields below), shared by all instances
 *   0x0001_0000  TYPES: TypeObject n at TYPES + n * TYPE_SIZE (static types; the table is src/spec)
 *   0x0007_0000  NAMES: Value of interned name n at NAMES + 8 * n (frozen after initProcess)
 *   0x0008_0000  the module's static data (string literals, function objects; frozen)
 *   HEAP_BASE    segments, 4 MiB aligned
 */
// @ts-ignore: decorator
@inline export const PROC: usize = 0x1000;
// @ts-ignore: decorator
@inline export const TYPES: usize = 0x10000;
// @ts-ignore: decorator
@inline export const TYPE_SIZE: usize = 768;
// @ts-ignore: decorator
@inline export const MAX_STATIC_TYPES: i32 = 512;
// @ts-ignore: decorator
@inline export const NAMES: usize = 0x70000;
// @ts-ignore: decorator
@inline export const MAX_NAMES: i32 = 8192;
// @ts-ignore: decorator
@inline export const STATIC_DATA: usize = 0x80000;

/** Fields of PROC, each with its guard. */
// @ts-ignore: decorator
@inline export const PROC_MEMORY_END: usize = PROC + 0; // u32 @frozen: first address past usable memory
// @ts-ignore: decorator
@inline export const PROC_MULTI: usize = PROC + 4; // u32 @atomic: 0 while only one thread was ever started or runs (threads/solo.ts): locks are elided
// @ts-ignore: decorator
@inline export const PROC_THREADS: usize = PROC + 8; // u32 @lock PROC_THREADS_LOCK: list of thread states
// @ts-ignore: decorator
@inline export const PROC_THREADS_LOCK: usize = PROC + 12; // u8 mutex
// @ts-ignore: decorator
@inline export const PROC_GIL_ENABLED: usize = PROC + 16; // u32 @frozen
// @ts-ignore: decorator
@inline export const PROC_HASH_SEED: usize = PROC + 24; // u64 @frozen
// @ts-ignore: decorator
@inline export const PROC_TYPE_VERSION: usize = PROC + 32; // u32 @atomic: last type version handed out
// @ts-ignore: decorator
@inline export const PROC_KEYS_VERSION: usize = PROC + 36; // u32 @atomic: last dict keys version handed out
// @ts-ignore: decorator
@inline export const PROC_CODE_EPOCH: usize = PROC + 40; // u32 @atomic: code objects freed so far (interp/poly-cache.ts)
/** 0x1100 … 0x1FFF: memory and threads (src/core/memory, src/core/threads own it); 0x2000 … 0x2FFF: sync (parking lot);
 *  0x3000 … 0x3FFF: interpreter state (src/core/boot/state.ts); 0x4000 … 0x7FFF: counters (src/core/base/counters.ts);
 *  0x8000 … 0xFFFF: the host page, HOST_PAGE_* of src/generated/core/host.ts (table: src/spec/hostcalls.ts) */
// @ts-ignore: decorator
@inline export const PROC_MEMORY: usize = 0x1100;
// @ts-ignore: decorator
@inline export const PROC_SYNC: usize = 0x2000;
// @ts-ignore: decorator
@inline export const PROC_INTERP: usize = 0x3000;
// @ts-ignore: decorator
@inline export const PROC_COUNTERS: usize = 0x4000;
// @ts-ignore: decorator
@inline export const HEAP_ALIGN: usize = 0x400000;
