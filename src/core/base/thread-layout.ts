/**
 * The head of ThreadState that rooms below `threads` need (sync parks on it, memory reads its QSBR sequence). Offsets are asserted against
 * the class in threads/state.ts. The host's main thread (JavaScript) uses the first three words too.
 */
// @ts-ignore: decorator
@inline export const TS_EVAL_BREAKER: usize = 0; // u32 @atomic
// @ts-ignore: decorator
@inline export const TS_STATUS: usize = 4; // u32 @atomic
// @ts-ignore: decorator
@inline export const TS_WAKE: usize = 8; // u32 @atomic: the word this thread sleeps on while parked
// @ts-ignore: decorator
@inline export const TS_PARK_KEY: usize = 12; // u32 @atomic: the address it is parked on, 0 when not (for the dump)
// @ts-ignore: decorator
@inline export const TS_PARK_NEXT: usize = 16; // u32 @lock bucket
// @ts-ignore: decorator
@inline export const TS_PARK_PREV: usize = 20; // u32 @lock bucket
// @ts-ignore: decorator
@inline export const TS_PARK_ARG: usize = 24; // u32 @lock bucket
// @ts-ignore: decorator
@inline export const TS_TID: usize = 28; // u16 @frozen
// @ts-ignore: decorator
@inline export const TS_QSBR_SEQ: usize = 32; // u64 @atomic: 0 offline
// @ts-ignore: decorator
@inline export const TS_GC_COUNT: usize = 40; // i32 @owner
// @ts-ignore: decorator
@inline export const TS_HEAP: usize = 60; // u32 @owner: its heap (src/core/memory/heap.ts), 0 when it has none
// @ts-ignore: decorator
@inline export const TS_CLOCK: usize = 72; // i64 @owner
// @ts-ignore: decorator
@inline export const TS_PARK_FAIR_AT: usize = 64; // i64 @lock bucket
// @ts-ignore: decorator
@inline export const TS_FINALIZING: usize = 236; // u32 @owner: while it is not 0 the collector keeps all that nobody counts

/** Eval-breaker bits (contract, section 8). The rooms that handle each stand beside it. */
// @ts-ignore: decorator
@inline export const EB_STOP: u32 = 1; // threads: stop the world
// @ts-ignore: decorator
@inline export const EB_MERGE: u32 = 2; // refcount: merge queue
// @ts-ignore: decorator
@inline export const EB_QSBR: u32 = 4; // memory: quiescent state, delayed frees
// @ts-ignore: decorator
@inline export const EB_GIL_DROP: u32 = 8; // threads: someone waits for the GIL
// @ts-ignore: decorator
@inline export const EB_GC: u32 = 16; // gc: the threshold passed
// @ts-ignore: decorator
@inline export const EB_SIGNAL: u32 = 32; // interp: a signal (main thread)
// @ts-ignore: decorator
@inline export const EB_ASYNC_EXC: u32 = 64; // interp: asyncExc holds an exception
// @ts-ignore: decorator
@inline export const EB_TICK: u32 = 128; // interp: return to the trampoline (tier-up)
// @ts-ignore: decorator
@inline export const EB_LIMIT: u32 = 256; // interp: a limit (time, memory) passed
// @ts-ignore: decorator
@inline export const EB_PENDING: u32 = 512; // interp: pending calls
// @ts-ignore: decorator
@inline export const EB_COUNT: u32 = 1024; // refcount: a grace period is asked for, or a larger count table, or a demotion may be finished
// @ts-ignore: decorator
@inline export const EB_BIAS: u32 = 2048; // threads: another thread wants an object that this one has to itself
// @ts-ignore: decorator
@inline export const EB_SOLO: u32 = 4096; // threads: another one wants to run
// @ts-ignore: decorator
@inline export const EB_TRACE: u32 = 0x8000; // interp: tracing began; loops entered before leave
/** What evalBreakerHandle does itself. */
// @ts-ignore: decorator
@inline export const EB_CORE: u32 = 15 | EB_COUNT | EB_BIAS | EB_SOLO;
/** What ends an interruptible wait. */
// @ts-ignore: decorator
@inline export const EB_INTERRUPT: u32 = 96;
