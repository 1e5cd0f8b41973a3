/**
 * What is this thread's own: wasm globals, one set per instance, so thread-local without a load. Set by threadStart (or by threadsInit in
 * the first thread); before that all are 0, and an allocation finds the zeroed guard page and goes its slow path.
 */
import { Ptr } from "./value";

/** Owner id in object headers; 0 is nobody. */
export let tid: u16 = 0;
/** Address of this thread's ThreadState. */
export let ts: Ptr = 0;
/** Address of this thread's heap (src/core/memory). */
export let heap: Ptr = 0;

export function setSelf(id: u16, state: Ptr): void { tid = id; ts = state; }
export function setHeap(h: Ptr): void { heap = h; }
