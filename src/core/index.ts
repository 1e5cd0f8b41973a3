/** Entry of the core: what the host calls. */
import { processInit, threadInstanceInit } from "./boot/init";
import { bringup } from "./boot/bringup";
import { memAlloc, memFree } from "./memory/alloc";
export function initProcess(memoryEnd: u32): void { processInit(memoryEnd, false, 5000); }
export function runBringup(src: u32, len: i32): i32 { return bringup(src, len); }
export function hostAlloc(size: u32): u32 { return <u32>memAlloc(size); }
export function hostFree(p: u32): void { memFree(p); }
