/** Entry of the core: what the host calls. */
import { processInit, threadInstanceInit } from "./boot/init";
import { bootInterpreter } from "./boot/imports";
import { runMainProgram } from "./boot/main";
import { memAlloc } from "./memory/alloc";
import { snapshotResume } from "./boot/snapshot";
import { memSetLimit } from "./memory/slices";
import { optionNumber } from "./boot/options";
import { CHECK } from "./base/panic";
import { STRESS_HIGH, stressSetSeed, stressSetWatch } from "./base/stress";
import { HEAP_FIRST_SLICE } from "./memory/layout";
import { hashSeedSet } from "./boot/init";
import { maxStrDigitsInit } from "./types/int/text";
import { debugText, OPTION_GIL, OPTION_HASH_SEED, OPTION_HASH_SEED_SET, OPTION_INT_MAX_STR_DIGITS, OPTION_MEMORY_LIMIT_MIB, OPTION_STRESS, OPTION_STRESS_SEED } from "../generated/core/host";
/** The supervisor has written the options block by now: what must be known before the first object is made is read here. */
export function initProcess(memoryEnd: u32): void {
  if (optionNumber(OPTION_HASH_SEED_SET)) hashSeedSet(optionNumber(OPTION_HASH_SEED));
  processInit(memoryEnd, optionNumber(OPTION_STRESS) & STRESS_HIGH ? 0x8000 : HEAP_FIRST_SLICE, optionNumber(OPTION_GIL) != 0, 5000);
  limits();
}
/** The same where the memory came from a snapshot: the globals of its main thread have been loaded into this instance. */
export function resumeProcess(): void {
  snapshotResume(optionNumber(OPTION_GIL) != 0, 5000, optionNumber(OPTION_HASH_SEED_SET) != 0, optionNumber(OPTION_HASH_SEED));
  limits();
}
function limits(): void {
  if (CHECK >= 1) {
    const bits = optionNumber(OPTION_STRESS);
    stressSetWatch(bits >= 0x1000000 ? bits : 0, showStack);
    stressSetSeed(optionNumber(OPTION_STRESS_SEED));
  }
  const limit = optionNumber(OPTION_MEMORY_LIMIT_MIB);
  if (limit) memSetLimit(<u64>limit << 20);
  const digits = optionNumber(OPTION_INT_MAX_STR_DIGITS);
  if (digits) maxStrDigitsInit(digits == u32.MAX_VALUE ? 0 : digits);
}
/** Prints the JavaScript stack, that is, the calls in the core. */
function showStack(): void { debugText(0, 0); }
/** Starts the interpreter and runs the main program of the options block: the exit status. */
export function runMain(options: u32): i32 { return bootInterpreter(options) < 0 ? 1 : runMainProgram(options); }
export function hostAlloc(size: u32): u32 { return <u32>memAlloc(size); }
export function hostFree(p: u32): void { resultFree(p); }
export { initThread, threadMain } from "./boot/thread-main";
export { dumpState } from "./boot/dump";
import { resultFree } from "./boot/api";
export { apiRequest } from "./boot/api";
export { snapshotPrepare } from "./boot/snapshot";
