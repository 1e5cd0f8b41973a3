/** What is this thread's own: wasm globals, one set per instance, so thread-local without a load. Set by initThread. */
import { Ptr } from "../base/value";

/** Owner id in object headers; 0 is nobody. */
export let tid: u16 = 0;
/** Address of this thread's ThreadState. */
export let ts: Ptr = 0;

export function setSelf(id: u16, state: Ptr): void { tid = id; ts = state; }
