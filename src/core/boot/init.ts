/**
 * Start-up order. initProcess runs once in a process, in the instance of the main Python thread: memory and threads, interned names, static types,
 * native state of the rooms. The Python-level start (sys, importlib, stdio) is imports.ts, which runs on top of this.
 */
import { Ptr } from "../base/value";
import { PROC_HASH_SEED, PROC_MEMORY_END, HEAP_ALIGN } from "../base/map";
import { machineryInitAt } from "../refcount/init";
import { initNames } from "../../generated/core/names";
import { readyTypes, setupTypes } from "../../generated/core/register";
import { internInit } from "../types/str/core";
import { scratchInit } from "../objects/scratch";
import { excStateInit } from "../interp/exc-state";
import { panic } from "../base/panic";
import { randomBytes } from "../../generated/core/host";
import { maxStrDigitsInit } from "../types/int/text";
import { exceptionsInit } from "../types/exceptions/create";
import { errOccurred, raiseTooDeep } from "../objects/errors";
import { recursionInit } from "../objects/recursion";
import { modelHooksInit } from "../interp/super-args";
import { gcInit } from "../gc/trigger";
import { leakBaseline } from "./leakcheck";

/** PYTHONHASHSEED: the same seed makes the same hashes (0 too). Before processInit. */
export function hashSeedSet(seed: u32): void { store<u64>(PROC_HASH_SEED, 0x5DEECE66D0000001 ^ <u64>seed * 0x9E3779B97F4A7C15); }
/** memoryEnd: first address past the usable memory (u32). firstSlice: where the heap begins, in 64 KiB. */
export function processInit(memoryEnd: u32, firstSlice: u32, gil: bool, switchIntervalUs: u32): void {
  store<u32>(PROC_MEMORY_END, memoryEnd);
  if (!machineryInitAt(__heap_base, firstSlice, gil, switchIntervalUs)) panic("no memory for the runtime");
  scratchInit();
  excStateInit();
  recursionInit(raiseTooDeep);
  if (load<u64>(PROC_HASH_SEED) == 0) randomBytes(PROC_HASH_SEED, 8);
  setupTypes();
  internInit();
  initNames();
  exceptionsInit();
  readyTypes();
  modelHooksInit();
  maxStrDigitsInit(4300);
  if (errOccurred()) panic("an exception while the built-in types were made");
  leakBaseline();
  gcInit();
}
/** What each further instance does before it runs Python: thread-local state over threadStart. */
export function threadInstanceInit(): void {
  scratchInit();
  excStateInit();
}
