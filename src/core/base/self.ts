/**
 * What is this thread's own: wasm globals, one set per instance, so thread-local without a load. Set by threadStart (or by threadsInit in
 * the first thread); before that all are 0, and an allocation finds the zeroed guard page and goes its slow path.
 */
import { Ptr } from "./value";
import { GC_SHARED } from "./obj";

/** Owner id in object headers; 0 is nobody. */
export let tid: u16 = 0;
/** Address of this thread's ThreadState. */
export let ts: Ptr = 0;
/** Address of this thread's heap (src/core/memory). */
export let heap: Ptr = 0;

/** This thread's id, or BIAS_NONE while it has no object to itself (threads/bias.ts). */
export let biasId: u32 = 0xFFFFFFFF;

// @ts-ignore: decorator
@inline const BIAS_NONE: u32 = 0xFFFFFFFF;
/** Header word: owner in the low 16 bits, GC_SHARED is bit 30. */
// @ts-ignore: decorator
@inline export const PRIVATE_MASK: u32 = (<u32>GC_SHARED << 24) | 0xFFFF;
/** This thread has object p to itself: nobody else reads or writes it without asking (threads/bias.ts). Holds until the next safepoint or detach. */
// @ts-ignore: decorator
@inline export function isMine(p: Ptr): bool { return (load<u32>(p) & PRIVATE_MASK) == biasId; }

export function setSelf(id: u16, state: Ptr): void { tid = id; ts = state; setBias(id != 0); }
export function setBias(on: bool): void { biasId = on ? <u32>tid : BIAS_NONE; }
export function setHeap(h: Ptr): void { heap = h; }
