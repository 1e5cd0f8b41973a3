/** Entry of the core: what the host calls. */
import { processInit, threadInstanceInit } from "./boot/init";
import { bootInterpreter } from "./boot/imports";
import { runMainProgram } from "./boot/main";
import { bringup } from "./boot/bringup";
import { memAlloc, memFree } from "./memory/alloc";
export function initProcess(memoryEnd: u32): void { processInit(memoryEnd, false, 5000); }
/** Starts the interpreter and runs the main program of the options block: the exit status. */
export function runMain(options: u32): i32 { return bootInterpreter(options) < 0 ? 1 : runMainProgram(options); }
export function runBringup(src: u32, len: i32): i32 { return bringup(src, len); }
export function hostAlloc(size: u32): u32 { return <u32>memAlloc(size); }
export function hostFree(p: u32): void { memFree(p); }
export { initThread, threadMain } from "./boot/thread-main";
