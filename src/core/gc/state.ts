/** The collector's state, one for the process; in static memory (@frozen address). Guards at the fields; `collecting` is the lock of a collection. */
import { Ptr, Value } from "../base/value";

@unmanaged
export class GcState {
  /** @atomic 1: automatic collection is on */ enabled: u32;
  /** @atomic the state of the thread whose collection is under way (won by compare-and-swap; gcWait waits on it), or 0 */ collecting: u32;
  /** @atomic gc.set_threshold; 0 turns automatic collection off */ threshold0: i32;
  threshold1: i32;
  threshold2: i32;
  /** @atomic gc.set_debug */ debug: u32;
  /** @atomic the heap may grow by growth / 4 of its live objects before the next automatic collection: 1 … 8 (collect.ts: adapt) */ growth: u32;
  pad: u32;
  /** @atomic live GC objects after the last collection */ live: u32;
  /** @atomic an interpreter is there: automatic collection may run */ ready: u32;
  /** @atomic collections, objects collected, uncollectable: u64 each, for generations 0, 1, 2 (gc.get_stats) */
  collections0: u64;
  collected0: u64;
  uncollectable0: u64;
  collections1: u64;
  collected1: u64;
  uncollectable1: u64;
  collections2: u64;
  collected2: u64;
  uncollectable2: u64;
  /** gc.garbage and gc.callbacks: lists, owned; @frozen after gcInit */
  garbage: Value;
  callbacks: Value;
  /** gc.get_count(): collections of a generation since the next one's; @owner the collecting thread */
  count1: u32;
  count2: u32;
  /** @owner the collecting thread, read by others as a hint: when the last collection ended, and how long it took, in ns of the monotonic clock */
  ended: i64;
  took: i64;
}
export const GC_STATE: Ptr = memory.data(176, 16);
// @ts-ignore: decorator
@inline export function gcState(): GcState { return changetype<GcState>(GC_STATE); }
