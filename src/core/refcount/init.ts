/** Start of the whole machinery, in the one order that works: memory, threads, counting. Once in a process (initProcess). */
import { HOOK_COUNT_EXIT, HOOK_COUNT_RUN, HOOK_MERGE_CLOSE, HOOK_MERGE_RUN } from "../sync/layout";
import { memoryInitAt } from "../memory/alloc";
import { HEAP_FIRST_SLICE } from "../memory/layout";
import { threadsInit } from "../threads/registry";
import { ThreadState } from "../threads/state";
import { mergeQueueClose, mergeQueueRun } from "./merge-queue";
import { countExit, countRun, promotionTune } from "./promote";
import { COUNT, PLAIN } from "./mode";

/** base: end of the module's static data (__heap_base). The calling instance becomes the main thread, attached. False: no memory. */
export function machineryInit(base: usize, gil: bool, switchIntervalUs: u32): bool { return machineryInitAt(base, HEAP_FIRST_SLICE, gil, switchIntervalUs); }
/** The same with the heap's first slice (0x8000: everything above 2 GiB). */
export function machineryInitAt(base: usize, firstSlice: u32, gil: bool, switchIntervalUs: u32): bool {
  memoryInitAt(base, firstSlice);
  refcountInit();
  return threadsInit(gil || COUNT == PLAIN, switchIntervalUs);
}
/** The upward hooks of this room. */
export function refcountInit(): void {
  const run: () => void = mergeQueueRun, close: (state: ThreadState) => void = mergeQueueClose;
  const countRunRef: () => void = countRun, countExitRef: () => void = countExit;
  promotionTune(32, 63);
  store<u32>(HOOK_COUNT_RUN, countRunRef.index);
  store<u32>(HOOK_COUNT_EXIT, countExitRef.index);
  store<u32>(HOOK_MERGE_RUN, run.index);
  store<u32>(HOOK_MERGE_CLOSE, close.index);
}
